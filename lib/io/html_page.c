#include "io/html_page.h"

#include "base/utf8.h"
#include "io/html_grid.h"
#include "io/html_scan.h"
#include "io/html_style.h"

#include <stdlib.h>

#define DEEPEST 512    /* elements open at a time; deeper ones are taken as part of the last */
#define TABLES 8       /* one inside the other; the cells of deeper ones are text */
#define TITLE_MOST 900 /* bytes; a longer title is none */

typedef struct open_element {
	uint32_t name;              /* hash */
	uint32_t element;           /* index of what it became among the page's elements; 0: nothing yet */
	int32_t next;               /* number of a list's next item; for an item, its own */
	uint32_t row;               /* of the innermost table; 0: it is in none, or that is too deep */
	uint8_t grid, column, rows; /* grid: number of the innermost table, from 1 */
	kp_html_tag tag;
	uint8_t list, lists, aside; /* list: its style, 0 for none; lists: how many numbered ones are open */
	bool hidden, preserved, indented, reversed, heading;
} open_element;

typedef struct builder {
	kp_html_scan scan;
	kp_html_page *page;
	open_element open[DEEPEST];
	kp_html_grid grids[TABLES];
	uint32_t rows;   /* of all tables so far */
	size_t depth;    /* open[0] is the page */
	size_t too_deep; /* elements opened beyond */
	size_t link;     /* depth at which a link was opened; 0: none */
	kp_html_line line;
	bool space;  /* white space that shows only between words */
	bool indent; /* the line begins with one */
	int32_t number;
	uint8_t style, lists; /* of the item whose first line is to come */
	bool failed;
} builder;

static open_element *top(builder *b)
{
	return &b->open[b->depth - 1];
}

/* ---- lines ---- */

static bool holds_lines(kp_html_tag tag)
{
	return kp_html_is_block(tag) && tag != KP_TAG_P && tag != KP_TAG_HEADING && tag != KP_TAG_PRE && tag != KP_TAG_LINE;
}

/* The innermost open element that holds lines, made an element of the page together with those around it. */
static uint32_t element_here(builder *b)
{
	kp_html_page *page = b->page;
	size_t first = b->depth;
	while (first > 1 && !b->open[first - 1].element)
		first--;
	uint32_t parent = b->open[first - 1].element;
	for (size_t i = first; i < b->depth && !b->failed; i++) {
		if (holds_lines(b->open[i].tag)) {
			b->failed = page->element_count >= UINT32_MAX || !kp_grow((void **)&page->elements, &page->element_room,
			                                                          page->element_count + 1, sizeof *page->elements);
			if (b->failed)
				break;
			uint32_t here = (uint32_t)page->line_count;
			page->elements[page->element_count] = (kp_html_element){ parent, here, here };
			parent = (uint32_t)page->element_count++;
		}
		b->open[i].element = parent; /* of an inline one, that of what it stands in */
	}
	return parent;
}

static void add_line(builder *b)
{
	kp_html_page *page = b->page;
	bool after_empty = !page->line_count || !page->lines[page->line_count - 1].length;
	if (!b->line.length && after_empty)
		return; /* one empty line parts as well as many */
	b->line.element = element_here(b);
	b->failed = b->failed || page->line_count >= UINT32_MAX ||
	            !kp_grow((void **)&page->lines, &page->line_room, page->line_count + 1, sizeof *page->lines);
	if (!b->failed)
		page->lines[page->line_count++] = b->line;
}

/* At a break. An empty line shows where <br> makes one, or where something without ink stands in it, like &nbsp;. */
static void end_line(builder *b, bool shown)
{
	kp_html_page *page = b->page;
	bool white = b->line.letters == 0;
	b->line.length = white ? 0 : page->text.length - b->line.start;
	if (!white) {
		b->line.number = b->number;
		b->line.style = b->style;
		b->line.depth = b->lists;
		b->number = 0;
	}
	if (!white || shown || page->text.length > b->line.start)
		add_line(b);
	if (white)
		page->text.length = b->line.start;
	b->line = (kp_html_line){ .start = page->text.length };
	b->space = false;
	b->indent = false;
}

