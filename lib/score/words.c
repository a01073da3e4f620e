/* Sentences of an explanation, with what is put into them. */
#include "score/explain.h"

#include <stdlib.h>

/* ---- numbers ---- */

static const char *keep(kp_trace *trace, const char *bytes, size_t length)
{
	kp_str kept = trace->failed ? NULL : kp_str_new(&trace->made->arena, bytes, length);
	trace->failed = trace->failed || !kept;
	return kept ? kept : "";
}

static const char *joined(kp_trace *trace, const char *number, const char *unit)
{
	kp_buffer text = { .bytes = NULL };
	kp_buffer_text(&text, number);
	kp_buffer_text(&text, unit);
	const char *made = text.failed ? "" : keep(trace, text.bytes, text.length);
	trace->failed = trace->failed || text.failed;
	kp_buffer_free(&text);
	return made;
}

const char *kp_decimal_words(kp_trace *trace, kp_decimal value)
{
	char text[KP_DECIMAL_TEXT];
	size_t length = kp_decimal_write(kp_decimal_trim(value), text);
	return keep(trace, text, length);
}

/* With the digits it has, where these are nine at most; else with four, or with nine where four would show nothing. */
const char *kp_number_words(kp_trace *trace, kp_fraction value, bool percent)
{
	char text[KP_DECIMAL_TEXT + 8] = "";
	kp_decimal shown;
	size_t length = 0;
	if (percent && !kp_fraction_multiply(value, kp_fraction_whole(100), &value))
		return kp_decimal_words(trace, kp_shown(trace, value));
	shown = kp_shown(trace, value);
	if (kp_fraction_compare(kp_fraction_of(shown), value) != 0) {
		kp_decimal rough;
		length = strlen(strcpy(text, "≈"));
		if (kp_fraction_round(value, 4, KP_ROUND_HALF_UP, &rough) && rough.coefficient)
			shown = rough;
	}
	length += kp_decimal_write(kp_decimal_trim(shown), text + length);
	if (percent)
		text[length++] = '%';
	return keep(trace, text, length);
}

kp_word_value kp_places_words(kp_trace *trace, char key, int32_t digits)
{
	const char *number = kp_decimal_words(trace, (kp_decimal){ digits, 0 });
	if (!digits)
		return (kp_word_value){ key, { "整数", "whole numbers" } };
	return (kp_word_value){ key,
		                    { joined(trace, joined(trace, " ", number), " 位小数"),
		                      joined(trace, number, digits == 1 ? " decimal place" : " decimal places") } };
}

kp_word_value kp_points_words(kp_trace *trace, char key, kp_fraction points)
{
	const char *number = kp_number_words(trace, points, false);
	const bool one = kp_fraction_compare(points, kp_fraction_whole(1)) == 0;
	return (kp_word_value){ key, { joined(trace, number, " 分"), joined(trace, number, one ? " point" : " points") } };
}

kp_word_value kp_measure_words(kp_trace *trace, char key, const kp_scheme_element *rule, const kp_seen *seen,
                               kp_fraction value)
{
	kp_word measure = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	bool change = measure == KP_WORD_CHANGE, plain = change || measure == KP_WORD_VALUE;
	bool percent = kp_in_percent(rule) || (plain && seen->percent && !kp_scheme_get(rule, KP_ATTR_FACTOR));
	const char *number = kp_number_words(trace, value, percent);
	size_t length = strlen(number);
	if (!percent || !change || !length || number[length - 1] != '%')
		return (kp_word_value)KP_BOTH(key, number);
	number = keep(trace, number, length - 1);
	return (kp_word_value){ key, { joined(trace, number, " 个百分点"), joined(trace, number, " percentage points") } };
}

/* ---- words ---- */

kp_word_value kp_state_words(char key, uint8_t state)
{
	switch (state) {
	case KEPU_STATE_VALUE: return (kp_word_value){ key, { "有数值", "there is a value" } };
	case KEPU_STATE_NO_VALUE: return (kp_word_value){ key, { "无数值", "no value" } };
	case KEPU_STATE_NOT_APPLICABLE: return (kp_word_value){ key, { "不适用", "not applicable" } };
	case KEPU_STATE_NOT_REPORTED: return (kp_word_value){ key, { "未上报", "not reported" } };
	default: return (kp_word_value){ key, { "不参评", "not on the card" } };
	}
}

