/* Figures of indicators, which plans and roll-ups give to the criteria that name them. */
#ifndef KP_TRANSFER_H
#define KP_TRANSFER_H

#include "score/inputs.h"

typedef struct kp_transfer {
	const kp_scheme_element *criterion;
	uint32_t unit;
	uint8_t origin;    /* KEPU_ORIGIN_ */
	uint8_t state;     /* KEPU_STATE_ */
	kp_decimal number; /* where it has a value */
	bool attained;     /* the number is an attainment, 1 is all of it */
	kp_str measure;    /* unit of the indicator; NULL: none */
	const char *evidence;
	size_t evidence_length;
} kp_transfer;

/* Takes the figure as a row of a table, or adds a finding, unless `findings` is NULL. False: memory is out. */
bool kp_inputs_transfer(kepu_inputs *inputs, const kp_transfer *from, kepu_findings *findings);

#endif
