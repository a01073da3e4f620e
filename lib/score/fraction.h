/* Exact fractions of 127-bit integers in lowest terms. */
#ifndef KP_FRACTION_H
#define KP_FRACTION_H

#include "base/exact.h"

typedef struct kp_fraction {
	kp_wide over, under; /* under > 0 */
} kp_fraction;

#define KP_FRACTION_ZERO ((kp_fraction){ 0, 1 })
#define KP_FRACTION_ONE ((kp_fraction){ 1, 1 })

typedef enum kp_rounding {
	KP_ROUND_HALF_UP, /* half away from zero */
	KP_ROUND_HALF_EVEN,
	KP_ROUND_DOWN, /* to zero */
	KP_ROUND_FLOOR,
	KP_ROUND_CEILING
} kp_rounding;

kp_fraction kp_fraction_of(kp_decimal value);
kp_fraction kp_fraction_whole(int64_t value);
/* Each is false where the result does not fit, or the divisor is zero; *out may be one of the operands. */
bool kp_fraction_add(kp_fraction a, kp_fraction b, kp_fraction *out);
bool kp_fraction_subtract(kp_fraction a, kp_fraction b, kp_fraction *out);
bool kp_fraction_multiply(kp_fraction a, kp_fraction b, kp_fraction *out);
bool kp_fraction_divide(kp_fraction a, kp_fraction b, kp_fraction *out);
int kp_fraction_compare(kp_fraction a, kp_fraction b); /* never overflows */
int kp_fraction_sign(kp_fraction value);
/* Rounded once, to at most `decimals` (0 to 9) digits after the point; without trailing zeros. False: it does not fit. */
bool kp_fraction_round(kp_fraction value, int32_t decimals, kp_rounding rounding, kp_decimal *out);

#endif
