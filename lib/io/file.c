/* Whole files: their digest, and putting other bytes in their place. */
#include "io/file.h"

#include "base/fail.h"
#include "base/sha256.h"
#include "io/posix.h"

#include <kepu/io.h>

#include <stdlib.h>

#define PIECE 65536
#define PREFIX "sha256:"
#define PREFIX_LENGTH (sizeof PREFIX - 1)

kepu_status kp_file_digest(const char *path, char out[KP_DIGEST_TEXT], kepu_error **err)
{
	kp_posix_file file;
	kp_sha256 sha;
	uint8_t digest[KP_SHA256_SIZE];
	size_t got = PIECE;
	out[0] = '\0';
	kepu_status status = kp_posix_open(&file, path, err);
	if (status)
		return status;
	char *piece = malloc(PIECE);
	if (!piece)
		status = kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	kp_sha256_init(&sha);
	while (!status && got == PIECE) {
		status = kp_posix_read(&file, piece, PIECE, &got, err);
		kp_sha256_update(&sha, piece, got);
	}
	free(piece);
	kp_posix_close(&file);
	if (status)
		return status;
	kp_sha256_final(&sha, digest);
	memcpy(out, PREFIX, PREFIX_LENGTH);
	kp_sha256_hex(digest, out + PREFIX_LENGTH);
	return KEPU_OK;
}

kepu_status kepu_file_digest(const char *path, char **out_digest, kepu_error **err)
{
	if (!out_digest)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_digest", "NULL");
	*out_digest = NULL;
	if (!path)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "path", "NULL");
	char *text = malloc(KP_DIGEST_TEXT);
	if (!text)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	kepu_status status = kp_file_digest(path, text, err);
	if (status)
		free(text);
	else
		*out_digest = text;
	return status;
}

kepu_status kp_file_finish(kp_posix_save *save, const char *expected, kepu_error **err)
{
	char digest[KP_DIGEST_TEXT];
	if (!expected || !*expected)
		return kp_posix_commit(save, expected != NULL, err);
	/* as late as possible, so that hardly anything can happen between the look and the rename */
	kepu_status status = kp_file_digest(save->target, digest, NULL);
	if (status == KEPU_OK && strcmp(digest, expected) == 0)
		return kp_posix_commit(save, false, err);
	kp_place place = KP_NOWHERE;
	place.file = save->path;
	return kp_fail(err, status == KEPU_ERROR_MEMORY ? status : KEPU_ERROR_CONFLICT, &place, NULL, NULL);
}

kepu_status kepu_file_save(const char *path, const void *bytes, size_t len, kepu_error **err)
{
	kp_posix_save save;
	if (!path || (!bytes && len))
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, path ? "bytes" : "path", "NULL");
	kepu_status status = kp_posix_create(&save, path, err);
	if (!status)
		status = kp_posix_write(&save, bytes, len, err);
	if (!status)
		status = kp_file_finish(&save, NULL, err);
	kp_posix_abandon(&save);
	return status;
}
