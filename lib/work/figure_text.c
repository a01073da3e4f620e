#include "work/figure_text.h"

#include "base/utf8.h"

#include <kepu/data.h>
#include <kepu/date.h>
#include <string.h>

#define ROOM 64
#define TEN_THOUSAND "万"
#define HUNDRED_MILLION "亿"
#define HAN_BYTES 3
#define FULL_WIDTH_PERCENT 0xff05

typedef struct folded {
	char bytes[ROOM];
	size_t length;
} folded;

static uint32_t fold_char(uint32_t c)
{
	if ((c >= 0xff10 && c <= 0xff19) || c == 0xff0e || c == 0xff0c || c == FULL_WIDTH_PERCENT || c == 0xff0b ||
	    c == 0xff0d)
		return c - 0xfee0;
	return c == 0x2212 ? '-' : c;
}

/* False: it is longer than any figure or period. */
static bool fold(const char *bytes, size_t length, folded *out)
{
	out->length = 0;
	for (size_t at = 0; at < length;) {
		char encoded[4];
		size_t n = kp_utf8_put(fold_char(kp_utf8_next(bytes, &at)), encoded);
		if (out->length + n >= ROOM)
			return false;
		memcpy(out->bytes + out->length, encoded, n);
		out->length += n;
	}
	out->bytes[out->length] = '\0';
	return true;
}

static bool is_word(const char *text, const char *const *words)
{
	for (; *words; words++)
		if (!strcmp(text, *words))
			return true;
	return false;
}

static bool digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Takes a word off the end. */
static bool strip(folded *text, const char *word)
{
	size_t length = strlen(word);
	if (text->length <= length || memcmp(text->bytes + text->length - length, word, length))
		return false;
	text->length -= length;
	return true;
}

/* Takes out the commas that separate three digits each. False: they separate anything else. */
static bool drop_separators(folded *text)
{
	size_t to = 0, run = 0;
	bool grouped = false, whole = true;
	for (size_t at = 0; at < text->length; at++) {
		char c = text->bytes[at];
		bool sound = !grouped || run == 3;
		if (c == ',') {
			if (!whole || !sound || run < 1 || run > 3)
				return false;
			grouped = true;
			run = 0;
			continue;
		}
		if (c == '.' && whole) {
			if (!sound)
				return false;
			whole = false;
		}
		run += digit(c);
		text->bytes[to++] = c;
	}
	text->length = to;
	return !whole || !grouped || run == 3;
}

/* 0.04 times ten thousand is 400, not 400.00: nobody has measured those places. */
static bool scale_by(kp_decimal *value, int64_t factor)
{
	if (!kp_decimal_multiply(*value, (kp_decimal){ factor, 0 }, value))
		return false;
	*value = kp_decimal_trim(*value);
	return true;
}

static bool read_number(folded *text, kp_figure_text *out)
{
	int64_t factor = strip(text, TEN_THOUSAND) ? 10000 : strip(text, HUNDRED_MILLION) ? 100000000 : 1;
	out->percent = factor == 1 && strip(text, "%");
	return drop_separators(text) && kp_decimal_read(text->bytes, text->length, &out->value) == KEPU_OK &&
	       (factor == 1 || scale_by(&out->value, factor));
}

bool kp_figure_text_read(const char *bytes, size_t length, kp_figure_text *out)
{
	static const char *const none[] = { "", "无数据", "缺", "-", "--", "—", NULL };
	static const char *const not_applicable[] = { "不适用", "n/a", "N/A", "NA", NULL };
	static const char *const not_reported[] = { "未报", "未上报", NULL };
	folded text;
	*out = (kp_figure_text){ KEPU_STATE_VALUE, { 0, 0 }, false };
	if (!fold(bytes, length, &text))
		return false;
	if (is_word(text.bytes, none))
		out->state = KEPU_STATE_NO_VALUE;
	else if (is_word(text.bytes, not_applicable))
		out->state = KEPU_STATE_NOT_APPLICABLE;
	else if (is_word(text.bytes, not_reported))
		out->state = KEPU_STATE_NOT_REPORTED;
	else
		return read_number(&text, out);
	return true;
}

/* ---- periods ---- */

typedef struct scanner {
	const char *at;
} scanner;

/* One or two digits; -1: there are none. */
static int take_number(scanner *s)
{
	if (!digit(*s->at))
		return -1;
	int value = *s->at++ - '0';
	if (digit(*s->at))
		value = value * 10 + (*s->at++ - '0');
	return value;
}

