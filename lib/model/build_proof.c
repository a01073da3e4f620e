/* How provenances are made and changed. */
#include "model/change.h"

static void *fail(kepu_builder *b, kepu_status status)
{
	b->failure = status;
	return NULL;
}

kepu_provenance *kp_build_proof(kepu_builder *b, kepu_provenance **proof)
{
	if (!*proof)
		*proof = kp_arena_alloc(&b->plan->arena, sizeof **proof);
	if (!*proof)
		return fail(b, KEPU_ERROR_MEMORY);
	return *proof;
}

/* Room for one more in an array of the arena: its size is a power of two, so the count tells when it is full. */
static void *room(kepu_builder *b, void *items, uint32_t count, size_t size)
{
	if (count & (count - 1))
		return items;
	if (count > UINT32_MAX / 2)
		return fail(b, KEPU_ERROR_MEMORY);
	void *grown = kp_arena_array(&b->plan->arena, count ? (size_t)count * 2 : 1, size);
	if (!grown)
		return fail(b, KEPU_ERROR_MEMORY);
	if (count)
		memcpy(grown, items, count * size);
	return grown;
}

bool kp_build_span(kepu_builder *b, kepu_provenance **proof, uint32_t paragraph, uint32_t offset, uint32_t length)
{
	kepu_provenance *p = kp_build_proof(b, proof);
	kp_span span = { paragraph, offset, length };
	if (!p)
		return false;
	if (p->span_count == 0) {
		p->one = span;
		p->span_count = 1;
		return true;
	}
	kp_span first = p->one, *spans = room(b, p->span_count > 1 ? p->many : &first, p->span_count, sizeof *spans);
	if (!spans)
		return false;
	spans[p->span_count] = span;
	p->many = spans;
	p->span_count++;
	return true;
}

static kp_said **place_of(kepu_builder *b, const kp_said *said)
{
	uintptr_t mixed = (uintptr_t)said->rule * 31 + (uintptr_t)said->check;
	return &b->said[(mixed ^ mixed >> 9) % KP_SAID_SLOTS];
}

/* Has this said of the fact. Nothing is changed where memory is out. */
static bool say(kepu_builder *b, kepu_provenance **proof, kp_said said)
{
	kepu_provenance *p = kp_build_proof(b, proof);
	kp_said **place = place_of(b, &said), *mark = p ? p->said : NULL;
	if (!p)
		return false;
	said.shared = !said.by && !said.when && !said.finding_count;
	if (mark && !mark->shared) {
		said.shared = false;
		*mark = said;
		return true;
	}
	if (said.shared && *place && (*place)->rule == said.rule && (*place)->check == said.check) {
		p->said = *place;
		return true;
	}
	mark = kp_arena_alloc(&b->plan->arena, sizeof *mark);
	if (!mark)
		return fail(b, KEPU_ERROR_MEMORY);
	*mark = said;
	p->said = mark;
	if (said.shared)
		*place = mark;
	return true;
}

static kp_said said_of(kepu_provenance *const *proof)
{
	return *kp_proof_said(*proof);
}

bool kp_build_rule(kepu_builder *b, kepu_provenance **proof, int32_t rule)
{
	const kp_code *row = kp_rule_code(rule);
	if (!row)
		return fail(b, KEPU_ERROR_ARGUMENT);
	kp_said said = said_of(proof);
	said.rule = kp_build_text(b, row->name, strlen(row->name));
	return said.rule && say(b, proof, said);
}

bool kp_build_finding(kepu_builder *b, kepu_provenance **proof, int32_t finding)
{
	const kp_code *row = kp_finding_code(finding);
	if (!row)
		return fail(b, KEPU_ERROR_ARGUMENT);
	return kp_build_finding_name(b, proof, row->name, strlen(row->name));
}

bool kp_build_finding_name(kepu_builder *b, kepu_provenance **proof, const char *name, size_t length)
{
	kp_said said = said_of(proof);
	kp_str text = kp_build_text(b, name, length);
	kp_str *findings = text ? room(b, said.findings, said.finding_count, sizeof *findings) : NULL;
	if (!findings)
		return false;
	findings[said.finding_count++] = text;
	said.findings = findings;
	return say(b, proof, said);
}

bool kp_build_check(kepu_builder *b, kepu_provenance **proof, int32_t check)
{
	kp_token token;
	kp_said said = said_of(proof);
	if (!kp_build_code(b, &token, KP_TOKENS_CHECK, check))
		return false;
	said.check = token.text;
	return say(b, proof, said);
}

bool kp_build_reviewer(kepu_builder *b, kepu_provenance **proof, kp_str by, kp_str when)
{
	kp_said said = said_of(proof);
	if (!by && !when && !said.by && !said.when)
		return true;
	said.by = by;
	said.when = when;
	return say(b, proof, said);
}

bool kp_build_read(kepu_builder *b, kepu_provenance **proof, kp_str rule, kp_str check)
{
	kp_said said = said_of(proof);
	said.rule = rule;
	said.check = check;
	return say(b, proof, said);
}
