/* Reading JSON (RFC 8259) into a list of its values in the order of the file. The bytes stay where they are: a string is
 * unescaped in its place. */
#ifndef KP_JSON_PARSE_H
#define KP_JSON_PARSE_H

#include "io/options.h"
#include "model/model.h"

typedef enum kp_json_type {
	KP_JSON_OBJECT,
	KP_JSON_ARRAY,
	KP_JSON_STRING,
	KP_JSON_NUMBER,
	KP_JSON_TRUE,
	KP_JSON_FALSE,
	KP_JSON_NULL
} kp_json_type;

/* A value. Those in an object or array come right behind it, in an object each behind its name, a string. */
typedef struct kp_json_token {
	uint32_t start; /* its first byte, of a string the quote */
	uint32_t
		length; /* of a string: bytes of its text; of a number; of an array: items; of an object: index of its place */
	uint32_t next; /* index of the first value that is not in it; 0: it has not ended */
	uint8_t type;  /* kp_json_type */
} kp_json_token;

typedef struct kp_json {
	char *bytes; /* the caller's */
	const kp_limits *limits;
	kp_json_token *tokens;
	size_t count, capacity;
	kp_where *places; /* of objects */
	size_t place_count, place_capacity;

	size_t fault; /* offset of the first one */
	const char
		*expected; /* there, as JSON writes it; or the limit that was exceeded, or the character that is not allowed */
	int64_t limit;
	bool failed;
	bool in_value; /* then: while a value was being read */
	char room[16]; /* for `expected` */
} kp_json;

/* `length` bytes of well-formed UTF-8 without characters that XML forbids; `whole` is false where something else follows
 * on them, which is then the fault if nothing before it is. KEPU_ERROR_NOT_JSON, BAD_CHARACTER, LIMIT, MEMORY; BAD_UTF8:
 * all is good up to what follows. kp_json_free must follow. */
kepu_status kp_json_parse(kp_json *json, char *bytes, size_t length, bool whole, const kp_limits *limits);
void kp_json_free(kp_json *json);

static inline const char *kp_json_bytes_of(const kp_json *json, const kp_json_token *token)
{
	return json->bytes + token->start + (token->type == KP_JSON_STRING);
}

/* JSON pointer (RFC 6901) to the value that begins at the offset, or in which it lies. */
void kp_json_path(const kp_json *json, size_t offset, kp_buffer *out);

#endif
