/* The place of a value in its group: rank. */
#include "score/rule_kind.h"

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

static bool evaluate_rank(const kp_question *question, kp_outcome *out)
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

static size_t rank_by(const kp_telling *t)
{
	if (!t->seen->placed)
		return 3; /* it is not among those that are ranked */
	return !kp_scheme_child(t->question->rule, KP_SCHEME_PLACE, NULL) ? 0 : t->seen->hit ? 1 : 2;
}

const kp_rule kp_rule_rank = {
	.name = "rank",
	.zh = "名次",
	.en = "rank",
	.evaluate = evaluate_rank,
	.attributes = KP_LIST(KP_ATTR_BETTER, KP_ATTR_FIRST, KP_ATTR_LESS, KP_ATTR_AMONG, KP_ATTR_COMPARE),
	.children = KP_HOLDS(PLACE),
	.measured = true,
	.grouped = true,
	.words = KP_WORDS(rank_by, { { { "{x}，本组第 {k} 名（共 {n} 个）：（{F} − {L} ×（{k} − 1））× {P} 分，得 {p}",
	                                 "{x}, rank {k} of {n} in the group: ({F} − {L} × ({k} − 1)) × {P}, gives {p}" } },
	                             { { "{x}，本组第 {k} 名（共 {n} 个）：按名次表得 {p}",
	                                 "{x}, rank {k} of {n} in the group: {p} by the table of ranks" } },
	                             { { "{x}，本组第 {k} 名（共 {n} 个）：名次表之外，不得分",
	                                 "{x}, rank {k} of {n} in the group: beyond the table of ranks, no points" } },
	                             { { "{x}，不符合参与排名的条件（{c} {d}）：不得分",
	                                 "{x}, not ranked, as that takes {c} {d}: no points" } } }),
};
