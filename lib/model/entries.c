#include "base/date.h"
#include "model/change.h"
#include "model/fields.h"

/* What has no id: values by their indicator's and an index, metadata by field and index. */

static kepu_status find_value(kepu_builder *b, const char *indicator, size_t length, size_t index, kepu_value **out,
                              kepu_error **err)
{
	void *of;
	*out = NULL;
	kepu_status status = kp_input_builder(b, err);
	if (!status)
		status = kp_input_part(b, indicator, length, KEPU_PART_INDICATOR, 0, "indicator", &of, err);
	if (status)
		return status;
	*out = kp_value_at(b, of, index);
	return *out ? KEPU_OK : kp_input_fail_index(err, ((kepu_indicator *)of)->id, "index", index);
}

kepu_status kepu_builder_set_value(kepu_builder *builder, const char *indicator, size_t indicator_len, size_t index,
                                   const char *field, size_t field_len, const char *value, size_t value_len,
                                   kepu_error **err)
{
	kepu_value *found;
	kp_text name;
	kepu_status status = find_value(builder, indicator, indicator_len, index, &found, err);
	if (!status)
		status = kp_input_needed(field, field_len, "field", found->indicator->id, &name, err);
	return status ? status : kp_value_set(builder, found, name, value, value_len, err);
}

kepu_status kepu_builder_move_value(kepu_builder *builder, const char *indicator, size_t indicator_len, size_t index,
                                    size_t to, kepu_error **err)
{
	kepu_value *value;
	kepu_status status = find_value(builder, indicator, indicator_len, index, &value, err);
	if (status)
		return status;
	kepu_value *there = kp_value_at(builder, value->indicator, to);
	if (!there)
		return kp_input_fail_index(err, value->indicator->id, "to", to);
	if (to != index)
		kp_move_value(builder, value, to < index ? there : there->next);
	return KEPU_OK;
}

kepu_status kepu_builder_remove_value(kepu_builder *builder, const char *indicator, size_t indicator_len, size_t index,
                                      kepu_error **err)
{
	kepu_value *value;
	kepu_status status = find_value(builder, indicator, indicator_len, index, &value, err);
	if (!status)
		kp_remove_value(builder, value);
	return status;
}

/* Metadata */

/* start/end, of which one may be missing */
static bool is_period(kp_text text)
{
	kp_date date;
	const char *slash = memchr(text.bytes, '/', text.length);
	if (!slash || text.length == 1)
		return false;
	size_t first = (size_t)(slash - text.bytes), second = text.length - first - 1;
	return (!first || kp_date_read(text.bytes, first, &date)) && (!second || kp_date_read(slash + 1, second, &date));
}

static kepu_status known_field(int32_t field, kepu_error **err)
{
	return kp_token_text(KP_TOKENS_META, field) ? KEPU_OK : kp_input_fail_number(err, "field", field);
}

typedef struct metadata_input {
	kp_text text, number;
} metadata_input;

static kepu_status read_input(int32_t field, const char *text, size_t len, const char *number, size_t number_len,
                              metadata_input *out, kepu_error **err)
{
	kp_date date;
	const char *name = kp_token_text(KP_TOKENS_META, field);
	kepu_status status = kp_input_needed(text, len, name, NULL, &out->text, err);
	if (!status)
		status = kp_input_text(number, number_len, "number", NULL, &out->number, err);
	if (!status && out->number.bytes && field != KEPU_META_BASIS)
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "number", name);
	if (status)
		return status;
	bool good = true;
	if (field == KEPU_META_PERIOD)
		good = is_period(out->text);
	else if (field == KEPU_META_ISSUE_DATE)
		good = kp_date_read(out->text.bytes, out->text.length, &date);
	return good ? KEPU_OK : kp_input_fail_text(err, KEPU_ERROR_BAD_DATE, NULL, out->text, NULL);
}

kepu_status kepu_builder_add_metadata(kepu_builder *builder, int32_t field, const char *text, size_t len,
                                      const char *number, size_t number_len, kepu_error **err)
{
	metadata_input in;
	kp_str kept;
	kepu_status status = kp_input_builder(builder, err);
	if (!status)
		status = known_field(field, err);
	if (!status)
		status = read_input(field, text, len, number, number_len, &in, err);
	if (status)
		return status;
	kp_entry *entry = NULL;
	if (kp_input_keep(builder, in.number, &kept))
		entry = kp_build_metadata(builder, field, in.text.bytes, in.text.length);
	if (!entry)
		return kp_input_failed(builder, NULL, err);
	entry->number = kept;
	return KEPU_OK;
}

static kepu_status find_entry(kepu_builder *b, int32_t field, size_t index, const char *argument, kp_entry **out,
                              kepu_error **err)
{
	*out = NULL;
	kepu_status status = kp_input_builder(b, err);
	if (!status)
		status = known_field(field, err);
	if (status)
		return status;
	kp_entry *entry = b->plan->metadata[field - 1];
	for (size_t at = index; entry && at; at--)
		entry = entry->next;
	*out = entry;
	return entry ? KEPU_OK : kp_input_fail_index(err, kp_token_text(KP_TOKENS_META, field), argument, index);
}

kepu_status kepu_builder_set_metadata(kepu_builder *builder, int32_t field, size_t index, const char *text, size_t len,
                                      const char *number, size_t number_len, kepu_error **err)
{
	kp_entry *entry;
	metadata_input in;
	kp_str kept, kept_number;
	kp_foreign_text inside = { NULL, 0, NULL, NULL };
	kepu_status status = find_entry(builder, field, index, "index", &entry, err);
	if (!status)
		status = read_input(field, text, len, number, number_len, &in, err);
	if (status)
		return status;
	if (!kp_input_keep(builder, in.number, &kept_number) || !kp_input_keep(builder, in.text, &kept))
		return kp_input_failed(builder, NULL, err);
	bool has_text = field != KEPU_META_PERIOD; /* in a file */
	if (has_text && !kp_foreign_text_begin(builder->plan, entry, kp_entry_element(field), in.text.length, &inside))
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	if (!has_text && !kp_build_period(builder, in.text.bytes, in.text.length))
		return kp_input_failed(builder, NULL, err);
	kp_foreign_text_end(builder->plan, &inside);
	entry->text = kept;
	entry->number = kept_number;
	return KEPU_OK;
}

kepu_status kepu_builder_move_metadata(kepu_builder *builder, int32_t field, size_t index, size_t to, kepu_error **err)
{
	kp_entry *entry, *there;
	kepu_status status = find_entry(builder, field, index, "index", &entry, err);
	if (!status)
		status = find_entry(builder, field, to, "to", &there, err);
	if (!status && to != index)
		kp_move_entry(builder->plan, field, entry, to < index ? there : there->next);
	return status;
}

kepu_status kepu_builder_remove_metadata(kepu_builder *builder, int32_t field, size_t index, kepu_error **err)
{
	kp_entry *entry;
	kepu_status status = find_entry(builder, field, index, "index", &entry, err);
	if (!status)
		kp_remove_entry(builder->plan, field, entry);
	return status;
}
