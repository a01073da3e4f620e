#include "io/json_names.h"

#define ROW(name, kind, number, required)                                   \
	{                                                                       \
		name, sizeof name - 1, (uint8_t)(kind), (uint8_t)(number), required \
	}
#define TEXT(name, number) ROW(name, KP_KEY_TEXT, AT_##number, false)
#define DECIMAL(name, number) ROW(name, KP_KEY_DECIMAL, AT_##number, false)
#define PART(name, number) ROW(name, KP_KEY_PART, EL_##number, false)
#define OBJECT(name, number) ROW(name, KP_KEY_OBJECT, EL_##number, false)
#define OBJECTS(name, number) ROW(name, KP_KEY_OBJECTS, EL_##number, false)
#define ID ROW("id", KP_KEY_TEXT, AT_ID, true)
#define PROOF ROW("provenance", KP_KEY_PROOF, 0, false)
#define FOREIGN ROW("foreign", KP_KEY_FOREIGN, 0, false)
#define TABLE(table)                                   \
	{                                                  \
		table, (uint8_t)(sizeof table / sizeof *table) \
	}

/* The source first, for texts may be its; units before what refers to them. */
static const kp_json_key plan[] = {
	ROW("format", KP_KEY_FORMAT, 0, true),
	ROW("version", KP_KEY_TEXT, AT_VERSION, true),
	ROW("uid", KP_KEY_TEXT, AT_UID, true),
	ROW("revision", KP_KEY_COUNT, AT_REVISION, false),
	ROW("last_ids", KP_KEY_WORDS, AT_LAST_IDS, false),
	TEXT("status", STATUS),
	TEXT("supersedes", SUPERSEDES),
	TEXT("superior", SUPERIOR),
	OBJECT("source", SOURCE),
	OBJECT("metadata", METADATA),
	OBJECTS("units", UNIT),
	OBJECTS("nodes", NODE),
	OBJECTS("indicators", INDICATOR),
	OBJECTS("phases", PHASE),
	OBJECTS("annexes", ANNEX),
	OBJECTS("changes", CHANGE),
	FOREIGN,
};

static const kp_json_key source[] = {
	TEXT("digest", DIGEST),
	TEXT("importer", IMPORTER),
	OBJECTS("paragraphs", P),
};

static const kp_json_key paragraph[] = {
	ROW("line", KP_KEY_COUNT, AT_LINE, false),
	ROW("text", KP_KEY_OWN_TEXT, 0, true),
};

static const kp_json_key metadata[] = {
	OBJECT("title", TITLE),
	OBJECT("notice_title", NOTICE_TITLE),
	OBJECT("document_number", DOCUMENT_NUMBER),
	OBJECTS("issuers", ISSUER),
	OBJECT("issue_date", ISSUE_DATE),
	OBJECT("period", PERIOD),
	OBJECTS("recipients", RECIPIENT),
	OBJECTS("basis", BASIS),
	OBJECT("region", REGION),
};

static const kp_json_key entry[] = {
	ROW("text", KP_KEY_OWN_TEXT, 0, true),
	PROOF,
	FOREIGN,
};

static const kp_json_key basis[] = {
	ROW("text", KP_KEY_OWN_TEXT, 0, true),
	TEXT("number", NUMBER),
	PROOF,
	FOREIGN,
};

static const kp_json_key period[] = { TEXT("start", START), TEXT("end", END), PROOF, FOREIGN };

static const kp_json_key region[] = {
	ROW("name", KP_KEY_OWN_TEXT, 0, false),
	TEXT("level", LEVEL),
	TEXT("code", CODE),
	TEXT("scheme", SCHEME),
	TEXT("year", YEAR),
};

static const kp_json_key unit[] = {
	ID,
	ROW("name", KP_KEY_PART, EL_NAME, true),
	PART("canonical", CANONICAL),
	TEXT("level", LEVEL),
	ROW("aliases", KP_KEY_PARTS, EL_ALIAS, false),
	ROW("functions", KP_KEY_WORDS, AT_FUNCTIONS, false),
	ROW("group", KP_KEY_FLAG, AT_GROUP, false),
	ROW("members", KP_KEY_MEMBERS, EL_MEMBER, false),
	TEXT("from", FROM),
	TEXT("until", UNTIL),
	TEXT("successor", SUCCESSOR),
	TEXT("code", CODE),
	TEXT("role", ROLE),
	PART("liaison", LIAISON),
	PROOF,
	FOREIGN,
};

static const kp_json_key node[] = {
	ID,
	TEXT("kind", KIND),
	TEXT("ordinal", ORDINAL),
	PART("label", LABEL),
	PART("title", TITLE),
	ROW("title_provenance", KP_KEY_PART_PROOF, EL_TITLE, false),
	PART("text", TEXT),
	ROW("text_provenance", KP_KEY_PART_PROOF, EL_TEXT, false),
	OBJECT("due", DUE),
	PART("deliverable", DELIVERABLE),
	PROOF,
	OBJECTS("assignments", ASSIGNMENT),
	OBJECTS("indicators", INDICATOR),
	OBJECTS("nodes", NODE),
	FOREIGN,
};

