/* What an XML file held that is not ours, from JSON, where it is a list of the object it belongs to. */
#include "base/utf8.h"
#include "io/json_reader.h"
#include "model/foreign.h"

/* Where a piece belongs. */
typedef struct spot {
	const void *owner;
	kp_element element;
	uint32_t number; /* of the element in the table of foreign content */
	kp_str text;     /* of the element; NULL: none */
} spot;

/* One object's list. */
typedef struct list {
	kp_json_reader *j;
	kp_element element; /* of the object */
	void *owner;
	/* those of several like elements that were found last, for they come in order */
	const kp_name *alias;
	const kp_member *member;
	uint64_t alias_index, member_index;
	/* the last piece within a text */
	const void *last_owner;
	uint32_t last_number;
	size_t last_at;
} list;

/* Elements that belong to an object but are none of their own in JSON. */
static uint64_t parts_of(kp_element element)
{
#define B(name) KP_BIT(EL_##name)
	switch (element) {
	case EL_PLAN:
		return B(SOURCE) | B(P) | B(METADATA) | B(REGION) | B(UNITS) | B(NODES) | B(INDICATORS) | B(PHASES) |
		       B(ANNEXES) | B(CHANGES);
	case EL_UNIT: return B(NAME) | B(CANONICAL) | B(ALIAS) | B(MEMBER) | B(LIAISON);
	case EL_NODE: return B(LABEL) | B(TITLE) | B(TEXT) | B(DUE) | B(DELIVERABLE);
	case EL_ASSIGNMENT: return B(LEADER) | B(CONTACT);
	case EL_PHASE: return B(LABEL) | B(TEXT);
	case EL_ANNEX: return B(LABEL) | B(TITLE) | B(TEXT);
	default: return 0;
	}
#undef B
}

static kp_str node_text(const kepu_node *node, kp_element part)
{
	switch (part) {
	case EL_LABEL: return node->label;
	case EL_TITLE: return node->title;
	case EL_TEXT: return node->text;
	case EL_DUE: return node->due;
	case EL_DELIVERABLE: return node->deliverable;
	default: return NULL;
	}
}

/* Of a part, or of the object's own element. */
static kp_str text_of(kp_element element, const void *owner, kp_element part)
{
	const kepu_unit *unit = owner;
	const kepu_phase *phase = owner;
	const kepu_annex *annex = owner;
	switch (element) {
	case EL_PLAN: return part == EL_REGION ? ((const kepu_plan *)owner)->region_name : NULL;
	case EL_UNIT: return part == EL_NAME ? unit->name : part == EL_CANONICAL ? unit->canonical : unit->liaison;
	case EL_NODE: return node_text(owner, part);
	case EL_ASSIGNMENT:
		return part == EL_LEADER ? kp_assignment_term(owner)->leader : kp_assignment_term(owner)->contact;
	case EL_TARGET:
	case EL_BASELINE:
	case EL_OBSERVATION: return ((const kepu_value *)owner)->quote;
	case EL_PHASE: return part == EL_LABEL ? phase->label : phase->text;
	case EL_ANNEX: return part == EL_LABEL ? annex->label : part == EL_TITLE ? annex->title : annex->text;
	case EL_INDICATOR:
	case EL_CHANGE: return NULL;
	default: return ((const kp_entry *)owner)->text; /* metadata */
	}
}

/* ---- where ---- */

static bool read_index(kp_json_reader *j, uint32_t token, const char *key, uint64_t *out)
{
	kp_decimal number;
	kp_slice text = kp_json_slice(j, token);
	if (kp_json_at(j, token)->type != KP_JSON_NUMBER)
		return kp_json_fail_type(j, token, key, "number");
	if (kp_decimal_read(text.bytes, text.length, &number) || number.scale || number.coefficient < 0)
		return kp_json_fail(j, token, KEPU_ERROR_BAD_VALUE, text, "0, 1, 2 …");
	*out = (uint64_t)number.coefficient;
	return true;
}

static const void *find_alias(list *l, uint64_t index)
{
	if (!l->alias || index < l->alias_index) {
		l->alias = ((const kepu_unit *)l->owner)->first_alias;
		l->alias_index = 0;
	}
	for (; l->alias && l->alias_index < index; l->alias_index++)
		l->alias = l->alias->next;
	return l->alias;
}

