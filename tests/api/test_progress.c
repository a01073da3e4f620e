/* Indicators held against what was measured. The expected numbers are worked out by hand from docs/indicators.md. */
#include "plans.h"

static const char county[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='t'><metadata><period start='2021' end='2025'/>"
	"<region level='prefecture' code='520100'>清河市</region></metadata><indicators>"
	"<indicator id='i1' name='具备科学素质的比例' unit='%' comparison='&gt;=' every='once'>"
	"<target time='2025' low='15'/><baseline time='2020' low='10'/></indicator>"
	"<indicator id='i2' name='培训农民' unit='人次' comparison='=' every='annual'><target low='1000'/></indicator>"
	"<indicator id='i3' name='讲座' unit='场' comparison='&gt;=' every='annual' per='县'><target low='4'/></indicator>"
	"<indicator id='i4' name='事故' unit='起' comparison='&lt;=' every='annual'><target high='5'/></indicator>"
	"<indicator id='i5' name='专家' unit='人' comparison='&gt;' every='once'><target time='2025' low='100'/></indicator>"
	"<indicator id='i6' name='场馆' unit='个' comparison='~' every='once'><target time='2023' low='20'/></indicator>"
	"</indicators></plan>";

static kepu_progress *judge(const char *xml, const char *csv, const char *date, int32_t path, int32_t flags)
{
	kepu_plan *plan = plan_load(xml);
	kepu_data *data = NULL;
	kepu_progress *progress = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_data_new(plan, &data, &err), err);
	plan_ok(kepu_data_add_csv(data, csv, strlen(csv), &findings, &err), err);
	assert_int_equal(kepu_findings_count(findings), 0);
	plan_ok(kepu_progress_new(plan, data, date, Z, path, NULL, NULL, NULL, flags, &progress, &err), err);
	kepu_findings_free(findings);
	kepu_data_free(data);
	kepu_plan_unref(plan);
	return progress;
}

static void number_is(const kepu_progress *progress, size_t row, int32_t which, const char *expected)
{
	int64_t coefficient;
	int32_t scale;
	char text[32] = "none";
	if (!kepu_progress_number(progress, row, which, &coefficient, &scale))
		assert_int_equal(kepu_decimal_format(coefficient, scale, text, sizeof text, NULL), KEPU_OK);
	assert_string_equal(text, expected);
}

static void row_is(const kepu_progress *progress, size_t row, const char *value, const char *expected,
                   const char *attainment, int32_t light)
{
	number_is(progress, row, KEPU_PROGRESS_VALUE, value);
	number_is(progress, row, KEPU_PROGRESS_EXPECTED, expected);
	number_is(progress, row, KEPU_PROGRESS_ATTAINMENT, attainment);
	assert_int_equal(kepu_progress_light(progress, row), light);
}

