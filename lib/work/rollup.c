#include "work/rollup.h"

#include "work/figure_text.h"
#include "work/marks.h"

#include <kepu/date.h>
#include <stdlib.h>

kepu_status kepu_rollup_new(kepu_regions *regions, int32_t rule, kepu_rollup **out_rollup, kepu_error **err)
{
	if (!out_rollup)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_rollup", "NULL");
	*out_rollup = NULL;
	if (!regions)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "regions", "NULL");
	if (regions->tag != KP_TAG_REGIONS)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_regions", NULL);
	if (rule < 0 || rule > KEPU_ROLLUP_REACH)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "rule", "KEPU_ROLLUP_");
	kepu_rollup *rollup = kp_calloc(1, sizeof *rollup);
	if (!rollup)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	rollup->tag = KP_TAG_ROLLUP;
	rollup->regions = kp_regions_ref(regions);
	rollup->rule = rule;
	kp_arena_init(&rollup->arena);
	*out_rollup = rollup;
	return KEPU_OK;
}

static void release(kp_rolled *indicator)
{
	for (size_t i = 0; i < indicator->series_count; i++) {
		free(indicator->series[i]->observations.slots);
		free(indicator->series[i]->numerators.slots);
		free(indicator->series[i]->denominators.slots);
	}
	free(indicator->series);
	kp_map_free(&indicator->by_period);
	kepu_plan_unref(indicator->first ? indicator->first->plan : NULL);
	kepu_plan_unref(indicator->aimed ? indicator->aimed->plan : NULL);
}

void kepu_rollup_free(kepu_rollup *rollup)
{
	if (!rollup || rollup->tag != KP_TAG_ROLLUP)
		return;
	rollup->tag = 0;
	for (size_t i = 0; i < rollup->count; i++)
		release(rollup->indicators[i]);
	free(rollup->indicators);
	kp_map_free(&rollup->by_name);
	kp_arena_free(&rollup->arena);
	kepu_regions_free(rollup->regions);
	free(rollup);
}

kepu_status kp_rollup_check(const kepu_rollup *rollup, kepu_error **err)
{
	if (!rollup)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "rollup", "NULL");
	if (rollup->tag != KP_TAG_ROLLUP)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_rollup", NULL);
	return KEPU_OK;
}

/* ---- indicators and periods ---- */

static const char *or_empty(kp_str text)
{
	return text ? text : "";
}

/* NULL: memory is out. */
static kp_rolled *indicator_of(kepu_rollup *rollup, kp_str name)
{
	kp_rolled *made = kp_map_get(&rollup->by_name, name, kp_str_len(name));
	if (made)
		return made;
	made = kp_arena_alloc(&rollup->arena, sizeof *made);
	if (!made || !(made->name = kp_str_new(&rollup->arena, name, kp_str_len(name))) ||
	    !kp_grow((void **)&rollup->indicators, &rollup->capacity, rollup->count + 1, sizeof(kp_rolled *)) ||
	    !kp_map_put(&rollup->by_name, made->name, made))
		return NULL;
	made->index = rollup->count;
	made->grows = kp_grows(made->name, kp_str_len(made->name));
	rollup->indicators[rollup->count++] = made;
	return made;
}

static bool set_unit(kepu_rollup *rollup, kp_rolled *indicator, const char *unit, size_t length)
{
	indicator->unit_known = true;
	indicator->unit = length ? kp_str_new(&rollup->arena, unit, length) : NULL;
	return indicator->unit || !length;
}

/* NULL: memory is out. */
static kp_series *series_of(kepu_rollup *rollup, kp_rolled *indicator, kp_date period)
{
	char text[KP_DATE_TEXT];
	size_t length = kp_date_write(period, text);
	kp_series *made = kp_map_get(&indicator->by_period, text, length);
	if (made)
		return made;
	made = kp_arena_alloc(&rollup->arena, sizeof *made);
	if (!made || !(made->text = kp_str_new(&rollup->arena, text, length)) ||
	    !kp_grow((void **)&indicator->series, &indicator->series_capacity, indicator->series_count + 1,
	             sizeof(kp_series *)) ||
	    !kp_map_put(&indicator->by_period, made->text, made))
		return NULL;
	made->period = period;
	indicator->series[indicator->series_count++] = made;
	indicator->unsorted = true;
	return made;
}

static int by_period(const void *a, const void *b)
{
	const kp_series *const *one = a, *const *other = b;
	return kp_date_compare((*one)->period, (*other)->period);
}

