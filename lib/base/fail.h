/* Making errors and findings. An error is made where the fault is seen, the first one wins, and only its maker fills in
 * the place; callers pass it on. */
#ifndef KP_FAIL_H
#define KP_FAIL_H

#include "base/strings.h"

#include <kepu/error.h>
#include <kepu/findings.h>

typedef struct kp_place {
	const char *file;     /* NULL: none */
	int64_t line, column; /* from 1; 0: none */
	int64_t offset;       /* bytes, from 0; -1: none */
	const char *path;     /* element path; NULL: none */
} kp_place;

#define KP_NOWHERE ((kp_place){ NULL, 0, 0, -1, NULL })

/* Puts an error with this code into *err (unless err is NULL or *err is set) and returns the code. The texts of the
 * registry have {1} and {2} where `first` and `second` go (NULL: ""). Out of memory gives the static error. */
kepu_status kp_fail(kepu_error **err, kepu_status code, const kp_place *place, const char *first, const char *second);
kepu_status kp_fail_int(kepu_error **err, kepu_status code, const kp_place *place, int64_t first, int64_t second);
/* The same with `first` as bytes and a length. */
kepu_status kp_fail_text(kepu_error **err, kepu_status code, const kp_place *place, const char *first, size_t length);

/* What is put into a message, where each language says it in its own way. */
typedef struct kp_wording {
	const char *zh, *en;
} kp_wording;

#define KP_WORDED(text) ((kp_wording){ text, text })

kepu_status kp_fail_worded(kepu_error **err, kepu_status code, const kp_place *place, kp_wording first,
                           kp_wording second);

/* Writes a text of the registry with its {1} and {2} filled in; of {1=} and {2=} the word that stands for the English one. Values are cut at 120 characters; what is not UTF-8 in
 * them becomes U+FFFD and a control character a space, so that a message is always one line of valid text. */
void kp_message(kp_buffer *buffer, const char *text, const char *first, const char *second);

/* The same error with the parts of a place that it lacks filled in (the name of the file, say). */
void kp_error_locate(kepu_error *err, const kp_place *place);

typedef struct kp_finding {
	int32_t code; /* its severity is the registry's */
	kp_str subject;
	int64_t line, column;
	size_t paragraph, offset, length; /* code points; paragraph (size_t)-1: no span */
	kp_str zh, en;
} kp_finding;

kepu_findings *kp_findings_new(void); /* NULL when memory is out */

/* Adds a finding; the texts' {1} and {2} as above. subject NULL: about nothing in particular. False: memory is out. */
bool kp_findings_add(kepu_findings *list, int32_t code, const char *subject, const kp_place *place, const char *first,
                     const char *second);
bool kp_findings_add_worded(kepu_findings *list, int32_t code, const char *subject, const kp_place *place,
                            kp_wording first, kp_wording second);
void kp_findings_span(kepu_findings *list, size_t paragraph, size_t offset, size_t length); /* of the last one added */

/* Registry, generated from docs/errors.yaml, findings.yaml and rules.yaml (lib/base/registry.c). */
typedef struct kp_code {
	int32_t code;
	int32_t severity; /* findings only */
	const char *name, *zh, *en;
} kp_code;
const kp_code *kp_error_code(int32_t code); /* NULL: not known */
const kp_code *kp_finding_code(int32_t code);
const kp_code *kp_rule_code(int32_t code);
int32_t kp_finding_by_name(const char *name, size_t length); /* 0: not known */
int32_t kp_rule_by_name(const char *name, size_t length);

#endif
