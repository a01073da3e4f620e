/* Stage 11, doubts: where something seems to be missing. */
#include "notice/doubts.h"

#include <stdio.h>

bool kp_doubt_range(kp_reading *r, int32_t code, kp_range place)
{
	char words[KP_WORDS];
	return kp_reading_find(r, code, place, kp_reading_words(r, place, words), NULL);
}

bool kp_doubt_item(kp_reading *r, int32_t code, size_t item)
{
	char words[KP_WORDS];
	return kp_reading_find(r, code, r->items[item].label, kp_reading_words(r, r->items[item].title, words), NULL);
}

static bool steps_outside(kp_reading *r)
{
	const kp_head *head = &r->head;
	for (size_t i = 0; i < r->step_count && head->first_year != 0; i++) {
		const kp_step *step = &r->steps[i];
		kp_range place = kp_length(step->label) > 0 ? step->label : step->text;
		if ((step->first < head->first_year || step->last > head->last_year) &&
		    !kp_doubt_range(r, KEPU_FINDING_PHASE_OUTSIDE_PERIOD, place))
			return false;
	}
	return true;
}

/* Without the plan's period nothing says when a figure without a date is due. */
static bool figures_undated(kp_reading *r)
{
	for (size_t i = 0; i < r->figure_count && r->head.first_year == 0; i++) {
		const kp_figure *figure = &r->figures[i];
		if (figure->year == 0 && figure->sure && !kp_doubt_range(r, KEPU_FINDING_INDICATOR_UNSURE, figure->number))
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
	return kp_doubt_order(r) && kp_doubt_headings(r) && kp_doubt_lists(r) && kp_doubt_units(r) && kp_doubt_text(r) &&
	       figures_undated(r) && steps_outside(r);
}
