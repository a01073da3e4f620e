/* What the units of a notice are called in full, what they work in, which territory they serve: the examples of the rules,
 * and names of all levels from all over the country. Each row was written down before the rules were tried on it. */
#include "base/utf8.h"
#include "notice/reading.h"

#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { TEXT_LENGTH = 4096 };

static const char *const levels[] = { "unsure", "nation",   "province", "prefecture",
	                                  "county", "township", "village",  "none" };

/* Where a notice comes from: a title, and whom it is sent to. */
typedef struct origin {
	const char *title, *recipients;
} origin;

static const origin nowhere = { "全民科学素质工作方案", "各有关单位" };
static const origin province = { "湖南省全民科学素质行动规划纲要实施方案", "各市州、县市区人民政府" };
static const origin autonomous = { "广西壮族自治区全民科学素质工作要点", "各设区市人民政府" };
static const origin prefecture = { "黔南州全民科学素质行动规划纲要实施方案", "各县(市)人民政府" };
static const origin city = { "岚山市2024年全民科学素质工作要点", "各县(市、区)人民政府" };
static const origin small_city = { "岚山市2024年全民科学素质工作要点", "各乡镇人民政府、街道办事处" };
static const origin unknown_city = { "岚山市2024年全民科学素质工作要点", "各有关单位" };
static const origin county = { "双溪县2024年全民科学素质工作要点", "各乡镇人民政府" };
static const origin district = { "雁峰区全民科学素质行动规划纲要实施方案", "各镇(街道)人民政府(办事处)" };
static const origin capital_district = { "北京市海淀区全民科学素质行动规划纲要实施方案", "各镇人民政府、街道办事处" };

static kp_range line_of(const kp_reading *r, size_t i)
{
	return (kp_range){ r->text.lines[i].start, r->text.lines[i].end };
}

/* A reading whose third line is a list, as the stages before this one leave it; `whole`: the line is one unit. */
static void read_list(kp_reading *r, const origin *from, const char *list, bool whole)
{
	char text[TEXT_LENGTH];
	kp_paragraphs paragraphs = { .text = text };
	memset(r, 0, sizeof *r);
	kp_arena_init(&r->arena);
	const char *lines[] = { from->title, from->recipients, list };
	for (uint32_t i = 0; i < 3; i++) {
		size_t length = strlen(lines[i]);
		assert_true(paragraphs.text_length + length < TEXT_LENGTH);
		assert_true(kp_grow((void **)&paragraphs.items, &paragraphs.capacity, i + 1, sizeof *paragraphs.items));
		paragraphs.items[i] = (kp_paragraph){ paragraphs.text_length, length, i + 1, 0, 0, 0 };
		memcpy(text + paragraphs.text_length, lines[i], length);
		paragraphs.text_length += length;
		paragraphs.count++;
	}
	assert_true(kp_text_make(&paragraphs, &r->text));
	free(paragraphs.items);
	r->head.title[0] = line_of(r, 0);
	r->head.recipients[0] = line_of(r, 1);
	r->head.title_count = r->head.recipient_count = 1;
	assert_true(kp_grow((void **)&r->lists, &r->list_room, 1, sizeof *r->lists));
	r->lists[0] = (kp_list){ .range = line_of(r, 2) };
	r->list_count = 1;
	kp_range unit = line_of(r, 2);
	for (size_t at = unit.start;
	     whole ? r->duty_count == 0 : kp_unit_next(&r->text, &at, r->lists[0].range.end, &unit);) {
		assert_true(kp_grow((void **)&r->duties, &r->duty_room, r->duty_count + 1, sizeof *r->duties));
		r->duties[r->duty_count++] = (kp_duty){ .unit = unit, .group = kp_unit_group(&r->text, unit), .sure = true };
	}
	assert_true(kp_read_names(r));
}

static void functions_of(const kp_named *named, char out[256])
{
	out[0] = '\0';
	for (size_t i = 0; i < named->function_count; i++) {
		if (i > 0)
			strcat(out, ",");
		strcat(out, kp_function_token(named->functions[i]));
	}
	if (named->function_count == 0)
		strcpy(out, "unknown");
}

/* Rows of "NAME FUNCTIONS LEVEL"; a level - is not looked at. */
static void check_rows(const origin *from, const char *const *rows, size_t count)
{
	size_t wrong = 0;
	for (size_t i = 0; i < count; i++) {
		char name[256], functions[256], level[32], found[256];
		assert_int_equal(sscanf(rows[i], "%255s %255s %31s", name, functions, level), 3);
		kp_reading r;
		read_list(&r, from, name, true);
		assert_int_equal(r.named_count, 1);
		const kp_named *named = &r.named[0];
		functions_of(named, found);
		const char *its = levels[named->level_unsure ? 0 : named->level];
		bool right = strcmp(found, functions) == 0 && (level[0] == '-' || strcmp(level, its) == 0);
		if (!right)
			printf("%s: %s %s, not %s %s\n", name, found, its, functions, level);
		wrong += !right;
		kp_reading_free(&r);
	}
	assert_int_equal(wrong, 0);
}
#define CHECK(from, ...)                                       \
	do {                                                       \
		static const char *const rows[] = { __VA_ARGS__ };     \
		check_rows(&(from), rows, sizeof rows / sizeof *rows); \
	} while (0)

/* The full names of a list's units, aliases in brackets. */
static void check_names(const origin *from, const char *list, const char *expected)
{
	char found[TEXT_LENGTH] = "";
	kp_reading r;
	read_list(&r, from, list, false);
	for (size_t i = 0; i < r.duty_count; i++) {
		const kp_named *named = &r.named[r.duty_named[i]];
		snprintf(found + strlen(found), TEXT_LENGTH - strlen(found), "%s%s", i > 0 ? " " : "", named->canonical);
		for (size_t k = 0; k < named->alias_count; k++)
			snprintf(found + strlen(found), TEXT_LENGTH - strlen(found), "[%s]", named->aliases[k]);
	}
	assert_string_equal(found, expected);
	kp_reading_free(&r);
}

/* ---- the list of functions: typical names, short forms, bodies without a token of their own ---- */

static void party_bodies(void **state)
{
	(void)state;
	CHECK(province, "中央组织部 organisation nation", "省委组织部 organisation province",
	      "县委组织部 organisation county", "自治区党委组织部 organisation province", "省委编办 organisation province",
	      "公务员局 organisation -", "机关工委 organisation -", "县直机关工委 organisation county",
	      "人才办 organisation -", "中央宣传部 publicity nation", "州委宣传部 publicity prefecture",
	      "区委宣传部 publicity county", "自治区党委宣传部 publicity province", "文明办 publicity -",
	      "电影局 publicity -", "中央统战部 united_front nation", "州委统战部 united_front prefecture",
	      "区委统战部 united_front county", "侨办 united_front -", "侨联 united_front -", "台办 united_front -",
	      "中央网信办 cyberspace_affairs nation", "省委网信办 cyberspace_affairs province",
	      "市委网信办 cyberspace_affairs prefecture", "互联网信息办公室 cyberspace_affairs -",
	      "省委党校(行政学院) party_school province", "市委党校 party_school prefecture",
	      "县委党校 party_school county", "行政学院 party_school -", "干部学院 party_school -",
	      "社会主义学院 party_school -", "省委老干部局 veteran_cadres province", "县委老干部局 veteran_cadres county",
	      "区老干部服务中心 veteran_cadres county", "关工委 veteran_cadres -",
	      "州委督查考评局 inspection_evaluation prefecture", "县委督查室 inspection_evaluation county",
	      "县政府督查室 inspection_evaluation county", "考核办 inspection_evaluation -",
	      "纪委监委 inspection_evaluation -", "巡察办 inspection_evaluation -", "绩效办 inspection_evaluation -");
}

