/* Points: whether what is in an element gives what it is worth; weights of parts; the most that can be had. */
#include "score/check_scheme.h"

#include <stdlib.h>

#define LOOKS_MOST 5000000 /* cards × items of an element: what is beyond is not looked at */

static const kp_decimal zero = { 0, 0 };

/* ---- the most ---- */

/* The weights of an element's parts, 1 where it has none; *out_given: some are written. */
static bool weights_of(const kp_scheme_element *element, kp_decimal *out, bool *out_given)
{
	kp_decimal one = { 1, 0 };
	const kp_scheme_element *part = kp_scheme_child(element, KP_SCHEME_PART, NULL);
	*out = part ? zero : one;
	*out_given = false;
	for (; part; part = kp_scheme_child(element, KP_SCHEME_PART, part)) {
		*out_given = *out_given || kp_scheme_get(part, KP_ATTR_WEIGHT);
		if (!kp_decimal_add(*out, kp_scheme_number(part, KP_ATTR_WEIGHT, one), out))
			return false;
	}
	return true;
}

static bool is_limit(const kp_scheme_element *element, kp_bound *out)
{
	const kp_scheme_value *ceiling = kp_scheme_get(element, KP_ATTR_CEILING);
	*out = (kp_bound){ ceiling && ceiling->form == KP_FORM_NUMBER, ceiling ? ceiling->number : zero };
	return ceiling;
}

static void add(kp_bound *sum, const kp_bound *one)
{
	sum->known = sum->known && one->known && kp_decimal_add(sum->number, one->number, &sum->number);
}

static void multiply(kp_bound *most, kp_decimal by)
{
	most->known = most->known && kp_product(most->number, by, &most->number);
}

/* How many times as much parts without weights give; those with weights are to add up to 1. */
static kp_decimal times_of(const kp_scheme_element *element)
{
	kp_decimal weights, one = { 1, 0 };
	bool given;
	return weights_of(element, &weights, &given) && !given ? weights : one;
}

/* Of what is in an element, each of which is known. */
static kp_bound most_inside(const kp_checking *c, const kp_scheme_element *element)
{
	bool sums = kp_scheme_word(element, KP_ATTR_AGGREGATE, KP_WORD_SUM) == KP_WORD_SUM;
	kp_bound own = { true, zero }, bonus = own;
	for (const kp_scheme_element *one = element->first; one; one = one->next) {
		const kp_bound *most = &c->most[one->index];
		if (kp_scheme_word(one, KP_ATTR_ACCOUNT, KP_WORD_NONE) == KP_WORD_BONUS)
			add(&bonus, most);
		else if (kp_scheme_is_item(one) && (sums || !most->known))
			add(&own, most);
		else if (kp_scheme_is_item(one) && kp_decimal_compare(most->number, own.number) > 0)
			own.number = most->number;
	}
	multiply(&own, times_of(element));
	multiply(&bonus, times_of(element));
	if (own.known && sums && kp_scheme_get(element, KP_ATTR_POINTS)) /* cards may be worth less than all items */
		own.number = kp_scheme_number(element, KP_ATTR_POINTS, zero);
	add(&own, &bonus);
	return own;
}

static kp_bound most_of(const kp_checking *c, const kp_scheme_element *element)
{
	kp_bound most;
	if (is_limit(element, &most) && (most.known || element->kind == KP_SCHEME_CRITERION))
		return most;
	if (element->kind == KP_SCHEME_CRITERION)
		return (kp_bound){ true, kp_scheme_number(element, KP_ATTR_POINTS, zero) };
	return most_inside(c, element);
}

