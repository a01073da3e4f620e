#include "score/build_scheme.h"

#include "base/utf8.h"

#include <stdlib.h>

#define TEXT_MOST ((size_t)16777216)
#define EXPECTED_MOST 200
#define BIT(kind) (1u << (kind))

/* ---- errors ---- */

static void put_step(kp_buffer *path, const kp_scheme_element *element, bool pointer)
{
	int64_t before = 0;
	for (const kp_scheme_element *one = element->parent->first; one != element; one = one->next)
		before += pointer || strcmp(kp_scheme_name(one), kp_scheme_name(element)) == 0;
	kp_buffer_text(path, pointer ? "/children/" : "/");
	if (!pointer) {
		kp_buffer_text(path, kp_scheme_name(element));
		kp_buffer_byte(path, '[');
	}
	kp_buffer_int(path, before + !pointer);
	if (!pointer)
		kp_buffer_byte(path, ']');
}

static void put_path(kp_buffer *path, const kp_scheme_fault *fault)
{
	const kp_scheme_element *chain[KP_SCHEME_LEVELS];
	size_t count = 0;
	for (const kp_scheme_element *one = fault->element; one; one = one->parent)
		chain[count++] = one;
	if (!fault->pointers)
		kp_buffer_text(path, "/scheme");
	while (count > 1)
		put_step(path, chain[--count - 1], fault->pointers);
	if (fault->attribute != KP_ATTRIBUTES) {
		kp_buffer_text(path, fault->pointers ? "/" : "/@");
		kp_buffer_text(path, kp_scheme_attribute_name(fault->attribute));
	}
	kp_buffer_byte(path, '\0');
}

kepu_status kp_scheme_fail(kepu_error **err, kepu_status code, const kp_scheme_fault *fault, const char *first,
                           size_t length, kp_wording second)
{
	kp_place place = fault->place;
	kp_buffer path = { 0 }, shown = { 0 };
	put_path(&path, fault);
	kp_buffer_add(&shown, first, length < EXPECTED_MOST * 3 ? length : EXPECTED_MOST * 3);
	kp_buffer_byte(&shown, '\0');
	if (path.failed || shown.failed) {
		code = kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	} else {
		place.path = path.bytes;
		code = kp_fail_worded(err, code, &place, KP_WORDED(shown.bytes), second);
	}
	kp_buffer_free(&path);
	kp_buffer_free(&shown);
	return code;
}

static kepu_status fail_worded(const kepu_scheme_builder *b, kepu_error **err, kepu_status code,
                               const kp_scheme_element *element, kp_scheme_attribute attribute, const char *first,
                               size_t length, kp_wording second)
{
	kp_scheme_fault fault = { element, attribute, b->at, b->pointers };
	bool unknown =
		code == KEPU_ERROR_UNEXPECTED_ELEMENT || code == KEPU_ERROR_UNKNOWN_FIELD || code == KEPU_ERROR_BAD_VALUE;
	if (unknown && *b->newer)
		return kp_scheme_fail(err, KEPU_ERROR_WRONG_VERSION, &fault, b->newer, strlen(b->newer),
		                      KP_WORDED(KP_SCHEME_VERSION));
	return kp_scheme_fail(err, code, &fault, first, length, second);
}

static kepu_status fail(const kepu_scheme_builder *b, kepu_error **err, kepu_status code,
                        const kp_scheme_element *element, kp_scheme_attribute attribute, const char *first,
                        size_t length, const char *second)
{
	return fail_worded(b, err, code, element, attribute, first, length, KP_WORDED(second));
}

