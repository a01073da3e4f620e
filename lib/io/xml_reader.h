/* The state of reading one plan file, shared by the files that do it: xml_read.c drives the XML parser and json_read.c
 * goes through JSON, both element by element; xml_start.c and xml_end.c know what these make, xml_values.c their
 * attributes, xml_foreign.c keeps what is not ours. */
#ifndef KP_XML_READER_H
#define KP_XML_READER_H

#include "io/place.h"
#include "model/spans.h"
#include "io/xml_names.h"
#include "io/xml_raw.h"
#include "model/build.h"

#define KP_DEPTH_MOST 256
#define KP_NAME_SLOTS 512 /* a power of two */
#define KP_NAMES_MOST 256

/* An element of ours that is open. */
typedef struct kp_frame {
	kp_element element;
	uint32_t number;        /* `owner` and `number` are the element in the table of foreign content */
	void *owner;            /* NULL while it is not known: of a text element until its end */
	const void *last_owner; /* the last child of ours that has ended; NULL: none yet */
	uint32_t last_number;
	uint64_t seen;  /* elements that were among its children */
	uint64_t place; /* an offset between its `<` and the next one */
	uint32_t counts[KP_SERIES_COUNT];
} kp_frame;

/* A value of an attribute, not terminated. */
typedef struct kp_slice {
	const char *bytes;
	size_t length;
} kp_slice;

/* What a name of the parser's dictionary stands for: the same name is always the same pointer. */
typedef struct kp_name_slot {
	const void *name;
	uint8_t element, attribute;
} kp_name_slot;

/* A reference to what comes later in the file. */
typedef struct kp_pending {
	void *to; /* the place of a pointer */
	kp_str id;
	int32_t part; /* KEPU_PART_ of what it must be */
	uint64_t place;
} kp_pending;

/* A token that was read before, by a hash of its text. */
typedef struct kp_token_slot {
	kp_token token;
	int set; /* kp_token_set, or KP_RULES; -1: the slot is free */
} kp_token_slot;

#define KP_TOKEN_SLOTS 64 /* a power of two */

/* A short text that was read before, by its hash. */
typedef struct kp_string_slot {
	kp_str text;
	uint64_t mixed;
} kp_string_slot;

#define KP_STRING_SLOTS 4096
#define KP_STRING_MOST 32 /* bytes of a text that may be there again */

typedef struct kp_reader kp_reader;

/* What depends on the form of the file. An offset is one behind a `<`, or that of a value of JSON. */
typedef struct kp_form {
	uint64_t (*here)(const kp_reader *r);                  /* of what is being read */
	uint64_t (*place)(kp_reader *r, kp_slice value);       /* of a value of the innermost element */
	kp_where (*where)(kp_reader *r, uint64_t offset);      /* line and column; offsets must not go back */
	void (*path)(const kp_reader *r, kp_buffer *out_path); /* of the fault */
} kp_form;

struct kp_reader {
	const kp_form *form;
	struct kp_json_reader *json; /* NULL: it is XML */
	kp_source *source;
	const kp_limits *limits;
	kepu_error **err;
	kepu_status status; /* the first failure: nothing more is read */
	uint64_t fault;     /* its offset, or with `fault_is_tag` one behind its `<` */
	bool fault_is_tag;
	bool figures;                  /* no more is wanted than kp_xml_read_figures says */
	uint32_t passed;               /* elements that are open and passed over for that */
	struct _xmlParserCtxt *parser; /* NULL: none is at work */
	uint64_t skipped;              /* bytes before those the parser was given: a BOM */
	kp_cursor cursor;

	kepu_builder *builder;
	kepu_plan *plan; /* the builder's */
	kp_spans spans;
	uint64_t expanded; /* bytes of texts taken from the source */
	kp_pending *pending;
	size_t pending_count, pending_capacity;

	kp_frame frames[KP_DEPTH_MOST + 1]; /* frames[0] is no element */
	uint32_t depth;                     /* of our elements */
	kp_name_slot names[KP_NAME_SLOTS], other_name;
	size_t name_count;
	kp_token_slot tokens[KP_TOKEN_SLOTS];
	kp_string_slot strings[KP_STRING_SLOTS];
	const void *our_uri; /* the parser's pointer to our namespace, once seen */
	uint64_t present;    /* attributes of ours on the element that begins */
	kp_slice values[AT_COUNT];
	char *unescaped;                    /* those of them that the parser gave with references */
	bool optional_none, optional_empty; /* content="none", content="empty" */
	uint32_t paragraph_line;
	kp_str entry_number;
	kepu_provenance *proof; /* of the text element that is open, until its object is made */
	kp_buffer text;         /* of that element */
	kp_buffer attributes;   /* what is foreign in its start tag */
	kp_buffer inside;       /* and within it: position, colon, XML, NUL, for each piece */

