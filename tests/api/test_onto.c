/* A notice that is read again: the same text changes nothing, a changed one only what nobody has looked at. */
#include "plans.h"

#include <kepu/import.h>

#include <stdbool.h>

static const char notice[] =
	"清溪县全民科学素质行动规划纲要实施方案（2021—2025年）\n"
	"一、总体要求\n"
	"到2025年，全县公民具备科学素质的比例达到12%。\n"
	"二、重点任务\n"
	"（一）办好科普讲座。每年举办讲座不少于12场。（牵头单位：县科协；责任单位：县教育局、县农业农村局）\n"
	"（二）建好科普场馆。到2023年建成科普场馆3座。（牵头单位：县科技局；责任单位：县财政局）\n"
	"三、保障措施\n"
	"（一）加强领导。各单位要高度重视。\n";

static kepu_plan *read_text(const char *text)
{
	kepu_import *import = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_import_bytes(text, strlen(text), NULL, NULL, &import, &err), err);
	kepu_plan *plan = kepu_plan_ref(kepu_import_plan(import));
	kepu_import_free(import);
	return plan;
}

/* The text with one piece replaced. */
static char *changed(const char *text, const char *from, const char *to)
{
	const char *at = strstr(text, from);
	assert_non_null(at);
	size_t size = strlen(text) + strlen(to) + 1;
	char *made = malloc(size);
	assert_non_null(made);
	snprintf(made, size, "%.*s%s%s", (int)(at - text), text, to, at + strlen(from));
	return made;
}

static kepu_builder *review(const kepu_plan *plan)
{
	kepu_builder *b = NULL;
	plan_ok(kepu_builder_from_plan(plan, &b, NULL), NULL);
	plan_ok(kepu_builder_set_reviewer(b, "张三", Z, "2024-05-01", Z, NULL), NULL);
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

/* By its path. */
static const kepu_node *at(const kepu_plan *plan, const char *path)
{
	const kepu_node *node = NULL;
	kepu_plan_nodes_by_path(plan, path, Z, &node, 1);
	if (!node)
		fail_msg("no node %s", path);
	return node;
}

static const char *id_at(const kepu_plan *plan, const char *path)
{
	return kepu_node_id(at(plan, path), NULL);
}

/* "lead 县科协; responsible 县教育局" */
static void units_are(const kepu_plan *plan, const char *path, const char *expected)
{
	char line[512] = "";
	for (size_t i = 0; i < kepu_node_assignment_count(at(plan, path)); i++) {
		const kepu_assignment *a = kepu_node_assignment_at(at(plan, path), i);
		size_t length = strlen(line);
		snprintf(line + length, sizeof line - length, "%s%s %s", length ? "; " : "",
		         kepu_assignment_role_token(a, NULL), kepu_unit_name(kepu_assignment_unit(a), NULL));
	}
	assert_string_equal(line, expected);
}

/* Codes with the subjects, "text-changed n3". */
static void found_are(const kepu_findings *findings, const char *expected)
{
	char line[512] = "";
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		size_t length = strlen(line);
		const char *subject = kepu_findings_subject(findings, i, NULL);
		snprintf(line + length, sizeof line - length, "%s%s %s", length ? "; " : "",
		         kepu_finding_name(kepu_findings_code(findings, i), NULL), subject ? subject : "-");
	}
	assert_string_equal(line, expected);
}

/* Takes the text over onto the plan, which is given back. `found`: what no longer fits. */
static kepu_plan *onto(const char *text, kepu_plan *reviewed, const char *found)
{
	kepu_plan *reading = read_text(text), *made = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_plan_onto(reading, reviewed, &made, &findings, &err), err);
	found_are(findings, found);
	kepu_findings_free(findings);
	kepu_plan_unref(reading);
	kepu_plan_unref(reviewed);
	return made;
}

/* Every span lies in the source, and every fact that was read says what stands there. */
static void holds_together(const kepu_plan *plan)
{
	kepu_findings *findings = NULL;
	plan_ok(kepu_plan_check(plan, &findings, NULL), NULL);
	for (size_t i = 0; i < kepu_findings_count(findings); i++)
		assert_int_not_equal(kepu_findings_code(findings, i), KEPU_FINDING_SPAN_OUTSIDE_SOURCE);
	kepu_findings_free(findings);
	char *xml = plan_xml(plan), *again;
	kepu_plan *loaded = plan_load(xml);
	again = plan_xml(loaded);
	assert_string_equal(xml, again);
	kepu_free(xml);
	kepu_free(again);
	kepu_plan_unref(loaded);
}

