/* Scheme XML to a builder, by libxml2's push parser. Schemes are small: the bytes are all there. */
#include "base/utf8.h"
#include "io/place.h"
#include "io/scheme_io.h"
#include "io/xml_declaration.h"
#include "io/xml_fault.h"
#include "io/xml_raw.h"

#include <libxml/parserInternals.h>
#include <stdlib.h>

typedef struct reader {
	kepu_scheme_builder *b;
	const kp_scheme_bytes *file;
	const kp_limits *limits;
	kepu_error **err;
	kepu_status status; /* the first failure: nothing more is read */
	xmlParserCtxtPtr parser;
	kp_cursor cursor;      /* of the bytes */
	kp_scheme_element *at; /* innermost one that is open; NULL: none */
	uint32_t depth;        /* of elements of ours that are open */
	kp_raw raw;
	kp_buffer value; /* of an attribute, as it was meant */
	/* a piece of raw XML: the element around it is none of its own */
	kp_scheme_element *around; /* NULL: it is a file */
	bool attributes;           /* of it are what is wanted */
} reader;

/* ---- failing: each gives false ---- */

static bool fail_place(reader *r, kepu_status code, kp_place place, const char *first, size_t length,
                       const char *second)
{
	if (r->status)
		return false;
	kp_scheme_fault fault = { r->around ? r->around : r->at, KP_ATTRIBUTES, r->around ? r->b->at : place,
		                      r->b->pointers };
	r->status = kp_scheme_fail(r->err, code, &fault, first, length, KP_WORDED(second));
	xmlStopParser(r->parser);
	return false;
}

