/* What the regions of a tree give, added up from the lowest to the highest. */
#include "work/figure_text.h"
#include "work/rollup.h"

#include <math.h>
#include <stdlib.h>

static bool has_children(const kepu_regions *regions, size_t region)
{
	return regions->items[region].end > region + 1;
}

/* ---- adding up ---- */

/* Adds what lies below to what lies above. False: it does not fit. */
static bool join(int32_t rule, kp_part *above, const kp_part *below)
{
	if (!below->has)
		return true;
	if (!above->has) {
		*above = *below;
		return true;
	}
	if (rule != KEPU_ROLLUP_MINIMUM)
		return kp_sum_add(&above->top, below->top) && kp_sum_add(&above->under, below->under);
	kp_decimal a, b;
	if (kp_sum_decimal(above->top, &a) && kp_sum_decimal(below->top, &b) && kp_decimal_compare(b, a) < 0)
		above->top = below->top;
	return true;
}

/* Says what the region itself adds to the total, which has everything below it. */
static void take_own(kp_total *total, const kp_part *own, bool is_leaf)
{
	if (is_leaf)
		total->leaves = !own->not_applicable;
	if (!own->has || total->covered)
		return;
	total->covered = total->leaves;
	if (total->leaves)
		total->sum = *own;
}

static bool add_up(const kepu_regions *regions, int32_t rule, const kp_part *parts, kp_total *rows)
{
	for (size_t i = regions->count; i-- > 0;) { /* each behind those below it */
		size_t parent = regions->items[i].parent;
		take_own(&rows[i], &parts[i], !has_children(regions, i));
		if (parent == KP_NO_REGION)
			continue;
		rows[parent].leaves += rows[i].leaves;
		rows[parent].covered += rows[i].covered;
		if (!join(rule, &rows[parent].sum, &rows[i].sum))
			return false;
	}
	return true;
}

/* ---- figures ---- */

static double as_double(kp_decimal value)
{
	static const double tens[] = { 1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9 };
	return (double)value.coefficient / tens[value.scale];
}

static bool write_sum(kepu_totals *totals, kp_sum sum, kp_str *out)
{
	char text[KP_SUM_TEXT];
	return (*out = kp_str_new(&totals->arena, text, kp_sum_write(sum, text)));
}

static kp_decimal factor_of(const kp_rolled *indicator)
{
	if (indicator->first && indicator->first->factor_text)
		return indicator->first->factor;
	int64_t whole = kp_unit_whole(indicator->unit ? indicator->unit : "", kp_str_len(indicator->unit));
	return (kp_decimal){ whole ? whole : 1, 0 };
}

static kepu_status finish(kepu_totals *totals, const kp_rolled *indicator, int32_t rule)
{
	kp_decimal factor = { 1, 0 };
	bool quotient = rule == KEPU_ROLLUP_MEAN || rule == KEPU_ROLLUP_RATIO;
	if (rule == KEPU_ROLLUP_RATIO)
		factor = factor_of(indicator);
	for (size_t i = 0; i < totals->regions->count; i++) {
		kp_total *row = &totals->rows[i];
		row->has = row->covered;
		if (!row->has)
			continue;
		if (quotient &&
		    (!write_sum(totals, row->sum.top, &row->top) || !write_sum(totals, row->sum.under, &row->under)))
			return KEPU_ERROR_MEMORY;
		if (!(quotient ? kp_sum_quotient(row->sum.top, factor, row->sum.under, &row->value, &row->number)
		               : kp_sum_decimal(row->sum.top, &row->value)))
			return KEPU_ERROR_OVERFLOW;
		if (!quotient)
			row->number = as_double(row->value);
	}
	return KEPU_OK;
}

static void note_own(kepu_totals *totals, const kp_series *series)
{
	size_t slot = 0;
	for (const kp_figure *f; (f = kp_figures_next(&series->observations, &slot));) {
		kp_total *row = &totals->rows[f->region];
		row->has_own = kp_figure_has_value(f) && has_children(totals->regions, f->region);
		if (row->has_own)
			row->own = kp_decimal_trim(kp_figure_value(f));
	}
}

static kepu_status make(const kepu_rollup *rollup, const kp_rolled *indicator, const kp_series *series,
                        kepu_totals *totals)
{
	int32_t rule = kp_rolled_rule(rollup, indicator);
	size_t count = rollup->regions->count;
	kp_part *parts = kp_calloc(count, sizeof *parts);
	totals->rows = kp_calloc(count, sizeof *totals->rows);
	kepu_status status = KEPU_ERROR_MEMORY;
	if (parts && totals->rows && kp_parts_make(rollup, indicator, series, parts))
		status = add_up(rollup->regions, rule, parts, totals->rows) ? KEPU_OK : KEPU_ERROR_OVERFLOW;
	free(parts);
	if (status)
		return status;
	note_own(totals, series);
	return finish(totals, indicator, rule);
}

