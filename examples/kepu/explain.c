/* The words that each fact was read from, their lines, and the rule that read them. */
#include "cli.h"

#include <string.h>

#define LINE_END 8
#define FACT 10
#define RULE_ZH 34
#define RULE_EN 38 /* words are longer */
#define RULE_WIDTH 23
#define GAP 2

/* Byte offset of a code point. */
static size_t byte_of(const char *bytes, size_t length, size_t at, size_t characters)
{
	uint32_t c = 0;
	while (characters-- && at < length)
		at = next_char(bytes, length, at, &c);
	return at;
}

/* A fact may be broken over lines; words left out within a line are shown as a gap. */
static void put_span_words(text *out, const kepu_plan *plan, const kepu_provenance *proof)
{
	size_t last_paragraph = 0, last_end = 0;
	for (size_t i = 0; i < kepu_provenance_span_count(proof); i++) {
		size_t paragraph = 0, offset = 0, count = 0, length = 0;
		kepu_provenance_span(proof, i, &paragraph, &offset, &count);
		const char *bytes = kepu_plan_paragraph(plan, paragraph, &length);
		if (!bytes)
			continue;
		if (i && paragraph == last_paragraph && offset > last_end)
			text_put(out, " … ");
		size_t start = byte_of(bytes, length, 0, offset);
		text_add(out, bytes + start, byte_of(bytes, length, start, count) - start);
		last_paragraph = paragraph;
		last_end = offset + count;
	}
}

/* "18" or "18-19": the lines that the spans begin on, first and last. */
static void put_lines(text *out, const kepu_plan *plan, const kepu_provenance *proof)
{
	int64_t first = 0, last = 0;
	for (size_t i = 0; i < kepu_provenance_span_count(proof); i++) {
		size_t paragraph = 0, offset = 0, count = 0;
		kepu_provenance_span(proof, i, &paragraph, &offset, &count);
		int64_t line = kepu_plan_paragraph_line(plan, paragraph);
		if (line > 0) {
			first = !first || line < first ? line : first;
			last = line > last ? line : last;
		}
	}
	if (first)
		text_number(out, (uint64_t)first);
	if (last > first) {
		text_put(out, "-");
		text_number(out, (uint64_t)last);
	}
	text_add(out, "", 1);
}

static size_t rule_column(const cli *c)
{
	return c->lang == KEPU_LANG_ZH ? RULE_ZH : RULE_EN;
}

static void put_fact(const cli *c, text *out, const kepu_plan *plan, const kepu_provenance *proof, const char *path,
                     const char *what)
{
	text lines = { 0 }, words = { 0 };
	size_t rule = rule_column(c);
	put_lines(&lines, plan, proof);
	put_span_words(&words, plan, proof);
	flow at = flow_start(out, rule - GAP);
	flow_right(&at, LINE_END, lines.failed ? "" : lines.bytes);
	flow_to(&at, FACT);
	if (path) {
		flow_put(&at, path);
		flow_put(&at, " ");
	}
	flow_put(&at, what);
	at.width = screen_width();
	flow_to(&at, rule);
	flow_put(&at, kepu_provenance_rule_token(proof, NULL));
	flow_to(&at, rule + RULE_WIDTH);
	if (words.length)
		flow_words(&at, words.bytes, words.length);
	else
		flow_put(&at, say(c, M_NO_WORDS));
	flow_end(&at);
	text_free(&lines);
	text_free(&words);
}

static void put_metadata(const cli *c, text *out, const kepu_plan *plan)
{
	static const struct {
		int32_t field;
		message name;
	} fields[] = {
		{ KEPU_META_TITLE, M_TITLE },
		{ KEPU_META_NOTICE_TITLE, M_NOTICE_TITLE },
		{ KEPU_META_DOCUMENT_NUMBER, M_DOCUMENT_NUMBER },
		{ KEPU_META_ISSUER, M_ISSUER },
		{ KEPU_META_ISSUE_DATE, M_ISSUE_DATE },
		{ KEPU_META_PERIOD, M_PERIOD },
		{ KEPU_META_RECIPIENT, M_RECIPIENT },
		{ KEPU_META_BASIS, M_BASIS },
	};
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		for (size_t k = 0; k < kepu_plan_metadata_count(plan, fields[i].field); k++)
			put_fact(c, out, plan, kepu_plan_metadata_provenance(plan, fields[i].field, k), NULL,
			         say(c, fields[i].name));
}

