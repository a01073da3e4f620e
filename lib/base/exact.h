/* Sums of exact numbers, and quotients, rounded once. */
#ifndef KP_EXACT_H
#define KP_EXACT_H

#include "base/number.h"

__extension__ typedef __int128 kp_wide;

kp_wide kp_wide_of(kp_decimal value); /* times 10^9; at most 94 bits */

/* numerator ÷ denominator, half away from zero, with nine digits after the point or as many as fit; without trailing
 * zeros. False: the denominator is zero or over 120 bits, or not even a whole number fits. */
bool kp_quotient(kp_wide numerator, kp_wide denominator, kp_decimal *out);

/* A product, rounded like a quotient. False: it does not fit. */
bool kp_product(kp_decimal a, kp_decimal b, kp_decimal *out);
bool kp_hundredths(kp_decimal a, kp_decimal b, kp_decimal *out); /* a × b ÷ 100 */

/* A sum of many numbers: coefficient ÷ 10^scale, in 128 bits. Each of these is false where that does not hold it. */
typedef struct kp_sum {
	kp_wide coefficient;
	int32_t scale; /* 0 to 18 */
} kp_sum;

bool kp_sum_add(kp_sum *sum, kp_sum other);
bool kp_sum_add_number(kp_sum *sum, kp_decimal number); /* the same for kp_sum_of(number), and faster */
kp_sum kp_sum_of(kp_decimal value);
kp_sum kp_sum_product(kp_decimal a, kp_decimal b); /* of two 64-bit numbers, which always fits */
bool kp_sum_decimal(kp_sum sum, kp_decimal *out);  /* without trailing zeros */

/* over × factor ÷ under, as a quotient and as a double. `under` is not zero. */
bool kp_sum_quotient(kp_sum over, kp_decimal factor, kp_sum under, kp_decimal *out, double *out_double);

#define KP_SUM_TEXT 48
size_t kp_sum_write(kp_sum sum, char out[KP_SUM_TEXT]); /* without trailing zeros; length; terminated */

#endif
