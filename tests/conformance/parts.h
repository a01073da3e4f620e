/* The parts of a plan as the runner in C prints them: every property, read by its own function. */
#ifndef CONFORMANCE_PARTS_H
#define CONFORMANCE_PARTS_H

#include "transcript.h"

#include <kepu/kepu.h>

/* ---- properties ---- */

static void say_text(struct transcript *out, const char *key, const char *text)
{
	if (!text)
		return;
	say(out, "  %s: ", key);
	say_quoted(out, text);
	say(out, "\n");
}

static void say_code(struct transcript *out, const char *key, int32_t number, const char *token)
{
	if (!number && !token)
		return;
	say(out, "  %s: %d", key, number);
	if (token) {
		say(out, " ");
		say_quoted(out, token);
	}
	say(out, "\n");
}

static void say_place(struct transcript *out, int64_t line, int64_t column)
{
	if (line || column)
		say(out, "  at: %lld:%lld\n", (long long)line, (long long)column);
}

static void say_yes(struct transcript *out, const char *key, int32_t yes)
{
	say(out, "  %s: %s\n", key, yes ? "yes" : "no");
}

static void say_number(struct transcript *out, const char *key, kepu_status status, int64_t coefficient, int32_t scale)
{
	char room[32];
	if (status == KEPU_OK && kepu_decimal_format(coefficient, scale, room, sizeof room, NULL) == KEPU_OK)
		say(out, "  %s: %s\n", key, room);
}

static void say_id(struct transcript *out, const char *key, const char *id)
{
	if (id)
		say(out, "  %s: %s\n", key, id);
}

