#include "model/foreign.h"

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
