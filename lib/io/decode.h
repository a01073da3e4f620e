/* Bytes of a notice, text or web page, to paragraphs: encoding, characters, lines. */
#ifndef KP_DECODE_H
#define KP_DECODE_H

#include "base/paragraphs.h"

#include <kepu/error.h>

/* UTF-8 with or without BOM, UTF-16 with BOM or where it cannot be anything else, GB18030 otherwise. A line is one
 * paragraph, an empty one too; of a page, the lines of the notice in it. Characters that XML forbids are left out, bytes
 * that cannot be decoded become U+FFFD; both are counted. The list may point into the bytes, which must outlive it.
 * KEPU_ERROR_EMPTY_FILE, UNKNOWN_TYPE (it is no text), ENCODING (this system lacks GB18030). */
kepu_status kp_decode_text(const void *bytes, size_t length, const char *name, kp_paragraphs *out, kepu_error **err);

#endif
