/* A whole file in memory, with a limit. */
#ifndef KP_BYTES_H
#define KP_BYTES_H

#include "io/posix.h"

/* *out_bytes is malloc'ed, terminated and the caller's. Codes of reading, KEPU_ERROR_LIMIT, MEMORY. */
kepu_status kp_read_file(const char *path, int64_t limit, char **out_bytes, size_t *out_length, kepu_error **err);

/* The same for a file that is open, from where it stands. */
kepu_status kp_read_rest(kp_posix_file *file, int64_t limit, char **out_bytes, size_t *out_length, kepu_error **err);

/* KEPU_ERROR_LIMIT of the file with this path (NULL: none). */
kepu_status kp_fail_limit(kepu_error **err, const char *path, const char *what, int64_t limit);

#endif
