/* Rules made of rules: best, sum, all, any, when. */
#include "score/rule_kind.h"

static const kp_scheme_element *next_rule(const kp_question *question, const kp_scheme_element *before)
{
	return kp_scheme_child(question->rule, KP_SCHEME_RULE, before);
}

static bool evaluate_best(const kp_question *question, kp_outcome *out)
{
	kp_fraction points = KP_FRACTION_ZERO;
	uint8_t state = KEPU_STATE_VALUE;
	bool known = false;
	for (const kp_scheme_element *rule = NULL; (rule = next_rule(question, rule));) {
		kp_outcome its;
		if (!kp_ask(question, rule, question->points, &its))
			return false;
		state = kp_state_of_both(state, its.state);
		if (its.state != KEPU_STATE_VALUE)
			continue;
		points = known ? kp_most_of(points, its.points) : its.points;
		known = true;
	}
	if (known)
		KP_TELL(question->run, best, question, points);
	return known ? kp_gives_at_most(question, points, out) : kp_gives_nothing(out, state);
}

const kp_rule kp_rule_best = {
	.name = "best",
	.zh = "取高",
	.en = "the best",
	.evaluate = evaluate_best,
	.attributes = KP_LIST(KP_ATTR_MOST),
	.children = KP_HOLDS(RULE),
	.least_rules = 1,
	.most_rules = 255,
	.inner = KP_INNER_BEST,
	.words = KP_WORDS(NULL, { { { "取得分最高的一项，得 {p}", "the best of its rules: {p}" } } }),
};

static bool evaluate_sum(const kp_question *question, kp_outcome *out)
{
	kp_fraction points = KP_FRACTION_ZERO;
	uint8_t state = KEPU_STATE_VALUE;
	for (const kp_scheme_element *rule = NULL; (rule = next_rule(question, rule));) {
		kp_outcome its;
		if (!kp_ask(question, rule, question->points, &its))
			return false;
		state = kp_state_of_both(state, its.state);
		if (state == KEPU_STATE_VALUE && !kp_fraction_add(points, its.points, &points))
			return kp_overflow(question);
	}
	return state == KEPU_STATE_VALUE ? kp_gives_at_most(question, points, out) : kp_gives_nothing(out, state);
}

const kp_rule kp_rule_sum = {
	.name = "sum",
	.zh = "相加",
	.en = "the sum",
	.evaluate = evaluate_sum,
	.attributes = KP_LIST(KP_ATTR_MOST),
	.children = KP_HOLDS(RULE),
	.least_rules = 1,
	.most_rules = 255,
	.inner = KP_INNER_SUM,
	.words = KP_WORDS(NULL, { { { "各项相加，得 {p}", "the sum of its rules: {p}" } } }),
};

/* Conditions: how many give all they can, how many do not, and the state of those that nobody knows. */
typedef struct conditions {
	size_t met, failed;
	uint8_t state;
} conditions;

static bool ask_all(const kp_question *question, conditions *out)
{
	*out = (conditions){ 0, 0, KEPU_STATE_VALUE };
	for (const kp_scheme_element *rule = NULL; (rule = next_rule(question, rule));) {
		kp_outcome its;
		if (!kp_ask(question, rule, question->points, &its))
			return false;
		out->state = kp_state_of_both(out->state, its.state);
		if (its.state == KEPU_STATE_VALUE) {
			out->met += its.whole;
			out->failed += !its.whole;
		}
	}
	return true;
}

static bool evaluate_all(const kp_question *question, kp_outcome *out)
{
	conditions found;
	if (!ask_all(question, &found))
		return false;
	if (found.failed)
		return kp_gives(out, KP_FRACTION_ZERO);
	return found.state == KEPU_STATE_VALUE ? kp_gives(out, question->points) : kp_gives_nothing(out, found.state);
}

const kp_rule kp_rule_all = {
	.name = "all",
	.zh = "全部满足",
	.en = "all of them",
	.evaluate = evaluate_all,
	.attributes = KP_NOTHING,
	.children = KP_HOLDS(RULE),
	.least_rules = 1,
	.most_rules = 255,
	.words =
		KP_WORDS(kp_told_by_condition, { { { "各项条件全部满足，得 {p}", "all conditions are met: {p}" } },
	                                     { { "各项条件未全部满足，不得分", "not all conditions are met: no points" } },
	                                     { { "各项条件全部满足", "all conditions are met" } },
	                                     { { "各项条件未全部满足", "not all conditions are met" } } }),
};

static bool evaluate_any(const kp_question *question, kp_outcome *out)
{
	conditions found;
	if (!ask_all(question, &found))
		return false;
	if (found.met)
		return kp_gives(out, question->points);
	return found.failed ? kp_gives(out, KP_FRACTION_ZERO) : kp_gives_nothing(out, found.state);
}

const kp_rule kp_rule_any = {
	.name = "any",
	.zh = "满足其一",
	.en = "any of them",
	.evaluate = evaluate_any,
	.attributes = KP_NOTHING,
	.children = KP_HOLDS(RULE),
	.least_rules = 1,
	.most_rules = 255,
	.words =
		KP_WORDS(kp_told_by_condition, { { { "满足其中一项条件，得 {p}", "one of the conditions is met: {p}" } },
	                                     { { "各项条件均不满足，不得分", "none of the conditions is met: no points" } },
	                                     { { "满足其中一项条件", "one of the conditions is met" } },
	                                     { { "各项条件均不满足", "none of the conditions is met" } } }),
};

static bool evaluate_when(const kp_question *question, kp_outcome *out)
{
	const kp_scheme_element *first = next_rule(question, NULL), *second = first ? next_rule(question, first) : NULL;
	if (!second)
		return kp_gives_nothing(out, KEPU_STATE_NO_VALUE);
	if (!kp_ask(question, first, question->points, out))
		return false;
	if (out->state != KEPU_STATE_VALUE)
		return true;
	return out->whole ? kp_ask(question, second, question->points, out) : kp_gives(out, KP_FRACTION_ZERO);
}

const kp_rule kp_rule_when = {
	.name = "when",
	.zh = "前提",
	.en = "only when",
	.evaluate = evaluate_when,
	.attributes = KP_NOTHING,
	.children = KP_HOLDS(RULE),
	.least_rules = 2,
	.most_rules = 2,
	.inner = KP_INNER_SECOND,
	.words = KP_WORDS(kp_told_by_points,
	                  { { { "前提满足，按后一项得 {p}", "the condition is met, by the second rule: {p}" } },
	                    { { "前提不满足或后一项不得分，不得分",
	                        "the condition is not met, or the second rule gives nothing: no points" } } }),
};
