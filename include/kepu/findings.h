/**
 * @file findings.h
 * @brief What a check or an import found: many, graded, each with a code, a message and a place.
 *
 * Codes and texts come from docs/findings.yaml. Something that has findings, even errors among them, was still read.
 */
#ifndef KEPU_FINDINGS_H
#define KEPU_FINDINGS_H

#include <kepu/base.h>
#include <kepu/codes.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_SEVERITY_NOTE 1    /**< @brief Worth knowing. @since 0.1.0 */
#define KEPU_SEVERITY_WARNING 2 /**< @brief Look at it again. @since 0.1.0 */
#define KEPU_SEVERITY_ERROR 3   /**< @brief Wrong. @since 0.1.0 */

/**
 * @brief Release a list of findings that was handed out.
 * @param findings the list; NULL does nothing
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_findings_free(kepu_findings *findings);

/**
 * @brief Number of findings.
 * @param findings the list; NULL gives 0
 * @return the count
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API size_t kepu_findings_count(const kepu_findings *findings);

/**
 * @brief Number of findings of a severity.
 * @param findings the list; NULL gives 0
 * @param severity one of KEPU_SEVERITY_
 * @return the count
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API size_t kepu_findings_count_severity(const kepu_findings *findings, int32_t severity);

/**
 * @brief Severity of a finding.
 * @param findings the list
 * @param index from 0
 * @return one of KEPU_SEVERITY_; #KEPU_UNKNOWN outside
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_findings_severity(const kepu_findings *findings, size_t index);

/**
 * @brief Code of a finding.
 * @param findings the list
 * @param index from 0
 * @return one of KEPU_FINDING_; #KEPU_UNKNOWN outside
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_findings_code(const kepu_findings *findings, size_t index);

/**
 * @brief One line that says what was found.
 * @param findings the list
 * @param index from 0; outside gives NULL
 * @param lang #KEPU_LANG_ZH or #KEPU_LANG_EN
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the list
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const char *kepu_findings_message(const kepu_findings *findings, size_t index, int32_t lang, size_t *out_len);

/**
 * @brief Id of the plan's part that a finding is about.
 * @param findings the list
 * @param index from 0
 * @param out_len length in bytes, may be NULL
 * @return the id, borrowed; NULL where it is about none
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const char *kepu_findings_subject(const kepu_findings *findings, size_t index, size_t *out_len);

/**
 * @brief Line of a finding, from 1: of the notice that was imported, or of the plan file that was checked.
 * @param findings the list
 * @param index from 0
 * @return the line; 0 where it has none
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_findings_line(const kepu_findings *findings, size_t index);

/**
 * @brief Column of a finding, from 1, in characters.
 * @param findings the list
 * @param index from 0
 * @return the column; 0 where it has none
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_findings_column(const kepu_findings *findings, size_t index);

/**
 * @brief Span of a finding in the plan's source text, in code points.
 * @param findings the list
 * @param index from 0
 * @param out_paragraph index of the paragraph
 * @param out_offset first code point in it
 * @param out_length number of code points
 * @return #KEPU_OK, or #KEPU_NO_VALUE where it has none
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_findings_span(const kepu_findings *findings, size_t index, size_t *out_paragraph,
                                        size_t *out_offset, size_t *out_length);

/**
 * @brief Name of a finding code, like "no-plan".
 * @param code any code
 * @param out_len length in bytes, may be NULL
 * @return the name, static; NULL for a number that is no code
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API const char *kepu_finding_name(int32_t code, size_t *out_len);

#ifdef __cplusplus
}
#endif

#endif
