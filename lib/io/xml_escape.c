#include "io/xml_escape.h"

#define HIGH 0x8080808080808080u

/* Bytes under 0x40 of plain ASCII: the others are never special. Bit 1: in text, bit 2: in a value. */
static const unsigned char special[64] = {
	['\t'] = 2, ['\n'] = 2, ['\r'] = 3, ['"'] = 2, ['&'] = 3, ['<'] = 3, ['>'] = 1,
};

static inline size_t plain(const char *bytes, size_t length, unsigned char kind)
{
	size_t at = 0;
	while (at < length) {
		uint64_t word;
		/* eight letters or parts of Chinese characters at a time: none of them is under 0x40 */
		while (length - at >= 8) {
			memcpy(&word, bytes + at, 8);
			if (((word | word << 1) & HIGH) != HIGH)
				break;
			at += 8;
		}
		if (at == length)
			break;
		unsigned char byte = (unsigned char)bytes[at];
		if (byte < 64 && special[byte] & kind)
			break;
		at++;
	}
	return at;
}

size_t kp_xml_plain_text(const char *bytes, size_t length)
{
	return plain(bytes, length, 1);
}

size_t kp_xml_plain_value(const char *bytes, size_t length)
{
	return plain(bytes, length, 2);
}

const char *kp_xml_escape(char byte, size_t *out_length)
{
	const char *escaped = "";
	switch (byte) {
	case '&': escaped = "&amp;"; break;
	case '<': escaped = "&lt;"; break;
	case '>': escaped = "&gt;"; break;
	case '"': escaped = "&quot;"; break;
	case '\t': escaped = "&#9;"; break;
	case '\n': escaped = "&#10;"; break;
	case '\r': escaped = "&#13;"; break;
	default: break;
	}
	*out_length = strlen(escaped);
	return escaped;
}

static void add(kp_buffer *out, const char *bytes, size_t length, unsigned char kind)
{
	for (;;) {
		size_t run = plain(bytes, length, kind), escaped_length;
		kp_buffer_add(out, bytes, run);
		if (run == length)
			return;
		const char *escaped = kp_xml_escape(bytes[run], &escaped_length);
		kp_buffer_add(out, escaped, escaped_length);
		bytes += run + 1;
		length -= run + 1;
	}
}

void kp_xml_add_text(kp_buffer *out, const char *bytes, size_t length)
{
	add(out, bytes, length, 1);
}

void kp_xml_add_value(kp_buffer *out, const char *bytes, size_t length)
{
	add(out, bytes, length, 2);
}
