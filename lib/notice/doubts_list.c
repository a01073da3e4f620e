/* Lists of units: missing or too many beside the siblings', with roles unlike the others', not marked as lists. */
#include "notice/doubts.h"

#include "base/memory.h"

#include <stdlib.h>

/* What an item has below it, counted once. */
typedef struct kp_below {
	size_t children, leaves, listed; /* listed: leaves with a list */
	size_t settled;                  /* children with a list, or with children of their own */
	size_t sections, owned;          /* children with children; those with a list of their own */
	size_t several;                  /* leaves with more than one list */
	bool lists;                      /* somewhere below */
} kp_below;

/* Of all the work's leaves on one level: how many there are, have a list, have several, have text in several paragraphs. */
typedef struct kp_habit {
	size_t leaves, listed, several;
	size_t all, long_ones; /* of whatever kind */
} kp_habit;

typedef struct kp_compare {
	kp_reading *r;
	kp_below *below;  /* by item + 1; the first is the plan */
	uint32_t *counts; /* lists of each item as a node */
	kp_habit habits[UINT8_MAX + 1];
} kp_compare;

static bool is_work(const kp_item *item)
{
	return item->kind == KEPU_KIND_TASK || item->kind == KEPU_KIND_ACTION || item->kind == KEPU_KIND_PROJECT ||
	       item->kind == KEPU_KIND_SAFEGUARD;
}

/* The item's text goes on in another paragraph that is no list. */
static bool is_long(const kp_reading *r, size_t index)
{
	const kp_text *t = &r->text;
	kp_range body = r->items[index].body;
	size_t line = kp_text_line_of(t, r->items[index].label.start) + 1;
	for (; line < r->last_line && t->lines[line].start < body.end; line++) {
		size_t start = t->lines[line].start + (kp_is(t, t->lines[line].start, KP_OPEN) ? 1 : 0);
		if (r->line_class[line] == KEPU_SEGMENT_NODE_TEXT && !kp_list_mark_word(t, start, t->lines[line].end) &&
		    !kp_is(t, t->lines[line].start, KP_OPEN) && t->lines[line].end - start > 8)
			return true;
	}
	return false;
}

static void count_below(kp_compare *c)
{
	const kp_reading *r = c->r;
	for (size_t i = 0; i < r->list_count; i++)
		c->counts[r->lists[i].node] += r->lists[i].rule != KEPU_RULE_LIST_COLUMN || c->counts[r->lists[i].node] == 0;
	for (size_t i = r->item_count; i-- > 0;) {
		const kp_item *item = &r->items[i];
		kp_below *parent = &c->below[item->parent + 1];
		bool leaf = item->children == 0, listed = c->counts[i] > 0;
		parent->children++;
		parent->leaves += leaf;
		parent->listed += leaf && listed;
		parent->settled += !leaf || listed;
		parent->sections += !leaf;
		parent->owned += !leaf && listed;
		parent->several += leaf && c->counts[i] > 1;
		parent->lists = parent->lists || listed || c->below[i + 1].lists;
		if (leaf && is_work(item) && item->kind != KEPU_KIND_SAFEGUARD) {
			c->habits[item->level].leaves++;
			c->habits[item->level].listed += listed;
			c->habits[item->level].several += c->counts[i] > 1;
		}
		c->habits[item->level].all += leaf;
		c->habits[item->level].long_ones += leaf && is_long(r, i);
	}
}

static bool lacks_list(const kp_compare *c, size_t i)
{
	const kp_item *item = &c->r->items[i];
	const kp_below *parent = &c->below[item->parent + 1];
	const kp_habit *habit = &c->habits[item->level];
	if (c->counts[i] > 0 || !is_work(item))
		return false;
	if (item->children > 0) /* or it was taken for that of its last child */
		return (!c->below[i + 1].lists || (c->below[i + 1].listed == 1 && c->below[i + 1].leaves > 1)) &&
		       parent->sections > 2 && 3 * parent->owned >= 2 * parent->sections - 2;
	if (item->kind != KEPU_KIND_SAFEGUARD && habit->leaves > 4 && 5 * habit->listed >= 4 * habit->leaves)
		return true;
	return (parent->lists && parent->children > 2 && parent->settled + 1 == parent->children) ||
	       (parent->leaves > 2 && 3 * parent->listed >= 2 * parent->leaves);
}

