/* Who answers for what: every way in which notices write it, one line a way. */
#include "notice.h"

typedef struct kp_case {
	const char *text, *expected;
} kp_case;

/* Each text is the item 1.1 of a plan. */
static const kp_case cases[] = {
	/* marks */
	{ "（责任单位：市科协）", "1.1 responsible 市科协" },
	{ "（牵头单位：市科协；责任单位：市教育局、市科技局）",
	  "1.1 lead 市科协 | 1.1 responsible 市教育局 | 1.1 responsible 市科技局" },
	{ "（牵头责任单位：市科协；责任单位：市教育局）", "1.1 lead 市科协 | 1.1 responsible 市教育局" },
	{ "（牵头单位：市科协；参加单位：市教育局）", "1.1 lead 市科协 | 1.1 participant 市教育局" },
	{ "(责任单位:市科协,市教育局;各县〔市〕政府)",
	  "1.1 responsible 市科协 | 1.1 responsible 市教育局 | 1.1 responsible 各县〔市〕政府*" },
	{ "〔责任单位：市科协〕", "1.1 responsible 市科协" },
	{ "【责任单位：市科协】", "1.1 responsible 市科协" },
	{ "［牵头单位：市科协；配合单位：市妇联］", "1.1 lead 市科协 | 1.1 participant 市妇联" },
	{ "〈市科协、市教育局〉", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "｛市科协、市教育局｝", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "<责任单位：市科协>", "1.1 responsible 市科协" },
	{ "（牵头：市科协；配合：市教育局）", "1.1 lead 市科协 | 1.1 participant 市教育局" },
	{ "\n【牵头单位】市科协\n【配合单位】市教育局", "1.1 lead 市科协 | 1.1 participant 市教育局" },
	{ "\n责任单位 市科协、市教育局", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "\n责任单位要落实经费。", "" },
	/* closed by a bracket of another kind */
	{ "（责任单位：市科协、市教育局〕", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "【市科协牵头，市教育局配合）", "1.1 lead 市科协 | 1.1 participant 市教育局" },
	{ "（市科协、市教育局〕", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "在科技馆（周末、假日〕", "" },
	/* deadlines among the units */
	{ "（市科协，完成时限：2023年底前）", "1.1 responsible 市科协" },
	{ "（责任单位：市科协；完成时限：2024年6月底前）", "1.1 responsible 市科协" },
	{ "（完成时限：2023年底前；责任单位：市科协）", "1.1 responsible 市科协" },
	{ "（市科协、市教育局，2023年6月底前完成）", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "（市科协、市教育局，长期坚持）", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "（2022年9月底前完成）", "" },
	/* verbs */
	{ "（市科协、市教育局分别牵头负责）", "1.1 lead 市科协 | 1.1 lead 市教育局" },
	{ "（1由市科协牵头；2由市教育局牵头）", "1.1 lead 市科协 | 1.1 lead 市教育局" },
	{ "（1.市科协牵头，2.市教育局牵头）", "1.1 lead 市科协 | 1.1 lead 市教育局" },
	{ "（市教育局牵头，考试录用工作由市委组织部负责）", "1.1 lead 市教育局 | 1.1 responsible 市委组织部" },
	{ "（责任单位：自由贸易区管委会、市科协）", "1.1 responsible 自由贸易区管委会 | 1.1 responsible 市科协" },
	{ "建立机制（市科协牵头建立）", "1.1 lead 市科协" },
	{ "（责任单位：市专班牵头单位、市配合工作办公室）",
	  "1.1 responsible 市专班牵头单位 | 1.1 responsible 市配合工作办公室" },
	{ "（市科协、市教育局，排名第一的为牵头单位）", "1.1 lead 市科协 | 1.1 responsible 市教育局" },
	{ "（市第一人民医院牵头，市科协配合）", "1.1 lead 市第一人民医院 | 1.1 participant 市科协" },
	{ "（市科协牵头，市教育局配合）", "1.1 lead 市科协 | 1.1 participant 市教育局" },
	{ "（市科协牵头负责）", "1.1 lead 市科协" },
	{ "→ 责任部门：市教育局  协同部门：市科协", "1.1 responsible 市教育局 | 1.1 participant 市科协" },
	{ "主要责任处室：市科协科普部", "1.1 lead 市科协科普部" },
	{ "责任单位：市教育局（原市教委，下同）、市科协",
	  "1.1 responsible 市教育局（原市教委，下同） | 1.1 responsible 市科协" },
	{ "（市科协、市教育局负责）", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "（市科协、市教育局按职责分工负责）", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "（市科协负责，市教育局负责落实）", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "（市科协负责，市教育局配合）", "1.1 responsible 市科协 | 1.1 participant 市教育局" },
	{ "（市科协会同市教育局负责）", "1.1 responsible 市科协 | 1.1 participant 市教育局" },
	{ "（市科协牵头，市教育局等按职责分工负责）", "1.1 lead 市科协 | 1.1 responsible 市教育局" },
	{ "（市科协（牵头）、市教育局）", "1.1 lead 市科协 | 1.1 responsible 市教育局" },
	{ "（市科协牵头，市教育局、市妇联等单位参加）",
	  "1.1 lead 市科协 | 1.1 participant 市教育局 | 1.1 participant 市妇联" },
	{ "（由市科协、团市委牵头，有关单位配合）", "1.1 lead 市科协 | 1.1 lead 团市委 | 1.1 participant 有关单位*" },
	{ "（责任分工：由市科协牵头，市教育局参加）", "1.1 lead 市科协 | 1.1 participant 市教育局" },
	/* bare */
	{ "（市科协、市教育局）", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "（各成员单位）", "1.1 responsible 各成员单位*" },
	{ "（市教育局、市科协、市一中）", "1.1 responsible 市教育局 | 1.1 responsible 市科协 | 1.1 responsible 市一中" },
	{ "（市科协、市域之外）", "" },
	{ "（市民政局、市老体协）", "1.1 responsible 市民政局 | 1.1 responsible 市老体协" },
	{ "(市科协、市教育局等单位)", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "（责任单位：市科协、市教育局等相关部门和单位）", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "（市科协、市教育局等市直有关单位）", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "（市科协、市教育局及有关成员单位）",
	  "1.1 responsible 市科协 | 1.1 responsible 市教育局 | 1.1 responsible 有关成员单位*" },
	{ "（责任单位：市科协，有关县（区）、相关市（州））",
	  "1.1 responsible 市科协 | 1.1 responsible 有关县（区）* | 1.1 responsible 相关市（州）*" },
	{ "（市科协、市教育局；以下均需各成员单位负责，不再列出）",
	  "1.1 responsible 市科协 | 1.1 responsible 市教育局 | 1.1 responsible 各成员单位*" },
	/* names */
	{ "（责任单位：市文化和旅游局、市经济和信息化局）",
	  "1.1 responsible 市文化和旅游局 | 1.1 responsible 市经济和信息化局" },
	{ "（责任单位：市科协和市教育局）", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "（责任单位：市科协及各县政府）", "1.1 responsible 市科协 | 1.1 responsible 各县政府*" },
	{ "（责任单位：市文化局（市旅游局）、各县（市、区）政府）",
	  "1.1 responsible 市文化局（市旅游局） | 1.1 responsible 各县（市、区）政府*" },
	{ "（责任单位：县供销合作社联合社、县科协）", "1.1 responsible 县供销合作社联合社 | 1.1 responsible 县科协" },
	{ "（责任单位：市科协、市科协）", "1.1 responsible 市科协" },
	{ "（责任单位：市科学素质领导小组办公室）", "1.1 responsible 市科学素质领导小组办公室" },
	{ "（责任单位：市科学素质领导小组成员单位及办公室）",
	  "1.1 responsible 市科学素质领导小组成员单位* | 1.1 responsible 办公室" },
	/* several lists in one item */
	{ "（责任单位：市科协）办好培训。（责任单位：市教育局）", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "\n牵头单位：县农业局\n成员单位：畜牧局、县妇联",
	  "1.1 lead 县农业局 | 1.1 participant 畜牧局 | 1.1 participant 县妇联" },
	{ "\n成员单位：县畜牧局、县妇联", "" },
	{ "（县妇联、县残联等联席会议成员单位）", "1.1 responsible 县妇联 | 1.1 responsible 县残联" },
	{ "（责任单位：市委党校；考试工作由市委组织部会同市人社局负责）",
	  "1.1 responsible 市委党校 | 1.1 responsible 市委组织部 | 1.1 participant 市人社局" },
	{ "（市科协负责，市自然资源局指导）", "1.1 responsible 市科协 | 1.1 participant 市自然资源局" },
	{ "（责任单位：市科协、在昌高校）", "1.1 responsible 市科协 | 1.1 responsible 在昌高校*" },
	/* lines of their own */
	{ "\n责任单位：市科协、市教育局", "1.1 responsible 市科协 | 1.1 responsible 市教育局" },
	{ "\n牵头单位：市科协\n配合单位：市教育局、市妇联",
	  "1.1 lead 市科协 | 1.1 participant 市教育局 | 1.1 participant 市妇联" },
	{ "\n牵头单位：市科协    配合单位：市教育局", "1.1 lead 市科协 | 1.1 participant 市教育局" },
	{ "\n分工：由市科协牵头，市教育局配合。", "1.1 lead 市科协 | 1.1 participant 市教育局" },
	{ "\n责任单位：市科协\n完成时限：2024年底前", "1.1 responsible 市科协" },
	/* no lists */
	{ "推动科研院（所、站）开放。", "" },
	{ "在全（市）范围内每（月）开展。", "" },
	{ "（以下简称市科协）", "" },
	{ "成立协调组（含市科协、市教育局）", "" },
	{ "依托市科协（市科技馆）开展工作。", "" },
	{ "开展科技制作（发明、制作）。", "" },
	{ "在各乡镇（街道）开展宣讲。", "" },
	{ "建设科普阵地（科技馆、博物馆、图书馆）。", "" },
	{ "落实《工作方案》（以下简称《方案》）。", "" },
	{ "印发管理办法（试行）。", "" },
	{ "市科协牵头组织培训，市教育局配合做好宣传。", "" },
	{ "市科协要发挥牵头作用，会同市教育局推进。", "" },
	{ "举办科普月（九月）。", "" },
	{ "办公室设在市教育局（市科协）。", "" },
	{ "开展评选（中小学校）", "" },
};

