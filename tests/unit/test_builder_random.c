/* Random changes of plans against a naive model: one list of parts, each of which knows its parent's id. Every call must
 * succeed or fail as the model says, and after each finish all that the readers tell must agree with it. */
#include "random.h"

#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define Z KEPU_NUL_TERMINATED
#define MOST 400 /* parts of a kind that the model holds */

/* ---- the model ---- */

typedef struct item {
	int part;
	char id[16], parent[16]; /* parent: of a node, an assignment or an indicator; "": the plan */
	char name[24];           /* title or name; "": none */
	char label[16], ordinal[8];
	char to[16]; /* unit of an assignment, successor, weight; "": none */
	int role;
	bool group;
} item;

typedef struct pair {
	char of[16], value[16]; /* group and member; indicator and the low end of a value; "" and an issuer */
} pair;

typedef struct pairs {
	pair list[MOST];
	size_t count;
} pairs;

typedef struct model {
	item items[4 * MOST];
	size_t count;
	pairs members, values, issuers;
	char issued[1 << 16]; /* every id there has been, each between blanks */
	int64_t revision;
	uint64_t random;
} model;

static size_t below(model *m, size_t limit)
{
	return (size_t)random_below(&m->random, limit);
}

static item *find(model *m, const char *id)
{
	for (size_t i = 0; i < m->count; i++)
		if (strcmp(m->items[i].id, id) == 0)
			return &m->items[i];
	return NULL;
}

static size_t count_of(const model *m, int part)
{
	size_t count = 0;
	for (size_t i = 0; i < m->count; i++)
		count += m->items[i].part == part;
	return count;
}

/* One of the parts of a kind at random; NULL: there is none. */
static item *any(model *m, int part)
{
	size_t count = count_of(m, part);
	size_t wanted = count ? below(m, count) : 0;
	for (size_t i = 0; i < m->count; i++)
		if (m->items[i].part == part && !wanted--)
			return &m->items[i];
	return NULL;
}

/* The same, now and then an id that is wrong. */
static void any_id(model *m, int part, char out[16])
{
	size_t dice = below(m, 40);
	const item *found = any(m, dice == 0 ? 2 + (int)below(m, 6) : part);
	strcpy(out, !found || dice == 1 ? "n999999" : found->id);
}

static bool is(model *m, const char *id, int part)
{
	const item *found = find(m, id);
	return found && found->part == part;
}

static bool pair_is(const pair *p, const char *of)
{
	return strcmp(p->of, of) == 0;
}

static void drop_pair(pairs *from, size_t index)
{
	memmove(&from->list[index], &from->list[index + 1], (from->count - index - 1) * sizeof(pair));
	from->count--;
}

/* Place in the list of the n-th pair of an owner; the count where there is none. */
static size_t nth(const pairs *in, const char *of, size_t n)
{
	for (size_t i = 0; i < in->count; i++)
		if (pair_is(&in->list[i], of) && !n--)
			return i;
	return in->count;
}

static size_t pair_count(const pairs *in, const char *of)
{
	size_t count = 0;
	for (size_t i = 0; i < in->count; i++)
		count += pair_is(&in->list[i], of);
	return count;
}

static void add_pair(pairs *to, const char *of, const char *value)
{
	pair *made = &to->list[to->count++];
	strcpy(made->of, of);
	strcpy(made->value, value);
}

/* The n-th pair of an owner gets the place of another. */
static void move_pair(pairs *in, const char *of, size_t n, size_t to)
{
	pair moved = in->list[nth(in, of, n)];
	drop_pair(in, nth(in, of, n));
	size_t at = nth(in, of, to);
	memmove(&in->list[at + 1], &in->list[at], (in->count - at) * sizeof(pair));
	in->list[at] = moved;
	in->count++;
}

static void drop_item(model *m, item *gone)
{
	size_t at = (size_t)(gone - m->items);
	memmove(gone, gone + 1, (m->count - at - 1) * sizeof *gone);
	m->count--;
}

/* With all below it. */
static void drop(model *m, const char *which)
{
	char id[16];
	strcpy(id, which);
	drop_item(m, find(m, id));
	for (size_t i = m->values.count; i--;)
		if (pair_is(&m->values.list[i], id))
			drop_pair(&m->values, i);
	for (size_t i = m->members.count; i--;)
		if (pair_is(&m->members.list[i], id))
			drop_pair(&m->members, i);
	for (size_t i = 0; i < m->count;)
		if (strcmp(m->items[i].parent, id) == 0) {
			drop(m, m->items[i].id);
			i = 0;
		} else {
			i++;
		}
}

