/* What the reading tells of as doubtful: each kind of damage in the smallest text that shows it, beside one that looks alike
 * and is whole. */
#include "notice.h"

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
	  "gap-in-ordinals 1.3 | item-missing 1 | item-swallowed 1.1" },
	{ TITLE "一、任务\n（二）甲甲。内容。\n（三）乙乙。内容。\n二、保障\n内容。\n",
	  "parent-unsure 1.2 | item-missing 1" },
	{ TITLE "一、甲甲\n1.子子。内容。\n2.丑丑。内容。\n二、乙乙\n3.寅寅。内容。\n4.卯卯。内容。\n", "" },
	{ TITLE "一、任务\n1.子子。内容。\n2.丑丑。内容。\n（二）乙乙\n1.寅寅。内容。\n（三）丙丙\n1.卯卯。内容。\n",
	  "parent-unsure 1.1 | parent-unsure 1.2 | parent-unsure 1.2#2 | item-missing 1 | item-swallowed 1.2 | item-swallowed 1" },
	/* headings */
	{ TITLE "一、任务\n（一）甲甲甲甲\n内容内容。\n乙乙乙乙\n内容内容。\n二、保障\n内容。\n",
	  "heading-without-label 1.1 | item-swallowed 1.1 | item-swallowed 1" },
	{ TITLE "一、任务\n（一）甲甲甲甲\n内容内容。\n乙乙乙乙，内容内容。\n二、保障\n内容。\n", "" },
	{ TITLE "一、任务\n（一）甲甲。内容。（二）乙乙。内容。二、保障\n内容。\n", "" },
	{ TITLE "一、任务\n（一）甲甲。长期坚持（二）乙乙。内容。\n二、保障\n内容。\n", "label-inside-line 1.2" },
	{ TITLE "一、任务\n（一）甲甲。按第（二）项办。\n（二）乙乙。内容。\n二、保障\n内容。\n", "" },
	/* lists */
	{ TITLE "一、任务\n" FOUR "3.丙丙。内容。\n", "list-missing 1.3" },
	{ TITLE "一、任务\n" FOUR "3.丙丙。内容。（县科协牵头，县教育局配合）内容。（县科协牵头，县妇联配合）\n",
	  "lists-several 1.3 | item-swallowed 1" },
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

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_case),
		cmocka_unit_test(list_of_a_section),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
