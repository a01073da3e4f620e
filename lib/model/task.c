#include "model/model.h"

static bool is_work(const kepu_node *node)
{
	return kp_token_number(node->kind) == KEPU_KIND_TASK || kp_token_number(node->kind) == KEPU_KIND_ACTION ||
	       kp_token_number(node->kind) == KEPU_KIND_PROJECT;
}

bool kp_node_is_task(const kepu_node *node)
{
	if (!is_work(node))
		return false;
	for (const kepu_node *below = node->first_child; below;) {
		if (is_work(below))
			return false;
		if (below->first_child) {
			below = below->first_child;
			continue;
		}
		while (below != node && !below->next)
			below = below->parent;
		below = below == node ? NULL : below->next;
	}
	return true;
}
