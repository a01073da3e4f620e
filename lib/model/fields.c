#include "model/fields.h"

#include "base/date.h"
#include "base/sha256.h"
#include "model/change.h"
#include "model/freeze.h"
#include "model/review.h"

#include <stddef.h>

typedef enum form {
	TEXT,
	DATE,
	YEAR,
	DIGEST,  /* sha256: and 64 hexadecimal digits */
	ORDINAL, /* what a path can take */
	LABEL,   /* of a node: its ordinal follows */
	QUOTE,   /* of a value, in whose own element it stands */
	BOOLEAN,
	GROUP, /* a boolean, true where there are members */
	TOKEN,
	VALUE_KIND,
	DECIMAL,
	SUCCESSOR, /* id of a unit */
	WEIGHT,    /* id of an indicator */
	WHO,       /* of an assignment: id of a unit */
	WHERE,     /* of an assignment or an indicator: id of a node */
	ALIAS,
	FUNCTION,
	MEMBER
} form;

typedef struct field {
	const char *name;
	form form;
	size_t offset;
	kp_token_set set;
	size_t number;      /* offset of a decimal's number */
	kp_element element; /* that holds the text, where one does: something foreign may stand in it */
	bool plain;         /* the element is not written where there is no text */
	bool needed;        /* cannot be taken away */
	bool of_last;       /* of a value: kepu_builder_set() sets it on the last one */
	bool beside;        /* no notice says it: no check of a fact is about it */
} field;

#define AT(type, member) .offset = offsetof(struct type, member)

static const field plan_fields[] = {
	{ "uid", TEXT, AT(kepu_plan, uid) },
	{ "status", TOKEN, AT(kepu_plan, status), .set = KP_TOKENS_STATUS },
	{ "supersedes", TEXT, AT(kepu_plan, supersedes) },
	{ "superior", TEXT, AT(kepu_plan, superior) },
	{ "digest", DIGEST, AT(kepu_plan, digest) },
	{ "importer", TEXT, AT(kepu_plan, importer) },
	{ "region-name", TEXT, AT(kepu_plan, region_name), .element = EL_REGION },
	{ "region-level", TOKEN, AT(kepu_plan, region_level), .set = KP_TOKENS_LEVEL },
	{ "region-code", TEXT, AT(kepu_plan, region_code) },
	{ "region-scheme", TEXT, AT(kepu_plan, region_scheme) },
	{ "region-year", YEAR, AT(kepu_plan, region_year) },
};

static const field node_fields[] = {
	{ "kind", TOKEN, AT(kepu_node, kind), .set = KP_TOKENS_KIND, .needed = true },
	{ "label", LABEL, AT(kepu_node, label), .element = EL_LABEL, .plain = true },
	{ "title", TEXT, AT(kepu_node, title), .element = EL_TITLE },
	{ "text", TEXT, AT(kepu_node, text), .element = EL_TEXT },
	{ "due", TEXT, AT(kepu_node, due), .element = EL_DUE },
	{ "due-date", DATE, AT(kepu_node, due_date) },
	{ "ongoing", BOOLEAN, AT(kepu_node, ongoing) },
	{ "deliverable", TEXT, AT(kepu_node, deliverable), .element = EL_DELIVERABLE, .plain = true, .beside = true },
	{ "ordinal", ORDINAL, AT(kepu_node, ordinal) },
};

static const field unit_fields[] = {
	{ "name", TEXT, AT(kepu_unit, name), .element = EL_NAME, .needed = true },
	{ "group", GROUP, AT(kepu_unit, group) },
	{ "canonical", TEXT, AT(kepu_unit, canonical), .element = EL_CANONICAL, .plain = true },
	{ "alias", ALIAS, .offset = 0 },
	{ "level", TOKEN, AT(kepu_unit, level), .set = KP_TOKENS_LEVEL },
	{ "function", FUNCTION, .offset = 0 },
	{ "member", MEMBER, .offset = 0, .beside = true },
	{ "from", DATE, AT(kepu_unit, from), .beside = true },
	{ "until", DATE, AT(kepu_unit, until), .beside = true },
	{ "successor", SUCCESSOR, .offset = 0, .beside = true },
	{ "code", TEXT, AT(kepu_unit, code), .beside = true },
	{ "role", TEXT, AT(kepu_unit, role), .beside = true },
	{ "liaison", TEXT, AT(kepu_unit, liaison), .element = EL_LIAISON, .plain = true, .beside = true },
};

