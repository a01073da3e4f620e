#include "work/matrix.h"

#include "base/fail.h"
#include "base/memory.h"

#include <stdlib.h>

#define INHERITED_SHIFT 4 /* from KEPU_CELL_LEAD to KEPU_CELL_INHERITED_LEAD, and so on */

static bool add_node(kp_nodes *list, const kepu_node *node)
{
	if (!kp_grow((void **)&list->items, &list->capacity, list->count + 1, sizeof *list->items))
		return false;
	list->items[list->count++] = node;
	return true;
}

static bool add_row(kepu_matrix *m, const kepu_node *node)
{
	if (!add_node(&m->rows, node))
		return false;
	m->row_of[node->index] = m->rows.count;
	return true;
}

static bool make_rows(kepu_matrix *m)
{
	for (size_t i = 0; i < m->plan->all_node_count; i++)
		if (!add_row(m, m->plan->nodes[i]))
			return false;
	return true;
}

static int32_t own_bit(const kepu_assignment *assignment)
{
	switch (kp_token_number(assignment->role)) {
	case KEPU_ROLE_LEAD: return KEPU_CELL_LEAD;
	case KEPU_ROLE_RESPONSIBLE: return KEPU_CELL_RESPONSIBLE;
	case KEPU_ROLE_PARTICIPANT: return KEPU_CELL_PARTICIPANT;
	default: return KEPU_CELL_OTHER;
	}
}

static int32_t entry_bit(const kp_matrix_entry *entry)
{
	int32_t bit = own_bit(entry->assignment);
	return entry->inherited ? bit << INHERITED_SHIFT : bit;
}

static bool add_entry(kepu_matrix *m, size_t row, const kepu_assignment *assignment, bool inherited)
{
	const kepu_unit *unit = assignment->unit;
	if (!kp_grow((void **)&m->entries, &m->entry_capacity, m->entry_count + 1, sizeof *m->entries))
		return false;
	if (!m->column_of[unit->index]) {
		m->columns[m->column_count++] = unit;
		m->column_of[unit->index] = (uint32_t)m->column_count;
	}
	m->entries[m->entry_count++] = (kp_matrix_entry){ assignment, row, m->column_of[unit->index] - 1, inherited };
	return true;
}

/* What the parent's row has, own or inherited itself, in the roles that the node does not fill. */
static bool inherit(kepu_matrix *m, size_t row, int32_t filled)
{
	const kepu_node *parent = m->rows.items[row]->parent;
	if (!parent)
		return true;
	size_t above = kp_matrix_row(m, parent);
	for (size_t i = m->entry_first[above]; i < m->entry_first[above + 1]; i++) {
		const kepu_assignment *assignment = m->entries[i].assignment;
		if (!(own_bit(assignment) & filled) && !add_entry(m, row, assignment, true))
			return false;
	}
	return true;
}

/* Units that an earlier list said once for all later ones, each once in a role. So many a plan will hardly name; as every row
 * has them all, there is an end. */
enum { STANDING_MOST = 64 };

typedef struct standing {
	const kepu_assignment *items[STANDING_MOST];
	size_t count;
} standing;

static bool is_same_duty(const kepu_assignment *a, const kepu_assignment *b)
{
	return a->unit == b->unit && own_bit(a) == own_bit(b);
}

/* They answer for each node that has a list of its own. */
static bool add_standing(kepu_matrix *m, size_t row, size_t first, const standing *all)
{
	size_t own = m->entry_count;
	for (size_t i = 0; i < all->count; i++) {
		size_t k = first;
		while (k < own && !is_same_duty(m->entries[k].assignment, all->items[i]))
			k++;
		if (k == own && !add_entry(m, row, all->items[i], true))
			return false;
	}
	return true;
}

static void note_standing(standing *all, const kepu_node *node)
{
	for (uint32_t i = 0; i < node->assignment_count && all->count < STANDING_MOST; i++) {
		const kepu_assignment *one = node->assignments[i];
		size_t k = 0;
		if (kepu_provenance_rule(one->proof) != KEPU_RULE_LIST_LATER)
			continue;
		while (k < all->count && !is_same_duty(all->items[k], one))
			k++;
		if (k == all->count)
			all->items[all->count++] = one;
	}
}

