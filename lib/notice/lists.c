/* Stage 4, unit lists: where they are and whom they belong to. A list is a bracket or a line that begins with a mark
 * (责任单位：), a bracket whose clauses end in a verb of duty (…牵头，…配合), a bare bracket of unit names that closes a
 * paragraph, or a heading that is nothing but names, as its siblings are. Running text never is one. */
#include "notice/reading.h"

#include "base/utf8.h"

static const char32_t *const verbs[] = { U"牵头", U"负责", U"配合", U"参加", U"参与", U"落实", U"承担", U"协助", NULL };

enum {
	BODY_HEADING = 80, /* characters; a heading that names bodies is no longer */
	SHORTEST_TITLE = 3 /* of a row that repeats an item */
};

/* 市一中, 县老体协中心组: what no end of a name explains, but begins with a level as the names beside it do. */
static bool may_be_unit(const kp_text *t, kp_range name)
{
	static const char32_t *const levels[] = { U"省", U"市", U"州", U"盟", U"县", U"旗", U"区", U"自治区", NULL };
	static const unsigned marks = KP_OPEN | KP_CLOSE | KP_QUOTE_OPEN | KP_QUOTE_CLOSE | KP_DIGIT;
	return kp_length(name) >= 3 && kp_length(name) <= 12 && kp_match_any(t, name.start, name.end, levels) > 0 &&
	       kp_find_class(t, name.start, name.end, marks) == name.end;
}

static bool all_units(const kp_text *t, size_t start, size_t end, bool every)
{
	kp_range name;
	size_t at = start, count = 0, sure = 0, odd = 0;
	end -= kp_others(t, start, end);
	while (kp_unit_next(t, &at, end, &name)) {
		if (kp_deadline_like(t, name))
			continue;
		if (!kp_unit_like(t, name) && (++odd > 1 || !may_be_unit(t, name)))
			return false;
		count++;
		sure += kp_unit_strong(t, name) || kp_unit_group(t, name);
	}
	/* a lone weak name (中小学校, 社区) is a remark; a list of several needs one that is certain, and inside a text all */
	if (odd > 0 && sure < 2)
		return false;
	return every ? count > 0 && sure == count : sure > 0;
}

/* …牵头，…配合: the first clause ends in a verb of duty and begins with a unit. */
static bool has_duty(const kp_text *t, size_t start, size_t end)
{
	static const char32_t *const before[] = { U"由", U"请", NULL };
	size_t at = start + kp_match_any(t, start, end, before);
	kp_range first;
	if (!kp_unit_next(t, &at, end, &first))
		return false;
	size_t verb = kp_find_any(t, start, end, verbs, NULL);
	if (verb == KP_NONE || verb == start)
		return false;
	if (verb < first.end)
		first.end = verb;
	static const char32_t *const dropped[] = { U"等单位", U"等部门", U"等", U"按职责分工", U"分别", U"共同", NULL };
	size_t n;
	while ((n = kp_ends_any(t, first.start, first.end, dropped)) > 0)
		first.end -= n;
	while (first.end > first.start + 1 && kp_is(t, first.end - 1, KP_OPEN)) /* A（牵头） */
		first.end--;
	return kp_unit_like(t, first) && (kp_unit_strong(t, first) || kp_unit_group(t, first));
}

/* Whether a bracket closes its paragraph: nothing but a mark, a short bracket or the next item's label stands behind it. */
static bool closes(const kp_text *t, size_t behind, size_t line_end, size_t body_end)
{
	enum { REMARKS_MOST = 4 }; /* so that a line of nothing but brackets is passed once only */
	size_t end = line_end < body_end ? line_end : body_end, remarks = 0;
	while (behind < end) {
		size_t close = t->class[behind] & KP_OPEN ? kp_close(t, behind, end) : KP_NONE;
		if (close != KP_NONE && close - behind <= 16 && remarks++ < REMARKS_MOST)
			behind = close + 1; /* a deadline in brackets of its own: （9月底前） */
		else if ((t->class[behind] & (KP_STOP | KP_PAUSE)) || kp_is_white(t->cps[behind]))
			behind++;
		else
			return false;
	}
	return true;
}

