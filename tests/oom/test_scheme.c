/* Schemes while each allocation in turn fails: that is said, and all is released that was taken. */
#include "wrap.h"

#include <kepu/kepu.h>

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>

#define Z KEPU_NUL_TERMINATED

static const char xml[] =
	"<scheme xmlns='urn:kepu:scheme:1' version='0.1' title='评&amp;分' xmlns:x='urn:x' x:by='甲&lt;'><x:a b='1'>一</x:a>"
	"<group id='g1' kinds='县 区'/><stage id='s1'/><module id='m1' points='9'><part by='period' id='q1' weight='60%'/>"
	"<part by='period' id='q2' weight='30%'/><criterion id='c1' points='4' groups='g1'><best><ratio target='@superior'>"
	"<target kinds='县' value='2'/></ratio><steps><step from='9' points='3'/><step from='5' to='9' points='2'/></steps></best>"
	"</criterion><criterion id='c2' points='4'><level><level name='甲'/><level name='乙' most='0.5'/></level></criterion></module>"
	"<module id='m2' name='加' account='bonus'><criterion id='c3' points='1' ceiling='none'><count each='1'><item id='i' each='1'/>"
	"<item id='j' each='2'/></count></criterion></module><gate id='k'><reach measure='score' of='m1' target='99'/></gate>"
	"<grade id='a' from='9' to='10'/><grade id='b' from='5' to='9' includes='neither'/><veto id='v' grade='b'/></scheme>";

/* All at fault, each in its own way. */
static const char *const faults[] = {
	"<scheme xmlns='urn:kepu:scheme:1' version='0.1'><criterion id='c' points='1'><when><yes-no/></when></criterion></scheme>",
	"<scheme xmlns='urn:kepu:scheme:1' version='0.1'><criterion id='c' points='1'><reach targt='1'/></criterion></scheme>",
	"<scheme xmlns='urn:kepu:scheme:1' version='0.1'><criterion id='c' points='ten'/></scheme>",
	"<scheme xmlns='urn:kepu:scheme:1' version='0.1'>text</scheme>",
	"{\"format\": \"urn:kepu:scheme:1\", \"version\": \"0.1\", \"kind\": \"scheme\", \"points\": \"ten\"}",
	"{\"format\": \"urn:kepu:scheme:1\", \"version\": \"0.1\", \"kind\": \"scheme\", \"foreign\": \"<a\"}",
	"{\"format\": \"urn:kepu:scheme:1\", \"version\": \"0.1\", \"kind\": [1]}",
};

static const char other_xml[] =
	"<scheme xmlns='urn:kepu:scheme:1' version='0.1'><criterion id='c' points='1'><yes-no/></criterion></scheme>";

static const char *given;          /* what is loaded */
static kepu_status expected_fault; /* where memory lasts */

static kepu_status checked(const kepu_scheme *scheme, kepu_error **err)
{
	kepu_findings *findings = NULL;
	kepu_status status = kepu_scheme_check(scheme, NULL, &findings, err);
	if (status)
		assert_null(findings);
	else
		assert_int_equal(kepu_findings_count(findings), 9);
	kepu_findings_free(findings);
	return status;
}

/* Loads, checks and writes. */
static kepu_status run(char **out_bytes, kepu_error **err)
{
	size_t length;
	kepu_scheme *scheme = NULL;
	kepu_status status = kepu_scheme_load(given, strlen(given), &scheme, err);
	assert_true((status == KEPU_OK) == (scheme != NULL));
	if (!status)
		status = checked(scheme, err);
	if (!status)
		status = kepu_scheme_to_json(scheme, out_bytes, &length, err);
	kepu_scheme_free(scheme);
	return status;
}

static void starve(const char *text, const char *wanted, bool later)
{
	xmlResetLastError();
	size_t live = wrap.live, failures = 0;
	bool failed = true;
	given = text;
	for (size_t n = 1; failed; n++) {
		kepu_error *err = NULL;
		char *bytes = NULL;
		wrap_arm(n, later);
		kepu_status status = run(&bytes, &err);
		failed = wrap.failed;
		wrap_disarm();
		xmlResetLastError(); /* libxml2 keeps a fault that belongs to no parser, and does some things without memory */
		if (kepu_error_code(err) != KEPU_ERROR_MEMORY) /* there may be none for saying what is wrong */
			assert_int_equal(kepu_error_code(err), status);
		if (status == KEPU_OK) {
			assert_string_equal(bytes, wanted);
		} else if (status != expected_fault) {
			failures++;
			assert_true(failed);
			assert_int_equal(status, KEPU_ERROR_MEMORY);
			assert_null(bytes);
		}
		kepu_free(bytes);
		kepu_error_free(err);
		assert_int_equal(wrap.live, live);
	}
	assert_true(failures >= 5);
	assert_int_equal(wrap.strangers, 0);
}

static void test_a_scheme(void **state)
{
	(void)state;
	char *json = NULL;
	given = xml;
	expected_fault = KEPU_OK;
	assert_int_equal(run(&json, NULL), KEPU_OK);
	for (int later = 0; later < 2; later++) {
		starve(xml, json, later);
		starve(json, json, later);
	}
	kepu_free(json);
}

