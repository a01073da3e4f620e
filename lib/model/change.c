#include "model/change.h"

#include "model/freeze.h"

#define UNLINK(it, first, last)                    \
	do {                                           \
		if ((it)->previous)                        \
			(it)->previous->next = (it)->next;     \
		else                                       \
			(first) = (it)->next;                  \
		if ((it)->next)                            \
			(it)->next->previous = (it)->previous; \
		else                                       \
			(last) = (it)->previous;               \
		(it)->next = (it)->previous = NULL;        \
	} while (0)

#define LINK(it, before, first, last)                            \
	do {                                                         \
		(it)->next = (before);                                   \
		(it)->previous = (before) ? (before)->previous : (last); \
		if ((it)->previous)                                      \
			(it)->previous->next = (it);                         \
		else                                                     \
			(first) = (it);                                      \
		if (before)                                              \
			(before)->previous = (it);                           \
		else                                                     \
			(last) = (it);                                       \
	} while (0)

/* Walking */

kepu_node *kp_every_node(const kepu_plan *plan, const kepu_node *node)
{
	kepu_node *next = node ? kp_node_after(node) : plan->first_root;
	const kepu_annex *annex = node && node->annex ? node->annex->next : plan->first_annex;
	for (; !next && annex; annex = annex->next)
		next = annex->first_root;
	return next;
}

kepu_indicator *kp_every_indicator(const kepu_plan *plan, const kepu_indicator *indicator)
{
	kepu_indicator *next = indicator ? indicator->next : plan->first_indicator;
	const kepu_node *node = indicator ? indicator->node : NULL;
	while (!next && (node = kp_every_node(plan, node)))
		next = node->first_indicator;
	return next;
}

kp_range kp_range_of_node(kepu_node *node)
{
	const kepu_node *above = node;
	while (above && !above->next)
		above = above->parent;
	return (kp_range){ node, above ? above->next : NULL };
}

kp_range kp_range_of_annex(const kepu_annex *annex)
{
	return (kp_range){ annex->first_root, NULL };
}

bool kp_range_has(const kp_range *range, const kepu_node *node)
{
	if (!range->end && node && range->first && range->first->annex == node->annex && !range->first->parent &&
	    !range->first->previous)
		return true; /* all of an annex, or of the plan */
	while (node && node != range->first)
		node = node->parent;
	return node;
}

/* What is foreign behind an object that leaves: it goes where it would be written all the same, behind what stands there */

kp_element kp_value_element(int32_t kind)
{
	return kind == KEPU_VALUE_TARGET ? EL_TARGET : kind == KEPU_VALUE_BASELINE ? EL_BASELINE : EL_OBSERVATION;
}

kp_element kp_entry_element(int32_t field)
{
	static const kp_element elements[KP_META_COUNT] = { EL_TITLE,      EL_NOTICE_TITLE, EL_DOCUMENT_NUMBER, EL_ISSUER,
		                                                EL_ISSUE_DATE, EL_PERIOD,       EL_RECIPIENT,       EL_BASIS };
	return elements[field - 1];
}

static kp_spot behind(const void *owner, kp_element element)
{
	return (kp_spot){ owner, element, KP_FOREIGN_AFTER };
}

static kp_spot first_in(const void *owner, kp_element element)
{
	return (kp_spot){ owner, element, KP_FOREIGN_FIRST };
}

static kp_spot behind_assignments(const kepu_node *node)
{
	return node->last_assignment ? behind(node->last_assignment, EL_ASSIGNMENT) : behind(node, EL_DELIVERABLE);
}

static kp_spot before_node(const kepu_node *node)
{
	if (node->previous)
		return behind(node->previous, EL_NODE);
	if (node->parent && node->parent->last_indicator)
		return behind(node->parent->last_indicator, EL_INDICATOR);
	if (node->parent)
		return behind_assignments(node->parent);
	return node->annex ? behind(node->annex, EL_TEXT) : first_in(node->plan, EL_NODES);
}

static void leave_assignment(kepu_assignment *a)
{
	kp_spot to = a->previous ? behind(a->previous, EL_ASSIGNMENT) : behind(a->node, EL_DELIVERABLE);
	kp_foreign_join(a->node->plan, behind(a, EL_ASSIGNMENT), to);
}

static void leave_indicator(kepu_indicator *i)
{
	kp_spot to = i->previous ? behind(i->previous, EL_INDICATOR)
	             : i->node   ? behind_assignments(i->node)
	                         : first_in(i->plan, EL_INDICATORS);
	kp_foreign_join(i->plan, behind(i, EL_INDICATOR), to);
}

