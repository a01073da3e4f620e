/* Ranks, gates, vetoes, downgrades, grades, awards. */
#include "support/scores.h"

#include <setjmp.h>
#include <stdarg.h>

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

#define IS(got, wanted) assert_string_equal(got, wanted)

/* A scheme whose total is the one criterion "t", with more lines behind it. */
#define TOTAL(head, more) "scheme" head "\n criterion id=t points=100\n  points\n" more
#define UNITS "unit\na\nb\nc\nd\ne\nf\n"
#define FIGURES "unit,criterion,item,value\n"

/* ---- ranks ---- */

static void check_ranks(const char *head, const char *more, const char *figures, const char *const wanted[])
{
	static const char *const units[] = { "a", "b", "c", "d", "e", "f" };
	char scheme[500];
	snprintf(scheme, sizeof scheme, "scheme%s\n criterion id=t points=100\n  points\n%s", head, more);
	scored s = make(scheme, UNITS, figures);
	for (size_t i = 0; i < 6; i++)
		IS(rank(&s, units[i]), wanted[i]);
	drop(&s);
}

#define SIX FIGURES "a,t,,90\nb,t,,95\nc,t,,90\nd,t,,90\ne,t,,70\n"

static void test_ties(void **state)
{
	(void)state;
	check_ranks("", "", SIX, (const char *[]){ "2", "1", "2", "2", "5", "none" });
	check_ranks(" ties=competition", "", SIX, (const char *[]){ "2", "1", "2", "2", "5", "none" });
	check_ranks(" ties=dense", "", SIX, (const char *[]){ "2", "1", "2", "2", "3", "none" });
	check_ranks(" ties=average", "", SIX, (const char *[]){ "3", "1", "3", "3", "5", "none" });
	check_ranks(" ties=average", "", FIGURES "a,t,,9\nb,t,,9\n",
	            (const char *[]){ "1.5", "1.5", "none", "none", "none", "none" });
}

static void test_precision(void **state)
{
	(void)state;
	static const char figures[] = FIGURES "a,t,,90.04\nb,t,,90.05\nc,t,,90.1\nd,t,,89.95\ne,t,,90\nf,t,,90.06\n";
	check_ranks("", "", figures, (const char *[]){ "4", "3", "1", "6", "5", "2" });
	check_ranks(" rank-decimals=1", "", figures, (const char *[]){ "4", "1", "1", "4", "4", "1" });
	check_ranks(" rank-decimals=0", "", figures, (const char *[]){ "1", "1", "1", "1", "1", "1" });
	scored s = make(TOTAL("", ""), UNITS, figures);
	assert_int_equal(kepu_score_rank_decimals(s.score), 2); /* as exact as the totals are */
	drop(&s);
	s = make(TOTAL(" rank-decimals=1", ""), UNITS, figures);
	assert_int_equal(kepu_score_rank_decimals(s.score), 1);
	IS(total(&s, "b"), "90.05"); /* only ranks are taken so */
	drop(&s);
}

static void test_tie_breakers(void **state)
{
	(void)state;
	static const char figures[] =
		FIGURES "a,t,,90\nb,t,,90\nc,t,,90\nd,t,,90\ne,t,,90\nf,t,,91\n"
				"a,x,,1\nb,x,,3\nc,x,,3\nd,x,,3\na,,visitors,9\nb,,visitors,20\nc,,visitors,10\nd,,visitors,10\n";
	static const char more[] = " module id=m account=bonus ceiling=0\n  criterion id=x points=5\n   points\n";
	char text[400];
	scored s;
	snprintf(text, sizeof text, "%s%s", more, " tie-breaker of=x\n tie-breaker of=item:visitors better=smaller\n");
	/* the account is cut to 0, so that x only parts equal ones: f leads by its total, then those with 3, the fewer visitors
	 * first, a with 1, e with 0 */
	check_ranks(" not-reported=zero", text, figures, (const char *[]){ "5", "4", "2", "2", "6", "1" });
	snprintf(text, sizeof text,
	         "scheme not-reported=zero\n criterion id=t points=100\n  points\n criterion id=x points=5\n  points\n"
	         " tie-breaker of=x better=smaller\n tie-breaker of=item:visitors\n");
	s = make(text, UNITS,
	         FIGURES "a,t,,90\nb,t,,88\nc,t,,88\nd,t,,88\ne,t,,91\nf,t,,87\na,x,,1\nb,x,,3\nc,x,,3\nd,x,,3\n"
	                 "f,x,,4\nb,,visitors,20\nc,,visitors,10\n");
	/* all have 91: e has x = 0, then a, then b c d by their visitors, then f */
	IS(rank(&s, "e"), "1");
	IS(rank(&s, "a"), "2");
	IS(rank(&s, "b"), "3");
	IS(rank(&s, "c"), "4");
	IS(rank(&s, "d"), "5"); /* no value comes last */
	IS(rank(&s, "f"), "6");
	IS(kepu_score_unit(s.score, 0, NULL), "e");
	IS(kepu_score_unit(s.score, 5, NULL), "f");
	drop(&s);
}

