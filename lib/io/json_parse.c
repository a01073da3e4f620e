#include "io/json_parse.h"

#include "base/utf8.h"
#include "io/json.h"
#include "io/place.h"

#include <stdlib.h>

#define DEPTH_MOST 256
#define LENGTH_MOST (UINT32_MAX - 1) /* offsets are of 32 bits */

typedef struct parser {
	kp_json *json;
	size_t at, length;
	bool whole;
	kp_cursor cursor;
	uint32_t open[DEPTH_MOST]; /* objects and arrays that have not ended */
	size_t depth;
	kepu_status status;
} parser;

/* ---- failing ---- */

static bool fail(parser *p, kepu_status status, size_t at, const char *expected)
{
	p->status = status;
	p->json->failed = true;
	p->json->fault = at;
	p->json->expected = expected;
	return false;
}

/* At the end of the bytes it is what follows on them that is wrong. */
static bool unexpected(parser *p, const char *expected)
{
	bool odd = p->at == p->length && !p->whole;
	return fail(p, odd ? KEPU_ERROR_BAD_UTF8 : KEPU_ERROR_NOT_JSON, p->at, expected);
}

static bool fail_limit(parser *p, size_t at, const char *what, int64_t limit)
{
	p->json->limit = limit;
	return fail(p, KEPU_ERROR_LIMIT, at, what);
}

/* ---- tokens ---- */

static kp_json_token *push(parser *p, kp_json_type type, size_t start)
{
	kp_json *json = p->json;
	if (!kp_grow((void **)&json->tokens, &json->capacity, json->count + 1, sizeof *json->tokens)) {
		fail(p, KEPU_ERROR_MEMORY, start, NULL);
		return NULL;
	}
	kp_json_token *token = &json->tokens[json->count++];
	*token = (kp_json_token){ .start = (uint32_t)start, .next = (uint32_t)json->count, .type = (uint8_t)type };
	return token;
}

static void skip_white(parser *p)
{
	const char *bytes = p->json->bytes;
	while (p->at < p->length &&
	       (bytes[p->at] == ' ' || bytes[p->at] == '\n' || bytes[p->at] == '\r' || bytes[p->at] == '\t'))
		p->at++;
}

/* The next byte that is no white space; NUL at the end. */
static char peek(parser *p)
{
	skip_white(p);
	return p->at < p->length ? p->json->bytes[p->at] : '\0';
}

/* ---- strings ---- */

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

/* The four digits behind a \u at `at`; -1: they are none. */
static int32_t unit_at(const char *bytes, size_t at, size_t end)
{
	int32_t unit = 0;
	if (end - at < 6)
		return -1;
	for (size_t i = at + 2; i < at + 6; i++) {
		if (hex(bytes[i]) < 0)
			return -1;
		unit = unit << 4 | hex(bytes[i]);
	}
	return unit;
}

static bool fail_character(parser *p, size_t at, uint32_t c)
{
	char *room = p->json->room;
	memcpy(room, "U+0000", 7);
	for (int i = 5; i > 1; i--, c >>= 4)
		room[i] = "0123456789ABCDEF"[c & 15];
	return fail(p, KEPU_ERROR_BAD_CHARACTER, at, room);
}

/* \uXXXX, or two of them that are a pair. *at moves behind it. */
static bool unescape_unit(parser *p, size_t *at, size_t end, char **out)
{
	const char *bytes = p->json->bytes;
	int32_t unit = unit_at(bytes, *at, end);
	uint32_t c = (uint32_t)unit;
	if (unit < 0)
		return fail(p, KEPU_ERROR_NOT_JSON, *at, "\\u0000-\\uFFFF");
	if (unit >= 0xdc00 && unit < 0xe000)
		return fail(p, KEPU_ERROR_NOT_JSON, *at, "\\uD800-\\uDBFF");
	if (unit >= 0xd800 && unit < 0xdc00) {
		size_t second = *at + 6;
		int32_t low =
			end - second >= 6 && bytes[second] == '\\' && bytes[second + 1] == 'u' ? unit_at(bytes, second, end) : -1;
		if (low < 0xdc00 || low >= 0xe000)
			return fail(p, KEPU_ERROR_NOT_JSON, second, "\\uDC00-\\uDFFF");
		c = 0x10000 + ((uint32_t)(unit - 0xd800) << 10 | (uint32_t)(low - 0xdc00));
		*at = second;
	}
	if (!kp_xml_char(c))
		return fail_character(p, *at, c);
	*at += 6;
	*out += kp_utf8_put(c, *out);
	return true;
}

static bool unescape_one(parser *p, size_t *at, size_t end, char **out)
{
	static const char from[] = "\"\\/nrtbf", to[] = "\"\\/\n\r\t\b\f";
	char c = p->json->bytes[*at + 1];
	if (c == 'u')
		return unescape_unit(p, at, end, out);
	const char *found = memchr(from, c, sizeof from - 1);
	if (!found)
		return fail(p, KEPU_ERROR_NOT_JSON, *at, "\\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u");
	c = to[found - from];
	if (!kp_xml_char((unsigned char)c))
		return fail_character(p, *at, (unsigned char)c);
	*at += 2;
	*(*out)++ = c;
	return true;
}

