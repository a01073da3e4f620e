/* What judging an indicator is made of: figures on days, one for a period, of the plan and of tables. */
#ifndef KP_MARKS_H
#define KP_MARKS_H

#include "work/data.h"

#define KP_NEVER INT64_MAX /* a day */

typedef struct kp_judge {
	const kepu_plan *plan;
	const kepu_data *data; /* NULL: none */
	kp_date date;          /* the day to judge, not after the plan's period */
	bool has_period, before, exact;
	int64_t begin, end; /* days of the plan's period */
	kp_date end_date;   /* the last of them */
	int begin_year;
	int32_t path;
	kp_decimal green, yellow, tolerance;
	bool failed, overflow; /* memory is out; a sum does not fit */
} kp_judge;

typedef struct kp_mark {
	kp_date period;      /* year 0: none */
	int64_t first, last; /* its days; KP_NEVER: none */
	kp_decimal low, high;
	bool has_low, has_high, percent, from_data;
	uint8_t state, status, relative;
} kp_mark;

typedef struct kp_marks {
	kp_mark *items;
	size_t count, capacity;
} kp_marks;

/* A step that an indicator is judged in. */
typedef struct kp_step {
	int64_t first, last, day; /* first KP_NEVER: it has no beginning; day: the one that is judged */
	kp_date last_day, date;
	bool once, sum;
} kp_step;

typedef struct kp_actual {
	int32_t state;
	kp_decimal value;
} kp_actual;

int kp_strength(int32_t status); /* of a KEPU_VALUE_STATUS_: 1 to 3 */
int64_t kp_first_day(kp_date period);
int64_t kp_last_day(kp_date period);
kp_step kp_step_of(const kp_judge *judge, const kepu_indicator *indicator, int32_t every, kp_date day);
bool kp_adds_up(const kepu_indicator *indicator);

/* Adds the figures of a kind (KEPU_DATUM_) that name a region (NULL: the plan's own), one for a period: of several the
 * strongest. Only observations, numerators and denominators are there without a value, too. */
void kp_marks_gather(kp_judge *judge, const kepu_indicator *indicator, const char *region, int32_t kind, kp_marks *out);
/* Those that name the region, else those that name none. */
void kp_marks_for(kp_judge *judge, const kepu_indicator *indicator, const char *region, int32_t kind, kp_marks *out);
/* With quotients where there is no observation. */
void kp_marks_observations(kp_judge *judge, const kepu_indicator *indicator, const char *region, kp_marks *out);
void kp_marks_free(kp_marks *marks);

kp_actual kp_actual_of(kp_judge *judge, const kp_marks *observations, const kp_step *step);
kp_decimal kp_factor(const kepu_indicator *indicator);

/* path.c: the level expected. `targets` have their numbers and days; due: of the one that counts. False: there is none. */
bool kp_expected(kp_judge *judge, const kepu_indicator *indicator, const char *region, const kp_step *step,
                 const kp_marks *targets, const kp_mark *target, kp_decimal *out);
kp_decimal kp_target_number(const kepu_indicator *indicator, const kp_mark *target);
const kp_mark *kp_baseline(const kp_marks *baselines, int64_t day); /* NULL: none */

/* A target that has neither beginning nor figure of its own lends its baselines to those of its name. */
bool kp_has_target(const kepu_indicator *indicator);

#endif
