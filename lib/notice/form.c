/* Stage 3, second half: whether it is a plan at all. An explanation of a plan quotes its units and numbers, minutes and news
 * tell of them, a call for applicants has numbered sections: none of them binds anybody. What a document is it says in its
 * title; where that is silent, its sections and the sentence that leads into them do. Whatever does not say so is a plan. */
#include "notice/reading.h"

#include <string.h>

/* Kinds of documents that are no plan, at the end of a title. */
static const char32_t *const other_ends[] = {
	U"解读", U"问答",   U"答问", U"答记者问", U"纪要",   U"总结",   U"报告", U"汇报", U"通报",
	U"简报", U"公示",   U"启事", U"名单",     U"预算",   U"决算",   U"说明", U"讲话", U"致辞",
	U"发言", U"倡议书", U"批复", U"复函",     U"公开信", U"感谢信", U"综述", U"侧记", U"纪实",
	U"召开", U"举行",   U"举办", U"启动",     U"开幕",   U"闭幕",   U"落幕", U"职责", U"职能",
	U"简介", U"概况",   U"章程", U"公报",     U"结果",   U"答复",   U"指南", U"须知", NULL,
};
/* Words with which a title says that it speaks of another document or of an event. */
static const char32_t *const other_words[] = {
	U"解读", U"发布会", U"召开", U"举行", U"出席", U"传达学习", U"调研", NULL
};
/* Words that are never part of a plan's own title. */
static const char32_t *const never_words[] = { U"读懂", U"看懂", U"图解", U"图说", U"速览", U"答记者问", NULL };
/* These are no plan with a word of the second list before them: 公开招聘公告, 表彰先进集体的决定. */
static const char32_t *const mixed_ends[] = { U"公告", U"通告", U"决定", NULL };
static const char32_t *const mixed_words[] = { U"招聘", U"招录", U"招募", U"招标", U"采购", U"中标", U"成交",
	                                           U"表彰", U"表扬", U"奖励", U"嘉奖", U"授予", U"命名", U"任免",
	                                           U"处分", U"考试", U"征集", U"征求", U"遴选", NULL };
/* With these a notice brings a plan. */
static const char32_t *const brings[] = { U"印发", U"转发", U"下发", U"发布", U"公布",
	                                      U"制定", U"实施", U"落实", U"分工", NULL };
/* How such documents come to their matter: 现将工作总结如下. */
static const char32_t *const leads[] = {
	U"总结如下", U"汇报如下", U"报告如下", U"通报如下", U"纪要如下", U"解读如下", U"说明如下",
	U"公告如下", U"公示如下", U"问答如下", U"答复如下", U"函复如下", NULL,
};
/* How reports begin that have no title saying so. */
static const char32_t *const looks_back[] = { U"近日",     U"日前",     U"昨日",   U"近年来",
	                                          U"今年以来", U"去年以来", U"一年来", NULL };
static const char32_t *const reporters[] = {
	U"本报讯", U"本网讯", U"(记者", U"(通讯员", U"(见习记者", U"记者从", NULL
};
static const char32_t *const meetings[] = {
	U"会议指出", U"会议强调",     U"会议要求", U"会议认为", U"会议明确", U"会议议定", U"会议决定",
	U"会议同意", U"会议原则同意", U"会议听取", U"会议研究", U"会议审议", NULL,
};
/* Headings of an explanation, of an event. */
static const char32_t *const explains[] = {
	U"出台背景",   U"起草背景", U"制定背景", U"编制背景", U"出台的背景", U"背景依据", U"背景和依据",
	U"背景及依据", U"起草过程", U"制定过程", U"编制过程", U"起草依据",   U"制定依据", U"编制依据",
	U"文件依据",   U"主要内容", U"特色亮点", U"主要亮点", U"主要特点",   U"创新点",   U"解读机关",
	U"解读人",     U"新旧政策", U"关键词",   NULL,
};
static const char32_t *const arranges[] = {
	U"时间", U"地点", U"对象", U"人员", U"条件", U"名额",     U"报名", U"报到", U"费用", U"食宿", U"材料",
	U"程序", U"联系", U"议程", U"日程", U"须知", U"注意事项", U"考试", U"面试", U"体检", NULL,
};

