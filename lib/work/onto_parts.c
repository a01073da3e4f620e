#include "work/onto_take.h"

#include <stddef.h>

#define FIELD(name, type, member)    \
	{                                \
		name, offsetof(type, member) \
	}
#define FOLLOW(o, id, from, to, fields) kp_onto_follow(o, id, from, to, fields, sizeof fields / sizeof *fields)

void *kp_onto_now(const kp_onto *o, const void *object)
{
	kp_str id = object ? *(const kp_str *)object : NULL;
	return id ? kp_build_find(o->b, id, kp_str_len(id), NULL) : NULL;
}

static kp_fact part_fact(int32_t part, const void *object, const kepu_provenance *proof)
{
	return (
		kp_fact){ .part = part, .kind = KP_FACT_PART, .object = object, .id = *(const kp_str *)object, .proof = proof };
}

static bool take_part(kp_onto *o, int32_t part, const void *read, const kepu_provenance *read_proof, const void *had,
                      const kepu_provenance *had_proof, kepu_provenance **proof, bool *out_follow)
{
	kp_fact first, second;
	if (read)
		first = part_fact(part, read, read_proof);
	if (had)
		second = part_fact(part, had, had_proof);
	return kp_onto_take(o, read ? &first : NULL, had ? &second : NULL, proof, out_follow);
}

/* ---- units ---- */

static bool same_names(const kp_name *a, const kp_name *b)
{
	for (; a && b && kp_str_is(a->text, b->text, kp_str_len(b->text)); a = a->next)
		b = b->next;
	return !a && !b;
}

static bool follow_names(kp_onto *o, const kepu_unit *from, kepu_unit *to)
{
	if (!same_names(from->first_alias, to->first_alias)) {
		kp_clear_aliases(to);
		o->changed = true;
		for (const kp_name *n = from->first_alias; n; n = n->next)
			if (!kp_build_alias(o->b, to, n->text, kp_str_len(n->text)))
				return kp_onto_memory(o);
	}
	if (same_names(from->first_function, to->first_function))
		return true;
	kp_clear_functions(to);
	o->changed = true;
	for (const kp_name *n = from->first_function; n; n = n->next)
		if (!kp_build_function(o->b, to, n->text, kp_str_len(n->text)))
			return kp_onto_memory(o);
	return true;
}

static bool follow_unit(kp_onto *o, const kepu_unit *from, kepu_unit *to)
{
	static const kp_onto_field fields[] = { FIELD("name", kepu_unit, name), FIELD("canonical", kepu_unit, canonical),
		                                    FIELD("level", kepu_unit, level) };
	if (from->group != to->group && !to->first_member) {
		to->group = from->group;
		o->changed = true;
	}
	return FOLLOW(o, to->id, from, to, fields) && follow_names(o, from, to);
}

static kepu_unit *new_unit(kp_onto *o, const kepu_unit *from)
{
	kepu_unit *made = kp_build_unit(o->b, NULL, 0);
	o->changed = true;
	if (!made || !(made->name = kp_build_text(o->b, from->name, kp_str_len(from->name)))) {
		kp_onto_memory(o);
		return NULL;
	}
	return made;
}

bool kp_onto_units(kp_onto *o)
{
	for (size_t i = 0; i < o->m.reading->unit_count; i++) {
		const kepu_unit *from = o->m.reading->units[i], *had = o->m.units[i];
		bool follow;
		if (o->m.out_units[i]) {
			if (!kp_onto_out(o, KEPU_PART_UNIT, from))
				return false;
			continue;
		}
		kepu_unit *to = had ? kp_onto_now(o, had) : new_unit(o, from);
		if (!to ||
		    !take_part(o, KEPU_PART_UNIT, from, from->proof, had, had ? had->proof : NULL, &to->proof, &follow) ||
		    (follow && !follow_unit(o, from, to)))
			return false;
		o->units[i] = to;
	}
	return true;
}

/* ---- assignments ---- */

/* What is new stands behind what the reading has before it. */
static void place_assignment(kp_onto *o, kepu_assignment *made, kepu_node *home, kepu_assignment *before, bool is_new)
{
	bool behind = before && before->node == home && before->id;
	kepu_assignment *next = behind ? before->next : home->first_assignment;
	if (!is_new && made->node == home)
		return;
	o->changed = true;
	if (next != made)
		kp_move_assignment(made, home, next);
}

static bool follow_assignment(kp_onto *o, const kepu_assignment *from, kepu_assignment *to, kepu_unit *unit)
{
	static const kp_onto_field fields[] = { FIELD("role", kepu_assignment, role) };
	return kp_onto_set(o, to->id, "unit", unit->id, to->unit->id) && FOLLOW(o, to->id, from, to, fields);
}

