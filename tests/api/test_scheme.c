/* Schemes: read, written, made; what is refused, and where it is said to be. */
#include "plans.h"

static kepu_scheme *load(const char *text)
{
	kepu_scheme *scheme = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_scheme_load(text, strlen(text), &scheme, &err), err);
	return scheme;
}

static char *to_xml(const kepu_scheme *scheme)
{
	char *bytes = NULL;
	size_t length;
	kepu_error *err = NULL;
	plan_ok(kepu_scheme_to_xml(scheme, &bytes, &length, &err), err);
	assert_int_equal(strlen(bytes), length);
	return bytes;
}

static char *to_json(const kepu_scheme *scheme)
{
	char *bytes = NULL;
	size_t length;
	kepu_error *err = NULL;
	plan_ok(kepu_scheme_to_json(scheme, &bytes, &length, &err), err);
	assert_int_equal(strlen(bytes), length);
	return bytes;
}

/* Every kind of element, as it is written. */
static const char whole[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<scheme xmlns=\"urn:kepu:scheme:1\" version=\"0.1\" id=\"s\" title=\"评分 &lt;&quot;&amp;>\" points=\"100\" "
	"ceiling=\"none\" aggregate=\"sum\" decimals=\"2\" rounding=\"half-even\" rank-decimals=\"1\" ties=\"average\" "
	"missing=\"zero\" not-reported=\"none\" not-applicable=\"reweigh\">\n"
	" <group id=\"urban\" name=\"城区\" kinds=\"区 街道\"/>\n"
	" <stage id=\"self\" name=\"自评\"/>\n"
	" <stage id=\"review\" name=\"复核\" required=\"yes\"/>\n"
	" <module id=\"m1\" name=\"组织\" points=\"20\">\n"
	"  <part id=\"q1\" by=\"period\" weight=\"40%\"/>\n"
	"  <part id=\"q2\" by=\"period\" weight=\"0.6\"/>\n"
	"  <criterion id=\"c1\" name=\"信息\" indicator=\"i1\" take=\"actual\" points=\"2\" ceiling=\"none\">\n"
	"   <ratio measure=\"share\" item=\"a\" under=\"b\" target=\"@last-year\" better=\"smaller\" loss=\"linear\" "
	"cap=\"120%\" least=\"0.1\">\n"
	"    <target value=\"0.5\" groups=\"urban\" kinds=\"区\"/>\n"
	"   </ratio>\n"
	"  </criterion>\n"
	"  <criterion id=\"c2\" points=\"3\">\n"
	"   <part id=\"self\" by=\"source\"/>\n"
	"   <best most=\"3\">\n"
	"    <steps>\n"
	"     <step from=\"90%\" includes=\"neither\" points=\"3\"/>\n"
	"     <step to=\"90%\" share=\"50%\"/>\n"
	"    </steps>\n"
	"    <level item=\"grade\">\n"
	"     <level id=\"good\" name=\"好\" least=\"80%\" most=\"1\"/>\n"
	"     <level id=\"bad\" points=\"1\"/>\n"
	"    </level>\n"
	"    <rank first=\"1\" less=\"5%\" among=\"group-mean\">\n"
	"     <place rank=\"1\" points=\"3\"/>\n"
	"    </rank>\n"
	"   </best>\n"
	"  </criterion>\n"
	" </module>\n"
	" <module id=\"bonus\" account=\"bonus\" ceiling=\"5\">\n"
	"  <criterion id=\"c3\" points=\"5\">\n"
	"   <count most=\"5\">\n"
	"    <item id=\"nation\" name=\"国家级\" each=\"2\" most=\"4\"/>\n"
	"   </count>\n"
	"  </criterion>\n"
	" </module>\n"
	" <gate id=\"g1\" grade=\"b\">\n"
	"  <reach measure=\"score\" of=\"m1\" target=\"12\"/>\n"
	" </gate>\n"
	" <veto id=\"v1\" count=\"2\" grade=\"b\"/>\n"
	" <downgrade id=\"d1\" steps=\"1\"/>\n"
	" <grade id=\"a\" name=\"优秀\" from=\"90\" places=\"3\" quota=\"30%\" clean=\"yes\" refill=\"no\" outcome=\"表扬\"/>\n"
	" <grade id=\"b\" to=\"90\" includes=\"neither\" quota=\"5\"/>\n"
	" <award id=\"w1\" from=\"80.5\" groups=\"urban\" quota=\"2\" gates=\"g1\" grades=\"a b\"/>\n"
	" <tie-breaker of=\"c1\"/>\n"
	" <tie-breaker of=\"item:population\" better=\"smaller\"/>\n"
	"</scheme>\n";

static void test_forms_say_the_same(void **state)
{
	(void)state;
	kepu_scheme *scheme = load(whole);
	char *xml = to_xml(scheme), *json = to_json(scheme);
	assert_string_equal(xml, whole);
	kepu_scheme *again = load(json);
	char *xml_again = to_xml(again), *json_again = to_json(again);
	assert_string_equal(xml_again, whole);
	assert_string_equal(json_again, json);
	kepu_free(xml);
	kepu_free(json);
	kepu_free(xml_again);
	kepu_free(json_again);
	kepu_scheme_free(scheme);
	kepu_scheme_free(again);
}

static const char *const attributes[] = {
	"id",
	"name",
	"title",
	"indicator",
	"take",
	"evidence",
	"by",
	"of",
	"measure",
	"item",
	"under",
	"last",
	"per",
	"factor",
	"population",
	"target",
	"value",
	"compare",
	"better",
	"loss",
	"from",
	"to",
	"includes",
	"points",
	"share",
	"weight",
	"each",
	"over",
	"short-of",
	"limit",
	"side",
	"begun",
	"bad",
	"good",
	"base",
	"span",
	"low",
	"high",
	"transform",
	"first",
	"less",
	"among",
	"rank",
	"cap",
	"least",
	"most",
	"account",
	"floor",
	"ceiling",
	"decimals",
	"aggregate",
	"rounding",
	"rank-decimals",
	"ties",
	"missing",
	"groups",
	"kinds",
	"required",
	"count",
	"not-reported",
	"not-applicable",
	"grade",
	"steps",
	"places",
	"quota",
	"clean",
	"refill",
	"gates",
	"grades",
	"outcome",
};

/* What the readers give is enough to make the same scheme. */
static void test_made_from_what_is_read(void **state)
{
	(void)state;
	kepu_scheme *scheme = load(whole), *made = NULL;
	kepu_scheme_builder *b = NULL;
	kepu_error *err = NULL;
	size_t length, at;
	plan_ok(kepu_scheme_builder_new(&b, &err), err);
	for (size_t i = 0; i < kepu_scheme_count(scheme); i++) {
		plan_ok(
			kepu_scheme_builder_add(b, kepu_scheme_parent(scheme, i), kepu_scheme_kind(scheme, i, NULL), Z, &at, &err),
			err);
		assert_int_equal(at, i);
		for (size_t a = sizeof attributes / sizeof *attributes; a-- > 0;) {
			const char *value = kepu_scheme_value(scheme, i, attributes[a], Z, &length);
			if (value)
				plan_ok(kepu_scheme_builder_set(b, i, attributes[a], Z, value, length, &err), err);
		}
	}
	plan_ok(kepu_scheme_builder_finish(b, &made, &err), err);
	char *xml = to_xml(made);
	assert_string_equal(xml, whole);
	assert_int_equal(kepu_scheme_builder_add(b, 0, "group", Z, &at, NULL), KEPU_ERROR_FINISHED);
	kepu_free(xml);
	kepu_scheme_builder_free(b);
	kepu_scheme_free(made);
	kepu_scheme_free(scheme);
}

static void test_reading(void **state)
{
	(void)state;
	kepu_scheme *scheme = load(whole);
	size_t length, c1 = kepu_scheme_find(scheme, "c1", Z);
	assert_string_equal(kepu_scheme_kind(scheme, 0, &length), "scheme");
	assert_int_equal(length, 6);
	assert_int_equal(kepu_scheme_parent(scheme, 0), (size_t)-1);
	assert_string_equal(kepu_scheme_kind(scheme, c1, NULL), "criterion");
	assert_string_equal(kepu_scheme_kind(scheme, c1 + 1, NULL), "ratio");
	assert_int_equal(kepu_scheme_parent(scheme, c1 + 1), c1);
	assert_int_equal(kepu_scheme_parent(scheme, c1), kepu_scheme_find(scheme, "m1", 2));
	assert_string_equal(kepu_scheme_value(scheme, c1, "points", Z, &length), "2");
	assert_int_equal(length, 1);
	assert_string_equal(kepu_scheme_value(scheme, c1 + 1, "target", Z, NULL), "@last-year");
	assert_null(kepu_scheme_value(scheme, c1, "weight", Z, &length));
	assert_int_equal(length, 0);
	assert_null(kepu_scheme_value(scheme, c1, "nonsense", Z, NULL));
	assert_null(kepu_scheme_value(scheme, c1, NULL, 0, NULL));
	assert_null(kepu_scheme_value(scheme, 1000, "points", Z, NULL));
	assert_null(kepu_scheme_kind(scheme, 1000, &length));
	assert_int_equal(length, 0);
	assert_int_equal(kepu_scheme_parent(scheme, 1000), (size_t)-1);
	assert_int_equal(kepu_scheme_find(scheme, "q1", Z), (size_t)-1); /* ids of parts are those of their parent */
	assert_int_equal(kepu_scheme_find(scheme, NULL, 0), (size_t)-1);
	assert_int_equal(kepu_scheme_count(NULL), 0);
	kepu_scheme_free(scheme);
	kepu_scheme_free(NULL);
}

/* ---- what is not ours ---- */

static void test_foreign_is_kept(void **state)
{
	(void)state;
	static const char odd[] =
		"<s:scheme xmlns:s='urn:kepu:scheme:1' xmlns:x='urn:x' version='0.1' x:by='甲&amp;乙'><!-- gone -->"
		"<s:criterion points='1' id='c' xml:lang='zh'><x:note a='1'>一 &lt; <b xmlns='urn:y'/></x:note><s:yes-no/>"
		"<other/></s:criterion></s:scheme>";
	static const char kept[] =
		"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
		"<scheme xmlns=\"urn:kepu:scheme:1\" version=\"0.1\" xmlns:x=\"urn:x\" x:by=\"甲&amp;乙\">\n"
		" <criterion id=\"c\" points=\"1\" xml:lang=\"zh\">\n"
		"<x:note xmlns:x=\"urn:x\" a=\"1\">一 &lt; <b xmlns=\"urn:y\"/></x:note>\n"
		"<other xmlns=\"\"/>\n"
		"  <yes-no/>\n"
		" </criterion>\n"
		"</scheme>\n";
	kepu_scheme *scheme = load(odd);
	char *xml = to_xml(scheme), *json = to_json(scheme);
	assert_string_equal(xml, kept);
	kepu_scheme *again = load(json), *third = load(kept);
	char *xml_again = to_xml(again), *xml_third = to_xml(third);
	assert_string_equal(xml_again, kept);
	assert_string_equal(xml_third, kept);
	kepu_free(xml);
	kepu_free(json);
	kepu_free(xml_again);
	kepu_free(xml_third);
	kepu_scheme_free(scheme);
	kepu_scheme_free(again);
	kepu_scheme_free(third);
}

/* ---- what is refused ---- */

typedef struct fault {
	const char *inside; /* of the scheme, in line 2 */
	kepu_status code;
	int column;
	const char *path;
	const char *said; /* in the message; NULL: nothing in particular */
} fault;

#define C(rule) "<criterion id='c' points='1'>" rule "</criterion>"

static const fault faults[] = {
	{ "", KEPU_ERROR_MISSING_ELEMENT, 1, "/scheme", "module or criterion" },
	{ "<module id='m'/>", KEPU_ERROR_MISSING_ELEMENT, 1, "/scheme/module[1]", NULL },
	{ "<module>" C("<yes-no/>") "</module>", KEPU_ERROR_MISSING_ATTRIBUTE, 1, "/scheme/module[1]", "id" },
	{ "<criterion id='c'><yes-no/></criterion>", KEPU_ERROR_MISSING_ATTRIBUTE, 1, "/scheme/criterion[1]", "points" },
	{ C(""), KEPU_ERROR_MISSING_ELEMENT, 1, "/scheme/criterion[1]", NULL },
	{ C("<yes-no/><yes-no/>"), KEPU_ERROR_UNEXPECTED_ELEMENT, 39, "/scheme/criterion[1]", "only one rule" },
	{ C("<yes/>"), KEPU_ERROR_UNEXPECTED_ELEMENT, 30, "/scheme/criterion[1]", "yes" },
	{ C("<yes-no><step/></yes-no>"), KEPU_ERROR_UNEXPECTED_ELEMENT, 38, "/scheme/criterion[1]/yes-no[1]", "step" },
	{ "<yes-no/>", KEPU_ERROR_UNEXPECTED_ELEMENT, 1, "/scheme", "yes-no" },
	{ C("<yes-no taget='1'/>"), KEPU_ERROR_UNKNOWN_FIELD, 30, "/scheme/criterion[1]/yes-no[1]", "taget" },
	{ C("<yes-no target='1'/>"), KEPU_ERROR_UNKNOWN_FIELD, 30, "/scheme/criterion[1]/yes-no[1]", "target" },
	{ C("<reach target='ten'/>"), KEPU_ERROR_BAD_VALUE, 30, "/scheme/criterion[1]/reach[1]/@target",
	  "target of reach" },
	{ C("<reach target='1e3'/>"), KEPU_ERROR_BAD_VALUE, 30, "/scheme/criterion[1]/reach[1]/@target", NULL },
	{ C("<reach target=''/>"), KEPU_ERROR_BAD_VALUE, 30, "/scheme/criterion[1]/reach[1]/@target", NULL },
	{ C("<reach target='@'/>"), KEPU_ERROR_BAD_VALUE, 30, "/scheme/criterion[1]/reach[1]/@target", NULL },
	{ C("<reach target='0.0000000001'/>"), KEPU_ERROR_OVERFLOW, 30, "/scheme/criterion[1]/reach[1]/@target",
	  "0.0000000001" },
	{ C("<reach target='0.00000001%'/>"), KEPU_ERROR_OVERFLOW, 30, "/scheme/criterion[1]/reach[1]/@target", NULL },
	{ C("<reach target='9999999999999999999'/>"), KEPU_ERROR_OVERFLOW, 30, "/scheme/criterion[1]/reach[1]/@target",
	  NULL },
	{ C("<reach/>"), KEPU_ERROR_MISSING_ATTRIBUTE, 30, "/scheme/criterion[1]/reach[1]", "target" },
	{ C("<reach target='1' compare='at_least'/>"), KEPU_ERROR_BAD_VALUE, 30, "/scheme/criterion[1]/reach[1]/@compare",
	  "at-least, over, at-most, under" },
	{ C("<reach target='1' under='x'/>"), KEPU_ERROR_UNKNOWN_FIELD, 30, "/scheme/criterion[1]/reach[1]/@under",
	  "value" },
	{ C("<reach target='1' measure='score'/>"), KEPU_ERROR_MISSING_ATTRIBUTE, 30, "/scheme/criterion[1]/reach[1]",
	  "of" },
	{ C("<reach target='1' measure='score' of='x'/>"), KEPU_ERROR_DANGLING_REFERENCE, 30,
	  "/scheme/criterion[1]/reach[1]/@of", "x" },
	{ C("<reach target='1' measure='score' of='c'/>"), KEPU_ERROR_CYCLE, 30, "/scheme/criterion[1]/reach[1]/@of", "c" },
	{ C("<reach target='1' measure='place' of='total'/>"), KEPU_ERROR_CYCLE, 30, "/scheme/criterion[1]/reach[1]/@of",
	  "total" },
	{ C("<beyond limit='1'/>"), KEPU_ERROR_MISSING_ATTRIBUTE, 30, "/scheme/criterion[1]/beyond[1]", "each" },
	{ C("<count/>"), KEPU_ERROR_MISSING_ATTRIBUTE, 30, "/scheme/criterion[1]/count[1]", "each" },
	{ C("<steps/>"), KEPU_ERROR_MISSING_ELEMENT, 30, "/scheme/criterion[1]/steps[1]", "step" },
	{ C("<steps><step from='1'/></steps>"), KEPU_ERROR_MISSING_ATTRIBUTE, 37, "/scheme/criterion[1]/steps[1]/step[1]",
	  "share" },
	{ C("<steps><step points='1' share='1'/></steps>"), KEPU_ERROR_BAD_VALUE, 37,
	  "/scheme/criterion[1]/steps[1]/step[1]/@share", NULL },
	{ C("<when><yes-no/></when>"), KEPU_ERROR_MISSING_ELEMENT, 30, "/scheme/criterion[1]/when[1]", NULL },
	{ C("<when><yes-no/><yes-no/><yes-no/></when>"), KEPU_ERROR_UNEXPECTED_ELEMENT, 54, "/scheme/criterion[1]/when[1]",
	  NULL },
	{ C("<count><item id='a' each='1'/><item id='a' each='2'/></count>"), KEPU_ERROR_DUPLICATE_ID, 60,
	  "/scheme/criterion[1]/count[1]/item[2]/@id", "a" },
	{ C("<yes-no/>") C("<yes-no/>"), KEPU_ERROR_DUPLICATE_ID, 51, "/scheme/criterion[2]/@id", "c" },
	{ "<criterion id='c c' points='1'/>", KEPU_ERROR_BAD_VALUE, 1, "/scheme/criterion[1]/@id", NULL },
	{ "<criterion id='total' points='1'/>", KEPU_ERROR_BAD_VALUE, 1, "/scheme/criterion[1]/@id", "total" },
	{ "<criterion id='c' points='0'/>", KEPU_ERROR_BAD_VALUE, 1, "/scheme/criterion[1]/@points",
	  "a number over 0, such as 12.5" },
	{ "<criterion id='c' points='1' decimals='10'/>", KEPU_ERROR_BAD_VALUE, 1, "/scheme/criterion[1]/@decimals", NULL },
	{ "<grade id='a' quota='1.5'/>", KEPU_ERROR_BAD_VALUE, 1, "/scheme/grade[1]/@quota", NULL },
	{ "<grade id='a' quota='101%'/>", KEPU_ERROR_BAD_VALUE, 1, "/scheme/grade[1]/@quota", NULL },
	{ "<grade id='a' from='90%'/>", KEPU_ERROR_BAD_VALUE, 1, "/scheme/grade[1]/@from", NULL },
	{ "<award id='a' groups=' '/>", KEPU_ERROR_BAD_VALUE, 1, "/scheme/award[1]/@groups", NULL },
	{ C("<yes-no/>") "<award id='a' grades='b'/>", KEPU_ERROR_DANGLING_REFERENCE, 51, "/scheme/award[1]/@grades",
	  "grade" },
	{ C("<yes-no/>") "<award id='a' gates='c'/>", KEPU_ERROR_DANGLING_REFERENCE, 51, "/scheme/award[1]/@gates",
	  "gate" },
	{ C("<yes-no/>") "<veto id='a' grade='c'/>", KEPU_ERROR_DANGLING_REFERENCE, 51, "/scheme/veto[1]/@grade", NULL },
	{ C("<yes-no/>") "<tie-breaker/>", KEPU_ERROR_MISSING_ATTRIBUTE, 51, "/scheme/tie-breaker[1]", "of" },
	{ C("<yes-no/>") "<tie-breaker of='item:'/>", KEPU_ERROR_DANGLING_REFERENCE, 51, "/scheme/tie-breaker[1]/@of",
	  NULL },
	{ C("<yes-no/>") "<gate id='g'/>", KEPU_ERROR_MISSING_ELEMENT, 51, "/scheme/gate[1]", NULL },
	{ "<criterion id='c' points='1' groups='g'><yes-no/></criterion>", KEPU_ERROR_DANGLING_REFERENCE, 1,
	  "/scheme/criterion[1]/@groups", "group" },
	{ "<criterion id='c' points='1' take='actual'><yes-no/></criterion>", KEPU_ERROR_MISSING_ATTRIBUTE, 1,
	  "/scheme/criterion[1]", "indicator" },
	{ "<criterion id='c' points='1' account='bonus' missing='full'><yes-no/></criterion>", KEPU_ERROR_BAD_VALUE, 1,
	  "/scheme/criterion[1]/@missing", NULL },
	{ "<part by='period' id='q'/>" C("<yes-no/><part by='period' id='r'/>"), KEPU_ERROR_UNEXPECTED_ELEMENT, 65,
	  "/scheme/criterion[1]/part[1]/@by", NULL },
	{ "<part by='period' id='q'/><part by='source' id='r'/>" C("<yes-no/>"), KEPU_ERROR_UNEXPECTED_ELEMENT, 27,
	  "/scheme/part[2]/@by", NULL },
	{ "<part by='period' id='q'/><part by='period' id='q'/>" C("<yes-no/>"), KEPU_ERROR_DUPLICATE_ID, 27,
	  "/scheme/part[2]/@id", "q" },
	{ "<part id='q'/>" C("<yes-no/>"), KEPU_ERROR_MISSING_ATTRIBUTE, 1, "/scheme/part[1]", "by" },
	{ C("text<yes-no/>"), KEPU_ERROR_UNEXPECTED_TEXT, 30, "/scheme/criterion[1]", "criterion" },
	{ C("&amp;<yes-no/>"), KEPU_ERROR_UNEXPECTED_TEXT, 30, "/scheme/criterion[1]", NULL },
	{ "<criterion>", KEPU_ERROR_NOT_XML, 0, NULL, NULL },
	{ "<criterion id='\xef\xbf\xbe'/>", KEPU_ERROR_BAD_CHARACTER, 16, NULL, "U+FFFE" },
	{ "<criterion id='\xff'/>", KEPU_ERROR_BAD_UTF8, 16, NULL, NULL },
};

static void is_fault(kepu_status status, kepu_error *err, const fault *expected, int line)
{
	if (status != expected->code || kepu_error_code(err) != status)
		fail_msg("%s: %d: %s", expected->inside, (int)status, kepu_error_message(err, KEPU_LANG_EN, NULL));
	if (expected->column) {
		assert_int_equal(kepu_error_line(err), line);
		if (kepu_error_column(err) != expected->column)
			fail_msg("%s: column %d", expected->inside, (int)kepu_error_column(err));
	}
	if (expected->path)
		assert_string_equal(kepu_error_path(err, NULL), expected->path);
	if (expected->said && !strstr(kepu_error_message(err, KEPU_LANG_EN, NULL), expected->said))
		fail_msg("%s: %s", expected->inside, kepu_error_message(err, KEPU_LANG_EN, NULL));
	kepu_error_free(err);
}

static void test_faults(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof faults / sizeof *faults; i++) {
		char text[1024];
		kepu_scheme *scheme = (kepu_scheme *)text;
		kepu_error *err = NULL;
		snprintf(text, sizeof text, "<scheme xmlns='urn:kepu:scheme:1' version='0.1'>\n%s\n</scheme>",
		         faults[i].inside);
		kepu_status status = kepu_scheme_load(text, strlen(text), &scheme, &err);
		assert_null(scheme);
		/* what only the end shows of the scheme itself is said at its start */
		is_fault(status, err, &faults[i], i == 0 ? 1 : 2);
		assert_int_equal(kepu_scheme_load(text, strlen(text), &scheme, NULL), status);
	}
}

