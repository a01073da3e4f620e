/* Which figures are about which indicator, and which of several stands: rules that only plans with several indicators of one name,
 * or tables with several figures for one day, bring forth. */
#include "plans.h"

static const char plan_text[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='t'><metadata><period start='2021' end='2025'/></metadata><indicators>"
	"<indicator id='i1' name='素质' unit='％' comparison='=' every='once'><baseline time='2020' low='10'/></indicator>"
	"<indicator id='i2' name='素质' unit='%' comparison='&gt;=' every='once'><target time='2025' low='15'/></indicator>"
	"<indicator id='i3' name='培训' unit='期' comparison='=' every='once'><target time='2025' low='60'/></indicator>"
	"<indicator id='i4' name='培训' unit='人次' comparison='=' every='once'><target time='2025' low='35000'/></indicator>"
	"<indicator id='i5' name='培训' unit='万人次' comparison='=' every='once'><target time='2025' low='4'/></indicator>"
	"<indicator id='i6' name='场馆' unit='座' comparison='=' every='once'><baseline time='2020' low='1'/>"
	"<observation time='2021' low='2'/></indicator>"
	"</indicators></plan>";

typedef struct judged {
	kepu_plan *plan;
	kepu_data *data;
	kepu_findings *findings;
	kepu_progress *progress;
} judged;

static judged judge(const char *csv, const char *date, int32_t path)
{
	judged j = { plan_load(plan_text), NULL, NULL, NULL };
	kepu_error *err = NULL;
	plan_ok(kepu_data_new(j.plan, &j.data, &err), err);
	plan_ok(kepu_data_add_csv(j.data, csv, strlen(csv), &j.findings, &err), err);
	plan_ok(kepu_progress_new(j.plan, j.data, date, Z, path, NULL, NULL, NULL, 0, &j.progress, &err), err);
	return j;
}

static void done(judged *j)
{
	kepu_progress_free(j->progress);
	kepu_findings_free(j->findings);
	kepu_data_free(j->data);
	kepu_plan_unref(j->plan);
}

/* The rows are i2, i3, i4, i5, i6: i1 has only a baseline. */
static void number_is(const judged *j, size_t row, int32_t which, const char *expected)
{
	int64_t coefficient;
	int32_t scale;
	char text[32] = "none";
	if (!kepu_progress_number(j->progress, row, which, &coefficient, &scale))
		assert_int_equal(kepu_decimal_format(coefficient, scale, text, sizeof text, NULL), KEPU_OK);
	assert_string_equal(text, expected);
}

static void finding_is(const judged *j, size_t at, int32_t code, int64_t line, int64_t column)
{
	assert_int_equal(kepu_findings_code(j->findings, at), code);
	assert_int_equal(kepu_findings_line(j->findings, at), line);
	assert_int_equal(kepu_findings_column(j->findings, at), column);
}

static void test_a_name_of_several_units(void **state)
{
	(void)state;
	judged j = judge("indicator,period,value,unit\n"
	                 "培训,2023,45,期\n"
	                 "培训,2023,\"20,000\",人次\n"
	                 "培训,2023,3.5,万人次\n" /* as i5 has it, not ten thousand times what i4 has */
	                 "培训,2022,50,\n",       /* of what? */
	                 "2023", 0);
	assert_int_equal(kepu_findings_count(j.findings), 1);
	finding_is(&j, 0, KEPU_FINDING_UNIT_UNLIKE, 5, 12);
	number_is(&j, 1, KEPU_PROGRESS_VALUE, "45");
	number_is(&j, 2, KEPU_PROGRESS_VALUE, "20000");
	number_is(&j, 3, KEPU_PROGRESS_VALUE, "3.5");
	done(&j);
	j = judge("indicator,period,value,unit\n培训,2023,2,万人次\n培训,2023,2,亿期\n", "2023", 0);
	assert_int_equal(kepu_findings_count(j.findings), 0);
	number_is(&j, 1, KEPU_PROGRESS_VALUE, "200000000");
	number_is(&j, 2, KEPU_PROGRESS_VALUE, "none");
	number_is(&j, 3, KEPU_PROGRESS_VALUE, "2");
	done(&j);
}

static void test_units_in_full_width(void **state)
{
	(void)state;
	judged j = judge("indicator,period,value,unit\ni1,2020,11％,%\ni1,2021,101,\n", "2023", 0);
	assert_int_equal(kepu_findings_count(j.findings), 1);
	finding_is(&j, 0, KEPU_FINDING_OVER_WHOLE, 3, 9);
	done(&j);
}

/* Whoever corrects the baseline of i1 corrects what i2 borrows of it. */
static void test_baselines_of_tables_are_lent(void **state)
{
	(void)state;
	judged j = judge("indicator,period,value,kind\ni1,2020,11,baseline\n", "2020-12-31", 0);
	number_is(&j, 0, KEPU_PROGRESS_EXPECTED, "none"); /* before the plan */
	done(&j);
	j = judge("indicator,period,value,kind\ni1,2020,11,baseline\n", "2023-06-30", 0);
	number_is(&j, 0, KEPU_PROGRESS_EXPECTED, "12.995618839"); /* 911 of the 1826 days from 11 to 15 */
	done(&j);
}

static void test_what_was_observed_has_a_row(void **state)
{
	(void)state;
	judged j = judge("indicator,period,value\n", "2023", 0);
	assert_int_equal(kepu_progress_count(j.progress), 5);
	number_is(&j, 4, KEPU_PROGRESS_VALUE, "2");
	done(&j);
}

/* A row that says that nothing was reported is as good as none, whatever its unit. */
static void test_not_reported_is_not_there(void **state)
{
	(void)state;
	judged j = judge("indicator,period,value,unit\ni3,2023,未报,吨\ni3,2023,未上报,\ni3,2023,7,\n", "2023", 0);
	assert_int_equal(kepu_findings_count(j.findings), 0);
	number_is(&j, 1, KEPU_PROGRESS_VALUE, "7");
	done(&j);
}

static void test_first_of_one_day_stands(void **state)
{
	(void)state;
	static const char csv[] =
		"indicator,period,value,kind,relative,status\n"
		"i3,2024,50,path,,\ni3,2024-12,40,path,,核实\ni3,2025,70,path,,\n" /* 2025: the target's day, too */
		"i4,2025,5%,target,上年,estimated\ni4,2025,30000,target,,verified\n";
	judged j = judge(csv, "2024-12-31", KEPU_PATH_GIVEN);
	number_is(&j, 1, KEPU_PROGRESS_EXPECTED, "50");
	number_is(&j, 2, KEPU_PROGRESS_TARGET, "none"); /* nobody knows what was done last year */
	done(&j);
	j = judge(csv, "2025-12-31", KEPU_PATH_GIVEN);
	number_is(&j, 1, KEPU_PROGRESS_EXPECTED, "70");
	done(&j);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_name_of_several_units),      cmocka_unit_test(test_units_in_full_width),
		cmocka_unit_test(test_baselines_of_tables_are_lent), cmocka_unit_test(test_what_was_observed_has_a_row),
		cmocka_unit_test(test_not_reported_is_not_there),    cmocka_unit_test(test_first_of_one_day_stands),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