static const field assignment_fields[] = {
	{ "node", WHERE, .offset = 0, .needed = true },
	{ "unit", WHO, .offset = 0, .needed = true },
	{ "role", TOKEN, AT(kepu_assignment, role), .set = KP_TOKENS_ROLE, .needed = true },
};

static const field term_fields[] = {
	{ "from", DATE, AT(kp_term, from), .beside = true },
	{ "until", DATE, AT(kp_term, until), .beside = true },
	{ "leader", TEXT, AT(kp_term, leader), .element = EL_LEADER, .plain = true, .beside = true },
	{ "contact", TEXT, AT(kp_term, contact), .element = EL_CONTACT, .plain = true, .beside = true },
};

static const field indicator_fields[] = {
	{ "node", WHERE, .offset = 0 },
	{ "name", TEXT, AT(kepu_indicator, name), .needed = true },
	{ "unit", TEXT, AT(kepu_indicator, unit) },
	{ "comparison", TOKEN, AT(kepu_indicator, comparison), .set = KP_TOKENS_COMPARISON, .needed = true },
	{ "every", TOKEN, AT(kepu_indicator, every), .set = KP_TOKENS_EVERY },
	{ "per", TEXT, AT(kepu_indicator, per) },
	{ "counting", TOKEN, AT(kepu_indicator, counting), .set = KP_TOKENS_COUNTING, .beside = true },
	{ "numerator", TEXT, AT(kepu_indicator, numerator), .beside = true },
	{ "denominator", TEXT, AT(kepu_indicator, denominator), .beside = true },
	{ "factor", DECIMAL, AT(kepu_indicator, factor_text), .number = offsetof(struct kepu_indicator, factor),
	  .beside = true },
	{ "weight", WEIGHT, .offset = 0, .beside = true },
	{ "rollup", TOKEN, AT(kepu_indicator, rollup), .set = KP_TOKENS_ROLLUP, .beside = true },
	{ "nature", TOKEN, AT(kepu_indicator, nature), .set = KP_TOKENS_NATURE, .beside = true },
};

static const field value_fields[] = {
	{ "kind", VALUE_KIND, AT(kepu_value, kind), .set = KP_TOKENS_VALUE, .needed = true },
	{ "time", DATE, AT(kepu_value, time) },
	{ "low", DECIMAL, AT(kepu_value, low_text), .number = offsetof(struct kepu_value, low) },
	{ "high", DECIMAL, AT(kepu_value, high_text), .number = offsetof(struct kepu_value, high) },
	{ "quote", QUOTE, AT(kepu_value, quote), .of_last = true },
	{ "region", TEXT, AT(kepu_value, region), .of_last = true, .beside = true },
	{ "status", TOKEN, AT(kepu_value, status), .set = KP_TOKENS_VALUE_STATUS, .of_last = true, .beside = true },
	{ "source", TEXT, AT(kepu_value, source), .of_last = true, .beside = true },
};

static const field phase_fields[] = {
	{ "label", TEXT, AT(kepu_phase, label), .element = EL_LABEL, .plain = true },
	{ "start", DATE, AT(kepu_phase, start) },
	{ "end", DATE, AT(kepu_phase, end) },
	{ "text", TEXT, AT(kepu_phase, text), .element = EL_TEXT },
};

static const field annex_fields[] = {
	{ "label", TEXT, AT(kepu_annex, label), .element = EL_LABEL, .plain = true },
	{ "title", TEXT, AT(kepu_annex, title), .element = EL_TITLE, .plain = true },
	{ "text", TEXT, AT(kepu_annex, text), .element = EL_TEXT },
};

/* What is set: a part, or the half of it that stands apart. */
typedef struct subject {
	char *object;      /* that the offsets are of */
	const void *owner; /* of what is foreign */
	kp_str id;         /* NULL: the plan */
	int32_t part;
	kepu_value *value; /* that it is; NULL: another thing */
} subject;

#define COUNT(fields) (sizeof fields / sizeof *fields)
#define FIND(fields, name) find(fields, COUNT(fields), name)

static const field *find(const field *fields, size_t count, kp_text name)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(fields[i].name) == name.length && memcmp(fields[i].name, name.bytes, name.length) == 0)
			return &fields[i];
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

/* Setting; the value is NULL where it is to be taken away. Nothing is changed before all memory is there. */

