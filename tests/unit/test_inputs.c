/* Figures as the rules find them: which stage, part and object, and in an order that no row decides. */
#include "score/inputs.h"

#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static const char xml[] =
	"<scheme xmlns='urn:kepu:scheme:1' version='0.1' id='s'><stage id='self'/><stage id='review'/><stage id='final'/>"
	"<module id='m'><part by='period' id='q1'/><part by='period' id='q2'/><criterion id='talks' points='10'>"
	"<part by='source' id='own'/><part by='source' id='public'/><ratio measure='per' target='4'/></criterion></module>"
	"<criterion id='sites' points='9'><tiers each='3'><item id='city' each='3'/><item id='nation' each='7'/></tiers></criterion>"
	"<criterion id='grade' points='5'><level><level id='l1' name='一级' points='5'/><level id='l2' name='二级' points='3'/></level>"
	"</criterion></scheme>";

static kepu_inputs *make(const char *units, const char *const *rows, size_t count, bool backwards)
{
	kepu_scheme *scheme = NULL;
	kepu_inputs *inputs = NULL;
	assert_int_equal(kepu_scheme_load(xml, strlen(xml), &scheme, NULL), KEPU_OK);
	assert_int_equal(kepu_inputs_new(scheme, &inputs, NULL), KEPU_OK);
	kepu_scheme_free(scheme);
	assert_int_equal(kepu_inputs_add_units_csv(inputs, units, strlen(units), NULL, NULL), KEPU_OK);
	for (size_t i = 0; i < count; i++) {
		char csv[256];
		snprintf(csv, sizeof csv, "unit,criterion,item,object,period,source,stage,value,reason\n%s\n",
		         rows[backwards ? count - 1 - i : i]);
		assert_int_equal(kepu_inputs_add_csv(inputs, csv, strlen(csv), NULL, NULL), KEPU_OK);
	}
	assert_int_equal(kepu_inputs_count(inputs), count);
	assert_int_equal(kp_inputs_settle(inputs, NULL), KEPU_OK);
	return inputs;
}

static const char *const rows[] = {
	"b,talks,,,q1,own,,1,",         "b,talks,,,q1,own,review,2,核减",
	"b,talks,,,q1,public,,3,",      "b,talks,,,q2,own,final,4,补报",
	"a,talks,,,q1,own,,5,",         "b,,population,,,,,100,",
	"b,,population,,q1,,,101,",     "b,,population,,q1,own,,102,",
	"b,,population,,,public,,103,", "b,sites,city,科技馆,,,,1,",
	"b,sites,nation,科技馆,,,,0,",  "b,sites,city,农场,,,,1,",
	"b,grade,,,,,,二级,",
};
#define ROWS (sizeof rows / sizeof *rows)

/* The coefficient of what is found, -1 for nothing. Texts are looked for as anybody's own copies. */
static int64_t found(const kepu_inputs *inputs, const char *element, const char *unit, const char *item,
                     const char *object, const char *period, const char *source, uint16_t stage)
{
	kp_arena arena;
	uint32_t number;
	kp_arena_init(&arena);
	const char *const texts[] = { item, object, period, source };
	kp_str copies[4];
	for (size_t i = 0; i < 4; i++)
		copies[i] = texts[i] ? kp_str_new(&arena, texts[i], strlen(texts[i])) : NULL;
	const kp_spot spot = { copies[2], copies[3], stage };
	assert_true(kp_inputs_unit(inputs, unit, strlen(unit), &number));
	const kp_scheme_element *one = kp_scheme_find(inputs->scheme, element, strlen(element));
	assert_non_null(one);
	const kp_input *figure = kp_inputs_find(inputs, one->index, number, copies[0], copies[1], &spot);
	kp_arena_free(&arena);
	assert_true(!figure || figure->unit == number);
	return figure ? figure->value.coefficient : -1;
}

