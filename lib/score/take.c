/* How a row becomes a figure, or why it is refused. */
#include "score/inputs.h"
#include "work/figure_text.h"

#define WHOLE_MOST 1000000000000000 /* 15 digits before the point */

typedef struct row {
	kepu_inputs *inputs;
	const kp_cell *cells;
	kepu_findings *findings;
	kp_input made;
	const kp_scheme_element *element; /* the scheme itself: the figure is the unit's own */
	kp_use use;
	bool failed; /* memory is out */
} row;

/* Always false, so that a check can end with it. */
static bool refuse(row *r, int32_t code, kp_input_column column, const char *first, const char *second)
{
	const kp_cell *cell = &r->cells[column];
	kp_place place = KP_NOWHERE;
	place.line = cell->line;
	place.column = cell->column;
	if (r->findings && !kp_findings_add(r->findings, code, NULL, &place, first, second))
		r->failed = true;
	return false;
}

static bool take_text(row *r, kp_input_column column, kp_str *out)
{
	const kp_cell *cell = &r->cells[column];
	*out = cell->length ? kp_intern_get(&r->inputs->intake.texts, cell->bytes, cell->length) : NULL;
	r->failed = r->failed || (cell->length && !*out);
	return !r->failed;
}

static bool own(const row *r)
{
	return r->element->kind == KP_SCHEME_ROOT;
}

/* What the row is about, for messages. */
static const char *about(const row *r)
{
	return own(r) ? r->inputs->units[r->made.unit].name : kp_scheme_label(r->element);
}

static bool take_subject(row *r)
{
	const kp_cell *unit = &r->cells[KP_INPUT_UNIT], *criterion = &r->cells[KP_INPUT_CRITERION];
	if (!kp_inputs_unit(r->inputs, unit->bytes, unit->length, &r->made.unit))
		return refuse(r, KEPU_FINDING_UNIT_NOT_LISTED, KP_INPUT_UNIT, unit->bytes, NULL);
	r->element = r->inputs->scheme->elements[0];
	if (criterion->length)
		r->element = kp_intake_subject(&r->inputs->intake, criterion->bytes, criterion->length);
	if (!r->element ||
	    (own(r) && !r->cells[KP_INPUT_ITEM].length)) /* a criterion forgotten would be every one's value */
		return refuse(r, KEPU_FINDING_CRITERION_UNKNOWN, KP_INPUT_CRITERION, criterion->bytes, NULL);
	r->made.element = r->element->index;
	return true;
}

/* ---- the value ---- */

static bool is_cell(const kp_cell *cell, const char *text)
{
	return cell->length == strlen(text) && !memcmp(cell->bytes, text, cell->length);
}

static bool take_level(row *r)
{
	const kp_cell *cell = &r->cells[KP_INPUT_VALUE];
	int64_t place = kp_level_place(r->use.level, cell->bytes, cell->length);
	if (!place)
		return false;
	r->made.state = KEPU_STATE_VALUE;
	r->made.value = (kp_decimal){ place, 0 };
	return true;
}

/* A number where levels are expected is the place of one. */
static bool is_place(const kp_use *use, kp_decimal value)
{
	int64_t places = 0;
	const kp_scheme_element *level = NULL;
	while ((level = kp_scheme_child(use->level, KP_SCHEME_LEVEL, level)))
		places++;
	value = kp_decimal_trim(value);
	return !value.scale && value.coefficient >= 1 && value.coefficient <= places;
}

/* Divides by 100. False: it has too many digits after the point. */
static bool shrink(kp_decimal *value)
{
	*value = kp_decimal_trim(*value);
	if (value->coefficient)
		value->scale += 2;
	*value = kp_decimal_trim(*value);
	return value->scale <= 9;
}

