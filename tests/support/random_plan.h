/* Random plan files: a seed gives the same plan XML on every machine. All that a plan can hold comes up, what is foreign or
 * not known to this version, too; the files are valid, but not laid out as the library does it. */
#ifndef TEST_RANDOM_PLAN_H
#define TEST_RANDOM_PLAN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RANDOM_UNITS 8
#define RANDOM_PARAGRAPHS 6
#define RANDOM_MEASURES 3 /* indicators of the plan as a whole */

typedef struct random_plan {
	char *bytes;
	size_t length, capacity;
	uint64_t state;
	bool foreign, newer; /* what is foreign or not known may come up */
	unsigned next_id;
	unsigned units, measures;
	unsigned paragraphs, points[RANDOM_PARAGRAPHS]; /* code points of each */
	unsigned nodes_left;
} random_plan;

static inline uint64_t random_plan_next(random_plan *p)
{
	uint64_t x = p->state += UINT64_C(0x9e3779b97f4a7c15);
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

static inline unsigned below(random_plan *p, unsigned limit)
{
	return (unsigned)(random_plan_next(p) % limit);
}

/* Once in so many times. */
static inline bool once_in(random_plan *p, unsigned times)
{
	return below(p, times) == 0;
}

static inline void put_bytes(random_plan *p, const char *bytes, size_t length)
{
	if (p->capacity - p->length < length + 1) {
		p->capacity = (p->capacity + length + 1) * 2;
		p->bytes = realloc(p->bytes, p->capacity);
		if (!p->bytes)
			abort();
	}
	memcpy(p->bytes + p->length, bytes, length);
	p->length += length;
	p->bytes[p->length] = '\0';
}

static inline void put(random_plan *p, const char *text)
{
	put_bytes(p, text, strlen(text));
}

static inline void put_number(random_plan *p, unsigned number)
{
	char text[16];
	snprintf(text, sizeof text, "%u", number);
	put(p, text);
}

#define PICK(p, list) ((list)[below((p), sizeof(list) / sizeof *(list))])

/* ---- text ---- */

/* Characters with all that needs an escape in XML or in JSON, of one to four bytes. Returns how many there are. */
static inline unsigned put_characters(random_plan *p, unsigned most)
{
	static const char *const pieces[] = { "科",
		                                  "学",
		                                  "素质",
		                                  "a",
		                                  "Z",
		                                  "0",
		                                  " ",
		                                  "&amp;",
		                                  "&lt;",
		                                  "&gt;",
		                                  "&quot;",
		                                  "&apos;",
		                                  "\\",
		                                  "/",
		                                  "&#9;",
		                                  "&#10;",
		                                  "&#13;",
		                                  "\xf0\xa0\xae\xb7",
		                                  "\xf0\x9f\x98\x80",
		                                  "\xc2\x85",
		                                  "\x7f",
		                                  "\xe2\x80\xa8",
		                                  "\xc3\xa9",
		                                  "{&quot;",
		                                  "]]",
		                                  "u0041",
		                                  "（一）",
		                                  "——",
		                                  "&#x1F600;",
		                                  "\xef\xbb\xbf" };
	static const unsigned counts[] = { 1, 1, 2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
		                               1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 5, 3, 2, 1, 1 };
	unsigned made = 0, wanted = below(p, most + 1);
	while (made < wanted) {
		unsigned which = below(p, sizeof counts / sizeof *counts);
		put(p, pieces[which]);
		made += counts[which];
	}
	return made;
}

static inline void put_text(random_plan *p)
{
	put_characters(p, once_in(p, 200) ? 2000 : 12);
}

/* ---- what is foreign ---- */

static inline void put_foreign_attributes(random_plan *p)
{
	if (!p->foreign || !once_in(p, 12))
		return;
	if (once_in(p, 2)) {
		put(p, " f:flag=\"");
		put_characters(p, 4);
		put(p, "\"");
	}
	if (once_in(p, 2))
		put(p, " xmlns:own=\"urn:example:own&amp;1\" own:a=\"1\" own:b=\"&#9;\"");
	if (once_in(p, 6))
		put(p, " xml:lang=\"zh\"");
	if (p->newer && once_in(p, 4))
		put(p, " mood=\"good\"");
}

static inline void put_foreign_element(random_plan *p)
{
	static const char *const simple[] = {
		"<f:mark/>",
		"<f:mark f:a=\"&lt;\" b=\"&#13;\">text &amp; <f:deep/>&#13;</f:mark>",
		"<note xmlns=\"\">of no namespace<note/></note>",
		"<note xmlns=\"urn:example:other\" a=\"1\"><f:inner xmlns:f=\"urn:example:second\" f:b=\"2\"/></note>",
		"<g:note xmlns:g=\"urn:example:g\" xml:space=\"preserve\">\n  <g:a/>\n</g:note>",
		"<f:plan><plan xmlns=\"urn:kepu:plan:1\"><node id=\"n1\"/></plan></f:plan>",
		"<f:data><![CDATA[<&\"]]></f:data>",
		"<k:alias xmlns:k=\"urn:example:\xe7\xa7\x91\">\xf0\x9f\x98\x80</k:alias>",
	};
	if (p->newer && once_in(p, 4))
		put(p, "<poem kind=\"new\">诗<line/></poem>");
	else
		put(p, PICK(p, simple));
}

static inline void put_foreign_elements(random_plan *p, unsigned times)
{
	while (p->foreign && once_in(p, times))
		put_foreign_element(p);
}

/* Between elements of ours. */
static inline void put_between(random_plan *p)
{
	static const char *const white[] = { "", "", "\n", " \n\t", "<!-- not kept -->", "<?not kept?>" };
	put(p, PICK(p, white));
	put_foreign_elements(p, 14);
}

/* ---- attributes ---- */

static inline void put_attribute(random_plan *p, const char *name, const char *value)
{
	put(p, " ");
	put(p, name);
	put(p, "=\"");
	put(p, value);
	put(p, "\"");
}

static inline void put_some_text(random_plan *p, const char *name)
{
	if (!once_in(p, 3))
		return;
	put_attribute(p, name, "");
	p->length--;
	put_characters(p, 10);
	put(p, "\"");
}

static inline void put_some_date(random_plan *p, const char *name)
{
	static const char *const dates[] = { "2021",       "2023-H1",    "2024-Q4",    "2022-06",
		                                 "2023-02-T3", "2024-02-29", "0001-01-01", "9999" };
	if (once_in(p, 3))
		put_attribute(p, name, PICK(p, dates));
}

#define SOME_TOKEN(p, name, ...)                                                                    \
	do {                                                                                            \
		static const char *const some_tokens[] = { __VA_ARGS__ };                                   \
		if (once_in(p, 2))                                                                          \
			put_attribute(p, name, once_in(p, 10) ? "strange-\xe8\xaf\x8d" : PICK(p, some_tokens)); \
	} while (0)

/* Spans that lie in the source, where `inside`; else they may lie anywhere. */
static inline void put_spans(random_plan *p, bool inside)
{
	unsigned count = once_in(p, 5) ? 2 + below(p, 4) : 1;
	put(p, " at=\"");
	for (unsigned i = 0; i < count; i++) {
		unsigned paragraph = inside ? below(p, p->paragraphs) : below(p, 20);
		unsigned length = inside ? p->points[paragraph] : 50;
		unsigned offset = once_in(p, 3) ? 0 : below(p, length + 1);
		put(p, i ? " " : "");
		put_number(p, paragraph);
		put(p, ":");
		put_number(p, offset);
		put(p, "+");
		put_number(p, once_in(p, 2) ? length - offset : below(p, length - offset + 1));
	}
	put(p, "\"");
}

static inline void put_proof(random_plan *p, bool spans)
{
	if (spans && once_in(p, 2))
		put_spans(p, false);
	if (once_in(p, 3))
		put_attribute(p, "rule", once_in(p, 5) ? "rule-of-tomorrow" : "list-marked");
	if (once_in(p, 6))
		put_attribute(p, "finding",
		              once_in(p, 2) ? "unit-unsure" : " heading-unsure\n kind-unsure  finding-of-tomorrow ");
	SOME_TOKEN(p, "check", "unseen", "confirmed", "corrected", "entered");
	put_some_text(p, "by");
	put_some_text(p, "when");
}

static inline const char *random_decimal(random_plan *p)
{
	static const char *const numbers[] = { "0",
		                                   "12",
		                                   "5.50",
		                                   "-1.5",
		                                   "+2",
		                                   "007",
		                                   "-0",
		                                   "0.000000001",
		                                   "+0.10",
		                                   "-007.5",
		                                   "9223372036854775807",
		                                   "-9223372036854775808",
		                                   "100000" };
	return PICK(p, numbers);
}

static inline unsigned put_id(random_plan *p, const char *letter)
{
	static const char *const odd[] = { "", "", "", "", "任务-", "a b&amp;", "x." };
	unsigned number = ++p->next_id;
	put_attribute(p, "id", "");
	p->length--;
	put(p, PICK(p, odd));
	put(p, letter);
	put_number(p, number);
	put(p, "\"");
	return number;
}

/* ---- texts ---- */

static inline void put_text_content(random_plan *p)
{
	put_foreign_elements(p, 20);
	put_text(p);
	put_foreign_elements(p, 20);
	if (once_in(p, 8))
		put_text(p);
}

/* `optional`: without text it says which kind of nothing that is. */
static inline void put_text_element(random_plan *p, const char *name, bool proof, bool content)
{
	put(p, "<");
	put(p, name);
	if (proof)
		put_proof(p, true);
	if (content && once_in(p, 6)) {
		put_attribute(p, "content", once_in(p, 2) ? "none" : "empty");
		put_foreign_attributes(p);
		put(p, "/>");
	} else {
		put_foreign_attributes(p);
		put(p, ">");
		put_text_content(p);
		put(p, "</");
		put(p, name);
		put(p, ">");
	}
	put_between(p);
}

static inline void put_some_element(random_plan *p, const char *name, bool proof, bool content)
{
	if (once_in(p, 3))
		put_text_element(p, name, proof, content);
}

/* A text of its own, or one that stands in the source. */
static inline void put_source_text(random_plan *p, bool own_spans)
{
	put(p, "<text");
	if (p->paragraphs && own_spans && once_in(p, 2)) {
		put_spans(p, true);
		put_proof(p, false);
		put_foreign_attributes(p);
		put(p, once_in(p, 2) ? "/>" : "></text>");
		put_between(p);
		return;
	}
	if (own_spans)
		put_proof(p, false);
	put(p, ">");
	put_text(p);
	put(p, "</text>");
	put_between(p);
}

/* ---- parts ---- */

static inline void put_source(random_plan *p)
{
	p->paragraphs = 0;
	if (!once_in(p, 4) || p->foreign) {
		put(p, "<source");
		if (once_in(p, 2))
			put_attribute(p, "digest", "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef");
		put_some_text(p, "importer");
		put_foreign_attributes(p);
		put(p, ">");
		for (unsigned count = below(p, RANDOM_PARAGRAPHS + 1); p->paragraphs < count; p->paragraphs++) {
			put_between(p);
			put(p, "<p");
			if (once_in(p, 2)) {
				put_attribute(p, "line", "");
				p->length--;
				put_number(p, 1 + below(p, 4000));
				put(p, "\"");
			}
			put_foreign_attributes(p);
			put(p, ">");
			put_foreign_elements(p, 20);
			p->points[p->paragraphs] = put_characters(p, once_in(p, 20) ? 6000 : 40);
			put_foreign_elements(p, 20);
			put(p, "</p>");
		}
		put_between(p);
		put(p, "</source>");
	}
	put_between(p);
}

static inline void put_metadata(random_plan *p)
{
	static const char *const dates[] = { "2021-06-30", "2022", "2023-05" };
	if (once_in(p, 6))
		return;
	put(p, "<metadata");
	put_foreign_attributes(p);
	put(p, ">");
	put_between(p);
	put_some_element(p, "title", true, false);
	put_some_element(p, "notice-title", true, false);
	put_some_element(p, "document-number", true, false);
	for (unsigned i = below(p, 3); i; i--)
		put_text_element(p, "issuer", true, false);
	if (once_in(p, 2)) {
		put(p, "<issue-date");
		put_proof(p, true);
		put(p, ">");
		put(p, PICK(p, dates));
		put(p, "</issue-date>");
		put_between(p);
	}
	if (once_in(p, 2)) {
		put(p, "<period");
		put_some_date(p, "start");
		put_some_date(p, "end");
		put_proof(p, true);
		put_foreign_attributes(p);
		put(p, ">");
		put_between(p);
		put(p, "</period>");
	}
	for (unsigned i = below(p, 3); i; i--)
		put_text_element(p, "recipient", true, false);
	for (unsigned i = below(p, 3); i; i--) {
		put(p, "<basis");
		put_some_text(p, "number");
		put_proof(p, true);
		put(p, ">");
		put_text_content(p);
		put(p, "</basis>");
		put_between(p);
	}
	if (once_in(p, 2)) {
		put(p, "<region");
		SOME_TOKEN(p, "level", "nation", "province", "prefecture", "county", "township", "village", "none");
		put_some_text(p, "code");
		put_some_text(p, "scheme");
		if (once_in(p, 2))
			put_attribute(p, "year", "2020");
		put_foreign_attributes(p);
		put(p, once_in(p, 4) ? " content=\"empty\">" : ">");
		if (p->bytes[p->length - 2] != '"')
			put_text_content(p);
		put(p, "</region>");
		put_between(p);
	}
	put(p, "</metadata>");
	put_between(p);
}

static inline void put_unit_id(random_plan *p, const char *name, unsigned number)
{
	put_attribute(p, name, "");
	p->length--;
	put(p, number % 3 ? "u" : "单位 ");
	put_number(p, number);
	put(p, "\"");
}

static inline void put_unit(random_plan *p, unsigned number)
{
	bool group = once_in(p, 4), last = number == p->units;
	put(p, "<unit");
	put_unit_id(p, "id", number);
	SOME_TOKEN(p, "level", "nation", "province", "prefecture", "county", "township", "village", "none");
	if (once_in(p, 3))
		put_attribute(p, "functions", once_in(p, 3) ? "education" : "education science_association of-tomorrow");
	if (group || once_in(p, 10))
		put_attribute(p, "group", group ? once_in(p, 2) ? "true" : "1" : "false");
	put_some_date(p, "from");
	put_some_date(p, "until");
	if (!last && once_in(p, 5))
		put_unit_id(p, "successor", number + 1 + below(p, p->units - number));
	put_some_text(p, "code");
	put_some_text(p, "role");
	put_proof(p, true);
	put_foreign_attributes(p);
	put(p, ">");
	put_between(p);
	put_text_element(p, "name", false, false);
	put_some_element(p, "canonical", false, false);
	for (unsigned i = below(p, 4); i; i--)
		put_text_element(p, "alias", false, false);
	for (unsigned i = group && !last ? below(p, 4) : 0; i; i--) {
		put(p, "<member");
		put_unit_id(p, "ref", number + 1 + below(p, p->units - number));
		put_foreign_attributes(p);
		put(p, ">");
		put_foreign_elements(p, 8);
		put(p, "</member>");
		put_between(p);
	}
	put_some_element(p, "liaison", false, false);
	put(p, "</unit>");
	put_between(p);
}

static inline void put_end(random_plan *p, const char *name, const char *text_name)
{
	if (!once_in(p, 2))
		return;
	put_attribute(p, name, random_decimal(p));
	if (once_in(p, 4))
		put_attribute(p, text_name, once_in(p, 2) ? "二十&amp;" : "12");
}

static inline void put_value(random_plan *p)
{
	static const char *const names[] = { "target", "baseline", "observation" };
	const char *name = PICK(p, names);
	put(p, "<");
	put(p, name);
	put_some_date(p, "time");
	put_end(p, "low", "low-text");
	put_end(p, "high", "high-text");
	put_some_text(p, "region");
	SOME_TOKEN(p, "status", "reported", "verified", "estimated");
	put_some_text(p, "source");
	bool quoted = p->paragraphs && once_in(p, 3);
	if (quoted)
		put_spans(p, true);
	put_proof(p, false);
	if (!quoted && once_in(p, 5))
		put_attribute(p, "content", once_in(p, 2) ? "none" : "empty");
	else if (!quoted) {
		put_foreign_attributes(p);
		put(p, ">");
		put_text_content(p);
		put(p, "</");
		put(p, name);
		put(p, ">");
		put_between(p);
		return;
	}
	put_foreign_attributes(p);
	put(p, "/>");
	put_between(p);
}

/* measure: from 1, one of the plan as a whole, which a weight may name; 0: of a node. */
static inline void put_indicator(random_plan *p, unsigned measure)
{
	put(p, "<indicator");
	if (measure) {
		put_attribute(p, "id", "m");
		p->length--;
		put_number(p, measure);
		put(p, "\"");
	} else {
		put_id(p, "i");
	}
	put_some_text(p, "name");
	put_some_text(p, "unit");
	SOME_TOKEN(p, "comparison", "&gt;=", ">", "&lt;=", "&lt;", "~", "=");
	SOME_TOKEN(p, "every", "once", "annual", "biennial", "half", "quarter", "month");
	put_some_text(p, "per");
	SOME_TOKEN(p, "counting", "level", "total", "flow");
	put_some_text(p, "numerator");
	put_some_text(p, "denominator");
	if (once_in(p, 4))
		put_attribute(p, "factor", random_decimal(p));
	if (!measure && p->measures && once_in(p, 4)) {
		put_attribute(p, "weight", "m");
		p->length--;
		put_number(p, 1 + below(p, p->measures));
		put(p, "\"");
	}
	SOME_TOKEN(p, "rollup", "sum", "mean", "ratio", "minimum", "last", "reach");
	SOME_TOKEN(p, "nature", "binding", "expected");
	put_proof(p, true);
	put_foreign_attributes(p);
	put(p, ">");
	put_between(p);
	for (unsigned i = below(p, 4); i; i--)
		put_value(p);
	put(p, "</indicator>");
	put_between(p);
}

static inline void put_assignment(random_plan *p)
{
	put(p, "<assignment");
	put_id(p, "a");
	put_unit_id(p, "unit", 1 + below(p, p->units));
	SOME_TOKEN(p, "role", "lead", "responsible", "participant");
	put_some_date(p, "from");
	put_some_date(p, "until");
	put_proof(p, true);
	put_foreign_attributes(p);
	put(p, ">");
	put_between(p);
	put_some_element(p, "leader", false, false);
	put_some_element(p, "contact", false, false);
	put(p, "</assignment>");
	put_between(p);
}

static inline void put_due(random_plan *p)
{
	put(p, "<due");
	put_some_date(p, "date");
	if (once_in(p, 4))
		put_attribute(p, "ongoing", once_in(p, 3) ? "false" : once_in(p, 2) ? "true" : "1");
	put_proof(p, true);
	put_foreign_attributes(p);
	if (once_in(p, 5)) {
		put_attribute(p, "content", once_in(p, 2) ? "none" : "empty");
		put(p, "/>");
	} else {
		put(p, ">");
		put_text_content(p);
		put(p, "</due>");
	}
	put_between(p);
}

static inline void put_node(random_plan *p, unsigned level)
{
	put(p, "<node");
	put_id(p, "n");
	SOME_TOKEN(p, "kind", "overview", "goal", "part", "action", "project", "task", "safeguard", "other");
	put_some_text(p, "ordinal");
	put_proof(p, true);
	put_foreign_attributes(p);
	put(p, ">");
	put_between(p);
	put_some_element(p, "label", false, false);
	put_some_element(p, "title", true, true);
	if (once_in(p, 2))
		put_source_text(p, true);
	if (once_in(p, 3))
		put_due(p);
	put_some_element(p, "deliverable", false, false);
	for (unsigned i = p->units ? below(p, 4) : 0; i; i--)
		put_assignment(p);
	for (unsigned i = once_in(p, 3) ? below(p, 3) : 0; i; i--)
		put_indicator(p, 0);
	while (level < 64 && p->nodes_left && once_in(p, level == 1 ? 2 : level > 30 ? 1 : 3)) {
		p->nodes_left--;
		put_node(p, level + 1);
	}
	put(p, "</node>");
	put_between(p);
}

static inline void put_nodes(random_plan *p, unsigned count)
{
	for (; count && p->nodes_left; count--) {
		p->nodes_left--;
		put_node(p, 1);
	}
}

static inline void put_phases(random_plan *p)
{
	put(p, "<phases");
	put_foreign_attributes(p);
	put(p, ">");
	put_between(p);
	for (unsigned i = below(p, 4); i; i--) {
		bool spans = p->paragraphs && once_in(p, 2);
		put(p, "<phase");
		put_id(p, "p");
		put_some_date(p, "start");
		put_some_date(p, "end");
		if (spans)
			put_spans(p, true);
		put_proof(p, false);
		put_foreign_attributes(p);
		put(p, ">");
		put_between(p);
		put_some_element(p, "label", false, false);
		if (spans && once_in(p, 2))
			put(p, "<text/>");
		else
			put_some_element(p, "text", false, true);
		put(p, "</phase>");
		put_between(p);
	}
	put(p, "</phases>");
	put_between(p);
}

static inline void put_annexes(random_plan *p)
{
	put(p, "<annexes");
	put_foreign_attributes(p);
	put(p, ">");
	put_between(p);
	for (unsigned i = below(p, 3); i; i--) {
		put(p, "<annex");
		put_id(p, "x");
		if (p->paragraphs && once_in(p, 2))
			put_spans(p, true);
		put_proof(p, false);
		put_foreign_attributes(p);
		put(p, ">");
		put_between(p);
		put_some_element(p, "label", false, false);
		put_some_element(p, "title", false, false);
		put_some_element(p, "text", false, true);
		put_nodes(p, below(p, 4));
		put(p, "</annex>");
		put_between(p);
	}
	put(p, "</annexes>");
	put_between(p);
}

static inline void put_changes(random_plan *p)
{
	put(p, "<changes");
	put_foreign_attributes(p);
	put(p, ">");
	put_between(p);
	for (unsigned i = below(p, 4); i; i--) {
		put(p, "<change");
		put_attribute(p, "action", once_in(p, 2) ? "set" : "remove");
		SOME_TOKEN(p, "kind", "plan", "node", "unit", "assignment", "indicator", "phase", "annex");
		put_some_text(p, "ref");
		put_some_text(p, "parent");
		put_some_text(p, "field");
		put_some_text(p, "was");
		put_some_text(p, "now");
		put_some_text(p, "by");
		put_some_text(p, "when");
		put_foreign_attributes(p);
		put(p, ">");
		put_between(p);
		put(p, "</change>");
		put_between(p);
	}
	put(p, "</changes>");
	put_between(p);
}

static inline void put_root(random_plan *p, uint64_t seed)
{
	static const char *const last[] = { "n90000", "a77777 u12345", "x4294967296 p900 i7000" };
	put(p, once_in(p, 2) ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<plan" : "<plan");
	put_attribute(p, "xmlns", "urn:kepu:plan:1");
	put_attribute(p, "xmlns:f", "urn:example:foreign");
	put_attribute(p, "version", p->newer ? "0.9" : "0.1");
	put_attribute(p, "uid", "urn:example:random:");
	p->length--;
	put_number(p, (unsigned)seed);
	put(p, "\"");
	if (once_in(p, 2))
		put_attribute(p, "revision", once_in(p, 4) ? "9223372036854775807" : "17");
	if (once_in(p, 4))
		put_attribute(p, "last-ids", PICK(p, last));
	SOME_TOKEN(p, "status", "draft", "in-force", "superseded");
	put_some_text(p, "supersedes");
	put_some_text(p, "superior");
	put_foreign_attributes(p);
	put(p, ">");
}

/* The file of a seed, to be freed by the caller. */
static inline char *random_plan_xml(uint64_t seed, size_t *out_length)
{
	random_plan p = { .state = seed * UINT64_C(0x2545f4914f6cdd1d) + 1 };
	p.foreign = once_in(&p, 2);
	p.newer = p.foreign && once_in(&p, 3);
	p.units = below(&p, RANDOM_UNITS + 1);
	p.measures = below(&p, RANDOM_MEASURES + 1);
	p.nodes_left = once_in(&p, 20) ? 300 : below(&p, 40);
	put_root(&p, seed);
	put_source(&p);
	put_metadata(&p);
	put(&p, "<units");
	put_foreign_attributes(&p);
	put(&p, ">");
	put_between(&p);
	for (unsigned i = 1; i <= p.units; i++)
		put_unit(&p, i);
	put(&p, "</units>");
	put_between(&p);
	put(&p, "<nodes");
	put_foreign_attributes(&p);
	put(&p, ">");
	put_between(&p);
	put_nodes(&p, 20);
	put(&p, "</nodes>");
	put_between(&p);
	put(&p, "<indicators");
	put_foreign_attributes(&p);
	put(&p, ">");
	put_between(&p);
	for (unsigned i = 1; i <= p.measures; i++)
		put_indicator(&p, i);
	put(&p, "</indicators>");
	put_between(&p);
	put_phases(&p);
	put_annexes(&p);
	put_changes(&p);
	put(&p, "</plan>\n");
	*out_length = p.length;
	return p.bytes;
}

#endif
