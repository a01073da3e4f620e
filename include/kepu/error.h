/**
 * @file error.h
 * @brief One failure: code, message in two languages, and the place it lies at.
 *
 * An error is made only on failure. Codes, names and texts come from docs/errors.yaml; a number keeps its meaning for ever.
 */
#ifndef KEPU_ERROR_H
#define KEPU_ERROR_H

#include <kepu/base.h>
#include <kepu/codes.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @brief Release an error.
 * @param error the error; NULL does nothing
 * @par Threads
 * Any; an error belongs to one thread at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_error_free(kepu_error *error);

/**
 * @brief Code of the failure.
 * @param error the error; NULL gives #KEPU_OK
 * @return the code
 * @par Threads
 * As the error.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_error_code(const kepu_error *error);

/**
 * @brief One line that says what was found and what was expected, without a closing stop and without the place.
 * @param error the error; NULL gives NULL
 * @param lang #KEPU_LANG_ZH or #KEPU_LANG_EN
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the error
 * @par Threads
 * As the error.
 * @since 0.1.0
 */
KEPU_API const char *kepu_error_message(const kepu_error *error, int32_t lang, size_t *out_len);

/**
 * @brief File the fault lies in, as the caller named it.
 * @param error the error
 * @param out_len length in bytes, may be NULL
 * @return the name, borrowed; NULL where there is none
 * @par Threads
 * As the error.
 * @since 0.1.0
 */
KEPU_API const char *kepu_error_file(const kepu_error *error, size_t *out_len);

/**
 * @brief Line of the fault, from 1.
 * @param error the error
 * @return the line; 0 where it has none
 * @par Threads
 * As the error.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_error_line(const kepu_error *error);

/**
 * @brief Column of the fault, from 1, in characters.
 * @param error the error
 * @return the column; 0 where it has none
 * @par Threads
 * As the error.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_error_column(const kepu_error *error);

/**
 * @brief Byte offset of the fault in the unpacked bytes, from 0.
 * @param error the error
 * @return the offset; -1 where it has none
 * @par Threads
 * As the error.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_error_offset(const kepu_error *error);

/**
 * @brief Path of the fault: of XML that of the element, like /plan/nodes/node[3]/title; of JSON a JSON pointer (RFC 6901),
 * like /nodes/2/title.
 * @param error the error
 * @param out_len length in bytes, may be NULL
 * @return the path, borrowed; NULL where there is none
 * @par Threads
 * As the error.
 * @since 0.1.0
 */
KEPU_API const char *kepu_error_path(const kepu_error *error, size_t *out_len);

/**
 * @brief Name of a code, like "duplicate-id".
 * @param code any code
 * @param out_len length in bytes, may be NULL
 * @return the name, static; NULL for a number that is no code
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API const char *kepu_status_name(kepu_status code, size_t *out_len);

#ifdef __cplusplus
}
#endif

#endif
