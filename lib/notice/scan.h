/* A small scanner over the folded text: literals, brackets, numbers. Places are offsets in the whole text; `end` bounds
 * what may be looked at. */
#ifndef KP_NOTICE_SCAN_H
#define KP_NOTICE_SCAN_H

#include "base/number.h"
#include "notice/text.h"

typedef const char32_t *const *kp_words; /* ends with NULL; longer words before their beginnings are not needed */

/* A word and what it says; a list of them ends with a NULL word. */
typedef struct kp_sign {
	const char32_t *word;
	int32_t value;
} kp_sign;

size_t kp_match_rest(const kp_text *t, size_t at, size_t end, const char32_t *word); /* kp_match from the second on */

/* Its length, or 0. */
static inline size_t kp_match(const kp_text *t, size_t at, size_t end, const char32_t *word)
{
	return at < end && t->fold[at] == word[0] ? kp_match_rest(t, at, end, word) : 0;
}

size_t kp_match_any(const kp_text *t, size_t at, size_t end, kp_words words); /* length of the longest, or 0 */
size_t kp_ends(const kp_text *t, size_t start, size_t end,
               const char32_t *word); /* length of the word the range ends in, or 0 */
size_t kp_ends_any(const kp_text *t, size_t start, size_t end, kp_words words); /* of the longest */
bool kp_ends_one(const kp_text *t, size_t start, size_t end,
                 kp_words words); /* whether there is any; the usual ones first */
/* The longest of the words: its length and what it says; 0 and *value as it was where there is none. */
size_t kp_match_sign(const kp_text *t, size_t at, size_t end, const kp_sign *words, int32_t *value);
size_t kp_ends_sign(const kp_text *t, size_t start, size_t end, const kp_sign *words, int32_t *value);
size_t kp_find(const kp_text *t, size_t start, size_t end, const char32_t *word); /* KP_NONE: not there */
size_t kp_find_any(const kp_text *t, size_t start, size_t end, kp_words words, size_t *out_length);
size_t kp_find_char(const kp_text *t, size_t start, size_t end, char32_t folded);

/* First place whose class has one of these; end where there is none. */
size_t kp_find_class(const kp_text *t, size_t start, size_t end, unsigned class);

/* No bracket, clause or name of a notice is longer; what is, was made to be slow and is cut there. */
#define KP_FARTHEST 1000

/* Place of the bracket or quote that closes the one at `open`, with nesting; KP_NONE: it is not closed before end. */
size_t kp_close(const kp_text *t, size_t open, size_t end);
/* First place from `start` that is `folded`, a mark that stops or pauses, and in no bracket or quote; KP_NONE. */
size_t kp_find_outside(const kp_text *t, size_t start, size_t end, char32_t folded);

size_t kp_number(const kp_text *t, size_t at, size_t end, kp_decimal *out); /* length of the number, or 0 */

/* A year of four digits (2021, 二〇二一) at a place; its length, or 0. */
size_t kp_year(const kp_text *t, size_t at, size_t end, int32_t *out);
/* A year, or two joined by a dash or 至 or 到 (2021-2025, 2022年至2025年); 年 behind it is taken along. */
size_t kp_year_range(const kp_text *t, size_t at, size_t end, int32_t *out_first, int32_t *out_last);
/* Whether a run of digits is a year that has lost one, or has one too many. */
bool kp_year_odd(const kp_text *t, kp_range digits, size_t end);
/* A day: 2022年8月2日 or 2022-08-02; packed as in kp_date. */
size_t kp_day(const kp_text *t, size_t at, size_t end, int32_t *year, int32_t *month, int32_t *day);

bool kp_bullet(char32_t c);                             /* ● or the like, which opens a line and counts nothing */
bool kp_same(const kp_text *t, kp_range a, kp_range b); /* the same folded text */
static inline size_t kp_length(kp_range r)
{
	return r.end - r.start;
}

#endif
