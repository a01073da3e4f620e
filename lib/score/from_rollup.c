/* Totals of a roll-up as figures of criteria. */
#include "model/input.h"
#include "score/transfer.h"
#include "work/rollup.h"

#include <stdlib.h>

typedef struct transfer {
	kepu_inputs *inputs;
	const kepu_rollup *rollup;
	const char *period; /* in the roll-up's form; NULL: of each indicator its last one */
	size_t period_length;
	kepu_findings *findings;
	size_t *regions;      /* of each unit its region, KP_NO_REGION: it is none */
	kepu_totals **totals; /* of each indicator; NULL: not asked for yet */
} transfer;

/* ---- which total is for whom ---- */

/* The region that a unit is: by its id, else by its name, where no other unit has that. */
static size_t region_of(const transfer *t, uint32_t unit)
{
	const kepu_regions *regions = t->rollup->regions;
	const kp_unit_row *row = &t->inputs->units[unit];
	uint32_t named;
	size_t found;
	if (!kepu_regions_find(regions, row->id, kp_str_len(row->id), &found))
		return found;
	bool own = kp_inputs_unit(t->inputs, row->name, kp_str_len(row->name), &named) && named == unit;
	return own && !kepu_regions_find(regions, row->name, kp_str_len(row->name), &found) ? found : KP_NO_REGION;
}

/* The period that is asked for. NULL: the indicator has no figures for it. */
static const kp_series *series_of(const transfer *t, const kp_rolled *indicator)
{
	if (t->period)
		return kp_map_get(&indicator->by_period, t->period, t->period_length);
	return indicator->series_count ? indicator->series[indicator->series_count - 1] : NULL;
}

static const kp_rolled *rolled_of(const transfer *t, const kp_scheme_element *criterion)
{
	kp_str name = kp_scheme_text(criterion, KP_ATTR_INDICATOR);
	return kp_map_get(&t->rollup->by_name, name, kp_str_len(name));
}

static bool asks(const kp_scheme_element *element)
{
	return element->kind == KP_SCHEME_CRITERION && kp_scheme_get(element, KP_ATTR_INDICATOR);
}

/* The finding that says why a criterion is not given totals; 0: it is. */
static int32_t refusal(const transfer *t, const kp_scheme_element *criterion)
{
	const kp_rolled *one = rolled_of(t, criterion);
	if (!one || !one->series_count)
		return KEPU_FINDING_NOT_ROLLED_UP;
	if (kp_scheme_word(criterion, KP_ATTR_TAKE, KP_WORD_ATTAINMENT) != KP_WORD_ACTUAL)
		return KEPU_FINDING_TOTAL_IS_ACTUAL;
	return series_of(t, one) ? 0 : KEPU_FINDING_PERIOD_NOT_ROLLED_UP;
}

/* ---- figures ---- */

/* What a total stands on: the indicator, the period, and how many of the lowest regions it covers. */
static void write_evidence(const kp_rolled *one, const kp_series *series, const kp_total *total, kp_buffer *out)
{
	out->length = 0;
	kp_buffer_text(out, one->name);
	kp_buffer_byte(out, ' ');
	kp_buffer_text(out, series->text);
	kp_buffer_byte(out, ' ');
	kp_buffer_int(out, (int64_t)total->covered);
	kp_buffer_byte(out, '/');
	kp_buffer_int(out, (int64_t)total->leaves);
	kp_buffer_byte(out, '\0');
}

static uint8_t state_of(const kp_total *total)
{
	return total->has ? KEPU_STATE_VALUE : total->leaves ? KEPU_STATE_NOT_REPORTED : KEPU_STATE_NOT_APPLICABLE;
}

/* A figure for each unit that is a region. False: memory is out. */
static bool give(const transfer *t, const kp_scheme_element *criterion)
{
	const kp_rolled *one = rolled_of(t, criterion);
	bool counts = kp_rolled_rule(t->rollup, one) == KEPU_ROLLUP_REACH; /* regions, whatever the indicator's unit is */
	kp_transfer made = { .criterion = criterion, .origin = KEPU_ORIGIN_ROLLUP, .measure = counts ? NULL : one->unit };
	kp_buffer evidence = { .bytes = NULL };
	bool sound = true;
	for (uint32_t unit = 0; unit < t->inputs->unit_count && sound; unit++) {
		if (t->regions[unit] == KP_NO_REGION)
			continue;
		const kp_total *total = &t->totals[one->index]->rows[t->regions[unit]];
		write_evidence(one, series_of(t, one), total, &evidence);
		made.unit = unit;
		made.state = state_of(total);
		made.number = total->value;
		made.evidence = evidence.bytes;
		made.evidence_length = evidence.length - 1;
		sound = !evidence.failed && kp_inputs_transfer(t->inputs, &made, t->findings);
	}
	kp_buffer_free(&evidence);
	return sound;
}

