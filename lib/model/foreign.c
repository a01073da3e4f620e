#include "model/foreign.h"

#include <stdlib.h>

/* Buckets and keys lie in the plan's arena. The owners' addresses are the keys: no stranger chooses them. */

typedef struct key {
	const void *owner;
	uint32_t element;
	kp_foreign_place place;
	kp_foreign_piece *first, *last;
	struct key *next; /* in the bucket */
} key;

struct kp_foreign {
	key **buckets;
	size_t count, capacity;
};

static size_t bucket_of(size_t capacity, const void *owner, uint32_t element, kp_foreign_place place)
{
	uint64_t mixed = ((uint64_t)(uintptr_t)owner >> 3) * 0x9e3779b97f4a7c15u;
	mixed ^= ((uint64_t)element << 2 | (uint64_t)place) * 0xc2b2ae3d27d4eb4fu;
	mixed ^= mixed >> 29;
	mixed *= 0x9e3779b97f4a7c15u;
	return (size_t)(mixed >> 32) & (capacity - 1);
}

static key *find(const struct kp_foreign *table, const void *owner, uint32_t element, kp_foreign_place place)
{
	key *k = table->buckets[bucket_of(table->capacity, owner, element, place)];
	while (k && (k->owner != owner || k->element != element || k->place != place))
		k = k->next;
	return k;
}

static struct kp_foreign *table_new(kp_arena *arena)
{
	struct kp_foreign *table = kp_arena_alloc(arena, sizeof *table);
	if (!table)
		return NULL;
	table->capacity = 64;
	table->buckets = kp_arena_array(arena, table->capacity, sizeof *table->buckets);
	return table->buckets ? table : NULL;
}

static bool grow(kp_arena *arena, struct kp_foreign *table)
{
	size_t capacity = table->capacity * 2;
	key **buckets = kp_arena_array(arena, capacity, sizeof *buckets);
	if (!buckets)
		return false;
	for (size_t i = 0; i < table->capacity; i++)
		for (key *k = table->buckets[i], *next; k; k = next) {
			size_t at = bucket_of(capacity, k->owner, k->element, k->place);
			next = k->next;
			k->next = buckets[at];
			buckets[at] = k;
		}
	table->buckets = buckets;
	table->capacity = capacity;
	return true;
}

static key *key_new(kp_arena *arena, struct kp_foreign *table, const void *owner, uint32_t element,
                    kp_foreign_place place)
{
	if (table->count == table->capacity && !grow(arena, table))
		return NULL;
	key *k = kp_arena_alloc(arena, sizeof *k);
	if (!k)
		return NULL;
	size_t at = bucket_of(table->capacity, owner, element, place);
	*k = (key){ owner, element, place, NULL, NULL, table->buckets[at] };
	table->buckets[at] = k;
	table->count++;
	return k;
}

bool kp_foreign_add(kepu_plan *plan, const void *owner, uint32_t element, kp_foreign_place place, const char *xml,
                    size_t length)
{
	kp_foreign_piece *piece = kp_arena_alloc(&plan->arena, sizeof *piece);
	kp_str copy = piece ? kp_str_new(&plan->arena, xml, length) : NULL;
	struct kp_foreign *table = !copy ? NULL : plan->foreign ? plan->foreign : table_new(&plan->arena);
	if (!table)
		return false;
	key *k = find(table, owner, element, place);
	if (!k)
		k = key_new(&plan->arena, table, owner, element, place);
	if (!k)
		return false;
	plan->foreign = table;
	piece->xml = copy;
	if (k->last)
		k->last->next = piece;
	else
		k->first = piece;
	k->last = piece;
	return true;
}

const kp_foreign_piece *kp_foreign_first(const kepu_plan *plan, const void *owner, uint32_t element,
                                         kp_foreign_place place)
{
	if (!kp_foreign_any(plan))
		return NULL;
	const key *k = find(plan->foreign, owner, element, place);
	return k ? k->first : NULL;
}

/* Changing */

static key **link_to(struct kp_foreign *table, kp_spot at)
{
	key **link = &table->buckets[bucket_of(table->capacity, at.owner, at.element, at.place)];
	while (*link && ((*link)->owner != at.owner || (*link)->element != at.element || (*link)->place != at.place))
		link = &(*link)->next;
	return link;
}

static key *take_out(struct kp_foreign *table, kp_spot at)
{
	key **link = link_to(table, at), *k = *link;
	if (k) {
		*link = k->next;
		table->count--;
	}
	return k;
}

