#include "work/marks.h"

#include "base/exact.h"
#include "work/figure_text.h"

#include <kepu/date.h>
#include <stdlib.h>

int64_t kp_first_day(kp_date period)
{
	return period.year ? kp_date_days(kp_date_first(period)) : KP_NEVER;
}

int64_t kp_last_day(kp_date period)
{
	return period.year ? kp_date_days(kp_date_last(period)) : KP_NEVER;
}

bool kp_adds_up(const kepu_indicator *indicator)
{
	int32_t counting = kp_token_number(indicator->counting), every = kp_token_number(indicator->every);
	if (counting == KEPU_UNKNOWN)
		return every != KEPU_UNKNOWN && every != KEPU_EVERY_ONCE;
	return counting != KEPU_COUNTING_LEVEL;
}

bool kp_has_target(const kepu_indicator *indicator)
{
	for (const kepu_value *v = indicator->first_value; v; v = v->next)
		if (kp_token_number(v->kind) == KEPU_VALUE_TARGET)
			return true;
	return false;
}

/* ---- steps ---- */

static kp_date part_of(int32_t every, kp_date day)
{
	int16_t year = day.year;
	switch (every) {
	case KEPU_EVERY_HALF: return (kp_date){ year, day.month > 6 ? 2 : 1, 0, KEPU_PRECISION_HALF };
	case KEPU_EVERY_QUARTER: return (kp_date){ year, (uint8_t)((day.month + 2) / 3), 0, KEPU_PRECISION_QUARTER };
	case KEPU_EVERY_MONTH: return (kp_date){ year, day.month, 0, KEPU_PRECISION_MONTH };
	default: return (kp_date){ year, 0, 0, KEPU_PRECISION_YEAR };
	}
}

kp_step kp_step_of(const kp_judge *judge, const kepu_indicator *indicator, int32_t every, kp_date day)
{
	kp_step step = { .date = day, .day = kp_date_days(day), .sum = kp_adds_up(indicator) };
	if (every == KEPU_UNKNOWN || every == KEPU_EVERY_ONCE) {
		step.once = true;
		step.first = judge->has_period ? judge->begin : KP_NEVER;
		step.last = judge->has_period ? judge->end : KP_NEVER;
		return step;
	}
	kp_date part = part_of(every, day), last = part;
	if (every == KEPU_EVERY_BIENNIAL) {
		int odd = judge->has_period ? judge->begin_year : 1;
		part.year = (int16_t)(day.year - ((day.year - odd) % 2 != 0));
		last = part;
		last.year++;
	}
	step.first = kp_first_day(part);
	step.last_day = kp_date_last(last);
	step.last = kp_last_day(last);
	return step;
}

/* ---- figures ---- */

static bool same_period(kp_date a, kp_date b)
{
	return a.year == b.year && a.month == b.month && a.day == b.day && a.precision == b.precision;
}

int kp_strength(int32_t status)
{
	return status == KEPU_VALUE_STATUS_VERIFIED ? 3 : status == KEPU_VALUE_STATUS_ESTIMATED ? 1 : 2;
}

static bool is_observed(int32_t kind)
{
	return kind == KEPU_DATUM_OBSERVATION || kind == KEPU_DATUM_NUMERATOR || kind == KEPU_DATUM_DENOMINATOR;
}

/* A target, baseline or path of a table replaces the plan's whatever its status. */
static bool replaces(const kp_mark *mark, const kp_mark *other, int32_t kind)
{
	bool newer = mark->from_data && !other->from_data;
	if (newer && !is_observed(kind))
		return true;
	int more = kp_strength(mark->status) - kp_strength(other->status);
	return more > 0 || (more == 0 && newer);
}

static void add_mark(kp_judge *judge, kp_marks *marks, const kp_mark *mark, int32_t kind)
{
	if (!is_observed(kind) && mark->state != KEPU_STATE_VALUE)
		return;
	for (size_t i = 0; i < marks->count; i++) {
		const kp_mark *there = &marks->items[i];
		if (!same_period(there->period, mark->period) || (there->from_data && there->relative != mark->relative))
			continue;
		if (replaces(mark, &marks->items[i], kind))
			marks->items[i] = *mark;
		return;
	}
	if (!kp_grow((void **)&marks->items, &marks->capacity, marks->count + 1, sizeof *marks->items)) {
		judge->failed = true;
		return;
	}
	marks->items[marks->count++] = *mark;
}

static bool in_region(const kepu_plan *plan, kp_str said, const char *region)
{
	size_t length = kp_str_len(said);
	bool own = !length || kp_own_region(plan, said, length);
	return region ? !own && !strcmp(said, region) : own;
}

