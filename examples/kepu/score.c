/* Units scored by a scheme. */
#include "cli.h"

#include <string.h>

typedef struct request {
	const char *to, *stage, *explain, *out;
	bool bom;
} request;

static const char *attribute(const kepu_scheme *scheme, size_t element, const char *name)
{
	return kepu_scheme_value(scheme, element, name, KEPU_NUL_TERMINATED, NULL);
}

/* Name of an element, else its id. */
static const char *label(const kepu_scheme *scheme, size_t element)
{
	const char *name = attribute(scheme, element, "name");
	return name ? name : attribute(scheme, element, "id");
}

static const char *label_of(const kepu_scheme *scheme, const char *id)
{
	return id ? label(scheme, kepu_scheme_find(scheme, id, KEPU_NUL_TERMINATED)) : NULL;
}

static const char *unit_label(const kepu_score *score, size_t row)
{
	const char *name = kepu_score_name(score, row, NULL);
	return name ? name : kepu_score_unit(score, row, NULL);
}

/* Rank, total, grade; then the unit, over as many columns as it takes. */
enum { RANK = 6, TOTAL = 18, GRADE = 20, NAME = 36 };

static void put_rank(flow *at, const kepu_score *score, size_t row)
{
	int64_t coefficient;
	int32_t scale;
	char digits[32];
	bool has = !kepu_score_rank(score, row, &coefficient, &scale) &&
	           !kepu_decimal_format(coefficient, scale, digits, sizeof digits, NULL);
	flow_right(at, RANK, has ? digits : "");
}

/* Digits after the point of the longest total: 95.5 stands as 95.50 above 62.93. */
static int32_t total_digits(const kepu_score *score)
{
	int32_t most = 0;
	for (size_t row = 0; row < kepu_score_count(score); row++) {
		int64_t coefficient;
		int32_t scale;
		if (!kepu_score_total(score, row, &coefficient, &scale) && scale > most)
			most = scale;
	}
	return most;
}

static void put_total(const cli *c, flow *at, const kepu_score *score, size_t row, int32_t digits)
{
	int64_t coefficient;
	int32_t scale;
	char total[64];
	if (kepu_score_total(score, row, &coefficient, &scale) ||
	    kepu_decimal_format(coefficient, scale, total, sizeof total / 2, NULL)) {
		flow_right(at, TOTAL, say(c, M_NO_VALUE));
		return;
	}
	size_t length = strlen(total);
	if (!scale && digits)
		total[length++] = '.';
	for (; scale < digits; scale++)
		total[length++] = '0';
	total[length] = '\0';
	flow_right(at, TOTAL, total);
}

static void put_mark(const cli *c, flow *at, message words)
{
	flow_put(at, say(c, M_LEFT_PARENTHESIS));
	flow_put(at, say(c, words));
	flow_put(at, say(c, M_RIGHT_PARENTHESIS));
}

/* A gate may be shut that none of the awards a unit could have asks for. */
static bool may_be_awarded(const kepu_score *score, size_t row)
{
	bool may = kepu_score_eligible(score, row);
	for (size_t i = 0; !may && i < kepu_scheme_count(kepu_score_scheme(score)); i++) {
		int32_t result = kepu_score_award(score, row, i);
		may = result == KEPU_AWARD_YES || result == KEPU_AWARD_UNDECIDED;
	}
	return may;
}

static void put_row(const cli *c, text *out, const kepu_score *score, size_t row, int32_t digits)
{
	flow at = flow_start(out, screen_width());
	put_rank(&at, score, row);
	put_total(c, &at, score, row, digits);
	flow_to(&at, GRADE);
	flow_put(&at, label_of(kepu_score_scheme(score), kepu_score_grade(score, row, NULL)));
	flow_to(&at, NAME);
	flow_put(&at, unit_label(score, row));
	if (kepu_score_provisional(score, row))
		put_mark(c, &at, M_PROVISIONAL);
	if (!may_be_awarded(score, row))
		put_mark(c, &at, M_NOT_ELIGIBLE);
	flow_end(&at);
}

static void put_columns(const cli *c, text *out)
{
	flow at = flow_start(out, screen_width());
	flow_right(&at, RANK, say(c, M_RANK));
	flow_right(&at, TOTAL, say(c, M_TOTAL));
	flow_to(&at, GRADE);
	flow_put(&at, say(c, M_GRADE));
	flow_to(&at, NAME);
	flow_put(&at, say(c, M_UNIT));
	flow_end(&at);
}

