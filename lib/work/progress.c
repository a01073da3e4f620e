#include "work/progress.h"

#include "base/exact.h"

#include <kepu/date.h>
#include <stdlib.h>

/* ---- rows ---- */

static kp_progress_row *add_row(kp_judge *judge, kepu_progress *p, const kepu_indicator *indicator, kp_str region)
{
	if (!kp_grow((void **)&p->rows, &p->capacity, p->count + 1, sizeof *p->rows)) {
		judge->failed = true;
		return NULL;
	}
	kp_progress_row *row = &p->rows[p->count++];
	memset(row, 0, sizeof *row);
	row->indicator = indicator;
	row->region = region;
	return row;
}

/* A row for a region that is named, unless the indicator has one already. */
static void add_region(kp_judge *judge, kepu_progress *p, size_t first, const kepu_indicator *indicator, kp_str region)
{
	if (!kp_str_len(region) || kp_own_region(judge->plan, region, kp_str_len(region)))
		return;
	for (size_t i = first; i < p->count; i++)
		if (p->rows[i].region && !strcmp(p->rows[i].region, region))
			return;
	kp_str copy = kp_str_new(&p->arena, region, kp_str_len(region));
	judge->failed = judge->failed || !copy;
	kp_progress_row *row = copy ? add_row(judge, p, indicator, copy) : NULL;
	if (row)
		kp_judge_row(judge, row);
}

/* With `each` all regions that have figures, otherwise those that a target names. */
static void add_regions(kp_judge *judge, kepu_progress *p, size_t first, const kepu_indicator *indicator, bool each)
{
	for (const kepu_value *v = indicator->first_value; v; v = v->next) {
		int32_t kind = kp_token_number(v->kind);
		if (each ? kind == KEPU_VALUE_OBSERVATION || kind == KEPU_VALUE_TARGET : kind == KEPU_VALUE_TARGET)
			add_region(judge, p, first, indicator, v->region);
	}
	for (size_t i = 0; judge->data && i < judge->data->count; i++) {
		const kp_datum *row = &judge->data->rows[i];
		if ((each || row->kind == KEPU_DATUM_TARGET) && kp_datum_is_about(judge->data, row, indicator))
			add_region(judge, p, first, indicator, row->region);
	}
}

/* The plan's own row of an indicator whose target holds for each of something. */
static void count_rows(const kp_judge *judge, kepu_progress *p, size_t first)
{
	static const uint8_t bad[] = { 0, 0, 1, 2, 3 }; /* by light: the worst is the highest */
	kp_progress_row *own = &p->rows[first];
	bool not_applicable = judge->before, none = false;
	own->counts = true;
	own->light = KEPU_LIGHT_GREY;
	for (size_t i = first + 1; i < p->count; i++) {
		const kp_progress_row *row = &p->rows[i];
		not_applicable = not_applicable || row->state == KEPU_STATE_NOT_APPLICABLE;
		none = none || row->state == KEPU_STATE_NO_VALUE;
		if (row->state != KEPU_STATE_VALUE)
			continue;
		own->counted++;
		own->reaching += row->reached;
		if (bad[row->light] > bad[own->light])
			own->light = row->light;
	}
	own->state = own->counted     ? KEPU_STATE_VALUE
	             : not_applicable ? KEPU_STATE_NOT_APPLICABLE
	             : none           ? KEPU_STATE_NO_VALUE
	                              : KEPU_STATE_NOT_REPORTED;
	if (!own->counted)
		return;
	own->judged = true;
	own->reached = own->reaching == own->counted;
	kp_decimal *attainment = &own->numbers[KEPU_PROGRESS_ATTAINMENT - 1];
	own->has[KEPU_PROGRESS_ATTAINMENT - 1] = kp_quotient((kp_wide)own->reaching, (kp_wide)own->counted, attainment);
}

static bool has_figure(const kp_judge *judge, const kepu_indicator *indicator, int32_t kind)
{
	for (size_t i = 0; judge->data && i < judge->data->count; i++)
		if (judge->data->rows[i].kind == kind && kp_datum_is_about(judge->data, &judge->data->rows[i], indicator))
			return true;
	return false;
}

static bool only_baselines(const kp_judge *judge, const kepu_indicator *indicator)
{
	for (const kepu_value *v = indicator->first_value; v; v = v->next)
		if (kp_token_number(v->kind) != KEPU_VALUE_BASELINE)
			return false;
	return indicator->first_value && !has_figure(judge, indicator, KEPU_DATUM_TARGET);
}

