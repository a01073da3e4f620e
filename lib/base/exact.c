#include "base/exact.h"

#define DIGITS 9

__extension__ typedef unsigned __int128 magnitude;

static const int64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000 };

kp_wide kp_wide_of(kp_decimal value)
{
	return (kp_wide)value.coefficient * powers[DIGITS - value.scale];
}

/* Without the sign, which the least of 128 bits would not outlive. */
static magnitude magnitude_of(kp_wide value)
{
	return value < 0 ? 0 - (magnitude)value : (magnitude)value;
}

bool kp_quotient(kp_wide numerator, kp_wide denominator, kp_decimal *out)
{
	bool negative = (numerator < 0) != (denominator < 0);
	magnitude n = magnitude_of(numerator), d = magnitude_of(denominator);
	magnitude limit = (magnitude)INT64_MAX + negative;
	magnitude whole[DIGITS + 1], rest[DIGITS + 1];
	int most = 0;
	if (d == 0 || d >> 120)
		return false;
	whole[0] = n / d;
	rest[0] = n % d;
	for (; most < DIGITS && whole[most] <= limit; most++) {
		whole[most + 1] = whole[most] * 10 + rest[most] * 10 / d;
		rest[most + 1] = rest[most] * 10 % d;
	}
	for (int scale = most; scale >= 0; scale--) {
		magnitude rounded = whole[scale] + (rest[scale] >= d - rest[scale]);
		if (rounded <= limit) {
			int64_t coefficient = (int64_t)(negative ? -(kp_wide)rounded : (kp_wide)rounded);
			*out = kp_decimal_trim((kp_decimal){ coefficient, scale });
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

/* ---- sums ---- */

static kp_sum trimmed(kp_sum sum)
{
	while (sum.scale > 0 && sum.coefficient % 10 == 0) {
		sum.coefficient /= 10;
		sum.scale--;
	}
	return sum;
}

static bool scale_up(kp_wide *coefficient, int32_t tens)
{
	while (tens-- > 0)
		if (__builtin_mul_overflow(*coefficient, (kp_wide)10, coefficient))
			return false;
	return true;
}

kp_sum kp_sum_of(kp_decimal value)
{
	return trimmed((kp_sum){ value.coefficient, value.scale });
}

kp_sum kp_sum_product(kp_decimal a, kp_decimal b)
{
	return trimmed((kp_sum){ (kp_wide)a.coefficient * b.coefficient, a.scale + b.scale });
}

bool kp_sum_add(kp_sum *sum, kp_sum other)
{
	kp_sum *coarser = sum->scale < other.scale ? sum : &other;
	int32_t scale = sum->scale < other.scale ? other.scale : sum->scale;
	if (!scale_up(&coarser->coefficient, scale - coarser->scale))
		return false;
	sum->scale = scale;
	return !__builtin_add_overflow(sum->coefficient, other.coefficient, &sum->coefficient);
}

bool kp_sum_add_number(kp_sum *sum, kp_decimal number)
{
	int32_t digits = sum->scale - number.scale;
	if (digits < 0 || digits >= (int32_t)(sizeof powers / sizeof *powers))
		return kp_sum_add(sum, kp_sum_of(number));
	return !__builtin_add_overflow(sum->coefficient, (kp_wide)number.coefficient * powers[digits], &sum->coefficient);
}

bool kp_sum_decimal(kp_sum sum, kp_decimal *out)
{
	sum = trimmed(sum);
	if (sum.scale > DIGITS || sum.coefficient > INT64_MAX || sum.coefficient < INT64_MIN)
		return false;
	*out = (kp_decimal){ (int64_t)sum.coefficient, sum.scale };
	return true;
}

bool kp_sum_quotient(kp_sum over, kp_decimal factor, kp_sum under, kp_decimal *out, double *out_double)
{
	kp_sum top = trimmed(over), bottom = trimmed(under), times = kp_sum_of(factor);
	int32_t tens = bottom.scale - top.scale - times.scale;
	if (__builtin_mul_overflow(top.coefficient, times.coefficient, &top.coefficient) ||
	    !scale_up(&top.coefficient, tens) || !scale_up(&bottom.coefficient, -tens))
		return false;
	*out_double = (double)top.coefficient / (double)bottom.coefficient;
	return kp_quotient(top.coefficient, bottom.coefficient, out);
}

size_t kp_sum_write(kp_sum sum, char out[KP_SUM_TEXT])
{
	char digits[KP_SUM_TEXT];
	size_t count = 0, length = 0;
	sum = trimmed(sum);
	bool negative = sum.coefficient < 0;
	do { /* a remainder has the sign of the number, so that the least one needs no special case */
		int digit = (int)(sum.coefficient % 10);
		digits[count++] = (char)('0' + (digit < 0 ? -digit : digit));
		sum.coefficient /= 10;
	} while (sum.coefficient || count <= (size_t)sum.scale);
	if (negative)
		out[length++] = '-';
	while (count) {
		if (count-- == (size_t)sum.scale)
			out[length++] = '.';
		out[length++] = digits[count];
	}
	out[length] = '\0';
	return length;
}
