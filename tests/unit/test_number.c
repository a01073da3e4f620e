#include "base/number.h"
#include "base/utf8.h"
#include "random.h"

#include <kepu/date.h>
#include <string.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static kp_decimal decimal(const char *text)
{
	kp_decimal value;
	if (kp_decimal_read(text, strlen(text), &value) != KEPU_OK)
		fail_msg("not a decimal: %s", text);
	return value;
}

static void assert_text(kp_decimal value, const char *expected)
{
	char text[KP_DECIMAL_TEXT];
	assert_int_equal(kp_decimal_write(value, text), strlen(expected));
	assert_string_equal(text, expected);
}

static void decimals_keep_their_scale(void **state)
{
	(void)state;
	kp_decimal value = decimal("5.10");
	assert_int_equal(value.coefficient, 510);
	assert_int_equal(value.scale, 2);
	assert_text(value, "5.10");
	assert_text(kp_decimal_trim(value), "5.1");
	assert_text(decimal("+007"), "7");
	assert_text(decimal("-0.05"), "-0.05");
	assert_text(decimal("-0"), "0");
	assert_text(decimal("9223372036854775807"), "9223372036854775807");
	assert_text(decimal("-9223372036854775808"), "-9223372036854775808");
	assert_text(decimal("-9.223372036"), "-9.223372036");
	assert_text((kp_decimal){ INT64_MIN, 9 }, "-9223372036.854775808");
}

static void what_is_no_decimal(void **state)
{
	(void)state;
	static const char *const bad[] = { "",
		                               "-",
		                               "+",
		                               ".",
		                               ".5",
		                               "5.",
		                               "1.2.3",
		                               " 1",
		                               "1 ",
		                               "1e5",
		                               "1,000",
		                               "0x10",
		                               "--1",
		                               "１２",
		                               "1.-2",
		                               "nan",
		                               "99999999999999999999x" };
	static const char *const large[] = { "9223372036854775808", "-9223372036854775809", "1.0000000000",
		                                 "9999999999999999999999999" };
	kp_decimal value;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_int_equal(kp_decimal_read(bad[i], strlen(bad[i]), &value), KEPU_ERROR_BAD_NUMBER);
	for (size_t i = 0; i < sizeof large / sizeof *large; i++)
		assert_int_equal(kp_decimal_read(large[i], strlen(large[i]), &value), KEPU_ERROR_OVERFLOW);
	assert_int_equal(value.coefficient, 0);
}

static void what_is_written_reads_back(void **state)
{
	(void)state;
	uint64_t seed = 5;
	for (int i = 0; i < 200000; i++) {
		kp_decimal value = { random_number(&seed), (int32_t)random_below(&seed, 10) }, back;
		char text[KP_DECIMAL_TEXT];
		size_t length = kp_decimal_write(value, text);
		assert_int_equal(kp_decimal_read(text, length, &back), KEPU_OK);
		assert_true(back.coefficient == value.coefficient && back.scale == value.scale);
		assert_int_equal(kp_decimal_compare(value, kp_decimal_trim(back)), 0);
	}
}

static void decimals_compare_by_value(void **state)
{
	(void)state;
	assert_int_equal(kp_decimal_compare(decimal("5.10"), decimal("5.1")), 0);
	assert_int_equal(kp_decimal_compare(decimal("-0.5"), decimal("0.5")), -1);
	assert_int_equal(kp_decimal_compare(decimal("-0.5"), decimal("-0.55")), 1);
	assert_int_equal(kp_decimal_compare(decimal("9223372036854775807"), decimal("9223372036.854775807")), 1);
	assert_int_equal(kp_decimal_compare(decimal("-9223372036854775808"), decimal("0.000000001")), -1);
}

