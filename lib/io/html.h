/* Web pages to paragraphs. */
#ifndef KP_HTML_H
#define KP_HTML_H

#include "base/paragraphs.h"

/* What <meta> or the XML declaration says of a page's encoding. */
enum { KP_LABEL_NONE, KP_LABEL_UTF8, KP_LABEL_GB, KP_LABEL_OTHER };

#define KP_LABEL_ROOM 32
/* Bytes that look like a page; the label as it is written goes to `out`. */
int kp_html_label(const char *bytes, size_t length, char out[KP_LABEL_ROOM]);

/* The notice in a page, from checked UTF-8. Lines are those of the page. `out` is filled also where it fails: memory is
 * out, and kp_paragraphs_free must follow. */
bool kp_html_paragraphs(const char *text, size_t length, kp_paragraphs *out);

#endif
