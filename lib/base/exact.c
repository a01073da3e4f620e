#include "base/exact.h"

#define DIGITS 9

static const int64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000 };

kp_wide kp_wide_of(kp_decimal value)
{
	return (kp_wide)value.coefficient * powers[DIGITS - value.scale];
}

bool kp_quotient(kp_wide numerator, kp_wide denominator, kp_decimal *out)
{
	bool negative = (numerator < 0) != (denominator < 0);
	kp_wide n = numerator < 0 ? -numerator : numerator, d = denominator < 0 ? -denominator : denominator;
	kp_wide whole[DIGITS + 1], rest[DIGITS + 1];
	int most = 0;
	if (d == 0 || d >> 120)
		return false;
	whole[0] = n / d;
	rest[0] = n % d;
	for (; most < DIGITS && whole[most] <= INT64_MAX; most++) {
		whole[most + 1] = whole[most] * 10 + rest[most] * 10 / d;
		rest[most + 1] = rest[most] * 10 % d;
	}
	for (int scale = most; scale >= 0; scale--) {
		kp_wide rounded = whole[scale] + (rest[scale] >= d - rest[scale]);
		if (rounded <= INT64_MAX) {
			int64_t coefficient = (int64_t)rounded;
			*out = kp_decimal_trim((kp_decimal){ negative ? -coefficient : coefficient, scale });
			return true;
		}
	}
	return false;
}

bool kp_product(kp_decimal a, kp_decimal b, kp_decimal *out)
{
	kp_wide tens = (kp_wide)powers[a.scale] * powers[b.scale];
	return kp_quotient((kp_wide)a.coefficient * b.coefficient, tens, out);
}

bool kp_hundredths(kp_decimal a, kp_decimal b, kp_decimal *out)
{
	kp_wide tens = (kp_wide)powers[a.scale] * powers[b.scale] * 100;
	return kp_quotient((kp_wide)a.coefficient * b.coefficient, tens, out);
}
