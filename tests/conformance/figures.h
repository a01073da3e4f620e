/* Operations of the runner in C on regions and figures. Part of test_c.c. */

/* ---- regions ---- */

/* The rows that were refused. */
static void refused(struct state *s, kepu_findings *found)
{
	kepu_findings_free(s->found);
	s->findings = s->found = found;
}

static kepu_status took_regions(struct state *s, kepu_status status, kepu_regions *regions, kepu_findings *found)
{
	if (status)
		return status;
	kepu_regions_free(s->regions);
	s->regions = regions;
	refused(s, found);
	return KEPU_OK;
}

static kepu_status do_regions(struct state *s, char **w, kepu_error **err)
{
	kepu_regions *regions;
	kepu_findings *found;
	kepu_status status = kepu_regions_from_csv(TEXT(w[0]), &regions, &found, err);
	return took_regions(s, status, regions, found);
}

static kepu_status do_regions_file(struct state *s, char **w, kepu_error **err)
{
	char path[512];
	kepu_regions *regions;
	kepu_findings *found;
	kepu_status status = kepu_regions_from_csv_file(in_folder(s, w[0], path), &regions, &found, err);
	return took_regions(s, status, regions, found);
}

/* Each region from one on that lies beside it, or in between, too; up to where those that are wanted end. */
static void say_codes(struct transcript *out, const char *key, const kepu_regions *regions, size_t from, size_t end,
                      int between)
{
	if (from < end)
		say(out, "  %s:", key);
	for (size_t i = from; i < end; i++) {
		say(out, " %s", kepu_regions_code(regions, i, NULL));
		size_t below = kepu_regions_end(regions, i);
		if (!between && below > i)
			i = below - 1;
	}
	if (from < end)
		say(out, "\n");
}

static void say_region(struct transcript *out, const kepu_regions *regions, size_t index)
{
	size_t parent, end = kepu_regions_end(regions, index), known = 0;
	say(out, "region %s\n", kepu_regions_code(regions, index, NULL));
	say_text(out, "name", kepu_regions_name(regions, index, NULL));
	say_code(out, "level", kepu_regions_level(regions, index), kepu_regions_level_token(regions, index, NULL));
	for (char depth[] = "1"; *depth <= '9'; ++*depth)
		if (kepu_regions_is_of_level(regions, index, depth, 1))
			say(out, "  depth: %s\n", depth);
	say_text(out, "scheme", kepu_regions_scheme(regions, index, NULL));
	say_text(out, "year", kepu_regions_year(regions, index, NULL));
	if (kepu_regions_parent(regions, index, &parent) == KEPU_OK)
		say_id(out, "parent", kepu_regions_code(regions, parent, NULL));
	say_codes(out, "children", regions, index + 1, end, 0);
	say_codes(out, "walk", regions, index, end, 1);
	for (size_t i = 0; i < kepu_regions_population_year_count(regions); i++) {
		int64_t people;
		int32_t year = kepu_regions_population_year(regions, i);
		if (kepu_regions_population(regions, index, year, &people) != KEPU_OK)
			continue;
		say(out, known++ ? " %d=%lld" : "  populations: %d=%lld", year, (long long)people);
	}
	if (known)
		say(out, "\n");
}

static void say_regions(struct transcript *out, const kepu_regions *regions)
{
	size_t years = kepu_regions_population_year_count(regions);
	say(out, "regions\n");
	say_codes(out, "roots", regions, 0, kepu_regions_count(regions), 0);
	for (size_t i = 0; i < years; i++)
		say(out, i ? " %d" : "  population-years: %d", kepu_regions_population_year(regions, i));
	if (years)
		say(out, "\n");
	for (size_t i = 0; i < kepu_regions_count(regions); i++)
		say_region(out, regions, i);
}

static kepu_status do_tree(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	say_regions(&s->out, s->regions);
	return KEPU_OK;
}

