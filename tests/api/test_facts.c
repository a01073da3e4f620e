/* Facts as JSON and a matrix as CSV, to the byte. */
#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static kepu_plan *load(const char *xml)
{
	kepu_plan *plan;
	kepu_error *err = NULL;
	if (kepu_plan_load_bytes(xml, strlen(xml), NULL, NULL, &plan, NULL, &err))
		fail_msg("%s", kepu_error_message(err, KEPU_LANG_EN, NULL));
	return plan;
}

static void expect_facts(const char *xml, const char *expected)
{
	char *bytes;
	size_t length;
	kepu_plan *plan = load(xml);
	assert_int_equal(kepu_plan_to_facts(plan, &bytes, &length, NULL), KEPU_OK);
	assert_string_equal(bytes, expected);
	assert_int_equal(length, strlen(expected));
	kepu_free(bytes);
	kepu_plan_unref(plan);
}

static void test_nothing(void **state)
{
	(void)state;
	expect_facts(
		"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='a&quot;b'/>",
		"{\n  \"id\": \"a\\\"b\",\n  \"metadata\": {\n    \"title\": null,\n    \"notice_title\": null,\n"
		"    \"document_number\": null,\n    \"issuer\": null,\n    \"issue_date\": null,\n    \"period\": null,\n"
		"    \"recipients\": [],\n    \"basis\": []\n  },\n  \"nodes\": [],\n  \"assignments\": [],\n"
		"  \"units\": [],\n  \"indicators\": [],\n  \"phases\": []\n}\n");
}

static const char full[] =
	"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='u'><metadata><title>题</title><notice-title>通知</notice-title>"
	"<document-number>号</document-number><issuer>甲</issuer><issuer>乙</issuer><issue-date>2021-03-04</issue-date>"
	"<period start='2021'/><recipient>丙</recipient><recipient>丁</recipient><basis>戊</basis><basis number='己'>庚</basis>"
	"</metadata><units><unit id='u0'><name>闲</name></unit><unit id='u1' level='county' functions='a b'><name>甲局</name>"
	"<canonical>某县甲局</canonical><alias>甲</alias><alias>甲委</alias></unit><unit id='u2' group='true'><name>各单位</name>"
	"</unit></units><nodes><node id='n1' kind='part' ordinal='1'><label>一、</label><title>总</title>"
	"<due date='2021-06'>六月底前</due><assignment id='a1' unit='u2' role='responsible'/>"
	"<node id='n2' kind='task' ordinal='1'><title>分\n行</title><due ongoing='true'>长期坚持</due>"
	"<assignment id='a2' unit='u1' role='lead'/><assignment id='a3' unit='u2' role='participant'/>"
	"<indicator id='i1' name='比例' unit='%' comparison='&gt;='><target time='2025' low='15.50'>达到15.5%</target>"
	"<baseline time='2020' low='8.1'/><observation time='2021' low='9'/></indicator>"
	"<indicator id='i2' name='讲座' unit='场' comparison='=' every='annual' per='县'><target low='12'/></indicator>"
	"<indicator id='i3' name='站' comparison='&lt;=' every='once' per='镇'><target time='2025-H1' high='3'/><target/></indicator>"
	"</node></node></nodes><indicators><indicator id='i4' name='全'><target low='1'/></indicator></indicators>"
	"<phases><phase id='p1' start='2021-01' end='2022'><label>启动</label><text>做事</text></phase><phase id='p2'/></phases>"
	"<annexes><annex id='x1'><node id='n3' kind='task'><assignment id='a4' unit='u0'/><indicator id='i5'><target low='1'/>"
	"</indicator></node></annex></annexes></plan>";

