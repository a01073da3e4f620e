#include "score/trace.h"

/* The kinds, in the order of docs/scoring.md. What a kind is is all in its file; this is the table that a new one is put into. */
#define KINDS(ROW)   \
	ROW(yes_no)      \
	ROW(reach)       \
	ROW(ratio)       \
	ROW(steps)       \
	ROW(level)       \
	ROW(coefficient) \
	ROW(goalposts)   \
	ROW(distance)    \
	ROW(rank)        \
	ROW(count)       \
	ROW(tiers)       \
	ROW(deduct)      \
	ROW(beyond)      \
	ROW(points)      \
	ROW(best)        \
	ROW(sum)         \
	ROW(all)         \
	ROW(any)         \
	ROW(when)

#define DECLARE(kind) extern const kp_rule kp_rule_##kind;
#define ENTER(kind) &kp_rule_##kind,

KINDS(DECLARE)

static const kp_rule *const kinds[] = { KINDS(ENTER) };

const kp_rule *kp_scheme_rule_by_name(const char *name, size_t length)
{
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (strlen(kinds[i]->name) == length && memcmp(kinds[i]->name, name, length) == 0)
			return kinds[i];
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