static bool same(const char *a, const char *b)
{
	return a && b ? !strcmp(a, b) : a == b;
}

static void put_line(text *out, const char *words)
{
	flow at = flow_start(out, screen_width());
	flow_put(&at, words);
	flow_end(&at);
}

static void put_rows(const cli *c, text *out, const kepu_score *score)
{
	const kepu_scheme *scheme = kepu_score_scheme(score);
	int32_t digits = total_digits(score);
	for (size_t row = 0; row < kepu_score_count(score); row++) {
		const char *group = kepu_score_group(score, row, NULL);
		bool begins = !row || !same(group, kepu_score_group(score, row - 1, NULL));
		if (begins && row)
			text_put(out, "\n");
		if (begins && (row || group))
			put_line(out, group ? label_of(scheme, group) : say(c, M_NO_GROUP));
		if (begins)
			put_columns(c, out);
		put_row(c, out, score, row, digits);
	}
}

/* The names of units of which an award says the same, behind what it says. */
static void put_names(const cli *c, text *out, const kepu_score *score, size_t award, int32_t result, const char *words)
{
	flow at = flow_start(out, screen_width());
	message mark = M_COLON;
	bool given = result == KEPU_AWARD_YES;
	for (size_t row = 0; row < kepu_score_count(score); row++) {
		if (kepu_score_award(score, row, award) != result)
			continue;
		if (mark == M_COLON) {
			flow_to(&at, given ? 0 : 2);
			flow_put(&at, words);
		}
		text name = { 0 };
		text_put(&name, say(c, mark));
		text_put(&name, unit_label(score, row));
		flow_words(&at, name.failed ? "" : name.bytes, name.failed ? 0 : name.length);
		text_free(&name);
		mark = M_ENUMERATION;
	}
	if (mark == M_COLON && given) {
		flow_put(&at, words);
		flow_put(&at, say(c, mark));
		flow_put(&at, say(c, M_NONE));
	}
	if (mark != M_COLON || given)
		flow_end(&at);
}

/* Who has an award; then, by the reason, who has not. */
static void put_award(const cli *c, text *out, const kepu_score *score, size_t award)
{
	static const struct {
		int32_t result;
		message words;
	} reasons[] = {
		{ KEPU_AWARD_UNDECIDED, M_UNDECIDED }, { KEPU_AWARD_QUOTA, M_QUOTA_FULL }, { KEPU_AWARD_SCORE, M_SCORE_FAILS },
		{ KEPU_AWARD_GRADE, M_GRADE_FAILS },   { KEPU_AWARD_GATE, M_GATE_CLOSED }, { KEPU_AWARD_VETO, M_VETOED },
		{ KEPU_AWARD_NO_TOTAL, M_NO_TOTAL },
	};
	put_names(c, out, score, award, KEPU_AWARD_YES, label(kepu_score_scheme(score), award));
	for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
		put_names(c, out, score, award, reasons[i].result, say(c, reasons[i].words));
}

static void put_awards(const cli *c, text *out, const kepu_score *score)
{
	const kepu_scheme *scheme = kepu_score_scheme(score);
	for (size_t i = 0; i < kepu_scheme_count(scheme); i++) {
		if (strcmp(kepu_scheme_kind(scheme, i, NULL), "award"))
			continue;
		text_put(out, "\n");
		put_award(c, out, score, i);
	}
}

static void put_table(const cli *c, text *out, const kepu_score *score)
{
	const kepu_scheme *scheme = kepu_score_scheme(score);
	const char *title = attribute(scheme, 0, "title"), *stage = kepu_score_stage(score, NULL);
	if (title)
		put_line(out, title);
	if (stage) {
		flow at = flow_start(out, screen_width());
		flow_put(&at, say(c, M_STAGE));
		flow_put(&at, say(c, M_COLON));
		flow_put(&at, label_of(scheme, stage));
		flow_end(&at);
	}
	if (title || stage)
		text_put(out, "\n");
	put_rows(c, out, score);
	put_awards(c, out, score);
}

static int print(const cli *c, const kepu_score *score, const request *r)
{
	text out = { 0 };
	char *bytes = NULL;
	size_t length = 0;
	kepu_error *err = NULL;
	if (!strcmp(r->to, "table")) {
		put_table(c, &out, score);
		return emit(c, &out, r->out);
	}
	if (!strcmp(r->to, "csv") ? kepu_score_to_csv(score, r->bom, &bytes, &length, &err)
	                          : kepu_score_to_json(score, &bytes, &length, &err))
		return fail(c, err, "kepu");
	int status = emit_bytes(c, bytes, length, r->out);
	kepu_free(bytes);
	return status;
}

