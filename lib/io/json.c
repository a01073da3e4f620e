#include "io/json.h"

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
	if (c >= 0x20 && c != 0x7f)
		return NULL;
	memcpy(room, "\\u00", 4);
	room[4] = digits[c >> 4];
	room[5] = digits[c & 15];
	room[6] = '\0';
	return room;
}

void kp_json_bytes(kp_buffer *out, const char *bytes, size_t length)
{
	size_t from = 0;
	char room[7];
	kp_buffer_byte(out, '"');
	for (size_t i = 0; i < length; i++) {
		const char *escaped = escape((unsigned char)bytes[i], room);
		if (!escaped)
			continue;
		kp_buffer_add(out, bytes + from, i - from);
		kp_buffer_text(out, escaped);
		from = i + 1;
	}
	kp_buffer_add(out, bytes + from, length - from);
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
