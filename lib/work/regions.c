#include "work/regions.h"

#include "work/figure_text.h"

#include <stdlib.h>

kepu_regions *kp_regions_new(const int32_t *years, size_t year_count)
{
	kepu_regions *regions = kp_calloc(1, sizeof *regions);
	if (!regions)
		return NULL;
	regions->tag = KP_TAG_REGIONS;
	atomic_init(&regions->references, 1);
	kp_arena_init(&regions->arena);
	regions->years = kp_arena_array(&regions->arena, year_count + 1, sizeof *regions->years);
	if (!regions->years) {
		kepu_regions_free(regions);
		return NULL;
	}
	memcpy(regions->years, years, year_count * sizeof *years);
	regions->year_count = year_count;
	return regions;
}

void kepu_regions_free(kepu_regions *regions)
{
	if (!regions || regions->tag != KP_TAG_REGIONS || atomic_fetch_sub(&regions->references, 1) > 1)
		return;
	regions->tag = 0;
	kp_map_free(&regions->by_code);
	kp_map_free(&regions->by_name);
	kp_arena_free(&regions->arena);
	free(regions->items);
	free(regions->populations);
	free(regions);
}

kepu_regions *kp_regions_ref(kepu_regions *regions)
{
	if (regions)
		atomic_fetch_add(&regions->references, 1);
	return regions;
}

/* ---- rows ---- */

/* False where memory is out. */
static bool refuse(kepu_findings *findings, int32_t code, int64_t line, int64_t column, const char *first,
                   const char *second)
{
	kp_place place = KP_NOWHERE;
	place.line = line;
	place.column = column;
	return !findings || kp_findings_add(findings, code, NULL, &place, first, second);
}

static bool read_population(const kp_cell *cell, int64_t *out)
{
	kp_figure_text figure;
	*out = -1;
	if (!cell->length)
		return true;
	if (!kp_figure_text_read(cell->bytes, cell->length, &figure) || figure.state != KEPU_STATE_VALUE || figure.percent)
		return false;
	kp_decimal number = kp_decimal_trim(figure.value);
	*out = number.coefficient;
	return number.scale == 0 && number.coefficient >= 0;
}

static bool take(kepu_regions *regions, const kp_cell *cell, kp_str *out)
{
	*out = cell->length ? kp_str_new(&regions->arena, cell->bytes, cell->length) : NULL;
	return *out || !cell->length;
}

/* The number of the finding that refuses a row, and which cell. 0: none. */
static int32_t fault_of(const kepu_regions *regions, const kp_cell *cells, const kp_cell **out_cell,
                        int64_t *populations)
{
	*out_cell = &cells[KP_REGION_CODE];
	if (!cells[KP_REGION_CODE].length)
		return KEPU_FINDING_BAD_TOKEN;
	if (kp_map_get(&regions->by_code, cells[KP_REGION_CODE].bytes, cells[KP_REGION_CODE].length))
		return KEPU_FINDING_REGION_TWICE;
	const kp_cell *level = *out_cell = &cells[KP_REGION_LEVEL];
	if (level->length && !kp_token_code(KP_TOKENS_LEVEL, level->bytes, level->length))
		return KEPU_FINDING_BAD_TOKEN;
	for (size_t i = 0; i < regions->year_count; i++) {
		*out_cell = &cells[KP_REGION_COLUMNS + i];
		if (!read_population(*out_cell, &populations[i]))
			return KEPU_FINDING_BAD_FIGURE;
	}
	return 0;
}

bool kp_regions_add(kepu_regions *regions, const kp_cell *cells, kepu_findings *findings)
{
	const kp_cell *cell;
	if (!kp_grow((void **)&regions->populations, &regions->population_capacity,
	             regions->population_count + regions->year_count + 1, sizeof *regions->populations) ||
	    !kp_grow((void **)&regions->items, &regions->capacity, regions->count + 1, sizeof *regions->items))
		return false;
	int32_t fault = fault_of(regions, cells, &cell, regions->populations + regions->population_count);
	if (fault)
		return refuse(findings, fault, cell->line, cell->column, cell->bytes, cell == cells ? "code" : "level");
	kp_region made = { .parent = KP_NO_REGION,
		               .row = regions->count,
		               .first_child = KP_NO_REGION,
		               .last_child = KP_NO_REGION,
		               .next = KP_NO_REGION,
		               .line = cells[KP_REGION_PARENT].line,
		               .column = cells[KP_REGION_PARENT].column };
	const kp_cell *level = &cells[KP_REGION_LEVEL];
	made.level = kp_token_of(KP_TOKENS_LEVEL, kp_token_code(KP_TOKENS_LEVEL, level->bytes, level->length));
	if (!take(regions, &cells[KP_REGION_CODE], &made.code) || !take(regions, &cells[KP_REGION_NAME], &made.name) ||
	    !take(regions, &cells[KP_REGION_PARENT], &made.parent_code) ||
	    !take(regions, &cells[KP_REGION_SCHEME], &made.scheme) || !take(regions, &cells[KP_REGION_YEAR], &made.year) ||
	    !kp_map_put(&regions->by_code, made.code, (void *)made.code))
		return false;
	regions->items[regions->count++] = made;
	regions->population_count += regions->year_count;
	return true;
}

