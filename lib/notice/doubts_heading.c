/* Headings: lines that look like one and have no label, and headings that run on where the siblings' end. */
#include "notice/doubts.h"

#include "base/memory.h"

#include <stdlib.h>

enum { LONGEST = 24, SHORTEST = 4 };

/* Up to its end, or to a first stop with text behind it, the line is as short as a heading and has no pause in it. */
static size_t heading_end(const kp_text *t, size_t start, size_t end)
{
	size_t i = start;
	for (; i < end && i <= start + LONGEST && t->fold[i] != U'。'; i++)
		if (t->class[i] & (KP_PAUSE | KP_OPEN | KP_CLOSE | KP_DIGIT | KP_STOP))
			return 0;
	return i - start >= SHORTEST && i <= start + LONGEST && i + 1 != end ? i : 0;
}

/* Lines of an item behind its own one; where many items have text of such lines they are paragraphs, no headings. */
static bool stray_heading(kp_reading *r, size_t item, kp_range line, bool first)
{
	const kp_text *t = &r->text;
	size_t end = heading_end(t, line.start, line.end);
	int32_t parent = r->items[item].parent;
	if (end == 0 || kp_list_mark_word(t, line.start, line.end) > 0)
		return true;
	if (!kp_doubt_range(r, KEPU_FINDING_HEADING_WITHOUT_LABEL, (kp_range){ line.start, end }))
		return false;
	if (!first)
		return true;
	return kp_doubt_item(r, KEPU_FINDING_ITEM_SWALLOWED, item) &&
	       (parent < 0 || kp_doubt_item(r, KEPU_FINDING_ITEM_SWALLOWED, (size_t)parent));
}

typedef struct kp_stray {
	size_t item, told; /* told: the item that was told of last */
	size_t seen;       /* items before it have been seen to as those below a lost heading */
	bool run_on;       /* ordinals of the lowest level run on from section to section */
} kp_stray;

static bool numbers_run_on(const kp_reading *r)
{
	for (size_t i = 1; i < r->item_count; i++)
		if (r->items[i].parent == (int32_t)i - 1 && r->items[i].ordinal > 1)
			return true;
	return false;
}

/* The next item goes on as if nothing stood between. */
static bool goes_on(const kp_reading *r, size_t item)
{
	const kp_item *a = &r->items[item], *b = a + 1;
	return b->style == a->style && b->parent == a->parent && b->ordinal == a->ordinal + 1;
}

static bool stray_line(kp_reading *r, kp_stray *s, kp_range line)
{
	size_t next = s->item + 1, before = r->doubt_count;
	bool below = next < r->item_count && r->items[next].parent == (int32_t)s->item;
	bool last = below || (next < r->item_count && r->items[next].label.start == line.end);
	if (!stray_heading(r, s->item, line, s->item != s->told))
		return false;
	if (r->doubt_count == before)
		return true;
	s->told = s->item;
	if (!last || next < s->seen || (!s->run_on && goes_on(r, s->item)))
		return true;
	s->seen = next;
	while (s->seen < r->item_count && r->items[s->seen].level >= r->items[next].level)
		s->seen++;
	return kp_doubt_heading_before(r, next);
}

static bool stray_headings(kp_reading *r)
{
	kp_stray s = { .told = KP_NONE, .run_on = numbers_run_on(r) };
	for (size_t i = r->first_line; i < r->last_line; i++) {
		const kp_text_line *line = &r->text.lines[i];
		while (s.item + 1 < r->item_count && r->items[s.item + 1].label.start <= line->start)
			s.item++;
		if (r->line_class[i] != KEPU_SEGMENT_NODE_TEXT || line->cell || r->items[s.item].label.start >= line->start)
			continue;
		kp_range range = { line->start, line->end };
		if (range.end > r->items[s.item].body.end)
			range.end = r->items[s.item].body.end;
		if (!stray_line(r, &s, range))
			return false;
	}
	return true;
}

/* Headings of one level and style, all over the plan: how many, how many are short, and how many have a pause. */
typedef struct kp_lengths {
	size_t count, small, paused;
} kp_lengths;

static bool has_pause(const kp_text *t, kp_range title)
{
	return kp_find_outside(t, title.start, title.end, U',') != KP_NONE;
}

static bool runs_on(const kp_text *t, const kp_item *item, const kp_lengths *l)
{
	size_t length = kp_length(item->title);
	if (l->count < 4 || 5 * l->small < 3 * l->count || item->title_rule == KEPU_RULE_TITLE_SIBLINGS)
		return false;
	return length > LONGEST + 6 || (length > 16 && 3 * l->paused <= l->count && has_pause(t, item->title));
}

static bool long_headings(kp_reading *r)
{
	size_t deepest = 0;
	for (size_t i = 0; i < r->item_count; i++)
		deepest = r->items[i].level > deepest ? r->items[i].level : deepest;
	kp_lengths *lengths = kp_calloc((deepest + 1) * KP_STYLE_COUNT, sizeof *lengths);
	bool done = lengths != NULL;
	for (size_t i = 0; done && i < r->item_count; i++) {
		const kp_item *item = &r->items[i];
		kp_lengths *l = &lengths[(size_t)item->level * KP_STYLE_COUNT + item->style];
		l->count++;
		l->small += kp_length(item->title) <= LONGEST;
		l->paused += has_pause(&r->text, item->title);
	}
	for (size_t i = 0; done && i < r->item_count; i++) {
		const kp_item *item = &r->items[i];
		if (runs_on(&r->text, item, &lengths[(size_t)item->level * KP_STYLE_COUNT + item->style]))
			done = kp_doubt_range(r, KEPU_FINDING_HEADING_UNSURE, item->title);
	}
	free(lengths);
	return done;
}

bool kp_doubt_headings(kp_reading *r)
{
	return stray_headings(r) && long_headings(r);
}