static void government_departments(void **state)
{
	(void)state;
	CHECK(province, "教育部 education nation", "自治区教育厅 education province", "县教育局 education county",
	      "教育考试院 education -", "招生办 education -", "科技部 science_technology nation",
	      "省科技厅 science_technology province", "县科技局 science_technology county",
	      "科学技术局 science_technology -", "科委 science_technology -", "国家发展改革委 development_reform nation",
	      "省发展改革委 development_reform province", "区发改局 development_reform county",
	      "发改委 development_reform -", "能源局 development_reform -", "粮食和物资储备局 development_reform -",
	      "粮食和物资储备中心 development_reform -", "物价局 development_reform -",
	      "工业和信息化部 industry_information nation", "省经济和信息化厅 industry_information province",
	      "区经信局 industry_information county", "工信局 industry_information -", "经信委 industry_information -",
	      "通信管理局 industry_information -", "民营经济局 industry_information -", "中小企业局 industry_information -",
	      "无线电管理局 industry_information -", "国家民委 ethnic_religious nation",
	      "省民族宗教委 ethnic_religious province", "州民宗局 ethnic_religious prefecture", "民委 ethnic_religious -",
	      "民族事务委员会 ethnic_religious -", "宗教局 ethnic_religious -", "公安部 public_security nation",
	      "省公安厅 public_security province", "县公安局 public_security county", "交警 public_security -",
	      "国家安全局 public_security -", "移民管理局 public_security -", "禁毒办 public_security -",
	      "流管办 public_security -", "民政部 civil_affairs nation", "省民政厅 civil_affairs province",
	      "县民政局 civil_affairs county", "社会工作部 civil_affairs -", "信访局 civil_affairs -",
	      "退役军人事务局 civil_affairs -", "老龄办 civil_affairs -", "慈善总会 civil_affairs -",
	      "司法部 justice nation", "省司法厅 justice province", "市司法局 justice prefecture",
	      "县委政法委 justice county", "法院 justice -", "检察院 justice -", "监狱管理局 justice -",
	      "律师协会 justice -", "财政部 finance nation", "省财政厅 finance province", "区财政局 finance county",
	      "非税局 finance -", "国库 finance -");
	CHECK(province, "人力资源社会保障部 human_resources nation", "省人力资源和社会保障厅 human_resources province",
	      "区人社局 human_resources county", "就业局 human_resources -", "社保局 human_resources -",
	      "人才中心 human_resources -", "自然资源部 natural_resources nation",
	      "省自然资源厅 natural_resources province", "市自然资源和规划局 natural_resources prefecture",
	      "自规局 natural_resources -", "国土资源局 natural_resources -", "规划局 natural_resources -",
	      "土地储备中心 natural_resources -", "海洋局 natural_resources -", "海洋发展局 natural_resources -",
	      "地矿局 natural_resources -", "测绘局 natural_resources -", "生态环境部 ecology_environment nation",
	      "省生态环境厅 ecology_environment province", "市生态环境局某县分局 ecology_environment county",
	      "环保局 ecology_environment -", "环境监测站 ecology_environment -",
	      "住房城乡建设部 housing_construction nation", "省住房和城乡建设厅 housing_construction province",
	      "区住建局 housing_construction county", "建委 housing_construction -", "房管局 housing_construction -",
	      "房管中心 housing_construction -", "公积金中心 housing_construction -", "公积金管理部 housing_construction -",
	      "城管局 housing_construction -", "综合行政执法局 housing_construction -", "人居局 housing_construction -",
	      "交通运输部 transport nation", "省交通运输厅 transport province", "区交通局 transport county",
	      "铁路局 transport -", "民航局 transport -", "海事局 transport -", "邮政管理局 transport -",
	      "港口局 transport -", "物流办 transport -", "水利部 water nation", "省水利厅 water province",
	      "县水利局 water county", "水务局 water -", "水文局 water -", "河长办 water -", "移民局 water -",
	      "农业农村部 agriculture nation", "自治区农牧业厅 agriculture province", "县农业农村局 agriculture county",
	      "农业局 agriculture -", "农办 agriculture -", "农村工作办公室 agriculture -", "农机局 agriculture -",
	      "农机服务中心 agriculture -", "畜牧局 agriculture -", "渔业局 agriculture -", "农广校 agriculture -",
	      "国家乡村振兴局 rural_revitalisation nation", "州乡村振兴局 rural_revitalisation prefecture",
	      "区乡村振兴局 rural_revitalisation county", "扶贫办 rural_revitalisation -", "国家林草局 forestry nation",
	      "省林草局 forestry province", "县林业局 forestry county", "园林绿化局 forestry -", "国家公园 forestry -",
	      "自然保护区管理局 forestry -");
}

static void more_government_departments(void **state)
{
	(void)state;
	CHECK(province, "商务部 commerce nation", "省商务厅 commerce province", "区商务局 commerce county",
	      "投资促进局 commerce -", "投促局 commerce -", "经济合作局 commerce -", "招商局 commerce -",
	      "贸促会 commerce -", "口岸办 commerce -", "文化和旅游部 culture_tourism nation",
	      "省文化和旅游厅 culture_tourism province", "县文化旅游局 culture_tourism county", "文旅局 culture_tourism -",
	      "文化厅 culture_tourism province", "旅游局 culture_tourism -", "文物局 culture_tourism -",
	      "图书馆 culture_tourism -", "博物馆 culture_tourism -", "文化馆 culture_tourism -",
	      "国家卫生健康委 health nation", "省卫生健康委 health province", "区卫健局 health county", "卫计局 health -",
	      "医保局 health -", "中医药局 health -", "疾控中心 health -", "医院 health -", "卫生院 health -",
	      "计生协 health -", "爱卫办 health -", "应急部 emergency nation", "省应急厅 emergency province",
	      "区应急管理局 emergency county", "应急局 emergency -", "安全生产监督管理局 emergency -", "安监局 emergency -",
	      "消防救援总队 emergency -", "消防救援支队 emergency -", "消防救援大队 emergency -", "国动办 emergency -",
	      "人防办 emergency -", "审计署 audit nation", "省审计厅 audit province", "县审计局 audit county",
	      "外交部 foreign_affairs nation", "省外办 foreign_affairs province", "市外事办 foreign_affairs prefecture",
	      "港澳办 foreign_affairs -", "友协 foreign_affairs -", "国务院国资委 state_assets nation",
	      "省国资委 state_assets province", "州国资监管局 state_assets prefecture", "国资局 state_assets -",
	      "市场监管总局 market_supervision nation", "省市场监管局 market_supervision province",
	      "市市场监管局 market_supervision prefecture", "工商局 market_supervision -", "质监局 market_supervision -",
	      "食药监局 market_supervision -", "药监局 market_supervision -", "知识产权局 market_supervision -",
	      "消协 market_supervision -", "国家统计局 statistics nation", "省统计局 statistics province",
	      "县统计局 statistics county", "国家统计局某地调查队 statistics -", "体育总局 sport nation",
	      "省体育局 sport province", "市体育局 sport prefecture");
	CHECK(province, "广电总局 radio_tv nation", "省广电局 radio_tv province", "文化广电局 culture_tourism,radio_tv -",
	      "国家新闻出版署 press_publishing nation", "自治区新闻出版广电局 press_publishing,radio_tv province",
	      "自治区新闻出版局 press_publishing province", "省版权局 press_publishing province",
	      "版权局 press_publishing -", "国家数据局 big_data nation", "省大数据局 big_data province",
	      "市数据局 big_data prefecture", "大数据中心 big_data -", "信息中心 big_data -",
	      "省政务服务局 government_services province", "市政管局 government_services prefecture",
	      "政务服务管理局 government_services -", "县行政审批局 government_services county",
	      "机关事务管理局 government_services -", "公共资源交易中心 government_services -",
	      "人民银行 financial_sector nation", "国家金融监督管理总局某省监管局 financial_sector province",
	      "市地方金融监管局 financial_sector prefecture", "区金融工作局 financial_sector county",
	      "银保监局 financial_sector -", "证监会 financial_sector nation", "外汇局 financial_sector -",
	      "人民银行合肥分行 financial_sector -", "人民银行合肥中心支行 financial_sector province",
	      "人民银行营管部 financial_sector -", "国家税务总局 taxation nation", "省税务局 taxation province",
	      "区税务局 taxation county", "海关总署 customs nation", "合肥海关 customs province",
	      "中国气象局 meteorology nation", "省气象局 meteorology province", "县气象局 meteorology county",
	      "中国地震局 earthquake nation", "省地震局 earthquake province", "市地震局 earthquake prefecture",
	      "防震减灾中心 earthquake -");
}

