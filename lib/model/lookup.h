/* Objects by a string that each of them holds, at the same offset in all. Two arrays of plain words instead of a map of
 * strings: a plan file has an id for nearly every element, so this is most of what looking up costs in memory. Pointers
 * may carry a number from 0 to 7 in their low bits. */
#ifndef KP_LOOKUP_H
#define KP_LOOKUP_H

#include "base/strings.h"

typedef struct kp_lookup {
	uint32_t *hashes; /* own memory; 0: the slot is free */
	uintptr_t *items;
	size_t count, capacity, offset;
} kp_lookup;

void kp_lookup_init(kp_lookup *table, size_t offset);

/* The key must not be there yet. False: memory is out. */
bool kp_lookup_add(kp_lookup *table, void *object, unsigned number);

/* NULL where there is none. *out_number (unless NULL) is what kp_lookup_add was given. */
void *kp_lookup_find(const kp_lookup *table, const char *bytes, size_t length, unsigned *out_number);
void kp_lookup_remove(kp_lookup *table, const void *object); /* nothing where it is not there */
kp_str kp_lookup_key(const kp_lookup *table, size_t slot);   /* of a slot below capacity; NULL: it is free */
void kp_lookup_free(kp_lookup *table);

#endif
