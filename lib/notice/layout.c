/* Stage 2, layout: which lines are the notice's head, recipients, letter, signature, the plan's title, its opening, its
 * own text, annexes, and what a web page or a printer added. Told by place and by how such lines begin and end. */
#include "notice/reading.h"

static const char32_t *const title_ends[] = {
	U"方案", U"要点",   U"规划",   U"计划",   U"纲要",   U"意见",   U"办法", U"细则", U"措施",
	U"安排", U"规定",   U"清单",   U"任务",   U"打算",   U"分工",   U"分解", U"部署", U"台账",
	U"一览", U"分工表", U"分解表", U"任务表", U"一览表", U"任务书", NULL,
};
static const char32_t *const notice_ends[] = { U"通知", U"通知》", U"的函", U"的通告", U"的决定", NULL };

/* How portals and printers begin the lines that they add. */
static const char32_t *const page_begins[] = {
	U"当前位置", U"您现在的位置",
	U"您的位置", U"您所在的位置",
	U"首页",     U"网站首页",
	U"索引号",   U"主题分类",
	U"主题词",   U"文件编号",
	U"发文字号", U"发文机关",
	U"发布机构", U"发布日期",
	U"发布时间", U"成文日期",
	U"生成日期", U"公开方式",
	U"公开范围", U"公开时限",
	U"有效性",   U"信息来源",
	U"来源:",    U"来源",
	U"作者:",    U"时间:",
	U"日期:",    U"浏览",
	U"点击",     U"阅读",
	U"字体",     U"字号",
	U"分享",     U"打印",
	U"【打印",   U"[打印",
	U"关闭",     U"下载",
	U"扫一扫",   U"上一篇",
	U"下一篇",   U"上一条",
	U"下一条",   U"主办",
	U"承办",     U"版权",
	U"备案",     U"技术支持",
	U"网站标识", U"联系电话",
	U"责任编辑", U"返回",
	U"收藏",     U"相关链接",
	U"相关附件", U"附件下载",
	U"Produced", U"Copyright",
	U"名称:",    U"标题:",
	U"文号:",    U">",
	U"编辑:",    U"责任处室",
	U"保护视力", U"【字体",
	U"[字体",    U"无障碍",
	U"【大",     U"访问量",
	U"信息索引", U"组配分类",
	U"体裁分类", NULL,
};
static const char32_t *const copies[] = { U"抄送", U"抄报", U"主送:", U"分送", NULL };

static kp_range range_of(const kp_reading *r, size_t line)
{
	return (kp_range){ r->text.lines[line].start, r->text.lines[line].end };
}

static bool has_sentence_end(const kp_text *t, kp_range line)
{
	if (kp_length(line) == 0)
		return false;
	char32_t last = t->fold[line.end - 1];
	return last == U'。' || last == U';' || last == U'!' || last == U'?' || last == U':' || last == U')' ||
	       last == U']' || (last == U'”' && kp_length(line) > 30);
}

static bool is_page_number(const kp_text *t, kp_range line)
{
	size_t digits = 0;
	if (kp_length(line) > 12)
		return false;
	for (size_t i = line.start; i < line.end; i++) {
		char32_t c = t->fold[i];
		if (kp_is(t, i, KP_DIGIT))
			digits++;
		else if (c != U'-' && c != U'(' && c != U')' && c != U'第' && c != U'页' && c != U'共' && c != U'/' &&
		         c != U'·' && c != U'_')
			return false;
	}
	return digits <= 6;
}

bool kp_page_line(const kp_text *t, kp_range line)
{
	return is_page_number(t, line) || kp_match_any(t, line.start, line.end, page_begins) > 0;
}

bool kp_date_line(const kp_text *t, kp_range line)
{
	int32_t y, m, d;
	size_t n = kp_day(t, line.start, line.end, &y, &m, &d);
	return n > 0 && line.start + n == line.end;
}

/* A body and a date in one line, without 印发 behind it. */
static size_t signature_date(const kp_text *t, kp_range line)
{
	int32_t y, m, d;
	for (size_t i = line.start; i < line.end && kp_length(line) < 60; i++) {
		size_t n = kp_is(t, i, KP_DIGIT | KP_NUMERAL) ? kp_day(t, i, line.end, &y, &m, &d) : 0;
		if (n > 0)
			return i + n == line.end && i > line.start && kp_body_like(t, (kp_range){ line.start, i }) ? i : 0;
	}
	return 0;
}

