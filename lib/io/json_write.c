#include "io/json_write.h"

#include "io/json.h"
#include "io/json_out.h"
#include "io/xml_out.h"

#include <kepu/unit.h>

/* Members come in one order; the table in json_names.c says the same order. */

/* What is foreign at an object that is one element and no more. */
static void put_own_foreign(kp_json_out *out, const void *owner, kp_element element, kp_str text)
{
	bool begun = false;
	kp_json_out_foreign(out, &begun, &(kp_json_spot){ owner, element, element, true, -1, text });
	kp_json_out_foreign_end(out, begun);
}

/* What is foreign at an element that is a part of an object. */
static void put_part_foreign(kp_json_out *out, bool *begun, const void *owner, kp_element element, kp_str text)
{
	kp_json_out_foreign(out, begun, &(kp_json_spot){ owner, element, element, false, -1, text });
}

/* ---- source and metadata ---- */

static void put_source(kp_json_out *out, const kepu_plan *plan)
{
	if (!plan->digest && !plan->importer && !plan->paragraph_count)
		return;
	KP_JSON_LINE(out, "source");
	kp_json_out_open(out);
	KP_JSON_TEXT(out, "digest", plan->digest);
	KP_JSON_TEXT(out, "importer", plan->importer);
	if (plan->paragraph_count) {
		KP_JSON_LIST(out, "paragraphs");
		for (size_t i = 0; i < plan->paragraph_count; i++) {
			const kp_source_paragraph *paragraph = &plan->paragraphs[i];
			kp_json_out_item(out);
			if (paragraph->line) {
				KP_JSON_KEY(out, "line");
				kp_sink_int(out->sink, paragraph->line);
			}
			KP_JSON_TEXT(out, "text", paragraph->text);
			kp_json_out_close(out);
		}
		kp_json_out_list_end(out);
	}
	kp_json_out_close(out);
}

/* All but the opening brace. */
static void put_entry(kp_json_out *out, const kepu_plan *plan, const kp_entry *entry, kp_element element)
{
	if (element == EL_PERIOD) {
		KP_JSON_TEXT(out, "start", plan->period_start);
		KP_JSON_TEXT(out, "end", plan->period_end);
	} else {
		KP_JSON_TEXT(out, "text", entry->text);
		KP_JSON_TEXT(out, "number", entry->number);
	}
	KP_JSON_PROOF(out, "provenance", entry->proof);
	put_own_foreign(out, entry, element, element == EL_PERIOD ? NULL : entry->text);
	kp_json_out_close(out);
}

static bool has_region(const kepu_plan *plan)
{
	return plan->region_name || plan->region_level.text || plan->region_code || plan->region_scheme ||
	       plan->region_year;
}

static void put_region(kp_json_out *out, const kepu_plan *plan)
{
	KP_JSON_LINE(out, "region");
	kp_json_out_open(out);
	KP_JSON_TEXT(out, "name", plan->region_name);
	KP_JSON_TEXT(out, "level", plan->region_level.text);
	KP_JSON_TEXT(out, "code", plan->region_code);
	KP_JSON_TEXT(out, "scheme", plan->region_scheme);
	KP_JSON_TEXT(out, "year", plan->region_year);
	kp_json_out_close(out);
}

#define KEY(name) "\"" name "\": ", sizeof name + 3

static void put_metadata(kp_json_out *out, const kepu_plan *plan)
{
	static const struct {
		const char *key;
		size_t length;
		kp_element element;
		bool list;
	} fields[KP_META_COUNT] = {
		{ KEY("title"), EL_TITLE, false },
		{ KEY("notice_title"), EL_NOTICE_TITLE, false },
		{ KEY("document_number"), EL_DOCUMENT_NUMBER, false },
		{ KEY("issuers"), EL_ISSUER, true },
		{ KEY("issue_date"), EL_ISSUE_DATE, false },
		{ KEY("period"), EL_PERIOD, false },
		{ KEY("recipients"), EL_RECIPIENT, true },
		{ KEY("basis"), EL_BASIS, true },
	};
	bool any = has_region(plan);
	for (int i = 0; i < KP_META_COUNT; i++)
		any = any || plan->metadata[i];
	if (!any)
		return;
	KP_JSON_LINE(out, "metadata");
	kp_json_out_open(out);
	for (int i = 0; i < KP_META_COUNT; i++) {
		const kp_entry *entry = plan->metadata[i];
		if (entry && fields[i].list) {
			kp_json_out_list(out, fields[i].key, fields[i].length);
			for (; entry; entry = entry->next) {
				kp_json_out_item(out);
				put_entry(out, plan, entry, fields[i].element);
			}
			kp_json_out_list_end(out);
		} else if (entry) {
			kp_json_out_line(out, fields[i].key, fields[i].length);
			kp_json_out_open(out);
			put_entry(out, plan, entry, fields[i].element);
		}
	}
	if (has_region(plan))
		put_region(out, plan);
	kp_json_out_close(out);
}

