/* What holds for every notice: nothing is lost, every fact stands in the text where it says. Runs on the project's own
 * notices and, where they are at hand, on the real ones (KEPU_SHARED). */
#include "notice.h"

#include <dirent.h>
#include <stdbool.h>

typedef struct kp_count {
	size_t read, with_plan;
} kp_count;

/* Code points from `offset` on, as a pointer into UTF-8 text. */
static const char *forward(const char *text, size_t count)
{
	while (count > 0 && *text) {
		text++;
		while (((unsigned char)*text & 0xC0) == 0x80)
			text++;
		count--;
	}
	assert_int_equal(count, 0);
	return text;
}

static size_t code_points(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

/* Segments follow each other without gap or overlap, paragraph by paragraph, to the end. */
static void assert_partition(const kepu_import *import)
{
	const kepu_plan *plan = kepu_import_plan(import);
	size_t segment = 0;
	for (size_t p = 0; p < kepu_plan_paragraph_count(plan); p++) {
		size_t at = 0, length = code_points(kepu_plan_paragraph(plan, p, NULL));
		while (at < length) {
			int32_t class;
			size_t paragraph, offset, count;
			assert_int_equal(kepu_import_segment(import, segment, &class, &paragraph, &offset, &count), KEPU_OK);
			assert_true(class >= KEPU_SEGMENT_FURNITURE && class <= KEPU_SEGMENT_WHITE_SPACE);
			assert_int_equal(paragraph, p);
			assert_int_equal(offset, at);
			assert_true(count > 0);
			bool of_node = class >= KEPU_SEGMENT_NODE_LABEL && class <= KEPU_SEGMENT_UNIT_LIST;
			assert_int_equal(kepu_import_segment_node(import, segment) != NULL, of_node);
			at += count;
			segment++;
		}
		assert_int_equal(at, length);
	}
	assert_int_equal(segment, kepu_import_segment_count(import));
}

/* source[spans], the spans joined, equals the fact's words. */
static void assert_words(const kepu_plan *plan, const kepu_provenance *proof, const char *words)
{
	char joined[LINE] = "";
	if (!words)
		return;
	assert_non_null(proof);
	for (size_t i = 0; i < kepu_provenance_span_count(proof); i++) {
		size_t paragraph, offset, length;
		kepu_provenance_span(proof, i, &paragraph, &offset, &length);
		const char *start = forward(kepu_plan_paragraph(plan, paragraph, NULL), offset);
		size_t bytes = (size_t)(forward(start, length) - start);
		assert_true(strlen(joined) + bytes < sizeof joined);
		strncat(joined, start, bytes);
	}
	assert_string_equal(joined, words);
	assert_true(kepu_provenance_rule(proof) != KEPU_UNKNOWN);
	assert_int_equal(kepu_provenance_check(proof), KEPU_CHECK_UNSEEN);
}

static void assert_metadata(const kepu_plan *plan)
{
	static const int32_t verbatim[] = { KEPU_META_TITLE, KEPU_META_NOTICE_TITLE, KEPU_META_DOCUMENT_NUMBER,
		                                KEPU_META_ISSUER, KEPU_META_RECIPIENT };
	for (size_t f = 0; f < sizeof verbatim / sizeof *verbatim; f++)
		for (size_t i = 0; i < kepu_plan_metadata_count(plan, verbatim[f]); i++)
			assert_words(plan, kepu_plan_metadata_provenance(plan, verbatim[f], i),
			             kepu_plan_metadata(plan, verbatim[f], i, NULL));
}

static void assert_facts(const kepu_plan *plan)
{
	assert_metadata(plan);
	for (size_t i = 0; i < kepu_plan_node_count(plan); i++) {
		const kepu_node *node = kepu_plan_node_at(plan, i);
		assert_words(plan, kepu_node_provenance(node), kepu_node_label(node, NULL));
		assert_words(plan, kepu_node_title_provenance(node), kepu_node_title(node, NULL));
		assert_words(plan, kepu_node_due_provenance(node), kepu_node_due(node, NULL));
	}
	for (size_t i = 0; i < kepu_plan_assignment_count(plan); i++) {
		const kepu_assignment *a = kepu_plan_assignment_at(plan, i);
		assert_words(plan, kepu_assignment_provenance(a), kepu_unit_name(kepu_assignment_unit(a), NULL));
	}
	for (size_t i = 0; i < kepu_plan_indicator_count(plan); i++) {
		const kepu_value *value = kepu_indicator_value_at(kepu_plan_indicator_at(plan, i), 0);
		assert_words(plan, kepu_value_provenance(value), kepu_value_quote(value, NULL));
	}
	for (size_t i = 0; i < kepu_plan_phase_count(plan); i++) {
		const kepu_phase *phase = kepu_plan_phase_at(plan, i);
		assert_words(plan, kepu_phase_provenance(phase), kepu_phase_text(phase, NULL));
	}
}

static void read_file(const char *path, kp_count *count)
{
	kepu_import *import = NULL;
	kepu_error *err = NULL;
	kepu_status status = kepu_import_file(path, NULL, &import, &err);
	if (status != KEPU_OK)
		fail_msg("%s: %s", path, kepu_error_message(err, KEPU_LANG_EN, NULL));
	const kepu_plan *plan = kepu_import_plan(import);
	assert_partition(import);
	assert_facts(plan);
	assert_int_equal(kepu_plan_revision(plan), 1);
	assert_string_equal(kepu_plan_uid(plan, NULL), kepu_plan_source_digest(plan, NULL));
	count->read++;
	count->with_plan += kepu_plan_node_count(plan) > 0;
	kepu_import_free(import);
}

static void read_folder(const char *folder, kp_count *count)
{
	DIR *dir = opendir(folder);
	if (!dir)
		return;
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		size_t length = strlen(entry->d_name);
		char path[4096];
		if (length < 4 || strcmp(entry->d_name + length - 4, ".txt") != 0)
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		read_file(path, count);
	}
	closedir(dir);
}