/* 1277 of the 1826 days from 10 to 15 are gone on 2024-06-30, and 182 of the year's 366. */
static void test_rows(void **state)
{
	(void)state;
	static const char csv[] = "地区,指标,时间,数值,单位\n"
							  ",具备科学素质的比例,2023,13.5%,\n"
							  "清河市,培训农民,2024-Q1,１２０,人次\n"
							  "520100,培训农民,2024年二季度,0.04万,人次\n"
							  ",培训农民,2024-05,300,\n" /* lies within the quarter, which stands */
							  "甲县,讲座,2024-06,2,\n"
							  "乙县,讲座,2024-H1,0,\n"
							  "丙县,讲座,2024-H1,不适用,\n"
							  ",事故,2024-02,4,\n"
							  ",专家,2024-01,80,\n"
							  ",场馆,2023,21,\n";
	kepu_progress *p = judge(county, csv, "2024-06-30", 0, 0);
	size_t counted, reaching;
	int32_t reached;
	assert_int_equal(kepu_progress_count(p), 9);
	row_is(p, 0, "13.5", "13.496714129", "0.9", KEPU_LIGHT_GREEN);
	assert_string_equal(kepu_progress_due(p, 0, NULL), "2025-12-31");
	row_is(p, 1, "520", "497.267759563", "0.52", KEPU_LIGHT_GREEN);
	row_is(p, 2, "none", "none", "0", KEPU_LIGHT_RED); /* two counties count, none has its four */
	assert_int_equal(kepu_progress_tally(p, 2, &counted, &reaching), KEPU_OK);
	assert_int_equal(counted, 2);
	assert_int_equal(reaching, 0);
	assert_string_equal(kepu_progress_region(p, 3, NULL), "甲县");
	row_is(p, 3, "2", "1.989071038", "0.5", KEPU_LIGHT_GREEN);
	row_is(p, 4, "0", "1.989071038", "0", KEPU_LIGHT_RED);
	assert_int_equal(kepu_progress_state(p, 5), KEPU_STATE_NOT_APPLICABLE);
	row_is(p, 5, "none", "1.989071038", "none", KEPU_LIGHT_GREY);
	row_is(p, 6, "4", "2.486338798", "1.25", KEPU_LIGHT_RED); /* within the limit, but too many for June */
	assert_int_equal(kepu_progress_reached(p, 6, &reached), KEPU_OK);
	assert_int_equal(reached, 1);
	row_is(p, 7, "80", "none", "0.8", KEPU_LIGHT_GREY); /* nobody knows where it began */
	row_is(p, 8, "21", "20", "0.952380952", KEPU_LIGHT_GREEN);
	kepu_progress_free(p);
}

static void test_edges_of_comparisons(void **state)
{
	(void)state;
	static const char csv[] = "indicator,period,value\n专家,2025,100\n场馆,2023,18.9\n培训农民,2025,1200\n";
	int32_t reached;
	kepu_progress *p = judge(county, csv, "2025-12-31", 0, 0);
	assert_int_equal(kepu_progress_reached(p, 4, &reached), KEPU_OK);
	assert_int_equal(reached, 0); /* 100 is not more than 100 */
	row_is(p, 4, "100", "100", "1", KEPU_LIGHT_YELLOW);
	row_is(p, 5, "18.9", "20", "0.945", KEPU_LIGHT_YELLOW);
	row_is(p, 1, "1200", "1000", "1.2", KEPU_LIGHT_GREEN);
	kepu_progress_free(p);
	p = judge(county, csv, "2025-12-31", 0, KEPU_JUDGE_EXACT);
	row_is(p, 1, "1200", "1000", "0.833333333", KEPU_LIGHT_RED);
	kepu_progress_free(p);
}

static void test_paths(void **state)
{
	(void)state;
	static const char csv[] = "indicator,period,value,kind\n具备科学素质的比例,2022,11,path\n"
							  "具备科学素质的比例,2022,12,\n";
	static const struct {
		int32_t path;
		const char *expected;
	} ways[] = {
		{ KEPU_PATH_LINEAR, "12.494523549" },
		{ KEPU_PATH_STEPWISE, "11.99890471" }, /* as on 2022-12-31 */
		{ KEPU_PATH_GIVEN, "11.660583942" },   /* from 11 on that day */
	};
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		kepu_progress *p = judge(county, csv, "2023-06-30", ways[i].path, 0);
		number_is(p, 0, KEPU_PROGRESS_EXPECTED, ways[i].expected);
		kepu_progress_free(p);
	}
}

static void test_relative_targets(void **state)
{
	(void)state;
	static const char csv[] = "indicator,period,value,unit,kind,relative\n"
							  "具备科学素质的比例,2024,2,百分点,target,baseline\n"
							  "培训农民,2024,10,%,target,last-year\n"
							  "培训农民,2023,1001,,,\n"
							  "专家,2024,-5,,target,superior\n"
							  "专家,2023,60,,superior,\n";
	kepu_progress *p = judge(county, csv, "2024-12-31", 0, 0);
	number_is(p, 0, KEPU_PROGRESS_TARGET, "12");
	number_is(p, 1, KEPU_PROGRESS_TARGET, "1101.1");
	number_is(p, 4, KEPU_PROGRESS_TARGET, "55");
	kepu_progress_free(p);
}

