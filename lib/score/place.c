/* Places of units within their groups, each group sorted once. */
#include "score/slots.h"

#include <stdlib.h>

/* What a unit is ranked by after its points. */
typedef struct tie {
	kp_decimal value;
	bool has;
} tie;

typedef kp_tie_breaker tie_breaker;
typedef kp_ranking ranking;

typedef struct entry {
	uint32_t unit;
	kp_decimal points;
	const tie *ties;
	const ranking *of;
} entry;

/* Below zero: one is before the other. */
static int compare_ties(const tie_breaker *breaker, const tie *one, const tie *other)
{
	if (one->has != other->has)
		return one->has ? -1 : 1;
	if (!one->has)
		return 0;
	return breaker->smaller ? kp_decimal_compare(one->value, other->value)
	                        : kp_decimal_compare(other->value, one->value);
}

static int compare(const entry *a, const entry *b)
{
	int order = kp_decimal_compare(b->points, a->points);
	for (size_t i = 0; order == 0 && i < a->of->breaker_count; i++)
		order = compare_ties(&a->of->breakers[i], &a->ties[i], &b->ties[i]);
	return order;
}

static int sorted(const void *a, const void *b)
{
	const entry *one = a, *other = b;
	int order = compare(one, other);
	return order ? order : (one->unit > other->unit) - (one->unit < other->unit);
}

void kp_places_share(kp_word ties, const bool *differs, size_t count, uint32_t *out_doubled)
{
	size_t different = 0;
	for (size_t first = 0, end; first < count; first = end, different++) {
		for (end = first + 1; end < count && !differs[end]; end++)
			;
		size_t doubled = 2 * (first + 1);
		if (ties == KP_WORD_DENSE)
			doubled = 2 * (different + 1);
		else if (ties == KP_WORD_AVERAGE)
			doubled = first + 1 + end;
		for (size_t i = first; i < end; i++)
			out_doubled[i] = (uint32_t)doubled;
	}
}

/* ---- tie-breakers ---- */

static bool find_breaker(kp_run *run, const kp_scheme_element *element, tie_breaker *out)
{
	static const char mark[] = "item:";
	kp_str of = kp_scheme_text(element, KP_ATTR_OF);
	size_t length = kp_str_len(of), head = sizeof mark - 1;
	out->smaller = kp_scheme_word(element, KP_ATTR_BETTER, KP_WORD_LARGER) == KP_WORD_SMALLER;
	if (length > head && memcmp(of, mark, head) == 0) {
		out->item = kp_str_new(&run->arena, of + head, length - head);
		return out->item || kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
	}
	out->slot = kp_run_shown(run, kp_run_named(run, of), NULL, NULL);
	return out->slot != NULL;
}

static bool find_breakers(ranking *r)
{
	const kp_scheme_element *root = r->run->scheme->elements[0], *element = NULL;
	size_t count = 0;
	while ((element = kp_scheme_child(root, KP_SCHEME_TIE_BREAKER, element)))
		count++;
	r->breakers = kp_run_alloc(r->run, count, sizeof *r->breakers);
	while (r->breakers && (element = kp_scheme_child(root, KP_SCHEME_TIE_BREAKER, element)))
		if (!find_breaker(r->run, element, &r->breakers[r->breaker_count++]))
			return false;
	return r->breakers != NULL;
}

static tie tie_of(const ranking *r, const tie_breaker *breaker, uint32_t unit)
{
	const kp_spot spot = { .stage = r->run->stage };
	if (breaker->slot) {
		const kp_result *result = &breaker->slot->results[unit];
		return (tie){ result->points, result->state == KEPU_STATE_VALUE };
	}
	const kp_input *input = kp_inputs_find(r->run->inputs, 0, unit, breaker->item, NULL, &spot);
	bool has = input && input->state == KEPU_STATE_VALUE;
	return (tie){ has ? input->value : (kp_decimal){ 0, 0 }, has };
}

/* ---- sorting ---- */

static kp_word ties_of(const ranking *r)
{
	return kp_scheme_word(r->run->scheme->elements[0], KP_ATTR_TIES, KP_WORD_COMPETITION);
}

/* Points as they are compared; false: they do not fit. */
static bool points_of(const ranking *r, kp_decimal points, kp_decimal *out)
{
	*out = points;
	return r->decimals < 0 || kp_fraction_round(kp_fraction_of(points), r->decimals, KP_ROUND_HALF_UP, out);
}

static void share_places(ranking *r, size_t group, entry *entries, bool *differs, uint32_t *places, size_t count)
{
	qsort(entries, count, sizeof *entries, sorted);
	for (size_t i = 1; i < count; i++)
		differs[i] = compare(&entries[i - 1], &entries[i]) != 0;
	kp_places_share(ties_of(r), differs, count, places);
	for (size_t i = 0; i < count; i++) {
		r->places[entries[i].unit] = places[i];
		r->units[r->run->group_starts[group] + i] = entries[i].unit;
	}
	r->counts[group] = count;
}

