/* Stage 7, duties: the units of each list and their roles. A role comes from the mark before a unit (牵头单位：), from
 * the verb that closes its clause (…配合), from a remark behind it（牵头）, or from its place where the notice says so. */
#include "notice/reading.h"

#include "base/utf8.h"

/* A clause is cut at the longest verb that it ends in. */
static const kp_sign verbs[] = {
	{ U"按照职责分工负责落实", KEPU_ROLE_RESPONSIBLE },
	{ U"按职责分工负责落实", KEPU_ROLE_RESPONSIBLE },
	{ U"按照各自职责分工负责", KEPU_ROLE_RESPONSIBLE },
	{ U"按照职责分工负责", KEPU_ROLE_RESPONSIBLE },
	{ U"按各自职责分工负责", KEPU_ROLE_RESPONSIBLE },
	{ U"按职责分工负责", KEPU_ROLE_RESPONSIBLE },
	{ U"按各自职责负责", KEPU_ROLE_RESPONSIBLE },
	{ U"按职责分工配合", KEPU_ROLE_PARTICIPANT },
	{ U"按职责分工落实", KEPU_ROLE_RESPONSIBLE },
	{ U"按职责分工", KEPU_ROLE_RESPONSIBLE },
	{ U"按职责负责", KEPU_ROLE_RESPONSIBLE },
	{ U"负责组织实施", KEPU_ROLE_RESPONSIBLE },
	{ U"牵头组织实施", KEPU_ROLE_LEAD },
	{ U"牵头负责落实", KEPU_ROLE_LEAD },
	{ U"负责牵头", KEPU_ROLE_LEAD },
	{ U"牵头负责", KEPU_ROLE_LEAD },
	{ U"牵头落实", KEPU_ROLE_LEAD },
	{ U"共同牵头", KEPU_ROLE_LEAD },
	{ U"牵头", KEPU_ROLE_LEAD },
	{ U"主办", KEPU_ROLE_LEAD },
	{ U"分工负责", KEPU_ROLE_RESPONSIBLE },
	{ U"分别负责", KEPU_ROLE_RESPONSIBLE },
	{ U"共同负责", KEPU_ROLE_RESPONSIBLE },
	{ U"负责落实", KEPU_ROLE_RESPONSIBLE },
	{ U"负责实施", KEPU_ROLE_RESPONSIBLE },
	{ U"具体负责", KEPU_ROLE_RESPONSIBLE },
	{ U"负责", KEPU_ROLE_RESPONSIBLE },
	{ U"组织落实", KEPU_ROLE_RESPONSIBLE },
	{ U"组织实施", KEPU_ROLE_RESPONSIBLE },
	{ U"落实", KEPU_ROLE_RESPONSIBLE },
	{ U"承担", KEPU_ROLE_RESPONSIBLE },
	{ U"承办", KEPU_ROLE_RESPONSIBLE },
	{ U"协同配合", KEPU_ROLE_PARTICIPANT },
	{ U"积极配合", KEPU_ROLE_PARTICIPANT },
	{ U"参与配合", KEPU_ROLE_PARTICIPANT },
	{ U"协助配合", KEPU_ROLE_PARTICIPANT },
	{ U"配合落实", KEPU_ROLE_PARTICIPANT },
	{ U"配合实施", KEPU_ROLE_PARTICIPANT },
	{ U"配合", KEPU_ROLE_PARTICIPANT },
	{ U"共同参加", KEPU_ROLE_PARTICIPANT },
	{ U"共同参与", KEPU_ROLE_PARTICIPANT },
	{ U"参加", KEPU_ROLE_PARTICIPANT },
	{ U"参与", KEPU_ROLE_PARTICIPANT },
	{ U"协助", KEPU_ROLE_PARTICIPANT },
	{ U"协办", KEPU_ROLE_PARTICIPANT },
	{ U"指导", KEPU_ROLE_PARTICIPANT },
	{ NULL, 0 },
};

typedef struct kp_parse {
	kp_reading *r;
	size_t list, node;
	size_t pending; /* first duty of the list that waits for its verb */
	int32_t role;   /* what the last mark says; 0: none yet */
	bool verb_seen;
	bool joined; /* behind 会同: the rest of the clause takes part */
	bool later;  /* behind 以下均需: up to its verb */
} kp_parse;

