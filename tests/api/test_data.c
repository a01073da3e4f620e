/* Figures from tables, read one by one: what stands in the row, and what was made of it. */
#include "plans.h"

static const char city[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='t'><metadata><region level='prefecture' code='520100'>清河市</region>"
	"</metadata><indicators><indicator id='i1' name='科学素质比例' unit='%'><target low='15'/></indicator>"
	"<indicator id='i2' name='培训农民' unit='人次'><target low='1000'/></indicator></indicators></plan>";

/* Nothing is refused. The plan may be NULL. */
static kepu_data *figures(kepu_plan *plan, const char *csv)
{
	kepu_data *data = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_data_new(plan, &data, &err), err);
	plan_ok(kepu_data_add_csv(data, csv, strlen(csv), &findings, &err), err);
	assert_int_equal(kepu_findings_count(findings), 0);
	kepu_findings_free(findings);
	return data;
}

/* A text, or where it is NULL none. */
static void text_is(const char *(*reader)(const kepu_data *, size_t, size_t *), const kepu_data *data, size_t row,
                    const char *expected)
{
	size_t length = 99;
	const char *text = reader(data, row, &length);
	assert_int_equal(length, expected ? strlen(expected) : 0);
	if (expected)
		assert_string_equal(text, expected);
	else
		assert_null(text);
	assert_true(reader(data, row, NULL) == text);
}

static void value_is(const kepu_data *data, size_t row, const char *value, const char *unit)
{
	int64_t coefficient = 9;
	int32_t scale = 9;
	char text[32] = "none";
	if (kepu_data_value(data, row, &coefficient, &scale) == KEPU_OK)
		assert_int_equal(kepu_decimal_format(coefficient, scale, text, sizeof text, NULL), KEPU_OK);
	else
		assert_true(coefficient == 0 && scale == 0);
	assert_string_equal(text, value);
	text_is(kepu_data_unit, data, row, unit);
}

static void test_a_row_and_its_source(void **state)
{
	(void)state;
	static const char csv[] = "地区,指标,时间,数值,状态,来源\n"
							  ",科学素质比例,2023年,13.5%,核实,\" 抽样调查，\"\"第十三次\"\" \"\n"
							  "\"甲\n县\",i2,2023-6-30,缺,estimated,\n";
	kepu_plan *plan = plan_load(city);
	kepu_data *data = figures(plan, csv);
	kepu_plan_unref(plan);
	assert_int_equal(kepu_data_count(data), 2);
	text_is(kepu_data_indicator, data, 0, "科学素质比例");
	text_is(kepu_data_region, data, 0, NULL);
	text_is(kepu_data_period, data, 0, "2023");
	text_is(kepu_data_source, data, 0, "抽样调查，\"第十三次\"");
	value_is(data, 0, "13.5", "%");
	assert_int_equal(kepu_data_state(data, 0), KEPU_STATE_VALUE);
	assert_int_equal(kepu_data_status(data, 0), KEPU_VALUE_STATUS_VERIFIED);
	assert_int_equal(kepu_data_kind(data, 0), KEPU_DATUM_OBSERVATION);
	assert_int_equal(kepu_data_relative(data, 0), KEPU_UNKNOWN);
	assert_int_equal(kepu_data_line(data, 0), 2);
	text_is(kepu_data_indicator, data, 1, "i2");
	text_is(kepu_data_region, data, 1, "甲\n县");
	text_is(kepu_data_period, data, 1, "2023-06-30");
	text_is(kepu_data_source, data, 1, NULL);
	value_is(data, 1, "none", "人次");
	assert_int_equal(kepu_data_state(data, 1), KEPU_STATE_NO_VALUE);
	assert_int_equal(kepu_data_status(data, 1), KEPU_VALUE_STATUS_ESTIMATED);
	assert_int_equal(kepu_data_line(data, 1), 4); /* the region's cell has two lines */
	kepu_data_free(data);
}

