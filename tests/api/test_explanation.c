/* Why a unit has its score, line by line, in both languages; and what it would take. Numbers are worked out by hand. */
#include "support/scores.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdlib.h>

#include <cmocka.h>

static scored make(const char *scheme, const char *units, const char *figures)
{
	scored s;
	kepu_error *err = NULL;
	kepu_status status = score_of(&s, scheme, units, figures, NULL, &err);
	if (status)
		print_message("%s (%s)\n", kepu_error_message(err, KEPU_LANG_EN, NULL), kepu_error_path(err, NULL));
	kepu_error_free(err);
	assert_int_equal(status, KEPU_OK);
	return s;
}

static kepu_explanation *explain(const scored *s, const char *unit)
{
	kepu_explanation *made = NULL;
	assert_int_equal(kepu_explanation_new(s->score, row_of(s, unit), &made, NULL), KEPU_OK);
	return made;
}

static const char *number(kepu_status (*of)(const kepu_explanation *, size_t, int64_t *, int32_t *),
                          const kepu_explanation *explanation, size_t line)
{
	int64_t coefficient;
	int32_t scale;
	return of(explanation, line, &coefficient, &scale) ? "" : decimal_text(coefficient, scale);
}

/* The lines directly below each that has some that add: they are its points. A rounding is less than one of a digit that
 * counts, so that nothing else hides in it. */
static void check_sums(const kepu_explanation *explanation)
{
	for (size_t i = 0; i < kepu_explanation_count(explanation); i++) {
		int64_t sum = 0, coefficient;
		int32_t scale;
		bool some = false;
		size_t depth = kepu_explanation_depth(explanation, i);
		for (size_t k = i + 1; k < kepu_explanation_count(explanation); k++) {
			if (kepu_explanation_depth(explanation, k) <= depth)
				break;
			if (kepu_explanation_depth(explanation, k) > depth + 1 ||
			    kepu_explanation_adds(explanation, k, &coefficient, &scale))
				continue;
			for (; scale < 9; scale++)
				coefficient *= 10;
			if (kepu_explanation_what(explanation, k) == KEPU_LINE_ROUNDING)
				assert_true(coefficient < 1000000000 && coefficient > -1000000000);
			sum += coefficient;
			some = true;
		}
		if (!some)
			continue;
		assert_int_equal(kepu_explanation_points(explanation, i, &coefficient, &scale), KEPU_OK);
		for (; scale < 9; scale++)
			coefficient *= 10;
		assert_int_equal(sum, coefficient);
	}
}

/* All lines as "depth adds text". */
static char *lines_of(const kepu_explanation *explanation, int32_t lang)
{
	size_t length = 0, room = 65536;
	char *out = malloc(room);
	assert_non_null(out);
	out[0] = '\0';
	for (size_t i = 0; i < kepu_explanation_count(explanation); i++)
		length += (size_t)snprintf(out + length, room - length, "%zu %s %s\n", kepu_explanation_depth(explanation, i),
		                           number(kepu_explanation_adds, explanation, i),
		                           kepu_explanation_text(explanation, i, lang, NULL));
	return out;
}

static void check_lines(const scored *s, const char *unit, const char *zh, const char *en)
{
	kepu_explanation *explanation = explain(s, unit);
	char *text = lines_of(explanation, KEPU_LANG_ZH);
	if (zh)
		assert_string_equal(text, zh);
	free(text);
	text = lines_of(explanation, KEPU_LANG_EN);
	if (en)
		assert_string_equal(text, en);
	free(text);
	check_sums(explanation);
	bool has = kepu_score_total(s->score, row_of(s, unit), NULL, NULL) == KEPU_OK;
	assert_string_equal(number(kepu_explanation_points, explanation, 0), has ? total(s, unit) : "");
	kepu_explanation_free(explanation);
}

#define IS(got, required) assert_string_equal(got, required)
#define ONE_UNIT "unit,name\nu1,教育局\n"

/* ---- rules ---- */

typedef struct rule_case {
	const char *rule, *figures; /* rows behind "u1,c," of item, value */
	const char *zh, *en;        /* of the rule's line */
} rule_case;

static const char *line_of(const kepu_explanation *explanation, int32_t what, int32_t lang)
{
	for (size_t i = 0; i < kepu_explanation_count(explanation); i++)
		if (kepu_explanation_what(explanation, i) == what)
			return kepu_explanation_text(explanation, i, lang, NULL);
	return "";
}

static void check_rule(const rule_case *c, int32_t what)
{
	char scheme[1024], figures[1024] = "unit,criterion,item,value,object\n";
	snprintf(scheme, sizeof scheme, "scheme\n criterion id=c name=指标 points=20\n%s", c->rule);
	size_t length = strlen(figures);
	for (const char *at = c->figures; *at;) {
		size_t end = strcspn(at, " ");
		length += (size_t)snprintf(figures + length, sizeof figures - length, "u1,c,%.*s\n", (int)end, at);
		at += end + (at[end] == ' ');
	}
	scored s = make(scheme, ONE_UNIT, figures);
	kepu_explanation *explanation = explain(&s, "u1");
	assert_string_equal(line_of(explanation, what, KEPU_LANG_ZH), c->zh);
	assert_string_equal(line_of(explanation, what, KEPU_LANG_EN), c->en);
	check_sums(explanation);
	kepu_explanation_free(explanation);
	drop(&s);
}

