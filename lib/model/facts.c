#include "model/facts.h"

#include "base/utf8.h"

#include <stdlib.h>

typedef struct collector {
	kp_fact *items;
	size_t count, capacity;
	bool failed;
} collector;

static void add(collector *c, const kp_fact *fact)
{
	if (c->failed || !kp_grow((void **)&c->items, &c->capacity, c->count + 1, sizeof *c->items)) {
		c->failed = true;
		return;
	}
	c->items[c->count++] = *fact;
}

static void add_metadata(collector *c, const kepu_plan *plan)
{
	for (int32_t field = 1; field <= KP_META_COUNT; field++) {
		size_t index = 0;
		for (const kp_entry *e = plan->metadata[field - 1]; e; e = e->next)
			add(c, &(kp_fact){ KEPU_PART_PLAN, KP_FACT_META, e, NULL, NULL, e->proof, index++, field });
	}
}

static void add_indicator(collector *c, const kepu_indicator *indicator)
{
	kp_fact fact = { KEPU_PART_INDICATOR, KP_FACT_PART,     indicator, indicator->id,
		             indicator->node,     indicator->proof, 0,         0 };
	size_t index = 0;
	add(c, &fact);
	for (const kepu_value *v = indicator->first_value; v; v = v->next) {
		fact.kind = KP_FACT_VALUE;
		fact.object = v;
		fact.proof = v->proof;
		fact.index = index++;
		add(c, &fact);
	}
}

static void add_node(collector *c, const kepu_node *node)
{
	add(c, &(kp_fact){ KEPU_PART_NODE, KP_FACT_PART, node, node->id, node, node->proof, 0, 0 });
	if (node->title)
		add(c, &(kp_fact){ KEPU_PART_NODE, KP_FACT_TITLE, node, node->id, node, node->title_proof, 0, 0 });
	if (node->text)
		add(c, &(kp_fact){ KEPU_PART_NODE, KP_FACT_TEXT, node, node->id, node, node->text_proof, 0, 0 });
	if (node->due || node->due_date || node->ongoing)
		add(c, &(kp_fact){ KEPU_PART_NODE, KP_FACT_DUE, node, node->id, node, node->due_proof, 0, 0 });
	for (const kepu_assignment *a = node->first_assignment; a; a = a->next)
		add(c, &(kp_fact){ KEPU_PART_ASSIGNMENT, KP_FACT_PART, a, a->id, node, a->proof, 0, 0 });
	for (const kepu_indicator *i = node->first_indicator; i; i = i->next)
		add_indicator(c, i);
}

static void add_annexes(collector *c, const kepu_plan *plan)
{
	size_t i = plan->node_count;
	for (const kepu_annex *annex = plan->first_annex; annex; annex = annex->next) {
		add(c, &(kp_fact){ KEPU_PART_ANNEX, KP_FACT_PART, annex, annex->id, NULL, annex->proof, 0, 0 });
		for (; i < plan->all_node_count && plan->nodes[i]->annex == annex; i++)
			add_node(c, plan->nodes[i]);
	}
}

kp_fact *kp_facts_list(const kepu_plan *plan, size_t *out_count)
{
	collector c = { 0 };
	c.failed = !kp_grow((void **)&c.items, &c.capacity, 1, sizeof *c.items); /* so that no fact is not no memory */
	add_metadata(&c, plan);
	for (const kepu_unit *u = plan->first_unit; u; u = u->next)
		add(&c, &(kp_fact){ KEPU_PART_UNIT, KP_FACT_PART, u, u->id, NULL, u->proof, 0, 0 });
	for (size_t i = 0; i < plan->node_count; i++)
		add_node(&c, plan->nodes[i]);
	for (const kepu_indicator *i = plan->first_indicator; i; i = i->next)
		add_indicator(&c, i);
	for (const kepu_phase *p = plan->first_phase; p; p = p->next)
		add(&c, &(kp_fact){ KEPU_PART_PHASE, KP_FACT_PART, p, p->id, NULL, p->proof, 0, 0 });
	add_annexes(&c, plan);
	*out_count = c.failed ? 0 : c.count;
	if (c.failed) {
		free(c.items);
		return NULL;
	}
	return c.items;
}

/* ---- words ---- */

