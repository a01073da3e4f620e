/* Memory runs out at each allocation in turn. Whatever the library was doing, it then says so (or has done without and
 * gives the same result), gives back every block, and leaves files as they were. */
#include "wrap.h"

#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include <cmocka.h>
#include <dirent.h>
#include <libxml/parser.h>
#include <unistd.h>

#define TEXT(text) (text), KEPU_NUL_TERMINATED

typedef struct outcome {
	uint64_t digest; /* of all that came out */
	kepu_error *err;
} outcome;

static struct {
	char *notice, *gb18030; /* bytes */
	size_t notice_length, gb18030_length;
	kepu_plan *plan;
	char *xml, *gz, *json;
	size_t xml_length, gz_length, json_length;
	char folder[64], path[96], path_gz[96];
} given;

static void digest_bytes(outcome *out, const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		out->digest = (out->digest ^ (unsigned char)bytes[i]) * UINT64_C(0x100000001b3);
}

static void digest_number(outcome *out, size_t number)
{
	digest_bytes(out, (const char *)&number, sizeof number);
}

static kepu_status digest_plan(outcome *out, const kepu_plan *plan)
{
	char *bytes = NULL;
	size_t length = 0;
	kepu_status status = kepu_plan_save_bytes(plan, KEPU_FORMAT_XML, &bytes, &length, &out->err);
	if (status == KEPU_OK)
		digest_bytes(out, bytes, length);
	else
		assert_null(bytes);
	kepu_free(bytes);
	return status;
}

static void digest_findings(outcome *out, const kepu_findings *findings)
{
	digest_number(out, kepu_findings_count(findings));
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		size_t length;
		const char *text = kepu_findings_message(findings, i, KEPU_LANG_ZH, &length);
		digest_bytes(out, text, length);
	}
}

/* What a builder is told, one call after another until one fails. */
static kepu_status fill(kepu_builder *b, kepu_error **err)
{
	const char *annex, *part, *task, *unit, *group, *assignment, *indicator, *phase;
	kepu_status s;
#define DO(call)                 \
	if ((s = (call)) != KEPU_OK) \
	return s
	DO(kepu_builder_add_metadata(b, KEPU_META_TITLE, TEXT("某县科普方案"), NULL, 0, err));
	DO(kepu_builder_add_metadata(b, KEPU_META_PERIOD, TEXT("2021/2025"), NULL, 0, err));
	DO(kepu_builder_add_metadata(b, KEPU_META_BASIS, TEXT("某法"), TEXT("某发〔2021〕1号"), err));
	DO(kepu_builder_set(b, NULL, 0, TEXT("uid"), TEXT("urn:x"), err));
	DO(kepu_builder_set(b, NULL, 0, TEXT("region-name"), TEXT("某县"), err));
	DO(kepu_builder_add_paragraph(b, TEXT("一、办一件事。由甲局牵头。"), 1, err));
	DO(kepu_builder_add_node(b, NULL, 0, KEPU_KIND_PART, TEXT("一、"), TEXT("总的"), &part, err));
	DO(kepu_builder_add_node(b, TEXT(part), KEPU_KIND_TASK, TEXT("（一）"), TEXT("办一件事"), &task, err));
	DO(kepu_builder_set(b, TEXT(task), TEXT("text"), TEXT("由甲局牵头。"), err));
	DO(kepu_builder_set(b, TEXT(task), TEXT("due-date"), TEXT("2024-06"), err));
	DO(kepu_builder_add_span(b, TEXT(task), TEXT("title"), 0, 2, 4, err));
	DO(kepu_builder_set_check(b, TEXT(task), NULL, 0, KEPU_CHECK_CONFIRMED, TEXT("某人"), TEXT("2024-01-01"), err));
	DO(kepu_builder_add_unit(b, TEXT("甲局"), 0, &unit, err));
	DO(kepu_builder_set(b, TEXT(unit), TEXT("alias"), TEXT("甲"), err));
	DO(kepu_builder_set(b, TEXT(unit), TEXT("function"), TEXT("education"), err));
	DO(kepu_builder_add_unit(b, TEXT("各单位"), 1, &group, err));
	DO(kepu_builder_set(b, TEXT(group), TEXT("member"), TEXT(unit), err));
	DO(kepu_builder_add_assignment(b, TEXT(task), TEXT(unit), KEPU_ROLE_LEAD, &assignment, err));
	DO(kepu_builder_set(b, TEXT(assignment), TEXT("leader"), TEXT("某人"), err));
	DO(kepu_builder_add_indicator(b, TEXT(task), TEXT("比例"), TEXT("%"), KEPU_COMPARISON_AT_LEAST, &indicator, err));
	DO(kepu_builder_add_value(b, TEXT(indicator), KEPU_VALUE_TARGET, TEXT("2025"), TEXT("15.5"), NULL, 0, err));
	DO(kepu_builder_set(b, TEXT(indicator), TEXT("quote"), TEXT("达到15.5%"), err));
	DO(kepu_builder_add_phase(b, TEXT("启动"), TEXT("2021"), TEXT("2022"), TEXT("开始"), &phase, err));
	DO(kepu_builder_add_annex(b, TEXT("附件1"), TEXT("任务表"), &annex, err));
	DO(kepu_builder_add_node(b, TEXT(annex), KEPU_KIND_TASK, TEXT("1."), TEXT("另一件"), NULL, err));
	for (int i = 0; i < 40; i++) /* enough for every table and block to grow */
		DO(kepu_builder_add_node(b, TEXT(part), KEPU_KIND_ACTION, NULL, 0, TEXT("许多件里的一件"), NULL, err));
#undef DO
	return KEPU_OK;
}

