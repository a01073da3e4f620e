/* Figures from tables, as they lie in memory, and how a row becomes one. */
#ifndef KP_DATA_H
#define KP_DATA_H

#include "base/fail.h"
#include "model/model.h"

#include <kepu/data.h>

/* A cell of a table: its text, without white space around it, and where it begins. */
typedef struct kp_cell {
	const char *bytes;
	size_t length;
	int64_t line, column;
} kp_cell;

typedef enum kp_data_column {
	KP_COLUMN_REGION,
	KP_COLUMN_INDICATOR,
	KP_COLUMN_PERIOD,
	KP_COLUMN_VALUE,
	KP_COLUMN_UNIT,
	KP_COLUMN_STATUS,
	KP_COLUMN_SOURCE,
	KP_COLUMN_KIND,
	KP_COLUMN_RELATIVE,
	KP_DATA_COLUMNS
} kp_data_column;

/* Where the cells of a row stand that a roll-up may refuse it for. */
typedef enum kp_datum_place {
	KP_PLACE_REGION,
	KP_PLACE_INDICATOR,
	KP_PLACE_VALUE,
	KP_PLACE_UNIT, /* of a unit that stands behind the value: there */
	KP_DATUM_PLACES
} kp_datum_place;

typedef struct kp_datum {
	kp_str region;    /* NULL: the plan's own, or none is said */
	kp_str indicator; /* as written */
	kp_str unit;      /* of the value; NULL: none is said */
	kp_str source;    /* NULL: none is said, or it is not kept */
	kp_str time;      /* the period as text; NULL: it is not kept */
	kp_date period;
	kp_decimal value;
	uint8_t state, status, kind, relative;
	bool by_id, percent; /* percent: of what a target relates to */
	bool any_unit;       /* its unit says nothing of the indicator's */
	kp_where places[KP_DATUM_PLACES];
} kp_datum;

struct kepu_data {
	uint32_t tag; /* KP_TAG_DATA */
	kepu_plan *plan;
	kp_arena arena;
	kp_intern texts, keys;
	kp_datum *rows;
	size_t count, capacity;
	bool *by_id; /* by the indicator's place in the plan: rows name its id */
	bool
		passing; /* on its way into a roll-up, which looks for rows alike itself: they are all taken, and what it has no use
	                 for is not kept */
};

#define KP_TAG_DATA 0x61746164u

/* Takes a row or adds a finding. False: memory is out. */
bool kp_data_add(kepu_data *data, const kp_cell cells[KP_DATA_COLUMNS], kepu_findings *findings);

/* Whether a row is about an indicator of the set's plan. */
bool kp_datum_is_about(const kepu_data *data, const kp_datum *datum, const kepu_indicator *indicator);

/* Whether a text names the plan's own region. */
bool kp_own_region(const kepu_plan *plan, const char *text, size_t length);

/* Whether any number will do in a share: the name says that it is a growth. */
bool kp_grows(const char *name, size_t length);
bool kp_over_whole(kp_decimal value, const char *unit, size_t length);

#endif
