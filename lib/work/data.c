#include "work/data.h"

#include "work/figure_text.h"

#include <stdlib.h>

static const char *const column_names[] = { "region", "indicator", "period", "value",   "unit",
	                                        "status", "source",    "kind",   "relative" };

typedef struct word {
	const char *text;
	uint8_t number;
} word;

static const word statuses[] = {
	{ "", KEPU_VALUE_STATUS_REPORTED },         { "reported", KEPU_VALUE_STATUS_REPORTED },
	{ "verified", KEPU_VALUE_STATUS_VERIFIED }, { "estimated", KEPU_VALUE_STATUS_ESTIMATED },
	{ "上报", KEPU_VALUE_STATUS_REPORTED },     { "核实", KEPU_VALUE_STATUS_VERIFIED },
	{ "估计", KEPU_VALUE_STATUS_ESTIMATED },    { NULL, 0 },
};
static const word kinds[] = {
	{ "", KEPU_DATUM_OBSERVATION },
	{ "observation", KEPU_DATUM_OBSERVATION },
	{ "baseline", KEPU_DATUM_BASELINE },
	{ "target", KEPU_DATUM_TARGET },
	{ "path", KEPU_DATUM_PATH },
	{ "numerator", KEPU_DATUM_NUMERATOR },
	{ "denominator", KEPU_DATUM_DENOMINATOR },
	{ "superior", KEPU_DATUM_SUPERIOR },
	{ "实际值", KEPU_DATUM_OBSERVATION },
	{ "基期值", KEPU_DATUM_BASELINE },
	{ "目标值", KEPU_DATUM_TARGET },
	{ "预期值", KEPU_DATUM_PATH },
	{ "分子", KEPU_DATUM_NUMERATOR },
	{ "分母", KEPU_DATUM_DENOMINATOR },
	{ "上级平均值", KEPU_DATUM_SUPERIOR },
	{ NULL, 0 },
};
static const word relatives[] = {
	{ "", 0 },
	{ "baseline", KEPU_RELATIVE_BASELINE },
	{ "last-year", KEPU_RELATIVE_LAST_YEAR },
	{ "superior", KEPU_RELATIVE_SUPERIOR },
	{ "基期", KEPU_RELATIVE_BASELINE },
	{ "上年", KEPU_RELATIVE_LAST_YEAR },
	{ "上级平均", KEPU_RELATIVE_SUPERIOR },
	{ NULL, 0 },
};

