/* The level of the territory that a body serves, told by the level words and places in its name. */
#include "notice/words.h"

#include <kepu/unit.h>

#include <string.h>

static bool has_text(const kp_unit_name *name, const kp_name_piece *piece, const char32_t *text)
{
	size_t length = 0;
	while (text[length])
		length++;
	return piece->length == length && memcmp(name->text + piece->start, text, length * sizeof *text) == 0;
}

static bool begins(const kp_unit_name *name, const char32_t *text)
{
	size_t i = 0;
	while (text[i] && i < name->length && name->text[i] == text[i])
		i++;
	return text[i] == 0;
}

static bool ends(const kp_unit_name *name, const char32_t *text)
{
	size_t length = 0;
	while (text[length])
		length++;
	return length <= name->length && memcmp(name->text + name->length - length, text, length * sizeof *text) == 0;
}

/* 省, 市, 州 … in order; villages only where the name ends in them: 村 and 社区 stand in many other words. */
static bool is_level(const kp_unit_name *name, size_t i)
{
	const kp_name_piece *piece = &name->pieces[i];
	if (piece->level == 0 || (piece->class != KP_WORD_LEVEL && piece->class != KP_WORD_KIND))
		return false;
	if (piece->level != KEPU_LEVEL_VILLAGE || piece->class == KP_WORD_KIND || i + 1 == name->count)
		return true;
	const kp_name_piece *next = piece + 1;
	return has_text(name, next, U"(") || has_text(name, next, U")");
}

static bool is_restorable(const kp_name_piece *piece)
{
	return piece->class == KP_WORD_LEVEL && piece->level != KEPU_LEVEL_TOWNSHIP && piece->level != KEPU_LEVEL_VILLAGE;
}

const kp_name_piece *kp_name_level_word(const kp_unit_name *name)
{
	for (size_t i = name->count; i-- > 0;)
		if (is_restorable(&name->pieces[i]))
			return &name->pieces[i];
	return NULL;
}

bool kp_name_is_national(const kp_unit_name *name)
{
	if (name->count == 0)
		return false;
	const kp_name_piece *first = name->pieces, *last = &name->pieces[name->count - 1];
	if (first->class == KP_WORD_NATION || (first->flags & KP_WORD_NATIONAL))
		return true;
	return has_text(name, last, U"总局") && !kp_name_level_word(name) && first->class != KP_WORD_PLACE;
}

static const kp_name_piece *place_in(const kp_unit_name *name)
{
	for (size_t i = 0; i < name->count; i++)
		if (name->pieces[i].class == KP_WORD_PLACE && !(name->pieces[i].flags & KP_PLACE_NOT_ALONE))
			return &name->pieces[i];
	return NULL;
}

static bool is_unknown(const kp_name_piece *piece)
{
	return piece->class == KP_WORD_OTHER || (piece->flags & KP_PLACE_NOT_ALONE);
}

/* Characters that no word explains, directly before a piece: the name of a place where a branch or a school is called so. */
static size_t unknown_before(const kp_unit_name *name, size_t i)
{
	size_t length = 0;
	while (i-- > 0 && is_unknown(&name->pieces[i]))
		length += name->pieces[i].length;
	return length;
}

static bool has_unknown_place(const kp_unit_name *name)
{
	if (name->count < 2)
		return false;
	size_t last = name->count - 1, first = 0;
	if ((name->pieces[last].flags & KP_WORD_BRANCH) && unknown_before(name, last) >= 2)
		return true;
	while (first < last && is_unknown(&name->pieces[first]))
		first++;
	size_t length = unknown_before(name, first);
	return length >= 2 && length <= 6 && name->pieces[last].class == KP_WORD_KIND && name->pieces[last].level == 0;
}

bool kp_name_holds_place(const kp_unit_name *name)
{
	return place_in(name) || has_unknown_place(name);
}

static int32_t level_of_place(const kp_name_piece *place, const kp_region *region)
{
	if (region && (place->flags & KP_PLACE_REGION))
		return region->level;
	if (place->flags & KP_PLACE_PROVINCE)
		return KEPU_LEVEL_PROVINCE;
	return place->flags & KP_PLACE_PREFECTURE ? KEPU_LEVEL_PREFECTURE : KEPU_LEVEL_COUNTY;
}