static bool compare_item(kp_compare *c, size_t i)
{
	const kp_item *item = &c->r->items[i];
	const kp_below *parent = &c->below[item->parent + 1];
	if (lacks_list(c, i))
		return kp_doubt_item(c->r, KEPU_FINDING_LIST_MISSING, i);
	if (item->children > 0)
		return true;
	const kp_habit *habit = &c->habits[item->level];
	bool several = c->counts[i] > 1 && ((parent->listed > 2 && parent->several == 1) ||
	                                    (habit->listed > 5 && habit->several * 10 <= habit->listed));
	bool last = i + 1 == c->r->item_count; /* behind it the plan may say its closing words */
	bool paragraphs = !last && habit->all > 5 && habit->long_ones * 7 <= habit->all && is_long(c->r, i);
	if (!several && !paragraphs)
		return true;
	return kp_doubt_item(c->r, several ? KEPU_FINDING_LISTS_SEVERAL : KEPU_FINDING_ITEM_SWALLOWED, i) &&
	       (item->parent < 0 || kp_doubt_item(c->r, KEPU_FINDING_ITEM_SWALLOWED, (size_t)item->parent));
}

static bool compare_siblings(kp_reading *r)
{
	kp_compare c = { .r = r,
		             .below = kp_calloc(r->item_count + 1, sizeof *c.below),
		             .counts = kp_calloc(r->item_count + 1, sizeof *c.counts) };
	bool done = c.below && c.counts;
	if (done)
		count_below(&c);
	for (size_t i = 0; i < r->item_count && done; i++)
		done = compare_item(&c, i);
	free(c.below);
	free(c.counts);
	return done;
}

enum { ROLE_LEAD = 1, ROLE_RESPONSIBLE = 2, ROLE_PARTICIPANT = 4, ROLE_SETS = 8 };

/* Which roles each list gives. */
static uint8_t *roles_of_lists(const kp_reading *r)
{
	uint8_t *roles = kp_calloc(r->list_count + 1, sizeof *roles);
	for (size_t i = 0; roles && i < r->duty_count; i++) {
		int32_t role = r->duties[i].role;
		roles[r->duties[i].list] |= role == KEPU_ROLE_LEAD          ? ROLE_LEAD
		                            : role == KEPU_ROLE_RESPONSIBLE ? ROLE_RESPONSIBLE
		                                                            : ROLE_PARTICIPANT;
	}
	/* what a list on the same node has said before is not said again */
	for (size_t i = 1; roles && i < r->list_count; i++)
		roles[i] |= r->lists[i].node == r->lists[i - 1].node ? roles[i - 1] : 0;
	return roles;
}

/* A lead is missing where nearly all lists have one; who takes part takes part in somebody's work; and beside a lead the
 * others are called the same in nearly all lists. */
static bool roles_unlike(const size_t counts[ROLE_SETS], uint8_t roles)
{
	size_t all = 0, leads = 0, responsible = 0, participants = 0;
	for (uint8_t k = 1; k < ROLE_SETS; k++) {
		all += counts[k];
		leads += k & ROLE_LEAD ? counts[k] : 0;
		responsible += (k & ROLE_LEAD) && (k & ROLE_RESPONSIBLE) ? counts[k] : 0;
		participants += (k & ROLE_LEAD) && (k & ROLE_PARTICIPANT) ? counts[k] : 0;
	}
	if (roles == ROLE_PARTICIPANT || (leads > 3 && 5 * leads >= 4 * all && !(roles & ROLE_LEAD)))
		return true;
	return (roles & ROLE_LEAD) && leads > 4 &&
	       ((5 * responsible <= leads && (roles & ROLE_RESPONSIBLE)) ||
	        (5 * participants <= leads && (roles & ROLE_PARTICIPANT)) ||
	        (5 * responsible >= 4 * leads && !(roles & ROLE_RESPONSIBLE)) ||
	        (5 * participants >= 4 * leads && !(roles & ROLE_PARTICIPANT)));
}

