/* A scoring at work: what is worked out for each element of the tree, within each part, for all units. */
#ifndef KP_RUN_H
#define KP_RUN_H

#include "score/rules.h"

/* Points of an element for a unit. */
typedef struct kp_result {
	kp_decimal points;
	uint8_t state;  /* KEPU_STATE_VALUE, or why there are none; KEPU_UNKNOWN: it is not on the unit's card */
	uint8_t was;    /* the state before a policy made points */
	uint8_t policy; /* kp_word of the policy that made them or left it out; KP_WORD_NONE: none had to */
	bool left_out;  /* others stand for it */
	bool whole;
} kp_result;

/* A measure of one unit, as all of a group are taken for rank, mean and distance. */
typedef struct kp_measured {
	uint32_t unit;
	uint8_t state;
	kp_fraction value; /* where the state is KEPU_STATE_VALUE */
} kp_measured;

/* The measures of a rule, at its spot, of all units of a group that have the criterion on their card, and what group.c made
 * of them when it was first asked: nothing is worked out anew for each unit. `measures`, `order` and `places` are memory of
 * their own, which the run frees; all but the first two are group.c's. */
typedef struct kp_group {
	kp_measured *measures; /* in the order of units */
	size_t count;
	kp_fraction mean, least, most; /* of those that have one: `valued` */
	size_t valued;
	bool mean_taken, mean_exact, range_taken;
	kp_fraction more, mean_with_more; /* the last one that counted for itself alone, mostly 0, and the mean with it */
	bool more_taken;
	uint32_t *order;  /* those that have a place, best first, as indexes of measures; NULL: nobody asked yet */
	uint32_t *places; /* of each measure, doubled, as 2.5 is one; 0: none */
	size_t placed;
} kp_group;

typedef struct kp_slot kp_slot; /* slots.h: an element within its parts, with the results of all units */

/* The last one that a bound needed: mostly it is the same for all units. */
typedef struct kp_logarithm {
	kp_fraction of, is; /* of: 0 ÷ 0 where there was none yet */
} kp_logarithm;

/* A group as a run that borrowed its slots sees it. */
typedef struct kp_lent {
	const kp_slot *slot;
	const kp_scheme_element *rule;
	const kp_group *of; /* whose memory it shares, as far as there is some; NULL: the lender has none */
	kp_group group;
	size_t number;
	struct kp_lent *next;
} kp_lent;

struct kp_run {
	kepu_inputs *inputs;
	const kepu_scheme *scheme;
	uint16_t stage;
	kepu_error **err;
	kepu_status status; /* the first failure: nothing more is worked out */
	kp_arena arena;
	kp_slot **slots; /* each before what lies in it; 0: the scheme */
	size_t slot_count, slot_capacity;
	uint32_t turns;       /* of the last that was worked out, see kp_slot.turn */
	kp_slot **by_element; /* the first of each element, see kp_slot.same */
	kp_slot *now;         /* the one that is worked out */
	uint8_t **cards;      /* of each element whether each unit has it on its card; NULL: all have */
	uint32_t *members;    /* units, group by group */
	uint32_t *group_starts;
	size_t group_count; /* the last one of units without a group, where there are some */
	uint32_t *group_of; /* of each unit */
	/* The policy value-zero is at work: inputs that the unit asked about lacks are 0. In kp_run_group() units count without
	 * that, so that the one asked about has to be counted with the others by who sets it against them. */
	bool zeros;
	struct kp_note *notes; /* of what findings are made */
	size_t note_count, note_capacity;
	kp_logarithm (*logarithms)[2]; /* of each rule those of its bounds; NULL: they are not kept */
	kp_lent *lent;
	bool borrowed; /* the slots are another run's: nothing is hung into them, and none of its memory is written to */
	struct kp_trace *trace; /* what the rules say of how they came to it; NULL: nobody asks */
};

/* Gives false. Of KEPU_ERROR_OVERFLOW `first` may be NULL: unit and criterion that are at work. */
bool kp_run_fail(kp_run *run, kepu_status code, const char *first, const char *second);

/* The unit's group as a rule sees it, with its measures taken by kp_measure_of. Made once for each rule, spot and group. NULL:
 * an error is in the run. */
kp_group *kp_run_group(const kp_question *question);

/* A run that works out again, for itself alone, what another one has worked out: the same slots, and what it makes on the way
 * is its own until the slots are given back, which must follow either way. Several may do so at the same time. False: memory is
 * out, and an error in the run. */
bool kp_run_borrow(kp_run *run, const kp_run *of, kepu_error **err);
void kp_run_give_back(kp_run *run);

/* The finding zero-denominator about the unit's figures. False: memory is out, and an error in the run. */
bool kp_run_zero(const kp_question *question, kp_fraction under);

/* Points of another element (NULL: the total) for a unit, and its place by them in its group. */
bool kp_run_points(const kp_question *question, const kp_scheme_element *element, uint32_t unit, kp_fraction *out,
                   uint8_t *state);
bool kp_run_place(const kp_question *question, const kp_scheme_element *element, uint32_t unit, kp_fraction *out,
                  uint8_t *state);

#endif
