/* What a plan file held that is not ours: raw XML, kept beside the plan and put back where it stood. A piece is anchored
 * to one of our own elements, which is named by the object it belongs to (any pointer into the plan's arena: the plan, a
 * node, a value, a kp_entry, a kp_name …) and a number that io gives to each element that object has in a file (its own,
 * its title's, its text's …). A file without foreign content costs nothing: plan->foreign stays NULL. */
#ifndef KP_FOREIGN_H
#define KP_FOREIGN_H

#include "model/elements.h"
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

/* Changing a plan that is being made. */
typedef struct kp_spot {
	const void *owner;
	uint32_t element;
	kp_foreign_place place;
} kp_spot;

/* What is at the one goes behind what is at the other. Takes no memory. */
void kp_foreign_join(kepu_plan *plan, kp_spot from, kp_spot to);
void kp_foreign_drop(kepu_plan *plan, kp_spot at);

/* The text of an element is about to become one of so many bytes: elements within it will stand at its end. The first makes
 * ready (false: memory is out), the second does it. */
typedef struct kp_foreign_text {
	const void *owner; /* NULL: there is nothing to do */
	uint32_t element;
	kp_foreign_piece *first, *last;
} kp_foreign_text;
bool kp_foreign_text_begin(kepu_plan *plan, const void *owner, uint32_t element, size_t length, kp_foreign_text *out);
void kp_foreign_text_end(kepu_plan *plan, const kp_foreign_text *text);

/* Copying to another plan: begin, tell of each object and of the one made of it, end. */
typedef struct kp_foreign_copier {
	const kepu_plan *from;
	struct kp_foreign_pair *pairs; /* own memory; NULL: there is nothing foreign */
	size_t capacity;
} kp_foreign_copier;
bool kp_foreign_copy_begin(kp_foreign_copier *copier, const kepu_plan *from);
void kp_foreign_copy_met(kp_foreign_copier *copier, const void *object, const void *made);
bool kp_foreign_copy_end(kp_foreign_copier *copier, kepu_plan *to); /* false: memory is out */
void kp_foreign_copy_free(kp_foreign_copier *copier);

/* Whether there is any at all: a writer asks once and then need not look anything up. */
static inline bool kp_foreign_any(const kepu_plan *plan)
{
	return plan && plan->foreign;
}

#endif
