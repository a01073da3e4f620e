/* Evaluation schemes: what is likely wrong with one. */
#include "cli.h"

#include <string.h>

static int check(const cli *c, const char *path, const figures *f)
{
	kepu_scheme *scheme = load_scheme(c, path);
	kepu_inputs *inputs = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	int status = STATUS_OK, found;
	if (!scheme)
		return STATUS_FAILED;
	if (f->unit_count || f->table_count || f->plan_count)
		inputs = figures_read(c, scheme, f, &status);
	if (status == STATUS_FAILED) {
		/* it was said */
	} else if (kepu_scheme_check(scheme, inputs, &findings, &err)) {
		status = fail(c, err, path);
	} else {
		found = print_findings(c, findings, path, KEPU_SEVERITY_NOTE);
		status = found ? found : status;
		found = print_counts(c, findings, path);
		status = found ? found : status;
	}
	kepu_findings_free(findings);
	kepu_inputs_free(inputs);
	kepu_scheme_free(scheme);
	return status;
}

static int run(const cli *c, int argc, char **argv, figures *f)
{
	const char *last = NULL;
	const option options[] = { { "--units", &last, NULL },
		                       { "--data", &last, NULL },
		                       { "--date", &f->date, NULL },
		                       { "--indicators", &last, NULL } };
	int status = STATUS_OK;
	figures_take(f, &argc, argv);
	if (!parse(c, options, sizeof options / sizeof *options, &argc, argv, &status))
		return status;
	if (argc < 1 || strcmp(argv[0], "check"))
		return usage_error(c, argc ? M_UNKNOWN_COMMAND : M_TOO_FEW, argc ? argv[0] : "check", NULL);
	if (argc < 2)
		return usage_error(c, M_TOO_FEW, "SCHEME", NULL);
	for (int i = 2; i < argc; i++)
		figures_add(f, argv[i]);
	return check(c, argv[1], f);
}

int run_scheme(const cli *c, int argc, char **argv)
{
	figures f;
	int status = figures_new(c, argc, &f) ? run(c, argc, argv, &f) : STATUS_FAILED;
	figures_free(&f);
	return status;
}
