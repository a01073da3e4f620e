/* Bytes of a notice to paragraphs: encodings, lines, characters that no text may hold, files that are no text. */
#include "io/decode.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(text) (text), sizeof text - 1

/* Decodes, and puts the paragraphs into one text: line number, colon, text, bar. */
static char *decoded(const char *bytes, size_t length, size_t dropped)
{
	static char shown[4096];
	kp_paragraphs list;
	kepu_error *err = NULL;
	size_t at = 0;
	if (kp_decode_text(bytes, length, "name", &list, &err))
		fail_msg("%s", kepu_error_message(err, KEPU_LANG_EN, NULL));
	assert_int_equal(list.dropped, dropped);
	shown[0] = '\0';
	for (size_t i = 0; i < list.count; i++)
		at += (size_t)snprintf(shown + at, sizeof shown - at, "%u:%.*s|", (unsigned)list.items[i].line,
		                       (int)list.items[i].length, list.text + list.items[i].start);
	kp_paragraphs_free(&list);
	return shown;
}

static void test_utf8(void **state)
{
	(void)state;
	assert_string_equal(decoded(BYTES("科普"), 0), "1:科普|");
	assert_string_equal(decoded(BYTES("\xef\xbb\xbf科普\n"), 0), "1:科普|");
	assert_string_equal(decoded(BYTES("\xef\xbb\xbf𠮷\xef\xbb\xbf"), 0), "1:𠮷\xef\xbb\xbf|");
	assert_string_equal(decoded(BYTES("abc"), 0), "1:abc|");
}

static void test_lines(void **state)
{
	(void)state;
	assert_string_equal(decoded(BYTES("一\n二\r\n三\r四\n\n六"), 0), "1:一|2:二|3:三|4:四|5:|6:六|");
	assert_string_equal(decoded(BYTES("一\r\n\r\n三\r\r五\n\r七"), 0), "1:一|2:|3:三|4:|5:五|6:|7:七|");
	/* these part paragraphs, but an editor does not count them as lines */
	assert_string_equal(decoded(BYTES("一\f二\v三\xc2\x85四\xe2\x80\xa8五\xe2\x80\xa9六\n七"), 0),
	                    "1:一|1:二|1:三|1:四|1:五|1:六|2:七|");
	assert_string_equal(decoded(BYTES("\n"), 0), "1:|");
	assert_string_equal(decoded(BYTES(" \t\n"), 0), "1: \t|");
}

static void test_utf16(void **state)
{
	(void)state;
	assert_string_equal(decoded(BYTES("\xff\xfe\x00\x4e\x0a\x00\x8c\x4e"), 0), "1:一|2:二|");
	assert_string_equal(decoded(BYTES("\xfe\xff\x4e\x00\x00\x0a\x4e\x8c"), 0), "1:一|2:二|");
	/* surrogates: 𠮷 is D842 DFB7; one alone, or a byte too few, cannot be decoded */
	assert_string_equal(decoded(BYTES("\xff\xfe\x42\xd8\xb7\xdf"), 0), "1:𠮷|");
	assert_string_equal(decoded(BYTES("\xff\xfe\x42\xd8\x00\x4e\xb7\xdf\x31"), 3),
	                    "1:\xef\xbf\xbd一\xef\xbf\xbd\xef\xbf\xbd|");
	/* without a BOM: spaces, digits and line ends give it away */
	assert_string_equal(decoded(BYTES("\x00\x4e\x01\x30\x79\x51\x20\x00\x31\x00\x0a\x00\x8c\x4e"), 0),
	                    "1:一、兹 1|2:二|");
	assert_string_equal(decoded(BYTES("\x4e\x00\x30\x01\x51\x79\x00\x20\x00\x31\x00\x0a\x4e\x8c"), 0),
	                    "1:一、兹 1|2:二|");
	assert_string_equal(decoded(BYTES("a\0b\0c\0\n\0"), 0), "1:abc|");
}

static void test_gb18030(void **state)
{
	(void)state;
	assert_string_equal(decoded(BYTES("\xbf\xc6\xc6\xd5\r\n\xb7\xbd\xb0\xb8"), 0), "1:科普|2:方案|");
	/* 〇 is in GBK, 镕 in GBK but not in GB2312, 㐀 and 𠮷 take four bytes */
	assert_string_equal(decoded(BYTES("\xb6\xfe\xa9\x96\x32\xe9\x46"), 0), "1:二〇2镕|");
	assert_string_equal(decoded(BYTES("\x81\x39\xee\x39\x95\x34\xb2\x35\xba\xba"), 0), "1:㐀\xf0\xa0\xae\xb7汉|");
	/* a byte that begins nothing, and a character that breaks off at the end */
	assert_string_equal(decoded(BYTES("\xbf\xc6\xff\xc6\xd5"), 1), "1:科\xef\xbf\xbd普|");
	assert_string_equal(decoded(BYTES("\xbf\xc6\xc6\xd5\xbf"), 1), "1:科普\xef\xbf\xbd|");
}

/* A text that is UTF-8 but for a fault is not read as something else. */
static void test_damaged_utf8(void **state)
{
	(void)state;
	assert_string_equal(decoded(BYTES("各县（市）人民政府、各部门\xe7\xa7"), 1),
	                    "1:各县（市）人民政府、各部门\xef\xbf\xbd|");
	assert_string_equal(decoded(BYTES("各县（市）人民\xff政府、各部门"), 1),
	                    "1:各县（市）人民\xef\xbf\xbd政府、各部门|");
	assert_string_equal(decoded(BYTES("\xef\xbb\xbf\xbf\xc6"), 2), "1:\xef\xbf\xbd\xef\xbf\xbd|");
}

