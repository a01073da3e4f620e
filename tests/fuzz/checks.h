/* What must hold for every input, whatever its bytes are: a fuzzing target is one of these, and test_replay.c runs them all.
 * What does not hold aborts, so that the fuzzer keeps the input. */
#ifndef TESTS_FUZZ_CHECKS_H
#define TESTS_FUZZ_CHECKS_H

#include <kepu/kepu.h>

#include <stdbool.h>
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

#define WHOLE_MOST 1000000000000000 /* billionths that sums hold exactly */

/* In billionths. False: there is none. */
static inline bool billionths(kepu_status status, int64_t coefficient, int32_t scale, int64_t *out, bool *exact)
{
	for (; scale < 9 && coefficient < WHOLE_MOST && coefficient > -WHOLE_MOST; scale++)
		coefficient *= 10;
	*exact = *exact && coefficient < WHOLE_MOST && coefficient > -WHOLE_MOST;
	*out = coefficient;
	return status == KEPU_OK;
}

/* What the lines right below a line add is its points. */
static inline void check_line(const kepu_explanation *why, size_t at)
{
	int64_t coefficient, points, added, sum = 0;
	int32_t scale;
	bool any = false, exact = true;
	kepu_status status = kepu_explanation_points(why, at, &coefficient, &scale);
	bool has = billionths(status, coefficient, scale, &points, &exact);
	for (size_t i = at + 1; i < kepu_explanation_count(why); i++) {
		if (kepu_explanation_depth(why, i) <= kepu_explanation_depth(why, at))
			break;
		status = kepu_explanation_adds(why, i, &coefficient, &scale);
		if (kepu_explanation_depth(why, i) != kepu_explanation_depth(why, at) + 1 ||
		    !billionths(status, coefficient, scale, &added, &exact))
			continue;
		any = true;
		sum += exact ? added : 0;
	}
	CHECK(!any || (has && (!exact || sum == points)));
	CHECK(kepu_explanation_text(why, at, KEPU_LANG_ZH, NULL) && kepu_explanation_text(why, at, KEPU_LANG_EN, NULL));
}

static inline void check_explained(const kepu_score *score, size_t row)
{
	kepu_explanation *why = NULL;
	kepu_error *err = NULL;
	char *text = NULL;
	if (kepu_explanation_new(score, row, &why, &err) != KEPU_OK) { /* what it would take may not fit a decimal */
		CHECK(!why && kepu_error_code(err) == KEPU_ERROR_OVERFLOW);
		check_error(err);
		return;
	}
	for (size_t i = 0; i < kepu_explanation_count(why); i++)
		check_line(why, i);
	CHECK(kepu_explanation_to_text(why, KEPU_LANG_ZH, 60, &text, NULL, NULL) == KEPU_OK);
	kepu_free(text);
	CHECK(kepu_explanation_to_html(why, KEPU_LANG_EN, &text, NULL, NULL) == KEPU_OK);
	kepu_free(text);
	CHECK(kepu_explanation_to_json(why, &text, NULL, NULL) == KEPU_OK);
	kepu_free(text);
	kepu_explanation_free(why);
}

/* The same figures give the same scores; who has a total has a rank; each unit can be explained. */
static inline void check_scored(kepu_inputs *inputs)
{
	kepu_score *score = NULL, *again = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	char *first = NULL, *second = NULL;
	if (kepu_score_new(inputs, NULL, 0, &score, &findings, &err) != KEPU_OK) {
		CHECK(!score && !findings);
		check_error(err);
		return;
	}
	check_findings(NULL, findings);
	kepu_findings_free(findings);
	CHECK(kepu_score_count(score) == kepu_inputs_unit_count(inputs));
	for (size_t row = 0; row < kepu_score_count(score); row++) {
		int64_t rank = 0;
		int32_t scale = 0;
		bool ranked = kepu_score_rank(score, row, &rank, &scale) == KEPU_OK;
		CHECK(ranked == (kepu_score_total(score, row, NULL, NULL) == KEPU_OK));
		CHECK(!ranked || (rank >= 1 && scale <= 1 && rank <= 10 * (int64_t)kepu_score_count(score)));
		if (row < 3)
			check_explained(score, row);
	}
	CHECK(kepu_score_new(inputs, NULL, 0, &again, NULL, NULL) == KEPU_OK);
	CHECK(kepu_score_to_json(score, &first, NULL, NULL) == KEPU_OK);
	CHECK(kepu_score_to_json(again, &second, NULL, NULL) == KEPU_OK);
	CHECK(strcmp(first, second) == 0);
	kepu_free(first);
	kepu_free(second);
	kepu_score_free(score);
	kepu_score_free(again);
}

/* Up to the next line of four equals signs, which is passed over. */
static inline size_t next_piece(const uint8_t *bytes, size_t length, size_t *at)
{
	static const char mark[] = "====\n";
	size_t from = *at, mark_length = sizeof mark - 1;
	for (size_t i = from; i + mark_length <= length; i++) {
		if ((i > from && bytes[i - 1] != '\n') || memcmp(bytes + i, mark, mark_length) != 0)
			continue;
		*at = i + mark_length;
		return i - from;
	}
	*at = length;
	return length - from;
}

static inline void check_findings_of(kepu_status status, kepu_findings *findings, kepu_error *err)
{
	CHECK(status == KEPU_OK || !findings);
	if (status != KEPU_OK)
		check_error(err);
	check_findings(NULL, findings);
	kepu_findings_free(findings);
}

/* A scheme, a table of units and one of figures, with a line of four equals signs between them. */
static inline void check_score(const uint8_t *bytes, size_t length)
{
	kepu_scheme *scheme = NULL;
	kepu_inputs *inputs = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	kepu_status status;
	size_t at = 0, from, piece = next_piece(bytes, length, &at);
	if (kepu_scheme_load(bytes, piece, &scheme, NULL) != KEPU_OK || kepu_scheme_count(scheme) > 200) {
		kepu_scheme_free(scheme);
		return;
	}
	CHECK(kepu_inputs_new(scheme, &inputs, NULL) == KEPU_OK);
	from = at;
	piece = next_piece(bytes, length, &at);
	status = kepu_inputs_add_units_csv(inputs, bytes + from, piece, &findings, &err);
	check_findings_of(status, findings, err);
	while (at < length) {
		from = at;
		piece = next_piece(bytes, length, &at);
		err = NULL;
		status = kepu_inputs_add_csv(inputs, bytes + from, piece, &findings, &err);
		check_findings_of(status, findings, err);
	}
	CHECK(kepu_scheme_check(scheme, inputs, &findings, NULL) == KEPU_OK);
	check_findings(NULL, findings);
	kepu_findings_free(findings);
	if (kepu_inputs_unit_count(inputs) <= 40)
		check_scored(inputs);
	kepu_inputs_free(inputs);
	kepu_scheme_free(scheme);
}

#endif
