/* The responsibility matrix by its public functions: first as an example of its use, then against a naive model of it. */
#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define Z KEPU_NUL_TERMINATED

static const char *add_node(kepu_builder *b, const char *parent, int32_t kind, const char *title)
{
	const char *id = NULL;
	assert_int_equal(kepu_builder_add_node(b, parent, Z, kind, NULL, 0, title, Z, &id, NULL), KEPU_OK);
	return id;
}

static const char *add_unit(kepu_builder *b, const char *name)
{
	const char *id = NULL;
	assert_int_equal(kepu_builder_add_unit(b, name, Z, 0, &id, NULL), KEPU_OK);
	return id;
}

static void assign(kepu_builder *b, const char *node, const char *unit, int32_t role)
{
	assert_int_equal(kepu_builder_add_assignment(b, node, Z, unit, Z, role, NULL, NULL), KEPU_OK);
}

static kepu_plan *finish(kepu_builder *b)
{
	kepu_plan *plan = NULL;
	assert_int_equal(kepu_builder_finish(b, &plan, NULL), KEPU_OK);
	kepu_builder_free(b);
	return plan;
}

/* 1 part: lead 科协
 *   1.1 action, a container
 *     1.1.1 task: lead 教育局, responsible 科技局
 *     1.1.2 task: responsible 科技局 and 科协
 *   1.2 task: nobody
 * 2 safeguard: participant 科技局 */
static kepu_plan *small_plan(void)
{
	kepu_builder *b = NULL;
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	const char *idle = add_unit(b, "气象局");
	const char *science = add_unit(b, "科技局"), *association = add_unit(b, "科协"), *schools = add_unit(b, "教育局");
	assert_non_null(idle);
	const char *part = add_node(b, NULL, KEPU_KIND_PART, "重点行动");
	const char *action = add_node(b, part, KEPU_KIND_ACTION, "青少年行动");
	const char *first = add_node(b, action, KEPU_KIND_TASK, "科学课"),
			   *second = add_node(b, action, KEPU_KIND_TASK, "大课堂");
	add_node(b, part, KEPU_KIND_TASK, "无人认领");
	const char *safeguard = add_node(b, NULL, KEPU_KIND_SAFEGUARD, "组织实施");
	assign(b, part, association, KEPU_ROLE_LEAD);
	assign(b, first, schools, KEPU_ROLE_LEAD);
	assign(b, first, science, KEPU_ROLE_RESPONSIBLE);
	assign(b, second, science, KEPU_ROLE_RESPONSIBLE);
	assign(b, second, association, KEPU_ROLE_RESPONSIBLE);
	assign(b, safeguard, science, KEPU_ROLE_PARTICIPANT);
	return finish(b);
}

static kepu_matrix *matrix_of(kepu_plan *plan, int32_t flags)
{
	kepu_matrix *matrix = NULL;
	assert_int_equal(kepu_matrix_new(plan, flags, &matrix, NULL), KEPU_OK);
	return matrix;
}

static size_t row_of(const kepu_matrix *m, const char *path)
{
	const kepu_node *node = NULL;
	size_t row = 0;
	assert_int_equal(kepu_plan_nodes_by_path(kepu_matrix_plan(m), path, Z, &node, 1), 1);
	assert_int_equal(kepu_matrix_find_row(m, node, &row), KEPU_OK);
	assert_ptr_equal(kepu_matrix_row_node(m, row), node);
	return row;
}

static size_t column_of(const kepu_matrix *m, const char *name)
{
	const kepu_unit *unit = NULL;
	size_t column = 0;
	assert_int_equal(kepu_plan_units_by_name(kepu_matrix_plan(m), name, Z, &unit, 1), 1);
	assert_int_equal(kepu_matrix_find_column(m, unit, &column), KEPU_OK);
	assert_ptr_equal(kepu_matrix_column_unit(m, column), unit);
	return column;
}

