#include "score/score.h"

#include <stdlib.h>

#define NO_ROW ((size_t)-1)

/* ---- making ---- */

void kepu_score_free(kepu_score *score)
{
	if (!score || score->tag != KP_TAG_SCORE)
		return;
	score->tag = 0;
	kp_run_close(&score->run);
	kepu_inputs_free(score->run.inputs);
	free(score);
}

/* The stage by its id, else by its name, or the last one. False: there is none, or several have the name. */
static bool find_stage(kepu_score *score, const char *stage, size_t length)
{
	const kepu_scheme *scheme = score->run.scheme;
	size_t names = 0, found = scheme->stage_count ? scheme->stage_count - 1 : 0;
	bool its_id = false;
	if (stage && length == KEPU_NUL_TERMINATED)
		length = strlen(stage);
	for (size_t i = 0; stage && i < scheme->stage_count && !its_id; i++) {
		its_id = kp_str_is(kp_scheme_text(scheme->stages[i], KP_ATTR_ID), stage, length);
		bool its_name = kp_str_is(kp_scheme_text(scheme->stages[i], KP_ATTR_NAME), stage, length);
		found = its_id || its_name ? i : found;
		names += its_name;
	}
	score->run.stage = (uint16_t)found;
	score->stage = kp_scheme_stage(scheme, found);
	return !stage || its_id || names == 1;
}

/* Elements that have points, and where they are read from. */
static bool show(kepu_score *score)
{
	kp_run *run = &score->run;
	score->shown = kp_run_alloc(run, run->scheme->count, sizeof *score->shown);
	for (size_t i = 0; score->shown && i < run->scheme->count; i++) {
		const kp_scheme_element *element = run->scheme->elements[i];
		if (run->by_element[i] && !(score->shown[i] = kp_run_shown(run, element, NULL, NULL)))
			return false;
	}
	return score->shown != NULL;
}

static int32_t most_digits(const kp_run *run)
{
	int32_t most = 0;
	for (uint32_t unit = 0; unit < kp_run_units(run); unit++) {
		const kp_result *total = &run->slots[0]->results[unit];
		int32_t scale = total->state == KEPU_STATE_VALUE ? kp_decimal_trim(total->points).scale : 0;
		most = scale > most ? scale : most;
	}
	return most;
}

static bool rank(kepu_score *score)
{
	kp_run *run = &score->run;
	kp_ranking *ranking = &score->ranking;
	if (!kp_ranking_make(ranking, run) || !kp_ranking_sort(ranking, NULL))
		return false;
	for (uint32_t unit = 0; unit < kp_run_units(run); unit++)
		score->standings[unit].place = ranking->places[unit];
	run->slots[0]->ranking = ranking;
	score->rank_decimals = ranking->decimals >= 0 ? ranking->decimals : most_digits(run);
	return true;
}

/* Group by group as they are ranked, then those that are not. */
static bool order(kepu_score *score)
{
	kp_run *run = &score->run;
	const kp_ranking *ranking = &score->ranking;
	score->rows = kp_run_alloc(run, kp_run_units(run), sizeof *score->rows);
	score->row_of = kp_run_alloc(run, kp_run_units(run), sizeof *score->row_of);
	if (!score->rows || !score->row_of)
		return false;
	for (size_t group = 0, row = 0; group < run->group_count; group++) {
		uint32_t start = run->group_starts[group];
		for (size_t i = 0; i < ranking->counts[group]; i++)
			score->rows[row++] = ranking->units[start + i];
		for (uint32_t i = start; i < run->group_starts[group + 1]; i++)
			if (!ranking->places[run->members[i]])
				score->rows[row++] = run->members[i];
	}
	for (uint32_t row = 0; row < kp_run_units(run); row++)
		score->row_of[score->rows[row]] = row;
	return true;
}

static void ask_for(kepu_score *score, const kp_scheme_element *rule)
{
	kp_word measure = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	kp_str of = kp_scheme_text(rule, KP_ATTR_OF);
	if (of && (measure == KP_WORD_SCORE || measure == KP_WORD_PLACE))
		score->asked[kp_run_named(&score->run, of)->index] = true;
}

