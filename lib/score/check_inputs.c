/* A scheme against the units and figures that it is to score. */
#include "score/check_scheme.h"

#include <stdlib.h>

typedef struct uses {
	uint32_t *units;               /* of each group: how many it has; of none: the last number */
	bool *elements;                /* that figures are of, or units in */
	bool *parts;                   /* by the index of the part */
	bool stages[KP_SCHEME_STAGES]; /* that figures are of */
	kp_map periods, sources;       /* of units' own figures */
} uses;

/* ---- what is there ---- */

static bool is_part_of(const kp_scheme_element *element, kp_word by, kp_str id, const kp_scheme_element **out)
{
	const kp_scheme_element *part = NULL;
	while ((part = kp_scheme_child(element, KP_SCHEME_PART, part)) != NULL)
		if (kp_scheme_word(part, KP_ATTR_BY, KP_WORD_NONE) == by && kp_scheme_text(part, KP_ATTR_ID) == id)
			break;
	*out = part;
	return part;
}

/* Marks the part that a figure is of: of its element or of the nearest one above that has it. */
static void use_part(const uses *u, const kp_scheme_element *element, kp_word by, kp_str id)
{
	const kp_scheme_element *part = NULL;
	if (!id)
		return;
	while (element && !is_part_of(element, by, id, &part))
		element = element->parent;
	if (part)
		u->parts[part->index] = true;
}

/* The unit's own figures are of parts that any element may have. */
static void use_parts_anywhere(const kp_checking *c, uses *u)
{
	for (size_t i = 0; i < c->scheme->count; i++) {
		const kp_scheme_element *one = c->scheme->elements[i];
		kp_str id = one->kind == KP_SCHEME_PART ? kp_scheme_text(one, KP_ATTR_ID) : NULL;
		bool period = kp_scheme_word(one, KP_ATTR_BY, KP_WORD_NONE) == KP_WORD_PERIOD;
		if (id && kp_map_get(period ? &u->periods : &u->sources, id, kp_str_len(id)))
			u->parts[i] = true;
	}
}

static void use_figures(kp_checking *c, uses *u)
{
	for (size_t i = 0; i < c->inputs->count; i++) {
		const kp_input *input = &c->inputs->items[i];
		const kp_scheme_element *of = c->scheme->elements[input->element];
		u->elements[input->element] = true;
		u->stages[input->stage] = true;
		if (input->element) {
			use_part(u, of, KP_WORD_PERIOD, input->period);
			use_part(u, of, KP_WORD_SOURCE, input->source);
			continue;
		}
		if ((input->period && !kp_map_put(&u->periods, input->period, u)) ||
		    (input->source && !kp_map_put(&u->sources, input->source, u)))
			c->failed = true;
	}
	use_parts_anywhere(c, u);
}

static void use_units(const kp_checking *c, uses *u)
{
	for (size_t i = 0; i < c->inputs->unit_count; i++) {
		const kp_scheme_element *group = c->inputs->units[i].group;
		u->units[group ? group->index : c->scheme->count]++;
		if (group)
			u->elements[group->index] = true;
	}
}

/* ---- what is wrong with it ---- */

static void check_quota(kp_checking *c, const kp_scheme_element *award, const uses *u, const kp_scheme_element *group)
{
	const kp_scheme_value *quota = kp_scheme_get(award, KP_ATTR_QUOTA);
	uint32_t count = u->units[group ? group->index : c->scheme->count];
	kp_decimal units = { count, 0 };
	bool of = kp_scheme_fits_card(award, kp_scheme_text(group, KP_ATTR_ID), NULL);
	if (of && count && quota && quota->form == KP_FORM_NUMBER && kp_decimal_compare(quota->number, units) > 0)
		kp_check_found_numbers(c, award, KEPU_FINDING_QUOTA_OVER, quota->number, units);
}

static void check_quotas(kp_checking *c, const kp_scheme_element *element, const uses *u)
{
	const kp_scheme_element *group = NULL;
	while ((group = kp_scheme_child(c->scheme->elements[0], KP_SCHEME_GROUP, group)) != NULL)
		check_quota(c, element, u, group);
	check_quota(c, element, u, NULL);
}

/* Whether a rule in the element takes figures: points of others and places it is not given. */
static bool takes_figures(const kp_scheme_element *element)
{
	kp_word measure = kp_scheme_word(element, KP_ATTR_MEASURE, KP_WORD_VALUE);
	if (element->kind == KP_SCHEME_RULE && !element->rule->least_rules)
		return measure != KP_WORD_SCORE && measure != KP_WORD_PLACE;
	for (const kp_scheme_element *one = element->first; one; one = one->next)
		if (takes_figures(one))
			return true;
	return false;
}

static void check_one(kp_checking *c, const kp_scheme_element *element, const uses *u, size_t *stage)
{
	switch (element->kind) {
	case KP_SCHEME_GROUP:
		if (!u->elements[element->index])
			kp_check_unused(c, element, (kp_wording){ "组别", "the group" });
		break;
	case KP_SCHEME_STAGE:
		if (!u->stages[(*stage)++])
			kp_check_unused(c, element, (kp_wording){ "阶段", "the stage" });
		break;
	case KP_SCHEME_PART:
		if (!u->parts[element->index] && takes_figures(element->parent))
			kp_check_unused(c, element, (kp_wording){ "部分", "the part" });
		break;
	case KP_SCHEME_CRITERION:
		if (kp_scheme_get(element, KP_ATTR_INDICATOR) && !u->elements[element->index])
			kp_check_unused(c, element, (kp_wording){ "取自方案的指标项", "the criterion that a plan gives" });
		break;
	case KP_SCHEME_GRADE:
	case KP_SCHEME_AWARD: check_quotas(c, element, u); break;
	default: break;
	}
}

void kp_check_inputs(kp_checking *c)
{
	size_t stage = 0;
	uses u = { .units = kp_calloc(c->scheme->count + 1, sizeof *u.units),
		       .elements = kp_calloc(c->scheme->count, sizeof *u.elements),
		       .parts = kp_calloc(c->scheme->count, sizeof *u.parts) };
	c->failed = !u.units || !u.elements || !u.parts;
	if (!c->failed) {
		use_units(c, &u);
		use_figures(c, &u);
	}
	for (size_t i = 0; i < c->scheme->count && !c->failed; i++)
		check_one(c, c->scheme->elements[i], &u, &stage);
	free(u.units);
	free(u.elements);
	free(u.parts);
	kp_map_free(&u.periods);
	kp_map_free(&u.sources);
}
