/* Where the cells of a table stand: their rows and columns, as a browser lays them out. */
#ifndef KP_HTML_GRID_H
#define KP_HTML_GRID_H

#include <stdint.h>

enum { KP_HTML_COLUMNS = 24 }; /* what stands behind is in the last one */

typedef struct kp_html_grid {
	uint8_t
		covered[KP_HTML_COLUMNS + 1]; /* by cells above: how many rows of each column, the one being read among them */
	uint8_t column;                   /* the last that was taken in the row */
} kp_html_grid;

void kp_html_grid_row(kp_html_grid *grid);
/* Its column, from 1. `rows` and `columns` that it takes; 0: one. */
uint8_t kp_html_grid_cell(kp_html_grid *grid, int32_t rows, int32_t columns);

#endif
