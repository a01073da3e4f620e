#include "work/onto_take.h"

bool kp_onto_fail(kp_onto *o, kepu_status status)
{
	if (status)
		o->status = status;
	return !status;
}

bool kp_onto_memory(kp_onto *o)
{
	return kp_onto_fail(o, kp_fail(o->err, KEPU_ERROR_MEMORY, NULL, NULL, NULL));
}

/* ---- provenance ---- */

static bool same_text(kp_str a, kp_str b)
{
	return a == b || (a && b && kp_str_is(a, b, kp_str_len(b)));
}

static bool same_proof(const kepu_provenance *a, const kepu_provenance *b)
{
	static const kepu_provenance none = { .span_count = 0 };
	const kp_said *x = kp_proof_said(a), *y = kp_proof_said(b);
	a = a ? a : &none;
	b = b ? b : &none;
	if (a->span_count != b->span_count || x->finding_count != y->finding_count || !same_text(x->rule, y->rule) ||
	    !same_text(x->check, y->check) || !same_text(x->by, y->by) || !same_text(x->when, y->when))
		return false;
	for (uint32_t i = 0; i < a->span_count; i++)
		if (memcmp(&kp_proof_spans(a)[i], &kp_proof_spans(b)[i], sizeof(kp_span)) != 0)
			return false;
	for (uint32_t i = 0; i < x->finding_count; i++)
		if (!same_text(x->findings[i], y->findings[i]))
			return false;
	return true;
}

static bool add_spans(kepu_builder *b, kepu_provenance **to, const kepu_provenance *from)
{
	bool good = true;
	for (uint32_t i = 0; i < from->span_count && good; i++) {
		kp_span span = kp_proof_spans(from)[i];
		good = kp_build_span(b, to, span.paragraph, span.offset, span.length);
	}
	return good;
}

/* Findings of the reader, or those of kepu_plan_onto() but for the one code. */
static bool add_findings(kepu_builder *b, kepu_provenance **to, const kp_said *from, bool onto, int32_t but)
{
	bool good = true;
	for (uint32_t i = 0; i < from->finding_count && good; i++) {
		kp_str name = from->findings[i];
		if (kp_finding_of_onto(name) == onto && (!onto || kp_finding_by_name(name, kp_str_len(name)) != but))
			good = kp_build_finding_name(b, to, name, kp_str_len(name));
	}
	return good;
}

/* What the reading says of where the fact stands, with what somebody said of it before. */
static bool renew(kp_onto *o, const kepu_provenance *read, kepu_provenance **proof, int32_t finding)
{
	const kepu_provenance *had = *proof;
	kepu_provenance *made = NULL;
	kepu_builder *b = o->b;
	bool seen = kp_onto_seen(had), good = true;
	int32_t out = finding ? finding : KEPU_FINDING_TEXT_GONE; /* what is there again is not gone */
	if (!read && !had)
		return true;
	if (read)
		good = add_spans(b, &made, read);
	const kp_said *says = kp_proof_said(read ? read : had), *said = kp_proof_said(had);
	kp_str rule = says->rule ? kp_build_text(b, says->rule, kp_str_len(says->rule)) : NULL;
	kp_token check = kp_token_of(KP_TOKENS_CHECK, kepu_provenance_check(seen || !read ? had : read));
	good = good && (rule || !says->rule) && kp_build_read(b, &made, rule, check.text);
	if (good)
		good = add_findings(b, &made, says, false, 0);
	if (good && seen)
		good = add_findings(b, &made, said, true, out) && kp_build_reviewer(b, &made, said->by, said->when);
	if (good && finding)
		good = kp_build_finding(b, &made, finding);
	if (!good)
		return kp_onto_memory(o);
	if (same_proof(made, had))
		return true;
	*proof = made;
	o->changed = true;
	return true;
}

/* ---- findings ---- */

