/* Lines of an explanation, and how they come of what rules and sums say. Lines stand in order: each behind the one that it
 * lies in. */
#include "score/explain.h"

/* ---- lines ---- */

kp_line *kp_line_add(kp_trace *trace, int32_t what, const kp_scheme_element *element)
{
	kepu_explanation *made = trace->made;
	if (trace->failed || made->count >= KP_NO_LINE ||
	    !kp_grow((void **)&made->lines, &made->capacity, made->count + 1, sizeof *made->lines)) {
		trace->failed = true;
		return NULL;
	}
	kp_line *line = &made->lines[made->count++];
	*line =
		(kp_line){ .what = (uint8_t)what, .state = KEPU_STATE_VALUE, .above = trace->open, .element = element->index };
	line->depth = trace->open == KP_NO_LINE ? 0 : made->lines[trace->open].depth + 1;
	return line;
}

void kp_line_open(kp_trace *trace, int32_t what, const kp_scheme_element *element)
{
	if (kp_line_add(trace, what, element))
		trace->open = (uint32_t)trace->made->count - 1;
}

void kp_line_close(kp_trace *trace)
{
	if (!trace->failed)
		trace->open = trace->made->lines[trace->open].above;
}

kp_line *kp_line_opened(kp_trace *trace)
{
	return trace->failed || trace->open == KP_NO_LINE ? NULL : &trace->made->lines[trace->open];
}

/* The last of the lines directly in the open one; NULL: none. */
static kp_line *last_of(kp_trace *trace)
{
	for (size_t i = trace->made->count; !trace->failed && i-- > trace->open + (size_t)1;)
		if (trace->made->lines[i].above == trace->open)
			return &trace->made->lines[i];
	return NULL;
}

void kp_line_points(kp_line *line, kp_decimal points)
{
	if (!line)
		return;
	line->has_points = true;
	line->points = kp_decimal_trim(points);
}

void kp_line_adds(kp_line *line, kp_decimal adds)
{
	if (!line)
		return;
	line->counts = true;
	line->adds = adds;
}

/* ---- numbers ---- */

static kp_decimal decimal_of(kp_trace *trace, kp_sum sum, bool fits)
{
	kp_decimal value = { 0, 0 };
	if (!fits || !kp_sum_decimal(sum, &value))
		trace->failed = trace->overflow = true;
	return value;
}

kp_decimal kp_less(kp_trace *trace, kp_decimal a, kp_decimal b)
{
	kp_sum sum = kp_sum_of(a), other = kp_sum_of(b);
	other.coefficient = -other.coefficient;
	bool fits = kp_sum_add(&sum, other);
	return decimal_of(trace, sum, fits);
}

kp_decimal kp_line_sum(kp_trace *trace, bool items)
{
	kp_sum sum = { 0, 0 };
	bool fits = true;
	for (size_t i = trace->open + (size_t)1; !trace->failed && i < trace->made->count; i++) {
		const kp_line *line = &trace->made->lines[i];
		if (line->above == trace->open && line->counts && (!items || line->what != KEPU_LINE_ACCOUNT))
			fits = fits && kp_sum_add(&sum, kp_sum_of(line->adds));
	}
	return decimal_of(trace, sum, fits);
}

kp_decimal kp_shown(kp_trace *trace, kp_fraction value)
{
	kp_decimal shown = { 0, 0 };
	for (int32_t digits = 9; digits >= 0; digits--)
		if (kp_fraction_round(value, digits, KP_ROUND_HALF_UP, &shown))
			return shown;
	trace->failed = trace->overflow = true;
	return shown;
}

/* Whether a line in the open one adds something. */
static bool some_add(const kp_trace *trace)
{
	for (size_t i = trace->open + (size_t)1; !trace->failed && i < trace->made->count; i++)
		if (trace->made->lines[i].above == trace->open && trace->made->lines[i].counts)
			return true;
	return false;
}

/* A line that leads from what the lines in the open one add up to to what it is to be. NULL: failed. */
static kp_line *add_rest(kp_trace *trace, int32_t what, const kp_scheme_element *element, kp_decimal points, bool items)
{
	kp_decimal rest = kp_less(trace, points, kp_line_sum(trace, items));
	kp_line *line = kp_line_add(trace, what, element);
	kp_line_adds(line, rest);
	return line;
}

