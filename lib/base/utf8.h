/* UTF-8: checking with the offset of the first fault, decoding, encoding, counting. */
#ifndef KP_UTF8_H
#define KP_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define KP_UTF8_OK ((size_t)-1)

/* Offset of the first byte that is not well-formed UTF-8 (no overlong forms, no surrogates), else KP_UTF8_OK. */
size_t kp_utf8_check(const char *bytes, size_t length);

/* The same, and also for characters that XML 1.0 forbids (controls but tab, LF, CR; U+FFFE, U+FFFF). */
size_t kp_utf8_check_xml(const char *bytes, size_t length);
bool kp_xml_char(uint32_t c);

/* Decodes one character of checked text and moves *at past it. */
static inline uint32_t kp_utf8_next(const char *bytes, size_t *at)
{
	const unsigned char *p = (const unsigned char *)bytes + *at;
	if (p[0] < 0x80) {
		*at += 1;
		return p[0];
	}
	if (p[0] < 0xe0) {
		*at += 2;
		return (uint32_t)(p[0] & 0x1f) << 6 | (p[1] & 0x3f);
	}
	if (p[0] < 0xf0) {
		*at += 3;
		return (uint32_t)(p[0] & 0x0f) << 12 | (uint32_t)(p[1] & 0x3f) << 6 | (p[2] & 0x3f);
	}
	*at += 4;
	return (uint32_t)(p[0] & 0x07) << 18 | (uint32_t)(p[1] & 0x3f) << 12 | (uint32_t)(p[2] & 0x3f) << 6 | (p[3] & 0x3f);
}
size_t kp_utf8_put(uint32_t c, char out[4]);                           /* number of bytes */
size_t kp_utf8_count(const char *bytes, size_t length);                /* code points */
size_t kp_utf8_offset(const char *bytes, size_t length, size_t index); /* byte offset of the index-th code point */

bool kp_is_white_mark(uint32_t c); /* kp_is_white beyond ASCII */

/* Unicode White_Space, and U+200B-200D, U+2060, U+FEFF, U+00AD; none of them is an ideograph. */
static inline bool kp_is_white(uint32_t c)
{
	if (c < 0x80)
		return c == ' ' || (c >= 9 && c <= 13);
	return (c <= 0x3000 || c == 0xfeff) && kp_is_white_mark(c);
}

bool kp_is_han(uint32_t c); /* ideographs with extensions and compatibility forms, and U+3007 */
bool kp_is_cjk(
	uint32_t c); /* ideographs and Chinese punctuation: CJK symbols, full-width forms, quotes, dashes, U+2026, U+00B7 */
int kp_width(uint32_t c); /* columns in a terminal: 0, 1 or 2 */

#endif