static bool is_below(model *m, const char *id, const char *above)
{
	for (const item *at = find(m, id); at; at = find(m, at->parent))
		if (strcmp(at->id, above) == 0)
			return true;
	return false;
}

/* Whether anything that stays refers to what would go. */
static bool used(model *m, const char *id)
{
	for (size_t i = 0; i < m->count; i++) {
		const item *from = &m->items[i];
		bool refers = from->to[0] && is_below(m, from->to, id) && !is_below(m, from->id, id);
		if (refers)
			return true;
	}
	for (size_t i = 0; i < m->members.count; i++)
		if (strcmp(m->members.list[i].value, id) == 0 && !pair_is(&m->members.list[i], id))
			return true;
	return false;
}

/* References to what has gone go, too. */
static void sweep(model *m)
{
	for (size_t i = 0; i < m->count;) {
		item *from = &m->items[i];
		if (from->to[0] && !find(m, from->to)) {
			if (from->part == KEPU_PART_ASSIGNMENT) {
				drop_item(m, from);
				continue;
			}
			from->to[0] = '\0';
		}
		i++;
	}
	for (size_t i = m->members.count; i--;)
		if (!find(m, m->members.list[i].value))
			drop_pair(&m->members, i);
}

static int level_of(model *m, const char *id)
{
	int level = 0;
	for (const item *at = find(m, id); at && at->part == KEPU_PART_NODE; at = find(m, at->parent))
		level++;
	return level;
}

static int height_of(model *m, const char *id)
{
	int height = 0;
	for (size_t i = 0; i < m->count; i++)
		if (m->items[i].part == KEPU_PART_NODE && strcmp(m->items[i].parent, id) == 0) {
			int below_it = 1 + height_of(m, m->items[i].id);
			height = below_it > height ? below_it : height;
		}
	return height;
}

/* ---- changes, in the builder and in the model ---- */

static void same(kepu_status got, bool should, const char *what)
{
	if ((got == KEPU_OK) != should)
		fail_msg("%s: %s, which is not what the model says", what, kepu_status_name(got, NULL));
}

static item *made(model *m, int part, const char *id)
{
	char between[20];
	assert_true(m->count < 4 * MOST);
	item *added = &m->items[m->count++];
	*added = (item){ .part = part };
	strcpy(added->id, id);
	snprintf(between, sizeof between, " %s ", id);
	if (strstr(m->issued, between))
		fail_msg("%s was handed out before", id);
	assert_true(strlen(m->issued) + 32 < sizeof m->issued);
	strcat(m->issued, between);
	return added;
}

static const char *const labels[] = { NULL, "一、", "（二）", "3.", "abc", "⑤" };
static const char *const ordinals[] = { "", "1", "2", "3", "", "5" };

static void set_label(item *node, size_t which)
{
	strcpy(node->label, labels[which] ? labels[which] : "");
	strcpy(node->ordinal, ordinals[which]);
}

/* A parent for nodes: the plan, an annex or a node. */
static void any_parent(model *m, char out[16])
{
	size_t dice = below(m, 6);
	out[0] = '\0';
	if (dice)
		any_id(m, dice == 1 ? KEPU_PART_ANNEX : KEPU_PART_NODE, out);
}

static void add_node(model *m, kepu_builder *b)
{
	char parent[16], title[24];
	const char *id = NULL;
	size_t label = below(m, 6);
	any_parent(m, parent);
	snprintf(title, sizeof title, "节%zu", below(m, 1000));
	bool good =
		!parent[0] || is(m, parent, KEPU_PART_ANNEX) || (is(m, parent, KEPU_PART_NODE) && level_of(m, parent) < 64);
	kepu_status status =
		kepu_builder_add_node(b, parent[0] ? parent : NULL, Z, KEPU_KIND_TASK, labels[label], Z, title, Z, &id, NULL);
	same(status, good, "add_node");
	if (!good)
		return;
	item *node = made(m, KEPU_PART_NODE, id);
	strcpy(node->parent, parent);
	strcpy(node->name, title);
	set_label(node, label);
}

static void add_unit(model *m, kepu_builder *b)
{
	char name[24];
	const char *id = NULL;
	bool group = below(m, 3) == 0;
	snprintf(name, sizeof name, "局%zu", below(m, 20));
	same(kepu_builder_add_unit(b, name, Z, group, &id, NULL), true, "add_unit");
	item *unit = made(m, KEPU_PART_UNIT, id);
	strcpy(unit->name, name);
	unit->group = group;
}

