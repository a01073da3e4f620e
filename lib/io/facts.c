/* The facts of a plan as JSON, one fact a line: what a careful clerk would list of the plan's own text. Annexes are left
 * out, and so is all that does not come from a notice. */
#include "base/date.h"
#include "base/fail.h"
#include "io/json.h"
#include "model/model.h"

#include <kepu/date.h>
#include <kepu/io.h>

#include <stdlib.h>

static void put_key(kp_buffer *out, const char *key, bool first)
{
	kp_buffer_text(out, first ? "\"" : ", \"");
	kp_buffer_text(out, key);
	kp_buffer_text(out, "\": ");
}

static void put_field(kp_buffer *out, const char *key, kp_str text, bool first)
{
	put_key(out, key, first);
	kp_json_text(out, text);
}

/* Separates the items of a list: each stands on a line of its own. */
static void put_item(kp_buffer *out, bool *first)
{
	kp_buffer_text(out, *first ? "\n    {" : ",\n    {");
	*first = false;
}

static void put_list_end(kp_buffer *out, bool empty, bool last)
{
	kp_buffer_text(out, empty ? "]" : "\n  ]");
	kp_buffer_text(out, last ? "\n" : ",\n");
}

static void put_year(kp_buffer *out, kp_str time)
{
	kp_date date;
	if (time && kp_date_read(time, kp_str_len(time), &date))
		kp_buffer_int(out, date.year);
	else
		kp_buffer_text(out, "null");
}

/* ---- metadata ---- */

static const kp_entry *entries(const kepu_plan *plan, int32_t field)
{
	return plan->metadata[field - KEPU_META_TITLE];
}

static void put_meta(kp_buffer *out, const char *key)
{
	kp_buffer_text(out, "    ");
	put_key(out, key, true);
}

static void put_single(kp_buffer *out, const kepu_plan *plan, const char *key, int32_t field)
{
	const kp_entry *entry = entries(plan, field);
	put_meta(out, key);
	kp_json_text(out, entry ? entry->text : NULL);
	kp_buffer_text(out, ",\n");
}

static void put_issuer(kp_buffer *out, const kepu_plan *plan)
{
	kp_buffer joined = { 0 };
	for (const kp_entry *entry = entries(plan, KEPU_META_ISSUER); entry; entry = entry->next) {
		kp_buffer_add(&joined, entry->text, kp_str_len(entry->text));
	}
	put_meta(out, "issuer");
	if (joined.length)
		kp_json_bytes(out, joined.bytes, joined.length);
	else
		kp_buffer_text(out, "null");
	kp_buffer_text(out, ",\n");
	out->failed = out->failed || joined.failed;
	kp_buffer_free(&joined);
}

static void put_period(kp_buffer *out, const kepu_plan *plan)
{
	put_meta(out, "period");
	if (plan->period_start || plan->period_end) {
		kp_buffer_byte(out, '[');
		put_year(out, plan->period_start);
		kp_buffer_text(out, ", ");
		put_year(out, plan->period_end);
		kp_buffer_byte(out, ']');
	} else {
		kp_buffer_text(out, "null");
	}
	kp_buffer_text(out, ",\n");
}

static void put_metadata(kp_buffer *out, const kepu_plan *plan)
{
	bool first = true;
	kp_buffer_text(out, "  \"metadata\": {\n");
	put_single(out, plan, "title", KEPU_META_TITLE);
	put_single(out, plan, "notice_title", KEPU_META_NOTICE_TITLE);
	put_single(out, plan, "document_number", KEPU_META_DOCUMENT_NUMBER);
	put_issuer(out, plan);
	put_single(out, plan, "issue_date", KEPU_META_ISSUE_DATE);
	put_period(out, plan);
	put_meta(out, "recipients");
	kp_buffer_byte(out, '[');
	for (const kp_entry *entry = entries(plan, KEPU_META_RECIPIENT); entry; entry = entry->next, first = false) {
		kp_buffer_text(out, first ? "" : ", ");
		kp_json_text(out, entry->text);
	}
	kp_buffer_text(out, "],\n");
	put_meta(out, "basis");
	kp_buffer_byte(out, '[');
	first = true;
	for (const kp_entry *entry = entries(plan, KEPU_META_BASIS); entry; entry = entry->next, first = false) {
		kp_buffer_text(out, first ? "{" : ", {");
		put_field(out, "title", entry->text, true);
		put_field(out, "number", entry->number, false);
		kp_buffer_byte(out, '}');
	}
	kp_buffer_text(out, "]\n  },\n");
}

/* ---- nodes ---- */

static const char *precision_name(uint8_t precision)
{
	switch (precision) {
	case KEPU_PRECISION_YEAR: return "\"year\"";
	case KEPU_PRECISION_HALF: return "\"half\"";
	case KEPU_PRECISION_QUARTER: return "\"quarter\"";
	case KEPU_PRECISION_MONTH: return "\"month\"";
	case KEPU_PRECISION_TEN_DAYS: return "\"ten_days\"";
	case KEPU_PRECISION_DAY: return "\"day\"";
	default: return "null";
	}
}