static void add_indicator(kp_judge *judge, kepu_progress *p, const kepu_indicator *indicator)
{
	size_t first = p->count;
	bool each = indicator->per;
	if (only_baselines(judge, indicator))
		return;
	kp_progress_row *own = add_row(judge, p, indicator, NULL);
	if (own && !each)
		kp_judge_row(judge, own);
	add_regions(judge, p, first, indicator, each);
	if (each && !judge->failed)
		count_rows(judge, p, first);
}

/* ---- making ---- */

void kp_judge_period(kp_judge *judge)
{
	const kepu_plan *plan = judge->plan;
	kp_date start, end;
	if (!plan->period_start || !plan->period_end ||
	    !kp_date_read(plan->period_start, kp_str_len(plan->period_start), &start) ||
	    !kp_date_read(plan->period_end, kp_str_len(plan->period_end), &end))
		return;
	judge->has_period = true;
	judge->begin_year = start.year;
	judge->begin = kp_first_day(start);
	judge->end = kp_last_day(end);
	if (!judge->date.year || kp_date_days(judge->date) > judge->end)
		judge->date = kp_date_last(end);
	judge->before = kp_date_days(judge->date) < judge->begin;
	judge->end_date = kp_date_last(end);
}

static kepu_status take_date(kp_judge *judge, const char *date, size_t length, kepu_error **err)
{
	kp_date day = { 0, 0, 0, 0 };
	if (date && length == KEPU_NUL_TERMINATED)
		length = strlen(date);
	if (date && !kp_date_read(date, length, &day))
		return kp_fail_text(err, KEPU_ERROR_BAD_DATE, NULL, date, length);
	judge->date = kp_date_last(day);
	kp_judge_period(judge);
	return judge->date.year ? KEPU_OK : kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "date", "NULL");
}

static kepu_status take_number(const char *text, kp_decimal fallback, kp_decimal *out, kepu_error **err)
{
	*out = fallback;
	if (!text)
		return KEPU_OK;
	kepu_status status = kp_decimal_read(text, strlen(text), out);
	if (status)
		return kp_fail(err, status, NULL, text, NULL);
	return out->coefficient < 0 ? kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, text, ">= 0") : KEPU_OK;
}

static kepu_status take_handles(kepu_plan *plan, const kepu_data *data, kepu_progress **out_progress, kepu_error **err)
{
	if (!out_progress)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_progress", "NULL");
	*out_progress = NULL;
	if (!plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "plan", "NULL");
	if (plan->tag != KP_TAG_PLAN)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
	if (data && data->tag != KP_TAG_DATA)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_data", NULL);
	if (data && data->plan != plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "data", "plan");
	return KEPU_OK;
}

static kepu_status make(kp_judge *judge, kepu_plan *plan, kepu_progress **out_progress, kepu_error **err)
{
	kepu_progress *p = kp_calloc(1, sizeof *p);
	if (!p)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	p->tag = KP_TAG_PROGRESS;
	p->plan = kepu_plan_ref(plan);
	kp_date_write(judge->date, p->date);
	kp_arena_init(&p->arena);
	for (size_t i = 0; i < plan->indicator_count && !judge->failed && !judge->overflow; i++)
		add_indicator(judge, p, plan->indicators[i]);
	if (!judge->failed && !judge->overflow) {
		*out_progress = p;
		return KEPU_OK;
	}
	const kepu_indicator *last = p->count ? p->rows[p->count - 1].indicator : NULL;
	const char *name = last && last->name ? last->name : "";
	kepu_status status = kp_fail(err, judge->failed ? KEPU_ERROR_MEMORY : KEPU_ERROR_OVERFLOW, NULL, name, NULL);
	kepu_progress_free(p);
	return status;
}

