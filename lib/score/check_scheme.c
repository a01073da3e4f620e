#include "score/check_scheme.h"

#include <stdlib.h>

/* ---- saying it ---- */

static const char *subject_of(const kp_scheme_element *element)
{
	kp_str id = NULL;
	for (; element && !id; element = element->parent) {
		kp_scheme_kind kind = element->kind;
		bool inner = kind == KP_SCHEME_PART || kind == KP_SCHEME_LEVEL || kind == KP_SCHEME_ITEM;
		id = inner ? NULL : kp_scheme_text(element, KP_ATTR_ID);
	}
	return id;
}

void kp_check_found_worded(kp_checking *c, const kp_scheme_element *element, int32_t code, kp_wording first,
                           kp_wording second)
{
	kp_place place = KP_NOWHERE;
	place.line = element->line;
	place.column = element->column;
	if (!kp_findings_add_worded(c->findings, code, subject_of(element), &place, first, second))
		c->failed = true;
}

void kp_check_found(kp_checking *c, const kp_scheme_element *element, int32_t code, const char *first,
                    const char *second)
{
	kp_check_found_worded(c, element, code, KP_WORDED(first), KP_WORDED(second));
}

void kp_check_found_numbers(kp_checking *c, const kp_scheme_element *element, int32_t code, kp_decimal first,
                            kp_decimal second)
{
	char texts[2][KP_DECIMAL_TEXT];
	kp_decimal_write(kp_decimal_trim(first), texts[0]);
	kp_decimal_write(kp_decimal_trim(second), texts[1]);
	kp_check_found(c, element, code, texts[0], texts[1]);
}

void kp_check_say(kp_naming *out, const char *zh, const char *en)
{
	kp_buffer_text(&out->zh, zh);
	kp_buffer_text(&out->en, en);
}

static void say_number(kp_naming *out, const kp_scheme_element *element)
{
	int64_t number = 1;
	bool step = element->kind == KP_SCHEME_STEP;
	for (const kp_scheme_element *one = element->parent->first; one != element; one = one->next)
		number += one->kind == element->kind;
	kp_check_say(out, "第 ", kp_scheme_name(element));
	kp_check_say(out, "", " ");
	kp_buffer_int(&out->zh, number);
	kp_buffer_int(&out->en, number);
	kp_check_say(out, step ? " 档" : " 个 ", "");
	kp_check_say(out, step ? "" : kp_scheme_name(element), "");
}

void kp_check_name(kp_naming *out, const kp_scheme_element *element)
{
	kp_str name = kp_scheme_text(element, KP_ATTR_NAME);
	if (!name)
		name = kp_scheme_text(element, KP_ATTR_ID);
	if (element->kind == KP_SCHEME_ROOT)
		kp_check_say(out, "总分", "total");
	else if (name)
		kp_check_say(out, name, name);
	else
		say_number(out, element);
}

void kp_check_found_naming(kp_checking *c, const kp_scheme_element *element, int32_t code, kp_wording first,
                           kp_naming *second)
{
	kp_buffer_byte(&second->zh, '\0');
	kp_buffer_byte(&second->en, '\0');
	if (second->zh.failed || second->en.failed)
		c->failed = true;
	else
		kp_check_found_worded(c, element, code, first, (kp_wording){ second->zh.bytes, second->en.bytes });
	kp_buffer_free(&second->zh);
	kp_buffer_free(&second->en);
}

void kp_check_unused(kp_checking *c, const kp_scheme_element *element, kp_wording what)
{
	kp_naming name = { 0 };
	kp_check_name(&name, element);
	kp_check_found_naming(c, element, KEPU_FINDING_UNUSED, what, &name);
}

/* ---- rules ---- */

/* The item that a rule needs of the year before; NULL: none. */
static kp_str last_year_of(const kp_checking *c, const kp_scheme_element *rule)
{
	static const char usual[] = "last-year";
	kp_word measure = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	if (measure == KP_WORD_GROWTH || measure == KP_WORD_CHANGE) {
		kp_str last = kp_scheme_text(rule, KP_ATTR_LAST);
		return last ? last : kp_intern_find(&c->scheme->texts, usual, sizeof usual - 1);
	}
	for (size_t i = 0; i < rule->value_count; i++)
		if (rule->values[i].form == KP_FORM_ITEM && kp_str_is(rule->values[i].text, usual, sizeof usual - 1))
			return rule->values[i].text;
	return NULL;
}

static const kp_scheme_element *criterion_of(const kp_scheme_element *rule)
{
	while (rule->kind == KP_SCHEME_RULE || rule->kind == KP_SCHEME_TARGET)
		rule = rule->parent;
	return rule;
}

static bool is_on_card(const kp_scheme_element *element, const kp_unit_row *unit)
{
	while (element && kp_scheme_fits(element, unit))
		element = element->parent;
	return !element;
}