/* How many items a list says that it is for; 1 where it says nothing. */
static size_t items_named(const kp_text *t, kp_range range)
{
	enum { FAR = 16 };
	size_t count = 1, inside = range.start + (kp_is(t, range.start, KP_OPEN) ? 1 : 0);
	if (kp_several(t, inside, range.end, &count) > 0)
		return count;
	size_t line = t->lines[kp_text_line_of(t, range.start)].start;
	for (size_t i = range.start; i-- > line && range.start - i < FAR && t->fold[i] != U'。';)
		if (kp_several(t, i, range.start, &count) > 0)
			return count;
	return 1;
}

static bool add_list(kp_reading *r, kp_range range, size_t item, int32_t rule, bool own_line, bool unclosed)
{
	if (!kp_grow((void **)&r->lists, &r->list_room, r->list_count + 1, sizeof *r->lists))
		return false;
	r->lists[r->list_count++] = (kp_list){ range, item, item, rule, KEPU_UNKNOWN, own_line, unclosed };
	r->items[item].lists++;
	return true;
}

/* The item before it below the same heading; KP_NONE: it is the first. */
static size_t item_before(const kp_reading *r, size_t item)
{
	for (size_t i = item; i-- > 0 && (int32_t)i != r->items[item].parent && item - i < KP_FARTHEST;)
		if (r->items[i].parent == r->items[item].parent)
			return i;
	return KP_NONE;
}

/* The numbers of a box (专栏) that stands at the end of a section begin anew; what is before it is the section's last. */
static bool is_last_child(const kp_reading *r, size_t item)
{
	for (size_t i = item + 1; i < r->item_count && r->items[i].level >= r->items[item].level; i++)
		if (r->items[i].parent == r->items[item].parent)
			return r->items[i].ordinal == 1 && r->items[item].ordinal > 1;
	return true;
}

/* 以上3项，责任部门：… is a list of each of the last three; of the section where it has no others. */
static bool add_for_several(kp_reading *r, kp_range range, size_t item, int32_t rule, size_t count)
{
	size_t first = item, before;
	while (count-- > 1 && (before = item_before(r, first)) != KP_NONE)
		first = before;
	if (r->items[item].parent >= 0 && item_before(r, first) == KP_NONE && is_last_child(r, item))
		return add_list(r, range, item, rule, true, false);
	for (size_t node = first; node <= item; node++) {
		if (r->items[node].parent != r->items[item].parent)
			continue;
		if (!add_list(r, range, item, rule, false, false))
			return false;
		r->lists[r->list_count - 1].node = node;
	}
	return true;
}

/* A bracket that was left open at the end of its line is closed on the next one, or not at all. */
static size_t close_of(const kp_text *t, size_t open, size_t line, size_t body_end)
{
	size_t end = line + 1 < t->line_count ? t->lines[line + 1].end : t->lines[line].end;
	return kp_close(t, open, end < body_end ? end : body_end);
}

/* 办公室设在县教育局（县科协）: what else the body before the bracket is called. */
static bool is_second_name(const kp_text *t, size_t line, size_t open, size_t close)
{
	static const char32_t *const ends[] = { U"局", U"委", U"厅", U"办", U"部", U"办公室", U"委员会", U"科协", NULL };
	size_t start = open, at = open + 1;
	kp_range only;
	while (start > line && open - start < 20 && !(t->class[start - 1] & (KP_PAUSE | KP_STOP | KP_OPEN | KP_CLOSE)))
		start--;
	return kp_ends_one(t, start, open, ends) && kp_unit_next(t, &at, close, &only) && only.end == close;
}

