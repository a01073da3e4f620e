/* Places of units within their groups, each group sorted once. */
#include "score/slots.h"

#include <stdlib.h>

/* What a unit is ranked by after its points. */
typedef struct tie {
	kp_decimal value;
	bool has;
} tie;

typedef struct tie_breaker {
	bool smaller;
	const kp_slot *slot; /* points of an element; NULL: an item of the unit */
	kp_str item;
} tie_breaker;

typedef struct ranking {
	kp_run *run;
	tie_breaker *breakers;
	size_t breaker_count;
} ranking;

typedef struct entry {
	uint32_t unit;
	kp_decimal points;
	const tie *ties;
	const ranking *of;
} entry;

/* Below zero: a is before b. */
static int compare(const entry *a, const entry *b)
{
	int order = kp_decimal_compare(b->points, a->points);
	for (size_t i = 0; order == 0 && i < a->of->breaker_count; i++) {
		const tie *one = &a->ties[i], *other = &b->ties[i];
		if (one->has != other->has)
			order = one->has ? -1 : 1;
		else if (one->has)
			order = a->of->breakers[i].smaller ? kp_decimal_compare(one->value, other->value)
			                                   : kp_decimal_compare(other->value, one->value);
	}
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

static void share_places(const ranking *r, entry *entries, bool *differs, uint32_t *places, size_t count, uint32_t *out)
{
	kp_word ties = kp_scheme_word(r->run->scheme->elements[0], KP_ATTR_TIES, KP_WORD_COMPETITION);
	qsort(entries, count, sizeof *entries, sorted);
	for (size_t i = 1; i < count; i++)
		differs[i] = compare(&entries[i - 1], &entries[i]) != 0;
	kp_places_share(ties, differs, count, places);
	for (size_t i = 0; i < count; i++)
		out[entries[i].unit] = places[i];
}

/* `decimals` below 0: points as they are. */
static bool enter(const ranking *r, const kp_slot *slot, uint32_t unit, int32_t decimals, tie *ties, entry *out)
{
	*out = (entry){ .unit = unit, .points = slot->results[unit].points, .ties = ties, .of = r };
	if (decimals >= 0 && !kp_fraction_round(kp_fraction_of(out->points), decimals, KP_ROUND_HALF_UP, &out->points))
		return kp_run_fail(r->run, KEPU_ERROR_OVERFLOW, NULL, NULL);
	for (size_t i = 0; i < r->breaker_count; i++)
		ties[i] = tie_of(r, &r->breakers[i], unit);
	return true;
}

/* Which units count; NULL: all. */
static bool place_all(const ranking *r, const kp_slot *slot, int32_t decimals, const bool *among, uint32_t *out)
{
	kp_run *run = r->run;
	size_t units = kp_run_units(run), wide = r->breaker_count + 1;
	entry *entries = kp_array(units + 1, sizeof *entries);
	tie *ties = kp_calloc(units + 1, wide * sizeof *ties);
	bool *differs = kp_calloc(units + 1, sizeof *differs);
	uint32_t *places = kp_calloc(units + 1, sizeof *places);
	bool done = entries && ties && differs && places;
	if (!done)
		kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
	for (size_t group = 0; done && group < run->group_count; group++) {
		size_t count = 0;
		for (uint32_t i = run->group_starts[group]; done && i < run->group_starts[group + 1]; i++) {
			uint32_t unit = run->members[i];
			if (slot->results[unit].state != KEPU_STATE_VALUE || (among && !among[unit]))
				continue;
			done = enter(r, slot, unit, decimals, &ties[count * wide], &entries[count]);
			count++;
		}
		if (done)
			share_places(r, entries, differs, places, count, out);
	}
	free(entries);
	free(ties);
	free(differs);
	free(places);
	return done;
}

bool kp_places_by_points(kp_run *run, kp_slot *slot)
{
	ranking r = { .run = run };
	uint32_t *places = kp_run_alloc(run, kp_run_units(run), sizeof *places);
	if (!places || !place_all(&r, slot, -1, NULL, places))
		return false;
	slot->places = places;
	return true;
}

bool kp_run_rank(kp_run *run, int32_t decimals, const bool *among, uint32_t *out_doubled)
{
	ranking r = { .run = run };
	return find_breakers(&r) && place_all(&r, run->slots[0], decimals, among, out_doubled);
}
