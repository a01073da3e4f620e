/* What a rule sees of the other units of the group. Where value-zero is at work the unit asked about counts with what it has so,
 * for itself alone: it is not among the measures that were taken, and set into them here. */
#include "score/mean.h"
#include "score/trace.h"

#include <kepu/data.h>
#include <stdlib.h>

/* The place of the unit among the measures; their count: it is not there. */
static size_t place_of(const kp_group *group, uint32_t unit)
{
	size_t low = 0, high = group->count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (group->measures[middle].unit < unit)
			low = middle + 1;
		else
			high = middle;
	}
	return low < group->count && group->measures[low].unit == unit ? low : group->count;
}

/* The group, and whether the unit has a measure for itself alone. */
static bool enter(const kp_question *question, kp_group **out, kp_fraction *own, bool *out_extra)
{
	uint8_t state;
	*out_extra = false;
	*out = kp_run_group(question);
	if (!*out)
		return false;
	if (!question->run->zeros)
		return true;
	size_t at = place_of(*out, question->unit);
	if (at < (*out)->count && (*out)->measures[at].state == KEPU_STATE_VALUE)
		return true;
	if (!kp_measure(question, own, &state))
		return false;
	*out_extra = state == KEPU_STATE_VALUE;
	return true;
}

/* ---- mean, least and most ---- */

static bool mean_with(const kp_question *question, const kp_group *group, const kp_fraction *extra, kp_fraction *out,
                      bool *out_exact)
{
	kepu_status status = kp_mean(group->measures, group->count, extra, out, out_exact);
	if (status == KEPU_ERROR_OVERFLOW)
		return kp_overflow(question);
	return status == KEPU_OK || kp_run_fail(question->run, status, NULL, NULL);
}

static size_t valued(const kp_group *group)
{
	size_t count = 0;
	for (size_t i = 0; i < group->count; i++)
		count += group->measures[i].state == KEPU_STATE_VALUE;
	return count;
}

static bool mean_of_more(const kp_question *question, kp_group *group, kp_fraction own, kp_fraction *out)
{
	kp_fraction sum;
	bool exact;
	if (group->mean_exact && kp_fraction_multiply(group->mean, kp_fraction_whole((int64_t)group->valued), &sum) &&
	    kp_fraction_add(sum, own, &sum) && kp_fraction_divide(sum, kp_fraction_whole((int64_t)group->valued + 1), out))
		return true;
	if (!group->more_taken || kp_fraction_compare(group->more, own) != 0) {
		group->more_taken = mean_with(question, group, &own, &group->mean_with_more, &exact);
		group->more = own;
	}
	*out = group->mean_with_more;
	return group->more_taken;
}

bool kp_group_mean(const kp_question *question, kp_fraction *out, uint8_t *state)
{
	kp_group *group;
	kp_fraction own;
	bool extra;
	if (!enter(question, &group, &own, &extra))
		return false;
	if (!group->mean_taken) {
		group->mean = KP_FRACTION_ZERO;
		group->mean_exact = true;
		group->valued = valued(group);
		if (group->valued && !mean_with(question, group, NULL, &group->mean, &group->mean_exact))
			return false;
		group->mean_taken = true;
	}
	*state = group->valued || extra ? KEPU_STATE_VALUE : KEPU_STATE_NO_VALUE;
	*out = group->mean;
	return !extra || mean_of_more(question, group, own, out);
}

bool kp_group_range(const kp_question *question, kp_fraction *least, kp_fraction *most, uint8_t *state)
{
	kp_group *group;
	kp_fraction own;
	bool extra;
	if (!enter(question, &group, &own, &extra))
		return false;
	if (!group->range_taken) {
		group->valued = 0;
		for (size_t i = 0; i < group->count; i++) {
			const kp_measured *measure = &group->measures[i];
			if (measure->state != KEPU_STATE_VALUE)
				continue;
			group->least = group->valued ? kp_least_of(group->least, measure->value) : measure->value;
			group->most = group->valued++ ? kp_most_of(group->most, measure->value) : measure->value;
		}
		group->range_taken = true;
	}
	*state = group->valued || extra ? KEPU_STATE_VALUE : KEPU_STATE_NO_VALUE;
	*least = extra && group->valued ? kp_least_of(group->least, own) : extra ? own : group->least;
	*most = extra && group->valued ? kp_most_of(group->most, own) : extra ? own : group->most;
	KP_TELL(question->run, range, question, *least, *most);
	return true;
}

/* ---- places ---- */

/* Whether a unit is one of those that have places: its measure compares so with `among`. */
static bool is_among(const kp_question *question, kp_fraction measure, bool *out, uint8_t *state)
{
	kp_fraction among;
	*out = true;
	*state = KEPU_STATE_VALUE;
	if (!kp_scheme_get(question->rule, KP_ATTR_AMONG))
		return true;
	if (!kp_threshold(question, KP_ATTR_AMONG, KP_FRACTION_ZERO, &among, state))
		return false;
	*out = *state == KEPU_STATE_VALUE && kp_compares(question->rule, measure, among);
	return true;
}

