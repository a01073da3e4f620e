#include "model/ids.h"

#include <stdlib.h>

#define PART_MASK ((uintptr_t)7)
#define DIGITS_MOST 9
#define RUN_FIRST ((size_t)64)

void kp_ids_init(kp_ids *ids)
{
	memset(ids, 0, sizeof *ids);
	kp_lookup_init(&ids->others, 0);
}

/* The number of an id like n17, as it would be written; 0: it is none. */
static size_t number_of(const char *id, size_t length)
{
	if (length < 2 || length > 1 + DIGITS_MOST || id[0] < 'a' || id[0] > 'z' || id[1] == '0')
		return 0;
	size_t number = 0;
	for (size_t i = 1; i < length; i++) {
		unsigned digit = (unsigned)(unsigned char)id[i] - '0';
		if (digit > 9)
			return 0;
		number = number * 10 + digit;
	}
	return number;
}

/* Whether there is room for the number, or may be without wasting much: so no file can ask for more than it has ids. */
static bool make_room(struct kp_id_run *run, size_t number)
{
	if (number < run->capacity)
		return true;
	if (number > run->count * 2 + RUN_FIRST)
		return false;
	size_t capacity = run->capacity ? run->capacity * 2 : RUN_FIRST * 2;
	while (capacity <= number)
		capacity *= 2;
	if (capacity > SIZE_MAX / sizeof *run->items)
		return false;
	uintptr_t *items = realloc(run->items, capacity * sizeof *items);
	if (!items)
		return false;
	memset(items + run->capacity, 0, (capacity - run->capacity) * sizeof *items);
	run->items = items;
	run->capacity = capacity;
	return true;
}

bool kp_ids_add(kp_ids *ids, void *object, unsigned part)
{
	kp_str id;
	memcpy(&id, object, sizeof id);
	size_t number = number_of(id, kp_str_len(id));
	struct kp_id_run *run = number ? &ids->runs[id[0] - 'a'] : NULL;
	if (!run || !make_room(run, number))
		return kp_lookup_add(&ids->others, object, part);
	run->items[number] = (uintptr_t)object | (part & PART_MASK);
	run->count++;
	return true;
}

void *kp_ids_find(const kp_ids *ids, const char *id, size_t length, unsigned *out_part)
{
	size_t number = number_of(id, length);
	const struct kp_id_run *run = number ? &ids->runs[id[0] - 'a'] : NULL;
	if (!run || number >= run->capacity || !run->items[number])
		return kp_lookup_find(&ids->others, id, length, out_part);
	if (out_part)
		*out_part = (unsigned)(run->items[number] & PART_MASK);
	return (void *)(run->items[number] & ~PART_MASK);
}

void kp_ids_free(kp_ids *ids)
{
	for (size_t i = 0; i < sizeof ids->runs / sizeof *ids->runs; i++)
		free(ids->runs[i].items);
	kp_lookup_free(&ids->others);
	kp_ids_init(ids);
}
