#include "io/source.h"

#include "base/fail.h"
#include "io/bytes.h"
#include "io/unpack.h"

#include <stdlib.h>

#define FIRST_ROOM ((size_t)65536)
#define BOM "\xef\xbb\xbf"

static kepu_status fail(kp_source *source, kepu_status code, kepu_error **err)
{
	kp_place place = KP_NOWHERE;
	place.file = source->name;
	return kp_fail(err, code, &place, NULL, NULL);
}

static kepu_status fail_seek(kp_source *source, kepu_error **err)
{
	return kp_fail(err, KEPU_ERROR_READ_FAILED, &(kp_place){ source->name, 0, 0, -1, NULL }, "seek", NULL);
}

/* Bytes as they lie there, packed or not. */
static kepu_status read_raw(kp_source *source, char *bytes, size_t room, size_t *out_length, kepu_error **err)
{
	if (!source->bytes) {
		kepu_status status = kp_posix_read(&source->file, bytes, room, out_length, err);
		source->taken += *out_length;
		return status;
	}
	size_t left = source->length - source->at;
	*out_length = left < room ? left : room;
	memcpy(bytes, source->bytes + source->at, *out_length);
	source->at += *out_length;
	source->taken += *out_length;
	return KEPU_OK;
}

static kepu_status begin(kp_source *source, kepu_error **err)
{
	char head[2];
	size_t length;
	kepu_status status = read_raw(source, head, sizeof head, &length, err);
	if (!status && !length)
		status = fail(source, KEPU_ERROR_EMPTY_FILE, err);
	if (!status && !kp_source_rewind(source))
		status = fail_seek(source, err);
	if (!status && length == 2 && head[0] == '\x1f' && head[1] == '\x8b') {
		source->unpacker = kp_unpacker_new();
		if (!source->unpacker)
			status = kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	return status;
}

kepu_status kp_source_open_bytes(kp_source *source, const void *bytes, size_t length, const char *name,
                                 const kp_limits *limits, kepu_error **err)
{
	*source = (kp_source){ .name = name, .limits = limits, .bytes = length ? bytes : "", .length = length };
	source->file.handle = -1;
	return begin(source, err);
}

kepu_status kp_source_open_file(kp_source *source, const char *path, const kp_limits *limits, kepu_error **err)
{
	*source = (kp_source){ .name = path, .limits = limits };
	kepu_status status = kp_posix_open(&source->file, path, err);
	if (!status && source->file.size < 0) {
		status = kp_read_rest(&source->file, limits->bytes, &source->owned, &source->length, err);
		source->bytes = source->owned;
	}
	return status ? status : begin(source, err);
}

bool kp_source_rewind(kp_source *source)
{
	source->at = 0;
	source->taken = source->given = 0;
	if (source->unpacker && !kp_unpacker_reset(source->unpacker))
		return false;
	return source->bytes || kp_posix_rewind(&source->file);
}

void kp_source_close(kp_source *source)
{
	kp_posix_close(&source->file);
	kp_unpacker_free(source->unpacker);
	free(source->owned);
	source->unpacker = NULL;
	source->owned = NULL;
}

/* ---- unpacking ---- */

static kepu_status fail_packed(kp_source *source, kepu_status code, kepu_error **err)
{
	kp_place place = KP_NOWHERE;
	place.file = source->name;
	place.offset = (int64_t)source->given; /* so much of it could be unpacked */
	return code == KEPU_ERROR_RATIO ? kp_fail_int(err, code, &place, source->limits->ratio, 0)
	                                : kp_fail(err, code, &place, NULL, NULL);
}

static bool too_dense(const kp_source *source)
{
	uint64_t taken = source->taken - kp_unpacker_left(source->unpacker);
	return source->given > KP_RATIO_FREE && source->given / (uint64_t)source->limits->ratio > taken;
}

static kepu_status unpack(kp_source *source, char *bytes, size_t room, size_t *out_length, kepu_error **err)
{
	*out_length = 0;
	while (*out_length < room) {
		size_t got = 0;
		kp_unpack_result result = kp_unpacker_take(source->unpacker, bytes + *out_length, room - *out_length, &got);
		*out_length += got;
		source->given += got;
		if (too_dense(source))
			return fail_packed(source, KEPU_ERROR_RATIO, err);
		if (result == KP_UNPACK_END)
			break;
		if (result == KP_UNPACK_MEMORY)
			return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
		if (result == KP_UNPACK_BAD)
			return fail_packed(source, KEPU_ERROR_BAD_GZIP, err);
		if (result == KP_UNPACK_HUNGRY) {
			size_t food, most;
			char *place = kp_unpacker_room(source->unpacker, &most);
			kepu_status status = read_raw(source, place, most, &food, err);
			if (status)
				return status;
			kp_unpacker_feed(source->unpacker, food);
		}
	}
	return KEPU_OK;
}

kepu_status kp_source_read(kp_source *source, char *bytes, size_t room, size_t *out_length, kepu_error **err)
{
	kepu_status status;
	if (source->unpacker) {
		status = unpack(source, bytes, room, out_length, err);
	} else {
		status = read_raw(source, bytes, room, out_length, err);
		source->given += *out_length;
	}
	if (!status && source->given > (uint64_t)source->limits->bytes)
		status = kp_fail_limit(err, source->name, "bytes", source->limits->bytes);
	return status;
}

kepu_status kp_source_read_all(kp_source *source, char **out_bytes, size_t *out_length, kepu_error **err)
{
	size_t room = FIRST_ROOM, got;
	*out_length = 0;
	*out_bytes = malloc(room);
	while (*out_bytes) {
		kepu_status status = kp_source_read(source, *out_bytes + *out_length, room - *out_length, &got, err);
		if (status)
			return status;
		*out_length += got;
		if (*out_length < room)
			return KEPU_OK;
		char *larger = room <= SIZE_MAX / 2 ? realloc(*out_bytes, room * 2) : NULL;
		if (!larger)
			break;
		*out_bytes = larger;
		room *= 2;
	}
	return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

kepu_status kp_source_first(kp_source *source, char *out_first, kepu_error **err)
{
	char bytes[512];
	size_t length, at = 0;
	bool first = true;
	*out_first = '\0';
	do {
		kepu_status status = kp_source_read(source, bytes, sizeof bytes, &length, err);
		if (status)
			return status;
		at = first && length >= 3 && memcmp(bytes, BOM, 3) == 0 ? 3 : 0;
		first = false;
		while (at < length && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\n' || bytes[at] == '\r'))
			at++;
		if (at < length)
			*out_first = bytes[at];
	} while (at == length && length == sizeof bytes);
	return kp_source_rewind(source) ? KEPU_OK : fail_seek(source, err);
}
