/* What only a whole scheme shows: what it lacks, what refers to nothing, what turns in a circle. */
#include "score/build_scheme.h"

#include <stdlib.h>

typedef struct finishing {
	kepu_scheme_builder *b;
	kepu_scheme *scheme;
	kepu_error **err;
	kepu_status status; /* the first failure */
} finishing;

/* Each gives false, so that a caller can return it. */
static bool out_of_memory(finishing *f)
{
	f->status = kp_fail(f->err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	return false;
}

static bool fail(finishing *f, kepu_status code, const kp_scheme_element *element, kp_scheme_attribute attribute,
                 const char *first, const char *second)
{
	kp_scheme_fault fault = { element, attribute, KP_NOWHERE, f->b->pointers };
	fault.place.file = f->b->at.file;
	fault.place.line = element ? element->line : 0;
	fault.place.column = element ? element->column : 0;
	fault.place.offset = element ? element->offset : -1;
	f->status = kp_scheme_fail(f->err, code, &fault, first, strlen(first), KP_WORDED(second));
	return false;
}

static bool fail_value(finishing *f, const kp_scheme_element *element, kp_scheme_attribute attribute,
                       const char *expected)
{
	return fail(f, KEPU_ERROR_BAD_VALUE, element, attribute, kp_scheme_get(element, attribute)->written, expected);
}

static bool needs(finishing *f, const kp_scheme_element *element, kp_scheme_attribute attribute)
{
	return kp_scheme_get(element, attribute) || fail(f, KEPU_ERROR_MISSING_ATTRIBUTE, element, KP_ATTRIBUTES,
	                                                 kp_scheme_name(element), kp_scheme_attribute_name(attribute));
}

static bool needs_child(finishing *f, const kp_scheme_element *element, kp_scheme_kind kind, const char *name)
{
	return kp_scheme_child(element, kind, NULL) ||
	       fail(f, KEPU_ERROR_MISSING_ELEMENT, element, KP_ATTRIBUTES, kp_scheme_name(element), name);
}

/* ---- what an element needs ---- */

#define A_RULE "a rule (yes-no, reach, ratio …)"

static bool check_items(finishing *f, const kp_scheme_element *element)
{
	return kp_scheme_child(element, KP_SCHEME_MODULE, NULL) ||
	       needs_child(f, element, KP_SCHEME_CRITERION, "module or criterion");
}

static bool check_criterion(finishing *f, const kp_scheme_element *element)
{
	return needs(f, element, KP_ATTR_ID) && needs(f, element, KP_ATTR_POINTS) &&
	       (!kp_scheme_get(element, KP_ATTR_TAKE) || needs(f, element, KP_ATTR_INDICATOR)) &&
	       needs_child(f, element, KP_SCHEME_RULE, A_RULE);
}

static bool check_step(finishing *f, const kp_scheme_element *element)
{
	if (!kp_scheme_get(element, KP_ATTR_POINTS))
		return kp_scheme_get(element, KP_ATTR_SHARE) || fail(f, KEPU_ERROR_MISSING_ATTRIBUTE, element, KP_ATTRIBUTES,
		                                                     kp_scheme_name(element), "points or share");
	return !kp_scheme_get(element, KP_ATTR_SHARE) || fail_value(f, element, KP_ATTR_SHARE, "points or share, not both");
}

/* An attribute that the rule's measure does not have. */
static bool fail_measure(finishing *f, const kp_scheme_element *rule, kp_scheme_attribute attribute)
{
	kp_buffer which = { 0 };
	kp_buffer_text(&which, kp_scheme_name(rule));
	kp_buffer_text(&which, " measure=\"");
	kp_buffer_text(&which, kp_word_name(kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE)));
	kp_buffer_text(&which, "\"");
	kp_buffer_byte(&which, '\0');
	bool told = which.failed ? out_of_memory(f)
	                         : fail(f, KEPU_ERROR_UNKNOWN_FIELD, rule, attribute, which.bytes,
	                                kp_scheme_attribute_name(attribute));
	kp_buffer_free(&which);
	return told;
}

