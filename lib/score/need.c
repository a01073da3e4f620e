/* What it would take for a better grade or rank: a figure is changed step by step, and the score worked out with it. */
#include "score/need.h"

#include <kepu/data.h>
#include <stdlib.h>

static bool out_of_memory(kp_need *need)
{
	need->status = KEPU_ERROR_MEMORY;
	return false;
}

/* ---- beginning ---- */

static bool is_by_total(const kp_scheme_element *grade)
{
	return !kp_scheme_get(grade, KP_ATTR_PLACES) && !kp_scheme_get(grade, KP_ATTR_QUOTA);
}

/* The nearest unit above whose total is more. */
static void find_above(kp_need *need)
{
	const kepu_score *score = need->score;
	for (size_t row = need->row; row-- > 0;) {
		const kp_result *total = &score->run.slots[0]->results[score->rows[row]];
		if (score->run.group_of[score->rows[row]] != score->run.group_of[need->unit])
			return;
		if (total->state != KEPU_STATE_VALUE || kp_decimal_compare(total->points, need->total) <= 0)
			continue;
		need->has_above = true;
		need->above = total->points;
		need->above_row = row;
		return;
	}
}

static uint32_t clean_place(const kepu_score *score, uint32_t unit)
{
	return score->grading.is_clean ? score->grading.clean.places[unit] : 0;
}

void kp_need_begin(kp_need *need, const kepu_score *score, size_t row)
{
	*need = (kp_need){ .score = score, .row = row, .unit = score->rows[row] };
	const kp_result *total = &score->run.slots[0]->results[need->unit];
	const kp_grading *grading = &score->grading;
	need->has_total = total->state == KEPU_STATE_VALUE;
	need->total = total->points;
	if (need->has_total)
		find_above(need);
	need->grade =
		kp_grade_of(score, need->unit, total, score->standings[need->unit].place, clean_place(score, need->unit));
	for (size_t i = 0; i < grading->count; i++) {
		need->quotas = need->quotas || !is_by_total(grading->grades[i]);
		need->banded = need->banded || kp_scheme_get(grading->grades[i], KP_ATTR_TO);
	}
	need->fails = need->total;
}

void kp_need_end(kp_need *need)
{
	kp_trial_end(&need->alone);
	kp_trial_end(&need->group);
}

bool kp_need_open(const kp_need *need, int32_t which)
{
	return need->has_total &&
	       (which == KEPU_NEED_RANK ? need->has_above : need->score->grading.count && need->grade > 0);
}

/* ---- what depends on a criterion ---- */

static bool looks_at_group(const kp_scheme_element *rule)
{
	if (rule->kind == KP_SCHEME_RULE && rule->rule->grouped)
		return true;
	for (size_t i = 0; i < rule->value_count; i++)
		if (rule->values[i].form == KP_FORM_WORD && rule->values[i].word == KP_WORD_GROUP_MEAN)
			return true;
	for (const kp_scheme_element *e = rule->first; e; e = e->next)
		if (looks_at_group(e))
			return true;
	return false;
}

static bool lies_in(const kp_scheme_element *element, const kp_scheme_element *other)
{
	while (element && element != other)
		element = element->parent;
	return element;
}

/* Whether some rule asks for points that the criterion's are part of. */
static bool is_asked_for(const kepu_score *score, const kp_scheme_element *criterion)
{
	while (criterion && !score->asked[criterion->index])
		criterion = criterion->parent;
	return criterion;
}

/* Whether equal totals are parted by points that the criterion's are part of. */
static bool parts_equals(const kp_run *run, const kp_scheme_element *criterion)
{
	const kp_scheme_element *root = run->scheme->elements[0], *breaker = NULL;
	while ((breaker = kp_scheme_child(root, KP_SCHEME_TIE_BREAKER, breaker)))
		if (lies_in(criterion, kp_run_named(run, kp_scheme_text(breaker, KP_ATTR_OF))))
			return true;
	return false;
}

