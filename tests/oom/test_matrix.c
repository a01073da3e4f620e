/* Making a matrix and selecting from it while each allocation in turn fails: it says so, releases all it took, and leaves
 * the matrix it selects from as it was. */
#include "wrap.h"

#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>

#define Z KEPU_NUL_TERMINATED

static kepu_plan *make_plan(void)
{
	kepu_builder *b = NULL;
	kepu_plan *plan = NULL;
	const char *part = NULL, *tasks[20], *units[20];
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_node(b, NULL, 0, KEPU_KIND_PART, NULL, 0, "一", Z, &part, NULL), KEPU_OK);
	for (int i = 0; i < 20; i++) {
		assert_int_equal(kepu_builder_add_unit(b, "局", Z, 0, &units[i], NULL), KEPU_OK);
		assert_int_equal(kepu_builder_add_node(b, part, Z, KEPU_KIND_TASK, NULL, 0, "事", Z, &tasks[i], NULL), KEPU_OK);
	}
	for (int i = 0; i < 60; i++) /* the last task has no unit, the last unit no task */
		assert_int_equal(kepu_builder_add_assignment(b, tasks[i % 19], Z, units[i * 7 % 19], Z,
		                                             i % 2 ? KEPU_ROLE_RESPONSIBLE : KEPU_ROLE_PARTICIPANT, NULL, NULL),
		                 KEPU_OK);
	assert_int_equal(kepu_builder_finish(b, &plan, NULL), KEPU_OK);
	kepu_builder_free(b);
	return plan;
}

/* Sizes of all a matrix holds, in a line. */
static void describe(const kepu_matrix *m, char out[96])
{
	snprintf(out, 96, "%zu %zu %zu %zu %zu %zu %zu", kepu_matrix_row_count(m), kepu_matrix_column_count(m),
	         kepu_matrix_entry_count(m), kepu_matrix_tally(m, KEPU_CELL_ANY), kepu_matrix_idle_unit_count(m),
	         kepu_matrix_leaderless_count(m), kepu_matrix_unassigned_count(m));
}

static kepu_plan *plan;
static const kepu_node *node;
static const kepu_unit *units[3];

/* from NULL: the whole matrix is made, else a part of it. */
static kepu_status make(const kepu_matrix *from, kepu_matrix **out, kepu_error **err)
{
	return from ? kepu_matrix_select(from, &node, 1, units, 3, out, err) : kepu_matrix_new(plan, 0, out, err);
}

static void starve(const kepu_matrix *from, bool later)
{
	char wanted[96], got[96], before[96], after[96];
	kepu_matrix *m = NULL;
	assert_int_equal(make(from, &m, NULL), KEPU_OK);
	describe(m, wanted);
	kepu_matrix_free(m);
	describe(from, before);
	size_t live = wrap.live, failures = 0;
	for (size_t n = 1;; n++) {
		kepu_error *err = NULL;
		m = (kepu_matrix *)plan;
		wrap_arm(n, later);
		kepu_status status = make(from, &m, &err);
		bool failed = wrap.failed;
		wrap_disarm();
		if (status == KEPU_OK) {
			describe(m, got);
			assert_string_equal(got, wanted);
			kepu_matrix_free(m);
			assert_int_equal(wrap.live, live);
			assert_false(failed); /* nothing here can be done without */
			break;
		}
		failures++;
		assert_true(failed);
		assert_int_equal(status, KEPU_ERROR_MEMORY);
		assert_int_equal(kepu_error_code(err), KEPU_ERROR_MEMORY);
		assert_null(m);
		kepu_error_free(err);
		assert_int_equal(wrap.live, live);
		describe(from, after);
		assert_string_equal(after, before);
	}
	assert_true(failures >= 10);
	assert_int_equal(wrap.strangers, 0);
}

static void test_matrix_without_memory(void **state)
{
	(void)state;
	plan = make_plan();
	node = kepu_plan_node_at(plan, 0);
	units[0] = kepu_plan_unit_at(plan, 0);
	units[1] = kepu_plan_unit_at(plan, 3);
	units[2] = kepu_plan_unit_at(plan, 19);
	kepu_matrix *whole = NULL;
	assert_int_equal(kepu_matrix_new(plan, 0, &whole, NULL), KEPU_OK);
	for (int later = 0; later <= 1; later++) {
		starve(NULL, later);
		starve(whole, later);
	}
	kepu_matrix_free(whole);
	kepu_plan_unref(plan);
	assert_int_equal(wrap.live, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_matrix_without_memory) };
	wrap_libxml2();
	return cmocka_run_group_tests(tests, NULL, NULL);
}