static kepu_status do_find_region(struct state *s, char **w, kepu_error **err)
{
	size_t index;
	(void)err;
	kepu_status status = kepu_regions_find(s->regions, TEXT(w[0]), &index);
	say(&s->out, "  %s\n", status == KEPU_OK ? kepu_regions_code(s->regions, index, NULL) : "none");
	return KEPU_OK;
}

/* ---- figures ---- */

static kepu_status do_data(struct state *s, char **w, kepu_error **err)
{
	kepu_data_free(s->data);
	return kepu_data_new(w[0] ? NULL : s->plan, &s->data, err);
}

static kepu_status added_rows(struct state *s, kepu_status status, kepu_findings *found)
{
	if (status)
		return status;
	refused(s, found);
	say(&s->out, "  rows: %zu\n", kepu_data_count(s->data));
	return KEPU_OK;
}

static kepu_status do_add_csv(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *found = NULL;
	kepu_status status = kepu_data_add_csv(s->data, TEXT(w[0]), &found, err);
	return added_rows(s, status, found);
}

static kepu_status do_add_csv_file(struct state *s, char **w, kepu_error **err)
{
	char path[512];
	kepu_findings *found = NULL;
	kepu_status status = kepu_data_add_csv_file(s->data, in_folder(s, w[0], path), &found, err);
	return added_rows(s, status, found);
}

static void say_datum(struct transcript *out, const kepu_data *data, size_t row)
{
	int64_t coefficient;
	int32_t scale;
	say(out, "figure %lld\n", (long long)kepu_data_line(data, row));
	say_text(out, "indicator", kepu_data_indicator(data, row, NULL));
	say_text(out, "region", kepu_data_region(data, row, NULL));
	say_id(out, "period", kepu_data_period(data, row, NULL));
	say(out, "  state: %d\n", kepu_data_state(data, row));
	kepu_status status = kepu_data_value(data, row, &coefficient, &scale);
	say_number(out, "value", status, coefficient, scale);
	say_text(out, "unit", kepu_data_unit(data, row, NULL));
	say(out, "  status: %d\n", kepu_data_status(data, row));
	say_text(out, "source", kepu_data_source(data, row, NULL));
	say(out, "  kind: %d\n", kepu_data_kind(data, row));
	say(out, "  relative: %d\n", kepu_data_relative(data, row));
}

static kepu_status do_figures(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	for (size_t i = 0; i < kepu_data_count(s->data); i++)
		say_datum(&s->out, s->data, i);
	return KEPU_OK;
}

static kepu_status do_progress(struct state *s, char **w, kepu_error **err)
{
	kepu_progress *progress;
	kepu_status status = kepu_progress_new(s->plan, s->data, TEXT(w[0]), w[1] ? number("path", w[1]) : 0, w[2], w[3],
	                                       w[4], w[5] ? KEPU_JUDGE_EXACT : 0, &progress, err);
	if (status)
		return status;
	kepu_progress_free(s->progress);
	s->progress = progress;
	return KEPU_OK;
}

static void say_progress_number(struct transcript *out, const char *key, const kepu_progress *progress, size_t row,
                                int32_t which)
{
	int64_t coefficient;
	int32_t scale;
	kepu_status status = kepu_progress_number(progress, row, which, &coefficient, &scale);
	say_number(out, key, status, coefficient, scale);
}

