/* Objects, members and lists, as json_write.c puts them together: each object of a list begins a line, its plain members
 * stay on it, its lists begin lines beneath. */
#ifndef KP_JSON_OUT_H
#define KP_JSON_OUT_H

#include "io/sink.h"
#include "io/xml_names.h"
#include "model/foreign.h"

typedef struct kp_json_out {
	kp_sink *sink;
	const kepu_plan *plan;
	unsigned depth; /* blanks at the start of a line */
	bool fresh;     /* nothing is in the innermost object or list yet */
	bool foreign;   /* there is foreign content to look for */
} kp_json_out;

#define KP_JSON(out, literal) kp_sink_put((out)->sink, "" literal, sizeof literal - 1)

/* The name of a member, with what separates it from the one before; its value follows. */
#define KP_JSON_KEY(out, name) kp_json_out_key(out, "\"" name "\": ", sizeof name + 3)
void kp_json_out_key(kp_json_out *out, const char *key, size_t length);

/* A member that is a string; nothing where the value is NULL. */
#define KP_JSON_TEXT(out, name, value) kp_json_out_text(out, "\"" name "\": ", sizeof name + 3, value)
void kp_json_out_text(kp_json_out *out, const char *key, size_t length, kp_str value);

/* A member that is a decimal, as its text has it: a string where JSON has no such number (+5, 007). Where the text is more
 * than the number the number is written; the text is then for another member. */
#define KP_JSON_DECIMAL(out, name, value, text) kp_json_out_decimal(out, "\"" name "\": ", sizeof name + 3, value, text)
void kp_json_out_decimal(kp_json_out *out, const char *key, size_t length, kp_decimal value, kp_str text);

void kp_json_out_open(kp_json_out *out);
void kp_json_out_close(kp_json_out *out);

/* A member that begins a line of its own. */
#define KP_JSON_LINE(out, name) kp_json_out_line(out, "\"" name "\": ", sizeof name + 3)
void kp_json_out_line(kp_json_out *out, const char *key, size_t length);

/* A member that is a list of objects, each on a line of its own: `item` opens the next of them. */
#define KP_JSON_LIST(out, name) kp_json_out_list(out, "\"" name "\": ", sizeof name + 3)
void kp_json_out_list(kp_json_out *out, const char *key, size_t length);
void kp_json_out_item(kp_json_out *out);
void kp_json_out_list_end(kp_json_out *out);

/* A member that is a list of strings, begun with the first of them. */
#define KP_JSON_STRING(out, name, first, value) kp_json_out_string(out, "\"" name "\": ", sizeof name + 3, first, value)
void kp_json_out_string(kp_json_out *out, const char *key, size_t length, bool first, kp_str value);
void kp_json_out_strings_end(kp_json_out *out);

/* A member with the provenance; nothing where there is none. */
#define KP_JSON_PROOF(out, name, proof) kp_json_out_proof(out, "\"" name "\": ", sizeof name + 3, proof)
void kp_json_out_proof(kp_json_out *out, const char *key, size_t length, const kepu_provenance *proof);

/* What is foreign at an object's elements goes into its list `foreign`, which begins with the first piece. */
typedef struct kp_json_spot {
	const void *owner;
	kp_element element;
	uint32_t number; /* of the element in the table of foreign content */
	bool own;        /* it is the element of the object itself, not one of its parts */
	int64_t index;   /* where the object may have several such elements: which; else -1 */
	kp_str text;     /* of the element, where it holds text */
} kp_json_spot;
void kp_json_out_foreign(kp_json_out *out, bool *begun, const kp_json_spot *spot);
void kp_json_out_foreign_end(kp_json_out *out, bool begun);

#endif
