/* Pages to paragraphs: how markup is read, what a page shows as lines, which of them are the notice. */
#include "io/decode.h"
#include "io/html.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define BYTES(text) (text), sizeof text - 1
#define SHOWN 8192

/* The paragraphs of a page in one text, a bar behind each. */
static const char *lines_of(const char *page, size_t length)
{
	static char shown[SHOWN];
	kp_paragraphs list;
	kepu_error *err = NULL;
	size_t at = 0;
	shown[0] = '\0';
	if (kp_decode_text(page, length, "page", &list, &err))
		fail_msg("%s", kepu_error_message(err, KEPU_LANG_EN, NULL));
	for (size_t i = 0; i < list.count; i++)
		at += (size_t)snprintf(shown + at, sizeof shown - at, "%.*s|", (int)list.items[i].length,
		                       list.text + list.items[i].start);
	kp_paragraphs_free(&list);
	return shown;
}

#define assert_lines(page, expected) assert_string_equal(lines_of(BYTES(page)), expected)

static void test_lines(void **state)
{
	(void)state;
	assert_lines("<p>一。</p><p>二。</p>", "一。|二。|");
	assert_lines("<div>一。<br>二。<br/>三。</div>", "一。|二。|三。|");
	assert_lines("<div>一。<div>二。</div>三。</div>", "一。|二。|三。|");
	assert_lines("<P>一。<P>二。<DIV>三。", "一。|二。|三。|");
	assert_lines("<table><tr><td>一。<td>二。<tr><th>三。</table>", "一。|二。|三。|");
	/* an empty line where the page shows one; several are one */
	assert_lines("<p>一。</p><p></p><p>二。</p>", "一。|二。|");
	assert_lines("<p>一。</p><p>&nbsp;</p><p>二。</p>", "一。||二。|");
	assert_lines("<div>一。<br><br><br>二。</div>", "一。||二。|");
}

static void test_white_space(void **state)
{
	(void)state;
	assert_lines("<p>\n\t一。\r\n  二 \t 三  </p>", "一。 二 三|");
	assert_lines("<p>　　一。&nbsp;二</p>", "　　一。\xc2\xa0二|");
	assert_lines("<p>a <b> b</b></p><p>20<span>2</span>4年。</p>", "a b|2024年。|");
	assert_lines("<pre>一。\n二。\r\n\r\n三。</pre>", "一。|二。||三。|");
	assert_lines("<p style='white-space: pre-wrap'>一。\n二。</p>", "一。|二。|");
	/* an indent that only a style gives is one, too: broken lines are told by it; unless every line has it */
	assert_lines("<p style='text-indent:2em'>一。</p><p style='text-indent:2em'>二。</p>", "一。|二。|");
	assert_lines("<p style='text-indent:2em'>一。<br>二。</p><p style='text-indent:0'>三。</p>", "　　一。|二。|三。|");
}

static void test_references(void **state)
{
	(void)state;
	assert_lines("<p>&ldquo;一&rdquo;&#12289;&#x4E8C;&mdash;&hellip;&middot;&amp;&lt;b&gt;。</p>",
	             "“一”、二—…·&<b>。|");
	assert_lines("<p>&nbsp一&ensp;二&copy。</p>", "\xc2\xa0一\xe2\x80\x82二©。|");
	/* numbers of Windows, of nothing, and what is no reference */
	assert_lines("<p>&#147;一&#148;&#151;。</p>", "“一”—。|");
	assert_lines("<p>一&二&nonsense;&#;&#x;&。</p>", "一&二&nonsense;&#;&#x;&。|");
	assert_lines("<p>&#0;&#xD800;&#x110000;&#99999999999999999999;。</p>", "����。|");
	assert_lines("<p>一&#1;&#xFFFE;二。</p>", "一二。|");
}

