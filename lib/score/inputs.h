/* Units and figures that a scheme scores, as they lie in memory. */
#ifndef KP_INPUTS_H
#define KP_INPUTS_H

#include "score/scheme.h"

#include <kepu/inputs.h>

#define KP_NO_GROUP ((uint32_t)-1)

typedef struct kp_unit_row {
	kp_str id, name, kind;          /* name, kind: NULL: none */
	const kp_scheme_element *group; /* NULL: of none */
} kp_unit_row;

typedef struct kp_input {
	uint32_t unit;
	uint32_t element;      /* index of a criterion, gate, veto or downgrade; 0: the unit's own */
	kp_str item;           /* of the scheme's texts, so that a pointer says whether it is the same */
	kp_str object;         /* NULL: none */
	kp_str period, source; /* ids of parts, of the scheme's texts; NULL: none */
	uint16_t stage;        /* number of the stage, from 0 */
	uint8_t state, origin; /* KEPU_STATE_, KEPU_ORIGIN_ */
	kp_decimal value;
	kp_str text;             /* as written: a level's id or name */
	kp_str reason, evidence; /* NULL: none */
	int64_t line;
} kp_input;

struct kepu_inputs {
	uint32_t tag; /* KP_TAG_INPUTS */
	atomic_int references;
	kepu_scheme *scheme; /* referred to */
	kp_arena arena;
	kp_unit_row *units;
	size_t unit_count, unit_capacity;
	kp_map units_by_id, units_by_name; /* by_name: NULL for several */
	kp_input *items;                   /* once settled by element, unit, item, object, period, source, stage */
	size_t count, capacity;
	kp_map by_key;    /* to find what is there twice; freed when settled */
	uint32_t *starts; /* settled: where the figures of (element, unit) begin; elements × units + 1 */
	bool settled;     /* scores were made of it: nothing can be added any more */
};

#define KP_TAG_INPUTS 0x75706e69u

/* Where an input is looked for. */
typedef struct kp_spot {
	kp_str period, source; /* NULL: outside of any such part */
	uint16_t stage;        /* the last that counts */
} kp_spot;

kepu_inputs *kp_inputs_ref(kepu_inputs *inputs); /* kepu_inputs_free gives it back */

/* Sorts the figures and closes the set. Ids in order of bytes, not of coming: the order of rows never matters. */
kepu_status kp_inputs_settle(kepu_inputs *inputs, kepu_error **err);

/* The figures of an element and a unit: `count` of them. */
const kp_input *kp_inputs_of(const kepu_inputs *inputs, uint32_t element, uint32_t unit, size_t *count);

/* The figure that counts for an input, of the last stage up to the spot's, among the element's and then the unit's own.
 * NULL: it was not reported. */
const kp_input *kp_inputs_find(const kepu_inputs *inputs, uint32_t element, uint32_t unit, kp_str item, kp_str object,
                               const kp_spot *spot);

#endif
