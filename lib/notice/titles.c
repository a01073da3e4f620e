/* Stage 5, titles: a heading goes to its line's end, to the first sentence end, or to the list that stands behind it.
 * Where nothing marks its end it ends where its siblings' do, else before the word that begins a new clause. */
#include "notice/reading.h"

#include <stdlib.h>

/* Words in which the headings of actions and projects end, and what may follow them inside a heading. */
static const char32_t *const heads[] = { U"行动", U"工程", NULL };
static const char32_t *const goes_on[] = { U"计划", U"纲要", U"方案", U"建设", U"的", U"和",   U"与",
	                                       U"及",   U"、",   U"”",    U"》",   U",",  U"中",   U"等",
	                                       U"实施", U"规划", U"项目", U"技术", U"化", U"牵头", NULL };
static const char32_t *const clause_words[] = { U"为",   U"以",   U"围绕", U"按照", U"根据", U"通过",
	                                            U"坚持", U"到20", U"在“",  U"针对", U"面向", NULL };

#define LONG_HEADING \
	36 /* longer than nearly all headings; where a first sentence is longer, a heading may be run into it */

static kp_range first_line_of(const kp_reading *r, const kp_item *item)
{
	size_t line_end = r->text.lines[kp_text_line_of(&r->text, item->label.start)].end;
	return (kp_range){ item->body.start, line_end < item->body.end ? line_end : item->body.end };
}

static size_t first_list_in(const kp_reading *r, kp_range range)
{
	/* lists are in reading order; the first that starts in the range */
	size_t low = 0, high = r->list_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (r->lists[middle].range.start < range.start)
			low = middle + 1;
		else
			high = middle;
	}
	return low < r->list_count && r->lists[low].range.start < range.end ? r->lists[low].range.start : KP_NONE;
}

static bool continues(const kp_text *t, size_t at, size_t end)
{
	return at >= end || kp_match_any(t, at, end, goes_on) > 0;
}

/* Place behind the first 行动 or 工程 that could end the heading; KP_NONE. */
static size_t after_head(const kp_text *t, kp_range range)
{
	for (size_t i = range.start; i < range.end; i++) {
		if (t->class[i] & (KP_OPEN | KP_QUOTE_OPEN)) {
			size_t close = kp_close(t, i, range.end);
			i = close == KP_NONE ? i : close;
			continue;
		}
		size_t n = kp_match_any(t, i, range.end, heads);
		if (n > 0 && !continues(t, i + n, range.end))
			return i + n;
	}
	return KP_NONE;
}

static size_t before_clause(const kp_text *t, kp_range range, size_t longest)
{
	size_t end = range.start + longest < range.end ? range.start + longest : range.end;
	for (size_t i = range.start + 4; i < end; i++)
		if (kp_match_any(t, i, range.end, clause_words) > 0)
			return i;
	return KP_NONE;
}

/* Of a row of a table, the cell that holds its heading; empty where it has none. */
static kp_range title_cell(const kp_reading *r, const kp_item *item)
{
	const kp_text *t = &r->text;
	size_t first = kp_text_line_of(t, item->label.start);
	for (size_t i = first; i < t->line_count && t->lines[i].row == t->lines[first].row; i++)
		if (t->lines[i].cell == KP_CELL_TITLE)
			return (kp_range){ t->lines[i].start, t->lines[i].end };
	return (kp_range){ item->body.start, item->body.start };
}

static void simple_title(kp_reading *r, kp_item *item)
{
	const kp_text *t = &r->text;
	kp_range line = item->row ? title_cell(r, item) : first_line_of(r, item);
	size_t list = first_list_in(r, line);
	item->title = line;
	if (list != KP_NONE && !item->of_bodies)
		item->title.end = list;
	size_t stop = kp_find_outside(t, item->title.start, item->title.end, U'。');
	item->own_line = stop == KP_NONE || stop + 1 == line.end;
	item->title_rule = item->own_line ? KEPU_RULE_TITLE_LINE : KEPU_RULE_TITLE_SENTENCE;
	if (stop != KP_NONE)
		item->title.end = stop;
	if (item->label.start > 0 && t->fold[item->label.start - 1] == U'[' && t->fold[item->title.end - 1] == U']')
		item->title.end--; /* the heading stands in brackets */
	while (item->title.end > item->title.start &&
	       (t->fold[item->title.end - 1] == U'。' || t->fold[item->title.end - 1] == U';'))
		item->title.end--;
}

/* Whether some item of the same level and style has a heading short enough to be one. */
static bool *short_among_like(bool *known, const kp_item *item)
{
	return &known[(size_t)item->level * KP_STYLE_COUNT + item->style];
}

static void note_short(bool *known, const kp_item *item)
{
	if (kp_length(item->title) > 0 && kp_length(item->title) <= LONG_HEADING)
		*short_among_like(known, item) = true;
}

