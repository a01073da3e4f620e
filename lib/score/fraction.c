#include "score/fraction.h"

__extension__ typedef unsigned __int128 wide;

#define MOST ((kp_wide)(~(wide)0 >> 1)) /* a numerator is at least -MOST, so that it has a negative */

static const int64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000 };

static wide size_of(kp_wide value)
{
	return value < 0 ? -(wide)value : (wide)value;
}

static wide gcd(wide a, wide b)
{
	while (b >> 64) {
		wide rest = a % b;
		a = b;
		b = rest;
	}
	if (b == 0)
		return a;
	uint64_t small = (uint64_t)b, smaller = (uint64_t)(a % small);
	while (smaller) {
		uint64_t rest = small % smaller;
		small = smaller;
		smaller = rest;
	}
	return small;
}

kp_fraction kp_fraction_of(kp_decimal value)
{
	wide common = gcd(size_of(value.coefficient), (wide)powers[value.scale]);
	return (kp_fraction){ value.coefficient / (kp_wide)common, powers[value.scale] / (kp_wide)common };
}

kp_fraction kp_fraction_whole(int64_t value)
{
	return (kp_fraction){ value, 1 };
}

int kp_fraction_sign(kp_fraction value)
{
	return (value.over > 0) - (value.over < 0);
}

static bool product(kp_wide a, kp_wide b, kp_wide *out)
{
	return !__builtin_mul_overflow(a, b, out) && *out >= -MOST;
}

bool kp_fraction_multiply(kp_fraction a, kp_fraction b, kp_fraction *out)
{
	kp_wide first = (kp_wide)gcd(size_of(a.over), (wide)b.under), second = (kp_wide)gcd(size_of(b.over), (wide)a.under);
	kp_fraction result;
	/* In lowest terms before it is multiplied: what does not fit then never would. */
	if (!product(a.over / first, b.over / second, &result.over) ||
	    !product(a.under / second, b.under / first, &result.under))
		return false;
	*out = result;
	return true;
}

bool kp_fraction_divide(kp_fraction a, kp_fraction b, kp_fraction *out)
{
	if (b.over == 0)
		return false;
	kp_fraction turned = { b.over < 0 ? -b.under : b.under, b.over < 0 ? -b.over : b.over };
	return kp_fraction_multiply(a, turned, out);
}

/* ---- sums: the numerator may take 256 bits before it is reduced ---- */

typedef struct twice {
	wide high, low;
} twice;

static twice multiplied(wide a, wide b)
{
	wide a0 = (uint64_t)a, a1 = a >> 64, b0 = (uint64_t)b, b1 = b >> 64;
	wide low = a0 * b0, one = a1 * b0, other = a0 * b1;
	wide middle = (low >> 64) + (uint64_t)one + (uint64_t)other;
	return (twice){ a1 * b1 + (one >> 64) + (other >> 64) + (middle >> 64), middle << 64 | (uint64_t)low };
}

static bool smaller(twice a, twice b)
{
	return a.high < b.high || (a.high == b.high && a.low < b.low);
}

static twice plus(twice a, twice b) /* of products of 127 bits each, so that it fits */
{
	wide low = a.low + b.low;
	return (twice){ a.high + b.high + (low < a.low), low };
}

static twice minus(twice a, twice b)
{
	return (twice){ a.high - b.high - (a.low < b.low), a.low - b.low };
}

/* ÷ a divisor of 127 bits. */
static twice divided(twice value, wide by, wide *rest)
{
	twice result = { 0, 0 };
	*rest = 0;
	for (int bit = 255; bit >= 0; bit--) {
		wide next = bit >= 128 ? value.high >> (bit - 128) : value.low >> bit;
		*rest = *rest << 1 | (next & 1);
		result.high = result.high << 1 | result.low >> 127;
		result.low <<= 1;
		if (*rest >= by) {
			*rest -= by;
			result.low |= 1;
		}
	}
	return result;
}

/* (a × x + b × y) ÷ the largest part of it that divides `common` as well; that part goes to *out_part. */
static bool long_sum(kp_wide a, wide x, kp_wide b, wide y, wide common, kp_wide *out, wide *out_part)
{
	twice first = multiplied(size_of(a), x), second = multiplied(size_of(b), y), sum;
	bool negative = a < 0;
	wide rest;
	if ((a < 0) == (b < 0)) {
		sum = plus(first, second);
	} else if (smaller(first, second)) {
		sum = minus(second, first);
		negative = b < 0;
	} else {
		sum = minus(first, second);
	}
	divided(sum, common, &rest);
	*out_part = gcd(common, rest);
	sum = divided(sum, *out_part, &rest);
	if (sum.high || sum.low > (wide)MOST)
		return false;
	*out = negative ? -(kp_wide)sum.low : (kp_wide)sum.low;
	return true;
}