static kepu_status run_builder(outcome *out)
{
	kepu_builder *builder = NULL;
	kepu_plan *plan = NULL;
	kepu_status status = kepu_builder_new(&builder, &out->err);
	if (status == KEPU_OK)
		status = fill(builder, &out->err);
	else
		assert_null(builder);
	if (status == KEPU_OK) {
		status = kepu_builder_finish(builder, &plan, &out->err);
		assert_true((status == KEPU_OK) == (plan != NULL));
	}
	kepu_builder_free(builder);
	if (status == KEPU_OK)
		status = digest_plan(out, plan);
	kepu_plan_unref(plan);
	return status;
}

static kepu_status run_check(outcome *out)
{
	kepu_findings *findings = NULL;
	kepu_status status = kepu_plan_check(given.plan, &findings, &out->err);
	assert_true((status == KEPU_OK) == (findings != NULL));
	if (status == KEPU_OK)
		digest_findings(out, findings);
	kepu_findings_free(findings);
	return status;
}

static kepu_status run_matrix(outcome *out, int32_t flags)
{
	kepu_matrix *matrix = NULL;
	char *csv = NULL;
	size_t length = 0;
	kepu_status status = kepu_matrix_new(given.plan, flags, &matrix, &out->err);
	assert_true((status == KEPU_OK) == (matrix != NULL));
	if (status == KEPU_OK) {
		status = kepu_matrix_to_csv(matrix, 1, &csv, &length, &out->err);
		assert_true((status == KEPU_OK) == (csv != NULL));
		digest_bytes(out, csv, length);
	}
	kepu_free(csv);
	kepu_matrix_free(matrix);
	return status;
}

static kepu_status run_own_matrix(outcome *out)
{
	return run_matrix(out, 0);
}

static kepu_status run_inherited_matrix(outcome *out)
{
	return run_matrix(out, KEPU_MATRIX_INHERITED);
}

static kepu_status run_facts(outcome *out)
{
	char *json = NULL;
	size_t length = 0;
	kepu_status status = kepu_plan_to_facts(given.plan, &json, &length, &out->err);
	assert_true((status == KEPU_OK) == (json != NULL));
	digest_bytes(out, json, length);
	kepu_free(json);
	return status;
}