/* When all of a file is there, so that no order of its rows makes it slow. */
static void sort_periods(kepu_rollup *rollup)
{
	for (size_t i = 0; i < rollup->count; i++) {
		kp_rolled *one = rollup->indicators[i];
		if (one->unsorted)
			qsort(one->series, one->series_count, sizeof(kp_series *), by_period);
		one->unsorted = false;
	}
}

/* ---- a figure ---- */

typedef struct taking {
	kepu_rollup *rollup;
	kepu_findings *findings;
	const char *subject; /* of findings; NULL: none */
	kp_str name, region, unit;
	kp_date period;
	kp_decimal value;
	int32_t kind, state, status;
	kp_where places[KP_DATUM_PLACES];
	bool failed; /* memory is out */
} taking;

/* Always false, so that a check can end with it. */
static bool refuse(taking *t, int32_t code, kp_datum_place which, const char *first, const char *second)
{
	kp_place place = KP_NOWHERE;
	place.line = t->places[which].line;
	place.column = t->places[which].column;
	if (t->findings && !kp_findings_add(t->findings, code, t->subject, &place, first, second))
		t->failed = true;
	return false;
}

static bool find_region(taking *t, uint32_t *out_region)
{
	size_t found;
	if (!t->region || kepu_regions_find(t->rollup->regions, t->region, kp_str_len(t->region), &found))
		return refuse(t, KEPU_FINDING_REGION_UNKNOWN, KP_PLACE_REGION, or_empty(t->region), NULL);
	*out_region = (uint32_t)found;
	return true;
}

/* `unit` becomes the one of the figure, folded. */
static bool check_unit(taking *t, const kp_rolled *indicator, char unit[KP_UNIT_TEXT], size_t *out_length)
{
	bool counts = t->kind == KEPU_DATUM_NUMERATOR || t->kind == KEPU_DATUM_DENOMINATOR;
	*out_length = kp_unit_fold(or_empty(t->unit), kp_str_len(t->unit), unit);
	if (counts || !*out_length || !indicator || !indicator->unit_known ||
	    kp_unit_takes(or_empty(indicator->unit), kp_str_len(indicator->unit), unit, *out_length, &t->value))
		return true;
	return refuse(t, KEPU_FINDING_UNIT_UNLIKE, KP_PLACE_UNIT, unit, or_empty(indicator->unit));
}

static bool in_range(taking *t, const kp_rolled *indicator)
{
	char number[KP_DECIMAL_TEXT];
	if (t->kind != KEPU_DATUM_OBSERVATION || t->state != KEPU_STATE_VALUE || !indicator || indicator->grows ||
	    !kp_over_whole(t->value, or_empty(indicator->unit), kp_str_len(indicator->unit)))
		return true;
	kp_decimal_write(t->value, number);
	return refuse(t, KEPU_FINDING_OVER_WHOLE, KP_PLACE_VALUE, number, indicator->unit);
}

static kp_figures *figures_of(kp_series *series, int32_t kind)
{
	switch (kind) {
	case KEPU_DATUM_NUMERATOR: return &series->numerators;
	case KEPU_DATUM_DENOMINATOR: return &series->denominators;
	default: return &series->observations;
	}
}

static bool put(taking *t, kp_rolled *indicator, uint32_t region)
{
	kp_decimal value = t->state == KEPU_STATE_VALUE ? t->value : (kp_decimal){ 0, 0 };
	kp_figure figure = { .coefficient = value.coefficient, .region = region, .scale = (uint8_t)value.scale };
	figure.state = (uint8_t)t->state;
	figure.strength = (uint8_t)kp_strength(t->status);
	kp_series *series = series_of(t->rollup, indicator, t->period);
	switch (series ? kp_figures_put(figures_of(series, t->kind), &figure) : KP_PUT_MEMORY) {
	case KP_PUT_DONE: return true;
	case KP_PUT_TWICE: return refuse(t, KEPU_FINDING_VALUE_TWICE, KP_PLACE_INDICATOR, indicator->name, series->text);
	default: t->failed = true; return false;
	}
}

/* Takes a figure or adds a finding. False: memory is out. */
static bool take(taking *t)
{
	char unit[KP_UNIT_TEXT];
	size_t length;
	uint32_t region;
	kp_rolled *indicator = kp_map_get(&t->rollup->by_name, t->name, kp_str_len(t->name));
	if (!find_region(t, &region) || !check_unit(t, indicator, unit, &length) || !in_range(t, indicator))
		return !t->failed;
	indicator = indicator_of(t->rollup, t->name);
	if (!indicator)
		return false;
	if (put(t, indicator, region) && t->kind == KEPU_DATUM_OBSERVATION && length && !indicator->unit_known)
		t->failed = !set_unit(t->rollup, indicator, unit, length);
	return !t->failed;
}