static void sums_and_products_are_exact(void **state)
{
	(void)state;
	kp_decimal sum, product;
	assert_true(kp_decimal_add(decimal("0.1"), decimal("0.20"), &sum));
	assert_text(sum, "0.30");
	assert_true(kp_decimal_add(decimal("922337203685477580.5"), decimal("0.5"), &sum)); /* too large for tenths */
	assert_text(sum, "922337203685477581");
	product = decimal("42");
	assert_false(kp_decimal_add(decimal("9223372036854775807"), decimal("1"), &product));
	assert_false(kp_decimal_add(decimal("9223372036854775807"), decimal("0.1"), &product));
	assert_false(kp_decimal_multiply(decimal("9223372036854775807"), decimal("2"), &product));
	assert_false(kp_decimal_multiply(decimal("0.000000001"), decimal("0.1"), &product));
	assert_text(product, "42"); /* untouched */
	assert_true(kp_decimal_multiply(decimal("5.10"), decimal("2"), &product));
	assert_text(product, "10.20");
	assert_true(kp_decimal_multiply(decimal("1.500000000"), decimal("2.000000000"), &product));
	assert_int_equal(kp_decimal_compare(product, decimal("3")), 0);
	assert_true(kp_decimal_multiply(decimal("4611686018427387904"), decimal("0.5"), &product));
	assert_text(product, "2305843009213693952");
}

/* The rules of arithmetic, with numbers small enough that plain integers know the answer. */
static void sums_agree_with_integers(void **state)
{
	(void)state;
	static const int64_t powers[] = { 1, 10, 100, 1000, 10000 };
	uint64_t seed = 6;
	for (int i = 0; i < 200000; i++) {
		kp_decimal a = { random_number(&seed) >> 34, (int32_t)random_below(&seed, 5) };
		kp_decimal b = { random_number(&seed) >> 34, (int32_t)random_below(&seed, 5) }, result;
		int64_t x = a.coefficient * powers[4 - a.scale], y = b.coefficient * powers[4 - b.scale];
		assert_int_equal(kp_decimal_compare(a, b), (x > y) - (x < y));
		assert_true(kp_decimal_add(a, b, &result));
		assert_int_equal(kp_decimal_compare(result, (kp_decimal){ x + y, 4 }), 0);
		assert_true(kp_decimal_multiply(a, b, &result));
		assert_int_equal(result.coefficient, a.coefficient * b.coefficient);
		assert_int_equal(result.scale, a.scale + b.scale);
	}
}

/* a + b - b is a again, wherever the sum fits at all. */
static void sums_undo(void **state)
{
	(void)state;
	uint64_t seed = 7;
	int fitted = 0;
	for (int i = 0; i < 200000; i++) {
		kp_decimal a = { random_number(&seed), (int32_t)random_below(&seed, 10) };
		kp_decimal b = { random_number(&seed), (int32_t)random_below(&seed, 10) }, sum, back;
		if (b.coefficient == INT64_MIN || !kp_decimal_add(a, b, &sum))
			continue;
		fitted++;
		assert_true(kp_decimal_add(sum, (kp_decimal){ -b.coefficient, b.scale }, &back));
		assert_int_equal(kp_decimal_compare(a, back), 0);
	}
	assert_true(fitted > 100000);
}

static size_t code_points(const char *text, uint32_t *cps)
{
	size_t count = 0;
	for (size_t at = 0, length = strlen(text); at < length;)
		cps[count++] = kp_utf8_next(text, &at);
	return count;
}

