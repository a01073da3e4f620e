/* What the reading tells of as doubtful: each kind of damage in the smallest text that shows it, beside one that looks alike
 * and is whole. */
#include "notice.h"

#include <stdbool.h>

typedef struct kp_case {
	const char *text,
		*expected; /* names of findings with the path of the node they are about; "-": none, of the whole */
} kp_case;

#define TITLE "清河县科学素质实施方案（2021—2025年）\n"
#define FOUR "1.甲甲。内容。（县科协牵头，县教育局配合）\n2.乙乙。内容。（县科协牵头，县教育局配合）\n"

static const kp_case cases[] = {
	/* ordinals */
	{ TITLE "一、任务\n（一）甲甲。内容。\n（二）乙乙。内容。\n二、保障\n内容。\n", "" },
	{ TITLE "一、任务\n（一）甲甲。内容。\n（三）乙乙。内容。\n二、保障\n内容。\n",
	  "item-missing 1 | item-swallowed 1.1 | gap-in-ordinals 1.3" },
	{ TITLE "一、任务\n（二）甲甲。内容。\n（三）乙乙。内容。\n二、保障\n内容。\n",
	  "item-missing 1 | parent-unsure 1.2" },
	{ TITLE "一、甲甲\n1.子子。内容。\n2.丑丑。内容。\n二、乙乙\n3.寅寅。内容。\n4.卯卯。内容。\n", "" },
	{ TITLE "一、任务\n1.子子。内容。\n2.丑丑。内容。\n（二）乙乙\n1.寅寅。内容。\n（三）丙丙\n1.卯卯。内容。\n",
	  "item-missing 1 | item-swallowed 1 | parent-unsure 1.1 | item-swallowed 1.2 | parent-unsure 1.2 | "
	  "parent-unsure 1.2#2 | parent-unsure 1.2#2.1 | parent-unsure 1.3 | parent-unsure 1.3.1" },
	/* headings */
	{ TITLE "一、任务\n（一）甲甲甲甲\n内容内容。\n乙乙乙乙\n内容内容。\n二、保障\n内容。\n",
	  "item-swallowed 1 | item-swallowed 1.1 | heading-without-label 1.1" },
	{ TITLE "一、任务\n（一）甲甲甲甲\n内容内容。\n乙乙乙乙，内容内容。\n二、保障\n内容。\n", "" },
	{ TITLE "一、任务\n（一）甲甲。内容。（二）乙乙。内容。二、保障\n内容。\n", "" },
	{ TITLE "一、任务\n（一）甲甲。长期坚持（二）乙乙。内容。\n二、保障\n内容。\n", "label-inside-line 1.2" },
	{ TITLE "一、任务\n（一）甲甲。按第（二）项办。\n（二）乙乙。内容。\n二、保障\n内容。\n", "" },
	/* labels that are nearly one */
	{ TITLE "一、任务\n（一）甲甲。内容。\n（=）乙乙。内容内容。\n", "item-missing 1 | label-unsure 1.1" },
	{ TITLE "一、任务\n（一）甲甲。内容。\n二）乙乙。内容内容。\n（略）\n",
	  "item-missing 1 | label-unsure 1.1 | unclosed-bracket 1.1" },
	{ TITLE "一、任务\n1.甲甲。内容。\n2乙乙乙。内容内容。\n", "item-missing 1 | label-unsure 1.1" },
	{ TITLE "一、任务\n1.甲甲。内容。\n30年来内容内容内容。\n省、市、县都要办。\n", "" },
	{ TITLE "一、任务\n1.甲甲。内容。\n匹、乙乙乙乙。内容。\n1.丙丙。内容。\n",
	  "item-missing 1 | repeated-path 1.1 | label-unsure 1.1 | repeated-path 1.1#2" },
	/* headings that are not whole */
	{ TITLE "一、任务\n（一）甲甲行动。内容。\n（二）。内容内容。\n", "*heading-incomplete 1.2" },
	{ TITLE "一、任务\n（一）甲甲提升行动。内容。\n（二）提升行动。内容。\n", "heading-incomplete 1.2" },
	{ TITLE
	  "一、任务\n（一）甲甲行动。内容。\n（二）乙乙行动。内容。\n（三）丙丙行动。内容。\n（四）丁丁丁丁。内容。\n",
	  "heading-incomplete 1.4" },
	{ TITLE "一、任务\n（一）甲甲行动。内容。\n（二）（二）乙乙行动。内容。\n", "heading-incomplete 1.2" },
	{ TITLE "一、任务\n（一）甲甲甲\n机制。开展评估。\n（二）乙乙机制\n内容内容。\n", "heading-incomplete 1.1" },
	/* lists */
	{ TITLE "一、任务\n" FOUR "3.丙丙。内容。\n", "list-missing 1.3" },
	{ TITLE "一、任务\n" FOUR "3.丙丙。内容。（县科协牵头，县教育局配合）内容。（县科协牵头，县妇联配合）\n",
	  "item-swallowed 1 | lists-several 1.3" },
	{ TITLE "一、任务\n" FOUR FOUR "5.丙丙。内容。（县科协，县教育局配合）\n", "*roles-unlike 1.5" },
	{ TITLE "一、任务\n1.甲甲。召集各方（县科协率头，县教育局配和）开会。\n", "list-unsure 1.1" },
	{ TITLE "一、任务\n1.甲甲。内容。（率头单位：县科协；配合单位：县妇联）\n", "mark-unknown 1.1" },
	{ TITLE "一、任务\n1.甲甲。内容。（县科协、县教育局县妇联、县科技局）\n", "units-joined 1.1" },
	{ TITLE "一、任务\n1.甲甲。内容。（县税务局、国家税务总局某县税务局）\n", "" },
	{ TITLE
	  "一、任务\n1.甲甲。内容。（县教育局、县科技局）\n2.乙乙。内容。（县教育局）\n3.丙丙。内容。（具教育局、县科技局）\n",
	  "unit-near 1.3" },
	/* brackets */
	{ TITLE "一、任务\n1.甲甲。内容（含乙。\n2.乙乙。内容）含丙。\n", "unclosed-bracket 1.1 | unclosed-bracket 1.2" },
	{ TITLE "一、任务\n1）甲甲。内容（含乙）。\n2）乙乙。“内容”。\n", "" },
	/* numbers */
	{ TITLE "一、任务\n1.甲甲。到202年底做好。\n2.乙乙。到2023年做好，十年不变，5年一评。\n", "number-lost 1.1" },
	{ TITLE "一、任务\n1.甲甲。新建基地1O个。\n2.乙乙。推广5G技术。\n", "letter-for-digit 1.1" },
	{ TITLE "一、任务\n1.甲甲。到2025年，建成个基地。\n2.乙乙。发动每个人，动员专家。\n", "number-lost 1.1" },
	{ TITLE "一、任务\n1.甲甲。到2025年，比例达到%以上。\n2.乙乙。做到100%的覆盖。\n", "*number-lost 1.1" },
	{ TITLE "一、任务\n1.甲甲。到2025年，比例达到25，稳步提高。\n", "*number-lost 1.1" },
	{ TITLE "一、任务\n1.甲甲。到2025年，至少建成1综合场馆。\n2.乙乙。到2025年，至少建成1座场馆、8县（市）达标。\n",
	  "measure-lost 1.1" },
	{ TITLE "一、任务\n1.甲甲。80的村达标。\n2.乙乙。80%的村达标。\n", "measure-lost 1.1" },
	{ TITLE "一、任务\n1.甲甲。比例达倒11%。\n2.乙乙。比例达到11%，人均达1元。\n", "number-odd 1.1" },
	{ TITLE "一、任务\n1.甲甲。每年不小干5次，趋过30人。\n2.乙乙。每年不少于5次，超过30人。\n", "number-odd 1.1" },
	{ TITLE "一、任务\n1.甲甲。培训50名以土。\n2.乙乙。培训50名以上，100人左右。\n", "*number-odd 1.1" },
	{ TITLE "一、任务\n1.甲甲。培训3.00人次。\n2.乙乙。培训300人次，人均3.5元。\n",
	  "*number-odd 1.1 | indicator-unsure 1.2" },
	{ TITLE "一、任务\n1.甲甲。到2025，全县达标。\n2.乙乙。到2025年，全县达标。\n", "number-odd 1.1" },
	{ TITLE "一、任务\n1.甲甲。按某发〔2021〕17要求办。\n2.乙乙。按某发〔2021〕17号要求办。\n", "number-odd 1.1" },
	{ TITLE "一、任务\n1.甲甲。于2022年3月日前报送。\n2.乙乙。于2022年3月1日前报送。\n", "number-lost 1.1" },
	/* signs */
	{ TITLE "一、任务\n1.甲甲。深化合作.每校开放。\n2.乙乙。办好3.15活动，推广5G。\n", "sign-odd 1.1" },
	{ TITLE "一、任务\n1.甲甲。建设科■馆***间。\n2.乙乙。\n■内容内容。\n", "sign-odd 1.1 | sign-odd 1.1" },
	/* sentences */
	{ TITLE "一、任务\n1.甲甲。内容内容内容，办好内容内容\n2.乙乙\n内容内容内容。\n", "text-broken-off 1.1" },
};

