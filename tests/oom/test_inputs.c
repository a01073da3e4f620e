/* Taking units and figures, and putting them in order, while each allocation in turn fails: it says so and releases all it
 * took. */
#include "starve.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#define Z KEPU_NUL_TERMINATED

static const char xml[] =
	"<scheme xmlns='urn:kepu:scheme:1' version='0.1' id='s' not-reported='zero'><group id='g' kinds='县'/><stage id='self'/>"
	"<stage id='review'/><module id='m'><part by='period' id='q1'/><criterion id='talks' name='讲座' points='4'>"
	"<ratio measure='per' target='4'/></criterion></module><criterion id='rate' points='4' indicator='比例' take='actual'>"
	"<ratio target='15%'/></criterion><criterion id='sites' points='9'><tiers each='3'><item id='city' each='3'/></tiers>"
	"</criterion><criterion id='visits' points='5' indicator='客流' take='actual'><ratio target='10'/></criterion>"
	"<criterion id='grade' points='5'><level><level id='l1' name='一级' points='5'/></level></criterion></scheme>";
static const char units[] = "unit,name,kind,group\nb,乙,县,\na,甲县,,g\na,甲,,\nc,丙,,山区\n";
static const char figures[] =
	"unit,criterion,item,object,period,stage,value,reason,evidence,origin\n"
	"b,讲座,,,q1,,3,,一览表,ledger\nb,talks,,,q1,review,2,核减,,\na,talks,,,q1,,5,,,\n"
	"b,,population,,,,1.2万,,,\nb,sites,city,馆,,,1,,,\nb,grade,,,,,一级,,,\nb,grade,,,,,九级,,,\n"
	"b,talks,,,q1,,4,,,\nx,talks,,,q1,,4,,,\n";