static void add_assignment(model *m, kepu_builder *b)
{
	char node[16], unit[16];
	const char *id = NULL;
	int role = 1 + (int)below(m, 3);
	any_id(m, KEPU_PART_NODE, node);
	any_id(m, KEPU_PART_UNIT, unit);
	bool good = is(m, node, KEPU_PART_NODE) && is(m, unit, KEPU_PART_UNIT);
	same(kepu_builder_add_assignment(b, node, Z, unit, Z, role, &id, NULL), good, "add_assignment");
	if (!good)
		return;
	item *assignment = made(m, KEPU_PART_ASSIGNMENT, id);
	strcpy(assignment->parent, node);
	strcpy(assignment->to, unit);
	assignment->role = role;
}

static void add_indicator(model *m, kepu_builder *b)
{
	char node[16] = "", name[24];
	const char *id = NULL;
	if (below(m, 3))
		any_id(m, KEPU_PART_NODE, node);
	snprintf(name, sizeof name, "数%zu", below(m, 1000));
	bool good = !node[0] || is(m, node, KEPU_PART_NODE);
	same(kepu_builder_add_indicator(b, node[0] ? node : NULL, Z, name, Z, NULL, 0, 1, &id, NULL), good,
	     "add_indicator");
	if (!good)
		return;
	item *indicator = made(m, KEPU_PART_INDICATOR, id);
	strcpy(indicator->parent, node);
	strcpy(indicator->name, name);
}

static void add_other(model *m, kepu_builder *b)
{
	const char *id = NULL;
	char name[24];
	snprintf(name, sizeof name, "部分%zu", below(m, 1000));
	if (below(m, 2)) {
		same(kepu_builder_add_phase(b, name, Z, NULL, 0, NULL, 0, NULL, 0, &id, NULL), true, "add_phase");
		strcpy(made(m, KEPU_PART_PHASE, id)->name, name);
	} else {
		same(kepu_builder_add_annex(b, NULL, 0, name, Z, &id, NULL), true, "add_annex");
		strcpy(made(m, KEPU_PART_ANNEX, id)->name, name);
	}
}

static void set_text(model *m, kepu_builder *b)
{
	static const char *const fields[] = { "", "", "title", "name", "", "name", "label", "title" };
	int part = 2 + (int)below(m, 6);
	char id[16], name[24];
	if (part == KEPU_PART_ASSIGNMENT)
		return;
	any_id(m, part, id);
	snprintf(name, sizeof name, "改%zu", below(m, 1000));
	if (find(m, id) && !is(m, id, part))
		return; /* others have some of the fields, too */
	bool good = is(m, id, part);
	same(kepu_builder_set(b, id, Z, fields[part], Z, name, Z, NULL), good, "set");
	if (good)
		strcpy(find(m, id)->name, name);
}

static void set_node_label(model *m, kepu_builder *b)
{
	char id[16];
	size_t label = below(m, 6);
	any_id(m, KEPU_PART_NODE, id);
	if (!is(m, id, KEPU_PART_NODE))
		return;
	same(kepu_builder_set(b, id, Z, "label", Z, labels[label], Z, NULL), true, "label");
	set_label(find(m, id), label);
}

/* Of units their successor, of indicators their weight, of assignments their unit. */
static void set_reference(model *m, kepu_builder *b)
{
	static const char *const fields[] = { "", "", "", "successor", "unit", "weight" };
	int part = 3 + (int)below(m, 3), wanted = part == KEPU_PART_INDICATOR ? KEPU_PART_INDICATOR : KEPU_PART_UNIT;
	const item *from = any(m, part);
	char to[16] = "";
	if (!from)
		return;
	if (part == KEPU_PART_ASSIGNMENT || below(m, 4))
		any_id(m, wanted, to);
	bool good = !to[0] || is(m, to, wanted);
	same(kepu_builder_set(b, from->id, Z, fields[part], Z, to[0] ? to : NULL, Z, NULL), good, fields[part]);
	if (good)
		strcpy(find(m, from->id)->to, to);
}

static void set_member(model *m, kepu_builder *b)
{
	char of[16], to[16];
	any_id(m, KEPU_PART_UNIT, of);
	any_id(m, KEPU_PART_UNIT, to);
	if (!is(m, of, KEPU_PART_UNIT))
		return;
	if (below(m, 5) == 0) {
		same(kepu_builder_set(b, of, Z, "member", Z, NULL, 0, NULL), true, "no member");
		for (size_t i = m->members.count; i--;)
			if (pair_is(&m->members.list[i], of))
				drop_pair(&m->members, i);
		return;
	}
	bool good = is(m, to, KEPU_PART_UNIT) && find(m, of)->group && m->members.count + 1 < MOST;
	if (m->members.count + 1 < MOST)
		same(kepu_builder_set(b, of, Z, "member", Z, to, Z, NULL), good, "member");
	if (good)
		add_pair(&m->members, of, to);
}

