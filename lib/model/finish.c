#include "base/sha256.h"
#include "model/change.h"
#include "model/freeze.h"

/* Without a uid of the caller's and a digest of the original bytes, the source text stands for those. */
static bool make_uid(kepu_plan *plan)
{
	if (plan->uid)
		return true;
	if (plan->digest) {
		plan->uid = plan->digest;
		return true;
	}
	kp_sha256 sha;
	kp_sha256_init(&sha);
	for (size_t i = 0; i < plan->paragraph_count; i++) {
		kp_str text = plan->paragraphs[i].text;
		if (i)
			kp_sha256_update(&sha, "\n", 1);
		kp_sha256_update(&sha, text, kp_str_len(text));
	}
	uint8_t digest[KP_SHA256_SIZE];
	char uid[7 + KP_SHA256_HEX] = "sha256:";
	kp_sha256_final(&sha, digest);
	kp_sha256_hex(digest, uid + 7);
	plan->uid = kp_str_new(&plan->arena, uid, strlen(uid));
	return plan->uid;
}

static kepu_status freeze(kepu_plan *plan, bool placed, kepu_error **err)
{
	kp_intern_free(&plan->strings); /* first, for what follows takes memory too */
	kp_ids_settle(&plan->ids);
	if (!make_uid(plan) || !kp_freeze_arrays(plan))
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	kepu_status status = kp_freeze_cycles(plan, placed, err);
	if (status)
		return status;
	if (!kp_freeze_paths(plan) || !kp_freeze_names(plan))
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	return KEPU_OK;
}

/* Undoing: what a builder keeps where a frozen plan keeps something else is found again from the lists. */

static void thaw_node(kepu_node *node)
{
	node->path = NULL; /* while paths are made it says which nodes have theirs */
	node->last_child = node->first_child;
	while (node->last_child && node->last_child->next)
		node->last_child = node->last_child->next;
	node->last_assignment = NULL;
	for (kepu_assignment *a = node->first_assignment; a; a = a->next) {
		node->last_assignment = a;
		a->unit->assignment_count++;
	}
	node->last_indicator = node->first_indicator;
	while (node->last_indicator && node->last_indicator->next)
		node->last_indicator = node->last_indicator->next;
}

static void thaw(kepu_plan *plan)
{
	for (kepu_unit *u = plan->first_unit; u; u = u->next)
		u->assignment_count = u->references = 0;
	for (kepu_unit *u = plan->first_unit; u; u = u->next) {
		for (const kp_member *m = u->first_member; m; m = m->next)
			m->unit->references++;
		if (u->successor)
			u->successor->references++;
	}
	for (kepu_indicator *i = kp_every_indicator(plan, NULL); i; i = kp_every_indicator(plan, i))
		i->references = 0;
	for (kepu_indicator *i = kp_every_indicator(plan, NULL); i; i = kp_every_indicator(plan, i))
		if (i->weight)
			i->weight->references++;
	for (kepu_node *n = kp_every_node(plan, NULL); n; n = kp_every_node(plan, n))
		thaw_node(n);
	kp_lookup_free(&plan->paths);
	kp_map_free(&plan->repeated);
	kp_map_free(&plan->names);
}

/* Annexes may have been moved and removed since they were added. */
static void number_annexes(kepu_plan *plan)
{
	uint32_t number = 0;
	for (kepu_annex *a = plan->first_annex; a; a = a->next)
		a->number = ++number;
}

/* What was made by the API came from no file: the links make room for that to be said. */
static void drop_links(kepu_plan *plan)
{
	static const kp_where nowhere = { 0, 0 };
	for (size_t i = 0; i < plan->unit_count; i++)
		plan->units[i]->where = nowhere;
	for (size_t i = 0; i < plan->assignment_count; i++)
		plan->assignments[i]->where = nowhere;
	for (size_t i = 0; i < plan->indicator_count; i++) {
		plan->indicators[i]->where = nowhere;
		for (kepu_value *v = plan->indicators[i]->first_value; v; v = v->next)
			v->where = nowhere;
	}
	for (size_t i = 0; i < plan->phase_count; i++)
		plan->phases[i]->where = nowhere;
	for (size_t i = 0; i < plan->annex_count; i++)
		plan->annexes[i]->where = nowhere;
}

kepu_status kp_builder_finish(kepu_builder *b, kepu_plan **out_plan, kepu_error **err)
{
	*out_plan = NULL;
	kepu_plan *plan = b->plan;
	if (!plan)
		return kp_fail(err, KEPU_ERROR_FINISHED, NULL, NULL, NULL);
	kp_str uid = plan->uid;
	if (b->linked) {
		kp_sweep(b);
		number_annexes(plan);
	}
	kepu_status status = freeze(plan, !b->linked, err);
	if (status) {
		thaw(plan);
		plan->uid = uid;
		return status;
	}
	if (b->linked)
		drop_links(plan);
	b->plan = NULL;
	*out_plan = plan;
	return KEPU_OK;
}