static bool out_of_memory(reader *r)
{
	if (r->status)
		return false;
	r->status = kp_fail(r->err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	if (r->parser)
		xmlStopParser(r->parser);
	return false;
}

/* At the start tag that is being read. */
static bool fail(reader *r, kepu_status code, const char *first, const char *second)
{
	return fail_place(r, code, r->b->at, first, strlen(first), second);
}

static bool fail_at(reader *r, kepu_status code, uint64_t offset, const char *first, const char *second)
{
	return fail_place(r, code, r->around ? r->b->at : kp_scheme_place(r->file, offset), first, strlen(first), second);
}

static bool fail_limit(reader *r, const char *what, int64_t limit)
{
	char most[KP_DECIMAL_TEXT];
	kp_decimal_write((kp_decimal){ limit, 0 }, most);
	return fail(r, KEPU_ERROR_LIMIT, what, most);
}

/* What the builder said. */
static bool judge(reader *r, kepu_status status)
{
	if (!status)
		return true;
	if (!r->status)
		r->status = status;
	xmlStopParser(r->parser);
	return false;
}

static uint64_t here(const reader *r)
{
	return (r->file ? r->file->skipped : 0) + kp_xml_place(r->parser);
}

/* ---- attributes ---- */

/* The value of an attribute, which is good until the next one. */
static bool take_value(reader *r, const xmlChar **attribute)
{
	const char *bytes = (const char *)attribute[3];
	size_t length = (size_t)(attribute[4] - attribute[3]);
	if (length > (uint64_t)r->limits->text)
		return fail_limit(r, "text", r->limits->text);
	r->value.length = 0;
	kp_buffer_add(&r->value, bytes, length);
	kp_buffer_byte(&r->value, '\0');
	if (r->value.failed)
		return out_of_memory(r);
	r->value.length = kp_raw_unescape(r->value.bytes, length, r->value.bytes);
	return true;
}

static bool is(const xmlChar *name, const char *wanted)
{
	return name && strcmp((const char *)name, wanted) == 0;
}

static bool is_foreign(const xmlChar **attribute)
{
	return attribute[2] && !is(attribute[2], KP_SCHEME_NAMESPACE);
}

static bool keep_attributes(reader *r, kp_scheme_element *element, const xmlChar **attributes, int count)
{
	kp_buffer out = { 0 };
	bool good = kp_raw_declare(&r->raw, attributes, count, &out);
	for (int i = 0; i < count && good; i++)
		if (is_foreign(attributes + 5 * i))
			kp_raw_attribute(&out, attributes + 5 * i);
	good = good && !out.failed && (!out.length || kp_scheme_keep(r->b, element, true, out.bytes + 1, out.length - 1));
	kp_buffer_free(&out);
	return good || out_of_memory(r);
}

static bool fail_version(reader *r, const char *bytes, size_t length)
{
	return fail_place(r, KEPU_ERROR_WRONG_VERSION, r->b->at, bytes, length, KP_SCHEME_VERSION);
}

/* Before all else, for what is not known means another thing in a newer file. */
static bool read_version(reader *r, const xmlChar **attributes, int count)
{
	for (int i = 0; i < count; i++) {
		const xmlChar **attribute = attributes + 5 * i;
		if (attribute[2] || !is(attribute[0], "version"))
			continue;
		return take_value(r, attribute) && (kp_scheme_version(r->b, r->value.bytes, r->value.length) ||
		                                    fail_version(r, r->value.bytes, r->value.length));
	}
	return fail(r, KEPU_ERROR_MISSING_ATTRIBUTE, "scheme", "version");
}

static bool set_attributes(reader *r, const xmlChar **attributes, int count)
{
	bool foreign = false;
	for (int i = 0; i < count; i++) {
		const xmlChar **attribute = attributes + 5 * i;
		if (is_foreign(attribute)) {
			foreign = true;
			continue;
		}
		if (!r->at->parent && !attribute[2] && is(attribute[0], "version"))
			continue;
		const char *name = (const char *)attribute[0];
		if (!take_value(r, attribute) ||
		    !judge(r, kp_scheme_set(r->b, r->at, name, strlen(name), r->value.bytes, r->value.length, r->err)))
			return false;
	}
	return !foreign || keep_attributes(r, r->at, attributes, count);
}

/* ---- elements ---- */

static void find_tag(reader *r)
{
	uint32_t line, column;
	if (r->around)
		return;
	kp_cursor_tag(&r->cursor, here(r), &line, &column);
	r->b->at.line = line;
	r->b->at.column = column;
	r->b->at.offset = (int64_t)r->cursor.at;
}

static bool start_root(reader *r, const xmlChar *name, const xmlChar *uri)
{
	if (is(name, "scheme") && is(uri, KP_SCHEME_NAMESPACE))
		return true;
	kp_buffer found = { 0 };
	kp_buffer_text(&found, "{");
	kp_buffer_text(&found, uri ? (const char *)uri : "");
	kp_buffer_text(&found, "}");
	kp_buffer_text(&found, (const char *)name);
	fail(r, KEPU_ERROR_WRONG_NAMESPACE, found.failed ? "" : found.bytes, "{" KP_SCHEME_NAMESPACE "}scheme");
	kp_buffer_free(&found);
	return false;
}

static void start_ours(reader *r, const xmlChar *name, const xmlChar **attributes, int count)
{
	const char *kind = (const char *)name;
	if (!r->at && !read_version(r, attributes, count))
		return;
	kp_scheme_element *made;
	if (!judge(r, kp_scheme_add(r->b, r->at, kind, strlen(kind), &made, r->err)))
		return;
	r->at = made;
	r->depth++;
	set_attributes(r, attributes, count);
}

/* The element around a piece of raw XML: what is ours would stand there twice. */
static void start_around(reader *r, const xmlChar **attributes, int count)
{
	r->depth++;
	for (int i = 0; i < count && r->attributes; i++)
		if (!is_foreign(attributes + 5 * i)) {
			fail(r, KEPU_ERROR_BAD_VALUE, (const char *)attributes[5 * i], "x:a=\"…\" xmlns:x=\"…\"");
			return;
		}
	if (r->attributes)
		keep_attributes(r, r->around, attributes, count);
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
	reader *r = data;
	(void)namespace_count, (void)namespaces, (void)defaulted;
	if (r->status)
		return;
	find_tag(r);
	bool ours = is(uri, KP_SCHEME_NAMESPACE);
	if (r->depth + r->raw.depth >= r->limits->depth)
		fail_limit(r, "depth", r->limits->depth);
	else if (r->around && !r->depth)
		start_around(r, attributes, count);
	else if (r->around && !r->raw.depth && (ours || r->attributes))
		fail(r, KEPU_ERROR_BAD_VALUE, (const char *)name, "<x:a xmlns:x=\"…\">…</x:a>");
	else if (!r->depth && !start_root(r, name, uri))
		return;
	else if (ours && !r->raw.depth)
		start_ours(r, name, attributes, count);
	else if (!kp_raw_start(&r->raw, name, prefix, uri, attributes, count))
		out_of_memory(r);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	reader *r = data;
	(void)uri;
	if (r->status)
		return;
	if (!r->raw.depth) {
		r->depth--;
		r->at = r->at ? r->at->parent : NULL;
		return;
	}
	kp_scheme_element *of = r->around ? r->around : r->at;
	if (!kp_raw_end(&r->raw, name, prefix) ||
	    (!r->raw.depth && !kp_scheme_keep(r->b, of, false, r->raw.xml.bytes, r->raw.xml.length)))
		out_of_memory(r);
}

/* ---- text ---- */

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void text_outside(reader *r, const char *bytes, size_t length)
{
	size_t at = 0;
	while (at < length && is_white(bytes[at]))
		at++;
	if (at == length)
		return;
	if (r->around) {
		fail(r, KEPU_ERROR_BAD_VALUE, "", "<x:a xmlns:x=\"…\">…</x:a>");
		return;
	}
	uint64_t offset = kp_xml_text_place(r->file->bytes, r->file->length, r->file->skipped, here(r), bytes, length, at);
	fail_at(r, KEPU_ERROR_UNEXPECTED_TEXT, offset, r->at ? kp_scheme_name(r->at) : "", NULL);
}

static void on_characters(void *data, const xmlChar *bytes, int length)
{
	reader *r = data;
	if (r->status || length <= 0)
		return;
	if (!r->raw.depth)
		text_outside(r, (const char *)bytes, (size_t)length);
	else if (r->raw.text + (size_t)length > (uint64_t)r->limits->text)
		fail_limit(r, "text", r->limits->text);
	else if (!kp_raw_characters(&r->raw, (const char *)bytes, (size_t)length))
		out_of_memory(r);
}

/* ---- what is refused, and faults ---- */

static void on_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	reader *r = data;
	(void)name, (void)external, (void)system;
	find_tag(r);
	fail(r, KEPU_ERROR_DOCTYPE, "", NULL);
}

