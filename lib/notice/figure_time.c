/* Time words: deadlines, years, and how often. */
#include "notice/figure.h"

static size_t five_year_plan(const kp_text *t, size_t at, size_t end, int32_t *last)
{
	static const char32_t *const words[] = { U"十一五", U"十二五", U"十三五", U"十四五", U"十五五", U"十六五" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (kp_match(t, at, end, words[i])) {
			*last = 2010 + 5 * (int32_t)i;
			return 3;
		}
	}
	return 0;
}

/* 两年举办一次: said with the count behind. */
static size_t two_years(const kp_text *t, size_t at, size_t end, kp_time *time)
{
	static const char32_t *const counts[] = { U"一次", U"一届", U"1次", U"1届", NULL };
	size_t n = kp_match(t, at, end, U"两年");
	size_t stop = at + 16 < end ? at + 16 : end;
	if (n == 0 || kp_find_any(t, at + n, stop, counts, NULL) == KP_NONE)
		return 0;
	*time = (kp_time){ 0, KEPU_EVERY_BIENNIAL, false };
	return n;
}

/* 每两年, 每2年 */
static size_t every_years(const kp_text *t, size_t at, size_t end, kp_time *time)
{
	static const char32_t *const annual[] = { U"每年度", U"每年", U"年均", U"逐年", U"每个年度", U"每学年", NULL };
	static const char32_t *const biennial[] = { U"每两年", U"每2年", U"每二年", U"每隔一年", U"隔年", NULL };
	size_t n = kp_match_any(t, at, end, annual);
	if (n > 0) {
		*time = (kp_time){ 0, KEPU_EVERY_ANNUAL, false };
		return n;
	}
	n = kp_match_any(t, at, end, biennial);
	if (n > 0)
		*time = (kp_time){ 0, KEPU_EVERY_BIENNIAL, false };
	return n > 0 ? n : two_years(t, at, end, time);
}

/* 今年, 年内: the notice's own year, else that of a plan for one year. 三年内: counted from it. */
static size_t this_year(const kp_reading *r, size_t at, size_t end, kp_time *time)
{
	static const char32_t *const words[] = { U"今年",   U"年内", U"本年度", U"本年", U"全年",
		                                     U"年底前", U"年底", U"年末",   U"当年", NULL };
	const kp_head *head = &r->head;
	bool yearly = head->first_year != 0 && head->first_year == head->last_year;
	int32_t year = yearly ? head->last_year : head->issue_year;
	size_t n = kp_match_any(&r->text, at, end, words);
	if (n == 0 || (at > 0 && kp_is(&r->text, at - 1, KP_DIGIT | KP_NUMERAL)))
		return 0;
	if (kp_match(&r->text, at, end, U"全年") && !yearly)
		*time = (kp_time){ 0, KEPU_EVERY_ANNUAL, false };
	else
		*time = (kp_time){ year, KEPU_EVERY_ONCE, false };
	return n;
}

/* 由上年的20%提升到35%: the year before, where a level is compared with what it was. */
static size_t last_year(const kp_reading *r, size_t at, size_t end, kp_time *time)
{
	static const char32_t *const words[] = { U"上年", U"上一年", U"去年", NULL };
	static const char32_t *const behind[] = { U"的", U"末的", U"底的", NULL };
	const kp_head *head = &r->head;
	int32_t year = head->issue_year != 0 ? head->issue_year : head->first_year;
	size_t n = kp_match_any(&r->text, at, end, words), of = n ? kp_match_any(&r->text, at + n, end, behind) : 0;
	if (of == 0 || year == 0 || !kp_is(&r->text, at + n + of, KP_DIGIT | KP_NUMERAL))
		return 0;
	*time = (kp_time){ year - 1, KEPU_EVERY_ONCE, true };
	return n + of - 1;
}

