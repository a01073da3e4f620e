/* End tags of our elements: what to do with the text they held. */
#include "io/xml_reader.h"

#include "base/fail.h"

/* The text at the proof's spans, which the file does not repeat. What a file unpacks to has a limit, and so has this. */
static bool from_source(kp_reader *r, const kepu_provenance *proof, kp_str *out)
{
	*out = kp_spans_whole(&r->spans, proof);
	if (*out)
		return true;
	switch (kp_spans_text(&r->spans, proof, (size_t)r->limits->text + 1, &r->text)) {
	case KP_SPANS_OUTSIDE: return kp_read_fail(r, KEPU_ERROR_DANGLING_REFERENCE, "at", "p");
	case KP_SPANS_LONG: return kp_read_fail_limit(r, "text", r->limits->text);
	case KP_SPANS_MEMORY: return kp_read_memory(r);
	default: break;
	}
	r->expanded += r->text.length;
	uint64_t given = r->source->given;
	if (given + r->expanded > (uint64_t)r->limits->bytes)
		return kp_read_fail_limit(r, "bytes", r->limits->bytes);
	if (r->expanded > KP_RATIO_FREE && r->expanded / (uint64_t)r->limits->ratio > given)
		return kp_read_fail_ratio(r);
	*out = kp_read_string(r, r->text.bytes, r->text.length);
	return *out || kp_read_memory(r);
}

/* The text of the element: what it held, what stands in the source, "" or NULL. `optional`: holding nothing means NULL. */
static bool take(kp_reader *r, const kepu_provenance *proof, bool optional, kp_str *out)
{
	if (!r->text.length) {
		if (r->optional_none)
			return true;
		if (!r->optional_empty && proof && proof->span_count)
			return from_source(r, proof, out);
		if (optional && !r->optional_empty)
			return true;
	}
	*out = proof && r->text.length ? kp_spans_whole(&r->spans, proof) : NULL; /* what is there is not stored again */
	if (!kp_str_is(*out, r->text.bytes, r->text.length))
		*out = kp_read_string(r, r->text.bytes, r->text.length);
	return *out || kp_read_memory(r);
}

static bool end_entry(kp_reader *r, int32_t field)
{
	kp_date date;
	kp_slice text = { r->text.bytes, r->text.length };
	if (field == KEPU_META_ISSUE_DATE && !kp_date_read(text.bytes ? text.bytes : "", text.length, &date))
		return kp_read_fail_slice(r, KEPU_ERROR_BAD_DATE, text, NULL);
	kp_entry *entry = kp_build_metadata(r->builder, field, text.bytes, text.length);
	if (!entry)
		return kp_read_memory(r);
	entry->proof = r->proof;
	entry->number = r->entry_number;
	kp_read_frame(r)->owner = entry;
	return true;
}

static bool end_title(kp_reader *r)
{
	kp_frame *above = kp_read_frame(r) - 1;
	if (above->element == EL_METADATA)
		return end_entry(r, KEPU_META_TITLE);
	if (above->element == EL_ANNEX)
		return take(r, NULL, false, &((kepu_annex *)above->owner)->title);
	kepu_node *node = above->owner;
	node->title_proof = r->proof;
	return take(r, NULL, false, &node->title);
}

static bool end_label(kp_reader *r)
{
	kp_frame *above = kp_read_frame(r) - 1;
	kp_str *to = above->element == EL_NODE    ? &((kepu_node *)above->owner)->label
	             : above->element == EL_PHASE ? &((kepu_phase *)above->owner)->label
	                                          : &((kepu_annex *)above->owner)->label;
	return take(r, NULL, false, to);
}

static bool end_text(kp_reader *r)
{
	kp_frame *above = kp_read_frame(r) - 1;
	if (above->element == EL_PHASE) {
		kepu_phase *phase = above->owner;
		return take(r, phase->proof, false, &phase->text);
	}
	if (above->element == EL_ANNEX) {
		kepu_annex *annex = above->owner;
		return take(r, annex->proof, false, &annex->text);
	}
	kepu_node *node = above->owner;
	node->text_proof = r->proof;
	return take(r, r->proof, false, &node->text);
}

