/* More operations of the runner in C: reading, the builder, lifetimes and misuse. Part of test_c.c. */

/* ---- operations: reading ---- */

static kepu_status do_plan(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	say_plan(&s->out, s->plan);
	return KEPU_OK;
}

static kepu_status do_paragraphs(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	say_paragraphs(&s->out, s->plan);
	return KEPU_OK;
}

static kepu_status do_walk(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	say_plan(&s->out, s->plan);
	say_paragraphs(&s->out, s->plan);
	say_parts(&s->out, s->plan, NULL);
	return KEPU_OK;
}

static kepu_status do_show(struct state *s, char **w, kepu_error **err)
{
	(void)err;
	say_parts(&s->out, s->plan, w);
	return KEPU_OK;
}

/* Where a code point begins in a text. */
static const char *point_at(const char *text, size_t index)
{
	for (; index > 0; index--)
		do
			text++;
		while ((*text & 0xC0) == 0x80);
	return text;
}

static kepu_status do_quotes(struct state *s, char **w, kepu_error **err)
{
	(void)err;
	const kepu_node *node = kepu_plan_node_by_id(s->plan, TEXT(w[0]));
	const kepu_provenance *proof = strcmp(w[1], "title") == 0  ? kepu_node_title_provenance(node)
	                               : strcmp(w[1], "text") == 0 ? kepu_node_text_provenance(node)
	                               : strcmp(w[1], "due") == 0  ? kepu_node_due_provenance(node)
	                                                           : kepu_node_provenance(node);
	for (size_t i = 0; i < kepu_provenance_span_count(proof); i++) {
		size_t paragraph = 0, offset = 0, length = 0;
		kepu_provenance_span(proof, i, &paragraph, &offset, &length);
		const char *from = point_at(kepu_plan_paragraph(s->plan, paragraph, NULL), offset);
		say(&s->out, "  \"");
		say_escaped(&s->out, from, (size_t)(point_at(from, length) - from), 1);
		say(&s->out, "\"\n");
	}
	return KEPU_OK;
}

static kepu_status do_find(struct state *s, char **w, kepu_error **err)
{
	const kepu_node *nodes[8] = { NULL };
	const kepu_unit *units[8] = { NULL };
	size_t found = 0;
	(void)err;
	if (strcmp(w[0], "node") == 0)
		found = (nodes[0] = kepu_plan_node_by_id(s->plan, TEXT(w[1]))) != NULL;
	else if (strcmp(w[0], "unit") == 0)
		found = (units[0] = kepu_plan_unit_by_id(s->plan, TEXT(w[1]))) != NULL;
	else if (strcmp(w[0], "path") == 0)
		found = kepu_plan_nodes_by_path(s->plan, TEXT(w[1]), nodes, 8);
	else
		found = kepu_plan_units_by_name(s->plan, TEXT(w[1]), units, 8);
	say(&s->out, " %s", found ? "" : " none");
	for (size_t i = 0; i < found; i++)
		say(&s->out, " %s", nodes[i] ? kepu_node_id(nodes[i], NULL) : kepu_unit_id(units[i], NULL));
	say(&s->out, "\n");
	return KEPU_OK;
}

static kepu_status do_findings(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	say_findings(&s->out, s->findings);
	return KEPU_OK;
}

static kepu_status do_check(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *findings;
	(void)w;
	kepu_status status = kepu_plan_check(s->plan, &findings, err);
	if (status == KEPU_OK)
		say_findings(&s->out, findings);
	kepu_findings_free(findings);
	return status;
}

static void took_notice(struct state *s, kepu_import *notice)
{
	kepu_import_free(s->notice);
	s->notice = notice;
	took(s, kepu_plan_ref(kepu_import_plan(notice)), NULL);
	s->findings = kepu_import_findings(notice);
}

