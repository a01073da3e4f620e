/* Rows written for spreadsheets (RFC 4180) or as JSON: what the columns hold is said once for both. */
#ifndef KP_ROWS_H
#define KP_ROWS_H

#include "base/number.h"
#include "base/strings.h"

typedef struct kp_field {
	const char *text; /* NULL: there is none */
	size_t length;
	bool plain;                   /* a number, true or false */
	char number[KP_DECIMAL_TEXT]; /* where the text of one lies: a field cannot be copied */
} kp_field;

void kp_field_bytes(kp_field *field, const char *text, size_t length);
void kp_field_text(kp_field *field, kp_str text);
void kp_field_word(kp_field *field, const char *word);  /* "": there is none */
void kp_field_plain(kp_field *field, const char *text); /* written as it is; NULL: there is none */
void kp_field_decimal(kp_field *field, bool has, kp_decimal value);
void kp_field_count(kp_field *field, bool has, size_t count);

/* A line of names, with a byte order mark or not, and lines of rows. */
void kp_csv_head(kp_buffer *out, const char *const *names, size_t count, bool bom);
void kp_csv_row(kp_buffer *out, const kp_field *row, size_t count);

/* The members of an object, without its braces. */
void kp_json_row(kp_buffer *out, const char *const *names, const kp_field *row, size_t count);

#endif
