/* What a plan file held that is not ours: raw XML, kept beside the plan and put back where it stood. A piece is anchored
 * to one of our own elements, which is named by the object it belongs to (any pointer into the plan's arena: the plan, a
 * node, a value, a kp_entry, a kp_name …) and a number that io gives to each element that object has in a file (its own,
 * its title's, its text's …). A file without foreign content costs nothing: plan->foreign stays NULL. */
#ifndef KP_FOREIGN_H
#define KP_FOREIGN_H

#include "model/model.h"

typedef enum kp_foreign_place {
	KP_FOREIGN_ATTRIBUTES, /* in the element's start tag: name="value", escaped, without the space before it */
	KP_FOREIGN_FIRST,      /* inside the element, before the first child that is ours */
	KP_FOREIGN_AFTER       /* after the element's end tag, before the next sibling that is ours */
} kp_foreign_place;

typedef struct kp_foreign_piece {
	kp_str xml;
	struct kp_foreign_piece *next; /* at the same place, in the order they were added */
} kp_foreign_piece;

/* Adds a copy of the raw XML behind what is at that place already. False: memory is out, the table is as it was. Only while the
 * plan is being made. */
bool kp_foreign_add(kepu_plan *plan, const void *owner, uint32_t element, kp_foreign_place place, const char *xml,
                    size_t length);

/* First piece at a place; NULL where there is none. */
const kp_foreign_piece *kp_foreign_first(const kepu_plan *plan, const void *owner, uint32_t element,
                                         kp_foreign_place place);

/* Whether there is any at all: a writer asks once and then need not look anything up. */
static inline bool kp_foreign_any(const kepu_plan *plan)
{
	return plan && plan->foreign;
}

#endif
