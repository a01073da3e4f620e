/* What a file is that is no text notice, told by its bytes. */
#ifndef KP_SNIFF_H
#define KP_SNIFF_H

#include <kepu/error.h>

#include <stddef.h>

/* Name of the type, the same in each language; NULL where the bytes may be text. *out_code: the error that says what to
 * do, KEPU_ERROR_UNKNOWN_TYPE, ARCHIVE or PICTURE. */
const char *kp_sniff_type(const void *bytes, size_t length, kepu_status *out_code);

/* The same for text, and for bytes that are ASCII but for their Chinese characters. */
extern const char kp_markup_html[]; /* "HTML": a page, which can be read; other markup cannot */
const char *kp_sniff_markup(const char *text, size_t length);

/* For bytes that say nothing: the ending of the file's name, where such a file has no text to read; else "binary". */
const char *kp_sniff_name(const char *name);

#endif
