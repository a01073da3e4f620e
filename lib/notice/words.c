#include "notice/words.h"

#include <string.h>

char32_t kp_name_letter(char32_t written, char32_t folded)
{
	static const char32_t both[] = U"乾於著藉徵俱"; /* simplified characters, too: 乾县 */
	for (size_t i = 0; both[i]; i++)
		if (written == both[i])
			return written;
	switch (folded) {
	case U'[':
	case U'<':
	case U'{': return U'(';
	case U']':
	case U'>':
	case U'}': return U')';
	default: return folded;
	}
}

static const kp_word_first *first_of(char32_t letter)
{
	size_t page = letter / KP_WORDS_PAGE;
	if (page >= kp_words_pages)
		return NULL;
	for (size_t i = kp_words_page[page]; i < kp_words_page[page + 1]; i++)
		if (kp_words_first[i].letter == letter)
			return &kp_words_first[i];
	return NULL;
}

static bool stands(const kp_unit_name *name, size_t at, const char32_t *word, size_t length)
{
	const char32_t *text = name->text + at;
	size_t i = 0;
	if (length > name->length - at)
		return false;
	while (i < length && text[i] == word[i]) /* nearly always the second letter tells already */
		i++;
	return length > 0 && i == length;
}

/* 教育部 is a ministry, but not in 教育部门; 城市 is no word in 青城市教育局. */
static bool usable(const kp_unit_name *name, size_t at, const kp_word *word)
{
	size_t end = at + word->length;
	if (at == 0 && (word->flags & KP_WORD_INNER))
		return false;
	if (name->count > 0 && name->count <= 3 && name->pieces[name->count - 1].class == KP_WORD_OTHER &&
	    word->class == KP_WORD_SILENT && (name->text[end - 1] == U'市' || name->text[end - 1] == U'区'))
		return false;
	return !(word->flags & (KP_WORD_NATIONAL | KP_WORD_PARTY)) || end >= name->length || name->text[end] != U'门' ||
	       name->text[end - 1] != U'部';
}

/* The longest word that stands at a place; NULL: none. */
static const kp_word *word_at(const kp_unit_name *name, size_t at)
{
	const kp_word_first *first = first_of(name->text[at]);
	if (!first)
		return NULL;
	const char32_t *letters = kp_word_letters[first->part] + first->place;
	for (size_t i = first->row; i < kp_words_count; i++) {
		const kp_word *word = &kp_words_known[i];
		if (stands(name, at, letters, word->length) && usable(name, at, word))
			return word;
		letters += word->length;
		if (*letters != name->text[at])
			break;
	}
	return NULL;
}

static void add(kp_unit_name *name, size_t at, size_t length, const kp_word *word)
{
	kp_name_piece *piece = &name->pieces[name->count++];
	*piece = (kp_name_piece){ .class = KP_WORD_OTHER, .start = (uint8_t)at, .length = (uint8_t)length };
	if (!word)
		return;
	piece->class = word->class;
	piece->flags = word->flags;
	piece->first = word->first;
	piece->second = word->second;
	piece->level = word->level;
}

/* The plan's own place: with its level word (公安县教育局) it comes before any other word, alone only before shorter ones. */
static size_t add_region(kp_unit_name *name, const kp_region *region, size_t at, const kp_word *word)
{
	static const kp_word place = { .class = KP_WORD_PLACE, .flags = KP_PLACE_REGION };
	if (!region || region->stem_length == 0)
		return 0;
	bool whole = stands(name, at, region->name, region->name_length);
	size_t known = word ? word->length : 0;
	bool alone = region->stem_length > 1 && stands(name, at, region->stem, region->stem_length) &&
	             (known < region->stem_length || (known == region->stem_length && word->class == KP_WORD_PLACE));
	if (!whole && !alone)
		return 0;
	kp_word found = place;
	if (word && word->class == KP_WORD_PLACE && word->length == region->stem_length)
		found.flags |= word->flags;
	found.flags &= (uint16_t)~KP_PLACE_NOT_ALONE;
	add(name, at, region->stem_length, &found);
	return region->stem_length;
}

static void cut(kp_unit_name *name, const kp_region *region)
{
	for (size_t at = 0; at < name->length;) {
		const kp_word *word = word_at(name, at);
		size_t length = add_region(name, region, at, word);
		if (length == 0) {
			length = word ? word->length : 1;
			add(name, at, length, word);
		}
		at += length;
	}
}

/* 州 behind one character is the end of a place's name (胶州), behind more it is a level word (黔南州). */
static void settle_prefectures(kp_unit_name *name)
{
	for (size_t i = name->length > 0 && name->text[0] == U'团' ? 2 : 1; i < name->count; i++) {
		kp_name_piece *piece = &name->pieces[i];
		const kp_name_piece *before = piece - 1;
		bool starts = i == 1 || before[-1].level != 0 || before[-1].class == KP_WORD_PLACE;
		bool single = before->length == 1 && (before->class == KP_WORD_OTHER || before->class == KP_WORD_SHORT);
		if (name->text[piece->start] == U'州' && piece->class == KP_WORD_LEVEL && single && starts) {
			piece->class = KP_WORD_OTHER;
			piece->level = 0;
		}
	}
}

static bool opens(const kp_unit_name *name, const kp_name_piece *piece)
{
	static const char32_t *const openers[] = { U"各", U"全",   U"我",         U"本",    U"驻",
		                                       U"和", U"中共", U"中国共产党", U"共产党" };
	for (size_t i = 0; i < sizeof openers / sizeof *openers; i++) {
		size_t length = 0;
		while (openers[i][length])
			length++;
		if (piece->length == length && stands(name, piece->start, openers[i], length))
			return true;
	}
	return false;
}

static bool may_be_place(const kp_unit_name *name, size_t i)
{
	const kp_name_piece *piece = &name->pieces[i];
	switch (piece->class) {
	case KP_WORD_OTHER:
	case KP_WORD_SHORT:
	case KP_WORD_PLACE: return true;
	case KP_WORD_SILENT: return opens(name, piece);
	case KP_WORD_FIELD: /* 公安县: no body's name goes on with 县 behind its field */
		return i + 2 < name->count && (i == 0 || name->pieces[i - 1].level) &&
		       name->text[name->pieces[i + 1].start] == U'县';
	default: return false;
	}
}

/* Places and level words at the beginning, one behind the other: 衡阳市雁峰区, 三都水族自治县. */
static size_t level_end(const kp_unit_name *name)
{
	size_t end = 0, run = 0;
	bool peoples = false;
	for (size_t i = 0; i < name->count; i++) {
		const kp_name_piece *piece = &name->pieces[i];
		if (piece->class == KP_WORD_LEVEL) {
			end = i + 1;
			run = 0;
			continue;
		}
		if (!may_be_place(name, i))
			return end;
		peoples = peoples || name->text[piece->start] == U'族';
		run += piece->length;
		if (run > (peoples ? 20u : 6u))
			return end;
	}
	return end;
}

void kp_name_cut(const kp_region *region, const char32_t *text, size_t length, kp_unit_name *out)
{
	out->text = text;
	out->length = length;
	out->count = out->level_end = 0;
	if (length > KP_NAME_LONGEST)
		return;
	cut(out, region);
	settle_prefectures(out);
	out->level_end = level_end(out);
}