static bool find(kp_onto *o, int32_t code, const kp_fact *about, const kepu_provenance *at)
{
	kp_place place = KP_NOWHERE;
	const kp_span *span = at && at->span_count ? kp_proof_spans(at) : NULL;
	if (span && span->paragraph < o->m.reading->paragraph_count)
		place.line = o->m.reading->paragraphs[span->paragraph].line;
	place.column = place.line ? (int64_t)span->offset + 1 : 0;
	kp_buffer_add(&o->old, "", 1);
	kp_buffer_add(&o->words, "", 1);
	kp_buffer subject = { 0 };
	bool good = (!about || kp_fact_subject(about, &subject)) && !o->old.failed && !o->words.failed &&
	            kp_findings_add(o->findings, code, subject.bytes, &place, o->old.bytes, o->words.bytes);
	kp_buffer_free(&subject);
	if (!good)
		return kp_onto_memory(o);
	if (span)
		kp_findings_span(o->findings, span->paragraph, span->offset, span->length);
	return true;
}

static bool words_of(kp_onto *o, kp_spans *spans, const kp_fact *fact, kp_buffer *out)
{
	out->length = 0;
	return !fact || kp_fact_words(spans, fact, out) || kp_onto_memory(o);
}

bool kp_onto_take(kp_onto *o, const kp_fact *read, const kp_fact *had, kepu_provenance **proof, bool *out_follow)
{
	bool seen = kp_onto_seen(*proof), placed = *proof && (*proof)->span_count;
	*out_follow = !seen;
	if (!seen) {
		if (!read && !kp_onto_goes(*proof)) /* of no reading */
			*out_follow = false;
		return !*out_follow || renew(o, read ? read->proof : NULL, proof, 0);
	}
	if (!placed && (!read || kepu_provenance_check(*proof) == KEPU_CHECK_ENTERED))
		return true; /* of nobody's reading, or gone before */
	if (!words_of(o, &o->first, read, &o->words) || !words_of(o, &o->second, had, &o->old))
		return false;
	bool same = read && o->words.length == o->old.length &&
	            (!o->old.length || memcmp(o->words.bytes, o->old.bytes, o->old.length) == 0);
	if (same)
		return renew(o, read->proof, proof, 0);
	int32_t code = read ? KEPU_FINDING_TEXT_CHANGED : KEPU_FINDING_TEXT_GONE;
	return find(o, code, had, read ? read->proof : NULL) && renew(o, read ? read->proof : NULL, proof, code);
}

bool kp_onto_out(kp_onto *o, int32_t part, const void *object)
{
	const kepu_provenance *proof = part == KEPU_PART_NODE         ? ((const kepu_node *)object)->title_proof
	                               : part == KEPU_PART_ASSIGNMENT ? ((const kepu_assignment *)object)->proof
	                               : part == KEPU_PART_INDICATOR  ? ((const kepu_indicator *)object)->proof
	                               : part == KEPU_PART_PHASE      ? ((const kepu_phase *)object)->proof
	                                                              : ((const kepu_unit *)object)->proof;
	o->old.length = o->words.length = 0;
	if (!kp_part_words(&o->first, part, object, &o->old))
		return kp_onto_memory(o);
	return find(o, KEPU_FINDING_REMOVED_AGAIN, NULL, proof);
}

/* ---- fields ---- */

bool kp_onto_set(kp_onto *o, kp_str id, const char *field, kp_str from, kp_str to)
{
	from = kp_str_len(from) ? from : NULL; /* no field is set to nothing */
	if (same_text(from, to))
		return true;
	o->changed = true;
	return kp_onto_fail(
		o, kepu_builder_set(o->b, id, KEPU_NUL_TERMINATED, field, KEPU_NUL_TERMINATED, from, kp_str_len(from), o->err));
}

bool kp_onto_follow(kp_onto *o, kp_str id, const void *from, const void *to, const kp_onto_field *fields, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		kp_str now, was;
		memcpy(&now, (const char *)from + fields[i].offset, sizeof now);
		memcpy(&was, (const char *)to + fields[i].offset, sizeof was);
		if (!kp_onto_set(o, id, fields[i].name, now, was))
			return false;
	}
	return true;
}