/* Position tells the lead, said once and valid for all later lists. */
enum { FIRST_NONE, FIRST_UNIT, FIRST_COMMA, FIRST_SEMICOLON, FIRST_SEMICOLON_OTHERS_HELP };

static const char32_t *const first_units[] = { U"第一位",   U"首位",   U"第一个",   U"第一名", U"第一单位",
	                                           U"第一家",   U"首个",   U"排在第一", U"排第一", U"列第一",
	                                           U"排名第一", U"第一的", U"排首",     U"列首",   NULL };
static const char32_t *const first_commas[] = { U"第一个逗号", U"首个逗号", U"逗号前", U"逗号之前", NULL };
static const char32_t *const first_semicolons[] = { U"第一个分号", U"首个分号", U"分号前", U"分号之前", NULL };
static const char32_t *const lasting[] = { U"下同", U"以下同", U"后同", U"以下均同", NULL };

/* That somebody is the lead, and what one is called. */
static const char32_t *const says_lead[] = { U"为牵头", U"是牵头",   U"系牵头",   U"即牵头",   U"为主办",
	                                         U"是主办", U"单位牵头", U"部门牵头", U"负责牵头", NULL };
static const char32_t *const lead_unit[] = { U"牵头单位", U"牵头部门", U"主办单位", U"主办部门", NULL };

static int position_rule(const kp_text *t, size_t start, size_t end)
{
	size_t lead = kp_find_any(t, start, end, says_lead, NULL), named = kp_find_any(t, start, end, lead_unit, NULL);
	lead = named < lead ? named : lead;
	if (lead == KP_NONE)
		return FIRST_NONE;
	if (kp_find_any(t, start, lead, first_commas, NULL) != KP_NONE)
		return FIRST_COMMA;
	if (kp_find_any(t, start, lead, first_semicolons, NULL) != KP_NONE) {
		static const char32_t *const helps[] = { U"协办", U"配合", U"参与", U"参加", U"协助", U"协同", NULL };
		return kp_find_any(t, lead, end, helps, NULL) != KP_NONE ? FIRST_SEMICOLON_OTHERS_HELP : FIRST_SEMICOLON;
	}
	return kp_find_any(t, start, lead, first_units, NULL) != KP_NONE ? FIRST_UNIT : FIRST_NONE;
}

/* All such words end in 同, by which they are looked for. */
static bool says_lasting(const kp_text *t, size_t start, size_t end)
{
	for (size_t i = start; (i = kp_find_char(t, i, end, U'同')) != KP_NONE; i++)
		if (kp_ends_any(t, start, i + 1, lasting) > 0)
			return true;
	return false;
}

/* Said once for all later lists. */
static int lasting_rule(const kp_text *t, size_t start, size_t end)
{
	return says_lasting(t, start, end) ? position_rule(t, start, end) : FIRST_NONE;
}

/* Who has been given which role for which node so far. */
typedef struct kp_told {
	kp_arena arena;
	kp_intern set;
	kp_buffer key;
} kp_told;

/* Notes a duty; *out_new is false where the same was noted before. False when memory is out. */
static bool note_duty(kp_told *told, const kp_text *t, const kp_duty *duty, size_t node, bool *out_new)
{
	told->key.length = 0;
	kp_buffer_add(&told->key, &node, sizeof node);
	kp_buffer_add(&told->key, &duty->role, sizeof duty->role);
	kp_buffer_add(&told->key, t->fold + duty->unit.start, kp_length(duty->unit) * sizeof *t->fold);
	size_t before = told->set.count;
	bool done = !told->key.failed && kp_intern_get(&told->set, told->key.bytes, told->key.length);
	*out_new = told->set.count > before;
	return done;
}

static bool add_duty(kp_parse *p, kp_range unit, int32_t role)
{
	kp_reading *r = p->r;
	if (!kp_grow((void **)&r->duties, &r->duty_room, r->duty_count + 1, sizeof *r->duties))
		return false;
	kp_duty *duty = &r->duties[r->duty_count++];
	*duty = (kp_duty){ unit,
		               p->list,
		               role,
		               p->later ? KEPU_RULE_LIST_LATER : r->lists[p->list].rule,
		               kp_unit_group(&r->text, unit),
		               kp_unit_like(&r->text, unit) };
	return true;
}

