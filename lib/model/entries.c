#include "base/date.h"
#include "model/change.h"
#include "model/fields.h"
#include "model/review.h"
#include "model/facts.h"

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

/* What has no id is noted down with the words it was read from, else what it says. */
static bool note_removal(kepu_builder *b, int32_t part, kp_str id, const char *fact, size_t index,
                         const kepu_provenance *proof, kp_str said, kp_record *out)
{
	kp_noted noted = { KEPU_CHANGE_REMOVE, part, id, NULL, NULL, NULL, NULL };
	kp_buffer words = { 0 };
	if (!b->reviewer)
		return kp_record_begin(b, NULL, NULL, 0, out);
	bool good = kp_words_at(b->plan, proof, said, &words) && (noted.field = kp_record_field(b, fact, index, NULL));
	if (good && words.length)
		good = (noted.was = kp_build_text(b, words.bytes, words.length)) != NULL;
	kp_buffer_free(&words);
	if (!good)
		b->failure = KEPU_ERROR_MEMORY;
	return good && kp_record_begin(b, &noted, NULL, 0, out);
}

kepu_status kepu_builder_remove_value(kepu_builder *builder, const char *indicator, size_t indicator_len, size_t index,
                                      kepu_error **err)
{
	kepu_value *value;
	kp_record record;
	kepu_status status = find_value(builder, indicator, indicator_len, index, &value, err);
	if (status)
		return status;
	if (!note_removal(builder, KEPU_PART_INDICATOR, value->indicator->id, "value", index, value->proof, value->quote,
	                  &record))
		return kp_input_failed(builder, value->indicator->id, err);
	kp_remove_value(builder, value);
	kp_record_end(builder, &record);
	return KEPU_OK;
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

/* A field of one value has the new one instead of the old. */
static bool note_replaced(kepu_builder *b, int32_t field, kp_text now, kp_record *out)
{
	const kp_entry *old = b->plan->metadata[field - 1];
	kp_noted noted = { KEPU_CHANGE_SET, KEPU_PART_PLAN, NULL, NULL, NULL, old ? old->text : NULL, NULL };
	bool list = field == KEPU_META_ISSUER || field == KEPU_META_RECIPIENT || field == KEPU_META_BASIS;
	if (!b->reviewer || !old || list)
		return kp_record_begin(b, NULL, NULL, 0, out);
	noted.field = kp_record_field(b, kp_token_text(KP_TOKENS_META, field), 0, NULL);
	return noted.field && kp_input_keep(b, now, &noted.now) && kp_record_begin(b, &noted, NULL, 0, out);
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
	kepu_provenance *proof;
	kp_record record;
	if (kp_input_keep(builder, in.number, &kept) && kp_record_entered(builder, &proof) &&
	    note_replaced(builder, field, in.text, &record))
		entry = kp_build_metadata(builder, field, in.text.bytes, in.text.length);
	if (!entry)
		return kp_input_failed(builder, NULL, err);
	kp_record_end(builder, &record);
	entry->number = kept;
	entry->proof = proof;
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

/* The text of an entry, and its number, are noted down one by one; only what changes. */
static bool note_entry(kepu_builder *b, int32_t field, size_t index, kp_entry *entry, kp_str was, kp_str now,
                       const char *name, kp_record *out)
{
	kp_noted noted = { KEPU_CHANGE_SET, KEPU_PART_PLAN, NULL, NULL, NULL, was, now };
	int32_t check = kepu_provenance_check(entry->proof);
	bool same = was == now || (was && now && kp_str_is(was, now, kp_str_len(now)));
	if (!b->reviewer || (same && name))
		return kp_record_begin(b, NULL, NULL, 0, out);
	noted.field = kp_record_field(b, kp_token_text(KP_TOKENS_META, field), index, name);
	if (check != KEPU_CHECK_ENTERED && (!same || check != KEPU_CHECK_CORRECTED))
		check = same ? KEPU_CHECK_CONFIRMED : KEPU_CHECK_CORRECTED;
	return noted.field && kp_record_begin(b, same ? NULL : &noted, &entry->proof, check, out);
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
	kp_record text_record, number_record;
	if (!kp_input_keep(builder, in.number, &kept_number) || !kp_input_keep(builder, in.text, &kept) ||
	    !note_entry(builder, field, index, entry, entry->text, kept, NULL, &text_record) ||
	    !note_entry(builder, field, index, entry, entry->number, kept_number, "number", &number_record))
		return kp_input_failed(builder, NULL, err);
	bool has_text = field != KEPU_META_PERIOD; /* in a file */
	if (has_text && !kp_foreign_text_begin(builder->plan, entry, kp_entry_element(field), in.text.length, &inside))
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	if (!has_text && !kp_build_period(builder, in.text.bytes, in.text.length))
		return kp_input_failed(builder, NULL, err);
	kp_foreign_text_end(builder->plan, &inside);
	entry->text = kept;
	entry->number = kept_number;
	kp_record_end(builder, &text_record);
	kp_record_end(builder, &number_record);
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
	kp_record record;
	kepu_status status = find_entry(builder, field, index, "index", &entry, err);
	if (status)
		return status;
	if (!note_removal(builder, KEPU_PART_PLAN, NULL, kp_token_text(KP_TOKENS_META, field), index, entry->proof,
	                  entry->text, &record))
		return kp_input_failed(builder, NULL, err);
	kp_remove_entry(builder->plan, field, entry);
	kp_record_end(builder, &record);
	return KEPU_OK;
}