static bool ask_for_all(kepu_score *score)
{
	const kepu_scheme *scheme = score->run.scheme;
	score->asked = kp_run_alloc(&score->run, scheme->count, sizeof *score->asked);
	for (size_t i = 0; score->asked && i < scheme->count; i++)
		if (scheme->elements[i]->kind == KP_SCHEME_RULE)
			ask_for(score, scheme->elements[i]);
	return score->asked != NULL;
}

static bool work(kepu_score *score)
{
	kp_run *run = &score->run;
	score->standings = kp_run_alloc(run, kp_run_units(run), sizeof *score->standings);
	return score->standings && kp_run_plant(run) && kp_run_tree(run) && rank(score) && kp_score_happen(score) &&
	       kp_score_grade(score) && order(score) && kp_score_award(score) && show(score) && ask_for_all(score);
}

static kepu_status check(const kepu_inputs *inputs, kepu_score **out_score, kepu_findings **out_findings,
                         kepu_error **err)
{
	if (out_score)
		*out_score = NULL;
	if (out_findings)
		*out_findings = NULL;
	if (!out_score)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_score", "NULL");
	if (!inputs)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "inputs", "NULL");
	return inputs->tag == KP_TAG_INPUTS ? KEPU_OK : kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_inputs", NULL);
}

static kepu_status make(kepu_score *score, kepu_findings *findings, kepu_error **err)
{
	kp_run *run = &score->run;
	run->err = err;
	if (!work(score) || (findings && !kp_run_findings(run, findings)))
		return run->status ? run->status : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	run->err = NULL; /* it is the caller's */
	return KEPU_OK;
}

kepu_status kepu_score_new(kepu_inputs *inputs, const char *stage, size_t stage_len, kepu_score **out_score,
                           kepu_findings **out_findings, kepu_error **err)
{
	kepu_status status = check(inputs, out_score, out_findings, err);
	if (status)
		return status;
	kepu_score *score = kp_calloc(1, sizeof *score);
	kepu_findings *findings = out_findings ? kp_findings_new() : NULL;
	if (!score || (out_findings && !findings)) {
		free(score);
		kepu_findings_free(findings);
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	score->tag = KP_TAG_SCORE;
	score->run.inputs = kp_inputs_ref(inputs);
	score->run.scheme = inputs->scheme;
	kp_arena_init(&score->run.arena);
	if (!find_stage(score, stage, stage_len))
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "stage", "the scheme has no such stage");
	if (!status)
		status = kp_inputs_settle(inputs, err);
	if (!status)
		status = make(score, findings, err);
	if (status) {
		kepu_score_free(score);
		kepu_findings_free(findings);
		return status;
	}
	*out_score = score;
	if (out_findings)
		*out_findings = findings;
	return KEPU_OK;
}

/* ---- reading ---- */

static bool is_score(const kepu_score *score)
{
	return score && score->tag == KP_TAG_SCORE;
}

size_t kepu_score_count(const kepu_score *score)
{
	return is_score(score) ? kp_run_units(&score->run) : 0;
}

const kp_unit_row *kp_score_row_unit(const kepu_score *score, size_t row)
{
	return row < kepu_score_count(score) ? &score->run.inputs->units[score->rows[row]] : NULL;
}

static const kp_standing *standing_of(const kepu_score *score, size_t row)
{
	return row < kepu_score_count(score) ? &score->standings[score->rows[row]] : NULL;
}

const kp_result *kp_score_result(const kepu_score *score, size_t row, size_t element)
{
	if (row >= kepu_score_count(score) || element >= score->run.scheme->count || !score->shown[element])
		return NULL;
	return &score->shown[element]->results[score->rows[row]];
}