static void change_value(model *m, kepu_builder *b, const char *of)
{
	char text[16];
	bool there = is(m, of, KEPU_PART_INDICATOR);
	size_t count = pair_count(&m->values, of), index = below(m, count + 1), to = below(m, count + 1);
	snprintf(text, sizeof text, "%zu.5", below(m, 100));
	if (below(m, 2)) {
		if (m->values.count + 1 >= MOST)
			return;
		same(kepu_builder_add_value(b, of, Z, KEPU_VALUE_TARGET, NULL, 0, text, Z, NULL, 0, NULL), there, "add_value");
		if (there)
			add_pair(&m->values, of, text);
		return;
	}
	bool good = there && index < count;
	switch (below(m, 3)) {
	case 0:
		same(kepu_builder_set_value(b, of, Z, index, "low", Z, text, Z, NULL), good, "set_value");
		if (good)
			strcpy(m->values.list[nth(&m->values, of, index)].value, text);
		break;
	case 1:
		same(kepu_builder_move_value(b, of, Z, index, to, NULL), good && to < count, "move_value");
		if (good && to < count)
			move_pair(&m->values, of, index, to);
		break;
	default:
		same(kepu_builder_remove_value(b, of, Z, index, NULL), good, "remove_value");
		if (good)
			drop_pair(&m->values, nth(&m->values, of, index));
	}
}

/* Several of one indicator, for the builder remembers where it was. */
static void change_values(model *m, kepu_builder *b)
{
	char of[16];
	any_id(m, KEPU_PART_INDICATOR, of);
	for (size_t times = 1 + below(m, 8); times--;)
		change_value(m, b, of);
}

static void change_issuers(model *m, kepu_builder *b)
{
	char text[16];
	size_t count = m->issuers.count, index = below(m, count + 1), to = below(m, count + 1);
	snprintf(text, sizeof text, "府%zu", below(m, 100));
	switch (below(m, 5)) {
	case 0:
		same(kepu_builder_set_metadata(b, KEPU_META_ISSUER, index, text, Z, NULL, 0, NULL), index < count,
		     "set_metadata");
		if (index < count)
			strcpy(m->issuers.list[index].value, text);
		break;
	case 1:
		same(kepu_builder_move_metadata(b, KEPU_META_ISSUER, index, to, NULL), index < count && to < count,
		     "move_metadata");
		if (index < count && to < count)
			move_pair(&m->issuers, "", index, to);
		break;
	case 2:
		same(kepu_builder_remove_metadata(b, KEPU_META_ISSUER, index, NULL), index < count, "remove_metadata");
		if (index < count)
			drop_pair(&m->issuers, index);
		break;
	default:
		if (count > 20)
			return;
		same(kepu_builder_add_metadata(b, KEPU_META_ISSUER, text, Z, NULL, 0, NULL), true, "add_metadata");
		add_pair(&m->issuers, "", text);
	}
}

/* Whether a part may go under this parent. */
static bool fits(model *m, const item *moved, const char *parent)
{
	if (moved->part == KEPU_PART_ASSIGNMENT)
		return is(m, parent, KEPU_PART_NODE);
	if (moved->part == KEPU_PART_INDICATOR)
		return !parent[0] || is(m, parent, KEPU_PART_NODE);
	if (moved->part != KEPU_PART_NODE || !parent[0])
		return !parent[0];
	if (is(m, parent, KEPU_PART_ANNEX))
		return true;
	return is(m, parent, KEPU_PART_NODE) && !is_below(m, parent, moved->id) &&
	       level_of(m, parent) + 1 + height_of(m, moved->id) <= 64;
}

