/* Looking a plan over: what is confirmed, set, added, moved and removed is kept with who, when and what stood there, in
 * the file too; and can be taken back. */
#include "plans.h"

static const char given[] =
	"<plan xmlns=\"urn:kepu:plan:1\" version=\"0.1\" uid=\"u\">"
	"<source><p>某县科普方案</p><p>一、办好讲座。每年不少于12场。（牵头：县科协）</p></source>"
	"<metadata><title at=\"0:0+6\" check=\"unseen\">某县科普方案</title>"
	"<issuer check=\"unseen\">县政府</issuer><basis number=\"一号\" check=\"unseen\">纲要</basis></metadata>"
	"<units><unit id=\"u1\" at=\"1:20+3\" check=\"unseen\" level=\"county\" functions=\"a b\"><name>县科协</name>"
	"<alias>科协</alias></unit><unit id=\"u2\"><name>教育局</name></unit></units>"
	"<nodes><node id=\"n1\" kind=\"task\" ordinal=\"1\" at=\"1:0+2\" check=\"unseen\"><label>一、</label>"
	"<title at=\"1:2+4\" check=\"unseen\">办好讲座</title>"
	"<assignment id=\"a1\" unit=\"u1\" role=\"lead\" at=\"1:20+3\" check=\"unseen\"/>"
	"<indicator id=\"i1\" name=\"讲座\" comparison=\">=\" at=\"1:7+8\" check=\"unseen\">"
	"<target low=\"12\" at=\"1:7+8\" check=\"unseen\">每年不少于12场</target></indicator>"
	"</node><node id=\"n2\" kind=\"part\" check=\"unseen\"/></nodes></plan>";

static kepu_builder *review(const kepu_plan *plan, const char *by)
{
	kepu_builder *b = NULL;
	plan_ok(kepu_builder_from_plan(plan, &b, NULL), NULL);
	plan_ok(kepu_builder_set_reviewer(b, by, Z, "2024-05-01", Z, NULL), NULL);
	return b;
}

static kepu_plan *finish(kepu_builder *b)
{
	kepu_plan *plan = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_builder_finish(b, &plan, &err), err);
	kepu_builder_free(b);
	return plan;
}

static void check_is(const kepu_provenance *proof, int32_t check, const char *by)
{
	const char *who = kepu_provenance_by(proof, NULL);
	assert_int_equal(kepu_provenance_check(proof), check);
	if (by)
		assert_string_equal(who, by);
	else
		assert_null(who);
}

static const char *or_none(const char *text)
{
	return text ? text : "-";
}

/* "set n1 title 办好讲座 > 办好讲堂 张三 2024-05-01" */
static void change_is(const kepu_plan *plan, size_t index, const char *expected)
{
	const kepu_change *c = kepu_plan_change_at(plan, index);
	char line[512];
	assert_non_null(c);
	snprintf(line, sizeof line, "%s %s %s %s %s > %s %s %s", kepu_change_action_token(c, NULL),
	         or_none(kepu_change_part_token(c, NULL)), or_none(kepu_change_id(c, NULL)),
	         or_none(kepu_change_field(c, NULL)), or_none(kepu_change_was(c, NULL)), or_none(kepu_change_now(c, NULL)),
	         kepu_change_by(c, NULL), or_none(kepu_change_when(c, NULL)));
	assert_string_equal(line, expected);
}

/* Through XML and JSON and back: nothing is lost. */
static void keeps_all(const kepu_plan *plan)
{
	char *xml = plan_xml(plan), *json = NULL, *again;
	size_t length;
	kepu_plan *back = NULL;
	kepu_plan *loaded = plan_load(xml);
	plan_ok(kepu_plan_to_json(loaded, &json, &length, NULL), NULL);
	plan_ok(kepu_plan_from_json(json, length, NULL, &back, NULL, NULL), NULL);
	again = plan_xml(back);
	assert_string_equal(xml, again);
	kepu_free(xml);
	kepu_free(json);
	kepu_free(again);
	kepu_plan_unref(loaded);
	kepu_plan_unref(back);
}

