#include "io/xml_write.h"

#include "io/xml_out.h"

#include <kepu/unit.h>

/* Elements and their attributes come in one order; the schema in plan.xsd says the same order. */

static void put_text_with_proof(kp_xml_out *out, kp_element element, const void *owner, kp_str text,
                                const kepu_provenance *proof, bool may_be_source)
{
	if (text || kp_out_has_proof(proof) || kp_out_needed(out, owner, element)) {
		kp_out_begin(out, element);
		kp_out_proof(out, proof);
		kp_out_content(out, element, owner, element,
		               &(kp_out_text){ .text = text, .at = may_be_source ? proof : NULL });
	}
	kp_out_behind(out, owner, element);
}

/* The text of a phase or an annex stands at the spans of the whole. */
static void put_part_text(kp_xml_out *out, const void *owner, kp_str text, const kepu_provenance *proof)
{
	if (text || kp_out_needed(out, owner, EL_TEXT)) {
		kp_out_begin(out, EL_TEXT);
		kp_out_content(out, EL_TEXT, owner, EL_TEXT, &(kp_out_text){ .text = text, .at = proof });
	}
	kp_out_behind(out, owner, EL_TEXT);
}

/* ---- source and metadata ---- */

static void put_source(kp_xml_out *out, const kepu_plan *plan)
{
	if (plan->digest || plan->importer || plan->paragraph_count || kp_out_needed(out, plan, EL_SOURCE)) {
		kp_out_begin(out, EL_SOURCE);
		KP_OUT_ATTRIBUTE(out, "digest", plan->digest);
		KP_OUT_ATTRIBUTE(out, "importer", plan->importer);
		kp_out_inside(out, plan, EL_SOURCE);
		for (size_t i = 0; i < plan->paragraph_count; i++) {
			const kp_source_paragraph *paragraph = &plan->paragraphs[i];
			uint32_t number = EL_PARAGRAPH | (uint32_t)i;
			kp_out_begin(out, EL_P);
			if (paragraph->line)
				kp_out_number(out, "line", paragraph->line);
			kp_out_content(out, EL_P, plan, number, &(kp_out_text){ .text = paragraph->text });
			kp_out_behind(out, plan, number);
		}
		kp_out_end(out, EL_SOURCE);
	}
	kp_out_behind(out, plan, EL_SOURCE);
}

static void put_period(kp_xml_out *out, const kepu_plan *plan, const kp_entry *entry)
{
	kp_out_begin(out, EL_PERIOD);
	KP_OUT_ATTRIBUTE(out, "start", plan->period_start);
	KP_OUT_ATTRIBUTE(out, "end", plan->period_end);
	kp_out_proof(out, entry->proof);
	kp_out_inside(out, entry, EL_PERIOD);
	kp_out_end(out, EL_PERIOD);
	kp_out_behind(out, entry, EL_PERIOD);
}

static void put_entries(kp_xml_out *out, const kepu_plan *plan)
{
	static const kp_element elements[KP_META_COUNT] = { EL_TITLE,      EL_NOTICE_TITLE, EL_DOCUMENT_NUMBER, EL_ISSUER,
		                                                EL_ISSUE_DATE, EL_PERIOD,       EL_RECIPIENT,       EL_BASIS };
	for (int i = 0; i < KP_META_COUNT; i++)
		for (const kp_entry *entry = plan->metadata[i]; entry; entry = entry->next) {
			if (elements[i] == EL_PERIOD) {
				put_period(out, plan, entry);
				continue;
			}
			kp_out_begin(out, elements[i]);
			KP_OUT_ATTRIBUTE(out, "number", entry->number);
			kp_out_proof(out, entry->proof);
			kp_out_content(out, elements[i], entry, elements[i], &(kp_out_text){ .text = entry->text });
			kp_out_behind(out, entry, elements[i]);
		}
}

static bool has_region(const kepu_plan *plan)
{
	return plan->region_name || plan->region_level.text || plan->region_code || plan->region_scheme ||
	       plan->region_year;
}

