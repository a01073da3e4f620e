#include "work/onto.h"

#include "base/utf8.h"

#include <stdlib.h>

#define LIKE 50         /* of 100: texts from there on are the same one, changed */
#define LIKE_POINTS 160 /* code points of a text that are compared */
#define WINDOW 32       /* siblings that are looked at for a changed one */

/* ---- likeness ---- */

static int by_number(const void *a, const void *b)
{
	uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
	return x < y ? -1 : x > y;
}

static size_t pairs_of(const char *text, size_t length, uint64_t pairs[LIKE_POINTS])
{
	size_t at = 0, count = 0;
	uint64_t last = 0;
	while (at < length && count < LIKE_POINTS) {
		uint64_t c = kp_utf8_next(text, &at);
		pairs[count++] = last << 32 | c; /* the first with nothing: so texts of one character can be alike, too */
		last = c;
	}
	qsort(pairs, count, sizeof *pairs, by_number);
	return count;
}

int kp_likeness(const char *a, size_t a_length, const char *b, size_t b_length)
{
	uint64_t x[LIKE_POINTS], y[LIKE_POINTS];
	size_t i = 0, k = 0, common = 0, n, m;
	if (!a_length || !b_length)
		return 0;
	n = pairs_of(a, a_length, x);
	m = pairs_of(b, b_length, y);
	while (i < n && k < m) {
		common += x[i] == y[k];
		if (x[i] == y[k]) {
			i++;
			k++;
		} else if (x[i] < y[k]) {
			i++;
		} else {
			k++;
		}
	}
	return (int)(200 * common / (n + m));
}

/* ---- pairing ---- */

typedef struct waiting {
	size_t index;
	struct waiting *next, *last; /* last: of the first only */
} waiting;

static bool wait_all(kp_side *side, kp_map *map, waiting *room)
{
	for (size_t i = 0; i < side->count; i++) {
		if (!side->keys[i] || side->to[i] != SIZE_MAX)
			continue;
		waiting *made = &room[i], *first = kp_map_get(map, side->keys[i], kp_str_len(side->keys[i]));
		*made = (waiting){ i, NULL, made };
		if (first) {
			first->last->next = made;
			first->last = made;
		} else if (!kp_map_put(map, side->keys[i], made)) {
			return false;
		}
	}
	return true;
}

bool kp_pair(kp_side *first, kp_side *second)
{
	kp_map map = { 0 };
	waiting *room = kp_calloc(second->count + 1, sizeof *room);
	bool good = room && wait_all(second, &map, room);
	for (size_t i = 0; i < first->count && good; i++) {
		if (!first->keys[i] || first->to[i] != SIZE_MAX || !map.count)
			continue;
		waiting *head = kp_map_get(&map, first->keys[i], kp_str_len(first->keys[i])), *next = head;
		while (next && second->to[next->index] != SIZE_MAX)
			next = next->next;
		if (!next)
			continue;
		first->to[i] = next->index;
		second->to[next->index] = i;
		*head = (waiting){ next->index, next->next, head->last }; /* those before have their partners */
	}
	kp_map_free(&map);
	free(room);
	return good;
}

/* ---- the two lists of one kind of part ---- */

typedef struct both {
	kp_onto_match *m;
	kp_side first, second;
	kp_str *first_words, *second_words;
} both;

static kp_str *strings(kp_onto_match *m, size_t count)
{
	return kp_arena_array(&m->arena, count, sizeof(kp_str));
}

static bool begin(both *b, kp_onto_match *m, size_t first, size_t second)
{
	*b = (both){ .m = m, .first = { .count = first }, .second = { .count = second } };
	b->first.to = kp_arena_array(&m->arena, first, sizeof(size_t));
	b->second.to = kp_arena_array(&m->arena, second, sizeof(size_t));
	b->first.keys = strings(m, first);
	b->second.keys = strings(m, second);
	b->first_words = strings(m, first);
	b->second_words = strings(m, second);
	if (!b->first.to || !b->second.to || !b->first.keys || !b->second.keys || !b->first_words || !b->second_words)
		return false;
	for (size_t i = 0; i < first; i++)
		b->first.to[i] = SIZE_MAX;
	for (size_t i = 0; i < second; i++)
		b->second.to[i] = SIZE_MAX;
	return true;
}

