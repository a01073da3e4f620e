/**
 * @file io.h
 * @brief Plans to and from files and memory: plan XML and plan JSON (also gzipped), the facts of a plan as JSON, tables as
 * CSV.
 *
 * Files are named by paths as the system takes them (UTF-8 on the systems supported), NUL-terminated. No file is opened
 * that the caller did not name, except a temporary one beside the file being saved.
 */
#ifndef KEPU_IO_H
#define KEPU_IO_H

#include <kepu/base.h>
#include <kepu/error.h>
#include <kepu/findings.h>
#include <kepu/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_FORMAT_BY_NAME 0 /**< @brief By the file's name: .json, else XML; .gz behind it packs. @since 0.1.0 */
#define KEPU_FORMAT_XML 1     /**< @brief Plan XML. @since 0.1.0 */
#define KEPU_FORMAT_XML_GZ 2  /**< @brief Plan XML, gzipped. @since 0.1.0 */
#define KEPU_FORMAT_JSON 3    /**< @brief Plan JSON, which holds all that plan XML does. @since 0.1.0 */
#define KEPU_FORMAT_JSON_GZ 4 /**< @brief Plan JSON, gzipped. @since 0.1.0 */

/**
 * @brief Make load options with the defaults.
 * @param out_options the options, to be released by kepu_load_options_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; options belong to one thread at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_load_options_new(kepu_load_options **out_options, kepu_error **err);

/**
 * @brief Release load options.
 * @param options the options; NULL does nothing
 * @par Threads
 * The options'.
 * @since 0.1.0
 */
KEPU_API void kepu_load_options_free(kepu_load_options *options);

#define KEPU_LIMIT_BYTES 1  /**< @brief Unpacked bytes of a file; 1 GB. @since 0.1.0 */
#define KEPU_LIMIT_TEXT 2   /**< @brief Bytes of one text or attribute; 16 MB. @since 0.1.0 */
#define KEPU_LIMIT_DEPTH 3  /**< @brief Depth of elements, or of objects and lists; 256. @since 0.1.0 */
#define KEPU_LIMIT_LEVELS 4 /**< @brief Levels of nodes; 64. @since 0.1.0 */
#define KEPU_LIMIT_RATIO 5  /**< @brief Unpacked bytes to packed ones beyond 1 MB; 100. @since 0.1.0 */

/**
 * @brief Set a limit.
 * @param options the options
 * @param limit one of KEPU_LIMIT_
 * @param value from 1; for levels and depth at most their default
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT
 * @par Threads
 * The options'.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_load_options_set_limit(kepu_load_options *options, int32_t limit, int64_t value,
                                                 kepu_error **err);

/**
 * @brief Load a plan from a file: plan XML or plan JSON, gzipped or not, told apart by content.
 * @param path the file
 * @param options limits; NULL: the defaults
 * @param out_plan the plan, to be given back by kepu_plan_unref()
 * @param out_findings what was found and kept though this version does not know it, to be released by
 * kepu_findings_free(); NULL: not wanted
 * @param err detail of a failure, with file, line, column, offset and path; may be NULL
 * @return #KEPU_OK, or the code of what is wrong with the file (docs/codes.md, 10 to 64)
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_plan_load_file(const char *path, const kepu_load_options *options, kepu_plan **out_plan,
                                         kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Load a plan from memory.
 * @param bytes as in kepu_plan_load_file()
 * @param len number of bytes
 * @param name name for messages; NULL: none
 * @param options limits; NULL: the defaults
 * @param out_plan the plan, to be given back by kepu_plan_unref()
 * @param out_findings as in kepu_plan_load_file()
 * @param err detail of a failure; may be NULL
 * @return as kepu_plan_load_file()
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_plan_load_bytes(const void *bytes, size_t len, const char *name,
                                          const kepu_load_options *options, kepu_plan **out_plan,
                                          kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Load a plan from JSON in memory: kepu_plan_load_bytes() that takes nothing else.
 * @param bytes plan JSON, not gzipped
 * @param len number of bytes
 * @param options limits; NULL: the defaults
 * @param out_plan the plan, to be given back by kepu_plan_unref()
 * @param out_findings as in kepu_plan_load_file()
 * @param err detail of a failure; may be NULL
 * @return as kepu_plan_load_file()
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_plan_from_json(const void *bytes, size_t len, const kepu_load_options *options,
                                         kepu_plan **out_plan, kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Make save options with the defaults.
 * @param out_options the options, to be released by kepu_save_options_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; options belong to one thread at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_save_options_new(kepu_save_options **out_options, kepu_error **err);

/**
 * @brief Release save options.
 * @param options the options; NULL does nothing
 * @par Threads
 * The options'.
 * @since 0.1.0
 */
KEPU_API void kepu_save_options_free(kepu_save_options *options);

