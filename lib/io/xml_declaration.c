#include "io/xml_declaration.h"

#include <string.h>

#define NUMBER_MOST 1000000

typedef struct text {
	const char *bytes;
	size_t length;
} text;

static bool begins(text t, size_t at, const char *word)
{
	size_t length = strlen(word);
	return at <= t.length && t.length - at >= length && memcmp(t.bytes + at, word, length) == 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_blanks(text t, size_t at)
{
	while (at < t.length && is_blank(t.bytes[at]))
		at++;
	return at;
}

/* The value of encoding="…" in the declaration, without its quotes. False: none, or no declaration at all; what is
 * wrong with it is the parser's to say. */
static bool declared(text t, size_t at, size_t *out_start, size_t *out_end)
{
	if (!begins(t, at, "<?xml") || at + 5 >= t.length || !is_blank(t.bytes[at + 5]))
		return false;
	for (at += 5; at < t.length && t.bytes[at] != '?' && t.bytes[at] != '<'; at++) {
		if (!begins(t, at, "encoding") || !is_blank(t.bytes[at - 1]))
			continue;
		at = skip_blanks(t, at + 8);
		if (at >= t.length || t.bytes[at] != '=')
			return false;
		at = skip_blanks(t, at + 1);
		if (at >= t.length || (t.bytes[at] != '"' && t.bytes[at] != '\''))
			return false;
		const char *end = memchr(t.bytes + at + 1, t.bytes[at], t.length - at - 1);
		*out_start = at + 1;
		*out_end = end ? (size_t)(end - t.bytes) : t.length;
		return end;
	}
	return false;
}

static bool is_utf8(text name)
{
	static const char utf8[] = "utf-8";
	if (name.length != sizeof utf8 - 1)
		return false;
	for (size_t i = 0; i < name.length; i++)
		if ((name.bytes[i] | (name.bytes[i] >= 'A' && name.bytes[i] <= 'Z' ? 0x20 : 0)) != utf8[i])
			return false;
	return true;
}

const char *kp_encoding_of(const char *bytes, size_t length, size_t *out_skip, size_t *out_start, size_t *out_end)
{
	text t = { bytes, length };
	*out_skip = *out_start = *out_end = 0;
	if (begins(t, 0, "\xff\xfe") || begins(t, 0, "\xfe\xff") ||
	    (length >= 4 && (memcmp(bytes, "<\0", 2) == 0 || memcmp(bytes, "\0<", 2) == 0)))
		return "UTF-16";
	if (length >= 4 && memcmp(bytes, "\0\0", 2) == 0)
		return "UTF-32";
	if (begins(t, 0, "\xef\xbb\xbf"))
		*out_skip = 3;
	if (!declared(t, *out_skip, out_start, out_end))
		return NULL;
	bool good = is_utf8((text){ bytes + *out_start, *out_end - *out_start });
	if (good)
		*out_start = *out_end = 0;
	return good ? NULL : "";
}

static bool read_number(text *t, char mark, int *out)
{
	size_t at = 0;
	*out = 0;
	for (; at < t->length && t->bytes[at] >= '0' && t->bytes[at] <= '9' && *out < NUMBER_MOST; at++)
		*out = *out * 10 + (t->bytes[at] - '0');
	if (!at || (mark ? at >= t->length || t->bytes[at] != mark : at != t->length))
		return false;
	*t = (text){ t->bytes + at + 1, mark ? t->length - at - 1 : 0 };
	return true;
}

bool kp_version_read(const char *bytes, size_t length, int *out_major, int *out_minor)
{
	text t = { bytes, length };
	return read_number(&t, '.', out_major) && read_number(&t, '\0', out_minor);
}
