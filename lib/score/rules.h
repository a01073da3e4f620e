/* Rules: what a measure is worth. A new kind is a file rule_NAME.c and a row of the table in rules.c; the attributes it has
 * are in the row, what it gives is its function's. */
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

typedef struct kp_rule {
	const char *name; /* of its element */
	const char *zh, *en;
	/* False: an error is in the run (overflow, memory). */
	bool (*evaluate)(const kp_question *question, kp_outcome *out);
	const uint8_t *attributes;       /* besides points; ended by KP_ATTRIBUTES */
	uint32_t children;               /* bits of kp_scheme_kind that it may hold */
	uint8_t least_rules, most_rules; /* rules in it; most 255: any number */
	bool measured;                   /* it has a measure: those attributes too */
	bool targeted;                   /* it needs a target */
	bool grouped;                    /* what others of the group have counts: all measures are taken before */
	int8_t monotone; /* a larger measure: 1 never less, -1 never more, 0 neither is promised; `better` turns it */
} kp_rule;

extern const kp_rule kp_rules[];
extern const size_t kp_rule_count;
const kp_rule *kp_scheme_rule_by_name(const char *name, size_t length); /* NULL: none */

/* ---- for the rules ---- */

/* The measure of a rule for its unit; `state` says why there is none. False: an error is in the run. Where
 * run->zeros is set an input that lacks is 0: run.c asks again with it where the policy is value-zero. */
bool kp_measure(const kp_question *question, kp_fraction *out, uint8_t *state);
/* Of another unit, for a group; a zero divisor is no finding here, as that unit's own question makes it one. */
bool kp_measure_of(const kp_question *question, uint32_t unit, kp_fraction *out, uint8_t *state);
/* The target of a rule for its unit; and what another attribute says, a number, @item or group-mean: `otherwise` where the
 * rule has none. */
bool kp_target(const kp_question *question, kp_fraction *out, uint8_t *state);
bool kp_threshold(const kp_question *question, kp_scheme_attribute attribute, kp_fraction otherwise, kp_fraction *out,
                  uint8_t *state);
/* What its group has: the mean, the least and the most, the place of its unit (doubled). State: KEPU_STATE_NO_VALUE where no
 * unit has a measure, of the place that of the unit. */
bool kp_group_mean(const kp_question *question, kp_fraction *out, uint8_t *state);
bool kp_group_range(const kp_question *question, kp_fraction *least, kp_fraction *most, uint8_t *state);
bool kp_group_place(const kp_question *question, uint32_t *out_doubled, uint8_t *state);
/* A rule within the one asked about, with its own points or `points`. */
bool kp_ask(const kp_question *question, const kp_scheme_element *rule, kp_fraction points, kp_outcome *out);

#endif
