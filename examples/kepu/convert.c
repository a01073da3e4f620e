#include "cli.h"

#include <string.h>

static bool ends_in(const char *name, const char *ending)
{
	size_t length = strlen(name), wanted = strlen(ending);
	return length > wanted && !strcmp(name + length - wanted, ending);
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
	if (!ends_in(argv[1], ".xml") && !ends_in(argv[1], ".xml.gz"))
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