static const struct {
	const char *text;
	size_t taken;
	const char *value;
} numerals[] = {
	{ "二", 1, "2" },
	{ "十二", 2, "12" },
	{ "二十", 2, "20" },
	{ "一百〇五", 4, "105" },
	{ "一百零五", 4, "105" },
	{ "一百一十二个", 5, "112" },
	{ "一百二", 3, "120" },
	{ "两所", 1, "2" },
	{ "两千零二十五", 6, "2025" },
	{ "二〇二一年", 4, "2021" },
	{ "二○二五年", 4, "2025" },
	{ "一九九五", 4, "1995" },
	{ "2万人", 2, "20000" },
	{ "1.5亿", 4, "150000000" },
	{ "42万", 3, "420000" },
	{ "三百万", 3, "3000000" },
	{ "１２．５万", 5, "125000" },
	{ "１２", 2, "12" },
	{ "15.00%", 5, "15.00" },
	{ "1.开展", 1, "1" },
	{ "2.1.3", 3, "2.1" },
	{ "1亿2000万", 7, "120000000" },
	{ "1万2千", 4, "12000" },
	{ "3千5百", 4, "3500" },
	{ "3百万", 3, "3000000" },
	{ "十万", 2, "100000" },
	{ "一万五", 3, "15000" },
	{ "一万零五", 4, "10005" },
	{ "一亿零五万", 5, "100050000" },
	{ "三万五千亿", 5, "3500000000000" },
	{ "2.5万亿", 5, "2500000000000" },
	{ "二〇万", 3, "200000" },
	{ "十四五", 2, "14" },
	{ "2023十大", 4, "2023" },
	{ "2万2025年", 2, "20000" },
	{ "零", 1, "0" },
	{ "三四十", 0, "0" }, /* a guess between two numbers */
	{ "一二万", 0, "0" },
	{ "百姓", 0, "0" },
	{ "万人", 0, "0" },
	{ "○开展", 0, "0" }, /* a bullet */
	{ "人", 0, "0" },
	{ "99999999999999999999", 0, "0" },
	{ "9223372036854775807亿", 0, "0" },
	{ "9223372036854775807", 19, "9223372036854775807" },
	{ "九九九九九九九九九九九九九九九九九九九九", 0, "0" },
	{ "1.23456789012", 0, "0" },
};

static void numerals_as_notices_write_them(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof numerals / sizeof *numerals; i++) {
		uint32_t cps[64];
		kp_decimal value;
		char text[KP_DECIMAL_TEXT];
		size_t taken = kp_numeral_read(cps, code_points(numerals[i].text, cps), &value);
		kp_decimal_write(value, text);
		if (taken != numerals[i].taken || strcmp(text, numerals[i].value) != 0)
			fail_msg("%s: took %u, %s", numerals[i].text, (unsigned)taken, text);
	}
	kp_decimal value;
	assert_int_equal(kp_numeral_read(NULL, 0, &value), 0);
}

/* Writes a number below 万 or 亿 as it is read aloud. */
static void write_chinese(int64_t number, char *out)
{
	static const char *const digits[] = { "零", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
	static const char *const units[] = { "", "十", "百", "千" };
	int zero = 0, begun = 0;
	*out = '\0';
	for (int place = 7; place >= 0; place--) {
		int64_t power = 1;
		for (int i = 0; i < place; i++)
			power *= 10;
		int digit = (int)(number / power % 10);
		if (digit) {
			if (zero && begun)
				strcat(out, "零");
			if (!(digit == 1 && place % 4 == 1 && !begun))
				strcat(out, digits[digit]);
			strcat(out, units[place % 4]);
			begun = 1;
		}
		zero = !digit;
		if (place == 4 && begun) {
			strcat(out, "万");
			zero = number % 10000 < 1000;
		}
	}
}

static void chinese_numbers_read_back(void **state)
{
	(void)state;
	uint64_t seed = 8;
	for (int64_t i = 1; i < 60000; i++) {
		int64_t number = i < 20000 ? i : 1 + (int64_t)random_below(&seed, 99999999);
		char text[128];
		uint32_t cps[64];
		kp_decimal value;
		write_chinese(number, text);
		size_t count = code_points(text, cps), taken = kp_numeral_read(cps, count, &value);
		if (taken != count || value.scale || value.coefficient != number)
			fail_msg("%s", text);
		assert_int_equal(kp_ordinal_read(cps, count), number);
	}
}

/* Whatever stands there, nothing is read beyond the end and no value wraps round. */
static void any_run_of_numerals_is_safe(void **state)
{
	(void)state;
	static const char alphabet[] = "〇零一二三四五六七八九十百千万亿两○0123456789.９．0亿万";
	uint32_t letters[64], cps[24];
	size_t count = code_points(alphabet, letters);
	uint64_t seed = 9;
	for (int i = 0; i < 500000; i++) {
		size_t length = (size_t)random_below(&seed, 25);
		kp_decimal value;
		for (size_t k = 0; k < length; k++)
			cps[k] = letters[random_below(&seed, count)];
		assert_true(kp_numeral_read(cps, length, &value) <= length);
		assert_true(value.coefficient >= 0 && value.scale >= 0 && value.scale <= 9);
		assert_true(kp_ordinal_read(cps, length) >= -1);
	}
}

static void ordinals(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		int32_t value;
	} cases[] = { { "一", 1 },         { "十", 10 },     { "十二", 12 },        { "二十", 20 },   { "九十九", 99 },
		          { "一百〇一", 101 }, { "〇", 0 },      { "廿", 20 },          { "廿三", 23 },   { "卅一", 31 },
		          { "12", 12 },        { "１２", 12 },   { "一〇", 10 },        { "", -1 },       { "1.5", -1 },
		          { "2万", -1 },       { "第一", -1 },   { "一、", -1 },        { "十四五", -1 }, { "廿十", -1 },
		          { "廿三四", -1 },    { "三四十", -1 }, { "99999999999", -1 }, { "○", -1 } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		uint32_t cps[32];
		int32_t value = kp_ordinal_read(cps, code_points(cases[i].text, cps));
		if (value != cases[i].value)
			fail_msg("%s: %d", cases[i].text, (int)value);
	}
	assert_true(kp_is_chinese_digit(0x4ebf) && kp_is_chinese_digit(0x25cb) && !kp_is_chinese_digit('1'));
}

