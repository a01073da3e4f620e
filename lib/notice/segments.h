/* The partition of the cleaned text: every character lies in exactly one segment. */
#ifndef KP_NOTICE_SEGMENTS_H
#define KP_NOTICE_SEGMENTS_H

#include "notice/reading.h"

typedef struct kp_segment {
	uint32_t paragraph, offset, length;
	uint32_t item; /* index + 1; 0: no node's */
	int32_t class;
} kp_segment;

/* Makes the segments of a reading, in order; malloc'ed. False: memory is out. */
bool kp_segments_make(const kp_reading *r, kp_segment **out, size_t *out_count);

#endif
