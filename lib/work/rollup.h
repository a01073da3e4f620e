/* Figures added up the regions: work/rollup.c takes them in, work/figures.c keeps them, work/parts.c says what each region
 * contributes, work/totals.c adds up. */
#ifndef KP_ROLLUP_H
#define KP_ROLLUP_H

#include "base/exact.h"
#include "work/regions.h"

#include <kepu/rollup.h>

/* ---- figures ---- */

/* What is known of a region: of several statuses the strongest. There are as many of these as figures in all files, so each
 * byte counts. */
typedef struct kp_figure {
	int64_t coefficient;
	uint32_t region;
	uint8_t scale, state, strength; /* strength: kp_strength of its status */
	uint8_t seen;                   /* a bit for each strength; 0: the slot is free */
} kp_figure;

typedef struct kp_figures {
	kp_figure *slots; /* open addressing by region */
	size_t count, capacity;
} kp_figures;

typedef enum kp_put {
	KP_PUT_DONE,
	KP_PUT_TWICE, /* one of that status is there */
	KP_PUT_MEMORY
} kp_put;

kp_put kp_figures_put(kp_figures *figures, const kp_figure *figure);       /* `seen` is made of its strength */
const kp_figure *kp_figures_get(const kp_figures *figures, size_t region); /* NULL: none */
/* The first one at or after a slot, whose number becomes that of the next. NULL: there is none. */
const kp_figure *kp_figures_next(const kp_figures *figures, size_t *slot);
bool kp_figure_has_value(const kp_figure *figure); /* of NULL too */
kp_decimal kp_figure_value(const kp_figure *figure);

/* ---- indicators ---- */

/* The figures of an indicator in a period. */
typedef struct kp_series {
	kp_date period;
	kp_str text; /* of it */
	kp_figures observations, numerators, denominators;
} kp_series;

/* Indicators of one name. */
typedef struct kp_rolled {
	kp_str name, unit; /* unit: folded; NULL: none */
	bool unit_known, grows;
	size_t index;
	int32_t rule;                /* of the first plan that says one; 0: none does */
	const kepu_indicator *first; /* of the first plan that has it; NULL: none has */
	const kepu_indicator *aimed; /* the first one with a target; NULL: none has. Of both the plans are referred to */
	kp_series **series;          /* by period, but for those that the file at work has added */
	size_t series_count, series_capacity;
	kp_map by_period; /* text of the period */
	bool unsorted;
} kp_rolled;

struct kepu_rollup {
	uint32_t tag; /* KP_TAG_ROLLUP */
	kepu_regions *regions;
	int32_t rule; /* 0: of each indicator its own */
	kp_arena arena;
	kp_map by_name;
	kp_rolled **indicators;
	size_t count, capacity;
};

#define KP_TAG_ROLLUP 0x6c6c6f72u

int32_t kp_rolled_rule(const kepu_rollup *rollup, const kp_rolled *indicator);

/* NULL and an error: it is no roll-up. */
kepu_status kp_rollup_check(const kepu_rollup *rollup, kepu_error **err);

/* Add what a plan or a set holds. KEPU_ERROR_MEMORY; findings may be NULL. */
kepu_status kp_rollup_plan(kepu_rollup *rollup, kepu_plan *plan, kepu_findings *findings, kepu_error **err);
kepu_status kp_rollup_data(kepu_rollup *rollup, const kepu_data *data, kepu_findings *findings, kepu_error **err);

/* ---- totals ---- */

/* What a region itself gives, and then what it and those below it add up to. */
typedef struct kp_part {
	kp_sum top, under; /* under: of a mean or ratio */
	bool has, not_applicable;
} kp_part;

typedef struct kp_total {
	kp_part sum;
	kp_decimal value, own;
	double number;
	kp_str top, under; /* the sums as text, of a mean or ratio */
	size_t covered, leaves;
	bool has, has_own;
} kp_total;

struct kepu_totals {
	uint32_t tag; /* KP_TAG_TOTALS */
	kepu_regions *regions;
	kp_arena arena;
	kp_total *rows; /* one for each region */
};

#define KP_TAG_TOTALS 0x6c746f74u

/* What each region gives by itself. `parts` has one for each, zeroed. False: memory is out. */
bool kp_parts_make(const kepu_rollup *rollup, const kp_rolled *indicator, const kp_series *series, kp_part *parts);

#endif
