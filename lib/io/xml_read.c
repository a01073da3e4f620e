/* Drives libxml2's push parser and sorts what it reports. The parser has a handler of its own for everything, faults
 * too, so that no setting that another user of libxml2 in the process has made matters here. */
#include "io/xml_read.h"

#include "base/utf8.h"
#include "io/xml_declaration.h"
#include "io/xml_reader.h"
#include "model/foreign.h"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <stdlib.h>

#define PIECE ((size_t)131072)
#define FINDINGS_MOST 1000
#define FAULT_NOWHERE UINT64_MAX
#define SHOWN_MOST 1024 /* bytes of a value that a message may need */

#if LIBXML_VERSION >= 21200
typedef const xmlError *parser_fault;
#else
typedef xmlErrorPtr parser_fault;
#endif

/* ---- failing ---- */

uint64_t kp_read_offset(const kp_reader *r)
{
	long offset = xmlByteConsumed(r->parser);
	return r->skipped + (uint64_t)(offset > 0 ? offset : 0);
}

/* The path of the innermost element of ours, like /plan/nodes/node[3]. */
static char *path_text(const kp_reader *r)
{
	kp_buffer path = { 0 };
	for (uint32_t depth = 1; depth <= r->depth; depth++) {
		const kp_element_row *row = &kp_elements[r->frames[depth].element];
		kp_buffer_byte(&path, '/');
		kp_buffer_text(&path, row->name);
		if (row->series) {
			kp_buffer_byte(&path, '[');
			kp_buffer_int(&path, r->frames[depth - 1].counts[row->series]);
			kp_buffer_byte(&path, ']');
		}
	}
	return path.length ? kp_buffer_take(&path, NULL) : NULL;
}

/* The first fault, once nothing is read any more: then the source may be read anew to find its line. */
static void locate(kp_reader *r)
{
	kp_place place = KP_NOWHERE;
	if (!r->err || !*r->err || r->fault == FAULT_NOWHERE)
		return;
	char *path = path_text(r);
	place.file = r->source->name;
	place.path = path;
	kp_place_find(r->source, r->fault, r->fault_is_tag, &place);
	kp_error_locate(*r->err, &place);
	free(path);
}

bool kp_read_fail_at(kp_reader *r, kepu_status code, uint64_t offset, bool tag, const char *first, const char *second)
{
	if (r->status)
		return false;
	r->status = kp_fail(r->err, code, NULL, first, second);
	r->fault = offset;
	r->fault_is_tag = tag;
	xmlStopParser(r->parser);
	return false;
}

bool kp_read_fail(kp_reader *r, kepu_status code, const char *first, const char *second)
{
	return kp_read_fail_at(r, code, kp_read_frame(r)->place, true, first, second);
}

bool kp_read_fail_slice(kp_reader *r, kepu_status code, kp_slice value, const char *second)
{
	kp_buffer text = { 0 };
	kp_buffer_add(&text, value.bytes, value.length < SHOWN_MOST ? value.length : SHOWN_MOST);
	kp_read_fail(r, code, text.length ? text.bytes : "", second);
	kp_buffer_free(&text);
	return false;
}

static bool fail_number(kp_reader *r, kepu_status code, const char *first, int64_t number)
{
	char text[KP_DECIMAL_TEXT];
	kp_decimal_write((kp_decimal){ number, 0 }, text);
	return kp_read_fail(r, code, first ? first : text, first ? text : NULL);
}

bool kp_read_fail_limit(kp_reader *r, const char *what, int64_t limit)
{
	return fail_number(r, KEPU_ERROR_LIMIT, what, limit);
}

bool kp_read_fail_ratio(kp_reader *r)
{
	return fail_number(r, KEPU_ERROR_RATIO, NULL, r->limits->ratio);
}

bool kp_read_memory(kp_reader *r)
{
	return kp_read_fail_at(r, KEPU_ERROR_MEMORY, FAULT_NOWHERE, false, NULL, NULL);
}

/* ---- findings ---- */

/* Id of the innermost part of the plan that is being read. */
static const char *subject(const kp_reader *r)
{
	const uint64_t parts = KP_BIT(EL_UNIT) | KP_BIT(EL_NODE) | KP_BIT(EL_ASSIGNMENT) | KP_BIT(EL_INDICATOR) |
	                       KP_BIT(EL_PHASE) | KP_BIT(EL_ANNEX);
	for (uint32_t depth = r->depth; depth; depth--) {
		const kp_frame *frame = &r->frames[depth];
		kp_str id;
		if (!(parts & KP_BIT(frame->element)) || !frame->owner)
			continue;
		memcpy(&id, frame->owner, sizeof id); /* every object begins with its id */
		return id;
	}
	return NULL;
}

