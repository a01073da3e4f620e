/* So much for each: count, deduct, tiers, beyond. */
#include "score/rule_kind.h"

#include <stdlib.h>

/* The sum of each × n over the rule's items, an item's at most its `most`. An item without figure is 0 as soon as another has
 * one. */
static bool sum_of_items(const kp_question *question, kp_fraction *out, uint8_t *state)
{
	bool reported = question->run->zeros;
	*out = KP_FRACTION_ZERO;
	*state = KEPU_STATE_VALUE;
	for (const kp_scheme_element *item = NULL; (item = kp_scheme_child(question->rule, KP_SCHEME_ITEM, item));) {
		kp_fraction n, number, most;
		uint8_t its;
		if (!kp_input_of(question, kp_scheme_text(item, KP_ATTR_ID), &n, &its))
			return false;
		if (its == KEPU_STATE_NOT_REPORTED)
			continue;
		reported = true;
		*state = kp_state_of_both(*state, its == KEPU_STATE_VALUE && n.over < 0 ? KEPU_STATE_NO_VALUE : its);
		number = n;
		if (!kp_fraction_multiply(n, kp_attribute(item, KP_ATTR_EACH, KP_FRACTION_ONE), &n))
			return kp_overflow(question);
		most = n;
		if (kp_scheme_get(item, KP_ATTR_MOST))
			n = kp_least_of(n, kp_attribute(item, KP_ATTR_MOST, KP_FRACTION_ZERO));
		if (its == KEPU_STATE_VALUE)
			KP_TELL(question->run, item, question, item, NULL, number, most, n);
		if (!kp_fraction_add(*out, n, out))
			return kp_overflow(question);
	}
	if (!reported)
		*state = KEPU_STATE_NOT_REPORTED;
	return true;
}

/* n × each, of the rule's own measure. */
static bool times_each(const kp_question *question, kp_fraction n, kp_fraction *out)
{
	KP_TELL(question->run, number, question, n);
	return kp_fraction_multiply(n, kp_attribute(question->rule, KP_ATTR_EACH, KP_FRACTION_ONE), out);
}