/* Whole files in XML, of which the first line is at fault. */
static const fault files[] = {
	{ "", KEPU_ERROR_EMPTY_FILE, 0, NULL, NULL },
	{ " ", KEPU_ERROR_NOT_XML, 0, NULL, NULL },
	{ "scheme", KEPU_ERROR_NOT_XML, 0, NULL, NULL },
	{ "<scheme/>", KEPU_ERROR_WRONG_NAMESPACE, 1, NULL, "urn:kepu:scheme:1" },
	{ "<plan xmlns='urn:kepu:plan:1' version='0.1'/>", KEPU_ERROR_WRONG_NAMESPACE, 1, NULL, "urn:kepu:plan:1" },
	{ "<criterion xmlns='urn:kepu:scheme:1'/>", KEPU_ERROR_WRONG_NAMESPACE, 1, NULL, NULL },
	{ "<scheme xmlns='urn:kepu:scheme:1'/>", KEPU_ERROR_MISSING_ATTRIBUTE, 1, NULL, "version" },
	{ "<scheme xmlns='urn:kepu:scheme:1' version='1.0'/>", KEPU_ERROR_WRONG_VERSION, 1, NULL, "1.0" },
	{ "<scheme xmlns='urn:kepu:scheme:1' version='0.9' new='1'/>", KEPU_ERROR_WRONG_VERSION, 1, NULL, "0.9" },
	{ "<scheme xmlns='urn:kepu:scheme:1' version='0.9'><new/></scheme>", KEPU_ERROR_WRONG_VERSION, 49, NULL, "0.9" },
	{ "<!DOCTYPE scheme><scheme xmlns='urn:kepu:scheme:1' version='0.1'/>", KEPU_ERROR_DOCTYPE, 1, NULL, NULL },
	{ "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", KEPU_ERROR_DOCTYPE, 1, NULL, NULL },
	{ "<?xml version='1.0' encoding='GBK'?><scheme/>", KEPU_ERROR_ENCODING, 31, NULL, "GBK" },
	{ "\xff\xfe<", KEPU_ERROR_ENCODING, 0, NULL, "UTF-16" },
	{ "\x1f\x8b\x08", KEPU_ERROR_BAD_GZIP, 0, NULL, NULL },
	{ "<scheme xmlns='urn:kepu:scheme:1' version='0.1'><criterion", KEPU_ERROR_NOT_XML, 0, NULL, NULL },
	{ "<scheme xmlns='urn:kepu:scheme:1' version='0.1'>&x;</scheme>", KEPU_ERROR_NOT_XML, 0, NULL, NULL },
	{ "<scheme xmlns='urn:kepu:scheme:1' version='0.1' id='a' id='b'/>", KEPU_ERROR_NOT_XML, 0, NULL, NULL },
	/* and in JSON */
	{ "{", KEPU_ERROR_NOT_JSON, 2, NULL, NULL },
	{ "{}", KEPU_ERROR_MISSING_KEY, 1, "", "format" },
	{ "{\"format\": \"urn:kepu:scheme:1\"}", KEPU_ERROR_MISSING_KEY, 1, "", "version" },
	{ "{\"format\": \"urn:kepu:plan:1\", \"version\": \"0.1\"}", KEPU_ERROR_BAD_VALUE, 12, "/format", NULL },
	{ "{\"format\": 1, \"version\": \"0.1\"}", KEPU_ERROR_WRONG_TYPE, 12, "/format", "string" },
	{ "{\"format\": \"urn:kepu:scheme:1\", \"version\": \"1.1\"}", KEPU_ERROR_WRONG_VERSION, 44, "/version", "1.1" },
#define J "{\"format\": \"urn:kepu:scheme:1\", \"version\": \"0.1\", "
	{ J "\"id\": \"s\"}", KEPU_ERROR_MISSING_KEY, 1, "", "kind" },
	{ J "\"kind\": \"plan\"}", KEPU_ERROR_UNEXPECTED_ELEMENT, 1, "", "plan" },
	{ J "\"kind\": null}", KEPU_ERROR_WRONG_TYPE, 59, "/kind", NULL },
	{ J "\"kind\": \"scheme\"}", KEPU_ERROR_MISSING_ELEMENT, 1, "", NULL },
#define K J "\"kind\": \"scheme\", "
	{ K "\"new\": \"s\"}", KEPU_ERROR_UNKNOWN_FIELD, 69, "", "new" },
	{ K "\"points\": \"s\"}", KEPU_ERROR_BAD_VALUE, 79, "/points", "points of scheme" },
	{ K "\"title\": \"\\n\", \"points\": 1e2}", KEPU_ERROR_BAD_VALUE, 94, "/points", "1e2" },
	{ K "\"points\": true}", KEPU_ERROR_WRONG_TYPE, 79, "/points", "points" },
	{ K "\"points\": 1, \"points\": 2}", KEPU_ERROR_DUPLICATE_KEY, 82, NULL, "points" },
	{ K "\"kind\": \"scheme\"}", KEPU_ERROR_DUPLICATE_KEY, 69, NULL, "kind" },
	{ K "\"children\": {}}", KEPU_ERROR_WRONG_TYPE, 81, "/children", "array" },
	{ K "\"children\": [1]}", KEPU_ERROR_WRONG_TYPE, 82, "/children/0", "object" },
	{ K "\"children\": [{\"kind\": \"module\", \"id\": \"m\"}]}", KEPU_ERROR_MISSING_ELEMENT, 82, "/children/0", NULL },
	{ K "\"foreign\": \"<x\"}", KEPU_ERROR_NOT_XML, 80, "", NULL },
	{ K "\"foreign\": \"</e><e>\"}", KEPU_ERROR_NOT_XML, 80, "", NULL },
	{ K "\"foreign\": \"text\"}", KEPU_ERROR_BAD_VALUE, 80, "", NULL },
	{ K "\"foreign\": \"<module id='m'/>\"}", KEPU_ERROR_BAD_VALUE, 80, "", "module" },
	{ K "\"foreign\": 1}", KEPU_ERROR_WRONG_TYPE, 80, "/foreign", NULL },
	{ K "\"foreign-attributes\": \"id='m'\"}", KEPU_ERROR_BAD_VALUE, 91, "", "id" },
	{ K "\"foreign-attributes\": \"><x\"}", KEPU_ERROR_BAD_VALUE, 91, "", NULL },
	{ K "\"title\": \"\\uFFFE\"}", KEPU_ERROR_BAD_CHARACTER, 79, "/title", NULL },
};

