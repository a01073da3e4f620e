#include "io/json_out.h"

#include "base/utf8.h"
#include "io/json.h"
#include "io/xml_out.h"

/* ---- members and lists ---- */

void kp_json_out_key(kp_json_out *out, const char *key, size_t length)
{
	if (!out->fresh)
		KP_JSON(out, ", ");
	out->fresh = false;
	kp_sink_put(out->sink, key, length);
}

static void line(kp_json_out *out)
{
	static const char blanks[] = "                                ";
	unsigned left = out->depth;
	KP_JSON(out, "\n");
	for (; left > sizeof blanks - 1; left -= (unsigned)sizeof blanks - 1)
		kp_sink_put(out->sink, blanks, sizeof blanks - 1);
	kp_sink_put(out->sink, blanks, left);
}

void kp_json_out_line(kp_json_out *out, const char *key, size_t length)
{
	if (!out->fresh)
		KP_JSON(out, ",");
	out->fresh = false;
	line(out);
	kp_sink_put(out->sink, key, length);
}

void kp_json_out_open(kp_json_out *out)
{
	KP_JSON(out, "{");
	out->fresh = true;
	out->depth++;
}

void kp_json_out_close(kp_json_out *out)
{
	KP_JSON(out, "}");
	out->fresh = false;
	out->depth--;
}

void kp_json_out_list(kp_json_out *out, const char *key, size_t length)
{
	kp_json_out_line(out, key, length);
	KP_JSON(out, "[");
	out->fresh = true;
	out->depth++;
}

void kp_json_out_item(kp_json_out *out)
{
	if (!out->fresh)
		KP_JSON(out, ",");
	line(out);
	kp_json_out_open(out);
}

void kp_json_out_list_end(kp_json_out *out)
{
	KP_JSON(out, "]");
	out->fresh = false;
	out->depth--;
}

/* ---- values ---- */

void kp_json_out_text(kp_json_out *out, const char *key, size_t length, kp_str value)
{
	if (!value)
		return;
	kp_json_out_key(out, key, length);
	kp_json_put(out->sink, value, kp_str_len(value));
}

void kp_json_out_string(kp_json_out *out, const char *key, size_t length, bool first, kp_str value)
{
	if (first) {
		kp_json_out_key(out, key, length);
		KP_JSON(out, "[");
	} else {
		KP_JSON(out, ", ");
	}
	kp_json_put(out->sink, value, kp_str_len(value));
}

void kp_json_out_strings_end(kp_json_out *out)
{
	KP_JSON(out, "]");
}

/* Whether a decimal's text is a number of JSON, too: no plus sign, and no zero before another digit. */
static bool is_json_number(kp_str text)
{
	const char *digits = text + (text[0] == '-');
	return text[0] != '+' && (digits[0] != '0' || digits[1] == '\0' || digits[1] == '.');
}

void kp_json_out_decimal(kp_json_out *out, const char *key, size_t length, kp_decimal value, kp_str text)
{
	char digits[KP_DECIMAL_TEXT];
	kp_json_out_key(out, key, length);
	if (!kp_decimal_is_text(value, text, kp_str_len(text)))
		kp_sink_put(out->sink, digits, kp_decimal_write(value, digits));
	else if (is_json_number(text))
		kp_sink_put(out->sink, text, kp_str_len(text));
	else
		kp_json_put(out->sink, text, kp_str_len(text));
}

/* ---- provenance ---- */

static void put_spans(kp_json_out *out, const kepu_provenance *proof)
{
	const kp_span *spans = kp_proof_spans(proof);
	KP_JSON_KEY(out, "spans");
	for (uint32_t i = 0; i < proof->span_count; i++) {
		kp_sink_put(out->sink, i ? ", [" : "[[", i ? 3 : 2);
		kp_sink_int(out->sink, spans[i].paragraph);
		KP_JSON(out, ", ");
		kp_sink_int(out->sink, spans[i].offset);
		KP_JSON(out, ", ");
		kp_sink_int(out->sink, spans[i].length);
		KP_JSON(out, "]");
	}
	KP_JSON(out, "]");
}

void kp_json_out_proof(kp_json_out *out, const char *key, size_t length, const kepu_provenance *proof)
{
	if (!kp_out_has_proof(proof))
		return;
	const kp_said *mark = kp_proof_said(proof);
	kp_json_out_key(out, key, length);
	kp_json_out_open(out);
	if (proof->span_count)
		put_spans(out, proof);
	KP_JSON_TEXT(out, "rule", mark->rule);
	for (uint32_t i = 0; i < mark->finding_count; i++)
		KP_JSON_STRING(out, "findings", !i, mark->findings[i]);
	if (mark->finding_count)
		kp_json_out_strings_end(out);
	KP_JSON_TEXT(out, "check", mark->check);
	KP_JSON_TEXT(out, "by", mark->by);
	KP_JSON_TEXT(out, "when", mark->when);
	kp_json_out_close(out);
}

/* ---- what is foreign ---- */

static void put_name(kp_json_out *out, const kp_json_spot *spot)
{
	if (spot->own)
		return;
	KP_JSON_KEY(out, "element");
	kp_json_put(out->sink, kp_elements[spot->element].name, kp_elements[spot->element].length);
	if (spot->index < 0)
		return;
	KP_JSON_KEY(out, "index");
	kp_sink_int(out->sink, (uint64_t)spot->index);
}

static void put_pieces(kp_json_out *out, bool *begun, const kp_json_spot *spot, kp_foreign_place place)
{
	static const char *const places[] = { "\"attributes\"", "\"inside\"", "\"after\"" };
	const kp_foreign_piece *piece = kp_foreign_first(out->plan, spot->owner, spot->number, place);
	for (; piece; piece = piece->next) {
		const char *xml = piece->xml;
		size_t length = kp_str_len(xml);
		if (!*begun)
			KP_JSON_LIST(out, "foreign");
		*begun = true;
		kp_json_out_item(out);
		put_name(out, spot);
		KP_JSON_KEY(out, "place");
		kp_sink_put(out->sink, places[place], strlen(places[place]));
		if (place == KP_FOREIGN_FIRST && kp_elements[spot->element].text) {
			size_t at = kp_out_position(&xml, &length), all = kp_str_len(spot->text);
			KP_JSON_KEY(out, "before");
			kp_sink_int(out->sink, kp_utf8_count(spot->text ? spot->text : "", at < all ? at : all));
		}
		KP_JSON_KEY(out, "xml");
		kp_json_put(out->sink, xml, length);
		kp_json_out_close(out);
	}
}

void kp_json_out_foreign(kp_json_out *out, bool *begun, const kp_json_spot *spot)
{
	if (!out->foreign)
		return;
	put_pieces(out, begun, spot, KP_FOREIGN_ATTRIBUTES);
	put_pieces(out, begun, spot, KP_FOREIGN_FIRST);
	put_pieces(out, begun, spot, KP_FOREIGN_AFTER);
}

void kp_json_out_foreign_end(kp_json_out *out, bool begun)
{
	if (begun)
		kp_json_out_list_end(out);
}