static void move(model *m, kepu_builder *b)
{
	int part = 2 + (int)below(m, 6);
	char id[16], parent[16] = "", before[16] = "";
	const item *it = any(m, part);
	if (!it)
		return;
	strcpy(id, it->id);
	if (part == KEPU_PART_NODE)
		any_parent(m, parent);
	else if (part == KEPU_PART_ASSIGNMENT || (part == KEPU_PART_INDICATOR && below(m, 2)))
		any_id(m, KEPU_PART_NODE, parent);
	size_t dice = below(m, 4);
	if (dice == 0)
		any_id(m, part, before);
	for (size_t i = below(m, m->count); dice > 1 && i < m->count; i++) /* mostly one that stands there */
		if (m->items[i].part == part && strcmp(m->items[i].parent, parent) == 0)
			strcpy(before, m->items[i].id);
	bool good = fits(m, it, parent);
	if (before[0])
		good = good && is(m, before, part) && strcmp(find(m, before)->parent, parent) == 0;
	same(kepu_builder_move(b, id, Z, parent[0] ? parent : NULL, Z, before[0] ? before : NULL, Z, NULL), good, "move");
	if (!good || strcmp(id, before) == 0)
		return;
	item moved = *find(m, id);
	strcpy(moved.parent, parent);
	drop_item(m, find(m, id));
	size_t at = before[0] ? (size_t)(find(m, before) - m->items) : m->count;
	memmove(&m->items[at + 1], &m->items[at], (m->count - at) * sizeof moved);
	m->items[at] = moved;
	m->count++;
}

static void take_away(model *m, kepu_builder *b)
{
	static const int parts[] = { 2, 3, 3, 3, 4, 5, 5, 5, 6, 7 };
	int part = parts[below(m, 10)];
	char id[16];
	int32_t flags = below(m, 3) == 0;
	any_id(m, part, id);
	bool good = find(m, id) && (flags || !used(m, id));
	kepu_error *err = NULL;
	kepu_status status = kepu_builder_remove(b, id, Z, flags, &err);
	same(status, good, "remove");
	if (status && find(m, id))
		assert_int_equal(status, KEPU_ERROR_IN_USE);
	kepu_error_free(err);
	if (!good)
		return;
	drop(m, id);
	sweep(m);
}

static void change(model *m, kepu_builder *b)
{
	static void (*const changes[])(model *, kepu_builder *) = {
		add_node,       add_node,      add_node,      add_unit,       add_unit,      add_assignment, add_assignment,
		add_indicator,  add_indicator, add_other,     set_text,       set_text,      set_member,     set_member,
		set_reference,  set_reference, set_reference, set_node_label, change_values, change_values,  change_issuers,
		change_issuers, move,          move,          move,           take_away,     take_away,
	};
	changes[below(m, sizeof changes / sizeof *changes)](m, b);
}

/* ---- what the readers say ---- */

static void id_is(const char *id, const item *wanted)
{
	assert_non_null(wanted);
	assert_string_equal(id ? id : "none", wanted->id);
}

/* The next of a kind under a parent, from a place in the list on; moves the place behind it. */
static item *next_of(model *m, int part, const char *parent, size_t *at)
{
	for (; *at < m->count; (*at)++) {
		item *it = &m->items[*at];
		if (it->part == part && (!parent || strcmp(it->parent, parent) == 0)) {
			(*at)++;
			return it;
		}
	}
	return NULL;
}

typedef struct walk {
	model *m;
	const kepu_plan *plan;
	size_t nodes, assignments, indicators; /* met so far */
	char (*plain)[2100];                   /* path of each node before # */
} walk;

static void check_values(walk *w, const kepu_indicator *indicator, const item *wanted)
{
	size_t count = pair_count(&w->m->values, wanted->id);
	assert_int_equal(kepu_indicator_value_count(indicator), count);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(kepu_value_low_text(kepu_indicator_value_at(indicator, i), NULL),
		                    w->m->values.list[nth(&w->m->values, wanted->id, i)].value);
}

static void check_indicators(walk *w, const char *node)
{
	size_t at = 0;
	for (const item *it; (it = next_of(w->m, KEPU_PART_INDICATOR, node, &at));) {
		const kepu_indicator *indicator = kepu_plan_indicator_at(w->plan, w->indicators++);
		id_is(kepu_indicator_id(indicator, NULL), it);
		assert_string_equal(kepu_indicator_name(indicator, NULL), it->name);
		const char *of = kepu_node_id(kepu_indicator_node(indicator), NULL);
		assert_string_equal(of ? of : "", node);
		const char *weight = kepu_indicator_id(kepu_indicator_weight(indicator), NULL);
		assert_string_equal(weight ? weight : "", it->to);
		check_values(w, indicator, it);
	}
}

static void check_path(walk *w, const kepu_node *node, const item *wanted, const char *above, size_t position)
{
	char *plain = w->plain[w->nodes], path[2200];
	snprintf(plain, sizeof w->plain[0], "%s", above);
	if (wanted->ordinal[0])
		strcat(plain, wanted->ordinal);
	else
		sprintf(plain + strlen(plain), "%zu", position);
	size_t repeated = 0;
	for (size_t i = 0; i < w->nodes; i++)
		repeated += strcmp(w->plain[i], plain) == 0;
	snprintf(path, sizeof path, repeated ? "%s#%zu" : "%s", plain, repeated + 1);
	assert_string_equal(kepu_node_path(node, NULL), path);
	const kepu_node *found[MOST];
	size_t count = kepu_plan_nodes_by_path(w->plan, path, Z, found, MOST), at = 0;
	while (at < count && found[at] != node)
		at++;
	assert_true(at < count);
}