/* The end of a title without what may stand in brackets behind it: （2021—2025年）, （试行）. */
static size_t title_core(const kp_text *t, kp_range line)
{
	size_t end = line.end;
	while (end > line.start + 2 && (t->class[end - 1] & KP_CLOSE)) {
		size_t open = end - 1;
		while (open > line.start && !(t->class[open] & KP_OPEN))
			open--;
		if (open == line.start)
			break;
		end = open;
	}
	return end;
}

static bool is_title(const kp_text *t, kp_range line)
{
	kp_label label;
	if (kp_length(line) < 4 || kp_length(line) > 90 ||
	    has_sentence_end(t, (kp_range){ line.end - 1, title_core(t, line) }))
		return false;
	if (kp_page_line(t, line) || kp_bullet(t->fold[line.start]) || kp_label_read(t, line.start, line.end, &label) ||
	    kp_match(t, line.start, line.end, U"附件"))
		return false;
	size_t core = title_core(t, line);
	if (!kp_ends_any(t, line.start, core, title_ends))
		return false;
	for (size_t i = line.start; i < core; i++) {
		if (t->class[i] & (KP_OPEN | KP_QUOTE_OPEN)) {
			size_t close = kp_close(t, i, line.end);
			i = close == KP_NONE ? i : close;
		} else if (t->fold[i] == U':' || t->fold[i] == U'。' || t->fold[i] == U';') {
			return false;
		}
	}
	return true;
}

/* （2021—2025年） or （试行） on a line of its own below a title. */
static bool is_title_bracket(const kp_text *t, kp_range line)
{
	static const char32_t *const words[] = { U"试行", U"暂行", U"征求意见稿", U"年", U"送审稿", U"修订", NULL };
	return kp_length(line) >= 4 && kp_length(line) <= 20 && t->fold[line.start] == U'(' &&
	       kp_close(t, line.start, line.end) == line.end - 1 &&
	       kp_find_any(t, line.start, line.end, words, NULL) != KP_NONE;
}

static bool is_notice_title(const kp_text *t, kp_range line)
{
	return kp_length(line) <= 120 && kp_ends_any(t, line.start, title_core(t, line), notice_ends) > 0 &&
	       !kp_page_line(t, line) && kp_find_outside(t, line.start, line.end, U'。') == KP_NONE &&
	       kp_find_outside(t, line.start, line.end, U':') == KP_NONE;
}

bool kp_plan_title_line(const kp_text *t, kp_range line)
{
	return is_title(t, line);
}

bool kp_title_line(const kp_text *t, kp_range line)
{
	return is_title(t, line) || is_notice_title(t, line);
}

bool kp_recipients_line(const kp_text *t, kp_range line)
{
	kp_label label;
	if (kp_length(line) < 3 || kp_length(line) > 400 || t->fold[line.end - 1] != U':' || kp_page_line(t, line))
		return false;
	if (kp_label_read(t, line.start, line.end, &label) || kp_find_char(t, line.start, line.end - 1, U':') != KP_NONE ||
	    kp_find_outside(t, line.start, line.end, U'。') != KP_NONE)
		return false;
	size_t first = line.start, last = line.end - 1;
	while (last > line.start && !(t->class[last - 1] & KP_PAUSE))
		last--;
	while (first < last && !(t->class[first] & KP_PAUSE))
		first++;
	return kp_unit_like(t, (kp_range){ last, line.end - 1 }) || kp_unit_like(t, (kp_range){ line.start, first }) ||
	       (t->fold[line.start] == U'各' && first < last && t->fold[last] == U'各');
}

static bool opens_plan(const kp_text *t, kp_range line)
{
	kp_label label;
	return kp_label_read(t, line.start, line.end, &label) > 0 && label.ordinal == 1;
}

typedef struct kp_marks {
	size_t notice_last; /* last line of the notice's title */
	size_t recipients;
	size_t title_last; /* last line of the plan's title */
	size_t first_item;
} kp_marks;

static size_t line_count(const kp_reading *r)
{
	return r->text.line_count;
}

static size_t find_recipients(const kp_reading *r, kp_marks *m)
{
	for (size_t i = m->notice_last + 1; i < line_count(r) && i < m->notice_last + 40; i++) {
		if (kp_recipients_line(&r->text, range_of(r, i)))
			return i;
		if (opens_plan(&r->text, range_of(r, i)))
			break;
	}
	return KP_NONE;
}

