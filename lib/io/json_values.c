/* Members of objects: which there may be, of which type, and what they are as attributes of an element. */
#include "io/json_reader.h"

bool kp_json_fail(kp_json_reader *j, uint32_t token, kepu_status code, kp_slice first, const char *second)
{
	return kp_read_fail_text(j->r, code, kp_json_offset(j, token), first, second);
}

bool kp_json_fail_type(kp_json_reader *j, uint32_t token, const char *key, const char *expected)
{
	return kp_read_fail_at(j->r, KEPU_ERROR_WRONG_TYPE, kp_json_offset(j, token), false, key, expected);
}

/* ---- keys ---- */

/* Mostly keys come in the order of the table: the search begins where the last one ended. */
static int row_of(const kp_json_object *object, kp_slice name, int after)
{
	for (int i = 0; i < object->count; i++) {
		int row = (after + i) % object->count;
		const kp_json_key *key = &object->keys[row];
		if (key->length == name.length && memcmp(key->name, name.bytes, name.length) == 0)
			return row;
	}
	return -1;
}

static bool fail_unknown(kp_json_reader *j, const char *name, uint32_t key)
{
	if (j->newer)
		return kp_json_fail(j, key, KEPU_ERROR_WRONG_VERSION, j->version, KP_FORMAT_VERSION);
	return kp_json_fail(j, key, KEPU_ERROR_UNKNOWN_KEY, kp_json_slice(j, key), name);
}

bool kp_json_members(kp_json_reader *j, const kp_json_object *object, const char *name, const char *key, uint32_t token,
                     uint32_t found[KP_JSON_KEYS_MOST])
{
	const kp_json_token *value = kp_json_at(j, token);
	int row = -1;
	if (value->type != KP_JSON_OBJECT)
		return kp_json_fail_type(j, token, key, "object");
	memset(found, 0, object->count * sizeof *found);
	for (uint32_t at = token + 1; at < value->next; at = kp_json_at(j, at + 1)->next) {
		row = row_of(object, kp_json_slice(j, at), row + 1);
		if (row < 0)
			return fail_unknown(j, name, at);
		if (found[row])
			return kp_json_fail(j, at, KEPU_ERROR_DUPLICATE_KEY, kp_json_slice(j, at), NULL);
		found[row] = at + 1;
	}
	for (row = 0; row < object->count; row++)
		if (object->keys[row].required && !found[row])
			return kp_read_fail_at(j->r, KEPU_ERROR_MISSING_KEY, kp_json_offset(j, token), false, name,
			                       object->keys[row].name);
	return true;
}

/* ---- values ---- */

void kp_json_begin_values(kp_json_reader *j)
{
	j->r->present = 0;
	j->lists.length = 0;
}

static void set(kp_json_reader *j, kp_attribute attribute, kp_slice value)
{
	j->r->present |= KP_BIT(attribute);
	j->r->values[attribute] = value;
}

static bool set_string(kp_json_reader *j, kp_attribute attribute, const char *key, uint32_t token)
{
	if (kp_json_at(j, token)->type != KP_JSON_STRING)
		return kp_json_fail_type(j, token, key, "string");
	set(j, attribute, kp_json_slice(j, token));
	return true;
}

/* A list goes into a buffer, which may move: kp_json_end_values says where it is. */
static void begin_list(kp_json_reader *j, kp_attribute attribute, uint32_t token)
{
	j->at[attribute] = token;
	j->from[attribute] = j->lists.length;
}

static void end_list(kp_json_reader *j, kp_attribute attribute)
{
	set(j, attribute, (kp_slice){ "", j->lists.length - j->from[attribute] });
}

static bool is_word(kp_slice word)
{
	for (size_t i = 0; i < word.length; i++)
		if (word.bytes[i] == ' ' || word.bytes[i] == '\t' || word.bytes[i] == '\n' || word.bytes[i] == '\r')
			return false;
	return word.length;
}

bool kp_json_strings(kp_json_reader *j, const char *key, uint32_t list)
{
	const kp_json_token *value = kp_json_at(j, list);
	if (value->type != KP_JSON_ARRAY)
		return kp_json_fail_type(j, list, key, "array");
	for (uint32_t at = list + 1; at < value->next; at = kp_json_at(j, at)->next)
		if (kp_json_at(j, at)->type != KP_JSON_STRING)
			return kp_json_fail_type(j, at, key, "string");
	return true;
}