static void check_node(walk *w, const kepu_node *node, const item *wanted, const char *above, size_t position)
{
	id_is(kepu_node_id(node, NULL), wanted);
	assert_ptr_equal(kepu_plan_node_by_id(w->plan, wanted->id, Z), node);
	assert_string_equal(kepu_node_title(node, NULL), wanted->name);
	const char *label = kepu_node_label(node, NULL);
	assert_string_equal(label ? label : "", wanted->label);
	assert_int_equal(kepu_node_level(node), level_of(w->m, wanted->id));
	const kepu_annex *annex = kepu_node_annex(node);
	assert_int_equal(!annex, w->nodes < kepu_plan_node_count(w->plan));
	if (annex)
		assert_true(is_below(w->m, wanted->id, kepu_annex_id(annex, NULL)));
	check_path(w, node, wanted, above, position);
	w->nodes++;
	size_t at = 0, count = 0;
	for (const item *it; (it = next_of(w->m, KEPU_PART_ASSIGNMENT, wanted->id, &at)); count++) {
		const kepu_assignment *assignment = kepu_node_assignment_at(node, count);
		assert_ptr_equal(kepu_plan_assignment_at(w->plan, w->assignments++), assignment);
		id_is(kepu_assignment_id(assignment, NULL), it);
		assert_string_equal(kepu_unit_id(kepu_assignment_unit(assignment), NULL), it->to);
		assert_ptr_equal(kepu_assignment_node(assignment), node);
		assert_int_equal(kepu_assignment_role(assignment), it->role);
	}
	assert_int_equal(kepu_node_assignment_count(node), count);
	check_indicators(w, wanted->id);
}

/* Brothers of a node by their index, wherever they hang. */
static const kepu_node *sibling_at(const kepu_plan *plan, const kepu_node *node, size_t index)
{
	if (kepu_node_parent(node))
		return kepu_node_child_at(kepu_node_parent(node), index);
	const kepu_annex *annex = kepu_node_annex(node);
	return annex ? kepu_annex_root_at(annex, index) : kepu_plan_root_at(plan, index);
}

static size_t sibling_count(const kepu_plan *plan, const kepu_node *node)
{
	if (!node)
		return 0;
	if (kepu_node_parent(node))
		return kepu_node_child_count(kepu_node_parent(node));
	const kepu_annex *annex = kepu_node_annex(node);
	return annex ? kepu_annex_root_count(annex) : kepu_plan_root_count(plan);
}

static void check_nodes(walk *w, const kepu_node *first, const char *parent, const char *above)
{
	size_t at = 0, position = 0;
	const kepu_node *node = first, *previous = NULL;
	for (const item *it; (it = next_of(w->m, KEPU_PART_NODE, parent, &at));) {
		char inner[2200];
		assert_ptr_equal(sibling_at(w->plan, node, position), node);
		assert_ptr_equal(kepu_node_previous(node), previous);
		check_node(w, node, it, above, ++position);
		snprintf(inner, sizeof inner, "%s.", kepu_node_path(node, NULL));
		check_nodes(w, kepu_node_first_child(node), it->id, inner);
		previous = node;
		node = kepu_node_next(node);
	}
	assert_null(node);
	assert_int_equal(sibling_count(w->plan, first), position);
}

static void check_units(model *m, const kepu_plan *plan)
{
	size_t at = 0, count = 0;
	for (const item *it; (it = next_of(m, KEPU_PART_UNIT, NULL, &at)); count++) {
		const kepu_unit *unit = kepu_plan_unit_at(plan, count), *named[MOST];
		id_is(kepu_unit_id(unit, NULL), it);
		assert_ptr_equal(kepu_plan_unit_by_id(plan, it->id, Z), unit);
		assert_string_equal(kepu_unit_name(unit, NULL), it->name);
		assert_int_equal(kepu_unit_is_group(unit), it->group);
		const char *successor = kepu_unit_id(kepu_unit_successor(unit), NULL);
		assert_string_equal(successor ? successor : "", it->to);
		size_t names = kepu_plan_units_by_name(plan, it->name, Z, named, MOST), found = 0, wanted = 0, assigned = 0;
		for (size_t i = 0; i < names; i++)
			found += named[i] == unit;
		assert_int_equal(found, 1);
		for (size_t i = 0; i < m->count; i++) {
			wanted += m->items[i].part == KEPU_PART_UNIT && strcmp(m->items[i].name, it->name) == 0;
			assigned += m->items[i].part == KEPU_PART_ASSIGNMENT && strcmp(m->items[i].to, it->id) == 0;
		}
		assert_int_equal(names, wanted);
		assert_int_equal(kepu_unit_assignment_count(unit), assigned);
		for (size_t i = 0; i < assigned; i++)
			assert_ptr_equal(kepu_assignment_unit(kepu_unit_assignment_at(unit, i)), unit);
		assert_int_equal(kepu_unit_member_count(unit), pair_count(&m->members, it->id));
		for (size_t i = 0; i < kepu_unit_member_count(unit); i++)
			assert_string_equal(kepu_unit_id(kepu_unit_member_at(unit, i), NULL),
			                    m->members.list[nth(&m->members, it->id, i)].value);
	}
	assert_int_equal(kepu_plan_unit_count(plan), count);
}

