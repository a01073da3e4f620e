/* Texts of attributes: what they stand for. */
#include "base/utf8.h"
#include "score/build_scheme.h"

#define ID_MOST 64

static const kp_wording expected_of[] = {
	[KP_TYPE_TEXT] = { "不空的文字", "a text that is not empty" },
	[KP_TYPE_ID] = { "1 至 64 个字，不含空白", "1 to 64 characters without white space" },
	[KP_TYPE_NUMBER] = { "12.5 这样的数", "a number such as 12.5" },
	[KP_TYPE_POSITIVE] = { "大于 0 的数，如 12.5", "a number over 0, such as 12.5" },
	[KP_TYPE_PORTION] = { "大于 0 的数，如 12.5 或 5%", "a number over 0, such as 12.5 or 5%" },
	[KP_TYPE_SHARE] = { "0.15 或 15% 这样的数", "a number such as 0.15 or 15%" },
	[KP_TYPE_WEIGHT] = { "不小于 0 的数，如 0.15 或 15%", "a number of 0 or more, such as 0.15 or 15%" },
	[KP_TYPE_AIM] = { "0.15 或 15% 这样的数，或 @要素", "a number such as 0.15 or 15%, or @item" },
	[KP_TYPE_COUNT] = { "1、2、3 这样的整数", "a whole number from 1" },
	[KP_TYPE_DIGITS] = { "0 至 9 的整数", "a whole number from 0 to 9" },
	[KP_TYPE_QUOTA] = { "整数个，或 0% 至 100%", "a whole number, or 0% to 100%" },
	[KP_TYPE_WORD] = { "", "" },
	[KP_TYPE_LIST] = { "标识，之间用空格隔开", "ids with blanks between them" },
};

static bool is_id(const char *bytes, size_t length)
{
	if (!length || kp_utf8_count(bytes, length) > ID_MOST)
		return false;
	for (size_t at = 0; at < length;)
		if (kp_is_white(kp_utf8_next(bytes, &at)))
			return false;
	return true;
}

static kepu_status read_number(const char *bytes, size_t length, bool percent, kp_decimal *out, bool *out_percent)
{
	*out_percent = percent && length && bytes[length - 1] == '%';
	kepu_status status = kp_decimal_read(bytes, length - *out_percent, out);
	if (status || !*out_percent)
		return status;
	*out = kp_decimal_trim(*out);
	out->scale += 2;
	for (; out->scale > 9; out->scale--, out->coefficient /= 10)
		if (out->coefficient % 10)
			return KEPU_ERROR_OVERFLOW;
	return KEPU_OK;
}

static bool is_whole(kp_decimal number, int64_t least, int64_t most)
{
	return kp_decimal_compare(number, (kp_decimal){ least, 0 }) >= 0 &&
	       kp_decimal_compare(number, (kp_decimal){ most, 0 }) <= 0 && kp_decimal_trim(number).scale == 0;
}

static bool fits(kp_scheme_type type, kp_scheme_value *value, bool percent)
{
	static const kp_decimal one = { 1, 0 };
	kp_decimal number = value->number;
	value->form = KP_FORM_NUMBER;
	switch (type) {
	case KP_TYPE_POSITIVE:
	case KP_TYPE_PORTION: return number.coefficient > 0;
	case KP_TYPE_WEIGHT: return number.coefficient >= 0;
	case KP_TYPE_COUNT: return is_whole(number, 1, 1000000000);
	case KP_TYPE_DIGITS: return is_whole(number, 0, 9);
	case KP_TYPE_QUOTA: break;
	default: return true;
	}
	if (!percent && is_whole(number, 0, 1000000000))
		return true;
	value->form = KP_FORM_QUOTA_SHARE;
	return number.coefficient >= 0 && kp_decimal_compare(number, one) <= 0;
}

static bool may_be_percent(kp_scheme_type type)
{
	return type == KP_TYPE_SHARE || type == KP_TYPE_PORTION || type == KP_TYPE_WEIGHT || type == KP_TYPE_AIM ||
	       type == KP_TYPE_QUOTA;
}

