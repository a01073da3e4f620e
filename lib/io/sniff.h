/* What a file is that is no text notice, told by its bytes. */
#ifndef KP_SNIFF_H
#define KP_SNIFF_H

#include <stddef.h>

/* Name of the type, the same in each language; NULL where the bytes may be text. */
const char *kp_sniff_type(const void *bytes, size_t length);

/* The same for text that is already decoded: web pages, other XML. */
const char *kp_sniff_markup(const char *text, size_t length);

#endif
