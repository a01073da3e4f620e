#include "base/fail.h"
#include "model/model.h"

size_t kepu_provenance_span_count(const kepu_provenance *provenance)
{
	return provenance ? provenance->span_count : 0;
}

kepu_status kepu_provenance_span(const kepu_provenance *provenance, size_t index, size_t *out_paragraph,
                                 size_t *out_offset, size_t *out_length)
{
	bool there = provenance && index < provenance->span_count;
	kp_span span = there ? kp_proof_spans(provenance)[index] : (kp_span){ 0, 0, 0 };
	if (out_paragraph)
		*out_paragraph = span.paragraph;
	if (out_offset)
		*out_offset = span.offset;
	if (out_length)
		*out_length = span.length;
	return there ? KEPU_OK : KEPU_NO_VALUE;
}

int32_t kepu_provenance_rule(const kepu_provenance *provenance)
{
	kp_str rule = kp_proof_said(provenance)->rule;
	return rule ? kp_rule_by_name(rule, kp_str_len(rule)) : KEPU_UNKNOWN;
}

const char *kepu_provenance_rule_token(const kepu_provenance *provenance, size_t *out_len)
{
	return kp_str_out(kp_proof_said(provenance)->rule, out_len);
}

size_t kepu_provenance_finding_count(const kepu_provenance *provenance)
{
	return kp_proof_said(provenance)->finding_count;
}

const char *kepu_provenance_finding_at(const kepu_provenance *provenance, size_t index, size_t *out_len)
{
	const kp_said *mark = kp_proof_said(provenance);
	return kp_str_out(index < mark->finding_count ? mark->findings[index] : NULL, out_len);
}

int32_t kepu_provenance_check(const kepu_provenance *provenance)
{
	kp_str check = kp_proof_said(provenance)->check;
	return check ? kp_token_code(KP_TOKENS_CHECK, check, kp_str_len(check)) : KEPU_UNKNOWN;
}

const char *kepu_provenance_check_token(const kepu_provenance *provenance, size_t *out_len)
{
	return kp_str_out(kp_proof_said(provenance)->check, out_len);
}

const char *kepu_provenance_by(const kepu_provenance *provenance, size_t *out_len)
{
	return kp_str_out(kp_proof_said(provenance)->by, out_len);
}

const char *kepu_provenance_when(const kepu_provenance *provenance, size_t *out_len)
{
	return kp_str_out(kp_proof_said(provenance)->when, out_len);
}
