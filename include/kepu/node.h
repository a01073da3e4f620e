/**
 * @file node.h
 * @brief Nodes, the numbered headings and items of a plan, and assignments, who answers for them.
 */
#ifndef KEPU_NODE_H
#define KEPU_NODE_H

#include <kepu/base.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_KIND_OVERVIEW 1  /**< @brief Kinds of nodes: overview @since 0.1.0 */
#define KEPU_KIND_GOAL 2      /**< @brief Kinds of nodes: goal @since 0.1.0 */
#define KEPU_KIND_PART 3      /**< @brief Kinds of nodes: part @since 0.1.0 */
#define KEPU_KIND_ACTION 4    /**< @brief Kinds of nodes: action @since 0.1.0 */
#define KEPU_KIND_PROJECT 5   /**< @brief Kinds of nodes: project @since 0.1.0 */
#define KEPU_KIND_TASK 6      /**< @brief Kinds of nodes: task @since 0.1.0 */
#define KEPU_KIND_SAFEGUARD 7 /**< @brief Kinds of nodes: safeguard @since 0.1.0 */
#define KEPU_KIND_OTHER 8     /**< @brief Kinds of nodes: other @since 0.1.0 */

#define KEPU_ROLE_LEAD 1        /**< @brief Roles of assignments: lead @since 0.1.0 */
#define KEPU_ROLE_RESPONSIBLE 2 /**< @brief Roles of assignments: responsible @since 0.1.0 */
#define KEPU_ROLE_PARTICIPANT 3 /**< @brief Roles of assignments: participant @since 0.1.0 */

