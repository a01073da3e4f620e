/* Every kind of rule with its bounds, states and ends: what docs/scoring.md says, worked out by hand. P is 20. */
#include "one_rule.h"

static void yes_or_no(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "yes-no", "value=1|0|是|否", "20|0|20|0", NULL, NULL },
		{ "yes-no", "value=2|0.5|-1", "no-value|no-value|no-value", NULL, NULL },
		{ "yes-no", "value=无数据|不适用|未报|", "no-value|not-applicable|not-reported|not-reported", NULL, NULL },
		{ "yes-no points=7.5", "value=1|0", "7.5|0", NULL, NULL },
		{ "yes-no item=use measure=value", "use=1", "20", NULL, NULL },
	};
	CHECK(rows);
}

static void a_target_is_reached(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "reach target=5", "value=5|4.999999999|5.1|-5", "20|0|20|0", NULL, NULL },
		{ "reach target=5 compare=over", "value=5|5.000000001", "0|20", NULL, NULL },
		{ "reach target=5 compare=at-most", "value=5|5.1|-1", "20|0|20", NULL, NULL },
		{ "reach target=5 compare=under", "value=5|4.9", "0|20", NULL, NULL },
		{ "reach target=15%", "value=15%|14.99%|0.15", "20|0|20", NULL, NULL },
		{ "reach target=@superior", "value=3|3|3 superior=2|3.1|", "20|0|no-value", NULL, NULL },
		{ "reach target=@superior", "value=3||不适用 superior=不适用||", "no-value|not-reported|not-applicable", NULL,
		  NULL },
		{ "reach target=@last-year compare=over", "value=104|103|1 last-year=103|103|0", "20|0|20", NULL, NULL },
	};
	CHECK(rows);
}

static void points_by_ratio(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "ratio target=6", "value=4|6|9|0|-3", "13.333333333|20|20|0|0", NULL, NULL },
		{ "ratio target=6 cap=150%", "value=7.5|9|12", "25|30|30", NULL, NULL },
		{ "ratio target=6 cap=none", "value=12|60", "40|200", NULL, NULL },
		{ "ratio target=6 least=0.1", "value=0|0.3|3", "2|2|10", NULL, NULL },
		{ "ratio target=@aim", "value=1|1|1 aim=0|-2|2", "no-value|no-value|10", NULL, NULL },
		{ "ratio target=4 better=smaller", "value=4|0|5|8|-1", "20|20|16|10|no-value", NULL, NULL },
		{ "ratio target=4 better=smaller loss=linear", "value=4|5|8|9", "20|15|0|0", NULL, NULL },
		{ "ratio target=4 better=smaller loss=linear least=25%", "value=5|8", "15|5", NULL, NULL },
		{ "ratio target=0 better=smaller", "value=0", "no-value", NULL, NULL },
	};
	CHECK(rows);
}

static void steps(void **state)
{
	(void)state;
	static const char up_to[] = "steps; >step to=0 points=8; >step from=0 to=10 includes=to points=6; "
								">step from=10 to=20 includes=to share=20%";
	static const char from[] = "steps; >step from=90 share=1; >step from=75 to=90 share=0.8";
	static const char sides[] =
		"steps; >step from=1 to=3 includes=neither points=1; >step from=1 to=3 includes=both points=2";
	static const char first[] = "steps; >step from=5 points=-3; >step from=1 points=6";
	static const one_rule rows[] = {
		{ up_to, "value=-4|0|0.1|10|10.1|20|20.1", "8|8|6|6|4|4|no-value", NULL, NULL },
		{ from, "value=90|89.999999999|75|74.9|1000", "20|16|16|no-value|20", NULL, NULL },
		{ sides, "value=1|2|3|3.1", "2|1|2|no-value", NULL, NULL },
		{ first, "value=5|4.9|0", "-3|6|no-value", NULL, NULL },
		{ first, "value=不适用|无数据|", "not-applicable|no-value|not-reported", NULL, NULL },
	};
	CHECK(rows);
}