static kepu_status run_html(outcome *out)
{
	char *page = NULL;
	size_t length = 0;
	kepu_status status = kepu_plan_to_html(given.plan, NULL, KEPU_LANG_ZH, &page, &length, &out->err);
	assert_true((status == KEPU_OK) == (page != NULL));
	digest_bytes(out, page, length);
	kepu_free(page);
	return status;
}

static kepu_status run_save_bytes(outcome *out)
{
	for (int32_t format = KEPU_FORMAT_XML; format <= KEPU_FORMAT_JSON_GZ; format++) {
		char *bytes = NULL;
		size_t length = 0;
		kepu_status status = kepu_plan_save_bytes(given.plan, format, &bytes, &length, &out->err);
		assert_true((status == KEPU_OK) == (bytes != NULL));
		digest_bytes(out, bytes, length);
		kepu_free(bytes);
		if (status != KEPU_OK)
			return status;
	}
	return KEPU_OK;
}

static size_t count_files(void)
{
	DIR *folder = opendir(given.folder);
	size_t count = 0;
	assert_non_null(folder);
	for (struct dirent *entry = readdir(folder); entry; entry = readdir(folder))
		count += entry->d_name[0] != '.' || entry->d_name[1] > '.';
	closedir(folder);
	return count;
}

static kepu_status save_file(outcome *out, const char *path)
{
	kepu_save_options *options = NULL;
	char *digest = NULL;
	kepu_status status = kepu_save_options_new(&options, &out->err);
	if (status == KEPU_OK)
		status = kepu_file_digest(path, &digest, &out->err);
	if (status == KEPU_OK)
		status = kepu_save_options_set_expected(options, digest, &out->err);
	if (status == KEPU_OK)
		status = kepu_plan_save_file(given.plan, path, options, &out->err);
	kepu_free(digest);
	kepu_save_options_free(options);
	return status;
}

static kepu_status run_save_file(outcome *out)
{
	kepu_status status = save_file(out, given.path);
	if (status == KEPU_OK)
		status = save_file(out, given.path_gz);
	assert_int_equal(count_files(), 2);
	return status;
}

static kepu_status load(outcome *out, const char *path, const char *bytes, size_t length)
{
	kepu_load_options *options = NULL;
	kepu_findings *findings = NULL;
	kepu_plan *plan = NULL;
	kepu_status status = kepu_load_options_new(&options, &out->err);
	if (status == KEPU_OK)
		status = kepu_load_options_set_limit(options, KEPU_LIMIT_DEPTH, 100, &out->err);
	if (status == KEPU_OK) {
		status = path ? kepu_plan_load_file(path, options, &plan, &findings, &out->err)
		              : kepu_plan_load_bytes(bytes, length, "memory", options, &plan, &findings, &out->err);
		assert_true((status == KEPU_OK) == (plan != NULL));
		assert_true((status == KEPU_OK) == (findings != NULL));
	}
	if (status == KEPU_OK) {
		digest_findings(out, findings);
		status = digest_plan(out, plan);
	}
	kepu_findings_free(findings);
	kepu_plan_unref(plan);
	kepu_load_options_free(options);
	return status;
}

static kepu_status run_load_bytes(outcome *out)
{
	return load(out, NULL, given.xml, given.xml_length);
}

static kepu_status run_load_gzip(outcome *out)
{
	return load(out, NULL, given.gz, given.gz_length);
}

static kepu_status run_load_file(outcome *out)
{
	return load(out, given.path, NULL, 0);
}

/* A file of a newer version with foreign content in several places: what is unknown is kept and reported. */
static const char foreign_xml[] =
	"<plan xmlns=\"urn:kepu:plan:1\" xmlns:a=\"urn:a\" version=\"0.99\" uid=\"u\" revision=\"1\" status=\"draft\" a:x=\"1\">"
	"<a:first a:y=\"2\">text<a:deep/></a:first><new attribute=\"x\">kept</new>"
	"<nodes a:z=\"&lt;&quot;\"><node id=\"n1\" kind=\"strange\"><title>题</title><a:inside xmlns:b=\"urn:b\" b:c=\"d\"/></node>"
	"</nodes><a:last><![CDATA[<>]]></a:last></plan>";

