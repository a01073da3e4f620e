#include "base/logarithm.h"

__extension__ typedef unsigned __int128 wide;

/* A number of 384 bits, 320 of them behind the point, least limb first. It is worked out twice at most: first with the
 * limbs from COARSE on, and where the digits are not certain then, with all of them: no number that fits comes so near to
 * the middle of two others that these would not tell. */
#define LIMBS 6
#define COARSE 3
#define EXACT 0

typedef struct fixed {
	uint64_t limbs[LIMBS];
	bool negative;
} fixed;

static const fixed ln_2 = {
	{ 0xe7b876206debac98, 0x8a0d175b8baafa2b, 0x40f343267298b62d, 0xc9e3b39803f2f6af, 0xb17217f7d1cf79ab, 0 }, false
};
static const fixed one_by_ln_2 = {
	{ 0xbc3887eeaa2ed9ac, 0x164a2cd9a342648f, 0xd6aef551bad2b4b1, 0x7d0ffda0d23a7d11, 0x71547652b82fe177, 1 }, false
};
static const fixed one_by_ln_10 = {
	{ 0x3aa1277d0a0179f9, 0x1d1f96a27bc7529e, 0x1f71a30122e4d101, 0x9aadd557d699ee19, 0x6f2dec549b9438ca, 0 }, false
};
static const fixed one = { { 0, 0, 0, 0, 0, 1 }, false };

/* ---- arithmetic: sizes fit by the way they are used, and limbs below `from` are zero ---- */

static bool is_zero(const fixed *a)
{
	uint64_t bits = 0;
	for (int i = 0; i < LIMBS; i++)
		bits |= a->limbs[i];
	return bits == 0;
}

static bool is_smaller(const fixed *a, const fixed *b)
{
	for (int i = LIMBS - 1; i >= 0; i--)
		if (a->limbs[i] != b->limbs[i])
			return a->limbs[i] < b->limbs[i];
	return false;
}

static fixed sum(fixed a, fixed b)
{
	fixed result = { { 0 }, a.negative };
	if (a.negative == b.negative) {
		wide carry = 0;
		for (int i = 0; i < LIMBS; i++) {
			carry += (wide)a.limbs[i] + b.limbs[i];
			result.limbs[i] = (uint64_t)carry;
			carry >>= 64;
		}
		return result;
	}
	if (is_smaller(&a, &b))
		return sum(b, a);
	uint64_t borrow = 0;
	for (int i = 0; i < LIMBS; i++) {
		wide left = (wide)a.limbs[i] - b.limbs[i] - borrow;
		result.limbs[i] = (uint64_t)left;
		borrow = (uint64_t)(left >> 64) & 1;
	}
	return result;
}

static fixed product(const fixed *a, const fixed *b, int from)
{
	uint64_t limbs[2 * LIMBS] = { 0 };
	fixed result = { { 0 }, a->negative != b->negative };
	for (int i = from; i < LIMBS; i++) {
		uint64_t carry = 0;
		for (int j = from; j < LIMBS; j++) {
			wide cell = (wide)a->limbs[i] * b->limbs[j] + limbs[i + j] + carry;
			limbs[i + j] = (uint64_t)cell;
			carry = (uint64_t)(cell >> 64);
		}
		limbs[i + LIMBS] = carry;
	}
	for (int i = from; i < LIMBS; i++)
		result.limbs[i] = limbs[i + LIMBS - 1];
	return result;
}

static fixed divided(fixed a, uint64_t by, int from)
{
	wide rest = 0;
	for (int i = LIMBS - 1; i >= from; i--) {
		rest = rest << 64 | a.limbs[i];
		a.limbs[i] = (uint64_t)(rest / by);
		rest %= by;
	}
	return a;
}

static fixed times(fixed a, int64_t by)
{
	wide carry = 0;
	uint64_t size = by < 0 ? -(uint64_t)by : (uint64_t)by;
	for (int i = 0; i < LIMBS; i++) {
		carry += (wide)a.limbs[i] * size;
		a.limbs[i] = (uint64_t)carry;
		carry >>= 64;
	}
	a.negative = a.negative != (by < 0);
	return a;
}

/* over ÷ under, at most 1, of 128 bits each. */
static fixed share_of(wide over, wide under, int from)
{
	fixed result = { { 0 }, false };
	if (over == under)
		return one;
	for (int i = LIMBS - 2; i >= from; i--) {
		for (int bit = 0; bit < 64; bit++) {
			bool carry = over >> 127;
			over <<= 1;
			result.limbs[i] <<= 1;
			if (carry || over >= under) {
				over -= under;
				result.limbs[i] |= 1;
			}
		}
	}
	return result;
}

/* ---- ln and e^x ---- */

static int leading_zeros(wide value)
{
	return value >> 64 ? __builtin_clzll((uint64_t)(value >> 64)) : 64 + __builtin_clzll((uint64_t)value);
}