static void every_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[2048], line[LINE];
		snprintf(
			text, sizeof text,
			"某市科学素质实施方案（2021—2025年）\n一、重点任务\n（一）开展培训。面向群众。%s\n（二）其他工作。继续做好。\n",
			cases[i].text);
		kepu_import *import = read_notice(text);
		duties_line(kepu_import_plan(import), line);
		if (strcmp(line, cases[i].expected) != 0)
			print_error("%s\n  expected %s\n  got      %s\n", cases[i].text, cases[i].expected, line);
		assert_string_equal(line, cases[i].expected);
		kepu_import_free(import);
	}
}

static void assert_duties(const char *text, const char *expected)
{
	char line[LINE];
	kepu_import *import = read_notice(text);
	duties_line(kepu_import_plan(import), line);
	assert_string_equal(line, expected);
	kepu_import_free(import);
}

static void list_behind_last_item_is_the_sections(void **state)
{
	(void)state;
	assert_duties(
		"某市方案\n一、任务\n（一）行动甲\n1.做甲。内容。\n2.做乙。内容。\n（责任单位：市科协）\n（二）行动乙\n1.做丙。内容。\n2.做丁。内容。\n（责任单位：市妇联）\n",
		"1.1 responsible 市科协 | 1.2 responsible 市妇联");
}