static void test_rules(void **state)
{
	(void)state;
	static const rule_case cases[] = {
		{ "  yes-no\n", ",是", "是，得 20 分", "yes: 20 points" },
		{ "  yes-no\n", ",否", "否，不得分", "no: no points" },
		{ "  yes-no\n", ",", "是否：不计分（无数值）", "yes or no: no points (no value)" },
		{ "  reach target=85%\n", ",0.9", "90%，要求不低于 85%：达标，得 20 分",
		  "90%, required at least 85%: reached, 20 points" },
		{ "  reach target=3 compare=under\n", ",3", "3，要求低于 3：未达标，不得分",
		  "3, required under 3: not reached, no points" },
		{ "  ratio target=4\n", ",3", "按比例计分：3 ÷ 目标 4 × 20 分，得 15 分",
		  "in proportion: 3 ÷ target 4 × 20, gives 15 points" },
		{ "  ratio target=3\n", ",2", "按比例计分：2 ÷ 目标 3 × 20 分，得 ≈13.3333 分",
		  "in proportion: 2 ÷ target 3 × 20, gives ≈13.3333 points" },
		{ "  ratio target=4 better=smaller\n", ",5", "按比例计分（越小越好）：目标 4 ÷ 5 × 20 分，得 16 分",
		  "in proportion (smaller is better): target 4 ÷ 5 × 20, gives 16 points" },
		{ "  ratio target=4 better=smaller\n", ",4", "4 未超过目标 4（越小越好），得 20 分",
		  "4 is within the target 4 (smaller is better): 20 points" },
		{ "  ratio target=4 better=smaller loss=linear\n", ",5", "按超出比例扣减：（1 −（5 − 4）÷ 4）× 20 分，得 15 分",
		  "less what is over the target: (1 − (5 − 4) ÷ 4) × 20, gives 15 points" },
		{ "  steps\n   step from=60 to=75 points=12\n   step from=75 share=1\n", ",70",
		  "分档计分：70 在「≥ 60 且 < 75」一档，得 12 分", "by steps: 70 is in the step ≥ 60 and < 75, 12 points" },
		{ "  level\n   level id=good name=好 points=20\n   level id=fair name=一般 points=10\n", ",一般",
		  "评为「一般」，得 10 分", "level 一般: 10 points" },
		{ "  level\n   level id=good name=好 least=0.8 most=1\n", ",好 points,18",
		  "评为「好」，在这一等的范围内评 18 分（满分 20 分）", "level 好: 18 of 20 points, within its range" },
		{ "  coefficient bad=60 good=100\n", ",80",
		  "功效系数：（60 + 40 ×（80 − 60）÷（100 − 60））÷ 100 × 20 分，得 16 分",
		  "functional coefficient: (60 + 40 × (80 − 60) ÷ (100 − 60)) ÷ 100 × 20, gives 16 points" },
		{ "  goalposts low=0 high=50\n", ",10", "标准化：（10 − 0）÷（50 − 0）× 20 分，得 4 分",
		  "between goalposts: (10 − 0) ÷ (50 − 0) × 20, gives 4 points" },
		{ "  goalposts low=1 high=100 transform=log10 better=smaller\n", ",10",
		  "标准化（各取常用对数）（越小越好）：（100 − 10）÷（100 − 1）× 20 分，得 10 分",
		  "between goalposts (of logarithms to base 10) (smaller is better): (100 − 10) ÷ (100 − 1) × 20, gives 10 points" },
		{ "  count each=2 over=3\n", ",8", "计数：8，超过 3 的 5 × 2 分，得 10 分",
		  "counted: 8, which is 5 over 3, × 2, gives 10 points" },
		{ "  count\n   item id=a each=2\n", "a,3", "逐项计数，得 6 分", "counted item by item: 6 points" },
		{ "  tiers each=1\n   item id=city each=2\n   item id=county each=1\n",
		  "city,1,east county,1,east county,1,west", "同一对象就高计分，得 5 分",
		  "each object by its highest tier: 5 points" },
		{ "  deduct each=3\n", ",2", "满分 20 分，扣 2 × 3 分，得 14 分", "full marks 20 less 2 × 3: 14 points" },
		{ "  deduct each=3 short-of=5\n", ",2", "满分 20 分，2 比 5 少 3，扣 3 × 3 分，得 11 分",
		  "full marks 20, 2 is 3 short of 5, less 3 × 3: 11 points" },
		{ "  deduct\n   item id=a name=缺席 each=2\n", "a,3", "从满分中逐项扣分，得 14 分",
		  "full marks less what each item costs: 14 points" },
		{ "  beyond limit=10 each=2 per=5 begun=begun\n", ",21",
		  "满分 20 分，21 超过限值 10，每 5 扣 2 分，扣 3 × 2 分，得 14 分",
		  "full marks 20, 21 is over the limit 10, 2 off for each 5, less 3 × 2: 14 points" },
		{ "  beyond limit=10 each=2 side=under\n", ",12", "12，限值 10，没有可扣分的，得满分 20 分",
		  "12, limit 10: nothing to deduct for, full marks: 20 points" },
		{ "  points\n", ",7.5", "评为 7.5 分（满分 20 分）", "given 7.5 of 20 points" },
		{ "  best\n   points item=a\n   points item=b\n", "a,7 b,9", "取得分最高的一项，得 9 分",
		  "the best of its rules: 9 points" },
		{ "  sum\n   points item=a\n   points item=b\n", "a,7 b,9", "各项相加，得 16 分",
		  "the sum of its rules: 16 points" },
		{ "  all\n   yes-no item=a\n   yes-no item=b\n", "a,1 b,1", "各项条件全部满足，得 20 分",
		  "all conditions are met: 20 points" },
		{ "  all\n   yes-no item=a\n   yes-no item=b\n", "a,1 b,0", "各项条件未全部满足，不得分",
		  "not all conditions are met: no points" },
		{ "  any\n   yes-no item=a\n   yes-no item=b\n", "a,1 b,0", "满足其中一项条件，得 20 分",
		  "one of the conditions is met: 20 points" },
		{ "  any\n   yes-no item=a\n   yes-no item=b\n", "a,0 b,0", "各项条件均不满足，不得分",
		  "none of the conditions is met: no points" },
		{ "  when\n   yes-no item=a\n   points item=b\n", "a,1 b,9", "前提满足，按后一项得 9 分",
		  "the condition is met, by the second rule: 9 points" },
		{ "  when\n   yes-no item=a\n   points item=b\n", "a,0 b,9", "前提不满足或后一项不得分，不得分",
		  "the condition is not met, or the second rule gives nothing: no points" },
		{ "  rank\n", ",9", "9，本组第 1 名（共 1 个）：（1 − 0.05 ×（1 − 1））× 20 分，得 20 分",
		  "9, rank 1 of 1 in the group: (1 − 0.05 × (1 − 1)) × 20, gives 20 points" },
		{ "  rank\n   place rank=1 points=15\n", ",9", "9，本组第 1 名（共 1 个）：按名次表得 15 分",
		  "9, rank 1 of 1 in the group: 15 points by the table of ranks" },
		{ "  rank\n   place rank=2 points=15\n", ",9", "9，本组第 1 名（共 1 个）：名次表之外，不得分",
		  "9, rank 1 of 1 in the group: beyond the table of ranks, no points" },
		{ "  rank among=10\n", ",9", "9，不符合参与排名的条件（不低于 10）：不得分",
		  "9, not ranked, as that takes at least 10: no points" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
		check_rule(&cases[i], KEPU_LINE_RULE);
}

static void test_measures_and_targets(void **state)
{
	(void)state;
	static const rule_case measures[] = {
		{ "  reach target=1 measure=share\n", "numerator,3 denominator,4", "占比 = 分子 ÷ 分母 = 75%",
		  "share = numerator ÷ denominator = 75%" },
		{ "  reach target=1 measure=growth factor=100\n", ",6 last-year,4",
		  "增长率 =（数值 − 上年数）÷ 上年数 × 100 = 50", "growth = (value − last year) ÷ last year × 100 = 50" },
		{ "  reach target=1 measure=change\n", ",6 last-year,4", "增量 = 数值 − 上年数 = 2",
		  "change = value − last year = 2" },
		{ "  reach target=1 measure=per per=10000\n", ",6 population,30000", "按人口折算 = 数值 × 10000 ÷ 人口 = 2",
		  "per 10000 of population = value × 10000 ÷ population = 2" },
		{ "  reach target=1 measure=share\n", "numerator,3 denominator,0", "占比 = 分子 ÷ 分母：无数值",
		  "share = numerator ÷ denominator: no value" },
	};
	static const rule_case targets[] = {
		{ "  ratio target=@superior\n", ",3 superior,4", "目标：上级水平 4", "target: level above, 4" },
		{ "  ratio target=group-mean\n", ",3", "目标：本组平均 3", "target: the mean of the group, 3" },
		{ "  beyond limit=@cap each=1\n", ",3 cap,缺", "限值：cap 无数值", "limit: cap, no value" },
	};
	for (size_t i = 0; i < sizeof measures / sizeof *measures; i++)
		check_rule(&measures[i], KEPU_LINE_MEASURE);
	for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
		check_rule(&targets[i], KEPU_LINE_TARGET);
}

static void test_group(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " criterion id=c name=素质比例 points=10\n"
	                "  distance target=20\n"
	                " criterion id=d name=名次 points=10\n"
	                "  rank measure=place of=c better=smaller\n"
	                " criterion id=f name=总评 points=10\n"
	                "  reach measure=score of=c target=5\n",
	                "unit,name\nu1,甲县\nu2,乙县\nu3,丙县\n", "unit,criterion,value\nu1,c,15\nu2,c,10\nu3,c,20\n");
	check_lines(&s, "u1",
	            "0  甲县：总分 24.5 分，第 2 名\n"
	            "1 5 素质比例：满分 10 分，得 5 分\n"
	            "2 5 距目标：（15 − 本组最低 10）÷（20 − 10）× 10 分，得 5 分\n"
	            "3  数值：15，来源：表格\n"
	            "1 9.5 名次：满分 10 分，得 9.5 分\n"
	            "2 9.5 2，本组第 2 名（共 3 个）：（1 − 0.05 ×（2 − 1））× 10 分，得 9.5 分\n"
	            "3  「素质比例」得分的本组名次 = 2\n"
	            "1 10 总评：满分 10 分，得 10 分\n"
	            "2 10 5，要求不低于 5：达标，得 10 分\n"
	            "3  「素质比例」的得分 = 5\n"
	            "0  第 2 名，共 3 个单位（总分按 1 位小数比较）\n"
	            "0  要赶上前一名「丙县」（差 5.5 分）：下面任何一项做到即可\n"
	            "1  素质比例：再增加 5（15 → 20）\n",
	            "0  甲县: total 24.5 points, rank 2\n"
	            "1 5 素质比例: 5 of 10 points\n"
	            "2 5 distance to the target: (15 − lowest of the group 10) ÷ (20 − 10) × 10, gives 5 points\n"
	            "3  value: 15, from a table\n"
	            "1 9.5 名次: 9.5 of 10 points\n"
	            "2 9.5 2, rank 2 of 3 in the group: (1 − 0.05 × (2 − 1)) × 10, gives 9.5 points\n"
	            "3  place in the group by the points of 素质比例 = 2\n"
	            "1 10 总评: 10 of 10 points\n"
	            "2 10 5, required at least 5: reached, 10 points\n"
	            "3  points of 素质比例 = 5\n"
	            "0  rank 2 of 3 (totals compared to 1 decimal place)\n"
	            "0  to catch up with 丙县, the next above (5.5 points): any one of these\n"
	            "1  素质比例: 5 more (15 → 20)\n");
	drop(&s);
}

/* ---- elements ---- */

static void test_limits_and_rounding(void **state)
{
	(void)state;
	scored s = make("scheme decimals=2 ceiling=100\n"
	                " module id=m name=基础 points=95 floor=none\n"
	                "  criterion id=a name=活动 points=95\n"
	                "   ratio target=3 cap=1.2\n"
	                " module id=b name=加分项 account=bonus ceiling=5\n"
	                "  criterion id=b1 name=表彰 points=10\n"
	                "   count each=3\n"
	                " criterion id=x name=通报 account=deduction points=5 floor=1\n"
	                "  count each=1\n"
	                " criterion id=y name=整改 points=8\n"
	                "  deduct each=5\n",
	                ONE_UNIT, "unit,criterion,value\nu1,a,2.9\nu1,b1,3\nu1,x,0\nu1,y,2\n");
	check_lines(&s, "u1",
	            "0  教育局：总分 95.83 分，第 1 名\n"
	            "1 91.83 基础：满分 95 分，得 91.83 分\n"
	            "2 91.83 活动：满分 95 分，得 91.83 分\n"
	            "3 91.833333333 按比例计分：2.9 ÷ 目标 3 × 95 分，得 ≈91.8333 分\n"
	            "4  数值：2.9，来源：表格\n"
	            "3 -0.003333333 四舍五入，保留 2 位小数：≈91.8333 分 → 91.83 分\n"
	            "1 5 加分项（加分）：加 5 分\n"
	            "2 9 表彰：满分 10 分，得 9 分\n"
	            "3 9 计数：3 × 3 分，得 9 分\n"
	            "4  数值：3，来源：表格\n"
	            "2 -4 封顶：9 分 → 5 分\n"
	            "1 -1 通报（扣分）：扣 1 分\n"
	            "2 0 计数：0 × 1 分，得 0 分\n"
	            "3  数值：0，来源：表格\n"
	            "2 1 保底：0 分 → 1 分\n"
	            "1 0 整改：满分 8 分，得 0 分\n"
	            "2 0 满分 8 分，扣 2 × 5 分，得 0 分\n"
	            "3  数值：2，来源：表格\n"
	            "3 -2 按规则计算 -2 分\n"
	            "3 2 扣完为止：-2 分 → 0 分\n"
	            "0  第 1 名，共 1 个单位（总分按 2 位小数比较）\n",
	            "0  教育局: total 95.83 points, rank 1\n"
	            "1 91.83 基础: 91.83 of 95 points\n"
	            "2 91.83 活动: 91.83 of 95 points\n"
	            "3 91.833333333 in proportion: 2.9 ÷ target 3 × 95, gives ≈91.8333 points\n"
	            "4  value: 2.9, from a table\n"
	            "3 -0.003333333 rounded half up to 2 decimal places: ≈91.8333 → 91.83\n"
	            "1 5 加分项 (bonus): plus 5 points\n"
	            "2 9 表彰: 9 of 10 points\n"
	            "3 9 counted: 3 × 3, gives 9 points\n"
	            "4  value: 3, from a table\n"
	            "2 -4 capped: 9 → 5 points\n"
	            "1 -1 通报 (deduction): less 1 point\n"
	            "2 0 counted: 0 × 1, gives 0 points\n"
	            "3  value: 0, from a table\n"
	            "2 1 raised to the floor: 0 → 1 point\n"
	            "1 0 整改: 0 of 8 points\n"
	            "2 0 full marks 8 less 2 × 5: 0 points\n"
	            "3  value: 2, from a table\n"
	            "3 -2 worked out: -2 points\n"
	            "3 2 not below zero: -2 → 0 points\n"
	            "0  rank 1 of 1 (totals compared to 2 decimal places)\n");
	drop(&s);
}

static void test_policies(void **state)
{
	(void)state;
	scored s = make("scheme not-applicable=reweigh\n"
	                " module id=m name=活动 points=30\n"
	                "  criterion id=a name=讲座 points=10 not-reported=zero\n"
	                "   points\n"
	                "  criterion id=b name=展览 points=10 missing=full\n"
	                "   points\n"
	                "  criterion id=c name=下乡 points=10\n"
	                "   points\n"
	                " criterion id=d name=经费 points=10 not-reported=value-zero\n"
	                "  count\n"
	                "   item id=x each=2\n"
	                "   item id=y each=3\n"
	                " criterion id=e name=满意度 points=10 not-reported=mean\n"
	                "  points\n"
	                " criterion id=f name=附件 points=10 evidence=required missing=zero\n"
	                "  points\n",
	                "unit,name\nu1,教育局\nu2,农业局\nu3,工会\n",
	                "unit,criterion,item,value,evidence\nu1,b,,缺,\nu1,c,,不适用,\nu2,e,,8,\nu3,e,,7.5,\nu1,f,,9,\n");
	check_lines(&s, "u1",
	            "0  教育局：总分 22.75 分，第 1 名\n"
	            "1 15 活动：满分 30 分，得 15 分\n"
	            "2 0 讲座：满分 10 分，得 0 分\n"
	            "3  评分：不计分（未上报）\n"
	            "4  数值：未上报\n"
	            "3 0 未上报：按规定计 0 分\n"
	            "2 10 展览：满分 10 分，得 10 分\n"
	            "3  评分：不计分（无数值）\n"
	            "4  数值：无数值，来源：表格\n"
	            "3 10 无数值：按规定计满分\n"
	            "2  下乡：不计入（不适用）\n"
	            "3  评分：不计分（不适用）\n"
	            "4  数值：不适用，来源：表格\n"
	            "3  不适用：按规定不计入，由其余各项折算\n"
	            "2 5 不计入的由其余各项折算：10 分 → 15 分\n"
	            "1 0 经费：满分 10 分，得 0 分\n"
	            "2  未上报：按规定把缺的数值当作 0\n"
	            "2 0 逐项计数，得 0 分\n"
	            "3  x：未上报，按 0 计\n"
	            "3 0 x：0 × 2 分 = 0 分\n"
	            "3  y：未上报，按 0 计\n"
	            "3 0 y：0 × 3 分 = 0 分\n"
	            "1 7.75 满意度：满分 10 分，得 7.75 分\n"
	            "2  评分：不计分（未上报）\n"
	            "3  数值：未上报\n"
	            "2 7.75 未上报：按规定取本组其他单位的平均分\n"
	            "1 0 附件：满分 10 分，得 0 分\n"
	            "2  评分：不计分（无数值）\n"
	            "3  数值：9，来源：表格，没有规定的佐证，按无数值处理\n"
	            "2 0 无数值：按规定计 0 分\n"
	            "0  第 1 名，共 1 个单位（总分按 2 位小数比较）\n",
	            NULL);
	check_lines(&s, "u2", NULL,
	            "0  农业局: no total (not reported)\n"
	            "1  活动: no points (not reported)\n"
	            "2  讲座: 0 of 10 points\n"
	            "3  points given: no points (not reported)\n"
	            "4  value: not reported\n"
	            "3 0 not reported: 0 points, as the scheme says\n"
	            "2  展览: no points (not reported)\n"
	            "3  points given: no points (not reported)\n"
	            "4  value: not reported\n"
	            "3  not reported: no points, and so no total\n"
	            "2  下乡: no points (not reported)\n"
	            "3  points given: no points (not reported)\n"
	            "4  value: not reported\n"
	            "3  not reported: no points, and so no total\n"
	            "1  经费: 0 of 10 points\n"
	            "2  not reported: what is missing counts as 0, as the scheme says\n"
	            "2 0 counted item by item: 0 points\n"
	            "3  x: not reported, counted as 0\n"
	            "3 0 x: 0 × 2 = 0 points\n"
	            "3  y: not reported, counted as 0\n"
	            "3 0 y: 0 × 3 = 0 points\n"
	            "1  满意度: 8 of 10 points\n"
	            "2 8 given 8 of 10 points\n"
	            "3  value: 8, from a table\n"
	            "1  附件: no points (not reported)\n"
	            "2  points given: no points (not reported)\n"
	            "3  value: not reported\n"
	            "2  not reported: no points, and so no total\n"
	            "0  no total, and so no rank\n");
	drop(&s);
}

static void test_means_and_parts(void **state)
{
	(void)state;
	scored s = make("scheme decimals=1\n"
	                " stage id=s1 name=自评\n"
	                " stage id=s2 name=复核\n"
	                " module id=m name=素养 aggregate=mean\n"
	                "  criterion id=a name=普及 points=10 weight=1\n"
	                "   points\n"
	                "  criterion id=b name=提升 points=10 weight=2\n"
	                "   points\n"
	                " module id=g name=均衡 aggregate=geometric\n"
	                "  criterion id=e name=城镇 points=10\n"
	                "   points\n"
	                "  criterion id=f name=乡村 points=10\n"
	                "   points\n"
	                " criterion id=q name=季报 points=10\n"
	                "  part by=period id=q1 name=一季度 weight=40%\n"
	                "  part by=period id=q2 name=二季度 weight=60%\n"
	                "  points\n",
	                ONE_UNIT,
	                "unit,criterion,period,value,stage,origin,evidence,reason\n"
	                "u1,a,,4,,,,\nu1,b,,9,,,,\nu1,e,,4,,,,\nu1,f,,9,,,,\nu1,q,q1,5.5,,,,\nu1,q,q2,9,,ledger,,\n"
	                "u1,q,q2,7,复核,hand,现场记录,台账不全\n");
	check_lines(&s, "u1",
	            "0  教育局：总分 19.7 分，第 1 名\n"
	            "1 7.3 素养：得 7.3 分\n"
	            "2 4 普及：满分 10 分，得 4 分\n"
	            "3 4 评为 4 分（满分 10 分）\n"
	            "4  数值：4，阶段：自评，来源：表格\n"
	            "2 9 提升：满分 10 分，得 9 分\n"
	            "3 9 评为 9 分（满分 10 分）\n"
	            "4  数值：9，阶段：自评，来源：表格\n"
	            "2 -5.666666667 按权重取平均：≈7.3333 分（各项相加为 13 分）\n"
	            "2 -0.033333333 四舍五入，保留 1 位小数：≈7.3333 分 → 7.3 分\n"
	            "1 6 均衡：得 6 分\n"
	            "2 4 城镇：满分 10 分，得 4 分\n"
	            "3 4 评为 4 分（满分 10 分）\n"
	            "4  数值：4，阶段：自评，来源：表格\n"
	            "2 9 乡村：满分 10 分，得 9 分\n"
	            "3 9 评为 9 分（满分 10 分）\n"
	            "4  数值：9，阶段：自评，来源：表格\n"
	            "2 -7 按权重取几何平均：6 分（各项相加为 13 分）\n"
	            "1 6.4 季报：满分 10 分，得 6.4 分\n"
	            "2 2.2 一季度：5.5 分 × 权重 40% = 2.2 分\n"
	            "3 5.5 评为 5.5 分（满分 10 分）\n"
	            "4  数值：5.5，阶段：自评，来源：表格\n"
	            "2 4.2 二季度：7 分 × 权重 60% = 4.2 分\n"
	            "3 7 评为 7 分（满分 10 分）\n"
	            "4  数值：7，阶段：复核，来源：手工，佐证：现场记录，理由：台账不全\n"
	            "0  第 1 名，共 1 个单位（总分按 1 位小数比较）\n",
	            NULL);
	drop(&s);
}

/* Where there are accounts alone nothing is left to take a mean of. */
static void test_accounts_alone_have_no_mean(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " module id=m name=加分项 aggregate=mean\n"
	                "  criterion id=a name=获奖 points=10 account=bonus\n"
	                "   points\n",
	                ONE_UNIT, "unit,criterion,value\nu1,a,3\n");
	check_lines(&s, "u1",
	            "0  教育局：总分 3 分，第 1 名\n"
	            "1 3 加分项：得 3 分\n"
	            "2 3 获奖（加分）：加 3 分\n"
	            "3 3 评为 3 分（满分 10 分）\n"
	            "4  数值：3，来源：表格\n"
	            "0  第 1 名，共 1 个单位（总分按整数比较）\n",
	            NULL);
	drop(&s);
}

