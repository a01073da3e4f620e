/**
 * @file matrix.h
 * @brief The responsibility matrix: units x nodes x roles, an object of its own made from a plan.
 *
 * Rows are nodes in document order (those of annexes after the plan's own), columns are units in the order of their first
 * assignment. It can be read in two ways: as cells, one for a row and a column, with a set of roles as bits
 * (KEPU_CELL_); and as entries, one for an assignment, in the order of the notice. A matrix never changes and holds a
 * reference on its plan, so that nodes, units and assignments it returns live at least as long as it does.
 *
 * With #KEPU_MATRIX_INHERITED what a section says holds for what stands under it: in each role a node inherits the units
 * of the nearest node above it that names units in that role, unless the node itself names units in that role. Units of
 * which the notice says once that they answer for all later items too (#KEPU_RULE_LIST_LATER) are inherited by every
 * later node that names units. Without the flag a row has only what its own node says.
 */
#ifndef KEPU_MATRIX_H
#define KEPU_MATRIX_H

#include <kepu/base.h>
#include <kepu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_MATRIX_INHERITED 1 /**< @brief Flag: nodes inherit from the sections they stand in. @since 0.1.0 */

#define KEPU_CELL_LEAD 1                   /**< @brief The node itself names the unit as lead. @since 0.1.0 */
#define KEPU_CELL_RESPONSIBLE 2            /**< @brief The node itself names the unit as responsible. @since 0.1.0 */
#define KEPU_CELL_PARTICIPANT 4            /**< @brief The node itself names the unit as participant. @since 0.1.0 */
#define KEPU_CELL_OTHER 8                  /**< @brief The same in a role unknown to this version. @since 0.1.0 */
#define KEPU_CELL_INHERITED_LEAD 16        /**< @brief A section above names the unit as lead. @since 0.1.0 */
#define KEPU_CELL_INHERITED_RESPONSIBLE 32 /**< @brief A section above names the unit as responsible. @since 0.1.0 */
#define KEPU_CELL_INHERITED_PARTICIPANT 64 /**< @brief A section above names the unit as participant. @since 0.1.0 */
#define KEPU_CELL_INHERITED_OTHER 128      /**< @brief The same in a role unknown to this version. @since 0.1.0 */
#define KEPU_CELL_OWN 15                   /**< @brief All roles that nodes themselves give. @since 0.1.0 */
#define KEPU_CELL_INHERITED 240            /**< @brief All roles that sections above give. @since 0.1.0 */
#define KEPU_CELL_ANY 255                  /**< @brief All roles. @since 0.1.0 */