/* Attributes of a measure that another one has would be silently of no use. */
static bool check_measure(finishing *f, const kp_scheme_element *rule)
{
	static const struct {
		uint8_t attribute;
		uint32_t measures;
	} of[] = {
		{ KP_ATTR_UNDER, 1u << (KP_WORD_SHARE - KP_WORD_VALUE) },
		{ KP_ATTR_LAST, 1u << (KP_WORD_GROWTH - KP_WORD_VALUE) | 1u << (KP_WORD_CHANGE - KP_WORD_VALUE) },
		{ KP_ATTR_POPULATION, 1u << (KP_WORD_PER - KP_WORD_VALUE) },
		{ KP_ATTR_OF, 1u << (KP_WORD_SCORE - KP_WORD_VALUE) | 1u << (KP_WORD_PLACE - KP_WORD_VALUE) },
	};
	kp_word measure = kp_scheme_word(rule, KP_ATTR_MEASURE, KP_WORD_VALUE);
	uint32_t bit = 1u << (measure - KP_WORD_VALUE);
	bool scores = measure == KP_WORD_SCORE || measure == KP_WORD_PLACE;
	for (size_t i = 0; i < sizeof of / sizeof *of; i++)
		if (kp_scheme_get(rule, of[i].attribute) && !(of[i].measures & bit))
			return fail_measure(f, rule, of[i].attribute);
	bool own_per = kp_scheme_is_in(rule->rule->attributes, KP_ATTR_PER);
	if (own_per && measure == KP_WORD_PER) /* it could not be told whose `per` it is */
		return fail_value(f, rule, KP_ATTR_MEASURE, "measure of beyond: value, share, growth, change, score, place");
	if (!own_per && measure != KP_WORD_PER && kp_scheme_get(rule, KP_ATTR_PER))
		return fail_measure(f, rule, KP_ATTR_PER);
	return !scores || needs(f, rule, KP_ATTR_OF);
}

static bool check_rules_in(finishing *f, const kp_scheme_element *element)
{
	unsigned count = 0, least = element->rule->least_rules;
	for (const kp_scheme_element *one = element->first; one && count < least; one = one->next)
		count += one->kind == KP_SCHEME_RULE;
	return count == least || fail(f, KEPU_ERROR_MISSING_ELEMENT, element, KP_ATTRIBUTES, element->rule->name, A_RULE);
}

static bool check_rule(finishing *f, const kp_scheme_element *element)
{
	const kp_rule *rule = element->rule;
	for (const uint8_t *one = rule->needed; one && *one != KP_ATTRIBUTES; one++)
		if (!needs(f, element, (kp_scheme_attribute)*one))
			return false;
	if (rule->measured && !check_measure(f, element))
		return false;
	if (rule->targeted && !kp_scheme_child(element, KP_SCHEME_TARGET, NULL) && !needs(f, element, KP_ATTR_TARGET_VALUE))
		return false;
	if (rule->children >> KP_SCHEME_STEP & 1 && !needs_child(f, element, KP_SCHEME_STEP, "step"))
		return false;
	if (rule->children >> KP_SCHEME_LEVEL & 1 && !needs_child(f, element, KP_SCHEME_LEVEL, "level"))
		return false;
	if (rule->children >> KP_SCHEME_ITEM & 1 && !kp_scheme_child(element, KP_SCHEME_ITEM, NULL) &&
	    !needs(f, element, KP_ATTR_EACH))
		return false;
	return check_rules_in(f, element);
}

static bool check_element(finishing *f, const kp_scheme_element *element)
{
	switch (element->kind) {
	case KP_SCHEME_ROOT: return check_items(f, element);
	case KP_SCHEME_MODULE: return needs(f, element, KP_ATTR_ID) && check_items(f, element);
	case KP_SCHEME_CRITERION: return check_criterion(f, element);
	case KP_SCHEME_PART: return needs(f, element, KP_ATTR_BY) && needs(f, element, KP_ATTR_ID);
	case KP_SCHEME_GATE: return needs(f, element, KP_ATTR_ID) && needs_child(f, element, KP_SCHEME_RULE, A_RULE);
	case KP_SCHEME_GROUP:
	case KP_SCHEME_STAGE:
	case KP_SCHEME_VETO:
	case KP_SCHEME_DOWNGRADE:
	case KP_SCHEME_GRADE:
	case KP_SCHEME_AWARD: return needs(f, element, KP_ATTR_ID);
	case KP_SCHEME_TIE_BREAKER: return needs(f, element, KP_ATTR_OF);
	case KP_SCHEME_RULE: return check_rule(f, element);
	case KP_SCHEME_STEP: return check_step(f, element);
	case KP_SCHEME_ITEM: return needs(f, element, KP_ATTR_ID) && needs(f, element, KP_ATTR_EACH);
	case KP_SCHEME_PLACE: return needs(f, element, KP_ATTR_RANK) && needs(f, element, KP_ATTR_POINTS);
	case KP_SCHEME_TARGET: return needs(f, element, KP_ATTR_VALUE);
	default: return true;
	}
}

