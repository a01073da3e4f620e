/**
 * @file plan.h
 * @brief A frozen plan: identity, source text, metadata, looking up, checking.
 *
 * A plan is read-only once made. It owns all that its readers return: every pointer lives exactly as long as the plan.
 * One count is on the plan (kepu_plan_ref(), kepu_plan_unref()); any number of threads may read.
 */
#ifndef KEPU_PLAN_H
#define KEPU_PLAN_H

#include <kepu/error.h>
#include <kepu/findings.h>
#include <kepu/provenance.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_PLAN_DRAFT 1      /**< @brief Status of a plan: draft @since 0.1.0 */
#define KEPU_PLAN_IN_FORCE 2   /**< @brief Status of a plan: in-force @since 0.1.0 */
#define KEPU_PLAN_SUPERSEDED 3 /**< @brief Status of a plan: superseded @since 0.1.0 */

#define KEPU_META_TITLE 1           /**< @brief Metadata fields: title @since 0.1.0 */
#define KEPU_META_NOTICE_TITLE 2    /**< @brief Metadata fields: notice-title @since 0.1.0 */
#define KEPU_META_DOCUMENT_NUMBER 3 /**< @brief Metadata fields: document-number @since 0.1.0 */
#define KEPU_META_ISSUER 4          /**< @brief Metadata fields: issuer @since 0.1.0 */
#define KEPU_META_ISSUE_DATE 5      /**< @brief Metadata fields: issue-date @since 0.1.0 */
#define KEPU_META_PERIOD 6          /**< @brief Metadata fields: period @since 0.1.0 */
#define KEPU_META_RECIPIENT 7       /**< @brief Metadata fields: recipient @since 0.1.0 */
#define KEPU_META_BASIS 8           /**< @brief Metadata fields: basis @since 0.1.0 */