static const char *path_of(const kepu_plan *plan, const char *id)
{
	for (size_t i = 0; id && i < kepu_plan_node_count(plan); i++)
		if (strcmp(kepu_node_id(kepu_plan_node_at(plan, i), NULL), id) == 0)
			return kepu_node_path(kepu_plan_node_at(plan, i), NULL);
	return "-";
}

static void findings_line(const kepu_import *import, char *line)
{
	const kepu_findings *findings = kepu_import_findings(import);
	line[0] = '\0';
	for (size_t i = 0; i < kepu_findings_count(findings); i++)
		append(line, "%s%s %s", i > 0 ? " | " : "", kepu_finding_name(kepu_findings_code(findings, i), NULL),
		       path_of(kepu_import_plan(import), kepu_findings_subject(findings, i, NULL)));
}

static void every_case(void **state)
{
	char line[LINE];
	size_t wrong = 0;
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		kepu_import *import = read_notice(cases[i].text);
		const char *expected = cases[i].expected;
		findings_line(import, line);
		/* a star: among others */
		if (*expected == '*' ? !strstr(line, expected + 1) : strcmp(line, expected) != 0)
			print_error("%s\ngives: %s\n  not: %s\n", cases[i].text, line, expected);
		wrong += *expected == '*' ? !strstr(line, expected + 1) : strcmp(line, expected) != 0;
		kepu_import_free(import);
	}
	assert_int_equal(wrong, 0);
}

