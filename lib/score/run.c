/* Works out all slots: each after those that it is made of and those that its rules ask for. */
#include "score/trace.h"

#include <stdlib.h>

/* A number that is too large is of no text; it is said whose points it comes up in. */
static kepu_status fail_overflow(kp_run *run, const kp_place *place)
{
	const char *name = run->now ? kp_scheme_label(run->now->element) : "";
	kp_buffer zh = { 0 }, en = { 0 };
	kp_buffer_text(&zh, "“");
	kp_buffer_text(&zh, name);
	kp_buffer_text(&zh, "”的得分");
	kp_buffer_byte(&zh, '\0');
	kp_buffer_text(&en, "points of \"");
	kp_buffer_text(&en, name);
	kp_buffer_text(&en, "\"");
	kp_buffer_byte(&en, '\0');
	kepu_status status = zh.failed || en.failed ? kp_fail(run->err, KEPU_ERROR_MEMORY, NULL, NULL, NULL)
	                                            : kp_fail_worded(run->err, KEPU_ERROR_OVERFLOW, place,
	                                                             (kp_wording){ zh.bytes, en.bytes }, KP_WORDED(NULL));
	kp_buffer_free(&zh);
	kp_buffer_free(&en);
	return status;
}

bool kp_run_fail(kp_run *run, kepu_status code, const char *first, const char *second)
{
	kp_place place = KP_NOWHERE;
	if (run->now)
		place.path = kp_scheme_text(run->now->element, KP_ATTR_ID);
	if (!run->status && code == KEPU_ERROR_OVERFLOW && !first)
		run->status = fail_overflow(run, &place);
	else if (!run->status)
		run->status = kp_fail(run->err, code, &place, first ? first : place.path, second);
	return false;
}

static void drop_groups(const kp_run *run, kp_group *groups)
{
	for (size_t i = 0; i < run->group_count; i++) {
		free(groups[i].measures);
		free(groups[i].places);
		free(groups[i].order);
		groups[i] = (kp_group){ .measures = NULL };
	}
}

void kp_run_forget(const kp_run *run, kp_slot *slot)
{
	for (kp_taken *taken = slot->taken; taken; taken = taken->next)
		drop_groups(run, taken->groups);
	if (slot->ranking)
		slot->ranking->sorted = false;
}

void kp_run_close(kp_run *run)
{
	for (size_t i = 0; i < run->slot_count; i++) {
		kp_run_forget(run, run->slots[i]);
		for (kp_taken *taken = run->slots[i]->taken; taken; taken = taken->next)
			free(taken->groups);
		free(run->slots[i]->means);
	}
	free(run->logarithms);
	free(run->slots);
	free(run->notes);
	kp_arena_free(&run->arena);
}

const kp_scheme_element *kp_run_named(const kp_run *run, kp_str of)
{
	const kp_scheme_element *total = run->scheme->elements[0];
	const kp_scheme_element *found =
		kp_str_is(of, "total", 5) ? total : kp_scheme_find(run->scheme, of, kp_str_len(of));
	return found ? found : total;
}

/* ---- points of a criterion ---- */

void kp_run_cut(const kp_run *run, const kp_slot *slot, kp_result *result)
{
	const kp_terms *t = &slot->terms;
	if (slot->part) /* the limits hold for all parts together */
		return;
	if (t->has_ceiling && kp_decimal_compare(result->points, t->ceiling) > 0) {
		KP_TELL(run, cut, run, true, result->points, t->ceiling);
		result->points = t->ceiling;
	}
	if (t->has_floor && kp_decimal_compare(result->points, t->floor) < 0) {
		KP_TELL(run, cut, run, false, result->points, t->floor);
		result->points = t->floor;
	}
}

bool kp_run_give(kp_run *run, const kp_slot *slot, kp_fraction points, kp_decimal *out)
{
	int32_t decimals = slot->terms.decimals < 0 ? 9 : slot->terms.decimals;
	return kp_fraction_round(points, decimals, slot->terms.rounding, out) ||
	       kp_run_fail(run, KEPU_ERROR_OVERFLOW, NULL, NULL);
}

static bool give(kp_run *run, const kp_slot *slot, kp_fraction points, kp_result *result)
{
	if (!kp_run_give(run, slot, points, &result->points))
		return false;
	KP_TELL(run, rounded, run, slot, points, result->points);
	kp_run_cut(run, slot, result);
	result->state = KEPU_STATE_VALUE;
	return true;
}

