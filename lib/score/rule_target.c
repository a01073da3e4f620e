/* One value set against one number: yes-no, reach, ratio, points. */
#include "score/rule_kind.h"

static bool evaluate_yes_no(const kp_question *question, kp_outcome *out)
{
	kp_fraction x;
	uint8_t state;
	if (!kp_measure(question, &x, &state))
		return false;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	if (x.over == 0)
		return kp_gives(out, KP_FRACTION_ZERO);
	return x.over == 1 && x.under == 1 ? kp_gives(out, question->points) : kp_gives_nothing(out, KEPU_STATE_NO_VALUE);
}

const kp_rule kp_rule_yes_no = {
	.name = "yes-no",
	.zh = "是否",
	.en = "yes or no",
	.evaluate = evaluate_yes_no,
	.yes_no = true,
	.attributes = KP_NOTHING,
	.measured = true,
	.words = KP_WORDS(kp_told_by_condition, { { { "是，得 {p}", "yes: {p}" } },
	                                          { { "否，不得分", "no: no points" } },
	                                          { { "是：满足", "yes: met" } },
	                                          { { "否：不满足", "no: not met" } } }),
};

/* The measure and the target: *state is that of both. */
static bool measure_and_target(const kp_question *question, kp_fraction *x, kp_fraction *target, uint8_t *state)
{
	uint8_t other;
	if (!kp_measure(question, x, state) || !kp_target(question, target, &other))
		return false;
	*state = kp_state_of_both(*state, other);
	return true;
}

static bool evaluate_reach(const kp_question *question, kp_outcome *out)
{
	kp_fraction x, target;
	uint8_t state;
	if (!measure_and_target(question, &x, &target, &state))
		return false;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	return kp_gives(out, kp_compares(question->rule, x, target) ? question->points : KP_FRACTION_ZERO);
}

const kp_rule kp_rule_reach = {
	.name = "reach",
	.zh = "达标",
	.en = "target reached",
	.evaluate = evaluate_reach,
	.attributes = KP_LIST(KP_ATTR_COMPARE),
	.measured = true,
	.targeted = true,
	.words = KP_WORDS(kp_told_by_condition,
	                  { { { "{x}，要求{c} {t}：达标，得 {p}", "{x}, required {c} {t}: reached, {p}" } },
	                    { { "{x}，要求{c} {t}：未达标，不得分", "{x}, required {c} {t}: not reached, no points" } },
	                    { { "{x}，要求{c} {t}：满足", "{x}, required {c} {t}: met" } },
	                    { { "{x}，要求{c} {t}：不满足", "{x}, required {c} {t}: not met" } } }),
};

/* How much of the target a measure is, where less is better. */
static bool share_of_smaller(const kp_question *question, kp_fraction x, kp_fraction target, kp_fraction *out)
{
	*out = KP_FRACTION_ONE;
	if (kp_fraction_compare(x, target) <= 0)
		return true;
	if (kp_scheme_word(question->rule, KP_ATTR_LOSS, KP_WORD_INVERSE) == KP_WORD_INVERSE)
		return kp_fraction_divide(target, x, out);
	/* 1 − (x − target) ÷ target */
	return kp_fraction_divide(x, target, out) && kp_fraction_subtract(kp_fraction_whole(2), *out, out);
}

static bool evaluate_ratio(const kp_question *question, kp_outcome *out)
{
	bool smaller = kp_scheme_word(question->rule, KP_ATTR_BETTER, KP_WORD_LARGER) == KP_WORD_SMALLER;
	kp_fraction x, target, share, capped, least;
	uint8_t state;
	if (!measure_and_target(question, &x, &target, &state))
		return false;
	if (state == KEPU_STATE_VALUE && (target.over <= 0 || (smaller && x.over < 0)))
		state = KEPU_STATE_NO_VALUE;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	if (smaller ? !share_of_smaller(question, x, target, &share) : !kp_fraction_divide(x, target, &share))
		return kp_overflow(question);
	capped = share;
	if (kp_scheme_word(question->rule, KP_ATTR_CAP, KP_WORD_YES) != KP_WORD_NONE)
		capped = kp_least_of(share, kp_attribute(question->rule, KP_ATTR_CAP, KP_FRACTION_ONE));
	KP_TELL(question->run, share, question, KP_ATTR_CAP, share, capped);
	least = kp_most_of(capped, kp_attribute(question->rule, KP_ATTR_LEAST, KP_FRACTION_ZERO));
	KP_TELL(question->run, share, question, KP_ATTR_LEAST, capped, least);
	return kp_gives_share(question, least, out);
}

static size_t ratio_by(const kp_telling *t)
{
	const kp_seen_threshold *target = kp_told_threshold(t, KP_ATTR_TARGET_VALUE);
	if (!kp_told_smaller(t) || !target)
		return 0;
	if (kp_fraction_compare(t->seen->measure, target->value) <= 0)
		return 1;
	return kp_scheme_word(t->question->rule, KP_ATTR_LOSS, KP_WORD_INVERSE) == KP_WORD_INVERSE ? 2 : 3;
}

const kp_rule kp_rule_ratio = {
	.name = "ratio",
	.zh = "按比例",
	.en = "ratio to target",
	.evaluate = evaluate_ratio,
	.attributes = KP_LIST(KP_ATTR_BETTER, KP_ATTR_LOSS, KP_ATTR_CAP, KP_ATTR_LEAST),
	.measured = true,
	.targeted = true,
	.words = KP_WORDS(
		ratio_by,
		{ { { "按比例计分：{x} ÷ 目标 {t} × {P} 分，得 {p}", "in proportion: {x} ÷ target {t} × {P}, gives {p}" } },
	      { { "{x} 未超过目标 {t}（越小越好），得 {p}", "{x} is within the target {t} (smaller is better): {p}" } },
	      { { "按比例计分（越小越好）：目标 {t} ÷ {x} × {P} 分，得 {p}",
	          "in proportion (smaller is better): target {t} ÷ {x} × {P}, gives {p}" } },
	      { { "按超出比例扣减：（1 −（{x} − {t}）÷ {t}）× {P} 分，得 {p}",
	          "less what is over the target: (1 − ({x} − {t}) ÷ {t}) × {P}, gives {p}" } } }),
};

static bool evaluate_points(const kp_question *question, kp_outcome *out)
{
	kp_fraction x;
	uint8_t state;
	if (!kp_measure(question, &x, &state))
		return false;
	if (state == KEPU_STATE_VALUE && (x.over < 0 || kp_fraction_compare(x, question->points) > 0))
		state = KEPU_STATE_NO_VALUE;
	return state == KEPU_STATE_VALUE ? kp_gives(out, x) : kp_gives_nothing(out, state);
}

const kp_rule kp_rule_points = {
	.name = "points",
	.zh = "评分",
	.en = "points given",
	.evaluate = evaluate_points,
	.attributes = KP_NOTHING,
	.measured = true,
	.words = KP_WORDS(NULL, { { { "评为 {p}（满分 {P} 分）", "given {q} of {P} points" } } }),
};
