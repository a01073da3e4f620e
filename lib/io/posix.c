#include "io/posix.h"

#include "base/fail.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEMPORARY_TRIES 100000
#define LINKS_MOST 40

static const char *errno_name(int number, char room[24])
{
	switch (number) {
	case EIO: return "EIO";
	case EMFILE: return "EMFILE";
	case ENFILE: return "ENFILE";
	case ELOOP: return "ELOOP";
	case ENAMETOOLONG: return "ENAMETOOLONG";
	case EBUSY: return "EBUSY";
	case EINVAL: return "EINVAL";
	case ENXIO: return "ENXIO";
	case EPIPE: return "EPIPE";
	case ENOTEMPTY: return "ENOTEMPTY";
	default: break;
	}
	kp_buffer text = { 0 };
	kp_buffer_text(&text, "errno ");
	kp_buffer_int(&text, number);
	memset(room, 0, 24);
	if (!text.failed)
		memcpy(room, text.bytes, text.length < 23 ? text.length : 23);
	kp_buffer_free(&text);
	return room;
}

static kepu_status fail(kepu_error **err, int number, const char *path, kepu_status otherwise)
{
	char room[24];
	kp_place place = KP_NOWHERE;
	place.file = path;
	switch (number) {
	case ENOENT:
	case ENOTDIR: return kp_fail(err, KEPU_ERROR_NOT_FOUND, &place, NULL, NULL);
	case EISDIR: return kp_fail(err, KEPU_ERROR_IS_DIRECTORY, &place, NULL, NULL);
	case EACCES:
	case EPERM:
	case EROFS: return kp_fail(err, KEPU_ERROR_NO_PERMISSION, &place, NULL, NULL);
	case ENOSPC:
	case EDQUOT:
	case EFBIG: return kp_fail(err, KEPU_ERROR_DISK_FULL, &place, NULL, NULL);
	case ENOMEM: return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	default: return kp_fail(err, otherwise, &place, errno_name(number, room), NULL);
	}
}

/* ---- reading ---- */

kepu_status kp_posix_open(kp_posix_file *file, const char *path, kepu_error **err)
{
	struct stat status;
	*file = (kp_posix_file){ -1, path, -1 };
	file->handle = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (file->handle < 0)
		return fail(err, errno, path, KEPU_ERROR_READ_FAILED);
	int number = fstat(file->handle, &status) ? errno : S_ISDIR(status.st_mode) ? EISDIR : 0;
	if (number) {
		kp_posix_close(file);
		return fail(err, number, path, KEPU_ERROR_READ_FAILED);
	}
	if (S_ISREG(status.st_mode))
		file->size = status.st_size;
	return KEPU_OK;
}

kepu_status kp_posix_read(kp_posix_file *file, void *bytes, size_t room, size_t *out_length, kepu_error **err)
{
	size_t length = 0;
	*out_length = 0;
	while (length < room) {
		size_t want = room - length < SSIZE_MAX ? room - length : SSIZE_MAX;
		ssize_t got = read(file->handle, (char *)bytes + length, want);
		if (got == 0)
			break;
		if (got > 0)
			length += (size_t)got;
		else if (errno != EINTR)
			return fail(err, errno, file->path, KEPU_ERROR_READ_FAILED);
	}
	*out_length = length;
	return KEPU_OK;
}

bool kp_posix_rewind(kp_posix_file *file)
{
	return lseek(file->handle, 0, SEEK_SET) == 0;
}

void kp_posix_close(kp_posix_file *file)
{
	if (file->handle >= 0)
		close(file->handle);
	file->handle = -1;
}

/* ---- saving ---- */

/* The folder a path lies in, with its slash; "" for the working directory. */
static size_t folder_length(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash ? (size_t)(slash - path) + 1 : 0;
}

