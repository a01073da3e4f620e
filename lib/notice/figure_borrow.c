/* Names of figures that the clause itself does not say in full: 今年力争达到12%; 建筑面积3000平方米; 区级达到30所. */
#include "notice/figure.h"

#include <string.h>

/* No clause is longer. A text that never ends one is cut here, so that looking back over a clause stays cheap. */
#define CLAUSE_MOST 500

bool kp_ends_clause(const kp_text *t, size_t at)
{
	char32_t c = t->fold[at];
	return c == U',' || c == U';' || c == U':';
}

size_t kp_clause_end(const kp_text *t, size_t start, size_t end)
{
	if (end - start > CLAUSE_MOST)
		end = start + CLAUSE_MOST;
	for (size_t i = start; (i = kp_find_class(t, i, end, KP_OPEN | KP_QUOTE_OPEN | KP_PAUSE)) < end; i++) {
		if (t->class[i] & (KP_OPEN | KP_QUOTE_OPEN)) {
			size_t limit = end - i > 120 ? i + 120 : end, close = kp_close(t, i, limit);
			i = close == KP_NONE ? i : close;
		} else if (kp_ends_clause(t, i)) {
			return i;
		}
	}
	return end;
}

bool kp_only_time(const kp_reading *r, kp_range clause)
{
	kp_time ignored = { 0, 0, false };
	static const char32_t *const leads[] = { U"力争", U"争取", U"预计", NULL };
	size_t at = clause.start + kp_match_any(&r->text, clause.start, clause.end, leads), n;
	while (at < clause.end && (n = kp_time_word(r, at, clause.end, &ignored)) > 0)
		at += n;
	return at == clause.end && kp_length(clause) > 0;
}

/* What is said of a thing that an earlier clause names. */
static const char32_t *const attributes[] = {
	U"建筑面积", U"展示面积", U"展厅面积", U"使用面积", U"总面积",   U"面积",     U"藏书", U"接待能力",
	U"接待",     U"推送",     U"粉丝",     U"粉丝数",   U"服务时长", U"队员",     U"成员", U"订阅用户",
	U"更新",     U"总投资",   U"展品",     U"阅读量",   U"点击量",   U"覆盖人口", NULL,
};
static const char32_t *const things[] = {
	U"馆", U"中心", U"室", U"站", U"屋", U"园", U"基地", U"院", U"廊",   U"角",     U"点",
	U"台", U"队",   U"号", U"网", U"厅", U"者", U"专栏", U"所", U"频道", U"大篷车", NULL,
};
/* Whose part it is of what an earlier clause names. */
static const char32_t *const parts[] = {
	U"级",     U"县",   U"市",   U"区",   U"州",   U"乡",   U"镇",   U"村",     U"街道", U"学校",
	U"小学",   U"中学", U"高中", U"初中", U"园",   U")",    U"女性", U"妇女",   U"男性", U"农民",
	U"老年人", U"职工", U"居民", U"城镇", U"农村", U"山区", U"牧区", U"级以上", NULL,
};

static const char32_t *const levels[] = { U"国家级", U"省级", U"市级", U"州级", U"盟级", U"县级",
	                                      U"区级",   U"旗级", U"镇级", U"乡级", U"村级", NULL };

static kp_range empty_at(size_t at)
{
	return (kp_range){ at, at };
}

static bool whole_is(const kp_text *t, kp_range name, kp_words words)
{
	return kp_length(name) > 0 && kp_match_any(t, name.start, name.end, words) == kp_length(name);
}

/* Where to begin looking back from a place: at a clause not far from it. */
static size_t look_from(const kp_text *t, kp_range sentence, size_t at)
{
	enum { FAR = 200 };
	if (at - sentence.start <= FAR)
		return sentence.start;
	size_t end = kp_clause_end(t, at - FAR, at);
	return end < at ? end + 1 : at;
}

static bool is_thing(const kp_text *t, kp_range name)
{
	static const char32_t *const acts[] = { U"开馆", U"闭馆", U"开园", U"入园", NULL };
	return kp_length(name) > 2 && kp_length(name) <= 30 && kp_ends_one(t, name.start, name.end, things) &&
	       kp_ends_any(t, name.start, name.end, acts) == 0;
}

/* The thing named last before a place in its sentence, or by the item's heading; empty: none. */
static kp_range thing_before(const kp_reading *r, kp_range sentence, size_t at, size_t item)
{
	const kp_text *t = &r->text;
	kp_range found = empty_at(at);
	for (size_t i = look_from(t, sentence, at); i < at;) {
		kp_range clause = { i, kp_clause_end(t, i, at) };
		kp_range name = kp_name_of_clause(r, clause);
		if (is_thing(t, name))
			found = name;
		i = clause.end + (clause.end < at && kp_ends_clause(t, clause.end));
	}
	if (kp_length(found) > 0)
		return found;
	kp_range title = kp_name_of_clause(r, r->items[item].title);
	return is_thing(t, title) ? title : found;
}

static bool is_named(const kp_figure *figure)
{
	return kp_length(figure->name[0]) + kp_length(figure->name[1]) > 0;
}

