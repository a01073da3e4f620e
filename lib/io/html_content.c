/* What tells the matter of a page from its surroundings is where its running text is: lines with sentences and without
 * links. The innermost element with nearly all of it holds the notice; from there on it is decided line by line, since
 * templates put lines of their own above and below, and titles outside. In between nothing is left out but lists of links. */
#include "io/html_content.h"

#include "base/utf8.h"
#include "io/html_numbers.h"
#include "notice/reading.h"

#include <stdlib.h>

enum { ADDED_MOST = 80, FOOTER_MOST = 240, TITLE_LEAST = 4, HEAD_REACH = 80, NUMBER_MOST = 40, RUN = 3 };

typedef struct content {
	kp_html_page *page;
	kp_text text;     /* the lines with ink, and behind them the titles; cleaned and folded */
	size_t *row;      /* of each line of the page: its line in the text; KP_NONE: it is empty */
	uint64_t *weight; /* running text before each line */
	bool *keep;
	size_t title[2];         /* rows of the titles */
	size_t first, last;      /* the element with the matter: [first, last) */
	size_t opening, closing; /* in it: what lies between is kept */
	bool indents;            /* an indent that a style gives tells the first line of a paragraph from others */
} content;

static kp_range range_of(const content *c, size_t line)
{
	const kp_text_line *l = &c->text.lines[c->row[line]];
	return (kp_range){ l->start, l->end };
}

static bool is_empty(const content *c, size_t line)
{
	return c->row[line] == KP_NONE;
}

static bool make_text(content *c)
{
	const kp_html_page *page = c->page;
	size_t count = page->line_count;
	kp_paragraphs all = { .text = page->text.bytes, .text_length = page->text.length };
	c->row = kp_calloc(count + 1, sizeof *c->row);
	c->weight = kp_calloc(count + 1, sizeof *c->weight);
	c->keep = kp_calloc(count + 1, 1);
	bool done =
		c->row && c->weight && c->keep && kp_grow((void **)&all.items, &all.capacity, count + 2, sizeof *all.items);
	if (done) {
		for (size_t i = 0; i < count; i++)
			all.items[all.count++] =
				(kp_paragraph){ page->lines[i].start, page->lines[i].length, page->lines[i].source, 0, 0, 0 };
		for (size_t k = 0; k < 2; k++)
			all.items[all.count++] = (kp_paragraph){ page->titles[k].start, page->titles[k].length, 1, 0, 0, 0 };
		done = kp_text_make(&all, &c->text);
	}
	free(all.items);
	size_t row = 0;
	for (size_t i = 0; i < count && done; i++)
		c->row[i] = page->lines[i].length ? row++ : KP_NONE;
	for (size_t k = 0; k < 2; k++)
		c->title[k] = page->titles[k].length && row < c->text.line_count ? row++ : KP_NONE;
	return done;
}

/* ---- what a line looks like ---- */

static bool is_links(const content *c, size_t line)
{
	return c->page->lines[line].linked * 2 > c->page->lines[line].letters;
}

/* Words that only the foot of a page has, wherever in a line. */
static bool is_footer(const kp_text *t, kp_range range)
{
	static const char32_t *const words[] = { U"版权所有",  U"ICP备",  U"公网安备", U"网站标识码", U"Copyright",
		                                     U"COPYRIGHT", U"分辨率", U"访问量",   U"点击数",     U"浏览次数",
		                                     U"位访客",    U"©",      NULL };
	return kp_length(range) <= FOOTER_MOST && kp_find_any(t, range.start, range.end, words, NULL) != KP_NONE;
}

/* 首页 > 政务公开 > 正文 */
static bool is_trail(const kp_text *t, kp_range range)
{
	size_t first = kp_find_char(t, range.start, range.end, U'>');
	return first != KP_NONE && kp_length(range) <= ADDED_MOST &&
	       (kp_match(t, range.start, range.end, U"首页") || kp_find_char(t, first + 1, range.end, U'>') != KP_NONE);
}

