/* Four threads read everything of one plan at the same time, make what is made of plans, and each its own plan. Run under
 * ThreadSanitizer (tests/run.sh --tsan), which fails the program where two of them touch the same memory unguarded; and
 * everywhere all of them have to read the same. walk.h is made from the description of the interface and calls every
 * reader and what makes something of a plan; all else is called here, and test_covered.py says where a function is not. */
#include <walk.h>

#include <kepu/kepu.h>

#include <inttypes.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define THREADS 4
#define Z KEPU_NUL_TERMINATED
#define DEPTH 2 /* a plan, its parts, what hangs on them */
#define NOTICE KEPU_SOURCE_DIR "/examples/data/qinghe-2022.txt"
#define PLAN KEPU_SOURCE_DIR "/tests/vectors/good-full/plan.xml"
#define COUNTIES KEPU_SOURCE_DIR "/examples/schemes/counties/"

/* What a thread is given, and what it found. Threads assert nothing, as cmocka's way out of a test is not theirs. */
typedef struct work {
	pthread_barrier_t *together;
	void (*does)(struct work *);
	struct walk read;   /* the digest of all that it read */
	const char *failed; /* the call that did not succeed */
	kepu_plan *plan;
	kepu_import *import;
	kepu_matrix *matrix;
	const kepu_score *score;
	const char *bytes;
	size_t length;
	int rounds;
	int number;
} work;

#define DO(call)                             \
	do {                                     \
		kepu_error *err_ = NULL;             \
		kepu_error **err = &err_;            \
		(void)err;                           \
		if ((call) != KEPU_OK && !w->failed) \
			w->failed = #call;               \
		kepu_error_free(err_);               \
	} while (0)

/* ThreadSanitizer makes everything ten times slower; --tsan asks for more than the short run. */
static int rounds(void)
{
	const char *asked = getenv("KEPU_ROUNDS");
	return asked ? atoi(asked) : 1;
}

static void *start(void *given)
{
	work *w = given;
	pthread_barrier_wait(w->together);
	for (int round = 0; round < w->rounds; round++)
		w->does(w);
	return NULL;
}

/* All begin at the same moment, succeed, and have read the same. */
static void run_together(work *all, void (*does)(work *))
{
	pthread_t threads[THREADS];
	pthread_barrier_t together;
	assert_int_equal(pthread_barrier_init(&together, NULL, THREADS), 0);
	for (int i = 0; i < THREADS; i++) {
		all[i].together = &together;
		all[i].does = does;
		all[i].number = i;
		all[i].rounds = rounds();
		assert_int_equal(pthread_create(&threads[i], NULL, start, &all[i]), 0);
	}
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	pthread_barrier_destroy(&together);
	for (int i = 0; i < THREADS; i++) {
		if (all[i].failed)
			fail_msg("thread %d: %s", i, all[i].failed);
		if (all[i].read.digest != all[0].read.digest || all[i].read.calls != all[0].read.calls)
			fail_msg("thread %d read something else than thread 0: %016" PRIx64 " after %" PRIu64 " calls", i,
			         all[i].read.digest, all[i].read.calls);
	}
}

static char *read_notice(size_t *out_length)
{
	FILE *file = fopen(NOTICE, "rb");
	assert_non_null(file);
	char *bytes = malloc(1 << 20);
	assert_non_null(bytes);
	*out_length = fread(bytes, 1, 1 << 20, file);
	assert_int_equal(fclose(file), 0);
	assert_true(*out_length > 1000);
	return bytes;
}

/* What was read goes into one digest; the objects that the walk met may be gone by then. */
static void add_walk(work *w, const struct walk *walk)
{
	walk_number(&w->read, walk->digest);
	w->read.calls += walk->calls;
}

static void add_text(work *w, const char *text, size_t length)
{
	walk_text(&w->read, text, length);
}

static void add_bytes(work *w, char *taken, size_t length)
{
	add_text(w, taken, length);
	kepu_free(taken);
}

static void add_findings(work *w, kepu_findings *taken)
{
	struct walk walk = { 0 };
	walk_kepu_findings(&walk, taken, DEPTH);
	add_walk(w, &walk);
	kepu_findings_free(taken);
}

