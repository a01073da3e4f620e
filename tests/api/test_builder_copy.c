/* A plan through a builder, unchanged: everything comes out again, with the next revision. */
#include "plans.h"

static char *read_file(const char *folder, const char *name)
{
	char path[512];
	snprintf(path, sizeof path, KEPU_SOURCE_DIR "/%s/%s", folder, name);
	FILE *file = fopen(path, "rb");
	if (!file)
		return NULL;
	char *text = calloc(1, 1 << 20);
	assert_true(fread(text, 1, (1 << 20) - 1, file) > 0);
	fclose(file);
	return text;
}

/* Writes the XML with its revision raised by one into out. */
static void raise_revision(const char *xml, char *out)
{
	const char *at = strstr(xml, " revision=\"");
	assert_non_null(at);
	at += strlen(" revision=\"");
	char *end;
	long revision = strtol(at, &end, 10);
	sprintf(out, "%.*s%ld%s", (int)(at - xml), xml, revision + 1, end);
}

/* The plan, copied and written, is the text with the next revision; the plan itself is written as before. */
static void check_copy(const kepu_plan *plan)
{
	char *before = plan_xml(plan), *expected = malloc(strlen(before) + 32);
	raise_revision(before, expected);
	kepu_plan *copy = plan_finish(plan_change(plan));
	plan_is(copy, expected);
	plan_is(plan, before);
	assert_int_equal(kepu_plan_revision(copy), kepu_plan_revision(plan) + 1);
	kepu_plan_unref(copy);
	kepu_free(before);
	free(expected);
}

static void test_files(void **state)
{
	(void)state;
	static const char *const folders[] = { "good-full", "good-empty-texts", "good-last-ids", "good-least",
		                                   "good-newer" };
	for (size_t i = 0; i < sizeof folders / sizeof *folders; i++) {
		char folder[128];
		snprintf(folder, sizeof folder, "tests/vectors/%s", folders[i]);
		char *xml = read_file(folder, "plan.xml");
		assert_non_null(xml);
		kepu_plan *plan = plan_load(xml);
		check_copy(plan);
		kepu_plan_unref(plan);
		free(xml);
	}
}

static void test_notices(void **state)
{
	(void)state;
	static const char *const names[] = { "qinghe-2022.txt", "shuangxi-2024.txt" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char *text = read_file("examples/data", names[i]);
		kepu_import *import = NULL;
		assert_non_null(text);
		assert_int_equal(kepu_import_bytes(text, strlen(text), NULL, NULL, &import, NULL), KEPU_OK);
		kepu_plan *plan = kepu_import_plan(import);
		assert_true(kepu_plan_assignment_count(plan) > 20);
		check_copy(plan);
		kepu_import_free(import); /* and the plan with it */
		free(text);
	}
}

