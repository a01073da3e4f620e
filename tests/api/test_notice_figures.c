/* The numbers a plan binds itself to, and the many that are none. */
#include "notice.h"

typedef struct kp_case {
	const char *text, *expected;
} kp_case;

/* Each text is the item 一、 of a plan for 2021 to 2025 that was issued on 2022-03-01. */
static const kp_case cases[] = {
	/* comparisons */
	{ "到2025年，公民具备科学素质的比例达到15%。", ">= 15 % 2025 once" },
	{ "到2025年，公民具备科学素质的比例超过15%。", "> 15 % 2025 once" },
	{ "到2025年，比例不低于12.5%。", ">= 12.5 % 2025 once" },
	{ "到2024年，建成科普基地不少于20个。", ">= 20 个 2024 once" },
	{ "建成科普基地20个以上。", ">= 20 个 2025 once" },
	{ "到2025年，建成科普基地20个左右。", "~ 20 个 2025 once" },
	{ "会议经费占比不超过5%。", "<= 5 % 2025 once" },
	{ "新建村级驿站15个。", "= 15 个 2025 once" },
	{ "比例达到百分之十五。", ">= 15 % 2025 once" },
	{ "到2025年，每个县建成3—5个科普基地。", ">= 3 个 2025 once per:县" },
	{ "面积１０００平方米以上的场馆达到２座。", ">= 1000 平方米 2025 once | >= 2 座 2025 once" },
	/* numbers */
	{ "“十四五”期间培训2万人次。", "= 20000 人次 2025 once" },
	{ "注册志愿者达到0.35万人。", ">= 3500 人 2025 once" },
	{ "培训三百名科技辅导员。", "= 300 名 2025 once" },
	/* time */
	{ "每年培训100名辅导员，招录教师20名以上。", "= 100 名 - annual | >= 20 名 - annual" },
	{ "每两年举办一次技能大赛。", "= 1 次 - biennial" },
	{ "每年举办讲座10场，到2024年建成科技馆1座。", "= 10 场 - annual | = 1 座 2024 once" },
	{ "三年内建成科技馆2座。", "= 2 座 2025 once" },
	{ "今年建成科技馆2座。", "= 2 座 2022 once" },
	/* for each */
	{ "到2025年，每个县（市、区）至少建成1座科技馆。", ">= 1 座 2025 once per:县（市、区）" },
	{ "每所学校至少配备1名辅导员。", ">= 1 名 2025 once per:学校" },
	{ "每县每年开展活动2次。", "= 2 次 - annual per:县" },
	{ "各乡镇（街道）每年至少举办2场讲座。", ">= 2 场 - annual per:乡镇（街道）" },
	{ "每万人口拥有科普人员不少于2名。", ">= 2 名 2025 once per:万人口" },
	{ "每万⼈口拥有科普⼈员22⼈。", "= 22 人 2025 once per:万人口" },
	{ "每户接受培训2次。", "= 2 次 2025 once per:户" },
	{ "每个服务站举办讲座3场。", "= 3 场 2025 once per:服务站" },
	{ "每个设区的市建成1座科技馆。", "= 1 座 2025 once per:设区的市" },
	{ "领导小组每个成员单位明确1名联络员。", "= 1 名 2025 once per:成员单位" },
	{ "科普日期间各中小学各开展1次主题班会。", "= 1 次 2025 once per:中小学" },
	{ "全市开展活动900项，其中区县各不少于40项。", "= 900 项 2025 once | >= 40 项 2025 once per:区县" },
	{ "为全县90所乡村学校各配送1套科普资源包。", "= 1 套 2025 once per:乡村学校" },
	{ "在甲、乙、丙3县各建1座防灾馆。", "= 1 座 2025 once per:县" },
	{ "建设科技园2个，每园年接待5000人次以上。", "= 2 个 2025 once | >= 5000 人次 - annual per:园" },
	/* several in a clause */
	{ "举办航模、机器人比赛各1场。", "= 1 场 2025 once | = 1 场 2025 once" },
	{ "基地达到45家，其中省级以上12家。", ">= 45 家 2025 once | = 12 家 2025 once" },
	{ "手机课堂走进25个村。", "= 25 个 2025 once" },
	{ "省级、市级基地分别达到25家、60家。", ">= 25 家 2025 once | >= 60 家 2025 once" },
	/* the past */
	{ "2020年，公民具备科学素质的比例为8.6%。", "was = 8.6 % 2020 once" },
	{ "2020年比例达到9.1%，比2015年的5.2%提高了3.9个百分点。", "was = 9.1 % 2020 once | was = 5.2 % 2015 once" },
	{ "比例达到15%（2020年抽样调查为8.6%），受众2万人次。",
	  ">= 15 % 2025 once | was = 8.6 % 2020 once | = 20000 人次 2025 once" },
	{ "原创率由上年的20%提升到35%以上。", "was = 20 % 2021 once | >= 35 % 2025 once" },
	{ "开放比例由35%提高到75%。", "was = 35 % - once | >= 75 % 2025 once" },
	{ "学生由2022年的900人增加到2025年的3000人。", "= 900 人 2022 once | >= 3000 人 2025 once" },
	/* rates of a year, sums over years */
	{ "预计年接待量达到20万人次。", ">= 200000 人次 - annual" },
	{ "年接待能力150万人次。", "= 1500000 人次 2025 once" },
	{ "每年选拔50人，累计培养2000人以上。", "= 50 人 - annual | >= 2000 人 2025 once" },
	/* whom it is for */
	{ "每个街道、乡镇建立1所老年学校。", "= 1 所 2025 once per:街道、乡镇" },
	{ "各成员单位明确1名联络员。", "= 1 名 2025 once per:成员单位" },
	{ "户均有1名科技明白人。", "= 1 名 2025 once per:户" },
	/* what stands between */
	{ "课程所占比例不得低于总课时的15%。", ">= 15 % 2025 once" },
	{ "志愿者占人口比例不低于1‰。", ">= 1 ‰ 2025 once" },
	{ "主体班安排科技专题4讲。", "= 4 讲 2025 once" },
	/* none */
	{ "经费年均增长不低于8%。", "" },
	{ "下设企业、校园、社区3支分队。", "" },
	{ "对连续两次排名末位的单位予以约谈。", "" },
	{ "考核90分以上为优秀。", "" },
	{ "落实教育部等十八部门的意见。", "" },
	{ "以上3项工作要抓紧。", "" },
	{ "开展“百名专家进百校”，组织专家进百校。", "" },
	{ "实施5项提升行动和4项重点工程。", "" },
	{ "比例比上年提高2.1个百分点。", "" },
	{ "推进“十百千”工程，开展“百名专家进百校”活动。", "" },
	{ "利用500米口径望远镜开展研学。", "" },
	{ "为65岁以上老年人服务。", "" },
	{ "诉求48小时内答复。", "" },
	{ "按规定给予不超过3万元的补助。", "" },
	{ "造就一支队伍，形成一批成果，建立一个机制。", "" },
	{ "在“119”消防日、12396热线集中宣传。", "" },
	{ "落实《2019—2022年干部教育规划》和市发〔2021〕5号文件。", "" },
	{ "贯彻党的十九大和十九届六中全会精神。", "" },
	{ "于2022年6月30日前制定方案。", "" },
	{ "提供一次性补助。", "" },
	{ "聚焦5类人群，办好14件实事，发展三大产业。", "" },
	{ "实现科普全覆盖，产值翻一番，排名居前三位。", "" },
	{ "推进县科技馆二期建设，公众号升级至3.0版。", "" },
	{ "选送作品参加第39届大赛。", "" },
};

