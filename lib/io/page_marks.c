#include "base/utf8.h"
#include "io/page.h"
#include "io/xml_escape.h"

#include <stdlib.h>

/* More marks than this one in another are of no use to a reader; those beyond it are left out, and their facts are listed
 * without a link. It also keeps a hostile plan from asking for marks without end. */
#define DEPTH_MOST 16

const char *const kp_mark_classes[KP_MARK_COUNT] = { "meta",        "label",       "title",     "due",   "lead",
	                                                 "responsible", "participant", "indicator", "phase", "doubt" };

typedef struct writer {
	kp_buffer *out;
	kp_marked *marked;
	const kp_mark *marks, *last; /* those to come */
	const kp_mark *open[DEPTH_MOST];
	size_t depth;
	uint32_t paragraph;
} writer;

/* Outer ones first: by place, the longer before the shorter. */
static int by_place(const void *a, const void *b)
{
	const kp_mark *x = a, *y = b;
	if (x->paragraph != y->paragraph)
		return x->paragraph < y->paragraph ? -1 : 1;
	if (x->start != y->start)
		return x->start < y->start ? -1 : 1;
	if (x->end != y->end)
		return x->end > y->end ? -1 : 1;
	return x->of < y->of ? -1 : x->of > y->of;
}

void kp_page_name(kp_buffer *out, const kp_marked *marked, size_t index)
{
	kp_buffer_byte(out, marked[index].fact ? 'f' : 'd');
	kp_buffer_int(out, (int64_t)index + 1);
}

static void put_open(writer *w, const kp_mark *mark, bool again)
{
	kp_buffer_text(w->out, "<mark class=\"");
	kp_buffer_text(w->out, kp_mark_classes[w->marked[mark->of].kind]);
	kp_buffer_text(w->out, again ? " on\" data-of=\"" : "\" data-of=\"");
	kp_page_name(w->out, w->marked, mark->of);
	if (mark->first && !again) {
		kp_buffer_text(w->out, "\" id=\"");
		kp_page_name(w->out, w->marked, mark->of);
		w->marked[mark->of].shown = true;
	}
	kp_buffer_text(w->out, "\">");
}

static void close_to(writer *w, size_t depth, size_t until)
{
	for (size_t i = until; i > depth; i--)
		kp_buffer_text(w->out, "</mark>");
}

/* Those that end here; what was opened within them and goes on is opened again. */
static void close_at(writer *w, uint32_t at)
{
	size_t first = 0, kept = 0;
	while (first < w->depth && w->open[first]->end > at)
		first++;
	if (first == w->depth)
		return;
	close_to(w, first, w->depth);
	for (size_t i = kept = first; i < w->depth; i++) {
		if (w->open[i]->end <= at)
			continue;
		w->open[kept++] = w->open[i];
		put_open(w, w->open[i], true);
	}
	w->depth = kept;
}

static void open_at(writer *w, uint32_t at)
{
	for (; w->marks < w->last && w->marks->paragraph == w->paragraph && w->marks->start <= at; w->marks++) {
		if (w->depth == DEPTH_MOST)
			continue;
		w->open[w->depth++] = w->marks;
		put_open(w, w->marks, false);
	}
}

/* The next place at which a mark begins or ends, at most the end. */
static uint32_t next_edge(const writer *w, uint32_t end)
{
	if (w->marks < w->last && w->marks->paragraph == w->paragraph && w->marks->start < end)
		end = w->marks->start;
	for (size_t i = 0; i < w->depth; i++)
		end = w->open[i]->end < end ? w->open[i]->end : end;
	return end;
}

static void put_paragraph(writer *w, const kp_source_paragraph *paragraph)
{
	const char *text = paragraph->text;
	size_t length = kp_str_len(text), byte = 0;
	uint32_t at = 0, end = (uint32_t)kp_utf8_count(text, length);
	kp_buffer_text(w->out, "<p id=\"p");
	kp_buffer_int(w->out, (int64_t)w->paragraph + 1);
	if (paragraph->line) {
		kp_buffer_text(w->out, "\" data-line=\"");
		kp_buffer_int(w->out, paragraph->line);
	}
	kp_buffer_text(w->out, "\">");
	for (;;) {
		close_at(w, at);
		if (at >= end)
			break;
		open_at(w, at);
		uint32_t edge = next_edge(w, end);
		size_t bytes = kp_utf8_offset(text + byte, length - byte, edge - at);
		kp_xml_add_text(w->out, text + byte, bytes);
		byte += bytes;
		at = edge;
	}
	kp_buffer_text(w->out, "</p>\n");
}

/* A mark that has no place in the paragraph would never be closed. */
static size_t keep_good(const kepu_plan *plan, kp_mark *marks, size_t count)
{
	size_t kept = 0, paragraph = SIZE_MAX, points = 0;
	for (size_t i = 0; i < count; i++) {
		kp_mark mark = marks[i];
		if (mark.paragraph >= plan->paragraph_count || mark.start >= mark.end)
			continue;
		if (mark.paragraph != paragraph) {
			paragraph = mark.paragraph;
			points = kp_utf8_count(plan->paragraphs[paragraph].text, kp_str_len(plan->paragraphs[paragraph].text));
		}
		if (mark.end <= points)
			marks[kept++] = mark;
	}
	return kept;
}

bool kp_page_text(const kepu_plan *plan, kp_marked *marked, kp_mark *marks, size_t mark_count, kp_buffer *out)
{
	if (mark_count)
		qsort(marks, mark_count, sizeof *marks, by_place);
	mark_count = keep_good(plan, marks, mark_count);
	writer w = { .out = out, .marked = marked, .marks = marks, .last = marks + mark_count };
	for (size_t i = 0; i < plan->paragraph_count; i++) {
		w.paragraph = (uint32_t)i;
		put_paragraph(&w, &plan->paragraphs[i]);
	}
	return !out->failed;
}