/* "a|b|c"; the mark is a character that no text has. */
static kp_str key_of(kp_onto_match *m, kp_str a, kp_str b, kp_str c)
{
	const kp_str parts[] = { a, b, c };
	kp_buffer text = { 0 };
	for (size_t i = 0; i < 3; i++) {
		kp_buffer_add(&text, parts[i] ? parts[i] : "", kp_str_len(parts[i]));
		kp_buffer_byte(&text, '\1');
	}
	kp_str made = text.failed ? NULL : kp_str_new(&m->arena, text.bytes, text.length);
	kp_buffer_free(&text);
	return made;
}

/* Words of parts of one plan. */
typedef struct wording {
	kp_onto_match *m;
	kp_spans spans;
	kp_buffer words;
} wording;

static void begin_words(wording *w, kp_onto_match *m, const kepu_plan *plan)
{
	*w = (wording){ .m = m };
	kp_spans_init(&w->spans, plan);
}

static void end_words(wording *w)
{
	kp_spans_free(&w->spans);
	kp_buffer_free(&w->words);
}

static kp_str words_of(wording *w, int32_t part, const void *object)
{
	w->words.length = 0;
	if (!kp_part_words(&w->spans, part, object, &w->words))
		return NULL;
	return kp_str_new(&w->m->arena, w->words.bytes ? w->words.bytes : "", w->words.length);
}

/* The items of a list are pointers to parts. */
static bool take_words(both *b, int32_t part, const void *const *first, const void *const *second)
{
	wording w;
	bool good = true;
	begin_words(&w, b->m, b->m->reading);
	for (size_t i = 0; i < b->first.count && good; i++)
		good = (b->first_words[i] = words_of(&w, part, first[i])) != NULL;
	end_words(&w);
	begin_words(&w, b->m, b->m->reviewed);
	for (size_t i = 0; i < b->second.count && good; i++)
		good = (b->second_words[i] = words_of(&w, part, second[i])) != NULL;
	end_words(&w);
	return good;
}

/* What a key is made of besides the words; item i of the first (false) or second list. NULL: the item has no key. */
typedef bool key_maker(const both *b, bool second, size_t i, kp_str out[2]);

static bool pair_by(both *b, key_maker *maker, bool with_words)
{
	kp_side *sides[] = { &b->first, &b->second };
	for (int s = 0; s < 2; s++)
		for (size_t i = 0; i < sides[s]->count; i++) {
			kp_str parts[2] = { NULL, NULL };
			sides[s]->keys[i] = NULL;
			if (sides[s]->to[i] != SIZE_MAX || (maker && !maker(b, s, i, parts)))
				continue;
			kp_str words = with_words ? (s ? b->second_words : b->first_words)[i] : NULL;
			sides[s]->keys[i] = key_of(b->m, words, parts[0], parts[1]);
			if (!sides[s]->keys[i])
				return false;
		}
	return kp_pair(&b->first, &b->second);
}

/* The nearest unpaired item from `start` on, at most WINDOW of them, whose words are most alike; SIZE_MAX: none. */
static size_t most_alike(const both *b, size_t i, size_t start, size_t end, const size_t *places)
{
	size_t found = SIZE_MAX;
	int best = LIKE - 1;
	for (size_t k = start; k < end && k - start < WINDOW; k++) {
		size_t at = places ? places[k] : k;
		if (b->second.to[at] != SIZE_MAX)
			continue;
		int like = kp_likeness(b->first_words[i], kp_str_len(b->first_words[i]), b->second_words[at],
		                       kp_str_len(b->second_words[at]));
		if (like > best) {
			best = like;
			found = at;
		}
	}
	return found;
}

static void join(both *b, size_t i, size_t k)
{
	b->first.to[i] = k;
	b->second.to[k] = i;
}

