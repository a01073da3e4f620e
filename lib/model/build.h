/* Making a plan, for the folders above: the same builder as the API's, by pointer instead of by id, so that loading and
 * importing pay no look-ups. Objects are appended to their parent in document order. Every maker gives NULL when memory
 * is out or, with an id, when the id is taken (builder->failure tells which). Text given is checked by nobody here:
 * the API's own functions check UTF-8 and XML characters before they call these; io and notice have checked already. */
#ifndef KP_BUILD_H
#define KP_BUILD_H

#include "base/fail.h"
#include "model/model.h"

#include <kepu/builder.h>

#define KP_SAID_SLOTS 64

struct kepu_builder {
	uint32_t tag;
	kepu_plan *plan;     /* under construction; NULL once finished */
	kepu_status failure; /* of the last maker that gave NULL */
	bool linked;         /* objects know the one before them and how often they are referred to, so that they can be
	                        moved and removed; set on the new builder. Then no object has a place in a file */
	kp_str reviewer, reviewed;    /* who changes what from now on, and when; NULL: nothing is noted down */
	kp_str added;                 /* id of the part that was added last: what it is made of is no change */
	bool dangling;                /* something refers to what was removed: to be swept away */
	struct kp_value_cursor {      /* the value that was last looked for by its index */
		const kepu_indicator *of; /* NULL: none */
		kepu_value *value;
		size_t index;
	} cursor;
	kp_said *said[KP_SAID_SLOTS]; /* shared ones that were made last, by what they say */
};

kepu_builder *kp_builder_new(void);

/* id NULL: a new one is made (n1, u1, a1, i1, p1, x1 …, above all that there have been). */
kepu_node *kp_build_node(kepu_builder *b, kepu_node *parent, kepu_annex *annex, const char *id, size_t id_length);
kepu_unit *kp_build_unit(kepu_builder *b, const char *id, size_t id_length);
kepu_assignment *kp_build_assignment(kepu_builder *b, kepu_node *node, kepu_unit *unit, int32_t role, const char *id,
                                     size_t id_length);
kp_term *kp_build_term(kepu_builder *b, kepu_assignment *assignment); /* its own, made on first use */

/* node NULL: of the plan as a whole */
kepu_indicator *kp_build_indicator(kepu_builder *b, kepu_node *node, const char *id, size_t id_length);
kepu_value *kp_build_value(kepu_builder *b, kepu_indicator *indicator, int32_t kind);
kepu_phase *kp_build_phase(kepu_builder *b, const char *id, size_t id_length);
kepu_change *kp_build_change(kepu_builder *b);
void kp_hang_change(kepu_plan *plan, kepu_change *change); /* behind the last one */
kepu_annex *kp_build_annex(kepu_builder *b, const char *id, size_t id_length);

/* A field of one value takes the new one instead of the old. A period is start/end; it sets the plan's two dates. */
kp_entry *kp_build_metadata(kepu_builder *b, int32_t field, const char *text, size_t length);
bool kp_build_period(kepu_builder *b, const char *text, size_t length); /* those two dates alone */
bool kp_build_paragraph(kepu_builder *b, const char *text, size_t length, uint32_t line);
bool kp_build_alias(kepu_builder *b, kepu_unit *unit, const char *text, size_t length);
bool kp_build_function(kepu_builder *b, kepu_unit *unit, const char *token, size_t length);
bool kp_build_member(kepu_builder *b, kepu_unit *group, kepu_unit *member);

/* Strings and tokens in the plan's arena. kp_build_text stores short texts (names, labels) once and copies long ones. A
 * token that is not known keeps its text, with the code 0; the code 0 takes a token away. */
kp_str kp_build_text(kepu_builder *b, const char *text, size_t length);
bool kp_build_token(kepu_builder *b, kp_token *token, kp_token_set set, const char *text, size_t length);
bool kp_build_code(kepu_builder *b, kp_token *token, kp_token_set set, int32_t code);

/* Provenance: made on first use. */
bool kp_build_span(kepu_builder *b, kepu_provenance **proof, uint32_t paragraph, uint32_t offset, uint32_t length);
bool kp_build_rule(kepu_builder *b, kepu_provenance **proof, int32_t rule);
bool kp_build_finding(kepu_builder *b, kepu_provenance **proof, int32_t finding);
bool kp_build_finding_name(kepu_builder *b, kepu_provenance **proof, const char *name, size_t length);
bool kp_build_check(kepu_builder *b, kepu_provenance **proof, int32_t check);             /* 0: takes it away */
bool kp_build_read(kepu_builder *b, kepu_provenance **proof, kp_str rule, kp_str check);  /* both at once; kept texts */
bool kp_build_reviewer(kepu_builder *b, kepu_provenance **proof, kp_str by, kp_str when); /* NULL: not said */
kepu_provenance *kp_build_proof(kepu_builder *b, kepu_provenance **proof);                /* the struct itself */

/* The object with an id, whatever its kind: every object begins with its id, NULL where it was removed. *out_kind is one of
 * KEPU_PART_. */
void *kp_build_find(const kepu_builder *b, const char *id, size_t length, int32_t *out_kind);

/* Freezes: paths, counts, arrays, look-ups, cycle checks. On failure the builder is as it was. */
kepu_status kp_builder_finish(kepu_builder *b, kepu_plan **out_plan, kepu_error **err);

#endif
