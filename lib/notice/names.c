/* A written name taken apart: its bracketed second names, the level word that it says or lacks. */
#include "notice/naming.h"

#include "base/utf8.h"

#include <string.h>

static size_t length_of(const char32_t *word)
{
	size_t length = 0;
	while (word[length])
		length++;
	return length;
}

static bool starts(const char32_t *text, size_t length, const char32_t *word)
{
	size_t n = length_of(word);
	return n <= length && memcmp(text, word, n * sizeof *word) == 0;
}

static bool ends(const char32_t *text, size_t length, const char32_t *word)
{
	size_t n = length_of(word);
	return n <= length && memcmp(text + length - n, word, n * sizeof *word) == 0;
}

/* The length of the first of the words that the text starts with, or 0. */
static size_t starts_any(const char32_t *text, size_t length, kp_words words)
{
	for (; *words; words++)
		if (starts(text, length, *words))
			return length_of(*words);
	return 0;
}

static bool is_piece(const kp_unit_name *name, size_t i, const char32_t *word)
{
	const kp_name_piece *piece = &name->pieces[i];
	return piece->length == length_of(word) && starts(name->text + piece->start, piece->length, word);
}

/* ---- the level word ---- */

static const char32_t *const several[] = { U"各", U"有关", U"相关", U"其他", U"其它", U"全体", U"所有", U"驻", NULL };

static void set_prefix(const kp_unit_name *name, const kp_name_piece *word, kp_prefix *out)
{
	static const char32_t *const whole[] = { U"自治区", U"兵团", U"地区", U"师市" };
	size_t i = (size_t)(word - name->pieces), length = 1, start = (size_t)word->start + word->length - 1;
	bool district = is_piece(name, i, U"地委");
	for (size_t k = 0; k < sizeof whole / sizeof *whole; k++)
		if (is_piece(name, i, whole[k])) {
			start = word->start;
			length = word->length;
		}
	memcpy(out->word, district ? U"地区" : name->text + start, (district ? 2 : length) * sizeof *out->word);
	out->length = district ? 2 : length;
	out->committee = district;
	if (i + 1 < name->count)
		out->committee =
			district || (is_piece(name, i + 1, U"委") && name->text[0] != U'团') || is_piece(name, i + 1, U"党委");
}

static bool says_level(const kp_unit_name *name)
{
	for (size_t i = 0; i < name->count; i++)
		if (name->pieces[i].level != 0 && name->pieces[i].level != KEPU_LEVEL_VILLAGE)
			return true;
	return false;
}

/* 高新区管委会 says whom it is of by its zone. */
static bool is_of_zone(const kp_unit_name *name)
{
	for (size_t i = 0; i < name->count; i++)
		if (name->pieces[i].class == KP_WORD_ZONE)
			return true;
	return false;
}

static enum kp_lack lack_of(const kp_unit_name *name)
{
	if (name->count == 0 || starts_any(name->text, name->length, several) || says_level(name) || is_of_zone(name) ||
	    kp_name_is_national(name) || kp_name_holds_place(name) || kp_name_is_government(name))
		return KP_LACKS_NOTHING;
	return name->pieces[0].flags & KP_WORD_PARTY ? KP_LACKS_COMMITTEE : KP_LACKS_LEVEL;
}

void kp_prefix_read(const kp_region *region, const char32_t *text, size_t length, kp_prefix *out, enum kp_lack *lacks)
{
	kp_unit_name name;
	kp_name_cut(region, text, length, &name);
	memset(out, 0, sizeof *out);
	*lacks = lack_of(&name);
	const kp_name_piece *word = kp_name_level_word(&name);
	/* a government below says nothing of the bodies that stand behind it */
	bool below = name.count > 0 && name.pieces[0].class != KP_WORD_LEVEL && kp_name_is_government(&name);
	if (word && !below && !starts_any(text, length, several))
		set_prefix(&name, word, out);
}

size_t kp_prefix_put(const kp_prefix *prefix, enum kp_lack lacks, char32_t out[6])
{
	if (lacks == KP_LACKS_NOTHING || prefix->length == 0)
		return 0;
	size_t length = prefix->length;
	memcpy(out, prefix->word, length * sizeof *out);
	if (lacks == KP_LACKS_LEVEL || !prefix->committee)
		return length;
	if (starts(out, length, U"地区"))
		length = 1; /* 地委 */
	else if (length > 1)
		out[length++] = U'党'; /* 自治区党委 */
	out[length++] = U'委';
	return length;
}

/* ---- second names ---- */

/* With these a bracket says how the body is called from then on, however little the short name tells. */
static const char32_t *const calls[] = { U"以下简称", U"下称", U"以下称", U"简称", NULL };

/* What is said about a second name is no part of it: 加挂县大数据局牌子, 以下简称“县纲要办”. */
static void trim_alias(kp_letters *alias)
{
	static const char32_t *const before[] = { U"加挂", U"挂", U"原", U"以下简称", U"以下称", U"下称", U"简称",
		                                      U"又称", U"即", U":",  U"“",        U"‘",      NULL };
	static const char32_t *const after[] = { U"牌子", U"”", U"’" };
	size_t n;
	while ((n = starts_any(alias->text, alias->length, before)) > 0) {
		alias->text += n;
		alias->length -= n;
	}
	for (size_t i = 0; i < sizeof after / sizeof *after; i++)
		if (ends(alias->text, alias->length, after[i]))
			alias->length -= length_of(after[i]);
}