static bool reported_before(kp_reader *r, int32_t code, const char *first, const char *second)
{
	kp_buffer key = { 0 };
	size_t count = r->reported.count;
	kp_buffer_int(&key, code);
	kp_buffer_byte(&key, ' ');
	kp_buffer_text(&key, first);
	kp_buffer_byte(&key, ' ');
	kp_buffer_text(&key, second);
	kp_str kept = key.failed ? NULL : kp_intern_get(&r->reported, key.bytes, key.length);
	kp_buffer_free(&key);
	return !kept ? !kp_read_memory(r) : r->reported.count == count;
}

bool kp_read_finding(kp_reader *r, int32_t code, const char *first, size_t length, const char *second)
{
	if (!r->findings || r->reported.count >= FINDINGS_MOST)
		return true;
	kp_buffer text = { 0 };
	kp_buffer_add(&text, first, length < SHOWN_MOST ? length : SHOWN_MOST);
	bool good = !text.failed;
	if (good && !reported_before(r, code, text.bytes, second)) {
		uint32_t line, column;
		kp_cursor_tag(&r->cursor, kp_read_offset(r), &line, &column);
		kp_place place = { r->source->name, line, column, -1, NULL };
		good = kp_findings_add(r->findings, code, subject(r), &place, text.bytes, second);
	}
	kp_buffer_free(&text);
	return !r->status && (good || kp_read_memory(r));
}

/* ---- elements ---- */

const kp_name_slot *kp_read_name(kp_reader *r, const void *name)
{
	size_t at = (size_t)((uint64_t)(uintptr_t)name * UINT64_C(0x9e3779b97f4a7c15) >> 40);
	kp_name_slot *slot = &r->names[at & (KP_NAME_SLOTS - 1)];
	while (slot->name && slot->name != name)
		slot = &r->names[++at & (KP_NAME_SLOTS - 1)];
	if (slot->name)
		return slot;
	if (r->name_count ==
	    KP_NAMES_MOST) /* only a file with very many names of its own: the rest is looked up each time */
		slot = &r->other_name;
	else
		r->name_count++;
	slot->name = name;
	slot->element = (uint8_t)kp_element_of(name);
	slot->attribute = (uint8_t)kp_attribute_of(name);
	return slot;
}

bool kp_read_is_ours(kp_reader *r, const void *uri)
{
	if (uri && uri == r->our_uri)
		return true;
	if (!uri || strcmp(uri, KP_NAMESPACE) != 0)
		return false;
	r->our_uri = uri;
	return true;
}

static bool start_foreign(kp_reader *r, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          const xmlChar **attributes, int count)
{
	if (!r->foreign_depth && kp_read_is_ours(r, uri) &&
	    !kp_read_finding(r, KEPU_FINDING_UNKNOWN_ELEMENT, (const char *)name, strlen((const char *)name), NULL))
		return false;
	return kp_foreign_start(r, name, prefix, uri, attributes, count);
}

/* Attributes that an element knows, which for some depends on what it stands in. */
static uint64_t known_attributes(kp_element element, kp_element above)
{
	uint64_t known = kp_elements[element].attributes;
	if (element == EL_TEXT && above != EL_NODE)
		return KP_BIT(AT_CONTENT); /* its provenance is that of the whole */
	if (element == EL_TITLE && above == EL_ANNEX)
		return 0;
	if (element == EL_TITLE && above == EL_METADATA)
		return known & ~KP_BIT(AT_CONTENT);
	return known;
}

/* The parser leaves each & of an attribute as &#38;, for a tree that it may have to make; nothing else is left so. */
size_t kp_read_unescape(const char *bytes, size_t length, char *out)
{
	size_t made = 0;
	for (size_t at = 0; at < length; at++) {
		out[made++] = bytes[at];
		if (bytes[at] == '&' && length - at > 4 && memcmp(bytes + at + 1, "#38;", 4) == 0)
			at += 4;
	}
	return made;
}

/* Values with an & in them, which are rare, as they were meant. There is room for all values of the element from the
 * first of them on, so that none of those moves. */
