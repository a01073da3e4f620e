/* Two readings of one notice: onto_match.c tells which part of the one is which of the other, onto.c takes the new one over. */
#ifndef KP_ONTO_H
#define KP_ONTO_H

#include "model/facts.h"

/* Parts of the new reading by their index, each with that of the plan that was looked over; NULL: new. */
typedef struct kp_onto_match {
	const kepu_plan *reading, *reviewed;
	const kepu_node **nodes; /* of all nodes, those of annexes too */
	const kepu_unit **units;
	const kepu_assignment **assignments;
	const kepu_indicator **indicators;
	const kepu_phase **phases;
	const kepu_annex **annexes;
	bool *out_nodes, *out_units, *out_assignments, *out_indicators, *out_phases; /* what was removed and stays out */
	kp_arena arena;                                                              /* all of these, and words */
} kp_onto_match;

/* False: memory is out. */
bool kp_onto_match_make(kp_onto_match *m, const kepu_plan *reading, const kepu_plan *reviewed);
void kp_onto_match_free(kp_onto_match *m);

/* How much two texts have in common, 0 to 100: pairs of characters. Long ones by their beginnings. */
int kp_likeness(const char *a, size_t a_length, const char *b, size_t b_length);

/* Pairs items of two lists that have the same key, in order. Items that have a partner already, or no key, are left out.
 * to[i] is the index of the partner in the second list; SIZE_MAX: none. False: memory is out. */
typedef struct kp_side {
	size_t count;
	kp_str *keys; /* NULL: none */
	size_t *to;
} kp_side;
bool kp_pair(kp_side *first, kp_side *second);

#endif
