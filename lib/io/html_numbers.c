#include "io/html_numbers.h"

#include "base/utf8.h"
#include "io/html_page.h"

static void put_chinese(kp_buffer *out, int32_t number)
{
	static const char digits[][4] = { "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九" };
	if (number >= 20)
		kp_buffer_text(out, digits[number / 10]);
	if (number >= 10)
		kp_buffer_text(out, "十");
	if (number % 10)
		kp_buffer_text(out, digits[number % 10]);
}

static void put_roman(kp_buffer *out, int32_t number, char base)
{
	static const struct {
		int32_t value;
		const char *letters;
	} parts[] = { { 50, "L" }, { 40, "XL" }, { 10, "X" }, { 9, "IX" }, { 5, "V" }, { 4, "IV" }, { 1, "I" } };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		for (; number >= parts[i].value; number -= parts[i].value)
			for (const char *c = parts[i].letters; *c; c++)
				kp_buffer_byte(out, (char)(*c - 'A' + base));
}

static void put_decimal(kp_buffer *out, int32_t number, uint8_t depth)
{
	char circled[4];
	if (depth >= 3 && number >= 1 && number <= 20) {
		kp_buffer_add(out, circled, kp_utf8_put(U'①' + (uint32_t)number - 1, circled));
	} else if (depth >= 2) {
		kp_buffer_text(out, "（");
		kp_buffer_int(out, number);
		kp_buffer_text(out, "）");
	} else {
		kp_buffer_int(out, number);
		kp_buffer_byte(out, '.');
	}
}

void kp_html_number(kp_buffer *out, int32_t number, uint8_t style, uint8_t depth)
{
	bool small = number >= 1 && number <= 26;
	if (style == KP_HTML_CHINESE && number >= 1 && number <= 99) {
		put_chinese(out, number);
		kp_buffer_text(out, "、");
	} else if ((style == KP_HTML_LOWER || style == KP_HTML_UPPER) && small) {
		kp_buffer_byte(out, (char)((style == KP_HTML_LOWER ? 'a' : 'A') + number - 1));
		kp_buffer_byte(out, '.');
	} else if ((style == KP_HTML_ROMAN_LOWER || style == KP_HTML_ROMAN_UPPER) && small) {
		put_roman(out, number, style == KP_HTML_ROMAN_LOWER ? 'a' : 'A');
		kp_buffer_byte(out, '.');
	} else {
		put_decimal(out, number, depth);
	}
}
