/* Numbers that bind: a number with a measure word that can be counted or a share, outside names, quotations, dates,
 * increases, prices, limits of service and counts of the plan's own parts. */
#include "notice/figure.h"

/* What is counted or measured. The longest match is taken. */
static const char32_t *const units[] = {
	U"人次", U"场次",   U"人",   U"名",     U"个",     U"位",     U"次",     U"场",     U"期",   U"届",   U"座",
	U"所",   U"家",     U"台",   U"辆",     U"支",     U"篇",     U"部",     U"件",     U"套",   U"户",   U"处",
	U"间",   U"节",     U"门",   U"学时",   U"课时",   U"学分",   U"平方米", U"平米",   U"公里", U"元",   U"项",
	U"本",   U"册",     U"份",   U"块",     U"幅",     U"集",     U"班次",   U"期次",   U"批次", U"亩",   U"例",
	U"对",   U"组",     U"堂",   U"只",     U"只(个)", U"人(次)", U"人/次",  U"余人次", U"户次", U"小时", U"天",
	U"分钟", U"分",     U"台次", U"件次",   U"站次",   U"支队次", U"支次",   U"批",     U"类",   U"条次", U"条",
	U"种",   U"株",     U"站",   U"台(套)", U"个(次)", U"讲",     U"班",     U"遍",     U"轮",   U"张",   U"枚",
	U"趟",   U"延长米", U"延米", U"航次",   NULL,
};

/* With 一 these count an event or a facility; with others it is an article. */
static const char32_t *const countable[] = { U"次", U"届", U"场", U"期", U"座", U"台", U"所",
	                                         U"辆", U"间", U"家", U"处", U"轮", U"遍", NULL };

/* Behind a measure word: not something to be reached. */
static const char32_t *const not_behind[] = {
	U"方面", U"小时内", U"工作日", U"月",   U"阶段", U"行动", U"专项", U"统一", U"层面", U"维度",
	U"环节", U"实事",   U"世纪",   U"地方", U"性",   U"以来", U"结合", U"重点", U"年级", U"时代",
	U"月内", U"代表",   U"维护",   U"意识", U"自信", U"坚持", U"不准", U"严禁", U"员会", U"文明",
	U"校区", U"一体",   U"门",     U"子",   U"级",   U"主任", NULL,
};
/* The same where no comparison is said: what is there, not what is to be. */
static const char32_t *const not_behind_bare[] = { U"成员单位", U"成员", U"小组", U"部门", U"工种",
	                                               U"组别",     U"平台", U"民族", NULL };
/* Nouns that, counted, are the plan's own parts. */
static const char32_t *const own_parts[] = { U"行动", U"工程", U"任务", U"措施", U"计划", U"举措", U"制度",
	                                         U"机制", U"要求", U"原则", U"工作", U"目标", U"内容", U"方针",
	                                         U"政策", U"指标", U"实事", U"主题", U"领域", NULL };
static const char32_t *const rises[] = { U"提高",   U"提高了", U"增长",   U"增长了", U"增加",   U"增加了", U"提升",
	                                     U"提升了", U"上升",   U"上升了", U"下降",   U"下降了", U"降低",   U"减少",
	                                     U"高出",   U"增幅",   U"同比",   U"缩小",   NULL };
static const char32_t *const money_words[] = { U"经费", U"投入", U"拨款", NULL };
static const char32_t *const support_words[] = { U"补助", U"补贴", U"奖励", U"资助", U"奖补", U"支持", U"申领",
	                                             U"奖金", U"售价", U"收费", U"补足", U"差额", U"贴息", NULL };

