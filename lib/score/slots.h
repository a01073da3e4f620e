/* Elements within their parts: tree.c makes them, run.c works them out in order, aggregate.c adds up. */
#ifndef KP_SLOTS_H
#define KP_SLOTS_H

#include "score/run.h"

/* The groups of a rule, as they were asked for. */
typedef struct kp_taken {
	const kp_scheme_element *rule;
	kp_group *groups; /* of all groups of the run; those without measures were not asked for */
	struct kp_taken *next;
} kp_taken;

/* What the attributes of its element come to. */
typedef struct kp_terms {
	kp_word account, aggregate;
	kp_word policies[KEPU_STATE_NOT_REPORTED + 1]; /* by state */
	kp_decimal points, weight, floor, ceiling;     /* points: of a module without them 0 */
	bool has_points, has_floor, has_ceiling, in_account;
	int32_t decimals; /* -1: nothing is said */
	kp_rounding rounding;
} kp_terms;

struct kp_slot {
	const kp_scheme_element *element;
	kp_spot spot;
	const kp_scheme_element *part;        /* which of the parts of the slot above; NULL: an item or account of it */
	kp_slot *above, *first, *last, *next; /* what lies in it: its parts, or its items and accounts */
	kp_slot *same, *last_same;            /* the next of this element; of the first of them: the last */
	bool parted, combined;                /* combined: made for who asks, see kp_run_shown */
	bool touched, stirred;                /* trial.c: it is made of what is changed; that has changed */
	uint32_t turn;                        /* when it was worked out: after all that it is made of */
	size_t waits;                         /* for so many others */
	kp_terms terms;
	kp_result *results; /* of all units */
	kp_taken *taken;
	struct kp_ranking *ranking; /* of all units by it; NULL: nobody asked yet */
	struct kp_mean_points
		*means; /* that the policy mean gives, of each group: memory of its own; NULL: nothing gives any */
};

static inline size_t kp_run_units(const kp_run *run)
{
	return run->inputs->unit_count;
}

static inline bool kp_run_has(const kp_run *run, const kp_scheme_element *element, uint32_t unit)
{
	return !run->cards[element->index] || run->cards[element->index][unit];
}

/* tree.c: groups, cards and slots of a run that has scheme and inputs. Each is false where an error is in the run. */
bool kp_run_plant(kp_run *run);
void *kp_run_alloc(kp_run *run, size_t count, size_t size); /* NULL: memory is out, and an error in the run */
kp_slot *kp_run_slot(kp_run *run, const kp_scheme_element *element, kp_spot spot); /* with results; in no tree */

void kp_run_hang(kp_run *run, kp_slot *slot); /* among those of its element */

/* borrow.c: of a run that borrowed its slots */
/* The group as the lender has it, or empty, with memory of its own beside. NULL: memory is out, and an error in the run. */
kp_group *kp_run_lent(kp_run *run, const kp_slot *slot, const kp_scheme_element *rule, size_t number);
/* A slot that may be written to: a copy, which goes before the lender's, or of other runs the slot itself. NULL: as above. */
kp_slot *kp_run_own(kp_run *run, kp_slot *slot);

/* run.c */
const kp_scheme_element *kp_run_named(const kp_run *run, kp_str of); /* what an attribute `of` means */
bool kp_run_tree(kp_run *run);                                       /* all points up to the total */
bool kp_run_criterion(kp_run *run, kp_slot *slot);
/* A slot once more, for all units: what it is made of has been worked out. */
bool kp_run_anew(kp_run *run, kp_slot *slot);
void kp_run_forget(const kp_run *run,
                   kp_slot *slot); /* what it has of the group, as what that is made of has changed */
void kp_run_close(kp_run *run);
void kp_run_cut(const kp_run *run, const kp_slot *slot, kp_result *result); /* to the limits of its element */
/* A slot for one unit, once more: what it is made of has been worked out. *out begins as zeros. */
bool kp_run_again(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *out);
bool kp_run_give(kp_run *run, const kp_slot *slot, kp_fraction points, kp_decimal *out); /* rounded as it holds there */

/* aggregate.c: of a slot whose parts, items and accounts have been worked out */
bool kp_run_parts(kp_run *run, kp_slot *slot);
bool kp_run_module(kp_run *run, kp_slot *slot);
bool kp_run_parts_of(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *result); /* of one unit */
bool kp_run_module_of(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *result);
bool kp_sum_fraction(kp_sum sum, kp_fraction *out); /* false: it does not fit */

/* points.c: the slot of an element at a spot; where it lies in parts that the spot does not name, one that combines them. */
kp_slot *kp_run_shown(kp_run *run, const kp_scheme_element *element, kp_str period, kp_str source);
bool kp_run_combine(kp_run *run, kp_slot *made); /* one of those */

/* place.c */
/* What parts units with equal points. */
typedef struct kp_tie_breaker {
	bool smaller;
	const kp_slot *slot; /* points of an element; NULL: an item of the unit */
	kp_str item;
} kp_tie_breaker;

/* Units in the order of their points, within their groups; in the arena of the run. */
typedef struct kp_ranking {
	kp_run *run;
	const kp_slot *slot; /* whose points */
	int32_t decimals;    /* they are rounded to; -1: they are not */
	kp_tie_breaker *breakers;
	size_t breaker_count;
	uint32_t *places; /* doubled, of all units; 0: it has none */
	uint32_t *units;  /* those that have a place, from the start of their group on */
	size_t *counts;   /* how many, of each group */
	bool sorted;      /* as points are now */
} kp_ranking;

bool kp_ranking_make(kp_ranking *ranking, kp_run *run);       /* by the total, with tie-breakers; not sorted yet */
bool kp_ranking_sort(kp_ranking *ranking, const bool *among); /* as points are now; only those `among` (NULL: all) */
/* The place that a unit which has one would have with other points, all else as it is. False: they do not fit. */
bool kp_ranking_place(const kp_ranking *ranking, uint32_t unit, kp_decimal points, uint32_t *out_doubled);
bool kp_places_by_points(kp_run *run, kp_slot *slot); /* the ranking of an element, where it is not there yet */
/* Places of `count` units that stand in order: `differs` tells whether the one at an index is behind the one before it. */
void kp_places_share(kp_word ties, const bool *differs, size_t count, uint32_t *out_doubled);

/* ---- findings ---- */

typedef struct kp_note {
	int32_t code;
	uint32_t unit, element;
	kp_decimal number;
} kp_note;

bool kp_run_note(kp_run *run, int32_t code, const kp_scheme_element *element, uint32_t unit, kp_decimal number);
bool kp_run_findings(kp_run *run, kepu_findings *findings); /* in the order of units, each once */

#endif