static void say_progress_row(struct transcript *out, const kepu_progress *progress, size_t row)
{
	int32_t reached;
	size_t counted, reaching;
	say(out, "row %s\n", kepu_indicator_id(kepu_progress_indicator(progress, row), NULL));
	say_text(out, "region", kepu_progress_region(progress, row, NULL));
	say(out, "  state: %d\n", kepu_progress_state(progress, row));
	say_progress_number(out, "value", progress, row, KEPU_PROGRESS_VALUE);
	say_progress_number(out, "target", progress, row, KEPU_PROGRESS_TARGET);
	say_id(out, "due", kepu_progress_due(progress, row, NULL));
	say_progress_number(out, "expected", progress, row, KEPU_PROGRESS_EXPECTED);
	say_progress_number(out, "attainment", progress, row, KEPU_PROGRESS_ATTAINMENT);
	if (kepu_progress_reached(progress, row, &reached) == KEPU_OK)
		say_yes(out, "reached", reached);
	if (kepu_progress_tally(progress, row, &counted, &reaching) == KEPU_OK)
		say(out, "  tally: %zu %zu\n", counted, reaching);
	say(out, "  light: %d\n", kepu_progress_light(progress, row));
}

static void say_progress(struct transcript *out, const kepu_progress *progress)
{
	say(out, "progress\n");
	say_text(out, "plan", kepu_plan_uid(kepu_progress_plan(progress), NULL));
	say_id(out, "date", kepu_progress_date(progress, NULL));
	for (size_t i = 0; i < kepu_progress_count(progress); i++)
		say_progress_row(out, progress, i);
}

static kepu_status do_rows(struct state *s, char **w, kepu_error **err)
{
	(void)w;
	(void)err;
	say_progress(&s->out, s->progress);
	return KEPU_OK;
}

