/* Stage 8, metadata: number, recipients, signature, period and basis documents. */
#include "notice/reading.h"

static kp_range line_range(const kp_reading *r, size_t i)
{
	return (kp_range){ r->text.lines[i].start, r->text.lines[i].end };
}

/* A document number like 余政办发〔2018〕28号 whose bracket opens at `open`; misprinted brackets are folded already. */
static bool number_at(const kp_text *t, size_t open, size_t low, size_t end, kp_range *out)
{
	int32_t year;
	if (t->fold[open] != U'[' && t->fold[open] != U'(' && t->fold[open] != U'<')
		return false;
	size_t n = kp_year(t, open + 1, end, &year), at = open + 1 + n;
	if (n == 0 || at >= end || !kp_is(t, at, KP_CLOSE))
		return false;
	at++;
	at += kp_match(t, at, end, U"第");
	size_t digits = at;
	while (at < end && kp_is(t, at, KP_DIGIT))
		at++;
	if (at == digits || at - digits > 5 || !kp_match(t, at, end, U"号"))
		return false;
	size_t start = open;
	while (start > low && open - start < 14 && t->fold[start - 1] >= 0x4E00 && t->fold[start - 1] <= 0x9FFF)
		start--;
	static const char32_t *const fields[] = { U"发文字号", U"文件编号", U"文号", U"字号", U"编号", NULL };
	size_t length = 0, field = kp_find_any(t, start, open, fields, &length);
	if (field != KP_NONE)
		start = field + length;
	*out = (kp_range){ start, at + 1 };
	return start < open;
}

static bool number_in(const kp_text *t, kp_range range, kp_range *out)
{
	for (size_t i = range.start; (i = kp_find_class(t, i, range.end, KP_OPEN | KP_QUOTE_OPEN)) < range.end; i++) {
		if (t->class[i] & KP_QUOTE_OPEN) {
			size_t close = kp_close(t, i, range.end);
			i = close == KP_NONE ? i : close;
		} else if (number_at(t, i, range.start, range.end, out)) {
			return true;
		}
	}
	return false;
}

/* The notice's own number: a line of its own in its head, else the page's index table. */
static void read_number(kp_reading *r)
{
	const kp_text *t = &r->text;
	static const char32_t *const fields[] = { U"发文字号", U"文件编号", U"文号", NULL };
	kp_head *head = &r->head;
	for (size_t i = 0; i < r->first_line; i++) {
		kp_range line = line_range(r, i), number;
		bool own = number_in(t, line, &number) && number.start == line.start && number.end == line.end;
		if (own && (r->line_class[i] == KEPU_SEGMENT_NOTICE_HEAD || r->line_class[i] == KEPU_SEGMENT_FURNITURE)) {
			head->number = number;
			head->number_rule = KEPU_RULE_META_NUMBER;
			return;
		}
		size_t field =
			r->line_class[i] == KEPU_SEGMENT_FURNITURE ? kp_find_any(t, line.start, line.end, fields, NULL) : KP_NONE;
		if (field != KP_NONE && kp_length(head->number) == 0 && number_in(t, (kp_range){ field, line.end }, &number)) {
			head->number = number;
			head->number_rule = KEPU_RULE_META_INDEX_TABLE;
		}
	}
}

static void read_recipients(kp_reading *r)
{
	const kp_text *t = &r->text;
	kp_head *head = &r->head;
	for (size_t i = 0; i < r->first_line; i++) {
		if (r->line_class[i] != KEPU_SEGMENT_RECIPIENTS)
			continue;
		kp_range line = line_range(r, i);
		size_t start = line.start;
		while (start < line.end && head->recipient_count < sizeof head->recipients / sizeof *head->recipients) {
			size_t comma = kp_find_outside(t, start, line.end, U','), end = comma == KP_NONE ? line.end : comma;
			kp_range one = { start, end };
			if (one.end > one.start && t->fold[one.end - 1] == U':')
				one.end--;
			if (kp_length(one) > 0)
				head->recipients[head->recipient_count++] = one;
			start = end + 1;
		}
	}
}

