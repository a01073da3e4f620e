/* Stage 10, timetable: steps that begin with a year among the safeguards; and the deadlines of items (deadlines.c). */
#include "notice/reading.h"

static const char32_t *const during[] = { U"期间", U"度", U"起", NULL };
static const char32_t *const parts[] = { U"上半年", U"下半年", U"年初", U"年底", U"年末", U"底",
	                                     U"初",     U"上旬",   U"中旬", U"下旬", NULL };
static const char32_t *const plan_words[] = { U"安排", U"步骤", U"进度", U"阶段", U"时间", U"推进", NULL };
static const char32_t *const stage_words[] = { U"阶段", U"步骤", NULL };
static const char32_t *const stage_ends[] = { U"阶段", U"步骤", U"期",   U"实施", U"启动",
	                                          U"推进", U"总结", U"部署", U"验收", NULL };

/* 3月, 下半年, 6月底 behind a year. */
static size_t year_part(const kp_text *t, size_t at, size_t end)
{
	size_t i = at, digits = 0;
	while (i + digits < end && digits < 2 && kp_is(t, i + digits, KP_DIGIT))
		digits++;
	if (digits > 0 && kp_match(t, i + digits, end, U"月"))
		i += digits + 1;
	return i + kp_match_any(t, i, end, parts) - at;
}

/* 2022年3月至2023年6月, 2023年3月至6月, 2022至2025年: the years; the length, or 0. */
static size_t span_of_years(const kp_text *t, size_t at, size_t end, int32_t *first, int32_t *last)
{
	static const char32_t *const joins[] = { U"-", U"至", U"到", U"--", NULL };
	size_t i = at, n = kp_year_range(t, i, end, first, last);
	if (n == 0 || !kp_match(t, i + n - 1, end, U"年"))
		return 0;
	i += n;
	i += year_part(t, i, end);
	size_t join = kp_match_any(t, i, end, joins);
	int32_t year;
	size_t second = join > 0 ? kp_year(t, i + join, end, &year) : 0;
	if (second > 0 && kp_match(t, i + join + second, end, U"年") && year >= *first) {
		*last = year;
		i += join + second + 1;
		return i + year_part(t, i, end) - at;
	}
	size_t part = join > 0 ? year_part(t, i + join, end) : 0;
	return (part > 0 ? i + join + part : i) - at;
}

/* Years that open a step: 2022至2025年， or （2022年）. The length, or 0. */
static size_t step_years(const kp_text *t, size_t at, size_t end, int32_t *first, int32_t *last)
{
	bool bracket = at < end && t->fold[at] == U'(';
	size_t i = at + bracket, n = span_of_years(t, i, end, first, last);
	if (n == 0)
		return 0;
	i += n;
	if (bracket) {
		size_t close = kp_close(t, at, end);
		return close != KP_NONE && close < at + 32 ? close + 1 - at : 0;
	}
	i += kp_match_any(t, i, end, during);
	return i < end && (t->fold[i] == U',' || t->fold[i] == U':') ? i - at : 0;
}

static bool add_step(kp_reading *r, size_t item, kp_range label, kp_range text, int32_t first, int32_t last)
{
	if (!kp_grow((void **)&r->steps, &r->step_room, r->step_count + 1, sizeof *r->steps))
		return false;
	const kp_text *t = &r->text;
	while (text.end > text.start && (t->class[text.end - 1] & (KP_STOP | KP_PAUSE)))
		text.end--;
	r->steps[r->step_count++] = (kp_step){ label, text, item, first, last };
	return true;
}

/* The text of an item without its unit lists. */
static kp_range text_of(const kp_reading *r, size_t item, size_t start)
{
	kp_range range = { start, r->items[item].body.end };
	size_t low = 0, high = r->list_count; /* lists stand in the order of the text */
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (r->lists[middle].range.start < start)
			low = middle + 1;
		else
			high = middle;
	}
	if (low < r->list_count && r->lists[low].range.start < range.end)
		range.end = r->lists[low].range.start;
	return range;
}

static bool sentence_begins(const kp_text *t, size_t at, size_t start)
{
	return at == start || t->fold[at - 1] == U'。' || t->fold[at - 1] == U';' || t->fold[at - 1] == U':';
}

/* The step's own name, where the heading gives it: 启动实施阶段, 动员部署阶段（2022年）. */
static kp_range stage_name(const kp_reading *r, size_t item)
{
	const kp_text *t = &r->text;
	kp_range title = r->items[item].title;
	/* 部署启动（2021年11月至2022年3月）, 第一阶段：动员部署（2021年6月前） */
	int32_t first, last;
	size_t open = kp_find_char(t, title.start, title.end, U'(');
	if (open != KP_NONE && open > title.start && step_years(t, open, title.end, &first, &last) > 0)
		return (kp_range){ title.start, open };
	size_t n = 0, at = kp_find_any(t, title.start, title.end, stage_words, &n);
	return (kp_range){ title.start, at != KP_NONE ? at + n : title.start };
}

/* Years behind the name of a step that are all that their sentence says: 准备阶段：2021年6月底前。 */
static bool only_years(const kp_text *t, size_t at, size_t end, int32_t *first, int32_t *last)
{
	static const char32_t *const before[] = { U"前", U"之前", U"以前", NULL };
	size_t n = span_of_years(t, at, end, first, last);
	size_t behind = at + n + kp_match_any(t, at + n, end, before);
	return n > 0 && (behind == end || kp_is(t, behind, KP_STOP | KP_PAUSE));
}

/* Whether nothing stands behind a place in its line but marks. */
static bool ends_line(const kp_text *t, size_t at, size_t line_end)
{
	while (at < line_end && (t->class[at] & (KP_STOP | KP_PAUSE)))
		at++;
	return at == line_end;
}

