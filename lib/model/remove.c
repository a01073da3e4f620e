#include "model/change.h"
#include "model/freeze.h"
#include "model/review.h"

#define NAMED_MOST 8 /* ids that an error names */

/* What would go, apart from a unit: nodes, or an indicator alone. */
typedef struct leaving {
	kp_range nodes;
	kepu_indicator *indicator;
} leaving;

/* The indicators among it: from NULL to the first, from the last to NULL. */
static kepu_indicator *next_leaving(const leaving *all, const kepu_indicator *indicator)
{
	if (all->indicator)
		return indicator ? NULL : all->indicator;
	kepu_indicator *next = indicator ? indicator->next : NULL;
	kepu_node *node = indicator ? indicator->node : NULL;
	while (!next) {
		node = node ? kp_node_after(node) : all->nodes.first;
		if (!node || node == all->nodes.end)
			return NULL;
		next = node->first_indicator;
	}
	return next;
}

static bool leaves(const leaving *all, const kepu_indicator *indicator)
{
	return all->indicator ? indicator == all->indicator : kp_range_has(&all->nodes, indicator->node);
}

/* An indicator that one that stays has as its weight; NULL: none. While they are looked for, the references of those that
 * go don't count. */
static kepu_indicator *find_used(const leaving *all)
{
	kepu_indicator *used = NULL;
	for (kepu_indicator *i = next_leaving(all, NULL); i; i = next_leaving(all, i))
		if (i->weight)
			i->weight->references--;
	for (kepu_indicator *i = next_leaving(all, NULL); i && !used; i = next_leaving(all, i))
		used = i->references ? i : NULL;
	for (kepu_indicator *i = next_leaving(all, NULL); i; i = next_leaving(all, i))
		if (i->weight)
			i->weight->references++;
	return used;
}

typedef struct names {
	kp_buffer text;
	size_t count;
} names;

static void add_name(names *to, kp_str id)
{
	if (to->count++ < NAMED_MOST) {
		kp_buffer_text(&to->text, to->count > 1 ? ", " : "");
		kp_buffer_add(&to->text, id, kp_str_len(id));
	} else if (to->count == NAMED_MOST + 1) {
		kp_buffer_text(&to->text, " …");
	}
}

static kepu_status fail_used(kp_str id, names *by, kepu_error **err)
{
	char *text = kp_buffer_take(&by->text, NULL);
	kepu_status status =
		text ? kp_input_fail(err, KEPU_ERROR_IN_USE, id, id, text) : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	kepu_free(text);
	return status;
}

static kepu_status fail_weight(const kepu_builder *b, const leaving *all, const kepu_indicator *used, kepu_error **err)
{
	names by = { { 0 }, 0 };
	for (const kepu_indicator *i = kp_every_indicator(b->plan, NULL); i; i = kp_every_indicator(b->plan, i))
		if (i->weight == used && !leaves(all, i))
			add_name(&by, i->id);
	return fail_used(used->id, &by, err);
}

static kepu_status fail_unit(const kepu_builder *b, const kepu_unit *unit, kepu_error **err)
{
	names by = { { 0 }, 0 };
	for (const kepu_node *n = kp_every_node(b->plan, NULL); n; n = kp_every_node(b->plan, n))
		for (const kepu_assignment *a = n->first_assignment; a; a = a->next)
			if (a->unit == unit)
				add_name(&by, a->id);
	for (const kepu_unit *u = b->plan->first_unit; u; u = u->next) {
		bool refers = u->successor == unit;
		for (const kp_member *m = u->first_member; m && !refers; m = m->next)
			refers = m->unit == unit;
		if (refers && u != unit)
			add_name(&by, u->id);
	}
	return fail_used(unit->id, &by, err);
}

static bool unit_used(const kepu_unit *unit)
{
	uint32_t own = unit->successor == unit;
	for (const kp_member *m = unit->first_member; m; m = m->next)
		own += m->unit == unit;
	return unit->assignment_count || unit->references > own;
}

static kepu_status remove_unit(kepu_builder *b, kepu_unit *unit, int32_t flags, kepu_error **err)
{
	if (!flags && unit_used(unit))
		return fail_unit(b, unit, err);
	kp_remove_unit(b, unit);
	return KEPU_OK;
}

static kepu_status remove_nodes(kepu_builder *b, const kp_target *at, int32_t flags, kepu_error **err)
{
	leaving all = { { NULL, NULL }, NULL };
	if (at->part == KEPU_PART_INDICATOR)
		all.indicator = at->object;
	else if (at->part == KEPU_PART_NODE)
		all.nodes = kp_range_of_node(at->object);
	else
		all.nodes = kp_range_of_annex(at->object);
	const kepu_indicator *used = flags ? NULL : find_used(&all);
	if (used)
		return fail_weight(b, &all, used, err);
	if (at->part == KEPU_PART_INDICATOR)
		kp_remove_indicator(b, at->object);
	else if (at->part == KEPU_PART_NODE)
		kp_remove_node(b, at->object);
	else
		kp_remove_annex(b, at->object);
	return KEPU_OK;
}

static kepu_status remove_part(kepu_builder *b, const kp_target *at, int32_t flags, kepu_error **err)
{
	switch (at->part) {
	case KEPU_PART_UNIT: return remove_unit(b, at->object, flags, err);
	case KEPU_PART_ASSIGNMENT: kp_remove_assignment(b, at->object); return KEPU_OK;
	case KEPU_PART_PHASE: kp_remove_phase(b, at->object); return KEPU_OK;
	default: return remove_nodes(b, at, flags, err);
	}
}

kepu_status kepu_builder_remove(kepu_builder *builder, const char *id, size_t id_len, int32_t flags, kepu_error **err)
{
	kp_target at;
	kepu_status status = kp_input_builder(builder, err);
	if (!status && !id)
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "id", "NULL");
	if (!status && (flags < 0 || flags > KEPU_REMOVE_REFERENCES))
		status = kp_input_fail_number(err, "flags", flags);
	if (!status)
		status = kp_input_target(builder, id, id_len, &at, err);
	if (status)
		return status;
	kp_record record;
	if (!kp_record_removal(builder, &at, &record))
		return kp_input_failed(builder, at.id, err);
	status = remove_part(builder, &at, flags, err);
	if (!status)
		kp_record_end(builder, &record);
	return status;
}