static void test_ranks_in_groups(void **state)
{
	(void)state;
	scored s = make(TOTAL("", " group id=g2\n group id=g1\n"), "unit,group\na,g1\nb,g2\nc,g1\nd,\ne,\nf,g2\n",
	                FIGURES "a,t,,1\nb,t,,2\nc,t,,3\nd,t,,4\ne,t,,5\n");
	static const struct {
		const char *unit, *rank;
	} rows[] = { { "b", "1" }, { "f", "none" }, { "c", "1" }, { "a", "2" }, { "e", "1" }, { "d", "2" } };
	for (size_t i = 0; i < 6; i++) {
		IS(kepu_score_unit(s.score, i, NULL), rows[i].unit);
		IS(rank(&s, rows[i].unit), rows[i].rank);
	}
	drop(&s);
}

/* ---- grades ---- */

#define BANDS \
	" grade id=A from=90\n grade id=B from=75 to=90\n grade id=C from=60 to=75\n grade id=D to=60 includes=neither\n"

static void test_bands(void **state)
{
	(void)state;
	static const char figures[] = FIGURES "a,t,,90\nb,t,,89.999\nc,t,,75\nd,t,,60\ne,t,,59.999\n";
	scored s = make(TOTAL("", BANDS), UNITS, figures);
	IS(grade(&s, "a"), "A");
	IS(grade(&s, "b"), "B");
	IS(grade(&s, "c"), "B");
	IS(grade(&s, "d"), "C");
	IS(grade(&s, "e"), "D");
	IS(grade(&s, "f"), "none");
	assert_int_equal(kepu_findings_count(s.findings), 0); /* what has no total needs no grade */
	drop(&s);
	s = make(
		TOTAL("", " grade id=A from=90 includes=neither\n grade id=B from=75 to=90 includes=both\n grade id=C to=60\n"),
		UNITS, figures);
	IS(grade(&s, "a"), "B");
	IS(grade(&s, "c"), "B");
	IS(grade(&s, "d"), "C");
	IS(grade(&s, "e"), "C");
	drop(&s);
}

static void test_no_grade(void **state)
{
	(void)state;
	scored s =
		make(TOTAL("", " grade id=A from=90\n grade id=B to=60\n downgrade id=w\n gate id=k grade=B\n  yes-no\n"),
	         UNITS, FIGURES "a,t,,75\na,w,,1\na,k,,0\n");
	IS(grade(&s, "a"), "none"); /* and nothing lowers it */
	assert_int_equal(kepu_findings_count(s.findings), 1);
	IS(kepu_findings_message(s.findings, 0, KEPU_LANG_ZH, NULL), "a的总分 75 分不属于任何等次");
	drop(&s);
}

static void test_places_and_quotas(void **state)
{
	(void)state;
	static const char figures[] = FIGURES "a,t,,95\nb,t,,94\nc,t,,93\nd,t,,92\ne,t,,91\nf,t,,50\n";
	scored s =
		make(TOTAL("", " grade id=A from=90 places=1\n grade id=B from=90 quota=50%\n grade id=C from=90 quota=4\n"
	                   " grade id=D\n"),
	         UNITS, figures);
	IS(grade(&s, "a"), "A");
	IS(grade(&s, "b"), "B");
	IS(grade(&s, "c"), "B"); /* three of six */
	IS(grade(&s, "d"), "C");
	IS(grade(&s, "e"), "D");
	IS(grade(&s, "f"), "D");
	drop(&s);
	/* a share is rounded down: .3 of five; equal ones have the rank, all of them */
	s = make(TOTAL("", " grade id=A quota=0.3\n grade id=B\n"), UNITS,
	         FIGURES "a,t,,95\nb,t,,95\nc,t,,93\nd,t,,92\ne,t,,91\n");
	IS(grade(&s, "a"), "A");
	IS(grade(&s, "b"), "A");
	IS(grade(&s, "c"), "B");
	IS(grade(&s, "f"), "none");
	drop(&s);
}

