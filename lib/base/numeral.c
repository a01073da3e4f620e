/* Numbers as notices write them: 42万, 1.5亿, 二〇二一, 一百〇五, 两. */
#include "base/number.h"

#define WAN 10000
#define YI 100000000

typedef struct scan {
	const uint32_t *cps;
	size_t count, at;
} scan;

static uint32_t peek(const scan *s, size_t ahead)
{
	return ahead < s->count - s->at ? s->cps[s->at + ahead] : 0;
}

static int arabic(uint32_t c)
{
	if (c >= '0' && c <= '9')
		return (int)(c - '0');
	return c >= 0xff10 && c <= 0xff19 ? (int)(c - 0xff10) : -1;
}

#define DIGIT(c, digit) [KP_NUMERAL_PLACE(c)] = { c, digit, 0 }
#define UNIT(c, unit) [KP_NUMERAL_PLACE(c)] = { c, -1, unit }

const kp_numeral kp_numerals[128] = {
	DIGIT(0x3007, 0), DIGIT(0x4e00, 1),  DIGIT(0x4e8c, 2),   DIGIT(0x4e09, 3),  DIGIT(0x56db, 4), /* 〇一二三四 */
	DIGIT(0x4e94, 5), DIGIT(0x516d, 6),  DIGIT(0x4e03, 7),   DIGIT(0x516b, 8),  DIGIT(0x4e5d, 9), /* 五六七八九 */
	DIGIT(0x96f6, 0), DIGIT(0x25cb, 0),  DIGIT(0x4e24, 2),                                        /* 零 ○ 两 */
	UNIT(0x5341, 10), UNIT(0x767e, 100), UNIT(0x5343, 1000), UNIT(0x4e07, WAN), UNIT(0x4ebf, YI), /* 十百千万亿 */
};

static const kp_numeral *numeral_of(uint32_t c)
{
	const kp_numeral *found = &kp_numerals[KP_NUMERAL_PLACE(c)];
	return c && found->c == c ? found : NULL;
}

int kp_chinese_digit(uint32_t c)
{
	const kp_numeral *found = numeral_of(c);
	return found ? found->digit : -1;
}

static int64_t small_unit(uint32_t c)
{
	const kp_numeral *found = numeral_of(c);
	return found && found->unit < WAN ? found->unit : 0;
}

static int64_t big_unit(uint32_t c)
{
	const kp_numeral *found = numeral_of(c);
	return found && found->unit >= WAN ? found->unit : 0;
}

/* a run of digits, positional; false: it does not fit */
static bool read_run(scan *s, int (*digit)(uint32_t), int64_t *value)
{
	for (int d; (d = digit(peek(s, 0))) >= 0; s->at++)
		if (__builtin_mul_overflow(*value, 10, value) || __builtin_add_overflow(*value, d, value))
			return false;
	return true;
}

/* 万, 亿, 万亿; 1 where there is none */
static int64_t read_big(scan *s)
{
	int64_t unit = big_unit(peek(s, 0));
	if (!unit)
		return 1;
	s->at++;
	if (unit == WAN && big_unit(peek(s, 0)) == YI) {
		s->at++;
		return (int64_t)WAN * YI;
	}
	return unit;
}

/* One factor before 十, 百, 千: a Chinese digit, up to three Arabic ones, or nothing before 十. */
static bool read_factor(scan *s, int64_t *factor)
{
	int d = kp_chinese_digit(peek(s, 0));
	*factor = d;
	if (d > 0) {
		s->at++;
		return true;
	}
	*factor = 1;
	if (peek(s, 0) == 0x5341) /* 十 */
		return true;
	*factor = 0;
	if (arabic(peek(s, 0)) < 0)
		return false;
	size_t start = s->at;
	/* four digits are a year rather than a factor: 2023十大, and so is what ends without a unit: 2万2025年 */
	return read_run(s, arabic, factor) && (big_unit(peek(s, 0)) || (s->at - start < 4 && small_unit(peek(s, 0))));
}

/* A number under 万 out of digits and 十, 百, 千. `before`: the unit it stands directly after, 0 where it does not. */
static bool read_section(scan *s, int64_t before, int64_t *value)
{
	int64_t last = WAN;
	bool any = false, arabic_digits = false;
	*value = 0;
	for (;;) {
		scan trial = *s;
		int64_t factor;
		bool zero = any && kp_chinese_digit(peek(&trial, 0)) == 0;
		if (zero)
			trial.at++;
		arabic_digits = arabic(peek(&trial, 0)) >= 0;
		if (!read_factor(&trial, &factor))
			break;
		int64_t unit = small_unit(peek(&trial, 0));
		if (unit >= last || (any && arabic_digits && !unit))
			break;
		if (!unit) {
			/* 一百二 is 120 and 一万五 is 15000; 一百零二 is 102 */
			int64_t above = any ? last : before;
			bool short_form = !zero && !arabic_digits && above >= 100 && !big_unit(peek(&trial, 0));
			if (!any && arabic_digits)
				*value = factor;
			else
				*value += short_form ? factor * (above / 10) : factor;
			*s = trial;
			return true;
		}
		trial.at++;
		int64_t product;
		if (__builtin_mul_overflow(factor, unit, &product) || __builtin_add_overflow(*value, product, value))
			break;
		last = unit;
		any = true;
		*s = trial;
	}
	return any;
}