static void add_plan(work *w, kepu_plan *taken, int depth)
{
	struct walk walk = { 0 };
	walk_kepu_plan(&walk, taken, depth);
	add_walk(w, &walk);
	kepu_plan_unref(taken);
}

static void add_error(work *w, kepu_status status, kepu_error *taken)
{
	size_t length = 0;
	const char *message = kepu_error_message(taken, KEPU_LANG_ZH, &length);
	add_text(w, message, length);
	walk_number(&w->read, (uint64_t)status);
	kepu_error_free(taken);
}

/* What is made of a plan. */

static void matrix_of_plan(work *w, int32_t flags)
{
	kepu_matrix *matrix = NULL, *part = NULL;
	DO(kepu_matrix_new(w->plan, flags, &matrix, err));
	const kepu_node *nodes[] = { kepu_plan_root_at(w->plan, 0) };
	const kepu_unit *units[] = { kepu_matrix_column_unit(matrix, 0) };
	DO(kepu_matrix_select(matrix, nodes, 1, units, 1, &part, err));
	struct walk walk = { .kepu_node = nodes[0], .kepu_unit = units[0] };
	walk_kepu_matrix(&walk, part, 1);
	make_of_kepu_matrix(&walk, part);
	add_walk(w, &walk);
	kepu_matrix_free(matrix);
	kepu_matrix_free(part);
}

static void progress_of_plan(work *w)
{
	kepu_progress *progress = NULL;
	DO(kepu_progress_new(w->plan, NULL, "2024-06", Z, KEPU_PATH_LINEAR, NULL, NULL, NULL, 0, &progress, err));
	struct walk walk = { 0 };
	walk_kepu_progress(&walk, progress, 1);
	make_of_kepu_progress(&walk, progress);
	add_walk(w, &walk);
	kepu_progress_free(progress);
}

static void regions_of_table(work *w)
{
	static const char csv[] = "code,name,parent,population-2023\n1,清河市,,90\n2,甲县,1,40\n";
	kepu_regions *regions = NULL, *filed = NULL;
	size_t index = 0;
	char path[sizeof KEPU_BUILD_DIR + 64];
	snprintf(path, sizeof path, "%s/tests/threads-%d.csv", KEPU_BUILD_DIR, w->number);
	DO(kepu_regions_from_csv(csv, sizeof csv - 1, &regions, NULL, err));
	DO(kepu_file_save(path, csv, sizeof csv - 1, err));
	DO(kepu_regions_from_csv_file(path, &filed, NULL, err));
	remove(path);
	struct walk walk = { 0 };
	walk_kepu_regions(&walk, regions, 1);
	walk_kepu_regions(&walk, filed, 1);
	walk_number(&walk, (uint64_t)kepu_regions_find(regions, "甲县", Z, &index) + index);
	add_walk(w, &walk);
	kepu_regions_free(regions);
	kepu_regions_free(filed);
}

/* A roll-up of its own in each thread, of one plan. */
static void roll_up(work *w)
{
	static const char tree[] = "code,name,parent\n1,清河市,\n2,甲县,1\n3,乙县,1\n";
	static const char csv[] = "region,indicator,period,value,unit,kind\n2,达标率,2023,1,,分子\n2,达标率,2023,3,,分母\n"
							  "2,达标率,2023,33,%,\n3,讲座,2023-Q1,2,,\n2,讲座,2024,无数据,,\n";
	kepu_regions *regions = NULL;
	kepu_rollup *rollup = NULL;
	kepu_totals *totals = NULL;
	kepu_findings *findings = NULL;
	size_t indicator = 0;
	DO(kepu_regions_from_csv(tree, sizeof tree - 1, &regions, NULL, err));
	DO(kepu_rollup_new(regions, 0, &rollup, err));
	kepu_regions_free(regions);
	DO(kepu_rollup_add_plan(rollup, w->plan, &findings, err));
	add_findings(w, findings);
	DO(kepu_rollup_add_bytes(rollup, csv, sizeof csv - 1, NULL, NULL, NULL, err));
	DO(kepu_rollup_find_indicator(rollup, "达标率", Z, &indicator));
	DO(kepu_rollup_total(rollup, indicator, 0, &totals, err));
	struct walk walk = { 0 };
	walk_kepu_rollup(&walk, rollup, 1);
	make_of_kepu_rollup(&walk, rollup);
	walk_kepu_totals(&walk, totals, 1);
	add_walk(w, &walk);
	kepu_rollup_free(rollup);
	kepu_totals_free(totals);
}