/* A finding inside a list that is the section's is about the section. */
static void list_of_a_section(void **state)
{
	char line[LINE];
	(void)state;
	kepu_import *import = read_notice(
		TITLE "一、任务\n（一）甲甲\n1.子子。内容。\n2.丑丑。内容。\n（率头单位：县科协；配合单位：县妇联）\n");
	findings_line(import, line);
	assert_non_null(strstr(line, "mark-unknown 1.1"));
	assert_null(strstr(line, "1.1.2"));
	kepu_import_free(import);
}

static bool tells(const kepu_plan *plan, const char *name, const char *subject)
{
	kepu_findings *doubts = NULL;
	bool found = false;
	assert_int_equal(kepu_plan_doubts(plan, &doubts, NULL), KEPU_OK);
	for (size_t i = 0; i < kepu_findings_count(doubts); i++)
		found = found || (strcmp(kepu_finding_name(kepu_findings_code(doubts, i), NULL), name) == 0 &&
		                  strcmp(or_dash(kepu_findings_subject(doubts, i, NULL)), subject) == 0);
	kepu_findings_free(doubts);
	return found;
}

/* What was found is kept in the plan, with the node or with the title, through XML and JSON, until somebody confirms it. */
static void kept_in_the_plan(void **state)
{
	(void)state;
	kepu_import *import = read_notice(TITLE "一、甲甲\n1.子子。内容（含乙。\n三、丙丙\n内容。\n");
	const kepu_plan *plan = kepu_import_plan(import);
	const char *item = kepu_node_id(kepu_plan_node_at(plan, 1), NULL);
	assert_true(tells(plan, "unclosed-bracket", item));
	assert_true(tells(plan, "item-missing", "title:0"));
	char *xml, *json;
	size_t xml_length, json_length;
	assert_int_equal(kepu_plan_save_bytes(plan, KEPU_FORMAT_XML, &xml, &xml_length, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_to_json(plan, &json, &json_length, NULL), KEPU_OK);
	kepu_plan *of_xml = NULL, *of_json = NULL, *confirmed = NULL;
	assert_int_equal(kepu_plan_load_bytes(xml, xml_length, NULL, NULL, &of_xml, NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_from_json(json, json_length, NULL, &of_json, NULL, NULL), KEPU_OK);
	assert_true(tells(of_xml, "unclosed-bracket", item) && tells(of_xml, "item-missing", "title:0"));
	assert_true(tells(of_json, "unclosed-bracket", item) && tells(of_json, "item-missing", "title:0"));

	kepu_builder *b = NULL;
	assert_int_equal(kepu_builder_from_plan(of_xml, &b, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_set_reviewer(b, "张三", KEPU_NUL_TERMINATED, NULL, 0, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_confirm(b, item, KEPU_NUL_TERMINATED, NULL, 0, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_confirm(b, NULL, 0, "title", KEPU_NUL_TERMINATED, NULL), KEPU_OK);
	assert_int_equal(kepu_builder_finish(b, &confirmed, NULL), KEPU_OK);
	kepu_builder_free(b);
	assert_false(tells(confirmed, "unclosed-bracket", item) || tells(confirmed, "item-missing", "title:0"));
	kepu_plan_unref(confirmed);
	kepu_plan_unref(of_xml);
	kepu_plan_unref(of_json);
	kepu_free(xml);
	kepu_free(json);
	kepu_import_free(import);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case),
		cmocka_unit_test(list_of_a_section),
		cmocka_unit_test(kept_in_the_plan),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