static void own_notices(void **state)
{
	(void)state;
	kp_count count = { 0, 0 };
	read_folder(KEPU_SOURCE_DIR "/examples/data", &count);
	read_folder(KEPU_SOURCE_DIR "/tests/notices/data", &count);
	assert_true(count.read >= 2);
	assert_int_equal(count.with_plan, count.read);
}

static void real_notices(void **state)
{
	(void)state;
	const char *shared = getenv("KEPU_SHARED");
	char folder[4096];
	kp_count count = { 0, 0 };
	snprintf(folder, sizeof folder, "%s/notices", shared ? shared : KEPU_SOURCE_DIR "/../shared");
	read_folder(folder, &count);
	if (count.read == 0) {
		print_message("skipped: no real notices in %s\n", folder);
		skip();
	}
	assert_int_equal(count.with_plan, count.read);
}

static void assert_no_plan(const char *text)
{
	kepu_import *import = read_notice(text);
	const kepu_findings *findings = kepu_import_findings(import);
	bool found = false;
	for (size_t i = 0; i < kepu_findings_count(findings); i++)
		found = found || kepu_findings_code(findings, i) == KEPU_FINDING_NO_PLAN;
	assert_true(found);
	assert_int_equal(kepu_findings_count_severity(findings, KEPU_SEVERITY_ERROR), 1);
	assert_int_equal(kepu_plan_node_count(kepu_import_plan(import)), 0);
	assert_int_equal(kepu_plan_assignment_count(kepu_import_plan(import)), 0);
	assert_partition(import);
	kepu_import_free(import);
}

static void assert_finds_no_plan(const kepu_import *import, const char *name)
{
	const kepu_findings *findings = kepu_import_findings(import);
	const kepu_plan *plan = kepu_import_plan(import);
	size_t found = 0;
	for (size_t i = 0; i < kepu_findings_count(findings); i++)
		found += kepu_findings_code(findings, i) == KEPU_FINDING_NO_PLAN;
	size_t read = kepu_plan_node_count(plan) + kepu_plan_assignment_count(plan) + kepu_plan_indicator_count(plan) +
	              kepu_plan_phase_count(plan) + kepu_plan_metadata_count(plan, KEPU_META_TITLE);
	if (found != 1 || read != 0 || kepu_plan_paragraph_count(plan) == 0)
		fail_msg("%s: %zu findings that it is no plan, %zu facts", name, found, read);
	assert_partition(import);
}

/* Ten documents that are no plan: an explanation of one, news, minutes, questions and answers, a call for a training, an
 * award, a summary, a call for applicants, a budget, a directory. Some are text, some pages. */
static void documents_that_are_no_plan(void **state)
{
	(void)state;
	const char *folder = KEPU_SOURCE_DIR "/tests/notices/no-plan";
	size_t count = 0;
	DIR *dir = opendir(folder);
	assert_non_null(dir);
	for (struct dirent *entry; (entry = readdir(dir)) != NULL;) {
		char path[4096];
		kepu_import *import = NULL;
		if (entry->d_name[0] == '.')
			continue;
		snprintf(path, sizeof path, "%s/%s", folder, entry->d_name);
		assert_int_equal(kepu_import_file(path, NULL, &import, NULL), KEPU_OK);
		assert_finds_no_plan(import, entry->d_name);
		kepu_import_free(import);
		count++;
	}
	closedir(dir);
	assert_true(count >= 10);
}

