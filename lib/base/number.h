/* Exact decimals, Chinese numerals: numbers that people set and count. */
#ifndef KP_NUMBER_H
#define KP_NUMBER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <kepu/base.h>
#include <kepu/codes.h>

typedef struct kp_decimal {
	int64_t coefficient;
	int32_t scale; /* 0 to 9: value = coefficient / 10^scale */
} kp_decimal;

/* Reads [-+]digits[.digits] over the whole text, without white space, exponent or separators, whatever the locale. KEPU_ERROR_BAD_NUMBER,
 * KEPU_ERROR_OVERFLOW. Keeps the scale as written ("5.10" has scale 2). */
kepu_status kp_decimal_read(const char *bytes, size_t length, kp_decimal *out);
/* Whether the text is the number as it stands there, with its scale, and no more. */
bool kp_decimal_is_text(kp_decimal value, const char *text, size_t length);
#define KP_DECIMAL_TEXT 32
size_t kp_decimal_write(kp_decimal value, char out[KP_DECIMAL_TEXT]); /* length; terminated */
int kp_decimal_compare(kp_decimal a, kp_decimal b);                   /* by value: 5.10 equals 5.1; never overflows */
bool kp_decimal_add(kp_decimal a, kp_decimal b, kp_decimal *out);     /* false: overflow, *out untouched */
bool kp_decimal_multiply(kp_decimal a, kp_decimal b, kp_decimal *out);
kp_decimal kp_decimal_trim(kp_decimal value); /* without trailing zeros after the point */
/* Hands a number out as the readers of the interface do: KEPU_NO_VALUE and zeros for NULL. The outputs may be NULL. */
kepu_status kp_decimal_out(const kp_decimal *value, int64_t *out_coefficient, int32_t *out_scale);

/* Reads the longest number that stands at the start of cps[0..count): ASCII or full-width digits with an optional
 * decimal point, Chinese numerals (positional 二〇二一, structured 一百〇五, 十二, 两), and mixtures with 十, 百, 千, 万, 亿
 * (2万, 1.5亿, 42万). Returns how many code points it took, 0 for none; *out has its value. */
size_t kp_numeral_read(const uint32_t *cps, size_t count, kp_decimal *out);

/* Reads a whole run of Chinese numerals or digits as an ordinal (一, 十二, 二十, 〇; 12, １２). -1: it is none. */
int32_t kp_ordinal_read(const uint32_t *cps, size_t count);
int kp_chinese_digit(uint32_t c); /* 〇零○ 0 to 九 9, 两 2; -1: it is none */

/* Every numeral stands at the place that a hash of its code point gives, and no two at the same: asked for every
 * character of a text. */
#define KP_NUMERAL_PLACE(c) (((c) ^ (c) >> 8) & 127)
typedef struct kp_numeral {
	uint16_t c;    /* 0: none stands here */
	int16_t digit; /* -1: it is a unit */
	int32_t unit;
} kp_numeral;
extern const kp_numeral kp_numerals[128];

/* 〇零一二三四五六七八九十百千万亿两 and ○ */
static inline bool kp_is_chinese_digit(uint32_t c)
{
	return c && kp_numerals[KP_NUMERAL_PLACE(c)].c == c;
}

#endif