/* 五年累计, 三年培训: the total over the period, whatever was said of each year. */
static size_t over_years(const kp_text *t, size_t at, size_t end, kp_time *time)
{
	kp_decimal count;
	size_t n = kp_number(t, at, end, &count);
	static const char32_t *const acts[] = { U"年计划", U"年认证", U"年选派", U"年轮训", U"年支持", U"年累计",
		                                    U"年共",   U"年培训", U"年培育", U"年建成", U"年新建", U"年新增",
		                                    U"年招聘", U"年完成", U"年组织", NULL };
	if (n == 0 || n > 2 || !kp_match_any(t, at + n, end, acts) ||
	    (at > 0 && (t->fold[at - 1] == U'每' || t->fold[at - 1] == U'第')))
		return 0;
	*time = (kp_time){ 0, KEPU_EVERY_ONCE, false };
	return n + 1;
}

/* 年接待观众, 年度总阅读量: a rate for each year. What could be reached (年接待能力) is none. */
static size_t yearly_rate(const kp_text *t, size_t at, size_t end, kp_time *time)
{
	static const char32_t *const acts[] = { U"年接待", U"年培训", U"年服务", U"年开展", U"年举办", U"年更新",
		                                    U"年受益", U"年开放", U"年授课", U"年帮扶", U"年巡展", U"年巡讲",
		                                    U"年参观", U"年组织", U"年推送", U"年产",   U"年点击", U"年阅读",
		                                    U"年访问", U"年播放", U"年浏览", U"年发行", U"年度总", NULL };
	static const char32_t *const before[] = { U"基地", U"中心", U"园",   U"站",   U"平台", U"后",   U"预计",
		                                      U"力争", U"实现", U"确保", U"馆",   U"全省", U"全市", U"全州",
		                                      U"全盟", U"全县", U"全区", U"全旗", NULL };
	size_t n = kp_match_any(t, at, end, acts);
	bool opens =
		at == 0 || (t->class[at - 1] & (KP_PAUSE | KP_STOP)) || kp_ends_any(t, at > 2 ? at - 2 : 0, at, before);
	if (n == 0 || !opens || kp_match(t, at + n, end, U"能力") > 0)
		return 0;
	*time = (kp_time){ 0, KEPU_EVERY_ANNUAL, false };
	return 1;
}

static size_t within_years(const kp_reading *r, size_t at, size_t end, kp_time *time)
{
	kp_decimal count;
	size_t n = kp_number(&r->text, at, end, &count);
	if (n == 0 || !kp_match(&r->text, at + n, end, U"年内") || count.scale != 0 || count.coefficient > 20 ||
	    r->head.issue_year == 0)
		return 0;
	*time = (kp_time){ r->head.issue_year + (int32_t)count.coefficient, KEPU_EVERY_ONCE, false };
	return n + 2;
}

static size_t calendar_year(const kp_text *t, size_t at, size_t end, kp_time *time)
{
	static const char32_t *const until[] = { U"到", U"至", U"力争到", U"截止到", U"截至到", NULL };
	static const char32_t *const behind[] = { U"年年底前", U"年年末前", U"年年底", U"年年末", U"年底前", U"年末前",
		                                      U"年底",     U"年末",     U"年前",   U"年",     NULL };
	static const char32_t *const past[] = { U"截至", U"截止", NULL };
	int32_t first, last;
	size_t aim = kp_match_any(t, at, end, until), so_far = aim ? 0 : kp_match_any(t, at, end, past);
	size_t i = at + aim + so_far;
	if (i >= end || !kp_is(t, i, KP_DIGIT | KP_NUMERAL))
		return 0;
	size_t n = kp_year(t, i, end, &last), mark = n ? kp_match_any(t, i + n, end, behind) : 0;
	if (mark == 0) {
		n = kp_year_range(t, i, end, &first, &last);
		if (n == 0 || first == last)
			return 0;
	}
	static const char32_t *const since[] = { U"以来", U"起", U"开始", NULL };
	static const char32_t *const from[] = { U"自", U"从", NULL };
	static const char32_t *const than[] = { U"比", U"较", U"同", U"与", NULL };
	size_t behind_it = i + n + mark, before = at > 2 ? at - 2 : 0;
	if (aim == 0 && (kp_match_any(t, behind_it, end, since) > 0 || kp_ends_any(t, before, at, from) > 0))
		return 0; /* tells when something began */
	if (aim == 0 && kp_ends_any(t, before, at, than) > 0 && kp_match(t, behind_it, end, U"的") == 0)
		return 0; /* 比2020年缩小1.5个百分点: what is compared with, and nothing is due then */
	*time = (kp_time){ last, KEPU_EVERY_ONCE, aim == 0 };
	return i + n + mark - at;
}

