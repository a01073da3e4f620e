/* Making a plan by the public functions; every mistake is an error that names what it is about and changes nothing. */
#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define Z KEPU_NUL_TERMINATED

typedef struct fixture {
	kepu_builder *b;
	const char *node, *unit, *group, *assignment, *indicator, *phase, *annex;
	kepu_error *err;
} fixture;

static int set_up(void **state)
{
	fixture *f = calloc(1, sizeof *f);
	assert_int_equal(kepu_builder_new(&f->b, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_node(f->b, NULL, 0, KEPU_KIND_TASK, "（一）", Z, "办学", Z, &f->node, NULL),
	                 KEPU_OK);
	assert_int_equal(kepu_builder_add_unit(f->b, "科协", Z, 0, &f->unit, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_unit(f->b, "各单位", Z, 1, &f->group, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_assignment(f->b, f->node, Z, f->unit, Z, KEPU_ROLE_LEAD, &f->assignment, NULL),
	                 KEPU_OK);
	assert_int_equal(
		kepu_builder_add_indicator(f->b, f->node, Z, "比例", Z, "%", Z, KEPU_COMPARISON_AT_LEAST, &f->indicator, NULL),
		KEPU_OK);
	assert_int_equal(kepu_builder_add_phase(f->b, "启动", Z, "2021", Z, "2022-06", Z, "动员。", Z, &f->phase, NULL),
	                 KEPU_OK);
	assert_int_equal(kepu_builder_add_annex(f->b, "附件1", Z, "分工表", Z, &f->annex, NULL), KEPU_OK);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	fixture *f = *state;
	kepu_builder_free(f->b);
	kepu_error_free(f->err);
	free(f);
	return 0;
}

static kepu_plan *finish(fixture *f)
{
	kepu_plan *plan = NULL;
	assert_int_equal(kepu_builder_finish(f->b, &plan, NULL), KEPU_OK);
	return plan;
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

static kepu_status set(fixture *f, const char *id, const char *field, const char *value)
{
	return kepu_builder_set(f->b, id, Z, field, Z, value, Z, &f->err);
}

static void set_ok(fixture *f, const char *id, const char *field, const char *value)
{
	kepu_status status = set(f, id, field, value);
	if (status)
		fail_msg("%s of %s: %s", field, id ? id : "plan", kepu_error_message(f->err, KEPU_LANG_EN, NULL));
}

/* What was added is there */

static void test_added(void **state)
{
	fixture *f = *state;
	const char *inner = NULL, *of_annex = NULL;
	assert_int_equal(kepu_builder_add_node(f->b, f->node, Z, KEPU_KIND_OTHER, NULL, 0, NULL, 0, &inner, NULL), KEPU_OK);
	assert_int_equal(
		kepu_builder_add_node(f->b, f->annex, Z, KEPU_KIND_TASK, "12.xx", 3, "表中一行xx", 12, &of_annex, NULL),
		KEPU_OK);
	kepu_plan *plan = finish(f);
	const kepu_node *node = kepu_plan_node_by_id(plan, f->node, Z);
	assert_string_equal(kepu_node_label(node, NULL), "（一）");
	assert_string_equal(kepu_node_ordinal(node, NULL), "1");
	assert_string_equal(kepu_node_title(node, NULL), "办学");
	assert_int_equal(kepu_node_kind(node), KEPU_KIND_TASK);
	node = kepu_plan_node_by_id(plan, inner, Z);
	assert_null(kepu_node_label(node, NULL));
	assert_null(kepu_node_ordinal(node, NULL));
	assert_string_equal(kepu_node_path(node, NULL), "1.1");
	node = kepu_plan_node_by_id(plan, of_annex, Z);
	assert_string_equal(kepu_node_label(node, NULL), "12.");
	assert_string_equal(kepu_node_title(node, NULL), "表中一行");
	assert_string_equal(kepu_node_path(node, NULL), "A1:12");
	assert_string_equal(kepu_annex_id(kepu_node_annex(node), NULL), f->annex);
	assert_int_equal(kepu_plan_node_count(plan), 2);
	const kepu_phase *phase = kepu_plan_phase_at(plan, 0);
	assert_string_equal(kepu_phase_end(phase, NULL), "2022-06");
	assert_int_equal(kepu_plan_revision(plan), 1);
	assert_int_equal(kepu_plan_status(plan), KEPU_PLAN_DRAFT);
	kepu_plan_unref(plan);
}

static void test_values(void **state)
{
	fixture *f = *state;
	const char *id = f->indicator;
	assert_int_equal(kepu_builder_add_value(f->b, id, Z, KEPU_VALUE_TARGET, "2025", Z, "15.50", Z, NULL, 0, NULL),
	                 KEPU_OK);
	assert_int_equal(kepu_builder_add_value(f->b, id, Z, KEPU_VALUE_BASELINE, NULL, 0, "-3", Z, "4.0xx", 3, NULL),
	                 KEPU_OK);
	assert_int_equal(kepu_builder_add_value(f->b, id, Z, KEPU_VALUE_OBSERVATION, NULL, 0, NULL, 0, NULL, 0, NULL),
	                 KEPU_OK);
	expect(f, kepu_builder_add_value(f->b, id, Z, 9, NULL, 0, "1", Z, NULL, 0, &f->err), KEPU_ERROR_ARGUMENT, "kind");
	expect(f, kepu_builder_add_value(f->b, id, Z, 1, "2025-13", Z, "1", Z, NULL, 0, &f->err), KEPU_ERROR_BAD_DATE,
	       "2025-13");
	expect(f, kepu_builder_add_value(f->b, id, Z, 1, NULL, 0, "1e3", Z, NULL, 0, &f->err), KEPU_ERROR_BAD_NUMBER,
	       "1e3");
	expect(f, kepu_builder_add_value(f->b, id, Z, 1, NULL, 0, "1", Z, "99999999999999999999", Z, &f->err),
	       KEPU_ERROR_OVERFLOW, "9999");
	expect(f, kepu_builder_add_value(f->b, f->node, Z, 1, NULL, 0, "1", Z, NULL, 0, &f->err), KEPU_ERROR_UNKNOWN_ID,
	       f->node);
	kepu_plan *plan = finish(f);
	const kepu_indicator *indicator = kepu_plan_indicator_at(plan, 0);
	assert_int_equal(kepu_indicator_value_count(indicator), 3);
	int64_t coefficient;
	int32_t scale;
	const kepu_value *value = kepu_indicator_value_at(indicator, 0);
	assert_int_equal(kepu_value_low(value, &coefficient, &scale), KEPU_OK);
	assert_int_equal(coefficient, 1550);
	assert_int_equal(scale, 2);
	assert_string_equal(kepu_value_low_text(value, NULL), "15.50");
	assert_int_equal(kepu_value_high(value, &coefficient, &scale), KEPU_NO_VALUE);
	assert_int_equal(coefficient, 0);
	assert_string_equal(kepu_value_time(value, NULL), "2025");
	value = kepu_indicator_value_at(indicator, 1);
	assert_int_equal(kepu_value_kind(value), KEPU_VALUE_BASELINE);
	assert_int_equal(kepu_value_low(value, &coefficient, NULL), KEPU_OK);
	assert_int_equal(coefficient, -3);
	assert_string_equal(kepu_value_high_text(value, NULL), "4.0");
	assert_int_equal(kepu_value_low(kepu_indicator_value_at(indicator, 2), NULL, NULL), KEPU_NO_VALUE);
	assert_ptr_equal(kepu_value_indicator(value), indicator);
	kepu_plan_unref(plan);
}

/* Every field that can be set is read back by its reader. */

static void set_all(fixture *f)
{
	static const char digest[] = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
	const struct {
		const char *id, *field, *value;
	} all[] = {
		{ NULL, "uid", "urn:plan:1" },
		{ NULL, "status", "in-force" },
		{ NULL, "supersedes", "urn:plan:0" },
		{ NULL, "superior", "urn:plan:top" },
		{ NULL, "digest", digest },
		{ NULL, "importer", "kepu 0.1.0" },
		{ NULL, "region-name", "青河县" },
		{ NULL, "region-level", "county" },
		{ NULL, "region-code", "990123000" },
		{ NULL, "region-scheme", "GB/T 2260" },
		{ NULL, "region-year", "2020" },
		{ f->node, "text", "第一段。\n第二段。" },
		{ f->node, "due", "三月底前" },
		{ f->node, "due-date", "2022-03" },
		{ f->node, "ongoing", "true" },
		{ f->node, "deliverable", "总结" },
		{ f->node, "ordinal", "7" },
		{ f->unit, "canonical", "科学技术协会" },
		{ f->unit, "alias", "县科协" },
		{ f->unit, "alias", "协会" },
		{ f->unit, "level", "county" },
		{ f->unit, "function", "science" },
		{ f->unit, "from", "2019-01-01" },
		{ f->unit, "until", "2024" },
		{ f->unit, "successor", f->group },
		{ f->unit, "code", "12345678901234567X" },
		{ f->unit, "role", "office" },
		{ f->unit, "liaison", "王某" },
		{ f->group, "member", f->unit },
		{ f->assignment, "from", "2021-H1" },
		{ f->assignment, "until", "2021-Q4" },
		{ f->assignment, "leader", "李某" },
		{ f->assignment, "contact", "张某" },
		{ f->indicator, "every", "biennial" },
		{ f->indicator, "per", "县" },
		{ f->indicator, "counting", "level" },
		{ f->indicator, "numerator", "具备者" },
		{ f->indicator, "denominator", "全体" },
		{ f->indicator, "factor", "100" },
		{ f->indicator, "rollup", "ratio" },
		{ f->indicator, "nature", "binding" },
		{ f->indicator, "quote", "达到15%" },
		{ f->indicator, "region", "全县" },
		{ f->indicator, "status", "verified" },
		{ f->indicator, "source", "抽样" },
		{ f->annex, "text", "说明" },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		set_ok(f, all[i].id, all[i].field, all[i].value);
}

static void read_plan_and_node(const kepu_plan *plan)
{
	assert_string_equal(kepu_plan_uid(plan, NULL), "urn:plan:1");
	assert_int_equal(kepu_plan_status(plan), KEPU_PLAN_IN_FORCE);
	assert_string_equal(kepu_plan_status_token(plan, NULL), "in-force");
	assert_string_equal(kepu_plan_supersedes(plan, NULL), "urn:plan:0");
	assert_string_equal(kepu_plan_superior(plan, NULL), "urn:plan:top");
	assert_memory_equal(kepu_plan_source_digest(plan, NULL), "sha256:e3b0", 11);
	assert_string_equal(kepu_plan_importer(plan, NULL), "kepu 0.1.0");
	assert_string_equal(kepu_plan_region_name(plan, NULL), "青河县");
	assert_int_equal(kepu_plan_region_level(plan), KEPU_LEVEL_COUNTY);
	assert_string_equal(kepu_plan_region_level_token(plan, NULL), "county");
	assert_string_equal(kepu_plan_region_code(plan, NULL), "990123000");
	assert_string_equal(kepu_plan_region_scheme(plan, NULL), "GB/T 2260");
	assert_string_equal(kepu_plan_region_year(plan, NULL), "2020");
	const kepu_node *node = kepu_plan_node_at(plan, 0);
	assert_string_equal(kepu_node_text(node, NULL), "第一段。\n第二段。");
	assert_string_equal(kepu_node_due(node, NULL), "三月底前");
	assert_string_equal(kepu_node_due_date(node, NULL), "2022-03");
	assert_int_equal(kepu_node_due_ongoing(node), 1);
	assert_string_equal(kepu_node_deliverable(node, NULL), "总结");
	assert_string_equal(kepu_node_path(node, NULL), "7");
	assert_string_equal(kepu_annex_text(kepu_plan_annex_at(plan, 0), NULL), "说明");
}

static void read_units(const kepu_plan *plan)
{
	const kepu_unit *unit = kepu_plan_unit_at(plan, 0), *group = kepu_plan_unit_at(plan, 1);
	assert_string_equal(kepu_unit_canonical(unit, NULL), "科学技术协会");
	assert_int_equal(kepu_unit_alias_count(unit), 2);
	assert_string_equal(kepu_unit_alias_at(unit, 1, NULL), "协会");
	assert_null(kepu_unit_alias_at(unit, 2, NULL));
	assert_int_equal(kepu_unit_level(unit), KEPU_LEVEL_COUNTY);
	assert_string_equal(kepu_unit_level_token(unit, NULL), "county");
	assert_int_equal(kepu_unit_function_count(unit), 1);
	assert_string_equal(kepu_unit_function_at(unit, 0, NULL), "science");
	assert_string_equal(kepu_unit_from(unit, NULL), "2019-01-01");
	assert_string_equal(kepu_unit_until(unit, NULL), "2024");
	assert_ptr_equal(kepu_unit_successor(unit), group);
	assert_string_equal(kepu_unit_code(unit, NULL), "12345678901234567X");
	assert_string_equal(kepu_unit_role(unit, NULL), "office");
	assert_string_equal(kepu_unit_liaison(unit, NULL), "王某");
	assert_int_equal(kepu_unit_is_group(unit), 0);
	assert_int_equal(kepu_unit_is_group(group), 1);
	assert_int_equal(kepu_unit_member_count(group), 1);
	assert_ptr_equal(kepu_unit_member_at(group, 0), unit);
	const kepu_assignment *assignment = kepu_unit_assignment_at(unit, 0);
	assert_string_equal(kepu_assignment_from(assignment, NULL), "2021-H1");
	assert_string_equal(kepu_assignment_until(assignment, NULL), "2021-Q4");
	assert_string_equal(kepu_assignment_leader(assignment, NULL), "李某");
	assert_string_equal(kepu_assignment_contact(assignment, NULL), "张某");
}

static void read_indicator(const kepu_plan *plan)
{
	const kepu_indicator *indicator = kepu_plan_indicator_at(plan, 0);
	int64_t coefficient;
	int32_t scale;
	assert_int_equal(kepu_indicator_every(indicator), KEPU_EVERY_BIENNIAL);
	assert_string_equal(kepu_indicator_every_token(indicator, NULL), "biennial");
	assert_string_equal(kepu_indicator_per(indicator, NULL), "县");
	assert_int_equal(kepu_indicator_counting(indicator), KEPU_COUNTING_LEVEL);
	assert_string_equal(kepu_indicator_counting_token(indicator, NULL), "level");
	assert_string_equal(kepu_indicator_numerator(indicator, NULL), "具备者");
	assert_string_equal(kepu_indicator_denominator(indicator, NULL), "全体");
	assert_int_equal(kepu_indicator_factor(indicator, &coefficient, &scale), KEPU_OK);
	assert_int_equal(coefficient, 100);
	assert_int_equal(kepu_indicator_rollup(indicator), KEPU_ROLLUP_RATIO);
	assert_string_equal(kepu_indicator_rollup_token(indicator, NULL), "ratio");
	assert_int_equal(kepu_indicator_nature(indicator), KEPU_NATURE_BINDING);
	assert_string_equal(kepu_indicator_nature_token(indicator, NULL), "binding");
	assert_string_equal(kepu_indicator_comparison_token(indicator, NULL), ">=");
	const kepu_value *value = kepu_indicator_value_at(indicator, 0);
	assert_string_equal(kepu_value_quote(value, NULL), "达到15%");
	assert_string_equal(kepu_value_region(value, NULL), "全县");
	assert_int_equal(kepu_value_status(value), KEPU_VALUE_STATUS_VERIFIED);
	assert_string_equal(kepu_value_status_token(value, NULL), "verified");
	assert_string_equal(kepu_value_source(value, NULL), "抽样");
}

static void test_fields(void **state)
{
	fixture *f = *state;
	assert_int_equal(
		kepu_builder_add_value(f->b, f->indicator, Z, KEPU_VALUE_OBSERVATION, NULL, 0, "15", Z, NULL, 0, NULL),
		KEPU_OK);
	set_all(f);
	kepu_plan *plan = finish(f);
	read_plan_and_node(plan);
	read_units(plan);
	read_indicator(plan);
	kepu_plan_unref(plan);
}

static void test_weight(void **state)
{
	fixture *f = *state;
	const char *other = NULL;
	assert_int_equal(kepu_builder_add_indicator(f->b, NULL, 0, "人口", Z, NULL, 0, KEPU_COMPARISON_EQUAL, &other, NULL),
	                 0);
	set_ok(f, f->indicator, "weight", other);
	expect(f, set(f, f->indicator, "weight", f->node), KEPU_ERROR_UNKNOWN_ID, f->node);
	expect(f, set(f, f->indicator, "weight", "none-such"), KEPU_ERROR_UNKNOWN_ID, "none-such");
	kepu_plan *plan = finish(f);
	const kepu_indicator *weight = kepu_indicator_weight(kepu_node_indicator_at(kepu_plan_node_at(plan, 0), 0));
	assert_string_equal(kepu_indicator_id(weight, NULL), other);
	assert_null(kepu_indicator_node(weight));
	kepu_plan_unref(plan);
}

/* NULL takes a value away */
static void test_taken_away(void **state)
{
	fixture *f = *state;
	assert_int_equal(
		kepu_builder_add_value(f->b, f->indicator, Z, KEPU_VALUE_OBSERVATION, NULL, 0, "15", Z, NULL, 0, NULL),
		KEPU_OK);
	set_all(f);
	const struct {
		const char *id, *field;
	} all[] = {
		{ NULL, "uid" },           { NULL, "status" },         { NULL, "digest" },         { NULL, "region-level" },
		{ NULL, "region-year" },   { f->node, "text" },        { f->node, "due-date" },    { f->node, "ongoing" },
		{ f->node, "ordinal" },    { f->unit, "alias" },       { f->unit, "function" },    { f->group, "member" },
		{ f->unit, "successor" },  { f->unit, "from" },        { f->unit, "level" },       { f->indicator, "factor" },
		{ f->indicator, "every" }, { f->indicator, "status" }, { f->assignment, "until" },
	};
	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		set_ok(f, all[i].id, all[i].field, NULL);
	set_ok(f, f->unit, "alias", "又名");
	kepu_plan *plan = finish(f);
	const kepu_node *node = kepu_plan_node_at(plan, 0);
	const kepu_unit *unit = kepu_plan_unit_at(plan, 0), *group = kepu_plan_unit_at(plan, 1);
	const kepu_indicator *indicator = kepu_plan_indicator_at(plan, 0);
	assert_string_equal(kepu_plan_uid(plan, NULL), /* of no source text: the digest of nothing */
	                    "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_null(kepu_plan_status_token(plan, NULL));
	assert_int_equal(kepu_plan_status(plan), KEPU_UNKNOWN);
	assert_null(kepu_plan_source_digest(plan, NULL));
	assert_int_equal(kepu_plan_region_level(plan), KEPU_UNKNOWN);
	assert_null(kepu_plan_region_year(plan, NULL));
	assert_null(kepu_node_text(node, NULL));
	assert_null(kepu_node_due_date(node, NULL));
	assert_int_equal(kepu_node_due_ongoing(node), 0);
	assert_string_equal(kepu_node_path(node, NULL), "1");
	assert_int_equal(kepu_unit_alias_count(unit), 1);
	assert_string_equal(kepu_unit_alias_at(unit, 0, NULL), "又名");
	assert_int_equal(kepu_unit_function_count(unit), 0);
	assert_int_equal(kepu_unit_member_count(group), 0);
	assert_null(kepu_unit_successor(unit));
	assert_null(kepu_unit_from(unit, NULL));
	assert_int_equal(kepu_indicator_factor(indicator, NULL, NULL), KEPU_NO_VALUE);
	assert_null(kepu_indicator_every_token(indicator, NULL));
	assert_null(kepu_value_status_token(kepu_indicator_value_at(indicator, 0), NULL));
	kepu_plan_unref(plan);
}

/* Mistakes */

static void test_bad_fields(void **state)
{
	fixture *f = *state;
	expect(f, set(f, f->node, "colour", "red"), KEPU_ERROR_UNKNOWN_FIELD, "colour");
	expect(f, set(f, f->node, "alias", "x"), KEPU_ERROR_UNKNOWN_FIELD, f->node);
	expect(f, set(f, f->phase, "due", "x"), KEPU_ERROR_UNKNOWN_FIELD, f->phase);
	expect(f, set(f, NULL, "title", "x"), KEPU_ERROR_UNKNOWN_FIELD, "plan");
	expect(f, set(f, f->indicator, "quote", "x"), KEPU_ERROR_UNKNOWN_FIELD, f->indicator); /* it has no value yet */
	expect(f, set(f, "n99", "text", "x"), KEPU_ERROR_UNKNOWN_ID, "n99");
	expect(f, set(f, "", "text", "x"), KEPU_ERROR_UNKNOWN_ID, "");
	expect(f, set(f, f->node, NULL, "x"), KEPU_ERROR_ARGUMENT, f->node);
	expect(f, set(f, f->node, "due-date", "soon"), KEPU_ERROR_BAD_DATE, "soon");
	expect(f, set(f, f->node, "ongoing", "yes"), KEPU_ERROR_BAD_VALUE, "true, false");
	expect(f, set(f, f->node, "ordinal", "1#2"), KEPU_ERROR_BAD_VALUE, "1#2");
	expect(f, set(f, f->node, "ordinal", "12345678901234567"), KEPU_ERROR_BAD_VALUE, f->node);
	expect(f, set(f, f->node, "text", ""), KEPU_ERROR_ARGUMENT, f->node);
	expect(f, set(f, f->unit, "level", "planet"), KEPU_ERROR_BAD_VALUE, "nation, province");
	expect(f, set(f, f->unit, "function", "two words"), KEPU_ERROR_BAD_VALUE, "two words");
	expect(f, set(f, f->unit, "member", f->group), KEPU_ERROR_BAD_VALUE, "group");
	expect(f, set(f, f->group, "member", f->node), KEPU_ERROR_UNKNOWN_ID, f->node);
	expect(f, set(f, f->unit, "successor", "u77"), KEPU_ERROR_UNKNOWN_ID, "u77");
	expect(f, set(f, f->indicator, "factor", "ten"), KEPU_ERROR_BAD_NUMBER, "ten");
	expect(f, set(f, NULL, "digest", "md5:00"), KEPU_ERROR_BAD_VALUE, "md5:00");
	expect(f, set(f, NULL, "digest", "sha256:E3B0C44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
	       KEPU_ERROR_BAD_VALUE, "E3B0");
	expect(f, set(f, NULL, "region-year", "2020-01"), KEPU_ERROR_BAD_DATE, "2020-01");
	kepu_plan *plan = finish(f); /* nothing of it stuck */
	assert_null(kepu_node_due_date(kepu_plan_node_at(plan, 0), NULL));
	assert_null(kepu_node_text(kepu_plan_node_at(plan, 0), NULL));
	assert_string_equal(kepu_node_ordinal(kepu_plan_node_at(plan, 0), NULL), "1");
	assert_int_equal(kepu_unit_member_count(kepu_plan_unit_at(plan, 0)), 0);
	assert_null(kepu_unit_level_token(kepu_plan_unit_at(plan, 0), NULL));
	kepu_plan_unref(plan);
}

static void test_bad_parts(void **state)
{
	fixture *f = *state;
	const char *id = "old";
	expect(f, kepu_builder_add_node(f->b, "zz", Z, KEPU_KIND_TASK, NULL, 0, NULL, 0, &id, &f->err),
	       KEPU_ERROR_UNKNOWN_ID, "zz");
	assert_null(id);
	expect(f, kepu_builder_add_node(f->b, f->unit, Z, KEPU_KIND_TASK, NULL, 0, NULL, 0, &id, &f->err),
	       KEPU_ERROR_UNKNOWN_ID, f->unit);
	expect(f, kepu_builder_add_node(f->b, NULL, 0, 0, NULL, 0, NULL, 0, &id, &f->err), KEPU_ERROR_ARGUMENT, "kind");
	expect(f, kepu_builder_add_node(f->b, NULL, 0, 9, NULL, 0, NULL, 0, &id, &f->err), KEPU_ERROR_ARGUMENT, "9");
	expect(f, kepu_builder_add_unit(f->b, NULL, 0, 0, &id, &f->err), KEPU_ERROR_ARGUMENT, "name");
	expect(f, kepu_builder_add_unit(f->b, "", 0, 0, &id, &f->err), KEPU_ERROR_ARGUMENT, "name");
	expect(f, kepu_builder_add_unit(f->b, "甲", Z, 2, &id, &f->err), KEPU_ERROR_ARGUMENT, "group");
	expect(f, kepu_builder_add_assignment(f->b, f->node, Z, f->node, Z, KEPU_ROLE_LEAD, &id, &f->err),
	       KEPU_ERROR_UNKNOWN_ID, "unit");
	expect(f, kepu_builder_add_assignment(f->b, NULL, 0, f->unit, Z, KEPU_ROLE_LEAD, &id, &f->err), KEPU_ERROR_ARGUMENT,
	       "node");
	expect(f, kepu_builder_add_assignment(f->b, f->node, Z, f->unit, Z, 4, &id, &f->err), KEPU_ERROR_ARGUMENT, "role");
	expect(f, kepu_builder_add_indicator(f->b, f->annex, Z, "名", Z, NULL, 0, 1, &id, &f->err), KEPU_ERROR_UNKNOWN_ID,
	       f->annex);
	expect(f, kepu_builder_add_indicator(f->b, NULL, 0, NULL, Z, NULL, 0, 1, &id, &f->err), KEPU_ERROR_ARGUMENT,
	       "name");
	expect(f, kepu_builder_add_indicator(f->b, NULL, 0, "名", Z, NULL, 0, 7, &id, &f->err), KEPU_ERROR_ARGUMENT,
	       "comparison");
	expect(f, kepu_builder_add_phase(f->b, NULL, 0, "2021/2022", Z, NULL, 0, NULL, 0, &id, &f->err),
	       KEPU_ERROR_BAD_DATE, "2021/2022");
	expect(f, kepu_builder_add_phase(f->b, NULL, 0, NULL, 0, "x", Z, NULL, 0, &id, &f->err), KEPU_ERROR_BAD_DATE, "x");
	expect(f, kepu_builder_add_paragraph(f->b, "x", Z, -1, &f->err), KEPU_ERROR_ARGUMENT, "line");
	expect(f, kepu_builder_add_paragraph(f->b, "x", Z, INT64_MAX, &f->err), KEPU_ERROR_ARGUMENT, "line");
	expect(f, kepu_builder_add_paragraph(f->b, NULL, 0, 1, &f->err), KEPU_ERROR_ARGUMENT, "text");
	assert_null(id);
	kepu_plan *plan = finish(f);
	assert_int_equal(kepu_plan_node_count(plan), 1);
	assert_int_equal(kepu_plan_unit_count(plan), 2);
	assert_int_equal(kepu_plan_assignment_count(plan), 1);
	assert_int_equal(kepu_plan_indicator_count(plan), 1);
	assert_int_equal(kepu_plan_phase_count(plan), 1);
	assert_int_equal(kepu_plan_paragraph_count(plan), 0);
	kepu_plan_unref(plan);
}

static void test_bad_text(void **state)
{
	fixture *f = *state;
	expect(f, kepu_builder_add_unit(f->b, "a\xff", Z, 0, NULL, &f->err), KEPU_ERROR_BAD_UTF8, "");
	assert_int_equal(kepu_builder_set(f->b, f->node, Z, "text", Z, "ab\xe7\xa7", 4, &f->err), KEPU_ERROR_BAD_UTF8);
	assert_int_equal(kepu_error_offset(f->err), 2);
	assert_string_equal(kepu_error_path(f->err, NULL), f->node);
	kepu_error_free(f->err);
	f->err = NULL;
	assert_int_equal(kepu_builder_set(f->b, f->node, Z, "text", Z, "科\x0b", 4, &f->err), KEPU_ERROR_BAD_CHARACTER);
	assert_int_equal(kepu_error_offset(f->err), 3);
	assert_non_null(strstr(kepu_error_message(f->err, KEPU_LANG_ZH, NULL), "U+000B"));
	kepu_error_free(f->err);
	f->err = NULL;
	expect(f, kepu_builder_set(f->b, f->node, Z, "text", Z, "a\0b", 3, &f->err), KEPU_ERROR_BAD_CHARACTER, "U+0000");
	expect(f, set(f, f->node, "text", "\xef\xbf\xbe"), KEPU_ERROR_BAD_CHARACTER, "U+FFFE");
	expect(f, kepu_builder_add_annex(f->b, "\x01", Z, NULL, 0, NULL, &f->err), KEPU_ERROR_BAD_CHARACTER, "U+0001");
	expect(f, kepu_builder_add_annex(f->b, NULL, 0, "\x02", Z, NULL, &f->err), KEPU_ERROR_BAD_CHARACTER, "U+0002");
	expect(f, kepu_builder_add_node(f->b, NULL, 0, 1, "\x03", Z, NULL, 0, NULL, &f->err), KEPU_ERROR_BAD_CHARACTER,
	       "U+0003");
	expect(f, kepu_builder_add_node(f->b, f->node, Z, 1, NULL, 0, "\x04", Z, NULL, &f->err), KEPU_ERROR_BAD_CHARACTER,
	       f->node);
	expect(f, kepu_builder_add_paragraph(f->b, "\x05", Z, 0, &f->err), KEPU_ERROR_BAD_CHARACTER, "U+0005");
	set_ok(f, f->node, "text", "tab\tlf\ncr\r𠮷");
}

static void test_metadata(void **state)
{
	fixture *f = *state;
	kepu_builder *b = f->b;
	assert_int_equal(kepu_builder_add_metadata(b, KEPU_META_PERIOD, "2021/2025-06-30", Z, NULL, 0, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_metadata(b, KEPU_META_BASIS, "纲要", Z, "国发〔2021〕9号", Z, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_metadata(b, KEPU_META_BASIS, "办法", Z, NULL, 0, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_metadata(b, KEPU_META_ISSUE_DATE, "2021-08-01", Z, NULL, 0, NULL), KEPU_OK);
	expect(f, kepu_builder_add_metadata(b, 0, "x", Z, NULL, 0, &f->err), KEPU_ERROR_ARGUMENT, "field");
	expect(f, kepu_builder_add_metadata(b, 9, "x", Z, NULL, 0, &f->err), KEPU_ERROR_ARGUMENT, "field");
	expect(f, kepu_builder_add_metadata(b, KEPU_META_TITLE, NULL, 0, NULL, 0, &f->err), KEPU_ERROR_ARGUMENT, "title");
	expect(f, kepu_builder_add_metadata(b, KEPU_META_TITLE, "x", Z, "1", Z, &f->err), KEPU_ERROR_ARGUMENT, "number");
	expect(f, kepu_builder_add_metadata(b, KEPU_META_ISSUE_DATE, "昨天", Z, NULL, 0, &f->err), KEPU_ERROR_BAD_DATE,
	       "昨天");
	static const char *const periods[] = { "2021", "/", "2021/x", "x/2021", "2021/2022/2023" };
	for (size_t i = 0; i < sizeof periods / sizeof *periods; i++)
		expect(f, kepu_builder_add_metadata(b, KEPU_META_PERIOD, periods[i], Z, NULL, 0, &f->err), KEPU_ERROR_BAD_DATE,
		       periods[i]);
	kepu_plan *plan = finish(f);
	assert_string_equal(kepu_plan_metadata(plan, KEPU_META_PERIOD, 0, NULL), "2021/2025-06-30");
	assert_string_equal(kepu_plan_period_start(plan, NULL), "2021");
	assert_string_equal(kepu_plan_period_end(plan, NULL), "2025-06-30");
	assert_int_equal(kepu_plan_metadata_count(plan, KEPU_META_BASIS), 2);
	assert_string_equal(kepu_plan_basis_number(plan, 0, NULL), "国发〔2021〕9号");
	assert_null(kepu_plan_basis_number(plan, 1, NULL));
	assert_null(kepu_plan_basis_number(plan, 2, NULL));
	assert_null(kepu_plan_metadata_provenance(plan, KEPU_META_BASIS, 0));
	kepu_plan_unref(plan);
}

static void test_spans_and_checks(void **state)
{
	fixture *f = *state;
	kepu_builder *b = f->b;
	const char *parts[] = { f->node, f->unit, f->assignment, f->indicator, f->phase, f->annex };
	for (size_t i = 0; i < 6; i++) {
		assert_int_equal(kepu_builder_add_span(b, parts[i], Z, NULL, 0, i, 1, 2, NULL), KEPU_OK);
		expect(f, kepu_builder_add_span(b, parts[i], Z, "colour", Z, 0, 0, 0, &f->err), KEPU_ERROR_UNKNOWN_FIELD,
		       parts[i]);
	}
	assert_int_equal(kepu_builder_add_span(b, f->node, Z, "title", Z, 10, 0, 1, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_span(b, f->node, Z, "title", Z, 11, 0, 1, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_span(b, f->node, Z, "textxx", 4, 12, 0, 1, NULL), KEPU_OK);
	assert_int_equal(
		kepu_builder_set_check(b, f->node, Z, "due", Z, KEPU_CHECK_CONFIRMED, "甲", Z, "2022-01-01", Z, NULL), 0);
	expect(f, kepu_builder_add_span(b, f->indicator, Z, "value", Z, 0, 0, 0, &f->err), KEPU_ERROR_UNKNOWN_FIELD,
	       f->indicator);
	assert_int_equal(kepu_builder_add_value(b, f->indicator, Z, KEPU_VALUE_TARGET, NULL, 0, "1", Z, NULL, 0, NULL),
	                 KEPU_OK);
	assert_int_equal(kepu_builder_add_span(b, f->indicator, Z, "value", Z, 13, 5, 6, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_set_check(b, f->unit, Z, NULL, 0, KEPU_CHECK_ENTERED, NULL, 0, NULL, 0, NULL),
	                 KEPU_OK);
	expect(f, kepu_builder_add_span(b, NULL, 0, NULL, 0, 0, 0, 0, &f->err), KEPU_ERROR_ARGUMENT, "id");
	expect(f, kepu_builder_add_span(b, "q", Z, NULL, 0, 0, 0, 0, &f->err), KEPU_ERROR_UNKNOWN_ID, "q");
	expect(f, kepu_builder_add_span(b, f->node, Z, NULL, 0, SIZE_MAX, 0, 0, &f->err), KEPU_ERROR_ARGUMENT, f->node);
	expect(f, kepu_builder_add_span(b, f->node, Z, NULL, 0, 0, UINT32_MAX, 1, &f->err), KEPU_ERROR_ARGUMENT, f->node);
	expect(f, kepu_builder_set_check(b, f->node, Z, NULL, 0, 0, NULL, 0, NULL, 0, &f->err), KEPU_ERROR_ARGUMENT,
	       "check");
	expect(f, kepu_builder_set_check(b, f->node, Z, NULL, 0, 1, "\x01", Z, NULL, 0, &f->err), KEPU_ERROR_BAD_CHARACTER,
	       f->node);

	kepu_plan *plan = finish(f);
	const kepu_node *node = kepu_plan_node_at(plan, 0);
	size_t paragraph, offset, length;
	assert_int_equal(kepu_provenance_span_count(kepu_node_provenance(node)), 1);
	assert_int_equal(kepu_provenance_span_count(kepu_node_title_provenance(node)), 2);
	assert_int_equal(kepu_provenance_span(kepu_node_title_provenance(node), 1, &paragraph, NULL, NULL), KEPU_OK);
	assert_int_equal(paragraph, 11);
	assert_int_equal(kepu_provenance_span_count(kepu_node_text_provenance(node)), 1);
	const kepu_provenance *due = kepu_node_due_provenance(node);
	assert_int_equal(kepu_provenance_check(due), KEPU_CHECK_CONFIRMED);
	assert_string_equal(kepu_provenance_check_token(due, NULL), "confirmed");
	assert_string_equal(kepu_provenance_by(due, NULL), "甲");
	assert_string_equal(kepu_provenance_when(due, NULL), "2022-01-01");
	const kepu_provenance *unit = kepu_unit_provenance(kepu_plan_unit_at(plan, 0));
	assert_int_equal(kepu_provenance_check(unit), KEPU_CHECK_ENTERED);
	assert_null(kepu_provenance_by(unit, NULL));
	const kepu_value *value = kepu_indicator_value_at(kepu_plan_indicator_at(plan, 0), 0);
	assert_int_equal(kepu_provenance_span(kepu_value_provenance(value), 0, &paragraph, &offset, &length), KEPU_OK);
	assert_int_equal(paragraph * 100 + offset * 10 + length, 1356);
	assert_int_equal(kepu_provenance_span(kepu_value_provenance(value), 1, &paragraph, &offset, &length),
	                 KEPU_NO_VALUE);
	assert_int_equal(kepu_provenance_span_count(kepu_assignment_provenance(kepu_plan_assignment_at(plan, 0))), 1);
	assert_int_equal(kepu_provenance_span_count(kepu_indicator_provenance(kepu_plan_indicator_at(plan, 0))), 1);
	assert_int_equal(kepu_provenance_span_count(kepu_phase_provenance(kepu_plan_phase_at(plan, 0))), 1);
	assert_int_equal(kepu_provenance_span_count(kepu_annex_provenance(kepu_plan_annex_at(plan, 0))), 1);
	kepu_plan_unref(plan);
}

/* Life of a builder */

static void test_levels(void **state)
{
	fixture *f = *state;
	const char *parent = f->node;
	for (int level = 2; level <= 64; level++)
		assert_int_equal(kepu_builder_add_node(f->b, parent, Z, KEPU_KIND_OTHER, NULL, 0, NULL, 0, &parent, NULL),
		                 KEPU_OK);
	const char *last = parent;
	expect(f, kepu_builder_add_node(f->b, last, Z, KEPU_KIND_OTHER, NULL, 0, NULL, 0, &parent, &f->err),
	       KEPU_ERROR_LIMIT, "64");
	assert_null(parent);
	kepu_plan *plan = finish(f);
	assert_int_equal(kepu_plan_node_count(plan), 64);
	kepu_plan_unref(plan);
}

static void test_cycle(void **state)
{
	fixture *f = *state;
	const char *other = NULL;
	kepu_plan *plan = (kepu_plan *)&other;
	assert_int_equal(kepu_builder_add_unit(f->b, "各部门", Z, 1, &other, NULL), KEPU_OK);
	set_ok(f, f->group, "member", other);
	set_ok(f, other, "member", f->group);
	expect(f, kepu_builder_finish(f->b, &plan, &f->err), KEPU_ERROR_CYCLE, f->group);
	assert_null(plan);
	expect(f, kepu_builder_finish(f->b, &plan, &f->err), KEPU_ERROR_CYCLE, f->group);
	set_ok(f, other, "member", NULL); /* the builder is as it was, so the mistake can be mended */
	plan = finish(f);
	assert_int_equal(kepu_unit_member_count(kepu_plan_unit_by_id(plan, f->group, Z)), 1);
	assert_int_equal(kepu_unit_member_count(kepu_plan_unit_by_id(plan, other, Z)), 0);
	assert_int_equal(kepu_unit_assignment_count(kepu_plan_unit_by_id(plan, f->unit, Z)), 1);
	kepu_plan_unref(plan);
}

static void test_spent(void **state)
{
	fixture *f = *state;
	kepu_plan *plan = finish(f), *again = plan;
	const char *id = "old";
	expect(f, kepu_builder_finish(f->b, &again, &f->err), KEPU_ERROR_FINISHED, "");
	assert_null(again);
	expect(f, kepu_builder_add_unit(f->b, "甲", Z, 0, &id, &f->err), KEPU_ERROR_FINISHED, "");
	assert_null(id);
	expect(f, set(f, NULL, "uid", "x"), KEPU_ERROR_FINISHED, "");
	expect(f, kepu_builder_add_paragraph(f->b, "x", 1, 1, &f->err), KEPU_ERROR_FINISHED, "");
	kepu_builder_free(f->b); /* the plan stays */
	f->b = NULL;
	assert_int_equal(kepu_plan_unit_count(plan), 2);
	kepu_plan_unref(plan);
}

static void test_handles(void **state)
{
	fixture *f = *state;
	kepu_plan *plan = NULL;
	expect(f, kepu_builder_new(NULL, &f->err), KEPU_ERROR_ARGUMENT, "out_builder");
	expect(f, kepu_builder_finish(f->b, NULL, &f->err), KEPU_ERROR_ARGUMENT, "out_plan");
	expect(f, kepu_builder_finish(NULL, &plan, &f->err), KEPU_ERROR_ARGUMENT, "builder");
	expect(f, kepu_builder_set(NULL, NULL, 0, "uid", Z, "x", Z, &f->err), KEPU_ERROR_ARGUMENT, "builder");
	plan = finish(f);
	expect(f, kepu_builder_set((kepu_builder *)plan, NULL, 0, "uid", Z, "x", Z, &f->err), KEPU_ERROR_BAD_HANDLE,
	       "kepu_builder");
	kepu_builder_free((kepu_builder *)plan); /* is none: nothing happens */
	kepu_builder_free(NULL);
	assert_int_equal(kepu_plan_unit_count(plan), 2);
	assert_null(kepu_plan_ref((kepu_plan *)f->b));
	kepu_plan_unref((kepu_plan *)f->b);
	assert_null(kepu_plan_uid((kepu_plan *)f->b, NULL));
	assert_int_equal(kepu_plan_node_count((kepu_plan *)f->b), 0);
	kepu_plan_unref(plan);
}

/* Without an error to fill in, the code alone says what is wrong. */
static void test_no_error_wanted(void **state)
{
	fixture *f = *state;
	assert_int_equal(kepu_builder_set(f->b, "zz", Z, "text", Z, "x", Z, NULL), KEPU_ERROR_UNKNOWN_ID);
	assert_int_equal(kepu_builder_add_unit(f->b, "\xff", Z, 0, NULL, NULL), KEPU_ERROR_BAD_UTF8);
	assert_int_equal(kepu_builder_add_unit(f->b, "甲", Z, 0, NULL, NULL), KEPU_OK);
}

/* The uid: the caller's, else the source bytes' digest, else the source text's. */
static void test_uid(void **state)
{
	fixture *f = *state;
	assert_int_equal(kepu_builder_add_paragraph(f->b, "a", Z, 1, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_paragraph(f->b, "", 0, 2, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_add_paragraph(f->b, "b", 1, 0, NULL), KEPU_OK);
	kepu_plan *plan = finish(f);
	assert_string_equal(kepu_plan_uid(plan, NULL), /* of "a\n\nb" */
	                    "sha256:38022fd2b8dbc5cb3d2cee74e083edbf59e3d4e13d067ebcb5db633d4cff4d8c");
	assert_int_equal(kepu_plan_paragraph_count(plan), 3);
	assert_string_equal(kepu_plan_paragraph(plan, 1, NULL), "");
	assert_int_equal(kepu_plan_paragraph_line(plan, 1), 2);
	assert_int_equal(kepu_plan_paragraph_line(plan, 2), 0);
	assert_null(kepu_plan_paragraph(plan, 3, NULL));
	kepu_plan_unref(plan);
}

static void test_uid_of_digest(void **state)
{
	fixture *f = *state;
	static const char digest[] = "sha256:0000000000000000000000000000000000000000000000000000000000000001";
	set_ok(f, NULL, "digest", digest);
	kepu_plan *plan = finish(f);
	assert_string_equal(kepu_plan_uid(plan, NULL), digest);
	kepu_plan_unref(plan);
}

int main(void)
{
#define T(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		T(test_added),      T(test_values),        T(test_fields),   T(test_weight),   T(test_taken_away),
		T(test_bad_fields), T(test_bad_parts),     T(test_bad_text), T(test_metadata), T(test_spans_and_checks),
		T(test_levels),     T(test_cycle),         T(test_spent),    T(test_handles),  T(test_no_error_wanted),
		T(test_uid),        T(test_uid_of_digest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
