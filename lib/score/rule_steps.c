/* A table of what a value is worth: steps, level. */
#include "score/rule_kind.h"

static bool evaluate_steps(const kp_question *question, kp_outcome *out)
{
	kp_fraction x;
	uint8_t state;
	if (!kp_measure(question, &x, &state))
		return false;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, state);
	for (const kp_scheme_element *step = NULL; (step = kp_scheme_child(question->rule, KP_SCHEME_STEP, step));) {
		if (!kp_scheme_within(step, x))
			continue;
		KP_TELL(question->run, hit, question, step);
		if (kp_scheme_get(step, KP_ATTR_POINTS))
			return kp_gives(out, kp_attribute(step, KP_ATTR_POINTS, KP_FRACTION_ZERO));
		return kp_gives_share(question, kp_attribute(step, KP_ATTR_SHARE, KP_FRACTION_ZERO), out);
	}
	return kp_gives_nothing(out, KEPU_STATE_NO_VALUE);
}

const kp_rule kp_rule_steps = {
	.name = "steps",
	.zh = "分档",
	.en = "steps",
	.evaluate = evaluate_steps,
	.attributes = KP_NOTHING,
	.children = KP_HOLDS(STEP),
	.measured = true,
	.words = KP_WORDS(NULL, { { { "分档计分：{x} 在「{h}」一档，得 {p}", "by steps: {x} is in the step {h}, {p}" } } }),
};

/* The level that a text names, else the one at a place. */
static const kp_scheme_element *level_of(const kp_question *question, const char *text, size_t length, kp_decimal place)
{
	const kp_scheme_element *level = NULL;
	int64_t named = kp_level_place(question->rule, text, length);
	place = named ? (kp_decimal){ named, 0 } : kp_decimal_trim(place);
	for (int64_t at = 1; place.scale == 0; at++)
		if (!(level = kp_scheme_child(question->rule, KP_SCHEME_LEVEL, level)) || at == place.coefficient)
			return level;
	return NULL;
}

/* The points that somebody picked within the range of a level. */
static bool picked(const kp_question *question, const kp_scheme_element *level, kp_outcome *out)
{
	kp_fraction points, least, most;
	uint8_t state;
	kp_str item = kp_intern_find(&question->run->scheme->texts, "points", 6);
	if (!kp_input_of(question, item, &points, &state))
		return false;
	if (state != KEPU_STATE_VALUE)
		return kp_gives_nothing(out, KEPU_STATE_NO_VALUE);
	if (!kp_fraction_multiply(question->points, kp_attribute(level, KP_ATTR_LEAST, KP_FRACTION_ZERO), &least) ||
	    !kp_fraction_multiply(question->points, kp_attribute(level, KP_ATTR_MOST, KP_FRACTION_ONE), &most))
		return kp_overflow(question);
	if (kp_fraction_compare(points, least) < 0 || kp_fraction_compare(points, most) > 0)
		return kp_gives_nothing(out, KEPU_STATE_NO_VALUE);
	return kp_gives(out, points);
}

static bool evaluate_level(const kp_question *question, kp_outcome *out)
{
	static const kp_decimal zero = { 0, 0 };
	const kp_scheme_element *level;
	uint8_t state;
	const kp_input *input = kp_input_find(question, kp_input_name(question, KP_ATTR_ITEM_NAME, "value"), NULL, &state);
	if (state != KEPU_STATE_VALUE && !question->run->zeros)
		return kp_gives_nothing(out, state);
	if (state != KEPU_STATE_VALUE)
		level = level_of(question, "0", 1, zero);
	else
		level = level_of(question, input->text ? input->text : "", kp_str_len(input->text), input->value);
	if (!level)
		return kp_gives_nothing(out, KEPU_STATE_NO_VALUE);
	KP_TELL(question->run, hit, question, level);
	if (kp_scheme_get(level, KP_ATTR_POINTS))
		return kp_gives(out, kp_attribute(level, KP_ATTR_POINTS, KP_FRACTION_ZERO));
	return picked(question, level, out);
}

static size_t level_by(const kp_telling *t)
{
	return t->seen->hit && !kp_scheme_get(t->seen->hit, KP_ATTR_POINTS) ? 1 : 0;
}

const kp_rule kp_rule_level = {
	.name = "level",
	.zh = "评等",
	.en = "level",
	.evaluate = evaluate_level,
	.attributes = KP_LIST(KP_ATTR_ITEM_NAME),
	.children = KP_HOLDS(LEVEL),
	.words = KP_WORDS(level_by, { { { "评为「{h}」，得 {p}", "level {h}: {p}" } },
	                              { { "评为「{h}」，在这一等的范围内评 {p}（满分 {P} 分）",
	                                  "level {h}: {q} of {P} points, within its range" } } }),
};
