/* Logarithms and geometric means by integers alone, so that every machine gives the same digits. */
#ifndef KP_LOGARITHM_H
#define KP_LOGARITHM_H

#include "base/exact.h"

/* ln and log10 of over ÷ under, both over zero: nine digits after the point, half away from zero. */
kp_decimal kp_ln(kp_wide over, kp_wide under);
kp_decimal kp_log10(kp_wide over, kp_wide under);

/* The product of values^(weight ÷ sum of weights), nine digits after the point, half away from zero, without
 * trailing zeros. 0 where a value is not over zero. Weights NULL: all the same; none is below zero. False: the weights
 * have no sum over zero, or it does not fit. */
bool kp_geometric_mean(const kp_decimal *values, const kp_decimal *weights, size_t count, kp_decimal *out);

#endif
