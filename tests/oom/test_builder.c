/* A call of the builder that finds no memory changes nothing: tried again, it gives the plan that it would have given. All
 * texts are so long that each takes an allocation of its own. */
#include "wrap.h"

#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define Z KEPU_NUL_TERMINATED
#define LONG 300000 /* bytes; above a quarter of the arena's largest chunk */

static char longs[4][LONG + 1]; /* texts that differ in their first letter */
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

static void fill(kepu_builder *b)
{
	const char *part, *task, *unit, *group, *assignment, *indicator, *weight, *annex, *phase;
	DO(kepu_builder_add_metadata(b, KEPU_META_TITLE, longs[0], Z, NULL, 0, &err));
	DO(kepu_builder_add_metadata(b, KEPU_META_BASIS, longs[0], Z, longs[1], Z, &err));
	DO(kepu_builder_add_metadata(b, KEPU_META_BASIS, longs[1], Z, longs[2], Z, &err));
	DO(kepu_builder_add_metadata(b, KEPU_META_PERIOD, "2021-01-01/2025-12-31", Z, NULL, 0, &err));
	DO(kepu_builder_add_paragraph(b, longs[0], Z, 1, &err));
	DO(kepu_builder_set(b, NULL, 0, "superior", Z, longs[0], Z, &err));
	DO(kepu_builder_add_node(b, NULL, 0, KEPU_KIND_PART, longs[0], Z, longs[1], Z, &part, &err));
	DO(kepu_builder_add_node(b, part, Z, KEPU_KIND_TASK, longs[1], Z, longs[2], Z, &task, &err));
	DO(kepu_builder_set(b, task, Z, "text", Z, longs[3], Z, &err));
	DO(kepu_builder_add_span(b, task, Z, "text", Z, 0, 0, 5, &err));
	DO(kepu_builder_add_span(b, task, Z, "text", Z, 0, 5, 6, &err));
	DO(kepu_builder_set_check(b, task, Z, "text", Z, KEPU_CHECK_CONFIRMED, longs[0], Z, longs[1], Z, &err));
	DO(kepu_builder_add_unit(b, longs[0], Z, 0, &unit, &err));
	DO(kepu_builder_add_unit(b, longs[1], Z, 1, &group, &err));
	DO(kepu_builder_set(b, unit, Z, "alias", Z, longs[2], Z, &err));
	DO(kepu_builder_set(b, unit, Z, "function", Z, longs[3], Z, &err));
	DO(kepu_builder_set(b, group, Z, "member", Z, unit, Z, &err));
	DO(kepu_builder_add_assignment(b, task, Z, unit, Z, KEPU_ROLE_LEAD, &assignment, &err));
	DO(kepu_builder_set(b, assignment, Z, "leader", Z, longs[0], Z, &err));
	DO(kepu_builder_add_indicator(b, task, Z, longs[0], Z, longs[1], Z, KEPU_COMPARISON_MORE, &indicator, &err));
	DO(kepu_builder_add_indicator(b, NULL, 0, longs[1], Z, longs[2], Z, KEPU_COMPARISON_MORE, &weight, &err));
	DO(kepu_builder_set(b, indicator, Z, "weight", Z, weight, Z, &err));
	DO(kepu_builder_set(b, indicator, Z, "factor", Z, "100.0", Z, &err));
	DO(kepu_builder_add_value(b, indicator, Z, KEPU_VALUE_TARGET, "2025", Z, "1.5", Z, "2.5", Z, &err));
	DO(kepu_builder_set(b, indicator, Z, "quote", Z, longs[0], Z, &err));
	DO(kepu_builder_add_phase(b, longs[0], Z, "2021", Z, "2022", Z, longs[1], Z, &phase, &err));
	DO(kepu_builder_add_annex(b, longs[0], Z, longs[1], Z, &annex, &err));
	for (int i = 0; i < 100; i++) /* the tables grow, and paths are repeated */
		DO(kepu_builder_add_node(b, i & 1 ? part : annex, Z, KEPU_KIND_OTHER, "1.", Z, i ? NULL : longs[2], Z, NULL,
		                         &err));
}

