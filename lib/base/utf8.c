#include "base/utf8.h"

#include <string.h>

#define ONES 0x0101010101010101u
#define HIGH 0x8080808080808080u

static uint64_t word8(const unsigned char *p)
{
	uint64_t word;
	memcpy(&word, p, sizeof word);
	return word;
}

static bool tail(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/* Length of the well-formed sequence of two to four bytes at p, 0 where there is none. */
static size_t sequence(const unsigned char *p, size_t left)
{
	unsigned char lead = p[0];
	if (lead >= 0xe0 && lead < 0xf0) {
		if (left < 3 || !tail(p[1]) || !tail(p[2]))
			return 0;
		if ((lead == 0xe0 && p[1] < 0xa0) || (lead == 0xed && p[1] > 0x9f))
			return 0;
		return 3;
	}
	if (lead >= 0xc2 && lead < 0xe0)
		return left >= 2 && tail(p[1]) ? 2 : 0;
	if (lead < 0xf0 || lead > 0xf4 || left < 4 || !tail(p[1]) || !tail(p[2]) || !tail(p[3]))
		return 0;
	if ((lead == 0xf0 && p[1] < 0x90) || (lead == 0xf4 && p[1] > 0x8f))
		return 0;
	return 4;
}

static bool control(unsigned char byte)
{
	return byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r';
}

/* High bits where a byte of a word that is all ASCII is a control that XML forbids. No sum carries into the next byte. */
static inline uint64_t controls(uint64_t word)
{
	uint64_t low = ~(word + ONES * 0x60) & HIGH;
	if (!low)
		return 0;
	return low & ((word ^ ONES * '\n') + ONES * 0x7f) & ((word ^ ONES * '\t') + ONES * 0x7f) &
	       ((word ^ ONES * '\r') + ONES * 0x7f);
}

/* Whether a three-byte sequence begins here that is neither overlong nor a surrogate nor a noncharacter, told by its first
 * two bytes where that is possible: so all of Chinese and its full-width marks. Four bytes must be there. */
static inline bool usual_three(const unsigned char *p)
{
	static const unsigned char lead_bits[4] = { 0xf0, 0xc0, 0xc0, 0 }, lead_is[4] = { 0xe0, 0x80, 0x80, 0 };
	uint32_t word, bits, is;
	memcpy(&word, p, sizeof word);
	memcpy(&bits, lead_bits, sizeof bits);
	memcpy(&is, lead_is, sizeof is);
	return (word & bits) == is && p[0] != 0xe0 && p[0] != 0xed && (p[0] != 0xef || p[1] != 0xbf);
}

/* Whether two of them follow one another whose first bytes are E1 to EC, as those of all ideographs. Eight bytes must be
 * there. */
static inline bool two_ideographs(const unsigned char *p)
{
	static const unsigned char marks[8] = { 0xf0, 0xc0, 0xc0, 0xf0, 0xc0, 0xc0 };
	static const unsigned char marks_are[8] = { 0xe0, 0x80, 0x80, 0xe0, 0x80, 0x80 };
	static const unsigned char rest[8] = { 0x0f, 0, 0, 0x0f }, three[8] = { 3, 0, 0, 3 },
							   carry[8] = { 0x10, 0, 0, 0x10 };
	uint64_t word = word8(p), low = word & word8(rest);
	bool sequences = (word & word8(marks)) == word8(marks_are);
	return sequences && !(((low + word8(three)) | ~(low + word8(rest))) & word8(carry)); /* up to 12, and not 0 */
}

static inline size_t check(const char *bytes, size_t length, bool xml)
{
	const unsigned char *p = (const unsigned char *)bytes;
	size_t at = 0;
	while (at < length) {
		if (length - at >= 8) {
			uint64_t word = word8(p + at);
			if (!(word & HIGH) && !(xml && controls(word))) {
				at += 8;
				continue;
			}
		}
		if (p[at] < 0x80) {
			if (xml && control(p[at]))
				return at;
			at++;
			continue;
		}
		size_t n = sequence(p + at, length - at);
		if (!n)
			return at;
		if (xml && n == 3 && p[at] == 0xef && p[at + 1] == 0xbf && p[at + 2] >= 0xbe)
			return at;
		at += n;
		/* Chinese text is one long run of three-byte sequences: no word test between them */
		do {
			while (length - at >= 8 && two_ideographs(p + at))
				at += 6;
		} while (length - at >= 4 && usual_three(p + at) && (at += 3));
	}
	return KP_UTF8_OK;
}

size_t kp_utf8_check(const char *bytes, size_t length)
{
	return check(bytes, length, false);
}

size_t kp_utf8_check_xml(const char *bytes, size_t length)
{
	return check(bytes, length, true);
}

bool kp_xml_char(uint32_t c)
{
	if (c < 0x20)
		return c == '\t' || c == '\n' || c == '\r';
	return c < 0xd800 || (c >= 0xe000 && c < 0xfffe) || (c >= 0x10000 && c <= 0x10ffff);
}

size_t kp_utf8_put(uint32_t c, char out[4])
{
	if (c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = 0xfffd;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

/* Of eight bytes, how many begin a character: all but those of the form 10xxxxxx. */
static size_t starts8(const unsigned char *p)
{
	uint64_t word = word8(p);
	uint64_t tails = (word >> 7) & (~word >> 6) & ONES;
	return 8 - (size_t)(tails * ONES >> 56);
}

size_t kp_utf8_count(const char *bytes, size_t length)
{
	const unsigned char *p = (const unsigned char *)bytes;
	size_t count = 0, at = 0;
	for (; length - at >= 8; at += 8)
		count += starts8(p + at);
	for (; at < length; at++)
		count += !tail(p[at]);
	return count;
}

size_t kp_utf8_offset(const char *bytes, size_t length, size_t index)
{
	const unsigned char *p = (const unsigned char *)bytes;
	size_t at = 0;
	while (length - at >= 8) {
		size_t starts = starts8(p + at);
		if (starts > index)
			break;
		index -= starts;
		at += 8;
	}
	for (; at < length; at++)
		if (!tail(p[at]) && index-- == 0)
			return at;
	return length;
}

bool kp_is_white_mark(uint32_t c)
{
	if (c < 0x2000)
		return c == 0x85 || c == 0xa0 || c == 0xad || c == 0x1680;
	return c <= 0x200d || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x2060 || c == 0x3000 ||
	       c == 0xfeff;
}

bool kp_is_han(uint32_t c)
{
	if (c < 0x20000)
		return (c >= 0x4e00 && c <= 0x9fff) || (c >= 0x3400 && c <= 0x4dbf) || (c >= 0xf900 && c <= 0xfaff) ||
		       c == 0x3007;
	return c <= 0x2a6df || (c >= 0x2a700 && c <= 0x2ee5d) || (c >= 0x2f800 && c <= 0x2fa1f) ||
	       (c >= 0x30000 && c <= 0x323af);
}

bool kp_is_cjk(uint32_t c)
{
	if (c < 0x2e80)
		return c == 0xb7 || c == 0x2014 || c == 0x2018 || c == 0x2019 || (c >= 0x201c && c <= 0x201f) || c == 0x2026;
	return kp_is_han(c) || c <= 0x2fdf || (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef);
}
