/* Objects of plan JSON: their keys, and what of plan XML these stand for. */
#ifndef KP_JSON_NAMES_H
#define KP_JSON_NAMES_H

#include "io/xml_names.h"

typedef enum kp_json_kind {
	/* attributes of the element */
	KP_KEY_TEXT,    /* a string */
	KP_KEY_COUNT,   /* a number */
	KP_KEY_DECIMAL, /* a number, or a string that holds one */
	KP_KEY_FLAG,    /* true, false */
	KP_KEY_WORDS,   /* strings without blanks */
	/* its text, and elements in it */
	KP_KEY_OWN_TEXT,
	KP_KEY_PART,       /* a string: the text of an element */
	KP_KEY_PART_PROOF, /* the provenance of the part in the row before */
	KP_KEY_PARTS,      /* strings: the texts of elements */
	KP_KEY_MEMBERS,    /* strings: ids */
	KP_KEY_OBJECT,
	KP_KEY_OBJECTS,
	/* others */
	KP_KEY_PROOF,
	KP_KEY_FOREIGN,
	KP_KEY_FORMAT, /* the namespace */
	KP_KEY_ELEMENT /* the element's name: which of several an object is */
} kp_json_kind;

typedef struct kp_json_key {
	const char *name;
	uint8_t length, kind, number; /* number: attribute or element */
	bool required;
} kp_json_key;

typedef struct kp_json_object {
	const kp_json_key *keys; /* in an order in which they can be read */
	uint8_t count;
} kp_json_object;

#define KP_JSON_KEYS_MOST 20

extern const kp_json_object kp_json_objects[EL_COUNT];

/* Objects that are no elements. */
typedef enum kp_json_proof_key {
	KP_PROOF_SPANS,
	KP_PROOF_RULE,
	KP_PROOF_FINDINGS,
	KP_PROOF_CHECK,
	KP_PROOF_BY,
	KP_PROOF_WHEN
} kp_json_proof_key;
extern const kp_json_object kp_json_proof;

typedef enum kp_json_foreign_key {
	KP_FOREIGN_ELEMENT,
	KP_FOREIGN_INDEX,
	KP_FOREIGN_PLACE,
	KP_FOREIGN_BEFORE,
	KP_FOREIGN_XML
} kp_json_foreign_key;
extern const kp_json_object kp_json_foreign;

#endif
