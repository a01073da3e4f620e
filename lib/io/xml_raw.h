/* Elements and attributes that are not ours, kept as raw XML. They are written anew from what the parser says, by the rule
 * of exclusive canonical XML: each piece declares the namespaces that it uses itself, so that it means the same wherever
 * it is put, and reading what was written gives the same bytes again. */
#ifndef KP_XML_RAW_H
#define KP_XML_RAW_H

#include "base/strings.h"

typedef struct kp_binding {
	const char *prefix, *uri; /* "" for none */
	uint32_t depth;
} kp_binding;

typedef struct kp_raw {
	const char *home; /* the namespace without a prefix, where the piece is put */
	uint32_t depth;   /* 0: not within anything foreign */
	bool open;        /* its last start tag still lacks its end */
	kp_buffer xml;
	size_t text; /* bytes of the text that is being read */
	kp_binding *bindings;
	size_t binding_count, binding_capacity;
} kp_raw;

void kp_raw_free(kp_raw *raw);

/* What the parser reports; the first start tag begins a new piece. False: memory is out. */
bool kp_raw_start(kp_raw *raw, const unsigned char *name, const unsigned char *prefix, const unsigned char *uri,
                  const unsigned char **attributes, int count);
bool kp_raw_characters(kp_raw *raw, const char *bytes, size_t length);
bool kp_raw_end(kp_raw *raw, const unsigned char *name, const unsigned char *prefix);

/* Attributes of an element that is ours: the namespaces that all of them need, then one by one, as the parser gives it:
 * local name, prefix, URI, where the value begins and ends. A blank is before each. */
bool kp_raw_declare(kp_raw *raw, const unsigned char **attributes, int count, kp_buffer *out);
void kp_raw_attribute(kp_buffer *out, const unsigned char **attribute);

/* A value as the parser gives it: it leaves each & as &#38;, for a tree that it may have to make; nothing else is left so.
 * No longer than it. */
size_t kp_raw_unescape(const char *bytes, size_t length, char *out);

#endif
