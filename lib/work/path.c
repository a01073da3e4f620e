/* The level that the path to a target has on a day. */
#include "base/exact.h"
#include "work/marks.h"

#include <kepu/date.h>
#include <kepu/progress.h>
#include <stdlib.h>

typedef struct point {
	int64_t day;
	kp_decimal number;
} point;

typedef struct points {
	point *items; /* by day */
	size_t count, capacity;
	bool begun; /* the first one is where the path begins: before it the level is the same */
} points;

kp_decimal kp_target_number(const kepu_indicator *indicator, const kp_mark *target)
{
	int32_t comparison = kp_token_number(indicator->comparison);
	bool upper = comparison == KEPU_COMPARISON_AT_MOST || comparison == KEPU_COMPARISON_LESS;
	bool high = target->has_high && (upper || !target->has_low);
	return high ? target->high : target->low;
}

const kp_mark *kp_baseline(const kp_marks *baselines, int64_t day)
{
	const kp_mark *best = NULL;
	for (size_t i = 0; i < baselines->count; i++) {
		const kp_mark *mark = &baselines->items[i];
		bool better =
			!best || (mark->last <= day ? best->last > day || mark->last > best->last : mark->last < best->last);
		if (better)
			best = mark;
	}
	return best;
}

/* Of two on one day the first stands. */
static void put_point(kp_judge *judge, points *path, int64_t day, kp_decimal number)
{
	size_t at = 0;
	while (at < path->count && path->items[at].day < day)
		at++;
	if (at < path->count && path->items[at].day == day)
		return;
	if (!kp_grow((void **)&path->items, &path->capacity, path->count + 1, sizeof *path->items)) {
		judge->failed = true;
		return;
	}
	memmove(&path->items[at + 1], &path->items[at], (path->count - at) * sizeof *path->items);
	path->items[at] = (point){ day, number };
	path->count++;
}

static void put_targets(kp_judge *judge, const kepu_indicator *indicator, const kp_marks *targets, int64_t from,
                        points *path)
{
	for (size_t i = 0; i < targets->count; i++) {
		const kp_mark *target = &targets->items[i];
		if (target->last != KP_NEVER && target->last >= from && (target->has_low || target->has_high))
			put_point(judge, path, target->last, kp_target_number(indicator, target));
	}
}

static void put_given(kp_judge *judge, const kepu_indicator *indicator, const char *region, int64_t from, int64_t to,
                      points *path)
{
	kp_marks given = { NULL, 0, 0 };
	if (judge->path != KEPU_PATH_GIVEN)
		return;
	kp_marks_for(judge, indicator, region, KEPU_DATUM_PATH, &given);
	for (size_t i = 0; i < given.count; i++)
		if (given.items[i].last >= from && given.items[i].last <= to)
			put_point(judge, path, given.items[i].last, given.items[i].low);
	kp_marks_free(&given);
}

static void level_path(kp_judge *judge, const kepu_indicator *indicator, const char *region, const kp_step *step,
                       const kp_marks *targets, points *path)
{
	kp_marks baselines = { NULL, 0, 0 };
	int64_t from = INT64_MIN;
	kp_marks_for(judge, indicator, region, KEPU_DATUM_BASELINE, &baselines);
	const kp_mark *baseline = kp_baseline(&baselines, step->day);
	if (baseline) {
		put_point(judge, path, baseline->last, baseline->has_low ? baseline->low : baseline->high);
		from = baseline->last + 1;
		path->begun = true;
	}
	put_given(judge, indicator, region, from, KP_NEVER, path);
	put_targets(judge, indicator, targets, from, path);
	kp_marks_free(&baselines);
}

static void sum_path(kp_judge *judge, const kepu_indicator *indicator, const char *region, const kp_step *step,
                     const kp_marks *targets, const kp_mark *target, points *path)
{
	int64_t from = step->first == KP_NEVER ? INT64_MIN : step->first;
	if (step->first != KP_NEVER) {
		put_point(judge, path, step->first - 1, (kp_decimal){ 0, 0 });
		path->begun = true;
	}
	put_given(judge, indicator, region, from, target->last, path);
	if (step->once)
		put_targets(judge, indicator, targets, from, path);
	else
		put_point(judge, path, target->last, kp_target_number(indicator, target));
}

static bool level_at(const points *path, int64_t day, kp_decimal *out)
{
	size_t at = 0;
	while (at < path->count && path->items[at].day <= day)
		at++;
	if (!path->count || (at == 0 && !path->begun))
		return false;
	if (at == 0 || at == path->count) {
		*out = path->items[at ? at - 1 : 0].number;
		return true;
	}
	const point *a = &path->items[at - 1], *b = &path->items[at];
	kp_wide x = kp_wide_of(a->number), y = kp_wide_of(b->number), days = b->day - a->day;
	return kp_quotient(x * days + (y - x) * (day - a->day), days * 1000000000, out);
}

/* The latest end of a year or month that is not after the day. */
static int64_t last_end(const kp_step *step)
{
	kp_date part = step->date;
	part.day = 0;
	part.precision = KEPU_PRECISION_MONTH;
	if (step->once) {
		part.month = 0;
		part.precision = KEPU_PRECISION_YEAR;
	}
	return kp_last_day(part) <= step->day ? step->day : kp_first_day(part) - 1;
}

static bool floor_of(kp_judge *judge, const kepu_indicator *indicator, const char *region, const kp_step *step,
                     const kp_mark *target, kp_decimal *out)
{
	kp_marks given = { NULL, 0, 0 };
	const kp_mark *best = NULL;
	*out = kp_target_number(indicator, target);
	if (judge->path != KEPU_PATH_GIVEN)
		return true;
	kp_marks_for(judge, indicator, region, KEPU_DATUM_PATH, &given);
	for (size_t i = 0; i < given.count; i++) {
		const kp_mark *mark = &given.items[i];
		if (mark->last >= step->first && mark->last <= step->day && (!best || mark->last > best->last))
			best = mark;
	}
	if (best)
		*out = best->low;
	kp_marks_free(&given);
	return true;
}

bool kp_expected(kp_judge *judge, const kepu_indicator *indicator, const char *region, const kp_step *step,
                 const kp_marks *targets, const kp_mark *target, kp_decimal *out)
{
	points path = { NULL, 0, 0, false };
	int64_t day = step->day;
	if (!step->sum && !step->once)
		return floor_of(judge, indicator, region, step, target, out);
	if (step->sum)
		sum_path(judge, indicator, region, step, targets, target, &path);
	else
		level_path(judge, indicator, region, step, targets, &path);
	if (judge->path == KEPU_PATH_STEPWISE && day < target->last) {
		int64_t end = last_end(step);
		bool early = path.count && end < path.items[0].day && day >= path.items[0].day;
		day = early ? path.items[0].day : end;
	}
	bool known = level_at(&path, day, out);
	free(path.items);
	return known;
}
