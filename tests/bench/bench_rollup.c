/* Many plan files in one pass, a process each so that the peak of memory is its own: prints seconds and peak KiB.
 *
 *   bench_rollup sax FOLDER COUNT              libxml2's SAX2 parser with handlers that do nothing, over 0.xml, 1.xml, …
 *   bench_rollup add FOLDER COUNT TIMES        all of them into a roll-up over FOLDER/regions.csv, the whole TIMES times
 *                                              (what is there already is refused), and the totals of all it has */
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
	fprintf(stderr, "bench_rollup: %s\n", what);
	exit(1);
}

static void check(kepu_status status, const kepu_error *error)
{
	if (status)
		stop(kepu_error_message(error, KEPU_LANG_EN, NULL));
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

static const char *path_of(const char *folder, long number)
{
	static char path[4096];
	snprintf(path, sizeof path, "%s/%ld.xml", folder, number);
	return path;
}

static void sax(const char *folder, long count)
{
	xmlSAXHandler handler = { .initialized = XML_SAX2_MAGIC,
		                      .startElementNs = start_element,
		                      .endElementNs = end_element,
		                      .characters = characters,
		                      .ignorableWhitespace = characters };
	for (long i = 0; i < count; i++)
		if (xmlSAXUserParseFile(&handler, NULL, path_of(folder, i)))
			stop("libxml2 does not take a file");
}

static kepu_rollup *begin(const char *folder)
{
	kepu_regions *regions = NULL;
	kepu_rollup *rollup = NULL;
	kepu_error *error = NULL;
	char path[4096];
	snprintf(path, sizeof path, "%s/regions.csv", folder);
	check(kepu_regions_from_csv_file(path, &regions, NULL, &error), error);
	check(kepu_rollup_new(regions, 0, &rollup, &error), error);
	kepu_regions_free(regions);
	return rollup;
}

/* Every total there is; the root has to have a figure that all files are in. */
static void total(const kepu_rollup *rollup, long count)
{
	size_t totals_made = 0;
	for (size_t i = 0; i < kepu_rollup_indicator_count(rollup); i++) {
		for (size_t period = 0; period < kepu_rollup_period_count(rollup, i); period++, totals_made++) {
			kepu_totals *totals = NULL;
			kepu_error *error = NULL;
			check(kepu_rollup_total(rollup, i, period, &totals, &error), error);
			if (kepu_totals_covered(totals, 0) != (size_t)count)
				stop("a figure lacks files");
			kepu_totals_free(totals);
		}
	}
	if (!totals_made)
		stop("the files have no figures");
}

static void roll_up(const char *folder, long count, long times)
{
	kepu_rollup *rollup = begin(folder);
	kepu_error *error = NULL;
	for (long turn = 0; turn < times; turn++)
		for (long i = 0; i < count; i++)
			check(kepu_rollup_add_file(rollup, path_of(folder, i), NULL, NULL, &error), error);
	total(rollup, count);
	kepu_rollup_free(rollup);
}

int main(int count, char **arguments)
{
	if (count != 4 && count != 5)
		stop("sax FOLDER COUNT, or add FOLDER COUNT TIMES");
	long files = atol(arguments[3]);
	double start = now();
	if (!strcmp(arguments[1], "sax"))
		sax(arguments[2], files);
	else if (count == 5)
		roll_up(arguments[2], files, atol(arguments[4]));
	double seconds = now() - start;
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	printf("%.6f %ld\n", seconds, usage.ru_maxrss);
	return 0;
}
