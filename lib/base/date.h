/* Dates and periods with a precision. Text form: 2023, 2023-H1, 2023-Q2, 2023-06, 2023-06-T1 (first ten days), 2023-06-30. */
#ifndef KP_DATE_H
#define KP_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct kp_date {
	int16_t year;      /* 1 to 9999; 0: no date */
	uint8_t month;     /* 1 to 12, or the half (1, 2) or quarter (1 to 4) */
	uint8_t day;       /* 1 to 31, or the ten days (1 to 3) */
	uint8_t precision; /* KEPU_PRECISION_ of date.h */
} kp_date;

bool kp_date_read(const char *bytes, size_t length, kp_date *out); /* false: not a date that exists */
#define KP_DATE_TEXT 16
size_t kp_date_write(kp_date date, char out[KP_DATE_TEXT]);    /* length; terminated; 0 for no date */
kp_date kp_date_first(kp_date date);                           /* its first day, precision day */
kp_date kp_date_last(kp_date date);                            /* its last day */
int kp_date_compare(kp_date a, kp_date b);                     /* by first day, then by last */
bool kp_date_make(int year, int month, int day, kp_date *out); /* month, day 0: coarser; false: does not exist */
int64_t kp_date_days(kp_date day);                             /* of a day: days since 1 March of the year 0 */

#endif