/* The figures of each element as a list, as they may not be in order yet. */
static bool list_figures(kp_checking *c)
{
	const kepu_inputs *inputs = c->inputs;
	c->first = kp_calloc(c->scheme->count + 1, sizeof *c->first);
	c->next = kp_calloc(inputs->count + 1, sizeof *c->next);
	for (size_t i = 0; c->first && c->next && i < inputs->count; i++) {
		c->next[i] = c->first[inputs->items[i].element];
		c->first[inputs->items[i].element] = i + 1;
	}
	return c->first && c->next;
}

static void mark_having(const kp_checking *c, uint32_t element, kp_str item, bool *has)
{
	for (size_t at = c->first[element]; at; at = c->next[at - 1]) {
		const kp_input *input = &c->inputs->items[at - 1];
		if (input->state == KEPU_STATE_VALUE && input->item == item)
			has[input->unit] = true;
	}
}

/* How many units whose card has the rule lack a value of an item. */
static size_t lacking(kp_checking *c, const kp_scheme_element *criterion, kp_str item)
{
	const kepu_inputs *inputs = c->inputs;
	size_t count = 0;
	bool *has = kp_calloc(inputs->unit_count + 1, sizeof *has);
	if (!has) {
		c->failed = true;
		return 0;
	}
	mark_having(c, criterion->index, item, has);
	mark_having(c, 0, item, has);
	for (size_t i = 0; i < inputs->unit_count; i++)
		count += !has[i] && is_on_card(criterion, &inputs->units[i]);
	free(has);
	return count;
}

static void check_last_year(kp_checking *c, const kp_scheme_element *element)
{
	bool aims = element->kind == KP_SCHEME_TARGET || element->kind == KP_SCHEME_RULE;
	kp_str item = aims ? last_year_of(c, element) : NULL;
	if (!item)
		return;
	bool usual = kp_str_is(item, "last-year", 9);
	kp_wording name = { usual ? "上年数（last-year）" : item, item };
	if (!c->inputs) {
		kp_check_found_worded(c, element, KEPU_FINDING_NEEDS_LAST_YEAR, name, KP_WORDED(NULL));
		return;
	}
	char text[KP_DECIMAL_TEXT];
	size_t count = lacking(c, criterion_of(element), item);
	kp_decimal_write((kp_decimal){ (int64_t)count, 0 }, text);
	if (count)
		kp_check_found_worded(c, element, KEPU_FINDING_LAST_YEAR_LACKING, name, KP_WORDED(text));
}

#define ROWS_MOST 5000 /* of a table that a row is compared with: nobody prints longer ones */

/* A threshold for points that cannot be had: of a rule, or of a target in it. */
static void check_threshold(kp_checking *c, const kp_scheme_element *element)
{
	const kp_scheme_element *rule = element->kind == KP_SCHEME_TARGET ? element->parent : element;
	const kp_scheme_value *target = kp_scheme_get(element, rule == element ? KP_ATTR_TARGET_VALUE : KP_ATTR_VALUE);
	kp_word compare = kp_scheme_word(rule, KP_ATTR_COMPARE, KP_WORD_AT_LEAST);
	if (rule->kind != KP_SCHEME_RULE || kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE) != KP_WORD_SCORE ||
	    !target || target->form != KP_FORM_NUMBER || kp_scheme_get(rule, KP_ATTR_FACTOR) ||
	    (compare != KP_WORD_AT_LEAST && compare != KP_WORD_OVER))
		return;
	kp_str of = kp_scheme_text(rule, KP_ATTR_OF);
	const kp_scheme_element *whole = kp_scheme_find(c->scheme, of, kp_str_len(of));
	const kp_bound *most = &c->most[whole ? whole->index : 0];
	int order = kp_decimal_compare(target->number, most->number);
	if (most->known && (order > 0 || (order == 0 && compare == KP_WORD_OVER)))
		kp_check_found_numbers(c, element, KEPU_FINDING_OVER_MOST, target->number, most->number);
}

/* Whether a target before this one is for all units, or names a group or kind. */
static bool is_named_before(const kp_scheme_element *target, kp_scheme_attribute attribute, kp_str id)
{
	const kp_scheme_element *one = NULL;
	int looks = ROWS_MOST;
	while (looks-- && (one = kp_scheme_child(target->parent, KP_SCHEME_TARGET, one)) != target)
		if (kp_scheme_fits_card(one, NULL, NULL) || kp_scheme_lists(one, attribute, id))
			return true;
	return false;
}

/* Whether those before a target leave it nothing. */
static bool is_behind(const kp_scheme_element *target)
{
	static const kp_scheme_attribute lists[] = { KP_ATTR_GROUPS, KP_ATTR_KINDS };
	bool behind = !kp_scheme_fits_card(target, NULL, NULL) || is_named_before(target, KP_ATTR_GROUPS, NULL);
	for (size_t l = 0; l < sizeof lists / sizeof *lists; l++) {
		const kp_scheme_value *list = kp_scheme_get(target, lists[l]);
		for (size_t i = 0; list && i < list->list_count && behind; i++)
			behind = is_named_before(target, lists[l], list->list[i]);
	}
	return behind;
}

