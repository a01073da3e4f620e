#include "score/rules.h"

#include <stdlib.h>

#define NO_ELEMENT ((size_t)-1)

kepu_scheme *kp_scheme_ref(kepu_scheme *scheme)
{
	if (scheme)
		atomic_fetch_add(&scheme->references, 1);
	return scheme;
}

void kepu_scheme_free(kepu_scheme *scheme)
{
	if (!scheme || scheme->tag != KP_TAG_SCHEME || atomic_fetch_sub(&scheme->references, 1) > 1)
		return;
	scheme->tag = 0;
	kp_map_free(&scheme->by_id);
	kp_intern_free(&scheme->texts);
	kp_arena_free(&scheme->arena);
	free(scheme->elements);
	free(scheme);
}

/* ---- values ---- */

const char *kp_scheme_name(const kp_scheme_element *element)
{
	return element->rule ? element->rule->name : kp_scheme_kind_at(element->kind)->name;
}

const kp_scheme_value *kp_scheme_get(const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	for (size_t i = 0; element && i < element->value_count; i++)
		if (element->values[i].attribute == attribute)
			return &element->values[i];
	return NULL;
}

kp_str kp_scheme_text(const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	const kp_scheme_value *value = kp_scheme_get(element, attribute);
	return value ? value->text : NULL;
}

kp_decimal kp_scheme_number(const kp_scheme_element *element, kp_scheme_attribute attribute, kp_decimal otherwise)
{
	const kp_scheme_value *value = kp_scheme_get(element, attribute);
	return value && (value->form == KP_FORM_NUMBER || value->form == KP_FORM_QUOTA_SHARE) ? value->number : otherwise;
}

kp_word kp_scheme_word(const kp_scheme_element *element, kp_scheme_attribute attribute, kp_word otherwise)
{
	const kp_scheme_value *value = kp_scheme_get(element, attribute);
	return value && value->form == KP_FORM_WORD ? (kp_word)value->word : otherwise;
}

const kp_scheme_value *kp_scheme_inherited(const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	const kp_scheme_value *value = NULL;
	for (; element && !value; element = element->parent)
		value = kp_scheme_get(element, attribute);
	return value;
}

/* ---- the tree ---- */

const kp_scheme_element *kp_scheme_find(const kepu_scheme *scheme, const char *id, size_t length)
{
	return kp_map_get(&scheme->by_id, id, length);
}

const kp_scheme_element *kp_scheme_child(const kp_scheme_element *parent, kp_scheme_kind kind,
                                         const kp_scheme_element *before)
{
	const kp_scheme_element *child = before ? before->next : parent ? parent->first : NULL;
	while (child && child->kind != kind)
		child = child->next;
	return child;
}

bool kp_scheme_lists(const kp_scheme_element *element, kp_scheme_attribute attribute, kp_str text)
{
	const kp_scheme_value *value = kp_scheme_get(element, attribute);
	for (size_t i = 0; text && value && i < value->list_count; i++)
		if (kp_str_is(value->list[i], text, kp_str_len(text)))
			return true;
	return false;
}

bool kp_scheme_fits_card(const kp_scheme_element *element, kp_str group, kp_str kind)
{
	bool named = kp_scheme_get(element, KP_ATTR_GROUPS) || kp_scheme_get(element, KP_ATTR_KINDS);
	return !named || kp_scheme_lists(element, KP_ATTR_GROUPS, group) || kp_scheme_lists(element, KP_ATTR_KINDS, kind);
}

const kp_scheme_element *kp_scheme_stage(const kepu_scheme *scheme, size_t number)
{
	return number < scheme->stage_count ? scheme->stages[number] : NULL;
}

bool kp_scheme_is_item(const kp_scheme_element *element)
{
	return element && (element->kind == KP_SCHEME_MODULE || element->kind == KP_SCHEME_CRITERION) &&
	       !kp_scheme_get(element, KP_ATTR_ACCOUNT);
}

/* ---- reading from outside ---- */

static const kp_scheme_element *element_at(const kepu_scheme *scheme, size_t index)
{
	return index < kepu_scheme_count(scheme) ? scheme->elements[index] : NULL;
}

size_t kepu_scheme_count(const kepu_scheme *scheme)
{
	return scheme && scheme->tag == KP_TAG_SCHEME ? scheme->count : 0;
}

const char *kepu_scheme_kind(const kepu_scheme *scheme, size_t element, size_t *out_len)
{
	const kp_scheme_element *one = element_at(scheme, element);
	const char *name = one ? kp_scheme_name(one) : NULL;
	if (out_len)
		*out_len = name ? strlen(name) : 0;
	return name;
}

size_t kepu_scheme_parent(const kepu_scheme *scheme, size_t element)
{
	const kp_scheme_element *one = element_at(scheme, element);
	return one && one->parent ? one->parent->index : NO_ELEMENT;
}

const char *kepu_scheme_value(const kepu_scheme *scheme, size_t element, const char *name, size_t name_len,
                              size_t *out_len)
{
	const kp_scheme_element *one = name ? element_at(scheme, element) : NULL;
	if (name_len == KEPU_NUL_TERMINATED && name)
		name_len = strlen(name);
	kp_scheme_attribute attribute = one ? kp_scheme_attribute_of(name, name_len) : KP_ATTRIBUTES;
	const kp_scheme_value *value = kp_scheme_get(one, attribute);
	return kp_str_out(value ? value->written : NULL, out_len);
}

size_t kepu_scheme_find(const kepu_scheme *scheme, const char *id, size_t len)
{
	if (!id || !kepu_scheme_count(scheme))
		return NO_ELEMENT;
	const kp_scheme_element *found = kp_scheme_find(scheme, id, len == KEPU_NUL_TERMINATED ? strlen(id) : len);
	return found ? found->index : NO_ELEMENT;
}