/* 余姚市: a county, as the table has it. A city that is in no table is told by where the plan is for. */
static int32_t level_of_city(const kp_unit_name *name, size_t i, const kp_region *region)
{
	const kp_name_piece *place = i > 0 ? &name->pieces[i - 1] : NULL;
	int32_t around = region ? region->level : KEPU_UNKNOWN;
	if (place && place->class == KP_WORD_PLACE) {
		if (place->flags & KP_PLACE_REGION)
			return around;
		if (place->flags & KP_PLACE_MUNICIPALITY)
			return KEPU_LEVEL_PROVINCE;
		if (place->flags & KP_PLACE_CITY)
			return KEPU_LEVEL_PREFECTURE;
		if (place->flags & (KP_PLACE_COUNTY | KP_PLACE_NOT_ALONE))
			return KEPU_LEVEL_COUNTY;
	}
	if (place && place->class != KP_WORD_SILENT && place->class != KP_WORD_LEVEL && name->text[0] != U'团') {
		if (around == KEPU_LEVEL_COUNTY)
			return KEPU_LEVEL_PREFECTURE;
		return around == KEPU_LEVEL_PREFECTURE ? KEPU_LEVEL_COUNTY : KEPU_UNKNOWN;
	}
	return region ? region->city : KEPU_UNKNOWN;
}

/* 各市 are the cities below; 各市直部门 are the city's own. */
static bool is_own(const kp_unit_name *name, size_t i)
{
	static const char32_t *const marks[] = { U"直", U"级", U"属", U"管", U"直属" };
	for (size_t k = 0; i + 1 < name->count && k < sizeof marks / sizeof *marks; k++)
		if (has_text(name, &name->pieces[i + 1], marks[k]))
			return true;
	return false;
}

static int32_t level_of_word(const kp_unit_name *name, size_t i, const kp_region *region)
{
	const kp_name_piece *piece = &name->pieces[i];
	bool below = begins(name, U"各") && !is_own(name, i);
	if (piece->level == KP_LEVEL_CITY) {
		if (below && (i == 0 || name->pieces[i - 1].class == KP_WORD_SILENT))
			return region && region->level == KEPU_LEVEL_PREFECTURE ? KEPU_LEVEL_COUNTY : KEPU_LEVEL_PREFECTURE;
		return level_of_city(name, i, region);
	}
	bool alone = i == 0 || (i == 1 && name->text[0] == U'团');
	if (alone && region && region->autonomous && has_text(name, piece, U"区"))
		return KEPU_LEVEL_PROVINCE;
	return piece->level;
}

/* The level word that decides. Where several stand together at the beginning (各市、县, 区县, 乡(镇)), the first; else the last,
 * as the smaller place comes later (衡阳市雁峰区, 市生态环境局某县分局). */
static size_t deciding_word(const kp_unit_name *name)
{
	size_t first = 0, last = name->count;
	while (first < name->count && name->pieces[first].class == KP_WORD_SILENT)
		first++;
	if (first == name->count)
		return first;
	bool together = is_level(name, first);
	for (size_t i = first; i < name->count; i++) {
		if (is_level(name, i))
			last = i;
		else if (name->pieces[i].class != KP_WORD_SILENT || name->pieces[i].length > 1)
			break;
	}
	if (together)
		for (size_t i = last + 1; i < name->count; i++)
			if (is_level(name, i) && name->pieces[i].class == KP_WORD_LEVEL)
				together = false;
	if (together)
		return first;
	for (size_t i = name->count; i-- > 0;)
		if (is_level(name, i))
			return i;
	return name->count;
}

/* A branch of a body above serves the place it is called after: 生态环境局雁峰分局. */
static int32_t level_of_branch(const kp_unit_name *name, int32_t level, const kp_region *region)
{
	if ((level != KEPU_LEVEL_PREFECTURE && level != KEPU_UNKNOWN) || name->count < 3)
		return level;
	size_t last = name->count - 1;
	const kp_name_piece *before = &name->pieces[last - 1];
	if (!(name->pieces[last].flags & KP_WORD_BRANCH) || last < name->level_end + 1)
		return level;
	if (before->class == KP_WORD_PLACE)
		return level_of_place(before, region);
	if (before->class == KP_WORD_ZONE)
		return KEPU_LEVEL_NONE;
	return unknown_before(name, last) >= 2 ? KEPU_LEVEL_COUNTY : level;
}