static void test_files_at_fault(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof files / sizeof *files; i++) {
		kepu_scheme *scheme = (kepu_scheme *)&files;
		kepu_error *err = NULL;
		kepu_status status = kepu_scheme_load(files[i].inside, strlen(files[i].inside), &scheme, &err);
		assert_null(scheme);
		is_fault(status, err, &files[i], 1);
	}
}

/* ---- large ones ---- */

/* A scheme of rules in rules, `levels` elements deep in all. */
static char *nested(int levels)
{
	char *text = malloc(200 + (size_t)levels * 20), *at = text;
	at += sprintf(at, "<scheme xmlns='urn:kepu:scheme:1' version='0.1'><criterion id='c' points='1'>");
	for (int i = 3; i < levels; i++)
		at += sprintf(at, "<best>");
	at += sprintf(at, "<yes-no/>");
	for (int i = 3; i < levels; i++)
		at += sprintf(at, "</best>");
	sprintf(at, "</criterion></scheme>");
	return text;
}

static void test_levels(void **state)
{
	(void)state;
	char *text = nested(64);
	kepu_scheme *scheme = load(text);
	char *json = to_json(scheme);
	kepu_scheme *again = load(json);
	assert_int_equal(kepu_scheme_count(again), 64);
	kepu_scheme_free(scheme);
	kepu_scheme_free(again);
	kepu_free(json);
	free(text);
	text = nested(65);
	assert_int_equal(kepu_scheme_load(text, strlen(text), &scheme, NULL), KEPU_ERROR_LIMIT);
	free(text);
	text = nested(100000);
	assert_int_equal(kepu_scheme_load(text, strlen(text), &scheme, NULL), KEPU_ERROR_LIMIT);
	free(text);
}

