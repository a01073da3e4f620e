/* Scheme JSON to a builder: every element is an object with its kind, its attributes and its children. */
#include "base/utf8.h"
#include "io/json_parse.h"
#include "io/scheme_io.h"

typedef struct reader {
	kepu_scheme_builder *b;
	const kp_scheme_bytes *file;
	kepu_error **err;
	kepu_status status; /* the first failure */
	kp_json json;
} reader;

/* ---- failing: each gives false ---- */

static uint64_t offset_of(const reader *r, uint32_t token)
{
	return r->file->skipped + r->json.tokens[token].start;
}

static bool fail_at(reader *r, kepu_status code, size_t at, const char *first, const char *second)
{
	kp_buffer path = { 0 };
	kp_place place = kp_scheme_place(r->file, r->file->skipped + at);
	kp_json_path(&r->json, at, &path);
	kp_buffer_byte(&path, '\0');
	place.path = path.failed ? NULL : path.bytes;
	r->status = path.failed ? kp_fail(r->err, KEPU_ERROR_MEMORY, NULL, NULL, NULL)
	                        : kp_fail(r->err, code, &place, first, second);
	kp_buffer_free(&path);
	return false;
}

static bool fail(reader *r, uint32_t token, kepu_status code, const char *first, const char *second)
{
	return fail_at(r, code, r->json.tokens[token].start, first, second);
}

/* The same with the text of a token as the first value. */
static bool fail_text(reader *r, uint32_t token, kepu_status code, const char *second)
{
	const kp_json_token *at = &r->json.tokens[token];
	kp_buffer text = { 0 };
	kp_buffer_add(&text, kp_json_bytes_of(&r->json, at), at->length < 500 ? at->length : 500);
	kp_buffer_byte(&text, '\0');
	fail(r, token, code, text.failed ? "" : text.bytes, second);
	kp_buffer_free(&text);
	return false;
}