kp_word_value kp_rounding_words(char key, kp_rounding rounding)
{
	switch (rounding) {
	case KP_ROUND_HALF_EVEN: return (kp_word_value){ key, { "四舍六入五成双", "rounded half to even" } };
	case KP_ROUND_DOWN: return (kp_word_value){ key, { "只舍不入", "cut off" } };
	case KP_ROUND_FLOOR: return (kp_word_value){ key, { "向下取整", "rounded down" } };
	case KP_ROUND_CEILING: return (kp_word_value){ key, { "向上取整", "rounded up" } };
	default: return (kp_word_value){ key, { "四舍五入", "rounded half up" } };
	}
}

/* ---- sentences ---- */

static const char *value_of(const kp_word_value *values, char key, int language)
{
	for (; values->key; values++)
		if (values->key == key)
			return values->text[language];
	return NULL;
}

static kp_str fill(kp_trace *trace, kp_str before, const char *sentence, const kp_word_value *values, int language)
{
	kp_buffer text = { .bytes = NULL };
	kp_buffer_add(&text, before ? before : "", kp_str_len(before));
	for (const char *at = sentence; *at; at++) {
		const char *value = at[0] == '{' && at[1] && at[2] == '}' ? value_of(values, at[1], language) : NULL;
		if (value) {
			kp_buffer_text(&text, value);
			at += 2;
		} else {
			kp_buffer_byte(&text, *at);
		}
	}
	kp_str filled = text.failed ? NULL : kp_str_new(&trace->made->arena, text.bytes ? text.bytes : "", text.length);
	kp_buffer_free(&text);
	trace->failed = trace->failed || !filled;
	return filled;
}

void kp_say(kp_trace *trace, kp_line *line, kp_sentence sentence, const kp_word_value *values)
{
	for (int language = 0; line && !trace->failed && language < 2; language++)
		line->text[language] = fill(trace, line->text[language], sentence.text[language], values, language);
}

/* ---- limits ---- */

void kp_say_limit(kp_trace *trace, kp_line *line, kp_scheme_attribute attribute, kp_fraction before, kp_fraction after)
{
	static const kp_sentence cap = { { "封顶：{b} → {a}", "capped: {b} → {a}" } };
	static const kp_sentence floor_zero = { { "扣完为止：{b} → {a}", "not below zero: {b} → {a}" } };
	static const kp_sentence raised = { { "保底：{b} → {a}", "raised to the floor: {b} → {a}" } };
	bool up = kp_fraction_compare(before, after) < 0;
	kp_sentence words = !up ? cap : attribute == KP_ATTR_FLOOR && !after.over ? floor_zero : raised;
	kp_word_value b = KP_BOTH('b', kp_number_words(trace, before, false));
	b.text[0] = kp_points_words(trace, 'b', before).text[0];
	kp_say(trace, line, words, KP_VALUES(b, kp_points_words(trace, 'a', after)));
}

/* ---- figures ---- */

static const struct {
	const char *item;
	const char *text[2];
} items[] = {
	{ "value", { "数值", "value" } },
	{ "numerator", { "分子", "numerator" } },
	{ "denominator", { "分母", "denominator" } },
	{ "last-year", { "上年数", "last year" } },
	{ "population", { "人口", "population" } },
	{ "points", { "评分", "points given" } },
	{ "superior", { "上级水平", "level above" } },
};

kp_word_value kp_item_words(char key, const kp_scheme_element *rule, kp_str item)
{
	for (const kp_scheme_element *e = NULL; rule && (e = kp_scheme_child(rule, KP_SCHEME_ITEM, e));)
		if (kp_scheme_text(e, KP_ATTR_ID) == item && kp_scheme_text(e, KP_ATTR_NAME))
			return (kp_word_value)KP_BOTH(key, kp_scheme_text(e, KP_ATTR_NAME));
	for (size_t i = 0; i < sizeof items / sizeof *items; i++)
		if (kp_str_is(item, items[i].item, strlen(items[i].item)))
			return (kp_word_value){ key, { items[i].text[0], items[i].text[1] } };
	return (kp_word_value)KP_BOTH(key, item);
}

