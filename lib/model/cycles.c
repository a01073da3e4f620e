#include "model/freeze.h"

#include <stdlib.h>

/* `where` NULL: it is none. */
static kepu_status cycle(kepu_error **err, kp_str id, const kp_where *where)
{
	kp_place place = KP_NOWHERE;
	place.line = where ? where->line : 0;
	place.column = where ? where->column : 0;
	place.path = where ? NULL : id;
	return kp_fail(err, KEPU_ERROR_CYCLE, &place, id, NULL);
}

/* Following one link from an object to the next: each walk marks what it meets with its own number, so that meeting a
 * mark of the same walk is a cycle and of an earlier one is not. */

static kepu_status successor_cycles(const kepu_plan *plan, bool placed, uint32_t *marks, kepu_error **err)
{
	for (uint32_t i = 0; i < plan->unit_count; i++) {
		const kepu_unit *unit = plan->units[i];
		for (; unit && !marks[unit->index]; unit = unit->successor)
			marks[unit->index] = i + 1;
		if (unit && marks[unit->index] == i + 1)
			return cycle(err, unit->id, placed ? &unit->where : NULL);
	}
	return KEPU_OK;
}

static kepu_status weight_cycles(const kepu_plan *plan, bool placed, uint32_t *marks, kepu_error **err)
{
	for (uint32_t i = 0; i < plan->indicator_count; i++) {
		const kepu_indicator *indicator = plan->indicators[i];
		for (; indicator && !marks[indicator->index]; indicator = indicator->weight)
			marks[indicator->index] = i + 1;
		if (indicator && marks[indicator->index] == i + 1)
			return cycle(err, indicator->id, placed ? &indicator->where : NULL);
	}
	return KEPU_OK;
}

/* Members: a walk in depth with a stack of its own. A unit on the stack is open; meeting an open one is a cycle. */

typedef struct step {
	const kepu_unit *unit;
	uint32_t next; /* member to go to */
} step;

enum { UNSEEN, OPEN, CLOSED };

static kepu_status walk_members(const kepu_unit *from, bool placed, uint32_t *marks, step *stack, kepu_error **err)
{
	size_t depth = 1;
	stack[0] = (step){ from, 0 };
	marks[from->index] = OPEN;
	while (depth) {
		step *top = &stack[depth - 1];
		if (top->next == top->unit->member_count) {
			marks[top->unit->index] = CLOSED;
			depth--;
			continue;
		}
		const kepu_unit *member = top->unit->members[top->next++];
		if (marks[member->index] == OPEN)
			return cycle(err, member->id, placed ? &member->where : NULL);
		if (marks[member->index] == CLOSED)
			continue;
		marks[member->index] = OPEN;
		stack[depth++] = (step){ member, 0 };
	}
	return KEPU_OK;
}

static kepu_status member_cycles(const kepu_plan *plan, bool placed, uint32_t *marks, kepu_error **err)
{
	step *stack = kp_calloc(plan->unit_count, sizeof *stack);
	if (!stack)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	kepu_status status = KEPU_OK;
	for (size_t i = 0; !status && i < plan->unit_count; i++)
		if (marks[i] == UNSEEN)
			status = walk_members(plan->units[i], placed, marks, stack, err);
	free(stack);
	return status;
}

typedef kepu_status (*finder)(const kepu_plan *plan, bool placed, uint32_t *marks, kepu_error **err);

static kepu_status with_marks(finder find, const kepu_plan *plan, bool placed, size_t count, kepu_error **err)
{
	uint32_t *marks = kp_calloc(count, sizeof *marks);
	if (!marks)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	kepu_status status = find(plan, placed, marks, err);
	free(marks);
	return status;
}

kepu_status kp_freeze_cycles(const kepu_plan *plan, bool placed, kepu_error **err)
{
	bool members = false, successors = false, weights = false;
	for (size_t i = 0; i < plan->unit_count; i++) {
		members = members || plan->units[i]->member_count;
		successors = successors || plan->units[i]->successor;
	}
	for (size_t i = 0; i < plan->indicator_count; i++)
		weights = weights || plan->indicators[i]->weight;
	kepu_status status = KEPU_OK;
	if (members)
		status = with_marks(member_cycles, plan, placed, plan->unit_count, err);
	if (!status && successors)
		status = with_marks(successor_cycles, plan, placed, plan->unit_count, err);
	if (!status && weights)
		status = with_marks(weight_cycles, plan, placed, plan->indicator_count, err);
	return status;
}