bool kp_check_most(kp_checking *c)
{
	c->most = kp_calloc(c->scheme->count, sizeof *c->most);
	for (size_t i = c->scheme->count; c->most && i-- > 0;) { /* what is in an element has a higher index */
		const kp_scheme_element *one = c->scheme->elements[i];
		if (one->kind == KP_SCHEME_ROOT || one->kind == KP_SCHEME_MODULE || one->kind == KP_SCHEME_CRITERION)
			c->most[i] = most_of(c, one);
		if (kp_scheme_word(one, KP_ATTR_ACCOUNT, KP_WORD_NONE) == KP_WORD_DEDUCTION)
			c->deducts = true;
		if (kp_scheme_get(one, KP_ATTR_FLOOR) &&
		    kp_scheme_number(one, KP_ATTR_FLOOR, (kp_decimal){ -1, 0 }).coefficient < 0)
			c->deducts = true;
	}
	return c->most;
}

/* ---- items ---- */

/* Units of one group and kind; NULL: none is asked for. */
typedef struct card {
	kp_str group, kind;
} card;

/* The sum of the items on a card, of all parts together; false: there are none. */
static bool sum_on(const kp_scheme_element *element, const card *of, kp_decimal *out)
{
	bool some = false;
	*out = zero;
	for (const kp_scheme_element *one = element->first; one; one = one->next) {
		kp_decimal points = kp_scheme_number(one, KP_ATTR_POINTS, zero);
		if (!kp_scheme_is_item(one) || !kp_scheme_fits_card(one, of->group, of->kind))
			continue;
		if (!kp_scheme_get(one, KP_ATTR_POINTS) && !sum_on(one, of, &points))
			continue;
		if (!kp_decimal_add(*out, points, out))
			return false;
		some = true;
	}
	return some && kp_product(*out, times_of(element), out);
}

/* Groups, or kinds, that make cards differ. */
typedef struct named {
	kp_str *ids;
	size_t count, capacity;
	kp_map known;
} named;

static void gather_one(kp_checking *c, named *out, kp_str id)
{
	if (kp_map_get(&out->known, id, kp_str_len(id)))
		return;
	if (kp_map_put(&out->known, id, out) &&
	    kp_grow((void **)&out->ids, &out->capacity, out->count + 1, sizeof *out->ids))
		out->ids[out->count++] = id;
	else
		c->failed = true;
}

static void gather(kp_checking *c, named *out, const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	const kp_scheme_value *list = kp_scheme_get(element, attribute);
	for (size_t i = 0; list && i < list->list_count; i++)
		gather_one(c, out, list->list[i]);
}

/* What the items of an element name; gives their number. */
static size_t gather_below(kp_checking *c, const kp_scheme_element *element, named *groups, named *kinds)
{
	size_t items = 0;
	for (const kp_scheme_element *one = element->first; one; one = one->next) {
		if (!kp_scheme_is_item(one))
			continue;
		items++;
		gather(c, groups, one, KP_ATTR_GROUPS);
		gather(c, kinds, one, KP_ATTR_KINDS);
		if (!kp_scheme_get(one, KP_ATTR_POINTS))
			items += gather_below(c, one, groups, kinds);
	}
	return items;
}

/* The groups that the scheme has, and the kinds that these have: of those that no item names the first stands for all. */
static void gather_others(kp_checking *c, named *groups, named *kinds)
{
	const kp_scheme_element *group = NULL;
	bool other_group = false, other_kind = false;
	while ((group = kp_scheme_child(c->scheme->elements[0], KP_SCHEME_GROUP, group))) {
		const kp_scheme_value *list = kp_scheme_get(group, KP_ATTR_KINDS);
		size_t named_before = groups->count;
		if (!other_group || list)
			gather_one(c, groups, kp_scheme_text(group, KP_ATTR_ID));
		other_group = other_group || groups->count > named_before;
		for (size_t i = 0; list && i < list->list_count && !other_kind; i++) {
			size_t before = kinds->count;
			gather_one(c, kinds, list->list[i]);
			other_kind = kinds->count > before;
		}
	}
}