static void settle_pending(kp_parse *p, int32_t role)
{
	for (size_t i = p->pending; i < p->r->duty_count; i++)
		if (p->r->duties[i].role == KEPU_UNKNOWN)
			p->r->duties[i].role = role;
	p->pending = p->r->duty_count;
}

/* A（牵头）: the remark is the unit's role and no part of its name. */
static int32_t remark(const kp_text *t, kp_range *unit)
{
	static const kp_sign remarks[] = { { U"(牵头)", KEPU_ROLE_LEAD },
		                               { U"(牵头单位)", KEPU_ROLE_LEAD },
		                               { U"(负责)", KEPU_ROLE_RESPONSIBLE },
		                               { U"(配合)", KEPU_ROLE_PARTICIPANT },
		                               { U"[牵头]", KEPU_ROLE_LEAD },
		                               { U"<牵头>", KEPU_ROLE_LEAD },
		                               { NULL, 0 } };
	int32_t role = KEPU_UNKNOWN;
	unit->end -= kp_ends_sign(t, unit->start, unit->end, remarks, &role);
	return role;
}

/* 市科协牵头建立: what is led is no part of the name; but 专班牵头单位 is a name. */
static int32_t cut_act(const kp_text *t, kp_range *unit)
{
	static const char32_t *const leads[] = { U"牵头", NULL };
	size_t at = kp_find_any(t, unit->start, unit->end, leads, NULL);
	if (at == KP_NONE || kp_unit_like(t, *unit) || !kp_unit_strong(t, (kp_range){ unit->start, at }))
		return KEPU_UNKNOWN;
	unit->end = at;
	return KEPU_ROLE_LEAD;
}

/* Cuts the verb off the end of a name and says its role: 市卫生健康委等单位配合. */
static int32_t cut_verb(const kp_text *t, kp_range *unit)
{
	static const char32_t *const ways[] = { U"分别",       U"共同",         U"联合",   U"各自", U"协同",
		                                    U"按职责分工", U"按照职责分工", U"按职责", NULL };
	int32_t role = KEPU_UNKNOWN;
	unit->end -= kp_ends_sign(t, unit->start, unit->end, verbs, &role);
	if (role != KEPU_UNKNOWN)
		unit->end -= kp_ends_any(t, unit->start, unit->end, ways);
	else
		role = cut_act(t, unit);
	return role;
}

/* 县妇联等联席会议成员单位: what stands behind the last name for those that are not named. */
static size_t unnamed(const kp_text *t, kp_range unit)
{
	static const char32_t *const many[] = { U"单位", U"部门", NULL };
	size_t low = unit.end > unit.start + 14 ? unit.end - 14 : unit.start + 2;
	if (kp_length(unit) < 4 || !kp_ends_one(t, unit.start, unit.end, many))
		return 0;
	for (size_t i = unit.end - 2; i-- > low;)
		if (t->fold[i] == U'等' && kp_unit_strong(t, (kp_range){ unit.start, i }))
			return unit.end - i;
	return 0;
}

/* 1由市科协牵头, 1.市科协, ①市科协: lists inside a list are numbered. */
static void trim_ordinal(const kp_text *t, kp_range *unit)
{
	kp_label label;
	size_t n = kp_label_read(t, unit->start, unit->end, &label), digits = 0, count;
	while (unit->start + digits < unit->end && kp_is(t, unit->start + digits, KP_DIGIT))
		digits++;
	if (n == 0)
		n = kp_several(t, unit->start, unit->end, &count); /* 以上3项由市科协 */
	if (n == 0 && digits > 0 && digits <= 2 && kp_match(t, unit->start + digits, unit->end, U"由"))
		n = digits;
	if (n > 0 && unit->end > unit->start + n + 1)
		unit->start += n;
}

/* 以下各项均需县科协负责，不再列出: it answers for what comes, too. */
static const char32_t *const laters[] = {
	U"以下各项均需", U"以下各项均由", U"以下任务均需", U"以下任务均由", U"以下均需", U"以下均由", NULL
};

