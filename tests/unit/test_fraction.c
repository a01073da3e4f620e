#include "random.h"
#include "score/fraction.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define MOST ((kp_wide)1 << 126 | (((kp_wide)1 << 126) - 1))

static kp_fraction fraction(const char *text)
{
	kp_decimal value;
	if (kp_decimal_read(text, strlen(text), &value) != KEPU_OK)
		fail_msg("not a decimal: %s", text);
	return kp_fraction_of(value);
}

static kp_fraction share(int64_t over, int64_t under)
{
	kp_fraction out;
	assert_true(kp_fraction_divide(kp_fraction_whole(over), kp_fraction_whole(under), &out));
	return out;
}

static void assert_is(kp_fraction value, kp_wide over, kp_wide under)
{
	assert_true(value.over == over);
	assert_true(value.under == under);
}

/* ---- an independent check: whole numbers of 512 bits, in limbs of 32 ---- */

#define LIMBS 16

typedef struct number {
	uint32_t limbs[LIMBS];
	bool negative;
} number;

static number number_of(kp_wide value)
{
	number out = { { 0 }, value < 0 };
	__extension__ unsigned __int128 size = value < 0 ? -(unsigned __int128)value : (unsigned __int128)value;
	for (int i = 0; i < 4; i++)
		out.limbs[i] = (uint32_t)(size >> (32 * i));
	return out;
}

static number times(number a, number b)
{
	number out = { { 0 }, a.negative != b.negative };
	for (int i = 0; i < LIMBS; i++) {
		uint64_t carry = 0;
		for (int j = 0; i + j < LIMBS; j++) {
			carry += (uint64_t)a.limbs[i] * b.limbs[j] + out.limbs[i + j];
			out.limbs[i + j] = (uint32_t)carry;
			carry >>= 32;
		}
	}
	return out;
}

static int compare_sizes(number a, number b)
{
	for (int i = LIMBS - 1; i >= 0; i--)
		if (a.limbs[i] != b.limbs[i])
			return a.limbs[i] < b.limbs[i] ? -1 : 1;
	return 0;
}

static number plus(number a, number b)
{
	if (a.negative == b.negative) {
		uint64_t carry = 0;
		for (int i = 0; i < LIMBS; i++) {
			carry += (uint64_t)a.limbs[i] + b.limbs[i];
			a.limbs[i] = (uint32_t)carry;
			carry >>= 32;
		}
		return a;
	}
	if (compare_sizes(a, b) < 0)
		return plus(b, a);
	int64_t borrow = 0;
	for (int i = 0; i < LIMBS; i++) {
		borrow += (int64_t)a.limbs[i] - b.limbs[i];
		a.limbs[i] = (uint32_t)borrow;
		borrow >>= 32;
	}
	return a;
}

static int compare(number a, number b)
{
	b.negative = !b.negative;
	number difference = plus(a, b), zero = { { 0 }, false };
	if (compare_sizes(difference, zero) == 0)
		return 0;
	return difference.negative ? -1 : 1;
}

static kp_wide gcd(kp_wide a, kp_wide b)
{
	while (b) {
		kp_wide rest = a % b;
		a = b;
		b = rest;
	}
	return a < 0 ? -a : a;
}

static void assert_lowest(kp_fraction value)
{
	assert_true(value.under > 0);
	assert_true(gcd(value.over, value.under) == 1);
}

/* value = over ÷ under, of two long numbers. */
static void assert_equals(kp_fraction value, number over, number under)
{
	assert_int_equal(compare(times(number_of(value.over), under), times(over, number_of(value.under))), 0);
	assert_lowest(value);
}

static kp_wide random_wide(uint64_t *seed, int bits)
{
	__extension__ unsigned __int128 value = (unsigned __int128)random_next(seed) << 64 | random_next(seed);
	return (kp_wide)(value >> (128 - 1 - random_below(seed, (uint64_t)bits)));
}

static kp_fraction random_fraction(uint64_t *seed, int bits)
{
	kp_fraction value = { random_wide(seed, bits), random_wide(seed, bits) + 1 };
	kp_wide common = gcd(value.over, value.under);
	value.over /= common;
	value.under /= common;
	if (random_below(seed, 2))
		value.over = -value.over;
	return value;
}

static void what_fits_is_right(void **state)
{
	(void)state;
	uint64_t seed = 6;
	size_t sums = 0, products = 0, quotients = 0;
	for (int i = 0; i < 20000; i++) {
		int bits = i % 3 == 0 ? 126 : i % 3 == 1 ? 62 : 30;
		kp_fraction a = random_fraction(&seed, bits), b = random_fraction(&seed, bits), out;
		number over_a = number_of(a.over), under_a = number_of(a.under), over_b = number_of(b.over),
			   under_b = number_of(b.under);
		number crossed = times(over_b, under_a), under = times(under_a, under_b);
		if (kp_fraction_add(a, b, &out)) {
			sums++;
			assert_equals(out, plus(times(over_a, under_b), crossed), under);
		}
		crossed.negative = !crossed.negative;
		if (kp_fraction_subtract(a, b, &out))
			assert_equals(out, plus(times(over_a, under_b), crossed), under);
		if (kp_fraction_multiply(a, b, &out)) {
			products++;
			assert_equals(out, times(over_a, over_b), under);
		}
		if (kp_fraction_divide(a, b, &out)) {
			quotients++;
			assert_equals(out, times(over_a, under_b), times(under_a, over_b));
		}
		assert_int_equal(kp_fraction_compare(a, b), compare(times(over_a, under_b), times(over_b, under_a)));
	}
	assert_true(sums > 8000 && products > 8000 && quotients > 8000);
}