static void test_all(void **state)
{
	(void)state;
	expect_facts(
		full,
		"{\n  \"id\": \"u\",\n  \"metadata\": {\n    \"title\": \"题\",\n    \"notice_title\": \"通知\",\n"
		"    \"document_number\": \"号\",\n    \"issuer\": \"甲乙\",\n    \"issue_date\": \"2021-03-04\",\n"
		"    \"period\": [2021, null],\n    \"recipients\": [\"丙\", \"丁\"],\n"
		"    \"basis\": [{\"title\": \"戊\", \"number\": null}, {\"title\": \"庚\", \"number\": \"己\"}]\n  },\n"
		"  \"nodes\": [\n"
		"    {\"path\": \"1\", \"label\": \"一、\", \"level\": 1, \"kind\": \"part\", \"title\": \"总\", "
		"\"due\": {\"text\": \"六月底前\", \"date\": \"2021-06\", \"precision\": \"month\"}},\n"
		"    {\"path\": \"1.1\", \"label\": null, \"level\": 2, \"kind\": \"task\", \"title\": \"分\\n行\", "
		"\"due\": {\"text\": \"长期坚持\", \"date\": null, \"precision\": null}}\n  ],\n"
		"  \"assignments\": [\n"
		"    {\"node\": \"1\", \"role\": \"responsible\", \"unit\": \"各单位\", \"group\": true},\n"
		"    {\"node\": \"1.1\", \"role\": \"lead\", \"unit\": \"甲局\", \"group\": false},\n"
		"    {\"node\": \"1.1\", \"role\": \"participant\", \"unit\": \"各单位\", \"group\": true}\n  ],\n"
		"  \"units\": [\n"
		"    {\"unit\": \"各单位\", \"canonical\": \"各单位\", \"aliases\": [], \"level\": null, \"functions\": [], "
		"\"group\": true},\n"
		"    {\"unit\": \"甲局\", \"canonical\": \"某县甲局\", \"aliases\": [\"甲\", \"甲委\"], \"level\": \"county\", "
		"\"functions\": [\"a\", \"b\"], \"group\": false}\n  ],\n"
		"  \"indicators\": [\n"
		"    {\"node\": null, \"quote\": null, \"name\": \"全\", \"op\": null, \"value\": 1, \"unit\": \"\", "
		"\"year\": null, \"frequency\": \"once\", \"per\": null, \"baseline\": false},\n"
		"    {\"node\": \"1.1\", \"quote\": \"达到15.5%\", \"name\": \"比例\", \"op\": \">=\", \"value\": 15.5, "
		"\"unit\": \"%\", \"year\": 2025, \"frequency\": \"once\", \"per\": null, \"baseline\": false},\n"
		"    {\"node\": \"1.1\", \"quote\": null, \"name\": \"比例\", \"op\": \"=\", \"value\": 8.1, \"unit\": \"%\", "
		"\"year\": 2020, \"frequency\": \"once\", \"per\": null, \"baseline\": true},\n"
		"    {\"node\": \"1.1\", \"quote\": null, \"name\": \"讲座\", \"op\": \"=\", \"value\": 12, \"unit\": \"场\", "
		"\"year\": null, \"frequency\": \"annual\", \"per\": \"县\", \"baseline\": false},\n"
		"    {\"node\": \"1.1\", \"quote\": null, \"name\": \"站\", \"op\": \"<=\", \"value\": 3, \"unit\": \"\", "
		"\"year\": 2025, \"frequency\": \"per_unit\", \"per\": \"镇\", \"baseline\": false},\n"
		"    {\"node\": \"1.1\", \"quote\": null, \"name\": \"站\", \"op\": \"<=\", \"value\": null, \"unit\": \"\", "
		"\"year\": null, \"frequency\": \"per_unit\", \"per\": \"镇\", \"baseline\": false}\n  ],\n"
		"  \"phases\": [\n    {\"label\": \"启动\", \"start\": 2021, \"end\": 2022, \"quote\": \"做事\"},\n"
		"    {\"label\": null, \"start\": null, \"end\": null, \"quote\": null}\n  ]\n}\n");
}

