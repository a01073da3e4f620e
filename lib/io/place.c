#include "io/place.h"

#include "base/utf8.h"

#include <stdlib.h>

#define ONES 0x0101010101010101u
#define HIGH 0x8080808080808080u
#define PIECE 65536
#define BOM "\xef\xbb\xbf"

void kp_cursor_start(kp_cursor *cursor, uint64_t offset)
{
	*cursor = (kp_cursor){ .start = offset, .at = offset, .line = 1 };
}

/* Index of the last `<`, length where there is none: eight bytes at a time, for tags are long. */
static size_t last_tag(const char *bytes, size_t length)
{
	size_t at = length;
	while (at >= 8) {
		uint64_t word;
		memcpy(&word, bytes + at - 8, 8);
		word ^= ONES * '<';
		if ((word - ONES) & ~word & HIGH)
			break;
		at -= 8;
	}
	while (at--)
		if (bytes[at] == '<')
			return at;
	return length;
}

void kp_cursor_to(kp_cursor *cursor, uint64_t to)
{
	const char *from = cursor->piece + (cursor->at - cursor->start), *end = cursor->piece + (to - cursor->start);
	while (from < end) {
		const char *line = memchr(from, '\n', (size_t)(end - from));
		if (!line)
			break;
		cursor->line++;
		cursor->column = 0;
		from = line + 1;
	}
	cursor->column += (uint32_t)kp_utf8_count(from, (size_t)(end - from));
	cursor->at = to;
}

void kp_cursor_piece(kp_cursor *cursor, const char *piece, size_t length)
{
	size_t last = cursor->piece ? last_tag(cursor->piece, cursor->length) : 0;
	if (last < cursor->length) {
		if (cursor->start + last >= cursor->at)
			kp_cursor_to(cursor, cursor->start + last);
		/* the cursor stands on the last tag or behind it: then it was there when that tag was asked for */
		if (cursor->start + last == cursor->at) {
			cursor->tag_line = cursor->line;
			cursor->tag_column = cursor->column;
		}
		cursor->tag = cursor->start + last;
		cursor->have_tag = true;
	}
	if (cursor->piece)
		kp_cursor_to(cursor, cursor->start + cursor->length);
	cursor->start += cursor->length;
	cursor->piece = piece;
	cursor->length = length;
}

void kp_cursor_tag(kp_cursor *cursor, uint64_t before, uint32_t *out_line, uint32_t *out_column)
{
	size_t inside = before > cursor->start ? (size_t)(before - cursor->start) : 0;
	if (inside > cursor->length)
		inside = cursor->length;
	size_t found = inside ? last_tag(cursor->piece, inside) : 0;
	*out_line = *out_column = 0;
	if (found < inside && cursor->start + found >= cursor->at) {
		kp_cursor_to(cursor, cursor->start + found);
		*out_line = cursor->line;
		*out_column = cursor->column + 1;
	} else if (found == inside && cursor->have_tag && cursor->tag < before) {
		*out_line = cursor->tag_line;
		*out_column = cursor->tag_column + 1;
	}
}

/* ---- looking again ---- */

static void remember(const kp_cursor *cursor, kp_place *place)
{
	place->line = cursor->line;
	place->column = (int64_t)cursor->column + 1;
	place->offset = (int64_t)cursor->at;
}

/* One more piece of the file; true when the place is found. */
static bool look(kp_cursor *cursor, uint64_t offset, bool tag, kp_place *place)
{
	bool here = offset <= cursor->start + cursor->length;
	size_t inside = here ? (size_t)(offset - cursor->start) : cursor->length;
	size_t last = tag ? last_tag(cursor->piece, inside) : inside;
	if (tag && last < inside) {
		kp_cursor_to(cursor, cursor->start + last);
		remember(cursor, place);
	}
	if (here && !tag) {
		kp_cursor_to(cursor, offset);
		remember(cursor, place);
	}
	return here;
}

bool kp_place_find(kp_source *source, uint64_t offset, bool tag, kp_place *place)
{
	kp_cursor cursor;
	size_t length = PIECE;
	bool found = false, first = true;
	char *piece = malloc(PIECE);
	if (!piece || !kp_source_rewind(source)) {
		free(piece);
		return false;
	}
	kp_cursor_start(&cursor, 0);
	while (!found && length == PIECE && kp_source_read(source, piece, PIECE, &length, NULL) == KEPU_OK) {
		cursor.piece = piece;
		cursor.length = length;
		if (first && length >= 3 && memcmp(piece, BOM, 3) == 0)
			cursor.at = 3; /* no character of the first line */
		first = false;
		found = look(&cursor, offset, tag, place);
		kp_cursor_to(&cursor, cursor.start + length > cursor.at ? cursor.start + length : cursor.at);
		cursor.start += length;
	}
	free(piece);
	return found && place->line;
}
