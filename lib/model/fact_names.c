#include "model/review.h"

/* Setting facts by the names that docs/facts.md gives them, with values as they stand there. */

static bool is(kp_text text, const char *word)
{
	return text.length == strlen(word) && memcmp(text.bytes, word, text.length) == 0;
}

typedef struct setter {
	kepu_builder *b;
	kp_target at;
	kp_text value; /* bytes NULL: to be taken away */
	kepu_error **err;
} setter;

static kepu_status set(const setter *s, const char *field, const char *value, size_t length)
{
	return kepu_builder_set(s->b, s->at.id, KEPU_NUL_TERMINATED, field, KEPU_NUL_TERMINATED, value, length, s->err);
}

static kepu_status set_it(const setter *s, const char *field)
{
	return set(s, field, s->value.bytes, s->value.length);
}

/* One a line, or parted by 、 or a comma: the field's values instead of those it has. */
static kepu_status set_each(const setter *s, const char *field)
{
	static const char *const marks[] = { "\n", "、", ",", "，" };
	const char *at = s->value.bytes, *last = at ? at + s->value.length : NULL, *start = at;
	kepu_status status = set(s, field, NULL, 0);
	while (!status && start && start < last) {
		size_t mark = 0;
		for (at = start; at < last && !mark; at += mark ? 0 : 1)
			for (size_t i = 0; i < sizeof marks / sizeof *marks && !mark; i++)
				if ((size_t)(last - at) >= strlen(marks[i]) && memcmp(at, marks[i], strlen(marks[i])) == 0)
					mark = strlen(marks[i]);
		if (at > start)
			status = set(s, field, start, (size_t)(at - start));
		start = at + mark;
	}
	return status;
}

/* By its name as written: the first that is called so, else a new one. */
static kepu_status set_unit(const setter *s)
{
	const char *id = NULL;
	if (!s->value.bytes)
		return set_it(s, "unit");
	for (const kepu_unit *u = s->b->plan->first_unit; u && !id; u = u->next)
		if (kp_str_is(u->name, s->value.bytes, s->value.length))
			id = u->id;
	kepu_status status = KEPU_OK;
	if (!id)
		status = kepu_builder_add_unit(s->b, s->value.bytes, s->value.length, 0, &id, s->err);
	return status ? status : set(s, "unit", id, strlen(id));
}

static kepu_status set_value(const setter *s, const char *field, const char *value, size_t length)
{
	return kepu_builder_set_value(s->b, s->at.id, KEPU_NUL_TERMINATED, 0, field, KEPU_NUL_TERMINATED, value, length,
	                              s->err);
}

/* The end that the comparison is about. */
static kepu_status set_number(const setter *s)
{
	const kepu_indicator *indicator = s->at.object;
	int32_t comparison = kp_token_number(indicator->comparison);
	bool upper = comparison == KEPU_COMPARISON_AT_MOST || comparison == KEPU_COMPARISON_LESS;
	return set_value(s, upper ? "high" : "low", s->value.bytes, s->value.length);
}

static kepu_status set_baseline(const setter *s)
{
	bool yes = is(s->value, "true");
	if (!yes && !is(s->value, "false"))
		return kp_input_fail_text(s->err, KEPU_ERROR_BAD_VALUE, s->at.id, s->value, "true, false");
	return set_value(s, "kind", yes ? "baseline" : "target", KEPU_NUL_TERMINATED);
}

static kepu_status set_frequency(const setter *s)
{
	return is(s->value, "per_unit") ? set(s, "every", "once", 4) : set_it(s, "every");
}

static kepu_status set_of_indicator(const setter *s, kp_text name)
{
	if (is(name, "op"))
		return set_it(s, "comparison");
	if (is(name, "value"))
		return set_number(s);
	if (is(name, "year"))
		return set_value(s, "time", s->value.bytes, s->value.length);
	if (is(name, "quote"))
		return set_value(s, "quote", s->value.bytes, s->value.length);
	if (is(name, "baseline"))
		return set_baseline(s);
	return is(name, "frequency") ? set_frequency(s) : KEPU_NO_VALUE;
}