/* The text between `from` and `end`, where its closing quote stands. Nothing behind it moves. */
static bool unescape(parser *p, size_t from, size_t end, uint32_t *out_length)
{
	char *bytes = p->json->bytes, *out = bytes + from;
	kp_cursor_to(&p->cursor, end); /* while its lines can still be counted */
	for (size_t at = from; at < end;) {
		if (bytes[at] == '\\') {
			if (!unescape_one(p, &at, end, &out))
				return false;
			continue;
		}
		const char *next = memchr(bytes + at, '\\', end - at);
		size_t run = next ? (size_t)(next - bytes) - at : end - at;
		memmove(out, bytes + at, run);
		out += run;
		at += run;
	}
	*out_length = (uint32_t)(out - (bytes + from));
	return true;
}

static bool parse_string(parser *p)
{
	const char *bytes = p->json->bytes;
	size_t start = p->at++;
	bool escapes = false;
	for (;; p->at++) {
		p->at += kp_json_plain(bytes + p->at, p->length - p->at);
		if (p->at == p->length)
			return unexpected(p, "\"");
		if (bytes[p->at] == '"')
			break;
		if (bytes[p->at] == '\\') {
			escapes = true;
			if (++p->at == p->length)
				return unexpected(p, "\"");
		} else if ((unsigned char)bytes[p->at] < 0x20) {
			return fail(p, KEPU_ERROR_NOT_JSON, p->at, "\\u0000-\\u001F");
		}
	}
	size_t end = p->at++;
	kp_json_token *token = push(p, KP_JSON_STRING, start);
	if (!token)
		return false;
	token->length = (uint32_t)(end - start - 1);
	if (escapes && !unescape(p, start + 1, end, &token->length)) {
		p->json->count--;
		return false;
	}
	if (token->length > (uint64_t)p->json->limits->text)
		return fail_limit(p, start, "text", p->json->limits->text);
	return true;
}

/* ---- other values ---- */

static bool take_digits(parser *p)
{
	size_t from = p->at;
	const char *bytes = p->json->bytes;
	while (p->at < p->length && bytes[p->at] >= '0' && bytes[p->at] <= '9')
		p->at++;
	return p->at > from || unexpected(p, "0-9");
}

static bool take(parser *p, const char *any)
{
	if (p->at == p->length || !strchr(any, p->json->bytes[p->at]))
		return false;
	p->at++;
	return true;
}

static bool parse_number(parser *p)
{
	size_t start = p->at;
	take(p, "-");
	if (!take(p, "0") && !take_digits(p))
		return false;
	if (take(p, ".") && !take_digits(p))
		return false;
	if (take(p, "eE")) {
		take(p, "+-");
		if (!take_digits(p))
			return false;
	}
	kp_json_token *token = push(p, KP_JSON_NUMBER, start);
	if (token)
		token->length = (uint32_t)(p->at - start);
	return token;
}

static bool parse_word(parser *p, const char *word, kp_json_type type)
{
	size_t start = p->at, length = strlen(word), i = 0;
	while (i < length && p->at < p->length && p->json->bytes[p->at] == word[i]) {
		p->at++;
		i++;
	}
	if (i == length)
		return push(p, type, start);
	if (p->at < p->length || p->whole)
		p->at = start;
	return unexpected(p, word);
}

static bool open_container(parser *p, kp_json_type type)
{
	kp_json *json = p->json;
	if (p->depth >= (uint64_t)json->limits->depth || p->depth == DEPTH_MOST)
		return fail_limit(p, p->at, "depth", json->limits->depth);
	kp_json_token *token = push(p, type, p->at);
	if (!token)
		return false;
	token->next = 0;
	if (type == KP_JSON_OBJECT) {
		void **places = (void **)&json->places;
		if (!kp_grow(places, &json->place_capacity, json->place_count + 1, sizeof *json->places))
			return fail(p, KEPU_ERROR_MEMORY, p->at, NULL);
		kp_cursor_to(&p->cursor, p->at);
		token->length = (uint32_t)json->place_count;
		json->places[json->place_count++] = (kp_where){ p->cursor.line, p->cursor.column + 1 };
	}
	p->open[p->depth++] = (uint32_t)json->count - 1;
	p->at++;
	return true;
}

static void close_container(parser *p)
{
	p->json->tokens[p->open[--p->depth]].next = (uint32_t)p->json->count;
	p->at++;
}

/* A value, of an object or array only its beginning. */
static bool parse_value(parser *p)
{
	static const char values[] = "{ [ \" - 0-9 true false null";
	switch (peek(p)) {
	case '{': return open_container(p, KP_JSON_OBJECT);
	case '[': return open_container(p, KP_JSON_ARRAY);
	case '"': return parse_string(p);
	case 't': return parse_word(p, "true", KP_JSON_TRUE);
	case 'f': return parse_word(p, "false", KP_JSON_FALSE);
	case 'n': return parse_word(p, "null", KP_JSON_NULL);
	case '-': return parse_number(p);
	case '\0': return unexpected(p, values);
	default:
		if (p->json->bytes[p->at] >= '0' && p->json->bytes[p->at] <= '9')
			return parse_number(p);
		return unexpected(p, values);
	}
}

