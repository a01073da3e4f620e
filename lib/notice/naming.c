/* Stage 9, names: what each unit is called in full, what it works in, and which territory it serves. Rules over names, with the
 * words of docs/functions.yaml and docs/names.yaml; what a list says once (市委组织部、宣传部) is given back to each of its names. */
#include "notice/naming.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

typedef struct kp_namer {
	kp_reading *r;
	kp_map written;   /* letters of a name as written -> kp_written */
	kp_map between;   /* the same of what stands between names -> kp_prefix */
	kp_map named;     /* which written name, and what is put before it -> index in r->named, plus 1 */
	kp_buffer buffer; /* a key of theirs, or UTF-8 that is being made */
	char32_t *full;   /* the full name of the unit at hand */
	size_t full_length, full_room, before; /* before: of it, what the written name lacks */
	kp_prefix prefix;                      /* said last in the list */
	char32_t group[KP_NAME_LONGEST];       /* whose …成员单位 stand directly before */
	size_t group_length;
	bool place_doubted; /* that the plan's own level cannot be told is said once */
} kp_namer;

/* The text from a place in the buffer to its end, kept. */
static kp_str keep(kp_namer *n, size_t from)
{
	return n->buffer.failed ? NULL : kp_str_new(&n->r->arena, n->buffer.bytes + from, n->buffer.length - from);
}

static const kp_written *written_of(kp_namer *n, kp_range range)
{
	kp_reading *r = n->r;
	const char *letters = (const char *)(r->text.cps + range.start);
	size_t size = kp_length(range) * sizeof *r->text.cps;
	kp_written *written = kp_map_get(&n->written, letters, size);
	if (written)
		return written;
	kp_str key = kp_str_new(&r->arena, letters, size);
	n->buffer.length = 0;
	kp_buffer_chars(&n->buffer, r->text.cps + range.start, kp_length(range));
	written = kp_arena_alloc(&r->arena, sizeof *written);
	if (!written || !kp_written_make(&r->arena, &r->region, &r->text, range, written) ||
	    !(written->name = keep(n, 0)) || !kp_map_put(&n->written, key, written))
		return NULL;
	return written;
}

/* What the unit is called in full: with the level word that its list says once, or with the group that an office is of. */
static bool set_full(kp_namer *n, const kp_written *written)
{
	size_t length = written->main.length;
	if (!kp_grow((void **)&n->full, &n->full_room, length + KP_NAME_LONGEST, sizeof *n->full))
		return false;
	if (written->office && n->group_length > 0) {
		n->before = n->group_length;
		memcpy(n->full, n->group, n->before * sizeof *n->full);
	} else {
		n->before = kp_prefix_put(&n->prefix, written->lacks, n->full);
	}
	memcpy(n->full + n->before, written->main.text, length * sizeof *n->full);
	n->full_length = n->before + length;
	return true;
}

/* Behind …领导小组成员单位 an 办公室 is the group's. */
static void set_group(kp_namer *n, const kp_written *written)
{
	n->group_length = 0;
	if (!written->members || n->full_length > KP_NAME_LONGEST)
		return;
	n->group_length = n->full_length - 4;
	if (n->group_length > 0 && n->full[n->group_length - 1] == U'各')
		n->group_length--;
	memcpy(n->group, n->full, n->group_length * sizeof *n->group);
}

/* ---- units ---- */

static void add_function(kp_named *named, uint8_t function)
{
	for (size_t i = 0; i < named->function_count; i++)
		if (named->functions[i] == function)
			return;
	if (named->function_count < sizeof named->functions)
		named->functions[named->function_count++] = function;
}

static void add_functions(kp_named *named, const kp_unit_name *name)
{
	uint8_t functions[KP_FUNCTIONS_MOST];
	size_t count = kp_name_functions(name, functions);
	for (size_t i = 0; i < count; i++)
		add_function(named, functions[i]);
}