/* The notice's title: the last one before the recipients, as portals print it more than once; else the first. */
static void find_notice(kp_reading *r, kp_marks *m)
{
	for (size_t i = 0; i < line_count(r) && !opens_plan(&r->text, range_of(r, i)); i++) {
		if (!is_notice_title(&r->text, range_of(r, i)))
			continue;
		if (m->recipients != KP_NONE && i > m->recipients)
			break;
		if (m->notice_last != KP_NONE && m->recipients == KP_NONE)
			continue;
		m->notice_last = i;
		m->recipients = find_recipients(r, m);
	}
}

static void find_first_item(kp_reading *r, kp_marks *m, size_t from)
{
	m->first_item = line_count(r);
	for (size_t i = from; i < line_count(r); i++) {
		kp_label label;
		kp_range line = range_of(r, i);
		if (kp_label_read(&r->text, line.start, line.end, &label) &&
		    (label.ordinal == 1 || label.style <= KP_STYLE_CHINESE)) {
			m->first_item = i;
			return;
		}
	}
}

/* The plan's title: behind the letter, the first line that reads as one; without a letter the last before the items. */
static void find_title(kp_reading *r, kp_marks *m)
{
	size_t from = m->recipients != KP_NONE ? m->recipients + 1 : m->notice_last != KP_NONE ? m->notice_last + 1 : 0;
	find_first_item(r, m, from);
	size_t end = m->first_item;
	for (size_t i = from; i < (m->notice_last != KP_NONE ? line_count(r) : end); i++) {
		if (r->text.lines[i].cell || !is_title(&r->text, range_of(r, i)))
			continue;
		if (m->notice_last != KP_NONE && i > m->first_item) {
			/* the letter has items of its own; a title behind them counts where a signature stands between */
			size_t j = m->first_item;
			while (j < i && !kp_date_line(&r->text, range_of(r, j)) && !signature_date(&r->text, range_of(r, j)))
				j++;
			if (j == i)
				break;
		}
		/* a title may be broken where its first line reads as one already: 规划纲要 / 实施方案 */
		while (i + 1 < line_count(r) && !r->text.lines[i + 1].blank_before &&
		       (is_title(&r->text, range_of(r, i + 1)) || is_title_bracket(&r->text, range_of(r, i + 1))))
			i++;
		m->title_last = i;
		if (m->notice_last != KP_NONE)
			break;
	}
	if (m->title_last != KP_NONE && m->title_last > m->first_item)
		find_first_item(r, m, m->title_last + 1);
}

/* A line above that belongs to a title broken over lines. */
static bool joins_title(const kp_reading *r, size_t above, size_t line)
{
	const kp_text *t = &r->text;
	kp_range a = range_of(r, above);
	return !r->text.lines[line].blank_before && !has_sentence_end(t, a) && !kp_page_line(t, a) && !kp_date_line(t, a) &&
	       kp_length(a) >= 4 && kp_length(a) <= 60 && !kp_body_like(t, a) && signature_date(t, a) == 0 &&
	       kp_find_outside(t, a.start, a.end, U':') == KP_NONE;
}

static void set_title(kp_reading *r, const kp_marks *m)
{
	kp_head *head = &r->head;
	size_t first = m->title_last, low = m->recipients != KP_NONE    ? m->recipients + 1
	                                    : m->notice_last != KP_NONE ? m->notice_last + 1
	                                                                : 0;
	while (first > low && m->title_last - first < 3 && joins_title(r, first - 1, first))
		first--;
	for (size_t i = first; i <= m->title_last; i++) {
		head->title[head->title_count++] = range_of(r, i);
		r->line_class[i] = KEPU_SEGMENT_PLAN_TITLE;
	}
}

