/* The numbers that a page shows before the items of its lists. */
#ifndef KP_HTML_NUMBERS_H
#define KP_HTML_NUMBERS_H

#include "base/strings.h"

/* Writes the number as a label: 1. or 一、 as the list is styled. In a list within a list, where pages show the same bare
 * numbers again, it has the mark of that level in official documents: （1）, then ①. */
void kp_html_number(kp_buffer *out, int32_t number, uint8_t style, uint8_t depth);

#endif
