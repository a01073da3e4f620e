/* Labels that look like any number: 1.1 and 2.1.3, and bare ones with white space behind them. They are labels only in a
 * notice whose lines count on so; most of its numbers at the beginnings of lines do. */
#include "notice/reading.h"

#include <string.h>

enum { PARTS = 4, LEAST = 3 };

typedef struct kp_count {
	int32_t parts[PARTS];
	size_t depth;
} kp_count;

/* One or two digits, or with bare numbers three; 0: none. */
static size_t read_part(const kp_text *t, size_t at, size_t end, int32_t *out)
{
	size_t n = 0;
	while (at + n < end && n < 3 && kp_is(t, at + n, KP_DIGIT))
		n++;
	*out = n > 0 ? kp_ordinal_read((const uint32_t *)t->fold + at, n) : 0;
	return *out > 0 && !(at + n < end && kp_is(t, at + n, KP_DIGIT)) ? n : 0;
}

/* 2.1.3, without what it measures: 1.5亿 is no label. */
static size_t read_parts(const kp_text *t, size_t at, size_t end, kp_count *out)
{
	static const char32_t *const measures[] = { U"万", U"亿", U"千", U"百", U"%", U"‰",  U"倍", U"个", U"元",
		                                        U"米", U"吨", U"度", U"亩", U"-", U"至", U"—",  NULL };
	size_t n = 0;
	for (out->depth = 0; out->depth < PARTS; out->depth++) {
		size_t digits = read_part(t, at + n, end, &out->parts[out->depth]);
		if (digits == 0 || digits > 2)
			return 0;
		n += digits;
		if (at + n + 1 >= end || t->fold[at + n] != U'.' || !kp_is(t, at + n + 1, KP_DIGIT))
			break;
		n++;
	}
	if (out->depth == 0 || out->depth == PARTS || kp_match_any(t, at + n, end, measures) > 0)
		return 0;
	out->depth++;
	return n;
}

/* Whether it goes on from the one before: the next at its depth or above, or the first below. */
static bool goes_on(const kp_count *before, const kp_count *next)
{
	size_t same = 0;
	while (same < before->depth && same < next->depth && before->parts[same] == next->parts[same])
		same++;
	if (same == next->depth || (same < before->depth && next->parts[same] != before->parts[same] + 1))
		return false;
	for (size_t i = same < before->depth ? same + 1 : same; i < next->depth; i++)
		if (next->parts[i] != 1)
			return false;
	return true;
}

static void find_decimals(kp_text *t)
{
	kp_count before = { .depth = 0 }, next;
	size_t all = 0, in_order = 0;
	for (size_t i = 0; i < t->line_count; i++) {
		if (!kp_is(t, t->lines[i].start, KP_DIGIT) || read_parts(t, t->lines[i].start, t->lines[i].end, &next) == 0)
			continue;
		all++;
		in_order += goes_on(&before, &next);
		before = next;
	}
	t->decimals = in_order >= LEAST && in_order * 4 >= all * 3;
}

static void find_bare(kp_text *t)
{
	size_t all = 0, in_order = 0;
	int32_t before = 0, next;
	for (size_t i = 0; i < t->line_count; i++) {
		if (!t->lines[i].number_apart || read_part(t, t->lines[i].start, t->lines[i].end, &next) == 0)
			continue;
		all++;
		in_order += next == before + 1 || next == 1;
		before = next;
	}
	t->bare_numbers = (in_order >= LEAST || (in_order > 1 && t->decimals)) && in_order * 4 >= all * 3;
}

void kp_find_numbering(kp_text *t)
{
	find_decimals(t);
	find_bare(t);
}

static bool begins_line_apart(const kp_text *t, size_t at)
{
	const kp_text_line *line = &t->lines[kp_text_line_of(t, at)];
	return line->start == at && line->number_apart;
}

/* A cell that holds a row's number and nothing else: 3, not 3. */
static bool is_number_cell(const kp_text *t, size_t at)
{
	int32_t number;
	const kp_text_line *line = &t->lines[kp_text_line_of(t, at)];
	return line->start == at && line->cell == KP_CELL_NUMBER && read_part(t, at, line->end, &number) == line->end - at;
}

size_t kp_number_label(const kp_text *t, size_t at, size_t end, kp_label *out)
{
	kp_count count;
	size_t n = t->decimals ? read_parts(t, at, end, &count) : 0;
	if (n > 0) {
		out->style = (uint8_t)(KP_STYLE_DECIMAL + count.depth - 2);
		out->ordinal = count.parts[count.depth - 1];
		return n + (kp_match(t, at + n, end, U".") > 0 || kp_match(t, at + n, end, U"、") > 0);
	}
	if (!(t->bare_numbers && begins_line_apart(t, at)) && !(t->has_table && is_number_cell(t, at)))
		return 0;
	out->style = KP_STYLE_ARABIC;
	return read_part(t, at, end, &out->ordinal);
}