static int32_t rule_of(const kp_text *t, size_t open, size_t close, size_t line_end, size_t body_end)
{
	/* what a body is or is called */
	static const char32_t *const remarks[] = { U"设在", U"下设", U"以下简称", U"简称", U"以下统称", U"原",
		                                       U"又称", U"含",   U"包括",     U"不含", NULL };
	int32_t role;
	size_t first = kp_skip_deadlines(t, open + 1, close);
	if (kp_list_mark(t, first, close, &role))
		return KEPU_RULE_LIST_BRACKET;
	if (kp_match_any(t, open + 1, close, remarks) > 0)
		return 0;
	bool ends = closes(t, close + 1, line_end, body_end);
	bool sentence = close + 1 < body_end && (t->fold[close + 1] == U'。' || t->fold[close + 1] == U';');
	bool behind = open > 0 && (t->fold[open - 1] == U'。' || t->fold[open - 1] == U';');
	if (!ends && !sentence && !behind)
		return 0;
	if (has_duty(t, first, close))
		return KEPU_RULE_LIST_CLAUSE;
	if (is_second_name(t, t->lines[kp_text_line_of(t, open)].start, open, close))
		return 0;
	return all_units(t, open + 1, close, !ends) ? KEPU_RULE_LIST_BRACKET : 0;
}

/* The bracket of another kind that closes a list by misprint, （责任单位：…〕, before the right one would; KP_NONE. */
static size_t other_close(const kp_text *t, size_t open, size_t close, size_t end)
{
	size_t depth = 0, i = open;
	int32_t role;
	if (end > close)
		end = close;
	if (end - open > KP_FARTHEST)
		end = open + KP_FARTHEST;
	for (; (i = kp_find_class(t, i, end, KP_OPEN | KP_CLOSE | KP_STOP)) < end; i++) {
		if (t->class[i] & KP_STOP)
			return KP_NONE;
		if (t->class[i] & KP_OPEN)
			depth++;
		else if (--depth == 0)
			break;
	}
	if (i >= end || !closes(t, i + 1, end, end))
		return KP_NONE;
	bool list = kp_list_mark(t, open + 1, i, &role) > 0 || has_duty(t, open + 1, i) || all_units(t, open + 1, i, true);
	return list ? i : KP_NONE;
}

/* A bracket at *at, in the line of this index: a list or not; moves *at behind it. */
static bool scan_bracket(kp_reading *r, size_t item, kp_range line, size_t index, size_t *at)
{
	const kp_text *t = &r->text;
	size_t open = *at, end = r->items[item].body.end, close = close_of(t, open, index, end);
	size_t other = other_close(t, open, close, line.end);
	int32_t role;
	close = other != KP_NONE ? other : close;
	bool unclosed = close == KP_NONE;
	if (unclosed) {
		/* without its bracket a bare list must be certain in every part, and stand behind a sentence */
		bool bare = open > line.start && t->fold[open - 1] == U'。' && all_units(t, open + 1, line.end, true);
		if (!kp_list_mark(t, open + 1, line.end, &role) && !bare)
			return true;
		close = line.end - 1;
	}
	size_t line_end = t->lines[close < t->lines[index].end ? index : index + 1].end;
	int32_t rule = unclosed ? KEPU_RULE_LIST_BRACKET : rule_of(t, open, close, line_end, end);
	if (rule == 0)
		return true;
	*at = close;
	bool own = open == line.start && closes(t, close + 1, line_end, end);
	size_t count = own && !unclosed ? items_named(t, (kp_range){ open, close + 1 }) : 1;
	if (count > 1)
		return add_for_several(r, (kp_range){ open, close + 1 }, item, rule, count);
	return add_list(r, (kp_range){ open, close + 1 }, item, rule, own, unclosed);
}

