/* Stage 11, doubts: where something seems to be missing. */
#include "notice/reading.h"

#include <stdio.h>

/* An item without a list among siblings that all have one. */
static bool lists_missing(kp_reading *r)
{
	for (size_t i = 0; i < r->item_count; i++) {
		const kp_item *item = &r->items[i];
		if (item->lists > 0 || item->children > 0 || item->parent < 0)
			continue;
		size_t with = 0, siblings = 0;
		for (size_t k = (size_t)item->parent + 1; k < r->item_count && r->items[k].level >= item->level; k++) {
			if (r->items[k].parent != item->parent || k == i)
				continue;
			siblings++;
			with += r->items[k].lists > 0 || r->items[k].children > 0;
		}
		char words[KP_WORDS];
		bool own = false;
		for (size_t k = (size_t)item->parent + 1; k < r->item_count && r->items[k].level >= item->level && !own; k++)
			own = r->items[k].lists > 0;
		if (siblings > 1 && with == siblings && own &&
		    !kp_reading_find(r, KEPU_FINDING_LIST_MISSING, item->title, kp_reading_words(r, item->title, words), NULL))
			return false;
	}
	return true;
}

static bool steps_outside(kp_reading *r)
{
	const kp_head *head = &r->head;
	char words[KP_WORDS];
	for (size_t i = 0; i < r->step_count && head->first_year != 0; i++) {
		const kp_step *step = &r->steps[i];
		kp_range place = kp_length(step->label) > 0 ? step->label : step->text;
		if ((step->first < head->first_year || step->last > head->last_year) &&
		    !kp_reading_find(r, KEPU_FINDING_PHASE_OUTSIDE_PERIOD, place, kp_reading_words(r, place, words), NULL))
			return false;
	}
	return true;
}

bool kp_read_doubts(kp_reading *r, size_t dropped)
{
	const kp_range nowhere = { 0, 0 };
	char count[24];
	snprintf(count, sizeof count, "%zu", dropped);
	if (dropped > 0 && !kp_reading_find(r, KEPU_FINDING_DROPPED_CHARACTERS, nowhere, count, NULL))
		return false;
	if (r->item_count == 0)
		return kp_reading_find(r, KEPU_FINDING_NO_PLAN, nowhere, NULL, NULL);
	if (r->head.title_count == 0 && !kp_reading_find(r, KEPU_FINDING_NO_TITLE, nowhere, NULL, NULL))
		return false;
	if (r->head.first_year == 0 && !kp_reading_find(r, KEPU_FINDING_NO_PERIOD, nowhere, NULL, NULL))
		return false;
	return lists_missing(r) && steps_outside(r);
}
