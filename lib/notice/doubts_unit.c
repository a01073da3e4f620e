/* Names of units that are run together, misread, or have something before them that no rule understands. */
#include "notice/doubts.h"

#include "base/memory.h"

#include <stdlib.h>

typedef struct kp_near {
	kp_reading *r;
	kp_map names;   /* all names */
	kp_map shapes;  /* a name without one of its characters -> index of the most used such name, plus 1 */
	size_t *counts; /* duties of each name */
	bool *plain;    /* names in whose letters nothing is odd */
	kp_buffer key;
} kp_near;

enum { NEAR_SHORTEST = 3, NEAR_LONGEST = 24 };

/* The unit's name in the buffer. */
static bool put_name(kp_near *n, kp_range unit)
{
	n->key.length = 0;
	kp_buffer_chars(&n->key, (const uint32_t *)n->r->text.fold + unit.start, kp_length(unit));
	return !n->key.failed;
}

static bool is_name(kp_near *n, kp_range unit)
{
	return put_name(n, unit) && kp_map_get(&n->names, n->key.bytes, n->key.length);
}

/* A level word that begins a name: 县教育局. */
static bool begins_name(const kp_text *t, size_t at, size_t end)
{
	static const char32_t *const levels[] = { U"省", U"市", U"州", U"县",     U"区", U"旗",
		                                      U"盟", U"团", U"各", U"自治区", NULL };
	return kp_match_any(t, at, end, levels) > 0;
}

/* Names end so that have a place of their own behind: 国家税务总局某县税务局, 银行某市分行. */
static bool goes_on_with_place(const kp_text *t, size_t start, size_t end)
{
	static const char32_t *const chains[] = { U"总局", U"银行", U"公司", U"集团", U"政府", U"人行", NULL };
	return kp_ends_any(t, start, end, chains) > 0;
}

/* Where a second name begins inside a name: behind a name, with a level word or as one of the plan's units; KP_NONE. */
static size_t second_name(kp_near *n, kp_range unit)
{
	const kp_text *t = &n->r->text;
	for (size_t i = unit.start + 3; i + 3 <= unit.end; i++) {
		kp_range left = { unit.start, i }, right = { i, unit.end };
		if (t->class[i] & KP_OPEN) {
			size_t close = kp_close(t, i, unit.end);
			i = close == KP_NONE ? i : close;
		} else if (kp_unit_strong(t, left) && !goes_on_with_place(t, unit.start, i) && kp_unit_strong(t, right) &&
		           (begins_name(t, i, unit.end) || (kp_length(right) > 3 && (is_name(n, left) || is_name(n, right))))) {
			return i;
		}
	}
	return KP_NONE;
}

/* Latin letters, digits and signs stand in no name of a unit, and hardly one has a character twice in a row. */
static bool is_odd(const kp_text *t, kp_range unit)
{
	for (size_t i = unit.start + 1; i < unit.end; i++)
		if (t->fold[i] == t->fold[i - 1] && t->fold[i] != U'市') /* 市市场监管局, 科科协 */
			return true;
	for (size_t i = unit.start; i < unit.end; i++)
		if ((t->fold[i] < 0x2E80 || t->fold[i] == 0xFFFD) &&
		    !(t->class[i] & (KP_OPEN | KP_CLOSE | KP_QUOTE_OPEN | KP_QUOTE_CLOSE)))
			return true;
	return false;
}

static bool check_name(kp_near *n, size_t index)
{
	kp_reading *r = n->r;
	const kp_text *t = &r->text;
	const kp_duty *duty = &r->duties[index];
	kp_range unit = duty->unit;
	bool colon = unit.end < r->lists[duty->list].range.end && t->fold[unit.end] == U':';
	if (n->plain[r->duty_named[index]] && !colon)
		return true;
	size_t mark = kp_list_mark_word(t, unit.start, unit.end);
	if (colon || (mark > 3 && mark <= kp_length(unit)))
		return kp_doubt_range(r, KEPU_FINDING_MARK_UNKNOWN,
		                      (kp_range){ unit.start, colon ? unit.end : unit.start + mark });
	if (second_name(n, unit) != KP_NONE)
		return kp_doubt_range(r, KEPU_FINDING_UNITS_JOINED, unit);
	bool signs = is_odd(t, unit);
	n->plain[r->duty_named[index]] = !signs;
	return !duty->sure || !signs || kp_doubt_range(r, KEPU_FINDING_UNIT_UNSURE, unit);
}

