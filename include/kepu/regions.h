/**
 * @file regions.h
 * @brief Regions as a tree, read from a table: code, name, parent, level, population by year.
 *
 * Codes are opaque and do not have to form the tree. Regions stand in the order of the tree, each before those below it.
 * docs/indicators.md has the columns and says which rows are refused.
 */
#ifndef KEPU_REGIONS_H
#define KEPU_REGIONS_H

#include <kepu/base.h>
#include <kepu/error.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @brief Read regions from a CSV file.
 * @param path name of the file
 * @param out_regions the regions, to be released by kepu_regions_free()
 * @param out_findings the rows that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where rows were refused; #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_NOT_CSV, #KEPU_ERROR_MISSING_KEY (no
 * column of codes), #KEPU_ERROR_DUPLICATE_KEY (a column twice), #KEPU_ERROR_EMPTY_FILE, #KEPU_ERROR_BAD_CHARACTER,
 * #KEPU_ERROR_ENCODING,
 * #KEPU_ERROR_LIMIT, #KEPU_ERROR_NOT_FOUND, #KEPU_ERROR_IS_DIRECTORY, #KEPU_ERROR_NO_PERMISSION,
 * #KEPU_ERROR_READ_FAILED, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_regions_from_csv_file(const char *path, kepu_regions **out_regions,
                                                kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Read regions from a CSV table in memory, as kepu_regions_from_csv_file() does.
 * @param bytes the table; only read
 * @param len its length in bytes
 * @param out_regions the regions, to be released by kepu_regions_free()
 * @param out_findings the rows that were refused, to be released by kepu_findings_free(); may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where rows were refused; #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_NOT_CSV, #KEPU_ERROR_MISSING_KEY (no
 * column of codes), #KEPU_ERROR_DUPLICATE_KEY (a column twice), #KEPU_ERROR_EMPTY_FILE, #KEPU_ERROR_BAD_CHARACTER,
 * #KEPU_ERROR_ENCODING,
 * #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_regions_from_csv(const void *bytes, size_t len, kepu_regions **out_regions,
                                           kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Release regions.
 * @param regions the regions; NULL does nothing
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_regions_free(kepu_regions *regions);

/**
 * @brief Number of regions.
 * @param regions the regions; NULL gives 0
 * @return the count
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API size_t kepu_regions_count(const kepu_regions *regions);

/**
 * @brief Code of a region.
 * @param regions the regions
 * @param index from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the regions; NULL where it has none
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API const char *kepu_regions_code(const kepu_regions *regions, size_t index, size_t *out_len);

/**
 * @brief Name of a region.
 * @param regions the regions
 * @param index from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the regions; NULL where it has none
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API const char *kepu_regions_name(const kepu_regions *regions, size_t index, size_t *out_len);

/**
 * @brief Level of a region.
 * @param regions the regions
 * @param index from 0; outside gives #KEPU_UNKNOWN
 * @return one of KEPU_LEVEL_; #KEPU_UNKNOWN where the table says none
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_regions_level(const kepu_regions *regions, size_t index);

/**
 * @brief Level of a region as it stands in the table, like "county".
 * @param regions the regions
 * @param index from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the regions; NULL where it has none
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API const char *kepu_regions_level_token(const kepu_regions *regions, size_t index, size_t *out_len);

/**
 * @brief Scheme that the code of a region is of.
 * @param regions the regions
 * @param index from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the regions; NULL where it has none
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API const char *kepu_regions_scheme(const kepu_regions *regions, size_t index, size_t *out_len);

/**
 * @brief Year of the list that the code of a region stands in.
 * @param regions the regions
 * @param index from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the regions; NULL where it has none
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API const char *kepu_regions_year(const kepu_regions *regions, size_t index, size_t *out_len);

/**
 * @brief The region that another lies under.
 * @param regions the regions
 * @param index from 0
 * @param out_parent its index
 * @return #KEPU_OK; #KEPU_NO_VALUE for one under none, and outside; #KEPU_ERROR_ARGUMENT where @p out_parent is NULL
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_regions_parent(const kepu_regions *regions, size_t index, size_t *out_parent);

/**
 * @brief Whether a region is of a level or of a depth, as the totals of a roll-up are picked.
 * @param regions the regions
 * @param index from 0; outside gives 0
 * @param level a level's token (like "county"), or a depth ("1": those under none); NULL: any
 * @param len its length in bytes
 * @return 1 or 0
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_regions_is_of_level(const kepu_regions *regions, size_t index, const char *level, size_t len);

/**
 * @brief Where what lies below a region ends: those between its own index and this one lie below it.
 *
 * A region whose end is its index + 1 has none below it. The first child of a region is the one behind it, the next child
 * of the same parent the one at a child's end.
 * @param regions the regions
 * @param index from 0; outside gives the count
 * @return the index behind the last region below it
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API size_t kepu_regions_end(const kepu_regions *regions, size_t index);

/**
 * @brief Number of the years that the table has a column of populations for.
 * @param regions the regions; NULL gives 0
 * @return the count
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API size_t kepu_regions_population_year_count(const kepu_regions *regions);

/**
 * @brief One of the years that the table has a column of populations for, in the order of the columns.
 * @param regions the regions
 * @param index from 0; outside gives 0
 * @return the year
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_regions_population_year(const kepu_regions *regions, size_t index);

/**
 * @brief Population of a region in a year.
 * @param regions the regions
 * @param index from 0
 * @param year the year
 * @param out_population how many people
 * @return #KEPU_OK; #KEPU_NO_VALUE where none is known, and outside; #KEPU_ERROR_ARGUMENT where @p out_population is NULL
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_regions_population(const kepu_regions *regions, size_t index, int32_t year,
                                             int64_t *out_population);

/**
 * @brief The region with a code, or else the only one with a name.
 * @param regions the regions
 * @param text the code or name
 * @param len its length in bytes
 * @param out_index its index
 * @return #KEPU_OK; #KEPU_NO_VALUE where there is none, or several have the name; #KEPU_ERROR_ARGUMENT where
 * @p out_index is NULL
 * @par Threads
 * Any; regions never change.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_regions_find(const kepu_regions *regions, const char *text, size_t len, size_t *out_index);

#ifdef __cplusplus
}
#endif

#endif
