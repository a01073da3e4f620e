/* Figures, periods and units as people write them in tables. */
#ifndef KP_FIGURE_TEXT_H
#define KP_FIGURE_TEXT_H

#include "base/date.h"
#include "base/number.h"

typedef struct kp_figure_text {
	int32_t state;    /* KEPU_STATE_ of data.h */
	kp_decimal value; /* where there is one */
	bool percent;     /* % follows it */
} kp_figure_text;

bool kp_figure_text_read(const char *bytes, size_t length, kp_figure_text *out); /* false: it is none */
bool kp_period_text_read(const char *bytes, size_t length, kp_date *out);

/* A unit without blanks and with % for its full-width form, cut to the room; *out_length. */
#define KP_UNIT_TEXT 64
size_t kp_unit_fold(const char *bytes, size_t length, char out[KP_UNIT_TEXT]);

/* Whether two units are the same, blanks and full-width forms apart. */
bool kp_units_alike(const char *a, size_t a_length, const char *b, size_t b_length);

/* Whether a unit is another, perhaps behind 万 or 亿, by which the value is then multiplied. False where it is not,
 * or the product does not fit. */
bool kp_unit_takes(const char *unit, size_t unit_length, const char *written, size_t length, kp_decimal *value);

/* 100 for %, 1000 for ‰; 0: of no share. */
int64_t kp_unit_whole(const char *unit, size_t length);

#endif
