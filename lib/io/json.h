/* Writing JSON by hand: strings with their escapes, the rest is bytes of the caller's. */
#ifndef KP_JSON_H
#define KP_JSON_H

#include "base/strings.h"

void kp_json_bytes(kp_buffer *out, const char *bytes, size_t length); /* a string, quoted */
void kp_json_text(kp_buffer *out, kp_str text);                       /* the same, null for NULL */
void kp_json_bool(kp_buffer *out, bool value);

#endif
