/* XML to JSON to XML is the same byte for byte: of 1,000 random plans with all that a plan can hold, and of the plans of
 * the notices at hand. To have the random plans as files: test_roundtrip_json write FOLDER FIRST LAST */
#include "io/xml_names.h"
#include "support/random_plan.h"

#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>
#include <dirent.h>

#define PLANS 1000

/* ---- there and back ---- */

static char *save(const kepu_plan *plan, int32_t format, size_t *length)
{
	char *bytes = NULL;
	assert_int_equal(kepu_plan_save_bytes(plan, format, &bytes, length, NULL), KEPU_OK);
	return bytes;
}

static kepu_plan *load(const char *bytes, size_t length, const char *what)
{
	kepu_plan *plan = NULL;
	kepu_error *err = NULL;
	if (kepu_plan_load_bytes(bytes, length, NULL, NULL, &plan, NULL, &err))
		fail_msg("%s:%lld:%lld: %s (%s)", what, (long long)kepu_error_line(err), (long long)kepu_error_column(err),
		         kepu_error_message(err, KEPU_LANG_EN, NULL), kepu_error_path(err, NULL));
	return plan;
}

static void check_same(const char *expected, size_t expected_length, const char *found, size_t length, const char *what)
{
	size_t at = 0, shorter = expected_length < length ? expected_length : length;
	while (at < shorter && expected[at] == found[at])
		at++;
	if (at < shorter || expected_length != length)
		fail_msg("%s: differs at byte %zu: expected …%.120s… found …%.120s…", what, at,
		         expected + (at > 40 ? at - 40 : 0), found + (at > 40 ? at - 40 : 0));
}

static void check_back(const kepu_plan *plan, const char *xml, size_t xml_length, const char *name)
{
	size_t json_length, length;
	char *json = save(plan, KEPU_FORMAT_JSON, &json_length);
	kepu_plan *back = load(json, json_length, name);
	char *again = save(back, KEPU_FORMAT_XML, &length);
	check_same(xml, xml_length, again, length, name);
	kepu_free(again);
	again = save(back, KEPU_FORMAT_JSON, &length);
	check_same(json, json_length, again, length, name);
	kepu_free(again);
	kepu_free(json);
	kepu_plan_unref(back);
}

/* Also by way of the file that is written; there what is foreign may have another neighbour, for what is empty is left
 * out. */
static void check_plan(const kepu_plan *plan, const char *name)
{
	size_t xml_length, length;
	char *xml = save(plan, KEPU_FORMAT_XML, &xml_length);
	check_back(plan, xml, xml_length, name);
	kepu_plan *written = load(xml, xml_length, name);
	char *again = save(written, KEPU_FORMAT_XML, &length);
	check_same(xml, xml_length, again, length, name);
	check_back(written, xml, xml_length, name);
	kepu_free(again);
	kepu_plan_unref(written);
	kepu_free(xml);
}

/* ---- random plans ---- */

/* What came up, so that none is forgotten: attributes of each element, places and elements of foreign content in JSON. */
static struct {
	uint64_t attributes[EL_COUNT];
	bool elements[EL_COUNT];
	unsigned places[3];
	bool anchors[EL_COUNT];
	size_t xml, json;
} seen;

static const char *const places[] = { "\"place\": \"attributes\"", "\"place\": \"inside\"", "\"place\": \"after\"" };

static size_t name_length(const char *text)
{
	return strcspn(text, " =/>\n");
}

static void look_at_tag(const char *tag)
{
	char name[64] = "";
	size_t length = name_length(tag);
	if (length >= sizeof name)
		return;
	memcpy(name, tag, length);
	kp_element element = kp_element_of(name);
	seen.elements[element] = true;
	for (tag += length; *tag == ' '; tag = strchr(strchr(tag, '"') + 1, '"') + 1) {
		tag++;
		length = name_length(tag);
		memset(name, 0, sizeof name);
		if (length < sizeof name)
			memcpy(name, tag, length);
		int attribute = kp_attribute_of(name);
		if (attribute < AT_COUNT)
			seen.attributes[element] |= KP_BIT(attribute);
	}
}

static void look(const char *xml, const char *json)
{
	for (const char *tag = strchr(xml, '<'); tag; tag = strchr(tag + 1, '<'))
		if (tag[1] >= 'a' && tag[1] <= 'z')
			look_at_tag(tag + 1);
	for (int i = 0; i < 3; i++)
		for (const char *at = strstr(json, places[i]); at; at = strstr(at + 1, places[i]))
			seen.places[i]++;
	for (const char *at = strstr(json, "\"element\": \""); at; at = strstr(at + 1, "\"element\": \"")) {
		char name[64] = "";
		size_t length = strcspn(at + 12, "\"");
		assert_true(length < sizeof name);
		memcpy(name, at + 12, length);
		seen.anchors[kp_element_of(name)] = true;
	}
}

