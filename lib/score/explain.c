/* Explanations: a unit is scored once more, on top of what the score has, and each element says what it is. */
#include "score/explain.h"
#include "score/need.h"

#include <stdlib.h>

typedef struct explaining {
	const kepu_score *score;
	kp_run run; /* borrowed of the score, with a trace */
	kp_trace trace;
	size_t row;
	uint32_t unit;
} explaining;

/* ---- elements ---- */

static bool counts_above(const kp_result *above)
{
	return !above || above->state == KEPU_STATE_VALUE;
}

static kp_decimal negative(kp_decimal value)
{
	value.coefficient = -value.coefficient;
	return value;
}

static int32_t what_of(const kp_slot *slot)
{
	if (slot->part)
		return KEPU_LINE_PART;
	if (slot->terms.account != KP_WORD_NONE)
		return KEPU_LINE_ACCOUNT;
	return slot->element->kind == KP_SCHEME_ROOT     ? KEPU_LINE_TOTAL
	       : slot->element->kind == KP_SCHEME_MODULE ? KEPU_LINE_MODULE
	                                                 : KEPU_LINE_CRITERION;
}

/* A share of a part's points, as far as nine digits show it. */
static kp_decimal weighted(explaining *e, const kp_slot *slot, kp_decimal points)
{
	kp_fraction weight = kp_fraction_of(kp_scheme_number(slot->part, KP_ATTR_WEIGHT, (kp_decimal){ 1, 0 })), product;
	if (kp_fraction_multiply(weight, kp_fraction_of(points), &product))
		return kp_shown(&e->trace, product);
	e->trace.failed = e->trace.overflow = true;
	return points;
}

static kp_sentence sentence_of(const kp_slot *slot, const kp_result *result)
{
	if (result->left_out)
		return KP_SAY("{n}：不计入（{s}）", "{n}: left out ({s})");
	if (result->state != KEPU_STATE_VALUE && slot->element->kind == KP_SCHEME_ROOT && !slot->part)
		return KP_SAY("{u}：没有总分（{s}）", "{u}: no total ({s})");
	if (result->state != KEPU_STATE_VALUE)
		return KP_SAY("{n}：没有得分（{s}）", "{n}: no points ({s})");
	if (slot->part && kp_scheme_get(slot->part, KP_ATTR_WEIGHT))
		return KP_SAY("{n}：{p} × 权重 {w} = {a}", "{n}: {p} × weight {w} = {a}");
	if (slot->part)
		return KP_SAY("{n}：{p}", "{n}: {p}");
	if (slot->terms.account == KP_WORD_BONUS)
		return KP_SAY("{n}（加分）：加 {p}", "{n} (bonus): plus {p}");
	if (slot->terms.account == KP_WORD_DEDUCTION)
		return KP_SAY("{n}（扣分）：扣 {p}", "{n} (deduction): less {p}");
	if (slot->element->kind == KP_SCHEME_ROOT)
		return KP_SAY("{u}：总分 {p}", "{u}: total {p}");
	return slot->terms.has_points ? KP_SAY("{n}：满分 {P} 分，得 {p}", "{n}: {q} of {P} points")
	                              : KP_SAY("{n}：得 {p}", "{n}: {p}");
}

/* What is asked first: behind the total its rank and grade. */
static void say_standing(explaining *e, kp_line *line)
{
	kp_trace *trace = &e->trace;
	const kp_standing *standing = &e->score->standings[e->unit];
	const char *k = kp_decimal_words(trace, (kp_decimal){ (int64_t)standing->place * 5, 1 });
	if (standing->place)
		kp_say(trace, line, KP_SAY("，第 {k} 名", ", rank {k}"), KP_VALUES(KP_BOTH('k', k)));
	if (standing->grade)
		kp_say(trace, line, KP_SAY("，{g}", ", {g}"), KP_VALUES(KP_BOTH('g', kp_scheme_label(standing->grade))));
	if (standing->provisional)
		kp_say(trace, line, KP_SAY("（暂定）", " (provisional)"), KP_VALUES({ 0 }));
}

