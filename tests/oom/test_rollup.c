/* Rolling files up while each allocation in turn fails: it says so and releases all it took. */
#include "wrap.h"

#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

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
static kepu_status run(char **out_bytes, kepu_error **err)
{
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
static kepu_status run_last(char **out_bytes, kepu_error **err)
{
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

static void starve(kepu_status (*way)(char **, kepu_error **), const char *wanted, bool later)
{
	size_t live = wrap.live, failures = 0;
	bool failed = true;
	for (size_t n = 1; failed; n++) {
		kepu_error *err = NULL;
		char *bytes = NULL;
		wrap_arm(n, later);
		kepu_status status = way(&bytes, &err);
		failed = wrap.failed;
		wrap_disarm();
		xmlResetLastError(); /* libxml2 keeps a fault that belongs to no parser, and does some things without memory */
		if (status == KEPU_OK) {
			assert_string_equal(bytes, wanted);
			kepu_free(bytes);
		} else {
			failures++;
			assert_true(failed);
			assert_int_equal(status, KEPU_ERROR_MEMORY);
			assert_int_equal(kepu_error_code(err), KEPU_ERROR_MEMORY);
			assert_null(bytes);
			kepu_error_free(err);
		}
		assert_int_equal(wrap.live, live);
	}
	assert_true(failures >= 20);
	assert_int_equal(wrap.strangers, 0);
}

static void test_rollup_without_memory(void **state)
{
	(void)state;
	static kepu_status (*const ways[])(char **, kepu_error **) = { run, run_last };
	for (size_t i = 0; i < 2; i++) {
		char *wanted = NULL;
		assert_int_equal(ways[i](&wanted, NULL), KEPU_OK); /* what libxml2 keeps for the whole process is there now */
		starve(ways[i], wanted, false);
		starve(ways[i], wanted, true);
		kepu_free(wanted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_rollup_without_memory) };
	wrap_libxml2();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
