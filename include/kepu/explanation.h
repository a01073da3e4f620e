/**
 * @file explanation.h
 * @brief Why a unit has the score that it has, line by line, and what it would take to have a better one.
 *
 * docs/scoring.md, section Explanation. An explanation is a list of lines, each with its depth: the total with modules,
 * accounts, criteria and parts in it, down to rules, figures, limits and roundings; then rank, gates, vetoes, grade and
 * awards; then what it would take. A line has points, and what it adds to the line above it: the lines directly below one
 * that add something add up to its points exactly. It is made by scoring the unit once more, by the same rules, while these
 * say what they see. An explanation never changes, and needs the score no more.
 */
#ifndef KEPU_EXPLANATION_H
#define KEPU_EXPLANATION_H

#include <kepu/base.h>
#include <kepu/error.h>
#include <kepu/score.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_LINE_TOTAL 1        /**< @brief Line: the total of the unit. @since 0.1.0 */
#define KEPU_LINE_MODULE 2       /**< @brief Line: a module. @since 0.1.0 */
#define KEPU_LINE_ACCOUNT 3      /**< @brief Line: a module or criterion that is added or taken off. @since 0.1.0 */
#define KEPU_LINE_CRITERION 4    /**< @brief Line: a criterion. @since 0.1.0 */
#define KEPU_LINE_PART 5         /**< @brief Line: one part, by period or source, with its weight. @since 0.1.0 */
#define KEPU_LINE_RULE 6         /**< @brief Line: a rule, in words. @since 0.1.0 */
#define KEPU_LINE_ITEM 7         /**< @brief Line: what an item, or an object, is worth within a rule. @since 0.1.0 */
#define KEPU_LINE_INPUT 8        /**< @brief Line: a figure with stage, origin, evidence, reason. @since 0.1.0 */
#define KEPU_LINE_MEASURE 9      /**< @brief Line: what is measured, where that is more than a figure. @since 0.1.0 */
#define KEPU_LINE_TARGET 10      /**< @brief Line: a target or threshold that is no plain number. @since 0.1.0 */
#define KEPU_LINE_RESULT 11      /**< @brief Line: points before limits. @since 0.1.0 */
#define KEPU_LINE_POLICY 12      /**< @brief Line: what is done for want of a value. @since 0.1.0 */
#define KEPU_LINE_LIMIT 13       /**< @brief Line: a cap, floor or ceiling that bit. @since 0.1.0 */
#define KEPU_LINE_ROUNDING 14    /**< @brief Line: what rounding changed. @since 0.1.0 */
#define KEPU_LINE_MEAN 15        /**< @brief Line: from the sum of the items to their mean. @since 0.1.0 */
#define KEPU_LINE_REWEIGHING 16  /**< @brief Line: items stand for others that are left out. @since 0.1.0 */
#define KEPU_LINE_PROVISIONAL 17 /**< @brief Line: a stage that is required has not been done. @since 0.1.0 */
#define KEPU_LINE_RANK 18        /**< @brief Line: the rank in the group. @since 0.1.0 */
#define KEPU_LINE_GATE 19        /**< @brief Line: a gate, passed or not. @since 0.1.0 */
#define KEPU_LINE_VETO 20        /**< @brief Line: a veto. @since 0.1.0 */
#define KEPU_LINE_DOWNGRADE 21   /**< @brief Line: a downgrade. @since 0.1.0 */
#define KEPU_LINE_GRADE 22       /**< @brief Line: the grade. @since 0.1.0 */
#define KEPU_LINE_AWARD 23       /**< @brief Line: an award, or why not. @since 0.1.0 */
#define KEPU_LINE_NEED 24        /**< @brief Line: what it would take. @since 0.1.0 */

#define KEPU_NEED_GRADE 1 /**< @brief What it would take for a better grade. @since 0.1.0 */
#define KEPU_NEED_RANK 2  /**< @brief What it would take for the total of the next unit above. @since 0.1.0 */

