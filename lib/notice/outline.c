/* Stage 3, outline: labels become items with levels and parents. The first style seen is the top; a style not yet in use
 * opens a level below, one in use closes what is open below it. So any order of styles, a level that is missing and
 * numbers that run on through the document need no rule of their own. */
#include "notice/reading.h"

#include "base/utf8.h"

#include <stdio.h>

typedef struct kp_open {
	size_t item;
	uint8_t style;
} kp_open;

typedef struct kp_stack {
	kp_open open[64];
	size_t depth;
	bool at_line_start[KP_STYLE_COUNT];             /* styles that open lines somewhere in the plan */
	uint32_t above[KP_STYLE_COUNT][KP_STYLE_COUNT]; /* how often lines of the first style open one of the second */
} kp_stack;

static size_t depth_of(const kp_stack *stack, uint8_t style)
{
	for (size_t i = 0; i < stack->depth; i++)
		if (stack->open[i].style == style)
			return i;
	return KP_NONE;
}

/* Where a style that is not open goes: below all, or, where a heading is missing, beside what usually stands below it;
 * that one is missing shows where its ordinals do not begin with 1. */
static size_t new_depth(const kp_stack *stack, const kp_label *label)
{
	uint8_t style = label->style;
	for (size_t i = 0; i < stack->depth; i++) {
		uint8_t other = stack->open[i].style;
		uint32_t over = stack->above[style][other], under = stack->above[other][style];
		if (over > 2 * under || (over + under == 0 && label->ordinal > 1 && style < other))
			return i;
	}
	return stack->depth < 64 ? stack->depth : 63;
}

/* A label inside a line counts only where a scan has lost the line break: behind a sentence end or a closing bracket,
 * and where it goes on counting at a level that is open, or begins to count one that opens lines elsewhere. */
static bool fits_midline(const kp_reading *r, const kp_stack *stack, const kp_label *label)
{
	size_t depth = depth_of(stack, label->style);
	if (depth != KP_NONE)
		return r->items[stack->open[depth].item].ordinal + 1 == label->ordinal;
	return label->ordinal == 1 && stack->depth > 0 && stack->at_line_start[label->style] &&
	       label->style > stack->open[stack->depth - 1].style;
}

/* Without a mark before it a label inside a line may be words as well: 第（二）项, 一、二年级. */
static bool stands_apart(const kp_text *t, size_t start, size_t at, size_t behind, size_t end, const kp_label *label)
{
	static const char32_t *const parts[] = { U"项", U"条", U"款", U"章", U"至", U"和", U"、", U"类", U"级", NULL };
	static const char32_t *const leads[] = { U"第", U"见", U"至", U"和", U"、", U"-", U".", U"“", U"(", U"/", NULL };
	if (label->style < KP_STYLE_CHINESE || at == start || behind + 3 > end || kp_is(t, at - 1, KP_DIGIT | KP_NUMERAL) ||
	    kp_is(t, behind, KP_PAUSE | KP_STOP | KP_CLOSE))
		return false;
	bool bare = label->style == KP_STYLE_CHINESE || label->style == KP_STYLE_ARABIC;
	if (bare && kp_is(t, behind, KP_DIGIT | KP_NUMERAL))
		return false;
	bool latin = t->fold[at - 1] < 0x80 && !(t->class[at - 1] & (KP_PAUSE | KP_CLOSE));
	return !latin && kp_ends_any(t, start, at, leads) == 0 && kp_match_any(t, behind, end, parts) == 0;
}

static bool check_sequence(kp_reading *r, const kp_item *before, const kp_item *item)
{
	char first[16], second[16];
	int32_t expected = before ? before->ordinal + 1 : 1;
	if (item->ordinal == expected || (!before && item->ordinal > 1))
		return true; /* numbers that run on begin anywhere */
	snprintf(first, sizeof first, "%d", (int)(expected - 1));
	snprintf(second, sizeof second, "%d", (int)item->ordinal);
	return kp_reading_find(
		r, before && before->ordinal == item->ordinal ? KEPU_FINDING_REPEATED_PATH : KEPU_FINDING_GAP_IN_ORDINALS,
		item->label, before && before->ordinal == item->ordinal ? second : first, second);
}

/* Characters that stand in no label: ニ for 二, — for 一, l for 1. */
static bool find_misprint(kp_reading *r, kp_range label, int32_t ordinal)
{
	bool misprint = false;
	for (size_t i = label.start; i < label.end; i++) {
		char32_t c = r->text.cps[i], folded = r->text.fold[i];
		misprint = misprint || (c >= 0x30A0 && c <= 0x30FF) || folded == U'-' || folded == U'l' || folded == U'I';
	}
	if (!misprint || kp_length(label) > 3)
		return true;
	char words[KP_WORDS], number[16];
	snprintf(number, sizeof number, "%d", (int)ordinal);
	return kp_reading_find(r, KEPU_FINDING_MISPRINT, label, kp_reading_words(r, label, words), number);
}

static bool add_item(kp_reading *r, kp_stack *stack, kp_range label, const kp_label *read, bool midline)
{
	if (!kp_grow((void **)&r->items, &r->item_room, r->item_count + 1, sizeof *r->items))
		return false;
	size_t depth = depth_of(stack, read->style);
	const kp_item *before = depth == KP_NONE ? NULL : &r->items[stack->open[depth].item];
	if (depth == KP_NONE)
		depth = new_depth(stack, read);
	if (r->text.fold[label.start] == U'[')
		label.start++; /* its heading stands in brackets */
	kp_item *item = &r->items[r->item_count];
	*item = (kp_item){ .label = label, .ordinal = read->ordinal, .style = read->style, .midline = midline };
	item->row = r->text.has_table && r->text.lines[kp_text_line_of(&r->text, label.start)].cell == KP_CELL_NUMBER;
	item->level = (uint8_t)(depth + 1);
	item->parent = depth > 0 ? (int32_t)stack->open[depth - 1].item : -1;
	if (depth > 0)
		r->items[item->parent].children++;
	stack->open[depth] = (kp_open){ r->item_count, read->style };
	stack->depth = depth + 1;
	r->item_count++;
	return check_sequence(r, before, item) && find_misprint(r, label, read->ordinal);
}

