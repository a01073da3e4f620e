/* One rule in one criterion, and what it gives to some units. */
#ifndef TEST_ONE_RULE_H
#define TEST_ONE_RULE_H

#include <kepu/kepu.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* A rule is written as in XML without its brackets: elements end with ';', each deeper one begins with a '>' more. Figures are
 * item=value, of some units item=value|value|…; nothing between the marks: that unit has no figure. An item may have an object
 * (site@east=1) and a value evidence (3#minutes). A figure of the unit's own is own:item=value. Points are expected likewise,
 * or the state for want of them. */
typedef struct one_rule {
	const char *rule, *figures, *points;
	const char *criterion, *scheme; /* further attributes; NULL: none. points of the criterion: 20 */
} one_rule;

#define UNITS_MOST 32

static size_t add(kepu_scheme_builder *builder, size_t parent, const char *kind, size_t length)
{
	size_t element;
	kepu_error *err = NULL;
	if (kepu_scheme_builder_add(builder, parent, kind, length, &element, &err) != KEPU_OK)
		fail_msg("%.*s: %s", (int)length, kind, kepu_error_message(err, KEPU_LANG_EN, NULL));
	return element;
}

/* name=value name=value … */
static void set_all(kepu_scheme_builder *builder, size_t element, const char *attributes, size_t length)
{
	const char *end = attributes + length;
	while (attributes < end) {
		size_t word = strcspn(attributes, " ;"), name = strcspn(attributes, "=");
		kepu_error *err = NULL;
		if (word > (size_t)(end - attributes))
			word = (size_t)(end - attributes);
		if (word && kepu_scheme_builder_set(builder, element, attributes, name, attributes + name + 1, word - name - 1,
		                                    &err) != KEPU_OK)
			fail_msg("%.*s: %s", (int)word, attributes, kepu_error_message(err, KEPU_LANG_EN, NULL));
		attributes += word + 1;
	}
}

static void add_rule(kepu_scheme_builder *builder, size_t criterion, const char *text)
{
	size_t parents[8] = { criterion };
	while (*text) {
		size_t depth = 0, length = strcspn(text, ";");
		while (*text == ' ')
			text++, length--;
		for (; *text == '>'; text++)
			depth++, length--;
		size_t kind = strcspn(text, " ;");
		parents[depth + 1] = add(builder, parents[depth], text, kind);
		if (kind < length)
			set_all(builder, parents[depth + 1], text + kind + 1, length - kind - 1);
		text += length + (text[length] == ';');
	}
}

static kepu_scheme *scheme_of(const one_rule *row)
{
	kepu_scheme_builder *builder;
	kepu_scheme *scheme;
	kepu_error *err = NULL;
	assert_int_equal(kepu_scheme_builder_new(&builder, NULL), KEPU_OK);
	size_t root = add(builder, (size_t)-1, "scheme", 6), criterion = add(builder, root, "criterion", 9);
	if (row->scheme)
		set_all(builder, root, row->scheme, strlen(row->scheme));
	set_all(builder, criterion, "id=c points=20 ceiling=none floor=none", 38);
	if (row->criterion)
		set_all(builder, criterion, row->criterion, strlen(row->criterion));
	add_rule(builder, criterion, row->rule);
	if (kepu_scheme_builder_finish(builder, &scheme, &err) != KEPU_OK)
		fail_msg("%s: %s", row->rule, kepu_error_message(err, KEPU_LANG_EN, NULL));
	kepu_scheme_builder_free(builder);
	return scheme;
}

static void set(kepu_inputs *inputs, const char *column, const char *value, size_t length)
{
	if (length)
		assert_int_equal(kepu_inputs_set(inputs, column, KEPU_NUL_TERMINATED, value, length, NULL), KEPU_OK);
}

/* One figure of one unit: an item with what stands behind it, a value with its evidence. */
static void add_figure(kepu_inputs *inputs, size_t unit, const char *item, size_t item_length, const char *value,
                       size_t value_length)
{
	kepu_findings *findings = NULL;
	size_t name = 0, bare = 0;
	bool own = item_length > 4 && memcmp(item, "own:", 4) == 0;
	char id[32];
	snprintf(id, sizeof id, "u%02zu", unit);
	if (own)
		item += 4, item_length -= 4;
	while (name < item_length && item[name] != '@')
		name++;
	while (bare < value_length && value[bare] != '#')
		bare++;
	set(inputs, "unit", id, 3);
	set(inputs, "criterion", "c", !own);
	set(inputs, "item", item, name);
	set(inputs, "object", item + name + 1, name < item_length ? item_length - name - 1 : 0);
	set(inputs, "value", value, bare);
	set(inputs, "evidence", value + bare + 1, bare < value_length ? value_length - bare - 1 : 0);
	assert_int_equal(kepu_inputs_add(inputs, &findings, NULL), KEPU_OK);
	if (kepu_findings_count(findings))
		fail_msg("%.*s=%.*s: %s", (int)item_length, item, (int)value_length, value,
		         kepu_findings_message(findings, 0, KEPU_LANG_EN, NULL));
	kepu_findings_free(findings);
}

static void add_figures(kepu_inputs *inputs, const char *text)
{
	while (*text) {
		size_t word = strcspn(text, " "), name = strcspn(text, "=");
		const char *value = text + name + 1, *end = text + word;
		for (size_t unit = 0;; unit++) {
			size_t length = strcspn(value, "| ");
			if (length)
				add_figure(inputs, unit, text, name, value, length);
			if (value + length >= end || value[length] != '|')
				break;
			value += length + 1;
		}
		text = *end ? end + 1 : end;
	}
}

static size_t units_of(const one_rule *row)
{
	size_t count = 1;
	for (const char *at = row->points; *at; at++)
		count += *at == '|';
	return count;
}

static const char *state_name(int32_t state)
{
	switch (state) {
	case KEPU_STATE_NO_VALUE: return "no-value";
	case KEPU_STATE_NOT_APPLICABLE: return "not-applicable";
	case KEPU_STATE_NOT_REPORTED: return "not-reported";
	default: return "none";
	}
}

static void write_points(const kepu_score *score, size_t row, size_t element, char out[32])
{
	int64_t coefficient;
	int32_t scale;
	if (kepu_score_points(score, row, element, &coefficient, &scale) != KEPU_OK) {
		snprintf(out, 32, "%s", state_name(kepu_score_state(score, row, element)));
		return;
	}
	int64_t size = coefficient < 0 ? -coefficient : coefficient, tens = 1;
	for (int32_t i = 0; i < scale; i++)
		tens *= 10;
	int length = snprintf(out, 32, "%s%lld", coefficient < 0 ? "-" : "", (long long)(size / tens));
	if (scale)
		snprintf(out + length, 32 - (size_t)length, ".%0*lld", (int)scale, (long long)(size % tens));
}

/* Scores the units of a row; the status of the scoring, and the points as they are expected. */
static kepu_status score_row(const one_rule *row, char *out, size_t room, kepu_findings **findings)
{
	kepu_scheme *scheme = scheme_of(row);
	kepu_inputs *inputs;
	kepu_score *score;
	char id[32];
	size_t length = 0;
	assert_int_equal(kepu_inputs_new(scheme, &inputs, NULL), KEPU_OK);
	for (size_t unit = 0; unit < units_of(row); unit++) {
		snprintf(id, sizeof id, "u%02zu", unit);
		assert_int_equal(kepu_inputs_add_unit(inputs, id, 3, NULL, 0, NULL, 0, NULL, 0, NULL), KEPU_OK);
	}
	add_figures(inputs, row->figures);
	kepu_error *err = NULL;
	kepu_status status = kepu_score_new(inputs, NULL, 0, &score, findings, &err);
	out[0] = '\0';
	if (status != KEPU_OK)
		snprintf(out, room, "%s", kepu_error_message(err, KEPU_LANG_EN, NULL));
	kepu_error_free(err);
	for (size_t unit = 0; status == KEPU_OK && unit < units_of(row); unit++) {
		char points[32];
		snprintf(id, sizeof id, "u%02zu", unit);
		write_points(score, kepu_score_find(score, id, 3), kepu_scheme_find(scheme, "c", 1), points);
		length += (size_t)snprintf(out + length, room - length, "%s%s", unit ? "|" : "", points);
	}
	kepu_score_free(score);
	kepu_inputs_free(inputs);
	kepu_scheme_free(scheme);
	return status;
}

static void check_rows(const one_rule *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		char points[32 * UNITS_MOST];
		if (score_row(&rows[i], points, sizeof points, NULL) != KEPU_OK)
			fail_msg("%s with %s: %s", rows[i].rule, rows[i].figures, points);
		if (strcmp(points, rows[i].points) != 0)
			fail_msg("%s with %s: %s and not %s", rows[i].rule, rows[i].figures, points, rows[i].points);
	}
}

#define CHECK(rows) check_rows(rows, sizeof(rows) / sizeof *(rows))

#endif