static void list_at_the_end_of_an_items_text_is_the_items(void **state)
{
	(void)state;
	assert_duties("某市方案\n一、任务\n（一）行动甲\n1.做甲。内容。\n2.做乙。内容。（责任单位：市科协）\n",
	              "1.1.2 responsible 市科协");
}

static void list_of_each_item_stays_with_it(void **state)
{
	(void)state;
	assert_duties("某市方案\n一、任务\n1.做甲\n内容。\n责任单位：市科协\n2.做乙\n内容。\n责任单位：市妇联\n",
	              "1.1 responsible 市科协 | 1.2 responsible 市妇联");
}

/* A box with numbers of its own stands behind the section's list. */
static void list_before_a_box_is_the_sections(void **state)
{
	(void)state;
	assert_duties("某市方案\n一、工程\n（一）资源工程\n1.做甲。\n2.做乙。\n〔牵头单位：市科协；责任单位：市教育局〕\n"
	              "专栏1　重点项目\n1.建馆：建一座。\n2.建站：建两座。\n（二）阵地工程\n3.做丙。\n4.做丁。\n"
	              "〔牵头单位：市教育局；责任单位：市科协〕\n",
	              "1.1 lead 市科协 | 1.1 responsible 市教育局 | 1.2 lead 市教育局 | 1.2 responsible 市科协");
}