static void say_slot(explaining *e, kp_line *line, const kp_slot *slot, const kp_result *result)
{
	kp_trace *trace = &e->trace;
	const kp_scheme_element *named = slot->part ? slot->part : slot->element;
	bool root = named->kind == KP_SCHEME_ROOT, told = result->state == KEPU_STATE_VALUE;
	const char *name = root ? e->run.inputs->units[e->unit].name : kp_scheme_label(named);
	const kp_decimal zero = { 0, 0 }, points = told ? result->points : zero;
	const char *full = kp_decimal_words(trace, slot->terms.points), *bare = kp_decimal_words(trace, points);
	kp_fraction adds = kp_fraction_of(line->counts ? line->adds : zero);
	kp_str weight = slot->part ? kp_scheme_text(slot->part, KP_ATTR_WEIGHT) : NULL;
	kp_say(trace, line, sentence_of(slot, result),
	       KP_VALUES(KP_BOTH('n', name), KP_BOTH('u', name), kp_points_words(trace, 'p', kp_fraction_of(points)),
	                 KP_BOTH('q', bare), KP_BOTH('P', full), kp_points_words(trace, 'a', adds),
	                 KP_BOTH('w', weight ? weight : "1"), kp_state_words('s', result->state)));
	if (root)
		say_standing(e, line);
}

static bool explain_slot(explaining *e, kp_slot *slot, const kp_result *above)
{
	const kp_result *result = &slot->results[e->unit];
	kp_result again;
	if (result->state == KEPU_UNKNOWN)
		return true;
	kp_line_open(&e->trace, what_of(slot), slot->part ? slot->part : slot->element);
	kp_line *line = kp_line_opened(&e->trace);
	if (!line)
		return false;
	line->state = result->state;
	if (result->state == KEPU_STATE_VALUE) {
		kp_line_points(line, result->points);
		if (above && counts_above(above))
			kp_line_adds(line, slot->part                                 ? weighted(e, slot, result->points)
			                   : slot->terms.account == KP_WORD_DEDUCTION ? negative(result->points)
			                                                              : result->points);
	}
	say_slot(e, line, slot, result);
	for (kp_slot *s = slot->first; s; s = s->next)
		if (!explain_slot(e, s, result))
			return false;
	if (!kp_run_again(&e->run, slot, e->unit, &again))
		return false;
	kp_line_close(&e->trace);
	return !e->trace.failed;
}

/* ---- what follows from the total ---- */

static kp_word_value unit_count(explaining *e, char key)
{
	int64_t ranked = (int64_t)e->score->ranking.counts[e->run.group_of[e->unit]];
	const char *words = kp_decimal_words(&e->trace, (kp_decimal){ ranked, 0 });
	return (kp_word_value)KP_BOTH(key, words);
}

static void explain_provisional(explaining *e)
{
	kp_trace *trace = &e->trace;
	const kepu_scheme *scheme = e->run.scheme;
	const kp_scheme_element *first = NULL;
	size_t waiting = 0;
	uint16_t stage = 0;
	while (!waiting && stage <= e->run.stage)
		waiting = kp_score_waiting(e->score, e->unit, stage++, &first);
	if (!waiting)
		return;
	const char *n = kp_decimal_words(trace, (kp_decimal){ (int64_t)waiting, 0 });
	kp_say(trace, kp_line_add(trace, KEPU_LINE_PROVISIONAL, scheme->elements[0]),
	       waiting == 1 ? KP_SAY("成绩暂定：「{c}」未经「{s}」", "provisional: {c} has not been through the stage {s}")
	                    : KP_SAY("成绩暂定：「{c}」等 {n} 项未经「{s}」",
	                             "provisional: {c} and others, {n} criteria, have not been through the stage {s}"),
	       KP_VALUES(KP_BOTH('c', kp_scheme_label(first)), KP_BOTH('n', n),
	                 KP_BOTH('s', kp_scheme_label(scheme->stages[stage - 1]))));
}

