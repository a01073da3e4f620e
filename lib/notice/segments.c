#include "notice/segments.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static void paint(uint8_t *classes, kp_range range, int32_t class)
{
	if (range.end > range.start)
		memset(classes + range.start, class, range.end - range.start);
}

static void paint_items(const kp_reading *r, uint8_t *classes)
{
	for (size_t i = 0; i < r->item_count; i++) {
		const kp_item *item = &r->items[i];
		paint(classes, item->label, KEPU_SEGMENT_NODE_LABEL);
		paint(classes, item->title, KEPU_SEGMENT_NODE_TITLE);
		/* the mark that closes a heading goes with it, so that no text begins with it */
		if (item->title.end < item->body.end && r->text.fold[item->title.end] == U'。')
			classes[item->title.end] = KEPU_SEGMENT_NODE_TITLE;
	}
	for (size_t i = 0; i < r->list_count; i++)
		paint(classes, r->lists[i].range, KEPU_SEGMENT_UNIT_LIST);
}

static uint8_t *paint_all(const kp_reading *r)
{
	const kp_text *t = &r->text;
	uint8_t *classes = kp_calloc(t->length + 1, 1);
	if (!classes)
		return NULL;
	for (size_t i = 0; i < t->line_count; i++)
		paint(classes, (kp_range){ t->lines[i].start, t->lines[i].end }, r->line_class[i]);
	paint_items(r, classes);
	/* page numbers and the like between the lines of an item stay what they are */
	for (size_t i = 0; i < t->line_count; i++)
		if (r->line_class[i] == KEPU_SEGMENT_FURNITURE)
			paint(classes, (kp_range){ t->lines[i].start, t->lines[i].end }, KEPU_SEGMENT_FURNITURE);
	for (size_t i = 0; i < t->length; i++)
		if (classes[i] != KEPU_SEGMENT_NODE_TITLE && classes[i] != KEPU_SEGMENT_UNIT_LIST && kp_is_white(t->cps[i]))
			classes[i] = KEPU_SEGMENT_WHITE_SPACE;
	return classes;
}

static uint32_t owner(const kp_reading *r, size_t at, int32_t class, size_t *next)
{
	while (*next < r->item_count && r->items[*next].label.start <= at)
		(*next)++;
	bool own = class >= KEPU_SEGMENT_NODE_LABEL && class <= KEPU_SEGMENT_UNIT_LIST;
	return own ? (uint32_t)*next : 0;
}

bool kp_segments_make(const kp_reading *r, kp_segment **out, size_t *out_count)
{
	const kp_text *t = &r->text;
	kp_segment *segments = NULL;
	size_t count = 0, room = 0, next = 0;
	uint8_t *classes = paint_all(r);
	*out = NULL;
	*out_count = 0;
	if (!classes)
		return false;
	for (size_t line = 0; line < t->line_count; line++) {
		for (size_t i = t->lines[line].start, end; i < t->lines[line].end; i = end) {
			uint32_t item = owner(r, i, classes[i], &next);
			size_t border = next < r->item_count ? r->items[next].label.start : t->length;
			for (end = i + 1; end < t->lines[line].end && end != border && classes[end] == classes[i]; end++)
				;
			if (!kp_grow((void **)&segments, &room, count + 1, sizeof *segments)) {
				free(segments);
				free(classes);
				return false;
			}
			segments[count++] = (kp_segment){ (uint32_t)line, (uint32_t)(i - t->lines[line].start), (uint32_t)(end - i), item, classes[i] };
		}
	}
	free(classes);
	*out = segments;
	*out_count = count;
	return true;
}