static void test_the_same_text_changes_nothing(void **state)
{
	(void)state;
	kepu_plan *plan = read_text(notice);
	kepu_plan *same = onto(notice, kepu_plan_ref(plan), "");
	assert_ptr_equal(same, plan);
	kepu_plan_unref(same);
	kepu_plan_unref(plan);
}

/* Everything that can be done in a review, then the same text again. */
static kepu_plan *looked_over(void)
{
	kepu_plan *plan = read_text(notice);
	kepu_builder *b = review(plan);
	const char *node = id_at(plan, "2.1"), *unit = NULL, *made = NULL;
	plan_ok(kepu_builder_confirm(b, node, Z, NULL, 0, NULL), NULL);
	plan_ok(kepu_builder_set(b, node, Z, "title", Z, "办好科普大讲堂", Z, NULL), NULL);
	const char *first = kepu_assignment_id(kepu_node_assignment_at(at(plan, "2.1"), 0), NULL);
	const char *second = kepu_assignment_id(kepu_node_assignment_at(at(plan, "2.1"), 1), NULL);
	const char *third = kepu_assignment_id(kepu_node_assignment_at(at(plan, "2.1"), 2), NULL);
	plan_ok(kepu_builder_confirm(b, first, Z, NULL, 0, NULL), NULL);
	plan_ok(kepu_builder_remove(b, second, Z, 0, NULL), NULL);
	plan_ok(kepu_builder_set(b, third, Z, "role", Z, "participant", Z, NULL), NULL);
	plan_ok(kepu_builder_add_unit(b, "县图书馆", Z, 0, &unit, NULL), NULL);
	plan_ok(kepu_builder_add_assignment(b, node, Z, unit, Z, KEPU_ROLE_RESPONSIBLE, NULL, NULL), NULL);
	plan_ok(kepu_builder_add_node(b, id_at(plan, "2"), Z, KEPU_KIND_TASK, "（三）", Z, "补充的任务", Z, &made, NULL),
	        NULL);
	plan_ok(kepu_builder_set_value(b, kepu_indicator_id(kepu_node_indicator_at(at(plan, "2.1"), 0), NULL), Z, 0, "low",
	                               Z, "24", Z, NULL),
	        NULL);
	plan_ok(kepu_builder_remove(b, id_at(plan, "3.1"), Z, 0, NULL), NULL);
	plan_ok(kepu_builder_move(b, kepu_indicator_id(kepu_node_indicator_at(at(plan, "2.2"), 0), NULL), Z, node, Z, NULL,
	                          0, NULL),
	        NULL);
	plan_ok(kepu_builder_set_metadata(b, KEPU_META_PERIOD, 0, "2022/2025", Z, NULL, 0, NULL), NULL);
	plan_ok(kepu_builder_set(b, NULL, 0, "region-name", Z, "清溪", Z, NULL), NULL);
	kepu_plan_unref(plan);
	return finish(b);
}

static void test_the_same_text_onto_a_reviewed_plan_changes_nothing(void **state)
{
	(void)state;
	kepu_plan *plan = looked_over();
	kepu_plan *same = onto(notice, kepu_plan_ref(plan), "removed-again -; removed-again -");
	assert_ptr_equal(same, plan);
	char *xml = plan_xml(plan);
	kepu_plan *loaded = plan_load(xml); /* also when it was saved meanwhile */
	same = onto(notice, kepu_plan_ref(loaded), "removed-again -; removed-again -");
	assert_ptr_equal(same, loaded);
	kepu_plan_unref(same);
	kepu_plan_unref(loaded);
	kepu_plan_unref(plan);
	kepu_plan_unref(plan);
	kepu_free(xml);
}