/* Upwards from its last line: to the line with 关于, and on to the bodies named above it. */
static void set_notice_title(kp_reading *r, const kp_marks *m)
{
	const kp_text *t = &r->text;
	kp_head *head = &r->head;
	size_t first = m->notice_last;
	while (first > 0 && m->notice_last - first < 2 &&
	       kp_find(t, range_of(r, first).start, range_of(r, m->notice_last).end, U"关于") == KP_NONE &&
	       joins_title(r, first - 1, first))
		first--;
	kp_range top = range_of(r, first);
	if (kp_match(t, top.start, top.end, U"关于") || kp_match(t, top.start, top.end, U"印发") ||
	    kp_match(t, top.start, top.end, U"转发"))
		while (first > 0 && m->notice_last - first < 3 && kp_body_like(t, range_of(r, first - 1)))
			first--;
	for (size_t i = first; i <= m->notice_last; i++) {
		head->notice_title[head->notice_title_count++] = range_of(r, i);
		r->line_class[i] = KEPU_SEGMENT_NOTICE_HEAD;
	}
}

static bool is_number_line(const kp_text *t, kp_range line)
{
	size_t open = kp_find_char(t, line.start, line.end, U'[');
	if (open == KP_NONE)
		open = kp_find_char(t, line.start, line.end, U'(');
	return kp_length(line) < 40 && open != KP_NONE && t->fold[line.end - 1] == U'号';
}

static void set_letter(kp_reading *r, const kp_marks *m, size_t end)
{
	const kp_text *t = &r->text;
	size_t from = m->notice_last + 1;
	bool signed_off = false;
	for (size_t i = from; i < end; i++) {
		kp_range line = range_of(r, i);
		bool before = m->recipients != KP_NONE && i < m->recipients;
		if (r->line_class[i] != 0)
			continue;
		if (i == m->recipients)
			r->line_class[i] = KEPU_SEGMENT_RECIPIENTS;
		else if (is_number_line(t, line))
			r->line_class[i] = KEPU_SEGMENT_NOTICE_HEAD;
		else if (before || is_page_number(t, line) || (kp_page_line(t, line) && !has_sentence_end(t, line)))
			r->line_class[i] = KEPU_SEGMENT_FURNITURE;
		else if (signature_date(t, line) || kp_date_line(t, line) || (i + 1 < end && kp_body_like(t, line)))
			signed_off = true;
		if (r->line_class[i] == 0)
			r->line_class[i] = signed_off ? KEPU_SEGMENT_SIGNATURE : KEPU_SEGMENT_LETTER;
	}
}

static void set_opening(kp_reading *r, size_t from, size_t to)
{
	const kp_text *t = &r->text;
	bool text = false;
	for (size_t i = from; i < to; i++) {
		kp_range line = range_of(r, i);
		if (r->line_class[i] != 0)
			continue;
		if (!text && kp_recipients_line(t, line)) {
			r->line_class[i] = KEPU_SEGMENT_RECIPIENTS;
			continue;
		}
		bool sentence = has_sentence_end(t, line) && kp_length(line) > 8;
		bool page = is_page_number(t, line) ||
		            (kp_match_any(t, line.start, line.end, page_begins) && t->fold[line.end - 1] != U'。');
		r->line_class[i] = sentence && !page ? KEPU_SEGMENT_PREAMBLE
		                   : kp_date_line(t, line) || kp_body_like(t, line) || signature_date(t, line)
		                       ? KEPU_SEGMENT_SIGNATURE
		                   : page || kp_length(line) < 16 ? KEPU_SEGMENT_FURNITURE
		                                                  : KEPU_SEGMENT_PREAMBLE;
		text = text || r->line_class[i] == KEPU_SEGMENT_PREAMBLE;
	}
}

static bool begins_annex(const kp_text *t, kp_range line)
{
	size_t n = kp_match(t, line.start, line.end, U"附件");
	if (n == 0)
		n = kp_match(t, line.start, line.end, U"附表");
	if (n == 0)
		return kp_match(t, line.start, line.end, U"附:") > 0;
	return line.start + n == line.end || kp_is(t, line.start + n, KP_DIGIT | KP_NUMERAL) ||
	       t->fold[line.start + n] == U':';
}

/* A table with a title of its own stands behind the plan and repeats it. */
static bool titles_table(const kp_reading *r, size_t i)
{
	return i + 1 < line_count(r) && r->text.lines[i + 1].cell == KP_CELL_HEADING &&
	       r->text.lines[i].cell == KP_CELL_NONE && is_title(&r->text, range_of(r, i));
}

