#include "score/intake.h"

#include "score/rules.h"

#include <stdlib.h>

typedef struct maker {
	kp_intake *intake;
	const kp_intern *texts;
	bool objects; /* the rule looks at one object after the other */
	bool failed;  /* memory is out */
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
	k->uses[k->use_count] = (kp_use){ text, level, (uint32_t)k->use_count, (uint8_t)percent, m->objects, !m->objects };
	k->use_count++;
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

static void find_uses(maker *m, const kp_scheme_element *element)
{
	switch (element->kind) {
	case KP_SCHEME_ROOT: add_tie_breakers(m, element); break;
	case KP_SCHEME_VETO:
	case KP_SCHEME_DOWNGRADE:
		add_use(m, "value", 5, NULL, KP_PERCENT_REFUSED);
		if (!m->failed)
			m->intake->uses[m->intake->use_count - 1].with_object = true; /* events are about something, or not */
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

/* ---- uses, each once ---- */

static int by_item(const void *left, const void *right)
{
	const kp_use *a = left, *b = right;
	int order = kp_str_compare(a->item, b->item);
	return order ? order : (a->number > b->number) - (a->number < b->number);
}

/* As all that read an item agree on; of the levels of several rules those of the first. */
static void agree(kp_use *one, const kp_use *other)
{
	one->percent = one->percent == other->percent ? one->percent : KP_PERCENT_REFUSED;
	one->level = one->level ? one->level : other->level;
	one->with_object = one->with_object || other->with_object;
	one->without = one->without || other->without;
}

/* Those from `from` on are a taker's. */
static void give_uses(maker *m, kp_taker *taker, size_t from)
{
	kp_intake *k = m->intake;
	size_t kept = from;
	if (k->use_count > from)
		qsort(k->uses + from, k->use_count - from, sizeof *k->uses, by_item);
	for (size_t i = from; i < k->use_count; i++)
		if (kept > from && k->uses[kept - 1].item == k->uses[i].item)
			agree(&k->uses[kept - 1], &k->uses[i]);
		else
			k->uses[kept++] = k->uses[i];
	k->use_count = kept;
	taker->use = (uint32_t)from;
	taker->use_count = (uint32_t)(kept - from);
}

/* A unit's own figures are read by any rule. */
static void give_own_uses(maker *m)
{
	kp_intake *k = m->intake;
	size_t count = k->use_count;
	if (m->failed || !kp_grow((void **)&k->uses, &k->use_capacity, 2 * count, sizeof *k->uses)) {
		m->failed = true;
		return;
	}
	if (count)
		memcpy(k->uses + count, k->uses, count * sizeof *k->uses);
	k->use_count = 2 * count;
	give_uses(m, &k->takers[0], count);
}

/* ---- parts, stages, groups, names ---- */

static const kp_word words_of_parts[KP_PART_BYS] = { KP_WORD_PERIOD, KP_WORD_SOURCE };

static void put(maker *m, kp_names *names, const kp_scheme_element *element, const void *thing)
{
	m->failed = m->failed || !kp_names_put(names, kp_scheme_text(element, KP_ATTR_ID),
	                                       kp_scheme_text(element, KP_ATTR_NAME), (void *)thing);
}

static void add_part(maker *m, const kp_scheme_element *part, kp_part_by by)
{
	kp_intake *k = m->intake;
	kp_str id = kp_scheme_text(part, KP_ATTR_ID);
	const kp_scheme_element *same = kp_names_get(&k->any_part[by], id, kp_str_len(id), NULL);
	if (!kp_grow((void **)&k->parts, &k->part_capacity, k->part_count + 1, sizeof *k->parts)) {
		m->failed = true;
		return;
	}
	k->parts[k->part_count++] = part;
	if (!same || kp_scheme_text(same, KP_ATTR_ID) != id) /* else it is one of that name */
		same = part;
	put(m, &k->any_part[by], part, same);
}

/* An element's own parts, else those of the one that holds it. */
static void add_parts(maker *m, const kp_scheme_element *element, kp_part_by by)
{
	kp_intake *k = m->intake;
	kp_taker *taker = &k->takers[element->index];
	const kp_scheme_element *part = NULL;
	taker->part[by] = (uint32_t)k->part_count;
	while ((part = kp_scheme_child(element, KP_SCHEME_PART, part)))
		if (kp_scheme_word(part, KP_ATTR_BY, KP_WORD_NONE) == words_of_parts[by])
			add_part(m, part, by);
	taker->part_count[by] = (uint32_t)k->part_count - taker->part[by];
	if (!taker->part_count[by] && element->parent) {
		taker->part[by] = k->takers[element->parent->index].part[by];
		taker->part_count[by] = k->takers[element->parent->index].part_count[by];
	}
}

static void add_kinds(maker *m, const kp_scheme_element *group)
{
	kp_map *map = &m->intake->kinds;
	const kp_scheme_value *kinds = kp_scheme_get(group, KP_ATTR_KINDS);
	for (size_t i = 0; kinds && i < kinds->list_count; i++) {
		const void *known = kp_map_get(map, kinds->list[i], kp_str_len(kinds->list[i]));
		if (!kp_map_put(map, kinds->list[i], known && known != group ? (void *)map : (void *)group))
			m->failed = true;
	}
}

static void add_element(maker *m, const kp_scheme_element *element)
{
	kp_intake *k = m->intake;
	size_t from = k->use_count;
	switch (element->kind) {
	case KP_SCHEME_STAGE: put(m, &k->stages, element, (void *)(uintptr_t)++k->stage_count); break;
	case KP_SCHEME_GROUP:
		put(m, &k->groups, element, element);
		add_kinds(m, element);
		break;
	case KP_SCHEME_ROOT:
	case KP_SCHEME_MODULE:
	case KP_SCHEME_CRITERION:
		add_parts(m, element, KP_BY_PERIOD);
		add_parts(m, element, KP_BY_SOURCE);
		break;
	default: break;
	}
	if (element->kind == KP_SCHEME_CRITERION || element->kind == KP_SCHEME_GATE || element->kind == KP_SCHEME_VETO ||
	    element->kind == KP_SCHEME_DOWNGRADE)
		put(m, &k->subjects, element, element);
	find_uses(m, element);
	if (!m->failed)
		give_uses(m, &k->takers[element->index], from);
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
	give_own_uses(&m);
	return !m.failed;
}

void kp_intake_free(kp_intake *intake)
{
	kp_intern_free(&intake->texts);
	kp_names_free(&intake->subjects);
	kp_names_free(&intake->stages);
	kp_names_free(&intake->groups);
	for (size_t by = 0; by < KP_PART_BYS; by++)
		kp_names_free(&intake->any_part[by]);
	kp_map_free(&intake->kinds);
	free(intake->uses);
	free(intake->parts);
	free(intake->takers);
}

/* ---- looking up ---- */

const kp_scheme_element *kp_intake_subject(const kp_intake *intake, const char *text, size_t length)
{
	return kp_names_get(&intake->subjects, text, length, NULL);
}

bool kp_intake_use(const kp_intake *intake, const kp_scheme_element *element, const char *item, size_t length,
                   kp_use *out)
{
	const kp_taker *taker = &intake->takers[element->index];
	for (size_t low = taker->use, high = low + taker->use_count; low < high;) {
		size_t middle = low + (high - low) / 2;
		const kp_use *use = &intake->uses[middle];
		int order = kp_bytes_compare(use->item, kp_str_len(use->item), item, length);
		if (order == 0) {
			*out = *use;
			return true;
		}
		*(order < 0 ? &low : &high) = middle + (order < 0);
	}
	return false;
}

/* One of some elements by its id, else by its name. */
static const kp_scheme_element *among(const kp_scheme_element *const *elements, size_t count, const char *text,
                                      size_t length)
{
	const kp_scheme_element *named = NULL;
	size_t names = 0;
	for (size_t i = 0; i < count; i++) {
		if (kp_str_is(kp_scheme_text(elements[i], KP_ATTR_ID), text, length))
			return elements[i];
		if (kp_str_is(kp_scheme_text(elements[i], KP_ATTR_NAME), text, length)) {
			named = elements[i];
			names++;
		}
	}
	return names == 1 ? named : NULL;
}

const kp_scheme_element *kp_intake_part(const kp_intake *intake, const kp_scheme_element *element, kp_part_by by,
                                        const char *text, size_t length)
{
	const kp_taker *taker = &intake->takers[element->index];
	if (element->kind == KP_SCHEME_ROOT || element->kind == KP_SCHEME_VETO || element->kind == KP_SCHEME_DOWNGRADE)
		return kp_names_get(&intake->any_part[by], text, length, NULL);
	if (!taker->part_count[by]) /* there may be no parts at all */
		return NULL;
	return among(intake->parts + taker->part[by], taker->part_count[by], text, length);
}

int64_t kp_level_place(const kp_scheme_element *rule, const char *text, size_t length)
{
	int64_t place = 0, named = 0;
	size_t names = 0;
	const kp_scheme_element *level = NULL;
	while ((level = kp_scheme_child(rule, KP_SCHEME_LEVEL, level))) {
		place++;
		if (kp_str_is(kp_scheme_text(level, KP_ATTR_ID), text, length))
			return place;
		if (kp_str_is(kp_scheme_text(level, KP_ATTR_NAME), text, length)) {
			named = place;
			names++;
		}
	}
	return names == 1 ? named : 0;
}

const char *kp_scheme_label(const kp_scheme_element *element)
{
	kp_str name = kp_scheme_text(element, KP_ATTR_NAME), id = kp_scheme_text(element, KP_ATTR_ID);
	return name ? name : id ? id : kp_scheme_name(element);
}
