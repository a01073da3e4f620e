/* A new reading of a notice, taken over onto a plan that somebody looked over. The plan is copied into a builder, and what
 * the reading says otherwise is changed there: so all that no reading says stays as it is. */
#include "work/onto_take.h"

#include <stddef.h>
#include <stdlib.h>

/* ---- the source ---- */

static bool same_source(const kepu_plan *a, const kepu_plan *b)
{
	if (a->paragraph_count != b->paragraph_count)
		return false;
	for (size_t i = 0; i < a->paragraph_count; i++) {
		const kp_source_paragraph *x = &a->paragraphs[i], *y = &b->paragraphs[i];
		if (x->line != y->line || !kp_str_is(x->text, y->text, kp_str_len(y->text)))
			return false;
	}
	return true;
}

/* What is foreign in paragraphs that are no more goes behind the source, so that nothing is lost. */
static void keep_foreign(kepu_plan *plan, size_t first, size_t count)
{
	static const kp_foreign_place places[] = { KP_FOREIGN_FIRST, KP_FOREIGN_AFTER };
	kp_spot behind = { plan, EL_SOURCE, KP_FOREIGN_AFTER };
	for (size_t i = first; i < count; i++) {
		uint32_t number = EL_PARAGRAPH | (uint32_t)i;
		kp_foreign_drop(plan, (kp_spot){ plan, number, KP_FOREIGN_ATTRIBUTES });
		kp_foreign_drop(plan, (kp_spot){ plan, number, places[0] });
		kp_foreign_join(plan, (kp_spot){ plan, number, places[1] }, behind);
	}
}

/* Elements within a paragraph's text go to the end of its new one. */
static bool keep_inside(kepu_plan *plan, size_t index, size_t length)
{
	kp_foreign_text inside = { NULL, 0, NULL, NULL };
	if (!kp_foreign_text_begin(plan, plan, EL_PARAGRAPH | (uint32_t)index, length, &inside))
		return false;
	kp_foreign_text_end(plan, &inside);
	return true;
}

static bool take_source(kp_onto *o)
{
	const kepu_plan *from = o->m.reading;
	kepu_plan *to = o->b->plan;
	if (!same_source(from, o->m.reviewed)) {
		size_t had = to->paragraph_count;
		to->paragraph_count = 0;
		o->changed = true;
		for (size_t i = 0; i < from->paragraph_count; i++) {
			const kp_source_paragraph *p = &from->paragraphs[i];
			if (!kp_build_paragraph(o->b, p->text, kp_str_len(p->text), p->line))
				return kp_onto_memory(o);
		}
		for (size_t i = 0; i < had && i < from->paragraph_count && kp_foreign_any(to); i++)
			if (!kp_str_is(o->m.reviewed->paragraphs[i].text, from->paragraphs[i].text,
			               kp_str_len(from->paragraphs[i].text)) &&
			    !keep_inside(to, i, kp_str_len(from->paragraphs[i].text)))
				return kp_onto_memory(o);
		if (kp_foreign_any(to))
			keep_foreign(to, from->paragraph_count, had);
	}
	return kp_onto_set(o, NULL, "digest", from->digest, to->digest) &&
	       kp_onto_set(o, NULL, "importer", from->importer, to->importer);
}

static bool somebody_set(const kepu_plan *plan, const char *field)
{
	for (const kepu_change *c = plan->first_change; c; c = c->next)
		if (kp_token_number(c->action) == KEPU_CHANGE_SET && !c->id && c->field &&
		    kp_str_is(c->field, field, strlen(field)))
			return true;
	return false;
}

static bool take_region(kp_onto *o)
{
	const kepu_plan *from = o->m.reading, *to = o->b->plan;
	if (from->region_name && !somebody_set(o->m.reviewed, "region-name") &&
	    !kp_onto_set(o, NULL, "region-name", from->region_name, to->region_name))
		return false;
	return !kp_token_number(from->region_level) || somebody_set(o->m.reviewed, "region-level") ||
	       kp_onto_set(o, NULL, "region-level", from->region_level.text, to->region_level.text);
}