/* ---- a rule ---- */

/* Whether the rule that is open is the one that speaks, for the unit that is explained: others of its group are measured by
 * it, too. */
static kp_seen *seen_of(kp_trace *trace, const kp_question *question)
{
	kp_line *line = kp_line_opened(trace);
	bool its = line && line->seen && question->unit == trace->unit && line->element == question->rule->index;
	return its ? line->seen : NULL;
}

void kp_trace_ask(const kp_question *question)
{
	kp_trace *trace = question->run->trace;
	kp_line_open(trace, KEPU_LINE_RULE, question->rule);
	kp_line *line = kp_line_opened(trace);
	if (!line)
		return;
	kp_seen *seen = line->seen = kp_calloc(1, sizeof *seen);
	trace->failed = !seen;
	if (seen) {
		seen->next = trace->seen;
		trace->seen = seen;
	}
}

/* Whether a rule's points are, as they are, some of those of what it lies in. Those of a rule in `best` count when it is
 * known which is. */
static bool adds_up(const kp_scheme_element *rule)
{
	const kp_scheme_element *above = rule->parent, *first = kp_scheme_child(above, KP_SCHEME_RULE, NULL);
	if (above->kind != KP_SCHEME_RULE)
		return above->kind == KP_SCHEME_CRITERION;
	return above->rule->inner == KP_INNER_SUM || (above->rule->inner == KP_INNER_SECOND && rule != first);
}

static void forget_adds(kp_trace *trace)
{
	for (size_t i = trace->open + (size_t)1; i < trace->made->count; i++)
		if (trace->made->lines[i].above == trace->open)
			trace->made->lines[i].counts = false;
}

/* Digits behind the ninth. */
static void close_gap(kp_trace *trace, const kp_scheme_element *element, kp_decimal points)
{
	kp_decimal rest = kp_less(trace, points, kp_line_sum(trace, false));
	if (!rest.coefficient || trace->failed)
		return;
	kp_line *line = kp_line_add(trace, KEPU_LINE_ROUNDING, element);
	kp_line_adds(line, rest);
	kp_say(trace, line, KP_SAY("尾差：各数只列九位小数", "the rest: numbers are shown to nine decimal places"),
	       KP_VALUES({ 0 }));
}

void kp_trace_told(const kp_question *question, const kp_outcome *out)
{
	kp_trace *trace = question->run->trace;
	kp_line *line = kp_line_opened(trace);
	if (!line || !line->seen)
		return;
	line->state = out->state;
	line->seen->points = out->points;
	if (out->state != KEPU_STATE_VALUE) {
		forget_adds(trace);
	} else {
		kp_decimal points = kp_shown(trace, out->points);
		kp_line_points(line, points);
		if (adds_up(question->rule))
			kp_line_adds(line, points);
		if (some_add(trace))
			close_gap(trace, question->rule, points);
	}
	if ((line = kp_line_opened(trace)))
		kp_say_rule(trace, line, question, out);
	kp_line_close(trace);
}

void kp_trace_input(const kp_question *question, kp_str item, const kp_input *input, uint8_t state)
{
	kp_trace *trace = question->run->trace;
	kepu_explanation *made = trace->made;
	kp_seen *seen = seen_of(trace, question);
	if (!item || !seen)
		return;
	seen->percent = seen->percent || (input && input->percent);
	/* one may be asked for twice, as @item and as the measure; items and objects, of which there may be many, never are */
	bool may_be_there = !kp_scheme_child(question->rule, KP_SCHEME_ITEM, NULL) && !(input && input->object);
	for (size_t i = trace->open + (size_t)1; may_be_there && i < made->count; i++)
		if (made->lines[i].above == trace->open && made->lines[i].item == item && made->lines[i].figure == input)
			return;
	kp_line *line = kp_line_add(trace, KEPU_LINE_INPUT, question->criterion);
	if (!line)
		return;
	line->item = item;
	line->figure = input;
	line->state = state;
	if (state == KEPU_STATE_VALUE)
		kp_line_points(line, input->value);
	kp_say_input(trace, line, question->rule, item, input, state);
	if (state != KEPU_STATE_VALUE && question->run->zeros)
		kp_say(trace, line, KP_SAY("，按 0 计", ", counted as 0"), KP_VALUES({ 0 }));
}

