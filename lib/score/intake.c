#include "score/intake.h"

#include "score/rules.h"

#include <stdlib.h>

typedef struct maker {
	kp_intake *intake;
	const kp_intern *texts;
	kp_taker *taker; /* whose uses are found */
	bool objects;    /* the rule looks at one object after the other */
	bool failed;     /* memory is out */
} maker;

/* ---- what % says ---- */

static const uint8_t thresholds[] = {
	KP_ATTR_TARGET_VALUE, KP_ATTR_AMONG, KP_ATTR_SHORT_OF, KP_ATTR_LIMIT, KP_ATTR_BAD,   KP_ATTR_GOOD,
	KP_ATTR_LOW,          KP_ATTR_HIGH,  KP_ATTR_FROM,     KP_ATTR_TO,    KP_ATTR_VALUE,
};

typedef struct scale {
	kp_decimal one; /* what the measure makes of 1 */
	bool any, percent, over;
} scale;

static kp_decimal magnitude(kp_decimal number)
{
	return number.coefficient < 0 ? (kp_decimal){ -number.coefficient, number.scale } : number;
}

static void weigh(scale *s, const kp_scheme_element *element)
{
	for (size_t i = 0; i < sizeof thresholds; i++) {
		const kp_scheme_value *value = kp_scheme_get(element, (kp_scheme_attribute)thresholds[i]);
		if (!value || value->form != KP_FORM_NUMBER)
			continue;
		s->any = true;
		s->percent = s->percent || strchr(value->written, '%') || strstr(value->written, "％");
		s->over = s->over || kp_decimal_compare(magnitude(value->number), s->one) > 0;
	}
}

/* By the numbers that a rule compares with: shares are written with %, or none of them is over 1. */
static kp_percent percent_of(const kp_scheme_element *rule, kp_decimal one)
{
	scale s = { .one = magnitude(one) };
	weigh(&s, rule);
	for (const kp_scheme_element *child = rule->first; child; child = child->next)
		if (child->kind == KP_SCHEME_STEP || child->kind == KP_SCHEME_TARGET)
			weigh(&s, child);
	if (!s.any)
		return rule->rule->targeted || rule->rule->grouped ? KP_PERCENT_SHARE : KP_PERCENT_REFUSED;
	return s.percent || !s.over ? KP_PERCENT_SHARE : KP_PERCENT_KEPT;
}

/* ---- uses ---- */

static void add_use(maker *m, const char *item, size_t length, const kp_scheme_element *level, kp_percent percent)
{
	kp_intake *k = m->intake;
	kp_str text = kp_intern_find(m->texts, item, length); /* the scheme's own, which the rules compare with */
	if (!text)
		text = kp_intern_get(&k->texts, item, length);
	if (!text || !kp_grow((void **)&k->uses, &k->use_capacity, k->use_count + 1, sizeof *k->uses)) {
		m->failed = true;
		return;
	}
	k->uses[k->use_count++] = (kp_use){ text, level, (uint8_t)percent, m->objects, !m->objects };
	m->taker->use_count++;
}

/* The item that an attribute of a rule names. */
static void add_named(maker *m, const kp_scheme_element *rule, kp_scheme_attribute attribute, const char *otherwise,
                      kp_percent percent)
{
	kp_str text = kp_scheme_text(rule, attribute);
	add_use(m, text ? text : otherwise, text ? kp_str_len(text) : strlen(otherwise), NULL, percent);
}