static bool end_due(kp_reader *r)
{
	kepu_node *node = (kp_read_frame(r) - 1)->owner;
	return take(r, NULL, node->due_date || node->ongoing, &node->due);
}

static bool end_paragraph(kp_reader *r)
{
	if (r->plan->paragraph_count >= EL_PARAGRAPH - 1)
		return kp_read_fail_limit(r, "p", EL_PARAGRAPH - 1);
	return kp_build_paragraph(r->builder, r->text.bytes, r->text.length, r->paragraph_line) || kp_read_memory(r);
}

static bool end_alias(kp_reader *r)
{
	kepu_unit *unit = (kp_read_frame(r) - 1)->owner;
	if (!kp_build_alias(r->builder, unit, r->text.bytes, r->text.length))
		return kp_read_memory(r);
	kp_read_frame(r)->owner = unit->last_alias;
	return true;
}

static bool end_value(kp_reader *r)
{
	kepu_value *value = kp_read_frame(r)->owner;
	return take(r, value->proof, true, &value->quote);
}

static bool end_of_term(kp_reader *r, kepu_assignment *assignment, kp_element element)
{
	kp_term *term = kp_build_term(r->builder, assignment);
	if (!term)
		return kp_read_memory(r);
	return take(r, NULL, false, element == EL_LEADER ? &term->leader : &term->contact);
}

static bool end_unit(kp_reader *r)
{
	return kp_read_frame(r)->seen & KP_BIT(EL_NAME) || kp_read_fail(r, KEPU_ERROR_MISSING_ELEMENT, "unit", "name");
}

static bool end(kp_reader *r)
{
	kp_frame *frame = kp_read_frame(r);
	void *above = (frame - 1)->owner;
	switch (frame->element) {
	case EL_P: return end_paragraph(r);
	case EL_TITLE: return end_title(r);
	case EL_NOTICE_TITLE: return end_entry(r, KEPU_META_NOTICE_TITLE);
	case EL_DOCUMENT_NUMBER: return end_entry(r, KEPU_META_DOCUMENT_NUMBER);
	case EL_ISSUER: return end_entry(r, KEPU_META_ISSUER);
	case EL_ISSUE_DATE: return end_entry(r, KEPU_META_ISSUE_DATE);
	case EL_RECIPIENT: return end_entry(r, KEPU_META_RECIPIENT);
	case EL_BASIS: return end_entry(r, KEPU_META_BASIS);
	case EL_REGION: return take(r, NULL, true, &r->plan->region_name);
	case EL_UNIT: return end_unit(r);
	case EL_NAME: return take(r, NULL, false, &((kepu_unit *)above)->name);
	case EL_CANONICAL: return take(r, NULL, false, &((kepu_unit *)above)->canonical);
	case EL_ALIAS: return end_alias(r);
	case EL_LIAISON: return take(r, NULL, false, &((kepu_unit *)above)->liaison);
	case EL_LABEL: return end_label(r);
	case EL_TEXT: return end_text(r);
	case EL_DUE: return end_due(r);
	case EL_DELIVERABLE: return take(r, NULL, false, &((kepu_node *)above)->deliverable);
	case EL_LEADER:
	case EL_CONTACT: return end_of_term(r, above, frame->element);
	case EL_TARGET:
	case EL_BASELINE:
	case EL_OBSERVATION: return end_value(r);
	default: return true;
	}
}

bool kp_read_end(kp_reader *r)
{
	kp_frame *frame = kp_read_frame(r);
	if (!end(r) || (kp_elements[frame->element].text && !kp_foreign_settle(r, frame)))
		return false;
	(frame - 1)->last_owner = frame->owner;
	(frame - 1)->last_number = frame->number;
	r->depth--;
	return true;
}
