/* Plans as JSON: what a caller in any language does with them, and what is said about JSON that is none. */
#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#define HEAD "{\"format\": \"urn:kepu:plan:1\", \"version\": \"0.1\", \"uid\": \"urn:example:1\""

/* What a page's script might send back: other white space, another order of keys. */
static const char sent[] =
	"{\"nodes\":[{\"title\":\"\\u529e\\u597d\\u8bb2\\u5ea7\",\"id\":\"n1\",\"kind\":\"task\",\n"
	"\"assignments\":[{\"role\":\"lead\",\"unit\":\"u1\",\"id\":\"a1\"}],\n"
	"\"indicators\":[{\"id\":\"i1\",\"name\":\"场次\",\"values\":[{\"kind\":\"target\",\"low\":12.50}]}]}],\n"
	"  \"units\":[{\"id\":\"u1\",\"name\":\"县科协\"}],\n"
	"\"uid\":\"urn:example:1\",\"version\":\"0.1\",\"format\":\"urn:kepu:plan:1\"}";

static kepu_plan *load_text(const char *text)
{
	kepu_plan *plan = NULL;
	assert_int_equal(kepu_plan_from_json(text, strlen(text), NULL, &plan, NULL, NULL), KEPU_OK);
	assert_non_null(plan);
	return plan;
}

/* ---- use ---- */

