/* Quotients of exact numbers, rounded once. */
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

#endif
