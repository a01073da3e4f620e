/* What reading a plan file needs whatever its form: failures, findings, beginning and end. */
#include "base/utf8.h"
#include "io/xml_declaration.h"
#include "io/xml_reader.h"

#include <libxml/parser.h>
#include <stdlib.h>

#define FINDINGS_MOST 1000
#define FAULT_NOWHERE UINT64_MAX
#define SHOWN_MOST 1024 /* bytes of a value that a message may need */

/* ---- failing ---- */

uint64_t kp_read_offset(const kp_reader *r)
{
	return r->form->here(r);
}

uint64_t kp_read_place(kp_reader *r, kp_slice value)
{
	return r->form->place(r, value);
}

bool kp_read_fail_at(kp_reader *r, kepu_status code, uint64_t offset, bool tag, const char *first, const char *second)
{
	if (r->status)
		return false;
	r->status = kp_fail(r->err, code, NULL, first, second);
	r->fault = offset;
	r->fault_is_tag = tag && !r->json;
	if (r->parser)
		xmlStopParser(r->parser);
	return false;
}

bool kp_read_fail(kp_reader *r, kepu_status code, const char *first, const char *second)
{
	return kp_read_fail_at(r, code, kp_read_frame(r)->place, true, first, second);
}

bool kp_read_fail_text(kp_reader *r, kepu_status code, uint64_t offset, kp_slice value, const char *second)
{
	kp_buffer text = { 0 };
	kp_buffer_add(&text, value.bytes, value.length < SHOWN_MOST ? value.length : SHOWN_MOST);
	kp_read_fail_at(r, code, offset, true, text.length ? text.bytes : "", second);
	kp_buffer_free(&text);
	return false;
}

bool kp_read_fail_slice(kp_reader *r, kepu_status code, kp_slice value, const char *second)
{
	return kp_read_fail_text(r, code, r->form->place(r, value), value, second);
}

static bool fail_number(kp_reader *r, kepu_status code, const char *first, int64_t number)
{
	char text[KP_DECIMAL_TEXT];
	kp_decimal_write((kp_decimal){ number, 0 }, text);
	return kp_read_fail(r, code, first ? first : text, first ? text : NULL);
}

bool kp_read_fail_limit(kp_reader *r, const char *what, int64_t limit)
{
	return fail_number(r, KEPU_ERROR_LIMIT, what, limit);
}

bool kp_read_fail_ratio(kp_reader *r)
{
	return fail_number(r, KEPU_ERROR_RATIO, NULL, r->limits->ratio);
}

bool kp_read_memory(kp_reader *r)
{
	return kp_read_fail_at(r, KEPU_ERROR_MEMORY, FAULT_NOWHERE, false, NULL, NULL);
}

bool kp_read_fail_character(kp_reader *r, const char *bytes, size_t length, uint64_t offset)
{
	char code[16] = "U+0000";
	bool utf8 = kp_utf8_check(bytes, length < 3 ? length : 3) == KP_UTF8_OK || (unsigned char)bytes[0] < 0x80;
	size_t at = 0;
	uint32_t c = utf8 ? kp_utf8_next(bytes, &at) : 0;
	for (int i = 5; i > 1; i--, c >>= 4)
		code[i] = "0123456789ABCDEF"[c & 15];
	return kp_read_fail_at(r, utf8 ? KEPU_ERROR_BAD_CHARACTER : KEPU_ERROR_BAD_UTF8, offset, false, utf8 ? code : NULL,
	                       NULL);
}

/* ---- findings ---- */

/* Id of the innermost part of the plan that is being read. */
static const char *subject(const kp_reader *r)
{
	const uint64_t parts = KP_BIT(EL_UNIT) | KP_BIT(EL_NODE) | KP_BIT(EL_ASSIGNMENT) | KP_BIT(EL_INDICATOR) |
	                       KP_BIT(EL_PHASE) | KP_BIT(EL_ANNEX);
	for (uint32_t depth = r->depth; depth; depth--) {
		const kp_frame *frame = &r->frames[depth];
		kp_str id;
		if (!(parts & KP_BIT(frame->element)) || !frame->owner)
			continue;
		memcpy(&id, frame->owner, sizeof id); /* every object begins with its id */
		return id;
	}
	return NULL;
}

static bool reported_before(kp_reader *r, int32_t code, const char *first, const char *second)
{
	kp_buffer key = { 0 };
	size_t count = r->reported.count;
	kp_buffer_int(&key, code);
	kp_buffer_byte(&key, ' ');
	kp_buffer_text(&key, first);
	kp_buffer_byte(&key, ' ');
	kp_buffer_text(&key, second);
	kp_str kept = key.failed ? NULL : kp_intern_get(&r->reported, key.bytes, key.length);
	kp_buffer_free(&key);
	return !kept ? !kp_read_memory(r) : r->reported.count == count;
}

bool kp_read_finding(kp_reader *r, int32_t code, const char *first, size_t length, const char *second)
{
	if (!r->findings || r->reported.count >= FINDINGS_MOST)
		return true;
	kp_buffer text = { 0 };
	kp_buffer_add(&text, first, length < SHOWN_MOST ? length : SHOWN_MOST);
	bool good = !text.failed;
	if (good && !reported_before(r, code, text.bytes, second)) {
		kp_where at = r->form->where(r, kp_read_offset(r));
		kp_place place = { r->source->name, at.line, at.column, -1, NULL };
		good = kp_findings_add(r->findings, code, subject(r), &place, text.bytes, second);
	}
	kp_buffer_free(&text);
	return !r->status && (good || kp_read_memory(r));
}