/* Each criterion's rule needs the next one's points: neither long chains nor long circles are too much. */
static char *chained(int count, const char *last)
{
	char *text = malloc(200 + (size_t)count * 120), *at = text;
	at += sprintf(at, "<scheme xmlns='urn:kepu:scheme:1' version='0.1'>");
	for (int i = 1; i < count; i++)
		at += sprintf(at, "<criterion id='c%d' points='1'><reach measure='score' of='c%d' target='1'/></criterion>", i,
		              i + 1);
	sprintf(at, "<criterion id='c%d' points='1'>%s</criterion></scheme>", count, last);
	return text;
}

static void build(kepu_scheme_builder *b, size_t parent, const char *kind, const char *attribute, const char *value,
                  const char *by, size_t *out)
{
	assert_int_equal(kepu_scheme_builder_add(b, parent, kind, KEPU_NUL_TERMINATED, out, NULL), KEPU_OK);
	assert_int_equal(kepu_scheme_builder_set(b, *out, attribute, KEPU_NUL_TERMINATED, value, KEPU_NUL_TERMINATED, NULL),
	                 KEPU_OK);
	if (by)
		assert_int_equal(kepu_scheme_builder_set(b, *out, "by", 2, by, KEPU_NUL_TERMINATED, NULL), KEPU_OK);
}

