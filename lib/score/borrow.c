/* A run on the slots of another one, for explanations: it asks what the other has asked, and mostly finds it there. Where it does
 * not, what is made is its own, so that the other's memory stays as it is. */
#include "score/slots.h"

#include <stdlib.h>

bool kp_run_borrow(kp_run *run, const kp_run *of, kepu_error **err)
{
	*run = *of;
	run->borrowed = true;
	run->err = err;
	run->status = KEPU_OK;
	run->lent = NULL;
	run->logarithms = NULL;
	run->notes = NULL;
	run->note_count = run->note_capacity = 0;
	kp_arena_init(&run->arena);
	run->by_element = kp_run_alloc(run, run->scheme->count, sizeof *run->by_element);
	if (run->by_element)
		memcpy(run->by_element, of->by_element, run->scheme->count * sizeof *run->by_element);
	return run->by_element;
}

static void drop(kp_lent *lent)
{
	const kp_group *of = lent->of, none = { .measures = NULL };
	if (!of)
		of = &none;
	if (lent->group.measures != of->measures)
		free(lent->group.measures);
	if (lent->group.places != of->places)
		free(lent->group.places);
	if (lent->group.order != of->order)
		free(lent->group.order);
	free(lent);
}

void kp_run_give_back(kp_run *run)
{
	for (kp_lent *lent = run->lent, *next; lent; lent = next) {
		next = lent->next;
		drop(lent);
	}
	free(run->notes);
	kp_arena_free(&run->arena);
}

static const kp_group *lender_has(const kp_slot *slot, const kp_scheme_element *rule, size_t number)
{
	const kp_taken *taken = slot->taken;
	while (taken && taken->rule != rule)
		taken = taken->next;
	return taken && taken->groups[number].measures ? &taken->groups[number] : NULL;
}

kp_group *kp_run_lent(kp_run *run, const kp_slot *slot, const kp_scheme_element *rule, size_t number)
{
	for (kp_lent *lent = run->lent; lent; lent = lent->next)
		if (lent->slot == slot && lent->rule == rule && lent->number == number)
			return &lent->group;
	kp_lent *made = kp_calloc(1, sizeof *made); /* an arena does not align fractions */
	if (!made) {
		kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
		return NULL;
	}
	*made = (kp_lent){ .slot = slot, .rule = rule, .number = number, .of = lender_has(slot, rule, number) };
	if (made->of)
		made->group = *made->of;
	made->next = run->lent;
	run->lent = made;
	return &made->group;
}

kp_slot *kp_run_own(kp_run *run, kp_slot *slot)
{
	kp_slot *made = run->borrowed ? kp_run_alloc(run, 1, sizeof *made) : slot;
	if (!made || made == slot)
		return made;
	*made = *slot;
	made->combined = true;
	kp_run_hang(run, made);
	return made;
}

void kp_run_hang(kp_run *run, kp_slot *slot)
{
	kp_slot **first = &run->by_element[slot->element->index];
	if (run->borrowed) {
		slot->same = *first; /* what stands there is not written to */
		*first = slot;
	} else if (*first) {
		(*first)->last_same->same = slot;
		(*first)->last_same = slot;
	} else {
		*first = slot->last_same = slot;
	}
}