static const kp_json_key due[] = {
	ROW("text", KP_KEY_OWN_TEXT, 0, false),
	TEXT("date", DATE),
	ROW("ongoing", KP_KEY_FLAG, AT_ONGOING, false),
	PROOF,
};

static const kp_json_key assignment[] = {
	ID,
	ROW("unit", KP_KEY_TEXT, AT_UNIT, true),
	TEXT("role", ROLE),
	TEXT("from", FROM),
	TEXT("until", UNTIL),
	PART("leader", LEADER),
	PART("contact", CONTACT),
	PROOF,
	FOREIGN,
};

static const kp_json_key indicator[] = {
	ID,
	TEXT("name", NAME),
	TEXT("unit", UNIT),
	TEXT("comparison", COMPARISON),
	TEXT("every", EVERY),
	TEXT("per", PER),
	TEXT("counting", COUNTING),
	TEXT("numerator", NUMERATOR),
	TEXT("denominator", DENOMINATOR),
	DECIMAL("factor", FACTOR),
	TEXT("weight", WEIGHT),
	TEXT("rollup", ROLLUP),
	TEXT("nature", NATURE),
	PROOF,
	OBJECTS("values", TARGET),
	FOREIGN,
};

static const kp_json_key value[] = {
	ROW("kind", KP_KEY_ELEMENT, 0, true),
	TEXT("time", TIME),
	DECIMAL("low", LOW),
	DECIMAL("high", HIGH),
	TEXT("low_text", LOW_TEXT),
	TEXT("high_text", HIGH_TEXT),
	ROW("quote", KP_KEY_OWN_TEXT, 0, false),
	TEXT("region", REGION),
	TEXT("status", STATUS),
	TEXT("source", SOURCE),
	PROOF,
	FOREIGN,
};

static const kp_json_key phase[] = {
	ID, TEXT("start", START), TEXT("end", END), PART("label", LABEL), PART("text", TEXT), PROOF, FOREIGN,
};

static const kp_json_key annex[] = {
	ID, PART("label", LABEL), PART("title", TITLE), PART("text", TEXT), PROOF, OBJECTS("nodes", NODE), FOREIGN,
};

static const kp_json_key change[] = {
	ROW("action", KP_KEY_TEXT, AT_ACTION, true),
	TEXT("kind", KIND),
	TEXT("id", REF),
	TEXT("parent", PARENT),
	TEXT("field", FIELD),
	TEXT("was", WAS),
	TEXT("now", NOW),
	TEXT("by", BY),
	TEXT("when", WHEN),
	FOREIGN,
};

const kp_json_object kp_json_objects[EL_COUNT] = {
	[EL_PLAN] = TABLE(plan),
	[EL_SOURCE] = TABLE(source),
	[EL_P] = TABLE(paragraph),
	[EL_METADATA] = TABLE(metadata),
	[EL_TITLE] = TABLE(entry),
	[EL_NOTICE_TITLE] = TABLE(entry),
	[EL_DOCUMENT_NUMBER] = TABLE(entry),
	[EL_ISSUER] = TABLE(entry),
	[EL_ISSUE_DATE] = TABLE(entry),
	[EL_PERIOD] = TABLE(period),
	[EL_RECIPIENT] = TABLE(entry),
	[EL_BASIS] = TABLE(basis),
	[EL_REGION] = TABLE(region),
	[EL_UNIT] = TABLE(unit),
	[EL_NODE] = TABLE(node),
	[EL_DUE] = TABLE(due),
	[EL_ASSIGNMENT] = TABLE(assignment),
	[EL_INDICATOR] = TABLE(indicator),
	[EL_TARGET] = TABLE(value),
	[EL_BASELINE] = TABLE(value),
	[EL_OBSERVATION] = TABLE(value),
	[EL_PHASE] = TABLE(phase),
	[EL_ANNEX] = TABLE(annex),
	[EL_CHANGE] = TABLE(change),
};

#define PLAIN(name, required) ROW(name, 0, 0, required)

static const kp_json_key proof_keys[] = {
	[KP_PROOF_SPANS] = PLAIN("spans", false),
	[KP_PROOF_RULE] = PLAIN("rule", false),
	[KP_PROOF_FINDINGS] = PLAIN("findings", false),
	[KP_PROOF_CHECK] = PLAIN("check", false),
	[KP_PROOF_BY] = PLAIN("by", false),
	[KP_PROOF_WHEN] = PLAIN("when", false),
};
const kp_json_object kp_json_proof = TABLE(proof_keys);

static const kp_json_key foreign_keys[] = {
	[KP_FOREIGN_ELEMENT] = PLAIN("element", false), [KP_FOREIGN_INDEX] = PLAIN("index", false),
	[KP_FOREIGN_PLACE] = PLAIN("place", true),      [KP_FOREIGN_BEFORE] = PLAIN("before", false),
	[KP_FOREIGN_XML] = PLAIN("xml", true),
};
const kp_json_object kp_json_foreign = TABLE(foreign_keys);