static kp_spot before_members(const kepu_unit *unit)
{
	return unit->last_alias ? behind(unit->last_alias, EL_ALIAS) : behind(unit, EL_CANONICAL);
}

static kp_spot before_entry(const kepu_plan *plan, int32_t field, const kp_entry *entry)
{
	const kp_entry *previous = plan->metadata[field - 1];
	if (previous != entry) {
		while (previous->next != entry)
			previous = previous->next;
		return behind(previous, kp_entry_element(field));
	}
	while (--field > 0)
		if (plan->metadata_last[field - 1])
			return behind(plan->metadata_last[field - 1], kp_entry_element(field));
	return first_in(plan, EL_METADATA);
}

/* Moving */

typedef struct node_list {
	kepu_node **first, **last;
} node_list;

static node_list list_of(kepu_plan *plan, kp_home home)
{
	if (home.node)
		return (node_list){ &home.node->first_child, &home.node->last_child };
	if (home.annex)
		return (node_list){ &home.annex->first_root, &home.annex->last_root };
	return (node_list){ &plan->first_root, &plan->last_root };
}

static void count_child(kepu_plan *plan, kp_home home, bool more)
{
	uint32_t by = more ? 1 : UINT32_MAX;
	if (home.node)
		home.node->child_count += by;
	else if (home.annex)
		home.annex->root_count += by;
	else
		plan->root_count += more ? 1 : SIZE_MAX;
}

static kp_home home_of(const kepu_node *node)
{
	return (kp_home){ node->parent, node->parent ? NULL : node->annex };
}

static void unlink_node(kepu_node *node)
{
	node_list list = list_of(node->plan, home_of(node));
	UNLINK(node, *list.first, *list.last);
	count_child(node->plan, home_of(node), false);
}

/* All below follow to the node's new level and annex. */
static void carry_along(kepu_node *node, int level, kepu_annex *annex)
{
	int by = level - node->level;
	if (!by && annex == node->annex)
		return;
	kp_range range = kp_range_of_node(node);
	for (kepu_node *n = range.first; n != range.end; n = kp_node_after(n)) {
		if (!n->annex)
			n->plan->node_count--;
		if (!annex)
			n->plan->node_count++;
		n->annex = annex;
		n->level = (uint16_t)(n->level + by);
	}
}

void kp_move_node(kepu_builder *b, kepu_node *node, kp_home to, kepu_node *before)
{
	kp_home from = home_of(node);
	if (from.node != to.node || from.annex != to.annex)
		kp_foreign_join(b->plan, behind(node, EL_NODE), before_node(node));
	unlink_node(node);
	node->parent = to.node;
	carry_along(node, to.node ? to.node->level + 1 : 1, to.node ? to.node->annex : to.annex);
	node->annex = to.node ? to.node->annex : to.annex;
	node_list list = list_of(b->plan, to);
	LINK(node, before, *list.first, *list.last);
	count_child(b->plan, to, true);
}

void kp_move_assignment(kepu_assignment *assignment, kepu_node *to, kepu_assignment *before)
{
	kepu_node *from = assignment->node;
	if (from != to)
		leave_assignment(assignment);
	UNLINK(assignment, from->first_assignment, from->last_assignment);
	from->assignment_count--;
	assignment->node = to;
	LINK(assignment, before, to->first_assignment, to->last_assignment);
	to->assignment_count++;
}

static void unlink_indicator(kepu_indicator *indicator)
{
	if (indicator->node) {
		UNLINK(indicator, indicator->node->first_indicator, indicator->node->last_indicator);
		indicator->node->indicator_count--;
	} else {
		UNLINK(indicator, indicator->plan->first_indicator, indicator->plan->last_indicator);
	}
}

void kp_move_indicator(kepu_builder *b, kepu_indicator *indicator, kepu_node *to, kepu_indicator *before)
{
	if (indicator->node != to)
		leave_indicator(indicator);
	unlink_indicator(indicator);
	indicator->node = to;
	if (to) {
		LINK(indicator, before, to->first_indicator, to->last_indicator);
		to->indicator_count++;
	} else {
		LINK(indicator, before, b->plan->first_indicator, b->plan->last_indicator);
	}
}

void kp_move_unit(kepu_builder *b, kepu_unit *unit, kepu_unit *before)
{
	UNLINK(unit, b->plan->first_unit, b->plan->last_unit);
	LINK(unit, before, b->plan->first_unit, b->plan->last_unit);
}

void kp_move_phase(kepu_builder *b, kepu_phase *phase, kepu_phase *before)
{
	UNLINK(phase, b->plan->first_phase, b->plan->last_phase);
	LINK(phase, before, b->plan->first_phase, b->plan->last_phase);
}

