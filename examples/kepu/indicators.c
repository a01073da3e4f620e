/* Indicators judged for a day. */
#include "cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct request {
	const char *to, *date, *path, *green, *yellow, *tolerance, *out;
	bool exact, bom;
	const char **data; /* files */
	size_t data_count;
} request;

static const char *const paths[] = { "linear", "stepwise", "given", NULL };

static int32_t path_number(const char *word)
{
	static const int32_t numbers[] = { KEPU_PATH_LINEAR, KEPU_PATH_STEPWISE, KEPU_PATH_GIVEN };
	for (size_t i = 0; paths[i]; i++)
		if (!strcmp(word, paths[i]))
			return numbers[i];
	return 0;
}

static const char *light_word(const cli *c, int32_t light)
{
	static const message words[] = { M_GREY, M_GREEN, M_YELLOW, M_RED };
	return light >= KEPU_LIGHT_GREY && light <= KEPU_LIGHT_RED ? say(c, words[light - KEPU_LIGHT_GREY]) : "";
}

static const char *state_word(const cli *c, int32_t state)
{
	static const message words[] = { M_NO_VALUE, M_NOT_APPLICABLE, M_NOT_REPORTED };
	return state >= KEPU_STATE_NO_VALUE ? say(c, words[state - KEPU_STATE_NO_VALUE]) : "";
}

static void put_number(text *out, const kepu_progress *progress, size_t row, int32_t which)
{
	int64_t coefficient;
	int32_t scale;
	char number[32];
	if (!kepu_progress_number(progress, row, which, &coefficient, &scale) &&
	    !kepu_decimal_format(coefficient, scale, number, sizeof number, NULL))
		text_put(out, number);
}

/* "94.7%" */
static void put_attainment(text *out, const kepu_progress *progress, size_t row)
{
	int64_t coefficient;
	int32_t scale;
	char number[48];
	if (kepu_progress_number(progress, row, KEPU_PROGRESS_ATTAINMENT, &coefficient, &scale))
		return;
	double share = (double)coefficient;
	for (int32_t i = 0; i < scale; i++)
		share /= 10;
	snprintf(number, sizeof number, "%.1f%%", share * 100);
	text_put(out, number);
}

static void put_value_cell(const cli *c, text *out, const kepu_progress *progress, size_t row)
{
	size_t counted, reaching;
	int32_t state = kepu_progress_state(progress, row);
	if (!kepu_progress_tally(progress, row, &counted, &reaching)) {
		text_number(out, reaching);
		text_put(out, "/");
		text_number(out, counted);
	} else if (state == KEPU_STATE_VALUE) {
		put_number(out, progress, row, KEPU_PROGRESS_VALUE);
	} else {
		text_put(out, state_word(c, state));
	}
}

static void put_cell(flow *at, size_t column, text *cell)
{
	text_add(cell, "", 1);
	flow_right(at, column, cell->failed ? "" : cell->bytes);
	text_free(cell);
}

/* Light, value, target, expected, attainment; then the name, over as many lines as it takes. */
enum { LIGHT = 6, VALUE = 20, TARGET = 34, EXPECTED = 48, ATTAINED = 58, NAME = 60 };

static void put_row(const cli *c, text *out, const kepu_progress *progress, size_t row)
{
	const kepu_indicator *indicator = kepu_progress_indicator(progress, row);
	const char *comparison = kepu_indicator_comparison_token(indicator, NULL);
	text value = { 0 }, target = { 0 }, expected = { 0 }, attained = { 0 };
	flow at = flow_start(out, screen_width());
	put_value_cell(c, &value, progress, row);
	if (!kepu_progress_number(progress, row, KEPU_PROGRESS_TARGET, NULL, NULL))
		text_put(&target, comparison);
	put_number(&target, progress, row, KEPU_PROGRESS_TARGET);
	put_number(&expected, progress, row, KEPU_PROGRESS_EXPECTED);
	put_attainment(&attained, progress, row);
	flow_put(&at, light_word(c, kepu_progress_light(progress, row)));
	put_cell(&at, VALUE, &value);
	put_cell(&at, TARGET, &target);
	put_cell(&at, EXPECTED, &expected);
	put_cell(&at, ATTAINED, &attained);
	flow_to(&at, NAME);
	flow_put(&at, kepu_indicator_name(indicator, NULL));
	if (kepu_indicator_unit(indicator, NULL)) {
		flow_put(&at, " (");
		flow_put(&at, kepu_indicator_unit(indicator, NULL));
		flow_put(&at, ")");
	}
	if (kepu_progress_region(progress, row, NULL)) {
		flow_put(&at, " ");
		flow_put(&at, kepu_progress_region(progress, row, NULL));
	}
	flow_end(&at);
}

