#include "cli.h"

#include <stdio.h>

int print_counts(const cli *c, const kepu_findings *findings, const char *path)
{
	static const int32_t severities[] = { KEPU_SEVERITY_ERROR, KEPU_SEVERITY_WARNING, KEPU_SEVERITY_NOTE };
	text out = { 0 };
	text_fill(&out, "{1}: ", path, NULL);
	if (!kepu_findings_count(findings))
		text_put(&out, say(c, M_NOTHING_FOUND));
	for (size_t i = 0; i < 3 && kepu_findings_count(findings); i++) {
		text_put(&out, i ? say(c, M_COMMA) : NULL);
		text_put(&out, severity_word(c, severities[i]));
		text_put(&out, " ");
		text_number(&out, kepu_findings_count_severity(findings, severities[i]));
	}
	text_put(&out, "\n");
	return emit(c, &out, NULL);
}

int run_check(const cli *c, int argc, char **argv)
{
	int status = STATUS_OK;
	if (!parse(c, NULL, 0, &argc, argv, &status))
		return status;
	if (argc != 1)
		return usage_error(c, argc ? M_TOO_MANY : M_TOO_FEW, argc ? argv[1] : "PLAN", NULL);
	kepu_plan *plan = load(c, argv[0]);
	if (!plan)
		return STATUS_FAILED;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	if (kepu_plan_check(plan, &findings, &err)) {
		status = fail(c, err, argv[0]);
	} else {
		int found = print_findings(c, findings, argv[0], KEPU_SEVERITY_NOTE);
		status = print_counts(c, findings, argv[0]);
		status = status ? status : found;
	}
	kepu_findings_free(findings);
	kepu_plan_unref(plan);
	return status;
}
