#include "score/mean.h"

#include <kepu/data.h>
#include <stdlib.h>

__extension__ typedef unsigned __int128 wide;

/* A whole number, least limb first. */
typedef struct number {
	uint64_t *limbs;
	size_t count, room; /* no leading zeros; the room is enough for whatever is done */
} number;

/* What has been added up: (more − less) ÷ under. */
typedef struct long_sum {
	number more, less, under;
} long_sum;

/* ---- numbers ---- */

/* A sum of a × by, b × times; `out` may be a. */
static void combine(number *out, const number *a, wide by, const number *b, wide times)
{
	wide carry = 0; /* and what is over 128 bits of it */
	uint64_t above = 0, last_a = 0, last_b = 0;
	size_t count_a = a->count, count_b = b->count, most = (count_a > count_b ? count_a : count_b) + 3;
	uint64_t by_low = (uint64_t)by, by_high = (uint64_t)(by >> 64), times_low = (uint64_t)times,
			 times_high = (uint64_t)(times >> 64);
	for (size_t i = 0; i < most && i < out->room; i++) {
		uint64_t next_a = i < count_a ? a->limbs[i] : 0, next_b = i < count_b ? b->limbs[i] : 0;
		const wide parts[] = { (wide)next_a * by_low, (wide)last_a * by_high, (wide)next_b * times_low,
			                   (wide)last_b * times_high };
		for (size_t part = 0; part < 4; part++) {
			carry += parts[part];
			above += carry < parts[part];
		}
		out->limbs[i] = (uint64_t)carry;
		out->count = i + 1;
		carry = carry >> 64 | (wide)above << 64;
		above = 0;
		last_a = next_a;
		last_b = next_b;
	}
	while (out->count && out->limbs[out->count - 1] == 0)
		out->count--;
}

static int compare(const number *a, const number *b)
{
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	for (size_t i = a->count; i-- > 0;)
		if (a->limbs[i] != b->limbs[i])
			return a->limbs[i] < b->limbs[i] ? -1 : 1;
	return 0;
}

static void subtract(number *a, const number *b) /* a is not smaller */
{
	uint64_t borrow = 0;
	for (size_t i = 0; i < a->count; i++) {
		wide left = (wide)a->limbs[i] - (i < b->count ? b->limbs[i] : 0) - borrow;
		a->limbs[i] = (uint64_t)left;
		borrow = (uint64_t)(left >> 64) & 1;
	}
	while (a->count && a->limbs[a->count - 1] == 0)
		a->count--;
}

static size_t bits_of(const number *a)
{
	return a->count ? a->count * 64 - (size_t)__builtin_clzll(a->limbs[a->count - 1]) : 0;
}

static void copy(number *out, const number *a)
{
	memcpy(out->limbs, a->limbs, a->count * sizeof *a->limbs);
	out->count = a->count;
}

static void shift_up(number *a, size_t bits)
{
	size_t limbs = bits / 64, rest = bits % 64;
	memmove(a->limbs + limbs, a->limbs, a->count * sizeof *a->limbs);
	memset(a->limbs, 0, limbs * sizeof *a->limbs);
	a->count += limbs;
	a->limbs[a->count] = 0;
	for (size_t i = a->count; rest && i > limbs; i--)
		a->limbs[i] = a->limbs[i] << rest | a->limbs[i - 1] >> (64 - rest);
	if (rest)
		a->limbs[limbs] <<= rest;
	a->count += a->limbs[a->count] != 0;
}

static void halve(number *a)
{
	for (size_t i = 0; i < a->count; i++)
		a->limbs[i] = a->limbs[i] >> 1 | (i + 1 < a->count ? a->limbs[i + 1] << 63 : 0);
	if (a->count && a->limbs[a->count - 1] == 0)
		a->count--;
}

/* a ÷ by, whose rest stays in a; false: it has more than 127 bits. `room` is as large as a. */
static bool divide(number *a, const number *by, number *room, wide *out)
{
	size_t more = bits_of(a), less = bits_of(by);
	*out = 0;
	if (more < less)
		return true;
	if (more - less > 126)
		return false;
	copy(room, by);
	shift_up(room, more - less);
	for (size_t turn = 0; turn <= more - less; turn++) {
		*out <<= 1;
		if (compare(a, room) >= 0) {
			subtract(a, room);
			*out |= 1;
		}
		halve(room);
	}
	return true;
}

/* ---- the mean ---- */

/* last × turns + before, of the convergents of a continued fraction. */
static bool next_term(wide turns, kp_wide *last, kp_wide *before)
{
	kp_wide next;
	if (turns >> 127 || __builtin_mul_overflow((kp_wide)turns, *last, &next) ||
	    __builtin_add_overflow(next, *before, &next))
		return false;
	*before = *last;
	*last = next;
	return true;
}