static void test_confirming(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load(given);
	kepu_builder *b = review(plan, "张三");
	plan_ok(kepu_builder_confirm(b, "n1", Z, NULL, 0, NULL), NULL);
	plan_ok(kepu_builder_confirm(b, "i1", Z, "value:0", Z, NULL), NULL);
	plan_ok(kepu_builder_confirm(b, NULL, 0, "issuer:0", Z, NULL), NULL);
	kepu_plan *next = finish(b);
	const kepu_node *node = kepu_plan_node_at(next, 0);
	check_is(kepu_node_provenance(node), KEPU_CHECK_CONFIRMED, "张三");
	check_is(kepu_node_title_provenance(node), KEPU_CHECK_CONFIRMED, "张三");
	assert_string_equal(kepu_provenance_when(kepu_node_provenance(node), NULL), "2024-05-01");
	check_is(kepu_assignment_provenance(kepu_node_assignment_at(node, 0)), KEPU_CHECK_UNSEEN, NULL);
	const kepu_indicator *indicator = kepu_node_indicator_at(node, 0);
	check_is(kepu_indicator_provenance(indicator), KEPU_CHECK_UNSEEN, NULL);
	check_is(kepu_value_provenance(kepu_indicator_value_at(indicator, 0)), KEPU_CHECK_CONFIRMED, "张三");
	check_is(kepu_plan_metadata_provenance(next, KEPU_META_ISSUER, 0), KEPU_CHECK_CONFIRMED, "张三");
	check_is(kepu_plan_metadata_provenance(next, KEPU_META_TITLE, 0), KEPU_CHECK_UNSEEN, NULL);
	assert_int_equal(kepu_plan_change_count(next), 0);
	keeps_all(next);

	b = review(next, "李四"); /* what somebody has looked at stays his */
	plan_ok(kepu_builder_confirm(b, "n1", Z, NULL, 0, NULL), NULL);
	plan_ok(kepu_builder_confirm(b, NULL, 0, NULL, 0, NULL), NULL);
	kepu_plan *last = finish(b);
	check_is(kepu_node_provenance(kepu_plan_node_at(last, 0)), KEPU_CHECK_CONFIRMED, "张三");
	check_is(kepu_plan_metadata_provenance(last, KEPU_META_ISSUER, 0), KEPU_CHECK_CONFIRMED, "张三");
	check_is(kepu_plan_metadata_provenance(last, KEPU_META_TITLE, 0), KEPU_CHECK_CONFIRMED, "李四");
	kepu_plan_unref(last);
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
}

static void test_setting_keeps_what_was_there(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load(given);
	kepu_builder *b = review(plan, "张三");
	plan_ok(kepu_builder_set(b, "n1", Z, "title", Z, "办好讲堂", Z, NULL), NULL);
	plan_ok(kepu_builder_set(b, "a1", Z, "role", Z, "participant", Z, NULL), NULL);
	plan_ok(kepu_builder_set(b, "a1", Z, "unit", Z, "u2", Z, NULL), NULL);
	plan_ok(kepu_builder_set(b, "u1", Z, "function", Z, "c", Z, NULL), NULL);
	plan_ok(kepu_builder_set(b, "u1", Z, "liaison", Z, "王五", Z, NULL), NULL);
	plan_ok(kepu_builder_set_value(b, "i1", Z, 0, "low", Z, "20", Z, NULL), NULL);
	plan_ok(kepu_builder_set_metadata(b, KEPU_META_BASIS, 0, "纲要", Z, "二号", Z, NULL), NULL);
	plan_ok(kepu_builder_set(b, NULL, 0, "region-name", Z, "某县", Z, NULL), NULL);
	plan_ok(kepu_builder_set(b, "n2", Z, "kind", Z, "part", Z, NULL), NULL);
	kepu_plan *next = finish(b);
	change_is(next, 0, "set node n1 title 办好讲座 > 办好讲堂 张三 2024-05-01");
	change_is(next, 1, "set assignment a1 role lead > participant 张三 2024-05-01");
	change_is(next, 2, "set assignment a1 unit u1 > u2 张三 2024-05-01");
	change_is(next, 3, "set unit u1 function a\nb > a\nb\nc 张三 2024-05-01");
	change_is(next, 4, "set unit u1 liaison - > 王五 张三 2024-05-01");
	change_is(next, 5, "set indicator i1 value:0:low 12 > 20 张三 2024-05-01");
	change_is(next, 6, "set plan - basis:0:number 一号 > 二号 张三 2024-05-01");
	change_is(next, 7, "set plan - region-name - > 某县 张三 2024-05-01");
	assert_int_equal(kepu_plan_change_count(next), 8); /* the kind was set to what it is */
	const kepu_node *node = kepu_plan_node_at(next, 0);
	check_is(kepu_node_title_provenance(node), KEPU_CHECK_CORRECTED, "张三");
	check_is(kepu_node_provenance(node), KEPU_CHECK_UNSEEN, NULL);
	check_is(kepu_value_provenance(kepu_indicator_value_at(kepu_node_indicator_at(node, 0), 0)), KEPU_CHECK_CORRECTED,
	         "张三");
	check_is(kepu_node_provenance(kepu_plan_node_at(next, 1)), KEPU_CHECK_CONFIRMED, "张三");
	check_is(kepu_plan_metadata_provenance(next, KEPU_META_BASIS, 0), KEPU_CHECK_CORRECTED, "张三");
	keeps_all(next);
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
}

