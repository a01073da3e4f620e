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

/* The operations of this file under their names. */
#define OPERATIONS_ON_FIGURES                                                            \
	{ "regions", do_regions }, { "regions-file", do_regions_file }, { "tree", do_tree }, \
	{                                                                                    \
		"find-region", do_find_region                                                    \
	}