static bool enter(const ranking *r, uint32_t unit, tie *ties, entry *out)
{
	*out = (entry){ .unit = unit, .ties = ties, .of = r };
	if (!points_of(r, r->slot->results[unit].points, &out->points))
		return kp_run_fail(r->run, KEPU_ERROR_OVERFLOW, NULL, NULL);
	for (size_t i = 0; i < r->breaker_count; i++)
		ties[i] = tie_of(r, &r->breakers[i], unit);
	return true;
}

bool kp_ranking_sort(kp_ranking *r, const bool *among)
{
	const kp_run *run = r->run;
	size_t units = kp_run_units(run), wide = r->breaker_count + 1;
	entry *entries = kp_array(units + 1, sizeof *entries);
	tie *ties = kp_calloc(units + 1, wide * sizeof *ties);
	bool *differs = kp_calloc(units + 1, sizeof *differs);
	uint32_t *places = kp_calloc(units + 1, sizeof *places);
	bool done = entries && ties && differs && places;
	if (!done)
		kp_run_fail(r->run, KEPU_ERROR_MEMORY, NULL, NULL);
	memset(r->places, 0, units * sizeof *r->places);
	for (size_t group = 0; done && group < run->group_count; group++) {
		size_t count = 0;
		for (uint32_t i = run->group_starts[group]; done && i < run->group_starts[group + 1]; i++) {
			uint32_t unit = run->members[i];
			if (r->slot->results[unit].state != KEPU_STATE_VALUE || (among && !among[unit]))
				continue;
			done = enter(r, unit, &ties[count * wide], &entries[count]);
			count++;
		}
		if (done)
			share_places(r, group, entries, differs, places, count);
	}
	free(entries);
	free(ties);
	free(differs);
	free(places);
	return r->sorted = done;
}

/* ---- rankings ---- */

static bool make(ranking *r, kp_run *run, const kp_slot *slot)
{
	size_t units = kp_run_units(run);
	*r = (ranking){ .run = run, .slot = slot, .decimals = -1 };
	r->places = kp_run_alloc(run, units, sizeof *r->places);
	r->units = kp_run_alloc(run, units, sizeof *r->units);
	r->counts = kp_run_alloc(run, run->group_count, sizeof *r->counts);
	return r->places && r->units && r->counts;
}

bool kp_places_by_points(kp_run *run, kp_slot *slot)
{
	if (!slot->ranking) {
		ranking *r = kp_run_alloc(run, 1, sizeof *r);
		if (!r || !make(r, run, slot))
			return false;
		slot->ranking = r;
	}
	return slot->ranking->sorted || kp_ranking_sort(slot->ranking, NULL);
}

bool kp_ranking_make(kp_ranking *r, kp_run *run)
{
	const kp_scheme_value *decimals = kp_scheme_get(run->scheme->elements[0], KP_ATTR_RANK_DECIMALS);
	if (!make(r, run, run->slots[0]) || !find_breakers(r))
		return false;
	r->decimals = decimals ? (int32_t)decimals->number.coefficient : -1;
	return true;
}

/* ---- another place ---- */

/* Below zero: the other unit is before one with these points, which are rounded, and the ties of `unit`. */
static int compare_other(const ranking *r, uint32_t other, uint32_t unit, kp_decimal points)
{
	kp_decimal others;
	(void)points_of(r, r->slot->results[other].points, &others); /* it did fit */
	int order = kp_decimal_compare(points, others);
	for (size_t i = 0; order == 0 && i < r->breaker_count; i++) {
		tie one = tie_of(r, &r->breakers[i], other), its = tie_of(r, &r->breakers[i], unit);
		order = compare_ties(&r->breakers[i], &one, &its);
	}
	return order;
}

/* How many stand before such a unit, and how many before or beside it. */
static void bounds_of(const ranking *r, uint32_t unit, kp_decimal points, size_t *before, size_t *beside)
{
	size_t group = r->run->group_of[unit];
	const uint32_t *units = r->units + r->run->group_starts[group];
	for (int side = 0; side < 2; side++) {
		size_t low = 0, high = r->counts[group];
		while (low < high) {
			size_t middle = low + (high - low) / 2;
			if (compare_other(r, units[middle], unit, points) < side)
				low = middle + 1;
			else
				high = middle;
		}
		*(side ? beside : before) = low;
	}
}

bool kp_ranking_place(const kp_ranking *r, uint32_t unit, kp_decimal points, uint32_t *out_doubled)
{
	size_t first, end, was_first, was_end;
	if (!points_of(r, points, &points))
		return false;
	bounds_of(r, unit, points, &first, &end);
	int order = compare_other(r, unit, unit, points); /* where it stands now */
	size_t before = first - (order < 0), beside = end - first - (order == 0);
	if (ties_of(r) == KP_WORD_DENSE) {
		kp_decimal was;
		(void)points_of(r, r->slot->results[unit].points, &was);
		bounds_of(r, unit, was, &was_first, &was_end);
		const uint32_t *units = r->units + r->run->group_starts[r->run->group_of[unit]];
		bool alone = order < 0 && was_end - was_first == 1;
		*out_doubled = (first ? r->places[units[first - 1]] : 0) + (alone ? 0 : 2);
		return true;
	}
	*out_doubled = (uint32_t)(2 * before + 2 + (ties_of(r) == KP_WORD_AVERAGE ? beside : 0));
	return true;
}