static void put_region(kp_xml_out *out, const kepu_plan *plan)
{
	if (has_region(plan) || kp_out_needed(out, plan, EL_REGION)) {
		kp_out_begin(out, EL_REGION);
		KP_OUT_ATTRIBUTE(out, "level", plan->region_level.text);
		KP_OUT_ATTRIBUTE(out, "code", plan->region_code);
		KP_OUT_ATTRIBUTE(out, "scheme", plan->region_scheme);
		KP_OUT_ATTRIBUTE(out, "year", plan->region_year);
		kp_out_content(out, EL_REGION, plan, EL_REGION, &(kp_out_text){ .text = plan->region_name, .optional = true });
	}
	kp_out_behind(out, plan, EL_REGION);
}

static void put_metadata(kp_xml_out *out, const kepu_plan *plan)
{
	bool any = has_region(plan) || kp_out_needed(out, plan, EL_METADATA) || kp_out_needed(out, plan, EL_REGION) ||
	           (out->foreign && kp_foreign_first(plan, plan, EL_REGION, KP_FOREIGN_AFTER));
	for (int i = 0; i < KP_META_COUNT; i++)
		any = any || plan->metadata[i];
	if (any) {
		kp_out_begin(out, EL_METADATA);
		kp_out_inside(out, plan, EL_METADATA);
		put_entries(out, plan);
		put_region(out, plan);
		kp_out_end(out, EL_METADATA);
	}
	kp_out_behind(out, plan, EL_METADATA);
}

/* ---- units ---- */

static void put_functions(kp_xml_out *out, const kepu_unit *unit)
{
	if (!unit->first_function)
		return;
	KP_OUT(out, " functions=\"");
	for (const kp_name *name = unit->first_function; name; name = name->next) {
		if (name != unit->first_function)
			KP_OUT(out, " ");
		kp_out_value(out, name->text);
	}
	KP_OUT(out, "\"");
}

static void put_unit(kp_xml_out *out, const kepu_unit *unit)
{
	kp_out_begin(out, EL_UNIT);
	KP_OUT_ATTRIBUTE(out, "id", unit->id);
	KP_OUT_ATTRIBUTE(out, "level", unit->level.text);
	put_functions(out, unit);
	if (unit->group)
		KP_OUT(out, " group=\"true\"");
	KP_OUT_ATTRIBUTE(out, "from", unit->from);
	KP_OUT_ATTRIBUTE(out, "until", unit->until);
	KP_OUT_ATTRIBUTE(out, "successor", unit->successor ? unit->successor->id : NULL);
	KP_OUT_ATTRIBUTE(out, "code", unit->code);
	KP_OUT_ATTRIBUTE(out, "role", unit->role);
	kp_out_proof(out, unit->proof);
	kp_out_inside(out, unit, EL_UNIT);
	kp_out_text_element(out, EL_NAME, unit, unit->name);
	kp_out_text_element(out, EL_CANONICAL, unit, unit->canonical);
	for (const kp_name *alias = unit->first_alias; alias; alias = alias->next)
		kp_out_text_element(out, EL_ALIAS, alias, alias->text);
	for (const kp_member *member = unit->first_member; member; member = member->next) {
		kp_out_begin(out, EL_MEMBER);
		KP_OUT_ATTRIBUTE(out, "ref", member->unit->id);
		kp_out_inside(out, member, EL_MEMBER);
		kp_out_end(out, EL_MEMBER);
		kp_out_behind(out, member, EL_MEMBER);
	}
	kp_out_text_element(out, EL_LIAISON, unit, unit->liaison);
	kp_out_end(out, EL_UNIT);
	kp_out_behind(out, unit, EL_UNIT);
}

/* ---- indicators ---- */

/* A number as it was written, where that is the number and no more. */
static bool is_plain(kp_decimal value, kp_str text)
{
	return text && kp_decimal_is_text(value, text, kp_str_len(text));
}

static void put_number(kp_xml_out *out, const char *name, kp_decimal value, kp_str text)
{
	char digits[KP_DECIMAL_TEXT];
	if (!text)
		return;
	if (is_plain(value, text)) {
		kp_out_attribute(out, name, strlen(name), text);
		return;
	}
	kp_sink_put(out->sink, name, strlen(name));
	kp_sink_put(out->sink, digits, kp_decimal_write(value, digits));
	KP_OUT(out, "\"");
}