/* How those lines begin that never stand in a notice. */
static bool is_border(const content *c, size_t line)
{
	static const char32_t *const words[] = {
		U"上一篇",   U"下一篇",   U"上一条",   U"下一条",   U"相关阅读", U"相关文章",     U"相关链接",
		U"相关信息", U"相关新闻", U"相关文件", U"相关解读", U"相关报道", U"相关稿件",     U"分享",
		U"打印",     U"关闭",     U"[打印",    U"[关闭",    U"字号",     U"字体",         U"[字",
		U"扫一扫",   U"责任编辑", U"返回顶部", U"当前位置", U"您的位置", U"您现在的位置", U"您所在的位置",
		U"友情链接", U"网站地图", U"索引号",   U"信息来源", U"浏览",     U"版权",         U"网友",
		U"评论",     U"我要评论", U"发表评论", U"用户评论", U"猜你喜欢", U"[我要",        NULL,
	};
	const kp_text *t = &c->text;
	kp_range range = range_of(c, line);
	if (is_footer(t, range) || is_trail(t, range))
		return true;
	return kp_length(range) <= ADDED_MOST && t->fold[range.end - 1] != U'。' &&
	       kp_match_any(t, range.start, range.end, words) > 0;
}

static bool has_letters(const kp_text *t, kp_range range)
{
	for (size_t i = range.start; i < range.end; i++)
		if (t->fold[i] >= 0x3400 || (t->fold[i] | 0x20) - 'a' < 26)
			return true;
	return false;
}

/* A line that a template may have added, if it stands above or below the matter. Page numbers are the notice's own. */
static bool is_added(const content *c, size_t line)
{
	const kp_text *t = &c->text;
	kp_range range = range_of(c, line);
	return is_border(c, line) || (kp_length(range) <= ADDED_MOST && t->fold[range.end - 1] != U'。' &&
	                              kp_page_line(t, range) && has_letters(t, range));
}

static bool is_number_line(const kp_text *t, kp_range range)
{
	return kp_length(range) <= NUMBER_MOST && kp_ends(t, range.start, range.end, U"号") &&
	       (kp_find_char(t, range.start, range.end, U'[') != KP_NONE ||
	        kp_find_char(t, range.start, range.end, U'(') != KP_NONE);
}

/* A part of a title that separators set off: 关于……的通知_政府文件_某县人民政府. */
static bool is_set_off(const kp_text *t, const kp_text_line *title, kp_range part)
{
	static const char32_t separators[] = U"_-|·,";
	bool first = part.start == title->start, last = part.end == title->end;
	for (const char32_t *c = separators; *c; c++) {
		first = first || t->fold[part.start - 1] == *c;
		last = last || t->fold[part.end] == *c;
	}
	return first && last;
}

/* It is part of what the page calls its article, or reads as a title. A body alone is the site's name. */
static bool is_title(const content *c, size_t line)
{
	const kp_text *t = &c->text;
	kp_range range = range_of(c, line);
	if (kp_length(range) < TITLE_LEAST || kp_length(range) > ADDED_MOST)
		return false;
	bool body = kp_body_like(t, range);
	for (size_t k = 0; k < 2; k++) {
		if (c->title[k] == KP_NONE)
			continue;
		const kp_text_line *title = &t->lines[c->title[k]];
		for (size_t at = title->start; at + kp_length(range) <= title->end; at++) {
			kp_range part = { at, at + kp_length(range) };
			if (kp_same(t, part, range) && !(body && is_set_off(t, title, part)))
				return true;
		}
	}
	return kp_title_line(t, range);
}

/* How much running text a line is. Short lines without a mark may be anything. */
static uint32_t weight_of(const content *c, size_t line)
{
	const kp_html_line *l = &c->page->lines[line];
	if (!l->length || l->aside == 2 || is_links(c, line) || is_added(c, line))
		return 0;
	uint32_t weight = l->letters - l->linked;
	return weight / ((l->marks || weight >= 20 ? 1 : 4) * (l->aside ? 4 : 1));
}

static bool is_text(const content *c, size_t line)
{
	const kp_html_line *l = &c->page->lines[line];
	return c->weight[line + 1] - c->weight[line] >= 8 && (l->marks || l->letters >= 20);
}

/* ---- where the matter is ---- */

/* The innermost element with nearly all of the running text. */
static bool find_element(content *c)
{
	const kp_html_page *page = c->page;
	size_t *best = kp_calloc(page->element_count, sizeof *best), here = 0;
	if (!best)
		return false;
#define WEIGHT(i) (c->weight[page->elements[i].last] - c->weight[page->elements[i].first])
	for (size_t i = 1; i < page->element_count; i++) {
		size_t *of_parent = &best[page->elements[i].parent];
		if (!*of_parent || WEIGHT(i) > WEIGHT(*of_parent))
			*of_parent = i;
	}
	while (best[here] && WEIGHT(best[here]) * 5 >= WEIGHT(here) * 4)
		here = best[here];
#undef WEIGHT
	c->first = page->elements[here].first;
	c->last = page->elements[here].last;
	free(best);
	return true;
}

