/* What is above the criteria: items and accounts of a module added up, parts put together. */
#include "base/logarithm.h"
#include "score/trace.h"

#include <stdlib.h>

bool kp_sum_fraction(kp_sum sum, kp_fraction *out)
{
	out->over = sum.coefficient;
	out->under = 1;
	while (sum.scale-- > 0) {
		bool two = out->over % 2 == 0, five = out->over % 5 == 0;
		out->over /= (two ? 2 : 1) * (five ? 5 : 1);
		out->under *= (two ? 1 : 2) * (five ? 1 : 5);
	}
	kp_wide negative;
	return !__builtin_sub_overflow((kp_wide)0, out->over, &negative); /* one that has none is no fraction */
}

static bool too_large(kp_run *run)
{
	return kp_run_fail(run, KEPU_ERROR_OVERFLOW, NULL, NULL);
}

/* ---- what re-weighting goes by ---- */

static bool points_on_card(kp_run *run, const kp_slot *slot, uint32_t unit, kp_fraction *out);

/* Those of each part × its weight. */
static bool points_of_parts(kp_run *run, const kp_slot *slot, uint32_t unit, kp_fraction *out)
{
	const kp_decimal one = { 1, 0 };
	for (const kp_slot *s = slot->first; s; s = s->next) {
		kp_fraction points, weight = kp_fraction_of(kp_scheme_number(s->part, KP_ATTR_WEIGHT, one));
		if (!points_on_card(run, s, unit, &points))
			return false;
		if (!kp_fraction_multiply(points, weight, &points) || !kp_fraction_add(*out, points, out))
			return too_large(run);
	}
	return true;
}

/* The most that the items of an element give on a unit's card. */
static bool points_on_card(kp_run *run, const kp_slot *slot, uint32_t unit, kp_fraction *out)
{
	*out = kp_fraction_of(slot->terms.points);
	if (slot->terms.has_points)
		return true;
	if (slot->parted)
		return points_of_parts(run, slot, unit, out);
	for (const kp_slot *s = slot->first; s; s = s->next) {
		kp_fraction points;
		if (s->terms.account != KP_WORD_NONE || s->results[unit].state == KEPU_UNKNOWN)
			continue; /* an account, or nothing of it is on the card */
		if (!points_on_card(run, s, unit, &points))
			return false;
		if (!kp_fraction_add(*out, points, out))
			return too_large(run);
	}
	return true;
}

/* ---- a module for a unit ---- */

typedef struct adding {
	kp_run *run;
	kp_slot *slot;
	kp_decimal *values, *weights; /* of a geometric mean: room for all items */
	uint32_t unit;
	size_t items, left_in, accounts; /* on the card */
	uint8_t lacks, out;              /* states of what has no points, and of what others stand for */
	kp_sum sum;                      /* of own items that have points */
	kp_fraction own;
	kp_sum total;
} adding;

static bool divides(adding *a, kp_fraction over, kp_fraction under, kp_fraction *out)
{
	if (kp_fraction_sign(under) == 0)
		a->lacks = KEPU_STATE_NO_VALUE;
	return a->lacks || kp_fraction_divide(over, under, out) || too_large(a->run);
}

/* × points of all items ÷ those of the items left in. */
static bool reweigh(adding *a)
{
	kp_fraction all = KP_FRACTION_ZERO, left = KP_FRACTION_ZERO, times;
	for (const kp_slot *s = a->slot->first; s; s = s->next) {
		kp_fraction points;
		if (s->terms.account != KP_WORD_NONE || s->results[a->unit].state == KEPU_UNKNOWN)
			continue;
		if (!points_on_card(a->run, s, a->unit, &points))
			return false;
		if (!kp_fraction_add(all, points, &all) ||
		    (!s->results[a->unit].left_out && !kp_fraction_add(left, points, &left)))
			return too_large(a->run);
	}
	if (!divides(a, all, left, &times))
		return false;
	return a->lacks || kp_fraction_multiply(a->own, times, &a->own) || too_large(a->run);
}

static bool take_account(adding *a, const kp_slot *slot, const kp_result *result)
{
	kp_decimal points = result->points;
	a->accounts++;
	if (result->state != KEPU_STATE_VALUE) {
		a->lacks = kp_state_of_both(a->lacks, result->state);
		return true;
	}
	kp_sum sum = kp_sum_of(points);
	if (slot->terms.account == KP_WORD_DEDUCTION)
		sum.coefficient = -sum.coefficient;
	return kp_sum_add(&a->total, sum) || too_large(a->run);
}

