/* Units and figures that a scheme scores: rows that are taken, and why others are not. */
#include "schemes.h"

#include <unistd.h>

static const char small[] =
	SCHEME("<group id='town' name='城区' kinds='街道'/><group id='land' name='农村' kinds='镇 乡'/>"
           "<stage id='self' name='自评'/><stage id='review' name='复核' required='yes'/>"
           "<criterion id='talks' name='科普讲座' points='10'><ratio target='4'/></criterion>"
           "<criterion id='rate' name='具备科学素质比例' points='10'><reach target='15%'/></criterion>"
           "<criterion id='done' name='完成率' points='10'><ratio target='90'/></criterion>"
           "<criterion id='org' name='组织' points='5'><yes-no/></criterion>"
           "<veto id='fraud' name='弄虚作假'/>");

static void test_units(void **state)
{
	(void)state;
	kepu_inputs *inputs = inputs_of(small);
	findings_are(add_units(inputs, "单位,名称,类型,组别\n"
	                               "a,东门街道,街道,\n"
	                               "b,西坪镇,镇,城区\n" /* the group it names goes before that of its kind */
	                               "c,,,land\n"
	                               "d,南岭,林场,\n"     /* in no group */
	                               "a,又一个,街道,\n"   /* twice */
	                               "e f,有空格,街道,\n" /* no id */
	                               "g,北河镇,镇,山区\n" /* no such group */
	                               "h,东门街道,街道,\n" /* a name that another one has, which is allowed */
	                               "i,a,b,c,d\n"),
	             "6:1 unit-twice\n7:1 unit-id\n8:9 group-unknown\n10:9 too-many-cells\n");
	assert_int_equal(kepu_inputs_unit_count(inputs), 5);
	assert_int_equal(kepu_inputs_count(inputs), 0);
	kepu_inputs_free(inputs);
}

static void test_a_kind_in_two_groups(void **state)
{
	(void)state;
	kepu_inputs *inputs = inputs_of(SCHEME("<group id='x' kinds='县'/><group id='y' kinds='区 县'/>"
	                                       "<criterion id='c' points='1'><yes-no/></criterion>"));
	kepu_error *err = NULL;
	kepu_findings *findings = add_units(inputs, "unit,kind,group\na,县,\nb,县,y\nc,区,\n");
	assert_string_equal(kepu_findings_message(findings, 0, KEPU_LANG_ZH, NULL),
	                    "类型“县”同时属于几个组别（x、y），请在“组别”列写明是哪一个");
	findings_are(findings, "2:3 groups-two\n");
	assert_int_equal(kepu_inputs_add_unit(inputs, "d", Z, NULL, 0, "县", Z, NULL, 0, &err), KEPU_ERROR_ARGUMENT);
	kepu_error_free(err);
	assert_int_equal(kepu_inputs_unit_count(inputs), 2);
	kepu_inputs_free(inputs);
}

