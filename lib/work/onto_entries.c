#include "work/onto_take.h"

#include <stdlib.h>

/* Metadata: the entries of a field are told by their words, one that is changed by its place. */

typedef struct entries {
	size_t count;
	const kp_entry **items;
	kp_str *words;
	size_t *to; /* partner; SIZE_MAX: none */
} entries;

static bool list_entries(kp_onto *o, const kepu_plan *plan, int32_t field, entries *out)
{
	kp_arena *arena = &o->m.arena;
	out->count = plan->entry_count[field - 1];
	out->items = kp_arena_array(arena, out->count, sizeof *out->items);
	out->words = kp_arena_array(arena, out->count, sizeof *out->words);
	out->to = kp_arena_array(arena, out->count, sizeof *out->to);
	if (!out->items || !out->words || !out->to)
		return false;
	size_t at = 0;
	for (const kp_entry *e = plan->metadata[field - 1]; e; e = e->next, at++) {
		kp_buffer text = { 0 };
		bool good = kp_words_at(plan, e->proof, e->text, &text);
		out->items[at] = e;
		out->to[at] = SIZE_MAX;
		out->words[at] = good ? kp_str_new(arena, text.bytes ? text.bytes : "", text.length) : NULL;
		kp_buffer_free(&text);
		if (!out->words[at])
			return false;
	}
	return true;
}

/* The same words, then those that are alike, in order; the one value of a field is that one whatever it says. */
static bool pair_entries(entries *first, entries *second, bool list)
{
	kp_side a = { first->count, first->words, first->to }, b = { second->count, second->words, second->to };
	if (!kp_pair(&a, &b))
		return false;
	for (size_t i = 0, k = 0; i < first->count; i++) {
		if (first->to[i] != SIZE_MAX) {
			k = first->to[i] + 1;
			continue;
		}
		if (k >= second->count || second->to[k] != SIZE_MAX)
			continue;
		int like =
			kp_likeness(first->words[i], kp_str_len(first->words[i]), second->words[k], kp_str_len(second->words[k]));
		if (list && like < 50)
			continue;
		first->to[i] = k;
		second->to[k++] = i;
	}
	return true;
}

static bool was_removed(const kp_onto *o, int32_t field, kp_str words)
{
	const char *name = kp_token_text(KP_TOKENS_META, field);
	for (const kepu_change *c = o->m.reviewed->first_change; c; c = c->next)
		if (kp_token_number(c->action) == KEPU_CHANGE_REMOVE && !c->id && c->field && c->was &&
		    strncmp(c->field, name, strlen(name)) == 0 && c->field[strlen(name)] == ':' &&
		    kp_str_is(c->was, words, kp_str_len(words)))
			return true;
	return false;
}

static kp_fact entry_fact(const kp_entry *entry, int32_t field, size_t index)
{
	return (kp_fact){ .part = KEPU_PART_PLAN,
		              .kind = KP_FACT_META,
		              .object = entry,
		              .proof = entry->proof,
		              .index = index,
		              .field = field };
}

static kp_entry *entry_now(const kp_onto *o, int32_t field, size_t index)
{
	kp_entry *entry = o->b->plan->metadata[field - 1];
	for (; entry && index; index--)
		entry = entry->next;
	return entry;
}

static bool same(kp_str a, kp_str b)
{
	return a == b || (a && b && kp_str_is(a, b, kp_str_len(b)));
}

static bool follow_entry(kp_onto *o, const kp_entry *from, kp_entry *to, int32_t field, size_t index)
{
	if (same(from->text, to->text) && same(from->number, to->number))
		return true;
	o->changed = true;
	return kp_onto_fail(o, kepu_builder_set_metadata(o->b, field, index, from->text, kp_str_len(from->text),
	                                                 from->number, kp_str_len(from->number), o->err));
}

static bool add_entry(kp_onto *o, const kp_entry *from, int32_t field, kp_entry *before, kp_entry **out)
{
	bool follow;
	kp_fact read = entry_fact(from, field, 0);
	o->changed = true;
	kepu_status status = kepu_builder_add_metadata(o->b, field, from->text, kp_str_len(from->text), from->number,
	                                               kp_str_len(from->number), o->err);
	if (status)
		return kp_onto_fail(o, status);
	kp_entry *made = *out = o->b->plan->metadata_last[field - 1];
	kp_entry *next = before ? before->next : o->b->plan->metadata[field - 1];
	if (next && next != made)
		kp_move_entry(o->b->plan, field, made, next);
	return kp_onto_take(o, &read, NULL, &made->proof, &follow);
}

/* Where several entries stand side by side their places change with each that comes or goes: those that stay are held by
 * their addresses. */
static bool take_field(kp_onto *o, int32_t field)
{
	bool list = field == KEPU_META_ISSUER || field == KEPU_META_RECIPIENT || field == KEPU_META_BASIS;
	entries first, second;
	if (!list_entries(o, o->m.reading, field, &first) || !list_entries(o, o->m.reviewed, field, &second) ||
	    !pair_entries(&first, &second, list))
		return kp_onto_memory(o);
	kp_entry **now = kp_arena_array(&o->m.arena, second.count, sizeof *now), *last = NULL;
	if (!now)
		return kp_onto_memory(o);
	for (size_t i = 0; i < second.count; i++)
		now[i] = i ? now[i - 1]->next : entry_now(o, field, 0);
	for (size_t i = 0; i < second.count; i++) { /* before any comes: the places are still those of the old plan */
		size_t from = second.to[i];
		kp_fact before = entry_fact(second.items[i], field, i), read = { 0 };
		bool follow;
		if (from != SIZE_MAX)
			read = entry_fact(first.items[from], field, from);
		if (!kp_onto_take(o, from != SIZE_MAX ? &read : NULL, &before, &now[i]->proof, &follow) ||
		    (follow && from != SIZE_MAX && !follow_entry(o, first.items[from], now[i], field, i)))
			return false;
		second.items[i] = follow && from == SIZE_MAX ? NULL : second.items[i];
	}
	for (size_t i = 0; i < first.count; i++) {
		if (first.to[i] != SIZE_MAX)
			last = now[first.to[i]];
		else if (!was_removed(o, field, first.words[i]) && !add_entry(o, first.items[i], field, last, &last))
			return false;
	}
	for (size_t i = 0; i < second.count; i++) {
		if (second.items[i])
			continue;
		kp_remove_entry(o->b->plan, field, now[i]);
		o->changed = true;
	}
	return true;
}

bool kp_onto_metadata(kp_onto *o)
{
	for (int32_t field = 1; field <= KP_META_COUNT; field++)
		if (!take_field(o, field))
			return false;
	return true;
}