static bool begins_tail(const kp_reading *r, size_t i)
{
	const kp_text *t = &r->text;
	kp_range line = range_of(r, i);
	if (titles_table(r, i))
		return true;
	if (kp_match_any(t, line.start, line.end, copies) > 0 || begins_annex(t, line))
		return true;
	return (kp_ends(t, line.start, line.end, U"印发") && kp_length(line) < 50 &&
	        kp_find(t, line.start, line.end, U"年") != KP_NONE) ||
	       (kp_body_like(t, line) && i + 1 < line_count(r) && kp_date_line(t, range_of(r, i + 1))) ||
	       signature_date(t, line) > 0;
}

/* A line with which the plan's own text may end. */
static bool ends_text(const kp_text *t, kp_range line)
{
	int32_t role;
	kp_label label;
	bool sentence = has_sentence_end(t, line) && (kp_length(line) > 8 || t->fold[line.end - 1] == U'。');
	if (kp_page_line(t, line))
		return false;
	return sentence || kp_list_mark(t, line.start, line.end, &role) > 0 ||
	       kp_label_read(t, line.start, line.end, &label) > 0 || kp_match(t, line.start, line.end, U"完成时") > 0;
}

static void set_body(kp_reading *r, size_t from)
{
	const kp_text *t = &r->text;
	size_t last = from, stop = line_count(r);
	for (size_t i = from; i < stop; i++) {
		bool cell = t->lines[i].cell != KP_CELL_NONE;
		if (i > from && !cell && begins_tail(r, i)) {
			stop = i;
			break;
		}
		if (cell || ends_text(t, range_of(r, i)))
			last = i + 1;
	}
	if (last < stop)
		stop = last;
	r->first_line = from;
	r->last_line = stop;
	for (size_t i = from; i < stop; i++) {
		kp_range line = range_of(r, i);
		/* a lone bracket that closes a list of the line above is text, not a page number */
		bool closing = kp_length(line) == 1 && (t->class[line.start] & KP_CLOSE) && !ends_text(t, range_of(r, i - 1));
		uint8_t cell = t->lines[i].cell;
		bool added = cell ? cell == KP_CELL_HEADING : is_page_number(t, line) && !closing;
		r->line_class[i] = added ? KEPU_SEGMENT_FURNITURE : KEPU_SEGMENT_NODE_TEXT;
	}
}

static void set_tail(kp_reading *r)
{
	const kp_text *t = &r->text;
	bool annex = false;
	for (size_t i = r->last_line; i < line_count(r); i++) {
		kp_range line = range_of(r, i);
		annex = annex || begins_annex(t, line);
		bool page = kp_page_line(t, line) && !has_sentence_end(t, line);
		bool signature =
			!annex && (kp_date_line(t, line) || signature_date(t, line) > 0 ||
		               (kp_body_like(t, line) && i + 1 < line_count(r) && kp_date_line(t, range_of(r, i + 1))));
		r->line_class[i] = page        ? KEPU_SEGMENT_FURNITURE
		                   : annex     ? KEPU_SEGMENT_ANNEX
		                   : signature ? KEPU_SEGMENT_SIGNATURE
		                               : KEPU_SEGMENT_FURNITURE;
	}
}

bool kp_read_layout(kp_reading *r)
{
	kp_marks m = { KP_NONE, KP_NONE, KP_NONE, KP_NONE };
	r->line_class = kp_calloc(line_count(r) + 1, 1);
	if (!r->line_class)
		return false;
	find_notice(r, &m);
	find_title(r, &m);
	if (m.title_last != KP_NONE)
		set_title(r, &m);
	r->head.is_letter = m.notice_last != KP_NONE && m.title_last != KP_NONE;
	size_t opening = m.title_last != KP_NONE ? m.title_last + 1 : 0;
	if (m.notice_last != KP_NONE) {
		set_notice_title(r, &m);
		size_t end = m.title_last == KP_NONE ? m.recipients != KP_NONE ? m.recipients + 1 : m.notice_last + 1
		                                     : m.title_last + 1 - r->head.title_count;
		set_letter(r, &m, end);
		if (m.title_last == KP_NONE)
			opening = end;
	}
	if (m.title_last != KP_NONE || m.notice_last != KP_NONE)
		set_opening(r, opening, m.first_item);
	for (size_t i = 0; i < m.first_item; i++)
		if (r->line_class[i] == 0)
			r->line_class[i] = KEPU_SEGMENT_FURNITURE;
	set_body(r, m.first_item);
	set_tail(r);
	return true;
}