/* What stands beside it and reads on: a letter above the plan's own element, a signature below. */
static void widen(content *c)
{
	for (size_t i = c->last, bad = 0; i < c->page->line_count && !bad; i++) {
		if (is_empty(c, i))
			continue;
		bad = is_links(c, i) || c->page->lines[i].aside || is_added(c, i);
		if (!bad && (is_text(c, i) || kp_body_like(&c->text, range_of(c, i)) || kp_date_line(&c->text, range_of(c, i))))
			c->last = i + 1;
	}
	for (size_t i = c->first, bad = 0; i-- > 0 && bad < RUN;) {
		if (is_empty(c, i))
			continue;
		bad += is_links(c, i) || c->page->lines[i].aside || is_added(c, i);
		if (is_text(c, i) && !c->page->lines[i].aside)
			c->first = i;
	}
}

/* From the first line of text that nothing of a template follows soon, to the last that no border stands before. */
static void find_ends(content *c)
{
	uint64_t low = c->weight[c->first], all = c->weight[c->last] - low;
	c->opening = c->closing = c->last;
	for (size_t i = c->first; i < c->last && (c->weight[i] - low) * 5 <= all; i++) {
		if (is_empty(c, i))
			continue;
		if (is_added(c, i))
			c->opening = c->last;
		else if (c->opening == c->last && is_text(c, i) && !is_title(c, i))
			c->opening = i;
	}
	size_t stop = c->last;
	for (size_t i = c->last; i-- > c->first && (c->weight[i] - low) * 10 >= all * 7;)
		if (!is_empty(c, i) && is_border(c, i))
			stop = i;
	for (size_t i = c->closing = c->opening; i < stop; i++)
		if (is_text(c, i))
			c->closing = i + 1;
}

/* ---- line by line ---- */

static void keep_matter(content *c)
{
	for (size_t i = c->opening; i < c->closing; i++)
		c->keep[i] = c->page->lines[i].aside < 2;
	for (size_t i = c->opening, end; i < c->closing; i = end) {
		/* a list of links, unless 附件 stands above it */
		for (end = i; end < c->closing && (is_empty(c, end) || is_links(c, end)); end++)
			;
		if (end - i >= RUN && (i == 0 || is_empty(c, i - 1) ||
		                       !kp_match(&c->text, range_of(c, i - 1).start, range_of(c, i - 1).end, U"附")))
			for (size_t k = i; k < end; k++)
				c->keep[k] = is_empty(c, k);
		end += end == i;
	}
}

/* Below: signature, names of annexes; over with the first line that is surely the template's. */
static void keep_tail(content *c)
{
	bool annexes = false;
	for (size_t i = c->closing; i < c->last; i++) {
		if (is_empty(c, i)) {
			c->keep[i] = true;
			continue;
		}
		kp_range range = range_of(c, i);
		annexes = annexes || kp_match(&c->text, range.start, range.end, U"附") > 0;
		if (is_border(c, i) || c->page->lines[i].aside || (is_links(c, i) && !annexes))
			break;
		c->keep[i] = annexes || !is_added(c, i);
	}
}

/* A label of an index table in a cell of its own; what it says stands in the next line. */
static bool is_index_label(const content *c, size_t line)
{
	static const char32_t *const labels[] = {
		U"索引号",   U"信息索引",   U"发文字号", U"文号",     U"文件编号", U"发文机关", U"发布机构", U"发文单位",
		U"制发机关", U"发布日期",   U"公开日期", U"成文日期", U"生成日期", U"发文日期", U"生效日期", U"废止日期",
		U"发布时间", U"主题分类",   U"所属主题", U"分类",     U"有效性",   U"效力状态", U"标题",     U"名称",
		U"信息名称", U"主题词",     U"关键词",   U"公开方式", U"公开范围", U"公开时限", U"内容概述", U"文种",
		U"登记号",   U"统一登记号", U"组配分类", U"体裁分类", NULL,
	};
	const kp_text *t = &c->text;
	kp_range range = range_of(c, line);
	size_t end = range.end - (t->fold[range.end - 1] == U':');
	return end > range.start && kp_match_any(t, range.start, end, labels) == end - range.start;
}

/* The same line once, where it stands last: templates repeat the title. A body's name stands below, too, as signature. */
static bool stands_again(const content *c, size_t line)
{
	bool next = true, body = kp_body_like(&c->text, range_of(c, line));
	size_t end = c->opening + RUN < c->closing ? c->opening + RUN : c->closing;
	end = line + HEAD_REACH < end ? line + HEAD_REACH : end;
	for (size_t i = line + 1; i < end; i++) {
		if (!c->keep[i] || is_empty(c, i))
			continue;
		if ((next || !body) && kp_same(&c->text, range_of(c, line), range_of(c, i)))
			return true;
		next = false;
	}
	return false;
}

