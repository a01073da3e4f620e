/* A plan into a file or into memory. */
#include "base/fail.h"
#include "io/file.h"
#include "io/json_write.h"
#include "io/options.h"
#include "io/xml_write.h"

static kepu_status check_plan(const kepu_plan *plan, kepu_error **err)
{
	if (!plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "plan", "NULL");
	if (plan->tag != KP_TAG_PLAN)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
	return KEPU_OK;
}

static kepu_status write_to(const kepu_plan *plan, kp_buffer *memory, kp_posix_save *file, int32_t format,
                            kepu_error **err)
{
	kp_sink sink;
	bool packed = format == KEPU_FORMAT_XML_GZ || format == KEPU_FORMAT_JSON_GZ;
	if (kp_sink_open(&sink, memory, file, packed, err) == KEPU_OK) {
		if (format == KEPU_FORMAT_JSON || format == KEPU_FORMAT_JSON_GZ)
			kp_json_write(plan, &sink);
		else
			kp_xml_write(plan, &sink);
	}
	return kp_sink_close(&sink);
}

static bool ends_in(const char *path, size_t length, const char *ending)
{
	size_t wanted = strlen(ending);
	return length > wanted && memcmp(path + length - wanted, ending, wanted) == 0;
}

static int32_t format_by_name(const char *path)
{
	size_t length = strlen(path);
	bool packed = ends_in(path, length, ".gz");
	if (ends_in(path, packed ? length - 3 : length, ".json"))
		return packed ? KEPU_FORMAT_JSON_GZ : KEPU_FORMAT_JSON;
	return packed ? KEPU_FORMAT_XML_GZ : KEPU_FORMAT_XML;
}

kepu_status kepu_plan_save_file(const kepu_plan *plan, const char *path, const kepu_save_options *options,
                                kepu_error **err)
{
	kp_posix_save save;
	kepu_status status = check_plan(plan, err);
	if (!status && !path)
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "path", "NULL");
	if (!status)
		status = kp_check_save_options(options, err);
	if (status)
		return status;
	int32_t format = options ? options->format : KEPU_FORMAT_BY_NAME;
	if (format == KEPU_FORMAT_BY_NAME)
		format = format_by_name(path);
	status = kp_posix_create(&save, path, err);
	if (!status)
		status = write_to(plan, NULL, &save, format, err);
	if (!status)
		status = kp_file_finish(&save, options ? options->expected : NULL, err);
	kp_posix_abandon(&save);
	return status;
}

kepu_status kepu_plan_save_bytes(const kepu_plan *plan, int32_t format, char **out_bytes, size_t *out_len,
                                 kepu_error **err)
{
	kp_buffer buffer = { 0 };
	if (out_len)
		*out_len = 0;
	if (!out_bytes)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_bytes", "NULL");
	*out_bytes = NULL;
	if (format <= KEPU_FORMAT_BY_NAME || format > KEPU_FORMAT_JSON_GZ)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "format", "KEPU_FORMAT_");
	kepu_status status = check_plan(plan, err);
	if (!status)
		status = write_to(plan, &buffer, NULL, format, err);
	if (!status) {
		*out_bytes = kp_buffer_take(&buffer, out_len);
		if (!*out_bytes)
			status = kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	kp_buffer_free(&buffer);
	return status;
}

kepu_status kepu_plan_to_json(const kepu_plan *plan, char **out_bytes, size_t *out_len, kepu_error **err)
{
	return kepu_plan_save_bytes(plan, KEPU_FORMAT_JSON, out_bytes, out_len, err);
}