static bool is_among_alone(const kp_question *question, const kp_measured *measure, bool *out)
{
	kp_question its = *question;
	bool zeros = question->run->zeros;
	uint8_t state;
	its.unit = measure->unit;
	*out = false;
	if (measure->state != KEPU_STATE_VALUE)
		return true;
	question->run->zeros = false;
	bool done = is_among(&its, measure->value, out, &state);
	question->run->zeros = zeros;
	return done;
}

typedef struct ranked {
	kp_fraction value;
	uint32_t at;
} ranked;

static int larger_first(const void *left, const void *right)
{
	const ranked *a = left, *b = right;
	int order = kp_fraction_compare(b->value, a->value);
	return order ? order : (a->at > b->at) - (a->at < b->at);
}

static int smaller_first(const void *left, const void *right)
{
	const ranked *a = left, *b = right;
	int order = kp_fraction_compare(a->value, b->value);
	return order ? order : (a->at > b->at) - (a->at < b->at);
}

/* The place, doubled, of those from `first` on, `equal` in number, where `before` was that of the one before them. */
static uint32_t place_by(kp_word ties, size_t first, size_t equal, uint32_t before)
{
	if (ties == KP_WORD_DENSE)
		return before + 2;
	return (uint32_t)(2 * first + 2 + (ties == KP_WORD_AVERAGE ? equal - 1 : 0));
}

static kp_word ties_of(const kp_question *question)
{
	return kp_scheme_word(question->run->scheme->elements[0], KP_ATTR_TIES, KP_WORD_COMPETITION);
}

static void give_places(const kp_question *question, kp_group *group, const ranked *list)
{
	uint32_t before = 0;
	for (size_t first = 0, next; first < group->placed; first = next) {
		for (next = first + 1; next < group->placed; next++)
			if (kp_fraction_compare(list[first].value, list[next].value) != 0)
				break;
		before = place_by(ties_of(question), first, next - first, before);
		for (size_t i = first; i < next; i++) {
			group->order[i] = list[i].at;
			group->places[list[i].at] = before;
		}
	}
}

static bool rank(const kp_question *question, kp_group *group)
{
	bool larger = kp_scheme_word(question->rule, KP_ATTR_BETTER, KP_WORD_LARGER) == KP_WORD_LARGER, counts;
	size_t room = group->count ? group->count : 1;
	if (group->order)
		return true;
	ranked *list = kp_array(room, sizeof *list);
	free(group->places);
	group->order = NULL;
	group->places = kp_calloc(room, sizeof *group->places);
	uint32_t *order = group->places && list ? kp_calloc(room, sizeof *order) : NULL;
	bool done = order || kp_run_fail(question->run, KEPU_ERROR_MEMORY, NULL, NULL);
	group->placed = 0;
	for (size_t i = 0; done && i < group->count; i++) {
		done = is_among_alone(question, &group->measures[i], &counts);
		if (done && counts)
			list[group->placed++] = (ranked){ group->measures[i].value, (uint32_t)i };
	}
	if (done) {
		group->order = order;
		qsort(list, group->placed, sizeof *list, larger ? larger_first : smaller_first);
		give_places(question, group, list);
	} else {
		free(order);
	}
	free(list);
	return done;
}

/* How many of those that have a place are better than a value (`as_good`: or as good). */
static size_t better_than(const kp_question *question, const kp_group *group, kp_fraction value, bool as_good)
{
	bool larger = kp_scheme_word(question->rule, KP_ATTR_BETTER, KP_WORD_LARGER) == KP_WORD_LARGER;
	size_t low = 0, high = group->placed;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = kp_fraction_compare(group->measures[group->order[middle]].value, value);
		if ((larger ? order : -order) > (as_good ? -1 : 0))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

bool kp_group_place(const kp_question *question, uint32_t *out_doubled, uint8_t *state)
{
	kp_group *group;
	kp_fraction own;
	uint8_t own_state;
	bool extra, counts;
	*out_doubled = 0;
	if (!kp_measure(question, &own, state))
		return false;
	if (*state != KEPU_STATE_VALUE)
		return true;
	if (!is_among(question, own, &counts, &own_state) || !enter(question, &group, &own, &extra) ||
	    !rank(question, group))
		return false;
	*state = own_state;
	if (!counts)
		return true;
	size_t at = place_of(group, question->unit);
	if (at < group->count && group->places[at]) {
		*out_doubled = group->places[at];
		KP_TELL(question->run, place, question, *out_doubled, group->placed);
		return true;
	}
	size_t first = better_than(question, group, own, false), behind = better_than(question, group, own, true);
	uint32_t before = first ? group->places[group->order[first - 1]] : 0;
	*out_doubled = place_by(ties_of(question), first, behind - first + 1, before);
	KP_TELL(question->run, place, question, *out_doubled, group->placed + 1);
	return true;
}
