/* What a scheme scores: units, tables of figures, plans. */
#include "cli.h"

#include <stdlib.h>

kepu_scheme *load_scheme(const cli *c, const char *path)
{
	kepu_scheme *scheme = NULL;
	kepu_error *err = NULL;
	if (kepu_scheme_load_file(path, &scheme, &err))
		fail(c, err, path);
	return scheme;
}

bool figures_new(const cli *c, int argc, figures *out)
{
	size_t room = (size_t)argc + 1;
	*out = (figures){ .units = calloc(room, sizeof *out->units),
		              .tables = calloc(room, sizeof *out->tables),
		              .plans = calloc(room, sizeof *out->plans) };
	if (out->units && out->tables && out->plans)
		return true;
	fail(c, NULL, "kepu");
	return false;
}

void figures_take(figures *f, int *argc, char **argv)
{
	f->unit_count = take_many("--units", argc, argv, f->units);
	f->table_count = take_many("--data", argc, argv, f->tables);
}

void figures_add(figures *f, const char *path)
{
	if (ends_in(path, ".csv"))
		f->tables[f->table_count++] = path;
	else
		f->plans[f->plan_count++] = path;
}

void figures_free(figures *f)
{
	free(f->units);
	free(f->tables);
	free(f->plans);
}

/* The indicators of a plan judged for the day; its region is the unit. */
static kepu_status add_plan(const cli *c, kepu_inputs *inputs, const char *path, const char *date,
                            kepu_findings **out_findings, kepu_error **err)
{
	kepu_progress *progress = NULL;
	kepu_plan *plan = load(c, path);
	if (!plan)
		return KEPU_ERROR_STATE; /* it was said */
	kepu_status status =
		kepu_progress_new(plan, NULL, date, date ? KEPU_NUL_TERMINATED : 0, 0, NULL, NULL, NULL, 0, &progress, err);
	if (!status)
		status = kepu_inputs_add_progress(inputs, NULL, 0, progress, out_findings, err);
	kepu_progress_free(progress);
	kepu_plan_unref(plan);
	return status;
}

/* What adding a file came to; releases the findings. */
static int say_result(const cli *c, kepu_status status, kepu_findings *findings, kepu_error *err, const char *path)
{
	int result = status ? STATUS_FAILED : print_findings(c, findings, path, KEPU_SEVERITY_NOTE);
	if (err)
		fail(c, err, path);
	kepu_findings_free(findings);
	return result;
}

static int read_all(const cli *c, kepu_inputs *inputs, const figures *f)
{
	int result = STATUS_OK;
	for (size_t i = 0; i < f->unit_count + f->table_count + f->plan_count; i++) {
		size_t table = i - f->unit_count, plan = table - f->table_count;
		const char *path = i < f->unit_count ? f->units[i] : table < f->table_count ? f->tables[table] : f->plans[plan];
		kepu_findings *findings = NULL;
		kepu_error *err = NULL;
		kepu_status status;
		if (i < f->unit_count)
			status = kepu_inputs_add_units_csv_file(inputs, path, &findings, &err);
		else if (table < f->table_count)
			status = kepu_inputs_add_csv_file(inputs, path, &findings, &err);
		else
			status = add_plan(c, inputs, path, f->date, &findings, &err);
		int one = say_result(c, status, findings, err, path);
		if (one == STATUS_FAILED)
			return one;
		result = one ? one : result;
	}
	return result;
}

kepu_inputs *figures_read(const cli *c, kepu_scheme *scheme, const figures *f, int *out_status)
{
	kepu_inputs *inputs = NULL;
	kepu_error *err = NULL;
	*out_status = kepu_inputs_new(scheme, &inputs, &err) ? fail(c, err, "kepu") : read_all(c, inputs, f);
	if (*out_status != STATUS_FAILED)
		return inputs;
	kepu_inputs_free(inputs);
	return NULL;
}
