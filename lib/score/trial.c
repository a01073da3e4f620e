#include "score/trial.h"

#include <kepu/data.h>
#include <stdlib.h>

/* ---- units with their figures ---- */

static size_t count_figures(const kepu_inputs *inputs, const uint32_t *units, size_t count)
{
	size_t figures = 0, found;
	for (size_t e = 0; e < inputs->scheme->count; e++)
		for (size_t i = 0; i < count; i++) {
			kp_inputs_of(inputs, (uint32_t)e, units[i], &found);
			figures += found;
		}
	return figures;
}

static void copy_figures(kepu_inputs *made, const kepu_inputs *inputs, const uint32_t *units)
{
	size_t found;
	for (size_t e = 0; e < inputs->scheme->count; e++)
		for (size_t i = 0; i < made->unit_count; i++) {
			const kp_input *items = kp_inputs_of(inputs, (uint32_t)e, units[i], &found);
			for (size_t k = 0; k < found; k++) {
				made->items[made->count] = items[k];
				made->items[made->count++].unit = (uint32_t)i;
			}
		}
}

/* Some units of a set, in their order, with all their figures. NULL: memory is out. */
static kepu_inputs *some_of(const kepu_inputs *inputs, const uint32_t *units, size_t count)
{
	kepu_inputs *made = kp_calloc(1, sizeof *made);
	if (!made)
		return NULL;
	made->tag = KP_TAG_INPUTS;
	atomic_init(&made->references, 1);
	made->scheme = kp_scheme_ref(inputs->scheme);
	kp_arena_init(&made->arena);
	kp_arena_init(&made->key_arena);
	made->units = kp_array(count, sizeof *made->units);
	made->items = kp_array(count_figures(inputs, units, count) + 1, sizeof *made->items);
	made->moved = kp_array(1, sizeof *made->moved); /* they are in order */
	if (made->units && made->items && made->moved) {
		made->unit_count = count;
		for (size_t i = 0; i < count; i++)
			made->units[i] = inputs->units[units[i]];
		copy_figures(made, inputs, units);
		if (kp_inputs_settle(made, NULL) == KEPU_OK)
			return made;
	}
	kepu_inputs_free(made);
	return NULL;
}

/* ---- making ---- */

/* Slots of the tree have the same numbers in both. */
static bool plant(kp_run *run, const kp_run *of, uint32_t unit)
{
	run->scheme = of->scheme;
	run->stage = of->stage;
	kp_arena_init(&run->arena);
	if (!kp_run_plant(run))
		return false;
	for (size_t i = 0; i < run->slot_count; i++) {
		run->slots[i]->results[0] = of->slots[i]->results[unit];
		run->slots[i]->turn = of->slots[i]->turn;
	}
	return true;
}

kepu_status kp_trial_alone(kp_trial *trial, const kepu_score *score, uint32_t unit)
{
	kepu_score *made = trial->score = kp_calloc(1, sizeof *made);
	if (!made)
		return KEPU_ERROR_MEMORY;
	made->tag = KP_TAG_SCORE;
	made->run.inputs = some_of(score->run.inputs, &unit, 1);
	return made->run.inputs && plant(&made->run, &score->run, unit) ? KEPU_OK : KEPU_ERROR_MEMORY;
}

kepu_status kp_trial_group(kp_trial *trial, const kepu_score *score, uint32_t unit)
{
	const kp_run *run = &score->run;
	const uint32_t *units = run->members + run->group_starts[run->group_of[unit]];
	size_t count = run->group_starts[run->group_of[unit] + 1] - run->group_starts[run->group_of[unit]];
	kp_str stage = score->stage ? kp_scheme_text(score->stage, KP_ATTR_ID) : NULL;
	kepu_inputs *inputs = some_of(run->inputs, units, count);
	if (!inputs)
		return KEPU_ERROR_MEMORY;
	while (units[trial->unit] != unit)
		trial->unit++;
	trial->whole = true;
	kepu_status status = kepu_score_new(inputs, stage, kp_str_len(stage), &trial->score, NULL, NULL);
	kepu_inputs_free(inputs); /* the score has it */
	return status;
}

void kp_trial_end(kp_trial *trial)
{
	kepu_score_free(trial->score);
	free(trial->touched);
}

/* ---- what a figure leads to ---- */

static bool touch(kp_trial *trial, kp_slot *slot)
{
	kp_scheme_kind kind = slot->element->kind;
	if (kind == KP_SCHEME_GATE)
		trial->gates = true;
	if (slot->touched || kind == KP_SCHEME_GATE || kind == KP_SCHEME_VETO || kind == KP_SCHEME_DOWNGRADE)
		return true;
	if (!kp_grow((void **)&trial->touched, &trial->capacity, trial->count + 1, sizeof(kp_slot *)))
		return false;
	slot->touched = true;
	trial->touched[trial->count++] = slot;
	return true;
}

