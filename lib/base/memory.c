#include "base/memory.h"

#include <stdlib.h>
#include <string.h>

#define CHUNK_FIRST ((size_t)4 << 10)
#define CHUNK_MOST ((size_t)1 << 20)

struct kp_chunk {
	struct kp_chunk *older;
	size_t size; /* keeps what follows 8-byte aligned on 32-bit machines too */
};

void *kp_calloc(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	return calloc(count ? count : 1, size ? size : 1);
}

bool kp_grow(void **items, size_t *capacity, size_t needed, size_t size)
{
	if (needed <= *capacity)
		return true;
	size_t most = SIZE_MAX / 2 / (size ? size : 1);
	if (needed > most)
		return false;
	size_t wanted = *capacity < most / 2 ? *capacity * 2 : most;
	if (wanted < 8 && most >= 8)
		wanted = 8;
	if (wanted < needed)
		wanted = needed;
	/* the caller's pointer has a type of its own, so it is copied as bytes: a void * lvalue would break aliasing */
	void *old, *grown;
	memcpy(&old, items, sizeof old);
	grown = realloc(old, wanted * size);
	if (!grown)
		return false;
	memcpy(items, &grown, sizeof grown);
	*capacity = wanted;
	return true;
}

void kp_arena_init(kp_arena *arena)
{
	memset(arena, 0, sizeof *arena);
}

static struct kp_chunk *chunk_new(kp_arena *arena, size_t room)
{
	if (room > SIZE_MAX / 2 - sizeof(struct kp_chunk))
		return NULL;
	struct kp_chunk *chunk = calloc(1, sizeof *chunk + room);
	if (!chunk)
		return NULL;
	chunk->size = sizeof *chunk + room;
	arena->total += chunk->size;
	return chunk;
}

static void *alloc_slow(kp_arena *arena, size_t size)
{
	/* as much again as the arena has: sizes double, and a small plan stays small */
	size_t room = arena->total;
	if (room < CHUNK_FIRST)
		room = CHUNK_FIRST;
	if (room > CHUNK_MOST)
		room = CHUNK_MOST;
	room -= sizeof(struct kp_chunk);
	bool own = size > room / 4;
	struct kp_chunk *chunk = chunk_new(arena, own ? size : room);
	if (!chunk)
		return NULL;
	if (own && arena->chunks) { /* behind the newest, whose free room stays in use */
		chunk->older = arena->chunks->older;
		arena->chunks->older = chunk;
		return chunk + 1;
	}
	chunk->older = arena->chunks;
	arena->chunks = chunk;
	if (own)
		return chunk + 1;
	arena->next = (char *)(chunk + 1) + size;
	arena->end = (char *)(chunk + 1) + room;
	return chunk + 1;
}

void *kp_arena_alloc(kp_arena *arena, size_t size)
{
	if (size > SIZE_MAX - 8)
		return NULL;
	size = size ? (size + 7) & ~(size_t)7 : 8;
	if (size > (size_t)(arena->end - arena->next))
		return alloc_slow(arena, size);
	void *taken = arena->next;
	arena->next += size;
	return taken;
}

void *kp_arena_array(kp_arena *arena, size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	return kp_arena_alloc(arena, count * size);
}

void kp_arena_free(kp_arena *arena)
{
	struct kp_chunk *chunk = arena->chunks;
	while (chunk) {
		struct kp_chunk *older = chunk->older;
		free(chunk);
		chunk = older;
	}
	kp_arena_init(arena);
}
