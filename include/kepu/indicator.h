/**
 * @file indicator.h
 * @brief Indicators and their targets, baselines and observations.
 */
#ifndef KEPU_INDICATOR_H
#define KEPU_INDICATOR_H

#include <kepu/base.h>
#include <kepu/codes.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_COMPARISON_AT_LEAST 1 /**< @brief Comparisons: >= @since 0.1.0 */
#define KEPU_COMPARISON_MORE 2     /**< @brief Comparisons: > @since 0.1.0 */
#define KEPU_COMPARISON_AT_MOST 3  /**< @brief Comparisons: <= @since 0.1.0 */
#define KEPU_COMPARISON_LESS 4     /**< @brief Comparisons: < @since 0.1.0 */
#define KEPU_COMPARISON_ABOUT 5    /**< @brief Comparisons: ~ @since 0.1.0 */
#define KEPU_COMPARISON_EQUAL 6    /**< @brief Comparisons: = @since 0.1.0 */

#define KEPU_EVERY_ONCE 1     /**< @brief How often: once @since 0.1.0 */
#define KEPU_EVERY_ANNUAL 2   /**< @brief How often: annual @since 0.1.0 */
#define KEPU_EVERY_BIENNIAL 3 /**< @brief How often: biennial @since 0.1.0 */
#define KEPU_EVERY_HALF 4     /**< @brief How often: half @since 0.1.0 */
#define KEPU_EVERY_QUARTER 5  /**< @brief How often: quarter @since 0.1.0 */
#define KEPU_EVERY_MONTH 6    /**< @brief How often: month @since 0.1.0 */

#define KEPU_COUNTING_LEVEL 1 /**< @brief What is counted: level @since 0.1.0 */
#define KEPU_COUNTING_TOTAL 2 /**< @brief What is counted: total @since 0.1.0 */
#define KEPU_COUNTING_FLOW 3  /**< @brief What is counted: flow @since 0.1.0 */

#define KEPU_ROLLUP_SUM 1     /**< @brief Roll-up rules: sum @since 0.1.0 */
#define KEPU_ROLLUP_MEAN 2    /**< @brief Roll-up rules: mean @since 0.1.0 */
#define KEPU_ROLLUP_RATIO 3   /**< @brief Roll-up rules: ratio @since 0.1.0 */
#define KEPU_ROLLUP_MINIMUM 4 /**< @brief Roll-up rules: minimum @since 0.1.0 */
#define KEPU_ROLLUP_LAST 5    /**< @brief Roll-up rules: last @since 0.1.0 */
#define KEPU_ROLLUP_REACH 6   /**< @brief Roll-up rules: reach @since 0.1.0 */

#define KEPU_NATURE_BINDING 1  /**< @brief Nature of an indicator: binding @since 0.1.0 */
#define KEPU_NATURE_EXPECTED 2 /**< @brief Nature of an indicator: expected @since 0.1.0 */

#define KEPU_VALUE_TARGET 1      /**< @brief Kinds of values: target @since 0.1.0 */
#define KEPU_VALUE_BASELINE 2    /**< @brief Kinds of values: baseline @since 0.1.0 */
#define KEPU_VALUE_OBSERVATION 3 /**< @brief Kinds of values: observation @since 0.1.0 */

#define KEPU_VALUE_STATUS_REPORTED 1  /**< @brief Status of an observation: reported @since 0.1.0 */
#define KEPU_VALUE_STATUS_VERIFIED 2  /**< @brief Status of an observation: verified @since 0.1.0 */
#define KEPU_VALUE_STATUS_ESTIMATED 3 /**< @brief Status of an observation: estimated @since 0.1.0 */

