/* Tables of indicators and of the timetable. */
#include "cli.h"

#include <string.h>

#define GAP 2
#define VALUE_MOST 24
#define TIME_WIDTH 7 /* 2025-06 */
#define REMARK_MOST 22

static const char *often_word(const cli *c, int32_t every)
{
	static const message words[] = { M_YEARLY, M_BIENNIAL, M_HALF_YEARLY, M_QUARTERLY, M_MONTHLY };
	bool has_word = every >= KEPU_EVERY_ANNUAL && every <= KEPU_EVERY_MONTH;
	return has_word ? say(c, words[every - KEPU_EVERY_ANNUAL]) : NULL;
}

/* What else is to be known of a value: how often, per what, whether it is a baseline. */
static void put_remark(const cli *c, text *out, const kepu_indicator *indicator, const kepu_value *value)
{
	const char *per = kepu_indicator_per(indicator, NULL), *often = often_word(c, kepu_indicator_every(indicator));
	int32_t kind = kepu_value_kind(value);
	text_put(out, often);
	if (per) {
		text_put(out, out->length ? say(c, M_COMMA) : NULL);
		text_fill(out, say(c, M_PER), per, NULL);
	}
	if (kind == KEPU_VALUE_BASELINE || kind == KEPU_VALUE_OBSERVATION) {
		text_put(out, out->length ? say(c, M_COMMA) : NULL);
		text_put(out, say(c, kind == KEPU_VALUE_BASELINE ? M_BASELINE : M_OBSERVATION));
	}
}

/* Columns: path, what is measured, value, when, how often. */
typedef struct indicator_columns {
	size_t name, value, when, often, end;
} indicator_columns;

static size_t wider(size_t width, const text *words)
{
	size_t other = text_width(words->bytes, words->length);
	return other > width ? other : width;
}

static indicator_columns indicator_layout(const cli *c, const kepu_plan *plan)
{
	size_t values = text_width(say(c, M_VALUE), strlen(say(c, M_VALUE)));
	size_t remarks = text_width(say(c, M_HOW_OFTEN), strlen(say(c, M_HOW_OFTEN)));
	for (size_t i = 0; i < kepu_plan_indicator_count(plan); i++) {
		const kepu_indicator *indicator = kepu_plan_indicator_at(plan, i);
		for (size_t k = 0; k < kepu_indicator_value_count(indicator); k++) {
			text value = { 0 }, remark = { 0 };
			put_value(&value, indicator, kepu_indicator_value_at(indicator, k));
			put_remark(c, &remark, indicator, kepu_indicator_value_at(indicator, k));
			values = wider(values, &value);
			remarks = wider(remarks, &remark);
			text_free(&value);
			text_free(&remark);
		}
	}
	indicator_columns at = { path_width(plan) + GAP, 0, 0, 0, screen_width() };
	at.often = at.end - (remarks > REMARK_MOST ? REMARK_MOST : remarks);
	at.when = at.often - TIME_WIDTH - GAP;
	at.value = at.when - (values > VALUE_MOST ? VALUE_MOST : values) - GAP;
	return at;
}

static void put_indicator_value(const cli *c, text *out, const kepu_indicator *indicator, const kepu_value *value,
                                const indicator_columns *columns, bool first)
{
	text side = { 0 }, number = { 0 }, remark = { 0 };
	flow right = flow_start(&side, columns->end - columns->value);
	put_value(&number, indicator, value);
	put_remark(c, &remark, indicator, value);
	flow_words(&right, number.bytes, number.length);
	flow_to(&right, columns->when - columns->value);
	flow_put(&right, kepu_value_time(value, NULL));
	flow_to(&right, columns->often - columns->value);
	flow_words(&right, remark.bytes, remark.length);
	text_add(&side, "", 1);

	const kepu_node *node = kepu_indicator_node(indicator);
	flow at = flow_start(out, columns->value - GAP);
	at.side = side.failed ? NULL : side.bytes;
	at.side_at = columns->value;
	flow_put(&at, first && node ? kepu_node_path(node, NULL) : NULL);
	flow_to(&at, columns->name);
	flow_put(&at, first ? kepu_indicator_name(indicator, NULL) : NULL);
	flow_end(&at);
	text_free(&number);
	text_free(&remark);
	text_free(&side);
}

void put_indicators(const cli *c, text *out, const kepu_plan *plan)
{
	size_t count = kepu_plan_indicator_count(plan);
	put_heading(c, out, M_INDICATORS, count);
	if (!count)
		return;
	indicator_columns columns = indicator_layout(c, plan);
	flow at = flow_start(out, columns.end);
	flow_put(&at, say(c, M_PATH));
	flow_to(&at, columns.name);
	flow_put(&at, say(c, M_MEASURED));
	flow_to(&at, columns.value);
	flow_put(&at, say(c, M_VALUE));
	flow_to(&at, columns.when);
	flow_put(&at, say(c, M_WHEN));
	flow_to(&at, columns.often);
	flow_put(&at, say(c, M_HOW_OFTEN));
	flow_end(&at);
	for (size_t i = 0; i < count; i++) {
		const kepu_indicator *indicator = kepu_plan_indicator_at(plan, i);
		size_t values = kepu_indicator_value_count(indicator);
		for (size_t k = 0; k < values || k == 0; k++)
			put_indicator_value(c, out, indicator, kepu_indicator_value_at(indicator, k), &columns, k == 0);
	}
}

void put_phases(const cli *c, text *out, const kepu_plan *plan)
{
	size_t count = kepu_plan_phase_count(plan), times = 0, labels = 0;
	if (!count)
		return;
	put_heading(c, out, M_PHASES, count);
	for (size_t i = 0; i < count; i++) {
		const kepu_phase *phase = kepu_plan_phase_at(plan, i);
		size_t length = 0;
		const char *label = kepu_phase_label(phase, &length);
		size_t width = label ? text_width(label, length) : 0;
		text period = { 0 };
		put_period(&period, kepu_phase_start(phase, NULL), kepu_phase_end(phase, NULL));
		size_t time = text_width(period.bytes, period.length);
		labels = width > labels ? width : labels;
		times = time > times ? time : times;
		text_free(&period);
	}
	labels = labels > 24 ? 24 : labels;
	for (size_t i = 0; i < count; i++) {
		const kepu_phase *phase = kepu_plan_phase_at(plan, i);
		text period = { 0 };
		put_period(&period, kepu_phase_start(phase, NULL), kepu_phase_end(phase, NULL));
		flow at = flow_start(out, screen_width());
		flow_words(&at, period.bytes, period.length);
		flow_to(&at, times + GAP);
		flow_put(&at, kepu_phase_label(phase, NULL));
		flow_to(&at, times + GAP + (labels ? labels + GAP : 0));
		flow_put(&at, kepu_phase_text(phase, NULL));
		flow_end(&at);
		text_free(&period);
	}
}
