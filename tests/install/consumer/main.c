/* Makes a plan of one assignment, sends it through XML, and prints what is left of it. */
#include <kepu/kepu.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
	kepu_builder *builder = NULL;
	kepu_plan *plan = NULL, *again = NULL;
	const char *node, *unit;
	char *bytes = NULL;
	size_t length = 0;
	int failed = 1;

	if (strncmp(kepu_version(NULL), "0.1.", 4) == 0 && kepu_builder_new(&builder, NULL) == KEPU_OK &&
	    kepu_builder_add_node(builder, NULL, 0, KEPU_KIND_TASK, NULL, 0, "普及", KEPU_NUL_TERMINATED, &node, NULL) ==
	        KEPU_OK &&
	    kepu_builder_add_unit(builder, "教育局", KEPU_NUL_TERMINATED, 0, &unit, NULL) == KEPU_OK &&
	    kepu_builder_add_assignment(builder, node, KEPU_NUL_TERMINATED, unit, KEPU_NUL_TERMINATED, KEPU_ROLE_LEAD, NULL,
	                                NULL) == KEPU_OK &&
	    kepu_builder_finish(builder, &plan, NULL) == KEPU_OK &&
	    kepu_plan_save_bytes(plan, KEPU_FORMAT_XML, &bytes, &length, NULL) == KEPU_OK &&
	    kepu_plan_load_bytes(bytes, length, NULL, NULL, &again, NULL, NULL) == KEPU_OK) {
		const kepu_assignment *assignment = kepu_plan_assignment_at(again, 0);
		if (kepu_assignment_role(assignment) == KEPU_ROLE_LEAD) {
			printf("%s 牵头 %s\n", kepu_unit_name(kepu_assignment_unit(assignment), NULL),
			       kepu_node_title(kepu_assignment_node(assignment), NULL));
			failed = 0;
		}
	}
	kepu_plan_unref(again);
	kepu_free(bytes);
	kepu_plan_unref(plan);
	kepu_builder_free(builder);
	return failed;
}
