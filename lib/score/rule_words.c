/* What a rule did, in words: its own sentences, with what it saw put into them. */
#include "score/explain.h"

bool kp_in_percent(const kp_scheme_element *rule)
{
	static const kp_scheme_attribute compared[] = { KP_ATTR_TARGET_VALUE, KP_ATTR_LIMIT, KP_ATTR_BAD,  KP_ATTR_GOOD,
		                                            KP_ATTR_LOW,          KP_ATTR_HIGH,  KP_ATTR_AMONG };
	kp_word measure = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	for (size_t i = 0; i < sizeof compared / sizeof *compared; i++) {
		kp_str text = kp_scheme_text(rule, compared[i]);
		if (kp_str_len(text) && text[kp_str_len(text) - 1] == '%')
			return true;
	}
	return (measure == KP_WORD_SHARE || measure == KP_WORD_GROWTH) && !kp_scheme_get(rule, KP_ATTR_FACTOR);
}

/* ---- which sentence ---- */

bool kp_told_gives(const kp_telling *t)
{
	return t->out->points.over != 0;
}

size_t kp_told_by_points(const kp_telling *t)
{
	return kp_told_gives(t) ? 0 : 1;
}

/* Of a gate, or what others give points for: it has no points of its own. */
static bool is_condition(const kp_scheme_element *rule)
{
	const kp_scheme_element *above = rule->parent;
	if (above->kind != KP_SCHEME_RULE)
		return above->kind == KP_SCHEME_GATE;
	return above->rule->inner == KP_INNER_CONDITIONS ||
	       (above->rule->inner == KP_INNER_SECOND && rule == kp_scheme_child(above, KP_SCHEME_RULE, NULL));
}

size_t kp_told_by_condition(const kp_telling *t)
{
	return kp_told_by_points(t) + (is_condition(t->question->rule) ? 2 : 0);
}

const kp_seen_threshold *kp_told_threshold(const kp_telling *t, kp_scheme_attribute attribute)
{
	for (size_t i = 0; i < t->seen->threshold_count; i++)
		if (t->seen->thresholds[i].attribute == attribute)
			return &t->seen->thresholds[i];
	return NULL;
}

bool kp_told_smaller(const kp_telling *t)
{
	return kp_scheme_word(t->question->rule, KP_ATTR_BETTER, KP_WORD_LARGER) == KP_WORD_SMALLER;
}

size_t kp_told_by_better(const kp_telling *t)
{
	return kp_told_smaller(t) ? 1 : 0;
}

bool kp_told_items(const kp_telling *t)
{
	return kp_scheme_child(t->question->rule, KP_SCHEME_ITEM, NULL);
}

/* ---- what is put into it ---- */

static kp_word_value compare_words(const kp_telling *t)
{
	switch (kp_scheme_word(t->question->rule, KP_ATTR_COMPARE, KP_WORD_AT_LEAST)) {
	case KP_WORD_OVER: return (kp_word_value){ 'c', { "高于", "over" } };
	case KP_WORD_AT_MOST: return (kp_word_value){ 'c', { "不高于", "at most" } };
	case KP_WORD_UNDER: return (kp_word_value){ 'c', { "低于", "under" } };
	default: return (kp_word_value){ 'c', { "不低于", "at least" } };
	}
}

static kp_word_value transform_words(const kp_telling *t)
{
	switch (kp_scheme_word(t->question->rule, KP_ATTR_TRANSFORM, KP_WORD_NONE)) {
	case KP_WORD_LN: return (kp_word_value){ 'T', { "（各取自然对数）", " (of natural logarithms)" } };
	case KP_WORD_LOG10: return (kp_word_value){ 'T', { "（各取常用对数）", " (of logarithms to base 10)" } };
	default: return (kp_word_value){ 'T', { "", "" } };
	}
}

static const char *kept(kp_trace *trace, kp_buffer *text)
{
	kp_str made = text->failed || trace->failed
	                  ? NULL
	                  : kp_str_new(&trace->made->arena, text->bytes ? text->bytes : "", text->length);
	kp_buffer_free(text);
	trace->failed = trace->failed || !made;
	return made ? made : "";
}

/* "≥ 60 且 < 75", with the bounds as they are written. */
static const char *bounds_of(kp_trace *trace, const kp_scheme_element *step, const char *both)
{
	kp_str from = kp_scheme_text(step, KP_ATTR_FROM), to = kp_scheme_text(step, KP_ATTR_TO);
	kp_word includes = kp_scheme_word(step, KP_ATTR_INCLUDES, from ? KP_WORD_FROM : KP_WORD_TO);
	kp_buffer text = { .bytes = NULL };
	if (from) {
		kp_buffer_text(&text, includes == KP_WORD_FROM || includes == KP_WORD_BOTH ? "≥ " : "> ");
		kp_buffer_text(&text, from);
	}
	if (to) {
		kp_buffer_text(&text, from ? both : "");
		kp_buffer_text(&text, includes == KP_WORD_TO || includes == KP_WORD_BOTH ? "≤ " : "< ");
		kp_buffer_text(&text, to);
	}
	return kept(trace, &text);
}

