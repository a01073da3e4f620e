/* Units scored by a scheme, a process each so that the peak of memory is its own: prints seconds and peak KiB. Units and
 * figures are taken before the clock starts.
 *
 *   bench_score score UNITS CRITERIA            points, ranks, grades and awards of all units
 *   bench_score read UNITS CRITERIA             that, and all of it as JSON
 *   bench_score all UNITS CRITERIA COUNT        that, and so many units explained, from the first to the last
 *   bench_score explain UNITS CRITERIA COUNT    the explanations alone */
#include <kepu/kepu.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#define Z KEPU_NUL_TERMINATED
#define GROUPS 10
#define MODULE 10 /* criteria in one */

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec * 1e-9;
}

static void stop(const char *what)
{
	fprintf(stderr, "bench_score: %s\n", what);
	exit(1);
}

static void check(kepu_status status, const kepu_error *error)
{
	if (status)
		stop(kepu_error_message(error, KEPU_LANG_EN, NULL));
}

/* The same numbers each time. */
static unsigned random_below(unsigned end)
{
	static unsigned long long at = 88172645463325252u;
	at ^= at << 13;
	at ^= at >> 7;
	at ^= at << 17;
	return (unsigned)((at >> 16) % end);
}

/* ---- the scheme ---- */

/* An element's attributes are NAME VALUE pairs, up to a NULL. */
static size_t add(kepu_scheme_builder *b, size_t parent, const char *kind, const char *const *attributes)
{
	kepu_error *error = NULL;
	size_t element;
	check(kepu_scheme_builder_add(b, parent, kind, Z, &element, &error), error);
	for (; *attributes; attributes += 2)
		check(kepu_scheme_builder_set(b, element, attributes[0], Z, attributes[1], Z, &error), error);
	return element;
}

#define ADD(parent, kind, ...) add(b, parent, kind, (const char *const[]){ __VA_ARGS__, NULL })

/* One rule of each kind that counties have, in turn; a measure of two has its second item in every row. */
static void add_rule(kepu_scheme_builder *b, size_t criterion, long number)
{
	size_t rule;
	switch (number % 12) {
	case 0: ADD(criterion, "ratio", "target", "group-mean"); break;
	case 1: ADD(criterion, "reach", "target", "50", "compare", "over"); break;
	case 2:
		rule = ADD(criterion, "steps", "measure", "per", "item", "value", "per", "10000");
		ADD(rule, "step", "from", "5", "share", "100%");
		ADD(rule, "step", "from", "1", "to", "5", "share", "60%");
		ADD(rule, "step", "to", "1", "includes", "neither", "points", "0");
		break;
	case 3: ADD(criterion, "rank", "better", "larger", "less", "0.001"); break;
	case 4: ADD(criterion, "coefficient", "bad", "10", "good", "90"); break;
	case 5: ADD(criterion, "goalposts", "transform", "ln", "low", "1", "high", "1000"); break;
	case 6: ADD(criterion, "distance", "target", "1000"); break;
	case 7: ADD(criterion, "rank", "measure", "growth", "item", "value", "last", "last", "less", "0.002"); break;
	case 8: ADD(criterion, "deduct", "each", "0.01"); break;
	case 9: ADD(criterion, "beyond", "limit", "300", "each", "0.5", "per", "7", "begun", "begun"); break;
	case 10: ADD(criterion, "ratio", "target", "300", "better", "smaller"); break;
	default:
		rule = ADD(criterion, "sum", "most", "4");
		ADD(rule, "count", "each", "0.01", "most", "3", "points", "3");
		ADD(rule, "reach", "target", "500", "points", "1");
		break;
	}
}

static kepu_scheme *make_scheme(long criteria)
{
	kepu_scheme_builder *b = NULL;
	kepu_scheme *scheme = NULL;
	kepu_error *error = NULL;
	char id[24];
	check(kepu_scheme_builder_new(&b, &error), error);
	size_t root = ADD((size_t)-1, "scheme", "decimals", "4", "missing", "zero", "not-reported", "zero",
	                  "not-applicable", "reweigh"),
		   module = root;
	for (long i = 0; i < GROUPS; i++) {
		snprintf(id, sizeof id, "g%ld", i);
		ADD(root, "group", "id", id);
	}
	for (long i = 0; i < criteria; i++) {
		if (i % MODULE == 0) {
			snprintf(id, sizeof id, "m%ld", i / MODULE);
			module = ADD(root, "module", "id", id);
		}
		snprintf(id, sizeof id, "c%ld", i);
		if (i % 4 == 3)
			add_rule(b, ADD(module, "criterion", "id", id, "points", "5", "not-reported", "mean"), i);
		else
			add_rule(b, ADD(module, "criterion", "id", id, "points", "5"), i);
	}
	snprintf(id, sizeof id, "%ld", criteria * 5 / 2);
	ADD(root, "grade", "id", "best", "quota", "10%");
	ADD(root, "grade", "id", "first", "from", id);
	ADD(root, "grade", "id", "second");
	ADD(root, "award", "id", "prize", "quota", "3", "grades", "first");
	ADD(root, "tie-breaker", "of", "c0");
	check(kepu_scheme_builder_finish(b, &scheme, &error), error);
	kepu_scheme_builder_free(b);
	return scheme;
}

