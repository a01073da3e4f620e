/* Looking a plan over: what is doubtful, and one thing that somebody does about it. */
#include "cli.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#define WHEN 24
#define AROUND 16 /* characters before and behind the words in the list */

typedef struct request {
	const char *by, *when, *out, *to;
	bool list, confirm, set, remove, add, undo, bom;
} request;

/* ---- the list ---- */

static size_t back(const char *bytes, size_t at, size_t count)
{
	while (at && count--)
		do
			at--;
		while (at && ((unsigned char)bytes[at] & 0xc0) == 0x80);
	return at;
}

static size_t forth(const char *bytes, size_t length, size_t at, size_t count)
{
	uint32_t c = 0;
	while (count-- && at < length)
		at = next_char(bytes, length, at, &c);
	return at;
}

/* The words that a finding is about, with what stands around them in their paragraph: …牵头单位：【县科协】；责任… */
static void put_context(flow *at, const kepu_plan *plan, const kepu_findings *findings, size_t index)
{
	size_t paragraph = 0, offset = 0, count = 0, length = 0;
	if (kepu_findings_span(findings, index, &paragraph, &offset, &count))
		return;
	const char *bytes = kepu_plan_paragraph(plan, paragraph, &length);
	if (!bytes)
		return;
	size_t start = forth(bytes, length, 0, offset), end = forth(bytes, length, start, count);
	size_t first = back(bytes, start, AROUND), last = forth(bytes, length, end, AROUND);
	flow_put(at, first ? "…" : "");
	flow_words(at, bytes + first, start - first);
	flow_put(at, "【");
	flow_words(at, bytes + start, end - start);
	flow_put(at, "】");
	flow_words(at, bytes + end, last - end);
	flow_put(at, last < length ? "…" : "");
}

static size_t widest_subject(const kepu_findings *findings)
{
	size_t widest = 0;
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		size_t length = 0;
		const char *subject = kepu_findings_subject(findings, i, &length);
		size_t width = subject ? text_width(subject, length) : 0;
		widest = width > widest ? width : widest;
	}
	return widest < 20 ? widest : 20;
}

static int print_table(const cli *c, const kepu_plan *plan, const kepu_findings *findings, const char *path)
{
	size_t count = kepu_findings_count(findings), left = widest_subject(findings) + 2;
	text out = { 0 };
	put_heading(c, &out, M_TO_LOOK_AT, count);
	for (size_t i = 0; i < count; i++) {
		flow at = flow_start(&out, screen_width());
		flow_put(&at, kepu_findings_subject(findings, i, NULL));
		flow_to(&at, left);
		if (kepu_findings_line(findings, i) > 0) {
			text where = { 0 }, number = { 0 };
			text_number(&number, (uint64_t)kepu_findings_line(findings, i));
			text_add(&number, "", 1);
			text_fill(&where, say(c, M_LINE_OF), number.failed ? NULL : number.bytes, NULL);
			flow_words(&at, where.bytes, where.length);
			flow_put(&at, say(c, M_COMMA));
			text_free(&where);
			text_free(&number);
		}
		flow_put(&at, severity_word(c, kepu_findings_severity(findings, i)));
		flow_put(&at, say(c, M_COLON));
		flow_put(&at, kepu_findings_message(findings, i, c->lang, NULL));
		flow_end(&at);
		if (!kepu_findings_span(findings, i, NULL, NULL, NULL)) {
			at = flow_start(&out, screen_width());
			flow_to(&at, left);
			put_context(&at, plan, findings, i);
			flow_end(&at);
		}
	}
	if (!count) {
		text_put(&out, say(c, M_ALL_LOOKED_AT));
		text_put(&out, "\n");
	}
	return emit(c, &out, path);
}

