/* Stage 6, kinds: position decides. The closing sections that secure the carrying out are safeguards, the opening ones
 * overview and goals, what lies between is the work: parts, actions and projects directly under them, tasks. */
#include "notice/reading.h"

static const char32_t *const overview_words[] = {
	U"背景",     U"意义",     U"总体要求", U"指导思想", U"指导方针", U"基本原则", U"总体思路", U"基本思路",
	U"工作思路", U"形势",     U"现状",     U"方针",     U"工作基础", U"总体部署", U"总则",     U"重要性",
	U"前言",     U"总要求",   U"主要思路", U"工作原则", U"原则",     U"工作回顾", U"起点",     U"工作成效",
	U"发展基础", U"工作基础", U"重大意义", U"基本情况", U"工作背景", NULL,
};
static const char32_t *const goal_words[] = { U"目标", U"主要指标", U"发展指标", U"展望", NULL };
static const char32_t *const task_words[] = { U"任务", NULL };
static const char32_t *const safeguard_words[] = {
	U"保障",     U"组织实施", U"组织领导", U"强化领导", U"加强领导", U"工作要求", U"有关要求",
	U"实施要求", U"实施步骤", U"工作步骤", U"进度安排", U"时间安排", U"推进安排", U"实施安排",
	U"纪律",     U"步骤",     U"督导",     U"督查",     U"考核",     U"监督",     U"评估",
	U"组织管理", U"组织协调", U"实施机制", U"工作机制", U"要求",     U"组织",     NULL,
};
/* With these a heading is a safeguard's whatever its clauses say besides. */
static const char32_t *const securing_words[] = {
	U"组织领导", U"组织实施", U"组织保障", U"保障措施", U"条件保障", U"经费保障", U"保障机制",
	U"工作机制", U"实施机制", U"强化保障", U"加强保障", U"组织管理", U"组织协调", U"督导",
	U"督查",     U"考核",     U"监督",     U"评估",     U"领导",     NULL,
};
static const char32_t *const other_words[] = { U"附则", U"名词解释", U"术语", NULL };
static const char32_t *const definition_words[] = { U"所称", U"是指", U"用语", U"名词", U"术语", U"定义", NULL };

enum { INNER_HEADING = 12 }; /* characters */

static bool has(const kp_reading *r, const kp_item *item, kp_words words)
{
	return kp_find_any(&r->text, item->title.start, item->title.end, words, NULL) != KP_NONE;
}

static bool has_lists(const kp_reading *r, const kp_item *item)
{
	const kp_item *last = item + 1, *end = r->items + r->item_count;
	while (last < end && last->level > item->level && last->lists == 0)
		last++;
	return item->lists > 0 || (last < end && last->level > item->level);
}

/* An overview's or goal's heading is short; 目标 in a task's long heading says nothing. Nor does 目标任务 where units are
 * to answer for what stands below. */
static bool opening_kind(const kp_reading *r, const kp_item *item, int32_t *kind)
{
	if (kp_length(item->title) > 24)
		return false;
	bool overview = has(r, item, overview_words), goal = has(r, item, goal_words);
	if (goal && has(r, item, task_words) && has_lists(r, item))
		return false;
	if (!overview && !goal)
		return false;
	*kind = goal && !overview ? KEPU_KIND_GOAL : KEPU_KIND_OVERVIEW;
	return true;
}

/* 行动 or 工程 at the end of one of the heading's clauses. */
static bool clause_ends(const kp_reading *r, const kp_item *item, const char32_t *word)
{
	const kp_text *t = &r->text;
	static const char32_t *const tails[] = { U"建设", U"计划", U"项目", NULL };
	size_t start = item->title.start;
	for (size_t i = start; i <= item->title.end; i++) {
		if (i < item->title.end && t->fold[i] != U',')
			continue;
		size_t end = i - kp_ends_any(t, start, i, tails);
		if (kp_ends(t, start, i, word) || kp_ends(t, start, end, word))
			return true;
		start = i + 1;
	}
	return false;
}

