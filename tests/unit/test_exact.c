/* Quotients of numbers that are wider than decimals: rounded once, never wrapped. */
#include "base/exact.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define LEAST (-((kp_wide)1 << 126) * 2) /* of 128 bits: its negative does not fit */

static void is(kp_wide numerator, kp_wide denominator, int64_t coefficient, int32_t scale)
{
	kp_decimal made;
	assert_true(kp_quotient(numerator, denominator, &made));
	assert_int_equal(made.coefficient, coefficient);
	assert_int_equal(made.scale, scale);
}

static void test_half_away_from_zero(void **state)
{
	(void)state;
	is(1, 3, 333333333, 9);
	is(2, 3, 666666667, 9);
	is(-2, 3, -666666667, 9);
	is(5, 10000000000, 1, 9);
	is(-5, 10000000000, -1, 9);
	is(10, 4, 25, 1);
}

static void test_as_many_digits_as_fit(void **state)
{
	(void)state;
	is((kp_wide)INT64_MAX, 3, 3074457345618258602, 0); /* ….33 would be too long */
	is((kp_wide)INT64_MAX, 300, 3074457345618258602, 2);
}

static void test_the_ends(void **state)
{
	kp_decimal made;
	(void)state;
	is(LEAST, (kp_wide)1 << 65, -((int64_t)1 << 62), 0);
	is(LEAST, -((kp_wide)1 << 65), (int64_t)1 << 62, 0);
	is(LEAST, (kp_wide)1 << 64, INT64_MIN, 0);
	assert_false(kp_quotient(LEAST, -((kp_wide)1 << 64), &made)); /* one over the most */
	assert_false(kp_quotient(LEAST, 1, &made));
	assert_false(kp_quotient(1, 0, &made));
	assert_false(kp_quotient(LEAST, LEAST, &made)); /* over 120 bits */
}

static void test_sums(void **state)
{
	static const kp_decimal numbers[] = { { 5, 1 },         { 5, 0 }, { -125, 3 }, { INT64_MAX, 9 },
		                                  { INT64_MIN, 0 }, { 1, 9 }, { 30, 1 } };
	kp_sum one = { 0, 0 }, other = { 0, 0 };
	kp_decimal total;
	(void)state;
	for (size_t i = 0; i < 2 * sizeof numbers / sizeof *numbers; i++) {
		kp_decimal number = numbers[i % (sizeof numbers / sizeof *numbers)];
		char texts[2][KP_SUM_TEXT];
		assert_true(kp_sum_add_number(&one, number) && kp_sum_add(&other, kp_sum_of(number)));
		kp_sum_write(one, texts[0]);
		kp_sum_write(other, texts[1]);
		assert_string_equal(texts[0], texts[1]);
	}
	assert_false(kp_sum_decimal(one, &total));
	kp_sum most = { ~LEAST, 0 };
	assert_false(kp_sum_add_number(&most, (kp_decimal){ 1, 0 }));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_half_away_from_zero),
		cmocka_unit_test(test_as_many_digits_as_fit),
		cmocka_unit_test(test_the_ends),
		cmocka_unit_test(test_sums),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