static const char *id_of(char letter, size_t number, char id[32])
{
	snprintf(id, 32, "%c%zu", letter, number);
	return id;
}

/* Periods, sources and stages of a scheme, as many as are asked for. */
static kepu_status build_many(size_t periods, size_t sources, size_t stages, char *message, size_t room)
{
	kepu_scheme_builder *b = NULL;
	kepu_scheme *scheme = NULL;
	kepu_error *err = NULL;
	size_t root, module, criterion, made;
	char id[32];
	assert_int_equal(kepu_scheme_builder_new(&b, NULL), KEPU_OK);
	build(b, (size_t)-1, "scheme", "title", "许多", NULL, &root);
	for (size_t i = 0; i < stages; i++)
		build(b, root, "stage", "id", id_of('s', i, id), NULL, &made);
	for (size_t i = 0; i < periods; i++)
		build(b, root, "part", "id", id_of('p', i, id), "period", &made);
	build(b, root, "module", "id", "m", NULL, &module);
	for (size_t i = 0; i < sources; i++)
		build(b, module, "part", "id", id_of('q', i, id), "source", &made);
	build(b, module, "criterion", "id", "c", NULL, &criterion);
	assert_int_equal(kepu_scheme_builder_set(b, criterion, "points", 6, "1", 1, NULL), KEPU_OK);
	assert_int_equal(kepu_scheme_builder_add(b, criterion, "yes-no", 6, &made, NULL), KEPU_OK);
	kepu_status status = kepu_scheme_builder_finish(b, &scheme, &err);
	snprintf(message, room, "%s", status ? kepu_error_message(err, KEPU_LANG_EN, NULL) : "");
	kepu_error_free(err);
	kepu_scheme_free(scheme);
	kepu_scheme_builder_free(b);
	return status;
}

