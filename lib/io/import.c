/* A notice's bytes to paragraphs; from there on it is lib/notice's. */
#include "base/fail.h"
#include "base/utf8.h"
#include "io/bytes.h"
#include "io/decode.h"
#include "io/posix.h"
#include "notice/notice.h"

#include <kepu/import.h>

#include <stdlib.h>
#include <string.h>

#define TAG_IMPORT_OPTIONS 0x6f706d69u
#define NOTICE_MOST 1000000000 /* bytes of a notice, as of a plan file */

struct kepu_import_options {
	uint32_t tag;
	char *uid; /* NULL: none */
	size_t uid_length;
};

static bool is_options(const kepu_import_options *options)
{
	return options && options->tag == TAG_IMPORT_OPTIONS;
}

kepu_status kepu_import_options_new(kepu_import_options **out_options, kepu_error **err)
{
	if (!out_options)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_options", "NULL");
	*out_options = calloc(1, sizeof **out_options);
	if (!*out_options)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	(*out_options)->tag = TAG_IMPORT_OPTIONS;
	return KEPU_OK;
}

void kepu_import_options_free(kepu_import_options *options)
{
	if (!is_options(options))
		return;
	options->tag = 0;
	free(options->uid);
	free(options);
}

kepu_status kepu_import_options_set_uid(kepu_import_options *options, const char *uid, size_t len, kepu_error **err)
{
	char *copy = NULL;
	if (!options)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "options", "NULL");
	if (!is_options(options))
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_import_options", NULL);
	if (uid) {
		if (len == KEPU_NUL_TERMINATED)
			len = strlen(uid);
		if (!len)
			return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "uid", "\"\"");
		size_t fault = kp_utf8_check_xml(uid, len);
		if (fault != KP_UTF8_OK) {
			kp_place place = KP_NOWHERE;
			place.offset = (int64_t)fault;
			bool utf8 = kp_utf8_check(uid, len) == KP_UTF8_OK;
			return kp_fail_text(err, utf8 ? KEPU_ERROR_BAD_CHARACTER : KEPU_ERROR_BAD_UTF8, &place, uid + fault, 1);
		}
		copy = malloc(len);
		if (!copy)
			return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
		memcpy(copy, uid, len);
	}
	free(options->uid);
	options->uid = copy;
	options->uid_length = copy ? len : 0;
	return KEPU_OK;
}

static kepu_status check_arguments(const void *input, const char *name, const kepu_import_options *options,
                                   kepu_import **out_import, kepu_error **err)
{
	if (!out_import)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_import", "NULL");
	*out_import = NULL;
	if (!input)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, name, "NULL");
	if (options && !is_options(options))
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_import_options", NULL);
	return KEPU_OK;
}

static kepu_status read_notice(const char *bytes, size_t len, const char *name, const kepu_import_options *options,
                               kepu_import **out_import, kepu_error **err)
{
	kp_paragraphs paragraphs;
	if (len > NOTICE_MOST)
		return kp_fail_limit(err, name, "bytes", NOTICE_MOST);
	kepu_status status = kp_decode_text(bytes, len, name, &paragraphs, err);
	if (status)
		return status;
	status =
		kp_notice_read(&paragraphs, options ? options->uid : NULL, options ? options->uid_length : 0, out_import, err);
	kp_paragraphs_free(&paragraphs);
	if (status && err && name) {
		kp_place place = KP_NOWHERE;
		place.file = name;
		kp_error_locate(*err, &place);
	}
	return status;
}

kepu_status kepu_import_bytes(const void *bytes, size_t len, const char *name, const kepu_import_options *options,
                              kepu_import **out_import, kepu_error **err)
{
	kepu_status status = check_arguments(bytes ? bytes : len ? NULL : "", "bytes", options, out_import, err);
	return status ? status : read_notice(bytes, len, name, options, out_import, err);
}

kepu_status kepu_import_file(const char *path, const kepu_import_options *options, kepu_import **out_import,
                             kepu_error **err)
{
	char *bytes;
	size_t length;
	kepu_status status = check_arguments(path, "path", options, out_import, err);
	if (!status)
		status = kp_read_file(path, NOTICE_MOST, &bytes, &length, err);
	if (status)
		return status;
	status = read_notice(bytes, length, path, options, out_import, err);
	free(bytes);
	return status;
}
