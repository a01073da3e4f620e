#include "cli.h"

static bool is_plan_name(const char *name)
{
	return ends_in(name, ".xml") || ends_in(name, ".xml.gz") || ends_in(name, ".json") || ends_in(name, ".json.gz");
}

int run_convert(const cli *c, int argc, char **argv)
{
	int status = STATUS_OK;
	if (!parse(c, NULL, 0, &argc, argv, &status))
		return status;
	if (argc < 2)
		return usage_error(c, M_TOO_FEW, argc ? "OUT" : "IN", NULL);
	if (argc > 2)
		return usage_error(c, M_TOO_MANY, argv[2], NULL);
	if (!is_plan_name(argv[1]))
		return usage_error(c, M_BAD_ENDING, argv[1], NULL);
	kepu_plan *plan = load(c, argv[0]);
	if (!plan)
		return STATUS_FAILED;
	kepu_error *err = NULL;
	if (kepu_plan_save_file(plan, argv[1], NULL, &err))
		status = fail(c, err, argv[1]);
	kepu_plan_unref(plan);
	return status;
}
