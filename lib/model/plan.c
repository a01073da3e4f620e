#include "model/freeze.h"

#include <kepu/builder.h>

#include <stdlib.h>

/* A handle of another kind, where a binding mixed them up, answers like NULL. */
static bool is_plan(const kepu_plan *plan)
{
	return plan && plan->tag == KP_TAG_PLAN;
}

kepu_plan *kepu_plan_ref(kepu_plan *plan)
{
	if (!is_plan(plan))
		return NULL;
	atomic_fetch_add_explicit(&plan->references, 1, memory_order_relaxed);
	return plan;
}

void kepu_plan_unref(kepu_plan *plan)
{
	if (!is_plan(plan) || atomic_fetch_sub_explicit(&plan->references, 1, memory_order_acq_rel) != 1)
		return;
	plan->tag = 0;
	kp_intern_free(&plan->strings);
	kp_ids_free(&plan->ids);
	kp_lookup_free(&plan->paths);
	kp_map_free(&plan->repeated);
	kp_map_free(&plan->names);
	kp_arena_free(&plan->arena);
	free(plan->paragraphs);
	free(plan);
}

/* Identity and source */

const char *kepu_plan_uid(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->uid : NULL, out_len);
}

int64_t kepu_plan_revision(const kepu_plan *plan)
{
	return is_plan(plan) ? plan->revision : 0;
}

int32_t kepu_plan_status(const kepu_plan *plan)
{
	return is_plan(plan) ? kp_token_number(plan->status) : KEPU_UNKNOWN;
}

const char *kepu_plan_status_token(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->status.text : NULL, out_len);
}

const char *kepu_plan_supersedes(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->supersedes : NULL, out_len);
}

const char *kepu_plan_superior(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->superior : NULL, out_len);
}

const char *kepu_plan_importer(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->importer : NULL, out_len);
}

const char *kepu_plan_source_digest(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->digest : NULL, out_len);
}

size_t kepu_plan_paragraph_count(const kepu_plan *plan)
{
	return is_plan(plan) ? plan->paragraph_count : 0;
}

const char *kepu_plan_paragraph(const kepu_plan *plan, size_t index, size_t *out_len)
{
	return kp_str_out(is_plan(plan) && index < plan->paragraph_count ? plan->paragraphs[index].text : NULL, out_len);
}

int64_t kepu_plan_paragraph_line(const kepu_plan *plan, size_t index)
{
	return is_plan(plan) && index < plan->paragraph_count ? plan->paragraphs[index].line : 0;
}

/* Metadata */

size_t kepu_plan_metadata_count(const kepu_plan *plan, int32_t field)
{
	return is_plan(plan) && field >= 1 && field <= KP_META_COUNT ? plan->entry_count[field - 1] : 0;
}

static const kp_entry *entry(const kepu_plan *plan, int32_t field, size_t index)
{
	return index < kepu_plan_metadata_count(plan, field) ? plan->entries[field - 1][index] : NULL;
}

const char *kepu_plan_metadata(const kepu_plan *plan, int32_t field, size_t index, size_t *out_len)
{
	const kp_entry *found = entry(plan, field, index);
	return kp_str_out(found ? found->text : NULL, out_len);
}

const kepu_provenance *kepu_plan_metadata_provenance(const kepu_plan *plan, int32_t field, size_t index)
{
	const kp_entry *found = entry(plan, field, index);
	return found ? found->proof : NULL;
}

const char *kepu_plan_basis_number(const kepu_plan *plan, size_t index, size_t *out_len)
{
	const kp_entry *found = entry(plan, KEPU_META_BASIS, index);
	return kp_str_out(found ? found->number : NULL, out_len);
}

const char *kepu_plan_period_start(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->period_start : NULL, out_len);
}

const char *kepu_plan_period_end(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->period_end : NULL, out_len);
}

const char *kepu_plan_region_name(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->region_name : NULL, out_len);
}

int32_t kepu_plan_region_level(const kepu_plan *plan)
{
	return is_plan(plan) ? kp_token_number(plan->region_level) : KEPU_UNKNOWN;
}

const char *kepu_plan_region_level_token(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->region_level.text : NULL, out_len);
}

const char *kepu_plan_region_code(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->region_code : NULL, out_len);
}

const char *kepu_plan_region_scheme(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->region_scheme : NULL, out_len);
}

const char *kepu_plan_region_year(const kepu_plan *plan, size_t *out_len)
{
	return kp_str_out(is_plan(plan) ? plan->region_year : NULL, out_len);
}

/* Parts */

size_t kepu_plan_node_count(const kepu_plan *plan)
{
	return is_plan(plan) ? plan->node_count : 0;
}

const kepu_node *kepu_plan_node_at(const kepu_plan *plan, size_t index)
{
	return is_plan(plan) && index < plan->node_count ? plan->nodes[index] : NULL;
}

