/* A value between two others: coefficient, goalposts, distance. */
#include "base/logarithm.h"
#include "score/rule_kind.h"

static bool is_smaller_better(const kp_question *question)
{
	return kp_scheme_word(question->rule, KP_ATTR_BETTER, KP_WORD_LARGER) == KP_WORD_SMALLER;
}

/* The measure and two thresholds: *state is that of all. */
static bool measure_and_two(const kp_question *question, kp_scheme_attribute low, kp_scheme_attribute high,
                            kp_fraction *x, kp_fraction *from, kp_fraction *to, uint8_t *state)
{
	uint8_t second, third;
	if (!kp_measure(question, x, state) || !kp_threshold(question, low, KP_FRACTION_ZERO, from, &second) ||
	    !kp_threshold(question, high, KP_FRACTION_ZERO, to, &third))
		return false;
	*state = kp_state_of_both(*state, kp_state_of_both(second, third));
	return true;
}

/* (x − from) ÷ (to − from); *out_known is false where from is to. */
static bool between(kp_fraction x, kp_fraction from, kp_fraction to, kp_fraction *out, bool *out_known)
{
	kp_fraction over, under;
	if (!kp_fraction_subtract(x, from, &over) || !kp_fraction_subtract(to, from, &under))
		return false;
	*out_known = under.over != 0;
	return !*out_known || kp_fraction_divide(over, under, out);
}

/* Cut to `least` (NULL: not) and to what `cap` says, or else to `otherwise` (NULL: not). */
static kp_fraction cut(const kp_question *question, kp_fraction share, const kp_fraction *otherwise,
                       const kp_fraction *least)
{
	const kp_scheme_value *cap = kp_scheme_get(question->rule, KP_ATTR_CAP);
	kp_fraction capped = share, raised;
	if (cap && cap->form == KP_FORM_NUMBER)
		capped = kp_least_of(share, kp_fraction_of(cap->number));
	else if (!cap && otherwise)
		capped = kp_least_of(share, *otherwise);
	KP_TELL(question->run, share, question, KP_ATTR_CAP, share, capped);
	raised = least ? kp_most_of(capped, *least) : capped;
	KP_TELL(question->run, share, question, KP_ATTR_LEAST, capped, raised);
	return raised;
}

static bool evaluate_coefficient(const kp_question *question, kp_outcome *out)
{
	kp_fraction x, bad, good, share, least = kp_attribute(question->rule, KP_ATTR_LEAST, KP_FRACTION_ZERO);
	kp_fraction base = kp_attribute(question->rule, KP_ATTR_BASE, kp_fraction_whole(60));
	kp_fraction span = kp_attribute(question->rule, KP_ATTR_SPAN, kp_fraction_whole(40));
	uint8_t state;
	bool known;
	if (!measure_and_two(question, KP_ATTR_BAD, KP_ATTR_GOOD, &x, &bad, &good, &state))
		return false;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	if (!between(x, bad, good, &share, &known))
		return kp_overflow(question);
	if (!known)
		return kp_gives_nothing(out, KEPU_STATE_NO_VALUE);
	if (!kp_fraction_multiply(share, span, &share) || !kp_fraction_add(share, base, &share) ||
	    !kp_fraction_divide(share, kp_fraction_whole(100), &share))
		return kp_overflow(question);
	return kp_gives_share(question, cut(question, share, NULL, &least), out);
}

const kp_rule kp_rule_coefficient = {
	.name = "coefficient",
	.zh = "功效系数",
	.en = "functional coefficient",
	.evaluate = evaluate_coefficient,
	.attributes = KP_LIST(KP_ATTR_BAD, KP_ATTR_GOOD, KP_ATTR_BASE, KP_ATTR_SPAN, KP_ATTR_CAP, KP_ATTR_LEAST),
	.needed = KP_LIST(KP_ATTR_BAD, KP_ATTR_GOOD),
	.measured = true,
	.words = KP_WORDS(
		NULL, { { { "功效系数：（{B} + {N} ×（{x} − {a}）÷（{b} − {a}））÷ 100 × {P} 分，得 {p}",
	                "functional coefficient: ({B} + {N} × ({x} − {a}) ÷ ({b} − {a})) ÷ 100 × {P}, gives {p}" } } }),
};

/* What `transform` makes of a value; false: it has no logarithm. */
static bool transformed(kp_word transform, kp_fraction *value)
{
	if (transform == KP_WORD_NONE)
		return true;
	if (value->over <= 0)
		return false;
	*value = kp_fraction_of(transform == KP_WORD_LN ? kp_ln(value->over, value->under)
	                                                : kp_log10(value->over, value->under));
	return true;
}

