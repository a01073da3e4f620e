/* Headings unlike those beside them: run on, cut short, without the end or the mark that the others have. */
#include "notice/doubts.h"

#include "base/memory.h"
#include "base/utf8.h"

#include <stdlib.h>

enum { LONGEST = 24, TINY = 2 };

/* Headings of one level and style, all over the plan: how many, and how many are short, are hardly a word, have a pause, have a
 * mark at the end of their line. */
typedef struct kp_lengths {
	size_t count, small, tiny, paused, marked;
	size_t leaves, bare; /* items without items below them; those of them that say nothing but their heading */
} kp_lengths;

/* The two characters that most children of an item end in, by vote. */
typedef struct kp_ending {
	char32_t last[2];
	size_t votes, count, children;
} kp_ending;

typedef struct kp_titles {
	kp_reading *r;
	kp_lengths *lengths;
	kp_ending *endings; /* by parent + 1 */
} kp_titles;

static bool has_pause(const kp_text *t, kp_range title)
{
	return kp_find_outside(t, title.start, title.end, U',') != KP_NONE;
}

static kp_lengths *lengths_of(const kp_titles *c, const kp_item *item)
{
	return &c->lengths[(size_t)item->level * KP_STYLE_COUNT + item->style];
}

/* Where the line of an item's label ends, or the next item begins in it. */
static size_t line_end(const kp_reading *r, size_t index)
{
	const kp_item *item = &r->items[index];
	size_t end = r->text.lines[kp_text_line_of(&r->text, item->label.start)].end;
	return end < item->body.end ? end : item->body.end;
}

static bool ends_marked(const kp_text *t, size_t end)
{
	while (end > 1 && kp_is_white(t->cps[end - 1]))
		end--;
	return (t->class[end - 1] & (KP_STOP | KP_PAUSE | KP_CLOSE)) != 0;
}

static bool has_ending(const kp_text *t, kp_range title, const char32_t last[2])
{
	return kp_length(title) > 2 && t->fold[title.end - 2] == last[0] && t->fold[title.end - 1] == last[1];
}

static void vote(const kp_text *t, kp_range title, kp_ending *e)
{
	e->children++;
	if (kp_length(title) <= 2)
		return;
	if (e->votes == 0) {
		e->last[0] = t->fold[title.end - 2];
		e->last[1] = t->fold[title.end - 1];
	}
	e->votes += has_ending(t, title, e->last) || e->votes == 0 ? 1 : (size_t)-1;
}

static bool is_bare(const kp_item *item)
{
	return item->children == 0 && item->title.end + 1 >= item->body.end;
}

static void note_titles(kp_titles *c)
{
	const kp_reading *r = c->r;
	for (size_t i = 0; i < r->item_count; i++) {
		const kp_item *item = &r->items[i];
		kp_lengths *l = lengths_of(c, item);
		l->count++;
		l->small += kp_length(item->title) <= LONGEST;
		l->tiny += kp_length(item->title) <= TINY;
		l->paused += has_pause(&r->text, item->title);
		l->marked += ends_marked(&r->text, line_end(r, i));
		l->leaves += item->children == 0;
		l->bare += is_bare(item);
		vote(&r->text, item->title, &c->endings[item->parent + 1]);
	}
	for (size_t i = 0; i < r->item_count; i++) {
		kp_ending *e = &c->endings[r->items[i].parent + 1];
		e->count += has_ending(&r->text, r->items[i].title, e->last);
	}
}

static bool runs_on(const kp_text *t, const kp_item *item, const kp_lengths *l)
{
	size_t length = kp_length(item->title);
	if (l->count < 4 || 5 * l->small < 3 * l->count || item->title_rule == KEPU_RULE_TITLE_SIBLINGS)
		return false;
	return length > LONGEST + 6 || (length > 16 && 3 * l->paused <= l->count && has_pause(t, item->title));
}

/* No heading begins so: ，尊重…, 者科学素质行动, 化工程. */
static bool begins_inside(const kp_text *t, kp_range title)
{
	static const char32_t *const words[] = { U"化学", U"化工", U"化解", U"化肥", U"化验", NULL };
	char32_t first = t->fold[title.start];
	return (t->class[title.start] & (KP_PAUSE | KP_STOP | KP_CLOSE)) || first == U'的' || first == U'者' ||
	       first == U'们' ||
	       (first == U'化' &&
	        (kp_match_any(t, title.start, title.end, words) == 0 || kp_match(t, title.start, title.end, U"化工程")));
}

