/* Units and figures from CSV: which cell is which; what they say is lib/score's to judge. */
#include "io/bytes.h"
#include "io/options.h"
#include "io/table.h"
#include "score/inputs.h"

#include <stdlib.h>

/* One of the two tables. False: memory is out. */
typedef struct kind {
	const char *const (*names)[2];
	size_t count, needed;
	bool (*take)(kepu_inputs *inputs, const kp_cell *cells, kepu_findings *findings);
} kind;

static bool take_figure(kepu_inputs *inputs, const kp_cell *cells, kepu_findings *findings)
{
	return kp_inputs_take(inputs, cells, KEPU_ORIGIN_TABLE, findings);
}

static const kind units = { kp_unit_columns, KP_UNIT_COLUMNS, KP_UNIT_NEEDED, kp_inputs_take_unit };
static const kind figures = { kp_input_columns, KP_INPUT_COLUMNS, KP_INPUT_NEEDED, take_figure };

static bool add_row(kepu_inputs *inputs, const kind *k, const kp_table *table, const size_t *places,
                    kepu_findings *findings)
{
	kp_cell cells[KP_INPUT_COLUMNS]; /* the larger of the two */
	bool sound;
	if (!kp_table_fits(table, findings, &sound))
		return false;
	for (size_t i = 0; i < k->count; i++)
		cells[i] = kp_table_cell(table, places[i]);
	return !sound || k->take(inputs, cells, findings);
}

static kepu_status add_rows(kepu_inputs *inputs, const kind *k, kp_table *table, kepu_findings *findings,
                            kepu_error **err)
{
	size_t places[KP_INPUT_COLUMNS];
	bool more = true;
	kepu_status status = kp_table_columns(table, k->names, k->count, k->needed, places, err);
	while (!status) {
		status = kp_table_next(table, &more, err);
		if (status || !more)
			break;
		if (!add_row(inputs, k, table, places, findings))
			status = kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	return status;
}

static kepu_status read_table(kepu_inputs *inputs, const kind *k, const void *bytes, size_t length, const char *name,
                              kepu_findings **out_findings, kepu_error **err)
{
	kp_table table;
	kepu_status status = kp_table_look_through(bytes, length, name, err);
	if (status)
		return status;
	kepu_findings *found = kp_findings_new();
	if (!found)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	status = kp_table_open(&table, bytes, length, name, err);
	if (!status)
		status = add_rows(inputs, k, &table, found, err);
	kp_table_close(&table);
	if (status || !out_findings)
		kepu_findings_free(found);
	else
		*out_findings = found;
	return status;
}

static kepu_status check(const kepu_inputs *inputs, const void *input, const char *argument,
                         kepu_findings **out_findings, kepu_error **err)
{
	if (out_findings)
		*out_findings = NULL;
	kepu_status status = kp_inputs_open(inputs, err);
	if (status)
		return status;
	return input ? KEPU_OK : kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, argument, "NULL");
}

static kepu_status read_bytes(kepu_inputs *inputs, const kind *k, const void *bytes, size_t len,
                              kepu_findings **out_findings, kepu_error **err)
{
	kepu_status status = check(inputs, bytes || len ? bytes : "", "bytes", out_findings, err);
	return status ? status : read_table(inputs, k, bytes ? bytes : "", len, NULL, out_findings, err);
}

static kepu_status read_file(kepu_inputs *inputs, const kind *k, const char *path, kepu_findings **out_findings,
                             kepu_error **err)
{
	char *bytes;
	size_t length;
	kp_limits limits;
	kepu_status status = check(inputs, path, "path", out_findings, err);
	if (!status)
		status = kp_load_limits(NULL, &limits, err);
	if (!status)
		status = kp_read_file(path, limits.bytes, &bytes, &length, err);
	if (status)
		return status;
	status = read_table(inputs, k, bytes, length, path, out_findings, err);
	free(bytes);
	return status;
}

kepu_status kepu_inputs_add_units_csv(kepu_inputs *inputs, const void *bytes, size_t len, kepu_findings **out_findings,
                                      kepu_error **err)
{
	return read_bytes(inputs, &units, bytes, len, out_findings, err);
}

kepu_status kepu_inputs_add_units_csv_file(kepu_inputs *inputs, const char *path, kepu_findings **out_findings,
                                           kepu_error **err)
{
	return read_file(inputs, &units, path, out_findings, err);
}

kepu_status kepu_inputs_add_csv(kepu_inputs *inputs, const void *bytes, size_t len, kepu_findings **out_findings,
                                kepu_error **err)
{
	return read_bytes(inputs, &figures, bytes, len, out_findings, err);
}

kepu_status kepu_inputs_add_csv_file(kepu_inputs *inputs, const char *path, kepu_findings **out_findings,
                                     kepu_error **err)
{
	return read_file(inputs, &figures, path, out_findings, err);
}