static kepu_status import_as(struct state *s, const char *path, const char *text, const char *name, const char *uid,
                             kepu_error **err)
{
	kepu_import_options *options = NULL;
	kepu_import *notice = NULL;
	kepu_status status = uid ? kepu_import_options_new(&options, err) : KEPU_OK;
	if (uid && status == KEPU_OK)
		status = kepu_import_options_set_uid(options, TEXT(uid), err);
	if (status == KEPU_OK)
		status = path ? kepu_import_file(path, options, &notice, err)
		              : kepu_import_bytes(TEXT(text), name, options, &notice, err);
	if (status == KEPU_OK)
		took_notice(s, notice);
	kepu_import_options_free(options);
	return status;
}

static kepu_status do_import(struct state *s, char **w, kepu_error **err)
{
	return import_as(s, w[0], NULL, NULL, w[1], err);
}

static kepu_status do_import_text(struct state *s, char **w, kepu_error **err)
{
	return import_as(s, NULL, w[0], w[1], w[2], err);
}

static kepu_status do_segments(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	for (size_t i = 0; i < kepu_import_segment_count(s->notice); i++) {
		int32_t kind = 0;
		size_t paragraph = 0, offset = 0, length = 0;
		const kepu_node *node = kepu_import_segment_node(s->notice, i);
		kepu_import_segment(s->notice, i, &kind, &paragraph, &offset, &length);
		say(&s->out, "  %d %zu,%zu,%zu%s%s\n", kind, paragraph, offset, length, node ? " " : "",
		    node ? kepu_node_id(node, NULL) : "");
	}
	return KEPU_OK;
}

static kepu_status do_matrix(struct state *s, char **w, kepu_error **err)
{
	kepu_matrix_free(s->matrix);
	return kepu_matrix_new(s->plan, w[0] ? KEPU_MATRIX_INHERITED : 0, &s->matrix, err);
}

static kepu_status do_select(struct state *s, char **w, kepu_error **err)
{
	const kepu_node *nodes[8];
	const kepu_unit *units[8];
	size_t node_count = 0, unit_count = 0;
	kepu_matrix *selected;
	for (char *id = w[0] ? strtok(w[0], " ") : NULL; id; id = strtok(NULL, " "))
		nodes[node_count++] = kepu_plan_node_by_id(s->plan, TEXT(id));
	for (char *id = w[1] ? strtok(w[1], " ") : NULL; id; id = strtok(NULL, " "))
		units[unit_count++] = kepu_plan_unit_by_id(s->plan, TEXT(id));
	kepu_status status =
		kepu_matrix_select(s->matrix, w[0] ? nodes : NULL, node_count, w[1] ? units : NULL, unit_count, &selected, err);
	if (status)
		return status;
	kepu_matrix_free(s->matrix);
	s->matrix = selected;
	return KEPU_OK;
}

static kepu_status do_table(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	say_matrix(&s->out, s->matrix);
	return KEPU_OK;
}

static kepu_status do_date(struct state *s, char **w, kepu_error **err)
{
	int32_t precision, first, last;
	kepu_status status = kepu_date_parse(TEXT(w[0]), &precision, &first, &last, err);
	if (status == KEPU_OK)
		say(&s->out, "  %d %d %d\n", precision, first, last);
	return status;
}

static kepu_status do_decimal(struct state *s, char **w, kepu_error **err)
{
	char room[32];
	int64_t coefficient;
	int32_t scale;
	kepu_status status = kepu_decimal_parse(TEXT(w[0]), &coefficient, &scale, err);
	if (status == KEPU_OK && kepu_decimal_format(coefficient, scale, room, sizeof room, NULL) == KEPU_OK)
		say(&s->out, "  %lld %d %s\n", (long long)coefficient, scale, room);
	return status;
}

static kepu_status do_version(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	say(&s->out, "  %s\n", kepu_version(NULL));
	for (size_t i = 0; i < kepu_component_count(); i++) {
		const char *name = kepu_component_name(i, NULL);
		if (strcmp(name, "libxml2") == 0 || strcmp(name, "zlib") == 0)
			say(&s->out, "  %s: %s\n", name, kepu_component_version(i, NULL) ? "yes" : "no");
	}
	return KEPU_OK;
}

/* ---- operations: the builder ---- */