static bool unescape(kp_reader *r, const xmlChar **attributes, int left, kp_slice *value, size_t *used)
{
	if (!*used) {
		size_t room = 0;
		for (int i = 0; i < left; i++)
			room += (size_t)(attributes[5 * i + 4] - attributes[5 * i + 3]);
		free(r->unescaped);
		r->unescaped = malloc(room);
		if (!r->unescaped)
			return kp_read_memory(r);
	}
	char *out = r->unescaped + *used;
	*value = (kp_slice){ out, kp_read_unescape(value->bytes, value->length, out) };
	*used += value->length;
	return true;
}

/* Sorts the attributes; true in *out_foreign where some are not ours. */
static bool take_attributes(kp_reader *r, const xmlChar **attributes, int count, uint64_t known, bool *out_foreign)
{
	size_t unescaped = 0;
	r->present = 0;
	*out_foreign = false;
	for (int i = 0; i < count; i++, attributes += 5) {
		size_t length = (size_t)(attributes[4] - attributes[3]);
		if (length > (uint64_t)r->limits->text)
			return kp_read_fail_limit(r, "text", r->limits->text);
		uint8_t number = attributes[2] ? AT_COUNT : kp_read_name(r, attributes[0])->attribute;
		if (number == AT_COUNT || !(known >> number & 1)) {
			*out_foreign = true;
			continue;
		}
		kp_slice value = { (const char *)attributes[3], length };
		if (memchr(value.bytes, '&', length) && !unescape(r, attributes, count - i, &value, &unescaped))
			return false;
		r->present |= KP_BIT(number);
		r->values[number] = value;
	}
	return true;
}

static bool check_version(kp_reader *r)
{
	kp_slice version = r->values[AT_VERSION];
	int major, minor;
	if (!kp_read_has(r, AT_VERSION))
		return kp_read_fail(r, KEPU_ERROR_MISSING_ATTRIBUTE, "plan", "version");
	if (!kp_version_read(version.bytes, version.length, &major, &minor))
		return kp_read_fail_slice(r, KEPU_ERROR_BAD_VALUE, version, KP_FORMAT_VERSION);
	if (major != KP_FORMAT_MAJOR)
		return kp_read_fail_slice(r, KEPU_ERROR_WRONG_VERSION, version, KP_FORMAT_VERSION);
	if (minor <= KP_FORMAT_MINOR)
		return true;
	return kp_read_text(r, AT_VERSION, &r->plan->file_version) &&
	       kp_read_finding(r, KEPU_FINDING_NEWER_VERSION, version.bytes, version.length, NULL);
}

static bool check_required(kp_reader *r, kp_element element)
{
	uint64_t missing = kp_elements[element].required & ~r->present;
	if (element == EL_PLAN && !check_version(r))
		return false;
	for (int i = 0; missing && i < AT_COUNT; i++)
		if (missing >> i & 1)
			return kp_read_fail(r, KEPU_ERROR_MISSING_ATTRIBUTE, kp_elements[element].name, kp_attributes[i]);
	return true;
}

/* Whether an element may stand here, once or again. */
static bool check_position(kp_reader *r, kp_element element, kp_frame *above)
{
	const kp_element_row *row = &kp_elements[element];
	if (!(row->parents & KP_BIT(above->element)))
		return kp_read_fail(r, KEPU_ERROR_UNEXPECTED_ELEMENT, row->name, kp_elements[above->element].name);
	if (!row->series && above->seen & KP_BIT(element))
		return kp_read_fail(r, KEPU_ERROR_UNEXPECTED_ELEMENT, row->name, "2 ×");
	above->seen |= KP_BIT(element);
	return true;
}

static bool start_ours(kp_reader *r, kp_element element, uint64_t offset, const xmlChar **attributes, int count)
{
	kp_frame *above = kp_read_frame(r), *frame = above + 1;
	bool text = kp_elements[element].text, foreign;
	frame->element = element;
	frame->number = element;
	frame->owner = text ? above->owner : r->plan;
	frame->place = offset;
	if (!text) { /* nothing of ours can stand in a text */
		frame->last_owner = NULL;
		frame->seen = 0;
		memset(frame->counts, 0, sizeof frame->counts);
	}
	above->counts[kp_elements[element].series]++;
	r->depth++;
	uint64_t known = known_attributes(element, above->element);
	if (element != EL_PLAN && !check_position(r, element, above))
		return false;
	if (!take_attributes(r, attributes, count, known, &foreign) || !check_required(r, element) ||
	    !kp_read_start(r, element))
		return false;
	if (text)
		r->text.length = 0;
	if (!foreign)
		return true;
	if (!kp_foreign_attributes(r, attributes, count, known, &r->attributes))
		return false;
	return text || kp_foreign_settle(r, frame); /* of a text element the object is made at its end */
}

