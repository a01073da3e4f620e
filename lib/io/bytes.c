#include "io/bytes.h"

#include "base/fail.h"
#include "base/number.h"

#include <stdlib.h>

#define FIRST_ROOM 65536

/* Doubles the room; one byte more than what may be read stays for the NUL. */
static bool enlarge(char **bytes, size_t *room)
{
	size_t larger = *room * 2;
	char *moved = larger > *room ? realloc(*bytes, larger + 1) : NULL;
	if (!moved)
		return false;
	*bytes = moved;
	*room = larger;
	return true;
}

static kepu_status read_into(kp_posix_file *file, int64_t limit, char **bytes, size_t *out_length, kepu_error **err)
{
	/* the size is a hint: the file may grow meanwhile, and a pipe has none */
	size_t room = file->size > 0 && file->size <= limit ? (size_t)file->size + 1 : FIRST_ROOM, length = 0;
	*bytes = malloc(room + 1);
	if (!*bytes)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	for (;;) {
		size_t got;
		kepu_status status = kp_posix_read(file, *bytes + length, room - length, &got, err);
		if (status)
			return status;
		length += got;
		if ((uint64_t)length > (uint64_t)limit)
			return kp_fail_limit(err, file->path, "bytes", limit);
		if (length < room)
			break;
		if (!enlarge(bytes, &room))
			return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	(*bytes)[length] = '\0';
	*out_length = length;
	return KEPU_OK;
}

kepu_status kp_read_rest(kp_posix_file *file, int64_t limit, char **out_bytes, size_t *out_length, kepu_error **err)
{
	*out_bytes = NULL;
	*out_length = 0;
	kepu_status status = read_into(file, limit, out_bytes, out_length, err);
	if (status) {
		free(*out_bytes);
		*out_bytes = NULL;
	}
	return status;
}

kepu_status kp_read_file(const char *path, int64_t limit, char **out_bytes, size_t *out_length, kepu_error **err)
{
	kp_posix_file file;
	*out_bytes = NULL;
	*out_length = 0;
	kepu_status status = kp_posix_open(&file, path, err);
	if (status)
		return status;
	status = kp_read_rest(&file, limit, out_bytes, out_length, err);
	kp_posix_close(&file);
	return status;
}

kepu_status kp_fail_limit(kepu_error **err, const char *path, const char *what, int64_t limit)
{
	char most[KP_DECIMAL_TEXT];
	kp_place place = KP_NOWHERE;
	place.file = path;
	kp_decimal_write((kp_decimal){ limit, 0 }, most);
	return kp_fail(err, KEPU_ERROR_LIMIT, &place, what, most);
}
