/**
 * @file review.h
 * @brief Looking a plan over: what is doubtful, who confirmed or changed what, and a notice that is read again.
 *
 * A reading of a notice is looked over by somebody: kepu_plan_doubts() lists what nobody has looked at yet, and a builder
 * that was told who is at work, by kepu_builder_set_reviewer(), notes down what kepu_builder_confirm() and the other
 * functions of builder.h do: each fact keeps who looked at it and when (provenance.h), each change what stood there before
 * (#kepu_change). All of it is kept in the plan. kepu_plan_onto() then takes a new reading over without losing it.
 */
#ifndef KEPU_REVIEW_H
#define KEPU_REVIEW_H

#include <kepu/base.h>
#include <kepu/builder.h>
#include <kepu/error.h>
#include <kepu/findings.h>

#ifdef __cplusplus
extern "C" {
#endif

/* set: a field has another value; remove: a part, value or entry was removed; move: a part stands elsewhere; check: a check
 * was taken back or replaced. */
#define KEPU_CHANGE_SET 1    /**< @brief What a change did: set @since 0.1.0 */
#define KEPU_CHANGE_REMOVE 2 /**< @brief What a change did: remove @since 0.1.0 */
#define KEPU_CHANGE_MOVE 3   /**< @brief What a change did: move @since 0.1.0 */
#define KEPU_CHANGE_CHECK 4  /**< @brief What a change did: check @since 0.1.0 */

/**
 * @brief Number of changes that were noted down, oldest first.
 * @param plan the plan; NULL gives 0
 * @return the count
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_change_count(const kepu_plan *plan);

/**
 * @brief A change that was noted down.
 * @param plan the plan
 * @param index from 0; outside gives NULL
 * @return the change, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const kepu_change *kepu_plan_change_at(const kepu_plan *plan, size_t index);

/**
 * @brief What a change did.
 * @param change the change; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_CHANGE_; #KEPU_UNKNOWN for one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_change_action(const kepu_change *change);

/**
 * @brief What a change did, as its token.
 * @param change the change; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_change_action_token(const kepu_change *change, size_t *out_len);

/**
 * @brief What kind of part was changed.
 * @param change the change; NULL gives #KEPU_UNKNOWN
 * @return one of KEPU_PART_; #KEPU_UNKNOWN for none or one this version does not know
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API int32_t kepu_change_part(const kepu_change *change);

/**
 * @brief What kind of part was changed, as its token.
 * @param change the change; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the token, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_change_part_token(const kepu_change *change, size_t *out_len);

/**
 * @brief Id of the part that was changed; it may be gone.
 * @param change the change; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the id, borrowed from the plan; NULL: the plan itself
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_change_id(const kepu_change *change, size_t *out_len);

/**
 * @brief Id of the part that a removed one stood in.
 * @param change the change; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the id, borrowed from the plan; NULL where it stood in none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_change_parent(const kepu_change *change, size_t *out_len);

/**
 * @brief What was changed: a field of kepu_builder_set(), "value:0:low" for one of a value, "issuer:0" for metadata; of a
 * check the fact, as kepu_builder_set_check() takes it.
 * @param change the change; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the name, borrowed from the plan; NULL: the part as a whole
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_change_field(const kepu_change *change, size_t *out_len);

/**
 * @brief What stood there before: the value, several of them one a line; of what was removed the words it was read from; of a
 * move the id of the part it stood in.
 * @param change the change; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL: nothing
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_change_was(const kepu_change *change, size_t *out_len);

/**
 * @brief What stood there after the change.
 * @param change the change; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL: nothing
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_change_now(const kepu_change *change, size_t *out_len);

/**
 * @brief Who changed it.
 * @param change the change; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_change_by(const kepu_change *change, size_t *out_len);

/**
 * @brief When that was, as the caller said.
 * @param change the change; NULL gives NULL
 * @param out_len length in bytes, may be NULL
 * @return the text, borrowed from the plan; NULL where it has none
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API const char *kepu_change_when(const kepu_change *change, size_t *out_len);

/**
 * @brief Say who looks the plan over: what the builder's functions do from now on is noted down.
 *
 * A fact whose field is set is then #KEPU_CHECK_CORRECTED, one that is added #KEPU_CHECK_ENTERED; what stood there before,
 * what was removed and what was moved goes into the plan's changes. Paragraphs and spans are not noted down, nor is what
 * kepu_builder_remove_provenance() does.
 * @param builder the builder
 * @param by who; NULL: nobody, and nothing is noted down any more
 * @param by_len its length in bytes
 * @param when when, in any form: the library has no clock; NULL: not said
 * @param when_len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_UTF8, #KEPU_ERROR_BAD_CHARACTER, #KEPU_ERROR_FINISHED,
 * #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_set_reviewer(kepu_builder *builder, const char *by, size_t by_len, const char *when,
                                               size_t when_len, kepu_error **err);

/**
 * @brief Confirm facts: they are right as they stand. Those that were confirmed, corrected or entered before stay so, but
 * findings of kepu_plan_onto() about them are done with.
 * @param builder the builder, after kepu_builder_set_reviewer()
 * @param id id of a part; NULL: the plan's metadata
 * @param id_len its length in bytes
 * @param field a fact of it, as kepu_builder_set_check() takes it; NULL: all of the part's own, of the plan all metadata
 * @param field_len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_set_check(); #KEPU_ERROR_ARGUMENT also where there is no reviewer
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_confirm(kepu_builder *builder, const char *id, size_t id_len, const char *field,
                                          size_t field_len, kepu_error **err);

/**
 * @brief Take back what was noted down about a part: each field is again what it was at first, and the part's facts are
 * unseen. That is noted down, too. What was added stays, and what was removed or moved is not brought back.
 * @param builder the builder, after kepu_builder_set_reviewer()
 * @param id id of a part; NULL: the plan itself
 * @param id_len its length in bytes
 * @param err detail of a failure; may be NULL. After one, fields may have been set back in part
 * @return as kepu_builder_set(); #KEPU_ERROR_ARGUMENT also where there is no reviewer
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_undo(kepu_builder *builder, const char *id, size_t id_len, kepu_error **err);

/**
 * @brief Set a fact by the name that docs/facts.md gives it, with a value as it stands there: what a clerk types.
 *
 * - node: kind, label, title, text, due, due_date
 * - assignment: node (an id), role, unit (its name as written; one that is not there is added)
 * - unit: unit, canonical, aliases, level, functions, group; several values one a line, or parted by commas or 、
 * - indicator: node (an id), name, op, unit, frequency, per; of its first value quote, value, year, baseline (true, false)
 * - phase: label, start, end, quote
 * - plan: title, notice_title, document_number, issuer, issue_date, period (2021/2025), recipients, basis; of several values
 *   the one with the index behind a colon, recipients:2, else the first; the index behind the last one adds another
 *
 * Any other name is that of a field of kepu_builder_set().
 * @param builder the builder
 * @param id id of the part; NULL: the plan
 * @param id_len its length in bytes
 * @param name name of the fact
 * @param name_len its length in bytes
 * @param value its value, not empty; NULL: takes the value away
 * @param value_len its length in bytes
 * @param err detail of a failure; may be NULL
 * @return as kepu_builder_set()
 * @par Threads
 * The builder's.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_builder_set_fact(kepu_builder *builder, const char *id, size_t id_len, const char *name,
                                           size_t name_len, const char *value, size_t value_len, kepu_error **err);

/**
 * @brief What to look at in a plan, in its order: findings about facts that nobody has looked at, what kepu_plan_onto() found
 * about facts that somebody has, and #KEPU_FINDING_UNCHECKED for each other part that nobody has looked at.
 *
 * The subject of a finding is the id of the part, or of metadata the field with its index, "issuer:0"; its span and line are
 * where the fact was read.
 * @param plan the plan
 * @param out_findings what was found, to be released by kepu_findings_free()
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; a plan never changes.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_plan_doubts(const kepu_plan *plan, kepu_findings **out_findings, kepu_error **err);

/**
 * @brief Take a new reading of a notice, of the same or a changed text, over onto a plan that was looked over.
 *
 * The facts of both are told by where they stand and by the words they were read from. Parts keep their ids. What somebody
 * confirmed, corrected or entered stays as it is; where the words under it changed or are gone, it has the finding
 * #KEPU_FINDING_TEXT_CHANGED or #KEPU_FINDING_TEXT_GONE from then on, until it is confirmed again. What was removed stays out.
 * All else follows the new reading. What no reading says (liaisons, deadlines of terms, observations and the like) stays.
 * Where the reading has nothing new, the plan that is given is the old one itself, else its next revision.
 * @param reading the new reading, as kepu_import_plan() gives it
 * @param reviewed the plan that was looked over
 * @param out_plan the plan, to be given back by kepu_plan_unref()
 * @param out_findings what no longer fits, to be released by kepu_findings_free(); NULL: not wanted
 * @param err detail of a failure; may be NULL
 * @return #KEPU_OK, #KEPU_ERROR_ARGUMENT, #KEPU_ERROR_BAD_HANDLE, #KEPU_ERROR_LIMIT, #KEPU_ERROR_OVERFLOW, #KEPU_ERROR_MEMORY
 * @par Threads
 * Any; plans never change.
 * @since 0.1.0
 */
KEPU_API kepu_status kepu_plan_onto(const kepu_plan *reading, const kepu_plan *reviewed, kepu_plan **out_plan,
                                    kepu_findings **out_findings, kepu_error **err);

#ifdef __cplusplus
}
#endif

#endif
