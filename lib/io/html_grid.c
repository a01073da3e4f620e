#include "io/html_grid.h"

void kp_html_grid_row(kp_html_grid *grid)
{
	grid->column = 0;
	for (int c = 1; c <= KP_HTML_COLUMNS; c++)
		if (grid->covered[c] > 0)
			grid->covered[c]--;
}

uint8_t kp_html_grid_cell(kp_html_grid *grid, int32_t rows, int32_t columns)
{
	uint8_t first = grid->column;
	do
		first = (uint8_t)(first < KP_HTML_COLUMNS ? first + 1 : KP_HTML_COLUMNS);
	while (first < KP_HTML_COLUMNS && grid->covered[first] > 0);
	grid->column = first;
	for (int32_t k = 0; (k < columns || k == 0) && first + k <= KP_HTML_COLUMNS; k++) {
		grid->column = (uint8_t)(first + k);
		grid->covered[first + k] = (uint8_t)(rows < 1 ? 1 : rows < UINT8_MAX ? rows : UINT8_MAX);
	}
	return first;
}
