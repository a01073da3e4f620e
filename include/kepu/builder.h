/**
 * @file builder.h
 * @brief The only way to make or change a plan: start a new one or from one, add, set, move and remove its parts, finish.
 *
 * Parts are named by their ids; what has none (values of an indicator, metadata) by an index from 0. Every mistake is an
 * error that names the id (where it cannot in its message, its path is the id) and leaves the builder as it was, and so
 * does a lack of memory. Texts may be NULL where a parameter says so, but not empty, save for paragraphs. An id is never
 * handed out twice, also not after its part was removed, the plan saved and loaded again. Texts of ids that are handed out
 * live as long as the builder and the plan that it makes. A builder belongs to one thread at a time. A new plan of n parts
 * takes time in proportion to n, and k changes of a plan of n parts in proportion to n and k.
 *
 * What a plan file holds of others (foreign elements and attributes) stays with the part that it stands in, and goes with
 * it. What stands behind a part that leaves its place stays where it is.
 */
#ifndef KEPU_BUILDER_H
#define KEPU_BUILDER_H

#include <kepu/base.h>
#include <kepu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_PART_PLAN 1       /**< @brief The plan itself. @since 0.1.0 */
#define KEPU_PART_NODE 2       /**< @brief A node. @since 0.1.0 */
#define KEPU_PART_UNIT 3       /**< @brief A unit. @since 0.1.0 */
#define KEPU_PART_ASSIGNMENT 4 /**< @brief An assignment. @since 0.1.0 */
#define KEPU_PART_INDICATOR 5  /**< @brief An indicator. @since 0.1.0 */
#define KEPU_PART_PHASE 6      /**< @brief A phase. @since 0.1.0 */
#define KEPU_PART_ANNEX 7      /**< @brief An annex. @since 0.1.0 */

#define KEPU_REMOVE_REFERENCES 1 /**< @brief Flag of kepu_builder_remove(): what refers to it goes, too. @since 0.1.0 */