/* Where a figure is from. */
static void say_source(kp_trace *trace, kp_line *line, const kp_input *input)
{
	static const char *const origins[][2] = {
		[KEPU_ORIGIN_HAND] = { "手工", "by hand" },
		[KEPU_ORIGIN_TABLE] = { "表格", "a table" },
		[KEPU_ORIGIN_PLAN] = { "方案", "a plan" },
		[KEPU_ORIGIN_ROLLUP] = { "汇总", "a roll-up" },
		[KEPU_ORIGIN_OBSERVATION] = { "观测", "an observation" },
		[KEPU_ORIGIN_LEDGER] = { "台账", "the ledger" },
	};
	const kp_scheme_element *stage = kp_scheme_stage(trace->run->scheme, input->stage);
	if (!input->element)
		kp_say(trace, line, KP_SAY("（单位自身的数）", " (the unit's own)"), KP_VALUES({ 0 }));
	if (stage)
		kp_say(trace, line, KP_SAY("，阶段：{s}", ", stage: {s}"), KP_VALUES(KP_BOTH('s', kp_scheme_label(stage))));
	if (input->origin < sizeof origins / sizeof *origins && origins[input->origin][0])
		kp_say(trace, line, KP_SAY("，来源：{o}", ", from {o}"),
		       KP_VALUES({ 'o', { origins[input->origin][0], origins[input->origin][1] } }));
	if (input->evidence)
		kp_say(trace, line, KP_SAY("，佐证：{e}", ", evidence: {e}"), KP_VALUES(KP_BOTH('e', input->evidence)));
	if (input->reason)
		kp_say(trace, line, KP_SAY("，理由：{r}", ", reason: {r}"), KP_VALUES(KP_BOTH('r', input->reason)));
}

/* As it was written, or as the rule counts: 是, 90%, 甲. */
static kp_word_value value_words(kp_trace *trace, const kp_scheme_element *owner, const kp_input *input)
{
	kp_fraction value = kp_fraction_of(input->value);
	bool rule = owner->kind == KP_SCHEME_RULE;
	kp_word measure = kp_scheme_word(owner, KP_ATTR_MEASURE, KP_WORD_VALUE);
	bool percent = rule && kp_in_percent(owner) && (measure == KP_WORD_VALUE || measure == KP_WORD_CHANGE);
	if (input->text)
		return (kp_word_value)KP_BOTH('v', input->text);
	if (rule && owner->rule->yes_no && !value.over)
		return (kp_word_value){ 'v', { "否", "no" } };
	if (rule && owner->rule->yes_no && kp_fraction_compare(value, kp_fraction_whole(1)) == 0)
		return (kp_word_value){ 'v', { "是", "yes" } };
	return (kp_word_value)KP_BOTH('v', kp_number_words(trace, value, percent || input->percent));
}

void kp_say_input(kp_trace *trace, kp_line *line, const kp_scheme_element *owner, kp_str item, const kp_input *input,
                  uint8_t state)
{
	kp_word_value name = kp_item_words('i', owner, item), said = kp_state_words('v', input ? input->state : state);
	if (input && input->object)
		kp_say(trace, line, KP_SAY("{o}，", "{o}, "), KP_VALUES(KP_BOTH('o', input->object)));
	if (input && input->state == KEPU_STATE_VALUE)
		said = value_words(trace, owner, input);
	kp_say(trace, line, KP_SAY("{i}：{v}", "{i}: {v}"), KP_VALUES(name, said));
	if (!input)
		return;
	say_source(trace, line, input);
	if (input->state == KEPU_STATE_VALUE && state != KEPU_STATE_VALUE)
		kp_say(trace, line,
		       KP_SAY("，没有规定的佐证，按无数值处理", ", without the evidence that is required: no value"),
		       KP_VALUES({ 0 }));
}

/* ---- measures and thresholds ---- */

/* What the rule calls an input that an attribute names. */
static kp_word_value item_of(const kp_question *question, char key, kp_scheme_attribute attribute,
                             const char *otherwise)
{
	kp_str item = kp_scheme_text(question->rule, attribute);
	if (!item)
		item = kp_intern_find(&question->run->scheme->texts, otherwise, strlen(otherwise));
	return item ? kp_item_words(key, question->rule, item) : (kp_word_value)KP_BOTH(key, otherwise);
}

