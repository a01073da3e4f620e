/* When an item is due, where its text says so, and what is no deadline. */
#include "notice.h"

typedef struct kp_case {
	const char *text, *words, *date; /* date NULL: none */
} kp_case;

/* Each text is the item 1.1 of a plan for several years. */
static const kp_case cases[] = {
	{ "完成时限：2023年12月", "2023年12月", "2023-12" },
	{ "\n责任单位：市科协\n完成时限：2024年6月底前", "2024年6月底前", "2024-06" },
	{ "（责任单位：市科协；完成时限：长期坚持）", "长期坚持", NULL },
	{ "（责任单位：市科协，2024年10月底前）", "2024年10月底前", "2024-10" },
	{ "（市科协牵头，2023年底前完成）", "2023年底前", "2023" },
	{ "（责任单位：市科协）（长期坚持）", "长期坚持", NULL },
	{ "（2022年9月30日前完成）", "2022年9月30日前", "2022-09-30" },
	{ "2023年底前建成科技馆。", "2023年底前", "2023" },
	{ "每月25日前报送信息。", "每月25日前", NULL },
	{ "6月底前完成培训。", "6月底前", NULL }, /* of which year is not said */
	{ "6月底前做好准备。（2022年9月底前）", "2022年9月底前", "2022-09" },
	/* none */
	{ "到2025年，建成科技馆。", NULL, NULL },
	{ "2025年前后再作评估。", NULL, NULL },
	{ "坚持目前的做法，长期坚持科普。", NULL, NULL },
	{ "组织3月学雷锋活动前的培训。", NULL, NULL },
};

static void every_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[2048];
		snprintf(text, sizeof text, "某市方案（2021—2025年）\n一、任务\n（一）做甲。内容。%s\n（二）做乙。内容。\n",
		         cases[i].text);
		kepu_import *import = read_notice(text);
		const kepu_node *node = kepu_plan_node_at(kepu_import_plan(import), 1);
		const char *words = or_dash(kepu_node_due(node, NULL)), *date = or_dash(kepu_node_due_date(node, NULL));
		if (strcmp(words, or_dash(cases[i].words)) != 0 || strcmp(date, or_dash(cases[i].date)) != 0)
			print_error("%s\n  got %s, %s\n", cases[i].text, words, date);
		assert_string_equal(words, or_dash(cases[i].words));
		assert_string_equal(date, or_dash(cases[i].date));
		kepu_import_free(import);
	}
}

/* A plan for one year says its months without the year. */
static void months_of_a_plan_for_one_year(void **state)
{
	(void)state;
	kepu_import *import = read_notice("某市2024年工作要点\n一、任务\n1.做甲。6月底前完成。\n2.做乙。（12月10日前）\n");
	const kepu_plan *plan = kepu_import_plan(import);
	assert_string_equal(kepu_node_due_date(kepu_plan_node_at(plan, 1), NULL), "2024-06");
	assert_string_equal(kepu_node_due_date(kepu_plan_node_at(plan, 2), NULL), "2024-12-10");
	kepu_import_free(import);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form),
		cmocka_unit_test(months_of_a_plan_for_one_year),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