/* ---- what follows from the total ---- */

static void test_what_follows(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " stage id=s1 name=自评\n"
	                " stage id=s2 name=复核 required=yes\n"
	                " group id=g name=城区组\n"
	                " criterion id=a name=得分 points=100\n"
	                "  points\n"
	                " gate id=k name=报备\n"
	                "  yes-no\n"
	                " veto id=v name=造假\n"
	                " downgrade id=d name=投诉\n"
	                " grade id=x name=优秀 from=90 outcome=表扬\n"
	                " grade id=y name=良好 from=80\n"
	                " grade id=z name=一般 from=0\n"
	                " award id=w name=先进单位\n",
	                "unit,name,group\nu1,甲,g\nu2,乙,g\n",
	                "unit,criterion,value\nu1,a,95\nu1,k,是\nu1,d,2\nu2,a,79\nu2,k,否\nu2,v,1\n");
	check_lines(&s, "u1",
	            "0  甲：总分 95 分，第 1 名，一般（暂定）\n"
	            "1 95 得分：满分 100 分，得 95 分\n"
	            "2 95 评为 95 分（满分 100 分）\n"
	            "3  数值：95，阶段：自评，来源：表格\n"
	            "0  成绩暂定：「得分」未经「复核」\n"
	            "0  「城区组」第 1 名，共 2 个单位（总分按整数比较）\n"
	            "0  报备：符合\n"
	            "1  是：满足\n"
	            "2  数值：是，阶段：自评，来源：表格\n"
	            "0  造假：没有发生\n"
	            "0  投诉：降等（发生 2 次）\n"
	            "1  数值：2，阶段：自评，来源：表格\n"
	            "0  等次：一般\n"
	            "0  先进单位：入选\n"
	            "0  要达到「良好」：只改哪一项都不够（试算 1 项）\n",
	            NULL);
	check_lines(&s, "u2", NULL,
	            "0  乙: total 79 points, rank 2, 一般 (provisional)\n"
	            "1 79 得分: 79 of 100 points\n"
	            "2 79 given 79 of 100 points\n"
	            "3  value: 79, stage: 自评, from a table\n"
	            "0  provisional: 得分 has not been through the stage 复核\n"
	            "0  城区组: rank 2 of 2 (totals compared to whole numbers)\n"
	            "0  报备: not passed, not eligible for awards\n"
	            "1  no: not met\n"
	            "2  value: no, stage: 自评, from a table\n"
	            "0  造假: veto (happened, times: 1)\n"
	            "1  value: 1, stage: 自评, from a table\n"
	            "0  投诉: has not happened\n"
	            "0  grade: 一般\n"
	            "0  先进单位: not awarded, a gate is not passed\n"
	            "0  for the grade 良好: no criterion is enough alone (1 tried)\n"
	            "0  to catch up with 甲, the next above (16 points): any one of these\n"
	            "1  得分: 16 more (79 → 95)\n");
	drop(&s);
}