static void test_what_nobody_looked_at_follows(void **state)
{
	(void)state;
	char *text = changed(notice, "县科技局；责任单位：县财政局", "县文化局；责任单位：县财政局、县住建局");
	kepu_plan *plan = read_text(notice);
	const char *kept = kepu_assignment_id(kepu_node_assignment_at(at(plan, "2.2"), 1), NULL);
	kepu_plan *next = onto(text, kepu_plan_ref(plan), "");
	units_are(next, "2.2", "lead 县文化局; responsible 县财政局; responsible 县住建局");
	assert_string_equal(id_at(next, "2.2"), id_at(plan, "2.2"));
	assert_string_equal(kepu_assignment_id(kepu_node_assignment_at(at(next, "2.2"), 1), NULL), kept);
	assert_int_equal(kepu_plan_revision(next), kepu_plan_revision(plan) + 1);
	assert_string_equal(kepu_plan_uid(next, NULL), kepu_plan_uid(plan, NULL));
	for (size_t i = 0; i < kepu_plan_unit_count(next); i++)
		assert_string_not_equal(kepu_unit_name(kepu_plan_unit_at(next, i), NULL), "县科技局");
	holds_together(next);
	kepu_plan *fresh = read_text(text); /* the facts are those of the new text alone */
	char *one = NULL, *two = NULL;
	size_t length;
	plan_ok(kepu_plan_to_facts(next, &one, &length, NULL), NULL);
	plan_ok(kepu_plan_to_facts(fresh, &two, &length, NULL), NULL);
	assert_string_equal(strchr(one, '\n') + 1 + strcspn(strchr(one, '\n') + 1, "\n"),
	                    strchr(two, '\n') + 1 + strcspn(strchr(two, '\n') + 1, "\n")); /* but for the id */
	kepu_free(one);
	kepu_free(two);
	kepu_plan_unref(fresh);
	next = onto(text, next, ""); /* and again: nothing more */
	assert_int_equal(kepu_plan_revision(next), kepu_plan_revision(plan) + 1);
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
	free(text);
}

static void test_what_was_confirmed_stays_and_says_what_changed(void **state)
{
	(void)state;
	char *text = changed(notice, "办好科普讲座。", "办好科普讲座活动。"), found[64];
	kepu_plan *plan = looked_over();
	snprintf(found, sizeof found, "text-changed %s; removed-again -; removed-again -", id_at(plan, "2.1"));
	kepu_plan *next = onto(text, kepu_plan_ref(plan), found);
	const kepu_node *node = at(next, "2.1");
	assert_string_equal(kepu_node_title(node, NULL), "办好科普大讲堂");
	const kepu_provenance *proof = kepu_node_title_provenance(node);
	assert_int_equal(kepu_provenance_check(proof), KEPU_CHECK_CORRECTED);
	assert_string_equal(kepu_provenance_finding_at(proof, kepu_provenance_finding_count(proof) - 1, NULL),
	                    "text-changed");
	units_are(next, "2.1", "lead 县科协; participant 县农业农村局; responsible 县图书馆");
	assert_string_equal(kepu_value_low_text(kepu_indicator_value_at(kepu_node_indicator_at(node, 0), 0), NULL), "24");
	assert_string_equal(kepu_node_title(at(next, "2.3"), NULL), "补充的任务");
	assert_int_equal(kepu_node_child_count(at(next, "3")), 0);
	holds_together(next);

	kepu_findings *doubts = NULL; /* until somebody has looked at it again */
	plan_ok(kepu_plan_doubts(next, &doubts, NULL), NULL);
	bool listed = false;
	for (size_t i = 0; i < kepu_findings_count(doubts); i++)
		listed = listed || kepu_findings_code(doubts, i) == KEPU_FINDING_TEXT_CHANGED;
	assert_true(listed);
	kepu_findings_free(doubts);
	kepu_builder *b = review(next);
	plan_ok(kepu_builder_confirm(b, kepu_node_id(node, NULL), Z, NULL, 0, NULL), NULL);
	kepu_plan *last = finish(b);
	plan_ok(kepu_plan_doubts(last, &doubts, NULL), NULL);
	for (size_t i = 0; i < kepu_findings_count(doubts); i++)
		assert_int_not_equal(kepu_findings_code(doubts, i), KEPU_FINDING_TEXT_CHANGED);
	kepu_findings_free(doubts);
	kepu_plan_unref(last);
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
	free(text);
}

static void test_what_was_confirmed_and_is_gone(void **state)
{
	(void)state;
	char *text = changed(notice, "（牵头单位：县科协；责任单位：县教育局、县农业农村局）", "（牵头单位：县教育局）"),
		 found[96];
	kepu_plan *plan = looked_over();
	const kepu_node *node = at(plan, "2.1");
	snprintf(found, sizeof found, "removed-again -; removed-again -; text-gone %s; text-gone %s",
	         kepu_assignment_id(kepu_node_assignment_at(node, 0), NULL),
	         kepu_assignment_id(kepu_node_assignment_at(node, 1), NULL));
	kepu_plan *next = onto(text, kepu_plan_ref(plan), found);
	units_are(next, "2.1", "lead 县科协; participant 县农业农村局; responsible 县图书馆");
	const kepu_provenance *proof = kepu_assignment_provenance(kepu_node_assignment_at(at(next, "2.1"), 0));
	assert_int_equal(kepu_provenance_span_count(proof), 0);
	assert_int_equal(kepu_provenance_check(proof), KEPU_CHECK_CONFIRMED);
	holds_together(next);
	int64_t revision = kepu_plan_revision(next);
	next = onto(text, next, "removed-again -; removed-again -"); /* said once */
	assert_int_equal(kepu_plan_revision(next), revision);
	next = onto(notice, next, "removed-again -; removed-again -"); /* there again: found again */
	proof = kepu_assignment_provenance(kepu_node_assignment_at(at(next, "2.1"), 0));
	assert_int_equal(kepu_provenance_span_count(proof), 1);
	assert_int_equal(kepu_provenance_finding_count(proof), 0);
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
	free(text);
}

