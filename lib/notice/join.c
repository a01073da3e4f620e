/* Stage 1, second half: from the lines of the source to the paragraphs that are read. A text that was broken at a fixed
 * width is joined again; page numbers and running heads are left out; a line whose bracket closes early on the next one
 * is joined with it; white space in letter-spaced numbers goes. */
#include "notice/reading.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { NARROWEST = 24, WIDEST = 120, BAND = 8 }; /* columns; broken lines end within two bands below the width */

typedef struct kp_lines {
	const kp_text *t;
	bool *skipped;
	int width;    /* that the text was broken at, in columns; 0: it was not */
	size_t count; /* the same in characters, where a program has broken it at exactly so many; 0: none has */
	bool twice;   /* that program has broken a text that was broken before */
	bool apart;   /* bracketed lists of units are lines of their own */
	size_t heading_line,
		heading; /* where the first heading stands behind the opening's last sentence; 0: it does not */
} kp_lines;

/* The column at which `share` hundredths of the counted lines have ended. */
static int column_at(const size_t counts[WIDEST + 1], size_t all, size_t share)
{
	size_t sum = 0;
	int column = 0;
	while (column < WIDEST && (sum += counts[column]) * 100 < all * share)
		column++;
	return column;
}

static bool breaks_off(const kp_text *t, const kp_text_line *line)
{
	return !(t->class[line->end - 1] & (KP_STOP | KP_PAUSE | KP_CLOSE));
}

static bool is_full(const kp_lines *l, const kp_text_line *line)
{
	return l->count > 0 ? line->count == l->count : l->width > 0 && line->width + 2 * BAND >= l->width;
}

static bool begins_list(const kp_text *t, const kp_text_line *line)
{
	int32_t role;
	bool open = kp_is(t, line->start, KP_OPEN);
	return kp_list_mark(t, line->start + open, line->end, &role) > 0;
}

/* What the ends of the lines behind full ones say, and their beginnings. */
static void find_habits(kp_lines *l)
{
	const kp_text *t = l->t;
	size_t ends = 0, early = 0;
	for (size_t i = 1; i < t->line_count; i++) {
		const kp_text_line *line = &t->lines[i];
		char32_t last = t->fold[line->end - 1];
		if (!is_full(l, line - 1)) {
			l->apart = l->apart || begins_list(t, line);
		} else if (!is_full(l, line)) {
			ends++;
			early += last == U',' || last == U'、' || breaks_off(t, line);
		}
	}
	l->twice = l->count > 0 && early * 2 > ends;
}

/* A program that breaks a text after so many characters makes no line longer, and all that break off equally long. */
static void find_count(kp_lines *l)
{
	const kp_text *t = l->t;
	size_t broken[WIDEST + 1] = { 0 }, breaks = 0, most = 0;
	for (size_t i = 0; i < t->line_count; i++) {
		size_t count = t->lines[i].count < WIDEST ? t->lines[i].count : WIDEST;
		most = count > most ? count : most;
		if (t->lines[i].width >= NARROWEST && breaks_off(t, &t->lines[i])) {
			broken[count]++;
			breaks++;
		}
	}
	if (most < WIDEST && breaks >= 8 && broken[most] * 10 >= breaks * 7)
		l->count = most;
}

/* Lines that break off inside a sentence end near one column where a text was broken at a width, and hardly any line
 * is much wider. */
static void find_width(kp_lines *l)
{
	size_t broken[WIDEST + 1] = { 0 }, lines[WIDEST + 1] = { 0 }, breaks = 0, all = 0, near = 0, wide = 0;
	for (size_t i = 0; i < l->t->line_count; i++) {
		const kp_text_line *line = &l->t->lines[i];
		size_t width = line->width < WIDEST ? line->width : WIDEST;
		if (width < NARROWEST)
			continue;
		all++;
		lines[width]++;
		if (breaks_off(l->t, line)) {
			broken[width]++;
			breaks++;
		}
	}
	/* headings break off early, so that the usual width lies in the upper half */
	int usual = column_at(broken, breaks, 60);
	for (int k = usual - BAND; k <= usual + BAND && k <= WIDEST; k++)
		near += k >= 0 ? broken[k] : 0;
	for (int k = usual + 2 * BAND; k <= WIDEST; k++)
		wide += lines[k];
	if (breaks >= 8 && breaks * 3 >= all && near * 2 >= breaks && wide * 10 <= all)
		l->width = usual;
}

