/**
 * @file rollup.h
 * @brief Figures of many plans and tables added up a tree of regions, indicator by indicator, period by period.
 *
 * A roll-up takes plans and tables one after the other and keeps of them no more than the figures, so that thousands of
 * files take the memory of one. It then gives the totals of an indicator in a period for every region of the tree: the
 * figure, what it is made of, how many of the regions below it cover, and which are missing. docs/indicators.md has every
 * rule and formula.
 *
 * Figures are added by one thread at a time; while none are, any number may read. Totals never change.
 */
#ifndef KEPU_ROLLUP_H
#define KEPU_ROLLUP_H

#include <kepu/base.h>
#include <kepu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_TOTAL_NUMERATOR 1   /**< @brief Sums of a total: what is divided. @since 0.1.0 */
#define KEPU_TOTAL_DENOMINATOR 2 /**< @brief Sums of a total: what it is divided by. @since 0.1.0 */

/**
 * @brief A roll-up without any figures.
 * @param regions the tree; the roll-up keeps it, also after kepu_regions_free()
 * @param rule one of KEPU_ROLLUP_ for all indicators; 0: of each its own
 * @param out_rollup the roll-up, to be released by kepu_rollup_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_rollup_new(kepu_regions *regions, int32_t rule, kepu_rollup **out_rollup, kepu_error **err);

/**
 * @brief Release a roll-up and what it keeps of plans and regions; totals that were made of it stay.
 * @param rollup the roll-up; NULL does nothing
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_rollup_free(kepu_rollup *rollup);

/**
 * @brief Add the observations of a plan.
 * @param rollup the roll-up; it may keep a reference on the plan, for the targets
 * @param plan the plan
 * @param out_findings the figures that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where figures were refused; #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * (some figures may be there then)
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_rollup_add_plan(kepu_rollup *rollup, kepu_plan *plan, kepu_findings **out_findings,
                                          kepu_error **err);

/**
 * @brief Add the observations, numerators and denominators of a set of figures.
 * @param rollup the roll-up; it keeps nothing of the set
 * @param data the figures; read with a plan, those that name no region are about the plan's
 * @param out_findings the figures that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where figures were refused; #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * (some figures may be there then)
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_rollup_add_data(kepu_rollup *rollup, const kepu_data *data, kepu_findings **out_findings,
                                          kepu_error **err);

/**
 * @brief Add the figures of a file: a plan file (XML or JSON, packed with gzip or not) or a CSV table; its content says
 * which. Of plan XML no more than metadata and indicators is looked at. After a failure nothing of the file is added; only
 * after #KEPU_ERROR_MEMORY some of its figures may be there.
 * @param rollup the roll-up
 * @param path name of the file
 * @param options limits; NULL: the defaults
 * @param out_findings the rows and figures that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where figures were refused; #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, and those of
 * kepu_plan_load_file() and kepu_data_add_csv_file()
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_rollup_add_file(kepu_rollup *rollup, const char *path, const kepu_load_options *options,
                                          kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Add the figures of a file in memory, as kepu_rollup_add_file() does.
 * @param rollup the roll-up
 * @param bytes the content of the file; only read
 * @param len its length in bytes
 * @param name its name, for errors; NULL: none
 * @param options limits; NULL: the defaults
 * @param out_findings the rows and figures that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_rollup_add_file()
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_rollup_add_bytes(kepu_rollup *rollup, const void *bytes, size_t len, const char *name,
                                           const kepu_load_options *options, kepu_findings **out_findings,
                                           kepu_error **err);

/**
 * @brief Number of the indicators that the plans and figures mention.
 * @param rollup the roll-up; NULL gives 0
 * @return the count
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API size_t kepu_rollup_indicator_count(const kepu_rollup *rollup);

/**
 * @brief Name of an indicator.
 * @param rollup the roll-up
 * @param indicator from 0, in the order of first mention; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the roll-up
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const char *kepu_rollup_indicator_name(const kepu_rollup *rollup, size_t indicator, size_t *out_len);

/**
 * @brief Unit of measure of an indicator.
 * @param rollup the roll-up
 * @param indicator from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the roll-up; NULL where there is none
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const char *kepu_rollup_indicator_unit(const kepu_rollup *rollup, size_t indicator, size_t *out_len);

/**
 * @brief Rule that the figures of an indicator are added up by.
 * @param rollup the roll-up
 * @param indicator from 0; outside gives #KEPU_UNKNOWN
 * @return one of KEPU_ROLLUP_
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_rollup_indicator_rule(const kepu_rollup *rollup, size_t indicator);

/**
 * @brief The indicator with a name.
 * @param rollup the roll-up
 * @param name the name
 * @param len its length in bytes
 * @param out_indicator its number
 * @return #KEPU_OK; #KEPU_NO_VALUE where nothing mentions it; #KEPU_ERROR_ARGUMENT where @p out_indicator is NULL
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_rollup_find_indicator(const kepu_rollup *rollup, const char *name, size_t len,
                                                size_t *out_indicator);

/**
 * @brief Number of the periods that an indicator has figures for.
 * @param rollup the roll-up
 * @param indicator from 0; outside gives 0
 * @return the count
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API size_t kepu_rollup_period_count(const kepu_rollup *rollup, size_t indicator);

/**
 * @brief One of the periods that an indicator has figures for.
 * @param rollup the roll-up
 * @param indicator from 0; outside gives NULL
 * @param period from 0, by first day and then by last; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the period in the form of date.h, borrowed from the roll-up
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const char *kepu_rollup_period(const kepu_rollup *rollup, size_t indicator, size_t period, size_t *out_len);

/**
 * @brief Add up an indicator in a period, for all regions.
 * @param rollup the roll-up
 * @param indicator from 0
 * @param period from 0
 * @param out_totals the result, to be released by kepu_totals_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_OVERFLOW (with the indicator's name),
 * #KEPU_ERROR_MEMORY
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_rollup_total(const kepu_rollup *rollup, size_t indicator, size_t period,
                                       kepu_totals **out_totals, kepu_error **err);

/**
 * @brief All totals as a CSV table.
 * @param rollup the roll-up
 * @param indicator name of the only one to give; NULL: all
 * @param indicator_len its length in bytes
 * @param level only regions of this level (like "county") or depth (like "1", the roots); NULL: all
 * @param level_len its length in bytes
 * @param bom 1: begin with a byte order mark, for spreadsheets
 * @param out_bytes the table, to be released by kepu_free()
 * @param out_len its length in bytes, may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT (also where nothing mentions the indicator, or the level is neither),
 * #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_OVERFLOW, #KEPU_ERROR_MEMORY
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_rollup_to_csv(const kepu_rollup *rollup, const char *indicator, size_t indicator_len,
                                        const char *level, size_t level_len, int32_t bom, char **out_bytes,
                                        size_t *out_len, kepu_error **err);

/**
 * @brief All totals as JSON: an array of objects, with the codes of the regions that are missing.
 * @param rollup the roll-up
 * @param indicator name of the only one to give; NULL: all
 * @param indicator_len its length in bytes
 * @param level only regions of this level (like "county") or depth (like "1", the roots); NULL: all
 * @param level_len its length in bytes
 * @param out_bytes the text, to be released by kepu_free()
 * @param out_len its length in bytes, may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_rollup_to_csv()
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_rollup_to_json(const kepu_rollup *rollup, const char *indicator, size_t indicator_len,
                                         const char *level, size_t level_len, char **out_bytes, size_t *out_len,
                                         kepu_error **err);

/**
 * @brief Release totals.
 * @param totals the totals; NULL does nothing
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_totals_free(kepu_totals *totals);

/**
 * @brief Number of totals: one for each region, under the region's index.
 * @param totals the totals; NULL gives 0
 * @return the count
 * @par Threads
 * Any; totals never change.
 * @since 0.1.0
 */