static void put(builder *b, const char *bytes, size_t length, uint32_t c)
{
	kp_html_page *page = b->page;
	bool begins = page->text.length == b->line.start, white = kp_is_white(c);
	if (begins) {
		open_element *here = top(b);
		b->line.source = b->scan.line;
		b->line.heading = here->heading;
		b->line.row = here->row;
		b->line.column = here->column;
		b->line.rows = here->rows;
		b->line.aside = here->aside;
		b->line.indented = b->indent;
	} else if (b->space) {
		kp_buffer_byte(&page->text, ' ');
	}
	b->space = false;
	kp_buffer_add(&page->text, bytes, length);
	if (white)
		return;
	b->line.letters++;
	b->line.linked += b->link != 0;
	b->line.marks += c == 0xFF0C || c == 0x3002 || c == 0xFF1B || c == 0x3001 || c == 0xFF1A; /* ，。；、： */
}

static bool is_collapsed(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static void add_text(builder *b, const kp_html_token *token)
{
	const char *text = b->scan.text;
	bool preserved = top(b)->preserved;
	for (size_t at = token->start, begin; at < token->end && !b->failed;) {
		begin = at;
		if (is_collapsed(text[at])) {
			bool breaks = text[at] == '\n' || text[at] == '\r';
			if (preserved && breaks && !(text[at] == '\r' && at + 1 < token->end && text[at + 1] == '\n'))
				end_line(b, true);
			else if (preserved && !breaks)
				put(b, text + at, 1, ' ');
			b->space = true;
			at++;
			kp_html_count_lines(&b->scan, at);
			continue;
		}
		char bytes[4];
		size_t length = 0;
		uint32_t c = text[at] == '&' ? kp_html_reference(text, at, token->end, &at) : 0;
		if (c)
			length = kp_utf8_put(c, bytes);
		else
			c = kp_utf8_next(text, &at);
		if (!kp_xml_char(c))
			b->page->dropped++;
		else
			put(b, length ? bytes : text + begin, length ? length : at - begin, c);
	}
}

/* ---- elements ---- */

static void close_top(builder *b)
{
	open_element *e = top(b);
	if (kp_html_is_block(e->tag))
		end_line(b, false);
	if (holds_lines(e->tag) && e->element)
		b->page->elements[e->element].last = (uint32_t)b->page->line_count;
	b->depth--;
	if (b->link > b->depth)
		b->link = 0;
}

static void close_to(builder *b, size_t depth)
{
	while (b->depth > depth)
		close_top(b);
}

/* Closes the innermost element of a kind, unless one that bounds it stands between. */
static void close_kind(builder *b, kp_html_tag tag, unsigned bounds)
{
	for (size_t i = b->depth; i-- > 1;) {
		if (b->open[i].tag == tag) {
			close_to(b, i);
			return;
		}
		if (bounds & 1u << b->open[i].tag)
			return;
	}
}

#define BOUND(tag) (1u << (tag))
#define TABLE_BOUNDS (BOUND(KP_TAG_TABLE))
#define P_BOUNDS \
	(BOUND(KP_TAG_TABLE) | BOUND(KP_TAG_CELL) | BOUND(KP_TAG_LI) | BOUND(KP_TAG_BLOCK) | BOUND(KP_TAG_ASIDE))

/* What an opening tag closes that was left open. */
static void close_before(builder *b, kp_html_tag tag)
{
	switch (tag) {
	case KP_TAG_LI:
		close_kind(b, KP_TAG_LI, BOUND(KP_TAG_OL) | BOUND(KP_TAG_UL) | TABLE_BOUNDS | BOUND(KP_TAG_CELL));
		break;
	case KP_TAG_DEFINITION: close_kind(b, tag, BOUND(KP_TAG_BLOCK) | TABLE_BOUNDS | BOUND(KP_TAG_CELL)); break;
	case KP_TAG_CELL: close_kind(b, tag, TABLE_BOUNDS | BOUND(KP_TAG_ROW)); break;
	case KP_TAG_ROW: close_kind(b, tag, TABLE_BOUNDS); break;
	default: break;
	}
	if (kp_html_is_block(tag))
		close_kind(b, KP_TAG_P, P_BOUNDS);
}

static uint32_t name_of(const kp_html_scan *scan, const kp_html_token *token)
{
	uint32_t hash = 2166136261u;
	for (size_t i = token->start; i-- > 0 && scan->text[i] != '<' && scan->text[i] != '/';)
		hash = (hash ^ (unsigned char)(scan->text[i] | 0x20)) * 16777619u;
	return hash;
}

static void number_item(builder *b, open_element *e, const kp_html_style *style)
{
	open_element *list = NULL;
	for (size_t i = b->depth; i-- > 0 && !list;)
		if (b->open[i].tag == KP_TAG_OL || b->open[i].tag == KP_TAG_UL)
			list = &b->open[i];
	b->number = 0;
	if (!list || !list->list)
		return;
	if (style->starts)
		list->next = style->start;
	e->next = list->next;
	list->next += list->reversed ? -1 : 1;
	if (style->bare)
		return;
	b->number = e->next;
	b->style = style->list ? style->list : list->list;
	b->lists = list->lists;
}

static void set_list(open_element *e, const kp_html_style *style)
{
	bool numbered = !style->bare && (e->tag == KP_TAG_OL || style->list) && (!style->reversed || style->starts);
	e->list = !numbered ? 0 : style->list ? style->list : KP_HTML_DECIMAL;
	e->lists = (uint8_t)(e->lists + (numbered && e->lists < 200));
	e->next = style->starts ? style->start : 1;
	e->reversed = style->reversed;
}

/* A cell outside any row or table is text like any other. */
static void place_in_table(builder *b, open_element *e, const kp_html_style *style)
{
	kp_html_grid *grid = e->grid > 0 && e->grid <= TABLES ? &b->grids[e->grid - 1] : NULL;
	if (e->tag == KP_TAG_TABLE) {
		e->grid = (uint8_t)(e->grid < UINT8_MAX ? e->grid + 1 : UINT8_MAX);
		e->row = 0;
		e->column = e->rows = 0;
		if (e->grid <= TABLES)
			b->grids[e->grid - 1] = (kp_html_grid){ .column = 0 };
	} else if (e->tag == KP_TAG_ROW && grid) {
		e->row = ++b->rows;
		e->column = e->rows = 0;
		kp_html_grid_row(grid);
	} else if (e->tag == KP_TAG_CELL && grid && e->row > 0) {
		e->column = kp_html_grid_cell(grid, style->rows, style->columns);
		e->rows = (uint8_t)(style->rows < UINT8_MAX ? style->rows : UINT8_MAX);
	}
}

static void open_new(builder *b, const kp_html_token *token, const kp_html_style *style)
{
	if (b->depth == DEEPEST) {
		b->too_deep++;
		return;
	}
	open_element *e = &b->open[b->depth];
	*e = *top(b);
	e->name = name_of(&b->scan, token);
	e->tag = token->tag;
	e->element = 0;
	e->hidden = e->hidden || style->hidden || token->tag == KP_TAG_SKIP;
	e->preserved = e->preserved || style->preserved || token->tag == KP_TAG_PRE;
	e->indented = e->indented || style->indented;
	e->heading = e->heading || token->tag == KP_TAG_HEADING;
	e->aside = token->tag == KP_TAG_ASIDE ? 2 : e->aside ? e->aside : style->aside;
	place_in_table(b, e, style);
	if (token->tag == KP_TAG_OL || token->tag == KP_TAG_UL)
		set_list(e, style);
	if (token->tag == KP_TAG_LI && !e->hidden)
		number_item(b, e, style);
	b->depth++;
	if (kp_html_is_block(token->tag))
		b->indent = e->indented;
}

/* A title is no line of the page: its text stands between those of two lines. */
static void read_title(builder *b, size_t which, size_t start, size_t length)
{
	if (!length || b->page->titles[which].length)
		return;
	end_line(b, false);
	size_t from = b->page->text.length;
	add_text(b, &(kp_html_token){ .start = start, .end = start + (length < TITLE_MOST ? length : 0) });
	b->page->titles[which].start = from;
	b->page->titles[which].length = b->page->text.length - from;
	b->line = (kp_html_line){ .start = b->page->text.length };
	b->space = false;
}

static void open_tag(builder *b, const kp_html_token *token)
{
	kp_html_style style = kp_html_style_of(&b->scan, token);
	switch (token->tag) {
	case KP_TAG_BR: end_line(b, true); return;
	case KP_TAG_META:
		if (style.names_title)
			read_title(b, 0, style.content, style.content_length);
		return;
	case KP_TAG_LINE: end_line(b, false); return;
	case KP_TAG_VOID:
	case KP_TAG_RAW:
	case KP_TAG_TITLE:
	case KP_TAG_HTML:
	case KP_TAG_BODY: return;
	default: break;
	}
	close_before(b, token->tag);
	if (kp_html_is_block(token->tag))
		end_line(b, false);
	open_new(b, token, &style);
	if (token->tag == KP_TAG_A)
		b->link = style.links ? b->depth : 0;
}

/* The innermost element of that name. Marks inside a line close nothing around it; a table keeps what stands in its
 * cells. */
static void close_tag(builder *b, const kp_html_token *token)
{
	uint32_t name = name_of(&b->scan, token);
	bool block = kp_html_is_block(token->tag);
	if (token->tag == KP_TAG_A)
		b->link = 0;
	if (token->tag == KP_TAG_BR || token->tag == KP_TAG_P)
		end_line(b, token->tag == KP_TAG_BR);
	if (token->tag == KP_TAG_HTML || token->tag == KP_TAG_BODY)
		return;
	if (b->too_deep) {
		b->too_deep--;
		end_line(b, false);
		return;
	}
	for (size_t i = b->depth; i-- > 1;) {
		const open_element *e = &b->open[i];
		if (e->name == name) {
			close_to(b, i);
			return;
		}
		bool bounds =
			e->tag == KP_TAG_TABLE || (e->tag == KP_TAG_CELL && token->tag != KP_TAG_TABLE && token->tag != KP_TAG_ROW);
		if (bounds || (!block && kp_html_is_block(e->tag)))
			return;
	}
}

bool kp_html_page_read(const char *text, size_t length, kp_html_page *out)
{
	builder *b = kp_calloc(1, sizeof *b);
	memset(out, 0, sizeof *out);
	if (!b)
		return false;
	kp_html_scan_start(&b->scan, text, length);
	b->page = out;
	b->open[0].tag = KP_TAG_BODY;
	b->depth = 1;
	b->failed = !kp_grow((void **)&out->elements, &out->element_room, 1, sizeof *out->elements);
	if (!b->failed)
		out->elements[out->element_count++] = (kp_html_element){ 0, 0, 0 };
	bool titled = false; /* what comes next is the text of <title> */
	for (kp_html_token token; !b->failed && (token = kp_html_next(&b->scan)).kind != KP_HTML_END;) {
		if (token.kind == KP_HTML_OPEN)
			open_tag(b, &token);
		else if (token.kind == KP_HTML_CLOSE)
			close_tag(b, &token);
		else if (titled)
			read_title(b, 1, token.start, token.end - token.start);
		else if (!token.raw && !top(b)->hidden)
			add_text(b, &token);
		titled = token.kind == KP_HTML_OPEN && token.tag == KP_TAG_TITLE;
	}
	if (!b->failed) {
		close_to(b, 1);
		end_line(b, false);
		out->elements[0].last = (uint32_t)out->line_count;
	}
	bool done = !b->failed && !out->text.failed;
	free(b);
	return done;
}

void kp_html_page_free(kp_html_page *page)
{
	kp_buffer_free(&page->text);
	free(page->lines);
	free(page->elements);
	page->lines = NULL;
	page->elements = NULL;
}
