/* A page as its reader sees it: lines of text one below the other, each with what tells the matter from what stands
 * around it, and the elements they stand in. */
#ifndef KP_HTML_PAGE_H
#define KP_HTML_PAGE_H

#include "base/strings.h"
#include "io/html_tags.h"

/* A line of text: what stands between two breaks, with its white space as the page shows it. */
typedef struct kp_html_line {
	size_t start, length;   /* bytes in the page's text; length 0: an empty line */
	uint32_t source;        /* line of the page's source where it begins, from 1 */
	uint32_t element;       /* innermost element that holds lines */
	uint32_t letters;       /* code points but white space */
	uint32_t linked, marks; /* of these, in links; sentence marks */
	int32_t number;         /* of the item of a numbered list that it opens; 0: none */
	uint8_t style, depth;   /* of that list: KP_HTML_DECIMAL and so on; how many lists it stands in */
	uint32_t row;           /* of a table, numbered from 1 in the whole page; 0: in none */
	uint8_t column, rows;   /* column: from 1; rows: that its cell takes, 0 is one */
	bool heading;           /* in h1 to h6 */
	bool indented;          /* by its style */
	uint8_t aside;          /* beside the matter: 1 by the words of a class, 2 by the element's name */
} kp_html_line;

enum { KP_HTML_DECIMAL = 1, KP_HTML_CHINESE, KP_HTML_LOWER, KP_HTML_UPPER, KP_HTML_ROMAN_LOWER, KP_HTML_ROMAN_UPPER };

typedef struct kp_html_element {
	uint32_t parent;      /* index; that of the page itself is 0 */
	uint32_t first, last; /* its lines: [first, last) */
} kp_html_element;

typedef struct kp_html_page {
	kp_buffer text;
	kp_html_line *lines;
	size_t line_count, line_room;
	kp_html_element *elements; /* each behind its parent; the first one is the page */
	size_t element_count, element_room;
	struct {
		size_t start, length;
	} titles[2];    /* in the text: what the page calls its article, and its own title */
	size_t dropped; /* characters that no text may hold */
} kp_html_page;

/* From checked UTF-8. False: memory is out (kp_html_page_free must follow all the same). */
bool kp_html_page_read(const char *text, size_t length, kp_html_page *out);
void kp_html_page_free(kp_html_page *page);

#endif