static void the_interface_says_what_was_wrong(void **state)
{
	(void)state;
	int64_t coefficient = 1;
	int32_t scale = 1;
	kepu_error *err = NULL;
	assert_int_equal(kepu_decimal_parse("-1.25", KEPU_NUL_TERMINATED, &coefficient, &scale, &err), KEPU_OK);
	assert_int_equal(coefficient, -125);
	assert_int_equal(scale, 2);
	assert_null(err);
	assert_int_equal(kepu_decimal_parse("12万", 5, &coefficient, &scale, &err), KEPU_ERROR_BAD_NUMBER);
	assert_int_equal(coefficient, 0);
	assert_string_equal(kepu_error_message(err, KEPU_LANG_EN, NULL), "not a number: \"12万\"");
	kepu_error_free(err);
	assert_int_equal(kepu_decimal_parse(NULL, 0, &coefficient, &scale, NULL), KEPU_ERROR_BAD_NUMBER);

	char text[8];
	size_t needed;
	assert_int_equal(kepu_decimal_format(-125, 2, NULL, 0, &needed), KEPU_OK);
	assert_int_equal(needed, 6);
	assert_int_equal(kepu_decimal_format(-125, 2, text, 5, &needed), KEPU_ERROR_BUFFER);
	assert_int_equal(kepu_decimal_format(-125, 2, text, 6, NULL), KEPU_OK);
	assert_string_equal(text, "-1.25");
	assert_int_equal(kepu_decimal_format(1, 10, text, 8, &needed), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_decimal_format(1, -1, text, 8, NULL), KEPU_ERROR_ARGUMENT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decimals_keep_their_scale),
		cmocka_unit_test(what_is_no_decimal),
		cmocka_unit_test(what_is_written_reads_back),
		cmocka_unit_test(decimals_compare_by_value),
		cmocka_unit_test(sums_and_products_are_exact),
		cmocka_unit_test(sums_agree_with_integers),
		cmocka_unit_test(sums_undo),
		cmocka_unit_test(numerals_as_notices_write_them),
		cmocka_unit_test(chinese_numbers_read_back),
		cmocka_unit_test(any_run_of_numerals_is_safe),
		cmocka_unit_test(ordinals),
		cmocka_unit_test(the_interface_says_what_was_wrong),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
