/* Tasks that are not set one behind the other: tables of them, and duties below the name of each body. */
#include "notice.h"

#define HEAD "某县2024年全民科学素质工作任务清单\n"

static void check(const char *text, const char *nodes, const char *duties)
{
	char line[LINE];
	kepu_import *import = read_notice(text);
	nodes_line(kepu_import_plan(import), line);
	assert_string_equal(line, nodes);
	duties_line(kepu_import_plan(import), line);
	assert_string_equal(line, duties);
	kepu_import_free(import);
}

/* Copied out of a table: each cell is a line. The number is the label, the cell below 重点任务 the title. */
static void cells_in_lines(void **state)
{
	(void)state;
	check(HEAD "序号\n重点任务\n具体举措\n牵头单位\n责任单位\n完成时限\n"
	           "一、青少年（2项）\n"
	           "1\n科学教育\n开展实验课。\n县教育局\n县科协、各镇（街道）\n12月底前\n"
	           "2\n教师培训\n培训教师150人次。\n县教育局\n县科协\n长期坚持\n"
	           "— 2 —\n"
	           "二、农民（1项）\n"
	           "3\n科技小院\n新建小院1家。\n县科协\n县农业农村局\n8月底前\n",
	      "1 part 青少年（2项） | 1.1 task 科学教育 | 1.2 task 教师培训 | 2 part 农民（1项） | 2.3 task 科技小院",
	      "1.1 lead 县教育局 | 1.1 responsible 县科协 | 1.1 responsible 各镇（街道）* | 1.2 lead 县教育局 | "
	      "1.2 responsible 县科协 | 2.3 lead 县科协 | 2.3 responsible 县农业农村局");
}

/* An empty cell is no line; what is left is laid upon the columns that it fits. */
static void cells_that_are_empty_or_broken(void **state)
{
	(void)state;
	check(HEAD "序号\n工作任务\n责任单位\n配合单位\n完成时限\n"
	           "1\n开展科普周活动\n县科协\n6月底前\n"
	           "2\n建设科普馆，新建展厅一座，\n完善展品\n县科协\n县财政局、\n县教育局\n年底前\n"
	           "3\n培训教师\n县教育局\n县科协\n",
	      "1 task 开展科普周活动 | 2 task 建设科普馆，新建展厅一座，完善展品 | 3 task 培训教师",
	      "1 responsible 县科协 | 2 responsible 县科协 | 2 participant 县财政局 | 2 participant 县教育局 | "
	      "3 responsible 县教育局 | 3 participant 县科协");
}

/* How many are to be made is no number of the next row; a row may have few cells. */
static void quantities_among_the_cells(void **state)
{
	(void)state;
	check(HEAD "序号\n工作任务\n数量\n单位\n牵头单位\n配合单位\n"
	           "1\n开展科普周活动\n2\n场\n县科协\n县教育局\n"
	           "2\n建设科普馆\n3\n座\n县科协\n县财政局\n"
	           "3\n培训教师\n"
	           "4\n评选科普基地\n6\n家\n县科协\n县科技局\n",
	      "1 task 开展科普周活动 | 2 task 建设科普馆 | 3 task 培训教师 | 4 task 评选科普基地",
	      "1 lead 县科协 | 1 participant 县教育局 | 2 lead 县科协 | 2 participant 县财政局 | 4 lead 县科协 | "
	      "4 participant 县科技局");
}

/* A page tells rows and columns; a cell may span several of them, and hold paragraphs of its own. */
static void table_of_a_page(void **state)
{
	(void)state;
	check("<html><body><h1>某县2024年全民科学素质工作任务清单</h1>"
	      "<p>为做好全民科学素质工作，制定本清单，请各单位认真贯彻落实，按时完成。</p>"
	      "<table><tr><td rowspan=2>序号</td><td rowspan='2'>重点任务</td><td colspan=\"2\">责任分工</td></tr>"
	      "<tr><td>牵头单位</td><td>责任单位</td></tr>"
	      "<tr><td>1</td><td>举办科普周。</td><td>县科协</td><td><p>县教育局</p><p>县科技局</p></td></tr>"
	      "<tr><td>2</td><td>建设科普馆</td><td></td><td>县财政局、县发展改革局</td></tr>"
	      "<tr><td>3</td><td>培训教师</td><td>县教育局</td><td></td></tr></table></body></html>",
	      "1 task 举办科普周 | 2 task 建设科普馆 | 3 task 培训教师",
	      "1 lead 县科协 | 1 responsible 县教育局 | 1 responsible 县科技局 | 2 responsible 县财政局 | "
	      "2 responsible 县发展改革局 | 3 lead 县教育局");
}

