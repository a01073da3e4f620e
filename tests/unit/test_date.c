#include "base/date.h"
#include "random.h"

#include <kepu/date.h>
#include <string.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static kp_date date(const char *text)
{
	kp_date made;
	if (!kp_date_read(text, strlen(text), &made))
		fail_msg("not a date: %s", text);
	return made;
}

static void assert_text(kp_date value, const char *expected)
{
	char text[KP_DATE_TEXT];
	assert_int_equal(kp_date_write(value, text), strlen(expected));
	assert_string_equal(text, expected);
}

static void a_period_has_a_first_and_a_last_day(void **state)
{
	(void)state;
	static const struct {
		const char *text, *first, *last;
		int precision;
	} cases[] = {
		{ "2023", "2023-01-01", "2023-12-31", KEPU_PRECISION_YEAR },
		{ "2023-H1", "2023-01-01", "2023-06-30", KEPU_PRECISION_HALF },
		{ "2023-H2", "2023-07-01", "2023-12-31", KEPU_PRECISION_HALF },
		{ "2023-Q2", "2023-04-01", "2023-06-30", KEPU_PRECISION_QUARTER },
		{ "2023-Q4", "2023-10-01", "2023-12-31", KEPU_PRECISION_QUARTER },
		{ "2023-06", "2023-06-01", "2023-06-30", KEPU_PRECISION_MONTH },
		{ "2024-02", "2024-02-01", "2024-02-29", KEPU_PRECISION_MONTH },
		{ "2023-06-T1", "2023-06-01", "2023-06-10", KEPU_PRECISION_TEN_DAYS },
		{ "2023-06-T2", "2023-06-11", "2023-06-20", KEPU_PRECISION_TEN_DAYS },
		{ "2023-02-T3", "2023-02-21", "2023-02-28", KEPU_PRECISION_TEN_DAYS },
		{ "2023-06-30", "2023-06-30", "2023-06-30", KEPU_PRECISION_DAY },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kp_date value = date(cases[i].text);
		assert_int_equal(value.precision, cases[i].precision);
		assert_text(value, cases[i].text);
		assert_text(kp_date_first(value), cases[i].first);
		assert_text(kp_date_last(value), cases[i].last);
	}
}

static void what_is_no_date(void **state)
{
	(void)state;
	static const char *const bad[] = { "",           "0000",       "23",          "2023-",      "2023-13",
		                               "2023-00",    "2023-H0",    "2023-H3",     "2023-Q5",    "2023-h1",
		                               "2023-6",     "2023/06",    "2023-06-31",  "2023-02-29", "1900-02-29",
		                               "2023-06-00", "2023-06-T0", "2023-06-T4",  "2023-H1-01", "2023-06-1",
		                               "2023 06 01", "-023",       "2023-06-30 ", "２０２３" };
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		kp_date value;
		if (kp_date_read(bad[i], strlen(bad[i]), &value))
			fail_msg("%s", bad[i]);
		assert_int_equal(value.year, 0);
	}
	kp_date none = { 0, 0, 0, 0 }, odd = { 2023, 13, 1, KEPU_PRECISION_DAY };
	assert_text(none, "");
	assert_text(odd, "");
	assert_int_equal(kp_date_first(none).year, 0);
	assert_int_equal(kp_date_last(odd).year, 0);
}

static void round_trip(kp_date value, kp_date first, kp_date last)
{
	char text[KP_DATE_TEXT];
	kp_date back;
	size_t length = kp_date_write(value, text);
	if (!length || !kp_date_read(text, length, &back) || back.year != value.year || back.month != value.month ||
	    back.day != value.day || back.precision != value.precision)
		fail_msg("%s", text);
	if (kp_date_compare(kp_date_first(value), first) != 0 || kp_date_compare(kp_date_last(value), last) != 0)
		fail_msg("bounds of %s", text);
}

static kp_date make(int year, int month, int day, int precision)
{
	return (kp_date){ (int16_t)year, (uint8_t)month, (uint8_t)day, (uint8_t)precision };
}

