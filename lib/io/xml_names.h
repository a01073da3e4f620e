/* Elements and attributes of plan XML: names, where an element may stand, which attributes it knows. */
#ifndef KP_XML_NAMES_H
#define KP_XML_NAMES_H

#include "model/elements.h"

#include <stdbool.h>
#include <stddef.h>

#define KP_NAMESPACE "urn:kepu:plan:1"
#define KP_FORMAT_MAJOR 0
#define KP_FORMAT_MINOR 1
#define KP_FORMAT_VERSION "0.1"

typedef enum kp_attribute {
	AT_AT,
	AT_RULE,
	AT_FINDING,
	AT_CHECK,
	AT_BY,
	AT_WHEN,
	AT_CONTENT,
	AT_ID,
	AT_VERSION,
	AT_UID,
	AT_REVISION,
	AT_LAST_IDS,
	AT_STATUS,
	AT_SUPERSEDES,
	AT_SUPERIOR,
	AT_DIGEST,
	AT_IMPORTER,
	AT_LINE,
	AT_START,
	AT_END,
	AT_NUMBER,
	AT_LEVEL,
	AT_CODE,
	AT_SCHEME,
	AT_YEAR,
	AT_FUNCTIONS,
	AT_GROUP,
	AT_FROM,
	AT_UNTIL,
	AT_SUCCESSOR,
	AT_ROLE,
	AT_REF,
	AT_KIND,
	AT_ORDINAL,
	AT_DATE,
	AT_ONGOING,
	AT_UNIT,
	AT_NAME,
	AT_COMPARISON,
	AT_EVERY,
	AT_PER,
	AT_COUNTING,
	AT_NUMERATOR,
	AT_DENOMINATOR,
	AT_FACTOR,
	AT_WEIGHT,
	AT_ROLLUP,
	AT_NATURE,
	AT_TIME,
	AT_LOW,
	AT_HIGH,
	AT_LOW_TEXT,
	AT_HIGH_TEXT,
	AT_REGION,
	AT_SOURCE,
	AT_ACTION,
	AT_PARENT,
	AT_FIELD,
	AT_WAS,
	AT_NOW,
	AT_COUNT /* at most 64: sets of them are bits of a word */
} kp_attribute;

#define KP_BIT(number) ((uint64_t)1 << (number))

typedef struct kp_element_row {
	const char *name;
	uint64_t parents;    /* elements it may stand in */
	uint64_t attributes; /* those it knows */
	uint64_t required;   /* of these */
	uint8_t length;      /* of the name */
	uint8_t series;      /* where several may stand side by side: from 1, its place among the counts; else 0 */
	bool text;           /* holds text, and no element of ours */
} kp_element_row;

#define KP_SERIES_COUNT 17

extern const kp_element_row kp_elements[EL_COUNT];
extern const char *const kp_attributes[AT_COUNT];

kp_element kp_element_of(const char *name); /* EL_NONE: not known */
int kp_attribute_of(const char *name);      /* AT_COUNT: not known */

#endif