/* A row's number may be written as items' labels are, and a column may lack its heading. */
static void labels_of_rows(void **state)
{
	static const char *const labels[][3] = { { "1.", "2.", "3." },
		                                     { "（一）", "（二）", "（三）" },
		                                     { "1、", "2、", "3、" } };
	char page[2 * LINE];
	(void)state;
	for (size_t i = 0; i < 3; i++) {
		snprintf(page, sizeof page,
		         "<html><body><h1>某县2024年全民科学素质工作任务清单</h1>"
		         "<p>为做好全民科学素质工作，制定本清单，请各单位认真贯彻落实，按时完成。</p>"
		         "<table><tr><th>序号</th><th>工作任务</th><th></th><th>牵头单位</th></tr>"
		         "<tr><td>%s</td><td>举办科普周</td><td>5场</td><td>县科协</td></tr>"
		         "<tr><td>%s</td><td>建设科普馆</td><td>1座</td><td>县财政局</td></tr>"
		         "<tr><td>%s</td><td>培训教师</td><td>30人</td><td>县教育局</td></tr></table></body></html>",
		         labels[i][0], labels[i][1], labels[i][2]);
		check(page, "1 task 举办科普周 | 2 task 建设科普馆 | 3 task 培训教师",
		      "1 lead 县科协 | 2 lead 县财政局 | 3 lead 县教育局");
	}
}

/* A table with a title of its own stands behind the plan: it repeats it, and none of it is a node. */
static void table_behind_the_plan(void **state)
{
	(void)state;
	check("某县科学素质实施方案（2021—2025年）\n一、重点任务\n（一）开展培训。面向群众。（责任单位：县科协）\n"
	      "（二）开展宣传。（责任单位：县教育局）\n某县科学素质工作任务分工表\n序号\n任务\n责任单位\n"
	      "1\n开展培训\n县科协\n2\n开展宣传\n县教育局\n",
	      "1 part 重点任务 | 1.1 task 开展培训 | 1.2 task 开展宣传",
	      "1.1 responsible 县科协 | 1.2 responsible 县教育局");
}

/* A plan without lists prints them in such a table: each row is about the item that it repeats. */
static void table_behind_a_plan_without_lists(void **state)
{
	(void)state;
	kepu_import *import = read_notice(
		"<html><body><h1>某市2024年全民科学素质工作要点</h1>"
		"<p>为做好全民科学素质工作，制定本要点，请各单位认真贯彻落实，按时完成。</p>"
		"<p>一、抓统筹</p><p>1.完善机制。召开会议。</p><p>2.开展评估。形成报告。</p><p>二、抓重点</p>"
		"<p>3.做好教育。开展活动。</p><p>2024年某市科学素质任务分工表</p>"
		"<table><tr><th>序号</th><th>任务</th><th>牵头单位</th><th>配合单位</th><th>完成时限</th></tr>"
		"<tr><td colspan=5>抓统筹</td></tr>"
		"<tr><td>1</td><td>完善机制</td><td>市科协</td><td>各成员单位</td><td>全年</td></tr>"
		"<tr><td>2</td><td>开展评估</td><td>市科协</td><td>市统计局、市科技局</td><td>2024年6月底前</td></tr>"
		"<tr><td>3</td><td>做好教育</td><td>市教育局</td><td>—</td><td>12月底前</td></tr></table></body></html>");
	char line[LINE];
	nodes_line(kepu_import_plan(import), line);
	assert_string_equal(line,
	                    "1 part 抓统筹 | 1.1 task 完善机制 | 1.2 task 开展评估 | 2 part 抓重点 | 2.3 task 做好教育");
	duties_line(kepu_import_plan(import), line);
	assert_string_equal(line, "1.1 lead 市科协 | 1.1 participant 各成员单位* | 1.2 lead 市科协 | "
	                          "1.2 participant 市统计局 | 1.2 participant 市科技局 | 2.3 lead 市教育局");
	const kepu_node *node = kepu_plan_node_at(kepu_import_plan(import), 2);
	assert_string_equal(kepu_node_due(node, NULL), "2024年6月底前");
	kepu_import_free(import);
}

/* Headings that are nothing but names: what stands below each is that body's duty. */
static void duties_below_each_body(void **state)
{
	(void)state;
	check("某区2017年科学素质目标任务分解\n【第一部分　工作要点】\n◆总体思路\n全区做好科学素质工作。\n"
	      "【第二部分　目标任务】\n01　区委宣传部（区文明办）\n①刊播公益广告；\n②开设栏目。\n"
	      "02　区住建局、区城管执法局\n①开展宣传；\n03　区总工会\n①开展讲座；\n②组织竞赛。\n（配合：区教育局）\n"
	      "04　东湖街道、西山镇\n①建立工作站。\n",
	      "1 task 工作要点 | 2 part 目标任务 | 2.1 task 区委宣传部（区文明办） | 2.1.1 task 刊播公益广告 | "
	      "2.1.2 task 开设栏目 | 2.2 task 区住建局、区城管执法局 | 2.2.1 task 开展宣传 | 2.3 task 区总工会 | "
	      "2.3.1 task 开展讲座 | 2.3.2 task 组织竞赛 | 2.4 task 东湖街道、西山镇 | 2.4.1 task 建立工作站",
	      "2.1 responsible 区委宣传部（区文明办） | 2.2 responsible 区住建局 | 2.2 responsible 区城管执法局 | "
	      "2.3 responsible 区总工会 | 2.3 participant 区教育局 | 2.4 responsible 东湖街道 | 2.4 responsible 西山镇");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cells_in_lines),         cmocka_unit_test(cells_that_are_empty_or_broken),
		cmocka_unit_test(table_of_a_page),        cmocka_unit_test(table_behind_the_plan),
		cmocka_unit_test(duties_below_each_body), cmocka_unit_test(quantities_among_the_cells),
		cmocka_unit_test(labels_of_rows),         cmocka_unit_test(table_behind_a_plan_without_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
