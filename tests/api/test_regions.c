/* Regions as a tree, read from a table. */
#include "plans.h"

#include <unistd.h>

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
	assert_int_equal(kepu_regions_level(regions, at), KEPU_LEVEL_TOWNSHIP);
	assert_string_equal(kepu_regions_level_token(regions, at, NULL), "township");
	assert_string_equal(kepu_regions_name(regions, at, NULL), "城关镇");
	assert_null(kepu_regions_code(regions, 5, NULL));
	kepu_regions_free(regions);
	kepu_findings_free(findings);
}

static void test_what_lies_below(void **state)
{
	(void)state;
	/* a(b(c, d), e(f)), g */
	kepu_regions *regions = read_regions("code,parent\na,\nb,a\nc,b\nd,b\ne,a\nf,e\ng,\n", NULL);
	static const size_t ends[] = { 6, 4, 3, 4, 6, 6, 7 };
	for (size_t i = 0; i < 7; i++)
		assert_int_equal(kepu_regions_end(regions, i), ends[i]);
	assert_int_equal(kepu_regions_end(regions, 7), 7);
	assert_int_equal(kepu_regions_end(NULL, 0), 0);
	size_t children = 0;
	for (size_t child = 1; child < kepu_regions_end(regions, 0); child = kepu_regions_end(regions, child)) {
		size_t parent;
		assert_int_equal(kepu_regions_parent(regions, child, &parent), KEPU_OK);
		assert_int_equal(parent, 0);
		children++;
	}
	assert_int_equal(children, 2);
	kepu_regions_free(regions);
}

static void test_years_of_populations(void **state)
{
	(void)state;
	kepu_regions *regions = read_regions("code,人口2023,population-2020\na,1,\n", NULL);
	assert_int_equal(kepu_regions_population_year_count(regions), 2);
	assert_int_equal(kepu_regions_population_year(regions, 0), 2023);
	assert_int_equal(kepu_regions_population_year(regions, 1), 2020);
	assert_int_equal(kepu_regions_population_year(regions, 2), 0);
	assert_int_equal(kepu_regions_population_year_count(NULL), 0);
	kepu_regions_free(regions);
}

static void write_table(const char *path, const char *csv)
{
	kepu_error *err = NULL;
	plan_ok(kepu_file_save(path, csv, strlen(csv), &err), err);
}

static void test_a_file(void **state)
{
	(void)state;
	char path[] = "/tmp/kepu-regions-XXXXXX";
	kepu_regions *regions = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	close(mkstemp(path));
	write_table(path, "code\na\na\n");
	plan_ok(kepu_regions_from_csv_file(path, &regions, &findings, &err), err);
	assert_int_equal(kepu_regions_count(regions), 1);
	assert_int_equal(kepu_findings_count(findings), 1);
	kepu_regions_free(regions);
	kepu_findings_free(findings);
	write_table(path, "code,code\n");
	assert_int_equal(kepu_regions_from_csv_file(path, &regions, &findings, &err), KEPU_ERROR_DUPLICATE_KEY);
	assert_string_equal(kepu_error_file(err, NULL), path);
	assert_int_equal(kepu_error_column(err), 6);
	kepu_error_free(err);
	assert_null(regions);
	assert_null(findings);
	assert_int_equal(kepu_regions_from_csv_file("/nowhere", &regions, NULL, NULL), KEPU_ERROR_NOT_FOUND);
	assert_int_equal(kepu_regions_from_csv_file(NULL, &regions, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_regions_from_csv_file(path, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	unlink(path);
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

static void test_where_a_parent_stands(void **state)
{
	(void)state;
	static const char csv[] = "code,name,parent\na,\"甲\n县\",gone\n"; /* in another line than where the row begins */
	kepu_findings *findings = NULL;
	kepu_regions *regions = read_regions(csv, &findings);
	assert_int_equal(kepu_findings_count(findings), 1);
	assert_int_equal(kepu_findings_code(findings, 0), KEPU_FINDING_REGION_ORPHAN);
	assert_int_equal(kepu_findings_line(findings, 0), 3);
	assert_int_equal(kepu_findings_column(findings, 0), 4);
	kepu_regions_free(regions);
	kepu_findings_free(findings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_tree),
		cmocka_unit_test(test_what_lies_below),
		cmocka_unit_test(test_years_of_populations),
		cmocka_unit_test(test_a_file),
		cmocka_unit_test(test_what_is_no_tree),
		cmocka_unit_test(test_where_a_parent_stands),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
