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

void *kp_array(size_t count, size_t size)
{
	if (size && count > SIZE_MAX / size)
		return NULL;
	return malloc(count && size ? count * size : 1);
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
	struct kp_chunk *chunk = malloc(sizeof *chunk + room);
	if (!chunk)
		return NULL;
	chunk->size = sizeof *chunk + room;
	arena->total += chunk->size;
	return chunk;
}

/* What is large has a chunk of its own, behind the newest, whose free room stays in use. */
static void *alloc_own(kp_arena *arena, size_t size)
{
	struct kp_chunk *chunk = chunk_new(arena, size), **place = arena->chunks ? &arena->chunks->older : &arena->chunks;
	if (!chunk)
		return NULL;
	chunk->older = *place;
	*place = chunk;
	return chunk + 1;
}

static bool add_chunk(kp_arena *arena, size_t room)
{
	struct kp_chunk *chunk = chunk_new(arena, room);
	if (!chunk)
		return false;
	chunk->older = arena->chunks;
	arena->chunks = chunk;
	arena->next = (char *)(chunk + 1);
	arena->end = arena->next + room;
	return true;
}

/* What is expected still, else as much again as the arena has: sizes double, and a small plan stays small. */
static size_t next_room(const kp_arena *arena)
{
	size_t size = arena->total < arena->expected ? arena->expected - arena->total : arena->total;
	size = size < CHUNK_FIRST ? CHUNK_FIRST : size > CHUNK_MOST ? CHUNK_MOST : size;
	return size - sizeof(struct kp_chunk);
}

void kp_arena_expect(kp_arena *arena, size_t size)
{
	arena->expected = size;
}

void *kp_arena_alloc(kp_arena *arena, size_t size)
{
	if (size > SIZE_MAX - 8)
		return NULL;
	size = size ? (size + 7) & ~(size_t)7 : 8;
	void *taken;
	if (size > (size_t)(arena->end - arena->next)) {
		size_t room = next_room(arena);
		if (size > room / 4)
			return (taken = alloc_own(arena, size)) ? memset(taken, 0, size) : NULL;
		if (!add_chunk(arena, room))
			return NULL;
	}
	taken = arena->next;
	arena->next += size;
	return memset(taken, 0, size);
}

void *kp_arena_bytes(kp_arena *arena, size_t size)
{
	if (size > (size_t)(arena->end - arena->next)) {
		size_t room = next_room(arena);
		if (size > room / 4)
			return alloc_own(arena, size);
		if (!add_chunk(arena, room))
			return NULL;
	}
	return arena->end -= size;
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
