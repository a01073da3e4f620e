/* Pieces of the figures stage: what a clause says about time, which numbers in it bind, what they are called. */
#ifndef KP_NOTICE_FIGURE_H
#define KP_NOTICE_FIGURE_H

#include "notice/reading.h"

/* What the time words of a sentence have said so far; it reaches to the next time word. */
typedef struct kp_time {
	int32_t year;  /* 0: nothing said */
	int32_t every; /* KEPU_EVERY_ */
	bool measured; /* a year without 到 or 力争: it may be the past */
} kp_time;

/* Letters that a time word may begin with, each at the place of its last seven bits; numbers begin one, too. */
extern const char32_t kp_time_letters[128];

static inline bool kp_time_begins(const kp_text *t, size_t at)
{
	return (t->class[at] & (KP_DIGIT | KP_NUMERAL)) || kp_time_letters[t->fold[at] & 127] == t->fold[at];
}

size_t kp_time_at(const kp_reading *r, size_t at, size_t end, kp_time *time); /* where one may begin */

/* A time word at a place: its length, or 0; changes *time. */
static inline size_t kp_time_word(const kp_reading *r, size_t at, size_t end, kp_time *time)
{
	return at < end && kp_time_begins(&r->text, at) ? kp_time_at(r, at, end, time) : 0;
}

/* Behind the time words at a place. */
size_t kp_skip_time(const kp_reading *r, kp_range clause, size_t at);

typedef struct kp_number {
	kp_range digits, unit; /* unit: as written */
	size_t end;            /* behind unit and what goes with it (以上) */
	bool yearly;           /* 200人次/年 */
	kp_decimal value;
	int32_t comparison;
	bool strong; /* a word of comparison or a share: it binds whatever stands around it */
} kp_number_found;

/* A number that could bind, with its unit and comparison, at a place; false: none. `clause` bounds what is looked at,
 * `from` is the end of the number before it, which *out still holds; of the sentence only what is spent on is asked. */
bool kp_number_binds(const kp_reading *r, kp_range sentence, kp_range clause, size_t from, size_t at,
                     kp_number_found *out);

/* Whom 每 or 各 names, nearest before the number and behind the number before it (`from`); empty: nobody. */
kp_range kp_per_of(const kp_reading *r, kp_range clause, size_t from, size_t number);

bool kp_per_is_time(const kp_text *t, kp_range per); /* 季度, 学期: how often, not who */

/* Parts of the name; both empty where the clause has none. */
void kp_name_of(const kp_reading *r, kp_range clause, size_t from, const kp_number_found *number, kp_range out[2]);

/* The same of a clause that has no number. */
kp_range kp_name_of_clause(const kp_reading *r, kp_range clause);

bool kp_ends_clause(const kp_text *t, size_t at);
/* The end of the clause that begins at `start`: brackets and quotes are passed over. */
size_t kp_clause_end(const kp_text *t, size_t start, size_t end);
bool kp_only_time(const kp_reading *r, kp_range clause); /* 到2025年, 力争年内 */

/* What the name of the last figure lacks is taken from the clauses before it in its sentence (`before`: the nearest, empty
 * where there is none) and from the figure before it; listed: it goes on behind another number of its clause. */
void kp_borrow_name(const kp_reading *r, kp_figure *figure, kp_range sentence, kp_range before, bool listed);

/* 省级、市级基地分别达到25家、60家: each of the figures from `first` on, which a clause gave, has the name of its own part. */
void kp_name_respectively(kp_reading *r, size_t first, kp_range clause);

#endif
