#include "model/change.h"
#include "model/freeze.h"
#include "model/review.h"

#define LEVELS_MOST 64

/* One of what a move names beside the part that moves. */
static kepu_status find_beside(const kepu_builder *b, kp_text id, int32_t part, int32_t other, const char *name,
                               void **out, kepu_error **err)
{
	*out = NULL;
	return id.bytes ? kp_input_part(b, id.bytes, id.length, part, other, name, out, err) : KEPU_OK;
}

static kepu_status no_sibling(const char *id, kp_text before, kepu_error **err)
{
	return kp_input_fail_text(err, KEPU_ERROR_UNKNOWN_ID, id, before, "sibling");
}

static int height_of(kepu_node *node)
{
	int deepest = node->level;
	kp_range range = kp_range_of_node(node);
	for (const kepu_node *n = range.first; n != range.end; n = kp_node_after(n))
		if (n->level > deepest)
			deepest = n->level;
	return deepest - node->level;
}

static kepu_status move_node(kepu_builder *b, kepu_node *node, kp_text parent, kp_text before, kepu_error **err)
{
	void *under = NULL, *sibling = NULL;
	int32_t part = 0;
	kepu_status status = find_beside(b, parent, KEPU_PART_NODE, KEPU_PART_ANNEX, "parent", &under, err);
	if (!status)
		status = find_beside(b, before, KEPU_PART_NODE, 0, "sibling", &sibling, err);
	if (status)
		return status;
	if (under)
		kp_build_find(b, parent.bytes, parent.length, &part);
	kp_home to = { part == KEPU_PART_NODE ? under : NULL, part == KEPU_PART_ANNEX ? under : NULL };
	kepu_node *next = sibling;
	kp_range own = kp_range_of_node(node);
	if (to.node && kp_range_has(&own, to.node))
		return kp_input_fail(err, KEPU_ERROR_CYCLE, node->id, node->id, NULL);
	if (next && (next->parent != to.node || (!to.node && next->annex != to.annex)))
		return no_sibling(node->id, before, err);
	int level = to.node ? to.node->level + 1 : 1;
	if (level > node->level && level + height_of(node) > LEVELS_MOST)
		return kp_input_fail(err, KEPU_ERROR_LIMIT, node->id, "levels", "64");
	if (next != node)
		kp_move_node(b, node, to, next);
	return KEPU_OK;
}

static kepu_status move_assignment(kepu_builder *b, kepu_assignment *assignment, kp_text parent, kp_text before,
                                   kepu_error **err)
{
	void *to, *sibling = NULL;
	kepu_status status = kp_input_part(b, parent.bytes, parent.length, KEPU_PART_NODE, 0, "parent", &to, err);
	if (!status)
		status = find_beside(b, before, KEPU_PART_ASSIGNMENT, 0, "sibling", &sibling, err);
	if (status)
		return status;
	kepu_assignment *next = sibling;
	if (next && next->node != to)
		return no_sibling(assignment->id, before, err);
	if (next != assignment)
		kp_move_assignment(assignment, to, next);
	return KEPU_OK;
}

static kepu_status move_indicator(kepu_builder *b, kepu_indicator *indicator, kp_text parent, kp_text before,
                                  kepu_error **err)
{
	void *to, *sibling = NULL;
	kepu_status status = find_beside(b, parent, KEPU_PART_NODE, 0, "parent", &to, err);
	if (!status)
		status = find_beside(b, before, KEPU_PART_INDICATOR, 0, "sibling", &sibling, err);
	if (status)
		return status;
	kepu_indicator *next = sibling;
	if (next && next->node != to)
		return no_sibling(indicator->id, before, err);
	if (next != indicator)
		kp_move_indicator(b, indicator, to, next);
	return KEPU_OK;
}

/* Units, phases and annexes stand in the plan itself. */
static kepu_status move_in_plan(kepu_builder *b, const kp_target *at, kp_text parent, kp_text before, kepu_error **err)
{
	void *next;
	if (parent.bytes)
		return kp_input_fail_text(err, KEPU_ERROR_UNKNOWN_ID, at->id, parent, "parent");
	kepu_status status = find_beside(b, before, at->part, 0, "sibling", &next, err);
	if (status || next == at->object)
		return status;
	if (at->part == KEPU_PART_UNIT)
		kp_move_unit(b, at->object, next);
	else if (at->part == KEPU_PART_PHASE)
		kp_move_phase(b, at->object, next);
	else
		kp_move_annex(b, at->object, next);
	return KEPU_OK;
}

static kp_text id_text(const char *id, size_t length)
{
	return (kp_text){ id, id && length == KEPU_NUL_TERMINATED ? strlen(id) : length };
}

static kepu_status move(kepu_builder *b, const kp_target *at, kp_text parent, kp_text before, kepu_error **err)
{
	switch (at->part) {
	case KEPU_PART_NODE: return move_node(b, at->object, parent, before, err);
	case KEPU_PART_ASSIGNMENT: return move_assignment(b, at->object, parent, before, err);
	case KEPU_PART_INDICATOR: return move_indicator(b, at->object, parent, before, err);
	default: return move_in_plan(b, at, parent, before, err);
	}
}

/* The fact of where a part stands is that of the part itself. The order of units, phases and annexes is none. */
static kepu_provenance **proof_of(const kp_target *at)
{
	switch (at->part) {
	case KEPU_PART_NODE: return &((kepu_node *)at->object)->proof;
	case KEPU_PART_ASSIGNMENT: return &((kepu_assignment *)at->object)->proof;
	case KEPU_PART_INDICATOR: return &((kepu_indicator *)at->object)->proof;
	default: return NULL;
	}
}

static bool note_move(kepu_builder *b, const kp_target *at, kp_text parent, kp_record *out)
{
	kepu_provenance **proof = proof_of(at);
	int32_t part = 0, check = KEPU_CHECK_CORRECTED;
	kp_noted noted = { KEPU_CHANGE_MOVE, at->part, *(kp_str *)at->object, NULL, NULL, kp_parent_id(at), NULL };
	if (!b->reviewer || !proof)
		return kp_record_begin(b, NULL, NULL, 0, out);
	void *to = parent.bytes ? kp_build_find(b, parent.bytes, parent.length, &part) : NULL;
	noted.now = to ? *(kp_str *)to : NULL;
	if (kepu_provenance_check(*proof) == KEPU_CHECK_ENTERED)
		check = KEPU_CHECK_ENTERED;
	return kp_record_begin(b, &noted, proof, check, out);
}

kepu_status kepu_builder_move(kepu_builder *builder, const char *id, size_t id_len, const char *parent,
                              size_t parent_len, const char *before, size_t before_len, kepu_error **err)
{
	kp_target at;
	kepu_status status = kp_input_builder(builder, err);
	if (!status && !id)
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "id", "NULL");
	if (!status)
		status = kp_input_target(builder, id, id_len, &at, err);
	if (status)
		return status;
	kp_text above = id_text(parent, parent_len), next = id_text(before, before_len);
	kp_record record;
	if (!note_move(builder, &at, above, &record))
		return kp_input_failed(builder, at.id, err);
	status = move(builder, &at, above, next, err);
	if (!status)
		kp_record_end(builder, &record);
	return status;
}
