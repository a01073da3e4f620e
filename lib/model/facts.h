/* The facts of a plan in one list: all that has a provenance, in the order of a plan file. */
#ifndef KP_FACTS_H
#define KP_FACTS_H

#include "model/model.h"

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

#endif
