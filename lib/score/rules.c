#include "score/rule_kinds.h"
#include "score/trace.h"

#define LIST(...) ((const uint8_t[]){ __VA_ARGS__, KP_ATTRIBUTES })
#define NOTHING ((const uint8_t[]){ KP_ATTRIBUTES })
#define HOLDS(kind) (1u << KP_SCHEME_##kind)

/* A rule may hold its own steps, levels …, rules where it is made of some, and targets where it has one. */
const kp_rule kp_rules[] = {
	{ .name = "yes-no",
	  .zh = "是否",
	  .en = "yes or no",
	  .evaluate = kp_evaluate_yes_no,
	  .attributes = NOTHING,
	  .measured = true },
	{ .name = "reach",
	  .zh = "达标",
	  .en = "target reached",
	  .evaluate = kp_evaluate_reach,
	  .attributes = LIST(KP_ATTR_COMPARE),
	  .measured = true,
	  .targeted = true },
	{ .name = "ratio",
	  .zh = "按比例",
	  .en = "ratio to target",
	  .evaluate = kp_evaluate_ratio,
	  .attributes = LIST(KP_ATTR_BETTER, KP_ATTR_LOSS, KP_ATTR_CAP, KP_ATTR_LEAST),
	  .measured = true,
	  .targeted = true },
	{ .name = "steps",
	  .zh = "分档",
	  .en = "steps",
	  .evaluate = kp_evaluate_steps,
	  .attributes = NOTHING,
	  .children = HOLDS(STEP),
	  .measured = true },
	{ .name = "level",
	  .zh = "评等",
	  .en = "level",
	  .evaluate = kp_evaluate_level,
	  .attributes = LIST(KP_ATTR_ITEM_NAME),
	  .children = HOLDS(LEVEL) },
	{ .name = "coefficient",
	  .zh = "功效系数",
	  .en = "functional coefficient",
	  .evaluate = kp_evaluate_coefficient,
	  .attributes = LIST(KP_ATTR_BAD, KP_ATTR_GOOD, KP_ATTR_BASE, KP_ATTR_SPAN, KP_ATTR_CAP, KP_ATTR_LEAST),
	  .needed = LIST(KP_ATTR_BAD, KP_ATTR_GOOD),
	  .measured = true },
	{ .name = "goalposts",
	  .zh = "极值标准化",
	  .en = "goalposts",
	  .evaluate = kp_evaluate_goalposts,
	  .attributes = LIST(KP_ATTR_LOW, KP_ATTR_HIGH, KP_ATTR_BETTER, KP_ATTR_TRANSFORM, KP_ATTR_CAP),
	  .needed = LIST(KP_ATTR_LOW, KP_ATTR_HIGH),
	  .measured = true },
	{ .name = "distance",
	  .zh = "目标差距",
	  .en = "distance to target",
	  .evaluate = kp_evaluate_distance,
	  .attributes = LIST(KP_ATTR_BETTER, KP_ATTR_CAP),
	  .measured = true,
	  .targeted = true,
	  .grouped = true },
	{ .name = "rank",
	  .zh = "名次",
	  .en = "rank",
	  .evaluate = kp_evaluate_rank,
	  .attributes = LIST(KP_ATTR_BETTER, KP_ATTR_FIRST, KP_ATTR_LESS, KP_ATTR_AMONG, KP_ATTR_COMPARE),
	  .children = HOLDS(PLACE),
	  .measured = true,
	  .grouped = true },
	{ .name = "count",
	  .zh = "计数",
	  .en = "count",
	  .evaluate = kp_evaluate_count,
	  .attributes = LIST(KP_ATTR_EACH, KP_ATTR_OVER, KP_ATTR_MOST),
	  .children = HOLDS(ITEM),
	  .measured = true,
	  .open = true },
	{ .name = "tiers",
	  .zh = "就高计分",
	  .en = "highest tier",
	  .evaluate = kp_evaluate_tiers,
	  .attributes = LIST(KP_ATTR_EACH, KP_ATTR_MOST),
	  .children = HOLDS(ITEM),
	  .open = true },
	{ .name = "deduct",
	  .zh = "扣分",
	  .en = "deduction",
	  .evaluate = kp_evaluate_deduct,
	  .attributes = LIST(KP_ATTR_EACH, KP_ATTR_SHORT_OF),
	  .children = HOLDS(ITEM),
	  .measured = true,
	  .takes_off = true },
	{ .name = "beyond",
	  .zh = "超限扣分",
	  .en = "deduction beyond a limit",
	  .evaluate = kp_evaluate_beyond,
	  .attributes = LIST(KP_ATTR_LIMIT, KP_ATTR_EACH, KP_ATTR_PER, KP_ATTR_SIDE, KP_ATTR_BEGUN),
	  .needed = LIST(KP_ATTR_LIMIT, KP_ATTR_EACH),
	  .measured = true,
	  .takes_off = true },
	{ .name = "points",
	  .zh = "评分",
	  .en = "points given",
	  .evaluate = kp_evaluate_points,
	  .attributes = NOTHING,
	  .measured = true },
	{ .name = "best",
	  .zh = "取高",
	  .en = "the best",
	  .evaluate = kp_evaluate_best,
	  .attributes = LIST(KP_ATTR_MOST),
	  .children = HOLDS(RULE),
	  .least_rules = 1,
	  .most_rules = 255,
	  .inner = KP_INNER_BEST },
	{ .name = "sum",
	  .zh = "相加",
	  .en = "the sum",
	  .evaluate = kp_evaluate_sum,
	  .attributes = LIST(KP_ATTR_MOST),
	  .children = HOLDS(RULE),
	  .least_rules = 1,
	  .most_rules = 255,
	  .inner = KP_INNER_SUM },
	{ .name = "all",
	  .zh = "全部满足",
	  .en = "all of them",
	  .evaluate = kp_evaluate_all,
	  .attributes = NOTHING,
	  .children = HOLDS(RULE),
	  .least_rules = 1,
	  .most_rules = 255 },
	{ .name = "any",
	  .zh = "满足其一",
	  .en = "any of them",
	  .evaluate = kp_evaluate_any,
	  .attributes = NOTHING,
	  .children = HOLDS(RULE),
	  .least_rules = 1,
	  .most_rules = 255 },
	{ .name = "when",
	  .zh = "前提",
	  .en = "only when",
	  .evaluate = kp_evaluate_when,
	  .attributes = NOTHING,
	  .children = HOLDS(RULE),
	  .least_rules = 2,
	  .most_rules = 2,
	  .inner = KP_INNER_SECOND },
};

