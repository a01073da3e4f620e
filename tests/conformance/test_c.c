/* The cases of tests/conformance by the C interface; README.md says what the operations do and print.
 *
 *   test_conformance_c            run all, write the results for the table
 *   test_conformance_c NUMBER...  run some
 */
#include "parts.h"

#include <pthread.h>

#define TEXT(word) (word), (word) ? strlen(word) : 0

struct state {
	struct transcript out;
	char folder[64], digest[128];
	struct {
		int32_t limit;
		int64_t value;
	} limits[16];
	size_t limit_count;
	char *made;
	size_t made_length;
	kepu_plan *plan, *kept_plan;
	kepu_findings *found, *kept_findings;
	const kepu_findings *findings; /* those of the last load or import */
	kepu_matrix *matrix, *kept_matrix;
	kepu_import *notice, *kept_notice;
	kepu_builder *builder;
	kepu_regions *regions, *kept_regions;
	kepu_data *data;
	kepu_rollup *rollup;
	kepu_progress *progress, *kept_progress;
	kepu_scheme *scheme, *kept_scheme;
	kepu_scheme_builder *scheme_builder;
	kepu_inputs *inputs;
	kepu_score *score, *kept_score;
	kepu_explanation *explanation, *kept_explanation;
	char kept_node[64];
	int kept_units;
};

typedef kepu_status operation(struct state *s, char **w, kepu_error **err);

/* ---- names of numbers ---- */

static const struct named {
	const char *set, *name;
	int32_t number;
} numbers[] = {
	{ "language", "zh", KEPU_LANG_ZH },
	{ "language", "en", KEPU_LANG_EN },
	{ "limit", "bytes", KEPU_LIMIT_BYTES },
	{ "limit", "text", KEPU_LIMIT_TEXT },
	{ "limit", "depth", KEPU_LIMIT_DEPTH },
	{ "limit", "levels", KEPU_LIMIT_LEVELS },
	{ "limit", "ratio", KEPU_LIMIT_RATIO },
	{ "format", "by-name", KEPU_FORMAT_BY_NAME },
	{ "format", "xml", KEPU_FORMAT_XML },
	{ "format", "xml-gz", KEPU_FORMAT_XML_GZ },
	{ "format", "json", KEPU_FORMAT_JSON },
	{ "format", "json-gz", KEPU_FORMAT_JSON_GZ },
	{ "kind", "overview", KEPU_KIND_OVERVIEW },
	{ "kind", "goal", KEPU_KIND_GOAL },
	{ "kind", "part", KEPU_KIND_PART },
	{ "kind", "action", KEPU_KIND_ACTION },
	{ "kind", "project", KEPU_KIND_PROJECT },
	{ "kind", "task", KEPU_KIND_TASK },
	{ "kind", "safeguard", KEPU_KIND_SAFEGUARD },
	{ "kind", "other", KEPU_KIND_OTHER },
	{ "role", "lead", KEPU_ROLE_LEAD },
	{ "role", "responsible", KEPU_ROLE_RESPONSIBLE },
	{ "role", "participant", KEPU_ROLE_PARTICIPANT },
	{ "comparison", "at-least", KEPU_COMPARISON_AT_LEAST },
	{ "comparison", "more", KEPU_COMPARISON_MORE },
	{ "comparison", "at-most", KEPU_COMPARISON_AT_MOST },
	{ "comparison", "less", KEPU_COMPARISON_LESS },
	{ "comparison", "about", KEPU_COMPARISON_ABOUT },
	{ "comparison", "equal", KEPU_COMPARISON_EQUAL },
	{ "value", "target", KEPU_VALUE_TARGET },
	{ "value", "baseline", KEPU_VALUE_BASELINE },
	{ "value", "observation", KEPU_VALUE_OBSERVATION },
	{ "check", "unseen", KEPU_CHECK_UNSEEN },
	{ "check", "confirmed", KEPU_CHECK_CONFIRMED },
	{ "check", "corrected", KEPU_CHECK_CORRECTED },
	{ "check", "entered", KEPU_CHECK_ENTERED },
	{ "path", "linear", KEPU_PATH_LINEAR },
	{ "path", "stepwise", KEPU_PATH_STEPWISE },
	{ "path", "given", KEPU_PATH_GIVEN },
	{ "field", "title", KEPU_META_TITLE },
	{ "field", "notice-title", KEPU_META_NOTICE_TITLE },
	{ "field", "document-number", KEPU_META_DOCUMENT_NUMBER },
	{ "field", "issuer", KEPU_META_ISSUER },
	{ "field", "issue-date", KEPU_META_ISSUE_DATE },
	{ "field", "period", KEPU_META_PERIOD },
	{ "field", "recipient", KEPU_META_RECIPIENT },
	{ "field", "basis", KEPU_META_BASIS },
};