/* ---- nodes ---- */

static kp_fact node_fact(const kepu_node *node, kp_fact_kind kind, const kepu_provenance *proof)
{
	return (
		kp_fact){ .part = KEPU_PART_NODE, .kind = kind, .object = node, .id = node->id, .node = node, .proof = proof };
}

/* A title, a text or a due date, each of which may be missing on either side. */
typedef struct side_fact {
	kp_fact_kind kind;
	size_t proof;
	kp_onto_field fields[2];
	size_t count;
} side_fact;

static const kepu_provenance *proof_at(const kepu_node *node, size_t offset)
{
	const kepu_provenance *proof;
	memcpy(&proof, (const char *)node + offset, sizeof proof);
	return proof;
}

static bool has(const kepu_node *node, kp_fact_kind kind)
{
	if (!node)
		return false;
	return kind == KP_FACT_TITLE  ? node->title != NULL
	       : kind == KP_FACT_TEXT ? node->text != NULL
	                              : node->due || node->due_date || node->ongoing;
}

static bool take_side(kp_onto *o, const side_fact *s, const kepu_node *from, const kepu_node *had, kepu_node *to)
{
	static const kepu_node nothing = { .id = NULL };
	kp_fact read = { 0 }, before = { 0 };
	bool in_reading = has(from, s->kind), in_plan = has(had, s->kind), follow;
	kepu_provenance **proof = (kepu_provenance **)(void *)((char *)to + s->proof);
	if (!in_reading && !in_plan)
		return true;
	if (in_reading)
		read = node_fact(from, s->kind, proof_at(from, s->proof));
	if (in_plan)
		before = node_fact(had, s->kind, proof_at(had, s->proof));
	if (!kp_onto_take(o, in_reading ? &read : NULL, in_plan ? &before : NULL, proof, &follow))
		return false;
	if (!follow || !from) /* a node that is kept although it is gone keeps what it says */
		return true;
	if (!in_reading)
		*proof = NULL;
	const kepu_node *now = in_reading ? from : &nothing;
	if (s->kind == KP_FACT_DUE && now->ongoing != to->ongoing) {
		to->ongoing = now->ongoing;
		o->changed = true;
	}
	return kp_onto_follow(o, to->id, now, to, s->fields, s->count);
}

static bool take_sides(kp_onto *o, const kepu_node *from, const kepu_node *had, kepu_node *to)
{
	static const side_fact sides[] = {
		{ KP_FACT_TITLE, offsetof(kepu_node, title_proof), { { "title", offsetof(kepu_node, title) } }, 1 },
		{ KP_FACT_TEXT, offsetof(kepu_node, text_proof), { { "text", offsetof(kepu_node, text) } }, 1 },
		{ KP_FACT_DUE,
		  offsetof(kepu_node, due_proof),
		  { { "due", offsetof(kepu_node, due) }, { "due-date", offsetof(kepu_node, due_date) } },
		  2 },
	};
	for (size_t i = 0; i < sizeof sides / sizeof *sides; i++)
		if (!take_side(o, &sides[i], from, had, to))
			return false;
	return true;
}

/* Where the reading has the node: behind its sibling, if it does not stand behind it already, whatever lies between. One
 * that somebody put elsewhere stays there. */
static bool place_node(kp_onto *o, const kepu_node *from, kepu_node *to, bool is_new)
{
	kepu_node *parent = from->parent ? o->nodes[from->parent->index] : NULL;
	kepu_node *before = from->previous ? o->nodes[from->previous->index] : NULL;
	kepu_annex *annex = to->annex;
	bool behind = before && before->id && before->parent == parent && before->annex == annex;
	bool ordered = !is_new && to->parent == parent && !(behind && before->index > to->index);
	if (ordered)
		return true;
	const kepu_node *first = parent ? parent->first_child : annex ? annex->first_root : o->b->plan->first_root;
	const kepu_node *next = behind ? before->next : first;
	kp_str under = parent ? parent->id : annex ? annex->id : NULL;
	o->changed = true;
	if (next == to)
		return true;
	return kp_onto_fail(o, kepu_builder_move(o->b, to->id, KEPU_NUL_TERMINATED, under, kp_str_len(under),
	                                         next ? next->id : NULL, next ? kp_str_len(next->id) : 0, o->err));
}