/* The first two of the clean ones, with and without filling up. */
static void test_clean(void **state)
{
	(void)state;
	static const char figures[] = FIGURES "a,t,,95\nb,t,,94\nc,t,,93\nd,t,,92\ne,t,,91\na,v,,1\nc,w,,1\n";
	static const char events[] = " veto id=v grade=Z\n downgrade id=w\n";
	char scheme[400];
	snprintf(scheme, sizeof scheme, TOTAL("", "%s%s"), " grade id=A places=2 clean=yes\n grade id=B\n grade id=Z\n",
	         events);
	scored s = make(scheme, UNITS, figures);
	IS(grade(&s, "a"), "Z");
	IS(grade(&s, "b"), "A");
	IS(grade(&s, "c"), "Z"); /* B, one lower */
	IS(grade(&s, "d"), "B");
	drop(&s);
	snprintf(scheme, sizeof scheme, TOTAL("", "%s%s"),
	         " grade id=A quota=40% clean=yes refill=yes\n grade id=B\n grade id=Z\n", events);
	s = make(scheme, UNITS, figures);
	IS(grade(&s, "b"), "A");
	IS(grade(&s, "c"), "Z");
	IS(grade(&s, "d"), "A"); /* second of the clean ones; two of five ranked */
	IS(grade(&s, "e"), "B");
	drop(&s);
}

/* ---- gates, vetoes, downgrades ---- */

static void test_gates(void **state)
{
	(void)state;
	scored s =
		make(TOTAL(" not-reported=full",
	               " group id=g\n group id=h\n" BANDS " gate id=k1 grade=C\n  reach measure=score of=total target=70\n"
	               " gate id=k2 groups=g grade=B\n  yes-no\n award id=w1\n award id=w2 gates=k1\n"),
	         "unit,group\na,g\nb,g\nc,g\nd,h\ne,h\n",
	         FIGURES "a,t,,95\nb,t,,95\nc,t,,69\nd,t,,95\ne,t,,50\na,k2,,是\nb,k2,,否\n");
	IS(grade(&s, "a"), "A");
	assert_int_equal(kepu_score_eligible(s.score, row_of(&s, "a")), 1);
	IS(points(&s, "a", "k2"), "1");
	IS(grade(&s, "b"), "B");
	assert_int_equal(kepu_score_eligible(s.score, row_of(&s, "b")), 0);
	IS(points(&s, "b", "k2"), "0");
	IS(award(&s, "b", "w1"), "gate");
	IS(award(&s, "b", "w2"), "yes"); /* it names the other one */
	IS(grade(&s, "c"), "C");
	IS(points(&s, "c", "k1"), "0");
	IS(points(&s, "c", "k2"), "not-reported"); /* nothing said is not passed, whatever the policies */
	IS(grade(&s, "d"), "A");                   /* k2 is for the others */
	IS(points(&s, "d", "k2"), "none");
	IS(award(&s, "d", "w1"), "yes");
	IS(grade(&s, "e"), "D"); /* a gate makes nothing better */
	IS(award(&s, "e", "w2"), "gate");
	drop(&s);
}

static void test_vetoes(void **state)
{
	(void)state;
	scored s = make(TOTAL("", BANDS " veto id=v1\n veto id=v2 grade=C count=3\n veto id=v3 grade=B\n"), UNITS,
	                "unit,criterion,object,value\na,t,,95\nb,t,,95\nc,t,,95\nd,t,,95\ne,t,,50\n"
	                "a,v1,,1\nb,v2,x,2\nc,v2,x,2\nc,v2,y,1\nd,v2,x,5\nd,v3,,1\ne,v3,,1\nf,v3,,1\n");
	IS(grade(&s, "a"), "D");
	IS(total(&s, "a"), "95"); /* its score stands */
	IS(rank(&s, "a"), "1");
	IS(grade(&s, "b"), "A"); /* two of three */
	IS(grade(&s, "c"), "C");
	IS(points(&s, "c", "v2"), "1");
	IS(grade(&s, "d"), "C");        /* the worst of them */
	IS(points(&s, "d", "v2"), "1"); /* 5 ÷ 3, whole ones */
	IS(grade(&s, "e"), "D");        /* a veto never lifts */
	IS(grade(&s, "f"), "B");        /* even where there is none */
	assert_int_equal(kepu_score_eligible(s.score, row_of(&s, "a")), 0);
	assert_int_equal(kepu_score_eligible(s.score, row_of(&s, "b")), 1);
	drop(&s);
}

static void test_downgrades(void **state)
{
	(void)state;
	scored s =
		make(TOTAL("", BANDS " downgrade id=w1\n downgrade id=w2 count=2 steps=2\n downgrade id=w3 grade=C\n"), UNITS,
	         "unit,criterion,item,value\na,t,,95\nb,t,,95\nc,t,,95\nd,t,,95\ne,t,,80\nf,t,,50\n"
	         "a,w1,,1\nb,w1,,9\nc,w2,,3\nd,w3,,1\nd,w1,,1\ne,w3,,2\ne,w1,,-1\nf,w3,,1\n");
	IS(grade(&s, "a"), "B");
	IS(grade(&s, "b"), "D"); /* not below the last */
	IS(grade(&s, "c"), "C"); /* once two steps */
	IS(grade(&s, "d"), "C"); /* B by the first, at best C by the other */
	IS(grade(&s, "e"), "C");
	IS(points(&s, "e", "w1"), "0");
	IS(points(&s, "e", "w3"), "2");
	IS(grade(&s, "f"), "D");
	drop(&s);
}

