/* Figures added up the regions. The expected numbers are worked out by hand from docs/indicators.md. */
#include "plans.h"

#include <math.h>
#include <stdbool.h>

/* 省 over 甲市 (with two counties) and 乙市 (with two, one of them with a township below). */
static const char tree[] = "code,name,parent,level,population-2023\n"
						   "p,青岭省,,province,\n"
						   "a,甲市,p,prefecture,\n"
						   "a1,甲一县,a,county,3000\n"
						   "a2,甲二县,a,county,1000\n"
						   "b,乙市,p,prefecture,\n"
						   "b1,乙一县,b,county,2000\n"
						   "b2,乙二县,b,county,\n"
						   "b21,乙二镇,b2,township,500\n";
enum { P, A, A1, A2, B, B1, B2, B21, REGIONS };

static kepu_rollup *start(int32_t rule)
{
	kepu_regions *regions = NULL;
	kepu_rollup *rollup = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_regions_from_csv(tree, strlen(tree), &regions, NULL, &err), err);
	plan_ok(kepu_rollup_new(regions, rule, &rollup, &err), err);
	kepu_regions_free(regions); /* the roll-up keeps it */
	return rollup;
}

static kepu_findings *add(kepu_rollup *rollup, const char *content)
{
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_rollup_add_bytes(rollup, content, strlen(content), NULL, NULL, &findings, &err), err);
	return findings;
}

static void add_all(kepu_rollup *rollup, const char *content)
{
	kepu_findings *findings = add(rollup, content);
	if (kepu_findings_count(findings))
		fail_msg("%s", kepu_findings_message(findings, 0, KEPU_LANG_EN, NULL));
	kepu_findings_free(findings);
}

static kepu_totals *total(const kepu_rollup *rollup, const char *name, const char *period)
{
	kepu_totals *totals = NULL;
	kepu_error *err = NULL;
	size_t indicator;
	assert_int_equal(kepu_rollup_find_indicator(rollup, name, Z, &indicator), KEPU_OK);
	for (size_t i = 0; i < kepu_rollup_period_count(rollup, indicator); i++) {
		if (strcmp(kepu_rollup_period(rollup, indicator, i, NULL), period))
			continue;
		plan_ok(kepu_rollup_total(rollup, indicator, i, &totals, &err), err);
		return totals;
	}
	fail_msg("%s has no figures for %s", name, period);
	return NULL;
}

/* From wherever one looks, the next missing region is the first of them all that is not before it. */
static void missing_from_anywhere(const kepu_totals *totals, size_t region)
{
	for (size_t from = 0; from <= kepu_totals_count(totals); from++) {
		size_t next = 0, found;
		bool any = false;
		for (; !any && !kepu_totals_missing(totals, region, next, &next); next++)
			any = next >= from;
		assert_int_equal(kepu_totals_missing(totals, region, from, &found), any ? KEPU_OK : KEPU_NO_VALUE);
		assert_int_equal(found, any ? next - 1 : 0);
	}
}

/* "value covered/leaves" of a region, with its missing ones behind it. */
static void is(const kepu_totals *totals, size_t region, const char *expected)
{
	static const char *const codes[] = { "p", "a", "a1", "a2", "b", "b1", "b2", "b21" };
	int64_t coefficient;
	int32_t scale;
	char text[200], number[32] = "none";
	if (!kepu_totals_value(totals, region, &coefficient, &scale))
		assert_int_equal(kepu_decimal_format(coefficient, scale, number, sizeof number, NULL), KEPU_OK);
	int length = snprintf(text, sizeof text, "%s %zu/%zu", number, kepu_totals_covered(totals, region),
	                      kepu_totals_leaves(totals, region));
	for (size_t at = 0; !kepu_totals_missing(totals, region, at, &at); at++)
		length += snprintf(text + length, sizeof text - (size_t)length, " -%s", codes[at]);
	assert_string_equal(text, expected);
	missing_from_anywhere(totals, region);
}