/* A line of the ids of parts: SAY_IDS(out, "units", kepu_plan_unit, plan, kepu_unit). */
#define SAY_IDS(out, key, list, from, part)                        \
	do {                                                           \
		if (list##_count(from))                                    \
			say(out, "  %s:", key);                                \
		for (size_t i_ = 0; i_ < list##_count(from); i_++)         \
			say(out, " %s", part##_id(list##_at(from, i_), NULL)); \
		if (list##_count(from))                                    \
			say(out, "\n");                                        \
	} while (0)

static void say_fact(struct transcript *out, size_t *facts)
{
	say(out, "%s", (*facts)++ ? "; " : "");
}

static void say_who(struct transcript *out, size_t *facts, const char *key, const char *text)
{
	if (!text)
		return;
	say_fact(out, facts);
	say(out, "%s ", key);
	say_quoted(out, text);
}

static void say_proof(struct transcript *out, const char *key, const kepu_provenance *proof)
{
	size_t facts = 0, paragraph, offset, length;
	if (!proof)
		return;
	say(out, "  %s: ", key);
	for (size_t i = 0; kepu_provenance_span(proof, i, &paragraph, &offset, &length) == KEPU_OK; i++) {
		say_fact(out, &facts);
		say(out, "%zu,%zu,%zu", paragraph, offset, length);
	}
	if (facts != kepu_provenance_span_count(proof))
		say(out, "not as many spans as are counted");
	if (kepu_provenance_rule_token(proof, NULL)) {
		say_fact(out, &facts);
		say(out, "rule %d %s", kepu_provenance_rule(proof), kepu_provenance_rule_token(proof, NULL));
	}
	for (size_t i = 0; i < kepu_provenance_finding_count(proof); i++) {
		say_fact(out, &facts);
		say(out, "finding %s", kepu_provenance_finding_at(proof, i, NULL));
	}
	if (kepu_provenance_check_token(proof, NULL)) {
		say_fact(out, &facts);
		say(out, "check %d %s", kepu_provenance_check(proof), kepu_provenance_check_token(proof, NULL));
	}
	say_who(out, &facts, "by", kepu_provenance_by(proof, NULL));
	say_who(out, &facts, "when", kepu_provenance_when(proof, NULL));
	say(out, "\n");
}

/* ---- the plan ---- */

static void say_metadata(struct transcript *out, const kepu_plan *plan)
{
	static const char *const names[] = { "title",      "notice-title", "document-number", "issuer",
		                                 "issue-date", "period",       "recipient",       "basis" };
	for (int32_t field = KEPU_META_TITLE; field <= KEPU_META_BASIS; field++)
		for (size_t i = 0; i < kepu_plan_metadata_count(plan, field); i++) {
			char key[64];
			snprintf(key, sizeof key, "%s[%zu]", names[field - 1], i);
			say_text(out, key, kepu_plan_metadata(plan, field, i, NULL));
			snprintf(key, sizeof key, "%s[%zu]-number", names[field - 1], i);
			if (field == KEPU_META_BASIS)
				say_text(out, key, kepu_plan_basis_number(plan, i, NULL));
			snprintf(key, sizeof key, "%s[%zu]-read", names[field - 1], i);
			say_proof(out, key, kepu_plan_metadata_provenance(plan, field, i));
		}
	say_text(out, "period-start", kepu_plan_period_start(plan, NULL));
	say_text(out, "period-end", kepu_plan_period_end(plan, NULL));
	say_text(out, "region-name", kepu_plan_region_name(plan, NULL));
	say_code(out, "region-level", kepu_plan_region_level(plan), kepu_plan_region_level_token(plan, NULL));
	say_text(out, "region-code", kepu_plan_region_code(plan, NULL));
	say_text(out, "region-scheme", kepu_plan_region_scheme(plan, NULL));
	say_text(out, "region-year", kepu_plan_region_year(plan, NULL));
}

static void say_plan(struct transcript *out, const kepu_plan *plan)
{
	say(out, "plan\n");
	say_text(out, "uid", kepu_plan_uid(plan, NULL));
	say(out, "  revision: %lld\n", (long long)kepu_plan_revision(plan));
	say_code(out, "status", kepu_plan_status(plan), kepu_plan_status_token(plan, NULL));
	say_text(out, "supersedes", kepu_plan_supersedes(plan, NULL));
	say_text(out, "superior", kepu_plan_superior(plan, NULL));
	say_text(out, "importer", kepu_plan_importer(plan, NULL));
	say_text(out, "source-digest", kepu_plan_source_digest(plan, NULL));
	say_metadata(out, plan);
	say(out, "  paragraphs: %zu\n", kepu_plan_paragraph_count(plan));
	SAY_IDS(out, "roots", kepu_plan_root, plan, kepu_node);
	SAY_IDS(out, "nodes", kepu_plan_node, plan, kepu_node);
	SAY_IDS(out, "units", kepu_plan_unit, plan, kepu_unit);
	SAY_IDS(out, "assignments", kepu_plan_assignment, plan, kepu_assignment);
	SAY_IDS(out, "indicators", kepu_plan_indicator, plan, kepu_indicator);
	SAY_IDS(out, "phases", kepu_plan_phase, plan, kepu_phase);
	SAY_IDS(out, "annexes", kepu_plan_annex, plan, kepu_annex);
}

static void say_paragraphs(struct transcript *out, const kepu_plan *plan)
{
	for (size_t i = 0; i < kepu_plan_paragraph_count(plan); i++) {
		say(out, "paragraph %zu\n", i);
		if (kepu_plan_paragraph_line(plan, i))
			say(out, "  line: %lld\n", (long long)kepu_plan_paragraph_line(plan, i));
		say_text(out, "text", kepu_plan_paragraph(plan, i, NULL));
	}
}

/* ---- parts ---- */

static void say_unit(struct transcript *out, const kepu_unit *unit)
{
	say(out, "unit %s\n", kepu_unit_id(unit, NULL));
	say_place(out, kepu_unit_line(unit), kepu_unit_column(unit));
	say_text(out, "name", kepu_unit_name(unit, NULL));
	say_text(out, "canonical", kepu_unit_canonical(unit, NULL));
	for (size_t i = 0; i < kepu_unit_alias_count(unit); i++) {
		say(out, i ? " " : "  aliases: ");
		say_quoted(out, kepu_unit_alias_at(unit, i, NULL));
	}
	if (kepu_unit_alias_count(unit))
		say(out, "\n");
	say_code(out, "level", kepu_unit_level(unit), kepu_unit_level_token(unit, NULL));
	for (size_t i = 0; i < kepu_unit_function_count(unit); i++)
		say(out, "%s%s", i ? " " : "  functions: ", kepu_unit_function_at(unit, i, NULL));
	if (kepu_unit_function_count(unit))
		say(out, "\n");
	say_yes(out, "group", kepu_unit_is_group(unit));
	SAY_IDS(out, "members", kepu_unit_member, unit, kepu_unit);
	say_text(out, "from", kepu_unit_from(unit, NULL));
	say_text(out, "until", kepu_unit_until(unit, NULL));
	say_id(out, "successor", kepu_unit_id(kepu_unit_successor(unit), NULL));
	say_text(out, "code", kepu_unit_code(unit, NULL));
	say_text(out, "role", kepu_unit_role(unit, NULL));
	say_text(out, "liaison", kepu_unit_liaison(unit, NULL));
	SAY_IDS(out, "assignments", kepu_unit_assignment, unit, kepu_assignment);
	say_proof(out, "read", kepu_unit_provenance(unit));
}

static void say_node(struct transcript *out, const kepu_node *node)
{
	say(out, "node %s\n", kepu_node_id(node, NULL));
	say_place(out, kepu_node_line(node), kepu_node_column(node));
	say_code(out, "kind", kepu_node_kind(node), kepu_node_kind_token(node, NULL));
	say_text(out, "label", kepu_node_label(node, NULL));
	say_text(out, "ordinal", kepu_node_ordinal(node, NULL));
	say_text(out, "path", kepu_node_path(node, NULL));
	say(out, "  level: %d\n", kepu_node_level(node));
	say_text(out, "title", kepu_node_title(node, NULL));
	say_proof(out, "title-read", kepu_node_title_provenance(node));
	say_text(out, "text", kepu_node_text(node, NULL));
	say_proof(out, "text-read", kepu_node_text_provenance(node));
	say_text(out, "due", kepu_node_due(node, NULL));
	say_text(out, "due-date", kepu_node_due_date(node, NULL));
	say_yes(out, "ongoing", kepu_node_due_ongoing(node));
	say_proof(out, "due-read", kepu_node_due_provenance(node));
	say_text(out, "deliverable", kepu_node_deliverable(node, NULL));
	say_id(out, "parent", kepu_node_id(kepu_node_parent(node), NULL));
	say_id(out, "first-child", kepu_node_id(kepu_node_first_child(node), NULL));
	say_id(out, "next", kepu_node_id(kepu_node_next(node), NULL));
	say_id(out, "previous", kepu_node_id(kepu_node_previous(node), NULL));
	SAY_IDS(out, "children", kepu_node_child, node, kepu_node);
	SAY_IDS(out, "assignments", kepu_node_assignment, node, kepu_assignment);
	SAY_IDS(out, "indicators", kepu_node_indicator, node, kepu_indicator);
	say_id(out, "annex", kepu_annex_id(kepu_node_annex(node), NULL));
	say_proof(out, "read", kepu_node_provenance(node));
}

static void say_assignment(struct transcript *out, const kepu_assignment *assignment)
{
	say(out, "assignment %s\n", kepu_assignment_id(assignment, NULL));
	say_place(out, kepu_assignment_line(assignment), kepu_assignment_column(assignment));
	say_id(out, "node", kepu_node_id(kepu_assignment_node(assignment), NULL));
	say_id(out, "unit", kepu_unit_id(kepu_assignment_unit(assignment), NULL));
	say_code(out, "role", kepu_assignment_role(assignment), kepu_assignment_role_token(assignment, NULL));
	say_text(out, "from", kepu_assignment_from(assignment, NULL));
	say_text(out, "until", kepu_assignment_until(assignment, NULL));
	say_text(out, "leader", kepu_assignment_leader(assignment, NULL));
	say_text(out, "contact", kepu_assignment_contact(assignment, NULL));
	say_proof(out, "read", kepu_assignment_provenance(assignment));
}

static void say_value(struct transcript *out, size_t index, const kepu_value *value)
{
	int64_t coefficient = 0;
	int32_t scale = 0;
	say(out, "value %zu of %s\n", index, kepu_indicator_id(kepu_value_indicator(value), NULL));
	say_code(out, "kind", kepu_value_kind(value), kepu_value_kind_token(value, NULL));
	say_text(out, "time", kepu_value_time(value, NULL));
	kepu_status status = kepu_value_low(value, &coefficient, &scale);
	say_number(out, "low", status, coefficient, scale);
	status = kepu_value_high(value, &coefficient, &scale);
	say_number(out, "high", status, coefficient, scale);
	say_text(out, "low-text", kepu_value_low_text(value, NULL));
	say_text(out, "high-text", kepu_value_high_text(value, NULL));
	say_text(out, "quote", kepu_value_quote(value, NULL));
	say_text(out, "region", kepu_value_region(value, NULL));
	say_code(out, "status", kepu_value_status(value), kepu_value_status_token(value, NULL));
	say_text(out, "source", kepu_value_source(value, NULL));
	say_proof(out, "read", kepu_value_provenance(value));
}

static void say_indicator(struct transcript *out, const kepu_indicator *indicator)
{
	int64_t coefficient = 0;
	int32_t scale = 0;
	say(out, "indicator %s\n", kepu_indicator_id(indicator, NULL));
	say_place(out, kepu_indicator_line(indicator), kepu_indicator_column(indicator));
	say_id(out, "node", kepu_node_id(kepu_indicator_node(indicator), NULL));
	say_text(out, "name", kepu_indicator_name(indicator, NULL));
	say_text(out, "unit", kepu_indicator_unit(indicator, NULL));
	say_code(out, "comparison", kepu_indicator_comparison(indicator), kepu_indicator_comparison_token(indicator, NULL));
	say_code(out, "every", kepu_indicator_every(indicator), kepu_indicator_every_token(indicator, NULL));
	say_text(out, "per", kepu_indicator_per(indicator, NULL));
	say_code(out, "counting", kepu_indicator_counting(indicator), kepu_indicator_counting_token(indicator, NULL));
	say_text(out, "numerator", kepu_indicator_numerator(indicator, NULL));
	say_text(out, "denominator", kepu_indicator_denominator(indicator, NULL));
	kepu_status status = kepu_indicator_factor(indicator, &coefficient, &scale);
	say_number(out, "factor", status, coefficient, scale);
	say_id(out, "weight", kepu_indicator_id(kepu_indicator_weight(indicator), NULL));
	say_code(out, "rollup", kepu_indicator_rollup(indicator), kepu_indicator_rollup_token(indicator, NULL));
	say_code(out, "nature", kepu_indicator_nature(indicator), kepu_indicator_nature_token(indicator, NULL));
	say_proof(out, "read", kepu_indicator_provenance(indicator));
	for (size_t i = 0; i < kepu_indicator_value_count(indicator); i++)
		say_value(out, i, kepu_indicator_value_at(indicator, i));
}

static void say_phase(struct transcript *out, const kepu_phase *phase)
{
	say(out, "phase %s\n", kepu_phase_id(phase, NULL));
	say_place(out, kepu_phase_line(phase), kepu_phase_column(phase));
	say_text(out, "label", kepu_phase_label(phase, NULL));
	say_text(out, "start", kepu_phase_start(phase, NULL));
	say_text(out, "end", kepu_phase_end(phase, NULL));
	say_text(out, "text", kepu_phase_text(phase, NULL));
	say_proof(out, "read", kepu_phase_provenance(phase));
}

static void say_annex(struct transcript *out, const kepu_annex *annex)
{
	say(out, "annex %s\n", kepu_annex_id(annex, NULL));
	say_place(out, kepu_annex_line(annex), kepu_annex_column(annex));
	say_text(out, "label", kepu_annex_label(annex, NULL));
	say_text(out, "title", kepu_annex_title(annex, NULL));
	say_text(out, "text", kepu_annex_text(annex, NULL));
	SAY_IDS(out, "roots", kepu_annex_root, annex, kepu_node);
	say_proof(out, "read", kepu_annex_provenance(annex));
}

static void say_changes(struct transcript *out, const kepu_plan *plan)
{
	for (size_t i = 0; i < kepu_plan_change_count(plan); i++) {
		const kepu_change *change = kepu_plan_change_at(plan, i);
		say(out, "change %zu\n", i);
		say_code(out, "action", kepu_change_action(change), kepu_change_action_token(change, NULL));
		say_code(out, "part", kepu_change_part(change), kepu_change_part_token(change, NULL));
		say_text(out, "id", kepu_change_id(change, NULL));
		say_text(out, "parent", kepu_change_parent(change, NULL));
		say_text(out, "field", kepu_change_field(change, NULL));
		say_text(out, "was", kepu_change_was(change, NULL));
		say_text(out, "now", kepu_change_now(change, NULL));
		say_text(out, "by", kepu_change_by(change, NULL));
		say_text(out, "when", kepu_change_when(change, NULL));
	}
}

/* ---- walking ---- */

/* Whether a part is asked for: its id is among the words, or there are none. */
static int wanted(const char *id, char **words)
{
	if (!words)
		return 1;
	for (; *words; words++)
		if (strcmp(*words, id) == 0)
			return 1;
	return 0;
}

#define SAY_PARTS(out, name, plan, words)                                                        \
	for (size_t i_ = 0; i_ < kepu_plan_##name##_count(plan); i_++) {                             \
		const kepu_##name *part_ = kepu_plan_##name##_at(plan, i_);                              \
		if (kepu_##name##_plan(part_) == (plan) && wanted(kepu_##name##_id(part_, NULL), words)) \
			say_##name(out, part_);                                                              \
	}

static void say_below(struct transcript *out, const kepu_node *node)
{
	say_node(out, node);
	for (size_t i = 0; i < kepu_node_child_count(node); i++)
		say_below(out, kepu_node_child_at(node, i));
}

/* The parts with these ids; NULL: all. */
static void say_parts(struct transcript *out, const kepu_plan *plan, char **words)
{
	SAY_PARTS(out, unit, plan, words)
	SAY_PARTS(out, node, plan, words)
	SAY_PARTS(out, assignment, plan, words)
	SAY_PARTS(out, indicator, plan, words)
	SAY_PARTS(out, phase, plan, words)
	for (size_t i = 0; i < kepu_plan_annex_count(plan); i++) {
		const kepu_annex *annex = kepu_plan_annex_at(plan, i);
		if (kepu_annex_plan(annex) == plan && wanted(kepu_annex_id(annex, NULL), words))
			say_annex(out, annex);
		for (size_t j = 0; j < kepu_annex_root_count(annex); j++) {
			const kepu_node *node = kepu_annex_root_at(annex, j);
			if (!words)
				say_below(out, node);
			else if (wanted(kepu_node_id(node, NULL), words))
				say_node(out, node);
		}
	}
}

#endif
