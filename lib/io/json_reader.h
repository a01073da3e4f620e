/* The state of reading one plan from JSON: json_read.c goes through its objects, json_values.c takes their values,
 * json_foreign.c what is foreign. Each object is an element of plan XML to the files that make plans, see xml_reader.h. */
#ifndef KP_JSON_READER_H
#define KP_JSON_READER_H

#include "io/json_names.h"
#include "io/json_parse.h"
#include "io/xml_reader.h"

typedef struct kp_json_reader {
	kp_reader *r;
	kp_json json;
	size_t length;                     /* of its bytes */
	bool newer;                        /* the file is of a newer minor version */
	kp_slice version;                  /* of it */
	uint32_t text;                     /* the text of the element that is open; 0: none */
	kp_buffer lists;                   /* values of it that are lists, as an attribute of XML has them */
	uint32_t at[AT_COUNT];             /* of each of these: its token, */
	size_t from[AT_COUNT];             /* and where it begins in the buffer */
	kp_where where[KP_DEPTH_MOST + 2]; /* of the elements that are open */
} kp_json_reader;

static inline const kp_json_token *kp_json_at(const kp_json_reader *j, uint32_t token)
{
	return &j->json.tokens[token];
}

static inline kp_slice kp_json_slice(const kp_json_reader *j, uint32_t token)
{
	const kp_json_token *t = kp_json_at(j, token);
	return (kp_slice){ kp_json_bytes_of(&j->json, t), t->length };
}

static inline uint64_t kp_json_offset(const kp_json_reader *j, uint32_t token)
{
	return j->r->skipped + kp_json_at(j, token)->start;
}

/* Each gives false. `first` is a text that need not be terminated. */
bool kp_json_fail(kp_json_reader *j, uint32_t token, kepu_status code, kp_slice first, const char *second);
bool kp_json_fail_type(kp_json_reader *j, uint32_t token, const char *key, const char *expected);

/* The values of an object by the rows of its keys, 0 where there is none. `key` is what it is the value of. */
bool kp_json_members(kp_json_reader *j, const kp_json_object *object, const char *name, const char *key, uint32_t token,
                     uint32_t found[KP_JSON_KEYS_MOST]);

/* Values of the element that begins: those of its own keys, and those of an object with its provenance. Between begin and
 * end they are collected. */
void kp_json_begin_values(kp_json_reader *j);
bool kp_json_value(kp_json_reader *j, const kp_json_key *key, uint32_t token);
bool kp_json_proof_values(kp_json_reader *j, const char *key, uint32_t token);
bool kp_json_end_values(kp_json_reader *j);

/* A list of strings, one after the other. */
bool kp_json_strings(kp_json_reader *j, const char *key, uint32_t list);

/* What is foreign at an object that was just read and became `owner`. */
bool kp_json_read_foreign(kp_json_reader *j, kp_element element, void *owner, uint32_t list);

/* xml_fragment.c: a piece of raw XML, written anew as the XML reader would keep it. An element into r->foreign; attributes
 * into r->attributes, with a blank before each. The values `known` are none that may be among them. */
bool kp_fragment_element(kp_reader *r, kp_slice xml, uint64_t offset);
bool kp_fragment_attributes(kp_reader *r, kp_slice xml, uint64_t known, uint64_t offset);

#endif
