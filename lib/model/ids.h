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
	} runs[26]; /* by letter, a to z */
	kp_lookup others;
} kp_ids;

void kp_ids_init(kp_ids *ids);

/* The object begins with its id, which must not be there yet; part: 0 to 7. False: memory is out. */
bool kp_ids_add(kp_ids *ids, void *object, unsigned part);
void *kp_ids_find(const kp_ids *ids, const char *id, size_t length, unsigned *out_part); /* NULL: none */
void kp_ids_free(kp_ids *ids);

#endif
