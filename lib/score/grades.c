/* Grades: the first whose conditions hold, then lower by downgrades, gates and vetoes. */
#include "score/score.h"

uint64_t kp_quota_of(const kp_scheme_value *quota, size_t ranked)
{
	kp_wide number = kp_wide_of(quota->number), whole = kp_wide_of((kp_decimal){ 1, 0 });
	if (quota->form == KP_FORM_QUOTA_SHARE)
		number *= (kp_wide)ranked;
	return number < 0 ? 0 : (uint64_t)(number / whole);
}

static bool says_yes(const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	return kp_scheme_word(element, attribute, KP_WORD_NO) == KP_WORD_YES;
}

bool kp_score_clean(kepu_score *score)
{
	kp_grading *g = &score->grading;
	return !g->is_clean || kp_ranking_sort(&g->clean, g->is_clean);
}

static bool prepare_clean(kepu_score *score)
{
	kp_run *run = &score->run;
	bool *clean = score->grading.is_clean = kp_run_alloc(run, kp_run_units(run), sizeof *clean);
	for (uint32_t unit = 0; clean && unit < kp_run_units(run); unit++)
		clean[unit] = score->standings[unit].clean;
	return clean && kp_ranking_make(&score->grading.clean, run);
}

static bool prepare(kepu_score *score)
{
	kp_run *run = &score->run;
	kp_grading *g = &score->grading;
	const kp_scheme_element *grade = NULL;
	bool refills = false;
	g->grades = kp_run_alloc(run, run->scheme->count, sizeof *g->grades);
	g->number_of = kp_run_alloc(run, run->scheme->count, sizeof *g->number_of);
	if (!g->grades || !g->number_of)
		return false;
	while ((grade = kp_scheme_child(run->scheme->elements[0], KP_SCHEME_GRADE, grade))) {
		g->number_of[grade->index] = g->count;
		g->grades[g->count++] = grade;
		refills = refills || says_yes(grade, KP_ATTR_REFILL);
	}
	return !refills || (prepare_clean(score) && kp_score_clean(score));
}

/* ---- conditions ---- */

/* A unit as grades see it. */
typedef struct graded {
	const kepu_score *score;
	uint32_t unit;
	uint32_t place, clean_place;
	kp_fraction total;
} graded;

static bool has_place(const graded *g, const kp_scheme_element *grade)
{
	const kp_scheme_value *places = kp_scheme_get(grade, KP_ATTR_PLACES), *quota = kp_scheme_get(grade, KP_ATTR_QUOTA);
	if (!places && !quota)
		return true;
	uint32_t place = says_yes(grade, KP_ATTR_REFILL) ? g->clean_place : g->place;
	size_t ranked = g->score->ranking.counts[g->score->run.group_of[g->unit]];
	return place && (!places || place <= 2 * (uint64_t)places->number.coefficient) &&
	       (!quota || place <= 2 * kp_quota_of(quota, ranked));
}

static bool holds(const graded *g, const kp_scheme_element *grade)
{
	if (says_yes(grade, KP_ATTR_CLEAN) && !g->score->standings[g->unit].clean)
		return false;
	return kp_scheme_within(grade, g->total) && has_place(g, grade);
}

/* ---- what lowers it ---- */

static size_t at_best(const kepu_score *score, const kp_scheme_element *element, size_t grade)
{
	kp_str id = kp_scheme_text(element, KP_ATTR_GRADE_AT);
	const kp_scheme_element *best = id ? kp_scheme_find(score->run.scheme, id, kp_str_len(id)) : NULL;
	return best && score->grading.number_of[best->index] > grade ? score->grading.number_of[best->index] : grade;
}

static const kp_result *result_of(const kepu_score *score, const kp_scheme_element *element, uint32_t unit)
{
	return &score->run.by_element[element->index]->results[unit];
}

/* All steps are taken before any "at best", so that the order of these does not matter. */
static size_t lower(const kepu_score *score, uint32_t unit, size_t grade)
{
	const kp_scheme_element *first = score->run.scheme->elements[0]->first;
	uint64_t steps = grade;
	for (const kp_scheme_element *e = first; e; e = e->next) {
		bool stepped = kp_scheme_get(e, KP_ATTR_STEPS_DOWN) || !kp_scheme_get(e, KP_ATTR_GRADE_AT);
		if (e->kind == KP_SCHEME_DOWNGRADE && stepped)
			steps += (uint64_t)result_of(score, e, unit)->points.coefficient *
			         (uint64_t)kp_scheme_number(e, KP_ATTR_STEPS_DOWN, (kp_decimal){ 1, 0 }).coefficient;
		if (steps >= score->grading.count)
			steps = score->grading.count - 1;
	}
	grade = (size_t)steps;
	for (const kp_scheme_element *e = first; e; e = e->next) {
		bool failed =
			e->kind == KP_SCHEME_GATE && result_of(score, e, unit)->state && !result_of(score, e, unit)->whole;
		if (failed || (e->kind == KP_SCHEME_DOWNGRADE && result_of(score, e, unit)->whole))
			grade = at_best(score, e, grade);
	}
	return grade;
}

/* The worst that a veto gives; count of grades: none does. */
static size_t vetoed_to(const kepu_score *score, uint32_t unit)
{
	size_t worst = 0;
	bool some = false;
	for (const kp_scheme_element *e = score->run.scheme->elements[0]->first; e; e = e->next) {
		if (e->kind != KP_SCHEME_VETO || !result_of(score, e, unit)->whole)
			continue;
		worst = kp_scheme_get(e, KP_ATTR_GRADE_AT) ? at_best(score, e, worst) : score->grading.count - 1;
		some = true;
	}
	return some ? worst : score->grading.count;
}

size_t kp_grade_of(const kepu_score *score, uint32_t unit, const kp_result *total, uint32_t place, uint32_t clean_place)
{
	const kp_grading *grading = &score->grading;
	graded g = { score, unit, place, clean_place, KP_FRACTION_ZERO };
	size_t grade = grading->count, vetoed = vetoed_to(score, unit);
	if (total->state == KEPU_STATE_VALUE) {
		g.total = kp_fraction_of(total->points);
		for (grade = 0; grade < grading->count && !holds(&g, grading->grades[grade]);)
			grade++;
	}
	if (grade < grading->count)
		grade = lower(score, unit, grade);
	return vetoed < grading->count && (grade == grading->count || grade < vetoed) ? vetoed : grade;
}

static bool grade_unit(kepu_score *score, uint32_t unit)
{
	kp_run *run = &score->run;
	const kp_grading *g = &score->grading;
	const kp_result *total = &run->slots[0]->results[unit];
	bool has = total->state == KEPU_STATE_VALUE;
	uint32_t clean_place = g->is_clean ? g->clean.places[unit] : 0;
	size_t grade = kp_grade_of(score, unit, total, score->standings[unit].place, clean_place);
	score->standings[unit].grade = grade < g->count ? g->grades[grade] : NULL;
	return grade < g->count || !has ||
	       kp_run_note(run, KEPU_FINDING_NO_GRADE, run->scheme->elements[0], unit, total->points);
}

bool kp_score_grade(kepu_score *score)
{
	if (!prepare(score))
		return false;
	for (uint32_t unit = 0; score->grading.count && unit < kp_run_units(&score->run); unit++)
		if (!grade_unit(score, unit))
			return false;
	return true;
}
