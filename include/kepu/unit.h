/**
 * @file unit.h
 * @brief Units: the bodies that answer for work.
 */
#ifndef KEPU_UNIT_H
#define KEPU_UNIT_H

#include <kepu/base.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_LEVEL_NATION 1     /**< @brief Levels of territories: nation @since 0.1.0 */
#define KEPU_LEVEL_PROVINCE 2   /**< @brief Levels of territories: province @since 0.1.0 */
#define KEPU_LEVEL_PREFECTURE 3 /**< @brief Levels of territories: prefecture @since 0.1.0 */
#define KEPU_LEVEL_COUNTY 4     /**< @brief Levels of territories: county @since 0.1.0 */
#define KEPU_LEVEL_TOWNSHIP 5   /**< @brief Levels of territories: township @since 0.1.0 */
#define KEPU_LEVEL_VILLAGE 6    /**< @brief Levels of territories: village @since 0.1.0 */
#define KEPU_LEVEL_NONE 7       /**< @brief Levels of territories: none @since 0.1.0 */

/**
 * @brief Id of the unit: opaque, unique in its file, never reused.
 * @param unit the unit; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_unit_id(const kepu_unit *unit, size_t *out_len);

/**
 * @brief The plan that holds the unit.
 * @param unit the unit; NULL gives NULL
 * @return the plan, borrowed; kepu_plan_ref() keeps it
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_plan *kepu_unit_plan(const kepu_unit *unit);

/**
 * @brief Line of the plan file that the unit was loaded from.
 * @param unit the unit
 * @return the line, from 1; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_unit_line(const kepu_unit *unit);

/**
 * @brief Column of the plan file that the unit was loaded from.
 * @param unit the unit
 * @return the column, from 1, in characters; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_unit_column(const kepu_unit *unit);

/**
 * @brief Where the unit was read, by which rule, and who checked it.
 * @param unit the unit; NULL gives NULL
 * @return borrowed from the plan; NULL where none is known
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_provenance *kepu_unit_provenance(const kepu_unit *unit);

/**
 * @brief Name as written.
 * @param unit the unit; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; never NULL
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_unit_name(const kepu_unit *unit, size_t *out_len);

/**
 * @brief Canonical name: what lists leave out restored, aliases left out.
 * @param unit the unit; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_unit_canonical(const kepu_unit *unit, size_t *out_len);

/**
 * @brief Number of other names.
 * @param unit the unit; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_unit_alias_count(const kepu_unit *unit);

/**
 * @brief One of its other names.
 * @param unit the unit
 * @param index from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the name, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_unit_alias_at(const kepu_unit *unit, size_t index, size_t *out_len);

/**
 * @brief Level of the territory that the unit serves.
 * @param unit the unit; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_LEVEL_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_unit_level(const kepu_unit *unit);

/**
 * @brief Level of the territory that the unit serves, as its token.
 * @param unit the unit; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_unit_level_token(const kepu_unit *unit, size_t *out_len);

/**
 * @brief Number of functions; the first is the primary one.
 * @param unit the unit; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_unit_function_count(const kepu_unit *unit);

/**
 * @brief One of its functions, as a token of docs/functions.md.
 * @param unit the unit
 * @param index from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_unit_function_at(const kepu_unit *unit, size_t index, size_t *out_len);

/**
 * @brief Whether the name stands for several bodies.
 * @param unit the unit
 * @return 1 or 0
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_unit_is_group(const kepu_unit *unit);

/**
 * @brief Number of the members of a group.
 * @param unit the unit; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_unit_member_count(const kepu_unit *unit);

/**
 * @brief One of the members of a group, in constant time.
 * @param unit the unit
 * @param index from 0; outside gives NULL
 * @return the unit, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_unit *kepu_unit_member_at(const kepu_unit *unit, size_t index);

/**
 * @brief Since when the body exists.
 * @param unit the unit; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_unit_from(const kepu_unit *unit, size_t *out_len);

/**
 * @brief Until when the body exists.
 * @param unit the unit; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_unit_until(const kepu_unit *unit, size_t *out_len);

/**
 * @brief The body that took its place.
 * @param unit the unit; NULL gives NULL
 * @return borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_unit *kepu_unit_successor(const kepu_unit *unit);

/**
 * @brief Unified social credit code.
 * @param unit the unit; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_unit_code(const kepu_unit *unit, size_t *out_len);

/**
 * @brief Role in the leading group.
 * @param unit the unit; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_unit_role(const kepu_unit *unit, size_t *out_len);

/**
 * @brief Liaison person; left out of a public version.
 * @param unit the unit; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_unit_liaison(const kepu_unit *unit, size_t *out_len);

/**
 * @brief Number of its assignments, in document order.
 * @param unit the unit; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_unit_assignment_count(const kepu_unit *unit);

/**
 * @brief One of its assignments, in document order, in constant time.
 * @param unit the unit
 * @param index from 0; outside gives NULL
 * @return the assignment, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_assignment *kepu_unit_assignment_at(const kepu_unit *unit, size_t index);

#ifdef __cplusplus
}
#endif

#endif
