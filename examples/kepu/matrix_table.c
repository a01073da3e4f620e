/* The matrix in words: a block a node, and the list of one unit's tasks. */
#include "cli.h"

#include <stdio.h>
#include <string.h>

#define GAP 2
#define DEPTH 64

static size_t word_width(const char *word)
{
	return text_width(word, strlen(word));
}

static size_t role_width(const cli *c)
{
	size_t most = 0;
	for (int32_t role = KEPU_ROLE_LEAD; role <= KEPU_ROLE_PARTICIPANT; role++) {
		size_t width = word_width(role_word(c, role));
		most = width > most ? width : most;
	}
	return most;
}

static const char *assignment_role(const cli *c, const kepu_assignment *assignment)
{
	const char *word = role_word(c, kepu_assignment_role(assignment));
	return word ? word : kepu_assignment_role_token(assignment, NULL);
}

/* Whether two entries stand in one line: the same role, said by the same node. */
static bool go_together(const kepu_assignment *a, const kepu_assignment *b)
{
	return kepu_assignment_node(a) == kepu_assignment_node(b) && kepu_assignment_role(a) == kepu_assignment_role(b) &&
	       (kepu_assignment_role(a) ||
	        !strcmp(kepu_assignment_role_token(a, NULL), kepu_assignment_role_token(b, NULL)));
}

/* A role and its units, from the entry `start` on; entries before it that belong to the same line were its start. */
static void put_role_line(const cli *c, flow *at, const kepu_matrix *m, size_t start, size_t end, size_t indent)
{
	const kepu_assignment *first = kepu_matrix_entry_assignment(m, start);
	int32_t inherited = 0;
	kepu_matrix_entry(m, start, NULL, NULL, &inherited);
	flow_to(at, indent);
	flow_put(at, assignment_role(c, first));
	flow_to(at, indent + role_width(c) + GAP);
	size_t last = start;
	for (size_t i = start; i < end; i++)
		if (go_together(first, kepu_matrix_entry_assignment(m, i)))
			last = i;
	for (size_t i = start; i <= last; i++) {
		const kepu_assignment *assignment = kepu_matrix_entry_assignment(m, i);
		if (!go_together(first, assignment))
			continue;
		text unit = { 0 };
		text_put(&unit, kepu_unit_name(kepu_assignment_unit(assignment), NULL));
		text_put(&unit, i < last ? "、" : NULL);
		if (i == last && inherited) {
			text_put(&unit, say(c, M_LEFT_PARENTHESIS));
			text_fill(&unit, say(c, M_INHERITED), kepu_node_path(kepu_assignment_node(first), NULL), NULL);
			text_put(&unit, say(c, M_RIGHT_PARENTHESIS));
		}
		flow_whole(at, unit.bytes, unit.length);
		text_free(&unit);
	}
	flow_end(at);
}

/* Own roles before inherited ones, leads before the rest; a role that has no word here comes last. */
static void put_roles(const cli *c, flow *at, const kepu_matrix *m, size_t row, size_t indent)
{
	size_t first = 0, end = kepu_matrix_row_entries(m, row, &first);
	end += first;
	for (int32_t step = 0; step < 8; step++) {
		int32_t role = (step % 4 + 1) % 4; /* lead, responsible, participant, other */
		for (size_t i = first; i < end; i++) {
			const kepu_assignment *assignment = kepu_matrix_entry_assignment(m, i);
			int32_t inherited = 0;
			kepu_matrix_entry(m, i, NULL, NULL, &inherited);
			bool seen = false;
			for (size_t k = first; k < i && !seen; k++)
				seen = go_together(assignment, kepu_matrix_entry_assignment(m, k));
			if (!seen && inherited == step / 4 && kepu_assignment_role(assignment) == role)
				put_role_line(c, at, m, i, end, indent);
		}
	}
}

/* Headings above a node that were not printed yet, then its own. `above` holds what was printed last, by level. */
static void put_title(text *out, const kepu_node *node, const kepu_node **above, size_t indent)
{
	const kepu_node *line[DEPTH];
	size_t depth = 0;
	bool first = !above[0];
	for (const kepu_node *at = node; at && depth < DEPTH; at = kepu_node_parent(at))
		line[depth++] = at;
	for (size_t level = 0; level < depth; level++) {
		const kepu_node *heading = line[depth - 1 - level];
		if (above[level] == heading)
			continue;
		for (size_t deeper = level; deeper < DEPTH; deeper++)
			above[deeper] = NULL;
		above[level] = heading;
		if (level == 0 && !first)
			text_put(out, "\n");
		flow at = flow_start(out, screen_width());
		flow_put(&at, kepu_node_path(heading, NULL));
		flow_to(&at, indent);
		flow_put(&at, kepu_node_title(heading, NULL));
		flow_end(&at);
	}
}

void put_blocks(const cli *c, text *out, const kepu_matrix *matrix)
{
	const kepu_node *above[DEPTH] = { NULL };
	size_t indent = path_width(kepu_matrix_plan(matrix)) + GAP, gap = 0; /* gap: the next of the unassigned tasks */
	for (size_t row = 0; row < kepu_matrix_row_count(matrix); row++) {
		const kepu_node *node = kepu_matrix_row_node(matrix, row);
		size_t entries = kepu_matrix_row_entries(matrix, row, NULL);
		bool is_gap = kepu_matrix_unassigned_at(matrix, gap) == node;
		gap += is_gap;
		if (!entries && !is_gap)
			continue;
		put_title(out, node, above, indent);
		flow at = flow_start(out, screen_width());
		if (entries) {
			put_roles(c, &at, matrix, row, indent);
		} else {
			flow_to(&at, indent);
			flow_put(&at, say(c, M_NO_UNIT));
			flow_end(&at);
		}
	}
}