/* The line of a signature: its body without （代章）, its date. */
static void read_signature_line(kp_reading *r, kp_range line)
{
	const kp_text *t = &r->text;
	kp_head *head = &r->head;
	kp_range body = line;
	for (size_t i = line.start; i < line.end; i++) {
		int32_t y, m, d;
		size_t n = kp_is(t, i, KP_DIGIT | KP_NUMERAL) ? kp_day(t, i, line.end, &y, &m, &d) : 0;
		if (n == 0)
			continue;
		head->issue_date = (kp_range){ i, i + n };
		head->issue_year = y;
		head->issue_month = m;
		head->issue_day = d;
		body.end = i;
		break;
	}
	static const char32_t *const seals[] = { U"(代章)", U"(代)", U"(章)", U"(盖章)", U"(印章)", NULL };
	body.end -= kp_ends_any(t, body.start, body.end, seals);
	if (kp_length(body) > 0 && kp_body_like(t, body) &&
	    head->issuer_count < sizeof head->issuers / sizeof *head->issuers) {
		head->issuers[head->issuer_count++] = body;
		head->issuer_rule = KEPU_RULE_META_SIGNATURE;
	}
}

/* The title's own body: 某县科协2024年工作要点. Shortest beginning that ends as bodies do, where more than a noun follows. */
static void read_title_body(kp_reading *r)
{
	const kp_text *t = &r->text;
	kp_head *head = &r->head;
	static const char32_t *const bodies[] = { U"科协",           U"科学技术协会", U"领导小组办公室", U"领导小组",
		                                      U"联席会议办公室", U"办公室",       U"办公厅",         U"人民政府",
		                                      U"教育局",         U"科技局",       U"科学技术局",     U"教育厅",
		                                      U"科技厅",         U"教育部",       U"科技部",         U"农业农村局",
		                                      U"卫生健康委",     U"卫生健康局",   U"委员会",         NULL };
	if (head->title_count == 0)
		return;
	kp_range title = head->title[0];
	for (size_t i = title.start + 2; i < title.end && i < title.start + 30; i++) {
		if (t->class[i - 1] & (KP_QUOTE_OPEN | KP_PAUSE))
			return;
		size_t n = kp_match_any(t, i, title.end, bodies);
		if (n > 0 && i + n < title.end) {
			head->issuers[0] = (kp_range){ title.start, i + n };
			head->issuer_count = 1;
			head->issuer_rule = KEPU_RULE_META_TITLE_BODY;
			return;
		}
	}
}

/* Whose notice it is, where it is signed with a date alone: 某市人民政府办公室关于印发…的通知. */
static void read_notice_body(kp_reading *r)
{
	const kp_text *t = &r->text;
	kp_head *head = &r->head;
	for (size_t i = 0; i < head->notice_title_count; i++) {
		kp_range line = head->notice_title[i];
		size_t about = kp_find(t, line.start, line.end, U"关于");
		kp_range body = { line.start, about == KP_NONE ? line.end : about };
		bool above = about == KP_NONE && i + 1 < head->notice_title_count &&
		             kp_match(t, head->notice_title[i + 1].start, line.end + 4, U"关于") > 0;
		if ((about == KP_NONE && !above) || !kp_body_like(t, body))
			continue;
		head->issuers[head->issuer_count++] = body;
		head->issuer_rule = KEPU_RULE_META_TITLE_BODY;
		return;
	}
}

static void read_signature(kp_reading *r)
{
	for (size_t i = 0; i < r->text.line_count; i++)
		if (r->line_class[i] == KEPU_SEGMENT_SIGNATURE && r->head.issue_year == 0)
			read_signature_line(r, line_range(r, i));
	if (r->head.issuer_count == 0)
		read_title_body(r);
	if (r->head.issuer_count == 0)
		read_notice_body(r);
}

typedef struct kp_plan_years {
	const char32_t *word;
	int32_t first, last;
} kp_plan_years;

static const kp_plan_years five_years[] = {
	{ U"十一五", 2006, 2010 }, { U"十二五", 2011, 2015 }, { U"十三五", 2016, 2020 },
	{ U"十四五", 2021, 2025 }, { U"十五五", 2026, 2030 }, { U"十六五", 2031, 2035 },
};

static bool period_at(const kp_text *t, size_t i, kp_range range, kp_head *head, bool ranges_only)
{
	int32_t first, last;
	size_t n = kp_is(t, i, KP_DIGIT | KP_NUMERAL) ? kp_year_range(t, i, range.end, &first, &last) : 0;
	if (n > 0 && (last > first || (!ranges_only && kp_match(t, i + n - 1, range.end, U"年")))) {
		head->first_year = first;
		head->last_year = last;
		head->period = (kp_range){ i, i + n };
		return true;
	}
	for (size_t k = 0; k < sizeof five_years / sizeof *five_years; k++) {
		n = kp_match(t, i, range.end, five_years[k].word);
		if (n > 0) {
			head->first_year = five_years[k].first;
			head->last_year = five_years[k].last;
			head->period = (kp_range){ i, i + n };
			return true;
		}
	}
	return false;
}