static void check_has(const scored *s, const char *unit, int32_t lang, const char *text)
{
	kepu_explanation *explanation = explain(s, unit);
	char *lines = lines_of(explanation, lang);
	if (!strstr(lines, text))
		print_error("%s\n", lines);
	assert_non_null(strstr(lines, text));
	free(lines);
	kepu_explanation_free(explanation);
}

/* Two criteria wait for the first stage that is required; a gate that only holds the grade down. */
static void test_waiting_and_limited(void **state)
{
	(void)state;
	scored s = make(
		"scheme\n"
		" stage id=s1 name=自评\n"
		" stage id=s2 name=复核 required=yes\n"
		" stage id=s3 name=审定 required=yes\n"
		" criterion id=a name=甲项 points=10\n"
		"  points\n"
		" criterion id=b name=乙项 points=10\n"
		"  points\n"
		" criterion id=c name=丙项 points=10\n"
		"  points\n"
		" gate id=k name=整改 grade=y\n"
		"  yes-no\n"
		" gate id=l name=备案\n"
		"  yes-no\n"
		" grade id=x name=优秀 from=20\n"
		" grade id=y name=合格\n"
		" award id=w name=先进 gates=l\n",
		"unit,name\nu1,县\n",
		"unit,criterion,value,stage,reason\nu1,a,10,,\nu1,b,10,,\nu1,c,10,,\nu1,b,9,s2,实地\nu1,k,否,,\nu1,l,是,,\n");
	check_has(&s, "u1", KEPU_LANG_ZH, "成绩暂定：「甲项」等 2 项未经「复核」");
	check_has(&s, "u1", KEPU_LANG_EN, "provisional: 甲项 and others, 2 criteria, have not been through the stage 复核");
	check_has(&s, "u1", KEPU_LANG_ZH, "整改：不符合，等次最高为「合格」");
	check_has(&s, "u1", KEPU_LANG_EN, "整改: not passed, the grade is at best 合格");
	check_has(&s, "u1", KEPU_LANG_ZH, "先进：入选");
	drop(&s);
}

