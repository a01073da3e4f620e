/* Regions from CSV. */
#include "io/table.h"
#include "work/regions.h"

#include <stdlib.h>

static const char *const names[KP_REGION_COLUMNS][2] = {
	{ "code", "代码" },  { "name", "名称" },   { "parent", "上级" },
	{ "level", "级别" }, { "scheme", "标准" }, { "year", "年份" },
};
#define NEEDED 1 /* the first of the names */

typedef struct columns {
	size_t places[KP_REGION_COLUMNS];
	size_t *populations; /* place of each year's column */
	int32_t *years;
	size_t year_count;
	kp_cell *cells; /* of a row */
} columns;

/* The year of a column population-2023 or 人口2023; 0: it is none. */
static int32_t population_year(const kp_cell *cell)
{
	static const char *const heads[] = { "population-", "人口" };
	for (size_t i = 0; i < 2; i++) {
		size_t length = strlen(heads[i]);
		int32_t year = 0;
		if (cell->length != length + 4 || memcmp(cell->bytes, heads[i], length))
			continue;
		for (size_t at = length; at < length + 4 && year >= 0; at++)
			year = cell->bytes[at] >= '0' && cell->bytes[at] <= '9' ? year * 10 + (cell->bytes[at] - '0') : -1;
		return year > 0 ? year : 0;
	}
	return 0;
}

static kepu_status find_years(const kp_table *table, columns *c, kepu_error **err)
{
	c->populations = kp_array(table->count, sizeof *c->populations);
	c->years = kp_array(table->count, sizeof *c->years);
	c->cells = kp_array(table->count + KP_REGION_COLUMNS, sizeof *c->cells);
	if (!c->populations || !c->years || !c->cells)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	for (size_t i = 0; i < table->count; i++) {
		int32_t year = population_year(&table->cells[i]);
		for (size_t k = 0; year && k < c->year_count; k++) {
			if (c->years[k] != year)
				continue;
			kp_place place = KP_NOWHERE;
			place.line = table->cells[i].line;
			place.column = table->cells[i].column;
			return kp_fail(err, KEPU_ERROR_DUPLICATE_KEY, &place, table->cells[i].bytes, NULL);
		}
		if (year) {
			c->populations[c->year_count] = i + 1;
			c->years[c->year_count++] = year;
		}
	}
	return KEPU_OK;
}

static bool add_row(kepu_regions *regions, const kp_table *table, columns *c, kepu_findings *findings)
{
	bool sound;
	if (!kp_table_fits(table, findings, &sound))
		return false;
	for (size_t i = 0; i < KP_REGION_COLUMNS; i++)
		c->cells[i] = kp_table_cell(table, c->places[i]);
	for (size_t i = 0; i < c->year_count; i++)
		c->cells[KP_REGION_COLUMNS + i] = kp_table_cell(table, c->populations[i]);
	return !sound || kp_regions_add(regions, c->cells, findings);
}

static kepu_status read_rows(kp_table *table, columns *c, kepu_regions **out_regions, kepu_findings *findings,
                             kepu_error **err)
{
	kepu_status status = kp_table_columns(table, names, KP_REGION_COLUMNS, NEEDED, c->places, err);
	if (!status)
		status = find_years(table, c, err);
	if (status)
		return status;
	kepu_regions *regions = *out_regions = kp_regions_new(c->years, c->year_count);
	if (!regions)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	for (bool more = true;;) {
		status = kp_table_next(table, &more, err);
		if (status)
			return status;
		if (!(more ? add_row(regions, table, c, findings) : kp_regions_finish(regions, findings)))
			return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
		if (!more)
			return KEPU_OK;
	}
}

static kepu_status check(const void *input, const char *argument, kepu_regions **out_regions,
                         kepu_findings **out_findings, kepu_error **err)
{
	if (out_findings)
		*out_findings = NULL;
	if (!out_regions)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_regions", "NULL");
	*out_regions = NULL;
	return input ? KEPU_OK : kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, argument, "NULL");
}

static kepu_status read_table(const void *bytes, size_t len, const char *name, kepu_regions **out_regions,
                              kepu_findings **out_findings, kepu_error **err)
{
	kp_table table;
	columns c = { .populations = NULL };
	kepu_findings *findings = kp_findings_new();
	if (!findings)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	kepu_status status = kp_table_open(&table, bytes, len, name, err);
	if (!status)
		status = read_rows(&table, &c, out_regions, findings, err);
	kp_table_close(&table);
	free(c.populations);
	free(c.years);
	free(c.cells);
	if (status) {
		kepu_regions_free(*out_regions);
		*out_regions = NULL;
	}
	if (status || !out_findings)
		kepu_findings_free(findings);
	else
		*out_findings = findings;
	return status;
}

kepu_status kepu_regions_from_csv(const void *bytes, size_t len, kepu_regions **out_regions,
                                  kepu_findings **out_findings, kepu_error **err)
{
	kepu_status status = check(bytes || len ? bytes : "", "bytes", out_regions, out_findings, err);
	return status ? status : read_table(bytes ? bytes : "", len, NULL, out_regions, out_findings, err);
}

kepu_status kepu_regions_from_csv_file(const char *path, kepu_regions **out_regions, kepu_findings **out_findings,
                                       kepu_error **err)
{
	char *bytes;
	size_t length;
	kepu_status status = check(path, "path", out_regions, out_findings, err);
	if (!status)
		status = kp_table_bytes(path, &bytes, &length, err);
	if (status)
		return status;
	status = read_table(bytes, length, path, out_regions, out_findings, err);
	free(bytes);
	return status;
}
