#include "base/date.h"
#include "base/fail.h"
#include "base/utf8.h"
#include "model/model.h"

#include <kepu/plan.h>

#include <stdlib.h>

#define LEVELS_MOST 64
#define ROLES 4       /* those of the API, and 0 for one that is not known */
#define NAME_MOST 320 /* bytes of a node's name in a message */

typedef struct checker {
	const kepu_plan *plan;
	kepu_findings *out;
	kp_date first, last;          /* days of the period; year 0: open at that end */
	uint32_t *lengths;            /* of paragraphs, plus 1; 0: not counted yet */
	const kepu_assignment **seen; /* last one of each unit and role */
	bool any_lead, any_unit, no_source_said;
	bool led[LEVELS_MOST + 1], held[LEVELS_MOST + 1]; /* by level: a lead, a unit, of the node or of one above it */
	bool failed;                                      /* memory is out */
} checker;

static void say(checker *c, int32_t code, kp_str id, kp_where where, const char *first, const char *second)
{
	kp_place place = KP_NOWHERE;
	place.line = where.line;
	place.column = where.column;
	if (!c->failed && !kp_findings_add(c->out, code, id, &place, first, second))
		c->failed = true;
}

/* Time */

static kp_date read_date(kp_str text)
{
	kp_date date = { 0, 0, 0, 0 };
	if (text && !kp_date_read(text, kp_str_len(text), &date))
		date.year = 0;
	return date;
}

static void check_order(checker *c, kp_str start, kp_str end, kp_str id, kp_where where)
{
	kp_date from = read_date(start), until = read_date(end);
	if (from.year && until.year && kp_date_compare(kp_date_first(from), kp_date_last(until)) > 0)
		say(c, KEPU_FINDING_PERIOD_REVERSED, id, where, start, end);
}

/* Outside is what has no day in common with the period. */
static bool is_outside(const checker *c, kp_str text)
{
	kp_date date = read_date(text);
	if (!date.year)
		return false;
	return (c->first.year && kp_date_compare(kp_date_last(date), c->first) < 0) ||
	       (c->last.year && kp_date_compare(kp_date_first(date), c->last) > 0);
}

/* Spans */

static bool is_inside(const checker *c, kp_span span)
{
	if (span.paragraph >= c->plan->paragraph_count)
		return false;
	uint32_t *length = &c->lengths[span.paragraph];
	kp_str text = c->plan->paragraphs[span.paragraph].text;
	if (!*length)
		*length = (uint32_t)kp_utf8_count(text, kp_str_len(text)) + 1;
	return (uint64_t)span.offset + span.length < *length;
}

/* paragraph:offset+length */
static void say_span(checker *c, kp_span span, kp_str id, kp_where where)
{
	kp_buffer text = { 0 };
	kp_buffer_int(&text, span.paragraph);
	kp_buffer_byte(&text, ':');
	kp_buffer_int(&text, span.offset);
	kp_buffer_byte(&text, '+');
	kp_buffer_int(&text, span.length);
	char *shown = kp_buffer_take(&text, NULL);
	if (shown)
		say(c, KEPU_FINDING_SPAN_OUTSIDE_SOURCE, id, where, shown, NULL);
	else
		c->failed = true;
	free(shown);
}

/* A plan without its source text has all spans outside it, which is one fault and not thousands. */
static void check_proof(checker *c, const kepu_provenance *proof, kp_str id, kp_where where)
{
	if (!proof || c->no_source_said)
		return;
	const kp_span *spans = kp_proof_spans(proof);
	for (uint32_t i = 0; i < proof->span_count && !c->no_source_said; i++) {
		if (is_inside(c, spans[i]))
			continue;
		say_span(c, spans[i], id, where);
		c->no_source_said = !c->plan->paragraph_count;
	}
}

/* Units */

/* Tasks of a group are its members', and those of a body that is no more are its successor's. */
static bool mark_used(const kepu_plan *plan, bool *used)
{
	const kepu_unit **queue = kp_calloc(plan->unit_count, sizeof *queue);
	size_t count = 0;
	if (!queue)
		return false;
	for (size_t i = 0; i < plan->unit_count; i++)
		if (plan->units[i]->assignment_count) {
			used[i] = true;
			queue[count++] = plan->units[i];
		}
	for (size_t i = 0; i < count; i++) {
		const kepu_unit *unit = queue[i];
		for (uint32_t k = 0; k <= unit->member_count; k++) {
			const kepu_unit *to = k < unit->member_count ? unit->members[k] : unit->successor;
			if (!to || used[to->index])
				continue;
			used[to->index] = true;
			queue[count++] = to;
		}
	}
	free(queue);
	return true;
}