static int32_t number(const char *set, const char *name)
{
	for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++)
		if (strcmp(numbers[i].set, set) == 0 && strcmp(numbers[i].name, name) == 0)
			return numbers[i].number;
	fprintf(stderr, "%s is no %s\n", name, set);
	exit(1);
}

static size_t count(const char *word)
{
	return (size_t)strtoull(word, NULL, 10);
}

/* ---- findings, matrix, error ---- */

static void say_findings(struct transcript *out, const kepu_findings *findings)
{
	size_t paragraph, offset, length;
	say(out, "findings: %zu; notes %zu, warnings %zu, errors %zu\n", kepu_findings_count(findings),
	    kepu_findings_count_severity(findings, KEPU_SEVERITY_NOTE),
	    kepu_findings_count_severity(findings, KEPU_SEVERITY_WARNING),
	    kepu_findings_count_severity(findings, KEPU_SEVERITY_ERROR));
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		int32_t code = kepu_findings_code(findings, i);
		say(out, "finding %s\n", kepu_finding_name(code, NULL));
		say(out, "  code: %d\n  severity: %d\n", code, kepu_findings_severity(findings, i));
		say_text(out, "subject", kepu_findings_subject(findings, i, NULL));
		say_place(out, kepu_findings_line(findings, i), kepu_findings_column(findings, i));
		if (kepu_findings_span(findings, i, &paragraph, &offset, &length) == KEPU_OK)
			say(out, "  span: %zu,%zu,%zu\n", paragraph, offset, length);
		say_text(out, "zh", kepu_findings_message(findings, i, KEPU_LANG_ZH, NULL));
		say_text(out, "en", kepu_findings_message(findings, i, KEPU_LANG_EN, NULL));
	}
}

static void say_row(struct transcript *out, const kepu_matrix *matrix, size_t row)
{
	size_t column = 0, first = 0;
	int32_t roles = 0;
	if (kepu_matrix_column_count(matrix))
		say(out, "  row %zu:", row);
	for (size_t i = 0; i < kepu_matrix_column_count(matrix); i++)
		say(out, " %d", kepu_matrix_cell(matrix, row, i));
	if (kepu_matrix_column_count(matrix))
		say(out, "\n");
	size_t filled = kepu_matrix_row_cell_count(matrix, row);
	for (size_t i = 0; i < filled; i++) {
		kepu_matrix_row_cell(matrix, row, i, &column, &roles);
		if (i == 0)
			say(out, "  row %zu filled:", row);
		say(out, " %zu=%d%s", column, roles, i + 1 == filled ? "\n" : "");
	}
	size_t entries = kepu_matrix_row_entries(matrix, row, &first);
	if (entries)
		say(out, "  row %zu entries:", row);
	for (size_t i = 0; i < entries; i++)
		say(out, " %s%s", kepu_assignment_id(kepu_matrix_entry_assignment(matrix, first + i), NULL),
		    i + 1 == entries ? "\n" : "");
	say(out, "  row %zu tally: %zu %zu\n", row, kepu_matrix_row_tally(matrix, row, KEPU_CELL_ANY),
	    kepu_matrix_row_tally(matrix, row, KEPU_CELL_LEAD | KEPU_CELL_INHERITED_LEAD));
}