static void organisations(void **state)
{
	(void)state;
	CHECK(province, "中国科协 science_association nation", "自治区科协 science_association province",
	      "县科协 science_association county", "老科协 science_association -",
	      "各省级学会 science_association province", "学会 science_association -", "农技协 science_association -",
	      "科技馆 science_association -", "全国总工会 trade_union nation", "省总工会 trade_union province",
	      "县总工会 trade_union county", "总工会机关 trade_union -", "共青团中央 youth_league nation",
	      "团省委 youth_league province", "团州委 youth_league prefecture", "团县委 youth_league county",
	      "自治区团委 youth_league province", "青联 youth_league -", "少工委 youth_league -",
	      "全国妇联 women_federation nation", "州妇联 women_federation prefecture", "区妇联 women_federation county",
	      "妇儿工委办 women_federation -", "中国残联 disabled_federation nation", "省残联 disabled_federation province",
	      "县残联 disabled_federation county", "中国文联 literary_federation nation",
	      "省文联 literary_federation province", "县文联 literary_federation county", "作协 literary_federation -",
	      "省社科联 social_science_federation province", "州社科联 social_science_federation prefecture",
	      "全国工商联 industry_commerce_federation nation", "省工商联 industry_commerce_federation province",
	      "县工商联 industry_commerce_federation county", "商会 industry_commerce_federation -",
	      "中国红十字会总会 red_cross nation", "省红十字会 red_cross province", "县红十字会 red_cross county",
	      "供销合作总社 supply_marketing nation", "省供销社 supply_marketing province",
	      "县供销社 supply_marketing county");
	CHECK(province, "中科院 academy_of_sciences nation", "省科学院 academy_of_sciences province",
	      "州农科院 academy_of_sciences,agriculture prefecture", "省社科院 academy_of_sciences province",
	      "研究所 academy_of_sciences -", "岳麓师范学院 school_university -", "有关高等院校 school_university none",
	      "县一中 school_university county", "少年宫 school_university -", "青少年活动中心 school_university -",
	      "省老年大学 elderly_university province", "州老年大学 elderly_university prefecture",
	      "县老年大学 elderly_university county", "中央广播电视总台 media nation", "市广播电视台 media prefecture",
	      "余姚日报社 media county", "县融媒体中心 media county", "红网新闻网 media -", "新华社湖南分社 media province",
	      "中国国家铁路集团有限公司 enterprise nation", "省港航集团 enterprise province",
	      "中国移动某市分公司 enterprise -", "区国投集团 enterprise county", "商业银行 enterprise -",
	      "保险公司 enterprise -", "供电公司 enterprise -", "园区企业 enterprise -");
}

static void kinds_of_names(void **state)
{
	(void)state;
	CHECK(province, "各地区 government_of_lower_level none", "各市、州人民政府 government_of_lower_level prefecture",
	      "各县〔市〕政府 government_of_lower_level county", "各乡镇(街道) government_of_lower_level township",
	      "高新区管委会 government_of_lower_level none", "合作区执委会 government_of_lower_level none",
	      "街道办事处 government_of_lower_level township", "国务院办公厅 government_office nation",
	      "省政府办公厅 government_office province", "县政府办 government_office county",
	      "县委办公室 government_office county", "省委办公厅 government_office province",
	      "县人大办公室 government_office county", "县政协办公室 government_office county",
	      "州全民科学素质工作领导小组办公室 leading_group_office prefecture",
	      "市纲要办 leading_group_office prefecture", "县科普工作联席会议办公室 leading_group_office county",
	      "工作专班办公室 leading_group_office -", "各成员单位 member_units none", "有关成员单位 member_units none",
	      "县科学素质建设领导小组各成员单位 member_units county", "专班牵头单位 member_units -",
	      "联席会议成员单位 member_units -", "相关部门 related_departments none", "各有关部门 related_departments none",
	      "区级相关部门 related_departments county", "各部门各单位 related_departments none");
}

/* ---- merged bodies, and the rules behind the list ---- */

static void merged_bodies(void **state)
{
	(void)state;
	CHECK(county, "县科工信局 science_technology,industry_information county",
	      "县科技和工业信息化局 science_technology,industry_information county",
	      "县教科体局 education,science_technology,sport county", "县教育体育局 education,sport county",
	      "县教体局 education,sport county", "县文旅体局 culture_tourism,sport county",
	      "县文体旅局 culture_tourism,sport county", "县文化广电和旅游局 culture_tourism,radio_tv county",
	      "县文广旅局 culture_tourism,radio_tv county",
	      "县文化广电新闻出版局 culture_tourism,radio_tv,press_publishing county",
	      "县文广新局 culture_tourism,radio_tv,press_publishing county",
	      "县新闻出版广电局 press_publishing,radio_tv county", "县农林局 agriculture,forestry county",
	      "县政务服务和数据管理局 government_services,big_data county",
	      "县经济合作外事局 commerce,foreign_affairs county", "县口岸物流办 commerce,transport county",
	      "县发改科技局 development_reform,science_technology county",
	      "县委统战部(民宗局) united_front,ethnic_religious county", "县政数局 government_services,big_data county",
	      "县政管局 government_services county", "县卫生健康和医疗保障局 health county",
	      "县民族宗教局 ethnic_religious county", "县农牧业局 agriculture county",
	      "县国有资产监督管理局 state_assets county", "县粮食和物资储备局 development_reform county",
	      "县商务和经信局 commerce,industry_information county", "县农水局 agriculture,water county",
	      "县财政和国资局 finance,state_assets county");
	CHECK(prefecture, "州文化广电和旅游局(州体育局) culture_tourism,radio_tv,sport prefecture",
	      "州文化广电和旅游局 culture_tourism,radio_tv prefecture",
	      "州委组织部(州考核办) organisation,inspection_evaluation prefecture", "州委组织部 organisation prefecture");
}

