/* A way from input to text, gone while each allocation in turn fails: it gives the text, or says that memory is out, gives
 * nothing and releases all it took. */
#ifndef TEST_OOM_STARVE_H
#define TEST_OOM_STARVE_H

#include "wrap.h"

#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* *out_bytes is the caller's where the status is KEPU_OK. */
typedef kepu_status starved_way(const void *from, char **out_bytes, kepu_error **err);

typedef struct starving {
	starved_way *way;
	const void *from;
	const char *wanted;
	bool later;               /* all allocations behind the one that fails do, too */
	bool needed;              /* nothing can be done without any of them */
	size_t least;             /* allocations that have to have failed */
	size_t (*next)(size_t n); /* the one to fail behind the n-th; NULL: each */
} starving;

static inline void starve(const starving *s)
{
	size_t live = wrap.live, failures = 0;
	bool failed = true;
	for (size_t n = 1; failed; n = s->next ? s->next(n) : n + 1) {
		kepu_error *err = NULL;
		char *bytes = NULL;
		wrap_arm(n, s->later);
		kepu_status status = s->way(s->from, &bytes, &err);
		failed = wrap.failed;
		wrap_disarm();
		xmlResetLastError(); /* libxml2 keeps a fault that belongs to no parser, and does some things without memory */
		if (status == KEPU_OK) {
			assert_string_equal(bytes, s->wanted);
			assert_false(failed && s->needed);
			kepu_free(bytes);
		} else {
			failures++;
			assert_true(failed);
			assert_int_equal(status, KEPU_ERROR_MEMORY);
			assert_int_equal(kepu_error_code(err), KEPU_ERROR_MEMORY);
			assert_null(bytes);
		}
		kepu_error_free(err);
		assert_int_equal(wrap.live, live);
	}
	assert_true(failures >= s->least);
	assert_int_equal(wrap.strangers, 0);
}

#endif
