/* Stage 11, doubts: where something seems to be missing. */
#include "notice/doubts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

bool kp_doubt_range(kp_reading *r, int32_t code, kp_range place)
{
	char words[KP_WORDS];
	return kp_reading_find(r, code, place, kp_reading_words(r, place, words), NULL);
}

bool kp_doubt_item(kp_reading *r, int32_t code, size_t item)
{
	char words[KP_WORDS];
	return kp_reading_find(r, code, r->items[item].label, kp_reading_words(r, r->items[item].title, words), NULL);
}

static bool steps_outside(kp_reading *r)
{
	const kp_head *head = &r->head;
	for (size_t i = 0; i < r->step_count && head->first_year != 0; i++) {
		const kp_step *step = &r->steps[i];
		kp_range place = kp_length(step->label) > 0 ? step->label : step->text;
		if ((step->first < head->first_year || step->last > head->last_year) &&
		    !kp_doubt_range(r, KEPU_FINDING_PHASE_OUTSIDE_PERIOD, place))
			return false;
	}
	return true;
}

/* Without the plan's period nothing says when a figure without a date is due. */
static bool figures_undated(kp_reading *r)
{
	for (size_t i = 0; i < r->figure_count && r->head.first_year == 0; i++) {
		const kp_figure *figure = &r->figures[i];
		if (figure->year == 0 && figure->sure && !kp_doubt_range(r, KEPU_FINDING_INDICATOR_UNSURE, figure->number))
			return false;
	}
	return true;
}

/* A day in a line of its own before the plan: that of a signature, whatever was read of it. */
static bool dated_before(const kp_reading *r)
{
	for (size_t i = 0; i < r->first_line; i++)
		if (kp_date_line(&r->text, (kp_range){ r->text.lines[i].start, r->text.lines[i].end }))
			return true;
	return false;
}

/* The same line twice before the plan. */
static bool lines_repeated(kp_reading *r)
{
	const kp_text *t = &r->text;
	for (size_t i = 1; i < r->first_line; i++) {
		kp_range line = { t->lines[i].start, t->lines[i].end };
		if (kp_length(line) > 2 && kp_same(t, line, (kp_range){ t->lines[i - 1].start, t->lines[i - 1].end }) &&
		    !kp_doubt_range(r, KEPU_FINDING_LINE_REPEATED, line))
			return false;
	}
	return true;
}

static bool issues_plan(const kp_text *t, const kp_head *head)
{
	static const char32_t *const words[] = { U"印发", U"转发", NULL };
	for (size_t i = 0; i < head->notice_title_count; i++)
		if (kp_find_any(t, head->notice_title[i].start, head->notice_title[i].end, words, NULL) != KP_NONE)
			return true;
	return false;
}

/* The letters of the title's lines, one behind the other, without marks and brackets. */
static size_t title_letters(const kp_text *t, const kp_range *lines, size_t count, char32_t *out, size_t most)
{
	size_t n = 0;
	for (size_t k = 0; k < count; k++)
		for (size_t i = lines[k].start; i < lines[k].end && n < most; i++)
			if (t->fold[i] >= 0x3400 || (t->class[i] & (KP_DIGIT | KP_LETTER)))
				out[n++] = t->fold[i];
	return n;
}

/* 关于印发某县科普方案的通知 names the plan as its own title does; 关于印发方案的通知 does not name it. */
static bool titles_unlike(kp_reading *r)
{
	enum { MOST = 200 };
	char32_t notice[MOST], plan[MOST];
	const kp_text *t = &r->text;
	const kp_head *head = &r->head;
	size_t m = title_letters(t, head->notice_title, head->notice_title_count, notice, MOST);
	size_t n = title_letters(t, head->title, head->title_count, plan, MOST), at = 0;
	if (n == 0 || n > m || !issues_plan(t, head))
		return true;
	while (at + n <= m && memcmp(notice + at, plan, n * sizeof *plan) != 0)
		at++;
	return at + n <= m || kp_doubt_range(r, KEPU_FINDING_TITLES_UNLIKE, head->title[0]);
}

/* What a notice has before and around its plan. A plan that stands alone has none of it. */
static bool head_missing(kp_reading *r)
{
	const kp_range nowhere = { 0, 0 };
	const kp_head *head = &r->head;
	bool notice = head->is_letter || head->notice_title_count > 0 || dated_before(r);
	if (head->title_count == 0 && !kp_reading_find(r, KEPU_FINDING_NO_TITLE, nowhere, NULL, NULL))
		return false;
	if (notice && head->notice_title_count == 0 &&
	    !kp_reading_find(r, KEPU_FINDING_NO_NOTICE_TITLE, nowhere, NULL, NULL))
		return false;
	if (notice && kp_length(head->number) == 0 &&
	    !kp_reading_find(r, KEPU_FINDING_NO_DOCUMENT_NUMBER, nowhere, NULL, NULL))
		return false;
	if (notice && head->recipient_count == 0 && !kp_reading_find(r, KEPU_FINDING_NO_RECIPIENTS, nowhere, NULL, NULL))
		return false;
	if (!lines_repeated(r) || !titles_unlike(r))
		return false;
	return !notice || head->issue_year != 0 || kp_reading_find(r, KEPU_FINDING_NO_DATE, nowhere, NULL, NULL);
}

static int by_place(const void *a, const void *b)
{
	const kp_doubt *x = a, *y = b;
	if (x->place.start != y->place.start)
		return x->place.start < y->place.start ? -1 : 1;
	if (x->place.end != y->place.end)
		return x->place.end < y->place.end ? -1 : 1;
	if (x->code != y->code)
		return x->code < y->code ? -1 : 1;
	return strcmp(x->first ? x->first : "", y->first ? y->first : "");
}

/* In the order of the text, whichever rule found them; what two rules found is told of once. */
static void settle(kp_reading *r)
{
	size_t kept = 0;
	if (r->doubt_count > 1)
		qsort(r->doubts, r->doubt_count, sizeof *r->doubts, by_place);
	for (size_t i = 0; i < r->doubt_count; i++)
		if (kept == 0 || by_place(&r->doubts[kept - 1], &r->doubts[i]) != 0)
			r->doubts[kept++] = r->doubts[i];
	r->doubt_count = kept;
}

static bool look_over(kp_reading *r)
{
	const kp_range nowhere = { 0, 0 };
	if (!head_missing(r))
		return false;
	if (r->head.first_year == 0 && !kp_reading_find(r, KEPU_FINDING_NO_PERIOD, nowhere, NULL, NULL))
		return false;
	return kp_doubt_order(r) && kp_doubt_headings(r) && kp_doubt_titles(r) && kp_doubt_lists(r) && kp_doubt_units(r) &&
	       kp_doubt_text(r) && figures_undated(r) && steps_outside(r);
}

bool kp_read_doubts(kp_reading *r, size_t dropped)
{
	const kp_range nowhere = { 0, 0 };
	char count[24];
	snprintf(count, sizeof count, "%zu", dropped);
	if (dropped > 0 && !kp_reading_find(r, KEPU_FINDING_DROPPED_CHARACTERS, nowhere, count, NULL))
		return false;
	bool done = r->item_count > 0 ? look_over(r) : kp_reading_find(r, KEPU_FINDING_NO_PLAN, nowhere, NULL, NULL);
	settle(r);
	return done;
}
