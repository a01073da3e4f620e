/* Deadlines of items: behind a mark (完成时限：…), in the cell of a table, in brackets or lists, else the first that the item's
 * text names (2023年底前, 6月底前, 5月15日前). What has no end (长期坚持) has words and no date. */
#include "notice/reading.h"

#include "base/date.h"

#include <string.h>

static const char32_t *const ongoing[] = { U"长期坚持", U"持续推进", U"长期",     U"持续实施", U"常年坚持",
	                                       U"常态化",   U"长期推进", U"长期开展", U"持续开展", NULL };

static const char32_t *const each[] = { U"每月", U"每年", U"今年", U"明年", U"当年", NULL };

static size_t digits_at(const kp_text *t, size_t at, size_t end)
{
	size_t n = 0;
	while (at + n < end && kp_is(t, at + n, KP_DIGIT))
		n++;
	return n;
}

/* One or two digits with a word behind them; their length, or 0. */
static size_t small_number(const kp_text *t, size_t at, size_t end, const char32_t *word)
{
	size_t n = digits_at(t, at, end);
	return n > 0 && n <= 2 && kp_match(t, at + n, end, word) ? n + 1 : 0;
}

/* 2024年10月底前, 5月15日前, 每月25日前, 年底前: its length, or 0. A year alone (2025年前) is a horizon, no deadline. */
static size_t deadline_at(const kp_text *t, size_t at, size_t end)
{
	static const char32_t *const parts[] = { U"上旬", U"中旬", U"下旬", U"月底", U"月末", U"月初",
		                                     U"年底", U"年末", U"年初", U"底",   U"末",   NULL };
	static const char32_t *const before[] = { U"前", U"之前", U"以前", NULL };
	int32_t year;
	size_t i = at + kp_match_any(t, at, end, each), n = kp_year(t, i, end, &year);
	if (n > 0 && kp_match(t, i + n, end, U"年"))
		i += n + 1;
	size_t dated = i, month = small_number(t, i, end, U"月");
	i += month;
	if (month > 0 || kp_match(t, at, end, U"每月"))
		i += small_number(t, i, end, U"日");
	i += kp_match_any(t, i, end, parts);
	n = i > dated ? kp_match_any(t, i, end, before) : 0;
	return n > 0 ? i + n - at : 0;
}

/* A deadline that is all that a bracket or a part of a list says: 长期坚持, 年内完成. */
static size_t whole_at(const kp_text *t, size_t at, size_t end)
{
	static const char32_t *const within[] = { U"年内完成", U"年底完成", U"年内", NULL };
	size_t n = kp_match_any(t, at, end, ongoing);
	if (n == 0)
		n = kp_match_any(t, at, end, within);
	return n > 0 && at + n < end && kp_is(t, at + n, KP_CLOSE | KP_PAUSE) ? n : 0;
}

static size_t day_of(const kp_text *t, size_t at, size_t end, int32_t *out)
{
	size_t n = digits_at(t, at, end);
	*out = n > 0 && n <= 2 ? kp_ordinal_read((const uint32_t *)t->fold + at, n) : 0;
	return n;
}

/* What the words say as a date; `year` where they name none. */
static void date_of(const kp_text *t, kp_range words, int32_t year, char out[16])
{
	int32_t y = year, month = 0, day = 0, number;
	size_t at = words.start, n = kp_year(t, at, words.end, &y);
	at += n + (n > 0 ? kp_match(t, at + n, words.end, U"年") : 0);
	n = day_of(t, at, words.end, &number);
	if (n > 0 && kp_match(t, at + n, words.end, U"月")) {
		month = number;
		at += n + 1;
		n = day_of(t, at, words.end, &number);
		if (n > 0 && kp_match(t, at + n, words.end, U"日"))
			day = number;
	}
	kp_date date;
	char text[KP_DATE_TEXT];
	out[0] = '\0';
	if (y > 0 && !kp_match(t, words.start, words.end, U"每") && kp_date_make(y, month, day, &date)) {
		size_t length = kp_date_write(date, text);
		memcpy(out, text, length < 16 ? length + 1 : 0);
	}
}

/* The cell of an item's row that stands below 完成时限 or the like; empty: there is none. */
static kp_range due_cell(const kp_reading *r, const kp_item *item)
{
	const kp_text *t = &r->text;
	size_t first = item->row ? kp_text_line_of(t, item->body.start) : item->row_behind;
	for (size_t i = first; i < t->line_count && t->lines[i].row == t->lines[first].row; i++)
		if (t->lines[i].cell == KP_CELL_DUE)
			return (kp_range){ t->lines[i].start, t->lines[i].end };
	return (kp_range){ item->body.start, item->body.start };
}

/* What stands behind the mark of a deadline, or in the cell for it; empty: neither is there. */
static kp_range marked(const kp_reading *r, size_t item)
{
	const kp_text *t = &r->text;
	kp_range body = r->items[item].body, words = { body.start, body.start };
	if (r->items[item].row || r->items[item].row_behind) {
		words = due_cell(r, &r->items[item]);
	} else {
		size_t length, at = kp_due_mark(t, body.start, body.end, &length);
		size_t end = at == KP_NONE ? 0 : t->lines[kp_text_line_of(t, at + length - 1)].end;
		if (at != KP_NONE)
			words = (kp_range){ at + length, end < body.end ? end : body.end };
	}
	for (size_t i = words.start; i < words.end; i++)
		if (t->class[i] & (KP_STOP | KP_PAUSE | KP_CLOSE))
			words.end = i;
	return words;
}

/* The first deadline that the item's text says; one that stands in brackets comes before any other. */
static kp_range said(const kp_reading *r, size_t item)
{
	static const unsigned marks = KP_DIGIT | KP_OPEN | KP_STOP | KP_PAUSE;
	const kp_text *t = &r->text;
	kp_range body = r->items[item].body, first = { body.start, body.start };
	size_t bracket = body.start; /* where the bracket ends that a place lies in */
	/* all but what fills a bracket ends in 前, which most texts have not */
	bool dated = kp_find_char(t, body.start, body.end, U'前') != KP_NONE;
	for (size_t i = body.start;
	     (i = kp_find_class(t, i, body.end, dated || i < bracket ? marks : KP_OPEN)) < body.end;) {
		bool digit = kp_is(t, i, KP_DIGIT);
		size_t close = kp_is(t, i, KP_OPEN) ? kp_close(t, i, body.end) : KP_NONE;
		if (close != KP_NONE)
			bracket = close;
		size_t at = digit ? i - kp_ends_any(t, body.start, i, each) : i + 1, n = deadline_at(t, at, body.end);
		if (n == 0 && at < bracket)
			n = whole_at(t, at, bracket + 1);
		if (n > 0 && (at < bracket || kp_length(first) == 0))
			first = (kp_range){ at, at + n };
		if (n > 0 && at < bracket)
			break;
		i = digit ? i + digits_at(t, i, body.end) : i + 1;
	}
	return first;
}

bool kp_read_deadline(kp_reading *r, size_t item)
{
	const kp_text *t = &r->text;
	kp_range words = marked(r, item);
	if (kp_length(words) == 0)
		words = said(r, item);
	if (kp_length(words) == 0)
		return true;
	if (!kp_grow((void **)&r->dues, &r->due_room, r->due_count + 1, sizeof *r->dues))
		return false;
	kp_due *due = &r->dues[r->due_count++];
	*due = (kp_due){ .words = words, .item = item };
	if (!kp_match_any(t, words.start, words.end, ongoing))
		date_of(t, words, r->head.last_year == r->head.first_year ? r->head.last_year : 0, due->date);
	return true;
}