static void trim(const kp_text *t, kp_range *unit)
{
	static const char32_t *const before[] = { U"由", U"为", U"以及", U"及", U"和", U"与", U"请", NULL };
	size_t later = kp_match_any(t, unit->start, unit->end, laters);
	if (later > 0 && unit->end > unit->start + later + 1)
		unit->start += later;
	size_t n = kp_match_any(t, unit->start, unit->end, before);
	if (n > 0 && unit->end > unit->start + n + 1)
		unit->start += n;
	/* 考试工作由县委组织部: what it is about stands before the name; 自由贸易 is a word */
	size_t by = kp_find_char(t, unit->start, unit->end, U'由');
	if (by != KP_NONE && by > unit->start && t->fold[by - 1] != U'自' &&
	    !kp_unit_like(t, (kp_range){ unit->start, by }) && kp_unit_strong(t, (kp_range){ by + 1, unit->end }))
		unit->start = by + 1;
	size_t more = kp_others(t, unit->start, unit->end);
	unit->end -= more > 0 ? more : unnamed(t, *unit);
}

/* A会同B负责: the first is responsible, the others take part. */
static bool with_others(kp_parse *p, kp_range unit, bool *out)
{
	static const char32_t *const joins[] = { U"会同", U"协同", U"联合", NULL };
	size_t n = 0, at = kp_find_any(&p->r->text, unit.start, unit.end, joins, &n);
	kp_range second = { at == KP_NONE ? unit.end : at + n, unit.end };
	trim(&p->r->text, &second);
	/* 供销合作社联合社 is one name: what is joined is a unit, too, or nothing at all (A会同) */
	bool two = kp_length(second) == 0 || kp_unit_like(&p->r->text, second);
	*out = at != KP_NONE && at > unit.start + 1 && two && kp_unit_like(&p->r->text, (kp_range){ unit.start, at });
	if (!*out)
		return true;
	if (!add_duty(p, (kp_range){ unit.start, at }, KEPU_UNKNOWN))
		return false;
	settle_pending(p, p->role ? p->role : KEPU_ROLE_RESPONSIBLE);
	p->joined = true;
	return kp_length(second) < 2 || add_duty(p, second, KEPU_ROLE_PARTICIPANT);
}

static bool take_name(kp_parse *p, kp_range name)
{
	const kp_text *t = &p->r->text;
	bool joined = false;
	trim_ordinal(t, &name);
	p->later = p->later || kp_match_any(t, name.start, name.end, laters) > 0;
	int32_t verb = cut_verb(t, &name);
	trim(t, &name);
	int32_t own = remark(t, &name);
	static const char32_t *const sayings[] = { U"不再列出", U"不再一一列出", U"不再重复", U"下同", NULL };
	if (kp_length(name) >= 2 && kp_match_any(t, name.start, name.end, sayings) != kp_length(name) &&
	    !kp_deadline_like(t, name)) {
		if (!with_others(p, name, &joined))
			return false;
		if (!joined && !add_duty(p, name, p->joined ? KEPU_ROLE_PARTICIPANT : own))
			return false;
	}
	if (verb) {
		settle_pending(p, verb);
		p->verb_seen = true;
		p->joined = p->later = false;
	}
	return true;
}

/* The names up to the next mark. */
static bool take_names(kp_parse *p, size_t start, size_t end)
{
	kp_range name;
	size_t at = start;
	while (kp_unit_next(&p->r->text, &at, end, &name))
		if (!take_name(p, name))
			return false;
	return true;
}

static bool next_mark(const kp_text *t, size_t start, size_t end, size_t *at, size_t *length, int32_t *role)
{
	for (size_t i = start; (i = kp_find_class(t, i, end, KP_COLON | KP_OPEN)) < end; i++) {
		size_t n = t->fold[i] == U':' ? kp_list_mark_before(t, start, i, role) : 0;
		if (n > 0) {
			*at = i - n;
			*length = n + 1;
			return true;
		}
		bool opens = i == start || (t->class[i - 1] & (KP_PAUSE | KP_STOP)); /* A（牵头） is a remark */
		*length = opens ? kp_list_mark_bracket(t, i, end, role) : 0;
		*at = i;
		if (*length > 0)
			return true;
	}
	return false;
}