static void test_who_answers_for_a_node(void **state)
{
	(void)state;
	kepu_plan *plan = small_plan();
	kepu_matrix *m = matrix_of(plan, 0);
	kepu_plan_unref(plan); /* the matrix keeps it */
	assert_ptr_equal(kepu_matrix_plan(m), plan);
	assert_int_equal(kepu_matrix_flags(m), 0);
	assert_int_equal(kepu_matrix_row_count(m), 6);
	assert_int_equal(kepu_matrix_column_count(m), 3);
	assert_string_equal(kepu_unit_name(kepu_matrix_column_unit(m, 0), NULL), "科协"); /* the first that is named */

	size_t row = row_of(m, "1.1.1");
	assert_int_equal(kepu_matrix_cell(m, row, column_of(m, "教育局")), KEPU_CELL_LEAD);
	assert_int_equal(kepu_matrix_cell(m, row, column_of(m, "科技局")), KEPU_CELL_RESPONSIBLE);
	assert_int_equal(kepu_matrix_cell(m, row, column_of(m, "科协")), 0);
	assert_int_equal(kepu_matrix_row_cell_count(m, row), 2);
	assert_int_equal(kepu_matrix_row_tally(m, row, KEPU_CELL_LEAD), 1);
	assert_int_equal(kepu_matrix_row_tally(m, row, KEPU_CELL_OWN), 2);
	kepu_matrix_free(m);
}

static void test_what_a_unit_has_to_do(void **state)
{
	(void)state;
	kepu_plan *plan = small_plan();
	kepu_matrix *m = matrix_of(plan, 0);
	size_t column = column_of(m, "科技局"), row = 9;
	int32_t roles = 9;
	assert_int_equal(kepu_matrix_column_cell_count(m, column), 3);
	assert_int_equal(kepu_matrix_column_cell(m, column, 2, &row, &roles), KEPU_OK);
	assert_string_equal(kepu_node_path(kepu_matrix_row_node(m, row), NULL), "2");
	assert_int_equal(roles, KEPU_CELL_PARTICIPANT);
	assert_int_equal(kepu_matrix_column_tally(m, column, KEPU_CELL_RESPONSIBLE), 2);
	assert_int_equal(kepu_matrix_tally(m, KEPU_CELL_LEAD), 2);
	assert_int_equal(kepu_matrix_tally(m, KEPU_CELL_ANY), 6);
	kepu_matrix_free(m);
	kepu_plan_unref(plan);
}

static void test_entries_keep_the_order_of_the_notice(void **state)
{
	(void)state;
	kepu_plan *plan = small_plan();
	kepu_matrix *m = matrix_of(plan, 0);
	assert_int_equal(kepu_matrix_entry_count(m), kepu_plan_assignment_count(plan));
	size_t first = 0, row = 0, column = 0;
	int32_t inherited = 9;
	assert_int_equal(kepu_matrix_row_entries(m, row_of(m, "1.1.2"), &first), 2);
	assert_int_equal(kepu_matrix_entry(m, first, &row, &column, &inherited), KEPU_OK);
	assert_int_equal(row, row_of(m, "1.1.2"));
	assert_int_equal(inherited, 0);
	assert_int_equal(column, column_of(m, "科技局")); /* named before 科协, though its column stands after it */
	const kepu_assignment *assignment = kepu_matrix_entry_assignment(m, first);
	assert_ptr_equal(kepu_assignment_unit(assignment), kepu_matrix_column_unit(m, column));
	assert_int_equal(kepu_assignment_role(assignment), KEPU_ROLE_RESPONSIBLE);
	kepu_matrix_free(m);
	kepu_plan_unref(plan);
}