kepu_status kepu_rollup_total(const kepu_rollup *rollup, size_t indicator, size_t period, kepu_totals **out_totals,
                              kepu_error **err)
{
	if (!out_totals)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_totals", "NULL");
	*out_totals = NULL;
	kepu_status status = kp_rollup_check(rollup, err);
	if (status)
		return status;
	if (period >= kepu_rollup_period_count(rollup, indicator))
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, indicator < rollup->count ? "period" : "indicator", ">= count");
	kepu_totals *totals = kp_calloc(1, sizeof *totals);
	if (!totals)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	totals->tag = KP_TAG_TOTALS;
	totals->regions = kp_regions_ref(rollup->regions);
	kp_arena_init(&totals->arena);
	const kp_rolled *one = rollup->indicators[indicator];
	status = make(rollup, one, one->series[period], totals);
	if (status) {
		kepu_totals_free(totals);
		return kp_fail(err, status, NULL, one->name, NULL);
	}
	*out_totals = totals;
	return KEPU_OK;
}

void kepu_totals_free(kepu_totals *totals)
{
	if (!totals || totals->tag != KP_TAG_TOTALS)
		return;
	totals->tag = 0;
	kp_arena_free(&totals->arena);
	free(totals->rows);
	kepu_regions_free(totals->regions);
	free(totals);
}

/* ---- reading ---- */

static const kp_total *row_at(const kepu_totals *totals, size_t region)
{
	return region < kepu_totals_count(totals) ? &totals->rows[region] : NULL;
}

size_t kepu_totals_count(const kepu_totals *totals)
{
	return totals && totals->tag == KP_TAG_TOTALS ? totals->regions->count : 0;
}

kepu_status kepu_totals_value(const kepu_totals *totals, size_t region, int64_t *out_coefficient, int32_t *out_scale)
{
	const kp_total *row = row_at(totals, region);
	return kp_decimal_out(row && row->has ? &row->value : NULL, out_coefficient, out_scale);
}

kepu_status kepu_totals_own(const kepu_totals *totals, size_t region, int64_t *out_coefficient, int32_t *out_scale)
{
	const kp_total *row = row_at(totals, region);
	return kp_decimal_out(row && row->has_own ? &row->own : NULL, out_coefficient, out_scale);
}

double kepu_totals_double(const kepu_totals *totals, size_t region)
{
	const kp_total *row = row_at(totals, region);
	return row && row->has ? row->number : (double)NAN;
}

const char *kepu_totals_sum(const kepu_totals *totals, size_t region, int32_t which, size_t *out_len)
{
	const kp_total *row = row_at(totals, region);
	bool top = which == KEPU_TOTAL_NUMERATOR, under = which == KEPU_TOTAL_DENOMINATOR;
	return kp_str_out(row && top ? row->top : row && under ? row->under : NULL, out_len);
}

size_t kepu_totals_covered(const kepu_totals *totals, size_t region)
{
	const kp_total *row = row_at(totals, region);
	return row ? row->covered : 0;
}

size_t kepu_totals_leaves(const kepu_totals *totals, size_t region)
{
	const kp_total *row = row_at(totals, region);
	return row ? row->leaves : 0;
}

/* Nothing below is missing, or all of it does not apply. */
static bool is_whole(const kepu_totals *totals, size_t region)
{
	return totals->rows[region].covered == totals->rows[region].leaves;
}

/* Where to look on under a region: at `from`, or behind the highest one above it that is whole. To begin at the region would
 * go through all that was found before. */
static size_t start_at(const kepu_totals *totals, size_t region, size_t from)
{
	const kp_region *items = totals->regions->items;
	size_t at = from > region ? from : region;
	for (size_t above = at; above > region; above = items[above].parent)
		if (is_whole(totals, items[above].parent))
			at = items[items[above].parent].end;
	return at;
}

kepu_status kepu_totals_missing(const kepu_totals *totals, size_t region, size_t from, size_t *out_missing)
{
	if (!out_missing)
		return KEPU_ERROR_ARGUMENT;
	*out_missing = 0;
	if (!row_at(totals, region))
		return KEPU_NO_VALUE;
	const kp_region *items = totals->regions->items;
	size_t end = items[region].end;
	for (size_t at = from < end ? start_at(totals, region, from) : end; at < end;) {
		if (is_whole(totals, at)) {
			at = items[at].end;
		} else if (!has_children(totals->regions, at)) {
			*out_missing = at;
			return KEPU_OK;
		} else {
			at++;
		}
	}
	return KEPU_NO_VALUE;
}