/* What a region reported itself counts only where nothing below it reported. */
static void test_sums_and_what_is_missing(void **state)
{
	(void)state;
	kepu_rollup *rollup = start(0);
	add_all(rollup, "region,indicator,period,value\n"
	                "a1,讲座,2023,0.1\n甲二县,讲座,2023,0.2\na,讲座,2023,100\n"
	                "b2,讲座,2023,7\nb1,讲座,2023,无数据\n"
	                "a1,讲座,2024,不适用\na2,讲座,2024,1\np,讲座,2024,9\n");
	kepu_totals *t = total(rollup, "讲座", "2023");
	int64_t own;
	is(t, P, "7.3 3/4 -b1");
	is(t, A, "0.3 2/2");
	is(t, A1, "0.1 1/1");
	is(t, B, "7 1/2 -b1");
	is(t, B1, "none 0/1 -b1");
	is(t, B2, "7 1/1"); /* of its own: its township said nothing */
	is(t, B21, "none 0/1 -b21");
	assert_int_equal(kepu_totals_own(t, A, &own, NULL), KEPU_OK);
	assert_int_equal(own, 100);
	assert_int_equal(kepu_totals_own(t, A1, NULL, NULL), KEPU_NO_VALUE); /* there is nothing below it */
	assert_true(fabs(kepu_totals_double(t, P) - 7.3) < 1e-15);
	assert_true(isnan(kepu_totals_double(t, B1)));
	assert_null(kepu_totals_sum(t, P, KEPU_TOTAL_NUMERATOR, NULL));
	kepu_totals_free(t);
	t = total(rollup, "讲座", "2024");
	is(t, P, "1 1/3 -b1 -b21");
	is(t, A, "1 1/1");
	is(t, A1, "none 0/0");
	kepu_totals_free(t);
	kepu_rollup_free(rollup);
}

static void test_a_region_answers_for_all_below_it(void **state)
{
	(void)state;
	kepu_rollup *rollup = start(0);
	add_all(rollup,
	        "region,indicator,period,value\np,讲座,2023,50\na1,场馆,2023,不适用\na2,场馆,2023,不适用\na,场馆,2023,4\n");
	kepu_totals *t = total(rollup, "讲座", "2023");
	is(t, P, "50 4/4");
	is(t, A, "none 0/2 -a1 -a2"); /* that the province has a figure says nothing of the city */
	kepu_totals_free(t);
	t = total(rollup, "场馆", "2023");
	is(t, A, "none 0/0"); /* it does not apply to any county, so there is nothing that the city could answer for */
	is(t, P, "none 0/2 -b1 -b21");
	kepu_totals_free(t);
	kepu_rollup_free(rollup);
}

static void test_ratios_are_of_sums(void **state)
{
	(void)state;
	kepu_rollup *rollup = start(0);
	add_all(rollup, "region,indicator,period,value,unit,kind\n"
	                "a1,达标率,2023,1,人,分子\na1,达标率,2023,3,人,分母\n"
	                "a2,达标率,2023,0.9万,人,分子\na2,达标率,2023,9000,,分母\n"
	                "b1,达标率,2023,50,%,\n"
	                "b21,达标率,2023,5,,分子\n");
	kepu_totals *t = total(rollup, "达标率", "2023");
	assert_int_equal(kepu_rollup_indicator_rule(rollup, 0), KEPU_ROLLUP_RATIO);
	assert_string_equal(kepu_rollup_indicator_unit(rollup, 0, NULL), "%");
	is(t, P, "99.977785183 2/4 -b1 -b21");
	is(t, A1, "33.333333333 1/1");
	is(t, B, "none 0/2 -b1 -b21"); /* a rate alone is no figure */
	assert_string_equal(kepu_totals_sum(t, P, KEPU_TOTAL_NUMERATOR, NULL), "9001");
	assert_string_equal(kepu_totals_sum(t, P, KEPU_TOTAL_DENOMINATOR, NULL), "9003");
	assert_null(kepu_totals_sum(t, P, 3, NULL));
	assert_true(fabs(kepu_totals_double(t, P) - 900100.0 / 9003) < 1e-13);
	kepu_totals_free(t);
	kepu_rollup_free(rollup);
}

