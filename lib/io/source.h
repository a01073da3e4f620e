/* A plan file's bytes, unpacked, from a file or from memory, in pieces. It can be read from its start again, so that the
 * line of a fault is looked for only when there is one. */
#ifndef KP_SOURCE_H
#define KP_SOURCE_H

#include "io/options.h"
#include "io/posix.h"

typedef struct kp_source {
	const char *name; /* for errors; NULL: none */
	const kp_limits *limits;
	const char *bytes; /* NULL: the file */
	size_t length, at;
	char *owned; /* what a pipe gave, which could not be read twice */
	kp_posix_file file;
	struct kp_unpacker *unpacker; /* NULL: not packed */
	uint64_t taken, given;        /* bytes read, bytes handed out */
} kp_source;

/* kp_source_close must follow, also after a failure. KEPU_ERROR_EMPTY_FILE, LIMIT, and codes of reading. */
kepu_status kp_source_open_file(kp_source *source, const char *path, const kp_limits *limits, kepu_error **err);
kepu_status kp_source_open_bytes(kp_source *source, const void *bytes, size_t length, const char *name,
                                 const kp_limits *limits, kepu_error **err);

/* Fills the room as long as there is anything; *out_length under `room` is the end. KEPU_ERROR_BAD_GZIP, RATIO, LIMIT. */
kepu_status kp_source_read(kp_source *source, char *bytes, size_t room, size_t *out_length, kepu_error **err);

/* All that is left, malloc'ed and not terminated; *out_bytes is the caller's also after a failure. */
kepu_status kp_source_read_all(kp_source *source, char **out_bytes, size_t *out_length, kepu_error **err);

/* The first byte behind a byte order mark and white space, by which XML, JSON and tables differ; NUL where there is none.
 * The source is at its start again. What kp_source_read fails with. */
kepu_status kp_source_first(kp_source *source, char *out_first, kepu_error **err);

bool kp_source_rewind(kp_source *source);
void kp_source_close(kp_source *source);

#endif