void kp_move_annex(kepu_builder *b, kepu_annex *annex, kepu_annex *before)
{
	UNLINK(annex, b->plan->first_annex, b->plan->last_annex);
	LINK(annex, before, b->plan->first_annex, b->plan->last_annex);
}

void kp_move_value(kepu_builder *b, kepu_value *value, kepu_value *before)
{
	kepu_indicator *of = value->indicator;
	b->cursor.of = NULL;
	UNLINK(value, of->first_value, of->last_value);
	LINK(value, before, of->first_value, of->last_value);
}

/* Entries of the metadata know only the next one: they are few. */
static void unlink_entry(kepu_plan *plan, int32_t field, kp_entry *entry)
{
	kp_entry **first = &plan->metadata[field - 1], **last = &plan->metadata_last[field - 1], *previous = *first;
	if (previous == entry) {
		*first = entry->next;
		previous = NULL;
	} else {
		while (previous->next != entry)
			previous = previous->next;
		previous->next = entry->next;
	}
	if (*last == entry)
		*last = previous;
	entry->next = NULL;
}

void kp_move_entry(kepu_plan *plan, int32_t field, kp_entry *entry, kp_entry *before)
{
	unlink_entry(plan, field, entry);
	kp_entry **link = &plan->metadata[field - 1];
	while (*link != before)
		link = &(*link)->next;
	*link = entry;
	entry->next = before;
	if (!before)
		plan->metadata_last[field - 1] = entry;
}

/* Removing */

void kp_remove_entry(kepu_plan *plan, int32_t field, kp_entry *entry)
{
	kp_foreign_join(plan, behind(entry, kp_entry_element(field)), before_entry(plan, field, entry));
	unlink_entry(plan, field, entry);
	plan->entry_count[field - 1]--;
	if (field == KEPU_META_PERIOD)
		plan->period_start = plan->period_end = NULL;
}

void kp_remove_value(kepu_builder *b, kepu_value *value)
{
	kepu_indicator *of = value->indicator;
	kp_spot to = value->previous ? behind(value->previous, kp_value_element(kp_token_number(value->previous->kind)))
	                             : first_in(of, EL_INDICATOR);
	kp_foreign_join(of->plan, behind(value, kp_value_element(kp_token_number(value->kind))), to);
	if (b->cursor.value == value)
		b->cursor.value = value->next; /* which has its index now */
	else
		b->cursor.of = NULL;
	if (!b->cursor.value)
		b->cursor.of = NULL;
	UNLINK(value, of->first_value, of->last_value);
	of->value_count--;
}

/* What is left to do once an assignment or an indicator hangs nowhere. */
static void forget_assignment(kepu_builder *b, kepu_assignment *assignment)
{
	assignment->unit->assignment_count--;
	kp_ids_remove(&b->plan->ids, assignment);
	b->plan->assignment_count--;
}

static void forget_indicator(kepu_builder *b, kepu_indicator *indicator)
{
	if (indicator->weight)
		indicator->weight->references--;
	if (indicator->references)
		b->dangling = true;
	if (b->cursor.of == indicator)
		b->cursor.of = NULL;
	kp_ids_remove(&b->plan->ids, indicator);
	indicator->id = NULL;
	b->plan->indicator_count--;
}

void kp_remove_assignment(kepu_builder *b, kepu_assignment *assignment)
{
	kepu_node *node = assignment->node;
	leave_assignment(assignment);
	UNLINK(assignment, node->first_assignment, node->last_assignment);
	node->assignment_count--;
	forget_assignment(b, assignment);
}

void kp_remove_indicator(kepu_builder *b, kepu_indicator *indicator)
{
	leave_indicator(indicator);
	unlink_indicator(indicator);
	forget_indicator(b, indicator);
}

static void forget_nodes(kepu_builder *b, kp_range range)
{
	for (kepu_node *n = range.first; n != range.end; n = kp_node_after(n)) {
		for (kepu_assignment *a = n->first_assignment; a; a = a->next)
			forget_assignment(b, a);
		for (kepu_indicator *i = n->first_indicator; i; i = i->next)
			forget_indicator(b, i);
		kp_ids_remove(&b->plan->ids, n);
		b->plan->all_node_count--;
		if (!n->annex)
			b->plan->node_count--;
	}
}

void kp_remove_node(kepu_builder *b, kepu_node *node)
{
	kp_foreign_join(b->plan, behind(node, EL_NODE), before_node(node));
	forget_nodes(b, kp_range_of_node(node));
	unlink_node(node);
}

