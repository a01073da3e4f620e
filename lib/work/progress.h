/* A plan's indicators as judged for a day: made by work/judge.c, read by work/progress.c. */
#ifndef KP_PROGRESS_H
#define KP_PROGRESS_H

#include "work/marks.h"

#include <kepu/progress.h>

#define KP_PROGRESS_NUMBERS 4 /* KEPU_PROGRESS_VALUE is the first */

typedef struct kp_progress_row {
	const kepu_indicator *indicator;
	kp_str region; /* NULL: the plan's own */
	kp_decimal numbers[KP_PROGRESS_NUMBERS];
	bool has[KP_PROGRESS_NUMBERS];
	bool judged, reached, counts;
	uint8_t state, light;
	size_t counted, reaching;
	char due[KP_DATE_TEXT]; /* "": none */
} kp_progress_row;

struct kepu_progress {
	uint32_t tag; /* KP_TAG_PROGRESS */
	kepu_plan *plan;
	kp_arena arena;
	char date[KP_DATE_TEXT];
	kp_progress_row *rows;
	size_t count, capacity;
};

#define KP_TAG_PROGRESS 0x6772706bu

/* Takes the period of the judge's plan; a day behind it becomes its last one. */
void kp_judge_period(kp_judge *judge);

/* Fills in a row whose indicator and region are set. */
void kp_judge_row(kp_judge *judge, kp_progress_row *row);

/* Whether a value reaches a number, or with `high` lies between both; *out_attainment where *out_has. */
typedef struct kp_verdict {
	bool reached, has;
	kp_decimal attainment;
} kp_verdict;
kp_verdict kp_compare_with(const kp_judge *judge, int32_t comparison, kp_decimal value, kp_decimal number,
                           const kp_decimal *high);

/* The target that counts on the step's day, from all of the region; its day is the one it is due on. NULL: none. */
kp_mark *kp_current_target(const kp_marks *targets, const kp_step *step);
/* Whether a value reaches a target. */
bool kp_reaches(const kp_judge *judge, const kepu_indicator *indicator, const kp_mark *target, kp_decimal value);

void kp_targets_of(kp_judge *judge, const kepu_indicator *indicator, const char *region, kp_marks *out);

#endif
