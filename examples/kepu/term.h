/* Text for a terminal: widths in columns, lines that break where Chinese text may, tables. */
#ifndef TERM_H
#define TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A growing text. Failure sticks: the writer looks at `failed` once, at the end. */
typedef struct text {
	char *bytes;
	size_t length, capacity;
	bool failed; /* memory is out */
} text;

void text_add(text *out, const char *bytes, size_t length);
void text_put(text *out, const char *words); /* up to its NUL; NULL: nothing */
void text_number(text *out, uint64_t number);
void text_fill(text *out, const char *words, const char *first, const char *second); /* {1} and {2} of `words` */
void text_clean(text *out, const char *bytes,
                size_t length); /* control characters, which could steer a terminal, as ? */
void text_free(text *out);

size_t text_width(const char *bytes, size_t length);
size_t next_char(const char *bytes, size_t length, size_t at, uint32_t *out_char); /* index after it */
size_t screen_width(void); /* 100 columns, or those of the terminal where it has fewer */

/* Lines filled from left to right. A line that is full goes on below at `left`; before each ends, the next line of `side`
 * is put at column `side_at`. */
typedef struct flow {
	text *out;
	size_t width, left, column;
	const char *side;
	size_t side_at;
} flow;

flow flow_start(text *out, size_t width);
void flow_to(flow *at, size_t column);                       /* spaces up to a column; sets `left` to it */
void flow_words(flow *at, const char *bytes, size_t length); /* breaks where the text may */
void flow_put(flow *at, const char *words);                  /* the same up to a NUL */
void flow_whole(flow *at, const char *bytes, size_t length); /* keeps it on one line where that is wide enough */
void flow_right(flow *at, size_t column, const char *words); /* so that it ends before the column */
void flow_end(flow *at);                                     /* ends the line */

#endif
