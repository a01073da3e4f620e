/* What the name of a unit looks like: by its end, as all bodies are named, and by words that stand for several. */
#include "notice/reading.h"

/* Ends that hardly anything but a body has. */
static const char32_t *const strong[] = {
	U"局",     U"委",     U"厅",     U"办",       U"部",       U"委员会",   U"办公室",   U"办公厅",
	U"科协",   U"工会",   U"妇联",   U"残联",     U"文联",     U"侨联",     U"社科联",   U"工商联",
	U"联合会", U"协会",   U"政府",   U"管委会",   U"执委会",   U"领导小组", U"联席会议", U"指挥部",
	U"单位",   U"部门",   U"办事处", U"党校",     U"行政学院", U"检察院",   U"法院",     U"供销社",
	U"总社",   U"分局",   U"支队",   U"总队",     U"大队",     U"红十字会", U"总台",     U"电视台",
	U"广播台", U"报社",   U"调查队", U"党组",     U"党委",     U"监管局",   U"海关",     U"贸促会",
	U"作协",   U"关工委", U"团委",   U"学会",     U"中心",     U"研究会",   U"研究室",   U"促进会",
	U"基金会", U"银行",   U"人行",   U"机关工委", U"人民政府", U"开发区",   U"高新区",   NULL,
};

/* Ends that bodies share with places and things. */
static const char32_t *const weak[] = {
	U"院",   U"所",   U"馆",   U"台",   U"站",   U"社",   U"校",   U"大学", U"公司", U"集团", U"会",   U"园",
	U"街道", U"乡镇", U"镇",   U"乡",   U"县",   U"市",   U"区",   U"州",   U"盟",   U"旗",   U"企业", U"队",
	U"宫",   U"处",   U"科",   U"组",   U"库",   U"地区", U"总站", U"农场", U"林场", U"日报", U"矿",   U"厂",
	U"村",   U"社区", U"支行", U"分行", U"师专", U"学校", U"高校", U"医院", U"协",   NULL,
};

static const char32_t *const many_first[] = { U"各", U"有关", U"相关", U"其他", U"其它", U"全体", NULL };
static const char32_t *const many_last[] = {
	U"成员单位", U"有关单位", U"相关单位", U"有关部门",   U"相关部门",   U"各单位", U"各部门",
	U"责任单位", U"参与单位", U"职能部门", U"各相关单位", U"各有关单位", NULL,
};
static const char32_t *const many_inside[] = { U"各", NULL }; /* no body has it in its name */

/* The name without a bracketed second name at its end; what is far too long for a name stays as it is. */
static kp_range bare(const kp_text *t, kp_range name)
{
	if (kp_length(name) > 200)
		return name;
	while (name.end > name.start + 1 && kp_is(t, name.end - 1, KP_CLOSE)) {
		size_t open = name.end - 1;
		size_t depth = 0;
		for (size_t i = name.end; i-- > name.start;) {
			if (kp_is(t, i, KP_CLOSE))
				depth++;
			else if (kp_is(t, i, KP_OPEN) && --depth == 0) {
				open = i;
				break;
			}
		}
		if (open == name.end - 1)
			break;
		name.end = open;
	}
	return name;
}

static bool plain(const kp_text *t, kp_range name)
{
	for (size_t i = name.start; i < name.end; i++)
		if (t->class[i] & (KP_STOP | KP_PAUSE | KP_QUOTE_OPEN | KP_QUOTE_CLOSE))
			return false;
	return true;
}

/* 市科技馆, 县中医院: with the word of its level in front a weak end is certain, too. */
static bool has_level(const kp_text *t, kp_range core)
{
	static const char32_t *const levels[] = { U"省", U"市", U"州", U"盟", U"县", U"旗", U"区", U"自治区", NULL };
	return kp_length(core) >= 4 && kp_match_any(t, core.start, core.end, levels) > 0 &&
	       kp_ends_one(t, core.start, core.end, weak) > 0;
}

bool kp_unit_strong(const kp_text *t, kp_range name)
{
	kp_range core = bare(t, name);
	if (kp_length(core) < 2 || kp_length(core) > 40)
		return false;
	return (kp_ends_one(t, core.start, core.end, strong) || has_level(t, core)) && plain(t, core);
}

bool kp_unit_like(const kp_text *t, kp_range name)
{
	if (kp_unit_strong(t, name) || kp_unit_group(t, name))
		return true;
	kp_range core = bare(t, name);
	return kp_length(core) >= 3 && kp_length(core) <= 40 && kp_ends_one(t, core.start, core.end, weak) &&
	       plain(t, core);
}