static void test_characters(void **state)
{
	(void)state;
	assert_string_equal(decoded(BYTES("一\x01\x02二\x1b三\x7f"), 3), "1:一二三\x7f|");
	assert_string_equal(decoded(BYTES("一\n二\x01三\r\n四\x02\r五"), 2), "1:一|2:二三|3:四|4:五|");
	assert_string_equal(decoded(BYTES("一\xef\xbf\xbe二\xef\xbf\xbf"), 2), "1:一二|");
	assert_string_equal(decoded(BYTES("科普方案科普方案科普方案\0科普方案"), 1), "1:科普方案科普方案科普方案科普方案|");
}

static void expect_refused(const char *bytes, size_t length, kepu_status code, const char *word)
{
	kp_paragraphs list;
	kepu_error *err = NULL;
	assert_int_equal(kp_decode_text(bytes, length, "file.bin", &list, &err), code);
	assert_null(list.text);
	assert_null(list.items);
	assert_int_equal(kepu_error_code(err), code);
	assert_string_equal(kepu_error_file(err, NULL), "file.bin");
	for (int32_t lang = KEPU_LANG_ZH; lang <= KEPU_LANG_EN; lang++)
		if (!strstr(kepu_error_message(err, lang, NULL), word))
			fail_msg("%s: not in \"%s\"", word, kepu_error_message(err, lang, NULL));
	kepu_error_free(err);
}

static void test_no_text(void **state)
{
	(void)state;
	expect_refused(BYTES(""), KEPU_ERROR_EMPTY_FILE, "");
	expect_refused(BYTES("\xef\xbb\xbf"), KEPU_ERROR_EMPTY_FILE, "");
	expect_refused(BYTES("%PDF-1.7\n"), KEPU_ERROR_UNKNOWN_TYPE, "PDF");
	expect_refused(BYTES("PK\3\4 [Content_Types].xml word/document.xml"), KEPU_ERROR_UNKNOWN_TYPE, "DOCX");
	expect_refused(BYTES("PK\3\4 OFD.xml"), KEPU_ERROR_UNKNOWN_TYPE, "OFD");
	expect_refused(BYTES("PK\3\4 anything"), KEPU_ERROR_ARCHIVE, "ZIP");
	expect_refused(BYTES("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0"), KEPU_ERROR_UNKNOWN_TYPE, "WPS");
	expect_refused(BYTES("{\\rtf1\\ansi"), KEPU_ERROR_UNKNOWN_TYPE, "RTF");
	expect_refused(BYTES("\x1f\x8b\x08"), KEPU_ERROR_ARCHIVE, "gzip");
	expect_refused(BYTES("\x89PNG\r\n\x1a\n\0\0"), KEPU_ERROR_PICTURE, "PNG");
	expect_refused(BYTES("From: <Saved by a browser>\nSubject: x"), KEPU_ERROR_UNKNOWN_TYPE, "MHTML");
	expect_refused(BYTES("FounderCEB\0\1"), KEPU_ERROR_UNKNOWN_TYPE, "CEB");
	expect_refused(BYTES("\0\1\2\3\4\5\6\7\0\0\0\0"), KEPU_ERROR_UNKNOWN_TYPE, "binary");
	expect_refused(BYTES("<plan xmlns=\"urn:kepu:plan:1\"/>"), KEPU_ERROR_UNKNOWN_TYPE, "XML");
	expect_refused(BYTES("<?xml version=\"1.0\"?>\n<uof:UOF>"), KEPU_ERROR_UNKNOWN_TYPE, "XML");
}

/* Where the bytes say nothing, the name may. */
static void test_names_of_types(void **state)
{
	static const struct {
		const char *name, *type;
	} rows[] = {
		{ "通知.gd", "GD" }, { "A.CEB", "CEB" }, { "a.wps", "WPS" }, { "a.txt", "binary" }, { ".gd", "binary" }
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		kp_paragraphs list;
		kepu_error *err = NULL;
		assert_int_equal(kp_decode_text(BYTES("\0\1\2\3\4\5\6\7\0\0\0\0"), rows[i].name, &list, &err),
		                 KEPU_ERROR_UNKNOWN_TYPE);
		assert_non_null(strstr(kepu_error_message(err, KEPU_LANG_ZH, NULL), rows[i].type));
		kepu_error_free(err);
	}
}

static void test_digest(void **state)
{
	static const uint8_t abc[4] = { 0xba, 0x78, 0x16, 0xbf };
	kp_paragraphs list;
	(void)state;
	assert_int_equal(kp_decode_text("abc", 3, NULL, &list, NULL), KEPU_OK);
	assert_memory_equal(list.sha256, abc, sizeof abc);
	kp_paragraphs_free(&list);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_utf8),    cmocka_unit_test(test_lines),          cmocka_unit_test(test_utf16),
		cmocka_unit_test(test_gb18030), cmocka_unit_test(test_damaged_utf8),   cmocka_unit_test(test_characters),
		cmocka_unit_test(test_no_text), cmocka_unit_test(test_names_of_types), cmocka_unit_test(test_digest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