/**
 * @brief Make the matrix of a plan, in time proportional to its nodes, units and entries.
 * @param plan the plan, on which the matrix holds a reference
 * @param flags 0 or #KEPU_MATRIX_INHERITED
 * @param out_matrix the matrix, to be released by kepu_matrix_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_matrix_new(kepu_plan *plan, int32_t flags, kepu_matrix **out_matrix, kepu_error **err);

/**
 * @brief Make a matrix of some rows and columns of another, which may be released before it.
 *
 * Where units are given, only nodes on which one of them has a role keep their row. The lists of what is missing are
 * those of the whole matrix, as far as they are about the rows and units that were chosen.
 * @param matrix the matrix to choose from
 * @param nodes nodes of its plan, each of which stands for itself and all below it; the array is only read; NULL: all
 * @param node_count number of the nodes; 0 with an array: none
 * @param units units of its plan; the array is only read; NULL: all
 * @param unit_count number of the units; 0 with an array: none
 * @param out_matrix the matrix, to be released by kepu_matrix_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT (also where a node or unit is NULL or of another plan), #KEPU_ERROR_BAD_HANDLE,
 * #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_matrix_select(const kepu_matrix *matrix, const kepu_node **nodes, size_t node_count,
                                        const kepu_unit **units, size_t unit_count, kepu_matrix **out_matrix,
                                        kepu_error **err);

/**
 * @brief Release a matrix and its reference on the plan.
 * @param matrix the matrix; NULL does nothing
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_matrix_free(kepu_matrix *matrix);

/**
 * @brief The plan that the matrix was made from.
 * @param matrix the matrix; NULL gives NULL
 * @return the plan, borrowed; kepu_plan_ref() keeps it
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API kepu_plan *kepu_matrix_plan(const kepu_matrix *matrix);

/**
 * @brief Flags that the matrix was made with.
 * @param matrix the matrix; NULL gives 0
 * @return 0 or #KEPU_MATRIX_INHERITED
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_matrix_flags(const kepu_matrix *matrix);

/**
 * @brief Number of rows: all nodes of the plan and of its annexes, or those that were selected.
 * @param matrix the matrix; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_row_count(const kepu_matrix *matrix);

/**
 * @brief Node of a row, in constant time.
 * @param matrix the matrix
 * @param row from 0; outside gives NULL
 * @return the node, borrowed from the plan
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_matrix_row_node(const kepu_matrix *matrix, size_t row);

/**
 * @brief Number of columns: the units that have at least one assignment.
 * @param matrix the matrix; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_column_count(const kepu_matrix *matrix);

/**
 * @brief Unit of a column, in constant time.
 * @param matrix the matrix
 * @param column from 0; outside gives NULL
 * @return the unit, borrowed from the plan
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_unit *kepu_matrix_column_unit(const kepu_matrix *matrix, size_t column);

/**
 * @brief Row of a node.
 * @param matrix the matrix
 * @param node a node of its plan
 * @param out_row the row
 * @return #KEPU_OK; #KEPU_NO_VALUE for NULL, a node of another plan or one that was not selected; #KEPU_ERROR_ARGUMENT
 * where @p out_row is NULL
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_matrix_find_row(const kepu_matrix *matrix, const kepu_node *node, size_t *out_row);

/**
 * @brief Column of a unit.
 * @param matrix the matrix
 * @param unit a unit of its plan
 * @param out_column the column
 * @return #KEPU_OK; #KEPU_NO_VALUE for NULL, a unit of another plan or one without assignments; #KEPU_ERROR_ARGUMENT
 * where @p out_column is NULL
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_matrix_find_column(const kepu_matrix *matrix, const kepu_unit *unit, size_t *out_column);

/**
 * @brief Roles of a unit on a node, in time proportional to the logarithm of the row's cells.
 * @param matrix the matrix
 * @param row the node's row
 * @param column the unit's column
 * @return bits of KEPU_CELL_; 0 where the unit has no role there, and outside
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_matrix_cell(const kepu_matrix *matrix, size_t row, size_t column);

/**
 * @brief Number of the cells of a row that hold a role: the units of a node.
 * @param matrix the matrix
 * @param row from 0; outside gives 0
 * @return the count
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_row_cell_count(const kepu_matrix *matrix, size_t row);

/**
 * @brief One of the cells of a row that hold a role, by rising column, in constant time.
 * @param matrix the matrix
 * @param row the node's row
 * @param index from 0 to kepu_matrix_row_cell_count() - 1
 * @param out_column the unit's column; may be NULL
 * @param out_roles bits of KEPU_CELL_; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE outside
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_matrix_row_cell(const kepu_matrix *matrix, size_t row, size_t index, size_t *out_column,
                                          int32_t *out_roles);

/**
 * @brief Number of the cells of a column that hold a role: the nodes of a unit.
 * @param matrix the matrix
 * @param column from 0; outside gives 0
 * @return the count
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_column_cell_count(const kepu_matrix *matrix, size_t column);

/**
 * @brief One of the cells of a column that hold a role, by rising row, in constant time.
 * @param matrix the matrix
 * @param column the unit's column
 * @param index from 0 to kepu_matrix_column_cell_count() - 1
 * @param out_row the node's row; may be NULL
 * @param out_roles bits of KEPU_CELL_; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE outside
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_matrix_column_cell(const kepu_matrix *matrix, size_t column, size_t index, size_t *out_row,
                                             int32_t *out_roles);

/**
 * @brief Number of cells of a row that have any of some roles.
 * @param matrix the matrix
 * @param row from 0; outside gives 0
 * @param roles bits of KEPU_CELL_: #KEPU_CELL_LEAD counts a node's own leads, with #KEPU_CELL_INHERITED_LEAD also
 * those of its sections
 * @return the count
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_row_tally(const kepu_matrix *matrix, size_t row, int32_t roles);

/**
 * @brief Number of cells of a column that have any of some roles.
 * @param matrix the matrix
 * @param column from 0; outside gives 0
 * @param roles bits of KEPU_CELL_
 * @return the count
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_column_tally(const kepu_matrix *matrix, size_t column, int32_t roles);

/**
 * @brief Number of cells of the whole matrix that have any of some roles.
 * @param matrix the matrix; NULL gives 0
 * @param roles bits of KEPU_CELL_
 * @return the count
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_tally(const kepu_matrix *matrix, int32_t roles);

/**
 * @brief Number of entries: one for each assignment of each node, and one for each that a node inherits.
 * @param matrix the matrix; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_entry_count(const kepu_matrix *matrix);

/**
 * @brief One of the entries, in constant time. Entries stand row by row; in a row first the node's own assignments in
 * the order of the notice, then those it inherits.
 * @param matrix the matrix
 * @param index from 0 to kepu_matrix_entry_count() - 1
 * @param out_row the node's row; may be NULL
 * @param out_column the unit's column; may be NULL
 * @param out_inherited 1 where a section above says so, 0 where the node itself does; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE outside
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_matrix_entry(const kepu_matrix *matrix, size_t index, size_t *out_row, size_t *out_column,
                                       int32_t *out_inherited);

/**
 * @brief Assignment of an entry, which has its role; of an inherited entry the section's, so that its node is not the
 * row's.
 * @param matrix the matrix
 * @param index from 0; outside gives NULL
 * @return the assignment, borrowed from the plan
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_assignment *kepu_matrix_entry_assignment(const kepu_matrix *matrix, size_t index);

/**
 * @brief The entries of a row, which stand one after the other.
 * @param matrix the matrix
 * @param row from 0; outside gives 0
 * @param out_first index of the first one; may be NULL
 * @return how many there are
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_row_entries(const kepu_matrix *matrix, size_t row, size_t *out_first);

/**
 * @brief Number of the plan's units that no assignment names. They have no column.
 * @param matrix the matrix; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_idle_unit_count(const kepu_matrix *matrix);

/**
 * @brief One of the plan's units that no assignment names, in constant time.
 * @param matrix the matrix
 * @param index from 0; outside gives NULL
 * @return the unit, borrowed from the plan
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_unit *kepu_matrix_idle_unit_at(const kepu_matrix *matrix, size_t index);

/**
 * @brief Number of tasks without a lead of their own or of a section they stand in. A task is a node of kind task, action
 * or project with no node of these kinds below it: what somebody has to do. The flags make no difference.
 * @param matrix the matrix; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_leaderless_count(const kepu_matrix *matrix);

/**
 * @brief One of the tasks without a lead, in document order, in constant time.
 * @param matrix the matrix
 * @param index from 0; outside gives NULL
 * @return the node, borrowed from the plan
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_matrix_leaderless_at(const kepu_matrix *matrix, size_t index);

/**
 * @brief Number of tasks without any unit, in the sense of kepu_matrix_leaderless_count(), among which they are.
 * @param matrix the matrix; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_matrix_unassigned_count(const kepu_matrix *matrix);

/**
 * @brief One of the tasks without any unit, in document order, in constant time.
 * @param matrix the matrix
 * @param index from 0; outside gives NULL
 * @return the node, borrowed from the plan
 * @par Threads
 * Any; a matrix never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_matrix_unassigned_at(const kepu_matrix *matrix, size_t index);

#ifdef __cplusplus
}
#endif

#endif
