#include "base/utf8.h"
#include "random.h"

#include <string.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* A decoder as plain as can be, from the table of the standard: the character at p, and its length; -1: none. */
static int64_t naive_decode(const unsigned char *p, size_t left, size_t *n)
{
	static const uint32_t least[] = { 0, 0, 0x80, 0x800, 0x10000 };
	*n = p[0] < 0x80 ? 1 : p[0] >> 5 == 6 ? 2 : p[0] >> 4 == 14 ? 3 : p[0] >> 3 == 30 ? 4 : 0;
	if (!*n || *n > left)
		return -1;
	uint32_t c = *n == 1 ? p[0] : p[0] & (0x7fu >> *n);
	for (size_t i = 1; i < *n; i++) {
		if (p[i] >> 6 != 2)
			return -1;
		c = c << 6 | (p[i] & 0x3f);
	}
	return c < least[*n] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff) ? -1 : (int64_t)c;
}

static size_t naive_check(const char *bytes, size_t length, int xml)
{
	for (size_t at = 0, n; at < length; at += n) {
		int64_t c = naive_decode((const unsigned char *)bytes + at, length - at, &n);
		if (c < 0 || (xml && !kp_xml_char((uint32_t)c)))
			return at;
	}
	return KP_UTF8_OK;
}

static void check_says_where_the_fault_is(void **state)
{
	(void)state;
	assert_int_equal(kp_utf8_check("全民科学素质", 18), KP_UTF8_OK);
	assert_int_equal(kp_utf8_check("", 0), KP_UTF8_OK);
	assert_int_equal(kp_utf8_check("plan \xff", 6), 5);
	assert_int_equal(kp_utf8_check("全民", 5), 3);                      /* cut off: where its character began */
	assert_int_equal(kp_utf8_check("\xc0\x80", 2), 0);                  /* overlong */
	assert_int_equal(kp_utf8_check("a\xed\xa0\x80", 4), 1);             /* surrogate */
	assert_int_equal(kp_utf8_check("\xf4\x90\x80\x80", 4), 0);          /* beyond U+10FFFF */
	assert_int_equal(kp_utf8_check("\xf4\x8f\xbf\xbf", 4), KP_UTF8_OK); /* U+10FFFF */
	assert_int_equal(kp_utf8_check("a\0b", 3), KP_UTF8_OK);
}

static void xml_forbids_more(void **state)
{
	(void)state;
	assert_int_equal(kp_utf8_check_xml("tab\tand\r\nline", 13), KP_UTF8_OK);
	assert_int_equal(kp_utf8_check_xml("12345678\0", 9), 8);
	assert_int_equal(kp_utf8_check_xml("0123456\x1b", 8), 7);
	assert_int_equal(kp_utf8_check_xml("\xef\xbf\xbd\xef\xbf\xbe", 6), 3); /* U+FFFD may be, U+FFFE may not */
	assert_false(kp_xml_char(0xffff));
	assert_false(kp_xml_char(0xd800));
	assert_false(kp_xml_char(0x110000));
	assert_true(kp_xml_char(0x1ffff));
	assert_true(kp_xml_char(0x7f));
}

static void every_character_goes_there_and_back(void **state)
{
	(void)state;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		char bytes[4];
		size_t n = kp_utf8_put(c, bytes), at = 0;
		uint32_t expected = c >= 0xd800 && c <= 0xdfff ? 0xfffd : c;
		if (kp_utf8_check(bytes, n) != KP_UTF8_OK || kp_utf8_next(bytes, &at) != expected || at != n)
			fail_msg("U+%04X", c);
		if ((kp_utf8_check_xml(bytes, n) == KP_UTF8_OK) != kp_xml_char(expected))
			fail_msg("U+%04X in XML", c);
	}
}

/* Well-formed text with some bytes changed, so that all kinds of faults come up at all offsets. */
static size_t random_text(uint64_t *seed, char *bytes, size_t most)
{
	static const uint32_t limits[] = { 0x80, 0x80, 0x800, 0x10000, 0x10000, 0x110000 };
	size_t length = 0, wanted = (size_t)random_below(seed, most - 4);
	while (length < wanted)
		length += kp_utf8_put((uint32_t)random_below(seed, limits[random_below(seed, 6)]), bytes + length);
	for (uint64_t faults = random_below(seed, 3); faults && length; faults--)
		bytes[random_below(seed, length)] = (char)random_next(seed);
	return length;
}

static void check_agrees_with_a_naive_decoder(void **state)
{
	(void)state;
	uint64_t seed = 3;
	char bytes[80];
	for (int i = 0; i < 200000; i++) {
		size_t length = random_text(&seed, bytes, sizeof bytes);
		assert_int_equal(kp_utf8_check(bytes, length), naive_check(bytes, length, 0));
		assert_int_equal(kp_utf8_check_xml(bytes, length), naive_check(bytes, length, 1));
	}
	for (uint32_t lead = 0x80; lead <= 0xff; lead++) /* all of three bytes, which Chinese text is made of */
		for (uint32_t rest = 0; rest <= 0xffff; rest++) {
			char three[3] = { (char)lead, (char)(rest >> 8), (char)rest };
			if (kp_utf8_check(three, 3) != naive_check(three, 3, 0))
				fail_msg("%02x %04x", lead, rest);
		}
}