/* Sorts out what is on the card, what has no points and what is left out; accounts are added. */
static bool take_all(adding *a)
{
	for (const kp_slot *s = a->slot->first; s; s = s->next) {
		const kp_result *result = &s->results[a->unit];
		if (result->state == KEPU_UNKNOWN)
			continue;
		if (s->terms.account != KP_WORD_NONE) {
			if (!take_account(a, s, result))
				return false;
			continue;
		}
		a->items++;
		if (result->left_out)
			a->out = kp_state_of_both(a->out, result->state);
		else if (result->state != KEPU_STATE_VALUE)
			a->lacks = kp_state_of_both(a->lacks, result->state);
		else if (!kp_sum_add_number(&a->sum, result->points))
			return too_large(a->run);
		a->left_in += !result->left_out;
	}
	return true;
}

static bool counts(const adding *a, const kp_slot *slot)
{
	const kp_result *result = &slot->results[a->unit];
	return slot->terms.account == KP_WORD_NONE && result->state == KEPU_STATE_VALUE && !result->left_out;
}

static bool add_items(adding *a)
{
	return (kp_sum_fraction(a->sum, &a->own) || too_large(a->run)) && (a->left_in == a->items || reweigh(a));
}

static bool take_mean(adding *a)
{
	kp_sum sum = { 0, 0 }, weights = { 0, 0 };
	kp_fraction over, under;
	for (const kp_slot *s = a->slot->first; s; s = s->next)
		if (counts(a, s) && (!kp_sum_add(&sum, kp_sum_product(s->results[a->unit].points, s->terms.weight)) ||
		                     !kp_sum_add(&weights, kp_sum_of(s->terms.weight))))
			return too_large(a->run);
	return kp_sum_fraction(sum, &over) && kp_sum_fraction(weights, &under) ? divides(a, over, under, &a->own)
	                                                                       : too_large(a->run);
}

static bool take_geometric_mean(adding *a)
{
	size_t count = 0;
	kp_decimal points;
	bool weighs = false;
	for (const kp_slot *s = a->slot->first; s; s = s->next) {
		if (!counts(a, s))
			continue;
		a->values[count] = s->results[a->unit].points;
		a->weights[count++] = s->terms.weight;
		weighs = weighs || s->terms.weight.coefficient > 0;
	}
	if (!weighs) {
		a->lacks = KEPU_STATE_NO_VALUE;
		return true;
	}
	if (!kp_geometric_mean(a->values, a->weights, count, &points))
		return too_large(a->run);
	a->own = kp_fraction_of(points);
	return true;
}

static bool take_own(adding *a)
{
	if (a->lacks || !a->items)
		return true;
	switch (a->slot->terms.aggregate) {
	case KP_WORD_MEAN: return take_mean(a);
	case KP_WORD_GEOMETRIC: return take_geometric_mean(a);
	default: return add_items(a);
	}
}

/* Own items, rounded where they are a quotient, and accounts. */
static bool put_together(adding *a, kp_result *result)
{
	kp_decimal own;
	kp_word way = a->slot->terms.aggregate;
	bool exact = !a->items || (way == KP_WORD_SUM && a->left_in == a->items);
	bool given =
		exact ? kp_fraction_round(a->own, 9, KP_ROUND_HALF_UP, &own) : kp_run_give(a->run, a->slot, a->own, &own);
	if (!given || !kp_sum_add(&a->total, kp_sum_of(own)) || !kp_sum_decimal(a->total, &result->points))
		return too_large(a->run);
	if (!exact)
		KP_TELL(a->run, own, a->run, a->slot, way == KP_WORD_SUM ? KP_WORD_REWEIGH : way, a->own, own);
	result->state = KEPU_STATE_VALUE;
	return true;
}

static bool round_total(kp_run *run, const kp_slot *slot, kp_result *result)
{
	if (slot->part || slot->above || !kp_scheme_get(slot->element, KP_ATTR_DECIMALS))
		return true;
	kp_decimal points = result->points;
	if (!kp_run_give(run, slot, kp_fraction_of(points), &result->points))
		return false;
	KP_TELL(run, rounded, run, slot, kp_fraction_of(points), result->points);
	kp_run_cut(run, slot, result); /* a limit may have more digits */
	return true;
}

static bool finish(kp_run *run, const kp_slot *slot, kp_result *result)
{
	if (result->state != KEPU_STATE_VALUE)
		return true;
	kp_run_cut(run, slot, result);
	return round_total(run, slot, result);
}

