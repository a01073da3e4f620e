/* Regions as a tree, read from a table. */
#include "plans.h"

static kepu_regions *read_regions(const char *csv, kepu_findings **out_findings)
{
	kepu_regions *regions = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_regions_from_csv(csv, strlen(csv), &regions, out_findings, &err), err);
	return regions;
}

static void test_a_tree(void **state)
{
	(void)state;
	static const char csv[] = "code,name,parent,level,scheme,year,population-2020,人口2023\n"
							  "12,城关镇,5,township,GB/T 2260,2020,\"12,000\",1.3万\n"
							  "5,甲县,x,county,,,,\n"
							  "x,清河市,,prefecture,,,900000,\n"
							  "7,乙县,x,county,,,,0\n"
							  "13,城关镇,7,township,,,1,1\n";
	kepu_findings *findings = NULL;
	kepu_regions *regions = read_regions(csv, &findings);
	static const char *const order[] = { "x", "5", "12", "7", "13" };
	size_t at;
	int64_t people;
	assert_int_equal(kepu_findings_count(findings), 0);
	assert_int_equal(kepu_regions_count(regions), 5);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(kepu_regions_code(regions, i, NULL), order[i]);
	assert_int_equal(kepu_regions_parent(regions, 0, &at), KEPU_NO_VALUE);
	assert_int_equal(kepu_regions_parent(regions, 4, &at), KEPU_OK);
	assert_int_equal(at, 3);
	assert_int_equal(kepu_regions_population(regions, 2, 2023, &people), KEPU_OK);
	assert_int_equal(people, 13000);
	assert_int_equal(kepu_regions_population(regions, 3, 2023, &people), KEPU_OK); /* zero is a number */
	assert_int_equal(kepu_regions_population(regions, 3, 2020, &people), KEPU_NO_VALUE);
	assert_int_equal(kepu_regions_find(regions, "甲县", Z, &at), KEPU_OK);
	assert_int_equal(at, 1);
	assert_int_equal(kepu_regions_find(regions, "城关镇", Z, &at), KEPU_NO_VALUE); /* two have the name */
	assert_int_equal(kepu_regions_find(regions, "12", Z, &at), KEPU_OK);
	assert_string_equal(kepu_regions_scheme(regions, at, NULL), "GB/T 2260");
	assert_string_equal(kepu_regions_year(regions, at, NULL), "2020");
	assert_string_equal(kepu_regions_level(regions, at, NULL), "township");
	assert_string_equal(kepu_regions_name(regions, at, NULL), "城关镇");
	assert_null(kepu_regions_code(regions, 5, NULL));
	kepu_regions_free(regions);
	kepu_findings_free(findings);
}

static void test_what_is_no_tree(void **state)
{
	(void)state;
	static const char csv[] =
		"code,parent,level,population-2020\n" /* line 2 on: */
		"a,,,\nb,c,,\nc,d,,\nd,b,,\ne,b,,\nf,g,,\nh,f,,\na,,,\ni,i,,\nj,a,town,\nk,a,,1.5\nl,a,,-1\n,a,,\nm,a,,,x\n";
	static const struct {
		int64_t line;
		int32_t code;
	} wanted[] = {
		{ 9, KEPU_FINDING_REGION_TWICE },  { 11, KEPU_FINDING_BAD_TOKEN },    { 12, KEPU_FINDING_BAD_FIGURE },
		{ 13, KEPU_FINDING_BAD_FIGURE },   { 14, KEPU_FINDING_BAD_TOKEN },    { 15, KEPU_FINDING_TOO_MANY_CELLS },
		{ 3, KEPU_FINDING_REGION_CYCLE },  { 4, KEPU_FINDING_REGION_CYCLE },  { 5, KEPU_FINDING_REGION_CYCLE },
		{ 6, KEPU_FINDING_REGION_ORPHAN }, { 7, KEPU_FINDING_REGION_ORPHAN }, { 8, KEPU_FINDING_REGION_ORPHAN },
		{ 10, KEPU_FINDING_REGION_CYCLE },
	};
	kepu_findings *findings = NULL;
	kepu_regions *regions = read_regions(csv, &findings);
	assert_int_equal(kepu_findings_count(findings), sizeof wanted / sizeof *wanted);
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		assert_int_equal(kepu_findings_line(findings, i), wanted[i].line);
		assert_int_equal(kepu_findings_code(findings, i), wanted[i].code);
	}
	assert_int_equal(kepu_regions_count(regions), 1);
	assert_string_equal(kepu_regions_code(regions, 0, NULL), "a");
	kepu_regions_free(regions);
	kepu_findings_free(findings);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_a_tree), cmocka_unit_test(test_what_is_no_tree) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