static bool start_root(kp_reader *r, kp_element element, const xmlChar *name, const xmlChar *uri)
{
	if (element == EL_PLAN)
		return true;
	kp_buffer found = { 0 };
	kp_buffer_text(&found, "{");
	kp_buffer_text(&found, uri ? (const char *)uri : "");
	kp_buffer_text(&found, "}");
	kp_buffer_text(&found, (const char *)name);
	kp_read_fail_at(r, KEPU_ERROR_WRONG_NAMESPACE, kp_read_offset(r), true, found.failed ? "" : found.bytes,
	                "{" KP_NAMESPACE "}plan");
	kp_buffer_free(&found);
	return false;
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
	kp_reader *r = data;
	uint64_t offset;
	(void)namespace_count, (void)namespaces, (void)defaulted;
	if (r->status)
		return;
	offset = kp_read_offset(r);
	if (r->depth + r->foreign_depth >= r->limits->depth) {
		char most[KP_DECIMAL_TEXT];
		kp_decimal_write((kp_decimal){ r->limits->depth, 0 }, most);
		kp_read_fail_at(r, KEPU_ERROR_LIMIT, offset, true, "depth", most);
		return;
	}
	kp_element element = r->foreign_depth || !kp_read_is_ours(r, uri) ? EL_NONE : kp_read_name(r, name)->element;
	if (!r->depth && !start_root(r, element, name, uri))
		return;
	if (element)
		start_ours(r, element, offset, attributes, count);
	else
		start_foreign(r, name, prefix, uri, attributes, count);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	kp_reader *r = data;
	(void)uri;
	if (r->status)
		return;
	if (r->foreign_depth)
		kp_foreign_end(r, name, prefix);
	else
		kp_read_end(r);
}

/* ---- text ---- */

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* Where a text that was just reported stands: directly before the parser's place, or at it, or it was written with
 * references, and then the last & is where it began. */
static uint64_t text_offset(const kp_reader *r, const char *bytes, size_t length, size_t odd)
{
	uint64_t here = kp_read_offset(r);
	const kp_cursor *cursor = &r->cursor;
	for (int back = 1; back >= 0; back--) {
		uint64_t start = here - (back ? length : 0);
		if (start < cursor->start || start + length > cursor->start + cursor->length || start > here)
			continue;
		if (memcmp(cursor->piece + (start - cursor->start), bytes, length) == 0)
			return start + odd;
	}
	for (uint64_t at = here; at > cursor->start && at <= cursor->start + cursor->length; at--)
		if (cursor->piece[at - 1 - cursor->start] == '&')
			return at - 1;
	return here;
}

static void text_outside(kp_reader *r, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!is_white(bytes[i])) {
			kp_read_fail_at(r, KEPU_ERROR_UNEXPECTED_TEXT, text_offset(r, bytes, length, i), false,
			                kp_elements[kp_read_frame(r)->element].name, NULL);
			return;
		}
}

static void on_characters(void *data, const xmlChar *bytes, int length)
{
	kp_reader *r = data;
	if (r->status || length <= 0)
		return;
	if (r->foreign_depth) {
		kp_foreign_characters(r, (const char *)bytes, (size_t)length);
	} else if (!kp_elements[kp_read_frame(r)->element].text) {
		text_outside(r, (const char *)bytes, (size_t)length);
	} else {
		if (r->text.length + (size_t)length > (uint64_t)r->limits->text) {
			kp_read_fail_limit(r, "text", r->limits->text);
			return;
		}
		kp_buffer_add(&r->text, bytes, (size_t)length);
		if (r->text.failed)
			kp_read_memory(r);
	}
}

/* ---- what is refused, and faults ---- */

static void on_doctype(void *data, const xmlChar *name, const xmlChar *external, const xmlChar *system)
{
	kp_reader *r = data;
	(void)name, (void)external, (void)system;
	kp_read_fail_at(r, KEPU_ERROR_DOCTYPE, kp_read_offset(r), true, NULL, NULL);
}

/* Some limits of the parser's own, which are under or beside ours. */
static const char *own_limit(parser_fault fault)
{
	if (fault->code == XML_ERR_NAME_TOO_LONG)
		return "name";
	bool huge =
		strstr(fault->message, "too long") || strstr(fault->message, "Huge input") || strstr(fault->message, "too big");
	return huge ? "text" : NULL;
}