static bool add_up(adding *a, kp_result *result)
{
	a->own = KP_FRACTION_ZERO;
	if (!take_all(a))
		return false;
	if (!a->items && !a->accounts) {
		bool total = a->slot->element->kind == KP_SCHEME_ROOT;
		result->state = total ? KEPU_STATE_NO_VALUE : KEPU_UNKNOWN;
		return true;
	}
	if (a->items && !a->left_in) {
		result->state = a->out;
		result->left_out = true;
		return true;
	}
	if (!take_own(a))
		return false;
	if (a->lacks) {
		result->state = a->lacks;
		return true;
	}
	return put_together(a, result) && finish(a->run, a->slot, result);
}

/* Some units one after the other, with results of their own. */
static bool add_up_all(kp_run *run, kp_slot *slot, uint32_t first, uint32_t end, kp_result *results)
{
	size_t items = 0;
	for (const kp_slot *s = slot->first; s && slot->terms.aggregate == KP_WORD_GEOMETRIC; s = s->next)
		items++;
	bool done = true;
	kp_decimal *room = items ? kp_array(2 * items, sizeof *room) : NULL;
	if (items && !room)
		return kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
	for (uint32_t unit = first; done && unit < end; unit++) {
		adding a = { .run = run, .slot = slot, .unit = unit, .values = room, .weights = room ? room + items : NULL };
		done = add_up(&a, &results[unit - first]);
	}
	free(room);
	return done;
}

bool kp_run_module(kp_run *run, kp_slot *slot)
{
	return add_up_all(run, slot, 0, (uint32_t)kp_run_units(run), slot->results);
}

bool kp_run_module_of(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *result)
{
	return add_up_all(run, slot, unit, unit + 1, result);
}

/* ---- parts ---- */

typedef struct combining {
	kp_sum sum, weights, left; /* of the parts: all, those left in */
	size_t parts, left_in;     /* on the card */
	uint8_t lacks, out;
} combining;

static kp_decimal weight_of(const kp_slot *slot)
{
	return kp_scheme_number(slot->part, KP_ATTR_WEIGHT, (kp_decimal){ 1, 0 });
}

static bool take_part(combining *c, const kp_slot *slot, uint32_t unit)
{
	const kp_result *result = &slot->results[unit];
	kp_sum weight = kp_sum_of(weight_of(slot));
	if (result->state == KEPU_UNKNOWN)
		return true;
	c->parts++;
	if (!kp_sum_add(&c->weights, weight))
		return false;
	if (result->left_out) {
		c->out = kp_state_of_both(c->out, result->state);
		return true;
	}
	c->left_in++;
	if (result->state != KEPU_STATE_VALUE) {
		c->lacks = kp_state_of_both(c->lacks, result->state);
		return true;
	}
	return kp_sum_add(&c->left, weight) && kp_sum_add(&c->sum, kp_sum_product(result->points, weight_of(slot)));
}

static bool combine(kp_run *run, kp_slot *slot, const combining *c, kp_result *result)
{
	kp_fraction points, all, left;
	if (!kp_sum_fraction(c->sum, &points))
		return too_large(run);
	if (c->left_in < c->parts) {
		if (!kp_sum_fraction(c->weights, &all) || !kp_sum_fraction(c->left, &left))
			return too_large(run);
		if (kp_fraction_sign(left) == 0) {
			result->state = KEPU_STATE_NO_VALUE;
			return true;
		}
		if (!kp_fraction_multiply(points, all, &points) || !kp_fraction_divide(points, left, &points))
			return too_large(run);
	}
	if (!kp_run_give(run, slot, points, &result->points))
		return false;
	if (c->left_in < c->parts)
		KP_TELL(run, own, run, slot, KP_WORD_REWEIGH, points, result->points);
	else
		KP_TELL(run, rounded, run, slot, points, result->points);
	result->state = KEPU_STATE_VALUE;
	return finish(run, slot, result);
}

bool kp_run_parts_of(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *result)
{
	combining c = { .parts = 0 };
	for (const kp_slot *s = slot->first; s; s = s->next)
		if (!take_part(&c, s, unit))
			return too_large(run);
	if (!c.parts || !c.left_in) {
		result->state = c.parts ? c.out : KEPU_UNKNOWN;
		result->left_out = c.parts > 0;
		return true;
	}
	if (c.lacks) {
		result->state = c.lacks;
		return true;
	}
	return combine(run, slot, &c, result);
}

bool kp_run_parts(kp_run *run, kp_slot *slot)
{
	for (uint32_t unit = 0; unit < kp_run_units(run); unit++)
		if (!kp_run_parts_of(run, slot, unit, &slot->results[unit]))
			return false;
	return true;
}