static void add_measure(maker *m, const kp_scheme_element *rule)
{
	kp_word measure = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	kp_percent percent = percent_of(rule, kp_scheme_number(rule, KP_ATTR_FACTOR, (kp_decimal){ 1, 0 }));
	switch (measure) {
	case KP_WORD_SHARE:
		add_named(m, rule, KP_ATTR_ITEM_NAME, "numerator", KP_PERCENT_REFUSED);
		add_named(m, rule, KP_ATTR_UNDER, "denominator", KP_PERCENT_REFUSED);
		break;
	case KP_WORD_GROWTH:
	case KP_WORD_CHANGE:
		percent = measure == KP_WORD_GROWTH ? KP_PERCENT_SHARE : percent;
		add_named(m, rule, KP_ATTR_ITEM_NAME, "value", percent);
		add_named(m, rule, KP_ATTR_LAST, "last-year", percent);
		break;
	case KP_WORD_PER:
		add_named(m, rule, KP_ATTR_ITEM_NAME, "value", KP_PERCENT_REFUSED);
		add_named(m, rule, KP_ATTR_POPULATION, "population", KP_PERCENT_REFUSED);
		break;
	case KP_WORD_SCORE:
	case KP_WORD_PLACE: break;
	default: add_named(m, rule, KP_ATTR_ITEM_NAME, "value", percent);
	}
}

static void add_levels(maker *m, const kp_scheme_element *rule)
{
	kp_str item = kp_scheme_text(rule, KP_ATTR_ITEM_NAME);
	bool ranges = false;
	for (const kp_scheme_element *level = rule->first; level; level = level->next)
		ranges = ranges || kp_scheme_get(level, KP_ATTR_LEAST) || kp_scheme_get(level, KP_ATTR_MOST);
	add_use(m, item ? item : "value", item ? kp_str_len(item) : 5, rule, KP_PERCENT_REFUSED);
	if (ranges)
		add_use(m, "points", 6, NULL, KP_PERCENT_REFUSED);
}

/* Of @name. */
static void add_aims(maker *m, const kp_scheme_element *element, kp_percent percent)
{
	for (size_t i = 0; i < element->value_count; i++)
		if (element->values[i].form == KP_FORM_ITEM)
			add_use(m, element->values[i].text, kp_str_len(element->values[i].text), NULL, percent);
}

static bool has_items(const kp_scheme_element *rule)
{
	return kp_scheme_child(rule, KP_SCHEME_ITEM, NULL);
}

static void add_items(maker *m, const kp_scheme_element *rule)
{
	const kp_scheme_element *item = NULL;
	m->objects = !rule->rule->measured; /* what is counted without any measure is counted object by object */
	while ((item = kp_scheme_child(rule, KP_SCHEME_ITEM, item)))
		add_named(m, item, KP_ATTR_ID, "", KP_PERCENT_REFUSED);
	if (m->objects) /* how an object is there that is in none of the tiers */
		add_use(m, "value", 5, NULL, KP_PERCENT_REFUSED);
	m->objects = false;
}

static void add_rule(maker *m, const kp_scheme_element *rule)
{
	const kp_decimal one = { 1, 0 }, factor = kp_scheme_number(rule, KP_ATTR_FACTOR, one);
	kp_percent aims = percent_of(rule, factor);
	if (aims == KP_PERCENT_SHARE && kp_decimal_compare(magnitude(factor), one) > 0)
		aims = KP_PERCENT_KEPT; /* what the measure makes percent is compared with percent */
	add_aims(m, rule, aims);
	for (const kp_scheme_element *child = rule->first; child; child = child->next) {
		if (child->kind == KP_SCHEME_RULE)
			add_rule(m, child);
		else if (child->kind == KP_SCHEME_TARGET)
			add_aims(m, child, aims);
	}
	if (has_items(rule))
		add_items(m, rule);
	else if (rule->rule->children & (1u << KP_SCHEME_LEVEL))
		add_levels(m, rule);
	else if (rule->rule->measured)
		add_measure(m, rule);
}

static void add_tie_breakers(maker *m, const kp_scheme_element *root)
{
	const kp_scheme_element *one = NULL;
	while ((one = kp_scheme_child(root, KP_SCHEME_TIE_BREAKER, one))) {
		kp_str of = kp_scheme_text(one, KP_ATTR_OF);
		if (of && !strncmp(of, "item:", 5))
			add_use(m, of + 5, kp_str_len(of) - 5, NULL, KP_PERCENT_SHARE);
	}
}

