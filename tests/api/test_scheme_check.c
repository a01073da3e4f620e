/* What looking a scheme over finds, and what it does not. */
#include "plans.h"

#define HEAD "<scheme xmlns='urn:kepu:scheme:1' version='0.1'"
#define ITEM "<criterion id='c' points='100'><points/></criterion>"
#define GRADES(bands) HEAD ">" ITEM bands "</scheme>"
#define RULE(points, rule) HEAD "><criterion id='c' points='" points "'>" rule "</criterion></scheme>"

/* Each finding as "name subject: message", each on a line of its own. */
static void found_is(const kepu_findings *findings, const char *scheme, const char *expected)
{
	char all[4000] = "", *at = all;
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		const char *subject = kepu_findings_subject(findings, i, NULL);
		at += snprintf(at, (size_t)(all + sizeof all - at), "%s %s: %s\n",
		               kepu_finding_name(kepu_findings_code(findings, i), NULL), subject ? subject : "-",
		               kepu_findings_message(findings, i, KEPU_LANG_EN, NULL));
		assert_true(*kepu_findings_message(findings, i, KEPU_LANG_ZH, NULL));
	}
	if (strcmp(all, expected) != 0)
		fail_msg("%s\nfound:\n%sexpected:\n%s", scheme, all, expected);
}

static kepu_scheme *load(const char *text)
{
	kepu_scheme *scheme = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_scheme_load(text, strlen(text), &scheme, &err), err);
	return scheme;
}

typedef struct check {
	const char *scheme, *expected;
} check;

static void run(const check *checks, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		kepu_scheme *scheme = load(checks[i].scheme);
		kepu_findings *findings = NULL;
		kepu_error *err = NULL;
		plan_ok(kepu_scheme_check(scheme, NULL, &findings, &err), err);
		found_is(findings, checks[i].scheme, checks[i].expected);
		kepu_findings_free(findings);
		kepu_scheme_free(scheme);
	}
}

#define RUN(checks) run(checks, sizeof checks / sizeof *checks)