static void test_units_by_hand(void **state)
{
	(void)state;
	kepu_inputs *inputs = inputs_of(small);
	assert_int_equal(kepu_inputs_add_unit(inputs, "a", 1, "东门街道", Z, "街道", Z, "", 0, NULL), KEPU_OK);
	assert_int_equal(kepu_inputs_add_unit(inputs, "b", 1, NULL, 0, NULL, 0, "农村", Z, NULL), KEPU_OK);
	assert_int_equal(kepu_inputs_add_unit(inputs, "a", 1, NULL, 0, NULL, 0, NULL, 0, NULL), KEPU_ERROR_DUPLICATE_ID);
	assert_int_equal(kepu_inputs_add_unit(inputs, "c", 1, NULL, 0, NULL, 0, "山区", Z, NULL), KEPU_ERROR_UNKNOWN_ID);
	assert_int_equal(kepu_inputs_add_unit(inputs, "c d", Z, NULL, 0, NULL, 0, NULL, 0, NULL), KEPU_ERROR_BAD_VALUE);
	assert_int_equal(kepu_inputs_add_unit(inputs, "", 0, NULL, 0, NULL, 0, NULL, 0, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_inputs_add_unit(inputs, NULL, 0, NULL, 0, NULL, 0, NULL, 0, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_inputs_add_unit(inputs, "e", 1, "\xff", 1, NULL, 0, NULL, 0, NULL), KEPU_ERROR_BAD_UTF8);
	assert_int_equal(kepu_inputs_add_unit(NULL, "e", 1, NULL, 0, NULL, 0, NULL, 0, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_inputs_unit_count(inputs), 2);
	kepu_inputs_free(inputs);
}

static void test_rows_and_why_they_are_refused(void **state)
{
	(void)state;
	kepu_inputs *inputs = inputs_of(small);
	findings_are(add_units(inputs, "unit,name\na,甲\nb,乙\nc,乙\n"), "");
	findings_are(
		add_figures(inputs, "单位,指标项,数值,要素,阶段,理由,来源,对象,时间\n"
	                        "a,talks,3,,,,,,\n"
	                        "甲,组织,是,,,,手工,,\n"
	                        "b,科普讲座,不适用,,自评,,,,\n"
	                        "a,talks,4,,复核,补报一场,,,\n"
	                        "a,fraud,1,,,,ledger,2024年统计表,\n"
	                        "a,talks,5,,,,,,\n"          /* a second figure */
	                        "乙,talks,5,,,,,,\n"         /* two of that name */
	                        "x,talks,5,,,,,,\n"          /* none */
	                        "b,lectures,5,,,,,,\n"       /* no such criterion */
	                        "b,self,5,,,,,,\n"           /* an id, but of no criterion */
	                        "b,talks,5,numerator,,,,,\n" /* not what the rule reads */
	                        "b,talks,5,,终审,,,,\n"      /* no such stage */
	                        "b,talks,5,,review,,,,\n"    /* why? */
	                        "b,talks,5,,,,猜测,,\n"      /* no such origin */
	                        "b,talks,5,,,,,讲座一,\n"    /* counted, not looked at one by one */
	                        "b,talks,5,,,,,,2024-Q1\n"   /* no parts */
	                        "b,talks,五,,,,,,\n"         /* no figure */
	                        "b,talks,1000000000000000,,,,,,\n"
	                        "b,talks,1e3,,,,,,\n"
	                        "b,talks,inf,,,,,,\n"
	                        "b,,5,,,,,,\n"             /* criterion or item forgotten */
	                        "b,,5,population,,,,,\n"), /* the unit's own, and no rule reads it */
		"7:9 value-twice\n8:1 unit-several\n9:1 unit-not-listed\n10:3 criterion-unknown\n"
		"11:3 criterion-unknown\n12:11 item-unknown\n13:12 stage-unknown\n14:19 reason-missing\n15:14 origin-unknown\n"
		"16:15 object-unlike\n17:16 part-unknown\n18:9 bad-figure\n19:9 figure-digits\n20:9 bad-figure\n"
		"21:9 bad-figure\n22:3 criterion-missing\n23:6 item-unknown\n");
	assert_int_equal(kepu_inputs_count(inputs), 5);
	kepu_inputs_free(inputs);
}

static void test_what_percent_says(void **state)
{
	(void)state;
	kepu_inputs *inputs = inputs_of(SCHEME(
		"<criterion id='whole' points='1'><reach target='80'/></criterion>"
		"<criterion id='share' points='1'><reach target='80%'/></criterion>"
		"<criterion id='tenth' points='1'><steps><step from='0.2' points='1'/><step to='0.2' points='0'/></steps></criterion>"
		"<criterion id='times' points='1'><ratio measure='value' factor='100' target='80'/></criterion>"
		"<criterion id='yes' points='1'><yes-no/></criterion>"
		"<criterion id='many' points='1'><count each='1'/></criterion>"
		"<criterion id='part' points='1'><reach measure='share' target='80%'/></criterion>"
		"<criterion id='mean' points='1'><reach target='group-mean'/></criterion>"
		"<criterion id='more' points='1'><reach measure='growth' target='5%'/></criterion>"
		"<criterion id='above' points='1'><reach item='rate' target='@superior'/></criterion>"
		"<criterion id='below' points='1'><reach item='rate' target='90'/></criterion>"));
	findings_are(add_units(inputs, "unit\na\n"), "");
	findings_are(add_figures(inputs, "unit,criterion,item,value\n"
	                                 "a,whole,,85%\na,share,,85％\na,tenth,,85%\na,times,,85%\n"
	                                 "a,yes,,100%\n"          /* 6: no share */
	                                 "a,many,,100%\n"         /* 7 */
	                                 "a,part,numerator,50%\n" /* 8: what is divided is no share */
	                                 "a,mean,,12.5%\na,more,,5%\na,more,last-year,4%\n"
	                                 "a,above,superior,30%\na,above,rate,31%\n"
	                                 "a,,rate,31%\n"), /* 14: `above` takes a share, `below` percent */
	             "6:8 percent-unlike\n7:9 percent-unlike\n8:18 percent-unlike\n14:9 percent-unlike\n");
	assert_int_equal(kepu_inputs_count(inputs), 9);
	kepu_inputs_free(inputs);
}

static void test_parts_levels_and_objects(void **state)
{
	(void)state;
	kepu_inputs *inputs = inputs_of(SCHEME(
		"<module id='m'><part by='period' id='q1' name='一季度'/><part by='period' id='q2' name='二季度'/>"
		"<criterion id='talks' name='讲座' points='2'><part by='source' id='own'/><part by='source' id='public'/>"
		"<ratio target='4'/></criterion>"
		"<criterion id='lecture' points='2'><ratio measure='per' per='10000' target='4'/></criterion></module>"
		"<criterion id='grade' name='等次' points='5'><level><level id='l1' name='一级' points='5'/>"
		"<level id='l2' name='二级' points='3'/></level></criterion>"
		"<criterion id='sites' points='9'><tiers each='3' most='9'><item id='nation' each='7'/><item id='city' each='3'/>"
		"</tiers></criterion>"
		"<gate id='g'><yes-no/></gate><veto id='v'/>"));
	findings_are(add_units(inputs, "unit\na\n"), "");
	findings_are(add_figures(inputs, "unit,criterion,period,source,value,object,item\n"
	                                 "a,talks,q1,own,3,,\na,talks,一季度,public,3,,\na,talks,q2,own,3,,\n"
	                                 "a,talks,,own,3,,\n"     /* 5: of which quarter? */
	                                 "a,talks,q1,,3,,\n"      /* 6: by whom? */
	                                 "a,talks,q3,own,3,,\n"   /* 7 */
	                                 "a,lecture,q1,own,3,,\n" /* 8: has no sources */
	                                 "a,,q1,,120000,,population\na,,,,130000,,population\n"
	                                 "a,,own,,1,,population\n" /* 11: a source is no period */
	                                 "a,grade,,,二级,,\n"
	                                 "a,grade,,,3,,\n"    /* 13: there are two */
	                                 "a,grade,,,三级,,\n" /* 14 */
	                                 "a,sites,,,1,科技馆,nation\na,sites,,,1,科技馆,city\na,sites,,,1,农场,city\n"
	                                 "a,sites,,,1,,city\n" /* 18: which one? */
	                                 "a,g,,,yes,,\n"
	                                 "a,g,q1,,yes,,\n" /* 20: a gate has no parts */
	                                 "a,v,q1,,1,违规一,\na,v,,,1,,\n"),
	             "5:9 part-missing\n6:12 part-missing\n7:9 part-unknown\n8:14 part-unknown\n11:4 part-unknown\n"
	             "13:11 level-unknown\n14:11 level-unknown\n18:13 object-missing\n20:5 part-unknown\n");
	assert_int_equal(kepu_inputs_count(inputs), 12);
	kepu_inputs_free(inputs);
}

/* Parts of one by and id are one part, whichever element says them; a period and a source may be called the same. */
static void test_parts_of_own_figures(void **state)
{
	(void)state;
	kepu_inputs *inputs = inputs_of(SCHEME("<module id='m'><part by='period' id='q1' name='一季度'/>"
	                                       "<criterion id='c' points='5'><reach item='staff' target='3'/></criterion>"
	                                       "</module>"
	                                       "<module id='n'><part by='period' id='q1' name='一季度'/>"
	                                       "<criterion id='d' points='5'><reach item='staff' target='4'/></criterion>"
	                                       "</module>"
	                                       "<criterion id='e' points='5'><part by='source' id='q1' name='科协'/>"
	                                       "<reach target='4'/></criterion>"
	                                       "<criterion id='f' points='5'><part by='period' id='q9' name='科协'/>"
	                                       "<reach target='4'/></criterion>"));
	findings_are(add_units(inputs, "unit\na\nb\n"), "");
	findings_are(add_figures(inputs, "unit,item,value,period,source\n"
	                                 "a,staff,3,一季度,\n"
	                                 "a,staff,3,,q1\n"
	                                 "a,staff,3,q9,科协\n"
	                                 "b,staff,3,科协,\n"
	                                 "b,staff,3,,一季度\n"),
	             "6:12 part-unknown\n");
	assert_int_equal(kepu_inputs_count(inputs), 4);
	kepu_inputs_free(inputs);
}

/* An id goes before a name, and a name that two have is none: for stages of rows and of scores, for groups, for levels. */
static void test_ids_before_names(void **state)
{
	(void)state;
	kepu_scheme *scheme = scheme_load(SCHEME(
		"<group id='x' name='y'/><group id='y' name='x'/><stage id='s1' name='s2'/><stage id='s2' name='初评'/>"
		"<stage id='s3' name='终评'/><stage id='s4' name='终评'/>"
		"<criterion id='c' points='5'><level><level id='v1' name='v2' points='1'/><level id='v2' name='好' points='2'/>"
		"<level id='v3' name='差' points='3'/><level id='v4' name='差' points='4'/></level></criterion>"));
	kepu_inputs *inputs = NULL;
	kepu_score *score = NULL;
	assert_int_equal(kepu_inputs_new(scheme, &inputs, NULL), KEPU_OK);
	findings_are(add_units(inputs, "unit,group\na,y\nb,x\n"), "");
	findings_are(add_figures(inputs, "unit,criterion,value,stage,reason\n"
	                                 "a,c,v1,s1,\n"
	                                 "a,c,v2,s2,复核\n"
	                                 "b,c,差,s1,\n"
	                                 "b,c,v4,终评,复核\n"),
	             "4:5 level-unknown\n5:8 stage-unknown\n");
	assert_int_equal(kepu_score_new(inputs, "终评", Z, &score, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_score_new(inputs, "s2", Z, &score, NULL, NULL), KEPU_OK);
	assert_string_equal(kepu_score_stage(score, NULL), "s2");
	assert_string_equal(kepu_score_group(score, kepu_score_find(score, "a", Z), NULL), "y");
	int64_t total = 0;
	assert_int_equal(kepu_score_total(score, kepu_score_find(score, "a", Z), &total, NULL), KEPU_OK);
	assert_int_equal(total, 2);
	kepu_score_free(score);
	kepu_inputs_free(inputs);
	kepu_scheme_free(scheme);
}

static void test_rows_by_hand(void **state)
{
	(void)state;
	static const char *const row[][2] = {
		{ "单位", "a" },       { "criterion", "talks" }, { "数值", "5" },
		{ "value", "3" }, /* what was said last */
		{ "stage", "review" }, { "理由", "" },           { "reason", "补报一场" },
	};
	kepu_inputs *inputs = inputs_of(small);
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_inputs_add_unit(inputs, "a", 1, NULL, 0, NULL, 0, NULL, 0, &err), err);
	for (size_t i = 0; i < sizeof row / sizeof *row; i++)
		plan_ok(kepu_inputs_set(inputs, row[i][0], Z, row[i][1], Z, &err), err);
	plan_ok(kepu_inputs_add(inputs, &findings, &err), err);
	findings_are(findings, "");
	assert_int_equal(kepu_inputs_count(inputs), 1);
	plan_ok(kepu_inputs_add(inputs, &findings, &err), err); /* it is empty again */
	findings_are(findings, "0:0 unit-missing\n");
	plan_ok(kepu_inputs_add(inputs, NULL, &err), err);
	assert_int_equal(kepu_inputs_set(inputs, "colour", Z, "red", Z, &err), KEPU_ERROR_UNKNOWN_KEY);
	kepu_error_free(err);
	assert_int_equal(kepu_inputs_set(inputs, "value", Z, "\xc3", 1, NULL), KEPU_ERROR_BAD_UTF8);
	assert_int_equal(kepu_inputs_set(inputs, NULL, 0, "1", Z, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_inputs_set(NULL, "value", Z, "1", Z, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_inputs_add(NULL, &findings, NULL), KEPU_ERROR_ARGUMENT);
	assert_null(findings);
	kepu_inputs_free(inputs);
}

static void test_tables_that_are_none(void **state)
{
	(void)state;
	static const struct {
		const char *units, *figures;
		kepu_status status;
	} tables[] = {
		{ "", "", KEPU_ERROR_EMPTY_FILE },
		{ "name,kind\na,b\n", "unit,criterion\na,talks\n", KEPU_ERROR_MISSING_KEY },
		{ "unit,单位\na,b\n", "unit,value,数值\na,1,2\n", KEPU_ERROR_DUPLICATE_KEY },
		{ "unit\na\n\"b\n", "unit,value,criterion\na,1,talks\n\"b", KEPU_ERROR_NOT_CSV },
	};
	kepu_inputs *inputs = inputs_of(small);
	kepu_findings *findings = NULL;
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		assert_int_equal(kepu_inputs_add_units_csv(inputs, tables[i].units, strlen(tables[i].units), &findings, NULL),
		                 tables[i].status);
		assert_int_equal(kepu_inputs_add_csv(inputs, tables[i].figures, strlen(tables[i].figures), &findings, NULL),
		                 tables[i].status);
		assert_null(findings);
	}
	assert_int_equal(kepu_inputs_unit_count(inputs), 0); /* nothing is taken of a table that breaks off */
	assert_int_equal(kepu_inputs_add_units_csv(inputs, NULL, 0, NULL, NULL), KEPU_ERROR_EMPTY_FILE);
	assert_int_equal(kepu_inputs_add_units_csv_file(inputs, "/nowhere.csv", &findings, NULL), KEPU_ERROR_NOT_FOUND);
	assert_int_equal(kepu_inputs_add_csv_file(inputs, "/nowhere.csv", &findings, NULL), KEPU_ERROR_NOT_FOUND);
	assert_int_equal(kepu_inputs_add_csv_file(inputs, NULL, &findings, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_inputs_add_csv(NULL, "unit", 4, &findings, NULL), KEPU_ERROR_ARGUMENT);
	kepu_inputs_free(inputs);
}

/* What no text can hold: a NUL would end a name before its end. */
static void test_characters_of_tables(void **state)
{
	(void)state;
	static const struct {
		const char *bytes;
		size_t length;
		const char *message;
	} tables[] = {
		{ "unit,name\na,x\0y\n", 16, "2:4" },
		{ "unit,name\r\na,\"\xe7\x94\xb2\n\x01\"\n", 20, "3:1" },
		{ "unit,name\na,\xef\xbf\xbf\n", 16, "2:3" },
	};
	kepu_inputs *inputs = inputs_of(small);
	for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
		kepu_error *err = NULL;
		char place[32];
		assert_int_equal(kepu_inputs_add_units_csv(inputs, tables[i].bytes, tables[i].length, NULL, &err),
		                 KEPU_ERROR_BAD_CHARACTER);
		snprintf(place, sizeof place, "%lld:%lld", (long long)kepu_error_line(err), (long long)kepu_error_column(err));
		assert_string_equal(place, tables[i].message);
		kepu_error_free(err);
	}
	assert_int_equal(kepu_inputs_unit_count(inputs), 0);
	kepu_inputs_free(inputs);
}

static void test_tables_in_files(void **state)
{
	(void)state;
	char units[] = "/tmp/kepu-units-XXXXXX", figures[] = "/tmp/kepu-figures-XXXXXX";
	static const char two[] = "\xef\xbb\xbfunit\r\na\r\nb\r\n", one[] = "unit,value,criterion\na,３,talks\nb,x,talks\n";
	kepu_inputs *inputs = inputs_of(small);
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	int file = mkstemp(units);
	assert_int_equal(write(file, two, sizeof two - 1), sizeof two - 1);
	close(file);
	file = mkstemp(figures);
	assert_int_equal(write(file, one, sizeof one - 1), sizeof one - 1);
	close(file);
	plan_ok(kepu_inputs_add_units_csv_file(inputs, units, &findings, &err), err);
	findings_are(findings, "");
	plan_ok(kepu_inputs_add_csv_file(inputs, figures, &findings, &err), err);
	findings_are(findings, "3:3 bad-figure\n");
	assert_int_equal(kepu_inputs_unit_count(inputs), 2);
	assert_int_equal(kepu_inputs_count(inputs), 1);
	unlink(units);
	unlink(figures);
	kepu_inputs_free(inputs);
}

static void test_figures_of_a_plan(void **state)
{
	(void)state;
	kepu_plan *plan = plan_load(
		"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='t'><metadata><title>方案</title>"
		"<period start='2021' end='2025'/><region code='7'>甲县</region></metadata><indicators>"
		"<indicator id='i1' name='讲座' unit='场' comparison='&gt;=' every='once'><target time='2025' low='100'/>"
		"<observation time='2025' low='90'/></indicator>"
		"<indicator id='i2' name='比例' unit='%' comparison='&gt;=' every='once'><target time='2025' low='15'/>"
		"<observation time='2025' low='12'/></indicator>"
		"<indicator id='i3' name='场馆' unit='座' comparison='&gt;=' every='once'><target time='2025' low='1'/></indicator>"
		"<indicator id='i4' name='场馆' unit='个' comparison='&gt;=' every='once'><target time='2025' low='1'/></indicator>"
		"</indicators></plan>");
	kepu_inputs *inputs = inputs_of(
		SCHEME("<criterion id='c1' points='9' indicator='讲座'><ratio target='100%'/></criterion>"
	           "<criterion id='c2' points='9' indicator='i1' take='actual'><ratio target='100'/></criterion>"
	           "<criterion id='c3' points='9' indicator='比例' take='actual'><reach target='15%'/></criterion>"
	           "<criterion id='c4' points='9' indicator='场馆'><ratio target='1'/></criterion>"
	           "<criterion id='c5' points='9' indicator='志愿者'><ratio target='1'/></criterion>"
	           "<criterion id='c6' points='9' indicator='i3'><ratio target='1'/></criterion>"
	           "<criterion id='c7' points='9'><ratio target='1'/></criterion>"));
	kepu_progress *progress = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_progress_new(plan, NULL, NULL, 0, 0, NULL, NULL, NULL, 0, &progress, &err), err);
	findings_are(add_units(inputs, "unit,name\n1,甲县\n2,乙县\n"), "");
	plan_ok(kepu_inputs_add_progress(inputs, NULL, 0, progress, &findings, &err), err); /* the plan says whose it is */
	findings_are(findings, "0:0 indicator-unknown\n0:0 indicator-several\n");
	assert_int_equal(kepu_inputs_count(inputs), 4);
	plan_ok(kepu_inputs_add_progress(inputs, "乙县", Z, progress, NULL, &err), err); /* or the caller does */
	assert_int_equal(kepu_inputs_count(inputs), 8);
	plan_ok(kepu_inputs_add_progress(inputs, "1", Z, progress, &findings, &err), err);
	assert_int_equal(kepu_findings_count(findings), 6); /* all four are there already */
	kepu_findings_free(findings);
	assert_int_equal(kepu_inputs_add_progress(inputs, "3", 1, progress, &findings, &err), KEPU_ERROR_UNKNOWN_ID);
	kepu_error_free(err);
	assert_int_equal(kepu_inputs_add_progress(inputs, "1", 1, NULL, &findings, NULL), KEPU_ERROR_ARGUMENT);
	kepu_inputs_free(inputs);
	kepu_progress_free(progress);
	kepu_plan_unref(plan);
}

static kepu_rollup *rollup_of(const char *tree, int32_t rule, const char *figures)
{
	kepu_regions *regions = NULL;
	kepu_rollup *rollup = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_regions_from_csv(tree, strlen(tree), &regions, NULL, &err), err);
	plan_ok(kepu_rollup_new(regions, rule, &rollup, &err), err);
	kepu_regions_free(regions);
	plan_ok(kepu_rollup_add_bytes(rollup, figures, strlen(figures), NULL, NULL, &findings, &err), err);
	findings_are(findings, "");
	return rollup;
}

static const char cities[] = "code,name,parent\np,青岭省,\na,甲市,p\na1,甲一县,a\na2,甲二县,a\nb,乙市,p\nb1,城关区,b\n"
							 "c,丙市,p\nc1,城关区,c\nd,丁市,p\n";

static void test_totals_of_a_rollup(void **state)
{
	(void)state;
	kepu_rollup *rollup = rollup_of(
		cities, 0,
		"region,indicator,period,value,unit,kind\na1,讲座,2023,1,场\na1,讲座,2024,30,场\n"
		"a2,讲座,2024,12,场\nb1,讲座,2024,4,场\nd,讲座,2024,不适用,场\n"
		"d,比例,2024,缺,%\nc1,比例,2024,24,,numerator\nc1,比例,2024,200,,denominator\na1,读者,2024-H1,5,\na1,读者,2024-H2,6,\n");
	kepu_inputs *inputs = inputs_of(SCHEME(
		"<criterion id='c1' points='9' indicator='讲座' take='actual'><ratio target='50'/></criterion>"
		"<criterion id='c2' points='9' indicator='比例' take='actual'><reach target='15%' compare='at-most'/></criterion>"
		"<criterion id='c3' points='9' indicator='讲座'><ratio target='100%'/></criterion>"
		"<criterion id='c4' points='9' indicator='志愿者' take='actual'><ratio target='1'/></criterion>"
		"<criterion id='c5' points='9' indicator='读者' take='actual'><ratio target='6'/></criterion>"
		"<criterion id='c6' points='9'><ratio target='1'/></criterion>"));
	kepu_findings *findings = NULL;
	kepu_score *score = NULL;
	kepu_error *err = NULL;
	char *json = NULL;
	/* by id, by name; a name that two regions have or two units is nobody's; no region at all */
	findings_are(add_units(inputs, "unit,name\na,\nx,丁市\nc,乙市\ny,城关区\nz1,甲一县\nz2,甲一县\nw,市馆\n"), "");
	plan_ok(kepu_inputs_add_rollup(inputs, rollup, NULL, 0, &findings, &err), err);
	assert_string_equal(kepu_findings_message(findings, 0, KEPU_LANG_ZH, NULL),
	                    "汇总只有指标“讲座”的实际值，要取它请写 take=\"actual\"");
	findings_are(findings, "0:0 total-is-actual\n0:0 not-rolled-up\n");
	assert_int_equal(kepu_inputs_count(inputs), 9); /* of a, x and c, which is 丙市 by its id */
	kepu_rollup_free(rollup);                       /* nothing of it is kept */
	plan_ok(kepu_score_new(inputs, NULL, 0, &score, NULL, &err), err);
	plan_ok(kepu_score_to_json(score, &json, NULL, &err), err);
	static const struct {
		const char *unit;
		size_t element;
		int32_t state;
		int64_t points; /* times 100 */
	} wanted[] = { { "a", 1, KEPU_STATE_VALUE, 756 },      { "x", 1, KEPU_STATE_NOT_APPLICABLE, 0 },
		           { "c", 1, KEPU_STATE_NOT_REPORTED, 0 }, { "a", 3, KEPU_STATE_NOT_REPORTED, 0 },
		           { "c", 3, KEPU_STATE_VALUE, 900 },      { "a", 9, KEPU_STATE_VALUE, 900 },
		           { "y", 1, KEPU_STATE_NOT_REPORTED, 0 }, { "z1", 1, KEPU_STATE_NOT_REPORTED, 0 } };
	for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
		int64_t coefficient = 0;
		int32_t scale = 0;
		size_t row = kepu_score_find(score, wanted[i].unit, Z);
		assert_int_equal(kepu_score_state(score, row, wanted[i].element), wanted[i].state);
		kepu_score_points(score, row, wanted[i].element, &coefficient, &scale);
		for (; scale < 2; scale++)
			coefficient *= 10;
		assert_int_equal(coefficient, wanted[i].points);
	}
	kepu_free(json);
	kepu_score_free(score);
	kepu_inputs_free(inputs);
}

static void test_where_a_total_is_from(void **state)
{
	(void)state;
	kepu_rollup *rollup =
		rollup_of(cities, 0, "region,indicator,period,value\na1,讲座,2023,1\na2,讲座,2023,2\na1,讲座,2024,3\n");
	kepu_inputs *inputs = inputs_of(
		SCHEME("<criterion id='c1' points='9' indicator='讲座' take='actual'><ratio target='9'/></criterion>"));
	kepu_findings *findings = NULL;
	kepu_score *score = NULL;
	kepu_explanation *why = NULL;
	kepu_error *err = NULL;
	char *text = NULL;
	findings_are(add_units(inputs, "unit\na\n"), "");
	plan_ok(kepu_inputs_add_rollup(inputs, rollup, "2022", Z, &findings, &err), err);
	assert_string_equal(kepu_findings_message(findings, 0, KEPU_LANG_EN, NULL),
	                    "the roll-up has no figures of the indicator \"讲座\" for 2022");
	findings_are(findings, "0:0 period-not-rolled-up\n");
	plan_ok(kepu_inputs_add_rollup(inputs, rollup, "2023", Z, &findings, &err), err);
	findings_are(findings, "");
	plan_ok(kepu_inputs_add_rollup(inputs, rollup, NULL, 0, &findings, &err), err); /* there is one already */
	findings_are(findings, "0:0 value-twice\n");
	plan_ok(kepu_score_new(inputs, NULL, 0, &score, NULL, &err), err);
	plan_ok(kepu_explanation_new(score, 0, &why, &err), err);
	plan_ok(kepu_explanation_to_text(why, KEPU_LANG_ZH, 0, &text, NULL, &err), err);
	assert_non_null(strstr(text, "汇总"));
	assert_non_null(strstr(text, "讲座 2023 2/2")); /* what it stands on */
	kepu_free(text);
	kepu_explanation_free(why);
	assert_int_equal(kepu_inputs_add_rollup(inputs, rollup, NULL, 0, NULL, NULL), KEPU_ERROR_STATE);
	kepu_score_free(score);
	kepu_inputs_free(inputs);
	kepu_rollup_free(rollup);
}

/* Rates of which it is counted how many regions reach them are no percentages. */
static void test_how_many_reach_a_share(void **state)
{
	(void)state;
	kepu_rollup *rollup = rollup_of(
		cities, KEPU_ROLLUP_REACH,
		"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='t'><metadata><region code='a1'/></metadata><indicators>"
		"<indicator id='i1' name='比例' unit='%' comparison='&gt;='><target low='15'/><observation time='2024' low='16'/>"
		"</indicator></indicators></plan>");
	kepu_inputs *inputs = inputs_of(
		SCHEME("<criterion id='c1' points='9' indicator='比例' take='actual'><ratio target='150%'/></criterion>"));
	kepu_findings *findings = NULL;
	kepu_score *score = NULL;
	kepu_error *err = NULL;
	int64_t total = 0;
	findings_are(add_units(inputs, "unit\na\n"), "");
	plan_ok(kepu_inputs_add_rollup(inputs, rollup, NULL, 0, &findings, &err), err);
	findings_are(findings, "");
	plan_ok(kepu_score_new(inputs, NULL, 0, &score, NULL, &err), err);
	assert_int_equal(kepu_score_total(score, 0, &total, NULL), KEPU_OK);
	assert_int_equal(total, 6); /* one of them does: 1 of 150%, and not 1% */
	kepu_score_free(score);
	kepu_inputs_free(inputs);
	kepu_rollup_free(rollup);
}

static void test_a_rollup_that_cannot_be_taken(void **state)
{
	(void)state;
	kepu_rollup *rollup = rollup_of(cities, 0,
	                                "region,indicator,period,value\na1,甲,2024,1\n"
	                                "a1,讲座,2024,9223372036854775807\na2,讲座,2024,9223372036854775807\n");
	kepu_inputs *inputs = inputs_of(
		SCHEME("<criterion id='c1' points='9' indicator='甲' take='actual'><ratio target='9'/></criterion>"
	           "<criterion id='c2' points='9' indicator='讲座' take='actual'><ratio target='9'/></criterion>"));
	kepu_findings *findings = NULL;
	findings_are(add_units(inputs, "unit\na\n"), "");
	assert_int_equal(kepu_inputs_add_rollup(inputs, rollup, NULL, 0, &findings, NULL), KEPU_ERROR_OVERFLOW);
	assert_null(findings);
	assert_int_equal(kepu_inputs_count(inputs), 0); /* all or nothing */
	assert_int_equal(kepu_inputs_add_rollup(inputs, rollup, "2024-13", Z, NULL, NULL), KEPU_ERROR_BAD_DATE);
	assert_int_equal(kepu_inputs_add_rollup(inputs, NULL, NULL, 0, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_inputs_add_rollup(NULL, rollup, NULL, 0, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_inputs_add_rollup(inputs, (kepu_rollup *)(void *)inputs, NULL, 0, NULL, NULL),
	                 KEPU_ERROR_BAD_HANDLE);
	kepu_inputs_free(inputs);
	kepu_rollup_free(rollup);
}

static void test_handles(void **state)
{
	(void)state;
	kepu_scheme *scheme = scheme_load(small);
	kepu_inputs *inputs = NULL, *other = NULL;
	kepu_error *err = NULL;
	assert_int_equal(kepu_inputs_new(NULL, &inputs, &err), KEPU_ERROR_ARGUMENT);
	kepu_error_free(err);
	assert_int_equal(kepu_inputs_new(scheme, NULL, NULL), KEPU_ERROR_ARGUMENT);
	err = NULL;
	plan_ok(kepu_inputs_new(scheme, &inputs, &err), err);
	assert_int_equal(kepu_inputs_new((kepu_scheme *)(void *)inputs, &other, &err), KEPU_ERROR_BAD_HANDLE);
	assert_null(other);
	kepu_inputs_free(inputs);
	kepu_error_free(err);
	assert_int_equal(kepu_inputs_add((kepu_inputs *)(void *)scheme, NULL, NULL), KEPU_ERROR_BAD_HANDLE);
	kepu_inputs_free((kepu_inputs *)(void *)scheme); /* does nothing */
	kepu_inputs_free(NULL);
	assert_int_equal(kepu_inputs_count(NULL), 0);
	assert_int_equal(kepu_inputs_unit_count(NULL), 0);
	kepu_scheme_free(scheme);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_a_kind_in_two_groups),
		cmocka_unit_test(test_units_by_hand),
		cmocka_unit_test(test_rows_and_why_they_are_refused),
		cmocka_unit_test(test_what_percent_says),
		cmocka_unit_test(test_parts_levels_and_objects),
		cmocka_unit_test(test_parts_of_own_figures),
		cmocka_unit_test(test_ids_before_names),
		cmocka_unit_test(test_rows_by_hand),
		cmocka_unit_test(test_tables_that_are_none),
		cmocka_unit_test(test_characters_of_tables),
		cmocka_unit_test(test_tables_in_files),
		cmocka_unit_test(test_figures_of_a_plan),
		cmocka_unit_test(test_totals_of_a_rollup),
		cmocka_unit_test(test_where_a_total_is_from),
		cmocka_unit_test(test_how_many_reach_a_share),
		cmocka_unit_test(test_a_rollup_that_cannot_be_taken),
		cmocka_unit_test(test_handles),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