static void test_markup(void **state)
{
	(void)state;
	assert_lines("<p>一<!-- 二<p> -->三<!-->四<![if !x]>五<![endif]>六<?xml a='b'?>七。</p>", "一三四五六七。|");
	assert_lines("<p>1<2，3>2，<<纲要>>，< b>，</ p>。</p>", "1<2，3>2，<<纲要>>，< b>，。|");
	assert_lines("<p title='>二<' alt=\"'\" x=>一。</p>", "一。|");
	assert_lines("<p>一<script>if (a</b) '</p>二'</script>。<style>三</STYLE >四<title>五</title></p>", "一。四|");
	assert_lines("<p>一<o:p>二</o:p><st1:date x>三</st1:date>。</p>", "一二三。|");
	/* what is not shown */
	assert_lines("<p>一<span style='DISPLAY : none'>二<b>三</b></span><i hidden>四</i>。</p>", "一。|");
	assert_lines("<p>一<select><option>二</select><button>三</button><noscript>四</noscript>。</p>", "一。|");
	assert_lines("<div style='display:none'><div>一</div>二。</div><p>三。</p>", "三。|");
	/* what is cut off or crossed */
	assert_lines("<p>一。<p>二。<a href='", "一。|二。|");
	assert_lines("<p>一。<!-- 二", "一。|");
	assert_lines("<p>一。</div></td></table></p></x>二。", "一。|二。|");
	assert_lines("<b><p>一</b>二。</p><i>三", "一二。|三|");
}

static void test_numbered_lists(void **state)
{
	(void)state;
	assert_lines("<ol><li>一样。<li>二样。</ol>", "1.一样。|2.二样。|");
	assert_lines("<ol start=3><li><p>甲。</p><p>乙。</p></li><li value='7'>丙。</li><li>丁。</ol>",
	             "3.甲。|乙。|7.丙。|8.丁。|");
	assert_lines("<ol style='list-style-type:simp-chinese-informal'><li>甲。<li>乙。</ol>", "一、甲。|二、乙。|");
	assert_lines("<ol type=a><li>甲。</ol><ol type='I'><li>甲。<li>乙。</ol>", "a.甲。|I.甲。|II.乙。|");
	assert_lines("<ol reversed start=2><li>甲。<li>乙。</ol>", "2.甲。|1.乙。|");
	/* in a list within a list the mark of that level stands */
	assert_lines("<ol><li>甲。<ol><li>乙。<ol><li>丙。</ol><li>丁。</ol><li>戊。</ol>",
	             "1.甲。|（1）乙。|①丙。|（2）丁。|2.戊。|");
	/* numbers that are in the text are not written twice; lists that show none have none */
	assert_lines("<ol><li>1.甲。<li>（二）乙。<li>三、丙。<li>2020年丁。</ol>",
	             "1.甲。|（二）乙。|三、丙。|4.2020年丁。|");
	assert_lines("<ol style='list-style:none'><li>甲。</ol><ul><li>乙。</ul>", "甲。|乙。|");
}

static const char *const page_begin =
	"<!DOCTYPE html><html><head><meta charset=utf-8><title>某县科普工作要点_某县政府</title></head><body>"
	"<ul><li><a href=1>首页</a><li><a href=2>政务公开</a><li><a href=3>办事服务</a></ul>"
	"<div>当前位置：<a href=1>首页</a> &gt; <a href=2>政务公开</a></div>";
static const char *const page_end =
	"<div>分享到：<a href=#>微信</a></div><div>上一篇：<a href=#>某县科普工作总结</a></div>"
	"<div>主办：某县政府办公室 某ICP备01234567号</div></body></html>";

/* The lines of the page's article. */
static const char *article_of(const char *above, const char *article)
{
	char page[SHOWN];
	int length = snprintf(page, sizeof page, "%s%s%s%s", page_begin, above, article, page_end);
	assert_true(length > 0 && (size_t)length < sizeof page);
	return lines_of(page, (size_t)length);
}

#define MATTER \
	"<p>一、办好科普日，全年活动不少于20场。（县科协、县教育局）</p><p>二、建好科普馆，每个乡镇建一座。（县科协）</p>"
#define MATTER_LINES \
	"一、办好科普日，全年活动不少于20场。（县科协、县教育局）|二、建好科普馆，每个乡镇建一座。（县科协）|"

static void test_article(void **state)
{
	(void)state;
	assert_string_equal(
		article_of("<h1>某县科普工作要点</h1><p>来源：县科协 时间：2024-01-02</p>", "<div>" MATTER "</div>"),
		"某县科普工作要点|" MATTER_LINES);
	/* the title once, though the article repeats it; and where the page shows it as its name only */
	assert_string_equal(article_of("<h1>某县科普工作要点</h1>", "<div><p>某县科普工作要点</p>" MATTER "</div>"),
	                    "某县科普工作要点|" MATTER_LINES);
	assert_string_equal(article_of("<meta name=ArticleTitle content='某县科普工作要点'>", "<div>" MATTER "</div>"),
	                    "某县科普工作要点||" MATTER_LINES);
	/* a letter in an element beside that of the plan, a signature below it */
	assert_string_equal(article_of("<div><p>各乡镇人民政府：</p><p>现将要点发给你们，请认真落实。</p></div>",
	                               "<div>" MATTER MATTER MATTER
	                               "</div><div><p>某县科学技术协会</p><p>2024年1月2日</p></div>"),
	                    "各乡镇人民政府：|现将要点发给你们，请认真落实。|" MATTER_LINES MATTER_LINES MATTER_LINES
	                    "某县科学技术协会|2024年1月2日|");
	/* a list of links amid the text is left out, a link in a sentence and names of annexes are not */
	assert_string_equal(
		article_of("",
	               "<div>" MATTER "<ul><li><a href=1>相关一</a><li><a href=2>相关二</a><li><a href=3>相关三</a></ul>"
	               "<p>三、落实<a href=4>《纲要》</a>，办好展览。</p><p>附件：1.<a href=5>任务表.docx</a></p></div>"),
		MATTER_LINES "三、落实《纲要》，办好展览。|附件：1.任务表.docx|");
}

