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

/* Nodes whose siblings are numbered on from the first of them, and whose parents' are, too, are in step: their paths say
 * where they are, so that only the others need a table. Nearly all nodes of most plans are in step. */

/* The number that a step is written as; 0: it is none. */
static uint32_t number_of(const char *step, size_t length)
{
	uint32_t number = 0;
	if (!length || length > 9 || step[0] == '0')
		return 0;
	for (size_t i = 0; i < length; i++) {
		unsigned digit = (unsigned)(unsigned char)step[i] - '0';
		if (digit > 9)
			return 0;
		number = number * 10 + digit;
	}
	return number;
}

static uint32_t number_of_node(const kepu_node *node, uint32_t position)
{
	size_t length = kp_str_len(node->ordinal);
	return kp_path_is_step(node->ordinal, length) ? number_of(node->ordinal, length) : position;
}

/* `index` is the node's position among its siblings still. */
static bool is_in_step(const kepu_plan *plan, const kepu_node *node)
{
	const kepu_node *first = node->parent  ? node->parent->first_child
	                         : node->annex ? node->annex->first_root
	                                       : plan->first_root;
	uint32_t number = number_of_node(node, node->index), start = node == first ? number : number_of_node(first, 1);
	return number && start && number - start == node->index - 1 && (!node->parent || node->parent->in_step);
}

static kepu_node *walk(const kepu_plan *plan, const char *path, size_t length)
{
	kepu_node **siblings = plan->roots, *node = NULL;
	size_t count = plan->root_count, at = 0;
	if (length && path[0] == 'A') {
		const char *colon = memchr(path, ':', length);
		uint32_t annex = colon ? number_of(path + 1, (size_t)(colon - path) - 1) : 0;
		if (!annex || annex > plan->annex_count)
			return NULL;
		siblings = plan->annexes[annex - 1]->roots;
		count = plan->annexes[annex - 1]->root_count;
		at = (size_t)(colon - path) + 1;
	}
	for (; at < length; at++) {
		const char *dot = memchr(path + at, '.', length - at);
		size_t step = dot ? (size_t)(dot - path) - at : length - at;
		uint32_t number = number_of(path + at, step), start = count ? number_of_node(siblings[0], 1) : 0;
		if (!number || !start || number < start || number - start >= count)
			return NULL;
		node = siblings[number - start];
		siblings = node->children;
		count = node->child_count;
		at += step;
	}
	return node && kp_str_is(node->path, path, length) ? node : NULL; /* none yet where a node's path is being made */
}

const kepu_node *kp_path_find(const kepu_plan *plan, const char *path, size_t length)
{
	const kepu_node *found = kp_lookup_find(&plan->paths, path, length, NULL);
	return found ? found : walk(plan, path, length);
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
	node->in_step = is_in_step(plan, node);
	const kepu_node *taken =
		node->in_step ? kp_lookup_find(&plan->paths, text, length, NULL) : kp_path_find(plan, text, length);
	if (taken) {
		node->in_step = false;
		uintptr_t number = (uintptr_t)kp_map_get(counts, text, length);
		number = number ? number + 1 : 2;
		if (!kp_map_put(counts, taken->path, (void *)number))
			return false;
		text[length++] = '#';
		length += put_number(text + length, (uint32_t)number);
	}
	node->path = kp_str_new(&plan->arena, text, length);
	if (!node->path || (!node->in_step && !kp_lookup_add(&plan->paths, node, 0)))
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
	bool done = true;
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
