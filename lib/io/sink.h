/* Where a writer's bytes go: memory or a file, packed or not. A failure sticks: the writer writes on and asks once, at
 * its end. */
#ifndef KP_SINK_H
#define KP_SINK_H

#include "base/strings.h"
#include "io/posix.h"

typedef struct kp_sink {
	char *room; /* KP_SINK_ROOM bytes */
	size_t used;
	kepu_status status;
	kepu_error **err;
	kp_buffer *memory; /* NULL: into the file */
	kp_posix_save *file;
	struct kp_packer *packer; /* NULL: not packed */
} kp_sink;

#define KP_SINK_ROOM ((size_t)65536)

/* kp_sink_close must follow, also after a failure. Either memory or file is given. */
kepu_status kp_sink_open(kp_sink *sink, kp_buffer *memory, kp_posix_save *file, bool packed, kepu_error **err);
void kp_sink_large(kp_sink *sink, const char *bytes, size_t length); /* what does not fit */
void kp_sink_int(kp_sink *sink, uint64_t number);                    /* its digits */
kepu_status kp_sink_close(kp_sink *sink);                            /* writes the rest; the first failure of all */

static inline void kp_sink_put(kp_sink *sink, const char *bytes, size_t length)
{
	if (length > KP_SINK_ROOM - sink->used) {
		kp_sink_large(sink, bytes, length);
		return;
	}
	memcpy(sink->room + sink->used, bytes, length);
	sink->used += length;
}

#endif