/* What is worked out for each of these, for each unit, would be too much. */
static void test_parts_and_stages(void **state)
{
	(void)state;
	char message[500];
	assert_int_equal(build_many(50, 20, 100, message, sizeof message), KEPU_OK);
	assert_int_equal(build_many(50, 21, 0, message, sizeof message), KEPU_ERROR_LIMIT);
	assert_non_null(strstr(message, "limit exceeded: parts (at most 1000)"));
	assert_int_equal(build_many(1001, 0, 0, message, sizeof message), KEPU_ERROR_LIMIT);
	assert_int_equal(build_many(0, 0, 101, message, sizeof message), KEPU_ERROR_LIMIT);
	assert_non_null(strstr(message, "limit exceeded: stages (at most 100)"));
}

static void test_chains(void **state)
{
	(void)state;
	char *text = chained(50000, "<yes-no/>");
	kepu_scheme *scheme = load(text);
	assert_int_equal(kepu_scheme_count(scheme), 100001);
	kepu_scheme_free(scheme);
	free(text);
	text = chained(50000, "<reach measure='score' of='c1' target='1'/>");
	assert_int_equal(kepu_scheme_load(text, strlen(text), &scheme, NULL), KEPU_ERROR_CYCLE);
	free(text);
}

static void test_many_ids_in_one_parent(void **state)
{
	(void)state;
	char *text = malloc(5000000), *at = text;
	at += sprintf(at, "<scheme xmlns='urn:kepu:scheme:1' version='0.1'><criterion id='c' points='1'><count>");
	for (int i = 0; i < 100000; i++)
		at += sprintf(at, "<item id='i%d' each='1'/>", i);
	sprintf(at, "</count></criterion></scheme>");
	kepu_scheme *scheme = load(text);
	assert_int_equal(kepu_scheme_count(scheme), 100003);
	kepu_scheme_free(scheme);
	free(text);
}