static kepu_status run_load_foreign(outcome *out)
{
	return load(out, NULL, foreign_xml, sizeof foreign_xml - 1);
}

static kepu_status run_load_json(outcome *out)
{
	return load(out, NULL, given.json, given.json_length);
}

/* The same as the file above, with foreign attributes and elements in and behind texts, too. */
static const char foreign_json[] =
	"{\"format\":\"urn:kepu:plan:1\",\"version\":\"0.99\",\"uid\":\"\\u4e00\\ud840\\udc00\",\"units\":[{\"id\":\"u1\","
	"\"name\":\"\\u7532\",\"aliases\":[\"a\",\"b\"],\"functions\":[\"x\",\"y\"],\"foreign\":[{\"element\":\"alias\","
	"\"index\":1,\"place\":\"inside\",\"before\":1,\"xml\":\"<a:i xmlns:a=\\\"urn:a\\\"><b/></a:i>\"},{\"element\":\"alias\","
	"\"index\":0,\"place\":\"after\",\"xml\":\"<new><a:i xmlns:a=\\\"urn:a\\\"/></new>\"}]}],\"nodes\":[{\"id\":\"n1\","
	"\"kind\":\"strange\",\"text\":\"t\",\"text_provenance\":{\"spans\":[[0,0,1],[0,1,1]],\"findings\":[\"f\"]},"
	"\"foreign\":[{\"place\":\"attributes\",\"xml\":\"mood='good' xmlns:a='urn:a' a:x='&lt;'\"}]}]}";

static kepu_status run_load_foreign_json(outcome *out)
{
	return load(out, NULL, foreign_json, sizeof foreign_json - 1);
}

static kepu_status run_import(outcome *out, const char *bytes, size_t length)
{
	kepu_import_options *options = NULL;
	kepu_import *import = NULL;
	kepu_status status = kepu_import_options_new(&options, &out->err);
	if (status == KEPU_OK)
		status = kepu_import_options_set_uid(options, TEXT("urn:x"), &out->err);
	if (status == KEPU_OK) {
		status = kepu_import_bytes(bytes, length, "memory", options, &import, &out->err);
		assert_true((status == KEPU_OK) == (import != NULL));
	}
	if (status == KEPU_OK) {
		digest_findings(out, kepu_import_findings(import));
		digest_number(out, kepu_import_segment_count(import));
		status = digest_plan(out, kepu_import_plan(import));
	}
	kepu_import_free(import);
	kepu_import_options_free(options);
	return status;
}

static kepu_status run_import_utf8(outcome *out)
{
	return run_import(out, given.notice, given.notice_length);
}

static kepu_status run_import_gb18030(outcome *out)
{
	return run_import(out, given.gb18030, given.gb18030_length);
}

/* A page with all that the reader of pages makes room for: lists, an index table, a title of its own, a late article. */
static kepu_status run_import_page(outcome *out)
{
	static const char page[] =
		"<html><head><meta charset=gb2312><meta name=ArticleTitle content='某县科普工作要点'><title>某县</title></head>"
		"<body><ul><li><a href=1>首页</a></ul><table><tr><td>发文字号<td>某科发〔2024〕3号</table><div><div>"
		"<p>一、办好科普日，全年活动不少于20场。（责任单位：县科协、县教育局）</p><ol><li>甲，一样。<ol><li>乙，两样。</ol>"
		"<li>丙，三样。</ol><p>二、建好科普馆，每个乡镇建一座。（责任单位：县科协）</p></div></div></body></html>";
	return run_import(out, page, sizeof page - 1);
}

