/* Reading a plan: walking, looking up, counting references, and what all readers say to NULL. */
#include <kepu/kepu.h>

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define Z KEPU_NUL_TERMINATED

static const char *node(kepu_builder *b, const char *parent, const char *label)
{
	const char *id = NULL;
	assert_int_equal(kepu_builder_add_node(b, parent, Z, KEPU_KIND_ACTION, label, Z, "题", Z, &id, NULL), KEPU_OK);
	return id;
}

/* Two sections with items, of which the second section repeats （二）; an annex with a row; two units. */
static kepu_plan *sample(void)
{
	kepu_builder *b = NULL;
	kepu_plan *plan = NULL;
	const char *first, *second, *annex, *lead, *helper;
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	first = node(b, NULL, "一、");
	node(b, first, "（一）");
	node(b, first, "（二）");
	second = node(b, NULL, "二、");
	node(b, second, "（一）");
	const char *item = node(b, second, "（二）");
	node(b, second, "（二）");
	assert_int_equal(kepu_builder_add_annex(b, "附件", Z, "表", Z, &annex, NULL), KEPU_OK);
	const char *row = node(b, annex, "1.");
	assert_int_equal(kepu_builder_add_unit(b, "科协", Z, 0, &lead, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_unit(b, "教育局", Z, 0, &helper, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_set(b, helper, Z, "alias", Z, "教体局", Z, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_assignment(b, row, Z, lead, Z, KEPU_ROLE_RESPONSIBLE, NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_assignment(b, item, Z, helper, Z, KEPU_ROLE_PARTICIPANT, NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_assignment(b, item, Z, lead, Z, KEPU_ROLE_LEAD, NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_indicator(b, NULL, 0, "比例", Z, NULL, 0, KEPU_COMPARISON_ABOUT, NULL, NULL),
	                 KEPU_OK);
	assert_int_equal(kepu_builder_add_indicator(b, item, Z, "次数", Z, "次", Z, KEPU_COMPARISON_MORE, NULL, NULL),
	                 KEPU_OK);
	assert_int_equal(kepu_builder_finish(b, &plan, NULL), KEPU_OK);
	kepu_builder_free(b);
	return plan;
}

static void test_order(void **state)
{
	(void)state;
	static const char *const paths[] = { "1", "1.1", "1.2", "2", "2.1", "2.2", "2.2#2" };
	kepu_plan *plan = sample();
	assert_int_equal(kepu_plan_node_count(plan), 7);
	for (size_t i = 0; i < 7; i++) {
		const kepu_node *n = kepu_plan_node_at(plan, i);
		size_t length;
		assert_string_equal(kepu_node_path(n, &length), paths[i]);
		assert_int_equal(length, strlen(paths[i]));
		assert_int_equal(kepu_node_level(n), length == 1 ? 1 : 2);
		assert_ptr_equal(kepu_plan_node_by_id(plan, kepu_node_id(n, NULL), Z), n);
		assert_ptr_equal(kepu_node_plan(n), plan);
		assert_null(kepu_node_annex(n));
		assert_int_equal(kepu_node_line(n), 0);
	}
	assert_null(kepu_plan_node_at(plan, 7));
	const kepu_annex *annex = kepu_plan_annex_at(plan, 0);
	const kepu_node *row = kepu_annex_root_at(annex, 0);
	assert_int_equal(kepu_annex_root_count(annex), 1);
	assert_null(kepu_annex_root_at(annex, 1));
	assert_string_equal(kepu_node_path(row, NULL), "A1:1");
	assert_ptr_equal(kepu_node_annex(row), annex);
	assert_string_equal(kepu_annex_title(annex, NULL), "表");
	kepu_plan_unref(plan);
}

static void test_family(void **state)
{
	(void)state;
	kepu_plan *plan = sample();
	assert_int_equal(kepu_plan_root_count(plan), 2);
	assert_null(kepu_plan_root_at(plan, 2));
	const kepu_node *second = kepu_plan_root_at(plan, 1);
	assert_ptr_equal(kepu_node_previous(second), kepu_plan_root_at(plan, 0));
	assert_null(kepu_node_next(second));
	assert_null(kepu_node_parent(second));
	assert_int_equal(kepu_node_child_count(second), 3);
	const kepu_node *child = kepu_node_first_child(second);
	for (size_t i = 0; i < 3; i++, child = kepu_node_next(child)) {
		assert_ptr_equal(kepu_node_child_at(second, i), child);
		assert_ptr_equal(kepu_node_parent(child), second);
	}
	assert_null(child);
	assert_null(kepu_node_child_at(second, 3));
	assert_null(kepu_node_first_child(kepu_node_child_at(second, 0)));
	kepu_plan_unref(plan);
}

static void test_assignments_and_indicators(void **state)
{
	(void)state;
	kepu_plan *plan = sample();
	const kepu_node *item = kepu_plan_node_at(plan, 5);
	const kepu_unit *lead = kepu_plan_unit_at(plan, 0);
	assert_int_equal(kepu_plan_assignment_count(plan), 3);
	assert_ptr_equal(kepu_plan_assignment_at(plan, 0), kepu_node_assignment_at(item, 0));
	assert_ptr_equal(kepu_plan_assignment_at(plan, 1), kepu_node_assignment_at(item, 1));
	assert_null(kepu_plan_assignment_at(plan, 3));
	assert_null(kepu_node_assignment_at(item, 2));
	assert_int_equal(kepu_node_assignment_count(item), 2);
	assert_int_equal(kepu_unit_assignment_count(lead), 2);
	const kepu_assignment *assignment = kepu_unit_assignment_at(lead, 0);
	assert_ptr_equal(assignment, kepu_node_assignment_at(item, 1));
	assert_ptr_equal(kepu_assignment_node(assignment), item);
	assert_ptr_equal(kepu_assignment_unit(assignment), lead);
	assert_int_equal(kepu_assignment_role(assignment), KEPU_ROLE_LEAD);
	assert_string_equal(kepu_assignment_role_token(assignment, NULL), "lead");
	assert_ptr_equal(kepu_assignment_plan(assignment), plan);
	assert_null(kepu_unit_assignment_at(lead, 2));
	assert_int_equal(kepu_plan_indicator_count(plan), 2);
	assert_null(kepu_indicator_node(kepu_plan_indicator_at(plan, 0)));
	assert_ptr_equal(kepu_plan_indicator_at(plan, 1), kepu_node_indicator_at(item, 0));
	assert_ptr_equal(kepu_indicator_node(kepu_node_indicator_at(item, 0)), item);
	assert_int_equal(kepu_node_indicator_count(item), 1);
	kepu_plan_unref(plan);
}

static void test_look_up(void **state)
{
	(void)state;
	kepu_plan *plan = sample();
	const kepu_node *found[2] = { NULL, NULL };
	assert_int_equal(kepu_plan_nodes_by_path(plan, "2.2", Z, found, 2), 2);
	assert_ptr_equal(found[0], kepu_plan_node_at(plan, 5));
	assert_ptr_equal(found[1], kepu_plan_node_at(plan, 6));
	assert_int_equal(kepu_plan_nodes_by_path(plan, "2.2#2", Z, found, 2), 1);
	assert_ptr_equal(found[0], kepu_plan_node_at(plan, 6));
	assert_int_equal(kepu_plan_nodes_by_path(plan, "A1:1", Z, found, 2), 1);
	assert_int_equal(kepu_plan_nodes_by_path(plan, "9", Z, found, 2), 0);
	const kepu_unit *units[2];
	assert_int_equal(kepu_plan_units_by_name(plan, "教体局", Z, units, 2), 1);
	assert_ptr_equal(units[0], kepu_plan_unit_at(plan, 1));
	assert_ptr_equal(kepu_plan_unit_by_id(plan, kepu_unit_id(units[0], NULL), Z), units[0]);
	assert_ptr_equal(kepu_unit_plan(units[0]), plan);
	assert_null(kepu_plan_unit_by_id(plan, kepu_node_id(found[0], NULL), Z)); /* an id, but no unit's */
	assert_null(kepu_plan_node_by_id(plan, kepu_unit_id(units[0], NULL), Z));
	assert_null(kepu_plan_node_by_id(plan, "none", Z));
	kepu_plan_unref(plan);
}

/* References: the plan lives until the last is given back, whichever thread does it. */

static void *use(void *shared)
{
	kepu_plan *plan = shared;
	for (int i = 0; i < 2000; i++) {
		kepu_plan *mine = kepu_plan_ref(plan);
		if (kepu_plan_node_count(mine) != 7)
			return shared;
		kepu_plan_unref(mine);
	}
	kepu_plan_unref(plan);
	return NULL;
}

static void test_references(void **state)
{
	(void)state;
	pthread_t threads[4];
	kepu_plan *plan = sample();
	for (size_t i = 0; i < 4; i++) {
		assert_ptr_equal(kepu_plan_ref(plan), plan);
		assert_int_equal(pthread_create(&threads[i], NULL, use, plan), 0);
	}
	kepu_plan_unref(plan);
	for (size_t i = 0; i < 4; i++) {
		void *failed = plan;
		assert_int_equal(pthread_join(threads[i], &failed), 0);
		assert_null(failed);
	}
}

static void test_child_keeps_plan(void **state)
{
	(void)state;
	kepu_plan *plan = sample();
	const kepu_node *child = kepu_plan_node_at(plan, 6);
	kepu_plan *kept = kepu_plan_ref((kepu_plan *)kepu_node_plan(child));
	kepu_plan_unref(plan);
	assert_string_equal(kepu_node_label(child, NULL), "（二）");
	kepu_plan_unref(kept);
}

/* Readers answer NULL with nothing, and set the length. */

#define NO_TEXT(call)                \
	do {                             \
		size_t length = 77;          \
		size_t *len = &length;       \
		assert_null(call);           \
		assert_int_equal(length, 0); \
	} while (0)

static void test_null_plan(void **state)
{
	(void)state;
	NO_TEXT(kepu_plan_uid(NULL, len));
	NO_TEXT(kepu_plan_status_token(NULL, len));
	NO_TEXT(kepu_plan_supersedes(NULL, len));
	NO_TEXT(kepu_plan_superior(NULL, len));
	NO_TEXT(kepu_plan_importer(NULL, len));
	NO_TEXT(kepu_plan_source_digest(NULL, len));
	NO_TEXT(kepu_plan_paragraph(NULL, 0, len));
	NO_TEXT(kepu_plan_metadata(NULL, KEPU_META_TITLE, 0, len));
	NO_TEXT(kepu_plan_basis_number(NULL, 0, len));
	NO_TEXT(kepu_plan_period_start(NULL, len));
	NO_TEXT(kepu_plan_period_end(NULL, len));
	NO_TEXT(kepu_plan_region_name(NULL, len));
	NO_TEXT(kepu_plan_region_level_token(NULL, len));
	NO_TEXT(kepu_plan_region_code(NULL, len));
	NO_TEXT(kepu_plan_region_scheme(NULL, len));
	NO_TEXT(kepu_plan_region_year(NULL, len));
	assert_null(kepu_plan_ref(NULL));
	kepu_plan_unref(NULL);
	assert_int_equal(kepu_plan_revision(NULL), 0);
	assert_int_equal(kepu_plan_status(NULL), KEPU_UNKNOWN);
	assert_int_equal(kepu_plan_region_level(NULL), KEPU_UNKNOWN);
	assert_int_equal(kepu_plan_paragraph_line(NULL, 0), 0);
	assert_int_equal(kepu_plan_paragraph_count(NULL) + kepu_plan_metadata_count(NULL, 1) + kepu_plan_node_count(NULL) +
	                     kepu_plan_root_count(NULL) + kepu_plan_unit_count(NULL) + kepu_plan_assignment_count(NULL) +
	                     kepu_plan_indicator_count(NULL) + kepu_plan_phase_count(NULL) + kepu_plan_annex_count(NULL),
	                 0);
	assert_null(kepu_plan_metadata_provenance(NULL, 1, 0));
	assert_null(kepu_plan_node_at(NULL, 0));
	assert_null(kepu_plan_root_at(NULL, 0));
	assert_null(kepu_plan_unit_at(NULL, 0));
	assert_null(kepu_plan_assignment_at(NULL, 0));
	assert_null(kepu_plan_indicator_at(NULL, 0));
	assert_null(kepu_plan_phase_at(NULL, 0));
	assert_null(kepu_plan_annex_at(NULL, 0));
	assert_null(kepu_plan_node_by_id(NULL, "n1", Z));
	assert_null(kepu_plan_unit_by_id(NULL, "u1", Z));
	assert_int_equal(kepu_plan_nodes_by_path(NULL, "1", Z, NULL, 0), 0);
	assert_int_equal(kepu_plan_units_by_name(NULL, "x", Z, NULL, 0), 0);
	kepu_plan *plan = sample();
	assert_null(kepu_plan_node_by_id(plan, NULL, 0));
	assert_null(kepu_plan_unit_by_id(plan, NULL, 0));
	assert_int_equal(kepu_plan_nodes_by_path(plan, NULL, 0, NULL, 0), 0);
	assert_int_equal(kepu_plan_units_by_name(plan, NULL, 0, NULL, 0), 0);
	assert_int_equal(kepu_plan_metadata_count(plan, 0) + kepu_plan_metadata_count(plan, 99), 0);
	kepu_plan_unref(plan);
}

static void test_null_node_and_assignment(void **state)
{
	(void)state;
	NO_TEXT(kepu_node_id(NULL, len));
	NO_TEXT(kepu_node_kind_token(NULL, len));
	NO_TEXT(kepu_node_label(NULL, len));
	NO_TEXT(kepu_node_ordinal(NULL, len));
	NO_TEXT(kepu_node_path(NULL, len));
	NO_TEXT(kepu_node_title(NULL, len));
	NO_TEXT(kepu_node_text(NULL, len));
	NO_TEXT(kepu_node_due(NULL, len));
	NO_TEXT(kepu_node_due_date(NULL, len));
	NO_TEXT(kepu_node_deliverable(NULL, len));
	assert_null(kepu_node_plan(NULL));
	assert_null(kepu_node_provenance(NULL));
	assert_null(kepu_node_title_provenance(NULL));
	assert_null(kepu_node_text_provenance(NULL));
	assert_null(kepu_node_due_provenance(NULL));
	assert_null(kepu_node_parent(NULL));
	assert_null(kepu_node_first_child(NULL));
	assert_null(kepu_node_next(NULL));
	assert_null(kepu_node_previous(NULL));
	assert_null(kepu_node_child_at(NULL, 0));
	assert_null(kepu_node_assignment_at(NULL, 0));
	assert_null(kepu_node_indicator_at(NULL, 0));
	assert_null(kepu_node_annex(NULL));
	assert_int_equal(kepu_node_line(NULL) + kepu_node_column(NULL), 0);
	assert_int_equal(kepu_node_kind(NULL) + kepu_node_level(NULL) + kepu_node_due_ongoing(NULL), 0);
	assert_int_equal(kepu_node_child_count(NULL) + kepu_node_assignment_count(NULL) + kepu_node_indicator_count(NULL),
	                 0);
	NO_TEXT(kepu_assignment_id(NULL, len));
	NO_TEXT(kepu_assignment_role_token(NULL, len));
	NO_TEXT(kepu_assignment_from(NULL, len));
	NO_TEXT(kepu_assignment_until(NULL, len));
	NO_TEXT(kepu_assignment_leader(NULL, len));
	NO_TEXT(kepu_assignment_contact(NULL, len));
	assert_null(kepu_assignment_plan(NULL));
	assert_null(kepu_assignment_provenance(NULL));
	assert_null(kepu_assignment_node(NULL));
	assert_null(kepu_assignment_unit(NULL));
	assert_int_equal(kepu_assignment_line(NULL) + kepu_assignment_column(NULL) + kepu_assignment_role(NULL), 0);
}

static void test_null_unit(void **state)
{
	(void)state;
	NO_TEXT(kepu_unit_id(NULL, len));
	NO_TEXT(kepu_unit_name(NULL, len));
	NO_TEXT(kepu_unit_canonical(NULL, len));
	NO_TEXT(kepu_unit_alias_at(NULL, 0, len));
	NO_TEXT(kepu_unit_level_token(NULL, len));
	NO_TEXT(kepu_unit_function_at(NULL, 0, len));
	NO_TEXT(kepu_unit_from(NULL, len));
	NO_TEXT(kepu_unit_until(NULL, len));
	NO_TEXT(kepu_unit_code(NULL, len));
	NO_TEXT(kepu_unit_role(NULL, len));
	NO_TEXT(kepu_unit_liaison(NULL, len));
	assert_null(kepu_unit_plan(NULL));
	assert_null(kepu_unit_provenance(NULL));
	assert_null(kepu_unit_member_at(NULL, 0));
	assert_null(kepu_unit_successor(NULL));
	assert_null(kepu_unit_assignment_at(NULL, 0));
	assert_int_equal(kepu_unit_line(NULL) + kepu_unit_column(NULL) + kepu_unit_level(NULL) + kepu_unit_is_group(NULL),
	                 0);
	assert_int_equal(kepu_unit_alias_count(NULL) + kepu_unit_function_count(NULL) + kepu_unit_member_count(NULL) +
	                     kepu_unit_assignment_count(NULL),
	                 0);
}

static void test_null_indicator(void **state)
{
	(void)state;
	int64_t coefficient = 7;
	int32_t scale = 7;
	NO_TEXT(kepu_indicator_id(NULL, len));
	NO_TEXT(kepu_indicator_name(NULL, len));
	NO_TEXT(kepu_indicator_unit(NULL, len));
	NO_TEXT(kepu_indicator_comparison_token(NULL, len));
	NO_TEXT(kepu_indicator_every_token(NULL, len));
	NO_TEXT(kepu_indicator_per(NULL, len));
	NO_TEXT(kepu_indicator_counting_token(NULL, len));
	NO_TEXT(kepu_indicator_numerator(NULL, len));
	NO_TEXT(kepu_indicator_denominator(NULL, len));
	NO_TEXT(kepu_indicator_rollup_token(NULL, len));
	NO_TEXT(kepu_indicator_nature_token(NULL, len));
	assert_int_equal(kepu_indicator_factor(NULL, &coefficient, &scale), KEPU_NO_VALUE);
	assert_int_equal(coefficient + scale, 0);
	assert_null(kepu_indicator_plan(NULL));
	assert_null(kepu_indicator_provenance(NULL));
	assert_null(kepu_indicator_node(NULL));
	assert_null(kepu_indicator_weight(NULL));
	assert_null(kepu_indicator_value_at(NULL, 0));
	assert_int_equal(kepu_indicator_value_count(NULL), 0);
	assert_int_equal(kepu_indicator_line(NULL) + kepu_indicator_column(NULL), 0);
	assert_int_equal(kepu_indicator_comparison(NULL) + kepu_indicator_every(NULL) + kepu_indicator_counting(NULL) +
	                     kepu_indicator_rollup(NULL) + kepu_indicator_nature(NULL),
	                 0);
	NO_TEXT(kepu_value_kind_token(NULL, len));
	NO_TEXT(kepu_value_time(NULL, len));
	NO_TEXT(kepu_value_low_text(NULL, len));
	NO_TEXT(kepu_value_high_text(NULL, len));
	NO_TEXT(kepu_value_quote(NULL, len));
	NO_TEXT(kepu_value_region(NULL, len));
	NO_TEXT(kepu_value_status_token(NULL, len));
	NO_TEXT(kepu_value_source(NULL, len));
	assert_int_equal(kepu_value_low(NULL, NULL, NULL), KEPU_NO_VALUE);
	assert_int_equal(kepu_value_high(NULL, &coefficient, &scale), KEPU_NO_VALUE);
	assert_null(kepu_value_indicator(NULL));
	assert_null(kepu_value_provenance(NULL));
	assert_int_equal(kepu_value_kind(NULL) + kepu_value_status(NULL), 0);
}

static void test_null_others(void **state)
{
	(void)state;
	size_t paragraph = 7, offset = 7, length_of_span = 7;
	NO_TEXT(kepu_phase_id(NULL, len));
	NO_TEXT(kepu_phase_label(NULL, len));
	NO_TEXT(kepu_phase_start(NULL, len));
	NO_TEXT(kepu_phase_end(NULL, len));
	NO_TEXT(kepu_phase_text(NULL, len));
	assert_null(kepu_phase_plan(NULL));
	assert_null(kepu_phase_provenance(NULL));
	assert_int_equal(kepu_phase_line(NULL) + kepu_phase_column(NULL), 0);
	NO_TEXT(kepu_annex_id(NULL, len));
	NO_TEXT(kepu_annex_label(NULL, len));
	NO_TEXT(kepu_annex_title(NULL, len));
	NO_TEXT(kepu_annex_text(NULL, len));
	assert_null(kepu_annex_plan(NULL));
	assert_null(kepu_annex_provenance(NULL));
	assert_null(kepu_annex_root_at(NULL, 0));
	assert_int_equal(kepu_annex_root_count(NULL), 0);
	assert_int_equal(kepu_annex_line(NULL) + kepu_annex_column(NULL), 0);
	NO_TEXT(kepu_provenance_rule_token(NULL, len));
	NO_TEXT(kepu_provenance_finding_at(NULL, 0, len));
	NO_TEXT(kepu_provenance_check_token(NULL, len));
	NO_TEXT(kepu_provenance_by(NULL, len));
	NO_TEXT(kepu_provenance_when(NULL, len));
	assert_int_equal(kepu_provenance_span(NULL, 0, &paragraph, &offset, &length_of_span), KEPU_NO_VALUE);
	assert_int_equal(paragraph + offset + length_of_span, 0);
	assert_int_equal(kepu_provenance_span(NULL, 0, NULL, NULL, NULL), KEPU_NO_VALUE);
	assert_int_equal(kepu_provenance_span_count(NULL) + kepu_provenance_finding_count(NULL), 0);
	assert_int_equal(kepu_provenance_rule(NULL) + kepu_provenance_check(NULL), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_family),
		cmocka_unit_test(test_assignments_and_indicators),
		cmocka_unit_test(test_look_up),
		cmocka_unit_test(test_references),
		cmocka_unit_test(test_child_keeps_plan),
		cmocka_unit_test(test_null_plan),
		cmocka_unit_test(test_null_node_and_assignment),
		cmocka_unit_test(test_null_unit),
		cmocka_unit_test(test_null_indicator),
		cmocka_unit_test(test_null_others),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