const size_t kp_rule_count = sizeof kp_rules / sizeof *kp_rules;

const kp_rule *kp_scheme_rule_by_name(const char *name, size_t length)
{
	for (size_t i = 0; i < kp_rule_count; i++)
		if (strlen(kp_rules[i].name) == length && memcmp(kp_rules[i].name, name, length) == 0)
			return &kp_rules[i];
	return NULL;
}

/* ---- asking ---- */

bool kp_ask(const kp_question *question, const kp_scheme_element *rule, kp_fraction points, kp_outcome *out)
{
	kp_question its = *question;
	its.rule = rule;
	its.points = kp_attribute(rule, KP_ATTR_POINTS, points);
	KP_TELL(its.run, ask, &its);
	if (!rule->rule->evaluate(&its, out))
		return false;
	out->whole =
		out->state == KEPU_STATE_VALUE && out->points.over > 0 && kp_fraction_compare(out->points, its.points) >= 0;
	KP_TELL(its.run, told, &its, out);
	return true;
}

bool kp_overflow(const kp_question *question)
{
	return kp_run_fail(question->run, KEPU_ERROR_OVERFLOW, NULL, NULL);
}

bool kp_gives_nothing(kp_outcome *out, uint8_t state)
{
	*out = (kp_outcome){ KP_FRACTION_ZERO, state, false };
	return true;
}

bool kp_gives(kp_outcome *out, kp_fraction points)
{
	*out = (kp_outcome){ points, KEPU_STATE_VALUE, false };
	return true;
}

bool kp_gives_at_most(const kp_question *question, kp_fraction points, kp_outcome *out)
{
	kp_fraction before = points;
	if (kp_scheme_get(question->rule, KP_ATTR_MOST))
		points = kp_least_of(points, kp_attribute(question->rule, KP_ATTR_MOST, KP_FRACTION_ZERO));
	KP_TELL(question->run, limit, question, KP_ATTR_MOST, before, points);
	return kp_gives(out, points);
}

bool kp_gives_share(const kp_question *question, kp_fraction share, kp_outcome *out)
{
	return kp_fraction_multiply(question->points, share, &share) ? kp_gives(out, share) : kp_overflow(question);
}

kp_fraction kp_least_of(kp_fraction a, kp_fraction b)
{
	return kp_fraction_compare(a, b) <= 0 ? a : b;
}

kp_fraction kp_most_of(kp_fraction a, kp_fraction b)
{
	return kp_fraction_compare(a, b) >= 0 ? a : b;
}