static void test_items_that_come_and_go(void **state)
{
	(void)state;
	char *more = changed(notice, "（二）建好科普场馆。",
	                     "（二）壮大科普队伍。发展科普志愿者500人。（责任单位：县科协）\n"
	                     "（三）建好科普场馆。");
	kepu_plan *plan = read_text(notice);
	char id[16];
	snprintf(id, sizeof id, "%s", id_at(plan, "2.2"));
	kepu_plan *next = onto(more, kepu_plan_ref(plan), "");
	assert_string_equal(kepu_node_title(at(next, "2.2"), NULL), "壮大科普队伍");
	assert_string_equal(id_at(next, "2.3"), id); /* the same item under another number */
	units_are(next, "2.3", "lead 县科技局; responsible 县财政局");
	units_are(next, "2.2", "responsible 县科协");
	holds_together(next);
	next = onto(notice, next, "");
	assert_string_equal(id_at(next, "2.2"), id);
	assert_int_equal(kepu_plan_node_count(next), kepu_plan_node_count(plan));
	assert_int_equal(kepu_plan_unit_count(next), kepu_plan_unit_count(plan));
	assert_int_equal(kepu_plan_indicator_count(next), kepu_plan_indicator_count(plan));
	holds_together(next);
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
	free(more);
}

static void test_items_in_another_order(void **state)
{
	(void)state;
	char *half = changed(
		notice, "（一）办好科普讲座。每年举办讲座不少于12场。（牵头单位：县科协；责任单位：县教育局、县农业农村局）\n",
		"");
	char *text =
		changed(half, "（二）建好科普场馆。到2023年建成科普场馆3座。（牵头单位：县科技局；责任单位：县财政局）\n",
	            "（一）建好科普场馆。到2023年建成科普场馆3座。（牵头单位：县科技局；责任单位：县财政局）\n"
	            "（二）办好科普讲座。每年举办讲座不少于12场。（牵头单位：县科协；责任单位：县教育局、县农业农村局）\n");
	kepu_plan *plan = read_text(notice);
	kepu_plan *next = onto(text, kepu_plan_ref(plan), "");
	assert_string_equal(id_at(next, "2.1"), id_at(plan, "2.2"));
	assert_string_equal(id_at(next, "2.2"), id_at(plan, "2.1"));
	assert_string_equal(kepu_node_title(kepu_plan_node_at(next, 2), NULL), "建好科普场馆");
	holds_together(next);
	kepu_plan_unref(next);
	kepu_plan_unref(plan);
	free(half);
	free(text);
}

static void test_a_text_that_is_no_plan_keeps_what_was_looked_at(void **state)
{
	(void)state;
	kepu_plan *plan = looked_over(), *reading = read_text("今天天气很好。\n"), *next = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_plan_onto(reading, plan, &next, NULL, &err), err);
	units_are(next, "2.1", "lead 县科协; participant 县农业农村局; responsible 县图书馆");
	assert_int_equal(kepu_plan_unit_count(next), 3);
	holds_together(next);
	kepu_plan_unref(next);
	kepu_plan_unref(reading);
	kepu_plan_unref(plan);
}

static void test_what_is_no_plan_at_all(void **state)
{
	(void)state;
	kepu_plan *plan = read_text(notice), *out = plan;
	assert_int_equal(kepu_plan_onto(NULL, plan, &out, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(out);
	assert_int_equal(kepu_plan_onto(plan, NULL, &out, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_plan_onto(plan, plan, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	kepu_plan_unref(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_the_same_text_changes_nothing),
		cmocka_unit_test(test_the_same_text_onto_a_reviewed_plan_changes_nothing),
		cmocka_unit_test(test_what_nobody_looked_at_follows),
		cmocka_unit_test(test_what_was_confirmed_stays_and_says_what_changed),
		cmocka_unit_test(test_what_was_confirmed_and_is_gone),
		cmocka_unit_test(test_items_that_come_and_go),
		cmocka_unit_test(test_items_in_another_order),
		cmocka_unit_test(test_a_text_that_is_no_plan_keeps_what_was_looked_at),
		cmocka_unit_test(test_what_is_no_plan_at_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