KEPU_API size_t kepu_totals_count(const kepu_totals *totals);

/**
 * @brief Figure of a region.
 * @param totals the totals
 * @param region from 0
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where no region below it has one, and outside (then both are 0)
 * @par Threads
 * Any; totals never change.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_totals_value(const kepu_totals *totals, size_t region, int64_t *out_coefficient,
                                       int32_t *out_scale);

/**
 * @brief Figure of a region as a double: of means and ratios the quotient of the exact sums, not of the rounded decimal.
 * @param totals the totals
 * @param region from 0
 * @return the number; not a number (NaN) where there is none
 * @par Threads
 * Any; totals never change.
 * @since 0.1.0
 */
KEPU_API double kepu_totals_double(const kepu_totals *totals, size_t region);

/**
 * @brief One of the two exact sums that a mean or a ratio is the quotient of.
 * @param totals the totals
 * @param region from 0; outside gives NULL
 * @param which #KEPU_TOTAL_NUMERATOR or #KEPU_TOTAL_DENOMINATOR
 * @param out_len length in bytes, may be NULL
 * @return the number as text, borrowed from the totals; NULL where there is none
 * @par Threads
 * Any; totals never change.
 * @since 0.1.0
 */
KEPU_API const char *kepu_totals_sum(const kepu_totals *totals, size_t region, int32_t which, size_t *out_len);

/**
 * @brief What a region with others below it observed itself, whether the figure was made of it or not.
 * @param totals the totals
 * @param region from 0
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where there is none, and outside (then both are 0)
 * @par Threads
 * Any; totals never change.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_totals_own(const kepu_totals *totals, size_t region, int64_t *out_coefficient,
                                     int32_t *out_scale);

/**
 * @brief How many of the lowest regions under a region its figure covers.
 * @param totals the totals
 * @param region from 0; outside gives 0
 * @return the count
 * @par Threads
 * Any; totals never change.
 * @since 0.1.0
 */
KEPU_API size_t kepu_totals_covered(const kepu_totals *totals, size_t region);

/**
 * @brief How many lowest regions there are under a region, or itself; not those to which the indicator does not apply.
 * @param totals the totals
 * @param region from 0; outside gives 0
 * @return the count
 * @par Threads
 * Any; totals never change.
 * @since 0.1.0
 */
KEPU_API size_t kepu_totals_leaves(const kepu_totals *totals, size_t region);

/**
 * @brief The next of the lowest regions under a region, or itself, that its figure does not cover.
 * @param totals the totals
 * @param region from 0
 * @param from look at regions of this index and higher ones: 0 for the first, the last one found + 1 for the next
 * @param out_missing its index
 * @return #KEPU_OK; #KEPU_NO_VALUE where there is no other, and outside; #KEPU_ERROR_ARGUMENT where @p out_missing is NULL
 * @par Threads
 * Any; totals never change.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_totals_missing(const kepu_totals *totals, size_t region, size_t from, size_t *out_missing);

#ifdef __cplusplus
}
#endif

#endif
