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

#define KEPU_RELATIVE_BASELINE 1  /**< @brief What a target relates to: the baseline. @since 0.1.0 */
#define KEPU_RELATIVE_LAST_YEAR 2 /**< @brief What a target relates to: the actual value a year before. @since 0.1.0 */
#define KEPU_RELATIVE_SUPERIOR 3  /**< @brief What a target relates to: the superior's average. @since 0.1.0 */

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
 * #KEPU_ERROR_BAD_CHARACTER, #KEPU_ERROR_ENCODING, #KEPU_ERROR_LIMIT, #KEPU_ERROR_NOT_FOUND, #KEPU_ERROR_IS_DIRECTORY,
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
 * #KEPU_ERROR_MISSING_KEY, #KEPU_ERROR_DUPLICATE_KEY, #KEPU_ERROR_EMPTY_FILE, #KEPU_ERROR_BAD_CHARACTER,
 * #KEPU_ERROR_ENCODING, #KEPU_ERROR_MEMORY
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

/**
 * @brief Indicator of a row: an id or a name, as written.
 * @param data the set
 * @param row from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the set
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const char *kepu_data_indicator(const kepu_data *data, size_t row, size_t *out_len);

/**
 * @brief Region of a row: a code or a name, as written.
 * @param data the set
 * @param row from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the set; NULL for the plan's own region, and where none is said
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const char *kepu_data_region(const kepu_data *data, size_t row, size_t *out_len);

/**
 * @brief Period of a row.
 * @param data the set
 * @param row from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the period in the form of date.h, borrowed from the set
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const char *kepu_data_period(const kepu_data *data, size_t row, size_t *out_len);

/**
 * @brief Whether a row has a value, or why it has none.
 * @param data the set
 * @param row from 0; outside gives #KEPU_UNKNOWN
 * @return one of KEPU_STATE_, never #KEPU_STATE_NOT_REPORTED: such rows are not taken
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_data_state(const kepu_data *data, size_t row);

/**
 * @brief Value of a row, in the unit of kepu_data_unit().
 * @param data the set
 * @param row from 0
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where there is none, and outside (then both are 0)
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_data_value(const kepu_data *data, size_t row, int64_t *out_coefficient, int32_t *out_scale);

/**
 * @brief Unit that the value of a row is in: with a plan the indicator's, into which it was converted.
 * @param data the set
 * @param row from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the set; NULL where none is said
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const char *kepu_data_unit(const kepu_data *data, size_t row, size_t *out_len);

/**
 * @brief How far a row is checked; of kinds other than #KEPU_DATUM_OBSERVATION too.
 * @param data the set
 * @param row from 0; outside gives #KEPU_UNKNOWN
 * @return one of KEPU_VALUE_STATUS_ of indicator.h
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_data_status(const kepu_data *data, size_t row);

/**
 * @brief Where the figure of a row comes from, as written.
 * @param data the set
 * @param row from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the set; NULL where none is said
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const char *kepu_data_source(const kepu_data *data, size_t row, size_t *out_len);

/**
 * @brief What the figure of a row is.
 * @param data the set
 * @param row from 0; outside gives #KEPU_UNKNOWN
 * @return one of KEPU_DATUM_
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_data_kind(const kepu_data *data, size_t row);

/**
 * @brief What the target of a row relates to.
 * @param data the set
 * @param row from 0; outside gives #KEPU_UNKNOWN
 * @return one of KEPU_RELATIVE_; #KEPU_UNKNOWN for what is no relative target
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_data_relative(const kepu_data *data, size_t row);

/**
 * @brief Line of the table that the indicator of a row stands in. Rows are in the order in which they were added, so that the
 * counts between the tables say which one it is.
 * @param data the set
 * @param row from 0; outside gives 0
 * @return the line, from 1
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_data_line(const kepu_data *data, size_t row);

#ifdef __cplusplus
}
#endif

#endif