static bool parse_name(parser *p, const char *expected)
{
	if (peek(p) != '"')
		return unexpected(p, expected);
	if (!parse_string(p))
		return false;
	if (peek(p) != ':')
		return unexpected(p, ":");
	p->at++;
	return true;
}

/* ---- the whole ---- */

/* Ends what has ended, and moves to where the next value begins; its name, too. `fresh`: nothing is in the innermost
 * object or array yet. */
static bool parse_between(parser *p, bool fresh)
{
	while (p->depth) {
		kp_json_token *container = &p->json->tokens[p->open[p->depth - 1]];
		bool object = container->type == KP_JSON_OBJECT;
		char c = peek(p);
		if (c == (object ? '}' : ']')) {
			close_container(p);
			fresh = false;
			continue;
		}
		if (!fresh) {
			if (c != ',')
				return unexpected(p, object ? ", }" : ", ]");
			p->at++;
		}
		if (object)
			return parse_name(p, fresh ? "\" }" : "\"");
		container->length++;
		return true;
	}
	return true;
}

static bool parse(parser *p)
{
	do {
		p->json->in_value = true;
		if (!parse_value(p))
			return false;
		p->json->in_value = false;
		kp_json_type type = (kp_json_type)p->json->tokens[p->json->count - 1].type;
		/* a container that was just opened is the last token, and has not ended */
		bool fresh = (type == KP_JSON_OBJECT || type == KP_JSON_ARRAY) && !p->json->tokens[p->json->count - 1].next;
		if (!parse_between(p, fresh))
			return false;
	} while (p->depth);
	peek(p);
	return (p->at == p->length && p->whole) || unexpected(p, "EOF");
}

kepu_status kp_json_parse(kp_json *json, char *bytes, size_t length, bool whole, const kp_limits *limits)
{
	parser p = { .json = json, .length = length, .whole = whole };
	*json = (kp_json){ .bytes = bytes, .limits = limits };
	if (length > LENGTH_MOST) {
		fail_limit(&p, 0, "bytes", LENGTH_MOST);
		return p.status;
	}
	kp_cursor_start(&p.cursor, 0);
	p.cursor.piece = bytes;
	p.cursor.length = length;
	parse(&p);
	return p.status;
}

void kp_json_free(kp_json *json)
{
	free(json->tokens);
	free(json->places);
	json->tokens = NULL;
	json->places = NULL;
}

/* ---- paths ---- */

static void put_step(const kp_json *json, const kp_json_token *name, kp_buffer *out)
{
	const char *bytes = kp_json_bytes_of(json, name);
	kp_buffer_byte(out, '/');
	for (size_t i = 0; i < name->length; i++) {
		if (bytes[i] == '~' || bytes[i] == '/')
			kp_buffer_text(out, bytes[i] == '~' ? "~0" : "~1");
		else
			kp_buffer_byte(out, bytes[i]);
	}
}

/* The last value in the container that begins at or before the offset; with its name before it. 0: there is none. */
static size_t last_before(const kp_json *json, size_t container, size_t offset, size_t *out_index)
{
	size_t end = json->tokens[container].next ? json->tokens[container].next : json->count, found = 0;
	size_t name = json->tokens[container].type == KP_JSON_OBJECT;
	*out_index = 0;
	for (size_t at = container + 1; at < end && json->tokens[at].start <= offset;) {
		*out_index += found != 0;
		found = at + name;
		at = found < json->count && json->tokens[found].next ? json->tokens[found].next : end;
	}
	return found;
}

void kp_json_path(const kp_json *json, size_t offset, kp_buffer *out)
{
	size_t at = 0;
	if (json->failed && json->count && json->tokens[0].next)
		return; /* what is wrong is behind it all */
	while (at < json->count && json->tokens[at].type <= KP_JSON_ARRAY && json->tokens[at].start < offset) {
		const kp_json_token *container = &json->tokens[at];
		size_t index, child = last_before(json, at, offset, &index);
		bool ended = child && child < json->count && json->tokens[child].next;
		bool broken = !container->next; /* reading stopped in it, behind the child if that has ended */
		if (container->type == KP_JSON_OBJECT) {
			if (!child || (broken && ended))
				return;
			put_step(json, &json->tokens[child - 1], out);
		} else {
			if (broken && (!child || ended)) {
				if (!json->in_value)
					return;
				index += child != 0;
				child = json->count;
			}
			if (!child)
				return;
			kp_buffer_byte(out, '/');
			kp_buffer_int(out, (int64_t)index);
		}
		at = child;
		if (at < json->count && json->tokens[at].type > KP_JSON_ARRAY)
			return;
	}
}