static int print_doubts(const cli *c, const kepu_plan *plan, const request *r)
{
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	char *bytes = NULL;
	size_t length = 0;
	int status;
	if (kepu_plan_doubts(plan, &findings, &err))
		return fail(c, err, "kepu");
	if (!strcmp(r->to, "table"))
		status = print_table(c, plan, findings, r->out);
	else if (!strcmp(r->to, "csv") ? kepu_findings_to_csv(findings, plan, c->lang, r->bom, &bytes, &length, &err)
	                               : kepu_findings_to_json(findings, plan, c->lang, &bytes, &length, &err))
		status = fail(c, err, "kepu");
	else
		status = emit_bytes(c, bytes, length, r->out);
	kepu_free(bytes);
	kepu_findings_free(findings);
	return status;
}

/* ---- one thing that is done ---- */

/* A name is that of a part, or else of a metadata field. */
static kepu_status confirm(kepu_builder *b, const char *name, kepu_error **err)
{
	kepu_status status = kepu_builder_confirm(b, name, KEPU_NUL_TERMINATED, NULL, 0, NULL);
	if (status == KEPU_OK)
		return status;
	if (status == KEPU_ERROR_UNKNOWN_ID && !kepu_builder_confirm(b, NULL, 0, name, KEPU_NUL_TERMINATED, NULL))
		return KEPU_OK;
	return kepu_builder_confirm(b, name, KEPU_NUL_TERMINATED, NULL, 0, err);
}

static kepu_status remove_part(kepu_builder *b, const char *name, kepu_error **err)
{
	kepu_status status = kepu_builder_remove(b, name, KEPU_NUL_TERMINATED, 0, NULL);
	if (status == KEPU_OK)
		return status;
	if (status == KEPU_ERROR_UNKNOWN_ID && !kepu_builder_set_fact(b, NULL, 0, name, KEPU_NUL_TERMINATED, NULL, 0, NULL))
		return KEPU_OK;
	return kepu_builder_remove(b, name, KEPU_NUL_TERMINATED, 0, err);
}

static kepu_status each(kepu_builder *b, int count, char **names,
                        kepu_status (*what)(kepu_builder *, const char *, kepu_error **), kepu_error **err)
{
	kepu_status status = KEPU_OK;
	for (int i = 0; i < count && !status; i++)
		status = what(b, names[i], err);
	return status;
}

static kepu_status undo(kepu_builder *b, const char *name, kepu_error **err)
{
	bool whole = !strcmp(name, "plan");
	return kepu_builder_undo(b, whole ? NULL : name, KEPU_NUL_TERMINATED, err);
}

/* The value of NAME=VALUE; NULL: there is none. */
static const char *value_of(int count, char **words, const char *name)
{
	size_t length = strlen(name);
	for (int i = 0; i < count; i++)
		if (!strncmp(words[i], name, length) && words[i][length] == '=' && words[i][length + 1])
			return words[i] + length + 1;
	return NULL;
}

/* A node by its path, else by its id. *out_several: the path has several. */
static const char *node_named(const kepu_plan *plan, const char *name, bool *out_several)
{
	const kepu_node *node = NULL;
	size_t count = name ? kepu_plan_nodes_by_path(plan, name, KEPU_NUL_TERMINATED, &node, 1) : 0;
	*out_several = count > 1;
	return count == 1 ? kepu_node_id(node, NULL) : name;
}

#define Z KEPU_NUL_TERMINATED