size_t kepu_plan_root_count(const kepu_plan *plan)
{
	return is_plan(plan) ? plan->root_count : 0;
}

const kepu_node *kepu_plan_root_at(const kepu_plan *plan, size_t index)
{
	return is_plan(plan) && index < plan->root_count ? plan->roots[index] : NULL;
}

size_t kepu_plan_unit_count(const kepu_plan *plan)
{
	return is_plan(plan) ? plan->unit_count : 0;
}

const kepu_unit *kepu_plan_unit_at(const kepu_plan *plan, size_t index)
{
	return is_plan(plan) && index < plan->unit_count ? plan->units[index] : NULL;
}

size_t kepu_plan_assignment_count(const kepu_plan *plan)
{
	return is_plan(plan) ? plan->assignment_count : 0;
}

const kepu_assignment *kepu_plan_assignment_at(const kepu_plan *plan, size_t index)
{
	return is_plan(plan) && index < plan->assignment_count ? plan->assignments[index] : NULL;
}

size_t kepu_plan_indicator_count(const kepu_plan *plan)
{
	return is_plan(plan) ? plan->indicator_count : 0;
}

const kepu_indicator *kepu_plan_indicator_at(const kepu_plan *plan, size_t index)
{
	return is_plan(plan) && index < plan->indicator_count ? plan->indicators[index] : NULL;
}

size_t kepu_plan_phase_count(const kepu_plan *plan)
{
	return is_plan(plan) ? plan->phase_count : 0;
}

const kepu_phase *kepu_plan_phase_at(const kepu_plan *plan, size_t index)
{
	return is_plan(plan) && index < plan->phase_count ? plan->phases[index] : NULL;
}

size_t kepu_plan_annex_count(const kepu_plan *plan)
{
	return is_plan(plan) ? plan->annex_count : 0;
}

const kepu_annex *kepu_plan_annex_at(const kepu_plan *plan, size_t index)
{
	return is_plan(plan) && index < plan->annex_count ? plan->annexes[index] : NULL;
}

/* Looking up */

static size_t text_length(const char *text, size_t length)
{
	return text && length == KEPU_NUL_TERMINATED ? strlen(text) : length;
}

static const void *by_id(const kepu_plan *plan, const char *id, size_t length, unsigned part)
{
	unsigned found_part;
	if (!is_plan(plan) || !id)
		return NULL;
	const void *found = kp_ids_find(&plan->ids, id, text_length(id, length), &found_part);
	return found_part == part ? found : NULL;
}

const kepu_node *kepu_plan_node_by_id(const kepu_plan *plan, const char *id, size_t len)
{
	return by_id(plan, id, len, KEPU_PART_NODE);
}

const kepu_unit *kepu_plan_unit_by_id(const kepu_plan *plan, const char *id, size_t len)
{
	return by_id(plan, id, len, KEPU_PART_UNIT);
}

/* Whether the path is the one asked for, up to numbers of repetition that were not asked for. */
static bool path_fits(kp_str path, const char *asked, size_t length)
{
	size_t at = 0;
	for (; *path; path++) {
		if (at < length && *path == asked[at]) {
			at++;
			continue;
		}
		if (*path != '#' || (at < length && asked[at] != '.'))
			return false;
		while (path[1] && path[1] != '.')
			path++;
	}
	return at == length;
}

size_t kepu_plan_nodes_by_path(const kepu_plan *plan, const char *path, size_t len, const kepu_node **out_nodes,
                               size_t capacity)
{
	size_t length = text_length(path, len), found = 0;
	if (!is_plan(plan) || !path || length > KP_PATH_MOST)
		return 0;
	char stripped[KP_PATH_MOST];
	size_t stripped_length = kp_path_strip(path, length, stripped);
	const kepu_node *plain = kp_path_find(plan, path, length);
	const kp_chain *link = kp_map_get(&plan->repeated, stripped, stripped_length);
	while (plain || link) {
		const kepu_node *node = link ? link->object : NULL;
		if (plain && (!node || plain->index <= node->index)) {
			link = plain == node ? link->next : link;
			node = plain;
			plain = NULL;
		} else {
			link = link->next;
			if (!path_fits(node->path, path, length))
				continue;
		}
		if (found < capacity && out_nodes)
			out_nodes[found] = node;
		found++;
	}
	return found;
}

size_t kepu_plan_units_by_name(const kepu_plan *plan, const char *name, size_t len, const kepu_unit **out_units,
                               size_t capacity)
{
	size_t found = 0;
	if (!is_plan(plan) || !name)
		return 0;
	const kp_chain *link = kp_map_get(&plan->names, name, text_length(name, len));
	for (; link; link = link->next) {
		if (found < capacity && out_units)
			out_units[found] = link->object;
		found++;
	}
	return found;
}