/* ---- nodes ---- */

static const kepu_node *node_at(const both *b, bool second, size_t i)
{
	return (second ? b->m->reviewed : b->m->reading)->nodes[i];
}

static bool by_path(const both *b, bool second, size_t i, kp_str out[2])
{
	out[0] = node_at(b, second, i)->path;
	return true;
}

static bool by_parent_words(const both *b, bool second, size_t i, kp_str out[2])
{
	const kepu_node *parent = node_at(b, second, i)->parent;
	const kp_str *words = second ? b->second_words : b->first_words;
	out[0] = parent ? words[parent->index] : NULL;
	return true;
}

static bool alike(const both *b, size_t i, size_t k)
{
	return kp_likeness(b->first_words[i], kp_str_len(b->first_words[i]), b->second_words[k],
	                   kp_str_len(b->second_words[k])) >= LIKE;
}

/* The same place, and a title that was changed a little. */
static void pair_changed_titles(both *b)
{
	for (size_t i = 0; i < b->first.count; i++) {
		const kepu_node *node = b->m->reading->nodes[i];
		const kepu_node *there = b->first.to[i] == SIZE_MAX
		                             ? kp_lookup_find(&b->m->reviewed->paths, node->path, kp_str_len(node->path), NULL)
		                             : NULL;
		if (there && b->second.to[there->index] == SIZE_MAX && alike(b, i, there->index))
			join(b, i, there->index);
	}
}

/* Another place among the same siblings: children of one node stand side by side, in the order of the document. */
static void pair_changed_siblings(both *b)
{
	const kepu_plan *old = b->m->reviewed;
	for (size_t i = 0; i < b->first.count; i++) {
		const kepu_node *node = b->m->reading->nodes[i], *before = node->previous;
		if (b->first.to[i] != SIZE_MAX || (node->parent && b->first.to[node->parent->index] == SIZE_MAX))
			continue;
		size_t after = before ? b->first.to[before->index] : SIZE_MAX;
		const kepu_node *parent = node->parent ? old->nodes[b->first.to[node->parent->index]] : NULL;
		const kepu_node *k = after != SIZE_MAX ? old->nodes[after]->next
		                     : parent          ? parent->first_child
		                                       : old->first_root;
		size_t best = SIZE_MAX, tried = 0;
		for (int likeness = LIKE - 1; k && tried++ < WINDOW; k = k->next) {
			if (b->second.to[k->index] != SIZE_MAX)
				continue;
			int like = kp_likeness(b->first_words[i], kp_str_len(b->first_words[i]), b->second_words[k->index],
			                       kp_str_len(b->second_words[k->index]));
			if (like > likeness) {
				likeness = like;
				best = k->index;
			}
		}
		if (best != SIZE_MAX)
			join(b, i, best);
	}
}

static bool match_nodes(kp_onto_match *m)
{
	both b;
	if (!begin(&b, m, m->reading->all_node_count, m->reviewed->all_node_count) ||
	    !take_words(&b, KEPU_PART_NODE, (const void *const *)m->reading->nodes,
	                (const void *const *)m->reviewed->nodes) ||
	    !pair_by(&b, by_path, true) || !pair_by(&b, by_parent_words, true))
		return false;
	pair_changed_titles(&b);
	if (!pair_by(&b, NULL, true))
		return false;
	pair_changed_siblings(&b);
	for (size_t i = 0; i < b.first.count; i++)
		m->nodes[i] = b.first.to[i] == SIZE_MAX ? NULL : m->reviewed->nodes[b.first.to[i]];
	return true;
}

/* ---- units ---- */

static bool by_canonical(const both *b, bool second, size_t i, kp_str out[2])
{
	out[0] = (second ? b->m->reviewed : b->m->reading)->units[i]->canonical;
	return true;
}

