/* The matrix as it lies in memory. Made by work/make_matrix.c, read by work/matrix.c. */
#ifndef KP_MATRIX_H
#define KP_MATRIX_H

#include "model/model.h"

#include <kepu/matrix.h>

typedef struct kp_matrix_entry {
	const kepu_assignment *assignment;
	size_t row;
	uint32_t column;
	bool inherited;
} kp_matrix_entry;

/* A cell with the index it is not filed under: its column in a row's list, its row in a column's. */
typedef struct kp_matrix_cell {
	size_t index;
	int32_t roles;
} kp_matrix_cell;

typedef struct kp_nodes {
	const kepu_node **items;
	size_t count, capacity;
} kp_nodes;

struct kepu_matrix {
	uint32_t tag; /* KP_TAG_MATRIX */
	int32_t flags;
	kepu_plan *plan;
	kp_nodes rows;
	size_t *row_of; /* by a node's place among all: its row + 1, 0: none */
	const kepu_unit **columns;
	uint32_t *column_of; /* by the unit's place in the plan: its column + 1, 0: none */
	size_t column_count;
	kp_matrix_entry *entries; /* row by row */
	size_t entry_count, entry_capacity;
	size_t *entry_first; /* by row, and one more */
	kp_matrix_cell *row_cells, *column_cells;
	size_t *row_first, *column_first; /* into these, and one more */
	size_t cell_count;
	const kepu_unit **idle;
	size_t idle_count;
	kp_nodes leaderless, unassigned;
};

#define KP_NO_ROW ((size_t)-1)

/* The row of a node of this plan; KP_NO_ROW: it was not selected. */
size_t kp_matrix_row(const kepu_matrix *matrix, const kepu_node *node);

#endif