/* By its id, else by its name. */
static size_t find_unit(const kepu_score *score, const char *unit)
{
	size_t found = kepu_score_find(score, unit, KEPU_NUL_TERMINATED);
	for (size_t row = 0; found == (size_t)-1 && row < kepu_score_count(score); row++)
		if (same(kepu_score_name(score, row, NULL), unit))
			found = row;
	return found;
}

static int print_explanation(const cli *c, const kepu_score *score, const request *r)
{
	kepu_explanation *explanation = NULL;
	kepu_error *err = NULL;
	char *bytes = NULL;
	size_t length = 0, row = find_unit(score, r->explain);
	if (row == (size_t)-1)
		return usage_error(c, M_NOT_SCORED, r->explain, NULL);
	kepu_status failed = kepu_explanation_new(score, row, &explanation, &err);
	if (!failed && !strcmp(r->to, "json"))
		failed = kepu_explanation_to_json(explanation, &bytes, &length, &err);
	else if (!failed && !strcmp(r->to, "html"))
		failed = kepu_explanation_to_html(explanation, c->lang, &bytes, &length, &err);
	else if (!failed)
		failed = kepu_explanation_to_text(explanation, c->lang, screen_width(), &bytes, &length, &err);
	int status = failed ? fail(c, err, "kepu") : emit_bytes(c, bytes, length, r->out);
	kepu_free(bytes);
	kepu_explanation_free(explanation);
	return status;
}

static int score_and_print(const cli *c, kepu_inputs *inputs, const char *path, const request *r)
{
	kepu_score *score = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	if (kepu_score_new(inputs, r->stage, r->stage ? KEPU_NUL_TERMINATED : 0, &score, &findings, &err))
		return fail(c, err, path);
	int found = print_findings(c, findings, path, KEPU_SEVERITY_NOTE);
	int status = r->explain ? print_explanation(c, score, r) : print(c, score, r);
	kepu_findings_free(findings);
	kepu_score_free(score);
	return status ? status : found;
}

static int score_files(const cli *c, const char *path, const figures *f, const request *r)
{
	int status = STATUS_FAILED;
	kepu_scheme *scheme = load_scheme(c, path);
	kepu_inputs *inputs = scheme ? figures_read(c, scheme, f, &status) : NULL;
	if (inputs) {
		int scored = score_and_print(c, inputs, path, r);
		status = scored ? scored : status;
	}
	kepu_inputs_free(inputs);
	kepu_scheme_free(scheme);
	return status;
}

static int run(const cli *c, int argc, char **argv, figures *f)
{
	static const char *const forms[] = { "table", "csv", "json", NULL };
	static const char *const explained[] = { "text", "json", "html", NULL };
	request r = { 0 };
	const char *last = NULL;
	const option options[] = {
		{ "--to", &r.to, NULL },   { "--stage", &r.stage, NULL },     { "--date", &f->date, NULL },
		{ "-o", &r.out, NULL },    { "--bom", NULL, &r.bom },         { "--units", &last, NULL },
		{ "--data", &last, NULL }, { "--explain", &r.explain, NULL }, { "--indicators", &last, NULL },
	};
	int status = STATUS_OK;
	figures_take(f, &argc, argv);
	if (!parse(c, options, sizeof options / sizeof *options, &argc, argv, &status))
		return status;
	if (!r.to)
		r.to = r.explain ? "text" : "table";
	if (!is_one_of_words(r.to, r.explain ? explained : forms))
		return usage_error(c, M_BAD_VALUE, "--to", r.to);
	if (r.bom && strcmp(r.to, "csv"))
		return usage_error(c, M_NOT_TOGETHER, "--bom", r.to);
	if (argc < 1)
		return usage_error(c, M_TOO_FEW, "SCHEME", NULL);
	if (!f->unit_count)
		return usage_error(c, M_TOO_FEW, "--units CSV", NULL);
	for (int i = 1; i < argc; i++)
		figures_add(f, argv[i]);
	return score_files(c, argv[0], f, &r);
}

int run_score(const cli *c, int argc, char **argv)
{
	figures f;
	int status = figures_new(c, argc, &f) ? run(c, argc, argv, &f) : STATUS_FAILED;
	figures_free(&f);
	return status;
}