static kepu_node *new_node(kp_onto *o, const kepu_node *from)
{
	kepu_node *parent = from->parent ? o->nodes[from->parent->index] : NULL;
	kepu_annex *annex = NULL;
	if (!parent && from->annex)
		for (size_t i = 0; i < o->m.reading->annex_count; i++)
			if (o->m.reading->annexes[i] == from->annex)
				annex = kp_onto_now(o, o->m.annexes[i]);
	kepu_node *made = kp_build_node(o->b, parent, annex, NULL, 0);
	o->changed = true;
	if (!made)
		kp_onto_fail(o, kp_input_failed(o->b, parent ? parent->id : NULL, o->err));
	return made;
}

static bool take_node(kp_onto *o, const kepu_node *from)
{
	static const kp_onto_field fields[] = { { "kind", offsetof(kepu_node, kind) },
		                                    { "label", offsetof(kepu_node, label) },
		                                    { "ordinal", offsetof(kepu_node, ordinal) } };
	const kepu_node *had = o->m.nodes[from->index];
	bool top = !from->parent || !o->m.out_nodes[from->parent->index], follow;
	kp_fact read = node_fact(from, KP_FACT_PART, from->proof), before = { 0 };
	if (o->m.out_nodes[from->index])
		return !top || kp_onto_out(o, KEPU_PART_NODE, from);
	kepu_node *to = had ? kp_onto_now(o, had) : new_node(o, from);
	if (!to)
		return false;
	o->nodes[from->index] = to;
	if (had)
		before = node_fact(had, KP_FACT_PART, had->proof);
	if (!kp_onto_take(o, &read, had ? &before : NULL, &to->proof, &follow))
		return false;
	if (follow && !place_node(o, from, to, !had))
		return false;
	return (!follow || kp_onto_follow(o, to->id, from, to, fields, 3)) && take_sides(o, from, had, to);
}

/* The place among all nodes is what tells the order of those that are there already. */
static void number_nodes(kp_onto *o)
{
	for (size_t i = 0; i < o->m.reviewed->all_node_count; i++) {
		kepu_node *now = kp_onto_now(o, o->m.reviewed->nodes[i]);
		if (now)
			now->index = (uint32_t)i;
	}
}

static bool take_nodes(kp_onto *o)
{
	number_nodes(o);
	for (size_t i = 0; i < o->m.reading->all_node_count; i++)
		if (!take_node(o, o->m.reading->nodes[i]))
			return false;
	return true;
}

/* ---- what the reading no longer has ---- */

/* Either nobody has looked at the part, and it goes unless it holds something, or it stays, without the spans it had. */
static bool gone_part(kp_onto *o, int32_t part, const void *had, kepu_provenance **proof, bool holds, bool *out_goes)
{
	kp_fact fact = { .part = part, .kind = KP_FACT_PART, .object = had, .id = *(const kp_str *)had, .proof = *proof };
	if (part == KEPU_PART_NODE)
		fact.node = had;
	*out_goes = kp_onto_goes(*proof) && !holds;
	bool follow;
	return *out_goes || kp_onto_take(o, NULL, &fact, proof, &follow);
}

static bool remove_gone(kp_onto *o, kp_str id)
{
	o->changed = true;
	return kp_onto_fail(o, kepu_builder_remove(o->b, id, KEPU_NUL_TERMINATED, KEPU_REMOVE_REFERENCES, o->err));
}

static bool any_seen(const kepu_indicator *indicator)
{
	bool seen = false;
	for (const kepu_value *v = indicator->first_value; v; v = v->next)
		seen = seen || !kp_onto_goes(v->proof);
	return seen;
}

