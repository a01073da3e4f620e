/* All that lib/io asks of the operating system: files read in pieces, files replaced as a whole, GB18030. The errno of
 * a failed call becomes a code of the API here and goes no further. Every function puts `path` into the error's place. */
#ifndef KP_POSIX_H
#define KP_POSIX_H

#include "base/strings.h"

#include <kepu/error.h>

typedef struct kp_posix_file {
	int handle;       /* -1: not open */
	const char *path; /* the caller's */
	int64_t size;     /* -1: not known, as of a pipe */
} kp_posix_file;

/* KEPU_ERROR_NOT_FOUND, IS_DIRECTORY, NO_PERMISSION, READ_FAILED. */
kepu_status kp_posix_open(kp_posix_file *file, const char *path, kepu_error **err);
/* Fills as much of the room as the file still has; *out_length under `room` means that the end is reached. */
kepu_status kp_posix_read(kp_posix_file *file, void *bytes, size_t room, size_t *out_length, kepu_error **err);
bool kp_posix_rewind(kp_posix_file *file); /* false: a pipe, or the file is gone */
void kp_posix_close(kp_posix_file *file);

/* A file that is being replaced. Until kp_posix_commit has renamed it the old one is untouched. */
typedef struct kp_posix_save {
	int handle;
	const char *path; /* as the caller named it, for errors */
	char *target;     /* with links followed */
	char *temporary;  /* NULL: written in place, because the target is no regular file (a pipe, a device) */
	bool existed;
} kp_posix_save;

/* Makes the temporary file beside the target. kp_posix_commit or kp_posix_abandon must follow, also after a failure. */
kepu_status kp_posix_create(kp_posix_save *save, const char *path, kepu_error **err);
kepu_status kp_posix_write(kp_posix_save *save, const void *bytes, size_t length, kepu_error **err);
/* fsync, rename, fsync of the folder. `fresh`: there must be no old file, else KEPU_ERROR_CONFLICT. */
kepu_status kp_posix_commit(kp_posix_save *save, bool fresh, kepu_error **err);
void kp_posix_abandon(kp_posix_save *save); /* does nothing after a commit */

/* GB18030 to UTF-8 behind what the buffer holds; each byte that is none becomes U+FFFD and is counted. False: this
 * system cannot convert it, or memory is out (then out->failed is set). */
bool kp_posix_gb18030(const char *bytes, size_t length, kp_buffer *out, size_t *out_bad);

#endif