static kepu_status out_of_memory(kepu_error **err)
{
	return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

/* ---- elements ---- */

static bool may_hold(const kp_scheme_element *parent, kp_scheme_kind kind)
{
	if (!parent)
		return kind == KP_SCHEME_ROOT;
	if (parent->kind != KP_SCHEME_RULE)
		return kp_scheme_kind_at(kind)->parents & BIT(parent->kind);
	return parent->rule->children & BIT(kind) || (kind == KP_SCHEME_TARGET && parent->rule->targeted);
}

/* Which kind a name stands for under a parent: some names are those of a rule and of what another one holds. */
static kp_scheme_kind kind_of(const kp_scheme_element *parent, const char *name, size_t length,
                              const kp_rule **out_rule)
{
	*out_rule = NULL;
	for (int kind = 0; kind < KP_SCHEME_KINDS; kind++) {
		const char *known = kp_scheme_kind_at((kp_scheme_kind)kind)->name;
		if (kind != KP_SCHEME_RULE && may_hold(parent, (kp_scheme_kind)kind) && strlen(known) == length &&
		    memcmp(known, name, length) == 0)
			return (kp_scheme_kind)kind;
	}
	if (may_hold(parent, KP_SCHEME_RULE))
		*out_rule = kp_scheme_rule_by_name(name, length);
	return *out_rule ? KP_SCHEME_RULE : KP_SCHEME_KINDS;
}

/* How many rules an element may hold; 255: any number. */
static unsigned most_rules(const kp_scheme_element *element)
{
	return element->rule ? element->rule->most_rules : 1;
}

static bool has_room(const kp_scheme_element *parent, kp_scheme_kind kind)
{
	unsigned count = 0, most = kind == KP_SCHEME_RULE ? most_rules(parent) : 255;
	for (const kp_scheme_element *one = parent && most < 255 ? parent->first : NULL; one && count < most;
	     one = one->next)
		count += one->kind == KP_SCHEME_RULE;
	return most == 255 || count < most;
}

static kp_scheme_element *make(kepu_scheme_builder *b, kp_scheme_element *parent, kp_scheme_kind kind)
{
	kepu_scheme *scheme = b->scheme;
	kp_scheme_element *made = kp_arena_alloc(&scheme->arena, sizeof *made);
	if (!made || scheme->count >= UINT32_MAX - 1 ||
	    !kp_grow((void **)&scheme->elements, &scheme->capacity, scheme->count + 1, sizeof *scheme->elements))
		return NULL;
	made->kind = kind;
	made->index = (uint32_t)scheme->count;
	made->line = b->at.line;
	made->column = b->at.column;
	made->offset = b->at.offset;
	made->parent = parent;
	scheme->elements[scheme->count++] = made;
	if (!parent)
		return made;
	made->depth = parent->depth + 1;
	if (parent->last)
		parent->last->next = made;
	else
		parent->first = made;
	parent->last = made;
	return made;
}

kepu_status kp_scheme_add(kepu_scheme_builder *b, kp_scheme_element *parent, const char *kind, size_t length,
                          kp_scheme_element **out_element, kepu_error **err)
{
	const kp_rule *rule;
	const char *above = parent ? kp_scheme_name(parent) : "";
	kp_scheme_kind known = kind_of(parent, kind, length, &rule);
	*out_element = NULL;
	if (known == KP_SCHEME_KINDS || (!parent && b->scheme->count))
		return fail(b, err, KEPU_ERROR_UNEXPECTED_ELEMENT, parent, KP_ATTRIBUTES, kind, length, above);
	if (!has_room(parent, known))
		return fail(b, err, KEPU_ERROR_UNEXPECTED_ELEMENT, parent, KP_ATTRIBUTES, kind, length,
		            most_rules(parent) == 1 ? "only one rule" : "only two rules");
	if (parent && parent->depth + 1 >= KP_SCHEME_LEVELS)
		return fail(b, err, KEPU_ERROR_LIMIT, parent, KP_ATTRIBUTES, "levels", strlen("levels"), "64");
	kp_scheme_element *made = make(b, parent, known);
	if (!made)
		return out_of_memory(err);
	made->rule = rule;
	*out_element = made;
	return KEPU_OK;
}

/* ---- attributes ---- */

bool kp_scheme_is_in(const uint8_t *list, kp_scheme_attribute attribute)
{
	while (*list != KP_ATTRIBUTES && *list != attribute)
		list++;
	return *list == attribute && attribute != KP_ATTRIBUTES;
}

bool kp_scheme_may_have(const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	static const uint8_t measures[] = { KP_ATTR_MEASURE, KP_ATTR_ITEM_NAME,  KP_ATTR_UNDER,  KP_ATTR_LAST, KP_ATTR_PER,
		                                KP_ATTR_OF,      KP_ATTR_POPULATION, KP_ATTR_FACTOR, KP_ATTRIBUTES };
	const kp_rule *rule = element->rule;
	if (!rule)
		return kp_scheme_is_in(kp_scheme_kind_at(element->kind)->attributes, attribute);
	return attribute == KP_ATTR_POINTS || (rule->targeted && attribute == KP_ATTR_TARGET_VALUE) ||
	       (rule->measured && kp_scheme_is_in(measures, attribute)) || kp_scheme_is_in(rule->attributes, attribute);
}

kp_scheme_type kp_scheme_type_of(const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	kp_scheme_kind kind = element->kind;
	bool holds = kind == KP_SCHEME_ROOT || kind == KP_SCHEME_MODULE || kind == KP_SCHEME_CRITERION;
	if (attribute == KP_ATTR_POINTS && (holds || kind == KP_SCHEME_RULE))
		return KP_TYPE_POSITIVE;
	if (attribute == KP_ATTR_MOST && kind == KP_SCHEME_LEVEL)
		return KP_TYPE_SHARE;
	if ((attribute == KP_ATTR_FROM || attribute == KP_ATTR_TO) && kind != KP_SCHEME_STEP)
		return KP_TYPE_NUMBER;
	return kp_scheme_attribute_at(attribute)->type;
}

/* "better of ratio: larger, smaller" */
static void put_expected(kp_buffer *out, bool chinese, const kp_scheme_element *element,
                         const kp_scheme_attribute_row *row, const char *expected)
{
	const char *comma = chinese ? "、" : ", ";
	kp_buffer_text(out, chinese ? kp_scheme_name(element) : row->name);
	kp_buffer_text(out, chinese ? " 的 " : " of ");
	kp_buffer_text(out, chinese ? row->name : kp_scheme_name(element));
	kp_buffer_text(out, chinese ? "：" : ": ");
	kp_buffer_text(out, expected);
	for (const uint8_t *word = row->words; word && *word != KP_WORDS; word++) {
		if (word > row->words)
			kp_buffer_text(out, comma);
		else if (*expected)
			kp_buffer_text(out, chinese ? "，或 " : ", or ");
		kp_buffer_text(out, kp_word_name((kp_word)*word));
	}
	kp_buffer_byte(out, '\0');
}

static kepu_status fail_value(kepu_scheme_builder *b, const kp_scheme_element *element, kp_scheme_attribute attribute,
                              const char *value, size_t length, kp_wording expected, kepu_error **err)
{
	kp_buffer zh = { 0 }, en = { 0 };
	put_expected(&zh, true, element, kp_scheme_attribute_at(attribute), expected.zh);
	put_expected(&en, false, element, kp_scheme_attribute_at(attribute), expected.en);
	kepu_status status = zh.failed || en.failed ? out_of_memory(err)
	                                            : fail_worded(b, err, KEPU_ERROR_BAD_VALUE, element, attribute, value,
	                                                          length, (kp_wording){ zh.bytes, en.bytes });
	kp_buffer_free(&zh);
	kp_buffer_free(&en);
	return status;
}

static kepu_status fail_unknown(kepu_scheme_builder *b, const kp_scheme_element *element, const char *name,
                                size_t length, kepu_error **err)
{
	const char *kind = kp_scheme_name(element);
	kp_buffer shown = { 0 };
	kp_buffer_add(&shown, name, length);
	kp_buffer_byte(&shown, '\0');
	kepu_status status =
		shown.failed ? out_of_memory(err)
					 : fail(b, err, KEPU_ERROR_UNKNOWN_FIELD, element, KP_ATTRIBUTES, kind, strlen(kind), shown.bytes);
	kp_buffer_free(&shown);
	return status;
}

static kepu_status check_text(kepu_scheme_builder *b, const kp_scheme_element *element, kp_scheme_attribute attribute,
                              const char *value, size_t length, kepu_error **err)
{
	if (length > TEXT_MOST)
		return fail(b, err, KEPU_ERROR_LIMIT, element, attribute, "text", strlen("text"), "16777216");
	size_t fault = kp_utf8_check_xml(value, length);
	if (fault == KP_UTF8_OK)
		return KEPU_OK;
	if (kp_utf8_check(value, length) == fault)
		return fail(b, err, KEPU_ERROR_BAD_UTF8, element, attribute, "", 0, NULL);
	uint32_t c = kp_utf8_next(value, &fault);
	char name[] = "U+0000";
	for (size_t at = 6; at > 2; c >>= 4)
		name[--at] = "0123456789ABCDEF"[c & 15];
	return fail(b, err, KEPU_ERROR_BAD_CHARACTER, element, attribute, name, strlen(name), NULL);
}

/* Elements that others find by their ids; the others are told apart within their parent, see finish_scheme.c. */
static bool is_found_by_id(const kp_scheme_element *element)
{
	kp_scheme_kind kind = element->kind;
	return kind != KP_SCHEME_ROOT && kind != KP_SCHEME_PART && kind != KP_SCHEME_LEVEL && kind != KP_SCHEME_ITEM;
}

/* Puts the new id (NULL: none) in the place of the old one among all. */
static kepu_status change_id(kepu_scheme_builder *b, kp_scheme_element *element, kp_str id, kepu_error **err)
{
	static const char total[] = "total";
	kp_map *ids = &b->scheme->by_id;
	kp_str old = kp_scheme_text(element, KP_ATTR_ID);
	const kp_scheme_element *other = id ? kp_map_get(ids, id, kp_str_len(id)) : NULL;
	if (other && other != element)
		return fail(b, err, KEPU_ERROR_DUPLICATE_ID, element, KP_ATTR_ID, id, kp_str_len(id), NULL);
	if (kp_str_is(id, total, sizeof total - 1)) /* the name of the whole */
		return fail_value(b, element, KP_ATTR_ID, id, kp_str_len(id),
		                  (kp_wording){ "别的标识，total 指总分", "another id, total is that of the whole" }, err);
	if (id && !kp_map_put(ids, id, element))
		return out_of_memory(err);
	if (old && old != id && !kp_map_put(ids, old, NULL)) {
		if (id)
			kp_map_put(ids, id, NULL); /* its place is there already */
		return out_of_memory(err);
	}
	return KEPU_OK;
}

static size_t place_of(const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	size_t at = 0;
	while (at < element->value_count && element->values[at].attribute < attribute)
		at++;
	return at;
}

static bool is_at(const kp_scheme_element *element, size_t at, kp_scheme_attribute attribute)
{
	return at < element->value_count && element->values[at].attribute == attribute;
}

/* Room for one more value; the arena keeps the old ones. */
static bool grow(kepu_scheme_builder *b, kp_scheme_element *element)
{
	if (element->value_count < element->value_capacity)
		return true;
	size_t capacity = element->value_capacity ? 2 * element->value_capacity : 4;
	kp_scheme_value *values = kp_arena_array(&b->scheme->arena, capacity, sizeof *values);
	if (!values)
		return false;
	if (element->value_count)
		memcpy(values, element->values, element->value_count * sizeof *values);
	element->values = values;
	element->value_capacity = capacity;
	return true;
}

static void take_away(kp_scheme_element *element, size_t at)
{
	element->value_count--;
	memmove(element->values + at, element->values + at + 1, (element->value_count - at) * sizeof *element->values);
}

static void put(kp_scheme_element *element, size_t at, const kp_scheme_value *value)
{
	if (!is_at(element, at, (kp_scheme_attribute)value->attribute)) {
		memmove(element->values + at + 1, element->values + at, (element->value_count - at) * sizeof *element->values);
		element->value_count++;
	}
	element->values[at] = *value;
}

kepu_status kp_scheme_set(kepu_scheme_builder *b, kp_scheme_element *element, const char *name, size_t name_length,
                          const char *value, size_t length, kepu_error **err)
{
	kp_scheme_attribute attribute = kp_scheme_attribute_of(name, name_length);
	bool id = attribute == KP_ATTR_ID && is_found_by_id(element);
	kp_scheme_value read = { .attribute = (uint8_t)attribute };
	kp_wording expected;
	if (attribute == KP_ATTRIBUTES || !kp_scheme_may_have(element, attribute))
		return fail_unknown(b, element, name, name_length, err);
	size_t at = place_of(element, attribute);
	if (!value) {
		kepu_status status = id ? change_id(b, element, NULL, err) : KEPU_OK;
		if (!status && is_at(element, at, attribute))
			take_away(element, at);
		return status;
	}
	kepu_status status = check_text(b, element, attribute, value, length, err);
	if (status)
		return status;
	status = kp_scheme_value_read(b->scheme, kp_scheme_type_of(element, attribute),
	                              kp_scheme_attribute_at(attribute)->words, value, length, &read, &expected);
	if (status == KEPU_ERROR_BAD_VALUE)
		return fail_value(b, element, attribute, value, length, expected, err);
	if (status == KEPU_ERROR_OVERFLOW)
		return fail(b, err, status, element, attribute, value, length, NULL);
	if (status || !grow(b, element))
		return out_of_memory(err);
	status = id ? change_id(b, element, read.text, err) : KEPU_OK;
	if (!status)
		put(element, at, &read);
	return status;
}

bool kp_scheme_keep(kepu_scheme_builder *b, kp_scheme_element *element, bool attributes, const char *xml, size_t length)
{
	kp_str *kept = attributes ? &element->foreign_attributes : &element->foreign;
	kp_buffer both = { 0 };
	if (*kept) {
		kp_buffer_add(&both, *kept, kp_str_len(*kept));
		kp_buffer_byte(&both, attributes ? ' ' : '\n');
	}
	kp_buffer_add(&both, xml, length);
	kp_str made = both.failed ? NULL : kp_str_new(&b->scheme->arena, both.bytes, both.length);
	kp_buffer_free(&both);
	if (made)
		*kept = made;
	return made;
}

/* ---- the API ---- */

kepu_status kepu_scheme_builder_new(kepu_scheme_builder **out_builder, kepu_error **err)
{
	if (!out_builder)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_builder", "NULL");
	*out_builder = NULL;
	kepu_scheme_builder *b = kp_calloc(1, sizeof *b);
	kepu_scheme *scheme = kp_calloc(1, sizeof *scheme);
	if (!b || !scheme) {
		free(b);
		free(scheme);
		return out_of_memory(err);
	}
	scheme->tag = KP_TAG_SCHEME;
	atomic_init(&scheme->references, 1);
	kp_arena_init(&scheme->arena);
	kp_intern_init(&scheme->texts, &scheme->arena);
	b->tag = KP_TAG_SCHEME_BUILDER;
	b->scheme = scheme;
	b->at = KP_NOWHERE;
	*out_builder = b;
	return KEPU_OK;
}

void kepu_scheme_builder_free(kepu_scheme_builder *builder)
{
	if (!builder || builder->tag != KP_TAG_SCHEME_BUILDER)
		return;
	builder->tag = 0;
	kepu_scheme_free(builder->scheme);
	free(builder);
}

static kepu_status check_builder(const kepu_scheme_builder *b, kepu_error **err)
{
	if (!b)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "builder", "NULL");
	if (b->tag != KP_TAG_SCHEME_BUILDER)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_scheme_builder", NULL);
	if (!b->scheme)
		return kp_fail(err, KEPU_ERROR_FINISHED, NULL, NULL, NULL);
	return KEPU_OK;
}

