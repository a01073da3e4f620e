/* Whom a number holds for: 每个县, 各乡镇, 劳动者都. */
#include "notice/figure.h"

enum { NOUN = 10 }; /* characters; a noun before 各 is not longer */

static const char32_t *const leads[] = { U"力争", U"确保", U"实现", U"基本实现", U"争取", U"使",
	                                     U"做到", U"保证", U"并",   U"其中",     U"要",   U"力争实现",
	                                     U"预计", U"计划", U"保持", U"完成",     U"达成", NULL };

static const char32_t *const per_measures[] = { U"个", U"所", U"名", U"座", U"家", U"位", U"支", U"台",
	                                            U"场", U"户", U"条", U"间", U"处", U"期", NULL };
static const char32_t *const per_stops[] = {
	U"至少", U"不少于", U"不低于", U"每年",     U"年均", U"全年",   U"建",     U"配",     U"设",     U"有",   U"拥有",
	U"开展", U"举办",   U"组织",   U"安排",     U"培训", U"达到",   U"打造",   U"培育",   U"创建",   U"完成", U"新增",
	U"接受", U"参加",   U"累计",   U"分别",     U"力争", U"确保",   U"必须",   U"要",     U"应",     U"须",   U"均",
	U"都",   U"各",     U"到",     U"于",       U"每",   U"平均",   U"人均",   U"面向",   U"开设",   U"开放", U"开讲",
	U"办",   U"招",     U"保持",   U"面积",     U"藏书", U"时长",   U"不小于", U"不超过", U"的",     U"推送", U"播出",
	U"播放", U"更新",   U"召开",   U"听取",     U"调度", U"会商",   U"通报",   U"授课",   U"下乡",   U"在校", U"产出",
	U"邀请", U"邀约",   U"服务",   U"提供",     U"之间", U"可",     U"能",     U"选派",   U"驻点",   U"派驻", U"常驻",
	U"常备", U"选聘",   U"培养",   U"得到",     U"享受", U"最少",   U"超过",   U"发展",   U"推荐",   U"评选", U"制作",
	U"命名", U"明确",   U"使用",   U"建筑面积", U"占地", U"年接待", U"年服务", U"年培训", U"年受益", NULL,
};
/* Behind 各 these stand for one each. */
static const char32_t *const territories[] = { U"县",   U"市",   U"区",   U"旗",   U"盟",   U"州",     U"乡",
	                                           U"镇",   U"街道", U"村",   U"社区", U"学校", U"中小学", U"高校",
	                                           U"街镇", U"苏木", U"嘎查", U"企业", U"单位", U"园区",   U"成员单位",
	                                           U"部门", U"地",   U"农场", U"团场", U"连队", NULL };

/* 各镇之间的差距: nothing that holds for each. */
static bool between(const kp_text *t, kp_range noun, size_t end)
{
	return kp_match(t, noun.end, end, U"之间") > 0 || kp_find(t, noun.start, noun.end, U"之间") != KP_NONE;
}

/* Length of a word at a place that ends the noun before it: 接受, 至少; but 培训班 and 服务站 are nouns. */
static size_t stop_word(const kp_text *t, size_t at, size_t end)
{
	static const char32_t *const nouns[] = { U"班", U"站", U"点", U"中心", U"基地", U"机构", U"所",
		                                     U"室", U"者", U"员", U"团",   U"队",   NULL };
	size_t word = kp_match_any(t, at, end, per_stops);
	return word > 1 && kp_match_any(t, at + word, end, nouns) ? 0 : word;
}

static kp_range noun_after(const kp_text *t, size_t start, size_t end)
{
	size_t i = start;
	for (; i < end; i++) {
		if (t->class[i] & KP_OPEN) {
			size_t close = kp_close(t, i, end);
			i = close == KP_NONE ? i : close;
			continue;
		}
		size_t word = i > start ? stop_word(t, i, end) : 0;
		bool stop = word > 0 && !(t->fold[i] == U'的' && i - start < 3);
		if (t->fold[i] == U'、' && i > start && kp_match_any(t, i + 1, end, territories) > 0)
			continue; /* 每个街道、乡镇; 各区、县（市） */
		if ((t->class[i] & (KP_DIGIT | KP_PAUSE)) || stop)
			break;
	}
	return (kp_range){ start, i };
}

/* 8个县（市）都建有: the number of them is no part of the name. */
static size_t skip_count(const kp_text *t, size_t at, size_t end)
{
	kp_decimal ignored;
	size_t n = kp_number(t, at, end, &ignored);
	return n > 0 ? n + kp_match_any(t, at + n, end, per_measures) : 0;
}