/* "lead 7, responsible 42, participant 13" */
static void put_tally(const cli *c, flow *at, const kepu_matrix *m)
{
	static const int32_t bits[] = {
		KEPU_CELL_LEAD | KEPU_CELL_INHERITED_LEAD,
		KEPU_CELL_RESPONSIBLE | KEPU_CELL_INHERITED_RESPONSIBLE,
		KEPU_CELL_PARTICIPANT | KEPU_CELL_INHERITED_PARTICIPANT,
	};
	bool first = true;
	for (int32_t role = 0; role < 3; role++) {
		char number[24];
		snprintf(number, sizeof number, " %zu", kepu_matrix_tally(m, bits[role]));
		flow_put(at, first ? say(c, M_COLON) : say(c, M_COMMA));
		flow_put(at, role_word(c, role + KEPU_ROLE_LEAD));
		flow_put(at, number);
		first = false;
	}
}

void put_unit_head(const cli *c, text *out, const kepu_unit *unit, size_t tasks)
{
	char number[24];
	text line = { 0 };
	snprintf(number, sizeof number, "%zu", tasks);
	text_put(&line, kepu_unit_name(unit, NULL));
	text_put(&line, "  ");
	text_fill(&line, say(c, M_UNIT_TASKS), number, NULL);
	flow at = flow_start(out, screen_width());
	flow_words(&at, line.bytes, line.length);
	flow_end(&at);
	text_free(&line);
}

/* A line for each task of a unit, its leads first: the unit's task list. */
void put_unit_tasks(const cli *c, text *out, const kepu_matrix *matrix, size_t column)
{
	size_t indent = role_width(c) + GAP, title = indent + path_width(kepu_matrix_plan(matrix)) + GAP;
	size_t cells = kepu_matrix_column_cell_count(matrix, column);
	put_unit_head(c, out, kepu_matrix_column_unit(matrix, column), cells);
	for (int32_t step = 0; step < 8; step++) {
		bool named = false;
		for (size_t i = 0; i < cells; i++) {
			size_t row = 0;
			int32_t roles = 0, role = step / 2 + 1; /* 4: another role */
			kepu_matrix_column_cell(matrix, column, i, &row, &roles);
			if (!(roles & 1 << (step / 2 + (step % 2 ? 4 : 0))))
				continue;
			const kepu_node *node = kepu_matrix_row_node(matrix, row);
			flow at = flow_start(out, screen_width());
			flow_put(&at, named ? NULL : role_word(c, role) ? role_word(c, role) : say(c, M_OTHER));
			flow_to(&at, indent);
			flow_put(&at, kepu_node_path(node, NULL));
			flow_to(&at, title);
			flow_put(&at, kepu_node_title(node, NULL));
			if (step % 2) {
				flow_put(&at, say(c, M_LEFT_PARENTHESIS));
				flow_put(&at, say(c, M_FROM_ABOVE));
				flow_put(&at, say(c, M_RIGHT_PARENTHESIS));
			}
			flow_end(&at);
			named = true;
		}
	}
}

/* "WHAT COUNT: path, path, …" */
static void put_nodes(const cli *c, text *out, message id, const kepu_matrix *m,
                      const kepu_node *(*node_at)(const kepu_matrix *, size_t), size_t count)
{
	if (!count)
		return;
	char number[24];
	snprintf(number, sizeof number, " %zu", count);
	flow at = flow_start(out, screen_width());
	flow_put(&at, say(c, id));
	flow_put(&at, number);
	flow_put(&at, say(c, M_COLON));
	at.left = at.column;
	for (size_t i = 0; i < count; i++) {
		text path = { 0 };
		text_put(&path, kepu_node_path(node_at(m, i), NULL));
		text_put(&path, i + 1 < count ? "、" : NULL);
		flow_whole(&at, path.bytes, path.length);
		text_free(&path);
	}
	flow_end(&at);
}

void put_summary(const cli *c, text *out, const kepu_matrix *matrix)
{
	size_t rows = 0, idle = kepu_matrix_idle_unit_count(matrix);
	for (size_t row = 0; row < kepu_matrix_row_count(matrix); row++)
		rows += kepu_matrix_row_cell_count(matrix, row) > 0;
	char row_count[24], unit_count[24];
	text sum = { 0 };
	snprintf(row_count, sizeof row_count, "%zu", rows);
	snprintf(unit_count, sizeof unit_count, "%zu", kepu_matrix_column_count(matrix));
	text_fill(&sum, say(c, M_SUM_ROWS), row_count, unit_count);
	text_put(out, "\n");
	flow at = flow_start(out, screen_width());
	flow_words(&at, sum.bytes, sum.length);
	put_tally(c, &at, matrix);
	flow_end(&at);
	text_free(&sum);
	put_nodes(c, out, M_LEADERLESS, matrix, kepu_matrix_leaderless_at, kepu_matrix_leaderless_count(matrix));
	put_nodes(c, out, M_UNASSIGNED, matrix, kepu_matrix_unassigned_at, kepu_matrix_unassigned_count(matrix));
	if (!idle)
		return;
	flow_put(&at, say(c, M_IDLE));
	flow_put(&at, say(c, M_COLON));
	at.left = at.column;
	for (size_t i = 0; i < idle; i++) {
		text name = { 0 };
		text_put(&name, kepu_unit_name(kepu_matrix_idle_unit_at(matrix, i), NULL));
		text_put(&name, i + 1 < idle ? "、" : NULL);
		flow_whole(&at, name.bytes, name.length);
		text_free(&name);
	}
	flow_end(&at);
}
