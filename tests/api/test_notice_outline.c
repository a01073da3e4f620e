/* Labels, levels, headings and kinds, as notices write them. */
#include "notice.h"

static void assert_nodes(const char *text, const char *expected)
{
	char line[LINE];
	kepu_import *import = read_notice(text);
	nodes_line(kepu_import_plan(import), line);
	assert_string_equal(line, expected);
	kepu_import_free(import);
}

static void usual_levels(void **state)
{
	(void)state;
	assert_nodes(
		"某市方案\n一、总体要求\n内容。\n二、重点任务\n（一）科普行动\n1.做甲。内容。\n（1）做乙。内容。\n①做丙。内容。\n三、保障措施\n内容。\n",
		"1 overview 总体要求 | 2 part 重点任务 | 2.1 action 科普行动 | 2.1.1 task 做甲 | 2.1.1.1 task 做乙 | "
		"2.1.1.1.1 task 做丙 | 3 safeguard 保障措施");
}

static void labels_in_all_widths(void **state)
{
	(void)state;
	assert_nodes(
		"某市方案\n一 、甲甲\n(一)乙乙\n１．丙丙。内容。\n2、丁丁。内容。\n㈡戊戊\n⒈己己。内容。\n二.庚庚\n内容。\n",
		"1 part 甲甲 | 1.1 part 乙乙 | 1.1.1 task 丙丙 | 1.1.2 task 丁丁 | 1.2 part 戊戊 | 1.2.1 task 己己 | 2 task 庚庚");
}

static void chapters_and_articles_run_on(void **state)
{
	(void)state;
	assert_nodes(
		"某市方案\n第一章 总则\n第一条 为了科普。内容。\n第二章 任务\n第二条 做甲。内容。\n第三条 做乙。内容。\n第三章 附则\n第四条 本方案自印发之日起施行。\n",
		"1 overview 总则 | 1.1 overview 为了科普 | 2 part 任务 | 2.2 task 做甲 | 2.3 task 做乙 | 3 other 附则 | "
		"3.4 other 本方案自印发之日起施行");
}

static void numbers_that_run_on_keep_what_is_printed(void **state)
{
	(void)state;
	assert_nodes("某市要点\n一、甲甲\n1.做甲。内容。\n2.做乙。内容。\n二、乙乙\n（一）丙丙\n3.做丙。内容。\n",
	             "1 part 甲甲 | 1.1 task 做甲 | 1.2 task 做乙 | 2 part 乙乙 | 2.1 part 丙丙 | 2.1.3 task 做丙");
}

static void label_inside_a_line_behind_a_list(void **state)
{
	(void)state;
	assert_nodes(
		"某市方案\n一、任务\n1.做甲。内容。(责任单位:市科协)2.做乙。内容。(责任单位:市科协) 3.做丙。内容在2021年3.5万次。\n",
		"1 part 任务 | 1.1 task 做甲 | 1.2 task 做乙 | 1.3 task 做丙");
}

static void first_heading_behind_the_openings_last_sentence(void **state)
{
	(void)state;
	assert_nodes("某市方案\n为贯彻纲要，制定本方案。一、总体要求\n内容。\n二、任务\n内容。\n",
	             "1 overview 总体要求 | 2 task 任务");
	assert_nodes("某市方案\n为贯彻纲要，制定本方案。第一章 总则\n第一条 内容甲。\n第二章 任务\n第二条 内容乙。\n",
	             "1 overview 总则 | 1.1 overview 内容甲 | 2 part 任务 | 2.2 task 内容乙");
	/* a number in a sentence is none */
	assert_nodes("某市方案\n做好一、二年级科普。制定本方案。\n一、总体要求\n内容。\n二、任务\n内容。\n",
	             "1 overview 总体要求 | 2 task 任务");
}

