/* What stands at the beginning of an XML file, read before the parser sees it. */
#ifndef KP_XML_DECLARATION_H
#define KP_XML_DECLARATION_H

#include <stdbool.h>
#include <stddef.h>

/* NULL where the bytes say UTF-8 or nothing. Else the name of the encoding; where a declaration names it, that name
 * stands at *out_start to *out_end. *out_skip is the length of a byte order mark of UTF-8, else 0. */
const char *kp_encoding_of(const char *bytes, size_t length, size_t *out_skip, size_t *out_start, size_t *out_end);

/* "0.1": two numbers with a dot between. */
bool kp_version_read(const char *bytes, size_t length, int *out_major, int *out_minor);

#endif
