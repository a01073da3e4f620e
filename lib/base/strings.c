#include "base/strings.h"

#include "base/utf8.h"

#include <stdlib.h>

#define LONGEST ((size_t)INT32_MAX)

struct kp_map_slot {
	kp_str key;
	void *value;
};

kp_str kp_str_behind(kp_arena *arena, const void *front, size_t front_size, const char *bytes, size_t length)
{
	if (length > LONGEST)
		return NULL;
	uint32_t prefix = (uint32_t)length;
	char *made = kp_arena_bytes(arena, front_size + sizeof prefix + length + 1);
	if (!made)
		return NULL;
	if (front_size)
		memcpy(made, front, front_size);
	made += front_size;
	memcpy(made, &prefix, sizeof prefix);
	made += sizeof prefix;
	if (length)
		memcpy(made, bytes, length);
	made[length] = '\0';
	return made;
}

kp_str kp_str_new(kp_arena *arena, const char *bytes, size_t length)
{
	return kp_str_behind(arena, NULL, 0, bytes, length);
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
 * with. So a table takes the address of its first slots as the seed, which address space layout randomisation makes
 * another in each process: keys chosen beforehand to collide spread over the table all the same, which is at most two
 * thirds full, and runs of filled slots stay short. Nothing reads a table in the order of its slots, so no result
 * depends on the address.
 *
 * Half of each hash is kept behind the slots, 0 for an empty one: a search reads strings only where the hash agrees,
 * and growing reads none. */
static uint32_t slot_hash(const char *bytes, size_t length, uint64_t seed)
{
	uint32_t hash = (uint32_t)(hash_seeded(bytes, length, seed) >> 32);
	return hash ? hash : 1;
}

static bool full(size_t count, size_t capacity)
{
	return count >= capacity / 3 * 2;
}

static size_t free_slot(const uint32_t *hashes, size_t capacity, uint32_t hash)
{
	size_t at = hash & (capacity - 1);
	while (hashes[at])
		at = (at + 1) & (capacity - 1);
	return at;
}

static uint32_t *set_hashes(const kp_intern *set)
{
	return (uint32_t *)(void *)(set->slots + set->capacity);
}

void kp_intern_init(kp_intern *set, kp_arena *arena)
{
	memset(set, 0, sizeof *set);
	set->arena = arena;
}

static bool intern_grow(kp_intern *set)
{
	if (!full(set->count, set->capacity))
		return true;
	kp_intern grown = *set;
	grown.capacity = set->capacity ? set->capacity * 2 : 64;
	grown.slots = kp_calloc(grown.capacity, sizeof *grown.slots + sizeof(uint32_t));
	if (!grown.slots)
		return false;
	if (!set->capacity)
		grown.seed = (uint64_t)(uintptr_t)grown.slots;
	const uint32_t *old = set->capacity ? set_hashes(set) : NULL;
	uint32_t *hashes = set_hashes(&grown);
	for (size_t i = 0; i < set->capacity; i++) {
		if (!old[i])
			continue;
		size_t at = free_slot(hashes, grown.capacity, old[i]);
		hashes[at] = old[i];
		grown.slots[at] = set->slots[i];
	}
	free(set->slots);
	*set = grown;
	return true;
}

static size_t place_in_set(const kp_intern *set, uint32_t hash, const char *bytes, size_t length)
{
	const uint32_t *hashes = set_hashes(set);
	size_t at = hash & (set->capacity - 1);
	while (hashes[at] && !(hashes[at] == hash && kp_str_is(set->slots[at], bytes, length)))
		at = (at + 1) & (set->capacity - 1);
	return at;
}

kp_str kp_intern_get(kp_intern *set, const char *bytes, size_t length)
{
	if (!length)
		bytes = "";
	if (!intern_grow(set))
		return NULL;
	uint32_t hash = slot_hash(bytes, length, set->seed);
	size_t at = place_in_set(set, hash, bytes, length);
	if (!set->slots[at]) {
		kp_str made = kp_str_new(set->arena, bytes, length);
		if (!made)
			return NULL;
		set->slots[at] = made;
		set_hashes(set)[at] = hash;
		set->count++;
	}
	return set->slots[at];
}

kp_str kp_intern_find(const kp_intern *set, const char *bytes, size_t length)
{
	if (!set->capacity)
		return NULL;
	if (!length)
		bytes = "";
	return set->slots[place_in_set(set, slot_hash(bytes, length, set->seed), bytes, length)];
}

void kp_intern_free(kp_intern *set)
{
	free(set->slots);
	kp_intern_init(set, set->arena);
}

static uint32_t *map_hashes(const kp_map *map)
{
	return (uint32_t *)(void *)(map->slots + map->capacity);
}

static bool map_grow(kp_map *map)
{
	if (!full(map->count, map->capacity))
		return true;
	kp_map grown = *map;
	grown.capacity = map->capacity ? map->capacity * 2 : 32;
	grown.slots = kp_calloc(grown.capacity, sizeof *grown.slots + sizeof(uint32_t));
	if (!grown.slots)
		return false;
	if (!map->capacity)
		grown.seed = (uint64_t)(uintptr_t)grown.slots;
	const uint32_t *old = map->capacity ? map_hashes(map) : NULL;
	uint32_t *hashes = map_hashes(&grown);
	for (size_t i = 0; i < map->capacity; i++) {
		if (!old[i])
			continue;
		size_t at = free_slot(hashes, grown.capacity, old[i]);
		hashes[at] = old[i];
		grown.slots[at] = map->slots[i];
	}
	free(map->slots);
	*map = grown;
	return true;
}

static size_t place_in_map(const kp_map *map, uint32_t hash, const char *bytes, size_t length)
{
	const uint32_t *hashes = map_hashes(map);
	size_t at = hash & (map->capacity - 1);
	while (hashes[at] && !(hashes[at] == hash && kp_str_is(map->slots[at].key, bytes, length)))
		at = (at + 1) & (map->capacity - 1);
	return at;
}

static size_t place_of_key(const kp_map *map, kp_str key)
{
	return place_in_map(map, slot_hash(key, kp_str_len(key), map->seed), key, kp_str_len(key));
}

bool kp_map_put(kp_map *map, kp_str key, void *value)
{
	if (!key)
		return false;
	size_t at = map->capacity ? place_of_key(map, key) : 0;
	if (!map->capacity || !map->slots[at].key) { /* a key that is there needs no room: changing it back never fails */
		if (!map_grow(map))
			return false;
		at = place_of_key(map, key);
		map->slots[at].key = key;
		map_hashes(map)[at] = slot_hash(key, kp_str_len(key), map->seed);
		map->count++;
	}
	map->slots[at].value = value;
	return true;
}

void *kp_map_get(const kp_map *map, const char *bytes, size_t length)
{
	if (!map->capacity)
		return NULL;
	if (!length)
		bytes = "";
	return map->slots[place_in_map(map, slot_hash(bytes, length, map->seed), bytes, length)].value;
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

void kp_buffer_chars(kp_buffer *buffer, const uint32_t *chars, size_t count)
{
	if (count > SIZE_MAX / 8) {
		buffer->failed = true;
		return;
	}
	if (!reserve(buffer, count * 4))
		return;
	char *out = buffer->bytes + buffer->length;
	for (size_t i = 0; i < count; i++) {
		uint32_t c = chars[i];
		if (c - 0x800 >= 0xd000) { /* what takes three bytes, as nearly all here, lies below the surrogates */
			out += kp_utf8_put(c, out);
			continue;
		}
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		out += 3;
	}
	*out = '\0';
	buffer->length = (size_t)(out - buffer->bytes);
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