static void put_value(kp_xml_out *out, const kepu_value *value)
{
	kp_element element = kp_token_number(value->kind) == KEPU_VALUE_TARGET     ? EL_TARGET
	                     : kp_token_number(value->kind) == KEPU_VALUE_BASELINE ? EL_BASELINE
	                                                                           : EL_OBSERVATION;
	kp_out_begin(out, element);
	KP_OUT_ATTRIBUTE(out, "time", value->time);
	put_number(out, " low=\"", value->low, value->low_text);
	put_number(out, " high=\"", value->high, value->high_text);
	KP_OUT_ATTRIBUTE(out, "low-text", is_plain(value->low, value->low_text) ? NULL : value->low_text);
	KP_OUT_ATTRIBUTE(out, "high-text", is_plain(value->high, value->high_text) ? NULL : value->high_text);
	KP_OUT_ATTRIBUTE(out, "region", value->region);
	KP_OUT_ATTRIBUTE(out, "status", value->status.text);
	KP_OUT_ATTRIBUTE(out, "source", value->source);
	kp_out_proof(out, value->proof);
	kp_out_content(out, element, value, element,
	               &(kp_out_text){ .text = value->quote, .at = value->proof, .optional = true });
	kp_out_behind(out, value, element);
}

static void put_indicator(kp_xml_out *out, const kepu_indicator *indicator)
{
	kp_out_begin(out, EL_INDICATOR);
	KP_OUT_ATTRIBUTE(out, "id", indicator->id);
	KP_OUT_ATTRIBUTE(out, "name", indicator->name);
	KP_OUT_ATTRIBUTE(out, "unit", indicator->unit);
	KP_OUT_ATTRIBUTE(out, "comparison", indicator->comparison.text);
	KP_OUT_ATTRIBUTE(out, "every", indicator->every.text);
	KP_OUT_ATTRIBUTE(out, "per", indicator->per);
	KP_OUT_ATTRIBUTE(out, "counting", indicator->counting.text);
	KP_OUT_ATTRIBUTE(out, "numerator", indicator->numerator);
	KP_OUT_ATTRIBUTE(out, "denominator", indicator->denominator);
	KP_OUT_ATTRIBUTE(out, "factor", indicator->factor_text);
	KP_OUT_ATTRIBUTE(out, "weight", indicator->weight ? indicator->weight->id : NULL);
	KP_OUT_ATTRIBUTE(out, "rollup", indicator->rollup.text);
	KP_OUT_ATTRIBUTE(out, "nature", indicator->nature.text);
	kp_out_proof(out, indicator->proof);
	kp_out_inside(out, indicator, EL_INDICATOR);
	for (const kepu_value *value = indicator->first_value; value; value = value->next)
		put_value(out, value);
	kp_out_end(out, EL_INDICATOR);
	kp_out_behind(out, indicator, EL_INDICATOR);
}

/* ---- nodes ---- */

static void put_due(kp_xml_out *out, const kepu_node *node)
{
	bool attributes = node->due_date || node->ongoing;
	if (node->due || attributes || kp_out_has_proof(node->due_proof) || kp_out_needed(out, node, EL_DUE)) {
		kp_out_begin(out, EL_DUE);
		KP_OUT_ATTRIBUTE(out, "date", node->due_date);
		if (node->ongoing)
			KP_OUT(out, " ongoing=\"true\"");
		kp_out_proof(out, node->due_proof);
		kp_out_content(out, EL_DUE, node, EL_DUE, &(kp_out_text){ .text = node->due, .optional = attributes });
	}
	kp_out_behind(out, node, EL_DUE);
}

static void put_assignment(kp_xml_out *out, const kepu_assignment *assignment)
{
	const kp_term *term = kp_assignment_term(assignment);
	kp_out_begin(out, EL_ASSIGNMENT);
	KP_OUT_ATTRIBUTE(out, "id", assignment->id);
	KP_OUT_ATTRIBUTE(out, "unit", assignment->unit->id);
	KP_OUT_ATTRIBUTE(out, "role", assignment->role.text);
	KP_OUT_ATTRIBUTE(out, "from", term->from);
	KP_OUT_ATTRIBUTE(out, "until", term->until);
	kp_out_proof(out, assignment->proof);
	kp_out_inside(out, assignment, EL_ASSIGNMENT);
	kp_out_text_element(out, EL_LEADER, assignment, term->leader);
	kp_out_text_element(out, EL_CONTACT, assignment, term->contact);
	kp_out_end(out, EL_ASSIGNMENT);
	kp_out_behind(out, assignment, EL_ASSIGNMENT);
}

