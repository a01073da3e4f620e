/* Findings as a table and as JSON, each with the text that it is about. */
#include "base/fail.h"
#include "base/utf8.h"
#include "io/csv.h"
#include "io/json.h"
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

typedef struct cell {
	const char *text; /* NULL: no value, or a number */
	size_t length;
	int64_t number;
} cell;

static void make_row(const kepu_findings *findings, size_t i, const kepu_plan *plan, int32_t lang, cell row[COLUMNS])
{
	static const char *const severities[] = { NULL, "note", "warning", "error" };
	context around = context_of(findings, i, plan);
	int32_t severity = kepu_findings_severity(findings, i);
	memset(row, 0, COLUMNS * sizeof *row);
	row[SUBJECT].text = kepu_findings_subject(findings, i, &row[SUBJECT].length);
	row[PATH].text = path_of(plan, row[SUBJECT].text, row[SUBJECT].length, &row[PATH].length);
	row[SEVERITY].text = severities[severity > 0 && severity <= KEPU_SEVERITY_ERROR ? severity : 0];
	row[SEVERITY].length = row[SEVERITY].text ? strlen(row[SEVERITY].text) : 0;
	row[CODE].text = kepu_finding_name(kepu_findings_code(findings, i), &row[CODE].length);
	row[LINE].number = kepu_findings_line(findings, i);
	row[COLUMN].number = kepu_findings_column(findings, i);
	row[MESSAGE].text = kepu_findings_message(findings, i, lang, &row[MESSAGE].length);
	row[BEFORE] = (cell){ around.before, around.before_length, 0 };
	row[WORDS] = (cell){ around.words, around.words_length, 0 };
	row[AFTER] = (cell){ around.after, around.after_length, 0 };
}

static void put_csv(kp_buffer *out, const cell row[COLUMNS])
{
	for (int i = 0; i < COLUMNS; i++) {
		kp_buffer_text(out, i ? "," : "");
		if (row[i].number)
			kp_buffer_int(out, row[i].number);
		else
			kp_csv_cell(out, row[i].text, row[i].length);
	}
	kp_buffer_text(out, "\r\n");
}

static void put_json(kp_buffer *out, const cell row[COLUMNS], bool first)
{
	kp_buffer_text(out, first ? "\n {" : ",\n {");
	for (int i = 0; i < COLUMNS; i++) {
		kp_buffer_text(out, i ? ", \"" : "\"");
		kp_buffer_text(out, names[i]);
		kp_buffer_text(out, "\": ");
		if (row[i].number)
			kp_buffer_int(out, row[i].number);
		else if (row[i].text)
			kp_json_bytes(out, row[i].text, row[i].length);
		else
			kp_buffer_text(out, "null");
	}
	kp_buffer_byte(out, '}');
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
	kp_buffer_text(&out, bom ? "\xef\xbb\xbf" : "");
	for (int i = 0; i < COLUMNS; i++) {
		kp_buffer_text(&out, i ? "," : "");
		kp_buffer_text(&out, names[i]);
	}
	kp_buffer_text(&out, "\r\n");
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		cell row[COLUMNS];
		make_row(findings, i, plan, lang, row);
		put_csv(&out, row);
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
		cell row[COLUMNS];
		make_row(findings, i, plan, lang, row);
		put_json(&out, row, i == 0);
	}
	kp_buffer_text(&out, kepu_findings_count(findings) ? "\n]\n" : "]\n");
	return take(&out, out_bytes, out_len, err);
}