static kepu_status do_progress_csv(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	kepu_status status = kepu_progress_to_csv(s->progress, w[0] != NULL, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_progress_json(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	(void)w;
	kepu_status status = kepu_progress_to_json(s->progress, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

/* ---- roll-up ---- */

static kepu_status do_rollup(struct state *s, char **w, kepu_error **err)
{
	kepu_rollup_free(s->rollup);
	s->rollup = NULL;
	return kepu_rollup_new(s->regions, w[0] ? atoi(w[0]) : 0, &s->rollup, err);
}

static kepu_status rolled_in(struct state *s, kepu_status status, kepu_findings *found)
{
	if (status == KEPU_OK)
		refused(s, found);
	return status;
}

static kepu_status do_roll_in(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *found = NULL;
	size_t length = w[0] ? strlen(w[0]) : 0;
	kepu_status status = kepu_rollup_add_bytes(s->rollup, w[0], length, w[0] ? w[1] : NULL, NULL, &found, err);
	return rolled_in(s, status, found);
}

static kepu_status do_roll_in_file(struct state *s, char **w, kepu_error **err)
{
	char path[512];
	kepu_findings *found = NULL;
	kepu_status status = kepu_rollup_add_file(s->rollup, in_folder(s, w[0], path), NULL, &found, err);
	return rolled_in(s, status, found);
}

static kepu_status do_roll_in_plan(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *found = NULL;
	(void)w;
	kepu_status status = kepu_rollup_add_plan(s->rollup, s->plan, &found, err);
	return rolled_in(s, status, found);
}

static kepu_status do_roll_in_data(struct state *s, char **w, kepu_error **err)
{
	kepu_findings *found = NULL;
	(void)w;
	kepu_status status = kepu_rollup_add_data(s->rollup, s->data, &found, err);
	return rolled_in(s, status, found);
}

static void say_total(struct transcript *out, const kepu_regions *regions, const kepu_totals *totals, size_t region)
{
	int64_t coefficient;
	int32_t scale;
	double number = kepu_totals_double(totals, region);
	size_t at = 0, missing = 0;
	say(out, "total %s\n", kepu_regions_code(regions, region, NULL));
	kepu_status status = kepu_totals_value(totals, region, &coefficient, &scale);
	say_number(out, "value", status, coefficient, scale);
	if (number == number)
		say(out, "  thousandths: %lld\n", (long long)(number * 1000 + 0.5));
	say_id(out, "numerator", kepu_totals_sum(totals, region, KEPU_TOTAL_NUMERATOR, NULL));
	say_id(out, "denominator", kepu_totals_sum(totals, region, KEPU_TOTAL_DENOMINATOR, NULL));
	status = kepu_totals_own(totals, region, &coefficient, &scale);
	say_number(out, "own", status, coefficient, scale);
	say(out, "  covered: %zu/%zu\n", kepu_totals_covered(totals, region), kepu_totals_leaves(totals, region));
	for (; kepu_totals_missing(totals, region, at, &at) == KEPU_OK; at++)
		say(out, missing++ ? " %s" : "  missing: %s", kepu_regions_code(regions, at, NULL));
	if (missing)
		say(out, "\n");
}

static kepu_status say_rolled(struct state *s, size_t indicator, kepu_error **err)
{
	kepu_status status = KEPU_OK;
	say(&s->out, "rolled %s\n", kepu_rollup_indicator_name(s->rollup, indicator, NULL));
	say_text(&s->out, "unit", kepu_rollup_indicator_unit(s->rollup, indicator, NULL));
	say(&s->out, "  rule: %d\n", kepu_rollup_indicator_rule(s->rollup, indicator));
	for (size_t i = 0; i < kepu_rollup_period_count(s->rollup, indicator) && !status; i++) {
		kepu_totals *totals;
		say(&s->out, "period %s\n", kepu_rollup_period(s->rollup, indicator, i, NULL));
		status = kepu_rollup_total(s->rollup, indicator, i, &totals, err);
		for (size_t region = 0; !status && region < kepu_totals_count(totals); region++)
			say_total(&s->out, s->regions, totals, region);
		kepu_totals_free(totals);
	}
	return status;
}

static kepu_status do_totals(struct state *s, char **w, kepu_error **err)
{
	kepu_status status = KEPU_OK;
	(void)w;
	for (size_t i = 0; i < kepu_rollup_indicator_count(s->rollup) && !status; i++)
		status = say_rolled(s, i, err);
	return status;
}

static kepu_status do_find_rolled(struct state *s, char **w, kepu_error **err)
{
	size_t indicator;
	(void)err;
	kepu_status status = kepu_rollup_find_indicator(s->rollup, TEXT(w[0]), &indicator);
	say(&s->out, "  %s\n", status == KEPU_OK ? kepu_rollup_indicator_name(s->rollup, indicator, NULL) : "none");
	return KEPU_OK;
}

static kepu_status do_rollup_csv(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	int32_t bom = w[0] && w[1] && w[2];
	kepu_status status = kepu_rollup_to_csv(s->rollup, TEXT(w[0]), TEXT(w[1]), bom, &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

static kepu_status do_rollup_json(struct state *s, char **w, kepu_error **err)
{
	char *bytes;
	size_t length;
	kepu_status status = kepu_rollup_to_json(s->rollup, TEXT(w[0]), TEXT(w[1]), &bytes, &length, err);
	if (status == KEPU_OK)
		made(s, bytes, length);
	return status;
}

/* The operations of this file under their names. */
#define OPERATIONS_ON_FIGURES                                                                                  \
	{ "rollup", do_rollup }, { "roll-in", do_roll_in }, { "roll-in-file", do_roll_in_file },                   \
		{ "roll-in-plan", do_roll_in_plan }, { "roll-in-data", do_roll_in_data }, { "totals", do_totals },     \
		{ "find-rolled", do_find_rolled }, { "rollup-csv", do_rollup_csv }, { "rollup-json", do_rollup_json }, \
		{ "regions", do_regions }, { "regions-file", do_regions_file }, { "tree", do_tree },                   \
		{ "find-region", do_find_region }, { "data", do_data }, { "add-csv", do_add_csv },                     \
		{ "add-csv-file", do_add_csv_file }, { "figures", do_figures }, { "progress", do_progress },           \
		{ "rows", do_rows }, { "progress-csv", do_progress_csv },                                              \
	{                                                                                                          \
		"progress-json", do_progress_json                                                                      \
	}
