/**
 * @file inputs.h
 * @brief What a scheme scores: units, and their figures from tables, plans, roll-ups or by hand, each with its source.
 *
 * Which columns the tables have, how figures may be written, and why a row is refused, is written in docs/scoring.md. No row
 * is guessed at: it is taken, or a finding says its line, its column and the reason. In which order rows come never matters.
 *
 * One thread at a time adds; when a score was made of a set, nothing can be added to it any more.
 */
#ifndef KEPU_INPUTS_H
#define KEPU_INPUTS_H

#include <kepu/base.h>
#include <kepu/data.h>
#include <kepu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_ORIGIN_HAND 1        /**< @brief Where a figure is from: set by hand. @since 0.1.0 */
#define KEPU_ORIGIN_TABLE 2       /**< @brief Where a figure is from: a table. @since 0.1.0 */
#define KEPU_ORIGIN_PLAN 3        /**< @brief Where a figure is from: an indicator of a plan. @since 0.1.0 */
#define KEPU_ORIGIN_ROLLUP 4      /**< @brief Where a figure is from: figures added up. @since 0.1.0 */
#define KEPU_ORIGIN_OBSERVATION 5 /**< @brief Where a figure is from: an observation. @since 0.1.0 */
#define KEPU_ORIGIN_LEDGER 6      /**< @brief Where a figure is from: a ledger of reports. @since 0.1.0 */

