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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signatures_in_all_forms),
		cmocka_unit_test(a_date_alone_is_the_signature_of_the_titles_body),
		cmocka_unit_test(years_of_the_outline_are_not_the_plans),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
