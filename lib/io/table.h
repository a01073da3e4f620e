/* A CSV table (RFC 4180) in memory, row by row. */
#ifndef KP_TABLE_H
#define KP_TABLE_H

#include "work/data.h"

typedef struct kp_table {
	kp_buffer text; /* UTF-8; cells are cut out of it in place */
	size_t at;
	int64_t line, column; /* of `at` */
	const char *name;     /* for errors; NULL: none */
	kp_cell *cells;       /* of the row that was read last */
	size_t count, capacity;
	size_t width; /* cells of the header */
} kp_table;

/* A file's bytes, within the limit that holds where nothing is said. What kp_read_file gives and fails with. */
kepu_status kp_table_bytes(const char *path, char **out_bytes, size_t *out_length, kepu_error **err);

/* Decodes the bytes and reads the header, whose cells are then those of the row. kp_table_close must follow, also after a
 * failure. KEPU_ERROR_EMPTY_FILE, ENCODING, NOT_CSV, MEMORY. */
kepu_status kp_table_open(kp_table *table, const void *bytes, size_t length, const char *name, kepu_error **err);

/* The next row that is not empty; *out_more false: there is none. Each cell is terminated. */
kepu_status kp_table_next(kp_table *table, bool *out_more, kepu_error **err);
void kp_table_close(kp_table *table);

/* Whether a table can be read to its end, so that nothing is taken of one that cannot. */
kepu_status kp_table_look_through(const void *bytes, size_t length, const char *name, kepu_error **err);

/* Which column of the header is which of a list: names come in pairs, English and Chinese. *out_places has the column + 1, 0 for
 * none. The first `needed` names must be there. KEPU_ERROR_MISSING_KEY, DUPLICATE_KEY. */
kepu_status kp_table_columns(const kp_table *table, const char *const (*names)[2], size_t count, size_t needed,
                             size_t *out_places, kepu_error **err);

/* A finding where the row has more cells than the header. *out_sound: it has not. False: memory is out. */
bool kp_table_fits(const kp_table *table, kepu_findings *findings, bool *out_sound);

/* The cell of a column as kp_table_columns gave it; an empty one where the row has none. */
kp_cell kp_table_cell(const kp_table *table, size_t place);

#endif
