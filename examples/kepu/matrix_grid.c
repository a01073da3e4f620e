/* The matrix as grids: units down, nodes across; a grid for each section, or several where its nodes do not fit. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

#define GAP 2
#define UNIT_MOST 40
#define EMPTY "."

/* Nodes that stand side by side, by their rows in the matrix. */
typedef struct grid {
	const kepu_matrix *matrix;
	const size_t *rows;
	size_t count;
	size_t unit_width, cell_width;
} grid;

static size_t width_of(const char *words)
{
	return words ? text_width(words, strlen(words)) : 0;
}

/* Roles in a cell; an inherited one has a star. */
static void put_cell(const cli *c, text *out, int32_t roles)
{
	static const message marks[] = { M_LEAD_MARK, M_RESPONSIBLE_MARK, M_PARTICIPANT_MARK, M_OTHER_MARK };
	for (int bit = 0; bit < 4; bit++) {
		bool own = roles & 1 << bit, inherited = roles & 1 << (bit + 4);
		if (own || inherited)
			text_put(out, say(c, marks[bit]));
		if (inherited && !own)
			text_put(out, "*");
	}
}

static const kepu_node *node_of(const grid *g, size_t index)
{
	return kepu_matrix_row_node(g->matrix, g->rows[index]);
}

static const kepu_node *ancestor(const kepu_node *node, int32_t level)
{
	while (kepu_node_level(node) > level && kepu_node_parent(node))
		node = kepu_node_parent(node);
	return node;
}

/* Words in the middle of a column that begins at `start`. */
static void put_centred(flow *at, size_t start, size_t width, const char *words, size_t length)
{
	size_t taken = text_width(words, length);
	at->left = 0;
	flow_to(at, start + (taken < width ? (width - taken) / 2 : 0));
	flow_words(at, words, length);
}

static void measure(const cli *c, grid *g)
{
	g->unit_width = width_of(say(c, M_UNIT));
	g->cell_width = 2;
	for (size_t i = 0; i < g->count; i++) {
		size_t path = width_of(kepu_node_path(node_of(g, i), NULL));
		g->cell_width = path > g->cell_width ? path : g->cell_width;
		for (size_t k = 0; k < kepu_matrix_row_cell_count(g->matrix, g->rows[i]); k++) {
			size_t column = 0;
			int32_t roles = 0;
			text cell = { 0 };
			kepu_matrix_row_cell(g->matrix, g->rows[i], k, &column, &roles);
			put_cell(c, &cell, roles);
			size_t mark = text_width(cell.bytes, cell.length);
			size_t unit = width_of(kepu_unit_name(kepu_matrix_column_unit(g->matrix, column), NULL));
			text_free(&cell);
			g->cell_width = mark > g->cell_width ? mark : g->cell_width;
			g->unit_width = unit > g->unit_width ? unit : g->unit_width;
		}
	}
	g->unit_width = g->unit_width > UNIT_MOST ? UNIT_MOST : g->unit_width;
}

static size_t column_start(const grid *g, size_t index)
{
	return g->unit_width + GAP + index * (g->cell_width + GAP);
}

static void put_grid_head(const cli *c, text *out, const grid *g, bool continued)
{
	const kepu_node *section = ancestor(node_of(g, 0), 1);
	text_put(out, "\n");
	flow at = flow_start(out, screen_width());
	flow_put(&at, kepu_node_path(section, NULL));
	flow_put(&at, "  ");
	flow_put(&at, kepu_node_title(section, NULL));
	flow_put(&at, continued ? say(c, M_CONTINUED) : NULL);
	flow_end(&at);
	at.left = 2;
	for (size_t i = 0; i < g->count; i++) {
		if (node_of(g, i) == section)
			continue;
		text key = { 0 };
		text_put(&key, kepu_node_path(node_of(g, i), NULL));
		text_put(&key, " ");
		text_put(&key, kepu_node_title(node_of(g, i), NULL));
		flow_to(&at, at.column + (at.column > 2 ? 3 : 2 - at.column));
		at.left = 2;
		flow_whole(&at, key.bytes, key.length);
		text_free(&key);
	}
	if (at.column)
		flow_end(&at);
	at = flow_start(out, screen_width());
	flow_put(&at, say(c, M_UNIT));
	for (size_t i = 0; i < g->count; i++) {
		const char *path = kepu_node_path(node_of(g, i), NULL);
		put_centred(&at, column_start(g, i), g->cell_width, path, strlen(path));
	}
	flow_end(&at);
}