/**
 * @brief A set of units and figures without any.
 * @param scheme the scheme that is to score them, on which the set holds a reference
 * @param out_inputs the set, to be released by kepu_inputs_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_inputs_new(kepu_scheme *scheme, kepu_inputs **out_inputs, kepu_error **err);

/**
 * @brief Release a set and its reference on the scheme; scores that were made of it stay.
 * @param inputs the set; NULL does nothing
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_inputs_free(kepu_inputs *inputs);

/**
 * @brief Add a unit. Figures of it can be added afterwards.
 * @param inputs the set
 * @param id its id, 1 to 64 characters without white space
 * @param id_len length in bytes, or #KEPU_NUL_TERMINATED
 * @param name its name; NULL or empty: the id
 * @param name_len length in bytes, or #KEPU_NUL_TERMINATED
 * @param kind its kind (设区市, 县); NULL or empty: none
 * @param kind_len length in bytes, or #KEPU_NUL_TERMINATED
 * @param group id or name of its group; NULL or empty: the one that its kind belongs to, or none
 * @param group_len length in bytes, or #KEPU_NUL_TERMINATED
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT (also where its kind belongs to two groups), #KEPU_ERROR_BAD_HANDLE,
 * #KEPU_ERROR_BAD_VALUE (no id), #KEPU_ERROR_DUPLICATE_ID, #KEPU_ERROR_UNKNOWN_ID (the group), #KEPU_ERROR_BAD_UTF8,
 * #KEPU_ERROR_BAD_CHARACTER, #KEPU_ERROR_STATE, #KEPU_ERROR_MEMORY
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_inputs_add_unit(kepu_inputs *inputs, const char *id, size_t id_len, const char *name,
                                          size_t name_len, const char *kind, size_t kind_len, const char *group,
                                          size_t group_len, kepu_error **err);

/**
 * @brief Add the units of a CSV file. Nothing is taken of one that is no such table; where memory is out, some rows may be
 * there.
 * @param inputs the set
 * @param path name of the file
 * @param out_findings the rows that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where rows were refused; #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_STATE,
 * #KEPU_ERROR_NOT_CSV, #KEPU_ERROR_MISSING_KEY (no such column), #KEPU_ERROR_DUPLICATE_KEY (a column twice),
 * #KEPU_ERROR_EMPTY_FILE, #KEPU_ERROR_BAD_CHARACTER, #KEPU_ERROR_ENCODING, #KEPU_ERROR_LIMIT, #KEPU_ERROR_NOT_FOUND,
 * #KEPU_ERROR_IS_DIRECTORY,
 * #KEPU_ERROR_NO_PERMISSION, #KEPU_ERROR_READ_FAILED, #KEPU_ERROR_MEMORY
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_inputs_add_units_csv_file(kepu_inputs *inputs, const char *path, kepu_findings **out_findings,
                                                    kepu_error **err);

/**
 * @brief Add the units of a CSV table in memory, as kepu_inputs_add_units_csv_file() does.
 * @param inputs the set
 * @param bytes the table; only read
 * @param len its length in bytes
 * @param out_findings the rows that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_inputs_add_units_csv_file(): #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_STATE,
 * #KEPU_ERROR_NOT_CSV, #KEPU_ERROR_MISSING_KEY, #KEPU_ERROR_DUPLICATE_KEY, #KEPU_ERROR_EMPTY_FILE,
 * #KEPU_ERROR_BAD_CHARACTER, #KEPU_ERROR_ENCODING,
 * #KEPU_ERROR_MEMORY
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_inputs_add_units_csv(kepu_inputs *inputs, const void *bytes, size_t len,
                                               kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Fill in a cell of the row in the making, which kepu_inputs_add() then takes.
 * @param inputs the set
 * @param column one of the columns of figures, by its English or Chinese name: "unit" or "单位", "value" or "数值"
 * @param column_len length in bytes, or #KEPU_NUL_TERMINATED
 * @param value what stands in it, as in a table; NULL or empty: nothing, as before it was filled in
 * @param value_len length in bytes, or #KEPU_NUL_TERMINATED
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_UNKNOWN_KEY (no such column),
 * #KEPU_ERROR_BAD_UTF8, #KEPU_ERROR_BAD_CHARACTER, #KEPU_ERROR_STATE, #KEPU_ERROR_MEMORY
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_inputs_set(kepu_inputs *inputs, const char *column, size_t column_len, const char *value,
                                     size_t value_len, kepu_error **err);

/**
 * @brief Take the row that kepu_inputs_set() has filled in, or refuse it; it is empty again afterwards, also after an error.
 * Without an origin it is #KEPU_ORIGIN_HAND.
 * @param inputs the set
 * @param out_findings why the row was refused, empty where it was taken, to be released by kepu_findings_free(); may be
 * NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where it was refused; #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_STATE,
 * #KEPU_ERROR_MEMORY
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_inputs_add(kepu_inputs *inputs, kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Add the figures of a CSV file. Nothing is taken of one that is no such table; where memory is out, some rows may be
 * there.
 * @param inputs the set, which has the units
 * @param path name of the file
 * @param out_findings the rows that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_inputs_add_units_csv_file()
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_inputs_add_csv_file(kepu_inputs *inputs, const char *path, kepu_findings **out_findings,
                                              kepu_error **err);

/**
 * @brief Add the figures of a CSV table in memory, as kepu_inputs_add_csv_file() does.
 * @param inputs the set, which has the units
 * @param bytes the table; only read
 * @param len its length in bytes
 * @param out_findings the rows that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_inputs_add_units_csv()
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_inputs_add_csv(kepu_inputs *inputs, const void *bytes, size_t len,
                                         kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Add what the indicators of a plan came to: a figure for each criterion of the scheme that names one of them.
 * @param inputs the set, which has the units
 * @param unit id or name of the unit whose figures they are; NULL or empty: each row is of the unit that its region has the
 * id or name of (the plan's own by name or code), and rows of other regions are passed over
 * @param unit_len length in bytes, or #KEPU_NUL_TERMINATED
 * @param progress the judged indicators; the set keeps nothing of it
 * @param out_findings what was refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where figures were refused; #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_UNKNOWN_ID
 * (the unit), #KEPU_ERROR_STATE, #KEPU_ERROR_MEMORY
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_inputs_add_progress(kepu_inputs *inputs, const char *unit, size_t unit_len,
                                              const kepu_progress *progress, kepu_findings **out_findings,
                                              kepu_error **err);

/**
 * @brief Add the totals of a roll-up: for each criterion of the scheme that names one of its indicators with `take="actual"` a
 * figure for each unit that is a region of the roll-up, by its code or else by its name.
 *
 * Where a region's total covers nothing, the figure is not reported; where the indicator applies to nothing below it, not
 * applicable. Units that are no region are given nothing. As evidence a figure has the indicator, the period and how many of
 * the lowest regions the total covers: "科普经费 2024 12/13".
 * @param inputs the set, which has the units
 * @param rollup the roll-up; the set keeps nothing of it
 * @param period the period whose totals they are, in the form of date.h; NULL or empty: of each indicator the last one it has
 * @param period_len length in bytes, or #KEPU_NUL_TERMINATED
 * @param out_findings what was refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where figures were refused; #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_BAD_DATE,
 * #KEPU_ERROR_OVERFLOW (with the indicator's name; nothing is added then), #KEPU_ERROR_STATE, #KEPU_ERROR_MEMORY (some figures
 * may be there then)
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_inputs_add_rollup(kepu_inputs *inputs, const kepu_rollup *rollup, const char *period,
                                            size_t period_len, kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Number of the units.
 * @param inputs the set; NULL gives 0
 * @return the count
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API size_t kepu_inputs_unit_count(const kepu_inputs *inputs);

/**
 * @brief Number of the figures that were taken.
 * @param inputs the set; NULL gives 0
 * @return the count
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API size_t kepu_inputs_count(const kepu_inputs *inputs);

#ifdef __cplusplus
}
#endif

#endif
