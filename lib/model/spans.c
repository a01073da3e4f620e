#include "model/spans.h"

#include "base/utf8.h"

#include <stdlib.h>

#define MARK_EVERY 1024     /* code points between marks */
#define LONG_PARAGRAPH 4096 /* bytes from which on marks pay */

void kp_spans_init(kp_spans *spans, const kepu_plan *plan)
{
	*spans = (kp_spans){ .plan = plan };
}

void kp_spans_free(kp_spans *spans)
{
	for (size_t i = 0; i < spans->count; i++)
		free(spans->marks[i]);
	free(spans->marks);
	kp_spans_init(spans, spans->plan);
}

static const uint32_t *marks_of(kp_spans *spans, size_t index)
{
	kp_str text = spans->plan->paragraphs[index].text;
	size_t length = kp_str_len(text);
	if (index >= spans->count) {
		size_t count = spans->plan->paragraph_count;
		uint32_t **more = realloc(spans->marks, count * sizeof *more);
		if (!more)
			return NULL;
		memset(more + spans->count, 0, (count - spans->count) * sizeof *more);
		spans->marks = more;
		spans->count = count;
	}
	if (!spans->marks[index]) {
		size_t at = 0;
		uint32_t *marks = kp_calloc(length / MARK_EVERY + 2, sizeof *marks);
		/* past the end a mark is the length, so that a search stops there */
		for (size_t i = 1; marks && i < length / MARK_EVERY + 2; i++) {
			at += kp_utf8_offset(text + at, length - at, MARK_EVERY);
			marks[i] = (uint32_t)at;
		}
		spans->marks[index] = marks;
	}
	return spans->marks[index];
}

/* Byte at which a code point of a paragraph begins, its length for the one behind the last. False: memory is out. */
static bool byte_of(kp_spans *spans, size_t index, size_t point, size_t *out_byte)
{
	kp_str text = spans->plan->paragraphs[index].text;
	size_t length = kp_str_len(text), at = 0;
	if (point > length) {
		*out_byte = length + 1;
		return true;
	}
	if (length >= LONG_PARAGRAPH) {
		const uint32_t *marks = marks_of(spans, index);
		if (!marks)
			return false;
		at = marks[point / MARK_EVERY];
		point %= MARK_EVERY;
	}
	size_t byte = at + kp_utf8_offset(text + at, length - at, point);
	/* the end may be just behind the last code point, or the span may lie beyond it */
	bool beyond = byte == length && kp_utf8_count(text + at, length - at) != point;
	*out_byte = beyond ? length + 1 : byte;
	return true;
}

/* The bytes of one span. False: memory is out. NULL in *out: outside the source. */
static bool bytes_of(kp_spans *spans, const kp_span *span, const char **out, size_t *out_length)
{
	*out = NULL;
	*out_length = 0;
	if (span->paragraph >= spans->plan->paragraph_count)
		return true;
	kp_str text = spans->plan->paragraphs[span->paragraph].text;
	size_t start, end;
	if (!byte_of(spans, span->paragraph, span->offset, &start) ||
	    !byte_of(spans, span->paragraph, (size_t)span->offset + span->length, &end))
		return false;
	if (end > kp_str_len(text))
		return true;
	*out = text + start;
	*out_length = end - start;
	return true;
}

kp_spans_result kp_spans_text(kp_spans *spans, const kepu_provenance *proof, size_t most, kp_buffer *out)
{
	size_t before = out->length;
	const kp_span *list = kp_proof_spans(proof);
	for (uint32_t i = 0; i < proof->span_count; i++) {
		const char *bytes;
		size_t length;
		if (!bytes_of(spans, &list[i], &bytes, &length))
			return KP_SPANS_MEMORY;
		if (!bytes || length >= most - (out->length - before)) {
			out->length = before;
			return bytes ? KP_SPANS_LONG : KP_SPANS_OUTSIDE;
		}
		if (i && list[i].paragraph != list[i - 1].paragraph)
			kp_buffer_byte(out, '\n');
		kp_buffer_add(out, bytes, length);
	}
	return out->failed ? KP_SPANS_MEMORY : KP_SPANS_OK;
}

kp_str kp_spans_whole(const kp_spans *spans, const kepu_provenance *proof)
{
	if (proof->span_count != 1 || proof->one.offset || proof->one.paragraph >= spans->plan->paragraph_count)
		return NULL;
	kp_str text = spans->plan->paragraphs[proof->one.paragraph].text;
	/* the number of code points is between the number of bytes and a quarter of it: mostly no need to count */
	size_t length = kp_str_len(text), points = proof->one.length;
	if (points > length || points < length / 4)
		return NULL;
	return kp_utf8_count(text, length) == points ? text : NULL;
}

bool kp_spans_equal(kp_spans *spans, const kepu_provenance *proof, kp_str text)
{
	size_t left = kp_str_len(text);
	if (!proof || !proof->span_count)
		return false;
	const kp_span *list = kp_proof_spans(proof);
	for (uint32_t i = 0; i < proof->span_count; i++) {
		const char *bytes;
		size_t length;
		if (!bytes_of(spans, &list[i], &bytes, &length) || !bytes)
			return false;
		if (i && list[i].paragraph != list[i - 1].paragraph) {
			if (!left || *text != '\n')
				return false;
			text++;
			left--;
		}
		if (length > left || memcmp(text, bytes, length) != 0)
			return false;
		text += length;
		left -= length;
	}
	return left == 0;
}
