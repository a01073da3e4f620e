/* Operations of the runner in C on scoring. Part of test_c.c. */

static void free_scores(struct state *s)
{
	kepu_explanation_free(s->explanation);
	kepu_score_free(s->score);
	kepu_inputs_free(s->inputs);
	kepu_scheme_builder_free(s->scheme_builder);
	kepu_scheme_free(s->scheme);
	s->explanation = NULL;
	s->score = NULL;
	s->inputs = NULL;
	s->scheme_builder = NULL;
	s->scheme = NULL;
}

/* ---- schemes ---- */

static kepu_status took_scheme(struct state *s, kepu_status status, kepu_scheme *scheme)
{
	if (status)
		return status;
	kepu_scheme_free(s->scheme);
	s->scheme = scheme;
	return KEPU_OK;
}

static kepu_status do_scheme(struct state *s, char **w, kepu_error **err)
{
	kepu_scheme *scheme;
	kepu_status status = kepu_scheme_load(TEXT(w[0]), &scheme, err);
	return took_scheme(s, status, scheme);
}

static kepu_status do_scheme_file(struct state *s, char **w, kepu_error **err)
{
	char path[512];
	kepu_scheme *scheme;
	kepu_status status = kepu_scheme_load_file(in_folder(s, w[0], path), &scheme, err);
	return took_scheme(s, status, scheme);
}

static kepu_status do_save_scheme(struct state *s, char **w, kepu_error **err)
{
	char path[512];
	return kepu_scheme_save_file(s->scheme, in_folder(s, w[0], path), err);
}