/**
 * @brief Explain the score of a unit.
 * @param score the score
 * @param row the unit's row
 * @param out_explanation the result, to be released by kepu_explanation_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT (also where there is no such row), #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_OVERFLOW
 * (a difference that fits no decimal), #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_explanation_new(const kepu_score *score, size_t row, kepu_explanation **out_explanation,
                                          kepu_error **err);

/**
 * @brief Release an explanation.
 * @param explanation the explanation; NULL does nothing
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_explanation_free(kepu_explanation *explanation);

/**
 * @brief Number of lines.
 * @param explanation the explanation; NULL gives 0
 * @return the count
 * @par Threads
 * Any; an explanation never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_explanation_count(const kepu_explanation *explanation);

/**
 * @brief How deep a line stands: it lies in the nearest line above it that is less deep.
 * @param explanation the explanation
 * @param line from 0; outside gives 0
 * @return 0 for the total, and for all that follows from it
 * @par Threads
 * Any; an explanation never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_explanation_depth(const kepu_explanation *explanation, size_t line);

/**
 * @brief What a line is about.
 * @param explanation the explanation
 * @param line from 0; outside gives #KEPU_UNKNOWN
 * @return one of KEPU_LINE_
 * @par Threads
 * Any; an explanation never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_explanation_what(const kepu_explanation *explanation, size_t line);

/**
 * @brief Which element of the scheme a line is about: of a figure, limit, policy and the like the one that it belongs to.
 * @param explanation the explanation
 * @param line from 0; outside gives (size_t)-1
 * @return the index of the element
 * @par Threads
 * Any; an explanation never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_explanation_element(const kepu_explanation *explanation, size_t line);

/**
 * @brief Points of a line. Of rules they are shown to nine digits after the point. Of a figure, measure or target it is its
 * value, of a rank the rank, of a gate 1 or 0, of a veto or downgrade how often it has happened, of a need the change; of
 * the line above the needs the points that are wanting, where these are known.
 * @param explanation the explanation
 * @param line from 0
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where it has none, and outside (then both are 0)
 * @par Threads
 * Any; an explanation never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_explanation_points(const kepu_explanation *explanation, size_t line, int64_t *out_coefficient,
                                             int32_t *out_scale);

/**
 * @brief What a line adds to the line that it lies in; less than zero: what it takes off.
 * @param explanation the explanation
 * @param line from 0
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where it adds nothing, and outside (then both are 0)
 * @par Threads
 * Any; an explanation never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_explanation_adds(const kepu_explanation *explanation, size_t line, int64_t *out_coefficient,
                                           int32_t *out_scale);

/**
 * @brief Whether a line has a value, or why not.
 * @param explanation the explanation
 * @param line from 0; outside gives #KEPU_UNKNOWN
 * @return one of KEPU_STATE_
 * @par Threads
 * Any; an explanation never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_explanation_state(const kepu_explanation *explanation, size_t line);

/**
 * @brief A line in words.
 * @param explanation the explanation
 * @param line from 0; outside gives NULL
 * @param lang #KEPU_LANG_ZH or #KEPU_LANG_EN
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the explanation
 * @par Threads
 * Any; an explanation never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_explanation_text(const kepu_explanation *explanation, size_t line, int32_t lang,
                                           size_t *out_len);

/**
 * @brief An explanation as a table for a terminal: what each line adds, then its words, indented by its depth.
 * @param explanation the explanation
 * @param lang #KEPU_LANG_ZH or #KEPU_LANG_EN
 * @param width columns of the terminal, at which lines are broken; 0: none is broken
 * @param out_bytes the text, to be released by kepu_free()
 * @param out_len its length in bytes, may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; an explanation never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_explanation_to_text(const kepu_explanation *explanation, int32_t lang, size_t width,
                                              char **out_bytes, size_t *out_len, kepu_error **err);

/**
 * @brief An explanation as JSON, with the words in both languages.
 * @param explanation the explanation
 * @param out_bytes the text, to be released by kepu_free()
 * @param out_len its length in bytes, may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_explanation_to_text()
 * @par Threads
 * Any; an explanation never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_explanation_to_json(const kepu_explanation *explanation, char **out_bytes, size_t *out_len,
                                              kepu_error **err);

/**
 * @brief An explanation as a part of an HTML page, without scripts: a section of the class kepu-score, whose parts open and
 * close.
 * @param explanation the explanation
 * @param lang #KEPU_LANG_ZH or #KEPU_LANG_EN
 * @param out_bytes the text, to be released by kepu_free()
 * @param out_len its length in bytes, may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_explanation_to_text()
 * @par Threads
 * Any; an explanation never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_explanation_to_html(const kepu_explanation *explanation, int32_t lang, char **out_bytes,
                                              size_t *out_len, kepu_error **err);

/**
 * @brief What it would take: the smallest change of a criterion's raw value alone by which the unit has a better grade, or
 * at least the total of the next unit above it. The raw value is the figure that the criterion's first rule measures; all
 * other figures stay as they are, and all units are scored again.
 *
 * Changes are whole steps of the last digit that the figure, or a number which the rule compares it with, has. Where more
 * and less would do it is the smaller change, of equal ones more.
 * @param score the score
 * @param row the unit's row
 * @param element index of a criterion in the scheme
 * @param which #KEPU_NEED_GRADE or #KEPU_NEED_RANK
 * @param out_coefficient the change, the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK; #KEPU_NO_VALUE where no change does it that was looked at (docs/scoring.md says which), where there is no
 * better grade or no unit above, no figure, or no such criterion on the unit's card (then both are 0);
 * #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_score_need(const kepu_score *score, size_t row, size_t element, int32_t which,
                                     int64_t *out_coefficient, int32_t *out_scale, kepu_error **err);

#ifdef __cplusplus
}
#endif

#endif
