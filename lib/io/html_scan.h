/* A web page's text cut into tags and text, by the rules that browsers follow, in one pass: every byte is looked at a
 * bounded number of times, whatever the page holds. (libxml2's HTML parser takes time that grows with the square of the
 * attributes of a tag and of stray end tags, and reads HTML by other rules from version to version.) */
#ifndef KP_HTML_SCAN_H
#define KP_HTML_SCAN_H

#include "io/html_tags.h"

#include <stddef.h>
#include <stdint.h>

typedef enum kp_html_kind { KP_HTML_END, KP_HTML_TEXT, KP_HTML_OPEN, KP_HTML_CLOSE } kp_html_kind;

typedef struct kp_html_token {
	kp_html_kind kind;
	kp_html_tag tag;   /* of what opens or closes */
	size_t start, end; /* of the text as it is written, or of the attributes */
	uint32_t line;     /* where it begins, from 1 */
	bool raw;          /* the text holds no references: it is a script's or a style's */
} kp_html_token;

typedef struct kp_html_scan {
	const char *text; /* checked UTF-8 */
	size_t length, at;
	uint32_t line;
	size_t counted;     /* up to where lines have been counted */
	kp_html_tag inside; /* element whose text is not markup, up to its own end tag; KP_TAG_OTHER: none */
	size_t inside_name, inside_length;
} kp_html_scan;

typedef struct kp_html_attribute {
	size_t name, name_length, value, value_length; /* a value without its quotes; empty where there is none */
} kp_html_attribute;

void kp_html_scan_start(kp_html_scan *scan, const char *text, size_t length);
void kp_html_count_lines(kp_html_scan *scan, size_t end); /* scan->line is then that of `end` */
kp_html_token kp_html_next(kp_html_scan *scan);

/* The attribute at *at, which moves behind it; false at the end of the tag. */
bool kp_html_next_attribute(const kp_html_scan *scan, size_t *at, size_t end, kp_html_attribute *out);
/* Names are compared without regard to case. */
bool kp_html_is_named(const kp_html_scan *scan, size_t start, size_t length, const char *name);

/* The character that a reference like &nbsp; or &#8220; stands for, and where it ends; 0: it is none. */
uint32_t kp_html_reference(const char *text, size_t start, size_t end, size_t *out_end);

#endif