static bool is_number_line(const kp_text *t, const kp_text_line *line)
{
	size_t digits = 0;
	if (line->end - line->start > 12)
		return false;
	for (size_t i = line->start; i < line->end; i++) {
		char32_t c = t->fold[i];
		if (t->class[i] & KP_DIGIT)
			digits++;
		else if (c != U'-' && c != U'第' && c != U'页' && c != U'共' && c != U'/' && c != U'·' && c != U'_' &&
		         !kp_is_white(c))
			return false;
	}
	return digits > 0 && digits <= 6;
}

/* The same line but for its digits: a running head says the year or the page. */
static uint64_t shape(const kp_text *t, const kp_text_line *line)
{
	uint64_t hash = 1469598103934665603u;
	for (size_t i = line->start; i < line->end; i++)
		if (!(t->class[i] & KP_DIGIT))
			hash = (hash ^ t->fold[i]) * 1099511628211u;
	return hash;
}

static int by_shape(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;
	return x[0] < y[0] ? -1 : x[0] > y[0];
}

/* Lines next to a page number that stand there more than once. */
static bool skip_heads(kp_lines *l)
{
	const kp_text *t = l->t;
	uint64_t(*heads)[2] = kp_calloc(t->line_count + 1, sizeof *heads);
	size_t count = 0;
	if (!heads)
		return false;
	for (size_t i = 0; i < t->line_count; i++) {
		const kp_text_line *line = &t->lines[i];
		bool beside = (i > 0 && l->skipped[i - 1]) || (i + 1 < t->line_count && l->skipped[i + 1]);
		kp_label label;
		if (!beside || l->skipped[i] || line->end - line->start > 40 ||
		    (t->class[line->end - 1] & (KP_STOP | KP_PAUSE)) || kp_label_read(t, line->start, line->end, &label))
			continue;
		heads[count][0] = shape(t, line);
		heads[count++][1] = i;
	}
	qsort(heads, count, sizeof *heads, by_shape);
	for (size_t i = 0; i < count; i++)
		if ((i > 0 && heads[i][0] == heads[i - 1][0]) || (i + 1 < count && heads[i][0] == heads[i + 1][0]))
			l->skipped[heads[i][1]] = true;
	free(heads);
	return true;
}

static bool find_skipped(kp_lines *l)
{
	size_t numbers = 0;
	for (size_t i = 0; i < l->t->line_count; i++) {
		l->skipped[i] = l->t->lines[i].cell != KP_CELL_NUMBER && is_number_line(l->t, &l->t->lines[i]);
		numbers += l->skipped[i];
	}
	return numbers < 2 || skip_heads(l);
}

enum { LINES_OPEN = 3 }; /* that a bracket may go on for */

/* How many brackets or 《 are open at the line's end. */
static size_t open_at_end(const kp_text *t, const kp_text_line *line)
{
	size_t depth = 0;
	static const unsigned marks = KP_OPEN | KP_CLOSE | KP_QUOTE_OPEN | KP_QUOTE_CLOSE;
	for (size_t i = line->start; (i = kp_find_class(t, i, line->end, marks)) < line->end; i++) {
		if (t->fold[i] == U'(' || t->fold[i] == U'《')
			depth++;
		else if ((t->fold[i] == U')' || t->fold[i] == U'》') && depth > 0)
			depth--;
	}
	return depth;
}

/* The line, from `next` on, that closes a bracket left open at the end of `before`, before a sentence ends or an item
 * begins; KP_NONE. */
static size_t closed_on(const kp_lines *l, size_t before, size_t next)
{
	const kp_text *t = l->t;
	kp_label label;
	size_t inner = 0;
	if (open_at_end(t, &t->lines[before]) == 0)
		return KP_NONE;
	for (size_t k = next; k < t->line_count && k < next + LINES_OPEN; k++) {
		const kp_text_line *line = &t->lines[k];
		size_t end = line->end < line->start + KP_FARTHEST ? line->end : line->start + KP_FARTHEST;
		if (k > next && (line->cell || line->blank_before || kp_label_read(t, line->start, line->end, &label) > 0))
			return KP_NONE;
		for (size_t i = line->start; i < end && !l->skipped[k]; i++) {
			if (t->class[i] & KP_STOP)
				return KP_NONE;
			if (t->fold[i] == U'(' || t->fold[i] == U'《')
				inner++;
			else if ((t->fold[i] == U')' || t->fold[i] == U'》') && inner-- == 0)
				return k;
		}
	}
	return KP_NONE;
}

