/* Allocation with checked sizes, the arena that owns a plan, and growing arrays. Every function may fail with NULL or
 * false; nothing here prints or aborts. Plain malloc underneath, so that a test can wrap it. */
#ifndef KP_MEMORY_H
#define KP_MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

void *kp_array(size_t count, size_t size);  /* as kp_calloc, but not zeroed */
void *kp_calloc(size_t count, size_t size); /* zeroed; NULL also on overflow */

/* Makes room for one more element in an array kept as (pointer, count, capacity). */
bool kp_grow(void **items, size_t *capacity, size_t needed, size_t size);

typedef struct kp_arena kp_arena;
struct kp_arena {
	struct kp_chunk *chunks; /* newest first */
	char *next, *end;        /* free room in the newest: objects are taken from its beginning, bytes from its end */
	size_t total;            /* bytes taken from the system */
	size_t expected;         /* bytes that will be needed, as far as is known */
};

void kp_arena_init(kp_arena *arena);
void *kp_arena_alloc(kp_arena *arena, size_t size);               /* 8-byte aligned, zeroed */
void kp_arena_expect(kp_arena *arena, size_t size);               /* so much in all: taken at once */
void *kp_arena_bytes(kp_arena *arena, size_t size);               /* not aligned, not zeroed */
void *kp_arena_array(kp_arena *arena, size_t count, size_t size); /* checked product */
void kp_arena_free(kp_arena *arena);

#endif