/* The start tag and all that stands before the children. */
static void begin_node(kp_xml_out *out, const kepu_node *node)
{
	kp_out_begin(out, EL_NODE);
	KP_OUT_ATTRIBUTE(out, "id", node->id);
	KP_OUT_ATTRIBUTE(out, "kind", node->kind.text);
	KP_OUT_ATTRIBUTE(out, "ordinal", node->ordinal);
	kp_out_proof(out, node->proof);
	kp_out_inside(out, node, EL_NODE);
	kp_out_text_element(out, EL_LABEL, node, node->label);
	put_text_with_proof(out, EL_TITLE, node, node->title, node->title_proof, false);
	put_text_with_proof(out, EL_TEXT, node, node->text, node->text_proof, true);
	put_due(out, node);
	kp_out_text_element(out, EL_DELIVERABLE, node, node->deliverable);
	for (const kepu_assignment *assignment = node->first_assignment; assignment; assignment = assignment->next)
		put_assignment(out, assignment);
	for (const kepu_indicator *indicator = node->first_indicator; indicator; indicator = indicator->next)
		put_indicator(out, indicator);
}

static void put_nodes(kp_xml_out *out, const kepu_node *first)
{
	const kepu_node *node = first, *above = first ? first->parent : NULL;
	while (node) {
		begin_node(out, node);
		if (node->first_child) {
			node = node->first_child;
			continue;
		}
		for (;;) {
			kp_out_end(out, EL_NODE);
			kp_out_behind(out, node, EL_NODE);
			if (node->next || node->parent == above)
				break;
			node = node->parent;
		}
		node = node->next;
	}
}

/* ---- the rest ---- */

static void put_phase(kp_xml_out *out, const kepu_phase *phase)
{
	kp_out_begin(out, EL_PHASE);
	KP_OUT_ATTRIBUTE(out, "id", phase->id);
	KP_OUT_ATTRIBUTE(out, "start", phase->start);
	KP_OUT_ATTRIBUTE(out, "end", phase->end);
	kp_out_proof(out, phase->proof);
	kp_out_inside(out, phase, EL_PHASE);
	kp_out_text_element(out, EL_LABEL, phase, phase->label);
	put_part_text(out, phase, phase->text, phase->proof);
	kp_out_end(out, EL_PHASE);
	kp_out_behind(out, phase, EL_PHASE);
}

static void put_annex(kp_xml_out *out, const kepu_annex *annex)
{
	kp_out_begin(out, EL_ANNEX);
	KP_OUT_ATTRIBUTE(out, "id", annex->id);
	kp_out_proof(out, annex->proof);
	kp_out_inside(out, annex, EL_ANNEX);
	kp_out_text_element(out, EL_LABEL, annex, annex->label);
	kp_out_text_element(out, EL_TITLE, annex, annex->title);
	put_part_text(out, annex, annex->text, annex->proof);
	put_nodes(out, annex->first_root);
	kp_out_end(out, EL_ANNEX);
	kp_out_behind(out, annex, EL_ANNEX);
}

static void put_change(kp_xml_out *out, const kepu_change *change)
{
	kp_out_begin(out, EL_CHANGE);
	KP_OUT_ATTRIBUTE(out, "action", change->action.text);
	KP_OUT_ATTRIBUTE(out, "kind", change->part.text);
	KP_OUT_ATTRIBUTE(out, "ref", change->id);
	KP_OUT_ATTRIBUTE(out, "parent", change->parent);
	KP_OUT_ATTRIBUTE(out, "field", change->field);
	KP_OUT_ATTRIBUTE(out, "was", change->was);
	KP_OUT_ATTRIBUTE(out, "now", change->now);
	KP_OUT_ATTRIBUTE(out, "by", change->by);
	KP_OUT_ATTRIBUTE(out, "when", change->when);
	kp_out_inside(out, change, EL_CHANGE);
	kp_out_end(out, EL_CHANGE);
	kp_out_behind(out, change, EL_CHANGE);
}

