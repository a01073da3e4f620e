/* Lines and columns. While a file is being read a cursor follows the start tags, for each object keeps its line; faults
 * are looked for from the start again. A line ends at LF, as the parser sees it; a column counts characters. */
#ifndef KP_PLACE_H
#define KP_PLACE_H

#include "base/fail.h"
#include "io/source.h"

typedef struct kp_cursor {
	const char *piece; /* the bytes being parsed */
	size_t length;
	uint64_t start;  /* offset of the first of them in the file */
	uint64_t at;     /* offset that line and column belong to */
	uint32_t line;   /* from 1 */
	uint32_t column; /* characters of the line before `at` */
	bool have_tag;   /* the last `<` of an earlier piece: */
	uint64_t tag;
	uint32_t tag_line, tag_column;
} kp_cursor;

void kp_cursor_start(kp_cursor *cursor, uint64_t offset);
void kp_cursor_to(kp_cursor *cursor, uint64_t to); /* within the piece, and not back */
/* The next piece follows on the one before, which must be still there when this is called. */
void kp_cursor_piece(kp_cursor *cursor, const char *piece, size_t length);

/* Line and column, from 1, of the last `<` before an offset; offsets must not go back. 0 where it is not known. */
void kp_cursor_tag(kp_cursor *cursor, uint64_t before, uint32_t *out_line, uint32_t *out_column);

/* Reads the source anew as far as the offset and fills in line, column and offset: its own, or with `tag` those of the
 * last `<` before it. False: it cannot be read again. */
bool kp_place_find(kp_source *source, uint64_t offset, bool tag, kp_place *place);

#endif
