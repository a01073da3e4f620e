/* What a run works on: units group by group, cards, and the elements within their parts. */
#include "score/slots.h"

void *kp_run_alloc(kp_run *run, size_t count, size_t size)
{
	void *made = kp_arena_array(&run->arena, count ? count : 1, size);
	if (!made)
		kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
	return made;
}

/* ---- groups ---- */

/* Units without a group are one of their own behind all others. */
static bool plant_groups(kp_run *run)
{
	const kp_scheme_element *group = NULL;
	size_t units = kp_run_units(run), number = 0;
	uint32_t *number_of = kp_run_alloc(run, run->scheme->count, sizeof *number_of);
	while (number_of && (group = kp_scheme_child(run->scheme->elements[0], KP_SCHEME_GROUP, group)))
		number_of[group->index] = (uint32_t)number++;
	run->group_count = number + 1;
	run->group_of = kp_run_alloc(run, units, sizeof *run->group_of);
	run->members = kp_run_alloc(run, units, sizeof *run->members);
	run->group_starts = kp_run_alloc(run, run->group_count + 1, sizeof *run->group_starts);
	if (!number_of || !run->group_of || !run->members || !run->group_starts)
		return false;
	for (size_t i = 0; i < units; i++) {
		group = run->inputs->units[i].group;
		run->group_of[i] = group ? number_of[group->index] : (uint32_t)number;
		run->group_starts[run->group_of[i] + 1]++;
	}
	for (size_t i = 0; i < run->group_count; i++)
		run->group_starts[i + 1] += run->group_starts[i];
	for (size_t i = units; i-- > 0;) /* from behind, so that each start ends where it belongs */
		run->members[--run->group_starts[run->group_of[i] + 1]] = (uint32_t)i;
	memmove(run->group_starts, run->group_starts + 1, run->group_count * sizeof *run->group_starts);
	run->group_starts[run->group_count] = (uint32_t)units;
	return true;
}

/* ---- cards ---- */

/* Elements stand before what they hold, so that what holds for one above is known. */
static bool plant_cards(kp_run *run)
{
	run->cards = kp_run_alloc(run, run->scheme->count, sizeof *run->cards);
	for (size_t i = 1; run->cards && i < run->scheme->count; i++) {
		const kp_scheme_element *element = run->scheme->elements[i];
		if (element->kind != KP_SCHEME_MODULE && element->kind != KP_SCHEME_CRITERION)
			continue;
		const uint8_t *above = run->cards[i] = run->cards[element->parent->index];
		if (!kp_scheme_get(element, KP_ATTR_GROUPS) && !kp_scheme_get(element, KP_ATTR_KINDS))
			continue;
		run->cards[i] = kp_run_alloc(run, kp_run_units(run), 1);
		for (size_t unit = 0; run->cards[i] && unit < kp_run_units(run); unit++)
			run->cards[i][unit] = (!above || above[unit]) && kp_scheme_fits(element, &run->inputs->units[unit]);
		if (!run->cards[i])
			return false;
	}
	return run->cards != NULL;
}

/* ---- slots ---- */

static bool limit_of(const kp_scheme_element *element, kp_scheme_attribute attribute, bool otherwise, kp_decimal *limit)
{
	const kp_scheme_value *value = kp_scheme_get(element, attribute);
	if (value && value->form != KP_FORM_WORD)
		*limit = value->number;
	return value ? value->form != KP_FORM_WORD : otherwise;
}

static kp_word policy_of(const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	const kp_scheme_value *value = kp_scheme_inherited(element, attribute);
	return value ? (kp_word)value->word : KP_WORD_NONE;
}

static kp_rounding rounding_of(const kp_scheme_element *element)
{
	const kp_scheme_value *value = kp_scheme_inherited(element, KP_ATTR_ROUNDING);
	switch (value ? (kp_word)value->word : KP_WORD_HALF_UP) {
	case KP_WORD_HALF_EVEN: return KP_ROUND_HALF_EVEN;
	case KP_WORD_DOWN: return KP_ROUND_DOWN;
	case KP_WORD_FLOOR: return KP_ROUND_FLOOR;
	case KP_WORD_CEILING: return KP_ROUND_CEILING;
	default: return KP_ROUND_HALF_UP;
	}
}

