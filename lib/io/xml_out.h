/* Start tags, texts and provenance, as xml_write.c puts them together. */
#ifndef KP_XML_OUT_H
#define KP_XML_OUT_H

#include "io/sink.h"
#include "model/spans.h"
#include "io/xml_names.h"
#include "model/foreign.h"

typedef struct kp_xml_out {
	kp_sink *sink;
	const kepu_plan *plan;
	kp_spans spans;
	unsigned depth;
	bool open;    /* the last start tag still lacks its end */
	bool foreign; /* there is foreign content to look for */
} kp_xml_out;

#define KP_OUT(out, literal) kp_sink_put((out)->sink, "" literal, sizeof literal - 1)

/* An element: begin, attributes, inside, children, end, behind. `owner` and `number` find its foreign content. */
void kp_out_begin(kp_xml_out *out, kp_element element);
void kp_out_inside(kp_xml_out *out, const void *owner, uint32_t number);
void kp_out_end(kp_xml_out *out, kp_element element);
void kp_out_behind(kp_xml_out *out, const void *owner, uint32_t number);

/* Whether the element must be written for the sake of what is foreign in it. */
bool kp_out_needed(const kp_xml_out *out, const void *owner, uint32_t number);

/* Nothing where the value is NULL. The literal has the blank, the name, the equals sign and the quote. */
#define KP_OUT_ATTRIBUTE(out, name, value) kp_out_attribute(out, " " name "=\"", sizeof name + 2, value)
void kp_out_attribute(kp_xml_out *out, const char *before, size_t length, kp_str value);
void kp_out_value(kp_xml_out *out, kp_str value); /* escaped as in an attribute */
void kp_out_number(kp_xml_out *out, const char *name, int64_t value);
void kp_out_proof(kp_xml_out *out, const kepu_provenance *proof);
bool kp_out_has_proof(const kepu_provenance *proof); /* whether kp_out_proof would write anything */

/* What an element with text holds. */
typedef struct kp_out_text {
	kp_str text;
	const kepu_provenance *at; /* the text may be left out where it is the source's at these spans; NULL: never */
	bool optional;             /* without text the element is still there, for its attributes' sake */
} kp_out_text;

/* After begin and attributes: foreign attributes, the text, the end tag. */
void kp_out_content(kp_xml_out *out, kp_element element, const void *owner, uint32_t number,
                    const kp_out_text *content);

/* Foreign elements within a text: each piece begins with the byte of the text it stands before, and a colon. Moves behind
 * these and gives the byte. */
size_t kp_out_position(const char **xml, size_t *length);

/* Of the ids with this letter that were handed out and are gone, the last one, where the ids in the file would not show it.
 * Returns its length; 0: there is none. */
#define KP_ID_TEXT 24
size_t kp_out_last_id(const kp_ids *ids, char letter, char out[KP_ID_TEXT]);

/* A whole element without attributes, nothing where the text is NULL; what is foreign behind it, too. */
void kp_out_text_element(kp_xml_out *out, kp_element element, const void *owner, kp_str text);

#endif
