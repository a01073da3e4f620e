/* Plan files with what must come of them. A folder is a case:
 *
 *   plan.xml       the file; or plan.json
 *   make           how to make the file out of it where it is packed, damaged or too large to be kept, see `recipes`
 *   error.json     the error: code, name, and where the fault lies in the text line, column, offset, path; what is left
 *                  out is not compared
 *   expected.xml   or else: what saving the plan gives
 *   expected.json  and what it gives as JSON; where there is none, the same plan comes back from it
 *   findings       and what was found, a line each: name line:column
 */
#include "vectors.h"

#include <kepu/kepu.h>

#include <dirent.h>
#include <sys/resource.h>

#define CASES_MOST 400
#define BOMB_MEMORY (64L << 20) /* bytes that refusing a bomb may take */

static char names[CASES_MOST][64];
static struct CMUnitTest tests[CASES_MOST];

/* ---- error.json ---- */

/* Where the value of a member begins; NULL where there is none. The files are flat objects of numbers and plain texts. */
static const char *member(const char *json, const char *name)
{
	char key[40];
	snprintf(key, sizeof key, "\"%s\": ", name);
	const char *at = strstr(json, key);
	return at ? at + strlen(key) : NULL;
}

static void check_number(const char *json, const char *name, int64_t given)
{
	const char *at = member(json, name);
	if (at && strtoll(at, NULL, 10) != given)
		fail_msg("%s is %lld, not %lld", name, (long long)given, strtoll(at, NULL, 10));
}

static void check_text(const char *json, const char *name, const char *given)
{
	const char *at = member(json, name);
	if (!at)
		return;
	size_t length = strcspn(at + 1, "\"");
	if (!given || strlen(given) != length || memcmp(given, at + 1, length) != 0)
		fail_msg("%s is %s, not %.*s", name, given ? given : "missing", (int)length, at + 1);
}

static void check_error(const char *json, const kepu_error *err, const char *file)
{
	check_number(json, "code", kepu_error_code(err));
	check_text(json, "name", kepu_status_name(kepu_error_code(err), NULL));
	check_number(json, "line", kepu_error_line(err));
	check_number(json, "column", kepu_error_column(err));
	check_number(json, "offset", kepu_error_offset(err));
	check_text(json, "path", kepu_error_path(err, NULL));
	assert_non_null(kepu_error_message(err, KEPU_LANG_ZH, NULL));
	assert_non_null(kepu_error_message(err, KEPU_LANG_EN, NULL));
	assert_string_equal(kepu_error_file(err, NULL), file);
}

/* ---- findings ---- */

static char *findings_text(const kepu_findings *findings)
{
	size_t count = kepu_findings_count(findings), at = 0, room = 100 * count + 1;
	char *text = calloc(room, 1);
	assert_non_null(text);
	for (size_t i = 0; i < count; i++)
		at += (size_t)snprintf(
			text + at, room - at, "%s %lld:%lld\n", kepu_finding_name(kepu_findings_code(findings, i), NULL),
			(long long)kepu_findings_line(findings, i), (long long)kepu_findings_column(findings, i));
	return text;
}

