/* What each region gives to a roll-up by itself, by the rule of the indicator. */
#include "work/progress.h"
#include "work/rollup.h"

#include <kepu/date.h>
#include <stdlib.h>

typedef struct making {
	const kepu_rollup *rollup;
	const kp_rolled *indicator;
	const kp_series *series;
	kp_part *parts; /* one for each region */
	bool failed;    /* memory is out */
} making;

static void give(kp_part *part, kp_sum top)
{
	part->has = true;
	part->top = top;
}

/* A part with a value where the figure has one; *out_value then. */
static bool observed(const kp_figure *figure, kp_part *part, kp_decimal *out_value)
{
	part->not_applicable = figure->state == KEPU_STATE_NOT_APPLICABLE;
	*out_value = kp_figure_value(figure);
	return kp_figure_has_value(figure);
}

/* Sums and the smallest: the observations as they are. */
static void plain(making *m)
{
	size_t slot = 0;
	for (const kp_figure *f; (f = kp_figures_next(&m->series->observations, &slot));) {
		kp_decimal value;
		if (observed(f, &m->parts[f->region], &value))
			give(&m->parts[f->region], kp_sum_of(value));
	}
}

/* ---- means ---- */

/* The observations of the weight indicator for the period. NULL: there are none. */
static const kp_figures *weights_of(const making *m)
{
	const kepu_indicator *weight = m->indicator->first ? m->indicator->first->weight : NULL;
	const kp_rolled *found =
		weight && weight->name ? kp_map_get(&m->rollup->by_name, weight->name, kp_str_len(weight->name)) : NULL;
	kp_str period = m->series->text;
	const kp_series *series = found ? kp_map_get(&found->by_period, period, kp_str_len(period)) : NULL;
	return series ? &series->observations : NULL;
}

static bool counts_people(const kepu_indicator *indicator)
{
	static const char *const words[] = { "人口", "常住人口", "population" };
	for (size_t i = 0; indicator && i < sizeof words / sizeof *words; i++)
		if (kp_str_is(indicator->denominator, words[i], strlen(words[i])))
			return true;
	return false;
}

static bool weight_of(const making *m, const kp_figures *weights, bool people, size_t region, kp_decimal *out)
{
	const kp_figure *figure = kp_figures_get(&m->series->denominators, region);
	int64_t population;
	if (!kp_figure_has_value(figure) && weights)
		figure = kp_figures_get(weights, region);
	if (kp_figure_has_value(figure)) {
		*out = kp_figure_value(figure);
		return out->coefficient > 0;
	}
	if (!people ||
	    kepu_regions_population(m->rollup->regions, region, kp_date_last(m->series->period).year, &population))
		return false;
	*out = (kp_decimal){ population, 0 };
	return population > 0;
}

static void mean(making *m)
{
	const kp_figures *weights = weights_of(m);
	bool people = counts_people(m->indicator->first);
	size_t slot = 0;
	for (const kp_figure *f; (f = kp_figures_next(&m->series->observations, &slot));) {
		kp_part *part = &m->parts[f->region];
		kp_decimal value, weight;
		if (!observed(f, part, &value) || !weight_of(m, weights, people, f->region, &weight))
			continue;
		give(part, kp_sum_product(value, weight));
		part->under = kp_sum_of(weight);
	}
}

/* ---- ratios ---- */

static void ratio(making *m)
{
	const kp_figures *unders = &m->series->denominators;
	size_t slot = 0;
	for (const kp_figure *f; (f = kp_figures_next(unders, &slot));)
		m->parts[f->region].not_applicable = f->state == KEPU_STATE_NOT_APPLICABLE;
	slot = 0;
	for (const kp_figure *f; (f = kp_figures_next(&m->series->numerators, &slot));) {
		kp_part *part = &m->parts[f->region];
		const kp_figure *under = kp_figures_get(unders, f->region);
		part->not_applicable = part->not_applicable || f->state == KEPU_STATE_NOT_APPLICABLE;
		if (!kp_figure_has_value(f) || !kp_figure_has_value(under))
			continue;
		give(part, kp_sum_of(kp_figure_value(f)));
		part->under = kp_sum_of(kp_figure_value(under));
	}
}

/* ---- the latest ---- */

/* The later last day first, of two alike the shorter period. */
static int later_first(const void *a, const void *b)
{
	kp_date one = (*(const kp_series *const *)a)->period, other = (*(const kp_series *const *)b)->period;
	int64_t last = kp_last_day(one), other_last = kp_last_day(other);
	int64_t first = kp_first_day(one), other_first = kp_first_day(other);
	if (last != other_last)
		return last > other_last ? -1 : 1;
	return first > other_first ? -1 : first < other_first;
}

/* Goes through the periods from the latest to the earliest, the one that is asked for before all: what a region has is not
 * taken again. */
