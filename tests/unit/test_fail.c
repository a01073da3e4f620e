#include "base/fail.h"
#include "base/utf8.h"
#include "random.h"

#include <string.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void an_error_speaks_two_languages(void **state)
{
	(void)state;
	kepu_error *err = NULL;
	kp_place place = { "plan.kepu.xml", 12, 7, 345, "/plan/nodes/node[3]" };
	kepu_status status = kp_fail(&err, KEPU_ERROR_BAD_VALUE, &place, "abc", "数");
	size_t length;
	assert_int_equal(status, KEPU_ERROR_BAD_VALUE);
	assert_int_equal(kepu_error_code(err), status);
	assert_string_equal(kepu_error_message(err, KEPU_LANG_ZH, NULL), "“abc”不是有效的值，应为数");
	assert_string_equal(kepu_error_message(err, KEPU_LANG_EN, &length), "\"abc\" is not a valid value, expected 数");
	assert_int_equal(length, strlen(kepu_error_message(err, KEPU_LANG_EN, NULL)));
	assert_string_equal(kepu_error_file(err, NULL), "plan.kepu.xml");
	assert_string_equal(kepu_error_path(err, &length), "/plan/nodes/node[3]");
	assert_int_equal(length, 19);
	assert_int_equal(kepu_error_line(err), 12);
	assert_int_equal(kepu_error_column(err), 7);
	assert_int_equal(kepu_error_offset(err), 345);
	assert_string_equal(kepu_status_name(status, NULL), "bad-value");
	kepu_error_free(err);
}

static void the_first_error_wins(void **state)
{
	(void)state;
	kepu_error *err = NULL;
	assert_int_equal(kp_fail(&err, KEPU_ERROR_NOT_FOUND, NULL, NULL, NULL), KEPU_ERROR_NOT_FOUND);
	assert_int_equal(kp_fail(&err, KEPU_ERROR_DOCTYPE, NULL, NULL, NULL), KEPU_ERROR_DOCTYPE);
	assert_int_equal(kepu_error_code(err), KEPU_ERROR_NOT_FOUND);
	assert_int_equal(kp_fail(NULL, KEPU_ERROR_CYCLE, NULL, "a", NULL), KEPU_ERROR_CYCLE);
	kepu_error_free(err);
}

static void a_place_is_filled_in_later(void **state)
{
	(void)state;
	kepu_error *err = NULL;
	kp_place inner = { NULL, 3, 4, -1, NULL }, outer = { "a.xml", 9, 9, 100, "/plan" };
	kp_fail(&err, KEPU_ERROR_DOCTYPE, &inner, NULL, NULL);
	assert_null(kepu_error_file(err, NULL));
	assert_int_equal(kepu_error_offset(err), -1);
	kp_error_locate(err, &outer);
	assert_string_equal(kepu_error_file(err, NULL), "a.xml");
	assert_string_equal(kepu_error_path(err, NULL), "/plan");
	assert_int_equal(kepu_error_line(err), 3);
	assert_int_equal(kepu_error_column(err), 4);
	assert_int_equal(kepu_error_offset(err), 100);
	kp_error_locate(err, &KP_NOWHERE);
	assert_int_equal(kepu_error_offset(err), 100);
	kepu_error_free(err);
}