/* ---- references ---- */

#define BIT(kind) (1u << KP_SCHEME_##kind)

static bool check_reference(finishing *f, const kp_scheme_element *element, kp_scheme_attribute attribute, kp_str id,
                            uint32_t kinds, const char *names)
{
	const kp_scheme_element *found = kp_map_get(&f->scheme->by_id, id, kp_str_len(id));
	return (found && kinds >> found->kind & 1) || fail(f, KEPU_ERROR_DANGLING_REFERENCE, element, attribute, id, names);
}

static bool check_list(finishing *f, const kp_scheme_element *element, kp_scheme_attribute attribute, uint32_t kinds,
                       const char *names)
{
	const kp_scheme_value *value = kp_scheme_get(element, attribute);
	for (size_t i = 0; value && i < value->list_count; i++)
		if (!check_reference(f, element, attribute, value->list[i], kinds, names))
			return false;
	return true;
}

static bool check_of(finishing *f, const kp_scheme_element *element)
{
	kp_str of = kp_scheme_text(element, KP_ATTR_OF);
	bool item = element->kind == KP_SCHEME_TIE_BREAKER && of && strncmp(of, "item:", 5) == 0 && of[5];
	return !of || item || kp_str_is(of, "total", 5) ||
	       check_reference(f, element, KP_ATTR_OF, of, BIT(MODULE) | BIT(CRITERION), "module or criterion");
}

static bool check_references(finishing *f, const kp_scheme_element *element)
{
	kp_str grade = kp_scheme_text(element, KP_ATTR_GRADE_AT);
	return check_of(f, element) && check_list(f, element, KP_ATTR_GROUPS, BIT(GROUP), "group") &&
	       check_list(f, element, KP_ATTR_GATES, BIT(GATE), "gate") &&
	       check_list(f, element, KP_ATTR_GRADES, BIT(GRADE), "grade") &&
	       (!grade || check_reference(f, element, KP_ATTR_GRADE_AT, grade, BIT(GRADE), "grade"));
}

/* ---- ids within a parent ---- */

typedef struct inner_id {
	const kp_scheme_element *element;
	kp_str id;
	uint32_t parent;
	uint8_t kind, by;
} inner_id;

/* Of equal ids the pointers are equal; which comes first otherwise does not matter. */
static int compare_ids(const void *left, const void *right)
{
	const inner_id *a = left, *b = right;
	if (a->parent != b->parent)
		return a->parent < b->parent ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	if (a->by != b->by)
		return a->by < b->by ? -1 : 1;
	if (a->id != b->id)
		return (uintptr_t)a->id < (uintptr_t)b->id ? -1 : 1;
	return a->element->index < b->element->index ? -1 : a->element->index > b->element->index;
}

static bool check_inner_ids(finishing *f)
{
	size_t count = 0;
	const kp_scheme_element *twice = NULL;
	inner_id *ids = kp_array(f->scheme->count + 1, sizeof *ids);
	if (!ids)
		return out_of_memory(f);
	for (size_t i = 0; i < f->scheme->count; i++) {
		const kp_scheme_element *one = f->scheme->elements[i];
		bool inner = one->kind == KP_SCHEME_PART || one->kind == KP_SCHEME_LEVEL || one->kind == KP_SCHEME_ITEM;
		kp_str id = kp_scheme_text(one, KP_ATTR_ID);
		if (inner && id)
			ids[count++] = (inner_id){ one, id, one->parent->index, (uint8_t)one->kind,
				                       (uint8_t)kp_scheme_word(one, KP_ATTR_BY, KP_WORD_NONE) };
	}
	qsort(ids, count, sizeof *ids, compare_ids);
	for (size_t i = 1; i < count; i++) {
		const inner_id *a = &ids[i - 1], *b = &ids[i];
		bool same = a->parent == b->parent && a->kind == b->kind && a->by == b->by && a->id == b->id;
		if (same && (!twice || b->element->index < twice->index))
			twice = b->element;
	}
	free(ids);
	return !twice || fail(f, KEPU_ERROR_DUPLICATE_ID, twice, KP_ATTR_ID, kp_scheme_text(twice, KP_ATTR_ID), NULL);
}

