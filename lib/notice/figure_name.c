/* What a number is called, in the notice's own words. */
#include "notice/figure.h"

static const char32_t *const places[] = { U"全州", U"全区", U"全市",   U"全县", U"全省", U"全旗", U"全盟",
	                                      U"全国", U"我区", U"我市",   U"我县", U"我州", U"我省", U"我旗",
	                                      U"全镇", U"全乡", U"全街道", U"本区", U"本市", U"本县", NULL };
static const char32_t *const leads[] = { U"力争", U"确保", U"实现", U"基本实现", U"争取", U"使得",
	                                     U"做到", U"保证", U"并",   U"其中",     U"要",   U"力争实现",
	                                     U"预计", U"计划", U"保持", U"完成",     U"达成", NULL };
/* Verbs that say how a thing comes about and are no part of its name; 培训, 新增, 评选 are, they are what is counted. */
static const char32_t *const making[] = {
	U"组织开展", U"针对性开展", U"集中开展", U"广泛开展", U"开展", U"举办",   U"组织",     U"举行",         U"建成",
	U"建设",     U"建立",       U"新建",     U"组建",     U"创建", U"打造",   U"建有",     U"配备",         U"配有",
	U"拥有",     U"设立",       U"安排",     U"有",       U"累计", U"完成",   U"发展",     U"至少",         U"认定",
	U"推出",     U"发布",       U"派出",     U"实施",     U"引进", U"具有",   U"达到",     U"都有机会参加", U"争创",
	U"命名",     U"不少于",     U"不低于",   U"超过",     U"达",   U"要达到", U"要",       U"应当",         U"分别",
	U"总量",     U"改造",       U"设置",     U"编制",     U"编印", U"编写",   U"开发",     U"创作",         U"拍摄",
	U"召开",     U"抓好",       U"推行",     U"完善",     U"汇聚", U"投用",   U"建成投用", U"开通",         U"安装",
	U"配",       U"标准",       NULL,
};
static const char32_t *const counted_acts[] = { U"培训", U"招录", U"培育", U"培养", U"轮训", U"招募", U"选送", U"选拔",
	                                            U"遴选", U"评选", U"选派", U"扶持", U"推荐", U"翻译", NULL };
/* Alone they do not name what is counted. */
static const char32_t *const bare_acts[] = { U"培育", U"培养", U"选树", U"选聘", U"招募",
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
	U"不得少于", U"不得低于", U"也",   U"原则上",   U"平均",   U"人均达到", U"安排",   U"的",     U"占",
	U"由",       U"从",       U"不",   U"累计",     U"增加到", U"增加至",   U"缩小至", U"缩小到", NULL,
};
/* Where a comparison or an origin begins, the name is over: …不低于工资总额的, 由2020年的3%提高到. */
static const char32_t *const breaks[] = { U"不低于", U"不少于", U"达到", U"超过", U"由2",    U"由1",    U"从1", U"从2",
	                                      U"由上",   U"由去",   U"从上", U"从去", U"提高到", U"提升到", NULL };
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

/* What it is done for, by whom or with what, before the verb: 在汽车站安装科普大屏, 支持各县建设科技馆. */
static const char32_t *const circumstances[] = { U"引导", U"支持", U"推动", U"鼓励", U"利用", U"依托",
	                                             U"在",   U"为",   U"按",   U"结合", NULL };
static const char32_t *const then_made[] = { U"建设", U"安装", U"配齐", U"配备", U"成立", U"建立",
	                                         U"建成", U"新建", U"设立", U"打造", U"创建", U"举办",
	                                         U"开展", U"组建", U"开设", U"安排", U"上门", NULL };

/* Where a circumstance opens the name, what is made behind it is the name. */
static kp_range without_circumstance(const kp_text *t, kp_range name)
{
	size_t n = kp_match_any(t, name.start, name.end, circumstances), length;
	if (n == 0)
		return name;
	for (size_t i = name.start + n; i + 2 < name.end; i++)
		if ((length = kp_match_any(t, i, name.end, then_made)) > 0 && i + length + 1 < name.end &&
		    t->fold[i + length] != U'的')
			return (kp_range){ kp_match(t, i, name.end, U"上门") ? i : i + length, name.end };
	return name;
}