static void drop_repeated(content *c, size_t low)
{
	for (size_t i = low; i < c->opening; i++)
		c->keep[i] = c->keep[i] && (is_empty(c, i) || !stands_again(c, i));
}

/* What a line above the text is. */
enum { NEUTRAL, EMPTY, ADDED, INDEX, NUMBER, TITLE };

static int head_class(const content *c, size_t line, bool headings)
{
	if (is_empty(c, line))
		return EMPTY;
	if (is_index_label(c, line))
		return INDEX;
	if (c->page->lines[line].aside == 2 || is_links(c, line) || is_added(c, line))
		return ADDED;
	kp_range range = range_of(c, line);
	if (is_title(c, line) || (headings && c->page->lines[line].heading && kp_length(range) >= TITLE_LEAST))
		return TITLE;
	return is_number_line(&c->text, range) ? NUMBER : NEUTRAL;
}

/* Lines right above that a title was broken from, or bodies: of the same element. */
static void keep_title(content *c, size_t title, size_t low)
{
	c->keep[title] = true;
	for (size_t i = title; i-- > low && title - i <= RUN;) {
		bool beside = i >= c->first || c->page->lines[i].element == c->page->lines[title].element;
		if (!beside || head_class(c, i, false) != NEUTRAL)
			return;
		c->keep[i] = true;
	}
}

/* Above: the title, the number; in the element itself what stands behind the title, or behind all that a template adds. */
static bool keep_head(content *c, size_t low, bool headings)
{
	size_t after = low; /* the last line that a template adds */
	bool titled = false;
	for (size_t i = low; i < c->opening; i++)
		if (head_class(c, i, headings) == ADDED)
			after = i + 1;
	for (size_t i = low; i < c->opening; i++) {
		switch (head_class(c, i, headings)) {
		case EMPTY: c->keep[i] = titled || (i >= after && i >= c->first); break;
		case ADDED: break;
		case INDEX: i++; break; /* with what stands in the cell beside it */
		case NUMBER: c->keep[i] = true; break;
		case TITLE:
			keep_title(c, i, low);
			titled = true;
			break;
		default: c->keep[i] = i >= c->first && (titled || i >= after); break;
		}
	}
	return titled;
}

static bool decide(content *c)
{
	size_t count = c->page->line_count;
	for (size_t i = 0; i < count; i++)
		c->weight[i + 1] = c->weight[i] + (is_empty(c, i) ? 0 : weight_of(c, i));
	if (!find_element(c))
		return false;
	widen(c);
	find_ends(c);
	if (c->opening < c->closing) {
		keep_matter(c);
		keep_tail(c);
		size_t low = c->first > HEAD_REACH ? c->first - HEAD_REACH : 0;
		if (!keep_head(c, low, false)) /* no line reads as a title: then a heading may be one */
			keep_head(c, low, true);
		drop_repeated(c, low);
		return true;
	}
	/* no running text: whatever is no link; of nothing but links, all */
	bool any = false;
	for (size_t i = 0; i < count; i++) {
		c->keep[i] = is_empty(c, i) || !is_links(c, i);
		any = any || (c->keep[i] && !is_empty(c, i));
	}
	for (size_t i = 0; i < count && !any; i++)
		c->keep[i] = true;
	return true;
}

/* ---- paragraphs ---- */

static bool add(kp_paragraphs *list, size_t start, size_t length, uint32_t source)
{
	if (!kp_grow((void **)&list->items, &list->capacity, list->count + 1, sizeof *list->items))
		return false;
	list->items[list->count++] = (kp_paragraph){ start, length, source, 0, 0, 0 };
	return true;
}

/* Copies within the page's text, which may move as it grows. */
static void copy(kp_buffer *text, size_t start, size_t length)
{
	char bytes[256];
	for (size_t n; length; start += n, length -= n) {
		n = length < sizeof bytes ? length : sizeof bytes;
		memcpy(bytes, text->bytes + start, n);
		kp_buffer_add(text, bytes, n);
	}
}

/* Where a number like 〔2024〕3号 that stands at a place ends; 0: none does. */
static size_t number_end(const kp_text *t, size_t at, size_t end)
{
	size_t close = kp_find(t, at, at + NUMBER_MOST < end ? at + NUMBER_MOST : end, U"号");
	return close != KP_NONE && is_number_line(t, (kp_range){ at, close + 1 }) ? close + 1 : 0;
}

