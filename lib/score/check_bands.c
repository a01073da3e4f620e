/* Bands: grades by the total, steps by a measure, levels by their shares. The line is cut at every bound, and of each piece
 * it is seen which bands hold it. */
#include "score/check_scheme.h"

#include <stdlib.h>

#define BANDS_MOST 5000 /* nobody prints longer tables, and every band is compared with every other */

typedef struct band {
	const kp_scheme_element *element;
	kp_bound from, to;
	bool holds_from, holds_to;
	bool says;        /* which of its bounds it holds */
	bool conditional; /* more than the number is asked for */
	bool reached;     /* some number falls to it */
} band;

/* A piece of the line: a bound alone, or all between two, or to an end. */
typedef struct piece {
	kp_bound from, to;
	bool point;
} piece;

typedef struct table {
	kp_checking *c;
	const kp_scheme_element *element; /* that the bands are of */
	band *bands;
	size_t count;
	kp_bound least, most; /* of what there is to sort */
	int32_t decimals;     /* what it has at most; 9: any */
	bool whole_classes;   /* 1–3, 4–6: numbers between the whole ones are not meant */
	kp_decimal *bounds;   /* each once, in order */
	size_t bound_count;
} table;

static int compare(const void *left, const void *right)
{
	return kp_decimal_compare(*(const kp_decimal *)left, *(const kp_decimal *)right);
}

/* ---- collecting ---- */

static kp_bound bound_of(const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	kp_decimal none = { 0, 0 };
	return (kp_bound){ kp_scheme_get(element, attribute) != NULL, kp_scheme_number(element, attribute, none) };
}

static band band_of(const kp_scheme_element *element)
{
	kp_bound from = bound_of(element, KP_ATTR_FROM), to = bound_of(element, KP_ATTR_TO);
	kp_word includes = kp_scheme_word(element, KP_ATTR_INCLUDES, KP_WORD_NONE);
	bool conditional = kp_scheme_get(element, KP_ATTR_PLACES) || kp_scheme_get(element, KP_ATTR_QUOTA) ||
	                   kp_scheme_word(element, KP_ATTR_CLEAN, KP_WORD_NO) == KP_WORD_YES;
	band made = {
		.element = element, .from = from, .to = to, .says = includes != KP_WORD_NONE, .conditional = conditional
	};
	if (!made.says)
		includes = from.known ? KP_WORD_FROM : KP_WORD_TO;
	made.holds_from = from.known && (includes == KP_WORD_FROM || includes == KP_WORD_BOTH);
	made.holds_to = to.known && (includes == KP_WORD_TO || includes == KP_WORD_BOTH);
	return made;
}

/* A level holds both ends of its shares. */
static band level_of(const kp_scheme_element *element)
{
	kp_decimal nothing = { 0, 0 }, all = { 1, 0 };
	return (band){ .element = element,
		           .from = { true, kp_scheme_number(element, KP_ATTR_LEAST, nothing) },
		           .to = { true, kp_scheme_number(element, KP_ATTR_MOST, all) },
		           .holds_from = true,
		           .holds_to = true };
}

static bool collect(table *t, kp_scheme_kind kind)
{
	size_t count = 0;
	const kp_scheme_element *one = NULL;
	while ((one = kp_scheme_child(t->element, kind, one)) != NULL)
		count++;
	if (!count || count > BANDS_MOST)
		return false;
	t->bands = kp_array(count, sizeof *t->bands);
	t->bounds = kp_array(2 * count, sizeof *t->bounds);
	if (!t->bands || !t->bounds) {
		t->c->failed = true;
		return false;
	}
	while ((one = kp_scheme_child(t->element, kind, one)) != NULL) {
		bool open = kind == KP_SCHEME_LEVEL && !kp_scheme_get(one, KP_ATTR_LEAST) && !kp_scheme_get(one, KP_ATTR_MOST);
		if (!open)
			t->bands[t->count++] = kind == KP_SCHEME_LEVEL ? level_of(one) : band_of(one);
	}
	return true;
}