static void further_rules(void **state)
{
	(void)state;
	CHECK(district, "生态环境局雁峰分局 ecology_environment county", "国家统计局衡阳市调查队 statistics prefecture",
	      "国家统计局雁峰调查队 statistics county", "人民银行衡阳市分行 financial_sector prefecture",
	      "市生态环境局雁峰分局 ecology_environment county", "区广播电视台 media county",
	      "衡阳市雁峰生态环境局 ecology_environment county", "衡阳市生态环境局 ecology_environment prefecture",
	      "国家金融监督管理总局广东监管局 financial_sector province", "衡阳师范学院 school_university prefecture",
	      "省农科院 academy_of_sciences,agriculture province", "区人民医院 health county",
	      "区博物馆 culture_tourism county", "各乡镇卫生院 health township", "有关高等院校 school_university none",
	      "各省级学会 science_association province", "区国土资源局 natural_resources county",
	      "区环保局 ecology_environment county", "区安监局 emergency county", "区卫计局 health county",
	      "区农牧业局 agriculture county", "区扶贫办 rural_revitalisation county", "市教育局 education prefecture",
	      "人行合肥中心支行 financial_sector province", "区人武部 unknown county");
}

/* ---- names of all levels from all over the country ---- */

static void names_in_a_province(void **state)
{
	(void)state;
	CHECK(province, "省委社会工作部 civil_affairs province", "省委政研室 government_office province",
	      "省直机关工委 organisation province", "省委教育工委 education province", "省教育考试院 education province",
	      "省通信管理局 industry_information province", "省邮政管理局 transport province", "长沙海关 customs province",
	      "国家统计局湖南调查总队 statistics province", "国家金融监督管理总局湖南监管局 financial_sector province",
	      "湖南证监局 financial_sector province", "省烟草专卖局 industry_information province",
	      "省地质院 natural_resources province", "省农业科学院 academy_of_sciences,agriculture province",
	      "省林业科学院 academy_of_sciences,forestry province", "省社会科学院 academy_of_sciences province",
	      "省教育科学研究院 academy_of_sciences,education province",
	      "省中医药研究院 academy_of_sciences,health province", "湖南农业大学 school_university province",
	      "湖南日报社 media province", "湖南广播电视台 media province", "省科技馆 science_association province",
	      "省地质博物馆 culture_tourism province", "省疾控中心 health province", "省消防救援总队 emergency province",
	      "省药监局 market_supervision province", "省知识产权局 market_supervision province",
	      "省机关事务局 government_services province", "省供销合作总社 supply_marketing province",
	      "省青联 youth_league province", "省作协 literary_federation province", "省侨联 united_front province",
	      "省计生协 health province", "省能源局 development_reform province", "省监狱管理局 justice province",
	      "省高级人民法院 justice province", "省人民检察院 justice province", "省公路事务中心 transport province",
	      "省水文水资源勘测中心 water province", "省气象学会 science_association province",
	      "省老科技工作者协会 science_association province", "省农村专业技术协会 science_association province",
	      "省军区政治工作局 unknown province");
	CHECK(province, "长沙市科协 science_association prefecture", "浏阳市教育局 education county",
	      "湘西州科协 science_association prefecture", "湘西土家族苗族自治州教育和体育局 education,sport prefecture",
	      "城步苗族自治县科协 science_association county", "各市州科协 science_association prefecture",
	      "各市州、县市区科协 science_association prefecture", "各县市区人民政府 government_of_lower_level county",
	      "各高等院校 school_university none", "省属高校 school_university province", "各省级主要媒体 media province",
	      "中国电信湖南分公司 enterprise province", "国网湖南省电力有限公司 enterprise province",
	      "湖南出版投资控股集团 enterprise province", "省新华书店 enterprise province", "市教育局 education prefecture",
	      "科技厅 science_technology province", "科协 science_association province", "岳阳海关 customs prefecture",
	      "长沙市人民政府 government_of_lower_level prefecture", "国家税务总局湖南省税务局 taxation province",
	      "省农业广播电视学校 agriculture province", "湖南广播电视大学 school_university province",
	      "省妇女儿童工作委员会办公室 women_federation province", "省精神文明建设指导委员会办公室 publicity province",
	      "省委网络安全和信息化委员会办公室 cyberspace_affairs province",
	      "省委机构编制委员会办公室 organisation province", "省食品安全委员会办公室 market_supervision province");
	CHECK(autonomous, "自治区党委宣传部 publicity province", "区直机关工委 organisation province",
	      "自治区农业农村厅 agriculture province", "自治区民宗委 ethnic_religious province",
	      "广西科技馆 science_association province", "广西科学院 academy_of_sciences province",
	      "广西日报社 media province", "南宁海关 customs province", "自治区大数据发展局 big_data province",
	      "各设区市科协 science_association prefecture", "桂林市科协 science_association prefecture",
	      "北流市农业农村局 agriculture county", "三江侗族自治县科协 science_association county",
	      "自治区外事办公室 foreign_affairs province", "广西林业科学研究院 academy_of_sciences,forestry province",
	      "广西壮族自治区地震局 earthquake province", "自治区团委 youth_league province",
	      "自治区供销社 supply_marketing province");
}

