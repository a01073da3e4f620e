#include "model/change.h"
#include "model/input.h"

/* Where the provenance of a fact is kept, by the fact's name: NULL, "title", "value", "value:3", and of the plan the
 * fields of its metadata, "issuer:0". */

typedef struct fact {
	kp_text name;
	size_t index; /* SIZE_MAX: none given */
} fact;

static bool is(kp_text text, const char *word)
{
	return text.length == strlen(word) && memcmp(text.bytes, word, text.length) == 0;
}

/* False: what stands behind the colon is no index. */
static bool read_fact(kp_text text, fact *out)
{
	const char *colon = text.bytes ? memchr(text.bytes, ':', text.length) : NULL;
	*out = (fact){ text, SIZE_MAX };
	if (!colon)
		return true;
	size_t length = (size_t)(colon - text.bytes), index = 0;
	for (size_t i = length + 1; i < text.length; i++) {
		unsigned digit = (unsigned)(unsigned char)text.bytes[i] - '0';
		if (digit > 9 || index > UINT32_MAX)
			return false;
		index = index * 10 + digit;
	}
	*out = (fact){ { text.bytes, length }, index };
	return length + 1 < text.length;
}

static kepu_provenance **proof_of_node(kepu_node *node, fact of)
{
	if (of.index != SIZE_MAX)
		return NULL;
	if (!of.name.bytes)
		return &node->proof;
	if (is(of.name, "title"))
		return &node->title_proof;
	if (is(of.name, "text"))
		return &node->text_proof;
	return is(of.name, "due") ? &node->due_proof : NULL;
}

static kepu_provenance **proof_of_indicator(kepu_builder *b, kepu_indicator *indicator, fact of)
{
	if (!of.name.bytes)
		return &indicator->proof;
	if (!is(of.name, "value"))
		return NULL;
	kepu_value *value = of.index == SIZE_MAX ? indicator->last_value : kp_value_at(b, indicator, of.index);
	return value ? &value->proof : NULL;
}

static kepu_provenance **proof_of_plan(kepu_plan *plan, fact of)
{
	int32_t field = of.name.bytes ? kp_token_code(KP_TOKENS_META, of.name.bytes, of.name.length) : KEPU_UNKNOWN;
	if (!field)
		return NULL;
	kp_entry *entry = plan->metadata[field - 1];
	if (of.index == SIZE_MAX)
		entry = plan->metadata_last[field - 1];
	for (; entry && of.index != SIZE_MAX && of.index; of.index--)
		entry = entry->next;
	return entry ? &entry->proof : NULL;
}

static kepu_provenance **proof_of(kepu_builder *b, const kp_target *at, fact of)
{
	switch (at->part) {
	case KEPU_PART_PLAN: return proof_of_plan(at->object, of);
	case KEPU_PART_NODE: return proof_of_node(at->object, of);
	case KEPU_PART_INDICATOR: return proof_of_indicator(b, at->object, of);
	case KEPU_PART_UNIT: return of.name.bytes ? NULL : &((kepu_unit *)at->object)->proof;
	case KEPU_PART_ASSIGNMENT: return of.name.bytes ? NULL : &((kepu_assignment *)at->object)->proof;
	case KEPU_PART_PHASE: return of.name.bytes ? NULL : &((kepu_phase *)at->object)->proof;
	default: return of.name.bytes ? NULL : &((kepu_annex *)at->object)->proof;
	}
}

static kepu_status find_proof(kepu_builder *b, const char *id, size_t id_len, const char *field, size_t field_len,
                              kp_target *at, kepu_provenance ***out, kepu_error **err)
{
	kp_text name;
	fact of;
	kepu_status status = kp_input_builder(b, err);
	if (!status && !id && !field)
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "id", "NULL");
	if (!status)
		status = kp_input_target(b, id, id_len, at, err);
	if (!status)
		status = kp_input_text(field, field_len, "field", at->id, &name, err);
	if (status)
		return status;
	*out = read_fact(name, &of) ? proof_of(b, at, of) : NULL;
	return *out ? KEPU_OK : kp_input_no_field(at, name, err);
}

kepu_status kepu_builder_add_span(kepu_builder *builder, const char *id, size_t id_len, const char *field,
                                  size_t field_len, size_t paragraph, size_t offset, size_t length, kepu_error **err)
{
	kp_target at;
	kepu_provenance **proof;
	kepu_status status = find_proof(builder, id, id_len, field, field_len, &at, &proof, err);
	if (status)
		return status;
	if (paragraph > UINT32_MAX || offset > UINT32_MAX || length > UINT32_MAX - offset)
		return kp_input_fail(err, KEPU_ERROR_ARGUMENT, at.id, "span", "> 4294967295");
	if (!kp_build_span(builder, proof, (uint32_t)paragraph, (uint32_t)offset, (uint32_t)length))
		return kp_input_failed(builder, at.id, err);
	return KEPU_OK;
}

kepu_status kepu_builder_set_check(kepu_builder *builder, const char *id, size_t id_len, const char *field,
                                   size_t field_len, int32_t check, const char *by, size_t by_len, const char *when,
                                   size_t when_len, kepu_error **err)
{
	kp_target at;
	kepu_provenance **proof;
	kp_text by_text, when_text;
	kp_str by_kept, when_kept;
	kepu_status status = find_proof(builder, id, id_len, field, field_len, &at, &proof, err);
	if (!status && !kp_token_text(KP_TOKENS_CHECK, check))
		status = kp_input_fail_number(err, "check", check);
	if (!status)
		status = kp_input_text(by, by_len, "by", at.id, &by_text, err);
	if (!status)
		status = kp_input_text(when, when_len, "when", at.id, &when_text, err);
	if (status)
		return status;
	kepu_provenance *before = *proof;
	if (kp_input_keep(builder, by_text, &by_kept) && kp_input_keep(builder, when_text, &when_kept) &&
	    kp_build_reviewer(builder, proof, by_kept, when_kept) && kp_build_check(builder, proof, check))
		return KEPU_OK;
	*proof = before;
	return kp_input_failed(builder, at.id, err);
}

kepu_status kepu_builder_remove_provenance(kepu_builder *builder, const char *id, size_t id_len, const char *field,
                                           size_t field_len, kepu_error **err)
{
	kp_target at;
	kepu_provenance **proof;
	kepu_status status = find_proof(builder, id, id_len, field, field_len, &at, &proof, err);
	if (!status)
		*proof = NULL;
	return status;
}
