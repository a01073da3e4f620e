/* Tasks printed as a table: which lines are its cells, and what each cell says by the heading of its column. A page tells
 * rows and columns itself; in a text that was copied out of a table each cell is a line, and the cells of a row are laid
 * upon the columns so that they fit best, as empty ones are not there and long ones may be broken. */
#include "notice/reading.h"

#include <string.h>

enum {
	COLUMNS = 16,
	HEADING = 14,  /* characters; headings of columns are not longer */
	ROW_MOST = 32, /* lines */
	BETWEEN = 6,   /* lines that may stand between two rows: a heading, a page number */
	UNFIT = 3,     /* what it costs to lay a cell upon a column that it does not fit, */
	EMPTY = 2,     /* to leave a column empty, */
	BROKEN = 1     /* to take two lines for one cell, and to part two of which the first ends in a comma */
};

typedef struct kp_columns {
	uint8_t kind[COLUMNS + 1]; /* KP_CELL_ of each, from 1 */
	size_t count;
} kp_columns;

static kp_range range_of(const kp_text *t, size_t line)
{
	return (kp_range){ t->lines[line].start, t->lines[line].end };
}

/* What the cells below a heading say. Persons are not units: 责任人, 分管领导. */
static uint8_t kind_of_heading(const kp_text *t, kp_range line)
{
	static const char32_t *const numbers[] = { U"序号", U"编号", U"项次", U"序", NULL };
	static const char32_t *const times[] = { U"时限", U"期限", U"时间", U"进度", U"节点", NULL };
	static const char32_t *const persons[] = { U"人", U"领导", U"电话", NULL };
	static const char32_t *const titles[] = { U"任务", U"项目", U"事项", U"内容", U"名称",
		                                      U"措施", U"举措", U"工作", NULL };
	int32_t role = KEPU_UNKNOWN;
	if (kp_match_any(t, line.start, line.end, numbers) == kp_length(line))
		return KP_CELL_NUMBER;
	size_t n = kp_ends_one(t, line.start, line.end, persons) ? 0 : kp_list_mark_word(t, line.start, line.end);
	if (n > 0 && kp_list_mark_before(t, line.start, line.start + n, &role) > 0)
		return role == KEPU_ROLE_LEAD          ? KP_CELL_LEAD
		       : role == KEPU_ROLE_RESPONSIBLE ? KP_CELL_RESPONSIBLE
		                                       : KP_CELL_PARTICIPANT;
	if (kp_find_any(t, line.start, line.end, times, NULL) != KP_NONE)
		return KP_CELL_DUE;
	return kp_find_any(t, line.start, line.end, titles, NULL) != KP_NONE ? KP_CELL_TITLE : KP_CELL_TEXT;
}

static bool is_role(uint8_t kind)
{
	return kind >= KP_CELL_LEAD;
}

/* The first column that may hold titles does; the others are text. */
static bool settle_columns(kp_columns *columns)
{
	size_t roles = 0, titles = 0, texts = 0;
	for (size_t i = 1; i <= columns->count; i++) {
		roles += is_role(columns->kind[i]);
		texts += columns->kind[i] == KP_CELL_TEXT || columns->kind[i] == KP_CELL_TITLE;
		if (columns->kind[i] == KP_CELL_TITLE && titles++ > 0)
			columns->kind[i] = KP_CELL_TEXT;
	}
	for (size_t i = 1; i <= columns->count && titles == 0; i++) {
		if (columns->kind[i] != KP_CELL_TEXT)
			continue;
		columns->kind[i] = KP_CELL_TITLE;
		titles++;
	}
	return roles > 0 && texts > 0;
}

static int32_t number_of(const kp_text *t, size_t line)
{
	kp_range range = range_of(t, line);
	for (size_t i = range.start; i < range.end; i++)
		if (!kp_is(t, i, KP_DIGIT))
			return 0;
	int32_t number =
		kp_length(range) <= 3 ? kp_ordinal_read((const uint32_t *)t->fold + range.start, kp_length(range)) : 0;
	return number > 0 ? number : 0;
}

/* 3, and as other tables have it 3. or （三） */
static bool is_label(const kp_text *t, size_t line)
{
	kp_label label;
	kp_range range = range_of(t, line);
	return number_of(t, line) > 0 || kp_label_read(t, range.start, range.end, &label) == kp_length(range);
}

