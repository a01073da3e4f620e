/* Changing a plan: from one plan to the next, which may be read as an example of each call. */
#include "plans.h"

/* The plan that most tests start from. */
static const char start[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='u' revision='4' status='draft'>"
	"<metadata><title>方案</title><issuer>甲</issuer><issuer>乙</issuer><issuer>丙</issuer>"
	"<period start='2021' end='2025'/><basis number='1号'>纲要</basis></metadata>"
	"<units><unit id='u1'><name>科协</name></unit><unit id='u2' successor='u1'><name>教育局</name></unit>"
	"<unit id='u3' group='true'><name>各单位</name><member ref='u2'/></unit><unit id='u4'><name>农业局</name></unit></units>"
	"<nodes><node id='n1' kind='part' ordinal='1'><label>一、</label><title>工作</title>"
	"<node id='n2' kind='task' ordinal='1'><title>讲座</title><assignment id='a1' unit='u1' role='lead'/>"
	"<assignment id='a2' unit='u2' role='participant'/><indicator id='i1' name='场次' comparison='>='>"
	"<target time='2023' low='10'/><target time='2024' low='12'/><baseline time='2020' low='5'/></indicator></node>"
	"<node id='n3' kind='task' ordinal='2'><title>展览</title><indicator id='i2' name='比例' comparison='=' weight='i3'/>"
	"</node></node><node id='n4' kind='part' ordinal='2'><title>保障</title></node></nodes>"
	"<indicators><indicator id='i3' name='人口' comparison='='/></indicators>"
	"<phases><phase id='p1'><label>启动</label></phase><phase id='p2'><label>总结</label></phase></phases>"
	"<annexes><annex id='x1'><title>表</title><node id='n5' kind='task' ordinal='1'/></annex>"
	"<annex id='x2'><title>图</title></annex></annexes></plan>";

typedef struct fixture {
	kepu_plan *plan;
	char *xml; /* of it */
	kepu_builder *b;
	kepu_error *err;
} fixture;

static int set_up(void **state)
{
	fixture *f = calloc(1, sizeof *f);
	f->plan = plan_load(start);
	f->xml = plan_xml(f->plan);
	f->b = plan_change(f->plan);
	*state = f;
	return 0;
}

/* Whatever was done, the plan that it started from is as it was. */
static int tear_down(void **state)
{
	fixture *f = *state;
	plan_is(f->plan, f->xml);
	kepu_builder_free(f->b);
	kepu_error_free(f->err);
	kepu_plan_unref(f->plan);
	kepu_free(f->xml);
	free(f);
	return 0;
}

static kepu_plan *finish(fixture *f)
{
	kepu_plan *plan = plan_finish(f->b);
	f->b = NULL;
	return plan;
}

static void ok(fixture *f, kepu_status status)
{
	plan_ok(status, f->err);
}

/* The call failed with this code, and its message or path has this text in it. */
static void expect(fixture *f, kepu_status got, kepu_status wanted, const char *text)
{
	assert_int_equal(got, wanted);
	assert_int_equal(kepu_error_code(f->err), wanted);
	const char *message = kepu_error_message(f->err, KEPU_LANG_EN, NULL), *path = kepu_error_path(f->err, NULL);
	if (!strstr(message, text) && !(path && strstr(path, text)))
		fail_msg("\"%s\" at %s does not say %s", message, path ? path : "nowhere", text);
	kepu_error_free(f->err);
	f->err = NULL;
}

/* Nothing of what was tried has stuck. */
static void expect_unchanged(fixture *f)
{
	kepu_plan *plan = finish(f);
	char *xml = plan_xml(plan), *revision = strstr(xml, "revision=\"5\"");
	assert_non_null(revision);
	revision[10] = '4';
	assert_string_equal(xml, f->xml);
	kepu_free(xml);
	kepu_plan_unref(plan);
}

static kepu_status set(fixture *f, const char *id, const char *field, const char *value)
{
	return kepu_builder_set(f->b, id, Z, field, Z, value, Z, &f->err);
}

static kepu_status set_value(fixture *f, const char *id, size_t index, const char *field, const char *value)
{
	return kepu_builder_set_value(f->b, id, Z, index, field, Z, value, Z, &f->err);
}

static kepu_status move(fixture *f, const char *id, const char *parent, const char *before)
{
	return kepu_builder_move(f->b, id, Z, parent, Z, before, Z, &f->err);
}

static kepu_status take(fixture *f, const char *id, int32_t flags)
{
	return kepu_builder_remove(f->b, id, Z, flags, &f->err);
}

/* Ids of all parts in their order, as "n1(n2,n3) n4 …": what most changes show in. */

static void show_node(const kepu_node *node, char *out)
{
	sprintf(out + strlen(out), " %s=%s", kepu_node_id(node, NULL), kepu_node_path(node, NULL));
	for (size_t i = 0; i < kepu_node_assignment_count(node); i++)
		sprintf(out + strlen(out), " %s", kepu_assignment_id(kepu_node_assignment_at(node, i), NULL));
	for (size_t i = 0; i < kepu_node_indicator_count(node); i++)
		sprintf(out + strlen(out), " %s", kepu_indicator_id(kepu_node_indicator_at(node, i), NULL));
	for (const kepu_node *n = kepu_node_first_child(node); n; n = kepu_node_next(n))
		show_node(n, out);
}

static void show(const kepu_plan *plan, char *out)
{
	out[0] = '\0';
	for (size_t i = 0; i < kepu_plan_unit_count(plan); i++)
		sprintf(out + strlen(out), " %s", kepu_unit_id(kepu_plan_unit_at(plan, i), NULL));
	for (size_t i = 0; i < kepu_plan_root_count(plan); i++)
		show_node(kepu_plan_root_at(plan, i), out);
	for (size_t i = 0; i < kepu_plan_indicator_count(plan); i++)
		if (!kepu_indicator_node(kepu_plan_indicator_at(plan, i)))
			sprintf(out + strlen(out), " %s", kepu_indicator_id(kepu_plan_indicator_at(plan, i), NULL));
	for (size_t i = 0; i < kepu_plan_phase_count(plan); i++)
		sprintf(out + strlen(out), " %s", kepu_phase_id(kepu_plan_phase_at(plan, i), NULL));
	for (size_t i = 0; i < kepu_plan_annex_count(plan); i++) {
		const kepu_annex *annex = kepu_plan_annex_at(plan, i);
		sprintf(out + strlen(out), " %s", kepu_annex_id(annex, NULL));
		for (size_t k = 0; k < kepu_annex_root_count(annex); k++)
			show_node(kepu_annex_root_at(annex, k), out);
	}
}

static void expect_parts(fixture *f, const char *expected)
{
	char shown[4096];
	kepu_plan *plan = finish(f);
	show(plan, shown);
	assert_string_equal(shown + 1, expected);
	assert_int_equal(kepu_plan_revision(plan), 5);
	kepu_plan_unref(plan);
}

/* Setting */

static void test_set(void **state)
{
	fixture *f = *state;
	const struct {
		const char *id, *field, *value;
	} all[] = {
		{ "n2", "kind", "project" },    { "n2", "label", "（三）" },     { "n2", "title", "培训" },
		{ "u4", "name", "农业农村局" }, { "u4", "group", "true" },       { "a1", "role", "responsible" },
		{ "a1", "unit", "u4" },         { "a2", "node", "n4" },          { "i1", "name", "期数" },
		{ "i1", "unit", "期" },         { "i1", "comparison", "~" },     { "i3", "node", "n4" },
		{ "p1", "label", "动员" },      { "p1", "start", "2021" },       { "p1", "end", "2021-06" },
		{ "p1", "text", "开会。" },     { "x2", "label", "附件2" },      { "x2", "title", "示意图" },
		{ "n1", "label", NULL },        { "n4", "title", NULL },         { "p2", "label", NULL },
		{ "u2", "successor", NULL },    { NULL, "region-name", "某县" },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		ok(f, set(f, all[i].id, all[i].field, all[i].value));
	kepu_plan *plan = finish(f);
	const kepu_node *n1 = kepu_plan_node_by_id(plan, "n1", Z), *n2 = kepu_plan_node_by_id(plan, "n2", Z);
	const kepu_node *n4 = kepu_plan_node_by_id(plan, "n4", Z);
	assert_int_equal(kepu_node_kind(n2), KEPU_KIND_PROJECT);
	assert_string_equal(kepu_node_label(n2, NULL), "（三）");
	assert_string_equal(kepu_node_path(n2, NULL), "1.3"); /* as the label says now */
	assert_string_equal(kepu_node_title(n2, NULL), "培训");
	assert_null(kepu_node_label(n1, NULL));
	assert_null(kepu_node_ordinal(n1, NULL));
	assert_null(kepu_node_title(n4, NULL));
	const kepu_unit *u4 = kepu_plan_unit_by_id(plan, "u4", Z);
	const kepu_unit *found = NULL;
	assert_int_equal(kepu_plan_units_by_name(plan, "农业农村局", Z, &found, 1), 1);
	assert_ptr_equal(found, u4);
	assert_int_equal(kepu_plan_units_by_name(plan, "农业局", Z, NULL, 0), 0);
	assert_int_equal(kepu_unit_is_group(u4), 1);
	assert_int_equal(kepu_unit_assignment_count(u4), 1);
	assert_int_equal(kepu_unit_assignment_count(kepu_plan_unit_by_id(plan, "u1", Z)), 0);
	assert_null(kepu_unit_successor(kepu_plan_unit_by_id(plan, "u2", Z)));
	const kepu_assignment *a1 = kepu_node_assignment_at(n2, 0);
	assert_int_equal(kepu_assignment_role(a1), KEPU_ROLE_RESPONSIBLE);
	assert_ptr_equal(kepu_assignment_unit(a1), u4);
	assert_string_equal(kepu_assignment_id(kepu_node_assignment_at(n4, 0), NULL), "a2");
	const kepu_indicator *i1 = kepu_node_indicator_at(n2, 0), *i3 = kepu_node_indicator_at(n4, 0);
	assert_string_equal(kepu_indicator_name(i1, NULL), "期数");
	assert_string_equal(kepu_indicator_unit(i1, NULL), "期");
	assert_int_equal(kepu_indicator_comparison(i1), KEPU_COMPARISON_ABOUT);
	assert_string_equal(kepu_indicator_id(i3, NULL), "i3");
	assert_ptr_equal(kepu_indicator_weight(kepu_plan_indicator_at(plan, 1)), i3);
	const kepu_phase *p1 = kepu_plan_phase_at(plan, 0);
	assert_string_equal(kepu_phase_label(p1, NULL), "动员");
	assert_string_equal(kepu_phase_start(p1, NULL), "2021");
	assert_string_equal(kepu_phase_end(p1, NULL), "2021-06");
	assert_string_equal(kepu_phase_text(p1, NULL), "开会。");
	assert_null(kepu_phase_label(kepu_plan_phase_at(plan, 1), NULL));
	assert_string_equal(kepu_annex_label(kepu_plan_annex_at(plan, 1), NULL), "附件2");
	assert_string_equal(kepu_annex_title(kepu_plan_annex_at(plan, 1), NULL), "示意图");
	assert_string_equal(kepu_plan_region_name(plan, NULL), "某县");
	kepu_plan_unref(plan);
}

/* Where it stands already it keeps its place, and an indicator of a node may become one of the plan. */
static void test_set_node(void **state)
{
	fixture *f = *state;
	ok(f, set(f, "a1", "node", "n2"));
	ok(f, set(f, "i1", "node", NULL));
	expect_parts(f, "u1 u2 u3 u4 n1=1 n2=1.1 a1 a2 n3=1.2 i2 n4=2 i3 i1 p1 p2 x1 n5=A1:1 x2");
}

static void test_set_mistakes(void **state)
{
	fixture *f = *state;
	expect(f, set(f, "n2", "kind", NULL), KEPU_ERROR_ARGUMENT, "kind");
	expect(f, set(f, "n2", "kind", "Task"), KEPU_ERROR_BAD_VALUE, "overview, goal");
	expect(f, set(f, "u1", "name", NULL), KEPU_ERROR_ARGUMENT, "u1");
	expect(f, set(f, "u3", "group", "false"), KEPU_ERROR_BAD_VALUE, "u3");
	expect(f, set(f, "u3", "group", NULL), KEPU_ERROR_BAD_VALUE, "u3");
	expect(f, set(f, "u3", "group", "no"), KEPU_ERROR_BAD_VALUE, "true, false");
	expect(f, set(f, "a1", "role", NULL), KEPU_ERROR_ARGUMENT, "a1");
	expect(f, set(f, "a1", "unit", NULL), KEPU_ERROR_ARGUMENT, "a1");
	expect(f, set(f, "a1", "unit", "n2"), KEPU_ERROR_UNKNOWN_ID, "n2");
	expect(f, set(f, "a1", "node", NULL), KEPU_ERROR_ARGUMENT, "node");
	expect(f, set(f, "a1", "node", "x1"), KEPU_ERROR_UNKNOWN_ID, "x1");
	expect(f, set(f, "a1", "from", "soon"), KEPU_ERROR_BAD_DATE, "a1");
	expect(f, set(f, "a1", "colour", "red"), KEPU_ERROR_UNKNOWN_FIELD, "colour");
	expect(f, set(f, "i1", "node", "u1"), KEPU_ERROR_UNKNOWN_ID, "u1");
	expect(f, set(f, "i1", "comparison", "≥"), KEPU_ERROR_BAD_VALUE, "i1");
	expect(f, set(f, "i1", "low", "1"), KEPU_ERROR_UNKNOWN_FIELD, "low"); /* of a value, which needs its index */
	expect(f, set(f, "i1", "weight", "n1"), KEPU_ERROR_UNKNOWN_ID, "n1");
	expect(f, set(f, "p1", "start", "2021/22"), KEPU_ERROR_BAD_DATE, "p1");
	expect(f, set(f, "x1", "text", ""), KEPU_ERROR_ARGUMENT, "x1");
	expect(f, set(f, "n2", "label", "\x01"), KEPU_ERROR_BAD_CHARACTER, "n2");
	expect(f, set(f, "n99", "title", "x"), KEPU_ERROR_UNKNOWN_ID, "n99");
	expect_unchanged(f);
}

/* Values and metadata, which have an index instead of an id */

static void test_values(void **state)
{
	fixture *f = *state;
	ok(f, set_value(f, "i1", 0, "low", "11.50"));
	ok(f, set_value(f, "i1", 0, "high", "13"));
	ok(f, set_value(f, "i1", 1, "low", NULL));
	ok(f, set_value(f, "i1", 1, "quote", "十二场"));
	ok(f, set_value(f, "i1", 2, "kind", "observation"));
	ok(f, set_value(f, "i1", 2, "time", "2022-Q3"));
	ok(f, set_value(f, "i1", 2, "region", "某镇"));
	ok(f, set_value(f, "i1", 2, "status", "verified"));
	ok(f, set_value(f, "i1", 2, "source", "年报"));
	ok(f, kepu_builder_add_value(f->b, "i1", Z, KEPU_VALUE_TARGET, "2025", Z, "20", Z, NULL, 0, &f->err));
	ok(f, kepu_builder_move_value(f->b, "i1", Z, 3, 0, &f->err));
	ok(f, kepu_builder_move_value(f->b, "i1", Z, 1, 2, &f->err));
	ok(f, kepu_builder_move_value(f->b, "i1", Z, 2, 2, &f->err));
	kepu_plan *plan = finish(f);
	const kepu_indicator *i1 = kepu_node_indicator_at(kepu_plan_node_by_id(plan, "n2", Z), 0);
	const kepu_value *v[4];
	assert_int_equal(kepu_indicator_value_count(i1), 4);
	for (size_t i = 0; i < 4; i++)
		v[i] = kepu_indicator_value_at(i1, i);
	int64_t coefficient;
	int32_t scale;
	assert_string_equal(kepu_value_time(v[0], NULL), "2025");
	assert_string_equal(kepu_value_quote(v[1], NULL), "十二场");
	assert_int_equal(kepu_value_low(v[1], &coefficient, &scale), KEPU_NO_VALUE);
	assert_null(kepu_value_low_text(v[1], NULL));
	assert_int_equal(kepu_value_low(v[2], &coefficient, &scale), KEPU_OK);
	assert_int_equal(coefficient, 1150);
	assert_int_equal(scale, 2);
	assert_string_equal(kepu_value_high_text(v[2], NULL), "13");
	assert_int_equal(kepu_value_kind(v[3]), KEPU_VALUE_OBSERVATION);
	assert_string_equal(kepu_value_time(v[3], NULL), "2022-Q3");
	assert_string_equal(kepu_value_region(v[3], NULL), "某镇");
	assert_int_equal(kepu_value_status(v[3]), KEPU_VALUE_STATUS_VERIFIED);
	assert_string_equal(kepu_value_source(v[3], NULL), "年报");
	kepu_plan_unref(plan);
}

static void test_remove_values(void **state)
{
	fixture *f = *state;
	ok(f, kepu_builder_remove_value(f->b, "i1", Z, 1, &f->err));
	ok(f, kepu_builder_remove_value(f->b, "i1", Z, 1, &f->err));
	expect(f, kepu_builder_remove_value(f->b, "i1", Z, 1, &f->err), KEPU_ERROR_ARGUMENT, "index");
	ok(f, set(f, "i1", "source", "年报")); /* of the last, which is now the first */
	kepu_plan *plan = finish(f);
	const kepu_indicator *i1 = kepu_plan_indicator_at(plan, 1);
	assert_int_equal(kepu_indicator_value_count(i1), 1);
	assert_string_equal(kepu_value_time(kepu_indicator_value_at(i1, 0), NULL), "2023");
	assert_string_equal(kepu_value_source(kepu_indicator_value_at(i1, 0), NULL), "年报");
	kepu_plan_unref(plan);
}

static void test_value_mistakes(void **state)
{
	fixture *f = *state;
	expect(f, set_value(f, "i1", 3, "low", "1"), KEPU_ERROR_ARGUMENT, "i1");
	expect(f, set_value(f, "i1", SIZE_MAX, "low", "1"), KEPU_ERROR_ARGUMENT, "index");
	expect(f, set_value(f, "i3", 0, "low", "1"), KEPU_ERROR_ARGUMENT, "i3");
	expect(f, set_value(f, "n1", 0, "low", "1"), KEPU_ERROR_UNKNOWN_ID, "n1");
	expect(f, set_value(f, NULL, 0, "low", "1"), KEPU_ERROR_ARGUMENT, "indicator");
	expect(f, set_value(f, "i1", 0, "low", "1,5"), KEPU_ERROR_BAD_NUMBER, "1,5");
	expect(f, set_value(f, "i1", 0, "high", "99999999999999999999"), KEPU_ERROR_OVERFLOW, "i1");
	expect(f, set_value(f, "i1", 0, "time", "2023-13"), KEPU_ERROR_BAD_DATE, "i1");
	expect(f, set_value(f, "i1", 0, "kind", NULL), KEPU_ERROR_ARGUMENT, "kind");
	expect(f, set_value(f, "i1", 0, "kind", "goal"), KEPU_ERROR_BAD_VALUE, "target, baseline");
	expect(f, set_value(f, "i1", 0, "name", "x"), KEPU_ERROR_UNKNOWN_FIELD, "name");
	expect(f, set_value(f, "i1", 0, NULL, "x"), KEPU_ERROR_ARGUMENT, "field");
	expect(f, kepu_builder_move_value(f->b, "i1", Z, 3, 0, &f->err), KEPU_ERROR_ARGUMENT, "index");
	expect(f, kepu_builder_move_value(f->b, "i1", Z, 0, 3, &f->err), KEPU_ERROR_ARGUMENT, "to");
	expect(f, kepu_builder_remove_value(f->b, "i9", Z, 0, &f->err), KEPU_ERROR_UNKNOWN_ID, "i9");
	expect_unchanged(f);
}

static kepu_status set_metadata(fixture *f, int32_t field, size_t index, const char *text, const char *number)
{
	return kepu_builder_set_metadata(f->b, field, index, text, Z, number, Z, &f->err);
}

static void test_metadata(void **state)
{
	fixture *f = *state;
	ok(f, set_metadata(f, KEPU_META_TITLE, 0, "新方案", NULL));
	ok(f, set_metadata(f, KEPU_META_ISSUER, 1, "丁", NULL));
	ok(f, set_metadata(f, KEPU_META_BASIS, 0, "规划", "2号"));
	ok(f, set_metadata(f, KEPU_META_PERIOD, 0, "2022/", NULL));
	ok(f, kepu_builder_move_metadata(f->b, KEPU_META_ISSUER, 2, 0, &f->err));
	ok(f, kepu_builder_move_metadata(f->b, KEPU_META_ISSUER, 1, 2, &f->err));
	ok(f, kepu_builder_move_metadata(f->b, KEPU_META_ISSUER, 1, 1, &f->err));
	kepu_plan *plan = finish(f);
	assert_string_equal(kepu_plan_metadata(plan, KEPU_META_TITLE, 0, NULL), "新方案");
	assert_string_equal(kepu_plan_metadata(plan, KEPU_META_ISSUER, 0, NULL), "丙");
	assert_string_equal(kepu_plan_metadata(plan, KEPU_META_ISSUER, 1, NULL), "丁");
	assert_string_equal(kepu_plan_metadata(plan, KEPU_META_ISSUER, 2, NULL), "甲");
	assert_string_equal(kepu_plan_metadata(plan, KEPU_META_BASIS, 0, NULL), "规划");
	assert_string_equal(kepu_plan_basis_number(plan, 0, NULL), "2号");
	assert_string_equal(kepu_plan_period_start(plan, NULL), "2022");
	assert_null(kepu_plan_period_end(plan, NULL));
	kepu_plan_unref(plan);
}

static void test_remove_metadata(void **state)
{
	fixture *f = *state;
	ok(f, kepu_builder_remove_metadata(f->b, KEPU_META_ISSUER, 2, &f->err));
	ok(f, kepu_builder_remove_metadata(f->b, KEPU_META_ISSUER, 0, &f->err));
	ok(f, kepu_builder_remove_metadata(f->b, KEPU_META_PERIOD, 0, &f->err));
	ok(f, kepu_builder_remove_metadata(f->b, KEPU_META_TITLE, 0, &f->err));
	ok(f, kepu_builder_add_metadata(f->b, KEPU_META_ISSUER, "戊", Z, NULL, 0, &f->err));
	ok(f, set_metadata(f, KEPU_META_BASIS, 0, "纲要", NULL));
	kepu_plan *plan = finish(f);
	assert_int_equal(kepu_plan_metadata_count(plan, KEPU_META_ISSUER), 2);
	assert_string_equal(kepu_plan_metadata(plan, KEPU_META_ISSUER, 0, NULL), "乙");
	assert_string_equal(kepu_plan_metadata(plan, KEPU_META_ISSUER, 1, NULL), "戊");
	assert_int_equal(kepu_plan_metadata_count(plan, KEPU_META_PERIOD), 0);
	assert_null(kepu_plan_period_start(plan, NULL));
	assert_null(kepu_plan_metadata(plan, KEPU_META_TITLE, 0, NULL));
	assert_null(kepu_plan_basis_number(plan, 0, NULL));
	kepu_plan_unref(plan);
}

static void test_metadata_mistakes(void **state)
{
	fixture *f = *state;
	expect(f, set_metadata(f, 0, 0, "x", NULL), KEPU_ERROR_ARGUMENT, "field");
	expect(f, set_metadata(f, 9, 0, "x", NULL), KEPU_ERROR_ARGUMENT, "9");
	expect(f, set_metadata(f, KEPU_META_ISSUER, 3, "x", NULL), KEPU_ERROR_ARGUMENT, "issuer");
	expect(f, set_metadata(f, KEPU_META_RECIPIENT, 0, "x", NULL), KEPU_ERROR_ARGUMENT, "recipient");
	expect(f, set_metadata(f, KEPU_META_ISSUER, 0, NULL, NULL), KEPU_ERROR_ARGUMENT, "NULL");
	expect(f, set_metadata(f, KEPU_META_ISSUER, 0, "", NULL), KEPU_ERROR_ARGUMENT, "issuer");
	expect(f, set_metadata(f, KEPU_META_TITLE, 0, "x", "1号"), KEPU_ERROR_ARGUMENT, "number");
	expect(f, set_metadata(f, KEPU_META_PERIOD, 0, "2021-2025", NULL), KEPU_ERROR_BAD_DATE, "2021-2025");
	expect(f, kepu_builder_move_metadata(f->b, KEPU_META_ISSUER, 0, 3, &f->err), KEPU_ERROR_ARGUMENT, "to");
	expect(f, kepu_builder_remove_metadata(f->b, KEPU_META_ISSUER, 3, &f->err), KEPU_ERROR_ARGUMENT, "index");
	expect_unchanged(f);
}

/* Moving */

static void test_move(void **state)
{
	fixture *f = *state;
	ok(f, move(f, "n3", "n1", "n2"));
	ok(f, move(f, "n2", "x1", NULL)); /* to an annex, with its assignments and indicators */
	ok(f, move(f, "n5", NULL, "n1")); /* and from one */
	ok(f, move(f, "n1", "n4", NULL));
	ok(f, move(f, "u4", NULL, "u1"));
	ok(f, move(f, "u2", NULL, NULL));
	ok(f, move(f, "a2", "n3", NULL));
	ok(f, move(f, "a1", "n3", "a2"));
	ok(f, move(f, "i3", "n3", "i2"));
	ok(f, move(f, "i1", NULL, NULL));
	ok(f, move(f, "p2", NULL, "p1"));
	ok(f, move(f, "x2", NULL, "x1"));
	expect_parts(f, "u4 u1 u3 u2 n5=1 n4=2 n1=2.1 n3=2.1.2 a1 a2 i3 i2 i1 p2 p1 x2 x1 n2=A2:1");
}

static void test_move_nowhere(void **state)
{
	fixture *f = *state;
	ok(f, move(f, "n2", "n1", "n2")); /* before itself, or where it is */
	ok(f, move(f, "n2", "n1", "n3"));
	ok(f, move(f, "n4", NULL, NULL));
	ok(f, move(f, "u4", NULL, "u4"));
	ok(f, move(f, "u1", NULL, "u2"));
	ok(f, move(f, "a1", "n2", "a1"));
	ok(f, move(f, "i2", "n3", NULL));
	ok(f, move(f, "i2", "n3", "i2"));
	ok(f, move(f, "p2", NULL, NULL));
	ok(f, move(f, "x1", NULL, "x1"));
	expect_unchanged(f);
}

static void test_move_mistakes(void **state)
{
	fixture *f = *state;
	expect(f, move(f, "n1", "n1", NULL), KEPU_ERROR_CYCLE, "n1");
	expect(f, move(f, "n1", "n3", NULL), KEPU_ERROR_CYCLE, "n1");
	expect(f, move(f, "n3", "n1", "n4"), KEPU_ERROR_UNKNOWN_ID, "n4"); /* which stands elsewhere */
	expect(f, move(f, "n3", NULL, "n5"), KEPU_ERROR_UNKNOWN_ID, "n5");
	expect(f, move(f, "n3", "x2", "n5"), KEPU_ERROR_UNKNOWN_ID, "sibling");
	expect(f, move(f, "n3", "n1", "u1"), KEPU_ERROR_UNKNOWN_ID, "u1");
	expect(f, move(f, "n3", "u1", NULL), KEPU_ERROR_UNKNOWN_ID, "parent");
	expect(f, move(f, "n9", NULL, NULL), KEPU_ERROR_UNKNOWN_ID, "n9");
	expect(f, move(f, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT, "id");
	expect(f, move(f, "a1", NULL, NULL), KEPU_ERROR_ARGUMENT, "parent");
	expect(f, move(f, "a1", "x1", NULL), KEPU_ERROR_UNKNOWN_ID, "x1");
	expect(f, move(f, "a1", "n3", "a2"), KEPU_ERROR_UNKNOWN_ID, "a2");
	expect(f, move(f, "i1", "n3", "i3"), KEPU_ERROR_UNKNOWN_ID, "i3");
	expect(f, move(f, "i1", "x1", NULL), KEPU_ERROR_UNKNOWN_ID, "x1");
	expect(f, move(f, "u1", "n1", NULL), KEPU_ERROR_UNKNOWN_ID, "n1");
	expect(f, move(f, "u1", NULL, "p1"), KEPU_ERROR_UNKNOWN_ID, "p1");
	expect(f, move(f, "x1", NULL, "n1"), KEPU_ERROR_UNKNOWN_ID, "n1");
	expect_unchanged(f);
}

static void test_move_too_deep(void **state)
{
	fixture *f = *state;
	const char *deep = "n4";
	for (int level = 2; level <= 63; level++)
		ok(f, kepu_builder_add_node(f->b, deep, Z, KEPU_KIND_OTHER, NULL, 0, NULL, 0, &deep, &f->err));
	expect(f, move(f, "n1", deep, NULL), KEPU_ERROR_LIMIT, "n1"); /* its children would be on level 65 */
	ok(f, move(f, "n3", deep, NULL));
	expect(f, kepu_builder_add_node(f->b, "n3", Z, KEPU_KIND_OTHER, NULL, 0, NULL, 0, NULL, &f->err), KEPU_ERROR_LIMIT,
	       "n3");
	kepu_plan *plan = finish(f);
	assert_int_equal(kepu_node_level(kepu_plan_node_by_id(plan, "n3", Z)), 64);
	kepu_plan_unref(plan);
}

/* Removing */

static void test_remove(void **state)
{
	fixture *f = *state;
	ok(f, take(f, "n2", 0)); /* with a1, a2 and i1 */
	ok(f, take(f, "p1", 0));
	ok(f, take(f, "x1", 0)); /* with n5 */
	ok(f, take(f, "u4", 0));
	ok(f, take(f, "i2", 0));
	ok(f, take(f, "i3", 0)); /* now that nothing weighs by it */
	static const char *const gone[] = { "n2", "a1", "a2", "i1", "p1", "x1", "n5", "u4", "i2", "i3" };
	for (size_t i = 0; i < sizeof gone / sizeof *gone; i++) {
		expect(f, take(f, gone[i], 0), KEPU_ERROR_UNKNOWN_ID, gone[i]);
		expect(f, set(f, gone[i], "text", "x"), KEPU_ERROR_UNKNOWN_ID, gone[i]);
	}
	expect_parts(f, "u1 u2 u3 n1=1 n3=1.2 n4=2 p2 x2");
}

static void test_remove_assignment(void **state)
{
	fixture *f = *state;
	ok(f, take(f, "a1", 0));
	kepu_plan *plan = finish(f);
	assert_int_equal(kepu_plan_assignment_count(plan), 1);
	assert_int_equal(kepu_unit_assignment_count(kepu_plan_unit_by_id(plan, "u1", Z)), 0);
	assert_int_equal(kepu_unit_assignment_count(kepu_plan_unit_by_id(plan, "u2", Z)), 1);
	kepu_plan_unref(plan);
}

static void test_still_used(void **state)
{
	fixture *f = *state;
	expect(f, take(f, "u1", 0), KEPU_ERROR_IN_USE, "\"u1\" is still referred to by a1, u2");
	expect(f, take(f, "u2", 0), KEPU_ERROR_IN_USE, "a2, u3");
	expect(f, take(f, "i3", 0), KEPU_ERROR_IN_USE, "\"i3\" is still referred to by i2");
	ok(f, set(f, "i3", "node", "n4"));
	expect(f, take(f, "n4", 0), KEPU_ERROR_IN_USE, "i2");
	ok(f, set(f, "i3", "node", NULL));
	expect_unchanged(f);
}

/* The error names the first eight. */
static void test_much_used(void **state)
{
	fixture *f = *state;
	for (int i = 0; i < 8; i++)
		ok(f, kepu_builder_add_assignment(f->b, "n4", Z, "u4", Z, KEPU_ROLE_LEAD, NULL, &f->err));
	expect(f, take(f, "u4", 0), KEPU_ERROR_IN_USE, "by a3, a4, a5, a6, a7, a8, a9, a10");
	ok(f, kepu_builder_add_assignment(f->b, "n4", Z, "u4", Z, KEPU_ROLE_LEAD, NULL, &f->err));
	expect(f, take(f, "u4", 0), KEPU_ERROR_IN_USE, "a9, a10 …");
}

/* References among what goes are in nobody's way. */
static void test_remove_together(void **state)
{
	fixture *f = *state;
	ok(f, set(f, "i3", "node", "n2"));
	ok(f, set(f, "i3", "weight", "i1"));
	ok(f, take(f, "n1", 0));
	ok(f, set(f, "u4", "successor", "u4")); /* a mistake that finishing would tell */
	ok(f, take(f, "u4", 0));
	expect_parts(f, "u1 u2 u3 n4=2 p1 p2 x1 n5=A1:1 x2");
}

/* One after the other, those that refer first. */
static void test_remove_in_order(void **state)
{
	fixture *f = *state;
	ok(f, take(f, "a2", 0));
	ok(f, take(f, "u3", 0));
	ok(f, take(f, "u2", 0));
	ok(f, take(f, "a1", 0));
	ok(f, take(f, "u1", 0));
	ok(f, take(f, "n3", 0));
	ok(f, take(f, "i3", 0));
	expect_parts(f, "u4 n1=1 n2=1.1 i1 n4=2 p1 p2 x1 n5=A1:1 x2");
}

static void test_remove_with_references(void **state)
{
	fixture *f = *state;
	ok(f, take(f, "u2", KEPU_REMOVE_REFERENCES));
	expect(f, take(f, "a2", 0), KEPU_ERROR_UNKNOWN_ID, "a2");
	expect(f, move(f, "a1", "n2", "a2"), KEPU_ERROR_UNKNOWN_ID, "a2");
	ok(f, take(f, "u1", KEPU_REMOVE_REFERENCES));
	ok(f, take(f, "i3", KEPU_REMOVE_REFERENCES));
	kepu_plan *plan = kepu_plan_ref(f->plan), *next = finish(f);
	assert_int_equal(kepu_plan_assignment_count(next), 0);
	assert_int_equal(kepu_node_assignment_count(kepu_plan_node_by_id(next, "n2", Z)), 0);
	assert_int_equal(kepu_unit_member_count(kepu_plan_unit_by_id(next, "u3", Z)), 0);
	assert_int_equal(kepu_plan_unit_count(next), 2);
	assert_null(kepu_indicator_weight(kepu_plan_indicator_at(next, 1)));
	assert_int_equal(kepu_plan_assignment_count(plan), 2);
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
}

static void test_remove_mistakes(void **state)
{
	fixture *f = *state;
	expect(f, take(f, NULL, 0), KEPU_ERROR_ARGUMENT, "id");
	expect(f, take(f, "n9", 0), KEPU_ERROR_UNKNOWN_ID, "n9");
	expect(f, take(f, "n1", 2), KEPU_ERROR_ARGUMENT, "flags");
	expect(f, take(f, "n1", -1), KEPU_ERROR_ARGUMENT, "-1");
	expect_unchanged(f);
}

/* Ids */

/* An id whose part is gone stays unused: in the builder, in the plan made, and in the file it is saved to. */
static void test_ids_never_again(void **state)
{
	fixture *f = *state;
	const char *id = NULL;
	ok(f, kepu_builder_add_node(f->b, NULL, 0, KEPU_KIND_TASK, NULL, 0, NULL, 0, &id, &f->err));
	assert_string_equal(id, "n6");
	ok(f, take(f, "n6", 0));
	ok(f, take(f, "n5", 0));
	ok(f, take(f, "u4", 0));
	kepu_plan *plan = finish(f), *loaded;
	char *xml = plan_xml(plan);
	assert_non_null(strstr(xml, " last-ids=\"n6 u4\""));
	loaded = plan_load(xml);
	for (int i = 0; i < 2; i++) {
		kepu_builder *b = plan_change(i ? loaded : plan);
		assert_int_equal(kepu_builder_add_node(b, NULL, 0, KEPU_KIND_TASK, NULL, 0, NULL, 0, &id, NULL), KEPU_OK);
		assert_string_equal(id, "n7");
		assert_int_equal(kepu_builder_add_unit(b, "新局", Z, 0, &id, NULL), KEPU_OK);
		assert_string_equal(id, "u5");
		assert_int_equal(kepu_builder_add_annex(b, NULL, 0, NULL, 0, &id, NULL), KEPU_OK);
		assert_string_equal(id, "x3");
		kepu_plan *next = plan_finish(b);
		char *now = plan_xml(next);
		assert_null(strstr(now, "last-ids")); /* n7 and u5 show it */
		kepu_free(now);
		kepu_plan_unref(next);
	}
	kepu_free(xml);
	kepu_plan_unref(loaded);
	kepu_plan_unref(plan);
}

/* Ids of other programs are kept; new ones begin where theirs, if alike, end. */
static void test_ids_of_others(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load("<plan xmlns='urn:kepu:plan:1' version='0.1' uid='u'><nodes><node id='task-1'/>"
	                            "<node id='n999999999999999'/></nodes></plan>");
	kepu_builder *b = plan_change(plan);
	kepu_error *err = NULL;
	const char *id = "old";
	assert_int_equal(kepu_builder_add_node(b, "task-1", Z, KEPU_KIND_TASK, NULL, 0, NULL, 0, &id, &err),
	                 KEPU_ERROR_OVERFLOW); /* the one number that is too high to be followed by another */
	assert_non_null(strstr(kepu_error_message(err, KEPU_LANG_EN, NULL), "999999999999999"));
	assert_null(id);
	kepu_error_free(err);
	assert_int_equal(kepu_builder_add_unit(b, "甲", Z, 0, &id, NULL), KEPU_OK);
	assert_string_equal(id, "u1");
	kepu_plan *next = plan_finish(b);
	assert_int_equal(kepu_plan_node_count(next), 2);
	assert_non_null(kepu_plan_node_by_id(next, "task-1", Z));
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
}

/* Provenance */

static void test_provenance(void **state)
{
	fixture *f = *state;
	kepu_builder *b = f->b;
	ok(f, kepu_builder_add_paragraph(b, "一段文字", Z, 1, &f->err));
	ok(f, kepu_builder_add_span(b, "i1", Z, "value:1", Z, 0, 0, 2, &f->err));
	ok(f, kepu_builder_set_check(b, "i1", Z, "value", Z, KEPU_CHECK_ENTERED, "甲", Z, NULL, 0, &f->err));
	ok(f, kepu_builder_add_span(b, NULL, 0, "issuer:1", Z, 0, 1, 1, &f->err));
	ok(f, kepu_builder_set_check(b, NULL, 0, "issuer", Z, KEPU_CHECK_CONFIRMED, "乙", Z, "今天", Z, &f->err));
	ok(f, kepu_builder_set_check(b, NULL, 0, "period", Z, KEPU_CHECK_CORRECTED, NULL, 0, NULL, 0, &f->err));
	ok(f, kepu_builder_add_span(b, "n2", Z, "title", Z, 0, 2, 2, &f->err));
	kepu_plan *plan = finish(f);
	const kepu_indicator *i1 = kepu_plan_indicator_at(plan, 1);
	assert_null(kepu_value_provenance(kepu_indicator_value_at(i1, 0)));
	assert_int_equal(kepu_provenance_span_count(kepu_value_provenance(kepu_indicator_value_at(i1, 1))), 1);
	assert_string_equal(kepu_provenance_by(kepu_value_provenance(kepu_indicator_value_at(i1, 2)), NULL), "甲");
	assert_null(kepu_plan_metadata_provenance(plan, KEPU_META_ISSUER, 0));
	assert_int_equal(kepu_provenance_span_count(kepu_plan_metadata_provenance(plan, KEPU_META_ISSUER, 1)), 1);
	const kepu_provenance *third = kepu_plan_metadata_provenance(plan, KEPU_META_ISSUER, 2);
	assert_string_equal(kepu_provenance_when(third, NULL), "今天");
	assert_int_equal(kepu_provenance_check(kepu_plan_metadata_provenance(plan, KEPU_META_PERIOD, 0)),
	                 KEPU_CHECK_CORRECTED);

	b = plan_change(plan);
	assert_int_equal(kepu_builder_remove_provenance(b, "i1", Z, "value:1", Z, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_remove_provenance(b, NULL, 0, "issuer:2", Z, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_remove_provenance(b, "n2", Z, "title", Z, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_remove_provenance(b, "n2", Z, NULL, 0, NULL), KEPU_OK); /* it had none */
	kepu_plan *next = plan_finish(b);
	i1 = kepu_plan_indicator_at(next, 1);
	assert_null(kepu_value_provenance(kepu_indicator_value_at(i1, 1)));
	assert_non_null(kepu_value_provenance(kepu_indicator_value_at(i1, 2)));
	assert_null(kepu_plan_metadata_provenance(next, KEPU_META_ISSUER, 2));
	assert_null(kepu_node_title_provenance(kepu_plan_node_by_id(next, "n2", Z)));
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
}

static void test_provenance_mistakes(void **state)
{
	fixture *f = *state;
	static const char *const fields[] = { "value:3", "value:", "value:x", "value:1x", "value:99999999999999999999999",
		                                  "title",   ":0",     "value:-1" };
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		expect(f, kepu_builder_add_span(f->b, "i1", Z, fields[i], Z, 0, 0, 1, &f->err), KEPU_ERROR_UNKNOWN_FIELD,
		       fields[i]);
	expect(f, kepu_builder_add_span(f->b, "n1", Z, "title:0", Z, 0, 0, 1, &f->err), KEPU_ERROR_UNKNOWN_FIELD, "n1");
	expect(f, kepu_builder_add_span(f->b, "u1", Z, "name", Z, 0, 0, 1, &f->err), KEPU_ERROR_UNKNOWN_FIELD, "u1");
	expect(f, kepu_builder_add_span(f->b, NULL, 0, "issuer:3", Z, 0, 0, 1, &f->err), KEPU_ERROR_UNKNOWN_FIELD, "plan");
	expect(f, kepu_builder_add_span(f->b, NULL, 0, "recipient", Z, 0, 0, 1, &f->err), KEPU_ERROR_UNKNOWN_FIELD, "plan");
	expect(f, kepu_builder_add_span(f->b, NULL, 0, "uid", Z, 0, 0, 1, &f->err), KEPU_ERROR_UNKNOWN_FIELD, "uid");
	expect(f, kepu_builder_remove_provenance(f->b, NULL, 0, NULL, 0, &f->err), KEPU_ERROR_ARGUMENT, "id");
	expect_unchanged(f);
}

/* Life of a builder */

/* A builder of one plan knows nothing of another, and a new one may be made of what it made. */
static void test_chain(void **state)
{
	fixture *f = *state;
	kepu_plan *plan = kepu_plan_ref(f->plan);
	for (int i = 1; i <= 20; i++) {
		char title[32], id[16];
		kepu_builder *b = plan_change(plan);
		sprintf(title, "第%d版", i);
		sprintf(id, "n%d", 5 + i);
		const char *added = NULL;
		assert_int_equal(kepu_builder_set(b, "n1", Z, "title", Z, title, Z, NULL), KEPU_OK);
		assert_int_equal(kepu_builder_set(b, id, Z, "title", Z, title, Z, NULL), KEPU_ERROR_UNKNOWN_ID);
		assert_int_equal(kepu_builder_add_node(b, "n1", Z, KEPU_KIND_TASK, NULL, 0, title, Z, &added, NULL), KEPU_OK);
		assert_string_equal(added, id);
		kepu_plan *next = plan_finish(b);
		assert_int_equal(kepu_plan_revision(next), 4 + i);
		assert_string_equal(kepu_node_title(kepu_plan_node_by_id(next, "n1", Z), NULL), title);
		assert_int_equal(kepu_node_child_count(kepu_plan_node_by_id(next, "n1", Z)), 2 + i);
		assert_int_equal(kepu_node_child_count(kepu_plan_node_by_id(plan, "n1", Z)), 1 + i);
		kepu_plan_unref(plan);
		plan = next;
	}
	kepu_plan_unref(plan);
}

static void test_spent(void **state)
{
	fixture *f = *state;
	kepu_plan *plan = NULL;
	ok(f, kepu_builder_finish(f->b, &plan, &f->err));
	expect(f, set(f, "n1", "title", "x"), KEPU_ERROR_FINISHED, "");
	expect(f, set_value(f, "i1", 0, "low", "1"), KEPU_ERROR_FINISHED, "");
	expect(f, kepu_builder_move_value(f->b, "i1", Z, 0, 1, &f->err), KEPU_ERROR_FINISHED, "");
	expect(f, kepu_builder_remove_value(f->b, "i1", Z, 0, &f->err), KEPU_ERROR_FINISHED, "");
	expect(f, set_metadata(f, KEPU_META_TITLE, 0, "x", NULL), KEPU_ERROR_FINISHED, "");
	expect(f, kepu_builder_move_metadata(f->b, KEPU_META_ISSUER, 0, 1, &f->err), KEPU_ERROR_FINISHED, "");
	expect(f, kepu_builder_remove_metadata(f->b, KEPU_META_ISSUER, 0, &f->err), KEPU_ERROR_FINISHED, "");
	expect(f, move(f, "n1", NULL, NULL), KEPU_ERROR_FINISHED, "");
	expect(f, take(f, "n1", 0), KEPU_ERROR_FINISHED, "");
	expect(f, kepu_builder_remove_provenance(f->b, "n1", Z, NULL, 0, &f->err), KEPU_ERROR_FINISHED, "");
	kepu_plan_unref(plan);
}

/* Every call with a handle that is no builder. */
static void test_handles(void **state)
{
	fixture *f = *state;
	kepu_builder *own = f->b;
	f->b = (kepu_builder *)f->plan;
	expect(f, set(f, "n1", "title", "x"), KEPU_ERROR_BAD_HANDLE, "kepu_builder");
	expect(f, set_value(f, "i1", 0, "low", "1"), KEPU_ERROR_BAD_HANDLE, "kepu_builder");
	expect(f, kepu_builder_move_value(f->b, "i1", Z, 0, 1, &f->err), KEPU_ERROR_BAD_HANDLE, "kepu_builder");
	expect(f, kepu_builder_remove_value(f->b, "i1", Z, 0, &f->err), KEPU_ERROR_BAD_HANDLE, "kepu_builder");
	expect(f, set_metadata(f, KEPU_META_TITLE, 0, "x", NULL), KEPU_ERROR_BAD_HANDLE, "kepu_builder");
	expect(f, kepu_builder_move_metadata(f->b, KEPU_META_ISSUER, 0, 1, &f->err), KEPU_ERROR_BAD_HANDLE, "kepu_builder");
	expect(f, kepu_builder_remove_metadata(f->b, KEPU_META_ISSUER, 0, &f->err), KEPU_ERROR_BAD_HANDLE, "kepu_builder");
	expect(f, move(f, "n1", NULL, NULL), KEPU_ERROR_BAD_HANDLE, "kepu_builder");
	expect(f, take(f, "n1", 0), KEPU_ERROR_BAD_HANDLE, "kepu_builder");
	expect(f, kepu_builder_remove_provenance(f->b, "n1", Z, NULL, 0, &f->err), KEPU_ERROR_BAD_HANDLE, "kepu_builder");
	f->b = own;
	expect_unchanged(f);
}

/* After a failed finish everything can still be changed, moved and removed. */
static void test_failed_finish(void **state)
{
	fixture *f = *state;
	kepu_plan *plan = NULL;
	ok(f, set(f, "u1", "successor", "u2"));
	expect(f, kepu_builder_finish(f->b, &plan, &f->err), KEPU_ERROR_CYCLE, "u1");
	assert_null(plan);
	ok(f, set(f, "u1", "successor", NULL));
	ok(f, set(f, "i3", "weight", "i2"));
	expect(f, kepu_builder_finish(f->b, &plan, &f->err), KEPU_ERROR_CYCLE, "i3");
	expect(f, take(f, "i2", 0), KEPU_ERROR_IN_USE, "i3");
	expect(f, take(f, "u1", 0), KEPU_ERROR_IN_USE, "a1, u2");
	ok(f, set(f, "i3", "weight", NULL));
	ok(f, move(f, "n5", "n1", "n2"));
	ok(f, take(f, "n2", 0));
	ok(f, move(f, "u4", NULL, "u1"));
	ok(f, move(f, "i2", NULL, "i3"));
	ok(f, move(f, "p2", NULL, "p1"));
	ok(f, kepu_builder_add_node(f->b, "n1", Z, KEPU_KIND_TASK, NULL, 0, NULL, 0, NULL, &f->err));
	ok(f, kepu_builder_add_assignment(f->b, "n6", Z, "u3", Z, KEPU_ROLE_LEAD, NULL, &f->err));
	expect_parts(f, "u4 u1 u2 u3 n1=1 n5=1.1 n3=1.2 n6=1.3 a3 n4=2 i2 i3 p2 p1 x1 x2");
}

/* What others have written into the file */

static const char foreign[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='u' xmlns:x='urn:x'>"
	"<metadata><title>题</title><x:e n='1'/><issuer>甲</issuer><x:e n='2'/><issuer>乙</issuer><x:e n='3'/></metadata>"
	"<units><unit id='u1'><name>局</name><alias>一</alias><x:e n='4'/><alias>二</alias><x:e n='5'/></unit><x:e n='6'/>"
	"<unit id='u2'><name>会</name></unit><x:e n='7'/></units>"
	"<nodes><node id='n1'><label x:a='1'>一<x:e n='8'/></label><x:e n='9'/><title>节<x:e n='10'/>题</title><x:e n='11'/>"
	"<assignment id='a1' unit='u1'><leader>张<x:e n='12'/></leader></assignment><x:e n='13'/>"
	"<assignment id='a2' unit='u2'/><x:e n='14'/><indicator id='i1' name='名'><target low='1'>一<x:e n='15'/>场</target>"
	"<x:e n='16'/><baseline low='2' x:a='2'/><x:e n='17'/></indicator><x:e n='18'/><node id='n2'/><x:e n='19'/></node>"
	"<x:e n='20'/><node id='n3'/><x:e n='21'/></nodes></plan>";

/* The XML has these pieces in this order, on neighbouring lines. */
static void expect_lines(const char *xml, const char *const *lines, size_t count)
{
	const char *at = strstr(xml, lines[0]);
	for (size_t i = 0; i < count; i++) {
		if (!at)
			fail_msg("%s is not there in\n%s", lines[i], xml);
		at += strspn(at, " ");
		if (strncmp(at, lines[i], strlen(lines[i])) != 0)
			fail_msg("%s is not next in\n%s", lines[i], xml);
		at = strchr(at, '\n');
		at = at ? at + 1 : NULL;
	}
}

#define EXPECT_LINES(xml, ...) \
	expect_lines(xml, (const char *const[]){ __VA_ARGS__ }, sizeof((const char *[]){ __VA_ARGS__ }) / sizeof(char *))
#define E(n) "<x:e xmlns:x=\"urn:x\" n=\"" #n "\"/>"

static void foreign_ok(kepu_status status)
{
	assert_int_equal(status, KEPU_OK);
}

static char *foreign_finish(kepu_builder *b)
{
	kepu_plan *plan = plan_finish(b);
	char *xml = plan_xml(plan);
	kepu_plan *again = plan_load(xml); /* what was written is read as the same */
	plan_is(again, xml);
	kepu_plan_unref(again);
	kepu_plan_unref(plan);
	return xml;
}

/* What stands behind a part that leaves stays where it was; what stands in it goes along. */
static void test_foreign_stays(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load(foreign);
	kepu_builder *b = plan_change(plan);
	foreign_ok(kepu_builder_remove_metadata(b, KEPU_META_ISSUER, 0, NULL));
	foreign_ok(kepu_builder_remove(b, "a1", Z, 0, NULL));
	foreign_ok(kepu_builder_remove_value(b, "i1", Z, 0, NULL));
	foreign_ok(kepu_builder_move(b, "i1", Z, NULL, 0, NULL, 0, NULL));
	foreign_ok(kepu_builder_move(b, "n2", Z, NULL, 0, "n1", Z, NULL));
	foreign_ok(kepu_builder_remove(b, "n3", Z, 0, NULL));
	foreign_ok(kepu_builder_set(b, "u1", Z, "alias", Z, NULL, 0, NULL));
	foreign_ok(kepu_builder_remove(b, "u1", Z, 0, NULL));
	char *xml = foreign_finish(b);
	EXPECT_LINES(xml, "<title>题</title>", E(1), E(2), "<issuer>乙</issuer>", E(3), "</metadata>", "<units>", E(6),
	             "<unit id=\"u2\">");
	EXPECT_LINES(xml, "<node id=\"n2\"/>", "<node id=\"n1\">", "<label xmlns:x=\"urn:x\" x:a=\"1\">一" E(8), E(9),
	             "<title", E(11), E(13), "<assignment id=\"a2\"", E(14), E(18), E(19), "</node>", E(20), E(21),
	             "</nodes>");
	EXPECT_LINES(xml, "<indicator id=\"i1\" name=\"名\">", E(16), "<baseline", E(17), "</indicator>");
	kepu_free(xml);
	kepu_plan_unref(plan);
}

static void test_foreign_in_texts(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load(foreign);
	kepu_builder *b = plan_change(plan);
	foreign_ok(
		kepu_builder_set(b, "n1", Z, "label", Z, NULL, 0, NULL)); /* with what stood in it, for it is written no more */
	foreign_ok(kepu_builder_set(b, "n1", Z, "title", Z, "标题", Z, NULL));
	foreign_ok(kepu_builder_set(b, "a1", Z, "leader", Z, "王某某", Z, NULL));
	foreign_ok(kepu_builder_set_value(b, "i1", Z, 0, "quote", Z, NULL, 0, NULL));
	foreign_ok(kepu_builder_set_value(b, "i1", Z, 1, "kind", Z, "observation", Z, NULL));
	foreign_ok(kepu_builder_set_metadata(b, KEPU_META_TITLE, 0, "新题", Z, NULL, 0, NULL));
	foreign_ok(kepu_builder_add_metadata(b, KEPU_META_TITLE, "更新题", Z, NULL, 0, NULL));
	foreign_ok(
		kepu_builder_move(b, "u1", Z, NULL, 0, NULL, 0, NULL)); /* within its list it takes along what is behind it */
	char *xml = foreign_finish(b);
	EXPECT_LINES(xml, "<title>更新题</title>", E(1), "<issuer>甲");
	EXPECT_LINES(xml, "<node id=\"n1\">", E(9), "<title>标题" E(10) "</title>", E(11));
	EXPECT_LINES(xml, "<leader>王某某" E(12) "</leader>");
	EXPECT_LINES(xml, "<target low=\"1\">" E(15) "</target>", E(16),
	             "<observation low=\"2\" xmlns:x=\"urn:x\" x:a=\"2\"/>", E(17));
	EXPECT_LINES(xml, "<unit id=\"u2\">", "<name>会</name>", "</unit>", E(7), "<unit id=\"u1\">");
	EXPECT_LINES(xml, "<alias>二</alias>", E(5), "</unit>", E(6), "</units>");
	kepu_free(xml);
	kepu_plan_unref(plan);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(test_set),
		T(test_set_node),
		T(test_set_mistakes),
		T(test_values),
		T(test_remove_values),
		T(test_value_mistakes),
		T(test_metadata),
		T(test_remove_metadata),
		T(test_metadata_mistakes),
		T(test_move),
		T(test_move_nowhere),
		T(test_move_mistakes),
		T(test_move_too_deep),
		T(test_remove),
		T(test_remove_assignment),
		T(test_still_used),
		T(test_much_used),
		T(test_remove_together),
		T(test_remove_in_order),
		T(test_remove_with_references),
		T(test_remove_mistakes),
		T(test_ids_never_again),
		cmocka_unit_test(test_ids_of_others),
		T(test_provenance),
		T(test_provenance_mistakes),
		T(test_chain),
		T(test_spent),
		T(test_handles),
		T(test_failed_finish),
		cmocka_unit_test(test_foreign_stays),
		cmocka_unit_test(test_foreign_in_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
