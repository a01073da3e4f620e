/* One measurement a process, so that the peak of memory is its own: bench_files WHAT FILE prints seconds, bytes, peak KiB.
 *
 *   sax   libxml2's SAX2 parser with handlers that do nothing, over the file
 *   load  kepu_plan_load_file
 *   save  kepu_plan_save_file of the plan loaded from the file, to FILE.saved
 *   copy  memcpy of the file's bytes and fwrite of the copy, to FILE.saved
 *   import  kepu_import_bytes of each notice in the file; a form feed stands between them */
#include <kepu/kepu.h>

#include <libxml/parser.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void stop(const char *what)
{
	fprintf(stderr, "bench_files: %s\n", what);
	exit(1);
}

static void start_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int attribute_count, int defaulted_count,
                          const xmlChar **attributes)
{
	(void)user, (void)name, (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)attribute_count;
	(void)defaulted_count, (void)attributes;
}

static void end_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	(void)user, (void)name, (void)prefix, (void)uri;
}

static void characters(void *user, const xmlChar *text, int length)
{
	(void)user, (void)text, (void)length;
}

static void sax(const char *path)
{
	xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
		                      .startElementNs = start_element,
		                      .endElementNs = end_element,
		                      .characters = characters,
		                      .ignorableWhitespace = characters };
	if (xmlSAXUserParseFile(&handler, NULL, path))
		stop("libxml2 does not take the file");
}

static kepu_plan *load(const char *path)
{
	kepu_plan *plan = NULL;
	kepu_error *error = NULL;
	if (kepu_plan_load_file(path, NULL, &plan, NULL, &error))
		stop(kepu_error_message(error, KEPU_LANG_EN, NULL));
	return plan;
}

static char *read_whole(const char *path, size_t *length)
{
	FILE *file = fopen(path, "rb");
	if (!file || fseek(file, 0, SEEK_END))
		stop(path);
	*length = (size_t)ftell(file);
	rewind(file);
	char *bytes = malloc(*length);
	if (!bytes || fread(bytes, 1, *length, file) != *length)
		stop(path);
	fclose(file);
	return bytes;
}

static void copy(const char *bytes, size_t length, const char *target)
{
	char *copied = malloc(length);
	FILE *file = fopen(target, "wb");
	if (!copied || !file)
		stop(target);
	memcpy(copied, bytes, length);
	if (fwrite(copied, 1, length, file) != length || fclose(file))
		stop(target);
	free(copied);
}

static void import(const char *bytes, size_t length)
{
	for (const char *end = bytes + length, *next; bytes < end; bytes = next + 1) {
		next = memchr(bytes, '\f', (size_t)(end - bytes));
		next = next ? next : end;
		kepu_import *read = NULL;
		if (kepu_import_bytes(bytes, (size_t)(next - bytes), NULL, NULL, &read, NULL))
			stop("a notice is not read");
		kepu_import_free(read);
	}
}

int main(int count, char **arguments)
{
	if (count != 3)
		stop("two arguments: sax, load, save, copy or import, and a file");
	const char *what = arguments[1], *path = arguments[2];
	char target[4096];
	snprintf(target, sizeof target, "%s.saved", path);
	size_t length = 0;
	char *bytes = !strcmp(what, "copy") || !strcmp(what, "import") ? read_whole(path, &length) : NULL;
	kepu_plan *plan = !strcmp(what, "save") ? load(path) : NULL;

	double start = now();
	if (!strcmp(what, "import"))
		import(bytes, length);
	else if (bytes)
		copy(bytes, length, target);
	else if (plan && kepu_plan_save_file(plan, target, NULL, NULL))
		stop(target);
	else if (!strcmp(what, "sax"))
		sax(path);
	else if (!strcmp(what, "load"))
		plan = load(path);
	double seconds = now() - start;

	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	printf("%.6f %ld\n", seconds, usage.ru_maxrss);
	free(bytes);
	kepu_plan_unref(plan);
	return 0;
}
