#include "io/xml_reader.h"

#include "base/date.h"

#include <kepu/date.h>
#include <kepu/provenance.h>

#define RULES (-1) /* beside the sets of kp_token_set */

static uint64_t mix(const char *bytes, size_t length)
{
	uint64_t first = 0, last = 0;
	size_t some = length < sizeof first ? length : sizeof first;
	memcpy(&first, bytes, some);
	memcpy(&last, bytes + length - some, some);
	return (first ^ (last << 29 | last >> 35) ^ length) * UINT64_C(0x9e3779b97f4a7c15);
}

/* The same short texts come again and again, mostly soon: a small table finds them, and does not read the others. */
kp_str kp_read_string(kp_reader *r, const char *bytes, size_t length)
{
	if (!length || length > KP_STRING_MOST)
		return kp_build_text(r->builder, length ? bytes : "", length);
	uint64_t mixed = mix(bytes, length);
	kp_string_slot *slot = &r->strings[mixed >> 52 & (KP_STRING_SLOTS - 1)];
	if (slot->mixed == mixed && kp_str_is(slot->text, bytes, length))
		return slot->text;
	kp_str made = kp_str_new(&r->plan->arena, bytes, length);
	if (made)
		*slot = (kp_string_slot){ made, mixed };
	return made;
}

