/* The list of paragraphs that every reader of a container gives and the notice reader takes: lines of text as they
 * stand in the source, before any cleaning. */
#ifndef KP_PARAGRAPHS_H
#define KP_PARAGRAPHS_H

#include "base/memory.h"

typedef struct kp_paragraph {
	size_t start, length; /* bytes in `text` */
	uint32_t line;        /* line of the source it began on, from 1 */
	uint32_t row;         /* of a table, numbered from 1 in the whole document; 0: in none */
	uint8_t column, rows; /* column: from 1; rows: that the cell takes, 0 is one */
} kp_paragraph;

typedef struct kp_paragraphs {
	const char *text; /* checked UTF-8 */
	char *own;        /* the same, malloc'ed; NULL: it is the caller's, and outlives the list */
	size_t text_length;
	kp_paragraph *items;
	size_t count, capacity;
	size_t dropped;     /* characters that were dropped or replaced because no text may hold them */
	uint8_t sha256[32]; /* of the original bytes */
} kp_paragraphs;

void kp_paragraphs_free(kp_paragraphs *list);

#endif
