/* Points of units by a scheme, from the criteria up to the total. All numbers are worked out by hand from docs/scoring.md. */
#include "support/scores.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>

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

#define ONE_UNIT "unit\nu1\n"
#define IS(got, wanted) assert_string_equal(got, wanted)

/* ---- adding up ---- */

static void test_items_are_added(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " module id=m1 points=30\n"
	                "  criterion id=c1 points=20\n"
	                "   ratio target=3\n"
	                "  criterion id=c2 points=10\n"
	                "   yes-no\n"
	                " criterion id=c3 points=5\n"
	                "  points\n",
	                ONE_UNIT, "unit,criterion,value\nu1,c1,1\nu1,c2,是\nu1,c3,4.25\n");
	IS(points(&s, "u1", "c1"), "6.666666667");
	IS(points(&s, "u1", "c2"), "10");
	IS(points(&s, "u1", "m1"), "16.666666667");
	IS(total(&s, "u1"), "20.916666667");
	IS(rank(&s, "u1"), "1");
	drop(&s);
}

static void test_accounts_limits(void **state)
{
	(void)state;
	static const char scheme[] = "scheme ceiling=100 floor=0\n"
								 " module id=base\n"
								 "  criterion id=c1 points=100\n"
								 "   points\n"
								 " module id=plus account=bonus ceiling=5\n"
								 "  criterion id=b1 points=4\n"
								 "   count each=2\n"
								 "  criterion id=b2 points=10 ceiling=none\n"
								 "   count each=1\n"
								 " criterion id=minus account=deduction points=50\n"
								 "  count each=10\n";
	scored s = make(scheme, "unit\nu1\nu2\nu3\n",
	                "unit,criterion,value\nu1,c1,90\nu1,b1,1\nu1,b2,2\nu1,minus,0\n"
	                "u2,c1,97\nu2,b1,7\nu2,b2,30\nu2,minus,0\n"
	                "u3,c1,20\nu3,b1,0\nu3,b2,0\nu3,minus,9\n");
	IS(points(&s, "u1", "plus"), "4"); /* 2 + 2 */
	IS(total(&s, "u1"), "94");
	IS(points(&s, "u2", "b1"), "4");  /* a criterion gives its points at most */
	IS(points(&s, "u2", "b2"), "30"); /* but where that is lifted */
	IS(points(&s, "u2", "plus"), "5");
	IS(total(&s, "u2"), "100");
	IS(points(&s, "u3", "minus"), "50");
	IS(total(&s, "u3"), "0"); /* 20 - 50, not under the floor */
	drop(&s);
}

static void test_floors(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " criterion id=c1 points=10\n"
	                "  count each=-3\n"
	                " criterion id=c2 points=10 floor=none\n"
	                "  count each=-3\n"
	                " criterion id=c3 points=10 floor=-4 ceiling=8\n"
	                "  count each=-3\n"
	                " module id=m floor=2\n"
	                "  criterion id=c4 points=10\n"
	                "   points\n",
	                ONE_UNIT, "unit,criterion,value\nu1,c1,2\nu1,c2,2\nu1,c3,2\nu1,c4,1\n");
	IS(points(&s, "u1", "c1"), "0");
	IS(points(&s, "u1", "c2"), "-6");
	IS(points(&s, "u1", "c3"), "-4");
	IS(points(&s, "u1", "m"), "2");
	IS(total(&s, "u1"), "-8");
	drop(&s);
}

static void test_mean_and_geometric(void **state)
{
	(void)state;
	static const char figures[] =
		"unit,criterion,value\nu1,a1,4\nu1,a2,9\nu1,b1,4\nu1,b2,9\nu1,b3,6\nu2,a1,1\nu2,a2,2\n"
		"u2,b1,0\nu2,b2,9\nu2,b3,6\n";
	scored s = make("scheme\n"
	                " module id=a aggregate=mean\n"
	                "  criterion id=a1 points=10 weight=1\n"
	                "   points\n"
	                "  criterion id=a2 points=10 weight=2\n"
	                "   points\n"
	                " module id=b aggregate=geometric\n"
	                "  criterion id=b1 points=10\n"
	                "   points\n"
	                "  criterion id=b2 points=10\n"
	                "   points\n"
	                "  criterion id=b3 points=10\n"
	                "   points\n",
	                "unit\nu1\nu2\n", figures);
	IS(points(&s, "u1", "a"), "7.333333333"); /* (4 + 18) ÷ 3 */
	IS(points(&s, "u1", "b"), "6");           /* the cube root of 216 */
	IS(points(&s, "u2", "a"), "1.666666667");
	IS(points(&s, "u2", "b"), "0");
	drop(&s);
}

static void test_weights_of_nothing(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " module id=a aggregate=mean\n"
	                "  criterion id=a1 points=10 weight=0\n"
	                "   points\n"
	                " module id=b aggregate=geometric\n"
	                "  criterion id=b1 points=10 weight=0\n"
	                "   points\n",
	                ONE_UNIT, "unit,criterion,value\nu1,a1,1\nu1,b1,1\n");
	IS(points(&s, "u1", "a"), "no-value");
	IS(points(&s, "u1", "b"), "no-value");
	IS(total(&s, "u1"), "no-value");
	IS(rank(&s, "u1"), "none");
	drop(&s);
}

/* ---- rounding ---- */