static const void *find_member(list *l, uint64_t index)
{
	if (!l->member || index < l->member_index) {
		l->member = ((const kepu_unit *)l->owner)->first_member;
		l->member_index = 0;
	}
	for (; l->member && l->member_index < index; l->member_index++)
		l->member = l->member->next;
	return l->member;
}

/* Which of several like elements. */
static bool find_indexed(list *l, const uint32_t *found, uint32_t name, spot *out)
{
	kp_json_reader *j = l->j;
	uint32_t token = found[KP_FOREIGN_INDEX];
	uint64_t index;
	if (!token)
		return kp_json_fail(j, name, KEPU_ERROR_MISSING_KEY, (kp_slice){ "foreign", 7 }, "index");
	if (!read_index(j, token, "index", &index))
		return false;
	if (out->element == EL_P) {
		const kepu_plan *plan = l->owner;
		bool there = index < plan->paragraph_count;
		out->number = EL_PARAGRAPH | (uint32_t)index;
		out->text = there ? plan->paragraphs[index].text : NULL;
		out->owner = there ? plan : NULL;
	} else if (out->element == EL_ALIAS) {
		out->owner = find_alias(l, index);
		out->text = l->alias ? l->alias->text : NULL;
	} else {
		out->owner = find_member(l, index);
	}
	return out->owner || kp_json_fail(j, token, KEPU_ERROR_DANGLING_REFERENCE, kp_json_slice(j, token),
	                                  kp_elements[out->element].name);
}

static bool find_spot(list *l, const uint32_t *found, spot *out)
{
	kp_json_reader *j = l->j;
	uint32_t token = found[KP_FOREIGN_ELEMENT];
	*out = (spot){ l->owner, l->element, l->element, NULL };
	if (token) {
		char name[24] = "";
		kp_slice text = kp_json_slice(j, token);
		if (kp_json_at(j, token)->type != KP_JSON_STRING)
			return kp_json_fail_type(j, token, "element", "string");
		if (text.length < sizeof name)
			memcpy(name, text.bytes, text.length);
		out->element = kp_element_of(name);
		out->number = out->element;
		if (!(parts_of(l->element) & KP_BIT(out->element)))
			return kp_json_fail(j, token, KEPU_ERROR_BAD_VALUE, text, kp_elements[l->element].name);
		if (out->element == EL_P || out->element == EL_ALIAS || out->element == EL_MEMBER)
			return find_indexed(l, found, token, out);
	}
	if (found[KP_FOREIGN_INDEX])
		return kp_json_fail(j, found[KP_FOREIGN_INDEX] - 1, KEPU_ERROR_UNKNOWN_KEY, (kp_slice){ "index", 5 },
		                    kp_elements[out->element].name);
	if (kp_elements[out->element].text)
		out->text = text_of(l->element, l->owner, out->element);
	return true;
}

/* ---- pieces ---- */

static bool add(kp_json_reader *j, const spot *at, kp_foreign_place place, const char *xml, size_t length)
{
	return kp_foreign_add(j->r->plan, at->owner, at->number, place, xml, length) || kp_read_memory(j->r);
}

static bool add_attributes(list *l, const spot *at, uint32_t place, uint32_t xml)
{
	kp_json_reader *j = l->j;
	kp_buffer *made = &j->r->attributes;
	kp_element above = at->element == l->element ? EL_METADATA : l->element;
	if (kp_foreign_first(j->r->plan, at->owner, at->number, KP_FOREIGN_ATTRIBUTES))
		return kp_json_fail(j, place, KEPU_ERROR_BAD_VALUE, kp_json_slice(j, place), "1 ×");
	if (!kp_fragment_attributes(j->r, kp_json_slice(j, xml), kp_read_known(at->element, above), kp_json_offset(j, xml)))
		return false;
	bool added = add(j, at, KP_FOREIGN_ATTRIBUTES, made->bytes + 1, made->length - 1);
	made->length = 0;
	return added;
}

