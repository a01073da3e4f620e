/* Awards: who gets them, by quota and gates, and why the others do not. */
#include "score/score.h"

typedef struct awarding {
	kepu_score *score;
	const kp_scheme_element *award;
	uint8_t *codes;
} awarding;

static bool names(const kp_scheme_element *award, kp_scheme_attribute attribute, const kp_scheme_element *named)
{
	return !kp_scheme_get(award, attribute) ||
	       (named && kp_scheme_lists(award, attribute, kp_scheme_text(named, KP_ATTR_ID)));
}

static bool passes(const awarding *a, uint32_t unit)
{
	const kp_run *run = &a->score->run;
	const kp_scheme_element *gate = NULL;
	while ((gate = kp_scheme_child(run->scheme->elements[0], KP_SCHEME_GATE, gate))) {
		const kp_result *result = &run->by_element[gate->index]->results[unit];
		if (result->state && !result->whole && names(a->award, KP_ATTR_GATES, gate))
			return false;
	}
	return true;
}

/* Why a unit cannot have it, whatever the others have. */
static uint8_t judge(const awarding *a, uint32_t unit)
{
	const kp_result *total = &a->score->run.slots[0]->results[unit];
	const kp_standing *standing = &a->score->standings[unit];
	const kp_scheme_value *from = kp_scheme_get(a->award, KP_ATTR_FROM);
	if (!kp_scheme_fits(a->award, &a->score->run.inputs->units[unit]))
		return KEPU_UNKNOWN;
	if (total->state != KEPU_STATE_VALUE)
		return KEPU_AWARD_NO_TOTAL;
	if (!passes(a, unit))
		return KEPU_AWARD_GATE;
	if (standing->vetoed)
		return KEPU_AWARD_VETO;
	if (!names(a->award, KP_ATTR_GRADES, standing->grade))
		return KEPU_AWARD_GRADE;
	return from && kp_decimal_compare(total->points, from->number) < 0 ? KEPU_AWARD_SCORE : KEPU_AWARD_YES;
}

/* Rows of a group stand in the order of rank: the first ones get it, but where the next one is equal to the last of them,
 * none of those equal. */
static void share_out(awarding *a, const uint32_t *rows, size_t count)
{
	const kp_scheme_value *quota = kp_scheme_get(a->award, KP_ATTR_QUOTA);
	const kp_standing *standings = a->score->standings;
	size_t ranked = 0, taken = 0;
	uint32_t last = 0, next = 0; /* places of the last that gets one, of the first that does not */
	for (size_t i = 0; i < count; i++)
		ranked += standings[rows[i]].place > 0;
	uint64_t places = quota ? kp_quota_of(quota, ranked) : ranked;
	for (size_t i = 0; i < count && !next; i++) {
		uint32_t place = standings[rows[i]].place;
		if (a->codes[rows[i]] != KEPU_AWARD_YES)
			continue;
		if (taken++ < places)
			last = place;
		else
			next = place;
	}
	for (size_t i = 0; i < count && next; i++) {
		uint32_t place = standings[rows[i]].place;
		if (a->codes[rows[i]] == KEPU_AWARD_YES && place >= next)
			a->codes[rows[i]] = place == last ? KEPU_AWARD_UNDECIDED : KEPU_AWARD_QUOTA;
	}
}

bool kp_score_award(kepu_score *score)
{
	kp_run *run = &score->run;
	const kp_scheme_element *element = NULL;
	score->awards = kp_run_alloc(run, run->scheme->count, sizeof *score->awards);
	while (score->awards && (element = kp_scheme_child(run->scheme->elements[0], KP_SCHEME_AWARD, element))) {
		awarding a = { .score = score, .award = element, .codes = kp_run_alloc(run, kp_run_units(run), 1) };
		if (!a.codes)
			return false;
		for (uint32_t unit = 0; unit < kp_run_units(run); unit++)
			a.codes[unit] = judge(&a, unit);
		for (size_t g = 0; g < run->group_count; g++)
			share_out(&a, score->rows + run->group_starts[g], run->group_starts[g + 1] - run->group_starts[g]);
		score->awards[score->award_count++] = (kp_award){ element, a.codes };
	}
	return score->awards != NULL;
}
