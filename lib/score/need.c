/* What it would take for a better grade or rank: a figure is changed step by step, and the score worked out with it. */
#include "score/need.h"

#include <kepu/data.h>
#include <stdlib.h>

static bool out_of_memory(kp_need *need)
{
	need->status = KEPU_ERROR_MEMORY;
	return false;
}

/* ---- units with their figures, to be changed ---- */

/* Some units of a set, in their order, with all their figures. NULL: memory is out. */
static kepu_inputs *some_of(const kepu_inputs *inputs, const uint32_t *units, size_t count)
{
	size_t figures = 0, found;
	kepu_inputs *made = kp_calloc(1, sizeof *made);
	if (!made)
		return NULL;
	made->tag = KP_TAG_INPUTS;
	atomic_init(&made->references, 1);
	made->scheme = kp_scheme_ref(inputs->scheme);
	kp_arena_init(&made->arena);
	kp_arena_init(&made->key_arena);
	for (size_t e = 0; e < inputs->scheme->count; e++)
		for (size_t i = 0; i < count; i++) {
			kp_inputs_of(inputs, (uint32_t)e, units[i], &found);
			figures += found;
		}
	made->units = kp_array(count, sizeof *made->units);
	made->items = kp_array(figures + 1, sizeof *made->items);
	made->moved = kp_array(1, sizeof *made->moved); /* they are in order */
	if (made->units && made->items && made->moved) {
		made->unit_count = count;
		for (size_t i = 0; i < count; i++)
			made->units[i] = inputs->units[units[i]];
		for (size_t e = 0; e < inputs->scheme->count; e++)
			for (size_t i = 0; i < count; i++) {
				const kp_input *items = kp_inputs_of(inputs, (uint32_t)e, units[i], &found);
				for (size_t k = 0; k < found; k++) {
					made->items[made->count] = items[k];
					made->items[made->count++].unit = (uint32_t)i;
				}
			}
		if (kp_inputs_settle(made, NULL) == KEPU_OK)
			return made;
	}
	kepu_inputs_free(made);
	return NULL;
}

static bool make_group(kp_need *need)
{
	const kp_run *run = &need->score->run;
	uint32_t group = run->group_of[need->unit], start = run->group_starts[group];
	size_t count = run->group_starts[group + 1] - start;
	for (uint32_t i = 0; i < count; i++) {
		if (run->members[start + i] == need->unit)
			need->in_group = i;
		if (need->has_above && run->members[start + i] == need->score->rows[need->above_row])
			need->above_in_group = i;
	}
	need->group = some_of(run->inputs, run->members + start, count);
	return need->group || out_of_memory(need);
}

