#include "base/fail.h"

#include <stdlib.h>

#define TAG_FINDINGS 0x6b666e64u
#define NO_SPAN ((size_t)-1)

struct kepu_findings {
	uint32_t tag;
	kp_arena arena; /* of the texts */
	kp_buffer text; /* that is being written */
	kp_finding *items;
	size_t count, capacity;
};

kepu_findings *kp_findings_new(void)
{
	kepu_findings *list = calloc(1, sizeof *list);
	if (list) {
		list->tag = TAG_FINDINGS;
		kp_arena_init(&list->arena);
	}
	return list;
}

static kp_str message(kepu_findings *list, const char *text, const char *first, const char *second)
{
	list->text.length = 0;
	list->text.failed = false;
	kp_message(&list->text, text, first, second);
	return list->text.failed ? NULL : kp_str_new(&list->arena, list->text.bytes, list->text.length);
}

bool kp_findings_add(kepu_findings *list, int32_t code, const char *subject, const kp_place *place, const char *first,
                     const char *second)
{
	return kp_findings_add_worded(list, code, subject, place, KP_WORDED(first), KP_WORDED(second));
}

bool kp_findings_add_worded(kepu_findings *list, int32_t code, const char *subject, const kp_place *place,
                            kp_wording first, kp_wording second)
{
	const kp_code *row = kp_finding_code(code);
	kp_finding made = { 0 };
	if (!list)
		return false;
	made.code = code;
	made.paragraph = NO_SPAN;
	if (place) {
		made.line = place->line;
		made.column = place->column;
	}
	made.zh = message(list, row ? row->zh : "", first.zh, second.zh);
	made.en = message(list, row ? row->en : "", first.en, second.en);
	if (subject)
		made.subject = kp_str_new(&list->arena, subject, strlen(subject));
	if (!made.zh || !made.en || (subject && !made.subject) ||
	    !kp_grow((void **)&list->items, &list->capacity, list->count + 1, sizeof *list->items))
		return false;
	list->items[list->count++] = made;
	return true;
}

void kp_findings_span(kepu_findings *list, size_t paragraph, size_t offset, size_t length)
{
	if (!list || !list->count)
		return;
	kp_finding *last = &list->items[list->count - 1];
	last->paragraph = paragraph;
	last->offset = offset;
	last->length = length;
}

void kepu_findings_free(kepu_findings *findings)
{
	if (!findings || findings->tag != TAG_FINDINGS)
		return;
	kp_arena_free(&findings->arena);
	kp_buffer_free(&findings->text);
	free(findings->items);
	findings->tag = 0;
	free(findings);
}

static int32_t severity_of(const kp_finding *finding)
{
	const kp_code *row = finding ? kp_finding_code(finding->code) : NULL;
	return row ? row->severity : KEPU_UNKNOWN;
}

static const kp_finding *finding_at(const kepu_findings *findings, size_t index)
{
	return findings && findings->tag == TAG_FINDINGS && index < findings->count ? &findings->items[index] : NULL;
}

size_t kepu_findings_count(const kepu_findings *findings)
{
	return findings && findings->tag == TAG_FINDINGS ? findings->count : 0;
}

size_t kepu_findings_count_severity(const kepu_findings *findings, int32_t severity)
{
	size_t count = 0;
	for (size_t i = 0; i < kepu_findings_count(findings); i++)
		count += severity_of(&findings->items[i]) == severity;
	return count;
}

int32_t kepu_findings_severity(const kepu_findings *findings, size_t index)
{
	return severity_of(finding_at(findings, index));
}

int32_t kepu_findings_code(const kepu_findings *findings, size_t index)
{
	const kp_finding *finding = finding_at(findings, index);
	return finding ? finding->code : KEPU_UNKNOWN;
}

const char *kepu_findings_message(const kepu_findings *findings, size_t index, int32_t lang, size_t *out_len)
{
	const kp_finding *finding = finding_at(findings, index);
	return kp_str_out(!finding ? NULL : lang == KEPU_LANG_ZH ? finding->zh : finding->en, out_len);
}

const char *kepu_findings_subject(const kepu_findings *findings, size_t index, size_t *out_len)
{
	const kp_finding *finding = finding_at(findings, index);
	return kp_str_out(finding ? finding->subject : NULL, out_len);
}

int64_t kepu_findings_line(const kepu_findings *findings, size_t index)
{
	const kp_finding *finding = finding_at(findings, index);
	return finding ? finding->line : 0;
}

int64_t kepu_findings_column(const kepu_findings *findings, size_t index)
{
	const kp_finding *finding = finding_at(findings, index);
	return finding ? finding->column : 0;
}

kepu_status kepu_findings_span(const kepu_findings *findings, size_t index, size_t *out_paragraph, size_t *out_offset,
                               size_t *out_length)
{
	const kp_finding *finding = finding_at(findings, index);
	bool has = finding && finding->paragraph != NO_SPAN;
	if (out_paragraph)
		*out_paragraph = has ? finding->paragraph : 0;
	if (out_offset)
		*out_offset = has ? finding->offset : 0;
	if (out_length)
		*out_length = has ? finding->length : 0;
	return has ? KEPU_OK : KEPU_NO_VALUE;
}

const char *kepu_finding_name(int32_t code, size_t *out_len)
{
	const kp_code *row = kp_finding_code(code);
	if (out_len)
		*out_len = row ? strlen(row->name) : 0;
	return row ? row->name : NULL;
}