static void test_from_and_to(void **state)
{
	char *bytes = NULL, *again = NULL;
	size_t length = 0, again_length = 0;
	kepu_plan *plan = load_text(sent), *back = NULL;
	(void)state;
	const kepu_node *node = kepu_plan_node_by_id(plan, "n1", KEPU_NUL_TERMINATED);
	assert_string_equal(kepu_node_title(node, NULL), "办好讲座");
	assert_int_equal(kepu_node_kind(node), KEPU_KIND_TASK);
	assert_string_equal(kepu_unit_name(kepu_assignment_unit(kepu_node_assignment_at(node, 0)), NULL), "县科协");
	const kepu_value *value = kepu_indicator_value_at(kepu_node_indicator_at(node, 0), 0);
	assert_string_equal(kepu_value_low_text(value, NULL), "12.50"); /* a number keeps its text */

	assert_int_equal(kepu_plan_to_json(plan, &bytes, &length, NULL), KEPU_OK);
	assert_int_equal(strlen(bytes), length);
	assert_string_equal(bytes, HEAD ", \"revision\": 1,\n"
	                                " \"units\": [\n"
	                                "  {\"id\": \"u1\", \"name\": \"县科协\"}],\n"
	                                " \"nodes\": [\n"
	                                "  {\"id\": \"n1\", \"kind\": \"task\", \"title\": \"办好讲座\",\n"
	                                "   \"assignments\": [\n"
	                                "    {\"id\": \"a1\", \"unit\": \"u1\", \"role\": \"lead\"}],\n"
	                                "   \"indicators\": [\n"
	                                "    {\"id\": \"i1\", \"name\": \"场次\",\n"
	                                "     \"values\": [\n"
	                                "      {\"kind\": \"target\", \"low\": 12.50}]}]}]}\n");
	assert_int_equal(kepu_plan_from_json(bytes, length, NULL, &back, NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_save_bytes(back, KEPU_FORMAT_JSON, &again, &again_length, NULL), KEPU_OK);
	assert_int_equal(again_length, length);
	assert_memory_equal(again, bytes, length);
	kepu_free(bytes);
	kepu_free(again);
	kepu_plan_unref(back);
	kepu_plan_unref(plan);
}

static void test_places_are_kept(void **state)
{
	kepu_plan *plan = load_text(sent);
	(void)state;
	const kepu_node *node = kepu_plan_node_at(plan, 0);
	assert_int_equal(kepu_node_line(node), 1);
	assert_int_equal(kepu_node_column(node), 11);
	assert_int_equal(kepu_assignment_line(kepu_plan_assignment_at(plan, 0)), 2);
	assert_int_equal(kepu_assignment_column(kepu_plan_assignment_at(plan, 0)), 16);
	assert_int_equal(kepu_indicator_line(kepu_plan_indicator_at(plan, 0)), 3);
	assert_int_equal(kepu_unit_line(kepu_plan_unit_at(plan, 0)), 4);
	assert_int_equal(kepu_unit_column(kepu_plan_unit_at(plan, 0)), 12);
	kepu_plan_unref(plan);
}

static void test_told_apart(void **state)
{
	static const char *const beginnings[] = { "", "\n\t \r\n", "\xef\xbb\xbf", "\xef\xbb\xbf " };
	(void)state;
	for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++) {
		char text[1200];
		kepu_plan *plan = NULL;
		snprintf(text, sizeof text, "%s%s", beginnings[i], sent);
		assert_int_equal(kepu_plan_load_bytes(text, strlen(text), NULL, NULL, &plan, NULL, NULL), KEPU_OK);
		assert_int_equal(kepu_plan_node_count(plan), 1);
		kepu_plan_unref(plan);
	}
	/* more white space than is looked at in one go */
	char *blanks = malloc(5000 + sizeof sent);
	kepu_plan *plan = NULL;
	assert_non_null(blanks);
	memset(blanks, ' ', 5000);
	memcpy(blanks + 5000, sent, sizeof sent);
	assert_int_equal(kepu_plan_load_bytes(blanks, 5000 + sizeof sent - 1, NULL, NULL, &plan, NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_node_column(kepu_plan_node_at(plan, 0)), 5011);
	kepu_plan_unref(plan);
	free(blanks);
}

static void expect_format(const char *path, char first, bool packed)
{
	unsigned char bytes[2] = { 0 };
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	assert_int_equal(fread(bytes, 1, 2, file), 2);
	fclose(file);
	assert_int_equal(bytes[0], packed ? 0x1f : (unsigned char)first);
	kepu_plan *plan = NULL;
	assert_int_equal(kepu_plan_load_file(path, NULL, &plan, NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_node_count(plan), 1);
	kepu_plan_unref(plan);
	unlink(path);
}

static void test_files(void **state)
{
	static const struct {
		const char *name;
		int32_t format;
		char first;
		bool packed;
	} cases[] = {
		{ "plan.kepu.json", KEPU_FORMAT_BY_NAME, '{', false }, { "plan.json.gz", KEPU_FORMAT_BY_NAME, '{', true },
		{ "plan.kepu.xml", KEPU_FORMAT_BY_NAME, '<', false },  { "plan.gz", KEPU_FORMAT_BY_NAME, '<', true },
		{ "planjson", KEPU_FORMAT_BY_NAME, '<', false },       { "plan.xml", KEPU_FORMAT_JSON, '{', false },
		{ "plan.xml", KEPU_FORMAT_JSON_GZ, '{', true },        { "plan.json", KEPU_FORMAT_XML, '<', false },
	};
	char folder[] = "/tmp/kepu-json-XXXXXX", path[100];
	kepu_plan *plan = load_text(sent);
	(void)state;
	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kepu_save_options *options = NULL;
		snprintf(path, sizeof path, "%s/%s", folder, cases[i].name);
		assert_int_equal(kepu_save_options_new(&options, NULL), KEPU_OK);
		assert_int_equal(kepu_save_options_set_format(options, cases[i].format, NULL), KEPU_OK);
		assert_int_equal(kepu_plan_save_file(plan, path, options, NULL), KEPU_OK);
		kepu_save_options_free(options);
		expect_format(path, cases[i].first, cases[i].packed);
	}
	assert_int_equal(rmdir(folder), 0);
	kepu_plan_unref(plan);
}

/* ---- misuse ---- */

static void test_arguments(void **state)
{
	char *bytes = (char *)1;
	size_t length = 1;
	kepu_plan *plan = load_text(sent), *none = plan;
	kepu_load_options *options = NULL;
	(void)state;
	assert_int_equal(kepu_plan_to_json(NULL, &bytes, &length, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(bytes);
	assert_int_equal(length, 0);
	assert_int_equal(kepu_plan_to_json(plan, NULL, &length, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_plan_to_json(plan, &bytes, NULL, NULL), KEPU_OK);
	kepu_free(bytes);
	assert_int_equal(kepu_load_options_new(&options, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_to_json((kepu_plan *)(void *)options, &bytes, NULL, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_int_equal(kepu_plan_from_json(sent, strlen(sent), NULL, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_plan_from_json(NULL, 5, NULL, &none, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(none);
	assert_int_equal(kepu_plan_from_json("", 0, NULL, &none, NULL, NULL), KEPU_ERROR_EMPTY_FILE);
	assert_int_equal(kepu_plan_from_json("x", 1, (kepu_load_options *)(void *)plan, &none, NULL, NULL),
	                 KEPU_ERROR_BAD_HANDLE);
	assert_int_equal(kepu_plan_save_bytes(plan, KEPU_FORMAT_BY_NAME, &bytes, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_plan_save_bytes(plan, KEPU_FORMAT_JSON_GZ + 1, &bytes, NULL, NULL), KEPU_ERROR_ARGUMENT);
	kepu_load_options_free(options);
	kepu_plan_unref(plan);
}

/* ---- faults ---- */

static void expect_fault(const char *text, kepu_status status, int64_t line, int64_t column, const char *path)
{
	kepu_plan *plan = (kepu_plan *)1;
	kepu_findings *findings = (kepu_findings *)1;
	kepu_error *err = NULL;
	assert_int_equal(kepu_plan_from_json(text, strlen(text), NULL, &plan, &findings, &err), status);
	assert_null(plan);
	assert_null(findings);
	assert_int_equal(kepu_error_code(err), status);
	assert_int_equal(kepu_error_line(err), line);
	assert_int_equal(kepu_error_column(err), column);
	if (path)
		assert_string_equal(kepu_error_path(err, NULL), path);
	else
		assert_null(kepu_error_path(err, NULL));
	kepu_error_free(err);
}

static void test_faults_have_places(void **state)
{
	(void)state;
	/* no other form is taken, though loading would tell it by its content */
	expect_fault("<plan xmlns=\"urn:kepu:plan:1\" version=\"0.1\" uid=\"u\"/>", KEPU_ERROR_NOT_JSON, 1, 1, NULL);
	expect_fault("  [1]", KEPU_ERROR_WRONG_TYPE, 1, 3, NULL);
	expect_fault("\n\n 12", KEPU_ERROR_WRONG_TYPE, 3, 2, NULL);
	expect_fault(HEAD ", \"status\": ", KEPU_ERROR_NOT_JSON, 1, 83, "/status");
	/* a column counts characters, a path goes by index and by name as they are after their escapes */
	expect_fault(HEAD ",\n \"nodes\": [{\"id\": \"n1\"},\n  {\"id\": \"二\", \"a/b~\\u0063\": 1}]}",
	             KEPU_ERROR_UNKNOWN_KEY, 3, 15, "/nodes/1/a~1b~0c");
	/* after texts with escapes lines and columns are still those of the file */
	expect_fault(HEAD
	             ",\n \"nodes\": [{\"id\": \"\\n\\n\\u4e00\", \"due\": {\"text\": \"\\\"\", \"date\": \"soon\"}}]}",
	             KEPU_ERROR_BAD_DATE, 2, 63, "/nodes/0/due/date");
}

static void test_messages_tell_what_was_expected(void **state)
{
	kepu_plan *plan = NULL;
	kepu_error *err = NULL;
	(void)state;
	static const char text[] = HEAD ", \"nodes\": [{\"id\": \"n1\"}";
	assert_int_equal(kepu_plan_from_json(text, sizeof text - 1, NULL, &plan, NULL, &err), KEPU_ERROR_NOT_JSON);
	assert_string_equal(kepu_error_message(err, KEPU_LANG_EN, NULL), "not well-formed JSON: expected , ] here");
	assert_string_equal(kepu_error_message(err, KEPU_LANG_ZH, NULL), "JSON 格式错误：此处应为 , ]");
	kepu_error_free(err);
}

static kepu_status load_limited(const char *text, int32_t limit, int64_t value)
{
	kepu_load_options *options = NULL;
	kepu_plan *plan = NULL;
	assert_int_equal(kepu_load_options_new(&options, NULL), KEPU_OK);
	assert_int_equal(kepu_load_options_set_limit(options, limit, value, NULL), KEPU_OK);
	kepu_status status = kepu_plan_from_json(text, strlen(text), options, &plan, NULL, NULL);
	assert_true((status == KEPU_OK) == (plan != NULL));
	kepu_plan_unref(plan);
	kepu_load_options_free(options);
	return status;
}

static void test_limits(void **state)
{
	static const char nodes[] = HEAD ", \"nodes\": [{\"id\": \"n1\", \"nodes\": [{\"id\": \"n2\"}]}]}";
	static const char text[] =
		HEAD ", \"nodes\": [{\"id\": \"n1\", \"title\": \"\\u529e\\u597d\\u8bb2\\u5ea7\\u5c55\\u89c8\"}]}";
	(void)state;
	assert_int_equal(load_limited(nodes, KEPU_LIMIT_BYTES, (int64_t)sizeof nodes - 1), KEPU_OK);
	assert_int_equal(load_limited(nodes, KEPU_LIMIT_BYTES, (int64_t)sizeof nodes - 2), KEPU_ERROR_LIMIT);
	assert_int_equal(load_limited(nodes, KEPU_LIMIT_DEPTH, 5), KEPU_OK);
	assert_int_equal(load_limited(nodes, KEPU_LIMIT_DEPTH, 4), KEPU_ERROR_LIMIT);
	assert_int_equal(load_limited(nodes, KEPU_LIMIT_LEVELS, 2), KEPU_OK);
	assert_int_equal(load_limited(nodes, KEPU_LIMIT_LEVELS, 1), KEPU_ERROR_LIMIT);
	assert_int_equal(load_limited(text, KEPU_LIMIT_TEXT, 18), KEPU_OK); /* after its escapes */
	assert_int_equal(load_limited(text, KEPU_LIMIT_TEXT, 17), KEPU_ERROR_LIMIT);
}

/* ---- whatever comes ---- */

static char *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	char *bytes = malloc(1u << 16);
	assert_true(file && bytes);
	*length = fread(bytes, 1, 1u << 16, file);
	fclose(file);
	return bytes;
}

/* Loads what may be no JSON: either there is a plan, which can be written and read again, or an error within the bytes. */
static bool load_anything(const char *bytes, size_t length)
{
	kepu_plan *plan = NULL, *back = NULL;
	kepu_error *err = NULL;
	char *json = NULL, *xml = NULL;
	size_t json_length, xml_length;
	kepu_status status = kepu_plan_from_json(bytes, length, NULL, &plan, NULL, &err);
	if (status) {
		assert_null(plan);
		assert_int_equal(kepu_error_code(err), status);
		assert_true(kepu_error_offset(err) <= (int64_t)length);
		kepu_error_free(err);
		return false;
	}
	assert_int_equal(kepu_plan_to_json(plan, &json, &json_length, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_from_json(json, json_length, NULL, &back, NULL, NULL), KEPU_OK);
	kepu_plan_unref(back);
	assert_int_equal(kepu_plan_save_bytes(plan, KEPU_FORMAT_XML, &xml, &xml_length, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_load_bytes(xml, xml_length, NULL, NULL, &back, NULL, NULL), KEPU_OK);
	kepu_plan_unref(back);
	kepu_plan_unref(plan);
	kepu_free(json);
	kepu_free(xml);
	return true;
}

static void damage(const char *path, size_t step)
{
	static const char odd[] = "\"\\{}[],:0\x01\x80\xff-ab";
	size_t length, loaded = 0, tried = 0;
	char *bytes = read_file(path, &length), *copy = malloc(length + 1);
	assert_non_null(copy);
	for (size_t cut = 0; cut + 2 < length; cut += step)
		assert_false(load_anything(bytes, cut));
	for (size_t at = 0; at < length; at += step) {
		for (size_t i = 0; i < sizeof odd - 1; i += getenv("KEPU_UNDER_VALGRIND") ? 5 : 1) {
			memcpy(copy, bytes, length);
			copy[at] = odd[i];
			loaded += load_anything(copy, length);
			tried++;
		}
		memmove(copy, bytes, at); /* a byte too few */
		memcpy(copy + at, bytes + at + 1, length - at - 1);
		loaded += load_anything(copy, length - 1);
	}
	print_message("%zu damaged files, %zu of them still plans\n", tried, loaded);
	assert_true(loaded > 0 && loaded < tried);
	free(copy);
	free(bytes);
}

static void test_damage(void **state)
{
	size_t step = getenv("KEPU_UNDER_VALGRIND") ? 97 : 3;
	(void)state;
	damage(KEPU_SOURCE_DIR "/tests/vectors/json-good-foreign/plan.json", step);
	damage(KEPU_SOURCE_DIR "/tests/vectors/json-good-full/plan.json", step * 4);
	damage(KEPU_SOURCE_DIR "/tests/vectors/json-good-escapes/plan.json", 1);
	damage(KEPU_SOURCE_DIR "/tests/vectors/json-good-numbers/plan.json", step);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_from_and_to),
		cmocka_unit_test(test_places_are_kept),
		cmocka_unit_test(test_told_apart),
		cmocka_unit_test(test_files),
		cmocka_unit_test(test_arguments),
		cmocka_unit_test(test_faults_have_places),
		cmocka_unit_test(test_messages_tell_what_was_expected),
		cmocka_unit_test(test_limits),
		cmocka_unit_test(test_damage),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