static void put_table(const cli *c, text *out, const kepu_progress *progress)
{
	flow at = flow_start(out, screen_width());
	flow_put(&at, say(c, M_LIGHT));
	flow_right(&at, VALUE, say(c, M_ACTUAL));
	flow_right(&at, TARGET, say(c, M_TARGET));
	flow_right(&at, EXPECTED, say(c, M_EXPECTED));
	flow_right(&at, ATTAINED, say(c, M_ATTAINED));
	flow_to(&at, NAME);
	flow_put(&at, say(c, M_INDICATOR));
	flow_end(&at);
	for (size_t row = 0; row < kepu_progress_count(progress); row++)
		put_row(c, out, progress, row);
}

static int print(const cli *c, const kepu_progress *progress, const request *r)
{
	text out = { 0 };
	char *bytes = NULL;
	size_t length = 0;
	kepu_error *err = NULL;
	if (!strcmp(r->to, "table")) {
		put_table(c, &out, progress);
		return emit(c, &out, r->out);
	}
	if (!strcmp(r->to, "csv") ? kepu_progress_to_csv(progress, r->bom, &bytes, &length, &err)
	                          : kepu_progress_to_json(progress, &bytes, &length, &err))
		return fail(c, err, "kepu");
	int status = emit_bytes(c, bytes, length, r->out);
	kepu_free(bytes);
	return status;
}

int read_data(const cli *c, kepu_data *data, const char *const *tables, size_t count)
{
	int status = STATUS_OK;
	for (size_t i = 0; i < count && status != STATUS_FAILED; i++) {
		kepu_findings *findings = NULL;
		kepu_error *err = NULL;
		if (kepu_data_add_csv_file(data, tables[i], &findings, &err))
			status = fail(c, err, tables[i]);
		else if (print_findings(c, findings, tables[i], KEPU_SEVERITY_NOTE))
			status = STATUS_FINDINGS;
		kepu_findings_free(findings);
	}
	return status;
}

static int judge(const cli *c, kepu_plan *plan, const char *name, const request *r)
{
	kepu_data *data = NULL;
	kepu_progress *progress = NULL;
	kepu_error *err = NULL;
	int status;
	if (kepu_data_new(plan, &data, &err)) {
		status = fail(c, err, name);
	} else if ((status = read_data(c, data, r->data, r->data_count)) != STATUS_FAILED) {
		if (kepu_progress_new(plan, data, r->date, r->date ? KEPU_NUL_TERMINATED : 0, path_number(r->path), r->green,
		                      r->yellow, r->tolerance, r->exact ? KEPU_JUDGE_EXACT : 0, &progress, &err)) {
			status = fail(c, err, name);
		} else {
			int printed = print(c, progress, r);
			status = printed ? printed : status;
		}
	}
	kepu_progress_free(progress);
	kepu_data_free(data);
	return status;
}

static int run(const cli *c, int argc, char **argv, request *r)
{
	static const char *const forms[] = { "table", "csv", "json", NULL };
	const char *last = NULL;
	const option options[] = {
		{ "--to", &r->to, NULL },       { "--date", &r->date, NULL },     { "--path", &r->path, NULL },
		{ "--green", &r->green, NULL }, { "--yellow", &r->yellow, NULL }, { "--tolerance", &r->tolerance, NULL },
		{ "--exact", NULL, &r->exact }, { "--bom", NULL, &r->bom },       { "-o", &r->out, NULL },
		{ "--data", &last, NULL },
	};
	int status = STATUS_OK;
	if (!parse(c, options, sizeof options / sizeof *options, &argc, argv, &status))
		return status;
	if (!is_one_of_words(r->to, forms))
		return usage_error(c, M_BAD_VALUE, "--to", r->to);
	if (!is_one_of_words(r->path, paths))
		return usage_error(c, M_BAD_VALUE, "--path", r->path);
	if (r->bom && strcmp(r->to, "csv"))
		return usage_error(c, M_NOT_TOGETHER, "--bom", r->to);
	if (argc < 1)
		return usage_error(c, M_TOO_FEW, "PLAN", NULL);
	for (int i = 1; i < argc; i++) /* --data A B: those behind the plan */
		r->data[r->data_count++] = argv[i];
	kepu_plan *plan = load(c, argv[0]);
	if (!plan)
		return STATUS_FAILED;
	status = judge(c, plan, argv[0], r);
	kepu_plan_unref(plan);
	return status;
}

int run_indicators(const cli *c, int argc, char **argv)
{
	request r = { .to = "table", .path = "linear" };
	r.data = calloc((size_t)argc + 1, sizeof *r.data);
	if (!r.data)
		return fail(c, NULL, "kepu");
	r.data_count = take_many("--data", &argc, argv, r.data);
	int status = run(c, argc, argv, &r);
	free(r.data);
	return status;
}