/* A plan with something foreign in its texts and behind its parts. */
static const char xml[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='u' xmlns:x='urn:x'><source><p>一二三</p></source>"
	"<metadata><title>题<x:e/>目</title><issuer>甲</issuer><x:e/><issuer>乙</issuer><basis number='1'>法</basis></metadata>"
	"<units><unit id='u1' group='true'><name>局</name><alias>又<x:e/></alias><x:e/><member ref='u2'/></unit><x:e/>"
	"<unit id='u2' successor='u3' functions='f g'><name>会</name></unit><unit id='u3'><name>院</name></unit></units>"
	"<nodes><node id='n1' ordinal='1' at='0:0+1 0:1+1' rule='r' finding='f g' check='entered' by='某人' when='某时'>"
	"<label>一、</label><title>节<x:e/>题</title><text at='0:0+3'/><due date='2024' ongoing='true'>年底</due>"
	"<assignment id='a1' unit='u2' role='lead' from='2021'><leader>张</leader></assignment><x:e/>"
	"<indicator id='i1' name='名' weight='i2'><target low='1'>一<x:e/>场</target><x:e/><baseline low='2'/></indicator>"
	"<node id='n2'/><x:e/></node></nodes><indicators><indicator id='i2' name='数' factor='10'/></indicators>"
	"<phases><phase id='p1'><label>步</label></phase></phases><annexes><annex id='x1'><title>表</title><node id='n3'/>"
	"</annex></annexes></plan>";

/* All that can be changed, with and without texts. */
static void change(kepu_builder *b)
{
	DO(kepu_builder_set(b, NULL, 0, "superior", Z, longs[0], Z, &err));
	DO(kepu_builder_set(b, "n1", Z, "label", Z, longs[1], Z, &err));
	DO(kepu_builder_set(b, "n1", Z, "label", Z, "（十二）", Z, &err));
	DO(kepu_builder_set(b, "n1", Z, "title", Z, longs[2], Z, &err));
	DO(kepu_builder_set(b, "n1", Z, "due", Z, NULL, 0, &err));
	DO(kepu_builder_set(b, "u1", Z, "name", Z, longs[3], Z, &err));
	DO(kepu_builder_set(b, "u1", Z, "alias", Z, longs[0], Z, &err));
	DO(kepu_builder_set(b, "u3", Z, "group", Z, "true", Z, &err));
	DO(kepu_builder_set(b, "u3", Z, "member", Z, "u2", Z, &err));
	DO(kepu_builder_set(b, "a1", Z, "unit", Z, "u1", Z, &err));
	DO(kepu_builder_set(b, "a1", Z, "contact", Z, longs[1], Z, &err));
	DO(kepu_builder_set(b, "p1", Z, "text", Z, longs[2], Z, &err));
	DO(kepu_builder_set(b, "x1", Z, "title", Z, longs[3], Z, &err));
	DO(kepu_builder_set_value(b, "i1", Z, 0, "quote", Z, longs[0], Z, &err));
	DO(kepu_builder_set_value(b, "i1", Z, 0, "kind", Z, "observation", Z, &err));
	DO(kepu_builder_set_value(b, "i1", Z, 1, "low", Z, "1.50", Z, &err));
	DO(kepu_builder_move_value(b, "i1", Z, 0, 1, &err));
	DO(kepu_builder_set_metadata(b, KEPU_META_TITLE, 0, longs[1], Z, NULL, 0, &err));
	DO(kepu_builder_set_metadata(b, KEPU_META_BASIS, 0, longs[1], Z, longs[2], Z, &err));
	DO(kepu_builder_add_metadata(b, KEPU_META_PERIOD, "2021/2025", Z, NULL, 0, &err));
	DO(kepu_builder_set_metadata(b, KEPU_META_PERIOD, 0, "2022/2026", Z, NULL, 0, &err));
	DO(kepu_builder_remove_metadata(b, KEPU_META_ISSUER, 0, &err));
	DO(kepu_builder_add_span(b, "i1", Z, "value:1", Z, 0, 0, 2, &err));
	DO(kepu_builder_set_check(b, NULL, 0, "title", Z, KEPU_CHECK_CORRECTED, longs[0], Z, longs[1], Z, &err));
	DO(kepu_builder_remove_provenance(b, "n1", Z, "text", Z, &err));
	DO(kepu_builder_move(b, "n2", Z, "x1", Z, "n3", Z, &err));
	DO(kepu_builder_move(b, "i1", Z, NULL, 0, NULL, 0, &err));
	DO(kepu_builder_remove(b, "u2", Z, KEPU_REMOVE_REFERENCES, &err));
	DO(kepu_builder_remove(b, "n3", Z, 0, &err));
}

/* An error that names what is in the way takes memory, too. */
static void refuse_removal(kepu_builder *b)
{
	kepu_error *err = NULL;
	kepu_status status = kepu_builder_remove(b, "i2", Z, 0, &err);
	if (status == KEPU_ERROR_MEMORY) {
		wrap_disarm();
		failures++;
	} else {
		assert_int_equal(status, KEPU_ERROR_IN_USE);
	}
	kepu_error_free(err);
}

static void add(char *out, const char *text)
{
	size_t length = strlen(out);
	snprintf(out + length, 16384 - length, "%.20s|", text ? text : "-");
}

/* All that the calls said, in a line. */
static void describe(const kepu_plan *plan, char *out)
{
	out[0] = '\0';
	add(out, kepu_plan_superior(plan, NULL));
	for (size_t i = 0; i < kepu_plan_metadata_count(plan, KEPU_META_BASIS); i++) {
		add(out, kepu_plan_metadata(plan, KEPU_META_BASIS, i, NULL));
		add(out, kepu_plan_basis_number(plan, i, NULL));
	}
	for (size_t i = 0; i < kepu_plan_node_count(plan); i++) {
		const kepu_node *node = kepu_plan_node_at(plan, i);
		add(out, kepu_node_id(node, NULL));
		add(out, kepu_node_path(node, NULL));
		add(out, kepu_node_title(node, NULL));
		add(out, kepu_node_text(node, NULL));
	}
	const kepu_unit *unit = kepu_plan_unit_at(plan, 0), *group = kepu_plan_unit_at(plan, 1);
	add(out, kepu_unit_alias_at(unit, 0, NULL));
	add(out, kepu_unit_function_at(unit, 0, NULL));
	add(out, kepu_unit_id(kepu_unit_member_at(group, 0), NULL));
	add(out, kepu_assignment_leader(kepu_plan_assignment_at(plan, 0), NULL));
	const kepu_indicator *indicator = kepu_plan_indicator_at(plan, 1);
	add(out, kepu_indicator_name(indicator, NULL));
	add(out, kepu_indicator_id(kepu_indicator_weight(indicator), NULL));
	add(out, kepu_value_quote(kepu_indicator_value_at(indicator, 0), NULL));
	const kepu_provenance *proof = kepu_node_text_provenance(kepu_plan_node_at(plan, 1));
	add(out, kepu_provenance_by(proof, NULL));
	size_t counts[] = { kepu_plan_unit_count(plan),      kepu_plan_assignment_count(plan),
		                kepu_plan_indicator_count(plan), kepu_plan_phase_count(plan),
		                kepu_plan_paragraph_count(plan), kepu_provenance_span_count(proof),
		                kepu_unit_alias_count(unit),     kepu_unit_function_count(unit),
		                kepu_unit_member_count(group),   kepu_indicator_value_count(indicator) };
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		char number[24];
		snprintf(number, sizeof number, "%zu", counts[i]);
		add(out, number);
	}
}