static bool has_mean(const kp_scheme_element *criterion)
{
	static const kp_scheme_attribute policies[] = { KP_ATTR_MISSING, KP_ATTR_NOT_REPORTED, KP_ATTR_NOT_APPLICABLE };
	for (size_t i = 0; i < sizeof policies / sizeof *policies; i++) {
		const kp_scheme_value *value = kp_scheme_inherited(criterion, policies[i]);
		if (value && value->word == KP_WORD_MEAN)
			return true;
	}
	return false;
}

/* ---- the figure ---- */

static const kp_scheme_element *first_leaf(const kp_scheme_element *criterion)
{
	const kp_scheme_element *rule = kp_scheme_child(criterion, KP_SCHEME_RULE, NULL), *within;
	while (rule && (within = kp_scheme_child(rule, KP_SCHEME_RULE, NULL)))
		rule = within;
	return rule;
}

/* The item that a rule measures; NULL: it measures none. */
static kp_str item_of(const kp_run *run, const kp_scheme_element *rule)
{
	const kp_scheme_element *item = kp_scheme_child(rule, KP_SCHEME_ITEM, NULL);
	kp_word measure = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	const char *otherwise = measure == KP_WORD_SHARE ? "numerator" : "value";
	if (measure == KP_WORD_SCORE || measure == KP_WORD_PLACE)
		return NULL;
	if (item)
		return kp_scheme_text(item, KP_ATTR_ID);
	kp_str name = kp_scheme_text(rule, KP_ATTR_ITEM_NAME);
	return name ? name : kp_intern_find(&run->scheme->texts, otherwise, strlen(otherwise));
}

/* Of a criterion in parts it is the figure of the last one that has some. NULL: there is none with a value. */
static kp_input *figure_of(const kp_need *need, const kepu_inputs *inputs, uint32_t unit,
                           const kp_scheme_element *criterion)
{
	const kp_run *run = &need->score->run;
	const kp_scheme_element *rule = first_leaf(criterion);
	kp_str item = rule ? item_of(run, rule) : NULL;
	const kp_input *found = NULL;
	for (const kp_slot *slot = run->by_element[criterion->index]; item && slot; slot = slot->same) {
		if (slot->parted || slot->combined)
			continue;
		const kp_input *one = kp_inputs_find(inputs, criterion->index, unit, item, NULL, &slot->spot);
		if (one && one->state == KEPU_STATE_VALUE)
			found = one;
	}
	return (kp_input *)found;
}

bool kp_need_has(const kp_need *need, const kp_scheme_element *criterion, int32_t which, bool *out_whole)
{
	const kp_run *run = &need->score->run;
	const kp_input *figure = figure_of(need, run->inputs, need->unit, criterion);
	*out_whole = (which == KEPU_NEED_GRADE && need->quotas && parts_equals(run, criterion)) ||
	             (figure && !figure->element) || looks_at_group(criterion) || has_mean(criterion) ||
	             is_asked_for(need->score, criterion);
	return figure && kp_run_has(run, criterion, need->unit);
}

/* ---- a step ---- */

#define MOST ((int64_t)1000000000000000)
#define TRIED 1u
#define DOES(which) (1u << (which))

/* Whether the rule has no points for the value, where it had some: what a policy gives instead is nothing to reach for. */
static bool loses_points(const kp_need *need)
{
	const kp_attempt *a = &need->attempt;
	const kp_run *run = &a->trial->score->run, *before = &need->score->run;
	const kp_slot *was = before->by_element[a->criterion->index]; /* in the same order in both */
	for (const kp_slot *slot = run->by_element[a->criterion->index]; slot && was; slot = slot->same, was = was->same)
		if (!slot->parted && !slot->combined && slot->results[a->trial->unit].policy != KP_WORD_NONE &&
		    was->results[need->unit].policy == KP_WORD_NONE)
			return true;
	return false;
}

/* Whether it is known already what a total does for a grade. */
static bool is_known(const kp_need *need, kp_decimal total, bool *out)
{
	*out = need->some_does && kp_decimal_compare(total, need->does) >= 0;
	return !need->banded && (*out || kp_decimal_compare(total, need->fails) <= 0);
}

