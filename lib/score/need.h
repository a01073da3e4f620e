/* What it would take: one figure of one unit changed, and what comes of it. */
#ifndef KP_NEED_H
#define KP_NEED_H

#include "score/trial.h"

#include <kepu/explanation.h>

enum { KP_NEEDS = KEPU_NEED_RANK + 1 };

enum { KP_STEPS = 512 };

/* Steps that are tried, the smallest first, and what came of them. */
typedef struct kp_steps {
	int64_t steps[KP_STEPS];
	unsigned known[KP_STEPS]; /* bits: 1 << which where it does it; 1: it has been tried */
	size_t count;
} kp_steps;

/* A figure of a criterion that is changed, for what is looked for in the same trial. */
typedef struct kp_attempt {
	const kp_scheme_element *criterion; /* NULL: none */
	kp_trial *trial;
	kp_input *figure, was;
	int32_t scale;
	bool in_steps;     /* whether it is one at all */
	int64_t from;      /* in steps */
	int64_t low, high; /* between which it can be, likewise */
	unsigned tells;    /* bits: 1 << which where the trial tells of it */
	kp_steps ways[2];  /* less, more */
} kp_attempt;

/* What would a unit take: its figures are changed one by one. */
typedef struct kp_need {
	const kepu_score *score;
	size_t row, above_row;
	uint32_t unit, above_in_group; /* that of the next unit above, in the trial of the group */
	kp_trial alone, group;
	kp_attempt attempt;
	bool quotas;  /* some grade goes by places */
	size_t grade; /* number of the grade that it has; the count: none */
	kp_decimal total, above;
	bool has_total, has_above;
	/* What is known of totals where more is never worse, that is but for grades with `to`: the most that does not do for a
	 * better grade, the least that does. */
	bool banded, some_does;
	kp_decimal fails, does;
	kepu_status status; /* the first failure, which is one of memory */
} kp_need;

/* What was found. */
typedef struct kp_change {
	bool found;
	kp_decimal change, from, to;
	const kp_scheme_element *rule; /* that measures the figure */
	const kp_input *figure;        /* of the need's own: it may be read until that ends */
} kp_change;

void kp_need_begin(kp_need *need, const kepu_score *score, size_t row); /* kp_need_end must follow */
void kp_need_end(kp_need *need);
/* Whether there is something to reach at all. */
bool kp_need_open(const kp_need *need, int32_t which);
/* Whether the criterion has a figure that could be changed; and whether the group has to be scored again for it. */
bool kp_need_has(const kp_need *need, const kp_scheme_element *criterion, int32_t which, bool *out_whole);
/* Best asked for one criterion after the other, as what a step does is known then for both. False: memory is out. */
bool kp_need_find(kp_need *need, const kp_scheme_element *criterion, int32_t which, kp_change *out);

#endif
