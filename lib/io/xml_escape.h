/* What must not stand as it is in XML text and in values of attributes, and what stands there instead. */
#ifndef KP_XML_ESCAPE_H
#define KP_XML_ESCAPE_H

#include "base/strings.h"

/* Length of the run at the start of the bytes that needs no escape. */
size_t kp_xml_plain_text(const char *bytes, size_t length);
size_t kp_xml_plain_value(const char *bytes, size_t length);

/* For the byte that ended the run; *out_length is its length. */
const char *kp_xml_escape(char byte, size_t *out_length);

void kp_xml_add_text(kp_buffer *out, const char *bytes, size_t length);
void kp_xml_add_value(kp_buffer *out, const char *bytes, size_t length);

#endif