/* Within a text: the byte it stands before, a colon, the XML. They come in the order of the text. */
static bool add_in_text(list *l, const spot *at, uint32_t before)
{
	kp_json_reader *j = l->j;
	kp_buffer piece = { 0 };
	uint64_t points;
	if (!read_index(j, before, "before", &points))
		return false;
	size_t all = kp_str_len(at->text),
		   byte = points <= all ? kp_utf8_offset(at->text ? at->text : "", all, points) : all;
	bool same = l->last_owner == at->owner && l->last_number == at->number;
	if (points > kp_utf8_count(at->text ? at->text : "", all) || (same && byte < l->last_at) ||
	    (!same && kp_foreign_first(j->r->plan, at->owner, at->number, KP_FOREIGN_FIRST)))
		return kp_json_fail(j, before, KEPU_ERROR_BAD_VALUE, kp_json_slice(j, before), "0, 1, 2 …");
	l->last_owner = at->owner;
	l->last_number = at->number;
	l->last_at = byte;
	kp_buffer_int(&piece, (int64_t)byte);
	kp_buffer_byte(&piece, ':');
	kp_buffer_add(&piece, j->r->raw.xml.bytes, j->r->raw.xml.length);
	bool good = piece.failed ? kp_read_memory(j->r) : add(j, at, KP_FOREIGN_FIRST, piece.bytes, piece.length);
	kp_buffer_free(&piece);
	return good;
}

static bool add_element(list *l, const spot *at, kp_foreign_place place, const uint32_t *found)
{
	kp_json_reader *j = l->j;
	kp_reader *r = j->r;
	uint32_t xml = found[KP_FOREIGN_XML], before = found[KP_FOREIGN_BEFORE];
	if (!kp_fragment_element(r, kp_json_slice(j, xml), kp_json_offset(j, xml)))
		return false;
	if (place == KP_FOREIGN_AFTER || !kp_elements[at->element].text)
		return add(j, at, place, r->raw.xml.bytes, r->raw.xml.length);
	if (before)
		return add_in_text(l, at, before);
	return kp_json_fail(j, found[KP_FOREIGN_PLACE], KEPU_ERROR_MISSING_KEY, (kp_slice){ "foreign", 7 }, "before");
}

static bool is(kp_slice text, const char *word)
{
	return text.length == strlen(word) && memcmp(text.bytes, word, text.length) == 0;
}

static bool read_piece(list *l, uint32_t token)
{
	kp_json_reader *j = l->j;
	uint32_t found[KP_JSON_KEYS_MOST];
	spot at;
	if (!kp_json_members(j, &kp_json_foreign, "foreign", "foreign", token, found) || !find_spot(l, found, &at))
		return false;
	j->where[j->r->depth] = j->json.places[kp_json_at(j, token)->length];
	kp_slice place = kp_json_slice(j, found[KP_FOREIGN_PLACE]);
	uint32_t before = found[KP_FOREIGN_BEFORE], xml = found[KP_FOREIGN_XML];
	if (kp_json_at(j, found[KP_FOREIGN_PLACE])->type != KP_JSON_STRING)
		return kp_json_fail_type(j, found[KP_FOREIGN_PLACE], "place", "string");
	if (kp_json_at(j, xml)->type != KP_JSON_STRING)
		return kp_json_fail_type(j, xml, "xml", "string");
	bool inside = is(place, "inside");
	if (before && !(inside && kp_elements[at.element].text))
		return kp_json_fail(j, before - 1, KEPU_ERROR_UNKNOWN_KEY, (kp_slice){ "before", 6 },
		                    kp_elements[at.element].name);
	if (is(place, "attributes"))
		return add_attributes(l, &at, found[KP_FOREIGN_PLACE], xml);
	if (inside || (is(place, "after") && at.element != EL_PLAN))
		return add_element(l, &at, inside ? KP_FOREIGN_FIRST : KP_FOREIGN_AFTER, found);
	return kp_json_fail(j, found[KP_FOREIGN_PLACE], KEPU_ERROR_BAD_VALUE, place, "attributes, inside, after");
}

bool kp_json_read_foreign(kp_json_reader *j, kp_element element, void *owner, uint32_t pieces)
{
	list l = { .j = j, .element = element, .owner = owner };
	if (kp_json_at(j, pieces)->type != KP_JSON_ARRAY)
		return kp_json_fail_type(j, pieces, "foreign", "array");
	for (uint32_t at = pieces + 1; at < kp_json_at(j, pieces)->next; at = kp_json_at(j, at)->next)
		if (!read_piece(&l, at))
			return false;
	return true;
}
