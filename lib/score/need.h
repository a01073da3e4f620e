/* What it would take: one figure of one unit changed, and what comes of it. */
#ifndef KP_NEED_H
#define KP_NEED_H

#include "score/score.h"

#include <kepu/explanation.h>

/* A unit with a copy of its figures, any of which can be changed: what is above them is worked out again. `path` has the
 * unit alone, with all other results as they are; `group` is scored as a whole. */
typedef struct kp_need {
	const kepu_score *score;
	size_t row;
	uint32_t unit;
	kepu_inputs *path, *group; /* NULL: not made yet */
	uint32_t in_group;         /* the unit's number there */
	uint32_t above_in_group;   /* that of the next unit above */
	kp_run run;                /* of path */
	kepu_score shadow;         /* of the score, with a run that borrowed its slots */
	kp_grading grading;
	kp_slot top; /* with quotas: the total, its slot and what goes by it, for the unit to be ranked anew */
	kp_slot **slots;
	kp_result *totals;
	kp_standing *standings;
	uint32_t *places;
	bool *clean;
	bool planted, quotas; /* quotas: some grade goes by places */
	size_t grade;         /* number of the grade that it has; the count: none */
	kp_decimal total, above;
	bool has_total, has_above;
	/* What is known of totals where more is never worse, that is but for grades with `to`: the most that does not do for a
	 * better grade, the least that does. */
	bool banded, some_does;
	kp_decimal fails, does;
	size_t above_row;
	kepu_status status; /* the first failure, which is one of memory */
} kp_need;

/* What was found. */
typedef struct kp_change {
	bool found;
	kp_decimal change, from, to;
} kp_change;

bool kp_need_begin(kp_need *need, const kepu_score *score, size_t row); /* kp_need_end must follow either way */
void kp_need_end(kp_need *need);
/* Whether there is something to reach at all. */
bool kp_need_open(const kp_need *need, int32_t which);
/* Whether the criterion has a figure that could be changed; and whether the group has to be scored again for it. */
bool kp_need_has(kp_need *need, const kp_scheme_element *criterion, int32_t which, bool *out_whole);
/* False: memory is out. */
bool kp_need_find(kp_need *need, const kp_scheme_element *criterion, int32_t which, kp_change *out);

#endif
