/* Drives libxml2's push parser and sorts what it reports. The parser has a handler of its own for everything, faults
 * too, so that no setting that another user of libxml2 in the process has made matters here. */
#include "io/xml_read.h"

#include "base/utf8.h"
#include "io/xml_declaration.h"
#include "io/xml_fault.h"
#include "io/xml_reader.h"

#include <libxml/parserInternals.h>
#include <stdlib.h>

#define PIECE ((size_t)131072)

/* ---- places ---- */

static uint64_t here(const kp_reader *r)
{
	return r->skipped + kp_xml_place(r->parser);
}

/* All values of an element are in its start tag. */
static uint64_t place_of(kp_reader *r, kp_slice value)
{
	(void)value;
	return kp_read_frame(r)->place;
}

static kp_where where(kp_reader *r, uint64_t offset)
{
	kp_where place;
	kp_cursor_tag(&r->cursor, offset, &place.line, &place.column);
	return place;
}

/* The path of the innermost element of ours, like /plan/nodes/node[3]. */
static void put_path(const kp_reader *r, kp_buffer *path)
{
	for (uint32_t depth = 1; depth <= r->depth; depth++) {
		const kp_element_row *row = &kp_elements[r->frames[depth].element];
		kp_buffer_byte(path, '/');
		kp_buffer_text(path, row->name);
		if (row->series) {
			kp_buffer_byte(path, '[');
			kp_buffer_int(path, r->frames[depth - 1].counts[row->series]);
			kp_buffer_byte(path, ']');
		}
	}
}

static const kp_form form = { here, place_of, where, put_path };

/* ---- elements ---- */

static bool start_foreign(kp_reader *r, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          const xmlChar **attributes, int count)
{
	if (!r->raw.depth && kp_read_is_ours(r, uri) &&
	    !kp_read_finding(r, KEPU_FINDING_UNKNOWN_ELEMENT, (const char *)name, strlen((const char *)name), NULL))
		return false;
	return kp_foreign_start(r, name, prefix, uri, attributes, count);
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
	*value = (kp_slice){ out, kp_raw_unescape(value->bytes, value->length, out) };
	*used += value->length;
	return true;
}

/* Values that the parser left where they were in its input have no & in them: those with one are copies. */
static bool may_refer(const kp_reader *r, kp_slice value)
{
	const xmlParserInput *input = r->parser->input;
	const xmlChar *bytes = (const xmlChar *)value.bytes;
	return (bytes < input->base || bytes >= input->end) && memchr(bytes, '&', value.length);
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
		if (may_refer(r, value) && !unescape(r, attributes, count - i, &value, &unescaped))
			return false;
		r->present |= KP_BIT(number);
		r->values[number] = value;
	}
	return true;
}

static bool check_required(kp_reader *r, kp_element element)
{
	uint64_t missing = kp_elements[element].required & ~r->present;
	if (element == EL_PLAN && !kp_read_version(r))
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
		return kp_read_fail(r, KEPU_ERROR_UNEXPECTED_ELEMENT, row->name, "only one");
	above->seen |= KP_BIT(element);
	return true;
}