static void test_rounding_ways(void **state)
{
	(void)state;
	static const struct {
		const char *rounding, *up, *even, *below;
	} cases[] = {
		/* 2.5, 3.5, -2.5 without digits */
		{ "half-up", "3", "4", "-3" }, { "half-even", "2", "4", "-2" }, { "down", "2", "3", "-2" },
		{ "floor", "2", "3", "-3" },   { "ceiling", "3", "4", "-2" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char scheme[300];
		snprintf(scheme, sizeof scheme,
		         "scheme decimals=0 rounding=%s\n"
		         " criterion id=c1 points=10\n  count each=0.5\n"
		         " criterion id=c2 points=10\n  count each=0.5\n"
		         " criterion id=c3 points=10 floor=none\n  count each=-0.5\n",
		         cases[i].rounding);
		scored s = make(scheme, ONE_UNIT, "unit,criterion,value\nu1,c1,5\nu1,c2,7\nu1,c3,5\n");
		IS(points(&s, "u1", "c1"), cases[i].up);
		IS(points(&s, "u1", "c2"), cases[i].even);
		IS(points(&s, "u1", "c3"), cases[i].below);
		drop(&s);
	}
}

/* What is said nearest holds; the total is rounded to the scheme's digits alone, and no limit is passed by that. */
static void test_rounding_where(void **state)
{
	(void)state;
	scored s = make(
		"scheme decimals=1 ceiling=8.25\n"
		" module id=m decimals=3 rounding=floor\n"
		"  criterion id=c1 points=10\n"
		"   ratio target=3\n"
		"  criterion id=c2 points=10 decimals=2\n"
		"   ratio target=3\n"
		" criterion id=c3 points=10\n"
		"  ratio target=3\n",
		"unit\nu1\nu2\nu3\n",
		"unit,criterion,value\nu1,c1,1\nu1,c2,1\nu1,c3,0\nu2,c1,1\nu2,c2,1\nu2,c3,0.5\nu3,c1,1\nu3,c2,1\nu3,c3,0.47\n");
	IS(points(&s, "u1", "c1"), "3.333");
	IS(points(&s, "u1", "c2"), "3.33");
	IS(points(&s, "u1", "m"), "6.663"); /* added exactly */
	IS(total(&s, "u1"), "6.7");
	IS(points(&s, "u2", "c3"), "1.7");
	IS(total(&s, "u2"), "8.25"); /* 8.363 cut to 8.25, which rounds to 8.3, which is over the ceiling */
	IS(total(&s, "u3"), "8.25"); /* 6.663 + 1.6 = 8.263 */
	drop(&s);
}

/* ---- states and policies ---- */

#define STATES \
	"unit,criterion,value\nu1,c1,6\nu1,c2,4\nu2,c1,缺\nu2,c2,4\nu3,c2,4\nu4,c1,不适用\nu4,c2,4\nu5,c1,2\nu5,c2,4\n"
#define FIVE "unit\nu1\nu2\nu3\nu4\nu5\n"

static scored with_policy(const char *policy)
{
	char scheme[300];
	snprintf(scheme, sizeof scheme,
	         "scheme missing=%s not-reported=%s not-applicable=%s\n"
	         " criterion id=c1 points=10\n  points\n criterion id=c2 points=30\n  points\n",
	         policy, policy, policy);
	return make(scheme, FIVE, STATES);
}

static void test_policy_none(void **state)
{
	(void)state;
	scored s = with_policy("none");
	IS(total(&s, "u1"), "10");
	IS(points(&s, "u2", "c1"), "no-value");
	IS(total(&s, "u2"), "no-value");
	IS(rank(&s, "u2"), "none");
	IS(total(&s, "u3"), "not-reported");
	IS(total(&s, "u4"), "not-applicable");
	IS(rank(&s, "u5"), "2");
	drop(&s);
}

static void test_policies(void **state)
{
	(void)state;
	static const struct {
		const char *policy, *total;
	} cases[] = {
		{ "zero", "4" },
		{ "full", "14" },
		{ "value-zero", "4" },
		{ "mean", "8" } /* (6 + 2) ÷ 2 + 4 */,
		{ "reweigh", "5.333333333" } /* 4 × 40 ÷ 30 */
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		scored s = with_policy(cases[i].policy);
		IS(total(&s, "u1"), "10");
		IS(total(&s, "u2"), cases[i].total);
		IS(total(&s, "u3"), cases[i].total);
		IS(total(&s, "u4"), cases[i].total);
		drop(&s);
	}
}

/* Each state has its own, and the nearest element that says something counts. */
static void test_policies_of_states(void **state)
{
	(void)state;
	scored s = make("scheme missing=zero not-reported=none not-applicable=full\n"
	                " module id=m not-reported=zero missing=full\n"
	                "  criterion id=c1 points=10 missing=none\n"
	                "   points\n"
	                "  criterion id=c2 points=30\n"
	                "   points\n",
	                FIVE, STATES);
	IS(points(&s, "u2", "c1"), "no-value");
	IS(points(&s, "u3", "c1"), "0");
	IS(points(&s, "u4", "c1"), "10");
	drop(&s);
}

static void test_mean_has_nobody(void **state)
{
	(void)state;
	scored s = make("scheme not-reported=mean decimals=1\n"
	                " group id=g1\n"
	                " group id=g2\n"
	                " criterion id=c1 points=10\n"
	                "  points\n",
	                "unit,group\nu1,g1\nu2,g1\nu3,g1\nu4,g1\nu5,g2\nu6,\n",
	                "unit,criterion,value\nu1,c1,1\nu2,c1,1\nu3,c1,2\n");
	IS(total(&s, "u4"), "1.3"); /* 4 ÷ 3 */
	IS(total(&s, "u5"), "not-reported");
	IS(total(&s, "u6"), "not-reported");
	drop(&s);
}

static void test_policies_in_accounts(void **state)
{
	(void)state;
	scored s = make("scheme not-reported=full missing=reweigh\n"
	                " criterion id=c1 points=10\n"
	                "  points\n"
	                " module id=plus account=bonus\n"
	                "  criterion id=b1 points=5\n"
	                "   points\n"
	                "  criterion id=b2 points=5\n"
	                "   points\n",
	                ONE_UNIT, "unit,criterion,value\nu1,b2,缺\n");
	IS(points(&s, "u1", "c1"), "10");
	IS(points(&s, "u1", "b1"), "0"); /* nobody earns a bonus by silence */
	IS(points(&s, "u1", "b2"), "0");
	IS(total(&s, "u1"), "10");
	drop(&s);
}

static void test_account_without_points(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " criterion id=c1 points=10\n"
	                "  points\n"
	                " criterion id=b1 account=bonus points=5\n"
	                "  points\n",
	                ONE_UNIT, "unit,criterion,value\nu1,c1,3\n");
	IS(total(&s, "u1"), "not-reported");
	drop(&s);
}

