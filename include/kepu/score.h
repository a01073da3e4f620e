/**
 * @file score.h
 * @brief Units scored by a scheme: points of every element, totals, ranks, grades, awards.
 *
 * docs/scoring.md has every rule and formula. A score never changes; it holds a reference on the units and figures that it
 * was made from, and on their scheme. Its rows are the units: group by group in the order of the scheme, units without a
 * group last; in a group those with a rank by it, then the others; among equal ones by the bytes of their ids. Elements are
 * told by their index in the scheme.
 */
#ifndef KEPU_SCORE_H
#define KEPU_SCORE_H

#include <kepu/base.h>
#include <kepu/error.h>
#include <kepu/findings.h>
#include <kepu/inputs.h>
#include <kepu/scheme.h>

#ifdef __cplusplus
extern "C" {
#endif

#define KEPU_AWARD_YES 1       /**< @brief Award: the unit has it. @since 0.1.0 */
#define KEPU_AWARD_UNDECIDED 2 /**< @brief Award: equal units for fewer places. @since 0.1.0 */
#define KEPU_AWARD_NO_TOTAL 3  /**< @brief Award: not, the unit has no total. @since 0.1.0 */
#define KEPU_AWARD_GATE 4      /**< @brief Award: not, a gate was not passed. @since 0.1.0 */
#define KEPU_AWARD_VETO 5      /**< @brief Award: not, a veto has happened. @since 0.1.0 */
#define KEPU_AWARD_GRADE 6     /**< @brief Award: not, the unit has none of the grades. @since 0.1.0 */
#define KEPU_AWARD_SCORE 7     /**< @brief Award: not, the total is too low. @since 0.1.0 */
#define KEPU_AWARD_QUOTA 8     /**< @brief Award: not, the places went to units before it. @since 0.1.0 */

/**
 * @brief Score all units. The figures are closed by it: nothing can be added to them any more.
 * @param inputs units and figures; the score keeps them, also after kepu_inputs_free()
 * @param stage id of the stage, or its name: the figures of later ones do not count; NULL: the last
 * @param stage_len its length in bytes, or #KEPU_NUL_TERMINATED
 * @param out_score the result, to be released by kepu_score_free()
 * @param out_findings what was found while scoring, as a divisor that is zero, to be released by kepu_findings_free(); may
 * be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT (also where there is no such stage, or several have the name),
 * #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_OVERFLOW (a scheme or a figure is absurd; the error's path has the criterion's
 * id), #KEPU_ERROR_MEMORY
 * @par Threads
 * One at a time for the same inputs.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_score_new(kepu_inputs *inputs, const char *stage, size_t stage_len, kepu_score **out_score,
                                    kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Release a score and what it keeps.
 * @param score the score; NULL does nothing
 * @par Threads
 * One at a time.
 * @since 0.1.0
 */
KEPU_API void kepu_score_free(kepu_score *score);

/**
 * @brief Number of units.
 * @param score the score; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_score_count(const kepu_score *score);

/**
 * @brief The row of a unit.
 * @param score the score
 * @param unit id of the unit
 * @param unit_len its length in bytes, or #KEPU_NUL_TERMINATED
 * @return the row; (size_t)-1 where there is none
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_score_find(const kepu_score *score, const char *unit, size_t unit_len);

/**
 * @brief The scheme that the units were scored by.
 * @param score the score
 * @return the scheme, borrowed; NULL for NULL
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_scheme *kepu_score_scheme(const kepu_score *score);

/**
 * @brief Id of the stage that was scored.
 * @param score the score
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the score; NULL where the scheme has no stages
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_score_stage(const kepu_score *score, size_t *out_len);

/**
 * @brief The precision at which ranks were taken: the scheme's, or the most digits that any total has.
 * @param score the score; NULL gives 0
 * @return digits after the point, 0 to 9
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_score_rank_decimals(const kepu_score *score);

/**
 * @brief Id of a unit.
 * @param score the score
 * @param row from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the score
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_score_unit(const kepu_score *score, size_t row, size_t *out_len);

/**
 * @brief Name of a unit, its id where it has none.
 * @param score the score
 * @param row from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the score
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_score_name(const kepu_score *score, size_t row, size_t *out_len);

/**
 * @brief Id of the group that a unit is ranked in.
 * @param score the score
 * @param row from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the score; NULL where it is in none
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_score_group(const kepu_score *score, size_t row, size_t *out_len);

/**
 * @brief Id of the grade that a unit has, after downgrades, gates and vetoes.
 * @param score the score
 * @param row from 0; outside gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the score; NULL where it has none
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_score_grade(const kepu_score *score, size_t row, size_t *out_len);

/**
 * @brief Total of a unit.
 * @param score the score
 * @param row from 0
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where it has none, and outside (then both are 0)
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_score_total(const kepu_score *score, size_t row, int64_t *out_coefficient,
                                      int32_t *out_scale);

/**
 * @brief Rank of a unit in its group. Equal units may share a mean, as 2.5.
 * @param score the score
 * @param row from 0
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 or 1; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where it has no total, and outside (then both are 0)
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_score_rank(const kepu_score *score, size_t row, int64_t *out_coefficient, int32_t *out_scale);

/**
 * @brief Whether a stage that is required has not been done for a unit yet.
 * @param score the score
 * @param row from 0; outside gives 0
 * @return 1 or 0
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_score_provisional(const kepu_score *score, size_t row);

/**
 * @brief Whether a unit passed all gates of its group and no veto has happened.
 * @param score the score
 * @param row from 0; outside gives 0
 * @return 1 or 0
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_score_eligible(const kepu_score *score, size_t row);

/**
 * @brief State of an element for a unit: whether there are points, or why not.
 * @param score the score
 * @param row from 0
 * @param element index of the scheme, a module or criterion, a gate, veto or downgrade
 * @return one of KEPU_STATE_; #KEPU_UNKNOWN where it is not on the unit's card, or was left out and others stand for it, for
 * other elements, and outside
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_score_state(const kepu_score *score, size_t row, size_t element);

/**
 * @brief Points of an element for a unit: of the scheme, a module or a criterion, also where it is an account. One that has
 * parts has the points that these make up; one that lies within parts those that it brings in all of them, weighted as they
 * are. Of a gate 1 where it was passed, else 0; of a veto or downgrade how often it has happened.
 * @param score the score
 * @param row from 0
 * @param element index of the element
 * @param out_coefficient the digits as a number; may be NULL
 * @param out_scale digits after the point, 0 to 9; may be NULL
 * @return #KEPU_OK, or #KEPU_NO_VALUE where its state is not #KEPU_STATE_VALUE (then both are 0)
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_score_points(const kepu_score *score, size_t row, size_t element, int64_t *out_coefficient,
                                       int32_t *out_scale);

/**
 * @brief Whether a unit gets an award, or why not.
 * @param score the score
 * @param row from 0
 * @param element index of the award in the scheme
 * @return one of KEPU_AWARD_; #KEPU_UNKNOWN where the award is not for the unit's group, for other elements, and outside
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_score_award(const kepu_score *score, size_t row, size_t element);

/**
 * @brief A score as a CSV table, a line for each unit: group, rank, unit, name, total, state, grade, provisional, eligible,
 * then a column for each award and one with the points of each module, headed by their ids.
 * @param score the score
 * @param bom 1: begin with a byte order mark, for spreadsheets
 * @param out_bytes the table, to be released by kepu_free()
 * @param out_len its length in bytes, may be NULL
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_score_to_csv(const kepu_score *score, int32_t bom, char **out_bytes, size_t *out_len,
                                       kepu_error **err);

/**
 * @brief A score as JSON: all units with all that is known of them, each element's points and states, within parts too.
 * @param score the score
 * @param out_bytes the text, to be released by kepu_free()
 * @param out_len its length in bytes, may be NULL
 * @param err detail of a failure; may be NULL
 * @return as kepu_score_to_csv()
 * @par Threads
 * Any; a score never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_score_to_json(const kepu_score *score, char **out_bytes, size_t *out_len, kepu_error **err);

#ifdef __cplusplus
}
#endif

#endif