static void list_in_a_heading_is_the_sections(void **state)
{
	(void)state;
	assert_duties("某市方案\n一、任务\n（一）科普工程（牵头单位：市科协）\n1.做甲。内容。（责任单位：市妇联）\n",
	              "1.1 lead 市科协 | 1.1.1 responsible 市妇联");
}

static void position_tells_the_lead_from_there_on(void **state)
{
	(void)state;
	assert_duties(
		"某市方案\n一、任务\n1.做甲。内容。（市科协、市教育局；列第一位的为牵头单位，下同）\n2.做乙。内容。（市妇联、市科协）\n",
		"1.1 lead 市科协 | 1.1 responsible 市教育局 | 1.2 lead 市妇联 | 1.2 responsible 市科协");
}

static void position_may_be_said_behind_a_comma(void **state)
{
	(void)state;
	assert_duties(
		"某市方案\n一、任务\n1.做甲。内容。（市科协、市教育局，列首位的为牵头单位，下同）\n2.做乙。内容。（市妇联、市科协）\n",
		"1.1 lead 市科协 | 1.1 responsible 市教育局 | 1.2 lead 市妇联 | 1.2 responsible 市科协");
	assert_duties(
		"某市方案\n一、任务\n1.做甲。内容。（市科协、市妇联，市教育局，第一个逗号前为牵头单位，下同）\n2.做乙。内容。（市妇联，市科协）\n",
		"1.1 lead 市科协 | 1.1 lead 市妇联 | 1.1 responsible 市教育局 | 1.2 lead 市妇联 | 1.2 responsible 市科协");
}

static void list_of_several_items_is_of_each(void **state)
{
	(void)state;
	assert_duties(
		"某市方案\n一、任务\n1.做甲。内容。\n2.做乙。内容。\n3.做丙。内容。\n以上2项，责任单位：市科协\n4.做丁。内容。\n责任单位：市妇联\n",
		"1.2 responsible 市科协 | 1.3 responsible 市科协 | 1.4 responsible 市妇联");
	assert_duties(
		"某市方案\n一、任务\n1.做甲。内容。\n2.做乙。内容。\n（上述两项工作均由市科协牵头）\n3.做丙。内容。（市妇联）\n",
		"1.1 lead 市科协 | 1.2 lead 市科协 | 1.3 responsible 市妇联");
	/* where they are all that the section has, it is the section's */
	assert_duties("某市方案\n一、任务\n1.做甲。内容。\n2.做乙。内容。\n以上2项，责任单位：市科协\n二、保障\n内容。\n",
	              "1 responsible 市科协");
}

static void list_broken_over_three_lines_is_one(void **state)
{
	(void)state;
	assert_duties("某市方案\n一、任务\n1.做甲。内容。（责任单位：市\n教育局、市科\n技局）\n2.做乙。内容。（市妇联）\n",
	              "1.1 responsible 市教育局 | 1.1 responsible 市科技局 | 1.2 responsible 市妇联");
}