/* value-zero counts among the group what the unit has so, for itself alone. */
static void test_value_zero_in_a_group(void **state)
{
	(void)state;
	scored s = make("scheme not-reported=value-zero\n"
	                " criterion id=c1 points=10\n"
	                "  reach target=group-mean compare=over\n"
	                " criterion id=c2 points=10\n"
	                "  reach target=5 compare=at-most\n"
	                " criterion id=c3 points=10\n"
	                "  yes-no measure=share\n",
	                "unit\nu1\nu2\nu3\n", "unit,criterion,value\nu1,c1,4\nu2,c1,8\nu1,c2,9\n");
	IS(points(&s, "u1", "c1"), "0");  /* the mean is 6, not (4 + 8 + 0) ÷ 3 = 4, which would not be passed either */
	IS(points(&s, "u2", "c1"), "10"); /* 8 over 6 */
	IS(points(&s, "u3", "c1"), "0");
	IS(points(&s, "u3", "c2"), "10");           /* 0 is at most 5 */
	IS(points(&s, "u3", "c3"), "not-reported"); /* 0 ÷ 0 */
	drop(&s);
}

/* Two points for each five percentage points that lack. */
static void test_beyond_per_percent(void **state)
{
	(void)state;
	scored s = make("scheme\n criterion id=c points=10\n  beyond limit=100% side=under per=5% each=2\n",
	                "unit\nu1\nu2\nu3\n", "unit,criterion,value\nu1,c,95%\nu2,c,95.1%\nu3,c,89%\n");
	IS(points(&s, "u1", "c"), "8");
	IS(points(&s, "u2", "c"), "10");
	IS(points(&s, "u3", "c"), "6");
	drop(&s);
}

/* What grows, changes or is scored may well be under zero, things counted may not. */
static void test_count_less_than_none(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " criterion id=c1 points=8\n"
	                "  deduct measure=growth factor=100 each=0.8\n"
	                " criterion id=c2 points=8 account=deduction\n"
	                "  count measure=change each=2\n"
	                " criterion id=c3 points=8\n"
	                "  deduct each=2\n"
	                " criterion id=c4 points=8\n"
	                "  count each=2\n",
	                "unit\nu1\nu2\n",
	                "unit,criterion,item,value\n"
	                "u1,c1,,95\nu1,c1,last-year,100\nu1,c2,,95\nu1,c2,last-year,100\nu1,c3,,-1\nu1,c4,,-1\n"
	                "u2,c1,,105\nu2,c1,last-year,100\nu2,c2,,103\nu2,c2,last-year,100\nu2,c3,,1\nu2,c4,,1\n");
	IS(points(&s, "u1", "c1"), "8");
	IS(points(&s, "u1", "c2"), "0");
	IS(points(&s, "u1", "c3"), "no-value");
	IS(points(&s, "u1", "c4"), "no-value");
	IS(points(&s, "u2", "c1"), "4");
	IS(points(&s, "u2", "c2"), "6");
	IS(points(&s, "u2", "c3"), "6");
	IS(points(&s, "u2", "c4"), "2");
	drop(&s);
}

/* ---- re-weighting ---- */

static void test_reweigh_means(void **state)
{
	(void)state;
	scored s = make("scheme not-applicable=reweigh\n"
	                " module id=a aggregate=mean\n"
	                "  criterion id=a1 points=10 weight=1\n"
	                "   points\n"
	                "  criterion id=a2 points=10 weight=2\n"
	                "   points\n"
	                "  criterion id=a3 points=10 weight=3\n"
	                "   points\n"
	                " module id=b aggregate=geometric\n"
	                "  criterion id=b1 points=10\n"
	                "   points\n"
	                "  criterion id=b2 points=10\n"
	                "   points\n",
	                ONE_UNIT, "unit,criterion,value\nu1,a1,4\nu1,a2,不适用\nu1,a3,8\nu1,b1,不适用\nu1,b2,7\n");
	IS(points(&s, "u1", "a"), "7"); /* (4 + 24) ÷ 4 */
	IS(points(&s, "u1", "b"), "7");
	drop(&s);
}

/* A module all of whose items are left out is left out itself; accounts stay as they are. */
static void test_reweigh_upwards(void **state)
{
	(void)state;
	static const char scheme[] = "scheme not-applicable=reweigh decimals=2\n"
								 " module id=m1 points=40\n"
								 "  module id=m11\n"
								 "   criterion id=c1 points=10\n"
								 "    points\n"
								 "   criterion id=c2 points=20\n"
								 "    points\n"
								 "  criterion id=c3 points=15\n"
								 "   points\n"
								 " module id=m2\n"
								 "  criterion id=c4 points=60\n"
								 "   points\n"
								 " criterion id=b account=bonus points=5\n"
								 "  points\n";
	scored s = make(scheme, "unit\nu1\nu2\nu3\nu4\n",
	                "unit,criterion,value\n"
	                "u1,c1,不适用\nu1,c2,10\nu1,c3,5\nu1,c4,30\nu1,b,2\n"
	                "u2,c1,不适用\nu2,c2,不适用\nu2,c3,5\nu2,c4,30\nu2,b,2\n"
	                "u3,c1,不适用\nu3,c2,不适用\nu3,c3,不适用\nu3,c4,30\nu3,b,2\n"
	                "u4,c1,不适用\nu4,c2,不适用\nu4,c3,不适用\nu4,c4,不适用\nu4,b,2\n");
	IS(points(&s, "u1", "m11"), "15"); /* 10 × 30 ÷ 20 */
	IS(points(&s, "u1", "m1"), "20");
	IS(total(&s, "u1"), "52");
	IS(points(&s, "u2", "m11"), "none");
	IS(points(&s, "u2", "m1"), "15"); /* 5 × (30 + 15) ÷ 15 */
	IS(total(&s, "u2"), "47");
	IS(points(&s, "u3", "m1"), "none");
	IS(total(&s, "u3"), "52"); /* 30 × (40 + 60) ÷ 60 + 2 */
	IS(total(&s, "u4"), "none");
	drop(&s);
}

