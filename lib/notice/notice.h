/* Paragraphs to plan. kp_notice_read runs the stages in order; io calls it with what it decoded. */
#ifndef KP_NOTICE_H
#define KP_NOTICE_H

#include "base/paragraphs.h"
#include "model/build.h"

#include <kepu/import.h>

/* The uid may be NULL (made of the digest). The paragraphs stay the caller's. */
kepu_status kp_notice_read(const kp_paragraphs *paragraphs, const char *uid, size_t uid_length,
                           kepu_import **out_import, kepu_error **err);

#endif
