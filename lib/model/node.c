#include "model/model.h"

const char *kepu_node_id(const kepu_node *node, size_t *out_len)
{
	return kp_str_out(node ? node->id : NULL, out_len);
}

const kepu_plan *kepu_node_plan(const kepu_node *node)
{
	return node ? node->plan : NULL;
}

int64_t kepu_node_line(const kepu_node *node)
{
	return node ? node->where.line : 0;
}

int64_t kepu_node_column(const kepu_node *node)
{
	return node ? node->where.column : 0;
}

const kepu_provenance *kepu_node_provenance(const kepu_node *node)
{
	return node ? node->proof : NULL;
}

int32_t kepu_node_kind(const kepu_node *node)
{
	return node ? kp_token_number(node->kind) : KEPU_UNKNOWN;
}

const char *kepu_node_kind_token(const kepu_node *node, size_t *out_len)
{
	return kp_str_out(node ? node->kind.text : NULL, out_len);
}

const char *kepu_node_label(const kepu_node *node, size_t *out_len)
{
	return kp_str_out(node ? node->label : NULL, out_len);
}

const char *kepu_node_ordinal(const kepu_node *node, size_t *out_len)
{
	return kp_str_out(node ? node->ordinal : NULL, out_len);
}

const char *kepu_node_path(const kepu_node *node, size_t *out_len)
{
	return kp_str_out(node ? node->path : NULL, out_len);
}

int32_t kepu_node_level(const kepu_node *node)
{
	return node ? node->level : 0;
}

const char *kepu_node_title(const kepu_node *node, size_t *out_len)
{
	return kp_str_out(node ? node->title : NULL, out_len);
}

const kepu_provenance *kepu_node_title_provenance(const kepu_node *node)
{
	return node ? node->title_proof : NULL;
}

const char *kepu_node_text(const kepu_node *node, size_t *out_len)
{
	return kp_str_out(node ? node->text : NULL, out_len);
}

const kepu_provenance *kepu_node_text_provenance(const kepu_node *node)
{
	return node ? node->text_proof : NULL;
}

const char *kepu_node_due(const kepu_node *node, size_t *out_len)
{
	return kp_str_out(node ? node->due : NULL, out_len);
}

const char *kepu_node_due_date(const kepu_node *node, size_t *out_len)
{
	return kp_str_out(node ? node->due_date : NULL, out_len);
}

int32_t kepu_node_due_ongoing(const kepu_node *node)
{
	return node ? node->ongoing : 0;
}

const kepu_provenance *kepu_node_due_provenance(const kepu_node *node)
{
	return node ? node->due_proof : NULL;
}

const char *kepu_node_deliverable(const kepu_node *node, size_t *out_len)
{
	return kp_str_out(node ? node->deliverable : NULL, out_len);
}

const kepu_node *kepu_node_parent(const kepu_node *node)
{
	return node ? node->parent : NULL;
}

const kepu_node *kepu_node_first_child(const kepu_node *node)
{
	return node ? node->first_child : NULL;
}

const kepu_node *kepu_node_next(const kepu_node *node)
{
	return node ? node->next : NULL;
}

const kepu_node *kepu_node_previous(const kepu_node *node)
{
	return node ? node->previous : NULL;
}

size_t kepu_node_child_count(const kepu_node *node)
{
	return node ? node->child_count : 0;
}

const kepu_node *kepu_node_child_at(const kepu_node *node, size_t index)
{
	return node && index < node->child_count ? node->children[index] : NULL;
}

size_t kepu_node_assignment_count(const kepu_node *node)
{
	return node ? node->assignment_count : 0;
}

const kepu_assignment *kepu_node_assignment_at(const kepu_node *node, size_t index)
{
	return node && index < node->assignment_count ? node->assignments[index] : NULL;
}

size_t kepu_node_indicator_count(const kepu_node *node)
{
	return node ? node->indicator_count : 0;
}

const kepu_indicator *kepu_node_indicator_at(const kepu_node *node, size_t index)
{
	return node && index < node->indicator_count ? node->indicators[index] : NULL;
}

const kepu_annex *kepu_node_annex(const kepu_node *node)
{
	return node ? node->annex : NULL;
}

const char *kepu_assignment_id(const kepu_assignment *assignment, size_t *out_len)
{
	return kp_str_out(assignment ? assignment->id : NULL, out_len);
}

const kepu_plan *kepu_assignment_plan(const kepu_assignment *assignment)
{
	return assignment ? assignment->node->plan : NULL;
}

int64_t kepu_assignment_line(const kepu_assignment *assignment)
{
	return assignment ? assignment->where.line : 0;
}

int64_t kepu_assignment_column(const kepu_assignment *assignment)
{
	return assignment ? assignment->where.column : 0;
}

const kepu_provenance *kepu_assignment_provenance(const kepu_assignment *assignment)
{
	return assignment ? assignment->proof : NULL;
}

const kepu_node *kepu_assignment_node(const kepu_assignment *assignment)
{
	return assignment ? assignment->node : NULL;
}

const kepu_unit *kepu_assignment_unit(const kepu_assignment *assignment)
{
	return assignment ? assignment->unit : NULL;
}

int32_t kepu_assignment_role(const kepu_assignment *assignment)
{
	return assignment ? kp_token_number(assignment->role) : KEPU_UNKNOWN;
}

const char *kepu_assignment_role_token(const kepu_assignment *assignment, size_t *out_len)
{
	return kp_str_out(assignment ? assignment->role.text : NULL, out_len);
}

const char *kepu_assignment_from(const kepu_assignment *assignment, size_t *out_len)
{
	return kp_str_out(assignment ? kp_assignment_term(assignment)->from : NULL, out_len);
}

const char *kepu_assignment_until(const kepu_assignment *assignment, size_t *out_len)
{
	return kp_str_out(assignment ? kp_assignment_term(assignment)->until : NULL, out_len);
}

const char *kepu_assignment_leader(const kepu_assignment *assignment, size_t *out_len)
{
	return kp_str_out(assignment ? kp_assignment_term(assignment)->leader : NULL, out_len);
}

const char *kepu_assignment_contact(const kepu_assignment *assignment, size_t *out_len)
{
	return kp_str_out(assignment ? kp_assignment_term(assignment)->contact : NULL, out_len);
}