/* A fault of a namespace's name only: it is a name, and whether it is a good URI does not matter. The parser finds this
 * fault, too, when memory is out. */
static bool harmless(int code)
{
	return code == XML_WAR_NS_URI || code == XML_WAR_NS_URI_RELATIVE;
}

/* The parser takes a namespace whose name it had no memory for to be empty. One that is empty has two quotes. */
static bool starved(const kp_reader *r, parser_fault fault)
{
	const kp_cursor *cursor = &r->cursor;
	uint64_t here = kp_read_offset(r);
	if (fault->code != XML_NS_ERR_XML_NAMESPACE || !strstr(fault->message, "mpty") || here < cursor->start + 2 ||
	    here > cursor->start + cursor->length)
		return false;
	const char *quotes = cursor->piece + (here - cursor->start) - 2;
	return quotes[0] != quotes[1];
}

static void on_fault(void *data, parser_fault fault)
{
	kp_reader *r = data;
	if (r->status || !fault || fault->level < XML_ERR_ERROR || harmless(fault->code))
		return;
	if (fault->code == XML_ERR_NO_MEMORY || !fault->message || starved(r, fault)) {
		kp_read_memory(r);
		return;
	}
	const char *limit = own_limit(fault);
	/* the push parser says of a file that was cut off that there is too much of it */
	bool cut = fault->code == XML_ERR_DOCUMENT_END && r->depth;
	const char *said = cut ? "the document ends before its elements do" : fault->message;
	kp_slice message = { said, strlen(said) };
	while (message.length && is_white(message.bytes[message.length - 1]))
		message.length--;
	kp_buffer text = { 0 };
	kp_buffer_add(&text, message.bytes, message.length);
	if (limit)
		kp_read_fail_at(r, KEPU_ERROR_LIMIT, kp_read_offset(r), false, limit, limit[0] == 'n' ? "50000" : "10000000");
	else
		kp_read_fail_at(r, KEPU_ERROR_NOT_XML, kp_read_offset(r), false, text.failed ? "" : text.bytes, NULL);
	kp_buffer_free(&text);
}

static void make_handler(xmlSAXHandler *sax)
{
	memset(sax, 0, sizeof *sax);
	sax->initialized = XML_SAX2_MAGIC;
	sax->startElementNs = on_start;
	sax->endElementNs = on_end;
	sax->characters = on_characters;
	sax->ignorableWhitespace = on_characters; /* the same, so that the parser does not ask which it is */
	sax->cdataBlock = on_characters;
	sax->internalSubset = on_doctype;
	sax->serror = on_fault;
}

/* ---- feeding ---- */

/* The bytes at the end of a piece that begin a character which the next piece ends. */
static size_t broken_off(const char *bytes, size_t length, size_t fault)
{
	unsigned char lead = (unsigned char)bytes[fault];
	size_t left = length - fault, wanted = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc2 ? 2 : 0;
	if (left >= wanted || lead > 0xf4)
		return 0;
	for (size_t i = 1; i < left; i++)
		if (((unsigned char)bytes[fault + i] & 0xc0) != 0x80)
			return 0;
	return left;
}

/* What the parser says at the end of a piece, after a fault that no handler was told of. */
static void check_result(kp_reader *r, int result)
{
	if (!result || r->status || harmless(result))
		return;
	if (result < 0 || result == XML_ERR_NO_MEMORY)
		kp_read_memory(r);
	else
		kp_read_fail_at(r, KEPU_ERROR_NOT_XML, kp_read_offset(r), false, "", NULL);
}

static void feed(kp_reader *r, const char *bytes, size_t length)
{
	if (r->status || !length)
		return;
	kp_cursor_piece(&r->cursor, bytes, length);
	check_result(r, xmlParseChunk(r->parser, bytes, (int)length, 0));
}

static void fail_character(kp_reader *r, const char *bytes, size_t length, uint64_t offset)
{
	char code[16] = "U+0000";
	bool utf8 = kp_utf8_check(bytes, length < 3 ? length : 3) == KP_UTF8_OK || (unsigned char)bytes[0] < 0x80;
	size_t at = 0;
	uint32_t c = utf8 ? kp_utf8_next(bytes, &at) : 0;
	for (int i = 5; i > 1; i--, c >>= 4)
		code[i] = "0123456789ABCDEF"[c & 15];
	kp_read_fail_at(r, utf8 ? KEPU_ERROR_BAD_CHARACTER : KEPU_ERROR_BAD_UTF8, offset, false, utf8 ? code : NULL, NULL);
}