static void drop_white(kp_buffer *text, size_t from)
{
	size_t kept = from, at = from;
	while (at < text->length) {
		size_t start = at;
		if (kp_is_white(kp_utf8_next(text->bytes, &at)))
			continue;
		memmove(text->bytes + kept, text->bytes + start, at - start);
		kept += at - start;
	}
	text->length = kept;
}

static bool words_at(kp_spans *spans, const kepu_provenance *proof, kp_str said, kp_buffer *out)
{
	size_t before = out->length;
	kp_spans_result result = KP_SPANS_OUTSIDE;
	if (proof && proof->span_count)
		result = kp_spans_text(spans, proof, SIZE_MAX, out);
	if (result == KP_SPANS_OUTSIDE)
		kp_buffer_add(out, said ? said : "", kp_str_len(said));
	if (result == KP_SPANS_MEMORY || out->failed)
		return false;
	drop_white(out, before);
	return true;
}

bool kp_words_at(const kepu_plan *plan, const kepu_provenance *proof, kp_str said, kp_buffer *out)
{
	kp_spans spans;
	kp_spans_init(&spans, plan);
	bool good = words_at(&spans, proof, said, out);
	kp_spans_free(&spans);
	return good;
}

static const kepu_provenance *proof_of_part(int32_t part, const void *object)
{
	const kepu_value *value;
	switch (part) {
	case KEPU_PART_NODE: return ((const kepu_node *)object)->title_proof;
	case KEPU_PART_UNIT: return ((const kepu_unit *)object)->proof;
	case KEPU_PART_ASSIGNMENT: return ((const kepu_assignment *)object)->proof;
	case KEPU_PART_INDICATOR:
		value = ((const kepu_indicator *)object)->first_value;
		if (value && ((value->proof && value->proof->span_count) || value->quote))
			return value->proof;
		return ((const kepu_indicator *)object)->proof;
	case KEPU_PART_PHASE: return ((const kepu_phase *)object)->proof;
	case KEPU_PART_ANNEX: return ((const kepu_annex *)object)->proof;
	default: return NULL;
	}
}

static kp_str said_of_part(int32_t part, const void *object)
{
	const kepu_node *node = object;
	const kepu_indicator *indicator = object;
	const kepu_phase *phase = object;
	const kepu_annex *annex = object;
	switch (part) {
	case KEPU_PART_NODE: return node->title ? node->title : node->label;
	case KEPU_PART_UNIT: return ((const kepu_unit *)object)->name;
	case KEPU_PART_ASSIGNMENT: return ((const kepu_assignment *)object)->unit->name;
	case KEPU_PART_INDICATOR:
		return indicator->first_value && indicator->first_value->quote ? indicator->first_value->quote
		                                                               : indicator->name;
	case KEPU_PART_PHASE: return phase->text ? phase->text : phase->label;
	case KEPU_PART_ANNEX: return annex->text ? annex->text : annex->title;
	default: return NULL;
	}
}

bool kp_part_words(kp_spans *spans, int32_t part, const void *object, kp_buffer *out)
{
	return words_at(spans, proof_of_part(part, object), said_of_part(part, object), out);
}

kp_str kp_fact_said(const kp_fact *fact)
{
	switch (fact->kind) {
	case KP_FACT_META: return ((const kp_entry *)fact->object)->text;
	case KP_FACT_VALUE: return ((const kepu_value *)fact->object)->quote;
	case KP_FACT_TITLE: return fact->node->title;
	case KP_FACT_TEXT: return fact->node->text;
	case KP_FACT_DUE: return fact->node->due;
	default: return fact->part == KEPU_PART_NODE ? fact->node->label : said_of_part(fact->part, fact->object);
	}
}

bool kp_fact_words(kp_spans *spans, const kp_fact *fact, kp_buffer *out)
{
	if (fact->kind == KP_FACT_PART && fact->part != KEPU_PART_NODE)
		return kp_part_words(spans, fact->part, fact->object, out);
	return words_at(spans, fact->proof, kp_fact_said(fact), out);
}

bool kp_fact_subject(const kp_fact *fact, kp_buffer *out)
{
	if (fact->id) {
		kp_buffer_add(out, fact->id, kp_str_len(fact->id));
	} else {
		kp_buffer_text(out, kp_token_text(KP_TOKENS_META, fact->field));
		kp_buffer_byte(out, ':');
		kp_buffer_int(out, (int64_t)fact->index);
	}
	kp_buffer_add(out, "", 1);
	return !out->failed;
}