/* The label of an item alone, whose heading stands on the next line. */
static bool is_label(const kp_text *t, const kp_text_line *line)
{
	kp_label label;
	size_t n = kp_label_read(t, line->start, line->end, &label);
	return n > 0 && line->start + n == line->end;
}

static bool begins_anew(const kp_lines *l, const kp_text_line *line)
{
	static const char32_t *const tails[] = { U"抄送", U"抄报", U"附件", NULL };
	const kp_text *t = l->t;
	int32_t role, year, month, day;
	kp_label label;
	size_t date = kp_day(t, line->start, line->end, &year, &month, &day);
	return line->indent >= 2 || kp_label_read(t, line->start, line->end, &label) > 0 ||
	       kp_list_mark(t, line->start, line->end, &role) > 0 || (l->apart && begins_list(t, line)) ||
	       kp_match_any(t, line->start, line->end, tails) > 0 || (date > 0 && line->start + date == line->end);
}

/* Where a text was broken twice, the end of a line that was full before: it ends no sentence, and its paragraph has one
 * or at least a clause, which headings seldom have. */
static bool was_full(const kp_lines *l, const kp_text_line *line)
{
	const kp_text *t = l->t;
	char32_t last = t->fold[line->end - 1];
	bool open = last == U',' || last == U'、' || breaks_off(t, line);
	return l->twice && line > t->lines && is_full(l, line - 1) && open;
}

/* A cell that goes on in the next line; names of units may as well stand in a line each. */
static bool cell_continues(const kp_text *t, const kp_text_line *line, const kp_text_line *next)
{
	char32_t last = t->fold[line->end - 1];
	if (line->row != next->row || line->column != next->column || line->cell <= KP_CELL_NUMBER)
		return false;
	bool names = line->cell >= KP_CELL_LEAD && kp_units_only(t, (kp_range){ next->start, next->end });
	return last == U'、' || last == U',' || (breaks_off(t, line) && !names);
}

static bool continues(const kp_lines *l, size_t before, size_t i, size_t *until)
{
	const kp_text *t = l->t;
	const kp_text_line *line = &t->lines[before], *next = &t->lines[i];
	if (line->cell || next->cell)
		return line->cell == next->cell && cell_continues(t, line, next);
	if (next->blank_before && l->width == 0 && l->count == 0)
		return false;
	size_t closed = closed_on(l, before, i);
	if (closed != KP_NONE || (is_label(t, line) && !begins_anew(l, next))) {
		*until = closed != KP_NONE ? closed : i;
		return true;
	}
	/* whom a notice is sent to stands alone, however long it is */
	if (t->fold[line->end - 1] == U':' && line->blank_before &&
	    kp_recipients_line(t, (kp_range){ line->start, line->end }))
		return false;
	/* a blank line between was made by the page number that stood there */
	bool parted = next->blank_before && !(i > 0 && l->skipped[i - 1]);
	return (is_full(l, line) || was_full(l, line)) && !parted && !begins_anew(l, next);
}

/* 2 0 2 2: digits that stand alone with white space between them are one number. */
static bool is_spaced(const kp_text *t, size_t i, size_t start, size_t end)
{
	bool left = i > start && (t->class[i - 1] & KP_DIGIT) && (i - 1 == start || !(t->class[i - 2] & KP_DIGIT));
	bool right = i + 1 < end && (t->class[i + 1] & KP_DIGIT) && (i + 2 == end || !(t->class[i + 2] & KP_DIGIT));
	return left && right && kp_is_white(t->cps[i]);
}

static bool add_piece(kp_text *out, size_t *room, size_t source, size_t length)
{
	if (length == 0)
		return true;
	if (!kp_grow((void **)&out->pieces, room, out->piece_count + 1, sizeof *out->pieces))
		return false;
	out->pieces[out->piece_count++] = (kp_piece){ out->length, source, length };
	out->length += length;
	return true;
}

static bool add_line(kp_text *out, size_t *room, const kp_text *t, const kp_text_line *line)
{
	size_t from = line->start;
	for (size_t i = line->start; (i = kp_find_class(t, i, line->end, KP_DIGIT) + 1) < line->end;) {
		if (!is_spaced(t, i, line->start, line->end))
			continue;
		if (!add_piece(out, room, from, i - from))
			return false;
		from = i + 1;
	}
	return add_piece(out, room, from, line->end - from);
}

