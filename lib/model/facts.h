/* The facts of a plan in one list: all that has a provenance, in the order of a plan file. */
#ifndef KP_FACTS_H
#define KP_FACTS_H

#include "model/spans.h"
#include "model/spans.h"

#include <kepu/builder.h>

typedef enum kp_fact_kind {
	KP_FACT_PART, /* what the part as a whole says: of a node its label, ordinal and kind */
	KP_FACT_TITLE,
	KP_FACT_TEXT,
	KP_FACT_DUE,
	KP_FACT_VALUE,
	KP_FACT_META
} kp_fact_kind;

typedef struct kp_fact {
	int32_t part; /* KEPU_PART_ */
	kp_fact_kind kind;
	const void *object;    /* the part; of KP_FACT_VALUE the value, of KP_FACT_META the entry */
	kp_str id;             /* of the part; NULL: of the plan */
	const kepu_node *node; /* that it stands in or is; NULL: none */
	const kepu_provenance *proof;
	size_t index;  /* of a value or an entry */
	int32_t field; /* of an entry, KEPU_META_ */
} kp_fact;

/* Also facts without any provenance, where there is something that is said. In memory of the caller's, to be freed; NULL:
 * memory is out. */
kp_fact *kp_facts_list(const kepu_plan *plan, size_t *out_count);

kp_str kp_fact_said(const kp_fact *fact); /* in the plan's own words; of a node its label; may be NULL */

/* What findings call it: the id of the part, or of metadata "issuer:0", as kepu_builder_confirm() takes them; terminated.
 * False: memory is out. */
bool kp_fact_subject(const kp_fact *fact, kp_buffer *out);

/* The words that a fact or a part was read from, without white space: what stands at its spans, else what it says; of a
 * node its title. By these two readings of a text know the same fact. False: memory is out. */
bool kp_words_at(const kepu_plan *plan, const kepu_provenance *proof, kp_str said, kp_buffer *out);
bool kp_fact_words(kp_spans *spans, const kp_fact *fact, kp_buffer *out);
bool kp_part_words(kp_spans *spans, int32_t part, const void *object, kp_buffer *out);

#endif