static bool asks(const kp_run *run, const kp_scheme_element *rule, const kp_scheme_element *element)
{
	kp_word measure = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	kp_str of = kp_scheme_text(rule, KP_ATTR_OF);
	bool points = of && (measure == KP_WORD_SCORE || measure == KP_WORD_PLACE);
	if (points && kp_run_named(run, of) == element)
		return true;
	for (const kp_scheme_element *e = NULL; (e = kp_scheme_child(rule, KP_SCHEME_RULE, e));)
		if (asks(run, e, element))
			return true;
	return false;
}

/* Criteria and gates that ask for the points of an element. */
static bool touch_askers(kp_trial *trial, const kp_scheme_element *element)
{
	const kp_run *run = &trial->score->run;
	for (size_t i = 0; i < run->slot_count; i++) {
		const kp_scheme_element *rule = kp_scheme_child(run->slots[i]->element, KP_SCHEME_RULE, NULL);
		if (rule && asks(run, rule, element) && !touch(trial, run->slots[i]))
			return false;
	}
	return true;
}

static bool touch_others(kp_trial *trial, const kp_slot *slot)
{
	const kepu_score *score = trial->score;
	if (slot->above && !touch(trial, slot->above))
		return false;
	for (kp_slot *s = score->run.by_element[slot->element->index]; s; s = s->same)
		if (s->combined && !touch(trial, s))
			return false;
	return !trial->whole || !score->asked[slot->element->index] || touch_askers(trial, slot->element);
}

static int by_turn(const void *left, const void *right)
{
	const kp_slot *const *a = left, *const *b = right;
	return ((*a)->turn > (*b)->turn) - ((*a)->turn < (*b)->turn);
}

kepu_status kp_trial_touch(kp_trial *trial, const kp_scheme_element *criterion)
{
	kp_run *run = &trial->score->run;
	bool done = true;
	while (trial->count)
		trial->touched[--trial->count]->touched = false;
	trial->gates = false;
	trial->criterion = criterion;
	trial->slot_count = run->slot_count;
	for (size_t i = 0; done && !criterion && i < run->slot_count; i++)
		done = touch(trial, run->slots[i]);
	for (kp_slot *s = criterion ? run->by_element[criterion->index] : NULL; done && s; s = s->same)
		done = touch(trial, s);
	for (size_t i = 0; done && i < trial->count; i++)
		done = touch_others(trial, trial->touched[i]);
	if (!done)
		return KEPU_ERROR_MEMORY;
	if (trial->count)
		qsort(trial->touched, trial->count, sizeof(kp_slot *), by_turn);
	return KEPU_OK;
}

/* ---- working it out ---- */

/* A slot of the unit alone, where something that it is made of gives something else than before. */
static bool work_alone(kp_trial *trial, kp_slot *slot)
{
	kp_run *run = &trial->score->run;
	bool leaf = slot->element == trial->criterion && !slot->parted;
	if (!leaf && !slot->stirred && !trial->failed)
		return true;
	kp_result was = slot->results[0];
	slot->stirred = false;
	if (!kp_run_anew(run, slot))
		return false;
	const kp_result *is = &slot->results[0];
	bool same = is->state == was.state && is->points.coefficient == was.points.coefficient &&
	            is->points.scale == was.points.scale && is->left_out == was.left_out;
	if (slot->above)
		slot->above->stirred = slot->above->stirred || !same;
	return true;
}

kepu_status kp_trial_work(kp_trial *trial)
{
	kp_run *run = &trial->score->run;
	bool done = true;
	if (run->slot_count > trial->slot_count &&
	    kp_trial_touch(trial, trial->criterion)) /* made for who asked meanwhile */
		return KEPU_ERROR_MEMORY;
	run->status = KEPU_OK;
	run->note_count = 0; /* findings are no one's here */
	for (size_t i = 0; done && i < trial->count; i++)
		done = trial->whole ? kp_run_anew(run, trial->touched[i]) : work_alone(trial, trial->touched[i]);
	trial->failed = !done;
	return run->status;
}

static bool pass_gates(kp_trial *trial)
{
	kp_run *run = &trial->score->run;
	bool done = true;
	for (const kp_scheme_element *e = run->scheme->elements[0]->first; done && e; e = e->next) {
		kp_slot *slot = e->kind == KP_SCHEME_GATE ? run->by_element[e->index] : NULL;
		if (!slot || !kp_scheme_fits(e, &run->inputs->units[trial->unit]))
			continue;
		kp_run_forget(run, slot);
		run->now = slot;
		done = kp_gate_pass(run, slot, trial->unit, &slot->results[trial->unit]);
		run->now = NULL;
	}
	return done;
}

kepu_status kp_trial_grade(kp_trial *trial, size_t *out)
{
	kepu_score *score = trial->score;
	const kp_grading *g = &score->grading;
	kp_run *run = &score->run;
	if ((score->ranking.sorted || kp_ranking_sort(&score->ranking, NULL)) && kp_score_clean(score) &&
	    (!trial->gates || pass_gates(trial)))
		*out = kp_grade_of(score, trial->unit, &run->slots[0]->results[trial->unit], score->ranking.places[trial->unit],
		                   g->is_clean ? g->clean.places[trial->unit] : 0);
	return run->status;
}