static void test_a_liaison_is_no_word_of_the_notice(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load(given);
	kepu_builder *b = review(plan, "张三");
	plan_ok(kepu_builder_set(b, "u1", Z, "liaison", Z, "王五", Z, NULL), NULL);
	kepu_plan *next = finish(b);
	check_is(kepu_unit_provenance(kepu_plan_unit_at(next, 0)), KEPU_CHECK_UNSEEN, NULL);
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
}

static void test_adding_moving_removing(void **state)
{
	(void)state;
	const char *id = NULL;
	kepu_plan *plan = plan_load(given);
	kepu_builder *b = review(plan, "张三");
	plan_ok(kepu_builder_add_node(b, "n2", Z, KEPU_KIND_TASK, "（一）", Z, "新事", Z, &id, NULL), NULL);
	plan_ok(kepu_builder_add_assignment(b, "n1", Z, "u2", Z, KEPU_ROLE_RESPONSIBLE, NULL, NULL), NULL);
	plan_ok(kepu_builder_add_metadata(b, KEPU_META_TITLE, "新题", Z, NULL, 0, NULL), NULL);
	plan_ok(kepu_builder_move(b, "i1", Z, "n2", Z, NULL, 0, NULL), NULL);
	plan_ok(kepu_builder_remove(b, "a1", Z, 0, NULL), NULL);
	plan_ok(kepu_builder_remove_metadata(b, KEPU_META_ISSUER, 0, NULL), NULL);
	plan_ok(kepu_builder_remove_value(b, "i1", Z, 0, NULL), NULL);
	plan_ok(kepu_builder_remove(b, "n1", Z, 0, NULL), NULL);
	kepu_plan *next = finish(b);
	change_is(next, 0, "set plan - title:0 某县科普方案 > 新题 张三 2024-05-01");
	change_is(next, 1, "move indicator i1 - n1 > n2 张三 2024-05-01");
	change_is(next, 2, "remove assignment a1 - 县科协 > - 张三 2024-05-01");
	assert_string_equal(kepu_change_parent(kepu_plan_change_at(next, 2), NULL), "n1");
	change_is(next, 3, "remove plan - issuer:0 县政府 > - 张三 2024-05-01");
	change_is(next, 4, "remove indicator i1 value:0 每年不少于12场 > - 张三 2024-05-01");
	change_is(next, 5, "remove node n1 - 办好讲座 > - 张三 2024-05-01");
	const kepu_node *made = kepu_plan_node_by_id(next, "n3", Z);
	check_is(kepu_node_provenance(made), KEPU_CHECK_ENTERED, "张三");
	check_is(kepu_node_title_provenance(made), KEPU_CHECK_ENTERED, "张三");
	check_is(kepu_plan_metadata_provenance(next, KEPU_META_TITLE, 0), KEPU_CHECK_ENTERED, "张三");
	check_is(kepu_indicator_provenance(kepu_plan_indicator_at(next, 0)), KEPU_CHECK_CORRECTED, "张三");
	keeps_all(next);
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
}

