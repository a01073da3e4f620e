/* Noting down who changes what, in a builder that was told so. */
#ifndef KP_REVIEW_H
#define KP_REVIEW_H

#include "model/change.h"
#include "model/input.h"

/* What is about to be changed. */
typedef struct kp_noted {
	int32_t action, part;
	kp_str id, parent, field, was, now; /* of the plan's arena */
} kp_noted;

/* Made before a change, so that nothing can fail after it. */
typedef struct kp_record {
	kepu_change *change;
	kepu_provenance **proof, *checked; /* checked: goes where proof says */
} kp_record;

/* `noted` NULL: only the check. `proof` NULL: no fact is concerned. Where nobody reviews both do nothing. False: memory is
 * out. */
bool kp_record_begin(kepu_builder *b, const kp_noted *noted, kepu_provenance **proof, int32_t check, kp_record *out);
void kp_record_end(kepu_builder *b, const kp_record *record);

/* A provenance for a fact that somebody enters; NULL where nobody reviews. False: memory is out. */
bool kp_record_entered(kepu_builder *b, kepu_provenance **out);

/* The record of removing a part. */
bool kp_record_removal(kepu_builder *b, const kp_target *at, kp_record *out);

kp_str kp_parent_id(const kp_target *at); /* of the part that it stands in; NULL: none */

/* "issuer:0", "value:2:low" (name NULL: without). NULL: memory is out. */
kp_str kp_record_field(kepu_builder *b, const char *fact, size_t index, const char *name);

/* What a check was: the token, who and when, one a line; NULL for none. */
bool kp_record_check(kepu_builder *b, const kepu_provenance *proof, kp_str *out);

/* The part's facts are unseen again. */
kepu_status kp_forget_checks(kepu_builder *b, const kp_target *at, kepu_error **err);

/* What kepu_plan_onto() found about a fact, and confirming does away with. */
bool kp_finding_of_onto(kp_str name);

#endif