static bool is_second_place(const kp_scheme_element *place)
{
	const kp_scheme_element *one = NULL;
	int looks = ROWS_MOST;
	int64_t rank = kp_scheme_number(place, KP_ATTR_RANK, (kp_decimal){ 0, 0 }).coefficient;
	while (looks-- && (one = kp_scheme_child(place->parent, KP_SCHEME_PLACE, one)) != place)
		if (kp_scheme_number(one, KP_ATTR_RANK, (kp_decimal){ 0, 0 }).coefficient == rank)
			return true;
	return false;
}

/* Rows that those before them leave nothing, but for steps and grades. */
static void check_row(kp_checking *c, const kp_scheme_element *element)
{
	kp_naming name = { 0 };
	if (!(element->kind == KP_SCHEME_TARGET && is_behind(element)) &&
	    !(element->kind == KP_SCHEME_PLACE && is_second_place(element)))
		return;
	kp_check_name(&name, element);
	kp_check_found_naming(c, element, KEPU_FINDING_RULE_UNREACHABLE, KP_WORDED(NULL), &name);
}

/* ---- what the scheme says and nothing uses ---- */

static bool has(const kp_checking *c, kp_scheme_kind kind)
{
	return kp_scheme_child(c->scheme->elements[0], kind, NULL);
}

static bool is_asked_for(const kp_checking *c, const kp_scheme_element *gate)
{
	const kp_scheme_element *award = NULL;
	while ((award = kp_scheme_child(c->scheme->elements[0], KP_SCHEME_AWARD, award)) != NULL)
		if (!kp_scheme_get(award, KP_ATTR_GATES) ||
		    kp_scheme_lists(award, KP_ATTR_GATES, kp_scheme_text(gate, KP_ATTR_ID)))
			return true;
	return kp_scheme_get(gate, KP_ATTR_GRADE_AT);
}

static bool is_weighed(const kp_scheme_element *element)
{
	return kp_scheme_is_item(element) && kp_scheme_word(element->parent, KP_ATTR_AGGREGATE, KP_WORD_SUM) != KP_WORD_SUM;
}

static void check_use(kp_checking *c, const kp_scheme_element *element)
{
	bool used = true;
	kp_wording what = { "参评条件", "the gate" };
	if (element->kind == KP_SCHEME_GATE) {
		used = is_asked_for(c, element);
	} else if (element->kind == KP_SCHEME_VETO) {
		what = (kp_wording){ "一票否决", "the veto" };
		used = has(c, KP_SCHEME_GRADE) || has(c, KP_SCHEME_AWARD);
	} else if (element->kind == KP_SCHEME_DOWNGRADE) {
		what = (kp_wording){ "降等", "the downgrade" };
		used = has(c, KP_SCHEME_GRADE);
	}
	if (!used)
		kp_check_unused(c, element, what);
	if (kp_scheme_get(element, KP_ATTR_WEIGHT) && element->kind != KP_SCHEME_PART && !is_weighed(element))
		kp_check_unused(c, element, (kp_wording){ "权重", "the weight of" });
}

/* An award for totals that cannot be had. */
static void check_award(kp_checking *c, const kp_scheme_element *award)
{
	const kp_scheme_value *from = kp_scheme_get(award, KP_ATTR_FROM);
	const kp_bound *most = &c->most[0];
	if (from && most->known && kp_decimal_compare(from->number, most->number) > 0)
		kp_check_found_numbers(c, award, KEPU_FINDING_OVER_MOST, from->number, most->number);
}

/* ---- the whole ---- */

static void check_element(kp_checking *c, const kp_scheme_element *element)
{
	kp_check_points(c, element);
	kp_check_bands(c, element);
	check_last_year(c, element);
	check_threshold(c, element);
	check_row(c, element);
	check_use(c, element);
	if (element->kind == KP_SCHEME_AWARD)
		check_award(c, element);
}

static kepu_status check_arguments(const kepu_scheme *scheme, const kepu_inputs *inputs, kepu_error **err)
{
	if (!scheme)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "scheme", "NULL");
	if (scheme->tag != KP_TAG_SCHEME)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_scheme", NULL);
	if (inputs && inputs->tag != KP_TAG_INPUTS)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_inputs", NULL);
	if (inputs && inputs->scheme != scheme)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "inputs", "≠ scheme");
	return KEPU_OK;
}

kepu_status kepu_scheme_check(const kepu_scheme *scheme, const kepu_inputs *inputs, kepu_findings **out_findings,
                              kepu_error **err)
{
	if (!out_findings)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_findings", "NULL");
	*out_findings = NULL;
	kepu_status status = check_arguments(scheme, inputs, err);
	if (status)
		return status;
	kp_checking c = { .scheme = scheme, .inputs = inputs, .findings = kp_findings_new() };
	c.failed = !c.findings || !kp_check_most(&c) || (inputs && !list_figures(&c));
	for (size_t i = 0; i < scheme->count && !c.failed; i++)
		check_element(&c, scheme->elements[i]);
	if (inputs && !c.failed)
		kp_check_inputs(&c);
	free(c.most);
	free(c.first);
	free(c.next);
	if (c.failed) {
		kepu_findings_free(c.findings);
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	*out_findings = c.findings;
	return KEPU_OK;
}
