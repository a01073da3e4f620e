#include "model/freeze.h"

/* One array for each list of the plan; those of a node or a unit are stretches of one that all of them share. */

kepu_node *kp_node_after(const kepu_node *node)
{
	if (node->first_child)
		return node->first_child;
	while (node && !node->next)
		node = node->parent;
	return node ? node->next : NULL;
}

static bool flat_lists(kepu_plan *plan)
{
	kp_arena *arena = &plan->arena;
	plan->units = kp_arena_array(arena, plan->unit_count, sizeof *plan->units);
	plan->phases = kp_arena_array(arena, plan->phase_count, sizeof *plan->phases);
	plan->annexes = kp_arena_array(arena, plan->annex_count, sizeof *plan->annexes);
	if (!plan->units || !plan->phases || !plan->annexes)
		return false;
	uint32_t index = 0;
	for (kepu_unit *u = plan->first_unit; u; u = u->next) {
		plan->units[index] = u;
		u->index = index++;
	}
	plan->changes = kp_arena_array(arena, plan->change_count, sizeof *plan->changes);
	if (!plan->changes)
		return false;
	size_t at = 0;
	for (kepu_change *c = plan->first_change; c; c = c->next)
		plan->changes[at++] = c;
	at = 0;
	for (kepu_phase *p = plan->first_phase; p; p = p->next)
		plan->phases[at++] = p;
	at = 0;
	for (kepu_annex *a = plan->first_annex; a; a = a->next)
		plan->annexes[at++] = a;
	return true;
}

static bool metadata_lists(kepu_plan *plan)
{
	for (size_t field = 0; field < KP_META_COUNT; field++) {
		if (!plan->entry_count[field])
			continue;
		kp_entry **list = kp_arena_array(&plan->arena, plan->entry_count[field], sizeof *list);
		if (!list)
			return false;
		plan->entries[field] = list;
		for (kp_entry *e = plan->metadata[field]; e; e = e->next)
			*list++ = e;
	}
	return true;
}

static kp_str *name_list(kp_arena *arena, const kp_name *first, uint32_t count)
{
	kp_str *list = kp_arena_array(arena, count, sizeof *list);
	for (size_t at = 0; list && first; first = first->next)
		list[at++] = first->text;
	return list;
}

static bool unit_lists(kepu_plan *plan)
{
	kepu_assignment **room = kp_arena_array(&plan->arena, plan->assignment_count, sizeof *room);
	if (!room)
		return false;
	for (kepu_unit *u = plan->first_unit; u; u = u->next) {
		u->assignments = room; /* filled with the nodes' */
		room += u->assignment_count;
		u->assignment_count = 0;
		if (u->alias_count && !(u->aliases = name_list(&plan->arena, u->first_alias, u->alias_count)))
			return false;
		if (u->function_count && !(u->functions = name_list(&plan->arena, u->first_function, u->function_count)))
			return false;
		if (!u->member_count)
			continue;
		u->members = kp_arena_array(&plan->arena, u->member_count, sizeof *u->members);
		if (!u->members)
			return false;
		size_t at = 0;
		for (kp_member *m = u->first_member; m; m = m->next)
			u->members[at++] = m->unit;
	}
	return true;
}

/* Where the next element of each shared array goes. */
typedef struct cursor {
	kepu_plan *plan;
	kepu_node **node, **child;
	kepu_assignment **assignment;
	kepu_indicator **indicator;
	uint32_t indicator_index;
} cursor;

static bool take_indicators(cursor *at, kepu_indicator *first)
{
	for (kepu_indicator *i = first; i; i = i->next) {
		*at->indicator++ = i;
		i->index = at->indicator_index++;
		if (!i->value_count)
			continue;
		i->values = kp_arena_array(&at->plan->arena, i->value_count, sizeof *i->values);
		if (!i->values)
			return false;
		size_t filled = 0;
		for (kepu_value *v = i->first_value; v; v = v->next)
			i->values[filled++] = v;
	}
	return true;
}

static kepu_node **take_siblings(cursor *at, kepu_node *first)
{
	kepu_node **list = at->child;
	uint32_t position = 0;
	for (kepu_node *n = first; n; n = n->next) {
		*at->child++ = n;
		n->index = ++position;
	}
	return list;
}

static bool take_tree(cursor *at, kepu_node *first)
{
	for (kepu_node *n = first; n; n = kp_node_after(n)) {
		*at->node++ = n;
		n->children = take_siblings(at, n->first_child);
		n->assignments = at->assignment;
		for (kepu_assignment *a = n->first_assignment; a; a = a->next) {
			*at->assignment++ = a;
			a->unit->assignments[a->unit->assignment_count++] = a;
		}
		n->indicators = at->indicator;
		if (!take_indicators(at, n->first_indicator))
			return false;
	}
	return true;
}

static bool node_lists(kepu_plan *plan)
{
	kp_arena *arena = &plan->arena;
	cursor at = { .plan = plan };
	at.node = plan->nodes = kp_arena_array(arena, plan->all_node_count, sizeof *plan->nodes);
	at.child = kp_arena_array(arena, plan->all_node_count, sizeof *at.child);
	at.assignment = plan->assignments = kp_arena_array(arena, plan->assignment_count, sizeof *plan->assignments);
	at.indicator = plan->indicators = kp_arena_array(arena, plan->indicator_count, sizeof *plan->indicators);
	if (!at.node || !at.child || !at.assignment || !at.indicator || !take_indicators(&at, plan->first_indicator))
		return false;
	plan->roots = take_siblings(&at, plan->first_root);
	if (!take_tree(&at, plan->first_root))
		return false;
	for (kepu_annex *a = plan->first_annex; a; a = a->next) {
		a->roots = take_siblings(&at, a->first_root);
		if (!take_tree(&at, a->first_root))
			return false;
	}
	return true;
}

bool kp_freeze_arrays(kepu_plan *plan)
{
	return flat_lists(plan) && metadata_lists(plan) && unit_lists(plan) && node_lists(plan);
}
