/* Ordinals that do not follow each other: an item is missing, or a heading, so that what follows hangs on the wrong one. */
#include "notice/doubts.h"

#include "base/memory.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct kp_order {
	kp_reading *r;
	size_t *before; /* by parent + 1: its last child so far, plus 1 */
	bool *unsure;   /* items that have the finding */
	bool *mixed;    /* by parent + 1: all below has been told of */
	bool *repeated; /* items with the ordinal of the one before, which has nothing below it */
	int32_t seen[KP_STYLE_COUNT];
	bool run_on; /* ordinals of the lowest level run on from section to section */
	size_t told; /* items before it have been told of as those below a lost heading */
} kp_order;

/* Told of the parent, where there is one. */
bool kp_doubt_missing(kp_reading *r, int32_t parent, int32_t ordinal)
{
	char number[16];
	snprintf(number, sizeof number, "%d", (int)ordinal);
	return kp_reading_find(r, KEPU_FINDING_ITEM_MISSING, parent >= 0 ? r->items[parent].label : (kp_range){ 0, 0 },
	                       number, NULL);
}

bool kp_doubt_swallowed(kp_reading *r, size_t item)
{
	/* what is lost stands no higher than the next item, and its parent one level above */
	int32_t top = item + 1 < r->item_count ? (int32_t)r->items[item + 1].level - 1 : 0;
	bool done = kp_doubt_item(r, KEPU_FINDING_ITEM_SWALLOWED, item);
	for (int32_t i = r->items[item].parent; done && i >= 0 && r->items[i].level >= top; i = r->items[i].parent)
		done = kp_doubt_item(r, KEPU_FINDING_ITEM_SWALLOWED, (size_t)i);
	return done;
}

static bool parent_unsure(kp_order *o, size_t item)
{
	if (o->unsure[item])
		return true;
	o->unsure[item] = true;
	return kp_doubt_item(o->r, KEPU_FINDING_PARENT_UNSURE, item);
}

/* Behind `before` an item is missing: what stands below it may be the lost one's, from where its ordinals begin anew. */
static bool below_unsure(kp_order *o, size_t before, size_t end)
{
	const kp_item *items = o->r->items;
	size_t from = before + 1;
	for (size_t i = before + 1, last = KP_NONE; i < end; i++) {
		if (items[i].parent != (int32_t)before)
			continue;
		if (last != KP_NONE && items[i].style == items[last].style && items[i].ordinal != items[last].ordinal + 1)
			from = i;
		last = i;
	}
	for (size_t i = from; i < end; i++)
		if (!parent_unsure(o, i))
			return false;
	return true;
}

/* The heading behind `parent`, one of the same level, is missing. */
static bool heading_missing(kp_reading *r, int32_t parent)
{
	return parent < 0 || kp_doubt_missing(r, r->items[parent].parent, r->items[parent].ordinal + 1);
}

/* 1 behind 3: a heading is missing, and all up to the parent's end may be that heading's. */
static bool begins_again(kp_order *o, size_t item)
{
	const kp_reading *r = o->r;
	int32_t parent = r->items[item].parent;
	if (item < o->told)
		return true;
	for (o->told = item; o->told < r->item_count && r->items[o->told].level >= r->items[item].level; o->told++)
		if (!parent_unsure(o, o->told))
			return false;
	return heading_missing(o->r, parent) && kp_doubt_swallowed(o->r, item - 1);
}

/* All that stands below `parent` may stand elsewhere. */
static bool level_unsure(kp_order *o, int32_t parent)
{
	const kp_item *items = o->r->items;
	if (o->mixed[parent + 1])
		return true;
	o->mixed[parent + 1] = true;
	for (size_t i = (size_t)(parent + 1); i < o->r->item_count && (parent < 0 || items[i].level > items[parent].level);
	     i++)
		if (!parent_unsure(o, i))
			return false;
	return true;
}

/* 一、 below （二） below 一、: an item of the section's own level, or one that is none. */
static int32_t above_with_style(const kp_reading *r, size_t item)
{
	int32_t above = r->items[item].parent;
	while (above >= 0 && r->items[above].style != r->items[item].style)
		above = r->items[above].parent;
	return above;
}

/* What stands before an item whose ordinal is too high by some may hold what is missing. */
static bool swallowed_before(kp_order *o, size_t item)
{
	kp_reading *r = o->r;
	int32_t above = r->items[item].parent;
	while (item > 0 && (int32_t)item - 1 == above) {
		above = r->items[--item].parent;
	}
	if (item == 0)
		return true;
	int32_t parent = r->items[--item].parent;
	return kp_doubt_item(r, KEPU_FINDING_ITEM_SWALLOWED, item) &&
	       (parent < 0 || kp_doubt_item(r, KEPU_FINDING_ITEM_SWALLOWED, (size_t)parent));
}

