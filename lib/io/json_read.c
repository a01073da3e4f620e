#include "io/json_read.h"

#include "base/utf8.h"
#include "io/json_reader.h"
#include "io/xml_declaration.h"

#include <stdlib.h>

#define BOM "\xef\xbb\xbf"

/* ---- places ---- */

static uint64_t here(const kp_reader *r)
{
	return r->frames[r->depth].place;
}

static bool is_in(kp_slice value, const char *bytes, size_t length)
{
	return bytes && value.bytes >= bytes && value.bytes <= bytes + length;
}

static uint64_t place_of(kp_reader *r, kp_slice value)
{
	static const kp_attribute lists[] = { AT_LAST_IDS, AT_FUNCTIONS, AT_AT, AT_FINDING };
	const kp_json_reader *j = r->json;
	const char *bytes = j->json.bytes;
	if (is_in(value, bytes, j->length)) {
		size_t at = (size_t)(value.bytes - bytes);
		return r->skipped + at - (at && bytes[at - 1] == '"'); /* only a string has a quote before it */
	}
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (kp_read_has(r, lists[i]) && is_in(value, r->values[lists[i]].bytes, r->values[lists[i]].length))
			return kp_json_offset(j, j->at[lists[i]]);
	return j->text ? kp_json_offset(j, j->text) : here(r);
}

static kp_where where(kp_reader *r, uint64_t offset)
{
	(void)offset;
	return r->json->where[r->depth];
}

static void put_path(const kp_reader *r, kp_buffer *path)
{
	kp_json_path(&r->json->json, (size_t)(r->fault - r->skipped), path);
}

static const kp_form form = { here, place_of, where, put_path };

/* ---- elements ---- */

static void begin(kp_json_reader *j, kp_element element, uint32_t token)
{
	kp_reader *r = j->r;
	const kp_json_token *value = kp_json_at(j, token);
	kp_read_frame(r)->seen |= KP_BIT(element);
	kp_read_push(r, element, kp_json_offset(j, token));
	j->where[r->depth] = value->type == KP_JSON_OBJECT ? j->json.places[value->length] : j->where[r->depth - 1];
	kp_json_begin_values(j);
	j->text = 0;
}

/* The element's values are there; text 0: it has none, which of a text element is not the same as "". */
static bool start(kp_json_reader *j, uint32_t text)
{
	kp_reader *r = j->r;
	kp_element element = kp_read_frame(r)->element;
	if (!kp_json_end_values(j) || !kp_read_start(r, element))
		return false;
	if (!kp_elements[element].text)
		return true;
	kp_slice bytes = text ? kp_json_slice(j, text) : (kp_slice){ "", 0 };
	j->text = text;
	r->text.length = 0;
	kp_buffer_add(&r->text, bytes.bytes, bytes.length);
	r->optional_none = !text;
	r->optional_empty = text && !bytes.length;
	return !r->text.failed || kp_read_memory(r);
}

/* An element that is a text; either token may be 0. */
static bool read_part(kp_json_reader *j, kp_element element, const char *key, uint32_t text, uint32_t proof)
{
	if (text && kp_json_at(j, text)->type != KP_JSON_STRING)
		return kp_json_fail_type(j, text, key, "string");
	begin(j, element, text ? text : proof);
	return (!proof || kp_json_proof_values(j, key, proof)) && start(j, text) && kp_read_end(j->r);
}

static bool read_parts(kp_json_reader *j, const kp_json_key *key, uint32_t list)
{
	if (!kp_json_strings(j, key->name, list))
		return false;
	for (uint32_t at = list + 1; at < kp_json_at(j, list)->next; at++)
		if (!read_part(j, (kp_element)key->number, key->name, at, 0))
			return false;
	return true;
}

static bool read_members(kp_json_reader *j, const kp_json_key *key, uint32_t list)
{
	kp_reader *r = j->r;
	if (!kp_json_strings(j, key->name, list))
		return false;
	for (uint32_t at = list + 1; at < kp_json_at(j, list)->next; at++) {
		begin(j, EL_MEMBER, at);
		r->present = KP_BIT(AT_REF);
		r->values[AT_REF] = kp_json_slice(j, at);
		if (!kp_read_start(r, EL_MEMBER) || !kp_read_end(r))
			return false;
	}
	return true;
}

/* ---- objects ---- */