static void test_grades(void **state)
{
	(void)state;
	static const check checks[] = {
		/* 90 and more, 75 and more, 60 and more, under 60: each takes what those before it leave */
		{ GRADES("<grade id='a' from='90'/><grade id='b' from='75'/><grade id='c1' from='60'/><grade id='d'/>"), "" },
		{ GRADES("<grade id='a' from='90' includes='from'/><grade id='b' from='75' to='90' includes='from'/>"
		         "<grade id='c1' from='60' to='75' includes='from'/><grade id='d' to='60' includes='neither'/>"),
		  "" },
		/* as printed: 90 and more, 70 to 90, under 70 */
		{ GRADES("<grade id='a' name='优秀' from='90'/><grade id='b' name='达标' from='70' to='90'/>"
		         "<grade id='d' name='不达标' to='70' includes='neither'/>"),
		  "bands-overlap b: 90 lies in two bands: 优秀, 达标\n" },
		{ GRADES("<grade id='a' from='90' to='100' includes='both'/><grade id='b' from='80' to='90'/>"
		         "<grade id='d' to='80' includes='neither'/>"),
		  "" }, /* the first one says that 90 is its own, and the second has its lower end */
		{ GRADES("<grade id='a' from='90'/><grade id='b' from='80' to='90'/><grade id='d' to='80'/>"),
		  "bands-overlap b: 90 lies in two bands: a, b\nbands-overlap d: 80 lies in two bands: b, d\n" },
		/* 90–100, 80–90, under 80: and 100 is nobody's, where nothing is said of it */
		{ GRADES("<grade id='a' from='90' to='100'/><grade id='b' from='80' to='90'/>"
		         "<grade id='d' to='80' includes='neither'/>"),
		  "bands-overlap b: 90 lies in two bands: a, b\nbands-gap -: 100 lies in no band\n" },
		{ GRADES(
			  "<grade id='a' from='80'/><grade id='b' from='70' to='85'/><grade id='d' to='70' includes='neither'/>"),
		  "bands-overlap b: 80–85 lies in two bands: a, b\n" },
		/* over 85, over 70, over 55, under 55: nobody has 55 */
		{ GRADES("<grade id='a' from='85' includes='neither'/><grade id='b' from='70' includes='neither'/>"
		         "<grade id='c1' from='55' includes='neither'/><grade id='d' to='55' includes='neither'/>"),
		  "bands-gap -: 55 lies in no band\n" },
		/* whole numbers, where totals have decimals and where not */
		{ GRADES("<grade id='a' from='60' to='100' includes='both'/><grade id='b' from='0' to='59' includes='both'/>"),
		  "bands-gap -: 59–60 lies in no band\n" },
		{ HEAD
		  " decimals='0'>" ITEM
		  "<grade id='a' from='60' to='100' includes='both'/><grade id='b' from='0' to='59' includes='both'/></scheme>",
		  "" },
		/* the first of its group only, with 90 and more */
		{ GRADES("<grade id='a' from='90' places='1'/><grade id='b' from='70'/><grade id='c1' from='60'/>"
		         "<grade id='d' to='60' includes='neither'/>"),
		  "" },
		{ GRADES("<grade id='a' quota='30%'/><grade id='b'/>"), "" },
		{ GRADES("<grade id='a' from='90'/><grade id='b' from='60'/>"), "bands-gap -: < 60 lies in no band\n" },
		{ GRADES("<grade id='a' from='60'/><grade id='b' from='90'/><grade id='d'/>"),
		  "rule-unreachable b: nothing can reach \"b\", those before it take all of it\n" },
		{ GRADES("<grade id='a'/><grade id='b' from='90'/>"),
		  "rule-unreachable b: nothing can reach \"b\", those before it take all of it\n" },
		/* a grade that vetoes, gates and downgrades alone lead to */
		{ GRADES("<veto id='v'/><grade id='a' from='60'/><grade id='b'/><grade id='c1'/>"), "" },
		{ GRADES("<gate id='g' grade='c1'><yes-no/></gate><grade id='a' from='60'/><grade id='b'/><grade id='c1'/>"),
		  "" },
		{ GRADES("<downgrade id='d' grade='c1'/><grade id='a' from='60'/><grade id='b'/><grade id='c1'/>"), "" },
		{ GRADES("<downgrade id='d'/><grade id='a' from='60'/><grade id='b'/><grade id='c1'/>"), "" },
		{ GRADES("<veto id='v' grade='d'/><grade id='a' from='60'/><grade id='b'/><grade id='c1'/><grade id='d'/>"),
		  "rule-unreachable c1: nothing can reach \"c1\", those before it take all of it\n" },
		{ GRADES("<veto id='v'/><grade id='a' from='60'/><grade id='b' from='90'/><grade id='d'/>"),
		  "rule-unreachable b: nothing can reach \"b\", those before it take all of it\n" },
		{ GRADES("<grade id='a' from='110'/><grade id='b'/>"),
		  "over-most a: the threshold 110 is above 100, the most that can be had\n" },
		{ GRADES("<grade id='a' to='90' includes='from'/><grade id='b' from='90' includes='from'/>"),
		  "side-open a: includes of \"a\" names a bound that is not written, and leaves open whether 90 belongs to it\n" },
		/* with bonus or deductions totals go beyond */
		{ HEAD
		  ">" ITEM "<criterion id='x' account='bonus' points='5'><points/></criterion>"
		  "<grade id='a' from='60' to='100' includes='both'/><grade id='b' from='0' to='60' includes='from'/></scheme>",
		  "bands-gap -: > 100 lies in no band\n" },
		{ HEAD ">" ITEM "<criterion id='x' account='deduction' points='5'><points/></criterion>"
		       "<grade id='a' from='60'/><grade id='b' from='0' to='60' includes='from'/></scheme>",
		  "bands-gap -: < 0 lies in no band\n" },
		{ HEAD " floor='0'>" ITEM "<criterion id='x' account='deduction' points='5'><points/></criterion>"
		       "<grade id='a' from='60'/><grade id='b' from='0' to='60' includes='from'/></scheme>",
		  "" },
		{ HEAD ">" ITEM "<award id='w' from='101'/></scheme>",
		  "over-most w: the threshold 101 is above 100, the most that can be had\n" },
	};
	RUN(checks);
}