static void put_due(kp_buffer *out, const kepu_node *node)
{
	kp_date date = { 0 };
	if (!node->due && !node->due_date)
		return;
	if (node->due_date)
		kp_date_read(node->due_date, kp_str_len(node->due_date), &date);
	put_key(out, "due", false);
	kp_buffer_byte(out, '{');
	put_field(out, "text", node->due, true);
	put_field(out, "date", node->due_date, false);
	put_key(out, "precision", false);
	kp_buffer_text(out, precision_name(date.precision));
	kp_buffer_byte(out, '}');
}

static void put_nodes(kp_buffer *out, const kepu_plan *plan)
{
	bool first = true;
	kp_buffer_text(out, "  \"nodes\": [");
	for (size_t i = 0; i < plan->node_count; i++) {
		const kepu_node *node = plan->nodes[i];
		if (node->annex)
			continue;
		put_item(out, &first);
		put_field(out, "path", node->path, true);
		put_field(out, "label", node->label, false);
		put_key(out, "level", false);
		kp_buffer_int(out, node->level);
		put_field(out, "kind", node->kind.text, false);
		put_field(out, "title", node->title, false);
		put_due(out, node);
		kp_buffer_byte(out, '}');
	}
	put_list_end(out, first, false);
}

/* ---- assignments and units ---- */

/* Where an assignment was read, to put them in reading order: a section's list may stand behind those of its items. */
static uint64_t place_of(const kepu_assignment *assignment)
{
	const kepu_provenance *proof = assignment->proof;
	if (!proof || proof->span_count == 0)
		return UINT64_MAX;
	kp_span span = kp_proof_spans(proof)[0];
	return (uint64_t)span.paragraph << 32 | span.offset;
}

static int by_place(const void *a, const void *b)
{
	const kepu_assignment *x = *(const kepu_assignment *const *)a, *y = *(const kepu_assignment *const *)b;
	uint64_t p = place_of(x), q = place_of(y);
	return p < q ? -1 : p > q;
}

/* The plan's assignments in reading order, those that were not read from a source behind; NULL: memory is out. */
static const kepu_assignment **in_reading_order(const kepu_plan *plan, size_t *out_count)
{
	const kepu_assignment **list = kp_calloc(plan->assignment_count + 1, sizeof *list);
	size_t read = 0, count = 0;
	for (size_t i = 0; list && i < plan->assignment_count; i++)
		if (!plan->assignments[i]->node->annex && place_of(plan->assignments[i]) != UINT64_MAX)
			list[read++] = plan->assignments[i];
	count = read;
	for (size_t i = 0; list && i < plan->assignment_count; i++)
		if (!plan->assignments[i]->node->annex && place_of(plan->assignments[i]) == UINT64_MAX)
			list[count++] = plan->assignments[i];
	if (read > 0)
		qsort(list, read, sizeof *list, by_place);
	*out_count = count;
	return list;
}

static void put_assignments(kp_buffer *out, const kepu_assignment *const *list, size_t count)
{
	bool first = true;
	kp_buffer_text(out, "  \"assignments\": [");
	for (size_t i = 0; i < count; i++) {
		const kepu_assignment *assignment = list[i];
		put_item(out, &first);
		put_field(out, "node", assignment->node->path, true);
		put_field(out, "role", assignment->role.text, false);
		put_field(out, "unit", assignment->unit->name, false);
		put_key(out, "group", false);
		kp_json_bool(out, assignment->unit->group);
		kp_buffer_byte(out, '}');
	}
	put_list_end(out, first, false);
}

static void put_strings(kp_buffer *out, const char *key, const kp_str *items, size_t count)
{
	put_key(out, key, false);
	kp_buffer_byte(out, '[');
	for (size_t i = 0; i < count; i++) {
		kp_buffer_text(out, i ? ", " : "");
		kp_json_text(out, items[i]);
	}
	kp_buffer_byte(out, ']');
}

static void put_unit(kp_buffer *out, const kepu_unit *unit)
{
	put_field(out, "unit", unit->name, true);
	put_field(out, "canonical", unit->canonical ? unit->canonical : unit->name, false);
	put_strings(out, "aliases", unit->aliases, unit->alias_count);
	put_field(out, "level", unit->level.text, false);
	put_strings(out, "functions", unit->functions, unit->function_count);
	put_key(out, "group", false);
	kp_json_bool(out, unit->group);
	kp_buffer_byte(out, '}');
}