static void test_sections_hand_their_roles_down(void **state)
{
	(void)state;
	kepu_plan *plan = small_plan();
	kepu_matrix *m = matrix_of(plan, KEPU_MATRIX_INHERITED);
	size_t association = column_of(m, "科协"), first = 0;
	int32_t inherited = 0;
	assert_int_equal(kepu_matrix_flags(m), KEPU_MATRIX_INHERITED);
	assert_int_equal(kepu_matrix_cell(m, row_of(m, "1"), association), KEPU_CELL_LEAD);
	assert_int_equal(kepu_matrix_cell(m, row_of(m, "1.1"), association), KEPU_CELL_INHERITED_LEAD);
	assert_int_equal(kepu_matrix_cell(m, row_of(m, "1.1.1"), association), 0); /* has a lead of its own */
	assert_int_equal(kepu_matrix_cell(m, row_of(m, "1.1.2"), association),
	                 KEPU_CELL_RESPONSIBLE | KEPU_CELL_INHERITED_LEAD);
	assert_int_equal(kepu_matrix_row_tally(m, row_of(m, "1.1.2"), KEPU_CELL_LEAD), 0);
	assert_int_equal(kepu_matrix_row_tally(m, row_of(m, "1.1.2"), KEPU_CELL_LEAD | KEPU_CELL_INHERITED_LEAD), 1);

	assert_int_equal(kepu_matrix_row_entries(m, row_of(m, "1.2"), &first), 1);
	assert_int_equal(kepu_matrix_entry(m, first, NULL, NULL, &inherited), KEPU_OK);
	assert_int_equal(inherited, 1);
	const kepu_node *said_by = kepu_assignment_node(kepu_matrix_entry_assignment(m, first));
	assert_string_equal(kepu_node_path(said_by, NULL), "1"); /* where the role comes from */
	kepu_matrix_free(m);
	kepu_plan_unref(plan);
}

static void test_gaps(void **state)
{
	(void)state;
	kepu_builder *b = NULL;
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	const char *part = add_node(b, NULL, KEPU_KIND_PART, "重点行动");
	const char *led = add_node(b, part, KEPU_KIND_ACTION, "有牵头单位的行动");
	add_node(b, led, KEPU_KIND_TASK, "由行动的单位牵头");
	const char *other = add_node(b, part, KEPU_KIND_ACTION, "没有牵头单位的行动");
	add_node(b, add_node(b, other, KEPU_KIND_TASK, "没有人做"), KEPU_KIND_OTHER, "一段说明");
	const char *held = add_node(b, other, KEPU_KIND_TASK, "有人做，无人牵头");
	add_node(b, NULL, KEPU_KIND_SAFEGUARD, "组织实施");
	const char *unit = add_unit(b, "科协"), *busy = add_unit(b, "科技局");
	assert_non_null(unit);
	assign(b, led, busy, KEPU_ROLE_LEAD);
	assign(b, held, busy, KEPU_ROLE_RESPONSIBLE);
	kepu_plan *plan = finish(b);
	for (int32_t flags = 0; flags <= KEPU_MATRIX_INHERITED; flags++) {
		kepu_matrix *m = matrix_of(plan, flags);
		assert_int_equal(kepu_matrix_idle_unit_count(m), 1);
		assert_string_equal(kepu_unit_name(kepu_matrix_idle_unit_at(m, 0), NULL), "科协");
		size_t column = 9;
		assert_int_equal(kepu_matrix_find_column(m, kepu_matrix_idle_unit_at(m, 0), &column), KEPU_NO_VALUE);
		assert_int_equal(column, 0);
		/* actions that are divided into tasks are none themselves; a remark below a task does not divide it */
		assert_int_equal(kepu_matrix_leaderless_count(m), 2);
		assert_string_equal(kepu_node_path(kepu_matrix_leaderless_at(m, 0), NULL), "1.2.1");
		assert_string_equal(kepu_node_path(kepu_matrix_leaderless_at(m, 1), NULL), "1.2.2");
		assert_int_equal(kepu_matrix_unassigned_count(m), 1);
		assert_string_equal(kepu_node_path(kepu_matrix_unassigned_at(m, 0), NULL), "1.2.1");

		const kepu_node *node = NULL;
		kepu_matrix *some = NULL;
		assert_int_equal(kepu_plan_nodes_by_path(plan, "1.2.2", Z, &node, 1), 1);
		assert_int_equal(kepu_matrix_select(m, &node, 1, NULL, 0, &some, NULL), KEPU_OK);
		assert_int_equal(kepu_matrix_leaderless_count(some), 1);
		assert_int_equal(kepu_matrix_unassigned_count(some), 0);
		kepu_matrix_free(some);
		kepu_matrix_free(m);
	}
	kepu_plan_unref(plan);
}

