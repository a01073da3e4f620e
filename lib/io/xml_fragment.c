/* Pieces of raw XML that did not come from an XML file. Each is parsed inside an element of its own, so that it can be no
 * more than what it says it is, and written anew by the files that do so for the XML reader: what is kept is theirs. */
#include "io/json_reader.h"
#include "io/xml_fault.h"

#include <libxml/parser.h>

typedef struct fragment {
	kp_reader *r;
	uint64_t offset;      /* for failures */
	bool attributes;      /* it is those of the element around */
	uint64_t known;       /* that must not be among them */
	unsigned open, count; /* the element around; elements in it */
	kp_buffer *document;
} fragment;

/* The first failure of all; within it the reader has its own. */
static void fail(fragment *f, kepu_status status, const char *first, const char *second)
{
	if (status == KEPU_ERROR_MEMORY)
		kp_read_memory(f->r);
	else
		kp_read_fail_at(f->r, status, f->offset, false, first, second);
}

static void fail_odd(fragment *f, const char *what)
{
	fail(f, KEPU_ERROR_BAD_VALUE, what, f->attributes ? "x:a=\"…\" xmlns:x=\"…\"" : "<x:a xmlns:x=\"…\">…</x:a>");
}

/* Attributes that are ours would stand twice, or be taken for the plan's own. */
static void take_attributes(fragment *f, const xmlChar **attributes, int count)
{
	for (int i = 0; i < count; i++) {
		const char *name = (const char *)attributes[5 * i];
		int number = attributes[5 * i + 2] ? AT_COUNT : kp_attribute_of(name);
		if (number < AT_COUNT && f->known >> number & 1) {
			fail_odd(f, name);
			return;
		}
	}
	f->r->attributes.length = 0;
	if (count)
		kp_foreign_attributes(f->r, attributes, count, 0, &f->r->attributes);
	else
		fail_odd(f, "");
}

static void on_start(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int namespace_count,
                     const xmlChar **namespaces, int count, int defaulted, const xmlChar **attributes)
{
	fragment *f = data;
	kp_reader *r = f->r;
	const char *local = (const char *)name;
	(void)namespace_count, (void)namespaces, (void)defaulted;
	if (r->status)
		return;
	if (!f->open++) {
		if (f->attributes)
			take_attributes(f, attributes, count);
		return;
	}
	if (r->raw.depth >= r->limits->depth) {
		kp_read_fail_limit(r, "depth", r->limits->depth);
		return;
	}
	if (!r->raw.depth) {
		bool ours = uri && strcmp((const char *)uri, KP_NAMESPACE) == 0;
		if (f->attributes || f->count++ || (ours && kp_element_of(local))) {
			fail_odd(f, local);
			return;
		}
		if (ours && !kp_read_finding(r, KEPU_FINDING_UNKNOWN_ELEMENT, local, strlen(local), NULL))
			return;
	}
	kp_foreign_start(r, name, prefix, uri, attributes, count);
}

static void on_end(void *data, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	fragment *f = data;
	(void)uri;
	f->open--;
	if (!f->r->status && f->open)
		kp_foreign_end(f->r, name, prefix);
}

static void on_characters(void *data, const xmlChar *bytes, int length)
{
	fragment *f = data;
	if (f->r->status || length <= 0)
		return;
	if (f->r->raw.depth)
		kp_foreign_characters(f->r, (const char *)bytes, (size_t)length);
	else
		fail_odd(f, "");
}

static void on_fault(void *data, kp_xml_said said)
{
	fragment *f = data;
	kp_xml_fault fault;
	if (f->r->status)
		return;
	uint64_t at = kp_xml_place(f->r->parser);
	kp_xml_judge(said, f->document->bytes, at <= f->document->length ? (size_t)at : 0, &fault);
	if (fault.status)
		fail(f, fault.status, fault.first, fault.second);
	kp_xml_fault_free(&fault);
}

static void parse(fragment *f)
{
	kp_reader *r = f->r;
	xmlSAXHandler sax;
	memset(&sax, 0, sizeof sax);
	sax.initialized = XML_SAX2_MAGIC;
	sax.startElementNs = on_start;
	sax.endElementNs = on_end;
	sax.characters = sax.ignorableWhitespace = sax.cdataBlock = on_characters;
	sax.serror = on_fault;
	/* names that are known by their addresses are those of another parser */
	memset(r->names, 0, sizeof r->names);
	r->name_count = 0;
	r->our_uri = NULL;
	r->raw.depth = 0;
	xmlInitParser();
	r->parser = xmlCreatePushParserCtxt(&sax, f, NULL, 0, NULL);
	if (!r->parser) {
		kp_read_memory(r);
		return;
	}
	kepu_status status = kp_xml_result(xmlParseChunk(r->parser, f->document->bytes, (int)f->document->length, 1));
	if (!r->status && status)
		fail(f, status, "", NULL);
	if (!r->status && f->count != !f->attributes)
		fail_odd(f, "");
	xmlFreeParserCtxt(r->parser);
	r->parser = NULL;
}

static bool read_fragment(fragment *f, const char *before, kp_slice xml, const char *behind)
{
	kp_buffer document = { 0 };
	kp_buffer_text(&document, before);
	kp_buffer_add(&document, xml.bytes, xml.length);
	kp_buffer_text(&document, behind);
	f->document = &document;
	if (document.failed || document.length > INT32_MAX)
		kp_read_memory(f->r);
	else
		parse(f);
	kp_buffer_free(&document);
	return !f->r->status;
}

bool kp_fragment_element(kp_reader *r, kp_slice xml, uint64_t offset)
{
	fragment f = { .r = r, .offset = offset };
	return read_fragment(&f, "<e xmlns=\"" KP_NAMESPACE "\">", xml, "</e>");
}

bool kp_fragment_attributes(kp_reader *r, kp_slice xml, uint64_t known, uint64_t offset)
{
	fragment f = { .r = r, .offset = offset, .attributes = true, .known = known };
	return read_fragment(&f, "<e xmlns=\"" KP_NAMESPACE "\" ", xml, "/>");
}