static bool make_entries(kepu_matrix *m)
{
	standing later = { .count = 0 };
	size_t units = m->plan->unit_count;
	m->columns = kp_calloc(units, sizeof *m->columns);
	m->column_of = kp_calloc(units, sizeof *m->column_of);
	m->entry_first = kp_calloc(m->rows.count + 1, sizeof *m->entry_first);
	if (!m->columns || !m->column_of || !m->entry_first)
		return false;
	for (size_t row = 0; row < m->rows.count; row++) {
		const kepu_node *node = m->rows.items[row];
		int32_t filled = 0;
		for (uint32_t i = 0; i < node->assignment_count; i++) {
			if (!add_entry(m, row, node->assignments[i], false))
				return false;
			filled |= own_bit(node->assignments[i]);
		}
		size_t first = m->entry_first[row];
		bool all = (m->flags & KEPU_MATRIX_INHERITED) != 0;
		if (all && (!inherit(m, row, filled) || (filled && !add_standing(m, row, first, &later))))
			return false;
		note_standing(&later, node);
		m->entry_first[row + 1] = m->entry_count;
	}
	return true;
}

/* Turns counts, kept one place to the right, into first indexes. */
static void sum_up(size_t *first, size_t count)
{
	for (size_t i = 0; i < count; i++)
		first[i + 1] += first[i];
}

/* Counts the cells of each row and column: the entries of a row whose unit is new in it. */
static void count_cells(kepu_matrix *m, size_t *seen)
{
	for (size_t i = 0; i < m->entry_count; i++) {
		const kp_matrix_entry *entry = &m->entries[i];
		if (seen[entry->column] == entry->row + 1)
			continue;
		seen[entry->column] = entry->row + 1;
		m->column_first[entry->column + 1]++;
		m->row_first[entry->row + 1]++;
		m->cell_count++;
	}
	sum_up(m->row_first, m->rows.count);
	sum_up(m->column_first, m->column_count);
}

/* Files the cells under their columns, by rising row since entries stand row by row, and from there under their rows,
 * by rising column: in order without sorting. */
static void fill_cells(kepu_matrix *m, size_t *column_next, size_t *row_next)
{
	for (size_t i = 0; i < m->entry_count; i++) {
		const kp_matrix_entry *entry = &m->entries[i];
		size_t *next = &column_next[entry->column];
		if (!*next || m->column_cells[m->column_first[entry->column] + *next - 1].index != entry->row)
			m->column_cells[m->column_first[entry->column] + (*next)++].index = entry->row;
		m->column_cells[m->column_first[entry->column] + *next - 1].roles |= entry_bit(entry);
	}
	for (size_t column = 0; column < m->column_count; column++)
		for (size_t i = m->column_first[column]; i < m->column_first[column + 1]; i++) {
			kp_matrix_cell cell = m->column_cells[i];
			m->row_cells[m->row_first[cell.index] + row_next[cell.index]++] = (kp_matrix_cell){ column, cell.roles };
		}
}

static bool make_cells(kepu_matrix *m)
{
	size_t *seen = kp_calloc(m->column_count, sizeof *seen);
	size_t *row_next = kp_calloc(m->rows.count, sizeof *row_next);
	m->row_first = kp_calloc(m->rows.count + 1, sizeof *m->row_first);
	m->column_first = kp_calloc(m->column_count + 1, sizeof *m->column_first);
	bool made = seen && row_next && m->row_first && m->column_first;
	if (made) {
		count_cells(m, seen);
		m->row_cells = kp_calloc(m->cell_count, sizeof *m->row_cells);
		m->column_cells = kp_calloc(m->cell_count, sizeof *m->column_cells);
		made = m->row_cells && m->column_cells;
	}
	if (made) {
		for (size_t i = 0; i < m->column_count; i++)
			seen[i] = 0;
		fill_cells(m, seen, row_next);
	}
	free(seen);
	free(row_next);
	return made;
}

/* By row: whether the node or a section above it names a lead, or any unit. */
static void see_who_answers(const kepu_matrix *m, char *led, char *held)
{
	for (size_t row = 0; row < m->rows.count; row++) {
		const kepu_node *parent = m->rows.items[row]->parent;
		size_t above = parent ? kp_matrix_row(m, parent) : row;
		led[row] = led[above] || kepu_matrix_row_tally(m, row, KEPU_CELL_LEAD);
		held[row] = held[above] || m->row_first[row] < m->row_first[row + 1];
	}
}

