/* Labels that lost a part or were misread: what stands at the beginning of a line and is nearly one. */
#include "notice/doubts.h"

#define STYLE(s) (1u << (s))

enum { LEAST_BEHIND = 3 }; /* characters of the line behind a label */

static const unsigned bracketed = STYLE(KP_STYLE_CHINESE_BRACKET) | STYLE(KP_STYLE_ARABIC_BRACKET);
static const unsigned plain = STYLE(KP_STYLE_CHINESE) | STYLE(KP_STYLE_ARABIC);

static bool is_han(const kp_text *t, size_t at)
{
	return t->fold[at] >= 0x3400;
}

/* 2个, 30年: a number that counts something, or a date. */
static bool counts(const kp_text *t, size_t at, size_t end)
{
	static const char32_t *const dates[] = { U"年", U"月", U"日", U"时", U"岁", U"号", U"是", U"线", NULL };
	return kp_match_any(t, at, end, dates) > 0 || kp_measure_length(t, at, end) > 0;
}

static size_t figures_at(const kp_text *t, size_t at, size_t end)
{
	size_t n = 0;
	while (n < 4 && at + n < end && kp_is(t, at + n, KP_DIGIT | KP_NUMERAL))
		n++;
	return n;
}

/* （=）, （五干部: what is in the bracket is a numeral, or is no word. */
static size_t in_bracket(const kp_text *t, kp_range line)
{
	size_t first = line.start + 1, n = figures_at(t, first, line.end);
	for (size_t close = first + 1; close < line.end && close <= first + 3; close++)
		if (t->class[close] & KP_CLOSE)
			return kp_unit_like(t, (kp_range){ first, close }) || (n == 0 && close > first + 1)
			           ? 0
			           : close + 1 - line.start;
	bool apart = n > 0 && n < 3 && first + n < line.end && is_han(t, first + n) && !counts(t, first + n, line.end);
	return apart ? n + 1 : 0;
}

/* 彡）, 匹、, S.: one sign before a mark that closes a label. */
static size_t before_mark(const kp_text *t, kp_range line, unsigned *styles)
{
	size_t mark = line.start + 1;
	if (figures_at(t, line.start, line.end) == 1 || !is_han(t, line.start))
		mark += mark + 1 < line.end && !is_han(t, mark) && !kp_is(t, mark, KP_PAUSE | KP_CLOSE);
	bool many = kp_find_char(t, mark + 1, mark + 4 < line.end ? mark + 4 : line.end, U'、') != KP_NONE;
	if (t->class[mark] & KP_CLOSE) {
		*styles = bracketed;
		return mark + 1 - line.start;
	}
	*styles = t->fold[mark] == U'.' ? STYLE(KP_STYLE_ARABIC) : plain;
	return t->fold[mark] == U'.' || (t->fold[mark] == U'、' && !many) ? mark + 1 - line.start : 0;
}

/* 二二、 and 、二: numerals with a mark that are no ordinal; ** and ，: what no line begins with. */
static size_t turned(const kp_text *t, kp_range line, unsigned *styles)
{
	size_t signs = 0, n;
	while (signs < 4 && kp_is(t, line.start + signs, KP_ODD | KP_PAUSE | KP_CLOSE))
		signs++;
	n = figures_at(t, line.start + signs, line.end);
	*styles = plain | bracketed;
	if (signs > 0)
		return (t->class[line.start] & KP_ODD) && signs == 1 && n == 0 ? 0 : signs + (n < 4 ? n : 0);
	return n > 0 && n < 4 && line.start + n < line.end &&
	               (t->fold[line.start + n] == U'、' || (t->class[line.start + n] & KP_OPEN))
	           ? n + 1
	           : 0;
}

/* 11建立, 二聚焦: a numeral and no mark. Words begin so too, therefore it must be the number that is next. */
static size_t without_mark(const kp_text *t, kp_range line, const int32_t next[KP_STYLE_COUNT], unsigned *styles)
{
	kp_decimal value;
	size_t n = figures_at(t, line.start, line.end);
	uint8_t style = kp_is(t, line.start, KP_DIGIT) ? KP_STYLE_ARABIC : KP_STYLE_CHINESE;
	if (n == 0 || n > 3 || counts(t, line.start + n, line.end) ||
	    kp_number(t, line.start, line.start + n, &value) != n || value.scale != 0)
		return 0;
	*styles = STYLE(style);
	return value.coefficient == next[style] || (value.coefficient == 1 && style == KP_STYLE_ARABIC) ? n : 0;
}

size_t kp_broken_label(const kp_text *t, kp_range line, const int32_t next[KP_STYLE_COUNT], unsigned *styles)
{
	if (kp_length(line) < LEAST_BEHIND + 2)
		return 0;
	*styles = bracketed;
	size_t n = t->class[line.start] & KP_OPEN ? in_bracket(t, line) : before_mark(t, line, styles);
	if (n == 0 && kp_is(t, line.start, KP_DIGIT | KP_NUMERAL))
		n = without_mark(t, line, next, styles);
	if (n == 0 && kp_is(t, line.start, KP_ODD | KP_PAUSE | KP_CLOSE | KP_DIGIT | KP_NUMERAL))
		n = turned(t, line, styles);
	return kp_length(line) >= n + LEAST_BEHIND ? n : 0;
}

/* The one of the item and those above it that has such a label; -1: none. */
static int32_t open_with(const kp_reading *r, size_t item, unsigned styles)
{
	int32_t i = (int32_t)item;
	while (i >= 0 && !(styles & STYLE(r->items[i].style)))
		i = r->items[i].parent;
	return i;
}

bool kp_doubt_label(kp_reading *r, size_t item, kp_range label, unsigned styles, uint8_t *out_level)
{
	int32_t like = open_with(r, item, styles);
	*out_level = like < 0 ? r->items[item].level + 1 : r->items[like].level;
	return kp_doubt_range(r, KEPU_FINDING_LABEL_UNSURE, label) &&
	       (like < 0 || kp_doubt_missing(r, r->items[like].parent, r->items[like].ordinal + 1));
}
