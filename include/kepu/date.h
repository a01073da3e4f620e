/**
 * @file date.h
 * @brief Dates and reporting periods with a precision, and exact decimals, as text and as parts.
 *
 * Dates cross the interface as text: 2023, 2023-H1, 2023-Q2, 2023-06, 2023-06-T1 (the first ten days), 2023-06-30.
 */
#ifndef KEPU_DATE_H
#define KEPU_DATE_H

#include <kepu/base.h>
#include <kepu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_PRECISION_YEAR 1     /**< @brief 2023 @since 0.1.0 */
#define KEPU_PRECISION_HALF 2     /**< @brief 2023-H1 @since 0.1.0 */
#define KEPU_PRECISION_QUARTER 3  /**< @brief 2023-Q2 @since 0.1.0 */
#define KEPU_PRECISION_MONTH 4    /**< @brief 2023-06 @since 0.1.0 */
#define KEPU_PRECISION_TEN_DAYS 5 /**< @brief 2023-06-T1, -T2, -T3 @since 0.1.0 */
#define KEPU_PRECISION_DAY 6      /**< @brief 2023-06-30 @since 0.1.0 */

/**
 * @brief Read a date or period.
 * @param text UTF-8 text
 * @param len its length in bytes
 * @param out_precision one of KEPU_PRECISION_; may be NULL
 * @param out_first its first day as year * 10000 + month * 100 + day; may be NULL
 * @param out_last its last day in the same form; may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_BAD_DATE
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_date_parse(const char *text, size_t len, int32_t *out_precision, int32_t *out_first,
                                     int32_t *out_last, kepu_error **err);

/**
 * @brief Read an exact decimal: value = coefficient / 10^scale.
 * @param text digits with an optional sign and point, nothing else
 * @param len its length in bytes
 * @param out_coefficient the digits as a number
 * @param out_scale digits after the point, 0 to 9
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_BAD_NUMBER, #KEPU_ERROR_OVERFLOW
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_decimal_parse(const char *text, size_t len, int64_t *out_coefficient, int32_t *out_scale,
                                        kepu_error **err);

/**
 * @brief Write an exact decimal as text.
 * @param coefficient the digits as a number
 * @param scale digits after the point, 0 to 9
 * @param out caller's buffer of @p capacity bytes; NULL with 0 asks for the size
 * @param capacity its size; 32 is always enough
 * @param out_needed bytes that the text and its NUL take; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT (scale), #KEPU_ERROR_BUFFER (too small, nothing written)
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_decimal_format(int64_t coefficient, int32_t scale, char *out, size_t capacity,
                                         size_t *out_needed);

#ifdef __cplusplus
}
#endif

#endif
