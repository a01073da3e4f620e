#include "model/facts.h"

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
