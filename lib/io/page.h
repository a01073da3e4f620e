/* The page that shows a plan's source with its facts marked: page.c puts it together, page_marks.c writes the text with
 * its marks, page_style.c holds the style sheet. */
#ifndef KP_PAGE_H
#define KP_PAGE_H

#include "model/facts.h"

#include <kepu/findings.h>

typedef enum kp_mark_kind {
	KP_MARK_META,
	KP_MARK_LABEL,
	KP_MARK_TITLE,
	KP_MARK_DUE,
	KP_MARK_LEAD,
	KP_MARK_RESPONSIBLE,
	KP_MARK_PARTICIPANT,
	KP_MARK_INDICATOR,
	KP_MARK_PHASE,
	KP_MARK_FINDING,
	KP_MARK_COUNT
} kp_mark_kind;

extern const char *const kp_mark_classes[KP_MARK_COUNT];
extern const char kp_page_style[];

/* Something that is marked: a fact, or a finding. */
typedef struct kp_marked {
	const kp_fact *fact; /* NULL: a finding */
	size_t finding;      /* its index */
	kp_mark_kind kind;
	bool shown; /* made by kp_page_text: there is a mark to jump to */
} kp_marked;

typedef struct kp_mark {
	uint32_t paragraph, start, end; /* code points */
	uint32_t of;                    /* index of what is marked */
	bool first;                     /* the mark that a link leads to */
} kp_mark;

/* The paragraphs of the source, marks within. Marks may lie in one another and across each other: one that does not lie
 * within another is broken at the other's end. */
bool kp_page_text(const kepu_plan *plan, kp_marked *marked, kp_mark *marks, size_t mark_count, kp_buffer *out);

void kp_page_name(kp_buffer *out, const kp_marked *marked, size_t index); /* the id that a link leads to: f12, d3 */

#endif