/* ---- cards ---- */

static void test_cards(void **state)
{
	(void)state;
	static const char scheme[] = "scheme not-applicable=reweigh\n"
								 " group id=city kinds=市\n"
								 " group id=county kinds='县 区'\n"
								 " criterion id=all points=10\n"
								 "  points\n"
								 " module id=m1\n"
								 "  criterion id=c1 points=30 groups=city\n"
								 "   points\n"
								 "  criterion id=c2 points=20 kinds=县\n"
								 "   points\n"
								 " module id=m2 groups=county\n"
								 "  criterion id=c3 points=5 kinds='市 县'\n"
								 "   points\n";
	scored s = make(scheme, "unit,kind\nu1,市\nu2,县\nu3,区\nu4,校\n",
	                "unit,criterion,value\nu1,all,6\nu1,c1,9\nu2,all,不适用\nu2,c2,10\nu2,c3,5\nu3,all,4\nu4,all,3\n");
	IS(total(&s, "u1"), "15");
	IS(points(&s, "u1", "c2"), "none");
	IS(points(&s, "u1", "m2"), "none");
	IS(total(&s, "u2"), "21"); /* m1 is worth 20 on its card: (10 + 5) × (10 + 20 + 5) ÷ (20 + 5) */
	IS(points(&s, "u3", "m1"), "none");
	IS(points(&s, "u3", "m2"), "none"); /* in the group, but c3 is for counties */
	IS(total(&s, "u3"), "4");
	IS(total(&s, "u4"), "3");
	IS(kepu_score_group(s.score, row_of(&s, "u3"), NULL), "county");
	assert_null(kepu_score_group(s.score, row_of(&s, "u4"), NULL));
	assert_int_equal(kepu_score_count(s.score), 4);
	IS(kepu_score_unit(s.score, 0, NULL), "u1"); /* groups as they stand in the scheme, those without one last */
	IS(kepu_score_unit(s.score, 1, NULL), "u2");
	IS(kepu_score_unit(s.score, 3, NULL), "u4");
	drop(&s);
}

static void test_empty_card(void **state)
{
	(void)state;
	scored s = make("scheme\n"
	                " criterion id=c1 points=30 kinds=市\n"
	                "  points\n"
	                " criterion id=b1 points=30 kinds=市 account=bonus\n"
	                "  points\n"
	                " criterion id=b2 points=30 kinds=县 account=bonus\n"
	                "  points\n",
	                "unit,kind\nu1,县\nu2,校\n", "unit,criterion,value\nu1,b2,5\n");
	IS(total(&s, "u1"), "5"); /* no items, but an account */
	IS(total(&s, "u2"), "no-value");
	drop(&s);
}

/* ---- parts ---- */

static void test_quarters(void **state)
{
	(void)state;
	static const char scheme[] = "scheme decimals=2\n"
								 " part by=period id=q1 weight=15%\n"
								 " part by=period id=q2 weight=25%\n"
								 " part by=period id=q3 weight=25%\n"
								 " part by=period id=q4 weight=35%\n"
								 " criterion id=c1 points=60\n"
								 "  points\n"
								 " criterion id=c2 points=40\n"
								 "  points\n";
	scored s =
		make(scheme, "unit\nu1\nu2\n",
	         "unit,criterion,period,value\n"
	         "u1,c1,q1,50\nu1,c1,q2,51\nu1,c1,q3,52\nu1,c1,q4,53\nu1,c2,q1,30\nu1,c2,q2,31\nu1,c2,q3,32\nu1,c2,q4,33\n"
	         "u2,c1,q1,50\nu2,c1,q2,51\nu2,c1,q3,52\nu2,c2,q1,30\nu2,c2,q2,31\nu2,c2,q3,32\nu2,c2,q4,33\n");
	IS(total(&s, "u1"), "83.6");        /* .15 × 80 + .25 × 82 + .25 × 84 + .35 × 86 */
	IS(points(&s, "u1", "c1"), "51.8"); /* what it brings in all: 7.5 + 12.75 + 13 + 18.55 */
	IS(points(&s, "u1", "c2"), "31.8");
	IS(total(&s, "u2"), "not-reported");
	IS(points(&s, "u2", "c1"), "not-reported");
	IS(points(&s, "u2", "c2"), "31.8");
	drop(&s);
}

/* Months add up; the limit of the criterion is that of the year, that of its rule holds in each. */
static void test_months(void **state)
{
	(void)state;
	static const char scheme[] = "scheme\n"
								 " criterion id=c1 points=25\n"
								 "  part by=period id=2024-01\n"
								 "  part by=period id=2024-02\n"
								 "  part by=period id=2024-03\n"
								 "  count each=3 most=10\n";
	scored s = make(scheme, "unit\nu1\nu2\n",
	                "unit,criterion,period,value\nu1,c1,2024-01,2\nu1,c1,2024-02,9\nu1,c1,2024-03,1\n"
	                "u2,c1,2024-01,5\nu2,c1,2024-02,9\nu2,c1,2024-03,4\n");
	IS(total(&s, "u1"), "19"); /* 6 + 10 + 3 */
	IS(total(&s, "u2"), "25"); /* 10 + 10 + 10 */
	drop(&s);
}

