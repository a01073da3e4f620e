/* What a name says of a body's work. The kind of an institution comes before the fields in its name, fields stand in the order
 * of the name, and a name that says neither may still say what it stands for (相关部门, 各乡镇). */
#include "notice/words.h"

#include <kepu/unit.h>

typedef struct kp_found {
	uint8_t *functions;
	size_t count;
} kp_found;

static void take(kp_found *found, uint8_t function)
{
	if (function == KP_FUNCTION_NONE || found->count == KP_FUNCTIONS_MOST)
		return;
	for (size_t i = 0; i < found->count; i++)
		if (found->functions[i] == function)
			return;
	found->functions[found->count++] = function;
}

static bool is_letter(const kp_unit_name *name, const kp_name_piece *piece, char32_t letter)
{
	return piece->length == 1 && name->text[piece->start] == letter;
}

/* The piece that a name ends in, brackets left out: 政府 in 各县(市、区)政府, 乡镇 in 各乡镇(街道). */
static const kp_name_piece *last_piece(const kp_unit_name *name)
{
	size_t depth = 0;
	for (size_t i = name->count; i-- > 0;) {
		const kp_name_piece *piece = &name->pieces[i];
		if (is_letter(name, piece, U')'))
			depth++;
		else if (is_letter(name, piece, U'(') && depth > 0)
			depth--;
		else if (depth == 0)
			return piece;
	}
	return NULL;
}

/* 团县委, 团余姚市委学校部 */
static bool is_league(const kp_unit_name *name)
{
	if (name->length < 2 || name->text[0] != U'团')
		return false;
	for (size_t i = 1; i < name->count; i++)
		if (is_letter(name, &name->pieces[i], U'委') && name->pieces[i - 1].level != 0)
			return true;
	return name->text[name->length - 1] == U'委';
}

/* Short pieces count only in a name that is understood from end to end. */
static bool understood(const kp_unit_name *name)
{
	for (size_t i = name->level_end; i < name->count; i++)
		if (name->pieces[i].class == KP_WORD_OTHER)
			return false;
	return true;
}

/* Whether a body's name is complete with a piece: 局 behind its fields, 科协, 妇联, 宣传部. */
static bool completes(const kp_unit_name *name, const kp_name_piece *piece, bool has_field)
{
	static const char32_t ends[] = U"联协会委部社";
	char32_t last = name->text[piece->start + piece->length - 1];
	if (has_field && (is_letter(name, piece, U'局') || is_letter(name, piece, U'厅')))
		return true;
	for (size_t i = 0; ends[i]; i++)
		if (last == ends[i])
			return piece->class == KP_WORD_FIELD ||
			       (piece->class == KP_WORD_KIND && piece->first == KP_FUNCTION_SCIENCE_ASSOCIATION);
	return false;
}

/* The fields of a name. A part of a body has those of the body: 市科协信息中心, 生态环境局雁峰分局. */
static void take_fields(const kp_unit_name *name, kp_found *found)
{
	bool whole = understood(name);
	for (size_t i = name->level_end; i < name->count; i++) {
		const kp_name_piece *piece = &name->pieces[i];
		bool is_field = piece->class == KP_WORD_FIELD || (whole && piece->class == KP_WORD_SHORT);
		bool complete = completes(name, piece, found->count > 0);
		if (is_field || (complete && piece->class == KP_WORD_KIND))
			take(found, piece->first);
		if (complete)
			return;
	}
}

static const kp_name_piece *first_of(const kp_unit_name *name, uint8_t class)
{
	for (size_t i = name->level_end; i < name->count; i++)
		if (name->pieces[i].class == class)
			return &name->pieces[i];
	return NULL;
}

/* 县委: the committee itself. */
static bool is_committee(const kp_unit_name *name, const kp_name_piece *last)
{
	return is_letter(name, last, U'委') && last > name->pieces && last[-1].level != 0;
}

/* A name without field and kind. */
static uint8_t by_end(const kp_unit_name *name, const kp_name_piece *last)
{
	if (last->class == KP_WORD_WEAK && (last->first != KP_FUNCTION_GOVERNMENT_OFFICE || understood(name)))
		return last->first;
	if (last->level != 0 || last->class == KP_WORD_ZONE)
		return KP_FUNCTION_GOVERNMENT_OF_LOWER_LEVEL;
	if (is_committee(name, last))
		return KP_FUNCTION_GOVERNMENT_OFFICE;
	for (uint8_t class = KP_WORD_KIND; class <= KP_WORD_ACADEMY; class ++)
		if (first_of(name, class))
			return first_of(name, class)->first;
	return KP_FUNCTION_NONE;
}

size_t kp_name_functions(const kp_unit_name *name, uint8_t out[KP_FUNCTIONS_MOST])
{
	kp_found found = { out, 0 };
	const kp_name_piece *last = last_piece(name);
	if (!last)
		return 0;
	bool ends_in_kind = last->class == KP_WORD_KIND;
	const kp_name_piece *always = first_of(name, KP_WORD_ALWAYS);
	if (is_league(name)) {
		take(&found, KP_FUNCTION_YOUTH_LEAGUE);
	} else if (ends_in_kind &&
	           (last->first == KP_FUNCTION_MEMBER_UNITS || last->first == KP_FUNCTION_LEADING_GROUP_OFFICE)) {
		take(&found, last->first);
	} else if (always) {
		take(&found, always->first);
	} else if (ends_in_kind) {
		take(&found, last->first);
	} else if (last->class == KP_WORD_ACADEMY) {
		take(&found, last->first);
		take(&found, last->second);
		take_fields(name, &found);
	} else {
		take_fields(name, &found);
		if (found.count == 0)
			take(&found, by_end(name, last));
	}
	return found.count;
}

bool kp_name_is_government(const kp_unit_name *name)
{
	uint8_t functions[KP_FUNCTIONS_MOST];
	return kp_name_functions(name, functions) == 1 && functions[0] == KP_FUNCTION_GOVERNMENT_OF_LOWER_LEVEL;
}
