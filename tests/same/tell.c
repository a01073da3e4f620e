/* Tells all that the library says of schemes and of what they score, all of it twice, to standard output.
 *
 *   tell POINT [-- SCHEME STAGE UNITS FIGURES...]...      POINT: what the locale of the environment has before decimals
 *
 * Each SCHEME: what the checker finds, the scheme written as XML and JSON, the rows that are refused, the score as CSV and
 * JSON and by its functions, the explanations of the first units in all forms, with what it would take. An empty STAGE is none. What fails
 * is told with its error. */
#include <kepu/kepu.h>

#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define Z KEPU_NUL_TERMINATED
#define EXPLAINED 12 /* units of a scheme: of very many it takes long, as each says what it would take */

static void stop(const char *what)
{
	fprintf(stderr, "tell: %s\n", what);
	exit(1);
}

/* ---- one thing at a time; all have their length, so that none runs into the next ---- */

static void put(const char *what, const char *bytes, size_t length)
{
	printf("%s %zu: ", what, length);
	fwrite(bytes ? bytes : "", 1, length, stdout);
	puts(bytes ? "" : "none");
}

static void put_number(const char *what, kepu_status status, int64_t coefficient, int32_t scale)
{
	printf("%s %" PRId32 ": %" PRId64 "/%" PRId32 "\n", what, status, coefficient, scale);
}

/* 1: there is an error, which is told, released and NULL again. */
static int failed(kepu_status status, kepu_error **err)
{
	const kepu_error *error = *err;
	if (!status)
		return 0;
	size_t length = 0;
	printf("error %" PRId32 "/%" PRId32 " at %" PRId64 ":%" PRId64 ", byte %" PRId64 "\n", status,
	       kepu_error_code(error), kepu_error_line(error), kepu_error_column(error), kepu_error_offset(error));
	const char *text = kepu_error_message(error, KEPU_LANG_ZH, &length);
	put("zh", text, length);
	text = kepu_error_message(error, KEPU_LANG_EN, &length);
	put("en", text, length);
	text = kepu_error_path(error, &length);
	put("path", text, length);
	text = kepu_error_file(error, &length);
	put("file", text, length);
	kepu_error_free(*err);
	*err = NULL;
	return 1;
}

/* What a function wrote; it is released. */
static void put_written(const char *what, kepu_status status, char *bytes, size_t length, kepu_error **err)
{
	if (!failed(status, err))
		put(what, bytes, length);
	kepu_free(bytes);
}

static void put_findings(const char *what, kepu_findings *findings)
{
	printf("%s %zu\n", what, kepu_findings_count(findings));
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		size_t length = 0;
		printf("finding %" PRId32 ", %" PRId32 ", at %" PRId64 ":%" PRId64 "\n", kepu_findings_code(findings, i),
		       kepu_findings_severity(findings, i), kepu_findings_line(findings, i), kepu_findings_column(findings, i));
		const char *text = kepu_findings_subject(findings, i, &length);
		put("subject", text, length);
		text = kepu_findings_message(findings, i, KEPU_LANG_ZH, &length);
		put("zh", text, length);
		text = kepu_findings_message(findings, i, KEPU_LANG_EN, &length);
		put("en", text, length);
	}
	kepu_findings_free(findings);
}

/* ---- of a scheme ---- */

static void tell_scheme(const kepu_scheme *scheme)
{
	char *bytes = NULL;
	size_t length = 0;
	kepu_error *error = NULL;
	kepu_status status = kepu_scheme_to_xml(scheme, &bytes, &length, &error);
	put_written("XML", status, bytes, length, &error);
	bytes = NULL;
	status = kepu_scheme_to_json(scheme, &bytes, &length, &error);
	put_written("JSON", status, bytes, length, &error);
}

static void tell_check(const kepu_scheme *scheme, const kepu_inputs *inputs)
{
	kepu_findings *findings = NULL;
	kepu_error *error = NULL;
	if (!failed(kepu_scheme_check(scheme, inputs, &findings, &error), &error))
		put_findings("checked", findings);
}

/* ---- of a unit ---- */

static void tell_lines(const kepu_explanation *explanation)
{
	for (size_t line = 0; line < kepu_explanation_count(explanation); line++) {
		int64_t coefficient = 0;
		int32_t scale = 0;
		printf("line %zu, %" PRId32 ", %zu, %" PRId32 "\n", kepu_explanation_depth(explanation, line),
		       kepu_explanation_what(explanation, line), kepu_explanation_element(explanation, line),
		       kepu_explanation_state(explanation, line));
		kepu_status status = kepu_explanation_points(explanation, line, &coefficient, &scale);
		put_number("points", status, coefficient, scale);
		status = kepu_explanation_adds(explanation, line, &coefficient, &scale);
		put_number("adds", status, coefficient, scale);
	}
}

