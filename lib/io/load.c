/* A plan from a file or from memory. */
#include "base/fail.h"
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

static kepu_status load(kp_source *source, kepu_status opened, kepu_plan **out_plan, kepu_findings **out_findings,
                        kepu_error **err)
{
	kepu_status status = opened ? opened : kp_xml_read(source, out_plan, out_findings, err);
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
	return load(&source, status, out_plan, out_findings, err);
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
	return load(&source, status, out_plan, out_findings, err);
}
