#include "notice/text.h"

#include "base/number.h"
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static char32_t fold_bracket(char32_t c)
{
	switch (c) {
	case U'〔': case U'［': case U'【': case U'〖': case U'„': case U'﹝': case U'❲':
		return U'[';
	case U'〕': case U'］': case U'】': case U'〗': case U'‟': case U'﹞': case U'❳':
		return U']';
	case U'（': case U'﹙': case U'❨':
		return U'(';
	case U'）': case U'﹚': case U'❩':
		return U')';
	case U'〈': case U'﹤': case U'‹': case U'＜':
		return U'<';
	case U'〉': case U'﹥': case U'›': case U'＞':
		return U'>';
	case U'«': case U'︽':
		return U'《';
	case U'»': case U'︾':
		return U'》';
	default:
		return 0;
	}
}

char32_t kp_fold(char32_t c)
{
	if (c < 0x80)
		return c;
	if (c >= 0x4E00 && c <= 0x9FFF)
		return c;
	char32_t bracket = fold_bracket(c);
	if (bracket)
		return bracket;
	switch (c) {
	case U'—': case U'–': case U'―': case U'－': case U'−': case U'～': case U'〜': case U'﹣': case U'‐': case U'‑':
		return U'-';
	case U'〃':
		return U'·';
	case U'｡':
		return U'。';
	case U'､': case U'﹑':
		return U'、';
	case U'︰': case U'﹕': case U'∶':
		return U':';
	case U'﹐':
		return U',';
	case U'﹔':
		return U';';
	case U'﹪':
		return U'%';
	default:
		return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
	}
}

static uint8_t class_of(char32_t c)
{
	if (c >= U'0' && c <= U'9')
		return KP_DIGIT;
	switch (c) {
	case U'(': case U'[': case U'{': case U'<':
		return KP_OPEN;
	case U')': case U']': case U'}': case U'>':
		return KP_CLOSE;
	case U'“': case U'‘': case U'《': case U'「': case U'『':
		return KP_QUOTE_OPEN;
	case U'”': case U'’': case U'》': case U'」': case U'』':
		return KP_QUOTE_CLOSE;
	case U'。': case U'!': case U'?':
		return KP_STOP;
	case U',': case U';': case U':': case U'、':
		return KP_PAUSE;
	default:
		return c >= 0x2E80 && kp_is_chinese_digit(c) ? KP_NUMERAL : 0;
	}
}

/* One line without the white space at its ends and beside Chinese characters; returns how many code points it gave. */
static size_t clean_line(const char *bytes, size_t length, char32_t *out, kp_text_line *line)
{
	size_t count = 0, at = 0, pending = 0; /* pending: white space kept back until its right neighbour is seen */
	while (at < length) {
		char32_t c = kp_utf8_next(bytes, &at);
		if (line->width < 60000 && (!kp_is_white(c) || at < length))
			line->width += (uint16_t)(kp_is_cjk(c) ? 2 : kp_width(c)); /* “ and — are wide in Chinese type */
		if (kp_is_white(c)) {
			if (count > 0)
				out[count + pending++] = c;
			else if (line->indent < 200)
				line->indent += (uint16_t)kp_width(c);
			continue;
		}
		if (pending > 0 && !kp_is_cjk(out[count - 1]) && !kp_is_cjk(c))
			count += pending;
		pending = 0;
		out[count++] = c;
	}
	return count;
}

static bool reserve(kp_text *text, size_t bytes, size_t lines)
{
	/* a code point takes at least one byte, so the sizes cannot be outgrown */
	text->cps = kp_calloc(bytes + 1, sizeof *text->cps);
	text->lines = kp_calloc(lines + 1, sizeof *text->lines);
	return text->cps && text->lines;
}

bool kp_text_fold(kp_text *text)
{
	text->fold = kp_calloc(text->length + 1, sizeof *text->fold);
	text->class = kp_calloc(text->length + 1, sizeof *text->class);
	if (!text->fold || !text->class)
		return false;
	for (size_t i = 0; i < text->length; i++) {
		text->fold[i] = kp_fold(text->cps[i]);
		text->class[i] = class_of(text->fold[i]);
	}
	return true;
}

bool kp_text_make(const kp_paragraphs *paragraphs, kp_text *out)
{
	memset(out, 0, sizeof *out);
	if (!reserve(out, paragraphs->text_length, paragraphs->count)) {
		kp_text_free(out);
		return false;
	}
	bool blank = false;
	for (size_t i = 0; i < paragraphs->count; i++) {
		const kp_paragraph *p = &paragraphs->items[i];
		kp_text_line *line = &out->lines[out->line_count];
		*line = (kp_text_line){ .source = p->line, .blank_before = blank };
		size_t count = clean_line(paragraphs->text + p->start, p->length, out->cps + out->length, line);
		blank = count == 0;
		if (blank)
			continue;
		out->line_count++;
		line->start = out->length;
		line->end = out->length += count;
	}
	char32_t *fitted = realloc(out->cps, (out->length + 1) * sizeof *out->cps);
	if (fitted)
		out->cps = fitted;
	if (kp_text_fold(out))
		return true;
	kp_text_free(out);
	return false;
}

void kp_text_free(kp_text *text)
{
	free(text->cps);
	free(text->fold);
	free(text->class);
	free(text->lines);
	free(text->pieces);
	memset(text, 0, sizeof *text);
}

size_t kp_text_line_of(const kp_text *text, size_t at)
{
	size_t low = 0, high = text->line_count;
	while (low + 1 < high) {
		size_t middle = (low + high) / 2;
		if (text->lines[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

size_t kp_text_piece_of(const kp_text *text, size_t at)
{
	size_t low = 0, high = text->piece_count;
	while (low + 1 < high) {
		size_t middle = (low + high) / 2;
		if (text->pieces[middle].start <= at)
			low = middle;
		else
			high = middle;
	}
	return low;
}

size_t kp_text_source_of(const kp_text *text, size_t at)
{
	if (text->piece_count == 0)
		return 0;
	const kp_piece *piece = &text->pieces[kp_text_piece_of(text, at)];
	return piece->source + (at - piece->start);
}