/* 县人民政府 in the county's own plan is not below it. */
static void set_own_government(kp_named *named, const kp_unit_name *name, const kp_region *region)
{
	if (!kp_name_is_zone(name) && named->function_count == 1 &&
	    named->functions[0] == KP_FUNCTION_GOVERNMENT_OF_LOWER_LEVEL && !named->group && named->level != KEPU_UNKNOWN &&
	    named->level <= region->level)
		named->functions[0] = KP_FUNCTION_GOVERNMENT_OFFICE;
}

/* Second names take their level word from the first. */
static bool set_aliases(kp_namer *n, const kp_written *written, kp_named *named)
{
	enum kp_lack lacks;
	kp_prefix prefix;
	kp_unit_name name;
	if (written->alias_count == 0)
		return true;
	named->aliases = kp_arena_array(&n->r->arena, written->alias_count, sizeof *named->aliases);
	if (!named->aliases)
		return false;
	kp_prefix_read(&n->r->region, n->full, n->full_length, &prefix, &lacks);
	for (size_t i = 0; i < written->alias_count; i++) {
		const kp_letters *alias = &written->aliases[i];
		char32_t before[6];
		n->buffer.length = 0;
		kp_buffer_chars(&n->buffer, before, kp_prefix_put(&prefix, written->alias_lacks[i], before));
		kp_buffer_chars(&n->buffer, alias->text, alias->length);
		named->aliases[i] = keep(n, 0);
		if (!named->aliases[i])
			return false;
		kp_name_cut(&n->r->region, alias->text, alias->length, &name);
		add_functions(named, &name);
	}
	named->alias_count = written->alias_count;
	return true;
}

static bool doubt(kp_namer *n, const kp_named *named, const kp_unit_name *name)
{
	kp_reading *r = n->r;
	const kp_duty *duty = &r->duties[named->duty];
	char words[KP_WORDS];
	kp_reading_words(r, duty->unit, words);
	/* what may be no unit at all is reported as that */
	if (named->function_count == 0 && duty->sure &&
	    !kp_reading_find(r, KEPU_FINDING_UNIT_UNKNOWN, duty->unit, words, NULL))
		return false;
	if (!named->level_unsure)
		return true;
	const kp_name_piece *word = kp_name_level_word(name);
	if (word ? word->level == KP_LEVEL_CITY : !kp_name_holds_place(name)) { /* as the plan's place is not told */
		if (n->place_doubted)
			return true;
		n->place_doubted = true;
	}
	return kp_reading_find(r, KEPU_FINDING_LEVEL_UNSURE, duty->unit, words, NULL);
}

/* A new unit; the buffer holds its key. */
static bool add_unit(kp_namer *n, const kp_written *written, size_t duty)
{
	kp_reading *r = n->r;
	kp_unit_name name;
	kp_str key = keep(n, 0);
	if (!key || !kp_grow((void **)&r->named, &r->named_room, r->named_count + 1, sizeof *r->named))
		return false;
	kp_named *named = &r->named[r->named_count];
	n->buffer.length = 0;
	kp_buffer_chars(&n->buffer, n->full, n->full_length);
	*named =
		(kp_named){ .written = written->name, .canonical = keep(n, 0), .duty = duty, .group = r->duties[duty].group };
	if (!named->canonical || !kp_map_put(&n->named, key, (void *)(uintptr_t)(r->named_count + 1)))
		return false;
	kp_name_cut(&r->region, n->full, n->full_length, &name);
	add_functions(named, &name);
	named->level = kp_name_level(&name, &r->region, named->group);
	set_own_government(named, &name, &r->region);
	if (named->level == KEPU_UNKNOWN) {
		named->level = KEPU_LEVEL_NONE;
		named->level_unsure = true;
	}
	r->duty_named[duty] = r->named_count++;
	return set_aliases(n, written, named) && doubt(n, named, &name);
}

