/* Plans as text for tests: from XML, to XML, and the builder between two of them. */
#ifndef TEST_API_PLANS_H
#define TEST_API_PLANS_H

#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define Z KEPU_NUL_TERMINATED

/* Fails with what the error says. */
static inline void plan_ok(kepu_status status, kepu_error *err)
{
	if (status) {
		const char *path = kepu_error_path(err, NULL);
		fail_msg("%d: %s (line %lld, at %s)", (int)status, kepu_error_message(err, KEPU_LANG_EN, NULL),
		         (long long)kepu_error_line(err), path ? path : "nowhere");
	}
}

static inline kepu_plan *plan_load(const char *xml)
{
	kepu_plan *plan = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_plan_load_bytes(xml, strlen(xml), NULL, NULL, &plan, NULL, &err), err);
	return plan;
}

/* To be released by kepu_free(). */
static inline char *plan_xml(const kepu_plan *plan)
{
	char *bytes = NULL;
	size_t length;
	kepu_error *err = NULL;
	plan_ok(kepu_plan_save_bytes(plan, KEPU_FORMAT_XML, &bytes, &length, &err), err);
	return bytes;
}

static inline void plan_is(const kepu_plan *plan, const char *expected)
{
	char *xml = plan_xml(plan);
	assert_string_equal(xml, expected);
	kepu_free(xml);
}

static inline kepu_builder *plan_change(const kepu_plan *plan)
{
	kepu_builder *b = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_builder_from_plan(plan, &b, &err), err);
	return b;
}

/* Releases the builder, too. */
static inline kepu_plan *plan_finish(kepu_builder *b)
{
	kepu_plan *plan = NULL;
	kepu_error *err = NULL;
	plan_ok(kepu_builder_finish(b, &plan, &err), err);
	kepu_builder_free(b);
	return plan;
}

#endif
