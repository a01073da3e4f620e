/* A score: what a run made of the units, see run.h, and what that means for each of them. */
#ifndef KP_SCORE_H
#define KP_SCORE_H

#include "score/slots.h"

#include <kepu/score.h>

/* What a unit comes to. */
typedef struct kp_standing {
	uint32_t place;                            /* doubled; 0: it has none */
	const kp_scheme_element *grade;            /* NULL: none */
	bool provisional, eligible, vetoed, clean; /* clean: no veto and no downgrade */
} kp_standing;

/* What an award is to a unit. */
typedef struct kp_award {
	const kp_scheme_element *element;
	uint8_t *codes; /* KEPU_AWARD_, of all units */
} kp_award;

/* What grades go by. */
typedef struct kp_grading {
	const kp_scheme_element **grades; /* best first */
	size_t count;
	size_t *number_of; /* of an element's index */
	kp_ranking clean;  /* of the clean units alone; without places: no grade asks */
	bool *is_clean;    /* of each unit, where some does */
} kp_grading;

struct kepu_score {
	uint32_t tag; /* KP_TAG_SCORE */
	kp_run run;
	kp_standing *standings; /* of all units */
	kp_ranking ranking;
	kp_grading grading;
	bool *asked;             /* of each element whether some rule asks for its points */
	uint32_t *rows, *row_of; /* unit of each row, row of each unit */
	const kp_slot **shown;   /* of each element; NULL: it has no points */
	kp_award *awards;
	size_t award_count;
	int32_t rank_decimals;
	const kp_scheme_element *stage; /* NULL: the scheme has none */
};

#define KP_TAG_SCORE 0x726f6373u

/* Each is false where an error is in the run. */
/* How many criteria of a unit wait for a stage that is required, and the first of them. */
size_t kp_score_waiting(const kepu_score *score, uint32_t unit, uint16_t stage, const kp_scheme_element **out_first);
bool kp_score_happen(kepu_score *score); /* gates.c: gates, vetoes and downgrades; who is provisional */
bool kp_score_grade(kepu_score *score);  /* grades.c */
bool kp_score_award(kepu_score *score);  /* awards.c */

/* The number of the grade that a unit has with a total and its places by it, doubled; grading.count: none. */
size_t kp_grade_of(const kepu_score *score, uint32_t unit, const kp_result *total, uint32_t place,
                   uint32_t clean_place);
bool kp_score_clean(kepu_score *score); /* the ranking of clean units, where some grade asks for it */

bool kp_gate_pass(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *result);
/* What the figures of a veto or downgrade add up to. */
bool kp_event_sum(kp_run *run, const kp_scheme_element *element, uint32_t unit, kp_sum *out);

/* How many of a group a quota is: a number, or a share of its ranked units, rounded down. */
uint64_t kp_quota_of(const kp_scheme_value *quota, size_t ranked);

/* Of a row; NULL outside. */
const kp_result *kp_score_result(const kepu_score *score, size_t row, size_t element);
const kp_unit_row *kp_score_row_unit(const kepu_score *score, size_t row);

#endif
