#include "base/date.h"
#include "base/sha256.h"
#include "model/freeze.h"
#include "model/input.h"

#include <stddef.h>

/* Fields by name: kepu_builder_set, and where the provenance of a fact is kept. */

typedef enum form {
	TEXT,
	DATE,
	YEAR,
	DIGEST,  /* sha256: and 64 hexadecimal digits */
	ORDINAL, /* what a path can take */
	BOOLEAN,
	TOKEN,
	DECIMAL,
	UNIT,      /* id of a unit */
	INDICATOR, /* id of an indicator */
	ALIAS,
	FUNCTION,
	MEMBER
} form;

typedef struct field {
	const char *name;
	form form;
	size_t offset;
	kp_token_set set;
	bool of_other; /* of the indicator's last value, or of the assignment's term */
} field;

#define F(name, form, type, member)                         \
	{                                                       \
		name, form, offsetof(struct type, member), 0, false \
	}
#define TOKEN_OF(name, set, type, member)                      \
	{                                                          \
		name, TOKEN, offsetof(struct type, member), set, false \
	}
#define V(name, member)                                          \
	{                                                            \
		name, TEXT, offsetof(struct kepu_value, member), 0, true \
	}
#define TERM(name, form, member)                              \
	{                                                         \
		name, form, offsetof(struct kp_term, member), 0, true \
	}

static const field plan_fields[] = {
	F("uid", TEXT, kepu_plan, uid),
	TOKEN_OF("status", KP_TOKENS_STATUS, kepu_plan, status),
	F("supersedes", TEXT, kepu_plan, supersedes),
	F("superior", TEXT, kepu_plan, superior),
	F("digest", DIGEST, kepu_plan, digest),
	F("importer", TEXT, kepu_plan, importer),
	F("region-name", TEXT, kepu_plan, region_name),
	TOKEN_OF("region-level", KP_TOKENS_LEVEL, kepu_plan, region_level),
	F("region-code", TEXT, kepu_plan, region_code),
	F("region-scheme", TEXT, kepu_plan, region_scheme),
	F("region-year", YEAR, kepu_plan, region_year),
};

static const field node_fields[] = {
	F("text", TEXT, kepu_node, text),
	F("due", TEXT, kepu_node, due),
	F("due-date", DATE, kepu_node, due_date),
	F("ongoing", BOOLEAN, kepu_node, ongoing),
	F("deliverable", TEXT, kepu_node, deliverable),
	F("ordinal", ORDINAL, kepu_node, ordinal),
};

static const field unit_fields[] = {
	F("canonical", TEXT, kepu_unit, canonical),
	F("alias", ALIAS, kepu_unit, first_alias),
	TOKEN_OF("level", KP_TOKENS_LEVEL, kepu_unit, level),
	F("function", FUNCTION, kepu_unit, first_function),
	F("member", MEMBER, kepu_unit, first_member),
	F("from", DATE, kepu_unit, from),
	F("until", DATE, kepu_unit, until),
	F("successor", UNIT, kepu_unit, successor),
	F("code", TEXT, kepu_unit, code),
	F("role", TEXT, kepu_unit, role),
	F("liaison", TEXT, kepu_unit, liaison),
};

static const field assignment_fields[] = {
	TERM("from", DATE, from),
	TERM("until", DATE, until),
	TERM("leader", TEXT, leader),
	TERM("contact", TEXT, contact),
};

static const field indicator_fields[] = {
	TOKEN_OF("every", KP_TOKENS_EVERY, kepu_indicator, every),
	F("per", TEXT, kepu_indicator, per),
	TOKEN_OF("counting", KP_TOKENS_COUNTING, kepu_indicator, counting),
	F("numerator", TEXT, kepu_indicator, numerator),
	F("denominator", TEXT, kepu_indicator, denominator),
	F("factor", DECIMAL, kepu_indicator, factor_text),
	F("weight", INDICATOR, kepu_indicator, weight),
	TOKEN_OF("rollup", KP_TOKENS_ROLLUP, kepu_indicator, rollup),
	TOKEN_OF("nature", KP_TOKENS_NATURE, kepu_indicator, nature),
	V("quote", quote),
	V("region", region),
	{ "status", TOKEN, offsetof(struct kepu_value, status), KP_TOKENS_VALUE_STATUS, true },
	V("source", source),
};

static const field annex_fields[] = { F("text", TEXT, kepu_annex, text) };

#define PART(fields)                           \
	{                                          \
		fields, sizeof fields / sizeof *fields \
	}