static void collect_bounds(table *t)
{
	size_t count = 0, kept = 0;
	t->whole_classes = true;
	for (size_t i = 0; i < t->count; i++) {
		if (t->bands[i].from.known)
			t->bounds[count++] = t->bands[i].from.number;
		if (t->bands[i].to.known)
			t->bounds[count++] = t->bands[i].to.number;
	}
	qsort(t->bounds, count, sizeof *t->bounds, compare);
	for (size_t i = 0; i < count; i++) {
		t->whole_classes = t->whole_classes && kp_decimal_trim(t->bounds[i]).scale == 0;
		if (!kept || compare(&t->bounds[i], &t->bounds[kept - 1]) != 0)
			t->bounds[kept++] = t->bounds[i];
	}
	t->bound_count = kept;
}

/* ---- pieces ---- */

/* The pieces are numbered along the line: before the first bound, that bound, between it and the next … */
static piece piece_at(const table *t, size_t number)
{
	size_t at = number / 2;
	kp_bound none = { false, { 0, 0 } };
	if (number % 2)
		return (piece){ { true, t->bounds[at] }, { true, t->bounds[at] }, true };
	return (piece){ at ? (kp_bound){ true, t->bounds[at - 1] } : none,
		            at < t->bound_count ? (kp_bound){ true, t->bounds[at] } : none, false };
}

static bool holds(const band *b, const piece *p)
{
	int low = !b->from.known ? 1 : !p->from.known ? -1 : kp_decimal_compare(p->from.number, b->from.number);
	int high = !b->to.known ? 1 : !p->to.known ? -1 : kp_decimal_compare(b->to.number, p->to.number);
	if (low < 0 || high < 0)
		return false;
	return !p->point || ((low > 0 || b->holds_from) && (high > 0 || b->holds_to));
}

/* Whether a number with so many decimals lies between two bounds. */
static bool has_number(kp_decimal from, kp_decimal to, int32_t decimals)
{
	kp_decimal step = { 1, decimals }, next = kp_decimal_trim(from);
	while (next.scale > decimals) {
		next.coefficient = next.coefficient / 10 - (next.coefficient % 10 < 0);
		next.scale--;
	}
	return kp_decimal_add(next, step, &next) && kp_decimal_compare(next, to) < 0;
}

/* Whether there is anything in the piece that has to be sorted. */
static bool matters(const table *t, const piece *p)
{
	if (t->least.known && p->to.known) {
		int order = kp_decimal_compare(p->to.number, t->least.number);
		if (order < 0 || (order == 0 && !p->point))
			return false;
	}
	if (t->most.known && p->from.known) {
		int order = kp_decimal_compare(p->from.number, t->most.number);
		if (order > 0 || (order == 0 && !p->point))
			return false;
	}
	return p->point || !p->from.known || !p->to.known || has_number(p->from.number, p->to.number, t->decimals);
}

/* ---- saying it ---- */

static void put_number(kp_buffer *out, kp_decimal number)
{
	char text[KP_DECIMAL_TEXT];
	kp_decimal_write(kp_decimal_trim(number), text);
	kp_buffer_text(out, text);
}

static void put_range(kp_buffer *out, kp_bound from, kp_bound to)
{
	if (!from.known)
		kp_buffer_text(out, "< ");
	if (!to.known)
		kp_buffer_text(out, "> ");
	if (from.known)
		put_number(out, from.number);
	if (from.known && to.known && compare(&from.number, &to.number) == 0)
		return;
	if (from.known && to.known)
		kp_buffer_text(out, "–");
	if (to.known)
		put_number(out, to.number);
}

/* About bands of the table; the second and the range may be none. */
static void found(const table *t, int32_t code, const band *at, kp_bound from, kp_bound to, const band *other)
{
	kp_buffer range = { 0 };
	kp_naming names = { 0 };
	const kp_scheme_element *about = other ? other->element : at ? at->element : t->element;
	if (from.known || to.known)
		put_range(&range, from, to);
	kp_buffer_byte(&range, '\0');
	if (at)
		kp_check_name(&names, at->element);
	if (other) {
		kp_check_say(&names, "、", ", ");
		kp_check_name(&names, other->element);
	}
	t->c->failed = t->c->failed || range.failed;
	kp_check_found_naming(t->c, about, code, KP_WORDED(range.failed ? "" : range.bytes), &names);
	kp_buffer_free(&range);
}

/* ---- what is wrong ---- */

static bool within(const band *inner, const band *outer)
{
	bool low =
		!outer->from.known || (inner->from.known && kp_decimal_compare(inner->from.number, outer->from.number) >= 0);
	return low &&
	       (!outer->to.known || (inner->to.known && kp_decimal_compare(inner->to.number, outer->to.number) <= 0));
}

