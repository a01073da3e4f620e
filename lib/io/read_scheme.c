/* A scheme from a file or from memory. */
#include "io/place.h"
#include "io/scheme_io.h"
#include "io/xml_declaration.h"

#include <kepu/scheme.h>
#include <stdlib.h>

#define BOM "\xef\xbb\xbf"

kp_place kp_scheme_place(const kp_scheme_bytes *file, uint64_t offset)
{
	kp_place place = KP_NOWHERE;
	if (!kp_place_find(file->source, offset, false, &place))
		place = KP_NOWHERE;
	return place;
}

bool kp_scheme_version(kepu_scheme_builder *b, const char *bytes, size_t length)
{
	int major, minor;
	if (!kp_version_read(bytes, length, &major, &minor) || major != KP_SCHEME_MAJOR)
		return false;
	if (minor > KP_SCHEME_MINOR)
		memcpy(b->newer, bytes, length < sizeof b->newer ? length : sizeof b->newer - 1);
	return true;
}

static kepu_status read_into(kepu_scheme_builder *b, kp_source *source, bool json, kepu_error **err)
{
	size_t length;
	char *bytes = NULL;
	kepu_status status = kp_source_read_all(source, &bytes, &length, err);
	if (!status && length > INT32_MAX)
		status = kp_fail(err, KEPU_ERROR_LIMIT, NULL, "bytes", "2147483647");
	if (!status) {
		size_t skipped = length >= 3 && memcmp(bytes, BOM, 3) == 0 ? 3 : 0;
		kp_scheme_bytes file = { source, bytes + skipped, length - skipped, skipped, source->limits };
		status = json ? kp_scheme_read_json(&file, b, err) : kp_scheme_read_xml(&file, b, err);
	}
	free(bytes);
	return status;
}

static kepu_status read_scheme(kp_source *source, kepu_scheme **out_scheme, kepu_error **err)
{
	char first;
	kepu_scheme_builder *b;
	kepu_status status = kp_source_first(source, &first, err);
	if (!status)
		status = kepu_scheme_builder_new(&b, err);
	if (status)
		return status;
	status = read_into(b, source, first == '{', err);
	if (!status)
		status = kepu_scheme_builder_finish(b, out_scheme, err);
	kepu_scheme_builder_free(b);
	return status;
}

static kepu_status load(kp_source *source, kepu_status opened, kepu_scheme **out_scheme, kepu_error **err)
{
	kepu_status status = opened ? opened : read_scheme(source, out_scheme, err);
	if (status && err && *err) {
		kp_place place = KP_NOWHERE;
		place.file = source->name;
		kp_error_locate(*err, &place);
	}
	kp_source_close(source);
	return status;
}

static kepu_status prepare(const void *input, const char *argument, kp_limits *limits, kepu_scheme **out_scheme,
                           kepu_error **err)
{
	if (!out_scheme)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_scheme", "NULL");
	*out_scheme = NULL;
	if (!input)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, argument, "NULL");
	return kp_load_limits(NULL, limits, err);
}

kepu_status kepu_scheme_load_file(const char *path, kepu_scheme **out_scheme, kepu_error **err)
{
	kp_limits limits;
	kp_source source;
	kepu_status status = prepare(path, "path", &limits, out_scheme, err);
	if (status)
		return status;
	status = kp_source_open_file(&source, path, &limits, err);
	return load(&source, status, out_scheme, err);
}

kepu_status kepu_scheme_load(const void *bytes, size_t len, kepu_scheme **out_scheme, kepu_error **err)
{
	kp_limits limits;
	kp_source source;
	kepu_status status = prepare(bytes || len ? bytes : "", "bytes", &limits, out_scheme, err);
	if (status)
		return status;
	status = kp_source_open_bytes(&source, bytes, len, NULL, &limits, err);
	return load(&source, status, out_scheme, err);
}