/* ---- what holds on a way down ---- */

/* What is above an element: bits of the words of parts, how many of these it is worked out in, whether it is in an account. */
typedef struct way {
	uint32_t bys;
	size_t parts;
	bool account;
} way;

static bool check_parts(finishing *f, const kp_scheme_element *element, way *above)
{
	kp_word own = KP_WORD_NONE;
	size_t count = 0;
	const kp_scheme_element *part = NULL;
	while ((part = kp_scheme_child(element, KP_SCHEME_PART, part)) != NULL) {
		kp_word by = kp_scheme_word(part, KP_ATTR_BY, KP_WORD_NONE);
		if (above->bys >> (by - KP_WORD_PERIOD) & 1)
			return fail(f, KEPU_ERROR_UNEXPECTED_ELEMENT, part, KP_ATTR_BY, "part",
			            "an element above has parts by the same");
		if (own && own != by)
			return fail(f, KEPU_ERROR_UNEXPECTED_ELEMENT, part, KP_ATTR_BY, "part",
			            "all parts of an element have the same by");
		own = by;
		if (++count * above->parts > KP_SCHEME_PARTS)
			return fail(f, KEPU_ERROR_LIMIT, part, KP_ATTRIBUTES, "parts", "1000");
	}
	if (own) {
		above->bys |= 1u << (own - KP_WORD_PERIOD);
		above->parts *= count;
	}
	return true;
}

static bool check_policies(finishing *f, const kp_scheme_element *element)
{
	static const kp_scheme_attribute policies[] = { KP_ATTR_MISSING, KP_ATTR_NOT_REPORTED, KP_ATTR_NOT_APPLICABLE };
	for (size_t i = 0; i < sizeof policies / sizeof *policies; i++)
		if (kp_scheme_word(element, policies[i], KP_WORD_NONE) == KP_WORD_FULL)
			return fail_value(f, element, policies[i], "in an account: none, zero, value-zero, reweigh, mean");
	return true;
}

static bool check_below(finishing *f, const kp_scheme_element *element, way above)
{
	above.account = above.account || kp_scheme_get(element, KP_ATTR_ACCOUNT);
	if (!check_parts(f, element, &above) || (above.account && !check_policies(f, element)))
		return false;
	for (const kp_scheme_element *child = element->first; child; child = child->next)
		if ((child->kind == KP_SCHEME_MODULE || child->kind == KP_SCHEME_CRITERION) && !check_below(f, child, above))
			return false;
	return true;
}

/* ---- circles ---- */

/* An element needs what it holds, and a measure of points needs what has these points. */
typedef struct visit {
	const kp_scheme_element *element, *next;
} visit;

enum { NEW, OPEN, DONE };

static bool counts(const kp_scheme_element *element)
{
	return element->kind == KP_SCHEME_MODULE || element->kind == KP_SCHEME_CRITERION || element->kind == KP_SCHEME_RULE;
}

static const kp_scheme_element *points_of(const finishing *f, const kp_scheme_element *element)
{
	kp_str of = element->kind == KP_SCHEME_RULE ? kp_scheme_text(element, KP_ATTR_OF) : NULL;
	if (!of)
		return NULL;
	return kp_str_is(of, "total", 5) ? f->scheme->elements[0] : kp_map_get(&f->scheme->by_id, of, kp_str_len(of));
}

/* The last rule on the path is the one that closes it. */
static bool fail_circle(finishing *f, const visit *path, size_t depth)
{
	while (depth > 1 && !points_of(f, path[depth - 1].element))
		depth--;
	const kp_scheme_element *rule = path[depth - 1].element;
	return fail(f, KEPU_ERROR_CYCLE, rule, KP_ATTR_OF, kp_scheme_text(rule, KP_ATTR_OF), NULL);
}

