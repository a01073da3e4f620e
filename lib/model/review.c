#include "model/review.h"

#include "model/facts.h"
#include "model/spans.h"

#include <stdlib.h>

/* ---- reading ---- */

static bool is_plan(const kepu_plan *plan)
{
	return plan && plan->tag == KP_TAG_PLAN;
}

size_t kepu_plan_change_count(const kepu_plan *plan)
{
	return is_plan(plan) ? plan->change_count : 0;
}

const kepu_change *kepu_plan_change_at(const kepu_plan *plan, size_t index)
{
	return index < kepu_plan_change_count(plan) ? plan->changes[index] : NULL;
}

int32_t kepu_change_action(const kepu_change *change)
{
	return change ? kp_token_number(change->action) : KEPU_UNKNOWN;
}

const char *kepu_change_action_token(const kepu_change *change, size_t *out_len)
{
	return kp_str_out(change ? change->action.text : NULL, out_len);
}

int32_t kepu_change_part(const kepu_change *change)
{
	return change ? kp_token_number(change->part) : KEPU_UNKNOWN;
}

const char *kepu_change_part_token(const kepu_change *change, size_t *out_len)
{
	return kp_str_out(change ? change->part.text : NULL, out_len);
}

const char *kepu_change_id(const kepu_change *change, size_t *out_len)
{
	return kp_str_out(change ? change->id : NULL, out_len);
}

const char *kepu_change_parent(const kepu_change *change, size_t *out_len)
{
	return kp_str_out(change ? change->parent : NULL, out_len);
}

const char *kepu_change_field(const kepu_change *change, size_t *out_len)
{
	return kp_str_out(change ? change->field : NULL, out_len);
}

const char *kepu_change_was(const kepu_change *change, size_t *out_len)
{
	return kp_str_out(change ? change->was : NULL, out_len);
}

const char *kepu_change_now(const kepu_change *change, size_t *out_len)
{
	return kp_str_out(change ? change->now : NULL, out_len);
}

const char *kepu_change_by(const kepu_change *change, size_t *out_len)
{
	return kp_str_out(change ? change->by : NULL, out_len);
}

const char *kepu_change_when(const kepu_change *change, size_t *out_len)
{
	return kp_str_out(change ? change->when : NULL, out_len);
}

/* ---- noting down ---- */

kepu_status kepu_builder_set_reviewer(kepu_builder *builder, const char *by, size_t by_len, const char *when,
                                      size_t when_len, kepu_error **err)
{
	kp_text who, then;
	kp_str kept_who, kept_then;
	kepu_status status = kp_input_builder(builder, err);
	if (!status)
		status = kp_input_text(by, by_len, "by", NULL, &who, err);
	if (!status)
		status = kp_input_text(when, when_len, "when", NULL, &then, err);
	if (status)
		return status;
	if (!kp_input_keep(builder, who, &kept_who) || !kp_input_keep(builder, then, &kept_then))
		return kp_input_failed(builder, NULL, err);
	builder->reviewer = kept_who;
	builder->reviewed = kept_who ? kept_then : NULL;
	return KEPU_OK;
}

static void *room(kepu_builder *b, size_t size)
{
	void *made = kp_arena_alloc(&b->plan->arena, size);
	if (!made)
		b->failure = KEPU_ERROR_MEMORY;
	return made;
}

/* A copy, so that the old one stays as it is until the change is done. */
static kepu_provenance *checked(kepu_builder *b, const kepu_provenance *before, int32_t check)
{
	kepu_provenance *made = room(b, sizeof *made);
	kp_said *said = made ? room(b, sizeof *said) : NULL;
	if (!said)
		return NULL;
	if (before)
		*made = *before;
	*said = *kp_proof_said(before);
	said->by = b->reviewer;
	said->when = b->reviewed;
	said->check = kp_token_text(KP_TOKENS_CHECK, check);
	said->shared = false;
	made->said = said;
	return made;
}