static void level_that_is_missing(void **state)
{
	(void)state;
	assert_nodes(
		"某市方案\n一、任务\n1.做甲。内容。\n2.做乙。内容。\n二、保障措施\n（一）做丙\n1.做丁。内容。\n",
		"1 part 任务 | 1.1 task 做甲 | 1.2 task 做乙 | 2 safeguard 保障措施 | 2.1 safeguard 做丙 | 2.1.1 safeguard 做丁");
}

static void broken_lines_page_numbers_and_spaced_letters(void **state)
{
	(void)state;
	assert_nodes("某 市 方 案\n一、任 务\n（一）做 甲。为 了 科 普。\n㈡做乙。内容。\n",
	             "1 part 任务 | 1.1 task 做甲 | 1.2 task 做乙");
	assert_nodes(
		"某市方案\n一、任务\n（一）做甲。内容要（见附表\n— 2 —\n第三列）做好。\n（二）做乙。内容。\n- 3 -\n（三）做丙。内容。\n",
		"1 part 任务 | 1.1 task 做甲 | 1.2 task 做乙 | 1.3 task 做丙");
	assert_nodes("某縣方案\n一、總體要求\n內容。\n二、重點任務\n（一）青少年行動。內容。\n三、保障措施\n內容。\n",
	             "1 overview 總體要求 | 2 part 重點任務 | 2.1 action 青少年行動 | 3 safeguard 保障措施");
}

static void annexes_and_their_tables_are_no_nodes(void **state)
{
	(void)state;
	assert_nodes(
		"某市方案\n一、任务\n（一）做甲。内容。（市科协）\n\n附件1\n任务分工表\n一、甲类\n1.做甲 市科协 2023年底\n",
		"1 part 任务 | 1.1 task 做甲");
	assert_nodes(
		"某市方案\n一、任务\n（一）做甲。内容。（市科协）\n\n某市人民政府办公室\n2022年3月1日\n附件\n某市重点任务分工表\n1 做甲 市科协 2023年底\n",
		"1 part 任务 | 1.1 task 做甲");
}

static void labels_that_stand_inside_lines_alone(void **state)
{
	(void)state;
	assert_nodes("某市方案\n一、任务\n（一）做甲。①做丙。内容。（市科协）②做丁。内容。\n（二）做乙。内容。\n",
	             "1 part 任务 | 1.1 part 做甲 | 1.1.1 task 做丙 | 1.1.2 task 做丁 | 1.2 task 做乙");
	/* one alone, or the second behind a comma, is text */
	assert_nodes("某市方案\n一、任务\n（一）做甲。①见附表。\n（二）做乙。①内容，②内容。\n",
	             "1 part 任务 | 1.1 task 做甲 | 1.2 task 做乙");
}

static void decimals_are_labels_where_lines_count_so(void **state)
{
	(void)state;
	assert_nodes(
		"某区方案\n1  总体思路\n1.1  目标。内容。\n2  任务\n2.1  甲行动\n2.1.1  做甲。内容，\n1.5万人参加。\n2.1.2 做乙。内容。\n"
		"2.2 乙行动\n3  保障措施\n内容。\n",
		"1 overview 总体思路 | 1.1 goal 目标 | 2 part 任务 | 2.1 action 甲行动 | 2.1.1 task 做甲 | 2.1.2 task 做乙 | "
		"2.2 action 乙行动 | 3 safeguard 保障措施");
	assert_nodes("某区要点\n一、任务\n01　做甲。内容。\n02　做乙。内容。\n03　做丙。内容。\n",
	             "1 part 任务 | 1.1 task 做甲 | 1.2 task 做乙 | 1.3 task 做丙");
	assert_nodes("某区要点\n一、任务\n1.1亿元投入。\n3.15活动。\n5  月开展。\n", "1 task 任务");
}

static void numbers_in_text_are_no_labels(void **state)
{
	(void)state;
	assert_nodes("某市方案\n一、任务\n1.5万人参加。内容。\n2021年以来成效明显。\n(3)项以外的内容。\n",
	             "1 part 任务 | 1.3 task 项以外的内容");
}

