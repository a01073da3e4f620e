/* Stage 9, figures: the numbers that the plan binds itself to, sentence by sentence and clause by clause. */
#include "notice/figure.h"

#include <string.h>

typedef struct kp_sentence {
	kp_range whole, clause, before; /* before: the clause in front of it, empty at the beginning */
	kp_time time;
	size_t item;
	int32_t years[8]; /* 2023、2024、2025年分别: one for each number of the clause */
	size_t year_count, listed;
	size_t aside_end; /* of a bracket in the clause that tells a past level; 0: in none */
	kp_time outside;  /* what holds again behind it */
} kp_sentence;

/* A year before the plan's own, or before the notice's with no 到 in front of it, was measured, not promised. */
static bool is_past(const kp_reading *r, const kp_time *time)
{
	const kp_head *head = &r->head;
	if (time->year == 0)
		return false;
	if (head->first_year != 0 && time->year < head->first_year)
		return true;
	return time->measured && head->issue_year != 0 && time->year < head->issue_year;
}

static int32_t due_year(const kp_reading *r, const kp_time *time)
{
	if (time->every != KEPU_EVERY_ONCE)
		return 0;
	return time->year != 0 ? time->year : r->head.last_year;
}

/* 比2010年的3.04%: the level of that year, whatever is said of the difference. */
static bool compared_with(const kp_text *t, kp_range clause, size_t at)
{
	static const char32_t *const nouns[] = { U"比例", U"比率", U"比重", U"比赛", NULL };
	if (kp_match_any(t, clause.start, clause.end, nouns))
		return false;
	return kp_match(t, clause.start, clause.end, U"比") || kp_match(t, clause.start, clause.end, U"较") ||
	       kp_ends(t, clause.start, at, U"比");
}

/* Of the times that are no years only these are tokens of the model; 每周 and 每学期 are told by their words alone. */
static int32_t every_of(const kp_text *t, kp_range per, int32_t every)
{
	if (every != KEPU_EVERY_ONCE || kp_length(per) == 0)
		return every;
	if (kp_match(t, per.start, per.end, U"半年") == kp_length(per))
		return KEPU_EVERY_HALF;
	if (kp_match(t, per.start, per.end, U"季度") == kp_length(per) ||
	    kp_match(t, per.start, per.end, U"季") == kp_length(per))
		return KEPU_EVERY_QUARTER;
	return kp_match(t, per.start, per.end, U"月") == kp_length(per) ? KEPU_EVERY_MONTH : every;
}

static bool add_figure(kp_reading *r, const kp_sentence *s, size_t from, const kp_number_found *n)
{
	if (!kp_grow((void **)&r->figures, &r->figure_room, r->figure_count + 1, sizeof *r->figures))
		return false;
	kp_figure *f = &r->figures[r->figure_count++];
	bool with_time = kp_length(s->before) > 0 && kp_only_time(r, s->before);
	*f = (kp_figure){ .quote = { with_time ? s->before.start : s->clause.start, s->clause.end },
		              .number = n->digits,
		              .unit = n->unit,
		              .value = n->value,
		              .item = s->item,
		              .comparison = n->comparison,
		              .every = n->yearly ? KEPU_EVERY_ANNUAL : s->time.every };
	f->per = kp_per_of(r, s->clause, from, n->digits.start);
	kp_time time = s->time;
	if (kp_per_is_time(&r->text, f->per))
		time.every = f->every = KEPU_EVERY_ONCE; /* each quarter, whatever was said of each year */
	f->every = every_of(&r->text, f->per, f->every);
	f->baseline = is_past(r, &s->time);
	f->year = f->baseline ? s->time.year : n->yearly ? 0 : due_year(r, &time);
	if (s->year_count > 0 && s->listed < s->year_count && !f->baseline)
		f->year = s->years[s->listed];
	if (f->baseline)
		f->comparison = KEPU_COMPARISON_EQUAL;
	f->rule = f->baseline                   ? KEPU_RULE_NUMBER_BASELINE
	          : kp_length(f->per) > 0       ? KEPU_RULE_NUMBER_PER
	          : f->every == KEPU_EVERY_ONCE ? KEPU_RULE_NUMBER_TARGET
	                                        : KEPU_RULE_NUMBER_YEARLY;
	f->sure = n->strong || s->time.year != 0 || f->every != KEPU_EVERY_ONCE || kp_length(f->per) > 0;
	if (s->aside_end > 0 || (f->baseline && compared_with(&r->text, s->clause, n->digits.start)))
		f->name[0] = f->name[1] = (kp_range){ s->clause.start, s->clause.start };
	else
		kp_name_of(r, s->clause, from, n, f->name);
	kp_borrow_name(r, f, s->whole, s->before, from > s->clause.start);
	if (f->sure)
		return true;
	char words[KP_WORDS];
	return kp_reading_find(r, KEPU_FINDING_INDICATOR_UNSURE, f->quote, kp_reading_words(r, f->quote, words), NULL);
}