bool kp_record_begin(kepu_builder *b, const kp_noted *noted, kepu_provenance **proof, int32_t check, kp_record *out)
{
	*out = (kp_record){ NULL, NULL, NULL };
	if (!b->reviewer)
		return true;
	if (proof) {
		out->proof = proof;
		out->checked = checked(b, *proof, check);
		if (!out->checked)
			return false;
	}
	if (!noted)
		return true;
	kepu_change *change = room(b, sizeof *change);
	if (!change)
		return false;
	*change = (kepu_change){ .id = noted->id,
		                     .parent = noted->parent,
		                     .field = noted->field,
		                     .was = noted->was,
		                     .now = noted->now,
		                     .by = b->reviewer,
		                     .when = b->reviewed };
	kp_build_code(b, &change->action, KP_TOKENS_ACTION, noted->action);
	kp_build_code(b, &change->part, KP_TOKENS_PART, noted->part);
	out->change = change;
	return true;
}

void kp_record_end(kepu_builder *b, const kp_record *record)
{
	if (record->proof)
		*record->proof = record->checked;
	if (record->change)
		kp_hang_change(b->plan, record->change);
}

bool kp_record_entered(kepu_builder *b, kepu_provenance **out)
{
	*out = b->reviewer ? checked(b, NULL, KEPU_CHECK_ENTERED) : NULL;
	return *out || !b->reviewer;
}

kp_str kp_record_field(kepu_builder *b, const char *fact, size_t index, const char *name)
{
	kp_buffer text = { 0 };
	kp_buffer_text(&text, fact);
	kp_buffer_byte(&text, ':');
	kp_buffer_int(&text, (int64_t)index);
	if (name) {
		kp_buffer_byte(&text, ':');
		kp_buffer_text(&text, name);
	}
	kp_str made = text.failed ? NULL : kp_build_text(b, text.bytes, text.length);
	kp_buffer_free(&text);
	if (!made)
		b->failure = KEPU_ERROR_MEMORY;
	return made;
}

kp_str kp_parent_id(const kp_target *at)
{
	const kepu_node *node = NULL;
	if (at->part == KEPU_PART_ASSIGNMENT)
		node = ((const kepu_assignment *)at->object)->node;
	else if (at->part == KEPU_PART_INDICATOR)
		node = ((const kepu_indicator *)at->object)->node;
	else if (at->part == KEPU_PART_NODE)
		node = ((const kepu_node *)at->object)->parent;
	if (node)
		return node->id;
	const kepu_annex *annex = at->part == KEPU_PART_NODE ? ((const kepu_node *)at->object)->annex : NULL;
	return annex ? annex->id : NULL;
}

bool kp_record_removal(kepu_builder *b, const kp_target *at, kp_record *out)
{
	kp_noted noted = { KEPU_CHANGE_REMOVE, at->part, *(kp_str *)at->object, kp_parent_id(at), NULL, NULL, NULL };
	kp_buffer words = { 0 };
	kp_spans spans;
	if (!b->reviewer)
		return kp_record_begin(b, NULL, NULL, 0, out);
	kp_spans_init(&spans, b->plan);
	bool good = kp_part_words(&spans, at->part, at->object, &words);
	if (good && words.length)
		good = (noted.was = kp_build_text(b, words.bytes, words.length)) != NULL;
	kp_spans_free(&spans);
	kp_buffer_free(&words);
	if (!good)
		b->failure = KEPU_ERROR_MEMORY;
	return good && kp_record_begin(b, &noted, NULL, 0, out);
}

bool kp_record_check(kepu_builder *b, const kepu_provenance *proof, kp_str *out)
{
	const kp_said *said = kp_proof_said(proof);
	const kp_str lines[] = { said->check, said->by, said->when };
	kp_buffer text = { 0 };
	for (size_t i = 0; i < sizeof lines / sizeof *lines && lines[i]; i++) {
		kp_buffer_text(&text, i ? "\n" : "");
		kp_buffer_add(&text, lines[i], kp_str_len(lines[i]));
	}
	*out = text.length && !text.failed ? kp_build_text(b, text.bytes, text.length) : NULL;
	bool good = !text.failed && (*out || !text.length);
	kp_buffer_free(&text);
	if (!good)
		b->failure = KEPU_ERROR_MEMORY;
	return good;
}

bool kp_finding_of_onto(kp_str name)
{
	int32_t code = kp_finding_by_name(name, kp_str_len(name));
	return code == KEPU_FINDING_TEXT_CHANGED || code == KEPU_FINDING_TEXT_GONE;
}