static kepu_status do_scheme_xml(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	(void)w;
	kepu_status status = kepu_scheme_to_xml(s->scheme, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_scheme_json(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	(void)w;
	kepu_status status = kepu_scheme_to_json(s->scheme, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_check_scheme(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *found = NULL;
	kepu_status status = kepu_scheme_check(s->scheme, w[0] ? s->inputs : NULL, &found, err);
	if (status == KEPU_OK)
		refused(s, found);
	return status;
}

static void say_element(struct transcript *out, const kepu_scheme *scheme, size_t index)
{
	size_t children = 0, parent = kepu_scheme_parent(scheme, index);
	say(out, "element %zu %s\n", index, kepu_scheme_kind(scheme, index, NULL));
	say_text(out, "id", kepu_scheme_value(scheme, index, TEXT("id"), NULL));
	say_text(out, "name", kepu_scheme_value(scheme, index, TEXT("name"), NULL));
	say_text(out, "points", kepu_scheme_value(scheme, index, TEXT("points"), NULL));
	if (parent != (size_t)-1)
		say(out, "  parent: %zu\n", parent);
	for (size_t i = index + 1; i < kepu_scheme_count(scheme); i++)
		if (kepu_scheme_parent(scheme, i) == index)
			say(out, children++ ? " %zu" : "  children: %zu", i);
	if (children)
		say(out, "\n");
}

static kepu_status do_elements(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	for (size_t i = 0; i < kepu_scheme_count(s->scheme); i++)
		say_element(&s->out, s->scheme, i);
	return KEPU_OK;
}

static void say_index(struct transcript *out, size_t found)
{
	if (found == (size_t)-1)
		say(out, "  none\n");
	else
		say(out, "  %zu\n", found);
}

static kepu_status do_find_element(struct state *s, char **w, kepu_error **err)
{
	(void)err;
	say_index(&s->out, kepu_scheme_find(s->scheme, TEXT(w[0])));
	return KEPU_OK;
}

static kepu_status do_new_scheme(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	kepu_scheme_builder_free(s->scheme_builder);
	s->scheme_builder = NULL;
	return kepu_scheme_builder_new(&s->scheme_builder, err);
}

static kepu_status do_add_element(struct state *s, char **w, kepu_error **err)
{
	size_t element = 0, parent = w[0] ? (size_t)atoi(w[0]) : (size_t)-1;
	kepu_status status = kepu_scheme_builder_add(s->scheme_builder, parent, TEXT(w[1]), &element, err);
	if (status == KEPU_OK)
		say(&s->out, "  %zu\n", element);
	return status;
}

static kepu_status do_set_element(struct state *s, char **w, kepu_error **err)
{
	return kepu_scheme_builder_set(s->scheme_builder, (size_t)atoi(w[0]), TEXT(w[1]), TEXT(w[2]), err);
}

static kepu_status do_finish_scheme(struct state *s, char **w, kepu_error **err)
{
	kepu_scheme *scheme;
	(void)w;
	kepu_status status = kepu_scheme_builder_finish(s->scheme_builder, &scheme, err);
	return took_scheme(s, status, scheme);
}

/* ---- units and figures ---- */

static kepu_status do_inputs(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	kepu_inputs_free(s->inputs);
	s->inputs = NULL;
	return kepu_inputs_new(s->scheme, &s->inputs, err);
}

static kepu_status counts(struct state *s, kepu_status status, kepu_findings *found)
{
	if (status)
		return status;
	refused(s, found);
	say(&s->out, "  units: %zu, figures: %zu\n", kepu_inputs_unit_count(s->inputs), kepu_inputs_count(s->inputs));
	return KEPU_OK;
}

static kepu_status do_input_unit(struct state *s, char **w, kepu_error **err)
{
	return kepu_inputs_add_unit(s->inputs, TEXT(w[0]), TEXT(w[1]), TEXT(w[2]), TEXT(w[3]), err);
}

static kepu_status do_units_csv(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *found = NULL;
	kepu_status status = kepu_inputs_add_units_csv(s->inputs, TEXT(w[0]), &found, err);
	return counts(s, status, found);
}

static kepu_status do_units_csv_file(struct state *s, char **w, kepu_error **err)
{
	char path[512];
	kepu_findings *found = NULL;
	kepu_status status = kepu_inputs_add_units_csv_file(s->inputs, in_folder(s, w[0], path), &found, err);
	return counts(s, status, found);
}

static kepu_status do_inputs_csv(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *found = NULL;
	kepu_status status = kepu_inputs_add_csv(s->inputs, TEXT(w[0]), &found, err);
	return counts(s, status, found);
}

static kepu_status do_inputs_csv_file(struct state *s, char **w, kepu_error **err)
{
	char path[512];
	kepu_findings *found = NULL;
	kepu_status status = kepu_inputs_add_csv_file(s->inputs, in_folder(s, w[0], path), &found, err);
	return counts(s, status, found);
}

static kepu_status do_input(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *found = NULL;
	kepu_status status = KEPU_OK;
	size_t set = 0;
	for (; w[set] && !status; set += 2)
		status = kepu_inputs_set(s->inputs, TEXT(w[set]), TEXT(w[set + 1]), err);
	if (status) { /* nothing of this row gets into the next one */
		for (size_t i = 0; i + 2 < set; i += 2)
			kepu_inputs_set(s->inputs, TEXT(w[i]), NULL, 0, NULL);
		return status;
	}
	status = kepu_inputs_add(s->inputs, &found, err);
	return counts(s, status, found);
}

static kepu_status do_inputs_progress(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *found = NULL;
	kepu_status status = kepu_inputs_add_progress(s->inputs, TEXT(w[0]), s->progress, &found, err);
	return counts(s, status, found);
}

static kepu_status do_inputs_rollup(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *found = NULL;
	kepu_status status = kepu_inputs_add_rollup(s->inputs, s->rollup, TEXT(w[0]), &found, err);
	return counts(s, status, found);
}

/* ---- scores ---- */

static kepu_status do_score(struct state *s, char **w, kepu_error **err)
{
	kepu_score *score;
	kepu_findings *found = NULL;
	kepu_status status = kepu_score_new(s->inputs, TEXT(w[0]), &score, &found, err);
	if (status)
		return status;
	kepu_score_free(s->score);
	s->score = score;
	refused(s, found);
	return KEPU_OK;
}

static void say_points(struct transcript *out, const kepu_score *score, size_t row, size_t element)
{
	int64_t coefficient;
	int32_t scale;
	char key[32];
	int32_t state = kepu_score_state(score, row, element), award = kepu_score_award(score, row, element);
	if (state)
		say(out, "  state[%zu]: %d\n", element, state);
	snprintf(key, sizeof key, "points[%zu]", element);
	kepu_status status = kepu_score_points(score, row, element, &coefficient, &scale);
	say_number(out, key, status, coefficient, scale);
	if (award)
		say(out, "  award[%zu]: %d\n", element, award);
}

static void say_scored(struct transcript *out, const kepu_score *score, size_t row)
{
	int64_t coefficient;
	int32_t scale;
	say(out, "scored %zu %s\n", row, kepu_score_unit(score, row, NULL));
	say_text(out, "name", kepu_score_name(score, row, NULL));
	say_text(out, "group", kepu_score_group(score, row, NULL));
	kepu_status status = kepu_score_total(score, row, &coefficient, &scale);
	say_number(out, "total", status, coefficient, scale);
	status = kepu_score_rank(score, row, &coefficient, &scale);
	say_number(out, "rank", status, coefficient, scale);
	say_text(out, "grade", kepu_score_grade(score, row, NULL));
	say_yes(out, "provisional", kepu_score_provisional(score, row));
	say_yes(out, "eligible", kepu_score_eligible(score, row));
	for (size_t i = 0; i < kepu_scheme_count(kepu_score_scheme(score)); i++)
		say_points(out, score, row, i);
}

static void say_score(struct transcript *out, const kepu_score *score)
{
	say(out, "score\n");
	say_text(out, "stage", kepu_score_stage(score, NULL));
	say(out, "  rank-decimals: %d\n", kepu_score_rank_decimals(score));
	for (size_t row = 0; row < kepu_score_count(score); row++)
		say_scored(out, score, row);
}

static kepu_status do_scored(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	say_score(&s->out, s->score);
	return KEPU_OK;
}

static kepu_status do_find_scored(struct state *s, char **w, kepu_error **err)
{
	(void)err;
	say_index(&s->out, kepu_score_find(s->score, TEXT(w[0])));
	return KEPU_OK;
}

static kepu_status do_score_csv(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	kepu_status status = kepu_score_to_csv(s->score, w[0] != NULL, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_score_json(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	(void)w;
	kepu_status status = kepu_score_to_json(s->score, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

/* ---- explanations ---- */

static kepu_status do_explain(struct state *s, char **w, kepu_error **err)
{
	kepu_explanation *explanation;
	kepu_status status = kepu_explanation_new(s->score, (size_t)atoi(w[0]), &explanation, err);
	if (status)
		return status;
	kepu_explanation_free(s->explanation);
	s->explanation = explanation;
	return KEPU_OK;
}

static kepu_status do_lines(struct state *s, char **w, kepu_error **err)
{
	const kepu_explanation *it = s->explanation;
	(void)w;
	(void)err;
	for (size_t i = 0; i < kepu_explanation_count(it); i++) {
		int64_t coefficient;
		int32_t scale;
		say(&s->out, "line %d %zu\n", kepu_explanation_what(it, i), kepu_explanation_depth(it, i));
		say(&s->out, "  element: %zu\n", kepu_explanation_element(it, i));
		say(&s->out, "  state: %d\n", kepu_explanation_state(it, i));
		kepu_status status = kepu_explanation_points(it, i, &coefficient, &scale);
		say_number(&s->out, "points", status, coefficient, scale);
		status = kepu_explanation_adds(it, i, &coefficient, &scale);
		say_number(&s->out, "adds", status, coefficient, scale);
		say_text(&s->out, "zh", kepu_explanation_text(it, i, KEPU_LANG_ZH, NULL));
		say_text(&s->out, "en", kepu_explanation_text(it, i, KEPU_LANG_EN, NULL));
	}
	return KEPU_OK;
}

static kepu_status do_explanation_text(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	int32_t language = number("language", w[0]);
	kepu_status status = kepu_explanation_to_text(s->explanation, language, (size_t)atoi(w[1]), &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_explanation_json(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	(void)w;
	kepu_status status = kepu_explanation_to_json(s->explanation, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_explanation_html(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	int32_t language = number("language", w[0]);
	kepu_status status = kepu_explanation_to_html(s->explanation, language, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_need(struct state *s, char **w, kepu_error **err)
{
	int64_t coefficient;
	int32_t scale;
	size_t element = kepu_scheme_find(s->scheme, TEXT(w[1]));
	int32_t what = strcmp(w[2], "rank") == 0 ? KEPU_NEED_RANK : KEPU_NEED_GRADE;
	kepu_status status = kepu_score_need(s->score, (size_t)atoi(w[0]), element, what, &coefficient, &scale, err);
	if (status == KEPU_NO_VALUE) {
		say(&s->out, "  none\n");
		return KEPU_OK;
	}
	if (status == KEPU_OK) {
		char room[32];
		size_t needed;
		kepu_decimal_format(coefficient, scale, room, sizeof room, &needed);
		say(&s->out, "  %s\n", room);
	}
	return status;
}

/* ---- lifetimes ---- */

/* 0 where it is nothing of scoring. */
static int keep_scored(struct state *s, const char *what)
{
	if (strcmp(what, "scheme") == 0) {
		s->kept_scheme = s->scheme;
		s->scheme = NULL;
	} else if (strcmp(what, "score") == 0) {
		s->kept_score = s->score;
		s->score = NULL;
	} else if (strcmp(what, "explanation") == 0) {
		s->kept_explanation = s->explanation;
		s->explanation = NULL;
	} else {
		return 0;
	}
	return 1;
}

static void say_kept_scores(struct state *s)
{
	for (size_t i = 0; i < kepu_scheme_count(s->kept_scheme); i++)
		say_element(&s->out, s->kept_scheme, i);
	if (s->kept_score)
		say_score(&s->out, s->kept_score);
	say_text(&s->out, "why", kepu_explanation_text(s->kept_explanation, 0, KEPU_LANG_ZH, NULL));
}

/* The operations of this file under their names. */
#define OPERATIONS_ON_SCORES                                                                                         \
	{ "scheme", do_scheme }, { "scheme-file", do_scheme_file }, { "save-scheme", do_save_scheme },                   \
		{ "scheme-xml", do_scheme_xml }, { "scheme-json", do_scheme_json }, { "check-scheme", do_check_scheme },     \
		{ "elements", do_elements }, { "find-element", do_find_element }, { "new-scheme", do_new_scheme },           \
		{ "add-element", do_add_element }, { "set-element", do_set_element }, { "finish-scheme", do_finish_scheme }, \
		{ "inputs", do_inputs }, { "input-unit", do_input_unit }, { "units-csv", do_units_csv },                     \
		{ "units-csv-file", do_units_csv_file }, { "inputs-csv", do_inputs_csv },                                    \
		{ "inputs-csv-file", do_inputs_csv_file }, { "input", do_input }, { "inputs-progress", do_inputs_progress }, \
		{ "inputs-rollup", do_inputs_rollup }, { "score", do_score }, { "scored", do_scored },                       \
		{ "find-scored", do_find_scored }, { "score-csv", do_score_csv }, { "score-json", do_score_json },           \
		{ "explain", do_explain }, { "lines", do_lines }, { "explanation-text", do_explanation_text },               \
		{ "explanation-json", do_explanation_json }, { "explanation-html", do_explanation_html },                    \
	{                                                                                                                \
		"need", do_need                                                                                              \
	}