/**
 * @brief Choose the format of a file.
 * @param options the options
 * @param format one of KEPU_FORMAT_
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT
 * @par Threads
 * The options'.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_save_options_set_format(kepu_save_options *options, int32_t format, kepu_error **err);

/**
 * @brief Save only where the old file still has this digest; anything else is #KEPU_ERROR_CONFLICT.
 * @param options the options
 * @param digest as kepu_file_digest() gives it, terminated; "" expects that there is no old file; NULL takes the
 * expectation back
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * The options'.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_save_options_set_expected(kepu_save_options *options, const char *digest, kepu_error **err);

/**
 * @brief Digest of a file's bytes, as kepu_save_options_set_expected() takes it. Take it before the file is loaded.
 * @param path the file
 * @param out_digest sha256: and hex digits, terminated, to be released by kepu_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_NOT_FOUND and other codes of reading
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_file_digest(const char *path, char **out_digest, kepu_error **err);

/**
 * @brief Save a plan: a temporary file beside it, fsync, rename, fsync of the folder. The old file's mode is kept, links
 * are followed, and on any failure the old file is still whole.
 * @param plan the plan
 * @param path the file
 * @param options format and expectation; NULL: by name, none
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_CONFLICT, #KEPU_ERROR_DISK_FULL and other codes of writing
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_plan_save_file(const kepu_plan *plan, const char *path, const kepu_save_options *options,
                                         kepu_error **err);

/**
 * @brief Save a plan to memory. The same plan gives the same bytes.
 * @param plan the plan
 * @param format one of KEPU_FORMAT_, but not #KEPU_FORMAT_BY_NAME
 * @param out_bytes the bytes, terminated, to be released by kepu_free()
 * @param out_len number of bytes
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_plan_save_bytes(const kepu_plan *plan, int32_t format, char **out_bytes, size_t *out_len,
                                          kepu_error **err);

/**
 * @brief The whole plan as JSON, which kepu_plan_from_json() turns into the same plan again (docs/json-format.md). The same
 * plan gives the same bytes.
 * @param plan the plan
 * @param out_bytes UTF-8, terminated, to be released by kepu_free()
 * @param out_len number of bytes
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_plan_to_json(const kepu_plan *plan, char **out_bytes, size_t *out_len, kepu_error **err);

/**
 * @brief The facts of a plan as JSON: a projection for people and tests (docs/facts.md), not the whole plan.
 * @param plan the plan
 * @param out_bytes UTF-8, terminated, to be released by kepu_free()
 * @param out_len number of bytes
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_plan_to_facts(const kepu_plan *plan, char **out_bytes, size_t *out_len, kepu_error **err);

/**
 * @brief A plan's source text as an HTML page, each fact marked where it was read, with a list that leads to each mark.
 *
 * The page is one file without scripts, for screens of any width and for paper. Each `mark` has the list item's number in
 * `data-of`; the texts of all marks with one number, in order, are what stands at the fact's spans. Marks beyond the 16th
 * in one another are left out.
 * @param plan the plan
 * @param findings what to mark and list besides, as of the import that made the plan; NULL: nothing
 * @param lang #KEPU_LANG_ZH or #KEPU_LANG_EN, of all but the text
 * @param out_bytes UTF-8, terminated, to be released by kepu_free()
 * @param out_len number of bytes
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_plan_to_html(const kepu_plan *plan, const kepu_findings *findings, int32_t lang,
                                       char **out_bytes, size_t *out_len, kepu_error **err);

/**
 * @brief Findings as CSV (RFC 4180): a head line, then one row each: subject, path, severity, code, line, column, message,
 * before, words, after; the last three are the text that a finding is about, with what stands around it. A leading = + - @
 * in a cell is neutralised by an apostrophe.
 * @param findings the findings; NULL: none
 * @param plan the plan they are about, for paths and text; NULL: these stay empty
 * @param lang #KEPU_LANG_ZH or #KEPU_LANG_EN, of the messages
 * @param bom 1: begin with a byte order mark, as spreadsheets in China want it; else 0
 * @param out_bytes UTF-8, terminated, to be released by kepu_free()
 * @param out_len number of bytes
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_findings_to_csv(const kepu_findings *findings, const kepu_plan *plan, int32_t lang,
                                          int32_t bom, char **out_bytes, size_t *out_len, kepu_error **err);

/**
 * @brief Findings as a JSON list of objects with the members that kepu_findings_to_csv() has as columns; null where one has
 * no value.
 * @param findings the findings; NULL: none
 * @param plan the plan they are about, for paths and text; NULL: these are null
 * @param lang #KEPU_LANG_ZH or #KEPU_LANG_EN, of the messages
 * @param out_bytes UTF-8, terminated, to be released by kepu_free()
 * @param out_len number of bytes
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_findings_to_json(const kepu_findings *findings, const kepu_plan *plan, int32_t lang,
                                           char **out_bytes, size_t *out_len, kepu_error **err);

/**
 * @brief A matrix as CSV (RFC 4180): a head line, then one row an assignment: path, node, title, role, unit, group,
 * inherited. A leading = + - @ in a cell is neutralised by an apostrophe.
 * @param matrix the matrix
 * @param bom 1: begin with a byte order mark, as spreadsheets in China want it; else 0
 * @param out_bytes UTF-8, terminated, to be released by kepu_free()
 * @param out_len number of bytes
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_matrix_to_csv(const kepu_matrix *matrix, int32_t bom, char **out_bytes, size_t *out_len,
                                        kepu_error **err);

/**
 * @brief Write bytes to a file the way kepu_plan_save_file() does.
 * @param path the file
 * @param bytes the bytes
 * @param len their number
 * @param err detail of a failure; may be NULL
 * @return as kepu_plan_save_file()
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_file_save(const char *path, const void *bytes, size_t len, kepu_error **err);

#ifdef __cplusplus
}
#endif

#endif