static const struct part {
	const field *fields;
	size_t count;
} parts[] = {
	[KEPU_PART_PLAN] = PART(plan_fields),           [KEPU_PART_NODE] = PART(node_fields),
	[KEPU_PART_UNIT] = PART(unit_fields),           [KEPU_PART_ASSIGNMENT] = PART(assignment_fields),
	[KEPU_PART_INDICATOR] = PART(indicator_fields), [KEPU_PART_PHASE] = { NULL, 0 },
	[KEPU_PART_ANNEX] = PART(annex_fields),
};

/* A part that a call is about. */
typedef struct target {
	int32_t part;
	char *object;
	const char *id; /* NULL: the plan */
} target;

static kepu_status find_target(kepu_builder *b, const char *id, size_t length, target *out, kepu_error **err)
{
	if (!id) {
		*out = (target){ KEPU_PART_PLAN, (char *)b->plan, NULL };
		return KEPU_OK;
	}
	kp_text text = { id, length == KEPU_NUL_TERMINATED ? strlen(id) : length };
	out->object = kp_build_find(b, text.bytes, text.length, &out->part);
	if (!out->object)
		return kp_input_fail_text(err, KEPU_ERROR_UNKNOWN_ID, NULL, text, "part");
	memcpy(&out->id, out->object, sizeof out->id);
	return KEPU_OK;
}

static kepu_status unknown_field(target at, kp_text name, kepu_error **err)
{
	char shown[64];
	size_t length = name.length < sizeof shown - 1 ? name.length : sizeof shown - 1;
	if (length)
		memcpy(shown, name.bytes, length);
	shown[length] = '\0';
	return kp_input_fail(err, KEPU_ERROR_UNKNOWN_FIELD, at.id, at.id ? at.id : "plan", shown);
}

static const field *find_field(target at, kp_text name)
{
	const struct part *part = &parts[at.part];
	for (size_t i = 0; i < part->count; i++) {
		const field *f = &part->fields[i];
		if (strlen(f->name) == name.length && memcmp(f->name, name.bytes, name.length) == 0)
			return f;
	}
	return NULL;
}

/* Texts of a fixed form */

static bool is_year(kp_text text)
{
	kp_date date;
	return text.length == 4 && kp_date_read(text.bytes, text.length, &date);
}

static bool is_digest(kp_text text)
{
	if (text.length != 7 + KP_SHA256_HEX - 1 || memcmp(text.bytes, "sha256:", 7) != 0)
		return false;
	for (size_t i = 7; i < text.length; i++)
		if (!strchr("0123456789abcdef", text.bytes[i]))
			return false;
	return true;
}

static kepu_status check_form(const field *f, kp_text value, const char *id, kepu_error **err)
{
	kp_date date;
	if (f->form == DATE && !kp_date_read(value.bytes, value.length, &date))
		return kp_input_fail_text(err, KEPU_ERROR_BAD_DATE, id, value, NULL);
	if (f->form == YEAR && !is_year(value))
		return kp_input_fail_text(err, KEPU_ERROR_BAD_DATE, id, value, NULL);
	if (f->form == DIGEST && !is_digest(value))
		return kp_input_fail_text(err, KEPU_ERROR_BAD_VALUE, id, value, "sha256:…");
	if (f->form == ORDINAL && !kp_path_is_step(value.bytes, value.length))
		return kp_input_fail_text(err, KEPU_ERROR_BAD_VALUE, id, value, "1, 2, 3 …");
	return KEPU_OK;
}

/* Setting; the value is NULL where it is to be taken away */

static kepu_status set_text(kepu_builder *b, target at, const field *f, kp_text value, kepu_error **err)
{
	kp_str kept;
	kepu_status status = value.bytes ? check_form(f, value, at.id, err) : KEPU_OK;
	if (status)
		return status;
	if (!kp_input_keep(b, value, &kept))
		return kp_input_failed(b, at.id, err);
	memcpy(at.object + f->offset, &kept, sizeof kept);
	return KEPU_OK;
}

static kepu_status set_boolean(target at, const field *f, kp_text value, kepu_error **err)
{
	bool yes = value.length == 4 && memcmp(value.bytes, "true", 4) == 0;
	if (value.bytes && !yes && (value.length != 5 || memcmp(value.bytes, "false", 5) != 0))
		return kp_input_fail_text(err, KEPU_ERROR_BAD_VALUE, at.id, value, "true, false");
	memcpy(at.object + f->offset, &yes, sizeof yes);
	return KEPU_OK;
}

static kepu_status bad_token(const field *f, kp_text value, const char *id, kepu_error **err)
{
	kp_buffer list = { 0 };
	for (int32_t code = 1; kp_token_text(f->set, code); code++) {
		kp_buffer_text(&list, code > 1 ? ", " : "");
		kp_buffer_text(&list, kp_token_text(f->set, code));
	}
	char *expected = kp_buffer_take(&list, NULL);
	kepu_status status = kp_input_fail_text(err, KEPU_ERROR_BAD_VALUE, id, value, expected ? expected : f->name);
	kepu_free(expected);
	return status;
}