static void test_steps(void **state)
{
	(void)state;
	static const check checks[] = {
		/* visitors: 30,000 and more; 10,000 to 30,000; 5,000 to 10,000 */
		{ RULE("10", "<steps><step from='30000' points='10'/><step from='10000' to='30000' points='8'/>"
		             "<step from='5000' to='10000' points='6'/><step points='0'/></steps>"),
		  "bands-overlap c: 30000 lies in two bands: step 1, step 2\n"
		  "bands-overlap c: 10000 lies in two bands: step 2, step 3\n" },
		/* open days: 300 and more, 250 and more, 200 to 250 */
		{ RULE("10", "<steps><step from='300' points='10'/><step from='250' points='8'/>"
		             "<step from='200' to='250' points='6'/><step points='0'/></steps>"),
		  "bands-overlap c: 250 lies in two bands: step 2, step 3\n" },
		{ RULE("10", "<steps><step from='300' points='10'/><step from='250' points='8'/><step from='200' points='6'/>"
		             "<step points='0'/></steps>"),
		  "" },
		/* over the budget by at most 10, 20, 30 percent; under it nothing is said */
		{ RULE(
			  "8",
			  "<steps measure='growth' last='plan' factor='100'><step from='0' to='0' includes='both' points='8'/>"
			  "<step from='0' to='10' includes='to' points='6'/><step from='10' to='20' includes='to' points='4'/>"
			  "<step from='20' to='30' includes='to' points='2'/><step from='30' includes='neither' points='0'/></steps>"),
		  "bands-gap c: < 0 lies in no band\nneeds-last-year c: the rule needs \"plan\" of every unit\n" },
		/* once to three times, four to six, more */
		{ RULE("3", "<steps><step from='7' points='3'/><step from='4' to='6' includes='both' points='2'/>"
		            "<step from='1' to='3' includes='both' points='1'/><step to='0' points='0'/></steps>"),
		  "" },
		{ RULE(
			  "3",
			  "<steps measure='share'><step from='90%' points='3'/><step from='60%' to='80%' includes='both' points='2'/>"
			  "<step to='60%' includes='neither' points='0'/></steps>"),
		  "bands-gap c: 0.8–0.9 lies in no band\n" },
		{ RULE("3", "<steps measure='share'><step from='0.5' to='1' includes='both' points='3'/>"
		            "<step from='0' to='0.5' includes='from' points='0'/></steps>"),
		  "" },
		{ RULE("3", "<steps><step from='5' to='4' points='3'/><step points='1'/></steps>"),
		  "rule-unreachable c: nothing can reach \"step 1\", those before it take all of it\n" },
		/* shares of levels */
		{ RULE("10", "<level><level name='优' least='90%'/><level name='良' least='70%' most='90%'/>"
		             "<level name='中' least='60%' most='70%'/><level name='差' most='59.9%'/></level>"),
		  "bands-overlap c: 0.9 lies in two bands: 优, 良\nbands-overlap c: 0.7 lies in two bands: 良, 中\n" },
		/* places may be halves where equal units share a mean */
		{ HEAD "><criterion id='c' points='100'><points/></criterion><gate id='g'><steps measure='place' of='c'>"
		       "<step from='1' to='3' includes='both' points='1'/><step from='4' points='0'/></steps></gate>"
		       "<award id='w'/></scheme>",
		  "" },
		{ HEAD " ties='average'><criterion id='c' points='100'><points/></criterion><gate id='g'>"
		       "<steps measure='place' of='c'><step from='1' to='3' includes='both' points='1'/>"
		       "<step from='4' points='0'/></steps></gate><award id='w'/></scheme>",
		  "bands-gap g: 3–4 lies in no band\n" },
		{ RULE("10", "<level><level name='优' points='10'/><level name='良' points='8'/></level>"), "" },
	};
	RUN(checks);
}