enum { HEADING = 24, LEAST_TITLE = 8, MOST_TITLE = 90, FIRST_TEXT = 3 };

static kp_range line_at(const kp_reading *r, size_t i)
{
	return (kp_range){ r->text.lines[i].start, r->text.lines[i].end };
}

static bool has(const kp_text *t, kp_range range, kp_words words)
{
	return kp_find_any(t, range.start, range.end, words, NULL) != KP_NONE;
}

/* The title without what stands in brackets behind it. */
static kp_range core_of(const kp_text *t, kp_range line)
{
	while (line.end > line.start + 2 && (t->class[line.end - 1] & KP_CLOSE)) {
		size_t open = line.end - 1;
		while (open > line.start && !(t->class[open] & KP_OPEN))
			open--;
		if (open == line.start)
			break;
		line.end = open;
	}
	return line;
}

/* A word outside the names of documents: 《……解读》 is one that is spoken of. */
static bool says(const kp_text *t, kp_range range, kp_words words)
{
	for (size_t i = range.start; i < range.end; i++) {
		if (t->class[i] & KP_QUOTE_OPEN) {
			size_t close = kp_close(t, i, range.end);
			i = close == KP_NONE ? i : close;
		} else if (kp_match_any(t, i, range.end, words) > 0) {
			return true;
		}
	}
	return false;
}

static bool ends_other(const kp_text *t, kp_range title)
{
	if (kp_ends_any(t, title.start, title.end, mixed_ends))
		return has(t, title, mixed_words);
	return kp_ends_any(t, title.start, title.end, other_ends) > 0;
}

/* What a notice brings: 关于公布……名单的通知. */
static kp_range brought(const kp_text *t, kp_range title)
{
	static const char32_t *const notices[] = { U"》的通知", U"的通知", U"》的函", U"的函", NULL };
	title.end -= kp_ends_any(t, title.start, title.end, notices);
	return core_of(t, title);
}

static bool is_other_title(const kp_text *t, kp_range line)
{
	kp_range core = core_of(t, line);
	if (kp_length(line) < LEAST_TITLE || kp_length(line) > MOST_TITLE || kp_page_line(t, line))
		return false;
	if (says(t, core, never_words))
		return true;
	if (kp_plan_title_line(t, core))
		return false; /* it ends as plans do, whatever else it speaks of */
	bool label = kp_find_outside(t, core.start, core.end, U':') != KP_NONE;
	return (!label && (ends_other(t, core) || ends_other(t, brought(t, core)))) || says(t, core, other_words);
}

/* Where the text begins: everything above may be a title. */
static bool is_text(const kp_reading *r, size_t i)
{
	const kp_text *t = &r->text;
	kp_range line = line_at(r, i);
	if (r->line_class[i] == KEPU_SEGMENT_RECIPIENTS || r->line_class[i] == KEPU_SEGMENT_LETTER)
		return true;
	return kp_find_char(t, line.start, line.end, U'。') != KP_NONE || (i >= r->first_line && r->item_count > 0);
}

typedef enum kp_titled { UNTITLED, PLAN, NEUTRAL, OTHER } kp_titled;

/* A notice's title without a plan in it leaves open what it brings: 关于举办……培训班的通知. */
static kp_titled title_at(const kp_reading *r, size_t i)
{
	const kp_text *t = &r->text;
	kp_range line = line_at(r, i);
	static const char32_t *const alone[] = { U"解读", U"问答", U"起草说明", U"编制说明", NULL };
	/* 《……实施方案》 / 政策解读: the kind on a line of its own */
	if (i > 0 && !t->lines[i].blank_before && kp_length(line) < LEAST_TITLE &&
	    kp_ends_any(t, line.start, line.end, alone) && kp_length(line_at(r, i - 1)) >= LEAST_TITLE)
		line.start = t->lines[i - 1].start;
	if (is_other_title(t, line))
		return OTHER;
	if (!kp_title_line(t, line))
		return UNTITLED;
	return !kp_ends(t, line.start, core_of(t, line).end, U"通知") || has(t, line, brings) ? PLAN : NEUTRAL;
}