static void test_sources_in_periods(void **state)
{
	(void)state;
	static const char scheme[] = "scheme\n"
								 " part by=period id=h1 weight=0.4\n"
								 " part by=period id=h2 weight=0.6\n"
								 " module id=m ceiling=90\n"
								 "  part by=source id=self weight=85%\n"
								 "  part by=source id=public weight=15%\n"
								 "  criterion id=c1 points=100\n"
								 "   points\n"
								 " criterion id=c2 points=10\n"
								 "  ratio target=@staff\n";
	scored s = make(scheme, ONE_UNIT,
	                "unit,criterion,period,source,item,value\n"
	                "u1,c1,h1,self,,80\nu1,c1,h1,public,,60\nu1,c1,h2,self,,100\nu1,c1,h2,public,,98\n"
	                "u1,c2,h1,,,5\nu1,c2,h2,,,5\nu1,,,,staff,10\nu1,,h2,,staff,20\n");
	IS(points(&s, "u1", "m"), "84.8");   /* .4 × (68 + 9) + .6 × 90, which 99.7 is cut to */
	IS(points(&s, "u1", "c1"), "90.62"); /* .4 × 77 + .6 × 99.7: before that limit */
	IS(points(&s, "u1", "c2"), "3.5");   /* .4 × 10 × 5 ÷ 10 + .6 × 10 × 5 ÷ 20 */
	IS(total(&s, "u1"), "88.3");
	drop(&s);
}

/* Two months of ten points each are worth 20 to what stands for them. */
static void test_reweigh_months(void **state)
{
	(void)state;
	scored s = make("scheme not-applicable=reweigh\n"
	                " module id=m\n"
	                "  part by=period id=1\n"
	                "  part by=period id=2\n"
	                "  criterion id=c1 points=10\n"
	                "   points\n"
	                " criterion id=c2 points=30\n"
	                "  points\n"
	                " criterion id=c3 points=50\n"
	                "  points\n",
	                ONE_UNIT, "unit,criterion,period,value\nu1,c1,1,不适用\nu1,c1,2,不适用\nu1,c2,,24\nu1,c3,,40\n");
	IS(points(&s, "u1", "m"), "none");
	IS(total(&s, "u1"), "80"); /* 64 × 100 ÷ 80 */
	drop(&s);
}

static void test_reweigh_in_parts(void **state)
{
	(void)state;
	static const char scheme[] = "scheme not-applicable=reweigh\n"
								 " module id=m\n"
								 "  part by=period id=q1 weight=0.25\n"
								 "  part by=period id=q2 weight=0.75\n"
								 "  criterion id=c1 points=10\n"
								 "   points\n"
								 "  criterion id=c2 points=30\n"
								 "   points\n"
								 " criterion id=c3 points=10\n"
								 "  part by=source id=a\n"
								 "  part by=source id=b\n"
								 "  points\n";
	scored s = make(scheme, "unit\nu1\nu2\nu3\n",
	                "unit,criterion,period,source,value\n"
	                "u1,c1,q1,,不适用\nu1,c2,q1,,12\nu1,c1,q2,,4\nu1,c2,q2,,20\nu1,c3,,a,4\nu1,c3,,b,不适用\n"
	                "u2,c1,q1,,不适用\nu2,c2,q1,,不适用\nu2,c1,q2,,4\nu2,c2,q2,,20\nu2,c3,,a,不适用\nu2,c3,,b,不适用\n"
	                "u3,c1,q1,,不适用\nu3,c2,q1,,不适用\nu3,c1,q2,,不适用\nu3,c2,q2,,不适用\nu3,c3,,a,1\nu3,c3,,b,2\n");
	IS(points(&s, "u1", "m"), "22"); /* .25 × 12 × 40 ÷ 30 + .75 × 24 */
	IS(points(&s, "u1", "c3"), "8"); /* 4 × 2 ÷ 1 */
	IS(total(&s, "u1"), "30");
	IS(points(&s, "u2", "m"), "24"); /* .75 × 24 × 1 ÷ .75 */
	IS(points(&s, "u2", "c3"), "none");
	IS(total(&s, "u2"), "30"); /* 24 × 50 ÷ 40 */
	IS(total(&s, "u3"), "15"); /* 3 × 50 ÷ 10 */
	drop(&s);
}

/* ---- points and places of other elements ---- */

static void test_score_and_place(void **state)
{
	(void)state;
	static const char scheme[] = "scheme\n"
								 " criterion id=c3 points=10\n"
								 "  rank measure=place of=m better=smaller\n"
								 " criterion id=c2 points=10 account=bonus\n"
								 "  steps measure=score of=m\n"
								 "   step from=15 points=5\n"
								 "   step to=15 points=1\n"
								 " module id=m\n"
								 "  criterion id=c1 points=20\n"
								 "   points\n";
	scored s = make(scheme, "unit\nu1\nu2\nu3\n", "unit,criterion,value\nu1,c1,15\nu2,c1,14\nu3,c1,15\n");
	IS(points(&s, "u1", "c2"), "5");
	IS(points(&s, "u2", "c2"), "1");
	IS(points(&s, "u1", "c3"), "10");
	IS(points(&s, "u2", "c3"), "9"); /* third: 10 × (1 - .05 × 2) */
	IS(total(&s, "u2"), "24");
	drop(&s);
}

/* Within common parts the points are those of the part, otherwise those of all parts. */
static void test_score_in_parts(void **state)
{
	(void)state;
	static const char scheme[] = "scheme\n"
								 " module id=m\n"
								 "  part by=period id=q1\n"
								 "  part by=period id=q2\n"
								 "  criterion id=c2 points=10\n"
								 "   reach measure=score of=c1 target=5\n"
								 "  module id=n\n"
								 "   part by=source id=s1 weight=0.5\n"
								 "   part by=source id=s2 weight=0.5\n"
								 "   criterion id=c1 points=10\n"
								 "    points\n"
								 " criterion id=c3 points=10\n"
								 "  points measure=score of=c1\n";
	scored s = make(scheme, ONE_UNIT,
	                "unit,criterion,period,source,value\nu1,c1,q1,s1,2\nu1,c1,q1,s2,9\nu1,c1,q2,s1,2\nu1,c1,q2,s2,1\n");
	IS(points(&s, "u1", "c2"), "10"); /* 5.5 in q1, 1.5 in q2 */
	IS(points(&s, "u1", "c1"), "7");
	IS(points(&s, "u1", "c3"), "7");
	drop(&s);
}