static void test_taking_back(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load(given);
	kepu_builder *b = review(plan, "张三");
	plan_ok(kepu_builder_set(b, "n1", Z, "title", Z, "办好讲堂", Z, NULL), NULL);
	plan_ok(kepu_builder_set(b, "n1", Z, "title", Z, "办好课堂", Z, NULL), NULL);
	plan_ok(kepu_builder_set(b, "u1", Z, "alias", Z, NULL, 0, NULL), NULL);
	plan_ok(kepu_builder_set(b, "u1", Z, "alias", Z, "科学技术协会", Z, NULL), NULL);
	plan_ok(kepu_builder_set_value(b, "i1", Z, 0, "low", Z, "20", Z, NULL), NULL);
	plan_ok(kepu_builder_set_metadata(b, KEPU_META_BASIS, 0, "方案", Z, NULL, 0, NULL), NULL);
	kepu_plan *changed = finish(b);
	b = review(changed, "李四");
	plan_ok(kepu_builder_undo(b, "n1", Z, NULL), NULL);
	plan_ok(kepu_builder_undo(b, "u1", Z, NULL), NULL);
	plan_ok(kepu_builder_undo(b, "i1", Z, NULL), NULL);
	plan_ok(kepu_builder_undo(b, NULL, 0, NULL), NULL);
	kepu_plan *back = finish(b);
	const kepu_node *node = kepu_plan_node_at(back, 0);
	assert_string_equal(kepu_node_title(node, NULL), "办好讲座");
	check_is(kepu_node_title_provenance(node), KEPU_CHECK_UNSEEN, NULL);
	assert_int_equal(kepu_unit_alias_count(kepu_plan_unit_at(back, 0)), 1);
	assert_string_equal(kepu_unit_alias_at(kepu_plan_unit_at(back, 0), 0, NULL), "科协");
	const kepu_value *value = kepu_indicator_value_at(kepu_node_indicator_at(node, 0), 0);
	assert_string_equal(kepu_value_low_text(value, NULL), "12");
	assert_string_equal(kepu_plan_metadata(back, KEPU_META_BASIS, 0, NULL), "纲要");
	assert_string_equal(kepu_plan_basis_number(back, 0, NULL), "一号");
	const kepu_change *last = kepu_plan_change_at(back, kepu_plan_change_count(back) - 1);
	assert_string_equal(kepu_change_by(last, NULL), "李四"); /* taking back is a change, too */
	assert_true(strncmp(kepu_change_was(last, NULL), "corrected\n李四\n2024-05-01", 27) == 0);
	keeps_all(back);
	kepu_plan_unref(back);
	kepu_plan_unref(changed);
	kepu_plan_unref(plan);
}

static void test_what_fails_notes_nothing_down(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load(given);
	kepu_builder *b = review(plan, "张三");
	assert_int_equal(kepu_builder_set(b, "n1", Z, "kind", Z, "nonsense", Z, NULL), KEPU_ERROR_BAD_VALUE);
	assert_int_equal(kepu_builder_set_value(b, "i1", Z, 0, "low", Z, "many", Z, NULL), KEPU_ERROR_BAD_NUMBER);
	assert_int_equal(kepu_builder_move(b, "n1", Z, "n1", Z, NULL, 0, NULL), KEPU_ERROR_CYCLE);
	assert_int_equal(kepu_builder_remove(b, "u1", Z, 0, NULL), KEPU_ERROR_IN_USE);
	assert_int_equal(kepu_builder_confirm(b, "nobody", Z, NULL, 0, NULL), KEPU_ERROR_UNKNOWN_ID);
	assert_int_equal(kepu_builder_confirm(b, "n1", Z, "nothing", Z, NULL), KEPU_ERROR_UNKNOWN_FIELD);
	plan_ok(kepu_builder_set_reviewer(b, NULL, 0, NULL, 0, NULL), NULL);
	assert_int_equal(kepu_builder_confirm(b, "n1", Z, NULL, 0, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_builder_undo(b, "n1", Z, NULL), KEPU_ERROR_ARGUMENT);
	plan_ok(kepu_builder_set(b, "n1", Z, "title", Z, "别的", Z, NULL), NULL); /* nobody is at work */
	kepu_plan *next = finish(b);
	assert_int_equal(kepu_plan_change_count(next), 0);
	check_is(kepu_node_title_provenance(kepu_plan_node_at(next, 0)), KEPU_CHECK_UNSEEN, NULL);
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
}

static void test_no_change_to_read(void **state)
{
	(void)state;
	assert_int_equal(kepu_plan_change_count(NULL), 0);
	assert_null(kepu_plan_change_at(NULL, 0));
	assert_int_equal(kepu_change_action(NULL), KEPU_UNKNOWN);
	assert_int_equal(kepu_change_part(NULL), KEPU_UNKNOWN);
	assert_null(kepu_change_was(NULL, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_confirming),
		cmocka_unit_test(test_setting_keeps_what_was_there),
		cmocka_unit_test(test_a_liaison_is_no_word_of_the_notice),
		cmocka_unit_test(test_adding_moving_removing),
		cmocka_unit_test(test_taking_back),
		cmocka_unit_test(test_what_fails_notes_nothing_down),
		cmocka_unit_test(test_no_change_to_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