/* A container of the plan's: left out where it would be empty. False: it is. */
static bool begin_container(kp_xml_out *out, const kepu_plan *plan, kp_element element, const void *first)
{
	if (!first && !kp_out_needed(out, plan, element))
		return false;
	kp_out_begin(out, element);
	kp_out_inside(out, plan, element);
	return true;
}

static void end_container(kp_xml_out *out, const kepu_plan *plan, kp_element element, bool begun)
{
	if (begun)
		kp_out_end(out, element);
	kp_out_behind(out, plan, element);
}

static void put_containers(kp_xml_out *out, const kepu_plan *plan)
{
	bool begun = begin_container(out, plan, EL_UNITS, plan->first_unit);
	for (const kepu_unit *unit = plan->first_unit; unit; unit = unit->next)
		put_unit(out, unit);
	end_container(out, plan, EL_UNITS, begun);

	begun = begin_container(out, plan, EL_NODES, plan->first_root);
	put_nodes(out, plan->first_root);
	end_container(out, plan, EL_NODES, begun);

	begun = begin_container(out, plan, EL_INDICATORS, plan->first_indicator);
	for (const kepu_indicator *indicator = plan->first_indicator; indicator; indicator = indicator->next)
		put_indicator(out, indicator);
	end_container(out, plan, EL_INDICATORS, begun);

	begun = begin_container(out, plan, EL_PHASES, plan->first_phase);
	for (const kepu_phase *phase = plan->first_phase; phase; phase = phase->next)
		put_phase(out, phase);
	end_container(out, plan, EL_PHASES, begun);

	begun = begin_container(out, plan, EL_ANNEXES, plan->first_annex);
	for (const kepu_annex *annex = plan->first_annex; annex; annex = annex->next)
		put_annex(out, annex);
	end_container(out, plan, EL_ANNEXES, begun);

	begun = begin_container(out, plan, EL_CHANGES, plan->first_change);
	for (const kepu_change *change = plan->first_change; change; change = change->next)
		put_change(out, change);
	end_container(out, plan, EL_CHANGES, begun);
}

/* Numbers of ids that were handed out and are gone, where the ids in the file would not show them. */
static void put_last_ids(kp_xml_out *out, const kp_ids *ids)
{
	char text[KP_ID_TEXT];
	bool any = false;
	for (char letter = 'a'; letter <= 'z'; letter++) {
		size_t length = kp_out_last_id(ids, letter, text);
		if (!length)
			continue;
		kp_sink_put(out->sink, any ? " " : " last-ids=\"", any ? 1 : 11);
		kp_sink_put(out->sink, text, length);
		any = true;
	}
	if (any)
		KP_OUT(out, "\"");
}

void kp_xml_write(const kepu_plan *plan, kp_sink *sink)
{
	kp_xml_out out = { .sink = sink, .plan = plan, .foreign = kp_foreign_any(plan) };
	kp_spans_init(&out.spans, plan);
	KP_OUT(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	kp_out_begin(&out, EL_PLAN);
	KP_OUT(&out, " xmlns=\"" KP_NAMESPACE "\"");
	if (plan->file_version) /* of a newer minor version: what this one does not know is still in it */
		KP_OUT_ATTRIBUTE(&out, "version", plan->file_version);
	else
		KP_OUT(&out, " version=\"" KP_FORMAT_VERSION "\"");
	KP_OUT_ATTRIBUTE(&out, "uid", plan->uid);
	kp_out_number(&out, "revision", plan->revision);
	put_last_ids(&out, &plan->ids);
	KP_OUT_ATTRIBUTE(&out, "status", plan->status.text);
	KP_OUT_ATTRIBUTE(&out, "supersedes", plan->supersedes);
	KP_OUT_ATTRIBUTE(&out, "superior", plan->superior);
	kp_out_inside(&out, plan, EL_PLAN);
	put_source(&out, plan);
	put_metadata(&out, plan);
	put_containers(&out, plan);
	kp_out_end(&out, EL_PLAN);
	kp_spans_free(&out.spans);
}
