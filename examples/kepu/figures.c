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
		              .plans = calloc(room, sizeof *out->plans),
		              .actuals = calloc(room, sizeof *out->actuals) };
	if (out->units && out->tables && out->plans && out->actuals)
		return true;
	fail(c, NULL, "kepu");
	return false;
}

void figures_take(figures *f, int *argc, char **argv)
{
	f->unit_count = take_many("--units", argc, argv, f->units);
	f->table_count = take_many("--data", argc, argv, f->tables);
	f->actual_count = take_many("--indicators", argc, argv, f->actuals);
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
	free(f->actuals);
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

/* The indicators of a plan judged for the day; its region is the unit. */
static kepu_status add_plan(kepu_inputs *inputs, kepu_plan *plan, const kepu_data *actuals, const char *date,
                            kepu_findings **out_findings, kepu_error **err)
{
	kepu_progress *progress = NULL;
	kepu_status status =
		kepu_progress_new(plan, actuals, date, date ? KEPU_NUL_TERMINATED : 0, 0, NULL, NULL, NULL, 0, &progress, err);
	if (!status)
		status = kepu_inputs_add_progress(inputs, NULL, 0, progress, out_findings, err);
	kepu_progress_free(progress);
	return status;
}

static int read_plan(const cli *c, kepu_inputs *inputs, const figures *f, const char *path)
{
	kepu_plan *plan = load(c, path);
	kepu_data *actuals = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	int read = STATUS_FAILED;
	if (plan && kepu_data_new(plan, &actuals, &err))
		fail(c, err, path);
	else if (plan)
		read = read_data(c, actuals, f->actuals, f->actual_count);
	if (read != STATUS_FAILED) {
		kepu_status status = add_plan(inputs, plan, actuals, f->date, &findings, &err);
		int added = say_result(c, status, findings, err, path);
		read = added ? added : read;
	}
	kepu_data_free(actuals);
	kepu_plan_unref(plan);
	return read;
}

static int read_table(const cli *c, kepu_inputs *inputs, bool units, const char *path)
{
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	kepu_status status = units ? kepu_inputs_add_units_csv_file(inputs, path, &findings, &err)
	                           : kepu_inputs_add_csv_file(inputs, path, &findings, &err);
	return say_result(c, status, findings, err, path);
}

static int read_all(const cli *c, kepu_inputs *inputs, const figures *f)
{
	int result = STATUS_OK, one = STATUS_OK;
	if (f->actual_count && !f->plan_count)
		return usage_error(c, M_TOO_FEW, "PLAN", NULL);
	for (size_t i = 0; i < f->unit_count + f->table_count + f->plan_count; i++) {
		size_t table = i - f->unit_count, plan = table - f->table_count;
		if (i < f->unit_count)
			one = read_table(c, inputs, true, f->units[i]);
		else if (table < f->table_count)
			one = read_table(c, inputs, false, f->tables[table]);
		else
			one = read_plan(c, inputs, f, f->plans[plan]);
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
	if (*out_status == STATUS_OK || *out_status == STATUS_FINDINGS)
		return inputs;
	kepu_inputs_free(inputs);
	return NULL;
}