/* A role that this version does not know comes from a file only. */
static void test_unknown_roles_are_kept_apart(void **state)
{
	(void)state;
	static const char xml[] =
		"<plan xmlns=\"urn:kepu:plan:1\" version=\"0.1\" uid=\"x\" revision=\"1\" status=\"draft\">"
		"<units><unit id=\"u1\"><name>科协</name></unit></units>"
		"<nodes><node id=\"n1\" kind=\"action\"><title>行动</title>"
		"<assignment id=\"a1\" unit=\"u1\" role=\"observer\"/>"
		"<node id=\"n2\" kind=\"task\"><title>任务</title></node></node></nodes></plan>";
	kepu_plan *plan = NULL;
	kepu_error *err = NULL;
	if (kepu_plan_load_bytes(xml, sizeof xml - 1, NULL, NULL, &plan, NULL, &err))
		fail_msg("%s at %d", kepu_error_message(err, KEPU_LANG_EN, NULL), (int)kepu_error_column(err));
	kepu_matrix *m = matrix_of(plan, KEPU_MATRIX_INHERITED);
	assert_int_equal(kepu_matrix_cell(m, 0, 0), KEPU_CELL_OTHER);
	assert_int_equal(kepu_matrix_cell(m, 1, 0), KEPU_CELL_INHERITED_OTHER);
	assert_int_equal(kepu_matrix_leaderless_count(m), 1);
	assert_int_equal(kepu_matrix_unassigned_count(m), 0);
	kepu_matrix_free(m);
	kepu_plan_unref(plan);
}

static void test_annexes_come_last(void **state)
{
	(void)state;
	kepu_builder *b = NULL;
	const char *annex = NULL;
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_annex(b, "附件", Z, "任务分工表", Z, &annex, NULL), KEPU_OK);
	const char *unit = add_unit(b, "科协"), *row = add_node(b, annex, KEPU_KIND_TASK, "表中一行");
	add_node(b, row, KEPU_KIND_OTHER, "说明");
	add_node(b, annex, KEPU_KIND_TASK, "表中又一行");
	add_node(b, NULL, KEPU_KIND_TASK, "正文任务");
	assign(b, row, unit, KEPU_ROLE_LEAD);
	kepu_plan *plan = finish(b);
	kepu_matrix *m = matrix_of(plan, 0);
	static const char *const titles[] = { "正文任务", "表中一行", "说明", "表中又一行" };
	assert_int_equal(kepu_matrix_row_count(m), 4);
	for (size_t i = 0; i < 4; i++)
		assert_string_equal(kepu_node_title(kepu_matrix_row_node(m, i), NULL), titles[i]);
	assert_int_equal(kepu_matrix_cell(m, 1, 0), KEPU_CELL_LEAD);
	assert_int_equal(kepu_matrix_leaderless_count(m), 2);
	kepu_matrix_free(m);
	kepu_plan_unref(plan);
}

static void test_what_one_unit_or_section_has(void **state)
{
	(void)state;
	kepu_plan *plan = small_plan();
	kepu_matrix *whole = matrix_of(plan, 0), *some = NULL;
	const kepu_unit *unit = NULL;
	const kepu_node *node = NULL;
	assert_int_equal(kepu_plan_units_by_name(plan, "科技局", Z, &unit, 1), 1);
	assert_int_equal(kepu_matrix_select(whole, NULL, 0, &unit, 1, &some, NULL), KEPU_OK);
	assert_int_equal(kepu_matrix_row_count(some), 3); /* 1.1.1, 1.1.2 and 2 */
	assert_int_equal(kepu_matrix_column_count(some), 1);
	assert_int_equal(kepu_matrix_entry_count(some), 3);
	assert_string_equal(kepu_node_path(kepu_matrix_row_node(some, 2), NULL), "2");
	assert_int_equal(kepu_matrix_cell(some, 2, 0), KEPU_CELL_PARTICIPANT);
	assert_int_equal(kepu_matrix_idle_unit_count(some), 0);
	kepu_matrix *both = NULL;
	assert_int_equal(kepu_plan_nodes_by_path(plan, "1.1.2", Z, &node, 1), 1);
	assert_int_equal(kepu_matrix_select(some, &node, 1, NULL, 0, &both, NULL), KEPU_OK);
	assert_int_equal(kepu_matrix_row_count(both), 1);
	assert_int_equal(kepu_matrix_entry_count(both), 1);
	kepu_matrix_free(both);
	kepu_matrix_free(some);

	assert_int_equal(kepu_plan_nodes_by_path(plan, "1.1", Z, &node, 1), 1);
	assert_int_equal(kepu_matrix_select(whole, &node, 1, NULL, 0, &some, NULL), KEPU_OK);
	kepu_matrix_free(whole);
	assert_int_equal(kepu_matrix_row_count(some), 3);
	assert_int_equal(kepu_matrix_column_count(some), 3);
	assert_int_equal(kepu_matrix_idle_unit_count(some), 1);
	size_t row = 9;
	assert_int_equal(kepu_matrix_find_row(some, kepu_plan_node_at(plan, 0), &row), KEPU_NO_VALUE);
	kepu_matrix_free(some);
	kepu_plan_unref(plan);
}