/* It names a body: not only levels (市、区), nor what a body is made of (含招生办), nor its legal form (公司). */
static bool is_body(const kp_region *region, const kp_letters *alias)
{
	static const char32_t *const parts[] = { U"含", U"包括", U"不含", U"各", U"除", NULL };
	uint8_t functions[KP_FUNCTIONS_MOST];
	kp_unit_name name;
	if (alias->length < 2 || starts_any(alias->text, alias->length, parts))
		return false;
	kp_name_cut(region, alias->text, alias->length, &name);
	if (kp_name_functions(&name, functions) == 0 || functions[0] == KP_FUNCTION_GOVERNMENT_OF_LOWER_LEVEL)
		return false;
	return alias->length > 2 ||
	       (functions[0] != KP_FUNCTION_ENTERPRISE && functions[0] != KP_FUNCTION_RELATED_DEPARTMENTS);
}

static bool is_pause(char32_t c)
{
	return c == U'、' || c == U',' || c == U';' || c == U'/';
}

/* 市农业局与市林业局合署办公 are two names; but 与市科技局合署办公 says with whom the rooms are shared, another body. */
static bool shares_rooms(kp_letters *one)
{
	static const char32_t *const with[] = { U"与", U"和", NULL };
	size_t length = ends(one->text, one->length, U"合署办公") ? 4 : ends(one->text, one->length, U"合署") ? 2 : 0;
	one->length -= length;
	return length > 0 && starts_any(one->text, one->length, with) > 0;
}

/* Whether a bracket that begins with 原 tells what a body was made of, not what it was called before. */
static bool is_history(const kp_letters *inside)
{
	static const char32_t *const made[] = { U"合并", U"并入", U"组建", U"划入", U"转隶", NULL };
	for (size_t i = 0; i < inside->length && inside->text[0] == U'原'; i++) {
		kp_letters rest = { inside->text + i, inside->length - i };
		if (starts_any(rest.text, rest.length, made) > 0)
			return true;
		if (is_pause(rest.text[0]) && starts_any(rest.text + 1, rest.length - 1, calls) == 0)
			return true;
	}
	return false;
}

/* The names in a bracket; false where not all of it are second names. */
static bool take_aliases(const kp_region *region, kp_letters inside, kp_written *out)
{
	static const char32_t *const said[] = { U"下同", NULL };
	size_t count = out->alias_count;
	bool history = is_history(&inside);
	bool together = ends(inside.text, inside.length, U"合署") || ends(inside.text, inside.length, U"合署办公");
	while (inside.length > 0) {
		kp_letters one = { inside.text, 0 };
		while (one.length < inside.length && !is_pause(inside.text[one.length]) &&
		       !(together && one.length > 0 && inside.text[one.length] == U'与'))
			one.length++;
		size_t step = one.length < inside.length ? one.length + 1 : one.length;
		inside.text += step;
		inside.length -= step;
		bool called = starts_any(one.text, one.length, calls) > 0;
		if (shares_rooms(&one) || (history && !called) || starts_any(one.text, one.length, said) == one.length)
			continue;
		trim_alias(&one);
		if (!called && !is_body(region, &one))
			return false;
		if (count < KP_ALIASES_MOST)
			out->aliases[count++] = one;
	}
	out->alias_count = count;
	return true;
}

/* Where the bracket opens that closes the text; the length where there is none. */
static size_t last_bracket(const kp_letters *main)
{
	size_t depth = 0;
	if (main->length == 0 || main->text[main->length - 1] != U')')
		return main->length;
	for (size_t i = main->length; i-- > 0;) {
		if (main->text[i] == U')')
			depth++;
		else if (main->text[i] == U'(' && --depth == 0)
			return i;
	}
	return main->length;
}

static void take_brackets(const kp_region *region, kp_written *out)
{
	while (!starts_any(out->main.text, out->main.length, several)) {
		size_t open = last_bracket(&out->main);
		if (open < 2 || open == out->main.length)
			return;
		kp_letters inside = { out->main.text + open + 1, out->main.length - open - 2 };
		if (inside.length == 0 || !take_aliases(region, inside, out))
			return;
		out->main.length = open;
	}
}

bool kp_written_make(kp_arena *arena, const kp_region *region, const kp_text *t, kp_range range, kp_written *out)
{
	memset(out, 0, sizeof *out);
	out->main.text = kp_arena_array(arena, kp_length(range) + 1, sizeof *out->main.text);
	if (!out->main.text)
		return false;
	for (size_t i = range.start; i < range.end; i++)
		if (!kp_is_white(t->fold[i]))
			out->main.text[out->main.length++] = kp_name_letter(t->cps[i], t->fold[i]);
	if (kp_length(range) <= 2 * KP_NAME_LONGEST)
		take_brackets(region, out);
	kp_prefix_read(region, out->main.text, out->main.length, &out->prefix, &out->lacks);
	for (size_t i = 0; i < out->alias_count; i++) {
		kp_prefix own;
		kp_prefix_read(region, out->aliases[i].text, out->aliases[i].length, &own, &out->alias_lacks[i]);
	}
	out->office = out->main.length == 3 && starts(out->main.text, 3, U"办公室");
	out->members = out->main.length > 4 && ends(out->main.text, out->main.length, U"成员单位");
	return true;
}