/* Adds the part with what it cannot be without; *out_id is NULL for a part that is none. */
static kepu_status add_part(kepu_builder *b, const kepu_plan *plan, const char *part, const char *node, int count,
                            char **words, const char **out_id, kepu_error **err)
{
	const char *title = value_of(count, words, "title"), *label = value_of(count, words, "label"), *unit = NULL;
	*out_id = NULL;
	if (!strcmp(part, "node"))
		return kepu_builder_add_node(b, node, Z, KEPU_KIND_TASK, label, Z, title, Z, out_id, err);
	if (!strcmp(part, "unit"))
		return kepu_builder_add_unit(b, value_of(count, words, "unit"), Z, 0, out_id, err);
	if (!strcmp(part, "phase"))
		return kepu_builder_add_phase(b, label, Z, NULL, 0, NULL, 0, NULL, 0, out_id, err);
	if (!strcmp(part, "indicator")) {
		const char *name = value_of(count, words, "name"), *year = value_of(count, words, "year");
		kepu_status status =
			kepu_builder_add_indicator(b, node, Z, name, Z, NULL, 0, KEPU_COMPARISON_AT_LEAST, out_id, err);
		return status ? status
		              : kepu_builder_add_value(b, *out_id, Z, KEPU_VALUE_TARGET, year, Z, NULL, 0, NULL, 0, err);
	}
	if (strcmp(part, "assignment"))
		return KEPU_OK;
	const char *named = value_of(count, words, "unit");
	const kepu_unit *known = NULL;
	if (named && kepu_plan_units_by_name(plan, named, Z, &known, 1))
		unit = kepu_unit_id(known, NULL);
	kepu_status status = known ? KEPU_OK : kepu_builder_add_unit(b, named, Z, 0, &unit, err);
	return status ? status : kepu_builder_add_assignment(b, node, Z, unit, Z, KEPU_ROLE_RESPONSIBLE, out_id, err);
}

static bool given_before(const char *part, const char *word)
{
	static const char *const names[] = { "node=", "parent=", "title=", "label=", "year=", NULL };
	if (!strncmp(word, "unit=", 5))
		return strcmp(part, "indicator") != 0;
	for (size_t i = 0; names[i]; i++)
		if (!strncmp(word, names[i], strlen(names[i])))
			return true;
	return false;
}

static int add(const cli *c, kepu_builder *b, const kepu_plan *plan, int count, char **words)
{
	kepu_error *err = NULL;
	const char *part = count ? words[0] : NULL, *id = NULL;
	bool several = false;
	if (!part)
		return usage_error(c, M_TOO_FEW, "PART", NULL);
	count--;
	words++;
	for (int i = 0; i < count; i++)
		if (!strchr(words[i], '='))
			return usage_error(c, M_NO_EQUALS, words[i], NULL);
	const char *where = value_of(count, words, !strcmp(part, "node") ? "parent" : "node");
	const char *node = node_named(plan, where, &several);
	if (several)
		return usage_error(c, M_SEVERAL_NODES, where, NULL);
	kepu_status status = add_part(b, plan, part, node, count, words, &id, &err);
	if (!status && !id)
		return usage_error(c, M_BAD_VALUE, "--add", part);
	for (int i = 0; i < count && !status; i++) {
		const char *equals = strchr(words[i], '=');
		if (!given_before(part, words[i]))
			status = kepu_builder_set_fact(b, id, Z, words[i], (size_t)(equals - words[i]),
			                               equals[1] ? equals + 1 : NULL, Z, &err);
	}
	return status ? fail(c, err, "kepu") : STATUS_OK;
}

static int set(const cli *c, kepu_builder *b, const kepu_plan *plan, int count, char **words)
{
	kepu_error *err = NULL;
	bool several = false;
	if (count < 2 || count > 3)
		return usage_error(c, count < 2 ? M_TOO_FEW : M_TOO_MANY, count < 2 ? "FIELD VALUE" : words[3], NULL);
	const char *id = count == 3 ? words[0] : NULL, *field = words[count - 2], *value = words[count - 1];
	if (!strcmp(field, "node"))
		value = node_named(plan, value, &several);
	if (several)
		return usage_error(c, M_SEVERAL_NODES, words[count - 1], NULL);
	kepu_status status = kepu_builder_set_fact(b, id, Z, field, Z, *value ? value : NULL, Z, &err);
	return status ? fail(c, err, "kepu") : STATUS_OK;
}

static int act(const cli *c, kepu_builder *b, const kepu_plan *plan, const request *r, int count, char **words)
{
	kepu_error *err = NULL;
	if (r->set)
		return set(c, b, plan, count, words);
	if (r->add)
		return add(c, b, plan, count, words);
	if (!count)
		return usage_error(c, M_TOO_FEW, "ID", NULL);
	kepu_status status = each(b, count, words, r->confirm ? confirm : r->remove ? remove_part : undo, &err);
	return status ? fail(c, err, "kepu") : STATUS_OK;
}