static void test_points(void **state)
{
	(void)state;
	static const check checks[] = {
		/* an item of three points whose rule gives three tenths */
		{ RULE("3", "<yes-no points='0.3'/>"),
		  "points-unlike c: the points of \"c\" are not what its items or rule give: it says 3, they come to 0.3\n" },
		{ RULE("3", "<yes-no points='3.0'/>"), "" },
		{ RULE("8", "<steps><step from='1' points='6'/><step points='0'/></steps>"),
		  "points-unlike c: the points of \"c\" are not what its items or rule give: it says 8, they come to 6\n" },
		{ RULE("8", "<best><yes-no points='8'/><reach target='1' points='4'/></best>"), "" },
		{ RULE("8", "<sum><yes-no points='4'/><reach target='1' points='3'/></sum>"),
		  "points-unlike c: the points of \"c\" are not what its items or rule give: it says 8, they come to 7\n" },
		{ RULE("8", "<count each='1' most='8'/>"), "" },
		{ RULE("8", "<count each='1'/>"), "" },
		{ RULE("8", "<count each='1' most='10'/>"),
		  "points-unlike c: the points of \"c\" are not what its items or rule give: it says 8, they come to 10\n" },
		{ RULE("8", "<when><yes-no/><count each='1'/></when>"), "" },
		{ RULE("8", "<sum><yes-no points='4'/><when><yes-no/><steps><step from='0' points='4'/></steps></when></sum>"),
		  "" },
		{ RULE("8", "<when><yes-no points='1'/><reach target='1'/></when>"), "" },
		{ RULE("8", "<when><yes-no/><reach target='1' points='3'/></when>"),
		  "points-unlike c: the points of \"c\" are not what its items or rule give: it says 8, they come to 3\n" },
		/* more than the points, where the criterion has room for it and where not */
		{ RULE("10", "<ratio target='5' cap='120%'/>"),
		  "points-unlike c: the points of \"c\" are not what its items or rule give: it says 10, they come to 12\n" },
		{ RULE("10' ceiling='12", "<ratio target='5' cap='120%'/>"), "" },
		{ RULE("10' ceiling='none", "<coefficient bad='1' good='5' cap='1.5'/>"), "" },
		{ RULE("10", "<goalposts low='0' high='5' cap='1'/>"), "" },
		{ RULE("10", "<ratio target='5' cap='none'/>"), "" },
		{ RULE("10", "<rank first='90%'/>"),
		  "points-unlike c: the points of \"c\" are not what its items or rule give: it says 10, they come to 9\n" },
		{ RULE("8' ceiling='10", "<count each='1' most='10'/>"), "" },
		/* four months of two points each */
		{ RULE("8", "<part by='period' id='1'/><part by='period' id='2'/><part by='period' id='3'/>"
		            "<part by='period' id='4'/><yes-no points='2'/>"),
		  "" },
		/* two months of eight */
		{ RULE("8", "<part by='period' id='1'/><part by='period' id='2'/><yes-no/>"),
		  "points-unlike c: the points of \"c\" are not what its items or rule give: it says 8, they come to 16\n" },
		{ HEAD " points='16'><module id='m'><part by='period' id='1'/><part by='period' id='2'/>"
		       "<criterion id='a' points='8'><yes-no/></criterion></module></scheme>",
		  "" },
		{ HEAD
		  "><module id='m' points='8'><part by='period' id='1'/><part by='period' id='2'/>"
		  "<criterion id='a' points='8'><yes-no/></criterion></module><grade id='g' from='16'/><grade id='h'/></scheme>",
		  "over-most g: the threshold 16 is above 8, the most that can be had\n"
		  "points-unlike m: the points of \"m\" are not what its items or rule give: it says 8, they come to 16\n" },
		{ RULE("8",
		       "<part by='period' id='1' weight='40%'/><part by='period' id='2' weight='60%'/><yes-no points='8'/>"),
		  "" },
		{ RULE("8", "<part by='period' id='1' weight='40%'/><part by='period' id='2' weight='55%'/><yes-no/>"),
		  "weights-unlike c: the weights of the parts add up to 0.95, not to 1\n" },
		{ HEAD " points='10'><criterion id='a' points='4'><yes-no/></criterion><criterion id='b' points='5'>"
		       "<yes-no/></criterion></scheme>",
		  "points-unlike -: the points of \"total\" are not what its items or rule give: it says 10, they come to 9\n" },
		{ HEAD " points='10' aggregate='mean'><criterion id='a' points='4'><yes-no/></criterion></scheme>", "" },
		{ HEAD " points='10'><module id='m'><criterion id='a' points='4'><yes-no/></criterion></module>"
		       "<module id='n' points='6'><criterion id='b' points='5.5'><yes-no/></criterion></module>"
		       "<criterion id='x' account='bonus' points='3'><yes-no/></criterion></scheme>",
		  "points-unlike n: the points of \"n\" are not what its items or rule give: it says 6, they come to 5.5\n" },
		/* a card for each group */
		{ HEAD
		  " points='10'><group id='u'/><group id='r'/><criterion id='a' points='10' groups='u'><yes-no/></criterion>"
		  "<criterion id='b' points='10' groups='r'><yes-no/></criterion></scheme>",
		  "" },
		{ HEAD
		  " points='10'><group id='u'/><group id='r'/><criterion id='a' points='10' groups='u'><yes-no/></criterion>"
		  "<criterion id='b' points='8' groups='r'><yes-no/></criterion></scheme>",
		  "points-unlike -: the points of \"total\" are not what its items or rule give: it says 10, they come to 8\n" },
		/* a group that no item names, and a module that is on some cards only */
		{ HEAD
		  " points='20'><group id='u'/><group id='r'/><criterion id='a' points='10' groups='u'><yes-no/></criterion>"
		  "<criterion id='b' points='10'><yes-no/></criterion></scheme>",
		  "points-unlike -: the points of \"total\" are not what its items or rule give: it says 20, they come to 10\n" },
		{ HEAD " points='20'><group id='u' kinds='县'/><group id='r' kinds='区'/>"
		       "<criterion id='a' points='10' kinds='县'><yes-no/></criterion>"
		       "<criterion id='b' points='10'><yes-no/></criterion></scheme>",
		  "points-unlike -: the points of \"total\" are not what its items or rule give: it says 20, they come to 10\n" },
		{ HEAD "><group id='u'/><group id='r'/><module id='m' points='10' groups='u'>"
		       "<criterion id='a' points='6' groups='u'><yes-no/></criterion>"
		       "<criterion id='b' points='4' groups='u r'><yes-no/></criterion></module></scheme>",
		  "" },
		{ HEAD "><group id='u' kinds='县'/><module id='m' kinds='县'><module id='n' points='10'>"
		       "<criterion id='a' points='6' kinds='县'><yes-no/></criterion>"
		       "<criterion id='b' points='4' kinds='县 区'><yes-no/></criterion></module></module></scheme>",
		  "" },
		/* accounts */
		{ HEAD ">" ITEM
		       "<criterion id='x' account='bonus' points='5' ceiling='none'><count each='1'/></criterion></scheme>",
		  "bonus-unlimited x: the bonus \"x\" has no limit\n" },
		{ HEAD ">" ITEM "<module id='m' name='加分' account='bonus'><criterion id='x' points='5' ceiling='none'>"
		       "<count each='1'/></criterion></module></scheme>",
		  "bonus-unlimited m: the bonus \"加分\" has no limit\n" },
		{ HEAD ">" ITEM "<module id='m' account='bonus' ceiling='5'><criterion id='x' points='5' ceiling='none'>"
		       "<count each='1'/></criterion></module></scheme>",
		  "" },
		{ HEAD " ceiling='110'>" ITEM
		       "<criterion id='x' account='bonus' points='5' ceiling='none'><count each='1'/></criterion></scheme>",
		  "" },
	};
	RUN(checks);
}

