#include "model/ids.h"

#include <stdlib.h>

#define PART_MASK ((uintptr_t)7)
#define RUN_DIGITS 9 /* of a number that is an index; up to KP_IDS_MOST they are only counted */
#define DIGITS_MOST 15
#define RUN_FIRST ((size_t)64)

void kp_ids_init(kp_ids *ids)
{
	memset(ids, 0, sizeof *ids);
	kp_lookup_init(&ids->others, 0);
}

/* The number of an id like n17, as it would be written; 0: it is none. */
static uint64_t number_of(const char *id, size_t length)
{
	if (length < 2 || length > 1 + DIGITS_MOST || id[0] < 'a' || id[0] > 'z' || id[1] == '0')
		return 0;
	uint64_t number = 0;
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

/* What an id like n17 says. */
typedef struct numbered {
	uint64_t number; /* 0: it is none */
	size_t index;    /* in the run; 0: it stands in none */
	unsigned run;
} numbered;

static numbered parse(const char *id, size_t length)
{
	numbered made = { number_of(id, length), 0, 0 };
	if (made.number) {
		made.index = length <= 1 + RUN_DIGITS ? (size_t)made.number : 0;
		made.run = (unsigned)(id[0] - 'a');
	}
	return made;
}

static numbered parse_object(const void *object)
{
	kp_str id;
	memcpy(&id, object, sizeof id);
	return parse(id, kp_str_len(id));
}

bool kp_ids_add(kp_ids *ids, void *object, unsigned part)
{
	numbered id = parse_object(object);
	struct kp_id_run *run = &ids->runs[id.run];
	if (id.index && make_room(run, id.index)) {
		run->items[id.index] = (uintptr_t)object | (part & PART_MASK);
		run->count++;
	} else if (!kp_lookup_add(&ids->others, object, part)) {
		return false;
	}
	if (run->last < id.number)
		run->last = id.number;
	return true;
}

void *kp_ids_find(const kp_ids *ids, const char *id, size_t length, unsigned *out_part)
{
	numbered at = parse(id, length);
	const struct kp_id_run *run = &ids->runs[at.run];
	if (!at.index || at.index >= run->capacity || !run->items[at.index])
		return kp_lookup_find(&ids->others, id, length, out_part);
	if (out_part)
		*out_part = (unsigned)(run->items[at.index] & PART_MASK);
	return (void *)(run->items[at.index] & ~PART_MASK);
}

void kp_ids_remove(kp_ids *ids, const void *object)
{
	numbered id = parse_object(object);
	struct kp_id_run *run = &ids->runs[id.run];
	if (id.index && id.index < run->capacity && (run->items[id.index] & ~PART_MASK) == (uintptr_t)object)
		run->items[id.index] = 0;
	else
		kp_lookup_remove(&ids->others, object);
	if (run->gone < id.number)
		run->gone = id.number;
}

uint64_t kp_ids_next(const kp_ids *ids, char letter)
{
	uint64_t last = ids->runs[letter - 'a'].last;
	return last < KP_IDS_MOST ? last + 1 : 0;
}

bool kp_ids_note(kp_ids *ids, const char *id, size_t length)
{
	numbered at = parse(id, length);
	struct kp_id_run *run = &ids->runs[at.run];
	if (run->gone < at.number)
		run->gone = at.number;
	if (run->last < at.number)
		run->last = at.number;
	return at.number;
}

void kp_ids_copy_gone(kp_ids *to, const kp_ids *from)
{
	for (size_t i = 0; i < sizeof to->runs / sizeof *to->runs; i++) {
		to->runs[i].gone = from->runs[i].gone;
		to->runs[i].last = from->runs[i].last;
	}
}

static bool shown(const kp_ids *ids, char letter, uint64_t gone)
{
	const struct kp_id_run *run = &ids->runs[letter - 'a'];
	for (size_t i = run->capacity; i > gone; i--)
		if (run->items[i - 1])
			return true;
	for (size_t i = 0; i < ids->others.capacity; i++) {
		kp_str id = kp_lookup_key(&ids->others, i);
		if (id && id[0] == letter && number_of(id, kp_str_len(id)) >= gone)
			return true;
	}
	return false;
}

void kp_ids_settle(kp_ids *ids)
{
	for (char letter = 'a'; letter <= 'z'; letter++) {
		struct kp_id_run *run = &ids->runs[letter - 'a'];
		if (run->gone && shown(ids, letter, run->gone))
			run->gone = 0;
	}
}

void kp_ids_free(kp_ids *ids)
{
	for (size_t i = 0; i < sizeof ids->runs / sizeof *ids->runs; i++)
		free(ids->runs[i].items);
	kp_lookup_free(&ids->others);
	kp_ids_init(ids);
}
