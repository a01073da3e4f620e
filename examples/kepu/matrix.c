#include "cli.h"

#include <stdlib.h>
#include <string.h>

typedef struct request {
	const char *to, *unit, *path, *out;
	bool grid, inherited, bom;
} request;

/* Units or nodes that a name or path stands for, in an array of the right size; NULL where there are none. */
static const kepu_unit **find_units(const kepu_plan *plan, const char *name, size_t *out_count)
{
	*out_count = kepu_plan_units_by_name(plan, name, KEPU_NUL_TERMINATED, NULL, 0);
	const kepu_unit **units = calloc(*out_count + 1, sizeof *units);
	if (units)
		kepu_plan_units_by_name(plan, name, KEPU_NUL_TERMINATED, units, *out_count);
	return units;
}

static const kepu_node **find_nodes(const kepu_plan *plan, const char *path, size_t *out_count)
{
	*out_count = kepu_plan_nodes_by_path(plan, path, KEPU_NUL_TERMINATED, NULL, 0);
	const kepu_node **nodes = calloc(*out_count + 1, sizeof *nodes);
	if (nodes)
		kepu_plan_nodes_by_path(plan, path, KEPU_NUL_TERMINATED, nodes, *out_count);
	return nodes;
}

static int print(const cli *c, const kepu_matrix *matrix, const request *r)
{
	text out = { 0 };
	if (!strcmp(r->to, "csv")) {
		char *bytes = NULL;
		size_t length = 0;
		kepu_error *err = NULL;
		if (kepu_matrix_to_csv(matrix, r->bom, &bytes, &length, &err))
			return fail(c, err, "kepu");
		int status = emit_bytes(c, bytes, length, r->out);
		kepu_free(bytes);
		return status;
	}
	if (r->grid) {
		put_grid(c, &out, matrix);
	} else if (r->unit) {
		for (size_t column = 0; column < kepu_matrix_column_count(matrix); column++)
			put_unit_tasks(c, &out, matrix, column);
		for (size_t i = 0; i < kepu_matrix_idle_unit_count(matrix); i++)
			put_unit_head(c, &out, kepu_matrix_idle_unit_at(matrix, i), 0);
	} else {
		put_blocks(c, &out, matrix);
		put_summary(c, &out, matrix);
	}
	return emit(c, &out, r->out);
}

/* What was asked for of the matrix: all of it, or what a unit or a section has. */
static int print_selected(const cli *c, const kepu_matrix *matrix, const request *r)
{
	const kepu_plan *plan = kepu_matrix_plan(matrix);
	size_t unit_count = 0, node_count = 0;
	const kepu_unit **units = r->unit ? find_units(plan, r->unit, &unit_count) : NULL;
	const kepu_node **nodes = r->path ? find_nodes(plan, r->path, &node_count) : NULL;
	kepu_matrix *selected = NULL;
	kepu_error *err = NULL;
	int status;
	if ((r->unit && !units) || (r->path && !nodes))
		status = fail(c, NULL, "kepu");
	else if (r->unit && !unit_count)
		status = usage_error(c, M_NO_SUCH_UNIT, r->unit, NULL);
	else if (r->path && !node_count)
		status = usage_error(c, M_NO_SUCH_NODE, r->path, NULL);
	else if (kepu_matrix_select(matrix, nodes, node_count, units, unit_count, &selected, &err))
		status = fail(c, err, "kepu");
	else
		status = print(c, selected, r);
	kepu_matrix_free(selected);
	free(units);
	free(nodes);
	return status;
}

int run_matrix(const cli *c, int argc, char **argv)
{
	static const char *const forms[] = { "table", "csv", NULL };
	request r = { "table", NULL, NULL, NULL, false, false, false };
	const option options[] = {
		{ "--to", &r.to, NULL },   { "--unit", &r.unit, NULL }, { "--node", &r.path, NULL },
		{ "-o", &r.out, NULL },    { "--grid", NULL, &r.grid }, { "--inherited", NULL, &r.inherited },
		{ "--bom", NULL, &r.bom },
	};
	int status = STATUS_OK;
	if (!parse(c, options, sizeof options / sizeof *options, &argc, argv, &status))
		return status;
	if (!is_one_of_words(r.to, forms))
		return usage_error(c, M_BAD_VALUE, "--to", r.to);
	if (r.grid && !strcmp(r.to, "csv"))
		return usage_error(c, M_NOT_TOGETHER, "--grid", "--to csv");
	if (r.bom && strcmp(r.to, "csv"))
		return usage_error(c, M_NOT_TOGETHER, "--bom", "--to table");
	if (argc != 1)
		return usage_error(c, argc ? M_TOO_MANY : M_TOO_FEW, argc ? argv[1] : "PLAN", NULL);
	kepu_plan *plan = load(c, argv[0]);
	if (!plan)
		return STATUS_FAILED;
	kepu_matrix *matrix = NULL;
	kepu_error *err = NULL;
	if (kepu_matrix_new(plan, r.inherited ? KEPU_MATRIX_INHERITED : 0, &matrix, &err))
		status = fail(c, err, argv[0]);
	else
		status = print_selected(c, matrix, &r);
	kepu_matrix_free(matrix);
	kepu_plan_unref(plan);
	return status;
}