static kp_mark mark_of_value(const kepu_value *v)
{
	kp_mark mark = { .low = v->low, .high = v->high, .has_low = v->low_text, .has_high = v->high_text };
	mark.state = v->low_text || v->high_text ? KEPU_STATE_VALUE : KEPU_STATE_NO_VALUE;
	mark.status = (uint8_t)kp_token_number(v->status);
	if (!v->time || !kp_date_read(v->time, kp_str_len(v->time), &mark.period))
		memset(&mark.period, 0, sizeof mark.period);
	mark.first = kp_first_day(mark.period);
	mark.last = kp_last_day(mark.period);
	return mark;
}

typedef void gather(kp_judge *, const kepu_indicator *, const char *region, int32_t kind, kp_marks *out);

static void gather_plan(kp_judge *judge, const kepu_indicator *indicator, const char *region, int32_t kind,
                        kp_marks *out)
{
	for (const kepu_value *v = indicator->first_value; v; v = v->next) {
		int32_t number = kp_token_number(v->kind);
		int32_t as = number == KEPU_VALUE_TARGET     ? KEPU_DATUM_TARGET
		             : number == KEPU_VALUE_BASELINE ? KEPU_DATUM_BASELINE
		             : number                        ? KEPU_DATUM_OBSERVATION
		                                             : 0;
		kp_mark mark = mark_of_value(v);
		if (as == kind && in_region(judge->plan, v->region, region) && (mark.period.year || kind == KEPU_DATUM_TARGET))
			add_mark(judge, out, &mark, kind);
	}
}

static void gather_data(kp_judge *judge, const kepu_indicator *indicator, const char *region, int32_t kind,
                        kp_marks *out)
{
	for (size_t i = 0; judge->data && i < judge->data->count; i++) {
		const kp_datum *row = &judge->data->rows[i];
		bool there = region ? row->region && !strcmp(row->region, region) : !row->region;
		if (row->kind != kind || !there || !kp_datum_is_about(judge->data, row, indicator))
			continue;
		kp_mark mark = {
			.period = row->period, .low = row->value, .has_low = true, .percent = row->percent, .from_data = true
		};
		mark.first = kp_first_day(row->period);
		mark.last = kp_last_day(row->period);
		mark.state = row->state;
		mark.status = row->status;
		mark.relative = row->relative;
		add_mark(judge, out, &mark, kind);
	}
}

/* Baselines of the indicators that have no more than these, under the same name. */
static void gather_lent(kp_judge *judge, const kepu_indicator *indicator, const char *region, gather *gather_from,
                        kp_marks *out)
{
	for (size_t i = 0; i < judge->plan->indicator_count; i++) {
		const kepu_indicator *other = judge->plan->indicators[i];
		if (other != indicator && !kp_has_target(other) && indicator->name &&
		    kp_str_is(other->name, indicator->name, kp_str_len(indicator->name)) &&
		    kp_units_alike(other->unit, kp_str_len(other->unit), indicator->unit, kp_str_len(indicator->unit)))
			gather_from(judge, other, region, KEPU_DATUM_BASELINE, out);
	}
}

void kp_marks_gather(kp_judge *judge, const kepu_indicator *indicator, const char *region, int32_t kind, kp_marks *out)
{
	static gather *const from[] = { gather_plan, gather_data }; /* the plan first: what tables say replaces it */
	for (size_t i = 0; i < 2; i++) {
		from[i](judge, indicator, region, kind, out);
		if (kind == KEPU_DATUM_BASELINE)
			gather_lent(judge, indicator, region, from[i], out);
	}
}

void kp_marks_for(kp_judge *judge, const kepu_indicator *indicator, const char *region, int32_t kind, kp_marks *out)
{
	kp_marks_gather(judge, indicator, region, kind, out);
	if (region && !out->count)
		kp_marks_gather(judge, indicator, NULL, kind, out);
}

void kp_marks_free(kp_marks *marks)
{
	free(marks->items);
	*marks = (kp_marks){ NULL, 0, 0 };
}

kp_decimal kp_factor(const kepu_indicator *indicator)
{
	if (indicator->factor_text)
		return indicator->factor;
	int64_t whole = kp_unit_whole(indicator->unit ? indicator->unit : "", kp_str_len(indicator->unit));
	return (kp_decimal){ whole ? whole : 1, 0 };
}