/* Documents named in the opening have periods of their own. */
static bool period_in(const kp_text *t, kp_range range, kp_head *head, bool in_opening)
{
	for (size_t i = range.start; i < range.end; i++) {
		if (t->fold[i] == U'《') {
			size_t close = kp_close(t, i, range.end);
			i = close == KP_NONE ? i : close;
		} else if (period_at(t, i, range, head, in_opening)) {
			return true;
		}
	}
	return false;
}

/* A title whose years are damaged has a period, and no other text says it as surely. */
static bool years_damaged(const kp_text *t, kp_range title)
{
	for (size_t i = title.start, end; i < title.end; i = end + 1) {
		for (end = i; end < title.end && kp_is(t, end, KP_DIGIT); end++)
			;
		if (end > i && kp_year_odd(t, (kp_range){ i, end }, title.end))
			return true;
	}
	return false;
}

/* 行动规划纲要（2021—2035年）实施方案: the years are those of the outline, where the opening says for which of them the
 * plan is. */
static void narrow_period(kp_reading *r, kp_range title)
{
	static const char32_t *const carries_out[] = { U"实施方案", U"工作方案", U"实施计划", U"实施意见", NULL };
	const kp_head of_title = r->head;
	if (kp_find_any(&r->text, of_title.period.end, title.end, carries_out, NULL) == KP_NONE)
		return;
	for (size_t i = 0; i < r->first_line; i++) {
		if (r->line_class[i] != KEPU_SEGMENT_PREAMBLE || !period_in(&r->text, line_range(r, i), &r->head, true))
			continue;
		if (r->head.first_year >= of_title.first_year && r->head.last_year < of_title.last_year)
			return;
		r->head = of_title;
	}
}

static void read_period(kp_reading *r)
{
	bool damaged = false;
	for (size_t i = 0; i < r->head.title_count; i++) {
		damaged = damaged || years_damaged(&r->text, r->head.title[i]);
		if (!damaged && period_in(&r->text, r->head.title[i], &r->head, false)) {
			narrow_period(r, r->head.title[i]);
			return;
		}
	}
	for (size_t i = 0; i < r->head.notice_title_count && r->head.title_count == 0; i++)
		if (period_in(&r->text, r->head.notice_title[i], &r->head, false))
			return;
	for (size_t i = 0; i < r->first_line && !damaged; i++)
		if (r->line_class[i] == KEPU_SEGMENT_PREAMBLE && period_in(&r->text, line_range(r, i), &r->head, true))
			return;
	/* where the plan's own title has lost it, the notice names that title, too */
	for (size_t i = 0; i < r->head.notice_title_count; i++)
		for (size_t k = r->head.notice_title[i].start; k < r->head.notice_title[i].end; k++)
			if (period_at(&r->text, k, r->head.notice_title[i], &r->head, true))
				return;
}

/* Inside 《》 inner titles stand in 〈〉. */
static char32_t plain_bracket(char32_t c)
{
	return c == U'<' ? U'《' : c == U'>' ? U'》' : c;
}

/* The plan's own title, in whatever line breaks: compared over all its lines. */
static bool is_own_title(const kp_reading *r, kp_range title)
{
	const kp_text *t = &r->text;
	size_t at = title.start;
	for (size_t k = 0; k < r->head.title_count; k++) {
		for (size_t i = r->head.title[k].start; i < r->head.title[k].end; i++, at++)
			if (at >= title.end || plain_bracket(t->fold[at]) != plain_bracket(t->fold[i]))
				return false;
	}
	return r->head.title_count > 0 && at == title.end;
}

/* The covering notice names what it brings, perhaps in other words than the plan's own heading. */
static bool is_brought(const kp_reading *r, kp_range title)
{
	const kp_text *t = &r->text;
	for (size_t k = 0; k < r->head.notice_title_count; k++) {
		/* lines of a title follow each other in the text */
		size_t end = r->head.notice_title[r->head.notice_title_count - 1].end;
		for (size_t i = r->head.notice_title[k].start; i + kp_length(title) <= end; i++)
			if (kp_same(t, (kp_range){ i, i + kp_length(title) }, title))
				return true;
	}
	return false;
}

/* Behind 制定 or 印发 stands what this notice brings, not what it rests on. */
static bool is_made_here(const kp_text *t, size_t open, size_t low)
{
	static const char32_t *const makes[] = { U"制定", U"制订", U"制定了", U"编制", U"起草",
		                                     U"出台", U"拟定", U"形成",   NULL };
	return kp_ends_any(t, low, open, makes) > 0;
}

