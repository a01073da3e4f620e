/* Looking a scheme over: what is likely wrong with it, though it can be used. */
#ifndef KP_CHECK_SCHEME_H
#define KP_CHECK_SCHEME_H

#include "score/rules.h"

/* A number, or none: more than any, or not known. */
typedef struct kp_bound {
	bool known;
	kp_decimal number;
} kp_bound;

typedef struct kp_checking {
	const kepu_scheme *scheme;
	const kepu_inputs *inputs; /* NULL: the scheme alone */
	kepu_findings *findings;
	size_t *first, *next; /* with inputs: of each element its first figure + 1, of each figure the next + 1; 0: none */
	kp_bound *most;       /* the most that each element can give; not known: there is no limit */
	bool deducts;         /* a total can be under zero */
	bool failed;          /* memory is out */
} kp_checking;

/* About an element, and the nearest one with an id. */
void kp_check_found(kp_checking *c, const kp_scheme_element *element, int32_t code, const char *first,
                    const char *second);
void kp_check_found_worded(kp_checking *c, const kp_scheme_element *element, int32_t code, kp_wording first,
                           kp_wording second);
void kp_check_found_numbers(kp_checking *c, const kp_scheme_element *element, int32_t code, kp_decimal first,
                            kp_decimal second);

/* Words in the making, in both languages. */
typedef struct kp_naming {
	kp_buffer zh, en;
} kp_naming;

void kp_check_say(kp_naming *out, const char *zh, const char *en);
/* The name of an element, else its id, else what it is and which of them. */
void kp_check_name(kp_naming *out, const kp_scheme_element *element);
/* A finding about an element, with what was said put first or second; frees that. */
void kp_check_found_naming(kp_checking *c, const kp_scheme_element *element, int32_t code, kp_wording first,
                           kp_naming *second);
/* Nothing uses it. */
void kp_check_unused(kp_checking *c, const kp_scheme_element *element, kp_wording what);

void kp_check_bands(kp_checking *c,
                    const kp_scheme_element *element); /* grades of a scheme, steps and levels of a rule */
void kp_check_points(kp_checking *c, const kp_scheme_element *element); /* of what holds others */
void kp_check_inputs(kp_checking *c);                                   /* units and figures */
bool kp_check_most(kp_checking *c);                                     /* false: memory is out */

#endif