static void explain_rank(explaining *e)
{
	kp_trace *trace = &e->trace;
	const kp_scheme_element *root = e->run.scheme->elements[0], *group = e->run.inputs->units[e->unit].group;
	const kp_standing *standing = &e->score->standings[e->unit];
	kp_decimal place = { (int64_t)standing->place * 5, 1 };
	if (standing->provisional)
		explain_provisional(e);
	kp_line *line = kp_line_add(trace, KEPU_LINE_RANK, root);
	if (!line)
		return;
	if (!standing->place) {
		line->state = KEPU_STATE_NO_VALUE;
		kp_say(trace, line, KP_SAY("没有总分，不排名", "no total, and so no rank"), KP_VALUES({ 0 }));
		return;
	}
	kp_line_points(line, kp_decimal_trim(place));
	const char *k = kp_decimal_words(trace, place);
	if (group)
		kp_say(trace, line, KP_SAY("「{g}」", "{g}: "), KP_VALUES(KP_BOTH('g', kp_scheme_label(group))));
	kp_say(trace, line, KP_SAY("第 {k} 名，共 {n} 个单位（总分按{d}比较）", "rank {k} of {n} (totals compared to {d})"),
	       KP_VALUES(KP_BOTH('k', k), unit_count(e, 'n'), kp_places_words(trace, 'd', e->score->rank_decimals)));
}

/* Of what has a grade of its own. */
static void say_grade_at(explaining *e, kp_line *line, const kp_scheme_element *element, kp_sentence sentence)
{
	kp_str id = kp_scheme_text(element, KP_ATTR_GRADE_AT);
	const kp_scheme_element *grade = id ? kp_scheme_find(e->run.scheme, id, kp_str_len(id)) : NULL;
	if (grade)
		kp_say(&e->trace, line, sentence, KP_VALUES(KP_BOTH('g', kp_scheme_label(grade))));
}

/* Whether all that a shut gate does to a unit is to hold its grade down. */
static bool limits_grade(const explaining *e, const kp_scheme_element *gate)
{
	const kp_scheme_element *award = NULL;
	while ((award = kp_scheme_child(e->run.scheme->elements[0], KP_SCHEME_AWARD, award)) != NULL)
		if (kp_scheme_fits(award, &e->run.inputs->units[e->unit]) &&
		    (!kp_scheme_get(award, KP_ATTR_GATES) ||
		     kp_scheme_lists(award, KP_ATTR_GATES, kp_scheme_text(gate, KP_ATTR_ID))))
			return false;
	return kp_scheme_get(gate, KP_ATTR_GRADE_AT);
}

static bool explain_gate(explaining *e, const kp_scheme_element *gate, kp_slot *slot)
{
	kp_trace *trace = &e->trace;
	const kp_result *result = &slot->results[e->unit];
	kp_result again;
	if (!kp_scheme_fits(gate, &e->run.inputs->units[e->unit]))
		return true;
	kp_line_open(trace, KEPU_LINE_GATE, gate);
	kp_line *line = kp_line_opened(trace);
	if (!line)
		return false;
	line->state = result->state;
	kp_line_points(line, (kp_decimal){ result->whole, 0 });
	kp_say(trace, line,
	       result->whole           ? KP_SAY("{n}：符合", "{n}: passed")
	       : limits_grade(e, gate) ? KP_SAY("{n}：不符合", "{n}: not passed")
	                               : KP_SAY("{n}：不符合，不具备评优资格", "{n}: not passed, not eligible for awards"),
	       KP_VALUES(KP_BOTH('n', kp_scheme_label(gate))));
	if (!result->whole)
		say_grade_at(e, line, gate, KP_SAY("，等次最高为「{g}」", ", the grade is at best {g}"));
	e->run.now = slot;
	bool done = kp_gate_pass(&e->run, slot, e->unit, &again);
	e->run.now = NULL;
	if (done)
		kp_line_close(trace);
	return done;
}