static void names_in_a_prefecture(void **state)
{
	(void)state;
	CHECK(prefecture, "州直机关工委 organisation prefecture", "州投资促进局 commerce prefecture",
	      "州生态移民局 water prefecture", "州综合行政执法局 housing_construction prefecture",
	      "州机关事务局 government_services prefecture", "州消防救援支队 emergency prefecture",
	      "州融媒体中心 media prefecture", "黔南民族师范学院 school_university prefecture",
	      "州中医医院 health prefecture", "都匀市科协 science_association county",
	      "三都水族自治县教育局 education county", "州供销社 supply_marketing prefecture",
	      "都匀经济开发区管委会 government_of_lower_level county", "州林科所 academy_of_sciences,forestry prefecture",
	      "州图书馆 culture_tourism prefecture", "州青少年活动中心 school_university prefecture",
	      "黔南供电局 enterprise prefecture", "中国移动黔南分公司 enterprise prefecture",
	      "州烟草专卖局 industry_information prefecture", "州医保局 health prefecture",
	      "州公共资源交易中心 government_services prefecture", "各县(市)科协 science_association county",
	      "州人民政府 government_office prefecture", "黔南布依族苗族自治州科协 science_association prefecture",
	      "省农科院 academy_of_sciences,agriculture province", "贵州大学 school_university province");
	CHECK(city, "市委政法委 justice prefecture", "市委教育工委 education prefecture",
	      "市委编办 organisation prefecture", "市文广新旅局 culture_tourism,radio_tv,press_publishing prefecture",
	      "市文化广电和旅游体育局 culture_tourism,radio_tv,sport prefecture",
	      "市规划和自然资源局 natural_resources prefecture", "市自然资源和林业局 natural_resources,forestry prefecture",
	      "市城市管理综合执法局 housing_construction prefecture", "市城管委 housing_construction prefecture",
	      "市园林绿化中心 forestry prefecture", "市政务服务管理办公室 government_services prefecture",
	      "市数据资源管理局 big_data prefecture", "市数据和政务服务局 big_data,government_services prefecture",
	      "市行政审批服务局 government_services prefecture", "市金融办 financial_sector prefecture",
	      "市口岸和物流办公室 commerce,transport prefecture", "市投资促进中心 commerce prefecture",
	      "市科学技术馆 science_association prefecture", "市工人文化宫 trade_union prefecture",
	      "市妇女儿童活动中心 women_federation prefecture", "市自然博物馆 culture_tourism prefecture",
	      "市水文中心 water prefecture", "岚山日报社 media prefecture", "岚山广播电视台 media prefecture",
	      "岚山师范学院 school_university prefecture", "市第一中学 school_university prefecture",
	      "市教育科学研究院 academy_of_sciences,education prefecture",
	      "市农业科学研究院 academy_of_sciences,agriculture prefecture", "市公安局交警支队 public_security prefecture",
	      "市中级人民法院 justice prefecture", "国家税务总局岚山市税务局 taxation prefecture",
	      "国家税务总局青溪县税务局 taxation county", "中国人民银行岚山市分行 financial_sector prefecture",
	      "岚山海关 customs prefecture", "市水务集团 enterprise prefecture", "岚山银行 enterprise prefecture");
	CHECK(city, "国网岚山供电公司 enterprise prefecture", "各县(市、区)教育局 education county",
	      "各开发区管委会 government_of_lower_level none", "市属各高校 school_university prefecture",
	      "市级学会 science_association prefecture", "市全民科学素质工作领导小组办公室 leading_group_office prefecture",
	      "市科普工作联席会议成员单位 member_units prefecture", "市档案馆 government_office prefecture",
	      "市地方志办公室 government_office prefecture", "市人大教科文卫委 government_office prefecture",
	      "市政协办公室 government_office prefecture", "市政府研究室 government_office prefecture",
	      "市委办公室 government_office prefecture", "市信访局 civil_affairs prefecture",
	      "市医疗保障局 health prefecture", "市畜牧兽医发展中心 agriculture prefecture",
	      "市慈善总会 civil_affairs prefecture", "市科普中心 science_association prefecture",
	      "市反邪教协会 science_association prefecture", "市直各单位 related_departments prefecture",
	      "市民宗局 ethnic_religious prefecture", "市政府办公室 government_office prefecture",
	      "市民政局 civil_affairs prefecture", "市政府 government_office prefecture",
	      "各市、区人民政府 government_of_lower_level county", "青溪县科协 science_association county",
	      "市市政管理局 housing_construction prefecture", "市生态环境局青溪分局 ecology_environment county",
	      "市监狱 justice prefecture", "市市监局 market_supervision prefecture",
	      "市乡村振兴局 rural_revitalisation prefecture");
}

static void cities_are_told_by_the_notice(void **state)
{
	(void)state;
	CHECK(small_city, "市教育局 education county", "市委宣传部 publicity county", "团市委 youth_league county",
	      "岚山日报社 media county", "岚山市科协 science_association county",
	      "各乡镇人民政府 government_of_lower_level township");
	CHECK(unknown_city, "市教育局 education unsure", "岚山日报社 media unsure",
	      "各乡镇 government_of_lower_level township", "县科协 science_association county",
	      "宁波市科协 science_association prefecture", "余姚市科协 science_association county",
	      "重庆市科协 science_association province");
	CHECK(nowhere, "市教育局 education unsure", "教育局 education unsure", "省科协 science_association province",
	      "各成员单位 member_units none", "义乌市科协 science_association county",
	      "昆明市教育体育局 education,sport prefecture", "大理市科协 science_association county",
	      "大理州科协 science_association prefecture", "吉林市科协 science_association prefecture",
	      "吉林省科协 science_association province", "上海市教委 education province", "浦东新区教育局 education county",
	      "锡林郭勒盟科协 science_association prefecture", "阿拉善左旗科协 science_association county",
	      "喀什地区科协 science_association prefecture", "兵团科协 science_association province",
	      "神农架林区科协 science_association county", "甘州区教育局 education county",
	      "通州区科委 science_technology county", "公安县教育局 education county",
	      "文水县科技局 science_technology county", "乾县教育局 education county",
	      "西乡县科协 science_association county", "镇雄县农业农村局 agriculture county",
	      "津市市科协 science_association county", "积石山保安族东乡族撒拉族自治县科协 science_association county");
}

static void names_in_a_county(void **state)
{
	(void)state;
	CHECK(county, "县教育科技和体育局 education,science_technology,sport county",
	      "县教科局 education,science_technology county", "县商工信局 commerce,industry_information county",
	      "县商务科技和工业信息化局 commerce,science_technology,industry_information county",
	      "县住建交通局 housing_construction,transport county", "县农业农村水利局 agriculture,water county",
	      "县文体广旅局 culture_tourism,sport,radio_tv county",
	      "县文体广新局 culture_tourism,sport,radio_tv,press_publishing county",
	      "县文化体育旅游和广电局 culture_tourism,sport,radio_tv county",
	      "县民政和人力资源社会保障局 civil_affairs,human_resources county",
	      "县政务服务中心 government_services county", "县职教中心 school_university county",
	      "县实验小学 school_university county", "县第一中学 school_university county", "县中医医院 health county",
	      "县妇幼保健院 health county", "县供电公司 enterprise county", "县烟草专卖局 industry_information county",
	      "县邮政公司 enterprise county", "县新华书店 enterprise county", "县农商银行 enterprise county",
	      "中国电信双溪分公司 enterprise county", "双溪县人民医院 health county",
	      "北渡镇人民政府 government_of_lower_level township", "北渡镇卫生院 health township",
	      "北渡镇中心学校 school_university township", "北渡社区居委会 government_of_lower_level village",
	      "各村(社区) government_of_lower_level village", "各中小学 school_university none",
	      "各乡镇中心小学 school_university township", "县委巡察办 inspection_evaluation county",
	      "县纪委监委 inspection_evaluation county", "县武装部 unknown county", "县关工委 veteran_cadres county");
	CHECK(county, "县农技推广中心 agriculture county", "县畜牧水产事务中心 agriculture county",
	      "县国有林场 forestry county", "县库区移民事务中心 water county", "县公路养护中心 transport county",
	      "县城管执法局 housing_construction county", "县房产中心 housing_construction county",
	      "县公积金管理部 housing_construction county", "县市场监督管理局 market_supervision county",
	      "县金融服务中心 financial_sector county", "县机关事务服务中心 government_services county",
	      "县委办 government_office county", "县人民政府 government_office county", "市教育局 education prefecture",
	      "省科协 science_association province", "县城建局 housing_construction county",
	      "县城市管理局 housing_construction county", "县科学素质纲要实施工作办公室 leading_group_office county",
	      "县教师进修学校 school_university county", "县老年学校 elderly_university county",
	      "县气象局 meteorology county", "县红会 red_cross county", "双溪中学 school_university county",
	      "县工商业联合会 industry_commerce_federation county", "县文学艺术界联合会 literary_federation county",
	      "县科学技术协会 science_association county", "县妇女联合会 women_federation county",
	      "县残疾人联合会 disabled_federation county", "共青团双溪县委员会 youth_league county",
	      "团双溪县委 youth_league county", "中共双溪县委宣传部 publicity county", "县第二人民医院 health county",
	      "县直有关部门 related_departments county", "县大数据中心 big_data county", "县数字经济局 big_data county",
	      "县营商环境局 government_services county", "县老区建设促进会 rural_revitalisation county",
	      "县退役军人事务局 civil_affairs county");
}

