/* What a number is called, in the notice's own words. */
#include "notice/figure.h"

static const char32_t *const places[] = { U"全州", U"全区", U"全市",   U"全县", U"全省", U"全旗", U"全盟",
	                                      U"全国", U"我区", U"我市",   U"我县", U"我州", U"我省", U"我旗",
	                                      U"全镇", U"全乡", U"全街道", U"本区", U"本市", U"本县", NULL };
static const char32_t *const leads[] = { U"力争", U"确保", U"实现", U"基本实现", U"争取", U"使",
	                                     U"做到", U"保证", U"并",   U"其中",     U"要",   U"力争实现",
	                                     U"预计", U"计划", U"保持", U"完成",     U"达成", NULL };
/* Verbs that say how a thing comes about and are no part of its name; 培训, 招录 are, they are what is counted. */
static const char32_t *const making[] = {
	U"组织开展",     U"针对性开展", U"集中开展", U"广泛开展", U"开展",   U"举办",   U"组织", U"举行",
	U"建成",         U"建设",       U"建立",     U"新建",     U"组建",   U"创建",   U"打造", U"建有",
	U"配备",         U"配有",       U"拥有",     U"设立",     U"安排",   U"参加",   U"有",   U"累计",
	U"新增",         U"完成",       U"发展",     U"至少",     U"认定",   U"评选",   U"制作", U"推出",
	U"发布",         U"派出",       U"选派",     U"实施",     U"扶持",   U"引进",   U"具有", U"达到",
	U"都有机会参加", U"争创",       U"遴选",     U"命名",     U"不少于", U"不低于", U"超过", U"达",
	U"要达到",       U"要",         U"应",       U"分别",     U"总量",   U"改造",   U"设置", NULL,
};
static const char32_t *const counted_acts[] = { U"培训", U"招录", U"培育", U"培养", U"轮训", U"招募", U"选送", NULL };
/* Alone they do not name what is counted. */
static const char32_t *const bare_acts[] = { U"培训", U"培育", U"培养", U"选树", U"选聘", U"招募",
	                                         U"惠及", U"开放", U"达到", U"名额", NULL };
static const char32_t *const fillers[] = { U"相应的", U"的", U"以上的", U"以上", U"左右的", U"及以上", NULL };

/* Verbs of making that may stand inside a name: what they make is the name. */
static const char32_t *const made[] = { U"建成", U"新建", U"配送", U"共建", U"开设", U"组建", U"配备", U"安排", U"打造",
	                                    U"创建", U"举办", U"开展", U"主办", U"发放", U"推送", U"召开", U"设立", NULL };
static const char32_t *const ends[] = {
	U"达到",     U"要达到",   U"达",   U"不低于",   U"不少于", U"超过",     U"为",     U"突破",   U"不超过",
	U"至少",     U"要",       U"分别", U"分别达到", U"均",     U"约",       U"稳定在", U"保持在", U"提高到",
	U"提升到",   U"了",       U"应",   U"是",       U"在",     U"共",       U"各",     U"控制",   U"控制在",
	U"保持",     U"常年保持", U"扩至", U"增至",     U"力争",   U"分年度",   U"不小于", U"已",     U"始终",
	U"不得少于", U"不得低于", U"也",   U"原则上",   U"平均",   U"人均达到", U"安排",   U"的",     NULL,
};
/* Where a comparison or an origin begins, the name is over: …不低于工资总额的, 由2020年的3%提高到. */
static const char32_t *const breaks[] = { U"不低于", U"不少于", U"达到",   U"超过",   U"由2",
	                                      U"从2",    U"由上年", U"提高到", U"提升到", NULL };
/* Behind a number these speak of it and name nothing. */
static const char32_t *const no_names[] = { U"提高", U"提升", U"增长", U"增加", U"到",     U"至",   U"、",
	                                        U"和",   U"(",    U"左右", U"以内", U"为基数", U"下降", NULL };

static kp_range strip(const kp_text *t, kp_range name, kp_words front)
{
	size_t n;
	while ((n = kp_match_any(t, name.start, name.end, front)) > 0)
		name.start += n;
	return name;
}

static kp_range strip_ends(const kp_text *t, kp_range name)
{
	size_t n;
	while ((n = kp_ends_any(t, name.start, name.end, ends)) > 0)
		name.end -= n;
	while (name.end > name.start && (t->class[name.end - 1] & KP_PAUSE))
		name.end--;
	return name;
}

