/* The steps of finishing a plan; finish.c takes them in this order. Each false means that memory is out. */
#ifndef KP_FREEZE_H
#define KP_FREEZE_H

#include "base/fail.h"
#include "model/model.h"

bool kp_freeze_arrays(
	kepu_plan *plan); /* arrays, indexes, and for each node its position among its siblings in `index` */
bool kp_freeze_paths(kepu_plan *plan); /* paths and their look-up; `index` becomes the position among all nodes */
bool kp_freeze_names(kepu_plan *plan); /* look-up of units by name */

/* KEPU_ERROR_CYCLE where members of groups, successors or weights go round; the error names the id, and its place in a file
 * where the objects have one (`placed`). */
kepu_status kp_freeze_cycles(const kepu_plan *plan, bool placed, kepu_error **err);

/* The node after this one in document order, of the same tree; NULL after the last. */
kepu_node *kp_node_after(const kepu_node *node);

/* Whether an ordinal can be a step of a path: short, and without # and :, which have a meaning there. */
bool kp_path_is_step(const char *ordinal, size_t length);

/* Writes the path without its #2, #3 … into out, which has room for length bytes; returns its length. */
size_t kp_path_strip(const char *path, size_t length, char *out);
const kepu_node *kp_path_find(const kepu_plan *plan, const char *path,
                              size_t length); /* NULL: none has just this path */
#define KP_PATH_MOST 2048                     /* bytes: 64 levels of steps of at most 16, and their #… */

#endif