static kp_terms terms_of(const kp_scheme_element *element)
{
	const kp_decimal zero = { 0, 0 }, one = { 1, 0 };
	const kp_scheme_value *decimals = kp_scheme_inherited(element, KP_ATTR_DECIMALS);
	kp_terms t = { .account = kp_scheme_word(element, KP_ATTR_ACCOUNT, KP_WORD_NONE),
		           .aggregate = kp_scheme_word(element, KP_ATTR_AGGREGATE, KP_WORD_SUM),
		           .points = kp_scheme_number(element, KP_ATTR_POINTS, zero),
		           .weight = kp_scheme_number(element, KP_ATTR_WEIGHT, one),
		           .has_points = kp_scheme_get(element, KP_ATTR_POINTS) != NULL,
		           .in_account = kp_scheme_inherited(element, KP_ATTR_ACCOUNT) != NULL,
		           .decimals = decimals ? (int32_t)decimals->number.coefficient : -1,
		           .rounding = rounding_of(element) };
	bool criterion = element->kind == KP_SCHEME_CRITERION;
	t.ceiling = t.points;
	t.has_ceiling = limit_of(element, KP_ATTR_CEILING, criterion, &t.ceiling);
	t.floor = zero;
	t.has_floor = limit_of(element, KP_ATTR_FLOOR, criterion || t.account != KP_WORD_NONE, &t.floor);
	t.policies[KEPU_STATE_NO_VALUE] = policy_of(element, KP_ATTR_MISSING);
	t.policies[KEPU_STATE_NOT_REPORTED] = policy_of(element, KP_ATTR_NOT_REPORTED);
	t.policies[KEPU_STATE_NOT_APPLICABLE] = policy_of(element, KP_ATTR_NOT_APPLICABLE);
	return t;
}

kp_slot *kp_run_slot(kp_run *run, const kp_scheme_element *element, kp_spot spot)
{
	kp_slot *made = kp_run_alloc(run, 1, sizeof *made);
	if (!made || !(made->results = kp_run_alloc(run, kp_run_units(run), sizeof *made->results)))
		return NULL;
	if (!run->borrowed &&
	    !kp_grow((void **)&run->slots, &run->slot_capacity, run->slot_count + 1, sizeof *run->slots)) {
		kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
		return NULL;
	}
	made->element = element;
	made->spot = spot;
	made->terms = terms_of(element);
	kp_run_hang(run, made);
	if (!run->borrowed)
		run->slots[run->slot_count++] = made;
	return made;
}

static bool is_by(const kp_scheme_element *part, kp_word by)
{
	return kp_scheme_word(part, KP_ATTR_BY, KP_WORD_NONE) == by;
}

/* Whether an element is worked out for each of its parts: it has some, and this is none of them. */
static bool is_parted(const kp_scheme_element *element, const kp_spot *spot)
{
	const kp_scheme_element *part = kp_scheme_child(element, KP_SCHEME_PART, NULL);
	return part && !(is_by(part, KP_WORD_PERIOD) ? spot->period : spot->source);
}

static void hang(kp_slot *above, kp_slot *slot)
{
	slot->above = above;
	if (above->last)
		above->last->next = slot;
	else
		above->first = slot;
	above->last = slot;
}

/* As deep as the scheme is, twice where there are parts. */
static kp_slot *plant(kp_run *run, const kp_scheme_element *element, kp_spot spot)
{
	kp_slot *slot = kp_run_slot(run, element, spot);
	if (!slot)
		return NULL;
	slot->parted = is_parted(element, &spot);
	for (const kp_scheme_element *e = element->first; e; e = e->next) {
		kp_spot within = spot;
		if (e->kind != KP_SCHEME_MODULE && e->kind != KP_SCHEME_CRITERION && e->kind != KP_SCHEME_PART)
			continue;
		if ((e->kind == KP_SCHEME_PART) != slot->parted)
			continue;
		if (slot->parted)
			*(is_by(e, KP_WORD_PERIOD) ? &within.period : &within.source) = kp_scheme_text(e, KP_ATTR_ID);
		kp_slot *below = plant(run, slot->parted ? element : e, within);
		if (!below)
			return NULL;
		below->part = slot->parted ? e : NULL;
		hang(slot, below);
	}
	return slot;
}

bool kp_run_plant(kp_run *run)
{
	kp_spot everywhere = { .stage = run->stage };
	run->by_element = kp_run_alloc(run, run->scheme->count, sizeof *run->by_element);
	run->logarithms = kp_calloc(run->scheme->count, sizeof *run->logarithms); /* an arena does not align fractions */
	if (!run->logarithms)
		return kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
	return run->by_element && plant_groups(run) && plant_cards(run) && plant(run, run->scheme->elements[0], everywhere);
}