static void put_in(struct kp_foreign *table, key *k)
{
	key **bucket = &table->buckets[bucket_of(table->capacity, k->owner, k->element, k->place)];
	k->next = *bucket;
	*bucket = k;
	table->count++;
}

void kp_foreign_join(kepu_plan *plan, kp_spot from, kp_spot to)
{
	key *k = kp_foreign_any(plan) ? take_out(plan->foreign, from) : NULL;
	if (!k)
		return;
	key *there = *link_to(plan->foreign, to);
	if (there) {
		there->last->next = k->first;
		there->last = k->last;
		return;
	}
	k->owner = to.owner;
	k->element = to.element;
	k->place = to.place;
	put_in(plan->foreign, k);
}

void kp_foreign_drop(kepu_plan *plan, kp_spot at)
{
	if (kp_foreign_any(plan))
		take_out(plan->foreign, at);
}

bool kp_foreign_text_begin(kepu_plan *plan, const void *owner, uint32_t element, size_t length, kp_foreign_text *out)
{
	*out = (kp_foreign_text){ NULL, element, NULL, NULL };
	const kp_foreign_piece *piece = kp_foreign_first(plan, owner, element, KP_FOREIGN_FIRST);
	kp_buffer text = { 0 };
	bool good = true;
	for (; piece && good; piece = piece->next) {
		text.length = 0;
		kp_buffer_int(&text, (int64_t)length);
		kp_buffer_text(&text, strchr(piece->xml, ':'));
		kp_foreign_piece *copy = text.failed ? NULL : kp_arena_alloc(&plan->arena, sizeof *copy);
		good = copy && (copy->xml = kp_str_new(&plan->arena, text.bytes, text.length));
		if (!good)
			break;
		if (out->last)
			out->last->next = copy;
		else
			out->first = copy;
		out->last = copy;
		out->owner = owner;
	}
	kp_buffer_free(&text);
	return good;
}

void kp_foreign_text_end(kepu_plan *plan, const kp_foreign_text *text)
{
	if (!text->owner)
		return;
	key *k = *link_to(plan->foreign, (kp_spot){ text->owner, text->element, KP_FOREIGN_FIRST });
	k->first = text->first;
	k->last = text->last;
}

/* Copying: the owners of the one table, each with its like in the other plan once that is made */

struct kp_foreign_pair {
	const void *owner, *made;
};

static struct kp_foreign_pair *pair_of(const kp_foreign_copier *copier, const void *owner)
{
	size_t at = bucket_of(copier->capacity, owner, 0, KP_FOREIGN_ATTRIBUTES);
	while (copier->pairs[at].owner && copier->pairs[at].owner != owner)
		at = (at + 1) & (copier->capacity - 1);
	return &copier->pairs[at];
}

bool kp_foreign_copy_begin(kp_foreign_copier *copier, const kepu_plan *from)
{
	*copier = (kp_foreign_copier){ .from = from };
	if (!kp_foreign_any(from))
		return true;
	const struct kp_foreign *table = from->foreign;
	copier->capacity = 64;
	while (copier->capacity < table->count * 2)
		copier->capacity *= 2;
	copier->pairs = kp_calloc(copier->capacity, sizeof *copier->pairs);
	if (!copier->pairs)
		return false;
	for (size_t i = 0; i < table->capacity; i++)
		for (const key *k = table->buckets[i]; k; k = k->next)
			pair_of(copier, k->owner)->owner = k->owner;
	return true;
}

void kp_foreign_copy_met(kp_foreign_copier *copier, const void *object, const void *made)
{
	struct kp_foreign_pair *pair = copier->pairs ? pair_of(copier, object) : NULL;
	if (pair && pair->owner)
		pair->made = made;
}

bool kp_foreign_copy_end(kp_foreign_copier *copier, kepu_plan *to)
{
	const struct kp_foreign *table = copier->pairs ? copier->from->foreign : NULL;
	for (size_t i = 0; table && i < table->capacity; i++)
		for (const key *k = table->buckets[i]; k; k = k->next) {
			const void *made = pair_of(copier, k->owner)->made;
			for (const kp_foreign_piece *piece = k->first; made && piece; piece = piece->next)
				if (!kp_foreign_add(to, made, k->element, k->place, piece->xml, kp_str_len(piece->xml)))
					return false;
		}
	return true;
}

void kp_foreign_copy_free(kp_foreign_copier *copier)
{
	free(copier->pairs);
	copier->pairs = NULL;
}
