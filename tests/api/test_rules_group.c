/* Rules that look at the other units of the group: ranks, distances, means. P is 20. */
#include "one_rule.h"

static void places(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "rank", "value=10|8|8|5", "20|19|19|17", NULL, NULL },
		{ "rank", "value=10|8|8|5", "20|19|19|18", NULL, "ties=dense" },
		{ "rank", "value=10|8|8|5", "20|18.5|18.5|17", NULL, "ties=average" },
		{ "rank better=smaller", "value=10|8|8|5", "17|19|19|20", NULL, NULL },
		{ "rank better=smaller", "value=10|8|8|5", "18|19|19|20", NULL, "ties=dense" },
		{ "rank first=0.8 less=0.5", "value=3|2|1", "16|6|0", NULL, NULL },
		{ "rank", "value=7", "20", NULL, NULL },
		{ "rank", "value=10|不适用|8|", "20|not-applicable|19|not-reported", NULL, NULL },
		/* equal as fractions are, however they are written */
		{ "rank measure=share", "numerator=1|2|3 denominator=3|6|10", "20|20|18", NULL, NULL },
	};
	CHECK(rows);
}

static void places_with_points(void **state)
{
	(void)state;
	static const char three[] = "rank; >place rank=1 points=0.5; >place rank=2 points=0.3; >place rank=3 points=0.1";
	static const one_rule rows[] = {
		{ three, "value=4|3|2|1", "0.5|0.3|0.1|0", NULL, NULL },
		{ three, "value=4|4|2|1", "0.5|0.5|0.1|0", NULL, NULL },
		{ three, "value=4|4|2|1", "0.5|0.5|0.3|0.1", NULL, "ties=dense" },
	};
	CHECK(rows);
}

static void places_among_some(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "rank among=8", "value=10|8|8|5|", "20|19|19|0|not-reported", NULL, NULL },
		{ "rank among=8 compare=over", "value=10|8|11|5", "19|0|20|0", NULL, NULL },
		{ "rank among=8 compare=at-most better=smaller", "value=10|8|7|5", "0|18|19|20", NULL, NULL },
		{ "rank among=@needed", "value=10|8|6|9 needed=9|9|5|", "20|0|19|no-value", NULL, NULL },
	};
	CHECK(rows);
}

/* One that lacks its value has 0 in its own eyes, and none in those of others. */
static void places_of_those_who_lack(void **state)
{
	(void)state;
	static const char zeros[] = "not-reported=value-zero";
	static const one_rule rows[] = {
		{ "rank", "value=10|8||", "20|19|18|18", zeros, NULL },
		{ "rank better=smaller", "value=1|0||", "19|20|20|20", zeros, NULL },
		{ "rank better=smaller", "value=1|0|", "19|20|19.5", zeros, "ties=average" },
		{ "rank better=smaller", "value=1|1|3|", "20|20|18|20", zeros, NULL },
		{ "rank", "value=5|5|3|", "20|20|19|18", zeros, "ties=dense" },
		{ "rank", "value=|", "20|20", zeros, NULL },
		{ "rank among=1", "value=3|", "20|0", zeros, NULL },
		{ "reach target=group-mean", "value=0|0|", "20|20|20", zeros, NULL },
		{ "ratio target=group-mean cap=none", "value=6|3|", "26.666666667|13.333333333|0", zeros, NULL },
		{ "reach target=group-mean compare=over factor=-1", "value=6|3|", "0|20|20", zeros, NULL },
		{ "distance target=10", "value=4|7|", "0|10|0", zeros, NULL },
		{ "distance target=2 better=smaller", "value=4|8|", "13.333333333|0|26.666666667", zeros, NULL },
	};
	CHECK(rows);
}

static void distances_to_a_target(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "distance target=10", "value=2|4|12", "0|5|25", NULL, NULL },
		{ "distance target=10 cap=1", "value=2|4|12", "0|5|20", NULL, NULL },
		{ "distance target=1 better=smaller", "value=2|4|12", "18.181818182|14.545454545|0", NULL, NULL },
		{ "distance target=2", "value=2|4|12", "no-value|no-value|no-value", NULL, NULL },
		{ "distance target=12 better=smaller", "value=2|4|12", "no-value|no-value|no-value", NULL, NULL },
		{ "distance target=@aim", "value=2|4|12 aim=10||1", "0|no-value|no-value", NULL, NULL },
		{ "distance target=10", "value=2|不适用|6", "0|not-applicable|10", NULL, NULL },
	};
	CHECK(rows);
}

static void means_of_the_group(void **state)
{
	(void)state;
	static const one_rule rows[] = {
		{ "reach target=group-mean compare=over", "value=1|2|3", "0|0|20", NULL, NULL },
		{ "reach target=group-mean", "value=1||3|无数据", "0|not-reported|20|no-value", NULL, NULL },
		/* all of them have a third, which no decimal is */
		{ "reach measure=share target=group-mean", "numerator=1|2|3 denominator=3|6|9", "20|20|20", NULL, NULL },
		{ "reach measure=share target=group-mean compare=over", "numerator=1|2|3 denominator=3|6|9", "0|0|0", NULL,
		  NULL },
		{ "ratio target=group-mean cap=none", "value=1|2|6", "6.666666667|13.333333333|40", NULL, NULL },
		{ "goalposts low=0 high=group-mean cap=2", "value=1|-1", "no-value|no-value", NULL, NULL },
		{ "goalposts low=0 high=group-mean cap=2", "value=1|2|9|4", "5|10|40|20", NULL, NULL },
	};
	CHECK(rows);
}

/* Nine populations whose fractions have no common one of 127 bits: with the 0 of each of the last two the mean is a tenth of
 * their sum. */
static void means_of_many_with_one_that_lacks(void **state)
{
	(void)state;
	static const one_rule row = {
		"ratio measure=per target=group-mean cap=none least=0.1",
		"value=1|1|1|1|1|1|1|1|1|| own:population=999007|999023|999029|999043|999049|999067|999083|999091|999101|7|11",
		"20.000956486|20.000636158|20.000516038|20.000235762|20.000115647|19.999755308|19.999435019|19.999274877|19.999074705|2|2",
		"not-reported=value-zero", NULL
	};
	check_rows(&row, 1);
}

/* Denominators of which any eight would make a fraction of more than 127 bits. */
static void means_of_many_shares(void **state)
{
	(void)state;
	static const one_rule row = {
		"reach measure=share target=group-mean compare=over",
		"numerator=1|1|1|1|1|1|1|1|1|1|1|1 denominator=999007|999023|999029|999043|999049|999067|999083|999091|999101|"
		"999133|999149|999169",
		"20|20|20|20|20|20|0|0|0|0|0|0", NULL, NULL
	};
	check_rows(&row, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places),
		cmocka_unit_test(places_with_points),
		cmocka_unit_test(places_among_some),
		cmocka_unit_test(places_of_those_who_lack),
		cmocka_unit_test(distances_to_a_target),
		cmocka_unit_test(means_of_the_group),
		cmocka_unit_test(means_of_many_with_one_that_lacks),
		cmocka_unit_test(means_of_many_shares),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
