/* Small parts of io: JSON strings, texts at spans, reading without a known size, gzip in small bites, beginnings of XML. */
#include "base/utf8.h"
#include "io/bytes.h"
#include "io/json.h"
#include "model/spans.h"
#include "io/unpack.h"
#include "io/xml_declaration.h"
#include "io/xml_escape.h"
#include "model/build.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#define BYTES(text) (text), sizeof text - 1

static void expect_taken(kp_buffer *buffer, const char *expected)
{
	char *taken = kp_buffer_take(buffer, NULL);
	assert_non_null(taken);
	assert_string_equal(taken, expected);
	free(taken);
}

static void test_json(void **state)
{
	kp_buffer out = { 0 };
	(void)state;
	kp_json_bytes(&out, "", 0);
	kp_json_bytes(&out, "科\"普\\\n\r\t\x01\x1f\x7f/", 15);
	kp_json_text(&out, NULL);
	kp_json_bool(&out, true);
	kp_json_bool(&out, false);
	expect_taken(&out, "\"\"\"科\\\"普\\\\\\n\\r\\t\\u0001\\u001f\\u007f/\"nulltruefalse");
}

static void test_escape(void **state)
{
	kp_buffer out = { 0 };
	(void)state;
	kp_xml_add_text(&out, BYTES("甲<乙>&\"'\t\n\r丙丁戊己庚辛"));
	kp_xml_add_value(&out, BYTES("甲<乙>&\"'\t\n\r丙丁戊己庚辛"));
	expect_taken(&out, "甲&lt;乙&gt;&amp;\"'\t\n&#13;丙丁戊己庚辛甲&lt;乙>&amp;&quot;'&#9;&#10;&#13;丙丁戊己庚辛");
}

/* ---- spans ---- */

/* Mixed characters of one to four bytes; long enough for marks. */
static char *long_text(size_t points, size_t *out_length)
{
	static const uint32_t characters[] = { 'a', 0x79d1, 0xe9, 0x20bb7, '1', 0x666e };
	char *text = malloc(points * 4 + 1);
	size_t length = 0;
	assert_non_null(text);
	for (size_t i = 0; i < points; i++)
		length += kp_utf8_put(characters[i * i % 6], text + length);
	*out_length = length;
	return text;
}

static kepu_provenance *proof_of(kepu_builder *b, const uint32_t (*spans)[3], size_t count)
{
	kepu_provenance *proof = NULL;
	for (size_t i = 0; i < count; i++)
		assert_true(kp_build_span(b, &proof, spans[i][0], spans[i][1], spans[i][2]));
	return proof;
}

static void expect_span(kp_spans *spans, kepu_builder *b, uint32_t paragraph, uint32_t offset, uint32_t length)
{
	const uint32_t one[1][3] = { { paragraph, offset, length } };
	kp_buffer out = { 0 };
	kepu_provenance *proof = proof_of(b, one, 1);
	kp_str text = spans->plan->paragraphs[paragraph].text;
	size_t start = 0, end;
	for (uint32_t i = 0; i < offset; i++)
		kp_utf8_next(text, &start);
	end = start;
	for (uint32_t i = 0; i < length; i++)
		kp_utf8_next(text, &end);
	assert_int_equal(kp_spans_text(spans, proof, SIZE_MAX, &out), KP_SPANS_OK);
	assert_int_equal(out.length, end - start);
	assert_memory_equal(out.bytes, text + start, end - start);
	kp_str made = kp_str_new(&b->plan->arena, text + start, end - start);
	assert_true(kp_spans_equal(spans, proof, made));
	if (end - start > 1) {
		assert_false(kp_spans_equal(spans, proof, kp_str_new(&b->plan->arena, text + start, end - start - 1)));
		assert_int_equal(kp_spans_text(spans, proof, end - start, &out), KP_SPANS_LONG);
		assert_int_equal(out.length, end - start);
	}
	kp_buffer_free(&out);
}

static void expect_outside(kp_spans *spans, kepu_builder *b, uint32_t paragraph, uint32_t offset, uint32_t length)
{
	const uint32_t two[2][3] = { { 0, 0, 1 }, { paragraph, offset, length } };
	kp_buffer out = { 0 };
	kepu_provenance *proof = proof_of(b, two, 2);
	assert_int_equal(kp_spans_text(spans, proof, SIZE_MAX, &out), KP_SPANS_OUTSIDE);
	assert_int_equal(out.length, 0);
	assert_false(kp_spans_equal(spans, proof, spans->plan->paragraphs[0].text));
	kp_buffer_free(&out);
}