/**
 * @brief Id of the indicator: opaque, unique in its file, never reused.
 * @param indicator the indicator; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_indicator_id(const kepu_indicator *indicator, size_t *out_len);

/**
 * @brief The plan that holds the indicator.
 * @param indicator the indicator; NULL gives NULL
 * @return the plan, borrowed; kepu_plan_ref() keeps it
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_plan *kepu_indicator_plan(const kepu_indicator *indicator);

/**
 * @brief Line of the plan file that the indicator was loaded from.
 * @param indicator the indicator
 * @return the line, from 1; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_indicator_line(const kepu_indicator *indicator);

/**
 * @brief Column of the plan file that the indicator was loaded from.
 * @param indicator the indicator
 * @return the column, from 1, in characters; 0 where it was not loaded from a file
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int64_t kepu_indicator_column(const kepu_indicator *indicator);

/**
 * @brief Where the indicator was read, by which rule, and who checked it.
 * @param indicator the indicator; NULL gives NULL
 * @return borrowed from the plan; NULL where none is known
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_provenance *kepu_indicator_provenance(const kepu_indicator *indicator);

/**
 * @brief The node it stands in.
 * @param indicator the indicator; NULL gives NULL
 * @return borrowed from the plan; NULL for one of the plan as a whole
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_indicator_node(const kepu_indicator *indicator);

/**
 * @brief Name of what is measured.
 * @param indicator the indicator; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_indicator_name(const kepu_indicator *indicator, size_t *out_len);

/**
 * @brief Unit of measure, like % or 人次.
 * @param indicator the indicator; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_indicator_unit(const kepu_indicator *indicator, size_t *out_len);

/**
 * @brief How a value is compared with the target.
 * @param indicator the indicator; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_COMPARISON_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_indicator_comparison(const kepu_indicator *indicator);

/**
 * @brief How a value is compared with the target, as its token.
 * @param indicator the indicator; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_indicator_comparison_token(const kepu_indicator *indicator, size_t *out_len);

/**
 * @brief How often the target is to be reached.
 * @param indicator the indicator; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_EVERY_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_indicator_every(const kepu_indicator *indicator);

/**
 * @brief How often the target is to be reached, as its token.
 * @param indicator the indicator; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_indicator_every_token(const kepu_indicator *indicator, size_t *out_len);

/**
 * @brief What each the target holds for, like 县.
 * @param indicator the indicator; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_indicator_per(const kepu_indicator *indicator, size_t *out_len);

/**
 * @brief What is counted.
 * @param indicator the indicator; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_COUNTING_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_indicator_counting(const kepu_indicator *indicator);

/**
 * @brief What is counted, as its token.
 * @param indicator the indicator; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_indicator_counting_token(const kepu_indicator *indicator, size_t *out_len);

/**
 * @brief What the numerator counts.
 * @param indicator the indicator; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_indicator_numerator(const kepu_indicator *indicator, size_t *out_len);

/**
 * @brief What the denominator counts.
 * @param indicator the indicator; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_indicator_denominator(const kepu_indicator *indicator, size_t *out_len);

/**
 * @brief Factor of the quotient, 100 for a percentage.
 * @param indicator the indicator
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where there is none (then both are 0)
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_indicator_factor(const kepu_indicator *indicator, int64_t *out_coefficient,
                                           int32_t *out_scale);

/**
 * @brief The indicator that weighs this one in a roll-up.
 * @param indicator the indicator; NULL gives NULL
 * @return borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_indicator *kepu_indicator_weight(const kepu_indicator *indicator);

/**
 * @brief How results of lower levels are put together.
 * @param indicator the indicator; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_ROLLUP_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_indicator_rollup(const kepu_indicator *indicator);

/**
 * @brief How results of lower levels are put together, as its token.
 * @param indicator the indicator; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_indicator_rollup_token(const kepu_indicator *indicator, size_t *out_len);

/**
 * @brief Whether it binds (约束性) or is expected (预期性).
 * @param indicator the indicator; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_NATURE_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_indicator_nature(const kepu_indicator *indicator);

/**
 * @brief Whether it binds (约束性) or is expected (预期性), as its token.
 * @param indicator the indicator; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_indicator_nature_token(const kepu_indicator *indicator, size_t *out_len);

/**
 * @brief Number of its targets, baselines and observations.
 * @param indicator the indicator; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_indicator_value_count(const kepu_indicator *indicator);

/**
 * @brief One of its targets, baselines and observations, in constant time.
 * @param indicator the indicator
 * @param index from 0; outside gives NULL
 * @return the value, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_value *kepu_indicator_value_at(const kepu_indicator *indicator, size_t index);

/**
 * @brief Kind of the value.
 * @param value the value; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_VALUE_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_value_kind(const kepu_value *value);

/**
 * @brief Kind of the value, as its token.
 * @param value the value; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_value_kind_token(const kepu_value *value, size_t *out_len);

/**
 * @brief When it is due or was measured, in the form of date.h.
 * @param value the value; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_value_time(const kepu_value *value, size_t *out_len);

/**
 * @brief Lower end, or the number itself.
 * @param value the value
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where there is none (then both are 0)
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_value_low(const kepu_value *value, int64_t *out_coefficient, int32_t *out_scale);

/**
 * @brief Upper end.
 * @param value the value
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where there is none (then both are 0)
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_value_high(const kepu_value *value, int64_t *out_coefficient, int32_t *out_scale);

/**
 * @brief Lower end, or the number itself, as written.
 * @param value the value; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_value_low_text(const kepu_value *value, size_t *out_len);

/**
 * @brief Upper end as written.
 * @param value the value; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_value_high_text(const kepu_value *value, size_t *out_len);

/**
 * @brief The clause that states it, as written.
 * @param value the value; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_value_quote(const kepu_value *value, size_t *out_len);

/**
 * @brief Region it holds for: code or name.
 * @param value the value; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_value_region(const kepu_value *value, size_t *out_len);

/**
 * @brief Status of an observation.
 * @param value the value; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_VALUE_STATUS_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_value_status(const kepu_value *value);

/**
 * @brief Status of an observation, as its token.
 * @param value the value; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_value_status_token(const kepu_value *value, size_t *out_len);

/**
 * @brief Where an observation comes from.
 * @param value the value; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_value_source(const kepu_value *value, size_t *out_len);

/**
 * @brief The indicator it belongs to.
 * @param value the value; NULL gives NULL
 * @return borrowed from the plan; never NULL
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_indicator *kepu_value_indicator(const kepu_value *value);

/**
 * @brief Where it was read.
 * @param value the value; NULL gives NULL
 * @return borrowed from the plan; NULL where there is none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_provenance *kepu_value_provenance(const kepu_value *value);

#ifdef __cplusplus
}
#endif

#endif