/* Adds one section after another, each with a smaller 万 or 亿 than the one before; s stands after the first. */
static bool read_sections(scan *s, int64_t value, int64_t *total)
{
	int64_t top = read_big(s);
	if (__builtin_mul_overflow(value, top, total))
		return false;
	while (top > 1) {
		scan trial = *s;
		int64_t sum;
		bool zero = kp_chinese_digit(peek(&trial, 0)) == 0;
		if (zero)
			trial.at++;
		if (!read_section(&trial, zero ? 0 : top, &value))
			break;
		int64_t unit = read_big(&trial);
		if (unit == YI && top == WAN) { /* 三万五千亿: the 亿 is for all that stands before it */
			if (__builtin_add_overflow(*total, value, &sum) || __builtin_mul_overflow(sum, unit, &sum))
				return false;
		} else if (unit >= top) {
			break;
		} else if (__builtin_mul_overflow(value, unit, &sum) || __builtin_add_overflow(*total, sum, &sum)) {
			return false;
		}
		*total = sum;
		top = unit;
		*s = trial;
	}
	return true;
}

/* 1.5 and what multiplies it; false: it does not fit */
static bool read_fraction(scan *s, int64_t value, kp_decimal *out)
{
	kp_decimal number = { value, 0 };
	s->at++;
	for (int d; (d = arabic(peek(s, 0))) >= 0; s->at++) {
		if (number.scale == 9 || __builtin_mul_overflow(number.coefficient, 10, &number.coefficient) ||
		    __builtin_add_overflow(number.coefficient, d, &number.coefficient))
			return false;
		number.scale++;
	}
	int64_t factor = small_unit(peek(s, 0));
	if (factor)
		s->at++;
	factor = (factor ? factor : 1) * read_big(s);
	if (factor > 1) {
		if (!kp_decimal_multiply(number, (kp_decimal){ factor, 0 }, &number))
			return false;
		number = kp_decimal_trim(number);
	}
	*out = number;
	return true;
}

static bool read_arabic(scan *s, kp_decimal *out)
{
	int64_t value = 0, section;
	scan start = *s;
	if (!read_run(s, arabic, &value))
		return false;
	uint32_t c = peek(s, 0);
	if ((c == '.' || c == 0xff0e) && arabic(peek(s, 1)) >= 0)
		return read_fraction(s, value, out);
	if (s->at - start.at < 4 && small_unit(c)) {
		*s = start;
		if (!read_section(s, 0, &section))
			return false;
		value = section;
	}
	out->scale = 0;
	return read_sections(s, value, &out->coefficient);
}

static bool read_chinese(scan *s, kp_decimal *out)
{
	int64_t value = 0;
	if (peek(s, 0) == 0x25cb) /* ○ alone is a bullet; inside a number it is a zero */
		return false;
	out->scale = 0;
	if (kp_chinese_digit(peek(s, 0)) < 0 || (kp_chinese_digit(peek(s, 0)) > 0 && kp_chinese_digit(peek(s, 1)) < 0))
		return read_section(s, 0, &value) && read_sections(s, value, &out->coefficient);
	size_t start = s->at;
	bool zero = false;
	for (size_t i = s->at; i < s->count && kp_chinese_digit(s->cps[i]) >= 0; i++)
		zero = zero || kp_chinese_digit(s->cps[i]) == 0;
	if (!read_run(s, kp_chinese_digit, &value))
		return false;
	/* 三四十, 一二万 are guesses between two numbers */
	bool unit = small_unit(peek(s, 0)) || big_unit(peek(s, 0));
	if (unit && !zero && s->at - start == 2)
		return false;
	return !__builtin_mul_overflow(value, read_big(s), &out->coefficient);
}

size_t kp_numeral_read(const uint32_t *cps, size_t count, kp_decimal *out)
{
	scan s = { cps, count, 0 };
	*out = (kp_decimal){ 0, 0 };
	kp_decimal value = { 0, 0 };
	if (!count)
		return 0;
	if (!(arabic(cps[0]) >= 0 ? read_arabic(&s, &value) : read_chinese(&s, &value)))
		return 0;
	*out = value;
	return s.at;
}

int32_t kp_ordinal_read(const uint32_t *cps, size_t count)
{
	kp_decimal value;
	int32_t tens = 0;
	if (!count)
		return -1;
	if (cps[0] == 0x5eff || cps[0] == 0x5345) { /* 廿 卅 */
		tens = cps[0] == 0x5eff ? 20 : 30;
		int ones = count == 2 ? kp_chinese_digit(cps[1]) : 0;
		return count > 2 || (count == 2 && ones < 1) ? -1 : tens + ones;
	}
	bool western = arabic(cps[0]) >= 0;
	for (size_t i = 0; i < count; i++)
		if (western ? arabic(cps[i]) < 0 : !kp_is_chinese_digit(cps[i]))
			return -1;
	if (kp_numeral_read(cps, count, &value) != count || value.coefficient > INT32_MAX)
		return -1;
	return (int32_t)value.coefficient;
}
