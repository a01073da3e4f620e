/* Units and figures that a scheme scores, as they lie in memory. */
#ifndef KP_INPUTS_H
#define KP_INPUTS_H

#include "score/intake.h"
#include "work/data.h"

#include <kepu/inputs.h>

typedef enum kp_unit_column { KP_UNIT_ID, KP_UNIT_NAME, KP_UNIT_KIND, KP_UNIT_GROUP, KP_UNIT_COLUMNS } kp_unit_column;
extern const char *const kp_unit_columns[KP_UNIT_COLUMNS][2]; /* English, Chinese */
#define KP_UNIT_NEEDED 1                                      /* the first of them */

typedef enum kp_input_column {
	KP_INPUT_UNIT,
	KP_INPUT_VALUE,
	KP_INPUT_CRITERION,
	KP_INPUT_ITEM,
	KP_INPUT_OBJECT,
	KP_INPUT_PERIOD,
	KP_INPUT_SOURCE,
	KP_INPUT_STAGE,
	KP_INPUT_REASON,
	KP_INPUT_EVIDENCE,
	KP_INPUT_ORIGIN,
	KP_INPUT_COLUMNS
} kp_input_column;
extern const char *const kp_input_columns[KP_INPUT_COLUMNS][2];
#define KP_INPUT_NEEDED 2

typedef struct kp_unit_row {
	kp_str id, name;                /* name: the id where it has none */
	kp_str kind;                    /* NULL: none */
	const kp_scheme_element *group; /* NULL: of none */
} kp_unit_row;

typedef struct kp_input {
	uint32_t unit;
	uint32_t element;        /* index of a criterion, gate, veto or downgrade; 0: the unit's own */
	kp_str item;             /* of the scheme's texts, where it is among them */
	kp_str object;           /* NULL: none */
	kp_str period, source;   /* ids of parts, of the scheme's texts; NULL: none */
	uint16_t stage;          /* number of the stage, from 0 */
	uint8_t state, origin;   /* KEPU_STATE_, KEPU_ORIGIN_ */
	kp_decimal value;        /* of a level its place, from 1 */
	bool percent;            /* written with %, and divided by 100: it has the digits that it was written with */
	kp_str text;             /* of a level: as written; NULL: it is none */
	kp_str reason, evidence; /* NULL: none */
	int64_t line;
} kp_input;

struct kepu_inputs {
	uint32_t tag; /* KP_TAG_INPUTS */
	atomic_int references;
	kepu_scheme *scheme; /* referred to */
	kp_arena arena;
	kp_intake intake;
	kp_unit_row *units; /* once settled in the order of their ids' bytes */
	size_t unit_count, unit_capacity;
	kp_names unit_names; /* to the number of the unit + 1 */
	kp_input *items;     /* once settled by element, unit, item, object, period, source, stage */
	size_t count, capacity;
	kp_arena key_arena;
	kp_intern keys;                     /* of the figures, to find what is there twice; freed when settled */
	kp_buffer row[KP_INPUT_COLUMNS];    /* in the making */
	uint32_t *moved, *columns, *starts; /* settled: see settle.c */
	bool settled;                       /* scores were made of it: nothing can be added any more */
};

#define KP_TAG_INPUTS 0x75706e69u

/* Where an input is looked for. */
typedef struct kp_spot {
	kp_str period, source; /* NULL: outside of any such part */
	uint16_t stage;        /* the last that counts */
} kp_spot;

kepu_inputs *kp_inputs_ref(kepu_inputs *inputs); /* kepu_inputs_free gives it back */

/* KEPU_OK where something can be added. */
kepu_status kp_inputs_open(const kepu_inputs *inputs, kepu_error **err);

/* A unit by its id, else by its name; false: there is none, or several have the name. */
bool kp_inputs_unit(const kepu_inputs *inputs, const char *text, size_t length, uint32_t *out);

/* Each takes a row or adds a finding, unless `findings` is NULL. False: memory is out. `origin` is that of a row without. */
bool kp_inputs_take_unit(kepu_inputs *inputs, const kp_cell cells[KP_UNIT_COLUMNS], kepu_findings *findings);
bool kp_inputs_take(kepu_inputs *inputs, const kp_cell cells[KP_INPUT_COLUMNS], uint8_t origin,
                    kepu_findings *findings);

/* Sorts the figures and closes the set. Ids in order of bytes, not of coming: the order of rows never matters. */
kepu_status kp_inputs_settle(kepu_inputs *inputs, kepu_error **err);

/* The figures of an element and a unit: `count` of them. */
const kp_input *kp_inputs_of(const kepu_inputs *inputs, uint32_t element, uint32_t unit, size_t *count);

/* Whether two figures of an element and a unit differ by nothing but the stage. */
bool kp_input_is_same(const kp_input *one, const kp_input *other);

/* The figure that counts for an input, of the last stage up to the spot's, among the element's and then the unit's own.
 * NULL: it was not reported. */
const kp_input *kp_inputs_find(const kepu_inputs *inputs, uint32_t element, uint32_t unit, kp_str item, kp_str object,
                               const kp_spot *spot);

#endif