static void repeated_ordinal(void **state)
{
	(void)state;
	char line[LINE];
	kepu_import *import = read_notice(
		"某市方案（2021—2025年）\n一、任务\n（一）甲甲。内容。\n（二）乙乙。内容。\n（二）丙丙。内容。\n（四）丁丁。内容。\n");
	nodes_line(kepu_import_plan(import), line);
	assert_string_equal(line, "1 part 任务 | 1.1 task 甲甲 | 1.2 task 乙乙 | 1.2#2 task 丙丙 | 1.4 task 丁丁");
	const kepu_findings *findings = kepu_import_findings(import);
	/* either of the two may be the wrong one */
	size_t told = 0;
	for (size_t i = 0; i < kepu_findings_count(findings); i++)
		if (kepu_findings_code(findings, i) == KEPU_FINDING_REPEATED_PATH)
			assert_int_equal(kepu_findings_line(findings, i), 4 + told++);
	assert_int_equal(told, 2);
	kepu_import_free(import);
}

static void heading_run_into_its_text(void **state)
{
	(void)state;
	assert_nodes(
		"某市方案\n一、重点任务\n（一）科普下乡行动\n1.做甲。内容。\n"
		"（二）科普进城行动围绕城市居民需要，深入开展多种形式的科普宣传活动，提高居民科学文化水平，营造崇尚科学氛围。\n1.做乙。内容。\n",
		"1 part 重点任务 | 1.1 action 科普下乡行动 | 1.1.1 task 做甲 | 1.2 action 科普进城行动 | 1.2.1 task 做乙");
}

/* A scan reads 二 as ニ, （一） as （-）, 1. as l.; letters count, too. */
static void labels_misread_and_letters(void **state)
{
	(void)state;
	assert_nodes(
		"某县方案\n一、现状\n内容。\nニ、任务\n（-）做甲\nl. 做乙。\n2. 做丙。\n（二）做丁\na）做戊；\nb）做己。\n",
		"1 overview 现状 | 2 part 任务 | 2.1 part 做甲 | 2.1.1 task 做乙 | 2.1.2 task 做丙 | 2.2 part 做丁 | "
		"2.2.1 task 做戊 | 2.2.2 task 做己");
	kepu_import *import = read_notice("某县方案\n一、现状\n内容。\nニ、任务\n内容。\n");
	const kepu_findings *findings = kepu_import_findings(import);
	size_t found = 0;
	while (found < kepu_findings_count(findings) && kepu_findings_code(findings, found) != KEPU_FINDING_MISPRINT)
		found++;
	assert_string_equal(kepu_findings_subject(findings, found, NULL), "n2");
	kepu_import_free(import);
}

static void covering_letters_items_are_none_of_the_plans(void **state)
{
	(void)state;
	assert_nodes(
		"某市人民政府办公室关于印发方案的通知\n各县人民政府：\n现就有关事项通知如下。\n一、高度重视。要抓好。\n二、按时报送。要及时。\n"
		"某市人民政府办公室\n2022年3月1日\n某市科学素质实施方案\n一、任务\n内容。\n",
		"1 task 任务");
}

static void kinds_by_position(void **state)
{
	(void)state;
	assert_nodes(
		"某市方案\n一、指导思想和目标\n（一）指导思想。内容。\n（二）工作目标。内容。\n二、健全机制\n（一）做甲。内容。\n三、主要工作\n"
		"（一）科普工程建设\n1.做乙。内容。\n（二）实施科普行动。内容。\n（三）做丙\n1.做丁。内容。\n四、加强组织领导\n（一）做戊。内容。\n",
		"1 overview 指导思想和目标 | 1.1 overview 指导思想 | 1.2 goal 工作目标 | 2 part 健全机制 | 2.1 task 做甲 | 3 part 主要工作 | "
		"3.1 project 科普工程建设 | 3.1.1 task 做乙 | 3.2 action 实施科普行动 | 3.3 part 做丙 | 3.3.1 task 做丁 | "
		"4 safeguard 加强组织领导 | 4.1 safeguard 做戊");
}

