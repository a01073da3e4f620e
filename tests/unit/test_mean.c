#include "random.h"
#include "score/mean.h"

#include <kepu/data.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#define MOST ((kp_wide)1 << 126 | (((kp_wide)1 << 126) - 1))
#define PRIMES 30

static const int64_t primes[PRIMES] = {
	999007, 999023, 999029, 999043, 999049, 999067, 999083, 999091, 999101, 999133,
	999149, 999169, 999181, 999199, 999217, 999221, 999233, 999239, 999269, 999287,
	999307, 999329, 999331, 999359, 999371, 999377, 999389, 999431, 999433, 999437,
};

static kp_measured measured(int64_t over, int64_t under)
{
	kp_measured out = { 0, KEPU_STATE_VALUE, KP_FRACTION_ZERO };
	assert_true(kp_fraction_divide(kp_fraction_whole(over), kp_fraction_whole(under), &out.value));
	return out;
}

static void assert_mean(const kp_measured *measures, size_t count, const kp_fraction *extra, bool exact,
                        kp_fraction expected)
{
	kp_fraction mean;
	bool is_exact;
	assert_int_equal(kp_mean(measures, count, extra, &mean, &is_exact), KEPU_OK);
	assert_int_equal(is_exact, exact);
	assert_true(mean.over == expected.over && mean.under == expected.under);
}

/* 30 different denominators make one of 600 bits. */
static void what_fits_no_fraction_has_18_digits(void **state)
{
	(void)state;
	kp_measured ones[PRIMES], signs[PRIMES];
	kp_fraction third = measured(7, 3).value;
	for (int64_t i = 0; i < PRIMES; i++) {
		ones[i] = measured(1, primes[i]);
		signs[i] = measured(i - 20, primes[i]);
	}
	assert_mean(ones, PRIMES, NULL, false, measured(1000782162742, 1000000000000000000).value);
	assert_mean(ones, PRIMES, &third, false, measured(75269785703168245, 1000000000000000000).value);
	assert_mean(signs, PRIMES, NULL, false, measured(-5505465707316, 1000000000000000000).value);
}

static void what_fits_in_the_end_is_exact(void **state)
{
	(void)state;
	kp_measured both[2 * PRIMES + 1];
	for (size_t i = 0; i < PRIMES; i++) {
		both[i] = measured(1, primes[i]);
		both[PRIMES + i] = measured(-1, primes[i]);
	}
	both[2 * PRIMES] = measured(1, 2);
	assert_mean(both, 2 * PRIMES + 1, NULL, true, measured(1, 2 * (2 * PRIMES + 1)).value);
	assert_mean(both, 2 * PRIMES, NULL, true, KP_FRACTION_ZERO);
	kp_measured most[] = { { 0, KEPU_STATE_VALUE, { MOST, 1 } }, { 1, KEPU_STATE_VALUE, { MOST, 1 } } };
	assert_mean(most, 2, NULL, true, (kp_fraction){ MOST, 1 });
	kp_measured least[] = { { 0, KEPU_STATE_VALUE, { 1, MOST } }, { 1, KEPU_STATE_VALUE, { 1, MOST } } };
	assert_mean(least, 2, NULL, true, (kp_fraction){ 1, MOST });
}

static void only_values_count(void **state)
{
	(void)state;
	kp_measured some[] = { measured(1, 1), measured(100, 1), measured(4, 1) };
	kp_fraction extra = kp_fraction_whole(10);
	some[1].state = KEPU_STATE_NOT_REPORTED;
	assert_mean(some, 3, NULL, true, measured(5, 2).value);
	assert_mean(some, 3, &extra, true, kp_fraction_whole(5));
	assert_mean(some, 0, &extra, true, extra);
}

static void what_has_no_mean(void **state)
{
	(void)state;
	kp_measured ends[] = { { 0, KEPU_STATE_VALUE, { MOST, 1 } }, { 1, KEPU_STATE_VALUE, { 1, MOST } } };
	kp_fraction mean;
	bool exact;
	assert_int_equal(kp_mean(ends, 2, NULL, &mean, &exact), KEPU_ERROR_OVERFLOW);
}

/* Shares of one denominator: the sum of the numerators, whatever the way there. */
static void the_order_does_not_matter(void **state)
{
	(void)state;
	uint64_t seed = 9;
	for (int turn = 0; turn < 200; turn++) {
		kp_measured measures[50], turned[50];
		kp_fraction mean;
		bool exact;
		size_t count = 1 + random_below(&seed, 50);
		for (size_t i = 0; i < count; i++) {
			int64_t under = 1 + (int64_t)random_below(&seed, turn % 2 ? 1000000000 : 50);
			measures[i] = turned[count - 1 - i] = measured((int64_t)random_below(&seed, 1000) - 500, under);
		}
		assert_int_equal(kp_mean(measures, count, NULL, &mean, &exact), KEPU_OK);
		assert_mean(turned, count, NULL, exact, mean);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_fits_no_fraction_has_18_digits),
		cmocka_unit_test(what_fits_in_the_end_is_exact),
		cmocka_unit_test(only_values_count),
		cmocka_unit_test(what_has_no_mean),
		cmocka_unit_test(the_order_does_not_matter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