static bool explain_event(explaining *e, const kp_scheme_element *event, const kp_slot *slot)
{
	kp_trace *trace = &e->trace;
	const kp_result *result = &slot->results[e->unit];
	bool veto = event->kind == KP_SCHEME_VETO;
	kp_sum sum;
	kp_line_open(trace, veto ? KEPU_LINE_VETO : KEPU_LINE_DOWNGRADE, event);
	kp_line *line = kp_line_opened(trace);
	if (!line)
		return false;
	kp_line_points(line, result->points);
	const char *n = kp_decimal_words(trace, result->points);
	const char *c = kp_scheme_text(event, KP_ATTR_COUNT);
	kp_say(trace, line,
	       !result->points.coefficient ? KP_SAY("{e}：没有发生", "{e}: has not happened")
	       : !result->whole ? KP_SAY("{e}：发生 {n} 次，不到 {c} 次", "{e}: happened {n} of {c} times, no effect")
	       : veto           ? KP_SAY("{e}：一票否决（发生 {n} 次）", "{e}: veto (happened, times: {n})")
	                        : KP_SAY("{e}：降等（发生 {n} 次）", "{e}: downgrade (happened, times: {n})"),
	       KP_VALUES(KP_BOTH('e', kp_scheme_label(event)), KP_BOTH('n', n), KP_BOTH('c', c ? c : "1")));
	if (result->whole)
		say_grade_at(e, line, event,
		             veto ? KP_SAY("，等次为「{g}」", ", the grade is {g}")
		                  : KP_SAY("，等次最高为「{g}」", ", the grade is at best {g}"));
	if (!kp_event_sum(&e->run, event, e->unit, &sum))
		return false;
	kp_line_close(trace);
	return true;
}

static void explain_grade(explaining *e)
{
	kp_trace *trace = &e->trace;
	const kp_scheme_element *root = e->run.scheme->elements[0], *grade = e->score->standings[e->unit].grade;
	if (!kp_scheme_child(root, KP_SCHEME_GRADE, NULL))
		return;
	kp_line *line = kp_line_add(trace, KEPU_LINE_GRADE, grade ? grade : root);
	if (!line)
		return;
	if (!grade) {
		line->state = KEPU_STATE_NO_VALUE;
		kp_say(trace, line, KP_SAY("等次：无", "grade: none"), KP_VALUES({ 0 }));
		return;
	}
	kp_say(trace, line, KP_SAY("等次：{g}", "grade: {g}"), KP_VALUES(KP_BOTH('g', kp_scheme_label(grade))));
	if (kp_scheme_get(grade, KP_ATTR_OUTCOME))
		kp_say(trace, line, KP_SAY("（{o}）", " ({o})"),
		       KP_VALUES(KP_BOTH('o', kp_scheme_text(grade, KP_ATTR_OUTCOME))));
}

static void explain_award(explaining *e, const kp_award *award)
{
	static const kp_sentence results[] = {
		[KEPU_AWARD_YES] = { { "{a}：入选", "{a}: awarded" } },
		[KEPU_AWARD_UNDECIDED] = { { "{a}：待定，并列单位多于剩余名额",
		                             "{a}: undecided, more units of equal rank than places left" } },
		[KEPU_AWARD_NO_TOTAL] = { { "{a}：未入选，没有总分", "{a}: not awarded, there is no total" } },
		[KEPU_AWARD_GATE] = { { "{a}：未入选，不符合参评条件", "{a}: not awarded, a gate is not passed" } },
		[KEPU_AWARD_VETO] = { { "{a}：未入选，一票否决", "{a}: not awarded, there is a veto" } },
		[KEPU_AWARD_GRADE] = { { "{a}：未入选，等次不符", "{a}: not awarded, its grade does not qualify" } },
		[KEPU_AWARD_SCORE] = { { "{a}：未入选，总分不够", "{a}: not awarded, the total is too low" } },
		[KEPU_AWARD_QUOTA] = { { "{a}：未入选，名额已满", "{a}: not awarded, the quota is full" } },
	};
	uint8_t code = award->codes[e->unit];
	if (!code)
		return;
	kp_line *line = kp_line_add(&e->trace, KEPU_LINE_AWARD, award->element);
	if (line)
		line->state = code == KEPU_AWARD_YES ? KEPU_STATE_VALUE : KEPU_STATE_NO_VALUE;
	kp_say(&e->trace, line, results[code], KP_VALUES(KP_BOTH('a', kp_scheme_label(award->element))));
}

