/* Allocations of the library under our hands: -Wl,--wrap sends them here, xmlMemSetup those of libxml2. The n-th fails,
 * alone or with all that follow it. Blocks are known by address, so that one that is freed twice, or that came from
 * elsewhere (a strdup, say), is seen too. */
#ifndef TEST_OOM_WRAP_H
#define TEST_OOM_WRAP_H

#include <libxml/xmlerror.h>
#include <libxml/xmlmemory.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *block, size_t size);
void __real_free(void *block);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *block, size_t size);
void __wrap_free(void *block);

static struct {
	bool armed, later, failed;
	size_t fail_at, count; /* allocations since it was armed */
	size_t live;           /* blocks not yet freed, of the library and of libxml2 */
	size_t strangers;      /* blocks freed that were not allocated here */
	void **slots;          /* open addressing; GONE marks a slot that was used */
	size_t capacity, used;
} wrap;

#define GONE ((void *)&wrap)

static inline size_t slot_of(const void *block)
{
	uint64_t hash = (uint64_t)(uintptr_t)block * UINT64_C(0x9e3779b97f4a7c15);
	return (size_t)(hash >> 20) & (wrap.capacity - 1);
}

static inline void note(void *block)
{
	if (wrap.used * 2 >= wrap.capacity) {
		void **old = wrap.slots;
		size_t count = wrap.capacity;
		wrap.capacity = count ? count * 2 : 1u << 16;
		wrap.slots = __real_calloc(wrap.capacity, sizeof *wrap.slots);
		if (!wrap.slots)
			abort();
		wrap.used = wrap.live = 0;
		for (size_t i = 0; i < count; i++)
			if (old[i] && old[i] != GONE)
				note(old[i]);
		__real_free(old);
	}
	size_t slot = slot_of(block);
	while (wrap.slots[slot] && wrap.slots[slot] != GONE)
		slot = (slot + 1) & (wrap.capacity - 1);
	if (!wrap.slots[slot])
		wrap.used++;
	wrap.slots[slot] = block;
	wrap.live++;
}

static inline bool forget(void *block)
{
	for (size_t slot = slot_of(block); wrap.capacity && wrap.slots[slot]; slot = (slot + 1) & (wrap.capacity - 1))
		if (wrap.slots[slot] == block) {
			wrap.slots[slot] = GONE;
			wrap.live--;
			return true;
		}
	wrap.strangers++;
	return false;
}

static inline bool refuse(void)
{
	if (!wrap.armed)
		return false;
	wrap.count++;
	if (wrap.count != wrap.fail_at && !(wrap.later && wrap.failed))
		return false;
	return wrap.failed = true;
}

void *__wrap_malloc(size_t size)
{
	void *block = refuse() ? NULL : __real_malloc(size);
	if (block)
		note(block);
	return block;
}

void *__wrap_calloc(size_t count, size_t size)
{
	void *block = refuse() ? NULL : __real_calloc(count, size);
	if (block)
		note(block);
	return block;
}

void *__wrap_realloc(void *block, size_t size)
{
	if (refuse())
		return NULL;
	if (block && !forget(block))
		return NULL;
	void *moved = __real_realloc(block, size);
	if (moved || size)
		note(moved ? moved : block);
	return moved;
}

void __wrap_free(void *block)
{
	if (block && forget(block))
		__real_free(block);
}

static inline char *wrap_strdup(const char *text)
{
	size_t size = strlen(text) + 1;
	char *copy = __wrap_malloc(size);
	return copy ? memcpy(copy, text, size) : NULL;
}

/* Where an allocation fails that belongs to no parser yet, libxml2 writes to the handler of the whole process. */
static inline void say_nothing(void *context, const char *format, ...)
{
	(void)context;
	(void)format;
}

/* Before anything else of libxml2 is called. */
static inline void wrap_libxml2(void)
{
	xmlSetGenericErrorFunc(NULL, say_nothing);
	xmlMemSetup(__wrap_free, __wrap_malloc, __wrap_realloc, wrap_strdup);
}

/* From now on the n-th allocation (from 1; 0: none) fails, with `later` also all after it. */
static inline void wrap_arm(size_t n, bool later)
{
	wrap.armed = true;
	wrap.later = later;
	wrap.failed = false;
	wrap.fail_at = n;
	wrap.count = 0;
}

static inline void wrap_disarm(void)
{
	wrap.armed = false;
}

/* At the end of the program; what is allocated after it (by gcov, say) starts a new table. */
static inline void wrap_close(void)
{
	__real_free(wrap.slots);
	memset(&wrap, 0, sizeof wrap);
}

#endif