static kp_word_value hit_words(kp_trace *trace, const kp_telling *t)
{
	const kp_scheme_element *hit = t->seen->hit;
	if (!hit)
		return (kp_word_value)KP_BOTH('h', "");
	if (hit->kind == KP_SCHEME_STEP)
		return (kp_word_value){ 'h', { bounds_of(trace, hit, " 且 "), bounds_of(trace, hit, " and ") } };
	return (kp_word_value)KP_BOTH('h', kp_scheme_label(hit));
}

static kp_word_value threshold_words(kp_trace *trace, const kp_telling *t, char key, kp_scheme_attribute attribute,
                                     kp_scheme_attribute other)
{
	const kp_seen_threshold *one = kp_told_threshold(t, attribute);
	if (!one)
		one = kp_told_threshold(t, other);
	return one ? kp_measure_words(trace, key, t->question->rule, t->seen, one->value) : (kp_word_value)KP_BOTH(key, "");
}

/* What x begins from: a rule has one of them. */
static kp_word_value first_words(kp_trace *trace, const kp_telling *t)
{
	bool limited = kp_told_threshold(t, KP_ATTR_LIMIT);
	return threshold_words(trace, t, 'a', KP_ATTR_BAD, limited ? KP_ATTR_LIMIT : KP_ATTR_LOW);
}

static kp_word_value written(const kp_telling *t, char key, kp_scheme_attribute attribute, const char *otherwise)
{
	kp_str text = kp_scheme_text(t->question->rule, attribute);
	return (kp_word_value)KP_BOTH(key, text ? text : otherwise);
}

static const char *place_words(kp_trace *trace, const kp_telling *t)
{
	kp_decimal place = { (int64_t)t->seen->place * 5, 1 };
	return kp_decimal_words(trace, place);
}

static void say(kp_trace *trace, kp_line *line, const kp_telling *t, kp_sentence sentence)
{
	const kp_seen *seen = t->seen;
	const kp_scheme_element *rule = t->question->rule;
	const kp_word_value values[] = {
		kp_measure_words(trace, 'x', rule, seen, seen->measured ? seen->measure : KP_FRACTION_ZERO),
		KP_BOTH('P', kp_number_words(trace, t->question->points, false)),
		kp_points_words(trace, 'p', t->out->points),
		KP_BOTH('q', kp_number_words(trace, t->out->points, false)),
		KP_BOTH('k', place_words(trace, t)),
		KP_BOTH('n', kp_decimal_words(trace, (kp_decimal){ (int64_t)seen->places, 0 })),
		KP_BOTH('e', kp_number_words(trace, seen->numbered ? seen->number : KP_FRACTION_ZERO, false)),
		kp_measure_words(trace, 'l', rule, seen, seen->ranged ? seen->least : KP_FRACTION_ZERO),
		kp_measure_words(trace, 'm', rule, seen, seen->ranged ? seen->most : KP_FRACTION_ZERO),
		threshold_words(trace, t, 't', KP_ATTR_TARGET_VALUE, KP_ATTR_TARGET_VALUE),
		threshold_words(trace, t, 'd', KP_ATTR_AMONG, KP_ATTR_AMONG),
		first_words(trace, t),
		threshold_words(trace, t, 'b', KP_ATTR_GOOD, KP_ATTR_HIGH),
		hit_words(trace, t),
		compare_words(t),
		transform_words(t),
		written(t, 'B', KP_ATTR_BASE, "60"),
		written(t, 'N', KP_ATTR_SPAN, "40"),
		written(t, 'E', KP_ATTR_EACH, "1"),
		written(t, 'F', KP_ATTR_FIRST, "1"),
		written(t, 'L', KP_ATTR_LESS, "0.05"),
		written(t, 'O', KP_ATTR_OVER, "0"),
		written(t, 'S', KP_ATTR_SHORT_OF, "0"),
		written(t, 'R', KP_ATTR_PER, "1"),
		{ 0, { NULL, NULL } },
	};
	kp_say(trace, line, sentence, values);
}

/* A condition that is none by its nature: it holds where the rule gives all it can. */
static void say_condition(kp_trace *trace, kp_line *line, const kp_telling *t)
{
	bool known = t->question->rule->rule->words->choose == kp_told_by_condition; /* it says so itself */
	if (known || !is_condition(t->question->rule))
		return;
	bool met = kp_told_gives(t) && kp_fraction_compare(t->out->points, t->question->points) >= 0;
	kp_say(trace, line, met ? KP_SAY("：满足", ": met") : KP_SAY("：不满足", ": not met"), KP_VALUES({ 0 }));
}

void kp_say_rule(kp_trace *trace, kp_line *line, const kp_question *question, const kp_outcome *out)
{
	const kp_rule *rule = question->rule->rule;
	kp_telling t = { question, out, line->seen };
	kp_str name = kp_scheme_text(question->rule, KP_ATTR_NAME);
	if (name)
		kp_say(trace, line, KP_SAY("{n}：", "{n}: "), KP_VALUES(KP_BOTH('n', name)));
	if (out->state != KEPU_STATE_VALUE) {
		kp_say(trace, line, KP_SAY("{r}：不计分（{s}）", "{r}: no points ({s})"),
		       KP_VALUES({ 'r', { rule->zh, rule->en } }, kp_state_words('s', out->state)));
		return;
	}
	say(trace, line, &t, rule->words->words[rule->words->choose ? rule->words->choose(&t) : 0]);
	say_condition(trace, line, &t);
}