/* ---- what it would take ---- */

/* Scoring the whole group for each step may take long: here only where it is small, kepu_score_need() does it for any. */
#define WHOLE_MOST 2048

static bool is_small(const explaining *e)
{
	uint32_t group = e->run.group_of[e->unit];
	size_t units = e->run.group_starts[group + 1] - e->run.group_starts[group];
	return units * e->run.scheme->count <= WHOLE_MOST;
}

/* What is said of the criteria together. */
typedef struct tried {
	int64_t found, not_enough, left_out;
} tried;

static const char *counted(explaining *e, int64_t number)
{
	return kp_decimal_words(&e->trace, (kp_decimal){ number, 0 });
}

/* Of a criterion in parts it is one part's figure that changes. */
static void say_part(explaining *e, kp_line *line, const kp_scheme_element *criterion, kp_str id, kp_word by)
{
	const kp_scheme_element *part = NULL;
	for (; id && criterion && !part; criterion = criterion->parent)
		while ((part = kp_scheme_child(criterion, KP_SCHEME_PART, part)))
			if (kp_scheme_text(part, KP_ATTR_ID) == id && kp_scheme_word(part, KP_ATTR_BY, KP_WORD_NONE) == by)
				break;
	if (part)
		kp_say(&e->trace, line, KP_SAY("{p}，", "{p}, "), KP_VALUES(KP_BOTH('p', kp_scheme_label(part))));
}

/* A figure as it would be written. */
static kp_word_value figure_words(explaining *e, char key, const kp_change *change, kp_decimal value)
{
	const kp_scheme_element *level = NULL;
	value = kp_decimal_trim(value);
	int64_t place = value.scale ? 0 : value.coefficient;
	while (place > 0 && (level = kp_scheme_child(change->rule, KP_SCHEME_LEVEL, level)))
		if (!--place)
			return (kp_word_value)KP_BOTH(key, kp_scheme_label(level));
	if (change->rule->rule->yes_no)
		return (kp_word_value){ key, { value.coefficient ? "是" : "否", value.coefficient ? "yes" : "no" } };
	return (kp_word_value)KP_BOTH(key, kp_number_words(&e->trace, kp_fraction_of(value), change->figure->percent));
}

static void say_change(explaining *e, kp_line *line, const kp_change *change)
{
	kp_trace *trace = &e->trace;
	bool more = change->change.coefficient > 0, percent = change->figure->percent;
	kp_fraction by = kp_fraction_of(more ? change->change : negative(change->change));
	kp_word_value x = figure_words(e, 'x', change, change->from), y = figure_words(e, 'y', change, change->to);
	if (change->rule->rule->yes_no || kp_scheme_child(change->rule, KP_SCHEME_LEVEL, NULL)) {
		kp_say(trace, line, KP_SAY("由「{x}」到「{y}」", "from {x} to {y}"), KP_VALUES(x, y));
		return;
	}
	if (percent && !kp_fraction_multiply(by, kp_fraction_whole(100), &by))
		trace->failed = trace->overflow = true;
	kp_word_value d = KP_BOTH('d', kp_number_words(trace, by, false));
	kp_sentence less = percent ? KP_SAY("再减少 {d} 个百分点（{x} → {y}）", "{d} percentage points less ({x} → {y})")
	                           : KP_SAY("再减少 {d}（{x} → {y}）", "{d} less ({x} → {y})");
	kp_sentence raise = percent ? KP_SAY("再增加 {d} 个百分点（{x} → {y}）", "{d} percentage points more ({x} → {y})")
	                            : KP_SAY("再增加 {d}（{x} → {y}）", "{d} more ({x} → {y})");
	kp_say(trace, line, more ? raise : less, KP_VALUES(d, x, y));
}