static void check(const kepu_inputs *inputs)
{
	assert_int_equal(found(inputs, "talks", "b", "value", NULL, "q1", "own", 0), 1);
	assert_int_equal(found(inputs, "talks", "b", "value", NULL, "q1", "own", 1), 2);
	assert_int_equal(found(inputs, "talks", "b", "value", NULL, "q1", "own", 2), 2); /* the last that has one */
	assert_int_equal(found(inputs, "talks", "b", "value", NULL, "q1", "public", 2), 3);
	assert_int_equal(found(inputs, "talks", "b", "value", NULL, "q2", "own", 1), -1); /* a later one does not count */
	assert_int_equal(found(inputs, "talks", "b", "value", NULL, "q2", "own", 2), 4);
	assert_int_equal(found(inputs, "talks", "b", "value", NULL, NULL, NULL, 2), -1);
	assert_int_equal(found(inputs, "talks", "a", "value", NULL, "q1", "own", 2), 5);
	assert_int_equal(found(inputs, "talks", "c", "value", NULL, "q1", "own", 2), -1);
	/* the unit's own: of both parts, of the period, of the source, of none */
	assert_int_equal(found(inputs, "talks", "b", "population", NULL, "q1", "own", 0), 102);
	assert_int_equal(found(inputs, "talks", "b", "population", NULL, "q1", "public", 0), 101);
	assert_int_equal(found(inputs, "talks", "b", "population", NULL, "q2", "public", 0), 103);
	assert_int_equal(found(inputs, "talks", "b", "population", NULL, "q2", "own", 0), 100);
	assert_int_equal(found(inputs, "grade", "b", "population", NULL, NULL, NULL, 0), 100);
	assert_int_equal(found(inputs, "talks", "a", "population", NULL, "q1", "own", 0), -1);
	assert_int_equal(found(inputs, "sites", "b", "city", "农场", NULL, NULL, 0), 1);
	assert_int_equal(found(inputs, "sites", "b", "nation", "科技馆", NULL, NULL, 0), 0);
	assert_int_equal(found(inputs, "sites", "b", "nation", "农场", NULL, NULL, 0), -1);
	assert_int_equal(found(inputs, "grade", "b", "value", NULL, NULL, NULL, 0), 2); /* the place of the level */
}

static void test_finding_whatever_the_order(void **state)
{
	(void)state;
	static const char *const units[] = { "unit\na\nb\nc\n", "unit\nc\nb\na\n" };
	for (size_t i = 0; i < 2; i++) {
		kepu_inputs *inputs = make(units[i], rows, ROWS, i);
		size_t count;
		for (size_t k = 0; k < 3; k++)
			assert_int_equal(*inputs->units[k].id, (char)('a' + k));
		check(inputs);
		const kp_scheme_element *sites = kp_scheme_find(inputs->scheme, "sites", 5);
		const kp_input *figures = kp_inputs_of(inputs, sites->index, 1, &count);
		assert_int_equal(count, 3);
		assert_string_equal(figures[0].item, "city");
		assert_string_equal(figures[2].item, "nation");
		assert_int_equal(figures[0].line, 2);
		kp_inputs_of(inputs, sites->index, 0, &count);
		assert_int_equal(count, 0);
		kp_inputs_of(inputs, 0, 1, &count);
		assert_int_equal(count, 4); /* of the scheme: the unit's own */
		kepu_inputs_free(inputs);
	}
}

static void test_nothing_to_be_found(void **state)
{
	(void)state;
	kepu_inputs *none = make("unit\na\n", NULL, 0, false), *no_units = make("unit\n", NULL, 0, false);
	assert_int_equal(found(none, "talks", "a", "value", NULL, "q1", "own", 0), -1);
	assert_int_equal(kepu_inputs_unit_count(no_units), 0);
	kepu_inputs_free(none);
	kepu_inputs_free(no_units);
}

static void test_closed_once_settled(void **state)
{
	(void)state;
	kepu_inputs *inputs = make("unit\na\n", NULL, 0, false);
	assert_int_equal(kp_inputs_settle(inputs, NULL), KEPU_OK); /* again does nothing */
	assert_int_equal(kepu_inputs_add_unit(inputs, "b", 1, NULL, 0, NULL, 0, NULL, 0, NULL), KEPU_ERROR_STATE);
	assert_int_equal(kepu_inputs_set(inputs, "unit", 4, "a", 1, NULL), KEPU_ERROR_STATE);
	assert_int_equal(kepu_inputs_add(inputs, NULL, NULL), KEPU_ERROR_STATE);
	assert_int_equal(kepu_inputs_add_csv(inputs, "unit,value\n", 11, NULL, NULL), KEPU_ERROR_STATE);
	kepu_inputs *kept = kp_inputs_ref(inputs);
	kepu_inputs_free(inputs);
	assert_int_equal(kepu_inputs_unit_count(kept), 1);
	kepu_inputs_free(kept);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finding_whatever_the_order),
		cmocka_unit_test(test_nothing_to_be_found),
		cmocka_unit_test(test_closed_once_settled),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