/* ---- the tree ---- */

/* Points the map of codes at the regions, which now stay where they are. */
static bool file_codes(kepu_regions *regions)
{
	for (size_t i = 0; i < regions->count; i++)
		if (!kp_map_put(&regions->by_code, regions->items[i].code, &regions->items[i]))
			return false;
	return true;
}

static kp_region *parent_of(kepu_regions *regions, const kp_region *region)
{
	return region->parent_code ? kp_map_get(&regions->by_code, region->parent_code, kp_str_len(region->parent_code))
	                           : NULL;
}

/* Follows the parents of a region up to one that is known, a root, or one on the way again. `path` has room for all. */
static void reach(kepu_regions *regions, kp_region *region, kp_region **path, size_t *mark, size_t turn)
{
	size_t length = 0;
	kp_region *at = region;
	while (at && !at->reached && mark[at - regions->items] != turn) {
		mark[at - regions->items] = turn;
		path[length++] = at;
		at = parent_of(regions, at);
	}
	kp_region *ring = at && !at->reached ? at : NULL;
	bool orphan = !ring && (at ? at->refused != 0 : path[length - 1]->parent_code != NULL);
	bool in_ring = ring;
	while (length) {
		kp_region *one = path[--length];
		one->reached = true;
		one->refused = in_ring ? KEPU_FINDING_REGION_CYCLE : orphan || ring ? KEPU_FINDING_REGION_ORPHAN : 0;
		in_ring = in_ring && one != ring;
	}
}

static bool reach_all(kepu_regions *regions, kepu_findings *findings)
{
	kp_region **path = kp_array(regions->count + 1, sizeof *path);
	size_t *mark = kp_calloc(regions->count + 1, sizeof *mark);
	bool sound = path && mark;
	for (size_t i = 0; sound && i < regions->count; i++)
		if (!regions->items[i].reached)
			reach(regions, &regions->items[i], path, mark, i + 1);
	for (size_t i = 0; sound && i < regions->count; i++) {
		const kp_region *one = &regions->items[i];
		if (one->refused)
			sound = refuse(findings, one->refused, one->line, one->column, one->code, one->parent_code);
	}
	free(path);
	free(mark);
	return sound;
}

static void link_children(kepu_regions *regions, size_t *first_root)
{
	size_t last_root = KP_NO_REGION;
	*first_root = KP_NO_REGION;
	for (size_t i = 0; i < regions->count; i++) {
		kp_region *one = &regions->items[i], *parent = parent_of(regions, one);
		if (one->refused)
			continue;
		size_t *first = parent ? &parent->first_child : first_root, *last = parent ? &parent->last_child : &last_root;
		one->parent = parent ? (size_t)(parent - regions->items) : KP_NO_REGION;
		*(*last == KP_NO_REGION ? first : &regions->items[*last].next) = i;
		*last = i;
	}
}

/* The region that follows in the order of the tree. */
static size_t follow(const kepu_regions *regions, size_t at)
{
	if (regions->items[at].first_child != KP_NO_REGION)
		return regions->items[at].first_child;
	while (at != KP_NO_REGION && regions->items[at].next == KP_NO_REGION)
		at = regions->items[at].parent;
	return at == KP_NO_REGION ? at : regions->items[at].next;
}

/* Says of each region where what lies below it ends, from the last to the first. */
static void find_ends(kepu_regions *regions)
{
	for (size_t i = regions->count; i-- > 0;) {
		kp_region *one = &regions->items[i];
		one->end = one->end ? one->end : i + 1;
		kp_region *parent = one->parent == KP_NO_REGION ? NULL : &regions->items[one->parent];
		if (parent && !parent->end) /* the last one below it */
			parent->end = one->end;
	}
}

static bool file_names(kepu_regions *regions)
{
	for (size_t i = 0; i < regions->count; i++) {
		kp_region *one = &regions->items[i];
		if (!one->name)
			continue;
		void *other = kp_map_get(&regions->by_name, one->name, kp_str_len(one->name));
		if (!kp_map_put(&regions->by_name, one->name,
		                other ? regions : (void *)one)) /* the regions themselves: several */
			return false;
	}
	return true;
}

bool kp_regions_finish(kepu_regions *regions, kepu_findings *findings)
{
	size_t first, count = 0;
	if (!file_codes(regions) || !reach_all(regions, findings))
		return false;
	link_children(regions, &first);
	kp_region *ordered = kp_array(regions->count + 1, sizeof *ordered);
	size_t *place = kp_array(regions->count + 1, sizeof *place);
	if (!ordered || !place) {
		free(ordered);
		free(place);
		return false;
	}
	for (size_t at = first; at != KP_NO_REGION; at = follow(regions, at)) {
		ordered[count] = regions->items[at];
		place[at] = count;
		if (ordered[count].parent != KP_NO_REGION)
			ordered[count].parent = place[ordered[count].parent];
		count++;
	}
	free(place);
	free(regions->items);
	regions->items = ordered;
	regions->count = count;
	find_ends(regions);
	kp_map_free(&regions->by_code);
	memset(&regions->by_code, 0, sizeof regions->by_code);
	return file_codes(regions) && file_names(regions);
}