/* Twice the area tangent of (p − q) ÷ (p + q), with both so shifted that neither is twice the other; the rest is ln 2. */
static fixed ln_of(kp_wide over, kp_wide under, int from)
{
	int up = leading_zeros((wide)over) - 1, down = leading_zeros((wide)under) - 1;
	wide p = (wide)over << up, q = (wide)under << down;
	fixed power = share_of(p < q ? q - p : p - q, p + q, from), square = product(&power, &power, from),
		  result = { { 0 }, false };
	for (uint64_t odd = 1; !is_zero(&power); odd += 2) {
		result = sum(result, divided(power, odd, from));
		power = product(&power, &square, from);
	}
	result = times(result, 2);
	result.negative = p < q;
	fixed whole = ln_2;
	for (int i = 0; i < from; i++)
		whole.limbs[i] = 0;
	return sum(result, times(whole, down - up));
}

/* x is between −60 and 44. */
static fixed exp_of(fixed x, int from)
{
	fixed turns = product(&x, &one_by_ln_2, from), power = one, result = one;
	int exponent = (int)turns.limbs[LIMBS - 1] + (int)(turns.limbs[LIMBS - 2] >> 63);
	if (x.negative)
		exponent = -exponent;
	fixed whole = times(ln_2, -exponent), rest = sum(x, whole);
	for (uint64_t n = 1; !is_zero(&power); n++) {
		power = product(&power, &rest, from);
		power = divided(power, n, from);
		result = sum(result, power);
	}
	for (; exponent > 0; exponent--)
		result = sum(result, result);
	for (; exponent < 0; exponent++)
		result = divided(result, 2, from);
	return result;
}

/* ---- nine digits ---- */

/* False: it does not fit, or it is not certain which digit is the last one. */
static bool round_off(fixed value, bool exact, bool *certain, kp_decimal *out)
{
	uint64_t limbs[LIMBS + 1] = { 0 };
	wide carry = 0;
	for (int i = 0; i < LIMBS; i++) {
		carry += (wide)value.limbs[i] * 1000000000u;
		limbs[i] = (uint64_t)carry;
		carry >>= 64;
	}
	limbs[LIMBS] = (uint64_t)carry;
	uint64_t behind = limbs[LIMBS - 2], half = (uint64_t)1 << 63, doubt = (uint64_t)1 << 48;
	*certain = exact || behind < half - doubt || behind > half + doubt;
	wide whole = ((wide)limbs[LIMBS] << 64 | limbs[LIMBS - 1]) + (behind >= half);
	int32_t scale = 9;
	while (scale > 0 && whole % 10 == 0) {
		whole /= 10;
		scale--;
	}
	if (whole > (wide)INT64_MAX)
		return false;
	*out = (kp_decimal){ value.negative ? -(int64_t)whole : (int64_t)whole, scale };
	return true;
}

kp_decimal kp_ln(kp_wide over, kp_wide under)
{
	kp_decimal result = { 0, 0 };
	bool certain;
	round_off(ln_of(over, under, COARSE), false, &certain, &result);
	if (!certain)
		round_off(ln_of(over, under, EXACT), true, &certain, &result);
	return result;
}

static fixed log10_of(kp_wide over, kp_wide under, int from)
{
	fixed natural = ln_of(over, under, from);
	return product(&natural, &one_by_ln_10, from);
}

kp_decimal kp_log10(kp_wide over, kp_wide under)
{
	kp_decimal result = { 0, 0 };
	bool certain;
	round_off(log10_of(over, under, COARSE), false, &certain, &result);
	if (!certain)
		round_off(log10_of(over, under, EXACT), true, &certain, &result);
	return result;
}

/* ---- geometric means ---- */

static kp_wide weight_of(const kp_decimal *weights, size_t i)
{
	return weights ? kp_wide_of(weights[i]) : 1;
}

static bool mean_of(const kp_decimal *values, const kp_decimal *weights, size_t count, kp_wide all, int from,
                    bool *certain, kp_decimal *out)
{
	fixed exponent = { { 0 }, false };
	for (size_t i = 0; i < count; i++) {
		kp_wide weight = weight_of(weights, i);
		if (weight == 0)
			continue;
		fixed share = share_of((wide)weight, (wide)all, from);
		fixed part = ln_of(kp_wide_of(values[i]), 1000000000, from);
		exponent = sum(exponent, product(&part, &share, from));
	}
	return round_off(exp_of(exponent, from), from == EXACT, certain, out);
}

bool kp_geometric_mean(const kp_decimal *values, const kp_decimal *weights, size_t count, kp_decimal *out)
{
	kp_wide all = 0;
	bool certain;
	for (size_t i = 0; i < count; i++)
		if (__builtin_add_overflow(all, weight_of(weights, i), &all))
			return false;
	if (all <= 0)
		return false;
	for (size_t i = 0; i < count; i++) {
		if (values[i].coefficient <= 0) {
			*out = (kp_decimal){ 0, 0 };
			return true;
		}
	}
	return (mean_of(values, weights, count, all, COARSE, &certain, out) && certain) ||
	       mean_of(values, weights, count, all, EXACT, &certain, out);
}