static kepu_status set_text(kepu_builder *b, subject at, const field *f, kp_text value, kepu_error **err)
{
	kp_str kept;
	kp_foreign_text inside = { NULL, 0, NULL, NULL };
	kepu_status status = value.bytes ? check_form(f, value, at.id, err) : KEPU_OK;
	if (status)
		return status;
	if (!kp_input_keep(b, value, &kept))
		return kp_input_failed(b, at.id, err);
	if (f->element && !kp_foreign_text_begin(b->plan, at.owner, f->element, value.length, &inside))
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	memcpy(at.object + f->offset, &kept, sizeof kept);
	kp_foreign_text_end(b->plan, &inside);
	if (f->plain && !value.bytes) {
		kp_foreign_drop(b->plan, (kp_spot){ at.owner, f->element, KP_FOREIGN_ATTRIBUTES });
		kp_foreign_drop(b->plan, (kp_spot){ at.owner, f->element, KP_FOREIGN_FIRST });
	}
	return KEPU_OK;
}

static kepu_status set_quote(kepu_builder *b, subject at, const field *f, kp_text value, kepu_error **err)
{
	field own = *f;
	own.element = kp_value_element(kp_token_number(((kepu_value *)at.object)->kind));
	return set_text(b, at, &own, value, err);
}

static kepu_status set_label(kepu_builder *b, subject at, const field *f, kp_text value, kepu_error **err)
{
	kepu_node *node = (kepu_node *)at.object;
	char digits[KP_ORDINAL_TEXT];
	kp_text number = { digits, value.bytes ? kp_label_ordinal(value.bytes, value.length, digits) : 0 };
	kp_str ordinal = NULL;
	if (number.length && !kp_input_keep(b, number, &ordinal))
		return kp_input_failed(b, at.id, err);
	kepu_status status = set_text(b, at, f, value, err);
	if (!status)
		node->ordinal = ordinal;
	return status;
}