/* What the file says of its encoding, in its first piece. *out_skip is the length of a BOM. */
static bool check_beginning(kp_reader *r, const char *bytes, size_t length, size_t *out_skip)
{
	size_t start, end;
	const char *encoding = kp_encoding_of(bytes, length, out_skip, &start, &end);
	if (!encoding)
		return true;
	kp_slice name = { bytes + start, end - start };
	kp_buffer text = { 0 };
	if (name.length)
		kp_buffer_add(&text, name.bytes, name.length);
	else
		kp_buffer_text(&text, encoding);
	kp_read_fail_at(r, KEPU_ERROR_ENCODING, start, false, text.failed ? "" : text.bytes, "UTF-8");
	kp_buffer_free(&text);
	return false;
}

/* Reads, checks and parses piece by piece. A character that lies across two pieces goes with the second. */
static void read_pieces(kp_reader *r, char *room[2])
{
	size_t kept = 0, got = PIECE;
	uint64_t offset = 0; /* of the piece in the file */
	for (int turn = 0; !r->status; turn = !turn) {
		char *piece = room[turn];
		size_t want = PIECE - kept, skip = 0;
		r->status = kp_source_read(r->source, piece + kept, want, &got, r->err);
		if (r->status)
			return;
		size_t length = kept + got;
		bool last = got < want;
		if (!offset && !length) {
			kp_place place = { r->source->name, 0, 0, -1, NULL };
			r->status = kp_fail(r->err, KEPU_ERROR_EMPTY_FILE, &place, NULL, NULL);
			return;
		}
		if (!offset && !check_beginning(r, piece, length, &skip))
			return;
		r->skipped += skip;
		if (!offset)
			kp_cursor_start(&r->cursor, skip);
		size_t fault = kp_utf8_check_xml(piece + skip, length - skip);
		size_t good = fault == KP_UTF8_OK ? length : skip + fault;
		kept = good < length && !last ? broken_off(piece, length, good) : 0;
		feed(r, piece + skip, good - skip);
		if (!r->status && good + kept < length)
			fail_character(r, piece + good, length - good, offset + good);
		offset += good;
		if (last)
			return;
		memcpy(room[!turn], piece + good, kept);
	}
}

static kepu_status prepare(kp_reader *r, bool findings)
{
	xmlSAXHandler sax;
	r->fault = FAULT_NOWHERE;
	r->frames[0].owner = NULL;
	kp_arena_init(&r->reported_arena);
	kp_intern_init(&r->reported, &r->reported_arena);
	r->builder = kp_builder_new();
	if (findings)
		r->findings = kp_findings_new();
	make_handler(&sax);
	xmlInitParser();
	r->parser = xmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL);
	if (!r->builder || !r->parser || (findings && !r->findings))
		return kp_fail(r->err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	r->plan = r->builder->plan;
	kp_spans_init(&r->spans, r->plan);
	return KEPU_OK;
}

static void release(kp_reader *r)
{
	if (r->parser)
		xmlFreeParserCtxt(r->parser);
	kepu_builder_free(r->builder);
	kepu_findings_free(r->findings);
	kp_spans_free(&r->spans);
	kp_intern_free(&r->reported);
	kp_arena_free(&r->reported_arena);
	kp_buffer_free(&r->text);
	kp_buffer_free(&r->attributes);
	kp_buffer_free(&r->inside);
	kp_buffer_free(&r->foreign);
	free(r->unescaped);
	free(r->bindings);
	free(r->pending);
	free(r);
}

static kepu_status read_all(kp_reader *r)
{
	char *room = malloc(2 * PIECE);
	if (!room)
		return kp_fail(r->err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	read_pieces(r, (char *[2]){ room, room + PIECE });
	if (!r->status)
		check_result(r, xmlParseChunk(r->parser, NULL, 0, 1));
	if (!r->status)
		kp_read_finish(r);
	free(room);
	return r->status;
}

kepu_status kp_xml_read(kp_source *source, kepu_plan **out_plan, kepu_findings **out_findings, kepu_error **err)
{
	kp_reader *r = kp_calloc(1, sizeof *r);
	if (!r)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	r->source = source;
	r->limits = source->limits;
	r->err = err;
	kepu_status status = prepare(r, out_findings != NULL);
	if (!status)
		status = read_all(r);
	if (status)
		locate(r);
	else
		status = kp_builder_finish(r->builder, out_plan, err);
	if (!status && out_findings) {
		*out_findings = r->findings;
		r->findings = NULL;
	}
	release(r);
	return status;
}