/* The number that the index table has stands above the notice; nothing else of the table does. */
static void test_index_table(void **state)
{
	(void)state;
	assert_string_equal(
		article_of(
			"<table><tr><td>索 引 号：<td>A-1<td>发文字号：<td>某科发〔2024〕3号<tr><td>成文日期<td>2024-01-02</table>"
			"<h1>某县科普工作要点</h1>",
			"<div>" MATTER "</div>"),
		"发文字号：某科发〔2024〕3号||某县科普工作要点|" MATTER_LINES);
	assert_string_equal(
		article_of("<table><tr><td>文&nbsp;&nbsp;号<td>某科发〔2024〕3号<td>公开日期<td>2024-1-2</table>"
	               "<h1>某县科普工作要点</h1>",
	               "<div>" MATTER "</div>"),
		"文号：某科发〔2024〕3号||某县科普工作要点|" MATTER_LINES);
	assert_string_equal(
		article_of("<p>索引号: A-1 文件编号: 某科发〔2024〕3号 生成日期: 2024-01-02</p><h1>某县科普工作要点</h1>",
	               "<div>" MATTER "</div>"),
		"文件编号:某科发〔2024〕3号||某县科普工作要点|" MATTER_LINES);
}

/* A page of nothing but links has no article: what is no link is read, of nothing but links all. */
static void test_no_article(void **state)
{
	(void)state;
	assert_lines("<ul><li><a href=1>一、某方案</a><li><a href=2>二、某要点</a></ul>共2条", "共2条|");
	assert_lines("<a href=1>一、某方案</a>", "一、某方案|");
	assert_lines("<html><script>load('article')</script></html>", "");
}

static void test_source_lines(void **state)
{
	(void)state;
	kp_paragraphs list;
	const char page[] = "<html>\n<p>一。</p>\r\n<p\nclass=x>\n二\n三。<br>四。\r<br>\n</p>";
	static const uint32_t expected[] = { 2, 5, 6 };
	assert_int_equal(kp_decode_text(page, sizeof page - 1, NULL, &list, NULL), KEPU_OK);
	assert_int_equal(list.count, 3);
	for (size_t i = 0; i < 3; i++)
		assert_int_equal(list.items[i].line, expected[i]);
	kp_paragraphs_free(&list);
}

/* What a page says of its encoding, and what its bytes are. */
static void test_charset(void **state)
{
	(void)state;
#define LABEL(label) "<meta http-equiv=Content-Type content='text/html; charset=" label "'>"
	/* gb2312 means GB18030: 镕 is in GBK, 㐀 takes four bytes */
	assert_lines(LABEL("gb2312") "<p>\xbf\xc6\xe9\x46\x81\x39\xee\x39\xc6\xd5\xa1\xa3", "科镕㐀普。|");
	assert_lines(LABEL("GBK") "<p>\xbf\xc6\xc6\xd5", "科普|");
	assert_lines("<meta charset=\"utf-8\"><p>科普", "科普|");
	assert_lines("<p>\xbf\xc6\xc6\xd5", "科普|");
	/* it lies: the bytes are the other one */
	assert_lines(LABEL("gb2312") "<p>全民科学素质行动。", "全民科学素质行动。|");
	assert_lines(LABEL("utf-8") "<p>\xbf\xc6\xc6\xd5\xbf\xc6\xc6\xd5", "科普科普|");
	/* two bytes that could be both count as what the page says */
	assert_lines(LABEL("gb2312") "<p>\xd2\xbb\xa1\xa3", "一。|");
	assert_lines("<?xml version='1.0' encoding='GBK'?><!DOCTYPE html><html><p>\xbf\xc6\xc6\xd5", "科普|");
	assert_lines("\xef\xbb\xbf" LABEL("gb2312") "<p>科普", "科普|");
	assert_lines("\xff\xfe<\0p\0>\0\x00\x4e", "一|");
	/* western labels come from servers, not from authors */
	assert_lines(LABEL("iso-8859-1") "<p>\xbf\xc6\xc6\xd5", "科普|");
}