/* The value is in the unit that is told, whatever the row was written in. */
static void test_units(void **state)
{
	(void)state;
	static const char csv[] = "region,indicator,period,value,unit,kind,relative\n"
							  "a,培训农民,2023,0.04,万 人次,,\n"
							  "a,培训农民,2022,3.5万,,baseline,\n"
							  "a,科学素质比例,2023,3,万人,numerator,\n"
							  "a,科学素质比例,2023,20,万,denominator,\n"
							  "a,培训农民,2024,10,％,target,last-year\n"
							  "a,科学素质比例,2024,2,个百分点,target,baseline\n"
							  "a,科学素质比例,2025,2%,,target,superior\n";
	kepu_plan *plan = plan_load(city);
	kepu_data *data = figures(plan, csv);
	value_is(data, 0, "400", "人次");
	value_is(data, 1, "35000", "人次");
	assert_int_equal(kepu_data_kind(data, 1), KEPU_DATUM_BASELINE);
	value_is(data, 2, "30000", "人");
	value_is(data, 3, "200000", NULL);
	assert_int_equal(kepu_data_kind(data, 3), KEPU_DATUM_DENOMINATOR);
	value_is(data, 4, "10", "%");
	assert_int_equal(kepu_data_relative(data, 4), KEPU_RELATIVE_LAST_YEAR);
	value_is(data, 5, "2", "个百分点");
	assert_int_equal(kepu_data_relative(data, 5), KEPU_RELATIVE_BASELINE);
	value_is(data, 6, "2", "%");
	assert_int_equal(kepu_data_relative(data, 6), KEPU_RELATIVE_SUPERIOR);
	kepu_data_free(data);
	data = figures(NULL, "indicator,period,value,unit\n讲座,2023,5.0, 万 场\n展览,2023,5,\n");
	value_is(data, 0, "5.0", "万场"); /* without a plan nothing says what it is to be converted into */
	value_is(data, 1, "5", NULL);
	kepu_data_free(data);
	kepu_plan_unref(plan);
}

/* A numerator is one and the same whatever unit it is told in; so is a figure, whatever its source. */
static void test_unit_and_source_make_no_second_figure(void **state)
{
	(void)state;
	static const char csv[] = "indicator,period,value,unit,kind,source\n"
							  "i1,2023,3,万人,numerator,\n"
							  "i1,2023,30000,个,numerator,\n"
							  "i2,2023,5,,,年报\n"
							  "i2,2023,6,,,快报\n";
	kepu_plan *plan = plan_load(city);
	kepu_data *data = NULL;
	kepu_findings *findings = NULL;
	assert_int_equal(kepu_data_new(plan, &data, NULL), KEPU_OK);
	assert_int_equal(kepu_data_add_csv(data, csv, strlen(csv), &findings, NULL), KEPU_OK);
	assert_int_equal(kepu_findings_count(findings), 2);
	for (size_t i = 0; i < 2; i++)
		assert_int_equal(kepu_findings_code(findings, i), KEPU_FINDING_VALUE_TWICE);
	assert_int_equal(kepu_data_count(data), 2);
	text_is(kepu_data_source, data, 1, "年报");
	kepu_findings_free(findings);
	kepu_data_free(data);
	kepu_plan_unref(plan);
}

/* Of several tables the rows follow each other; what is borrowed stays where it is while more come in. */
static void test_tables_one_after_the_other(void **state)
{
	(void)state;
	kepu_data *data = figures(NULL, "indicator,period,value,source\n讲座,2023,5,年报\n讲座,2022,未报,年报\n");
	const char *source = kepu_data_source(data, 0, NULL);
	assert_int_equal(kepu_data_count(data), 1); /* what was not reported is not there */
	for (int year = 1000; year < 3000; year++) {
		char csv[64];
		int length = snprintf(csv, sizeof csv, "指标,时间,数值,来源\n展览,%d,0,x%d\n", year, year);
		assert_int_equal(kepu_data_add_csv(data, csv, (size_t)length, NULL, NULL), KEPU_OK);
	}
	assert_int_equal(kepu_data_count(data), 2001);
	assert_true(kepu_data_source(data, 0, NULL) == source);
	assert_string_equal(source, "年报");
	text_is(kepu_data_indicator, data, 2000, "展览");
	text_is(kepu_data_source, data, 2000, "x2999");
	text_is(kepu_data_period, data, 2000, "2999");
	value_is(data, 2000, "0", NULL);
	kepu_data_free(data);
}

static void nothing_is_there(const kepu_data *data, size_t row)
{
	text_is(kepu_data_indicator, data, row, NULL);
	text_is(kepu_data_region, data, row, NULL);
	text_is(kepu_data_period, data, row, NULL);
	text_is(kepu_data_source, data, row, NULL);
	value_is(data, row, "none", NULL);
	assert_int_equal(kepu_data_value(data, row, NULL, NULL), KEPU_NO_VALUE);
	assert_int_equal(kepu_data_state(data, row), KEPU_UNKNOWN);
	assert_int_equal(kepu_data_status(data, row), KEPU_UNKNOWN);
	assert_int_equal(kepu_data_kind(data, row), KEPU_UNKNOWN);
	assert_int_equal(kepu_data_relative(data, row), KEPU_UNKNOWN);
	assert_int_equal(kepu_data_line(data, row), 0);
}

static void test_outside(void **state)
{
	(void)state;
	kepu_data *data = figures(NULL, "indicator,period,value\n讲座,2023,5\n");
	nothing_is_there(data, 1);
	nothing_is_there(data, SIZE_MAX);
	nothing_is_there(NULL, 0);
	kepu_data_free(data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_row_and_its_source),
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_unit_and_source_make_no_second_figure),
		cmocka_unit_test(test_tables_one_after_the_other),
		cmocka_unit_test(test_outside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