/* numerator × factor ÷ denominator; a factor of more digits than fit leaves no value. */
static kp_mark quotient(const kp_mark *over, const kp_mark *under, kp_decimal factor)
{
	kp_mark made = *over;
	kp_decimal value = { 0, 0 };
	kp_wide top;
	bool none = over->state == KEPU_STATE_NOT_APPLICABLE || under->state == KEPU_STATE_NOT_APPLICABLE;
	made.status = kp_strength(over->status) < kp_strength(under->status) ? over->status : under->status;
	if (over->state != KEPU_STATE_VALUE || under->state != KEPU_STATE_VALUE) {
		made.state = none ? KEPU_STATE_NOT_APPLICABLE : KEPU_STATE_NO_VALUE;
		return made;
	}
	kp_wide tens = 1;
	for (int32_t i = 0; i < factor.scale; i++)
		tens *= 10;
	bool fits = !__builtin_mul_overflow(kp_wide_of(over->low), (kp_wide)factor.coefficient, &top) &&
	            kp_quotient(top, kp_wide_of(under->low) * tens, &value);
	made.state = fits ? KEPU_STATE_VALUE : KEPU_STATE_NO_VALUE;
	made.low = value;
	made.has_low = true;
	return made;
}

void kp_marks_observations(kp_judge *judge, const kepu_indicator *indicator, const char *region, kp_marks *out)
{
	kp_marks over = { NULL, 0, 0 }, under = { NULL, 0, 0 };
	kp_marks_gather(judge, indicator, region, KEPU_DATUM_OBSERVATION, out);
	size_t observed = out->count;
	kp_marks_gather(judge, indicator, region, KEPU_DATUM_NUMERATOR, &over);
	kp_marks_gather(judge, indicator, region, KEPU_DATUM_DENOMINATOR, &under);
	for (size_t i = 0; i < over.count; i++) {
		bool there = false;
		for (size_t k = 0; k < observed; k++)
			there = there || same_period(out->items[k].period, over.items[i].period);
		for (size_t k = 0; k < under.count && !there; k++) {
			if (!same_period(under.items[k].period, over.items[i].period))
				continue;
			kp_mark made = quotient(&over.items[i], &under.items[k], kp_factor(indicator));
			add_mark(judge, out, &made, KEPU_DATUM_OBSERVATION);
		}
	}
	kp_marks_free(&over);
	kp_marks_free(&under);
}

/* ---- actual value ---- */

static kp_decimal number_of(const kp_mark *mark)
{
	return mark->has_low ? mark->low : mark->high;
}

static kp_actual level_of(const kp_marks *marks, const kp_step *step)
{
	kp_actual actual = { KEPU_STATE_NOT_REPORTED, { 0, 0 } };
	const kp_mark *best = NULL;
	for (size_t i = 0; i < marks->count; i++) {
		const kp_mark *mark = &marks->items[i];
		if (mark->last > step->day || (!step->once && mark->last < step->first))
			continue;
		if (mark->state == KEPU_STATE_NO_VALUE) {
			actual.state = best ? actual.state : KEPU_STATE_NO_VALUE;
			continue;
		}
		bool later = !best || mark->last > best->last || (mark->last == best->last && mark->first > best->first);
		if (!later)
			continue;
		best = mark;
		actual = (kp_actual){ mark->state, mark->state == KEPU_STATE_VALUE ? number_of(mark) : (kp_decimal){ 0, 0 } };
	}
	return actual;
}

static bool in_window(const kp_mark *mark, const kp_step *step)
{
	return mark->last <= step->day && (step->first == KP_NEVER || mark->first >= step->first);
}

/* Whether a coarser figure that counts holds this one. */
static bool is_covered(const kp_marks *marks, const kp_mark *mark, const kp_step *step)
{
	for (size_t i = 0; i < marks->count; i++) {
		const kp_mark *other = &marks->items[i];
		bool wider = other->last - other->first > mark->last - mark->first;
		if (wider && other->first <= mark->first && other->last >= mark->last && other->state == KEPU_STATE_VALUE &&
		    in_window(other, step))
			return true;
	}
	return false;
}

static kp_actual sum_of(kp_judge *judge, const kp_marks *marks, const kp_step *step)
{
	kp_actual actual = { KEPU_STATE_NOT_REPORTED, { 0, 0 } };
	for (size_t i = 0; i < marks->count; i++) {
		const kp_mark *mark = &marks->items[i];
		if (!in_window(mark, step))
			continue;
		if (mark->state != KEPU_STATE_VALUE) {
			if (actual.state == KEPU_STATE_NOT_REPORTED ||
			    (actual.state == KEPU_STATE_NO_VALUE && mark->state == KEPU_STATE_NOT_APPLICABLE))
				actual.state = mark->state;
		} else if (!is_covered(marks, mark, step)) {
			actual.state = KEPU_STATE_VALUE;
			if (!kp_decimal_add(actual.value, number_of(mark), &actual.value))
				judge->overflow = true;
		}
	}
	return actual;
}

kp_actual kp_actual_of(kp_judge *judge, const kp_marks *observations, const kp_step *step)
{
	return step->sum ? sum_of(judge, observations, step) : level_of(observations, step);
}