static void levels(void **state)
{
	(void)state;
	static const char levels[] = "level; >level id=a name=优秀 points=15; >level id=b name=良好 least=70% most=90%; "
								 ">level id=c name=一般 most=0.7";
	static const one_rule rows[] = {
		{ levels, "value=a|优秀|1|1.0", "15|15|15|15", NULL, NULL },
		{ levels, "value=b|b|良好|2|b points=14|18|13.9|18.1|", "14|18|no-value|no-value|no-value", NULL, NULL },
		{ levels, "value=c|3|3 points=0|14|-0.1", "0|14|no-value", NULL, NULL },
		{ levels, "value=不适用|未报|", "not-applicable|not-reported|not-reported", NULL, NULL },
		{ "level item=rating; >level id=x points=3; >level id=y points=-1", "rating=x|y", "3|-1", NULL, NULL },
		{ "level; >level id=2 points=1; >level id=1 points=5", "value=2|1", "1|5", NULL, NULL }, /* ids before places */
	};
	CHECK(rows);
}

static void functional_coefficients(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "coefficient bad=0 good=1", "value=0|0.5|1|1.5|-0.5|-2", "12|16|20|24|8|0", NULL, NULL },
		{ "coefficient bad=10 good=5", "value=7.5|4|10", "16|21.6|12", NULL, NULL },
		{ "coefficient bad=0 good=1 cap=1 least=60%", "value=1.5|-2|0.25", "20|12|14", NULL, NULL },
		{ "coefficient bad=0 good=1 base=50 span=50", "value=0.5", "15", NULL, NULL },
		{ "coefficient bad=@low good=@high", "value=5|5|5 low=1|5| high=9|5|9", "16|no-value|no-value", NULL, NULL },
	};
	CHECK(rows);
}

static void between_goalposts(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "goalposts low=0 high=10", "value=4|10|12|-1", "8|20|20|0", NULL, NULL },
		{ "goalposts low=0 high=10 cap=none", "value=12|-1", "24|-2", NULL, NULL },
		{ "goalposts low=0 high=10 better=smaller", "value=4|0|12", "12|20|0", NULL, NULL },
		{ "goalposts low=3 high=@top", "value=5|5 top=3|4", "no-value|20", NULL, NULL },
		{ "goalposts low=100 high=75000 transform=ln", "value=20000|100|75000|0|-5",
		  "16.006824098|0|20|no-value|no-value", NULL, NULL },
		{ "goalposts low=1 high=1000 transform=log10", "value=100|10|0.1", "13.333333333|6.666666667|0", NULL, NULL },
		{ "goalposts low=0 high=10 transform=ln", "value=5", "no-value", NULL, NULL },
	};
	CHECK(rows);
}

static void counted_up(void **state)
{
	(void)state;
	static const char items[] = "count most=10; >item id=a each=3 most=6; >item id=b each=0.5";
	static const one_rule rows[] = {
		{ "count each=0.3", "value=3|0|-1|1.5", "0.9|0|no-value|0.45", NULL, NULL },
		{ "count each=2 over=2", "value=5|2|1", "6|0|0", NULL, NULL },
		{ "count each=2 most=5", "value=2|3|900000000000000", "4|5|5", NULL, NULL },
		{ items, "a=1|3|3|2|0 b=2||20|10|0", "4|6|10|10|0", NULL, NULL },
		{ items, "a=未报|未报|-1 b=2|未报|4", "1|not-reported|no-value", NULL, NULL },
		{ items, "a=无数据|无数据| b=1|不适用|", "no-value|not-applicable|not-reported", NULL, NULL },
	};
	CHECK(rows);
}

static void highest_tiers(void **state)
{
	(void)state;
	static const char sites[] = "tiers each=3 most=15; >item id=state each=7; >item id=province each=5";
	static const one_rule rows[] = {
		{ sites, "state@east=1|0| province@east=1|1| value@west=1||", "13|8|not-reported", NULL, NULL },
		{ sites, "state@a=1 state@b=1", "15", NULL, NULL },                            /* 20, cut */
		{ sites, "state@a=未报|1 province@b=无数据|", "not-reported|10", NULL, NULL }, /* nothing with a value */
		{ sites, "state@a=1#letter|1", "10|not-reported", "evidence=required", NULL },
	};
	CHECK(rows);
}

static void deducted(void **state)
{
	(void)state;
	static const char items[] = "deduct; >item id=late each=1; >item id=absent each=2 most=3";
	static const one_rule rows[] = {
		{ "deduct each=2", "value=0|3|10|20|-1", "20|14|0|0|no-value", NULL, NULL },
		{ "deduct each=5 short-of=4", "value=4|3|0|9|-2", "20|15|0|20|0", NULL, NULL },
		{ items, "late=1|||-1 absent=1|5||1", "17|17|not-reported|no-value", NULL, NULL },
	};
	CHECK(rows);
}