static void test_other_charset(void **state)
{
	(void)state;
	kp_paragraphs list;
	kepu_error *err = NULL;
	assert_int_equal(kp_decode_text(BYTES(LABEL("big5") "<p>\xac\xec\xb4\xb6"), NULL, &list, &err),
	                 KEPU_ERROR_ENCODING);
	assert_non_null(strstr(kepu_error_message(err, KEPU_LANG_EN, NULL), "big5"));
	kepu_error_free(err);
	assert_lines(LABEL("big5") "<p>abc", "abc|");
}

/* <meta> far behind the start, as portals with scripts first have it. */
static void test_late_charset(void **state)
{
	(void)state;
	char *page = malloc(20000);
	assert_non_null(page);
	size_t length = (size_t)sprintf(page, "<html><head><script>");
	memset(page + length, 'x', 9000);
	length += 9000;
	length += (size_t)sprintf(page + length, "</script>" LABEL("gb2312") "</head><p>\xbf\xc6\xc6\xd5");
	assert_string_equal(lines_of(page, length), "科普|");
	free(page);
}

/* Hundreds of thousands of whatever is hard on a parser: the sound line is still there. */
static void test_hostile(void **state)
{
	(void)state;
	static const char *const parts[] = { "<div>",
		                                 "</span>",
		                                 "<font><p>",
		                                 "<b><i>",
		                                 "a=1 ",
		                                 "<a href=x>",
		                                 "<table><tr><td>",
		                                 "<ol><li>",
		                                 "&nbsp;",
		                                 "&#x4e00",
		                                 "<!--",
		                                 "<!",
		                                 "<br>",
		                                 "</p>",
		                                 "<select>",
		                                 "\"'",
		                                 "<title>",
		                                 "<span style='display:none'>",
		                                 "&",
		                                 "<" };
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
		enum { COUNT = 40000 };
		size_t length = strlen(parts[i]), at = 0;
		char *page = malloc(COUNT * length + 200);
		assert_non_null(page);
		at += (size_t)sprintf(page, "<html><p>一、办好科普日，全年不少于20场。</p><div ");
		page[at++] = parts[i][0] == 'a' ? ' ' : '>';
		for (size_t k = 0; k < COUNT; k++, at += length)
			memcpy(page + at, parts[i], length);
		kp_paragraphs list;
		assert_int_equal(kp_decode_text(page, at, NULL, &list, NULL), KEPU_OK);
		assert_true(list.count >= 1);
		assert_memory_equal(list.text + list.items[0].start, "一、", 6);
		kp_paragraphs_free(&list);
		free(page);
	}
}

/* Cut off anywhere, and with any byte replaced, a page still gives paragraphs of sound text. */
static void test_damaged(void **state)
{
	(void)state;
	char page[SHOWN];
	int length = snprintf(page, sizeof page, "%s<ol><li>甲&nbsp;<b>乙</b><li>丙。</ol><!--x-->" MATTER "%s", page_begin,
	                      page_end);
	for (int i = 1; i < length; i++) {
		kp_paragraphs list;
		assert_int_equal(kp_decode_text(page, (size_t)i, NULL, &list, NULL), KEPU_OK);
		kp_paragraphs_free(&list);
		for (const char *c = "<>&\"'/\x01\xff"; *c; c++) {
			char kept = page[i];
			page[i] = *c;
			assert_int_equal(kp_decode_text(page, (size_t)length, NULL, &list, NULL), KEPU_OK);
			kp_paragraphs_free(&list);
			page[i] = kept;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),       cmocka_unit_test(test_white_space),    cmocka_unit_test(test_references),
		cmocka_unit_test(test_markup),      cmocka_unit_test(test_numbered_lists), cmocka_unit_test(test_article),
		cmocka_unit_test(test_index_table), cmocka_unit_test(test_no_article),     cmocka_unit_test(test_source_lines),
		cmocka_unit_test(test_charset),     cmocka_unit_test(test_other_charset),  cmocka_unit_test(test_late_charset),
		cmocka_unit_test(test_hostile),     cmocka_unit_test(test_damaged),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