/**
 * @brief Id of the node: opaque, unique in its file, never reused.
 * @param node the node; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_node_id(const kepu_node *node, size_t *out_len);

/**
 * @brief The plan that holds the node.
 * @param node the node; NULL gives NULL
 * @return the plan, borrowed; kepu_plan_ref() keeps it
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_plan *kepu_node_plan(const kepu_node *node);

/**
 * @brief Line of the plan file that the node was loaded from.
 * @param node the node
 * @return the line, from 1; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_node_line(const kepu_node *node);

/**
 * @brief Column of the plan file that the node was loaded from.
 * @param node the node
 * @return the column, from 1, in characters; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_node_column(const kepu_node *node);

/**
 * @brief Where the node was read, by which rule, and who checked it.
 * @param node the node; NULL gives NULL
 * @return borrowed from the plan; NULL where none is known
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_provenance *kepu_node_provenance(const kepu_node *node);

/**
 * @brief Kind of the node.
 * @param node the node; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_KIND_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_node_kind(const kepu_node *node);

/**
 * @brief Kind of the node, as its token.
 * @param node the node; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_node_kind_token(const kepu_node *node, size_t *out_len);

/**
 * @brief Label as printed, like （一）.
 * @param node the node; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_node_label(const kepu_node *node, size_t *out_len);

/**
 * @brief Ordinal of the label as digits: 1 for （一）.
 * @param node the node; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_node_ordinal(const kepu_node *node, size_t *out_len);

/**
 * @brief Ordinals from the top, joined by dots; a repeated one ends in #2. Computed, and may change.
 * @param node the node; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; never NULL
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_node_path(const kepu_node *node, size_t *out_len);

/**
 * @brief Number of steps of the path.
 * @param node the node
 * @return the level, from 1; 0 for NULL
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_node_level(const kepu_node *node);

/**
 * @brief Title without label.
 * @param node the node; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_node_title(const kepu_node *node, size_t *out_len);

/**
 * @brief Where the title was read.
 * @param node the node; NULL gives NULL
 * @return borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_provenance *kepu_node_title_provenance(const kepu_node *node);

/**
 * @brief Text without label, title and unit lists; paragraphs are separated by a line feed.
 * @param node the node; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_node_text(const kepu_node *node, size_t *out_len);

/**
 * @brief Where the text was read.
 * @param node the node; NULL gives NULL
 * @return borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_provenance *kepu_node_text_provenance(const kepu_node *node);

/**
 * @brief Deadline in the words of the notice.
 * @param node the node; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_node_due(const kepu_node *node, size_t *out_len);

/**
 * @brief Deadline as a date in the form of date.h.
 * @param node the node; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_node_due_date(const kepu_node *node, size_t *out_len);

/**
 * @brief Whether the node is to be kept up without end.
 * @param node the node
 * @return 1 or 0
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_node_due_ongoing(const kepu_node *node);

/**
 * @brief Where the deadline was read.
 * @param node the node; NULL gives NULL
 * @return borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_provenance *kepu_node_due_provenance(const kepu_node *node);

/**
 * @brief What is to be handed in.
 * @param node the node; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_node_deliverable(const kepu_node *node, size_t *out_len);

/**
 * @brief The node it stands under.
 * @param node the node; NULL gives NULL
 * @return borrowed from the plan; NULL at the top
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_node_parent(const kepu_node *node);

/**
 * @brief Its first child.
 * @param node the node; NULL gives NULL
 * @return borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_node_first_child(const kepu_node *node);

/**
 * @brief The sibling after it.
 * @param node the node; NULL gives NULL
 * @return borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_node_next(const kepu_node *node);

/**
 * @brief The sibling before it.
 * @param node the node; NULL gives NULL
 * @return borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_node_previous(const kepu_node *node);

/**
 * @brief Number of its children.
 * @param node the node; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_node_child_count(const kepu_node *node);

/**
 * @brief One of its children, in constant time.
 * @param node the node
 * @param index from 0; outside gives NULL
 * @return the node, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_node_child_at(const kepu_node *node, size_t index);

/**
 * @brief Number of its own assignments.
 * @param node the node; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_node_assignment_count(const kepu_node *node);

/**
 * @brief One of its own assignments, in constant time.
 * @param node the node
 * @param index from 0; outside gives NULL
 * @return the assignment, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_assignment *kepu_node_assignment_at(const kepu_node *node, size_t index);

/**
 * @brief Number of its own indicators.
 * @param node the node; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_node_indicator_count(const kepu_node *node);

/**
 * @brief One of its own indicators, in constant time.
 * @param node the node
 * @param index from 0; outside gives NULL
 * @return the indicator, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_indicator *kepu_node_indicator_at(const kepu_node *node, size_t index);

/**
 * @brief The annex it stands in.
 * @param node the node; NULL gives NULL
 * @return borrowed from the plan; NULL for a node of the plan itself
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_annex *kepu_node_annex(const kepu_node *node);

/**
 * @brief Id of the assignment: opaque, unique in its file, never reused.
 * @param assignment the assignment; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_assignment_id(const kepu_assignment *assignment, size_t *out_len);

/**
 * @brief The plan that holds the assignment.
 * @param assignment the assignment; NULL gives NULL
 * @return the plan, borrowed; kepu_plan_ref() keeps it
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_plan *kepu_assignment_plan(const kepu_assignment *assignment);

/**
 * @brief Line of the plan file that the assignment was loaded from.
 * @param assignment the assignment
 * @return the line, from 1; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_assignment_line(const kepu_assignment *assignment);

/**
 * @brief Column of the plan file that the assignment was loaded from.
 * @param assignment the assignment
 * @return the column, from 1, in characters; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_assignment_column(const kepu_assignment *assignment);

/**
 * @brief Where the assignment was read, by which rule, and who checked it.
 * @param assignment the assignment; NULL gives NULL
 * @return borrowed from the plan; NULL where none is known
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_provenance *kepu_assignment_provenance(const kepu_assignment *assignment);

/**
 * @brief The node.
 * @param assignment the assignment; NULL gives NULL
 * @return borrowed from the plan; never NULL
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_assignment_node(const kepu_assignment *assignment);

/**
 * @brief The unit.
 * @param assignment the assignment; NULL gives NULL
 * @return borrowed from the plan; never NULL
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_unit *kepu_assignment_unit(const kepu_assignment *assignment);

/**
 * @brief Role of the unit.
 * @param assignment the assignment; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_ROLE_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_assignment_role(const kepu_assignment *assignment);

/**
 * @brief Role of the unit, as its token.
 * @param assignment the assignment; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_assignment_role_token(const kepu_assignment *assignment, size_t *out_len);

/**
 * @brief Since when.
 * @param assignment the assignment; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_assignment_from(const kepu_assignment *assignment, size_t *out_len);

/**
 * @brief Until when.
 * @param assignment the assignment; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_assignment_until(const kepu_assignment *assignment, size_t *out_len);

/**
 * @brief Responsible leader.
 * @param assignment the assignment; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_assignment_leader(const kepu_assignment *assignment, size_t *out_len);

/**
 * @brief Contact; left out of a public version.
 * @param assignment the assignment; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_assignment_contact(const kepu_assignment *assignment, size_t *out_len);

#ifdef __cplusplus
}
#endif

#endif