static void add_uses(maker *m, const kp_scheme_element *element)
{
	m->taker = &m->intake->takers[element->index];
	m->taker->use = (uint32_t)m->intake->use_count;
	switch (element->kind) {
	case KP_SCHEME_ROOT: add_tie_breakers(m, element); break;
	case KP_SCHEME_VETO:
	case KP_SCHEME_DOWNGRADE:
		add_use(m, "value", 5, NULL, KP_PERCENT_REFUSED);
		if (!m->failed)
			m->intake->uses[m->taker->use].with_object = true; /* events are about something, or not */
		break;
	case KP_SCHEME_CRITERION:
	case KP_SCHEME_GATE:
		for (const kp_scheme_element *child = element->first; child; child = child->next)
			if (child->kind == KP_SCHEME_RULE)
				add_rule(m, child);
		break;
	default: break;
	}
}

/* ---- parts, stages, groups, names ---- */

static void add_to(maker *m, const kp_scheme_element ***list, size_t *count, size_t *capacity,
                   const kp_scheme_element *element)
{
	if (kp_grow((void **)list, capacity, *count + 1, sizeof **list))
		(*list)[(*count)++] = element;
	else
		m->failed = true;
}

static const kp_word words_of_parts[KP_PART_BYS] = { KP_WORD_PERIOD, KP_WORD_SOURCE };

/* An element's own parts, else those of the one that holds it. */
static void add_parts(maker *m, const kp_scheme_element *element, kp_part_by by)
{
	kp_intake *k = m->intake;
	kp_taker *taker = &k->takers[element->index];
	const kp_scheme_element *part = NULL;
	taker->part[by] = (uint32_t)k->part_count;
	while ((part = kp_scheme_child(element, KP_SCHEME_PART, part)))
		if (kp_scheme_word(part, KP_ATTR_BY, KP_WORD_NONE) == words_of_parts[by])
			add_to(m, &k->parts, &k->part_count, &k->part_capacity, part);
	taker->part_count[by] = (uint32_t)k->part_count - taker->part[by];
	if (!taker->part_count[by] && element->parent) {
		taker->part[by] = k->takers[element->parent->index].part[by];
		taker->part_count[by] = k->takers[element->parent->index].part_count[by];
	}
}

static bool takes_figures(const kp_scheme_element *element)
{
	return element->kind == KP_SCHEME_CRITERION || element->kind == KP_SCHEME_GATE || element->kind == KP_SCHEME_VETO ||
	       element->kind == KP_SCHEME_DOWNGRADE;
}

static void add_element(maker *m, const kp_scheme_element *element)
{
	kp_intake *k = m->intake;
	kp_str name = kp_scheme_text(element, KP_ATTR_NAME);
	if (element->kind == KP_SCHEME_ROOT || element->kind == KP_SCHEME_MODULE || element->kind == KP_SCHEME_CRITERION) {
		add_parts(m, element, KP_BY_PERIOD);
		add_parts(m, element, KP_BY_SOURCE);
	}
	if (element->kind == KP_SCHEME_STAGE)
		add_to(m, &k->stages, &k->stage_count, &k->stage_capacity, element);
	if (element->kind == KP_SCHEME_GROUP)
		add_to(m, &k->groups, &k->group_count, &k->group_capacity, element);
	if (takes_figures(element) && name) {
		bool several = kp_map_get(&k->by_name, name, kp_str_len(name));
		if (!kp_map_put(&k->by_name, name, several ? (void *)&k->by_name : (void *)element))
			m->failed = true;
	}
	add_uses(m, element);
}