static const char weighted[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='w'><metadata><region code='a1'>甲一县</region></metadata><indicators>"
	"<indicator id='i1' name='满意度' unit='分' rollup='mean' weight='i2'>"
	"<observation time='2023' low='80'/></indicator>"
	"<indicator id='i2' name='受访者' unit='人'><observation time='2023' low='300'/></indicator>"
	"<indicator id='i3' name='人均场次' unit='场' rollup='mean' denominator='常住人口'>"
	"<observation time='2023-H1' low='2'/><observation region='a2' time='2023-H1' low='4'/>"
	"<observation region='b2' time='2023-H1' low='1'/></indicator></indicators></plan>";

static void test_means_are_weighted(void **state)
{
	(void)state;
	kepu_rollup *rollup = start(0);
	add_all(rollup, weighted);
	add_all(rollup, "region,indicator,period,value,unit,kind\n"
	                "a2,满意度,2023,90.5,分,\na2,受访者,2023,100,,\n"
	                "b1,满意度,2023,60,分,\nb1,满意度,2023,200,,分母\nb1,受访者,2023,1,,\n"
	                "b21,满意度,2023,10,,\n");
	kepu_totals *t = total(rollup, "满意度", "2023");
	is(t, A, "82.625 2/2");
	is(t, P, "75.083333333 3/4 -b21"); /* (80 × 300 + 90.5 × 100 + 60 × 200) ÷ 600 */
	assert_string_equal(kepu_totals_sum(t, P, KEPU_TOTAL_NUMERATOR, NULL), "45050");
	kepu_totals_free(t);
	t = total(rollup, "人均场次", "2023-H1");
	is(t, A, "2.5 2/2"); /* by the people of the table: (2 × 3000 + 4 × 1000) ÷ 4000 */
	is(t, B, "none 0/2 -b1 -b21");
	kepu_totals_free(t);
	kepu_rollup_free(rollup);
}

static void test_smallest_and_last(void **state)
{
	(void)state;
	static const char csv[] =
		"region,indicator,period,value\n"
		"a1,专家,2022,5\na1,专家,2022-12,6\na2,专家,2023,0\nb1,专家,2021,40\nb1,专家,2022,无数据\n"
		"b21,专家,2022-06,8\nb21,专家,2023,不适用\n";
	kepu_rollup *rollup = start(KEPU_ROLLUP_MINIMUM);
	add_all(rollup, csv);
	kepu_totals *t = total(rollup, "专家", "2022");
	is(t, P, "5 1/4 -a2 -b1 -b21");
	kepu_totals_free(t);
	t = total(rollup, "专家", "2023");
	is(t, P, "0 1/3 -a1 -b1");
	kepu_totals_free(t);
	kepu_rollup_free(rollup);
	rollup = start(KEPU_ROLLUP_LAST);
	add_all(rollup, csv);
	t = total(rollup, "专家", "2023");
	is(t, P, "46 3/3"); /* 6 of the December, as the shorter period; 0; 40 from two years before; b21 is out */
	kepu_totals_free(t);
	t = total(rollup, "专家", "2022");
	is(t, P, "53 3/4 -a2"); /* 5 of the very period, 40, 8 */
	kepu_totals_free(t);
	kepu_rollup_free(rollup);
}

static const char aimed[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='r'><metadata><period start='2022' end='2024'/></metadata><indicators>"
	"<indicator id='i0' name='讲座' unit='场'><baseline time='2021' low='1'/></indicator>"
	"<indicator id='i1' name='讲座' unit='场' comparison='&gt;=' every='annual' rollup='reach'>"
	"<target low='4'/><target low='2' region='乙一县'/></indicator></indicators></plan>";

static void test_how_many_reach(void **state)
{
	(void)state;
	kepu_rollup *rollup = start(0);
	add_all(rollup, aimed);
	add_all(rollup, "region,indicator,period,value\n"
	                "a1,讲座,2023,4\na2,讲座,2023,3\nb1,讲座,2023,3\na1,讲座,2021,4\n");
	kepu_totals *t = total(rollup, "讲座", "2023");
	is(t, P, "2 3/4 -b21");
	is(t, A, "1 2/2");
	is(t, B1, "1 1/1"); /* it has a target of its own */
	kepu_totals_free(t);
	t = total(rollup, "讲座", "2021"); /* before the plan's period */
	is(t, P, "none 0/4 -a1 -a2 -b1 -b21");
	kepu_totals_free(t);
	kepu_rollup_free(rollup);
}

static void test_what_is_refused(void **state)
{
	(void)state;
	static const char plan[] =
		"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='x'><metadata><region code='a1'/></metadata><indicators>\n"
		"<indicator id='i1' name='达标率' unit='%'>\n"
		"<observation time='2023' low='120'/><observation time='2024' low='20'/>\n"
		"<observation time='2024' low='30'/><observation time='2024' low='40' status='verified'/>\n"
		"<observation time='2024' low='1' region='c'/><observation low='1'/></indicator></indicators></plan>";
	static const char csv[] = "region,indicator,period,value,unit\n"
							  ",达标率,2023,1,\n"
							  "无此县,达标率,2023,1,\n"
							  "a2,达标率,2023,1,人\n"
							  "a2,达标率,2023,101,\n"
							  "甲一县,达标率,2024,2,\n"
							  "a2,人次,2024,2,人\n"
							  "a2,人次,2023,2,万人\n"
							  "a1,人次,2023,2,次\n";
	static const struct {
		int64_t line, column;
		int32_t code;
	} in_plan[] = { { 3, 1, KEPU_FINDING_OVER_WHOLE },
		            { 4, 1, KEPU_FINDING_VALUE_TWICE },
		            { 5, 1, KEPU_FINDING_REGION_UNKNOWN } },
	  in_csv[] = { { 2, 1, KEPU_FINDING_REGION_UNKNOWN }, { 3, 1, KEPU_FINDING_REGION_UNKNOWN },
		           { 4, 15, KEPU_FINDING_UNIT_UNLIKE },   { 5, 13, KEPU_FINDING_OVER_WHOLE },
		           { 6, 5, KEPU_FINDING_VALUE_TWICE },    { 9, 14, KEPU_FINDING_UNIT_UNLIKE } };
	kepu_rollup *rollup = start(0);
	kepu_findings *found = add(rollup, plan);
	assert_int_equal(kepu_findings_count(found), 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(kepu_findings_code(found, i), in_plan[i].code);
		assert_int_equal(kepu_findings_line(found, i), in_plan[i].line);
		assert_int_equal(kepu_findings_column(found, i), in_plan[i].column);
		assert_string_equal(kepu_findings_subject(found, i, NULL), "i1");
	}
	kepu_findings_free(found);
	found = add(rollup, csv);
	assert_int_equal(kepu_findings_count(found), 6);
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(kepu_findings_code(found, i), in_csv[i].code);
		assert_int_equal(kepu_findings_line(found, i), in_csv[i].line);
		assert_int_equal(kepu_findings_column(found, i), in_csv[i].column);
	}
	kepu_findings_free(found);
	kepu_totals *t = total(rollup, "人次", "2023");
	is(t, P, "20000 1/4 -a1 -b1 -b21");
	kepu_totals_free(t);
	kepu_rollup_free(rollup);
}

static void test_sums_that_do_not_fit(void **state)
{
	(void)state;
	kepu_rollup *rollup = start(0);
	kepu_totals *totals = NULL;
	kepu_error *err = NULL;
	size_t indicator;
	add_all(rollup, "region,indicator,period,value\na1,投入,2023,9223372036854775807\na2,投入,2023,1\n"
	                "a1,支出,2023,9223372036854775807\na2,支出,2023,-9223372036854775807\nb1,支出,2023,0.000000001\n");
	assert_int_equal(kepu_rollup_total(rollup, 0, 0, &totals, &err), KEPU_ERROR_OVERFLOW);
	assert_null(totals);
	assert_non_null(strstr(kepu_error_message(err, KEPU_LANG_EN, NULL), "投入"));
	kepu_error_free(err);
	assert_int_equal(kepu_rollup_find_indicator(rollup, "支出", Z, &indicator), KEPU_OK);
	totals = total(rollup, "支出", "2023");
	is(totals, P, "0.000000001 3/4 -b21");
	is(totals, A, "0 2/2");
	kepu_totals_free(totals);
	kepu_rollup_free(rollup);
}

static void test_plans_and_sets_of_figures(void **state)
{
	(void)state;
	static const char csv[] = "region,indicator,period,value\n,i1,2023,70\na2,满意度,2022,60\n";
	kepu_rollup *rollup = start(KEPU_ROLLUP_SUM);
	kepu_plan *plan = plan_load(weighted);
	kepu_data *data = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_data_new(plan, &data, &err), err);
	plan_ok(kepu_data_add_csv(data, csv, strlen(csv), NULL, &err), err);
	plan_ok(kepu_rollup_add_data(rollup, data, &findings, &err),
	        err); /* of the plan's region and the indicator's name */
	assert_int_equal(kepu_findings_count(findings), 0);
	kepu_findings_free(findings);
	plan_ok(kepu_rollup_add_plan(rollup, plan, &findings, &err), err);
	kepu_plan_unref(plan);
	kepu_data_free(data);
	assert_int_equal(kepu_findings_count(findings), 1); /* the plan's own figure is the second one */
	assert_int_equal(kepu_findings_code(findings, 0), KEPU_FINDING_VALUE_TWICE);
	kepu_findings_free(findings);
	kepu_totals *t = total(rollup, "满意度", "2023");
	is(t, P, "70 1/4 -a2 -b1 -b21");
	kepu_totals_free(t);
	kepu_rollup_free(rollup);
}