static kepu_status set_boolean(subject at, const field *f, kp_text value, kepu_error **err)
{
	bool yes = value.length == 4 && memcmp(value.bytes, "true", 4) == 0;
	if (value.bytes && !yes && (value.length != 5 || memcmp(value.bytes, "false", 5) != 0))
		return kp_input_fail_text(err, KEPU_ERROR_BAD_VALUE, at.id, value, "true, false");
	if (f->form == GROUP && !yes && ((kepu_unit *)at.object)->member_count)
		return kp_input_fail(err, KEPU_ERROR_BAD_VALUE, at.id, "false", "true (member)");
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

static kepu_status set_token(subject at, const field *f, kp_text value, kepu_error **err)
{
	kp_token token = kp_token_of(f->set, value.bytes ? kp_token_code(f->set, value.bytes, value.length) : 0);
	if (value.bytes && !token.text)
		return bad_token(f, value, at.id, err);
	memcpy(at.object + f->offset, &token, sizeof token);
	return KEPU_OK;
}

/* A value's kind is its element in a file: what is foreign there goes along. */
static kepu_status set_value_kind(kepu_builder *b, subject at, const field *f, kp_text value, kepu_error **err)
{
	kepu_value *of = (kepu_value *)at.object;
	kp_element old = kp_value_element(kp_token_number(of->kind));
	kepu_status status = set_token(at, f, value, err);
	kp_element now = kp_value_element(kp_token_number(of->kind));
	for (kp_foreign_place place = KP_FOREIGN_ATTRIBUTES; old != now && place <= KP_FOREIGN_AFTER; place++)
		kp_foreign_join(b->plan, (kp_spot){ of, old, place }, (kp_spot){ of, now, place });
	return status;
}

static kepu_status set_decimal(kepu_builder *b, subject at, const field *f, kp_text value, kepu_error **err)
{
	kp_decimal number;
	kp_str kept;
	kepu_status status = kp_input_decimal(value.bytes, value.length, f->name, at.id, &value, &number, err);
	if (status)
		return status;
	if (!kp_input_keep(b, value, &kept))
		return kp_input_failed(b, at.id, err);
	memcpy(at.object + f->number, &number, sizeof number);
	memcpy(at.object + f->offset, &kept, sizeof kept);
	return KEPU_OK;
}

/* References */

static kepu_status set_successor(kepu_builder *b, kepu_unit *unit, kp_text value, kepu_error **err)
{
	void *found = NULL;
	kepu_status status = KEPU_OK;
	if (value.bytes)
		status = kp_input_part(b, value.bytes, value.length, KEPU_PART_UNIT, 0, "unit", &found, err);
	if (status)
		return status;
	if (unit->successor)
		unit->successor->references--;
	unit->successor = found;
	if (unit->successor)
		unit->successor->references++;
	return KEPU_OK;
}

static kepu_status set_weight(kepu_builder *b, kepu_indicator *indicator, kp_text value, kepu_error **err)
{
	void *found = NULL;
	kepu_status status = KEPU_OK;
	if (value.bytes)
		status = kp_input_part(b, value.bytes, value.length, KEPU_PART_INDICATOR, 0, "indicator", &found, err);
	if (status)
		return status;
	if (indicator->weight)
		indicator->weight->references--;
	indicator->weight = found;
	if (indicator->weight)
		indicator->weight->references++;
	return KEPU_OK;
}

static kepu_status set_who(kepu_builder *b, kepu_assignment *assignment, kp_text value, kepu_error **err)
{
	void *found;
	kepu_status status = kp_input_part(b, value.bytes, value.length, KEPU_PART_UNIT, 0, "unit", &found, err);
	if (status)
		return status;
	assignment->unit->assignment_count--;
	assignment->unit = found;
	assignment->unit->assignment_count++;
	return KEPU_OK;
}

/* To another node, behind what is there; where it is there already it stays in its place. */
static kepu_status set_where(kepu_builder *b, subject at, kp_text value, kepu_error **err)
{
	void *node = NULL;
	kepu_status status = KEPU_OK;
	if (value.bytes)
		status = kp_input_part(b, value.bytes, value.length, KEPU_PART_NODE, 0, "node", &node, err);
	if (status)
		return status;
	if (at.part == KEPU_PART_INDICATOR && ((kepu_indicator *)at.object)->node != node)
		kp_move_indicator(b, (kepu_indicator *)at.object, node, NULL);
	if (at.part == KEPU_PART_ASSIGNMENT && ((kepu_assignment *)at.object)->node != node)
		kp_move_assignment((kepu_assignment *)at.object, node, NULL);
	return KEPU_OK;
}

static kepu_status add_member(kepu_builder *b, kepu_unit *unit, kp_text value, kepu_error **err)
{
	void *member;
	if (!value.bytes) {
		kp_clear_members(unit);
		return KEPU_OK;
	}
	kepu_status status = kp_input_part(b, value.bytes, value.length, KEPU_PART_UNIT, 0, "unit", &member, err);
	if (status)
		return status;
	if (!unit->group)
		return kp_input_fail(err, KEPU_ERROR_BAD_VALUE, unit->id, unit->id, "group");
	return kp_build_member(b, unit, member) ? KEPU_OK : kp_input_failed(b, unit->id, err);
}

static kepu_status add_name(kepu_builder *b, kepu_unit *unit, form list, kp_text value, kepu_error **err)
{
	if (!value.bytes) {
		(list == ALIAS ? kp_clear_aliases : kp_clear_functions)(unit);
		return KEPU_OK;
	}
	for (size_t i = 0; list != ALIAS && i < value.length; i++)
		if ((unsigned char)value.bytes[i] <= ' ') /* a file has them in one attribute, parted by blanks */
			return kp_input_fail_text(err, KEPU_ERROR_BAD_VALUE, unit->id, value, "science_association …");
	bool added = list == ALIAS ? kp_build_alias(b, unit, value.bytes, value.length)
	                           : kp_build_function(b, unit, value.bytes, value.length);
	return added ? KEPU_OK : kp_input_failed(b, unit->id, err);
}

static kepu_status assign(kepu_builder *b, subject at, const field *f, kp_text value, kepu_error **err)
{
	switch (f->form) {
	case QUOTE: return set_quote(b, at, f, value, err);
	case LABEL: return set_label(b, at, f, value, err);
	case BOOLEAN:
	case GROUP: return set_boolean(at, f, value, err);
	case TOKEN: return set_token(at, f, value, err);
	case VALUE_KIND: return set_value_kind(b, at, f, value, err);
	case DECIMAL: return set_decimal(b, at, f, value, err);
	case SUCCESSOR: return set_successor(b, (kepu_unit *)at.object, value, err);
	case WEIGHT: return set_weight(b, (kepu_indicator *)at.object, value, err);
	case WHO: return set_who(b, (kepu_assignment *)at.object, value, err);
	case WHERE: return set_where(b, at, value, err);
	case MEMBER: return add_member(b, (kepu_unit *)at.object, value, err);
	case ALIAS:
	case FUNCTION: return add_name(b, (kepu_unit *)at.object, f->form, value, err);
	default: return set_text(b, at, f, value, err);
	}
}

/* Noting down: what stands there, what will, and which fact it is about */

static void put_names(kp_buffer *out, const kp_name *names)
{
	for (; names; names = names->next) {
		kp_buffer_text(out, out->length ? "\n" : "");
		kp_buffer_add(out, names->text, kp_str_len(names->text));
	}
}

static void put_id(kp_buffer *out, const void *object)
{
	kp_str id = object ? *(const kp_str *)object : NULL;
	kp_buffer_add(out, id ? id : "", kp_str_len(id));
}

static void put_value(kp_buffer *out, subject at, const field *f)
{
	const kepu_unit *unit = (const kepu_unit *)at.object;
	const kepu_indicator *indicator = (const kepu_indicator *)at.object;
	const kepu_assignment *assignment = (const kepu_assignment *)at.object;
	kp_str text = NULL;
	bool yes;
	switch (f->form) {
	case BOOLEAN:
	case GROUP:
		memcpy(&yes, at.object + f->offset, sizeof yes);
		kp_buffer_text(out, yes ? "true" : "false");
		break;
	case SUCCESSOR: put_id(out, unit->successor); break;
	case WEIGHT: put_id(out, indicator->weight); break;
	case WHO: put_id(out, assignment->unit); break;
	case WHERE: put_id(out, at.part == KEPU_PART_INDICATOR ? indicator->node : assignment->node); break;
	case ALIAS: put_names(out, unit->first_alias); break;
	case FUNCTION: put_names(out, unit->first_function); break;
	case MEMBER:
		for (const kp_member *m = unit->first_member; m; m = m->next) {
			kp_buffer_text(out, out->length ? "\n" : "");
			put_id(out, m->unit);
		}
		break;
	default: /* texts, and tokens begin with theirs */
		memcpy(&text, at.object + f->offset, sizeof text);
		kp_buffer_add(out, text ? text : "", kp_str_len(text));
	}
}

static bool is_added(const field *f)
{
	return f->form == ALIAS || f->form == FUNCTION || f->form == MEMBER;
}

static kepu_provenance **proof_of(subject at, const field *f)
{
	kepu_node *node = (kepu_node *)at.object;
	if (f->beside)
		return NULL;
	if (at.value)
		return &at.value->proof;
	switch (at.part) {
	case KEPU_PART_NODE:
		if (strcmp(f->name, "title") == 0)
			return &node->title_proof;
		if (strcmp(f->name, "text") == 0)
			return &node->text_proof;
		return strncmp(f->name, "due", 3) == 0 || f->form == BOOLEAN ? &node->due_proof : &node->proof;
	case KEPU_PART_UNIT: return &((kepu_unit *)at.object)->proof;
	case KEPU_PART_ASSIGNMENT: return &((kepu_assignment *)at.object)->proof;
	case KEPU_PART_INDICATOR: return &((kepu_indicator *)at.object)->proof;
	case KEPU_PART_PHASE: return &((kepu_phase *)at.object)->proof;
	case KEPU_PART_ANNEX: return &((kepu_annex *)at.object)->proof;
	default: return NULL;
	}
}

static kp_str name_of(kepu_builder *b, subject at, const field *f)
{
	size_t index = 0;
	if (!at.value)
		return kp_build_text(b, f->name, strlen(f->name));
	for (const kepu_value *v = at.value->indicator->first_value; v != at.value; v = v->next)
		index++;
	return kp_record_field(b, "value", index, f->name);
}

static bool keep(kepu_builder *b, const kp_buffer *text, kp_str *out)
{
	*out = text->length ? kp_build_text(b, text->bytes, text->length) : NULL;
	return !text->failed && (*out || !text->length);
}

/* A value that is set again changes nothing, but somebody has looked at it. */
static bool note(kepu_builder *b, subject at, const field *f, kp_text value, kp_record *record)
{
	kp_noted noted = { KEPU_CHANGE_SET, at.part, at.id, NULL, NULL, NULL, NULL };
	kp_buffer text = { 0 };
	kepu_provenance **proof = proof_of(at, f);
	int32_t check = proof ? kepu_provenance_check(*proof) : KEPU_UNKNOWN;
	put_value(&text, at, f);
	bool good = keep(b, &text, &noted.was);
	if (!is_added(f) || !value.bytes)
		text.length = 0;
	else if (text.length)
		kp_buffer_byte(&text, '\n');
	kp_buffer_add(&text, value.bytes ? value.bytes : "", value.length);
	good = good && keep(b, &text, &noted.now) && (noted.field = name_of(b, at, f));
	kp_buffer_free(&text);
	bool same = noted.was == noted.now || (noted.now && kp_str_is(noted.was, noted.now, kp_str_len(noted.now)));
	if (check != KEPU_CHECK_ENTERED && (!same || check != KEPU_CHECK_CORRECTED))
		check = same ? KEPU_CHECK_CONFIRMED : KEPU_CHECK_CORRECTED;
	if (!good)
		b->failure = KEPU_ERROR_MEMORY;
	bool is_new = at.id && at.id == b->added && (!proof || check == KEPU_CHECK_ENTERED);
	return good && kp_record_begin(b, same || is_new ? NULL : &noted, proof, check, record);
}

static kepu_status set_field(kepu_builder *b, subject at, const field *f, kp_text value, kepu_error **err)
{
	kp_record record;
	if (!b->reviewer)
		return assign(b, at, f, value, err);
	if (!note(b, at, f, value, &record))
		return kp_input_failed(b, at.id, err);
	kepu_status status = assign(b, at, f, value, err);
	if (!status)
		kp_record_end(b, &record);
	return status;
}

static kepu_status read_value(const field *f, const char *value, size_t length, const char *id, kp_text *out,
                              kepu_error **err)
{
	return (f->needed ? kp_input_needed : kp_input_text)(value, length, f->name, id, out, err);
}

static kepu_status of_value(kepu_builder *b, kepu_value *value, const field *f, const char *text, size_t length,
                            kepu_error **err)
{
	kp_text in;
	kepu_status status = read_value(f, text, length, value->indicator->id, &in, err);
	subject at = { (char *)value, value, value->indicator->id, KEPU_PART_INDICATOR, value };
	return status ? status : set_field(b, at, f, in, err);
}

kepu_status kp_value_set(kepu_builder *b, kepu_value *value, kp_text name, const char *text, size_t length,
                         kepu_error **err)
{
	const field *f = FIND(value_fields, name);
	kp_target at = { KEPU_PART_INDICATOR, value->indicator, value->indicator->id };
	return f ? of_value(b, value, f, text, length, err) : kp_input_no_field(&at, name, err);
}

static const field *field_of(int32_t part, kp_text name)
{
	switch (part) {
	case KEPU_PART_PLAN: return FIND(plan_fields, name);
	case KEPU_PART_NODE: return FIND(node_fields, name);
	case KEPU_PART_UNIT: return FIND(unit_fields, name);
	case KEPU_PART_ASSIGNMENT: return FIND(assignment_fields, name);
	case KEPU_PART_INDICATOR: return FIND(indicator_fields, name);
	case KEPU_PART_PHASE: return FIND(phase_fields, name);
	default: return FIND(annex_fields, name);
	}
}

static kepu_status of_term(kepu_builder *b, kepu_assignment *assignment, const field *f, const char *text,
                           size_t length, kepu_error **err)
{
	kp_text in;
	kepu_status status = read_value(f, text, length, assignment->id, &in, err);
	if (status)
		return status;
	kp_term *term = kp_build_term(b, assignment);
	if (!term)
		return kp_input_failed(b, assignment->id, err);
	return set_field(b, (subject){ (char *)term, assignment, assignment->id, KEPU_PART_ASSIGNMENT, NULL }, f, in, err);
}

kepu_status kepu_builder_set(kepu_builder *builder, const char *id, size_t id_len, const char *field_name,
                             size_t field_len, const char *value, size_t value_len, kepu_error **err)
{
	kp_target at;
	kp_text name, text;
	kepu_status status = kp_input_builder(builder, err);
	if (!status)
		status = kp_input_target(builder, id, id_len, &at, err);
	if (!status)
		status = kp_input_needed(field_name, field_len, "field", at.id, &name, err);
	if (status)
		return status;
	const field *f = field_of(at.part, name), *term = at.part == KEPU_PART_ASSIGNMENT ? FIND(term_fields, name) : NULL;
	if (term)
		return of_term(builder, at.object, term, value, value_len, err);
	kepu_value *last = at.part == KEPU_PART_INDICATOR ? ((kepu_indicator *)at.object)->last_value : NULL;
	const field *of_last = !f && last ? FIND(value_fields, name) : NULL;
	if (of_last && of_last->of_last)
		return of_value(builder, last, of_last, value, value_len, err);
	if (!f)
		return kp_input_no_field(&at, name, err);
	status = read_value(f, value, value_len, at.id, &text, err);
	return status ? status : set_field(builder, (subject){ at.object, at.object, at.id, at.part, NULL }, f, text, err);
}
