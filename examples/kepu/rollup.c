/* Figures of many plans and tables, added up the regions. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>

typedef struct request {
	const char *to, *regions, *indicator, *level, *rule, *out;
	bool bom, missing;
} request;

static const char *const rules[] = { "sum", "mean", "ratio", "minimum", "last", "reach", NULL };
static const message rule_words[] = { M_SUM, M_MEAN, M_RATIO, M_MINIMUM, M_LAST, M_REACH };

/* 0: of each indicator its own. */
static int32_t rule_number(const char *word)
{
	for (int32_t i = 0; word && rules[i]; i++)
		if (!strcmp(word, rules[i]))
			return KEPU_ROLLUP_SUM + i;
	return 0;
}

static size_t depth_of(const kepu_regions *regions, size_t region)
{
	size_t depth = 0;
	while (!kepu_regions_parent(regions, region, &region))
		depth++;
	return depth;
}

static const char *name_of(const kepu_regions *regions, size_t region)
{
	const char *name = kepu_regions_name(regions, region, NULL);
	return name ? name : kepu_regions_code(regions, region, NULL);
}

enum { VALUE = 20, COVERED = 34, NAME = 36 };

static void put_missing(const cli *c, text *out, const kepu_regions *regions, const kepu_totals *totals, size_t region)
{
	flow at = flow_start(out, screen_width());
	size_t found;
	if (kepu_totals_missing(totals, region, 0, &found))
		return;
	flow_to(&at, NAME + 2 * depth_of(regions, region));
	flow_put(&at, say(c, M_MISSING));
	for (const char *mark = say(c, M_COLON); !kepu_totals_missing(totals, region, found, &found); found++) {
		flow_put(&at, mark);
		flow_put(&at, name_of(regions, found));
		mark = say(c, M_COMMA);
	}
	flow_end(&at);
}

static void put_row(const cli *c, text *out, const kepu_regions *regions, const kepu_totals *totals, size_t region)
{
	flow at = flow_start(out, screen_width());
	int64_t coefficient;
	int32_t scale;
	char number[32];
	text covered = { 0 };
	if (kepu_totals_value(totals, region, &coefficient, &scale))
		flow_right(&at, VALUE, say(c, M_NO_VALUE));
	else if (!kepu_decimal_format(coefficient, scale, number, sizeof number, NULL))
		flow_right(&at, VALUE, number);
	text_number(&covered, kepu_totals_covered(totals, region));
	text_put(&covered, "/");
	text_number(&covered, kepu_totals_leaves(totals, region));
	text_add(&covered, "", 1);
	flow_right(&at, COVERED, covered.failed ? "" : covered.bytes);
	text_free(&covered);
	flow_to(&at, NAME + 2 * depth_of(regions, region));
	flow_put(&at, name_of(regions, region));
	flow_end(&at);
}

static void put_heading_of(const cli *c, text *out, const kepu_rollup *rollup, size_t indicator, size_t period)
{
	flow at = flow_start(out, screen_width());
	const char *unit = kepu_rollup_indicator_unit(rollup, indicator, NULL);
	flow_put(&at, kepu_rollup_indicator_name(rollup, indicator, NULL));
	if (unit) {
		flow_put(&at, " (");
		flow_put(&at, unit);
		flow_put(&at, ")");
	}
	flow_put(&at, " ");
	flow_put(&at, kepu_rollup_period(rollup, indicator, period, NULL));
	flow_put(&at, " ");
	flow_put(&at, say(c, rule_words[kepu_rollup_indicator_rule(rollup, indicator) - KEPU_ROLLUP_SUM]));
	flow_end(&at);
	at = flow_start(out, screen_width());
	flow_right(&at, VALUE, say(c, M_FIGURE));
	flow_right(&at, COVERED, say(c, M_COVERED));
	flow_to(&at, NAME);
	flow_put(&at, say(c, M_REGION));
	flow_end(&at);
}

/* One period of one indicator. */
static kepu_status put_block(const cli *c, text *out, const kepu_regions *regions, const kepu_rollup *rollup,
                             size_t indicator, size_t period, const request *r, kepu_error **err)
{
	kepu_totals *totals;
	kepu_status status = kepu_rollup_total(rollup, indicator, period, &totals, err);
	if (status)
		return status;
	text_put(out, out->length ? "\n" : "");
	put_heading_of(c, out, rollup, indicator, period);
	for (size_t region = 0; region < kepu_totals_count(totals); region++) {
		if (!kepu_regions_is_of_level(regions, region, r->level, KEPU_NUL_TERMINATED))
			continue;
		put_row(c, out, regions, totals, region);
		if (r->missing)
			put_missing(c, out, regions, totals, region);
	}
	kepu_totals_free(totals);
	return KEPU_OK;
}

static kepu_status put_blocks_of(const cli *c, text *out, const kepu_regions *regions, const kepu_rollup *rollup,
                                 const request *r, kepu_error **err)
{
	size_t only = 0;
	kepu_status status = KEPU_OK;
	if (r->indicator)
		kepu_rollup_find_indicator(rollup, r->indicator, KEPU_NUL_TERMINATED, &only);
	for (size_t i = 0; i < kepu_rollup_indicator_count(rollup); i++)
		for (size_t period = 0; period < kepu_rollup_period_count(rollup, i) && !status; period++)
			if (!r->indicator || i == only)
				status = put_block(c, out, regions, rollup, i, period, r, err);
	return status;
}

