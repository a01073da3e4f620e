/**
 * @file phase.h
 * @brief Phases, the steps of the timetable, and annexes.
 */
#ifndef KEPU_PHASE_H
#define KEPU_PHASE_H

#include <kepu/base.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @brief Id of the phase: opaque, unique in its file, never reused.
 * @param phase the phase; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_phase_id(const kepu_phase *phase, size_t *out_len);

/**
 * @brief The plan that holds the phase.
 * @param phase the phase; NULL gives NULL
 * @return the plan, borrowed; kepu_plan_ref() keeps it
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_plan *kepu_phase_plan(const kepu_phase *phase);

/**
 * @brief Line of the plan file that the phase was loaded from.
 * @param phase the phase
 * @return the line, from 1; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_phase_line(const kepu_phase *phase);

/**
 * @brief Column of the plan file that the phase was loaded from.
 * @param phase the phase
 * @return the column, from 1, in characters; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_phase_column(const kepu_phase *phase);

/**
 * @brief Where the phase was read, by which rule, and who checked it.
 * @param phase the phase; NULL gives NULL
 * @return borrowed from the plan; NULL where none is known
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_provenance *kepu_phase_provenance(const kepu_phase *phase);

/**
 * @brief The step's own name.
 * @param phase the phase; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_phase_label(const kepu_phase *phase, size_t *out_len);

/**
 * @brief First date or year.
 * @param phase the phase; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_phase_start(const kepu_phase *phase, size_t *out_len);

/**
 * @brief Last date or year.
 * @param phase the phase; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_phase_end(const kepu_phase *phase, size_t *out_len);

/**
 * @brief What is to be done.
 * @param phase the phase; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_phase_text(const kepu_phase *phase, size_t *out_len);

/**
 * @brief Id of the annex: opaque, unique in its file, never reused.
 * @param annex the annex; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_annex_id(const kepu_annex *annex, size_t *out_len);

/**
 * @brief The plan that holds the annex.
 * @param annex the annex; NULL gives NULL
 * @return the plan, borrowed; kepu_plan_ref() keeps it
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_plan *kepu_annex_plan(const kepu_annex *annex);

/**
 * @brief Line of the plan file that the annex was loaded from.
 * @param annex the annex
 * @return the line, from 1; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_annex_line(const kepu_annex *annex);

/**
 * @brief Column of the plan file that the annex was loaded from.
 * @param annex the annex
 * @return the column, from 1, in characters; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_annex_column(const kepu_annex *annex);

/**
 * @brief Where the annex was read, by which rule, and who checked it.
 * @param annex the annex; NULL gives NULL
 * @return borrowed from the plan; NULL where none is known
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_provenance *kepu_annex_provenance(const kepu_annex *annex);

/**
 * @brief Label as printed, like 附件1.
 * @param annex the annex; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_annex_label(const kepu_annex *annex, size_t *out_len);

/**
 * @brief Title.
 * @param annex the annex; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_annex_title(const kepu_annex *annex, size_t *out_len);

/**
 * @brief Text; paragraphs are separated by a line feed.
 * @param annex the annex; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_annex_text(const kepu_annex *annex, size_t *out_len);

/**
 * @brief Number of its top-level nodes.
 * @param annex the annex; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_annex_root_count(const kepu_annex *annex);

/**
 * @brief One of its top-level nodes, in constant time.
 * @param annex the annex
 * @param index from 0; outside gives NULL
 * @return the node, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_annex_root_at(const kepu_annex *annex, size_t index);

#ifdef __cplusplus
}
#endif

#endif