static void say_need(explaining *e, const kp_scheme_element *criterion, const kp_change *change)
{
	kp_trace *trace = &e->trace;
	kp_line *line = kp_line_add(trace, KEPU_LINE_NEED, criterion);
	kp_str item = change->figure->item;
	if (!line)
		return;
	kp_line_points(line, change->change);
	kp_say(trace, line, KP_SAY("{n}：", "{n}: "), KP_VALUES(KP_BOTH('n', kp_scheme_label(criterion))));
	say_part(e, line, criterion, change->figure->period, KP_WORD_PERIOD);
	say_part(e, line, criterion, change->figure->source, KP_WORD_SOURCE);
	if (!kp_str_is(item, "value", 5))
		kp_say(trace, line, KP_SAY("{i}", "{i}, "), KP_VALUES(kp_item_words('i', change->rule, item)));
	say_change(e, line, change);
}

/* What is to be reached. */
static void open_need(explaining *e, const kp_need *need, int32_t which)
{
	kp_trace *trace = &e->trace;
	kp_line_open(trace, KEPU_LINE_NEED, e->run.scheme->elements[0]);
	kp_line *line = kp_line_opened(trace);
	if (!line)
		return;
	if (which == KEPU_NEED_GRADE) {
		kp_say(trace, line, KP_SAY("要达到「{g}」：", "for the grade {g}: "),
		       KP_VALUES(KP_BOTH('g', kp_scheme_label(e->score->grading.grades[need->grade - 1]))));
		return;
	}
	kp_decimal rest = kp_less(trace, need->above, need->total);
	kp_line_points(line, rest);
	kp_say(trace, line, KP_SAY("要赶上前一名「{u}」（差 {r}）：", "to catch up with {u}, the next above ({r}): "),
	       KP_VALUES(KP_BOTH('u', kp_score_row_unit(e->score, need->above_row)->name),
	                 kp_points_words(trace, 'r', kp_fraction_of(rest))));
}

/* A line that says what does not do it: the one that is open, or one below it. */
static void say_not(explaining *e, kp_line *line, kp_sentence sentence, int64_t number)
{
	if (line)
		line->state = KEPU_STATE_NO_VALUE;
	kp_say(&e->trace, line, sentence, KP_VALUES(KP_BOTH('n', counted(e, number))));
}

/* Criteria that do not do it stand together. */
static void close_need(explaining *e, const tried *t)
{
	kp_trace *trace = &e->trace;
	const kp_scheme_element *root = e->run.scheme->elements[0];
	if (t->found)
		kp_say(trace, kp_line_opened(trace), KP_SAY("下面任何一项做到即可", "any one of these"), KP_VALUES({ 0 }));
	else if (t->not_enough)
		say_not(e, kp_line_opened(trace),
		        KP_SAY("只改哪一项都不够（试算 {n} 项）", "no criterion is enough alone ({n} tried)"), t->not_enough);
	else
		say_not(e, kp_line_opened(trace), KP_SAY("没有可以试算的单项", "no single criterion could be tried"), 0);
	if (t->found && t->not_enough)
		say_not(e, kp_line_add(trace, KEPU_LINE_NEED, root),
		        KP_SAY("其余 {n} 项，只改哪一项都不够", "none of the others is enough alone ({n} tried)"),
		        t->not_enough);
	if (t->left_out)
		say_not(e, kp_line_add(trace, KEPU_LINE_NEED, root),
		        KP_SAY("另有 {n} 项牵动全组，这里没有试算", "{n} more concern the whole group and were not tried"),
		        t->left_out);
}

/* What was found out about a criterion, for what is looked for. */
typedef struct needed {
	const kp_scheme_element *criterion;
	bool has[KP_NEEDS], told[KP_NEEDS]; /* told: it was tried */
	kp_change changes[KP_NEEDS];
} needed;

