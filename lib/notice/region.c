/* The place that a plan is for, and what 市 alone means there: told by its title, else by the notice's title or the body that
 * issued it, and by whom the notice is sent to. */
#include "notice/reading.h"

#include <string.h>

#define LOOK_AT 60 /* characters from the beginning of a title */

/* The beginning of a line as names are cut; a year in front (2018年余姚市…) is left out. */
static size_t beginning(const kp_text *t, kp_range range, char32_t out[LOOK_AT])
{
	int32_t first, last;
	size_t length = 0, year = kp_year_range(t, range.start, range.end, &first, &last);
	range.start += year + kp_match(t, range.start + year, range.end, U"度");
	for (size_t i = range.start; i < range.end && length < LOOK_AT; i++)
		out[length++] = kp_name_letter(t->cps[i], t->fold[i]);
	return length;
}

static size_t letters_end(const kp_name_piece *piece)
{
	return (size_t)piece->start + piece->length;
}

/* 黔南 of 黔南布依族苗族自治州, 三都 of 三都水族自治县, 雁峰 of 衡阳市雁峰区 */
static void set_stem(const kp_unit_name *name, size_t word, kp_region *out)
{
	size_t first = word;
	while (first > 0 && name->pieces[first - 1].class != KP_WORD_LEVEL)
		first--;
	size_t start = name->pieces[first].start, end = name->pieces[word].start;
	if (first < word && name->pieces[first].class == KP_WORD_PLACE)
		end = letters_end(&name->pieces[first]);
	else if (name->pieces[word].length == 3 &&
	         end > start + 2) /* an autonomous county: its peoples are named behind the place */
		end = start + 2;
	out->stem_length = end - start < sizeof out->stem / sizeof *out->stem ? end - start : 0;
	memcpy(out->stem, name->text + start, out->stem_length * sizeof *out->stem);
}

/* 北京市 is a province, 余姚市 a county, as the table has them. */
static int32_t level_in_table(const kp_unit_name *name, size_t word)
{
	const kp_name_piece *place = word > 0 ? &name->pieces[word - 1] : NULL;
	if (!place || place->class != KP_WORD_PLACE)
		return KEPU_UNKNOWN;
	if (place->flags & KP_PLACE_MUNICIPALITY)
		return KEPU_LEVEL_PROVINCE;
	if (place->flags & KP_PLACE_CITY)
		return KEPU_LEVEL_PREFECTURE;
	return place->flags & KP_PLACE_COUNTY ? KEPU_LEVEL_COUNTY : KEPU_UNKNOWN;
}

/* A place with its level word at the beginning of a title or a body's name. */
static bool take_region(const kp_text *t, kp_range range, kp_region *out, bool *municipal)
{
	char32_t letters[LOOK_AT];
	kp_unit_name name;
	kp_name_cut(NULL, letters, beginning(t, range, letters), &name);
	size_t word = name.level_end, first = 0;
	while (word > 0 && name.pieces[word - 1].class != KP_WORD_LEVEL)
		word--;
	for (size_t i = 0; i < word; i++)
		*municipal = *municipal || (name.pieces[i].flags & KP_PLACE_MUNICIPALITY);
	while (first < word && name.pieces[first].class == KP_WORD_SILENT)
		first++;
	if (word-- < first + 2 || name.pieces[word].level == KEPU_LEVEL_VILLAGE) /* a level word alone names no place */
		return false;
	size_t start = name.pieces[first].start, length = letters_end(&name.pieces[word]) - start;
	if (length > sizeof out->name / sizeof *out->name)
		return false;
	memcpy(out->name, letters + start, length * sizeof *letters);
	out->name_length = length;
	set_stem(&name, word, out);
	out->level = name.pieces[word].level == KP_LEVEL_CITY ? level_in_table(&name, word) : name.pieces[word].level;
	out->is_city = name.pieces[word].level == KP_LEVEL_CITY;
	out->autonomous = name.pieces[word].length == 3 && out->level == KEPU_LEVEL_PROVINCE;
	return true;
}

static bool is_national(const kp_text *t, kp_range range)
{
	char32_t letters[LOOK_AT];
	kp_unit_name name;
	kp_name_cut(NULL, letters, beginning(t, range, letters), &name);
	return kp_name_is_national(&name) && name.level_end == 0;
}

