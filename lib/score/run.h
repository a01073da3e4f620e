/* A scoring at work: what is worked out for each element of the tree, within each part, for all units. */
#ifndef KP_RUN_H
#define KP_RUN_H

#include "score/rules.h"

/* Points of an element for a unit. */
typedef struct kp_result {
	kp_decimal points;
	uint8_t state; /* KEPU_STATE_VALUE, or why there are none */
	uint8_t policy; /* kp_word of the policy that made them; KP_WORD_NONE: none had to */
	bool left_out;  /* re-weighted, or not of this unit's card */
	bool whole;
} kp_result;

/* A measure of one unit, as all of a group are taken for rank, mean and distance. */
typedef struct kp_measured {
	uint32_t unit;
	uint8_t state;
	kp_fraction value; /* where the state is KEPU_STATE_VALUE */
} kp_measured;

struct kp_run {
	kepu_inputs *inputs;
	const kepu_scheme *scheme;
	uint16_t stage;
	kepu_error **err;
	kepu_status status; /* the first failure: nothing more is worked out */
	struct kp_slot *slots; /* run.c: an element within its parts, with the results of all units */
	size_t slot_count;
	uint32_t *members; /* units, group by group */
	uint32_t *group_starts;
	size_t group_count;
	uint32_t *group_of; /* of each unit */
	struct kp_trace *trace; /* what the rules say of how they came to it; NULL: nobody asks */
};

bool kp_run_fail(kp_run *run, kepu_status code, const char *first, const char *second); /* gives false */

/* The measures of a rule, at its spot, of all units of the unit's group that have the criterion on their card, in the order
 * of units. Taken once for each rule, spot and group. NULL: an error is in the run. */
const kp_measured *kp_run_group(const kp_question *question, size_t *count);

/* Points of another element (NULL: the total) for a unit, and its place by them in its group. */
bool kp_run_points(const kp_question *question, const kp_scheme_element *element, uint32_t unit, kp_fraction *out,
                   uint8_t *state);
bool kp_run_place(const kp_question *question, const kp_scheme_element *element, uint32_t unit, kp_fraction *out,
                  uint8_t *state);

#endif