static kepu_status set_of_unit(const setter *s, kp_text name)
{
	if (is(name, "unit"))
		return set_it(s, "name");
	if (is(name, "aliases"))
		return set_each(s, "alias");
	return is(name, "functions") ? set_each(s, "function") : KEPU_NO_VALUE;
}

/* KEPU_NO_VALUE: the name is none of these, and so the field's own. */
static kepu_status set_of_part(const setter *s, kp_text name)
{
	switch (s->at.part) {
	case KEPU_PART_INDICATOR: return set_of_indicator(s, name);
	case KEPU_PART_UNIT: return set_of_unit(s, name);
	case KEPU_PART_ASSIGNMENT: return is(name, "unit") ? set_unit(s) : KEPU_NO_VALUE;
	case KEPU_PART_PHASE: return is(name, "quote") ? set_it(s, "text") : KEPU_NO_VALUE;
	case KEPU_PART_NODE: return is(name, "due_date") ? set_it(s, "due-date") : KEPU_NO_VALUE;
	default: return KEPU_NO_VALUE;
	}
}

/* Metadata: "issuer", "recipients:2". *out_field is 0 where the name is none of these. */
static size_t metadata_field(kp_text name, int32_t *out_field)
{
	static const struct {
		const char *name;
		int32_t field;
	} names[] = {
		{ "title", KEPU_META_TITLE },
		{ "notice_title", KEPU_META_NOTICE_TITLE },
		{ "notice-title", KEPU_META_NOTICE_TITLE },
		{ "document_number", KEPU_META_DOCUMENT_NUMBER },
		{ "document-number", KEPU_META_DOCUMENT_NUMBER },
		{ "issuer", KEPU_META_ISSUER },
		{ "issue_date", KEPU_META_ISSUE_DATE },
		{ "issue-date", KEPU_META_ISSUE_DATE },
		{ "period", KEPU_META_PERIOD },
		{ "recipients", KEPU_META_RECIPIENT },
		{ "recipient", KEPU_META_RECIPIENT },
		{ "basis", KEPU_META_BASIS },
	};
	const char *colon = memchr(name.bytes, ':', name.length);
	kp_text word = { name.bytes, colon ? (size_t)(colon - name.bytes) : name.length };
	size_t index = 0;
	*out_field = 0;
	for (size_t i = word.length + 1; i < name.length; i++) {
		if (name.bytes[i] < '0' || name.bytes[i] > '9' || index > UINT32_MAX)
			return 0;
		index = index * 10 + (size_t)(name.bytes[i] - '0');
	}
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (is(word, names[i].name))
			*out_field = names[i].field;
	return index;
}

static kepu_status set_metadata(const setter *s, int32_t field, size_t index)
{
	const kp_entry *entry = s->b->plan->metadata[field - 1];
	size_t at = index;
	for (; entry && at; at--)
		entry = entry->next;
	if (!s->value.bytes)
		return kepu_builder_remove_metadata(s->b, field, index, s->err);
	if (!entry && !at) /* the one behind the last */
		return kepu_builder_add_metadata(s->b, field, s->value.bytes, s->value.length, NULL, 0, s->err);
	kp_str number = entry ? entry->number : NULL;
	return kepu_builder_set_metadata(s->b, field, index, s->value.bytes, s->value.length, number, kp_str_len(number),
	                                 s->err);
}

kepu_status kepu_builder_set_fact(kepu_builder *builder, const char *id, size_t id_len, const char *name,
                                  size_t name_len, const char *value, size_t value_len, kepu_error **err)
{
	setter s = { .b = builder, .err = err };
	kp_text key;
	int32_t field = 0;
	kepu_status status = kp_input_builder(builder, err);
	if (!status)
		status = kp_input_target(builder, id, id_len, &s.at, err);
	if (!status)
		status = kp_input_needed(name, name_len, "name", s.at.id, &key, err);
	if (!status)
		status = kp_input_text(value, value_len, "value", s.at.id, &s.value, err);
	if (status)
		return status;
	size_t index = s.at.part == KEPU_PART_PLAN ? metadata_field(key, &field) : 0;
	if (field)
		return set_metadata(&s, field, index);
	status = set_of_part(&s, key);
	if (status != KEPU_NO_VALUE)
		return status;
	return kepu_builder_set(builder, id, id_len, key.bytes, key.length, s.value.bytes, s.value.length, err);
}
