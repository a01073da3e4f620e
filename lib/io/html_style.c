#include "io/html_style.h"

#include "io/html_page.h"

#include <string.h>

/* Where a word stands in a value, in any case, from `from` on; the value's end where it does not. */
static size_t find(const kp_html_scan *scan, const kp_html_attribute *a, size_t from, const char *word)
{
	size_t length = strlen(word), end = a->value + a->value_length;
	for (size_t at = from; at + length <= end; at++)
		if (kp_html_is_named(scan, at, length, word))
			return at;
	return end;
}

static bool contains(const kp_html_scan *scan, const kp_html_attribute *a, const char *word)
{
	return find(scan, a, a->value, word) < a->value + a->value_length;
}

/* What is set for a property in a style: [*at, end), up to its semicolon. */
static bool property(const kp_html_scan *scan, const kp_html_attribute *style, const char *name, kp_html_attribute *out)
{
	size_t end = style->value + style->value_length, at = find(scan, style, style->value, name);
	if (at == end)
		return false;
	for (at += strlen(name); at < end && scan->text[at] == ' '; at++)
		;
	if (at == end || scan->text[at] != ':')
		return false;
	const char *stop = memchr(scan->text + at, ';', end - at);
	*out = (kp_html_attribute){ .value = at + 1 };
	out->value_length = (stop ? (size_t)(stop - scan->text) : end) - at - 1;
	return true;
}

static void read_list_style(const kp_html_scan *scan, const kp_html_attribute *value, kp_html_style *out)
{
	static const struct {
		const char *word;
		uint8_t list;
	} words[] = {
		{ "chinese", KP_HTML_CHINESE },         { "cjk-", KP_HTML_CHINESE },
		{ "decimal", KP_HTML_DECIMAL },         { "lower-alpha", KP_HTML_LOWER },
		{ "lower-latin", KP_HTML_LOWER },       { "upper-alpha", KP_HTML_UPPER },
		{ "upper-latin", KP_HTML_UPPER },       { "lower-roman", KP_HTML_ROMAN_LOWER },
		{ "upper-roman", KP_HTML_ROMAN_UPPER },
	};
	for (size_t i = 0; i < sizeof words / sizeof *words && !out->list; i++)
		if (contains(scan, value, words[i].word))
			out->list = words[i].list;
	out->bare = !out->list && (contains(scan, value, "none") || contains(scan, value, "disc") ||
	                           contains(scan, value, "circle") || contains(scan, value, "square"));
}

static bool is_set(const kp_html_scan *scan, const kp_html_attribute *style, const char *name, const char *word)
{
	kp_html_attribute value;
	return property(scan, style, name, &value) && contains(scan, &value, word);
}

static void read_style(const kp_html_scan *scan, const kp_html_attribute *style, kp_html_style *out)
{
	kp_html_attribute value;
	out->hidden = out->hidden || is_set(scan, style, "display", "none") ||
	              is_set(scan, style, "visibility", "hidden") || is_set(scan, style, "mso-hide", "all");
	out->preserved = is_set(scan, style, "white-space", "pre");
	if (property(scan, style, "text-indent", &value))
		for (size_t i = value.value; i < value.value + value.value_length && !out->indented; i++)
			out->indented = scan->text[i] >= '1' && scan->text[i] <= '9';
	if (property(scan, style, "list-style-type", &value) || property(scan, style, "list-style", &value))
		read_list_style(scan, &value, out);
}

/* type="1" of a list. */
static uint8_t list_of_type(char c)
{
	switch (c) {
	case '1': return KP_HTML_DECIMAL;
	case 'a': return KP_HTML_LOWER;
	case 'A': return KP_HTML_UPPER;
	case 'i': return KP_HTML_ROMAN_LOWER;
	case 'I': return KP_HTML_ROMAN_UPPER;
	default: return 0;
	}
}

/* False where it begins with no number. */
static bool read_number(const kp_html_scan *scan, const kp_html_attribute *a, int32_t *out)
{
	size_t at = a->value, end = a->value + a->value_length;
	int32_t number = 0;
	while (at < end && scan->text[at] >= '0' && scan->text[at] <= '9' && number < 10000)
		number = number * 10 + (scan->text[at++] - '0');
	*out = number;
	return at > a->value;
}

/* A few words that templates everywhere use. Nothing is left out for them alone. */
static bool says_aside(const kp_html_scan *scan, const kp_html_attribute *a)
{
	static const char *const words[] = { "nav",   "menu",    "foot",  "crumb",    "share",
		                                 "relat", "sidebar", "pager", "copyright" };
	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		if (contains(scan, a, words[i]))
			return true;
	return false;
}

static void read_attribute(const kp_html_scan *scan, const kp_html_token *token, const kp_html_attribute *a,
                           kp_html_style *out)
{
#define IS(word) kp_html_is_named(scan, a->name, a->name_length, word)
	bool list = token->tag == KP_TAG_OL || token->tag == KP_TAG_LI, meta = token->tag == KP_TAG_META;
	if (IS("style"))
		read_style(scan, a, out);
	else if (IS("hidden"))
		out->hidden = true;
	else if (IS("class") || IS("id"))
		out->aside = out->aside || says_aside(scan, a);
	else if (IS("href"))
		out->links = token->tag == KP_TAG_A;
	else if (list && IS("type") && a->value_length == 1 && !out->list)
		out->list = list_of_type(scan->text[a->value]);
	else if (list && (IS("start") || IS("value")))
		out->starts = read_number(scan, a, &out->start);
	else if (token->tag == KP_TAG_CELL && IS("rowspan"))
		read_number(scan, a, &out->rows);
	else if (token->tag == KP_TAG_CELL && IS("colspan"))
		read_number(scan, a, &out->columns);
	else if (IS("reversed"))
		out->reversed = true;
	else if (meta && (IS("name") || IS("property")))
		out->names_title = kp_html_is_named(scan, a->value, a->value_length, "articletitle") ||
		                   kp_html_is_named(scan, a->value, a->value_length, "og:title");
	else if (meta && IS("content")) {
		out->content = a->value;
		out->content_length = a->value_length;
	}
#undef IS
}

kp_html_style kp_html_style_of(const kp_html_scan *scan, const kp_html_token *token)
{
	kp_html_style style = { .hidden = false };
	kp_html_attribute attribute;
	size_t at = token->start;
	while (kp_html_next_attribute(scan, &at, token->end, &attribute))
		read_attribute(scan, token, &attribute, &style);
	return style;
}