static void a_semicolon_may_part_the_lead_from_the_others(void **state)
{
	(void)state;
	assert_duties(
		"某市方案\n一、分工\n所列单位，分号前为牵头单位，分号后为协办单位，下同。\n二、任务\n1.做甲。\n〔市科协、市妇联；市教育局〕\n"
		"2.做乙。\n〔市科技局；市残联、市总工会〕\n",
		"2.1 lead 市科协 | 2.1 lead 市妇联 | 2.1 participant 市教育局 | 2.2 lead 市科技局 | 2.2 participant 市残联 | "
		"2.2 participant 市总工会");
	assert_duties("某市方案\n一、任务\n1.做甲。（市科协；市教育局。分号前为牵头单位，其余为责任单位，下同）\n"
	              "2.做乙。（市科技局；市残联）\n",
	              "1.1 lead 市科协 | 1.1 responsible 市教育局 | 1.2 lead 市科技局 | 1.2 responsible 市残联");
}

/* The closing section may say it for all lists, and a note on a line of its own is no part of the list before it. */
static void position_said_at_the_end(void **state)
{
	(void)state;
	assert_duties("某市方案\n一、任务\n1.做甲。（市科协、市教育局）\n2.做乙。（市妇联、市科协）\n二、要求\n"
	              "1.加强统筹。列在首位的单位为主办单位，要制定方案。\n",
	              "1.1 lead 市科协 | 1.1 responsible 市教育局 | 1.2 lead 市妇联 | 1.2 responsible 市科协");
	assert_duties(
		"某市方案\n一、任务\n1.做甲。（市科协、市教育局）\n2.做乙。（市妇联、市科协）\n二、要求\n"
		"1.加强考核。对考核第一名的牵头单位给予表扬。\n",
		"1.1 responsible 市科协 | 1.1 responsible 市教育局 | 1.2 responsible 市妇联 | 1.2 responsible 市科协");
	assert_duties("某市方案\n一、任务\n1.做甲。（市科协、市教育局）\n2.做乙。（市妇联、市科协）\n二、要求\n"
	              "1.加强统筹。由列在首位的单位负责牵头，其他单位配合。\n",
	              "1.1 lead 市科协 | 1.1 responsible 市教育局 | 1.2 lead 市妇联 | 1.2 responsible 市科协");
	assert_duties("某市方案\n一、任务\n1.做甲。（市科协、市教育局）\n2.做乙。（市妇联、市科协）\n二、要求\n"
	              "1.加强统筹。各项任务由排在第一位的部门牵头落实。\n",
	              "1.1 lead 市科协 | 1.1 responsible 市教育局 | 1.2 lead 市妇联 | 1.2 responsible 市科协");
	assert_duties("某市方案\n一、任务\n1.做甲。\n责任单位：市科协、市教育局\n（列第一位的为牵头单位，下同）\n"
	              "2.做乙。\n责任单位：市妇联、市科协\n",
	              "1.1 lead 市科协 | 1.1 responsible 市教育局 | 1.2 lead 市妇联 | 1.2 responsible 市科协");
}

static void list_broken_over_lines_is_one(void **state)
{
	(void)state;
	assert_duties("某市方案\n一、任务\n1.做甲。内容。（市科协、市教育局\n）\n2.做乙。内容。（市妇联）\n",
	              "1.1 responsible 市科协 | 1.1 responsible 市教育局 | 1.2 responsible 市妇联");
}

static void unclosed_list_is_read_and_found(void **state)
{
	(void)state;
	char line[LINE];
	kepu_import *import = read_notice(
		"某县方案（2021—2025年）\n一、任务\n1.做甲。内容。（责任单位：市科协、市教育局\n2.做乙。内容。（责任单位：市妇联）\n");
	duties_line(kepu_import_plan(import), line);
	assert_string_equal(line, "1.1 responsible 市科协 | 1.1 responsible 市教育局 | 1.2 responsible 市妇联");
	const kepu_findings *findings = kepu_import_findings(import);
	assert_int_equal(kepu_findings_count(findings), 1);
	assert_int_equal(kepu_findings_code(findings, 0), KEPU_FINDING_UNCLOSED_BRACKET);
	assert_int_equal(kepu_findings_line(findings, 0), 3);
	assert_string_equal(kepu_findings_subject(findings, 0, NULL), "n2");
	kepu_import_free(import);
}