/* 区级达到30所, behind 市级科技特色学校达到12所: its own part before the other's name; 小学不少于2次 behind 开展演练. */
static void add_name_of_part(const kp_reading *r, kp_figure *figure, const kp_figure *other, kp_range before)
{
	static const char32_t *const events[] = { U"次", U"场", U"期", U"届", NULL };
	const kp_text *t = &r->text;
	bool near = other && other->quote.end >= before.start && other->quote.end < figure->quote.end;
	kp_range whole = empty_at(figure->quote.start);
	if (near && kp_same(t, other->unit, figure->unit))
		whole = other->name[1].end > other->name[1].start ? other->name[1] : other->name[0];
	else if (!near && kp_length(before) > 2 && kp_match_any(t, figure->unit.start, figure->unit.end, events) > 0)
		whole = kp_name_of_clause(r, before);
	if (kp_length(whole) < 3)
		return;
	if (kp_ends(t, figure->name[0].start, figure->name[0].end, U"级") ||
	    kp_ends(t, figure->name[0].start, figure->name[0].end, U"级以上"))
		whole.start += kp_match_any(t, whole.start, whole.end, levels);
	figure->name[1] = whole;
}

/* The clause of the sentence before a place that has a word in its name; empty: none. */
static kp_range clause_with(const kp_reading *r, kp_range sentence, size_t before, kp_range word)
{
	const kp_text *t = &r->text;
	for (size_t i = look_from(t, sentence, before); i < before;) {
		kp_range clause = { i, kp_clause_end(t, i, before) };
		kp_range name = kp_name_of_clause(r, clause);
		name.end -= kp_ends(t, name.start, name.end, U"等");
		if (kp_length(name) > kp_length(word) && kp_same(t, (kp_range){ name.end - kp_length(word), name.end }, word))
			return name;
		i = clause.end + (clause.end < before && kp_ends_clause(t, clause.end));
	}
	return empty_at(before);
}

/* The next of several things joined by 、 or 和, from *at on; false behind the last. */
static bool next_thing(const kp_text *t, size_t *at, size_t end, kp_range *out)
{
	if (*at >= end)
		return false;
	size_t i = *at;
	while (i < end && t->fold[i] != U'、' && t->fold[i] != U'和' && t->fold[i] != U'与') {
		size_t close = t->class[i] & (KP_OPEN | KP_QUOTE_OPEN) ? kp_close(t, i, end) : KP_NONE;
		i = close == KP_NONE ? i + 1 : close + 1;
	}
	*out = (kp_range){ *at, i };
	*at = i + 1;
	return true;
}

void kp_name_respectively(kp_reading *r, size_t first, kp_range clause)
{
	const kp_text *t = &r->text;
	size_t count = r->figure_count - first, named = 0;
	if (count < 2 || kp_find(t, clause.start, clause.end, U"分别") == KP_NONE)
		return;
	kp_range whole = r->figures[first].name[0], thing = empty_at(whole.start);
	for (size_t at = whole.start; next_thing(t, &at, whole.end, &thing);)
		named += kp_length(thing) > 1;
	if (named != count)
		return;
	kp_range last = thing; /* 省级、市级基地: what the last is called behind its level the others are called, too */
	last.start += kp_match_any(t, last.start, last.end, levels);
	size_t at = whole.start;
	for (size_t i = first; i < r->figure_count && next_thing(t, &at, whole.end, &thing); i++) {
		bool level = whole_is(t, thing, levels);
		r->figures[i].name[0] = thing;
		r->figures[i].name[1] = level ? last : empty_at(whole.start);
	}
}

static void borrow_whole(const kp_reading *r, kp_figure *figure, const kp_figure *other, kp_range before, bool listed)
{
	figure->name[0] = figure->name[1] = empty_at(figure->quote.start);
	if (other && (listed || other->quote.end >= before.start))
		memcpy(figure->name, other->name, sizeof figure->name);
	else if (kp_length(before) > 1 && !kp_only_time(r, before))
		figure->name[0] = kp_name_of_clause(r, before);
	else if (other)
		memcpy(figure->name, other->name, sizeof figure->name);
}

static bool points(const kp_text *t, kp_range name)
{
	static const char32_t *const whole[] = { U"比例", U"其", U"总数", U"赛事", NULL };
	static const char32_t *const inside[] = { U"这一比例", U"该比例", U"这一比重", U"该比重", U"这一指标", NULL };
	return whole_is(t, name, whole) || kp_find_any(t, name.start, name.end, inside, NULL) != KP_NONE;
}

void kp_borrow_name(const kp_reading *r, kp_figure *figure, kp_range sentence, kp_range before, bool listed)
{
	static const char32_t *const training[] = { U"培训", U"轮训", NULL };
	const kp_text *t = &r->text;
	const kp_figure *other = r->figure_count > 1 ? &r->figures[r->figure_count - 2] : NULL;
	if (other && (other->item != figure->item || !is_named(other)))
		other = NULL;
	kp_range own = figure->name[0];
	bool single = kp_length(figure->name[1]) == 0;
	if (single && whole_is(t, own, training)) {
		kp_range named = clause_with(r, sentence, figure->quote.start, own);
		figure->name[0] = kp_length(named) > 0 ? named : own;
	} else if (single && whole_is(t, own, attributes)) {
		kp_range thing = thing_before(r, sentence, figure->quote.start, figure->item);
		figure->name[0] = kp_length(thing) > 0 ? thing : own;
		figure->name[1] = kp_length(thing) > 0 ? own : figure->name[1];
	} else if (kp_length(own) + kp_length(figure->name[1]) < 2 || (single && points(t, own))) {
		borrow_whole(r, figure, other, before, listed);
	} else if (single && !listed && kp_length(own) <= 6 && kp_ends_one(t, own.start, own.end, parts)) {
		add_name_of_part(r, figure, other, before);
	}
}