void kp_remove_annex(kepu_builder *b, kepu_annex *annex)
{
	kp_spot to = annex->previous ? behind(annex->previous, EL_ANNEX) : first_in(b->plan, EL_ANNEXES);
	kp_foreign_join(b->plan, behind(annex, EL_ANNEX), to);
	forget_nodes(b, kp_range_of_annex(annex));
	UNLINK(annex, b->plan->first_annex, b->plan->last_annex);
	kp_ids_remove(&b->plan->ids, annex);
	b->plan->annex_count--;
}

void kp_remove_phase(kepu_builder *b, kepu_phase *phase)
{
	kp_spot to = phase->previous ? behind(phase->previous, EL_PHASE) : first_in(b->plan, EL_PHASES);
	kp_foreign_join(b->plan, behind(phase, EL_PHASE), to);
	UNLINK(phase, b->plan->first_phase, b->plan->last_phase);
	kp_ids_remove(&b->plan->ids, phase);
	b->plan->phase_count--;
}

void kp_clear_aliases(kepu_unit *unit)
{
	for (kp_name *alias = unit->first_alias; alias; alias = alias->next)
		kp_foreign_join(unit->plan, behind(alias, EL_ALIAS), behind(unit, EL_CANONICAL));
	unit->first_alias = unit->last_alias = NULL;
	unit->alias_count = 0;
}

void kp_clear_functions(kepu_unit *unit)
{
	unit->first_function = unit->last_function = NULL;
	unit->function_count = 0;
}

/* Those of them that were removed themselves, or all. */
static void drop_members(kepu_unit *unit, bool all)
{
	kp_spot to = before_members(unit);
	kp_member **link = &unit->first_member;
	unit->last_member = NULL;
	while (*link) {
		kp_member *member = *link;
		if (!all && member->unit->id) {
			to = behind(member, EL_MEMBER);
			unit->last_member = member;
			link = &member->next;
			continue;
		}
		kp_foreign_join(unit->plan, behind(member, EL_MEMBER), to);
		member->unit->references--;
		unit->member_count--;
		*link = member->next;
	}
}

void kp_clear_members(kepu_unit *unit)
{
	drop_members(unit, true);
}

void kp_remove_unit(kepu_builder *b, kepu_unit *unit)
{
	kp_spot to = unit->previous ? behind(unit->previous, EL_UNIT) : first_in(b->plan, EL_UNITS);
	kp_foreign_join(b->plan, behind(unit, EL_UNIT), to);
	drop_members(unit, true);
	if (unit->successor)
		unit->successor->references--;
	if (unit->assignment_count || unit->references)
		b->dangling = true;
	UNLINK(unit, b->plan->first_unit, b->plan->last_unit);
	kp_ids_remove(&b->plan->ids, unit);
	unit->id = NULL;
	b->plan->unit_count--;
}

void kp_sweep(kepu_builder *b)
{
	if (!b->dangling)
		return;
	for (kepu_node *n = kp_every_node(b->plan, NULL); n; n = kp_every_node(b->plan, n))
		for (kepu_assignment *a = n->first_assignment, *next; a; a = next) {
			next = a->next;
			if (!a->unit->id)
				kp_remove_assignment(b, a);
		}
	for (kepu_unit *u = b->plan->first_unit; u; u = u->next) {
		drop_members(u, false);
		if (u->successor && !u->successor->id)
			u->successor = NULL;
	}
	for (kepu_indicator *i = kp_every_indicator(b->plan, NULL); i; i = kp_every_indicator(b->plan, i))
		if (i->weight && !i->weight->id)
			i->weight = NULL;
	b->dangling = false;
}

/* Looking up by index: from the nearest of the first, the last and the one found before, so that a caller who goes through
 * them in order takes a step each. */
kepu_value *kp_value_at(kepu_builder *b, kepu_indicator *indicator, size_t index)
{
	size_t count = indicator->value_count, at = 0;
	if (index >= count)
		return NULL;
	kepu_value *value = indicator->first_value;
	if (count - 1 - index < index) {
		value = indicator->last_value;
		at = count - 1;
	}
	struct kp_value_cursor *cursor = &b->cursor;
	size_t far = at > index ? at - index : index - at;
	if (cursor->of == indicator && (cursor->index > index ? cursor->index - index : index - cursor->index) < far) {
		value = cursor->value;
		at = cursor->index;
	}
	for (; at < index; at++)
		value = value->next;
	for (; at > index; at--)
		value = value->previous;
	*cursor = (struct kp_value_cursor){ indicator, value, index };
	return value;
}