/**
 * @brief Take one more reference on a plan.
 * @param plan the plan; NULL gives NULL
 * @return the plan, to be given back by kepu_plan_unref()
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_plan *kepu_plan_ref(kepu_plan *plan);

/**
 * @brief Give a reference back; the last one releases the plan and all that was borrowed from it.
 * @param plan the plan; NULL does nothing
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API void kepu_plan_unref(kepu_plan *plan);

/**
 * @brief The plan's uid: the caller's, else sha256: and the hex digest of the source bytes.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_uid(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Revision: 1 for an import, one more with each finished change.
 * @param plan the plan
 * @return the revision; 0 for NULL
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_plan_revision(const kepu_plan *plan);

/**
 * @brief Status of the plan.
 * @param plan the plan; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_PLAN_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_plan_status(const kepu_plan *plan);

/**
 * @brief Status of the plan, as its token.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_status_token(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Uid of the plan that this one supersedes.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_supersedes(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Uid or address of the superior plan.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_superior(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Name and version of what imported the source text.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_importer(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Digest of the original bytes: sha256: and hex digits.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_source_digest(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Number of paragraphs of the cleaned source text.
 * @param plan the plan; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_paragraph_count(const kepu_plan *plan);

/**
 * @brief A paragraph of the cleaned source text.
 * @param plan the plan
 * @param index from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_paragraph(const kepu_plan *plan, size_t index, size_t *out_len);

/**
 * @brief Line of the original that a paragraph began on.
 * @param plan the plan
 * @param index from 0
 * @return the line, from 1; 0 outside
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_plan_paragraph_line(const kepu_plan *plan, size_t index);

/**
 * @brief Number of values of a metadata field.
 * @param plan the plan; NULL gives 0
 * @param field one of KEPU_META_
 * @return 0 or 1, more for issuers, recipients and basis
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_metadata_count(const kepu_plan *plan, int32_t field);

/**
 * @brief Text of a metadata value: dates in the form of date.h, a period as start/end (2021/2025).
 * @param plan the plan
 * @param field one of KEPU_META_
 * @param index from 0
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_metadata(const kepu_plan *plan, int32_t field, size_t index, size_t *out_len);

/**
 * @brief Where a metadata value was read.
 * @param plan the plan
 * @param field one of KEPU_META_
 * @param index from 0
 * @return borrowed from the plan; NULL where none is known
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_provenance *kepu_plan_metadata_provenance(const kepu_plan *plan, int32_t field, size_t index);

/**
 * @brief Document number of a basis document.
 * @param plan the plan
 * @param index from 0
 * @param out_len length in bytes, may be NULL
 * @return the number, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_basis_number(const kepu_plan *plan, size_t index, size_t *out_len);

/**
 * @brief First date or year of the period.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_period_start(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Last date or year of the period.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_period_end(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Name of the region the plan is for.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_region_name(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Level of the region.
 * @param plan the plan; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_LEVEL_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_plan_region_level(const kepu_plan *plan);

/**
 * @brief Level of the region, as its token.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_region_level_token(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Code of the region, 9 or 12 digits for GB/T 2260.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_region_code(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Scheme of the region's code, like GB/T 2260.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_region_scheme(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Year of the list the region's code stands in.
 * @param plan the plan; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_plan_region_year(const kepu_plan *plan, size_t *out_len);

/**
 * @brief Number of the plan's nodes, in document order, without those of annexes.
 * @param plan the plan; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_node_count(const kepu_plan *plan);

/**
 * @brief One of the plan's nodes, in document order, without those of annexes, in constant time.
 * @param plan the plan
 * @param index from 0; outside gives NULL
 * @return the node, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_plan_node_at(const kepu_plan *plan, size_t index);

/**
 * @brief Number of the plan's top-level nodes.
 * @param plan the plan; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_root_count(const kepu_plan *plan);

/**
 * @brief One of the plan's top-level nodes, in constant time.
 * @param plan the plan
 * @param index from 0; outside gives NULL
 * @return the node, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_plan_root_at(const kepu_plan *plan, size_t index);

/**
 * @brief Node with an id.
 * @param plan the plan
 * @param id the id
 * @param len its length in bytes
 * @return borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_plan_node_by_id(const kepu_plan *plan, const char *id, size_t len);

/**
 * @brief Nodes that a path stands for; paths are for people and may repeat. A path without #2 finds the repeated ones too.
 * @param plan the plan
 * @param path like 2.1.3, or A1:2.3 in an annex
 * @param len its length in bytes
 * @param out_nodes caller's array of borrowed nodes; NULL with 0 asks for the count
 * @param capacity its size
 * @return how many there are, also when the array is smaller
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_nodes_by_path(const kepu_plan *plan, const char *path, size_t len,
                                        const kepu_node **out_nodes, size_t capacity);

/**
 * @brief Number of the plan's units.
 * @param plan the plan; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_unit_count(const kepu_plan *plan);

/**
 * @brief One of the plan's units, in constant time.
 * @param plan the plan
 * @param index from 0; outside gives NULL
 * @return the unit, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_unit *kepu_plan_unit_at(const kepu_plan *plan, size_t index);

/**
 * @brief Unit with an id.
 * @param plan the plan
 * @param id the id
 * @param len its length in bytes
 * @return borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_unit *kepu_plan_unit_by_id(const kepu_plan *plan, const char *id, size_t len);

/**
 * @brief Units with a name: as written, canonical, or an alias.
 * @param plan the plan
 * @param name the name
 * @param len its length in bytes
 * @param out_units caller's array of borrowed units; NULL with 0 asks for the count
 * @param capacity its size
 * @return how many there are, also when the array is smaller
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_units_by_name(const kepu_plan *plan, const char *name, size_t len,
                                        const kepu_unit **out_units, size_t capacity);

/**
 * @brief Number of all assignments, in document order.
 * @param plan the plan; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_assignment_count(const kepu_plan *plan);

/**
 * @brief One of all assignments, in document order, in constant time.
 * @param plan the plan
 * @param index from 0; outside gives NULL
 * @return the assignment, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_assignment *kepu_plan_assignment_at(const kepu_plan *plan, size_t index);

/**
 * @brief Number of all indicators, in document order.
 * @param plan the plan; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_indicator_count(const kepu_plan *plan);

/**
 * @brief One of all indicators, in document order, in constant time.
 * @param plan the plan
 * @param index from 0; outside gives NULL
 * @return the indicator, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_indicator *kepu_plan_indicator_at(const kepu_plan *plan, size_t index);

/**
 * @brief Number of the steps of the timetable.
 * @param plan the plan; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_phase_count(const kepu_plan *plan);

/**
 * @brief One of the steps of the timetable, in constant time.
 * @param plan the plan
 * @param index from 0; outside gives NULL
 * @return the phase, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_phase *kepu_plan_phase_at(const kepu_plan *plan, size_t index);

/**
 * @brief Number of the annexes.
 * @param plan the plan; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_annex_count(const kepu_plan *plan);

/**
 * @brief One of the annexes, in constant time.
 * @param plan the plan
 * @param index from 0; outside gives NULL
 * @return the annex, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_annex *kepu_plan_annex_at(const kepu_plan *plan, size_t index);

/**
 * @brief Look a plan over: ids, references, cycles, periods, due dates outside the period, repeated paths, tasks without a
 * lead or without any unit.
 * @param plan the plan
 * @param out_findings the findings, to be released by kepu_findings_free(); lines and columns are those of the file the
 * plan was loaded from
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where something was found, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_plan_check(const kepu_plan *plan, kepu_findings **out_findings, kepu_error **err);

#ifdef __cplusplus
}
#endif

#endif