static void test_spans(void **state)
{
	enum { POINTS = 20000 };
	size_t length;
	char *text = long_text(POINTS, &length);
	kepu_builder *b = kp_builder_new();
	kp_spans spans;
	(void)state;
	assert_true(kp_build_paragraph(b, "科普方案", 12, 1));
	assert_true(kp_build_paragraph(b, text, length, 2));
	assert_true(kp_build_paragraph(b, "", 0, 3));
	kp_spans_init(&spans, b->plan);
	for (uint32_t offset = 0; offset <= 4; offset++)
		for (uint32_t some = 0; some <= 4 - offset; some++)
			expect_span(&spans, b, 0, offset, some);
	for (uint32_t offset = 0; offset < POINTS; offset += 509)
		expect_span(&spans, b, 1, offset, (POINTS - offset) / 3);
	for (uint32_t offset = 1020; offset < 1030; offset++)
		expect_span(&spans, b, 1, offset, 1024);
	expect_span(&spans, b, 1, 0, POINTS);
	expect_span(&spans, b, 1, POINTS, 0);
	expect_span(&spans, b, 2, 0, 0);
	expect_outside(&spans, b, 0, 0, 5);
	expect_outside(&spans, b, 0, 5, 0);
	expect_outside(&spans, b, 0, 4000000000u, 4);
	expect_outside(&spans, b, 1, 0, POINTS + 1);
	expect_outside(&spans, b, 1, (uint32_t)length + 1, 0);
	expect_outside(&spans, b, 1, (uint32_t)length - 1, 1);
	expect_outside(&spans, b, 2, 0, 1);
	expect_outside(&spans, b, 3, 0, 0);

	static const uint32_t joined[][3] = { { 0, 0, 1 }, { 0, 3, 1 }, { 2, 0, 0 }, { 0, 1, 2 } };
	kp_buffer out = { 0 };
	kepu_provenance *proof = proof_of(b, joined, 4);
	assert_int_equal(kp_spans_text(&spans, proof, SIZE_MAX, &out), KP_SPANS_OK);
	assert_true(kp_spans_equal(&spans, proof, kp_str_new(&b->plan->arena, out.bytes, out.length)));
	assert_false(kp_spans_equal(&spans, proof, kp_str_new(&b->plan->arena, "科案 ", 7)));
	assert_null(kp_spans_whole(&spans, proof));
	expect_taken(&out, "科案\n\n普方");

	static const uint32_t whole[][3] = { { 0, 0, 4 } }, most[][3] = { { 0, 0, 3 } }, later[][3] = { { 0, 1, 3 } },
						  none[][3] = { { 9, 0, 1 } };
	assert_ptr_equal(kp_spans_whole(&spans, proof_of(b, whole, 1)), b->plan->paragraphs[0].text);
	assert_null(kp_spans_whole(&spans, proof_of(b, most, 1)));
	assert_null(kp_spans_whole(&spans, proof_of(b, later, 1)));
	assert_null(kp_spans_whole(&spans, proof_of(b, none, 1)));
	assert_false(kp_spans_equal(&spans, NULL, b->plan->paragraphs[0].text));
	kp_spans_free(&spans);
	kepu_builder_free(b);
	free(text);
}

/* ---- reading ---- */

static void test_bytes(void **state)
{
	enum { SIZE = 300000 };
	char path[] = "/tmp/kepu-bytes-XXXXXX", *bytes;
	size_t length;
	int ended;
	kepu_error *err = NULL;
	(void)state;
	assert_non_null(mkdtemp(path));
	char pipe_path[64];
	snprintf(pipe_path, sizeof pipe_path, "%s/pipe", path);
	assert_int_equal(mkfifo(pipe_path, 0600), 0);
	for (int64_t limit = SIZE - 1; limit <= SIZE; limit++) {
		pid_t child = fork();
		assert_true(child >= 0);
		if (!child) {
			FILE *out = fopen(pipe_path, "wb");
			for (int i = 0; out && i < SIZE; i++)
				fputc('a' + i % 26, out);
			_exit(!out || fclose(out));
		}
		kepu_status status = kp_read_file(pipe_path, limit, &bytes, &length, &err);
		assert_int_equal(status, limit < SIZE ? KEPU_ERROR_LIMIT : KEPU_OK);
		waitpid(child, &ended, 0);
	}
	assert_int_equal(kepu_error_code(err), KEPU_ERROR_LIMIT);
	kepu_error_free(err);
	assert_int_equal(length, SIZE);
	for (int i = 0; i < SIZE; i++)
		assert_int_equal(bytes[i], 'a' + i % 26);
	assert_int_equal(bytes[SIZE], 0);
	free(bytes);
	unlink(pipe_path);
	rmdir(path);
}

