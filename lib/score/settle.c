/* The figures in their order, and how they are found in it. Elements that have figures are columns, units are rows; `starts`
 * says where the figures of each of these begin, so that what takes the memory is what there is and not what there could be. */
#include "score/inputs.h"

#include <stdlib.h>

#define NO_COLUMN ((uint32_t)-1)

static int by_id(const void *a, const void *b)
{
	const kp_unit_row *one = a, *other = b;
	return kp_str_compare(one->id, other->id);
}

/* Of the figures of an element and unit, but for the stage. */
static int compare_keys(const kp_input *one, const kp_input *other)
{
	const kp_str texts[] = { one->item,   other->item,   one->object, other->object,
		                     one->period, other->period, one->source, other->source };
	int order = 0;
	for (size_t i = 0; !order && i < sizeof texts / sizeof *texts; i += 2)
		order = kp_str_compare(texts[i], texts[i + 1]);
	return order;
}

bool kp_input_is_same(const kp_input *one, const kp_input *other)
{
	return compare_keys(one, other) == 0;
}

static int by_key(const void *a, const void *b)
{
	const kp_input *one = a, *other = b;
	int order = compare_keys(one, other);
	return order ? order : (one->stage > other->stage) - (one->stage < other->stage);
}

/* Units in the order of their ids; the maps go on giving the order of coming, from which `moved` leads on. */
static bool sort_units(kepu_inputs *inputs)
{
	uint32_t *moved = kp_array(inputs->unit_count + 1, sizeof *moved);
	if (!moved)
		return false;
	if (inputs->unit_count)
		qsort(inputs->units, inputs->unit_count, sizeof *inputs->units, by_id);
	for (size_t i = 0; i < inputs->unit_count; i++) {
		kp_str id = inputs->units[i].id;
		moved[(uintptr_t)kp_map_get(&inputs->unit_names.by_id, id, kp_str_len(id)) - 1] = (uint32_t)i;
	}
	for (size_t i = 0; i < inputs->count; i++)
		inputs->items[i].unit = moved[inputs->items[i].unit];
	inputs->moved = moved;
	return true;
}

static bool number_columns(kepu_inputs *inputs, size_t *out_columns)
{
	inputs->columns = kp_array(inputs->scheme->count + 1, sizeof *inputs->columns);
	if (!inputs->columns)
		return false;
	*out_columns = 0;
	for (size_t i = 0; i < inputs->scheme->count; i++)
		inputs->columns[i] = NO_COLUMN;
	for (size_t i = 0; i < inputs->count; i++)
		inputs->columns[inputs->items[i].element] = 0;
	for (size_t i = 0; i < inputs->scheme->count; i++)
		if (inputs->columns[i] != NO_COLUMN)
			inputs->columns[i] = (uint32_t)(*out_columns)++;
	return true;
}

static size_t place_of(const kepu_inputs *inputs, const kp_input *item)
{
	return inputs->columns[item->element] * inputs->unit_count + item->unit;
}

/* Each figure goes where those of its element and unit belong: into the next of their places, whose figure is the next to go. */
static void move_items(kepu_inputs *inputs, size_t places, uint32_t *next)
{
	kp_input *items = inputs->items;
	for (size_t i = 0; i < places; i++) {
		while (next[i] < inputs->starts[i + 1]) {
			size_t place = place_of(inputs, &items[next[i]]);
			kp_input moved = items[next[i]];
			if (place != i) {
				items[next[i]] = items[next[place]];
				items[next[place]] = moved;
			}
			next[place]++;
		}
	}
}

/* Only the few of one element and unit have to be compared with each other. */
static bool sort_items(kepu_inputs *inputs)
{
	size_t columns;
	if (!number_columns(inputs, &columns) || (inputs->unit_count && columns > (SIZE_MAX - 1) / inputs->unit_count))
		return false;
	size_t places = columns * inputs->unit_count;
	uint32_t *starts = inputs->starts = kp_calloc(places + 1, sizeof *starts),
			 *next = kp_array(places + 1, sizeof *next);
	if (!starts || !next) {
		free(next);
		return false;
	}
	for (size_t i = 0; i < inputs->count; i++)
		starts[place_of(inputs, &inputs->items[i]) + 1]++;
	for (size_t i = 0; i < places; i++)
		starts[i + 1] += starts[i];
	memcpy(next, starts, (places + 1) * sizeof *next);
	move_items(inputs, places, next);
	free(next);
	for (size_t i = 0; i < places; i++)
		if (starts[i + 1] - starts[i] > 1)
			qsort(inputs->items + starts[i], starts[i + 1] - starts[i], sizeof *inputs->items, by_key);
	return true;
}

kepu_status kp_inputs_settle(kepu_inputs *inputs, kepu_error **err)
{
	if (inputs->settled)
		return KEPU_OK;
	if (inputs->count >= UINT32_MAX || (!inputs->moved && !sort_units(inputs)))
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	if (!sort_items(inputs)) {
		free(inputs->columns);
		free(inputs->starts);
		inputs->columns = inputs->starts = NULL;
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	kp_intern_free(&inputs->keys);
	kp_arena_free(&inputs->key_arena);
	inputs->settled = true;
	return KEPU_OK;
}

const kp_input *kp_inputs_of(const kepu_inputs *inputs, uint32_t element, uint32_t unit, size_t *count)
{
	*count = 0;
	if (inputs->columns[element] == NO_COLUMN)
		return NULL;
	const uint32_t *start = inputs->starts + (size_t)inputs->columns[element] * inputs->unit_count + unit;
	*count = start[1] - start[0];
	return inputs->items + start[0];
}

/* Of the figures of an element and unit the one of a key at the last stage that counts. */
static const kp_input *find(const kp_input *figures, size_t count, const kp_input *key)
{
	size_t from = 0;
	while (count) { /* the first that is behind the key */
		size_t half = count / 2;
		int order = compare_keys(&figures[from + half], key);
		if (order < 0 || (order == 0 && figures[from + half].stage <= key->stage)) {
			from += half + 1;
			count -= half + 1;
		} else {
			count = half;
		}
	}
	return from && !compare_keys(&figures[from - 1], key) ? &figures[from - 1] : NULL;
}

const kp_input *kp_inputs_find(const kepu_inputs *inputs, uint32_t element, uint32_t unit, kp_str item, kp_str object,
                               const kp_spot *spot)
{
	kp_input key = {
		.item = item, .object = object, .period = spot->period, .source = spot->source, .stage = spot->stage
	};
	size_t count;
	const kp_input *figures = kp_inputs_of(inputs, element, unit, &count);
	const kp_input *found = find(figures, count, &key);
	figures = object ? NULL : kp_inputs_of(inputs, 0, unit, &count); /* the unit's own are about no object */
	if (found || object || !count)
		return found;
	/* the part's own figure goes before those that are of no part: of both, of the period, of the source, of none */
	for (int i = 0; i < 4 && !found; i++) {
		key.period = i & 2 ? NULL : spot->period;
		key.source = i & 1 ? NULL : spot->source;
		found = find(figures, count, &key);
	}
	return found;
}
