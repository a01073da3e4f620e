/* Schemes as XML and as JSON. The layout is fixed: an element on a line of its own, its attributes in the order of their
 * table, a blank for each level. */
#include "io/json.h"
#include "io/scheme_io.h"
#include "io/xml_escape.h"

#include <kepu/io.h>
#include <kepu/scheme.h>
#include <stdlib.h>

static void indent(kp_buffer *out, unsigned depth)
{
	for (unsigned i = 0; i < depth; i++)
		kp_buffer_byte(out, ' ');
}

/* ---- XML ---- */

static void put_xml_value(kp_buffer *out, const char *name, const char *value, size_t length)
{
	kp_buffer_byte(out, ' ');
	kp_buffer_text(out, name);
	kp_buffer_text(out, "=\"");
	kp_xml_add_value(out, value, length);
	kp_buffer_byte(out, '"');
}

static void put_xml(kp_buffer *out, const kp_scheme_element *element)
{
	indent(out, element->depth);
	kp_buffer_byte(out, '<');
	kp_buffer_text(out, kp_scheme_name(element));
	if (!element->parent)
		kp_buffer_text(out, " xmlns=\"" KP_SCHEME_NAMESPACE "\" version=\"" KP_SCHEME_VERSION "\"");
	for (size_t i = 0; i < element->value_count; i++) {
		const kp_scheme_value *value = &element->values[i];
		put_xml_value(out, kp_scheme_attribute_name((kp_scheme_attribute)value->attribute), value->written,
		              kp_str_len(value->written));
	}
	if (element->foreign_attributes) {
		kp_buffer_byte(out, ' ');
		kp_buffer_add(out, element->foreign_attributes, kp_str_len(element->foreign_attributes));
	}
	if (!element->first && !element->foreign) {
		kp_buffer_text(out, "/>\n");
		return;
	}
	kp_buffer_text(out, ">\n");
	if (element->foreign) {
		kp_buffer_add(out, element->foreign, kp_str_len(element->foreign));
		kp_buffer_byte(out, '\n');
	}
	for (const kp_scheme_element *child = element->first; child; child = child->next)
		put_xml(out, child);
	indent(out, element->depth);
	kp_buffer_text(out, "</");
	kp_buffer_text(out, kp_scheme_name(element));
	kp_buffer_text(out, ">\n");
}

/* ---- JSON ---- */

static void put_member(kp_buffer *out, const char *name, kp_str value)
{
	kp_buffer_text(out, ", \"");
	kp_buffer_text(out, name);
	kp_buffer_text(out, "\": ");
	kp_json_text(out, value);
}

static void put_json(kp_buffer *out, const kp_scheme_element *element)
{
	indent(out, element->depth);
	kp_buffer_text(out, element->parent ? "{\"kind\": \""
	                                    : "{\"format\": \"" KP_SCHEME_NAMESPACE "\", \"version\": \"" KP_SCHEME_VERSION
	                                      "\", \"kind\": \"");
	kp_buffer_text(out, kp_scheme_name(element));
	kp_buffer_byte(out, '"');
	for (size_t i = 0; i < element->value_count; i++)
		put_member(out, kp_scheme_attribute_name((kp_scheme_attribute)element->values[i].attribute),
		           element->values[i].written);
	if (element->foreign_attributes)
		put_member(out, "foreign-attributes", element->foreign_attributes);
	if (element->foreign)
		put_member(out, "foreign", element->foreign);
	if (element->first)
		kp_buffer_text(out, ", \"children\": [\n");
	for (const kp_scheme_element *child = element->first; child; child = child->next) {
		put_json(out, child);
		kp_buffer_text(out, child->next ? ",\n" : "]");
	}
	kp_buffer_byte(out, '}');
}

/* ---- the API ---- */

static kepu_status write_scheme(const kepu_scheme *scheme, bool json, char **out_bytes, size_t *out_len,
                                kepu_error **err)
{
	kp_buffer out = { 0 };
	if (!out_bytes)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_bytes", "NULL");
	*out_bytes = NULL;
	if (!out_len)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_len", "NULL");
	*out_len = 0;
	if (!scheme)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "scheme", "NULL");
	if (scheme->tag != KP_TAG_SCHEME)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_scheme", NULL);
	if (!json)
		kp_buffer_text(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	(json ? put_json : put_xml)(&out, scheme->elements[0]);
	if (json)
		kp_buffer_byte(&out, '\n');
	*out_bytes = kp_buffer_take(&out, out_len);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

kepu_status kepu_scheme_to_xml(const kepu_scheme *scheme, char **out_bytes, size_t *out_len, kepu_error **err)
{
	return write_scheme(scheme, false, out_bytes, out_len, err);
}

kepu_status kepu_scheme_to_json(const kepu_scheme *scheme, char **out_bytes, size_t *out_len, kepu_error **err)
{
	return write_scheme(scheme, true, out_bytes, out_len, err);
}

kepu_status kepu_scheme_save_file(const kepu_scheme *scheme, const char *path, kepu_error **err)
{
	char *bytes;
	size_t length;
	kepu_status status = kepu_scheme_to_xml(scheme, &bytes, &length, err);
	if (status)
		return status;
	if (path)
		status = kepu_file_save(path, bytes, length, err);
	else
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "path", "NULL");
	free(bytes);
	return status;
}