static void say_column(struct transcript *out, const kepu_matrix *matrix, size_t column)
{
	size_t row = 0, filled = kepu_matrix_column_cell_count(matrix, column);
	int32_t roles = 0;
	for (size_t i = 0; i < filled; i++) {
		kepu_matrix_column_cell(matrix, column, i, &row, &roles);
		if (i == 0)
			say(out, "  column %zu filled:", column);
		say(out, " %zu=%d%s", row, roles, i + 1 == filled ? "\n" : "");
	}
	say(out, "  column %zu tally: %zu %zu\n", column, kepu_matrix_column_tally(matrix, column, KEPU_CELL_ANY),
	    kepu_matrix_column_tally(matrix, column, KEPU_CELL_LEAD | KEPU_CELL_INHERITED_LEAD));
}

#define SAY_LINE(out, key, matrix, line, find)                       \
	do {                                                             \
		size_t at_ = 0, count_ = kepu_matrix_##line##_count(matrix); \
		for (size_t i_ = 0; i_ < count_; i_++) {                     \
			find;                                                    \
			say(out, i_ ? " %zu" : "  " key ": %zu", at_);           \
		}                                                            \
		if (count_)                                                  \
			say(out, "\n");                                          \
	} while (0)

/* The lists of a matrix under the names that SAY_IDS makes. */
#define kepu_matrix_row_at kepu_matrix_row_node
#define kepu_matrix_column_at kepu_matrix_column_unit

static void say_matrix(struct transcript *out, const kepu_matrix *matrix)
{
	say(out, "matrix\n");
	say_text(out, "plan", kepu_plan_uid(kepu_matrix_plan(matrix), NULL));
	say_yes(out, "inherited", kepu_matrix_flags(matrix) & KEPU_MATRIX_INHERITED);
	SAY_IDS(out, "rows", kepu_matrix_row, matrix, kepu_node);
	SAY_IDS(out, "columns", kepu_matrix_column, matrix, kepu_unit);
	SAY_LINE(out, "row-numbers", matrix, row, kepu_matrix_find_row(matrix, kepu_matrix_row_node(matrix, i_), &at_));
	SAY_LINE(out, "column-numbers", matrix, column,
	         kepu_matrix_find_column(matrix, kepu_matrix_column_unit(matrix, i_), &at_));
	for (size_t i = 0; i < kepu_matrix_row_count(matrix); i++)
		say_row(out, matrix, i);
	for (size_t i = 0; i < kepu_matrix_column_count(matrix); i++)
		say_column(out, matrix, i);
	say(out, "  tally: %zu %zu %zu %zu\n", kepu_matrix_tally(matrix, KEPU_CELL_ANY),
	    kepu_matrix_tally(matrix, KEPU_CELL_LEAD | KEPU_CELL_INHERITED_LEAD), kepu_matrix_tally(matrix, KEPU_CELL_OWN),
	    kepu_matrix_tally(matrix, KEPU_CELL_INHERITED));
	for (size_t i = 0; i < kepu_matrix_entry_count(matrix); i++) {
		size_t row = 0, column = 0;
		int32_t inherited = 0;
		kepu_matrix_entry(matrix, i, &row, &column, &inherited);
		say(out, "  entry: %zu %zu %s %s\n", row, column, inherited ? "inherited" : "own",
		    kepu_assignment_id(kepu_matrix_entry_assignment(matrix, i), NULL));
	}
	SAY_IDS(out, "idle", kepu_matrix_idle_unit, matrix, kepu_unit);
	SAY_IDS(out, "leaderless", kepu_matrix_leaderless, matrix, kepu_node);
	SAY_IDS(out, "unassigned", kepu_matrix_unassigned, matrix, kepu_node);
}

