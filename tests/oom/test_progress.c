/* Reading figures and regions and judging indicators while each allocation in turn fails: it says so and releases all it took. */
#include "starve.h"

#define Z KEPU_NUL_TERMINATED

static const char xml[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='t'><metadata><period start='2021' end='2025'/></metadata><indicators>"
	"<indicator id='i1' name='比例' unit='%' comparison='&gt;=' every='once'><target time='2025' low='15'/>"
	"<baseline time='2020' low='10'/></indicator>"
	"<indicator id='i2' name='讲座' unit='场' comparison='=' every='annual' per='县'><target low='4'/></indicator>"
	"</indicators></plan>";
static const char csv[] =
	"region,indicator,period,value,kind,relative,source\n"
	",比例,2023,7,numerator,,年报\n,比例,2023,50,denominator,\n,比例,2022,11,path,\n,比例,2024,10,target,last-year\n"
	"甲县,讲座,2023-06,1,,\n乙县,讲座,2023-06,2,,\n乙县,讲座,2023-06,3,,\n丙县,讲座,x,2,,\n";

static const char tree[] = "code,parent,name,population-2023\n1,,市,9\n2,1,县,4\n3,1,县,5\n4,5,乡,1\n2,1,县,4\n";

/* Everything from a table to a table; *out_bytes is the caller's where the status is KEPU_OK. */
static kepu_status run(const void *from, char **out_bytes, kepu_error **err)
{
	kepu_plan *plan = (kepu_plan *)from; /* held while it is read */
	kepu_data *data = NULL;
	kepu_findings *findings = NULL, *others = NULL;
	kepu_regions *regions = NULL;
	kepu_progress *progress = NULL;
	kepu_status status = kepu_data_new(plan, &data, err);
	if (!status)
		status = kepu_data_add_csv(data, csv, sizeof csv - 1, &findings, err);
	if (!status)
		status = kepu_regions_from_csv(tree, sizeof tree - 1, &regions, &others, err);
	if (!status)
		status = kepu_progress_new(plan, data, "2023-12-31", Z, KEPU_PATH_GIVEN, NULL, NULL, NULL, 0, &progress, err);
	if (!status)
		status = kepu_progress_to_csv(progress, 0, out_bytes, NULL, err);
	kepu_progress_free(progress);
	kepu_findings_free(findings);
	kepu_findings_free(others);
	kepu_regions_free(regions);
	kepu_data_free(data);
	return status;
}

static void test_progress_without_memory(void **state)
{
	(void)state;
	kepu_plan *plan = NULL;
	char *wanted = NULL;
	assert_int_equal(kepu_plan_load_bytes(xml, sizeof xml - 1, NULL, NULL, &plan, NULL, NULL), KEPU_OK);
	kepu_plan_unref(plan); /* what libxml2 keeps for the whole process is there by now */
	size_t live = wrap.live;
	assert_int_equal(kepu_plan_load_bytes(xml, sizeof xml - 1, NULL, NULL, &plan, NULL, NULL), KEPU_OK);
	assert_int_equal(run(plan, &wanted, NULL), KEPU_OK);
	starve(&(starving){ .way = run, .from = plan, .wanted = wanted, .needed = true, .least = 20 });
	starve(&(starving){ .way = run, .from = plan, .wanted = wanted, .later = true, .needed = true, .least = 20 });
	kepu_free(wanted);
	kepu_plan_unref(plan);
	assert_int_equal(wrap.live, live);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_progress_without_memory) };
	wrap_libxml2();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