static void parts_have_the_function_of_the_whole(void **state)
{
	(void)state;
	CHECK(city, "市科协科普部 science_association prefecture", "市科协信息中心 science_association prefecture",
	      "市科协组织人事部 science_association prefecture", "市科协办公室 science_association prefecture",
	      "市科协机关党委 science_association prefecture", "市委宣传部文艺处 publicity prefecture",
	      "市教育局教研室 education prefecture", "市交通运输局综合执法支队 transport prefecture",
	      "团市委学校部 youth_league prefecture", "市妇联发展部 women_federation prefecture",
	      "市教育局机关幼儿园 school_university prefecture", "市总工会职工服务中心 trade_union prefecture");
}

static void names_in_great_cities(void **state)
{
	(void)state;
	const origin municipality = { "上海市全民科学素质行动规划纲要实施方案", "各区人民政府" };
	CHECK(municipality, "市经济信息化委 industry_information province", "市农业农村委 agriculture province",
	      "市绿化市容局 forestry,housing_construction province", "市住房城乡建设管理委 housing_construction province",
	      "市规划资源局 natural_resources province", "市民防办 emergency province",
	      "市社联 social_science_federation province", "上海报业集团 media province",
	      "中科院上海分院 academy_of_sciences province", "市级机关工作党委 organisation province",
	      "市政府外办 foreign_affairs province", "各区政府 government_of_lower_level county",
	      "临港新片区管委会 government_of_lower_level none", "张江科学城管委会 government_of_lower_level none",
	      "浦东新区科协 science_association county");
	const origin capital = { "广州市全民科学素质行动计划纲要实施方案", "各区人民政府" };
	CHECK(capital, "市林业园林局 forestry prefecture", "市政务服务数据管理局 government_services,big_data prefecture",
	      "市城市管理综合执法局 housing_construction prefecture", "市协作办 commerce prefecture",
	      "增城区政府 government_of_lower_level county", "增城区教育局 education county", "广州海关 customs province",
	      "广州地铁集团 enterprise prefecture", "市国家档案馆 government_office prefecture",
	      "市代建局 housing_construction prefecture", "广州开发区管委会 government_of_lower_level prefecture");
}

static void names_in_the_borderlands(void **state)
{
	(void)state;
	const origin yili = { "伊犁哈萨克自治州全民科学素质工作要点", "各县市人民政府" };
	CHECK(yili, "自治州党委宣传部 publicity prefecture", "伊犁州科协 science_association prefecture",
	      "奎屯市科协 science_association county", "兵团第四师科协 science_association province",
	      "察布查尔锡伯自治县科协 science_association county", "伊犁师范大学 school_university prefecture",
	      "各县市 government_of_lower_level county");
	const origin league = { "锡林郭勒盟全民科学素质行动规划纲要实施方案", "各旗县市区人民政府" };
	CHECK(league, "盟委宣传部 publicity prefecture", "盟农牧局 agriculture prefecture",
	      "团盟委 youth_league prefecture", "苏尼特右旗科协 science_association county",
	      "盟行政公署办公室 government_office prefecture", "各苏木乡镇 government_of_lower_level township",
	      "内蒙古农牧业科学院 academy_of_sciences,agriculture province");
	CHECK(autonomous, "团区委 youth_league province", "锦山医学院 school_university unsure");
	check_names(&yili, "地委宣传部、组织部，地区教育局、科技局、团地委",
	            "地委宣传部 地委组织部 地区教育局 地区科技局 团地委");
	check_names(&league, "盟委宣传部、组织部，盟教育局、科协", "盟委宣传部 盟委组织部 盟教育局 盟科协");
}

static void names_in_a_district(void **state)
{
	(void)state;
	CHECK(district, "区文旅广体局 culture_tourism,radio_tv,sport county",
	      "区发改统计局 development_reform,statistics county",
	      "区科技和经济信息化局 science_technology,industry_information county",
	      "岳屏镇人民政府 government_of_lower_level township", "天马山街道办事处 government_of_lower_level township",
	      "市公安局雁峰分局 public_security county", "市自然资源和规划局雁峰分局 natural_resources county",
	      "雁峰公安分局 public_security county", "衡阳市气象局 meteorology prefecture",
	      "区直各部门 related_departments county", "各镇(街道) government_of_lower_level township",
	      "各镇(街道)人民政府(办事处) government_of_lower_level township", "区社区教育学院 school_university county",
	      "区城管局 housing_construction county", "区区块链发展中心 unknown county", "市教育局 education prefecture");
	CHECK(capital_district, "市科委 science_technology province", "区科协 science_association county",
	      "市教委 education province", "海淀区园林绿化局 forestry county", "区人力社保局 human_resources county",
	      "各街镇 government_of_lower_level township", "市科协 science_association province",
	      "海淀街道办事处 government_of_lower_level township");
}

static void names_of_the_nation(void **state)
{
	(void)state;
	CHECK(nowhere, "中国科学院 academy_of_sciences nation", "中国工程院 academy_of_sciences nation",
	      "中国社会科学院 academy_of_sciences nation", "自然科学基金委 science_technology nation",
	      "国家国防科工局 industry_information nation", "国家林草局 forestry nation",
	      "全国人大教科文卫委 government_office nation", "中央文明办 publicity nation",
	      "中华全国总工会 trade_union nation", "中国作协 literary_federation nation", "应急管理部 emergency nation",
	      "农业农村部 agriculture nation", "国家疾控局 health nation", "中国气象局 meteorology nation",
	      "国家广播电视总局 radio_tv nation", "国家市场监督管理总局 market_supervision nation",
	      "国家粮食和物资储备局 development_reform nation", "退役军人事务部 civil_affairs nation",
	      "国务院参事室 government_office nation", "中国邮政集团双溪县分公司 enterprise county",
	      "中国农业银行余姚支行 enterprise county", "中国人民财产保险公司 enterprise nation", "新华社 media nation");
}

/* ---- full names ---- */

static void level_words_are_restored(void **state)
{
	(void)state;
	check_names(&province, "省公安厅、发展改革委", "省公安厅 省发展改革委");
	check_names(&county, "县教育局，县文化和旅游局、县妇联、科协", "县教育局 县文化和旅游局 县妇联 县科协");
	check_names(&autonomous, "自治区教育厅、科协、团委", "自治区教育厅 自治区科协 自治区团委");
	check_names(&province, "省商务厅、市场监管局", "省商务厅 省市场监管局");
	check_names(&city, "市教育局、政务服务局、民政局、市政管局", "市教育局 市政务服务局 市民政局 市政管局");
	check_names(&prefecture, "团州委、妇联，黔南州教育局、工业和信息化局",
	            "团州委 州妇联 黔南州教育局 州工业和信息化局");
	check_names(&county, "科协、县教育局", "科协 县教育局");
	check_names(&nowhere, "喀什地区教育局、科协", "喀什地区教育局 地区科协");
	check_names(&nowhere, "衡阳市雁峰区教育局、城管局", "衡阳市雁峰区教育局 区城管局");
	check_names(&nowhere, "三都水族自治县科协、教育局", "三都水族自治县科协 县教育局");
	check_names(&county, "市生态环境局双溪县分局、县水利局、林业局", "市生态环境局双溪县分局 县水利局 县林业局");
}