/* A past level counts; what it is compared with only where that level itself is said. */
static bool past_counts(const kp_reading *r, const kp_sentence *s, const kp_number_found *n)
{
	const kp_text *t = &r->text;
	if (!compared_with(t, s->clause, n->digits.start))
		return n->unit.end > n->unit.start;
	return n->digits.start > s->clause.start && t->fold[n->digits.start - 1] == U'的';
}

/* What an overview or a goal says of the present is no promise: it needs a date or a word of comparison. */
static bool counts(const kp_reading *r, const kp_sentence *s, const kp_number_found *n)
{
	static const char32_t *const refers[] = { U"以上", U"上述", U"以下", U"下列", NULL };
	size_t refer = kp_ends_any(&r->text, s->clause.start, n->digits.start, refers);
	if (refer > 0 && n->digits.start - refer == s->clause.start)
		return false; /* 以上3项 counts the plan's own items; 省级以上12家 does not */
	if (is_past(r, &s->time))
		return past_counts(r, s, n);
	static const char32_t *const makes[] = { U"建成",   U"新建", U"建设", U"打造", U"培育", U"稳定在",
		                                     U"保持在", U"注册", U"组建", U"创建", NULL };
	int32_t kind = r->items[s->item].kind;
	bool dated = s->time.year != 0 || s->time.every != KEPU_EVERY_ONCE;
	if (dated || (kind != KEPU_KIND_OVERVIEW && kind != KEPU_KIND_GOAL && kind != KEPU_KIND_OTHER))
		return true;
	kp_range per = kp_per_of(r, s->clause, s->clause.start, n->digits.start);
	return kind == KEPU_KIND_GOAL && (n->strong || kp_length(per) > 0 ||
	                                  kp_find_any(&r->text, s->clause.start, n->digits.start, makes, NULL) != KP_NONE);
}

/* The years that the numbers of a clause are due in, one after the other. */
static void list_years(const kp_reading *r, kp_sentence *s)
{
	const kp_text *t = &r->text;
	kp_range c = s->clause;
	if (kp_find(t, c.start, c.end, U"分年度") != KP_NONE || kp_find(t, c.start, c.end, U"逐年") != KP_NONE) {
		for (int32_t y = r->head.first_year; y > 0 && y <= r->head.last_year && s->year_count < 8; y++)
			s->years[s->year_count++] = y;
		return;
	}
	if (kp_find(t, c.start, c.end, U"分别") == KP_NONE)
		return;
	for (size_t i = c.start; i < c.end && s->year_count < 8; i++) {
		int32_t year;
		if (!kp_is(t, i, KP_DIGIT) || (i > c.start && kp_is(t, i - 1, KP_DIGIT)) || kp_year(t, i, c.end, &year) == 0)
			continue;
		s->years[s->year_count++] = year;
		i += 3;
	}
	if (s->year_count < 2)
		s->year_count = 0;
}

/* How many numbers with a unit the clause lists; the years are theirs only where there are as many. */
static size_t count_listed(const kp_reading *r, const kp_sentence *s)
{
	kp_number_found number = { .comparison = KEPU_UNKNOWN };
	size_t count = 0, from = s->clause.start;
	for (size_t i = s->clause.start; i < s->clause.end; i++) {
		if (r->text.class[i] & (KP_DIGIT | KP_NUMERAL) && kp_number_binds(r, s->whole, s->clause, from, i, &number)) {
			count++;
			from = number.end;
			i = number.end - 1;
		}
	}
	return count;
}

static void find_years(const kp_reading *r, kp_sentence *s)
{
	list_years(r, s);
	if (s->year_count > 0 && count_listed(r, s) != s->year_count)
		s->year_count = 0;
}

enum { LEVEL_MOST = 11 }; /* characters behind the year; more tell more than how much it was */

