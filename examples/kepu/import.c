#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct request {
	const char *to, *out; /* out NULL: standard output */
	const char *onto;     /* a plan that was looked over; NULL: none */
	bool explain;
} request;

static void put_findings(const cli *c, text *out, const kepu_findings *findings)
{
	size_t count = kepu_findings_count(findings), widest = 0;
	put_heading(c, out, M_LOOK_AGAIN, count);
	for (int pass = 0; pass < 2; pass++) {
		for (size_t i = 0; i < count; i++) {
			text where = { 0 }, number = { 0 };
			if (kepu_findings_line(findings, i) > 0) {
				text_number(&number, (uint64_t)kepu_findings_line(findings, i));
				text_add(&number, "", 1);
				text_fill(&where, say(c, M_LINE_OF), number.failed ? NULL : number.bytes, NULL);
			}
			size_t width = text_width(where.bytes, where.length);
			widest = width > widest ? width : widest;
			flow at = flow_start(out, screen_width());
			if (pass) {
				flow_words(&at, where.bytes, where.length);
				flow_to(&at, widest ? widest + 2 : 0);
				flow_put(&at, severity_word(c, kepu_findings_severity(findings, i)));
				flow_put(&at, say(c, M_COLON));
				at.left = at.column;
				flow_put(&at, kepu_findings_message(findings, i, c->lang, NULL));
				flow_end(&at);
			}
			text_free(&where);
			text_free(&number);
		}
	}
	if (!count) {
		text_put(out, say(c, M_NOTHING_FOUND));
		text_put(out, "\n");
	}
}

static int print_table(const cli *c, const kepu_import *import, const char *path)
{
	const kepu_plan *plan = kepu_import_plan(import);
	kepu_matrix *matrix = NULL;
	kepu_error *err = NULL;
	if (kepu_matrix_new(kepu_import_plan(import), 0, &matrix, &err))
		return fail(c, err, "kepu");
	text out = { 0 };
	put_head(c, &out, plan);
	put_outline(c, &out, plan);
	put_heading(c, &out, M_MATRIX, kepu_matrix_entry_count(matrix));
	put_blocks(c, &out, matrix);
	put_summary(c, &out, matrix);
	put_indicators(c, &out, plan);
	put_phases(c, &out, plan);
	put_findings(c, &out, kepu_import_findings(import));
	kepu_matrix_free(matrix);
	return emit(c, &out, path);
}

static int save(const cli *c, const kepu_plan *plan, int32_t format, const char *path)
{
	kepu_error *err = NULL;
	kepu_save_options *options = NULL;
	bool failed = kepu_save_options_new(&options, &err) || kepu_save_options_set_format(options, format, &err) ||
	              kepu_plan_save_file(plan, path, options, &err);
	kepu_save_options_free(options);
	return failed ? fail(c, err, path) : STATUS_OK;
}

/* As a plan file, in the form that is asked for whatever the file's name. */
static int print_plan(const cli *c, const kepu_plan *plan, bool json, const char *path)
{
	kepu_error *err = NULL;
	char *bytes = NULL;
	size_t length = 0;
	if (path && ends_in(path, ".gz"))
		return save(c, plan, json ? KEPU_FORMAT_JSON_GZ : KEPU_FORMAT_XML_GZ, path);
	if (path)
		return save(c, plan, json ? KEPU_FORMAT_JSON : KEPU_FORMAT_XML, path);
	if (kepu_plan_save_bytes(plan, json ? KEPU_FORMAT_JSON : KEPU_FORMAT_XML, &bytes, &length, &err))
		return fail(c, err, "kepu");
	int status = emit_bytes(c, bytes, length, NULL);
	kepu_free(bytes);
	return status;
}

static int print_facts(const cli *c, const kepu_plan *plan, const char *path)
{
	kepu_error *err = NULL;
	char *bytes = NULL;
	size_t length = 0;
	if (kepu_plan_to_facts(plan, &bytes, &length, &err))
		return fail(c, err, "kepu");
	int status = emit_bytes(c, bytes, length, path);
	kepu_free(bytes);
	return status;
}

/* The same as put_explained(), with the text itself. */
static int print_page(const cli *c, const kepu_import *import, const char *path)
{
	kepu_error *err = NULL;
	char *bytes = NULL;
	size_t length = 0;
	if (kepu_plan_to_html(kepu_import_plan(import), kepu_import_findings(import), c->lang, &bytes, &length, &err))
		return fail(c, err, "kepu");
	int status = emit_bytes(c, bytes, length, path);
	kepu_free(bytes);
	return status;
}

static int print_as(const cli *c, const kepu_plan *plan, const request *r, const char *path)
{
	return strcmp(r->to, "facts") ? print_plan(c, plan, !strcmp(r->to, "json"), path) : print_facts(c, plan, path);
}

/* What no longer fits is told like the findings of the notice. */
static int print_onto(const cli *c, const kepu_plan *reading, const char *file, const request *r, const char *path)
{
	kepu_plan *reviewed = load(c, r->onto), *next = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	int status = STATUS_FAILED;
	if (reviewed && kepu_plan_onto(reading, reviewed, &next, &findings, &err)) {
		fail(c, err, file);
	} else if (reviewed) {
		print_findings(c, findings, file, KEPU_SEVERITY_NOTE);
		status = print_as(c, next, r, path);
	}
	kepu_findings_free(findings);
	kepu_plan_unref(next);
	kepu_plan_unref(reviewed);
	return status;
}

