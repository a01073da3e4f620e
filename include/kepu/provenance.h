/**
 * @file provenance.h
 * @brief Where a fact was read, by which rule, and who checked it.
 */
#ifndef KEPU_PROVENANCE_H
#define KEPU_PROVENANCE_H

#include <kepu/base.h>
#include <kepu/codes.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_CHECK_UNSEEN 1    /**< @brief Whether a fact was checked: unseen @since 0.1.0 */
#define KEPU_CHECK_CONFIRMED 2 /**< @brief Whether a fact was checked: confirmed @since 0.1.0 */
#define KEPU_CHECK_CORRECTED 3 /**< @brief Whether a fact was checked: corrected @since 0.1.0 */
#define KEPU_CHECK_ENTERED 4   /**< @brief Whether a fact was checked: entered @since 0.1.0 */

/**
 * @brief Number of spans of the source text.
 * @param provenance the provenance; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_provenance_span_count(const kepu_provenance *provenance);

/**
 * @brief A span of the source text, in code points.
 * @param provenance the provenance
 * @param index from 0
 * @param out_paragraph index of the paragraph
 * @param out_offset first code point in it
 * @param out_length number of code points
 * @return #KEPU_OK, or #KEPU_NO_VALUE outside
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_provenance_span(const kepu_provenance *provenance, size_t index, size_t *out_paragraph,
                                          size_t *out_offset, size_t *out_length);

/**
 * @brief Rule that read the fact.
 * @param provenance the provenance
 * @return one of KEPU_RULE_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_provenance_rule(const kepu_provenance *provenance);

/**
 * @brief Rule that read the fact, as its name.
 * @param provenance the provenance; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_provenance_rule_token(const kepu_provenance *provenance, size_t *out_len);

/**
 * @brief Number of findings about the fact.
 * @param provenance the provenance; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_provenance_finding_count(const kepu_provenance *provenance);

/**
 * @brief Name of a finding about the fact.
 * @param provenance the provenance
 * @param index from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the name, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_provenance_finding_at(const kepu_provenance *provenance, size_t index, size_t *out_len);

/**
 * @brief Whether somebody looked at the fact.
 * @param provenance the provenance; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_CHECK_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_provenance_check(const kepu_provenance *provenance);

/**
 * @brief Whether somebody looked at the fact, as its token.
 * @param provenance the provenance; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_provenance_check_token(const kepu_provenance *provenance, size_t *out_len);

/**
 * @brief Who confirmed, corrected or entered it.
 * @param provenance the provenance; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_provenance_by(const kepu_provenance *provenance, size_t *out_len);

/**
 * @brief When that was, as the caller said.
 * @param provenance the provenance; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_provenance_when(const kepu_provenance *provenance, size_t *out_len);

#ifdef __cplusplus
}
#endif

#endif
