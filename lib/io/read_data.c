/* Figures from CSV: which cell is which; what they say is lib/work's to judge. */
#include "io/read_data.h"
#include "io/table.h"

#include <stdlib.h>

static const char *const names[KP_DATA_COLUMNS][2] = {
	{ "indicator", "指标" }, { "period", "时间" }, { "value", "数值" }, { "region", "地区" },   { "unit", "单位" },
	{ "status", "状态" },    { "source", "来源" }, { "kind", "类别" },  { "relative", "相对" },
};
static const kp_data_column column_of[KP_DATA_COLUMNS] = {
	KP_COLUMN_INDICATOR, KP_COLUMN_PERIOD, KP_COLUMN_VALUE, KP_COLUMN_REGION,   KP_COLUMN_UNIT,
	KP_COLUMN_STATUS,    KP_COLUMN_SOURCE, KP_COLUMN_KIND,  KP_COLUMN_RELATIVE,
};
#define NEEDED 3 /* the first of the names */

static bool add_row(kepu_data *data, const kp_table *table, const size_t *places, kepu_findings *findings)
{
	kp_cell cells[KP_DATA_COLUMNS];
	bool sound;
	if (!kp_table_fits(table, findings, &sound))
		return false;
	for (size_t i = 0; i < KP_DATA_COLUMNS; i++)
		cells[column_of[i]] = kp_table_cell(table, places[i]);
	return !sound || kp_data_add(data, cells, findings);
}

static kepu_status add_rows(kepu_data *data, kp_table *table, kepu_findings *findings, kepu_error **err)
{
	size_t places[KP_DATA_COLUMNS];
	bool more = true;
	kepu_status status = kp_table_columns(table, names, KP_DATA_COLUMNS, NEEDED, places, err);
	while (!status) {
		status = kp_table_next(table, &more, err);
		if (status || !more)
			break;
		if (!add_row(data, table, places, findings))
			status = kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	return status;
}

static kepu_status check(const kepu_data *data, const void *input, const char *argument, kepu_findings **out_findings,
                         kepu_error **err)
{
	if (out_findings)
		*out_findings = NULL;
	if (!data)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "data", "NULL");
	if (data->tag != KP_TAG_DATA)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_data", NULL);
	return input ? KEPU_OK : kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, argument, "NULL");
}

kepu_status kp_data_read(kepu_data *data, const void *bytes, size_t length, const char *name, kepu_findings *findings,
                         kepu_error **err)
{
	kp_table table;
	kepu_status status = kp_table_look_through(bytes, length, name, err);
	if (status)
		return status;
	status = kp_table_open(&table, bytes, length, name, err);
	if (!status)
		status = add_rows(data, &table, findings, err);
	kp_table_close(&table);
	return status;
}

static kepu_status add(kepu_data *data, const void *bytes, size_t len, const char *name, kepu_findings **out_findings,
                       kepu_error **err)
{
	kepu_findings *findings = kp_findings_new();
	if (!findings)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	kepu_status status = kp_data_read(data, bytes, len, name, findings, err);
	if (status || !out_findings)
		kepu_findings_free(findings);
	else
		*out_findings = findings;
	return status;
}

kepu_status kepu_data_add_csv(kepu_data *data, const void *bytes, size_t len, kepu_findings **out_findings,
                              kepu_error **err)
{
	kepu_status status = check(data, bytes || len ? bytes : "", "bytes", out_findings, err);
	return status ? status : add(data, bytes ? bytes : "", len, NULL, out_findings, err);
}

kepu_status kepu_data_add_csv_file(kepu_data *data, const char *path, kepu_findings **out_findings, kepu_error **err)
{
	char *bytes;
	size_t length;
	kepu_status status = check(data, path, "path", out_findings, err);
	if (!status)
		status = kp_table_bytes(path, &bytes, &length, err);
	if (status)
		return status;
	status = add(data, bytes, length, path, out_findings, err);
	free(bytes);
	return status;
}
