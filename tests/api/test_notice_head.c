/* Who issued a notice and when, by the forms of its head and its signature. */
#include "notice.h"

static void assert_head(const char *signature, const char *issuer, const char *date)
{
	char text[1024];
	snprintf(text, sizeof text,
	         "某市人民政府办公室关于印发某市科学素质实施方案的通知\n各县人民政府：\n现印发给你们。\n%s"
	         "某市科学素质实施方案\n（2021—2025年）\n一、任务\n内容。\n",
	         signature);
	kepu_import *import = read_notice(text);
	const kepu_plan *plan = kepu_import_plan(import);
	assert_string_equal(or_dash(kepu_plan_metadata(plan, KEPU_META_ISSUER, 0, NULL)), issuer);
	assert_string_equal(or_dash(kepu_plan_metadata(plan, KEPU_META_ISSUE_DATE, 0, NULL)), date);
	assert_string_equal(or_dash(kepu_plan_metadata(plan, KEPU_META_TITLE, 0, NULL)),
	                    "某市科学素质实施方案（2021—2025年）");
	kepu_import_free(import);
}

static void signatures_in_all_forms(void **state)
{
	(void)state;
	assert_head("某市人民政府办公室\n2022年3月1日\n", "某市人民政府办公室", "2022-03-01");
	assert_head("某市人民政府办公室2022年3月1日\n", "某市人民政府办公室", "2022-03-01");
	assert_head("某市教育局（代章）\n二〇二二年三月一日\n", "某市教育局", "2022-03-01");
	assert_head("某市教育局\n2022年12月2O日\n", "某市教育局", "2022-12-20"); /* a scan's letter */
}

/* The title says whose notice it is where the signature does not. */
static void a_date_alone_is_the_signature_of_the_titles_body(void **state)
{
	(void)state;
	assert_head("2022年3月1日\n", "某市人民政府办公室", "2022-03-01");
	assert_head("", "某市人民政府办公室", "-");
}

/* 纲要（2021—2035年）实施方案 has the outline's years in its title; the opening says for which of them the plan is. */
static void years_of_the_outline_are_not_the_plans(void **state)
{
	(void)state;
	kepu_import *import =
		read_notice("某县全民科学素质行动规划纲要（2021—2035年）实施方案\n为做好2021—2025年全县公民科学素质建设"
	                "工作，制定本方案。\n一、任务\n内容。\n");
	assert_string_equal(kepu_plan_period_end(kepu_import_plan(import), NULL), "2025");
	kepu_import_free(import);
}

/* In lines broken at a width the recipients may fill theirs; those seated in a city are not below it. */
static void recipients_of_a_full_line(void **state)
{
	(void)state;
	kepu_import *import = read_notice(
		"关于印发《某市全民科学素质行动实施方案》的通知\n\n"
		"各团场（镇）、各街道，市机关各部门、各直属单位，各驻市单位：\n"
		"《某市全民科学素质行动实施方案》已经市人民政府常务会议同意，\n现印发给你们，请结合各自工作的实际情况，认真贯彻并且抓好\n落实。\n\n"
		"某市人民政府办公室\n2022年3月1日\n\n某市全民科学素质行动实施方案\n\n"
		"为贯彻落实全民科学素质行动规划纲要，进一步提高全市公民的\n科学文化素质水平，结合本市的工作实际情况，特制定本实施方\n案。\n"
		"一、任务\n（一）开展培训。面向全市广大群众，深入持久地开展科学技术\n培训。（责任单位：市教育局）\n");
	const kepu_plan *plan = kepu_import_plan(import);
	assert_string_equal(or_dash(kepu_plan_metadata(plan, KEPU_META_RECIPIENT, 0, NULL)), "各团场（镇）、各街道");
	assert_string_equal(or_dash(kepu_plan_metadata(plan, KEPU_META_RECIPIENT, 2, NULL)), "各驻市单位");
	assert_int_equal(kepu_unit_level(kepu_plan_unit_at(plan, 0)), KEPU_LEVEL_COUNTY);
	kepu_import_free(import);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signatures_in_all_forms),
		cmocka_unit_test(a_date_alone_is_the_signature_of_the_titles_body),
		cmocka_unit_test(years_of_the_outline_are_not_the_plans),
		cmocka_unit_test(recipients_of_a_full_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
