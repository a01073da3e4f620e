/* Findings as a table and as JSON, each with the text that it is about. */
#include "base/fail.h"
#include "base/utf8.h"
#include "io/rows.h"
#include "model/model.h"

#include <kepu/builder.h>
#include <kepu/io.h>

#define AROUND 20 /* code points before and behind the words */

/* What of the source a finding is about; nothing where it has no span. */
typedef struct context {
	const char *before, *words, *after;
	size_t before_length, words_length, after_length;
} context;

static context context_of(const kepu_findings *findings, size_t index, const kepu_plan *plan)
{
	context made = { 0 };
	size_t paragraph, offset, length, bytes;
	if (!plan || kepu_findings_span(findings, index, &paragraph, &offset, &length))
		return made;
	const char *text = kepu_plan_paragraph(plan, paragraph, &bytes);
	if (!text)
		return made;
	size_t start = kp_utf8_offset(text, bytes, offset > AROUND ? offset - AROUND : 0);
	size_t first = start + kp_utf8_offset(text + start, bytes - start, offset > AROUND ? AROUND : offset);
	size_t last = first + kp_utf8_offset(text + first, bytes - first, length);
	made.before = text + start;
	made.before_length = first - start;
	made.words = text + first;
	made.words_length = last - first;
	made.after = text + last;
	made.after_length = kp_utf8_offset(text + last, bytes - last, AROUND);
	return made;
}

/* Path of the node that a finding is about, or that its part stands in. */
static const char *path_of(const kepu_plan *plan, const char *subject, size_t length, size_t *out_length)
{
	unsigned part = 0;
	const void *found = plan && subject ? kp_ids_find(&plan->ids, subject, length, &part) : NULL;
	const kepu_node *node = part == KEPU_PART_NODE ? found : NULL;
	if (found && part == KEPU_PART_ASSIGNMENT)
		node = ((const kepu_assignment *)found)->node;
	if (found && part == KEPU_PART_INDICATOR)
		node = ((const kepu_indicator *)found)->node;
	return kepu_node_path(node, out_length);
}

enum { SUBJECT, PATH, SEVERITY, CODE, LINE, COLUMN, MESSAGE, BEFORE, WORDS, AFTER, COLUMNS };

static const char *const names[COLUMNS] = { "subject", "path",    "severity", "code",  "line",
	                                        "column",  "message", "before",   "words", "after" };

static void make_row(const kepu_findings *findings, size_t i, const kepu_plan *plan, int32_t lang,
                     kp_field row[COLUMNS])
{
	static const char *const severities[] = { "", "note", "warning", "error" };
	context around = context_of(findings, i, plan);
	int32_t severity = kepu_findings_severity(findings, i);
	int64_t line = kepu_findings_line(findings, i), column = kepu_findings_column(findings, i);
	size_t length, subject_length;
	const char *subject = kepu_findings_subject(findings, i, &subject_length);
	const char *path = path_of(plan, subject, subject_length, &length);
	kp_field_bytes(&row[SUBJECT], subject, subject_length);
	kp_field_bytes(&row[PATH], path, length);
	kp_field_word(&row[SEVERITY], severities[severity > 0 && severity <= KEPU_SEVERITY_ERROR ? severity : 0]);
	const char *code = kepu_finding_name(kepu_findings_code(findings, i), &length);
	kp_field_bytes(&row[CODE], code, length);
	kp_field_decimal(&row[LINE], line != 0, (kp_decimal){ line, 0 });
	kp_field_decimal(&row[COLUMN], column != 0, (kp_decimal){ column, 0 });
	const char *message = kepu_findings_message(findings, i, lang, &length);
	kp_field_bytes(&row[MESSAGE], message, length);
	kp_field_bytes(&row[BEFORE], around.before, around.before_length);
	kp_field_bytes(&row[WORDS], around.words, around.words_length);
	kp_field_bytes(&row[AFTER], around.after, around.after_length);
}

static kepu_status check(const kepu_plan *plan, char **out_bytes, size_t *out_len, kepu_error **err)
{
	if (out_len)
		*out_len = 0;
	if (!out_bytes)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_bytes", "NULL");
	*out_bytes = NULL;
	if (plan && plan->tag != KP_TAG_PLAN)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
	return KEPU_OK;
}

static kepu_status take(kp_buffer *out, char **out_bytes, size_t *out_len, kepu_error **err)
{
	*out_bytes = kp_buffer_take(out, out_len);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

kepu_status kepu_findings_to_csv(const kepu_findings *findings, const kepu_plan *plan, int32_t lang, int32_t bom,
                                 char **out_bytes, size_t *out_len, kepu_error **err)
{
	kp_buffer out = { 0 };
	kepu_status status = check(plan, out_bytes, out_len, err);
	if (status)
		return status;
	kp_csv_head(&out, names, COLUMNS, bom);
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		kp_field row[COLUMNS];
		make_row(findings, i, plan, lang, row);
		kp_csv_row(&out, row, COLUMNS);
	}
	return take(&out, out_bytes, out_len, err);
}

kepu_status kepu_findings_to_json(const kepu_findings *findings, const kepu_plan *plan, int32_t lang, char **out_bytes,
                                  size_t *out_len, kepu_error **err)
{
	kp_buffer out = { 0 };
	kepu_status status = check(plan, out_bytes, out_len, err);
	if (status)
		return status;
	kp_buffer_byte(&out, '[');
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		kp_field row[COLUMNS];
		make_row(findings, i, plan, lang, row);
		kp_buffer_text(&out, i ? ",\n {" : "\n {");
		kp_json_row(&out, names, row, COLUMNS);
		kp_buffer_byte(&out, '}');
	}
	kp_buffer_text(&out, kepu_findings_count(findings) ? "\n]\n" : "]\n");
	return take(&out, out_bytes, out_len, err);
}