/* ---- saving ---- */

static void today(char out[WHEN])
{
	time_t now = time(NULL);
	const struct tm *local = localtime(&now);
	if (!local || !strftime(out, WHEN, "%Y-%m-%d", local))
		out[0] = '\0';
}

/* Where the plan was, only if nobody else saved it meanwhile. */
static int save(const cli *c, const kepu_plan *plan, const char *path, const char *digest)
{
	kepu_error *err = NULL;
	kepu_save_options *options = NULL;
	bool failed = kepu_save_options_new(&options, &err) ||
	              (digest && kepu_save_options_set_expected(options, digest, &err)) ||
	              kepu_plan_save_file(plan, path, options, &err);
	kepu_save_options_free(options);
	return failed ? fail(c, err, path) : STATUS_OK;
}

static int change(const cli *c, const kepu_plan *plan, const request *r, int argc, char **argv, const char *digest)
{
	kepu_builder *b = NULL;
	kepu_plan *next = NULL;
	kepu_error *err = NULL;
	char day[WHEN] = "";
	int status = STATUS_OK;
	if (!r->when)
		today(day);
	const char *when = r->when ? r->when : *day ? day : NULL;
	if (kepu_builder_from_plan(plan, &b, &err) || kepu_builder_set_reviewer(b, r->by, Z, when, Z, &err))
		status = fail(c, err, argv[0]);
	if (!status)
		status = act(c, b, plan, r, argc - 1, argv + 1);
	if (!status)
		status = kepu_builder_finish(b, &next, &err) ? fail(c, err, argv[0])
		                                             : save(c, next, r->out ? r->out : argv[0], r->out ? NULL : digest);
	kepu_plan_unref(next);
	kepu_builder_free(b);
	return status;
}

static int run(const cli *c, const request *r, int argc, char **argv)
{
	char *digest = NULL;
	kepu_error *err = NULL;
	if (!r->list && kepu_file_digest(argv[0], &digest, &err)) /* before the file is read */
		return fail(c, err, argv[0]);
	kepu_plan *plan = load(c, argv[0]);
	int status = !plan ? STATUS_FAILED : r->list ? print_doubts(c, plan, r) : change(c, plan, r, argc, argv, digest);
	kepu_plan_unref(plan);
	kepu_free(digest);
	return status;
}

int run_review(const cli *c, int argc, char **argv)
{
	static const char *const forms[] = { "table", "csv", "json", NULL };
	request r = { .to = NULL };
	const option options[] = {
		{ "--by", &r.by, NULL },         { "--when", &r.when, NULL }, { "-o", &r.out, NULL },
		{ "--to", &r.to, NULL },         { "--list", NULL, &r.list }, { "--confirm", NULL, &r.confirm },
		{ "--set", NULL, &r.set },       { "--add", NULL, &r.add },   { "--undo", NULL, &r.undo },
		{ "--remove", NULL, &r.remove }, { "--bom", NULL, &r.bom },
	};
	int status = STATUS_OK;
	if (!parse(c, options, sizeof options / sizeof *options, &argc, argv, &status))
		return status;
	if (!argc)
		return usage_error(c, M_TOO_FEW, "PLAN", NULL);
	if (r.list + r.confirm + r.set + r.add + r.undo + r.remove != 1)
		return usage_error(c, M_ONE_ACTION, NULL, NULL);
	if (r.list && argc > 1)
		return usage_error(c, M_TOO_MANY, argv[1], NULL);
	if (!r.list && (r.to || r.bom))
		return usage_error(c, M_NOT_TOGETHER, r.to ? "--to" : "--bom", r.set ? "--set" : "--confirm");
	r.to = r.to ? r.to : "table";
	if (!is_one_of_words(r.to, forms))
		return usage_error(c, M_BAD_VALUE, "--to", r.to);
	if (!r.list && !r.by)
		return usage_error(c, M_NO_REVIEWER, NULL, NULL);
	return run(c, &r, argc, argv);
}
