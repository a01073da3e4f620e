/* Files as the system has them: missing, forbidden, full disks, links, pipes, files that somebody else changes. Whatever
 * goes wrong while saving, the old file is still whole and nothing is left beside it. */
#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define OLD "what was there before"
#define NOBODY 65534

static char *own_path;
static char folder[64];

/* ---- helpers ---- */

static const char *in_folder(const char *name)
{
	static char paths[8][160];
	static int turn;
	turn = (turn + 1) % 8;
	snprintf(paths[turn], sizeof paths[turn], "%s/%s", folder, name);
	return paths[turn];
}

static void put(const char *path, const char *bytes)
{
	FILE *file = fopen(path, "wb");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, strlen(bytes), file), strlen(bytes));
	assert_int_equal(fclose(file), 0);
}

static void expect_bytes(const char *path, const char *bytes)
{
	char room[4096] = { 0 };
	FILE *file = fopen(path, "rb");
	assert_non_null(file);
	size_t length = fread(room, 1, sizeof room - 1, file);
	fclose(file);
	assert_int_equal(length, strlen(bytes));
	assert_string_equal(room, bytes);
}

static mode_t mode_of(const char *path)
{
	struct stat status;
	assert_int_equal(stat(path, &status), 0);
	return status.st_mode & 07777;
}

static bool exists(const char *path)
{
	return access(path, F_OK) == 0;
}

static size_t count_files(const char *path)
{
	DIR *list = opendir(path);
	size_t count = 0;
	assert_non_null(list);
	for (struct dirent *entry = readdir(list); entry; entry = readdir(list))
		count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(list);
	return count;
}

static kepu_plan *sample(int paragraphs)
{
	kepu_builder *b;
	kepu_plan *plan;
	assert_int_equal(kepu_builder_new(&b, NULL), KEPU_OK);
	kepu_builder_set(b, NULL, 0, "uid", 3, "urn:x", 5, NULL);
	for (int i = 0; i < paragraphs; i++)
		kepu_builder_add_paragraph(b, "办好科普讲座。", KEPU_NUL_TERMINATED, i + 1, NULL);
	assert_int_equal(kepu_builder_finish(b, &plan, NULL), KEPU_OK);
	kepu_builder_free(b);
	return plan;
}

static void expect_error(kepu_error *err, kepu_status code, const char *path)
{
	assert_int_equal(kepu_error_code(err), code);
	assert_string_equal(kepu_error_file(err, NULL), path);
	kepu_error_free(err);
}

static void expect_load(kepu_status code, const char *path)
{
	kepu_plan *plan = (kepu_plan *)folder;
	kepu_error *err = NULL;
	assert_int_equal(kepu_plan_load_file(path, NULL, &plan, NULL, &err), code);
	assert_null(plan);
	expect_error(err, code, path);
}

static void expect_save(kepu_status code, const char *path)
{
	kepu_plan *plan = sample(1);
	kepu_error *err = NULL;
	assert_int_equal(kepu_plan_save_file(plan, path, NULL, &err), code);
	if (code)
		expect_error(err, code, path);
	kepu_plan_unref(plan);
}

static void expect_plan(const char *path)
{
	kepu_plan *plan;
	assert_int_equal(kepu_plan_load_file(path, NULL, &plan, NULL, NULL), KEPU_OK);
	assert_string_equal(kepu_plan_uid(plan, NULL), "urn:x");
	kepu_plan_unref(plan);
}

static int make_folder(void **state)
{
	(void)state;
	strcpy(folder, "/tmp/kepu-files-XXXXXX");
	return mkdtemp(folder) && chmod(folder, 0777) == 0 ? 0 : 1;
}

static int remove_folder(void **state)
{
	char command[256];
	(void)state;
	snprintf(command, sizeof command, "chmod -R u+rwx %s && rm -r %s", folder, folder);
	return system(command);
}

/* Runs as somebody without rights: as another user where we are root. The exit status is 0 when nothing failed. */
static void as_nobody(void (*run)(void))
{
	pid_t child = fork();
	int ended;
	assert_true(child >= 0);
	if (!child) {
		if (geteuid() == 0 && (setgid(NOBODY) || setuid(NOBODY)))
			_exit(2);
		run();
		_exit(0);
	}
	assert_int_equal(waitpid(child, &ended, 0), child);
	assert_true(WIFEXITED(ended));
	assert_int_equal(WEXITSTATUS(ended), 0);
}

