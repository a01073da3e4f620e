/**
 * @file progress.h
 * @brief Indicators judged for a day: actual value, target, attainment, expected level, light.
 *
 * docs/indicators.md has every rule and formula. A progress never changes; it holds a reference on its plan, and nothing of
 * the figures it was made from.
 */
#ifndef KEPU_PROGRESS_H
#define KEPU_PROGRESS_H

#include <kepu/base.h>
#include <kepu/data.h>
#include <kepu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_PATH_LINEAR 1   /**< @brief Path to the target: straight between its points. @since 0.1.0 */
#define KEPU_PATH_STEPWISE 2 /**< @brief Path to the target: in steps of years or months. @since 0.1.0 */
#define KEPU_PATH_GIVEN 3    /**< @brief Path to the target: with the points that the figures give. @since 0.1.0 */

#define KEPU_LIGHT_GREY 1   /**< @brief Light: nothing can be said. @since 0.1.0 */
#define KEPU_LIGHT_GREEN 2  /**< @brief Light: as expected. @since 0.1.0 */
#define KEPU_LIGHT_YELLOW 3 /**< @brief Light: behind, but not far. @since 0.1.0 */
#define KEPU_LIGHT_RED 4    /**< @brief Light: far behind. @since 0.1.0 */

#define KEPU_PROGRESS_VALUE 1      /**< @brief Numbers of a row: actual value. @since 0.1.0 */
#define KEPU_PROGRESS_TARGET 2     /**< @brief Numbers of a row: target. @since 0.1.0 */
#define KEPU_PROGRESS_EXPECTED 3   /**< @brief Numbers of a row: expected level. @since 0.1.0 */
#define KEPU_PROGRESS_ATTAINMENT 4 /**< @brief Numbers of a row: attainment, 1 is all of it. @since 0.1.0 */

#define KEPU_JUDGE_EXACT 1 /**< @brief Flag: a bare number (=) has to be met exactly. @since 0.1.0 */

/**
 * @brief Judge all indicators of a plan.
 * @param plan the plan, on which the progress holds a reference
 * @param data figures that were read with this plan; NULL: those of the plan alone
 * @param date the day, like 2023-06-30, of a period its last; NULL: the last day of the plan's period
 * @param date_len its length in bytes
 * @param path one of KEPU_PATH_; 0: #KEPU_PATH_LINEAR
 * @param green lowest share of what is expected that is green, a decimal like 0.95; NULL: 1
 * @param yellow lowest one that is yellow; NULL: 0.9
 * @param tolerance share of a target with ~ by which a value may differ; NULL: 0.05
 * @param flags 0 or #KEPU_JUDGE_EXACT
 * @param out_progress the result, to be released by kepu_progress_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT (also where there is no date and the plan has no period, or the figures are of
 * another plan), #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_BAD_DATE, #KEPU_ERROR_BAD_NUMBER, #KEPU_ERROR_OVERFLOW,
 * #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_progress_new(kepu_plan *plan, const kepu_data *data, const char *date, size_t date_len,
                                       int32_t path, const char *green, const char *yellow, const char *tolerance,
                                       int32_t flags, kepu_progress **out_progress, kepu_error **err);

/**
 * @brief Release a progress and its reference on the plan.
 * @param progress the progress; NULL does nothing
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_progress_free(kepu_progress *progress);

/**
 * @brief The plan whose indicators were judged.
 * @param progress the progress
 * @return the plan, borrowed; NULL for NULL
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API kepu_plan *kepu_progress_plan(const kepu_progress *progress);

/**
 * @brief The day that was judged for: a day after the plan's period is judged as its last.
 * @param progress the progress
 * @param out_len length in bytes, may be NULL
 * @return the day, like 2023-06-30, borrowed from the progress
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_progress_date(const kepu_progress *progress, size_t *out_len);

/**
 * @brief Number of rows: one for each indicator and region.
 * @param progress the progress; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_progress_count(const kepu_progress *progress);

/**
 * @brief Indicator of a row.
 * @param progress the progress
 * @param row from 0; outside gives NULL
 * @return the indicator, borrowed from the plan
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_indicator *kepu_progress_indicator(const kepu_progress *progress, size_t row);

/**
 * @brief Region of a row, as the plan or the figures name it.
 * @param progress the progress
 * @param row from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the progress; NULL for the plan's own region
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_progress_region(const kepu_progress *progress, size_t row, size_t *out_len);

/**
 * @brief Whether a row has a value, or why it has none.
 * @param progress the progress
 * @param row from 0; outside gives #KEPU_UNKNOWN
 * @return one of KEPU_STATE_
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_progress_state(const kepu_progress *progress, size_t row);

/**
 * @brief One of the numbers of a row.
 * @param progress the progress
 * @param row from 0
 * @param which one of KEPU_PROGRESS_VALUE and its kind
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where there is none (then both are 0)
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_progress_number(const kepu_progress *progress, size_t row, int32_t which,
                                          int64_t *out_coefficient, int32_t *out_scale);

/**
 * @brief Day that the target of a row is due on.
 * @param progress the progress
 * @param row from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the day, like 2025-12-31, borrowed from the progress; NULL where there is none
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_progress_due(const kepu_progress *progress, size_t row, size_t *out_len);

/**
 * @brief Whether the target of a row is reached.
 * @param progress the progress
 * @param row from 0
 * @param out_reached 1 or 0
 * @return #KEPU_OK, or #KEPU_NO_VALUE where nothing was judged; #KEPU_ERROR_ARGUMENT where @p out_reached is NULL
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_progress_reached(const kepu_progress *progress, size_t row, int32_t *out_reached);

/**
 * @brief Of an indicator whose target holds for each of something: how many have a value, and how many reach it.
 * @param progress the progress
 * @param row from 0
 * @param out_counted how many have a value; may be NULL
 * @param out_reaching how many of them reach the target; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where the row does not count
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_progress_tally(const kepu_progress *progress, size_t row, size_t *out_counted,
                                         size_t *out_reaching);

/**
 * @brief Light of a row.
 * @param progress the progress
 * @param row from 0; outside gives #KEPU_UNKNOWN
 * @return one of KEPU_LIGHT_
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_progress_light(const kepu_progress *progress, size_t row);

/**
 * @brief All rows as a CSV table.
 * @param progress the progress
 * @param bom 1: begin with a byte order mark, for spreadsheets
 * @param out_bytes the table, to be released by kepu_free()
 * @param out_len its length in bytes, may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_progress_to_csv(const kepu_progress *progress, int32_t bom, char **out_bytes, size_t *out_len,
                                          kepu_error **err);

/**
 * @brief All rows as JSON: an array of objects.
 * @param progress the progress
 * @param out_bytes the text, to be released by kepu_free()
 * @param out_len its length in bytes, may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a progress never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_progress_to_json(const kepu_progress *progress, char **out_bytes, size_t *out_len,
                                           kepu_error **err);

#ifdef __cplusplus
}
#endif

#endif
