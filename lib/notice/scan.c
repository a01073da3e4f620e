#include "notice/scan.h"

#include <string.h>

size_t kp_match_rest(const kp_text *t, size_t at, size_t end, const char32_t *word)
{
	size_t i = 1;
	while (word[i]) {
		if (at + i >= end || t->fold[at + i] != word[i])
			return 0;
		i++;
	}
	return i;
}

/* ---- lists of words ---- */

/* A list is asked at nearly every place of a text, and hardly anywhere does one of its words stand. So the reading of a
 * text notes, when it first meets a list, which letters its words begin with (or end in), by their last eight bits, and
 * looks at the words only where that letter stands. */
#define FILTERS 256 /* there are about 130 lists; a power of two */
#define FILTERS_MOST (FILTERS / 4 * 3)

typedef struct kp_filter {
	uintptr_t list; /* its address, plus 1 for the letters that its words end in; 0: a free place */
	uint64_t letters[4];
} kp_filter;

struct kp_filters {
	kp_filter places[FILTERS];
	size_t count;
};

struct kp_filters *kp_filters_new(void)
{
	return kp_calloc(1, sizeof(struct kp_filters));
}

static size_t length_of(const char32_t *word)
{
	size_t n = 0;
	while (word[n])
		n++;
	return n;
}

static void add_letter(kp_filter *filter, const char32_t *word, bool ends)
{
	char32_t letter = word[ends ? length_of(word) - 1 : 0];
	filter->letters[letter >> 6 & 3] |= (uint64_t)1 << (letter & 63);
}

static void note(kp_filter *filter, kp_words words, const kp_sign *signs, bool ends)
{
	for (; words && *words; words++)
		add_letter(filter, *words, ends);
	for (; signs && signs->word; signs++)
		add_letter(filter, signs->word, ends);
}

/* The filter of a list that is met for the first time, at a free place. */
static const uint64_t *filter_new(struct kp_filters *filters, size_t at, kp_words words, const kp_sign *signs,
                                  bool ends)
{
	static const uint64_t all[4] = { UINT64_MAX, UINT64_MAX, UINT64_MAX, UINT64_MAX };
	if (filters->count >= FILTERS_MOST)
		return all;
	filters->count++;
	filters->places[at].list = (words ? (uintptr_t)words : (uintptr_t)signs) + ends;
	note(&filters->places[at], words, signs, ends);
	return filters->places[at].letters;
}

/* Of either kind of list. */
static inline const uint64_t *filter_of(const kp_text *t, kp_words words, const kp_sign *signs, bool ends)
{
	struct kp_filters *filters = t->filters;
	uintptr_t list = (words ? (uintptr_t)words : (uintptr_t)signs) + ends;
	for (size_t at = list >> 4 ^ list;; at++) {
		kp_filter *filter = &filters->places[at & (FILTERS - 1)];
		if (filter->list == list)
			return filter->letters;
		if (filter->list == 0)
			return filter_new(filters, at & (FILTERS - 1), words, signs, ends);
	}
}

static bool passes(const uint64_t *filter, char32_t letter)
{
	return filter[letter >> 6 & 3] >> (letter & 63) & 1;
}

static size_t longest(const kp_text *t, size_t at, size_t end, kp_words words)
{
	size_t best = 0;
	for (char32_t letter = t->fold[at]; *words; words++) {
		size_t n = **words == letter ? kp_match(t, at, end, *words) : 0;
		if (n > best)
			best = n;
	}
	return best;
}

size_t kp_match_any(const kp_text *t, size_t at, size_t end, kp_words words)
{
	return at < end && passes(filter_of(t, words, NULL, false), t->fold[at]) ? longest(t, at, end, words) : 0;
}

size_t kp_ends(const kp_text *t, size_t start, size_t end, const char32_t *word)
{
	size_t n = length_of(word);
	if (end < start + n || t->fold[end - 1] != word[n - 1])
		return 0;
	return kp_match(t, end - n, end, word);
}

size_t kp_ends_any(const kp_text *t, size_t start, size_t end, kp_words words)
{
	size_t best = 0;
	if (end <= start || !passes(filter_of(t, words, NULL, true), t->fold[end - 1]))
		return 0;
	for (; *words; words++) {
		size_t n = kp_ends(t, start, end, *words);
		if (n > best)
			best = n;
	}
	return best;
}

bool kp_ends_one(const kp_text *t, size_t start, size_t end, kp_words words)
{
	if (end <= start || !passes(filter_of(t, words, NULL, true), t->fold[end - 1]))
		return false;
	for (; *words; words++)
		if (kp_ends(t, start, end, *words) > 0)
			return true;
	return false;
}

size_t kp_match_sign(const kp_text *t, size_t at, size_t end, const kp_sign *words, int32_t *value)
{
	size_t best = 0;
	if (at >= end || !passes(filter_of(t, NULL, words, false), t->fold[at]))
		return 0;
	for (; words->word; words++) {
		size_t n = kp_match(t, at, end, words->word);
		if (n > best) {
			best = n;
			*value = words->value;
		}
	}
	return best;
}