static bool add_range(content *c, kp_range label, kp_range number, uint32_t source, kp_paragraphs *out)
{
	kp_buffer *text = &c->page->text;
	size_t start = text->length;
	char bytes[4];
	for (size_t i = label.start; i < label.end; i++)
		kp_buffer_add(text, bytes, kp_utf8_put(c->text.cps[i], bytes));
	if (c->text.fold[label.end - 1] != U':')
		kp_buffer_text(text, "：");
	for (size_t i = number.start; i < number.end; i++)
		kp_buffer_add(text, bytes, kp_utf8_put(c->text.cps[i], bytes));
	return add(out, start, text->length - start, source) && add(out, 0, 0, source);
}

/* 发文字号 in the index table, as one line: label, colon, number. */
static bool add_index_number(content *c, kp_paragraphs *out)
{
	static const char32_t *const labels[] = { U"发文字号", U"文件编号", U"文件字号", U"发文文号", U"文号", NULL };
	const kp_text *t = &c->text;
	for (size_t i = 0; i < c->page->line_count; i++) {
		if (is_empty(c, i) || (i >= c->opening && i < c->closing))
			continue;
		kp_range range = range_of(c, i), label = { 0, 0 }, number = { 0, 0 };
		size_t length, next = i + 1;
		label.start = kp_find_any(t, range.start, range.end, labels, &length);
		if (label.start == KP_NONE)
			continue;
		label.end = label.start + length;
		label.end += label.end < range.end && t->fold[label.end] == U':';
		if (label.end == range.end && next < c->page->line_count && !is_empty(c, next))
			number = range_of(c, next); /* label and number in a cell each */
		else
			number = (kp_range){ label.end, range.end };
		number.end = number_end(t, number.start, number.end);
		if (number.end)
			return add_range(c, label, number, c->page->lines[i].source, out);
	}
	return true;
}

/* Where the page shows its title nowhere else. */
static bool add_title(content *c, kp_paragraphs *out)
{
	size_t seen = 0;
	for (size_t i = 0; i < c->closing && seen < 12; i++) {
		if (!c->keep[i] || is_empty(c, i))
			continue;
		seen++;
		if (is_title(c, i))
			return true;
	}
	if (c->title[0] == KP_NONE || c->opening >= c->closing)
		return true;
	return add(out, c->page->titles[0].start, c->page->titles[0].length, 1) && add(out, 0, 0, 1);
}

static bool has_label(const content *c, size_t line)
{
	kp_label label;
	kp_range range = range_of(c, line);
	return kp_label_read(&c->text, range.start, range.end, &label) > 0;
}

static bool add_line(content *c, size_t i, kp_paragraphs *out)
{
	kp_html_page *page = c->page;
	const kp_html_line *l = &page->lines[i];
	bool indent = l->indented && c->indents, number = l->number && !is_empty(c, i) && !has_label(c, i);
	size_t start = indent || number ? page->text.length : l->start;
	if (indent)
		kp_buffer_text(&page->text, "　　");
	if (number)
		kp_html_number(&page->text, l->number, l->style, l->depth);
	if (indent || number)
		copy(&page->text, l->start, l->length);
	if (!add(out, start, indent || number ? page->text.length - start : l->length, l->source))
		return false;
	out->items[out->count - 1].row = l->row;
	out->items[out->count - 1].column = l->column;
	out->items[out->count - 1].rows = l->rows;
	return true;
}

/* Where hardly a line is without one, the indent says nothing. */
static bool tell_indents(const content *c)
{
	size_t lines = 0, indented = 0;
	for (size_t i = 0; i < c->page->line_count; i++) {
		lines += c->keep[i] && !is_empty(c, i);
		indented += c->keep[i] && !is_empty(c, i) && c->page->lines[i].indented;
	}
	return indented * 10 < lines * 9;
}

bool kp_html_content(kp_html_page *page, kp_paragraphs *out)
{
	content c = { .page = page };
	bool done = make_text(&c) && decide(&c) && add_index_number(&c, out) && add_title(&c, out);
	c.indents = done && tell_indents(&c);
	for (size_t i = 0; i < page->line_count && done; i++)
		done = !c.keep[i] || add_line(&c, i, out);
	kp_text_free(&c.text);
	free(c.row);
	free(c.weight);
	free(c.keep);
	done = done && !page->text.failed;
	out->text = out->own = page->text.bytes;
	out->text_length = page->text.length;
	page->text.bytes = NULL;
	page->text.length = page->text.capacity = 0;
	return done;
}
