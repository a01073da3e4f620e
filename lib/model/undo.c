#include "model/review.h"

#include <stdlib.h>

/* Taking back: the changes of a part from the last to the first, each field as it was before. */

static kp_text text_of(kp_str s)
{
	return (kp_text){ s, kp_str_len(s) };
}

/* The number behind a colon; moves behind it and the next colon. */
static size_t take_index(kp_text *name)
{
	size_t index = 0;
	while (name->length && *name->bytes != ':') {
		index = index * 10 + (size_t)(*name->bytes - '0');
		name->bytes++;
		name->length--;
	}
	if (name->length) {
		name->bytes++;
		name->length--;
	}
	return index;
}

/* What stands before the first colon; moves behind it. */
static kp_text take_word(kp_text *name)
{
	kp_text word = { name->bytes, 0 };
	while (name->length && *name->bytes != ':') {
		word.length++;
		name->bytes++;
		name->length--;
	}
	if (name->length) {
		name->bytes++;
		name->length--;
	}
	return word;
}

static bool is_number(kp_text name)
{
	for (size_t i = 0; i < name.length && name.bytes[i] != ':'; i++)
		if (name.bytes[i] < '0' || name.bytes[i] > '9' || i > 8)
			return false;
	return name.length && name.bytes[0] != ':';
}

static kepu_status set_lines(kepu_builder *b, const kepu_change *change, kepu_error **err)
{
	kp_text left = text_of(change->was), field = text_of(change->field);
	kepu_status status =
		kepu_builder_set(b, change->id, kp_str_len(change->id), field.bytes, field.length, NULL, 0, err);
	while (!status && left.length) {
		const char *end = memchr(left.bytes, '\n', left.length);
		size_t length = end ? (size_t)(end - left.bytes) : left.length;
		status =
			kepu_builder_set(b, change->id, kp_str_len(change->id), field.bytes, field.length, left.bytes, length, err);
		left.bytes += end ? length + 1 : length;
		left.length -= end ? length + 1 : length;
	}
	return status;
}

static kepu_status set_entry(kepu_builder *b, const kepu_change *change, kp_text rest, int32_t field, kepu_error **err)
{
	size_t index = take_index(&rest), at = index;
	const kp_entry *entry = b->plan->metadata[field - 1];
	for (; entry && at; at--)
		entry = entry->next;
	if (!entry) /* it was removed since */
		return KEPU_OK;
	kp_str text = rest.length || !change->was ? entry->text : change->was;
	kp_str number = rest.length ? change->was : entry->number;
	return kepu_builder_set_metadata(b, field, index, text, kp_str_len(text), number, kp_str_len(number), err);
}

static kepu_status set_back(kepu_builder *b, const kepu_change *change, kepu_error **err)
{
	static const char *const lists[] = { "alias", "function", "member" };
	kp_text name = text_of(change->field), rest = name, first = take_word(&rest);
	size_t id_length = kp_str_len(change->id), was_length = kp_str_len(change->was);
	if (is_number(rest) && change->id) {
		size_t index = take_index(&rest);
		return kepu_builder_set_value(b, change->id, id_length, index, rest.bytes, rest.length, change->was, was_length,
		                              err);
	}
	int32_t field = is_number(rest) ? kp_token_code(KP_TOKENS_META, first.bytes, first.length) : KEPU_UNKNOWN;
	if (field)
		return set_entry(b, change, rest, field, err);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (kp_token_number(change->part) == KEPU_PART_UNIT && kp_str_is(change->field, lists[i], strlen(lists[i])))
			return set_lines(b, change, err);
	return kepu_builder_set(b, change->id, id_length, name.bytes, name.length, change->was, was_length, err);
}

static bool is_about(const kepu_change *change, kp_str id)
{
	if (kp_token_number(change->action) != KEPU_CHANGE_SET || !change->field || !change->id != !id)
		return false;
	return !id || kp_str_is(change->id, id, kp_str_len(id));
}

kepu_status kepu_builder_undo(kepu_builder *builder, const char *id, size_t id_len, kepu_error **err)
{
	kp_target at;
	kepu_status status = kp_input_builder(builder, err);
	if (!status && !builder->reviewer)
		status = kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "reviewer", "NULL");
	if (!status)
		status = kp_input_target(builder, id, id_len, &at, err);
	if (status)
		return status;
	const kepu_change **list = kp_calloc(builder->plan->change_count + 1, sizeof *list);
	size_t count = 0;
	if (!list)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	for (const kepu_change *c = builder->plan->first_change; c; c = c->next)
		if (is_about(c, at.id))
			list[count++] = c;
	while (count && !status)
		status = set_back(builder, list[--count], err);
	free(list);
	return status ? status : kp_forget_checks(builder, &at, err);
}