static bool take_number(row *r)
{
	const kp_cell *cell = &r->cells[KP_INPUT_VALUE];
	const kp_decimal most = { WHOLE_MOST, 0 }, least = { -WHOLE_MOST, 0 };
	kp_figure_text figure;
	if (!kp_figure_text_read(cell->bytes, cell->length, &figure))
		return refuse(r, r->use.level ? KEPU_FINDING_LEVEL_UNKNOWN : KEPU_FINDING_BAD_FIGURE, KP_INPUT_VALUE,
		              cell->bytes, about(r));
	r->made.state = (uint8_t)figure.state;
	r->made.value = figure.value;
	if (figure.state != KEPU_STATE_VALUE)
		return true;
	if (figure.percent && r->use.percent == KP_PERCENT_REFUSED)
		return refuse(r, KEPU_FINDING_PERCENT_UNLIKE, KP_INPUT_VALUE, cell->bytes, about(r));
	if (kp_decimal_compare(figure.value, most) >= 0 || kp_decimal_compare(figure.value, least) <= 0 ||
	    (figure.percent && r->use.percent == KP_PERCENT_SHARE && !shrink(&r->made.value)))
		return refuse(r, KEPU_FINDING_BAD_FIGURE, KP_INPUT_VALUE, cell->bytes, NULL);
	if (r->use.level && !is_place(&r->use, figure.value))
		return refuse(r, KEPU_FINDING_LEVEL_UNKNOWN, KP_INPUT_VALUE, cell->bytes, about(r));
	return true;
}

static bool take_item(row *r)
{
	const kp_cell *cell = &r->cells[KP_INPUT_ITEM];
	const char *name = cell->length ? cell->bytes : "value";
	if (!kp_intake_use(&r->inputs->intake, r->element, name, strlen(name), &r->use))
		return refuse(r, KEPU_FINDING_ITEM_UNKNOWN, cell->length ? KP_INPUT_ITEM : KP_INPUT_CRITERION, name, about(r));
	r->made.item = r->use.item;
	return true;
}

static bool take_value(row *r)
{
	const kp_cell *value = &r->cells[KP_INPUT_VALUE];
	if (r->use.level)
		return take_text(r, KP_INPUT_VALUE, &r->made.text) && (take_level(r) || take_number(r));
	bool yes = is_cell(value, "是") || is_cell(value, "yes"), no = is_cell(value, "否") || is_cell(value, "no");
	if (!yes && !no)
		return take_number(r);
	r->made.state = KEPU_STATE_VALUE;
	r->made.value = (kp_decimal){ yes, 0 };
	return true;
}

/* ---- of what part, at what stage ---- */

static bool take_object(row *r)
{
	const kp_cell *cell = &r->cells[KP_INPUT_OBJECT];
	if (cell->length && (own(r) || !r->use.with_object))
		return refuse(r, KEPU_FINDING_BAD_TOKEN, KP_INPUT_OBJECT, cell->bytes, kp_input_columns[KP_INPUT_OBJECT][0]);
	if (!cell->length && !own(r) && !r->use.without)
		return refuse(r, KEPU_FINDING_OBJECT_MISSING, KP_INPUT_OBJECT, about(r), NULL);
	return take_text(r, KP_INPUT_OBJECT, &r->made.object);
}

/* A figure that no part, or that any of them might take, would not count. */
static bool take_part(row *r, kp_part_by by, kp_input_column column, kp_str *out)
{
	const kp_cell *cell = &r->cells[column];
	if (!cell->length) {
		if (own(r) || !r->inputs->intake.takers[r->element->index].part_count[by])
			return true;
		return refuse(r, KEPU_FINDING_PART_MISSING, column, about(r), kp_input_columns[column][0]);
	}
	const kp_scheme_element *part = kp_intake_part(&r->inputs->intake, r->element, by, cell->bytes, cell->length);
	if (!part)
		return refuse(r, KEPU_FINDING_PART_UNKNOWN, column, cell->bytes, about(r));
	*out = kp_scheme_text(part, KP_ATTR_ID);
	return true;
}

