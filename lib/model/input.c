#include "model/input.h"

#include "base/date.h"
#include "base/utf8.h"

#define SHOWN_MOST 480 /* bytes of a value that an error shows; the message cuts it further */

kepu_status kp_input_fail(kepu_error **err, kepu_status code, const char *id, const char *first, const char *second)
{
	kp_place place = KP_NOWHERE;
	place.path = id;
	return kp_fail(err, code, &place, first, second);
}

kepu_status kp_input_fail_text(kepu_error **err, kepu_status code, const char *id, kp_text first, const char *second)
{
	char shown[SHOWN_MOST + 1];
	size_t length = first.length < SHOWN_MOST ? first.length : SHOWN_MOST;
	if (length)
		memcpy(shown, first.bytes, length);
	shown[length] = '\0';
	return kp_input_fail(err, code, id, shown, second);
}

kepu_status kp_input_fail_number(kepu_error **err, const char *argument, int64_t number)
{
	char text[KP_DECIMAL_TEXT];
	kp_decimal_write((kp_decimal){ number, 0 }, text);
	return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, argument, text);
}

kepu_status kp_input_builder(const kepu_builder *b, kepu_error **err)
{
	if (!b)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "builder", "NULL");
	if (b->tag != KP_TAG_BUILDER)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_builder", NULL);
	if (!b->plan)
		return kp_fail(err, KEPU_ERROR_FINISHED, NULL, NULL, NULL);
	return KEPU_OK;
}

kepu_status kp_input_failed(const kepu_builder *b, const char *id, kepu_error **err)
{
	if (b->failure == KEPU_ERROR_LIMIT)
		return kp_input_fail(err, KEPU_ERROR_LIMIT, id, "levels", "64");
	if (b->failure == KEPU_ERROR_OVERFLOW) /* the numbers of ids are used up */
		return kp_input_fail(err, KEPU_ERROR_OVERFLOW, id, "999999999999999", NULL);
	return kp_fail(err, b->failure, NULL, NULL, NULL);
}

static kepu_status bad_text(kp_text text, size_t offset, const char *id, kepu_error **err)
{
	kp_place place = KP_NOWHERE;
	place.path = id;
	place.offset = (int64_t)offset;
	if (kp_utf8_check(text.bytes, text.length) == offset)
		return kp_fail(err, KEPU_ERROR_BAD_UTF8, &place, NULL, NULL);
	uint32_t c = kp_utf8_next(text.bytes, &offset);
	char name[] = "U+0000";
	for (size_t at = 6; at > 2; c >>= 4)
		name[--at] = "0123456789ABCDEF"[c & 15];
	return kp_fail(err, KEPU_ERROR_BAD_CHARACTER, &place, name, NULL);
}

kepu_status kp_input_text(const char *bytes, size_t length, const char *argument, const char *id, kp_text *out,
                          kepu_error **err)
{
	*out = (kp_text){ NULL, 0 };
	if (!bytes)
		return KEPU_OK;
	kp_text text = { bytes, length == KEPU_NUL_TERMINATED ? strlen(bytes) : length };
	if (!text.length)
		return kp_input_fail(err, KEPU_ERROR_ARGUMENT, id, argument, "\"\"");
	if (text.length > INT32_MAX)
		return kp_input_fail(err, KEPU_ERROR_LIMIT, id, argument, "2147483647");
	size_t fault = kp_utf8_check_xml(text.bytes, text.length);
	if (fault != KP_UTF8_OK)
		return bad_text(text, fault, id, err);
	*out = text;
	return KEPU_OK;
}

kepu_status kp_input_needed(const char *bytes, size_t length, const char *argument, const char *id, kp_text *out,
                            kepu_error **err)
{
	kepu_status status = kp_input_text(bytes, length, argument, id, out, err);
	if (!status && !out->bytes)
		return kp_input_fail(err, KEPU_ERROR_ARGUMENT, id, argument, "NULL");
	return status;
}

kepu_status kp_input_date(const char *bytes, size_t length, const char *argument, const char *id, kp_text *out,
                          kepu_error **err)
{
	kp_date date;
	kepu_status status = kp_input_text(bytes, length, argument, id, out, err);
	if (status || !out->bytes || kp_date_read(out->bytes, out->length, &date))
		return status;
	return kp_input_fail_text(err, KEPU_ERROR_BAD_DATE, id, *out, NULL);
}

kepu_status kp_input_decimal(const char *bytes, size_t length, const char *argument, const char *id, kp_text *out,
                             kp_decimal *number, kepu_error **err)
{
	*number = (kp_decimal){ 0, 0 };
	kepu_status status = kp_input_text(bytes, length, argument, id, out, err);
	if (status || !out->bytes)
		return status;
	status = kp_decimal_read(out->bytes, out->length, number);
	return status ? kp_input_fail_text(err, status, id, *out, NULL) : KEPU_OK;
}

kepu_status kp_input_target(kepu_builder *b, const char *id, size_t length, kp_target *out, kepu_error **err)
{
	*out = (kp_target){ KEPU_PART_PLAN, b->plan, NULL };
	if (!id)
		return KEPU_OK;
	kp_text text = { id, length == KEPU_NUL_TERMINATED ? strlen(id) : length };
	out->object = kp_build_find(b, text.bytes, text.length, &out->part);
	if (!out->object)
		return kp_input_fail_text(err, KEPU_ERROR_UNKNOWN_ID, NULL, text, "part");
	out->id = *(kp_str *)out->object;
	return KEPU_OK;
}

kepu_status kp_input_no_field(const kp_target *at, kp_text name, kepu_error **err)
{
	char shown[64];
	size_t length = name.length < sizeof shown - 1 ? name.length : sizeof shown - 1;
	if (length)
		memcpy(shown, name.bytes, length);
	shown[length] = '\0';
	return kp_input_fail(err, KEPU_ERROR_UNKNOWN_FIELD, at->id, at->id ? at->id : "plan", shown);
}

kepu_status kp_input_fail_index(kepu_error **err, const char *id, const char *argument, size_t index)
{
	char text[KP_DECIMAL_TEXT];
	int64_t number = index > INT64_MAX ? INT64_MAX : (int64_t)index;
	kp_decimal_write((kp_decimal){ number, 0 }, text);
	return kp_input_fail(err, KEPU_ERROR_ARGUMENT, id, argument, text);
}

kepu_status kp_input_part(const kepu_builder *b, const char *id, size_t length, int32_t part, int32_t other,
                          const char *name, void **out, kepu_error **err)
{
	*out = NULL;
	if (!id)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, name, "NULL");
	kp_text text = { id, length == KEPU_NUL_TERMINATED ? strlen(id) : length };
	int32_t found_part;
	void *found = kp_build_find(b, text.bytes, text.length, &found_part);
	if (!found || (found_part != part && found_part != other))
		return kp_input_fail_text(err, KEPU_ERROR_UNKNOWN_ID, NULL, text, name);
	*out = found;
	return KEPU_OK;
}

bool kp_input_keep(kepu_builder *b, kp_text text, kp_str *out)
{
	*out = text.bytes ? kp_build_text(b, text.bytes, text.length) : NULL;
	return *out || !text.bytes;
}