/* 衡阳市雁峰生态环境局: an office of the city's for the smaller place named behind it. */
static int32_t level_of_office(const kp_unit_name *name, size_t word, int32_t level, const kp_region *region)
{
	if (level != KEPU_LEVEL_PREFECTURE || word + 2 >= name->count || !ends(name, U"局"))
		return level;
	const kp_name_piece *place = &name->pieces[word + 1];
	if (place->class != KP_WORD_PLACE || (place->flags & KP_PLACE_NOT_ALONE))
		return level;
	bool full = word > 0 && name->pieces[word - 1].class == KP_WORD_PLACE;
	return full || (place->flags & KP_PLACE_REGION) ? level_of_place(place, region) : level;
}

/* Customs houses and branches of the central bank in the seat of a province serve all of it. */
static int32_t level_of_named(const kp_unit_name *name, const kp_name_piece *place, const kp_region *region)
{
	bool wide = false;
	for (size_t i = 0; i < name->count; i++)
		wide = wide || name->pieces[i].first == KP_FUNCTION_CUSTOMS || has_text(name, &name->pieces[i], U"中心支行") ||
		       has_text(name, &name->pieces[i], U"营业管理部");
	if (wide && (place->flags & KP_PLACE_CAPITAL))
		return KEPU_LEVEL_PROVINCE;
	return level_of_place(place, region);
}

bool kp_name_is_zone(const kp_unit_name *name)
{
	if (name->count == 0)
		return false;
	bool zone = name->pieces[name->count - 1].class == KP_WORD_ZONE || ends(name, U"管委会") || ends(name, U"管委") ||
	            ends(name, U"执委会");
	for (size_t i = 0; ends(name, U"管理委员会") && i < name->count; i++)
		zone = zone || name->pieces[i].class == KP_WORD_ZONE;
	return zone;
}

/* 贵安新区管委会: what stands before the committee is a zone, whatever it is called. */
static bool is_word_of_zone(const kp_unit_name *name, size_t word)
{
	return word + 2 == name->count && kp_name_is_zone(name) && name->text[name->pieces[word + 1].start - 1] == U'区';
}

int32_t kp_name_level(const kp_unit_name *name, const kp_region *region, bool group)
{
	int32_t around = region ? region->level : KEPU_UNKNOWN;
	if (name->count == 0)
		return KEPU_UNKNOWN;
	size_t word = deciding_word(name);
	if (word < name->count && !is_word_of_zone(name, word))
		return level_of_office(name, word, level_of_branch(name, level_of_word(name, word, region), region), region);
	const kp_name_piece *place = place_in(name);
	if (place)
		return level_of_named(name, place, region);
	if (kp_name_is_zone(name))
		return KEPU_LEVEL_NONE;
	if (kp_name_is_national(name))
		return KEPU_LEVEL_NATION;
	if (group)
		return KEPU_LEVEL_NONE;
	for (size_t i = 0; i < name->count; i++)
		if (name->pieces[i].class == KP_WORD_ZONE)
			return KEPU_LEVEL_NONE;
	if (has_unknown_place(name))
		return KEPU_UNKNOWN;
	if (has_text(name, &name->pieces[name->count - 1], U"厅"))
		return KEPU_LEVEL_PROVINCE;
	return around;
}

int32_t kp_name_level_below(const kp_unit_name *name)
{
	size_t word = name->count > 0 ? deciding_word(name) : 0;
	if (word >= name->count || is_own(name, word) || !(begins(name, U"各") || kp_name_is_government(name)))
		return KEPU_UNKNOWN;
	for (size_t i = 0; i < name->pieces[word].start; i++)
		if (name->text[i] == U'驻')
			return KEPU_UNKNOWN; /* 各驻市单位 have their seat there, and are above */
	return level_of_word(name, word, NULL);
}