static bool read_object(kp_json_reader *j, kp_element element, const char *key, uint32_t token);

static bool read_objects(kp_json_reader *j, const kp_json_key *key, uint32_t list)
{
	if (kp_json_at(j, list)->type != KP_JSON_ARRAY)
		return kp_json_fail_type(j, list, key->name, "array");
	for (uint32_t at = list + 1; at < kp_json_at(j, list)->next; at = kp_json_at(j, at)->next)
		if (!read_object(j, (kp_element)key->number, key->name, at))
			return false;
	return true;
}

/* Values are objects of one list; which element one is it says itself. */
static bool which_element(kp_json_reader *j, const kp_json_object *object, const uint32_t *found, kp_element *element)
{
	static const kp_element kinds[] = { EL_TARGET, EL_BASELINE, EL_OBSERVATION };
	uint32_t token = 0;
	if (*element != EL_TARGET)
		return true;
	for (int i = 0; i < object->count; i++)
		if (object->keys[i].kind == KP_KEY_ELEMENT)
			token = found[i];
	kp_slice name = kp_json_slice(j, token);
	if (kp_json_at(j, token)->type != KP_JSON_STRING)
		return kp_json_fail_type(j, token, "kind", "string");
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		if (kp_elements[kinds[i]].length == name.length &&
		    memcmp(kp_elements[kinds[i]].name, name.bytes, name.length) == 0) {
			*element = kinds[i];
			return true;
		}
	return kp_json_fail(j, token, KEPU_ERROR_BAD_VALUE, name, "target, baseline, observation");
}

static bool check_format(kp_json_reader *j, uint32_t token)
{
	kp_slice name = kp_json_slice(j, token);
	if (kp_json_at(j, token)->type != KP_JSON_STRING)
		return kp_json_fail_type(j, token, "format", "string");
	return (name.length == sizeof KP_NAMESPACE - 1 && memcmp(name.bytes, KP_NAMESPACE, name.length) == 0) ||
	       kp_json_fail(j, token, KEPU_ERROR_BAD_VALUE, name, KP_NAMESPACE);
}

/* The values that the element itself has. *out_text: its text, 0 where it has none. */
static bool read_values(kp_json_reader *j, const kp_json_object *object, const uint32_t *found, uint32_t *out_text)
{
	bool good = true;
	*out_text = 0;
	for (int i = 0; i < object->count && good; i++) {
		const kp_json_key *key = &object->keys[i];
		if (!found[i])
			continue;
		if (key->kind <= KP_KEY_WORDS) {
			good = kp_json_value(j, key, found[i]);
		} else if (key->kind == KP_KEY_PROOF) {
			good = kp_json_proof_values(j, key->name, found[i]);
		} else if (key->kind == KP_KEY_FORMAT) {
			good = check_format(j, found[i]);
		} else if (key->kind == KP_KEY_OWN_TEXT) {
			*out_text = found[i];
			if (kp_json_at(j, found[i])->type != KP_JSON_STRING)
				good = kp_json_fail_type(j, found[i], key->name, "string");
		}
	}
	return good && (kp_read_frame(j->r)->element != EL_PLAN || kp_read_version(j->r));
}

static bool read_inside(kp_json_reader *j, const kp_json_object *object, const uint32_t *found)
{
	bool good = true;
	for (int i = 0; i < object->count && good; i++) {
		const kp_json_key *key = &object->keys[i];
		bool proven = i + 1 < object->count && key[1].kind == KP_KEY_PART_PROOF;
		uint32_t proof = proven ? found[i + 1] : 0;
		if (key->kind == KP_KEY_PART && (found[i] || proof))
			good = read_part(j, (kp_element)key->number, found[i] ? key->name : key[1].name, found[i], proof);
		else if (!found[i])
			continue;
		else if (key->kind == KP_KEY_PARTS)
			good = read_parts(j, key, found[i]);
		else if (key->kind == KP_KEY_MEMBERS)
			good = read_members(j, key, found[i]);
		else if (key->kind == KP_KEY_OBJECT)
			good = read_object(j, (kp_element)key->number, key->name, found[i]);
		else if (key->kind == KP_KEY_OBJECTS)
			good = read_objects(j, key, found[i]);
	}
	return good;
}