static bool match_units(kp_onto_match *m)
{
	both b;
	if (!begin(&b, m, m->reading->unit_count, m->reviewed->unit_count) ||
	    !take_words(&b, KEPU_PART_UNIT, (const void *const *)m->reading->units,
	                (const void *const *)m->reviewed->units) ||
	    !pair_by(&b, by_canonical, true) || !pair_by(&b, NULL, true))
		return false;
	for (size_t i = 0; i < b.first.count; i++)
		m->units[i] = b.first.to[i] == SIZE_MAX ? NULL : m->reviewed->units[b.first.to[i]];
	return true;
}

/* ---- what stands in nodes ---- */

/* The id of the node in the plan that was looked over. False: the node is new. */
static bool home_of(const both *b, bool second, const kepu_node *node, kp_str *out)
{
	if (node && !second)
		node = b->m->nodes[node->index];
	else if (!node)
		return true;
	*out = node ? node->id : NULL;
	return node;
}

static bool by_node_and_role(const both *b, bool second, size_t i, kp_str out[2])
{
	const kepu_assignment *a = (second ? b->m->reviewed : b->m->reading)->assignments[i];
	out[1] = a->role.text;
	return home_of(b, second, a->node, &out[0]);
}

static bool by_node(const both *b, bool second, size_t i, kp_str out[2])
{
	return home_of(b, second, (second ? b->m->reviewed : b->m->reading)->assignments[i]->node, &out[0]);
}

static kp_str number_of(const kepu_indicator *indicator)
{
	const kepu_value *value = indicator->first_value;
	return !value ? NULL : value->low_text ? value->low_text : value->high_text;
}

static bool by_node_and_number(const both *b, bool second, size_t i, kp_str out[2])
{
	const kepu_indicator *indicator = (second ? b->m->reviewed : b->m->reading)->indicators[i];
	out[1] = number_of(indicator);
	return home_of(b, second, indicator->node, &out[0]);
}

static bool by_indicators_node(const both *b, bool second, size_t i, kp_str out[2])
{
	return home_of(b, second, (second ? b->m->reviewed : b->m->reading)->indicators[i]->node, &out[0]);
}

static bool by_number_alone(const both *b, bool second, size_t i, kp_str out[2])
{
	out[0] = number_of((second ? b->m->reviewed : b->m->reading)->indicators[i]);
	return true;
}

/* Changed words in the same node: the plan's lists have the parts of a node side by side. */
static void pair_changed(both *b, const kepu_node *(*node_of)(const both *, bool, size_t))
{
	for (size_t i = 0, start = 0; i < b->first.count; i++) {
		const kepu_node *node = node_of(b, false, i);
		const kepu_node *old = node ? b->m->nodes[node->index] : NULL;
		if (b->first.to[i] != SIZE_MAX) {
			start = b->first.to[i] + 1;
			continue;
		}
		if (node && !old)
			continue;
		/* from the part behind the last one's partner, or the first of the node */
		size_t low = 0, high = b->second.count;
		if (start < high && node_of(b, true, start) == old) {
			low = start;
		} else {
			while (low < high) {
				size_t middle = (low + high) / 2;
				const kepu_node *there = node_of(b, true, middle);
				if (!there || (old && there->index < old->index))
					low = middle + 1;
				else
					high = middle;
			}
			low = old ? low : 0;
		}
		size_t end = low;
		while (end < b->second.count && end - low < WINDOW && node_of(b, true, end) == old)
			end++;
		size_t found = most_alike(b, i, low, end, NULL);
		if (found != SIZE_MAX)
			join(b, i, found);
	}
}

static const kepu_node *assignments_node(const both *b, bool second, size_t i)
{
	return (second ? b->m->reviewed : b->m->reading)->assignments[i]->node;
}

static const kepu_node *indicators_node(const both *b, bool second, size_t i)
{
	return (second ? b->m->reviewed : b->m->reading)->indicators[i]->node;
}

static bool match_assignments(kp_onto_match *m)
{
	both b;
	if (!begin(&b, m, m->reading->assignment_count, m->reviewed->assignment_count) ||
	    !take_words(&b, KEPU_PART_ASSIGNMENT, (const void *const *)m->reading->assignments,
	                (const void *const *)m->reviewed->assignments) ||
	    !pair_by(&b, by_node_and_role, true) || !pair_by(&b, by_node, true))
		return false;
	pair_changed(&b, assignments_node);
	for (size_t i = 0; i < b.first.count; i++)
		m->assignments[i] = b.first.to[i] == SIZE_MAX ? NULL : m->reviewed->assignments[b.first.to[i]];
	return true;
}