static void test_awards(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " criterion id=a name=得分 points=100\n"
	                "  points\n"
	                " veto id=v name=造假\n"
	                " grade id=x name=优秀 from=90\n"
	                " award id=w1 name=甲奖 quota=1\n"
	                " award id=w2 name=乙奖 from=99\n"
	                " award id=w3 name=丙奖 grades=x\n",
	                "unit\nu1\nu2\nu3\nu4\nu5\n", "unit,criterion,value\nu1,a,95\nu2,a,95\nu3,a,80\nu4,a,70\nu4,v,1\n");
	static const char *const expected[] = { "甲奖：待定，并列单位多于剩余名额", "甲奖：待定，并列单位多于剩余名额",
		                                    "甲奖：未入选，名额已满", "甲奖：未入选，一票否决",
		                                    "甲奖：未入选，没有总分" };
	for (size_t i = 0; i < 5; i++) {
		kepu_explanation *explanation;
		assert_int_equal(kepu_explanation_new(s.score, i, &explanation, NULL), KEPU_OK);
		assert_string_equal(line_of(explanation, KEPU_LINE_AWARD, KEPU_LANG_ZH), expected[i]);
		if (i == 2) {
			char *all = lines_of(explanation, KEPU_LANG_EN);
			assert_non_null(strstr(
				all, "0  grade: none\n0  甲奖: not awarded, the quota is full\n"
					 "0  乙奖: not awarded, the total is too low\n0  丙奖: not awarded, its grade does not qualify\n"));
			free(all);
		}
		kepu_explanation_free(explanation);
	}
	drop(&s);
}