static bool set_words(kp_json_reader *j, kp_attribute attribute, const char *key, uint32_t list)
{
	if (!kp_json_strings(j, key, list))
		return false;
	begin_list(j, attribute, list);
	for (uint32_t at = list + 1; at < kp_json_at(j, list)->next; at++) {
		kp_slice word = kp_json_slice(j, at);
		if (!is_word(word))
			return kp_json_fail(j, at, KEPU_ERROR_BAD_VALUE, word, "token");
		kp_buffer_add(&j->lists, word.bytes, word.length);
		kp_buffer_byte(&j->lists, ' ');
	}
	end_list(j, attribute);
	return true;
}

bool kp_json_value(kp_json_reader *j, const kp_json_key *key, uint32_t token)
{
	kp_attribute attribute = (kp_attribute)key->number;
	kp_json_type type = (kp_json_type)kp_json_at(j, token)->type;
	switch (key->kind) {
	case KP_KEY_TEXT: return set_string(j, attribute, key->name, token);
	case KP_KEY_WORDS: return set_words(j, attribute, key->name, token);
	case KP_KEY_COUNT:
		if (type != KP_JSON_NUMBER)
			return kp_json_fail_type(j, token, key->name, "number");
		set(j, attribute, kp_json_slice(j, token));
		return true;
	case KP_KEY_DECIMAL:
		if (type != KP_JSON_NUMBER && type != KP_JSON_STRING)
			return kp_json_fail_type(j, token, key->name, "number");
		set(j, attribute, kp_json_slice(j, token));
		return true;
	default: /* KP_KEY_FLAG */
		if (type != KP_JSON_TRUE && type != KP_JSON_FALSE)
			return kp_json_fail_type(j, token, key->name, "true, false");
		set(j, attribute, type == KP_JSON_TRUE ? (kp_slice){ "true", 4 } : (kp_slice){ "false", 5 });
		return true;
	}
}

/* ---- provenance ---- */

static bool is_count(kp_slice number)
{
	for (size_t i = 0; i < number.length; i++)
		if (number.bytes[i] < '0' || number.bytes[i] > '9')
			return false;
	return true;
}

/* [paragraph, offset, length] as paragraph:offset+length */
static bool add_span(kp_json_reader *j, uint32_t span)
{
	static const char marks[] = ":+ ";
	const kp_json_token *value = kp_json_at(j, span);
	if (value->type != KP_JSON_ARRAY || value->length != 3)
		return kp_json_fail_type(j, span, "spans", "[[0, 0, 1]]");
	for (uint32_t i = 0; i < 3; i++) {
		kp_slice number = kp_json_slice(j, span + 1 + i);
		if (kp_json_at(j, span + 1 + i)->type != KP_JSON_NUMBER || !is_count(number))
			return kp_json_fail_type(j, span + 1 + i, "spans", "[[0, 0, 1]]");
		kp_buffer_add(&j->lists, number.bytes, number.length);
		kp_buffer_byte(&j->lists, marks[i]);
	}
	return true;
}

static bool set_spans(kp_json_reader *j, uint32_t list)
{
	const kp_json_token *value = kp_json_at(j, list);
	if (value->type != KP_JSON_ARRAY)
		return kp_json_fail_type(j, list, "spans", "array");
	begin_list(j, AT_AT, list);
	for (uint32_t at = list + 1; at < value->next; at = kp_json_at(j, at)->next)
		if (!add_span(j, at))
			return false;
	end_list(j, AT_AT);
	return true;
}

bool kp_json_proof_values(kp_json_reader *j, const char *key, uint32_t token)
{
	uint32_t found[KP_JSON_KEYS_MOST];
	if (!kp_json_members(j, &kp_json_proof, "provenance", key, token, found))
		return false;
	return (!found[KP_PROOF_SPANS] || set_spans(j, found[KP_PROOF_SPANS])) &&
	       (!found[KP_PROOF_RULE] || set_string(j, AT_RULE, "rule", found[KP_PROOF_RULE])) &&
	       (!found[KP_PROOF_FINDINGS] || set_words(j, AT_FINDING, "findings", found[KP_PROOF_FINDINGS])) &&
	       (!found[KP_PROOF_CHECK] || set_string(j, AT_CHECK, "check", found[KP_PROOF_CHECK])) &&
	       (!found[KP_PROOF_BY] || set_string(j, AT_BY, "by", found[KP_PROOF_BY])) &&
	       (!found[KP_PROOF_WHEN] || set_string(j, AT_WHEN, "when", found[KP_PROOF_WHEN]));
}

bool kp_json_end_values(kp_json_reader *j)
{
	static const kp_attribute lists[] = { AT_LAST_IDS, AT_FUNCTIONS, AT_AT, AT_FINDING };
	kp_reader *r = j->r;
	if (j->lists.failed)
		return kp_read_memory(r);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (kp_read_has(r, lists[i]) && r->values[lists[i]].length)
			r->values[lists[i]].bytes = j->lists.bytes + j->from[lists[i]];
	return true;
}
