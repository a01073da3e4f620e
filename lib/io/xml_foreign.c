/* What is foreign in a plan file: kept as raw XML where it stands. */
#include "io/xml_reader.h"
#include "model/foreign.h"

static bool is_known(kp_reader *r, const unsigned char **attribute, uint64_t known)
{
	if (attribute[2])
		return false;
	uint8_t number = kp_read_name(r, attribute[0])->attribute;
	return number < AT_COUNT && known >> number & 1;
}

bool kp_foreign_attributes(kp_reader *r, const unsigned char **attributes, int count, uint64_t known, kp_buffer *out)
{
	bool good = kp_raw_declare(&r->raw, attributes, count, out) || kp_read_memory(r);
	for (int i = 0; i < count && good; i++) {
		const unsigned char **attribute = attributes + 5 * i;
		if (is_known(r, attribute, known))
			continue;
		kp_raw_attribute(out, attribute);
		if (!attribute[2] || kp_read_is_ours(r, attribute[2]))
			good = kp_read_finding(r, KEPU_FINDING_UNKNOWN_ATTRIBUTE, (const char *)attribute[0],
			                       strlen((const char *)attribute[0]), NULL);
	}
	return good && (!out->failed || kp_read_memory(r));
}

bool kp_foreign_start(kp_reader *r, const unsigned char *name, const unsigned char *prefix, const unsigned char *uri,
                      const unsigned char **attributes, int count)
{
	return kp_raw_start(&r->raw, name, prefix, uri, attributes, count) || kp_read_memory(r);
}

bool kp_foreign_characters(kp_reader *r, const char *bytes, size_t length)
{
	if (r->raw.text + length > (uint64_t)r->limits->text)
		return kp_read_fail_limit(r, "text", r->limits->text);
	return kp_raw_characters(&r->raw, bytes, length) || kp_read_memory(r);
}

/* A piece within a text waits for the object: the byte of the text it stands before, a colon, the XML, NUL. */
static bool keep_within_text(kp_reader *r)
{
	kp_buffer_int(&r->inside, (int64_t)r->text.length);
	kp_buffer_byte(&r->inside, ':');
	kp_buffer_add(&r->inside, r->raw.xml.bytes, r->raw.xml.length);
	kp_buffer_byte(&r->inside, '\0');
	return !r->inside.failed || kp_read_memory(r);
}

bool kp_foreign_keep(kp_reader *r)
{
	const kp_frame *frame = kp_read_frame(r);
	if (kp_elements[frame->element].text)
		return keep_within_text(r);
	bool first = !frame->last_owner;
	bool added =
		kp_foreign_add(r->plan, first ? frame->owner : frame->last_owner, first ? frame->number : frame->last_number,
	                   first ? KP_FOREIGN_FIRST : KP_FOREIGN_AFTER, r->raw.xml.bytes, r->raw.xml.length);
	return added || kp_read_memory(r);
}

bool kp_foreign_end(kp_reader *r, const unsigned char *name, const unsigned char *prefix)
{
	return kp_raw_end(&r->raw, name, prefix) || kp_read_memory(r);
}

bool kp_foreign_settle(kp_reader *r, const kp_frame *frame)
{
	const kp_buffer *attributes = &r->attributes;
	if (attributes->length && !kp_foreign_add(r->plan, frame->owner, frame->number, KP_FOREIGN_ATTRIBUTES,
	                                          attributes->bytes + 1, attributes->length - 1))
		return kp_read_memory(r);
	for (size_t at = 0; at < r->inside.length;) {
		size_t length = strlen(r->inside.bytes + at);
		if (!kp_foreign_add(r->plan, frame->owner, frame->number, KP_FOREIGN_FIRST, r->inside.bytes + at, length))
			return kp_read_memory(r);
		at += length + 1;
	}
	r->attributes.length = r->inside.length = 0;
	return true;
}
