/* Units scored by a scheme. */
#include "cli.h"

#include <string.h>

typedef struct request {
	const char *to, *stage, *explain, *out;
	bool bom;
} request;

typedef kepu_status number(const kepu_score *score, size_t row, int64_t *out_coefficient, int32_t *out_scale);

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

static void put_number(flow *at, size_t column, const kepu_score *score, size_t row, number *of, const char *otherwise)
{
	int64_t coefficient;
	int32_t scale;
	char digits[32];
	if (of(score, row, &coefficient, &scale) || kepu_decimal_format(coefficient, scale, digits, sizeof digits, NULL))
		flow_right(at, column, otherwise);
	else
		flow_right(at, column, digits);
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

static void put_row(const cli *c, text *out, const kepu_score *score, size_t row)
{
	flow at = flow_start(out, screen_width());
	put_number(&at, RANK, score, row, kepu_score_rank, "");
	put_number(&at, TOTAL, score, row, kepu_score_total, say(c, M_NO_VALUE));
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
	for (size_t row = 0; row < kepu_score_count(score); row++) {
		const char *group = kepu_score_group(score, row, NULL);
		bool begins = !row || !same(group, kepu_score_group(score, row - 1, NULL));
		if (begins && row)
			text_put(out, "\n");
		if (begins && (row || group))
			put_line(out, group ? label_of(scheme, group) : say(c, M_NO_GROUP));
		if (begins)
			put_columns(c, out);
		put_row(c, out, score, row);
	}
}

static const char *award_word(const cli *c, int32_t award)
{
	static const message words[] = { M_UNDECIDED,   M_NO_TOTAL,    M_GATE_CLOSED, M_VETOED,
		                             M_GRADE_FAILS, M_SCORE_FAILS, M_QUOTA_FULL };
	return award > KEPU_AWARD_YES && award <= KEPU_AWARD_QUOTA ? say(c, words[award - KEPU_AWARD_UNDECIDED]) : "";
}

/* A unit, and why it has no award; NULL: it has it. */
static void put_name(const cli *c, flow *at, const char *mark, const char *name, const char *reason)
{
	text words = { 0 };
	text_put(&words, mark);
	text_put(&words, name);
	if (reason) {
		text_put(&words, say(c, M_LEFT_PARENTHESIS));
		text_put(&words, reason);
		text_put(&words, say(c, M_RIGHT_PARENTHESIS));
	}
	flow_words(at, words.failed ? "" : words.bytes, words.failed ? 0 : words.length);
	text_free(&words);
}

/* Who has an award; or, with reasons, who has not. */
static void put_names(const cli *c, text *out, const kepu_score *score, size_t award, bool given)
{
	flow at = flow_start(out, screen_width());
	const char *mark = say(c, M_COLON);
	flow_put(&at, given ? label(kepu_score_scheme(score), award) : say(c, M_NOT_AWARDED));
	for (size_t row = 0; row < kepu_score_count(score); row++) {
		int32_t result = kepu_score_award(score, row, award);
		if (!result || (result == KEPU_AWARD_YES) != given)
			continue;
		put_name(c, &at, mark, unit_label(score, row), given ? NULL : award_word(c, result));
		mark = say(c, M_COMMA);
	}
	if (mark == say(c, M_COLON))
		put_name(c, &at, mark, say(c, M_NONE), NULL);
	flow_end(&at);
}

static void put_awards(const cli *c, text *out, const kepu_score *score)
{
	const kepu_scheme *scheme = kepu_score_scheme(score);
	for (size_t i = 0; i < kepu_scheme_count(scheme); i++) {
		if (strcmp(kepu_scheme_kind(scheme, i, NULL), "award"))
			continue;
		text_put(out, "\n");
		put_names(c, out, score, i, true);
		put_names(c, out, score, i, false);
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