static void every_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[2048], line[LINE];
		snprintf(
			text, sizeof text,
			"某市人民政府办公室关于印发方案的通知\n各县人民政府：\n现印发给你们。\n某市人民政府办公室\n2022年3月1日\n"
			"某市科学素质实施方案（2021—2025年）\n一、做好工作。%s\n二、其他工作。继续做好。\n",
			cases[i].text);
		kepu_import *import = read_notice(text);
		figures_line(kepu_import_plan(import), line);
		if (strcmp(line, cases[i].expected) != 0)
			print_error("%s\n  expected %s\n  got      %s\n", cases[i].text, cases[i].expected, line);
		assert_string_equal(line, cases[i].expected);
		kepu_import_free(import);
	}
}

static void names_are_the_notices_own(void **state)
{
	(void)state;
	static const kp_case names[] = {
		{ "到2025年，全市公民具备科学素质的比例达到15%。", "公民具备科学素质的比例" },
		{ "每年培训240名乡土讲解员。", "培训乡土讲解员" },
		{ "每两年举办一次州技能大赛。", "州技能大赛" },
		{ "组建科普讲师团200人以上。", "科普讲师团" },
		{ "80%以上的社区建有科普活动室。", "社区建有科普活动室" },
		{ "每年安排参观、问诊、演示等科普活动不少于36场次。", "参观、问诊、演示等科普活动" },
		{ "到2025年建成区级以上科普体验（观测）站12个以上。", "区级以上科普体验（观测）站" },
		{ "注册科普讲解员达到3000人。", "注册科普讲解员" },
		{ "每个县至少建成1座综合性科普场馆。", "综合性科普场馆" },
		/* what the noun is said of */
		{ "小学每周科学课不少于1节。", "小学科学课" },
		{ "县级以上医院每年开展不少于8次健康讲座。", "县级以上医院健康讲座" },
		{ "市科协每年举办10场科普讲座。", "科普讲座" },
		{ "科普活动站每站面积不小于60平方米。", "科普活动站面积" },
		{ "健康素养水平由20%提高到25%。", "健康素养水平" },
		/* what is done for whom, where and with what */
		{ "在中心广场、汽车站安装科普大屏2块。", "科普大屏" },
		{ "支持各县建设青少年科技活动中心，到2025年达到8座。", "青少年科技活动中心" },
		{ "编印科普读本3种。", "科普读本" },
		{ "新增市级科普教育基地3家。", "新增市级科普教育基地" },
		{ "评选“小发明家”50名。", "评选“小发明家”" },
		/* what the clauses before it name */
		{ "设立职工书屋，藏书1万册。", "职工书屋藏书" },
		{ "开展新型农民培训，每年培训800人。", "新型农民培训" },
		{ "开展应急演练，中小学校每年不少于2次。", "中小学校应急演练" },
	};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		char text[1024];
		snprintf(text, sizeof text, "某市方案（2021—2025年）\n一、做好工作。%s\n", names[i].text);
		kepu_import *import = read_notice(text);
		const kepu_indicator *indicator = kepu_plan_indicator_at(kepu_import_plan(import), 0);
		const char *name = kepu_indicator_name(indicator, NULL);
		if (!name || strcmp(name, names[i].expected) != 0)
			print_error("%s\n  expected %s\n  got      %s\n", names[i].text, names[i].expected, or_dash(name));
		assert_string_equal(or_dash(name), names[i].expected);
		kepu_import_free(import);
	}
}

