/* What the elements of a page are to a reader of its text. */
#ifndef KP_HTML_TAGS_H
#define KP_HTML_TAGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum kp_html_tag {
	KP_TAG_OTHER, /* any other element: its text belongs to the line it stands in */
	KP_TAG_A,
	KP_TAG_BR,
	KP_TAG_BODY,
	KP_TAG_CELL,       /* td, th */
	KP_TAG_DEFINITION, /* dt, dd */
	KP_TAG_HEADING,    /* h1 to h6 */
	KP_TAG_HTML,
	KP_TAG_LI,
	KP_TAG_LINE, /* hr */
	KP_TAG_META,
	KP_TAG_OL,
	KP_TAG_P,
	KP_TAG_PRE,
	KP_TAG_ROW,
	KP_TAG_RAW,   /* script, style and others whose text is no markup and not shown */
	KP_TAG_ASIDE, /* nav, footer, aside: said to be beside the matter */
	KP_TAG_BLOCK, /* div and other elements that stand on lines of their own */
	KP_TAG_SKIP,  /* its text is not shown, or no part of the matter: buttons, choices, what is for no scripts */
	KP_TAG_TABLE,
	KP_TAG_TITLE,
	KP_TAG_UL,
	KP_TAG_VOID, /* has no end tag and nothing to read: img, input */
	KP_TAG_COUNT
} kp_html_tag;

kp_html_tag kp_html_tag_of(const char *name, size_t length);

static inline bool kp_html_is_block(kp_html_tag tag)
{
	switch (tag) {
	case KP_TAG_OTHER:
	case KP_TAG_A:
	case KP_TAG_BR:
	case KP_TAG_META:
	case KP_TAG_RAW:
	case KP_TAG_SKIP:
	case KP_TAG_TITLE:
	case KP_TAG_VOID: return false;
	default: return true;
	}
}

#endif