/* Fed a few bytes at a time, into little room. */
static void test_unpack(void **state)
{
	static char plain[100000], packed[2][60000], got[2 * sizeof plain + 1000];
	size_t total = 0, lengths[2];
	(void)state;
	for (size_t i = 0; i < sizeof plain; i++)
		plain[i] = (char)(i * i >> 3);
	for (int i = 0; i < 2; i++) {
		z_stream stream = { 0 };
		assert_int_equal(deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY), Z_OK);
		stream.next_in = (Bytef *)plain + i;
		stream.avail_in = sizeof plain - 1;
		stream.next_out = (Bytef *)packed[i];
		stream.avail_out = sizeof packed[i];
		assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
		lengths[i] = stream.total_out;
		deflateEnd(&stream);
	}
	kp_unpacker *unpacker = kp_unpacker_new();
	assert_non_null(unpacker);
	for (int turn = 0; turn < 2; turn++) { /* and once more from the start */
		kp_unpack_result result = KP_UNPACK_MORE;
		size_t member = 0, at = 0;
		total = 0;
		while (result != KP_UNPACK_END) {
			size_t some = 0, room;
			result = kp_unpacker_take(unpacker, got + total, 977, &some);
			total += some;
			assert_true(total <= sizeof got - 977 || result == KP_UNPACK_END);
			assert_int_not_equal(result, KP_UNPACK_BAD);
			if (result != KP_UNPACK_HUNGRY)
				continue;
			if (member < 2 && at == lengths[member]) {
				member++;
				at = 0;
			}
			size_t food = member == 2 ? 0 : lengths[member] - at < 13 ? lengths[member] - at : 13;
			char *place = kp_unpacker_room(unpacker, &room);
			assert_true(room >= food);
			if (food)
				memcpy(place, packed[member] + at, food);
			kp_unpacker_feed(unpacker, food);
			at += food;
		}
		assert_int_equal(total, 2 * (sizeof plain - 1));
		assert_memory_equal(got, plain, sizeof plain - 1);
		assert_memory_equal(got + sizeof plain - 1, plain + 1, sizeof plain - 1);
		assert_true(kp_unpacker_reset(unpacker));
	}
	kp_unpacker_free(unpacker);
	kp_unpacker_free(NULL);
}

/* ---- beginnings ---- */

static void expect_encoding(const char *bytes, size_t length, const char *expected, const char *declared)
{
	size_t skip, start, end;
	const char *found = kp_encoding_of(bytes, length, &skip, &start, &end);
	if (!expected) {
		assert_null(found);
		return;
	}
	assert_non_null(found);
	assert_string_equal(found, expected);
	assert_int_equal(end - start, strlen(declared));
	assert_memory_equal(bytes + start, declared, end - start);
}

static void test_declaration(void **state)
{
	(void)state;
	expect_encoding(BYTES("<plan/>"), NULL, NULL);
	expect_encoding(BYTES("<?xml version='1.0'?>"), NULL, NULL);
	expect_encoding(BYTES("<?xml version='1.0' encoding='Utf-8' ?>"), NULL, NULL);
	expect_encoding(BYTES("<?xml version='1.0'\n\tencoding\r\n=\t\"utf-16\"?>"), "", "utf-16");
	expect_encoding(BYTES("\xef\xbb\xbf<?xml version='1.0' encoding='gbk'?>"), "", "gbk");
	expect_encoding(BYTES("<?xml version='1.0' encoding='utf-80'?>"), "", "utf-80");
	expect_encoding(BYTES("<?xml version='1.0' encoding=''?>"), "", "");
	/* what is no declaration, or not finished, is left to the parser */
	expect_encoding(BYTES("<?xmlencoding='gbk'?>"), NULL, NULL);
	expect_encoding(BYTES("<?xml version='1.0' encoding"), NULL, NULL);
	expect_encoding(BYTES("<?xml version='1.0' encoding=gbk?>"), NULL, NULL);
	expect_encoding(BYTES("<?xml version='1.0' encoding='gbk"), NULL, NULL);
	expect_encoding(BYTES("<?xml version='1.0'?><a encoding='gbk'/>"), NULL, NULL);
	expect_encoding(BYTES("\xff\xfe<\0"), "UTF-16", "");
	expect_encoding(BYTES("\0<\0p"), "UTF-16", "");
	expect_encoding(BYTES("\0\0\0<"), "UTF-32", "");
}

static void test_version(void **state)
{
	int major, minor;
	(void)state;
	assert_true(kp_version_read(BYTES("0.1"), &major, &minor));
	assert_int_equal(major, 0);
	assert_int_equal(minor, 1);
	assert_true(kp_version_read(BYTES("12.345"), &major, &minor));
	assert_int_equal(major, 12);
	assert_int_equal(minor, 345);
	assert_false(kp_version_read(BYTES(""), &major, &minor));
	assert_false(kp_version_read(BYTES("1"), &major, &minor));
	assert_false(kp_version_read(BYTES("1."), &major, &minor));
	assert_false(kp_version_read(BYTES(".1"), &major, &minor));
	assert_false(kp_version_read(BYTES("1.2.3"), &major, &minor));
	assert_false(kp_version_read(BYTES("1.2 "), &major, &minor));
	assert_false(kp_version_read(BYTES("-1.2"), &major, &minor));
	assert_false(kp_version_read(BYTES("99999999999.1"), &major, &minor));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_json),    cmocka_unit_test(test_escape), cmocka_unit_test(test_spans),
		cmocka_unit_test(test_bytes),   cmocka_unit_test(test_unpack), cmocka_unit_test(test_declaration),
		cmocka_unit_test(test_version),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