kepu_status kepu_data_new(kepu_plan *plan, kepu_data **out_data, kepu_error **err)
{
	if (!out_data)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_data", "NULL");
	*out_data = NULL;
	if (plan && plan->tag != KP_TAG_PLAN)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
	kepu_data *data = kp_calloc(1, sizeof *data);
	bool *by_id = data && plan ? kp_calloc(plan->indicator_count + 1, sizeof *by_id) : NULL;
	if (!data || (plan && !by_id)) {
		free(data);
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	data->tag = KP_TAG_DATA;
	data->plan = kepu_plan_ref(plan);
	data->by_id = by_id;
	kp_arena_init(&data->arena);
	kp_intern_init(&data->texts, &data->arena);
	kp_intern_init(&data->keys, &data->arena);
	*out_data = data;
	return KEPU_OK;
}

void kepu_data_free(kepu_data *data)
{
	if (!data || data->tag != KP_TAG_DATA)
		return;
	data->tag = 0;
	kp_intern_free(&data->texts);
	kp_intern_free(&data->keys);
	kp_arena_free(&data->arena);
	free(data->rows);
	free(data->by_id);
	kepu_plan_unref(data->plan);
	free(data);
}

/* ---- reading ---- */

size_t kepu_data_count(const kepu_data *data)
{
	return data && data->tag == KP_TAG_DATA ? data->count : 0;
}

static const kp_datum nothing; /* outside */

static const kp_datum *row_at(const kepu_data *data, size_t row)
{
	return row < kepu_data_count(data) ? &data->rows[row] : &nothing;
}

const char *kepu_data_indicator(const kepu_data *data, size_t row, size_t *out_len)
{
	return kp_str_out(row_at(data, row)->indicator, out_len);
}

const char *kepu_data_region(const kepu_data *data, size_t row, size_t *out_len)
{
	return kp_str_out(row_at(data, row)->region, out_len);
}

const char *kepu_data_period(const kepu_data *data, size_t row, size_t *out_len)
{
	return kp_str_out(row_at(data, row)->time, out_len);
}

int32_t kepu_data_state(const kepu_data *data, size_t row)
{
	return row_at(data, row)->state;
}

kepu_status kepu_data_value(const kepu_data *data, size_t row, int64_t *out_coefficient, int32_t *out_scale)
{
	const kp_datum *one = row_at(data, row);
	return kp_decimal_out(one->state == KEPU_STATE_VALUE ? &one->value : NULL, out_coefficient, out_scale);
}

const char *kepu_data_unit(const kepu_data *data, size_t row, size_t *out_len)
{
	return kp_str_out(row_at(data, row)->unit, out_len);
}

int32_t kepu_data_status(const kepu_data *data, size_t row)
{
	return row_at(data, row)->status;
}

const char *kepu_data_source(const kepu_data *data, size_t row, size_t *out_len)
{
	return kp_str_out(row_at(data, row)->source, out_len);
}

int32_t kepu_data_kind(const kepu_data *data, size_t row)
{
	return row_at(data, row)->kind;
}

int32_t kepu_data_relative(const kepu_data *data, size_t row)
{
	return row_at(data, row)->relative;
}

int64_t kepu_data_line(const kepu_data *data, size_t row)
{
	return row_at(data, row)->places[KP_PLACE_INDICATOR].line;
}

/* ---- what is shared with the roll-up ---- */

bool kp_own_region(const kepu_plan *plan, const char *text, size_t length)
{
	return kp_str_is(plan->region_name, text, length) || kp_str_is(plan->region_code, text, length);
}

bool kp_grows(const char *name, size_t length)
{
	static const char *const words[] = { "增长", "增幅", "增速" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		size_t wanted = strlen(words[i]);
		for (size_t at = 0; at + wanted <= length; at++)
			if (!memcmp(name + at, words[i], wanted))
				return true;
	}
	return false;
}

bool kp_over_whole(kp_decimal value, const char *unit, size_t length)
{
	int64_t whole = kp_unit_whole(unit, length);
	return whole && (value.coefficient < 0 || kp_decimal_compare(value, (kp_decimal){ whole, 0 }) > 0);
}

bool kp_datum_is_about(const kepu_data *data, const kp_datum *datum, const kepu_indicator *indicator)
{
	if (datum->by_id)
		return kp_str_is(indicator->id, datum->indicator, kp_str_len(datum->indicator));
	bool named = kp_str_is(indicator->name, datum->indicator, kp_str_len(datum->indicator));
	return named && !data->by_id[indicator->index] &&
	       (datum->any_unit ||
	        kp_units_alike(indicator->unit, kp_str_len(indicator->unit), datum->unit, kp_str_len(datum->unit)));
}

/* ---- a row ---- */

typedef struct row {
	kepu_data *data;
	const kp_cell *cells;
	kepu_findings *findings;
	kp_datum made;
	const kepu_indicator *indicator; /* the first one it may be about; NULL: the set has no plan */
	bool failed;                     /* memory is out */
} row;

/* Always false, so that a check can end with it. */
static bool refuse(row *r, int32_t code, kp_data_column column, const char *first, const char *second)
{
	const kp_cell *cell = &r->cells[column];
	kp_place place = KP_NOWHERE;
	place.line = cell->line;
	place.column = cell->column;
	if (r->findings && !kp_findings_add(r->findings, code, NULL, &place, first, second))
		r->failed = true;
	return false;
}

static bool is_cell(const kp_cell *cell, const char *text)
{
	return cell->length == strlen(text) && !memcmp(cell->bytes, text, cell->length);
}

static bool take_word(row *r, kp_data_column column, const word *words, uint8_t *out)
{
	for (; words->text; words++) {
		if (is_cell(&r->cells[column], words->text)) {
			*out = words->number;
			return true;
		}
	}
	return refuse(r, KEPU_FINDING_BAD_TOKEN, column, r->cells[column].bytes, column_names[column]);
}

static bool take_text(row *r, const char *bytes, size_t length, kp_str *out)
{
	*out = kp_intern_get(&r->data->texts, bytes, length);
	r->failed = r->failed || !*out;
	return *out;
}

static bool take_indicator(row *r)
{
	const kp_cell *cell = &r->cells[KP_COLUMN_INDICATOR];
	const kepu_plan *plan = r->data->plan;
	if (!cell->length)
		return refuse(r, KEPU_FINDING_BAD_TOKEN, KP_COLUMN_INDICATOR, "", column_names[KP_COLUMN_INDICATOR]);
	for (size_t i = 0; plan && i < plan->indicator_count && !r->made.by_id; i++) {
		const kepu_indicator *indicator = plan->indicators[i];
		r->made.by_id = kp_str_is(indicator->id, cell->bytes, cell->length);
		if (r->made.by_id || (!r->indicator && kp_str_is(indicator->name, cell->bytes, cell->length)))
			r->indicator = indicator;
	}
	if (plan && !r->indicator)
		return refuse(r, KEPU_FINDING_INDICATOR_UNKNOWN, KP_COLUMN_INDICATOR, cell->bytes, NULL);
	return take_text(r, cell->bytes, cell->length, &r->made.indicator);
}

static bool take_words(row *r)
{
	if (!take_word(r, KP_COLUMN_KIND, kinds, &r->made.kind) ||
	    !take_word(r, KP_COLUMN_RELATIVE, relatives, &r->made.relative))
		return false;
	if (r->made.relative && r->made.kind != KEPU_DATUM_TARGET)
		return refuse(r, KEPU_FINDING_BAD_TOKEN, KP_COLUMN_RELATIVE, r->cells[KP_COLUMN_RELATIVE].bytes, "relative");
	return take_word(r, KP_COLUMN_STATUS, statuses, &r->made.status);
}

static bool is_points(const char *unit, size_t length)
{
	return (length == 9 && !memcmp(unit, "百分点", 9)) || (length == 12 && !memcmp(unit, "个百分点", 12));
}

static bool is_scaled(const char *unit)
{
	return !strncmp(unit, "万", 3) || !strncmp(unit, "亿", 3);
}

/* Multiplies what is said in 万 or 亿 of a unit. */
static bool scale(row *r, const char *unit, size_t length, const char *written, size_t written_length)
{
	if (kp_unit_takes(unit, length, written, written_length, &r->made.value))
		return true;
	return refuse(r, KEPU_FINDING_BAD_FIGURE, KP_COLUMN_VALUE, r->cells[KP_COLUMN_VALUE].bytes, NULL);
}

/* The first of the indicators meant that has a unit; without `same`, that has another one. */
static const kepu_indicator *first_with(const row *r, const char *unit, size_t length, bool same)
{
	const kepu_plan *plan = r->data->plan;
	for (size_t i = r->indicator->index; i < plan->indicator_count; i++) {
		const kepu_indicator *one = plan->indicators[i];
		kp_str name = r->made.by_id ? one->id : one->name;
		if (kp_str_is(name, r->made.indicator, kp_str_len(r->made.indicator)) &&
		    kp_units_alike(one->unit, kp_str_len(one->unit), unit, length) == same)
			return one;
	}
	return NULL;
}

/* Finds the unit, of those that the indicators meant have, which is the row's. */
static bool match_unit(row *r, const char *written, size_t length, kp_data_column column)
{
	const kepu_indicator *first = r->indicator, *one = first, *other = NULL;
	if (!length)
		other = first_with(r, first->unit, kp_str_len(first->unit), false);
	else
		one = first_with(r, written, length, true);
	if (!one && is_scaled(written))
		one = first_with(r, written + 3, length - 3, true);
	kp_str unit = first->unit || !other ? first->unit : other->unit;
	if (!one || other)
		return refuse(r, KEPU_FINDING_UNIT_UNLIKE, column, written, unit ? unit : "");
	unit = one->unit ? one->unit : "";
	if (length && !scale(r, unit, kp_str_len(one->unit), written, length))
		return false;
	return take_text(r, unit, kp_str_len(one->unit), &r->made.unit);
}

static bool take_unit(row *r, bool percent)
{
	const kp_cell *cell = &r->cells[KP_COLUMN_UNIT];
	const char *written = percent ? "%" : cell->bytes;
	size_t length = percent ? 1 : cell->length;
	bool counted = r->made.kind == KEPU_DATUM_NUMERATOR || r->made.kind == KEPU_DATUM_DENOMINATOR;
	bool share = kp_units_alike(written, length, "%", 1);
	if (percent && cell->length && !kp_units_alike(cell->bytes, cell->length, "%", 1))
		return refuse(r, KEPU_FINDING_UNIT_UNLIKE, KP_COLUMN_VALUE, "%", cell->bytes);
	r->made.percent = r->made.relative && share;
	r->made.any_unit = counted || (r->made.relative && (share || is_points(written, length)));
	if (counted && is_scaled(written)) { /* needs no unit like the indicator's, but 万人 are ten thousand */
		if (!scale(r, written + 3, length - 3, written, length))
			return false;
		written += 3;
		length -= 3;
	}
	if (r->indicator && !r->made.any_unit)
		return match_unit(r, written, length, percent ? KP_COLUMN_VALUE : KP_COLUMN_UNIT);
	char unit[KP_UNIT_TEXT];
	size_t used = kp_unit_fold(written, length, unit);
	return !used || take_text(r, unit, used, &r->made.unit);
}

static bool take_figure(row *r)
{
	const kp_cell *period = &r->cells[KP_COLUMN_PERIOD], *value = &r->cells[KP_COLUMN_VALUE];
	kp_figure_text figure;
	if (!kp_period_text_read(period->bytes, period->length, &r->made.period))
		return refuse(r, KEPU_FINDING_BAD_PERIOD, KP_COLUMN_PERIOD, period->bytes, NULL);
	if (!kp_figure_text_read(value->bytes, value->length, &figure))
		return refuse(r, KEPU_FINDING_BAD_FIGURE, KP_COLUMN_VALUE, value->bytes, NULL);
	r->made.state = (uint8_t)figure.state;
	r->made.value = figure.value;
	return figure.state == KEPU_STATE_NOT_REPORTED || take_unit(r, figure.percent);
}

static bool in_range(row *r)
{
	int32_t kind = r->made.kind;
	char number[KP_DECIMAL_TEXT];
	if (r->made.state != KEPU_STATE_VALUE)
		return true;
	kp_decimal_write(r->made.value, number);
	if (kind == KEPU_DATUM_DENOMINATOR && r->made.value.coefficient <= 0)
		return refuse(r, KEPU_FINDING_ZERO_DENOMINATOR, KP_COLUMN_VALUE, number, NULL);
	if (kind > KEPU_DATUM_PATH || r->made.relative || kp_grows(r->made.indicator, kp_str_len(r->made.indicator)) ||
	    (r->indicator && r->indicator->name && kp_grows(r->indicator->name, kp_str_len(r->indicator->name))))
		return true;
	kp_str unit = r->made.unit ? r->made.unit : "";
	if (!kp_over_whole(r->made.value, unit, r->made.unit ? kp_str_len(r->made.unit) : 0))
		return true;
	return refuse(r, KEPU_FINDING_OVER_WHOLE, KP_COLUMN_VALUE, number, unit);
}

static bool is_new(row *r)
{
	kp_buffer key = { 0 };
	char period[KP_DATE_TEXT];
	kp_date_write(r->made.period, period);
	kp_buffer_text(&key, period);
	kp_buffer_byte(&key, (char)('0' + r->made.kind));
	kp_buffer_byte(&key, (char)('0' + r->made.relative));
	kp_buffer_byte(&key, (char)('0' + r->made.status));
	kp_buffer_add(&key, r->made.indicator, kp_str_len(r->made.indicator));
	kp_buffer_byte(&key, '\0');
	if (r->indicator && r->made.unit &&
	    !r->made.any_unit) /* of several indicators of that name it is about those of that unit */
		kp_buffer_add(&key, r->made.unit, kp_str_len(r->made.unit));
	kp_buffer_byte(&key, '\0');
	kp_buffer_add(&key, r->made.region ? r->made.region : "", kp_str_len(r->made.region));
	bool known = !key.failed && kp_intern_find(&r->data->keys, key.bytes, key.length);
	r->failed = key.failed || (!known && !kp_intern_get(&r->data->keys, key.bytes, key.length));
	kp_buffer_free(&key);
	return known ? refuse(r, KEPU_FINDING_VALUE_TWICE, KP_COLUMN_INDICATOR, r->made.indicator, period) : !r->failed;
}

static bool take_region(row *r)
{
	const kp_cell *cell = &r->cells[KP_COLUMN_REGION];
	const kepu_plan *plan = r->data->plan;
	if (!cell->length || (plan && kp_own_region(plan, cell->bytes, cell->length)))
		return true;
	return take_text(r, cell->bytes, cell->length, &r->made.region);
}

static bool keep_texts(row *r)
{
	const kp_cell *cell = &r->cells[KP_COLUMN_SOURCE];
	char period[KP_DATE_TEXT];
	kp_date_write(r->made.period, period);
	return take_text(r, period, strlen(period), &r->made.time) &&
	       (!cell->length || take_text(r, cell->bytes, cell->length, &r->made.source));
}

static void note_places(row *r)
{
	static const kp_data_column columns[] = { KP_COLUMN_REGION, KP_COLUMN_INDICATOR, KP_COLUMN_VALUE, KP_COLUMN_UNIT };
	for (size_t i = 0; i < KP_DATUM_PLACES; i++) {
		const kp_cell *cell = &r->cells[columns[i]];
		if (i == KP_PLACE_UNIT && !cell->length)
			cell = &r->cells[KP_COLUMN_VALUE];
		r->made.places[i] = (kp_where){ (uint32_t)cell->line, (uint32_t)cell->column };
	}
}

bool kp_data_add(kepu_data *data, const kp_cell cells[KP_DATA_COLUMNS], kepu_findings *findings)
{
	row r = { .data = data, .cells = cells, .findings = findings };
	bool taken = take_indicator(&r) && take_words(&r) && take_region(&r) && take_figure(&r) && in_range(&r);
	if (!taken || r.made.state == KEPU_STATE_NOT_REPORTED || (!data->passing && (!is_new(&r) || !keep_texts(&r))))
		return !r.failed;
	if (!kp_grow((void **)&data->rows, &data->capacity, data->count + 1, sizeof *data->rows))
		return false;
	note_places(&r);
	data->rows[data->count++] = r.made;
	if (r.made.by_id)
		data->by_id[r.indicator->index] = true;
	return true;
}