/* A failure that is no lack of memory, met while memory runs out: either may be reported, and nothing leaks. */
static kepu_status run_bad_xml(outcome *out)
{
	static const char bad[] =
		"<plan xmlns=\"urn:kepu:plan:1\" version=\"0.1\" uid=\"u\"><nodes><node id=\"n1\" kind=\"task\">"
		"</node><node id=\"n1\" kind=\"task\"/></nodes></plan>";
	kepu_plan *plan = NULL;
	kepu_status status = kepu_plan_load_bytes(bad, sizeof bad - 1, "bad", NULL, &plan, NULL, &out->err);
	assert_null(plan);
	if (status == KEPU_ERROR_MEMORY)
		return status;
	assert_int_equal(status, KEPU_ERROR_DUPLICATE_ID);
	assert_int_equal(kepu_error_code(out->err) == status || kepu_error_code(out->err) == KEPU_ERROR_MEMORY, 1);
	kepu_error_free(out->err);
	out->err = NULL;
	return KEPU_OK;
}

static kepu_status run_bad_json(outcome *out)
{
	static const char bad[] =
		"{\"format\": \"urn:kepu:plan:1\", \"version\": \"0.1\", \"uid\": \"u\", \"nodes\": [\n"
		"{\"id\": \"n1\"}, {\"id\": \"n2\", \"foreign\": [{\"place\": \"inside\", \"xml\": \"<a>\"}]}]}";
	kepu_plan *plan = NULL;
	kepu_status status = kepu_plan_from_json(bad, sizeof bad - 1, NULL, &plan, NULL, &out->err);
	assert_null(plan);
	if (status == KEPU_ERROR_MEMORY)
		return status;
	assert_int_equal(status, KEPU_ERROR_NOT_XML);
	assert_int_equal(kepu_error_code(out->err) == status || kepu_error_code(out->err) == KEPU_ERROR_MEMORY, 1);
	kepu_error_free(out->err);
	out->err = NULL;
	return KEPU_OK;
}

static const struct scenario {
	const char *name;
	kepu_status (*run)(outcome *);
} scenarios[] = {
	{ "builder", run_builder },
	{ "check", run_check },
	{ "matrix", run_own_matrix },
	{ "matrix, inherited", run_inherited_matrix },
	{ "facts", run_facts },
	{ "page", run_html },
	{ "save, memory", run_save_bytes },
	{ "save, file", run_save_file },
	{ "load, memory", run_load_bytes },
	{ "load, gzip", run_load_gzip },
	{ "load, file", run_load_file },
	{ "load, foreign", run_load_foreign },
	{ "load, bad", run_bad_xml },
	{ "load, JSON", run_load_json },
	{ "load, foreign, JSON", run_load_foreign_json },
	{ "load, bad JSON", run_bad_json },
	{ "import, UTF-8", run_import_utf8 },
	{ "import, GB18030", run_import_gb18030 },
	{ "import, page", run_import_page },
};

static kepu_status attempt(const struct scenario *scenario, size_t n, bool later, uint64_t *digest)
{
	outcome out = { UINT64_C(0xcbf29ce484222325), NULL };
	size_t live = wrap.live;
	wrap.strangers = 0;
	wrap_arm(n, later);
	kepu_status status = scenario->run(&out);
	wrap_disarm();
	xmlResetLastError(); /* libxml2 keeps a thread's last fault that belongs to no parser, like one without memory */
	if (status != KEPU_OK && kepu_error_code(out.err) != status)
		fail_msg("%s, allocation %zu: status %d, but the error says %d", scenario->name, n, (int)status,
		         (int)kepu_error_code(out.err));
	if (status != KEPU_OK && !kepu_error_message(out.err, KEPU_LANG_EN, NULL))
		fail_msg("%s, allocation %zu: the error has no message", scenario->name, n);
	if (status == KEPU_OK && out.err)
		fail_msg("%s, allocation %zu: success with an error", scenario->name, n);
	kepu_error_free(out.err);
	if (wrap.live != live)
		fail_msg("%s, allocation %zu%s: %zu blocks before, %zu after", scenario->name, n, later ? " and later" : "",
		         live, wrap.live);
	if (wrap.strangers)
		fail_msg("%s, allocation %zu: %zu blocks freed that nobody allocated", scenario->name, n, wrap.strangers);
	*digest = out.digest;
	return status;
}