bool kp_read_text(kp_reader *r, kp_attribute attribute, kp_str *out)
{
	if (!kp_read_has(r, attribute))
		return true;
	*out = kp_read_string(r, r->values[attribute].bytes, r->values[attribute].length);
	return *out || kp_read_memory(r);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* A token may be one that this version does not know, but it is a word. */
static bool check_word(kp_reader *r, kp_slice value)
{
	size_t at = 0;
	while (at < value.length && !is_blank(value.bytes[at]))
		at++;
	return (at && at == value.length) || kp_read_fail_slice(r, KEPU_ERROR_BAD_VALUE, value, "token");
}

static kp_token_slot *slot_of(kp_reader *r, int set, kp_slice value)
{
	unsigned first = (unsigned char)value.bytes[0], last = (unsigned char)value.bytes[value.length - 1];
	return &r->tokens[(first * 5 + last * 3 + (unsigned)value.length * 7 + (unsigned)set) & (KP_TOKEN_SLOTS - 1)];
}

static bool new_token(kp_reader *r, int set, kp_slice value, const char *attribute, kp_token *out)
{
	int32_t number;
	if (set == RULES) {
		out->text = kp_read_string(r, value.bytes, value.length); /* no more than a text, though kept as a token */
		number = kp_rule_by_name(value.bytes, value.length);
	} else {
		number =
			kp_build_token(r->builder, out, (kp_token_set)set, value.bytes, value.length) ? kp_token_number(*out) : 0;
	}
	if (!out->text)
		return kp_read_memory(r);
	return number || kp_read_finding(r, KEPU_FINDING_UNKNOWN_TOKEN, value.bytes, value.length, attribute);
}

/* Few tokens make up most of a file, so those read last are at hand. */
static bool read_token(kp_reader *r, kp_attribute attribute, int set, kp_token *out)
{
	if (!kp_read_has(r, attribute))
		return true;
	kp_slice value = r->values[attribute];
	if (!value.length)
		return check_word(r, value);
	kp_token_slot *slot = slot_of(r, set, value);
	if (slot->set != set || !kp_str_is(slot->token.text, value.bytes, value.length)) {
		kp_token token = { NULL };
		if (!check_word(r, value) || !new_token(r, set, value, kp_attributes[attribute], &token))
			return false;
		*slot = (kp_token_slot){ token, set };
	}
	*out = slot->token;
	return true;
}

bool kp_read_token(kp_reader *r, kp_attribute attribute, kp_token_set set, kp_token *out)
{
	return read_token(r, attribute, (int)set, out);
}

bool kp_read_date(kp_reader *r, kp_attribute attribute, kp_str *out)
{
	kp_date date;
	if (!kp_read_has(r, attribute))
		return true;
	if (!kp_date_read(r->values[attribute].bytes, r->values[attribute].length, &date))
		return kp_read_fail_slice(r, KEPU_ERROR_BAD_DATE, r->values[attribute], NULL);
	return kp_read_text(r, attribute, out);
}

bool kp_read_year(kp_reader *r, kp_attribute attribute, kp_str *out)
{
	kp_date date;
	kp_slice value = r->values[attribute];
	if (kp_read_has(r, attribute) &&
	    (!kp_date_read(value.bytes, value.length, &date) || date.precision != KEPU_PRECISION_YEAR))
		return kp_read_fail_slice(r, KEPU_ERROR_BAD_DATE, value, NULL);
	return kp_read_text(r, attribute, out);
}

static bool is_digest(kp_slice value)
{
	if (value.length != 7 + 64 || memcmp(value.bytes, "sha256:", 7) != 0)
		return false;
	for (size_t i = 7; i < value.length; i++)
		if (!memchr("0123456789abcdef", value.bytes[i], 16))
			return false;
	return true;
}

bool kp_read_digest(kp_reader *r, kp_attribute attribute, kp_str *out)
{
	if (kp_read_has(r, attribute) && !is_digest(r->values[attribute]))
		return kp_read_fail_slice(r, KEPU_ERROR_BAD_VALUE, r->values[attribute], "sha256:…");
	return kp_read_text(r, attribute, out);
}

static bool is(kp_slice value, const char *word)
{
	return strlen(word) == value.length && memcmp(word, value.bytes, value.length) == 0;
}

bool kp_read_boolean(kp_reader *r, kp_attribute attribute, bool *out)
{
	kp_slice value = r->values[attribute];
	if (!kp_read_has(r, attribute))
		return true;
	*out = is(value, "true") || is(value, "1");
	if (*out || is(value, "false") || is(value, "0"))
		return true;
	return kp_read_fail_slice(r, KEPU_ERROR_BAD_VALUE, value, "true, false");
}

bool kp_read_decimal(kp_reader *r, kp_attribute attribute, kp_decimal *out, kp_str *out_text)
{
	kp_slice value = r->values[attribute];
	if (!kp_read_has(r, attribute))
		return true;
	kepu_status status = kp_decimal_read(value.bytes, value.length, out);
	return status ? kp_read_fail_slice(r, status, value, NULL) : kp_read_text(r, attribute, out_text);
}

bool kp_read_count(kp_reader *r, kp_attribute attribute, int64_t most, int64_t *out)
{
	kp_decimal number;
	kp_slice value = r->values[attribute];
	if (!kp_read_has(r, attribute))
		return true;
	if (kp_decimal_read(value.bytes, value.length, &number) || number.scale || number.coefficient < 1 ||
	    number.coefficient > most)
		return kp_read_fail_slice(r, KEPU_ERROR_BAD_VALUE, value, "1, 2, 3 …");
	*out = number.coefficient;
	return true;
}

bool kp_read_content(kp_reader *r)
{
	kp_slice value = r->values[AT_CONTENT];
	r->optional_none = r->optional_empty = false;
	if (!kp_read_has(r, AT_CONTENT))
		return true;
	r->optional_none = is(value, "none");
	r->optional_empty = is(value, "empty");
	return r->optional_none || r->optional_empty || kp_read_fail_slice(r, KEPU_ERROR_BAD_VALUE, value, "none, empty");
}

bool kp_read_list(kp_reader *r, kp_attribute attribute, bool (*each)(kp_reader *, void *, kp_slice), void *data)
{
	if (!kp_read_has(r, attribute))
		return true;
	const char *at = r->values[attribute].bytes, *end = at + r->values[attribute].length;
	for (;;) {
		while (at < end && is_blank(*at))
			at++;
		if (at == end)
			return true;
		kp_slice token = { at, 0 };
		while (at < end && !is_blank(*at))
			at++;
		token.length = (size_t)(at - token.bytes);
		if (!each(r, data, token))
			return false;
	}
}

/* ---- provenance ---- */

/* Digits up to the mark (NUL: to the end); moves behind it. */
static bool read_number(kp_slice *from, char mark, uint32_t *out)
{
	uint64_t number = 0;
	size_t at = 0;
	for (; at < from->length && from->bytes[at] >= '0' && from->bytes[at] <= '9'; at++) {
		number = number * 10 + (uint64_t)(from->bytes[at] - '0');
		if (number > UINT32_MAX)
			return false;
	}
	bool ended = mark ? at < from->length && from->bytes[at] == mark : at == from->length;
	*out = (uint32_t)number;
	if (!at || !ended)
		return false;
	at += mark != '\0';
	*from = (kp_slice){ from->bytes + at, from->length - at };
	return true;
}

static bool add_span(kp_reader *r, void *data, kp_slice token)
{
	uint32_t paragraph, offset, length;
	kp_slice from = token;
	if (!read_number(&from, ':', &paragraph) || !read_number(&from, '+', &offset) ||
	    !read_number(&from, '\0', &length) || length > UINT32_MAX - offset)
		return kp_read_fail_slice(r, KEPU_ERROR_BAD_VALUE, token, "0:0+1");
	return kp_build_span(r->builder, data, paragraph, offset, length) || kp_read_memory(r);
}

static bool add_finding(kp_reader *r, void *data, kp_slice token)
{
	return kp_build_finding_name(r->builder, data, token.bytes, token.length) || kp_read_memory(r);
}

#define PROOF_ATTRIBUTES \
	(KP_BIT(AT_AT) | KP_BIT(AT_RULE) | KP_BIT(AT_FINDING) | KP_BIT(AT_CHECK) | KP_BIT(AT_BY) | KP_BIT(AT_WHEN))

bool kp_read_proof(kp_reader *r, kepu_provenance **proof)
{
	if (r->figures || !(r->present & PROOF_ATTRIBUTES))
		return true;
	kp_token rule = { NULL }, check = { NULL };
	kp_str by = NULL, when = NULL;
	if (!kp_build_proof(r->builder, proof))
		return kp_read_memory(r);
	if (!read_token(r, AT_RULE, RULES, &rule) || !read_token(r, AT_CHECK, KP_TOKENS_CHECK, &check) ||
	    !kp_read_list(r, AT_AT, add_span, proof) || !kp_read_list(r, AT_FINDING, add_finding, proof) ||
	    !kp_read_text(r, AT_BY, &by) || !kp_read_text(r, AT_WHEN, &when))
		return false;
	if (!kp_build_read(r->builder, proof, rule.text, check.text) || !kp_build_reviewer(r->builder, proof, by, when))
		return kp_read_memory(r);
	return true;
}