/* All that is asked for is added up before the first figure is taken: a total that does not fit changes nothing. */
static kepu_status add_up(const transfer *t, kepu_error **err)
{
	const kepu_scheme *scheme = t->inputs->scheme;
	kepu_status status = KEPU_OK;
	for (size_t i = 0; i < scheme->count && !status; i++) {
		if (!asks(scheme->elements[i]) || refusal(t, scheme->elements[i]))
			continue;
		const kp_rolled *one = rolled_of(t, scheme->elements[i]);
		const kp_series *series = series_of(t, one);
		size_t period = 0;
		while (one->series[period] != series)
			period++;
		if (!t->totals[one->index])
			status = kepu_rollup_total(t->rollup, one->index, period, &t->totals[one->index], err);
	}
	return status;
}

/* False: memory is out. */
static bool give_all(const transfer *t)
{
	const kepu_scheme *scheme = t->inputs->scheme;
	bool sound = true;
	for (size_t i = 0; i < scheme->count && sound; i++) {
		const kp_scheme_element *one = scheme->elements[i];
		int32_t finding = asks(one) ? refusal(t, one) : 0;
		if (asks(one) && !finding)
			sound = give(t, one);
		else if (finding && t->findings)
			sound =
				kp_findings_add(t->findings, finding, NULL, NULL, kp_scheme_text(one, KP_ATTR_INDICATOR), t->period);
	}
	return sound;
}

static kepu_status add(transfer *t, kepu_error **err)
{
	kepu_status status = KEPU_ERROR_MEMORY;
	t->regions = kp_array(t->inputs->unit_count + 1, sizeof *t->regions);
	t->totals = kp_calloc(t->rollup->count + 1, sizeof(kepu_totals *));
	for (uint32_t i = 0; t->regions && i < t->inputs->unit_count; i++)
		t->regions[i] = region_of(t, i);
	if (!t->regions || !t->totals)
		kp_fail(err, status, NULL, NULL, NULL);
	else if (!(status = add_up(t, err)) && !give_all(t))
		status = kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	for (size_t i = 0; t->totals && i < t->rollup->count; i++)
		kepu_totals_free(t->totals[i]);
	free(t->totals);
	free(t->regions);
	return status;
}

/* In the form that a roll-up keeps periods in; empty: none is asked for. */
static kepu_status take_period(const char *period, size_t length, char out[KP_DATE_TEXT], size_t *out_length,
                               kepu_error **err)
{
	kp_date date;
	if (period && length == KEPU_NUL_TERMINATED)
		length = strlen(period);
	*out_length = 0;
	if (!period || !length)
		return KEPU_OK;
	if (!kp_date_read(period, length, &date))
		return kp_fail_text(err, KEPU_ERROR_BAD_DATE, NULL, period, length);
	*out_length = kp_date_write(date, out);
	return KEPU_OK;
}

kepu_status kepu_inputs_add_rollup(kepu_inputs *inputs, const kepu_rollup *rollup, const char *period,
                                   size_t period_len, kepu_findings **out_findings, kepu_error **err)
{
	char text[KP_DATE_TEXT];
	transfer t = { .inputs = inputs, .rollup = rollup };
	if (out_findings)
		*out_findings = NULL;
	kepu_status status = kp_inputs_open(inputs, err);
	if (!status)
		status = kp_rollup_check(rollup, err);
	if (!status)
		status = take_period(period, period_len, text, &t.period_length, err);
	if (status)
		return status;
	t.period = t.period_length ? text : NULL;
	t.findings = out_findings ? kp_findings_new() : NULL;
	status = out_findings && !t.findings ? kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL) : add(&t, err);
	if (status)
		kepu_findings_free(t.findings);
	else if (out_findings)
		*out_findings = t.findings;
	return status;
}