static bool take_assignment(kp_onto *o, size_t i, kepu_assignment **last)
{
	const kepu_assignment *from = o->m.reading->assignments[i], *had = o->m.assignments[i];
	kepu_node *home = o->nodes[from->node->index];
	kepu_unit *unit = o->units[from->unit->index];
	bool follow;
	if (o->m.out_assignments[i])
		return !home || kp_onto_out(o, KEPU_PART_ASSIGNMENT, from);
	kepu_assignment *to = kp_onto_now(o, had);
	if (!to && (!home || !unit)) /* of what stays out */
		return true;
	if (!to && !(to = kp_build_assignment(o->b, home, unit, kp_token_number(from->role), NULL, 0)))
		return kp_onto_memory(o);
	if (!take_part(o, KEPU_PART_ASSIGNMENT, from, from->proof, had, had ? had->proof : NULL, &to->proof, &follow))
		return false;
	if (!had || (follow && home && unit)) {
		place_assignment(o, to, home, *last, !had);
		if (!follow_assignment(o, from, to, unit))
			return false;
	}
	*last = to;
	return true;
}

bool kp_onto_assignments(kp_onto *o)
{
	kepu_assignment *last = NULL;
	for (size_t i = 0; i < o->m.reading->assignment_count; i++)
		if (!take_assignment(o, i, &last))
			return false;
	return true;
}

/* ---- indicators ---- */

static const kp_onto_field value_fields[] = { FIELD("time", kepu_value, time), FIELD("low", kepu_value, low_text),
	                                          FIELD("high", kepu_value, high_text), FIELD("quote", kepu_value, quote) };

/* Numbers of a reading may be words, 二十: they are taken as they are. */
static bool follow_value(kp_onto *o, const kepu_value *from, kepu_value *to)
{
	for (size_t i = 0; i < sizeof value_fields / sizeof *value_fields; i++) {
		kp_str now, was;
		memcpy(&now, (const char *)from + value_fields[i].offset, sizeof now);
		memcpy(&was, (const char *)to + value_fields[i].offset, sizeof was);
		bool same = now == was || (now && was && kp_str_is(now, was, kp_str_len(was)));
		if (same)
			continue;
		kp_str copy = now ? kp_build_text(o->b, now, kp_str_len(now)) : NULL;
		if (now && !copy)
			return kp_onto_memory(o);
		memcpy((char *)to + value_fields[i].offset, &copy, sizeof copy);
		o->changed = true;
	}
	bool numbers = from->low.coefficient == to->low.coefficient && from->low.scale == to->low.scale &&
	               from->high.coefficient == to->high.coefficient && from->high.scale == to->high.scale;
	o->changed = o->changed || !numbers || kp_token_number(from->kind) != kp_token_number(to->kind);
	to->low = from->low;
	to->high = from->high;
	to->kind = kp_token_number(from->kind) ? from->kind : to->kind;
	return true;
}

static kp_fact value_fact(const kepu_value *value, size_t index)
{
	return (kp_fact){ .part = KEPU_PART_INDICATOR,
		              .kind = KP_FACT_VALUE,
		              .object = value,
		              .id = value->indicator->id,
		              .node = value->indicator->node,
		              .proof = value->proof,
		              .index = index };
}

static size_t removed_values(const kp_onto *o, kp_str id)
{
	size_t count = 0;
	for (const kepu_change *c = o->m.reviewed->first_change; c; c = c->next)
		count += kp_token_number(c->action) == KEPU_CHANGE_REMOVE && c->field && c->id &&
		         kp_str_is(c->id, id, kp_str_len(id));
	return count;
}

/* What was measured is of no reading; the others are told by their order. */
static const kepu_value *next_read(const kepu_value *value)
{
	while (value && kp_token_number(value->kind) == KEPU_VALUE_OBSERVATION)
		value = value->next;
	return value;
}

static kepu_value *next_read_now(kepu_value *value)
{
	while (value && kp_token_number(value->kind) == KEPU_VALUE_OBSERVATION)
		value = value->next;
	return value;
}

static bool take_values(kp_onto *o, const kepu_indicator *from, const kepu_indicator *had, kepu_indicator *to)
{
	const kepu_value *old = had ? next_read(had->first_value) : NULL;
	kepu_value *now = next_read_now(to->first_value);
	size_t index = 0, skipped = had && from->value_count > had->value_count ? removed_values(o, had->id) : 0;
	bool follow;
	for (const kepu_value *v = from->first_value; v; v = v->next, index++) {
		kp_fact read = value_fact(v, index), before;
		if (old)
			before = value_fact(old, index);
		if (!now && skipped) {
			skipped--;
			continue;
		}
		kepu_value *made = now ? now : kp_build_value(o->b, to, kp_token_number(v->kind));
		if (!made)
			return kp_onto_memory(o);
		o->changed = o->changed || !now;
		if (!kp_onto_take(o, &read, old ? &before : NULL, &made->proof, &follow) ||
		    (follow && !follow_value(o, v, made)))
			return false;
		now = now ? next_read_now(now->next) : NULL;
		old = old ? next_read(old->next) : NULL;
	}
	while (now) {
		kepu_value *gone = now;
		kp_fact before = value_fact(old, index++);
		now = next_read_now(now->next);
		old = next_read(old->next);
		if (!kp_onto_take(o, NULL, &before, &gone->proof, &follow))
			return false;
		if (follow)
			kp_remove_value(o->b, gone);
	}
	return true;
}