/* A thread changes its own copy while the others read the plan that it was copied from. */
static void change_of_plan(work *w)
{
	kepu_builder *builder = NULL;
	kepu_plan *changed = NULL;
	const char *id = kepu_node_id(kepu_plan_root_at(w->plan, 0), NULL);
	DO(kepu_builder_from_plan(w->plan, &builder, err));
	DO(kepu_builder_set(builder, id, Z, "title", Z, "另一个标题", Z, err));
	DO(kepu_builder_finish(builder, &changed, err));
	kepu_builder_free(builder);
	add_plan(w, changed, 1);
}

static void read_plan(work *w)
{
	struct walk walk = { 0 };
	walk_kepu_plan(&walk, w->plan, DEPTH);
	make_of_kepu_plan(&walk, w->plan);
	add_walk(w, &walk);
	matrix_of_plan(w, 0);
	matrix_of_plan(w, KEPU_MATRIX_INHERITED);
	progress_of_plan(w);
	regions_of_table(w);
	roll_up(w);
	change_of_plan(w);
}

static void read_import(work *w)
{
	struct walk walk = { 0 };
	walk_kepu_import(&walk, w->import, DEPTH);
	make_of_kepu_plan(&walk, w->plan);
	walk_kepu_matrix(&walk, w->matrix, DEPTH);
	add_walk(w, &walk);
}

/* Schemes of the thread's own; all is explained of the score that the others read, too. */
static void read_score(work *w)
{
	static const char text[] =
		"{\"format\": \"urn:kepu:scheme:1\", \"version\": \"0.1\", \"kind\": \"scheme\", \"id\": \"s\", "
		"\"children\": [{\"kind\": \"criterion\", \"id\": \"c\", \"points\": \"5\", "
		"\"children\": [{\"kind\": \"yes-no\"}]}]}";
	char path[sizeof KEPU_BUILD_DIR + 64];
	kepu_scheme *scheme = NULL, *again = NULL;
	kepu_scheme_builder *builder = NULL;
	struct walk walk = { 0 };
	int64_t coefficient = 0;
	int32_t scale = 0;
	walk_kepu_score(&walk, w->score, DEPTH);
	make_of_kepu_score(&walk, w->score);
	for (size_t element = 0; element < kepu_scheme_count(kepu_score_scheme(w->score)); element++)
		for (int32_t which = KEPU_NEED_GRADE; which <= KEPU_NEED_RANK; which++) {
			walk_number(&walk, (uint64_t)kepu_score_need(w->score, 1, element, which, &coefficient, &scale, NULL));
			walk_number(&walk, (uint64_t)coefficient);
		}
	snprintf(path, sizeof path, "%s/tests/threads-%d.scheme.xml", KEPU_BUILD_DIR, w->number);
	DO(kepu_scheme_load(text, sizeof text - 1, &scheme, err));
	DO(kepu_scheme_save_file(scheme, path, err));
	DO(kepu_scheme_load_file(path, &again, err));
	walk_kepu_scheme(&walk, again, 1);
	kepu_scheme_free(scheme);
	kepu_scheme_free(again);
	DO(kepu_scheme_builder_new(&builder, err));
	kepu_scheme_builder_free(builder);
	remove(path);
	add_walk(w, &walk);
}

/* The last reference may go anywhere: the plan's own, or that of a matrix. */
static void let_go(work *w)
{
	kepu_matrix *matrix = NULL;
	DO(kepu_matrix_new(w->plan, 0, &matrix, err));
	kepu_plan_unref(w->plan);
	walk_number(&w->read, kepu_matrix_row_count(matrix));
	kepu_matrix_free(matrix);
}

/* Plans of the thread's own, by all ways that lead to one. */

