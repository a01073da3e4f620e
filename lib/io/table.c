#include "io/table.h"

#include "base/utf8.h"
#include "io/bytes.h"
#include "io/options.h"
#include "io/posix.h"

#include <stdlib.h>

static kp_place place_of(const kp_table *table)
{
	kp_place place = KP_NOWHERE;
	place.file = table->name;
	place.line = table->line;
	place.column = table->column;
	return place;
}

static char here(const kp_table *table)
{
	return table->text.bytes[table->at];
}

static bool at_line_end(const kp_table *table)
{
	return here(table) == '\n' || here(table) == '\r';
}

/* Past one byte; a column is a character. */
static void step(kp_table *table)
{
	char c = table->text.bytes[table->at++];
	bool second = c == '\n' && table->at >= 2 && table->text.bytes[table->at - 2] == '\r';
	if (c == '\r' || (c == '\n' && !second)) {
		table->line++;
		table->column = 1;
	} else if (!second && ((unsigned char)here(table) & 0xc0) != 0x80) {
		table->column++;
	}
}

/* What no text can hold would get no further than into a plan, and a NUL would end a text before its end. */
static kepu_status check_characters(kp_table *table, kepu_error **err)
{
	const char *bytes = table->text.bytes;
	size_t fault = kp_utf8_check_xml(bytes, table->text.length), at = fault;
	if (fault == KP_UTF8_OK)
		return KEPU_OK;
	while (table->at < fault)
		step(table);
	kp_place place = place_of(table);
	uint32_t c = kp_utf8_next(bytes, &at);
	char name[] = "U+0000";
	for (at = 6; at > 2; c >>= 4)
		name[--at] = "0123456789ABCDEF"[c & 15];
	return kp_fail(err, KEPU_ERROR_BAD_CHARACTER, &place, name, NULL);
}

static kepu_status decode(kp_table *table, const char *bytes, size_t length, kepu_error **err)
{
	kp_place place = KP_NOWHERE;
	size_t bad = 0;
	place.file = table->name;
	if (!length)
		return kp_fail(err, KEPU_ERROR_EMPTY_FILE, &place, NULL, NULL);
	if (length >= 3 && !memcmp(bytes, "\xef\xbb\xbf", 3)) {
		bytes += 3;
		length -= 3;
	}
	if (kp_utf8_check(bytes, length) == KP_UTF8_OK)
		kp_buffer_add(&table->text, bytes, length);
	else if (!kp_posix_gb18030(bytes, length, &table->text, &bad) || bad)
		return table->text.failed ? kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL)
		                          : kp_fail(err, KEPU_ERROR_ENCODING, &place, "?", "UTF-8, GB18030");
	kp_buffer_byte(&table->text, '\n'); /* every row ends with a line end */
	return table->text.failed ? kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL) : check_characters(table, err);
}

static bool at_end(const kp_table *table)
{
	return table->at >= table->text.length;
}

/* Moves the text of a quoted cell to its start, with its doubled marks made one. */
static kepu_status quoted_cell(kp_table *table, kp_cell *cell, kepu_error **err)
{
	char *bytes = table->text.bytes;
	kp_place place = place_of(table);
	size_t to = table->at;
	cell->bytes = bytes + to;
	bool closed = false;
	for (step(table); table->at + 1 < table->text.length;) {
		char c = here(table);
		step(table); /* before the byte behind it is written over, which tells CR LF */
		if (c == '"' && here(table) != '"') {
			closed = true;
			break;
		}
		if (c == '"')
			step(table);
		bytes[to++] = c;
	}
	cell->length = (size_t)(bytes + to - cell->bytes);
	if (!closed || (here(table) != ',' && !at_line_end(table)))
		return kp_fail(err, KEPU_ERROR_NOT_CSV, &place, NULL, NULL);
	return KEPU_OK;
}

static void trim(kp_cell *cell)
{
	const char *from = cell->bytes, *end = cell->bytes + cell->length;
	for (const char *p = from; p < end;) {
		size_t next = 0;
		if (!kp_is_white(kp_utf8_next(p, &next)))
			break;
		p += next;
		from = p;
	}
	for (const char *p = from, *last = from; p < end;) {
		size_t next = 0;
		bool white = kp_is_white(kp_utf8_next(p, &next));
		p += next;
		if (!white)
			last = p;
		if (p >= end)
			end = last;
	}
	if (end - from >= 2 && *from == '\'' && strchr("=+-@", from[1]))
		from++;
	cell->bytes = from;
	cell->length = (size_t)(end - from);
}

static kepu_status read_cell(kp_table *table, kp_cell *cell, kepu_error **err)
{
	*cell = (kp_cell){ table->text.bytes + table->at, 0, table->line, table->column };
	if (here(table) == '"')
		return quoted_cell(table, cell, err);
	while (here(table) != ',' && !at_line_end(table))
		step(table);
	cell->length = (size_t)(table->text.bytes + table->at - cell->bytes);
	return KEPU_OK;
}

/* Cells are terminated only when the whole row is read, for the NUL stands where a comma or a line end was. */
static void terminate(kp_table *table)
{
	for (size_t i = 0; i < table->count; i++)
		table->text.bytes[table->cells[i].bytes - table->text.bytes + (ptrdiff_t)table->cells[i].length] = '\0';
}