/* Of each key the last stage counts, not all of them together. */
static void test_stages_of_vetoes(void **state)
{
	(void)state;
	static const char scheme[] =
		TOTAL("", " stage id=s1\n stage id=s2\n grade id=A\n grade id=B\n veto id=v count=2\n");
	static const char figures[] =
		"unit,criterion,object,stage,value,reason\na,t,,s1,1,\na,v,x,s1,1,\na,v,x,s2,1,核实\n"
		"b,t,,s1,1,\nb,v,x,s1,1,\nb,v,y,s2,1,核实\nc,t,,s1,1,\nc,v,x,s1,2,\nc,v,x,s2,缺,撤销\n";
	scored s = make(scheme, UNITS, figures);
	IS(grade(&s, "a"), "A");
	IS(grade(&s, "b"), "B");
	IS(grade(&s, "c"), "A");
	drop(&s);
	assert_int_equal(score_of(&s, scheme, UNITS, figures, "s1", NULL), KEPU_OK);
	IS(grade(&s, "b"), "A");
	IS(grade(&s, "c"), "B");
	drop(&s);
}

/* ---- awards ---- */

static void test_awards(void **state)
{
	(void)state;
	scored s =
		make(TOTAL("", " group id=g\n group id=h\n" BANDS " gate id=k\n  yes-no\n veto id=v grade=A\n"
	                   " award id=w groups=g grades='A B' quota=2 from=80\n award id=all\n"),
	         "unit,group\na,g\nb,g\nc,g\nd,g\ne,g\nf,g\ng,g\nh,g\ni,h\n",
	         FIGURES "a,t,,99\nb,t,,98\nc,t,,97\nd,t,,96\ne,t,,74\nf,t,,79\nh,t,,95\ni,t,,100\n"
	                 "a,k,,是\nb,k,,是\nc,k,,否\nd,k,,是\ne,k,,是\nf,k,,是\ng,k,,是\nh,k,,是\ni,k,,是\nb,v,,1\n");
	IS(award(&s, "a", "w"), "yes");
	IS(award(&s, "b", "w"), "veto");
	IS(award(&s, "c", "w"), "gate");
	IS(award(&s, "d", "w"), "yes"); /* the second of those that may have it */
	IS(award(&s, "e", "w"), "grade");
	IS(award(&s, "f", "w"), "score");
	IS(award(&s, "g", "w"), "no-total");
	IS(award(&s, "h", "w"), "quota");
	IS(award(&s, "i", "w"), "none");
	IS(award(&s, "h", "all"), "yes");
	IS(award(&s, "i", "all"), "yes");
	drop(&s);
}

static void test_undecided(void **state)
{
	(void)state;
	static const char figures[] = FIGURES "a,t,,99\nb,t,,98\nc,t,,98\nd,t,,98\ne,t,,74\n";
	scored s =
		make(TOTAL("", " award id=w2 quota=2\n award id=w4 quota=4\n award id=w0 quota=0\n award id=w1 quota=20%\n"
	                   " award id=w3 quota=40%\n"),
	         UNITS, figures);
	IS(award(&s, "a", "w2"), "yes");
	IS(award(&s, "b", "w2"), "undecided");
	IS(award(&s, "d", "w2"), "undecided");
	IS(award(&s, "e", "w2"), "quota");
	IS(award(&s, "d", "w4"), "yes");
	IS(award(&s, "e", "w4"), "quota");
	IS(award(&s, "f", "w4"), "no-total");
	IS(award(&s, "a", "w0"), "quota");
	IS(award(&s, "b", "w0"), "quota");
	IS(award(&s, "a", "w1"), "yes"); /* one of five */
	IS(award(&s, "b", "w1"), "quota");
	IS(award(&s, "c", "w3"), "undecided");
	drop(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ties),
		cmocka_unit_test(test_precision),
		cmocka_unit_test(test_tie_breakers),
		cmocka_unit_test(test_ranks_in_groups),
		cmocka_unit_test(test_bands),
		cmocka_unit_test(test_no_grade),
		cmocka_unit_test(test_places_and_quotas),
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_gates),
		cmocka_unit_test(test_vetoes),
		cmocka_unit_test(test_downgrades),
		cmocka_unit_test(test_stages_of_vetoes),
		cmocka_unit_test(test_awards),
		cmocka_unit_test(test_undecided),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