/* A column whose heading's cell is not there holds text. */
static void set_cell(kp_text *t, size_t line, const kp_columns *columns, size_t column)
{
	uint8_t kind = column <= columns->count ? columns->kind[column] : (uint8_t)KP_CELL_TEXT;
	bool text = kind == KP_CELL_NONE || (kind == KP_CELL_NUMBER && !is_label(t, line));
	t->lines[line].cell = text ? (uint8_t)KP_CELL_TEXT : kind;
	t->has_table = true;
}

/* ---- cells in lines of their own ---- */

static bool opens_section(const kp_text *t, size_t line)
{
	kp_label label;
	kp_range range = range_of(t, line);
	return kp_label_read(t, range.start, range.end, &label) > 0 && label.style <= KP_STYLE_CHINESE;
}

/* A table's headings from 序号 on: how many lines they are, or 0. */
static size_t read_headings(const kp_text *t, size_t first, kp_columns *columns)
{
	columns->count = 0;
	for (size_t i = first; i < t->line_count && columns->count < COLUMNS; i++) {
		kp_range line = range_of(t, i);
		if (number_of(t, i) > 0 || opens_section(t, i))
			return columns->count >= 3 && settle_columns(columns) ? columns->count : 0;
		if (kp_length(line) > HEADING)
			return 0;
		columns->kind[++columns->count] = kind_of_heading(t, line);
	}
	return 0;
}

static bool fits(const kp_text *t, size_t line, uint8_t kind)
{
	static const char32_t *const times[] = { U"全年", U"长期", U"持续", U"每", U"常年", U"月", U"年", U"季度", NULL };
	kp_range range = range_of(t, line);
	if (is_role(kind))
		return kp_units_only(t, range);
	if (kind == KP_CELL_DUE)
		return kp_length(range) <= 24 && kp_find_any(t, range.start, range.end, times, NULL) != KP_NONE;
	return !kp_units_only(t, range);
}

/* Lays the lines of a row, its number not among them, upon the columns from the second on. */
static void align(kp_text *t, size_t first, size_t end, const kp_columns *columns)
{
	uint16_t cost[ROW_MOST][COLUMNS + 1];
	uint8_t from[ROW_MOST][COLUMNS + 1]; /* column of the line before */
	size_t count = end - first;
	for (size_t i = 0; i < count; i++) {
		bool broken = i > 0 && (t->class[t->lines[first + i - 1].end - 1] & KP_PAUSE);
		for (size_t c = 2; c <= columns->count; c++) {
			size_t best = i == 0 ? (c - 2) * EMPTY : SIZE_MAX, before = 0;
			for (size_t k = 2; i > 0 && k <= c; k++) {
				size_t step = cost[i - 1][k] + (k == c ? (size_t)BROKEN : (c - k - 1) * EMPTY) +
				              (k != c && broken ? (size_t)BROKEN : 0);
				if (step < best) {
					best = step;
					before = k;
				}
			}
			cost[i][c] = (uint16_t)(best + (fits(t, first + i, columns->kind[c]) ? 0 : UNFIT));
			from[i][c] = (uint8_t)before;
		}
	}
	size_t column = 2;
	for (size_t c = 3; count > 0 && c <= columns->count; c++)
		if (cost[count - 1][c] + (columns->count - c) * EMPTY <
		    cost[count - 1][column] + (columns->count - column) * EMPTY)
			column = c;
	for (size_t i = count; i-- > 0; column = from[i][column]) {
		set_cell(t, first + i, columns, column);
		t->lines[first + i].column = (uint8_t)column;
	}
}

static bool same_line(const kp_text *t, size_t a, size_t b)
{
	return kp_same(t, range_of(t, a), range_of(t, b));
}

static bool repeats_headings(const kp_text *t, size_t header, size_t count, size_t at)
{
	for (size_t i = 0; i < count; i++)
		if (at + i >= t->line_count || !same_line(t, header + i, at + i))
			return false;
	return true;
}

/* A number among the first cells of a row is a quantity, unless it is the next row's, which does not come again soon. */
static bool is_quantity(const kp_text *t, size_t first, size_t line, const kp_columns *columns)
{
	int32_t row = number_of(t, first), number = number_of(t, line);
	if (number == 0 || line - first > columns->count / 2)
		return false;
	bool found = number != row + 1;
	for (size_t i = line + 1; i < t->line_count && i - first < ROW_MOST && !found; i++)
		found = number_of(t, i) == number;
	return found;
}

