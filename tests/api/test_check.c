/* Checking a plan: each finding comes when it should, once, about the right part, and not otherwise. */
#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define Z KEPU_NUL_TERMINATED

static kepu_builder *start(void)
{
	kepu_builder *b = NULL;
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	return b;
}

static const char *task(kepu_builder *b, const char *parent, const char *label, const char *title)
{
	const char *id = NULL;
	assert_int_equal(kepu_builder_add_node(b, parent, Z, KEPU_KIND_TASK, label, Z, title, Z, &id, NULL), KEPU_OK);
	return id;
}

static const char *unit(kepu_builder *b, const char *name, int32_t group)
{
	const char *id = NULL;
	assert_int_equal(kepu_builder_add_unit(b, name, Z, group, &id, NULL), KEPU_OK);
	return id;
}

static const char *assign(kepu_builder *b, const char *node, const char *unit_id, int32_t role)
{
	const char *id = NULL;
	assert_int_equal(kepu_builder_add_assignment(b, node, Z, unit_id, Z, role, &id, NULL), KEPU_OK);
	return id;
}

static void set(kepu_builder *b, const char *id, const char *field, const char *value)
{
	assert_int_equal(kepu_builder_set(b, id, Z, field, Z, value, Z, NULL), KEPU_OK);
}

static void period(kepu_builder *b, const char *text)
{
	assert_int_equal(kepu_builder_add_metadata(b, KEPU_META_PERIOD, text, Z, NULL, 0, NULL), KEPU_OK);
}

/* Finishes, checks, and compares with "name subject" lines; a subject of "-" is none. Frees all. */
static void expect(kepu_builder *b, const char *wanted)
{
	kepu_plan *plan = NULL;
	kepu_findings *findings = NULL;
	char got[2048] = "";
	assert_int_equal(kepu_builder_finish(b, &plan, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_check(plan, &findings, NULL), KEPU_OK);
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		const char *subject = kepu_findings_subject(findings, i, NULL);
		const char *name = kepu_finding_name(kepu_findings_code(findings, i), NULL);
		snprintf(got + strlen(got), sizeof got - strlen(got), "%s %s\n", name, subject ? subject : "-");
		assert_null(strstr(kepu_findings_message(findings, i, KEPU_LANG_ZH, NULL), "{"));
		assert_int_equal(kepu_findings_line(findings, i), 0); /* not loaded from a file */
	}
	assert_string_equal(got, wanted);
	kepu_findings_free(findings);
	kepu_plan_unref(plan);
	kepu_builder_free(b);
}

static void test_nothing(void **state)
{
	(void)state;
	expect(start(), "");
	kepu_builder *b = start();
	period(b, "2021/2025");
	const char *t = task(b, NULL, "1.", "事");
	set(b, t, "due-date", "2025-12-31");
	assign(b, t, unit(b, "科协", 0), KEPU_ROLE_LEAD);
	expect(b, "");
}

static const char *node(kepu_builder *b, const char *parent, int32_t kind)
{
	const char *id = NULL;
	assert_int_equal(kepu_builder_add_node(b, parent, Z, kind, NULL, 0, NULL, 0, &id, NULL), KEPU_OK);
	return id;
}

/* A lead and units are inherited: what leads a section leads its items. What has tasks below it is none itself. */
static void test_tasks(void **state)
{
	(void)state;
	kepu_builder *b = start();
	const char *u = unit(b, "科协", 0), *section = node(b, NULL, KEPU_KIND_PART); /* n1 */
	node(b, node(b, section, KEPU_KIND_TASK), KEPU_KIND_TASK);                    /* n2, n3: led by the section's */
	assign(b, section, u, KEPU_ROLE_LEAD);
	const char *helped = node(b, NULL, KEPU_KIND_TASK); /* n4: helped, and has tasks below */
	assign(b, helped, u, KEPU_ROLE_RESPONSIBLE);
	node(b, helped, KEPU_KIND_TASK);                               /* n5: helped, not led */
	assign(b, node(b, helped, KEPU_KIND_TASK), u, KEPU_ROLE_LEAD); /* n6: led */
	node(b, NULL, KEPU_KIND_ACTION);                               /* n7: nobody's */
	const char *project = node(b, NULL, KEPU_KIND_PROJECT);        /* n8: helped, not led */
	node(b, project, KEPU_KIND_OTHER);                             /* n9: no task */
	assign(b, project, u, KEPU_ROLE_PARTICIPANT);
	node(b, NULL, KEPU_KIND_GOAL);
	expect(b, "task-without-lead n5\ntask-without-unit n7\ntask-without-lead n8\n");
}