/* ---- names that differ in one character from one that is used more often ---- */

/* The unit's name without its character k; NULL: memory is out. */
static kp_str shape_of(kp_near *n, kp_range unit, size_t k)
{
	const kp_text *t = &n->r->text;
	n->key.length = 0;
	kp_buffer_chars(&n->key, (const uint32_t *)t->fold + unit.start, k);
	kp_buffer_byte(&n->key, '\n');
	kp_buffer_chars(&n->key, (const uint32_t *)t->fold + unit.start + k + 1, kp_length(unit) - k - 1);
	return n->key.failed ? NULL : kp_str_new(&n->r->arena, n->key.bytes, n->key.length);
}

static kp_range written_unit(const kp_reading *r, size_t named)
{
	return r->duties[r->named[named].duty].unit;
}

static bool is_compared(kp_range unit)
{
	return kp_length(unit) >= NEAR_SHORTEST && kp_length(unit) <= NEAR_LONGEST;
}

static bool note_shapes(kp_near *n, size_t named)
{
	kp_range unit = written_unit(n->r, named);
	for (size_t k = 0; is_compared(unit) && k < kp_length(unit); k++) {
		kp_str shape = shape_of(n, unit, k);
		if (!shape)
			return false;
		uintptr_t other = (uintptr_t)kp_map_get(&n->shapes, shape, kp_str_len(shape));
		if ((other == 0 || n->counts[other - 1] < n->counts[named]) &&
		    !kp_map_put(&n->shapes, shape, (void *)(uintptr_t)(named + 1)))
			return false;
	}
	return true;
}

/* Both are understood, and as different bodies: 民政局 and 民宗局, or of different levels: 县 and 市. */
static bool both_known(const kp_named *a, const kp_named *b)
{
	bool same = a->function_count == b->function_count;
	for (size_t i = 0; same && i < a->function_count; i++)
		same = a->functions[i] == b->functions[i];
	return a->function_count > 0 && (!same || a->level != b->level) && !a->level_unsure;
}

static bool look_near(kp_near *n, size_t named)
{
	kp_reading *r = n->r;
	kp_range unit = written_unit(r, named);
	char words[KP_WORDS], others[KP_WORDS];
	for (size_t k = 0; is_compared(unit) && n->counts[named] == 1 && k < kp_length(unit); k++) {
		kp_str shape = shape_of(n, unit, k);
		if (!shape)
			return false;
		uintptr_t other = (uintptr_t)kp_map_get(&n->shapes, shape, kp_str_len(shape));
		if (other == 0 || other - 1 == named || n->counts[other - 1] < 2 ||
		    both_known(&r->named[named], &r->named[other - 1]))
			continue;
		return kp_reading_find(r, KEPU_FINDING_UNIT_NEAR, unit, kp_reading_words(r, unit, words),
		                       kp_reading_words(r, written_unit(r, other - 1), others));
	}
	return true;
}

static bool note_name(kp_near *n, size_t named)
{
	if (!put_name(n, written_unit(n->r, named)))
		return false;
	kp_str name = kp_str_new(&n->r->arena, n->key.bytes, n->key.length);
	return name && kp_map_put(&n->names, name, (void *)name) && note_shapes(n, named);
}

bool kp_doubt_units(kp_reading *r)
{
	kp_near n = { .r = r,
		          .counts = kp_calloc(r->named_count + 1, sizeof *n.counts),
		          .plain = kp_calloc(r->named_count + 1, sizeof *n.plain) };
	bool done = n.counts && n.plain;
	for (size_t i = 0; done && i < r->duty_count; i++)
		n.counts[r->duty_named[i]]++;
	for (size_t i = 0; done && i < r->named_count; i++)
		done = note_name(&n, i);
	for (size_t i = 0; done && i < r->duty_count; i++)
		done = check_name(&n, i);
	for (size_t i = 0; done && i < r->named_count; i++)
		done = look_near(&n, i);
	free(n.counts);
	free(n.plain);
	kp_map_free(&n.names);
	kp_map_free(&n.shapes);
	kp_buffer_free(&n.key);
	return done;
}
