#include "model/freeze.h"

#define STEP_MOST 16 /* bytes of an ordinal that a path takes; a longer one is no ordinal, and long paths cost memory */

static size_t put(char *out, const char *text, size_t length)
{
	memcpy(out, text, length);
	return length;
}

static size_t put_number(char *out, uint32_t number)
{
	char digits[10];
	size_t at = sizeof digits;
	do
		digits[--at] = (char)('0' + number % 10);
	while (number /= 10);
	return put(out, digits + at, sizeof digits - at);
}

bool kp_path_is_step(const char *ordinal, size_t length)
{
	if (!length || length > STEP_MOST)
		return false;
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)ordinal[i] <= ' ' || ordinal[i] == '#' || ordinal[i] == ':')
			return false;
	return true;
}

/* The path as it would be if it were not taken. */
static size_t plain_path(const kepu_node *node, char *out)
{
	size_t length = 0;
	if (node->parent) {
		length = put(out, node->parent->path, kp_str_len(node->parent->path));
		out[length++] = '.';
	} else if (node->annex) {
		out[length++] = 'A';
		length += put_number(out + length, node->annex->number);
		out[length++] = ':';
	}
	size_t step = kp_str_len(node->ordinal);
	if (kp_path_is_step(node->ordinal, step))
		return length + put(out + length, node->ordinal, step);
	return length + put_number(out + length, node->index);
}

size_t kp_path_strip(const char *path, size_t length, char *out)
{
	size_t made = 0;
	bool skip = false;
	for (size_t i = 0; i < length; i++) {
		skip = path[i] == '#' || (skip && path[i] != '.');
		if (!skip)
			out[made++] = path[i];
	}
	return made;
}

/* key: the same text where the arena has it already, else NULL. An object that is the last of its chain is not added. */
static bool chain_add(kp_arena *arena, kp_map *map, const char *text, size_t length, kp_str key, const void *object)
{
	kp_chain *first = kp_map_get(map, text, length);
	if (first && first->last->object == object)
		return true;
	kp_chain *link = kp_arena_alloc(arena, sizeof *link);
	if (!link)
		return false;
	link->object = object;
	if (!first) {
		link->last = link;
		return kp_map_put(map, key ? key : kp_str_new(arena, text, length), link);
	}
	first->last->next = link;
	first->last = link;
	return true;
}

/* `counts` has, for each path that was wanted again, the number last given. */
static bool make_path(kepu_plan *plan, kepu_node *node, kp_map *counts)
{
	char text[KP_PATH_MOST];
	size_t length = plain_path(node, text);
	const kepu_node *taken = kp_lookup_find(&plan->paths, text, length, NULL);
	if (taken) {
		uintptr_t number = (uintptr_t)kp_map_get(counts, text, length);
		number = number ? number + 1 : 2;
		if (!kp_map_put(counts, taken->path, (void *)number))
			return false;
		text[length++] = '#';
		length += put_number(text + length, (uint32_t)number);
	}
	node->path = kp_str_new(&plan->arena, text, length);
	if (!node->path || !kp_lookup_add(&plan->paths, node, 0))
		return false;
	if (!memchr(text, '#', length))
		return true;
	char stripped[KP_PATH_MOST];
	size_t stripped_length = kp_path_strip(text, length, stripped);
	return chain_add(&plan->arena, &plan->repeated, stripped, stripped_length, NULL, node);
}

bool kp_freeze_paths(kepu_plan *plan)
{
	kp_map counts = { 0 };
	bool done = kp_lookup_reserve(&plan->paths, plan->all_node_count);
	for (size_t i = 0; done && i < plan->all_node_count; i++) {
		done = make_path(plan, plan->nodes[i], &counts);
		plan->nodes[i]->index = (uint32_t)i;
	}
	kp_map_free(&counts);
	return done;
}

static bool add_name(kepu_plan *plan, kp_str name, const kepu_unit *unit)
{
	return !name || chain_add(&plan->arena, &plan->names, name, kp_str_len(name), name, unit);
}

bool kp_freeze_names(kepu_plan *plan)
{
	for (size_t i = 0; i < plan->unit_count; i++) {
		const kepu_unit *unit = plan->units[i];
		if (!add_name(plan, unit->name, unit) || !add_name(plan, unit->canonical, unit))
			return false;
		for (size_t k = 0; k < unit->alias_count; k++)
			if (!add_name(plan, unit->aliases[k], unit))
				return false;
	}
	return true;
}