/* What stands of others, at every place there is. */
static const char foreign[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='u' x:a='1' xmlns:x='urn:x'><x:e n='1'/>"
	"<source x:a='2'><x:e n='2'/><p x:a='3'>一<x:e n='3'/>二</p><x:e n='4'/><p>三</p><x:e n='5'/></source><x:e n='6'/>"
	"<metadata x:a='4'><x:e n='7'/><title x:a='5'>题<x:e n='8'/>目</title><x:e n='9'/><issuer>甲</issuer><x:e n='10'/>"
	"<issuer x:a='6'>乙</issuer><x:e n='11'/><period start='2021' x:a='7'><x:e n='12'/></period><x:e n='13'/>"
	"<region code='990000' x:a='8'>某<x:e n='14'/>地</region><x:e n='15'/></metadata><x:e n='16'/>"
	"<units x:a='9'><x:e n='17'/><unit id='u1' group='true' x:a='10'><x:e n='18'/><name x:a='11'>单<x:e n='19'/>位</name>"
	"<x:e n='20'/><alias x:a='12'>又<x:e n='21'/>名</alias><x:e n='22'/><alias>三名</alias><x:e n='23'/>"
	"<member ref='u2' x:a='13'><x:e n='24'/></member><x:e n='25'/><liaison>某</liaison><x:e n='26'/></unit><x:e n='27'/>"
	"<unit id='u2'><name>局</name></unit><x:e n='28'/></units><x:e n='29'/>"
	"<nodes><node id='n1'><label x:a='14'>一<x:e n='30'/></label><x:e n='31'/><title>节</title><x:e n='32'/>"
	"<text at='0:0+2'>一<x:e n='33'/>二</text><x:e n='34'/><due date='2022' x:a='15'>年<x:e n='35'/>底</due><x:e n='36'/>"
	"<deliverable>书</deliverable><x:e n='37'/><assignment id='a1' unit='u1' x:a='16'><x:e n='38'/>"
	"<leader x:a='17'>张<x:e n='39'/></leader><x:e n='40'/><contact>李</contact><x:e n='41'/></assignment><x:e n='42'/>"
	"<indicator id='i1' name='名'><x:e n='43'/><target low='1' x:a='18'>一<x:e n='44'/>场</target><x:e n='45'/>"
	"<baseline low='2'/><x:e n='46'/></indicator><x:e n='47'/><node id='n2'/><x:e n='48'/></node><x:e n='49'/></nodes>"
	"<x:e n='50'/><indicators><x:e n='51'/><indicator id='i2' name='名'/><x:e n='52'/></indicators>"
	"<phases x:a='19'><phase id='p1'><label>步</label><x:e n='53'/><text>文<x:e n='54'/></text></phase><x:e n='55'/></phases>"
	"<annexes><annex id='x1'><label>附</label><title>表</title><x:e n='56'/><text>说<x:e n='57'/>明</text><x:e n='58'/>"
	"<node id='n3'/><x:e n='59'/></annex><x:e n='60'/></annexes><x:e n='61'/></plan>";

static void test_foreign(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load(foreign);
	char *xml = plan_xml(plan);
	size_t pieces = 0;
	for (const char *at = xml; (at = strstr(at, "<x:e ")); at++)
		pieces++;
	assert_int_equal(pieces, 61);
	kepu_free(xml);
	check_copy(plan);
	kepu_plan_unref(plan);
}

static void test_empty(void **state)
{
	(void)state;
	kepu_builder *b = NULL;
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	kepu_plan *plan = plan_finish(b);
	check_copy(plan);
	kepu_plan_unref(plan);
}

/* Parts of a changed plan stand in no file. */
static void test_places(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load(foreign), *copy = plan_finish(plan_change(plan));
	assert_int_equal(kepu_node_line(kepu_plan_node_at(plan, 0)), 1);
	assert_true(kepu_unit_column(kepu_plan_unit_at(plan, 1)) > 1);
	for (size_t i = 0; i < 2; i++) {
		assert_int_equal(kepu_unit_line(kepu_plan_unit_at(copy, i)), 0);
		assert_int_equal(kepu_unit_column(kepu_plan_unit_at(copy, i)), 0);
		assert_int_equal(kepu_node_line(kepu_plan_node_at(copy, i)), 0);
		assert_int_equal(kepu_indicator_line(kepu_plan_indicator_at(copy, i)), 0);
	}
	assert_int_equal(kepu_assignment_column(kepu_plan_assignment_at(copy, 0)), 0);
	assert_int_equal(kepu_phase_line(kepu_plan_phase_at(copy, 0)), 0);
	assert_int_equal(kepu_annex_line(kepu_plan_annex_at(copy, 0)), 0);
	kepu_plan_unref(plan); /* the copy has nothing of it */
	assert_string_equal(kepu_unit_name(kepu_plan_unit_at(copy, 0), NULL), "单位");
	kepu_plan_unref(copy);
}

static void test_handles(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load("<plan xmlns='urn:kepu:plan:1' version='0.1' uid='u' revision='9223372036854775807'/>");
	kepu_builder *b = (kepu_builder *)plan;
	kepu_error *err = NULL;
	assert_int_equal(kepu_builder_from_plan(plan, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_builder_from_plan(NULL, &b, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(b);
	assert_int_equal(kepu_builder_from_plan(plan, &b, &err), KEPU_ERROR_OVERFLOW);
	assert_non_null(strstr(kepu_error_message(err, KEPU_LANG_EN, NULL), "revision"));
	kepu_error_free(err);
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	kepu_builder *other = b;
	assert_int_equal(kepu_builder_from_plan((kepu_plan *)b, &other, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_null(other);
	kepu_builder_free(b);
	kepu_plan_unref(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_files), cmocka_unit_test(test_notices), cmocka_unit_test(test_foreign),
		cmocka_unit_test(test_empty), cmocka_unit_test(test_places),  cmocka_unit_test(test_handles),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