static void test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		char *bytes = NULL;
		given = faults[i];
		expected_fault = run(&bytes, NULL);
		assert_int_not_equal(expected_fault, KEPU_OK);
		starve(faults[i], NULL, false);
		starve(faults[i], NULL, true);
	}
}

/* A call that failed changes nothing: tried again it does what it would have done. */
static void test_the_builder(void **state)
{
	(void)state;
	for (size_t n = 1, done = 0; !done; n++) {
		static const char *const names[] = { "name", "points", "id", "id", "weight", "missing", "kinds" };
		static const char *const values[] = { "甲", "2", "a", "b", "1", "zero", "县 区" };
		kepu_scheme_builder *b = NULL;
		kepu_scheme *scheme = NULL;
		kepu_status status;
		size_t root, at, length;
		char *bytes = NULL;
#define TWICE(call)                                      \
	do {                                                 \
		status = (call);                                 \
		if (status)                                      \
			assert_int_equal(status, KEPU_ERROR_MEMORY); \
		if (status)                                      \
			assert_int_equal((call), KEPU_OK);           \
	} while (0)
		wrap_arm(n, false);
		TWICE(kepu_scheme_builder_new(&b, NULL));
		TWICE(kepu_scheme_builder_add(b, (size_t)-1, "scheme", Z, &root, NULL));
		TWICE(kepu_scheme_builder_add(b, root, "criterion", Z, &at, NULL));
		for (size_t i = 0; i < sizeof names / sizeof *names; i++)
			TWICE(kepu_scheme_builder_set(b, at, names[i], Z, values[i], Z, NULL));
		TWICE(kepu_scheme_builder_add(b, at, "yes-no", Z, &at, NULL));
		TWICE(kepu_scheme_builder_finish(b, &scheme, NULL));
		TWICE(kepu_scheme_to_xml(scheme, &bytes, &length, NULL));
		done = !wrap.failed;
		wrap_disarm();
		assert_string_equal(
			bytes, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				   "<scheme xmlns=\"urn:kepu:scheme:1\" version=\"0.1\">\n"
				   " <criterion id=\"b\" name=\"甲\" points=\"2\" weight=\"1\" missing=\"zero\" kinds=\"县 区\">\n"
				   "  <yes-no/>\n"
				   " </criterion>\n"
				   "</scheme>\n");
		assert_int_equal(kepu_scheme_find(scheme, "a", Z), (size_t)-1);
		kepu_free(bytes);
		kepu_scheme_free(scheme);
		kepu_scheme_builder_free(b);
	}
}

static char *content(const char *path)
{
	char *bytes = calloc(1, 8192);
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	assert_true(fread(bytes, 1, 8191, file) > 0);
	fclose(file);
	return bytes;
}

static bool is_alone(const char *folder)
{
	DIR *open = opendir(folder);
	size_t count = 0;
	while (readdir(open))
		count++;
	closedir(open);
	return count == 3; /* with . and .. */
}

/* A file is saved whole or left as it was, and nothing else lies beside it; loading it gives the scheme or nothing. */
static void test_files(void **state)
{
	(void)state;
	char folder[] = "/tmp/kepu-oom-scheme-XXXXXX", path[64];
	kepu_scheme *scheme = NULL, *other = NULL;
	bool failed = true;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/s.xml", folder);
	assert_int_equal(kepu_scheme_load(other_xml, sizeof other_xml - 1, &other, NULL), KEPU_OK);
	assert_int_equal(kepu_scheme_load(xml, sizeof xml - 1, &scheme, NULL), KEPU_OK);
	assert_int_equal(kepu_scheme_save_file(scheme, path, NULL), KEPU_OK);
	char *wanted = content(path);
	assert_int_equal(kepu_scheme_save_file(other, path, NULL), KEPU_OK);
	char *before = content(path);
	size_t live = wrap.live;
	for (size_t n = 1; failed; n++) {
		wrap_arm(n, false);
		kepu_status status = kepu_scheme_save_file(scheme, path, NULL);
		failed = wrap.failed;
		wrap_disarm();
		assert_int_equal(status, failed ? KEPU_ERROR_MEMORY : KEPU_OK);
		char *now = content(path);
		assert_string_equal(now, failed ? before : wanted);
		assert_true(is_alone(folder));
		free(now);
		assert_int_equal(wrap.live, live);
	}
	failed = true;
	for (size_t n = 1; failed; n++) {
		kepu_scheme *loaded = NULL;
		wrap_arm(n, false);
		kepu_status status = kepu_scheme_load_file(path, &loaded, NULL);
		failed = wrap.failed;
		wrap_disarm();
		xmlResetLastError();
		assert_true((status == KEPU_OK) == (loaded != NULL));
		if (status)
			assert_int_equal(status, KEPU_ERROR_MEMORY);
		kepu_scheme_free(loaded);
		assert_int_equal(wrap.live, live);
	}
	remove(path);
	rmdir(folder);
	free(wanted);
	free(before);
	kepu_scheme_free(scheme);
	kepu_scheme_free(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_a_scheme), cmocka_unit_test(test_faults),
		                                cmocka_unit_test(test_the_builder), cmocka_unit_test(test_files) };
	wrap_libxml2();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