static char *join(const char *folder, size_t folder_size, const char *name, size_t name_size)
{
	char *path = malloc(folder_size + name_size + 1);
	if (!path)
		return NULL;
	memcpy(path, folder, folder_size);
	memcpy(path + folder_size, name, name_size);
	path[folder_size + name_size] = '\0';
	return path;
}

/* Where writing to a path ends up: what its last step points to, step by step, also where the file itself is missing. */
static int follow(const char *path, char **out_target)
{
	struct stat status;
	char *target = join("", 0, path, strlen(path));
	for (int links = 0; target; links++) {
		if (lstat(target, &status) || !S_ISLNK(status.st_mode)) {
			*out_target = target;
			return 0;
		}
		char link[PATH_MAX];
		ssize_t length = readlink(target, link, sizeof link);
		int number = length < 0 ? errno : length == sizeof link ? ENAMETOOLONG : links == LINKS_MOST ? ELOOP : 0;
		char *next = NULL;
		if (!number)
			next = join(target, link[0] == '/' ? 0 : folder_length(target), link, (size_t)length);
		free(target);
		if (number)
			return number;
		target = next;
	}
	return ENOMEM;
}

/* The name says which process made the file; a number tells its threads, and leftovers of others, apart. The mode given
 * to open() passes through the umask, which no call could read without changing it for all threads. */
static int make_temporary(kp_posix_save *save, mode_t mode)
{
	size_t folder = folder_length(save->target);
	for (int try = 0; try < TEMPORARY_TRIES; try++) {
		kp_buffer name = { 0 };
		kp_buffer_add(&name, save->target, folder);
		kp_buffer_text(&name, ".kepu-");
		kp_buffer_int(&name, getpid());
		kp_buffer_byte(&name, '-');
		kp_buffer_int(&name, try);
		kp_buffer_text(&name, ".tmp");
		char *path = kp_buffer_take(&name, NULL);
		if (!path)
			return ENOMEM;
		save->handle = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, mode);
		if (save->handle >= 0) {
			save->temporary = path;
			return 0;
		}
		int number = errno;
		free(path);
		if (number != EEXIST)
			return number;
	}
	return EEXIST;
}

/* The new file gets the old one's owner where that is permitted, and its mode. */
static int adopt(int handle, const struct stat *old)
{
	struct stat mine;
	if (fstat(handle, &mine))
		return errno;
	mode_t mode = old->st_mode & 07777;
	if ((mine.st_uid != old->st_uid || mine.st_gid != old->st_gid) && fchown(handle, old->st_uid, old->st_gid))
		mode &= 01777; /* not permitted: then nothing may run as the other owner */
	return fchmod(handle, mode) ? errno : 0;
}

kepu_status kp_posix_create(kp_posix_save *save, const char *path, kepu_error **err)
{
	struct stat old;
	*save = (kp_posix_save){ .handle = -1, .path = path };
	int number = follow(path, &save->target);
	if (number)
		return fail(err, number, path, KEPU_ERROR_WRITE_FAILED);
	save->existed = stat(save->target, &old) == 0;
	if (save->existed && S_ISDIR(old.st_mode))
		return fail(err, EISDIR, path, KEPU_ERROR_WRITE_FAILED);
	if (save->existed && !S_ISREG(old.st_mode)) {
		save->handle = open(save->target, O_WRONLY | O_CLOEXEC | O_NOCTTY);
		return save->handle >= 0 ? KEPU_OK : fail(err, errno, path, KEPU_ERROR_WRITE_FAILED);
	}
	/* a file that may not be written is not replaced either, though its folder would permit it */
	if (save->existed && access(save->target, W_OK))
		return fail(err, errno, path, KEPU_ERROR_WRITE_FAILED);
	number = make_temporary(save, save->existed ? 0600 : 0666);
	if (!number && save->existed)
		number = adopt(save->handle, &old);
	return number ? fail(err, number, path, KEPU_ERROR_WRITE_FAILED) : KEPU_OK;
}