static bool name_duty(kp_namer *n, size_t duty)
{
	const kp_written *written = written_of(n, n->r->duties[duty].unit);
	if (!written || !set_full(n, written))
		return false;
	n->buffer.length = 0;
	kp_buffer_add(&n->buffer, &written, sizeof written);
	kp_buffer_add(&n->buffer, n->full, n->before * sizeof *n->full);
	if (n->buffer.failed)
		return false;
	uintptr_t known = (uintptr_t)kp_map_get(&n->named, n->buffer.bytes, n->buffer.length);
	set_group(n, written);
	if (written->prefix.length > 0)
		n->prefix = written->prefix;
	if (known > 0)
		n->r->duty_named[duty] = known - 1;
	return known > 0 || add_unit(n, written, duty);
}

static const kp_prefix *prefix_between(kp_namer *n, kp_range one)
{
	const kp_text *t = &n->r->text;
	size_t length = kp_length(one) < KP_NAME_LONGEST ? kp_length(one) : KP_NAME_LONGEST;
	const char *written = (const char *)(t->cps + one.start);
	kp_prefix *prefix = kp_map_get(&n->between, written, length * sizeof *t->cps);
	if (prefix)
		return prefix;
	char32_t letters[KP_NAME_LONGEST];
	enum kp_lack lacks;
	for (size_t i = 0; i < length; i++)
		letters[i] = kp_name_letter(t->cps[one.start + i], t->fold[one.start + i]);
	kp_str key = kp_str_new(&n->r->arena, written, length * sizeof *t->cps);
	prefix = kp_arena_alloc(&n->r->arena, sizeof *prefix);
	if (!prefix || !kp_map_put(&n->between, key, prefix))
		return NULL;
	kp_prefix_read(&n->r->region, letters, length, prefix, &lacks);
	return prefix;
}

/* A name that is repeated on its node gives no second duty, but still says the level of those behind it. */
static bool read_between(kp_namer *n, kp_range gap)
{
	size_t at = gap.start;
	kp_range one;
	while (kp_unit_next(&n->r->text, &at, gap.end, &one)) {
		const kp_prefix *prefix = prefix_between(n, one);
		if (!prefix)
			return false;
		n->group_length = 0;
		if (prefix->length > 0)
			n->prefix = *prefix;
	}
	return true;
}

/* 牵头单位：… and 成员单位：… on the next line, or in the next cell of a row, are one list in two parts. */
static bool goes_on(const kp_reading *r, size_t before, size_t next)
{
	const kp_list *a = &r->lists[before], *b = &r->lists[next];
	if (a->node != b->node)
		return false;
	if (a->rule == KEPU_RULE_LIST_COLUMN)
		return b->rule == KEPU_RULE_LIST_COLUMN;
	return a->own_line && b->own_line &&
	       kp_text_line_of(&r->text, b->range.start) == kp_text_line_of(&r->text, a->range.end - 1) + 1;
}

static bool name_all(kp_namer *n)
{
	const kp_reading *r = n->r;
	size_t list = KP_NONE, end = 0;
	for (size_t i = 0; i < r->duty_count; i++) {
		const kp_duty *duty = &r->duties[i];
		if (duty->list != list && (list == KP_NONE || !goes_on(r, list, duty->list)))
			n->prefix.length = 0;
		if (duty->list != list) {
			list = duty->list;
			end = r->lists[list].range.start + (kp_is(&r->text, r->lists[list].range.start, KP_OPEN) ? 1 : 0);
			n->group_length = 0;
		}
		if (duty->unit.start > end + 1 && !read_between(n, (kp_range){ end, duty->unit.start }))
			return false;
		if (!name_duty(n, i))
			return false;
		end = duty->unit.end;
	}
	return true;
}

bool kp_read_names(kp_reading *r)
{
	kp_namer n = { .r = r };
	kp_read_region(r);
	r->duty_named = kp_calloc(r->duty_count + 1, sizeof *r->duty_named);
	bool done = r->duty_named && name_all(&n);
	kp_map_free(&n.written);
	kp_map_free(&n.between);
	kp_map_free(&n.named);
	kp_buffer_free(&n.buffer);
	free(n.full);
	return done;
}