static void check_units(checker *c)
{
	const kepu_plan *plan = c->plan;
	bool *used = kp_calloc(plan->unit_count, sizeof *used);
	if (!used || !mark_used(plan, used))
		c->failed = true;
	for (size_t i = 0; i < plan->unit_count && !c->failed; i++) {
		const kepu_unit *u = plan->units[i];
		if (!used[i])
			say(c, KEPU_FINDING_UNIT_UNUSED, u->id, u->where, u->name ? u->name : u->id, NULL);
		check_order(c, u->from, u->until, u->id, u->where);
		check_proof(c, u->proof, u->id, u->where);
	}
	free(used);
}

/* Nodes */

/* Path and title, cut between characters. */
static const char *node_name(const kepu_node *node, char out[NAME_MOST])
{
	size_t at = 0, parts = node->title ? 2 : 1;
	for (size_t part = 0; part < parts; part++) {
		kp_str text = part ? node->title : node->path;
		size_t length = kp_str_len(text), most = NAME_MOST - 2 - at;
		if (part)
			out[at++] = ' ';
		if (length > most)
			for (length = most; length && ((unsigned char)text[length] & 0xc0) == 0x80;)
				length--;
		memcpy(out + at, text, length);
		at += length;
	}
	out[at] = '\0';
	return out;
}

static void check_task(checker *c, const kepu_node *node)
{
	bool lead = c->led[node->level - 1], unit = c->held[node->level - 1] || node->assignment_count;
	for (uint32_t i = 0; i < node->assignment_count; i++)
		lead = lead || kp_token_number(node->assignments[i]->role) == KEPU_ROLE_LEAD;
	c->led[node->level] = lead;
	c->held[node->level] = unit;
	char name[NAME_MOST];
	if (!kp_node_is_task(node))
		return;
	if (!unit && c->any_unit)
		say(c, KEPU_FINDING_TASK_WITHOUT_UNIT, node->id, node->where, node_name(node, name), NULL);
	else if (unit && !lead && c->any_lead)
		say(c, KEPU_FINDING_TASK_WITHOUT_LEAD, node->id, node->where, node_name(node, name), NULL);
}

static bool same(kp_str a, kp_str b)
{
	return kp_str_len(a) == kp_str_len(b) && (!a == !b) && (!a || memcmp(a, b, kp_str_len(a)) == 0);
}

static void check_assignment(checker *c, const kepu_assignment *a)
{
	const kepu_assignment **seen = &c->seen[(size_t)a->unit->index * ROLES + (size_t)kp_token_number(a->role)];
	const kepu_assignment *before = *seen;
	*seen = a;
	const kp_term *term = kp_assignment_term(a), *term_before = before ? kp_assignment_term(before) : NULL;
	if (before && before->node == a->node && same(before->role.text, a->role.text) &&
	    same(term_before->from, term->from) && same(term_before->until, term->until))
		say(c, KEPU_FINDING_ASSIGNMENT_REPEATED, a->id, a->where, a->unit->name ? a->unit->name : a->unit->id, NULL);
	check_order(c, term->from, term->until, a->id, a->where);
	check_proof(c, a->proof, a->id, a->where);
}

static void check_indicator(checker *c, const kepu_indicator *indicator)
{
	const char *name = indicator->name ? indicator->name : indicator->id;
	check_proof(c, indicator->proof, indicator->id, indicator->where);
	for (uint32_t i = 0; i < indicator->value_count; i++) {
		const kepu_value *v = indicator->values[i];
		if (v->low_text && v->high_text && kp_decimal_compare(v->low, v->high) > 0)
			say(c, KEPU_FINDING_LOW_OVER_HIGH, indicator->id, v->where, v->low_text, v->high_text);
		if (kp_token_number(v->kind) == KEPU_VALUE_TARGET && is_outside(c, v->time))
			say(c, KEPU_FINDING_TARGET_OUTSIDE_PERIOD, indicator->id, v->where, name, v->time);
		check_proof(c, v->proof, indicator->id, v->where);
	}
}

/* Only the step that was wanted twice is the fault, not all below it. */
static bool is_repeated(const kepu_node *node)
{
	const char *number = strrchr(node->path, '#');
	return number && !strchr(number, '.');
}

