/* What rules ask a run for: measures of a group, points of other elements. And what is found on the way. */
#include "score/slots.h"

#include <stdlib.h>

/* ---- measures of a group ---- */

static bool same_spot(const kp_spot *a, const kp_spot *b)
{
	return a->period == b->period && a->source == b->source;
}

static kp_slot *slot_of(const kp_question *question)
{
	kp_slot *slot = question->run->now;
	if (slot && slot->element == question->criterion && same_spot(&slot->spot, question->spot))
		return slot;
	slot = question->run->by_element[question->criterion->index];
	while (slot && (slot->parted || slot->combined || !same_spot(&slot->spot, question->spot)))
		slot = slot->same;
	return slot;
}

static kp_taken *taken_of(kp_run *run, kp_slot *slot, const kp_scheme_element *rule)
{
	kp_taken *taken = slot->taken;
	while (taken && taken->rule != rule)
		taken = taken->next;
	if (taken)
		return taken;
	taken = kp_run_alloc(run, 1, sizeof *taken);
	if (!taken)
		return NULL;
	taken->groups = kp_calloc(run->group_count, sizeof *taken->groups); /* an arena does not align fractions */
	if (!taken->groups) {
		kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
		return NULL;
	}
	taken->rule = rule;
	taken->next = slot->taken;
	return slot->taken = taken;
}

/* Without what value-zero does, whoever asks. */
static bool measure_all(const kp_question *question, kp_group *group, size_t number)
{
	kp_run *run = question->run;
	bool zeros = run->zeros, done = true;
	run->zeros = false;
	for (uint32_t i = run->group_starts[number]; done && i < run->group_starts[number + 1]; i++) {
		kp_measured *m = &group->measures[group->count];
		if (!kp_run_has(run, question->criterion, run->members[i]))
			continue;
		m->unit = run->members[i];
		done = kp_measure_of(question, m->unit, &m->value, &m->state);
		group->count++;
	}
	run->zeros = zeros;
	return done;
}

static kp_group *group_of(kp_run *run, kp_slot *slot, const kp_scheme_element *rule, size_t number)
{
	if (run->borrowed)
		return kp_run_lent(run, slot, rule, number);
	kp_taken *taken = taken_of(run, slot, rule);
	return taken ? &taken->groups[number] : NULL;
}

kp_group *kp_run_group(const kp_question *question)
{
	kp_run *run = question->run;
	size_t number = run->group_of[question->unit];
	kp_slot *slot = slot_of(question);
	kp_group *group = slot ? group_of(run, slot, question->rule, number) : NULL;
	if (!group || group->measures)
		return group;
	size_t count = run->group_starts[number + 1] - run->group_starts[number];
	group->measures = kp_calloc(count, sizeof *group->measures);
	if (!group->measures) {
		kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
		return NULL;
	}
	return measure_all(question, group, number) ? group : NULL;
}

/* ---- points of other elements ---- */

/* One that is in the tree where its element's parts do not part it; those made for who asks stand behind these. */
static bool is_top(const kp_slot *slot)
{
	return !slot->part && !slot->combined;
}

static bool within(const kp_slot *slot, kp_str period, kp_str source)
{
	return (!period || slot->spot.period == period) && (!source || slot->spot.source == source);
}

/* The weights of the parts that a slot lies in and that the spot does not name. */
static bool weight_beyond(const kp_slot *slot, kp_str period, kp_str source, kp_fraction *out)
{
	*out = KP_FRACTION_ONE;
	for (const kp_slot *s = slot; s; s = s->above) {
		bool by_period = s->part && kp_scheme_word(s->part, KP_ATTR_BY, KP_WORD_NONE) == KP_WORD_PERIOD;
		if (!s->part || (by_period ? period : source))
			continue;
		if (!kp_fraction_multiply(*out, kp_fraction_of(kp_scheme_number(s->part, KP_ATTR_WEIGHT, (kp_decimal){ 1, 0 })),
		                          out))
			return false;
	}
	return true;
}