static void assert_names(const char *text, const char *first, const char *second)
{
	char notice[1024];
	snprintf(notice, sizeof notice, "某市方案（2021—2025年）\n一、做好工作。%s\n", text);
	kepu_import *import = read_notice(notice);
	const kepu_plan *plan = kepu_import_plan(import);
	assert_int_equal(kepu_plan_indicator_count(plan), 2);
	assert_string_equal(or_dash(kepu_indicator_name(kepu_plan_indicator_at(plan, 0), NULL)), first);
	assert_string_equal(or_dash(kepu_indicator_name(kepu_plan_indicator_at(plan, 1), NULL)), second);
	kepu_import_free(import);
}

static void names_of_two_in_a_sentence(void **state)
{
	(void)state;
	assert_names("省级、市级科普教育基地分别达到25家、60家。", "省级科普教育基地", "市级科普教育基地");
	assert_names("科普基地和科技小院分别达到150家、80个。", "科普基地", "科技小院");
	assert_names("市级科技特色学校达到12所，区级达到30所。", "市级科技特色学校", "区级科技特色学校");
	assert_names("举办航模、机器人比赛各1场。", "航模比赛", "机器人比赛");
}

/* A year that something is compared with is not the year it is due in, nor what comes behind it. */
static void years_compared_with(void **state)
{
	(void)state;
	kepu_import *import = read_notice(
		"某市方案（2021—2025年）\n一、主要目标。到2025年，科普经费达到3元，差距比2020年缩小；每个县建成1座科技馆，志愿者较2020年翻一番，总数突破40万人。\n");
	const kepu_plan *plan = kepu_import_plan(import);
	assert_int_equal(kepu_plan_indicator_count(plan), 3);
	for (size_t i = 0; i < 3; i++) {
		const kepu_indicator *indicator = kepu_plan_indicator_at(plan, i);
		assert_string_equal(kepu_value_time(kepu_indicator_value_at(indicator, 0), NULL), "2025");
	}
	kepu_import_free(import);
}

static void quote_is_the_clause_with_its_time(void **state)
{
	(void)state;
	kepu_import *import =
		read_notice("某市方案（2021—2025年）\n一、做好工作。加强建设，到2025年，建成科技馆2座，服务群众。\n");
	const kepu_indicator *indicator = kepu_plan_indicator_at(kepu_import_plan(import), 0);
	const kepu_value *value = kepu_indicator_value_at(indicator, 0);
	assert_string_equal(kepu_value_quote(value, NULL), "到2025年，建成科技馆2座");
	assert_string_equal(kepu_value_low_text(value, NULL), "2");
	size_t paragraph, offset, length;
	assert_int_equal(kepu_provenance_span(kepu_value_provenance(value), 0, &paragraph, &offset, &length), KEPU_OK);
	assert_int_equal(paragraph, 1);
	assert_int_equal(offset, 12);
	assert_int_equal(length, 14);
	kepu_import_free(import);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_form),
		cmocka_unit_test(years_compared_with),
		cmocka_unit_test(names_are_the_notices_own),
		cmocka_unit_test(names_of_two_in_a_sentence),
		cmocka_unit_test(quote_is_the_clause_with_its_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