size_t kp_ends_sign(const kp_text *t, size_t start, size_t end, const kp_sign *words, int32_t *value)
{
	size_t best = 0;
	if (end <= start || !passes(filter_of(t, NULL, words, true), t->fold[end - 1]))
		return 0;
	for (; words->word; words++) {
		size_t n = kp_ends(t, start, end, words->word);
		if (n > best) {
			best = n;
			*value = words->value;
		}
	}
	return best;
}

size_t kp_find(const kp_text *t, size_t start, size_t end, const char32_t *word)
{
	for (size_t i = start; (i = kp_find_char(t, i, end, word[0])) != KP_NONE; i++)
		if (kp_match_rest(t, i, end, word))
			return i;
	return KP_NONE;
}

size_t kp_find_any(const kp_text *t, size_t start, size_t end, kp_words words, size_t *out_length)
{
	const uint64_t *filter = filter_of(t, words, NULL, false);
	for (size_t i = start; i < end; i++) {
		size_t n = passes(filter, t->fold[i]) ? longest(t, i, end, words) : 0;
		if (n > 0) {
			if (out_length)
				*out_length = n;
			return i;
		}
	}
	return KP_NONE;
}

size_t kp_find_char(const kp_text *t, size_t start, size_t end, char32_t folded)
{
	/* without a branch, which compilers make one comparison of four or eight of */
	for (; start + 32 <= end; start += 32) {
		uint32_t any = 0;
		for (size_t i = 0; i < 32; i++)
			any |= t->fold[start + i] == folded;
		if (any)
			break;
	}
	while (start < end && t->fold[start] != folded)
		start++;
	return start < end ? start : KP_NONE;
}

size_t kp_find_class(const kp_text *t, size_t start, size_t end, unsigned class)
{
	uint64_t wanted = class * (uint64_t)0x0001000100010001, eight[2];
	if (start >= end)
		return start;
	/* most of a text has no class at all; what is looked at beyond the end is KP_TEXT_PAD at most */
	for (; start < end; start += 8) {
		memcpy(eight, t->class + start, sizeof eight);
		if ((eight[0] | eight[1]) & wanted)
			break;
	}
	start += start < end && !(eight[0] & wanted) ? 4 : 0;
	while (start < end && !(t->class[start] & class))
		start++;
	return start < end ? start : end;
}

static char32_t closer(char32_t open)
{
	switch (open) {
	case U'(': return U')';
	case U'[': return U']';
	case U'{': return U'}';
	case U'<': return U'>';
	case U'“': return U'”';
	case U'‘': return U'’';
	case U'《': return U'》';
	case U'「': return U'」';
	case U'『': return U'』';
	default: return 0;
	}
}

size_t kp_close(const kp_text *t, size_t open, size_t end)
{
	char32_t opener = t->fold[open], wanted = closer(opener);
	size_t depth = 0;
	if (end - open > KP_FARTHEST)
		end = open + KP_FARTHEST;
	for (size_t i = open; i < end; i++) {
		if (t->fold[i] == opener)
			depth++;
		else if (t->fold[i] == wanted && --depth == 0)
			return i;
	}
	return KP_NONE;
}

/* A quote that is closed by a misprint (“三位一体’’) must not swallow the rest: what is not closed within this many
 * characters is taken as a mark by itself. */
#define LONGEST_QUOTE 120

size_t kp_find_outside(const kp_text *t, size_t start, size_t end, char32_t folded)
{
	const unsigned marks = KP_OPEN | KP_QUOTE_OPEN | (folded == U'。' ? KP_STOP : KP_STOP | KP_PAUSE);
	for (size_t i = start; (i = kp_find_class(t, i, end, marks)) < end; i++) {
		if (t->fold[i] == folded)
			return i;
		if (!(t->class[i] & (KP_OPEN | KP_QUOTE_OPEN)))
			continue;
		size_t limit = (t->class[i] & KP_QUOTE_OPEN) && end - i > LONGEST_QUOTE ? i + LONGEST_QUOTE : end;
		size_t close = kp_close(t, i, limit);
		if (close != KP_NONE)
			i = close;
	}
	return KP_NONE;
}

size_t kp_number(const kp_text *t, size_t at, size_t end, kp_decimal *out)
{
	if (!kp_is(t, at, KP_DIGIT | KP_NUMERAL))
		return 0;
	return kp_numeral_read((const uint32_t *)t->fold + at, end - at, out);
}

static int32_t year_digit(char32_t c)
{
	if (c >= U'0' && c <= U'9')
		return (int32_t)(c - U'0');
	if (c == U'O' || c == U'Ｏ')
		return 0;
	return c == U'两' ? -1 : kp_chinese_digit(c);
}