/* ---- units and figures ---- */

static void set(kepu_inputs *inputs, const char *column, const char *value)
{
	kepu_error *error = NULL;
	check(kepu_inputs_set(inputs, column, Z, value, Z, &error), error);
}

static void add_figure(kepu_inputs *inputs, const char *unit, const char *criterion, const char *item, unsigned value)
{
	static const char *const states[] = { "缺", "不适用", "未报" };
	kepu_findings *findings = NULL;
	kepu_error *error = NULL;
	char text[16];
	snprintf(text, sizeof text, "%u.%u", value / 10, value % 10);
	set(inputs, "unit", unit);
	set(inputs, "criterion", criterion);
	set(inputs, "item", item);
	set(inputs, "value", random_below(100) < 97 ? text : states[random_below(3)]);
	check(kepu_inputs_add(inputs, &findings, &error), error);
	if (kepu_findings_count(findings))
		stop(kepu_findings_message(findings, 0, KEPU_LANG_EN, NULL));
	kepu_findings_free(findings);
}

static kepu_inputs *make_inputs(kepu_scheme *scheme, long units, long criteria)
{
	kepu_inputs *inputs = NULL;
	kepu_error *error = NULL;
	char unit[24], other[24];
	check(kepu_inputs_new(scheme, &inputs, &error), error);
	for (long u = 0; u < units; u++) {
		snprintf(unit, sizeof unit, "u%06ld", u * 7919 % 1000003);
		snprintf(other, sizeof other, "g%u", random_below(GROUPS));
		check(kepu_inputs_add_unit(inputs, unit, Z, NULL, 0, NULL, 0, other, Z, &error), error);
		if (criteria > 2)
			add_figure(inputs, unit, "", "population", 10000 + random_below(10000000));
		for (long c = 0; c < criteria; c++) {
			snprintf(other, sizeof other, "c%ld", c);
			add_figure(inputs, unit, other, "value", 1 + random_below(10000));
			if (c % 12 == 7)
				add_figure(inputs, unit, other, "last", 1 + random_below(10000));
		}
	}
	return inputs;
}

/* ---- what is measured ---- */

static void explain(const kepu_score *score, size_t count)
{
	kepu_error *error = NULL;
	size_t units = kepu_score_count(score);
	for (size_t i = 0; i < count; i++) {
		kepu_explanation *explanation = NULL;
		check(kepu_explanation_new(score, i * units / count, &explanation, &error), error);
		if (!kepu_explanation_count(explanation))
			stop("an explanation has no lines");
		kepu_explanation_free(explanation);
	}
}

static void read_all(const kepu_score *score)
{
	kepu_error *error = NULL;
	char *bytes = NULL;
	size_t length = 0;
	check(kepu_score_to_json(score, &bytes, &length, &error), error);
	kepu_free(bytes);
}

int main(int count, char **arguments)
{
	if (count != 4 && count != 5)
		stop("score UNITS CRITERIA, read UNITS CRITERIA, all UNITS CRITERIA COUNT, or explain UNITS CRITERIA COUNT");
	kepu_error *error = NULL;
	kepu_score *score = NULL;
	long units = atol(arguments[2]), criteria = atol(arguments[3]);
	kepu_scheme *scheme = make_scheme(criteria);
	kepu_inputs *inputs = make_inputs(scheme, units, criteria);
	double start = now();
	check(kepu_score_new(inputs, NULL, 0, &score, NULL, &error), error);
	if (kepu_score_rank(score, 0, NULL, NULL))
		stop("nobody has a rank");
	if (!strcmp(arguments[1], "explain"))
		start = now();
	if (!strcmp(arguments[1], "read"))
		read_all(score);
	else if (count == 5)
		explain(score, (size_t)atol(arguments[4]));
	double seconds = now() - start;
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	printf("%.6f %ld\n", seconds, usage.ru_maxrss);
	kepu_score_free(score);
	kepu_inputs_free(inputs);
	kepu_scheme_free(scheme);
	return 0;
}
