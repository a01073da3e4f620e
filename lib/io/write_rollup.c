/* A roll-up as a table for spreadsheets, and as JSON. One period of one indicator at a time is added up and written. */
#include "base/fail.h"
#include "io/json.h"
#include "io/rows.h"
#include "work/rollup.h"

#include <kepu/indicator.h>

typedef struct writing {
	const kepu_rollup *rollup;
	const char *level; /* NULL: all */
	size_t level_length;
	bool json, any; /* any: an object of JSON is there */
	kp_buffer out;
} writing;

enum {
	INDICATOR,
	UNIT,
	RULE,
	PERIOD,
	REGION, /* what stands before it is the same in all rows of a period */
	NAME,
	LEVEL,
	VALUE,
	NUMERATOR,
	DENOMINATOR,
	COVERED,
	LEAVES,
	OWN,
	COLUMNS
};

static const char *const names[COLUMNS] = { "indicator", "unit",   "rule",  "period",    "region",
	                                        "name",      "level",  "value", "numerator", "denominator",
	                                        "covered",   "leaves", "own" };

static void make_head(const kepu_rollup *rollup, const kp_rolled *indicator, const kp_series *series,
                      kp_field row[COLUMNS])
{
	kp_field_text(&row[INDICATOR], indicator->name);
	kp_field_text(&row[UNIT], indicator->unit);
	kp_field_word(&row[RULE], kp_token_text(KP_TOKENS_ROLLUP, kp_rolled_rule(rollup, indicator)));
	kp_field_text(&row[PERIOD], series->text);
}

static void make_row(const kepu_totals *totals, size_t at, kp_field row[COLUMNS])
{
	const kp_region *region = &totals->regions->items[at];
	const kp_total *total = &totals->rows[at];
	kp_field_text(&row[REGION], region->code);
	kp_field_text(&row[NAME], region->name);
	kp_field_text(&row[LEVEL], region->level.text);
	kp_field_decimal(&row[VALUE], total->has, total->value);
	kp_field_plain(&row[NUMERATOR], total->top);
	kp_field_plain(&row[DENOMINATOR], total->under);
	kp_field_count(&row[COVERED], true, total->covered);
	kp_field_count(&row[LEAVES], true, total->leaves);
	kp_field_decimal(&row[OWN], total->has_own, total->own);
}

static void put_missing(kp_buffer *out, const kepu_totals *totals, size_t region)
{
	bool any = false;
	kp_buffer_text(out, ", \"missing\": [");
	for (size_t at = 0; !kepu_totals_missing(totals, region, at, &at); at++, any = true) {
		kp_buffer_text(out, any ? ", " : "");
		kp_json_text(out, totals->regions->items[at].code);
	}
	kp_buffer_byte(out, ']');
}

static void put_totals(writing *w, kp_field row[COLUMNS], const kepu_totals *totals)
{
	for (size_t at = 0; at < totals->regions->count; at++) {
		if (!kepu_regions_is_of_level(totals->regions, at, w->level, w->level_length))
			continue;
		make_row(totals, at, row);
		if (!w->json) {
			kp_csv_row(&w->out, row, COLUMNS);
			continue;
		}
		kp_buffer_text(&w->out, w->any ? ",\n {" : "{");
		kp_json_row(&w->out, names, row, COLUMNS);
		put_missing(&w->out, totals, at);
		kp_buffer_byte(&w->out, '}');
		w->any = true;
	}
}

static kepu_status put_indicator(writing *w, size_t index, kepu_error **err)
{
	const kp_rolled *one = w->rollup->indicators[index];
	kp_field row[COLUMNS];
	for (size_t i = 0; i < one->series_count; i++) {
		kepu_totals *totals;
		kepu_status status = kepu_rollup_total(w->rollup, index, i, &totals, err);
		if (status)
			return status;
		make_head(w->rollup, one, one->series[i], row);
		put_totals(w, row, totals);
		kepu_totals_free(totals);
		if (w->out.failed)
			return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	return KEPU_OK;
}

/* Which indicators: all, or the one of the name. */
static kepu_status find_range(const kepu_rollup *rollup, const char *name, size_t length, size_t *first, size_t *end,
                              kepu_error **err)
{
	*first = 0;
	*end = rollup->count;
	if (!name)
		return KEPU_OK;
	if (kepu_rollup_find_indicator(rollup, name, length, first))
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "indicator", "no name that is known");
	*end = *first + 1;
	return KEPU_OK;
}

static kepu_status put_all(writing *w, const char *indicator, size_t indicator_length, kepu_error **err)
{
	size_t first, end;
	kepu_status status = find_range(w->rollup, indicator, indicator_length, &first, &end, err);
	for (; !status && first < end; first++)
		status = put_indicator(w, first, err);
	return status;
}

static kepu_status check(writing *w, char **out_bytes, size_t *out_len, kepu_error **err)
{
	if (out_len)
		*out_len = 0;
	if (!out_bytes)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_bytes", "NULL");
	*out_bytes = NULL;
	kepu_status status = kp_rollup_check(w->rollup, err);
	if (w->level && w->level_length == KEPU_NUL_TERMINATED)
		w->level_length = strlen(w->level);
	if (!status && w->level && !kp_is_level(w->level, w->level_length))
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "level", "a level or a depth");
	return status;
}

static kepu_status give(writing *w, kepu_status status, char **out_bytes, size_t *out_len, kepu_error **err)
{
	if (status) {
		kp_buffer_free(&w->out);
		return status;
	}
	*out_bytes = kp_buffer_take(&w->out, out_len);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

kepu_status kepu_rollup_to_csv(const kepu_rollup *rollup, const char *indicator, size_t indicator_len,
                               const char *level, size_t level_len, int32_t bom, char **out_bytes, size_t *out_len,
                               kepu_error **err)
{
	writing w = { .rollup = rollup, .level = level, .level_length = level_len };
	kepu_status status = check(&w, out_bytes, out_len, err);
	if (status)
		return status;
	kp_csv_head(&w.out, names, COLUMNS, bom);
	return give(&w, put_all(&w, indicator, indicator_len, err), out_bytes, out_len, err);
}

kepu_status kepu_rollup_to_json(const kepu_rollup *rollup, const char *indicator, size_t indicator_len,
                                const char *level, size_t level_len, char **out_bytes, size_t *out_len,
                                kepu_error **err)
{
	writing w = { .rollup = rollup, .level = level, .level_length = level_len, .json = true };
	kepu_status status = check(&w, out_bytes, out_len, err);
	if (status)
		return status;
	kp_buffer_byte(&w.out, '[');
	status = put_all(&w, indicator, indicator_len, err);
	kp_buffer_text(&w.out, "]\n");
	return give(&w, status, out_bytes, out_len, err);
}