/* The first step of an item whose heading names it runs to its paragraph's end; to the item's where the heading is a line
 * of its own. */
static bool read_stage(kp_reading *r, size_t item, kp_range name)
{
	const kp_text *t = &r->text;
	kp_range body = text_of(r, item, name.end);
	size_t at = body.start;
	while (at < body.end && (t->class[at] & (KP_STOP | KP_PAUSE)))
		at++;
	int32_t first, last;
	size_t years = step_years(t, at, body.end, &first, &last);
	if (years == 0 && !only_years(t, at, body.end, &first, &last))
		return true;
	size_t line_end = t->lines[kp_text_line_of(t, at)].end;
	if (line_end < body.end && (years == 0 || !ends_line(t, at + years, line_end)))
		body.end = line_end;
	return add_step(r, item, name, (kp_range){ at, body.end }, first, last);
}

/* 启动阶段（2022年）：… or 启动阶段：2022年，… at the beginning of a line: the label's length, or 0. */
static size_t step_label(const kp_text *t, size_t at, size_t end)
{
	size_t far = at + 16 < end ? at + 16 : end, open = kp_find_char(t, at, far, U'('),
		   colon = kp_find_char(t, at, far, U':');
	int32_t first, last;
	if (colon < open)
		open = colon;
	if (open == KP_NONE || open < at + 2)
		return 0;
	return kp_ends_any(t, at, open, stage_ends) > 0 &&
	               step_years(t, open + (t->fold[open] == U':'), end, &first, &last) > 0
	           ? open - at
	           : 0;
}

/* 2021年为启动阶段，… or, at the beginning of a line, 2022年 动员部署，…: the years with the name, up to behind its comma;
 * or 0. */
static size_t named_years(const kp_text *t, size_t at, size_t end, bool begins_line, kp_step *out)
{
	static const char32_t *const ends[] = { U"阶段", U"年", U"期", U"步骤", NULL };
	size_t i = at, n = span_of_years(t, i, end, &out->first, &out->last);
	size_t is = n > 0 ? kp_match(t, i + n, end, U"为") : 0;
	i += n + is;
	size_t far = i + 12 < end ? i + 12 : end, comma = n > 0 ? kp_find_class(t, i, far, KP_PAUSE | KP_STOP) : far;
	if (comma == far || comma < i + 2 || (t->fold[comma] != U',' && t->fold[comma] != U':') ||
	    kp_find_class(t, i, comma, KP_DIGIT | KP_OPEN | KP_QUOTE_OPEN) < comma)
		return 0;
	if (is > 0 ? !kp_ends_any(t, i, comma, ends) : !begins_line || comma > i + 8)
		return 0;
	out->label = (kp_range){ i, comma };
	return comma + 1 - at;
}

/* Steps inside one item's text: each begins a sentence with its year, or a line with its name, and goes on to the next. */
static bool read_steps(kp_reading *r, size_t item)
{
	const kp_text *t = &r->text;
	kp_range body = text_of(r, item, r->items[item].body.start);
	size_t open = KP_NONE;
	int32_t first = 0, last = 0, f, l;
	kp_range label = { body.start, body.start };
	size_t line = kp_text_line_of(t, body.start);
	for (size_t i = body.start; i < body.end; i++) {
		while (line + 1 < t->line_count && t->lines[line + 1].start <= i)
			line++;
		bool begins_line = t->lines[line].start == i;
		size_t name = begins_line ? step_label(t, i, body.end) : 0;
		if (name == 0 && (!kp_is(t, i, KP_DIGIT) || !(begins_line || sentence_begins(t, i, body.start))))
			continue;
		kp_step named = { .label = { i, i + name } };
		size_t years = name == 0 ? named_years(t, i, body.end, begins_line, &named) : 0;
		size_t colon = name > 0 && t->fold[i + name] == U':';
		if (years > 0) {
			f = named.first;
			l = named.last;
		} else if (step_years(t, i + name + colon, body.end, &f, &l) == 0) {
			continue;
		}
		if (open != KP_NONE && !add_step(r, item, label, (kp_range){ open, i }, first, last))
			return false;
		label = named.label;
		open = i += name + colon + years;
		first = f;
		last = l;
	}
	if (open == KP_NONE)
		return true;
	size_t line_end = t->lines[kp_text_line_of(t, open)].end;
	return add_step(r, item, label, (kp_range){ open, line_end < body.end ? line_end : body.end }, first, last);
}

static bool has_word(const kp_reading *r, int32_t item, kp_words words)
{
	return item >= 0 &&
	       kp_find_any(&r->text, r->items[item].title.start, r->items[item].title.end, words, NULL) != KP_NONE;
}

/* A sentence that happens to begin with a year is no timetable: an unnamed step counts where there are two, or where a
 * heading speaks of a timetable. */
static bool read_item_steps(kp_reading *r, size_t item)
{
	kp_range name = stage_name(r, item);
	size_t before = r->step_count;
	if (kp_length(name) > 0 && !read_stage(r, item, name))
		return false;
	if (r->step_count > before)
		return true;
	if (!read_steps(r, item))
		return false;
	if (r->step_count - before < 2 && !has_word(r, (int32_t)item, plan_words) &&
	    !has_word(r, r->items[item].parent, plan_words))
		r->step_count = before;
	return true;
}

bool kp_read_timetable(kp_reading *r)
{
	for (size_t i = 0; i < r->item_count; i++) {
		if (r->items[i].kind == KEPU_KIND_SAFEGUARD && !read_item_steps(r, i))
			return false;
		if (!kp_read_deadline(r, i))
			return false;
	}
	return true;
}
