/* Taking facts over, one by one: onto.c goes through the parts. */
#ifndef KP_ONTO_TAKE_H
#define KP_ONTO_TAKE_H

#include "base/fail.h"
#include "model/review.h"
#include "work/onto.h"

typedef struct kp_onto {
	kp_onto_match m;
	kepu_builder *b; /* of the plan that was looked over */
	kepu_findings *findings;
	kp_spans first, second; /* of the reading, of the plan that was looked over */
	kp_buffer words, old;
	kepu_node **nodes; /* those of the reading, as they are in the builder; NULL: left out */
	kepu_unit **units;
	bool changed;
	kepu_status status;
	kepu_error **err;
} kp_onto;

/* All give false after a failure, which is then in `status`. */
bool kp_onto_fail(kp_onto *o, kepu_status status);
bool kp_onto_memory(kp_onto *o);

/* A fact as the reading has it, as the plan had it, and where its provenance is now. `read` or `had` may be NULL: there is
 * none. *out_follow: the fact is to be as it was read. */
bool kp_onto_take(kp_onto *o, const kp_fact *read, const kp_fact *had, kepu_provenance **proof, bool *out_follow);

/* A note that something was removed before and stays out. */
bool kp_onto_out(kp_onto *o, int32_t part, const void *object);

/* Fields that are texts or tokens, at the same offset in both objects. */
typedef struct kp_onto_field {
	const char *name;
	size_t offset;
} kp_onto_field;
bool kp_onto_follow(kp_onto *o, kp_str id, const void *from, const void *to, const kp_onto_field *fields, size_t count);
bool kp_onto_set(kp_onto *o, kp_str id, const char *field, kp_str from, kp_str to);

static inline bool kp_onto_seen(const kepu_provenance *proof)
{
	return kepu_provenance_check(proof) > KEPU_CHECK_UNSEEN;
}

/* Whether a fact came from a reading and nobody has looked at it: without its words it goes. */
static inline bool kp_onto_goes(const kepu_provenance *proof)
{
	return proof && proof->span_count && !kp_onto_seen(proof);
}

/* onto_parts.c: what stands in nodes, and beside them. */
bool kp_onto_units(kp_onto *o);
bool kp_onto_assignments(kp_onto *o);
bool kp_onto_indicators(kp_onto *o);
bool kp_onto_phases(kp_onto *o);
bool kp_onto_annexes(kp_onto *o);
bool kp_onto_metadata(kp_onto *o);
void *kp_onto_now(const kp_onto *o, const void *object); /* the part of the old plan in the builder; NULL for NULL */

#endif