/* A mark stands at a line's beginning, behind a sentence, a bullet, or words for several items: 以上3项，责任部门：. */
static bool may_begin(const kp_text *t, size_t line, size_t at)
{
	static const char32_t *const several[] = { U"以上", U"上述", NULL };
	size_t start = at;
	while (start > line && kp_bullet(t->fold[start - 1]))
		start--;
	if (start == line || t->fold[start - 1] == U'。')
		return true;
	for (start = line; start < at && kp_bullet(t->fold[start]);)
		start++;
	return t->fold[at - 1] == U',' && at - start <= 16 && kp_match_any(t, start, at, several) > 0;
}

/* 责任单位：, 【责任单位】, or 责任单位 with nothing but units behind it. */
static bool begins_marked(const kp_text *t, kp_range line, size_t at, int32_t *role)
{
	if (!may_begin(t, line.start, at))
		return false;
	if (kp_is(t, at, KP_OPEN))
		return kp_list_mark_bracket(t, at, line.end, role) > 0;
	if (kp_list_mark_word(t, at, line.end) == 0)
		return false;
	if (kp_list_mark(t, at, line.end, role) > 0)
		return true;
	size_t bare = line.end - at <= KP_FARTHEST ? kp_list_mark_bare(t, at, line.end, role) : 0;
	return bare > 0 && all_units(t, at + bare, line.end, true);
}

/* The first place from `at` on where a list may begin: at a bracket, or behind a mark or a bullet. */
static size_t next_place(const kp_text *t, size_t at, size_t end)
{
	if ((t->class[at - 1] & (KP_STOP | KP_PAUSE)) || kp_bullet(t->fold[at - 1]))
		return at;
	size_t mark = kp_find_class(t, at, end, KP_OPEN | KP_STOP | KP_PAUSE);
	return mark < end && !(t->class[mark] & KP_OPEN) ? mark + 1 : mark;
}

/* 成员单位： behind 牵头单位： says who takes part; alone it tells what a group is made of. */
static bool is_membership(const kp_reading *r, size_t item, size_t at)
{
	return kp_match(&r->text, at, r->text.length, U"成员") > 0 && r->items[item].lists == 0;
}

static bool scan_part(kp_reading *r, size_t item, kp_range line, size_t index, size_t start)
{
	const kp_text *t = &r->text;
	int32_t role;
	for (size_t i = start; i < line.end; i = next_place(t, i + 1, line.end)) {
		if (t->class[i] & KP_OPEN) {
			if (!begins_marked(t, line, i, &role) && !scan_bracket(r, item, line, index, &i))
				return false;
		}
		if (!begins_marked(t, line, i, &role) || is_membership(r, item, i))
			continue;
		size_t due, end = kp_due_mark(t, i, line.end, &due);
		if (end == KP_NONE)
			end = line.end;
		bool own = i == line.start || t->fold[i - 1] != U'。';
		size_t count = own ? items_named(t, (kp_range){ i, end }) : 1;
		if (count > 1 ? !add_for_several(r, (kp_range){ i, end }, item, KEPU_RULE_LIST_MARKED, count)
		              : !add_list(r, (kp_range){ i, end }, item, KEPU_RULE_LIST_MARKED, own, false))
			return false;
		i = end - 1;
	}
	return true;
}

/* —, 无 */
static bool says_nobody(const kp_text *t, kp_range cell)
{
	return !kp_unit_like(t, cell) && !kp_units_only(t, cell) && kp_length(cell) < 4;
}

static int32_t role_of_cell(uint8_t cell)
{
	return cell == KP_CELL_LEAD          ? KEPU_ROLE_LEAD
	       : cell == KP_CELL_RESPONSIBLE ? KEPU_ROLE_RESPONSIBLE
	                                     : KEPU_ROLE_PARTICIPANT;
}