/* A，B、C: the names behind the last verb have none of their own. */
static bool lacks_verb(const kp_reading *r, const kp_list *list)
{
	static const char32_t *const verbs[] = { U"牵头", U"负责", U"配合", U"参加", U"参与", U"落实", U"承担", U"协助",
		                                     U"实施", U"协办", U"承办", U"主办", U"分工", U"列出", U"下同", NULL };
	static const char32_t *const first[] = { U"牵头", U"负责", NULL };
	const kp_text *t = &r->text;
	size_t length = 0, end = list->range.end - (list->unclosed ? 0 : 1);
	size_t verb = kp_find_any(t, list->range.start, end, first, &length);
	return list->rule == KEPU_RULE_LIST_CLAUSE && verb != KP_NONE && verb + length < end &&
	       !(t->class[verb + length] & KP_CLOSE) && kp_ends_any(t, list->range.start, end, verbs) == 0;
}

static bool find_lost_verbs(kp_reading *r)
{
	size_t lacking = 0, all = 0;
	for (size_t i = 0; i < r->list_count; i++) {
		all += r->lists[i].rule == KEPU_RULE_LIST_CLAUSE;
		lacking += lacks_verb(r, &r->lists[i]);
	}
	bool done = true, unusual = r->list_count > 3 && (lacking == 1 || 5 * lacking <= all);
	for (size_t i = 0; unusual && done && i < r->list_count; i++) {
		size_t start = r->lists[i].range.start;
		if (lacks_verb(r, &r->lists[i]))
			done = kp_doubt_range(r, KEPU_FINDING_ROLES_UNLIKE, (kp_range){ start, start + 1 });
	}
	return done;
}

static bool compare_roles(kp_reading *r)
{
	uint8_t *roles = roles_of_lists(r);
	size_t counts[ROLE_SETS] = { 0 };
	bool done = roles != NULL;
	for (size_t i = 0; done && i < r->list_count; i++)
		counts[roles[i]]++;
	for (size_t i = 0; i < r->list_count && done; i++) {
		size_t start = r->lists[i].range.start;
		if (roles_unlike(counts, roles[i]))
			done = kp_doubt_range(r, KEPU_FINDING_ROLES_UNLIKE, (kp_range){ start, start + 1 });
	}
	free(roles);
	return done;
}

/* A name that is a unit for sure, perhaps with a verb behind it that was misread. */
static bool begins_unit(const kp_text *t, kp_range name)
{
	size_t most = kp_length(name) < 14 ? kp_length(name) : 14;
	for (size_t n = most; n >= 3; n--)
		if (kp_unit_strong(t, (kp_range){ name.start, name.start + n }))
			return true;
	return false;
}

bool kp_holds_units(const kp_text *t, size_t start, size_t end)
{
	kp_range name;
	size_t at = start, count = 0, strong = 0;
	while (kp_unit_next(t, &at, end, &name)) {
		count++;
		strong += begins_unit(t, name);
	}
	return strong > 1 && strong * 2 >= count;
}

bool kp_doubt_list(kp_reading *r, size_t item, kp_range list)
{
	char words[KP_WORDS];
	int32_t parent = r->items[item].parent;
	bool last = (item + 1 == r->item_count || r->items[item + 1].level < r->items[item].level) &&
	            r->text.lines[kp_text_line_of(&r->text, list.start)].start == list.start;
	return kp_doubt_range(r, KEPU_FINDING_LIST_UNSURE, list) &&
	       (!last || parent < 0 ||
	        kp_reading_find(r, KEPU_FINDING_LIST_UNSURE, r->items[parent].label, kp_reading_words(r, list, words),
	                        NULL));
}