static void load_again(work *w, const kepu_plan *plan, int32_t format)
{
	kepu_load_options *options = NULL;
	kepu_findings *findings = NULL;
	kepu_plan *again = NULL;
	char *bytes = NULL;
	size_t length = 0;
	DO(kepu_plan_save_bytes(plan, format, &bytes, &length, err));
	DO(kepu_load_options_new(&options, err));
	if (format == KEPU_FORMAT_JSON)
		DO(kepu_plan_from_json(bytes, length, options, &again, &findings, err));
	else
		DO(kepu_plan_load_bytes(bytes, length, "plan", options, &again, &findings, err));
	kepu_load_options_free(options);
	kepu_free(bytes);
	add_findings(w, findings);
	add_plan(w, again, 1);
}

static void save_to_file(work *w, const kepu_plan *plan)
{
	kepu_save_options *options = NULL;
	kepu_plan *again = NULL;
	char path[sizeof KEPU_BUILD_DIR + 64], *digest = NULL;
	snprintf(path, sizeof path, "%s/tests/threads-%d.kepu.xml.gz", KEPU_BUILD_DIR, w->number);
	DO(kepu_save_options_new(&options, err));
	DO(kepu_plan_save_file(plan, path, options, err));
	kepu_save_options_free(options);
	DO(kepu_file_digest(path, &digest, err));
	add_bytes(w, digest, digest ? strlen(digest) : 0);
	DO(kepu_plan_load_file(path, NULL, &again, NULL, err));
	add_plan(w, again, 0);
	DO(kepu_file_save(path, "", 0, err));
	remove(path);
}

static void build_plan(work *w)
{
	kepu_builder *builder = NULL;
	kepu_plan *plan = NULL;
	const char *id = NULL;
	DO(kepu_builder_new(&builder, err));
	for (int i = 0; i < 50; i++)
		DO(kepu_builder_add_node(builder, id, Z, KEPU_KIND_TASK, "一、", Z, "办好讲座", Z, &id, err));
	DO(kepu_builder_finish(builder, &plan, err));
	kepu_builder_free(builder);
	add_plan(w, plan, 1);
}

static void fail_to_read(work *w)
{
	static const char broken[] =
		"<plan xmlns=\"urn:kepu:plan:1\" version=\"0.1\" uid=\"u\"><nodes><node/></nodes></plan>";
	kepu_plan *plan = NULL;
	kepu_import *import = NULL;
	kepu_error *error = NULL;
	kepu_status status = kepu_plan_load_bytes(broken, sizeof broken - 1, "file", NULL, &plan, NULL, &error);
	add_error(w, status, error);
	error = NULL;
	status = kepu_import_file("/nowhere/at all", NULL, &import, &error);
	add_error(w, status, error);
}

/* What needs no object. */
static void read_texts(work *w)
{
	int32_t precision = 0, first = 0, last = 0, scale = 0;
	int64_t coefficient = 0;
	size_t length = 0;
	char number[32] = "";
	DO(kepu_date_parse("2024-05", Z, &precision, &first, &last, err));
	walk_number(&w->read, (uint64_t)first);
	DO(kepu_decimal_parse("12.50", Z, &coefficient, &scale, err));
	DO(kepu_decimal_format(coefficient, scale, number, sizeof number, &length));
	add_text(w, number, strlen(number));
	walk_number(&w->read, (uint64_t)kepu_version_number());
	add_text(w, kepu_version(NULL), 3);
	for (size_t i = 0; i < kepu_component_count(); i++) {
		add_text(w, kepu_component_name(i, NULL), 3);
		const char *version = kepu_component_version(i, &length);
		add_text(w, version, length);
	}
	for (int32_t code = -1; code < 1000; code++) {
		const char *name = kepu_status_name(code, &length);
		add_text(w, name, length);
		name = kepu_finding_name(code, &length);
		add_text(w, name, length);
	}
}

static void own_plan(work *w)
{
	kepu_import_options *options = NULL;
	kepu_import *import = NULL;
	DO(kepu_import_options_new(&options, err));
	DO(kepu_import_bytes(w->bytes, w->length, NOTICE, options, &import, err));
	kepu_import_options_free(options);
	struct walk walk = { 0 };
	walk_kepu_import(&walk, import, 1);
	add_walk(w, &walk);
	kepu_plan *plan = kepu_plan_ref(kepu_import_plan(import));
	kepu_import_free(import);
	load_again(w, plan, KEPU_FORMAT_XML);
	load_again(w, plan, KEPU_FORMAT_XML_GZ);
	load_again(w, plan, KEPU_FORMAT_JSON);
	save_to_file(w, plan);
	build_plan(w);
	kepu_plan_unref(plan);
	fail_to_read(w);
	read_texts(w);
}