static kepu_status read_row(kp_table *table, kepu_error **err)
{
	table->count = 0;
	for (;;) {
		if (!kp_grow((void **)&table->cells, &table->capacity, table->count + 1, sizeof *table->cells))
			return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
		kepu_status status = read_cell(table, &table->cells[table->count], err);
		if (status)
			return status;
		trim(&table->cells[table->count++]);
		if (at_line_end(table))
			break;
		step(table);
	}
	bool pair = here(table) == '\r' && table->at + 1 < table->text.length && table->text.bytes[table->at + 1] == '\n';
	step(table);
	if (pair)
		step(table);
	terminate(table);
	return KEPU_OK;
}

static bool is_blank(const kp_table *table)
{
	for (size_t i = 0; i < table->count; i++)
		if (table->cells[i].length)
			return false;
	return true;
}

kepu_status kp_table_next(kp_table *table, bool *out_more, kepu_error **err)
{
	*out_more = false;
	while (!at_end(table)) {
		kepu_status status = read_row(table, err);
		if (status)
			return status;
		if (!is_blank(table)) {
			*out_more = true;
			break;
		}
	}
	return KEPU_OK;
}

kepu_status kp_table_bytes(const char *path, char **out_bytes, size_t *out_length, kepu_error **err)
{
	kp_limits limits;
	kepu_status status = kp_load_limits(NULL, &limits, err);
	return status ? status : kp_read_file(path, limits.bytes, out_bytes, out_length, err);
}

kepu_status kp_table_open(kp_table *table, const void *bytes, size_t length, const char *name, kepu_error **err)
{
	bool more;
	*table = (kp_table){ .name = name, .line = 1, .column = 1 };
	kepu_status status = decode(table, bytes, length, err);
	if (!status)
		status = kp_table_next(table, &more, err);
	if (!status && !more) {
		kp_place place = KP_NOWHERE;
		place.file = name;
		return kp_fail(err, KEPU_ERROR_EMPTY_FILE, &place, NULL, NULL);
	}
	table->width = table->count;
	return status;
}

void kp_table_close(kp_table *table)
{
	kp_buffer_free(&table->text);
	free(table->cells);
	table->cells = NULL;
}

kepu_status kp_table_look_through(const void *bytes, size_t length, const char *name, kepu_error **err)
{
	kp_table table;
	bool more = true;
	kepu_status status = kp_table_open(&table, bytes, length, name, err);
	while (!status && more)
		status = kp_table_next(&table, &more, err);
	kp_table_close(&table);
	return status;
}

static kepu_status fail_column(const kp_place *place, const char *const names[2], kepu_error **err)
{
	kp_wording header = { "表头", "header" };
	kp_buffer both = { 0 };
	kp_buffer_text(&both, names[0]);
	kp_buffer_text(&both, "/");
	kp_buffer_text(&both, names[1]);
	kp_buffer_byte(&both, '\0');
	kepu_status status = both.failed
	                         ? kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL)
	                         : kp_fail_worded(err, KEPU_ERROR_MISSING_KEY, place, header, KP_WORDED(both.bytes));
	kp_buffer_free(&both);
	return status;
}

kepu_status kp_table_columns(const kp_table *table, const char *const (*names)[2], size_t count, size_t needed,
                             size_t *out_places, kepu_error **err)
{
	kp_place place = KP_NOWHERE;
	place.file = table->name;
	place.line = table->cells[0].line;
	memset(out_places, 0, count * sizeof *out_places);
	for (size_t i = 0; i < table->count; i++) {
		for (size_t k = 0; k < count; k++) {
			if (strcmp(table->cells[i].bytes, names[k][0]) && strcmp(table->cells[i].bytes, names[k][1]))
				continue;
			place.column = table->cells[i].column;
			if (out_places[k])
				return kp_fail(err, KEPU_ERROR_DUPLICATE_KEY, &place, table->cells[i].bytes, NULL);
			out_places[k] = i + 1;
		}
	}
	place.column = table->cells[0].column;
	for (size_t k = 0; k < needed; k++)
		if (!out_places[k])
			return fail_column(&place, names[k], err);
	return KEPU_OK;
}

bool kp_table_fits(const kp_table *table, kepu_findings *findings, bool *out_sound)
{
	kp_place place = KP_NOWHERE;
	char has[KP_DECIMAL_TEXT], holds[KP_DECIMAL_TEXT];
	*out_sound = table->count <= table->width;
	if (*out_sound || !findings)
		return true;
	place.line = table->cells[table->width].line;
	place.column = table->cells[table->width].column;
	kp_decimal_write((kp_decimal){ (int64_t)table->count, 0 }, has);
	kp_decimal_write((kp_decimal){ (int64_t)table->width, 0 }, holds);
	return kp_findings_add(findings, KEPU_FINDING_TOO_MANY_CELLS, NULL, &place, has, holds);
}

kp_cell kp_table_cell(const kp_table *table, size_t place)
{
	if (place && place <= table->count)
		return table->cells[place - 1];
	return (kp_cell){ "", 0, table->cells[0].line, table->cells[0].column };
}