static void test_selecting_nothing_and_wrongly(void **state)
{
	(void)state;
	kepu_plan *plan = small_plan(), *other = small_plan();
	kepu_matrix *whole = matrix_of(plan, 0), *some = NULL;
	const kepu_node *node = kepu_plan_node_at(other, 0), *no_node = NULL;
	const kepu_unit *unit = kepu_plan_unit_at(other, 0), *no_unit = NULL;
	assert_int_equal(kepu_matrix_select(whole, &no_node, 0, NULL, 0, &some, NULL), KEPU_OK);
	assert_int_equal(kepu_matrix_row_count(some), 0);
	kepu_matrix_free(some);
	assert_int_equal(kepu_matrix_select(whole, NULL, 0, &no_unit, 0, &some, NULL), KEPU_OK);
	assert_int_equal(kepu_matrix_row_count(some), 0);
	kepu_matrix_free(some);
	assert_int_equal(kepu_matrix_select(whole, &node, 1, NULL, 0, &some, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(some);
	assert_int_equal(kepu_matrix_select(whole, &no_node, 1, NULL, 0, &some, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_matrix_select(whole, NULL, 0, &unit, 1, &some, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_matrix_select(whole, NULL, 0, &no_unit, 1, &some, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_matrix_select(NULL, NULL, 0, NULL, 0, &some, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_matrix_select(whole, NULL, 0, NULL, 0, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_matrix_select((kepu_matrix *)plan, NULL, 0, NULL, 0, &some, NULL), KEPU_ERROR_BAD_HANDLE);
	kepu_matrix_free(whole);
	kepu_plan_unref(plan);
	kepu_plan_unref(other);
}

static void test_empty_plan(void **state)
{
	(void)state;
	kepu_builder *b = NULL;
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	kepu_plan *plan = finish(b);
	kepu_matrix *m = matrix_of(plan, KEPU_MATRIX_INHERITED);
	assert_int_equal(kepu_matrix_row_count(m), 0);
	assert_int_equal(kepu_matrix_column_count(m), 0);
	assert_int_equal(kepu_matrix_entry_count(m), 0);
	assert_int_equal(kepu_matrix_tally(m, KEPU_CELL_ANY), 0);
	kepu_matrix_free(m);
	kepu_plan_unref(plan);
}

static void test_outside_and_wrong(void **state)
{
	(void)state;
	kepu_plan *plan = small_plan(), *other = small_plan();
	kepu_error *err = NULL;
	kepu_matrix *m = (kepu_matrix *)plan;
	assert_int_equal(kepu_matrix_new(NULL, 0, &m, &err), KEPU_ERROR_ARGUMENT);
	assert_null(m);
	assert_int_equal(kepu_error_code(err), KEPU_ERROR_ARGUMENT);
	kepu_error_free(err);
	err = NULL;
	assert_int_equal(kepu_matrix_new(plan, 2, &m, &err), KEPU_ERROR_ARGUMENT);
	assert_non_null(strstr(kepu_error_message(err, KEPU_LANG_EN, NULL), "flags"));
	kepu_error_free(err);
	assert_int_equal(kepu_matrix_new(plan, 0, NULL, NULL), KEPU_ERROR_ARGUMENT);
	m = matrix_of(plan, 0);
	kepu_matrix *none = m;
	assert_int_equal(kepu_matrix_new((kepu_plan *)m, 0, &none, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_null(none);

	size_t at = 9;
	int32_t roles = 9;
	assert_null(kepu_matrix_row_node(m, 6));
	assert_null(kepu_matrix_column_unit(m, 3));
	assert_int_equal(kepu_matrix_cell(m, 6, 0), 0);
	assert_int_equal(kepu_matrix_cell(m, 0, 3), 0);
	assert_int_equal(kepu_matrix_row_cell_count(m, 6), 0);
	assert_int_equal(kepu_matrix_column_cell_count(m, 3), 0);
	assert_int_equal(kepu_matrix_row_cell(m, 0, 1, &at, &roles), KEPU_NO_VALUE);
	assert_int_equal(at, 0);
	assert_int_equal(roles, 0);
	assert_int_equal(kepu_matrix_column_cell(m, 0, 2, NULL, NULL), KEPU_NO_VALUE);
	assert_int_equal(kepu_matrix_row_tally(m, 6, KEPU_CELL_ANY), 0);
	assert_int_equal(kepu_matrix_column_tally(m, 3, KEPU_CELL_ANY), 0);
	assert_int_equal(kepu_matrix_entry(m, 6, &at, &at, &roles), KEPU_NO_VALUE);
	assert_null(kepu_matrix_entry_assignment(m, 6));
	assert_int_equal(kepu_matrix_row_entries(m, 6, &at), 0);
	assert_null(kepu_matrix_idle_unit_at(m, 1));
	assert_null(kepu_matrix_leaderless_at(m, 0));
	assert_null(kepu_matrix_unassigned_at(m, 0));
	assert_int_equal(kepu_matrix_find_row(m, kepu_plan_node_at(other, 0), &at), KEPU_NO_VALUE);
	assert_int_equal(kepu_matrix_find_row(m, NULL, &at), KEPU_NO_VALUE);
	assert_int_equal(kepu_matrix_find_row(m, kepu_plan_node_at(plan, 0), NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_matrix_find_column(m, kepu_plan_unit_at(other, 1), &at), KEPU_NO_VALUE);
	assert_int_equal(kepu_matrix_find_column(m, kepu_plan_unit_at(plan, 1), NULL), KEPU_ERROR_ARGUMENT);
	kepu_matrix_free(m);
	kepu_plan_unref(plan);
	kepu_plan_unref(other);
}

static void test_null_has_nothing(void **state)
{
	(void)state;
	size_t at = 9;
	assert_null(kepu_matrix_plan(NULL));
	assert_int_equal(kepu_matrix_flags(NULL), 0);
	assert_int_equal(kepu_matrix_row_count(NULL), 0);
	assert_int_equal(kepu_matrix_column_count(NULL), 0);
	assert_int_equal(kepu_matrix_tally(NULL, KEPU_CELL_ANY), 0);
	assert_int_equal(kepu_matrix_entry_count(NULL), 0);
	assert_int_equal(kepu_matrix_idle_unit_count(NULL), 0);
	assert_int_equal(kepu_matrix_leaderless_count(NULL), 0);
	assert_int_equal(kepu_matrix_unassigned_count(NULL), 0);
	assert_int_equal(kepu_matrix_find_row(NULL, NULL, &at), KEPU_NO_VALUE);
	assert_int_equal(kepu_matrix_find_column(NULL, NULL, &at), KEPU_NO_VALUE);
	kepu_matrix_free(NULL);
}

/* A random plan as plain arrays, and what its matrix must say, worked out the slow way. */
#define NODES 40
#define UNITS 9
#define ASSIGNMENTS 60

typedef struct model {
	int parent[NODES]; /* -1: at the top; else before it */
	int32_t kind[NODES];
	int node[ASSIGNMENTS], unit[ASSIGNMENTS];
	int32_t role[ASSIGNMENTS];
	int nodes, units, assignments;
} model;

static uint32_t dice;

static int roll(int sides)
{
	dice = dice * 1664525u + 1013904223u;
	return (int)((dice >> 8) % (uint32_t)sides);
}

static void make_model(model *x)
{
	x->nodes = 1 + roll(NODES);
	x->units = 1 + roll(UNITS);
	x->assignments = roll(ASSIGNMENTS);
	for (int i = 0; i < x->nodes; i++) {
		x->parent[i] = i && roll(4) ? i - 1 - roll(i < 6 ? i : 6) : -1;
		x->kind[i] = 1 + roll(KEPU_KIND_OTHER);
	}
	for (int i = 0; i < x->assignments; i++) {
		x->node[i] = roll(x->nodes);
		x->unit[i] = roll(x->units);
		x->role[i] = 1 + roll(3);
	}
}

static int32_t own_roles(const model *x, int node, int unit, int32_t role)
{
	int32_t bits = 0;
	for (int i = 0; i < x->assignments; i++)
		if (x->node[i] == node && (unit < 0 || x->unit[i] == unit) && (!role || x->role[i] == role))
			bits |= 1 << (x->role[i] - 1);
	return bits;
}

static int32_t roles(const model *x, int node, int unit, int32_t flags)
{
	int32_t bits = own_roles(x, node, unit, 0);
	for (int32_t role = 1; (flags & KEPU_MATRIX_INHERITED) && role <= 3; role++) {
		int at = node;
		while (at >= 0 && !own_roles(x, at, -1, role))
			at = x->parent[at];
		if (at >= 0 && at != node && own_roles(x, at, unit, role))
			bits |= 1 << (role + 3);
	}
	return bits;
}

static int is_work(const model *x, int node)
{
	return x->kind[node] == KEPU_KIND_TASK || x->kind[node] == KEPU_KIND_ACTION || x->kind[node] == KEPU_KIND_PROJECT;
}

static int is_task(const model *x, int node)
{
	for (int i = node + 1; i < x->nodes; i++)
		for (int at = x->parent[i]; at >= 0; at = x->parent[at])
			if (at == node && is_work(x, i))
				return 0;
	return is_work(x, node);
}

static void compare(const model *x, const kepu_matrix *m, const kepu_node **nodes, const kepu_unit **units,
                    int32_t flags)
{
	size_t cells = 0, tasks_without_lead = 0, tasks_without_unit = 0, leads = 0;
	for (int n = 0; n < x->nodes; n++) {
		size_t row = 0, in_row = 0, row_leads = 0;
		int led = 0, held = 0;
		for (int at = n; at >= 0; at = x->parent[at]) {
			led = led || own_roles(x, at, -1, KEPU_ROLE_LEAD);
			held = held || own_roles(x, at, -1, 0);
		}
		assert_int_equal(kepu_matrix_find_row(m, nodes[n], &row), KEPU_OK);
		for (int u = 0; u < x->units; u++) {
			size_t column = 0;
			int32_t expected = roles(x, n, u, flags);
			if (kepu_matrix_find_column(m, units[u], &column) == KEPU_OK)
				assert_int_equal(kepu_matrix_cell(m, row, column), expected);
			else
				assert_int_equal(expected, 0);
			in_row += expected != 0;
			row_leads += (expected & (KEPU_CELL_LEAD | KEPU_CELL_INHERITED_LEAD)) != 0;
		}
		assert_int_equal(kepu_matrix_row_cell_count(m, row), in_row);
		assert_int_equal(kepu_matrix_row_tally(m, row, KEPU_CELL_LEAD | KEPU_CELL_INHERITED_LEAD), row_leads);
		cells += in_row;
		leads += row_leads;
		tasks_without_lead += is_task(x, n) && !led;
		tasks_without_unit += is_task(x, n) && !held;
	}
	assert_int_equal(kepu_matrix_tally(m, KEPU_CELL_ANY), cells);
	assert_int_equal(kepu_matrix_tally(m, KEPU_CELL_LEAD | KEPU_CELL_INHERITED_LEAD), leads);
	assert_int_equal(kepu_matrix_leaderless_count(m), tasks_without_lead);
	assert_int_equal(kepu_matrix_unassigned_count(m), tasks_without_unit);
	assert_int_equal(kepu_matrix_column_count(m) + kepu_matrix_idle_unit_count(m), x->units);
}

/* Lists and look-ups of the same matrix agree with each other. */
static void compare_lists(const kepu_matrix *m)
{
	size_t by_rows = 0, by_columns = 0, entries = 0, index = 0, other = 0;
	int32_t bits = 0;
	for (size_t row = 0; row < kepu_matrix_row_count(m); row++) {
		for (size_t i = 0; i < kepu_matrix_row_cell_count(m, row); i++, by_rows++) {
			assert_int_equal(kepu_matrix_row_cell(m, row, i, &index, &bits), KEPU_OK);
			assert_true(bits && bits == kepu_matrix_cell(m, row, index));
			assert_true(i == 0 || index > other);
			other = index;
		}
		size_t first = 0, count = kepu_matrix_row_entries(m, row, &first);
		assert_int_equal(first, entries);
		entries += count;
		for (size_t i = first; i < first + count; i++) {
			assert_int_equal(kepu_matrix_entry(m, i, &index, &other, &bits), KEPU_OK);
			assert_int_equal(index, row);
			const kepu_assignment *assignment = kepu_matrix_entry_assignment(m, i);
			assert_ptr_equal(kepu_assignment_unit(assignment), kepu_matrix_column_unit(m, other));
			assert_int_equal(bits, kepu_assignment_node(assignment) != kepu_matrix_row_node(m, row));
			assert_true(kepu_matrix_cell(m, row, other) & 1 << (kepu_assignment_role(assignment) - 1 + (bits ? 4 : 0)));
		}
	}
	assert_int_equal(entries, kepu_matrix_entry_count(m));
	for (size_t column = 0; column < kepu_matrix_column_count(m); column++) {
		for (size_t i = 0; i < kepu_matrix_column_cell_count(m, column); i++, by_columns++) {
			assert_int_equal(kepu_matrix_column_cell(m, column, i, &index, &bits), KEPU_OK);
			assert_true(bits && bits == kepu_matrix_cell(m, index, column));
			assert_true(i == 0 || index > other);
			other = index;
		}
		assert_int_equal(kepu_matrix_column_tally(m, column, KEPU_CELL_ANY), kepu_matrix_column_cell_count(m, column));
	}
	assert_int_equal(by_rows, by_columns);
}

static void test_against_a_naive_model(void **state)
{
	(void)state;
	dice = 20240612;
	for (int round = 0; round < 200; round++) {
		model x;
		const char *node_ids[NODES], *unit_ids[UNITS];
		const kepu_node *nodes[NODES];
		const kepu_unit *units[UNITS];
		kepu_builder *b = NULL;
		make_model(&x);
		assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
		for (int i = 0; i < x.nodes; i++)
			node_ids[i] = add_node(b, x.parent[i] < 0 ? NULL : node_ids[x.parent[i]], x.kind[i], "一");
		for (int i = 0; i < x.units; i++)
			unit_ids[i] = add_unit(b, "局");
		for (int i = 0; i < x.assignments; i++)
			assign(b, node_ids[x.node[i]], unit_ids[x.unit[i]], x.role[i]);
		kepu_plan *plan = finish(b);
		for (int i = 0; i < x.nodes; i++)
			nodes[i] = kepu_plan_node_by_id(plan, node_ids[i], Z);
		for (int i = 0; i < x.units; i++)
			units[i] = kepu_plan_unit_by_id(plan, unit_ids[i], Z);
		for (int32_t flags = 0; flags <= KEPU_MATRIX_INHERITED; flags++) {
			kepu_matrix *m = matrix_of(plan, flags);
			compare(&x, m, nodes, units, flags);
			compare_lists(m);
			kepu_matrix *same = NULL;
			assert_int_equal(kepu_matrix_select(m, nodes, (size_t)x.nodes, NULL, 0, &same, NULL), KEPU_OK);
			kepu_matrix_free(m);
			compare(&x, same, nodes, units, flags);
			compare_lists(same);
			kepu_matrix_free(same);
		}
		kepu_plan_unref(plan);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_who_answers_for_a_node),
		cmocka_unit_test(test_what_a_unit_has_to_do),
		cmocka_unit_test(test_entries_keep_the_order_of_the_notice),
		cmocka_unit_test(test_sections_hand_their_roles_down),
		cmocka_unit_test(test_gaps),
		cmocka_unit_test(test_unknown_roles_are_kept_apart),
		cmocka_unit_test(test_annexes_come_last),
		cmocka_unit_test(test_what_one_unit_or_section_has),
		cmocka_unit_test(test_selecting_nothing_and_wrongly),
		cmocka_unit_test(test_empty_plan),
		cmocka_unit_test(test_outside_and_wrong),
		cmocka_unit_test(test_null_has_nothing),
		cmocka_unit_test(test_against_a_naive_model),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