/* There and back; or to what is expected. */
static void check_json(const char *folder, const kepu_plan *plan, const char *xml)
{
	size_t length, expected_length;
	char *expected = read_optional(folder, "expected.json", &expected_length), *bytes = NULL, *again = NULL;
	kepu_plan *back = NULL;
	assert_int_equal(kepu_plan_to_json(plan, &bytes, &length, NULL), KEPU_OK);
	if (expected) {
		assert_string_equal(bytes, expected);
		assert_int_equal(length, expected_length);
	}
	assert_int_equal(kepu_plan_from_json(bytes, length, NULL, &back, NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_save_bytes(back, KEPU_FORMAT_XML, &again, NULL, NULL), KEPU_OK);
	assert_string_equal(again, xml);
	kepu_plan_unref(back);
	kepu_free(again);
	kepu_free(bytes);
	free(expected);
}

static void check_plan(const char *folder, const kepu_plan *plan, const kepu_findings *findings)
{
	size_t length, expected_length;
	char *expected = read_optional(folder, "expected.xml", &expected_length), *bytes = NULL;
	char *found = findings_text(findings), *expected_findings = read_optional(folder, "findings", NULL);
	kepu_error *err = NULL;
	assert_non_null(expected);
	assert_int_equal(kepu_plan_save_bytes(plan, KEPU_FORMAT_XML, &bytes, &length, &err), KEPU_OK);
	assert_string_equal(bytes, expected);
	assert_int_equal(length, expected_length);
	assert_string_equal(found, expected_findings ? expected_findings : "");
	check_json(folder, plan, bytes);
	kepu_free(bytes);
	free(expected);
	free(found);
	free(expected_findings);
}

/* ---- a case ---- */

static void check(const char *folder, const char *json, kepu_status status, kepu_plan *plan, kepu_findings *findings,
                  kepu_error *err, const char *file)
{
	if (status)
		print_message("%s:%lld:%lld: %s\n", file, (long long)kepu_error_line(err), (long long)kepu_error_column(err),
		              kepu_error_message(err, KEPU_LANG_EN, NULL));
	if (json) {
		assert_int_not_equal(status, KEPU_OK);
		assert_null(plan);
		assert_null(findings);
		check_error(json, err, file);
	} else {
		assert_int_equal(status, KEPU_OK);
		check_plan(folder, plan, findings);
	}
	kepu_plan_unref(plan);
	kepu_findings_free(findings);
	kepu_error_free(err);
}

static void run_case(void **state)
{
	const char *name = *state;
	char folder[512], path[] = "/tmp/kepu-vector-XXXXXX";
	size_t length;
	kepu_plan *plan;
	kepu_findings *findings;
	kepu_error *err = NULL;
	snprintf(folder, sizeof folder, "%s/tests/vectors/%s", KEPU_SOURCE_DIR, name);
	char *json = read_optional(folder, "error.json", NULL), *bytes = make_file(folder, &length);

	kepu_status status = kepu_plan_load_bytes(bytes, length, "some name", NULL, &plan, &findings, &err);
	check(folder, json, status, plan, findings, err, "some name");

	write_temporary(path, bytes, length);
	err = NULL;
	status = kepu_plan_load_file(path, NULL, &plan, &findings, &err);
	unlink(path);
	check(folder, json, status, plan, findings, err, path);

	/* without a place for the error, and without findings, nothing else happens */
	assert_int_equal(kepu_plan_load_bytes(bytes, length, NULL, NULL, &plan, NULL, NULL), status);
	kepu_plan_unref(plan);
	free(bytes);
	free(json);
}

/* In a process of its own, whose memory no other case has used before. */
static void run_bomb(void **state)
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (!child) {
		struct rusage before, after;
		size_t length;
		char folder[512];
		kepu_plan *plan;
		kepu_error *err = NULL;
		snprintf(folder, sizeof folder, "%s/tests/vectors/%s", KEPU_SOURCE_DIR, (char *)*state);
		char *bytes = make_file(folder, &length);
		getrusage(RUSAGE_SELF, &before);
		kepu_status status = kepu_plan_load_bytes(bytes, length, NULL, NULL, &plan, NULL, &err);
		getrusage(RUSAGE_SELF, &after);
		kepu_error_free(err);
		free(bytes);
		_exit(status != KEPU_ERROR_RATIO ? 1 : (after.ru_maxrss - before.ru_maxrss) * 1024 > BOMB_MEMORY ? 2 : 0);
	}
	int ended;
	assert_int_equal(waitpid(child, &ended, 0), child);
	assert_true(WIFEXITED(ended));
	assert_int_equal(WEXITSTATUS(ended), 0);
}

int main(void)
{
	size_t count = 0;
	DIR *folder = opendir(KEPU_SOURCE_DIR "/tests/vectors");
	if (!folder)
		return 1;
	for (struct dirent *entry = readdir(folder); entry && count < CASES_MOST; entry = readdir(folder)) {
		if (strchr(entry->d_name, '.') || strlen(entry->d_name) >= sizeof names[0])
			continue;
		strcpy(names[count], entry->d_name);
		tests[count] = (struct CMUnitTest){ names[count], run_case, NULL, NULL, names[count] };
		count++;
	}
	closedir(folder);
	if (count < 80 || count == CASES_MOST - 1)
		return 1;
	tests[count++] = (struct CMUnitTest){ "memory of a bomb", run_bomb, NULL, NULL, (char[]){ "gzip-bomb" } };
	return _cmocka_run_group_tests("vectors", tests, count, NULL, NULL);
}