static bool find_word(const uint8_t *words, const char *bytes, size_t length, uint8_t *out)
{
	for (; words && *words != KP_WORDS; words++) {
		const char *name = kp_word_name((kp_word)*words);
		if (strlen(name) == length && memcmp(name, bytes, length) == 0) {
			*out = *words;
			return true;
		}
	}
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next part of a list: moves *at behind it and gives its length; 0: there is none. */
static size_t next_part(const char *bytes, size_t length, size_t *at, const char **out)
{
	while (*at < length && is_blank(bytes[*at]))
		++*at;
	*out = bytes + *at;
	while (*at < length && !is_blank(bytes[*at]))
		++*at;
	return (size_t)(bytes + *at - *out);
}

static kepu_status read_list(kepu_scheme *scheme, const char *bytes, size_t length, kp_scheme_value *out)
{
	const char *part;
	size_t count = 0, found, at = 0;
	while ((found = next_part(bytes, length, &at, &part)) > 0) {
		if (!is_id(part, found))
			return KEPU_ERROR_BAD_VALUE;
		count++;
	}
	if (!count)
		return KEPU_ERROR_BAD_VALUE;
	out->form = KP_FORM_LIST;
	out->list = kp_arena_array(&scheme->arena, count, sizeof *out->list);
	if (!out->list)
		return KEPU_ERROR_MEMORY;
	for (at = 0; (found = next_part(bytes, length, &at, &part)) > 0; out->list_count++) {
		out->list[out->list_count] = kp_intern_get(&scheme->texts, part, found);
		if (!out->list[out->list_count])
			return KEPU_ERROR_MEMORY;
	}
	return KEPU_OK;
}

static kepu_status read_item(kepu_scheme *scheme, const char *bytes, size_t length, kp_scheme_value *out)
{
	if (!is_id(bytes + 1, length - 1))
		return KEPU_ERROR_BAD_VALUE;
	out->form = KP_FORM_ITEM;
	out->text = kp_intern_get(&scheme->texts, bytes + 1, length - 1);
	return out->text ? KEPU_OK : KEPU_ERROR_MEMORY;
}

static kepu_status read_form(kepu_scheme *scheme, kp_scheme_type type, const uint8_t *words, const char *bytes,
                             size_t length, kp_scheme_value *out)
{
	bool percent;
	if (find_word(words, bytes, length, &out->word)) {
		out->form = KP_FORM_WORD;
		return KEPU_OK;
	}
	switch (type) {
	case KP_TYPE_WORD: return KEPU_ERROR_BAD_VALUE;
	case KP_TYPE_TEXT: return length ? KEPU_OK : KEPU_ERROR_BAD_VALUE;
	case KP_TYPE_ID: return is_id(bytes, length) ? KEPU_OK : KEPU_ERROR_BAD_VALUE;
	case KP_TYPE_LIST: return read_list(scheme, bytes, length, out);
	default: break;
	}
	if (type == KP_TYPE_AIM && length && *bytes == '@')
		return read_item(scheme, bytes, length, out);
	kepu_status status = read_number(bytes, length, may_be_percent(type), &out->number, &percent);
	if (status == KEPU_ERROR_OVERFLOW)
		return status;
	return !status && fits(type, out, percent) ? KEPU_OK : KEPU_ERROR_BAD_VALUE;
}

kepu_status kp_scheme_value_read(kepu_scheme *scheme, kp_scheme_type type, const uint8_t *words, const char *bytes,
                                 size_t length, kp_scheme_value *out, kp_wording *out_expected)
{
	*out_expected = expected_of[type];
	out->form = KP_FORM_TEXT;
	kepu_status status = read_form(scheme, type, words, bytes, length, out);
	if (status)
		return status;
	out->written = kp_intern_get(&scheme->texts, bytes, length);
	if (!out->text)
		out->text = out->written;
	return out->written ? KEPU_OK : KEPU_ERROR_MEMORY;
}