/* ---- the builder ---- */

static size_t add(kepu_scheme_builder *b, size_t parent, const char *kind)
{
	size_t element;
	kepu_error *err = NULL;
	plan_ok(kepu_scheme_builder_add(b, parent, kind, Z, &element, &err), err);
	return element;
}

static void set(kepu_scheme_builder *b, size_t element, const char *name, const char *value)
{
	kepu_error *err = NULL;
	plan_ok(kepu_scheme_builder_set(b, element, name, Z, value, Z, &err), err);
}

/* Elements are added in any order: in the scheme each stands before what it holds. A failure to finish changes nothing. */
static void test_building(void **state)
{
	(void)state;
	kepu_scheme_builder *b = NULL;
	kepu_scheme *scheme = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_scheme_builder_new(&b, &err), err);
	assert_int_equal(kepu_scheme_builder_finish(b, &scheme, &err), KEPU_ERROR_MISSING_ELEMENT);
	kepu_error_free(err);
	err = NULL;
	size_t root = add(b, (size_t)-1, "scheme"), m1 = add(b, root, "module"), m2 = add(b, root, "module");
	size_t c2 = add(b, m2, "criterion"), c1 = add(b, m1, "criterion");
	set(b, m1, "id", "m1");
	set(b, m2, "id", "m2");
	set(b, c1, "id", "x");
	assert_int_equal(kepu_scheme_builder_set(b, c2, "id", Z, "x", Z, &err), KEPU_ERROR_DUPLICATE_ID);
	assert_string_equal(kepu_error_path(err, NULL), "/scheme/module[2]/criterion[1]/@id");
	kepu_error_free(err);
	err = NULL;
	set(b, c1, "id", "c1");
	set(b, c2, "id", "x"); /* which is free again */
	set(b, c2, "id", NULL);
	set(b, c2, "id", "c2");
	set(b, c2, "points", "3");
	set(b, c2, "points", "2.50");
	set(b, c1, "points", "1");
	set(b, c1, "weight", "1");
	set(b, c1, "weight", NULL);
	set(b, c1, "weight", NULL);
	add(b, c1, "yes-no");
	assert_int_equal(kepu_scheme_builder_finish(b, &scheme, &err), KEPU_ERROR_MISSING_ELEMENT);
	assert_string_equal(kepu_error_path(err, NULL), "/scheme/module[2]/criterion[1]");
	kepu_error_free(err);
	err = NULL;
	assert_null(scheme);
	set(b, add(b, c2, "points"), "points", "2");
	plan_ok(kepu_scheme_builder_finish(b, &scheme, &err), err);
	char *xml = to_xml(scheme);
	assert_string_equal(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	                         "<scheme xmlns=\"urn:kepu:scheme:1\" version=\"0.1\">\n"
	                         " <module id=\"m1\">\n"
	                         "  <criterion id=\"c1\" points=\"1\">\n"
	                         "   <yes-no/>\n"
	                         "  </criterion>\n"
	                         " </module>\n"
	                         " <module id=\"m2\">\n"
	                         "  <criterion id=\"c2\" points=\"2.50\">\n"
	                         "   <points points=\"2\"/>\n"
	                         "  </criterion>\n"
	                         " </module>\n"
	                         "</scheme>\n");
	assert_int_equal(kepu_scheme_find(scheme, "c1", Z), 2);
	assert_int_equal(kepu_scheme_find(scheme, "c2", Z), 5);
	assert_int_equal(kepu_scheme_find(scheme, "x", Z), (size_t)-1);
	kepu_free(xml);
	kepu_scheme_free(scheme);
	kepu_scheme_builder_free(b);
}

