/* Files for a roll-up, one after the other: a plan or a table is in memory for as long as it takes to add its figures. */
#include "io/json_read.h"
#include "io/read_data.h"
#include "io/xml_read.h"
#include "work/rollup.h"

#include <stdlib.h>

static kepu_status add_plan(kepu_rollup *rollup, kp_source *source, bool json, kepu_findings *findings,
                            kepu_error **err)
{
	kepu_plan *plan = NULL;
	kepu_status status = json ? kp_json_read(source, &plan, NULL, err) : kp_xml_read_figures(source, &plan, err);
	if (!status)
		status = kp_rollup_plan(rollup, plan, findings, err);
	kepu_plan_unref(plan);
	return status;
}

static kepu_status add_table(kepu_rollup *rollup, kp_source *source, kepu_findings *findings, kepu_error **err)
{
	char *bytes = NULL;
	size_t length;
	kepu_data *data = NULL;
	kepu_status status = kepu_data_new(NULL, &data, err);
	if (!status)
		status = kp_source_read_all(source, &bytes, &length, err);
	if (!status)
		data->passing = true; /* a row that is refused there does not stand in the way of the next */
	if (!status)
		status = kp_data_read(data, bytes, length, source->name, findings, err);
	free(bytes);
	if (!status)
		status = kp_rollup_data(rollup, data, findings, err);
	kepu_data_free(data);
	return status;
}

static kepu_status add(kepu_rollup *rollup, kp_source *source, kepu_findings **out_findings, kepu_error **err)
{
	kepu_findings *findings = out_findings ? kp_findings_new() : NULL;
	if (out_findings && !findings)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	char first;
	kepu_status status = kp_source_first(source, &first, err);
	if (!status)
		status = first == '<' || first == '{' ? add_plan(rollup, source, first == '{', findings, err)
		                                      : add_table(rollup, source, findings, err);
	if (status) {
		kepu_findings_free(findings);
		return status;
	}
	if (out_findings)
		*out_findings = findings;
	return KEPU_OK;
}

static kepu_status finish(kepu_rollup *rollup, kp_source *source, kepu_status opened, kepu_findings **out_findings,
                          kepu_error **err)
{
	kepu_status status = opened ? opened : add(rollup, source, out_findings, err);
	if (status && err && *err) {
		kp_place place = KP_NOWHERE;
		place.file = source->name;
		kp_error_locate(*err, &place);
	}
	kp_source_close(source);
	return status;
}

static kepu_status prepare(const kepu_rollup *rollup, const void *input, const char *argument,
                           const kepu_load_options *options, kp_limits *limits, kepu_findings **out_findings,
                           kepu_error **err)
{
	if (out_findings)
		*out_findings = NULL;
	kepu_status status = kp_rollup_check(rollup, err);
	if (status)
		return status;
	return input ? kp_load_limits(options, limits, err) : kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, argument, "NULL");
}

kepu_status kepu_rollup_add_file(kepu_rollup *rollup, const char *path, const kepu_load_options *options,
                                 kepu_findings **out_findings, kepu_error **err)
{
	kp_limits limits;
	kp_source source;
	kepu_status status = prepare(rollup, path, "path", options, &limits, out_findings, err);
	if (status)
		return status;
	status = kp_source_open_file(&source, path, &limits, err);
	return finish(rollup, &source, status, out_findings, err);
}

kepu_status kepu_rollup_add_bytes(kepu_rollup *rollup, const void *bytes, size_t len, const char *name,
                                  const kepu_load_options *options, kepu_findings **out_findings, kepu_error **err)
{
	kp_limits limits;
	kp_source source;
	kepu_status status = prepare(rollup, bytes || len ? bytes : "", "bytes", options, &limits, out_findings, err);
	if (status)
		return status;
	status = kp_source_open_bytes(&source, bytes, len, name, &limits, err);
	return finish(rollup, &source, status, out_findings, err);
}
