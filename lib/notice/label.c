/* Labels of numbered headings and items, in all the forms that notices use. */
#include "notice/reading.h"

typedef struct kp_symbols {
	char32_t first, last; /* of the characters for 1, 2, 3 … */
	uint8_t style;
} kp_symbols;

static const kp_symbols symbols[] = {
	{ 0x2460, 0x2473, KP_STYLE_CIRCLED },         /* ① to ⑳ */
	{ 0x2776, 0x277F, KP_STYLE_CIRCLED },         /* ❶ */
	{ 0x2780, 0x2789, KP_STYLE_CIRCLED },         /* ➀ */
	{ 0x2474, 0x2487, KP_STYLE_ARABIC_BRACKET },  /* ⑴ to ⒇ */
	{ 0x2488, 0x249B, KP_STYLE_ARABIC },          /* ⒈ to ⒛ */
	{ 0x3220, 0x3229, KP_STYLE_CHINESE_BRACKET }, /* ㈠ to ㈩ */
};

static size_t read_symbol(char32_t c, kp_label *out)
{
	if (c < 0x2460 || c > 0x3229)
		return 0;
	for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
		if (c >= symbols[i].first && c <= symbols[i].last) {
			out->style = symbols[i].style;
			out->ordinal = (int32_t)(c - symbols[i].first) + 1;
			return 1;
		}
	}
	return 0;
}

/* Length of a run of digits or of Chinese numerals, at most `most`. */
static size_t run(const kp_text *t, size_t at, size_t end, unsigned class, size_t most)
{
	size_t n = 0;
	while (at + n < end && n <= most && kp_is(t, at + n, class))
		n++;
	return n <= most ? n : 0;
}

static int32_t ordinal(const kp_text *t, size_t at, size_t n)
{
	return n > 0 ? kp_ordinal_read((const uint32_t *)t->fold + at, n) : -1;
}

static size_t read_article(const kp_text *t, size_t at, size_t end, kp_label *out)
{
	static const struct {
		const char32_t *word;
		uint8_t style;
	} kinds[] = { { U"部分", KP_STYLE_PART },
		          { U"编", KP_STYLE_PART },
		          { U"章", KP_STYLE_CHAPTER },
		          { U"节", KP_STYLE_SECTION },
		          { U"条", KP_STYLE_ARTICLE } };
	size_t n = run(t, at + 1, end, KP_NUMERAL, 6);
	if (n == 0)
		n = run(t, at + 1, end, KP_DIGIT, 3);
	out->ordinal = ordinal(t, at + 1, n);
	if (out->ordinal < 1)
		return 0;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		size_t word = kp_match(t, at + 1 + n, end, kinds[i].word);
		if (word > 0) {
			out->style = kinds[i].style;
			return 1 + n + word;
		}
	}
	return 0;
}

static size_t read_bracketed(const kp_text *t, size_t at, size_t end, kp_label *out)
{
	size_t n = run(t, at + 1, end, KP_NUMERAL, 5);
	out->style = KP_STYLE_CHINESE_BRACKET;
	if (n == 0) {
		n = run(t, at + 1, end, KP_DIGIT, 3);
		out->style = KP_STYLE_ARABIC_BRACKET;
	}
	bool dash = n == 0 && at + 3 < end && t->fold[at + 1] == U'-' && t->fold[at + 2] == U')';
	if (dash) { /* （—）: a scan has read （一） so */
		n = 1;
		out->style = KP_STYLE_CHINESE_BRACKET;
	}
	out->ordinal = dash ? 1 : ordinal(t, at + 1, n);
	bool closed = at + 1 + n < end && t->fold[at + 1 + n] == U')';
	return out->ordinal >= 1 && closed ? n + 2 : 0;
}

static size_t read_plain(const kp_text *t, size_t at, size_t end, kp_label *out)
{
	bool chinese = kp_is(t, at, KP_NUMERAL);
	size_t numbered = chinese ? 0 : kp_number_label(t, at, end, out);
	if (numbered > 0)
		return numbered;
	size_t n = chinese ? run(t, at, end, KP_NUMERAL, 5) : run(t, at, end, KP_DIGIT, 3);
	out->ordinal = ordinal(t, at, n);
	if (out->ordinal < 1 || at + n >= end)
		return 0;
	char32_t mark = t->fold[at + n];
	if (mark == U')' && !chinese) {
		out->style = KP_STYLE_ARABIC_HALF;
		return n + 1;
	}
	/* 1.5亿 and 3.15 are numbers, not labels; 8.2025年底前 is one */
	int32_t year;
	bool decimal = mark == U'.' && kp_is(t, at + n + 1, KP_DIGIT);
	size_t digits = decimal ? kp_year(t, at + n + 1, end, &year) : 0;
	if ((mark != U'.' && mark != U'、') || (decimal && (digits == 0 || !kp_match(t, at + n + 1 + digits, end, U"年"))))
		return 0;
	out->style = chinese ? KP_STYLE_CHINESE : KP_STYLE_ARABIC;
	return n + 1;
}

/* l. and I. are what scans read for 1.; a） counts. */
static size_t read_letter(const kp_text *t, size_t at, size_t end, kp_label *out)
{
	char32_t c = t->fold[at], mark = at + 2 < end ? t->fold[at + 1] : 0;
	if ((at > 0 && kp_is(t, at - 1, KP_LETTER | KP_DIGIT)) || !(mark == U'.' || mark == U')') || t->fold[at + 2] < 0x80)
		return 0;
	if (mark == U'.' && c != U'l' && c != U'I')
		return 0;
	out->style = mark == U'.' ? KP_STYLE_ARABIC : KP_STYLE_LETTER;
	out->ordinal = mark == U'.' ? 1 : (int32_t)(c - U'a') + 1;
	return mark == U'.' || (c >= U'a' && c <= U'z') ? 2 : 0;
}

/* 【第一部分 工作要点】: the whole heading in brackets. The label's length, with the bracket that opens. */
static size_t read_framed(const kp_text *t, size_t at, size_t end, kp_label *out)
{
	if (end - at < 4 || t->fold[end - 1] != U']' || kp_close(t, at, end) != end - 1)
		return 0;
	size_t n = kp_label_read(t, at + 1, end - 1, out);
	return n > 0 && out->style <= KP_STYLE_CHINESE ? n + 1 : 0;
}

size_t kp_label_read(const kp_text *t, size_t at, size_t end, kp_label *out)
{
	if (at >= end)
		return 0;
	char32_t c = t->fold[at];
	if (c == U'[')
		return read_framed(t, at, end, out);
	if (c == U'第')
		return read_article(t, at, end, out);
	if (c == U'(')
		return read_bracketed(t, at, end, out);
	if (kp_is(t, at, KP_DIGIT | KP_NUMERAL))
		return read_plain(t, at, end, out);
	if ((c >= U'a' && c <= U'z') || c == U'I')
		return read_letter(t, at, end, out);
	return read_symbol(c, out);
}
