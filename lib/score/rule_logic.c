/* Rules made of rules: best, sum, all, any, when. */
#include "score/rule_kinds.h"
#include "score/trace.h"

static const kp_scheme_element *next_rule(const kp_question *question, const kp_scheme_element *before)
{
	return kp_scheme_child(question->rule, KP_SCHEME_RULE, before);
}

bool kp_evaluate_best(const kp_question *question, kp_outcome *out)
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

bool kp_evaluate_sum(const kp_question *question, kp_outcome *out)
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

bool kp_evaluate_all(const kp_question *question, kp_outcome *out)
{
	conditions found;
	if (!ask_all(question, &found))
		return false;
	if (found.failed)
		return kp_gives(out, KP_FRACTION_ZERO);
	return found.state == KEPU_STATE_VALUE ? kp_gives(out, question->points) : kp_gives_nothing(out, found.state);
}

bool kp_evaluate_any(const kp_question *question, kp_outcome *out)
{
	conditions found;
	if (!ask_all(question, &found))
		return false;
	if (found.met)
		return kp_gives(out, question->points);
	return found.failed ? kp_gives(out, KP_FRACTION_ZERO) : kp_gives_nothing(out, found.state);
}

bool kp_evaluate_when(const kp_question *question, kp_outcome *out)
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