static void check_rest(model *m, const kepu_plan *plan)
{
	size_t at = 0, count = 0;
	for (const item *it; (it = next_of(m, KEPU_PART_PHASE, NULL, &at)); count++) {
		id_is(kepu_phase_id(kepu_plan_phase_at(plan, count), NULL), it);
		assert_string_equal(kepu_phase_label(kepu_plan_phase_at(plan, count), NULL), it->name);
	}
	assert_int_equal(kepu_plan_phase_count(plan), count);
	assert_int_equal(kepu_plan_metadata_count(plan, KEPU_META_ISSUER), m->issuers.count);
	for (size_t i = 0; i < m->issuers.count; i++)
		assert_string_equal(kepu_plan_metadata(plan, KEPU_META_ISSUER, i, NULL), m->issuers.list[i].value);
	assert_int_equal(kepu_plan_revision(plan), m->revision);
	char issued[sizeof m->issued];
	strcpy(issued, m->issued);
	for (char *id = strtok(issued, " "); id; id = strtok(NULL, " ")) {
		assert_int_equal(kepu_plan_node_by_id(plan, id, Z) != NULL, is(m, id, KEPU_PART_NODE));
		assert_int_equal(kepu_plan_unit_by_id(plan, id, Z) != NULL, is(m, id, KEPU_PART_UNIT));
	}
}

static void check_plan(model *m, const kepu_plan *plan)
{
	walk w = { .m = m, .plan = plan, .plain = calloc(MOST * 2, sizeof *w.plain) };
	check_indicators(&w, "");
	check_nodes(&w, kepu_plan_root_at(plan, 0), "", "");
	assert_int_equal(kepu_plan_node_count(plan), w.nodes);
	size_t at = 0, count = 0;
	for (const item *it; (it = next_of(m, KEPU_PART_ANNEX, NULL, &at)); count++) {
		const kepu_annex *annex = kepu_plan_annex_at(plan, count);
		char above[32];
		id_is(kepu_annex_id(annex, NULL), it);
		assert_string_equal(kepu_annex_title(annex, NULL), it->name);
		snprintf(above, sizeof above, "A%zu:", count + 1);
		check_nodes(&w, kepu_annex_root_at(annex, 0), it->id, above);
	}
	assert_int_equal(kepu_plan_annex_count(plan), count);
	assert_int_equal(count_of(m, KEPU_PART_NODE), w.nodes);
	assert_int_equal(kepu_plan_assignment_count(plan), w.assignments);
	assert_int_equal(count_of(m, KEPU_PART_ASSIGNMENT), w.assignments);
	assert_int_equal(kepu_plan_indicator_count(plan), w.indicators);
	free(w.plain);
	check_units(m, plan);
	check_rest(m, plan);
}

/* ---- rounds ---- */

/* Whether one comes back to where one began, by successors, weights or members. */
static bool goes_round(model *m, const char *from, const char *at, size_t steps)
{
	const item *it = find(m, at);
	if (steps > 60)
		return true; /* longer than there are units: round some other one */
	if (steps && strcmp(from, at) == 0)
		return true;
	if (it->part == KEPU_PART_INDICATOR)
		return it->to[0] && goes_round(m, from, it->to, steps + 1);
	for (size_t i = 0; i < m->members.count; i++)
		if (pair_is(&m->members.list[i], at) && goes_round(m, from, m->members.list[i].value, steps + 1))
			return true;
	return false;
}

static bool follows_round(model *m, const char *from)
{
	const item *it = find(m, from);
	for (size_t steps = 0; it->to[0]; steps++) {
		it = find(m, it->to);
		if (steps > MOST || strcmp(it->id, from) == 0)
			return true;
	}
	return false;
}