/* Lists the tasks that lack somebody, in document order. */
static bool make_gaps(kepu_matrix *m)
{
	char *led = kp_calloc(m->rows.count, 1), *held = kp_calloc(m->rows.count, 1);
	bool made = led && held;
	if (made)
		see_who_answers(m, led, held);
	for (size_t row = 0; made && row < m->rows.count; row++) {
		const kepu_node *node = m->rows.items[row];
		if ((led[row] && held[row]) || !kp_node_is_task(node))
			continue;
		made = (led[row] || add_node(&m->leaderless, node)) && (held[row] || add_node(&m->unassigned, node));
	}
	free(led);
	free(held);
	return made;
}

static bool make_idle(kepu_matrix *m)
{
	const kepu_plan *plan = m->plan;
	m->idle = kp_calloc(plan->unit_count - m->column_count, sizeof *m->idle);
	if (!m->idle)
		return false;
	for (size_t i = 0; i < plan->unit_count; i++)
		if (!m->column_of[i])
			m->idle[m->idle_count++] = plan->units[i];
	return true;
}

static kepu_matrix *new_matrix(kepu_plan *plan, int32_t flags)
{
	kepu_matrix *m = kp_calloc(1, sizeof *m);
	if (!m)
		return NULL;
	m->tag = KP_TAG_MATRIX;
	m->flags = flags;
	m->plan = kepu_plan_ref(plan);
	m->row_of = kp_calloc(plan->all_node_count, sizeof *m->row_of);
	if (!m->row_of) {
		kepu_matrix_free(m);
		return NULL;
	}
	return m;
}

/* Hands the matrix out if it was made, else releases what there is of it. */
static kepu_status give(kepu_matrix *m, bool made, kepu_matrix **out_matrix, kepu_error **err)
{
	if (!made) {
		kepu_matrix_free(m);
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	*out_matrix = m;
	return KEPU_OK;
}

kepu_status kepu_matrix_new(kepu_plan *plan, int32_t flags, kepu_matrix **out_matrix, kepu_error **err)
{
	if (!out_matrix)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_matrix", "NULL");
	*out_matrix = NULL;
	if (!plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "plan", "NULL");
	if (plan->tag != KP_TAG_PLAN)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
	if (flags & ~KEPU_MATRIX_INHERITED) {
		char number[KP_DECIMAL_TEXT];
		kp_decimal_write((kp_decimal){ flags, 0 }, number);
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "flags", number);
	}
	kepu_matrix *m = new_matrix(plan, flags);
	bool made = m && make_rows(m) && make_entries(m) && make_cells(m) && make_gaps(m) && make_idle(m);
	return give(m, made, out_matrix, err);
}

/* What a selection keeps: rows and columns of the matrix it is made from, as marks. */
typedef struct choice {
	const kepu_matrix *from;
	char *rows, *units; /* units by their place in the plan */
} choice;

/* Marks the rows of the nodes and of all below them: a child's row comes after its parent's. */
static void choose_rows(choice *c, const kepu_node **nodes, size_t count)
{
	for (size_t i = 0; i < count; i++)
		c->rows[kp_matrix_row(c->from, nodes[i])] = 1;
	for (size_t row = 0; row < c->from->rows.count; row++) {
		size_t above = KP_NO_ROW; /* in a selection the nearest node above need not be the parent */
		for (const kepu_node *node = c->from->rows.items[row]->parent; node && above == KP_NO_ROW; node = node->parent)
			above = kp_matrix_row(c->from, node);
		if (!nodes || (above != KP_NO_ROW && c->rows[above]))
			c->rows[row] = 1;
	}
}

/* Marks the units, and takes the mark from rows that have none of them. */
static void choose_units(choice *c, const kepu_unit **units, size_t count)
{
	const kepu_matrix *from = c->from;
	for (size_t i = 0; i < from->plan->unit_count; i++)
		c->units[i] = !units;
	if (!units)
		return;
	for (size_t i = 0; i < count; i++)
		c->units[units[i]->index] = 1;
	for (size_t row = 0; row < from->rows.count; row++) {
		bool named = false;
		for (size_t i = from->entry_first[row]; i < from->entry_first[row + 1]; i++)
			named = named || c->units[from->entries[i].assignment->unit->index];
		c->rows[row] = c->rows[row] && named;
	}
}

