/* Figures of regions, found by region. */
#include "work/rollup.h"

#include <stdlib.h>

#define FIRST_CAPACITY 16

/* The slot of a region, or the free one that it would take. Regions are numbered from 0 by the tree, not by strangers, so
 * that spreading them by a factor is enough. */
static kp_figure *slot_of(const kp_figures *figures, size_t region)
{
	size_t mask = figures->capacity - 1, at = (size_t)((uint64_t)region * 0x9e3779b97f4a7c15u >> 32) & mask;
	while (figures->slots[at].seen && figures->slots[at].region != region)
		at = (at + 1) & mask;
	return &figures->slots[at];
}

static bool enlarge(kp_figures *figures)
{
	kp_figures larger = { NULL, figures->count, figures->capacity ? figures->capacity * 2 : FIRST_CAPACITY };
	larger.slots = kp_calloc(larger.capacity, sizeof *larger.slots);
	if (!larger.slots)
		return false;
	for (size_t i = 0; i < figures->capacity; i++)
		if (figures->slots[i].seen)
			*slot_of(&larger, figures->slots[i].region) = figures->slots[i];
	free(figures->slots);
	*figures = larger;
	return true;
}

kp_put kp_figures_put(kp_figures *figures, const kp_figure *figure)
{
	if (figures->count >= figures->capacity / 4 * 3 && !enlarge(figures))
		return KP_PUT_MEMORY;
	kp_figure *slot = slot_of(figures, figure->region);
	uint8_t bit = (uint8_t)(1 << figure->strength), seen = slot->seen;
	if (seen & bit)
		return KP_PUT_TWICE;
	figures->count += !seen;
	if (!seen || figure->strength > slot->strength)
		*slot = *figure;
	slot->seen = seen | bit;
	return KP_PUT_DONE;
}

const kp_figure *kp_figures_get(const kp_figures *figures, size_t region)
{
	const kp_figure *slot = figures->count ? slot_of(figures, region) : NULL;
	return slot && slot->seen ? slot : NULL;
}

const kp_figure *kp_figures_next(const kp_figures *figures, size_t *slot)
{
	while (*slot < figures->capacity) {
		const kp_figure *at = &figures->slots[(*slot)++];
		if (at->seen)
			return at;
	}
	return NULL;
}

bool kp_figure_has_value(const kp_figure *figure)
{
	return figure && figure->state == KEPU_STATE_VALUE;
}

kp_decimal kp_figure_value(const kp_figure *figure)
{
	return (kp_decimal){ figure->coefficient, figure->scale };
}