void kp_trace_measure(const kp_question *question, kp_fraction value, uint8_t state)
{
	kp_trace *trace = question->run->trace;
	kp_seen *seen = seen_of(trace, question);
	if (!seen || seen->measured)
		return;
	seen->measured = true;
	seen->measure = value;
	seen->measure_state = state;
	if (kp_scheme_word(question->rule, KP_ATTR_MEASURE, KP_WORD_VALUE) == KP_WORD_VALUE &&
	    !kp_scheme_get(question->rule, KP_ATTR_FACTOR))
		return;
	kp_line *line = kp_line_add(trace, KEPU_LINE_MEASURE, question->criterion);
	if (!line)
		return;
	line->state = state;
	if (state == KEPU_STATE_VALUE)
		kp_line_points(line, kp_shown(trace, value));
	kp_say_measure(trace, line, question, seen);
}

void kp_trace_threshold(const kp_question *question, kp_scheme_attribute attribute, const kp_scheme_value *said,
                        kp_fraction value, uint8_t state)
{
	kp_trace *trace = question->run->trace;
	kp_seen *seen = seen_of(trace, question);
	if (!seen || seen->threshold_count == sizeof seen->thresholds / sizeof *seen->thresholds)
		return;
	kp_seen_threshold *one = &seen->thresholds[seen->threshold_count++];
	*one = (kp_seen_threshold){ attribute, said, value, state };
	if (said->form == KP_FORM_NUMBER)
		return;
	kp_line *line = kp_line_add(trace, KEPU_LINE_TARGET, question->criterion);
	if (!line)
		return;
	line->state = state;
	if (state == KEPU_STATE_VALUE)
		kp_line_points(line, kp_shown(trace, value));
	kp_say_threshold(trace, line, question, seen, one);
}

void kp_trace_hit(const kp_question *question, const kp_scheme_element *row)
{
	kp_seen *seen = seen_of(question->run->trace, question);
	if (seen)
		seen->hit = row;
}

void kp_trace_place(const kp_question *question, uint32_t doubled, size_t placed)
{
	kp_seen *seen = seen_of(question->run->trace, question);
	if (!seen)
		return;
	seen->placed = true;
	seen->place = doubled;
	seen->places = placed;
}

void kp_trace_range(const kp_question *question, kp_fraction least, kp_fraction most)
{
	kp_seen *seen = seen_of(question->run->trace, question);
	if (!seen)
		return;
	seen->ranged = true;
	seen->least = least;
	seen->most = most;
}

void kp_trace_number(const kp_question *question, kp_fraction number)
{
	kp_seen *seen = seen_of(question->run->trace, question);
	if (!seen)
		return;
	seen->numbered = true;
	seen->number = number;
}

/* ---- what is within a rule ---- */

void kp_trace_full(const kp_question *question)
{
	kp_trace *trace = question->run->trace;
	if (!seen_of(trace, question))
		return;
	kp_decimal points = kp_shown(trace, question->points);
	kp_line *line = kp_line_add(trace, KEPU_LINE_RESULT, question->rule);
	kp_line_points(line, points);
	kp_line_adds(line, points);
	kp_say(trace, line, KP_SAY("满分 {P}", "full marks, {P}"),
	       KP_VALUES(kp_points_words(trace, 'P', question->points)));
}

void kp_trace_item(const kp_question *question, const kp_scheme_element *item, kp_str object, kp_fraction number,
                   kp_fraction before, kp_fraction after)
{
	kp_trace *trace = question->run->trace;
	if (!seen_of(trace, question))
		return;
	kp_decimal points = kp_shown(trace, after);
	kp_line *line = kp_line_add(trace, KEPU_LINE_ITEM, item ? item : question->rule);
	if (!line)
		return;
	kp_line_points(line, points);
	if (question->rule->rule->takes_off)
		points.coefficient = -points.coefficient;
	kp_line_adds(line, points);
	kp_say_item(trace, line, question, item, object, number, before);
	if (kp_fraction_compare(before, after) != 0)
		kp_say(trace, line, KP_SAY("，最多 {m}", ", at most {m}"), KP_VALUES(kp_points_words(trace, 'm', after)));
}