static bool ask(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *result)
{
	const kp_scheme_element *rule = kp_scheme_child(slot->element, KP_SCHEME_RULE, NULL);
	kp_fraction points = kp_fraction_of(slot->terms.points);
	kp_question question = {
		.run = run, .rule = rule, .criterion = slot->element, .unit = unit, .points = points, .spot = &slot->spot
	};
	kp_outcome outcome = { .points = KP_FRACTION_ZERO, .state = KEPU_STATE_NO_VALUE };
	if (!kp_ask(&question, rule, points, &outcome))
		return false;
	result->state = outcome.state;
	result->whole = outcome.state == KEPU_STATE_VALUE && outcome.whole;
	return outcome.state != KEPU_STATE_VALUE || give(run, slot, outcome.points, result);
}

/* ---- policies ---- */

/* What the units of a group have by themselves. */
typedef struct kp_mean_points {
	kp_sum sum;
	int64_t count;
} mean;

static bool has_mean(const kp_slot *slot)
{
	for (size_t state = 0; state < sizeof slot->terms.policies / sizeof *slot->terms.policies; state++)
		if (slot->terms.policies[state] == KP_WORD_MEAN)
			return true;
	return false;
}

/* Taken of all units before policies give some more. */
static bool take_means(kp_run *run, kp_slot *slot)
{
	free(slot->means);
	slot->means = kp_calloc(run->group_count, sizeof *slot->means); /* an arena does not align sums */
	if (!slot->means)
		return kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
	for (uint32_t unit = 0; unit < kp_run_units(run); unit++) {
		const kp_result *result = &slot->results[unit];
		mean *m = &slot->means[run->group_of[unit]];
		if (result->state != KEPU_STATE_VALUE)
			continue;
		m->count++;
		if (!kp_sum_add_number(&m->sum, result->points))
			return kp_run_fail(run, KEPU_ERROR_OVERFLOW, NULL, NULL);
	}
	return true;
}

static bool give_mean(kp_run *run, const kp_slot *slot, const mean *m, kp_result *result)
{
	kp_fraction points;
	if (!m->count)
		return true;
	if (!kp_sum_fraction(m->sum, &points) || !kp_fraction_divide(points, kp_fraction_whole(m->count), &points))
		return kp_run_fail(run, KEPU_ERROR_OVERFLOW, NULL, NULL);
	return give(run, slot, points, result);
}

static bool ask_with_zeros(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *result)
{
	kp_result asked = *result;
	run->zeros = true;
	bool done = ask(run, slot, unit, &asked);
	run->zeros = false;
	if (done && asked.state == KEPU_STATE_VALUE)
		*result = asked;
	return done;
}

/* The policy for the state; in an account no points can come of having nothing. */
static kp_word policy_for(const kp_slot *slot, uint8_t state)
{
	kp_word policy = slot->terms.policies[state];
	bool generous = policy == KP_WORD_FULL || policy == KP_WORD_REWEIGH;
	return slot->terms.in_account && generous ? KP_WORD_ZERO : policy;
}

static bool apply_policy(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *result)
{
	kp_word policy = policy_for(slot, result->state);
	KP_TELL(run, policy, run, slot, result->state, policy);
	result->was = result->state;
	result->policy = (uint8_t)policy;
	switch (policy) {
	case KP_WORD_ZERO: return give(run, slot, KP_FRACTION_ZERO, result);
	case KP_WORD_FULL: result->whole = true; return give(run, slot, kp_fraction_of(slot->terms.points), result);
	case KP_WORD_VALUE_ZERO: return ask_with_zeros(run, slot, unit, result);
	case KP_WORD_MEAN: return give_mean(run, slot, &slot->means[run->group_of[unit]], result);
	case KP_WORD_REWEIGH: result->left_out = true; return true;
	default: return true;
	}
}

static bool apply_policies(kp_run *run, kp_slot *slot)
{
	if (has_mean(slot) && !take_means(run, slot))
		return false;
	for (uint32_t unit = 0; unit < kp_run_units(run); unit++) {
		uint8_t state = slot->results[unit].state;
		if (state != KEPU_UNKNOWN && state != KEPU_STATE_VALUE && !apply_policy(run, slot, unit, &slot->results[unit]))
			return false;
	}
	return true;
}

bool kp_run_criterion(kp_run *run, kp_slot *slot)
{
	for (uint32_t unit = 0; unit < kp_run_units(run); unit++)
		if (kp_run_has(run, slot->element, unit) && !ask(run, slot, unit, &slot->results[unit]))
			return false;
	return apply_policies(run, slot);
}

