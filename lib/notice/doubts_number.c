/* What stands beside a number: a measure word that is gone, words of comparison that were misread, days without a date. */
#include "notice/doubts.h"

/* What is counted or measured, the usual ones first; more than binds, as a number before any of these is sound. The second
 * half are words that a number may stand before in other ways: 20余, 5至8, 100以上, 8县, 12大. */
static const char32_t *const measures[] = {
	U"%",  U"个", U"年", U"人", U"名",   U"次",   U"场", U"所", U"家",   U"万", U"亿", U"千",   U"百", U"项",
	U"件", U"月", U"日", U"号", U"期",   U"座",   U"支", U"台", U"套",   U"部", U"篇", U"册",   U"本", U"户",
	U"处", U"间", U"节", U"门", U"学时", U"课时", U"学", U"平", U"公",   U"元", U"份", U"块",   U"幅", U"集",
	U"班", U"批", U"亩", U"例", U"对",   U"组",   U"堂", U"只", U"小时", U"天", U"分", U"秒",   U"类", U"条",
	U"种", U"株", U"站", U"位", U"届",   U"辆",   U"架", U"艘", U"栋",   U"层", U"米", U"厘米", U"吨", U"斤",
	U"升", U"度", U"倍", U"成", U"周",   U"岁",   U"级", U"等", U"轮",   U"步", U"点", U"时",   U"字", U"句",
	U"页", U"章", U"款", U"票", U"盏",   U"面",   U"盒", U"箱", U"车",   U"路", U"线", U"频",   U"首", U"幕",
	U"代", U"维", U"型", U"版", U"刻",   U"双",   U"起", U"宗", U"枚",   U"张", U"把", U"颗",   U"段", U"片",
	U"头", U"匹", U"口", U"室", U"厅",   U"刊",   U"枝", U"星", U"强",   U"佳", U"员", U"里",   U"瓦", U"兆",

	U"余", U"多", U"来", U"几", U"至",   U"到",   U"或", U"和", U"与",   U"及", U"以", U"左",   U"上", U"下",
	U"后", U"前", U"大", U"县", U"市",   U"区",   U"镇", U"乡", U"村",   U"街", U"省", U"州",   U"旗", U"社区",
	U"校", U"园", U"馆", NULL,
};

size_t kp_measure_length(const kp_text *t, size_t at, size_t end)
{
	if (at < end && (t->fold[at] == U'年' || t->fold[at] == U'%')) /* most numbers are years and shares */
		return 1;
	return kp_match_any(t, at, end, measures);
}

static bool is_han(const kp_text *t, size_t at)
{
	return t->fold[at] >= 0x3400 && !(t->class[at] & (KP_OPEN | KP_CLOSE | KP_PAUSE | KP_STOP | KP_NUMERAL));
}

static bool holds(const char32_t *set, char32_t c)
{
	while (*set && *set != c)
		set++;
	return *set != 0;
}

/* 达倒11%, 趋过30万人, 不小干5次: nearly a word that numbers are compared with. */
static bool odd_before(const kp_text *t, size_t start, size_t at)
{
	if (at < start + 3 || !is_han(t, at - 1) || !is_han(t, at - 2))
		return false;
	char32_t last = t->fold[at - 1], middle = t->fold[at - 2], first = t->fold[at - 3];
	if (last == middle || (middle == first && last == U'于'))
		return !holds(U"年人天月每", last);
	if (middle == U'到' && last == U'达')
		return true;
	if (middle == U'达')
		return !holds(U"到至成约近数了过", last);
	if (last == U'于')
		return first == U'不' && !holds(U"少低高多小大晚早迟短长下", middle);
	return last == U'过' && !holds(U"超不度经通越高胜能可", middle) && first != U'不';
}

/* 2万以土, 50人在右 */
static bool odd_behind(const kp_text *t, size_t at, size_t end)
{
	if (at + 1 >= end)
		return false;
	if (t->fold[at] == U'以')
		return !holds(U"上下内外后前来及", t->fold[at + 1]) &&
		       (at + 2 == end || t->fold[at + 2] == U'的' || !is_han(t, at + 2));
	if (t->fold[at] == U'左' || t->fold[at] == U'右')
		return t->fold[at] != U'左' || t->fold[at + 1] != U'右';
	return (t->fold[at + 1] == U'右' && t->fold[at] != U'左');
}

/* What is done to things that are counted, up to the number. */
static bool counted(const kp_text *t, size_t start, size_t at)
{
	static const char32_t *const acts[] = { U"建成",   U"新建", U"建设",   U"新增",   U"举办",   U"开展", U"安排",
		                                    U"培训",   U"达到", U"不少于", U"不低于", U"不超过", U"超过", U"至少",
		                                    U"配备",   U"每年", U"每月",   U"招聘",   U"创建",   U"打造", U"组织",
		                                    U"培育",   U"覆盖", U"全部",   U"设立",   U"建有",   U"设置", U"选派",
		                                    U"各举办", U"接待", U"编写",   U"推出",   U"人均",   U"总数", U"共",
		                                    U"遴选",   U"认定", U"有",     U"、",     NULL };
	return kp_ends_any(t, start, at, acts) > 0;
}