static bool start_ours(kp_reader *r, kp_element element, uint64_t offset, const xmlChar **attributes, int count)
{
	kp_frame *above = kp_read_frame(r), *frame = above + 1;
	bool text = kp_elements[element].text, foreign;
	kp_read_push(r, element, offset);
	uint64_t known = kp_read_known(element, above->element);
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

/* What is looked at where figures alone are wanted; nodes and annexes for the indicators in them. */
#define HULLS (KP_BIT(EL_NODES) | KP_BIT(EL_NODE) | KP_BIT(EL_ANNEXES) | KP_BIT(EL_ANNEX))
#define FIGURES                                                                                              \
	(KP_BIT(EL_PLAN) | KP_BIT(EL_METADATA) | KP_BIT(EL_PERIOD) | KP_BIT(EL_REGION) | KP_BIT(EL_INDICATORS) | \
	 KP_BIT(EL_INDICATOR) | KP_BIT(EL_TARGET) | KP_BIT(EL_BASELINE) | KP_BIT(EL_OBSERVATION))

static void start_figures(kp_reader *r, kp_element element, uint64_t offset, const xmlChar **attributes, int count)
{
	kp_frame *above = kp_read_frame(r);
	if (FIGURES & KP_BIT(element)) {
		start_ours(r, element, offset, attributes, count);
	} else if (HULLS & KP_BIT(element)) {
		kp_read_push(r, element, offset);
		kp_read_frame(r)->owner = NULL; /* there is no object */
		check_position(r, element, above);
	} else {
		r->passed = 1;
	}
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
	if (r->depth + r->raw.depth + r->passed >= r->limits->depth) {
		char most[KP_DECIMAL_TEXT];
		kp_decimal_write((kp_decimal){ r->limits->depth, 0 }, most);
		kp_read_fail_at(r, KEPU_ERROR_LIMIT, offset, true, "depth", most);
		return;
	}
	if (r->passed) {
		r->passed++;
		return;
	}
	kp_element element = r->raw.depth || !kp_read_is_ours(r, uri) ? EL_NONE : kp_read_name(r, name)->element;
	if (!r->depth && !start_root(r, element, name, uri))
		return;
	if (r->figures)
		start_figures(r, element, offset, attributes, count);
	else if (element)
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
	if (r->passed)
		r->passed--;
	else if (!r->raw.depth)
		kp_read_end(r);
	else if (kp_foreign_end(r, name, prefix) && !r->raw.depth)
		kp_foreign_keep(r);
}

/* ---- text ---- */

static bool is_white(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static void text_outside(kp_reader *r, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!is_white(bytes[i])) {
			const kp_cursor *cursor = &r->cursor;
			uint64_t offset =
				kp_xml_text_place(cursor->piece, cursor->length, cursor->start, kp_read_offset(r), bytes, length, i);
			kp_read_fail_at(r, KEPU_ERROR_UNEXPECTED_TEXT, offset, false, kp_elements[kp_read_frame(r)->element].name,
			                NULL);
			return;
		}
}

static void on_characters(void *data, const xmlChar *bytes, int length)
{
	kp_reader *r = data;
	if (r->status || length <= 0 || r->passed)
		return;
	if (r->raw.depth) {
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

static void on_fault(void *data, kp_xml_said said)
{
	kp_reader *r = data;
	const kp_cursor *cursor = &r->cursor;
	uint64_t offset = kp_read_offset(r);
	kp_xml_fault fault;
	if (r->status)
		return;
	bool seen = offset >= cursor->start && offset <= cursor->start + cursor->length;
	kp_xml_judge(said, cursor->piece, seen ? (size_t)(offset - cursor->start) : 0, &fault);
	/* the push parser says of a file that was cut off that there is too much of it */
	if (fault.behind && r->depth)
		kp_read_fail_at(r, fault.status, offset, false, "the document ends before its elements do", NULL);
	else if (fault.status == KEPU_ERROR_MEMORY)
		kp_read_memory(r);
	else if (fault.status)
		kp_read_fail_at(r, fault.status, offset, false, fault.first, fault.second);
	kp_xml_fault_free(&fault);
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
	kepu_status status = kp_xml_result(result);
	if (r->status || !status)
		return;
	if (status == KEPU_ERROR_MEMORY)
		kp_read_memory(r);
	else
		kp_read_fail_at(r, status, kp_read_offset(r), false, "", NULL);
}

static void feed(kp_reader *r, const char *bytes, size_t length)
{
	if (r->status || !length)
		return;
	kp_cursor_piece(&r->cursor, bytes, length);
	check_result(r, xmlParseChunk(r->parser, bytes, (int)length, 0));
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
			kp_read_fail_character(r, piece + good, length - good, offset + good);
		offset += good;
		if (last)
			return;
		memcpy(room[!turn], piece + good, kept);
	}
}

static void read_all(kp_reader *r)
{
	char *room = malloc(2 * PIECE);
	if (!room) {
		kp_read_memory(r);
		return;
	}
	read_pieces(r, (char *[2]){ room, room + PIECE });
	if (!r->status)
		check_result(r, xmlParseChunk(r->parser, NULL, 0, 1));
	if (!r->status)
		kp_read_finish(r);
	free(room);
}

static kepu_status read_plan(kp_source *source, bool figures, kepu_plan **out_plan, kepu_findings **out_findings,
                             kepu_error **err)
{
	xmlSAXHandler sax;
	kp_reader *r;
	kepu_status status = kp_read_open(&r, &form, source, out_findings != NULL, err);
	if (status)
		return status;
	r->figures = figures;
	make_handler(&sax);
	xmlInitParser();
	r->parser = xmlCreatePushParserCtxt(&sax, r, NULL, 0, NULL);
	if (r->parser)
		read_all(r);
	else
		kp_read_memory(r);
	if (r->parser)
		xmlFreeParserCtxt(r->parser);
	return kp_read_close(r, out_plan, out_findings);
}

kepu_status kp_xml_read(kp_source *source, kepu_plan **out_plan, kepu_findings **out_findings, kepu_error **err)
{
	return read_plan(source, false, out_plan, out_findings, err);
}

kepu_status kp_xml_read_figures(kp_source *source, kepu_plan **out_plan, kepu_error **err)
{
	return read_plan(source, true, out_plan, NULL, err);
}
