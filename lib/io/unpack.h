/* gzip undone, step by step and without a file of its own: several members one after the other are one stream, and what
 * is behind the last of them is damage. */
#ifndef KP_UNPACK_H
#define KP_UNPACK_H

#include <stdbool.h>
#include <stddef.h>

typedef struct kp_unpacker kp_unpacker;

typedef enum kp_unpack_result {
	KP_UNPACK_MORE,   /* the room is full, or there is more to unpack */
	KP_UNPACK_HUNGRY, /* it wants to be fed */
	KP_UNPACK_END,
	KP_UNPACK_BAD,
	KP_UNPACK_MEMORY
} kp_unpack_result;

kp_unpacker *kp_unpacker_new(void); /* NULL: memory is out */
bool kp_unpacker_reset(kp_unpacker *unpacker);
void kp_unpacker_free(kp_unpacker *unpacker);

kp_unpack_result kp_unpacker_take(kp_unpacker *unpacker, char *bytes, size_t room, size_t *out_length);
char *kp_unpacker_room(kp_unpacker *unpacker, size_t *out_room); /* where packed bytes go when it is hungry */
void kp_unpacker_feed(kp_unpacker *unpacker, size_t length);     /* 0: there are no more */
size_t kp_unpacker_left(const kp_unpacker *unpacker);            /* packed bytes that it has not looked at */

#endif
