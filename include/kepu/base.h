/**
 * @file base.h
 * @brief What every other header needs: export macro, status, opaque types, version, kepu_free().
 *
 * Conventions that hold for the whole interface:
 * - Fallible calls return a #kepu_status (0 is success) and take an optional `kepu_error **` last; NULL there means
 *   that the caller wants no detail. Outputs are set to NULL, 0 or "" on failure.
 * - Readers take NULL and answer with nothing: NULL, 0 or #KEPU_UNKNOWN.
 * - Text goes in as UTF-8 bytes and a length; it need not be terminated. A length of #KEPU_NUL_TERMINATED says that
 *   it is. Text comes out terminated, with its length in bytes in an optional `size_t *out_len`.
 * - What a reader returns is borrowed and lives as long as the object it was read from. What comes through a
 *   parameter whose name begins with `out_`, and is no text of such an object, is the caller's.
 * - Kinds, roles and the like are open sets: `int32_t` with 0 (#KEPU_UNKNOWN) for a token this version does not know;
 *   the token's text is always there beside it.
 */
#ifndef KEPU_BASE_H
#define KEPU_BASE_H

#include <stddef.h>
#include <stdint.h>

/**
 * @def KEPU_API
 * @brief Marks what the library exports. Define KEPU_STATIC where the static library is linked.
 * @since 0.1.0
 */
#if defined(KEPU_STATIC)
#define KEPU_API
#elif defined(_WIN32)
#if defined(KEPU_BUILDING)
#define KEPU_API __declspec(dllexport)
#else
#define KEPU_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define KEPU_API __attribute__((visibility("default")))
#else
#define KEPU_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/** @brief Result of a fallible call: #KEPU_OK or one of the codes of codes.h. @since 0.1.0 */
typedef int32_t kepu_status;

typedef struct kepu_error kepu_error;           /**< @brief One failure, see error.h. @since 0.1.0 */
typedef struct kepu_findings kepu_findings;     /**< @brief What was found, see findings.h. @since 0.1.0 */
typedef struct kepu_plan kepu_plan;             /**< @brief A frozen plan, see plan.h. @since 0.1.0 */
typedef struct kepu_node kepu_node;             /**< @brief A numbered heading or item of a plan. @since 0.1.0 */
typedef struct kepu_unit kepu_unit;             /**< @brief A body that answers for work. @since 0.1.0 */
typedef struct kepu_assignment kepu_assignment; /**< @brief Unit x node x role. @since 0.1.0 */
typedef struct kepu_indicator kepu_indicator;   /**< @brief What is measured. @since 0.1.0 */
typedef struct kepu_value kepu_value;           /**< @brief A target, baseline or observation. @since 0.1.0 */
typedef struct kepu_phase kepu_phase;           /**< @brief A step of the timetable. @since 0.1.0 */
typedef struct kepu_annex kepu_annex;           /**< @brief What stands after the plan's own text. @since 0.1.0 */
typedef struct kepu_change kepu_change;         /**< @brief What somebody changed, see review.h. @since 0.1.0 */
typedef struct kepu_provenance kepu_provenance; /**< @brief Where a fact was read, and who checked it. @since 0.1.0 */
typedef struct kepu_builder kepu_builder;       /**< @brief Makes and changes plans, see builder.h. @since 0.1.0 */
typedef struct kepu_matrix kepu_matrix;         /**< @brief Units x nodes x roles, see matrix.h. @since 0.1.0 */
typedef struct kepu_data kepu_data;             /**< @brief Figures from tables, see data.h. @since 0.1.0 */
typedef struct kepu_regions kepu_regions;       /**< @brief Regions as a tree, see regions.h. @since 0.1.0 */
typedef struct kepu_progress kepu_progress;     /**< @brief Indicators judged for a day. @since 0.1.0 */
typedef struct kepu_rollup kepu_rollup;         /**< @brief Figures added up, see rollup.h. @since 0.1.0 */
typedef struct kepu_totals kepu_totals;         /**< @brief What a roll-up gives for a period. @since 0.1.0 */
typedef struct kepu_scheme kepu_scheme;         /**< @brief How units are scored, see scheme.h. @since 0.1.0 */
typedef struct kepu_scheme_builder kepu_scheme_builder; /**< @brief Makes schemes, see scheme.h. @since 0.1.0 */
typedef struct kepu_inputs kepu_inputs; /**< @brief Units and figures to be scored, see inputs.h. @since 0.1.0 */
typedef struct kepu_score kepu_score;   /**< @brief Points, ranks, grades, awards, see score.h. @since 0.1.0 */
typedef struct kepu_explanation kepu_explanation;   /**< @brief Why a unit has its score. @since 0.1.0 */
typedef struct kepu_import kepu_import;             /**< @brief What a notice was read as, see import.h. @since 0.1.0 */
typedef struct kepu_load_options kepu_load_options; /**< @brief Limits of loading, see io.h. @since 0.1.0 */
typedef struct kepu_save_options kepu_save_options; /**< @brief How a file is saved, see io.h. @since 0.1.0 */
typedef struct kepu_import_options kepu_import_options; /**< @brief How a notice is read, see import.h. @since 0.1.0 */

#define KEPU_NUL_TERMINATED ((size_t)-1) /**< @brief As a length: the text ends at its first NUL. @since 0.1.0 */
#define KEPU_UNKNOWN 0                   /**< @brief A token this version does not know, or none. @since 0.1.0 */

#define KEPU_LANG_ZH 1 /**< @brief Messages in Chinese. @since 0.1.0 */
#define KEPU_LANG_EN 2 /**< @brief Messages in English; also what any other language number gives. @since 0.1.0 */

#define KEPU_VERSION_MAJOR 0 /**< @brief Major version of these headers. @since 0.1.0 */
#define KEPU_VERSION_MINOR 1 /**< @brief Minor version of these headers. @since 0.1.0 */
#define KEPU_VERSION_PATCH 0 /**< @brief Patch version of these headers. @since 0.1.0 */

/**
 * @brief Version of the library that is loaded, as major * 10000 + minor * 100 + patch.
 * @return the number, 100 for 0.1.0
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_version_number(void);

/**
 * @brief Version of the library that is loaded, as text ("0.1.0").
 * @param out_len length in bytes, may be NULL
 * @return the text, static
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API const char *kepu_version(size_t *out_len);

/**
 * @brief Number of libraries this build may use (libxml2, zlib and the optional ones).
 * @return the count
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API size_t kepu_component_count(void);

/**
 * @brief Name of a library this build may use.
 * @param index 0 to kepu_component_count() - 1; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the name, static
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API const char *kepu_component_name(size_t index, size_t *out_len);

/**
 * @brief Version of that library as it was compiled in, or NULL where this build goes without it.
 * @param index 0 to kepu_component_count() - 1; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the version, static, or NULL
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API const char *kepu_component_version(size_t index, size_t *out_len);

/**
 * @brief Release a buffer that the library handed out through an `out_` parameter.
 * @param ptr the buffer; NULL does nothing
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API void kepu_free(void *ptr);

#ifdef __cplusplus
}
#endif

#endif
