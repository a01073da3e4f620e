#include "base/number.h"

#include "base/fail.h"

#include <kepu/date.h>
#include <string.h>

#define SCALE_MOST 9

static const int64_t powers[] = { 1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000 };

static bool ascii_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* [-+]digits[.digits]; gives where the digits begin and where the point stands (length: none) */
static bool well_formed(const char *bytes, size_t length, size_t *start, size_t *point)
{
	size_t at = length && (bytes[0] == '-' || bytes[0] == '+');
	*start = at;
	*point = length;
	for (; at < length; at++) {
		if (bytes[at] == '.' && *point == length)
			*point = at;
		else if (!ascii_digit(bytes[at]))
			return false;
	}
	return *point > *start && *point + 1 != length;
}

kepu_status kp_decimal_read(const char *bytes, size_t length, kp_decimal *out)
{
	size_t start, point;
	*out = (kp_decimal){ 0, 0 };
	if (!well_formed(bytes, length, &start, &point))
		return KEPU_ERROR_BAD_NUMBER;
	size_t scale = point < length ? length - point - 1 : 0;
	if (scale > SCALE_MOST)
		return KEPU_ERROR_OVERFLOW;
	bool negative = bytes[0] == '-';
	int64_t value = 0; /* built on its own side of zero, so that the smallest number can be read */
	for (size_t at = start; at < length; at++) {
		if (at == point)
			continue;
		int digit = bytes[at] - '0';
		if (__builtin_mul_overflow(value, 10, &value) ||
		    __builtin_add_overflow(value, negative ? -digit : digit, &value))
			return KEPU_ERROR_OVERFLOW;
	}
	out->coefficient = value;
	out->scale = (int32_t)scale;
	return KEPU_OK;
}

bool kp_decimal_is_text(kp_decimal value, const char *text, size_t length)
{
	kp_decimal read;
	return kp_decimal_read(text, length, &read) == KEPU_OK && read.coefficient == value.coefficient &&
	       read.scale == value.scale;
}

size_t kp_decimal_write(kp_decimal value, char out[KP_DECIMAL_TEXT])
{
	char reversed[KP_DECIMAL_TEXT];
	size_t n = 0, length = 0;
	out[0] = '\0';
	if (value.scale < 0 || value.scale > SCALE_MOST)
		return 0;
	uint64_t left = value.coefficient < 0 ? 0 - (uint64_t)value.coefficient : (uint64_t)value.coefficient;
	for (int32_t digits = 0; left || digits <= value.scale; digits++) {
		if (digits && digits == value.scale)
			reversed[n++] = '.';
		reversed[n++] = (char)('0' + left % 10);
		left /= 10;
	}
	if (value.coefficient < 0)
		reversed[n++] = '-';
	while (n)
		out[length++] = reversed[--n];
	out[length] = '\0';
	return length;
}

/* whole part and billionths, both with the sign of the value */
static void split(kp_decimal value, int64_t *whole, int64_t *part)
{
	*whole = value.coefficient / powers[value.scale];
	*part = value.coefficient % powers[value.scale] * powers[SCALE_MOST - value.scale];
}

int kp_decimal_compare(kp_decimal a, kp_decimal b)
{
	int64_t whole_a, part_a, whole_b, part_b;
	split(a, &whole_a, &part_a);
	split(b, &whole_b, &part_b);
	if (whole_a != whole_b)
		return whole_a < whole_b ? -1 : 1;
	return (part_a > part_b) - (part_a < part_b);
}

static bool compose(int64_t whole, int64_t part, kp_decimal *out)
{
	int32_t scale = SCALE_MOST;
	while (scale > 0 && part % 10 == 0) {
		part /= 10;
		scale--;
	}
	int64_t sum;
	if (__builtin_mul_overflow(whole, powers[scale], &sum) || __builtin_add_overflow(sum, part, &sum))
		return false;
	*out = (kp_decimal){ sum, scale };
	return true;
}