static bool find_needs(explaining *e, kp_need *need, needed *out)
{
	bool small = is_small(e), whole, done = true;
	for (int32_t which = KEPU_NEED_GRADE; done && which <= KEPU_NEED_RANK; which++) {
		out->has[which] = kp_need_open(need, which) && kp_need_has(need, out->criterion, which, &whole);
		out->told[which] = out->has[which] && (small || !whole);
		done = !out->told[which] || kp_need_find(need, out->criterion, which, &out->changes[which]);
	}
	return done;
}

static bool say_needs(explaining *e, const kp_need *need, const needed *found, size_t count)
{
	for (int32_t which = KEPU_NEED_GRADE; which <= KEPU_NEED_RANK; which++) {
		tried t = { 0, 0, 0 };
		if (!kp_need_open(need, which))
			continue;
		open_need(e, need, which);
		for (size_t i = 0; i < count; i++) {
			const kp_change *change = &found[i].changes[which];
			if (found[i].told[which] && change->found)
				say_need(e, found[i].criterion, change);
			t.left_out += found[i].has[which] && !found[i].told[which];
			t.found += found[i].told[which] && change->found;
			t.not_enough += found[i].told[which] && !change->found;
		}
		close_need(e, &t);
		kp_line_close(&e->trace);
	}
	return !e->trace.failed;
}

static bool explain_needs(explaining *e)
{
	const kepu_scheme *scheme = e->run.scheme;
	size_t count = 0;
	kp_need need;
	needed *found = kp_array(scheme->count, sizeof *found);
	bool done = found != NULL;
	kp_need_begin(&need, e->score, e->row);
	for (size_t i = 0; done && i < scheme->count; i++) {
		if (scheme->elements[i]->kind != KP_SCHEME_CRITERION)
			continue;
		found[count].criterion = scheme->elements[i];
		done = find_needs(e, &need, &found[count++]);
	}
	done = done && say_needs(e, &need, found, count);
	kp_need_end(&need);
	free(found);
	return done;
}

static bool explain_all(explaining *e)
{
	const kepu_score *score = e->score;
	if (!explain_slot(e, e->run.slots[0], NULL))
		return false;
	explain_rank(e);
	for (const kp_scheme_element *x = e->run.scheme->elements[0]->first; x; x = x->next) {
		kp_slot *slot = e->run.by_element[x->index];
		if (x->kind == KP_SCHEME_GATE && !explain_gate(e, x, slot))
			return false;
		if ((x->kind == KP_SCHEME_VETO || x->kind == KP_SCHEME_DOWNGRADE) && !explain_event(e, x, slot))
			return false;
	}
	explain_grade(e);
	for (size_t i = 0; i < score->award_count; i++)
		explain_award(e, &score->awards[i]);
	return !e->trace.failed && explain_needs(e);
}

/* ---- making ---- */

void kepu_explanation_free(kepu_explanation *explanation)
{
	if (!explanation || explanation->tag != KP_TAG_EXPLANATION)
		return;
	explanation->tag = 0;
	free(explanation->lines);
	kp_arena_free(&explanation->arena);
	free(explanation);
}

static kp_str copy(kp_trace *trace, kp_str text)
{
	kp_str made = text ? kp_str_new(&trace->made->arena, text, kp_str_len(text)) : NULL;
	trace->failed = trace->failed || (text && !made);
	return made;
}

/* What outlasts the score. */
static bool name_all(explaining *e)
{
	kepu_explanation *made = e->trace.made;
	const kepu_scheme *scheme = e->run.scheme;
	const kp_unit_row *unit = &e->run.inputs->units[e->unit];
	made->unit = copy(&e->trace, unit->id);
	made->name = copy(&e->trace, unit->name);
	made->ids = kp_arena_array(&made->arena, scheme->count, sizeof *made->ids);
	for (size_t i = 0; made->ids && i < scheme->count; i++)
		made->ids[i] = copy(&e->trace, kp_scheme_text(scheme->elements[i], KP_ATTR_ID));
	return made->ids && !e->trace.failed;
}

