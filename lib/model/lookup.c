#include "model/lookup.h"

#include <stdlib.h>

#define NUMBER_MASK ((uintptr_t)7)
#define CAPACITY_FIRST ((size_t)64)

void kp_lookup_init(kp_lookup *table, size_t offset)
{
	memset(table, 0, sizeof *table);
	table->offset = offset;
}

/* The table's own address is the seed, as in base/strings.c; it stays while the table grows, so that growing reads no
 * keys. */
static uint32_t hash_of(const kp_lookup *table, const char *bytes, size_t length)
{
	uint64_t hash = kp_hash_seeded(bytes, length, (uint64_t)(uintptr_t)table);
	uint32_t folded = (uint32_t)(hash ^ hash >> 32);
	return folded ? folded : 1;
}

static kp_str key_of(const kp_lookup *table, uintptr_t item)
{
	kp_str key;
	memcpy(&key, (const char *)(item & ~NUMBER_MASK) + table->offset, sizeof key);
	return key;
}

static void put(uint32_t *hashes, uintptr_t *items, size_t capacity, uint32_t hash, uintptr_t item)
{
	size_t at = hash & (capacity - 1);
	while (hashes[at])
		at = (at + 1) & (capacity - 1);
	hashes[at] = hash;
	items[at] = item;
}

/* At most three quarters full. */
static bool resize(kp_lookup *table, size_t capacity)
{
	uint32_t *hashes = kp_calloc(capacity, sizeof *hashes);
	uintptr_t *items = hashes ? malloc(capacity * sizeof *items) : NULL;
	if (!items) {
		free(hashes);
		return false;
	}
	for (size_t i = 0; i < table->capacity; i++)
		if (table->hashes[i])
			put(hashes, items, capacity, table->hashes[i], table->items[i]);
	free(table->hashes);
	free(table->items);
	table->hashes = hashes;
	table->items = items;
	table->capacity = capacity;
	return true;
}

static bool reserve(kp_lookup *table, size_t more)
{
	size_t capacity = table->capacity ? table->capacity : CAPACITY_FIRST;
	if (more > UINT32_MAX / 4 - table->count)
		return false;
	while (capacity / 4 * 3 < table->count + more)
		capacity *= 2;
	return capacity == table->capacity || resize(table, capacity);
}

bool kp_lookup_add(kp_lookup *table, void *object, unsigned number)
{
	if (!reserve(table, 1))
		return false;
	uintptr_t item = (uintptr_t)object | (number & NUMBER_MASK);
	kp_str key = key_of(table, item);
	put(table->hashes, table->items, table->capacity, hash_of(table, key, kp_str_len(key)), item);
	table->count++;
	return true;
}

void *kp_lookup_find(const kp_lookup *table, const char *bytes, size_t length, unsigned *out_number)
{
	if (out_number)
		*out_number = 0;
	if (!table->count)
		return NULL;
	uint32_t hash = hash_of(table, bytes, length);
	size_t at = hash & (table->capacity - 1);
	for (; table->hashes[at]; at = (at + 1) & (table->capacity - 1)) {
		uintptr_t item = table->items[at];
		if (table->hashes[at] != hash || !kp_str_is(key_of(table, item), bytes, length))
			continue;
		if (out_number)
			*out_number = (unsigned)(item & NUMBER_MASK);
		return (void *)(item & ~NUMBER_MASK);
	}
	return NULL;
}

/* What stands behind the slot moves up where the search for it would no longer reach it. */
static void close_gap(kp_lookup *table, size_t gap)
{
	size_t mask = table->capacity - 1;
	for (size_t at = (gap + 1) & mask; table->hashes[at]; at = (at + 1) & mask) {
		size_t home = table->hashes[at] & mask;
		if (((at - home) & mask) < ((at - gap) & mask))
			continue;
		table->hashes[gap] = table->hashes[at];
		table->items[gap] = table->items[at];
		gap = at;
	}
	table->hashes[gap] = 0;
}

void kp_lookup_remove(kp_lookup *table, const void *object)
{
	if (!table->count)
		return;
	kp_str key = key_of(table, (uintptr_t)object);
	size_t at = hash_of(table, key, kp_str_len(key)) & (table->capacity - 1);
	for (; table->hashes[at]; at = (at + 1) & (table->capacity - 1)) {
		if ((table->items[at] & ~NUMBER_MASK) != (uintptr_t)object)
			continue;
		close_gap(table, at);
		table->count--;
		return;
	}
}

kp_str kp_lookup_key(const kp_lookup *table, size_t slot)
{
	return table->hashes[slot] ? key_of(table, table->items[slot]) : NULL;
}

void kp_lookup_free(kp_lookup *table)
{
	free(table->hashes);
	free(table->items);
	kp_lookup_init(table, table->offset);
}