#define CHILD(condition)           \
	do {                           \
		if (!(condition)) {        \
			perror(#condition);    \
			_exit(__LINE__ % 200); \
		}                          \
	} while (0)

/* ---- what cannot be read or written ---- */

static void test_missing(void **state)
{
	char *digest = folder;
	kepu_error *err = NULL;
	(void)state;
	expect_load(KEPU_ERROR_NOT_FOUND, in_folder("missing.xml"));
	expect_load(KEPU_ERROR_NOT_FOUND, in_folder("missing/plan.xml"));
	put(in_folder("file"), OLD);
	expect_load(KEPU_ERROR_NOT_FOUND, in_folder("file/plan.xml"));
	expect_save(KEPU_ERROR_NOT_FOUND, in_folder("missing/plan.xml"));
	assert_int_equal(kepu_file_digest(in_folder("missing.xml"), &digest, &err), KEPU_ERROR_NOT_FOUND);
	assert_null(digest);
	kepu_error_free(err);
	kepu_import *import = (kepu_import *)folder;
	err = NULL;
	assert_int_equal(kepu_import_file(in_folder("missing.txt"), NULL, &import, &err), KEPU_ERROR_NOT_FOUND);
	assert_null(import);
	expect_error(err, KEPU_ERROR_NOT_FOUND, in_folder("missing.txt"));
}

static void test_directory(void **state)
{
	kepu_import *import;
	kepu_error *err = NULL;
	(void)state;
	expect_load(KEPU_ERROR_IS_DIRECTORY, folder);
	expect_save(KEPU_ERROR_IS_DIRECTORY, folder);
	assert_int_equal(kepu_import_file(folder, NULL, &import, &err), KEPU_ERROR_IS_DIRECTORY);
	expect_error(err, KEPU_ERROR_IS_DIRECTORY, folder);
	assert_int_equal(count_files(folder), 0);
}

static void test_long_name(void **state)
{
	char name[400];
	(void)state;
	memset(name, 'n', sizeof name - 1);
	name[sizeof name - 1] = '\0';
	char path[512];
	snprintf(path, sizeof path, "%s/%s", folder, name);
	expect_load(KEPU_ERROR_READ_FAILED, path);
	expect_save(KEPU_ERROR_WRITE_FAILED, path);
	/* the longest name there may be: the temporary one beside it must not be longer */
	snprintf(path, sizeof path, "%s/%.251s.xml", folder, name);
	expect_save(KEPU_OK, path);
	expect_plan(path);
}

static void forbidden(void)
{
	kepu_plan *plan = (kepu_plan *)folder;
	CHILD(kepu_plan_load_file(in_folder("secret.xml"), NULL, &plan, NULL, NULL) == KEPU_ERROR_NO_PERMISSION);
	CHILD(!plan);
	plan = sample(1);
	CHILD(kepu_plan_save_file(plan, in_folder("locked/plan.xml"), NULL, NULL) == KEPU_ERROR_NO_PERMISSION);
	CHILD(kepu_plan_save_file(plan, in_folder("locked/new.xml"), NULL, NULL) == KEPU_ERROR_NO_PERMISSION);
	CHILD(kepu_plan_save_file(plan, in_folder("secret.xml"), NULL, NULL) == KEPU_ERROR_NO_PERMISSION);
	CHILD(kepu_file_save(in_folder("readonly.xml"), "x", 1, NULL) == KEPU_ERROR_NO_PERMISSION);
	kepu_plan_unref(plan);
}

static void test_permission(void **state)
{
	(void)state;
	put(in_folder("secret.xml"), OLD);
	put(in_folder("readonly.xml"), OLD);
	assert_int_equal(mkdir(in_folder("locked"), 0777), 0);
	put(in_folder("locked/plan.xml"), OLD);
	chmod(in_folder("secret.xml"), 0);
	chmod(in_folder("readonly.xml"), 0444);
	chmod(in_folder("locked/plan.xml"), 0666);
	chmod(in_folder("locked"), 0555);
	as_nobody(forbidden);
	chmod(in_folder("secret.xml"), 0600);
	expect_bytes(in_folder("secret.xml"), OLD);
	expect_bytes(in_folder("readonly.xml"), OLD);
	expect_bytes(in_folder("locked/plan.xml"), OLD);
	assert_int_equal(count_files(in_folder("locked")), 1);
	assert_int_equal(count_files(folder), 3);
}

/* A folder that may be written but not listed cannot be synced; that is no failure. */
static void unlisted(void)
{
	kepu_plan *plan = sample(1);
	CHILD(kepu_plan_save_file(plan, in_folder("unlisted/plan.xml"), NULL, NULL) == KEPU_OK);
	kepu_plan_unref(plan);
}

static void test_unlisted_folder(void **state)
{
	(void)state;
	assert_int_equal(mkdir(in_folder("unlisted"), 0777), 0);
	chmod(in_folder("unlisted"), 0333);
	as_nobody(unlisted);
	chmod(in_folder("unlisted"), 0777);
	expect_plan(in_folder("unlisted/plan.xml"));
}

/* ---- a disk that is full ---- */

/* In a process that was started with the shim. */
static int save_with_shim(const char *path)
{
	kepu_plan *plan = sample(5000);
	kepu_error *err = NULL;
	kepu_status status = kepu_plan_save_file(plan, path, NULL, &err);
	bool named = !status || (kepu_error_code(err) == status && strcmp(kepu_error_file(err, NULL), path) == 0);
	kepu_error_free(err);
	kepu_plan_unref(plan);
	return !named ? 3 : status == KEPU_ERROR_DISK_FULL ? 1 : status ? 2 : 0;
}

static int run_with_shim(const char *path, const char *bytes, bool fsync_fails)
{
	pid_t child = fork();
	int ended;
	assert_true(child >= 0);
	if (!child) {
		setenv("LD_PRELOAD", KEPU_BUILD_DIR "/tests/shim_fullfs.so", 1);
		setenv("ASAN_OPTIONS", "verify_asan_link_order=0", 1);
		setenv("FULLFS_BYTES", bytes, 1);
		if (fsync_fails)
			setenv("FULLFS_FSYNC", "1", 1);
		execl(own_path, own_path, "--save", path, (char *)NULL);
		_exit(99);
	}
	assert_int_equal(waitpid(child, &ended, 0), child);
	assert_true(WIFEXITED(ended));
	return WEXITSTATUS(ended);
}

static void test_disk_full(void **state)
{
	static const char *const limits[] = { "0", "1", "100", "65535", "65536", "65537", "150000" };
	static const char *const names[] = { "plan.xml", "plan.xml.gz" };
	(void)state;
	for (size_t n = 0; n < 2; n++) {
		const char *path = in_folder(names[n]);
		for (size_t i = 0; i < (n ? 3 : 7); i++) {
			put(path, OLD);
			assert_int_equal(run_with_shim(path, limits[i], false), 1);
			expect_bytes(path, OLD);
			assert_int_equal(count_files(folder), n + 1);
		}
		assert_int_equal(run_with_shim(path, "100000000", true), 1);
		expect_bytes(path, OLD);
		assert_int_equal(count_files(folder), n + 1);
		assert_int_equal(run_with_shim(path, "100000000", false), 0);
		expect_plan(path);
	}
	assert_int_equal(run_with_shim(in_folder("new.xml"), "10", false), 1);
	assert_false(exists(in_folder("new.xml")));
}

/* ---- somebody else's changes ---- */

static kepu_status save_expecting(const char *path, const char *digest)
{
	kepu_save_options *options;
	kepu_plan *plan = sample(2);
	assert_int_equal(kepu_save_options_new(&options, NULL), KEPU_OK);
	assert_int_equal(kepu_save_options_set_expected(options, digest, NULL), KEPU_OK);
	kepu_status status = kepu_plan_save_file(plan, path, options, NULL);
	kepu_save_options_free(options);
	kepu_plan_unref(plan);
	return status;
}

static void test_conflict(void **state)
{
	const char *path = in_folder("plan.xml");
	char *digest;
	(void)state;
	put(path, OLD);
	assert_int_equal(kepu_file_digest(path, &digest, NULL), KEPU_OK);
	assert_string_equal(digest, "sha256:ec3033e0aed593e7c2111a34d1cc4d581d183571aecb95fe84a9b3d58f8b1243");
	put(path, "changed meanwhile");
	assert_int_equal(save_expecting(path, digest), KEPU_ERROR_CONFLICT);
	expect_bytes(path, "changed meanwhile");
	assert_int_equal(unlink(path), 0);
	assert_int_equal(save_expecting(path, digest), KEPU_ERROR_CONFLICT);
	assert_false(exists(path));
	put(path, OLD);
	assert_int_equal(save_expecting(path, digest), KEPU_OK);
	expect_plan(path);
	kepu_free(digest);

	/* "" expects that there is nothing yet */
	assert_int_equal(save_expecting(path, ""), KEPU_ERROR_CONFLICT);
	assert_int_equal(save_expecting(in_folder("new.xml"), ""), KEPU_OK);
	assert_int_equal(save_expecting(in_folder("new.xml"), NULL), KEPU_OK);
	expect_plan(in_folder("new.xml"));
	assert_int_equal(count_files(folder), 2);
}

/* ---- modes, links, names ---- */

static void test_mode(void **state)
{
	const char *path = in_folder("plan.xml");
	mode_t mask = umask(027);
	(void)state;
	expect_save(KEPU_OK, path);
	assert_int_equal(mode_of(path), 0640);
	umask(mask);
	static const mode_t modes[] = { 0600, 0664, 0755, 0400 };
	for (size_t i = 0; i < 4; i++) {
		if (modes[i] == 0400 && geteuid() != 0)
			continue;
		chmod(path, modes[i]);
		expect_save(KEPU_OK, path);
		assert_int_equal(mode_of(path), modes[i]);
	}
	assert_int_equal(count_files(folder), 1);
}

static void test_owner(void **state)
{
	struct stat status;
	const char *path = in_folder("plan.xml");
	(void)state;
	if (geteuid() != 0)
		skip();
	put(path, OLD);
	assert_int_equal(chown(path, NOBODY, NOBODY), 0);
	chmod(path, 04751);
	expect_save(KEPU_OK, path);
	assert_int_equal(stat(path, &status), 0);
	assert_int_equal(status.st_uid, NOBODY);
	assert_int_equal(status.st_gid, NOBODY);
	assert_int_equal(status.st_mode & 07777, 04751);
}

/* Somebody who may write another's file keeps neither its owner nor what would run in its name. */
static void save_others(void)
{
	kepu_plan *plan = sample(1);
	CHILD(kepu_plan_save_file(plan, in_folder("plan.xml"), NULL, NULL) == KEPU_OK);
	kepu_plan_unref(plan);
}

static void test_owner_lost(void **state)
{
	const char *path = in_folder("plan.xml");
	(void)state;
	if (geteuid() != 0)
		skip();
	put(path, OLD);
	chmod(path, 06777);
	as_nobody(save_others);
	expect_plan(path);
	assert_int_equal(mode_of(path), 0777);
}

static void test_links(void **state)
{
	struct stat status;
	(void)state;
	assert_int_equal(mkdir(in_folder("other"), 0777), 0);
	put(in_folder("other/plan.xml"), OLD);
	assert_int_equal(symlink("other/plan.xml", in_folder("relative.xml")), 0);
	assert_int_equal(symlink(in_folder("relative.xml"), in_folder("absolute.xml")), 0);
	assert_int_equal(symlink("new.xml", in_folder("dangling.xml")), 0);
	assert_int_equal(symlink("loop.xml", in_folder("loop.xml")), 0);
	expect_save(KEPU_OK, in_folder("absolute.xml"));
	expect_plan(in_folder("other/plan.xml"));
	assert_int_equal(lstat(in_folder("absolute.xml"), &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	assert_int_equal(lstat(in_folder("relative.xml"), &status), 0);
	assert_true(S_ISLNK(status.st_mode));
	expect_save(KEPU_OK, in_folder("dangling.xml"));
	expect_plan(in_folder("new.xml"));
	expect_save(KEPU_ERROR_WRITE_FAILED, in_folder("loop.xml"));
	expect_load(KEPU_ERROR_READ_FAILED, in_folder("loop.xml"));
	assert_int_equal(count_files(folder), 6);
	assert_int_equal(count_files(in_folder("other")), 1);
}

static void test_working_folder(void **state)
{
	char before[4096];
	(void)state;
	assert_non_null(getcwd(before, sizeof before));
	assert_int_equal(chdir(folder), 0);
	expect_save(KEPU_OK, "plan.xml");
	expect_plan("plan.xml");
	assert_int_equal(chdir(before), 0);
	assert_int_equal(count_files(folder), 1);
}

static void test_names(void **state)
{
	unsigned char head[2];
	kepu_plan *plan = sample(1);
	kepu_save_options *options;
	(void)state;
	static const struct {
		int32_t format;
		const char *name;
		bool packed;
	} cases[] = { { KEPU_FORMAT_BY_NAME, "a.xml", false },
		          { KEPU_FORMAT_BY_NAME, "a.xml.gz", true },
		          { KEPU_FORMAT_XML, "b.xml.gz", false },
		          { KEPU_FORMAT_XML_GZ, "b.xml", true },
		          { KEPU_FORMAT_BY_NAME, ".gz", false } };
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const char *path = in_folder(cases[i].name);
		assert_int_equal(kepu_save_options_new(&options, NULL), KEPU_OK);
		assert_int_equal(kepu_save_options_set_format(options, cases[i].format, NULL), KEPU_OK);
		assert_int_equal(kepu_plan_save_file(plan, path, options, NULL), KEPU_OK);
		kepu_save_options_free(options);
		FILE *file = fopen(path, "rb");
		assert_int_equal(fread(head, 1, 2, file), 2);
		fclose(file);
		assert_int_equal(head[0] == 0x1f && head[1] == 0x8b, cases[i].packed || i == 4);
		expect_plan(path);
	}
	kepu_plan_unref(plan);
}

/* ---- pipes and devices ---- */

static void feed_pipe(const char *path, const char *bytes)
{
	pid_t child = fork();
	assert_true(child >= 0);
	if (!child) {
		int handle = open(path, O_WRONLY);
		_exit(handle < 0 || write(handle, bytes, strlen(bytes)) != (ssize_t)strlen(bytes));
	}
}

static void test_pipes(void **state)
{
	const char *path = in_folder("pipe");
	static kepu_plan *plan; /* where a child that exits still has them: they are no leaks of its own */
	static char *bytes;
	kepu_error *err = NULL;
	char room[4096] = { 0 };
	int ended;
	(void)state;
	plan = sample(1);
	assert_int_equal(mkfifo(path, 0600), 0);
	assert_int_equal(kepu_plan_save_bytes(plan, KEPU_FORMAT_XML, &bytes, NULL, NULL), KEPU_OK);
	feed_pipe(path, bytes);
	expect_plan(path);
	wait(&ended);

	/* what cannot be read twice still tells where the fault is */
	feed_pipe(path, "<plan xmlns=\"urn:kepu:plan:1\"\n version=\"0.1\" uid=\"u\">\n <nodes><unit/></nodes></plan>");
	kepu_plan *none;
	assert_int_equal(kepu_plan_load_file(path, NULL, &none, NULL, &err), KEPU_ERROR_UNEXPECTED_ELEMENT);
	assert_int_equal(kepu_error_line(err), 3);
	assert_int_equal(kepu_error_column(err), 9);
	kepu_error_free(err);
	wait(&ended);

	/* a pipe is written to, not replaced */
	pid_t child = fork();
	assert_true(child >= 0);
	if (!child)
		_exit(kepu_plan_save_file(plan, path, NULL, NULL) != KEPU_OK);
	int handle = open(path, O_RDONLY);
	size_t length = 0;
	for (ssize_t got; (got = read(handle, room + length, sizeof room - 1 - length)) > 0;)
		length += (size_t)got;
	close(handle);
	assert_string_equal(room, bytes);
	assert_int_equal(waitpid(child, &ended, 0), child);
	assert_int_equal(ended, 0);
	assert_int_equal(count_files(folder), 1);
	assert_int_equal(kepu_plan_save_file(plan, "/dev/null", NULL, NULL), KEPU_OK);
	assert_int_equal(kepu_plan_save_file(plan, "/dev/full", NULL, NULL), KEPU_ERROR_DISK_FULL);
	expect_load(KEPU_ERROR_EMPTY_FILE, "/dev/null");
	kepu_free(bytes);
	kepu_plan_unref(plan);
}

/* ---- bytes and limits ---- */

static void test_file_save(void **state)
{
	const char *path = in_folder("table.csv");
	kepu_error *err = NULL;
	char *digest;
	(void)state;
	assert_int_equal(kepu_file_save(path, "abc", 3, &err), KEPU_OK);
	expect_bytes(path, "abc");
	assert_int_equal(kepu_file_digest(path, &digest, &err), KEPU_OK);
	assert_string_equal(digest, "sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	kepu_free(digest);
	assert_int_equal(kepu_file_save(path, NULL, 0, &err), KEPU_OK);
	expect_bytes(path, "");
	assert_int_equal(kepu_file_save(NULL, "", 0, &err), KEPU_ERROR_ARGUMENT);
	kepu_error_free(err);
	assert_int_equal(kepu_file_save(path, NULL, 1, NULL), KEPU_ERROR_ARGUMENT);
}

static kepu_status load_limited(const char *xml, int32_t limit, int64_t value)
{
	kepu_load_options *options;
	kepu_plan *plan;
	kepu_error *err = NULL;
	assert_int_equal(kepu_load_options_new(&options, NULL), KEPU_OK);
	assert_int_equal(kepu_load_options_set_limit(options, limit, value, NULL), KEPU_OK);
	put(in_folder("limited.xml"), xml);
	kepu_status in_file = kepu_plan_load_file(in_folder("limited.xml"), options, &plan, NULL, &err);
	kepu_plan_unref(plan);
	assert_int_equal(kepu_error_code(err), in_file);
	kepu_error_free(err);
	kepu_status status = kepu_plan_load_bytes(xml, strlen(xml), NULL, options, &plan, NULL, NULL);
	kepu_plan_unref(plan);
	kepu_load_options_free(options);
	assert_int_equal(status, in_file);
	return status;
}

#define HEAD "<plan xmlns='urn:kepu:plan:1' version='0.1' uid='u'>"

static void test_limits(void **state)
{
	static const char nested[] = HEAD "<nodes><node id='a'><node id='b'><node id='c'/></node></node></nodes></plan>";
	static const char text[] = HEAD "<metadata><title>0123456789</title></metadata></plan>";
	static const char attribute[] = HEAD "<nodes><node id='a' ordinal='0123456789'/></nodes></plan>";
	static const char foreign[] =
		HEAD "<f:a xmlns:f='f'>01234<f:b/>56789</f:a><f:a xmlns:f='f'>0123456789</f:a></plan>";
	static const char quoted[] = HEAD "<source><p>0123456789</p></source><nodes><node id='a'><text at='0:0+9'/></node>"
									  "<node id='b'><text at='0:0+5 0:0+5'/></node></nodes></plan>";
	(void)state;
	assert_int_equal(load_limited(nested, KEPU_LIMIT_DEPTH, 5), KEPU_OK);
	assert_int_equal(load_limited(nested, KEPU_LIMIT_DEPTH, 4), KEPU_ERROR_LIMIT);
	assert_int_equal(load_limited(nested, KEPU_LIMIT_LEVELS, 3), KEPU_OK);
	assert_int_equal(load_limited(nested, KEPU_LIMIT_LEVELS, 2), KEPU_ERROR_LIMIT);
	assert_int_equal(load_limited(nested, KEPU_LIMIT_BYTES, (int64_t)sizeof nested - 1), KEPU_OK);
	assert_int_equal(load_limited(nested, KEPU_LIMIT_BYTES, (int64_t)sizeof nested - 2), KEPU_ERROR_LIMIT);
	assert_int_equal(load_limited(text, KEPU_LIMIT_TEXT, 10), KEPU_OK);
	assert_int_equal(load_limited(text, KEPU_LIMIT_TEXT, 9), KEPU_ERROR_LIMIT);
	assert_int_equal(load_limited(attribute, KEPU_LIMIT_TEXT, 10), KEPU_OK);
	assert_int_equal(load_limited(attribute, KEPU_LIMIT_TEXT, 9), KEPU_ERROR_LIMIT);
	assert_int_equal(load_limited(foreign, KEPU_LIMIT_TEXT, 10), KEPU_OK);
	assert_int_equal(load_limited(foreign, KEPU_LIMIT_TEXT, 9), KEPU_ERROR_LIMIT);
	assert_int_equal(load_limited(quoted, KEPU_LIMIT_TEXT, 11), KEPU_OK);
	/* texts that the source has count like what is unpacked */
	assert_int_equal(load_limited(quoted, KEPU_LIMIT_BYTES, (int64_t)sizeof quoted - 1 + 19), KEPU_OK);
	assert_int_equal(load_limited(quoted, KEPU_LIMIT_BYTES, (int64_t)sizeof quoted - 1 + 18), KEPU_ERROR_LIMIT);
}

static void test_options(void **state)
{
	kepu_load_options *load;
	kepu_save_options *save;
	kepu_plan *plan;
	char *bytes;
	size_t length = 1;
	(void)state;
	assert_int_equal(kepu_load_options_new(NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_save_options_new(NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_load_options_new(&load, NULL), KEPU_OK);
	assert_int_equal(kepu_save_options_new(&save, NULL), KEPU_OK);
	assert_int_equal(kepu_load_options_set_limit(NULL, KEPU_LIMIT_BYTES, 1, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_load_options_set_limit(load, 0, 1, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_load_options_set_limit(load, KEPU_LIMIT_RATIO, 0, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_load_options_set_limit(load, KEPU_LIMIT_RATIO, 5, NULL), KEPU_OK);
	assert_int_equal(kepu_load_options_set_limit(load, KEPU_LIMIT_DEPTH, 257, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_load_options_set_limit(load, KEPU_LIMIT_LEVELS, 65, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_save_options_set_format(NULL, 1, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_save_options_set_format(save, 5, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_save_options_set_expected(NULL, "", NULL), KEPU_ERROR_ARGUMENT);
	/* the wrong kind of handle */
	kepu_load_options *wrong_load = (kepu_load_options *)(void *)save;
	kepu_save_options *wrong_save = (kepu_save_options *)(void *)load;
	assert_int_equal(kepu_load_options_set_limit(wrong_load, KEPU_LIMIT_BYTES, 1, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_int_equal(kepu_save_options_set_format(wrong_save, 1, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_int_equal(kepu_plan_load_bytes("", 0, NULL, wrong_load, &plan, NULL, NULL), KEPU_ERROR_BAD_HANDLE);
	plan = sample(1);
	assert_int_equal(kepu_plan_save_file(plan, in_folder("x"), wrong_save, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_int_equal(kepu_plan_save_file(plan, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_plan_save_file(NULL, in_folder("x"), NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_plan_save_bytes((kepu_plan *)(void *)load, 1, &bytes, &length, NULL), KEPU_ERROR_BAD_HANDLE);
	assert_null(bytes);
	assert_int_equal(length, 0);
	assert_int_equal(kepu_plan_save_bytes(plan, KEPU_FORMAT_BY_NAME, &bytes, NULL, NULL), KEPU_ERROR_ARGUMENT);
	assert_int_equal(kepu_plan_save_bytes(plan, 1, NULL, NULL, NULL), KEPU_ERROR_ARGUMENT);
	kepu_load_options_free(wrong_load);
	kepu_save_options_free(wrong_save);
	kepu_load_options_free(load);
	kepu_save_options_free(save);
	kepu_load_options_free(NULL);
	kepu_save_options_free(NULL);
	kepu_plan_unref(plan);
}

#define FILE_TEST(name) cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

int main(int argc, char **argv)
{
	if (argc == 3 && strcmp(argv[1], "--save") == 0)
		return save_with_shim(argv[2]);
	own_path = argv[0];
	const struct CMUnitTest tests[] = {
		FILE_TEST(test_missing),         FILE_TEST(test_directory),
		FILE_TEST(test_long_name),       FILE_TEST(test_permission),
		FILE_TEST(test_unlisted_folder), FILE_TEST(test_disk_full),
		FILE_TEST(test_conflict),        FILE_TEST(test_mode),
		FILE_TEST(test_owner),           FILE_TEST(test_owner_lost),
		FILE_TEST(test_links),           FILE_TEST(test_working_folder),
		FILE_TEST(test_names),           FILE_TEST(test_pipes),
		FILE_TEST(test_file_save),       FILE_TEST(test_limits),
		FILE_TEST(test_options),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
