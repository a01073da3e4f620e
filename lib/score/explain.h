/* An explanation in the making: lines, and words for them. */
#ifndef KP_EXPLAIN_H
#define KP_EXPLAIN_H

#include "score/score.h"
#include "score/trace.h"

#include <kepu/data.h>
#include <kepu/explanation.h>

/* What a rule saw on its way to its points. */
typedef struct kp_seen_threshold {
	kp_scheme_attribute attribute;
	const kp_scheme_value *said;
	kp_fraction value;
	uint8_t state;
} kp_seen_threshold;

typedef struct kp_seen {
	struct kp_seen *next; /* of all: memory of their own, as an arena does not align fractions */
	kp_fraction points;   /* what it gave */
	bool measured, placed, numbered, ranged;
	bool percent; /* a figure that it measures or compares with was written with % */
	kp_fraction measure, number, least, most;
	uint8_t measure_state;
	uint32_t place; /* doubled */
	size_t places;
	const kp_scheme_element *hit;
	kp_seen_threshold thresholds[3];
	size_t threshold_count;
} kp_seen;

typedef struct kp_line {
	uint8_t what, state;
	bool has_points, counts; /* counts: it adds something */
	uint32_t depth, above, element;
	kp_decimal points, adds;
	kp_str text[2]; /* Chinese, English */
	kp_seen *seen;  /* of a rule, while it is explained */
	kp_str item;    /* of a figure */
	const kp_input *figure;
} kp_line;

struct kepu_explanation {
	uint32_t tag; /* KP_TAG_EXPLANATION */
	kp_arena arena;
	kp_line *lines;
	size_t count, capacity;
	kp_str unit, name;
	kp_str *ids; /* of the scheme's elements; NULL where one has none */
};

#define KP_TAG_EXPLANATION 0x6e697078u
#define KP_NO_LINE ((uint32_t)-1)

/* Failure sticks; the lines are then of no use. */
struct kp_trace {
	kepu_explanation *made;
	const kp_run *run;
	uint32_t unit;
	uint32_t open; /* the line that others are put into; KP_NO_LINE: none */
	kp_seen *seen; /* all of them */
	bool failed, overflow;
};
typedef struct kp_trace kp_trace;

/* ---- lines (trace.c) ---- */

/* A line within the open one; it stays where it is, but the array may move. NULL: failed. */
kp_line *kp_line_add(kp_trace *trace, int32_t what, const kp_scheme_element *element);
void kp_line_open(kp_trace *trace, int32_t what, const kp_scheme_element *element); /* the same, and opens it */
void kp_line_close(kp_trace *trace);
kp_line *kp_line_opened(kp_trace *trace); /* NULL: failed, or none */
void kp_line_points(kp_line *line, kp_decimal points);
void kp_line_adds(kp_line *line, kp_decimal adds);
/* What the lines in the open one add, but for accounts where `items` says so. */
kp_decimal kp_line_sum(kp_trace *trace, bool items);
kp_decimal kp_less(kp_trace *trace, kp_decimal a, kp_decimal b); /* a − b */
kp_decimal kp_shown(kp_trace *trace, kp_fraction value);         /* with up to nine digits after the point */

/* ---- words (words.c) ---- */

typedef struct kp_sentence {
	const char *text[2]; /* Chinese, English: {x} is the value of that key */
} kp_sentence;

typedef struct kp_word_value {
	char key; /* 0: the last one */
	const char *text[2];
} kp_word_value;

#define KP_SAY(...) ((kp_sentence){ { __VA_ARGS__ } })
#define KP_BOTH(key, text) \
	{                      \
		key,               \
		{                  \
			text, text     \
		}                  \
	}
#define KP_VALUES(...) ((const kp_word_value[]){ __VA_ARGS__, { 0, { NULL, NULL } } })

void kp_say(kp_trace *trace, kp_line *line, kp_sentence sentence,
            const kp_word_value *values);                                      /* goes on with its text */
const char *kp_number_words(kp_trace *trace, kp_fraction value, bool percent); /* "" where it failed */
const char *kp_decimal_words(kp_trace *trace, kp_decimal value);
kp_word_value kp_points_words(kp_trace *trace, char key, kp_fraction points); /* with what they are: 6 分, 6 points */
kp_word_value kp_state_words(char key, uint8_t state);
kp_word_value kp_rounding_words(char key, kp_rounding rounding);

/* What is said of a rule: one of its sentences, chosen by what it saw and gave. */
typedef struct kp_telling {
	const kp_question *question;
	const kp_outcome *out;
	const kp_seen *seen;
} kp_telling;

typedef struct kp_rule_words {
	size_t (*choose)(const kp_telling *t); /* NULL: there is one sentence */
	kp_sentence words[4];
} kp_rule_words;

/* What sentences are chosen by (rule_words.c). */
bool kp_told_gives(const kp_telling *t);
bool kp_told_smaller(const kp_telling *t);                                                      /* less is better */
bool kp_told_items(const kp_telling *t);                                                        /* it has some */
const kp_seen_threshold *kp_told_threshold(const kp_telling *t, kp_scheme_attribute attribute); /* NULL: it has none */
size_t kp_told_by_points(const kp_telling *t);    /* 0: it gives some, 1: none */
size_t kp_told_by_better(const kp_telling *t);    /* 0: more is better, 1: less */
size_t kp_told_by_condition(const kp_telling *t); /* the same, 2 more for a condition: it has no points of its own */

/* What a rule did (rule_words.c), and its figures, measures and thresholds. */
void kp_say_rule(kp_trace *trace, kp_line *line, const kp_question *question, const kp_outcome *out);
void kp_say_measure(kp_trace *trace, kp_line *line, const kp_question *question, const kp_seen *seen);
void kp_say_threshold(kp_trace *trace, kp_line *line, const kp_question *question, const kp_seen *seen,
                      const kp_seen_threshold *one);
void kp_say_item(kp_trace *trace, kp_line *line, const kp_question *question, const kp_scheme_element *item,
                 kp_str object, kp_fraction number, kp_fraction worth);
void kp_say_limit(kp_trace *trace, kp_line *line, kp_scheme_attribute attribute, kp_fraction before, kp_fraction after);
void kp_say_input(kp_trace *trace, kp_line *line, const kp_scheme_element *owner, kp_str item, const kp_input *input,
                  uint8_t state);
kp_word_value kp_places_words(kp_trace *trace, char key, int32_t digits); /* to which numbers are rounded */
/* A number that a rule measures, as it is shown: with % where its figure or what it is compared with has it. */
kp_word_value kp_measure_words(kp_trace *trace, char key, const kp_scheme_element *rule, const kp_seen *seen,
                               kp_fraction value);
bool kp_in_percent(const kp_scheme_element *rule);
/* The name that the rule has for an item, or else one that everybody knows, or else as it is written. */
kp_word_value kp_item_words(char key, const kp_scheme_element *rule, kp_str item);

#endif