/* A cell below the heading 牵头单位 or the like; one that spans several rows is the list of each. */
static bool add_cell(kp_reading *r, size_t item, kp_range range, const kp_text_line *line)
{
	if (says_nobody(&r->text, range))
		return true;
	for (size_t k = 0; k == 0 || k < line->rows; k++) {
		if (k > 0 && (item + k >= r->item_count || !r->items[item + k].row))
			return true;
		if (!add_list(r, range, item, KEPU_RULE_LIST_COLUMN, false, false))
			return false;
		kp_list *list = &r->lists[r->list_count - 1];
		list->node = item + k;
		list->role = role_of_cell(line->cell);
	}
	return true;
}

/* The same of a row that stands behind the plan and repeats an item. */
static bool add_cell_behind(kp_reading *r, size_t item, const kp_text_line *line)
{
	kp_range range = { line->start, line->end };
	if (says_nobody(&r->text, range))
		return true;
	if (!add_list(r, range, item, KEPU_RULE_LIST_COLUMN, false, false))
		return false;
	r->lists[r->list_count - 1].role = role_of_cell(line->cell);
	return true;
}

static kp_range heading_line(const kp_reading *r, const kp_item *item)
{
	size_t end = r->text.lines[kp_text_line_of(&r->text, item->label.start)].end;
	return (kp_range){ item->body.start, end < item->body.end ? end : item->body.end };
}

static bool is_body_heading(const kp_reading *r, const kp_item *item)
{
	kp_range line = heading_line(r, item);
	bool below = item->children > 0 || line.end < item->body.end;
	return below && kp_length(line) >= 2 && kp_length(line) <= BODY_HEADING && kp_units_only(&r->text, line);
}

/* Plans that give each body a heading of its own, with its duties below: most headings of that style are names that
 * hardly anything but a body has. */
static void mark_body_headings(kp_reading *r)
{
	size_t all[KP_STYLE_COUNT] = { 0 }, such[KP_STYLE_COUNT] = { 0 };
	for (size_t i = 0; i < r->item_count; i++) {
		kp_item *item = &r->items[i];
		item->of_bodies = is_body_heading(r, item);
		all[item->style]++;
		kp_range line = heading_line(r, item);
		such[item->style] += item->of_bodies && all_units(&r->text, line.start, line.end, false);
	}
	for (size_t i = 0; i < r->item_count; i++) {
		uint8_t style = r->items[i].style;
		r->items[i].of_bodies = r->items[i].of_bodies && such[style] >= 3 && such[style] * 4 >= all[style] * 3;
	}
}

static bool scan_item(kp_reading *r, size_t item)
{
	const kp_text *t = &r->text;
	kp_range body = r->items[item].body;
	if (body.start >= body.end)
		return true;
	size_t done = body.start;
	if (r->items[item].of_bodies) {
		kp_range heading = heading_line(r, &r->items[item]);
		if (!add_list(r, heading, item, KEPU_RULE_LIST_HEADING, false, false))
			return false;
		done = heading.end;
	}
	for (size_t i = kp_text_line_of(t, body.start); i < r->last_line && t->lines[i].start < body.end; i++) {
		if (r->line_class[i] != KEPU_SEGMENT_NODE_TEXT)
			continue;
		kp_range line = { t->lines[i].start, t->lines[i].end < body.end ? t->lines[i].end : body.end };
		size_t start = line.start > done ? line.start : done;
		size_t before = r->list_count;
		if (t->lines[i].cell >= KP_CELL_LEAD ? !add_cell(r, item, line, &t->lines[i])
		                                     : start < line.end && !scan_part(r, item, line, i, start))
			return false;
		if (r->list_count > before)
			done = r->lists[r->list_count - 1].range.end;
	}
	return true;
}

/* A section's earlier items, all below them counted, have no list; there must be one. */
static bool earlier_have_none(const kp_reading *r, size_t item)
{
	size_t first = (size_t)r->items[item].parent + 1;
	if (first >= item)
		return false;
	for (size_t i = first; i < item; i++)
		if (r->items[i].lists > 0)
			return false;
	return true;
}

