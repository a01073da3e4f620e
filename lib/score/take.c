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
static bool refuse_worded(row *r, int32_t code, kp_input_column column, const char *first, kp_wording second)
{
	const kp_cell *cell = &r->cells[column];
	kp_place place = KP_NOWHERE;
	place.line = cell->line;
	place.column = cell->column;
	if (r->findings && !kp_findings_add_worded(r->findings, code, NULL, &place, KP_WORDED(first), second))
		r->failed = true;
	return false;
}

static bool refuse(row *r, int32_t code, kp_input_column column, const char *first, const char *second)
{
	return refuse_worded(r, code, column, first, KP_WORDED(second));
}

/* What could stand in a cell, one after the other. */
typedef struct choice {
	kp_buffer zh, en;
	size_t count;
} choice;

static void put(choice *c, const char *zh, const char *en)
{
	kp_buffer_text(&c->zh, zh);
	kp_buffer_text(&c->en, en);
}

static void put_name(choice *c, const char *name)
{
	if (c->count++)
		put(c, "、", ", ");
	put(c, name, name);
}

/* With what can stand there, or that nothing can. */
static bool refuse_choice(row *r, int32_t code, kp_input_column column, const char *first, choice *c, kp_wording none)
{
	kp_buffer_byte(&c->zh, '\0');
	kp_buffer_byte(&c->en, '\0');
	if (c->zh.failed || c->en.failed)
		r->failed = true;
	else
		refuse_worded(r, code, column, first, c->count ? (kp_wording){ c->zh.bytes, c->en.bytes } : none);
	kp_buffer_free(&c->zh);
	kp_buffer_free(&c->en);
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

/* A name that none has, or that several have. */
static bool refuse_name(row *r, kp_input_column column, const kp_names *names, int32_t several, int32_t none)
{
	const kp_cell *cell = &r->cells[column];
	bool many = false;
	(void)kp_names_get(names, cell->bytes, cell->length, &many);
	return refuse(r, many ? several : none, column, cell->bytes, NULL);
}

static bool take_subject(row *r)
{
	const kp_cell *unit = &r->cells[KP_INPUT_UNIT], *criterion = &r->cells[KP_INPUT_CRITERION];
	if (!kp_inputs_unit(r->inputs, unit->bytes, unit->length, &r->made.unit))
		return unit->length ? refuse_name(r, KP_INPUT_UNIT, &r->inputs->unit_names, KEPU_FINDING_UNIT_SEVERAL,
		                                  KEPU_FINDING_UNIT_NOT_LISTED)
		                    : refuse(r, KEPU_FINDING_UNIT_MISSING, KP_INPUT_UNIT, "", NULL);
	r->element = r->inputs->scheme->elements[0];
	if (criterion->length)
		r->element = kp_intake_subject(&r->inputs->intake, criterion->bytes, criterion->length);
	if (!r->element)
		return refuse_name(r, KP_INPUT_CRITERION, &r->inputs->intake.subjects, KEPU_FINDING_CRITERION_SEVERAL,
		                   KEPU_FINDING_CRITERION_UNKNOWN);
	if (own(r) && !r->cells[KP_INPUT_ITEM].length) /* a criterion forgotten would be every one's value */
		return refuse(r, KEPU_FINDING_CRITERION_MISSING, KP_INPUT_CRITERION, "", NULL);
	r->made.element = r->element->index;
	return true;
}

/* ---- the value ---- */

static bool is_cell(const kp_cell *cell, const char *text)
{
	return cell->length == strlen(text) && !memcmp(cell->bytes, text, cell->length);
}

static bool refuse_level(row *r)
{
	choice c = { .count = 0 };
	const kp_scheme_element *level = NULL;
	put(&c, "应为 ", "expected ");
	while ((level = kp_scheme_child(r->use.level, KP_SCHEME_LEVEL, level)))
		put_name(&c, kp_scheme_label(level));
	return refuse_choice(r, KEPU_FINDING_LEVEL_UNKNOWN, KP_INPUT_VALUE, r->cells[KP_INPUT_VALUE].bytes, &c,
	                     KP_WORDED(""));
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

/* Divides by 100; 90% has two digits then, as its last one counts hundredths. False: it has too many. */
static bool shrink(kp_decimal *value)
{
	kp_decimal trimmed = kp_decimal_trim(*value);
	if (value->scale + 2 > 9)
		*value = trimmed;
	value->scale += 2;
	if (!trimmed.coefficient)
		*value = trimmed;
	return value->scale <= 9;
}

static bool take_number(row *r)
{
	const kp_cell *cell = &r->cells[KP_INPUT_VALUE];
	const kp_decimal most = { WHOLE_MOST, 0 }, least = { -WHOLE_MOST, 0 };
	kp_figure_text figure;
	if (!kp_figure_text_read(cell->bytes, cell->length, &figure))
		return r->use.level ? refuse_level(r) : refuse(r, KEPU_FINDING_BAD_FIGURE, KP_INPUT_VALUE, cell->bytes, NULL);
	r->made.state = (uint8_t)figure.state;
	r->made.value = figure.value;
	r->made.percent = figure.percent && r->use.percent == KP_PERCENT_SHARE;
	if (figure.state != KEPU_STATE_VALUE)
		return true;
	if (figure.percent && r->use.percent == KP_PERCENT_REFUSED)
		return refuse(r, KEPU_FINDING_PERCENT_UNLIKE, KP_INPUT_VALUE, cell->bytes, about(r));
	if (kp_decimal_compare(figure.value, most) >= 0 || kp_decimal_compare(figure.value, least) <= 0 ||
	    (r->made.percent && !shrink(&r->made.value)))
		return refuse(r, KEPU_FINDING_FIGURE_DIGITS, KP_INPUT_VALUE, cell->bytes, NULL);
	if (r->use.level && !is_place(&r->use, figure.value))
		return refuse_level(r);
	return true;
}

static bool refuse_item(row *r, const char *name)
{
	const kp_intake *intake = &r->inputs->intake;
	const kp_taker *taker = &intake->takers[r->element->index];
	const kp_use *uses = intake->uses + taker->use;
	choice c = { .count = 0 };
	put(&c, "“", "\"");
	put(&c, about(r), about(r));
	put(&c, "”用的是 ", "\" reads ");
	for (size_t i = 0; i < taker->use_count && !own(r); i++)
		put_name(&c, uses[i].item);
	return refuse_choice(r, KEPU_FINDING_ITEM_UNKNOWN,
	                     r->cells[KP_INPUT_ITEM].length ? KP_INPUT_ITEM : KP_INPUT_CRITERION, name, &c,
	                     own(r) ? (kp_wording){ "没有规则要单位自身的这个数", "no rule asks for it of the unit itself" }
	                            : (kp_wording){ "这一项不用数值", "it takes no figures" });
}

static bool take_item(row *r)
{
	const kp_cell *cell = &r->cells[KP_INPUT_ITEM];
	const char *name = cell->length ? cell->bytes : "value";
	if (!kp_intake_use(&r->inputs->intake, r->element, name, strlen(name), &r->use))
		return refuse_item(r, name);
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
		return refuse(r, KEPU_FINDING_OBJECT_UNLIKE, KP_INPUT_OBJECT, cell->bytes, about(r));
	if (!cell->length && !own(r) && !r->use.without)
		return refuse(r, KEPU_FINDING_OBJECT_MISSING, KP_INPUT_OBJECT, about(r), NULL);
	return take_text(r, KP_INPUT_OBJECT, &r->made.object);
}

static bool refuse_part(row *r, kp_part_by by, kp_input_column column)
{
	static const kp_wording none[KP_PART_BYS] = {
		[KP_BY_PERIOD] = { "这一项不按时间分部分", "it is not scored by periods" },
		[KP_BY_SOURCE] = { "这一项不按评价方分部分", "it is not scored by sources" },
	};
	const kp_intake *intake = &r->inputs->intake;
	const kp_taker *taker = &intake->takers[r->element->index];
	choice c = { .count = 0 };
	put(&c, "应为 ", "expected ");
	for (size_t i = 0; i < taker->part_count[by]; i++)
		put_name(&c, kp_scheme_label(intake->parts[taker->part[by] + i]));
	return refuse_choice(r, KEPU_FINDING_PART_UNKNOWN, column, r->cells[column].bytes, &c, none[by]);
}

/* A figure that no part, or that any of them might take, would not count. */
static bool take_part(row *r, kp_part_by by, kp_input_column column, kp_str *out)
{
	const kp_cell *cell = &r->cells[column];
	if (!cell->length) {
		if (own(r) || !r->inputs->intake.takers[r->element->index].part_count[by])
			return true;
		return refuse_worded(r, KEPU_FINDING_PART_MISSING, column, about(r),
		                     (kp_wording){ kp_input_columns[column][1], kp_input_columns[column][0] });
	}
	const kp_scheme_element *part = kp_intake_part(&r->inputs->intake, r->element, by, cell->bytes, cell->length);
	if (!part)
		return refuse_part(r, by, column);
	*out = kp_scheme_text(part, KP_ATTR_ID);
	return true;
}

static bool refuse_stage(row *r)
{
	choice c = { .count = 0 };
	put(&c, "应为 ", "expected ");
	for (size_t i = 0; i < r->inputs->intake.stage_count; i++)
		put_name(&c, kp_scheme_label(kp_scheme_stage(r->inputs->scheme, i)));
	return refuse_choice(r, KEPU_FINDING_STAGE_UNKNOWN, KP_INPUT_STAGE, r->cells[KP_INPUT_STAGE].bytes, &c,
	                     (kp_wording){ "评分方案不分阶段", "the scheme has no stages" });
}

static bool take_stage(row *r)
{
	const kp_intake *intake = &r->inputs->intake;
	const kp_cell *cell = &r->cells[KP_INPUT_STAGE];
	if (!cell->length)
		return true;
	uintptr_t number = (uintptr_t)kp_names_get(&intake->stages, cell->bytes, cell->length, NULL);
	if (!number)
		return refuse_stage(r);
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
	return refuse(r, KEPU_FINDING_ORIGIN_UNKNOWN, KP_INPUT_ORIGIN, cell->bytes, NULL);
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