static bool latest(making *m)
{
	const kp_rolled *indicator = m->indicator;
	int64_t end = kp_last_day(m->series->period);
	size_t count = 1;
	const kp_series **order = kp_array(indicator->series_count + 1, sizeof *order);
	if (!order)
		return false;
	order[0] = m->series;
	for (size_t i = 0; i < indicator->series_count; i++)
		if (kp_last_day(indicator->series[i]->period) < end)
			order[count++] = indicator->series[i];
	qsort(order + 1, count - 1, sizeof *order, later_first);
	for (size_t i = 0; i < count; i++) {
		size_t slot = 0;
		for (const kp_figure *f; (f = kp_figures_next(&order[i]->observations, &slot));) {
			kp_part *part = &m->parts[f->region];
			kp_decimal value;
			if (!part->has && !part->not_applicable && observed(f, part, &value))
				give(part, kp_sum_of(value));
		}
	}
	free(order);
	return true;
}

/* ---- how many reach the target ---- */

typedef struct kp_own_target {
	size_t region;
	const char *name;
} kp_own_target;

typedef struct aim {
	kp_judge judge;
	kp_step step;
	kp_marks common; /* targets that name no region */
	const kp_mark *target;
	kp_own_target *own; /* those that name one, region by region */
	size_t own_count;
} aim;

static int by_region(const void *a, const void *b)
{
	const kp_own_target *one = a, *other = b;
	return one->region == other->region ? 0 : one->region < other->region ? -1 : 1;
}

/* Each region that a target names, and how it names it. */
static bool find_own(const making *m, aim *a, const kepu_indicator *indicator)
{
	size_t room = 0;
	for (const kepu_value *v = indicator->first_value; v; v = v->next) {
		size_t length = kp_str_len(v->region), region;
		if (kp_token_number(v->kind) != KEPU_VALUE_TARGET || length == 0 ||
		    kepu_regions_find(m->rollup->regions, v->region, length, &region))
			continue;
		if (!kp_grow((void **)&a->own, &room, a->own_count + 1, sizeof *a->own))
			return false;
		a->own[a->own_count++] = (kp_own_target){ region, v->region };
	}
	if (a->own_count > 1)
		qsort(a->own, a->own_count, sizeof *a->own, by_region);
	return true;
}

static bool reaches(making *m, aim *a, const kp_figure *figure, bool *out_judged)
{
	const kepu_indicator *indicator = m->indicator->aimed;
	const kp_mark *target = a->target;
	kp_marks own = { NULL, 0, 0 };
	kp_own_target key = { figure->region, NULL }, *end = a->own + a->own_count;
	kp_own_target *named = a->own_count ? bsearch(&key, a->own, a->own_count, sizeof key, by_region) : NULL;
	while (named && named > a->own && named[-1].region == figure->region)
		named--;
	for (; named && named < end && named->region == figure->region; named++)
		kp_targets_of(&a->judge, indicator, named->name, &own);
	if (own.count)
		target = kp_current_target(&own, &a->step);
	*out_judged = target != NULL;
	bool reached = target && kp_reaches(&a->judge, indicator, target, kp_figure_value(figure));
	kp_marks_free(&own);
	return reached;
}

static bool take_aim(making *m, aim *a)
{
	const kepu_indicator *indicator = m->indicator->aimed;
	if (!indicator || !kp_token_number(indicator->comparison))
		return false;
	a->judge.plan = indicator->plan;
	a->judge.tolerance = (kp_decimal){ 5, 2 };
	a->judge.date = kp_date_last(m->series->period);
	kp_judge_period(&a->judge);
	if (a->judge.before)
		return false;
	a->step = kp_step_of(&a->judge, indicator, kp_token_number(indicator->every), a->judge.date);
	kp_targets_of(&a->judge, indicator, NULL, &a->common);
	a->target = kp_current_target(&a->common, &a->step);
	a->judge.failed = a->judge.failed || !find_own(m, a, indicator);
	return true;
}

static void reach(making *m)
{
	aim a = { .target = NULL };
	bool aimed = take_aim(m, &a);
	size_t slot = 0;
	for (const kp_figure *f; (f = kp_figures_next(&m->series->observations, &slot));) {
		kp_part *part = &m->parts[f->region];
		kp_decimal value;
		bool judged = false;
		if (!observed(f, part, &value) || !aimed)
			continue;
		bool reached = reaches(m, &a, f, &judged);
		if (judged)
			give(part, (kp_sum){ reached, 0 });
	}
	m->failed = a.judge.failed;
	kp_marks_free(&a.common);
	free(a.own);
}

bool kp_parts_make(const kepu_rollup *rollup, const kp_rolled *indicator, const kp_series *series, kp_part *parts)
{
	making m = { .rollup = rollup, .indicator = indicator, .series = series, .parts = parts };
	switch (kp_rolled_rule(rollup, indicator)) {
	case KEPU_ROLLUP_MEAN: mean(&m); break;
	case KEPU_ROLLUP_RATIO: ratio(&m); break;
	case KEPU_ROLLUP_LAST: m.failed = !latest(&m); break;
	case KEPU_ROLLUP_REACH: reach(&m); break;
	default: plain(&m); break;
	}
	return !m.failed;
}