static void say_error(struct state *s, kepu_status status, const kepu_error *err)
{
	struct transcript *out = &s->out;
	const char *file = kepu_error_file(err, NULL);
	if (file && strncmp(file, s->folder, strlen(s->folder)) == 0)
		file += strlen(s->folder) + 1;
	say(out, "error %d %s\n", status, kepu_status_name(kepu_error_code(err), NULL));
	say_text(out, "file", file);
	say_place(out, kepu_error_line(err), kepu_error_column(err));
	if (kepu_error_offset(err) >= 0)
		say(out, "  offset: %lld\n", (long long)kepu_error_offset(err));
	say_text(out, "path", kepu_error_path(err, NULL));
	say_text(out, "zh", kepu_error_message(err, KEPU_LANG_ZH, NULL));
	say_text(out, "en", kepu_error_message(err, KEPU_LANG_EN, NULL));
}

/* ---- operations: files ---- */

static char *in_folder(struct state *s, const char *name, char path[512])
{
	snprintf(path, 512, "%s/%s", s->folder, name);
	return path;
}

static void took(struct state *s, kepu_plan *plan, kepu_findings *found)
{
	kepu_plan_unref(s->plan);
	kepu_findings_free(s->found);
	s->plan = plan;
	s->findings = s->found = found;
}

static void made(struct state *s, char *bytes, size_t length)
{
	kepu_free(s->made);
	s->made = bytes;
	s->made_length = length;
}

/* Kept until a plan is loaded. */
static kepu_status do_limit(struct state *s, char **w, kepu_error **err)
{
	(void)err;
	s->limits[s->limit_count].limit = number("limit", w[0]);
	s->limits[s->limit_count++].value = strtoll(w[1], NULL, 10);
	return KEPU_OK;
}

static kepu_status options_of(struct state *s, kepu_load_options **out_options, kepu_error **err)
{
	kepu_status status = kepu_load_options_new(out_options, err);
	for (size_t i = 0; i < s->limit_count && status == KEPU_OK; i++)
		status = kepu_load_options_set_limit(*out_options, s->limits[i].limit, s->limits[i].value, err);
	return status;
}

/* From a file, or else from memory. */
static kepu_status load(struct state *s, const char *path, const char *bytes, size_t length, const char *name,
                        kepu_error **err)
{
	kepu_plan *plan;
	kepu_findings *found;
	kepu_load_options *options;
	kepu_status status = options_of(s, &options, err);
	if (status == KEPU_OK)
		status = path ? kepu_plan_load_file(path, options, &plan, &found, err)
		              : kepu_plan_load_bytes(bytes, length, name, options, &plan, &found, err);
	kepu_load_options_free(options);
	if (status == KEPU_OK)
		took(s, plan, found);
	return status;
}

static kepu_status do_load(struct state *s, char **w, kepu_error **err)
{
	return load(s, w[0], NULL, 0, NULL, err);
}

static kepu_status do_load_saved(struct state *s, char **w, kepu_error **err)
{
	char path[512];
	return load(s, in_folder(s, w[0], path), NULL, 0, NULL, err);
}

static kepu_status do_load_bytes(struct state *s, char **w, kepu_error **err)
{
	size_t length;
	char *bytes = read_file(w[0], &length);
	kepu_status status = load(s, NULL, bytes, length, strrchr(w[0], '/') + 1, err);
	free(bytes);
	return status;
}

static kepu_status do_load_text(struct state *s, char **w, kepu_error **err)
{
	return load(s, NULL, TEXT(w[0]), w[1], err);
}

static kepu_status do_load_made(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	return load(s, NULL, s->made, s->made_length, NULL, err);
}

static kepu_status do_load_json(struct state *s, char **w, kepu_error **err)
{
	kepu_plan *plan;
	kepu_findings *found;
	kepu_status status = kepu_plan_from_json(TEXT(w[0]), NULL, &plan, &found, err);
	if (status == KEPU_OK)
		took(s, plan, found);
	return status;
}

