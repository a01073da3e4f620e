/* A plan into a file or into memory. */
#include "base/fail.h"
#include "io/file.h"
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

static kepu_status write_to(const kepu_plan *plan, kp_buffer *memory, kp_posix_save *file, bool packed,
                            kepu_error **err)
{
	kp_sink sink;
	if (kp_sink_open(&sink, memory, file, packed, err) == KEPU_OK)
		kp_xml_write(plan, &sink);
	return kp_sink_close(&sink);
}

static bool packed_by_name(const char *path)
{
	size_t length = strlen(path);
	return length > 3 && strcmp(path + length - 3, ".gz") == 0;
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
	bool packed = format == KEPU_FORMAT_BY_NAME ? packed_by_name(path) : format == KEPU_FORMAT_XML_GZ;
	status = kp_posix_create(&save, path, err);
	if (!status)
		status = write_to(plan, NULL, &save, packed, err);
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
	if (format != KEPU_FORMAT_XML && format != KEPU_FORMAT_XML_GZ)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "format", "KEPU_FORMAT_");
	kepu_status status = check_plan(plan, err);
	if (!status)
		status = write_to(plan, &buffer, NULL, format == KEPU_FORMAT_XML_GZ, err);
	if (!status) {
		*out_bytes = kp_buffer_take(&buffer, out_len);
		if (!*out_bytes)
			status = kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	kp_buffer_free(&buffer);
	return status;
}