/* The last title above the text decides: what stands over it are the portal's columns. *text: its first line. */
static kp_titled read_titles(const kp_reading *r, size_t *text)
{
	kp_titled found = UNTITLED;
	for (*text = 0; *text < r->text.line_count && !is_text(r, *text); ++*text) {
		kp_titled title = title_at(r, *text);
		found = title ? title : found;
	}
	return found;
}

/* ---- what it holds ---- */

static size_t count_lines(const kp_reading *r, kp_words words, bool at_start)
{
	size_t count = 0;
	for (size_t i = 0; i < r->text.line_count; i++) {
		kp_range line = line_at(r, i);
		count += at_start ? kp_match_any(&r->text, line.start, line.end, words) > 0 : has(&r->text, line, words);
	}
	return count;
}

static bool is_interview(const kp_reading *r)
{
	static const char32_t *const questions[] = { U"问:", NULL }, *const answers[] = { U"答:", NULL };
	return count_lines(r, questions, true) >= 2 && count_lines(r, answers, true) >= 2;
}

/* Most of the sections at the top are headed so. */
static bool sections_are(const kp_reading *r, kp_words words, size_t least)
{
	size_t sections = 0, such = 0;
	for (size_t i = 0; i < r->item_count; i++) {
		const kp_item *item = &r->items[i];
		if (item->parent >= 0)
			continue;
		kp_range heading = item->body;
		if (kp_length(heading) > HEADING)
			heading.end = heading.start + HEADING;
		size_t line = kp_text_line_of(&r->text, item->label.start), end = r->text.lines[line].end;
		heading.end = heading.end < end ? heading.end : end;
		sections++;
		such += has(&r->text, heading, words);
	}
	return such >= least && such * 2 >= sections;
}

/* Nothing but titles one below the other: what a directory lists. */
static bool is_directory(const kp_reading *r)
{
	size_t titles = 0;
	for (size_t i = 0; i < r->item_count; i++) {
		const kp_text_line *line = &r->text.lines[kp_text_line_of(&r->text, r->items[i].label.start)];
		bool alone = r->items[i].body.end <= line->end || i + 1 == r->item_count;
		titles += alone && kp_title_line(&r->text, (kp_range){ r->items[i].label.end, line->end });
	}
	return titles >= 3 && titles * 5 >= r->item_count * 4;
}

static bool opens_so(const kp_reading *r, size_t text, kp_words words)
{
	for (size_t i = text; i < r->text.line_count && i < text + FIRST_TEXT; i++)
		if (has(&r->text, line_at(r, i), words))
			return true;
	return false;
}

static bool begins_so(const kp_reading *r, size_t text, kp_words words)
{
	for (size_t i = text; i < r->text.line_count && i < text + FIRST_TEXT; i++)
		if (kp_match_any(&r->text, r->text.lines[i].start, r->text.lines[i].end, words))
			return true;
	return false;
}

static bool is_plan(const kp_reading *r)
{
	size_t text;
	kp_titled title = read_titles(r, &text);
	if (title == OTHER || is_interview(r) || sections_are(r, explains, 2))
		return false;
	if (title == PLAN)
		return true;
	if (title == UNTITLED && begins_so(r, text, looks_back))
		return false;
	return !opens_so(r, text, leads) && !opens_so(r, text, reporters) &&
	       count_lines(r, meetings, false) < (title == UNTITLED ? 2 : 3) && !sections_are(r, arranges, 3) &&
	       !is_directory(r);
}

bool kp_read_form(kp_reading *r)
{
	if (r->item_count == 0 || is_plan(r))
		return true;
	/* its lines stay as they are, and nothing is read out of them */
	memset(r->line_class, KEPU_SEGMENT_FURNITURE, r->text.line_count);
	r->item_count = r->doubt_count = 0;
	r->first_line = r->last_line = r->text.line_count;
	return true;
}