/* a + b − b is a, through sums that only fit once they are reduced. */
static void what_can_be_written_fits(void **state)
{
	(void)state;
	uint64_t seed = 7;
	size_t tried = 0;
	for (int i = 0; i < 20000; i++) {
		kp_fraction a = random_fraction(&seed, 126), b = random_fraction(&seed, 60), sum, back;
		if (!kp_fraction_add(a, b, &sum))
			continue;
		tried++;
		assert_true(kp_fraction_subtract(sum, b, &back));
		assert_is(back, a.over, a.under);
		if (kp_fraction_multiply(a, b, &sum) && b.over != 0) {
			assert_true(kp_fraction_divide(sum, b, &back));
			assert_is(back, a.over, a.under);
		}
	}
	assert_true(tried > 5000);
	/* the numerators' sum takes 129 bits before it is reduced */
	kp_fraction out;
	assert_true(kp_fraction_add((kp_fraction){ MOST, 2 }, (kp_fraction){ -MOST + 2, 2 }, &out));
	assert_is(out, 1, 1);
	assert_true(kp_fraction_add((kp_fraction){ MOST, 6 }, (kp_fraction){ MOST - 2, 6 }, &out));
	assert_lowest(out);
}

static void the_ends(void **state)
{
	(void)state;
	kp_fraction out, large = { MOST, 1 }, small = { 1, MOST };
	assert_false(kp_fraction_add(large, KP_FRACTION_ONE, &out));
	assert_true(kp_fraction_subtract(large, KP_FRACTION_ONE, &out));
	assert_is(out, MOST - 1, 1);
	assert_false(kp_fraction_subtract((kp_fraction){ -MOST, 1 }, KP_FRACTION_ONE, &out));
	assert_false(kp_fraction_multiply(large, large, &out));
	assert_true(kp_fraction_multiply(large, small, &out));
	assert_is(out, 1, 1);
	assert_false(kp_fraction_divide(large, small, &out));
	assert_true(kp_fraction_divide((kp_fraction){ -MOST, 1 }, large, &out));
	assert_is(out, -1, 1);
	assert_false(kp_fraction_divide(KP_FRACTION_ONE, KP_FRACTION_ZERO, &out));
	assert_false(kp_fraction_add(small, KP_FRACTION_ONE, &out));
	assert_int_equal(kp_fraction_compare(large, small), 1);
	assert_int_equal(kp_fraction_compare((kp_fraction){ MOST, MOST - 1 }, (kp_fraction){ MOST - 1, MOST - 2 }), -1);
	assert_int_equal(kp_fraction_compare((kp_fraction){ -MOST, MOST - 1 }, (kp_fraction){ 1 - MOST, MOST - 2 }), 1);
	assert_int_equal(kp_fraction_compare(large, large), 0);
	assert_is(kp_fraction_of((kp_decimal){ INT64_MIN, 9 }), INT64_MIN / 512, 1953125);
	assert_int_equal(kp_fraction_sign(fraction("-0.5")), -1);
	assert_int_equal(kp_fraction_sign(fraction("0.000")), 0);
	assert_is(fraction("0.000"), 0, 1);
	assert_is(fraction("2.50"), 5, 2);
}

/* ---- rounding ---- */

static void assert_rounds(kp_fraction value, int32_t decimals, kp_rounding rounding, const char *expected)
{
	char text[KP_DECIMAL_TEXT];
	kp_decimal out;
	if (!kp_fraction_round(value, decimals, rounding, &out))
		fail_msg("does not fit, but is %s", expected);
	kp_decimal_write(out, text);
	assert_string_equal(text, expected);
}

