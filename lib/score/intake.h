/* What rows of figures may name: made of a scheme once, so that a row is looked up and not searched for. */
#ifndef KP_INTAKE_H
#define KP_INTAKE_H

#include "score/names.h"
#include "score/scheme.h"

/* What % behind a number says where an input is read. */
typedef enum kp_percent {
	KP_PERCENT_REFUSED, /* nothing: it is no share */
	KP_PERCENT_KEPT,    /* the scheme counts in percent: 85% is 85 */
	KP_PERCENT_SHARE    /* 85% is 0.85 */
} kp_percent;

/* An input that a rule reads. */
typedef struct kp_use {
	kp_str item;
	const kp_scheme_element *level; /* the rule whose levels it names; NULL: it is a number */
	uint32_t number;                /* of several with one item the first goes before */
	uint8_t percent;
	bool with_object, without; /* which figures count: those about an object, those about none */
} kp_use;

typedef enum kp_part_by { KP_BY_PERIOD, KP_BY_SOURCE, KP_PART_BYS } kp_part_by;

/* What an element takes; the scheme itself: the units' own figures. */
typedef struct kp_taker {
	uint32_t use, use_count;                             /* among the uses: in the order of their items, each once */
	uint32_t part[KP_PART_BYS], part_count[KP_PART_BYS]; /* among the parts: those that it is scored in */
} kp_taker;

typedef struct kp_intake {
	kp_intern texts; /* of the arena of the inputs */
	kp_use *uses;
	size_t use_count, use_capacity;
	const kp_scheme_element **parts;
	size_t part_count, part_capacity, stage_count;
	kp_taker *takers;                  /* of each element */
	kp_names subjects, stages, groups; /* subjects: criteria, gates, vetoes, downgrades */
	kp_names any_part[KP_PART_BYS];    /* those of one id are one */
	kp_map kinds;                      /* to the group of each kind; the map itself for several */
} kp_intake;

/* False: memory is out; kp_intake_free must follow either way. */
bool kp_intake_make(kp_intake *intake, const kepu_scheme *scheme, kp_arena *arena);
void kp_intake_free(kp_intake *intake);

/* A criterion, gate, veto or downgrade by its id, else by its name; NULL: there is none, or several have the name. */
const kp_scheme_element *kp_intake_subject(const kp_intake *intake, const char *text, size_t length);

/* The input of an element, of the scheme any that a rule or tie-breaker reads, as all that read it agree on. False: nothing
 * reads it. */
bool kp_intake_use(const kp_intake *intake, const kp_scheme_element *element, const char *item, size_t length,
                   kp_use *out);

/* A part that an element is scored in, of the scheme, a veto and a downgrade any at all, by its id, else by its name; NULL:
 * there is none, or several have the name. */
const kp_scheme_element *kp_intake_part(const kp_intake *intake, const kp_scheme_element *element, kp_part_by by,
                                        const char *text, size_t length);

/* The place of a level of a rule, from 1, by its id, else by its name; 0: there is none, or several have the name. */
int64_t kp_level_place(const kp_scheme_element *rule, const char *text, size_t length);

/* Name of an element, else its id, else that of its kind. */
const char *kp_scheme_label(const kp_scheme_element *element);

#endif