kepu_status kepu_progress_new(kepu_plan *plan, const kepu_data *data, const char *date, size_t date_len, int32_t path,
                              const char *green, const char *yellow, const char *tolerance, int32_t flags,
                              kepu_progress **out_progress, kepu_error **err)
{
	kp_judge judge = { .plan = plan, .data = data, .path = path ? path : KEPU_PATH_LINEAR };
	kepu_status status = take_handles(plan, data, out_progress, err);
	if (!status && (path < 0 || path > KEPU_PATH_GIVEN))
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "path", "KEPU_PATH_");
	if (!status && (flags & ~KEPU_JUDGE_EXACT))
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "flags", "KEPU_JUDGE_EXACT");
	judge.exact = flags & KEPU_JUDGE_EXACT;
	if (!status)
		status = take_number(green, (kp_decimal){ 1, 0 }, &judge.green, err);
	if (!status)
		status = take_number(yellow, (kp_decimal){ 9, 1 }, &judge.yellow, err);
	if (!status)
		status = take_number(tolerance, (kp_decimal){ 5, 2 }, &judge.tolerance, err);
	if (!status && kp_decimal_compare(judge.yellow, judge.green) > 0)
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "yellow", "<= green");
	if (!status)
		status = take_date(&judge, date, date_len, err);
	return status ? status : make(&judge, plan, out_progress, err);
}

void kepu_progress_free(kepu_progress *progress)
{
	if (!progress || progress->tag != KP_TAG_PROGRESS)
		return;
	progress->tag = 0;
	free(progress->rows);
	kp_arena_free(&progress->arena);
	kepu_plan_unref(progress->plan);
	free(progress);
}

/* ---- reading ---- */

static const kp_progress_row *row_at(const kepu_progress *progress, size_t row)
{
	return row < kepu_progress_count(progress) ? &progress->rows[row] : NULL;
}

kepu_plan *kepu_progress_plan(const kepu_progress *progress)
{
	return progress && progress->tag == KP_TAG_PROGRESS ? progress->plan : NULL;
}

const char *kepu_progress_date(const kepu_progress *progress, size_t *out_len)
{
	bool has = progress && progress->tag == KP_TAG_PROGRESS;
	if (out_len)
		*out_len = has ? strlen(progress->date) : 0;
	return has ? progress->date : NULL;
}

size_t kepu_progress_count(const kepu_progress *progress)
{
	return progress && progress->tag == KP_TAG_PROGRESS ? progress->count : 0;
}

const kepu_indicator *kepu_progress_indicator(const kepu_progress *progress, size_t row)
{
	const kp_progress_row *at = row_at(progress, row);
	return at ? at->indicator : NULL;
}

const char *kepu_progress_region(const kepu_progress *progress, size_t row, size_t *out_len)
{
	const kp_progress_row *at = row_at(progress, row);
	return kp_str_out(at ? at->region : NULL, out_len);
}

int32_t kepu_progress_state(const kepu_progress *progress, size_t row)
{
	const kp_progress_row *at = row_at(progress, row);
	return at ? at->state : KEPU_UNKNOWN;
}

kepu_status kepu_progress_number(const kepu_progress *progress, size_t row, int32_t which, int64_t *out_coefficient,
                                 int32_t *out_scale)
{
	const kp_progress_row *at = row_at(progress, row);
	bool has = at && which >= 1 && which <= KP_PROGRESS_NUMBERS && at->has[which - 1];
	return kp_decimal_out(has ? &at->numbers[which - 1] : NULL, out_coefficient, out_scale);
}

const char *kepu_progress_due(const kepu_progress *progress, size_t row, size_t *out_len)
{
	const kp_progress_row *at = row_at(progress, row);
	bool has = at && at->due[0];
	if (out_len)
		*out_len = has ? strlen(at->due) : 0;
	return has ? at->due : NULL;
}

kepu_status kepu_progress_reached(const kepu_progress *progress, size_t row, int32_t *out_reached)
{
	const kp_progress_row *at = row_at(progress, row);
	if (!out_reached)
		return KEPU_ERROR_ARGUMENT;
	*out_reached = at && at->judged && at->reached;
	return at && at->judged ? KEPU_OK : KEPU_NO_VALUE;
}

kepu_status kepu_progress_tally(const kepu_progress *progress, size_t row, size_t *out_counted, size_t *out_reaching)
{
	const kp_progress_row *at = row_at(progress, row);
	bool counts = at && at->counts;
	if (out_counted)
		*out_counted = counts ? at->counted : 0;
	if (out_reaching)
		*out_reaching = counts ? at->reaching : 0;
	return counts ? KEPU_OK : KEPU_NO_VALUE;
}

int32_t kepu_progress_light(const kepu_progress *progress, size_t row)
{
	const kp_progress_row *at = row_at(progress, row);
	return at ? at->light : KEPU_UNKNOWN;
}