static const kp_sign before[] = {
	{ U"不低于", KEPU_COMPARISON_AT_LEAST },   { U"不少于", KEPU_COMPARISON_AT_LEAST },
	{ U"不小于", KEPU_COMPARISON_AT_LEAST },   { U"不得少于", KEPU_COMPARISON_AT_LEAST },
	{ U"不得低于", KEPU_COMPARISON_AT_LEAST }, { U"不能少于", KEPU_COMPARISON_AT_LEAST },
	{ U"不能低于", KEPU_COMPARISON_AT_LEAST }, { U"不应少于", KEPU_COMPARISON_AT_LEAST },
	{ U"不得超过", KEPU_COMPARISON_AT_MOST },  { U"不下于", KEPU_COMPARISON_AT_LEAST },
	{ U"至少", KEPU_COMPARISON_AT_LEAST },     { U"最少", KEPU_COMPARISON_AT_LEAST },
	{ U"达到", KEPU_COMPARISON_AT_LEAST },     { U"达", KEPU_COMPARISON_AT_LEAST },
	{ U"达到了", KEPU_COMPARISON_AT_LEAST },   { U"提高到", KEPU_COMPARISON_AT_LEAST },
	{ U"提升到", KEPU_COMPARISON_AT_LEAST },   { U"增长到", KEPU_COMPARISON_AT_LEAST },
	{ U"提高至", KEPU_COMPARISON_AT_LEAST },   { U"提升至", KEPU_COMPARISON_AT_LEAST },
	{ U"增加到", KEPU_COMPARISON_AT_LEAST },   { U"增加至", KEPU_COMPARISON_AT_LEAST },
	{ U"增长至", KEPU_COMPARISON_AT_LEAST },   { U"扩大到", KEPU_COMPARISON_AT_LEAST },
	{ U"扩大至", KEPU_COMPARISON_AT_LEAST },   { U"发展到", KEPU_COMPARISON_AT_LEAST },
	{ U"上升到", KEPU_COMPARISON_AT_LEAST },   { U"上升至", KEPU_COMPARISON_AT_LEAST },
	{ U"提至", KEPU_COMPARISON_AT_LEAST },     { U"增至", KEPU_COMPARISON_AT_LEAST },
	{ U"扩至", KEPU_COMPARISON_AT_LEAST },     { U"超过", KEPU_COMPARISON_MORE },
	{ U"突破", KEPU_COMPARISON_MORE },         { U"大于", KEPU_COMPARISON_MORE },
	{ U"多于", KEPU_COMPARISON_MORE },         { U"高于", KEPU_COMPARISON_MORE },
	{ U"超", KEPU_COMPARISON_MORE },           { U"不超过", KEPU_COMPARISON_AT_MOST },
	{ U"不高于", KEPU_COMPARISON_AT_MOST },    { U"不多于", KEPU_COMPARISON_AT_MOST },
	{ U"不大于", KEPU_COMPARISON_AT_MOST },    { U"控制在", KEPU_COMPARISON_AT_MOST },
	{ U"低于", KEPU_COMPARISON_LESS },         { U"少于", KEPU_COMPARISON_LESS },
	{ U"小于", KEPU_COMPARISON_LESS },         { U"约", KEPU_COMPARISON_ABOUT },
	{ U"大约", KEPU_COMPARISON_ABOUT },        { NULL, 0 },
};
static const kp_sign behind[] = {
	{ U"以上", KEPU_COMPARISON_AT_LEAST },   { U"及以上", KEPU_COMPARISON_AT_LEAST },
	{ U"或以上", KEPU_COMPARISON_AT_LEAST }, { U"(含)以上", KEPU_COMPARISON_AT_LEAST },
	{ U"以内", KEPU_COMPARISON_AT_MOST },    { U"以下", KEPU_COMPARISON_AT_MOST },
	{ U"之内", KEPU_COMPARISON_AT_MOST },    { U"左右", KEPU_COMPARISON_ABOUT },
	{ U"上下", KEPU_COMPARISON_ABOUT },      { NULL, 0 },
};

static int32_t compare_before(const kp_text *t, size_t from, size_t at)
{
	static const char32_t *const between[] = { U"人均", U"每人", U"年均", U"平均", U"每年", NULL }; /* 达到人均1.5元 */
	int32_t comparison = KEPU_UNKNOWN;
	at -= kp_ends_any(t, from, at, between);
	if (kp_ends_sign(t, from, at, before, &comparison) > 0 || at == from || t->fold[at - 1] != U'的')
		return comparison;
	/* 增加到2025年的, 不得低于总课时的: of what, between the word and the number */
	for (size_t i = at - 1; i > from && i + 8 > at && comparison == KEPU_UNKNOWN; i--)
		kp_ends_sign(t, from, i, before, &comparison);
	return comparison;
}