static void test_quotients(void **state)
{
	(void)state;
	static const char csv[] = "indicator,period,value,kind,status\n"
							  "具备科学素质的比例,2024,1,分子,核实\n具备科学素质的比例,2024,7,分母,\n"
							  "具备科学素质的比例,2023,0,分子,\n具备科学素质的比例,2023,9,分母,\n";
	kepu_progress *p = judge(county, csv, "2024", 0, 0);
	number_is(p, 0, KEPU_PROGRESS_VALUE, "14.285714286");
	kepu_progress_free(p);
	p = judge(county, csv, "2023", 0, 0);
	assert_int_equal(kepu_progress_state(p, 0), KEPU_STATE_VALUE); /* zero is a value */
	number_is(p, 0, KEPU_PROGRESS_VALUE, "0");
	kepu_progress_free(p);
}

static void test_before_and_after_the_period(void **state)
{
	(void)state;
	kepu_progress *p = judge(county, "indicator,period,value\n专家,2019,5\n", "2020-05-01", 0, 0);
	assert_string_equal(kepu_progress_date(p, NULL), "2020-05-01");
	assert_int_equal(kepu_progress_state(p, 4), KEPU_STATE_NOT_APPLICABLE);
	row_is(p, 4, "none", "none", "none", KEPU_LIGHT_GREY);
	kepu_progress_free(p);
	p = judge(county, "indicator,period,value\n专家,2025,101\n专家,2026,90\n", "2030", 0, 0);
	row_is(p, 4, "101", "100", "1.01", KEPU_LIGHT_GREEN); /* judged on the period's last day */
	assert_string_equal(kepu_progress_date(p, NULL), "2025-12-31");
	assert_string_equal(kepu_plan_uid(kepu_progress_plan(p), NULL), "t");
	kepu_progress_free(p);
}

/* A row is taken or refused with its place; nothing is guessed. */
typedef struct refusal {
	const char *row;
	int32_t code;
	int64_t column;
} refusal;