static void find_region(const kp_reading *r, kp_region *out, bool *municipal)
{
	const kp_head *head = &r->head;
	kp_region other;
	bool found = false;
	memset(&other, 0, sizeof other);
	for (size_t i = 0; i < head->title_count + head->notice_title_count + head->issuer_count; i++) {
		size_t k = i - head->title_count;
		kp_range range = i < head->title_count          ? head->title[i]
		                 : k < head->notice_title_count ? head->notice_title[k]
		                                                : head->issuers[k - head->notice_title_count];
		/* what is read after the first tells only whether a municipality is above */
		if (take_region(&r->text, range, found ? &other : out, municipal))
			found = true;
	}
	if (!found && head->issuer_count > 0 && is_national(&r->text, head->issuers[0]))
		out->level = KEPU_LEVEL_NATION;
}

/* Levels of the bodies below that the notice is sent to, or that it gives duties to: bits of 1 << level. */
static unsigned levels_in(const kp_reading *r, kp_range range)
{
	const kp_text *t = &r->text;
	size_t at = range.start;
	unsigned seen = 0;
	kp_range one;
	while (kp_unit_next(t, &at, range.end, &one)) {
		char32_t letters[LOOK_AT];
		kp_unit_name name;
		kp_name_cut(NULL, letters, beginning(t, one, letters), &name);
		seen |= 1u << kp_name_level_below(&name);
	}
	return seen;
}

static bool has_level(unsigned seen, int32_t level)
{
	return (seen & 1u << level) != 0;
}

/* Of what level a plan is that goes to bodies of these levels. */
static int32_t level_above(const kp_region *region, unsigned seen)
{
	if (!region->is_city && has_level(seen, KEPU_LEVEL_PROVINCE))
		return KEPU_LEVEL_NATION;
	if (!region->is_city && has_level(seen, KEPU_LEVEL_PREFECTURE))
		return KEPU_LEVEL_PROVINCE;
	if (has_level(seen, KEPU_LEVEL_COUNTY))
		return KEPU_LEVEL_PREFECTURE;
	return has_level(seen, KEPU_LEVEL_TOWNSHIP) ? KEPU_LEVEL_COUNTY : KEPU_UNKNOWN;
}

/* A city's level is told by whom the notice is sent to, else by the table, else by who has duties. */
static int32_t told_level(const kp_reading *r)
{
	unsigned seen = 0;
	int32_t in_table = r->region.level, level;
	for (size_t i = 0; i < r->head.recipient_count; i++)
		seen |= levels_in(r, r->head.recipients[i]);
	level = level_above(&r->region, seen);
	if (level == KEPU_UNKNOWN || in_table == KEPU_LEVEL_PROVINCE)
		level = in_table;
	for (size_t i = 0; level == KEPU_UNKNOWN && i < r->duty_count; i++)
		if (r->duties[i].group)
			seen |= levels_in(r, r->duties[i].unit);
	return level == KEPU_UNKNOWN ? level_above(&r->region, seen) : level;
}

/* What a unit means that calls itself after 市 without a place. */
static int32_t level_of_bare_city(const kp_region *region, bool municipal)
{
	if (region->is_city)
		return region->level;
	switch (region->level) {
	case KEPU_LEVEL_NATION:
	case KEPU_LEVEL_PROVINCE: return KEPU_LEVEL_PREFECTURE;
	case KEPU_LEVEL_PREFECTURE:
		return region->name_length > 0 ? KEPU_LEVEL_COUNTY : KEPU_LEVEL_PREFECTURE; /* 都匀市 in 黔南州 */
	case KEPU_LEVEL_COUNTY: {
		int32_t above = municipal ? KEPU_LEVEL_PROVINCE : KEPU_LEVEL_PREFECTURE;
		return region->name_length > 0 ? above : KEPU_LEVEL_COUNTY;
	}
	default: return KEPU_UNKNOWN;
	}
}

void kp_read_region(kp_reading *r)
{
	bool municipal = false;
	kp_region *region = &r->region;
	find_region(r, region, &municipal);
	if (region->is_city || region->level == KEPU_UNKNOWN)
		region->level = told_level(r);
	region->city = level_of_bare_city(region, municipal);
}