static bool criterion_again(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *out)
{
	return ask(run, slot, unit, out) && (out->state == KEPU_STATE_VALUE || apply_policy(run, slot, unit, out));
}

bool kp_run_again(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *out)
{
	*out = (kp_result){ .state = KEPU_UNKNOWN };
	run->now = slot;
	bool done = slot->parted                                 ? kp_run_parts_of(run, slot, unit, out)
	            : slot->element->kind == KP_SCHEME_CRITERION ? criterion_again(run, slot, unit, out)
	                                                         : kp_run_module_of(run, slot, unit, out);
	run->now = NULL;
	return done;
}

/* ---- the order ---- */

typedef struct wait {
	kp_slot *slot;
	struct wait *next;
} wait;

typedef struct schedule {
	kp_run *run;
	wait **waiting; /* for an element */
	uint32_t *left; /* slots of an element that are not worked out */
	kp_slot **ready;
	size_t ready_count, count, done; /* those that are made on the way are not counted */
} schedule;

static bool wait_for(schedule *s, const kp_scheme_element *element, kp_slot *slot)
{
	wait *made = kp_run_alloc(s->run, 1, sizeof *made);
	if (!made)
		return false;
	made->slot = slot;
	made->next = s->waiting[element->index];
	s->waiting[element->index] = made;
	slot->waits++;
	return true;
}

/* Which elements a rule and those within it ask for. */
static bool wait_for_rule(schedule *s, const kp_scheme_element *rule, kp_slot *slot)
{
	kp_word measure = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	kp_str of = kp_scheme_text(rule, KP_ATTR_OF);
	bool asks = of && (measure == KP_WORD_SCORE || measure == KP_WORD_PLACE);
	if (asks && !wait_for(s, kp_run_named(s->run, of), slot))
		return false;
	for (const kp_scheme_element *e = NULL; (e = kp_scheme_child(rule, KP_SCHEME_RULE, e));)
		if (!wait_for_rule(s, e, slot))
			return false;
	return true;
}

static bool prepare(schedule *s)
{
	kp_run *run = s->run;
	s->count = run->slot_count;
	s->waiting = kp_run_alloc(run, run->scheme->count, sizeof *s->waiting);
	s->left = kp_run_alloc(run, run->scheme->count, sizeof *s->left);
	s->ready = kp_run_alloc(run, run->slot_count, sizeof *s->ready);
	if (!s->waiting || !s->left || !s->ready)
		return false;
	for (size_t i = 0; i < s->count; i++) {
		kp_slot *slot = run->slots[i];
		s->left[slot->element->index]++;
		if (slot->above)
			slot->above->waits++;
		for (const kp_scheme_element *e = NULL;
		     !slot->parted && (e = kp_scheme_child(slot->element, KP_SCHEME_RULE, e));)
			if (!wait_for_rule(s, e, slot))
				return false;
	}
	for (size_t i = 0; i < s->count; i++)
		if (!run->slots[i]->waits)
			s->ready[s->ready_count++] = run->slots[i];
	return true;
}

static void release(schedule *s, kp_slot *slot)
{
	if (slot && --slot->waits == 0)
		s->ready[s->ready_count++] = slot;
}

static bool work_out(kp_run *run, kp_slot *slot)
{
	run->now = slot;
	bool done = slot->parted                                 ? kp_run_parts(run, slot)
	            : slot->element->kind == KP_SCHEME_CRITERION ? kp_run_criterion(run, slot)
	                                                         : kp_run_module(run, slot);
	run->now = NULL;
	return done;
}

bool kp_run_anew(kp_run *run, kp_slot *slot)
{
	kp_run_forget(run, slot);
	memset(slot->results, 0, kp_run_units(run) * sizeof *slot->results);
	return slot->combined ? kp_run_combine(run, slot) : work_out(run, slot);
}

bool kp_run_tree(kp_run *run)
{
	schedule s = { .run = run };
	if (!prepare(&s))
		return false;
	while (s.ready_count) {
		kp_slot *slot = s.ready[--s.ready_count];
		uint32_t element = slot->element->index;
		slot->turn = run->turns += 2;
		if (!work_out(run, slot))
			return false;
		s.done++;
		release(&s, slot->above);
		if (--s.left[element] == 0)
			for (wait *w = s.waiting[element]; w; w = w->next)
				release(&s, w->slot);
	}
	return s.done == s.count || kp_run_fail(run, KEPU_ERROR_CYCLE, "of", NULL);
}
