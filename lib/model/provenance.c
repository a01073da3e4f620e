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
	if (!provenance || !provenance->rule)
		return KEPU_UNKNOWN;
	return kp_rule_by_name(provenance->rule, kp_str_len(provenance->rule));
}

const char *kepu_provenance_rule_token(const kepu_provenance *provenance, size_t *out_len)
{
	return kp_str_out(provenance ? provenance->rule : NULL, out_len);
}

size_t kepu_provenance_finding_count(const kepu_provenance *provenance)
{
	return provenance ? kp_proof_review(provenance)->finding_count : 0;
}

const char *kepu_provenance_finding_at(const kepu_provenance *provenance, size_t index, size_t *out_len)
{
	const kp_review *review = provenance ? kp_proof_review(provenance) : NULL;
	return kp_str_out(review && index < review->finding_count ? review->findings[index] : NULL, out_len);
}

int32_t kepu_provenance_check(const kepu_provenance *provenance)
{
	if (!provenance || !provenance->check)
		return KEPU_UNKNOWN;
	return kp_token_code(KP_TOKENS_CHECK, provenance->check, kp_str_len(provenance->check));
}

const char *kepu_provenance_check_token(const kepu_provenance *provenance, size_t *out_len)
{
	return kp_str_out(provenance ? provenance->check : NULL, out_len);
}

const char *kepu_provenance_by(const kepu_provenance *provenance, size_t *out_len)
{
	return kp_str_out(provenance ? kp_proof_review(provenance)->by : NULL, out_len);
}

const char *kepu_provenance_when(const kepu_provenance *provenance, size_t *out_len)
{
	return kp_str_out(provenance ? kp_proof_review(provenance)->when : NULL, out_len);
}