static bool bounded(const kp_text *t, size_t at, size_t end)
{
	return at >= end || (t->class[at] & (KP_PAUSE | KP_STOP));
}

/* 3.00人次, 000人: what is left where a sign has come between the digits. */
static bool odd_digits(const kp_text *t, size_t at, size_t digits)
{
	size_t end = at;
	bool point = false;
	while (end < digits && (kp_is(t, end, KP_DIGIT) || t->fold[end] == U'.'))
		point = t->fold[end++] == U'.' || point;
	if (end < at + 2)
		return false;
	return point ? t->fold[end - 1] == U'0' : t->fold[at] == U'0';
}

/* 到2025，全县: a year that is said to be none. */
static bool lacks_year(const kp_text *t, kp_range line, size_t at, size_t behind)
{
	static const char32_t before[] = U"到至于在自从、,;。(";
	int32_t year;
	if (kp_year(t, at, line.end, &year) != behind - at || behind >= line.end)
		return false;
	return (at == line.start || holds(before, t->fold[at - 1])) &&
	       (t->fold[behind] == U',' ||
	        (is_han(t, behind) && t->fold[behind] != U'版' && kp_measure_length(t, behind, line.end) == 0));
}

/* 至少建成1综合性场馆, 新建驿站15，, 80的村: a number with nothing that it counts. */
static bool lacks_measure(const kp_text *t, kp_range line, size_t at, size_t behind)
{
	static const char32_t *const rises[] = { U"提高", U"增长", U"增加", U"提升", U"上升", U"下降", U"的", NULL };
	static const char32_t *const names[] = { U"附件", U"第", U"表", U"图", U"类型", U"前", U"附", U"序号", NULL };
	if (at == line.start || behind - at > 6 || kp_ends_any(t, line.start, at, names) > 0)
		return false;
	if (kp_is(t, at - 1, KP_PAUSE | KP_STOP))
		return behind < line.end && t->fold[behind] == U'的';
	if (!is_han(t, at - 1))
		return false;
	if (bounded(t, behind, line.end))
		return behind - at < 4 && t->fold[at - 1] != U'年' && !(kp_is(t, behind, KP_PAUSE) && t->fold[behind] == U'、');
	if (!is_han(t, behind) && !(t->class[behind] & KP_OPEN))
		return false;
	if (kp_match_any(t, behind, line.end, rises) > 0)
		return true;
	return is_han(t, behind) && (bounded(t, behind + 1, line.end) || counted(t, line.start, at));
}

/* 〔2022〕17, 2022〕17号: a number of a document without its bracket or its end. */
static bool odd_document_number(const kp_text *t, kp_range line, size_t at, size_t behind)
{
	int32_t year;
	if (kp_year(t, at, line.end, &year) != behind - at || behind + 1 >= line.end || !kp_is(t, behind, KP_CLOSE) ||
	    !kp_is(t, behind + 1, KP_DIGIT))
		return false;
	size_t end = behind + 1;
	while (end < line.end && kp_is(t, end, KP_DIGIT))
		end++;
	return at == line.start || !kp_is(t, at - 1, KP_OPEN) || end == line.end || t->fold[end] != U'号';
}

bool kp_doubt_number(kp_reading *r, kp_range line, size_t *i)
{
	const kp_text *t = &r->text;
	kp_decimal value;
	size_t at = *i, n = kp_number(t, at, line.end, &value), behind = at + (n > 0 ? n : 1);
	*i = behind;
	if (n == 0 || (at > line.start && (t->fold[at - 1] == U'.' || kp_is(t, at - 1, KP_DIGIT))))
		return true;
	size_t measure = kp_measure_length(t, behind, line.end);
	if (measure > 0 && t->fold[behind] != U'版' && odd_digits(t, at, behind) &&
	    !kp_doubt_range(r, KEPU_FINDING_NUMBER_ODD, (kp_range){ at, behind }))
		return false;
	if ((measure == 0 && lacks_year(t, line, at, behind)) || odd_document_number(t, line, at, behind))
		return kp_doubt_range(r, KEPU_FINDING_NUMBER_ODD, (kp_range){ at, behind });
	if (measure == 0 && lacks_measure(t, line, at, behind))
		return kp_doubt_range(r, KEPU_FINDING_MEASURE_LOST, (kp_range){ at, behind });
	if (measure == 0)
		return true;
	bool year = t->fold[behind] == U'年', month = t->fold[behind] == U'月'; /* 2022年月28日, 3月日 */
	if (behind + 1 < line.end && ((year && t->fold[behind + 1] == U'月') || (month && t->fold[behind + 1] == U'日')))
		return kp_doubt_range(r, KEPU_FINDING_NUMBER_LOST, (kp_range){ behind, behind + 2 });
	if (odd_before(t, line.start, at) && !kp_doubt_range(r, KEPU_FINDING_NUMBER_ODD, (kp_range){ at - 3, at }))
		return false;
	behind += measure;
	if (behind < line.end && t->fold[behind] == U'次') /* 人次 */
		behind++;
	return !odd_behind(t, behind, line.end) ||
	       kp_doubt_range(r, KEPU_FINDING_NUMBER_ODD, (kp_range){ behind, behind + 2 });
}