/* What is said about position inside the list is no unit: it begins behind the mark before it, or behind a comma. */
static size_t without_remark(const kp_text *t, size_t start, size_t end)
{
	static const char32_t *const only[] = { U"列",   U"排",   U"位",       U"第",   U"首", U"其中",
		                                    U"逗号", U"分号", U"责任单位", U"名单", U"以", NULL };
	size_t same = says_lasting(t, start, end) ? kp_find_any(t, start, end, lasting, NULL) : KP_NONE;
	enum { LONGEST = 60 };
	for (size_t cut = end; cut > start && end - cut < LONGEST; cut--) {
		bool parts = (t->class[cut - 1] & (KP_PAUSE | KP_STOP)) && t->fold[cut - 1] != U'、';
		if (parts && position_rule(t, cut, end) != FIRST_NONE && kp_match_any(t, cut, end, only) > 0)
			return cut;
	}
	if (same == KP_NONE)
		return end;
	size_t cut = same;
	while (cut > start && t->fold[cut - 1] != U';' && t->fold[cut - 1] != U'。' && t->fold[cut - 1] != U'(')
		cut--;
	/* 教育文体局（原教育局，下同） says what a body is called */
	bool renames = cut > start && t->fold[cut - 1] == U'(' && kp_find(t, cut, same, U"牵头") == KP_NONE;
	if (cut == start || renames)
		return end;
	return cut - (t->fold[cut - 1] == U'(');
}

static void lead_by_position(kp_parse *p, size_t first, int rule, kp_range inside)
{
	kp_reading *r = p->r;
	if (rule == FIRST_NONE || first >= r->duty_count || p->verb_seen || p->role != KEPU_UNKNOWN)
		return;
	size_t mark = KP_NONE;
	if (rule != FIRST_UNIT)
		mark = kp_find_outside(&r->text, inside.start, inside.end, rule == FIRST_COMMA ? U',' : U';');
	for (size_t i = first; i < r->duty_count; i++) {
		bool leads = rule == FIRST_UNIT ? i == first : mark != KP_NONE && r->duties[i].unit.start < mark;
		if (!leads && (rule != FIRST_SEMICOLON_OTHERS_HELP || mark == KP_NONE))
			continue;
		r->duties[i].role = leads ? KEPU_ROLE_LEAD : KEPU_ROLE_PARTICIPANT;
		r->duties[i].rule = KEPU_RULE_LEAD_FIRST;
	}
}

static bool drop_repeated(kp_reading *r, kp_told *told, size_t first, size_t node)
{
	size_t kept = first;
	for (size_t i = first; i < r->duty_count; i++) {
		bool is_new;
		if (!note_duty(told, &r->text, &r->duties[i], node, &is_new))
			return false;
		if (is_new)
			r->duties[kept++] = r->duties[i];
	}
	r->duty_count = kept;
	char words[KP_WORDS];
	for (size_t i = first; i < kept; i++)
		if (!r->duties[i].sure && !kp_reading_find(r, KEPU_FINDING_UNIT_UNSURE, r->duties[i].unit,
		                                           kp_reading_words(r, r->duties[i].unit, words), NULL))
			return false;
	return true;
}

