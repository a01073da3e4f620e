/* One indicator in one region on one day. */
#include "base/exact.h"
#include "work/progress.h"

#include <kepu/date.h>

/* ---- attainment ---- */

static kp_verdict share(bool reached, kp_decimal over, kp_decimal under)
{
	kp_verdict verdict = { reached, true, { reached, 0 } };
	if (under.coefficient > 0 && over.coefficient >= 0)
		verdict.has = kp_quotient(kp_wide_of(over), kp_wide_of(under), &verdict.attainment);
	return verdict;
}

static kp_verdict about(const kp_judge *judge, kp_decimal value, kp_decimal number)
{
	kp_wide apart = kp_wide_of(value) - kp_wide_of(number), within = 0;
	kp_decimal most;
	if (kp_product(judge->tolerance, number, &most))
		within = kp_wide_of(most);
	apart = apart < 0 ? -apart : apart;
	within = within < 0 ? -within : within;
	bool below = kp_decimal_compare(value, number) <= 0;
	return below ? share(apart <= within, value, number) : share(apart <= within, number, value);
}

static kp_verdict between(kp_decimal value, kp_decimal low, kp_decimal high)
{
	if (kp_decimal_compare(value, low) < 0)
		return share(false, value, low);
	if (kp_decimal_compare(value, high) > 0)
		return share(false, high, value);
	return (kp_verdict){ true, true, { 1, 0 } };
}

kp_verdict kp_compare_with(const kp_judge *judge, int32_t comparison, kp_decimal value, kp_decimal number,
                           const kp_decimal *high)
{
	int order = kp_decimal_compare(value, number);
	if (high)
		return between(value, number, *high);
	if (comparison == KEPU_COMPARISON_EQUAL && judge->exact) {
		kp_verdict verdict = order <= 0 ? share(order == 0, value, number) : share(false, number, value);
		return verdict;
	}
	switch (comparison) {
	case KEPU_COMPARISON_AT_LEAST:
	case KEPU_COMPARISON_EQUAL: return share(order >= 0, value, number);
	case KEPU_COMPARISON_MORE: return share(order > 0, value, number);
	case KEPU_COMPARISON_AT_MOST: return share(order <= 0, number, value);
	case KEPU_COMPARISON_LESS: return share(order < 0, number, value);
	case KEPU_COMPARISON_ABOUT: return about(judge, value, number);
	default: return (kp_verdict){ false, false, { 0, 0 } };
	}
}

/* ---- targets ---- */

/* What a relative target relates to. False: it has no value. */
static bool base_of(kp_judge *judge, const kepu_indicator *indicator, const char *region, const kp_mark *target,
                    const kp_step *step, kp_decimal *out)
{
	kp_marks marks = { NULL, 0, 0 };
	bool known = false;
	if (target->relative == KEPU_RELATIVE_LAST_YEAR) {
		int16_t year = (int16_t)((step->once ? target->period.year : step->last_day.year) - 1);
		kp_date end;
		if (target->last == KP_NEVER || !kp_date_make(year, 12, 31, &end))
			return false;
		kp_step last = kp_step_of(judge, indicator, KEPU_EVERY_ANNUAL, end);
		last.day = last.day > step->day ? step->day : last.day;
		kp_marks_observations(judge, indicator, region, &marks);
		kp_actual actual = kp_actual_of(judge, &marks, &last);
		known = actual.state == KEPU_STATE_VALUE;
		*out = actual.value;
	} else {
		bool baseline = target->relative == KEPU_RELATIVE_BASELINE;
		kp_marks_for(judge, indicator, region, baseline ? KEPU_DATUM_BASELINE : KEPU_DATUM_SUPERIOR, &marks);
		const kp_mark *mark = kp_baseline(&marks, step->day);
		known = mark && (baseline || mark->last <= step->day);
		if (known)
			*out = mark->has_low ? mark->low : mark->high;
	}
	kp_marks_free(&marks);
	return known;
}

/* Puts a relative target's number in its place. */
static void resolve(kp_judge *judge, const kepu_indicator *indicator, const char *region, const kp_step *step,
                    kp_mark *target)
{
	kp_decimal base, made;
	if (!target->relative)
		return;
	bool known = base_of(judge, indicator, region, target, step, &base);
	if (known && target->percent) {
		kp_decimal parts; /* of a hundred */
		known = kp_decimal_add((kp_decimal){ 100, 0 }, target->low, &parts) && kp_hundredths(base, parts, &made);
	} else if (known) {
		known = kp_decimal_add(base, target->low, &made);
	}
	target->has_low = known;
	if (known)
		target->low = made;
}

void kp_targets_of(kp_judge *judge, const kepu_indicator *indicator, const char *region, kp_marks *out)
{
	kp_marks_for(judge, indicator, region, KEPU_DATUM_TARGET, out);
	for (size_t i = 0; i < out->count; i++)
		if (!out->items[i].period.year && judge->has_period)
			out->items[i].last = judge->end;
}

static kp_mark *by_day(const kp_marks *targets, int64_t day)
{
	kp_mark *next = NULL, *past = NULL, *never = NULL;
	for (size_t i = 0; i < targets->count; i++) {
		kp_mark *target = &targets->items[i];
		if (target->last == KP_NEVER)
			never = never ? never : target;
		else if (target->last >= day)
			next = !next || target->last < next->last ? target : next;
		else
			past = !past || target->last > past->last ? target : past;
	}
	return next ? next : past ? past : never;
}

