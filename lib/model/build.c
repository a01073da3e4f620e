#include "model/change.h"

#include <stdlib.h>

#define SHORT_TEXT 32 /* bytes up to which texts are stored once: labels, dates, names of units */
#define LEVELS_MOST 64

kepu_builder *kp_builder_new(void)
{
	kepu_builder *b = calloc(1, sizeof *b);
	kepu_plan *plan = b ? calloc(1, sizeof *plan) : NULL;
	if (!plan) {
		free(b);
		return NULL;
	}
	b->tag = KP_TAG_BUILDER;
	b->plan = plan;
	plan->tag = KP_TAG_PLAN;
	atomic_init(&plan->references, 1);
	kp_arena_init(&plan->arena);
	kp_intern_init(&plan->strings, &plan->arena);
	kp_ids_init(&plan->ids);
	kp_lookup_init(&plan->paths, offsetof(kepu_node, path));
	plan->revision = 1;
	plan->status = kp_token_of(KP_TOKENS_STATUS, KEPU_PLAN_DRAFT);
	return b;
}

static void *fail(kepu_builder *b, kepu_status status)
{
	b->failure = status;
	return NULL;
}

static void *memory(kepu_builder *b, size_t size)
{
	void *made = kp_arena_alloc(&b->plan->arena, size);
	return made ? made : fail(b, KEPU_ERROR_MEMORY);
}

static kp_str string(kepu_builder *b, const char *text, size_t length)
{
	kp_str made = kp_str_new(&b->plan->arena, text, length);
	return made ? made : fail(b, KEPU_ERROR_MEMORY);
}

kp_str kp_build_text(kepu_builder *b, const char *text, size_t length)
{
	if (length > SHORT_TEXT)
		return string(b, text, length);
	kp_str made = kp_intern_get(&b->plan->strings, text, length);
	return made ? made : fail(b, KEPU_ERROR_MEMORY);
}

bool kp_build_token(kepu_builder *b, kp_token *token, kp_token_set set, const char *text, size_t length)
{
	kp_token kept = kp_token_of(set, kp_token_code(set, text, length));
	if (!kept.text)
		kept = kp_token_unknown(&b->plan->arena, text, length);
	if (!kept.text)
		return fail(b, KEPU_ERROR_MEMORY);
	*token = kept;
	return true;
}

bool kp_build_code(kepu_builder *b, kp_token *token, kp_token_set set, int32_t code)
{
	kp_token known = kp_token_of(set, code);
	if (code && !known.text)
		return fail(b, KEPU_ERROR_ARGUMENT);
	*token = known;
	return true;
}

/* Ids */

static char id_letter(int32_t part)
{
	return "..nuaipx"[part];
}

/* The next id of the kind: n1, n2 … */
static kp_str next_id(kepu_builder *b, int32_t part)
{
	char text[KP_DECIMAL_TEXT + 1];
	uint64_t number = kp_ids_next(&b->plan->ids, id_letter(part));
	if (!number)
		return fail(b, KEPU_ERROR_OVERFLOW);
	text[0] = id_letter(part);
	return string(b, text, 1 + kp_decimal_write((kp_decimal){ (int64_t)number, 0 }, text + 1));
}

/* Makes an object of this size with its id at its beginning and enters it, so nothing may fail after this. */
static void *object(kepu_builder *b, size_t size, int32_t part, const char *id, size_t id_length)
{
	if (id && kp_ids_find(&b->plan->ids, id, id_length, NULL))
		return fail(b, KEPU_ERROR_DUPLICATE_ID);
	kp_str *made = memory(b, size);
	if (!made)
		return NULL;
	*made = id ? string(b, id, id_length) : next_id(b, part);
	if (!*made)
		return NULL;
	if (!kp_ids_add(&b->plan->ids, made, (unsigned)part))
		return fail(b, KEPU_ERROR_MEMORY);
	return made;
}

void *kp_build_find(const kepu_builder *b, const char *id, size_t length, int32_t *out_kind)
{
	unsigned part;
	void *found = kp_ids_find(&b->plan->ids, id, length, &part);
	if (b->dangling && part == KEPU_PART_ASSIGNMENT && !((kepu_assignment *)found)->unit->id) {
		part = 0; /* its unit was removed, and it is only waiting to be swept away */
		found = NULL;
	}
	if (out_kind)
		*out_kind = (int32_t)part;
	return found;
}

/* Objects */

