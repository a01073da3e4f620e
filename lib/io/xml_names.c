#include "io/xml_names.h"

#include <string.h>

#define B(name) KP_BIT(EL_##name)
#define A(name) KP_BIT(AT_##name)
#define PROOF (A(AT) | A(RULE) | A(FINDING) | A(CHECK) | A(BY) | A(WHEN))
#define VALUE \
	(PROOF | A(CONTENT) | A(TIME) | A(LOW) | A(HIGH) | A(LOW_TEXT) | A(HIGH_TEXT) | A(REGION) | A(STATUS) | A(SOURCE))
#define NAMED(name) name, .length = sizeof name - 1

const kp_element_row kp_elements[EL_COUNT] = {
	[EL_NONE] = { .name = "" },
	[EL_PLAN] = { NAMED("plan"),
	              .attributes =
	                  A(VERSION) | A(UID) | A(REVISION) | A(LAST_IDS) | A(STATUS) | A(SUPERSEDES) | A(SUPERIOR),
	              .required = A(VERSION) | A(UID) },
	[EL_SOURCE] = { NAMED("source"), .parents = B(PLAN), .attributes = A(DIGEST) | A(IMPORTER) },
	[EL_P] = { NAMED("p"), .parents = B(SOURCE), .attributes = A(LINE), .series = 1, .text = true },
	[EL_METADATA] = { NAMED("metadata"), .parents = B(PLAN) },
	[EL_TITLE] = { NAMED("title"), .parents = B(METADATA) | B(NODE) | B(ANNEX), .attributes = PROOF | A(CONTENT),
	               .text = true },
	[EL_NOTICE_TITLE] = { NAMED("notice-title"), .parents = B(METADATA), .attributes = PROOF, .text = true },
	[EL_DOCUMENT_NUMBER] = { NAMED("document-number"), .parents = B(METADATA), .attributes = PROOF, .text = true },
	[EL_ISSUER] = { NAMED("issuer"), .parents = B(METADATA), .attributes = PROOF, .series = 2, .text = true },
	[EL_ISSUE_DATE] = { NAMED("issue-date"), .parents = B(METADATA), .attributes = PROOF, .text = true },
	[EL_PERIOD] = { NAMED("period"), .parents = B(METADATA), .attributes = PROOF | A(START) | A(END) },
	[EL_RECIPIENT] = { NAMED("recipient"), .parents = B(METADATA), .attributes = PROOF, .series = 3, .text = true },
	[EL_BASIS] = { NAMED("basis"), .parents = B(METADATA), .attributes = PROOF | A(NUMBER), .series = 4, .text = true },
	[EL_REGION] = { NAMED("region"), .parents = B(METADATA),
	                .attributes = A(LEVEL) | A(CODE) | A(SCHEME) | A(YEAR) | A(CONTENT), .text = true },
	[EL_UNITS] = { NAMED("units"), .parents = B(PLAN) },
	[EL_UNIT] = { NAMED("unit"), .parents = B(UNITS), .series = 5, .required = A(ID),
	              .attributes = PROOF | A(ID) | A(LEVEL) | A(FUNCTIONS) | A(GROUP) | A(FROM) | A(UNTIL) | A(SUCCESSOR) |
	                            A(CODE) | A(ROLE) },
	[EL_NAME] = { NAMED("name"), .parents = B(UNIT), .text = true },
	[EL_CANONICAL] = { NAMED("canonical"), .parents = B(UNIT), .text = true },
	[EL_ALIAS] = { NAMED("alias"), .parents = B(UNIT), .series = 6, .text = true },
	[EL_MEMBER] = { NAMED("member"), .parents = B(UNIT), .attributes = A(REF), .required = A(REF), .series = 7 },
	[EL_LIAISON] = { NAMED("liaison"), .parents = B(UNIT), .text = true },
	[EL_NODES] = { NAMED("nodes"), .parents = B(PLAN) },
	[EL_NODE] = { NAMED("node"), .parents = B(NODES) | B(NODE) | B(ANNEX), .series = 8, .required = A(ID),
	              .attributes = PROOF | A(ID) | A(KIND) | A(ORDINAL) },
	[EL_LABEL] = { NAMED("label"), .parents = B(NODE) | B(PHASE) | B(ANNEX), .text = true },
	[EL_TEXT] = { NAMED("text"), .parents = B(NODE) | B(PHASE) | B(ANNEX), .attributes = PROOF | A(CONTENT),
	              .text = true },
	[EL_DUE] = { NAMED("due"), .parents = B(NODE), .attributes = PROOF | A(DATE) | A(ONGOING) | A(CONTENT),
	             .text = true },
	[EL_DELIVERABLE] = { NAMED("deliverable"), .parents = B(NODE), .text = true },
	[EL_ASSIGNMENT] = { NAMED("assignment"), .parents = B(NODE), .series = 9, .required = A(ID) | A(UNIT),
	                    .attributes = PROOF | A(ID) | A(UNIT) | A(ROLE) | A(FROM) | A(UNTIL) },
	[EL_LEADER] = { NAMED("leader"), .parents = B(ASSIGNMENT), .text = true },
	[EL_CONTACT] = { NAMED("contact"), .parents = B(ASSIGNMENT), .text = true },
	[EL_INDICATOR] = { NAMED("indicator"), .parents = B(NODE) | B(INDICATORS), .series = 10, .required = A(ID),
	                   .attributes = PROOF | A(ID) | A(NAME) | A(UNIT) | A(COMPARISON) | A(EVERY) | A(PER) |
	                                 A(COUNTING) | A(NUMERATOR) | A(DENOMINATOR) | A(FACTOR) | A(WEIGHT) | A(ROLLUP) |
	                                 A(NATURE) },
	[EL_TARGET] = { NAMED("target"), .parents = B(INDICATOR), .attributes = VALUE, .series = 11, .text = true },
	[EL_BASELINE] = { NAMED("baseline"), .parents = B(INDICATOR), .attributes = VALUE, .series = 12, .text = true },
	[EL_OBSERVATION] = { NAMED("observation"), .parents = B(INDICATOR), .attributes = VALUE, .series = 13,
	                     .text = true },
	[EL_INDICATORS] = { NAMED("indicators"), .parents = B(PLAN) },
	[EL_PHASES] = { NAMED("phases"), .parents = B(PLAN) },
	[EL_PHASE] = { NAMED("phase"), .parents = B(PHASES), .series = 14, .required = A(ID),
	               .attributes = PROOF | A(ID) | A(START) | A(END) },
	[EL_ANNEXES] = { NAMED("annexes"), .parents = B(PLAN) },
	[EL_ANNEX] = { NAMED("annex"), .parents = B(ANNEXES), .series = 15, .required = A(ID),
	               .attributes = PROOF | A(ID) },
	[EL_CHANGES] = { NAMED("changes"), .parents = B(PLAN) },
	[EL_CHANGE] = { NAMED("change"), .parents = B(CHANGES), .series = 16, .required = A(ACTION),
	                .attributes =
	                    A(ACTION) | A(KIND) | A(REF) | A(PARENT) | A(FIELD) | A(WAS) | A(NOW) | A(BY) | A(WHEN) },
};

