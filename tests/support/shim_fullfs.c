/* A disk that fills up, to be preloaded: after FULLFS_BYTES bytes, written to whatever is no standard stream, write()
 * fails with ENOSPC, having written what still had room. With FULLFS_FSYNC set fsync() of a file fails, as it does where
 * a file system finds out late. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static size_t used;

ssize_t write(int handle, const void *bytes, size_t length)
{
	void *found = dlsym(RTLD_NEXT, "write");
	ssize_t (*real)(int, const void *, size_t);
	memcpy(&real, &found, sizeof real);
	const char *limit = getenv("FULLFS_BYTES");
	if (handle <= 2 || !limit)
		return real(handle, bytes, length);
	size_t most = strtoul(limit, NULL, 10), left = most > used ? most - used : 0;
	if (!left && length) {
		errno = ENOSPC;
		return -1;
	}
	ssize_t done = real(handle, bytes, length < left ? length : left);
	if (done > 0)
		used += (size_t)done;
	return done;
}

int fsync(int handle)
{
	struct stat status;
	if (getenv("FULLFS_FSYNC") && fstat(handle, &status) == 0 && S_ISREG(status.st_mode)) {
		errno = ENOSPC;
		return -1;
	}
	void *found = dlsym(RTLD_NEXT, "fsync");
	int (*real)(int);
	memcpy(&real, &found, sizeof real);
	return real(handle);
}