/* Things counted are not fewer than none; growth, a change and points may well be under 0. */
static bool is_counted(const kp_question *question)
{
	kp_word measure = kp_scheme_word(question->rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	return measure != KP_WORD_GROWTH && measure != KP_WORD_CHANGE && measure != KP_WORD_SCORE;
}

static bool evaluate_count(const kp_question *question, kp_outcome *out)
{
	bool items = kp_scheme_child(question->rule, KP_SCHEME_ITEM, NULL);
	kp_fraction n;
	uint8_t state;
	if (items ? !sum_of_items(question, &n, &state) : !kp_measure(question, &n, &state))
		return false;
	if (state == KEPU_STATE_VALUE && !items && n.over < 0 && is_counted(question))
		state = KEPU_STATE_NO_VALUE;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	if (items)
		return kp_gives_at_most(question, n, out);
	if (!kp_fraction_subtract(n, kp_attribute(question->rule, KP_ATTR_OVER, KP_FRACTION_ZERO), &n) ||
	    !times_each(question, kp_most_of(n, KP_FRACTION_ZERO), &n))
		return kp_overflow(question);
	return kp_gives_at_most(question, n, out);
}

static size_t count_by(const kp_telling *t)
{
	return kp_told_items(t) ? 0 : kp_scheme_get(t->question->rule, KP_ATTR_OVER) ? 2 : 1;
}

const kp_rule kp_rule_count = {
	.name = "count",
	.zh = "计数",
	.en = "count",
	.evaluate = evaluate_count,
	.attributes = KP_LIST(KP_ATTR_EACH, KP_ATTR_OVER, KP_ATTR_MOST),
	.children = KP_HOLDS(ITEM),
	.measured = true,
	.open = true,
	.words = KP_WORDS(count_by, { { { "逐项计数，得 {p}", "counted item by item: {p}" } },
	                              { { "计数：{e} × {E} 分，得 {p}", "counted: {e} × {E}, gives {p}" } },
	                              { { "计数：{x}，超过 {O} 的 {e} × {E} 分，得 {p}",
	                                  "counted: {x}, which is {e} over {O}, × {E}, gives {p}" } } }),
};

/* P − loss, not below 0. */
static bool gives_rest(const kp_question *question, kp_fraction loss, kp_outcome *out)
{
	if (!kp_fraction_subtract(question->points, loss, &loss))
		return kp_overflow(question);
	KP_TELL(question->run, limit, question, KP_ATTR_FLOOR, loss, kp_most_of(loss, KP_FRACTION_ZERO));
	return kp_gives(out, kp_most_of(loss, KP_FRACTION_ZERO));
}

static bool evaluate_deduct(const kp_question *question, kp_outcome *out)
{
	bool items = kp_scheme_child(question->rule, KP_SCHEME_ITEM, NULL),
		 wanted = kp_scheme_get(question->rule, KP_ATTR_SHORT_OF);
	kp_fraction n;
	uint8_t state;
	if (items)
		KP_TELL(question->run, full, question);
	if (items ? !sum_of_items(question, &n, &state) : !kp_measure(question, &n, &state))
		return false;
	if (state == KEPU_STATE_VALUE && !items && !wanted && n.over < 0 && is_counted(question))
		state = KEPU_STATE_NO_VALUE;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	if (items)
		return gives_rest(question, n, out);
	if (wanted) {
		if (!kp_fraction_subtract(kp_attribute(question->rule, KP_ATTR_SHORT_OF, KP_FRACTION_ZERO), n, &n))
			return kp_overflow(question);
	}
	n = kp_most_of(n, KP_FRACTION_ZERO);
	return times_each(question, n, &n) ? gives_rest(question, n, out) : kp_overflow(question);
}

static size_t deduct_by(const kp_telling *t)
{
	if (kp_told_items(t))
		return 0;
	return kp_scheme_get(t->question->rule, KP_ATTR_SHORT_OF) ? 2 : t->seen->number.over ? 1 : 3;
}

const kp_rule kp_rule_deduct = {
	.name = "deduct",
	.zh = "扣分",
	.en = "deduction",
	.evaluate = evaluate_deduct,
	.attributes = KP_LIST(KP_ATTR_EACH, KP_ATTR_SHORT_OF),
	.children = KP_HOLDS(ITEM),
	.measured = true,
	.takes_off = true,
	.words = KP_WORDS(deduct_by, { { { "从满分中逐项扣分，得 {p}", "full marks less what each item costs: {p}" } },
	                               { { "满分 {P} 分，扣 {e} × {E} 分，得 {p}", "full marks {P} less {e} × {E}: {p}" } },
	                               { { "满分 {P} 分，{x} 比 {S} 少 {e}，扣 {e} × {E} 分，得 {p}",
	                                   "full marks {P}, {x} is {e} short of {S}, less {e} × {E}: {p}" } },
	                               { { "没有可扣分的，得满分 {p}", "nothing to deduct for, full marks: {p}" } } }),
};

/* ---- tiers ---- */

/* A figure of an object: what its item is worth where it is over zero. */
typedef struct tier {
	kp_str object;
	kp_fraction each;
} tier;

static int by_object(const void *left, const void *right)
{
	const tier *a = left, *b = right;
	return strcmp(a->object, b->object);
}

/* Whether a figure with a value speaks of an object within the part that is asked about, and none of a later stage does. */
static bool counts(const kp_question *question, const kp_input *input, const kp_input *behind)
{
	const kp_spot *spot = question->spot;
	return input->object && input->period == spot->period && input->source == spot->source &&
	       input->stage <= spot->stage && input->state == KEPU_STATE_VALUE &&
	       (input->evidence || !kp_scheme_get(question->criterion, KP_ATTR_EVIDENCE)) &&
	       (!behind || behind->stage > spot->stage || !kp_input_is_same(input, behind));
}

static kp_fraction worth(const kp_question *question, const kp_input *input)
{
	for (const kp_scheme_element *item = NULL; (item = kp_scheme_child(question->rule, KP_SCHEME_ITEM, item));)
		if (kp_scheme_text(item, KP_ATTR_ID) == input->item && input->value.coefficient > 0)
			return kp_attribute(item, KP_ATTR_EACH, KP_FRACTION_ZERO);
	return KP_FRACTION_ZERO;
}

/* The sum over the objects of what each is worth, and the highest of its tiers. */
static bool sum_of_objects(const kp_question *question, const tier *tiers, size_t count, kp_fraction *out)
{
	kp_fraction each = kp_attribute(question->rule, KP_ATTR_EACH, KP_FRACTION_ZERO);
	*out = KP_FRACTION_ZERO;
	for (size_t i = 0, next; i < count; i = next) {
		kp_fraction highest = tiers[i].each;
		for (next = i + 1; next < count && strcmp(tiers[next].object, tiers[i].object) == 0; next++)
			highest = kp_most_of(highest, tiers[next].each);
		if (!kp_fraction_add(each, highest, &highest) || !kp_fraction_add(*out, highest, out))
			return kp_overflow(question);
		KP_TELL(question->run, item, question, NULL, tiers[i].object, highest, highest, highest);
	}
	return true;
}

static bool evaluate_tiers(const kp_question *question, kp_outcome *out)
{
	size_t count, found = 0;
	kp_fraction sum;
	const kp_input *inputs = kp_inputs_of(question->run->inputs, question->criterion->index, question->unit, &count);
	tier *tiers = kp_array(count ? count : 1, sizeof *tiers);
	if (!tiers)
		return kp_run_fail(question->run, KEPU_ERROR_MEMORY, NULL, NULL);
	for (size_t i = 0; i < count; i++)
		if (counts(question, &inputs[i], i + 1 < count ? &inputs[i + 1] : NULL)) {
			tiers[found++] = (tier){ inputs[i].object, worth(question, &inputs[i]) };
			KP_TELL(question->run, input, question, inputs[i].item, &inputs[i], KEPU_STATE_VALUE);
		}
	qsort(tiers, found, sizeof *tiers, by_object);
	bool fits = sum_of_objects(question, tiers, found, &sum);
	free(tiers);
	if (!fits)
		return false;
	return found || question->run->zeros ? kp_gives_at_most(question, sum, out)
	                                     : kp_gives_nothing(out, KEPU_STATE_NOT_REPORTED);
}

const kp_rule kp_rule_tiers = {
	.name = "tiers",
	.zh = "就高计分",
	.en = "highest tier",
	.evaluate = evaluate_tiers,
	.attributes = KP_LIST(KP_ATTR_EACH, KP_ATTR_MOST),
	.children = KP_HOLDS(ITEM),
	.open = true,
	.words = KP_WORDS(NULL, { { { "同一对象就高计分，得 {p}", "each object by its highest tier: {p}" } } }),
};

/* ---- beyond ---- */

/* Whole ones of a number that is not below 0. */
static kp_fraction whole_ones(kp_fraction value, bool begun)
{
	kp_wide whole = value.over / value.under;
	return (kp_fraction){ whole + (begun && value.over % value.under), 1 };
}

static bool evaluate_beyond(const kp_question *question, kp_outcome *out)
{
	const kp_scheme_element *rule = question->rule;
	kp_word begun = kp_scheme_word(rule, KP_ATTR_BEGUN, KP_WORD_COMPLETED);
	kp_fraction x, limit, per = kp_attribute(rule, KP_ATTR_PER, KP_FRACTION_ONE);
	uint8_t state, other;
	if (!kp_measure(question, &x, &state) || !kp_threshold(question, KP_ATTR_LIMIT, KP_FRACTION_ZERO, &limit, &other))
		return false;
	state = kp_state_of_both(state, other);
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	bool under = kp_scheme_word(rule, KP_ATTR_SIDE, KP_WORD_OVER) == KP_WORD_UNDER;
	if (under ? !kp_fraction_subtract(limit, x, &x) : !kp_fraction_subtract(x, limit, &x))
		return kp_overflow(question);
	x = kp_most_of(x, KP_FRACTION_ZERO);
	if (!kp_fraction_divide(x, per, &x))
		return kp_overflow(question);
	if (begun != KP_WORD_SHARE)
		x = whole_ones(x, begun == KP_WORD_BEGUN);
	return times_each(question, x, &x) ? gives_rest(question, x, out) : kp_overflow(question);
}

static size_t beyond_by(const kp_telling *t)
{
	bool under = kp_scheme_word(t->question->rule, KP_ATTR_SIDE, KP_WORD_OVER) == KP_WORD_UNDER;
	return !t->seen->number.over ? 2 : under ? 1 : 0;
}

const kp_rule kp_rule_beyond = {
	.name = "beyond",
	.zh = "超限扣分",
	.en = "deduction beyond a limit",
	.evaluate = evaluate_beyond,
	.attributes = KP_LIST(KP_ATTR_LIMIT, KP_ATTR_EACH, KP_ATTR_PER, KP_ATTR_SIDE, KP_ATTR_BEGUN),
	.needed = KP_LIST(KP_ATTR_LIMIT, KP_ATTR_EACH),
	.measured = true,
	.takes_off = true,
	.words = KP_WORDS(beyond_by,
	                  { { { "满分 {P} 分，{x} 超过限值 {a}，每 {R} 扣 {E} 分，扣 {e} × {E} 分，得 {p}",
	                        "full marks {P}, {x} is over the limit {a}, {E} off for each {R}, less {e} × {E}: {p}" } },
	                    { { "满分 {P} 分，{x} 低于限值 {a}，每 {R} 扣 {E} 分，扣 {e} × {E} 分，得 {p}",
	                        "full marks {P}, {x} is under the limit {a}, {E} off for each {R}, less {e} × {E}: {p}" } },
	                    { { "{x}，限值 {a}，没有可扣分的，得满分 {p}",
	                        "{x}, limit {a}: nothing to deduct for, full marks: {p}" } } }),
};