static void fail_parse(reader *r, kepu_status status, size_t good)
{
	const kp_json *json = &r->json;
	char most[KP_DECIMAL_TEXT];
	kp_decimal_write((kp_decimal){ json->limit, 0 }, most);
	if (status == KEPU_ERROR_MEMORY) {
		r->status = kp_fail(r->err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	} else if (status != KEPU_ERROR_BAD_UTF8) {
		fail_at(r, status, json->fault, json->expected, status == KEPU_ERROR_LIMIT ? most : NULL);
	} else {
		size_t at = good;
		bool utf8 = kp_utf8_check(r->file->bytes, r->file->length) != good;
		uint32_t c = utf8 ? kp_utf8_next(r->file->bytes, &at) : 0;
		char name[] = "U+0000";
		for (at = 6; at > 2; c >>= 4)
			name[--at] = "0123456789ABCDEF"[c & 15];
		fail_at(r, utf8 ? KEPU_ERROR_BAD_CHARACTER : KEPU_ERROR_BAD_UTF8, good, name, NULL);
	}
}

/* ---- members ---- */

static bool key_is(const reader *r, uint32_t token, const char *name)
{
	const kp_json_token *key = &r->json.tokens[token];
	return key->length == strlen(name) && memcmp(kp_json_bytes_of(&r->json, key), name, key->length) == 0;
}

/* The value of a member; 0: there is none. */
static uint32_t member(const reader *r, uint32_t object, const char *name)
{
	const kp_json_token *tokens = r->json.tokens;
	for (uint32_t at = object + 1; at < tokens[object].next; at = tokens[at + 1].next)
		if (key_is(r, at, name))
			return at + 1;
	return 0;
}

static bool is_string(reader *r, const char *name, uint32_t token)
{
	return r->json.tokens[token].type == KP_JSON_STRING || fail(r, token, KEPU_ERROR_WRONG_TYPE, name, "string");
}

static bool fail_key_type(reader *r, uint32_t key)
{
	char name[32] = "";
	size_t length = r->json.tokens[key].length;
	memcpy(name, kp_json_bytes_of(&r->json, &r->json.tokens[key]), length < sizeof name ? length : sizeof name - 1);
	return fail(r, key + 1, KEPU_ERROR_WRONG_TYPE, name, "string");
}

/* An attribute is a text, or a number in its place. What is wrong is said again, with where it stands. */
static bool read_attribute(reader *r, kp_scheme_element *element, uint32_t key)
{
	const kp_json_token *name = &r->json.tokens[key], *value = name + 1;
	const char *name_bytes = kp_json_bytes_of(&r->json, name), *bytes = kp_json_bytes_of(&r->json, value);
	kp_scheme_attribute attribute = kp_scheme_attribute_of(name_bytes, name->length);
	bool known = attribute != KP_ATTRIBUTES && kp_scheme_may_have(element, attribute);
	if (kp_scheme_get(element, attribute))
		return fail_text(r, key, KEPU_ERROR_DUPLICATE_KEY, NULL);
	if (known && value->type != KP_JSON_STRING && value->type != KP_JSON_NUMBER)
		return fail_key_type(r, key);
	size_t length = known ? value->length : 0;
	if (kp_scheme_set(r->b, element, name_bytes, name->length, bytes, length, NULL) == KEPU_OK)
		return true;
	kp_place own = r->b->at;
	r->b->at = kp_scheme_place(r->file, offset_of(r, known ? key + 1 : key));
	r->status = kp_scheme_set(r->b, element, name_bytes, name->length, bytes, length, r->err);
	r->b->at = own;
	return !r->status;
}

static bool read_foreign(reader *r, kp_scheme_element *element, const char *name, bool attributes, uint32_t token)
{
	if (!is_string(r, name, token))
		return false;
	const kp_json_token *value = &r->json.tokens[token];
	kp_place own = r->b->at;
	r->b->at = kp_scheme_place(r->file, offset_of(r, token));
	r->status = kp_scheme_read_foreign(r->b, element, attributes, kp_json_bytes_of(&r->json, value), value->length,
	                                   r->file->limits, r->err);
	r->b->at = own;
	return !r->status;
}

/* ---- elements ---- */

static bool read_element(reader *r, kp_scheme_element *parent, uint32_t token);

static bool read_children(reader *r, kp_scheme_element *element, uint32_t list)
{
	const kp_json_token *tokens = r->json.tokens;
	if (tokens[list].type != KP_JSON_ARRAY)
		return fail(r, list, KEPU_ERROR_WRONG_TYPE, "children", "array");
	for (uint32_t at = list + 1; at < tokens[list].next; at = tokens[at].next)
		if (!read_element(r, element, at))
			return false;
	return true;
}

/* Members that are no attributes. */
static bool is_special(const reader *r, const kp_scheme_element *element, uint32_t key)
{
	static const char *const names[] = { "kind", "children", "foreign", "foreign-attributes" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (key_is(r, key, names[i]))
			return true;
	return !element->parent && (key_is(r, key, "format") || key_is(r, key, "version"));
}

static bool read_members(reader *r, kp_scheme_element *element, uint32_t object)
{
	const kp_json_token *tokens = r->json.tokens;
	for (uint32_t at = object + 1; at < tokens[object].next; at = tokens[at + 1].next) {
		bool special = is_special(r, element, at);
		size_t length = tokens[at].length;
		if (special && length < 24) {
			char name[24];
			memcpy(name, kp_json_bytes_of(&r->json, &tokens[at]), length);
			name[length] = '\0';
			if (member(r, object, name) != at + 1)
				return fail_text(r, at, KEPU_ERROR_DUPLICATE_KEY, NULL);
		} else if (!read_attribute(r, element, at)) {
			return false;
		}
	}
	uint32_t attributes = member(r, object, "foreign-attributes"), foreign = member(r, object, "foreign");
	uint32_t children = member(r, object, "children");
	return (!attributes || read_foreign(r, element, "foreign-attributes", true, attributes)) &&
	       (!foreign || read_foreign(r, element, "foreign", false, foreign)) &&
	       (!children || read_children(r, element, children));
}

/* Objects lie in objects only as deep as levels of a scheme may: the next one is refused before. */
static bool read_element(reader *r, kp_scheme_element *parent, uint32_t token)
{
	const kp_json_token *object = &r->json.tokens[token];
	kp_scheme_element *made;
	if (object->type != KP_JSON_OBJECT)
		return fail(r, token, KEPU_ERROR_WRONG_TYPE, parent ? "children" : "", "object");
	uint32_t kind = member(r, token, "kind");
	if (!kind)
		return fail(r, token, KEPU_ERROR_MISSING_KEY, parent ? "children" : "scheme", "kind");
	if (!is_string(r, "kind", kind))
		return false;
	const kp_json_token *name = &r->json.tokens[kind];
	kp_where where = r->json.places[object->length];
	r->b->at.line = where.line;
	r->b->at.column = where.column;
	r->b->at.offset = (int64_t)offset_of(r, token);
	r->status = kp_scheme_add(r->b, parent, kp_json_bytes_of(&r->json, name), name->length, &made, r->err);
	return !r->status && read_members(r, made, token);
}

/* ---- the file ---- */

static bool check_head(reader *r)
{
	if (r->json.tokens[0].type != KP_JSON_OBJECT)
		return fail(r, 0, KEPU_ERROR_WRONG_TYPE, "", "object");
	uint32_t format = member(r, 0, "format"), version = member(r, 0, "version");
	if (!format || !version)
		return fail(r, 0, KEPU_ERROR_MISSING_KEY, "scheme", format ? "version" : "format");
	if (!is_string(r, "format", format) || !is_string(r, "version", version))
		return false;
	if (!key_is(r, format, KP_SCHEME_NAMESPACE))
		return fail_text(r, format, KEPU_ERROR_BAD_VALUE, KP_SCHEME_NAMESPACE);
	const kp_json_token *text = &r->json.tokens[version];
	return kp_scheme_version(r->b, kp_json_bytes_of(&r->json, text), text->length) ||
	       fail_text(r, version, KEPU_ERROR_WRONG_VERSION, KP_SCHEME_VERSION);
}

kepu_status kp_scheme_read_json(const kp_scheme_bytes *file, kepu_scheme_builder *b, kepu_error **err)
{
	reader r = { .b = b, .file = file, .err = err };
	size_t fault = kp_utf8_check_xml(file->bytes, file->length), good = fault == KP_UTF8_OK ? file->length : fault;
	kepu_status status = kp_json_parse(&r.json, file->bytes, good, good == file->length, file->limits);
	b->pointers = true;
	if (status)
		fail_parse(&r, status, good);
	else if (check_head(&r))
		read_element(&r, NULL, 0);
	kp_json_free(&r.json);
	return r.status;
}