/* （二）（二）…: one of the two labels is the wrong one. */
static bool has_label(const kp_text *t, kp_range title)
{
	kp_label label;
	return kp_label_read(t, title.start, title.end, &label) > 0 && label.style != KP_STYLE_ARABIC;
}

/* 提升工程 beside 科普信息化提升工程: all that it says is what the other one ends in. */
static bool is_end_of(const kp_reading *r, size_t index, size_t other)
{
	if (other >= r->item_count || r->items[other].parent != r->items[index].parent)
		return false;
	kp_range a = r->items[index].title, b = r->items[other].title;
	size_t n = kp_length(a);
	return n > 1 && n < kp_length(b) && kp_same(&r->text, a, (kp_range){ b.end - n, b.end });
}

static bool cut_short(const kp_titles *c, size_t index)
{
	const kp_reading *r = c->r;
	const kp_item *item = &r->items[index];
	const kp_lengths *l = lengths_of(c, item);
	const kp_ending *e = &c->endings[item->parent + 1];
	size_t length = kp_length(item->title);
	if (begins_inside(&r->text, item->title) || kp_is(&r->text, item->title.end - 1, KP_PAUSE))
		return true;
	if (length <= TINY && l->count > 2 && 4 * l->tiny <= l->count)
		return true;
	if (e->children > 3 && e->count + 1 == e->children && !has_ending(&r->text, item->title, e->last))
		return true;
	return (index > 0 && is_end_of(r, index, index - 1)) || is_end_of(r, index, index + 1);
}

/* All that it says is one line that has no mark behind it, where nearly all others have. */
static bool lost_its_end(const kp_titles *c, size_t index)
{
	const kp_item *item = &c->r->items[index];
	const kp_lengths *l = lengths_of(c, item);
	size_t end = line_end(c->r, index);
	return item->children == 0 && item->lists == 0 && l->count > 3 && 5 * l->marked >= 4 * l->count &&
	       end + 2 > item->body.end && kp_length(item->body) > 0 && !ends_marked(&c->r->text, end);
}

/* What stands below a label without a heading. */
static bool below_nothing(kp_reading *r, size_t index)
{
	bool done = true;
	for (size_t i = index + 1; done && i < r->item_count && r->items[i].level > r->items[index].level; i++)
		done = kp_doubt_item(r, KEPU_FINDING_PARENT_UNSURE, i);
	return done;
}

static bool check_title(kp_titles *c, size_t index)
{
	kp_reading *r = c->r;
	const kp_item *item = &r->items[index];
	if (runs_on(&r->text, item, lengths_of(c, item)))
		return kp_doubt_range(r, KEPU_FINDING_HEADING_UNSURE, item->title);
	if (kp_length(item->title) == 0)
		return kp_doubt_item(r, KEPU_FINDING_HEADING_INCOMPLETE, index) &&
		       kp_doubt_missing(r, item->parent, item->ordinal) && below_nothing(r, index);
	if (cut_short(c, index) || has_label(&r->text, item->title))
		return kp_doubt_item(r, KEPU_FINDING_HEADING_INCOMPLETE, index);
	const kp_lengths *l = lengths_of(c, item);
	if (is_bare(item) && item->own_line && l->leaves > 3 && 5 * l->bare <= l->leaves)
		return kp_doubt_item(r, KEPU_FINDING_ITEM_EMPTY, index);
	size_t end = line_end(r, index);
	return !lost_its_end(c, index) || kp_doubt_range(r, KEPU_FINDING_TEXT_BROKEN_OFF, (kp_range){ end - 1, end });
}

bool kp_doubt_titles(kp_reading *r)
{
	size_t deepest = 0;
	for (size_t i = 0; i < r->item_count; i++)
		deepest = r->items[i].level > deepest ? r->items[i].level : deepest;
	kp_titles c = { .r = r,
		            .lengths = kp_calloc((deepest + 1) * KP_STYLE_COUNT, sizeof *c.lengths),
		            .endings = kp_calloc(r->item_count + 1, sizeof *c.endings) };
	bool done = c.lengths && c.endings;
	if (done)
		note_titles(&c);
	for (size_t i = 0; done && i < r->item_count; i++)
		done = check_title(&c, i);
	free(c.lengths);
	free(c.endings);
	return done;
}
