/* Lines that should not stand where they do: headings without a label, and what was broken off a heading or a list. */
#include "notice/doubts.h"

enum { LONGEST = 24, SHORTEST = 4, PIECE = 5 };

/* Up to its end, or to a first stop with text behind it, the line is as short as a heading; it has no pause in it, or no
 * mark behind it. */
static size_t heading_end(const kp_text *t, size_t start, size_t end)
{
	static const unsigned marks = KP_PAUSE | KP_OPEN | KP_CLOSE | KP_DIGIT | KP_STOP;
	size_t i = start;
	bool paused = false;
	for (; i < end && i <= start + LONGEST && t->fold[i] != U'。'; i++) {
		bool pause = t->fold[i] == U',' || t->fold[i] == U'、';
		if ((t->class[i] & marks) && (!pause || i + 1 == end))
			return 0;
		paused = paused || pause;
	}
	return i - start >= SHORTEST && i <= start + LONGEST && i + 1 != end && (!paused || i == end) ? i : 0;
}

/* 机制。开展…, （2022年）。, 焕新工程。: the end of a heading that was broken in two. */
static size_t piece_end(const kp_text *t, kp_range line)
{
	static const char32_t *const heads[] = { U"行动", U"工程", U"计划", U"项目", U"机制", U"体系",
		                                     U"建设", U"保障", U"能力", U"水平", U"阶段", NULL };
	size_t stop = kp_find_class(t, line.start, line.end, KP_STOP | KP_PAUSE);
	if (stop == line.end || t->fold[stop] != U'。')
		return 0;
	bool bracket = (t->class[line.start] & KP_OPEN) && (t->class[stop - 1] & KP_CLOSE) && stop < line.start + LONGEST;
	bool alone = stop + 1 == line.end && kp_ends_any(t, line.start, stop, heads) == 0;
	return bracket || (stop <= line.start + PIECE && !alone) ? stop : 0;
}

/* Names of a list, or its end. */
static bool lone_units(const kp_text *t, kp_range line)
{
	if ((t->class[line.start] & KP_OPEN) || kp_length(line) > 10 * LONGEST ||
	    kp_find_char(t, line.start, line.end, U':') != KP_NONE)
		return false;
	while (line.end > line.start && (t->class[line.end - 1] & (KP_CLOSE | KP_PAUSE)))
		line.end--;
	if (kp_length(line) < 3 || kp_find_class(t, line.start, line.end, KP_STOP | KP_DIGIT) < line.end)
		return false;
	return (kp_length(line) <= LONGEST && kp_unit_strong(t, line)) || kp_holds_units(t, line.start, line.end);
}

/* Lines of an item behind its own one; where many items have text of such lines they are paragraphs, no headings. */
static bool stray_heading(kp_reading *r, size_t item, kp_range line, bool first)
{
	const kp_text *t = &r->text;
	size_t end = heading_end(t, line.start, line.end);
	if (kp_list_mark_word(t, line.start, line.end) > 0)
		return true;
	if (end == 0)
		return true;
	if (!kp_doubt_range(r, KEPU_FINDING_HEADING_WITHOUT_LABEL, (kp_range){ line.start, end }))
		return false;
	if (!first)
		return true;
	return kp_doubt_swallowed(r, item);
}

typedef struct kp_stray {
	size_t item, told;            /* told: the item that was told of last */
	size_t seen;                  /* items before it have been seen to as those below a lost heading */
	bool run_on;                  /* ordinals of the lowest level run on from section to section */
	int32_t next[KP_STYLE_COUNT]; /* the ordinal behind the last one of each style */
} kp_stray;

/* The next item goes on as if nothing stood between. */
static bool goes_on(const kp_reading *r, size_t item)
{
	const kp_item *a = &r->items[item], *b = a + 1;
	return b->style == a->style && b->parent == a->parent && b->ordinal == a->ordinal + 1;
}

/* Items behind a line that is a lost heading stand below it, unless they go on as if nothing stood between. */
static bool below_lost(kp_reading *r, kp_stray *s, size_t next)
{
	if (next < s->seen || (!s->run_on && goes_on(r, s->item)))
		return true;
	s->seen = next;
	while (s->seen < r->item_count && r->items[s->seen].level >= r->items[next].level)
		s->seen++;
	return kp_doubt_heading_before(r, next);
}

static bool stray_line(kp_reading *r, kp_stray *s, kp_range line)
{
	unsigned styles;
	uint8_t level;
	size_t piece = piece_end(&r->text, line);
	if (lone_units(&r->text, line) && !kp_doubt_list(r, s->item, line))
		return false;
	size_t next = s->item + 1, before = r->doubt_count;
	bool below = next < r->item_count && r->items[next].parent == (int32_t)s->item;
	bool last = below || (next < r->item_count && r->items[next].label.start == line.end);
	size_t label = kp_broken_label(&r->text, line, s->next, &styles);
	if (label > 0)
		return kp_doubt_label(r, s->item, (kp_range){ line.start, line.start + label }, styles, &level) &&
		       (next == r->item_count || r->items[next].level <= level || below_lost(r, s, next));
	if (piece > 0)
		return kp_doubt_range(r, KEPU_FINDING_HEADING_INCOMPLETE, (kp_range){ line.start, piece });
	if (!stray_heading(r, s->item, line, s->item != s->told))
		return false;
	if (r->doubt_count == before)
		return true;
	s->told = s->item;
	return !last || below_lost(r, s, next);
}

static bool stray_headings(kp_reading *r)
{
	kp_stray s = { .told = KP_NONE, .run_on = kp_numbers_run_on(r) };
	for (size_t i = r->first_line; i < r->last_line; i++) {
		const kp_text_line *line = &r->text.lines[i];
		while (s.item + 1 < r->item_count && r->items[s.item + 1].label.start <= line->start) {
			s.item++;
			s.next[r->items[s.item].style] = r->items[s.item].ordinal + 1;
		}
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

bool kp_doubt_headings(kp_reading *r)
{
	return stray_headings(r);
}
