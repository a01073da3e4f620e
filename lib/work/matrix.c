#include "work/matrix.h"

/* NULL for NULL and for what is no matrix. */
static const kepu_matrix *valid(const kepu_matrix *matrix)
{
	return matrix && matrix->tag == KP_TAG_MATRIX ? matrix : NULL;
}

static size_t put_index(size_t *out, size_t value)
{
	if (out)
		*out = value;
	return value;
}

static kepu_status give_cell(const kp_matrix_cell *cell, size_t *out_index, int32_t *out_roles)
{
	put_index(out_index, cell ? cell->index : 0);
	if (out_roles)
		*out_roles = cell ? cell->roles : 0;
	return cell ? KEPU_OK : KEPU_NO_VALUE;
}

static size_t tally(const kp_matrix_cell *cells, size_t first, size_t end, int32_t roles)
{
	size_t count = 0;
	for (size_t i = first; i < end; i++)
		count += (cells[i].roles & roles) != 0;
	return count;
}

size_t kp_matrix_row(const kepu_matrix *matrix, const kepu_node *node)
{
	return matrix->row_of[node->index] - 1;
}

kepu_plan *kepu_matrix_plan(const kepu_matrix *matrix)
{
	return valid(matrix) ? matrix->plan : NULL;
}

int32_t kepu_matrix_flags(const kepu_matrix *matrix)
{
	return valid(matrix) ? matrix->flags : 0;
}

size_t kepu_matrix_row_count(const kepu_matrix *matrix)
{
	return valid(matrix) ? matrix->rows.count : 0;
}

const kepu_node *kepu_matrix_row_node(const kepu_matrix *matrix, size_t row)
{
	return row < kepu_matrix_row_count(matrix) ? matrix->rows.items[row] : NULL;
}

size_t kepu_matrix_column_count(const kepu_matrix *matrix)
{
	return valid(matrix) ? matrix->column_count : 0;
}

const kepu_unit *kepu_matrix_column_unit(const kepu_matrix *matrix, size_t column)
{
	return column < kepu_matrix_column_count(matrix) ? matrix->columns[column] : NULL;
}

kepu_status kepu_matrix_find_row(const kepu_matrix *matrix, const kepu_node *node, size_t *out_row)
{
	if (!out_row)
		return KEPU_ERROR_ARGUMENT;
	*out_row = 0;
	if (!valid(matrix) || !node || node->plan != matrix->plan)
		return KEPU_NO_VALUE;
	size_t row = kp_matrix_row(matrix, node);
	if (row == KP_NO_ROW)
		return KEPU_NO_VALUE;
	*out_row = row;
	return KEPU_OK;
}

kepu_status kepu_matrix_find_column(const kepu_matrix *matrix, const kepu_unit *unit, size_t *out_column)
{
	if (!out_column)
		return KEPU_ERROR_ARGUMENT;
	*out_column = 0;
	if (!valid(matrix) || !unit || unit->plan != matrix->plan || !matrix->column_of[unit->index])
		return KEPU_NO_VALUE;
	*out_column = matrix->column_of[unit->index] - 1;
	return KEPU_OK;
}

int32_t kepu_matrix_cell(const kepu_matrix *matrix, size_t row, size_t column)
{
	if (row >= kepu_matrix_row_count(matrix))
		return 0;
	size_t low = matrix->row_first[row], high = matrix->row_first[row + 1];
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (matrix->row_cells[middle].index < column)
			low = middle + 1;
		else
			high = middle;
	}
	bool found = low < matrix->row_first[row + 1] && matrix->row_cells[low].index == column;
	return found ? matrix->row_cells[low].roles : 0;
}

size_t kepu_matrix_row_cell_count(const kepu_matrix *matrix, size_t row)
{
	if (row >= kepu_matrix_row_count(matrix))
		return 0;
	return matrix->row_first[row + 1] - matrix->row_first[row];
}