static void check_seen(void)
{
	const uint64_t anchors = KP_BIT(EL_SOURCE) | KP_BIT(EL_P) | KP_BIT(EL_METADATA) | KP_BIT(EL_REGION) |
	                         KP_BIT(EL_UNITS) | KP_BIT(EL_NODES) | KP_BIT(EL_INDICATORS) | KP_BIT(EL_PHASES) |
	                         KP_BIT(EL_ANNEXES) | KP_BIT(EL_NAME) | KP_BIT(EL_CANONICAL) | KP_BIT(EL_ALIAS) |
	                         KP_BIT(EL_MEMBER) | KP_BIT(EL_LIAISON) | KP_BIT(EL_LABEL) | KP_BIT(EL_TITLE) |
	                         KP_BIT(EL_TEXT) | KP_BIT(EL_DUE) | KP_BIT(EL_DELIVERABLE) | KP_BIT(EL_LEADER) |
	                         KP_BIT(EL_CONTACT);
	for (int element = EL_PLAN; element < EL_COUNT; element++) {
		uint64_t lacking = kp_elements[element].attributes & ~seen.attributes[element];
		if (!seen.elements[element])
			fail_msg("no plan had a %s", kp_elements[element].name);
		for (int i = 0; i < AT_COUNT; i++)
			if (lacking & KP_BIT(i))
				fail_msg("no %s had %s", kp_elements[element].name, kp_attributes[i]);
		if (anchors & KP_BIT(element) && !seen.anchors[element])
			fail_msg("nothing foreign was at %s", kp_elements[element].name);
	}
	for (int i = 0; i < 3; i++)
		assert_true(seen.places[i] > 100);
}

static void test_random(void **state)
{
	unsigned plans = getenv("KEPU_UNDER_VALGRIND") ? PLANS / 20 : PLANS;
	(void)state;
	for (unsigned seed = 1; seed <= plans; seed++) {
		char name[32];
		size_t length, json_length;
		snprintf(name, sizeof name, "seed %u", seed);
		char *xml = random_plan_xml(seed, &length);
		kepu_plan *plan = load(xml, length, name);
		check_plan(plan, name);
		char *json = save(plan, KEPU_FORMAT_JSON, &json_length);
		look(xml, json);
		seen.xml += length;
		seen.json += json_length;
		kepu_free(json);
		kepu_plan_unref(plan);
		free(xml);
	}
	if (plans == PLANS)
		check_seen();
	print_message("%u random plans, %zu bytes of XML, %zu of JSON; foreign: %u attributes, %u inside, %u after\n",
	              PLANS, seen.xml, seen.json, seen.places[0], seen.places[1], seen.places[2]);
}

/* ---- notices ---- */

static unsigned check_notices(const char *folder)
{
	unsigned count = 0;
	DIR *entries = opendir(folder);
	if (!entries)
		return 0;
	for (struct dirent *entry = readdir(entries); entry; entry = readdir(entries)) {
		char path[1200];
		size_t length = strlen(entry->d_name);
		kepu_import *import = NULL;
		if (length < 4 || strcmp(entry->d_name + length - 4, ".txt") != 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		assert_int_equal(kepu_import_file(path, NULL, &import, NULL), KEPU_OK);
		check_plan(kepu_import_plan(import), path);
		kepu_import_free(import);
		count++;
	}
	closedir(entries);
	return count;
}

static void test_notices(void **state)
{
	(void)state;
	unsigned count =
		check_notices(KEPU_SOURCE_DIR "/examples/data") + check_notices(KEPU_SOURCE_DIR "/tests/notices/data");
	assert_true(count >= 10);
	print_message("%u notices\n", count);
}

static void test_real_notices(void **state)
{
	const char *shared = getenv("KEPU_SHARED");
	char folder[1024];
	(void)state;
	snprintf(folder, sizeof folder, "%s/notices", shared ? shared : KEPU_SOURCE_DIR "/../shared");
	unsigned count = check_notices(folder);
	if (!count)
		skip();
	assert_true(count >= 5);
	print_message("%u real notices\n", count);
}

/* ---- */

static int write_plans(const char *folder, unsigned first, unsigned last)
{
	for (unsigned seed = first; seed <= last; seed++) {
		char path[1200];
		size_t length;
		char *xml = random_plan_xml(seed, &length);
		snprintf(path, sizeof path, "%s/random-%u.kepu.xml", folder, seed);
		FILE *file = fopen(path, "wb");
		bool written = file && fwrite(xml, 1, length, file) == length;
		free(xml);
		if (!file || fclose(file) || !written)
			return 1;
	}
	return 0;
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_random),
		cmocka_unit_test(test_notices),
		cmocka_unit_test(test_real_notices),
	};
	if (argc == 5 && strcmp(argv[1], "write") == 0)
		return write_plans(argv[2], (unsigned)atoi(argv[3]), (unsigned)atoi(argv[4]));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