/* Whether there may be units of the group and kind, and the element is on their card. */
static bool is_card(const kp_checking *c, const kp_scheme_element *element, const card *of)
{
	const kp_scheme_element *group = of->group ? kp_scheme_find(c->scheme, of->group, kp_str_len(of->group)) : NULL;
	if (of->kind && kp_scheme_get(group, KP_ATTR_KINDS) && !kp_scheme_lists(group, KP_ATTR_KINDS, of->kind))
		return false;
	while (element && kp_scheme_fits_card(element, of->group, of->kind))
		element = element->parent;
	return !element;
}

static void found_unlike(kp_checking *c, const kp_scheme_element *element, kp_decimal points, kp_decimal sum)
{
	char texts[2][KP_DECIMAL_TEXT];
	kp_naming name = { 0 }, numbers = { 0 };
	kp_decimal_write(kp_decimal_trim(points), texts[0]);
	kp_decimal_write(kp_decimal_trim(sum), texts[1]);
	kp_check_say(&numbers, "写的是 ", "it says ");
	kp_check_say(&numbers, texts[0], texts[0]);
	kp_check_say(&numbers, " 分，合计 ", ", they come to ");
	kp_check_say(&numbers, texts[1], texts[1]);
	kp_check_say(&numbers, " 分", "");
	kp_check_name(&name, element);
	kp_buffer_byte(&name.zh, '\0');
	kp_buffer_byte(&name.en, '\0');
	c->failed = c->failed || name.zh.failed || name.en.failed;
	kp_check_found_naming(c, element, KEPU_FINDING_POINTS_UNLIKE,
	                      c->failed ? KP_WORDED("") : (kp_wording){ name.zh.bytes, name.en.bytes }, &numbers);
	kp_buffer_free(&name.zh);
	kp_buffer_free(&name.en);
}

/* Of the first card that does not add up to the points the sum is said. */
static void check_cards(kp_checking *c, const kp_scheme_element *element, const named *groups, const named *kinds,
                        size_t looks)
{
	kp_decimal points = kp_scheme_number(element, KP_ATTR_POINTS, zero), sum;
	for (size_t g = 0; g < groups->count + !groups->count; g++)
		for (size_t k = 0; k < kinds->count + !kinds->count && looks; k++, looks--) {
			card of = { groups->count ? groups->ids[g] : NULL, kinds->count ? kinds->ids[k] : NULL };
			if (!is_card(c, element, &of) || !sum_on(element, &of, &sum) || kp_decimal_compare(sum, points) == 0)
				continue;
			found_unlike(c, element, points, sum);
			return;
		}
}

/* The items of every card add up to the points. */
static void check_sum(kp_checking *c, const kp_scheme_element *element)
{
	named groups = { .count = 0 }, kinds = { .count = 0 };
	if (!kp_scheme_get(element, KP_ATTR_POINTS) ||
	    kp_scheme_word(element, KP_ATTR_AGGREGATE, KP_WORD_SUM) != KP_WORD_SUM)
		return;
	size_t items = gather_below(c, element, &groups, &kinds);
	if (groups.count || kinds.count)
		gather_others(c, &groups, &kinds);
	if (!c->failed)
		check_cards(c, element, &groups, &kinds, LOOKS_MOST / (items + 1) + 1);
	kp_map_free(&groups.known);
	kp_map_free(&kinds.known);
	free(groups.ids);
	free(kinds.ids);
}

/* ---- rules ---- */

static kp_bound worth(const kp_scheme_element *rule, kp_bound whole);

static void take_higher(kp_bound *most, kp_bound other)
{
	if (other.known && (!most->known || kp_decimal_compare(other.number, most->number) > 0))
		*most = other;
}

static kp_bound share_of(kp_bound whole, kp_decimal share)
{
	multiply(&whole, share);
	return whole;
}