/* One part of a name without the verbs and places before it and the comparison behind it. */
static kp_range tidy(const kp_text *t, kp_range name)
{
	name = strip(t, name, leads);
	name = strip(t, name, places);
	name = without_circumstance(t, name);
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

/* What the rest of a clause is said of: 县级以上医院 in 县级以上医院每年开展讲座; a body that acts is no part of a name. */
static kp_range subject_of(const kp_text *t, kp_range part)
{
	static const char32_t *const meetings[] = { U"会议", U"大赛", U"比赛", NULL };
	static const char32_t *const wheres[] = { U"层面", U"机关", U"本级", U"期间", U"人口", NULL };
	part = tidy(t, part);
	if (part.end > part.start && kp_is(t, part.end - 1, KP_CLOSE)) {
		size_t open = part.end;
		while (open > part.start && !kp_is(t, open - 1, KP_OPEN))
			open--;
		if (open > part.start + 1)
			part.end = open - 1;
	}
	if (kp_find_char(t, part.start, part.end, U'每') != KP_NONE)
		part.end = part.start; /* 财政按常住人口每人 */
	bool level = part.start + 1 < part.end && t->fold[part.start + 1] == U'级';
	bool acts = kp_unit_strong(t, part) && !level && kp_ends_any(t, part.start, part.end, meetings) == 0;
	if (acts || kp_unit_group(t, part) || kp_length(part) < 2 || kp_ends_any(t, part.start, part.end, wheres) > 0)
		part.end = part.start;
	return part;
}

/* Where 每 or 各 begins that names whom the number holds for. */
static size_t each_before(const kp_text *t, size_t start, size_t per)
{
	size_t at = per;
	while (at > start && per - at < 3 && t->fold[at] != U'每' && t->fold[at] != U'各')
		at--;
	return at;
}

/* Without what opens it: 力争到2025年. */
static kp_range without_opening(const kp_reading *r, kp_range range, kp_range clause)
{
	range = strip(&r->text, (kp_range){ kp_skip_time(r, clause, range.start), range.end }, leads);
	range.start = kp_skip_time(r, clause, range.start);
	return range;
}

/* Where a time word, or whom the number holds for, parts a clause, and what lies behind it; the end where nothing does. */
static size_t parting(const kp_reading *r, kp_range whole, kp_range clause, kp_range per, size_t *behind)
{
	const kp_text *t = &r->text;
	kp_time ignored = { 0, 0, false };
	if (kp_length(per) > 0 && per.start >= whole.start && per.end <= whole.end) {
		*behind = kp_skip_time(r, clause, per.end);
		return each_before(t, whole.start, per.start);
	}
	for (size_t i = whole.start + 1; i < whole.end; i++) {
		size_t close = kp_is(t, i, KP_OPEN) ? kp_close(t, i, whole.end) : KP_NONE;
		size_t time = close == KP_NONE ? kp_time_word(r, i, clause.end, &ignored) : 0;
		if (time > 0) {
			*behind = i + time;
			return i;
		}
		i = close == KP_NONE ? i : close;
	}
	*behind = whole.end;
	return whole.end;
}

/* What stands before the number: where a time word or whom it holds for parts it, both parts, or what is made. */
static void name_before(const kp_reading *r, kp_range range, kp_range clause, kp_range per, kp_range out[2])
{
	const kp_text *t = &r->text;
	static const char32_t *const from[] = { U"由", U"从", NULL };
	kp_range whole = without_opening(r, range, clause);
	size_t behind, part = parting(r, whole, clause, per, &behind);
	bool rises = part < behind && kp_ends_any(t, whole.start, part, from) > 0; /* 由2020年的3%提高到 */
	if (behind >= whole.end || rises) {
		out[0] = tidy(t, (kp_range){ whole.start, part });
		return;
	}
	kp_range rest = { behind + kp_match(t, behind, whole.end, U"的"), whole.end };
	out[0] = part > whole.start ? subject_of(t, (kp_range){ whole.start, part }) : (kp_range){ part, part };
	out[1] = tidy(t, rest);
	if (kp_length(out[1]) < 2)
		out[1].end = out[1].start;
	if (kp_length(out[0]) == 0) {
		out[0] = out[1];
		out[1].end = out[1].start;
	}
}

static kp_range name_behind(const kp_text *t, kp_range clause, size_t end)
{
	kp_range none = { clause.start, clause.start };
	static const char32_t *const spends[] = { U"标准", U"安排", NULL };
	kp_range name = strip(t, strip(t, (kp_range){ end, clause.end }, fillers), spends);
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
	name_before(r, clause, clause, none, parts);
	return parts[0];
}

/* What stands before the number belongs to the noun behind it only where it is an act, says where one gets to, or whom
 * the noun is said of: 县级以上医院每年开展不少于8次健康讲座. */
static kp_range before_noun(const kp_reading *r, kp_range before, kp_range clause, kp_range per,
                            const kp_number_found *number)
{
	static const char32_t *const reached[] = { U"走进", U"走遍", U"送进", U"走入", NULL };
	static const char32_t *const raised[] = { U"培育", U"培养", NULL };
	static const char32_t *const people[] = { U"名", U"人", U"位", U"次", NULL };
	const kp_text *t = &r->text;
	kp_range none = { clause.start, clause.start };
	if (kp_ends_any(t, before.start, before.end, reached) > 0)
		return tidy(t, before);
	bool grown = kp_ends_any(t, before.start, before.end, raised) > 0 &&
	             !kp_ends_any(t, number->unit.start, number->unit.end, people);
	size_t act = grown ? 0 : kp_ends_any(t, before.start, before.end, counted_acts);
	if (act > 0)
		return (kp_range){ before.end - act, before.end };
	kp_range whole = without_opening(r, before, clause);
	if (whole.start >= whole.end)
		return none;
	size_t behind, part = parting(r, whole, clause, per, &behind);
	return part < whole.end ? subject_of(t, (kp_range){ whole.start, part }) : none;
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
		out[0] = before_noun(r, (kp_range){ start, end }, clause, per, number);
		out[1] = back;
	} else if (end > start) {
		name_before(r, (kp_range){ start, end }, clause, per, out);
	}
	if (kp_match_any(t, out[0].start, out[0].end, bare_acts) == kp_length(out[0]) && kp_length(out[1]) == 0)
		out[0] = none; /* 每年培训42万人次 does not say whom */
}