bool kp_intake_make(kp_intake *intake, const kepu_scheme *scheme, kp_arena *arena)
{
	maker m = { .intake = intake, .texts = &scheme->texts };
	*intake = (kp_intake){ .uses = NULL };
	kp_intern_init(&intake->texts, arena);
	intake->takers = kp_calloc(scheme->count + 1, sizeof *intake->takers);
	m.failed = !intake->takers;
	for (size_t i = 0; i < scheme->count && !m.failed; i++)
		add_element(&m, scheme->elements[i]);
	return !m.failed;
}

void kp_intake_free(kp_intake *intake)
{
	kp_intern_free(&intake->texts);
	kp_map_free(&intake->by_name);
	free(intake->uses);
	free(intake->parts);
	free(intake->stages);
	free(intake->groups);
	free(intake->takers);
}

/* ---- looking up ---- */

const kp_scheme_element *kp_intake_element(const kp_intake *intake, const kepu_scheme *scheme, const char *text,
                                           size_t length)
{
	const kp_scheme_element *found = kp_scheme_find(scheme, text, length);
	if (!found || !takes_figures(found))
		found = kp_map_get(&intake->by_name, text, length);
	return (const void *)found == &intake->by_name ? NULL : found;
}

bool kp_intake_use(const kp_intake *intake, const kp_scheme_element *element, const char *item, size_t length,
                   kp_use *out)
{
	const kp_taker *taker = &intake->takers[element->index];
	bool any = element->kind == KP_SCHEME_ROOT;
	size_t from = any ? 0 : taker->use, count = any ? intake->use_count : taker->use_count;
	*out = (kp_use){ .item = NULL };
	for (const kp_use *use = intake->uses + from; count--; use++) {
		if (!kp_str_is(use->item, item, length))
			continue;
		out->percent = !out->item || out->percent == use->percent ? use->percent : KP_PERCENT_REFUSED;
		out->level = out->level ? out->level : use->level;
		out->with_object = out->with_object || use->with_object;
		out->without = out->without || use->without;
		out->item = use->item;
	}
	return out->item;
}

size_t kp_intake_among(const kp_scheme_element *const *elements, size_t count, const char *text, size_t length)
{
	size_t named = count, names = 0;
	for (size_t i = 0; i < count; i++) {
		if (kp_str_is(kp_scheme_text(elements[i], KP_ATTR_ID), text, length))
			return i;
		if (kp_str_is(kp_scheme_text(elements[i], KP_ATTR_NAME), text, length)) {
			named = i;
			names++;
		}
	}
	return names == 1 ? named : count;
}

const kp_scheme_element *kp_intake_part(const kp_intake *intake, const kp_scheme_element *element, kp_part_by by,
                                        const char *text, size_t length)
{
	const kp_taker *taker = &intake->takers[element->index];
	bool any =
		element->kind == KP_SCHEME_ROOT || element->kind == KP_SCHEME_VETO || element->kind == KP_SCHEME_DOWNGRADE;
	const kp_scheme_element **from = intake->parts + (any ? 0 : taker->part[by]);
	size_t count = any ? intake->part_count : taker->part_count[by];
	size_t at = count ? kp_intake_among(from, count, text, length) : 0;
	return at < count && kp_scheme_word(from[at], KP_ATTR_BY, KP_WORD_NONE) == words_of_parts[by] ? from[at] : NULL;
}

int64_t kp_level_place(const kp_scheme_element *rule, const char *text, size_t length)
{
	int64_t place = 0;
	const kp_scheme_element *level = NULL;
	while ((level = kp_scheme_child(rule, KP_SCHEME_LEVEL, level))) {
		place++;
		if (kp_str_is(kp_scheme_text(level, KP_ATTR_ID), text, length) ||
		    kp_str_is(kp_scheme_text(level, KP_ATTR_NAME), text, length))
			return place;
	}
	return 0;
}

const char *kp_scheme_label(const kp_scheme_element *element)
{
	kp_str name = kp_scheme_text(element, KP_ATTR_NAME), id = kp_scheme_text(element, KP_ATTR_ID);
	return name ? name : id ? id : kp_scheme_name(element);
}