/* ---- plans ---- */

static bool has_target(const kepu_indicator *indicator)
{
	for (const kepu_value *v = indicator->first_value; v; v = v->next)
		if (kp_token_number(v->kind) == KEPU_VALUE_TARGET && (v->low_text || v->high_text))
			return true;
	return false;
}

/* What the plan says of the indicator, where it is the first to. False: memory is out. */
static bool note(kepu_rollup *rollup, kp_rolled *indicator, const kepu_indicator *from)
{
	char unit[KP_UNIT_TEXT];
	size_t length = kp_unit_fold(or_empty(from->unit), kp_str_len(from->unit), unit);
	if (!indicator->unit_known && !set_unit(rollup, indicator, unit, length))
		return false;
	if (!indicator->first) {
		kepu_plan_ref(from->plan);
		indicator->first = from;
	}
	bool alike = !length || kp_str_is(indicator->unit, unit, length);
	if (!indicator->aimed && alike && has_target(from)) {
		kepu_plan_ref(from->plan);
		indicator->aimed = from;
	}
	if (!indicator->rule)
		indicator->rule = kp_token_number(from->rollup);
	return true;
}

static bool take_value(kepu_rollup *rollup, const kepu_value *v, kepu_findings *findings)
{
	const kepu_indicator *from = v->indicator;
	const kepu_plan *plan = from->plan;
	bool own = !kp_str_len(v->region) || kp_own_region(plan, v->region, kp_str_len(v->region));
	taking t = { .rollup = rollup, .findings = findings, .subject = from->id, .name = from->name, .unit = from->unit };
	t.region = !own ? v->region : plan->region_code ? plan->region_code : plan->region_name;
	t.kind = KEPU_DATUM_OBSERVATION;
	t.state = v->low_text || v->high_text ? KEPU_STATE_VALUE : KEPU_STATE_NO_VALUE;
	t.value = v->low_text ? v->low : v->high;
	t.status = kp_token_number(v->status);
	for (size_t i = 0; i < KP_DATUM_PLACES; i++)
		t.places[i] = v->where;
	return !v->time || !kp_date_read(v->time, kp_str_len(v->time), &t.period) || take(&t);
}

