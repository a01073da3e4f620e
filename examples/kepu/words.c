#include "cli.h"

#include <string.h>

const char *role_word(const cli *c, int32_t role)
{
	static const message words[] = { M_LEAD, M_RESPONSIBLE, M_PARTICIPANT };
	return role >= KEPU_ROLE_LEAD && role <= KEPU_ROLE_PARTICIPANT ? say(c, words[role - KEPU_ROLE_LEAD]) : NULL;
}

const char *kind_word(const cli *c, const kepu_node *node)
{
	static const message words[] = {
		M_OVERVIEW, M_GOAL, M_PART, M_ACTION, M_PROJECT, M_TASK, M_SAFEGUARD, M_OTHER,
	};
	int32_t kind = kepu_node_kind(node);
	if (kind >= KEPU_KIND_OVERVIEW && kind <= KEPU_KIND_OTHER)
		return say(c, words[kind - KEPU_KIND_OVERVIEW]);
	const char *token = kepu_node_kind_token(node, NULL);
	return token ? token : "";
}

const char *severity_word(const cli *c, int32_t severity)
{
	return say(c, severity == KEPU_SEVERITY_ERROR ? M_ERROR : severity == KEPU_SEVERITY_WARNING ? M_WARNING : M_NOTE);
}

void put_value(text *out, const kepu_indicator *indicator, const kepu_value *value)
{
	static const char *const signs[] = { "≥", ">", "≤", "<", "≈", "=" };
	const char *low = kepu_value_low_text(value, NULL), *high = kepu_value_high_text(value, NULL);
	const char *unit = kepu_indicator_unit(indicator, NULL);
	int32_t comparison = kepu_indicator_comparison(indicator);
	if (kepu_value_kind(value) != KEPU_VALUE_TARGET)
		comparison = KEPU_COMPARISON_EQUAL;
	if (comparison >= KEPU_COMPARISON_AT_LEAST && comparison <= KEPU_COMPARISON_EQUAL) {
		text_put(out, signs[comparison - KEPU_COMPARISON_AT_LEAST]);
		text_put(out, " ");
	}
	text_put(out, low);
	if (high && (!low || strcmp(low, high))) {
		text_put(out, low ? "–" : "≤ ");
		text_put(out, high);
	}
	if (unit && (unsigned char)*unit < 0x80 && *unit != '%')
		text_put(out, " ");
	text_put(out, unit);
}

void put_period(text *out, const char *start, const char *end)
{
	text_put(out, start);
	if (end && (!start || strcmp(start, end))) {
		text_put(out, "—");
		text_put(out, end);
	}
}

void put_label(flow *at, const kepu_node *node)
{
	size_t length = 0;
	const char *label = kepu_node_label(node, &length);
	if (!length)
		return;
	flow_words(at, label, length);
	if ((unsigned char)label[length - 1] < 0x80) /* ASCII, as in 1. */
		flow_put(at, " ");
}

size_t path_width(const kepu_plan *plan)
{
	size_t most = 0;
	for (size_t i = 0; i < kepu_plan_node_count(plan); i++) {
		size_t length = 0;
		const char *path = kepu_node_path(kepu_plan_node_at(plan, i), &length);
		size_t width = text_width(path, length);
		most = width > most ? width : most;
	}
	return most < 4 ? 4 : most > 16 ? 16 : most;
}
