/* What the API's builder is given by strangers: texts are checked here, before a maker of build.h sees them. */
#ifndef KP_INPUT_H
#define KP_INPUT_H

#include "base/fail.h"
#include "model/build.h"

typedef struct kp_text {
	const char *bytes; /* NULL: none */
	size_t length;
} kp_text;

/* #KEPU_OK where calls may go on: the handle is a builder that has not finished. */
kepu_status kp_input_builder(const kepu_builder *b, kepu_error **err);

/* An error about the part with this id (NULL: none), which becomes the error's path. */
kepu_status kp_input_fail(kepu_error **err, kepu_status code, const char *id, const char *first, const char *second);

/* The same with a text that need not be terminated as the first value. */
kepu_status kp_input_fail_text(kepu_error **err, kepu_status code, const char *id, kp_text first, const char *second);
kepu_status kp_input_fail_number(kepu_error **err, const char *argument, int64_t number); /* KEPU_ERROR_ARGUMENT */

/* The error that the last maker's failure stands for. */
kepu_status kp_input_failed(const kepu_builder *b, const char *id, kepu_error **err);

/* A text that may be missing, but not empty: no value is NULL. Checks UTF-8 and XML characters. */
kepu_status kp_input_text(const char *bytes, size_t length, const char *argument, const char *id, kp_text *out,
                          kepu_error **err);

/* The same, but it must be there. */
kepu_status kp_input_needed(const char *bytes, size_t length, const char *argument, const char *id, kp_text *out,
                            kepu_error **err);

/* The same as kp_input_text, and it must be a date. */
kepu_status kp_input_date(const char *bytes, size_t length, const char *argument, const char *id, kp_text *out,
                          kepu_error **err);

/* A decimal and its text; without one the text is NULL and the number 0. */
kepu_status kp_input_decimal(const char *bytes, size_t length, const char *argument, const char *id, kp_text *out,
                             kp_decimal *number, kepu_error **err);

/* A part that a call is about. */
typedef struct kp_target {
	int32_t part;
	void *object;   /* the plan, a node … */
	const char *id; /* NULL: the plan */
} kp_target;

/* The part with an id; NULL: the plan. */
kepu_status kp_input_target(kepu_builder *b, const char *id, size_t length, kp_target *out, kepu_error **err);

/* KEPU_ERROR_UNKNOWN_FIELD */
kepu_status kp_input_no_field(const kp_target *at, kp_text name, kepu_error **err);

/* KEPU_ERROR_ARGUMENT about an index that is too large. */
kepu_status kp_input_fail_index(kepu_error **err, const char *id, const char *argument, size_t index);

/* The object with an id; its part must be `part`, named `name` in the error, or, unless 0, `other`. */
kepu_status kp_input_part(const kepu_builder *b, const char *id, size_t length, int32_t part, int32_t other,
                          const char *name, void **out, kepu_error **err);

/* Makes the text's string; *out is NULL for none. False: memory is out. */
bool kp_input_keep(kepu_builder *b, kp_text text, kp_str *out);

/* The number that a printed label like （一）, 第三章, 2. or ⑤ stands for, as digits; of 2.3 it is 3. Returns its length; 0:
 * none is in it. */
#define KP_ORDINAL_TEXT KP_DECIMAL_TEXT
size_t kp_label_ordinal(const char *label, size_t length, char out[KP_ORDINAL_TEXT]);

#endif