/* ---- units ---- */

static void put_names(kp_json_out *out, const kp_name *aliases, const kp_name *functions)
{
	for (const kp_name *name = aliases; name; name = name->next)
		KP_JSON_STRING(out, "aliases", name == aliases, name->text);
	if (aliases)
		kp_json_out_strings_end(out);
	for (const kp_name *name = functions; name; name = name->next)
		KP_JSON_STRING(out, "functions", name == functions, name->text);
	if (functions)
		kp_json_out_strings_end(out);
}

static void put_unit_foreign(kp_json_out *out, const kepu_unit *unit)
{
	bool begun = false;
	int64_t index = 0;
	kp_json_out_foreign(out, &begun, &(kp_json_spot){ unit, EL_UNIT, EL_UNIT, true, -1, NULL });
	put_part_foreign(out, &begun, unit, EL_NAME, unit->name);
	put_part_foreign(out, &begun, unit, EL_CANONICAL, unit->canonical);
	for (const kp_name *alias = unit->first_alias; alias; alias = alias->next)
		kp_json_out_foreign(out, &begun, &(kp_json_spot){ alias, EL_ALIAS, EL_ALIAS, false, index++, alias->text });
	index = 0;
	for (const kp_member *member = unit->first_member; member; member = member->next)
		kp_json_out_foreign(out, &begun, &(kp_json_spot){ member, EL_MEMBER, EL_MEMBER, false, index++, NULL });
	put_part_foreign(out, &begun, unit, EL_LIAISON, unit->liaison);
	kp_json_out_foreign_end(out, begun);
}

static void put_unit(kp_json_out *out, const kepu_unit *unit)
{
	kp_json_out_item(out);
	KP_JSON_TEXT(out, "id", unit->id);
	KP_JSON_TEXT(out, "name", unit->name);
	KP_JSON_TEXT(out, "canonical", unit->canonical);
	KP_JSON_TEXT(out, "level", unit->level.text);
	put_names(out, unit->first_alias, unit->first_function);
	if (unit->group) {
		KP_JSON_KEY(out, "group");
		KP_JSON(out, "true");
	}
	for (const kp_member *member = unit->first_member; member; member = member->next)
		KP_JSON_STRING(out, "members", member == unit->first_member, member->unit->id);
	if (unit->first_member)
		kp_json_out_strings_end(out);
	KP_JSON_TEXT(out, "from", unit->from);
	KP_JSON_TEXT(out, "until", unit->until);
	KP_JSON_TEXT(out, "successor", unit->successor ? unit->successor->id : NULL);
	KP_JSON_TEXT(out, "code", unit->code);
	KP_JSON_TEXT(out, "role", unit->role);
	KP_JSON_TEXT(out, "liaison", unit->liaison);
	KP_JSON_PROOF(out, "provenance", unit->proof);
	if (out->foreign)
		put_unit_foreign(out, unit);
	kp_json_out_close(out);
}

/* ---- indicators ---- */

static void put_value(kp_json_out *out, const kepu_value *value)
{
	kp_element element = kp_token_number(value->kind) == KEPU_VALUE_TARGET     ? EL_TARGET
	                     : kp_token_number(value->kind) == KEPU_VALUE_BASELINE ? EL_BASELINE
	                                                                           : EL_OBSERVATION;
	kp_json_out_item(out);
	KP_JSON_KEY(out, "kind");
	kp_json_put(out->sink, kp_elements[element].name, kp_elements[element].length);
	KP_JSON_TEXT(out, "time", value->time);
	if (value->low_text)
		KP_JSON_DECIMAL(out, "low", value->low, value->low_text);
	if (value->high_text)
		KP_JSON_DECIMAL(out, "high", value->high, value->high_text);
	if (value->low_text && !kp_decimal_is_text(value->low, value->low_text, kp_str_len(value->low_text)))
		KP_JSON_TEXT(out, "low_text", value->low_text);
	if (value->high_text && !kp_decimal_is_text(value->high, value->high_text, kp_str_len(value->high_text)))
		KP_JSON_TEXT(out, "high_text", value->high_text);
	KP_JSON_TEXT(out, "quote", value->quote);
	KP_JSON_TEXT(out, "region", value->region);
	KP_JSON_TEXT(out, "status", value->status.text);
	KP_JSON_TEXT(out, "source", value->source);
	KP_JSON_PROOF(out, "provenance", value->proof);
	put_own_foreign(out, value, element, value->quote);
	kp_json_out_close(out);
}

