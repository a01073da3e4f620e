#include "io/xml_raw.h"

#include "io/xml_escape.h"

#include <stdlib.h>

#define XML_PREFIX "xml" /* bound by the standard, never declared */

void kp_raw_free(kp_raw *raw)
{
	kp_buffer_free(&raw->xml);
	free(raw->bindings);
}

size_t kp_raw_unescape(const char *bytes, size_t length, char *out)
{
	size_t made = 0;
	for (size_t at = 0; at < length; at++) {
		out[made++] = bytes[at];
		if (bytes[at] == '&' && length - at > 4 && memcmp(bytes + at + 1, "#38;", 4) == 0)
			at += 4;
	}
	return made;
}

static const char *text_of(const unsigned char *name)
{
	return name ? (const char *)name : "";
}

static void put_name(kp_buffer *out, const char *prefix, const unsigned char *name)
{
	if (*prefix) {
		kp_buffer_text(out, prefix);
		kp_buffer_byte(out, ':');
	}
	kp_buffer_text(out, (const char *)name);
}

static void put_value(kp_buffer *out, const char *bytes, size_t length)
{
	char *room = memchr(bytes, '&', length) ? malloc(length) : NULL;
	if (room) {
		length = kp_raw_unescape(bytes, length, room);
		bytes = room;
	} else if (memchr(bytes, '&', length)) {
		out->failed = true;
	}
	kp_xml_add_value(out, bytes, length);
	free(room);
}

static void put_declaration(kp_buffer *out, const char *prefix, const char *uri)
{
	kp_buffer_text(out, " xmlns");
	if (*prefix) {
		kp_buffer_byte(out, ':');
		kp_buffer_text(out, prefix);
	}
	kp_buffer_text(out, "=\"");
	put_value(out, uri, strlen(uri));
	kp_buffer_byte(out, '"');
}

void kp_raw_attribute(kp_buffer *out, const unsigned char **attribute)
{
	kp_buffer_byte(out, ' ');
	put_name(out, text_of(attribute[1]), attribute[0]);
	kp_buffer_text(out, "=\"");
	put_value(out, (const char *)attribute[3], (size_t)(attribute[4] - attribute[3]));
	kp_buffer_byte(out, '"');
}

/* What a prefix stands for in what has been written so far. */
static const char *bound_to(const kp_raw *raw, size_t from, const char *prefix)
{
	for (size_t i = raw->binding_count; i > from; i--)
		if (strcmp(raw->bindings[i - 1].prefix, prefix) == 0)
			return raw->bindings[i - 1].uri;
	return *prefix ? NULL : raw->home;
}

static bool declare(kp_raw *raw, size_t from, const char *prefix, const char *uri, kp_buffer *out)
{
	const char *bound = bound_to(raw, from, prefix);
	if (strcmp(prefix, XML_PREFIX) == 0 || (bound && strcmp(bound, uri) == 0))
		return true;
	if (!kp_grow((void **)&raw->bindings, &raw->binding_capacity, raw->binding_count + 1, sizeof *raw->bindings))
		return false;
	raw->bindings[raw->binding_count++] = (kp_binding){ prefix, uri, raw->depth };
	put_declaration(out, prefix, uri);
	return true;
}

static bool declare_all(kp_raw *raw, size_t from, const unsigned char **attributes, int count, kp_buffer *out)
{
	for (int i = 0; i < count; i++) {
		const unsigned char **attribute = attributes + 5 * i;
		if (attribute[2] && !declare(raw, from, text_of(attribute[1]), (const char *)attribute[2], out))
			return false;
	}
	return true;
}

bool kp_raw_declare(kp_raw *raw, const unsigned char **attributes, int count, kp_buffer *out)
{
	size_t from = raw->binding_count;
	bool good = declare_all(raw, from, attributes, count, out);
	raw->binding_count = from;
	return good;
}

static void close_tag(kp_raw *raw)
{
	if (raw->open)
		kp_buffer_byte(&raw->xml, '>');
	raw->open = false;
	raw->text = 0;
}

bool kp_raw_start(kp_raw *raw, const unsigned char *name, const unsigned char *prefix, const unsigned char *uri,
                  const unsigned char **attributes, int count)
{
	close_tag(raw);
	if (!raw->depth) {
		raw->xml.length = 0;
		raw->binding_count = 0;
	}
	raw->depth++;
	kp_buffer_byte(&raw->xml, '<');
	put_name(&raw->xml, text_of(prefix), name);
	if (!declare(raw, 0, text_of(prefix), text_of(uri), &raw->xml) ||
	    !declare_all(raw, 0, attributes, count, &raw->xml))
		return false;
	for (int i = 0; i < count; i++)
		kp_raw_attribute(&raw->xml, attributes + 5 * i);
	raw->open = true;
	return !raw->xml.failed;
}

bool kp_raw_characters(kp_raw *raw, const char *bytes, size_t length)
{
	size_t text = raw->text + length;
	close_tag(raw);
	raw->text = text;
	kp_xml_add_text(&raw->xml, bytes, length);
	return !raw->xml.failed;
}

bool kp_raw_end(kp_raw *raw, const unsigned char *name, const unsigned char *prefix)
{
	if (raw->open) {
		kp_buffer_text(&raw->xml, "/>");
		raw->open = false;
	} else {
		kp_buffer_text(&raw->xml, "</");
		put_name(&raw->xml, text_of(prefix), name);
		kp_buffer_byte(&raw->xml, '>');
	}
	raw->text = 0;
	if (raw->xml.failed)
		return false;
	while (raw->binding_count && raw->bindings[raw->binding_count - 1].depth == raw->depth)
		raw->binding_count--;
	raw->depth--;
	return true;
}