static void put_node(const cli *c, text *out, const kepu_plan *plan, const kepu_node *node)
{
	const char *path = kepu_node_path(node, NULL);
	put_fact(c, out, plan, kepu_node_provenance(node), path, say(c, M_LABEL));
	if (kepu_node_title(node, NULL))
		put_fact(c, out, plan, kepu_node_title_provenance(node), path, say(c, M_HEADING));
	if (kepu_node_due_provenance(node))
		put_fact(c, out, plan, kepu_node_due_provenance(node), path, say(c, M_DUE));
	for (size_t i = 0; i < kepu_node_assignment_count(node); i++) {
		const kepu_assignment *assignment = kepu_node_assignment_at(node, i);
		const char *role = role_word(c, kepu_assignment_role(assignment));
		put_fact(c, out, plan, kepu_assignment_provenance(assignment), path,
		         role ? role : kepu_assignment_role_token(assignment, NULL));
	}
}

/* Each number of an indicator, with its own place where it has one. */
static void put_indicator(const cli *c, text *out, const kepu_plan *plan, const kepu_indicator *indicator)
{
	const kepu_node *node = kepu_indicator_node(indicator);
	const char *path = node ? kepu_node_path(node, NULL) : NULL;
	size_t values = kepu_indicator_value_count(indicator);
	for (size_t i = 0; i < values || i == 0; i++) {
		const kepu_value *value = kepu_indicator_value_at(indicator, i);
		const kepu_provenance *proof = kepu_value_provenance(value);
		text what = { 0 };
		text_put(&what, say(c, M_INDICATOR));
		text_put(&what, " ");
		put_value(&what, indicator, value);
		text_add(&what, "", 1);
		put_fact(c, out, plan, proof ? proof : kepu_indicator_provenance(indicator), path,
		         what.failed ? NULL : what.bytes);
		text_free(&what);
	}
}

void put_explained(const cli *c, text *out, const kepu_plan *plan)
{
	flow at = flow_start(out, screen_width());
	flow_right(&at, LINE_END, say(c, M_LINE));
	flow_to(&at, FACT);
	flow_put(&at, say(c, M_FACT));
	flow_to(&at, rule_column(c));
	flow_put(&at, say(c, M_RULE));
	flow_to(&at, rule_column(c) + RULE_WIDTH);
	flow_put(&at, say(c, M_WORDS));
	flow_end(&at);
	put_metadata(c, out, plan);
	for (size_t i = 0; i < kepu_plan_node_count(plan); i++) {
		const kepu_node *node = kepu_plan_node_at(plan, i);
		put_node(c, out, plan, node);
		for (size_t k = 0; k < kepu_node_indicator_count(node); k++)
			put_indicator(c, out, plan, kepu_node_indicator_at(node, k));
	}
	for (size_t i = 0; i < kepu_plan_indicator_count(plan); i++)
		if (!kepu_indicator_node(kepu_plan_indicator_at(plan, i)))
			put_indicator(c, out, plan, kepu_plan_indicator_at(plan, i));
	for (size_t i = 0; i < kepu_plan_phase_count(plan); i++) {
		text what = { 0 };
		const kepu_phase *phase = kepu_plan_phase_at(plan, i);
		text_put(&what, say(c, M_PHASE));
		text_put(&what, " ");
		put_period(&what, kepu_phase_start(phase, NULL), kepu_phase_end(phase, NULL));
		text_add(&what, "", 1);
		put_fact(c, out, plan, kepu_phase_provenance(phase), NULL, what.failed ? NULL : what.bytes);
		text_free(&what);
	}
}
