#include "io/rows.h"

#include "io/csv.h"
#include "io/json.h"

void kp_field_bytes(kp_field *field, const char *text, size_t length)
{
	field->text = text;
	field->length = text ? length : 0;
	field->plain = false;
}

void kp_field_text(kp_field *field, kp_str text)
{
	kp_field_bytes(field, text, kp_str_len(text));
}

void kp_field_word(kp_field *field, const char *word)
{
	kp_field_bytes(field, *word ? word : NULL, strlen(word));
}

void kp_field_plain(kp_field *field, const char *text)
{
	kp_field_bytes(field, text, text ? strlen(text) : 0);
	field->plain = true;
}

void kp_field_decimal(kp_field *field, bool has, kp_decimal value)
{
	if (has)
		kp_decimal_write(value, field->number);
	kp_field_plain(field, has ? field->number : NULL);
}

void kp_field_count(kp_field *field, bool has, size_t count)
{
	kp_field_decimal(field, has, (kp_decimal){ (int64_t)count, 0 });
}

void kp_csv_head(kp_buffer *out, const char *const *names, size_t count, bool bom)
{
	kp_buffer_text(out, bom ? "\xef\xbb\xbf" : "");
	for (size_t i = 0; i < count; i++) {
		kp_buffer_text(out, i ? "," : "");
		kp_buffer_text(out, names[i]);
	}
	kp_buffer_text(out, "\r\n");
}

void kp_csv_row(kp_buffer *out, const kp_field *row, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		kp_buffer_text(out, i ? "," : "");
		if (row[i].plain) /* a number under zero is no formula */
			kp_buffer_add(out, row[i].text, row[i].length);
		else
			kp_csv_cell(out, row[i].text, row[i].length);
	}
	kp_buffer_text(out, "\r\n");
}

void kp_json_row(kp_buffer *out, const char *const *names, const kp_field *row, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		kp_buffer_text(out, i ? ", \"" : "\"");
		kp_buffer_text(out, names[i]);
		kp_buffer_text(out, "\": ");
		if (!row[i].text)
			kp_buffer_text(out, "null");
		else if (row[i].plain)
			kp_buffer_add(out, row[i].text, row[i].length);
		else
			kp_json_bytes(out, row[i].text, row[i].length);
	}
}