kp_mark *kp_current_target(const kp_marks *targets, const kp_step *step)
{
	kp_mark *chosen = NULL;
	if (step->once)
		return by_day(targets, step->day);
	for (size_t i = 0; i < targets->count && !chosen; i++) {
		kp_mark *target = &targets->items[i];
		if (target->period.year && target->first <= step->last && target->last >= step->last)
			chosen = target;
	}
	for (size_t i = 0; i < targets->count && !chosen; i++)
		if (!targets->items[i].period.year)
			chosen = &targets->items[i];
	if (!chosen)
		chosen = by_day(targets, step->day);
	if (chosen)
		chosen->last = step->last;
	return chosen;
}

/* ---- light ---- */

static uint8_t light_by(const kp_judge *judge, const kp_verdict *verdict, bool may_be_green)
{
	if (!verdict->has)
		return KEPU_LIGHT_GREY;
	if (may_be_green && kp_decimal_compare(verdict->attainment, judge->green) >= 0)
		return KEPU_LIGHT_GREEN;
	return kp_decimal_compare(verdict->attainment, judge->yellow) >= 0 ? KEPU_LIGHT_YELLOW : KEPU_LIGHT_RED;
}

static bool is_upper(int32_t comparison)
{
	return comparison == KEPU_COMPARISON_AT_MOST || comparison == KEPU_COMPARISON_LESS;
}

/* The rules of docs/indicators.md in their order; the row has everything else. */
static uint8_t light_of(const kp_judge *judge, const kp_progress_row *row, const kp_step *step,
                        const kp_verdict *verdict, int64_t due, const kp_decimal *high)
{
	int32_t comparison = kp_token_number(row->indicator->comparison);
	bool open = step->sum && step->day < due && is_upper(comparison);
	if (!row->judged)
		return KEPU_LIGHT_GREY;
	if (row->reached && !open)
		return KEPU_LIGHT_GREEN;
	if (!row->reached && step->day >= due)
		return light_by(judge, verdict, false);
	if (!row->has[KEPU_PROGRESS_EXPECTED - 1])
		return KEPU_LIGHT_GREY;
	kp_verdict so_far = kp_compare_with(judge, comparison, row->numbers[KEPU_PROGRESS_VALUE - 1],
	                                    row->numbers[KEPU_PROGRESS_EXPECTED - 1], high);
	return light_by(judge, &so_far, true);
}

/* ---- a row ---- */

static void set(kp_progress_row *row, int32_t which, kp_decimal number)
{
	row->numbers[which - 1] = kp_decimal_trim(number);
	row->has[which - 1] = true;
}

static void put_due(const kp_judge *judge, const kp_step *step, const kp_mark *target, kp_progress_row *row)
{
	if (target->last == KP_NEVER)
		return;
	kp_date day = step->once ? kp_date_last(target->period) : step->last_day;
	kp_date_write(day.year ? day : judge->end_date, row->due);
}

/* The high end of a range; NULL: the target is none. */
static const kp_decimal *range_of(const kepu_indicator *indicator, const kp_mark *target)
{
	int32_t comparison = kp_token_number(indicator->comparison);
	bool may = comparison == KEPU_COMPARISON_EQUAL || comparison == KEPU_COMPARISON_ABOUT;
	return may && target->has_low && target->has_high ? &target->high : NULL;
}

bool kp_reaches(const kp_judge *judge, const kepu_indicator *indicator, const kp_mark *target, kp_decimal value)
{
	return kp_compare_with(judge, kp_token_number(indicator->comparison), value, kp_target_number(indicator, target),
	                       range_of(indicator, target))
	    .reached;
}

static void judge_target(kp_judge *judge, const kp_step *step, const kp_marks *targets, const kp_mark *target,
                         kp_progress_row *row)
{
	const kepu_indicator *indicator = row->indicator;
	int32_t comparison = kp_token_number(indicator->comparison);
	kp_decimal number = kp_target_number(indicator, target), expected;
	const kp_decimal *high = range_of(indicator, target);
	kp_verdict verdict = { false, false, { 0, 0 } };
	set(row, KEPU_PROGRESS_TARGET, number);
	put_due(judge, step, target, row);
	if (kp_expected(judge, indicator, row->region, step, targets, target, &expected))
		set(row, KEPU_PROGRESS_EXPECTED, expected);
	if (row->state == KEPU_STATE_VALUE && comparison) {
		verdict = kp_compare_with(judge, comparison, row->numbers[KEPU_PROGRESS_VALUE - 1], number, high);
		row->judged = true;
		row->reached = verdict.reached;
		if (verdict.has)
			set(row, KEPU_PROGRESS_ATTAINMENT, verdict.attainment);
	}
	row->light = light_of(judge, row, step, &verdict, target->last, high);
}

void kp_judge_row(kp_judge *judge, kp_progress_row *row)
{
	const kepu_indicator *indicator = row->indicator;
	kp_marks observations = { NULL, 0, 0 }, targets = { NULL, 0, 0 };
	row->light = KEPU_LIGHT_GREY;
	row->state = KEPU_STATE_NOT_APPLICABLE;
	if (judge->before)
		return;
	kp_step step = kp_step_of(judge, indicator, kp_token_number(indicator->every), judge->date);
	kp_marks_observations(judge, indicator, row->region, &observations);
	kp_actual actual = kp_actual_of(judge, &observations, &step);
	row->state = (uint8_t)actual.state;
	if (actual.state == KEPU_STATE_VALUE)
		set(row, KEPU_PROGRESS_VALUE, actual.value);
	kp_targets_of(judge, indicator, row->region, &targets);
	for (size_t i = 0; step.once && i < targets.count; i++)
		resolve(judge, indicator, row->region, &step, &targets.items[i]);
	kp_mark *target = kp_current_target(&targets, &step);
	if (target && !step.once)
		resolve(judge, indicator, row->region, &step, target);
	if (target && (target->has_low || target->has_high))
		judge_target(judge, &step, &targets, target, row);
	kp_marks_free(&observations);
	kp_marks_free(&targets);
}