/* All other totals stay, so that its places are where it comes to stand among them. */
static bool has_better_grade(kp_need *need, const kp_result *total)
{
	const kepu_score *score = need->score;
	uint32_t place = score->standings[need->unit].place, clean = clean_place(score, need->unit);
	bool does;
	if (is_known(need, total->points, &does))
		return does;
	if (need->quotas && (!kp_ranking_place(&score->ranking, need->unit, total->points, &place) ||
	                     (clean && !kp_ranking_place(&score->grading.clean, need->unit, total->points, &clean))))
		return false;
	does = kp_grade_of(score, need->unit, total, place, clean) < need->grade;
	*(does ? &need->does : &need->fails) = total->points;
	need->some_does = need->some_does || does;
	return does;
}

static bool judge_alone(kp_need *need, int32_t which)
{
	const kp_result *total = &need->alone.score->run.slots[0]->results[0];
	if (total->state != KEPU_STATE_VALUE)
		return false;
	return which == KEPU_NEED_RANK ? kp_decimal_compare(total->points, need->above) >= 0
	                               : has_better_grade(need, total);
}

static bool judge_group(kp_need *need, int32_t which, bool *out)
{
	kp_trial *trial = &need->group;
	const kp_result *results = trial->score->run.slots[0]->results, *total = &results[trial->unit];
	const kp_result *above = &results[need->above_in_group];
	size_t grade = need->grade;
	if (total->state != KEPU_STATE_VALUE)
		return true;
	if (which == KEPU_NEED_GRADE && kp_trial_grade(trial, &grade) == KEPU_ERROR_MEMORY)
		return out_of_memory(need);
	*out = which == KEPU_NEED_GRADE
	           ? grade < need->grade
	           : above->state == KEPU_STATE_VALUE && kp_decimal_compare(total->points, above->points) >= 0;
	return true;
}

/* What a change by so many steps does, of what the trial can tell. False: memory is out. */
static bool try_change(kp_need *need, int64_t steps, unsigned *out)
{
	kp_attempt *a = &need->attempt;
	int64_t to = a->from + steps;
	*out = TRIED;
	if (to < a->low || to > a->high)
		return true;
	a->figure->value = (kp_decimal){ to, a->scale };
	a->figure->text = NULL;
	kepu_status status = kp_trial_work(a->trial);
	if (status)
		return status != KEPU_ERROR_MEMORY || out_of_memory(need);
	if (loses_points(need))
		return true;
	for (int32_t which = KEPU_NEED_GRADE; which <= KEPU_NEED_RANK; which++) {
		bool does = false;
		if (!(a->tells & DOES(which)))
			continue;
		if (!a->trial->whole)
			does = judge_alone(need, which);
		else if (!judge_group(need, which, &does))
			return false;
		*out |= does ? DOES(which) : 0;
	}
	return true;
}

/* ---- which steps ---- */

enum { NEAR = 16, DOUBLINGS = 45 };

static void consider(kp_steps *c, int64_t step)
{
	if (step > 0 && step <= 2 * MOST && c->count < KP_STEPS)
		c->steps[c->count++] = step;
}

/* In steps; false: it is not one of them. */
static bool in_steps(kp_decimal value, int32_t scale, int64_t *out)
{
	value = kp_decimal_trim(value);
	for (; value.scale < scale; value.scale++)
		if (__builtin_mul_overflow(value.coefficient, (int64_t)10, &value.coefficient))
			return false;
	*out = value.coefficient;
	return value.scale == scale && value.coefficient <= MOST && value.coefficient >= -MOST;
}

static bool is_compared(uint8_t attribute)
{
	switch (attribute) {
	case KP_ATTR_TARGET_VALUE:
	case KP_ATTR_VALUE:
	case KP_ATTR_LIMIT:
	case KP_ATTR_BAD:
	case KP_ATTR_GOOD:
	case KP_ATTR_LOW:
	case KP_ATTR_HIGH:
	case KP_ATTR_AMONG:
	case KP_ATTR_FROM:
	case KP_ATTR_TO:
	case KP_ATTR_OVER:
	case KP_ATTR_SHORT_OF: return true;
	default: return false;
	}
}

/* The most digits that a number which a rule compares its measure with has. */
static int32_t digits_of(const kp_scheme_element *rule, int32_t most)
{
	for (size_t i = 0; i < rule->value_count; i++)
		if (is_compared(rule->values[i].attribute) && rule->values[i].form == KP_FORM_NUMBER &&
		    rule->values[i].number.scale > most)
			most = rule->values[i].number.scale;
	for (const kp_scheme_element *e = rule->first; e; e = e->next)
		most = digits_of(e, most);
	return most;
}

