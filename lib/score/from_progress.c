/* What a plan's indicators came to as figures of criteria. */
#include "model/input.h"
#include "score/transfer.h"
#include "work/progress.h"

#include <stdlib.h>

#define NONE ((uint32_t)-1)

typedef struct transfer {
	kepu_inputs *inputs;
	const kepu_progress *progress;
	kepu_findings *findings;
	uint32_t *first; /* of each indicator the criterion it is for, NONE: it is for none */
	uint32_t *next;  /* of each element the next criterion that the same indicator is for */
	kp_str title;    /* of the plan; NULL: none */
} transfer;

/* False: memory is out. */
static bool refuse(const transfer *t, int32_t code, kp_str name)
{
	return !t->findings || kp_findings_add(t->findings, code, NULL, NULL, name, NULL);
}

/* ---- which criterion is of which indicator ---- */

static bool file_names(kp_names *names, const kepu_plan *plan)
{
	for (size_t i = 0; i < plan->indicator_count; i++)
		if (!kp_names_put(names, plan->indicators[i]->id, plan->indicators[i]->name, plan->indicators[i]))
			return false;
	return true;
}

/* False: memory is out. */
static bool link_criterion(transfer *t, const kp_names *names, const kp_scheme_element *criterion)
{
	kp_str name = kp_scheme_text(criterion, KP_ATTR_INDICATOR);
	bool several;
	if (criterion->kind != KP_SCHEME_CRITERION || !name)
		return true;
	const kepu_indicator *one = kp_names_get(names, name, kp_str_len(name), &several);
	if (!one)
		return refuse(t, several ? KEPU_FINDING_INDICATOR_SEVERAL : KEPU_FINDING_INDICATOR_UNKNOWN, name);
	t->next[criterion->index] = t->first[one->index];
	t->first[one->index] = criterion->index;
	return true;
}

static bool link_criteria(transfer *t)
{
	const kepu_scheme *scheme = t->inputs->scheme;
	const kepu_plan *plan = t->progress->plan;
	kp_names names = { .by_id = { .slots = NULL } };
	bool sound = file_names(&names, plan);
	for (size_t i = 0; i < plan->indicator_count; i++)
		t->first[i] = NONE;
	for (size_t i = scheme->count; sound && i--;) /* so that each list is in the scheme's order */
		sound = link_criterion(t, &names, scheme->elements[i]);
	kp_names_free(&names);
	return sound;
}

/* ---- a figure ---- */

static int32_t number_of(const kp_scheme_element *criterion)
{
	switch (kp_scheme_word(criterion, KP_ATTR_TAKE, KP_WORD_ATTAINMENT)) {
	case KP_WORD_ACTUAL: return KEPU_PROGRESS_VALUE;
	case KP_WORD_EXPECTED: return KEPU_PROGRESS_EXPECTED;
	default: return KEPU_PROGRESS_ATTAINMENT;
	}
}

/* False: memory is out. */
static bool give(const transfer *t, const kp_progress_row *row, uint32_t unit)
{
	kp_transfer made = { .unit = unit, .origin = KEPU_ORIGIN_PLAN, .measure = row->indicator->unit };
	made.evidence = t->title;
	made.evidence_length = kp_str_len(t->title);
	for (uint32_t at = t->first[row->indicator->index]; at != NONE; at = t->next[at]) {
		made.criterion = t->inputs->scheme->elements[at];
		int32_t which = number_of(made.criterion) - KEPU_PROGRESS_VALUE;
		made.state = row->state == KEPU_STATE_VALUE ? KEPU_STATE_NO_VALUE : row->state;
		if (row->has[which])
			made.state = KEPU_STATE_VALUE;
		made.number = row->numbers[which];
		made.attained = which == KEPU_PROGRESS_ATTAINMENT - KEPU_PROGRESS_VALUE;
		if (!kp_inputs_transfer(t->inputs, &made, t->findings))
			return false;
	}
	return true;
}

/* ---- whose it is ---- */

static bool named(const transfer *t, kp_str text, uint32_t *out)
{
	return text && kp_inputs_unit(t->inputs, text, kp_str_len(text), out);
}

/* The unit that a row's region is. */
static bool unit_of(const transfer *t, const kp_progress_row *row, uint32_t *out)
{
	const kepu_plan *plan = t->progress->plan;
	if (row->region)
		return named(t, row->region, out);
	return named(t, plan->region_code, out) || named(t, plan->region_name, out);
}

/* All rows, or those of one unit: of its region, where there are none, of the plan's own. */
static bool give_all(const transfer *t, const uint32_t *only)
{
	const kepu_progress *progress = t->progress;
	uint32_t unit;
	bool own = only;
	for (size_t i = 0; i < progress->count && own; i++)
		own = !unit_of(t, &progress->rows[i], &unit) || unit != *only;
	for (size_t i = 0; i < progress->count; i++) {
		const kp_progress_row *row = &progress->rows[i];
		bool its = unit_of(t, row, &unit) && (!only || unit == *only);
		if (own && !row->region) {
			unit = *only;
			its = true;
		}
		if (its && !give(t, row, unit))
			return false;
	}
	return true;
}

static bool add(transfer *t, const uint32_t *only)
{
	const kepu_plan *plan = t->progress->plan;
	const kp_entry *title = plan->metadata[KEPU_META_TITLE - 1];
	t->title = title ? title->text : NULL;
	t->first = kp_array(plan->indicator_count + 1, sizeof *t->first);
	t->next = kp_array(t->inputs->scheme->count + 1, sizeof *t->next);
	bool sound = t->first && t->next && link_criteria(t) && give_all(t, only);
	free(t->first);
	free(t->next);
	return sound;
}

kepu_status kepu_inputs_add_progress(kepu_inputs *inputs, const char *unit, size_t unit_len,
                                     const kepu_progress *progress, kepu_findings **out_findings, kepu_error **err)
{
	uint32_t only = NONE;
	if (out_findings)
		*out_findings = NULL;
	kepu_status status = kp_inputs_open(inputs, err);
	if (status)
		return status;
	if (!progress)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "progress", "NULL");
	if (progress->tag != KP_TAG_PROGRESS)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_progress", NULL);
	kp_text text = { unit, unit && unit_len == KEPU_NUL_TERMINATED ? strlen(unit) : unit_len };
	bool all = !unit || !text.length;
	if (!all && !kp_inputs_unit(inputs, text.bytes, text.length, &only))
		return kp_input_fail_text(err, KEPU_ERROR_UNKNOWN_ID, NULL, text, "unit");
	transfer t = { .inputs = inputs, .progress = progress, .findings = out_findings ? kp_findings_new() : NULL };
	if ((out_findings && !t.findings) || !add(&t, all ? NULL : &only)) {
		kepu_findings_free(t.findings);
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	if (out_findings)
		*out_findings = t.findings;
	return KEPU_OK;
}