static void put_unit(const cli *c, text *out, const grid *g, size_t column)
{
	text side = { 0 };
	bool named = false;
	flow cells = flow_start(&side, screen_width() - g->unit_width);
	for (size_t i = 0; i < g->count; i++) {
		int32_t roles = kepu_matrix_cell(g->matrix, g->rows[i], column);
		text cell = { 0 };
		put_cell(c, &cell, roles);
		text_put(&cell, roles ? NULL : EMPTY);
		put_centred(&cells, column_start(g, i) - g->unit_width, g->cell_width, cell.bytes, cell.length);
		text_free(&cell);
		named = named || roles;
	}
	text_add(&side, "", 1);
	if (named) {
		flow at = flow_start(out, g->unit_width);
		at.side = side.failed ? NULL : side.bytes;
		at.side_at = g->unit_width;
		flow_put(&at, kepu_unit_name(kepu_matrix_column_unit(g->matrix, column), NULL));
		flow_end(&at);
	}
	text_free(&side);
}

static void put_one(const cli *c, text *out, grid *g, bool continued)
{
	measure(c, g);
	put_grid_head(c, out, g, continued);
	for (size_t column = 0; column < kepu_matrix_column_count(g->matrix); column++)
		put_unit(c, out, g, column);
}

/* How many nodes from `first` on stay together: those under the same node of a level. */
static size_t run_length(const grid *g, size_t first, int32_t level)
{
	const kepu_node *top = ancestor(node_of(g, first), level);
	size_t end = first + 1;
	while (end < g->count && ancestor(node_of(g, end), level) == top)
		end++;
	return end - first;
}

/* A section's grids: as few as there can be without tearing what stands under one second-level node apart, unless that
 * alone does not fit. */
static void put_section(const cli *c, text *out, const grid *section)
{
	grid all = *section;
	measure(c, &all);
	size_t room = (screen_width() - all.unit_width) / (all.cell_width + GAP);
	room = room ? room : 1;
	for (size_t first = 0; first < section->count;) {
		size_t taken = 0;
		while (first + taken < section->count) {
			size_t more = run_length(section, first + taken, 2);
			if (taken && taken + more > room)
				break;
			taken += more;
		}
		grid part = { section->matrix, section->rows + first, taken < room ? taken : room, 0, 0 };
		put_one(c, out, &part, first > 0);
		first += part.count;
	}
}

void put_grid(const cli *c, text *out, const kepu_matrix *matrix)
{
	size_t count = 0, *rows = calloc(kepu_matrix_row_count(matrix) + 1, sizeof *rows);
	if (!rows) {
		out->failed = true;
		return;
	}
	for (size_t row = 0; row < kepu_matrix_row_count(matrix); row++)
		if (kepu_matrix_row_cell_count(matrix, row))
			rows[count++] = row;
	text_put(out, say(c, M_GRID_KEY));
	text_put(out, kepu_matrix_flags(matrix) & KEPU_MATRIX_INHERITED ? say(c, M_GRID_KEY_INHERITED) : NULL);
	text_put(out, "\n");
	grid whole = { matrix, rows, count, 0, 0 };
	for (size_t first = 0; first < count;) {
		grid section = { matrix, rows + first, run_length(&whole, first, 1), 0, 0 };
		put_section(c, out, &section);
		first += section.count;
	}
	free(rows);
}