/* A floor may stand at some distance: 每个旗县至少建有1000平米. */
static int32_t floor_before(const kp_text *t, size_t from, size_t at)
{
	static const char32_t *const floors[] = { U"至少", U"不少于", U"不低于", U"最少", NULL };
	return kp_find_any(t, from, at, floors, NULL) != KP_NONE ? KEPU_COMPARISON_AT_LEAST : KEPU_UNKNOWN;
}

static bool standing_alone(const kp_text *t, size_t from, size_t at)
{
	if (at == from)
		return true;
	char32_t c = t->fold[at - 1];
	if (t->class[at - 1] & (KP_DIGIT | KP_NUMERAL))
		return false;
	bool latin = (c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z') || c == U'.' || c == U'-' || c == U'/';
	static const char32_t *const leads[] = { U"第", U"这", U"同", U"某",   U"进",   U"统", U"唯",
		                                     U"万", U"逐", U"另", U"任何", U"连续", NULL };
	static const char32_t *const ordinal[] = { U"新", U"上", U"下", U"前", U"后", NULL };
	static const char32_t *const turns[] = { U"届", U"轮", U"期", U"代", U"批", NULL };
	if (t->class[at] & KP_NUMERAL && kp_ends_one(t, from, at, ordinal) && kp_match_any(t, at + 1, t->length, turns) > 0)
		return false; /* 新一届, 上一轮 */
	if (kp_is(t, at, KP_DIGIT) && kp_ends(t, from, at, U"进"))
		return true; /* 走进25个村, but 专家进百校 */
	return !latin && !kp_ends_one(t, from, at, leads);
}

static bool is_share(const kp_number_found *n, const kp_text *t)
{
	return t->fold[n->unit.start] == U'%' || t->fold[n->unit.start] == U'‰';
}

static bool counts_own_parts(const kp_text *t, const kp_number_found *n, size_t end)
{
	static const char32_t *const words[] = { U"项", U"个", U"大", U"条", U"件", NULL };
	if (!kp_match_any(t, n->unit.start, end, words))
		return false;
	size_t stop = n->unit.end;
	while (stop < end && stop < n->unit.end + 16 && !(t->class[stop] & KP_PAUSE) && t->fold[stop] != U'和')
		stop++;
	return kp_ends_any(t, n->unit.end, stop, own_parts) > 0 || kp_match_any(t, n->unit.end, stop, own_parts) > 0;
}

/* Money binds only as a rate of spending; help that is offered does not. */
static bool is_price(const kp_text *t, const kp_number_found *n, kp_range sentence, kp_range clause)
{
	if (!kp_ends(t, n->unit.start, n->unit.end, U"元"))
		return false;
	bool reached = n->comparison == KEPU_COMPARISON_AT_LEAST || n->comparison == KEPU_COMPARISON_MORE;
	bool rate = kp_find(t, clause.start, n->digits.start, U"人均") != KP_NONE ||
	            kp_find(t, clause.start, n->digits.start, U"每人") != KP_NONE;
	bool spent = kp_find_any(t, sentence.start, clause.end, money_words, NULL) != KP_NONE;
	return kp_find_any(t, clause.start, clause.end, support_words, NULL) != KP_NONE ||
	       !(reached || (spent && rate && n->comparison != KEPU_COMPARISON_AT_MOST));
}

static bool is_service_time(const kp_text *t, const kp_number_found *n, size_t start, size_t end)
{
	static const char32_t *const times[] = { U"小时", U"天", U"分钟", U"分", NULL };
	static const char32_t *const lengths[] = { U"天数", U"时长", U"时数", NULL }; /* 开放天数260天 */
	if (!kp_ends_any(t, n->unit.start, n->unit.end, times) || kp_ends_any(t, start, n->digits.start, lengths))
		return false;
	return n->comparison != KEPU_COMPARISON_AT_LEAST || kp_match(t, n->end, end, U"内") > 0;
}

/* 科普示范点十个: the number closes the clause, as in a count. */
static bool closes_count(const kp_text *t, const kp_number_found *n, kp_range clause)
{
	static const char32_t *const makes[] = { U"建设", U"建成", U"新建", U"创建", U"打造", U"培育",
		                                     U"组建", U"建立", U"举办", U"开展", U"建有", NULL };
	return n->end == clause.end && kp_find_any(t, clause.start, n->digits.start, makes, NULL) != KP_NONE;
}

/* 25个边境县: what is there already, not what is to be reached. */
static bool counts_places(const kp_text *t, const kp_number_found *n, kp_range clause)
{
	static const char32_t *const places[] = { U"县", U"市",   U"区",   U"乡",   U"镇",   U"乡镇", U"村",
		                                      U"省", U"街道", U"县区", U"地区", U"国家", U"旗县", NULL };
	static const char32_t *const reached[] = { U"覆盖", U"走进", U"走遍", U"送进", U"走入", NULL };
	if (n->comparison != KEPU_COMPARISON_EQUAL || !kp_match(t, n->unit.start, clause.end, U"个") ||
	    kp_find_any(t, clause.start, n->digits.start, reached, NULL) != KP_NONE)
		return false;
	for (size_t i = n->unit.end + 1; i <= clause.end && i < n->unit.end + 6; i++)
		if (kp_ends_any(t, n->unit.end, i, places) > 0 && !kp_match(t, i, clause.end, U"级"))
			return true; /* but 省级实验室 are none */
	return false;
}

/* 为120所乡村学校各配送1套: how many of those there are that something else is for. */
static bool counts_receivers(const kp_text *t, const kp_number_found *n, kp_range clause)
{
	static const char32_t *const givers[] = { U"为", U"向", U"给", U"在", NULL };
	size_t each = kp_find_char(t, n->unit.end, clause.end, U'各');
	return n->comparison == KEPU_COMPARISON_EQUAL && each != KP_NONE && each > n->unit.end && each < n->unit.end + 12 &&
	       !kp_is(t, each + 1, KP_DIGIT | KP_NUMERAL) && kp_find_class(t, n->unit.end, each, KP_PAUSE) == each &&
	       kp_find_any(t, clause.start, n->digits.start, givers, NULL) != KP_NONE;
}

/* 覆盖全部39所学校, 6所小学全部: all that there are. */
static bool counts_all(const kp_text *t, const kp_number_found *n, kp_range clause)
{
	if (n->comparison != KEPU_COMPARISON_EQUAL)
		return false;
	size_t stop = n->unit.end + 10 < clause.end ? n->unit.end + 10 : clause.end;
	return kp_ends(t, clause.start, n->digits.start, U"全部") > 0 || kp_find(t, n->unit.end, stop, U"全部") != KP_NONE;
}

/* 以27户企业为重点 says where, not how many. */
static bool is_focus(const kp_text *t, const kp_number_found *n, kp_range clause)
{
	static const char32_t *const ends[] = { U"为重点", U"为抓手", U"为主体", U"为龙头", U"为依托", U"为基础", NULL };
	return n->comparison == KEPU_COMPARISON_EQUAL && kp_find(t, clause.start, n->digits.start, U"以") != KP_NONE &&
	       kp_ends_any(t, n->end, clause.end, ends) > 0;
}

/* Kinds and batches count only where a floor is set, or behind what they count. */
static bool is_loose(const kp_text *t, const kp_number_found *n, kp_range clause)
{
	static const char32_t *const loose[] = { U"类", U"种", U"批", U"条", NULL };
	return n->comparison == KEPU_COMPARISON_EQUAL &&
	       kp_match_any(t, n->unit.start, n->unit.end, loose) == kp_length(n->unit) && n->end != clause.end &&
	       t->fold[n->end] != U'、';
}

/* A difference is none to be reached; a gap that is to be kept within so many points is. */
static bool is_difference(const kp_text *t, const kp_number_found *n, size_t from)
{
	static const char32_t *const to[] = { U"至", U"到", U"在", U"不超过", U"不高于", U"低于", NULL };
	return kp_ends(t, n->unit.start, n->unit.end, U"百分点") > 0 && n->comparison != KEPU_COMPARISON_AT_MOST &&
	       !kp_ends_any(t, from, n->digits.start, to);
}

/* One by the word 一 counts only what can be counted, or where a floor is set. */
static bool is_article(const kp_text *t, const kp_number_found *n, kp_range clause)
{
	if (kp_length(n->digits) != 1 || !kp_is(t, n->digits.start, KP_NUMERAL))
		return false;
	if (t->fold[n->digits.start] == U'二')
		return true; /* counts are said with 两; 二期 is the second */
	bool one = t->fold[n->digits.start] == U'一';
	bool event = kp_match_any(t, n->unit.start, n->unit.end, countable) == kp_length(n->unit);
	if (event || n->comparison == KEPU_COMPARISON_AT_LEAST)
		return false;
	return one || (n->comparison == KEPU_COMPARISON_EQUAL && !closes_count(t, n, clause));
}

/* 十八届三中全会 names a session; only 一届 counts an event. */
static bool is_session(const kp_text *t, const kp_number_found *n)
{
	return kp_match(t, n->unit.start, n->unit.end, U"届") > 0 && !(n->value.coefficient == 1 && n->value.scale == 0);
}

/* 企业、校园、社区3支分队: how many have been named. */
static bool sums_up(const kp_text *t, kp_range clause, const kp_number_found *n)
{
	size_t named = 1, last = clause.start;
	for (size_t i = clause.start; i < n->digits.start; i++) {
		if (t->fold[i] != U'、')
			continue;
		named++;
		last = i;
	}
	return named > 2 && n->comparison == KEPU_COMPARISON_EQUAL && n->value.scale == 0 && n->digits.start - last <= 8 &&
	       n->value.coefficient == (int64_t)named;
}

static bool excluded(const kp_text *t, kp_range sentence, kp_range clause, size_t from, const kp_number_found *n)
{
	if (kp_match_any(t, n->unit.end, clause.end, not_behind) > 0 && !is_share(n, t))
		return true;
	if (n->comparison == KEPU_COMPARISON_EQUAL && kp_match_any(t, n->unit.end, clause.end, not_behind_bare) > 0)
		return true;
	int32_t ignored;
	size_t compared = n->digits.start - kp_ends_sign(t, from, n->digits.start, before, &ignored);
	if (kp_ends_any(t, from, n->digits.start, rises) > 0 || kp_ends_any(t, from, compared, rises) > 0)
		return true; /* 增长8%, 年均增长不低于8% */
	if (t->fold[n->unit.start] == U'分' && kp_match(t, n->end, clause.end, U"为"))
		return true; /* 90分以上为优秀 */
	static const char32_t *const parts_of[] = { U"的目标", U"目标", U"的部分", NULL };
	if (kp_match_any(t, n->end, clause.end, parts_of) > 0)
		return true;
	return counts_own_parts(t, n, clause.end) || is_price(t, n, sentence, clause) ||
	       is_service_time(t, n, clause.start, clause.end) || is_article(t, n, clause) || is_session(t, n) ||
	       counts_places(t, n, clause) || counts_receivers(t, n, clause) || counts_all(t, n, clause) ||
	       is_focus(t, n, clause) || is_loose(t, n, clause) || is_difference(t, n, from) || sums_up(t, clause, n);
}

/* 3—5个: the lower end is the floor. */
static size_t upper_end(const kp_text *t, size_t at, size_t end)
{
	kp_decimal value;
	static const char32_t *const joins[] = { U"-", U"至", U"到", NULL };
	size_t join = kp_match_any(t, at, end, joins);
	size_t n = join > 0 ? kp_number(t, at + join, end, &value) : 0;
	return n > 0 ? join + n : 0;
}

/* 三成, 一半: tenths and halves are percentages. */
static size_t share_of_ten(const kp_text *t, size_t at, size_t end, kp_decimal *out)
{
	static const char32_t tens[] = U"一二三四五六七八九";
	static const char32_t *const behind_share[] = { U"以上", U"左右", U"以内", U"以下", U"多", NULL };
	if (kp_match(t, at, end, U"一半")) {
		*out = (kp_decimal){ 50, 0 };
		return 2;
	}
	if (at + 1 >= end || t->fold[at + 1] != U'成')
		return 0;
	if (at + 2 < end && !(t->class[at + 2] & (KP_PAUSE | KP_OPEN)) && !kp_match_any(t, at + 2, end, behind_share) &&
	    t->fold[at + 2] != U'的')
		return 0;
	for (int i = 0; tens[i]; i++) {
		if (t->fold[at] == tens[i] || (tens[i] == U'二' && t->fold[at] == U'两')) {
			*out = (kp_decimal){ (i + 1) * 10, 0 };
			return 2;
		}
	}
	return 0;
}

static bool take_unit(const kp_text *t, size_t at, size_t end, bool percent, kp_number_found *out)
{
	static const char32_t *const rough[] = { U"余", U"多", U"来", NULL };
	if (percent) {
		out->unit = (kp_range){ at, at };
		return true;
	}
	at += kp_match_any(t, at, end, rough);
	size_t n = kp_match(t, at, end, U"%") + kp_match(t, at, end, U"‰");
	if (n == 0)
		n = kp_match(t, at, end, U"个百分点");
	if (n == 0)
		n = kp_match_any(t, at, end, units);
	if (n > 0 && at + n < end && t->fold[at + n] == U'(') { /* 300部（件） */
		size_t other = kp_match_any(t, at + n + 1, end, units);
		if (other > 0 && at + n + 1 + other < end && t->fold[at + n + 1 + other] == U')')
			n += other + 2;
	}
	out->unit = (kp_range){ at, at + n };
	return n > 0;
}

bool kp_number_binds(const kp_reading *r, kp_range sentence, kp_range clause, size_t from, size_t at,
                     kp_number_found *out)
{
	const kp_text *t = &r->text;
	/* 25家、60家: the second goes on where the first was compared */
	bool listed = from > clause.start && at == from + 1 && (t->fold[from] == U'、' || t->fold[from] == U'和');
	int32_t earlier = listed ? out->comparison : KEPU_UNKNOWN;
	size_t percent = kp_match(t, at, clause.end, U"百分之");
	size_t start = at + percent, n = kp_number(t, start, clause.end, &out->value);
	if (n == 0 && percent > 0 && kp_match(t, start, clause.end, U"百")) {
		out->value = (kp_decimal){ 100, 0 };
		n = 1;
	}
	size_t tenths = percent == 0 ? share_of_ten(t, at, clause.end, &out->value) : 0;
	if ((n == 0 && tenths == 0) || !standing_alone(t, clause.start, at))
		return false;
	if (tenths > 0)
		percent = n = tenths;
	out->digits = (kp_range){ start, start + n };
	size_t range = upper_end(t, start + n, clause.end);
	if (!take_unit(t, start + n + range, clause.end, percent > 0, out))
		return false;
	if (tenths > 0)
		out->unit = (kp_range){ at + 1, at + 2 };
	else if (percent > 0)
		out->unit = (kp_range){ at, start };
	out->comparison = range > 0 ? KEPU_COMPARISON_AT_LEAST : compare_before(t, from, at);
	if (out->comparison == KEPU_UNKNOWN)
		out->comparison = earlier;
	if (out->comparison == KEPU_UNKNOWN)
		out->comparison = floor_before(t, from, at);
	size_t unit_end = percent > 0 ? start + n : out->unit.end;
	out->end = unit_end + kp_match_sign(t, unit_end, clause.end, behind, &out->comparison);
	size_t yearly = kp_match(t, out->end, clause.end, U"/年");
	out->end += yearly;
	out->yearly = yearly > 0;
	out->strong = yearly > 0 || out->comparison != KEPU_UNKNOWN || percent > 0 || is_share(out, t);
	if (out->comparison == KEPU_UNKNOWN)
		out->comparison = KEPU_COMPARISON_EQUAL;
	return !excluded(t, sentence, clause, from, out);
}