/* A veto that is to end in a grade never lifts a unit to it. */
static void test_a_veto_never_lifts(void **state)
{
	(void)state;
	static const char scheme[] = "scheme\n"
								 " criterion id=c points=100\n"
								 "  points\n"
								 " veto id=v grade=fair\n"
								 " grade id=good from=80\n"
								 " grade id=fair from=60\n"
								 " grade id=poor\n";
	scored s =
		make(scheme, "unit\na\nb\nc\nd\n", "unit,criterion,value\na,c,90\na,v,1\nb,c,50\nb,v,1\nc,c,70\nd,v,1\n");
	IS(kepu_score_grade(s.score, row_of(&s, "a"), NULL), "fair");
	IS(kepu_score_grade(s.score, row_of(&s, "b"), NULL), "poor");
	IS(kepu_score_grade(s.score, row_of(&s, "c"), NULL), "fair");
	IS(kepu_score_grade(s.score, row_of(&s, "d"), NULL), "fair"); /* without a total it would have none */
	drop(&s);
}

/* ---- stages ---- */

static void test_stages(void **state)
{
	(void)state;
	static const char scheme[] = "scheme\n"
								 " stage id=self name=自评\n"
								 " stage id=review name=复核 required=yes\n"
								 " stage id=final name=终评\n"
								 " criterion id=c1 points=10\n"
								 "  points\n"
								 " criterion id=c2 points=10\n"
								 "  points\n"
								 " veto id=v\n";
	static const char figures[] =
		"unit,criterion,stage,value,reason\n"
		"u1,c1,自评,9,\nu1,c1,review,7,无佐证\nu1,c2,,8,\nu1,c1,final,6,抽查\n"
		"u2,c1,self,9,\nu2,c2,self,8,\nu2,c1,review,8,核减\nu2,c2,review,8,一致\nu2,v,final,1,通报\n";
	static const struct {
		const char *stage, *one, *two;
		int32_t provisional_one, provisional_two, eligible;
	} cases[] = { { "self", "17", "17", 0, 0, 1 },
		          { "复核", "15", "16", 1, 0, 1 },
		          { "final", "14", "16", 1, 0, 0 },
		          { NULL, "14", "16", 1, 0, 0 } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		scored s;
		assert_int_equal(score_of(&s, scheme, "unit\nu1\nu2\n", figures, cases[i].stage, NULL), KEPU_OK);
		IS(total(&s, "u1"), cases[i].one);
		IS(total(&s, "u2"), cases[i].two);
		assert_int_equal(kepu_score_provisional(s.score, row_of(&s, "u1")), cases[i].provisional_one);
		assert_int_equal(kepu_score_provisional(s.score, row_of(&s, "u2")), cases[i].provisional_two);
		assert_int_equal(kepu_score_eligible(s.score, row_of(&s, "u2")), cases[i].eligible);
		IS(kepu_score_stage(s.score, NULL), i == 0 ? "self" : i == 1 ? "review" : "final");
		drop(&s);
	}
}

/* ---- the order never matters ---- */

static void test_any_order(void **state)
{
	(void)state;
	static const char *const schemes[] = {
		"scheme not-reported=mean decimals=3\n module id=m\n  criterion id=c1 points=10\n   ratio target=group-mean\n"
		"  criterion id=c2 points=10\n   rank\n criterion id=c3 points=5\n  distance target=9\n",
		"scheme not-reported=mean decimals=3\n criterion id=c3 points=5\n  distance target=9\n module id=m\n"
		"  criterion id=c2 points=10\n   rank\n  criterion id=c1 points=10\n   ratio target=group-mean\n",
	};
	static const char *const units[] = { "unit\nb\na\nc\nd\n", "unit\nd\nc\na\nb\n" };
	static const char *const figures[] = {
		"unit,criterion,value\na,c1,1\nb,c1,3\nc,c1,7\na,c2,1\nb,c2,2\nd,c2,2\na,c3,2\nb,c3,3\nc,c3,4\nd,c3,7\n",
		"unit,criterion,value\nd,c3,7\nc,c3,4\nb,c3,3\na,c3,2\nd,c2,2\nb,c2,2\na,c2,1\nc,c1,7\nb,c1,3\na,c1,1\n",
	};
	scored first = make(schemes[0], units[0], figures[0]);
	for (size_t i = 1; i < 8; i++) {
		scored s = make(schemes[i & 1], units[i >> 1 & 1], figures[i >> 2]);
		assert_int_equal(kepu_score_count(s.score), 4);
		for (size_t row = 0; row < 4; row++) {
			const char *unit = kepu_score_unit(s.score, row, NULL);
			IS(unit, kepu_score_unit(first.score, row, NULL));
			IS(total(&s, unit), total(&first, unit));
			IS(rank(&s, unit), rank(&first, unit));
			IS(points(&s, unit, "c1"), points(&first, unit, "c1"));
			IS(points(&s, unit, "c2"), points(&first, unit, "c2"));
			IS(points(&s, unit, "c3"), points(&first, unit, "c3"));
		}
		drop(&s);
	}
	drop(&first);
}

/* ---- findings, errors, readers ---- */

static void test_findings(void **state)
{
	(void)state;
	scored s = make("scheme missing=zero\n"
	                " criterion id=c1 points=10\n"
	                "  rank measure=share\n"
	                " grade id=a from=90\n",
	                "unit\nu1\nu2\n",
	                "unit,criterion,item,value\nu1,c1,numerator,3\nu1,c1,denominator,0\nu2,c1,numerator,3\n"
	                "u2,c1,denominator,4\n");
	assert_int_equal(kepu_findings_count(s.findings), 3);
	assert_int_equal(kepu_findings_code(s.findings, 0), KEPU_FINDING_NO_GRADE);
	IS(kepu_findings_subject(s.findings, 0, NULL), "u1");
	IS(kepu_findings_message(s.findings, 0, KEPU_LANG_EN, NULL), "no grade holds for the total 0 of u1");
	assert_int_equal(kepu_findings_code(s.findings, 1), KEPU_FINDING_ZERO_DENOMINATOR);
	IS(kepu_findings_subject(s.findings, 1, NULL), "u1 c1");
	assert_int_equal(kepu_findings_code(s.findings, 2), KEPU_FINDING_NO_GRADE);
	IS(kepu_findings_subject(s.findings, 2, NULL), "u2");
	IS(total(&s, "u1"), "0");
	IS(total(&s, "u2"), "10");
	drop(&s);
}