static kepu_status added(struct state *s, kepu_status status, const char *const *id)
{
	if (status == KEPU_OK)
		say(&s->out, "  %s\n", *id);
	return status;
}

static kepu_status do_new_builder(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	kepu_builder_free(s->builder);
	return kepu_builder_new(&s->builder, err);
}

static kepu_status do_change(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	kepu_builder_free(s->builder);
	return kepu_builder_from_plan(s->plan, &s->builder, err);
}

static kepu_status do_add_node(struct state *s, char **w, kepu_error **err)
{
	const char *id;
	return added(
		s, kepu_builder_add_node(s->builder, TEXT(w[0]), number("kind", w[1]), TEXT(w[2]), TEXT(w[3]), &id, err), &id);
}

static kepu_status do_add_unit(struct state *s, char **w, kepu_error **err)
{
	const char *id;
	return added(s, kepu_builder_add_unit(s->builder, TEXT(w[0]), strcmp(w[1], "group") == 0, &id, err), &id);
}

static kepu_status do_add_assignment(struct state *s, char **w, kepu_error **err)
{
	const char *id;
	return added(s, kepu_builder_add_assignment(s->builder, TEXT(w[0]), TEXT(w[1]), number("role", w[2]), &id, err),
	             &id);
}

static kepu_status do_add_indicator(struct state *s, char **w, kepu_error **err)
{
	const char *id;
	return added(s,
	             kepu_builder_add_indicator(s->builder, TEXT(w[0]), TEXT(w[1]), TEXT(w[2]), number("comparison", w[3]),
	                                        &id, err),
	             &id);
}

static kepu_status do_add_value(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_add_value(s->builder, TEXT(w[0]), number("value", w[1]), TEXT(w[2]), TEXT(w[3]), TEXT(w[4]),
	                              err);
}

static kepu_status do_add_phase(struct state *s, char **w, kepu_error **err)
{
	const char *id;
	return added(s, kepu_builder_add_phase(s->builder, TEXT(w[0]), TEXT(w[1]), TEXT(w[2]), TEXT(w[3]), &id, err), &id);
}

static kepu_status do_add_annex(struct state *s, char **w, kepu_error **err)
{
	const char *id;
	return added(s, kepu_builder_add_annex(s->builder, TEXT(w[0]), TEXT(w[1]), &id, err), &id);
}

static kepu_status do_add_metadata(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_add_metadata(s->builder, number("field", w[0]), TEXT(w[1]), TEXT(w[2]), err);
}

static kepu_status do_set_metadata(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_set_metadata(s->builder, number("field", w[0]), count(w[1]), TEXT(w[2]), TEXT(w[3]), err);
}

static kepu_status do_move_metadata(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_move_metadata(s->builder, number("field", w[0]), count(w[1]), count(w[2]), err);
}

static kepu_status do_remove_metadata(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_remove_metadata(s->builder, number("field", w[0]), count(w[1]), err);
}

static kepu_status do_add_paragraph(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_add_paragraph(s->builder, TEXT(w[0]), strtoll(w[1], NULL, 10), err);
}

static kepu_status do_set(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_set(s->builder, TEXT(w[0]), TEXT(w[1]), TEXT(w[2]), err);
}

static kepu_status do_set_value(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_set_value(s->builder, TEXT(w[0]), count(w[1]), TEXT(w[2]), TEXT(w[3]), err);
}

static kepu_status do_move_value(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_move_value(s->builder, TEXT(w[0]), count(w[1]), count(w[2]), err);
}

static kepu_status do_remove_value(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_remove_value(s->builder, TEXT(w[0]), count(w[1]), err);
}

static kepu_status do_move(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_move(s->builder, TEXT(w[0]), TEXT(w[1]), TEXT(w[2]), err);
}

static kepu_status do_remove(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_remove(s->builder, TEXT(w[0]), w[1] ? KEPU_REMOVE_REFERENCES : 0, err);
}

static kepu_status do_add_span(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_add_span(s->builder, TEXT(w[0]), TEXT(w[1]), count(w[2]), count(w[3]), count(w[4]), err);
}