static bool read_list(kp_reading *r, kp_told *told, size_t index, int *position)
{
	const kp_text *t = &r->text;
	kp_range inside = r->lists[index].range;
	int32_t role = KEPU_UNKNOWN;
	if (kp_is(t, inside.start, KP_OPEN) && !kp_list_mark_bracket(t, inside.start, inside.end, &role)) {
		inside.start++;
		if (!r->lists[index].unclosed)
			inside.end--;
	}
	int said = lasting_rule(t, inside.start, inside.end), here = *position;
	if (said != FIRST_NONE)
		here = *position = said;
	size_t end = without_remark(t, inside.start, inside.end);
	if (end < inside.end && said == FIRST_NONE && position_rule(t, end, inside.end) != FIRST_NONE)
		here = position_rule(t, end, inside.end); /* of this list alone */
	inside.end = end;
	kp_parse p = { r, index, r->lists[index].node, r->duty_count, r->lists[index].role, false, false, false };
	size_t first = r->duty_count, at = inside.start, mark = 0, length = 0;
	if (r->lists[index].rule == KEPU_RULE_LIST_MARKED && !kp_list_mark(t, at, inside.end, &role))
		at += kp_list_mark_bare(t, at, inside.end, &p.role);
	while (next_mark(t, at, inside.end, &mark, &length, &role)) {
		if (!take_names(&p, at, mark))
			return false;
		settle_pending(&p, p.role ? p.role : KEPU_ROLE_RESPONSIBLE);
		/* 责任分工： only announces; what stands in it says its roles by verbs */
		p.role = role;
		p.joined = false;
		at = mark + length;
	}
	bool plain_mark = p.role == KEPU_ROLE_RESPONSIBLE;
	if (!take_names(&p, at, inside.end))
		return false;
	settle_pending(&p, p.role ? p.role : KEPU_ROLE_RESPONSIBLE);
	if (plain_mark)
		p.role = KEPU_UNKNOWN;
	lead_by_position(&p, first, here, inside);
	return drop_repeated(r, told, first, p.node);
}

/* The opening may say it once for all lists. */
static int position_in_opening(const kp_reading *r)
{
	for (size_t i = 0; i < r->first_line; i++) {
		const kp_text_line *line = &r->text.lines[i];
		int said =
			r->line_class[i] == KEPU_SEGMENT_PREAMBLE ? position_rule(&r->text, line->start, line->end) : FIRST_NONE;
		if (said != FIRST_NONE)
			return said;
	}
	return FIRST_NONE;
}

/* Or a clause behind the last list, in the closing sections or in a note below the table, for all of them. */
static int position_in_closing(const kp_reading *r)
{
	const kp_text *t = &r->text;
	size_t at = r->list_count > 0 ? r->lists[r->list_count - 1].range.end : t->length;
	while (at < t->length) {
		size_t end = kp_find_class(t, at, t->length, KP_STOP | KP_PAUSE | KP_CLOSE);
		/* 首位的为主办单位; not: 第一名的牵头单位 is commended */
		if (position_rule(t, at, end) == FIRST_UNIT && kp_find_any(t, at, end, says_lead, NULL) != KP_NONE)
			return FIRST_UNIT;
		at = end + 1;
	}
	return FIRST_NONE;
}

/* Or a bracket of its own behind a list, for that one, too. */
static int position_behind(const kp_text *t, size_t at)
{
	while (at < t->length && kp_is_white(t->cps[at]))
		at++;
	size_t close = kp_is(t, at, KP_OPEN) ? kp_close(t, at, t->length) : KP_NONE;
	return close == KP_NONE ? FIRST_NONE : lasting_rule(t, at, close);
}

/* What the last line between two places says that says it. */
static int position_between(const kp_text *t, size_t start, size_t end)
{
	int position = FIRST_NONE;
	for (size_t at = start; at < end;) {
		size_t stop = t->lines[kp_text_line_of(t, at)].end;
		int said = lasting_rule(t, at, stop < end ? stop : end);
		position = said != FIRST_NONE ? said : position;
		at = stop > at ? stop : at + 1;
	}
	return position;
}

static bool read_all(kp_reading *r, kp_told *told)
{
	int position = position_in_opening(r);
	position = position != FIRST_NONE ? position : position_in_closing(r);
	size_t behind = r->item_count > 0 ? r->items[0].body.start : 0;
	for (size_t i = 0; i < r->list_count; i++) {
		/* or the text before a list does, for those from there on */
		kp_range list = r->lists[i].range;
		int before = position_between(&r->text, behind, list.start);
		int here = position_behind(&r->text, list.end);
		position = here != FIRST_NONE ? here : before != FIRST_NONE ? before : position;
		behind = list.end > behind ? list.end : behind;
		if (!read_list(r, told, i, &position))
			return false;
	}
	return true;
}

bool kp_read_duties(kp_reading *r)
{
	kp_told told = { 0 };
	kp_arena_init(&told.arena);
	kp_intern_init(&told.set, &told.arena);
	bool done = read_all(r, &told);
	kp_intern_free(&told.set);
	kp_buffer_free(&told.key);
	kp_arena_free(&told.arena);
	return done;
}