static void test_precisions(void **state)
{
	static const char *const dates[][2] = { { "2021", "year" },           { "2021-H1", "half" },
		                                    { "2021-Q3", "quarter" },     { "2021-06", "month" },
		                                    { "2021-06-T2", "ten_days" }, { "2021-06-30", "day" } };
	char xml[400], expected[100], *bytes;
	(void)state;
	for (size_t i = 0; i < 6; i++) {
		strcpy(xml, "<plan xmlns='urn:kepu:plan:1' version='0.1' uid='u'><nodes><node id='n'><due date='");
		strcat(strcat(xml, dates[i][0]), "'/></node></nodes></plan>");
		strcpy(expected, "\"due\": {\"text\": null, \"date\": \"");
		strcat(strcat(strcat(strcat(expected, dates[i][0]), "\", \"precision\": \""), dates[i][1]), "\"}");
		kepu_plan *plan = load(xml);
		assert_int_equal(kepu_plan_to_facts(plan, &bytes, NULL, NULL), KEPU_OK);
		if (!strstr(bytes, expected))
			fail_msg("%s is not in %s", expected, bytes);
		kepu_free(bytes);
		kepu_plan_unref(plan);
	}
}

static void test_csv(void **state)
{
	static const char xml[] =
		"<plan xmlns='urn:kepu:plan:1' version='0.1' uid='u'><units><unit id='u1'><name>=SUM(A1)</name></unit>"
		"<unit id='u2' group='true'><name>\"甲\",乙&#10;丙</name></unit><unit id='u3'><name>-1</name></unit></units><nodes>"
		"<node id='n1' kind='part' ordinal='1'><title>@总,\"分\"</title><assignment id='a1' unit='u1' role='lead'/>"
		"<node id='n2' kind='task' ordinal='1'><title>+1</title><assignment id='a2' unit='u2' role='participant'/>"
		"<assignment id='a3' unit='u3'/></node></node></nodes></plan>";
	static const char own[] = "path,node,title,role,unit,group,inherited\r\n"
							  "1,n1,\"'@总,\"\"分\"\"\",lead,'=SUM(A1),false,false\r\n"
							  "1.1,n2,'+1,participant,\"\"\"甲\"\",乙\n丙\",true,false\r\n"
							  "1.1,n2,'+1,,'-1,false,false\r\n";
	char *bytes;
	size_t length;
	kepu_matrix *matrix;
	kepu_plan *plan = load(xml);
	(void)state;
	assert_int_equal(kepu_matrix_new(plan, 0, &matrix, NULL), KEPU_OK);
	assert_int_equal(kepu_matrix_to_csv(matrix, 0, &bytes, &length, NULL), KEPU_OK);
	assert_string_equal(bytes, own);
	assert_int_equal(length, sizeof own - 1);
	kepu_free(bytes);
	assert_int_equal(kepu_matrix_to_csv(matrix, 1, &bytes, NULL, NULL), KEPU_OK);
	assert_memory_equal(bytes, "\xef\xbb\xbfpath", 7);
	kepu_free(bytes);
	kepu_matrix_free(matrix);
	assert_int_equal(kepu_matrix_new(plan, KEPU_MATRIX_INHERITED, &matrix, NULL), KEPU_OK);
	assert_int_equal(kepu_matrix_to_csv(matrix, 0, &bytes, NULL, NULL), KEPU_OK);
	assert_non_null(strstr(bytes, "1.1,n2,'+1,lead,'=SUM(A1),false,true\r\n"));
	kepu_free(bytes);
	kepu_matrix_free(matrix);
	kepu_plan_unref(plan);
}

static void test_arguments(void **state)
{
	char *bytes = (char *)state;
	size_t length = 7;
	kepu_error *err = NULL;
	kepu_load_options *other;
	(void)state;
	assert_int_equal(kepu_plan_to_facts(NULL, &bytes, &length, &err), KEPU_ERROR_ARGUMENT);
	assert_null(bytes);
	assert_int_equal(length, 0);
	kepu_error_free(err);
	assert_int_equal(kepu_matrix_to_csv(NULL, 0, &bytes, &length, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_load_options_new(&other, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_to_facts((kepu_plan *)(void *)other, &bytes, NULL, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_int_equal(kepu_plan_to_facts((kepu_plan *)(void *)other, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_matrix_to_csv((kepu_matrix *)(void *)other, 0, &bytes, NULL, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_int_equal(kepu_matrix_to_csv((kepu_matrix *)(void *)other, 0, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	kepu_load_options_free(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_nothing), cmocka_unit_test(test_all),
		                                cmocka_unit_test(test_precisions), cmocka_unit_test(test_csv),
		                                cmocka_unit_test(test_arguments) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