/* Findings are part of a table that goes to standard output; only errors among them are told apart from it too. */
static int import_one(const cli *c, const char *file, const request *r, const char *path)
{
	kepu_import *import = NULL;
	kepu_error *err = NULL;
	if (kepu_import_file(file, NULL, &import, &err))
		return fail(c, err, file);
	const kepu_plan *plan = kepu_import_plan(import);
	bool is_table = !r->explain && !strcmp(r->to, "table"), is_page = r->explain && !strcmp(r->to, "html");
	int status, found = print_findings(c, kepu_import_findings(import), file,
	                                   is_table && !path ? KEPU_SEVERITY_ERROR : KEPU_SEVERITY_NOTE);
	if (is_page) {
		status = print_page(c, import, path);
	} else if (r->explain) {
		text out = { 0 };
		put_explained(c, &out, plan);
		status = emit(c, &out, path);
	} else if (is_table) {
		status = print_table(c, import, path);
	} else {
		status = r->onto ? print_onto(c, plan, file, r, path) : print_as(c, plan, r, path);
	}
	kepu_import_free(import);
	return status ? status : found;
}

static bool is_folder(const char *path)
{
	struct stat about;
	return !stat(path, &about) && S_ISDIR(about.st_mode);
}

/* FOLDER/STEM.ENDING */
static char *path_in(const char *folder, const char *file, const request *r)
{
	const char *name = strrchr(file, '/') ? strrchr(file, '/') + 1 : file;
	const char *dot = strrchr(name, '.');
	const char *ending = ".kepu.xml";
	if (r->explain)
		ending = strcmp(r->to, "html") ? ".explain.txt" : ".explain.html";
	else if (!strcmp(r->to, "json"))
		ending = ".kepu.json";
	else if (strcmp(r->to, "xml"))
		ending = strcmp(r->to, "facts") ? ".txt" : ".facts.json";
	text path = { 0 };
	text_put(&path, folder);
	if (!path.length || path.bytes[path.length - 1] != '/')
		text_put(&path, "/");
	text_add(&path, name, dot && dot > name ? (size_t)(dot - name) : strlen(name));
	text_put(&path, ending);
	text_add(&path, "", 1);
	if (path.failed)
		text_free(&path);
	return path.bytes;
}

static int import_each(const cli *c, int count, char **files, char **paths, const request *r)
{
	int worst = STATUS_OK;
	for (int i = 0; i < count; i++) {
		paths[i] = path_in(r->out, files[i], r);
		if (!paths[i])
			return fail(c, NULL, "kepu");
		for (int k = 0; k < i; k++)
			if (!strcmp(paths[k], paths[i]))
				return usage_error(c, M_SAME_NAME, files[k], files[i]);
	}
	for (int i = 0; i < count; i++) {
		int status = import_one(c, files[i], r, paths[i]);
		worst = status > worst ? status : worst;
	}
	return worst;
}

static int import_into(const cli *c, int count, char **files, const request *r)
{
	char **paths = calloc((size_t)count, sizeof *paths);
	if (!paths)
		return fail(c, NULL, "kepu");
	int status = import_each(c, count, files, paths, r);
	for (int i = 0; i < count; i++)
		free(paths[i]);
	free(paths);
	return status;
}

int run_import(const cli *c, int argc, char **argv)
{
	static const char *const forms[] = { "xml", "json", "facts", "table", NULL };
	static const char *const explained[] = { "table", "html", NULL };
	request r = { .to = NULL };
	const option options[] = {
		{ "-o", &r.out, NULL }, { "--to", &r.to, NULL }, { "--onto", &r.onto, NULL }, { "--explain", NULL, &r.explain }
	};
	int status = STATUS_OK;
	if (!parse(c, options, sizeof options / sizeof *options, &argc, argv, &status))
		return status;
	if (!r.to && r.explain)
		r.to = r.out && ends_in(r.out, ".html") ? "html" : "table";
	if (!r.to)
		r.to = r.out && (ends_in(r.out, ".json") || ends_in(r.out, ".json.gz")) ? "json" : "xml";
	if (r.explain && is_one_of_words(r.to, forms) && strcmp(r.to, "table"))
		return usage_error(c, M_NOT_TOGETHER, "--explain", r.to);
	if (!is_one_of_words(r.to, r.explain ? explained : forms))
		return usage_error(c, M_BAD_VALUE, "--to", r.to);
	if (r.onto && (r.explain || !strcmp(r.to, "table")))
		return usage_error(c, M_NOT_TOGETHER, "--onto", r.explain ? "--explain" : "--to table");
	if (!argc)
		return usage_error(c, M_TOO_FEW, "FILE", NULL);
	if (r.onto && argc > 1)
		return usage_error(c, M_TOO_MANY, argv[1], NULL);
	if (argc > 1 && !r.out)
		return usage_error(c, M_NEEDS_FOLDER, NULL, NULL);
	if (r.out && is_folder(r.out))
		return import_into(c, argc, argv, &r);
	return argc > 1 ? usage_error(c, M_NOT_FOLDER, r.out, NULL) : import_one(c, argv[0], &r, r.out);
}