static void on_fault(void *data, kp_xml_said said)
{
	reader *r = data;
	kp_xml_fault fault;
	if (r->status)
		return;
	uint64_t at = kp_xml_place(r->parser);
	kp_xml_judge(said, r->cursor.piece, at <= r->cursor.length ? (size_t)at : 0, &fault);
	if (fault.status == KEPU_ERROR_MEMORY)
		out_of_memory(r);
	else if (fault.behind && r->depth)
		fail_at(r, fault.status, here(r), "the document ends before its elements do", NULL);
	else if (fault.status)
		fail_at(r, fault.status, here(r), fault.first, fault.second);
	kp_xml_fault_free(&fault);
}

static void parse(reader *r, const char *bytes, size_t length)
{
	xmlSAXHandler sax;
	memset(&sax, 0, sizeof sax);
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = on_start;
	sax.endElementNs = on_end;
	sax.characters = sax.ignorableWhitespace = sax.cdataBlock = on_characters;
	sax.internalSubset = on_doctype;
	sax.serror = on_fault;
	xmlInitParser();
	r->raw.home = KP_SCHEME_NAMESPACE;
	kp_cursor_start(&r->cursor, r->file ? r->file->skipped : 0);
	kp_cursor_piece(&r->cursor, bytes, length);
	r->parser = xmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL);
	if (!r->parser) {
		out_of_memory(r);
	} else {
		kepu_status status = kp_xml_result(xmlParseChunk(r->parser, bytes, (int)length, 1));
		if (status == KEPU_ERROR_MEMORY)
			out_of_memory(r);
		else if (status) /* no handler was told */
			fail_at(r, status, here(r), "", NULL);
	}
	xmlFreeParserCtxt(r->parser);
	kp_raw_free(&r->raw);
	kp_buffer_free(&r->value);
}

/* ---- a file, a piece ---- */

static kepu_status check_encoding(const kp_scheme_bytes *file, kepu_error **err)
{
	size_t skip, start, end;
	const char *encoding = kp_encoding_of(file->bytes, file->length, &skip, &start, &end);
	kp_buffer name = { 0 };
	if (!encoding)
		return KEPU_OK;
	if (end > start)
		kp_buffer_add(&name, file->bytes + start, end - start);
	else
		kp_buffer_text(&name, encoding);
	kp_buffer_byte(&name, '\0');
	kp_place place = kp_scheme_place(file, file->skipped + start);
	kepu_status status = kp_fail(err, KEPU_ERROR_ENCODING, &place, name.failed ? "" : name.bytes, "UTF-8");
	kp_buffer_free(&name);
	return status;
}

static kepu_status check_characters(const kp_scheme_bytes *file, size_t fault, kepu_error **err)
{
	kp_place place = kp_scheme_place(file, file->skipped + fault);
	if (kp_utf8_check(file->bytes, file->length) == fault)
		return kp_fail(err, KEPU_ERROR_BAD_UTF8, &place, NULL, NULL);
	uint32_t c = kp_utf8_next(file->bytes, &fault);
	char name[] = "U+0000";
	for (size_t at = 6; at > 2; c >>= 4)
		name[--at] = "0123456789ABCDEF"[c & 15];
	return kp_fail(err, KEPU_ERROR_BAD_CHARACTER, &place, name, NULL);
}

kepu_status kp_scheme_read_xml(const kp_scheme_bytes *file, kepu_scheme_builder *b, kepu_error **err)
{
	reader r = { .b = b, .file = file, .limits = file->limits, .err = err };
	kepu_status status = check_encoding(file, err);
	size_t fault = status ? KP_UTF8_OK : kp_utf8_check_xml(file->bytes, file->length);
	if (!status && fault != KP_UTF8_OK)
		status = check_characters(file, fault, err);
	if (status)
		return status;
	parse(&r, file->bytes, file->length);
	return r.status;
}

kepu_status kp_scheme_read_foreign(kepu_scheme_builder *b, kp_scheme_element *element, bool attributes, const char *xml,
                                   size_t length, const kp_limits *limits, kepu_error **err)
{
	reader r = { .b = b, .limits = limits, .err = err, .around = element, .attributes = attributes };
	kp_buffer document = { 0 };
	kp_buffer_text(&document,
	               attributes ? "<e xmlns=\"" KP_SCHEME_NAMESPACE "\" " : "<e xmlns=\"" KP_SCHEME_NAMESPACE "\">");
	kp_buffer_add(&document, xml, length);
	kp_buffer_text(&document, attributes ? "/>" : "</e>");
	if (document.failed || document.length > INT32_MAX)
		r.status = kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	else
		parse(&r, document.bytes, document.length);
	kp_buffer_free(&document);
	return r.status;
}