void kp_say_measure(kp_trace *trace, kp_line *line, const kp_question *question, const kp_seen *seen)
{
	static const struct {
		kp_word measure;
		kp_sentence words;
	} measures[] = {
		{ KP_WORD_VALUE, { { "{i}", "{i}" } } },
		{ KP_WORD_SHARE, { { "占比 = {i} ÷ {u}", "share = {i} ÷ {u}" } } },
		{ KP_WORD_GROWTH, { { "增长率 =（{i} − {l}）÷ {l}", "growth = ({i} − {l}) ÷ {l}" } } },
		{ KP_WORD_CHANGE, { { "增量 = {i} − {l}", "change = {i} − {l}" } } },
		{ KP_WORD_PER, { { "按{q}折算 = {i} × {p} ÷ {q}", "per {p} of {q} = {i} × {p} ÷ {q}" } } },
		{ KP_WORD_SCORE, { { "「{o}」的得分", "points of {o}" } } },
		{ KP_WORD_PLACE, { { "「{o}」得分的本组名次", "place in the group by the points of {o}" } } },
	};
	const kp_scheme_element *rule = question->rule;
	kp_word measure = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	kp_str of = kp_scheme_text(rule, KP_ATTR_OF), factor = kp_scheme_text(rule, KP_ATTR_FACTOR);
	kp_str per = kp_scheme_text(rule, KP_ATTR_PER);
	const kp_scheme_element *named = of ? kp_run_named(question->run, of) : NULL;
	bool total = named && named->kind == KP_SCHEME_ROOT;
	kp_word_value about = { 'o',
		                    { total ? "总分" : kp_scheme_label(named ? named : rule),
		                      total ? "the total" : kp_scheme_label(named ? named : rule) } };
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
		if (measures[i].measure == measure)
			kp_say(
				trace, line, measures[i].words,
				KP_VALUES(about, KP_BOTH('p', per ? per : "1"),
			              item_of(question, 'i', KP_ATTR_ITEM_NAME, measure == KP_WORD_SHARE ? "numerator" : "value"),
			              item_of(question, 'u', KP_ATTR_UNDER, "denominator"),
			              item_of(question, 'l', KP_ATTR_LAST, "last-year"),
			              item_of(question, 'q', KP_ATTR_POPULATION, "population")));
	if (factor)
		kp_say(trace, line, KP_SAY(" × {f}", " × {f}"), KP_VALUES(KP_BOTH('f', factor)));
	if (seen->measure_state == KEPU_STATE_VALUE) {
		kp_say(trace, line, KP_SAY(" = {x}", " = {x}"),
		       KP_VALUES(kp_measure_words(trace, 'x', rule, seen, seen->measure)));
	} else {
		kp_say(trace, line, KP_SAY("：{s}", ": {s}"), KP_VALUES(kp_state_words('s', seen->measure_state)));
	}
}

void kp_say_threshold(kp_trace *trace, kp_line *line, const kp_question *question, const kp_seen *seen,
                      const kp_seen_threshold *one)
{
	static const struct {
		kp_scheme_attribute attribute;
		const char *text[2];
	} names[] = {
		{ KP_ATTR_TARGET_VALUE, { "目标", "target" } }, { KP_ATTR_LIMIT, { "限值", "limit" } },
		{ KP_ATTR_BAD, { "不允许值", "bad value" } },   { KP_ATTR_GOOD, { "满意值", "good value" } },
		{ KP_ATTR_LOW, { "下限值", "low value" } },     { KP_ATTR_HIGH, { "上限值", "high value" } },
		{ KP_ATTR_AMONG, { "参评条件", "condition" } },
	};
	kp_word_value name = { 'n', { "目标", "target" } };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (names[i].attribute == one->attribute)
			name = (kp_word_value){ 'n', { names[i].text[0], names[i].text[1] } };
	kp_word_value from = { 'f', { "本组平均", "the mean of the group" } };
	if (one->said->form == KP_FORM_ITEM)
		from = kp_item_words('f', NULL, one->said->text);
	kp_word_value value = one->state == KEPU_STATE_VALUE
	                          ? kp_measure_words(trace, 'v', question->rule, seen, one->value)
	                          : kp_state_words('v', one->state);
	kp_say(trace, line, KP_SAY("{n}：{f} {v}", "{n}: {f}, {v}"), KP_VALUES(name, from, value));
}

void kp_say_item(kp_trace *trace, kp_line *line, const kp_question *question, const kp_scheme_element *item,
                 kp_str object, kp_fraction number, kp_fraction worth)
{
	kp_word_value w = kp_points_words(trace, 'w', worth);
	const char *n = kp_number_words(trace, number, false);
	if (object) {
		kp_say(trace, line, KP_SAY("{o}：{w}（取最高一档）", "{o}: {w}, by its highest tier"),
		       KP_VALUES(KP_BOTH('o', object), w));
		return;
	}
	kp_str each = kp_scheme_text(item, KP_ATTR_EACH);
	kp_word_value name = kp_item_words('i', question->rule, kp_scheme_text(item, KP_ATTR_ID));
	kp_say(trace, line, KP_SAY("{i}：{n} × {e} 分 = {w}", "{i}: {n} × {e} = {w}"),
	       KP_VALUES(name, KP_BOTH('n', n), KP_BOTH('e', each ? each : "1"), w));
}