size_t kp_year(const kp_text *t, size_t at, size_t end, int32_t *out)
{
	int32_t year = 0;
	if (at + 4 > end)
		return 0;
	for (size_t i = 0; i < 4; i++) {
		int32_t digit = year_digit(t->fold[at + i]);
		if (digit < 0)
			return 0;
		year = year * 10 + digit;
	}
	if (year < 1949 || year > 2099 || (at + 4 < end && kp_is(t, at + 4, KP_DIGIT)))
		return 0;
	*out = year;
	return 4;
}

size_t kp_year_range(const kp_text *t, size_t at, size_t end, int32_t *out_first, int32_t *out_last)
{
	static const char32_t *const joins[] = { U"-", U"至", U"到", U"--", NULL };
	size_t i = at, n = kp_year(t, i, end, out_first);
	if (n == 0)
		return 0;
	i += n;
	*out_last = *out_first;
	size_t year_word = kp_match(t, i, end, U"年");
	size_t join = kp_match_any(t, i + year_word, end, joins);
	int32_t last = 0;
	if (join > 0 && (n = kp_year(t, i + year_word + join, end, &last)) > 0 && last >= *out_first) {
		*out_last = last;
		i += year_word + join + n;
		year_word = kp_match(t, i, end, U"年");
	}
	return i + year_word - at;
}

static size_t small_number(const kp_text *t, size_t at, size_t end, int32_t high, int32_t *out)
{
	size_t n = 0;
	while (at + n < end && n < 3 && kp_is(t, at + n, KP_DIGIT | KP_NUMERAL))
		n++;
	*out = n > 0 ? kp_ordinal_read((const uint32_t *)t->fold + at, n) : -1;
	return *out >= 1 && *out <= high ? n : 0;
}

/* 12月2O日, 12月3l日: a letter that a scan read for the second digit of a day. */
static size_t misread_digit(const kp_text *t, size_t at, size_t end, int32_t *day)
{
	char32_t c = at + 1 < end && t->fold[at + 1] == U'日' ? t->fold[at] : 0;
	bool zero = c == U'O' || c == U'o', one = c == U'l' || c == U'I';
	int32_t whole = *day * 10 + one;
	if ((!zero && !one) || whole > 31)
		return 0;
	*day = whole;
	return 1;
}

size_t kp_day(const kp_text *t, size_t at, size_t end, int32_t *year, int32_t *month, int32_t *day)
{
	size_t i = at, n = kp_year(t, i, end, year);
	if (n == 0)
		return 0;
	i += n;
	char32_t mark = i < end ? t->fold[i] : 0;
	if (mark != U'年' && mark != U'-' && mark != U'.' && mark != U'/')
		return 0;
	if ((n = small_number(t, i + 1, end, 12, month)) == 0)
		return 0;
	i += 1 + n;
	if (i >= end || t->fold[i] != (mark == U'年' ? U'月' : mark) || (n = small_number(t, i + 1, end, 31, day)) == 0)
		return 0;
	i += 1 + n;
	i += mark == U'年' ? misread_digit(t, i, end, day) : 0;
	return i + kp_match(t, i, end, mark == U'年' ? U"日" : U"\x1") - at;
}

bool kp_same(const kp_text *t, kp_range a, kp_range b)
{
	if (kp_length(a) != kp_length(b))
		return false;
	for (size_t i = 0; i < kp_length(a); i++)
		if (t->fold[a.start + i] != t->fold[b.start + i])
			return false;
	return true;
}

/* 202年, 20225年, 到25年底: no year has so many digits; 十年 and 5年 are spans. */
bool kp_year_odd(const kp_text *t, kp_range digits, size_t end)
{
	static const char32_t *const until[] = { U"到", U"至", U"-", NULL };
	size_t length = kp_length(digits), low = digits.start > 2 ? digits.start - 2 : 0;
	if (length == 3 && digits.end < end && t->fold[digits.end] == U'-') { /* 202-2025年 */
		size_t last = digits.end + 1;
		while (kp_is(t, last, KP_DIGIT))
			last++;
		return last > digits.end + 1 && kp_match(t, last, end, U"年");
	}
	if (!kp_match(t, digits.end, end, U"年"))
		return false;
	if (length == 4) /* nobody plans beyond 2060 */
		return (t->fold[digits.start] != U'1' && t->fold[digits.start] != U'2') ||
		       (t->fold[digits.start] == U'2' &&
		        (t->fold[digits.start + 1] != U'0' || t->fold[digits.start + 2] > U'6'));
	return length == 3 || length == 5 || length == 8 ||
	       (length == 2 && kp_ends_any(t, low, digits.start, until) > 0 && !kp_match(t, digits.end, end, U"年以"));
}

bool kp_bullet(char32_t c)
{
	return c == U'→' || c == U'▲' || c == U'△' || c == U'●' || c == U'○' || c == U'◆' || c == U'◇' || c == U'■' ||
	       c == U'□' || c == U'★' || c == U'☆' || c == U'※' || c == U'*' || c == U'-' || c == U'·';
}
