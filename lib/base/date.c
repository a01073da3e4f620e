#include "base/date.h"

#include "base/fail.h"

#include <kepu/date.h>
#include <string.h>

static int days_in(int year, int month)
{
	static const uint8_t days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
	return days[month - 1] + (month == 2 && leap);
}

static bool exists(kp_date date)
{
	static const uint8_t most[] = { 0, 0, 2, 4, 12, 12, 12 };
	if (date.year < 1 || date.year > 9999 || date.precision < KEPU_PRECISION_YEAR ||
	    date.precision > KEPU_PRECISION_DAY)
		return false;
	if (date.precision == KEPU_PRECISION_YEAR)
		return true;
	if (date.month < 1 || date.month > most[date.precision])
		return false;
	if (date.precision == KEPU_PRECISION_TEN_DAYS)
		return date.day >= 1 && date.day <= 3;
	return date.precision != KEPU_PRECISION_DAY || (date.day >= 1 && date.day <= days_in(date.year, date.month));
}

/* -1 where a byte is no digit */
static int digits(const char *bytes, size_t count)
{
	int value = 0;
	for (size_t i = 0; i < count; i++) {
		if (bytes[i] < '0' || bytes[i] > '9')
			return -1;
		value = value * 10 + (bytes[i] - '0');
	}
	return value;
}

bool kp_date_read(const char *bytes, size_t length, kp_date *out)
{
	int year, month = 0, day = 0, precision = KEPU_PRECISION_YEAR;
	memset(out, 0, sizeof *out);
	if ((length != 4 && length != 7 && length != 10) || (year = digits(bytes, 4)) < 0)
		return false;
	if (length > 4) {
		bool letter = length == 7 && (bytes[5] == 'H' || bytes[5] == 'Q');
		precision = !letter ? KEPU_PRECISION_MONTH : bytes[5] == 'H' ? KEPU_PRECISION_HALF : KEPU_PRECISION_QUARTER;
		month = letter ? digits(bytes + 6, 1) : digits(bytes + 5, 2);
		if (bytes[4] != '-' || month < 0)
			return false;
	}
	if (length > 7) {
		bool ten = bytes[8] == 'T';
		precision = ten ? KEPU_PRECISION_TEN_DAYS : KEPU_PRECISION_DAY;
		day = ten ? digits(bytes + 9, 1) : digits(bytes + 8, 2);
		if (bytes[7] != '-' || day < 0)
			return false;
	}
	kp_date date = { (int16_t)year, (uint8_t)month, (uint8_t)day, (uint8_t)precision };
	if (!exists(date))
		return false;
	*out = date;
	return true;
}

static size_t put(char *out, size_t at, int value, int width)
{
	for (int i = width; i-- > 0; value /= 10)
		out[at + (size_t)i] = (char)('0' + value % 10);
	return at + (size_t)width;
}

size_t kp_date_write(kp_date date, char out[KP_DATE_TEXT])
{
	size_t at = 0;
	if (exists(date)) {
		at = put(out, at, date.year, 4);
		if (date.precision > KEPU_PRECISION_YEAR)
			out[at++] = '-';
		if (date.precision == KEPU_PRECISION_HALF || date.precision == KEPU_PRECISION_QUARTER) {
			out[at++] = date.precision == KEPU_PRECISION_HALF ? 'H' : 'Q';
			at = put(out, at, date.month, 1);
		}
		if (date.precision >= KEPU_PRECISION_MONTH)
			at = put(out, at, date.month, 2);
		if (date.precision >= KEPU_PRECISION_TEN_DAYS)
			out[at++] = '-';
		if (date.precision == KEPU_PRECISION_TEN_DAYS)
			out[at++] = 'T';
		if (date.precision >= KEPU_PRECISION_TEN_DAYS)
			at = put(out, at, date.day, date.precision == KEPU_PRECISION_DAY ? 2 : 1);
	}
	out[at] = '\0';
	return at;
}

static kp_date day_of(int year, int month, int day)
{
	return (kp_date){ (int16_t)year, (uint8_t)month, (uint8_t)day, KEPU_PRECISION_DAY };
}

kp_date kp_date_first(kp_date date)
{
	if (!exists(date))
		return (kp_date){ 0, 0, 0, 0 };
	switch (date.precision) {
	case KEPU_PRECISION_YEAR: return day_of(date.year, 1, 1);
	case KEPU_PRECISION_HALF: return day_of(date.year, date.month * 6 - 5, 1);
	case KEPU_PRECISION_QUARTER: return day_of(date.year, date.month * 3 - 2, 1);
	case KEPU_PRECISION_MONTH: return day_of(date.year, date.month, 1);
	case KEPU_PRECISION_TEN_DAYS: return day_of(date.year, date.month, date.day * 10 - 9);
	default: return date;
	}
}

kp_date kp_date_last(kp_date date)
{
	if (!exists(date))
		return (kp_date){ 0, 0, 0, 0 };
	int month = date.month;
	switch (date.precision) {
	case KEPU_PRECISION_YEAR: month = 12; break;
	case KEPU_PRECISION_HALF: month *= 6; break;
	case KEPU_PRECISION_QUARTER: month *= 3; break;
	case KEPU_PRECISION_TEN_DAYS:
		if (date.day < 3)
			return day_of(date.year, month, date.day * 10);
		break;
	case KEPU_PRECISION_DAY: return date;
	default: break;
	}
	return day_of(date.year, month, days_in(date.year, month));
}

static int32_t number_of(kp_date day)
{
	return day.year * 10000 + day.month * 100 + day.day;
}

int kp_date_compare(kp_date a, kp_date b)
{
	int32_t x = number_of(kp_date_first(a)), y = number_of(kp_date_first(b));
	if (x == y) {
		x = number_of(kp_date_last(a));
		y = number_of(kp_date_last(b));
	}
	return (x > y) - (x < y);
}

bool kp_date_make(int year, int month, int day, kp_date *out)
{
	memset(out, 0, sizeof *out);
	if (year < 1 || year > 9999 || month < 0 || month > 12 || day < 0 || day > 31 || (day && !month))
		return false;
	int precision = day ? KEPU_PRECISION_DAY : month ? KEPU_PRECISION_MONTH : KEPU_PRECISION_YEAR;
	kp_date date = { (int16_t)year, (uint8_t)month, (uint8_t)day, (uint8_t)precision };
	if (!exists(date))
		return false;
	*out = date;
	return true;
}

int64_t kp_date_days(kp_date day)
{
	/* years begin in March, so that the odd day of leap years comes last */
	int64_t year = day.year - (day.month <= 2), month = (day.month + 9) % 12;
	return year * 365 + year / 4 - year / 100 + year / 400 + (month * 153 + 2) / 5 + day.day - 1;
}

kepu_status kepu_date_parse(const char *text, size_t len, int32_t *out_precision, int32_t *out_first, int32_t *out_last,
                            kepu_error **err)
{
	if (!text)
		text = "", len = 0;
	if (len == KEPU_NUL_TERMINATED)
		len = strlen(text);
	kp_date date;
	bool good = kp_date_read(text, len, &date);
	if (out_precision)
		*out_precision = date.precision;
	if (out_first)
		*out_first = number_of(kp_date_first(date));
	if (out_last)
		*out_last = number_of(kp_date_last(date));
	return good ? KEPU_OK : kp_fail_text(err, KEPU_ERROR_BAD_DATE, NULL, text, len);
}