static void beyond_a_limit(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "beyond limit=3 each=2", "value=3|3.9|4|5.5|100|-7", "20|20|18|16|0|20", NULL, NULL },
		{ "beyond limit=3 each=2 begun=begun", "value=3|3.1|4|4.1", "20|18|18|16", NULL, NULL },
		{ "beyond limit=3 each=2 begun=share", "value=3|3.5|4", "20|19|18", NULL, NULL },
		{ "beyond limit=3 each=2 per=0.5", "value=3.4|4", "20|16", NULL, NULL },
		{ "beyond limit=10 each=2 side=under", "value=10|9.1|8|12", "20|20|16|20", NULL, NULL },
		{ "beyond limit=@allowed each=1", "value=5|5 allowed=2|", "17|no-value", NULL, NULL },
	};
	CHECK(rows);
}

static void points_given(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "points", "value=12.5|20|0|20.1|-0.1", "12.5|20|0|no-value|no-value", NULL, NULL },
		{ "points points=5", "value=5|5.5", "5|no-value", NULL, NULL },
	};
	CHECK(rows);
}

/* ---- measures ---- */

static void measures(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "reach target=0.5 measure=share", "numerator=1|49|1| denominator=2|100|0|3", "20|0|no-value|not-reported",
		  NULL, NULL },
		{ "points measure=share item=books under=people", "books=7 people=2", "3.5", NULL, NULL },
		{ "points measure=share factor=100", "numerator=1 denominator=8", "12.5", NULL, NULL },
		{ "ratio target=10% measure=growth", "value=11|10.5|9|5|5 last-year=10|10|10|0|-5", "20|10|0|no-value|no-value",
		  NULL, NULL },
		{ "ratio target=10% measure=growth last=in-2020", "value=11 in-2020=10", "20", NULL, NULL },
		{ "points measure=change", "value=7|4 last-year=4|7", "3|no-value", NULL, NULL },
		{ "points measure=per per=100", "value=10|10 own:population=500|0", "2|no-value", NULL, NULL },
		{ "points measure=per population=members", "value=10 members=5", "2", NULL, NULL },
		{ "points measure=share", "numerator=不适用|无数据|无数据 denominator=||无数据",
		  "not-applicable|not-reported|no-value", NULL, NULL },
		{ "points", "own:value=3|4 value=|5", "3|5", NULL, NULL }, /* the criterion's own goes before the unit's */
	};
	CHECK(rows);
}

static void what_needs_evidence(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "points", "value=3#minutes|3|不适用|未报", "3|no-value|not-applicable|not-reported", "evidence=required",
		  NULL },
		{ "points measure=per", "value=6#list own:population=2", "3", "evidence=required",
		  NULL }, /* its own figures only */
	};
	CHECK(rows);
}

/* The rule is asked again with 0 for what lacks. */
static void zero_for_what_lacks(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "deduct each=2", "value=|3", "20|14", "not-reported=value-zero", NULL },
		{ "deduct each=5 short-of=4", "value=|4", "0|20", "not-reported=value-zero", NULL },
		{ "ratio target=4", "value=|无数据|2", "0|no-value|10", "not-reported=value-zero", NULL },
		{ "reach target=@allowed compare=at-most", "value=| allowed=|", "20|20", "not-reported=value-zero", NULL },
		{ "count; >item id=a each=1; >item id=b each=2", "a=1| b=|", "1|0", "not-reported=value-zero", NULL },
		{ "deduct; >item id=a each=1", "a=3|", "17|20", "not-reported=value-zero", NULL },
		{ "tiers each=3; >item id=a each=1", "a@x=1|", "4|0", "not-reported=value-zero", NULL },
		{ "level; >level id=a points=5", "value=a|", "5|not-reported", "not-reported=value-zero", NULL },
		{ "points measure=share", "numerator=4| denominator=|5", "not-reported|0", "not-reported=value-zero", NULL },
	};
	CHECK(rows);
}

/* ---- rules of rules ---- */

static void the_best_of_rules(void **state)
{
	(void)state;
	static const char either[] = "best; >reach target=9; >ratio target=10 item=change";
	static const one_rule rows[] = {
		{ either, "value=9|5|5| change=1|5|||", "20|10|0|not-reported", NULL, NULL },
		{ either, "value=||不适用 change=5|0|未报", "10|0|not-applicable", NULL, NULL },
		{ "best most=8; >yes-no; >points points=6 item=given", "value=1|0 given=6|6", "8|6", NULL, NULL },
		{ "best; >steps; >>step from=0 points=-4; >steps; >>step from=0 points=-2", "value=1", "-2", NULL, NULL },
	};
	CHECK(rows);
}