static void test_refused_rows(void **state)
{
	(void)state;
	static const char head[] = "region,indicator,period,value,unit,status,source,kind,relative\n";
	static const refusal rows[] = {
		{ ",没有的指标,2023,1,,,,,", KEPU_FINDING_INDICATOR_UNKNOWN, 2 },
		{ ",,2023,1,,,,,", KEPU_FINDING_BAD_TOKEN, 2 },
		{ ",专家,2023-13,1,,,,,", KEPU_FINDING_BAD_PERIOD, 5 },
		{ ",专家,2023-02-29,1,,,,,", KEPU_FINDING_BAD_PERIOD, 5 },
		{ ",专家,2023年13月,1,,,,,", KEPU_FINDING_BAD_PERIOD, 5 },
		{ ",专家,2023,\"1,23\",,,,,", KEPU_FINDING_BAD_FIGURE, 10 },
		{ ",专家,2023,\"1234,567\",,,,,", KEPU_FINDING_BAD_FIGURE, 10 },
		{ ",专家,2023,\"1,234.5,6\",,,,,", KEPU_FINDING_BAD_FIGURE, 10 },
		{ ",专家,2023,1e3,,,,,", KEPU_FINDING_BAD_FIGURE, 10 },
		{ ",专家,2023,.5,,,,,", KEPU_FINDING_BAD_FIGURE, 10 },
		{ ",专家,2023,约20,,,,,", KEPU_FINDING_BAD_FIGURE, 10 },
		{ ",专家,2023,0.1234567890,,,,,", KEPU_FINDING_BAD_FIGURE, 10 },
		{ ",专家,2023,99999999999999999999,,,,,", KEPU_FINDING_BAD_FIGURE, 10 },
		{ ",专家,2023,5,场,,,,", KEPU_FINDING_UNIT_UNLIKE, 12 },
		{ ",专家,2023,5%,,,,,", KEPU_FINDING_UNIT_UNLIKE, 10 },
		{ ",具备科学素质的比例,2023,100.1,,,,,", KEPU_FINDING_OVER_WHOLE, 17 },
		{ ",具备科学素质的比例,2023,-1,,,,,", KEPU_FINDING_OVER_WHOLE, 17 },
		{ ",具备科学素质的比例,2023,0,,,,denominator,", KEPU_FINDING_ZERO_DENOMINATOR, 17 },
		{ ",专家,2023,5,,maybe,,,", KEPU_FINDING_BAD_TOKEN, 13 },
		{ ",专家,2023,5,,,,,baseline", KEPU_FINDING_BAD_TOKEN, 16 },
		{ ",专家,2023,5,,,,,,x", KEPU_FINDING_TOO_MANY_CELLS, 17 },
	};
	kepu_plan *plan = plan_load(county);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char csv[512];
		kepu_data *data = NULL;
		kepu_findings *findings = NULL;
		kepu_error *err = NULL;
		snprintf(csv, sizeof csv, "%s\r\n,,\r\n%s\r\n", head, rows[i].row);
		plan_ok(kepu_data_new(plan, &data, &err), err);
		plan_ok(kepu_data_add_csv(data, csv, strlen(csv), &findings, &err), err);
		if (kepu_findings_count(findings) != 1 || kepu_findings_code(findings, 0) != rows[i].code ||
		    kepu_findings_column(findings, 0) != rows[i].column || kepu_findings_line(findings, 0) != 4)
			fail_msg("%s: %zu findings, %d at %d:%d", rows[i].row, kepu_findings_count(findings),
			         (int)kepu_findings_code(findings, 0), (int)kepu_findings_line(findings, 0),
			         (int)kepu_findings_column(findings, 0));
		assert_int_equal(kepu_data_count(data), 0);
		kepu_findings_free(findings);
		kepu_data_free(data);
	}
	kepu_plan_unref(plan);
}

static void test_one_value_for_a_key(void **state)
{
	(void)state;
	static const char csv[] =
		"region,indicator,period,value,status\n"
		",专家,2023,5,\n清河市,专家,2023年,6,上报\n,专家,2023,7,核实\n,专家,2022,未报,\n,专家,2022,8,\n";
	kepu_plan *plan = plan_load(county);
	kepu_data *data = NULL;
	kepu_findings *findings = NULL;
	kepu_progress *p = NULL;
	assert_int_equal(kepu_data_new(plan, &data, NULL), KEPU_OK);
	assert_int_equal(kepu_data_add_csv(data, csv, strlen(csv), &findings, NULL), KEPU_OK);
	assert_int_equal(kepu_findings_count(findings), 1);
	assert_int_equal(kepu_findings_code(findings, 0), KEPU_FINDING_VALUE_TWICE);
	assert_int_equal(kepu_findings_line(findings, 0), 3);
	assert_int_equal(kepu_data_count(data), 3);
	assert_int_equal(kepu_progress_new(plan, data, "2023", Z, 0, NULL, NULL, NULL, 0, &p, NULL), KEPU_OK);
	number_is(p, 4, KEPU_PROGRESS_VALUE, "7"); /* verified is stronger than reported */
	kepu_progress_free(p);
	kepu_findings_free(findings);
	kepu_data_free(data);
	kepu_plan_unref(plan);
}

static kepu_status add_table(const char *csv, size_t length)
{
	kepu_data *data = NULL;
	kepu_error *err = NULL;
	assert_int_equal(kepu_data_new(NULL, &data, NULL), KEPU_OK);
	kepu_status status = kepu_data_add_csv(data, csv, length, NULL, &err);
	if (status)
		assert_int_equal(kepu_data_count(data), 0); /* nothing of it is taken */
	kepu_error_free(err);
	kepu_data_free(data);
	return status;
}

