#include "base/strings.h"

#include <stdlib.h>

#define LONGEST ((size_t)INT32_MAX)

struct kp_map_slot {
	kp_str key;
	void *value;
};

kp_str kp_str_new(kp_arena *arena, const char *bytes, size_t length)
{
	if (length > LONGEST)
		return NULL;
	uint32_t prefix = (uint32_t)length;
	char *made = kp_arena_alloc(arena, sizeof prefix + length + 1);
	if (!made)
		return NULL;
	memcpy(made, &prefix, sizeof prefix);
	made += sizeof prefix;
	if (length)
		memcpy(made, bytes, length);
	return made; /* the arena gives zeroed room, so it is terminated */
}

/* The hash: 16 bytes at a time, each pair of words multiplied to 128 bits and folded, as wyhash and its kin do. Both
 * factors are mixed with the seed first: with fixed constants a word that equals one would make the product 0 and so
 * collide with everything whatever the seed. */

static uint64_t fold(uint64_t a, uint64_t b)
{
#ifdef __SIZEOF_INT128__
	__extension__ typedef unsigned __int128 wide;
	wide product = (wide)a * b;
	return (uint64_t)product ^ (uint64_t)(product >> 64);
#else
	uint64_t al = a & 0xffffffffu, ah = a >> 32, bl = b & 0xffffffffu, bh = b >> 32;
	uint64_t low = al * bl, mid = ah * bl + (low >> 32), mid2 = al * bh + (mid & 0xffffffffu);
	uint64_t high = ah * bh + (mid >> 32) + (mid2 >> 32);
	return ((mid2 << 32) | (low & 0xffffffffu)) ^ high;
#endif
}

static uint64_t word8(const unsigned char *p)
{
	uint64_t word;
	memcpy(&word, p, sizeof word);
	return word;
}

static uint64_t word4(const unsigned char *p)
{
	uint32_t word;
	memcpy(&word, p, sizeof word);
	return word;
}

static uint64_t hash_seeded(const void *bytes, size_t length, uint64_t seed)
{
	const unsigned char *p = bytes;
	size_t left = length;
	uint64_t first = 0, last = 0;
	uint64_t key = fold(seed ^ 0x9e3779b97f4a7c15u, 0xd6e8feb86659fd93u);
	uint64_t other = fold(key ^ 0xc2b2ae3d27d4eb4fu, 0xa0761d6478bd642fu);
	uint64_t state = key;
	for (; left > 16; left -= 16, p += 16)
		state = fold(word8(p) ^ state, word8(p + 8) ^ other);
	if (left >= 8) {
		first = word8(p);
		last = word8(p + left - 8);
	} else if (left >= 4) {
		first = word4(p);
		last = word4(p + left - 4);
	} else if (left) {
		first = (uint64_t)p[0] | (uint64_t)p[left / 2] << 8 | (uint64_t)p[left - 1] << 16;
	}
	return fold(fold(first ^ state, last ^ other) ^ length, other ^ 0x2545f4914f6cdd1du);
}

uint64_t kp_hash(const void *bytes, size_t length)
{
	return hash_seeded(bytes, length, 0);
}

uint64_t kp_hash_seeded(const void *bytes, size_t length, uint64_t seed)
{
	return hash_seeded(bytes, length, seed);
}

/* Keys come from files that strangers wrote, and a library without globals and randomness has no secret to hash them
 * with. So the tables take the address of their slots as the seed: it differs between processes (address space layout
 * randomisation) and with each growth, when all is hashed anew anyway. Keys chosen to collide beforehand therefore
 * spread in the table, which is at most half full, and runs of filled slots stay short. Nothing reads a table in the
 * order of its slots, so no result depends on the address. */
static uint64_t seed_of(const void *slots)
{
	return (uint64_t)(uintptr_t)slots;
}

static size_t place_in_set(const kp_str *slots, size_t capacity, const char *bytes, size_t length)
{
	size_t at = (size_t)hash_seeded(bytes, length, seed_of(slots)) & (capacity - 1);
	while (slots[at] && !kp_str_is(slots[at], bytes, length))
		at = (at + 1) & (capacity - 1);
	return at;
}

void kp_intern_init(kp_intern *set, kp_arena *arena)
{
	memset(set, 0, sizeof *set);
	set->arena = arena;
}

static bool intern_grow(kp_intern *set)
{
	if (set->count < set->capacity / 2)
		return true;
	size_t capacity = set->capacity ? set->capacity * 2 : 64;
	kp_str *slots = kp_calloc(capacity, sizeof *slots);
	if (!slots)
		return false;
	for (size_t i = 0; i < set->capacity; i++) {
		kp_str s = set->slots[i];
		if (s)
			slots[place_in_set(slots, capacity, s, kp_str_len(s))] = s;
	}
	free(set->slots);
	set->slots = slots;
	set->capacity = capacity;
	return true;
}

