#include "model/change.h"
#include "model/review.h"

#include <stdlib.h>

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

/* A check that replaces none, or the same one, is not noted down: the fact itself says who looked at it. */
static bool note_check(kepu_builder *b, const kp_target *at, const char *field, size_t field_len,
                       const kepu_provenance *before, int32_t check, kp_record *out)
{
	int32_t was = kepu_provenance_check(before);
	kp_noted noted = { KEPU_CHANGE_CHECK, at->part, at->id, NULL, NULL, NULL, kp_token_text(KP_TOKENS_CHECK, check) };
	kp_text name = { field, field && field_len == KEPU_NUL_TERMINATED ? strlen(field) : field_len };
	if (!b->reviewer || was <= KEPU_CHECK_UNSEEN || was == check)
		return kp_record_begin(b, NULL, NULL, 0, out);
	return kp_input_keep(b, name, &noted.field) && kp_record_check(b, before, &noted.was) &&
	       kp_record_begin(b, &noted, NULL, 0, out);
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
	kp_record record;
	if (!by_text.bytes && !when_text.bytes && builder->reviewer) {
		by_text = (kp_text){ builder->reviewer, kp_str_len(builder->reviewer) };
		when_text = (kp_text){ builder->reviewed, kp_str_len(builder->reviewed) };
	}
	if (!note_check(builder, &at, field, field_len, *proof, check, &record))
		return kp_input_failed(builder, at.id, err);
	kepu_provenance *before = *proof;
	if (kp_input_keep(builder, by_text, &by_kept) && kp_input_keep(builder, when_text, &when_kept) &&
	    kp_build_reviewer(builder, proof, by_kept, when_kept) && kp_build_check(builder, proof, check)) {
		kp_record_end(builder, &record);
		return KEPU_OK;
	}
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

/* ---- looking a plan over ---- */

/* The facts of a part, and what will be said of them. */
typedef struct fact_list {
	kepu_provenance ***proofs;
	kp_str *names; /* as kepu_builder_set_check() takes them; NULL: the part itself */
	size_t count, proof_room, name_room;
} fact_list;

static bool add_fact(fact_list *list, kepu_provenance **proof, kp_str name)
{
	if (!kp_grow((void **)&list->proofs, &list->proof_room, list->count + 1, sizeof *list->proofs) ||
	    !kp_grow((void **)&list->names, &list->name_room, list->count + 1, sizeof *list->names))
		return false;
	list->proofs[list->count] = proof;
	list->names[list->count++] = name;
	return true;
}

static bool add_named(kepu_builder *b, fact_list *list, kepu_provenance **proof, const char *name, size_t index)
{
	kp_str made = index == SIZE_MAX ? kp_build_text(b, name, strlen(name)) : kp_record_field(b, name, index, NULL);
	return made && add_fact(list, proof, made);
}

static bool list_entries(kepu_builder *b, fact_list *list)
{
	for (int32_t field = 1; field <= KP_META_COUNT; field++) {
		size_t index = 0;
		for (kp_entry *e = b->plan->metadata[field - 1]; e; e = e->next)
			if (!add_named(b, list, &e->proof, kp_token_text(KP_TOKENS_META, field), index++))
				return false;
	}
	return true;
}

static bool list_values(kepu_builder *b, fact_list *list, const kepu_indicator *indicator)
{
	size_t index = 0;
	for (kepu_value *v = indicator->first_value; v; v = v->next)
		if (!add_named(b, list, &v->proof, "value", index++))
			return false;
	return true;
}

static bool list_facts(kepu_builder *b, const kp_target *at, fact_list *list)
{
	kepu_node *node = at->object;
	if (at->part == KEPU_PART_PLAN)
		return list_entries(b, list);
	if (!add_fact(list, proof_of(b, at, (fact){ { NULL, 0 }, SIZE_MAX }), NULL))
		return false;
	if (at->part == KEPU_PART_INDICATOR)
		return list_values(b, list, at->object);
	if (at->part != KEPU_PART_NODE)
		return true;
	bool due = node->due || node->due_date || node->ongoing;
	return (!node->title || add_named(b, list, &node->title_proof, "title", SIZE_MAX)) &&
	       (!node->text || add_named(b, list, &node->text_proof, "text", SIZE_MAX)) &&
	       (!due || add_named(b, list, &node->due_proof, "due", SIZE_MAX));
}

static bool has_onto(const kepu_provenance *proof)
{
	const kp_said *said = kp_proof_said(proof);
	for (uint32_t i = 0; i < said->finding_count; i++)
		if (kp_finding_of_onto(said->findings[i]))
			return true;
	return false;
}

/* The findings behind the check are done with; the array is shared with the provenance that is there still. */
static bool drop_onto(kepu_builder *b, kp_said *said)
{
	/* room for the next power of two, as an array that grows has */
	kp_str *kept = kp_arena_array(&b->plan->arena, (size_t)said->finding_count * 2, sizeof *kept);
	uint32_t count = 0;
	if (!kept)
		return false;
	for (uint32_t i = 0; i < said->finding_count; i++)
		if (!kp_finding_of_onto(said->findings[i]))
			kept[count++] = said->findings[i];
	said->findings = kept;
	said->finding_count = count;
	return true;
}

static bool confirm(kepu_builder *b, const kp_target *at, kepu_provenance **proof, kp_str name, kp_record *out)
{
	int32_t check = kepu_provenance_check(*proof);
	bool seen = check > KEPU_CHECK_UNSEEN, again = has_onto(*proof);
	kp_noted noted = { KEPU_CHANGE_CHECK, at->part, at->id, NULL, name, NULL, NULL };
	if (seen && !again)
		return kp_record_begin(b, NULL, NULL, 0, out);
	check = seen ? check : KEPU_CHECK_CONFIRMED;
	noted.now = kp_token_text(KP_TOKENS_CHECK, check);
	return kp_record_check(b, *proof, &noted.was) && kp_record_begin(b, seen ? &noted : NULL, proof, check, out) &&
	       (!again || drop_onto(b, out->checked->said));
}

static bool forget(kepu_builder *b, const kp_target *at, kepu_provenance **proof, kp_str name, kp_record *out)
{
	int32_t check = kepu_provenance_check(*proof);
	kp_noted noted = { KEPU_CHANGE_CHECK, at->part, at->id, NULL, name, NULL, NULL };
	if (check != KEPU_CHECK_CONFIRMED && check != KEPU_CHECK_CORRECTED)
		return kp_record_begin(b, NULL, NULL, 0, out);
	noted.now = kp_token_text(KP_TOKENS_CHECK, KEPU_CHECK_UNSEEN);
	if (!kp_record_check(b, *proof, &noted.was) || !kp_record_begin(b, &noted, proof, KEPU_CHECK_UNSEEN, out))
		return false;
	out->checked->said->by = out->checked->said->when = NULL;
	return true;
}

/* All or none of them. */
static kepu_status each_fact(kepu_builder *b, const kp_target *at, const fact_list *list,
                             bool (*what)(kepu_builder *, const kp_target *, kepu_provenance **, kp_str, kp_record *),
                             kepu_error **err)
{
	kp_record *records = kp_calloc(list->count + 1, sizeof *records);
	bool good = records != NULL;
	for (size_t i = 0; i < list->count && good; i++)
		good = what(b, at, list->proofs[i], list->names[i], &records[i]);
	for (size_t i = 0; i < list->count && good; i++)
		kp_record_end(b, &records[i]);
	free(records);
	return good ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

static kepu_status
each_fact_of(kepu_builder *b, const kp_target *at,
             bool (*what)(kepu_builder *, const kp_target *, kepu_provenance **, kp_str, kp_record *), kepu_error **err)
{
	fact_list list = { 0 };
	kepu_status status = list_facts(b, at, &list) ? each_fact(b, at, &list, what, err)
	                                              : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	free(list.proofs);
	free(list.names);
	return status;
}

static kepu_status begin_review(kepu_builder *b, const char *id, size_t length, kp_target *at, kepu_error **err)
{
	kepu_status status = kp_input_builder(b, err);
	if (!status && !b->reviewer)
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "reviewer", "NULL");
	return status ? status : kp_input_target(b, id, length, at, err);
}

kepu_status kepu_builder_confirm(kepu_builder *builder, const char *id, size_t id_len, const char *field,
                                 size_t field_len, kepu_error **err)
{
	kp_target at;
	kepu_provenance **proof;
	kepu_status status = begin_review(builder, id, id_len, &at, err);
	if (status || !field)
		return status ? status : each_fact_of(builder, &at, confirm, err);
	status = find_proof(builder, id, id_len, field, field_len, &at, &proof, err);
	if (status)
		return status;
	kp_text name = { field, field_len == KEPU_NUL_TERMINATED ? strlen(field) : field_len };
	kp_str kept;
	if (!kp_input_keep(builder, name, &kept))
		return kp_input_failed(builder, at.id, err);
	fact_list one = { &proof, &kept, 1, 0, 0 };
	return each_fact(builder, &at, &one, confirm, err);
}

kepu_status kp_forget_checks(kepu_builder *b, const kp_target *at, kepu_error **err)
{
	return each_fact_of(b, at, forget, err);
}