/* Brackets and quotes are passed over, but for a bracket that tells what was measured before: 达到15%（2020年为8.6%）. */
static size_t past_bracket(const kp_reading *r, kp_sentence *s, size_t open)
{
	size_t close = kp_close(&r->text, open, s->clause.end);
	if (close == KP_NONE)
		return open + 1;
	kp_time time = s->time;
	size_t n = kp_is(&r->text, open, KP_OPEN) ? kp_time_word(r, open + 1, close, &time) : 0;
	bool level = close - open - n <= LEVEL_MOST || kp_find_char(&r->text, open, close, U'%') != KP_NONE;
	if (n == 0 || time.year == 0 || !is_past(r, &time) || !level)
		return close + 1;
	s->outside = s->time;
	s->aside_end = close;
	return open + 1;
}

/* 航模、机器人比赛各1场: one for each of the things that stand before it, each under its own name. */
static bool add_each(kp_reading *r, const kp_sentence *s, size_t from, const kp_number_found *n)
{
	const kp_text *t = &r->text;
	size_t first = r->figure_count;
	if (!add_figure(r, s, from, n))
		return false;
	kp_range things = r->figures[first].name[0];
	size_t low = n->digits.start > from + 4 ? n->digits.start - 4 : from,
		   each = kp_find_char(t, low, n->digits.start, U'各');
	if (each == KP_NONE || kp_length(r->figures[first].per) > 0 || things.end > each)
		return true;
	size_t head = things.end - (kp_length(things) > 4 ? 2 : 0);
	for (size_t at = things.start; at < things.end; at++) {
		if (t->fold[at] != U'、' && t->fold[at] != U'和' && t->fold[at] != U'与')
			continue;
		kp_figure *one = &r->figures[r->figure_count - 1];
		one->name[0] = (kp_range){ things.start, at };
		one->name[1] = (kp_range){ head, things.end };
		things.start = at + 1;
		if (!add_figure(r, s, from, n))
			return false;
		r->figures[r->figure_count - 1].name[0] = things;
	}
	return true;
}

/* 由35%提高到75%: the first is where it starts from. */
static bool starts_from(const kp_text *t, kp_range clause, const kp_number_found *n)
{
	static const char32_t *const rises[] = { U"提高到", U"提升到", U"增加到", U"增长到", U"扩大到",
		                                     U"上升到", U"发展到", U"提高至", U"提升至", U"增加至",
		                                     U"增长至", U"扩大至", U"上升至", U"下降到", U"下降至",
		                                     U"降低到", U"降低至", U"减少到", NULL };
	char32_t lead = n->digits.start > clause.start ? t->fold[n->digits.start - 1] : 0;
	return (lead == U'由' || lead == U'从') && kp_match_any(t, n->end, clause.end, rises) > 0;
}

static void set_start(kp_figure *f)
{
	f->baseline = true;
	f->comparison = KEPU_COMPARISON_EQUAL;
	f->rule = KEPU_RULE_NUMBER_BASELINE;
	f->every = KEPU_EVERY_ONCE;
	f->year = 0;
}

/* 累计 ends what was said of each year. */
static void end_yearly(const kp_text *t, kp_sentence *s)
{
	static const char32_t *const sums[] = { U"累计", U"总计", U"共计", U"合计", NULL };
	if (s->time.every != KEPU_EVERY_ONCE && kp_match_any(t, s->clause.start, s->clause.end, sums) > 0)
		s->time = (kp_time){ 0, KEPU_EVERY_ONCE, false };
}

static bool read_clause(kp_reading *r, kp_sentence *s)
{
	const kp_text *t = &r->text;
	size_t from = s->clause.start, first = r->figure_count;
	bool any = false;
	s->year_count = s->listed = 0;
	end_yearly(t, s);
	const kp_time before = s->time;
	kp_time aim = s->time; /* what holds again behind 由2020年的60所增加到 */
	bool rising = false;
	kp_number_found number = { .comparison = KEPU_UNKNOWN };
	for (size_t i = s->clause.start; i < s->clause.end;) {
		kp_time held = s->time;
		size_t n = kp_time_word(r, i, s->clause.end, &s->time);
		if (n > 0) {
			if (i > s->clause.start && (t->fold[i - 1] == U'由' || t->fold[i - 1] == U'从')) {
				rising = true;
				aim = held;
			}
			i += n;
		} else if (rising && t->fold[i] == U'到') {
			s->time = aim;
			rising = false;
			i++;
		} else if (t->class[i] == 0) {
			i++;
		} else if (t->class[i] & (KP_QUOTE_OPEN | KP_OPEN)) {
			i = past_bracket(r, s, i);
		} else if (i == s->aside_end) {
			s->time = s->outside;
			s->aside_end = 0;
			i++;
		} else if (t->class[i] & (KP_DIGIT | KP_NUMERAL) && kp_number_binds(r, s->whole, s->clause, from, i, &number)) {
			if (!any)
				find_years(r, s);
			any = true;
			size_t read = r->figure_count;
			if (counts(r, s, &number) && !add_each(r, s, from, &number))
				return false;
			if (r->figure_count == read + 1 && starts_from(t, s->clause, &number))
				set_start(&r->figures[read]);
			from = i = number.end;
			s->listed++;
		} else if (t->class[i] & (KP_DIGIT | KP_NUMERAL)) {
			while (i < s->clause.end && (t->class[i] & (KP_DIGIT | KP_NUMERAL) || t->fold[i] == U'.'))
				i++;
		} else {
			i++;
		}
	}
	kp_name_respectively(r, first, s->clause);
	if (rising || compared_with(t, s->clause, s->clause.end))
		s->time = before; /* the year of what it is compared with does not reach further */
	return true;
}