static kepu_status do_set_check(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_set_check(s->builder, TEXT(w[0]), TEXT(w[1]), number("check", w[2]), TEXT(w[3]), TEXT(w[4]),
	                              err);
}

static kepu_status do_remove_provenance(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_remove_provenance(s->builder, TEXT(w[0]), TEXT(w[1]), err);
}

static kepu_status do_finish(struct state *s, char **w, kepu_error **err)
{
	kepu_plan *plan;
	(void)w;
	kepu_status status = kepu_builder_finish(s->builder, &plan, err);
	if (status == KEPU_OK)
		took(s, plan, NULL);
	return status;
}

/* ---- operations: looking over ---- */

static kepu_status do_reviewer(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_set_reviewer(s->builder, TEXT(w[0]), TEXT(w[1]), err);
}

static kepu_status do_confirm(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_confirm(s->builder, TEXT(w[0]), TEXT(w[1]), err);
}

static kepu_status do_undo(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_undo(s->builder, TEXT(w[0]), err);
}

static kepu_status do_set_fact(struct state *s, char **w, kepu_error **err)
{
	return kepu_builder_set_fact(s->builder, TEXT(w[0]), TEXT(w[1]), TEXT(w[2]), err);
}

static kepu_status do_changes(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	say_changes(&s->out, s->plan);
	return KEPU_OK;
}

static kepu_status do_doubts(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *findings;
	(void)w;
	kepu_status status = kepu_plan_doubts(s->plan, &findings, err);
	if (status == KEPU_OK)
		say_findings(&s->out, findings);
	kepu_findings_free(findings);
	return status;
}