static kepu_status do_make(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	kepu_status status = kepu_plan_save_bytes(s->plan, number("format", w[0]), &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_json(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	(void)w;
	kepu_status status = kepu_plan_to_json(s->plan, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_facts(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	(void)w;
	kepu_status status = kepu_plan_to_facts(s->plan, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_csv(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	kepu_status status = kepu_matrix_to_csv(s->matrix, w[0] != NULL, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status html(struct state *s, const kepu_findings *findings, const char *language, kepu_error **err)
{
	char *bytes;
	size_t length;
	kepu_status status = kepu_plan_to_html(s->plan, findings, number("language", language), &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_html(struct state *s, char **w, kepu_error **err)
{
	return html(s, NULL, w[0], err);
}

static kepu_status do_notice_html(struct state *s, char **w, kepu_error **err)
{
	return html(s, s->findings, w[0], err);
}

static void print_lines(struct state *s, const char *with)
{
	for (size_t at = 0; at <= s->made_length;) {
		const char *end = memchr(s->made + at, '\n', s->made_length - at);
		size_t length = end ? (size_t)(end - s->made) - at : s->made_length - at;
		char *line = must(strndup(s->made + at, length));
		if (strstr(line, with)) {
			say(&s->out, "| ");
			say_escaped(&s->out, line, length, 0);
			say(&s->out, "\n");
		}
		free(line);
		at += length + 1;
	}
}

static kepu_status do_print(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	print_lines(s, "");
	return KEPU_OK;
}

static kepu_status do_print_lines_with(struct state *s, char **w, kepu_error **err)
{
	(void)err;
	print_lines(s, w[0]);
	return KEPU_OK;
}

static kepu_status do_save(struct state *s, char **w, kepu_error **err)
{
	char path[512];
	const char *expected = w[2] && strcmp(w[2], "digest") == 0 ? s->digest : w[2];
	kepu_save_options *options;
	kepu_status status = kepu_save_options_new(&options, err);
	if (status == KEPU_OK)
		status = kepu_save_options_set_format(options, number("format", w[1]), err);
	if (status == KEPU_OK)
		status = kepu_save_options_set_expected(options, expected, err);
	if (status == KEPU_OK)
		status = kepu_plan_save_file(s->plan, in_folder(s, w[0], path), options, err);
	kepu_save_options_free(options);
	return status;
}

static kepu_status do_digest(struct state *s, char **w, kepu_error **err)
{
	char path[512], *digest;
	kepu_status status = kepu_file_digest(in_folder(s, w[0], path), &digest, err);
	if (status)
		return status;
	snprintf(s->digest, sizeof s->digest, "%s", digest);
	say(&s->out, "  %s\n", digest);
	kepu_free(digest);
	return KEPU_OK;
}

static kepu_status do_write(struct state *s, char **w, kepu_error **err)
{
	char path[512];
	return kepu_file_save(in_folder(s, w[0], path), TEXT(w[1]), err);
}

#include "figures.h"
#include "scores.h"
#include "operations.h"

/* ---- cases ---- */

static const struct {
	const char *name;
	operation *run;
} operations[] = {
	{ "limit", do_limit },
	{ "load", do_load },
	{ "load-saved", do_load_saved },
	{ "load-bytes", do_load_bytes },
	{ "load-text", do_load_text },
	{ "load-made", do_load_made },
	{ "load-json", do_load_json },
	{ "make", do_make },
	{ "json", do_json },
	{ "facts", do_facts },
	{ "csv", do_csv },
	{ "html", do_html },
	{ "notice-html", do_notice_html },
	{ "print", do_print },
	{ "print-lines-with", do_print_lines_with },
	{ "save", do_save },
	{ "digest", do_digest },
	{ "write", do_write },
	OPERATIONS,
	OPERATIONS_ON_FIGURES,
	OPERATIONS_ON_SCORES,
};

static operation *operation_of(const char *name)
{
	for (size_t i = 0; i < sizeof operations / sizeof *operations; i++)
		if (strcmp(operations[i].name, name) == 0)
			return operations[i].run;
	return NULL;
}

/* 0 where C has no such operation. */
static int run(struct state *s, char *line)
{
	char *words[WORDS_MOST + 1] = { NULL };
	kepu_error *err = NULL;
	words_of(line, words);
	operation *known = operation_of(words[0]);
	if (!known)
		return 0;
	kepu_status status = known(s, words + 1, &err);
	if (status)
		say_error(s, status, err);
	kepu_error_free(err);
	return 1;
}

static void let_go(struct state *s)
{
	drop(s);
	kepu_plan_unref(s->kept_plan);
	kepu_findings_free(s->kept_findings);
	kepu_matrix_free(s->kept_matrix);
	kepu_import_free(s->kept_notice);
	kepu_regions_free(s->kept_regions);
	kepu_progress_free(s->kept_progress);
	kepu_scheme_free(s->kept_scheme);
	kepu_score_free(s->kept_score);
	kepu_explanation_free(s->kept_explanation);
	kepu_free(s->made);
	free(s->out.text);
	for (const char *const *name = saved; *name; name++) {
		char path[512];
		remove(in_folder(s, *name, path));
	}
	if (rmdir(s->folder))
		fprintf(stderr, "%s: not all that was saved there is known\n", s->folder);
}

/* "pass", "fail" or "skip"; of the latter why. */
static const char *outcome(const char *name, const char *text, char why[256])
{
	struct state s = { .folder = "/tmp/kepu-conformance-XXXXXX" };
	const char *result = "pass";
	must(mkdtemp(s.folder));
	for (const char *at = text; *at && strcmp(result, "pass") == 0; at += strcspn(at, "\n") + 1) {
		size_t length = strcspn(at, "\n");
		if (strncmp(at, "> ", 2) != 0 && strncmp(at, "# ", 2) != 0)
			continue;
		put(&s.out, at, length + 1);
		char *line = must(strndup(at + 2, length - 2));
		if (*at == '>' && !run(&s, line)) {
			snprintf(why, 256, "there is no operation %s", line);
			result = "skip";
		}
		free(line);
	}
	if (strcmp(result, "pass") == 0 && strcmp(s.out.text, text) != 0) {
		show_difference(name, text, s.out.text);
		snprintf(why, 256, "prints something else");
		result = "fail";
		if (getenv("KEPU_CONFORMANCE_PRINT"))
			fputs(s.out.text, stdout);
	}
	let_go(&s);
	return result;
}

static int named(int argc, char **argv, const char *number_of_case)
{
	int found = argc == 1;
	for (int i = 1; i < argc; i++)
		found = found || strncmp(number_of_case, argv[i], 3) == 0;
	return found;
}

int main(int argc, char **argv)
{
	struct dirent **names;
	int failed = 0, played = 0;
	if (chdir(KEPU_SOURCE_DIR))
		return 1;
	struct transcript results = { NULL, 0, 0 };
	int found = scandir("tests/conformance/cases", &names, is_case, alphasort);
	for (int i = 0; i < found; i++) {
		char path[512], feature[128], why[256] = "";
		snprintf(path, sizeof path, "tests/conformance/cases/%s", names[i]->d_name);
		char *text = read_file(path, NULL);
		feature_of(text, feature);
		if (named(argc, argv, names[i]->d_name)) {
			const char *result = outcome(names[i]->d_name, text, why);
			say(&results, "%.3s\t%s\t%s\t%s\n", names[i]->d_name, feature, result, why);
			failed += strcmp(result, "fail") == 0;
			played++;
		}
		free(text);
		free(names[i]);
	}
	free(names);
	if (argc == 1)
		write_results("c", &results);
	free(results.text);
	printf("c: %d cases, %d failed\n", played, failed);
	return failed || !played;
}