static bool walk(finishing *f, visit *path, uint8_t *states)
{
	size_t depth = 1;
	path[0] = (visit){ f->scheme->elements[0], f->scheme->elements[0]->first };
	states[0] = OPEN;
	while (depth) {
		visit *top = &path[depth - 1];
		const kp_scheme_element *at = top->next;
		if (!at) {
			states[top->element->index] = DONE;
			depth--;
			continue;
		}
		/* a rule that needs points goes there first, as if it were its first child */
		const kp_scheme_element *needed = at == top->element ? points_of(f, at) : at;
		top->next = at == top->element ? at->first : at->next;
		if (at != top->element && !counts(at))
			continue;
		if (states[needed->index] == OPEN)
			return fail_circle(f, path, depth);
		if (states[needed->index] == DONE)
			continue;
		states[needed->index] = OPEN;
		path[depth++] = (visit){ needed, points_of(f, needed) ? needed : needed->first };
	}
	return true;
}

static bool check_circles(finishing *f)
{
	visit *path = kp_array(f->scheme->count + 1, sizeof *path);
	uint8_t *states = kp_calloc(f->scheme->count + 1, sizeof *states);
	bool good = path && states ? walk(f, path, states) : out_of_memory(f);
	free(path);
	free(states);
	return good;
}

/* ---- the order ---- */

static const kp_scheme_element *follow(const kp_scheme_element *at)
{
	if (at->first)
		return at->first;
	while (at && !at->next)
		at = at->parent;
	return at ? at->next : NULL;
}

/* The builder's numbers are those of adding; a scheme's are those of the file. */
static bool put_in_order(finishing *f)
{
	kepu_scheme *scheme = f->scheme;
	kp_scheme_element **ordered = kp_array(scheme->count + 1, sizeof *ordered);
	if (!ordered)
		return out_of_memory(f);
	size_t count = 0;
	for (const kp_scheme_element *at = scheme->elements[0]; at; at = follow(at))
		ordered[count++] = scheme->elements[at->index];
	for (size_t i = 0; i < count; i++)
		ordered[i]->index = (uint32_t)i;
	free(scheme->elements);
	scheme->elements = ordered;
	scheme->capacity = scheme->count + 1;
	return true;
}

static bool list_stages(finishing *f)
{
	kepu_scheme *scheme = f->scheme;
	const kp_scheme_element *stage = NULL;
	scheme->stage_count = 0;
	scheme->stages = kp_arena_array(&scheme->arena, KP_SCHEME_STAGES, sizeof *scheme->stages);
	if (!scheme->stages)
		return out_of_memory(f);
	while ((stage = kp_scheme_child(scheme->elements[0], KP_SCHEME_STAGE, stage))) {
		if (scheme->stage_count == KP_SCHEME_STAGES)
			return fail(f, KEPU_ERROR_LIMIT, stage, KP_ATTRIBUTES, "stages", "100");
		scheme->stages[scheme->stage_count++] = stage;
	}
	return true;
}

/* What inputs are called where nothing else is said, so that figures can be looked up by these names. */
static bool keep_names(finishing *f)
{
	static const char *const names[] = { "value", "numerator", "denominator", "last-year", "population", "points" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		if (!kp_intern_get(&f->scheme->texts, names[i], strlen(names[i])))
			return out_of_memory(f);
	return true;
}

kepu_status kp_scheme_finish(kepu_scheme_builder *b, kepu_error **err)
{
	finishing f = { .b = b, .scheme = b->scheme, .err = err };
	if (!f.scheme->count) {
		fail(&f, KEPU_ERROR_MISSING_ELEMENT, NULL, KP_ATTRIBUTES, "", "scheme");
		return f.status;
	}
	for (const kp_scheme_element *at = f.scheme->elements[0]; at; at = follow(at))
		if (!check_element(&f, at) || !check_references(&f, at))
			return f.status;
	if (!check_inner_ids(&f) || !check_below(&f, f.scheme->elements[0], (way){ .parts = 1 }) || !check_circles(&f) ||
	    !list_stages(&f) || !keep_names(&f) || !put_in_order(&f))
		return f.status;
	return KEPU_OK;
}