	kp_raw raw; /* what is foreign */

	kepu_findings *findings; /* NULL: not wanted */
	kp_arena reported_arena;
	kp_intern reported;
};

/* ---- failing: each gives false, so that a caller can return it ---- */

bool kp_read_fail(kp_reader *r, kepu_status code, const char *first, const char *second); /* at the innermost element */
bool kp_read_fail_slice(kp_reader *r, kepu_status code, kp_slice value, const char *second);
bool kp_read_fail_text(kp_reader *r, kepu_status code, uint64_t offset, kp_slice value, const char *second);
bool kp_read_fail_at(kp_reader *r, kepu_status code, uint64_t offset, bool tag, const char *first, const char *second);
bool kp_read_fail_limit(kp_reader *r, const char *what, int64_t limit);
bool kp_read_fail_ratio(kp_reader *r);
bool kp_read_memory(kp_reader *r);
bool kp_read_fail_character(kp_reader *r, const char *bytes, size_t length, uint64_t offset); /* that stands there */
uint64_t kp_read_offset(const kp_reader *r);
uint64_t kp_read_place(kp_reader *r, kp_slice value);

/* A finding about the tag being read; the same name is reported once. */
bool kp_read_finding(kp_reader *r, int32_t code, const char *first, size_t length, const char *second);

/* ---- beginning and end ---- */

/* kp_read_close must follow, after the last element or the first failure; but after a failure of this nothing is open. */
kepu_status kp_read_open(kp_reader **out, const kp_form *form, kp_source *source, bool findings, kepu_error **err);
kepu_status kp_read_close(kp_reader *r, kepu_plan **out_plan, kepu_findings **out_findings);

/* ---- elements ---- */

static inline kp_frame *kp_read_frame(kp_reader *r)
{
	return &r->frames[r->depth];
}

const kp_name_slot *kp_read_name(kp_reader *r, const void *name);
bool kp_read_is_ours(kp_reader *r, const void *uri);
uint64_t kp_read_known(kp_element element, kp_element above); /* attributes that an element in another one knows */
bool kp_read_version(kp_reader *r);                           /* checks that of the plan */
void kp_read_push(kp_reader *r, kp_element element, uint64_t offset);
bool kp_read_start(kp_reader *r, kp_element element); /* its frame is the top one, its values are set */
bool kp_read_end(kp_reader *r);
bool kp_read_finish(kp_reader *r); /* references to what came later */

/* ---- values of attributes ---- */

static inline bool kp_read_has(const kp_reader *r, kp_attribute attribute)
{
	return r->present >> attribute & 1;
}

kp_str kp_read_string(kp_reader *r, const char *bytes, size_t length); /* NULL: memory is out */
bool kp_read_text(kp_reader *r, kp_attribute attribute, kp_str *out);
bool kp_read_token(kp_reader *r, kp_attribute attribute, kp_token_set set, kp_token *out);
bool kp_read_date(kp_reader *r, kp_attribute attribute, kp_str *out);
bool kp_read_year(kp_reader *r, kp_attribute attribute, kp_str *out);
bool kp_read_digest(kp_reader *r, kp_attribute attribute, kp_str *out);
bool kp_read_boolean(kp_reader *r, kp_attribute attribute, bool *out);
bool kp_read_decimal(kp_reader *r, kp_attribute attribute, kp_decimal *out, kp_str *out_text);
bool kp_read_count(kp_reader *r, kp_attribute attribute, int64_t most, int64_t *out);
bool kp_read_proof(kp_reader *r, kepu_provenance **proof);
bool kp_read_content(kp_reader *r);
/* Calls for each token of a list that blanks separate. */
bool kp_read_list(kp_reader *r, kp_attribute attribute, bool (*each)(kp_reader *, void *, kp_slice), void *data);

/* ---- what is foreign ---- */

/* All attributes that are none of ours, with the namespaces they need, as the parser gives them. */
bool kp_foreign_attributes(kp_reader *r, const unsigned char **attributes, int count, uint64_t known, kp_buffer *out);
bool kp_foreign_start(kp_reader *r, const unsigned char *name, const unsigned char *prefix, const unsigned char *uri,
                      const unsigned char **attributes, int count);
bool kp_foreign_end(kp_reader *r, const unsigned char *name, const unsigned char *prefix);
bool kp_foreign_keep(kp_reader *r); /* what has ended, where it stands */
bool kp_foreign_characters(kp_reader *r, const char *bytes, size_t length);

/* Hangs what was foreign in a text element on the object that was made of it. */
bool kp_foreign_settle(kp_reader *r, const kp_frame *frame);

#endif