static void out_of_memory_needs_none(void **state)
{
	(void)state;
	kepu_error *err = NULL, *again = NULL;
	kp_place place = { "a.xml", 1, 1, 1, "/" };
	assert_int_equal(kp_fail(&err, KEPU_ERROR_MEMORY, &place, NULL, NULL), KEPU_ERROR_MEMORY);
	kp_fail(&again, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	assert_ptr_equal(err, again);
	kp_error_locate(err, &place);
	assert_null(kepu_error_file(err, NULL));
	assert_int_equal(kepu_error_line(err), 0);
	assert_int_equal(kepu_error_offset(err), -1);
	assert_string_equal(kepu_error_message(err, KEPU_LANG_ZH, NULL), "内存不足");
	assert_string_equal(kepu_error_message(err, KEPU_LANG_EN, NULL), "out of memory");
	kepu_error_free(err);
	kepu_error_free(err);
	assert_int_equal(kepu_error_code(err), KEPU_ERROR_MEMORY);
}

static void no_error_answers_with_nothing(void **state)
{
	(void)state;
	size_t length = 1;
	kepu_error_free(NULL);
	kp_error_locate(NULL, &KP_NOWHERE);
	assert_int_equal(kepu_error_code(NULL), KEPU_OK);
	assert_null(kepu_error_message(NULL, KEPU_LANG_ZH, &length));
	assert_int_equal(length, 0);
	assert_null(kepu_error_file(NULL, NULL));
	assert_int_equal(kepu_error_line(NULL), 0);
	assert_int_equal(kepu_error_offset(NULL), -1);
	assert_null(kepu_status_name(9999, &length));
	assert_string_equal(kepu_status_name(KEPU_OK, NULL), "ok");
}

static const char *in_message(kepu_error **err, const char *value)
{
	*err = NULL;
	kp_fail(err, KEPU_ERROR_BAD_NUMBER, NULL, value, NULL);
	return kepu_error_message(*err, KEPU_LANG_EN, NULL);
}

static void long_values_are_cut(void **state)
{
	(void)state;
	kepu_error *err;
	char value[400 + 1] = "", expected[500] = "not a number: \"";
	for (int i = 0; i < 120; i++)
		strcat(value, "数");
	strcat(expected, value);
	strcat(expected, "\"");
	assert_string_equal(in_message(&err, value), expected);
	kepu_error_free(err);
	strcat(value, "x");
	strcpy(expected + strlen(expected) - 1, "…\"");
	assert_string_equal(in_message(&err, value), expected);
	kepu_error_free(err);
}

static void messages_are_always_one_line_of_text(void **state)
{
	(void)state;
	kepu_error *err;
	assert_string_equal(in_message(&err, "a\xff\xe4\xb8z\n"),
	                    "not a number: \"a\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbdz \"");
	kepu_error_free(err);
	assert_string_equal(in_message(&err, "{1} {2} {"), "not a number: \"{1} {2} {\""); /* no second filling in */
	kepu_error_free(err);
	uint64_t seed = 11;
	for (int i = 0; i < 20000; i++) {
		char value[700];
		size_t length = (size_t)random_below(&seed, sizeof value);
		for (size_t k = 0; k < length; k++)
			value[k] = (char)(random_below(&seed, 3) ? random_next(&seed) : 0xe4);
		value[length] = '\0';
		const char *message = in_message(&err, value);
		assert_int_equal(kp_utf8_check_xml(message, strlen(message)), KP_UTF8_OK);
		assert_null(strpbrk(message, "\r\n\t"));
		kepu_error_free(err);
		err = NULL;
		kp_fail_text(&err, KEPU_ERROR_BAD_NUMBER, NULL, value, length);
		message = kepu_error_message(err, KEPU_LANG_ZH, NULL);
		assert_int_equal(kp_utf8_check_xml(message, strlen(message)), KP_UTF8_OK);
		kepu_error_free(err);
	}
}

static void numbers_go_into_messages(void **state)
{
	(void)state;
	kepu_error *err = NULL;
	kp_fail_int(&err, KEPU_ERROR_LIMIT, NULL, INT64_MIN, 64);
	assert_string_equal(kepu_error_message(err, KEPU_LANG_EN, NULL),
	                    "limit exceeded: -9223372036854775808 (at most 64)");
	kepu_error_free(err);
	err = NULL;
	kp_fail_text(&err, KEPU_ERROR_BAD_NUMBER, NULL, "1\0002x", 3);
	assert_string_equal(kepu_error_message(err, KEPU_LANG_EN, NULL), "not a number: \"1 2\"");
	kepu_error_free(err);
}

static void findings_are_listed(void **state)
{
	(void)state;
	kepu_findings *list = kp_findings_new();
	kp_place place = { NULL, 5, 6, -1, NULL };
	size_t paragraph, offset, length;
	assert_true(kp_findings_add(list, KEPU_FINDING_NO_PLAN, NULL, NULL, NULL, NULL));
	assert_true(kp_findings_add(list, KEPU_FINDING_REPEATED_PATH, "n7", &place, "2.3", NULL));
	kp_findings_span(list, 0, 4, 2);
	assert_int_equal(kepu_findings_count(list), 2);
	assert_int_equal(kepu_findings_count_severity(list, KEPU_SEVERITY_ERROR), 1);
	assert_int_equal(kepu_findings_count_severity(list, KEPU_SEVERITY_NOTE), 0);
	assert_int_equal(kepu_findings_severity(list, 1), KEPU_SEVERITY_WARNING);
	assert_int_equal(kepu_findings_code(list, 1), KEPU_FINDING_REPEATED_PATH);
	assert_string_equal(kepu_findings_message(list, 1, KEPU_LANG_ZH, NULL), "序号重复：2.3");
	assert_string_equal(kepu_findings_message(list, 1, KEPU_LANG_EN, &length), "repeated ordinal: 2.3");
	assert_int_equal(length, 21);
	assert_string_equal(kepu_findings_subject(list, 1, NULL), "n7");
	assert_null(kepu_findings_subject(list, 0, NULL));
	assert_int_equal(kepu_findings_line(list, 1), 5);
	assert_int_equal(kepu_findings_column(list, 1), 6);
	assert_int_equal(kepu_findings_span(list, 1, &paragraph, &offset, &length), KEPU_OK);
	assert_true(paragraph == 0 && offset == 4 && length == 2);
	assert_int_equal(kepu_findings_span(list, 0, &paragraph, &offset, &length), KEPU_NO_VALUE);
	assert_string_equal(kepu_finding_name(KEPU_FINDING_NO_PLAN, NULL), "no-plan");
	assert_null(kepu_finding_name(9999, NULL));
	kepu_findings_free(list);
}

static void outside_a_list_is_nothing(void **state)
{
	(void)state;
	kepu_findings *list = kp_findings_new();
	for (int i = 0; i < 2; i++) {
		const kepu_findings *none = i ? list : NULL;
		size_t length = 1;
		assert_int_equal(kepu_findings_count(none), 0);
		assert_int_equal(kepu_findings_code(none, 0), KEPU_UNKNOWN);
		assert_int_equal(kepu_findings_severity(none, 0), KEPU_UNKNOWN);
		assert_null(kepu_findings_message(none, 0, KEPU_LANG_EN, &length));
		assert_int_equal(length, 0);
		assert_int_equal(kepu_findings_line(none, 0), 0);
		assert_int_equal(kepu_findings_span(none, 0, NULL, NULL, NULL), KEPU_NO_VALUE);
	}
	kp_findings_span(list, 1, 2, 3);
	kepu_findings_free(list);
	kepu_findings_free(NULL);
}

static void every_code_has_its_texts(void **state)
{
	(void)state;
	int known = 0;
	for (int32_t code = 0; code < 1000; code++) {
		const kp_code *rows[] = { kp_error_code(code), kp_finding_code(code), kp_rule_code(code) };
		for (int i = 0; i < 3; i++) {
			if (!rows[i])
				continue;
			known++;
			assert_int_equal(rows[i]->code, code);
			assert_true(*rows[i]->name && *rows[i]->zh && *rows[i]->en);
			size_t length = strlen(rows[i]->name);
			if (i == 1)
				assert_int_equal(kp_finding_by_name(rows[i]->name, length), code);
			if (i == 2)
				assert_int_equal(kp_rule_by_name(rows[i]->name, length), code);
			assert_int_equal(i == 1, rows[i]->severity > 0);
		}
	}
	assert_true(known > 50);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_speaks_two_languages),
		cmocka_unit_test(the_first_error_wins),
		cmocka_unit_test(a_place_is_filled_in_later),
		cmocka_unit_test(out_of_memory_needs_none),
		cmocka_unit_test(no_error_answers_with_nothing),
		cmocka_unit_test(long_values_are_cut),
		cmocka_unit_test(messages_are_always_one_line_of_text),
		cmocka_unit_test(numbers_go_into_messages),
		cmocka_unit_test(findings_are_listed),
		cmocka_unit_test(outside_a_list_is_nothing),
		cmocka_unit_test(every_code_has_its_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