static bool is_short_form(const kp_text *t, kp_range title, size_t open)
{
	static const char32_t *const calls[] = { U"以下简称", U"简称", U"以下称", U"下称", NULL };
	size_t low = open > 8 ? open - 8 : 0;
	return kp_length(title) <= 4 || kp_ends_any(t, low, open, calls) > 0;
}

/* The superior plan, wherever it is named: its title says so. */
static bool is_superior(const kp_text *t, kp_range title)
{
	static const char32_t *const kinds[] = { U"纲要", U"规划", U"方案", U"计划", NULL };
	return (kp_find(t, title.start, title.end, U"全民科学素质行动") != KP_NONE ||
	        kp_find(t, title.start, title.end, U"全民科学素质工作") != KP_NONE) &&
	       kp_find_any(t, title.start, title.end, kinds, NULL) != KP_NONE;
}

/* The document's entry, a new one where it is named for the first time; NULL: memory is out. */
static kp_basis *basis_of(kp_reading *r, kp_range title)
{
	for (size_t i = 0; i < r->basis_count; i++)
		if (kp_same(&r->text, r->bases[i].title, title))
			return &r->bases[i];
	if (!kp_grow((void **)&r->bases, &r->basis_room, r->basis_count + 1, sizeof *r->bases))
		return NULL;
	kp_basis *basis = &r->bases[r->basis_count++];
	*basis = (kp_basis){ .title = title };
	return basis;
}

/* Its number may be told where it is named again. */
static bool add_basis(kp_reading *r, kp_range title, size_t close, size_t end)
{
	const kp_text *t = &r->text;
	kp_basis *basis = basis_of(r, title);
	if (!basis)
		return false;
	if (kp_length(basis->number) == 0 && close + 1 < end && t->fold[close + 1] == U'(') {
		size_t stop = kp_close(t, close + 1, end);
		if (stop != KP_NONE)
			number_in(t, (kp_range){ close + 2, stop }, &basis->number);
	}
	return true;
}

/* Where a document is named decides what counts: all in the opening, elsewhere the superior plan. */
enum { IN_LETTER, IN_OPENING, IN_TEXT };

static bool read_basis_in(kp_reading *r, kp_range range, int where)
{
	const kp_text *t = &r->text;
	for (size_t i = range.start; (i = kp_find_class(t, i, range.end, KP_QUOTE_OPEN)) < range.end; i++) {
		if (t->fold[i] != U'《')
			continue;
		size_t close = kp_close(t, i, range.end);
		if (close == KP_NONE)
			continue;
		kp_range title = { i + 1, close };
		bool wanted = where == IN_OPENING || (is_superior(t, title) && !(where == IN_LETTER && is_brought(r, title)));
		if (wanted && !is_short_form(t, title, i) && !is_own_title(r, title) && !is_made_here(t, i, range.start) &&
		    !add_basis(r, title, close, range.end))
			return false;
		i = close;
	}
	return true;
}

/* The lines that open the plan: those before its items, else, as in 第一条, the text of the first item. */
static size_t opening_item_end(const kp_reading *r)
{
	for (size_t i = 0; i < r->first_line; i++)
		if (r->line_class[i] == KEPU_SEGMENT_PREAMBLE)
			return 0;
	size_t leaf = 0;
	while (leaf + 1 < r->item_count && r->items[leaf].children > 0)
		leaf++;
	return r->item_count > 0 ? kp_text_line_of(&r->text, r->items[leaf].body.end - 1) + 1 : 0;
}

static bool read_basis(kp_reading *r)
{
	size_t opening_end = opening_item_end(r);
	for (size_t i = 0; i < r->last_line; i++) {
		bool opening = r->line_class[i] == KEPU_SEGMENT_PREAMBLE || (i >= r->first_line && i < opening_end);
		if (r->line_class[i] == KEPU_SEGMENT_LETTER &&
		    !read_basis_in(r, (kp_range){ r->text.lines[i].start, r->text.lines[i].end }, IN_LETTER))
			return false;
		/* a citation may be broken over lines: the whole run of lines of one class is one text */
		if (!opening && r->line_class[i] != KEPU_SEGMENT_NODE_TEXT)
			continue;
		size_t last = i;
		while (opening && last + 1 < r->first_line && r->line_class[last + 1] == KEPU_SEGMENT_PREAMBLE)
			last++;
		if (!read_basis_in(r, (kp_range){ r->text.lines[i].start, r->text.lines[last].end },
		                   opening ? IN_OPENING : IN_TEXT))
			return false;
		i = last;
	}
	return true;
}

bool kp_read_metadata(kp_reading *r)
{
	read_number(r);
	read_recipients(r);
	read_signature(r);
	read_period(r);
	return read_basis(r);
}