static void test_tables_that_are_none(void **state)
{
	(void)state;
	static const char gb[] = "\xd6\xb8\xb1\xea,\xca\xb1\xbc\xe4,\xca\xfd\xd6\xb5\nx,2023,1\n"; /* 指标,时间,数值 */
	assert_int_equal(add_table("", 0), KEPU_ERROR_EMPTY_FILE);
	assert_int_equal(add_table(" ,\n", 3), KEPU_ERROR_EMPTY_FILE);
	assert_int_equal(add_table("indicator,period\nx,2023\n", 24), KEPU_ERROR_MISSING_KEY);
	assert_int_equal(add_table("indicator,period,value,指标\n", 30), KEPU_ERROR_DUPLICATE_KEY);
	assert_int_equal(add_table("indicator,period,value\n\"x,2023,1\n", 33), KEPU_ERROR_NOT_CSV);
	assert_int_equal(add_table("indicator,period,value\n\"x\"y,2023,1\n", 35), KEPU_ERROR_NOT_CSV);
	assert_int_equal(add_table("indicator,period,value\ny,2023,1\n\"x\"y,2023,1\n", 44), KEPU_ERROR_NOT_CSV);
	assert_int_equal(add_table("indicator,period,value\n\"x\r\n\"\"y\",2023,1", 37), KEPU_OK);
	assert_int_equal(add_table(gb, sizeof gb - 1), KEPU_OK);
}

static void test_as_text(void **state)
{
	(void)state;
	kepu_progress *p = judge(county, "indicator,period,value\n专家,2025,101\n", "2025", 0, 0);
	char *bytes = NULL;
	size_t length;
	assert_int_equal(kepu_progress_to_csv(p, 0, &bytes, &length, NULL), KEPU_OK);
	assert_non_null(strstr(bytes, "\r\ni5,专家,,人,value,101,>,100,2025-12-31,100,1.01,true,,,green\r\n"));
	assert_int_equal(strlen(bytes), length);
	kepu_free(bytes);
	assert_int_equal(kepu_progress_to_json(p, &bytes, &length, NULL), KEPU_OK);
	assert_non_null(strstr(bytes,
	                       "\"state\": \"value\", \"value\": 101, \"comparison\": \">\", \"target\": 100, "
	                       "\"due\": \"2025-12-31\", \"expected\": 100, \"attainment\": 1.01, \"reached\": true"));
	kepu_free(bytes);
	kepu_progress_free(p);
}

static void test_wrong_arguments(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load(county), *other = plan_load(county);
	kepu_data *data = NULL;
	kepu_progress *p = NULL;
	assert_int_equal(kepu_data_new(other, &data, NULL), KEPU_OK);
	assert_int_equal(kepu_progress_new(plan, data, NULL, 0, 0, NULL, NULL, NULL, 0, &p, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(p);
	assert_int_equal(kepu_progress_new(plan, NULL, "soon", Z, 0, NULL, NULL, NULL, 0, &p, NULL), KEPU_ERROR_BAD_DATE);
	assert_int_equal(kepu_progress_new(plan, NULL, NULL, 0, 4, NULL, NULL, NULL, 0, &p, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_progress_new(plan, NULL, NULL, 0, 0, "x", NULL, NULL, 0, &p, NULL), KEPU_ERROR_BAD_NUMBER);
	assert_int_equal(kepu_progress_new(plan, NULL, NULL, 0, 0, "0.5", NULL, NULL, 0, &p, NULL), KEPU_ERROR_ARGUMENT);
	kepu_data_free(data);
	kepu_plan_unref(plan);
	kepu_plan_unref(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_edges_of_comparisons),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_relative_targets),
		cmocka_unit_test(test_quotients),
		cmocka_unit_test(test_before_and_after_the_period),
		cmocka_unit_test(test_refused_rows),
		cmocka_unit_test(test_one_value_for_a_key),
		cmocka_unit_test(test_tables_that_are_none),
		cmocka_unit_test(test_as_text),
		cmocka_unit_test(test_wrong_arguments),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
