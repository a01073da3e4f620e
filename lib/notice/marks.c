/* Marks of lists: what stands before the colon in 牵头单位：, 主要责任部门：, 协同处室：, 任务分工：. They are put together of
 * words, so that no list of all of them is needed. */
#include "notice/reading.h"

enum { MARK_MOST = 12 }; /* characters */

enum { FIRST = -2, FILLER = -1 }; /* beside KEPU_ROLE_ */

/* In front of what makes a role of it may stand what marks the one that leads of several responsible ones, and then what
 * says nothing. One list of them all, as hardly anywhere does any of them stand; none begins like another. */
static const kp_sign words[] = {
	{ U"主要", FIRST },
	{ U"第一", FIRST },
	{ U"具体", FILLER },
	{ U"共同", FILLER },
	{ U"直接", FILLER },
	{ U"组织", FILLER },
	{ U"任务", FILLER },
	{ U"工作", FILLER },
	{ U"职责", FILLER },
	{ U"省级", FILLER },
	{ U"市级", FILLER },
	{ U"州级", FILLER },
	{ U"盟级", FILLER },
	{ U"县级", FILLER },
	{ U"区级", FILLER },
	{ U"旗级", FILLER },
	{ U"牵头", KEPU_ROLE_LEAD },
	{ U"主办", KEPU_ROLE_LEAD },
	{ U"主责", KEPU_ROLE_LEAD },
	{ U"责任", KEPU_ROLE_RESPONSIBLE },
	{ U"负责", KEPU_ROLE_RESPONSIBLE },
	{ U"承办", KEPU_ROLE_RESPONSIBLE },
	{ U"落实", KEPU_ROLE_RESPONSIBLE },
	{ U"实施", KEPU_ROLE_RESPONSIBLE },
	{ U"完成", KEPU_ROLE_RESPONSIBLE },
	{ U"承担", KEPU_ROLE_RESPONSIBLE },
	{ U"分工", KEPU_ROLE_RESPONSIBLE },
	{ U"配合", KEPU_ROLE_PARTICIPANT },
	{ U"参加", KEPU_ROLE_PARTICIPANT },
	{ U"参与", KEPU_ROLE_PARTICIPANT },
	{ U"协办", KEPU_ROLE_PARTICIPANT },
	{ U"协助", KEPU_ROLE_PARTICIPANT },
	{ U"协同", KEPU_ROLE_PARTICIPANT },
	{ U"协作", KEPU_ROLE_PARTICIPANT },
	{ U"支持", KEPU_ROLE_PARTICIPANT },
	{ U"成员", KEPU_ROLE_PARTICIPANT },
	{ NULL, 0 },
};
static const char32_t *const bodies[] = { U"单位", U"部门", U"处室", U"科室", U"股室", U"机构", U"主体", NULL };
/* Without a body behind them only these are marks; 落实： and 支持： head a text. */
static const char32_t *const alone[] = { U"牵头", U"主办", U"责任", U"负责", U"承办", U"分工",
	                                     U"配合", U"参加", U"参与", U"协办", U"协助", NULL };

static int32_t stronger(int32_t said, int32_t role)
{
	if (said == KEPU_ROLE_LEAD || role == KEPU_ROLE_LEAD)
		return KEPU_ROLE_LEAD;
	return said == KEPU_ROLE_PARTICIPANT ? said : role;
}

/* Length of the words of a mark at a place, without its colon; 0: there is none. */
static size_t read_mark(const kp_text *t, size_t at, size_t end, int32_t *out)
{
	size_t start = at, n, last = at;
	int32_t said = KEPU_UNKNOWN, word;
	bool first = false;
	for (; (n = kp_match_sign(t, at, end, words, &word)) > 0; at += n) {
		if (word == FIRST ? at > start : word == FILLER && said != KEPU_UNKNOWN)
			break;
		first = first || word == FIRST;
		if (word > 0) {
			said = said ? stronger(said, word) : word;
			last = at;
		}
	}
	if (said == KEPU_UNKNOWN)
		return 0;
	n = kp_match_any(t, at, end, bodies);
	if (n == 0 && !kp_match_any(t, last, at, alone))
		return 0;
	*out = first && said == KEPU_ROLE_RESPONSIBLE ? KEPU_ROLE_LEAD : said;
	return at + n - start;
}

size_t kp_list_mark_word(const kp_text *t, size_t at, size_t end)
{
	int32_t ignored;
	return read_mark(t, at, end, &ignored);
}

size_t kp_list_mark(const kp_text *t, size_t at, size_t end, int32_t *role)
{
	int32_t said;
	size_t n = read_mark(t, at, end, &said);
	if (n == 0 || at + n >= end || t->fold[at + n] != U':')
		return 0;
	*role = said;
	return n + 1;
}