static bool read_foreign(kp_json_reader *j, const kp_json_object *object, const uint32_t *found, kp_element element,
                         void *owner)
{
	bool good = true;
	j->r->depth++; /* its element has ended, but what is found here is about it */
	for (int i = 0; i < object->count && good; i++)
		if (object->keys[i].kind == KP_KEY_FOREIGN && found[i])
			good = kp_json_read_foreign(j, element, owner, found[i]);
	j->r->depth--;
	return good;
}

/* Objects lie in objects only as deep as levels of nodes may, and a little more: the others are refused before. */
static bool read_object(kp_json_reader *j, kp_element element, const char *key, uint32_t token)
{
	const kp_json_object *object = &kp_json_objects[element];
	uint32_t found[KP_JSON_KEYS_MOST], text;
	const char *name = element == EL_TARGET ? "value" : kp_elements[element].name;
	if (!kp_json_members(j, object, name, key, token, found) || !which_element(j, object, found, &element))
		return false;
	begin(j, element, token);
	kp_frame *frame = kp_read_frame(j->r);
	return read_values(j, object, found, &text) && start(j, text) && read_inside(j, object, found) &&
	       kp_read_end(j->r) && read_foreign(j, object, found, element, frame->owner);
}

/* ---- the file ---- */

static void fail_parse(kp_json_reader *j, kepu_status status, size_t good, size_t length)
{
	kp_reader *r = j->r;
	const kp_json *json = &j->json;
	uint64_t fault = r->skipped + json->fault;
	char most[KP_DECIMAL_TEXT];
	kp_decimal_write((kp_decimal){ json->limit, 0 }, most);
	if (status == KEPU_ERROR_MEMORY)
		kp_read_memory(r);
	else if (status == KEPU_ERROR_BAD_UTF8)
		kp_read_fail_character(r, json->bytes + good, length - good, r->skipped + good);
	else
		kp_read_fail_at(r, status, fault, false, json->expected, status == KEPU_ERROR_LIMIT ? most : NULL);
}

/* Before the plan's own turn, for a key that is not known means another thing in a newer file. */
static void look_for_version(kp_json_reader *j)
{
	int major, minor;
	if (kp_json_at(j, 0)->type != KP_JSON_OBJECT)
		return;
	for (uint32_t at = 1; at < kp_json_at(j, 0)->next; at = kp_json_at(j, at + 1)->next) {
		kp_slice key = kp_json_slice(j, at);
		if (key.length != 7 || memcmp(key.bytes, "version", 7) != 0 || kp_json_at(j, at + 1)->type != KP_JSON_STRING)
			continue;
		j->version = kp_json_slice(j, at + 1);
		j->newer = kp_version_read(j->version.bytes, j->version.length, &major, &minor) && major == KP_FORMAT_MAJOR &&
		           minor > KP_FORMAT_MINOR;
	}
}

static void read_plan(kp_json_reader *j, char *bytes, size_t length)
{
	kp_reader *r = j->r;
	if (length >= 3 && memcmp(bytes, BOM, 3) == 0)
		r->skipped = 3;
	bytes += r->skipped;
	length -= r->skipped;
	size_t fault = kp_utf8_check_xml(bytes, length), good = fault == KP_UTF8_OK ? length : fault;
	j->length = length;
	kepu_status status = kp_json_parse(&j->json, bytes, good, good == length, r->limits);
	if (status) {
		fail_parse(j, status, good, length);
		return;
	}
	look_for_version(j);
	if (read_object(j, EL_PLAN, "", 0))
		kp_read_finish(r);
}

kepu_status kp_json_read(kp_source *source, kepu_plan **out_plan, kepu_findings **out_findings, kepu_error **err)
{
	kp_reader *r;
	char *bytes = NULL;
	size_t length;
	kepu_status status = kp_read_open(&r, &form, source, out_findings != NULL, err);
	if (status)
		return status;
	r->json = kp_calloc(1, sizeof *r->json);
	if (r->json) {
		r->json->r = r;
		r->status = kp_source_read_all(source, &bytes, &length, err);
		if (!r->status)
			read_plan(r->json, bytes, length);
	} else {
		kp_read_memory(r);
	}
	kp_json_reader *j = r->json;
	status = kp_read_close(r, out_plan, out_findings);
	if (j) {
		kp_json_free(&j->json);
		kp_buffer_free(&j->lists);
	}
	free(j);
	free(bytes);
	return status;
}