static bool copy_entries(kepu_matrix *m, const choice *c)
{
	const kepu_matrix *from = c->from;
	size_t units = m->plan->unit_count;
	m->columns = kp_calloc(units, sizeof *m->columns);
	m->column_of = kp_calloc(units, sizeof *m->column_of);
	m->entry_first = kp_calloc(from->rows.count + 1, sizeof *m->entry_first);
	if (!m->columns || !m->column_of || !m->entry_first)
		return false;
	for (size_t row = 0; row < from->rows.count; row++) {
		if (!c->rows[row])
			continue;
		for (size_t i = from->entry_first[row]; i < from->entry_first[row + 1]; i++) {
			const kp_matrix_entry *entry = &from->entries[i];
			if (c->units[entry->assignment->unit->index] &&
			    !add_entry(m, m->rows.count, entry->assignment, entry->inherited))
				return false;
		}
		if (!add_row(m, from->rows.items[row]))
			return false;
		m->entry_first[m->rows.count] = m->entry_count;
	}
	return true;
}

static bool copy_nodes(kp_nodes *to, const kp_nodes *from, const choice *c)
{
	for (size_t i = 0; i < from->count; i++)
		if (c->rows[kp_matrix_row(c->from, from->items[i])] && !add_node(to, from->items[i]))
			return false;
	return true;
}

static bool copy_gaps(kepu_matrix *m, const choice *c)
{
	const kepu_matrix *from = c->from;
	m->idle = kp_calloc(from->idle_count, sizeof *m->idle);
	if (!m->idle)
		return false;
	for (size_t i = 0; i < from->idle_count; i++)
		if (c->units[from->idle[i]->index])
			m->idle[m->idle_count++] = from->idle[i];
	return copy_nodes(&m->leaderless, &from->leaderless, c) && copy_nodes(&m->unassigned, &from->unassigned, c);
}

static kepu_matrix *select_some(const kepu_matrix *from, const kepu_node **nodes, size_t node_count,
                                const kepu_unit **units, size_t unit_count)
{
	choice c = { from, kp_calloc(from->rows.count, 1), kp_calloc(from->plan->unit_count, 1) };
	kepu_matrix *m = c.rows && c.units ? new_matrix(from->plan, from->flags) : NULL;
	if (m) {
		choose_rows(&c, nodes, node_count);
		choose_units(&c, units, unit_count);
		if (!copy_entries(m, &c) || !make_cells(m) || !copy_gaps(m, &c)) {
			kepu_matrix_free(m);
			m = NULL;
		}
	}
	free(c.rows);
	free(c.units);
	return m;
}

kepu_status kepu_matrix_select(const kepu_matrix *matrix, const kepu_node **nodes, size_t node_count,
                               const kepu_unit **units, size_t unit_count, kepu_matrix **out_matrix, kepu_error **err)
{
	if (!out_matrix)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_matrix", "NULL");
	*out_matrix = NULL;
	if (!matrix)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "matrix", "NULL");
	if (matrix->tag != KP_TAG_MATRIX)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_matrix", NULL);
	if (!nodes)
		node_count = 0;
	if (!units)
		unit_count = 0;
	for (size_t i = 0; i < node_count; i++)
		if (!nodes[i] || nodes[i]->plan != matrix->plan || kp_matrix_row(matrix, nodes[i]) == KP_NO_ROW)
			return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "nodes", nodes[i] ? nodes[i]->id : "NULL");
	for (size_t i = 0; i < unit_count; i++)
		if (!units[i] || units[i]->plan != matrix->plan)
			return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "units", units[i] ? units[i]->id : "NULL");
	kepu_matrix *m = select_some(matrix, nodes, node_count, units, unit_count);
	return give(m, m != NULL, out_matrix, err);
}

void kepu_matrix_free(kepu_matrix *m)
{
	if (!m || m->tag != KP_TAG_MATRIX)
		return;
	m->tag = 0;
	free(m->row_of);
	free(m->rows.items);
	free(m->columns);
	free(m->column_of);
	free(m->entries);
	free(m->entry_first);
	free(m->row_cells);
	free(m->column_cells);
	free(m->row_first);
	free(m->column_first);
	free(m->idle);
	free(m->leaderless.items);
	free(m->unassigned.items);
	kepu_plan_unref(m->plan);
	free(m);
}