static void five_ways_to_round(void **state)
{
	(void)state;
	static const struct {
		const char *value;
		int32_t decimals;
		const char *half_up, *half_even, *down, *floor, *ceiling;
	} rows[] = {
		{ "2.5", 0, "3", "2", "2", "2", "3" },
		{ "-2.5", 0, "-3", "-2", "-2", "-3", "-2" },
		{ "3.5", 0, "4", "4", "3", "3", "4" },
		{ "-3.5", 0, "-4", "-4", "-3", "-4", "-3" },
		{ "0.125", 2, "0.13", "0.12", "0.12", "0.12", "0.13" },
		{ "-0.125", 2, "-0.13", "-0.12", "-0.12", "-0.13", "-0.12" },
		{ "0.1251", 2, "0.13", "0.13", "0.12", "0.12", "0.13" },
		{ "0.1249", 2, "0.12", "0.12", "0.12", "0.12", "0.13" },
		{ "-0.4", 0, "0", "0", "0", "-1", "0" },
		{ "0.4", 0, "0", "0", "0", "0", "1" },
		{ "-0.5", 0, "-1", "0", "0", "-1", "0" },
		{ "0.95", 1, "1", "1", "0.9", "0.9", "1" },
		{ "99.995", 2, "100", "100", "99.99", "99.99", "100" },
		{ "7", 9, "7", "7", "7", "7", "7" },
		{ "-7.10", 1, "-7.1", "-7.1", "-7.1", "-7.1", "-7.1" },
		{ "0", 9, "0", "0", "0", "0", "0" },
		{ "0.000000001", 9, "0.000000001", "0.000000001", "0.000000001", "0.000000001", "0.000000001" },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		kp_fraction value = fraction(rows[i].value);
		assert_rounds(value, rows[i].decimals, KP_ROUND_HALF_UP, rows[i].half_up);
		assert_rounds(value, rows[i].decimals, KP_ROUND_HALF_EVEN, rows[i].half_even);
		assert_rounds(value, rows[i].decimals, KP_ROUND_DOWN, rows[i].down);
		assert_rounds(value, rows[i].decimals, KP_ROUND_FLOOR, rows[i].floor);
		assert_rounds(value, rows[i].decimals, KP_ROUND_CEILING, rows[i].ceiling);
	}
	assert_rounds(share(40, 3), 9, KP_ROUND_HALF_UP, "13.333333333");
	assert_rounds(share(-40, 3), 9, KP_ROUND_FLOOR, "-13.333333334");
	assert_rounds(share(2, 3), 9, KP_ROUND_HALF_EVEN, "0.666666667");
	assert_rounds((kp_fraction){ MOST - 1, MOST }, 9, KP_ROUND_DOWN, "0.999999999");
	assert_rounds((kp_fraction){ MOST - 1, MOST }, 9, KP_ROUND_HALF_UP, "1");
}

static void what_does_not_fit_a_decimal(void **state)
{
	(void)state;
	kp_decimal out;
	kp_fraction large = kp_fraction_whole(INT64_MAX);
	assert_rounds(large, 9, KP_ROUND_HALF_UP, "9223372036854775807");
	assert_rounds(kp_fraction_whole(INT64_MIN), 9, KP_ROUND_HALF_UP, "-9223372036854775808");
	assert_true(kp_fraction_add(large, fraction("0.5"), &large));
	assert_false(kp_fraction_round(large, 9, KP_ROUND_DOWN, &out));
	assert_rounds(large, 0, KP_ROUND_DOWN, "9223372036854775807");
	assert_false(kp_fraction_round(large, 0, KP_ROUND_HALF_UP, &out));
	assert_false(kp_fraction_round((kp_fraction){ MOST, 1 }, 0, KP_ROUND_DOWN, &out));
	kp_fraction third = share(1, 3);
	assert_true(kp_fraction_add(third, kp_fraction_whole(10000000000), &third));
	assert_false(
		kp_fraction_round(third, 9, KP_ROUND_HALF_UP, &out)); /* twenty digits: none of them is dropped unasked */
	assert_rounds(third, 8, KP_ROUND_HALF_UP, "10000000000.33333333");
}

/* What is rounded lies within half a unit of its last digit, or on the side that the way to round names. */
static void rounding_holds_to_its_word(void **state)
{
	(void)state;
	uint64_t seed = 8;
	for (int i = 0; i < 20000; i++) {
		kp_fraction value = random_fraction(&seed, 40), off, unit = KP_FRACTION_ONE;
		int32_t decimals = (int32_t)random_below(&seed, 7);
		kp_rounding rounding = (kp_rounding)random_below(&seed, 5);
		kp_decimal out;
		if (!kp_fraction_round(value, decimals, rounding, &out))
			continue;
		for (int32_t d = 0; d < decimals; d++)
			assert_true(kp_fraction_divide(unit, kp_fraction_whole(10), &unit));
		assert_true(out.scale <= decimals && (out.scale == 0 || out.coefficient % 10 != 0));
		assert_true(kp_fraction_subtract(kp_fraction_of(out), value, &off));
		int side = kp_fraction_sign(off);
		off.over = side < 0 ? -off.over : off.over;
		if (rounding == KP_ROUND_HALF_UP || rounding == KP_ROUND_HALF_EVEN)
			assert_true(kp_fraction_multiply(off, kp_fraction_whole(2), &off) && kp_fraction_compare(off, unit) <= 0);
		else
			assert_int_equal(kp_fraction_compare(off, unit), -1);
		assert_false(rounding == KP_ROUND_FLOOR && side > 0);
		assert_false(rounding == KP_ROUND_CEILING && side < 0);
		assert_false(rounding == KP_ROUND_DOWN && side * kp_fraction_sign(value) > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_fits_is_right),
		cmocka_unit_test(what_can_be_written_fits),
		cmocka_unit_test(the_ends),
		cmocka_unit_test(five_ways_to_round),
		cmocka_unit_test(what_does_not_fit_a_decimal),
		cmocka_unit_test(rounding_holds_to_its_word),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