/* Of two with the same ordinal either may be the wrong one; what stands below the second may be the first one's. */
static bool repeats(kp_order *o, size_t before, size_t item)
{
	char number[16];
	snprintf(number, sizeof number, "%d", (int)o->r->items[item].ordinal);
	o->repeated[item] = o->r->items[before].children == 0;
	return kp_reading_find(o->r, KEPU_FINDING_REPEATED_PATH, o->r->items[before].label, number, NULL);
}

static bool out_of_order(kp_reading *r, size_t item, int32_t next)
{
	char first[16], second[16];
	snprintf(first, sizeof first, "%d", (int)r->items[item].ordinal);
	snprintf(second, sizeof second, "%d", (int)next);
	return kp_reading_find(r, KEPU_FINDING_GAP_IN_ORDINALS, r->items[item].label, first, second);
}

static bool check_item(kp_order *o, size_t index)
{
	kp_reading *r = o->r;
	const kp_item *item = &r->items[index];
	size_t before = o->before[item->parent + 1];
	int32_t seen = o->seen[item->style];
	if (item->parent >= 0 && o->repeated[item->parent] && !parent_unsure(o, index))
		return false;
	o->before[item->parent + 1] = index + 1;
	o->seen[item->style] = item->ordinal;
	/* （二） behind 1. and 2. below one heading: those of one style stand there as theirs is missing */
	if (before > 0 && r->items[before - 1].style != item->style && !level_unsure(o, item->parent))
		return false;
	int32_t above = item->level > 1 ? above_with_style(r, index) : -1;
	if (above >= 0 && !level_unsure(o, r->items[above].parent))
		return false;
	if (before == 0 || r->items[before - 1].style != item->style) {
		bool restarts = item->ordinal == 1 && seen > 1 && o->run_on && item->children == 0;
		if (restarts)
			return out_of_order(r, index, 1);
		if (item->ordinal == 1 || item->ordinal == seen + 1)
			return true;
		return parent_unsure(o, index) && kp_doubt_missing(r, item->parent, item->ordinal - 1) &&
		       swallowed_before(o, index);
	}
	int32_t expected = r->items[before - 1].ordinal + 1;
	if (item->ordinal + 1 == expected)
		return repeats(o, before - 1, index);
	if (item->ordinal == 1 && expected > 2)
		return begins_again(o, index);
	if (item->ordinal == expected)
		return true;
	if (item->ordinal < expected) /* the one before may be the misprint, or one of them is of another level */
		return out_of_order(r, before - 1, item->ordinal) && level_unsure(o, item->parent);
	return kp_doubt_missing(r, item->parent, expected) && kp_doubt_item(r, KEPU_FINDING_ITEM_SWALLOWED, before - 1) &&
	       below_unsure(o, before - 1, index);
}

/* Item j and those beside and below it follow a line that looks like their heading. */
bool kp_doubt_heading_before(kp_reading *r, size_t j)
{
	for (size_t i = j; i < r->item_count && r->items[i].level >= r->items[j].level; i++)
		if (!kp_doubt_item(r, KEPU_FINDING_PARENT_UNSURE, i))
			return false;
	return heading_missing(r, r->items[j].parent);
}

bool kp_numbers_run_on(const kp_reading *r)
{
	for (size_t i = 1; i < r->item_count; i++)
		if (r->items[i].parent == (int32_t)i - 1 && r->items[i].ordinal > 1)
			return true;
	return false;
}

bool kp_doubt_order(kp_reading *r)
{
	kp_order o = { .r = r,
		           .run_on = kp_numbers_run_on(r),
		           .before = kp_calloc(r->item_count + 1, sizeof *o.before),
		           .unsure = kp_calloc(r->item_count + 1, sizeof *o.unsure),
		           .mixed = kp_calloc(r->item_count + 1, sizeof *o.mixed),
		           .repeated = kp_calloc(r->item_count + 1, sizeof *o.repeated) };
	bool done = o.before && o.unsure && o.mixed && o.repeated;
	for (size_t i = 0; i < r->item_count && done; i++)
		done = check_item(&o, i);
	free(o.before);
	free(o.unsure);
	free(o.mixed);
	free(o.repeated);
	return done;
}
