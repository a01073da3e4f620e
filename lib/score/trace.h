/* What an explanation hears while a unit is scored once more: rules and sums say what they see, and trace.c makes lines of
 * it. Where nobody asks (run->trace is NULL) a call costs one comparison. */
#ifndef KP_TRACE_H
#define KP_TRACE_H

#include "score/slots.h"

#define KP_TELL(run, name, ...) ((run)->trace ? kp_trace_##name(__VA_ARGS__) : (void)0)

/* ---- rules ---- */

void kp_trace_ask(const kp_question *question); /* it begins … */
void kp_trace_told(const kp_question *question, const kp_outcome *out);
void kp_trace_input(const kp_question *question, kp_str item, const kp_input *input, uint8_t state);
void kp_trace_measure(const kp_question *question, kp_fraction value, uint8_t state);
void kp_trace_threshold(const kp_question *question, kp_scheme_attribute attribute, const kp_scheme_value *said,
                        kp_fraction value, uint8_t state);
void kp_trace_hit(const kp_question *question, const kp_scheme_element *row); /* a step, level or place of a table */
void kp_trace_place(const kp_question *question, uint32_t doubled, size_t placed);
void kp_trace_range(const kp_question *question, kp_fraction least, kp_fraction most);
void kp_trace_number(const kp_question *question, kp_fraction number); /* how many times `each` is taken */
void kp_trace_full(const kp_question *question);                       /* P, from which items are taken */
/* What an item, or an object by its highest tier, is worth before and after the item's `most`. */
void kp_trace_item(const kp_question *question, const kp_scheme_element *item, kp_str object, kp_fraction number,
                   kp_fraction before, kp_fraction after);
void kp_trace_best(const kp_question *question, kp_fraction points); /* the rule within that gave them counts */
/* A cap of the rule; nothing where it changed nothing. */
void kp_trace_limit(const kp_question *question, kp_scheme_attribute attribute, kp_fraction before, kp_fraction after);
void kp_trace_share(const kp_question *question, kp_scheme_attribute attribute, kp_fraction before, kp_fraction after);

/* ---- elements ---- */

void kp_trace_policy(const kp_run *run, const kp_slot *slot, uint8_t state, kp_word policy);
void kp_trace_rounded(const kp_run *run, const kp_slot *slot, kp_fraction before, kp_decimal after);
void kp_trace_cut(const kp_run *run, bool ceiling, kp_decimal before, kp_decimal after);
/* What the items of a module, or the parts, come to where that is not their sum; `way` is a mean or re-weighting. */
void kp_trace_own(const kp_run *run, const kp_slot *slot, kp_word way, kp_fraction own, kp_decimal rounded);
void kp_trace_figure(const kp_run *run, const kp_input *input); /* of a veto or downgrade */

#endif
