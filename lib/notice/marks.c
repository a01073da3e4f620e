/* Marks of lists: what stands before the colon in 牵头单位：, 主要责任部门：, 协同处室：, 任务分工：. They are put together of
 * words, so that no list of all of them is needed. */
#include "notice/reading.h"

enum { MARK_MOST = 12 }; /* characters */

static const kp_sign roles[] = {
	{ U"牵头", KEPU_ROLE_LEAD },        { U"主办", KEPU_ROLE_LEAD },
	{ U"主责", KEPU_ROLE_LEAD },        { U"责任", KEPU_ROLE_RESPONSIBLE },
	{ U"负责", KEPU_ROLE_RESPONSIBLE }, { U"承办", KEPU_ROLE_RESPONSIBLE },
	{ U"落实", KEPU_ROLE_RESPONSIBLE }, { U"实施", KEPU_ROLE_RESPONSIBLE },
	{ U"完成", KEPU_ROLE_RESPONSIBLE }, { U"承担", KEPU_ROLE_RESPONSIBLE },
	{ U"分工", KEPU_ROLE_RESPONSIBLE }, { U"配合", KEPU_ROLE_PARTICIPANT },
	{ U"参加", KEPU_ROLE_PARTICIPANT }, { U"参与", KEPU_ROLE_PARTICIPANT },
	{ U"协办", KEPU_ROLE_PARTICIPANT }, { U"协助", KEPU_ROLE_PARTICIPANT },
	{ U"协同", KEPU_ROLE_PARTICIPANT }, { U"协作", KEPU_ROLE_PARTICIPANT },
	{ U"支持", KEPU_ROLE_PARTICIPANT }, { NULL, 0 },
};
/* What may stand before a role: of several responsible ones these mark the one that leads, those say nothing of it. */
static const char32_t *const firsts[] = { U"主要", U"第一", NULL };
static const char32_t *const fillers[] = { U"具体", U"共同", U"直接", U"组织", U"任务", U"工作", U"职责", U"省级",
	                                       U"市级", U"州级", U"盟级", U"县级", U"区级", U"旗级", NULL };
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
	int32_t said = KEPU_UNKNOWN, role;
	bool first = false;
	if ((n = kp_match_any(t, at, end, firsts)) > 0) {
		first = true;
		at += n;
	}
	while ((n = kp_match_any(t, at, end, fillers)) > 0)
		at += n;
	for (; (n = kp_match_sign(t, at, end, roles, &role)) > 0; at += n) {
		said = said ? stronger(said, role) : role;
		last = at;
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