void kp_trace_best(const kp_question *question, kp_fraction points)
{
	kp_trace *trace = question->run->trace;
	if (!seen_of(trace, question))
		return;
	for (size_t i = trace->open + (size_t)1; i < trace->made->count; i++) {
		kp_line *line = &trace->made->lines[i];
		if (line->above == trace->open && line->what == KEPU_LINE_RULE && line->has_points &&
		    kp_fraction_compare(line->seen->points, points) == 0) {
			kp_line_adds(line, line->points);
			return;
		}
	}
}

void kp_trace_limit(const kp_question *question, kp_scheme_attribute attribute, kp_fraction before, kp_fraction after)
{
	kp_trace *trace = question->run->trace;
	if (!seen_of(trace, question) || kp_fraction_compare(before, after) == 0)
		return;
	if (!some_add(trace)) {
		kp_decimal points = kp_shown(trace, before);
		kp_line *line = kp_line_add(trace, KEPU_LINE_RESULT, question->rule);
		kp_line_points(line, points);
		kp_line_adds(line, points);
		kp_say(trace, line, KP_SAY("按规则计算 {b}", "worked out: {b}"),
		       KP_VALUES(kp_points_words(trace, 'b', before)));
	}
	kp_line *line = add_rest(trace, KEPU_LINE_LIMIT, question->rule, kp_shown(trace, after), false);
	if (line)
		kp_say_limit(trace, line, attribute, before, after);
}

void kp_trace_share(const kp_question *question, kp_scheme_attribute attribute, kp_fraction before, kp_fraction after)
{
	if (kp_fraction_multiply(question->points, before, &before) &&
	    kp_fraction_multiply(question->points, after, &after))
		kp_trace_limit(question, attribute, before, after);
}

/* ---- elements ---- */

static const struct {
	kp_word policy;
	kp_sentence words;
} policies[] = {
	{ KP_WORD_ZERO, { { "{s}：按规定计 0 分", "{s}: 0 points, as the scheme says" } } },
	{ KP_WORD_FULL, { { "{s}：按规定计满分", "{s}: full marks, as the scheme says" } } },
	{ KP_WORD_VALUE_ZERO,
	  { { "{s}：按规定把缺的数值当作 0", "{s}: what is missing counts as 0, as the scheme says" } } },
	{ KP_WORD_REWEIGH,
	  { { "{s}：按规定不计入，由其余各项折算", "{s}: left out, as the scheme says; the other items stand for it" } } },
	{ KP_WORD_MEAN,
	  { { "{s}：按规定取本组其他单位的平均分",
	      "{s}: the mean of the other units of the group, as the scheme says" } } },
	{ KP_WORD_NONE, { { "{s}：不计分，总分随之空缺", "{s}: no points, and so no total" } } },
};

void kp_trace_policy(const kp_run *run, const kp_slot *slot, uint8_t state, kp_word policy)
{
	kp_trace *trace = run->trace;
	if (trace->failed)
		return;
	if (policy == KP_WORD_VALUE_ZERO)
		trace->made->count = trace->open + (size_t)1; /* what the rule said before it is asked once more */
	kp_line *line = kp_line_add(trace, KEPU_LINE_POLICY, slot->element);
	if (!line)
		return;
	line->state = state;
	for (size_t i = 0; i < sizeof policies / sizeof *policies; i++)
		if (policies[i].policy == policy)
			kp_say(trace, line, policies[i].words, KP_VALUES(kp_state_words('s', state)));
}