static bool drop_indicators(kp_onto *o, const bool *kept)
{
	for (size_t i = 0; i < o->m.reviewed->indicator_count; i++) {
		const kepu_indicator *had = o->m.reviewed->indicators[i];
		kepu_indicator *now = kept[i] ? NULL : kp_onto_now(o, had);
		bool goes, follow;
		if (!now)
			continue;
		if (!gone_part(o, KEPU_PART_INDICATOR, had, &now->proof, any_seen(now), &goes))
			return false;
		if (goes) {
			if (!remove_gone(o, now->id))
				return false;
			continue;
		}
		size_t index = 0;
		const kepu_value *old = had->first_value;
		for (kepu_value *v = now->first_value; v && old; v = v->next, old = old->next) {
			kp_fact fact = { .part = KEPU_PART_INDICATOR,
				             .kind = KP_FACT_VALUE,
				             .object = old,
				             .id = had->id,
				             .node = had->node,
				             .proof = old->proof,
				             .index = index++ };
			if (!kp_onto_take(o, NULL, &fact, &v->proof, &follow))
				return false;
		}
	}
	return true;
}

static bool drop_assignments(kp_onto *o, const bool *kept)
{
	for (size_t i = 0; i < o->m.reviewed->assignment_count; i++) {
		const kepu_assignment *had = o->m.reviewed->assignments[i];
		kepu_assignment *now = kept[i] ? NULL : kp_onto_now(o, had);
		bool goes;
		if (!now)
			continue;
		if (!gone_part(o, KEPU_PART_ASSIGNMENT, had, &now->proof, false, &goes) || (goes && !remove_gone(o, now->id)))
			return false;
	}
	return true;
}

static bool drop_phases(kp_onto *o, const bool *kept)
{
	for (size_t i = 0; i < o->m.reviewed->phase_count; i++) {
		const kepu_phase *had = o->m.reviewed->phases[i];
		kepu_phase *now = kept[i] ? NULL : kp_onto_now(o, had);
		bool goes;
		if (!now)
			continue;
		if (!gone_part(o, KEPU_PART_PHASE, had, &now->proof, false, &goes) || (goes && !remove_gone(o, now->id)))
			return false;
	}
	return true;
}

/* From the last to the first, so that a node is looked at after those in it. One that holds something stays. */
static bool drop_nodes(kp_onto *o, const bool *kept)
{
	for (size_t i = o->m.reviewed->all_node_count; i-- > 0;) {
		const kepu_node *had = o->m.reviewed->nodes[i];
		kepu_node *now = kept[i] ? NULL : kp_onto_now(o, had);
		bool goes;
		if (!now)
			continue;
		bool holds = now->first_child || now->first_assignment || now->first_indicator ||
		             kp_onto_seen(now->title_proof) || kp_onto_seen(now->text_proof) || kp_onto_seen(now->due_proof);
		if (!gone_part(o, KEPU_PART_NODE, had, &now->proof, holds, &goes))
			return false;
		if (goes) {
			if (!remove_gone(o, now->id))
				return false;
		} else if (!take_sides(o, NULL, had, now)) {
			return false;
		}
	}
	return true;
}

/* A unit that nobody refers to any more. */
static bool drop_units(kp_onto *o, const bool *kept)
{
	for (size_t i = 0; i < o->m.reviewed->unit_count; i++) {
		const kepu_unit *had = o->m.reviewed->units[i];
		kepu_unit *now = kept[i] ? NULL : kp_onto_now(o, had);
		bool goes;
		if (!now)
			continue;
		bool used = now->assignment_count || now->references || now->liaison || now->role || now->code;
		if (!gone_part(o, KEPU_PART_UNIT, had, &now->proof, used, &goes) || (goes && !remove_gone(o, now->id)))
			return false;
	}
	return true;
}

