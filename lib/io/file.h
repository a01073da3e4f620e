/* Whole files: digest, replacing with an expectation. */
#ifndef KP_FILE_H
#define KP_FILE_H

#include "base/sha256.h"
#include "io/posix.h"

#define KP_DIGEST_TEXT (7 + KP_SHA256_HEX) /* sha256: and hex digits, with the NUL */

kepu_status kp_file_digest(const char *path, char out[KP_DIGEST_TEXT], kepu_error **err);

/* Puts the new file in the old one's place where that is what the caller expects: its digest, "" for none, NULL for
 * whatever there is. On a failure kp_posix_abandon must follow. */
kepu_status kp_file_finish(kp_posix_save *save, const char *expected, kepu_error **err);

#endif