#define BEGINS(letter) [letter & 127] = letter

const char32_t kp_time_letters[128] = {
	BEGINS(U'到'), BEGINS(U'至'), BEGINS(U'力'), BEGINS(U'截'), BEGINS(U'每'), BEGINS(U'年'),
	BEGINS(U'逐'), BEGINS(U'今'), BEGINS(U'本'), BEGINS(U'全'), BEGINS(U'当'), BEGINS(U'上'),
	BEGINS(U'去'), BEGINS(U'“'),  BEGINS(U'‘'),  BEGINS(U'"'),  BEGINS(U'「'),
};

/* A number with 年 behind it, as within_years and over_years want it. */
static bool counts_years(const kp_text *t, size_t at, size_t end)
{
	size_t i = at;
	while (i < end && (kp_is(t, i, KP_DIGIT | KP_NUMERAL) || t->fold[i] == U'.'))
		i++;
	return i > at && i < end && t->fold[i] == U'年';
}

size_t kp_time_at(const kp_reading *r, size_t at, size_t end, kp_time *time)
{
	const kp_text *t = &r->text;
	int32_t last;
	size_t n = calendar_year(t, at, end, time);
	if (n == 0)
		n = every_years(t, at, end, time);
	if (n == 0 && counts_years(t, at, end)) {
		n = within_years(r, at, end, time);
		if (n == 0)
			n = over_years(t, at, end, time);
	}
	if (n == 0)
		n = yearly_rate(t, at, end, time);
	if (n == 0)
		n = this_year(r, at, end, time);
	if (n == 0)
		n = last_year(r, at, end, time);
	static const char32_t *const until[] = { U"到", U"至", U"力争到", NULL };
	size_t quote = n == 0 ? kp_match_any(t, at, end, until) : 0;
	quote += at + quote < end && (t->class[at + quote] & KP_QUOTE_OPEN) && t->fold[at + quote] != U'《';
	if (n == 0 && (n = five_year_plan(t, at + quote, end, &last)) > 0) {
		static const char32_t *const spans[] = { U"期间", U"期末", U"末", U"时期", U"规划期", U"以来", NULL };
		n += quote;
		while (at + n < end && (t->class[at + n] & KP_QUOTE_CLOSE))
			n++;
		size_t span = kp_match_any(t, at + n, end, spans);
		if (span == 0 || kp_match(t, at + n, end, U"以来"))
			return 0;
		*time = (kp_time){ last, KEPU_EVERY_ONCE, true };
		n += span;
	}
	return n;
}

/* 2023、2024、2025年: years that the numbers of a clause are due in. */
static size_t listed_years(const kp_text *t, size_t at, size_t end)
{
	int32_t year;
	size_t i = at, n;
	while ((n = kp_year(t, i, end, &year)) > 0 && i + n < end && t->fold[i + n] == U'、')
		i += n + 1;
	return i > at && n > 0 && kp_match(t, i + n, end, U"年") ? i + n + 1 - at : 0;
}

size_t kp_skip_time(const kp_reading *r, kp_range clause, size_t at)
{
	kp_time ignored = { 0, 0, false };
	size_t n;
	while (at < clause.end &&
	       ((n = listed_years(&r->text, at, clause.end)) > 0 || (n = kp_time_word(r, at, clause.end, &ignored)) > 0))
		at += n;
	return at;
}
