/* Gates, vetoes, downgrades; and whether stages that are required have been. */
#include "score/score.h"
#include "score/trace.h"

static const kp_scheme_element *root_of(const kepu_score *score)
{
	return score->run.scheme->elements[0];
}

/* ---- gates ---- */

bool kp_gate_pass(kp_run *run, kp_slot *slot, uint32_t unit, kp_result *result)
{
	const kp_scheme_element *rule = kp_scheme_child(slot->element, KP_SCHEME_RULE, NULL);
	kp_question question = { .run = run,
		                     .rule = rule,
		                     .criterion = slot->element,
		                     .unit = unit,
		                     .points = KP_FRACTION_ONE,
		                     .spot = &slot->spot };
	kp_outcome outcome = { .points = KP_FRACTION_ZERO, .state = KEPU_STATE_NO_VALUE };
	if (!kp_ask(&question, rule, KP_FRACTION_ONE, &outcome))
		return false;
	result->state = outcome.state;
	result->whole = outcome.state == KEPU_STATE_VALUE && outcome.whole;
	result->points = (kp_decimal){ result->whole, 0 };
	return true;
}

static bool work_gate(kepu_score *score, const kp_scheme_element *gate)
{
	kp_run *run = &score->run;
	kp_slot *slot = kp_run_slot(run, gate, (kp_spot){ .stage = run->stage });
	bool done = slot != NULL;
	run->now = slot;
	for (uint32_t unit = 0; done && unit < kp_run_units(run); unit++) {
		if (!kp_scheme_fits(gate, &run->inputs->units[unit]))
			continue;
		done = kp_gate_pass(run, slot, unit, &slot->results[unit]);
		score->standings[unit].eligible = score->standings[unit].eligible && slot->results[unit].whole;
	}
	run->now = NULL;
	return done;
}

/* ---- vetoes and downgrades ---- */

/* What the figures of an element add up to, each of the last stage that counts. Figures of a key stand together. */
bool kp_event_sum(kp_run *run, const kp_scheme_element *element, uint32_t unit, kp_sum *out)
{
	size_t count;
	const kp_input *figures = kp_inputs_of(run->inputs, element->index, unit, &count), *last = NULL;
	*out = (kp_sum){ 0, 0 };
	for (size_t i = 0; i <= count; i++) {
		const kp_input *one = i < count ? &figures[i] : NULL;
		if (one && one->stage > run->stage)
			continue;
		bool ends = last && (!one || !kp_input_is_same(last, one));
		if (ends)
			KP_TELL(run, figure, run, last);
		if (ends && last->state == KEPU_STATE_VALUE && !kp_sum_add(out, kp_sum_of(last->value)))
			return kp_run_fail(run, KEPU_ERROR_OVERFLOW, NULL, NULL);
		last = one;
	}
	return true;
}

/* Whole times that `count` goes into the sum. */
static int64_t times_of(kp_sum sum, int64_t count)
{
	kp_wide ten = 1;
	for (int32_t i = 0; i < sum.scale; i++)
		ten *= 10;
	kp_wide times = sum.coefficient < 0 ? 0 : sum.coefficient / ten / count;
	return times > INT32_MAX ? INT32_MAX : (int64_t)times;
}

/* How often it has happened are its points. */
static bool work_event(kepu_score *score, const kp_scheme_element *element)
{
	kp_run *run = &score->run;
	int64_t count = kp_scheme_number(element, KP_ATTR_COUNT, (kp_decimal){ 1, 0 }).coefficient;
	kp_slot *slot = kp_run_slot(run, element, (kp_spot){ .stage = run->stage });
	bool done = slot != NULL;
	run->now = slot;
	for (uint32_t unit = 0; done && unit < kp_run_units(run); unit++) {
		kp_standing *standing = &score->standings[unit];
		kp_result *result = &slot->results[unit];
		kp_sum sum;
		done = kp_event_sum(run, element, unit, &sum);
		if (!done)
			break;
		*result = (kp_result){ .points = { times_of(sum, count), 0 }, .state = KEPU_STATE_VALUE };
		result->whole = result->points.coefficient > 0;
		standing->clean = standing->clean && !result->whole;
		if (result->whole && element->kind == KP_SCHEME_VETO) {
			standing->vetoed = true;
			standing->eligible = false;
		}
	}
	run->now = NULL;
	return done;
}

/* ---- stages ---- */

/* Whether a criterion has figures of the unit, and none of a stage. */
static bool waits_for(const kp_run *run, const kp_scheme_element *criterion, uint32_t unit, uint16_t stage)
{
	size_t count;
	const kp_input *figures = kp_inputs_of(run->inputs, criterion->index, unit, &count);
	bool some = false;
	for (size_t i = 0; i < count; i++) {
		if (figures[i].stage == stage)
			return false;
		some = some || figures[i].stage <= run->stage;
	}
	return some;
}

static void require(kepu_score *score, uint16_t stage)
{
	const kp_run *run = &score->run;
	for (size_t i = 1; i < run->scheme->count; i++) {
		const kp_scheme_element *element = run->scheme->elements[i];
		if (element->kind != KP_SCHEME_CRITERION)
			continue;
		for (uint32_t unit = 0; unit < kp_run_units(run); unit++)
			if (kp_run_has(run, element, unit) && waits_for(run, element, unit, stage))
				score->standings[unit].provisional = true;
	}
}

size_t kp_score_waiting(const kepu_score *score, uint32_t unit, uint16_t stage, const kp_scheme_element **out_first)
{
	const kp_run *run = &score->run;
	size_t count = 0;
	if (kp_scheme_word(run->scheme->stages[stage], KP_ATTR_REQUIRED, KP_WORD_NO) != KP_WORD_YES)
		return 0;
	for (size_t i = run->scheme->count; i-- > 1;) {
		const kp_scheme_element *element = run->scheme->elements[i];
		if (element->kind != KP_SCHEME_CRITERION || !kp_run_has(run, element, unit) ||
		    !waits_for(run, element, unit, stage))
			continue;
		*out_first = element;
		count++;
	}
	return count;
}

bool kp_score_happen(kepu_score *score)
{
	const kepu_scheme *scheme = score->run.scheme;
	for (uint16_t i = 0; i < scheme->stage_count && i <= score->run.stage; i++)
		if (kp_scheme_word(scheme->stages[i], KP_ATTR_REQUIRED, KP_WORD_NO) == KP_WORD_YES)
			require(score, i);
	for (uint32_t unit = 0; unit < kp_run_units(&score->run); unit++)
		score->standings[unit].eligible = score->standings[unit].clean = true;
	for (const kp_scheme_element *e = root_of(score)->first; e; e = e->next) {
		if (e->kind == KP_SCHEME_GATE && !work_gate(score, e))
			return false;
		if ((e->kind == KP_SCHEME_VETO || e->kind == KP_SCHEME_DOWNGRADE) && !work_event(score, e))
			return false;
	}
	return true;
}