static void test_the_rest(void **state)
{
	(void)state;
	static const check checks[] = {
		/* nothing happened: five points off */
		{ HEAD ">" ITEM "<criterion id='x' account='deduction' points='5'><deduct each='1'/></criterion></scheme>",
		  "deducts-for-nothing x: deduct in a deduction account takes most where nothing happened, count is meant\n" },
		{ HEAD ">" ITEM
		       "<module id='m' account='deduction'><criterion id='x' points='5'><sum><count each='1' most='2'/>"
		       "<beyond limit='3' each='1' points='3'/></sum></criterion></module></scheme>",
		  "deducts-for-nothing x: beyond in a deduction account takes most where nothing happened, count is meant\n" },
		{ HEAD ">" ITEM "<criterion id='x' account='deduction' points='5'><count each='1' over='3'/></criterion>"
		       "<criterion id='y' account='bonus' points='5'><deduct each='1'/></criterion></scheme>",
		  "" },
		{ RULE("3", "<reach measure='growth' target='5%'/>"),
		  "needs-last-year c: the rule needs \"last-year\" of every unit\n" },
		{ RULE("3", "<reach target='@last-year'/>"),
		  "needs-last-year c: the rule needs \"last-year\" of every unit\n" },
		{ RULE("3", "<reach target='@superior'/>"), "" },
		{ HEAD ">" ITEM "<gate id='g'><reach measure='score' of='total' target='120'/></gate><award id='w'/></scheme>",
		  "over-most g: the threshold 120 is above 100, the most that can be had\n" },
		{ HEAD
		  ">" ITEM
		  "<gate id='g'><reach measure='score' of='c' compare='over' target='100'/></gate><award id='w'/></scheme>",
		  "over-most g: the threshold 100 is above 100, the most that can be had\n" },
		{ HEAD ">" ITEM "<group id='u'/><gate id='g'><reach measure='score' of='total' target='50'>"
		       "<target groups='u' value='120'/></reach></gate><award id='w'/></scheme>",
		  "over-most g: the threshold 120 is above 100, the most that can be had\n" },
		{ HEAD ">" ITEM "<gate id='g'><reach measure='score' of='total' target='120' compare='under'/></gate>"
		       "<award id='w'/></scheme>",
		  "" },
		/* rows of tables behind others that take all they could */
		{ HEAD "><group id='u'/><group id='r'/><criterion id='c' points='3'><reach><target groups='u' value='1'/>"
		       "<target value='2'/><target groups='r' value='3'/></reach></criterion></scheme>",
		  "rule-unreachable c: nothing can reach \"target 3\", those before it take all of it\n" },
		{ HEAD "><group id='u'/><group id='r'/><criterion id='c' points='3'><reach target='9'>"
		       "<target groups='u r' value='1'/><target groups='r' value='3'/></reach></criterion></scheme>",
		  "rule-unreachable c: nothing can reach \"target 2\", those before it take all of it\n" },
		{ HEAD "><group id='u'/><group id='r'/><criterion id='c' points='3'><reach target='9'>"
		       "<target groups='u' value='1'/><target groups='u r' value='3'/></reach></criterion></scheme>",
		  "" },
		{ RULE("3",
		       "<rank><place rank='1' points='3'/><place rank='2' points='2'/><place rank='1' points='1'/></rank>"),
		  "rule-unreachable c: nothing can reach \"place 3\", those before it take all of it\n" },
		/* weights count in means alone */
		{ HEAD " points='10'><criterion id='a' points='4' weight='40%'><yes-no/></criterion>"
		       "<criterion id='b' points='6'><yes-no/></criterion></scheme>",
		  "unused a: nothing uses the weight of \"a\"\n" },
		{ HEAD " aggregate='mean'><criterion id='a' points='10' weight='40%'><yes-no/></criterion>"
		       "<criterion id='b' points='10' weight='60%'><yes-no/></criterion>"
		       "<criterion id='x' account='bonus' points='3' weight='1'><yes-no/></criterion></scheme>",
		  "unused x: nothing uses the weight of \"x\"\n" },
		{ HEAD ">" ITEM "<gate id='g'><yes-no/></gate></scheme>", "unused g: nothing uses the gate \"g\"\n" },
		{ HEAD ">" ITEM "<gate id='g'><yes-no/></gate><gate id='h'><yes-no/></gate><award id='w' gates='h'/></scheme>",
		  "unused g: nothing uses the gate \"g\"\n" },
		{ HEAD ">" ITEM "<veto id='v'/><downgrade id='d'/></scheme>",
		  "unused v: nothing uses the veto \"v\"\nunused d: nothing uses the downgrade \"d\"\n" },
	};
	RUN(checks);
}

