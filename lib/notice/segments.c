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

/* Classes of the text that is read. */
static uint8_t *paint_read(const kp_reading *r)
{
	const kp_text *t = &r->text;
	uint8_t *classes = kp_array(t->length + 1, 1);
	if (!classes)
		return NULL;
	for (size_t i = 0; i < t->line_count; i++) /* one behind the other they are all of it */
		paint(classes, (kp_range){ t->lines[i].start, t->lines[i].end }, r->line_class[i]);
	paint_items(r, classes);
	/* page numbers and the like between the lines of an item stay what they are */
	for (size_t i = 0; i < t->line_count; i++)
		if (r->line_class[i] == KEPU_SEGMENT_FURNITURE)
			paint(classes, (kp_range){ t->lines[i].start, t->lines[i].end }, KEPU_SEGMENT_FURNITURE);
	return classes;
}

/* Classes of the source: what the reading left out is furniture, or white space. */
static uint8_t *paint_source(const kp_reading *r)
{
	const kp_text *t = &r->source;
	uint8_t *classes = paint_read(r);
	if (classes && r->text.cps != t->cps) { /* something was left out */
		uint8_t *read = classes;
		classes = kp_array(t->length + 1, 1);
		if (classes)
			memset(classes, KEPU_SEGMENT_FURNITURE, t->length);
		for (size_t i = 0; classes && i < r->text.piece_count; i++) {
			const kp_piece *piece = &r->text.pieces[i];
			memcpy(classes + piece->source, read + piece->start, piece->length);
		}
		free(read);
	}
	for (size_t line = 0; classes && line < t->line_count; line++)
		for (size_t i = t->lines[line].start; t->lines[line].spaced && i < t->lines[line].end; i++)
			if (kp_is_white(t->cps[i]))
				classes[i] = KEPU_SEGMENT_WHITE_SPACE;
	return classes;
}

/* Where a run of one class ends that begins at a place. */
static size_t run_end(const uint8_t *classes, size_t start, size_t end)
{
	uint64_t same = classes[start] * (uint64_t)0x0101010101010101, eight;
	for (; end - start >= 8; start += 8) {
		memcpy(&eight, classes + start, sizeof eight);
		if (eight != same)
			break;
	}
	while (start < end && classes[start] == (uint8_t)same)
		start++;
	return start;
}

/* Walks along the source: which item a place belongs to, and where the next one begins. */
typedef struct kp_walk {
	const kp_reading *r;
	size_t next;   /* item */
	size_t border; /* where it begins in the source */
} kp_walk;

static void step(kp_walk *w, size_t at)
{
	const kp_reading *r = w->r;
	while (w->next < r->item_count && at >= w->border) {
		w->next++;
		w->border = w->next < r->item_count ? kp_text_source_of(&r->text, r->items[w->next].label.start) : KP_NONE;
	}
}

bool kp_segments_make(const kp_reading *r, kp_segment **out, size_t *out_count)
{
	const kp_text *t = &r->source;
	kp_segment *segments = NULL;
	size_t count = 0, room = 0;
	kp_walk walk = { r, 0, r->item_count > 0 ? kp_text_source_of(&r->text, r->items[0].label.start) : KP_NONE };
	uint8_t *classes = paint_source(r);
	*out = NULL;
	*out_count = 0;
	if (!classes)
		return false;
	for (size_t line = 0; line < t->line_count; line++) {
		for (size_t i = t->lines[line].start, end; i < t->lines[line].end; i = end) {
			step(&walk, i);
			bool own = classes[i] >= KEPU_SEGMENT_NODE_LABEL && classes[i] <= KEPU_SEGMENT_UNIT_LIST;
			uint32_t item = own ? (uint32_t)walk.next : 0;
			end = run_end(classes, i, walk.border < t->lines[line].end ? walk.border : t->lines[line].end);
			if (!kp_grow((void **)&segments, &room, count + 1, sizeof *segments)) {
				free(segments);
				free(classes);
				return false;
			}
			segments[count++] = (kp_segment){ (uint32_t)line, (uint32_t)(i - t->lines[line].start), (uint32_t)(end - i),
				                              item, classes[i] };
		}
	}
	free(classes);
	*out = segments;
	*out_count = count;
	return true;
}
