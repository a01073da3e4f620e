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
		text[length++] = '~';
		if (kp_fraction_round(value, 4, KP_ROUND_HALF_UP, &rough) && rough.coefficient)
			shown = rough;
	}
	length += kp_decimal_write(kp_decimal_trim(shown), text + length);
	if (percent)
		text[length++] = '%';
	return keep(trace, text, length);
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
	static const kp_sentence cap = { { "封顶：{b} 分 → {a} 分", "capped: {b} → {a}" } };
	static const kp_sentence floor_zero = { { "扣完为止：{b} 分 → 0 分", "not below zero: {b} → 0" } };
	static const kp_sentence raised = { { "保底：{b} 分 → {a} 分", "raised to the least: {b} → {a}" } };
	bool up = kp_fraction_compare(before, after) < 0;
	kp_sentence words = !up ? cap : attribute == KP_ATTR_FLOOR && !after.over ? floor_zero : raised;
	const char *b = kp_number_words(trace, before, false), *a = kp_number_words(trace, after, false);
	kp_say(trace, line, words, KP_VALUES(KP_BOTH('b', b), KP_BOTH('a', a)));
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

/* The name that the rule has for an item, or else one that everybody knows, or else as it is written. */
static kp_word_value item_words(char key, const kp_scheme_element *rule, kp_str item)
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

void kp_say_input(kp_trace *trace, kp_line *line, const kp_scheme_element *owner, kp_str item, const kp_input *input,
                  uint8_t state)
{
	kp_word_value name = item_words('i', owner, item), said = kp_state_words('v', input ? input->state : state);
	if (input && input->object)
		kp_say(trace, line, KP_SAY("{o}，", "{o}, "), KP_VALUES(KP_BOTH('o', input->object)));
	if (input && input->state == KEPU_STATE_VALUE) {
		kp_word measure = kp_scheme_word(owner, KP_ATTR_MEASURE, KP_WORD_VALUE);
		bool percent = owner->kind == KP_SCHEME_RULE && kp_in_percent(owner) &&
		               (measure == KP_WORD_VALUE || measure == KP_WORD_CHANGE);
		const char *value = input->text ? input->text : kp_number_words(trace, kp_fraction_of(input->value), percent);
		said = (kp_word_value)KP_BOTH('v', value);
	}
	kp_say(trace, line, KP_SAY("{i}：{v}", "{i}: {v}"), KP_VALUES(name, said));
	if (!input)
		return;
	say_source(trace, line, input);
	if (input->state == KEPU_STATE_VALUE && state != KEPU_STATE_VALUE)
		kp_say(trace, line, KP_SAY("，缺佐证，按无数值处理", ", without the evidence that is required: no value"),
		       KP_VALUES({ 0 }));
}

/* ---- measures and thresholds ---- */

void kp_say_measure(kp_trace *trace, kp_line *line, const kp_question *question, const kp_seen *seen)
{
	static const struct {
		kp_word measure;
		kp_sentence words;
	} measures[] = {
		{ KP_WORD_VALUE, { { "数值", "the value" } } },
		{ KP_WORD_SHARE, { { "占比 = 分子 ÷ 分母", "share = numerator ÷ denominator" } } },
		{ KP_WORD_GROWTH, { { "增长率 =（本年 − 上年）÷ 上年", "growth = (this year − last year) ÷ last year" } } },
		{ KP_WORD_CHANGE, { { "增量 = 本年 − 上年", "change = this year − last year" } } },
		{ KP_WORD_PER, { { "每 {p} 人 = 数值 × {p} ÷ 人口", "per {p} people = value × {p} ÷ population" } } },
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
			kp_say(trace, line, measures[i].words, KP_VALUES(about, KP_BOTH('p', per ? per : "1")));
	if (factor)
		kp_say(trace, line, KP_SAY(" × {f}", " × {f}"), KP_VALUES(KP_BOTH('f', factor)));
	if (seen->measure_state == KEPU_STATE_VALUE) {
		const char *x = kp_number_words(trace, seen->measure, kp_in_percent(rule));
		kp_say(trace, line, KP_SAY(" = {x}", " = {x}"), KP_VALUES(KP_BOTH('x', x)));
	} else {
		kp_say(trace, line, KP_SAY("：{s}", ": {s}"), KP_VALUES(kp_state_words('s', seen->measure_state)));
	}
}

void kp_say_threshold(kp_trace *trace, kp_line *line, const kp_question *question, const kp_seen_threshold *seen)
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
		if (names[i].attribute == seen->attribute)
			name = (kp_word_value){ 'n', { names[i].text[0], names[i].text[1] } };
	kp_word_value from = { 'f', { "本组平均", "mean of the group" } };
	if (seen->said->form == KP_FORM_ITEM)
		from = item_words('f', NULL, seen->said->text);
	kp_word_value value = kp_state_words('v', seen->state);
	if (seen->state == KEPU_STATE_VALUE)
		value = (kp_word_value)KP_BOTH('v', kp_number_words(trace, seen->value, kp_in_percent(question->rule)));
	kp_say(trace, line, KP_SAY("{n}：{f} {v}", "{n}: {f}, {v}"), KP_VALUES(name, from, value));
}

void kp_say_item(kp_trace *trace, kp_line *line, const kp_question *question, const kp_scheme_element *item,
                 kp_str object, kp_fraction number, kp_fraction worth)
{
	const char *w = kp_number_words(trace, worth, false), *n = kp_number_words(trace, number, false);
	if (object) {
		kp_say(trace, line, KP_SAY("{o}：{w} 分（取最高一档）", "{o}: {w}, its highest tier"),
		       KP_VALUES(KP_BOTH('o', object), KP_BOTH('w', w)));
		return;
	}
	kp_str each = kp_scheme_text(item, KP_ATTR_EACH);
	kp_word_value name = item_words('i', question->rule, kp_scheme_text(item, KP_ATTR_ID));
	kp_say(trace, line, KP_SAY("{i}：{n} × {e} 分 = {w} 分", "{i}: {n} × {e} = {w}"),
	       KP_VALUES(name, KP_BOTH('n', n), KP_BOTH('e', each ? each : "1"), KP_BOTH('w', w)));
}