static void test_tables_and_json(void **state)
{
	(void)state;
	kepu_rollup *rollup = start(0);
	kepu_error *err = NULL;
	char *bytes = NULL;
	size_t length;
	add_all(rollup,
	        "region,indicator,period,value,unit,kind\na1,率,2023,1,,分子\na1,率,2023,4,,分母\nb,率,2023,12.50,%,\n"
	        "a1,\"讲座,场\",2023-Q1,2,,\n");
	plan_ok(kepu_rollup_to_csv(rollup, "率", Z, "prefecture", Z, 1, &bytes, &length, &err), err);
	assert_string_equal(bytes,
	                    "\xef\xbb\xbfindicator,unit,rule,period,region,name,level,value,numerator,denominator,covered,"
	                    "leaves,own\r\n率,%,ratio,2023,a,甲市,prefecture,25,1,4,1,2,\r\n"
	                    "率,%,ratio,2023,b,乙市,prefecture,,,,0,2,12.5\r\n");
	assert_int_equal(strlen(bytes), length);
	kepu_free(bytes);
	plan_ok(kepu_rollup_to_json(rollup, NULL, 0, "1", 1, &bytes, NULL, &err), err);
	assert_string_equal(
		bytes,
		"[{\"indicator\": \"率\", \"unit\": \"%\", \"rule\": \"ratio\", \"period\": \"2023\", \"region\": \"p\", \"name\": \"青岭省\", "
		"\"level\": \"province\", \"value\": 25, \"numerator\": 1, \"denominator\": 4, \"covered\": 1, \"leaves\": 4, "
		"\"own\": null, \"missing\": [\"a2\", \"b1\", \"b21\"]},\n "
		"{\"indicator\": \"讲座,场\", \"unit\": null, \"rule\": \"sum\", \"period\": \"2023-Q1\", \"region\": \"p\", \"name\": "
		"\"青岭省\", \"level\": \"province\", \"value\": 2, \"numerator\": null, \"denominator\": null, \"covered\": 1, "
		"\"leaves\": 4, \"own\": null, \"missing\": [\"a2\", \"b1\", \"b21\"]}]\n");
	kepu_free(bytes);
	assert_int_equal(kepu_rollup_to_csv(rollup, "没有", Z, NULL, 0, 0, &bytes, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_rollup_to_json(rollup, NULL, 0, "town", Z, &bytes, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(bytes);
	kepu_rollup_free(rollup);
}

/* A file that fails adds nothing, and the next one is taken. */
static void test_files_that_fail(void **state)
{
	(void)state;
	static const struct {
		const char *content;
		kepu_status status;
	} bad[] = {
		{ "<plan xmlns='urn:kepu:plan:1' version='0.1' uid='x'><metadata><region code='a1'/></metadata><indicators>"
		  "<indicator id='i1' name='讲座'><observation time='2023' low='1'/></indicator></indicators>",
		  KEPU_ERROR_NOT_XML },
		{ "<plan/>", KEPU_ERROR_WRONG_NAMESPACE },
		{ "region,indicator,period,value\na1,讲座,2023,1\na2,\"讲座,2023,2\n", KEPU_ERROR_NOT_CSV },
		{ "region,indicator\n", KEPU_ERROR_MISSING_KEY },
		{ "{\"x\": 1}", KEPU_ERROR_UNKNOWN_KEY },
		{ "", KEPU_ERROR_EMPTY_FILE },
	};
	kepu_rollup *rollup = start(0);
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		kepu_findings *findings = NULL;
		kepu_error *err = NULL;
		assert_int_equal(
			kepu_rollup_add_bytes(rollup, bad[i].content, strlen(bad[i].content), "某县.xml", NULL, &findings, &err),
			bad[i].status);
		assert_null(findings);
		assert_string_equal(kepu_error_file(err, NULL), "某县.xml");
		kepu_error_free(err);
		assert_int_equal(kepu_rollup_indicator_count(rollup), 0);
	}
	add_all(rollup, "region,indicator,period,value\na1,讲座,2023,1\n");
	assert_int_equal(kepu_rollup_indicator_count(rollup), 1);
	kepu_rollup_free(rollup);
}

/* Of a file no more than this is looked at: what is not known, or would be refused on loading, is passed over. */
static void test_only_what_is_added_is_looked_at(void **state)
{
	(void)state;
	static const char xml[] =
		"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='x'><source><p line='1'>一、讲座</p></source>"
		"<metadata><title at='0:0+2'/><period start='2021' end='2025'/><region at='9:9+9'>甲一县</region></metadata>"
		"<units><unit id='u1'><name>科协</name></unit><unit id='u1'/></units>"
		"<x:y xmlns:x='urn:x'><plan xmlns='urn:kepu:plan:1'>那里<indicator/></plan></x:y>"
		"<nodes><node id='n1'><title>讲座</title><node><text>每年<!-- 两 -->场</text>"
		"<indicator id='i1' name='讲座' unit='场' weight='i2'><target low='2' at='7:1+1'/><target low='3'>三场</target>"
		"<observation time='2023' low='5'/><x:z xmlns:x='urn:x'><observation/></x:z></indicator></node>"
		"<assignment unit='u7'/></node></nodes>"
		"<annexes><annex id='a1'><node><indicator id='i2' name='展览'><observation time='2023' low='6' region='a2'/>"
		"</indicator></node></annex></annexes>"
		"<indicators><indicator id='i3' name='讲座'><observation time='2024' low='7'/></indicator></indicators></plan>";
	kepu_rollup *rollup = start(0);
	add_all(rollup, xml);
	kepu_totals *t = total(rollup, "讲座", "2023");
	is(t, A1, "5 1/1");
	kepu_totals_free(t);
	t = total(rollup, "讲座", "2024");
	is(t, A1, "7 1/1");
	kepu_totals_free(t);
	t = total(rollup, "展览", "2023");
	is(t, A2, "6 1/1");
	kepu_totals_free(t);
	kepu_rollup_free(rollup);
}

static void add_fails(const char *content, size_t length, kepu_status expected)
{
	kepu_rollup *rollup = start(0);
	assert_int_equal(kepu_rollup_add_bytes(rollup, content, length, NULL, NULL, NULL, NULL), expected);
	assert_int_equal(kepu_rollup_indicator_count(rollup), 0);
	kepu_rollup_free(rollup);
}

static void test_what_is_passed_over_has_its_limits(void **state)
{
	(void)state;
	static const char begin[] = "<plan xmlns='urn:kepu:plan:1' version='0.1' uid='x'>";
	static const char *const bad[] = {
		"<units><unit></units>",
		"<units>&lt;</units",
		"<indicators><indicator name='x'/></indicators></plan>",
		"<nodes><indicators/></nodes></plan>",
		"<indicators><indicator id='i'><observation low='x'/></indicator></indicators></plan>",
	};
	static const kepu_status expected[] = { KEPU_ERROR_NOT_XML, KEPU_ERROR_NOT_XML, KEPU_ERROR_MISSING_ATTRIBUTE,
		                                    KEPU_ERROR_UNEXPECTED_ELEMENT, KEPU_ERROR_BAD_NUMBER };
	char text[4096];
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		add_fails(text, (size_t)snprintf(text, sizeof text, "%s%s", begin, bad[i]), expected[i]);
	size_t length = (size_t)snprintf(text, sizeof text, "%s", begin);
	for (int i = 0; i < 300; i++)
		length += (size_t)snprintf(text + length, sizeof text - length, "<units>");
	add_fails(text, length, KEPU_ERROR_LIMIT);
}

static void test_misuse(void **state)
{
	(void)state;
	kepu_rollup *rollup = start(0), *none = NULL;
	kepu_totals *totals = NULL;
	size_t index = 9;
	assert_int_equal(kepu_rollup_new(NULL, 0, &none, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_rollup_new((kepu_regions *)(void *)rollup, 0, &none, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_int_equal(kepu_rollup_add_plan(rollup, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_rollup_add_data(NULL, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_rollup_add_file(rollup, "/nowhere/at/all", NULL, NULL, NULL), KEPU_ERROR_NOT_FOUND);
	assert_int_equal(kepu_rollup_total(rollup, 0, 0, &totals, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_rollup_find_indicator(rollup, "讲座", Z, &index), KEPU_NO_VALUE);
	assert_int_equal(index, 0);
	assert_int_equal(kepu_rollup_indicator_count(NULL), 0);
	assert_null(kepu_rollup_indicator_name(rollup, 0, NULL));
	assert_null(kepu_rollup_period(NULL, 0, 0, NULL));
	assert_int_equal(kepu_totals_count(NULL), 0);
	assert_int_equal(kepu_totals_value(NULL, 0, NULL, NULL), KEPU_NO_VALUE);
	assert_int_equal(kepu_totals_missing(NULL, 0, 0, &index), KEPU_NO_VALUE);
	kepu_totals_free(NULL);
	kepu_rollup_free(NULL);
	kepu_rollup_free(rollup);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sums_and_what_is_missing),
		cmocka_unit_test(test_a_region_answers_for_all_below_it),
		cmocka_unit_test(test_ratios_are_of_sums),
		cmocka_unit_test(test_means_are_weighted),
		cmocka_unit_test(test_smallest_and_last),
		cmocka_unit_test(test_how_many_reach),
		cmocka_unit_test(test_what_is_refused),
		cmocka_unit_test(test_sums_that_do_not_fit),
		cmocka_unit_test(test_plans_and_sets_of_figures),
		cmocka_unit_test(test_tables_and_json),
		cmocka_unit_test(test_files_that_fail),
		cmocka_unit_test(test_only_what_is_added_is_looked_at),
		cmocka_unit_test(test_what_is_passed_over_has_its_limits),
		cmocka_unit_test(test_misuse),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