/* Where a rule begins to give something else, and a step before and behind that. */
static void consider_bounds(kp_steps *c, const kp_attempt *a, const kp_scheme_element *rule, int64_t way)
{
	int64_t at;
	for (size_t i = 0; i < rule->value_count; i++) {
		const kp_scheme_value *value = &rule->values[i];
		bool bound = is_compared(value->attribute) || value->attribute == KP_ATTR_POINTS;
		if (!bound || value->form != KP_FORM_NUMBER || !in_steps(value->number, a->scale, &at))
			continue;
		for (int64_t beside = -1; beside <= 1; beside++)
			consider(c, (at - a->from) * way + beside);
	}
	for (const kp_scheme_element *e = rule->first; e; e = e->next)
		consider_bounds(c, a, e, way);
}

static int by_size(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;
	return (*a > *b) - (*a < *b);
}

static void consider_all(kp_steps *c, const kp_attempt *a, int64_t way)
{
	int64_t full;
	c->count = 0;
	for (int64_t step = 1; step <= NEAR; step++)
		consider(c, step);
	for (int doubling = 5; doubling < DOUBLINGS; doubling++)
		consider(c, (int64_t)1 << doubling);
	if (in_steps(kp_scheme_number(a->criterion, KP_ATTR_POINTS, (kp_decimal){ 0, 0 }), a->scale, &full))
		consider(c, (full - a->from) * way);
	consider(c, -a->from * way);
	consider_bounds(c, a, first_leaf(a->criterion), way);
	qsort(c->steps, c->count, sizeof *c->steps, by_size);
	memset(c->known, 0, c->count * sizeof *c->known);
}

/* The first of the steps that does it, then halving the way back to the one before it. 0: none does. */
static bool search(kp_need *need, int32_t which, int64_t way, int64_t *out)
{
	kp_steps *c = &need->attempt.ways[way > 0];
	int64_t fails = 0, does = 0;
	unsigned known = 0;
	for (size_t i = 0; i < c->count && !does; i++) {
		if (c->steps[i] == fails)
			continue;
		if (!c->known[i] && !try_change(need, way * c->steps[i], &c->known[i]))
			return false;
		*(c->known[i] & DOES(which) ? &does : &fails) = c->steps[i];
	}
	while (does - fails > 1 && does) {
		int64_t middle = fails + (does - fails) / 2;
		if (!try_change(need, way * middle, &known))
			return false;
		*(known & DOES(which) ? &does : &fails) = middle;
	}
	*out = does;
	return true;
}

/* ---- what is found ---- */

/* Which values can be written: the places of a level, any number of 15 digits. */
static void find_range(kp_attempt *a, const kp_scheme_element *rule)
{
	const kp_scheme_element *level = NULL;
	int64_t levels = 0;
	while ((level = kp_scheme_child(rule, KP_SCHEME_LEVEL, level)))
		levels++;
	a->low = levels ? 1 : -MOST;
	a->high = levels ? levels : MOST;
}

static bool find_both(kp_need *need, int32_t which, kp_change *out)
{
	const kp_attempt *a = &need->attempt;
	int64_t more, less, steps;
	if (!search(need, which, 1, &more) || !search(need, which, -1, &less))
		return false;
	out->found = more || less;
	if (!out->found)
		return true;
	steps = more && (!less || more <= less) ? more : -less;
	out->change = kp_decimal_trim((kp_decimal){ steps, a->scale });
	out->from = kp_decimal_trim((kp_decimal){ a->from, a->scale });
	out->to = kp_decimal_trim((kp_decimal){ a->from + steps, a->scale });
	return true;
}

/* The figure as it was, and what is made of it. */
static bool leave(kp_need *need)
{
	kp_attempt *a = &need->attempt;
	if (!a->criterion)
		return true;
	*a->figure = a->was;
	a->criterion = NULL;
	return kp_trial_work(a->trial) != KEPU_ERROR_MEMORY || out_of_memory(need);
}

