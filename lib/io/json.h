/* Writing JSON: strings with their escapes; punctuation and the rest are bytes of the caller's. */
#ifndef KP_JSON_H
#define KP_JSON_H

#include "base/strings.h"
#include "io/sink.h"

/* Length of the run at the start of the bytes that stands in a string as it is. */
size_t kp_json_plain(const char *bytes, size_t length);

/* A string, quoted. */
void kp_json_put(kp_sink *sink, const char *bytes, size_t length);
void kp_json_bytes(kp_buffer *out, const char *bytes, size_t length);

void kp_json_text(kp_buffer *out, kp_str text); /* the same, null for NULL */
void kp_json_bool(kp_buffer *out, bool value);

#endif