/* The highest of its steps, levels or places. */
static kp_bound highest(const kp_scheme_element *rule, kp_bound whole)
{
	kp_bound most = { false, zero };
	kp_decimal all = { 1, 0 };
	for (const kp_scheme_element *one = rule->first; one; one = one->next) {
		bool level = one->kind == KP_SCHEME_LEVEL;
		if (kp_scheme_get(one, KP_ATTR_POINTS))
			take_higher(&most, (kp_bound){ true, kp_scheme_number(one, KP_ATTR_POINTS, zero) });
		else if (level || kp_scheme_get(one, KP_ATTR_SHARE))
			take_higher(&most, share_of(whole, kp_scheme_number(one, level ? KP_ATTR_MOST : KP_ATTR_SHARE, all)));
	}
	return most;
}

/* Of rules: the sum or the highest of all; not known where one is not. */
static kp_bound together(const kp_scheme_element *rule, kp_bound whole, bool sum)
{
	kp_bound most = { true, zero };
	const kp_scheme_element *one = NULL;
	while ((one = kp_scheme_child(rule, KP_SCHEME_RULE, one)) != NULL) {
		kp_bound part = worth(one, whole);
		if (sum || !part.known)
			add(&most, &part);
		else
			take_higher(&most, part);
	}
	if (kp_scheme_get(rule, KP_ATTR_MOST))
		most = (kp_bound){ true, kp_scheme_number(rule, KP_ATTR_MOST, zero) };
	return most;
}

/* What says which share of its points a rule gives at most: a cap, the first place. NULL: nothing does. */
static const kp_scheme_value *share_said(const kp_scheme_element *rule)
{
	const kp_scheme_value *cap = kp_scheme_get(rule, KP_ATTR_CAP);
	return cap && cap->form == KP_FORM_NUMBER ? cap : kp_scheme_get(rule, KP_ATTR_FIRST);
}

/* The most that a rule says it gives; not known where it says nothing of it, or depends on the figures. */
static kp_bound worth(const kp_scheme_element *rule, kp_bound whole)
{
	const kp_rule *kind = rule->rule;
	if (kp_scheme_get(rule, KP_ATTR_POINTS))
		whole = (kp_bound){ true, kp_scheme_number(rule, KP_ATTR_POINTS, zero) };
	if (kind->inner == KP_INNER_BEST || kind->inner == KP_INNER_SUM)
		return together(rule, whole, kind->inner == KP_INNER_SUM);
	if (kind->inner == KP_INNER_SECOND)
		return worth(kp_scheme_child(rule, KP_SCHEME_RULE, kp_scheme_child(rule, KP_SCHEME_RULE, NULL)), whole);
	if (kp_scheme_child(rule, KP_SCHEME_STEP, NULL) || kp_scheme_child(rule, KP_SCHEME_LEVEL, NULL) ||
	    kp_scheme_child(rule, KP_SCHEME_PLACE, NULL))
		return highest(rule, whole);
	if (kind->open)
		return (kp_bound){ kp_scheme_get(rule, KP_ATTR_MOST) != NULL, kp_scheme_number(rule, KP_ATTR_MOST, zero) };
	const kp_scheme_value *share = share_said(rule);
	return share ? share_of(whole, share->number) : whole;
}

/* Whether a rule, or one in it, says points of its own: else it gives what the criterion is worth. */
static bool says_points(const kp_scheme_element *rule)
{
	if (kp_scheme_get(rule, KP_ATTR_POINTS) || kp_scheme_get(rule, KP_ATTR_MOST) || share_said(rule))
		return true;
	for (const kp_scheme_element *one = rule->first; one; one = one->next)
		if ((one->kind == KP_SCHEME_RULE && says_points(one)) ||
		    (one->kind != KP_SCHEME_RULE && kp_scheme_get(one, KP_ATTR_POINTS)))
			return true;
	return rule->first && rule->first->kind != KP_SCHEME_RULE && rule->first->kind != KP_SCHEME_TARGET &&
	       rule->first->kind != KP_SCHEME_ITEM;
}