/* ---- elements ---- */

const kp_name_slot *kp_read_name(kp_reader *r, const void *name)
{
	size_t at = (size_t)((uint64_t)(uintptr_t)name * UINT64_C(0x9e3779b97f4a7c15) >> 40);
	kp_name_slot *slot = &r->names[at & (KP_NAME_SLOTS - 1)];
	while (slot->name && slot->name != name)
		slot = &r->names[++at & (KP_NAME_SLOTS - 1)];
	if (slot->name)
		return slot;
	if (r->name_count ==
	    KP_NAMES_MOST) /* only a file with very many names of its own: the rest is looked up each time */
		slot = &r->other_name;
	else
		r->name_count++;
	slot->name = name;
	slot->element = (uint8_t)kp_element_of(name);
	slot->attribute = (uint8_t)kp_attribute_of(name);
	return slot;
}

bool kp_read_is_ours(kp_reader *r, const void *uri)
{
	if (uri && uri == r->our_uri)
		return true;
	if (!uri || strcmp(uri, KP_NAMESPACE) != 0)
		return false;
	r->our_uri = uri;
	return true;
}

/* Attributes that an element knows, which for some depends on what it stands in. */
uint64_t kp_read_known(kp_element element, kp_element above)
{
	uint64_t known = kp_elements[element].attributes;
	if (element == EL_TEXT && above != EL_NODE)
		return KP_BIT(AT_CONTENT); /* its provenance is that of the whole */
	if (element == EL_TITLE && above == EL_ANNEX)
		return 0;
	if (element == EL_TITLE && above == EL_METADATA)
		return known & ~KP_BIT(AT_CONTENT);
	return known;
}

void kp_read_push(kp_reader *r, kp_element element, uint64_t offset)
{
	kp_frame *above = kp_read_frame(r), *frame = above + 1;
	bool text = kp_elements[element].text;
	frame->element = element;
	frame->number = element;
	frame->owner = text ? above->owner : r->plan;
	frame->place = offset;
	if (!text) { /* nothing of ours can stand in a text */
		frame->last_owner = NULL;
		frame->seen = 0;
		memset(frame->counts, 0, sizeof frame->counts);
	}
	above->counts[kp_elements[element].series]++;
	r->depth++;
}

bool kp_read_version(kp_reader *r)
{
	kp_slice version = r->values[AT_VERSION];
	int major, minor;
	if (!kp_read_has(r, AT_VERSION))
		return kp_read_fail(r, KEPU_ERROR_MISSING_ATTRIBUTE, "plan", "version");
	if (!kp_version_read(version.bytes, version.length, &major, &minor))
		return kp_read_fail_slice(r, KEPU_ERROR_BAD_VALUE, version, KP_FORMAT_VERSION);
	if (major != KP_FORMAT_MAJOR)
		return kp_read_fail_slice(r, KEPU_ERROR_WRONG_VERSION, version, KP_FORMAT_VERSION);
	if (minor <= KP_FORMAT_MINOR)
		return true;
	return kp_read_text(r, AT_VERSION, &r->plan->file_version) &&
	       kp_read_finding(r, KEPU_FINDING_NEWER_VERSION, version.bytes, version.length, NULL);
}

/* ---- beginning and end ---- */

kepu_status kp_read_open(kp_reader **out, const kp_form *form, kp_source *source, bool findings, kepu_error **err)
{
	kp_reader *r = *out = kp_calloc(1, sizeof *r);
	if (!r)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	r->form = form;
	r->source = source;
	r->limits = source->limits;
	r->raw.home = KP_NAMESPACE;
	r->err = err;
	r->fault = FAULT_NOWHERE;
	kp_arena_init(&r->reported_arena);
	kp_intern_init(&r->reported, &r->reported_arena);
	r->builder = kp_builder_new();
	if (findings)
		r->findings = kp_findings_new();
	if (!r->builder || (findings && !r->findings)) {
		kp_read_memory(r);
		return kp_read_close(r, NULL, NULL);
	}
	r->plan = r->builder->plan;
	kp_spans_init(&r->spans, r->plan);
	return KEPU_OK;
}

/* The first fault, once nothing is read any more: then the source may be read anew to find its line. */
static void locate(kp_reader *r)
{
	kp_place place = KP_NOWHERE;
	kp_buffer path = { 0 };
	if (!r->err || !*r->err || r->fault == FAULT_NOWHERE)
		return;
	r->form->path(r, &path);
	place.file = r->source->name;
	place.path = path.length && !path.failed ? path.bytes : NULL;
	kp_place_find(r->source, r->fault, r->fault_is_tag, &place);
	kp_error_locate(*r->err, &place);
	kp_buffer_free(&path);
}

static void release(kp_reader *r)
{
	kepu_builder_free(r->builder);
	kepu_findings_free(r->findings);
	kp_spans_free(&r->spans);
	kp_intern_free(&r->reported);
	kp_arena_free(&r->reported_arena);
	kp_buffer_free(&r->text);
	kp_buffer_free(&r->attributes);
	kp_buffer_free(&r->inside);
	kp_raw_free(&r->raw);
	free(r->unescaped);
	free(r->pending);
	free(r);
}

kepu_status kp_read_close(kp_reader *r, kepu_plan **out_plan, kepu_findings **out_findings)
{
	kepu_status status = r->status;
	if (status)
		locate(r);
	else
		status = kp_builder_finish(r->builder, out_plan, r->err);
	if (!status && out_findings) {
		*out_findings = r->findings;
		r->findings = NULL;
	}
	release(r);
	return status;
}