/* ---- what it would take ---- */

static const char *need(const scored *s, const char *unit, const char *criterion, int32_t which)
{
	int64_t coefficient;
	int32_t scale;
	kepu_error *err = NULL;
	kepu_status status = kepu_score_need(s->score, row_of(s, unit), kepu_scheme_find(s->scheme, criterion, Z), which,
	                                     &coefficient, &scale, &err);
	assert_null(err);
	assert_true(status == KEPU_OK || status == KEPU_NO_VALUE);
	return status ? "none" : decimal_text(coefficient, scale);
}

static void test_need_grade(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " criterion id=ratio points=40\n"
	                "  ratio target=4.0\n"
	                " criterion id=late points=20\n"
	                "  deduct each=2\n"
	                " criterion id=steps points=30\n"
	                "  steps\n"
	                "   step from=0 to=50 points=10\n"
	                "   step from=50 to=60 points=30\n"
	                "   step from=60 points=15\n"
	                " criterion id=level points=10\n"
	                "  level\n"
	                "   level id=good points=10\n"
	                "   level id=fair points=5\n"
	                " criterion id=share points=10\n"
	                "  ratio measure=share target=100%\n"
	                " criterion id=yes points=30\n"
	                "  yes-no\n"
	                " criterion id=none points=9 not-reported=zero\n"
	                "  points\n"
	                " criterion id=tip account=deduction points=10\n"
	                "  count each=3\n"
	                " grade id=a from=90\n"
	                " grade id=b from=80\n"
	                " grade id=c from=0\n",
	                "unit\nu1\n",
	                "unit,criterion,item,value\nu1,ratio,,3\nu1,late,,6\nu1,steps,,70\nu1,level,,fair\n"
	                "u1,share,numerator,50\nu1,share,denominator,100\nu1,yes,,0\nu1,tip,,2\n");
	/* 30 + 8 + 15 + 5 + 5 + 0 + 0 − 6 = 57: 23 are wanted for b */
	IS(total(&s, "u1"), "57");
	IS(need(&s, "u1", "ratio", KEPU_NEED_GRADE), "none"); /* at most 10 more */
	IS(need(&s, "u1", "late", KEPU_NEED_GRADE), "none");  /* at most 12 more */
	IS(need(&s, "u1", "yes", KEPU_NEED_GRADE), "1");      /* 30 more */
	IS(need(&s, "u1", "none", KEPU_NEED_GRADE), "none");  /* nothing is known of it */
	IS(need(&s, "u1", "steps", KEPU_NEED_GRADE), "none"); /* 15 more */
	drop(&s);
	s = make("scheme\n"
	         " criterion id=ratio points=40\n"
	         "  ratio target=4.0\n"
	         " criterion id=late points=20\n"
	         "  deduct each=2\n"
	         " criterion id=steps points=30\n"
	         "  steps\n"
	         "   step from=0 to=50 points=10\n"
	         "   step from=50 to=60 points=30\n"
	         "   step from=60 points=15\n"
	         " criterion id=level points=10\n"
	         "  level\n"
	         "   level id=good points=10\n"
	         "   level id=fair points=5\n"
	         " criterion id=share points=10\n"
	         "  ratio measure=share target=100%\n"
	         " criterion id=tip account=deduction points=10\n"
	         "  count each=3\n"
	         " grade id=b from=60\n"
	         " grade id=c from=0\n",
	         "unit\nu1\n",
	         "unit,criterion,item,value\nu1,ratio,,3\nu1,late,,6\nu1,steps,,1070\nu1,level,,fair\n"
	         "u1,share,numerator,50\nu1,share,denominator,100\nu1,tip,,2\n");
	/* the same 57, and 3 are wanted */
	IS(need(&s, "u1", "ratio", KEPU_NEED_GRADE), "0.3");   /* in steps of 0.1, as the target has: 33 of 40 */
	IS(need(&s, "u1", "late", KEPU_NEED_GRADE), "-2");     /* 4 points */
	IS(need(&s, "u1", "steps", KEPU_NEED_GRADE), "-1011"); /* down to 59, far away and not up */
	IS(need(&s, "u1", "level", KEPU_NEED_GRADE), "-1");    /* one place up */
	IS(need(&s, "u1", "share", KEPU_NEED_GRADE), "30");    /* the numerator: 80 of 100 */
	IS(need(&s, "u1", "tip", KEPU_NEED_GRADE), "-1");      /* 3 less are taken off */
	IS(need(&s, "u1", "tip", KEPU_NEED_RANK), "none");     /* nobody is above */
	drop(&s);
}