static int print(const cli *c, const kepu_regions *regions, const kepu_rollup *rollup, const request *r)
{
	text out = { 0 };
	char *bytes = NULL;
	size_t length = 0, indicator;
	kepu_error *err = NULL;
	kepu_status failed;
	if (r->indicator && kepu_rollup_find_indicator(rollup, r->indicator, KEPU_NUL_TERMINATED, &indicator))
		return usage_error(c, M_NO_SUCH_INDICATOR, r->indicator, NULL);
	if (!strcmp(r->to, "table")) {
		failed = put_blocks_of(c, &out, regions, rollup, r, &err);
		if (!failed)
			return emit(c, &out, r->out);
		text_free(&out);
		return fail(c, err, "kepu");
	}
	if (!strcmp(r->to, "csv"))
		failed = kepu_rollup_to_csv(rollup, r->indicator, KEPU_NUL_TERMINATED, r->level, KEPU_NUL_TERMINATED, r->bom,
		                            &bytes, &length, &err);
	else
		failed = kepu_rollup_to_json(rollup, r->indicator, KEPU_NUL_TERMINATED, r->level, KEPU_NUL_TERMINATED, &bytes,
		                             &length, &err);
	if (failed)
		return fail(c, err, "kepu");
	int status = emit_bytes(c, bytes, length, r->out);
	kepu_free(bytes);
	return status;
}

/* One file after the other; what was refused goes to standard error and makes the exit status. */
static int add_files(const cli *c, kepu_rollup *rollup, char **files, int count)
{
	int status = STATUS_OK;
	for (int i = 0; i < count && status != STATUS_FAILED; i++) {
		kepu_findings *findings = NULL;
		kepu_error *err = NULL;
		if (kepu_rollup_add_file(rollup, files[i], NULL, &findings, &err))
			status = fail(c, err, files[i]);
		else if (print_findings(c, findings, files[i], KEPU_SEVERITY_NOTE))
			status = STATUS_FINDINGS;
		kepu_findings_free(findings);
	}
	return status;
}

static int roll_up(const cli *c, kepu_regions *regions, char **files, int count, const request *r)
{
	kepu_rollup *rollup = NULL;
	kepu_error *err = NULL;
	if (kepu_rollup_new(regions, rule_number(r->rule), &rollup, &err))
		return fail(c, err, "kepu");
	int status = add_files(c, rollup, files, count);
	if (status != STATUS_FAILED) {
		int printed = print(c, regions, rollup, r);
		status = printed ? printed : status;
	}
	kepu_rollup_free(rollup);
	return status;
}

static bool has_level(const kepu_regions *regions, const char *level)
{
	for (size_t i = 0; i < kepu_regions_count(regions); i++)
		if (kepu_regions_is_of_level(regions, i, level, KEPU_NUL_TERMINATED))
			return true;
	return !level;
}

static int run(const cli *c, char **files, int count, const request *r)
{
	kepu_regions *regions = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	if (kepu_regions_from_csv_file(r->regions, &regions, &findings, &err))
		return fail(c, err, r->regions);
	int refused = print_findings(c, findings, r->regions, KEPU_SEVERITY_NOTE);
	kepu_findings_free(findings);
	int status = has_level(regions, r->level) ? roll_up(c, regions, files, count, r)
	                                          : usage_error(c, M_BAD_VALUE, "--level", r->level);
	kepu_regions_free(regions);
	return status ? status : refused;
}

int run_rollup(const cli *c, int argc, char **argv)
{
	static const char *const forms[] = { "table", "csv", "json", NULL };
	request r = { .to = "table" };
	const option options[] = {
		{ "--to", &r.to, NULL },           { "--regions", &r.regions, NULL }, { "--indicator", &r.indicator, NULL },
		{ "--level", &r.level, NULL },     { "--rule", &r.rule, NULL },       { "-o", &r.out, NULL },
		{ "--missing", NULL, &r.missing }, { "--bom", NULL, &r.bom },
	};
	int status = STATUS_OK;
	if (!parse(c, options, sizeof options / sizeof *options, &argc, argv, &status))
		return status;
	if (!is_one_of_words(r.to, forms))
		return usage_error(c, M_BAD_VALUE, "--to", r.to);
	if (r.rule && !rule_number(r.rule))
		return usage_error(c, M_BAD_VALUE, "--rule", r.rule);
	if (r.bom && strcmp(r.to, "csv"))
		return usage_error(c, M_NOT_TOGETHER, "--bom", r.to);
	if (r.missing && strcmp(r.to, "table"))
		return usage_error(c, M_NOT_TOGETHER, "--missing", r.to);
	if (!r.regions)
		return usage_error(c, M_TOO_FEW, "--regions CSV", NULL);
	if (argc < 1)
		return usage_error(c, M_TOO_FEW, "PLAN-OR-DATA", NULL);
	return run(c, argv, argc, &r);
}