kepu_status kp_rollup_plan(kepu_rollup *rollup, kepu_plan *plan, kepu_findings *findings, kepu_error **err)
{
	bool taken = true;
	for (size_t i = 0; i < plan->indicator_count && taken; i++) {
		const kepu_indicator *from = plan->indicators[i];
		if (!kp_str_len(from->name))
			continue;
		kp_rolled *indicator = indicator_of(rollup, from->name);
		taken = indicator && note(rollup, indicator, from);
		for (const kepu_value *v = from->first_value; v && taken; v = v->next)
			if (kp_token_number(v->kind) == KEPU_VALUE_OBSERVATION)
				taken = take_value(rollup, v, findings);
	}
	sort_periods(rollup);
	return taken ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

/* ---- tables ---- */

static kp_str name_of(const kepu_data *data, const kp_datum *row)
{
	for (size_t i = 0; row->by_id && i < data->plan->indicator_count; i++)
		if (kp_str_is(data->plan->indicators[i]->id, row->indicator, kp_str_len(row->indicator)))
			return data->plan->indicators[i]->name;
	return row->indicator;
}

static bool is_added(const kp_datum *row)
{
	return row->kind == KEPU_DATUM_OBSERVATION || row->kind == KEPU_DATUM_NUMERATOR ||
	       row->kind == KEPU_DATUM_DENOMINATOR;
}

kepu_status kp_rollup_data(kepu_rollup *rollup, const kepu_data *data, kepu_findings *findings, kepu_error **err)
{
	const kepu_plan *plan = data->plan;
	bool taken = true;
	for (size_t i = 0; i < data->count && taken; i++) {
		const kp_datum *row = &data->rows[i];
		taking t = { .rollup = rollup, .findings = findings, .name = name_of(data, row), .unit = row->unit };
		if (!is_added(row) || !kp_str_len(t.name))
			continue;
		t.region = row->region ? row->region : !plan ? NULL : plan->region_code ? plan->region_code : plan->region_name;
		t.period = row->period;
		t.value = row->value;
		t.kind = row->kind;
		t.state = row->state;
		t.status = row->status;
		memcpy(t.places, row->places, sizeof t.places);
		taken = take(&t);
	}
	sort_periods(rollup);
	return taken ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

/* Hands over the findings that were asked for. */
static kepu_status give(kepu_status status, kepu_findings *findings, kepu_findings **out_findings)
{
	if (status || !out_findings)
		kepu_findings_free(findings);
	else
		*out_findings = findings;
	return status;
}

kepu_status kepu_rollup_add_plan(kepu_rollup *rollup, kepu_plan *plan, kepu_findings **out_findings, kepu_error **err)
{
	if (out_findings)
		*out_findings = NULL;
	kepu_status status = kp_rollup_check(rollup, err);
	if (status)
		return status;
	if (!plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "plan", "NULL");
	if (plan->tag != KP_TAG_PLAN)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
	kepu_findings *findings = out_findings ? kp_findings_new() : NULL;
	if (out_findings && !findings)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	return give(kp_rollup_plan(rollup, plan, findings, err), findings, out_findings);
}

kepu_status kepu_rollup_add_data(kepu_rollup *rollup, const kepu_data *data, kepu_findings **out_findings,
                                 kepu_error **err)
{
	if (out_findings)
		*out_findings = NULL;
	kepu_status status = kp_rollup_check(rollup, err);
	if (status)
		return status;
	if (!data)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "data", "NULL");
	if (data->tag != KP_TAG_DATA)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_data", NULL);
	kepu_findings *findings = out_findings ? kp_findings_new() : NULL;
	if (out_findings && !findings)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	return give(kp_rollup_data(rollup, data, findings, err), findings, out_findings);
}

/* ---- reading ---- */

static const kp_rolled *indicator_at(const kepu_rollup *rollup, size_t indicator)
{
	return indicator < kepu_rollup_indicator_count(rollup) ? rollup->indicators[indicator] : NULL;
}

size_t kepu_rollup_indicator_count(const kepu_rollup *rollup)
{
	return rollup && rollup->tag == KP_TAG_ROLLUP ? rollup->count : 0;
}

const char *kepu_rollup_indicator_name(const kepu_rollup *rollup, size_t indicator, size_t *out_len)
{
	const kp_rolled *one = indicator_at(rollup, indicator);
	return kp_str_out(one ? one->name : NULL, out_len);
}

const char *kepu_rollup_indicator_unit(const kepu_rollup *rollup, size_t indicator, size_t *out_len)
{
	const kp_rolled *one = indicator_at(rollup, indicator);
	return kp_str_out(one ? one->unit : NULL, out_len);
}

int32_t kp_rolled_rule(const kepu_rollup *rollup, const kp_rolled *indicator)
{
	if (rollup->rule || indicator->rule)
		return rollup->rule ? rollup->rule : indicator->rule;
	bool share = kp_unit_whole(or_empty(indicator->unit), kp_str_len(indicator->unit));
	return share ? KEPU_ROLLUP_RATIO : KEPU_ROLLUP_SUM;
}

int32_t kepu_rollup_indicator_rule(const kepu_rollup *rollup, size_t indicator)
{
	const kp_rolled *one = indicator_at(rollup, indicator);
	return one ? kp_rolled_rule(rollup, one) : KEPU_UNKNOWN;
}

kepu_status kepu_rollup_find_indicator(const kepu_rollup *rollup, const char *name, size_t len, size_t *out_indicator)
{
	if (!out_indicator)
		return KEPU_ERROR_ARGUMENT;
	*out_indicator = 0;
	if (!name || !kepu_rollup_indicator_count(rollup))
		return KEPU_NO_VALUE;
	const kp_rolled *one = kp_map_get(&rollup->by_name, name, len == KEPU_NUL_TERMINATED ? strlen(name) : len);
	*out_indicator = one ? one->index : 0;
	return one ? KEPU_OK : KEPU_NO_VALUE;
}

size_t kepu_rollup_period_count(const kepu_rollup *rollup, size_t indicator)
{
	const kp_rolled *one = indicator_at(rollup, indicator);
	return one ? one->series_count : 0;
}

const char *kepu_rollup_period(const kepu_rollup *rollup, size_t indicator, size_t period, size_t *out_len)
{
	bool there = period < kepu_rollup_period_count(rollup, indicator);
	return kp_str_out(there ? rollup->indicators[indicator]->series[period]->text : NULL, out_len);
}