static void party_departments_get_their_committee(void **state)
{
	(void)state;
	check_names(&city, "市委组织部、宣传部，市发展改革委、科技局", "市委组织部 市委宣传部 市发展改革委 市科技局");
	check_names(&autonomous, "自治区科协、党委宣传部、新闻出版广电局",
	            "自治区科协 自治区党委宣传部 自治区新闻出版广电局");
	check_names(&autonomous, "自治区党委组织部、宣传部、人力资源社会保障厅",
	            "自治区党委组织部 自治区党委宣传部 自治区人力资源社会保障厅");
	check_names(&county, "县委组织部、统战部、政法委、网信办、编办、老干部局、党校、教育局、文明办",
	            "县委组织部 县委统战部 县委政法委 县委网信办 县委编办 县委老干部局 县委党校 县教育局 县文明办");
	check_names(&county, "县教育局、宣传部", "县教育局 县宣传部");
	check_names(&county, "县委组织部、县科协、宣传部", "县委组织部 县科协 县宣传部");
}

static void some_names_lack_nothing(void **state)
{
	(void)state;
	check_names(
		&province,
		"省科协、合肥海关、生态环境局雁峰分局、教育部、国家林草局、中国科协、人民银行、证监会、体育总局、中央宣传部",
		"省科协 合肥海关 生态环境局雁峰分局 教育部 国家林草局 中国科协 人民银行 证监会 体育总局 中央宣传部");
	check_names(&county,
	            "县科协、各乡镇、有关单位、相关部门、各中小学、北渡街道办事处、双溪中学、北渡中学、高新区管委会",
	            "县科协 各乡镇 有关单位 相关部门 各中小学 北渡街道办事处 双溪中学 北渡中学 高新区管委会");
	check_names(&county, "县教育局、人民医院、新华书店、融媒体中心、实验小学",
	            "县教育局 县人民医院 县新华书店 县融媒体中心 县实验小学");
	check_names(&city, "市科协、青溪县政府、教育局", "市科协 青溪县政府 市教育局");
	check_names(&city, "市科协、各县(市、区)政府、教育局", "市科协 各县(市、区)政府 市教育局");
}

static void an_office_is_its_groups(void **state)
{
	(void)state;
	check_names(&prefecture, "州全民科学素质工作领导小组成员单位及办公室",
	            "州全民科学素质工作领导小组成员单位 州全民科学素质工作领导小组办公室");
	check_names(&prefecture, "州科普工作联席会议各成员单位、办公室、州科协",
	            "州科普工作联席会议各成员单位 州科普工作联席会议办公室 州科协");
	check_names(&prefecture, "州科协、办公室", "州科协 州办公室");
}

static void names_are_made_plain(void **state)
{
	(void)state;
	check_names(&prefecture, "各县〔市〕政府、各鎮（街道）", "各县(市)政府 各镇(街道)");
	check_names(&county, "縣科學技術協會、教育局", "县科学技术协会 县教育局");
	check_names(&nowhere, "乾县教育局", "乾县教育局");
}

static void second_names_are_aliases(void **state)
{
	(void)state;
	check_names(&city, "市文化广电新闻出版局〈旅游局〉、科协", "市文化广电新闻出版局[市旅游局] 市科协");
	check_names(&county, "县委组织部（老干部局）、县委统战部(民宗局)", "县委组织部[县委老干部局] 县委统战部[县民宗局]");
	check_names(&county, "县发展和改革局（县粮食和物资储备局、能源局）",
	            "县发展和改革局[县粮食和物资储备局][县能源局]");
	check_names(&county, "教育局（体育局）", "教育局[体育局]");
	check_names(&county, "县教育局、文化和旅游局（文物局）", "县教育局 县文化和旅游局[县文物局]");
	check_names(&province, "省委党校（行政学院）、省科协", "省委党校[省行政学院] 省科协");
	check_names(&county,
	            "县烟草专卖局（公司）、县政府办公室（加挂县大数据局牌子）、各乡镇（街道）、县教育局（含招生办）",
	            "县烟草专卖局(公司) 县政府办公室[县大数据局] 各乡镇(街道) 县教育局(含招生办)");
	check_names(&county, "县科学素质工作领导小组办公室（以下简称“县纲要办”）",
	            "县科学素质工作领导小组办公室[县纲要办]");
	/* what a body was called before is a second name, what it was made of is none */
	check_names(&county, "县农牧局（原农牧业局）、县林草局（原林业局、农牧业局草原站）",
	            "县农牧局[县农牧业局] 县林草局");
	check_names(&county, "县文体局（原文化局、体育局合并组建，以下简称县文体局）、科协", "县文体局[县文体局] 县科协");
	/* two bodies in the same rooms; but whom a body shares them with is another one */
	check_names(&county, "县农林局（县农业局与县林业局合署办公）", "县农林局[县农业局][县林业局]");
	check_names(&county, "县科协（以下简称“县协”，与县科技局合署办公）", "县科协[县协]");
}

/* ---- units and findings ---- */

static void one_written_name_may_be_two_units(void **state)
{
	(void)state;
	kp_reading r;
	read_list(&r, &county, "科协、县教育局、科协、市教育局、科协", false);
	assert_int_equal(r.duty_count, 5);
	assert_int_equal(r.named_count, 5);
	const char *expected[] = { "科协", "县教育局", "县科协", "市教育局", "市科协" };
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(r.named[i].canonical, expected[i]);
	assert_string_equal(r.named[2].written, "科协");
	assert_string_equal(r.named[4].written, "科协");
	assert_int_equal(r.named[4].level, KEPU_LEVEL_PREFECTURE);
	kp_reading_free(&r);
	read_list(&r, &county, "县教育局、科协、县妇联、科协", false);
	assert_int_equal(r.named_count, 3);
	assert_int_equal(r.duty_named[3], 1);
	kp_reading_free(&r);
}

static size_t doubts_of(const kp_reading *r, int32_t code)
{
	size_t count = 0;
	for (size_t i = 0; i < r->doubt_count; i++)
		count += r->doubts[i].code == code;
	return count;
}

static void what_cannot_be_told_is_found(void **state)
{
	(void)state;
	kp_reading r;
	read_list(&r, &county, "县武装部、县教育局、县武装部", false);
	assert_int_equal(doubts_of(&r, KEPU_FINDING_UNIT_UNKNOWN), 1);
	assert_int_equal(doubts_of(&r, KEPU_FINDING_LEVEL_UNSURE), 0);
	kp_reading_free(&r);
	read_list(&r, &unknown_city, "市教育局、市科协、县妇联", false);
	assert_int_equal(doubts_of(&r, KEPU_FINDING_UNIT_UNKNOWN), 0);
	assert_int_equal(doubts_of(&r, KEPU_FINDING_LEVEL_UNSURE), 1); /* what 市 is is asked once */
	assert_true(r.named[0].level_unsure && r.named[1].level_unsure && !r.named[2].level_unsure);
	assert_int_equal(r.named[0].level, KEPU_LEVEL_NONE);
	kp_reading_free(&r);
	read_list(&r, &nowhere, "教育局、科协、北渡中学", false);
	assert_int_equal(doubts_of(&r, KEPU_FINDING_LEVEL_UNSURE), 2); /* the plan's level, and where 北渡 is */
	kp_reading_free(&r);
}