/* A point that a reviewer gives has a top: beyond it there is no value. */
static void test_need_within_points(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " criterion id=a points=100\n"
	                "  points\n"
	                " grade id=x from=100\n"
	                " grade id=y from=0\n",
	                "unit\nu1\n", "unit,criterion,value\nu1,a,61\n");
	IS(need(&s, "u1", "a", KEPU_NEED_GRADE), "39");
	drop(&s);
}

static void test_need_rank(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " criterion id=a points=50\n"
	                "  rank first=1 less=0.1\n"
	                " criterion id=b points=50\n"
	                "  points\n"
	                " criterion id=p points=10\n"
	                "  part by=period id=q1 weight=50%\n"
	                "  part by=period id=q2 weight=50%\n"
	                "  ratio target=4\n",
	                "unit\nu1\nu2\nu3\n",
	                "unit,criterion,period,value\nu1,a,,9\nu2,a,,7\nu3,a,,8.5\nu1,b,,30\nu2,b,,33\nu3,b,,10\n"
	                "u1,p,q1,4\nu1,p,q2,4\nu2,p,q1,1\nu2,p,q2,2\nu3,p,q1,1\nu3,p,q2,1\n");
	/* u1 50 + 30 + 10 = 90, u2 40 + 33 + 3.75 = 76.75, u3 45 + 10 + 2.5 = 57.5 */
	IS(total(&s, "u2"), "76.75");
	IS(need(&s, "u2", "a", KEPU_NEED_RANK), "3");    /* 10 is the first place: 86.75, and u1, the second, comes to 85 */
	IS(need(&s, "u2", "b", KEPU_NEED_RANK), "14");   /* 47: 90.75 */
	IS(need(&s, "u2", "p", KEPU_NEED_RANK), "none"); /* only the last quarter is changed: 2.5 more */
	IS(need(&s, "u3", "b", KEPU_NEED_RANK), "20");   /* 77.5 */
	drop(&s);
}

/* A value that the rule has no points for, and a place that no level has, could not be given: a policy's points are no way
 * to a grade, alone or where the whole group is scored again. */
static void test_need_is_never_a_policy(void **state)
{
	(void)state;
	scored s = make("scheme missing=full\n"
	                " criterion id=a points=10\n"
	                "  points points=5\n"
	                " criterion id=b points=10\n"
	                "  level\n"
	                "   level id=good points=6\n"
	                "   level id=fair points=4\n"
	                " criterion id=c points=10 missing=mean\n"
	                "  points points=4\n"
	                " criterion id=d points=10\n"
	                "  points\n"
	                " grade id=x from=23\n"
	                " grade id=y from=0\n",
	                "unit\nu1\nu2\n",
	                "unit,criterion,value\nu1,a,5\nu1,b,fair\nu1,c,1\nu1,d,9\nu2,a,缺\nu2,b,good\nu2,c,4\nu2,d,10\n");
	IS(total(&s, "u1"), "19");
	IS(total(&s, "u2"), "30");
	IS(need(&s, "u1", "a", KEPU_NEED_GRADE), "none"); /* 6 would be beyond what a reviewer gives, and so full marks */
	IS(need(&s, "u1", "b", KEPU_NEED_GRADE), "none"); /* at best 2 more; a third level would be full marks */
	IS(need(&s, "u1", "c", KEPU_NEED_GRADE), "none"); /* at best 3 more */
	drop(&s);
	s = make("scheme missing=full not-reported=mean\n"
	         " criterion id=a points=10\n"
	         "  points points=5\n"
	         " grade id=x from=8\n"
	         " grade id=y from=0\n",
	         "unit\nu1\nu2\n", "unit,criterion,value\nu1,a,5\nu2,a,4\n");
	IS(need(&s, "u2", "a", KEPU_NEED_RANK), "1");
	IS(need(&s, "u1", "a", KEPU_NEED_GRADE), "none");
	drop(&s);
}

/* Where places make the grade the whole group is ranked again. */
static void test_need_by_places(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " criterion id=a points=100\n"
	                "  points\n"
	                " grade id=x places=1\n"
	                " grade id=y from=0\n",
	                "unit\nu1\nu2\n", "unit,criterion,value\nu1,a,80\nu2,a,61.5\n");
	IS(need(&s, "u2", "a", KEPU_NEED_GRADE), "18.5"); /* equal ones are both first */
	IS(need(&s, "u2", "a", KEPU_NEED_RANK), "18.5");
	IS(need(&s, "u1", "a", KEPU_NEED_GRADE), "none");
	drop(&s);
}

/* ---- forms ---- */