const char *const kp_attributes[AT_COUNT] = {
	[AT_AT] = "at",
	[AT_RULE] = "rule",
	[AT_FINDING] = "finding",
	[AT_CHECK] = "check",
	[AT_BY] = "by",
	[AT_WHEN] = "when",
	[AT_CONTENT] = "content",
	[AT_ID] = "id",
	[AT_VERSION] = "version",
	[AT_UID] = "uid",
	[AT_REVISION] = "revision",
	[AT_LAST_IDS] = "last-ids",
	[AT_STATUS] = "status",
	[AT_SUPERSEDES] = "supersedes",
	[AT_SUPERIOR] = "superior",
	[AT_DIGEST] = "digest",
	[AT_IMPORTER] = "importer",
	[AT_LINE] = "line",
	[AT_START] = "start",
	[AT_END] = "end",
	[AT_NUMBER] = "number",
	[AT_LEVEL] = "level",
	[AT_CODE] = "code",
	[AT_SCHEME] = "scheme",
	[AT_YEAR] = "year",
	[AT_FUNCTIONS] = "functions",
	[AT_GROUP] = "group",
	[AT_FROM] = "from",
	[AT_UNTIL] = "until",
	[AT_SUCCESSOR] = "successor",
	[AT_ROLE] = "role",
	[AT_REF] = "ref",
	[AT_KIND] = "kind",
	[AT_ORDINAL] = "ordinal",
	[AT_DATE] = "date",
	[AT_ONGOING] = "ongoing",
	[AT_UNIT] = "unit",
	[AT_NAME] = "name",
	[AT_COMPARISON] = "comparison",
	[AT_EVERY] = "every",
	[AT_PER] = "per",
	[AT_COUNTING] = "counting",
	[AT_NUMERATOR] = "numerator",
	[AT_DENOMINATOR] = "denominator",
	[AT_FACTOR] = "factor",
	[AT_WEIGHT] = "weight",
	[AT_ROLLUP] = "rollup",
	[AT_NATURE] = "nature",
	[AT_TIME] = "time",
	[AT_LOW] = "low",
	[AT_HIGH] = "high",
	[AT_LOW_TEXT] = "low-text",
	[AT_HIGH_TEXT] = "high-text",
	[AT_REGION] = "region",
	[AT_SOURCE] = "source",
	[AT_ACTION] = "action",
	[AT_PARENT] = "parent",
	[AT_FIELD] = "field",
	[AT_WAS] = "was",
	[AT_NOW] = "now",
};

kp_element kp_element_of(const char *name)
{
	for (int i = EL_NONE + 1; i < EL_COUNT; i++)
		if (strcmp(kp_elements[i].name, name) == 0)
			return (kp_element)i;
	return EL_NONE;
}

int kp_attribute_of(const char *name)
{
	for (int i = 0; i < AT_COUNT; i++)
		if (strcmp(kp_attributes[i], name) == 0)
			return i;
	return AT_COUNT;
}