/* As printed a band claims both its bounds, and the first of two in one another is meant: 90 and more, 75 and more. */
static void check_pair(const table *t, const band *a, const band *b)
{
	if (a->conditional || b->conditional || within(a, b) || within(b, a))
		return;
	const band *upper = !b->to.known || (a->to.known && compare(&a->to.number, &b->to.number) < 0) ? b : a;
	const band *lower = upper == a ? b : a;
	kp_bound from = upper->from, to = lower->to;
	int order = from.known && to.known ? kp_decimal_compare(from.number, to.number) : 1;
	piece shared = { from, to, order == 0 };
	bool silent = order == 0 && !a->says && !b->says;
	if (order > 0 || !matters(t, &shared))
		return;
	if (silent || (holds(a, &shared) && holds(b, &shared)))
		found(t, KEPU_FINDING_BANDS_OVERLAP, a, from, to, b);
}

static void check_overlaps(const table *t)
{
	for (size_t j = 1; j < t->count; j++)
		for (size_t i = 0; i < j; i++)
			check_pair(t, &t->bands[i], &t->bands[j]);
}

/* What is said of a bound that is not there may be meant of the other one. */
static void check_sides(const table *t)
{
	for (size_t i = 0; i < t->count; i++) {
		const band *b = &t->bands[i];
		kp_word includes = kp_scheme_word(b->element, KP_ATTR_INCLUDES, KP_WORD_NONE);
		if (b->from.known && !b->to.known && includes == KP_WORD_TO)
			found(t, KEPU_FINDING_SIDE_OPEN, b, b->from, b->from, NULL);
		if (b->to.known && !b->from.known && includes == KP_WORD_FROM)
			found(t, KEPU_FINDING_SIDE_OPEN, b, b->to, b->to, NULL);
	}
}

static bool is_whole_gap(const table *t, const piece *p)
{
	kp_decimal one = { 1, 0 }, next;
	return t->whole_classes && !p->point && p->from.known && p->to.known &&
	       kp_decimal_add(p->from.number, one, &next) && kp_decimal_compare(next, p->to.number) == 0;
}

/* Pieces beside each other that no band holds are one gap. */
static void check_gaps(const table *t)
{
	piece gap = { .point = false };
	bool open = false;
	for (size_t n = 0; n < 2 * t->bound_count + 2; n++) {
		bool held = n == 2 * t->bound_count + 1;
		piece p = held ? gap : piece_at(t, n);
		for (size_t i = 0; i < t->count && !held; i++)
			held = !t->bands[i].conditional && holds(&t->bands[i], &p);
		if (!held && matters(t, &p) && !is_whole_gap(t, &p)) {
			gap = open ? (piece){ gap.from, p.to, false } : p;
			open = true;
		} else if (open) {
			found(t, KEPU_FINDING_BANDS_GAP, NULL, gap.from, gap.to, NULL);
			open = false;
		}
	}
}

/* Of each piece the first band that takes it, and those before that ask for more than the number. */
static void mark_reached(table *t)
{
	for (size_t n = 0; n < 2 * t->bound_count + 1; n++) {
		piece p = piece_at(t, n);
		bool taken = !matters(t, &p);
		for (size_t i = 0; i < t->count && !taken; i++) {
			bool its = holds(&t->bands[i], &p);
			t->bands[i].reached = t->bands[i].reached || its;
			taken = its && !t->bands[i].conditional;
		}
	}
}

/* Whether a gate, veto or downgrade names the grade, or may lead to it without naming it. */
static bool leads_to(const kp_scheme_element *from, const kp_scheme_element *grade)
{
	bool veto = from->kind == KP_SCHEME_VETO, downgrade = from->kind == KP_SCHEME_DOWNGRADE;
	kp_str named = kp_scheme_text(from, KP_ATTR_GRADE_AT);
	if (named || (!veto && !downgrade))
		return named && from->kind != KP_SCHEME_GRADE && named == kp_scheme_text(grade, KP_ATTR_ID);
	return downgrade || !kp_scheme_child(from->parent, KP_SCHEME_GRADE, grade);
}

/* A grade without conditions that stands for something else than totals. */
static bool is_led_to(const band *b)
{
	const kp_scheme_element *grade = b->element;
	if (grade->kind != KP_SCHEME_GRADE || b->from.known || b->to.known || b->conditional)
		return false;
	for (const kp_scheme_element *one = grade->parent->first; one; one = one->next)
		if (leads_to(one, grade))
			return true;
	return false;
}

