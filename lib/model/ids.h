/* Objects by their ids. Ids that we make ourselves are a letter and a number that runs on (n17), and files that we wrote
 * are full of them: such an id is an index into an array, which needs no hashing and lies in the order of the file. All
 * other ids, and numbers far beyond the count, go to a table. */
#ifndef KP_IDS_H
#define KP_IDS_H

#include "model/lookup.h"

typedef struct kp_ids {
	struct kp_id_run {
		uintptr_t *items; /* own memory, by number; 0: free */
		size_t capacity, count;
		uint64_t last; /* highest number that any id of this letter has or had: the next one is above it */
		uint64_t gone; /* highest number of those that were removed; 0: none */
	} runs[26];        /* by letter, a to z */
	kp_lookup others;
} kp_ids;

void kp_ids_init(kp_ids *ids);

/* The object begins with its id, which must not be there yet; part: 0 to 7. False: memory is out. */
bool kp_ids_add(kp_ids *ids, void *object, unsigned part);
void *kp_ids_find(const kp_ids *ids, const char *id, size_t length, unsigned *out_part); /* NULL: none */
void kp_ids_remove(kp_ids *ids, const void *object);                                     /* is there */
void kp_ids_free(kp_ids *ids);

/* No id is handed out twice, not even after its object is gone: new ones have numbers above all that there have been, and
 * what the objects that are left don't show is kept in `gone`. */
#define KP_IDS_MOST 999999999999999u                          /* the highest number that is looked at in an id */
uint64_t kp_ids_next(const kp_ids *ids, char letter);         /* 0: they are used up */
bool kp_ids_note(kp_ids *ids, const char *id, size_t length); /* that it was in use once; false: no letter and number */
void kp_ids_copy_gone(kp_ids *to, const kp_ids *from);        /* before anything is added */
void kp_ids_settle(kp_ids *ids); /* forgets what is gone where the ids that are left show it */

#endif
