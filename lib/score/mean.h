/* Means of many fractions whose sum fits no fraction. */
#ifndef KP_MEAN_H
#define KP_MEAN_H

#include "score/run.h"

/* The mean of the measures that have a value and of `extra` (NULL: none), exact where it fits; with 18 digits after the point,
 * half away from zero, where it does not. KEPU_ERROR_OVERFLOW, KEPU_ERROR_MEMORY. There is at least one. */
kepu_status kp_mean(const kp_measured *measures, size_t count, const kp_fraction *extra, kp_fraction *out,
                    bool *out_exact);

#endif
