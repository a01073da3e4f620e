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
	bool at_line_start[KP_STYLE_COUNT]; /* styles that open lines somewhere in the plan */
} kp_stack;

static size_t depth_of(const kp_stack *stack, uint8_t style)
{
	for (size_t i = 0; i < stack->depth; i++)
		if (stack->open[i].style == style)
			return i;
	return KP_NONE;
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

static bool add_item(kp_reading *r, kp_stack *stack, kp_range label, const kp_label *read, bool midline)
{
	if (!kp_grow((void **)&r->items, &r->item_room, r->item_count + 1, sizeof *r->items))
		return false;
	size_t depth = depth_of(stack, read->style);
	const kp_item *before = depth == KP_NONE ? NULL : &r->items[stack->open[depth].item];
	if (depth == KP_NONE)
		depth = stack->depth < 64 ? stack->depth : 63;
	kp_item *item = &r->items[r->item_count];
	*item = (kp_item){ .label = label, .ordinal = read->ordinal, .style = read->style, .midline = midline };
	item->level = (uint8_t)(depth + 1);
	item->parent = depth > 0 ? (int32_t)stack->open[depth - 1].item : -1;
	if (depth > 0)
		r->items[item->parent].children++;
	stack->open[depth] = (kp_open){ r->item_count, read->style };
	stack->depth = depth + 1;
	r->item_count++;
	return check_sequence(r, before, item);
}

/* The next place from `at` that has a sentence end or a closing bracket before it, white space passed by. */
static size_t next_midline(const kp_text *t, size_t at, size_t end)
{
	for (size_t i = at - 1; (i = kp_find_class(t, i, end, KP_STOP | KP_CLOSE)) < end; i++) {
		if (t->fold[i] != U'。' && t->fold[i] != U')' && t->fold[i] != U']')
			continue;
		while (++i < end && kp_is_white(t->cps[i]))
			;
		return i;
	}
	return end;
}

static bool scan_line(kp_reading *r, kp_stack *stack, kp_range line)
{
	const kp_text *t = &r->text;
	kp_label label;
	size_t at = line.start, n = kp_label_read(t, at, line.end, &label);
	if (n > 0 && !add_item(r, stack, (kp_range){ at, at + n }, &label, false))
		return false;
	for (at += n > 0 ? n : 1; (at = next_midline(t, at, line.end)) < line.end; at++) {
		n = kp_label_read(t, at, line.end, &label);
		/* brackets behind a bracket are text: the second of (一)(二) in one line names, it does not number */
		if (n > 0 && fits_midline(r, stack, &label) && !add_item(r, stack, (kp_range){ at, at + n }, &label, true))
			return false;
	}
	return true;
}

bool kp_read_outline(kp_reading *r)
{
	kp_stack stack = { .depth = 0 };
	kp_label label;
	for (size_t i = r->first_line; i < r->last_line; i++) {
		const kp_text_line *line = &r->text.lines[i];
		if (r->line_class[i] == KEPU_SEGMENT_NODE_TEXT && kp_label_read(&r->text, line->start, line->end, &label))
			stack.at_line_start[label.style] = true;
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