/* As many groups as counties: the items of the last one's card do not add up. */
static void test_many_cards(void **state)
{
	(void)state;
	char text[16000];
	int length = snprintf(text, sizeof text, HEAD " points='10'>");
	for (int i = 0; i < 60; i++)
		length += snprintf(text + length, sizeof text - (size_t)length, "<group id='g%d'/>", i);
	for (int i = 0; i < 60; i++)
		length += snprintf(text + length, sizeof text - (size_t)length,
		                   "<criterion id='c%d' points='%d' groups='g%d'><yes-no/></criterion>", i, i < 59 ? 10 : 9, i);
	snprintf(text + length, sizeof text - (size_t)length, "</scheme>");
	const check checks[] = {
		{ text,
		  "points-unlike -: the points of \"total\" are not what its items or rule give: it says 10, they come to 9\n" }
	};
	RUN(checks);
}

/* Bands as long as nobody prints them are looked over all the same. */
static void test_many_steps(void **state)
{
	(void)state;
	static char text[120000];
	int length = snprintf(text, sizeof text, HEAD "><criterion id='c' points='2'><steps>");
	for (int i = 0; i < 1000; i++)
		length +=
			snprintf(text + length, sizeof text - (size_t)length,
		             "<step from='%d' to='%d' includes='from' points='%d'/>", 2 * i, 2 * i + 2 + (i == 700), i % 3);
	snprintf(text + length, sizeof text - (size_t)length,
	         "<step from='2000' points='0'/></steps></criterion></scheme>");
	const check checks[] = { { text, "bands-overlap c: 1402–1403 lies in two bands: step 701, step 702\n" } };
	RUN(checks);
}