static bool combine(kp_run *run, kp_slot *made, uint32_t unit)
{
	kp_result *result = &made->results[unit];
	kp_fraction sum = KP_FRACTION_ZERO, weight, points;
	uint8_t lacks = 0, out = 0;
	size_t left_in = 0;
	for (const kp_slot *s = run->by_element[made->element->index]; s; s = s->same) {
		const kp_result *part = &s->results[unit];
		if (!is_top(s) || !within(s, made->spot.period, made->spot.source) || part->state == KEPU_UNKNOWN)
			continue;
		left_in += !part->left_out;
		if (part->left_out)
			out = kp_state_of_both(out, part->state);
		else if (part->state != KEPU_STATE_VALUE)
			lacks = kp_state_of_both(lacks, part->state);
		else if (!weight_beyond(s, made->spot.period, made->spot.source, &weight) ||
		         !kp_fraction_multiply(weight, kp_fraction_of(part->points), &points) ||
		         !kp_fraction_add(sum, points, &sum))
			return kp_run_fail(run, KEPU_ERROR_OVERFLOW, NULL, NULL);
	}
	result->left_out = !left_in && out;
	result->state = !left_in ? out : lacks ? lacks : KEPU_STATE_VALUE;
	return result->state != KEPU_STATE_VALUE || kp_run_give(run, made, sum, &result->points);
}

bool kp_run_combine(kp_run *run, kp_slot *made)
{
	bool done = true;
	for (uint32_t unit = 0; done && unit < kp_run_units(run); unit++)
		done = combine(run, made, unit);
	return done;
}

kp_slot *kp_run_shown(kp_run *run, const kp_scheme_element *element, kp_str period, kp_str source)
{
	kp_slot *slot = run->by_element[element->index];
	while (slot && (slot->part || slot->spot.period != period || slot->spot.source != source))
		slot = slot->same;
	if (slot)
		return slot;
	slot = kp_run_slot(run, element, (kp_spot){ period, source, run->stage });
	if (!slot)
		return NULL;
	slot->combined = true;
	slot->turn = run->now && run->now->turn ? run->now->turn - 1 : UINT32_MAX; /* before who asks; or for readers */
	return kp_run_combine(run, slot) ? slot : NULL;
}

/* The slot of an element in the parts that both it and the spot lie in. */
static kp_slot *common_slot(kp_run *run, const kp_scheme_element *element, const kp_spot *spot)
{
	kp_str period = NULL, source = NULL;
	for (const kp_slot *s = run->by_element[element->index]; s; s = s->same) {
		if (spot->period && is_top(s) && s->spot.period == spot->period)
			period = spot->period;
		if (spot->source && is_top(s) && s->spot.source == spot->source)
			source = spot->source;
	}
	return kp_run_shown(run, element, period, source);
}

static kp_slot *asked_slot(const kp_question *question, const kp_scheme_element *element)
{
	kp_run *run = question->run;
	kp_slot *slot = common_slot(run, element ? element : run->scheme->elements[0], question->spot);
	if (!slot && !run->status)
		kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
	return slot;
}

bool kp_run_points(const kp_question *question, const kp_scheme_element *element, uint32_t unit, kp_fraction *out,
                   uint8_t *state)
{
	const kp_slot *slot = asked_slot(question, element);
	if (!slot)
		return false;
	const kp_result *result = &slot->results[unit];
	*state = result->state ? result->state : KEPU_STATE_NOT_APPLICABLE;
	*out = *state == KEPU_STATE_VALUE ? kp_fraction_of(result->points) : KP_FRACTION_ZERO;
	return true;
}

bool kp_run_place(const kp_question *question, const kp_scheme_element *element, uint32_t unit, kp_fraction *out,
                  uint8_t *state)
{
	kp_slot *slot = asked_slot(question, element);
	if (slot && (!slot->ranking || !slot->ranking->sorted)) {
		slot = kp_run_own(question->run, slot);
		if (slot && !kp_places_by_points(question->run, slot))
			return false;
	}
	if (!slot)
		return false;
	const kp_result *result = &slot->results[unit];
	*state = result->state ? result->state : KEPU_STATE_NOT_APPLICABLE;
	*out = KP_FRACTION_ZERO;
	return *state != KEPU_STATE_VALUE ||
	       kp_fraction_divide(kp_fraction_whole(slot->ranking->places[unit]), kp_fraction_whole(2), out);
}

