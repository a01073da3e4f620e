/* What must hold for every input, whatever its bytes are: a fuzzing target is one of these, and test_replay.c runs them all.
 * What does not hold aborts, so that the fuzzer keeps the input. */
#ifndef TESTS_FUZZ_CHECKS_H
#define TESTS_FUZZ_CHECKS_H

#include <kepu/kepu.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define CHECK(condition) \
	((condition) ? (void)0 : (fprintf(stderr, "%s:%d: %s\n", __FILE__, __LINE__, #condition), abort()))

static inline size_t code_points(const char *text)
{
	size_t count = 0;
	for (; *text; text++)
		count += ((unsigned char)*text & 0xC0) != 0x80;
	return count;
}

/* Every character of the source lies in exactly one segment, and the segments follow each other. */
static inline void check_partition(const kepu_import *import)
{
	const kepu_plan *plan = kepu_import_plan(import);
	size_t segment = 0;
	for (size_t p = 0; p < kepu_plan_paragraph_count(plan); p++) {
		size_t at = 0, length = code_points(kepu_plan_paragraph(plan, p, NULL));
		for (; at < length; segment++) {
			size_t paragraph, offset, count;
			CHECK(kepu_import_segment(import, segment, NULL, &paragraph, &offset, &count) == KEPU_OK);
			CHECK(paragraph == p && offset == at && count > 0);
			at += count;
		}
		CHECK(at == length);
	}
	CHECK(segment == kepu_import_segment_count(import));
}

/* Findings have messages, and lie inside the source. */
static inline void check_findings(const kepu_plan *plan, const kepu_findings *findings)
{
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		size_t paragraph, offset, length;
		CHECK(kepu_findings_message(findings, i, KEPU_LANG_ZH, NULL) &&
		      kepu_findings_message(findings, i, KEPU_LANG_EN, NULL));
		if (plan && kepu_findings_span(findings, i, &paragraph, &offset, &length) == KEPU_OK) {
			const char *text = kepu_plan_paragraph(plan, paragraph, NULL);
			CHECK(text && offset + length <= code_points(text));
		}
	}
}

typedef kepu_status kp_writer(const kepu_plan *plan, char **out_bytes, size_t *out_len);

static inline kepu_status write_xml(const kepu_plan *plan, char **out_bytes, size_t *out_len)
{
	return kepu_plan_save_bytes(plan, KEPU_FORMAT_XML, out_bytes, out_len, NULL);
}

static inline kepu_status write_json(const kepu_plan *plan, char **out_bytes, size_t *out_len)
{
	return kepu_plan_to_json(plan, out_bytes, out_len, NULL);
}

/* What is written is loaded again without a finding, and gives the same bytes. */
static inline void check_written(const kepu_plan *plan, kp_writer *writer)
{
	char *first = NULL, *second = NULL;
	size_t first_length = 0, second_length = 0;
	kepu_plan *again = NULL;
	CHECK(writer(plan, &first, &first_length) == KEPU_OK);
	CHECK(kepu_plan_load_bytes(first, first_length, NULL, NULL, &again, NULL, NULL) == KEPU_OK);
	CHECK(writer(again, &second, &second_length) == KEPU_OK);
	CHECK(first_length == second_length && memcmp(first, second, first_length) == 0);
	kepu_plan_unref(again);
	kepu_free(first);
	kepu_free(second);
}

static inline void check_error(kepu_error *err)
{
	CHECK(kepu_error_message(err, KEPU_LANG_ZH, NULL) && kepu_error_message(err, KEPU_LANG_EN, NULL));
	kepu_error_free(err);
}

static inline void check_import(const uint8_t *bytes, size_t length, const char *name)
{
	kepu_import *import = NULL;
	kepu_error *err = NULL;
	if (kepu_import_bytes(bytes, length, name, NULL, &import, &err) != KEPU_OK) {
		CHECK(!import);
		check_error(err);
		return;
	}
	check_partition(import);
	check_findings(kepu_import_plan(import), kepu_import_findings(import));
	check_written(kepu_import_plan(import), write_xml);
	check_written(kepu_import_plan(import), write_json);
	kepu_import_free(import);
}

static inline void check_text(const uint8_t *bytes, size_t length)
{
	check_import(bytes, length, "notice.txt");
}

static inline void check_html(const uint8_t *bytes, size_t length)
{
	check_import(bytes, length, "notice.html");
}

static inline void check_loaded(kepu_status status, kepu_plan *plan, kepu_findings *findings, kepu_error *err)
{
	if (status != KEPU_OK) {
		CHECK(!plan);
		check_error(err);
	} else {
		check_written(plan, write_xml);
		check_written(plan, write_json);
	}
	check_findings(NULL, findings);
	kepu_findings_free(findings);
	kepu_plan_unref(plan);
}

static inline void check_xml(const uint8_t *bytes, size_t length)
{
	kepu_plan *plan = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	kepu_status status = kepu_plan_load_bytes(bytes, length, "plan.xml", NULL, &plan, &findings, &err);
	check_loaded(status, plan, findings, err);
}

static inline void check_json(const uint8_t *bytes, size_t length)
{
	kepu_plan *plan = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	kepu_status status = kepu_plan_from_json(bytes, length, NULL, &plan, &findings, &err);
	check_loaded(status, plan, findings, err);
}

/* A scheme that is taken is written as XML and JSON, and both are the same scheme again. */
static inline void check_scheme(const uint8_t *bytes, size_t length)
{
	kepu_scheme *scheme = NULL, *again = NULL;
	kepu_error *err = NULL;
	kepu_findings *findings = NULL;
	char *xml = NULL, *json = NULL, *twice = NULL;
	size_t xml_length, json_length, twice_length;
	kepu_status status = kepu_scheme_load(bytes, length, &scheme, &err);
	CHECK((status == KEPU_OK) == (scheme != NULL));
	CHECK(kepu_error_code(err) == status);
	kepu_error_free(err);
	if (!scheme)
		return;
	CHECK(kepu_scheme_check(scheme, NULL, &findings, NULL) == KEPU_OK);
	CHECK(kepu_scheme_to_xml(scheme, &xml, &xml_length, NULL) == KEPU_OK);
	CHECK(kepu_scheme_to_json(scheme, &json, &json_length, NULL) == KEPU_OK);
	for (int form = 0; form < 2; form++) {
		CHECK(kepu_scheme_load(form ? json : xml, form ? json_length : xml_length, &again, NULL) == KEPU_OK);
		CHECK(kepu_scheme_to_xml(again, &twice, &twice_length, NULL) == KEPU_OK);
		CHECK(twice_length == xml_length && memcmp(twice, xml, xml_length) == 0);
		kepu_free(twice);
		kepu_scheme_free(again);
	}
	kepu_free(xml);
	kepu_free(json);
	kepu_findings_free(findings);
	kepu_scheme_free(scheme);
}

#endif