static kepu_status make(const kepu_score *score, size_t row, kepu_explanation *made, kepu_error **err)
{
	explaining e = { .score = score, .row = row, .unit = score->rows[row] };
	bool done = kp_run_borrow(&e.run, &score->run, err);
	e.trace = (kp_trace){ .made = made, .run = &e.run, .unit = e.unit, .open = KP_NO_LINE };
	e.run.trace = &e.trace;
	done = done && explain_all(&e) && name_all(&e);
	while (e.trace.seen) {
		kp_seen *next = e.trace.seen->next;
		free(e.trace.seen);
		e.trace.seen = next;
	}
	kp_run_give_back(&e.run);
	if (done)
		return KEPU_OK;
	if (e.run.status)
		return e.run.status;
	return kp_fail(err, e.trace.overflow ? KEPU_ERROR_OVERFLOW : KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

kepu_status kepu_explanation_new(const kepu_score *score, size_t row, kepu_explanation **out_explanation,
                                 kepu_error **err)
{
	if (!out_explanation)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_explanation", "NULL");
	*out_explanation = NULL;
	if (!score)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "score", "NULL");
	if (score->tag != KP_TAG_SCORE)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_score", NULL);
	if (row >= kepu_score_count(score))
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "row", "no row of the score");
	kepu_explanation *made = kp_calloc(1, sizeof *made);
	if (!made)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	made->tag = KP_TAG_EXPLANATION;
	kp_arena_init(&made->arena);
	kepu_status status = make(score, row, made, err);
	if (status)
		kepu_explanation_free(made);
	else
		*out_explanation = made;
	return status;
}

/* ---- reading ---- */

static const kp_line *line_at(const kepu_explanation *explanation, size_t line)
{
	return line < kepu_explanation_count(explanation) ? &explanation->lines[line] : NULL;
}

size_t kepu_explanation_count(const kepu_explanation *explanation)
{
	return explanation && explanation->tag == KP_TAG_EXPLANATION ? explanation->count : 0;
}

size_t kepu_explanation_depth(const kepu_explanation *explanation, size_t line)
{
	const kp_line *at = line_at(explanation, line);
	return at ? at->depth : 0;
}

int32_t kepu_explanation_what(const kepu_explanation *explanation, size_t line)
{
	const kp_line *at = line_at(explanation, line);
	return at ? at->what : KEPU_UNKNOWN;
}

size_t kepu_explanation_element(const kepu_explanation *explanation, size_t line)
{
	const kp_line *at = line_at(explanation, line);
	return at ? at->element : (size_t)-1;
}

/* NULL: there is none. */
static kepu_status number_out(const kp_decimal *value, int64_t *out_coefficient, int32_t *out_scale)
{
	if (out_coefficient)
		*out_coefficient = value ? value->coefficient : 0;
	if (out_scale)
		*out_scale = value ? value->scale : 0;
	return value ? KEPU_OK : KEPU_NO_VALUE;
}

kepu_status kepu_explanation_points(const kepu_explanation *explanation, size_t line, int64_t *out_coefficient,
                                    int32_t *out_scale)
{
	const kp_line *at = line_at(explanation, line);
	return number_out(at && at->has_points ? &at->points : NULL, out_coefficient, out_scale);
}

kepu_status kepu_explanation_adds(const kepu_explanation *explanation, size_t line, int64_t *out_coefficient,
                                  int32_t *out_scale)
{
	const kp_line *at = line_at(explanation, line);
	return number_out(at && at->counts ? &at->adds : NULL, out_coefficient, out_scale);
}

int32_t kepu_explanation_state(const kepu_explanation *explanation, size_t line)
{
	const kp_line *at = line_at(explanation, line);
	return at ? at->state : KEPU_UNKNOWN;
}

const char *kepu_explanation_text(const kepu_explanation *explanation, size_t line, int32_t lang, size_t *out_len)
{
	const kp_line *at = line_at(explanation, line);
	return kp_str_out(at ? at->text[lang == KEPU_LANG_ZH ? 0 : 1] : NULL, out_len);
}
