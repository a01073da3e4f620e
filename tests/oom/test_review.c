/* Looking a plan over where memory runs out at each allocation in turn: the call says so, changes nothing, and gives what it
 * would have given when it is tried again. The texts are so long that each takes an allocation of its own. */
#include "wrap.h"

#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define Z KEPU_NUL_TERMINATED
#define LONG 300000 /* bytes; above a quarter of the arena's largest chunk */

static char longs[3][LONG + 1];
static size_t failures;

/* Does the call until it succeeds; memory is the only thing that may be wrong with it. */
#define DO(call)                                                       \
	do {                                                               \
		kepu_error *err = NULL;                                        \
		kepu_status status = (call);                                   \
		if (status) {                                                  \
			assert_int_equal(status, KEPU_ERROR_MEMORY);               \
			assert_int_equal(kepu_error_code(err), KEPU_ERROR_MEMORY); \
			kepu_error_free(err);                                      \
			err = NULL;                                                \
			wrap_disarm();                                             \
			failures++;                                                \
			assert_int_equal((call), KEPU_OK);                         \
		}                                                              \
	} while (0)

static const char notice[] =
	"某县科普方案（2021—2025年）\n一、任务\n（一）办好讲座。每年不少于12场（含流动讲座。\n"
	"（牵头单位：县科协；配合单位：县教育局）\n（三）办好展览。到2025年，建成3座展馆。\n二、保障\n加强领导。\n";
static const char corrected[] =
	"某县科普方案（2021—2025年）\n一、任务\n（一）办好讲座。每年不少于15场。\n"
	"（牵头单位：县科协；配合单位：县科技局）\n（二）办好展览。到2025年，建成3座展馆。\n（三）办好活动。每年1次。\n二、保障\n加强领导。\n";

static kepu_plan *import(const char *text)
{
	kepu_import *result = NULL;
	assert_int_equal(kepu_import_bytes(text, strlen(text), NULL, NULL, &result, NULL), KEPU_OK);
	kepu_plan *plan = kepu_plan_ref(kepu_import_plan(result));
	kepu_import_free(result);
	return plan;
}

static char *xml_of(const kepu_plan *plan)
{
	char *xml = NULL;
	size_t length;
	assert_int_equal(kepu_plan_save_bytes(plan, KEPU_FORMAT_XML, &xml, &length, NULL), KEPU_OK);
	return xml;
}

static const char *id_of(const kepu_plan *plan, const char *title)
{
	for (size_t i = 0; i < kepu_plan_node_count(plan); i++)
		if (strcmp(kepu_node_title(kepu_plan_node_at(plan, i), NULL), title) == 0)
			return kepu_node_id(kepu_plan_node_at(plan, i), NULL);
	fail_msg("there is no %s", title);
	return NULL;
}

/* All that somebody who looks a plan over may do. */
static void look_over(kepu_builder *b, const kepu_plan *plan)
{
	const char *lecture = id_of(plan, "办好讲座"), *show = id_of(plan, "办好展览"), *added;
	const char *lead = kepu_assignment_id(kepu_plan_assignment_at(plan, 0), NULL);
	const char *count = kepu_indicator_id(kepu_plan_indicator_at(plan, 0), NULL);
	DO(kepu_builder_set_reviewer(b, longs[0], Z, "2024-05-01", Z, &err));
	DO(kepu_builder_confirm(b, lecture, Z, NULL, 0, &err));
	DO(kepu_builder_confirm(b, NULL, 0, "title", Z, &err));
	DO(kepu_builder_set(b, show, Z, "title", Z, longs[1], Z, &err));
	DO(kepu_builder_set(b, show, Z, "title", Z, longs[2], Z, &err));
	DO(kepu_builder_set_value(b, count, Z, 0, "low", Z, "24", Z, &err));
	DO(kepu_builder_set_metadata(b, KEPU_META_TITLE, 0, longs[1], Z, NULL, 0, &err));
	DO(kepu_builder_add_node(b, NULL, 0, KEPU_KIND_TASK, "三、", Z, longs[0], Z, &added, &err));
	DO(kepu_builder_move(b, added, Z, lecture, Z, NULL, 0, &err));
	DO(kepu_builder_remove(b, lead, Z, 0, &err));
}

static bool run_review(size_t n, const kepu_plan *plan, kepu_plan **out_plan)
{
	kepu_builder *b = NULL;
	DO(kepu_builder_from_plan(plan, &b, &err));
	wrap_arm(n, false);
	look_over(b, plan);
	DO(kepu_builder_finish(b, out_plan, &err));
	bool reached = wrap.failed;
	wrap_disarm();
	kepu_builder_free(b);
	return reached;
}

static void test_reviewing(void **state)
{
	(void)state;
	kepu_plan *plan = import(notice), *next;
	size_t n = 1, live = wrap.live;
	assert_false(run_review(0, plan, &next));
	char *before = xml_of(plan), *wanted = xml_of(next);
	kepu_plan_unref(next);
	for (bool reached = true; reached; n++) {
		reached = run_review(n, plan, &next);
		char *got = xml_of(next), *given = xml_of(plan);
		assert_string_equal(got, wanted);
		assert_string_equal(given, before);
		kepu_free(got);
		kepu_free(given);
		kepu_plan_unref(next);
	}
	kepu_free(before);
	kepu_free(wanted);
	assert_int_equal(wrap.live, live);
	kepu_plan_unref(plan);
	assert_true(n > 15);
	assert_true(failures > n / 2);
}

/* A list of doubts, and a new reading taken over: each gives nothing, or all. */
static bool run_onto(size_t n, const kepu_plan *reading, const kepu_plan *reviewed, char **out_xml, size_t *out_doubts)
{
	kepu_plan *plan = NULL;
	kepu_findings *doubts = NULL, *found = NULL;
	wrap_arm(n, false);
	DO(kepu_plan_onto(reading, reviewed, &plan, &found, &err));
	DO(kepu_plan_doubts(plan, &doubts, &err));
	bool reached = wrap.failed;
	wrap_disarm();
	*out_doubts = kepu_findings_count(doubts) * 1000 + kepu_findings_count(found);
	*out_xml = xml_of(plan);
	kepu_findings_free(doubts);
	kepu_findings_free(found);
	kepu_plan_unref(plan);
	return reached;
}

static void test_onto(void **state)
{
	(void)state;
	kepu_plan *plan = import(notice), *reading = import(corrected), *reviewed;
	size_t doubts, wanted_doubts, n = 1;
	char *wanted, *got;
	failures = 0;
	assert_false(run_review(0, plan, &reviewed));
	size_t live = wrap.live;
	assert_false(run_onto(0, reading, reviewed, &wanted, &wanted_doubts));
	for (bool reached = true; reached; n++) {
		reached = run_onto(n, reading, reviewed, &got, &doubts);
		assert_string_equal(got, wanted);
		assert_int_equal(doubts, wanted_doubts);
		kepu_free(got);
	}
	kepu_free(wanted);
	assert_int_equal(wrap.live, live);
	kepu_plan_unref(reviewed);
	kepu_plan_unref(reading);
	kepu_plan_unref(plan);
	assert_true(n > 30);
	assert_true(failures > n / 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_reviewing), cmocka_unit_test(test_onto) };
	for (size_t i = 0; i < sizeof longs / sizeof *longs; i++)
		memset(longs[i], 'a' + (int)i, LONG);
	wrap_libxml2();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
