/* Stage 1, clean lines: the notice as one run of code points, with white space dropped wherever a neighbour is Chinese,
 * and beside it the same run folded for matching (width, brackets, dashes, look-alikes). Facts are cut from the first,
 * rules look at the second. It is made twice: the source has the lines of the notice and becomes the plan's paragraphs;
 * the text that is read has its broken lines joined, and leaves out page numbers and running heads between them. */
#ifndef KP_NOTICE_TEXT_H
#define KP_NOTICE_TEXT_H

#include "base/paragraphs.h"

#include <stdbool.h>
#include <uchar.h>

#define KP_NONE ((size_t)-1)
#define KP_TEXT_PAD 8 /* zeros behind the characters, which are looked at several at a time */

typedef struct kp_range {
	size_t start, end;
} kp_range;

typedef struct kp_text_line {
	size_t start, end;
	const char *bytes; /* of the source: what it is in the notice; NULL: white space was left out between */
	size_t byte_count;
	uint32_t source;   /* line of the notice, from 1 */
	uint16_t indent;   /* columns of white space before it, at most 200 */
	uint16_t width;    /* columns in the notice, without white space beside Chinese characters, at most 60000 */
	uint16_t count;    /* characters in the notice, with all white space, at most 60000 */
	bool blank_before; /* an empty line stands before it */
	bool number_apart; /* begins with a number, white space and then Chinese */
	bool spaced;       /* white space stands in it */
	uint8_t column;    /* of a table, from 1 */
	uint8_t rows;      /* that the cell takes; 0 is one */
	uint8_t cell;      /* KP_CELL_ */
	uint32_t row;      /* all cells of a row have its number; 0: in no table */
} kp_text_line;

/* What a line is as the cell of a table of tasks; those that say who come last. */
enum {
	KP_CELL_NONE,
	KP_CELL_HEADING, /* of a column */
	KP_CELL_NUMBER,  /* of the row; it becomes an item's label */
	KP_CELL_TITLE,
	KP_CELL_TEXT,
	KP_CELL_DUE,
	KP_CELL_LEAD,
	KP_CELL_RESPONSIBLE,
	KP_CELL_PARTICIPANT
};

/* What a folded character is, for scanners that must be fast. */
enum {
	KP_OPEN = 1, /* ( [ { < and the like, folded */
	KP_CLOSE = 2,
	KP_QUOTE_OPEN = 4, /* “ ‘ 《 「 : what is named, not said */
	KP_QUOTE_CLOSE = 8,
	KP_STOP = 16,     /* 。 ! ? */
	KP_PAUSE = 32,    /* , ; : and 、 */
	KP_DIGIT = 64,    /* 0-9 */
	KP_NUMERAL = 128, /* Chinese numerals */
	KP_COUNTER = 256, /* % and what most words begin with that stand behind a number: 个, 名, 万人 */
	KP_LETTER = 512,  /* A-Z, a-z */
	KP_COLON = 1024,  /* beside KP_PAUSE */
	KP_ODD = 2048,    /* signs that no Chinese sentence has between two characters: . & □ */
};

/* A stretch of the text that is read, and where it stands in the source. */
typedef struct kp_piece {
	size_t start, source, length;
} kp_piece;

struct kp_filters; /* scan.c */
struct kp_filters *kp_filters_new(void);

typedef struct kp_text {
	const struct kp_text
		*of; /* the source that it was joined from, freed after it: whose filters it has, and whose letters
	                             where nothing was left out; NULL: it is the source */
	char32_t *cps, *fold;
	uint16_t *class;
	size_t length;
	kp_text_line *lines;
	size_t line_count;
	uint32_t *line_marks; /* kp_text_line_of */
	kp_piece *pieces;     /* of the text that is read, in order; the source has none */
	size_t piece_count;
	bool decimals, bare_numbers; /* its labels are like 1.1; like 1 without any mark: numbering.c */
	bool has_table;              /* lines are cells of a table of tasks: table.c */
	uint32_t table_row;          /* the last number given to a row */
	struct kp_filters
		*filters; /* what is known of the lists of words that were asked for; of one thread, as its text */
} kp_text;

/* False: memory is out (what was made is freed). */
bool kp_text_make(const kp_paragraphs *paragraphs, kp_text *out);
bool kp_text_join(const kp_text *source, kp_text *out); /* join.c */
void kp_text_free(kp_text *text);
void kp_find_numbering(kp_text *text);  /* numbering.c */
void kp_find_tables(kp_text *text);     /* table.c */
void kp_text_end(kp_text *text);        /* puts zeros behind its characters */
bool kp_text_mark_lines(kp_text *text); /* for kp_text_line_of; false: memory is out */

size_t kp_text_piece_of(const kp_text *text, size_t at);  /* index of the piece that holds a place */
size_t kp_text_source_of(const kp_text *text, size_t at); /* where it stands in the source */

size_t kp_text_line_of(const kp_text *text, size_t at); /* index of the line that holds a place */
char32_t kp_fold(char32_t c);

static inline bool kp_is(const kp_text *text, size_t at, unsigned class)
{
	return at < text->length && (text->class[at] & class) != 0;
}

#endif