/* Its mark may be broken over lines, too; the deadline is what stands behind it. */
static void deadline_behind_a_broken_mark_is_read(void **state)
{
	(void)state;
	static const char *const notices[] = {
		"某县方案（2021—2025年）\n一、任务\n1.做甲。内容。\n责任单位：市科协\n完成时限：2024年6月\n2.做乙。内容。\n",
		"某县方案（2021—2025年）\n一、任务\n1.做甲。内容。\n责任单位：市科协\n完成时限\n：2024年6月\n2.做乙。内容。\n",
	};
	for (size_t i = 0; i < sizeof notices / sizeof *notices; i++) {
		kepu_import *import = read_notice(notices[i]);
		const kepu_node *node = kepu_plan_node_at(kepu_import_plan(import), 1);
		assert_string_equal(kepu_node_due(node, NULL), "2024年6月");
		assert_string_equal(kepu_node_due_date(node, NULL), "2024-06");
		kepu_import_free(import);
	}
}

/* "path unit;" of what the matrix inherits. */
static void assert_inherited(const char *notice, const char *expected)
{
	char line[LINE] = "";
	kepu_import *import = read_notice(notice);
	kepu_matrix *matrix = NULL;
	assert_int_equal(kepu_matrix_new(kepu_import_plan(import), KEPU_MATRIX_INHERITED, &matrix, NULL), KEPU_OK);
	for (size_t i = 0; i < kepu_matrix_entry_count(matrix); i++) {
		size_t row, column;
		int32_t inherited;
		assert_int_equal(kepu_matrix_entry(matrix, i, &row, &column, &inherited), KEPU_OK);
		if (inherited)
			append(line, "%s %s;", kepu_node_path(kepu_matrix_row_node(matrix, row), NULL),
			       kepu_unit_name(kepu_matrix_column_unit(matrix, column), NULL));
	}
	assert_string_equal(line, expected);
	kepu_matrix_free(matrix);
	kepu_import_free(import);
}

/* 以下均需…负责，不再列出: it stands on its own node; the matrix adds it to all later lists where it is asked to. */
static void units_of_all_later_lists(void **state)
{
	(void)state;
	static const char notice[] =
		"某县方案\n一、任务\n1.做甲。（县教育局牵头，以下均需县科协负责，不再列出）\n2.做乙。（县妇联）\n"
		"3.做丙。\n二、其他\n1.做丁。（县残联；县科协）\n";
	assert_duties(notice,
	              "1.1 lead 县教育局 | 1.1 responsible 县科协 | 1.2 responsible 县妇联 | 2.1 responsible 县残联 | "
	              "2.1 responsible 县科协");
	assert_inherited(notice, "1.2 县科协;");
	assert_inherited("某县方案\n一、任务\n1.做甲。（县教育局牵头，以下均需县科协负责，不再列出）\n2.做乙。（县妇联）\n"
	                 "二、其他\n1.做丙。（县残联牵头，以下均需县科协负责，不再列出）\n2.做丁。（县总工会）\n",
	                 "1.2 县科协;2.2 县科协;"); /* said twice, it holds once */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form),
		cmocka_unit_test(units_of_all_later_lists),
		cmocka_unit_test(list_behind_last_item_is_the_sections),
		cmocka_unit_test(list_before_a_box_is_the_sections),
		cmocka_unit_test(position_said_at_the_end),
		cmocka_unit_test(list_at_the_end_of_an_items_text_is_the_items),
		cmocka_unit_test(list_of_each_item_stays_with_it),
		cmocka_unit_test(list_in_a_heading_is_the_sections),
		cmocka_unit_test(position_tells_the_lead_from_there_on),
		cmocka_unit_test(position_may_be_said_behind_a_comma),
		cmocka_unit_test(list_of_several_items_is_of_each),
		cmocka_unit_test(list_broken_over_three_lines_is_one),
		cmocka_unit_test(a_semicolon_may_part_the_lead_from_the_others),
		cmocka_unit_test(list_broken_over_lines_is_one),
		cmocka_unit_test(unclosed_list_is_read_and_found),
		cmocka_unit_test(deadline_behind_a_broken_mark_is_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