static const char32_t *const spells[] = { U"周", U"月", U"季度", U"季", U"半年", U"学期", U"天", U"日", NULL };

bool kp_per_is_time(const kp_text *t, kp_range per)
{
	return kp_length(per) > 0 && kp_match_any(t, per.start, per.end, spells) == kp_length(per);
}

/* The last 每 before the number that names somebody; of 每名学生每学期 the body counts, not the time. */
static size_t last_each(const kp_text *t, size_t from, size_t number)
{
	static const char32_t *const no_per[] = { U"每年", U"每两年", U"每2年",  U"每二年", U"每学年",
		                                      U"每逢", U"每五年", U"每三年", NULL };
	size_t named = KP_NONE;
	for (size_t i = from; i < number; i++) {
		if (t->fold[i] != U'每' || kp_match_any(t, i, number, no_per))
			continue;
		if (named == KP_NONE || !kp_match_any(t, i + 1, number, spells))
			named = i;
	}
	return named;
}

/* Place of the 各 that opens the clause before a territory, or that a second one takes up: 期间各学校各举办1次. */
static size_t each_territory(const kp_text *t, size_t start, size_t number)
{
	size_t at = kp_find_char(t, start, number, U'各');
	if (at == KP_NONE || !kp_match_any(t, at + 1, number, territories))
		return KP_NONE;
	return at == start || kp_find_char(t, at + 1, number, U'各') != KP_NONE ? at : KP_NONE;
}

/* 区县各不少于50项, 为120所乡村学校各配送1套, 在甲、乙3县各建1座: whom 各 stands behind; nearest before the number. But in
 * 航模、机器人比赛各1场 it parts what is counted. Empty: nobody. */
static kp_range before_each(const kp_text *t, size_t start, size_t number)
{
	static const char32_t *const openers[] = { U"其中", U"为",   U"在",   U"对",   U"向",   U"全市",
		                                       U"全县", U"全省", U"全区", U"全州", U"辖区", NULL };
	kp_range none = { start, start };
	size_t at = number;
	while (at > start && t->fold[at - 1] != U'各')
		at--;
	if (at < start + 2 || at == number || kp_match_any(t, at, number, territories) > 0)
		return none;
	kp_range noun = { --at, at };
	while (noun.start > start && !(t->class[noun.start - 1] & (KP_PAUSE | KP_DIGIT)))
		noun.start--;
	if (noun.start > start && kp_is(t, noun.start - 1, KP_DIGIT))
		noun.start += kp_match_any(t, noun.start, noun.end, per_measures);
	for (size_t n; (n = kp_match_any(t, noun.start, noun.end, openers)) > 0;)
		noun.start += n;
	bool sound =
		kp_length(noun) > 0 && kp_length(noun) <= NOUN && kp_ends_any(t, noun.start, noun.end, territories) > 0;
	return sound ? noun : none;
}

kp_range kp_per_of(const kp_reading *r, kp_range clause, size_t from, size_t number)
{
	const kp_text *t = &r->text;
	kp_range none = { clause.start, clause.start };
	size_t named = last_each(t, from, number);
	if (named == KP_NONE && from != clause.start)
		named = last_each(t, clause.start, number); /* 每村1名组长、2名宣传员 */
	if (named != KP_NONE) {
		size_t i = named;
		size_t measure = kp_match_any(t, i + 1, number, per_measures), start = i + 1 + measure;
		/* 每户接受培训: the measure word is all that is named */
		static const char32_t *const holds[] = { U"有", U"配", U"每", NULL };
		if (measure > 0 &&
		    (start == number || stop_word(t, start, number) > 1 || kp_match_any(t, start, number, holds) > 0))
			start--;
		kp_range noun = noun_after(t, start, number);
		size_t time = kp_match_any(t, noun.start, noun.end, spells);
		if (time > 0)
			noun.end = noun.start + time;
		return between(t, noun, number) ? none : noun;
	}
	size_t household = kp_find(t, clause.start, number, U"户均");
	if (household != KP_NONE)
		return (kp_range){ household, household + 1 };
	size_t start = kp_skip_time(r, clause, clause.start), all_of = each_territory(t, start, number);
	if (all_of != KP_NONE) {
		kp_range noun = noun_after(t, all_of + 1, number);
		return between(t, noun, number) ? none : noun;
	}
	kp_range each = before_each(t, start, number);
	if (kp_length(each) > 0)
		return each;
	size_t all = kp_find(t, start, number, U"都");
	if (all != KP_NONE && all > start + 1) {
		size_t lead;
		while ((lead = kp_match_any(t, start, all, leads)) > 0)
			start += lead;
		start += skip_count(t, start, all);
		return (kp_range){ start, all };
	}
	return none;
}
