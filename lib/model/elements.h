/* Elements of a plan in a file, by number: what is foreign is anchored to them (model/foreign.h), so the builder has to
 * know them when it changes a plan. Their names are io's. */
#ifndef KP_ELEMENTS_H
#define KP_ELEMENTS_H

#include <stdint.h>

typedef enum kp_element {
	EL_NONE, /* not ours, or not known to this version */
	EL_PLAN,
	EL_SOURCE,
	EL_P,
	EL_METADATA,
	EL_TITLE,
	EL_NOTICE_TITLE,
	EL_DOCUMENT_NUMBER,
	EL_ISSUER,
	EL_ISSUE_DATE,
	EL_PERIOD,
	EL_RECIPIENT,
	EL_BASIS,
	EL_REGION,
	EL_UNITS,
	EL_UNIT,
	EL_NAME,
	EL_CANONICAL,
	EL_ALIAS,
	EL_MEMBER,
	EL_LIAISON,
	EL_NODES,
	EL_NODE,
	EL_LABEL,
	EL_TEXT,
	EL_DUE,
	EL_DELIVERABLE,
	EL_ASSIGNMENT,
	EL_LEADER,
	EL_CONTACT,
	EL_INDICATOR,
	EL_TARGET,
	EL_BASELINE,
	EL_OBSERVATION,
	EL_INDICATORS,
	EL_PHASES,
	EL_PHASE,
	EL_ANNEXES,
	EL_ANNEX,
	EL_CHANGES,
	EL_CHANGE,
	EL_COUNT
} kp_element;

#define EL_PARAGRAPH 0x80000000u /* and the index: a paragraph of the source in the table of foreign content */

#endif