static kepu_status no_such_element(const char *argument, size_t number, kepu_error **err)
{
	char text[KP_DECIMAL_TEXT];
	kp_decimal_write((kp_decimal){ number > INT64_MAX ? INT64_MAX : (int64_t)number, 0 }, text);
	return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, argument, text);
}

kepu_status kepu_scheme_builder_add(kepu_scheme_builder *builder, size_t parent, const char *kind, size_t kind_len,
                                    size_t *out_element, kepu_error **err)
{
	if (!out_element)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_element", "NULL");
	*out_element = (size_t)-1;
	kepu_status status = check_builder(builder, err);
	if (status)
		return status;
	if (!kind)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "kind", "NULL");
	if (parent != (size_t)-1 && parent >= builder->scheme->count)
		return no_such_element("parent", parent, err);
	kp_scheme_element *made, *above = parent == (size_t)-1 ? NULL : builder->scheme->elements[parent];
	status = kp_scheme_add(builder, above, kind, kind_len == KEPU_NUL_TERMINATED ? strlen(kind) : kind_len, &made, err);
	if (made)
		*out_element = made->index;
	return status;
}

kepu_status kepu_scheme_builder_set(kepu_scheme_builder *builder, size_t element, const char *name, size_t name_len,
                                    const char *value, size_t value_len, kepu_error **err)
{
	kepu_status status = check_builder(builder, err);
	if (status)
		return status;
	if (!name)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "name", "NULL");
	if (element >= builder->scheme->count)
		return no_such_element("element", element, err);
	return kp_scheme_set(builder, builder->scheme->elements[element], name,
	                     name_len == KEPU_NUL_TERMINATED ? strlen(name) : name_len, value,
	                     value && value_len == KEPU_NUL_TERMINATED ? strlen(value) : value_len, err);
}

kepu_status kepu_scheme_builder_finish(kepu_scheme_builder *builder, kepu_scheme **out_scheme, kepu_error **err)
{
	if (!out_scheme)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_scheme", "NULL");
	*out_scheme = NULL;
	kepu_status status = check_builder(builder, err);
	if (!status)
		status = kp_scheme_finish(builder, err);
	if (status)
		return status;
	*out_scheme = builder->scheme;
	builder->scheme = NULL;
	return KEPU_OK;
}