static bool ends_text(const kp_text *t, size_t at)
{
	return t->fold[at] == U'。' || t->fold[at] == U')' || t->fold[at] == U']';
}

/* Whether a sentence end or a closing bracket stands before a place, white space passed by. */
static bool opens_midline(const kp_text *t, size_t start, size_t at)
{
	while (at > start && kp_is_white(t->cps[at - 1]))
		at--;
	return at > start && ends_text(t, at - 1);
}

/* The next place from `at` that may begin a label: behind such a mark, or by its own look. */
static size_t next_midline(const kp_text *t, size_t at, size_t end)
{
	static const unsigned marks = KP_STOP | KP_CLOSE | KP_DIGIT | KP_NUMERAL | KP_OPEN;
	for (size_t i = at - 1; (i = kp_find_class(t, i, end, marks)) < end; i++) {
		if (i >= at &&
		    (kp_is(t, i, KP_DIGIT | KP_NUMERAL) || (t->fold[i] == U'(' && kp_is(t, i + 1, KP_DIGIT | KP_NUMERAL))))
			return i;
		if (!ends_text(t, i))
			continue;
		size_t behind = i + 1;
		while (behind < end && kp_is_white(t->cps[behind]))
			behind++;
		if (behind >= at)
			return behind;
	}
	return end;
}

static bool find_inside(kp_reading *r, kp_range label, size_t end)
{
	char words[KP_WORDS];
	kp_range place = { label.start, label.end + 6 < end ? label.end + 6 : end };
	return kp_reading_find(r, KEPU_FINDING_LABEL_INSIDE_LINE, label, kp_reading_words(r, place, words), NULL);
}

/* A first label of a style that opens no line anywhere counts where its second stands in the same paragraph, behind a
 * sentence end, too: …做好以下工作。①…。②…。 */
static bool counts_on(const kp_text *t, const kp_stack *stack, size_t at, size_t end, const kp_label *label)
{
	kp_label next;
	if (label->ordinal != 1 || stack->depth == 0 || label->style <= stack->open[stack->depth - 1].style ||
	    depth_of(stack, label->style) != KP_NONE)
		return false;
	if (end - at > KP_FARTHEST)
		end = at + KP_FARTHEST;
	for (size_t i = at + 1; (i = next_midline(t, i, end)) < end; i++)
		if (opens_midline(t, at, i) && kp_label_read(t, i, end, &next) > 0 && next.style == label->style)
			return next.ordinal == 2;
	return false;
}

static bool scan_line(kp_reading *r, kp_stack *stack, kp_range line)
{
	const kp_text *t = &r->text;
	kp_label label;
	size_t at = line.start, n = kp_label_read(t, at, line.end, &label);
	if (n > 0 && !add_item(r, stack, (kp_range){ at, at + n }, &label, false))
		return false;
	for (at += n > 0 ? n : 1; (at = next_midline(t, at, line.end)) < line.end; at++) {
		bool opens = opens_midline(t, line.start, at);
		n = kp_label_read(t, at, line.end, &label);
		/* brackets behind a bracket are text: the second of (一)(二) in one line names, it does not number */
		bool fits = n > 0 && (fits_midline(r, stack, &label) || (opens && counts_on(t, stack, at, line.end, &label)));
		if (!fits || (!opens && !stands_apart(t, line.start, at, at + n, line.end, &label)))
			continue;
		kp_range place = { at, at + n };
		if (!add_item(r, stack, place, &label, true) || (!opens && !find_inside(r, place, line.end)))
			return false;
		at += n - 1;
	}
	return true;
}

/* Which styles stand below which, by the lines alone. */
static void note_styles(kp_stack *stack, uint8_t before, uint8_t style, int32_t ordinal)
{
	if (before != KP_STYLE_NONE && before != style && ordinal == 1)
		stack->above[before][style]++;
}

bool kp_read_outline(kp_reading *r)
{
	kp_stack stack = { .depth = 0 };
	kp_label label;
	uint8_t before = KP_STYLE_NONE;
	for (size_t i = r->first_line; i < r->last_line; i++) {
		const kp_text_line *line = &r->text.lines[i];
		if (r->line_class[i] != KEPU_SEGMENT_NODE_TEXT || !kp_label_read(&r->text, line->start, line->end, &label))
			continue;
		stack.at_line_start[label.style] = true;
		note_styles(&stack, before, label.style, label.ordinal);
		before = label.style;
	}
	for (size_t i = r->first_line; i < r->last_line; i++) {
		const kp_text_line *line = &r->text.lines[i];
		if (r->line_class[i] == KEPU_SEGMENT_NODE_TEXT && !scan_line(r, &stack, (kp_range){ line->start, line->end }))
			return false;
	}
	size_t end = r->last_line > 0 ? r->text.lines[r->last_line - 1].end : 0;
	for (size_t i = r->item_count; i-- > 0;) {
		r->items[i].body = (kp_range){ r->items[i].label.end, end };
		end = r->items[i].label.start;
	}
	return true;
}
