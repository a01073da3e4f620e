/* Small notices for tests: read one, and write what was read as one line that is easy to compare. */
#ifndef TESTS_NOTICE_H
#define TESTS_NOTICE_H

#include <kepu/kepu.h>

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINE 4096

static kepu_import *read_notice(const char *text)
{
	kepu_import *import = NULL;
	kepu_error *err = NULL;
	kepu_status status = kepu_import_bytes(text, strlen(text), NULL, NULL, &import, &err);
	if (status != KEPU_OK)
		fail_msg("%s", kepu_error_message(err, KEPU_LANG_EN, NULL));
	return import;
}

static void append(char *line, const char *format, ...)
{
	va_list arguments;
	size_t length = strlen(line);
	va_start(arguments, format);
	vsnprintf(line + length, LINE - length, format, arguments);
	va_end(arguments);
}

static const char *or_dash(const char *text)
{
	return text ? text : "-";
}

/* "1 part 标题 | 1.1 task 标题" */
static inline void nodes_line(const kepu_plan *plan, char *line)
{
	line[0] = '\0';
	for (size_t i = 0; i < kepu_plan_node_count(plan); i++) {
		const kepu_node *node = kepu_plan_node_at(plan, i);
		append(line, "%s%s %s %s", i > 0 ? " | " : "", kepu_node_path(node, NULL),
		       or_dash(kepu_node_kind_token(node, NULL)), or_dash(kepu_node_title(node, NULL)));
	}
}

/* "1.1 lead 市科协 | 1.1 participant 各县*": a star marks a group */
static inline void duties_line(const kepu_plan *plan, char *line)
{
	line[0] = '\0';
	for (size_t i = 0; i < kepu_plan_assignment_count(plan); i++) {
		const kepu_assignment *a = kepu_plan_assignment_at(plan, i);
		append(line, "%s%s %s %s%s", i > 0 ? " | " : "", kepu_node_path(kepu_assignment_node(a), NULL),
		       kepu_assignment_role_token(a, NULL), kepu_unit_name(kepu_assignment_unit(a), NULL),
		       kepu_unit_is_group(kepu_assignment_unit(a)) ? "*" : "");
	}
}

/* ">= 100 名 2025 once per:县": one for each target or baseline; "was" before a baseline */
static inline void figures_line(const kepu_plan *plan, char *line)
{
	line[0] = '\0';
	for (size_t i = 0; i < kepu_plan_indicator_count(plan); i++) {
		const kepu_indicator *indicator = kepu_plan_indicator_at(plan, i);
		for (size_t k = 0; k < kepu_indicator_value_count(indicator); k++) {
			const kepu_value *value = kepu_indicator_value_at(indicator, k);
			int64_t coefficient;
			int32_t scale;
			char number[32];
			if (kepu_value_low(value, &coefficient, &scale) != KEPU_OK)
				kepu_value_high(value, &coefficient, &scale);
			kepu_decimal_format(coefficient, scale, number, sizeof number, NULL);
			append(line, "%s%s%s %s %s %s %s", line[0] ? " | " : "",
			       kepu_value_kind(value) == KEPU_VALUE_BASELINE ? "was " : "",
			       or_dash(kepu_indicator_comparison_token(indicator, NULL)), number,
			       or_dash(kepu_indicator_unit(indicator, NULL)), or_dash(kepu_value_time(value, NULL)),
			       or_dash(kepu_indicator_every_token(indicator, NULL)));
			if (kepu_indicator_per(indicator, NULL))
				append(line, " per:%s", kepu_indicator_per(indicator, NULL));
		}
	}
}

#endif
