/* Grades: the first whose conditions hold, then lower by downgrades, gates and vetoes. */
#include "score/score.h"

uint64_t kp_quota_of(const kp_scheme_value *quota, size_t ranked)
{
	kp_wide number = kp_wide_of(quota->number), whole = kp_wide_of((kp_decimal){ 1, 0 });
	if (quota->form == KP_FORM_QUOTA_SHARE)
		number *= (kp_wide)ranked;
	return number < 0 ? 0 : (uint64_t)(number / whole);
}

typedef kp_grading grading;

static bool says_yes(const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	return kp_scheme_word(element, attribute, KP_WORD_NO) == KP_WORD_YES;
}

static bool prepare_clean(grading *g)
{
	kp_run *run = &g->score->run;
	bool *among = kp_run_alloc(run, kp_run_units(run), sizeof *among);
	g->clean_places = kp_run_alloc(run, kp_run_units(run), sizeof *g->clean_places);
	for (uint32_t unit = 0; among && unit < kp_run_units(run); unit++)
		among[unit] = g->score->standings[unit].clean;
	const kp_scheme_element *root = run->scheme->elements[0];
	const kp_scheme_value *decimals = kp_scheme_get(root, KP_ATTR_RANK_DECIMALS);
	return among && g->clean_places &&
	       kp_run_rank(run, decimals ? (int32_t)decimals->number.coefficient : -1, among, g->clean_places);
}

bool kp_grading_make(grading *g)
{
	kp_run *run = &g->score->run;
	const kp_scheme_element *grade = NULL;
	bool refills = false;
	g->grades = kp_run_alloc(run, run->scheme->count, sizeof *g->grades);
	g->number_of = kp_run_alloc(run, run->scheme->count, sizeof *g->number_of);
	g->ranked = kp_run_alloc(run, run->group_count, sizeof *g->ranked);
	if (!g->grades || !g->number_of || !g->ranked)
		return false;
	while ((grade = kp_scheme_child(run->scheme->elements[0], KP_SCHEME_GRADE, grade))) {
		g->number_of[grade->index] = g->count;
		g->grades[g->count++] = grade;
		refills = refills || says_yes(grade, KP_ATTR_REFILL);
	}
	for (uint32_t unit = 0; unit < kp_run_units(run); unit++)
		g->ranked[run->group_of[unit]] += g->score->standings[unit].place > 0;
	return !refills || prepare_clean(g);
}

/* ---- conditions ---- */

static bool has_place(const grading *g, const kp_scheme_element *grade, uint32_t unit)
{
	const kp_scheme_value *places = kp_scheme_get(grade, KP_ATTR_PLACES), *quota = kp_scheme_get(grade, KP_ATTR_QUOTA);
	if (!places && !quota)
		return true;
	uint32_t place = says_yes(grade, KP_ATTR_REFILL) ? g->clean_places[unit] : g->score->standings[unit].place;
	size_t ranked = g->ranked[g->score->run.group_of[unit]];
	return place && (!places || place <= 2 * (uint64_t)places->number.coefficient) &&
	       (!quota || place <= 2 * kp_quota_of(quota, ranked));
}

static bool holds(const grading *g, const kp_scheme_element *grade, uint32_t unit, kp_fraction total)
{
	if (says_yes(grade, KP_ATTR_CLEAN) && !g->score->standings[unit].clean)
		return false;
	return kp_scheme_within(grade, total) && has_place(g, grade, unit);
}

/* ---- what lowers it ---- */

static size_t at_best(const grading *g, const kp_scheme_element *element, size_t grade)
{
	kp_str id = kp_scheme_text(element, KP_ATTR_GRADE_AT);
	const kp_scheme_element *best = id ? kp_scheme_find(g->score->run.scheme, id, kp_str_len(id)) : NULL;
	return best && g->number_of[best->index] > grade ? g->number_of[best->index] : grade;
}

static const kp_result *result_of(const grading *g, const kp_scheme_element *element, uint32_t unit)
{
	return &g->score->run.by_element[element->index]->results[unit];
}

/* All steps are taken before any "at best", so that the order of these does not matter. */
static size_t lower(const grading *g, uint32_t unit, size_t grade)
{
	const kp_scheme_element *first = g->score->run.scheme->elements[0]->first;
	uint64_t steps = grade;
	for (const kp_scheme_element *e = first; e; e = e->next) {
		bool stepped = kp_scheme_get(e, KP_ATTR_STEPS_DOWN) || !kp_scheme_get(e, KP_ATTR_GRADE_AT);
		if (e->kind == KP_SCHEME_DOWNGRADE && stepped)
			steps += (uint64_t)result_of(g, e, unit)->points.coefficient *
			         (uint64_t)kp_scheme_number(e, KP_ATTR_STEPS_DOWN, (kp_decimal){ 1, 0 }).coefficient;
		if (steps >= g->count)
			steps = g->count - 1;
	}
	grade = (size_t)steps;
	for (const kp_scheme_element *e = first; e; e = e->next) {
		bool failed = e->kind == KP_SCHEME_GATE && result_of(g, e, unit)->state && !result_of(g, e, unit)->whole;
		if (failed || (e->kind == KP_SCHEME_DOWNGRADE && result_of(g, e, unit)->whole))
			grade = at_best(g, e, grade);
	}
	return grade;
}

/* The worst that a veto gives; g->count: none does. */
static size_t vetoed_to(const grading *g, uint32_t unit)
{
	size_t worst = 0;
	bool some = false;
	for (const kp_scheme_element *e = g->score->run.scheme->elements[0]->first; e; e = e->next) {
		if (e->kind != KP_SCHEME_VETO || !result_of(g, e, unit)->whole)
			continue;
		worst = kp_scheme_get(e, KP_ATTR_GRADE_AT) ? at_best(g, e, worst) : g->count - 1;
		some = true;
	}
	return some ? worst : g->count;
}

size_t kp_grade_of(const grading *g, uint32_t unit, const kp_result *total)
{
	size_t grade = total->state == KEPU_STATE_VALUE ? 0 : g->count, vetoed = vetoed_to(g, unit);
	while (grade < g->count && !holds(g, g->grades[grade], unit, kp_fraction_of(total->points)))
		grade++;
	if (grade < g->count)
		grade = lower(g, unit, grade);
	return vetoed < g->count && (grade == g->count || grade < vetoed) ? vetoed : grade;
}

static bool grade_unit(grading *g, uint32_t unit)
{
	kp_run *run = &g->score->run;
	const kp_result *total = &run->slots[0]->results[unit];
	bool has = total->state == KEPU_STATE_VALUE;
	size_t grade = kp_grade_of(g, unit, total);
	g->score->standings[unit].grade = grade < g->count ? g->grades[grade] : NULL;
	return grade < g->count || !has ||
	       kp_run_note(run, KEPU_FINDING_NO_GRADE, run->scheme->elements[0], unit, total->points);
}

bool kp_score_grade(kepu_score *score)
{
	grading g = { .score = score };
	if (!kp_grading_make(&g))
		return false;
	for (uint32_t unit = 0; g.count && unit < kp_run_units(&score->run); unit++)
		if (!grade_unit(&g, unit))
			return false;
	return true;
}