/* The pieces one behind the other; where nothing was left out, that is the source. */
static bool take_letters(kp_text *out)
{
	const kp_text *t = out->of;
	if (out->length == t->length) {
		out->cps = t->cps;
		out->fold = t->fold;
		out->class = t->class;
		return true;
	}
	out->cps = kp_array(out->length + KP_TEXT_PAD, sizeof *out->cps);
	out->fold = kp_array(out->length + KP_TEXT_PAD, sizeof *out->fold);
	out->class = kp_array(out->length + KP_TEXT_PAD, sizeof *out->class);
	if (!out->cps || !out->fold || !out->class)
		return false;
	for (size_t i = 0; i < out->piece_count; i++) {
		const kp_piece *piece = &out->pieces[i];
		memcpy(out->cps + piece->start, t->cps + piece->source, piece->length * sizeof *out->cps);
		memcpy(out->fold + piece->start, t->fold + piece->source, piece->length * sizeof *out->fold);
		memcpy(out->class + piece->start, t->class + piece->source, piece->length * sizeof *out->class);
	}
	kp_text_end(out);
	return true;
}

/* …制定本方案。一、总体要求: the first line with a label of its kind says 二、, and its 一、 stands behind a sentence in a line
 * before it. */
static void find_heading(kp_lines *l)
{
	const kp_text *t = l->t;
	kp_label label, first;
	bool seen[KP_STYLE_COUNT] = { false };
	size_t i = 0;
	for (; i < t->line_count; i++) {
		if (kp_label_read(t, t->lines[i].start, t->lines[i].end, &label) == 0 || label.style > KP_STYLE_CHINESE)
			continue;
		if (label.ordinal == 2 && !seen[label.style])
			break;
		seen[label.style] = true;
	}
	for (size_t k = i; k-- > 0 && l->heading == 0;)
		for (size_t at = t->lines[k].start + 1; at < t->lines[k].end; at++)
			if ((kp_is(t, at - 1, KP_STOP) || kp_is(t, at - 1, KP_CLOSE)) &&
			    kp_label_read(t, at, t->lines[k].end, &first) > 0 && first.style == label.style && first.ordinal == 1) {
				l->heading_line = k;
				l->heading = at;
			}
}

/* A line of the source, behind the last one or as a new one. */
static bool take_line(kp_text *out, size_t *room, const kp_text *t, const kp_text_line *line, bool joined)
{
	if (!joined) {
		kp_text_line *next = &out->lines[out->line_count++];
		*next = *line;
		next->start = out->length;
	}
	if (!add_line(out, room, t, line))
		return false;
	out->lines[out->line_count - 1].end = out->length;
	return true;
}

static bool join_lines(const kp_lines *l, kp_text *out)
{
	const kp_text *t = l->t;
	size_t room = 0, before = KP_NONE, until = 0;
	for (size_t i = 0; i < t->line_count; i++) {
		if (l->skipped[i])
			continue;
		kp_text_line line = t->lines[i];
		bool joined = before != KP_NONE && (i <= until || continues(l, before, i, &until));
		if (l->heading > 0 && i == l->heading_line) {
			line.end = l->heading;
			if (!take_line(out, &room, t, &line, joined))
				return false;
			line = t->lines[i];
			line.start = l->heading;
			line.blank_before = line.number_apart = joined = false;
		}
		if (!take_line(out, &room, t, &line, joined))
			return false;
		before = i;
	}
	out->decimals = t->decimals;
	out->bare_numbers = t->bare_numbers;
	out->has_table = t->has_table;
	return take_letters(out) && kp_text_mark_lines(out);
}

bool kp_text_join(const kp_text *source, kp_text *out)
{
	kp_lines l = { .t = source };
	memset(out, 0, sizeof *out);
	l.skipped = kp_calloc(source->line_count + 1, sizeof *l.skipped);
	out->of = source;
	out->filters = source->filters;
	out->lines = kp_calloc(source->line_count + 2, sizeof *out->lines); /* one may be parted in two */
	bool done = l.skipped && out->lines;
	if (done) {
		find_width(&l);
		find_count(&l);
		find_habits(&l);
		find_heading(&l);
		done = find_skipped(&l) && join_lines(&l, out);
	}
	free(l.skipped);
	if (!done)
		kp_text_free(out);
	return done;
}
