/**
 * @file data.h
 * @brief Figures of indicators from tables: what was measured, baselines, targets, denominators, row by row.
 *
 * Which columns a table has, how numbers, units and periods may be written, and why a row is refused, is written in
 * docs/indicators.md. No row is guessed at: it is taken, or a finding says its line, its column and the reason.
 */
#ifndef KEPU_DATA_H
#define KEPU_DATA_H

#include <kepu/base.h>
#include <kepu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_STATE_VALUE 1          /**< @brief State of a figure: there is a value, zero too. @since 0.1.0 */
#define KEPU_STATE_NO_VALUE 2       /**< @brief State of a figure: asked for, and there is none. @since 0.1.0 */
#define KEPU_STATE_NOT_APPLICABLE 3 /**< @brief State of a figure: not applicable. @since 0.1.0 */
#define KEPU_STATE_NOT_REPORTED 4   /**< @brief State of a figure: not reported. @since 0.1.0 */

#define KEPU_DATUM_OBSERVATION 1 /**< @brief Kinds of figures: what was measured. @since 0.1.0 */
#define KEPU_DATUM_BASELINE 2    /**< @brief Kinds of figures: where the path begins. @since 0.1.0 */
#define KEPU_DATUM_TARGET 3      /**< @brief Kinds of figures: a target. @since 0.1.0 */
#define KEPU_DATUM_PATH 4        /**< @brief Kinds of figures: the level expected. @since 0.1.0 */
#define KEPU_DATUM_NUMERATOR 5   /**< @brief Kinds of figures: numerator of a quotient. @since 0.1.0 */
#define KEPU_DATUM_DENOMINATOR 6 /**< @brief Kinds of figures: denominator, or the weight of a mean. @since 0.1.0 */
#define KEPU_DATUM_SUPERIOR 7    /**< @brief Kinds of figures: the superior's average. @since 0.1.0 */

/**
 * @brief A set of figures without any.
 * @param plan the plan whose indicators the figures are about, on which the set holds a reference; NULL: any, and names
 * and units of indicators are then not looked at when a table is read
 * @param out_data the set, to be released by kepu_data_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_data_new(kepu_plan *plan, kepu_data **out_data, kepu_error **err);

/**
 * @brief Release a set of figures and its reference on the plan.
 * @param data the set; NULL does nothing
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_data_free(kepu_data *data);

/**
 * @brief Add the rows of a CSV file. Nothing is taken of one that is no such table; where memory is out, some rows may be
 * there.
 * @param data the set
 * @param path name of the file
 * @param out_findings the rows that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where rows were refused; #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_NOT_CSV,
 * #KEPU_ERROR_MISSING_KEY (no such column), #KEPU_ERROR_DUPLICATE_KEY (a column twice), #KEPU_ERROR_EMPTY_FILE,
 * #KEPU_ERROR_ENCODING, #KEPU_ERROR_LIMIT, #KEPU_ERROR_NOT_FOUND, #KEPU_ERROR_IS_DIRECTORY,
 * #KEPU_ERROR_NO_PERMISSION, #KEPU_ERROR_READ_FAILED, #KEPU_ERROR_MEMORY
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_data_add_csv_file(kepu_data *data, const char *path, kepu_findings **out_findings,
                                            kepu_error **err);

/**
 * @brief Add the rows of a CSV table in memory, as kepu_data_add_csv_file() does.
 * @param data the set
 * @param bytes the table; only read
 * @param len its length in bytes
 * @param out_findings the rows that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_data_add_csv_file(): #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_NOT_CSV,
 * #KEPU_ERROR_MISSING_KEY, #KEPU_ERROR_DUPLICATE_KEY, #KEPU_ERROR_EMPTY_FILE, #KEPU_ERROR_ENCODING, #KEPU_ERROR_MEMORY
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_data_add_csv(kepu_data *data, const void *bytes, size_t len, kepu_findings **out_findings,
                                       kepu_error **err);

/**
 * @brief Number of the rows that were taken.
 * @param data the set; NULL gives 0
 * @return the count
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API size_t kepu_data_count(const kepu_data *data);

#ifdef __cplusplus
}
#endif

#endif