/* A list in a paragraph of its own behind a section's last item, where the earlier items have none, is the section's. */
static void settle(kp_reading *r)
{
	for (size_t i = 0; i < r->list_count; i++) {
		kp_list *list = &r->lists[i];
		if (!list->own_line)
			continue;
		if (i > 0 && r->lists[i - 1].item == list->item && r->lists[i - 1].own_line) {
			list->node = r->lists[i - 1].node; /* 牵头单位：… and 配合单位：… on two lines */
			continue;
		}
		if (r->items[list->node].parent >= 0 && is_last_child(r, list->node) && earlier_have_none(r, list->node)) {
			list->node = (size_t)r->items[list->node].parent;
			list->rule = KEPU_RULE_LIST_SECTION;
		}
	}
}

/* ---- a table behind the plan ---- */

/* The item without lists whose text begins with what a cell says, from `first` on and then from the beginning. */
static size_t item_called(const kp_reading *r, kp_range cell, size_t first)
{
	size_t most = r->item_count < KP_FARTHEST ? r->item_count : KP_FARTHEST;
	for (size_t k = 0; k < most && kp_length(cell) >= SHORTEST_TITLE; k++) {
		size_t item = (first + k) % r->item_count, at = r->items[item].body.start;
		while (at < r->items[item].body.end && kp_is_white(r->text.cps[at]))
			at++;
		/* most are told apart by their first letter: a table may have very many rows */
		if (at == r->items[item].body.end || r->text.fold[at] != r->text.fold[cell.start] || r->items[item].lists > 0 ||
		    r->items[item].children > 0)
			continue;
		kp_range heading = { at, heading_line(r, &r->items[item]).end };
		if (heading.end < at || kp_length(heading) < kp_length(cell))
			continue;
		heading.end = heading.start + kp_length(cell);
		if (kp_same(&r->text, heading, cell))
			return item;
	}
	return KP_NONE;
}

static size_t row_end(const kp_text *t, size_t line)
{
	size_t end = line + 1;
	while (end < t->line_count && t->lines[end].row == t->lines[line].row)
		end++;
	return end;
}

/* The rows of the table behind the plan (分工表), each with the item that it repeats: gives how many repeat one. With
 * `rows`, how many there are, too, and without it what their cells say of who answers is taken as the items' lists. */
static size_t go_through_rows(kp_reading *r, size_t *rows, bool *failed)
{
	const kp_text *t = &r->text;
	size_t repeated = 0, next = 0;
	for (size_t i = r->last_line, end; i < t->line_count && !*failed; i = end) {
		end = t->lines[i].row > 0 ? row_end(t, i) : i + 1;
		size_t title = i;
		while (title < end && t->lines[title].cell != KP_CELL_TITLE)
			title++;
		if (title == end)
			continue;
		size_t item = item_called(r, (kp_range){ t->lines[title].start, t->lines[title].end }, next);
		if (rows)
			++*rows;
		if (item == KP_NONE)
			continue;
		repeated++;
		next = item + 1;
		for (size_t k = i; k < end && !rows && !*failed; k++)
			*failed = t->lines[k].cell >= KP_CELL_LEAD && !add_cell_behind(r, item, &t->lines[k]);
		if (!rows)
			r->items[item].row_behind = (uint32_t)i;
	}
	return repeated;
}

/* A plan without lists may print them in a table behind it, whose rows repeat its items. */
static bool read_rows_behind(kp_reading *r)
{
	size_t rows = 0;
	bool failed = false;
	if (!r->text.has_table || r->item_count == 0 || r->last_line == 0)
		return true;
	size_t repeated = go_through_rows(r, &rows, &failed);
	if (repeated > 1 && 2 * repeated > rows)
		go_through_rows(r, NULL, &failed);
	return !failed;
}

bool kp_read_lists(kp_reading *r)
{
	mark_body_headings(r);
	for (size_t i = 0; i < r->item_count; i++)
		if (!scan_item(r, i))
			return false;
	settle(r);
	return read_rows_behind(r);
}
