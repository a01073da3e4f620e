#include "io/xml_out.h"

#include "io/xml_escape.h"

#include <kepu/provenance.h>

static void put_text(kp_xml_out *out, const char *bytes, size_t length, size_t (*plain)(const char *, size_t))
{
	for (;;) {
		size_t run = plain(bytes, length), escaped_length;
		kp_sink_put(out->sink, bytes, run);
		if (run == length)
			return;
		const char *escaped = kp_xml_escape(bytes[run], &escaped_length);
		kp_sink_put(out->sink, escaped, escaped_length);
		bytes += run + 1;
		length -= run + 1;
	}
}

static void put_str(kp_xml_out *out, kp_str text)
{
	put_text(out, text, kp_str_len(text), kp_xml_plain_text);
}

static void indent(kp_xml_out *out)
{
	static const char blanks[] = "                                ";
	unsigned left = out->depth;
	for (; left > sizeof blanks - 1; left -= (unsigned)sizeof blanks - 1)
		kp_sink_put(out->sink, blanks, sizeof blanks - 1);
	kp_sink_put(out->sink, blanks, left);
}

static void close_tag(kp_xml_out *out)
{
	if (out->open)
		KP_OUT(out, ">\n");
	out->open = false;
}

static void put_name(kp_xml_out *out, kp_element element)
{
	kp_sink_put(out->sink, kp_elements[element].name, kp_elements[element].length);
}

void kp_out_begin(kp_xml_out *out, kp_element element)
{
	close_tag(out);
	indent(out);
	KP_OUT(out, "<");
	put_name(out, element);
	out->open = true;
	out->depth++;
}

void kp_out_end(kp_xml_out *out, kp_element element)
{
	out->depth--;
	if (out->open) {
		KP_OUT(out, "/>\n");
		out->open = false;
		return;
	}
	indent(out);
	KP_OUT(out, "</");
	put_name(out, element);
	KP_OUT(out, ">\n");
}

/* ---- what is foreign ---- */

static void put_foreign_attributes(kp_xml_out *out, const void *owner, uint32_t number)
{
	const kp_foreign_piece *piece = kp_foreign_first(out->plan, owner, number, KP_FOREIGN_ATTRIBUTES);
	for (; piece; piece = piece->next) {
		KP_OUT(out, " ");
		kp_sink_put(out->sink, piece->xml, kp_str_len(piece->xml));
	}
}

static void put_foreign_elements(kp_xml_out *out, const void *owner, uint32_t number, kp_foreign_place place)
{
	const kp_foreign_piece *piece = kp_foreign_first(out->plan, owner, number, place);
	for (; piece; piece = piece->next) {
		close_tag(out);
		indent(out);
		kp_sink_put(out->sink, piece->xml, kp_str_len(piece->xml));
		KP_OUT(out, "\n");
	}
}

void kp_out_inside(kp_xml_out *out, const void *owner, uint32_t number)
{
	if (!out->foreign)
		return;
	put_foreign_attributes(out, owner, number);
	put_foreign_elements(out, owner, number, KP_FOREIGN_FIRST);
}

void kp_out_behind(kp_xml_out *out, const void *owner, uint32_t number)
{
	if (out->foreign)
		put_foreign_elements(out, owner, number, KP_FOREIGN_AFTER);
}

bool kp_out_needed(const kp_xml_out *out, const void *owner, uint32_t number)
{
	return out->foreign && (kp_foreign_first(out->plan, owner, number, KP_FOREIGN_ATTRIBUTES) ||
	                        kp_foreign_first(out->plan, owner, number, KP_FOREIGN_FIRST));
}

/* ---- attributes ---- */

void kp_out_value(kp_xml_out *out, kp_str value)
{
	put_text(out, value, kp_str_len(value), kp_xml_plain_value);
}

void kp_out_attribute(kp_xml_out *out, const char *before, size_t length, kp_str value)
{
	if (!value)
		return;
	kp_sink_put(out->sink, before, length);
	kp_out_value(out, value);
	KP_OUT(out, "\"");
}

void kp_out_number(kp_xml_out *out, const char *name, int64_t value)
{
	KP_OUT(out, " ");
	kp_sink_put(out->sink, name, strlen(name));
	KP_OUT(out, "=\"");
	kp_sink_int(out->sink, (uint64_t)value);
	KP_OUT(out, "\"");
}