/* Mends what finishing would refuse: whatever is in a circle refers to nothing any more. */
static bool mend(model *m, kepu_builder *b)
{
	bool mended = false;
	for (size_t i = 0; i < m->count; i++) {
		item *it = &m->items[i];
		if (it->part == KEPU_PART_INDICATOR && goes_round(m, it->id, it->id, 0)) {
			same(kepu_builder_set(b, it->id, Z, "weight", Z, NULL, 0, NULL), true, "no weight");
			it->to[0] = '\0';
			mended = true;
		}
		if (it->part != KEPU_PART_UNIT)
			continue;
		if (follows_round(m, it->id)) {
			same(kepu_builder_set(b, it->id, Z, "successor", Z, NULL, 0, NULL), true, "no successor");
			it->to[0] = '\0';
			mended = true;
		}
		if (goes_round(m, it->id, it->id, 0)) {
			same(kepu_builder_set(b, it->id, Z, "member", Z, NULL, 0, NULL), true, "no members");
			for (size_t k = m->members.count; k--;)
				if (pair_is(&m->members.list[k], it->id))
					drop_pair(&m->members, k);
			mended = true;
		}
	}
	return mended;
}

static bool round_anywhere(model *m)
{
	for (size_t i = 0; i < m->count; i++) {
		const item *it = &m->items[i];
		if ((it->part == KEPU_PART_UNIT || it->part == KEPU_PART_INDICATOR) &&
		    (goes_round(m, it->id, it->id, 0) || (it->part == KEPU_PART_UNIT && follows_round(m, it->id))))
			return true;
	}
	return false;
}

static char *saved(const kepu_plan *plan)
{
	char *bytes = NULL;
	size_t length;
	assert_int_equal(kepu_plan_save_bytes(plan, KEPU_FORMAT_XML, &bytes, &length, NULL), KEPU_OK);
	return bytes;
}

static kepu_plan *finish(model *m, kepu_builder *b)
{
	kepu_plan *plan = NULL;
	while (round_anywhere(m)) {
		assert_int_equal(kepu_builder_finish(b, &plan, NULL), KEPU_ERROR_CYCLE);
		assert_null(plan);
		assert_true(mend(m, b));
		change(m, b); /* goes on as if nothing had been tried */
	}
	kepu_error *err = NULL;
	kepu_status status = kepu_builder_finish(b, &plan, &err);
	if (status)
		fail_msg("finish: %s", kepu_error_message(err, KEPU_LANG_EN, NULL));
	kepu_builder_free(b);
	return plan;
}

static kepu_plan *loaded(kepu_plan *plan)
{
	kepu_plan *again = NULL;
	kepu_error *err = NULL;
	char *xml = saved(plan);
	if (kepu_plan_load_bytes(xml, strlen(xml), NULL, NULL, &again, NULL, &err))
		fail_msg("load: %s", kepu_error_message(err, KEPU_LANG_EN, NULL));
	kepu_free(xml);
	kepu_plan_unref(plan);
	return again;
}

static void run(uint64_t seed, model *m)
{
	kepu_builder *b = NULL;
	memset(m, 0, sizeof *m);
	m->random = seed;
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	kepu_plan *plan = NULL;
	for (m->revision = 1; m->revision <= 8; m->revision++) {
		char *before = plan ? saved(plan) : NULL;
		for (size_t k = 20 + below(m, 40); k--;)
			change(m, b);
		kepu_plan *next = finish(m, b);
		check_plan(m, next);
		if (plan) { /* which nothing has touched */
			char *after = saved(plan);
			assert_string_equal(before, after);
			kepu_free(before);
			kepu_free(after);
			kepu_plan_unref(plan);
		}
		if (below(m, 2)) {
			next = loaded(next);
			check_plan(m, next);
		}
		plan = next;
		b = NULL;
		assert_int_equal(kepu_builder_from_plan(plan, &b, NULL), KEPU_OK);
	}
	kepu_builder_free(b);
	kepu_plan_unref(plan);
}

static void test_random(void **state)
{
	(void)state;
	const char *wanted = getenv("KEPU_SEED"); /* one alone */
	uint64_t seed = wanted ? strtoull(wanted, NULL, 10) : 1;
	uint64_t last = wanted ? seed : getenv("KEPU_UNDER_VALGRIND") ? 10 : 120;
	model *m = malloc(sizeof *m);
	for (; seed <= last; seed++) {
		print_message("# seed %d\n", (int)seed);
		run(seed, m);
	}
	free(m);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_random) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