static const char plain[] = "scheme\n criterion id=c1 points=10\n  points\n";

static void test_arguments(void **state)
{
	(void)state;
	kepu_scheme *scheme;
	kepu_inputs *inputs;
	kepu_score *score = (kepu_score *)&score;
	kepu_findings *findings = (kepu_findings *)&score;
	kepu_error *err = NULL;
	assert_int_equal(scheme_of(plain, &scheme, NULL), KEPU_OK);
	assert_int_equal(kepu_inputs_new(scheme, &inputs, NULL), KEPU_OK);
	assert_int_equal(kepu_score_new(inputs, NULL, 0, NULL, &findings, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(findings);
	assert_int_equal(kepu_score_new(NULL, NULL, 0, &score, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(score);
	assert_int_equal(kepu_score_new((kepu_inputs *)scheme, NULL, 0, &score, NULL, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_int_equal(kepu_score_new(inputs, "终评", Z, &score, &findings, &err), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_error_code(err), KEPU_ERROR_ARGUMENT);
	assert_null(score);
	assert_null(findings);
	kepu_error_free(err);
	/* nobody to score is no mistake; and nothing is added afterwards */
	assert_int_equal(kepu_score_new(inputs, NULL, 0, &score, &findings, NULL), KEPU_OK);
	assert_int_equal(kepu_score_count(score), 0);
	assert_int_equal(kepu_inputs_add_unit(inputs, "u1", Z, NULL, 0, NULL, 0, NULL, 0, NULL), KEPU_ERROR_STATE);
	kepu_findings_free(findings);
	kepu_score *again;
	assert_int_equal(kepu_score_new(inputs, NULL, 0, &again, NULL, NULL), KEPU_OK);
	kepu_inputs_free(inputs); /* the scores keep what they need */
	kepu_scheme_free(scheme);
	assert_int_equal(kepu_scheme_count(kepu_score_scheme(again)), 3);
	kepu_score_free(score);
	kepu_score_free(again);
}

static void test_overflow(void **state)
{
	(void)state;
	static const struct {
		const char *scheme, *figures, *path;
	} cases[] = {
		{ "scheme\n criterion id=c1 points=10 ceiling=none\n  count each=99999999999\n", "u1,c1,99999999999\n", "c1" },
		{ "scheme\n criterion id=c1 points=999999999999999999\n  points\n"
		  " criterion id=c2 points=0.000000001\n  points\n",
		  "u1,c1,999999999999999\nu1,c2,0.000000001\n", NULL },
		{ "scheme not-applicable=mean\n module id=m aggregate=mean\n  criterion id=c1 points=999999999999999999 ceiling=none\n"
		  "   ratio target=3 cap=none\n",
		  "u1,c1,999999999999999.5\n", "c1" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		scored s;
		char figures[200];
		kepu_error *err = NULL;
		snprintf(figures, sizeof figures, "unit,criterion,value\n%s", cases[i].figures);
		assert_int_equal(score_of(&s, cases[i].scheme, ONE_UNIT, figures, NULL, &err), KEPU_ERROR_OVERFLOW);
		if (cases[i].path)
			IS(kepu_error_path(err, NULL), cases[i].path);
		assert_null(s.score);
		assert_null(s.findings);
		kepu_error_free(err);
		drop(&s);
	}
}

static void test_readers_outside(void **state)
{
	(void)state;
	scored s = make("scheme\n criterion id=c1 points=10\n  points\n award id=w1\n", ONE_UNIT,
	                "unit,criterion,value\nu1,c1,1\n");
	const kepu_score *scores[] = { NULL, s.score, (const kepu_score *)s.scheme };
	const size_t rows[] = { 0, 1, 0 };
	for (size_t i = 0; i < 3; i++) {
		const kepu_score *score = scores[i];
		size_t row = rows[i], length = 7;
		int64_t coefficient = 7;
		int32_t scale = 7;
		assert_null(kepu_score_unit(score, row, &length));
		assert_int_equal(length, 0);
		assert_null(kepu_score_name(score, row, NULL));
		assert_null(kepu_score_group(score, row, NULL));
		assert_null(kepu_score_grade(score, row, NULL));
		assert_int_equal(kepu_score_total(score, row, &coefficient, &scale), KEPU_NO_VALUE);
		assert_int_equal(coefficient, 0);
		assert_int_equal(scale, 0);
		assert_int_equal(kepu_score_rank(score, row, NULL, NULL), KEPU_NO_VALUE);
		assert_int_equal(kepu_score_points(score, row, 1, NULL, NULL), KEPU_NO_VALUE);
		assert_int_equal(kepu_score_state(score, row, 1), KEPU_UNKNOWN);
		assert_int_equal(kepu_score_award(score, row, 3), KEPU_UNKNOWN);
		assert_int_equal(kepu_score_provisional(score, row), 0);
		assert_int_equal(kepu_score_eligible(score, row), 0);
		assert_int_equal(kepu_score_find(score, "x", Z), (size_t)-1);
		assert_int_equal(kepu_score_find(score, NULL, 0), (size_t)-1);
	}
	assert_int_equal(kepu_score_count(NULL), 0);
	assert_null(kepu_score_scheme(NULL));
	assert_null(kepu_score_stage(s.score, NULL)); /* the scheme has none */
	assert_int_equal(kepu_score_rank_decimals(NULL), 0);
	assert_int_equal(kepu_score_state(s.score, 0, 99), KEPU_UNKNOWN);
	assert_int_equal(kepu_score_state(s.score, 0, 2), KEPU_UNKNOWN); /* a rule */
	assert_int_equal(kepu_score_state(s.score, 0, 1), KEPU_STATE_VALUE);
	assert_int_equal(kepu_score_award(s.score, 0, 3), KEPU_AWARD_YES);
	assert_int_equal(kepu_score_award(s.score, 0, 1), KEPU_UNKNOWN);
	kepu_score_free(NULL);
	drop(&s);
}

/* ---- out ---- */

static void test_csv(void **state)
{
	(void)state;
	char *bytes;
	size_t length;
	scored s = make("scheme\n group id=g\n stage id=s1\n module id=m\n  criterion id=c1 points=10\n   points\n"
	                " grade id=好 from=5\n grade id=差\n award id=w quota=1\n",
	                "unit,name,group\nu1,甲县,g\nu2,=乙,g\nu3,丙,\n", "unit,criterion,value\nu1,c1,4\nu2,c1,9.5\n");
	assert_int_equal(kepu_score_to_csv(s.score, 1, &bytes, &length, NULL), KEPU_OK);
	IS(bytes, "\xef\xbb\xbf"
	          "group,rank,unit,name,total,state,grade,provisional,eligible,w,m\r\n"
	          "g,1,u2,'=乙,9.5,value,好,false,true,yes,9.5\r\n"
	          "g,2,u1,甲县,4,value,差,false,true,quota,4\r\n"
	          ",,u3,丙,,not-reported,,false,true,no-total,\r\n");
	assert_int_equal(length, strlen(bytes));
	kepu_free(bytes);
	assert_int_equal(kepu_score_to_csv(s.score, 0, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_score_to_csv(NULL, 0, &bytes, &length, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(bytes);
	assert_int_equal(kepu_score_to_json((kepu_score *)s.inputs, &bytes, &length, NULL), KEPU_ERROR_BAD_HANDLE);
	drop(&s);
}

static void test_json(void **state)
{
	(void)state;
	char *bytes;
	scored s =
		make("scheme id=x title=考核 missing=zero not-applicable=reweigh\n group id=g\n"
	         " criterion id=c1 points=10\n  part by=period id=q1\n  part by=period id=q2\n  points\n"
	         " criterion id=c2 points=10\n  points\n veto id=v\n grade id=a outcome=表扬\n award id=w groups=g\n",
	         "unit,kind\nu1,县\n", "unit,criterion,period,value\nu1,c1,q1,4.5\nu1,c1,q2,缺\nu1,c2,,不适用\n");
	assert_int_equal(kepu_score_to_json(s.score, &bytes, NULL, NULL), KEPU_OK);
	IS(bytes,
	   "{\"scheme\": \"x\", \"title\": \"考核\", \"stage\": null, \"rank-decimals\": 0, \"units\": [\n"
	   "  {\"unit\": \"u1\", \"name\": \"u1\", \"kind\": \"县\", \"group\": null, \"total\": 9, \"state\": \"value\", "
	   "\"rank\": 1, \"grade\": \"a\", \"outcome\": \"表扬\", \"provisional\": false, \"eligible\": true, "
	   "\"awards\": {\"w\": null}, \"elements\": [\n"
	   "   {\"element\": 0, \"kind\": \"scheme\", \"id\": \"x\", \"state\": \"value\", \"points\": 9},\n"
	   "   {\"element\": 2, \"kind\": \"criterion\", \"id\": \"c1\", \"state\": \"value\", \"points\": 4.5, \"parts\": ["
	   "{\"period\": \"q1\", \"source\": null, \"state\": \"value\", \"points\": 4.5}, "
	   "{\"period\": \"q2\", \"source\": null, \"state\": \"value\", \"points\": 0, \"policy\": \"zero\", \"for\": \"no-value\"}]},\n"
	   "   {\"element\": 6, \"kind\": \"criterion\", \"id\": \"c2\", \"state\": \"not-applicable\", \"points\": null, "
	   "\"left-out\": true, \"policy\": \"reweigh\", \"for\": \"not-applicable\"},\n"
	   "   {\"element\": 8, \"kind\": \"veto\", \"id\": \"v\", \"state\": \"value\", \"points\": 0}]}]}\n");
	kepu_free(bytes);
	drop(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_items_are_added),
		cmocka_unit_test(test_accounts_limits),
		cmocka_unit_test(test_floors),
		cmocka_unit_test(test_mean_and_geometric),
		cmocka_unit_test(test_weights_of_nothing),
		cmocka_unit_test(test_rounding_ways),
		cmocka_unit_test(test_rounding_where),
		cmocka_unit_test(test_policy_none),
		cmocka_unit_test(test_policies),
		cmocka_unit_test(test_policies_of_states),
		cmocka_unit_test(test_mean_has_nobody),
		cmocka_unit_test(test_policies_in_accounts),
		cmocka_unit_test(test_account_without_points),
		cmocka_unit_test(test_value_zero_in_a_group),
		cmocka_unit_test(test_reweigh_means),
		cmocka_unit_test(test_reweigh_upwards),
		cmocka_unit_test(test_cards),
		cmocka_unit_test(test_empty_card),
		cmocka_unit_test(test_quarters),
		cmocka_unit_test(test_months),
		cmocka_unit_test(test_sources_in_periods),
		cmocka_unit_test(test_reweigh_months),
		cmocka_unit_test(test_reweigh_in_parts),
		cmocka_unit_test(test_count_less_than_none),
		cmocka_unit_test(test_beyond_per_percent),
		cmocka_unit_test(test_score_and_place),
		cmocka_unit_test(test_score_in_parts),
		cmocka_unit_test(test_a_veto_never_lifts),
		cmocka_unit_test(test_stages),
		cmocka_unit_test(test_any_order),
		cmocka_unit_test(test_findings),
		cmocka_unit_test(test_arguments),
		cmocka_unit_test(test_overflow),
		cmocka_unit_test(test_readers_outside),
		cmocka_unit_test(test_csv),
		cmocka_unit_test(test_json),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