static void put_indicator(kp_json_out *out, const kepu_indicator *indicator)
{
	kp_json_out_item(out);
	KP_JSON_TEXT(out, "id", indicator->id);
	KP_JSON_TEXT(out, "name", indicator->name);
	KP_JSON_TEXT(out, "unit", indicator->unit);
	KP_JSON_TEXT(out, "comparison", indicator->comparison.text);
	KP_JSON_TEXT(out, "every", indicator->every.text);
	KP_JSON_TEXT(out, "per", indicator->per);
	KP_JSON_TEXT(out, "counting", indicator->counting.text);
	KP_JSON_TEXT(out, "numerator", indicator->numerator);
	KP_JSON_TEXT(out, "denominator", indicator->denominator);
	if (indicator->factor_text)
		KP_JSON_DECIMAL(out, "factor", indicator->factor, indicator->factor_text);
	KP_JSON_TEXT(out, "weight", indicator->weight ? indicator->weight->id : NULL);
	KP_JSON_TEXT(out, "rollup", indicator->rollup.text);
	KP_JSON_TEXT(out, "nature", indicator->nature.text);
	KP_JSON_PROOF(out, "provenance", indicator->proof);
	if (indicator->first_value) {
		KP_JSON_LIST(out, "values");
		for (const kepu_value *value = indicator->first_value; value; value = value->next)
			put_value(out, value);
		kp_json_out_list_end(out);
	}
	put_own_foreign(out, indicator, EL_INDICATOR, NULL);
	kp_json_out_close(out);
}

static void put_indicators(kp_json_out *out, const kepu_indicator *indicator)
{
	if (!indicator)
		return;
	KP_JSON_LIST(out, "indicators");
	for (; indicator; indicator = indicator->next)
		put_indicator(out, indicator);
	kp_json_out_list_end(out);
}

/* ---- nodes ---- */

static void put_due(kp_json_out *out, const kepu_node *node)
{
	if (!node->due && !node->due_date && !node->ongoing && !kp_out_has_proof(node->due_proof))
		return;
	KP_JSON_KEY(out, "due");
	kp_json_out_open(out);
	KP_JSON_TEXT(out, "text", node->due);
	KP_JSON_TEXT(out, "date", node->due_date);
	if (node->ongoing) {
		KP_JSON_KEY(out, "ongoing");
		KP_JSON(out, "true");
	}
	KP_JSON_PROOF(out, "provenance", node->due_proof);
	kp_json_out_close(out);
}

static void put_assignment(kp_json_out *out, const kepu_assignment *assignment)
{
	const kp_term *term = kp_assignment_term(assignment);
	bool begun = false;
	kp_json_out_item(out);
	KP_JSON_TEXT(out, "id", assignment->id);
	KP_JSON_TEXT(out, "unit", assignment->unit->id);
	KP_JSON_TEXT(out, "role", assignment->role.text);
	KP_JSON_TEXT(out, "from", term->from);
	KP_JSON_TEXT(out, "until", term->until);
	KP_JSON_TEXT(out, "leader", term->leader);
	KP_JSON_TEXT(out, "contact", term->contact);
	KP_JSON_PROOF(out, "provenance", assignment->proof);
	if (out->foreign) {
		kp_json_out_foreign(out, &begun, &(kp_json_spot){ assignment, EL_ASSIGNMENT, EL_ASSIGNMENT, true, -1, NULL });
		put_part_foreign(out, &begun, assignment, EL_LEADER, term->leader);
		put_part_foreign(out, &begun, assignment, EL_CONTACT, term->contact);
		kp_json_out_foreign_end(out, begun);
	}
	kp_json_out_close(out);
}

