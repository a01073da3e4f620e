/* A roll-up as a table for spreadsheets, and as JSON. One period of one indicator at a time is added up and written. */
#include "base/fail.h"
#include "io/csv.h"
#include "io/json.h"
#include "work/rollup.h"

#include <kepu/indicator.h>

typedef struct writing {
	const kepu_rollup *rollup;
	const char *level; /* NULL: all */
	size_t level_length;
	bool json, any; /* any: an object of JSON is there */
	kp_buffer out;
} writing;

/* What all rows of a period have in common. */
typedef struct head {
	kp_str name, unit, period;
	const char *rule;
} head;

static void put_cell(kp_buffer *out, kp_str text)
{
	kp_csv_cell(out, text, kp_str_len(text));
	kp_buffer_byte(out, ',');
}

static void put_number(kp_buffer *out, bool has, kp_decimal value, const char *none)
{
	char text[KP_DECIMAL_TEXT];
	if (has)
		kp_decimal_write(value, text);
	kp_buffer_text(out, has ? text : none);
}

static void put_csv_row(kp_buffer *out, const head *h, const kp_region *region, const kp_total *row)
{
	put_cell(out, h->name);
	put_cell(out, h->unit);
	kp_buffer_text(out, h->rule);
	kp_buffer_byte(out, ',');
	put_cell(out, h->period);
	put_cell(out, region->code);
	put_cell(out, region->name);
	put_cell(out, region->level.text);
	put_number(out, row->has, row->value, "");
	kp_buffer_byte(out, ',');
	kp_buffer_text(out, row->top ? row->top : "");
	kp_buffer_byte(out, ',');
	kp_buffer_text(out, row->under ? row->under : "");
	kp_buffer_byte(out, ',');
	kp_buffer_int(out, (int64_t)row->covered);
	kp_buffer_byte(out, ',');
	kp_buffer_int(out, (int64_t)row->leaves);
	kp_buffer_byte(out, ',');
	put_number(out, row->has_own, row->own, "");
	kp_buffer_text(out, "\r\n");
}

static void put_key(kp_buffer *out, const char *key)
{
	kp_buffer_text(out, ", \"");
	kp_buffer_text(out, key);
	kp_buffer_text(out, "\": ");
}

static void put_text(kp_buffer *out, const char *key, kp_str text)
{
	put_key(out, key);
	kp_json_text(out, text);
}

static void put_missing(kp_buffer *out, const kepu_totals *totals, size_t region)
{
	bool any = false;
	put_key(out, "missing");
	kp_buffer_byte(out, '[');
	for (size_t at = 0; !kepu_totals_missing(totals, region, at, &at); at++, any = true) {
		kp_buffer_text(out, any ? ", " : "");
		kp_json_text(out, totals->regions->items[at].code);
	}
	kp_buffer_byte(out, ']');
}

static void put_json_row(kp_buffer *out, const head *h, const kepu_totals *totals, size_t at)
{
	const kp_region *region = &totals->regions->items[at];
	const kp_total *row = &totals->rows[at];
	kp_buffer_text(out, "{\"indicator\": ");
	kp_json_text(out, h->name);
	put_text(out, "unit", h->unit);
	put_key(out, "rule");
	kp_buffer_byte(out, '"');
	kp_buffer_text(out, h->rule);
	kp_buffer_byte(out, '"');
	put_text(out, "period", h->period);
	put_text(out, "region", region->code);
	put_text(out, "name", region->name);
	put_text(out, "level", region->level.text);
	put_key(out, "value");
	put_number(out, row->has, row->value, "null");
	put_key(out, "numerator");
	kp_buffer_text(out, row->top ? row->top : "null");
	put_key(out, "denominator");
	kp_buffer_text(out, row->under ? row->under : "null");
	put_key(out, "covered");
	kp_buffer_int(out, (int64_t)row->covered);
	put_key(out, "leaves");
	kp_buffer_int(out, (int64_t)row->leaves);
	put_key(out, "own");
	put_number(out, row->has_own, row->own, "null");
	put_missing(out, totals, at);
	kp_buffer_byte(out, '}');
}

static void put_totals(writing *w, const head *h, const kepu_totals *totals)
{
	for (size_t at = 0; at < totals->regions->count; at++) {
		if (!kepu_regions_is_of_level(totals->regions, at, w->level, w->level_length))
			continue;
		if (!w->json) {
			put_csv_row(&w->out, h, &totals->regions->items[at], &totals->rows[at]);
			continue;
		}
		kp_buffer_text(&w->out, w->any ? ",\n " : "");
		put_json_row(&w->out, h, totals, at);
		w->any = true;
	}
}

static kepu_status put_indicator(writing *w, size_t index, kepu_error **err)
{
	const kp_rolled *one = w->rollup->indicators[index];
	head h = { .name = one->name, .unit = one->unit };
	h.rule = kp_token_text(KP_TOKENS_ROLLUP, kp_rolled_rule(w->rollup, one));
	for (size_t i = 0; i < one->series_count; i++) {
		kepu_totals *totals;
		kepu_status status = kepu_rollup_total(w->rollup, index, i, &totals, err);
		if (status)
			return status;
		h.period = one->series[i]->text;
		put_totals(w, &h, totals);
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
	kp_buffer_text(&w.out, bom ? "\xef\xbb\xbf" : "");
	kp_buffer_text(&w.out,
	               "indicator,unit,rule,period,region,name,level,value,numerator,denominator,covered,leaves,own\r\n");
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