kepu_status kepu_matrix_row_cell(const kepu_matrix *matrix, size_t row, size_t index, size_t *out_column,
                                 int32_t *out_roles)
{
	bool there = index < kepu_matrix_row_cell_count(matrix, row);
	return give_cell(there ? &matrix->row_cells[matrix->row_first[row] + index] : NULL, out_column, out_roles);
}

size_t kepu_matrix_column_cell_count(const kepu_matrix *matrix, size_t column)
{
	if (column >= kepu_matrix_column_count(matrix))
		return 0;
	return matrix->column_first[column + 1] - matrix->column_first[column];
}

kepu_status kepu_matrix_column_cell(const kepu_matrix *matrix, size_t column, size_t index, size_t *out_row,
                                    int32_t *out_roles)
{
	bool there = index < kepu_matrix_column_cell_count(matrix, column);
	return give_cell(there ? &matrix->column_cells[matrix->column_first[column] + index] : NULL, out_row, out_roles);
}

size_t kepu_matrix_row_tally(const kepu_matrix *matrix, size_t row, int32_t roles)
{
	if (row >= kepu_matrix_row_count(matrix))
		return 0;
	return tally(matrix->row_cells, matrix->row_first[row], matrix->row_first[row + 1], roles);
}

size_t kepu_matrix_column_tally(const kepu_matrix *matrix, size_t column, int32_t roles)
{
	if (column >= kepu_matrix_column_count(matrix))
		return 0;
	return tally(matrix->column_cells, matrix->column_first[column], matrix->column_first[column + 1], roles);
}

size_t kepu_matrix_tally(const kepu_matrix *matrix, int32_t roles)
{
	return valid(matrix) ? tally(matrix->row_cells, 0, matrix->cell_count, roles) : 0;
}

size_t kepu_matrix_entry_count(const kepu_matrix *matrix)
{
	return valid(matrix) ? matrix->entry_count : 0;
}

kepu_status kepu_matrix_entry(const kepu_matrix *matrix, size_t index, size_t *out_row, size_t *out_column,
                              int32_t *out_inherited)
{
	static const kp_matrix_entry none;
	bool there = index < kepu_matrix_entry_count(matrix);
	const kp_matrix_entry *entry = there ? &matrix->entries[index] : &none;
	put_index(out_row, entry->row);
	put_index(out_column, entry->column);
	if (out_inherited)
		*out_inherited = entry->inherited;
	return there ? KEPU_OK : KEPU_NO_VALUE;
}

const kepu_assignment *kepu_matrix_entry_assignment(const kepu_matrix *matrix, size_t index)
{
	return index < kepu_matrix_entry_count(matrix) ? matrix->entries[index].assignment : NULL;
}

size_t kepu_matrix_row_entries(const kepu_matrix *matrix, size_t row, size_t *out_first)
{
	bool there = row < kepu_matrix_row_count(matrix);
	size_t first = put_index(out_first, there ? matrix->entry_first[row] : 0);
	return there ? matrix->entry_first[row + 1] - first : 0;
}

size_t kepu_matrix_idle_unit_count(const kepu_matrix *matrix)
{
	return valid(matrix) ? matrix->idle_count : 0;
}

const kepu_unit *kepu_matrix_idle_unit_at(const kepu_matrix *matrix, size_t index)
{
	return index < kepu_matrix_idle_unit_count(matrix) ? matrix->idle[index] : NULL;
}

size_t kepu_matrix_leaderless_count(const kepu_matrix *matrix)
{
	return valid(matrix) ? matrix->leaderless.count : 0;
}

const kepu_node *kepu_matrix_leaderless_at(const kepu_matrix *matrix, size_t index)
{
	return index < kepu_matrix_leaderless_count(matrix) ? matrix->leaderless.items[index] : NULL;
}

size_t kepu_matrix_unassigned_count(const kepu_matrix *matrix)
{
	return valid(matrix) ? matrix->unassigned.count : 0;
}

const kepu_node *kepu_matrix_unassigned_at(const kepu_matrix *matrix, size_t index)
{
	return index < kepu_matrix_unassigned_count(matrix) ? matrix->unassigned.items[index] : NULL;
}