static void put_node_foreign(kp_json_out *out, const kepu_node *node)
{
	bool begun = false;
	kp_json_out_foreign(out, &begun, &(kp_json_spot){ node, EL_NODE, EL_NODE, true, -1, NULL });
	put_part_foreign(out, &begun, node, EL_LABEL, node->label);
	put_part_foreign(out, &begun, node, EL_TITLE, node->title);
	put_part_foreign(out, &begun, node, EL_TEXT, node->text);
	put_part_foreign(out, &begun, node, EL_DUE, node->due);
	put_part_foreign(out, &begun, node, EL_DELIVERABLE, node->deliverable);
	kp_json_out_foreign_end(out, begun);
}

/* All of a node but the nodes in it, and without the end. */
static void begin_node(kp_json_out *out, const kepu_node *node)
{
	kp_json_out_item(out);
	KP_JSON_TEXT(out, "id", node->id);
	KP_JSON_TEXT(out, "kind", node->kind.text);
	KP_JSON_TEXT(out, "ordinal", node->ordinal);
	KP_JSON_TEXT(out, "label", node->label);
	KP_JSON_TEXT(out, "title", node->title);
	KP_JSON_TEXT(out, "text", node->text);
	put_due(out, node);
	KP_JSON_TEXT(out, "deliverable", node->deliverable);
	KP_JSON_PROOF(out, "provenance", node->proof);
	KP_JSON_PROOF(out, "title_provenance", node->title_proof);
	KP_JSON_PROOF(out, "text_provenance", node->text_proof);
	if (node->first_assignment) {
		KP_JSON_LIST(out, "assignments");
		for (const kepu_assignment *assignment = node->first_assignment; assignment; assignment = assignment->next)
			put_assignment(out, assignment);
		kp_json_out_list_end(out);
	}
	put_indicators(out, node->first_indicator);
	if (out->foreign)
		put_node_foreign(out, node);
}

static void put_nodes(kp_json_out *out, const kepu_node *first)
{
	const kepu_node *node = first, *above = first ? first->parent : NULL;
	if (!first)
		return;
	KP_JSON_LIST(out, "nodes");
	while (node) {
		begin_node(out, node);
		if (node->first_child) {
			KP_JSON_LIST(out, "nodes");
			node = node->first_child;
			continue;
		}
		for (;;) {
			kp_json_out_close(out);
			if (node->next || node->parent == above)
				break;
			node = node->parent;
			kp_json_out_list_end(out);
		}
		node = node->next;
	}
	kp_json_out_list_end(out);
}

/* ---- phases and annexes ---- */

static void put_part_texts(kp_json_out *out, const void *owner, kp_element element, kp_str label, kp_str title,
                           kp_str text)
{
	bool begun = false;
	if (!out->foreign)
		return;
	kp_json_out_foreign(out, &begun, &(kp_json_spot){ owner, element, element, true, -1, NULL });
	put_part_foreign(out, &begun, owner, EL_LABEL, label);
	put_part_foreign(out, &begun, owner, EL_TITLE, title);
	put_part_foreign(out, &begun, owner, EL_TEXT, text);
	kp_json_out_foreign_end(out, begun);
}

static void put_phases(kp_json_out *out, const kepu_phase *phase)
{
	if (!phase)
		return;
	KP_JSON_LIST(out, "phases");
	for (; phase; phase = phase->next) {
		kp_json_out_item(out);
		KP_JSON_TEXT(out, "id", phase->id);
		KP_JSON_TEXT(out, "start", phase->start);
		KP_JSON_TEXT(out, "end", phase->end);
		KP_JSON_TEXT(out, "label", phase->label);
		KP_JSON_TEXT(out, "text", phase->text);
		KP_JSON_PROOF(out, "provenance", phase->proof);
		put_part_texts(out, phase, EL_PHASE, phase->label, NULL, phase->text);
		kp_json_out_close(out);
	}
	kp_json_out_list_end(out);
}

static void put_annexes(kp_json_out *out, const kepu_annex *annex)
{
	if (!annex)
		return;
	KP_JSON_LIST(out, "annexes");
	for (; annex; annex = annex->next) {
		kp_json_out_item(out);
		KP_JSON_TEXT(out, "id", annex->id);
		KP_JSON_TEXT(out, "label", annex->label);
		KP_JSON_TEXT(out, "title", annex->title);
		KP_JSON_TEXT(out, "text", annex->text);
		KP_JSON_PROOF(out, "provenance", annex->proof);
		put_part_texts(out, annex, EL_ANNEX, annex->label, annex->title, annex->text);
		put_nodes(out, annex->first_root);
		kp_json_out_close(out);
	}
	kp_json_out_list_end(out);
}

