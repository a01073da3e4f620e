/**
 * @file import.h
 * @brief From a published notice to a plan, with what to look at again.
 *
 * An import does not fail because a notice is odd: it gives findings. Where nothing reads as a plan, or the document is
 * of another kind (an explanation of a plan, news, minutes, a summary), the finding #KEPU_FINDING_NO_PLAN says so and the
 * plan holds the source text and nothing else.
 */
#ifndef KEPU_IMPORT_H
#define KEPU_IMPORT_H

#include <kepu/base.h>
#include <kepu/error.h>
#include <kepu/findings.h>
#include <kepu/plan.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_SEGMENT_FURNITURE 1    /**< @brief What a web page or printer added. @since 0.1.0 */
#define KEPU_SEGMENT_NOTICE_HEAD 2  /**< @brief Number and title of the covering notice. @since 0.1.0 */
#define KEPU_SEGMENT_RECIPIENTS 3   /**< @brief Recipients. @since 0.1.0 */
#define KEPU_SEGMENT_LETTER 4       /**< @brief Body of the covering letter. @since 0.1.0 */
#define KEPU_SEGMENT_SIGNATURE 5    /**< @brief Signature and date. @since 0.1.0 */
#define KEPU_SEGMENT_PLAN_TITLE 6   /**< @brief The plan's own title. @since 0.1.0 */
#define KEPU_SEGMENT_PREAMBLE 7     /**< @brief The plan's opening, before its first node. @since 0.1.0 */
#define KEPU_SEGMENT_NODE_LABEL 8   /**< @brief A node's label. @since 0.1.0 */
#define KEPU_SEGMENT_NODE_TITLE 9   /**< @brief A node's title. @since 0.1.0 */
#define KEPU_SEGMENT_NODE_TEXT 10   /**< @brief A node's text. @since 0.1.0 */
#define KEPU_SEGMENT_UNIT_LIST 11   /**< @brief A list of units. @since 0.1.0 */
#define KEPU_SEGMENT_ANNEX 12       /**< @brief An annex. @since 0.1.0 */
#define KEPU_SEGMENT_WHITE_SPACE 13 /**< @brief White space. @since 0.1.0 */

/**
 * @brief Make import options with the defaults.
 * @param out_options the options, to be released by kepu_import_options_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; options belong to one thread at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_import_options_new(kepu_import_options **out_options, kepu_error **err);

/**
 * @brief Release import options.
 * @param options the options; NULL does nothing
 * @par Threads
 * The options'.
 * @since 0.1.0
 */
KEPU_API void kepu_import_options_free(kepu_import_options *options);

/**
 * @brief Set the uid of the plan to be made.
 * @param options the options
 * @param uid the uid; NULL: sha256: and the digest of the bytes
 * @param len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_UTF8, #KEPU_ERROR_BAD_CHARACTER, #KEPU_ERROR_MEMORY
 * @par Threads
 * The options'.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_import_options_set_uid(kepu_import_options *options, const char *uid, size_t len,
                                                 kepu_error **err);

/**
 * @brief Read a notice from memory.
 * @param bytes plain text or a web page (HTML), told by the bytes: UTF-8 with or without BOM, UTF-16 with BOM, or GB18030.
 * Of a page the notice is read, and becomes the plan's source text; what the portal put around it is left out
 * @param len number of bytes
 * @param name name for messages; NULL: none
 * @param options NULL: the defaults
 * @param out_import what came out, to be released by kepu_import_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_EMPTY_FILE, #KEPU_ERROR_UNKNOWN_TYPE, #KEPU_ERROR_ARCHIVE or #KEPU_ERROR_PICTURE (files
 * that cannot be read; the message says what to do), #KEPU_ERROR_ENCODING (a page in another encoding),
 * #KEPU_ERROR_LIMIT, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_import_bytes(const void *bytes, size_t len, const char *name,
                                       const kepu_import_options *options, kepu_import **out_import, kepu_error **err);

/**
 * @brief Read a notice from a file.
 * @param path the file, as in io.h
 * @param options NULL: the defaults
 * @param out_import what came out, to be released by kepu_import_free()
 * @param err detail of a failure; may be NULL
 * @return as kepu_import_bytes(), and #KEPU_ERROR_NOT_FOUND and other codes of reading
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_import_file(const char *path, const kepu_import_options *options, kepu_import **out_import,
                                      kepu_error **err);

/**
 * @brief Release an import; its plan stays where kepu_plan_ref() was called on it.
 * @param import the import; NULL does nothing
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_import_free(kepu_import *import);

/**
 * @brief The plan that was read.
 * @param import the import; NULL gives NULL
 * @return the plan, borrowed; kepu_plan_ref() keeps it
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API kepu_plan *kepu_import_plan(const kepu_import *import);

/**
 * @brief What to look at again; lines are those of the notice.
 * @param import the import; NULL gives NULL
 * @return the findings, borrowed
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const kepu_findings *kepu_import_findings(const kepu_import *import);

/**
 * @brief Number of segments: every character of the plan's source text lies in exactly one, in order.
 * @param import the import; NULL gives 0
 * @return the count
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API size_t kepu_import_segment_count(const kepu_import *import);

/**
 * @brief A segment of the source text. A segment lies within one paragraph.
 * @param import the import
 * @param index from 0
 * @param out_class one of KEPU_SEGMENT_; may be NULL
 * @param out_paragraph index of the paragraph; may be NULL
 * @param out_offset first code point in it; may be NULL
 * @param out_length number of code points; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE outside
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_import_segment(const kepu_import *import, size_t index, int32_t *out_class,
                                         size_t *out_paragraph, size_t *out_offset, size_t *out_length);

/**
 * @brief The node a segment belongs to.
 * @param import the import
 * @param index from 0
 * @return the node, borrowed from the plan; NULL where it belongs to none
 * @par Threads
 * Many readers.
 * @since 0.1.0
 */
KEPU_API const kepu_node *kepu_import_segment_node(const kepu_import *import, size_t index);

#ifdef __cplusplus
}
#endif

#endif
