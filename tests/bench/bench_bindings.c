/* What bindings are measured by: the same calls from C. Prints the seconds of processor time that they took together.
 *
 *   bench_bindings json COUNT PLAN...       kepu_plan_to_json of each plan, so many times
 *   bench_bindings import COUNT NOTICE...   kepu_import_bytes, so many in all */
#include <kepu/kepu.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void stop(const char *what)
{
	fprintf(stderr, "bench_bindings: %s\n", what);
	exit(1);
}

static double json(const char *path, int count)
{
	kepu_plan *plan = NULL;
	if (kepu_plan_load_file(path, NULL, &plan, NULL, NULL))
		stop(path);
	double begin = now();
	for (int i = 0; i < count; i++) {
		char *bytes = NULL;
		size_t length = 0;
		if (kepu_plan_to_json(plan, &bytes, &length, NULL))
			stop("kepu_plan_to_json");
		kepu_free(bytes);
	}
	double took = now() - begin;
	kepu_plan_unref(plan);
	return took;
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

static double import(const char *path, int count)
{
	size_t length = 0;
	char *notice = read_whole(path, &length);
	double begin = now();
	for (int i = 0; i < count; i++) {
		kepu_import *made = NULL;
		if (kepu_import_bytes(notice, length, NULL, NULL, &made, NULL))
			stop("kepu_import_bytes");
		kepu_import_free(made);
	}
	double took = now() - begin;
	free(notice);
	return took;
}

int main(int argc, char **argv)
{
	if (argc < 4)
		stop("usage: bench_bindings json|import COUNT FILE...");
	double took = 0;
	int count = atoi(argv[2]), files = argc - 3;
	for (int i = 3; i < argc; i++)
		took += strcmp(argv[1], "json") == 0 ? json(argv[i], count) : import(argv[i], count / files);
	printf("%.9f\n", took);
	return 0;
}