static bool is_over(const table *t, const band *b)
{
	return t->most.known && b->from.known && kp_decimal_compare(b->from.number, t->most.number) > 0;
}

static void check_reach(table *t)
{
	kp_bound none = { false, { 0, 0 } };
	mark_reached(t);
	for (size_t i = 0; i < t->count; i++) {
		const band *b = &t->bands[i];
		if (is_over(t, b))
			kp_check_found_numbers(t->c, b->element, KEPU_FINDING_OVER_MOST, b->from.number, t->most.number);
		else if (!b->reached && !is_led_to(b))
			found(t, KEPU_FINDING_RULE_UNREACHABLE, b, none, none, NULL);
	}
}

/* ---- tables ---- */

static void set_range_of_grades(table *t)
{
	kp_bound zero = { true, { 0, 0 } }, floor = bound_of(t->element, KP_ATTR_FLOOR);
	const kp_scheme_value *decimals = kp_scheme_get(t->element, KP_ATTR_DECIMALS);
	if (kp_scheme_word(t->element, KP_ATTR_FLOOR, KP_WORD_YES) == KP_WORD_NONE)
		floor.known = false;
	t->least = floor.known ? floor : zero;
	t->least.known = floor.known || !t->c->deducts;
	t->most = t->c->most[t->element->index];
	t->decimals = decimals ? (int32_t)decimals->number.coefficient : 9;
	t->whole_classes = false;
}

/* Places, where equal units share the mean of theirs. */
static bool has_halves(const kp_checking *c)
{
	return kp_scheme_word(c->scheme->elements[0], KP_ATTR_TIES, KP_WORD_COMPETITION) == KP_WORD_AVERAGE;
}

static void set_range_of_steps(table *t)
{
	static const kp_decimal one = { 1, 0 };
	kp_word measure = kp_scheme_word(t->element, KP_ATTR_MEASURE, KP_WORD_VALUE);
	bool scaled = kp_scheme_get(t->element, KP_ATTR_FACTOR);
	bool below = t->bound_count && t->bounds[0].coefficient < 0;
	t->least = (kp_bound){ !below && measure != KP_WORD_GROWTH && measure != KP_WORD_CHANGE, { 0, 0 } };
	t->decimals = 9;
	if (measure == KP_WORD_SHARE)
		t->most = (kp_bound){ true, kp_scheme_number(t->element, KP_ATTR_FACTOR, one) };
	if (measure == KP_WORD_PLACE) {
		t->least.number = scaled ? t->least.number : one;
		t->whole_classes = t->whole_classes && !has_halves(t->c);
	}
	if (measure == KP_WORD_SCORE && !scaled) {
		kp_str of = kp_scheme_text(t->element, KP_ATTR_OF);
		const kp_scheme_element *whole = kp_scheme_find(t->c->scheme, of, kp_str_len(of));
		t->most = t->c->most[whole ? whole->index : 0];
		t->whole_classes = false;
	} else if (measure != KP_WORD_VALUE && measure != KP_WORD_PLACE && measure != KP_WORD_CHANGE) {
		t->whole_classes = false;
	}
}

static void check_table(kp_checking *c, const kp_scheme_element *element, kp_scheme_kind kind)
{
	table t = { .c = c, .element = element };
	if (collect(&t, kind)) {
		collect_bounds(&t);
		if (kind == KP_SCHEME_GRADE)
			set_range_of_grades(&t);
		else
			set_range_of_steps(&t);
		check_overlaps(&t);
		check_sides(&t);
		if (kind != KP_SCHEME_LEVEL && t.bound_count) {
			check_gaps(&t);
			check_reach(&t);
		}
	}
	free(t.bands);
	free(t.bounds);
}

void kp_check_bands(kp_checking *c, const kp_scheme_element *element)
{
	if (element->kind == KP_SCHEME_ROOT)
		check_table(c, element, KP_SCHEME_GRADE);
	else if (element->kind == KP_SCHEME_RULE && kp_scheme_child(element, KP_SCHEME_STEP, NULL))
		check_table(c, element, KP_SCHEME_STEP);
	else if (element->kind == KP_SCHEME_RULE && kp_scheme_child(element, KP_SCHEME_LEVEL, NULL))
		check_table(c, element, KP_SCHEME_LEVEL);
}