/* The same for one of the two bounds, which is taken anew only where it is another one than before. */
static bool transformed_bound(const kp_question *question, size_t which, kp_word transform, kp_fraction *value)
{
	const kp_fraction bound = *value;
	kp_logarithm *last = question->run->logarithms ? &question->run->logarithms[question->rule->index][which] : NULL;
	if (transform != KP_WORD_NONE && last && last->of.over == bound.over && last->of.under == bound.under) {
		*value = last->is;
		return true;
	}
	if (!transformed(transform, value))
		return false;
	if (last)
		*last = (kp_logarithm){ bound, *value };
	return true;
}

static bool evaluate_goalposts(const kp_question *question, kp_outcome *out)
{
	kp_word transform = kp_scheme_word(question->rule, KP_ATTR_TRANSFORM, KP_WORD_NONE);
	kp_fraction x, low, high, share, zero = KP_FRACTION_ZERO, one = KP_FRACTION_ONE;
	uint8_t state;
	bool known, fits = true;
	if (!measure_and_two(question, KP_ATTR_LOW, KP_ATTR_HIGH, &x, &low, &high, &state))
		return false;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	known = transformed(transform, &x) && transformed_bound(question, 0, transform, &low) &&
	        transformed_bound(question, 1, transform, &high);
	if (known)
		fits =
			is_smaller_better(question) ? between(x, high, low, &share, &known) : between(x, low, high, &share, &known);
	if (!fits)
		return kp_overflow(question);
	if (!known)
		return kp_gives_nothing(out, KEPU_STATE_NO_VALUE);
	bool lifted = kp_scheme_word(question->rule, KP_ATTR_CAP, KP_WORD_YES) == KP_WORD_NONE;
	return kp_gives_share(question, cut(question, share, &one, lifted ? NULL : &zero), out);
}

const kp_rule kp_rule_goalposts = {
	.name = "goalposts",
	.zh = "极值标准化",
	.en = "goalposts",
	.evaluate = evaluate_goalposts,
	.attributes = KP_LIST(KP_ATTR_LOW, KP_ATTR_HIGH, KP_ATTR_BETTER, KP_ATTR_TRANSFORM, KP_ATTR_CAP),
	.needed = KP_LIST(KP_ATTR_LOW, KP_ATTR_HIGH),
	.measured = true,
	.words =
		KP_WORDS(kp_told_by_better,
	             { { { "标准化{T}：（{x} − {a}）÷（{b} − {a}）× {P} 分，得 {p}",
	                   "between goalposts{T}: ({x} − {a}) ÷ ({b} − {a}) × {P}, gives {p}" } },
	               { { "标准化{T}（越小越好）：（{b} − {x}）÷（{b} − {a}）× {P} 分，得 {p}",
	                   "between goalposts{T} (smaller is better): ({b} − {x}) ÷ ({b} − {a}) × {P}, gives {p}" } } }),
};

static bool evaluate_distance(const kp_question *question, kp_outcome *out)
{
	bool smaller = is_smaller_better(question), known;
	kp_fraction x, target, least, most, share;
	uint8_t state, second, third;
	if (!kp_measure(question, &x, &state) || !kp_target(question, &target, &second) ||
	    !kp_group_range(question, &least, &most, &third))
		return false;
	state = kp_state_of_both(state, kp_state_of_both(second, third));
	kp_fraction from = smaller ? most : least;
	if (state == KEPU_STATE_VALUE && kp_fraction_compare(target, from) * (smaller ? -1 : 1) <= 0)
		state = KEPU_STATE_NO_VALUE;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	if (!between(x, from, target, &share, &known))
		return kp_overflow(question);
	return kp_gives_share(question, cut(question, share, NULL, NULL), out);
}

const kp_rule kp_rule_distance = {
	.name = "distance",
	.zh = "目标差距",
	.en = "distance to target",
	.evaluate = evaluate_distance,
	.attributes = KP_LIST(KP_ATTR_BETTER, KP_ATTR_CAP),
	.measured = true,
	.targeted = true,
	.grouped = true,
	.words = KP_WORDS(
		kp_told_by_better,
		{ { { "距目标：（{x} − 本组最低 {l}）÷（{t} − {l}）× {P} 分，得 {p}",
	          "distance to the target: ({x} − lowest of the group {l}) ÷ ({t} − {l}) × {P}, gives {p}" } },
	      { { "距目标（越小越好）：（本组最高 {m} − {x}）÷（{m} − {t}）× {P} 分，得 {p}",
	          "distance to the target (smaller is better): (highest of the group {m} − {x}) ÷ ({m} − {t}) × {P}, gives "
	          "{p}" } } }),
};
