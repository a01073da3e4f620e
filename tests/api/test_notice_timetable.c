/* The steps of the timetable, in every form in which notices write them. */
#include "notice.h"

typedef struct kp_case {
	const char *text, *expected;
} kp_case;

/* Each text is the last section of a plan. */
static const kp_case cases[] = {
	{ "三、实施步骤\n（一）启动阶段（2021年）。制定方案。\n（二）推进阶段（2022—2024年）。抓好落实。\n",
	  "启动阶段 2021-2021 （2021年）。制定方案 | 推进阶段 2022-2024 （2022—2024年）。抓好落实" },
	{ "三、进度安排\n2021年为启动阶段，制定方案；2022年至2024年为实施阶段，开展中期评估；2025年为总结年，全面总结。\n",
	  "启动阶段 2021-2021 制定方案 | 实施阶段 2022-2024 开展中期评估 | 总结年 2025-2025 全面总结" },
	{ "三、时间安排\n2021年  动员部署，制定计划，完成部署。\n2022年  中期推进，开展自评。\n",
	  "动员部署 2021-2021 制定计划，完成部署 | 中期推进 2022-2022 开展自评" },
	{ "三、推进安排\n（一）启动部署（2021年6月至7月）。制定清单。\n（二）全面推进（2021年8月至2025年8月）。抓好落实。\n",
	  "启动部署 2021-2021 （2021年6月至7月）。制定清单 | 全面推进 2021-2025 （2021年8月至2025年8月）。抓好落实" },
	/* months, and steps whose heading is a line of its own */
	{ "三、实施步骤\n（一）启动阶段（2021年1月—6月）。部署。\n（二）实施阶段（2021年7月—2025年6月）。推进。\n",
	  "启动阶段 2021-2021 （2021年1月—6月）。部署 | 实施阶段 2021-2025 （2021年7月—2025年6月）。推进" },
	{ "三、实施步骤\n（一）动员部署（2021年）\n部署工作。制定方案。\n（二）全面实施（2022—2024年）\n推进工作。\n",
	  "动员部署 2021-2021 （2021年）部署工作。制定方案 | 全面实施 2022-2024 （2022—2024年）推进工作" },
	{ "三、实施步骤\n（一）准备阶段：2021年6月底前。部署。\n（二）推进阶段：2021年7月至2025年6月。推进。\n",
	  "准备阶段 2021-2021 2021年6月底前。部署 | 推进阶段 2021-2025 2021年7月至2025年6月。推进" },
	{ "三、实施步骤\n（一）第一阶段：动员部署（2021年6月前）。部署。\n",
	  "第一阶段：动员部署 2021-2021 （2021年6月前）。部署" },
	{ "三、实施步骤\n（一）2021年，启动实施。\n（二）2022—2024年，全面推进。\n",
	  "- 2021-2021 2021年，启动实施 | - 2022-2024 2022—2024年，全面推进" },
	{ "三、实施步骤\n启动阶段（2021年）：部署。\n实施阶段（2022—2024年）：推进。\n",
	  "启动阶段 2021-2021 （2021年）：部署 | 实施阶段 2022-2024 （2022—2024年）：推进" },
	/* of which year is not said */
	{ "三、实施步骤\n（一）动员部署（3月）。部署。\n", "" },
	/* a sentence that happens to begin with a year */
	{ "三、组织领导\n2021年成立领导小组，明确分工。要加强协调。\n", "" },
};

static void every_form(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char text[2048], line[LINE] = "";
		snprintf(text, sizeof text, "某市科学素质实施方案（2021—2025年）\n一、任务\n做甲。\n二、要求\n做乙。\n%s",
		         cases[i].text);
		kepu_import *import = read_notice(text);
		const kepu_plan *plan = kepu_import_plan(import);
		for (size_t k = 0; k < kepu_plan_phase_count(plan); k++) {
			const kepu_phase *phase = kepu_plan_phase_at(plan, k);
			append(line, "%s%s %.4s-%.4s %s", k > 0 ? " | " : "", or_dash(kepu_phase_label(phase, NULL)),
			       kepu_phase_start(phase, NULL), kepu_phase_end(phase, NULL), or_dash(kepu_phase_text(phase, NULL)));
		}
		assert_string_equal(line, cases[i].expected);
		kepu_import_free(import);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(every_form) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
