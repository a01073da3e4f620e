/* A plan from a file or from memory. */
#include "base/fail.h"
#include "io/json_read.h"
#include "io/options.h"
#include "io/xml_read.h"

#include <stdbool.h>

static kepu_status prepare(const void *input, const char *argument, const kepu_load_options *options, kp_limits *limits,
                           kepu_plan **out_plan, kepu_findings **out_findings, kepu_error **err)
{
	if (out_findings)
		*out_findings = NULL;
	if (!out_plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_plan", "NULL");
	*out_plan = NULL;
	if (!input)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, argument, "NULL");
	return kp_load_limits(options, limits, err);
}

typedef kepu_status reading(kp_source *, kepu_plan **, kepu_findings **, kepu_error **);

/* `how` NULL: as the content tells. */
static kepu_status load(kp_source *source, kepu_status opened, reading *how, kepu_plan **out_plan,
                        kepu_findings **out_findings, kepu_error **err)
{
	kepu_status status = opened;
	char first = '\0';
	if (!status && !how)
		status = kp_source_first(source, &first, err);
	if (!how)
		how = first == '{' ? kp_json_read : kp_xml_read;
	if (!status)
		status = how(source, out_plan, out_findings, err);
	if (status && err && *err) {
		kp_place place = KP_NOWHERE;
		place.file = source->name;
		kp_error_locate(*err, &place);
	}
	kp_source_close(source);
	return status;
}

kepu_status kepu_plan_load_file(const char *path, const kepu_load_options *options, kepu_plan **out_plan,
                                kepu_findings **out_findings, kepu_error **err)
{
	kp_limits limits;
	kp_source source;
	kepu_status status = prepare(path, "path", options, &limits, out_plan, out_findings, err);
	if (status)
		return status;
	status = kp_source_open_file(&source, path, &limits, err);
	return load(&source, status, NULL, out_plan, out_findings, err);
}

kepu_status kepu_plan_load_bytes(const void *bytes, size_t len, const char *name, const kepu_load_options *options,
                                 kepu_plan **out_plan, kepu_findings **out_findings, kepu_error **err)
{
	kp_limits limits;
	kp_source source;
	kepu_status status = prepare(bytes || len ? bytes : "", "bytes", options, &limits, out_plan, out_findings, err);
	if (status)
		return status;
	status = kp_source_open_bytes(&source, bytes, len, name, &limits, err);
	return load(&source, status, NULL, out_plan, out_findings, err);
}

kepu_status kepu_plan_from_json(const void *bytes, size_t len, const kepu_load_options *options, kepu_plan **out_plan,
                                kepu_findings **out_findings, kepu_error **err)
{
	kp_limits limits;
	kp_source source;
	kepu_status status = prepare(bytes || len ? bytes : "", "bytes", options, &limits, out_plan, out_findings, err);
	if (status)
		return status;
	status = kp_source_open_bytes(&source, bytes, len, NULL, &limits, err);
	return load(&source, status, kp_json_read, out_plan, out_findings, err);
}