/* 建立小院2个，完成时限：2024年6月: the deadline behind dates what has no date of its own. */
static void date_by_due(kp_reading *r, kp_range sentence, size_t first)
{
	static const char32_t *const marks[] = { U"完成时限:", U"完成时间:", U"时限:", NULL };
	const kp_text *t = &r->text;
	size_t length = 0,
		   at = first < r->figure_count ? kp_find_any(t, sentence.start, sentence.end, marks, &length) : KP_NONE;
	int32_t year;
	if (at == KP_NONE || kp_year(t, at + length, sentence.end, &year) == 0)
		return;
	for (size_t i = first; i < r->figure_count; i++)
		if (r->figures[i].year == r->head.last_year && !r->figures[i].baseline)
			r->figures[i].year = year;
}

static bool read_sentence(kp_reading *r, kp_range sentence, size_t item)
{
	kp_sentence s = { .whole = sentence,
		              .before = { sentence.start, sentence.start },
		              .time = { 0, KEPU_EVERY_ONCE, false },
		              .item = item };
	size_t first = r->figure_count, last = sentence.end;
	/* behind its last number a sentence says nothing of numbers; most have none */
	if (kp_find_class(&r->text, sentence.start, sentence.end, KP_DIGIT | KP_NUMERAL) == sentence.end)
		return true;
	while (!kp_is(&r->text, last - 1, KP_DIGIT | KP_NUMERAL))
		last--;
	for (size_t at = sentence.start; at < last;) {
		s.clause = (kp_range){ at, kp_clause_end(&r->text, at, sentence.end) };
		if (!read_clause(r, &s))
			return false;
		bool comma = s.clause.end < sentence.end && r->text.fold[s.clause.end] == U',';
		s.before = comma ? s.clause : (kp_range){ at, at };
		at = s.clause.end + (s.clause.end < sentence.end && kp_ends_clause(&r->text, s.clause.end));
	}
	date_by_due(r, sentence, first);
	return true;
}

/* One stretch of text without lists: sentences end at 。 and at the end of a line. */
static bool read_stretch(kp_reading *r, kp_range range, size_t item)
{
	const kp_text *t = &r->text;
	size_t line = kp_text_line_of(t, range.start);
	for (size_t at = range.start; at < range.end; line++) {
		size_t line_end = t->lines[line].end < range.end ? t->lines[line].end : range.end;
		while (at == t->lines[line].start && at < line_end && kp_bullet(t->fold[at]))
			at++;
		while (at < line_end) {
			size_t stop = kp_find_outside(t, at, line_end, U'。');
			size_t end = stop == KP_NONE ? line_end : stop;
			if (r->line_class[line] == KEPU_SEGMENT_NODE_TEXT && end > at &&
			    !read_sentence(r, (kp_range){ at, end }, item))
				return false;
			at = end + (stop == KP_NONE ? 0 : 1);
		}
		at = line_end;
	}
	return true;
}

bool kp_read_figures(kp_reading *r)
{
	size_t list = 0;
	for (size_t i = 0; i < r->item_count; i++) {
		kp_range body = r->items[i].body;
		size_t at = body.start;
		while (list < r->list_count && r->lists[list].range.start < body.start)
			list++;
		for (; list < r->list_count && r->lists[list].range.start < body.end; list++) {
			if (!read_stretch(r, (kp_range){ at, r->lists[list].range.start }, i))
				return false;
			at = r->lists[list].range.end;
		}
		if (at < body.end && !read_stretch(r, (kp_range){ at, body.end }, i))
			return false;
	}
	return true;
}
