/* One value set against one number: yes-no, reach, ratio, points. */
#include "score/rule_kinds.h"
#include "score/trace.h"

bool kp_evaluate_yes_no(const kp_question *question, kp_outcome *out)
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

/* The measure and the target: *state is that of both. */
static bool measure_and_target(const kp_question *question, kp_fraction *x, kp_fraction *target, uint8_t *state)
{
	uint8_t other;
	if (!kp_measure(question, x, state) || !kp_target(question, target, &other))
		return false;
	*state = kp_state_of_both(*state, other);
	return true;
}

bool kp_evaluate_reach(const kp_question *question, kp_outcome *out)
{
	kp_fraction x, target;
	uint8_t state;
	if (!measure_and_target(question, &x, &target, &state))
		return false;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	return kp_gives(out, kp_compares(question->rule, x, target) ? question->points : KP_FRACTION_ZERO);
}

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

bool kp_evaluate_ratio(const kp_question *question, kp_outcome *out)
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

bool kp_evaluate_points(const kp_question *question, kp_outcome *out)
{
	kp_fraction x;
	uint8_t state;
	if (!kp_measure(question, &x, &state))
		return false;
	if (state == KEPU_STATE_VALUE && (x.over < 0 || kp_fraction_compare(x, question->points) > 0))
		state = KEPU_STATE_NO_VALUE;
	return state == KEPU_STATE_VALUE ? kp_gives(out, x) : kp_gives_nothing(out, state);
}