static bool make_path(kp_need *need)
{
	need->path = some_of(need->score->run.inputs, &need->unit, 1);
	if (!need->path)
		return out_of_memory(need);
	need->run = (kp_run){ .inputs = need->path, .scheme = need->score->run.scheme, .stage = need->score->run.stage };
	kp_arena_init(&need->run.arena);
	need->planted = true;
	return kp_run_plant(&need->run) || out_of_memory(need);
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

/* A total of the unit's own, among those that the others of its group have: with it the group can be ranked. */
static bool make_ranking(kp_need *need)
{
	kp_run *run = &need->shadow.run;
	size_t units = kp_run_units(run);
	need->slots = kp_calloc(run->slot_count, sizeof(kp_slot *));
	need->totals = kp_calloc(units, sizeof *need->totals);
	need->standings = kp_calloc(units, sizeof *need->standings);
	need->places = kp_calloc(units, sizeof *need->places);
	need->clean = kp_calloc(units, sizeof *need->clean);
	if (!need->slots || !need->totals || !need->standings || !need->places || !need->clean)
		return out_of_memory(need);
	memcpy(need->slots, run->slots, run->slot_count * sizeof(kp_slot *));
	memcpy(need->totals, run->slots[0]->results, units * sizeof *need->totals);
	memcpy(need->standings, need->shadow.standings, units * sizeof *need->standings);
	for (size_t i = 0; i < units; i++)
		need->clean[i] = need->standings[i].clean;
	need->top = *run->slots[0];
	need->top.results = need->totals;
	need->slots[0] = &need->top;
	run->slots = need->slots;
	need->shadow.standings = need->standings;
	run->group_starts += run->group_of[need->unit];
	run->group_count = 1;
	return true;
}

/* Its place with another total; all other totals stay. */
static bool rank_again(kp_need *need, kp_decimal total)
{
	const kp_scheme_value *digits = kp_scheme_get(need->score->run.scheme->elements[0], KP_ATTR_RANK_DECIMALS);
	int32_t decimals = digits ? (int32_t)digits->number.coefficient : -1;
	kp_run *run = &need->shadow.run;
	need->totals[need->unit].points = total;
	run->status = KEPU_OK;
	bool done = kp_run_rank(run, decimals, NULL, need->places) &&
	            (!need->grading.clean_places || kp_run_rank(run, decimals, need->clean, need->grading.clean_places));
	need->standings[need->unit].place = need->places[need->unit];
	return done;
}

bool kp_need_begin(kp_need *need, const kepu_score *score, size_t row)
{
	*need = (kp_need){ .score = score, .row = row, .unit = score->rows[row], .shadow = *score };
	const kp_result *total = &score->run.slots[0]->results[need->unit];
	need->has_total = total->state == KEPU_STATE_VALUE;
	need->total = total->points;
	need->grading.score = &need->shadow;
	if (need->has_total)
		find_above(need);
	if (!kp_run_borrow(&need->shadow.run, &score->run, NULL) || !kp_grading_make(&need->grading))
		return out_of_memory(need);
	need->grade = kp_grade_of(&need->grading, need->unit, total);
	for (size_t i = 0; i < need->grading.count; i++) {
		need->quotas = need->quotas || !is_by_total(need->grading.grades[i]);
		need->banded = need->banded || kp_scheme_get(need->grading.grades[i], KP_ATTR_TO);
	}
	need->fails = need->total;
	return !need->quotas || make_ranking(need);
}

void kp_need_end(kp_need *need)
{
	if (need->planted)
		kp_run_close(&need->run);
	kepu_inputs_free(need->path);
	kepu_inputs_free(need->group);
	kp_run_give_back(&need->shadow.run);
	free(need->slots);
	free(need->totals);
	free(need->standings);
	free(need->places);
	free(need->clean);
}

bool kp_need_open(const kp_need *need, int32_t which)
{
	return need->has_total && (which == KEPU_NEED_RANK ? need->has_above : need->grading.count && need->grade > 0);
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
static bool is_asked_for(const kepu_scheme *scheme, const kp_run *run, const kp_scheme_element *criterion)
{
	for (size_t i = 0; i < scheme->count; i++) {
		const kp_scheme_element *e = scheme->elements[i];
		kp_word measure = kp_scheme_word(e, KP_ATTR_MEASURE, KP_WORD_VALUE);
		kp_str of = kp_scheme_text(e, KP_ATTR_OF);
		if (e->kind == KP_SCHEME_RULE && of && (measure == KP_WORD_SCORE || measure == KP_WORD_PLACE) &&
		    lies_in(criterion, kp_run_named(run, of)))
			return true;
	}
	return false;
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

bool kp_need_has(kp_need *need, const kp_scheme_element *criterion, int32_t which, bool *out_whole)
{
	const kp_run *run = &need->score->run;
	const kp_input *figure = figure_of(need, run->inputs, need->unit, criterion);
	*out_whole = (which == KEPU_NEED_GRADE && need->quotas && parts_equals(run, criterion)) ||
	             (figure && !figure->element) || looks_at_group(criterion) || has_mean(criterion) ||
	             is_asked_for(run->scheme, run, criterion);
	return figure && kp_run_has(run, criterion, need->unit);
}

/* ---- a step ---- */

typedef struct attempt {
	kp_need *need;
	const kp_scheme_element *criterion;
	kp_input *figure;
	int32_t which, scale;
	bool whole;   /* the group is scored again */
	int64_t from; /* in steps */
} attempt;

#define MOST ((int64_t)1000000000000000)

/* Whether it is known already what a total does for a grade. */
static bool is_known(const kp_need *need, kp_decimal total, bool *out)
{
	*out = need->some_does && kp_decimal_compare(total, need->does) >= 0;
	return !need->banded && (*out || kp_decimal_compare(total, need->fails) <= 0);
}

static bool judge_path(const attempt *a, const kp_result *total, bool *out)
{
	kp_need *need = a->need;
	if (total->state != KEPU_STATE_VALUE)
		return true;
	if (a->which == KEPU_NEED_RANK) {
		*out = kp_decimal_compare(total->points, need->above) >= 0;
		return true;
	}
	if (is_known(need, total->points, out))
		return true;
	if (need->quotas && !rank_again(need, total->points))
		return need->shadow.run.status != KEPU_ERROR_MEMORY || out_of_memory(need);
	*out = kp_grade_of(&need->grading, need->unit, total) < need->grade;
	*(*out ? &need->does : &need->fails) = total->points;
	need->some_does = need->some_does || *out;
	return true;
}

/* All but the criterion stays as it is; what it lies in is added up again. Slots stand before what lies in them. */
static bool try_path(attempt *a, bool *out)
{
	kp_need *need = a->need;
	kp_run *run = &need->run;
	bool done = true;
	run->status = KEPU_OK;
	for (size_t i = run->slot_count; done && i-- > 0;) {
		kp_slot *slot = run->slots[i];
		bool leaf = slot->element->kind == KP_SCHEME_CRITERION && !slot->parted;
		slot->results[0] = leaf ? need->score->run.slots[i]->results[need->unit] : (kp_result){ .state = KEPU_UNKNOWN };
		if (leaf && slot->element != a->criterion)
			continue;
		slot->results[0] = (kp_result){ .state = KEPU_UNKNOWN };
		run->now = slot;
		done = slot->parted ? kp_run_parts(run, slot) : leaf ? kp_run_criterion(run, slot) : kp_run_module(run, slot);
	}
	run->now = NULL;
	*out = false;
	return done ? judge_path(a, &run->slots[0]->results[0], out)
	            : run->status != KEPU_ERROR_MEMORY || out_of_memory(need);
}

static bool try_group(attempt *a, bool *out)
{
	kp_need *need = a->need;
	kepu_score *score;
	const kp_scheme_element *stage = need->score->stage;
	kp_str id = stage ? kp_scheme_text(stage, KP_ATTR_ID) : NULL;
	kepu_status status = kepu_score_new(need->group, id, kp_str_len(id), &score, NULL, NULL);
	*out = false;
	if (status == KEPU_ERROR_MEMORY)
		return out_of_memory(need);
	if (status)
		return true;
	const kp_result *results = score->run.slots[0]->results, *total = &results[need->in_group];
	const kp_result *above = &results[need->above_in_group];
	const kp_scheme_element *grade = score->standings[need->in_group].grade;
	size_t number = grade ? need->grading.number_of[grade->index] : need->grading.count;
	if (total->state == KEPU_STATE_VALUE && a->which == KEPU_NEED_GRADE)
		*out = number < need->grade;
	else if (total->state == KEPU_STATE_VALUE && above->state == KEPU_STATE_VALUE)
		*out = kp_decimal_compare(total->points, above->points) >= 0;
	kepu_score_free(score);
	return true;
}

/* Whether a change by so many steps does it. False: memory is out. */
static bool try_change(attempt *a, int64_t steps, bool *out)
{
	int64_t to = a->from + steps;
	*out = false;
	if (to > MOST || to < -MOST)
		return true;
	a->figure->value = (kp_decimal){ to, a->scale };
	a->figure->text = NULL;
	return a->whole ? try_group(a, out) : try_path(a, out);
}

/* ---- which steps ---- */

enum { NEAR = 16, DOUBLINGS = 45, CANDIDATES = 512 };

typedef struct candidates {
	int64_t steps[CANDIDATES];
	size_t count;
} candidates;

static void consider(candidates *c, int64_t step)
{
	if (step > 0 && step <= 2 * MOST && c->count < CANDIDATES)
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
static void consider_bounds(candidates *c, const attempt *a, const kp_scheme_element *rule, int64_t way)
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

static void consider_all(candidates *c, const attempt *a, int64_t way)
{
	int64_t full;
	for (int64_t step = 1; step <= NEAR; step++)
		consider(c, step);
	for (int doubling = 5; doubling < DOUBLINGS; doubling++)
		consider(c, (int64_t)1 << doubling);
	if (in_steps(kp_scheme_number(a->criterion, KP_ATTR_POINTS, (kp_decimal){ 0, 0 }), a->scale, &full))
		consider(c, (full - a->from) * way);
	consider(c, -a->from * way);
	consider_bounds(c, a, first_leaf(a->criterion), way);
	qsort(c->steps, c->count, sizeof *c->steps, by_size);
}

/* The first of the candidates that does it, then halving the way back to the one before it. 0: none does. */
static bool search(attempt *a, int64_t way, int64_t *out)
{
	candidates c = { .count = 0 };
	int64_t fails = 0, does = 0;
	bool did = false;
	consider_all(&c, a, way);
	for (size_t i = 0; i < c.count && !did; i++) {
		if (c.steps[i] == fails)
			continue;
		if (!try_change(a, way * c.steps[i], &did))
			return false;
		*(did ? &does : &fails) = c.steps[i];
	}
	while (did && does - fails > 1) {
		int64_t middle = fails + (does - fails) / 2;
		bool enough;
		if (!try_change(a, way * middle, &enough))
			return false;
		*(enough ? &does : &fails) = middle;
	}
	*out = does;
	return true;
}

/* ---- what is found ---- */

static bool find_both(attempt *a, kp_change *out)
{
	int64_t more, less, steps;
	if (!search(a, 1, &more) || !search(a, -1, &less))
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

bool kp_need_find(kp_need *need, const kp_scheme_element *criterion, int32_t which, kp_change *out)
{
	attempt a = { .need = need, .criterion = criterion, .which = which };
	*out = (kp_change){ .found = false };
	if (!kp_need_open(need, which) || !kp_need_has(need, criterion, which, &a.whole))
		return true;
	if (a.whole ? !need->group && !make_group(need) : !need->path && !make_path(need))
		return false;
	a.figure =
		a.whole ? figure_of(need, need->group, need->in_group, criterion) : figure_of(need, need->path, 0, criterion);
	kp_input was = *a.figure;
	const kp_scheme_element *rule = first_leaf(criterion);
	bool plain = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE) == KP_WORD_VALUE;
	a.scale = plain ? digits_of(rule, was.value.scale) : was.value.scale;
	bool done = !in_steps(was.value, a.scale, &a.from) || find_both(&a, out);
	*a.figure = was;
	return done;
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
	bool done = kp_need_begin(&need, score, row) && kp_need_find(&need, scheme->elements[element], which, &change);
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