static bool *kept_of(kp_onto *o, const void *const *partners, size_t count, size_t all, const void *const *old)
{
	bool *kept = kp_arena_array(&o->m.arena, all, sizeof *kept);
	kp_map map = { 0 };
	bool good = kept != NULL;
	for (size_t i = 0; i < count && good; i++)
		if (partners[i])
			good = kp_map_put(&map, *(const kp_str *)partners[i], &kept[0]);
	for (size_t i = 0; i < all && good; i++)
		kept[i] = kp_map_get(&map, *(const kp_str *)old[i], kp_str_len(*(const kp_str *)old[i])) != NULL;
	kp_map_free(&map);
	if (!good)
		kp_onto_memory(o);
	return good ? kept : NULL;
}

#define KEPT(o, list, number, olds)                                                               \
	kept_of(o, (const void *const *)(o)->m.list, (o)->m.reading->number, (o)->m.reviewed->number, \
	        (const void *const *)(o)->m.reviewed->olds)

static bool drop_gone(kp_onto *o)
{
	bool *indicators = KEPT(o, indicators, indicator_count, indicators);
	bool *assignments = indicators ? KEPT(o, assignments, assignment_count, assignments) : NULL;
	bool *phases = assignments ? KEPT(o, phases, phase_count, phases) : NULL;
	bool *nodes = phases ? KEPT(o, nodes, all_node_count, nodes) : NULL;
	bool *units = nodes ? KEPT(o, units, unit_count, units) : NULL;
	return units && drop_indicators(o, indicators) && drop_assignments(o, assignments) && drop_phases(o, phases) &&
	       drop_nodes(o, nodes) && drop_units(o, units);
}

/* ---- all ---- */

static bool take_all(kp_onto *o)
{
	o->nodes = kp_arena_array(&o->m.arena, o->m.reading->all_node_count, sizeof *o->nodes);
	o->units = kp_arena_array(&o->m.arena, o->m.reading->unit_count, sizeof *o->units);
	if (!o->nodes || !o->units)
		return kp_onto_memory(o);
	return take_source(o) && take_region(o) && kp_onto_metadata(o) && kp_onto_units(o) && kp_onto_annexes(o) &&
	       take_nodes(o) && kp_onto_assignments(o) && kp_onto_indicators(o) && kp_onto_phases(o) && drop_gone(o);
}

static kepu_status take_over(kp_onto *o, const kepu_plan *reviewed, kepu_plan **out_plan)
{
	if (!kp_onto_match_make(&o->m, o->m.reading, reviewed) || !(o->findings = kp_findings_new()))
		return kp_fail(o->err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	kepu_status status = kepu_builder_from_plan(reviewed, &o->b, o->err);
	if (status)
		return status;
	kp_spans_init(&o->first, o->m.reading);
	kp_spans_init(&o->second, reviewed);
	bool good = take_all(o);
	kp_spans_free(&o->first);
	kp_spans_free(&o->second);
	kp_buffer_free(&o->words);
	kp_buffer_free(&o->old);
	if (!good)
		return o->status;
	if (o->changed)
		return kepu_builder_finish(o->b, out_plan, o->err);
	*out_plan = kepu_plan_ref((kepu_plan *)reviewed); /* its count is no part of what never changes */
	return KEPU_OK;
}

static kepu_status check(const kepu_plan *plan, const char *name, kepu_error **err)
{
	if (!plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, name, "NULL");
	return plan->tag == KP_TAG_PLAN ? KEPU_OK : kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
}

kepu_status kepu_plan_onto(const kepu_plan *reading, const kepu_plan *reviewed, kepu_plan **out_plan,
                           kepu_findings **out_findings, kepu_error **err)
{
	kp_onto o = { .m = { .reading = reading }, .err = err };
	if (out_findings)
		*out_findings = NULL;
	if (!out_plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_plan", "NULL");
	*out_plan = NULL;
	kepu_status status = check(reading, "reading", err);
	if (!status)
		status = check(reviewed, "reviewed", err);
	if (status)
		return status;
	status = take_over(&o, reviewed, out_plan);
	kepu_builder_free(o.b);
	kp_onto_match_free(&o.m);
	if (!status && out_findings)
		*out_findings = o.findings;
	else
		kepu_findings_free(o.findings);
	return status;
}