static kepu_status make_trial(kp_need *need, bool whole)
{
	if (whole ? need->group.score != NULL : need->alone.score != NULL)
		return KEPU_OK;
	if (!whole)
		return kp_trial_alone(&need->alone, need->score, need->unit);
	kepu_status status = kp_trial_group(&need->group, need->score, need->unit);
	const kp_run *run = &need->score->run;
	const uint32_t *units = run->members + run->group_starts[run->group_of[need->unit]];
	while (need->has_above && units[need->above_in_group] != need->score->rows[need->above_row])
		need->above_in_group++;
	return status;
}

/* From now on a figure of the criterion is changed. */
static kepu_status enter(kp_need *need, const kp_scheme_element *criterion, bool whole)
{
	kp_attempt *a = &need->attempt;
	bool its;
	kepu_status status = leave(need) ? make_trial(need, whole) : KEPU_ERROR_MEMORY;
	if (status)
		return status;
	a->trial = whole ? &need->group : &need->alone;
	a->figure = figure_of(need, a->trial->score->run.inputs, a->trial->unit, criterion);
	status = kp_trial_touch(a->trial, a->figure->element ? criterion : NULL);
	if (status)
		return status;
	a->was = *a->figure;
	a->criterion = criterion;
	const kp_scheme_element *rule = first_leaf(criterion);
	bool plain = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE) == KP_WORD_VALUE;
	a->scale = plain ? digits_of(rule, a->was.value.scale) : a->was.value.scale;
	a->in_steps = in_steps(a->was.value, a->scale, &a->from);
	find_range(a, rule);
	a->tells = 0;
	for (int32_t which = KEPU_NEED_GRADE; which <= KEPU_NEED_RANK; which++) {
		bool has = kp_need_open(need, which) && kp_need_has(need, criterion, which, &its);
		a->tells |= has && its == whole ? DOES(which) : 0;
	}
	for (int way = 0; a->in_steps && way < 2; way++)
		consider_all(&a->ways[way], a, way ? 1 : -1);
	return KEPU_OK;
}

bool kp_need_find(kp_need *need, const kp_scheme_element *criterion, int32_t which, kp_change *out)
{
	const kp_attempt *a = &need->attempt;
	bool whole;
	*out = (kp_change){ .found = false };
	if (!kp_need_open(need, which) || !kp_need_has(need, criterion, which, &whole))
		return true;
	if (a->criterion != criterion || a->trial->whole != whole) {
		kepu_status status = enter(need, criterion, whole);
		if (status)
			return status != KEPU_ERROR_MEMORY || out_of_memory(need);
	}
	out->rule = first_leaf(criterion);
	out->figure = a->figure;
	return !a->in_steps || find_both(need, which, out);
}

/* ---- for callers ---- */

static kepu_status check(const kepu_score *score, size_t row, int32_t which, kepu_error **err)
{
	if (!score)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "score", "NULL");
	if (score->tag != KP_TAG_SCORE)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_score", NULL);
	if (row >= kepu_score_count(score))
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "row", "no row of the score");
	if (which != KEPU_NEED_GRADE && which != KEPU_NEED_RANK)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "which", "KEPU_NEED_");
	return KEPU_OK;
}

kepu_status kepu_score_need(const kepu_score *score, size_t row, size_t element, int32_t which,
                            int64_t *out_coefficient, int32_t *out_scale, kepu_error **err)
{
	kp_need need;
	kp_change change = { .found = false };
	if (out_coefficient)
		*out_coefficient = 0;
	if (out_scale)
		*out_scale = 0;
	kepu_status status = check(score, row, which, err);
	if (status)
		return status;
	const kepu_scheme *scheme = score->run.scheme;
	if (element >= scheme->count || scheme->elements[element]->kind != KP_SCHEME_CRITERION)
		return KEPU_NO_VALUE;
	kp_need_begin(&need, score, row);
	bool done = kp_need_find(&need, scheme->elements[element], which, &change);
	kp_need_end(&need);
	if (!done)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	if (!change.found)
		return KEPU_NO_VALUE;
	if (out_coefficient)
		*out_coefficient = change.change.coefficient;
	if (out_scale)
		*out_scale = change.change.scale;
	return KEPU_OK;
}