/* ---- with units and figures ---- */

static void test_with_inputs(void **state)
{
	(void)state;
	static const char text[] = HEAD
		"><group id='u'/><group id='r'/><group id='x' name='空组'/><stage id='self'/><stage id='check' name='复核'/><stage id='final' name='终评'/>"
		"<stage id='late'/>"
		"<criterion id='c' points='5'><part by='period' id='q1'/><part by='period' id='q2'/>"
		"<reach points='2.5' measure='growth' target='5%'/></criterion>"
		"<criterion id='o' points='2'><part by='period' id='q1'/><part by='period' id='q2'/>"
		"<reach points='1' measure='score' of='i' target='1'/></criterion>" /* takes no figures */
		"<criterion id='i' indicator='i1' points='5'><ratio target='1'/></criterion>"
		"<award id='w' quota='2' groups='u'/><award id='y' quota='1'/><award id='z' quota='50%'/></scheme>";
	static const char units[] = "unit,group\na,u\nb,r\nc,r\n";
	static const char figures[] =
		"unit,criterion,item,period,value,stage,reason\na,c,value,q1,5,,\na,c,last-year,q1,4,,\nb,c,value,q1,5,,\n"
		"b,c,value,q1,6,final,补报\n";
	kepu_scheme *scheme = load(text), *other = load(text);
	kepu_inputs *inputs = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_inputs_new(scheme, &inputs, &err), err);
	plan_ok(kepu_inputs_add_units_csv(inputs, units, strlen(units), &findings, &err), err);
	assert_int_equal(kepu_findings_count(findings), 0);
	kepu_findings_free(findings);
	plan_ok(kepu_inputs_add_csv(inputs, figures, strlen(figures), &findings, &err), err);
	assert_int_equal(kepu_findings_count(findings), 0);
	kepu_findings_free(findings);
	plan_ok(kepu_scheme_check(scheme, inputs, &findings, &err), err);
	found_is(findings, text,
	         "last-year-lacking c: the rule needs \"last-year\", which 2 units lack\n"
	         "unused x: nothing uses the group \"空组\"\n"
	         "unused check: nothing uses the stage \"复核\"\n"
	         "unused late: nothing uses the stage \"late\"\n"
	         "unused c: nothing uses the part \"q2\"\n"
	         "unused i: nothing uses the criterion that a plan gives \"i\"\n"
	         "quota-over w: a quota of 2, but units of its group: 1\n");
	kepu_findings_free(findings);
	findings = (kepu_findings *)&units;
	assert_int_equal(kepu_scheme_check(other, inputs, &findings, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(findings);
	kepu_inputs_free(inputs);
	kepu_scheme_free(scheme);
	kepu_scheme_free(other);
}

static void test_where_it_stands(void **state)
{
	(void)state;
	kepu_scheme *scheme = load(HEAD ">\n <criterion id='c' points='3'><yes-no points='1'/></criterion></scheme>");
	kepu_findings *findings = NULL;
	plan_ok(kepu_scheme_check(scheme, NULL, &findings, NULL), NULL);
	assert_int_equal(kepu_findings_count(findings), 1);
	assert_int_equal(kepu_findings_line(findings, 0), 2);
	assert_int_equal(kepu_findings_column(findings, 0), 2);
	kepu_findings_free(findings);
	assert_int_equal(kepu_scheme_check(NULL, NULL, &findings, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_check(scheme, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_check(scheme, (const kepu_inputs *)scheme, &findings, NULL), KEPU_ERROR_BAD_HANDLE);
	kepu_scheme_free(scheme);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_grades),      cmocka_unit_test(test_steps),           cmocka_unit_test(test_points),
		cmocka_unit_test(test_the_rest),    cmocka_unit_test(test_many_cards),      cmocka_unit_test(test_many_steps),
		cmocka_unit_test(test_with_inputs), cmocka_unit_test(test_where_it_stands),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