size_t kepu_score_find(const kepu_score *score, const char *unit, size_t unit_len)
{
	size_t low = 0, high = kepu_score_count(score);
	if (!unit)
		return NO_ROW;
	if (unit_len == KEPU_NUL_TERMINATED)
		unit_len = strlen(unit);
	while (low < high) { /* units stand in the order of their ids' bytes */
		size_t middle = low + (high - low) / 2;
		kp_str id = score->run.inputs->units[middle].id;
		int order = kp_bytes_compare(id, kp_str_len(id), unit, unit_len);
		if (order == 0)
			return score->row_of[middle];
		if (order < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return NO_ROW;
}

const kepu_scheme *kepu_score_scheme(const kepu_score *score)
{
	return is_score(score) ? score->run.scheme : NULL;
}

const char *kepu_score_stage(const kepu_score *score, size_t *out_len)
{
	return kp_str_out(is_score(score) ? kp_scheme_text(score->stage, KP_ATTR_ID) : NULL, out_len);
}

int32_t kepu_score_rank_decimals(const kepu_score *score)
{
	return is_score(score) ? score->rank_decimals : 0;
}

const char *kepu_score_unit(const kepu_score *score, size_t row, size_t *out_len)
{
	const kp_unit_row *unit = kp_score_row_unit(score, row);
	return kp_str_out(unit ? unit->id : NULL, out_len);
}

const char *kepu_score_name(const kepu_score *score, size_t row, size_t *out_len)
{
	const kp_unit_row *unit = kp_score_row_unit(score, row);
	return kp_str_out(unit ? unit->name : NULL, out_len);
}

const char *kepu_score_group(const kepu_score *score, size_t row, size_t *out_len)
{
	const kp_unit_row *unit = kp_score_row_unit(score, row);
	return kp_str_out(unit ? kp_scheme_text(unit->group, KP_ATTR_ID) : NULL, out_len);
}

const char *kepu_score_grade(const kepu_score *score, size_t row, size_t *out_len)
{
	const kp_standing *standing = standing_of(score, row);
	return kp_str_out(standing ? kp_scheme_text(standing->grade, KP_ATTR_ID) : NULL, out_len);
}

/* NULL: there is no value. */
static kepu_status number_out(const kp_decimal *value, int64_t *out_coefficient, int32_t *out_scale)
{
	if (out_coefficient)
		*out_coefficient = value ? value->coefficient : 0;
	if (out_scale)
		*out_scale = value ? value->scale : 0;
	return value ? KEPU_OK : KEPU_NO_VALUE;
}

kepu_status kepu_score_total(const kepu_score *score, size_t row, int64_t *out_coefficient, int32_t *out_scale)
{
	return kepu_score_points(score, row, 0, out_coefficient, out_scale);
}

kepu_status kepu_score_rank(const kepu_score *score, size_t row, int64_t *out_coefficient, int32_t *out_scale)
{
	const kp_standing *standing = standing_of(score, row);
	if (!standing || !standing->place)
		return number_out(NULL, out_coefficient, out_scale);
	kp_decimal place = kp_decimal_trim((kp_decimal){ (int64_t)standing->place * 5, 1 });
	return number_out(&place, out_coefficient, out_scale);
}

int32_t kepu_score_provisional(const kepu_score *score, size_t row)
{
	const kp_standing *standing = standing_of(score, row);
	return standing && standing->provisional;
}

int32_t kepu_score_eligible(const kepu_score *score, size_t row)
{
	const kp_standing *standing = standing_of(score, row);
	return standing && standing->eligible;
}

int32_t kepu_score_state(const kepu_score *score, size_t row, size_t element)
{
	const kp_result *result = kp_score_result(score, row, element);
	return result && !result->left_out ? result->state : KEPU_UNKNOWN;
}

kepu_status kepu_score_points(const kepu_score *score, size_t row, size_t element, int64_t *out_coefficient,
                              int32_t *out_scale)
{
	const kp_result *result = kp_score_result(score, row, element);
	bool has = result && result->state == KEPU_STATE_VALUE;
	return number_out(has ? &result->points : NULL, out_coefficient, out_scale);
}

int32_t kepu_score_award(const kepu_score *score, size_t row, size_t element)
{
	for (size_t i = 0; row < kepu_score_count(score) && i < score->award_count; i++)
		if (score->awards[i].element->index == element)
			return score->awards[i].codes[score->rows[row]];
	return KEPU_UNKNOWN;
}
