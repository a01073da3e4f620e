/* The place of a value in its group: rank. */
#include "score/rule_kinds.h"
#include "score/trace.h"

/* The points of the place in the rule's list; none: 0. */
static bool listed(const kp_question *question, uint32_t doubled, kp_outcome *out)
{
	for (const kp_scheme_element *place = NULL; (place = kp_scheme_child(question->rule, KP_SCHEME_PLACE, place));) {
		kp_fraction rank = kp_attribute(place, KP_ATTR_RANK, KP_FRACTION_ZERO);
		if (rank.under != 1 || rank.over * 2 != doubled)
			continue;
		KP_TELL(question->run, hit, question, place);
		return kp_gives(out, kp_attribute(place, KP_ATTR_POINTS, KP_FRACTION_ZERO));
	}
	return kp_gives(out, KP_FRACTION_ZERO);
}

bool kp_evaluate_rank(const kp_question *question, kp_outcome *out)
{
	static const kp_decimal five_percent = { 5, 2 };
	kp_fraction first = kp_attribute(question->rule, KP_ATTR_FIRST, KP_FRACTION_ONE), share;
	kp_fraction less = kp_attribute(question->rule, KP_ATTR_LESS, kp_fraction_of(five_percent));
	uint32_t doubled;
	uint8_t state;
	if (!kp_group_place(question, &doubled, &state))
		return false;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	if (doubled == 0)
		return kp_gives(out, KP_FRACTION_ZERO);
	if (kp_scheme_child(question->rule, KP_SCHEME_PLACE, NULL))
		return listed(question, doubled, out);
	/* first − less × (place − 1) */
	if (!kp_fraction_divide(kp_fraction_whole((int64_t)doubled - 2), kp_fraction_whole(2), &share) ||
	    !kp_fraction_multiply(share, less, &share) || !kp_fraction_subtract(first, share, &share))
		return kp_overflow(question);
	KP_TELL(question->run, share, question, KP_ATTR_LEAST, share, kp_most_of(share, KP_FRACTION_ZERO));
	return kp_gives_share(question, kp_most_of(share, KP_FRACTION_ZERO), out);
}