/* Brackets full of units, and marks of lists, outside all lists. */
static bool unread_lists(kp_reading *r, size_t item, kp_range range)
{
	const kp_text *t = &r->text;
	for (size_t i = range.start; i < range.end; i++) {
		static const unsigned marks = KP_STOP | KP_PAUSE | KP_OPEN | KP_CLOSE;
		bool begins = i == range.start || (t->class[i - 1] & marks);
		if (!begins && !(t->class[i] & KP_OPEN)) { /* nothing can stand before the next mark */
			size_t mark = kp_find_class(t, i, range.end, marks);
			i = kp_is(t, mark, KP_OPEN) ? mark - 1 : mark;
			continue;
		}
		size_t close = t->class[i] & KP_OPEN ? kp_close(t, i, range.end) : KP_NONE;
		if (close != KP_NONE && kp_holds_units(t, i + 1, close)) {
			if (!kp_doubt_list(r, item, (kp_range){ i, close + 1 }))
				return false;
			i = close;
		} else if (begins && kp_list_mark_word(t, i, range.end) > 3) {
			if (!kp_doubt_list(r, item, (kp_range){ i, i + kp_list_mark_word(t, i, range.end) }))
				return false;
		}
	}
	return true;
}

static bool find_unread(kp_reading *r)
{
	size_t list = 0;
	for (size_t i = 0; i < r->item_count; i++) {
		size_t at = r->items[i].title.start;
		for (; list < r->list_count && r->lists[list].range.start < r->items[i].body.end; list++) {
			if (r->lists[list].range.start > at && !unread_lists(r, i, (kp_range){ at, r->lists[list].range.start }))
				return false;
			at = r->lists[list].range.end;
		}
		if (at < r->items[i].body.end && !unread_lists(r, i, (kp_range){ at, r->items[i].body.end }))
			return false;
	}
	return true;
}

/* Three leads or more, where nearly all lists have one: the mark before the others is lost. */
static bool find_lead_crowds(kp_reading *r)
{
	uint32_t *leads = kp_calloc(r->list_count + 1, sizeof *leads);
	size_t all = 0, single = 0;
	bool done = leads != NULL;
	for (size_t i = 0; done && i < r->duty_count; i++)
		leads[r->duties[i].list] += r->duties[i].role == KEPU_ROLE_LEAD;
	for (size_t i = 0; done && i < r->list_count; i++) {
		all += leads[i] > 0;
		single += leads[i] == 1;
	}
	for (size_t i = 0; done && i < r->list_count && all > 3 && 3 * single >= 2 * all; i++) {
		size_t start = r->lists[i].range.start;
		if (leads[i] > 2)
			done = kp_doubt_range(r, KEPU_FINDING_ROLES_UNLIKE, (kp_range){ start, start + 1 });
	}
	free(leads);
	return done;
}

/* （A、B）、C: the bracket closes too early; （A；责任单位：B）: one of several parts has no mark. */
static bool odd_list(const kp_reading *r, const kp_list *list)
{
	const kp_text *t = &r->text;
	size_t parts = 1, marks = 0, end = list->range.end;
	for (size_t i = list->range.start; i < end; i++) {
		parts += t->fold[i] == U';' && i + 1 < end;
		marks += t->fold[i] == U':';
	}
	return (marks > 0 && parts > 1 && marks != parts) ||
	       (kp_is(t, end - 1, KP_CLOSE) && end < r->items[list->item].body.end && t->fold[end] == U'、');
}

static bool find_odd_lists(kp_reading *r)
{
	bool done = true;
	for (size_t i = 0; done && i < r->list_count; i++) {
		size_t start = r->lists[i].range.start;
		if (odd_list(r, &r->lists[i]))
			done = kp_doubt_range(r, KEPU_FINDING_ROLES_UNLIKE, (kp_range){ start, start + 1 });
	}
	return done;
}

bool kp_doubt_lists(kp_reading *r)
{
	return find_odd_lists(r) && find_lead_crowds(r) && compare_siblings(r) && compare_roles(r) && find_lost_verbs(r) &&
	       find_unread(r);
}
