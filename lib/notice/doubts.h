/* Stage 11 in parts: each looks over one side of what was read and notes what seems to be missing or misread. All walk the
 * text or the items once. */
#ifndef KP_NOTICE_DOUBTS_H
#define KP_NOTICE_DOUBTS_H

#include "notice/reading.h"

bool kp_doubt_order(kp_reading *r);    /* doubts_order.c: ordinals with gaps, items that may belong elsewhere */
bool kp_doubt_headings(kp_reading *r); /* doubts_heading.c: lines that are headings, or pieces of one */
bool kp_doubt_titles(kp_reading *r);   /* doubts_title.c: headings unlike those beside them */
bool kp_doubt_lists(kp_reading *r);    /* doubts_list.c: lists that are missing, too many, not marked, without a lead */
bool kp_doubt_units(kp_reading *r);    /* doubts_unit.c: names run together, marks and names misread */
bool kp_doubt_text(kp_reading *r);     /* doubts_text.c: brackets, numbers, sentences that break off */

/* doubts_label.c: the length of what looks like a label at the beginning of a line that has none, or 0; *styles: which it may
 * be, as bits. next: the ordinals that would be next, by style. */
size_t kp_broken_label(const kp_text *t, kp_range line, const int32_t next[KP_STYLE_COUNT], unsigned *styles);
/* Tells of it, and of where in the outline its item is missing, on which level; it stands in the text of `item`. */
bool kp_doubt_label(kp_reading *r, size_t item, kp_range label, unsigned styles, uint8_t *out_level);

/* doubts_number.c: signs of damage beside a number that begins at i; *i moves behind the number. */
bool kp_doubt_number(kp_reading *r, kp_range line, size_t *i);
/* The measure word at a place; its length, or 0. */
size_t kp_measure_length(const kp_text *t, size_t at, size_t end);

/* doubts_list.c: two names or more that are certainly units, and most of what stands there. */
bool kp_holds_units(const kp_text *t, size_t start, size_t end);
/* What looks like a list and stands in the text of `item`, or may be its section's. */
bool kp_doubt_list(kp_reading *r, size_t item, kp_range list);

/* doubts_order.c: whether the ordinals of the lowest level run on from section to section. */
bool kp_numbers_run_on(const kp_reading *r);
/* doubts_order.c: the item with this ordinal is missing below parent (-1: at the top). */
bool kp_doubt_missing(kp_reading *r, int32_t parent, int32_t ordinal);
/* doubts_order.c: the text of this item may hold another one, of its level or of one above, up to that of the next item. */
bool kp_doubt_swallowed(kp_reading *r, size_t item);
/* doubts_order.c: the heading of item j and of those beside it has no label. */
bool kp_doubt_heading_before(kp_reading *r, size_t j);

/* A doubt about a range, with its words. */
bool kp_doubt_range(kp_reading *r, int32_t code, kp_range place);
/* The same about an item, by its heading, at its label alone: what stands in it may be right. */
bool kp_doubt_item(kp_reading *r, int32_t code, size_t item);

#endif