static void say_rounding(kp_trace *trace, const kp_slot *slot, kp_fraction before, kp_decimal after)
{
	int32_t decimals = slot->terms.decimals < 0 ? 9 : slot->terms.decimals;
	kp_line *line = add_rest(trace, KEPU_LINE_ROUNDING, slot->element, after, false);
	const char *b = kp_number_words(trace, before, false), *a = kp_decimal_words(trace, after);
	kp_say(trace, line, KP_SAY("{r}，保留{d}：{b} 分 → {a} 分", "{r} to {d}: {b} → {a}"),
	       KP_VALUES(kp_rounding_words('r', slot->terms.rounding), kp_places_words(trace, 'd', decimals),
	                 KP_BOTH('b', b), KP_BOTH('a', a)));
}

void kp_trace_rounded(const kp_run *run, const kp_slot *slot, kp_fraction before, kp_decimal after)
{
	kp_trace *trace = run->trace;
	kp_line *last = last_of(trace);
	if (trace->failed)
		return;
	if (last && last->what == KEPU_LINE_POLICY) {
		kp_line_points(last, kp_shown(trace, before));
		kp_line_adds(last, last->points);
	}
	if (kp_less(trace, after, kp_line_sum(trace, false)).coefficient)
		say_rounding(trace, slot, before, after);
}

void kp_trace_cut(const kp_run *run, bool ceiling, kp_decimal before, kp_decimal after)
{
	kp_trace *trace = run->trace;
	const kp_line *open = kp_line_opened(trace);
	if (!open)
		return;
	kp_line *line = add_rest(trace, KEPU_LINE_LIMIT, run->scheme->elements[run->now->element->index], after, false);
	if (line)
		kp_say_limit(trace, line, ceiling ? KP_ATTR_CEILING : KP_ATTR_FLOOR, kp_fraction_of(before),
		             kp_fraction_of(after));
}

void kp_trace_own(const kp_run *run, const kp_slot *slot, kp_word way, kp_fraction own, kp_decimal rounded)
{
	static const kp_sentence ways[] = {
		{ { "按权重取平均：{a} 分（各项相加为 {b} 分）", "weighted mean: {a} (the sum of the items is {b})" } },
		{ { "按权重取几何平均：{a} 分（各项相加为 {b} 分）",
		    "weighted geometric mean: {a} (the sum of the items is {b})" } },
		{ { "不计入的由其余各项折算：{b} 分 → {a} 分", "the other items stand for what is left out: {b} → {a}" } },
	};
	kp_trace *trace = run->trace;
	kp_decimal points = kp_shown(trace, own), sum = kp_line_sum(trace, true);
	kp_line *line =
		add_rest(trace, way == KP_WORD_REWEIGH ? KEPU_LINE_REWEIGHING : KEPU_LINE_MEAN, slot->element, points, true);
	const char *a = kp_number_words(trace, own, false), *b = kp_decimal_words(trace, sum);
	kp_say(trace, line, ways[way == KP_WORD_REWEIGH ? 2 : way == KP_WORD_GEOMETRIC],
	       KP_VALUES(KP_BOTH('a', a), KP_BOTH('b', b)));
	kp_decimal rest = kp_less(trace, rounded, points);
	if (!rest.coefficient || trace->failed)
		return;
	line = kp_line_add(trace, KEPU_LINE_ROUNDING, slot->element);
	kp_line_adds(line, rest);
	int32_t decimals = slot->terms.decimals < 0 ? 9 : slot->terms.decimals;
	kp_say(trace, line, KP_SAY("{r}，保留{d}：{b} 分 → {a} 分", "{r} to {d}: {b} → {a}"),
	       KP_VALUES(kp_rounding_words('r', slot->terms.rounding), kp_places_words(trace, 'd', decimals),
	                 KP_BOTH('b', a), KP_BOTH('a', kp_decimal_words(trace, rounded))));
}

void kp_trace_figure(const kp_run *run, const kp_input *input)
{
	kp_trace *trace = run->trace;
	kp_line *line = kp_line_add(trace, KEPU_LINE_INPUT, run->scheme->elements[input->element]);
	if (!line)
		return;
	line->state = input->state;
	if (input->state == KEPU_STATE_VALUE)
		kp_line_points(line, input->value);
	kp_say_input(trace, line, run->scheme->elements[input->element], input->item, input, input->state);
}