static void count_node(kepu_plan *plan, const kepu_node *node)
{
	plan->all_node_count++;
	if (node->parent)
		node->parent->child_count++;
	else if (node->annex)
		node->annex->root_count++;
	else
		plan->root_count++;
	if (!node->annex)
		plan->node_count++;
}

kepu_node *kp_build_node(kepu_builder *b, kepu_node *parent, kepu_annex *annex, const char *id, size_t id_length)
{
	if (parent && parent->level >= LEVELS_MOST)
		return fail(b, KEPU_ERROR_LIMIT);
	kepu_node *node = object(b, sizeof *node, KEPU_PART_NODE, id, id_length);
	if (!node)
		return NULL;
	node->plan = b->plan;
	node->parent = parent;
	node->annex = parent ? parent->annex : annex;
	node->level = (uint16_t)(parent ? parent->level + 1 : 1);
	kepu_node **first = parent ? &parent->first_child : annex ? &annex->first_root : &b->plan->first_root;
	kepu_node **last = parent ? &parent->last_child : annex ? &annex->last_root : &b->plan->last_root;
	node->previous = *last;
	if (*last)
		(*last)->next = node;
	else
		*first = node;
	*last = node;
	count_node(b->plan, node);
	return node;
}

/* Hangs an object behind the last of a list that is kept as (first, last). */
#define APPEND(owner, kind, made)              \
	do {                                       \
		if ((owner)->last_##kind)              \
			(owner)->last_##kind->next = made; \
		else                                   \
			(owner)->first_##kind = made;      \
		(owner)->last_##kind = made;           \
	} while (0)

/* The same for objects that a linked builder moves and removes. */
#define HANG(b, owner, kind, made)                   \
	do {                                             \
		if ((b)->linked)                             \
			(made)->previous = (owner)->last_##kind; \
		APPEND(owner, kind, made);                   \
	} while (0)

kepu_unit *kp_build_unit(kepu_builder *b, const char *id, size_t id_length)
{
	kepu_unit *unit = object(b, sizeof *unit, KEPU_PART_UNIT, id, id_length);
	if (!unit)
		return NULL;
	unit->plan = b->plan;
	HANG(b, b->plan, unit, unit);
	b->plan->unit_count++;
	return unit;
}

kepu_assignment *kp_build_assignment(kepu_builder *b, kepu_node *node, kepu_unit *unit, int32_t role, const char *id,
                                     size_t id_length)
{
	kp_token token;
	if (!kp_build_code(b, &token, KP_TOKENS_ROLE, role))
		return NULL;
	kepu_assignment *assignment = object(b, sizeof *assignment, KEPU_PART_ASSIGNMENT, id, id_length);
	if (!assignment)
		return NULL;
	assignment->node = node;
	assignment->unit = unit;
	assignment->role = token;
	HANG(b, node, assignment, assignment);
	node->assignment_count++;
	unit->assignment_count++;
	b->plan->assignment_count++;
	return assignment;
}

kp_term *kp_build_term(kepu_builder *b, kepu_assignment *assignment)
{
	if (!assignment->term)
		assignment->term = memory(b, sizeof *assignment->term);
	return assignment->term;
}

kepu_indicator *kp_build_indicator(kepu_builder *b, kepu_node *node, const char *id, size_t id_length)
{
	kepu_indicator *indicator = object(b, sizeof *indicator, KEPU_PART_INDICATOR, id, id_length);
	if (!indicator)
		return NULL;
	indicator->plan = b->plan;
	indicator->node = node;
	b->plan->indicator_count++;
	if (node) {
		HANG(b, node, indicator, indicator);
		node->indicator_count++;
	} else {
		HANG(b, b->plan, indicator, indicator);
	}
	return indicator;
}

kepu_value *kp_build_value(kepu_builder *b, kepu_indicator *indicator, int32_t kind)
{
	kp_token token;
	if (!kp_build_code(b, &token, KP_TOKENS_VALUE, kind))
		return NULL;
	kepu_value *value = memory(b, sizeof *value);
	if (!value)
		return NULL;
	value->indicator = indicator;
	value->kind = token;
	HANG(b, indicator, value, value);
	indicator->value_count++;
	return value;
}

kepu_phase *kp_build_phase(kepu_builder *b, const char *id, size_t id_length)
{
	kepu_phase *phase = object(b, sizeof *phase, KEPU_PART_PHASE, id, id_length);
	if (!phase)
		return NULL;
	phase->plan = b->plan;
	HANG(b, b->plan, phase, phase);
	b->plan->phase_count++;
	return phase;
}

kepu_annex *kp_build_annex(kepu_builder *b, const char *id, size_t id_length)
{
	kepu_annex *annex = object(b, sizeof *annex, KEPU_PART_ANNEX, id, id_length);
	if (!annex)
		return NULL;
	annex->plan = b->plan;
	annex->number = (uint32_t)++b->plan->annex_count;
	HANG(b, b->plan, annex, annex);
	return annex;
}

/* Parts without an id */

void kp_hang_change(kepu_plan *plan, kepu_change *change)
{
	APPEND(plan, change, change);
	plan->change_count++;
}

kepu_change *kp_build_change(kepu_builder *b)
{
	kepu_change *change = memory(b, sizeof *change);
	if (change)
		kp_hang_change(b->plan, change);
	return change;
}

static bool is_list(int32_t field)
{
	return field == KEPU_META_ISSUER || field == KEPU_META_RECIPIENT || field == KEPU_META_BASIS;
}

bool kp_build_period(kepu_builder *b, const char *text, size_t length)
{
	const char *slash = length ? memchr(text, '/', length) : NULL;
	size_t first = slash ? (size_t)(slash - text) : length;
	size_t second = slash ? length - first - 1 : 0;
	kp_str start = first ? kp_build_text(b, text, first) : NULL;
	kp_str end = second ? kp_build_text(b, slash + 1, second) : NULL;
	if ((first && !start) || (second && !end))
		return false;
	b->plan->period_start = start;
	b->plan->period_end = end;
	return true;
}

kp_entry *kp_build_metadata(kepu_builder *b, int32_t field, const char *text, size_t length)
{
	if (field < 1 || field > KP_META_COUNT)
		return fail(b, KEPU_ERROR_ARGUMENT);
	kp_entry *entry = memory(b, sizeof *entry);
	if (!entry)
		return NULL;
	entry->text = kp_build_text(b, text, length);
	if (!entry->text || (field == KEPU_META_PERIOD && !kp_build_period(b, text, length)))
		return NULL;
	kp_entry **first = &b->plan->metadata[field - 1], **last = &b->plan->metadata_last[field - 1];
	if (*last && is_list(field)) {
		(*last)->next = entry;
		b->plan->entry_count[field - 1]++;
	} else {
		kp_spot behind = { *first, kp_entry_element(field), KP_FOREIGN_AFTER };
		kp_foreign_join(b->plan, behind, (kp_spot){ entry, behind.element, KP_FOREIGN_AFTER });
		*first = entry;
		b->plan->entry_count[field - 1] = 1;
	}
	*last = entry;
	return entry;
}

bool kp_build_paragraph(kepu_builder *b, const char *text, size_t length, uint32_t line)
{
	kepu_plan *plan = b->plan;
	void **items = (void **)&plan->paragraphs;
	if (!kp_grow(items, &plan->paragraph_capacity, plan->paragraph_count + 1, sizeof *plan->paragraphs)) {
		fail(b, KEPU_ERROR_MEMORY);
		return false;
	}
	kp_str copy = string(b, text, length);
	if (!copy)
		return false;
	plan->paragraphs[plan->paragraph_count++] = (kp_source_paragraph){ copy, line };
	return true;
}

static kp_name *name_new(kepu_builder *b, const char *text, size_t length)
{
	kp_name *name = memory(b, sizeof *name);
	if (!name)
		return NULL;
	name->text = kp_build_text(b, text, length);
	return name->text ? name : NULL;
}

bool kp_build_alias(kepu_builder *b, kepu_unit *unit, const char *text, size_t length)
{
	kp_name *name = name_new(b, text, length);
	if (!name)
		return false;
	APPEND(unit, alias, name);
	unit->alias_count++;
	return true;
}

bool kp_build_function(kepu_builder *b, kepu_unit *unit, const char *token, size_t length)
{
	kp_name *name = name_new(b, token, length);
	if (!name)
		return false;
	APPEND(unit, function, name);
	unit->function_count++;
	return true;
}

bool kp_build_member(kepu_builder *b, kepu_unit *group, kepu_unit *unit)
{
	kp_member *member = memory(b, sizeof *member);
	if (!member)
		return false;
	member->unit = unit;
	APPEND(group, member, member);
	if (b->linked)
		unit->references++;
	group->member_count++;
	return true;
}

/* Provenance */