bool kp_decimal_add(kp_decimal a, kp_decimal b, kp_decimal *out)
{
	int32_t scale = a.scale > b.scale ? a.scale : b.scale;
	int64_t x, y, sum;
	if (!__builtin_mul_overflow(a.coefficient, powers[scale - a.scale], &x) &&
	    !__builtin_mul_overflow(b.coefficient, powers[scale - b.scale], &y) && !__builtin_add_overflow(x, y, &sum)) {
		*out = (kp_decimal){ sum, scale };
		return true;
	}
	/* the common scale does not hold it, a smaller one may */
	int64_t whole_a, part_a, whole_b, part_b, whole;
	split(a, &whole_a, &part_a);
	split(b, &whole_b, &part_b);
	if (__builtin_add_overflow(whole_a, whole_b, &whole))
		return false;
	int64_t part = part_a + part_b, billion = powers[SCALE_MOST];
	int64_t carry = part / billion;
	part %= billion;
	if (__builtin_add_overflow(whole, carry, &whole))
		return false;
	if (whole > 0 && part < 0) {
		whole--;
		part += billion;
	} else if (whole < 0 && part > 0) {
		whole++;
		part -= billion;
	}
	return compose(whole, part, out);
}

bool kp_decimal_multiply(kp_decimal a, kp_decimal b, kp_decimal *out)
{
	int64_t x = a.coefficient, y = b.coefficient, product;
	int32_t scale = a.scale + b.scale;
	/* tens are cancelled only where the product does not fit as it stands: 5.10 x 2 is 10.20 */
	while (__builtin_mul_overflow(x, y, &product) || scale > SCALE_MOST) {
		if (scale == 0)
			return false;
		if (x % 10 == 0)
			x /= 10;
		else if (y % 10 == 0)
			y /= 10;
		else if (x % 2 == 0 && y % 5 == 0)
			x /= 2, y /= 5;
		else if (x % 5 == 0 && y % 2 == 0)
			x /= 5, y /= 2;
		else
			return false;
		scale--;
	}
	*out = (kp_decimal){ product, scale };
	return true;
}

kp_decimal kp_decimal_trim(kp_decimal value)
{
	while (value.scale > 0 && value.coefficient % 10 == 0) {
		value.coefficient /= 10;
		value.scale--;
	}
	return value;
}

kepu_status kp_decimal_out(const kp_decimal *value, int64_t *out_coefficient, int32_t *out_scale)
{
	if (out_coefficient)
		*out_coefficient = value ? value->coefficient : 0;
	if (out_scale)
		*out_scale = value ? value->scale : 0;
	return value ? KEPU_OK : KEPU_NO_VALUE;
}

kepu_status kepu_decimal_parse(const char *text, size_t len, int64_t *out_coefficient, int32_t *out_scale,
                               kepu_error **err)
{
	if (!text)
		text = "", len = 0;
	if (len == KEPU_NUL_TERMINATED)
		len = strlen(text);
	kp_decimal value;
	kepu_status status = kp_decimal_read(text, len, &value);
	if (out_coefficient)
		*out_coefficient = value.coefficient;
	if (out_scale)
		*out_scale = value.scale;
	return status == KEPU_OK ? status : kp_fail_text(err, status, NULL, text, len);
}

kepu_status kepu_decimal_format(int64_t coefficient, int32_t scale, char *out, size_t capacity, size_t *out_needed)
{
	char text[KP_DECIMAL_TEXT];
	size_t length = kp_decimal_write((kp_decimal){ coefficient, scale }, text);
	if (out_needed)
		*out_needed = length ? length + 1 : 0;
	if (!length)
		return KEPU_ERROR_ARGUMENT;
	if (!out)
		return KEPU_OK;
	if (capacity <= length)
		return KEPU_ERROR_BUFFER;
	memcpy(out, text, length + 1);
	return KEPU_OK;
}
