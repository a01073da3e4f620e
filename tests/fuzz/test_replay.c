/* Runs what the fuzzing targets check over the seeds, what fuzzing has found (corpus), and some seeded damage of both. */
#include "checks.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <cmocka.h>

#include <dirent.h>

#define SEEDS KEPU_SOURCE_DIR "/tests/"
enum { DAMAGES = 12, LARGEST = 1 << 16 };

typedef void kp_check(const uint8_t *bytes, size_t length);

static uint32_t next(uint32_t *state)
{
	*state = *state * 1664525u + 1013904223u;
	return *state >> 8;
}

/* Some bytes changed, a piece doubled, the rest cut off: in a copy of the right size, so that sanitizers see its end. */
static void check_damaged(kp_check *check, const uint8_t *bytes, size_t length, uint32_t seed)
{
	static const char odd[] = "<>&\"'(){}[]/\\\0\x80\xE3\xFF\n0";
	size_t kept = length > 0 ? 1 + next(&seed) % length : 0, from = kept > 0 ? next(&seed) % kept : 0;
	size_t doubled = (kept - from) / 2;
	uint8_t *copy = malloc(kept + doubled + 1);
	assert_non_null(copy);
	memcpy(copy, bytes, kept);
	memcpy(copy + kept, bytes + from, doubled);
	for (uint32_t i = next(&seed) % 8; kept > 0 && i > 0; i--)
		copy[next(&seed) % kept] = (uint8_t)odd[next(&seed) % (sizeof odd - 1)];
	uint8_t *fitted = malloc(kept + doubled + (kept + doubled == 0));
	assert_non_null(fitted);
	memcpy(fitted, copy, kept + doubled);
	check(fitted, kept + doubled);
	free(fitted);
	free(copy);
}

static void check_file(kp_check *check, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (!file)
		return; /* a folder */
	uint8_t *bytes = malloc(LARGEST);
	assert_non_null(bytes);
	size_t length = fread(bytes, 1, LARGEST, file);
	fclose(file);
	check(bytes, length);
	for (uint32_t k = 0; k < DAMAGES && length > 0; k++)
		check_damaged(check, bytes, length, k + (uint32_t)length);
	free(bytes);
}

/* The files of a folder, or the one named `inner` in each of its folders. */
static size_t check_folder(kp_check *check, const char *folder, const char *ending, const char *inner)
{
	char path[4096];
	size_t count = 0;
	DIR *dir = opendir(folder);
	for (struct dirent *entry; dir && (entry = readdir(dir));) {
		size_t length = strlen(entry->d_name), tail = strlen(ending);
		if (entry->d_name[0] == '.' || length < tail || strcmp(entry->d_name + length - tail, ending) != 0)
			continue;
		snprintf(path, sizeof path, "%s/%s%s", folder, entry->d_name, inner);
		check_file(check, path);
		count++;
	}
	if (dir)
		closedir(dir);
	return count;
}

static void texts(void **state)
{
	(void)state;
	check_folder(check_text, SEEDS "fuzz/corpus/text", "", "");
	assert_true(check_folder(check_text, SEEDS "notices/data", ".txt", "") > 5);
}

static void pages(void **state)
{
	(void)state;
	check_folder(check_html, SEEDS "fuzz/corpus/html", "", "");
	assert_true(check_folder(check_html, SEEDS "notices/data", ".html", "") > 0);
}

static void xml_files(void **state)
{
	(void)state;
	check_folder(check_xml, SEEDS "fuzz/corpus/xml", "", "");
	assert_true(check_folder(check_xml, SEEDS "vectors", "", "/plan.xml") > 20);
}

static void json_files(void **state)
{
	(void)state;
	check_folder(check_json, SEEDS "fuzz/corpus/json", "", "");
	assert_true(check_folder(check_json, SEEDS "vectors", "", "/plan.json") > 20);
}

static void schemes(void **state)
{
	(void)state;
	assert_true(check_folder(check_scheme, SEEDS "fuzz/corpus/scheme", "", "") > 1);
	assert_true(check_folder(check_scheme, SEEDS "../examples/schemes", "", "/scheme.xml") > 2);
}

static void scores(void **state)
{
	(void)state;
	assert_true(check_folder(check_score, SEEDS "fuzz/corpus/score", "", "") > 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts),      cmocka_unit_test(pages),   cmocka_unit_test(xml_files),
		cmocka_unit_test(json_files), cmocka_unit_test(schemes), cmocka_unit_test(scores),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