static void test_tasks_at_all(void **state)
{
	(void)state;
	kepu_builder *b = start();
	task(b, NULL, "1.", "一");
	task(b, NULL, "2.", "二");
	expect(b, "no-unit -\n");
	b = start();
	const char *u = unit(b, "科协", 0);
	assign(b, task(b, NULL, "1.", "一"), u, KEPU_ROLE_RESPONSIBLE);
	assign(b, task(b, NULL, "2.", "二"), u, KEPU_ROLE_PARTICIPANT);
	task(b, NULL, "3.", "三");
	expect(b, "no-lead -\ntask-without-unit n3\n");
	b = start(); /* nothing that is a task: nothing is missing */
	assert_int_equal(kepu_builder_add_node(b, NULL, 0, KEPU_KIND_PART, "一", Z, NULL, 0, NULL, NULL), KEPU_OK);
	expect(b, "");
}

static kepu_findings *check(kepu_builder *b, kepu_plan **plan)
{
	kepu_findings *findings = NULL;
	assert_int_equal(kepu_builder_finish(b, plan, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_check(*plan, &findings, NULL), KEPU_OK);
	kepu_builder_free(b);
	return findings;
}

static void test_messages(void **state)
{
	(void)state;
	kepu_builder *b = start();
	kepu_plan *plan = NULL;
	char title[601] = "";
	for (size_t i = 0; i < 200; i++)
		strcat(title, "长");
	const char *u = unit(b, "科协", 0);
	assign(b, task(b, NULL, "1.", "一"), u, KEPU_ROLE_LEAD);
	assign(b, task(b, NULL, "2.", title), u, KEPU_ROLE_RESPONSIBLE);
	task(b, NULL, "3.", NULL);
	kepu_findings *findings = check(b, &plan);
	assert_int_equal(kepu_findings_count(findings), 2);
	const char *message = kepu_findings_message(findings, 0, KEPU_LANG_EN, NULL);
	assert_memory_equal(message, "task \"2 长", 10);
	assert_null(strstr(message, "\xef\xbf\xbd")); /* cut between characters */
	assert_string_equal(kepu_findings_message(findings, 1, KEPU_LANG_EN, NULL), "task \"3\" has no unit at all");
	assert_int_equal(kepu_findings_severity(findings, 1), KEPU_SEVERITY_WARNING);
	kepu_findings_free(findings);
	kepu_plan_unref(plan);
}

static void test_paths(void **state)
{
	(void)state;
	kepu_builder *b = start();
	for (int i = 0; i < 2; i++) { /* n1, n2: 1, 1#2; the items below the second are not repeated themselves */
		const char *section = NULL;
		assert_int_equal(kepu_builder_add_node(b, NULL, 0, KEPU_KIND_PART, "一", Z, NULL, 0, &section, NULL), KEPU_OK);
	}
	for (int i = 0; i < 2; i++)
		assert_int_equal(kepu_builder_add_node(b, "n2", Z, KEPU_KIND_PART, "1.", Z, NULL, 0, NULL, NULL), KEPU_OK);
	expect(b, "path-repeated n2\npath-repeated n4\n");
}

static void test_due(void **state)
{
	(void)state;
	static const struct {
		const char *period, *due;
		int outside;
	} cases[] = {
		{ "2021/2025", "2020-12-31", 1 }, { "2021/2025", "2021", 0 },    { "2021/2025", "2026-01-01", 1 },
		{ "2021/2025", "2025-Q4", 0 },    { "2021-07/2025", "2021", 0 }, { "2021-07/2025", "2021-H1", 1 },
		{ "/2025", "1999", 0 },           { "/2025", "2026", 1 },        { "2021/", "2020", 1 },
		{ "2021/", "2099", 0 },           { NULL, "2099", 0 },           { "2025/2021", "2023", 0 },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kepu_builder *b = start();
		const char *part = NULL;
		if (cases[i].period)
			period(b, cases[i].period);
		assert_int_equal(kepu_builder_add_node(b, NULL, 0, KEPU_KIND_PART, NULL, 0, NULL, 0, &part, NULL), KEPU_OK);
		set(b, part, "due-date", cases[i].due);
		int reversed = cases[i].period && strcmp(cases[i].period, "2025/2021") == 0;
		expect(b, reversed ? "period-reversed -\n" : cases[i].outside ? "due-outside-period n1\n" : "");
	}
}

static void test_reversed(void **state)
{
	(void)state;
	kepu_builder *b = start();
	period(b, "2025-06/2025-05-31");
	const char *u = unit(b, "科协", 0), *t = task(b, NULL, "1.", "一");
	set(b, u, "from", "2022");
	set(b, u, "until", "2021-12");
	const char *a = assign(b, t, u, KEPU_ROLE_LEAD);
	set(b, a, "from", "2022-H2");
	set(b, a, "until", "2022-Q2");
	assert_int_equal(kepu_builder_add_phase(b, NULL, 0, "2024", Z, "2023", Z, NULL, 0, NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_phase(b, NULL, 0, "2024-06", Z, "2024", Z, NULL, 0, NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_phase(b, NULL, 0, "2024", Z, NULL, 0, NULL, 0, NULL, NULL), KEPU_OK);
	expect(b, "period-reversed -\nperiod-reversed u1\nperiod-reversed a1\nperiod-reversed p1\n");
}

static void test_supersedes(void **state)
{
	(void)state;
	kepu_builder *b = start();
	set(b, NULL, "uid", "urn:x");
	set(b, NULL, "supersedes", "urn:xy");
	expect(b, "");
	b = start();
	set(b, NULL, "uid", "urn:x");
	set(b, NULL, "supersedes", "urn:x");
	expect(b, "supersedes-itself -\n");
}

static void test_repeated_assignments(void **state)
{
	(void)state;
	kepu_builder *b = start();
	const char *u = unit(b, "科协", 0), *v = unit(b, "教育局", 0), *t = task(b, NULL, "1.", "一"),
			   *s = task(b, t, "1.", "二");
	assign(b, t, u, KEPU_ROLE_LEAD);                         /* a1 */
	assign(b, t, u, KEPU_ROLE_RESPONSIBLE);                  /* a2: another role */
	assign(b, t, v, KEPU_ROLE_LEAD);                         /* a3: another unit */
	assign(b, s, u, KEPU_ROLE_LEAD);                         /* a4: another node */
	assign(b, t, u, KEPU_ROLE_LEAD);                         /* a5: repeated */
	set(b, assign(b, t, u, KEPU_ROLE_LEAD), "from", "2024"); /* a6: at another time */
	expect(b, "assignment-repeated a5\n");
}

static void test_targets(void **state)
{
	(void)state;
	kepu_builder *b = start();
	const char *i = NULL;
	period(b, "2021/2025");
	assert_int_equal(kepu_builder_add_indicator(b, NULL, 0, "比例", Z, NULL, 0, KEPU_COMPARISON_EQUAL, &i, NULL),
	                 KEPU_OK);
	static const struct {
		int32_t kind;
		const char *time, *low, *high;
	} values[] = {
		{ KEPU_VALUE_TARGET, "2025", "15", NULL },    { KEPU_VALUE_TARGET, "2030", "20", NULL },
		{ KEPU_VALUE_BASELINE, "2020", "10", NULL },  { KEPU_VALUE_TARGET, NULL, "5.10", "5.1" },
		{ KEPU_VALUE_TARGET, "2023", "5.11", "5.1" }, { KEPU_VALUE_OBSERVATION, "2026", NULL, "1" },
	};
	for (size_t k = 0; k < sizeof values / sizeof *values; k++)
		assert_int_equal(kepu_builder_add_value(b, i, Z, values[k].kind, values[k].time, Z, values[k].low, Z,
		                                        values[k].high, Z, NULL),
		                 KEPU_OK);
	expect(b, "target-outside-period i1\nlow-over-high i1\n");
}

static void test_unused_units(void **state)
{
	(void)state;
	kepu_builder *b = start();
	const char *group = unit(b, "各单位", 1), *inner = unit(b, "各局", 1);    /* u1, u2 */
	const char *member = unit(b, "教育局", 0), *idle = unit(b, "档案局", 0);  /* u3, u4 */
	const char *old = unit(b, "农业局", 0), *next = unit(b, "农业农村局", 0); /* u5, u6 */
	const char *idle_group = unit(b, "其他单位", 1);                          /* u7 */
	const char *t = task(b, NULL, "1.", "一");
	set(b, group, "member", inner);
	set(b, inner, "member", member);
	set(b, idle_group, "member", idle);
	set(b, old, "successor", next);
	assign(b, t, group, KEPU_ROLE_LEAD);
	assign(b, t, old, KEPU_ROLE_PARTICIPANT);
	expect(b, "unit-unused u4\nunit-unused u7\n");
}

static void test_spans(void **state)
{
	(void)state;
	kepu_builder *b = start();
	const char *part = NULL, *i = NULL, *phase = NULL, *annex = NULL;
	assert_int_equal(kepu_builder_add_paragraph(b, "科普ab", Z, 1, NULL), KEPU_OK); /* four characters, eight bytes */
	assert_int_equal(kepu_builder_add_paragraph(b, "", 0, 2, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_node(b, NULL, 0, KEPU_KIND_PART, NULL, 0, "普", Z, &part, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_indicator(b, part, Z, "a", Z, NULL, 0, 1, &i, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_value(b, i, Z, 1, NULL, 0, "1", Z, NULL, 0, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_phase(b, "a", Z, NULL, 0, NULL, 0, NULL, 0, &phase, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_annex(b, "a", Z, NULL, 0, &annex, NULL), KEPU_OK);
	static const struct {
		const char *id, *field;
		size_t paragraph, offset, length;
	} spans[] = {
		{ "n1", NULL, 0, 0, 4 },   { "n1", NULL, 0, 4, 0 },
		{ "n1", NULL, 1, 0, 0 },   { "n1", "title", 0, 1, 4 },
		{ "n1", "text", 1, 0, 1 }, { "n1", "due", 2, 0, 0 },
		{ "i1", NULL, 0, 5, 0 },   { "i1", "value", 0, UINT32_MAX, 0 },
		{ "p1", NULL, 9, 0, 1 },   { "x1", NULL, 0, 3, 2 },
	};
	for (size_t k = 0; k < sizeof spans / sizeof *spans; k++)
		assert_int_equal(kepu_builder_add_span(b, spans[k].id, Z, spans[k].field, Z, spans[k].paragraph,
		                                       spans[k].offset, spans[k].length, NULL),
		                 KEPU_OK);
	expect(b, "span-outside-source n1\nspan-outside-source n1\nspan-outside-source n1\nspan-outside-source i1\n"
	          "span-outside-source i1\nspan-outside-source p1\nspan-outside-source x1\n");
}

/* A plan without its source text is told so once. */
static void test_no_source(void **state)
{
	(void)state;
	kepu_builder *b = start();
	kepu_plan *plan = NULL;
	const char *part = NULL;
	for (int k = 0; k < 3; k++) {
		assert_int_equal(kepu_builder_add_node(b, NULL, 0, KEPU_KIND_PART, NULL, 0, NULL, 0, &part, NULL), KEPU_OK);
		assert_int_equal(kepu_builder_add_span(b, part, Z, NULL, 0, 3, 4, 5, NULL), KEPU_OK);
		assert_int_equal(kepu_builder_add_span(b, part, Z, NULL, 0, 3, 4, 5, NULL), KEPU_OK);
	}
	kepu_findings *findings = check(b, &plan);
	assert_int_equal(kepu_findings_count(findings), 1);
	assert_string_equal(kepu_findings_message(findings, 0, KEPU_LANG_EN, NULL),
	                    "span lies outside the source text: 3:4+5");
	assert_int_equal(kepu_findings_severity(findings, 0), KEPU_SEVERITY_ERROR);
	kepu_findings_free(findings);
	kepu_plan_unref(plan);
}

static void test_arguments(void **state)
{
	(void)state;
	kepu_builder *b = start();
	kepu_findings *findings = (kepu_findings *)b;
	kepu_error *err = NULL;
	assert_int_equal(kepu_plan_check(NULL, &findings, &err), KEPU_ERROR_ARGUMENT);
	assert_null(findings);
	kepu_error_free(err);
	err = NULL;
	assert_int_equal(kepu_plan_check((kepu_plan *)b, NULL, &err), KEPU_ERROR_ARGUMENT);
	kepu_error_free(err);
	err = NULL;
	assert_int_equal(kepu_plan_check((kepu_plan *)b, &findings, &err), KEPU_ERROR_BAD_HANDLE);
	assert_null(findings);
	kepu_error_free(err);
	kepu_builder_free(b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_nothing),
		cmocka_unit_test(test_tasks),
		cmocka_unit_test(test_tasks_at_all),
		cmocka_unit_test(test_messages),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_due),
		cmocka_unit_test(test_reversed),
		cmocka_unit_test(test_supersedes),
		cmocka_unit_test(test_repeated_assignments),
		cmocka_unit_test(test_targets),
		cmocka_unit_test(test_unused_units),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_no_source),
		cmocka_unit_test(test_arguments),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
