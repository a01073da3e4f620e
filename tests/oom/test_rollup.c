/* Rolling files up while each allocation in turn fails: it says so and releases all it took. */
#include "starve.h"

#define Z KEPU_NUL_TERMINATED

static const char xml[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='t'><metadata><period start='2021' end='2025'/><region code='2'/>"
	"</metadata><indicators><indicator id='i1' name='满意度' unit='分' rollup='mean' weight='i2'>"
	"<observation time='2023' low='80'/><observation time='2023' low='81'/></indicator>"
	"<indicator id='i2' name='受访者'><observation time='2023' low='3'/></indicator>"
	"<indicator id='i3' name='讲座' comparison='=' every='annual' rollup='reach'><target low='4'/><target low='2' region='县'/>"
	"<observation time='2023' low='3'/></indicator></indicators></plan>";
static const char csv[] =
	"region,indicator,period,value,unit,kind\n3,比例,2023,7,,numerator\n3,比例,2023,50,,denominator\n"
	"3,比例,2022,11,%,\n3,专家,2023-06,1,人,\n2,专家,2022,2,人,\n3,讲座,2023,5,,\n9,讲座,2023,5,,\n";
static const char tree[] = "code,parent,name\n1,,市\n2,1,县\n3,1,区\n";

/* From files to a table; *out_bytes is the caller's where the status is KEPU_OK. */
static kepu_status run(const void *from, char **out_bytes, kepu_error **err)
{
	(void)from;
	kepu_findings *findings = NULL, *others = NULL;
	kepu_regions *regions = NULL;
	kepu_rollup *rollup = NULL;
	kepu_status status = kepu_regions_from_csv(tree, sizeof tree - 1, &regions, NULL, err);
	if (!status)
		status = kepu_rollup_new(regions, 0, &rollup, err);
	if (!status)
		status = kepu_rollup_add_bytes(rollup, xml, sizeof xml - 1, NULL, NULL, &findings, err);
	if (!status)
		status = kepu_rollup_add_bytes(rollup, csv, sizeof csv - 1, NULL, NULL, &others, err);
	if (!status)
		status = kepu_rollup_to_json(rollup, NULL, 0, NULL, 0, out_bytes, NULL, err);
	kepu_rollup_free(rollup);
	kepu_findings_free(findings);
	kepu_findings_free(others);
	kepu_regions_free(regions);
	return status;
}

/* By the latest figures, whose periods have to be put in order. */
static kepu_status run_last(const void *from, char **out_bytes, kepu_error **err)
{
	(void)from;
	kepu_regions *regions = NULL;
	kepu_rollup *rollup = NULL;
	kepu_status status = kepu_regions_from_csv(tree, sizeof tree - 1, &regions, NULL, err);
	if (!status)
		status = kepu_rollup_new(regions, KEPU_ROLLUP_LAST, &rollup, err);
	kepu_regions_free(regions);
	if (!status)
		status = kepu_rollup_add_bytes(rollup, csv, sizeof csv - 1, NULL, NULL, NULL, err);
	if (!status)
		status = kepu_rollup_to_csv(rollup, NULL, 0, NULL, 0, 0, out_bytes, NULL, err);
	kepu_rollup_free(rollup);
	return status;
}

static void test_rollup_without_memory(void **state)
{
	(void)state;
	static starved_way *const ways[] = { run, run_last };
	for (size_t i = 0; i < 2; i++) {
		char *wanted = NULL;
		assert_int_equal(ways[i](NULL, &wanted, NULL),
		                 KEPU_OK); /* what libxml2 keeps for the whole process is there now */
		starve(&(starving){ .way = ways[i], .wanted = wanted, .least = 20 });
		starve(&(starving){ .way = ways[i], .wanted = wanted, .later = true, .least = 20 });
		kepu_free(wanted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rollup_without_memory) };
	wrap_libxml2();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