bool kp_fraction_add(kp_fraction a, kp_fraction b, kp_fraction *out)
{
	wide common = gcd((wide)a.under, (wide)b.under), part;
	kp_wide x = b.under / (kp_wide)common, y = a.under / (kp_wide)common, first, second;
	kp_fraction result;
	if (product(a.over, x, &first) && product(b.over, y, &second) &&
	    !__builtin_add_overflow(first, second, &result.over)) {
		part = gcd(size_of(result.over), common);
		result.over /= (kp_wide)part;
	} else if (!long_sum(a.over, (wide)x, b.over, (wide)y, common, &result.over, &part)) {
		return false;
	}
	if (result.over < -MOST || !product(y, b.under / (kp_wide)part, &result.under))
		return false;
	*out = result;
	return true;
}

bool kp_fraction_subtract(kp_fraction a, kp_fraction b, kp_fraction *out)
{
	b.over = -b.over;
	return kp_fraction_add(a, b, out);
}

/* ---- comparing and rounding ---- */

static kp_wide floor_of(kp_wide over, kp_wide under, kp_wide *rest)
{
	kp_wide whole = over / under;
	*rest = over % under;
	if (*rest < 0) {
		*rest += under;
		whole--;
	}
	return whole;
}

int kp_fraction_compare(kp_fraction a, kp_fraction b)
{
	kp_wide left, right;
	if (!__builtin_mul_overflow(a.over, b.under, &left) && !__builtin_mul_overflow(b.over, a.under, &right))
		return (left > right) - (left < right);
	/* Whole parts first, then what is over them turned upside down, which turns the order as well. */
	for (int turn = 1;; turn = -turn) {
		kp_wide rest_a, rest_b;
		kp_wide whole_a = floor_of(a.over, a.under, &rest_a), whole_b = floor_of(b.over, b.under, &rest_b);
		if (whole_a != whole_b)
			return whole_a > whole_b ? turn : -turn;
		if (rest_a == 0 || rest_b == 0)
			return turn * ((rest_a != 0) - (rest_b != 0));
		a = (kp_fraction){ a.under, rest_a };
		b = (kp_fraction){ b.under, rest_b };
	}
}

/* The next decimal digit of rest ÷ by, of at most 127 bits each: rest × 10 may not fit. */
static int next_digit(wide *rest, wide by)
{
	wide left = 0;
	int digit = 0;
	for (int bit = 8; bit; bit >>= 1) {
		digit *= 2;
		left *= 2;
		if (left >= by) {
			left -= by;
			digit++;
		}
		left += 10 & bit ? *rest : 0;
		if (left >= by) {
			left -= by;
			digit++;
		}
	}
	*rest = left;
	return digit;
}

/* Whether the number is one unit of its last digit further from zero. */
static bool goes_up(wide whole, wide rest, wide by, bool negative, kp_rounding rounding)
{
	switch (rounding) {
	case KP_ROUND_HALF_UP: return rest >= by - rest;
	case KP_ROUND_HALF_EVEN: return rest > by - rest || (rest == by - rest && whole % 2);
	case KP_ROUND_DOWN: return false;
	case KP_ROUND_FLOOR: return negative && rest;
	case KP_ROUND_CEILING: return !negative && rest;
	}
	return false;
}

bool kp_fraction_round(kp_fraction value, int32_t decimals, kp_rounding rounding, kp_decimal *out)
{
	bool negative = value.over < 0;
	wide by = (wide)value.under, whole = size_of(value.over) / by, rest = size_of(value.over) % by;
	int32_t scale = decimals;
	if (whole >> 64)
		return false;
	for (int32_t i = 0; i < decimals; i++)
		whole = whole * 10 + (wide)next_digit(&rest, by);
	whole += goes_up(whole, rest, by, negative, rounding);
	while (scale > 0 && whole % 10 == 0) {
		whole /= 10;
		scale--;
	}
	if (whole > (wide)INT64_MAX + negative)
		return false;
	*out = (kp_decimal){ (int64_t)(negative ? -whole : whole), scale };
	return true;
}