static bool ends_row(const kp_text *t, size_t first, size_t line)
{
	int32_t row = number_of(t, first), number = number_of(t, line);
	return number == row + 1 || number == row + 2 || opens_section(t, line) || kp_page_line(t, range_of(t, line));
}

/* Behind the last line of the row that begins at `first` with its number: the next number, a heading, an empty line where
 * the row has all its cells. */
static size_t row_end(const kp_text *t, size_t header, size_t first, const kp_columns *columns)
{
	size_t i = first + 1;
	for (; i < t->line_count && i - first < ROW_MOST; i++) {
		if (ends_row(t, first, i) && !is_quantity(t, first, i, columns))
			break;
		if ((t->lines[i].blank_before && i - first >= columns->count) || repeats_headings(t, header, columns->count, i))
			break;
	}
	return i;
}

/* The rows of a table whose headings stand at `header`; gives the line behind them. */
static size_t read_rows(kp_text *t, size_t header, const kp_columns *columns)
{
	size_t at = header + columns->count, between = 0;
	int32_t last = 0;
	for (size_t i = header; i < at; i++)
		t->lines[i].cell = KP_CELL_HEADING;
	while (at < t->line_count && between <= BETWEEN) {
		int32_t number = number_of(t, at);
		if (repeats_headings(t, header, columns->count, at)) {
			for (size_t i = 0; i < columns->count; i++)
				t->lines[at++].cell = KP_CELL_HEADING;
		} else if (number > 0 && (number == 1 || last == 0 || (number > last && number <= last + 2))) {
			size_t end = row_end(t, header, at, columns);
			t->table_row++;
			for (size_t i = at; i < end; i++)
				t->lines[i].row = t->table_row;
			set_cell(t, at, columns, 1);
			align(t, at + 1, end, columns);
			last = number;
			at = end;
			between = 0;
		} else {
			at++;
			between++;
		}
	}
	return at;
}

static void find_listed(kp_text *t)
{
	kp_columns columns;
	for (size_t i = 0; i < t->line_count; i++) {
		if (t->lines[i].row > 0 || kp_length(range_of(t, i)) > 2 ||
		    kind_of_heading(t, range_of(t, i)) != KP_CELL_NUMBER || read_headings(t, i, &columns) == 0)
			continue;
		i = read_rows(t, i, &columns) - 1;
	}
}

/* ---- cells that a page told ---- */

/* Whether the lines from `first` up to `end`, one row, are headings, with some that say who; they are added to `columns`. */
static bool read_heading_row(const kp_text *t, size_t first, size_t end, kp_columns *columns)
{
	kp_columns read = *columns;
	bool says = false;
	for (size_t i = first; i < end; i++) {
		kp_range line = range_of(t, i);
		size_t column = t->lines[i].column;
		if (kp_length(line) > HEADING || number_of(t, i) > 0 || column == 0 || column > COLUMNS)
			return false;
		read.kind[column] = kind_of_heading(t, line);
		read.count = column > read.count ? column : read.count;
		says = says || is_role(read.kind[column]);
	}
	if (says)
		*columns = read;
	return says;
}

static void find_told(kp_text *t)
{
	enum { OUTSIDE, HEADINGS, ROWS } place = OUTSIDE;
	kp_columns columns = { .count = 0 };
	size_t header = 0;
	for (size_t i = 0, end; i < t->line_count; i = end) {
		end = i + 1;
		if (t->lines[i].row == 0) {
			place = OUTSIDE;
			continue;
		}
		while (end < t->line_count && t->lines[end].row == t->lines[i].row)
			end++;
		kp_columns read = place == HEADINGS ? columns : (kp_columns){ .count = 0 };
		if (read_heading_row(t, i, end, &read)) {
			header = place == HEADINGS ? header : i;
			columns = read;
			place = HEADINGS;
			continue;
		}
		if (place == HEADINGS) {
			place = settle_columns(&columns) ? ROWS : OUTSIDE;
			for (size_t k = header; place == ROWS && k < i; k++)
				t->lines[k].cell = KP_CELL_HEADING;
		}
		for (size_t k = i; place == ROWS && k < end; k++)
			set_cell(t, k, &columns, t->lines[k].column);
	}
}

void kp_find_tables(kp_text *t)
{
	find_told(t);
	find_listed(t);
}