static bool take_stage(row *r)
{
	const kp_intake *intake = &r->inputs->intake;
	const kp_cell *cell = &r->cells[KP_INPUT_STAGE];
	if (!cell->length)
		return true;
	uintptr_t number = (uintptr_t)kp_names_get(&intake->stages, cell->bytes, cell->length, NULL);
	if (!number)
		return refuse(r, KEPU_FINDING_STAGE_UNKNOWN, KP_INPUT_STAGE, cell->bytes, NULL);
	if (number > 1 && !r->cells[KP_INPUT_REASON].length)
		return refuse(r, KEPU_FINDING_REASON_MISSING, KP_INPUT_REASON, about(r),
		              kp_scheme_label(kp_scheme_stage(r->inputs->scheme, (size_t)number - 1)));
	r->made.stage = (uint16_t)(number - 1);
	return true;
}

/* ---- where it is from ---- */

static bool take_origin(row *r, uint8_t otherwise)
{
	static const struct {
		const char *names[2];
		uint8_t number;
	} origins[] = {
		{ { "hand", "手工" }, KEPU_ORIGIN_HAND },
		{ { "table", "表格" }, KEPU_ORIGIN_TABLE },
		{ { "plan", "方案" }, KEPU_ORIGIN_PLAN },
		{ { "rollup", "汇总" }, KEPU_ORIGIN_ROLLUP },
		{ { "observation", "观测" }, KEPU_ORIGIN_OBSERVATION },
		{ { "ledger", "台账" }, KEPU_ORIGIN_LEDGER },
	};
	const kp_cell *cell = &r->cells[KP_INPUT_ORIGIN];
	r->made.origin = otherwise;
	if (!cell->length)
		return true;
	for (size_t i = 0; i < sizeof origins / sizeof *origins; i++) {
		if (is_cell(cell, origins[i].names[0]) || is_cell(cell, origins[i].names[1])) {
			r->made.origin = origins[i].number;
			return true;
		}
	}
	return refuse(r, KEPU_FINDING_BAD_TOKEN, KP_INPUT_ORIGIN, cell->bytes, kp_input_columns[KP_INPUT_ORIGIN][0]);
}

static bool take_rest(row *r)
{
	r->made.line = r->cells[KP_INPUT_VALUE].line;
	return take_text(r, KP_INPUT_REASON, &r->made.reason) && take_text(r, KP_INPUT_EVIDENCE, &r->made.evidence);
}

/* ---- the figure ---- */

static bool is_new(row *r)
{
	const kp_str texts[] = { r->made.item, r->made.object, r->made.period, r->made.source };
	kp_intern *keys = &r->inputs->keys;
	kp_buffer key = { .bytes = NULL };
	kp_buffer_add(&key, &r->made.unit, sizeof r->made.unit);
	kp_buffer_add(&key, &r->made.element, sizeof r->made.element);
	kp_buffer_add(&key, &r->made.stage, sizeof r->made.stage);
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		kp_buffer_add(&key, texts[i] ? texts[i] : "", kp_str_len(texts[i]));
		kp_buffer_byte(&key, '\0');
	}
	bool known = !key.failed && kp_intern_find(keys, key.bytes, key.length);
	r->failed = key.failed || (!known && !kp_intern_get(keys, key.bytes, key.length));
	kp_buffer_free(&key);
	if (!known)
		return !r->failed;
	return refuse(r, KEPU_FINDING_VALUE_TWICE, KP_INPUT_VALUE, own(r) ? r->made.item : about(r),
	              r->inputs->units[r->made.unit].name);
}

bool kp_inputs_take(kepu_inputs *inputs, const kp_cell cells[KP_INPUT_COLUMNS], uint8_t origin, kepu_findings *findings)
{
	row r = { .inputs = inputs, .cells = cells, .findings = findings };
	if (!kp_grow((void **)&inputs->items, &inputs->capacity, inputs->count + 1, sizeof *inputs->items))
		return false;
	if (take_subject(&r) && take_item(&r) && take_value(&r) && take_object(&r) &&
	    take_part(&r, KP_BY_PERIOD, KP_INPUT_PERIOD, &r.made.period) &&
	    take_part(&r, KP_BY_SOURCE, KP_INPUT_SOURCE, &r.made.source) && take_stage(&r) && take_origin(&r, origin) &&
	    take_rest(&r) && is_new(&r))
		inputs->items[inputs->count++] = r.made;
	return !r.failed;
}