/* In order of first appearance; a unit without a task is none of the notice's lists. */
static void put_units(kp_buffer *out, const kepu_plan *plan, const kepu_assignment *const *list, size_t count)
{
	bool first = true;
	bool *seen = kp_calloc(plan->unit_count + 1, sizeof *seen);
	kp_buffer_text(out, "  \"units\": [");
	for (size_t i = 0; seen && i < count; i++) {
		const kepu_unit *unit = list[i]->unit;
		if (seen[unit->index])
			continue;
		seen[unit->index] = true;
		put_item(out, &first);
		put_unit(out, unit);
	}
	put_list_end(out, first, false);
	out->failed = out->failed || !seen;
	free(seen);
}

static void put_duties(kp_buffer *out, const kepu_plan *plan)
{
	size_t count = 0;
	const kepu_assignment **list = in_reading_order(plan, &count);
	if (list) {
		put_assignments(out, list, count);
		put_units(out, plan, list, count);
	}
	out->failed = out->failed || !list;
	free(list);
}

/* ---- indicators ---- */

static const char *frequency(const kepu_indicator *indicator)
{
	switch (kp_token_number(indicator->every)) {
	case KEPU_EVERY_ANNUAL:
	case KEPU_EVERY_BIENNIAL: return indicator->every.text;
	default: /* each quarter is, like each county, something it holds for */
		return indicator->per ? "per_unit" : "once";
	}
}

static void put_number(kp_buffer *out, const kepu_value *value)
{
	char text[KP_DECIMAL_TEXT];
	if (!value->low_text && !value->high_text) {
		kp_buffer_text(out, "null");
		return;
	}
	size_t length = kp_decimal_write(kp_decimal_trim(value->low_text ? value->low : value->high), text);
	kp_buffer_add(out, text, length);
}

static void put_value(kp_buffer *out, const kepu_indicator *indicator, const kepu_value *value)
{
	const char *often = frequency(indicator);
	bool baseline = kp_token_number(value->kind) == KEPU_VALUE_BASELINE;
	put_field(out, "node", indicator->node ? indicator->node->path : NULL, true);
	put_field(out, "quote", value->quote, false);
	put_field(out, "name", indicator->name, false);
	put_key(out, "op", false);
	if (baseline) /* what was measured is that number, whatever the target's comparison */
		kp_buffer_text(out, "\"=\"");
	else
		kp_json_text(out, indicator->comparison.text);
	put_key(out, "value", false);
	put_number(out, value);
	put_key(out, "unit", false);
	kp_json_bytes(out, indicator->unit ? indicator->unit : "", kp_str_len(indicator->unit));
	put_key(out, "year", false);
	put_year(out, value->time);
	put_key(out, "frequency", false);
	kp_json_bytes(out, often, strlen(often));
	put_field(out, "per", indicator->per, false);
	put_key(out, "baseline", false);
	kp_json_bool(out, baseline);
	kp_buffer_byte(out, '}');
}

static void put_indicators(kp_buffer *out, const kepu_plan *plan)
{
	bool first = true;
	kp_buffer_text(out, "  \"indicators\": [");
	for (size_t i = 0; i < plan->indicator_count; i++) {
		const kepu_indicator *indicator = plan->indicators[i];
		if (indicator->node && indicator->node->annex)
			continue;
		for (const kepu_value *value = indicator->first_value; value; value = value->next) {
			if (kp_token_number(value->kind) != KEPU_VALUE_TARGET &&
			    kp_token_number(value->kind) != KEPU_VALUE_BASELINE)
				continue;
			put_item(out, &first);
			put_value(out, indicator, value);
		}
	}
	put_list_end(out, first, false);
}

static void put_phases(kp_buffer *out, const kepu_plan *plan)
{
	bool first = true;
	kp_buffer_text(out, "  \"phases\": [");
	for (size_t i = 0; i < plan->phase_count; i++) {
		const kepu_phase *phase = plan->phases[i];
		put_item(out, &first);
		put_field(out, "label", phase->label, true);
		put_key(out, "start", false);
		put_year(out, phase->start);
		put_key(out, "end", false);
		put_year(out, phase->end);
		put_field(out, "quote", phase->text, false);
		kp_buffer_byte(out, '}');
	}
	put_list_end(out, first, true);
}

kepu_status kepu_plan_to_facts(const kepu_plan *plan, char **out_bytes, size_t *out_len, kepu_error **err)
{
	kp_buffer out = { 0 };
	if (out_len)
		*out_len = 0;
	if (!out_bytes)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_bytes", "NULL");
	*out_bytes = NULL;
	if (!plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "plan", "NULL");
	if (plan->tag != KP_TAG_PLAN)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
	kp_buffer_text(&out, "{\n  ");
	put_field(&out, "id", plan->uid, true);
	kp_buffer_text(&out, ",\n");
	put_metadata(&out, plan);
	put_nodes(&out, plan);
	put_duties(&out, plan);
	put_indicators(&out, plan);
	put_phases(&out, plan);
	kp_buffer_text(&out, "}\n");
	*out_bytes = kp_buffer_take(&out, out_len);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}
