/* What each kind of rule did, in words. */
#include "score/explain.h"
#include "score/rule_kinds.h"

/* What is said of a rule: the words, chosen by what it saw. */
typedef struct telling {
	const kp_question *question;
	const kp_outcome *out;
	const kp_seen *seen;
} telling;

typedef struct rule_words {
	bool (*rule)(const kp_question *question, kp_outcome *out);
	size_t (*choose)(const telling *t); /* NULL: there is one sentence */
	kp_sentence words[4];
} rule_words;

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

static bool gives(const telling *t)
{
	return t->out->points.over != 0;
}

static size_t by_points(const telling *t)
{
	return gives(t) ? 0 : 1;
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

static size_t by_condition(const telling *t)
{
	return by_points(t) + (is_condition(t->question->rule) ? 2 : 0);
}

static const kp_seen_threshold *threshold(const telling *t, kp_scheme_attribute attribute)
{
	for (size_t i = 0; i < t->seen->threshold_count; i++)
		if (t->seen->thresholds[i].attribute == attribute)
			return &t->seen->thresholds[i];
	return NULL;
}

static bool smaller(const telling *t)
{
	return kp_scheme_word(t->question->rule, KP_ATTR_BETTER, KP_WORD_LARGER) == KP_WORD_SMALLER;
}

static size_t by_better(const telling *t)
{
	return smaller(t) ? 1 : 0;
}

static size_t ratio_by(const telling *t)
{
	const kp_seen_threshold *target = threshold(t, KP_ATTR_TARGET_VALUE);
	if (!smaller(t) || !target)
		return 0;
	if (kp_fraction_compare(t->seen->measure, target->value) <= 0)
		return 1;
	return kp_scheme_word(t->question->rule, KP_ATTR_LOSS, KP_WORD_INVERSE) == KP_WORD_INVERSE ? 2 : 3;
}

static size_t rank_by(const telling *t)
{
	if (!t->seen->placed)
		return 3; /* it is not among those that are ranked */
	return !kp_scheme_child(t->question->rule, KP_SCHEME_PLACE, NULL) ? 0 : t->seen->hit ? 1 : 2;
}

static bool has_items(const telling *t)
{
	return kp_scheme_child(t->question->rule, KP_SCHEME_ITEM, NULL);
}

static size_t count_by(const telling *t)
{
	return has_items(t) ? 0 : kp_scheme_get(t->question->rule, KP_ATTR_OVER) ? 2 : 1;
}

static size_t deduct_by(const telling *t)
{
	if (has_items(t))
		return 0;
	return kp_scheme_get(t->question->rule, KP_ATTR_SHORT_OF) ? 2 : t->seen->number.over ? 1 : 3;
}

static size_t beyond_by(const telling *t)
{
	bool under = kp_scheme_word(t->question->rule, KP_ATTR_SIDE, KP_WORD_OVER) == KP_WORD_UNDER;
	return !t->seen->number.over ? 2 : under ? 1 : 0;
}

static size_t level_by(const telling *t)
{
	return t->seen->hit && !kp_scheme_get(t->seen->hit, KP_ATTR_POINTS) ? 1 : 0;
}

static const rule_words rules[] = {
	{ kp_evaluate_yes_no,
	  by_condition,
	  { { { "是，得 {p}", "yes: {p}" } },
	    { { "否，不得分", "no: no points" } },
	    { { "是：满足", "yes: met" } },
	    { { "否：不满足", "no: not met" } } } },
	{ kp_evaluate_reach,
	  by_condition,
	  { { { "{x}，要求{c} {t}：达标，得 {p}", "{x}, required {c} {t}: reached, {p}" } },
	    { { "{x}，要求{c} {t}：未达标，不得分", "{x}, required {c} {t}: not reached, no points" } },
	    { { "{x}，要求{c} {t}：满足", "{x}, required {c} {t}: met" } },
	    { { "{x}，要求{c} {t}：不满足", "{x}, required {c} {t}: not met" } } } },
	{ kp_evaluate_ratio,
	  ratio_by,
	  { { { "按比例计分：{x} ÷ 目标 {t} × {P} 分，得 {p}", "in proportion: {x} ÷ target {t} × {P}, gives {p}" } },
	    { { "{x} 未超过目标 {t}（越小越好），得 {p}", "{x} is within the target {t} (smaller is better): {p}" } },
	    { { "按比例计分（越小越好）：目标 {t} ÷ {x} × {P} 分，得 {p}",
	        "in proportion (smaller is better): target {t} ÷ {x} × {P}, gives {p}" } },
	    { { "按超出比例扣减：（1 −（{x} − {t}）÷ {t}）× {P} 分，得 {p}",
	        "less what is over the target: (1 − ({x} − {t}) ÷ {t}) × {P}, gives {p}" } } } },
	{ kp_evaluate_steps,
	  NULL,
	  { { { "分档计分：{x} 在「{h}」一档，得 {p}", "by steps: {x} is in the step {h}, {p}" } } } },
	{ kp_evaluate_level,
	  level_by,
	  { { { "评为「{h}」，得 {p}", "level {h}: {p}" } },
	    { { "评为「{h}」，在这一等的范围内评 {p}（满分 {P} 分）",
	        "level {h}: {q} of {P} points, within its range" } } } },
	{ kp_evaluate_coefficient,
	  NULL,
	  { { { "功效系数：（{B} + {N} ×（{x} − {a}）÷（{b} − {a}））÷ 100 × {P} 分，得 {p}",
	        "functional coefficient: ({B} + {N} × ({x} − {a}) ÷ ({b} − {a})) ÷ 100 × {P}, gives {p}" } } } },
	{ kp_evaluate_goalposts,
	  by_better,
	  { { { "标准化{T}：（{x} − {a}）÷（{b} − {a}）× {P} 分，得 {p}",
	        "between goalposts{T}: ({x} − {a}) ÷ ({b} − {a}) × {P}, gives {p}" } },
	    { { "标准化{T}（越小越好）：（{b} − {x}）÷（{b} − {a}）× {P} 分，得 {p}",
	        "between goalposts{T} (smaller is better): ({b} − {x}) ÷ ({b} − {a}) × {P}, gives {p}" } } } },
	{ kp_evaluate_distance,
	  by_better,
	  { { { "距目标：（{x} − 本组最低 {l}）÷（{t} − {l}）× {P} 分，得 {p}",
	        "distance to the target: ({x} − lowest of the group {l}) ÷ ({t} − {l}) × {P}, gives {p}" } },
	    { { "距目标（越小越好）：（本组最高 {m} − {x}）÷（{m} − {t}）× {P} 分，得 {p}",
	        "distance to the target (smaller is better): (highest of the group {m} − {x}) ÷ ({m} − {t}) × {P}, gives "
	        "{p}" } } } },
	{ kp_evaluate_rank,
	  rank_by,
	  { { { "{x}，本组第 {k} 名（共 {n} 个）：（{F} − {L} ×（{k} − 1））× {P} 分，得 {p}",
	        "{x}, rank {k} of {n} in the group: ({F} − {L} × ({k} − 1)) × {P}, gives {p}" } },
	    { { "{x}，本组第 {k} 名（共 {n} 个）：按名次表得 {p}",
	        "{x}, rank {k} of {n} in the group: {p} by the table of ranks" } },
	    { { "{x}，本组第 {k} 名（共 {n} 个）：名次表之外，不得分",
	        "{x}, rank {k} of {n} in the group: beyond the table of ranks, no points" } },
	    { { "{x}，不符合参与排名的条件（{c} {d}）：不得分", "{x}, not ranked, as that takes {c} {d}: no points" } } } },
	{ kp_evaluate_count,
	  count_by,
	  { { { "逐项计数，得 {p}", "counted item by item: {p}" } },
	    { { "计数：{e} × {E} 分，得 {p}", "counted: {e} × {E}, gives {p}" } },
	    { { "计数：{x}，超过 {O} 的 {e} × {E} 分，得 {p}",
	        "counted: {x}, which is {e} over {O}, × {E}, gives {p}" } } } },
	{ kp_evaluate_tiers, NULL, { { { "同一对象就高计分，得 {p}", "each object by its highest tier: {p}" } } } },
	{ kp_evaluate_deduct,
	  deduct_by,
	  { { { "从满分中逐项扣分，得 {p}", "full marks less what each item costs: {p}" } },
	    { { "满分 {P} 分，扣 {e} × {E} 分，得 {p}", "full marks {P} less {e} × {E}: {p}" } },
	    { { "满分 {P} 分，{x} 比 {S} 少 {e}，扣 {e} × {E} 分，得 {p}",
	        "full marks {P}, {x} is {e} short of {S}, less {e} × {E}: {p}" } },
	    { { "没有可扣分的，得满分 {p}", "nothing to deduct for, full marks: {p}" } } } },
	{ kp_evaluate_beyond,
	  beyond_by,
	  { { { "满分 {P} 分，{x} 超过限值 {a}，每 {R} 扣 {E} 分，扣 {e} × {E} 分，得 {p}",
	        "full marks {P}, {x} is over the limit {a}, {E} off for each {R}, less {e} × {E}: {p}" } },
	    { { "满分 {P} 分，{x} 低于限值 {a}，每 {R} 扣 {E} 分，扣 {e} × {E} 分，得 {p}",
	        "full marks {P}, {x} is under the limit {a}, {E} off for each {R}, less {e} × {E}: {p}" } },
	    { { "{x}，限值 {a}，没有可扣分的，得满分 {p}", "{x}, limit {a}: nothing to deduct for, full marks: {p}" } } } },
	{ kp_evaluate_points, NULL, { { { "评为 {p}（满分 {P} 分）", "given {q} of {P} points" } } } },
	{ kp_evaluate_best, NULL, { { { "取得分最高的一项，得 {p}", "the best of its rules: {p}" } } } },
	{ kp_evaluate_sum, NULL, { { { "各项相加，得 {p}", "the sum of its rules: {p}" } } } },
	{ kp_evaluate_all,
	  by_condition,
	  { { { "各项条件全部满足，得 {p}", "all conditions are met: {p}" } },
	    { { "各项条件未全部满足，不得分", "not all conditions are met: no points" } },
	    { { "各项条件全部满足", "all conditions are met" } },
	    { { "各项条件未全部满足", "not all conditions are met" } } } },
	{ kp_evaluate_any,
	  by_condition,
	  { { { "满足其中一项条件，得 {p}", "one of the conditions is met: {p}" } },
	    { { "各项条件均不满足，不得分", "none of the conditions is met: no points" } },
	    { { "满足其中一项条件", "one of the conditions is met" } },
	    { { "各项条件均不满足", "none of the conditions is met" } } } },
	{ kp_evaluate_when,
	  by_points,
	  { { { "前提满足，按后一项得 {p}", "the condition is met, by the second rule: {p}" } },
	    { { "前提不满足或后一项不得分，不得分",
	        "the condition is not met, or the second rule gives nothing: no points" } } } },
};

/* ---- what is put into it ---- */

static kp_word_value compare_words(const telling *t)
{
	switch (kp_scheme_word(t->question->rule, KP_ATTR_COMPARE, KP_WORD_AT_LEAST)) {
	case KP_WORD_OVER: return (kp_word_value){ 'c', { "高于", "over" } };
	case KP_WORD_AT_MOST: return (kp_word_value){ 'c', { "不高于", "at most" } };
	case KP_WORD_UNDER: return (kp_word_value){ 'c', { "低于", "under" } };
	default: return (kp_word_value){ 'c', { "不低于", "at least" } };
	}
}

static kp_word_value transform_words(const telling *t)
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

static kp_word_value hit_words(kp_trace *trace, const telling *t)
{
	const kp_scheme_element *hit = t->seen->hit;
	if (!hit)
		return (kp_word_value)KP_BOTH('h', "");
	if (hit->kind == KP_SCHEME_STEP)
		return (kp_word_value){ 'h', { bounds_of(trace, hit, " 且 "), bounds_of(trace, hit, " and ") } };
	return (kp_word_value)KP_BOTH('h', kp_scheme_label(hit));
}

static kp_word_value threshold_words(kp_trace *trace, const telling *t, char key, kp_scheme_attribute attribute,
                                     kp_scheme_attribute other)
{
	const kp_seen_threshold *one = threshold(t, attribute);
	if (!one)
		one = threshold(t, other);
	return one ? kp_measure_words(trace, key, t->question->rule, t->seen, one->value) : (kp_word_value)KP_BOTH(key, "");
}

/* What x begins from: a rule has one of them. */
static kp_word_value first_words(kp_trace *trace, const telling *t)
{
	bool limited = threshold(t, KP_ATTR_LIMIT);
	return threshold_words(trace, t, 'a', KP_ATTR_BAD, limited ? KP_ATTR_LIMIT : KP_ATTR_LOW);
}

static kp_word_value written(const telling *t, char key, kp_scheme_attribute attribute, const char *otherwise)
{
	kp_str text = kp_scheme_text(t->question->rule, attribute);
	return (kp_word_value)KP_BOTH(key, text ? text : otherwise);
}

static const char *place_words(kp_trace *trace, const telling *t)
{
	kp_decimal place = { (int64_t)t->seen->place * 5, 1 };
	return kp_decimal_words(trace, place);
}

static void say(kp_trace *trace, kp_line *line, const telling *t, kp_sentence sentence)
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
static void say_condition(kp_trace *trace, kp_line *line, const telling *t)
{
	bool (*evaluate)(const kp_question *, kp_outcome *) = t->question->rule->rule->evaluate;
	bool known = evaluate == kp_evaluate_yes_no || evaluate == kp_evaluate_reach || evaluate == kp_evaluate_all ||
	             evaluate == kp_evaluate_any;
	if (known || !is_condition(t->question->rule))
		return;
	bool met = gives(t) && kp_fraction_compare(t->out->points, t->question->points) >= 0;
	kp_say(trace, line, met ? KP_SAY("：满足", ": met") : KP_SAY("：不满足", ": not met"), KP_VALUES({ 0 }));
}

void kp_say_rule(kp_trace *trace, kp_line *line, const kp_question *question, const kp_outcome *out)
{
	const kp_rule *rule = question->rule->rule;
	telling t = { question, out, line->seen };
	kp_str name = kp_scheme_text(question->rule, KP_ATTR_NAME);
	if (name)
		kp_say(trace, line, KP_SAY("{n}：", "{n}: "), KP_VALUES(KP_BOTH('n', name)));
	if (out->state != KEPU_STATE_VALUE) {
		kp_say(trace, line, KP_SAY("{r}：不计分（{s}）", "{r}: no points ({s})"),
		       KP_VALUES({ 'r', { rule->zh, rule->en } }, kp_state_words('s', out->state)));
		return;
	}
	for (size_t i = 0; i < sizeof rules / sizeof *rules; i++)
		if (rules[i].rule == rule->evaluate)
			say(trace, line, &t, rules[i].words[rules[i].choose ? rules[i].choose(&t) : 0]);
	say_condition(trace, line, &t);
}
