/* Taking objects out of the lists they hang in and putting them elsewhere, in a linked builder. Nothing here takes memory,
 * so nothing fails: the API's functions look first at all that may be wrong. */
#ifndef KP_CHANGE_H
#define KP_CHANGE_H

#include "model/build.h"
#include "model/foreign.h"

/* Where nodes, assignments or indicators hang. */
typedef struct kp_home {
	kepu_node *node;   /* NULL: in the plan or the annex itself */
	kepu_annex *annex; /* nodes only, and only where `node` is NULL */
} kp_home;

/* Each puts the object before one of its home, or behind the last for NULL. What is foreign behind an object goes with it
 * within its home, and else stays. */
void kp_move_node(kepu_builder *b, kepu_node *node, kp_home to, kepu_node *before);
void kp_move_assignment(kepu_assignment *assignment, kepu_node *to, kepu_assignment *before);
void kp_move_indicator(kepu_builder *b, kepu_indicator *indicator, kepu_node *to, kepu_indicator *before);
void kp_move_unit(kepu_builder *b, kepu_unit *unit, kepu_unit *before);
void kp_move_phase(kepu_builder *b, kepu_phase *phase, kepu_phase *before);
void kp_move_annex(kepu_builder *b, kepu_annex *annex, kepu_annex *before);
void kp_move_value(kepu_builder *b, kepu_value *value, kepu_value *before);

/* Each takes the object out, with all below it, its ids included; what it refers to is referred to once less. */
void kp_remove_node(kepu_builder *b, kepu_node *node);
void kp_remove_assignment(kepu_builder *b, kepu_assignment *assignment);
void kp_remove_indicator(kepu_builder *b, kepu_indicator *indicator);
void kp_remove_unit(kepu_builder *b, kepu_unit *unit);
void kp_remove_phase(kepu_builder *b, kepu_phase *phase);
void kp_remove_annex(kepu_builder *b, kepu_annex *annex);
void kp_remove_value(kepu_builder *b, kepu_value *value);
void kp_clear_aliases(kepu_unit *unit);
void kp_clear_functions(kepu_unit *unit);
void kp_clear_members(kepu_unit *unit);
void kp_remove_entry(kepu_plan *plan, int32_t field, kp_entry *entry);
void kp_move_entry(kepu_plan *plan, int32_t field, kp_entry *entry, kp_entry *before);

/* The value of an indicator with this index; NULL: it has none. */
kepu_value *kp_value_at(kepu_builder *b, kepu_indicator *indicator, size_t index);
kp_element kp_value_element(int32_t kind);
kp_element kp_entry_element(int32_t field);

/* Nodes from the first to before the one behind the last, in document order, of one tree or one annex. */
typedef struct kp_range {
	kepu_node *first, *end;
} kp_range;
kp_range kp_range_of_node(kepu_node *node);
kp_range kp_range_of_annex(const kepu_annex *annex);
bool kp_range_has(const kp_range *range, const kepu_node *node); /* node NULL: no */

/* Takes out what refers to removed objects. */
void kp_sweep(kepu_builder *b);

/* Every node, those of the annexes after the plan's own: from NULL to the first, from the last to NULL. */
kepu_node *kp_every_node(const kepu_plan *plan, const kepu_node *node);

/* Every indicator, those of no node first. */
kepu_indicator *kp_every_indicator(const kepu_plan *plan, const kepu_indicator *indicator);

#endif