static bool follow_indicator(kp_onto *o, const kepu_indicator *from, kepu_indicator *to)
{
	static const kp_onto_field fields[] = { FIELD("name", kepu_indicator, name), FIELD("unit", kepu_indicator, unit),
		                                    FIELD("comparison", kepu_indicator, comparison),
		                                    FIELD("every", kepu_indicator, every), FIELD("per", kepu_indicator, per) };
	return FOLLOW(o, to->id, from, to, fields);
}

static bool take_indicator(kp_onto *o, size_t i, kepu_indicator **last)
{
	const kepu_indicator *from = o->m.reading->indicators[i], *had = o->m.indicators[i];
	kepu_node *home = from->node ? o->nodes[from->node->index] : NULL;
	bool follow, homeless = from->node && !home;
	if (o->m.out_indicators[i])
		return homeless || kp_onto_out(o, KEPU_PART_INDICATOR, from);
	kepu_indicator *to = kp_onto_now(o, had);
	if (!to && homeless)
		return true;
	if (!to && !(to = kp_build_indicator(o->b, home, NULL, 0)))
		return kp_onto_memory(o);
	if (!take_part(o, KEPU_PART_INDICATOR, from, from->proof, had, had ? had->proof : NULL, &to->proof, &follow))
		return false;
	bool moves = !had || (follow && !homeless && to->node != home);
	if (moves) {
		bool behind = *last && (*last)->node == home && (*last)->id;
		kepu_indicator *first = home ? home->first_indicator : o->b->plan->first_indicator;
		kepu_indicator *before = behind ? (*last)->next : first;
		if (before != to)
			kp_move_indicator(o->b, to, home, before);
		o->changed = true;
	}
	*last = to;
	return (!follow || follow_indicator(o, from, to)) && take_values(o, from, had, to);
}

bool kp_onto_indicators(kp_onto *o)
{
	kepu_indicator *last = NULL;
	for (size_t i = 0; i < o->m.reading->indicator_count; i++)
		if (!take_indicator(o, i, &last))
			return false;
	return true;
}

/* ---- phases and annexes ---- */

bool kp_onto_phases(kp_onto *o)
{
	static const kp_onto_field fields[] = { FIELD("label", kepu_phase, label), FIELD("start", kepu_phase, start),
		                                    FIELD("end", kepu_phase, end), FIELD("text", kepu_phase, text) };
	kepu_phase *last = NULL;
	for (size_t i = 0; i < o->m.reading->phase_count; i++) {
		const kepu_phase *from = o->m.reading->phases[i], *had = o->m.phases[i];
		bool follow;
		if (o->m.out_phases[i]) {
			if (!kp_onto_out(o, KEPU_PART_PHASE, from))
				return false;
			continue;
		}
		kepu_phase *to = had ? kp_onto_now(o, had) : kp_build_phase(o->b, NULL, 0);
		if (!to)
			return kp_onto_memory(o);
		if (!had) {
			kepu_phase *before = last ? last->next : o->b->plan->first_phase;
			if (before != to)
				kp_move_phase(o->b, to, before);
			o->changed = true;
		}
		if (!take_part(o, KEPU_PART_PHASE, from, from->proof, had, had ? had->proof : NULL, &to->proof, &follow) ||
		    (follow && !FOLLOW(o, to->id, from, to, fields)))
			return false;
		last = to;
	}
	return true;
}

bool kp_onto_annexes(kp_onto *o)
{
	static const kp_onto_field fields[] = { FIELD("label", kepu_annex, label), FIELD("title", kepu_annex, title),
		                                    FIELD("text", kepu_annex, text) };
	for (size_t i = 0; i < o->m.reading->annex_count; i++) {
		const kepu_annex *from = o->m.reading->annexes[i], *had = o->m.annexes[i];
		bool follow;
		kepu_annex *to = had ? kp_onto_now(o, had) : kp_build_annex(o->b, NULL, 0);
		if (!to)
			return kp_onto_memory(o);
		o->changed = o->changed || !had;
		if (!take_part(o, KEPU_PART_ANNEX, from, from->proof, had, had ? had->proof : NULL, &to->proof, &follow) ||
		    (follow && !FOLLOW(o, to->id, from, to, fields)))
			return false;
	}
	return true;
}