size_t kp_list_mark_before(const kp_text *t, size_t start, size_t colon, int32_t *role)
{
	int32_t said;
	for (size_t at = colon - start > MARK_MOST ? colon - MARK_MOST : start; at < colon; at++) {
		if (read_mark(t, at, colon, &said) != colon - at)
			continue;
		*role = said;
		return colon - at;
	}
	return 0;
}

size_t kp_list_mark_bracket(const kp_text *t, size_t at, size_t end, int32_t *role)
{
	int32_t said;
	size_t n = kp_is(t, at, KP_OPEN) ? read_mark(t, at + 1, end, &said) : 0, close = at + 1 + n;
	if (n == 0 || close >= end || !kp_is(t, close, KP_CLOSE))
		return 0;
	*role = said;
	return n + 2 + kp_match(t, close + 1, end, U":");
}

size_t kp_list_mark_bare(const kp_text *t, size_t at, size_t end, int32_t *role)
{
	int32_t said;
	size_t n = read_mark(t, at, end, &said);
	if (n == 0 || kp_ends_any(t, at, at + n, bodies) == 0)
		return 0;
	*role = said;
	return n;
}

size_t kp_due_mark(const kp_text *t, size_t start, size_t end, size_t *out_length)
{
	static const char32_t *const marks[] = { U"完成时限:", U"完成时间:", U"完成期限:", U"完成日期:",
		                                     U"办结时限:", U"时限要求:", U"时间要求:", U"时间节点:",
		                                     U"进度要求:", U"时限:",     NULL };
	/* all end in a colon, by which they are looked for */
	for (size_t i = start; (i = kp_find_class(t, i, end, KP_COLON)) < end; i++) {
		size_t n = kp_ends_any(t, start, i + 1, marks);
		if (n == 0)
			continue;
		*out_length = n;
		return i + 1 - n;
	}
	return KP_NONE;
}

bool kp_deadline_like(const kp_text *t, kp_range name)
{
	static const char32_t *const ends[] = { U"前完成", U"底完成", U"完成", U"底前", U"月前", U"日前", U"推进", U"坚持",
		                                    U"持续",   U"时限",   U"时间", U"期限", U"年内", U"节点", NULL };
	if (kp_ends_any(t, name.start, name.end, ends) > 0)
		return true;
	size_t digits = 0;
	while (name.start + digits < name.end && kp_is(t, name.start + digits, KP_DIGIT))
		digits++;
	return digits > 0 && (kp_match(t, name.start + digits, name.end, U"月") > 0 ||
	                      (digits == 4 && kp_match(t, name.start + digits, name.end, U"年") > 0));
}

size_t kp_skip_deadlines(const kp_text *t, size_t start, size_t end)
{
	kp_range name;
	size_t at = start;
	while (kp_unit_next(t, &at, end, &name) && kp_deadline_like(t, name))
		start = at;
	return start;
}

size_t kp_others(const kp_text *t, size_t start, size_t end)
{
	static const char32_t *const which[] = { U"各",   U"相关", U"有关", U"其他", U"其它", U"市直", U"县直",
		                                     U"区直", U"省直", U"州直", U"市级", U"县级", U"区级", U"省级",
		                                     U"州级", U"成员", U"多个", U"多家", NULL };
	static const char32_t *const whom[] = { U"单位",       U"部门",       U"机构",       U"地区",
		                                    U"单位和部门", U"部门和单位", U"部门及单位", U"部门(单位)",
		                                    U"单位(部门)", U"部门单位",   NULL };
	size_t low = end > start + 16 ? end - 16 : start;
	for (size_t at = end; at-- > low;) {
		if (t->fold[at] != U'等')
			continue;
		size_t i = at + 1, n;
		while ((n = kp_match_any(t, i, end, which)) > 0)
			i += n;
		return i + kp_match_any(t, i, end, whom) == end ? end - at : 0;
	}
	return 0;
}

size_t kp_several(const kp_text *t, size_t at, size_t end, size_t *count)
{
	static const char32_t *const leads[] = { U"以上", U"上述", NULL };
	static const char32_t *const measures[] = { U"项", U"条", U"款", U"点", U"个", NULL };
	static const char32_t *const nouns[] = { U"工作任务", U"工作", U"任务", U"内容", U"措施", NULL };
	static const char32_t *const joins[] = { U"均由", U"都由", U"统一由", U"由", NULL };
	size_t i = at + kp_match_any(t, at, end, leads), n;
	kp_decimal number;
	if (i == at || (n = kp_number(t, i, end, &number)) == 0 || number.scale != 0 || number.coefficient < 2 ||
	    number.coefficient > 20)
		return 0;
	i += n;
	if ((n = kp_match_any(t, i, end, measures)) == 0)
		return 0;
	i += n + kp_match_any(t, i + n, end, nouns);
	*count = (size_t)number.coefficient;
	return i + kp_match_any(t, i, end, joins) - at;
}