/* Every day of eight centuries, and every period that begins or ends on it. */
static void every_day_reads_back(void **state)
{
	(void)state;
	int days = 0;
	kp_date before = make(1599, 12, 31, KEPU_PRECISION_DAY);
	for (int year = 1600; year <= 2400; year++) {
		kp_date year_first = make(year, 1, 1, KEPU_PRECISION_DAY), month_first, day = year_first;
		kp_date half_first = year_first, quarter_first = year_first, ten_first = year_first;
		for (int month = 1; month <= 12; month++) {
			for (int d = 1; kp_date_make(year, month, d, &day); d++, days++, before = day) {
				assert_int_equal(kp_date_compare(before, day), -1);
				round_trip(day, day, day);
				if (d == 1 || d == 11 || d == 21)
					ten_first = day;
				if (d == 10 || d == 20)
					round_trip(make(year, month, d / 10, KEPU_PRECISION_TEN_DAYS), ten_first, day);
			}
			month_first = make(year, month, 1, KEPU_PRECISION_DAY);
			if (month % 3 == 1)
				quarter_first = month_first;
			if (month == 7)
				half_first = month_first;
			round_trip(make(year, month, 3, KEPU_PRECISION_TEN_DAYS), ten_first, before);
			round_trip(make(year, month, 0, KEPU_PRECISION_MONTH), month_first, before);
			if (month % 3 == 0)
				round_trip(make(year, month / 3, 0, KEPU_PRECISION_QUARTER), quarter_first, before);
			if (month % 6 == 0)
				round_trip(make(year, month / 6, 0, KEPU_PRECISION_HALF), half_first, before);
		}
		round_trip(make(year, 0, 0, KEPU_PRECISION_YEAR), year_first, before);
	}
	assert_int_equal(days, 2 * 146097 + 366); /* two cycles of 400 years, and the leap year 2400 */
}

static void any_bytes_are_safe(void **state)
{
	(void)state;
	static const char alphabet[] = "0123456789012-HQT- ";
	uint64_t seed = 10;
	char text[12], back[KP_DATE_TEXT];
	for (int i = 0; i < 500000; i++) {
		size_t length = (size_t)random_below(&seed, sizeof text);
		for (size_t k = 0; k < length; k++)
			text[k] = k == 4 || k == 7 ? '-' : alphabet[random_below(&seed, sizeof alphabet)];
		kp_date value;
		if (kp_date_read(text, length, &value)) {
			assert_int_equal(kp_date_write(value, back), length);
			assert_memory_equal(back, text, length);
		}
	}
}

static void dates_are_made_and_compared(void **state)
{
	(void)state;
	kp_date value;
	assert_true(kp_date_make(2023, 0, 0, &value));
	assert_text(value, "2023");
	assert_true(kp_date_make(2023, 6, 0, &value));
	assert_text(value, "2023-06");
	assert_false(kp_date_make(2023, 0, 6, &value));
	assert_false(kp_date_make(2023, 2, 29, &value));
	assert_false(kp_date_make(10000, 1, 1, &value));
	assert_false(kp_date_make(2023, 262, 1, &value));
	assert_int_equal(value.year, 0);
	assert_int_equal(kp_date_compare(date("2023-H1"), date("2023")), -1); /* same first day, ends earlier */
	assert_int_equal(kp_date_compare(date("2023-Q2"), date("2023-H1")), 1);
	assert_int_equal(kp_date_compare(date("2023-06-T3"), date("2023-06-21")), 1);
	assert_int_equal(kp_date_compare(date("2023-12"), date("2023-12")), 0);
}

static void the_interface_gives_parts(void **state)
{
	(void)state;
	int32_t precision, first, last;
	kepu_error *err = NULL;
	assert_int_equal(kepu_date_parse("2024-Q1", KEPU_NUL_TERMINATED, &precision, &first, &last, &err), KEPU_OK);
	assert_int_equal(precision, KEPU_PRECISION_QUARTER);
	assert_int_equal(first, 20240101);
	assert_int_equal(last, 20240331);
	assert_int_equal(kepu_date_parse("2024-02-30", 10, &precision, &first, &last, &err), KEPU_ERROR_BAD_DATE);
	assert_int_equal(precision, 0);
	assert_int_equal(first, 0);
	assert_string_equal(kepu_error_message(err, KEPU_LANG_ZH, NULL), "不是日期：“2024-02-30”");
	kepu_error_free(err);
	assert_int_equal(kepu_date_parse(NULL, 3, NULL, NULL, NULL, NULL), KEPU_ERROR_BAD_DATE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_period_has_a_first_and_a_last_day),
		cmocka_unit_test(what_is_no_date),
		cmocka_unit_test(every_day_reads_back),
		cmocka_unit_test(any_bytes_are_safe),
		cmocka_unit_test(dates_are_made_and_compared),
		cmocka_unit_test(the_interface_gives_parts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