static kepu_status do_doubts_csv(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *findings;
	char *bytes = NULL;
	size_t length = 0;
	kepu_status status = kepu_plan_doubts(s->plan, &findings, err);
	if (status == KEPU_OK)
		status = kepu_findings_to_csv(findings, s->plan, number("language", w[0]), w[1] != NULL, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	kepu_findings_free(findings);
	return status;
}

static kepu_status do_doubts_json(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *findings;
	char *bytes = NULL;
	size_t length = 0;
	kepu_status status = kepu_plan_doubts(s->plan, &findings, err);
	if (status == KEPU_OK)
		status = kepu_findings_to_json(findings, s->plan, number("language", w[0]), &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	kepu_findings_free(findings);
	return status;
}

static kepu_status do_onto(struct state *s, char **w, kepu_error **err)
{
	kepu_import *notice = NULL;
	kepu_plan *plan = NULL;
	kepu_findings *findings = NULL;
	kepu_status status = kepu_import_bytes(w[0], strlen(w[0]), NULL, NULL, &notice, err);
	if (status == KEPU_OK)
		status = kepu_plan_onto(kepu_import_plan(notice), s->plan, &plan, &findings, err);
	if (status == KEPU_OK)
		took(s, plan, findings);
	kepu_import_free(notice);
	return status;
}

/* ---- operations: lifetimes ---- */

/* Names that the cases save under. */
static const char *const saved[] = { "a.kepu.xml",     "b.kepu.json", "c.kepu.xml", "a.kepu.xml.gz",
	                                 "b.kepu.json.gz", "a.csv",       NULL };

/* What is kept of a plan is a reference on it; the others are objects of their own. */
static kepu_status do_keep(struct state *s, char **w, kepu_error **err)
{
	(void)err;
	if (strcmp(w[0], "findings") == 0) {
		s->kept_findings = s->found;
		s->findings = s->found = NULL;
	} else if (strcmp(w[0], "matrix") == 0) {
		s->kept_matrix = s->matrix;
		s->matrix = NULL;
	} else if (strcmp(w[0], "segments") == 0) {
		s->kept_notice = s->notice;
		s->notice = NULL;
	} else if (strcmp(w[0], "regions") == 0) {
		s->kept_regions = s->regions;
		s->regions = NULL;
	} else if (strcmp(w[0], "progress") == 0) {
		s->kept_progress = s->progress;
		s->progress = NULL;
	} else if (keep_scored(s, w[0])) {
		return KEPU_OK;
	} else if (!s->kept_plan) {
		s->kept_plan = kepu_plan_ref(s->plan);
	}
	s->kept_units |= strcmp(w[0], "units") == 0;
	if (w[1])
		snprintf(s->kept_node, sizeof s->kept_node, "%s", w[1]);
	return KEPU_OK;
}

static void drop(struct state *s)
{
	took(s, NULL, NULL);
	free_scores(s);
	kepu_matrix_free(s->matrix);
	kepu_import_free(s->notice);
	kepu_builder_free(s->builder);
	kepu_regions_free(s->regions);
	kepu_data_free(s->data);
	kepu_rollup_free(s->rollup);
	kepu_progress_free(s->progress);
	s->matrix = NULL;
	s->notice = NULL;
	s->builder = NULL;
	s->regions = NULL;
	s->data = NULL;
	s->rollup = NULL;
	s->progress = NULL;
}

static kepu_status do_drop(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	drop(s);
	for (int i = 0; i < 20; i++) { /* what was released would be written over */
		kepu_import *notice;
		kepu_status status = kepu_import_file("examples/data/qinghe-2022.txt", NULL, &notice, err);
		if (status)
			return status;
		kepu_import_free(notice);
	}
	return KEPU_OK;
}

static void say_kept_node(struct state *s)
{
	const kepu_node *node = kepu_plan_node_by_id(s->kept_plan, TEXT(s->kept_node));
	say_node(&s->out, node);
	say_text(&s->out, "plan", kepu_plan_uid(kepu_node_plan(node), NULL));
	for (size_t i = 0; i < kepu_node_assignment_count(node); i++) {
		say(&s->out, i ? " " : "  unit-names: ");
		say_quoted(&s->out, kepu_unit_name(kepu_assignment_unit(kepu_node_assignment_at(node, i)), NULL));
	}
	say(&s->out, "\n");
}

static kepu_status do_kept(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	if (s->kept_findings)
		say_findings(&s->out, s->kept_findings);
	if (*s->kept_node)
		say_kept_node(s);
	if (s->kept_units) {
		say(&s->out, "  %zu:", kepu_plan_unit_count(s->kept_plan));
		for (size_t i = 0; i < kepu_plan_unit_count(s->kept_plan); i++)
			say(&s->out, " %s", kepu_unit_id(kepu_plan_unit_at(s->kept_plan, i), NULL));
		say(&s->out, "\n");
	}
	if (s->kept_matrix)
		say_matrix(&s->out, s->kept_matrix);
	if (s->kept_notice) {
		say(&s->out, "  %zu:", kepu_import_segment_count(s->kept_notice));
		for (size_t i = 0; i < kepu_import_segment_count(s->kept_notice); i++) {
			int32_t kind = 0;
			size_t paragraph, offset, length;
			kepu_import_segment(s->kept_notice, i, &kind, &paragraph, &offset, &length);
			say(&s->out, " %d", kind);
		}
		say(&s->out, "\n");
	}
	if (s->kept_regions)
		say_regions(&s->out, s->kept_regions);
	if (s->kept_progress)
		say_progress(&s->out, s->kept_progress);
	say_kept_scores(s);
	return KEPU_OK;
}

/* ---- operations: threads and misuse ---- */

struct twin {
	struct state state;
	operation *run;
	kepu_status status;
};

static operation *operation_of(const char *name);

static void *work(void *data)
{
	struct twin *twin = data;
	char *none[WORDS_MOST] = { NULL };
	for (int i = 0; i < 10; i++) {
		twin->state.out.length = 0;
		twin->state.made = NULL;
		twin->status = twin->run(&twin->state, none, NULL);
		kepu_free(twin->state.made);
	}
	return NULL;
}

/* The same in many threads at once; printed once, for it is the same. */
static kepu_status do_threads(struct state *s, char **w, kepu_error **err)
{
	size_t number_of = count(w[0]), same = 1;
	struct twin *twins = must(calloc(number_of, sizeof *twins));
	pthread_t *threads = must(calloc(number_of, sizeof *threads));
	(void)err;
	for (size_t i = 0; i < number_of; i++) {
		twins[i].state = *s;
		twins[i].state.out = (struct transcript){ NULL, 0, 0 };
		twins[i].run = operation_of(w[1]);
		put(&twins[i].state.out, "", 0);
		if (pthread_create(&threads[i], NULL, work, &twins[i]))
			exit(1);
	}
	for (size_t i = 0; i < number_of; i++) {
		pthread_join(threads[i], NULL);
		const struct transcript *first = &twins[0].state.out, *this = &twins[i].state.out;
		same &= twins[i].status == KEPU_OK && this->length == first->length &&
		        memcmp(this->text, first->text, this->length) == 0;
	}
	if (same)
		put(&s->out, twins[0].state.out.text, twins[0].state.out.length);
	else
		say(&s->out, "  the threads have read different things\n");
	for (size_t i = 0; i < number_of; i++)
		free(twins[i].state.out.text);
	free(twins);
	free(threads);
	return KEPU_OK;
}

static kepu_status do_foreign_part(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length, at;
	kepu_plan *other;
	kepu_matrix *selected;
	(void)w;
	kepu_status status = kepu_plan_save_bytes(s->plan, KEPU_FORMAT_XML, &bytes, &length, err);
	if (status)
		return status;
	status = kepu_plan_load_bytes(bytes, length, NULL, NULL, &other, NULL, err);
	kepu_free(bytes);
	if (status)
		return status;
	const kepu_node *node = kepu_plan_node_at(other, 0);
	const kepu_unit *unit = kepu_plan_unit_at(other, 0);
	say(&s->out, "  %s\n", kepu_matrix_find_row(s->matrix, node, &at) == KEPU_NO_VALUE ? "none" : "a row");
	say(&s->out, "  %s\n", kepu_matrix_find_column(s->matrix, unit, &at) == KEPU_NO_VALUE ? "none" : "a column");
	status = kepu_matrix_select(s->matrix, &node, 1, NULL, 0, &selected, err);
	kepu_matrix_free(selected);
	kepu_plan_unref(other);
	return status;
}

/* Handles carry what they are. */
static kepu_status do_wrong_handle(struct state *s, char **w, kepu_error **err)
{
	kepu_builder *builder = NULL, *other = NULL;
	kepu_matrix *matrix = NULL;
	kepu_plan *plan = NULL;
	kepu_findings *findings = NULL;
	kepu_data *data = NULL;
	kepu_progress *progress = NULL;
	kepu_scheme *scheme = NULL;
	kepu_inputs *inputs = NULL;
	kepu_score *score = NULL;
	char *bytes = NULL;
	size_t length = 0;
	kepu_status status = kepu_builder_new(&builder, err);
	(void)w;
	if (status)
		return status;
	const kepu_status given[] = {
		kepu_matrix_new((kepu_plan *)(void *)builder, 0, &matrix, NULL),
		kepu_plan_check((const kepu_plan *)(void *)builder, &findings, NULL),
		kepu_plan_to_json((const kepu_plan *)(void *)builder, &bytes, &length, NULL),
		kepu_builder_from_plan((const kepu_plan *)(void *)builder, &other, NULL),
		kepu_builder_finish((kepu_builder *)(void *)s->plan, &plan, NULL),
		kepu_builder_add_unit((kepu_builder *)(void *)s->plan, TEXT("甲局"), 0, NULL, NULL),
		kepu_matrix_to_csv((const kepu_matrix *)(void *)s->plan, 0, &bytes, &length, NULL),
		kepu_data_new((kepu_plan *)(void *)builder, &data, NULL),
		kepu_data_add_csv((kepu_data *)(void *)builder, TEXT("x"), &findings, NULL),
		kepu_progress_new((kepu_plan *)(void *)builder, NULL, TEXT("2024"), 0, NULL, NULL, NULL, 0, &progress, NULL),
		kepu_progress_new(s->plan, (const kepu_data *)(void *)builder, TEXT("2024"), 0, NULL, NULL, NULL, 0, &progress,
		                  NULL),
		kepu_progress_to_json((const kepu_progress *)(void *)s->plan, &bytes, &length, NULL),
		kepu_scheme_to_xml((const kepu_scheme *)(void *)s->plan, &bytes, &length, NULL),
		kepu_scheme_check((const kepu_scheme *)(void *)s->plan, NULL, &findings, NULL),
		kepu_scheme_builder_set((kepu_scheme_builder *)(void *)builder, 0, TEXT("id"), TEXT("a"), NULL),
		kepu_scheme_builder_finish((kepu_scheme_builder *)(void *)builder, &scheme, NULL),
		kepu_inputs_new((kepu_scheme *)(void *)s->plan, &inputs, NULL),
		kepu_inputs_add_csv((kepu_inputs *)(void *)builder, TEXT("unit,value\n"), &findings, NULL),
		kepu_score_new((kepu_inputs *)(void *)builder, NULL, 0, &score, NULL, NULL),
		kepu_score_to_csv((const kepu_score *)(void *)s->plan, 0, &bytes, &length, NULL),
		kepu_explanation_to_json((const kepu_explanation *)(void *)s->plan, &bytes, &length, NULL),
	};
	for (size_t i = 0; i < sizeof given / sizeof *given; i++)
		if (given[i] != KEPU_ERROR_BAD_HANDLE)
			say(&s->out, "  accepted: %zu\n", i);
	if (matrix || findings || bytes || other || plan || data || progress || scheme || inputs || score)
		say(&s->out, "  something was handed out\n");
	say(&s->out, "  all others are refused\n");
	kepu_builder_free(builder);
	return KEPU_OK;
}

/* NULL for each object. */
static kepu_status do_nothing(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	drop(s);
	return KEPU_OK;
}

/* The operations of this file under their names. */
#define OPERATIONS                                                                                                     \
	{ "plan", do_plan }, { "paragraphs", do_paragraphs }, { "walk", do_walk }, { "show", do_show },                    \
		{ "quotes", do_quotes }, { "find", do_find }, { "findings", do_findings }, { "check", do_check },              \
		{ "import", do_import }, { "import-text", do_import_text }, { "segments", do_segments },                       \
		{ "matrix", do_matrix }, { "select", do_select }, { "table", do_table }, { "date", do_date },                  \
		{ "decimal", do_decimal }, { "version", do_version }, { "new-builder", do_new_builder },                       \
		{ "change", do_change }, { "add-node", do_add_node }, { "add-unit", do_add_unit },                             \
		{ "add-assignment", do_add_assignment }, { "add-indicator", do_add_indicator }, { "add-value", do_add_value }, \
		{ "add-phase", do_add_phase }, { "add-annex", do_add_annex }, { "add-metadata", do_add_metadata },             \
		{ "set-metadata", do_set_metadata }, { "move-metadata", do_move_metadata },                                    \
		{ "remove-metadata", do_remove_metadata }, { "add-paragraph", do_add_paragraph }, { "set", do_set },           \
		{ "set-value", do_set_value }, { "move-value", do_move_value }, { "remove-value", do_remove_value },           \
		{ "move", do_move }, { "remove", do_remove }, { "add-span", do_add_span }, { "set-check", do_set_check },      \
		{ "reviewer", do_reviewer }, { "confirm", do_confirm }, { "undo", do_undo }, { "set-fact", do_set_fact },      \
		{ "changes", do_changes }, { "doubts", do_doubts }, { "doubts-csv", do_doubts_csv },                           \
		{ "doubts-json", do_doubts_json }, { "onto", do_onto }, { "remove-provenance", do_remove_provenance },         \
		{ "finish", do_finish }, { "keep", do_keep }, { "drop", do_drop }, { "kept", do_kept },                        \
		{ "threads", do_threads }, { "foreign-part", do_foreign_part }, { "wrong-handle", do_wrong_handle },           \
	{                                                                                                                  \
		"nothing", do_nothing                                                                                          \
	}