/* 保障 in a heading of two clauses, with units for what stands below it and the requirements behind it, secures nothing. */
static void work_that_speaks_of_securing(void **state)
{
	(void)state;
	assert_nodes(
		"某市方案\n一、抓实教育培训，提高技术水平\n（一）做甲。（市科协）\n二、夯实基层基础，提升服务保障能力\n"
		"（一）做乙。（市科协）\n三、工作要求\n（一）做丙。\n",
		"1 part 抓实教育培训，提高技术水平 | 1.1 task 做甲 | 2 part 夯实基层基础，提升服务保障能力 | 2.1 task 做乙 | "
		"3 safeguard 工作要求 | 3.1 safeguard 做丙");
	/* but what leads and examines does */
	assert_nodes(
		"某市方案\n一、抓实教育培训\n（一）做甲。（市科协）\n二、加强组织领导，强化经费保障支持\n"
		"（一）做乙。（市科协）\n三、工作要求\n（一）做丙。\n",
		"1 part 抓实教育培训 | 1.1 task 做甲 | 2 safeguard 加强组织领导，强化经费保障支持 | 2.1 safeguard 做乙 | "
		"3 safeguard 工作要求 | 3.1 safeguard 做丙");
}

/* A part that is called 工程 says it for all its items. */
static void projects_by_their_part(void **state)
{
	(void)state;
	assert_nodes("某市方案\n一、任务\n（一）做甲。内容。\n二、支撑工程\n（一）建馆。内容。\n（二）建站。内容。\n",
	             "1 part 任务 | 1.1 task 做甲 | 2 part 支撑工程 | 2.1 project 建馆 | 2.2 project 建站");
}

static void text_is_what_stands_behind_title_and_outside_lists(void **state)
{
	(void)state;
	kepu_import *import =
		read_notice("某市方案\n一、任务\n1.做甲。内容一。（责任单位：市科协）内容二。\n内容三。\n2.做乙\n内容四。\n");
	const kepu_plan *plan = kepu_import_plan(import);
	assert_string_equal(kepu_node_text(kepu_plan_node_at(plan, 1), NULL), "内容一。内容二。\n内容三。");
	assert_string_equal(kepu_node_text(kepu_plan_node_at(plan, 2), NULL), "内容四。");
	assert_null(kepu_node_text(kepu_plan_node_at(plan, 0), NULL));
	kepu_import_free(import);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(usual_levels),
		cmocka_unit_test(labels_in_all_widths),
		cmocka_unit_test(chapters_and_articles_run_on),
		cmocka_unit_test(numbers_that_run_on_keep_what_is_printed),
		cmocka_unit_test(label_inside_a_line_behind_a_list),
		cmocka_unit_test(first_heading_behind_the_openings_last_sentence),
		cmocka_unit_test(level_that_is_missing),
		cmocka_unit_test(broken_lines_page_numbers_and_spaced_letters),
		cmocka_unit_test(annexes_and_their_tables_are_no_nodes),
		cmocka_unit_test(labels_that_stand_inside_lines_alone),
		cmocka_unit_test(decimals_are_labels_where_lines_count_so),
		cmocka_unit_test(numbers_in_text_are_no_labels),
		cmocka_unit_test(repeated_ordinal),
		cmocka_unit_test(heading_run_into_its_text),
		cmocka_unit_test(labels_misread_and_letters),
		cmocka_unit_test(covering_letters_items_are_none_of_the_plans),
		cmocka_unit_test(kinds_by_position),
		cmocka_unit_test(projects_by_their_part),
		cmocka_unit_test(work_that_speaks_of_securing),
		cmocka_unit_test(text_is_what_stands_behind_title_and_outside_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