/* ---- reading ---- */

static const kp_region *region_at(const kepu_regions *regions, size_t index)
{
	return index < kepu_regions_count(regions) ? &regions->items[index] : NULL;
}

size_t kepu_regions_count(const kepu_regions *regions)
{
	return regions && regions->tag == KP_TAG_REGIONS ? regions->count : 0;
}

const char *kepu_regions_code(const kepu_regions *regions, size_t index, size_t *out_len)
{
	const kp_region *one = region_at(regions, index);
	return kp_str_out(one ? one->code : NULL, out_len);
}

const char *kepu_regions_name(const kepu_regions *regions, size_t index, size_t *out_len)
{
	const kp_region *one = region_at(regions, index);
	return kp_str_out(one ? one->name : NULL, out_len);
}

int32_t kepu_regions_level(const kepu_regions *regions, size_t index)
{
	const kp_region *one = region_at(regions, index);
	return one ? kp_token_number(one->level) : KEPU_UNKNOWN;
}

const char *kepu_regions_level_token(const kepu_regions *regions, size_t index, size_t *out_len)
{
	const kp_region *one = region_at(regions, index);
	return kp_str_out(one ? one->level.text : NULL, out_len);
}

const char *kepu_regions_scheme(const kepu_regions *regions, size_t index, size_t *out_len)
{
	const kp_region *one = region_at(regions, index);
	return kp_str_out(one ? one->scheme : NULL, out_len);
}

const char *kepu_regions_year(const kepu_regions *regions, size_t index, size_t *out_len)
{
	const kp_region *one = region_at(regions, index);
	return kp_str_out(one ? one->year : NULL, out_len);
}

kepu_status kepu_regions_parent(const kepu_regions *regions, size_t index, size_t *out_parent)
{
	const kp_region *one = region_at(regions, index);
	if (!out_parent)
		return KEPU_ERROR_ARGUMENT;
	bool has = one && one->parent != KP_NO_REGION;
	*out_parent = has ? one->parent : 0;
	return has ? KEPU_OK : KEPU_NO_VALUE;
}

static size_t depth_of(const kepu_regions *regions, size_t index)
{
	size_t depth = 1;
	for (; regions->items[index].parent != KP_NO_REGION; index = regions->items[index].parent)
		depth++;
	return depth;
}

/* 0: the text is no depth. */
static size_t read_depth(const char *text, size_t length)
{
	size_t depth = 0;
	if (length > 6) /* no tree is so deep */
		return 0;
	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return 0;
		depth = depth * 10 + (size_t)(text[i] - '0');
	}
	return depth;
}

bool kp_is_level(const char *level, size_t length)
{
	return kp_token_code(KP_TOKENS_LEVEL, level, length) || read_depth(level, length);
}

int32_t kepu_regions_is_of_level(const kepu_regions *regions, size_t index, const char *level, size_t len)
{
	const kp_region *one = region_at(regions, index);
	if (!one || !level)
		return one != NULL;
	if (len == KEPU_NUL_TERMINATED)
		len = strlen(level);
	size_t depth = read_depth(level, len);
	return depth ? depth_of(regions, index) == depth : kp_str_is(one->level.text, level, len);
}

size_t kepu_regions_end(const kepu_regions *regions, size_t index)
{
	const kp_region *one = region_at(regions, index);
	return one ? one->end : kepu_regions_count(regions);
}

size_t kepu_regions_population_year_count(const kepu_regions *regions)
{
	return regions && regions->tag == KP_TAG_REGIONS ? regions->year_count : 0;
}

int32_t kepu_regions_population_year(const kepu_regions *regions, size_t index)
{
	return index < kepu_regions_population_year_count(regions) ? regions->years[index] : 0;
}

kepu_status kepu_regions_population(const kepu_regions *regions, size_t index, int32_t year, int64_t *out_population)
{
	const kp_region *one = region_at(regions, index);
	if (!out_population)
		return KEPU_ERROR_ARGUMENT;
	*out_population = 0;
	for (size_t i = 0; one && i < regions->year_count; i++) {
		int64_t number = regions->populations[one->row * regions->year_count + i];
		if (regions->years[i] != year || number < 0)
			continue;
		*out_population = number;
		return KEPU_OK;
	}
	return KEPU_NO_VALUE;
}

kepu_status kepu_regions_find(const kepu_regions *regions, const char *text, size_t len, size_t *out_index)
{
	if (!out_index)
		return KEPU_ERROR_ARGUMENT;
	*out_index = 0;
	if (!text || !kepu_regions_count(regions))
		return KEPU_NO_VALUE;
	if (len == KEPU_NUL_TERMINATED)
		len = strlen(text);
	const void *found = kp_map_get(&regions->by_code, text, len);
	if (!found)
		found = kp_map_get(&regions->by_name, text, len);
	if (!found || found == regions)
		return KEPU_NO_VALUE;
	*out_index = (size_t)((const kp_region *)found - regions->items);
	return KEPU_OK;
}
