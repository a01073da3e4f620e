/* Elements and attributes that are not ours, or not known to this version, kept as raw XML. They are written anew from
 * what the parser says, by the rule of exclusive canonical XML: each piece declares the namespaces that it uses itself, so
 * that it means the same wherever it is put, and reading what was written gives the same bytes again. */
#include "io/xml_escape.h"
#include "io/xml_reader.h"
#include "model/foreign.h"

#include <stdlib.h>

#define XML_PREFIX "xml" /* bound by the standard, never declared */

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
		length = kp_read_unescape(bytes, length, room);
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

/* One attribute as the parser gives it: local name, prefix, URI, where the value begins and ends. */
static void put_attribute(kp_buffer *out, const unsigned char **attribute)
{
	kp_buffer_byte(out, ' ');
	put_name(out, text_of(attribute[1]), attribute[0]);
	kp_buffer_text(out, "=\"");
	put_value(out, (const char *)attribute[3], (size_t)(attribute[4] - attribute[3]));
	kp_buffer_byte(out, '"');
}

/* What a prefix stands for in what has been written so far. Without a prefix it is our namespace at first. */
static const char *bound_to(const kp_reader *r, size_t from, const char *prefix)
{
	for (size_t i = r->binding_count; i > from; i--)
		if (strcmp(r->bindings[i - 1].prefix, prefix) == 0)
			return r->bindings[i - 1].uri;
	return *prefix ? NULL : KP_NAMESPACE;
}

static bool declare(kp_reader *r, size_t from, const char *prefix, const char *uri, kp_buffer *out)
{
	const char *bound = bound_to(r, from, prefix);
	if (strcmp(prefix, XML_PREFIX) == 0 || (bound && strcmp(bound, uri) == 0))
		return true;
	if (!kp_grow((void **)&r->bindings, &r->binding_capacity, r->binding_count + 1, sizeof *r->bindings))
		return kp_read_memory(r);
	r->bindings[r->binding_count++] = (kp_binding){ prefix, uri, r->foreign_depth };
	put_declaration(out, prefix, uri);
	return true;
}

static bool is_known(kp_reader *r, const unsigned char **attribute, uint64_t known)
{
	if (attribute[2])
		return false;
	uint8_t number = kp_read_name(r, attribute[0])->attribute;
	return number < AT_COUNT && known >> number & 1;
}

bool kp_foreign_attributes(kp_reader *r, const unsigned char **attributes, int count, uint64_t known, kp_buffer *out)
{
	size_t from = r->binding_count;
	bool good = true;
	for (int i = 0; i < count && good; i++) {
		const unsigned char **attribute = attributes + 5 * i;
		if (attribute[2])
			good = declare(r, from, text_of(attribute[1]), (const char *)attribute[2], out);
	}
	r->binding_count = from;
	for (int i = 0; i < count && good; i++) {
		const unsigned char **attribute = attributes + 5 * i;
		if (is_known(r, attribute, known))
			continue;
		put_attribute(out, attribute);
		if (!attribute[2] || kp_read_is_ours(r, attribute[2]))
			good = kp_read_finding(r, KEPU_FINDING_UNKNOWN_ATTRIBUTE, (const char *)attribute[0],
			                       strlen((const char *)attribute[0]), NULL);
	}
	return good && (!out->failed || kp_read_memory(r));
}

static void close_tag(kp_reader *r)
{
	if (r->foreign_open)
		kp_buffer_byte(&r->foreign, '>');
	r->foreign_open = false;
	r->foreign_text = 0;
}

bool kp_foreign_start(kp_reader *r, const unsigned char *name, const unsigned char *prefix, const unsigned char *uri,
                      const unsigned char **attributes, int count)
{
	close_tag(r);
	if (!r->foreign_depth) {
		r->foreign.length = 0;
		r->binding_count = 0;
	}
	r->foreign_depth++;
	kp_buffer_byte(&r->foreign, '<');
	put_name(&r->foreign, text_of(prefix), name);
	if (!declare(r, 0, text_of(prefix), text_of(uri), &r->foreign))
		return false;
	for (int i = 0; i < count; i++) {
		const unsigned char **attribute = attributes + 5 * i;
		if (attribute[2] && !declare(r, 0, text_of(attribute[1]), (const char *)attribute[2], &r->foreign))
			return false;
	}
	for (int i = 0; i < count; i++)
		put_attribute(&r->foreign, attributes + 5 * i);
	r->foreign_open = true;
	return !r->foreign.failed || kp_read_memory(r);
}

bool kp_foreign_characters(kp_reader *r, const char *bytes, size_t length)
{
	size_t text = r->foreign_text + length;
	close_tag(r);
	r->foreign_text = text;
	if (text > (uint64_t)r->limits->text)
		return kp_read_fail_limit(r, "text", r->limits->text);
	kp_xml_add_text(&r->foreign, bytes, length);
	return !r->foreign.failed || kp_read_memory(r);
}

/* A piece within a text waits for the object: the byte of the text it stands before, a colon, the XML, NUL. */
static bool keep_within_text(kp_reader *r)
{
	kp_buffer_int(&r->inside, (int64_t)r->text.length);
	kp_buffer_byte(&r->inside, ':');
	kp_buffer_add(&r->inside, r->foreign.bytes, r->foreign.length);
	kp_buffer_byte(&r->inside, '\0');
	return !r->inside.failed || kp_read_memory(r);
}

bool kp_foreign_keep(kp_reader *r)
{
	const kp_frame *frame = kp_read_frame(r);
	if (kp_elements[frame->element].text)
		return keep_within_text(r);
	bool first = !frame->last_owner;
	bool added =
		kp_foreign_add(r->plan, first ? frame->owner : frame->last_owner, first ? frame->number : frame->last_number,
	                   first ? KP_FOREIGN_FIRST : KP_FOREIGN_AFTER, r->foreign.bytes, r->foreign.length);
	return added || kp_read_memory(r);
}

bool kp_foreign_end(kp_reader *r, const unsigned char *name, const unsigned char *prefix)
{
	if (r->foreign_open) {
		kp_buffer_text(&r->foreign, "/>");
		r->foreign_open = false;
	} else {
		kp_buffer_text(&r->foreign, "</");
		put_name(&r->foreign, text_of(prefix), name);
		kp_buffer_byte(&r->foreign, '>');
	}
	r->foreign_text = 0;
	if (r->foreign.failed)
		return kp_read_memory(r);
	while (r->binding_count && r->bindings[r->binding_count - 1].depth == r->foreign_depth)
		r->binding_count--;
	r->foreign_depth--;
	return true;
}

bool kp_foreign_settle(kp_reader *r, const kp_frame *frame)
{
	const kp_buffer *attributes = &r->attributes;
	if (attributes->length && !kp_foreign_add(r->plan, frame->owner, frame->number, KP_FOREIGN_ATTRIBUTES,
	                                          attributes->bytes + 1, attributes->length - 1))
		return kp_read_memory(r);
	for (size_t at = 0; at < r->inside.length;) {
		size_t length = strlen(r->inside.bytes + at);
		if (!kp_foreign_add(r->plan, frame->owner, frame->number, KP_FOREIGN_FIRST, r->inside.bytes + at, length))
			return kp_read_memory(r);
		at += length + 1;
	}
	r->attributes.length = r->inside.length = 0;
	return true;
}