kepu_status kp_posix_write(kp_posix_save *save, const void *bytes, size_t length, kepu_error **err)
{
	const char *from = bytes;
	while (length) {
		ssize_t done = write(save->handle, from, length < SSIZE_MAX ? length : SSIZE_MAX);
		if (done > 0) {
			from += done;
			length -= (size_t)done;
		} else if (done == 0 || errno != EINTR) {
			return fail(err, done == 0 ? ENOSPC : errno, save->path, KEPU_ERROR_WRITE_FAILED);
		}
	}
	return KEPU_OK;
}

/* Some file systems cannot sync a folder and say EINVAL; then there is nothing more to do. */
static int sync_folder(int folder)
{
	int number = fsync(folder) ? errno : 0;
	return number == EINVAL || number == ENOTSUP || number == EROFS ? 0 : number;
}

static int publish(kp_posix_save *save, bool fresh)
{
	if (!fresh)
		return rename(save->temporary, save->target) ? errno : 0;
	if (link(save->temporary, save->target) == 0) {
		unlink(save->temporary);
		return 0;
	}
	if (errno == EEXIST)
		return EEXIST;
	/* a file system without hard links */
	if (access(save->target, F_OK) == 0)
		return EEXIST;
	return rename(save->temporary, save->target) ? errno : 0;
}

static int commit_temporary(kp_posix_save *save, bool fresh)
{
	size_t length = folder_length(save->target);
	char *folder = length ? join(save->target, length, "", 0) : join(".", 1, "", 0);
	if (!folder)
		return ENOMEM;
	int handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	free(folder);
	int number = fsync(save->handle) ? errno : 0;
	if (close(save->handle) && !number)
		number = errno;
	save->handle = -1;
	if (!number)
		number = publish(save, fresh);
	if (!number) {
		free(save->temporary);
		save->temporary = NULL;
		/* a folder that may be written but not read cannot be synced: that is no failure */
		number = handle >= 0 ? sync_folder(handle) : 0;
	}
	if (handle >= 0)
		close(handle);
	return number;
}

kepu_status kp_posix_commit(kp_posix_save *save, bool fresh, kepu_error **err)
{
	int number = 0;
	if (save->temporary) {
		number = commit_temporary(save, fresh);
	} else {
		number = close(save->handle) ? errno : 0;
		save->handle = -1;
	}
	const char *path = save->path;
	kp_posix_abandon(save);
	if (number == EEXIST && fresh) {
		kp_place place = KP_NOWHERE;
		place.file = path;
		return kp_fail(err, KEPU_ERROR_CONFLICT, &place, NULL, NULL);
	}
	return number ? fail(err, number, path, KEPU_ERROR_WRITE_FAILED) : KEPU_OK;
}

void kp_posix_abandon(kp_posix_save *save)
{
	if (save->handle >= 0)
		close(save->handle);
	if (save->temporary)
		unlink(save->temporary);
	free(save->temporary);
	free(save->target);
	*save = (kp_posix_save){ .handle = -1, .path = save->path };
}

/* ---- GB18030 ---- */

bool kp_posix_gb18030(const char *bytes, size_t length, kp_buffer *out, size_t *out_bad)
{
	char room[4096];
	iconv_t converter = iconv_open("UTF-8", "GB18030");
	*out_bad = 0;
	if (converter == (iconv_t)-1)
		return false;
	char *from = (char *)bytes; /* iconv does not write there */
	while (length && !out->failed) {
		char *to = room;
		size_t left = sizeof room;
		size_t done = iconv(converter, &from, &length, &to, &left);
		int number = done == (size_t)-1 ? errno : 0;
		kp_buffer_add(out, room, sizeof room - left);
		if (number == EILSEQ || number == EINVAL) {
			kp_buffer_text(out, "\xef\xbf\xbd");
			*out_bad += 1;
			from += 1;
			length -= 1;
		}
	}
	iconv_close(converter);
	return !out->failed;
}