bool kp_unit_group(const kp_text *t, kp_range name)
{
	static const char32_t *const offices[] = { U"办公室", U"办公厅", NULL };
	if (kp_length(name) < 2 || kp_length(name) > 40 || kp_ends_one(t, name.start, name.end, offices))
		return false;
	if (kp_ends_one(t, name.start, name.end, many_last) ||
	    kp_find_any(t, name.start, name.end, many_inside, NULL) != KP_NONE)
		return true;
	/* 在昌高校, 驻县部队 */
	static const char32_t *const there[] = { U"在", U"驻", NULL };
	static const char32_t *const kinds[] = { U"高校", U"院校", U"部队", U"企业", U"院所", U"机构", U"单位", NULL };
	if (kp_match_any(t, name.start, name.end, there) > 0 && kp_length(name) <= 8 &&
	    kp_ends_one(t, name.start, name.end, kinds))
		return true;
	return kp_match_any(t, name.start, name.end, many_first) > 0 && kp_length(name) >= 3;
}

bool kp_body_like(const kp_text *t, kp_range line)
{
	if (kp_length(line) < 3 || kp_length(line) > 40 || !plain(t, line))
		return false;
	kp_label label;
	return kp_label_read(t, line.start, line.end, &label) == 0 && kp_unit_strong(t, line) && !kp_unit_group(t, line) &&
	       kp_find(t, line.start, line.end, U"关于") == KP_NONE;
}

static bool is_territory(char32_t c)
{
	return c == U'市' || c == U'州' || c == U'县' || c == U'区' || c == U'旗' || c == U'盟' || c == U'乡' || c == U'镇';
}

/* 各市、县（区）人民政府 is one name: what stands before the mark are territories only, and one goes on behind it. */
static bool goes_on(const kp_text *t, size_t start, size_t at, size_t end)
{
	if (t->fold[at] != U'、')
		return false;
	size_t i = start + kp_match(t, start, at, U"各");
	if (i == start || i >= at || at - start > 40)
		return false;
	for (; i < at; i++)
		if (!is_territory(t->fold[i]) && !(t->class[i] & (KP_OPEN | KP_CLOSE)) && t->fold[i] != U'、' &&
		    t->fold[i] != U'自' && t->fold[i] != U'治')
			return false;
	at += kp_match(t, at + 1, end, U"自治");
	if (at + 2 >= end || !is_territory(t->fold[at + 1]))
		return false;
	static const char32_t *const rest[] = { U"(", U"[", U"人民政府", U"政府", U"、", U"区", U"市", U"旗", NULL };
	return kp_match_any(t, at + 2, end, rest) > 0;
}

/* What may close a clause behind the last name. */
static const char32_t *const closers[] = { U"等单位",   U"等部门",         U"等",   U"配合",     U"参加",
	                                       U"参与",     U"负责",           U"牵头", U"落实",     U"按职责分工",
	                                       U"分工负责", U"按职责分工负责", U"协助", U"组织实施", NULL };

/* 及, 和, 与 part two names only where a whole name stands on either side: not inside 文化和旅游局. */
static bool parts_here(const kp_text *t, size_t start, size_t at, size_t end)
{
	char32_t c = t->fold[at];
	if (c != U'及' && c != U'和' && c != U'与')
		return false;
	size_t stop = at + 1;
	if (end > at + 100)
		end = at + 100;
	while (stop < end && !(t->class[stop] & (KP_PAUSE | KP_STOP)) && t->fold[stop] != U'及' && t->fold[stop] != U'和' &&
	       t->fold[stop] != U'与')
		stop++;
	kp_range left = { start, at }, right = { at + 1, stop };
	if (c == U'及' && t->fold[at - 1] == U'以')
		left.end--;
	size_t closing;
	while ((closing = kp_ends_any(t, right.start, right.end, closers)) > 0)
		right.end -= closing;
	if (kp_others(t, left.start, left.end) > 0)
		return false; /* 等部门和单位 */
	bool left_is = kp_unit_strong(t, left) || kp_unit_group(t, left);
	/* the right one may itself be joined further on: 经济和信息化局 */
	return left_is && stop > at + 2 && (kp_unit_like(t, right) || stop < end);
}

bool kp_unit_next(const kp_text *t, size_t *at, size_t end, kp_range *out)
{
	while (*at < end && (t->class[*at] & (KP_PAUSE | KP_STOP)))
		(*at)++;
	if (*at >= end)
		return false;
	size_t start = *at, i = start;
	for (; i < end; i++) {
		if (t->class[i] & KP_OPEN) {
			size_t close = kp_close(t, i, end);
			if (close != KP_NONE)
				i = close;
			continue;
		}
		if (goes_on(t, start, i, end))
			continue;
		if ((t->class[i] & (KP_PAUSE | KP_STOP)) || (i > start && parts_here(t, start, i, end)))
			break;
	}
	out->start = start;
	out->end = i < end && t->fold[i] == U'及' && t->fold[i - 1] == U'以' ? i - 1 : i;
	*at = i < end ? i + 1 : i;
	return true;
}

bool kp_units_only(const kp_text *t, kp_range list)
{
	kp_range name;
	size_t at = list.start, count = 0;
	for (; kp_unit_next(t, &at, list.end, &name); count++)
		if (!kp_unit_like(t, name))
			return false;
	return count > 0;
}