static void characters_are_counted_and_found(void **state)
{
	(void)state;
	assert_int_equal(kp_utf8_count("科普 2025", 11), 7);
	assert_int_equal(kp_utf8_offset("科普 2025", 11, 2), 6);
	assert_int_equal(kp_utf8_offset("科普 2025", 11, 7), 11);
	assert_int_equal(kp_utf8_offset("科普 2025", 11, 99), 11);
	uint64_t seed = 4;
	char bytes[80];
	for (int i = 0; i < 20000; i++) {
		size_t length = random_text(&seed, bytes, sizeof bytes), at = 0, index = 0;
		if (kp_utf8_check(bytes, length) != KP_UTF8_OK)
			continue;
		for (; at < length; index++) {
			assert_int_equal(kp_utf8_offset(bytes, length, index), at);
			kp_utf8_next(bytes, &at);
		}
		assert_int_equal(kp_utf8_count(bytes, length), index);
		assert_int_equal(kp_utf8_offset(bytes, length, index), length);
	}
}

static void white_is_exactly_this(void **state)
{
	(void)state;
	static const uint32_t white[] = { 9,      10,     11,     12,     13,     0x20,   0x85,   0xa0,
		                              0xad,   0x1680, 0x2000, 0x2001, 0x2002, 0x2003, 0x2004, 0x2005,
		                              0x2006, 0x2007, 0x2008, 0x2009, 0x200a, 0x200b, 0x200c, 0x200d,
		                              0x2028, 0x2029, 0x202f, 0x205f, 0x2060, 0x3000, 0xfeff };
	size_t next = 0, count = sizeof white / sizeof *white;
	for (uint32_t c = 0; c <= 0x10ffff; c++) {
		int listed = next < count && white[next] == c;
		next += (size_t)listed;
		if (kp_is_white(c) != listed)
			fail_msg("U+%04X", c);
	}
	assert_int_equal(next, count);
}

static void chinese_is_told_from_the_rest(void **state)
{
	(void)state;
	static const uint32_t han[] = { 0x4e00,  0x9fff,  0x3400,  0x4dbf,  0x3007,  0xf900,  0xfaff, 0x20000,
		                            0x2a6df, 0x2a700, 0x2ebe0, 0x2f800, 0x30000, 0x31350, 0x323af };
	static const uint32_t marks[] = { 0x2e80, 0x2fdf, 0x3000, 0x3001, 0x300a, 0x303f, 0xff00, 0xff0c, 0xffef,
		                              0x2018, 0x2019, 0x201c, 0x201d, 0x201e, 0x201f, 0x2014, 0x2026, 0xb7 };
	static const uint32_t others[] = { 'a', 0x2013, 0x201a, 0x2e7f, 0x2fe0, 0x3040, 0xac00, 0xfeff, 0xfff0, 0x1f600 };
	for (size_t i = 0; i < sizeof han / sizeof *han; i++)
		assert_true(kp_is_han(han[i]) && kp_is_cjk(han[i]));
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		assert_true(kp_is_cjk(marks[i]) && !kp_is_han(marks[i]));
	for (size_t i = 0; i < sizeof others / sizeof *others; i++)
		assert_false(kp_is_cjk(others[i]) || kp_is_han(others[i]));
}

static void width_is_in_columns(void **state)
{
	(void)state;
	static const uint32_t none[] = { 0, 0x1b, 0x300, 0x200b, 0x200d, 0x2060, 0xfe0f, 0xfeff, 0x3099, 0xe0100 };
	static const uint32_t one[] = { 'a', 0xe9, 0xb7, 0x201c, 0x2460, 0x378, 0x3b1, 0xff61 };
	static const uint32_t two[] = { 0x4e00, 0x3000, 0x3001, 0xff01, 0xff5e, 0xac00, 0x20000, 0x1f600, 0x303e };
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_int_equal(kp_width(none[i]), 0);
	for (size_t i = 0; i < sizeof one / sizeof *one; i++)
		assert_int_equal(kp_width(one[i]), 1);
	for (size_t i = 0; i < sizeof two / sizeof *two; i++)
		assert_int_equal(kp_width(two[i]), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(check_says_where_the_fault_is),       cmocka_unit_test(xml_forbids_more),
		cmocka_unit_test(every_character_goes_there_and_back), cmocka_unit_test(check_agrees_with_a_naive_decoder),
		cmocka_unit_test(characters_are_counted_and_found),    cmocka_unit_test(white_is_exactly_this),
		cmocka_unit_test(chinese_is_told_from_the_rest),       cmocka_unit_test(width_is_in_columns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