/* Comes first: nothing in the process, libxml2 included, was initialized before all threads begin. */
static void test_each_its_own(void **state)
{
	(void)state;
	work all[THREADS] = { 0 };
	size_t length;
	char *bytes = read_notice(&length);
	for (int i = 0; i < THREADS; i++) {
		all[i].bytes = bytes;
		all[i].length = length;
	}
	run_together(all, own_plan);
	assert_true(all[0].read.calls > 10000);
	free(bytes);
}

static kepu_import *import_notice(void)
{
	kepu_import *import = NULL;
	assert_int_equal(kepu_import_file(NOTICE, NULL, &import, NULL), KEPU_OK);
	return import;
}

static void run_on_plan(kepu_plan *plan, void (*does)(work *))
{
	work all[THREADS] = { 0 };
	for (int i = 0; i < THREADS; i++)
		all[i].plan = plan;
	run_together(all, does);
	assert_true(all[0].read.calls > 1000);
}

static void test_one_plan_imported(void **state)
{
	(void)state;
	kepu_import *import = import_notice();
	run_on_plan(kepu_import_plan(import), read_plan);
	kepu_import_free(import);
}

/* A file with all that a plan can hold, foreign elements, too. */
static void test_one_plan_loaded(void **state)
{
	(void)state;
	kepu_plan *plan = NULL;
	assert_int_equal(kepu_plan_load_file(PLAN, NULL, &plan, NULL, NULL), KEPU_OK);
	run_on_plan(plan, read_plan);
	kepu_plan_unref(plan);
}

static void test_one_import_and_one_matrix(void **state)
{
	(void)state;
	work all[THREADS] = { 0 };
	kepu_import *import = import_notice();
	kepu_matrix *matrix = NULL;
	assert_int_equal(kepu_matrix_new(kepu_import_plan(import), KEPU_MATRIX_INHERITED, &matrix, NULL), KEPU_OK);
	for (int i = 0; i < THREADS; i++) {
		all[i].import = import;
		all[i].matrix = matrix;
		all[i].plan = kepu_import_plan(import);
	}
	run_together(all, read_import);
	kepu_import_free(import);
	kepu_matrix_free(matrix);
}

static void test_one_score(void **state)
{
	(void)state;
	work all[THREADS] = { 0 };
	kepu_scheme *scheme = NULL;
	kepu_inputs *inputs = NULL;
	kepu_score *score = NULL;
	assert_int_equal(kepu_scheme_load_file(COUNTIES "scheme.xml", &scheme, NULL), KEPU_OK);
	assert_int_equal(kepu_inputs_new(scheme, &inputs, NULL), KEPU_OK);
	assert_int_equal(kepu_inputs_add_units_csv_file(inputs, COUNTIES "units.csv", NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_inputs_add_csv_file(inputs, COUNTIES "base.csv", NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_inputs_add_csv_file(inputs, COUNTIES "data.csv", NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_score_new(inputs, NULL, 0, &score, NULL, NULL), KEPU_OK);
	for (int i = 0; i < THREADS; i++)
		all[i].score = score;
	run_together(all, read_score);
	kepu_score_free(score);
	kepu_inputs_free(inputs);
	kepu_scheme_free(scheme);
}

static void test_last_reference(void **state)
{
	(void)state;
	for (int again = 0; again < 20; again++) {
		work all[THREADS] = { 0 };
		kepu_import *import = import_notice();
		for (int i = 0; i < THREADS; i++)
			for (int round = 0; round < rounds(); round++)
				all[i].plan = kepu_plan_ref(kepu_import_plan(import));
		kepu_import_free(import);
		run_together(all, let_go);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_its_own),    cmocka_unit_test(test_one_plan_imported),
		cmocka_unit_test(test_one_plan_loaded), cmocka_unit_test(test_one_import_and_one_matrix),
		cmocka_unit_test(test_last_reference),  cmocka_unit_test(test_one_score),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