/* over ÷ under in lowest terms, by division until nothing is left; spoils all of them. False: it does not fit. */
static bool in_lowest_terms(number *over, number *under, number *room, kp_fraction *out)
{
	kp_wide over_before = 0, under_before = 1;
	wide turns;
	*out = (kp_fraction){ 1, 0 };
	while (under->count) {
		if (!divide(over, under, room, &turns) || !next_term(turns, &out->over, &over_before) ||
		    !next_term(turns, &out->under, &under_before))
			return false;
		number swapped = *over;
		*over = *under;
		*under = swapped;
	}
	return true;
}

static const number nothing = { NULL, 0, 0 };

#define TENS ((int64_t)1000000000000000000)

static kepu_status rounded(number *over, const number *under, number *room, kp_fraction *out)
{
	wide whole;
	combine(over, over, TENS, &nothing, 0);
	if (!divide(over, under, room, &whole))
		return KEPU_ERROR_OVERFLOW;
	combine(over, over, 2, &nothing, 0);
	whole += compare(over, under) >= 0;
	if (whole >> 127)
		return KEPU_ERROR_OVERFLOW;
	kp_fraction value = { (kp_wide)whole, 1 };
	return kp_fraction_divide(value, kp_fraction_whole(TENS), out) ? KEPU_OK : KEPU_ERROR_OVERFLOW;
}

/* Adds a fraction; `under` is the last to change. */
static void fold(long_sum *sum, kp_fraction value)
{
	wide by = (wide)value.under;
	combine(&sum->more, &sum->more, by, &sum->under, value.over > 0 ? (wide)value.over : 0);
	combine(&sum->less, &sum->less, by, &sum->under, value.over < 0 ? (wide)-value.over : 0);
	combine(&sum->under, &sum->under, by, &nothing, 0);
}

/* The sum ÷ how many there are. */
static kepu_status finish(long_sum *sum, size_t valued, size_t room, kp_fraction *out, bool *out_exact)
{
	bool negative = compare(&sum->more, &sum->less) < 0;
	number *over = negative ? &sum->less : &sum->more, *spare = negative ? &sum->more : &sum->less;
	uint64_t *limbs = kp_calloc(room, 2 * sizeof *limbs);
	if (!limbs)
		return KEPU_ERROR_MEMORY;
	number kept_over = { limbs, 0, room }, kept_under = { limbs + room, 0, room };
	subtract(over, spare);
	combine(&sum->under, &sum->under, valued, &nothing, 0);
	copy(&kept_over, over);
	copy(&kept_under, &sum->under);
	*out_exact = in_lowest_terms(over, &sum->under, spare, out);
	kepu_status status = *out_exact ? KEPU_OK : rounded(&kept_over, &kept_under, spare, out);
	if (negative)
		out->over = -out->over;
	free(limbs);
	return status;
}

/* Adds what fits a fraction as one, so that the long numbers get no longer than they must. */
static kepu_status sum_up(const kp_measured *measures, size_t count, const kp_fraction *extra, long_sum *sum,
                          size_t room, kp_fraction *out, bool *out_exact)
{
	kp_fraction part = KP_FRACTION_ZERO;
	size_t valued = 0;
	bool folded = false;
	for (size_t i = 0; i <= count; i++) {
		const kp_fraction *value = extra;
		if (i < count)
			value = measures[i].state == KEPU_STATE_VALUE ? &measures[i].value : NULL;
		if (!value)
			continue;
		valued++;
		if (!kp_fraction_add(part, *value, &part)) {
			fold(sum, part);
			part = *value;
			folded = true;
		}
	}
	*out_exact = true;
	if (!folded && kp_fraction_divide(part, kp_fraction_whole((int64_t)valued), out))
		return KEPU_OK;
	fold(sum, part);
	return finish(sum, valued, room, out, out_exact);
}

kepu_status kp_mean(const kp_measured *measures, size_t count, const kp_fraction *extra, kp_fraction *out,
                    bool *out_exact)
{
	size_t room = 2 * (count + 1) + 8; /* each fraction makes the numbers 127 bits longer, and one more for the sum */
	uint64_t *limbs = kp_calloc(room, 3 * sizeof *limbs);
	if (!limbs)
		return KEPU_ERROR_MEMORY;
	long_sum sum = { { limbs, 0, room }, { limbs + room, 0, room }, { limbs + 2 * room, 1, room } };
	sum.under.limbs[0] = 1;
	kepu_status status = sum_up(measures, count, extra, &sum, room, out, out_exact);
	free(limbs);
	return status;
}