static void check_region(const origin *from, const char *name, int32_t level, int32_t of_city)
{
	kp_reading r;
	char found[256] = "";
	read_list(&r, from, "各成员单位", true);
	for (size_t i = 0; i < r.region.name_length; i++) {
		char bytes[8] = "";
		kp_utf8_put(r.region.name[i], bytes);
		strcat(found, bytes);
	}
	assert_string_equal(found, name);
	assert_int_equal(r.region.level, level);
	assert_int_equal(r.region.city, of_city);
	kp_reading_free(&r);
}

static void the_plans_place_is_told_by_its_title(void **state)
{
	(void)state;
	check_region(&nowhere, "", KEPU_UNKNOWN, KEPU_UNKNOWN);
	check_region(&province, "湖南省", KEPU_LEVEL_PROVINCE, KEPU_LEVEL_PREFECTURE);
	check_region(&autonomous, "广西壮族自治区", KEPU_LEVEL_PROVINCE, KEPU_LEVEL_PREFECTURE);
	check_region(&prefecture, "黔南州", KEPU_LEVEL_PREFECTURE, KEPU_LEVEL_COUNTY);
	check_region(&city, "岚山市", KEPU_LEVEL_PREFECTURE, KEPU_LEVEL_PREFECTURE);
	check_region(&small_city, "岚山市", KEPU_LEVEL_COUNTY, KEPU_LEVEL_COUNTY);
	check_region(&unknown_city, "岚山市", KEPU_UNKNOWN, KEPU_UNKNOWN);
	check_region(&county, "双溪县", KEPU_LEVEL_COUNTY, KEPU_LEVEL_PREFECTURE);
	check_region(&capital_district, "北京市海淀区", KEPU_LEVEL_COUNTY, KEPU_LEVEL_PROVINCE);
	const origin year = { "2016年慈溪市实施《全民科学素质行动计划纲要》工作要点", "各有关单位" };
	check_region(&year, "慈溪市", KEPU_LEVEL_COUNTY, KEPU_LEVEL_COUNTY);
	const origin municipality = { "重庆市全民科学素质行动规划纲要实施方案", "各区县(自治县)人民政府" };
	check_region(&municipality, "重庆市", KEPU_LEVEL_PROVINCE, KEPU_LEVEL_PROVINCE);
	const origin association = { "岚山市科学技术协会2024年工作要点", "各县(市、区)科协，机关各部门" };
	check_region(&association, "岚山市", KEPU_LEVEL_PREFECTURE, KEPU_LEVEL_PREFECTURE);
	const origin nation = { "全民科学素质行动规划纲要", "各省、自治区、直辖市人民政府" };
	check_region(&nation, "", KEPU_LEVEL_NATION, KEPU_LEVEL_PREFECTURE);
	const origin untitled = { "全民科学素质工作要点", "各乡镇人民政府" };
	check_region(&untitled, "", KEPU_LEVEL_COUNTY, KEPU_LEVEL_COUNTY);
}

/* ---- the tables ---- */

static void every_function_has_a_token(void **state)
{
	(void)state;
	assert_int_equal(KP_FUNCTION_END - 1, 65);
	assert_null(kp_function_token(0));
	assert_null(kp_function_token(KP_FUNCTION_END));
	for (unsigned i = 1; i < KP_FUNCTION_END; i++) {
		assert_true(strlen(kp_function_token(i)) > 0);
		for (unsigned k = 1; k < i; k++)
			assert_string_not_equal(kp_function_token(i), kp_function_token(k));
	}
	assert_string_equal(kp_function_token(KP_FUNCTION_EDUCATION), "education");
}

/* Every word of the table is found where it stands alone, and nothing longer is cut from it. */
static void every_word_is_found(void **state)
{
	(void)state;
	size_t row = 0;
	for (size_t i = 0; i < kp_words_page[kp_words_pages]; i++) {
		const char32_t *letters = kp_word_letters[kp_words_first[i].part] + kp_words_first[i].place;
		assert_int_equal(kp_words_first[i].row, row);
		assert_true(i == 0 || kp_words_first[i].letter > kp_words_first[i - 1].letter);
		for (; row < kp_words_count && *letters == kp_words_first[i].letter; row++) {
			kp_unit_name name;
			kp_name_cut(NULL, letters, kp_words_known[row].length, &name);
			if (!(kp_words_known[row].flags & KP_WORD_INNER)) {
				assert_int_equal(name.count, 1);
				assert_int_equal(name.pieces[0].class, kp_words_known[row].class);
			}
			letters += kp_words_known[row].length;
		}
	}
	assert_int_equal(row, kp_words_count);
}

static void odd_names_do_no_harm(void **state)
{
	(void)state;
	static const char32_t letters[] = U"县教育局科学素质)(、团";
	static char32_t long_name[5000];
	kp_unit_name name;
	uint8_t functions[KP_FUNCTIONS_MOST];
	for (size_t i = 0; i < 5000; i++)
		long_name[i] = letters[i % 13];
	for (size_t length = 0; length <= 300; length++)
		for (size_t start = 0; start < 13; start++) {
			kp_name_cut(NULL, long_name + start, length, &name);
			assert_true(length > 0 || name.count == 0);
			assert_true(length <= KP_NAME_LONGEST || name.count == 0);
			assert_true(kp_name_functions(&name, functions) <= KP_FUNCTIONS_MOST);
			assert_in_range(kp_name_level(&name, NULL, false), KEPU_UNKNOWN, KEPU_LEVEL_NONE);
			(void)kp_name_holds_place(&name);
			(void)kp_name_is_national(&name);
			(void)kp_name_is_zone(&name);
		}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(party_bodies),
		cmocka_unit_test(government_departments),
		cmocka_unit_test(more_government_departments),
		cmocka_unit_test(organisations),
		cmocka_unit_test(kinds_of_names),
		cmocka_unit_test(merged_bodies),
		cmocka_unit_test(further_rules),
		cmocka_unit_test(names_in_a_province),
		cmocka_unit_test(names_in_a_prefecture),
		cmocka_unit_test(cities_are_told_by_the_notice),
		cmocka_unit_test(names_in_a_county),
		cmocka_unit_test(parts_have_the_function_of_the_whole),
		cmocka_unit_test(names_in_great_cities),
		cmocka_unit_test(names_in_the_borderlands),
		cmocka_unit_test(names_in_a_district),
		cmocka_unit_test(names_of_the_nation),
		cmocka_unit_test(level_words_are_restored),
		cmocka_unit_test(party_departments_get_their_committee),
		cmocka_unit_test(some_names_lack_nothing),
		cmocka_unit_test(an_office_is_its_groups),
		cmocka_unit_test(names_are_made_plain),
		cmocka_unit_test(second_names_are_aliases),
		cmocka_unit_test(one_written_name_may_be_two_units),
		cmocka_unit_test(what_cannot_be_told_is_found),
		cmocka_unit_test(the_plans_place_is_told_by_its_title),
		cmocka_unit_test(every_function_has_a_token),
		cmocka_unit_test(every_word_is_found),
		cmocka_unit_test(odd_names_do_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
