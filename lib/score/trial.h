/* Some units of a score with a copy of their figures, any of which can be changed: what is made of it is worked out again, and no
 * more than that. */
#ifndef KP_TRIAL_H
#define KP_TRIAL_H

#include "score/score.h"

/* Begins as zeros. */
typedef struct kp_trial {
	kepu_score *score; /* NULL: not made yet */
	bool whole;        /* of all of the group; else of the unit alone, whose run has results and no more */
	uint32_t unit;     /* its number there */
	const kp_scheme_element *criterion; /* whose figure is changed */
	kp_slot **touched;                  /* what is made of it, by turns */
	size_t count, capacity;
	size_t slot_count; /* that there were then */
	bool failed;       /* the last time: nothing is as it should be */
	bool gates;        /* these, too */
} kp_trial;

/* Each may give KEPU_ERROR_MEMORY; or another one, where a figure leads to what cannot be worked out. */
kepu_status kp_trial_alone(kp_trial *trial, const kepu_score *score, uint32_t unit);
kepu_status kp_trial_group(kp_trial *trial, const kepu_score *score, uint32_t unit);
/* Which figure of the unit will be changed: one of a criterion, or (NULL) one of its own. */
kepu_status kp_trial_touch(kp_trial *trial, const kp_scheme_element *criterion);
kepu_status kp_trial_work(kp_trial *trial);
/* The number of the grade that the unit has then, of a trial of the group. */
kepu_status kp_trial_grade(kp_trial *trial, size_t *out);
void kp_trial_end(kp_trial *trial);

#endif