static bool match_indicators(kp_onto_match *m)
{
	both b;
	if (!begin(&b, m, m->reading->indicator_count, m->reviewed->indicator_count) ||
	    !take_words(&b, KEPU_PART_INDICATOR, (const void *const *)m->reading->indicators,
	                (const void *const *)m->reviewed->indicators) ||
	    !pair_by(&b, by_node_and_number, true) || !pair_by(&b, by_indicators_node, true) ||
	    !pair_by(&b, by_number_alone, true))
		return false;
	pair_changed(&b, indicators_node);
	for (size_t i = 0; i < b.first.count; i++)
		m->indicators[i] = b.first.to[i] == SIZE_MAX ? NULL : m->reviewed->indicators[b.first.to[i]];
	return true;
}

/* ---- phases ---- */

static bool match_phases(kp_onto_match *m)
{
	both b;
	if (!begin(&b, m, m->reading->phase_count, m->reviewed->phase_count) ||
	    !take_words(&b, KEPU_PART_PHASE, (const void *const *)m->reading->phases,
	                (const void *const *)m->reviewed->phases) ||
	    !pair_by(&b, NULL, true))
		return false;
	for (size_t i = 0, start = 0; i < b.first.count; i++) {
		size_t found = b.first.to[i] == SIZE_MAX ? most_alike(&b, i, start, b.second.count, NULL) : SIZE_MAX;
		if (found != SIZE_MAX)
			join(&b, i, found);
		start = b.first.to[i] == SIZE_MAX ? start : b.first.to[i] + 1;
		m->phases[i] = b.first.to[i] == SIZE_MAX ? NULL : m->reviewed->phases[b.first.to[i]];
	}
	return true;
}

/* ---- what was removed ---- */

typedef struct removed {
	kp_onto_match *m;
	int32_t part;
	kp_side first, second;
} removed;

static bool begin_removed(removed *r, kp_onto_match *m, int32_t part, size_t count)
{
	*r = (removed){ .m = m, .part = part, .first = { .count = count } };
	for (const kepu_change *c = m->reviewed->first_change; c; c = c->next)
		r->second.count +=
			kp_token_number(c->action) == KEPU_CHANGE_REMOVE && kp_token_number(c->part) == part && !c->field;
	r->first.keys = strings(m, count);
	r->second.keys = strings(m, r->second.count);
	r->first.to = kp_arena_array(&m->arena, count, sizeof(size_t));
	r->second.to = kp_arena_array(&m->arena, r->second.count, sizeof(size_t));
	if (!r->first.keys || !r->second.keys || !r->first.to || !r->second.to)
		return false;
	for (size_t i = 0; i < count; i++)
		r->first.to[i] = SIZE_MAX;
	size_t at = 0;
	for (const kepu_change *c = m->reviewed->first_change; c; c = c->next) {
		if (kp_token_number(c->action) != KEPU_CHANGE_REMOVE || kp_token_number(c->part) != part || c->field)
			continue;
		r->second.to[at] = SIZE_MAX;
		r->second.keys[at] = key_of(m, c->was, c->parent, NULL);
		if (!r->second.keys[at++])
			return false;
	}
	return true;
}

/* Whether the node of a part, or one above it, stays out. */
static bool is_out(const kp_onto_match *m, const kepu_node *node)
{
	return node && m->out_nodes[node->index];
}

static const kepu_node *home_in(int32_t part, const void *object)
{
	switch (part) {
	case KEPU_PART_NODE: return ((const kepu_node *)object)->parent;
	case KEPU_PART_ASSIGNMENT: return ((const kepu_assignment *)object)->node;
	case KEPU_PART_INDICATOR: return ((const kepu_indicator *)object)->node;
	default: return NULL;
	}
}

