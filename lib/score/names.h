/* Things that are told by their ids, or else by their names: a name that two of them have tells none. */
#ifndef KP_NAMES_H
#define KP_NAMES_H

#include "base/strings.h"

typedef struct kp_names {
	kp_map by_id, by_name; /* by_name: the map itself for several */
} kp_names;

/* Each text may be NULL, and has to stay. A thing may be put several times. False: memory is out, and nothing was put. */
bool kp_names_put(kp_names *names, kp_str id, kp_str name, void *thing);
/* NULL: there is none, or *out_several (which may be NULL) is true. */
void *kp_names_get(const kp_names *names, const char *text, size_t length, bool *out_several);
void kp_names_free(kp_names *names);

#endif
