/* Inputs, measures and thresholds: what the rules set against each other. */
#include "score/trace.h"

#include <kepu/data.h>

/* ---- inputs ---- */

uint8_t kp_state_of_both(uint8_t a, uint8_t b)
{
	static const uint8_t order[] = { KEPU_STATE_NOT_APPLICABLE, KEPU_STATE_NOT_REPORTED, KEPU_STATE_NO_VALUE };
	for (size_t i = 0; i < sizeof order; i++)
		if (a == order[i] || b == order[i])
			return order[i];
	return KEPU_STATE_VALUE;
}

kp_str kp_input_name(const kp_question *question, kp_scheme_attribute attribute, const char *otherwise)
{
	kp_str name = kp_scheme_text(question->rule, attribute);
	return name ? name : kp_intern_find(&question->run->scheme->texts, otherwise, strlen(otherwise));
}

const kp_input *kp_input_find(const kp_question *question, kp_str item, kp_str object, uint8_t *state)
{
	const kp_scheme_element *criterion = question->criterion;
	/* A name that no figure could have is not among the texts. */
	const kp_input *input =
		item ? kp_inputs_find(question->run->inputs, criterion->index, question->unit, item, object, question->spot)
			 : NULL;
	*state = input ? input->state : KEPU_STATE_NOT_REPORTED;
	if (*state == KEPU_STATE_VALUE && input->element == criterion->index && !input->evidence &&
	    kp_scheme_get(criterion, KP_ATTR_EVIDENCE))
		*state = KEPU_STATE_NO_VALUE;
	KP_TELL(question->run, input, question, item, input, *state);
	return input;
}

bool kp_input_of(const kp_question *question, kp_str item, kp_fraction *out, uint8_t *state)
{
	const kp_input *input = kp_input_find(question, item, NULL, state);
	*out = KP_FRACTION_ZERO;
	if (*state == KEPU_STATE_VALUE)
		*out = kp_fraction_of(input->value);
	else if (question->run->zeros)
		*state = KEPU_STATE_VALUE;
	return true;
}

/* ---- measures ---- */

/* Of two inputs: *out has the first, and is what the measure makes of both. */
static bool measure_of_two(const kp_question *question, kp_word measure, bool silent, kp_fraction *out, uint8_t *state)
{
	static const struct {
		kp_scheme_attribute attribute;
		const char *name;
	} others[KP_WORDS] = { [KP_WORD_SHARE] = { KP_ATTR_UNDER, "denominator" },
		                   [KP_WORD_GROWTH] = { KP_ATTR_LAST, "last-year" },
		                   [KP_WORD_CHANGE] = { KP_ATTR_LAST, "last-year" },
		                   [KP_WORD_PER] = { KP_ATTR_POPULATION, "population" } };
	kp_fraction other, per = kp_attribute(question->rule, KP_ATTR_PER, KP_FRACTION_ONE);
	uint8_t other_state;
	if (!kp_input_of(question, kp_input_name(question, others[measure].attribute, others[measure].name), &other,
	                 &other_state))
		return false;
	*state = kp_state_of_both(*state, other_state);
	if (*state != KEPU_STATE_VALUE)
		return true;
	if (measure == KP_WORD_CHANGE)
		return kp_fraction_subtract(*out, other, out) || kp_overflow(question);
	if (other.over == 0 || (measure == KP_WORD_GROWTH && other.over < 0)) {
		*state = KEPU_STATE_NO_VALUE;
		return silent || kp_run_zero(question, other);
	}
	return ((measure != KP_WORD_GROWTH || kp_fraction_subtract(*out, other, out)) &&
	        (measure != KP_WORD_PER || kp_fraction_multiply(*out, per, out)) && kp_fraction_divide(*out, other, out)) ||
	       kp_overflow(question);
}

static bool measure_of_points(const kp_question *question, kp_word measure, kp_fraction *out, uint8_t *state)
{
	kp_str id = kp_scheme_text(question->rule, KP_ATTR_OF);
	const kp_scheme_element *of = id ? kp_scheme_find(question->run->scheme, id, kp_str_len(id)) : NULL;
	return measure == KP_WORD_SCORE ? kp_run_points(question, of, question->unit, out, state)
	                                : kp_run_place(question, of, question->unit, out, state);
}