/* Of the new parts those that somebody removed from the same place. What stands in a node that stays out does so, too. */
static bool find_removed(kp_onto_match *m, int32_t part, const void *const *items, const void *const *partners,
                         size_t count, bool *out)
{
	removed r;
	wording w;
	if (!begin_removed(&r, m, part, count))
		return false;
	begin_words(&w, m, m->reading);
	bool good = true;
	for (size_t i = 0; i < count && good; i++) {
		const kepu_node *home = home_in(part, items[i]), *old = home ? m->nodes[home->index] : NULL;
		if (partners[i] || (home && !old) || !r.second.count)
			continue;
		kp_str words = words_of(&w, part, items[i]);
		r.first.keys[i] = words ? key_of(m, words, old ? old->id : NULL, NULL) : NULL;
		good = r.first.keys[i] != NULL;
	}
	end_words(&w);
	good = good && kp_pair(&r.first, &r.second);
	for (size_t i = 0; i < count && good; i++)
		out[i] = r.first.to[i] != SIZE_MAX || (!partners[i] && is_out(m, home_in(part, items[i])));
	return good;
}

#define FIND_REMOVED(m, part, list, number)                                                        \
	find_removed(m, part, (const void *const *)(m)->reading->list, (const void *const *)(m)->list, \
	             (m)->reading->number, (m)->out_##list)

static bool match_removed(kp_onto_match *m)
{
	return FIND_REMOVED(m, KEPU_PART_NODE, nodes, all_node_count) &&
	       FIND_REMOVED(m, KEPU_PART_UNIT, units, unit_count) &&
	       FIND_REMOVED(m, KEPU_PART_ASSIGNMENT, assignments, assignment_count) &&
	       FIND_REMOVED(m, KEPU_PART_INDICATOR, indicators, indicator_count) &&
	       FIND_REMOVED(m, KEPU_PART_PHASE, phases, phase_count);
}

static bool make_room(kp_onto_match *m)
{
	const kepu_plan *p = m->reading;
	kp_arena *arena = &m->arena;
	m->nodes = kp_arena_array(arena, p->all_node_count, sizeof *m->nodes);
	m->units = kp_arena_array(arena, p->unit_count, sizeof *m->units);
	m->assignments = kp_arena_array(arena, p->assignment_count, sizeof *m->assignments);
	m->indicators = kp_arena_array(arena, p->indicator_count, sizeof *m->indicators);
	m->phases = kp_arena_array(arena, p->phase_count, sizeof *m->phases);
	m->annexes = kp_arena_array(arena, p->annex_count, sizeof *m->annexes);
	m->out_nodes = kp_arena_array(arena, p->all_node_count, sizeof *m->out_nodes);
	m->out_units = kp_arena_array(arena, p->unit_count, sizeof *m->out_units);
	m->out_assignments = kp_arena_array(arena, p->assignment_count, sizeof *m->out_assignments);
	m->out_indicators = kp_arena_array(arena, p->indicator_count, sizeof *m->out_indicators);
	m->out_phases = kp_arena_array(arena, p->phase_count, sizeof *m->out_phases);
	return m->nodes && m->units && m->assignments && m->indicators && m->phases && m->annexes && m->out_nodes &&
	       m->out_units && m->out_assignments && m->out_indicators && m->out_phases;
}

bool kp_onto_match_make(kp_onto_match *m, const kepu_plan *reading, const kepu_plan *reviewed)
{
	*m = (kp_onto_match){ .reading = reading, .reviewed = reviewed };
	kp_arena_init(&m->arena);
	if (!make_room(m))
		return false;
	for (size_t i = 0; i < reading->annex_count && i < reviewed->annex_count; i++)
		m->annexes[i] = reviewed->annexes[i];
	return match_nodes(m) && match_units(m) && match_assignments(m) && match_indicators(m) && match_phases(m) &&
	       match_removed(m);
}

void kp_onto_match_free(kp_onto_match *m)
{
	kp_arena_free(&m->arena);
}