/* One part of a name without the verbs and places before it and the comparison behind it. */
static kp_range tidy(const kp_text *t, kp_range name)
{
	name = strip(t, name, leads);
	name = strip(t, name, places);
	name = strip(t, name, making);
	name = strip(t, name, places);
	size_t stop = kp_length(name) > 3 ? kp_find_any(t, name.start + 2, name.end, breaks, NULL) : KP_NONE;
	if (stop != KP_NONE)
		name.end = stop;
	name = strip_ends(t, name);
	for (size_t i = name.start + 1; i + 3 < name.end; i++) {
		size_t n = kp_match_any(t, i, name.end, made);
		if (n > 0 && t->fold[i + n] != U'的')
			name.start = i + n;
	}
	return name;
}

static bool begins_making(const kp_text *t, kp_range name)
{
	return kp_match_any(t, name.start, name.end, made) > 0;
}

/* What stands before the number: where a time word parts it (主要领导每年听取汇报) both parts, or what is made. */
static void name_before(const kp_reading *r, kp_range range, kp_range per, kp_range out[2])
{
	const kp_text *t = &r->text;
	kp_time ignored = { 0, 0, false };
	kp_range whole = strip(t, (kp_range){ kp_skip_time(r, range, range.start), range.end }, leads);
	whole.start = kp_skip_time(r, range, whole.start);
	if (kp_length(per) > 0 && per.start >= range.start && per.end <= range.end && per.end > whole.start)
		whole.start = per.end;
	whole.start = kp_skip_time(r, range, whole.start);
	size_t part = whole.start, time = 0;
	for (part = whole.start + 1; part < whole.end && (time = kp_time_word(r, part, whole.end, &ignored)) == 0; part++)
		;
	if (part >= whole.end) {
		out[0] = tidy(t, whole);
		return;
	}
	kp_range rest = { part + time, whole.end };
	kp_range late = strip_ends(t, rest);
	if (kp_length(late) < 2) {
		out[0] = tidy(t, (kp_range){ whole.start, part });
	} else if (begins_making(t, rest)) {
		out[0] = tidy(t, rest);
	} else {
		out[0] = tidy(t, (kp_range){ whole.start, part });
		out[1] = late;
	}
}

static kp_range name_behind(const kp_text *t, kp_range clause, size_t end)
{
	kp_range none = { clause.start, clause.start };
	kp_range name = strip(t, (kp_range){ end, clause.end }, fillers);
	if (kp_match_any(t, name.start, name.end, no_names) > 0)
		return none;
	/* 1名分管领导、1名科普专干和1支队伍: each is named up to the next number */
	for (size_t i = name.start; i + 1 < name.end; i++) {
		bool joint = t->fold[i] == U'、' || t->fold[i] == U'和';
		if (joint && (kp_is(t, i + 1, KP_DIGIT) || t->fold[i + 1] == U'每'))
			name.end = i;
	}
	static const char32_t *const tails[] = { U"等", U"工作", NULL };
	name.end -= kp_ends_any(t, name.start, name.end, tails);
	return name;
}

kp_range kp_name_of_clause(const kp_reading *r, kp_range clause)
{
	kp_range none = { clause.start, clause.start }, parts[2] = { none, none };
	name_before(r, clause, none, parts);
	return parts[0];
}

void kp_name_of(const kp_reading *r, kp_range clause, size_t from, const kp_number_found *number, kp_range out[2])
{
	const kp_text *t = &r->text;
	kp_range none = { clause.start, clause.start };
	bool listed = from > clause.start && from < clause.end && (t->fold[from] == U'、' || t->fold[from] == U'和');
	size_t start = listed ? from + 1 : clause.start;
	size_t end = number->digits.start < number->unit.start ? number->digits.start : number->unit.start;
	kp_range per = kp_per_of(r, clause, start, number->digits.start);
	kp_range back = name_behind(t, clause, number->end);
	out[0] = out[1] = none;
	if (kp_length(back) > 1) {
		kp_range before = { start, end };
		size_t act = kp_ends_any(t, before.start, before.end, counted_acts);
		out[0] = act > 0 ? (kp_range){ end - act, end } : none;
		out[1] = back;
	} else if (end > start) {
		name_before(r, (kp_range){ start, end }, per, out);
	}
	if (kp_match_any(t, out[0].start, out[0].end, bare_acts) == kp_length(out[0]) && kp_length(out[1]) == 0)
		out[0] = none; /* 每年培训42万人次 does not say whom */
}