static void test_forms(void **state)
{
	(void)state;
	char *bytes;
	size_t length;
	scored s = make("scheme\n"
	                " criterion id=c name='<b>&活动' points=10\n"
	                "  ratio target=5\n",
	                "unit,name\nu1,A\"局\n", "unit,criterion,value\nu1,c,6\n");
	kepu_explanation *explanation = explain(&s, "u1");
	assert_int_equal(kepu_explanation_to_text(explanation, KEPU_LANG_ZH, 0, &bytes, &length, NULL), KEPU_OK);
	IS(bytes, "           计入  说明\n"
	          "             10  A\"局：总分 10 分，第 1 名\n"
	          "            +10    <b>&活动：满分 10 分，得 10 分\n"
	          "            +10      按比例计分：6 ÷ 目标 5 × 10 分，得 10 分\n"
	          "                       数值：6，来源：表格\n"
	          "            +12        按规则计算 12 分\n"
	          "             -2        封顶：12 分 → 10 分\n"
	          "                 第 1 名，共 1 个单位（总分按整数比较）\n");
	assert_int_equal(length, strlen(bytes));
	kepu_free(bytes);
	assert_int_equal(kepu_explanation_to_text(explanation, KEPU_LANG_ZH, 40, &bytes, NULL, NULL), KEPU_OK);
	assert_non_null(strstr(bytes, "            +10      按比例计分：6 ÷ 目\n"
	                              "                     标 5 × 10 分，得 10\n"
	                              "                     分\n"));
	kepu_free(bytes);
	assert_int_equal(kepu_explanation_to_json(explanation, &bytes, &length, NULL), KEPU_OK);
	assert_non_null(strstr(
		bytes,
		"{\"unit\": \"u1\", \"name\": \"A\\\"局\", \"lines\": [\n"
		"  {\"depth\": 0, \"what\": \"total\", \"element\": 0, \"id\": null, \"state\": \"value\", "
		"\"points\": 10, \"adds\": null, \"zh\": \"A\\\"局：总分 10 分，第 1 名\", \"en\": \"A\\\"局: total 10 points, rank 1\"},\n"));
	kepu_free(bytes);
	assert_int_equal(kepu_explanation_to_html(explanation, KEPU_LANG_EN, &bytes, &length, NULL), KEPU_OK);
	IS(bytes,
	   "<section class=\"kepu-score\" lang=\"en\">\n<ul>\n"
	   "<li class=\"kepu-total\"><details open><summary><b class=\"kepu-adds\">10</b> <span>A\"局: total 10 points, rank 1</span></summary><ul>\n"
	   "<li class=\"kepu-criterion\"><details open><summary><b class=\"kepu-adds\">+10</b> "
	   "<span>&lt;b&gt;&amp;活动: 10 of 10 points</span></summary><ul>\n"
	   "<li class=\"kepu-rule\"><details><summary><b class=\"kepu-adds\">+10</b> "
	   "<span>in proportion: 6 ÷ target 5 × 10, gives 10 points</span></summary><ul>\n"
	   "<li class=\"kepu-input\"><span>value: 6, from a table</span></li>\n"
	   "<li class=\"kepu-result\"><b class=\"kepu-adds\">+12</b> <span>worked out: 12 points</span></li>\n"
	   "<li class=\"kepu-limit\"><b class=\"kepu-adds\">-2</b> <span>capped: 12 → 10 points</span></li>\n"
	   "</ul></details></li>\n</ul></details></li>\n</ul></details></li>\n"
	   "<li class=\"kepu-rank\"><span>rank 1 of 1 (totals compared to whole numbers)</span></li>\n"
	   "</ul>\n</section>\n");
	kepu_free(bytes);
	kepu_explanation_free(explanation);
	drop(&s);
}

/* ---- readers ---- */

static void test_readers(void **state)
{
	(void)state;
	scored s = make("scheme\n criterion id=c points=10\n  points\n", "unit\nu1\n", "unit,criterion,value\nu1,c,6\n");
	kepu_explanation *explanation = explain(&s, "u1"), *none = (kepu_explanation *)&s;
	drop(&s); /* it needs the score no more */
	assert_int_equal(kepu_explanation_count(explanation), 5);
	assert_int_equal(kepu_explanation_what(explanation, 1), KEPU_LINE_CRITERION);
	assert_int_equal(kepu_explanation_element(explanation, 1), 1);
	assert_int_equal(kepu_explanation_state(explanation, 1), KEPU_STATE_VALUE);
	assert_int_equal(kepu_explanation_depth(explanation, 3), 3);
	IS(number(kepu_explanation_points, explanation, 3), "6");
	assert_int_equal(kepu_explanation_adds(explanation, 3, NULL, NULL), KEPU_NO_VALUE);
	assert_int_equal(kepu_explanation_what(explanation, 5), KEPU_UNKNOWN);
	assert_int_equal(kepu_explanation_state(explanation, 5), KEPU_UNKNOWN);
	assert_int_equal(kepu_explanation_depth(explanation, 5), 0);
	assert_int_equal(kepu_explanation_element(explanation, 5), (size_t)-1);
	assert_int_equal(kepu_explanation_points(explanation, 5, NULL, NULL), KEPU_NO_VALUE);
	assert_null(kepu_explanation_text(explanation, 5, KEPU_LANG_ZH, NULL));
	assert_int_equal(kepu_explanation_count(NULL), 0);
	assert_int_equal(kepu_explanation_count(none), 0);
	kepu_explanation_free(explanation);
	kepu_explanation_free(NULL);
}

static void test_arguments(void **state)
{
	(void)state;
	char *bytes;
	scored s = make("scheme\n criterion id=c points=10\n  points\n", "unit\nu1\n", "unit,criterion,value\nu1,c,6\n");
	const kepu_score *wrong = (const kepu_score *)s.inputs;
	kepu_explanation *explanation = explain(&s, "u1"), *made;
	assert_int_equal(kepu_explanation_new(s.score, 0, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_explanation_new(NULL, 0, &made, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_explanation_new(s.score, 1, &made, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(made);
	assert_int_equal(kepu_explanation_new(wrong, 0, &made, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_int_equal(kepu_explanation_to_text(NULL, KEPU_LANG_EN, 0, &bytes, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_explanation_to_json(explanation, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_explanation_to_html((kepu_explanation *)s.inputs, KEPU_LANG_EN, &bytes, NULL, NULL),
	                 KEPU_ERROR_BAD_HANDLE);
	assert_null(bytes);
	assert_int_equal(kepu_score_need(NULL, 0, 1, KEPU_NEED_RANK, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_score_need(wrong, 0, 1, KEPU_NEED_RANK, NULL, NULL, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_int_equal(kepu_score_need(s.score, 1, 1, KEPU_NEED_RANK, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_score_need(s.score, 0, 1, 0, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_score_need(s.score, 0, 0, KEPU_NEED_RANK, NULL, NULL, NULL), KEPU_NO_VALUE);
	assert_int_equal(kepu_score_need(s.score, 0, 9, KEPU_NEED_RANK, NULL, NULL, NULL), KEPU_NO_VALUE);
	kepu_explanation_free(explanation);
	drop(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rules),
		cmocka_unit_test(test_measures_and_targets),
		cmocka_unit_test(test_group),
		cmocka_unit_test(test_limits_and_rounding),
		cmocka_unit_test(test_policies),
		cmocka_unit_test(test_means_and_parts),
		cmocka_unit_test(test_what_follows),
		cmocka_unit_test(test_waiting_and_limited),
		cmocka_unit_test(test_awards),
		cmocka_unit_test(test_need_grade),
		cmocka_unit_test(test_need_within_points),
		cmocka_unit_test(test_need_rank),
		cmocka_unit_test(test_need_by_places),
		cmocka_unit_test(test_need_is_never_a_policy),
		cmocka_unit_test(test_accounts_alone_have_no_mean),
		cmocka_unit_test(test_forms),
		cmocka_unit_test(test_readers),
		cmocka_unit_test(test_arguments),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
