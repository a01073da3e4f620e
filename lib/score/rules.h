/* Rules: what a measure is worth. A new kind is a file rule_NAME.c, which has its kp_rule, and a row of the table in rules.c. */
#ifndef KP_RULES_H
#define KP_RULES_H

#include "score/fraction.h"
#include "score/inputs.h"

typedef struct kp_run kp_run; /* run.h: a scoring at work */

/* What a rule, and then a criterion, gives. */
typedef struct kp_outcome {
	kp_fraction points;
	uint8_t state; /* KEPU_STATE_VALUE, or why there are no points */
	bool whole;    /* all it can give, and more than nothing */
} kp_outcome;

/* What a rule is asked for. */
typedef struct kp_question {
	kp_run *run;
	const kp_scheme_element *rule, *criterion; /* criterion: or a gate */
	uint32_t unit;
	kp_fraction points; /* P */
	const kp_spot *spot;
} kp_question;

/* What the points of the rules in a rule are to it. */
typedef enum kp_inner {
	KP_INNER_CONDITIONS, /* nothing: they say whether it gives points */
	KP_INNER_SUM,
	KP_INNER_BEST,
	KP_INNER_SECOND /* the first is a condition, the second gives the points */
} kp_inner;

typedef struct kp_rule {
	const char *name; /* of its element */
	const char *zh, *en;
	/* False: an error is in the run (overflow, memory). */
	bool (*evaluate)(const kp_question *question, kp_outcome *out);
	const struct kp_rule_words *words; /* of explain.h */
	const uint8_t *attributes;         /* besides points; ended by KP_ATTRIBUTES */
	const uint8_t *needed;             /* of them, without which it means nothing; NULL: none */
	uint32_t children;                 /* bits of kp_scheme_kind that it may hold */
	uint8_t least_rules, most_rules;   /* rules in it; most 255: any number */
	uint8_t inner;                     /* kp_inner */
	bool open;                         /* it gives as much as its `most` says, without it any points */
	bool takes_off;                    /* what its items or its measure are worth is taken off its points */
	bool yes_no;                       /* its measure is 1 for yes and 0 for no */
	bool measured;                     /* it has a measure: those attributes too */
	bool targeted;                     /* it needs a target */
	bool grouped;                      /* what others of the group have counts: all measures are taken before */
} kp_rule;

const kp_rule *kp_scheme_rule_by_name(const char *name, size_t length); /* NULL: none */

/* Asks a rule that lies in a criterion, a gate or the rule asked about, with its own points or `points`; says whether it
 * gives all it can. False: an error is in the run. */
bool kp_ask(const kp_question *question, const kp_scheme_element *rule, kp_fraction points, kp_outcome *out);

/* Of two states the one that counts: not applicable before not reported before no value before a value. */
uint8_t kp_state_of_both(uint8_t a, uint8_t b);

/* Whether the unit is in one of the groups or kinds of an element, or this names none. */
bool kp_scheme_fits(const kp_scheme_element *element, const kp_unit_row *unit);

/* Whether a value lies between the `from` and `to` of a step or a grade. */
bool kp_scheme_within(const kp_scheme_element *element, kp_fraction value);

/* ---- for the rules ---- */

/* An input of a unit. False: an error is in the run. */
bool kp_input_of(const kp_question *question, kp_str item, kp_fraction *out, uint8_t *state);
/* The figure that counts, `state` of what counts in it: without the evidence that it needs it has no value. NULL: none. */
const kp_input *kp_input_find(const kp_question *question, kp_str item, kp_str object, uint8_t *state);
/* The name of an input that an attribute says, or else `otherwise`. */
kp_str kp_input_name(const kp_question *question, kp_scheme_attribute attribute, const char *otherwise);

/* The measure of a rule for its unit; `state` says why there is none. False: an error is in the run. Where
 * run->zeros is set an input that lacks is 0: run.c asks again with it where the policy is value-zero. */
bool kp_measure(const kp_question *question, kp_fraction *out, uint8_t *state);
/* Of another unit, for a group: without what value-zero does, and a zero divisor is no finding here, as that unit's own
 * question makes it one. */
bool kp_measure_of(const kp_question *question, uint32_t unit, kp_fraction *out, uint8_t *state);

/* The target of a rule for its unit; and what another attribute says, a number, @item or group-mean: `otherwise` where the
 * rule has none. State: KEPU_STATE_NO_VALUE where there is none. */
bool kp_target(const kp_question *question, kp_fraction *out, uint8_t *state);
bool kp_threshold(const kp_question *question, kp_scheme_attribute attribute, kp_fraction otherwise, kp_fraction *out,
                  uint8_t *state);

/* What its group has: the mean, the least and the most, the place of its unit (doubled; 0: it has none). State:
 * KEPU_STATE_NO_VALUE where no unit has a measure, of the place that of the unit. */
bool kp_group_mean(const kp_question *question, kp_fraction *out, uint8_t *state);
bool kp_group_range(const kp_question *question, kp_fraction *least, kp_fraction *most, uint8_t *state);
bool kp_group_place(const kp_question *question, uint32_t *out_doubled, uint8_t *state);

/* A number that an attribute says. */
kp_fraction kp_attribute(const kp_scheme_element *element, kp_scheme_attribute attribute, kp_fraction otherwise);
/* Whether a compares with b as `compare` says. */
bool kp_compares(const kp_scheme_element *element, kp_fraction a, kp_fraction b);
kp_fraction kp_least_of(kp_fraction a, kp_fraction b);
kp_fraction kp_most_of(kp_fraction a, kp_fraction b);

/* What a rule gives: nothing because of a state; points; P × share; and the error that something does not fit. */
bool kp_gives_nothing(kp_outcome *out, uint8_t state);
bool kp_gives(kp_outcome *out, kp_fraction points);
bool kp_gives_at_most(const kp_question *question, kp_fraction points,
                      kp_outcome *out); /* what `most` of the rule says */
bool kp_gives_share(const kp_question *question, kp_fraction share, kp_outcome *out);
bool kp_overflow(const kp_question *question);

#endif