/* A ceiling of its own, or none, makes room for more than the points. */
static bool is_meant(const kp_scheme_element *criterion, kp_decimal most)
{
	kp_bound ceiling;
	if (!is_limit(criterion, &ceiling))
		return false;
	return ceiling.known ? kp_decimal_compare(most, ceiling.number) == 0
	                     : kp_decimal_compare(most, kp_scheme_number(criterion, KP_ATTR_POINTS, zero)) > 0;
}

static void check_rule(kp_checking *c, const kp_scheme_element *criterion)
{
	const kp_scheme_element *rule = kp_scheme_child(criterion, KP_SCHEME_RULE, NULL);
	kp_bound points = { true, kp_scheme_number(criterion, KP_ATTR_POINTS, zero) };
	bool parted = kp_scheme_child(criterion, KP_SCHEME_PART, NULL) && !kp_scheme_get(criterion, KP_ATTR_CEILING);
	if (!rule || (!says_points(rule) && !parted))
		return;
	kp_bound most = worth(rule, points);
	multiply(&most, times_of(criterion));
	if (most.known && kp_decimal_compare(most.number, points.number) != 0 && !is_meant(criterion, most.number))
		found_unlike(c, criterion, points.number, most.number);
}

/* ---- the rest ---- */

/* Rules that give less the more there is of something: in a deduction account they take less. */
static const kp_scheme_element *takes_away(const kp_scheme_element *rule)
{
	const kp_scheme_element *one = NULL, *found = NULL;
	if (rule->rule->takes_off)
		return rule;
	while (!found && (one = kp_scheme_child(rule, KP_SCHEME_RULE, one)) != NULL)
		found = takes_away(one);
	return found;
}

static void check_deduction(kp_checking *c, const kp_scheme_element *criterion)
{
	const kp_scheme_value *account = kp_scheme_inherited(criterion, KP_ATTR_ACCOUNT);
	const kp_scheme_element *rule = kp_scheme_child(criterion, KP_SCHEME_RULE, NULL);
	const kp_scheme_element *found = account && account->word == KP_WORD_DEDUCTION && rule ? takes_away(rule) : NULL;
	if (found)
		kp_check_found(c, found, KEPU_FINDING_DEDUCTS_FOR_NOTHING, found->rule->name, NULL);
}

static void check_weights(kp_checking *c, const kp_scheme_element *element)
{
	kp_decimal sum, one = { 1, 0 };
	bool given;
	char text[KP_DECIMAL_TEXT];
	if (!weights_of(element, &sum, &given) || !given || kp_decimal_compare(sum, one) == 0)
		return;
	kp_decimal_write(kp_decimal_trim(sum), text);
	kp_check_found(c, element, KEPU_FINDING_WEIGHTS_UNLIKE, text, NULL);
}

/* A limit above the account will do as well. */
static void check_bonus(kp_checking *c, const kp_scheme_element *element)
{
	kp_bound limit;
	if (kp_scheme_word(element, KP_ATTR_ACCOUNT, KP_WORD_NONE) != KP_WORD_BONUS || c->most[element->index].known)
		return;
	for (const kp_scheme_element *above = element->parent; above; above = above->parent)
		if (is_limit(above, &limit) && limit.known)
			return;
	kp_check_found(c, element, KEPU_FINDING_BONUS_UNLIMITED, kp_scheme_label(element), NULL);
}

void kp_check_points(kp_checking *c, const kp_scheme_element *element)
{
	bool holds = element->kind == KP_SCHEME_ROOT || element->kind == KP_SCHEME_MODULE;
	if (!holds && element->kind != KP_SCHEME_CRITERION)
		return;
	if (holds) {
		check_sum(c, element);
	} else {
		check_rule(c, element);
		check_deduction(c, element);
	}
	check_weights(c, element);
	check_bonus(c, element);
}
