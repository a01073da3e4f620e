/* Making a scheme, for readers of files too: what the builder of the API does, with the place where it is read. */
#ifndef KP_BUILD_SCHEME_H
#define KP_BUILD_SCHEME_H

#include "score/rules.h"

#define KP_SCHEME_LEVELS 64
#define KP_SCHEME_PARTS 1000 /* that an element is worked out in */
#define KP_SCHEME_VERSION "0.1"

struct kepu_scheme_builder {
	uint32_t tag;
	kepu_scheme *scheme; /* under construction; NULL once finished */
	kp_place at;         /* what is being read, for errors; of no path */
	bool pointers;       /* paths of errors are JSON pointers */
	char newer[16];      /* version of the file, where it is a newer one; what is not known then is of that version */
};

#define KP_TAG_SCHEME_BUILDER 0x62686373u

/* An error about an element (NULL: the one before the first) and, unless it is KP_ATTRIBUTES, one of its attributes. */
typedef struct kp_scheme_fault {
	const kp_scheme_element *element;
	kp_scheme_attribute attribute;
	kp_place place; /* its path is made of the element */
	bool pointers;
} kp_scheme_fault;

kepu_status kp_scheme_fail(kepu_error **err, kepu_status code, const kp_scheme_fault *fault, const char *first,
                           size_t length, kp_wording second);

kepu_status kp_scheme_add(kepu_scheme_builder *b, kp_scheme_element *parent, const char *kind, size_t length,
                          kp_scheme_element **out_element, kepu_error **err);
kepu_status kp_scheme_set(kepu_scheme_builder *b, kp_scheme_element *element, const char *name, size_t name_length,
                          const char *value, size_t length, kepu_error **err);
/* Adds raw XML to what is kept of an element's, as attributes or as elements. False: memory is out. */
bool kp_scheme_keep(kepu_scheme_builder *b, kp_scheme_element *element, bool attributes, const char *xml,
                    size_t length);

bool kp_scheme_is_in(const uint8_t *list, kp_scheme_attribute attribute); /* ended by KP_ATTRIBUTES */
/* Whether an element may have an attribute; how it is read there. */
bool kp_scheme_may_have(const kp_scheme_element *element, kp_scheme_attribute attribute);
kp_scheme_type kp_scheme_type_of(const kp_scheme_element *element, kp_scheme_attribute attribute);

/* Reads a text, which is checked UTF-8. KEPU_ERROR_BAD_VALUE: *out_expected says what would be good. OVERFLOW:
 * a number of too many digits. MEMORY. */
kepu_status kp_scheme_value_read(kepu_scheme *scheme, kp_scheme_type type, const uint8_t *words, const char *bytes,
                                 size_t length, kp_scheme_value *out, kp_wording *out_expected);

/* What only the whole shows. finish_scheme.c */
kepu_status kp_scheme_finish(kepu_scheme_builder *b, kepu_error **err);

#endif