static bool take(const kp_question *question, bool silent, kp_fraction *out, uint8_t *state)
{
	kp_word measure = kp_scheme_word(question->rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	if (measure == KP_WORD_SCORE || measure == KP_WORD_PLACE) {
		if (!measure_of_points(question, measure, out, state))
			return false;
	} else {
		const char *item = measure == KP_WORD_SHARE ? "numerator" : "value";
		if (!kp_input_of(question, kp_input_name(question, KP_ATTR_ITEM_NAME, item), out, state) ||
		    (measure != KP_WORD_VALUE && !measure_of_two(question, measure, silent, out, state)))
			return false;
	}
	if (*state != KEPU_STATE_VALUE || !kp_scheme_get(question->rule, KP_ATTR_FACTOR))
		return true;
	return kp_fraction_multiply(*out, kp_attribute(question->rule, KP_ATTR_FACTOR, KP_FRACTION_ONE), out) ||
	       kp_overflow(question);
}

bool kp_measure(const kp_question *question, kp_fraction *out, uint8_t *state)
{
	if (!take(question, false, out, state))
		return false;
	KP_TELL(question->run, measure, question, *out, *state);
	return true;
}

bool kp_measure_of(const kp_question *question, uint32_t unit, kp_fraction *out, uint8_t *state)
{
	kp_question its = *question;
	bool zeros = question->run->zeros;
	its.unit = unit;
	question->run->zeros = false;
	bool taken = take(&its, true, out, state);
	question->run->zeros = zeros;
	return taken;
}

/* ---- thresholds ---- */

static bool find_value(const kp_question *question, const kp_scheme_value *value, kp_fraction *out, uint8_t *state)
{
	*state = KEPU_STATE_VALUE;
	if (value->form == KP_FORM_WORD)
		return kp_group_mean(question, out, state);
	if (value->form == KP_FORM_ITEM) {
		bool found = kp_input_of(question, value->text, out, state);
		if (*state != KEPU_STATE_VALUE)
			*state = KEPU_STATE_NO_VALUE;
		return found;
	}
	*out = kp_fraction_of(value->number);
	return true;
}

static bool value_of(const kp_question *question, kp_scheme_attribute attribute, const kp_scheme_value *value,
                     kp_fraction *out, uint8_t *state)
{
	if (!find_value(question, value, out, state))
		return false;
	KP_TELL(question->run, threshold, question, attribute, value, *out, *state);
	return true;
}

bool kp_threshold(const kp_question *question, kp_scheme_attribute attribute, kp_fraction otherwise, kp_fraction *out,
                  uint8_t *state)
{
	const kp_scheme_value *value = kp_scheme_get(question->rule, attribute);
	if (value)
		return value_of(question, attribute, value, out, state);
	*out = otherwise;
	*state = KEPU_STATE_VALUE;
	return true;
}

bool kp_target(const kp_question *question, kp_fraction *out, uint8_t *state)
{
	const kp_scheme_value *value = kp_scheme_get(question->rule, KP_ATTR_TARGET_VALUE);
	const kp_unit_row *unit = &question->run->inputs->units[question->unit];
	for (const kp_scheme_element *target = NULL;
	     (target = kp_scheme_child(question->rule, KP_SCHEME_TARGET, target));) {
		if (kp_scheme_fits(target, unit)) {
			value = kp_scheme_get(target, KP_ATTR_VALUE);
			break;
		}
	}
	if (value)
		return value_of(question, KP_ATTR_TARGET_VALUE, value, out, state);
	*state = KEPU_STATE_NO_VALUE;
	return true;
}

/* ---- what elements say ---- */

bool kp_scheme_fits(const kp_scheme_element *element, const kp_unit_row *unit)
{
	return kp_scheme_fits_card(element, kp_scheme_text(unit->group, KP_ATTR_ID), unit->kind);
}

kp_fraction kp_attribute(const kp_scheme_element *element, kp_scheme_attribute attribute, kp_fraction otherwise)
{
	const kp_scheme_value *value = kp_scheme_get(element, attribute);
	return value && value->form == KP_FORM_NUMBER ? kp_fraction_of(value->number) : otherwise;
}

/* Each bound with the side that `includes` gives to it. */
bool kp_scheme_within(const kp_scheme_element *element, kp_fraction value)
{
	const kp_scheme_value *from = kp_scheme_get(element, KP_ATTR_FROM), *to = kp_scheme_get(element, KP_ATTR_TO);
	kp_word includes = kp_scheme_word(element, KP_ATTR_INCLUDES, from ? KP_WORD_FROM : KP_WORD_TO);
	if (from) {
		int order = kp_fraction_compare(value, kp_fraction_of(from->number));
		if (order < 0 || (order == 0 && includes != KP_WORD_FROM && includes != KP_WORD_BOTH))
			return false;
	}
	if (to) {
		int order = kp_fraction_compare(value, kp_fraction_of(to->number));
		if (order > 0 || (order == 0 && includes != KP_WORD_TO && includes != KP_WORD_BOTH))
			return false;
	}
	return true;
}

bool kp_compares(const kp_scheme_element *element, kp_fraction a, kp_fraction b)
{
	int order = kp_fraction_compare(a, b);
	switch (kp_scheme_word(element, KP_ATTR_COMPARE, KP_WORD_AT_LEAST)) {
	case KP_WORD_OVER: return order > 0;
	case KP_WORD_AT_MOST: return order <= 0;
	case KP_WORD_UNDER: return order < 0;
	default: return order >= 0;
	}
}
