/* Strings of an arena: a kp_str is a pointer to terminated UTF-8 bytes with their length kept in the four bytes before
 * them, so that a string costs one pointer in a struct and its length nothing to find. NULL is "no value". */
#ifndef KP_STRINGS_H
#define KP_STRINGS_H

#include "base/memory.h"

#include <string.h>

typedef const char *kp_str;

kp_str kp_str_new(kp_arena *arena, const char *bytes, size_t length); /* a copy; NULL when memory is out or over 2 GB */

/* The same with some bytes in front, before those of the length. */
kp_str kp_str_behind(kp_arena *arena, const void *front, size_t front_size, const char *bytes, size_t length);

static inline size_t kp_str_len(kp_str s)
{
	uint32_t length = 0;
	if (s)
		memcpy(&length, s - sizeof length, sizeof length);
	return length;
}

/* What a reader of the API gives back: the text, and its length where asked for. */
static inline const char *kp_str_out(kp_str s, size_t *out_len)
{
	if (out_len)
		*out_len = kp_str_len(s);
	return s;
}

static inline bool kp_str_is(kp_str s, const char *bytes, size_t length)
{
	return s && kp_str_len(s) == length && memcmp(s, bytes, length) == 0;
}

/* In the order of their bytes. */
static inline int kp_bytes_compare(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t shared = a_length < b_length ? a_length : b_length;
	int order = shared ? memcmp(a, b, shared) : 0;
	return order ? order : (a_length > b_length) - (a_length < b_length);
}

static inline int kp_str_compare(kp_str a, kp_str b) /* NULL as an empty one */
{
	return a == b ? 0 : kp_bytes_compare(a, kp_str_len(a), b, kp_str_len(b));
}

/* Set of strings, each stored once in the arena: the same text gives the same pointer. */
typedef struct kp_intern {
	kp_arena *arena;
	kp_str *slots; /* own memory, open addressing; their hashes stand behind them */
	size_t count, capacity;
	uint64_t seed;
} kp_intern;

void kp_intern_init(kp_intern *set, kp_arena *arena);
kp_str kp_intern_get(kp_intern *set, const char *bytes, size_t length);        /* adds it; NULL when memory is out */
kp_str kp_intern_find(const kp_intern *set, const char *bytes, size_t length); /* NULL when it is not there */
void kp_intern_free(kp_intern *set);                                           /* the slots, not the strings */

/* Map from kp_str (by content) to a pointer; many values for one key are a chain of the caller's. */
typedef struct kp_map {
	struct kp_map_slot *slots; /* as in kp_intern */
	size_t count, capacity;
	uint64_t seed;
} kp_map;

bool kp_map_put(kp_map *map, kp_str key, void *value); /* replaces; false when memory is out */
void *kp_map_get(const kp_map *map, const char *bytes, size_t length);
void kp_map_free(kp_map *map);

uint64_t kp_hash(const void *bytes, size_t length);
uint64_t kp_hash_seeded(const void *bytes, size_t length, uint64_t seed); /* for tables that others' keys go into */

/* Growing byte buffer. Failure sticks: after one failed append `failed` is set and the rest does nothing, so a writer
 * checks once at its end. */
typedef struct kp_buffer {
	char *bytes; /* malloc'ed, terminated after kp_buffer_text */
	size_t length, capacity;
	bool failed;
} kp_buffer;

void kp_buffer_add(kp_buffer *buffer, const void *bytes, size_t length);
void kp_buffer_text(kp_buffer *buffer, const char *text); /* up to its NUL */
void kp_buffer_byte(kp_buffer *buffer, char byte);
void kp_buffer_chars(kp_buffer *buffer, const uint32_t *chars, size_t count); /* code points, as UTF-8 */
void kp_buffer_int(kp_buffer *buffer, int64_t number);                        /* decimal, no locale */
char *kp_buffer_take(kp_buffer *buffer, size_t *out_len); /* terminated, the caller's; NULL when failed */
void kp_buffer_free(kp_buffer *buffer);

#endif
