/**
 * @file scheme.h
 * @brief Evaluation schemes: what is scored, by which rules, in which groups, grades and awards.
 *
 * A scheme is a tree of elements with attributes. XML, JSON and the builder say the same; docs/scoring.md has the elements,
 * their attributes and what they mean. Elements are told by their index in the order of the file: 0 is the scheme itself,
 * and each stands before what it holds.
 */
#ifndef KEPU_SCHEME_H
#define KEPU_SCHEME_H

#include <kepu/base.h>
#include <kepu/error.h>
#include <kepu/findings.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * @brief Load a scheme from a file: XML or JSON, gzipped or not, told apart by content.
 * @param path the file
 * @param out_scheme the scheme, to be released by kepu_scheme_free()
 * @param err detail of a failure, with file, line, column, offset and path; may be NULL
 * @return #KEPU_OK, or the code of what is wrong with the file or the scheme (docs/codes.md, 10 to 64)
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_scheme_load_file(const char *path, kepu_scheme **out_scheme, kepu_error **err);

/**
 * @brief Load a scheme from memory, as kepu_scheme_load_file() does.
 * @param bytes XML or JSON, gzipped or not; only read
 * @param len number of bytes
 * @param out_scheme the scheme, to be released by kepu_scheme_free()
 * @param err detail of a failure, with line, column, offset and path; may be NULL
 * @return as kepu_scheme_load_file()
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_scheme_load(const void *bytes, size_t len, kepu_scheme **out_scheme, kepu_error **err);

/**
 * @brief Save a scheme as XML the way kepu_plan_save_file() saves a plan: the file is the old one or the new one, never
 * half of either.
 * @param scheme the scheme
 * @param path the file
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_DISK_FULL and other codes of writing,
 * #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a scheme never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_scheme_save_file(const kepu_scheme *scheme, const char *path, kepu_error **err);

/**
 * @brief A scheme as XML. The same scheme gives the same bytes.
 * @param scheme the scheme
 * @param out_bytes UTF-8, terminated, to be released by kepu_free()
 * @param out_len number of bytes
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a scheme never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_scheme_to_xml(const kepu_scheme *scheme, char **out_bytes, size_t *out_len, kepu_error **err);

/**
 * @brief A scheme as JSON, which kepu_scheme_load() turns into the same scheme again: each element an object with its kind,
 * its attributes and its children. The same scheme gives the same bytes.
 * @param scheme the scheme
 * @param out_bytes UTF-8, terminated, to be released by kepu_free()
 * @param out_len number of bytes
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a scheme never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_scheme_to_json(const kepu_scheme *scheme, char **out_bytes, size_t *out_len,
                                         kepu_error **err);

/**
 * @brief Release a scheme. What was made with it, like figures and scores, holds a reference of its own.
 * @param scheme the scheme; NULL does nothing
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API void kepu_scheme_free(kepu_scheme *scheme);

/**
 * @brief Number of the elements of a scheme, with the scheme itself.
 * @param scheme the scheme; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a scheme never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_scheme_count(const kepu_scheme *scheme);

/**
 * @brief What an element is: its name in XML, like "criterion" or "ratio".
 * @param scheme the scheme
 * @param element its index; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the name, static
 * @par Threads
 * Any; a scheme never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_scheme_kind(const kepu_scheme *scheme, size_t element, size_t *out_len);

/**
 * @brief The element that holds another one.
 * @param scheme the scheme
 * @param element index of the other one
 * @return its index; (size_t)-1 for the scheme itself, and outside
 * @par Threads
 * Any; a scheme never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_scheme_parent(const kepu_scheme *scheme, size_t element);

/**
 * @brief Text of an attribute, as it was written.
 * @param scheme the scheme
 * @param element index of the element
 * @param name name of the attribute, like "points"
 * @param name_len its length in bytes, or #KEPU_NUL_TERMINATED
 * @param out_len length of the text in bytes, may be NULL
 * @return the text, borrowed from the scheme; NULL where the element has none
 * @par Threads
 * Any; a scheme never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_scheme_value(const kepu_scheme *scheme, size_t element, const char *name, size_t name_len,
                                       size_t *out_len);

/**
 * @brief The element with an id. Ids of parts, levels and items are not looked for: they are told apart within their parent
 * alone.
 * @param scheme the scheme
 * @param id the id
 * @param len its length in bytes, or #KEPU_NUL_TERMINATED
 * @return its index; (size_t)-1 where there is none
 * @par Threads
 * Any; a scheme never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_scheme_find(const kepu_scheme *scheme, const char *id, size_t len);

/**
 * @brief Begin a new scheme.
 * @param out_builder the builder, to be released by kepu_scheme_builder_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a builder belongs to one thread at a time.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_scheme_builder_new(kepu_scheme_builder **out_builder, kepu_error **err);

/**
 * @brief Release a builder, and the scheme that it has not finished.
 * @param builder the builder; NULL does nothing
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API void kepu_scheme_builder_free(kepu_scheme_builder *builder);

/**
 * @brief Add an element behind those that its parent holds already.
 * @param builder the builder
 * @param parent number of the element that holds it; (size_t)-1 for the first one, which is the `scheme`
 * @param kind its name in XML, like "criterion" or "ratio"
 * @param kind_len its length in bytes, or #KEPU_NUL_TERMINATED
 * @param out_element its number, for further calls of this builder; in the scheme it may have another index
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK; #KEPU_ERROR_UNEXPECTED_ELEMENT for a kind that there is not, or not there; #KEPU_ERROR_LIMIT (64 levels),
 * #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_FINISHED, #KEPU_ERROR_MEMORY
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_scheme_builder_add(kepu_scheme_builder *builder, size_t parent, const char *kind,
                                             size_t kind_len, size_t *out_element, kepu_error **err);

/**
 * @brief Set an attribute; it is checked at once.
 * @param builder the builder
 * @param element the element
 * @param name name of the attribute, like "points"
 * @param name_len its length in bytes, or #KEPU_NUL_TERMINATED
 * @param value its text; NULL takes it away
 * @param value_len its length in bytes, or #KEPU_NUL_TERMINATED
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK; #KEPU_ERROR_UNKNOWN_FIELD for an attribute that such an element does not have;
 * #KEPU_ERROR_BAD_VALUE, #KEPU_ERROR_OVERFLOW (a number of too many digits), #KEPU_ERROR_DUPLICATE_ID,
 * #KEPU_ERROR_BAD_UTF8, #KEPU_ERROR_BAD_CHARACTER, #KEPU_ERROR_LIMIT, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE,
 * #KEPU_ERROR_FINISHED, #KEPU_ERROR_MEMORY
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_scheme_builder_set(kepu_scheme_builder *builder, size_t element, const char *name,
                                             size_t name_len, const char *value, size_t value_len, kepu_error **err);

/**
 * @brief Finish: check the scheme as a whole, and give it out. After a failure the builder can go on.
 * @param builder the builder
 * @param out_scheme the scheme, to be released by kepu_scheme_free()
 * @param err detail of a failure, with the path of the element; may be NULL
 * @return #KEPU_OK; #KEPU_ERROR_MISSING_ATTRIBUTE, #KEPU_ERROR_MISSING_ELEMENT, #KEPU_ERROR_UNEXPECTED_ELEMENT,
 * #KEPU_ERROR_BAD_VALUE, #KEPU_ERROR_DUPLICATE_ID, #KEPU_ERROR_DANGLING_REFERENCE, #KEPU_ERROR_CYCLE,
 * #KEPU_ERROR_LIMIT (100 stages, 1,000 parts) for what the scheme lacks or has wrong; #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE,
 * #KEPU_ERROR_FINISHED, #KEPU_ERROR_MEMORY
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_scheme_builder_finish(kepu_scheme_builder *builder, kepu_scheme **out_scheme,
                                                kepu_error **err);

/**
 * @brief What is likely wrong with a scheme that can be used: points that do not add up, bands that overlap or leave a gap,
 * what nothing can reach or nothing uses, and so on; docs/scoring.md lists it all.
 * @param scheme the scheme
 * @param inputs units and figures of this scheme, to check it against them too; NULL: the scheme alone
 * @param out_findings what was found, in the order of the elements, then what the inputs show, to be released by
 * kepu_findings_free(); subjects are ids, line and column those of the file that the scheme was loaded from
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK also where much was found; #KEPU_ERROR_ARGUMENT (inputs of another scheme too), #KEPU_ERROR_BAD_HANDLE,
 * #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; of the inputs many readers.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_scheme_check(const kepu_scheme *scheme, const kepu_inputs *inputs,
                                       kepu_findings **out_findings, kepu_error **err);

#ifdef __cplusplus
}
#endif

#endif