static void test_arguments(void **state)
{
	(void)state;
	kepu_scheme_builder *b = NULL;
	kepu_scheme *scheme = NULL;
	kepu_error *err = NULL;
	char *bytes;
	size_t at;
	assert_int_equal(kepu_scheme_builder_new(NULL, NULL), KEPU_ERROR_ARGUMENT);
	plan_ok(kepu_scheme_builder_new(&b, &err), err);
	assert_int_equal(kepu_scheme_builder_add(NULL, 0, "scheme", Z, &at, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_builder_add(b, 0, "module", Z, &at, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_builder_add(b, (size_t)-1, "module", Z, &at, NULL), KEPU_ERROR_UNEXPECTED_ELEMENT);
	assert_int_equal(kepu_scheme_builder_add(b, (size_t)-1, NULL, 0, &at, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_builder_add(b, (size_t)-1, "scheme", Z, NULL, NULL), KEPU_ERROR_ARGUMENT);
	add(b, (size_t)-1, "scheme");
	assert_int_equal(kepu_scheme_builder_add(b, (size_t)-1, "scheme", Z, &at, NULL), KEPU_ERROR_UNEXPECTED_ELEMENT);
	assert_int_equal(kepu_scheme_builder_set(b, 1, "id", Z, "s", Z, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_builder_set(b, 0, NULL, 0, "s", Z, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_builder_set(b, 0, "title", Z, "\x01", Z, NULL), KEPU_ERROR_BAD_CHARACTER);
	assert_int_equal(kepu_scheme_builder_set(b, 0, "title", Z, "\xc0", Z, NULL), KEPU_ERROR_BAD_UTF8);
	assert_int_equal(kepu_scheme_builder_set(b, 0, "title", Z, "", 0, NULL), KEPU_ERROR_BAD_VALUE);
	assert_int_equal(kepu_scheme_builder_finish(b, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_load(NULL, 5, &scheme, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_load("x", 1, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_load_file(NULL, &scheme, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_load_file("no such file", &scheme, NULL), KEPU_ERROR_NOT_FOUND);
	assert_int_equal(kepu_scheme_to_xml(NULL, &bytes, &at, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_to_xml((const kepu_scheme *)b, &bytes, &at, NULL), KEPU_ERROR_BAD_HANDLE);
	scheme = load(whole);
	assert_int_equal(kepu_scheme_to_json(scheme, NULL, &at, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_save_file(scheme, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_scheme_builder_add((kepu_scheme_builder *)scheme, 0, "group", Z, &at, NULL),
	                 KEPU_ERROR_BAD_HANDLE);
	kepu_scheme_free(scheme);
	kepu_scheme_builder_free(b);
	kepu_scheme_builder_free(NULL);
}

static void test_a_file(void **state)
{
	(void)state;
	static const char path[] = "test_scheme.kepu.xml";
	kepu_scheme *scheme = load(whole), *again = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_scheme_save_file(scheme, path, &err), err);
	plan_ok(kepu_scheme_load_file(path, &again, &err), err);
	char *xml = to_xml(again);
	assert_string_equal(xml, whole);
	kepu_scheme_free(again);
	plan_ok(kepu_file_save(path, "<scheme/>", 9, &err), err);
	assert_int_equal(kepu_scheme_load_file(path, &again, &err), KEPU_ERROR_WRONG_NAMESPACE);
	assert_string_equal(kepu_error_file(err, NULL), path);
	kepu_error_free(err);
	remove(path);
	kepu_free(xml);
	kepu_scheme_free(scheme);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_forms_say_the_same),
		cmocka_unit_test(test_made_from_what_is_read),
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_foreign_is_kept),
		cmocka_unit_test(test_faults),
		cmocka_unit_test(test_files_at_fault),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_parts_and_stages),
		cmocka_unit_test(test_chains),
		cmocka_unit_test(test_many_ids_in_one_parent),
		cmocka_unit_test(test_building),
		cmocka_unit_test(test_arguments),
		cmocka_unit_test(test_a_file),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
