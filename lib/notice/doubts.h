/* Stage 11 in parts: each looks over one side of what was read and notes what seems to be missing or misread. All walk the
 * text or the items once. */
#ifndef KP_NOTICE_DOUBTS_H
#define KP_NOTICE_DOUBTS_H

#include "notice/reading.h"

bool kp_doubt_order(kp_reading *r);    /* doubts_order.c: ordinals with gaps, items that may belong elsewhere */
bool kp_doubt_headings(kp_reading *r); /* doubts_heading.c: headings without label or without end */
bool kp_doubt_lists(kp_reading *r);    /* doubts_list.c: lists that are missing, too many, not marked, without a lead */
bool kp_doubt_units(kp_reading *r);    /* doubts_unit.c: names run together, marks and names misread */
bool kp_doubt_text(kp_reading *r);     /* doubts_text.c: brackets, numbers, sentences that break off */

/* doubts_order.c: the heading of item j and of those beside it has no label. */
bool kp_doubt_heading_before(kp_reading *r, size_t j);

/* A doubt about a range, with its words. */
bool kp_doubt_range(kp_reading *r, int32_t code, kp_range place);
/* The same about an item, by its heading, at its label alone: what stands in it may be right. */
bool kp_doubt_item(kp_reading *r, int32_t code, size_t item);

#endif