static bool take(scanner *s, const char *word)
{
	size_t length = strlen(word);
	if (strncmp(s->at, word, length))
		return false;
	s->at += length;
	return true;
}

static int take_quarter(scanner *s)
{
	static const char *const words[] = { "一", "二", "三", "四" };
	take(s, "第");
	for (int i = 0; i < 4; i++)
		if (take(s, words[i]))
			return i + 1;
	return take_number(s);
}

/* What follows the year in 2023年…; a month or day of 0 says that there is none. */
static bool read_chinese(scanner *s, int year, kp_date *out)
{
	if (!*s->at)
		return kp_date_make(year, 0, 0, out);
	bool first = take(s, "上半年");
	if (first || take(s, "下半年")) {
		*out = (kp_date){ (int16_t)year, first ? 1 : 2, 0, KEPU_PRECISION_HALF };
		return year > 0 && !*s->at;
	}
	scanner quarter = *s;
	int number = take_quarter(&quarter);
	if (take(&quarter, "季度")) {
		*out = (kp_date){ (int16_t)year, (uint8_t)number, 0, KEPU_PRECISION_QUARTER };
		return year > 0 && number >= 1 && number <= 4 && !*quarter.at;
	}
	int month = take_number(s), day = 0;
	if (month < 1 || !take(s, "月"))
		return false;
	if (*s->at && ((day = take_number(s)) < 1 || !take(s, "日")))
		return false;
	return !*s->at && kp_date_make(year, month, day, out);
}

static bool read_separated(scanner *s, int year, kp_date *out)
{
	char separator = *s->at++;
	int month = take_number(s), day = 0;
	if (month < 1 || (separator == '-' && *s->at != '-'))
		return false;
	if (*s->at && (*s->at++ != separator || (day = take_number(s)) < 1))
		return false;
	return !*s->at && kp_date_make(year, month, day, out);
}

bool kp_period_text_read(const char *bytes, size_t length, kp_date *out)
{
	folded text;
	if (!fold(bytes, length, &text))
		return false;
	if (kp_date_read(text.bytes, text.length, out))
		return true;
	int year = 0;
	for (size_t i = 0; i < 4; i++) {
		if (!digit(text.bytes[i]))
			return false;
		year = year * 10 + (text.bytes[i] - '0');
	}
	scanner s = { text.bytes + 4 };
	if (*s.at == '/' || *s.at == '-')
		return read_separated(&s, year, out);
	return take(&s, "年") && read_chinese(&s, year, out);
}

/* ---- units ---- */

size_t kp_unit_fold(const char *bytes, size_t length, char out[KP_UNIT_TEXT])
{
	size_t used = 0;
	for (size_t at = 0; at < length;) {
		uint32_t c = kp_utf8_next(bytes, &at);
		char encoded[4];
		size_t n = kp_utf8_put(c == FULL_WIDTH_PERCENT ? '%' : c, encoded);
		if (kp_is_white(c))
			continue;
		if (used + n >= KP_UNIT_TEXT)
			break;
		memcpy(out + used, encoded, n);
		used += n;
	}
	out[used] = '\0';
	return used;
}

/* The next character of a unit that counts, 0 at its end. */
static uint32_t next_of_unit(const char *bytes, size_t length, size_t *at)
{
	while (*at < length) {
		uint32_t c = kp_utf8_next(bytes, at);
		if (!kp_is_white(c))
			return c == FULL_WIDTH_PERCENT ? '%' : c;
	}
	return 0;
}

bool kp_units_alike(const char *a, size_t a_length, const char *b, size_t b_length)
{
	size_t i = 0, k = 0;
	uint32_t one, other;
	do {
		one = next_of_unit(a, a_length, &i);
		other = next_of_unit(b, b_length, &k);
	} while (one && one == other);
	return one == other;
}

bool kp_unit_takes(const char *unit, size_t unit_length, const char *written, size_t length, kp_decimal *value)
{
	if (kp_units_alike(unit, unit_length, written, length))
		return true;
	if (length < HAN_BYTES || !kp_units_alike(unit, unit_length, written + HAN_BYTES, length - HAN_BYTES))
		return false;
	if (!memcmp(written, TEN_THOUSAND, HAN_BYTES))
		return scale_by(value, 10000);
	return !memcmp(written, HUNDRED_MILLION, HAN_BYTES) && scale_by(value, 100000000);
}

int64_t kp_unit_whole(const char *unit, size_t length)
{
	if (kp_units_alike(unit, length, "%", 1))
		return 100;
	return length == HAN_BYTES && !memcmp(unit, "‰", HAN_BYTES) ? 1000 : 0;
}