static const char plan_xml[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='t'><metadata><title>方案</title><period start='2021' end='2025'/>"
	"<region>甲县</region></metadata><indicators><indicator id='i1' name='比例' unit='%'><target time='2025' low='15'/>"
	"<observation time='2024' low='12'/></indicator></indicators></plan>";

static kepu_status add_row(kepu_inputs *inputs, kepu_findings **out_findings, kepu_error **err)
{
	static const char *const row[][2] = { { "unit", "a" }, { "criterion", "grade" }, { "value", "一级" } };
	kepu_status status = KEPU_OK;
	for (size_t i = 0; i < 3 && !status; i++)
		status = kepu_inputs_set(inputs, row[i][0], Z, row[i][1], Z, err);
	return status ? status : kepu_inputs_add(inputs, out_findings, err);
}

static kepu_status add_plan(kepu_inputs *inputs, kepu_findings **out_findings, kepu_error **err)
{
	kepu_plan *plan = NULL;
	kepu_progress *progress = NULL;
	kepu_status status = kepu_plan_load_bytes(plan_xml, sizeof plan_xml - 1, NULL, NULL, &plan, NULL, err);
	if (!status)
		status = kepu_progress_new(plan, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, &progress, err);
	if (!status)
		status = kepu_inputs_add_progress(inputs, NULL, 0, progress, out_findings, err);
	kepu_progress_free(progress);
	kepu_plan_unref(plan);
	return status;
}

static kepu_status add_rollup(kepu_inputs *inputs, kepu_findings **out_findings, kepu_error **err)
{
	static const char tree[] = "code,name,parent\np,甲县,\nq,甲镇,p\n",
					  rows[] = "region,indicator,period,value\nq,客流,2024,7\n";
	kepu_regions *regions = NULL;
	kepu_rollup *rollup = NULL;
	kepu_status status = kepu_regions_from_csv(tree, sizeof tree - 1, &regions, NULL, err);
	if (!status)
		status = kepu_rollup_new(regions, 0, &rollup, err);
	if (!status)
		status = kepu_rollup_add_bytes(rollup, rows, sizeof rows - 1, NULL, NULL, NULL, err);
	if (!status)
		status = kepu_inputs_add_rollup(inputs, rollup, "2024", Z, out_findings, err);
	kepu_rollup_free(rollup);
	kepu_regions_free(regions);
	return status;
}

static kepu_status add_tables(kepu_inputs *inputs, kepu_findings **out_units, kepu_findings **out_figures,
                              kepu_error **err)
{
	kepu_status status = kepu_inputs_add_units_csv(inputs, units, sizeof units - 1, out_units, err);
	if (!status)
		status = kepu_inputs_add_unit(inputs, "d", 1, "丁", Z, "县", Z, NULL, 0, err);
	return status ? status : kepu_inputs_add_csv(inputs, figures, sizeof figures - 1, out_figures, err);
}

static char units_file[] = "/tmp/kepu-oom-units-XXXXXX", figures_file[] = "/tmp/kepu-oom-figures-XXXXXX";

static kepu_status add_files(kepu_inputs *inputs, kepu_findings **out_units, kepu_findings **out_figures,
                             kepu_error **err)
{
	kepu_status status = kepu_inputs_add_units_csv_file(inputs, units_file, out_units, err);
	if (!status)
		status = kepu_inputs_add_unit(inputs, "d", 1, "丁", Z, "县", Z, NULL, 0, err);
	return status ? status : kepu_inputs_add_csv_file(inputs, figures_file, out_figures, err);
}

typedef kepu_status (*adding)(kepu_inputs *inputs, kepu_findings **out_units, kepu_findings **out_figures,
                              kepu_error **err);
static const adding ways[] = { add_tables, add_files };

/* From the scheme to a table of scores; *out_bytes is the caller's where the status is KEPU_OK. */
static kepu_status run(const void *from, char **out_bytes, kepu_error **err)
{
	const adding *add = from;
	kepu_findings *found[6] = { NULL };
	kepu_scheme *scheme = NULL;
	kepu_inputs *inputs = NULL;
	kepu_score *score = NULL;
	kepu_status status = kepu_scheme_load(xml, sizeof xml - 1, &scheme, err);
	if (!status)
		status = kepu_inputs_new(scheme, &inputs, err);
	kepu_scheme_free(scheme);
	if (!status)
		status = (*add)(inputs, &found[0], &found[1], err);
	if (!status)
		status = add_row(inputs, &found[2], err);
	if (!status)
		status = add_plan(inputs, &found[3], err);
	if (!status)
		status = add_rollup(inputs, &found[4], err);
	if (!status)
		status = kepu_score_new(inputs, NULL, 0, &score, &found[5], err);
	kepu_inputs_free(inputs);
	if (!status)
		status = kepu_score_to_csv(score, 0, out_bytes, NULL, err);
	kepu_score_free(score);
	for (size_t i = 0; i < 6; i++)
		kepu_findings_free(found[i]);
	return status;
}

static void write_file(char *path, const char *text)
{
	int file = mkstemp(path);
	assert_int_equal(write(file, text, strlen(text)), strlen(text));
	close(file);
}

static void test_inputs_without_memory(void **state)
{
	(void)state;
	write_file(units_file, units);
	write_file(figures_file, figures);
	for (size_t i = 0; i < 2; i++) {
		char *wanted = NULL;
		assert_int_equal(run(&ways[i], &wanted, NULL),
		                 KEPU_OK); /* what libxml2 keeps for the whole process is there now */
		assert_non_null(strstr(wanted, "\ng,"));
		starve(&(starving){ .way = run, .from = &ways[i], .wanted = wanted, .least = 50 });
		starve(&(starving){ .way = run, .from = &ways[i], .wanted = wanted, .later = true, .least = 50 });
		kepu_free(wanted);
	}
	unlink(units_file);
	unlink(figures_file);
}

static kepu_status add_one_unit(kepu_inputs *inputs, size_t number)
{
	char id[16], name[16];
	snprintf(id, sizeof id, "u%zu", number);
	snprintf(name, sizeof name, "单位%zu", number);
	return kepu_inputs_add_unit(inputs, id, Z, name, Z, NULL, 0, NULL, 0, NULL);
}

/* Fills in a cell; one that failed is filled in again. */
static void set(kepu_inputs *inputs, const char *column, const char *value)
{
	kepu_status status = kepu_inputs_set(inputs, column, Z, value, Z, NULL);
	if (status)
		assert_int_equal(status, KEPU_ERROR_MEMORY);
	if (status)
		assert_int_equal(kepu_inputs_set(inputs, column, Z, value, Z, NULL), KEPU_OK);
}

/* A figure of the unit by its name. KEPU_ERROR_MEMORY: the row is empty again. */
static kepu_status add_one_figure(kepu_inputs *inputs, size_t number)
{
	char name[16];
	snprintf(name, sizeof name, "单位%zu", number);
	set(inputs, "unit", name);
	set(inputs, "criterion", "talks");
	set(inputs, "period", "q1");
	set(inputs, "value", "3");
	set(inputs, "evidence", name);
	return kepu_inputs_add(inputs, NULL, NULL);
}

/* A unit or figure that could not be taken is not there, and can be taken then. */
static void test_one_by_one(void **state)
{
	(void)state;
	enum { UNITS = 60 }; /* so that what they are found by grows */
	bool failed = true;
	kepu_scheme *scheme = NULL;
	assert_int_equal(kepu_scheme_load(xml, sizeof xml - 1, &scheme, NULL), KEPU_OK);
	for (size_t n = 1; failed; n++) {
		kepu_inputs *inputs = NULL;
		assert_int_equal(kepu_inputs_new(scheme, &inputs, NULL), KEPU_OK);
		wrap_arm(n, false);
		for (size_t i = 0; i < 2 * UNITS; i++) {
			bool unit = i < UNITS;
			kepu_status status = unit ? add_one_unit(inputs, i) : add_one_figure(inputs, i - UNITS);
			assert_int_equal(unit ? kepu_inputs_unit_count(inputs) : kepu_inputs_count(inputs), i % UNITS + !status);
			if (status)
				assert_int_equal(status, KEPU_ERROR_MEMORY);
			if (status)
				assert_int_equal(unit ? add_one_unit(inputs, i) : add_one_figure(inputs, i - UNITS), KEPU_OK);
		}
		failed = wrap.failed;
		wrap_disarm();
		assert_int_equal(kepu_inputs_unit_count(inputs), UNITS);
		assert_int_equal(kepu_inputs_count(inputs), UNITS);
		kepu_inputs_free(inputs);
	}
	kepu_scheme_free(scheme);
}

/* A set that could not be put in order can be, once there is memory again. */
static void test_scoring_again(void **state)
{
	(void)state;
	bool failed = true;
	for (size_t n = 1; failed; n++) {
		kepu_scheme *scheme = NULL;
		kepu_inputs *inputs = NULL;
		kepu_score *score = NULL;
		int64_t total = 0;
		assert_int_equal(kepu_scheme_load(xml, sizeof xml - 1, &scheme, NULL), KEPU_OK);
		assert_int_equal(kepu_inputs_new(scheme, &inputs, NULL), KEPU_OK);
		assert_int_equal(kepu_inputs_add_units_csv(inputs, units, sizeof units - 1, NULL, NULL), KEPU_OK);
		assert_int_equal(kepu_inputs_add_csv(inputs, figures, sizeof figures - 1, NULL, NULL), KEPU_OK);
		wrap_arm(n, true);
		kepu_status status = kepu_score_new(inputs, NULL, 0, &score, NULL, NULL);
		failed = wrap.failed;
		wrap_disarm();
		assert_int_equal(status, failed ? KEPU_ERROR_MEMORY : KEPU_OK);
		if (failed)
			assert_int_equal(kepu_score_new(inputs, NULL, 0, &score, NULL, NULL), KEPU_OK);
		size_t row = kepu_score_find(score, "b", 1);
		assert_int_equal(kepu_score_points(score, row, kepu_scheme_find(scheme, "grade", 5), &total, NULL), KEPU_OK);
		assert_int_equal(total, 5);
		kepu_score_free(score);
		kepu_inputs_free(inputs);
		kepu_scheme_free(scheme);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inputs_without_memory),
		cmocka_unit_test(test_one_by_one),
		cmocka_unit_test(test_scoring_again),
	};
	wrap_libxml2();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