static void test_scenario(void **state)
{
	const struct scenario *scenario = *state;
	uint64_t expected, found;
	assert_int_equal(attempt(scenario, 0, false, &expected), KEPU_OK); /* libxml2 makes what it keeps */
	assert_int_equal(attempt(scenario, 0, false, &expected), KEPU_OK);
	size_t total = wrap.count, survived = 0;
	assert_true(total > 0);
	for (int later = 0; later <= 1; later++) {
		for (size_t n = 1;; n++) {
			kepu_status status = attempt(scenario, n, later, &found);
			if (!wrap.failed)
				break;
			if (status == KEPU_OK && found == expected)
				survived++;
			else if (status != KEPU_ERROR_MEMORY)
				fail_msg("%s, allocation %zu%s failed: status %d%s", scenario->name, n, later ? " and later" : "",
				         (int)status, status == KEPU_OK ? " with another result" : "");
		}
		assert_int_equal(attempt(scenario, 0, false, &found), KEPU_OK);
		assert_true(found == expected);
	}
	print_message("%s: %zu allocations, done without %zu times\n", scenario->name, total, survived);
}

static char *read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	char *bytes = __real_malloc(1u << 20);
	assert_non_null(bytes);
	*length = fread(bytes, 1, 1u << 20, file);
	assert_true(*length > 0 && *length < 1u << 20);
	fclose(file);
	return bytes;
}

static int prepare(void **state)
{
	(void)state;
	kepu_import *import = NULL;
	given.notice = read_file(KEPU_SOURCE_DIR "/examples/data/qinghe-2022.txt", &given.notice_length);
	given.gb18030 = read_file(KEPU_SOURCE_DIR "/tests/oom/notice.gb18030.txt", &given.gb18030_length);
	assert_int_equal(kepu_import_bytes(given.notice, given.notice_length, NULL, NULL, &import, NULL), KEPU_OK);
	given.plan = kepu_plan_ref(kepu_import_plan(import));
	kepu_import_free(import);
	assert_int_equal(kepu_plan_save_bytes(given.plan, KEPU_FORMAT_XML, &given.xml, &given.xml_length, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_save_bytes(given.plan, KEPU_FORMAT_XML_GZ, &given.gz, &given.gz_length, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_to_json(given.plan, &given.json, &given.json_length, NULL), KEPU_OK);
	strcpy(given.folder, "/tmp/kepu-oom-XXXXXX");
	assert_non_null(mkdtemp(given.folder));
	snprintf(given.path, sizeof given.path, "%s/plan.kepu.xml", given.folder);
	snprintf(given.path_gz, sizeof given.path_gz, "%s/plan.kepu.xml.gz", given.folder);
	assert_int_equal(kepu_plan_save_file(given.plan, given.path, NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_save_file(given.plan, given.path_gz, NULL, NULL), KEPU_OK);
	return 0;
}

static int clean(void **state)
{
	(void)state;
	unlink(given.path);
	unlink(given.path_gz);
	rmdir(given.folder);
	kepu_free(given.xml);
	kepu_free(given.gz);
	kepu_free(given.json);
	kepu_plan_unref(given.plan);
	__real_free(given.notice);
	__real_free(given.gb18030);
	xmlCleanupParser();
	assert_int_equal(wrap.live, 0);
	wrap_close();
	return 0;
}

int main(void)
{
	enum { COUNT = sizeof scenarios / sizeof *scenarios };
	struct CMUnitTest tests[COUNT];
	for (size_t i = 0; i < COUNT; i++)
		tests[i] = (struct CMUnitTest){ scenarios[i].name, test_scenario, NULL, NULL, (void *)&scenarios[i] };
	wrap_libxml2();
	xmlInitParser();
	return cmocka_run_group_tests(tests, prepare, clean);
}