static const char32_t *const head_words[] = { U"计划", U"行动", U"工程", U"活动", U"专项", U"项目" };
enum { HEAD_WORDS = sizeof head_words / sizeof *head_words };

/* Place behind the word in the heading, where the line goes on with no mark; KP_NONE. */
static size_t after_word(const kp_text *t, kp_range title, const char32_t *word)
{
	size_t end = title.start + 24 < title.end ? title.start + 24 : title.end;
	size_t at = kp_find(t, title.start + 2 < end ? title.start + 2 : end, end, word);
	bool runs_on = at != KP_NONE && at + 8 < title.end && !(t->class[at + 2] & (KP_PAUSE | KP_QUOTE_CLOSE)) &&
	               t->fold[at + 2] != U'的';
	return runs_on ? at + 2 : KP_NONE;
}

/* The word that the headings of all children of `parent` (-1: the top) end in, with the text going on behind it:
 * its index, HEAD_WORDS where there is none. */
static uint8_t common_head(const kp_reading *r, int32_t parent)
{
	size_t children = 0, alike[HEAD_WORDS] = { 0 };
	for (size_t i = (size_t)(parent + 1); i < r->item_count; i++) {
		if (parent >= 0 && r->items[i].level <= r->items[parent].level)
			break;
		if (r->items[i].parent != parent)
			continue;
		children++;
		for (size_t w = 0; w < HEAD_WORDS; w++)
			alike[w] += after_word(&r->text, r->items[i].title, head_words[w]) != KP_NONE;
	}
	uint8_t word = 0;
	while (word < HEAD_WORDS && (children < 3 || alike[word] != children))
		word++;
	return word;
}

/* A heading with no mark at its end: the line goes on, and its first sentence is far longer than a heading. */
static bool run_in_title(kp_reading *r, size_t index, bool *known)
{
	const kp_text *t = &r->text;
	kp_item *item = &r->items[index];
	kp_range line = first_line_of(r, item);
	bool list_behind = first_list_in(r, line) == item->title.end;
	if (kp_length(item->title) <= LONG_HEADING || list_behind || item->children == 0)
		return true;
	size_t cut = after_head(t, item->title);
	item->title_rule = KEPU_RULE_TITLE_SIBLINGS;
	if (cut == KP_NONE || cut - item->title.start > LONG_HEADING) {
		cut = *short_among_like(known, item) ? before_clause(t, item->title, LONG_HEADING) : KP_NONE;
		item->title_rule = KEPU_RULE_TITLE_CLAUSE;
	}
	if (cut == KP_NONE) {
		item->title_rule = KEPU_RULE_TITLE_SENTENCE;
		return true;
	}
	item->title.end = cut;
	item->own_line = false;
	char words[KP_WORDS];
	return kp_reading_find(r, KEPU_FINDING_HEADING_UNSURE, item->title, kp_reading_words(r, item->title, words), NULL);
}

/* All are compared before any is cut. */
static bool common_titles(kp_reading *r)
{
	size_t *cuts = kp_calloc(r->item_count + 1, sizeof *cuts);
	uint8_t *common = kp_calloc(r->item_count + 1, sizeof *common); /* by parent + 1: word + 1, 0 not looked for yet */
	bool done = cuts && common;
	for (size_t i = 0; done && i < r->item_count; i++) {
		const kp_item *item = &r->items[i];
		cuts[i] = KP_NONE;
		if (item->children > 0 || kp_length(item->title) <= LONG_HEADING)
			continue;
		uint8_t *head = &common[item->parent + 1];
		if (*head == 0)
			*head = (uint8_t)(common_head(r, item->parent) + 1);
		if (*head <= HEAD_WORDS)
			cuts[i] = after_word(&r->text, item->title, head_words[*head - 1]);
	}
	for (size_t i = 0; done && i < r->item_count; i++) {
		kp_item *item = &r->items[i];
		char words[KP_WORDS];
		if (cuts[i] == KP_NONE)
			continue;
		item->title.end = cuts[i];
		item->title_rule = KEPU_RULE_TITLE_SIBLINGS;
		done =
			kp_reading_find(r, KEPU_FINDING_HEADING_UNSURE, item->title, kp_reading_words(r, item->title, words), NULL);
	}
	free(cuts);
	free(common);
	return done;
}

bool kp_read_titles(kp_reading *r)
{
	for (size_t i = 0; i < r->item_count; i++)
		simple_title(r, &r->items[i]);
	if (!common_titles(r))
		return false;
	bool *known = kp_calloc((UINT8_MAX + 1) * KP_STYLE_COUNT, sizeof *known);
	if (!known)
		return false;
	for (size_t i = 0; i < r->item_count; i++)
		note_short(known, &r->items[i]);
	bool done = true;
	for (size_t i = 0; i < r->item_count && done; i++) {
		done = run_in_title(r, i, known);
		note_short(known, &r->items[i]);
	}
	free(known);
	return done;
}