static kepu_status set_token(target at, const field *f, kp_text value, kepu_error **err)
{
	kp_token token = { NULL, value.bytes ? kp_token_code(f->set, value.bytes, value.length) : 0 };
	if (value.bytes && !token.code)
		return bad_token(f, value, at.id, err);
	token.text = kp_token_text(f->set, token.code);
	memcpy(at.object + f->offset, &token, sizeof token);
	return KEPU_OK;
}

static kepu_status set_factor(kepu_builder *b, kepu_indicator *indicator, kp_text value, kepu_error **err)
{
	kp_decimal number;
	kp_str kept;
	kepu_status status = kp_input_decimal(value.bytes, value.length, "factor", indicator->id, &value, &number, err);
	if (status)
		return status;
	if (!kp_input_keep(b, value, &kept))
		return kp_input_failed(b, indicator->id, err);
	indicator->factor = number;
	indicator->factor_text = kept;
	return KEPU_OK;
}

static kepu_status set_reference(kepu_builder *b, target at, const field *f, kp_text value, kepu_error **err)
{
	void *to = NULL;
	bool unit = f->form == UNIT;
	kepu_status status = KEPU_OK;
	if (value.bytes)
		status = kp_input_part(b, value.bytes, value.length, unit ? KEPU_PART_UNIT : KEPU_PART_INDICATOR, 0,
		                       unit ? "unit" : "indicator", &to, err);
	if (!status)
		memcpy(at.object + f->offset, &to, sizeof to);
	return status;
}

static void clear_list(kepu_unit *unit, form list)
{
	if (list == ALIAS) {
		unit->first_alias = unit->last_alias = NULL;
		unit->alias_count = 0;
	} else if (list == FUNCTION) {
		unit->first_function = unit->last_function = NULL;
		unit->function_count = 0;
	} else {
		unit->first_member = unit->last_member = NULL;
		unit->member_count = 0;
	}
}

static kepu_status add_member(kepu_builder *b, kepu_unit *unit, kp_text value, kepu_error **err)
{
	void *member;
	kepu_status status = kp_input_part(b, value.bytes, value.length, KEPU_PART_UNIT, 0, "unit", &member, err);
	if (status)
		return status;
	if (!unit->group)
		return kp_input_fail(err, KEPU_ERROR_BAD_VALUE, unit->id, unit->id, "group");
	return kp_build_member(b, unit, member) ? KEPU_OK : kp_input_failed(b, unit->id, err);
}

static kepu_status add_to_list(kepu_builder *b, kepu_unit *unit, form list, kp_text value, kepu_error **err)
{
	if (!value.bytes) {
		clear_list(unit, list);
		return KEPU_OK;
	}
	if (list == MEMBER)
		return add_member(b, unit, value, err);
	bool added = list == ALIAS ? kp_build_alias(b, unit, value.bytes, value.length)
	                           : kp_build_function(b, unit, value.bytes, value.length);
	return added ? KEPU_OK : kp_input_failed(b, unit->id, err);
}

static kepu_status set_field(kepu_builder *b, target at, const field *f, kp_text value, kepu_error **err)
{
	switch (f->form) {
	case BOOLEAN: return set_boolean(at, f, value, err);
	case TOKEN: return set_token(at, f, value, err);
	case DECIMAL: return set_factor(b, (kepu_indicator *)at.object, value, err);
	case UNIT:
	case INDICATOR: return set_reference(b, at, f, value, err);
	case ALIAS:
	case FUNCTION:
	case MEMBER: return add_to_list(b, (kepu_unit *)at.object, f->form, value, err);
	default: return set_text(b, at, f, value, err);
	}
}

static char *other_of(kepu_builder *b, target at)
{
	if (at.part == KEPU_PART_INDICATOR)
		return (char *)((kepu_indicator *)at.object)->last_value;
	return (char *)kp_build_term(b, (kepu_assignment *)at.object);
}