static void put_changes(kp_json_out *out, const kepu_change *change)
{
	if (!change)
		return;
	KP_JSON_LIST(out, "changes");
	for (; change; change = change->next) {
		kp_json_out_item(out);
		KP_JSON_TEXT(out, "action", change->action.text);
		KP_JSON_TEXT(out, "kind", change->part.text);
		KP_JSON_TEXT(out, "id", change->id);
		KP_JSON_TEXT(out, "parent", change->parent);
		KP_JSON_TEXT(out, "field", change->field);
		KP_JSON_TEXT(out, "was", change->was);
		KP_JSON_TEXT(out, "now", change->now);
		KP_JSON_TEXT(out, "by", change->by);
		KP_JSON_TEXT(out, "when", change->when);
		put_own_foreign(out, change, EL_CHANGE, NULL);
		kp_json_out_close(out);
	}
	kp_json_out_list_end(out);
}

/* ---- the plan ---- */

static void put_last_ids(kp_json_out *out, const kp_ids *ids)
{
	char text[KP_ID_TEXT];
	bool any = false;
	for (char letter = 'a'; letter <= 'z'; letter++) {
		size_t length = kp_out_last_id(ids, letter, text);
		if (!length)
			continue;
		if (!any)
			KP_JSON_KEY(out, "last_ids");
		kp_sink_put(out->sink, any ? ", " : "[", any ? 2 : 1);
		kp_json_put(out->sink, text, length);
		any = true;
	}
	if (any)
		KP_JSON(out, "]");
}

/* What is foreign at the plan's own elements, and at those that are no objects of their own. */
static void put_plan_foreign(kp_json_out *out, const kepu_plan *plan)
{
	static const kp_element containers[] = { EL_METADATA,   EL_REGION, EL_UNITS,   EL_NODES,
		                                     EL_INDICATORS, EL_PHASES, EL_ANNEXES, EL_CHANGES };
	bool begun = false;
	if (!out->foreign)
		return;
	kp_json_out_foreign(out, &begun, &(kp_json_spot){ plan, EL_PLAN, EL_PLAN, true, -1, NULL });
	put_part_foreign(out, &begun, plan, EL_SOURCE, NULL);
	for (size_t i = 0; i < plan->paragraph_count; i++)
		kp_json_out_foreign(
			out, &begun,
			&(kp_json_spot){ plan, EL_P, EL_PARAGRAPH | (uint32_t)i, false, (int64_t)i, plan->paragraphs[i].text });
	for (size_t i = 0; i < sizeof containers / sizeof *containers; i++)
		put_part_foreign(out, &begun, plan, containers[i], containers[i] == EL_REGION ? plan->region_name : NULL);
	kp_json_out_foreign_end(out, begun);
}

void kp_json_write(const kepu_plan *plan, kp_sink *sink)
{
	kp_json_out out = { .sink = sink, .plan = plan, .foreign = kp_foreign_any(plan) };
	kp_json_out_open(&out);
	KP_JSON(&out, "\"format\": \"" KP_NAMESPACE "\", \"version\": ");
	if (plan->file_version) /* of a newer minor version: what this one does not know is still in it */
		kp_json_put(sink, plan->file_version, kp_str_len(plan->file_version));
	else
		KP_JSON(&out, "\"" KP_FORMAT_VERSION "\"");
	out.fresh = false;
	KP_JSON_TEXT(&out, "uid", plan->uid);
	KP_JSON_KEY(&out, "revision");
	kp_sink_int(sink, (uint64_t)plan->revision);
	put_last_ids(&out, &plan->ids);
	KP_JSON_TEXT(&out, "status", plan->status.text);
	KP_JSON_TEXT(&out, "supersedes", plan->supersedes);
	KP_JSON_TEXT(&out, "superior", plan->superior);
	put_source(&out, plan);
	put_metadata(&out, plan);
	if (plan->first_unit) {
		KP_JSON_LIST(&out, "units");
		for (const kepu_unit *unit = plan->first_unit; unit; unit = unit->next)
			put_unit(&out, unit);
		kp_json_out_list_end(&out);
	}
	put_nodes(&out, plan->first_root);
	put_indicators(&out, plan->first_indicator);
	put_phases(&out, plan->first_phase);
	put_annexes(&out, plan->first_annex);
	put_changes(&out, plan->first_change);
	put_plan_foreign(&out, plan);
	kp_json_out_close(&out);
	KP_JSON(&out, "\n");
}