kp_str kp_intern_get(kp_intern *set, const char *bytes, size_t length)
{
	if (!length)
		bytes = "";
	if (!intern_grow(set))
		return NULL;
	size_t at = place_in_set(set->slots, set->capacity, bytes, length);
	if (!set->slots[at]) {
		kp_str made = kp_str_new(set->arena, bytes, length);
		if (!made)
			return NULL;
		set->slots[at] = made;
		set->count++;
	}
	return set->slots[at];
}

kp_str kp_intern_find(const kp_intern *set, const char *bytes, size_t length)
{
	if (!set->capacity)
		return NULL;
	return set->slots[place_in_set(set->slots, set->capacity, length ? bytes : "", length)];
}

void kp_intern_free(kp_intern *set)
{
	free(set->slots);
	kp_intern_init(set, set->arena);
}

static size_t place_in_map(const struct kp_map_slot *slots, size_t capacity, const char *bytes, size_t length)
{
	size_t at = (size_t)hash_seeded(bytes, length, seed_of(slots)) & (capacity - 1);
	while (slots[at].key && !kp_str_is(slots[at].key, bytes, length))
		at = (at + 1) & (capacity - 1);
	return at;
}

static bool map_grow(kp_map *map)
{
	if (map->count < map->capacity / 2)
		return true;
	size_t capacity = map->capacity ? map->capacity * 2 : 32;
	struct kp_map_slot *slots = kp_calloc(capacity, sizeof *slots);
	if (!slots)
		return false;
	for (size_t i = 0; i < map->capacity; i++) {
		struct kp_map_slot slot = map->slots[i];
		if (slot.key)
			slots[place_in_map(slots, capacity, slot.key, kp_str_len(slot.key))] = slot;
	}
	free(map->slots);
	map->slots = slots;
	map->capacity = capacity;
	return true;
}

bool kp_map_put(kp_map *map, kp_str key, void *value)
{
	if (!key || !map_grow(map))
		return false;
	struct kp_map_slot *slot = &map->slots[place_in_map(map->slots, map->capacity, key, kp_str_len(key))];
	if (!slot->key) {
		slot->key = key;
		map->count++;
	}
	slot->value = value;
	return true;
}

void *kp_map_get(const kp_map *map, const char *bytes, size_t length)
{
	if (!map->capacity)
		return NULL;
	return map->slots[place_in_map(map->slots, map->capacity, length ? bytes : "", length)].value;
}

void kp_map_free(kp_map *map)
{
	free(map->slots);
	memset(map, 0, sizeof *map);
}

/* one byte more than asked for, so that there is always room for the NUL */
static bool reserve(kp_buffer *buffer, size_t length)
{
	if (buffer->failed)
		return false;
	if (length < buffer->capacity - buffer->length)
		return true;
	size_t needed = buffer->length + length + 1;
	if (length > SIZE_MAX / 2 - buffer->length) {
		buffer->failed = true;
		return false;
	}
	size_t capacity = buffer->capacity < 64 ? 64 : buffer->capacity * 2;
	if (capacity < needed)
		capacity = needed;
	char *grown = realloc(buffer->bytes, capacity);
	if (!grown) {
		buffer->failed = true;
		return false;
	}
	buffer->bytes = grown;
	buffer->capacity = capacity;
	return true;
}

void kp_buffer_add(kp_buffer *buffer, const void *bytes, size_t length)
{
	if (!reserve(buffer, length))
		return;
	if (length)
		memcpy(buffer->bytes + buffer->length, bytes, length);
	buffer->length += length;
	buffer->bytes[buffer->length] = '\0';
}

void kp_buffer_text(kp_buffer *buffer, const char *text)
{
	kp_buffer_add(buffer, text, text ? strlen(text) : 0);
}

void kp_buffer_byte(kp_buffer *buffer, char byte)
{
	if (!reserve(buffer, 1))
		return;
	buffer->bytes[buffer->length++] = byte;
	buffer->bytes[buffer->length] = '\0';
}

void kp_buffer_int(kp_buffer *buffer, int64_t number)
{
	char digits[24], *at = digits + sizeof digits;
	uint64_t left = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
	do
		*--at = (char)('0' + left % 10);
	while (left /= 10);
	if (number < 0)
		*--at = '-';
	kp_buffer_add(buffer, at, (size_t)(digits + sizeof digits - at));
}

char *kp_buffer_take(kp_buffer *buffer, size_t *out_len)
{
	if (out_len)
		*out_len = 0;
	if (!reserve(buffer, 0)) {
		kp_buffer_free(buffer);
		return NULL;
	}
	char *taken = buffer->bytes;
	taken[buffer->length] = '\0';
	if (out_len)
		*out_len = buffer->length;
	memset(buffer, 0, sizeof *buffer);
	return taken;
}

void kp_buffer_free(kp_buffer *buffer)
{
	free(buffer->bytes);
	memset(buffer, 0, sizeof *buffer);
}