/* ---- findings ---- */

bool kp_run_note(kp_run *run, int32_t code, const kp_scheme_element *element, uint32_t unit, kp_decimal number)
{
	if (!kp_grow((void **)&run->notes, &run->note_capacity, run->note_count + 1, sizeof *run->notes))
		return kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
	run->notes[run->note_count++] = (kp_note){ code, unit, element->index, number };
	return true;
}

bool kp_run_zero(const kp_question *question, kp_fraction under)
{
	kp_decimal number = { 0, 0 };
	(void)kp_fraction_round(under, 9, KP_ROUND_HALF_UP, &number); /* as near as a text comes */
	return kp_run_note(question->run, KEPU_FINDING_ZERO_DENOMINATOR, question->criterion, question->unit, number);
}

static int by_place(const void *a, const void *b)
{
	const kp_note *one = a, *other = b;
	if (one->unit != other->unit)
		return one->unit < other->unit ? -1 : 1;
	if (one->element != other->element)
		return one->element < other->element ? -1 : 1;
	if (one->code != other->code)
		return one->code < other->code ? -1 : 1;
	return kp_decimal_compare(one->number, other->number);
}

/* A total by its unit; a divisor by that and its criterion. */
static bool add_worded(const kp_run *run, const kp_note *note, const char *subject, const char *number,
                       kepu_findings *findings)
{
	const kp_scheme_element *element = run->scheme->elements[note->element];
	kp_buffer zh = { 0 }, en = { 0 };
	kp_str unit = run->inputs->units[note->unit].name;
	kp_buffer_add(&zh, unit, kp_str_len(unit));
	kp_buffer_add(&en, unit, kp_str_len(unit));
	if (element->kind != KP_SCHEME_ROOT) {
		const char *name = kp_scheme_label(element);
		kp_buffer_text(&zh, "“");
		kp_buffer_text(&zh, name);
		kp_buffer_text(&zh, "”：");
		kp_buffer_text(&en, ", \"");
		kp_buffer_text(&en, name);
		kp_buffer_text(&en, "\": ");
	}
	kp_buffer_byte(&zh, '\0');
	kp_buffer_byte(&en, '\0');
	bool added = !zh.failed && !en.failed &&
	             kp_findings_add_worded(findings, note->code, subject, NULL, KP_WORDED(number),
	                                    (kp_wording){ zh.bytes, en.bytes });
	kp_buffer_free(&zh);
	kp_buffer_free(&en);
	return added;
}

static bool add_finding(const kp_run *run, const kp_note *note, kepu_findings *findings)
{
	const kp_scheme_element *element = run->scheme->elements[note->element];
	kp_str id = kp_scheme_text(element, KP_ATTR_ID), unit = run->inputs->units[note->unit].id;
	char number[KP_DECIMAL_TEXT];
	kp_buffer subject = { 0 };
	kp_decimal_write(note->number, number);
	kp_buffer_add(&subject, unit, kp_str_len(unit));
	if (element->kind != KP_SCHEME_ROOT && id) {
		kp_buffer_byte(&subject, ' ');
		kp_buffer_add(&subject, id, kp_str_len(id));
	}
	char *text = kp_buffer_take(&subject, NULL);
	bool added = text && add_worded(run, note, text, number, findings);
	free(text);
	return added;
}

bool kp_run_findings(kp_run *run, kepu_findings *findings)
{
	if (run->note_count)
		qsort(run->notes, run->note_count, sizeof *run->notes, by_place);
	for (size_t i = 0; i < run->note_count; i++)
		if ((i == 0 || by_place(&run->notes[i - 1], &run->notes[i]) != 0) &&
		    !add_finding(run, &run->notes[i], findings))
			return kp_run_fail(run, KEPU_ERROR_MEMORY, NULL, NULL);
	return true;
}