static void tell_explanation(const kepu_score *score, size_t row)
{
	static const struct {
		int32_t lang;
		size_t width;
	} forms[] = { { KEPU_LANG_ZH, 0 }, { KEPU_LANG_EN, 60 } };
	kepu_explanation *explanation = NULL;
	char *bytes = NULL;
	size_t length = 0;
	kepu_error *error = NULL;
	if (failed(kepu_explanation_new(score, row, &explanation, &error), &error))
		return;
	tell_lines(explanation);
	kepu_status status = kepu_explanation_to_json(explanation, &bytes, &length, &error);
	put_written("explained, JSON", status, bytes, length, &error);
	for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
		bytes = NULL;
		status = kepu_explanation_to_text(explanation, forms[i].lang, forms[i].width, &bytes, &length, &error);
		put_written("explained, text", status, bytes, length, &error);
		bytes = NULL;
		status = kepu_explanation_to_html(explanation, forms[i].lang, &bytes, &length, &error);
		put_written("explained, HTML", status, bytes, length, &error);
	}
	kepu_explanation_free(explanation);
}

static void tell_unit(const kepu_score *score, size_t row)
{
	const kepu_scheme *scheme = kepu_score_scheme(score);
	int64_t coefficient = 0;
	int32_t scale = 0;
	size_t length = 0;
	const char *text = kepu_score_unit(score, row, &length);
	put("unit", text, length);
	text = kepu_score_group(score, row, &length);
	put("group", text, length);
	text = kepu_score_grade(score, row, &length);
	put("grade", text, length);
	printf("provisional %" PRId32 ", eligible %" PRId32 "\n", kepu_score_provisional(score, row),
	       kepu_score_eligible(score, row));
	kepu_status status = kepu_score_total(score, row, &coefficient, &scale);
	put_number("total", status, coefficient, scale);
	status = kepu_score_rank(score, row, &coefficient, &scale);
	put_number("rank", status, coefficient, scale);
	for (size_t element = 0; element < kepu_scheme_count(scheme); element++) {
		status = kepu_score_points(score, row, element, &coefficient, &scale);
		put_number("points", status, coefficient, scale);
		printf("state %" PRId32 ", award %" PRId32 "\n", kepu_score_state(score, row, element),
		       kepu_score_award(score, row, element));
	}
	if (row < EXPLAINED)
		tell_explanation(score, row);
}

/* ---- of a score ---- */

static void tell_score(kepu_inputs *inputs, const char *stage)
{
	kepu_score *score = NULL;
	kepu_findings *findings = NULL;
	kepu_error *error = NULL;
	char *bytes = NULL;
	size_t length = 0;
	if (failed(kepu_score_new(inputs, *stage ? stage : NULL, *stage ? Z : 0, &score, &findings, &error), &error))
		return;
	put_findings("scored", findings);
	kepu_status status = kepu_score_to_csv(score, 1, &bytes, &length, &error);
	put_written("score, CSV", status, bytes, length, &error);
	bytes = NULL;
	status = kepu_score_to_json(score, &bytes, &length, &error);
	put_written("score, JSON", status, bytes, length, &error);
	for (size_t row = 0; row < kepu_score_count(score); row++)
		tell_unit(score, row);
	kepu_score_free(score);
}

static void tell_inputs(kepu_scheme *scheme, int count, char **files, const char *stage)
{
	kepu_inputs *inputs = NULL;
	kepu_error *error = NULL;
	if (failed(kepu_inputs_new(scheme, &inputs, &error), &error))
		return;
	for (int i = 0; i < count; i++) {
		kepu_findings *findings = NULL;
		if (!failed(i ? kepu_inputs_add_csv_file(inputs, files[i], &findings, &error)
		              : kepu_inputs_add_units_csv_file(inputs, files[i], &findings, &error),
		            &error))
			put_findings("refused", findings);
	}
	printf("%zu units, %zu figures\n", kepu_inputs_unit_count(inputs), kepu_inputs_count(inputs));
	tell_check(scheme, inputs);
	tell_score(inputs, stage);
	kepu_inputs_free(inputs);
}

/* SCHEME STAGE UNITS FIGURES... */
static void tell(int count, char **words)
{
	kepu_scheme *scheme = NULL;
	kepu_error *error = NULL;
	if (count < 3)
		stop("a scheme, its stage and its units are wanted");
	printf("==== %s\n", words[0]);
	if (failed(kepu_scheme_load_file(words[0], &scheme, &error), &error))
		return;
	tell_scheme(scheme);
	tell_check(scheme, NULL);
	tell_inputs(scheme, count - 2, words + 2, words[1]);
	kepu_scheme_free(scheme);
}

static void tell_all(int argc, char **argv)
{
	for (int from = 2, end; from < argc; from = end) {
		for (end = from + 1; end < argc && strcmp(argv[end], "--"); end++)
			;
		tell(end - from - 1, argv + from + 1);
	}
}

int main(int argc, char **argv)
{
	if (argc < 2)
		stop("what the locale has before decimals is wanted");
	setlocale(LC_ALL, "");
	if (strcmp(localeconv()->decimal_point, argv[1]))
		stop("the locale of the environment is not there");
	for (int round = 0; round < 2; round++) {
		tell_all(argc, argv);
		puts("==== end of a round");
	}
	return ferror(stdout) || fflush(stdout);
}