static void what_is_no_plan(void **state)
{
	(void)state;
	assert_no_plan("昨日，某市举办科普日活动，市民踊跃参加。\n活动现场气氛热烈。\n");
	assert_no_plan(" \n\t\n");
	assert_no_plan("hello, world\n");
}

/* The same text under another title is another document. */
static void titles_tell_what_is_no_plan(void **state)
{
	static const struct {
		const char *title;
		bool plan;
	} rows[] = {
		{ "云砚县全民科学素质行动实施方案（2021—2025年）", true },
		{ "《云砚县全民科学素质行动实施方案（2021—2025年）》政策解读", false },
		{ "《云砚县全民科学素质行动实施方案（2021—2025年）》\n政策解读", false },
		{ "政策解读：云砚县全民科学素质行动实施方案", false },
		{ "一图读懂《云砚县全民科学素质行动实施方案》", false },
		{ "关于《云砚县全民科学素质行动实施方案》的起草说明", false },
		{ "云砚县科普政策解读能力提升方案", true },
		{ "关于印发《科普政策解读工作方案》的通知", true },
		{ "2023年全民科学素质工作总结", false },
		{ "2023年全民科学素质工作总结和2024年工作要点", true },
		{ "关于2023年全民科学素质工作情况的报告", false },
		{ "关于做好2024年全民科学素质工作的通知", true },
		{ "关于印发云砚县2024年全民科学素质工作要点的通知", true },
		{ "关于公布2023年度科普教育基地名单的通知", false },
		{ "关于表扬2023年度科普工作先进单位的通报", false },
		{ "关于进一步加强全民科学素质工作的决定", true },
		{ "关于授予丁香社区科普示范社区称号的决定", false },
		{ "关于征求《云砚县全民科学素质行动实施方案（征求意见稿）》意见的公告", false },
		{ "云砚县科学技术协会主要职责", false },
		{ "关于对县政协十届二次会议第37号提案的答复", false },
		{ "在全县全民科学素质工作会议上的讲话", false },
		{ "县全民科学素质工作领导小组第三次会议纪要", false },
		{ "2024年全国科普日云砚县启动仪式活动方案", true },
		{ "图说政策|带你看懂云砚县科学素质行动方案", false },
		{ "关于2023年度全民科学素质工作考核结果的通报", false },
		{ "县科协召开会议部署全民科学素质工作", false },
		{ "县全民科学素质工作领导小组办公室调研方案", true },
		{ "2023年云砚县科普教育基地申报指南", false },
	};
	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[1024];
		snprintf(text, sizeof text,
		         "%s\n一、青少年\n每所学校每年开展科普活动2次。（责任单位：县教育局、县科协）\n"
		         "二、农民\n全年培训农民不少于3000人次。（责任单位：县农业农村局）\n",
		         rows[i].title);
		kepu_import *import = read_notice(text);
		if ((kepu_plan_assignment_count(kepu_import_plan(import)) == 3) != rows[i].plan)
			fail_msg("%s", rows[i].title);
		if (!rows[i].plan)
			assert_finds_no_plan(import, rows[i].title);
		kepu_import_free(import);
	}
}

static void uid_is_the_callers_where_given(void **state)
{
	(void)state;
	kepu_import_options *options = NULL;
	kepu_import *import = NULL;
	const char text[] = "某市方案\n一、任务\n内容。\n";
	assert_int_equal(kepu_import_options_new(&options, NULL), KEPU_OK);
	assert_int_equal(kepu_import_options_set_uid(options, "urn:city:plan:7", KEPU_NUL_TERMINATED, NULL), KEPU_OK);
	assert_int_equal(kepu_import_bytes(text, sizeof text - 1, NULL, options, &import, NULL), KEPU_OK);
	assert_string_equal(kepu_plan_uid(kepu_import_plan(import), NULL), "urn:city:plan:7");
	kepu_import_free(import);
	kepu_import_options_free(options);
}

/* The plan outlives the import that made it. */
static void plan_is_kept_by_a_reference(void **state)
{
	(void)state;
	kepu_import *import = read_notice("某市方案\n一、任务\n内容。\n");
	kepu_plan *plan = kepu_plan_ref(kepu_import_plan(import));
	kepu_import_free(import);
	assert_string_equal(kepu_node_title(kepu_plan_node_at(plan, 0), NULL), "任务");
	kepu_plan_unref(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(own_notices),
		cmocka_unit_test(real_notices),
		cmocka_unit_test(what_is_no_plan),
		cmocka_unit_test(documents_that_are_no_plan),
		cmocka_unit_test(titles_tell_what_is_no_plan),
		cmocka_unit_test(uid_is_the_callers_where_given),
		cmocka_unit_test(plan_is_kept_by_a_reference),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
