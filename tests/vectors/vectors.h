/* Files of the cases: reading them, and making those that are packed, damaged or large. */
#ifndef TEST_VECTORS_H
#define TEST_VECTORS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

/* The file's bytes, terminated; NULL where it does not exist. */
static char *read_optional(const char *folder, const char *name, size_t *out_length)
{
	char path[600];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	if (!file)
		return NULL;
	fseek(file, 0, SEEK_END);
	size_t length = (size_t)ftell(file);
	rewind(file);
	char *bytes = calloc(length + 1, 1);
	assert_non_null(bytes);
	assert_int_equal(fread(bytes, 1, length, file), length);
	fclose(file);
	if (out_length)
		*out_length = length;
	return bytes;
}

static void write_temporary(char *path, const char *bytes, size_t length)
{
	int handle = mkstemp(path);
	assert_true(handle >= 0);
	for (size_t at = 0; at < length;) {
		ssize_t done = write(handle, bytes + at, length - at);
		assert_true(done > 0);
		at += (size_t)done;
	}
	close(handle);
}

/* One gzip member. */
static char *packed(const char *bytes, size_t length, size_t *out_length)
{
	z_stream stream = { 0 };
	size_t room = length + 4096;
	char *out = calloc(room, 1);
	assert_non_null(out);
	assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY), Z_OK);
	stream.next_in = (Bytef *)bytes;
	stream.avail_in = (uInt)length;
	stream.next_out = (Bytef *)out;
	stream.avail_out = (uInt)room;
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	*out_length = stream.total_out;
	deflateEnd(&stream);
	return out;
}

/* One gzip member that unpacks to so many million blanks, without its end, which nobody gets to. After a full flush what
 * is packed can be repeated. */
static char *bomb(size_t millions, size_t *out_length)
{
	enum { HEAD = 10, MILLION = 1000000 };
	z_stream stream = { 0 };
	char *blanks = malloc(MILLION), *part = malloc(MILLION);
	assert_true(blanks && part);
	memset(blanks, ' ', MILLION);
	assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, 31, 9, Z_DEFAULT_STRATEGY), Z_OK);
	stream.next_in = (Bytef *)blanks;
	stream.avail_in = MILLION;
	stream.next_out = (Bytef *)part;
	stream.avail_out = MILLION;
	assert_int_equal(deflate(&stream, Z_FULL_FLUSH), Z_OK);
	size_t length = stream.total_out - HEAD;
	char *out = malloc(HEAD + length * millions);
	assert_non_null(out);
	memcpy(out, part, HEAD);
	for (size_t i = 0; i < millions; i++)
		memcpy(out + HEAD + i * length, part + HEAD, length);
	*out_length = HEAD + length * millions;
	deflateEnd(&stream);
	free(blanks);
	free(part);
	return out;
}

static char *joined(char *first, size_t length, const char *second, size_t count, size_t *out_length)
{
	size_t each = strlen(second);
	char *all = realloc(first, length + each * count + 1);
	assert_non_null(all);
	for (size_t i = 0; i < count; i++)
		memcpy(all + length + i * each, second, each);
	*out_length = length + each * count;
	return all;
}

/* gzip, gzip cut N (so many bytes less), gzip flip N (a bit of that byte changed), gzip append (bytes behind its end),
 * gzip members (cut in two parts that are packed one by one) */
static char *make_gzip(const char *how, char *plain, size_t length, size_t *out_length)
{
	size_t number = strtoul(strpbrk(how, "0123456789") ? strpbrk(how, "0123456789") : "0", NULL, 10), second;
	size_t part = strstr(how, "members") ? length / 2 : length;
	char *bytes = packed(plain, part, out_length);
	if (strstr(how, "cut"))
		*out_length -= number;
	if (strstr(how, "flip"))
		bytes[number] ^= 4;
	if (strstr(how, "append"))
		bytes = joined(bytes, *out_length, "tail", 1, out_length);
	if (strstr(how, "members")) {
		char *more = packed(plain + part, length - part, &second);
		bytes = realloc(bytes, *out_length + second);
		assert_non_null(bytes);
		memcpy(bytes + *out_length, more, second);
		*out_length += second;
		free(more);
	}
	free(plain);
	return bytes;
}

/* bomb N: that many blanks, packed; deep N: so many elements, one in the other, behind plan.xml; text N:
 * a title of so many bytes; far N: so many Chinese characters and then a byte that is none */
static char *make_large(const char *how, char *plain, size_t length, size_t *out_length)
{
	size_t number = strtoul(strchr(how, ' ') + 1, NULL, 10);
	if (strncmp(how, "bomb", 4) == 0) {
		free(plain);
		return bomb(number / 1000000, out_length);
	}
	if (strncmp(how, "deep", 4) == 0)
		return joined(plain, length, "<f:d xmlns:f=\"urn:f\">\n", number, out_length);
	if (strncmp(how, "text", 4) == 0) {
		plain = joined(plain, length, "<title>", 1, &length);
		return joined(plain, length, "x", number, out_length);
	}
	plain = joined(plain, length, "\xe7\xa7\x91", number, &length);
	return joined(plain, length, "\xff</text></node></nodes></plan>", 1, out_length);
}

static char *make_file(const char *folder, size_t *out_length)
{
	size_t length;
	char *plain = read_optional(folder, "plan.xml", &length), *how = read_optional(folder, "make", NULL);
	if (!plain)
		plain = read_optional(folder, "plan.json", &length);
	assert_non_null(plain);
	*out_length = length;
	if (how)
		plain = strncmp(how, "gzip", 4) == 0 ? make_gzip(how, plain, length, out_length)
		                                     : make_large(how, plain, length, out_length);
	free(how);
	return plain;
}

#endif
