/* Indicators as judged for a day: a table for spreadsheets, and JSON. */
#include "base/fail.h"
#include "io/rows.h"
#include "work/progress.h"

static const char *const states[] = { "", "value", "no-value", "not-applicable", "not-reported" };
static const char *const lights[] = { "", "grey", "green", "yellow", "red" };

enum {
	ID,
	NAME,
	REGION,
	UNIT,
	STATE,
	VALUE,
	COMPARISON,
	TARGET,
	DUE,
	EXPECTED,
	ATTAINMENT,
	REACHED,
	COUNTED,
	REACHING,
	LIGHT,
	COLUMNS
};

static const char *const names[COLUMNS] = { "id",         "name",       "region",  "unit",     "state",
	                                        "value",      "comparison", "target",  "due",      "expected",
	                                        "attainment", "reached",    "counted", "reaching", "light" };

static void put_number(kp_field *field, const kp_progress_row *from, int32_t which)
{
	kp_field_decimal(field, from->has[which - 1], from->numbers[which - 1]);
}

static void make_row(const kp_progress_row *from, kp_field row[COLUMNS])
{
	const kepu_indicator *indicator = from->indicator;
	kp_field_text(&row[ID], indicator->id);
	kp_field_text(&row[NAME], indicator->name);
	kp_field_text(&row[REGION], from->region);
	kp_field_text(&row[UNIT], indicator->unit);
	kp_field_word(&row[STATE], states[from->state]);
	put_number(&row[VALUE], from, KEPU_PROGRESS_VALUE);
	kp_field_text(&row[COMPARISON], indicator->comparison.text);
	put_number(&row[TARGET], from, KEPU_PROGRESS_TARGET);
	kp_field_word(&row[DUE], from->due);
	put_number(&row[EXPECTED], from, KEPU_PROGRESS_EXPECTED);
	put_number(&row[ATTAINMENT], from, KEPU_PROGRESS_ATTAINMENT);
	kp_field_plain(&row[REACHED], !from->judged ? NULL : from->reached ? "true" : "false");
	kp_field_count(&row[COUNTED], from->counts, from->counted);
	kp_field_count(&row[REACHING], from->counts, from->reaching);
	kp_field_word(&row[LIGHT], lights[from->light]);
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
	kp_csv_head(&out, names, COLUMNS, bom);
	for (size_t i = 0; i < progress->count; i++) {
		kp_field row[COLUMNS];
		make_row(&progress->rows[i], row);
		kp_csv_row(&out, row, COLUMNS);
	}
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
		kp_field row[COLUMNS];
		make_row(&progress->rows[i], row);
		kp_buffer_text(&out, i ? ",\n {" : "{");
		kp_json_row(&out, names, row, COLUMNS);
		kp_buffer_byte(&out, '}');
	}
	kp_buffer_text(&out, "]\n");
	*out_bytes = kp_buffer_take(&out, out_len);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}