static void put_spans(kp_xml_out *out, const kepu_provenance *proof)
{
	KP_OUT(out, " at=\"");
	const kp_span *spans = kp_proof_spans(proof);
	for (uint32_t i = 0; i < proof->span_count; i++) {
		if (i)
			KP_OUT(out, " ");
		kp_sink_int(out->sink, spans[i].paragraph);
		KP_OUT(out, ":");
		kp_sink_int(out->sink, spans[i].offset);
		KP_OUT(out, "+");
		kp_sink_int(out->sink, spans[i].length);
	}
	KP_OUT(out, "\"");
}

bool kp_out_has_proof(const kepu_provenance *proof)
{
	if (!proof)
		return false;
	const kp_said *mark = kp_proof_said(proof);
	return proof->span_count || mark->rule || mark->check || mark->finding_count || mark->by || mark->when;
}

void kp_out_proof(kp_xml_out *out, const kepu_provenance *proof)
{
	if (!proof)
		return;
	if (proof->span_count)
		put_spans(out, proof);
	const kp_said *mark = kp_proof_said(proof);
	KP_OUT_ATTRIBUTE(out, "rule", mark->rule);
	if (mark->finding_count) {
		KP_OUT(out, " finding=\"");
		for (uint32_t i = 0; i < mark->finding_count; i++) {
			if (i)
				KP_OUT(out, " ");
			kp_out_value(out, mark->findings[i]);
		}
		KP_OUT(out, "\"");
	}
	KP_OUT_ATTRIBUTE(out, "check", mark->check);
	KP_OUT_ATTRIBUTE(out, "by", mark->by);
	KP_OUT_ATTRIBUTE(out, "when", mark->when);
}

/* ---- text ---- */

size_t kp_out_position(const char **xml, size_t *length)
{
	size_t at = 0;
	while (**xml != ':') {
		at = at * 10 + (size_t)(**xml - '0');
		*xml += 1;
		*length -= 1;
	}
	*xml += 1;
	*length -= 1;
	return at;
}

static bool only_before(const kp_foreign_piece *piece)
{
	for (; piece; piece = piece->next)
		if (piece->xml[0] != '0' || piece->xml[1] != ':')
			return false;
	return true;
}

static void put_mixed(kp_xml_out *out, kp_str text, const kp_foreign_piece *piece)
{
	size_t from = 0, all = kp_str_len(text);
	for (; piece; piece = piece->next) {
		const char *xml = piece->xml;
		size_t length = kp_str_len(xml), at = kp_out_position(&xml, &length);
		if (at > all)
			at = all;
		put_text(out, text + from, at - from, kp_xml_plain_text);
		kp_sink_put(out->sink, xml, length);
		from = at;
	}
	put_text(out, text + from, all - from, kp_xml_plain_text);
}

void kp_out_content(kp_xml_out *out, kp_element element, const void *owner, uint32_t number, const kp_out_text *content)
{
	static const char empty[5] = { 0 }; /* a kp_str of no bytes: its length is before it */
	const kp_foreign_piece *piece = out->foreign ? kp_foreign_first(out->plan, owner, number, KP_FOREIGN_FIRST) : NULL;
	kp_str text = content->text;
	bool spans = content->at && content->at->span_count;
	if (text && spans && only_before(piece) && kp_str_len(text) && kp_spans_equal(&out->spans, content->at, text))
		text = empty + 4; /* it stands in the source already */
	else if (!text && (spans || !content->optional))
		KP_OUT(out, " content=\"none\"");
	else if (text && !kp_str_len(text) && (spans || content->optional))
		KP_OUT(out, " content=\"empty\"");
	if (!text)
		text = empty + 4;
	if (out->foreign)
		put_foreign_attributes(out, owner, number);
	if (piece || kp_str_len(text)) {
		KP_OUT(out, ">");
		out->open = false;
		if (piece)
			put_mixed(out, text, piece);
		else
			put_str(out, text);
		KP_OUT(out, "</");
		put_name(out, element);
		KP_OUT(out, ">\n");
		out->depth--;
	} else {
		kp_out_end(out, element);
	}
}

void kp_out_text_element(kp_xml_out *out, kp_element element, const void *owner, kp_str text)
{
	if (text) {
		kp_out_begin(out, element);
		kp_out_content(out, element, owner, element, &(kp_out_text){ .text = text });
	}
	kp_out_behind(out, owner, element);
}

size_t kp_out_last_id(const kp_ids *ids, char letter, char out[KP_ID_TEXT])
{
	char digits[KP_ID_TEXT], *at = digits + sizeof digits;
	uint64_t gone = ids->runs[letter - 'a'].gone;
	if (!gone)
		return 0;
	for (; gone; gone /= 10)
		*--at = (char)('0' + gone % 10);
	*--at = letter;
	size_t length = (size_t)(digits + sizeof digits - at);
	memcpy(out, at, length);
	return length;
}
