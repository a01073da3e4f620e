/* Indicators as judged for a day: a table for spreadsheets, and JSON. */
#include "base/fail.h"
#include "io/csv.h"
#include "io/json.h"
#include "work/progress.h"

static const char *const states[] = { "", "value", "no-value", "not-applicable", "not-reported" };
static const char *const lights[] = { "", "grey", "green", "yellow", "red" };

static void put_number(kp_buffer *out, const kp_progress_row *row, int32_t which, const char *none)
{
	char text[KP_DECIMAL_TEXT];
	if (row->has[which - 1])
		kp_decimal_write(row->numbers[which - 1], text);
	kp_buffer_text(out, row->has[which - 1] ? text : none);
}

static const char *reached_word(const kp_progress_row *row, const char *none)
{
	return !row->judged ? none : row->reached ? "true" : "false";
}

static void put_count(kp_buffer *out, const kp_progress_row *row, size_t count, const char *none)
{
	if (row->counts)
		kp_buffer_int(out, (int64_t)count);
	else
		kp_buffer_text(out, none);
}

static void put_csv_row(kp_buffer *out, const kp_progress_row *row)
{
	const kepu_indicator *indicator = row->indicator;
	const kp_str head[] = { indicator->id, indicator->name, row->region, indicator->unit };
	for (size_t i = 0; i < sizeof head / sizeof *head; i++) {
		kp_csv_cell(out, head[i], kp_str_len(head[i]));
		kp_buffer_byte(out, ',');
	}
	kp_buffer_text(out, states[row->state]);
	kp_buffer_byte(out, ',');
	put_number(out, row, KEPU_PROGRESS_VALUE, "");
	kp_buffer_byte(out, ',');
	kp_csv_cell(out, indicator->comparison.text, kp_str_len(indicator->comparison.text));
	kp_buffer_byte(out, ',');
	put_number(out, row, KEPU_PROGRESS_TARGET, "");
	kp_buffer_byte(out, ',');
	kp_buffer_text(out, row->due);
	for (int32_t which = KEPU_PROGRESS_EXPECTED; which <= KEPU_PROGRESS_ATTAINMENT; which++) {
		kp_buffer_byte(out, ',');
		put_number(out, row, which, "");
	}
	kp_buffer_byte(out, ',');
	kp_buffer_text(out, reached_word(row, ""));
	kp_buffer_byte(out, ',');
	put_count(out, row, row->counted, "");
	kp_buffer_byte(out, ',');
	put_count(out, row, row->reaching, "");
	kp_buffer_byte(out, ',');
	kp_buffer_text(out, lights[row->light]);
	kp_buffer_text(out, "\r\n");
}

static void put_key(kp_buffer *out, const char *key)
{
	kp_buffer_text(out, ", \"");
	kp_buffer_text(out, key);
	kp_buffer_text(out, "\": ");
}

static void put_word(kp_buffer *out, const char *key, const char *word)
{
	put_key(out, key);
	kp_buffer_text(out, *word ? "\"" : "null");
	kp_buffer_text(out, word);
	kp_buffer_text(out, *word ? "\"" : "");
}

static void put_json_row(kp_buffer *out, const kp_progress_row *row)
{
	const kepu_indicator *indicator = row->indicator;
	kp_buffer_text(out, "{\"id\": ");
	kp_json_text(out, indicator->id);
	put_key(out, "name");
	kp_json_text(out, indicator->name);
	put_key(out, "region");
	kp_json_text(out, row->region);
	put_key(out, "unit");
	kp_json_text(out, indicator->unit);
	put_word(out, "state", states[row->state]);
	put_key(out, "value");
	put_number(out, row, KEPU_PROGRESS_VALUE, "null");
	put_key(out, "comparison");
	kp_json_text(out, indicator->comparison.text);
	put_key(out, "target");
	put_number(out, row, KEPU_PROGRESS_TARGET, "null");
	put_word(out, "due", row->due);
	put_key(out, "expected");
	put_number(out, row, KEPU_PROGRESS_EXPECTED, "null");
	put_key(out, "attainment");
	put_number(out, row, KEPU_PROGRESS_ATTAINMENT, "null");
	put_key(out, "reached");
	kp_buffer_text(out, reached_word(row, "null"));
	put_key(out, "counted");
	put_count(out, row, row->counted, "null");
	put_key(out, "reaching");
	put_count(out, row, row->reaching, "null");
	put_word(out, "light", lights[row->light]);
	kp_buffer_text(out, "}");
}

static kepu_status check(const kepu_progress *progress, char **out_bytes, size_t *out_len, kepu_error **err)
{
	if (out_len)
		*out_len = 0;
	if (!out_bytes)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_bytes", "NULL");
	*out_bytes = NULL;
	if (!progress)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "progress", "NULL");
	if (progress->tag != KP_TAG_PROGRESS)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_progress", NULL);
	return KEPU_OK;
}

kepu_status kepu_progress_to_csv(const kepu_progress *progress, int32_t bom, char **out_bytes, size_t *out_len,
                                 kepu_error **err)
{
	kp_buffer out = { 0 };
	kepu_status status = check(progress, out_bytes, out_len, err);
	if (status)
		return status;
	kp_buffer_text(&out, bom ? "\xef\xbb\xbf" : "");
	kp_buffer_text(&out,
	               "id,name,region,unit,state,value,comparison,target,due,expected,attainment,reached,counted,reaching,"
	               "light\r\n");
	for (size_t i = 0; i < progress->count; i++)
		put_csv_row(&out, &progress->rows[i]);
	*out_bytes = kp_buffer_take(&out, out_len);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

kepu_status kepu_progress_to_json(const kepu_progress *progress, char **out_bytes, size_t *out_len, kepu_error **err)
{
	kp_buffer out = { 0 };
	kepu_status status = check(progress, out_bytes, out_len, err);
	if (status)
		return status;
	kp_buffer_byte(&out, '[');
	for (size_t i = 0; i < progress->count; i++) {
		kp_buffer_text(&out, i ? ",\n " : "");
		put_json_row(&out, &progress->rows[i]);
	}
	kp_buffer_text(&out, "]\n");
	*out_bytes = kp_buffer_take(&out, out_len);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}