kepu_status kepu_builder_set(kepu_builder *builder, const char *id, size_t id_len, const char *field_name,
                             size_t field_len, const char *value, size_t value_len, kepu_error **err)
{
	target at;
	kp_text name, text;
	kepu_status status = kp_input_builder(builder, err);
	if (!status)
		status = find_target(builder, id, id_len, &at, err);
	if (!status)
		status = kp_input_needed(field_name, field_len, "field", at.id, &name, err);
	if (status)
		return status;
	const field *f = find_field(at, name);
	if (!f || (f->of_other && at.part == KEPU_PART_INDICATOR && !((kepu_indicator *)at.object)->last_value))
		return unknown_field(at, name, err);
	status = kp_input_text(value, value_len, f->name, at.id, &text, err);
	if (!status && f->of_other)
		at.object = other_of(builder, at);
	if (!status && !at.object)
		return kp_input_failed(builder, at.id, err);
	return status ? status : set_field(builder, at, f, text, err);
}

/* Provenance */

static kepu_provenance **proof_of_node(kepu_node *node, kp_text name)
{
	if (!name.bytes)
		return &node->proof;
	if (name.length == 5 && memcmp(name.bytes, "title", 5) == 0)
		return &node->title_proof;
	if (name.length == 4 && memcmp(name.bytes, "text", 4) == 0)
		return &node->text_proof;
	return name.length == 3 && memcmp(name.bytes, "due", 3) == 0 ? &node->due_proof : NULL;
}

static kepu_provenance **proof_of_indicator(kepu_indicator *indicator, kp_text name)
{
	if (!name.bytes)
		return &indicator->proof;
	bool value = name.length == 5 && memcmp(name.bytes, "value", 5) == 0 && indicator->last_value;
	return value ? &indicator->last_value->proof : NULL;
}

static kepu_provenance **proof_of(target at, kp_text name)
{
	switch (at.part) {
	case KEPU_PART_NODE: return proof_of_node((kepu_node *)at.object, name);
	case KEPU_PART_INDICATOR: return proof_of_indicator((kepu_indicator *)at.object, name);
	case KEPU_PART_UNIT: return name.bytes ? NULL : &((kepu_unit *)at.object)->proof;
	case KEPU_PART_ASSIGNMENT: return name.bytes ? NULL : &((kepu_assignment *)at.object)->proof;
	case KEPU_PART_PHASE: return name.bytes ? NULL : &((kepu_phase *)at.object)->proof;
	default: return name.bytes ? NULL : &((kepu_annex *)at.object)->proof;
	}
}

static kepu_status find_proof(kepu_builder *b, const char *id, size_t id_len, const char *field_name, size_t field_len,
                              target *at, kepu_provenance ***out, kepu_error **err)
{
	kp_text name;
	kepu_status status = kp_input_builder(b, err);
	if (!status && !id)
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "id", "NULL");
	if (!status)
		status = find_target(b, id, id_len, at, err);
	if (!status)
		status = kp_input_text(field_name, field_len, "field", at->id, &name, err);
	if (status)
		return status;
	*out = proof_of(*at, name);
	return *out ? KEPU_OK : unknown_field(*at, name, err);
}

kepu_status kepu_builder_add_span(kepu_builder *builder, const char *id, size_t id_len, const char *field_name,
                                  size_t field_len, size_t paragraph, size_t offset, size_t length, kepu_error **err)
{
	target at;
	kepu_provenance **proof;
	kepu_status status = find_proof(builder, id, id_len, field_name, field_len, &at, &proof, err);
	if (status)
		return status;
	if (paragraph > UINT32_MAX || offset > UINT32_MAX || length > UINT32_MAX - offset)
		return kp_input_fail(err, KEPU_ERROR_ARGUMENT, at.id, "span", "> 4294967295");
	if (!kp_build_span(builder, proof, (uint32_t)paragraph, (uint32_t)offset, (uint32_t)length))
		return kp_input_failed(builder, at.id, err);
	return KEPU_OK;
}

kepu_status kepu_builder_set_check(kepu_builder *builder, const char *id, size_t id_len, const char *field_name,
                                   size_t field_len, int32_t check, const char *by, size_t by_len, const char *when,
                                   size_t when_len, kepu_error **err)
{
	target at;
	kepu_provenance **proof;
	kp_text by_text, when_text;
	kp_str by_kept, when_kept;
	kepu_status status = find_proof(builder, id, id_len, field_name, field_len, &at, &proof, err);
	if (!status && !kp_token_text(KP_TOKENS_CHECK, check))
		status = kp_input_fail_number(err, "check", check);
	if (!status)
		status = kp_input_text(by, by_len, "by", at.id, &by_text, err);
	if (!status)
		status = kp_input_text(when, when_len, "when", at.id, &when_text, err);
	if (status)
		return status;
	if (!kp_input_keep(builder, by_text, &by_kept) || !kp_input_keep(builder, when_text, &when_kept) ||
	    !kp_build_reviewer(builder, proof, by_kept, when_kept) || !kp_build_check(builder, proof, check))
		return kp_input_failed(builder, at.id, err);
	return KEPU_OK;
}