static int32_t kind_under_part(const kp_reading *r, const kp_item *item)
{
	if (item->of_bodies || item->row)
		return KEPU_KIND_TASK;
	if (clause_ends(r, item, U"行动"))
		return KEPU_KIND_ACTION;
	if (clause_ends(r, item, U"工程"))
		return KEPU_KIND_PROJECT;
	if (item->children > 0)
		return KEPU_KIND_PART;
	/* 三、支撑工程, whose items do not say it again */
	const kp_item *part = &r->items[item->parent];
	if (kp_length(part->title) <= INNER_HEADING && clause_ends(r, part, U"工程"))
		return KEPU_KIND_PROJECT;
	return KEPU_KIND_TASK;
}

static int32_t kind_below(const kp_reading *r, const kp_item *item)
{
	int32_t above = r->items[item->parent].kind, kind;
	switch (above) {
	case KEPU_KIND_PART: return kind_under_part(r, item);
	case KEPU_KIND_OVERVIEW:
		if (has(r, item, definition_words))
			return KEPU_KIND_OTHER;
		return opening_kind(r, item, &kind) ? kind : KEPU_KIND_OVERVIEW;
	case KEPU_KIND_GOAL:
	case KEPU_KIND_SAFEGUARD:
	case KEPU_KIND_OTHER: return above;
	default: return KEPU_KIND_TASK;
	}
}

/* From the last section below `parent` (-1: the top) upwards while the headings are those of safeguards. Gives the first
 * section that is none, KP_NONE where all are. */
static size_t mark_safeguards(kp_reading *r, int32_t parent)
{
	bool any = false;
	for (size_t i = r->item_count; i-- > (size_t)(parent + 1);) {
		kp_item *item = &r->items[i];
		if (item->parent != parent)
			continue;
		if (!any && has(r, item, other_words)) {
			item->kind = KEPU_KIND_OTHER;
			continue;
		}
		int32_t kind;
		/* 夯实基层基础，提升保障能力, with units for it, before 工作要求: a task like those above */
		bool clauses = kp_find_outside(&r->text, item->title.start, item->title.end, U',') != KP_NONE &&
		               !has(r, item, securing_words);
		if (any && clauses && kp_length(item->title) > INNER_HEADING && has_lists(r, item))
			return i;
		bool work = parent >= 0 && (kp_length(item->title) > INNER_HEADING || has_lists(r, item));
		if (!has(r, item, safeguard_words) || opening_kind(r, item, &kind) || work)
			return i;
		item->kind = KEPU_KIND_SAFEGUARD;
		any = true;
	}
	return KP_NONE;
}

/* A section whose items are all overview or goals is an opening one, whatever it is called. */
static bool holds_opening(const kp_reading *r, size_t index)
{
	int32_t kind;
	size_t count = 0;
	for (size_t i = index + 1; i < r->item_count && r->items[i].level > r->items[index].level; i++) {
		if (r->items[i].parent != (int32_t)index)
			continue;
		if (!opening_kind(r, &r->items[i], &kind))
			return false;
		count++;
	}
	return count > 0;
}

bool kp_read_kinds(kp_reading *r)
{
	/* where the document is in parts (第二部分), the last one may hold the work and, behind it, what secures it */
	size_t last = mark_safeguards(r, -1);
	if (last != KP_NONE && r->items[last].style == KP_STYLE_PART)
		mark_safeguards(r, (int32_t)last);
	for (size_t i = 0; i < r->item_count; i++) {
		kp_item *item = &r->items[i];
		int32_t kind;
		if (item->parent >= 0 && item->kind == KEPU_UNKNOWN)
			item->kind = kind_below(r, item);
		else if (item->kind == KEPU_UNKNOWN)
			item->kind = opening_kind(r, item, &kind) ? kind
			             : holds_opening(r, i)        ? KEPU_KIND_OVERVIEW
			             : item->children > 0         ? KEPU_KIND_PART
			                                          : KEPU_KIND_TASK;
	}
	return true;
}
