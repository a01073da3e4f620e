/* Stage 11, doubts: where something seems to be missing. */
#include "notice/reading.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

/* An item without a list among siblings that all have one: what each item has below it, counted once. */
typedef struct kp_below {
	size_t children, settled; /* settled: children with a list or with children of their own */
	bool lists;               /* somewhere below */
} kp_below;

static void count_below(const kp_reading *r, kp_below *below)
{
	for (size_t i = r->item_count; i-- > 0;) {
		const kp_item *item = &r->items[i];
		if (item->parent < 0)
			continue;
		kp_below *parent = &below[item->parent];
		parent->children++;
		parent->settled += item->lists > 0 || item->children > 0;
		parent->lists = parent->lists || item->lists > 0 || below[i].lists;
	}
}

static bool lists_missing(kp_reading *r)
{
	kp_below *below = kp_calloc(r->item_count + 1, sizeof *below);
	if (!below)
		return false;
	count_below(r, below);
	bool done = true;
	char words[KP_WORDS];
	for (size_t i = 0; i < r->item_count && done; i++) {
		const kp_item *item = &r->items[i];
		if (item->lists > 0 || item->children > 0 || item->parent < 0)
			continue;
		const kp_below *parent = &below[item->parent];
		if (parent->lists && parent->children > 2 && parent->settled + 1 == parent->children)
			done = kp_reading_find(r, KEPU_FINDING_LIST_MISSING, item->title, kp_reading_words(r, item->title, words),
			                       NULL);
	}
	free(below);
	return done;
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
