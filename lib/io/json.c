#include "io/json.h"

#define ONES 0x0101010101010101u
#define HIGH 0x8080808080808080u

static bool is_special(unsigned char c)
{
	return c < 0x20 || c == '"' || c == '\\' || c == 0x7f;
}

/* High bits where a byte of the word is zero; above the first of them there may be false ones. */
static inline uint64_t zeros(uint64_t word)
{
	return (word - ONES) & ~word & HIGH;
}

size_t kp_json_plain(const char *bytes, size_t length)
{
	size_t at = 0;
	for (; length - at >= 8; at += 8) {
		uint64_t word;
		memcpy(&word, bytes + at, 8);
		if ((word & HIGH) == HIGH) /* Chinese text is mostly this */
			continue;
		if (((word - ONES * 0x20) & ~word & HIGH) | zeros(word ^ ONES * '"') | zeros(word ^ ONES * '\\') |
		    zeros(word ^ ONES * 0x7f))
			break;
	}
	while (at < length && !is_special((unsigned char)bytes[at]))
		at++;
	return at;
}

/* What stands for a byte that ended a run; its length is that of the result. */
static const char *escape(unsigned char c, char room[7])
{
	static const char digits[] = "0123456789abcdef";
	switch (c) {
	case '"': return "\\\"";
	case '\\': return "\\\\";
	case '\n': return "\\n";
	case '\r': return "\\r";
	case '\t': return "\\t";
	default: break;
	}
	memcpy(room, "\\u00", 4);
	room[4] = digits[c >> 4];
	room[5] = digits[c & 15];
	room[6] = '\0';
	return room;
}

void kp_json_put(kp_sink *sink, const char *bytes, size_t length)
{
	char room[7];
	kp_sink_put(sink, "\"", 1);
	for (;;) {
		size_t run = kp_json_plain(bytes, length);
		kp_sink_put(sink, bytes, run);
		if (run == length)
			break;
		const char *escaped = escape((unsigned char)bytes[run], room);
		kp_sink_put(sink, escaped, strlen(escaped));
		bytes += run + 1;
		length -= run + 1;
	}
	kp_sink_put(sink, "\"", 1);
}

void kp_json_bytes(kp_buffer *out, const char *bytes, size_t length)
{
	char room[7];
	kp_buffer_byte(out, '"');
	for (;;) {
		size_t run = kp_json_plain(bytes, length);
		kp_buffer_add(out, bytes, run);
		if (run == length)
			break;
		kp_buffer_text(out, escape((unsigned char)bytes[run], room));
		bytes += run + 1;
		length -= run + 1;
	}
	kp_buffer_byte(out, '"');
}

void kp_json_text(kp_buffer *out, kp_str text)
{
	if (text)
		kp_json_bytes(out, text, kp_str_len(text));
	else
		kp_buffer_text(out, "null");
}

void kp_json_bool(kp_buffer *out, bool value)
{
	kp_buffer_text(out, value ? "true" : "false");
}