static void check_node(checker *c, const kepu_node *node)
{
	char name[NAME_MOST];
	if (is_repeated(node))
		say(c, KEPU_FINDING_PATH_REPEATED, node->id, node->where, node->path, NULL);
	check_task(c, node);
	if (is_outside(c, node->due_date))
		say(c, KEPU_FINDING_DUE_OUTSIDE_PERIOD, node->id, node->where, node_name(node, name), node->due_date);
	check_proof(c, node->proof, node->id, node->where);
	check_proof(c, node->title_proof, node->id, node->where);
	check_proof(c, node->text_proof, node->id, node->where);
	check_proof(c, node->due_proof, node->id, node->where);
	for (uint32_t i = 0; i < node->assignment_count; i++)
		check_assignment(c, node->assignments[i]);
	for (uint32_t i = 0; i < node->indicator_count; i++)
		check_indicator(c, node->indicators[i]);
}

/* A plan that names no lead, or no unit, anywhere is told so once. */
static void check_tasks_at_all(checker *c)
{
	bool task = false;
	for (size_t i = 0; i < c->plan->all_node_count && !task; i++)
		task = kp_node_is_task(c->plan->nodes[i]);
	c->any_unit = c->plan->assignment_count;
	for (size_t i = 0; i < c->plan->assignment_count && !c->any_lead; i++)
		c->any_lead = kp_token_number(c->plan->assignments[i]->role) == KEPU_ROLE_LEAD;
	kp_where nowhere = { 0, 0 };
	if (task && !c->any_unit)
		say(c, KEPU_FINDING_NO_UNIT, NULL, nowhere, NULL, NULL);
	else if (task && !c->any_lead)
		say(c, KEPU_FINDING_NO_LEAD, NULL, nowhere, NULL, NULL);
}

/* The plan as a whole */

static void check_identity(checker *c)
{
	const kepu_plan *plan = c->plan;
	kp_where nowhere = { 0, 0 };
	kp_date first = read_date(plan->period_start), last = read_date(plan->period_end);
	c->first = first.year ? kp_date_first(first) : first;
	c->last = last.year ? kp_date_last(last) : last;
	if (first.year && last.year && kp_date_compare(c->first, c->last) > 0)
		c->first = c->last = (kp_date){ 0, 0, 0, 0 }; /* nothing can lie in it, and saying so each time helps nobody */
	if (plan->supersedes && same(plan->supersedes, plan->uid))
		say(c, KEPU_FINDING_SUPERSEDES_ITSELF, NULL, nowhere, NULL, NULL);
	check_order(c, plan->period_start, plan->period_end, NULL, nowhere);
	for (size_t field = 0; field < KP_META_COUNT; field++)
		for (size_t i = 0; i < plan->entry_count[field]; i++)
			check_proof(c, plan->entries[field][i]->proof, NULL, nowhere);
}

static void check_phases_and_annexes(checker *c)
{
	for (size_t i = 0; i < c->plan->phase_count; i++) {
		const kepu_phase *p = c->plan->phases[i];
		check_order(c, p->start, p->end, p->id, p->where);
		check_proof(c, p->proof, p->id, p->where);
	}
	for (size_t i = 0; i < c->plan->annex_count; i++) {
		const kepu_annex *a = c->plan->annexes[i];
		check_proof(c, a->proof, a->id, a->where);
	}
}

static void check_all(checker *c)
{
	check_identity(c);
	check_tasks_at_all(c);
	check_units(c);
	for (const kepu_indicator *i = c->plan->first_indicator; i && !c->failed; i = i->next)
		check_indicator(c, i);
	for (size_t i = 0; i < c->plan->all_node_count && !c->failed; i++)
		check_node(c, c->plan->nodes[i]);
	check_phases_and_annexes(c);
}

kepu_status kepu_plan_check(const kepu_plan *plan, kepu_findings **out_findings, kepu_error **err)
{
	if (!out_findings)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_findings", "NULL");
	*out_findings = NULL;
	if (!plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "plan", "NULL");
	if (plan->tag != KP_TAG_PLAN)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
	checker c = { .plan = plan };
	c.out = kp_findings_new();
	c.lengths = kp_calloc(plan->paragraph_count, sizeof *c.lengths);
	c.seen = kp_calloc(plan->unit_count, sizeof *c.seen * ROLES);
	c.failed = !c.out || !c.lengths || !c.seen;
	if (!c.failed)
		check_all(&c);
	free(c.lengths);
	free(c.seen);
	if (!c.failed) {
		*out_findings = c.out;
		return KEPU_OK;
	}
	kepu_findings_free(c.out);
	return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}