/**
 * @brief Start a new plan with revision 1 and status draft.
 * @param out_builder the builder, to be released by kepu_builder_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_MEMORY, #KEPU_ERROR_ARGUMENT
 * @par Threads
 * Any; the builder belongs to one thread at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_new(kepu_builder **out_builder, kepu_error **err);

/**
 * @brief Start to change a plan: the builder holds a copy of it, with all parts, ids, provenance and foreign content.
 *
 * Finishing gives a plan with the next revision; the old one stays as it is. The parts of the new one have no lines and
 * columns, for they stand in no file.
 * @param plan the plan
 * @param out_builder the builder, to be released by kepu_builder_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_MEMORY, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_OVERFLOW (there is no
 * next revision)
 * @par Threads
 * Any; the plan is only read, and the builder belongs to one thread at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_from_plan(const kepu_plan *plan, kepu_builder **out_builder, kepu_error **err);

/**
 * @brief Release a builder and what it holds; a plan it has finished stays.
 * @param builder the builder; NULL does nothing
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API void kepu_builder_free(kepu_builder *builder);

/**
 * @brief Add a node after the last child of its parent.
 * @param builder the builder
 * @param parent id of a node or an annex; NULL: at the top of the plan
 * @param parent_len its length in bytes
 * @param kind one of KEPU_KIND_
 * @param label label as printed, like （一）, which also gives the ordinal; NULL: none, the ordinal is then its position
 * @param label_len its length in bytes
 * @param title title; NULL: none
 * @param title_len its length in bytes
 * @param out_id id of the new node, borrowed from the builder and later the plan; may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_UTF8, #KEPU_ERROR_BAD_CHARACTER, #KEPU_ERROR_UNKNOWN_ID,
 * #KEPU_ERROR_LIMIT (64 levels), #KEPU_ERROR_FINISHED, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_add_node(kepu_builder *builder, const char *parent, size_t parent_len, int32_t kind,
                                           const char *label, size_t label_len, const char *title, size_t title_len,
                                           const char **out_id, kepu_error **err);

/**
 * @brief Add a unit.
 * @param builder the builder
 * @param name name as written
 * @param name_len its length in bytes
 * @param group 1 where the name stands for several bodies, else 0
 * @param out_id id of the new unit, borrowed; may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_add_unit(kepu_builder *builder, const char *name, size_t name_len, int32_t group,
                                           const char **out_id, kepu_error **err);

/**
 * @brief Add an assignment.
 * @param builder the builder
 * @param node id of the node
 * @param node_len its length in bytes
 * @param unit id of the unit
 * @param unit_len its length in bytes
 * @param role one of KEPU_ROLE_
 * @param out_id id of the new assignment, borrowed; may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_add_assignment(kepu_builder *builder, const char *node, size_t node_len,
                                                 const char *unit, size_t unit_len, int32_t role, const char **out_id,
                                                 kepu_error **err);

/**
 * @brief Add an indicator, without values.
 * @param builder the builder
 * @param node id of the node it stands in; NULL: of the plan as a whole
 * @param node_len its length in bytes
 * @param name what is measured
 * @param name_len its length in bytes
 * @param unit unit of measure; NULL: none
 * @param unit_len its length in bytes
 * @param comparison one of KEPU_COMPARISON_
 * @param out_id id of the new indicator, borrowed; may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_add_indicator(kepu_builder *builder, const char *node, size_t node_len,
                                                const char *name, size_t name_len, const char *unit, size_t unit_len,
                                                int32_t comparison, const char **out_id, kepu_error **err);

/**
 * @brief Add a target, baseline or observation to an indicator.
 * @param builder the builder
 * @param indicator id of the indicator
 * @param indicator_len its length in bytes
 * @param kind one of KEPU_VALUE_
 * @param time when it is due or was measured, in the form of date.h; NULL: not said
 * @param time_len its length in bytes
 * @param low lower end or the number itself, a decimal as text; NULL: none
 * @param low_len its length in bytes
 * @param high upper end; NULL: none
 * @param high_len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node(), and #KEPU_ERROR_BAD_NUMBER, #KEPU_ERROR_OVERFLOW, #KEPU_ERROR_BAD_DATE
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_add_value(kepu_builder *builder, const char *indicator, size_t indicator_len,
                                            int32_t kind, const char *time, size_t time_len, const char *low,
                                            size_t low_len, const char *high, size_t high_len, kepu_error **err);

/**
 * @brief Add a step of the timetable.
 * @param builder the builder
 * @param label its own name; NULL: none
 * @param label_len its length in bytes
 * @param start first date or year, in the form of date.h; NULL: not said
 * @param start_len its length in bytes
 * @param end last date or year; NULL: not said
 * @param end_len its length in bytes
 * @param text what is to be done; NULL: none
 * @param text_len its length in bytes
 * @param out_id id of the new phase, borrowed; may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node(), and #KEPU_ERROR_BAD_DATE
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_add_phase(kepu_builder *builder, const char *label, size_t label_len,
                                            const char *start, size_t start_len, const char *end, size_t end_len,
                                            const char *text, size_t text_len, const char **out_id, kepu_error **err);

/**
 * @brief Add an annex; its nodes are added with its id as parent.
 * @param builder the builder
 * @param label label as printed; NULL: none
 * @param label_len its length in bytes
 * @param title title; NULL: none
 * @param title_len its length in bytes
 * @param out_id id of the new annex, borrowed; may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_add_annex(kepu_builder *builder, const char *label, size_t label_len,
                                            const char *title, size_t title_len, const char **out_id, kepu_error **err);

/**
 * @brief Add a value of a metadata field; fields that have one value take the new one instead of the old.
 * @param builder the builder
 * @param field one of KEPU_META_; a period is start/end (2021/2025), a date is in the form of date.h
 * @param text the value
 * @param len its length in bytes
 * @param number document number, for #KEPU_META_BASIS; else NULL
 * @param number_len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node(), and #KEPU_ERROR_BAD_DATE
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_add_metadata(kepu_builder *builder, int32_t field, const char *text, size_t len,
                                               const char *number, size_t number_len, kepu_error **err);

/**
 * @brief Add a paragraph of the cleaned source text, to which spans refer.
 * @param builder the builder
 * @param text the text
 * @param len its length in bytes
 * @param line line of the original, from 1; 0: not known
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_add_paragraph(kepu_builder *builder, const char *text, size_t len, int64_t line,
                                                kepu_error **err);

/**
 * @brief Set a field of a part.
 *
 * Fields, by part (several values are added one by one with the fields marked *, those marked ! cannot be taken away):
 * - plan: uid, status, supersedes, superior, digest, importer, region-name, region-level, region-code, region-scheme,
 *   region-year
 * - node: kind!, label (the ordinal becomes the label's), title, text, due, due-date, ongoing (true, false), deliverable,
 *   ordinal
 * - unit: name!, group (true, false), canonical, alias*, level, function*, member* (id of a unit), from, until, successor
 *   (id of a unit), code, role, liaison
 * - assignment: node! and unit! (ids), role!, from, until, leader, contact
 * - indicator: node (id; NULL: of the plan as a whole), name!, unit, comparison!, every, per, counting, numerator,
 *   denominator, factor, weight (id of an indicator), rollup, nature; and of its last value quote, region, status, source
 * - phase: label, start, end, text
 * - annex: label, title, text
 *
 * Kinds, roles and the like are set by their tokens. Where a text was read and who looked at it is left as it is.
 * @param builder the builder
 * @param id id of the part; NULL: the plan itself
 * @param id_len its length in bytes
 * @param field name of the field
 * @param field_len its length in bytes
 * @param value its value, not empty; NULL: takes the value away, of a field marked * all of them
 * @param value_len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node(), and #KEPU_ERROR_UNKNOWN_FIELD, #KEPU_ERROR_BAD_VALUE, #KEPU_ERROR_BAD_DATE,
 * #KEPU_ERROR_BAD_NUMBER, #KEPU_ERROR_OVERFLOW
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_set(kepu_builder *builder, const char *id, size_t id_len, const char *field,
                                      size_t field_len, const char *value, size_t value_len, kepu_error **err);

/**
 * @brief Set a field of a value of an indicator.
 * @param builder the builder
 * @param indicator id of the indicator
 * @param indicator_len its length in bytes
 * @param index index of the value, from 0, among all of the indicator's
 * @param field kind (cannot be taken away), time, low, high, quote, region, status or source
 * @param field_len its length in bytes
 * @param value its value, not empty; NULL: takes the value away
 * @param value_len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_set(); #KEPU_ERROR_ARGUMENT where there is no value with that index
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_set_value(kepu_builder *builder, const char *indicator, size_t indicator_len,
                                            size_t index, const char *field, size_t field_len, const char *value,
                                            size_t value_len, kepu_error **err);

/**
 * @brief Move a value of an indicator to another place among them.
 * @param builder the builder
 * @param indicator id of the indicator
 * @param indicator_len its length in bytes
 * @param index index of the value, from 0
 * @param to index that it has then
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_set_value()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_move_value(kepu_builder *builder, const char *indicator, size_t indicator_len,
                                             size_t index, size_t to, kepu_error **err);

/**
 * @brief Remove a value of an indicator; those behind it have an index less then.
 * @param builder the builder
 * @param indicator id of the indicator
 * @param indicator_len its length in bytes
 * @param index index of the value, from 0
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_set_value()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_remove_value(kepu_builder *builder, const char *indicator, size_t indicator_len,
                                               size_t index, kepu_error **err);

/**
 * @brief Set a value of a metadata field that is there; where it was read is left as it is.
 * @param builder the builder
 * @param field one of KEPU_META_
 * @param index index of the value, from 0
 * @param text the value, as in kepu_builder_add_metadata()
 * @param len its length in bytes
 * @param number document number, for #KEPU_META_BASIS; NULL: none
 * @param number_len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_metadata(); #KEPU_ERROR_ARGUMENT where there is no value with that index
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_set_metadata(kepu_builder *builder, int32_t field, size_t index, const char *text,
                                               size_t len, const char *number, size_t number_len, kepu_error **err);

/**
 * @brief Move a value of a metadata field to another place among them.
 * @param builder the builder
 * @param field one of KEPU_META_
 * @param index index of the value, from 0
 * @param to index that it has then
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_set_metadata()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_move_metadata(kepu_builder *builder, int32_t field, size_t index, size_t to,
                                                kepu_error **err);

/**
 * @brief Remove a value of a metadata field; those behind it have an index less then.
 * @param builder the builder
 * @param field one of KEPU_META_
 * @param index index of the value, from 0
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_set_metadata()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_remove_metadata(kepu_builder *builder, int32_t field, size_t index, kepu_error **err);

/**
 * @brief Move a part: a node with all below it, an assignment or an indicator also to another node.
 * @param builder the builder
 * @param id id of the part
 * @param id_len its length in bytes
 * @param parent where it goes: for a node the id of a node or an annex, NULL: the top of the plan; for an assignment the
 * id of a node; for an indicator the id of a node, NULL: the plan as a whole; for a unit, a phase or an annex NULL
 * @param parent_len its length in bytes
 * @param before id of the part of the same kind, there, that it goes before; NULL: behind the last
 * @param before_len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node(), and #KEPU_ERROR_CYCLE (a node below itself); #KEPU_ERROR_UNKNOWN_ID also where
 * `before` stands elsewhere
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_move(kepu_builder *builder, const char *id, size_t id_len, const char *parent,
                                       size_t parent_len, const char *before, size_t before_len, kepu_error **err);

/**
 * @brief Remove a part: a node with all below it, an annex with its nodes, both with their assignments and indicators.
 *
 * A unit may not be removed while it is assigned, a member of a group or a successor, an indicator while another one has it
 * as its weight: the error names those that refer to it. With #KEPU_REMOVE_REFERENCES such assignments are removed, too,
 * and other references taken away.
 * @param builder the builder
 * @param id id of the part
 * @param id_len its length in bytes
 * @param flags 0 or #KEPU_REMOVE_REFERENCES
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node(), and #KEPU_ERROR_IN_USE
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_remove(kepu_builder *builder, const char *id, size_t id_len, int32_t flags,
                                         kepu_error **err);

/**
 * @brief Say where a fact stands in the source text; each call adds a span.
 * @param builder the builder
 * @param id id of a node, unit, assignment, indicator, phase or annex; NULL: the plan, for its metadata
 * @param id_len its length in bytes
 * @param field NULL: the part as a whole (of a node, its label); "title", "text" or "due" of a node; "value:3": the value
 * of an indicator with index 3, "value": its last one; of the plan the metadata by the token of their field, "title",
 * "issuer:0", "issuer" for the last one
 * @param field_len its length in bytes
 * @param paragraph index of the paragraph
 * @param offset first code point in it
 * @param length number of code points
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_node(), and #KEPU_ERROR_UNKNOWN_FIELD
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_add_span(kepu_builder *builder, const char *id, size_t id_len, const char *field,
                                           size_t field_len, size_t paragraph, size_t offset, size_t length,
                                           kepu_error **err);

/**
 * @brief Say who looked at a fact.
 * @param builder the builder
 * @param id as in kepu_builder_add_span(); NULL: the plan, for its metadata
 * @param id_len its length in bytes
 * @param field as in kepu_builder_add_span(); NULL: the part as a whole
 * @param field_len its length in bytes
 * @param check one of KEPU_CHECK_
 * @param by who; NULL: not said
 * @param by_len its length in bytes
 * @param when when, as the caller writes it; NULL: not said
 * @param when_len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_span()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_set_check(kepu_builder *builder, const char *id, size_t id_len, const char *field,
                                            size_t field_len, int32_t check, const char *by, size_t by_len,
                                            const char *when, size_t when_len, kepu_error **err);

/**
 * @brief Take away all that is said of where a fact was read, by which rule, and who looked at it.
 * @param builder the builder
 * @param id as in kepu_builder_add_span(); NULL: the plan, for its metadata
 * @param id_len its length in bytes
 * @param field as in kepu_builder_add_span(); NULL: the part as a whole
 * @param field_len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_add_span()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_remove_provenance(kepu_builder *builder, const char *id, size_t id_len,
                                                    const char *field, size_t field_len, kepu_error **err);

/**
 * @brief Finish: the plan is frozen, and the builder is spent and can only be released. After a failure it is as it was.
 * @param builder the builder
 * @param out_plan the plan, to be given back by kepu_plan_unref()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_CYCLE (members of groups, successors, weights), #KEPU_ERROR_FINISHED, #KEPU_ERROR_BAD_HANDLE,
 * #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_finish(kepu_builder *builder, kepu_plan **out_plan, kepu_error **err);

#ifdef __cplusplus
}
#endif

#endif
