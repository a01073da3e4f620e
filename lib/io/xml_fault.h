/* What libxml2 says is wrong, sorted: faults of the XML, its own limits, memory that is out, and what does not matter. */
#ifndef KP_XML_FAULT_H
#define KP_XML_FAULT_H

#include "base/strings.h"

#include <kepu/error.h>
#include <libxml/parser.h>

#if LIBXML_VERSION >= 21200
typedef const xmlError *kp_xml_said;
#else
typedef xmlErrorPtr kp_xml_said;
#endif

uint64_t kp_xml_place(xmlParserCtxtPtr parser); /* bytes that it has read */

typedef struct kp_xml_fault {
	kepu_status status;         /* KEPU_OK: none; KEPU_ERROR_NOT_XML, LIMIT, MEMORY */
	const char *first, *second; /* values for its message; NULL: none */
	bool behind;                /* there is something behind the document, or it is cut off */
	kp_buffer text;
} kp_xml_fault;

/* Where a text that was just reported stands: directly before the parser's place, or before the end of its CDATA section,
 * or at that place (versions of the parser differ); or it was written with references, and the last & is where it began.
 * `piece` is what is being parsed, `start` its offset, `here` the parser's place, `odd` the byte of the text meant. */
uint64_t kp_xml_text_place(const char *piece, size_t piece_length, uint64_t start, uint64_t here, const char *text,
                           size_t length, size_t odd);

/* `at` is the parser's place in the bytes it was given; 0: not known. kp_xml_fault_free must follow. */
void kp_xml_judge(kp_xml_said said, const char *bytes, size_t at, kp_xml_fault *out);
void kp_xml_fault_free(kp_xml_fault *fault);

/* The same of what a call of the parser's gives, where no handler was told. */
kepu_status kp_xml_result(int result);

#endif