static void the_sum_of_rules(void **state)
{
	(void)state;
	static const char sum[] = "sum most=15; >yes-no points=8 item=a; >yes-no points=9 item=b";
	static const one_rule rows[] = {
		{ sum, "a=1|1|0|1|1 b=1|0|0||不适用", "15|8|0|not-reported|not-applicable", NULL, NULL },
		{ sum, "a=无数据|不适用 b=|", "not-reported|not-applicable", NULL, NULL },
		/* a third and two thirds are one, not 0.999999999 */
		{ "sum; >ratio target=3 points=1; >ratio target=3 points=1 item=b", "value=1 b=2", "1", NULL, NULL },
	};
	CHECK(rows);
}

static void all_or_any(void **state)
{
	(void)state;
	static const char all[] = "all; >reach target=15% item=share; >reach target=2 compare=over item=each";
	static const char any[] = "any; >reach target=15% item=share; >reach target=2 compare=over item=each";
	static const one_rule rows[] = {
		{ all, "share=15%|14%|15%|15%||14% each=2.1|3|2||2|", "20|0|0|not-reported|0|0", NULL, NULL },
		{ all, "share=15%|无数据 each=不适用|", "not-applicable|not-reported", NULL, NULL },
		{ any, "share=15%|14%|14%|15%||14% each=2|3|2||2|", "20|20|0|20|0|0", NULL, NULL },
		{ any, "share=无数据|无数据 each=无数据|", "no-value|not-reported", NULL, NULL },
		/* a condition holds where its rule gives all it can, and that is more than nothing */
		{ "all; >ratio target=4 points=1; >deduct each=1 points=2 item=late", "value=4|3|4 late=0|0|1", "20|0|0", NULL,
		  NULL },
	};
	CHECK(rows);
}

static void only_when(void **state)
{
	(void)state;
	static const char when[] = "when; >yes-no item=ready; >ratio target=4";
	static const one_rule rows[] = {
		{ when, "ready=1|0|0||1 value=3|3||3|", "15|0|0|not-reported|not-reported", NULL, NULL },
		{ "when points=6; >all; >>yes-no item=a; >>yes-no item=b; >ratio target=4", "a=1|1 b=1|0 value=2|2", "3|0",
		  NULL, NULL },
	};
	CHECK(rows);
}

/* ---- what does not fit ---- */

static void absurd_numbers_are_an_error(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "count each=900000000000", "value=900000000000000", "", NULL, NULL },
		{ "sum; >ratio target=@a cap=none; >ratio target=@b cap=none; >ratio target=@c cap=none",
		  "value=1 a=999999999999989 b=999999999999947 c=999999999999883", "", NULL, NULL },
	};
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char points[256];
		assert_int_equal(score_row(&rows[i], points, sizeof points, NULL), KEPU_ERROR_OVERFLOW);
	}
}

static void a_zero_divisor_is_a_finding(void **state)
{
	(void)state;
	static const one_rule row = { "points measure=share", "numerator=1|1 denominator=0|2", "no-value|0.5", NULL, NULL };
	char points[64];
	kepu_findings *findings;
	assert_int_equal(score_row(&row, points, sizeof points, &findings), KEPU_OK);
	assert_string_equal(points, row.points);
	assert_int_equal(kepu_findings_count(findings), 1);
	assert_int_equal(kepu_findings_code(findings, 0), KEPU_FINDING_ZERO_DENOMINATOR);
	kepu_findings_free(findings);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(yes_or_no),
		cmocka_unit_test(a_target_is_reached),
		cmocka_unit_test(points_by_ratio),
		cmocka_unit_test(steps),
		cmocka_unit_test(levels),
		cmocka_unit_test(functional_coefficients),
		cmocka_unit_test(between_goalposts),
		cmocka_unit_test(counted_up),
		cmocka_unit_test(highest_tiers),
		cmocka_unit_test(deducted),
		cmocka_unit_test(beyond_a_limit),
		cmocka_unit_test(points_given),
		cmocka_unit_test(measures),
		cmocka_unit_test(what_needs_evidence),
		cmocka_unit_test(zero_for_what_lacks),
		cmocka_unit_test(the_best_of_rules),
		cmocka_unit_test(the_sum_of_rules),
		cmocka_unit_test(all_or_any),
		cmocka_unit_test(only_when),
		cmocka_unit_test(absurd_numbers_are_an_error),
		cmocka_unit_test(a_zero_divisor_is_a_finding),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