static bool run(size_t n, char *out)
{
	kepu_builder *b = NULL;
	kepu_plan *plan = NULL;
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	wrap_arm(n, false);
	fill(b);
	DO(kepu_builder_finish(b, &plan, &err)); /* the builder is as it was, also after a finish that found no memory */
	bool reached = wrap.failed;
	wrap_disarm();
	describe(plan, out);
	kepu_plan_unref(plan);
	kepu_builder_free(b);
	assert_int_equal(wrap.live, 0);
	return reached;
}

static void test_again(void **state)
{
	(void)state;
	static char wanted[16384], got[16384];
	size_t n = 1;
	for (size_t i = 0; i < 4; i++)
		memset(longs[i], 'a' + (int)i, LONG);
	assert_false(run(0, wanted));
	while (run(n, got)) {
		assert_string_equal(got, wanted);
		n++;
	}
	assert_string_equal(got, wanted);
	assert_true(n > 30);
	assert_in_range(failures, n / 2, n); /* a table that cannot grow may use another, so not each is noticed */
}

/* *out_xml: what comes of it, to be released by the caller. */
static bool run_change(size_t n, char **out_xml)
{
	kepu_builder *b = NULL;
	kepu_plan *plan = NULL, *next = NULL;
	size_t length;
	assert_int_equal(kepu_plan_load_bytes(xml, strlen(xml), NULL, NULL, &plan, NULL, NULL), KEPU_OK);
	size_t live = wrap.live;
	wrap_arm(n, false);
	DO(kepu_builder_from_plan(plan, &b, &err));
	refuse_removal(b);
	change(b);
	DO(kepu_builder_finish(b, &next, &err));
	bool reached = wrap.failed;
	wrap_disarm();
	kepu_builder_free(b);
	assert_int_equal(kepu_plan_save_bytes(next, KEPU_FORMAT_XML, out_xml, &length, NULL), KEPU_OK);
	kepu_plan_unref(next);
	assert_int_equal(wrap.live, live + 1);
	kepu_plan_unref(plan);
	return reached;
}

static void test_change_again(void **state)
{
	(void)state;
	char *wanted = NULL, *got = NULL;
	bool reached = true;
	failures = 0;
	assert_false(run_change(0, &wanted));
	size_t n = 1, live = wrap.live; /* with what libxml2 keeps until the end */
	for (; reached; n++) {
		reached = run_change(n, &got);
		assert_string_equal(got, wanted);
		kepu_free(got);
	}
	assert_int_equal(wrap.live, live);
	kepu_free(wanted);
	assert_true(n > 40);
	assert_in_range(failures, n / 2, n);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_again), cmocka_unit_test(test_change_again) };
	wrap_libxml2();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
