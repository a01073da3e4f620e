#include "io/html_scan.h"

#include <string.h>

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

bool kp_html_is_named(const kp_html_scan *scan, size_t start, size_t length, const char *name)
{
	size_t i = 0;
	while (i < length && name[i] && lower(scan->text[start + i]) == name[i])
		i++;
	return i == length && !name[i];
}

void kp_html_scan_start(kp_html_scan *scan, const char *text, size_t length)
{
	*scan = (kp_html_scan){ .text = text, .length = length, .line = 1 };
}

/* LF, CR and CRLF end a line, as in decode.c. */
void kp_html_count_lines(kp_html_scan *scan, size_t end)
{
	for (; scan->counted < end; scan->counted++) {
		char c = scan->text[scan->counted];
		bool crlf = c == '\r' && scan->counted + 1 < scan->length && scan->text[scan->counted + 1] == '\n';
		scan->line += (c == '\n' || c == '\r') && !crlf;
	}
}

/* ---- tags ---- */

static size_t skip_space(const kp_html_scan *scan, size_t at, size_t end)
{
	while (at < end && (is_space(scan->text[at]) || scan->text[at] == '/'))
		at++;
	return at;
}

static size_t take_value(const kp_html_scan *scan, size_t at, size_t end, kp_html_attribute *out)
{
	while (at < end && is_space(scan->text[at]))
		at++;
	char quote = at < end ? scan->text[at] : '\0';
	if (quote == '"' || quote == '\'') {
		const char *close = memchr(scan->text + at + 1, quote, end - at - 1);
		out->value = at + 1;
		at = close ? (size_t)(close - scan->text) : end;
		out->value_length = at - out->value;
		return close ? at + 1 : end;
	}
	out->value = at;
	while (at < end && !is_space(scan->text[at]) && scan->text[at] != '>')
		at++;
	out->value_length = at - out->value;
	return at;
}

bool kp_html_next_attribute(const kp_html_scan *scan, size_t *at, size_t end, kp_html_attribute *out)
{
	size_t i = skip_space(scan, *at, end);
	if (i >= end || scan->text[i] == '>') {
		*at = i;
		return false;
	}
	*out = (kp_html_attribute){ .name = i };
	for (i++; i < end && !is_space(scan->text[i]) && !strchr("/>=", scan->text[i]); i++)
		;
	out->name_length = i - out->name;
	size_t sign = i;
	while (sign < end && is_space(scan->text[sign]))
		sign++;
	if (sign < end && scan->text[sign] == '=')
		i = take_value(scan, sign + 1, end, out);
	*at = i;
	return true;
}

/* At the letter behind < or </. A tag that the page breaks off in is none: it ends the page. */
static kp_html_token take_tag(kp_html_scan *scan, kp_html_kind kind)
{
	size_t name = scan->at;
	kp_html_attribute attribute;
	while (scan->at < scan->length && !is_space(scan->text[scan->at]) && !strchr("/>", scan->text[scan->at]))
		scan->at++;
	kp_html_token token = { .kind = kind, .line = scan->line, .start = scan->at };
	token.tag = kp_html_tag_of(scan->text + name, scan->at - name);
	while (kp_html_next_attribute(scan, &scan->at, scan->length, &attribute))
		;
	token.end = scan->at;
	if (scan->at >= scan->length)
		return (kp_html_token){ .kind = KP_HTML_END };
	scan->at++;
	if (kind == KP_HTML_OPEN && (token.tag == KP_TAG_RAW || token.tag == KP_TAG_TITLE)) {
		scan->inside = token.tag;
		scan->inside_name = name;
		scan->inside_length = token.start - name;
	}
	return token;
}

/* ---- text ---- */

static size_t find(const kp_html_scan *scan, size_t at, const char *what)
{
	size_t length = strlen(what);
	while (at + length <= scan->length) {
		const char *found = memchr(scan->text + at, what[0], scan->length - at);
		if (!found)
			break;
		at = (size_t)(found - scan->text);
		if (at + length <= scan->length && memcmp(found, what, length) == 0)
			return at;
		at++;
	}
	return scan->length;
}

/* Behind a comment, a DOCTYPE, an instruction; the page's end where it is not closed. */
static size_t behind_comment(const kp_html_scan *scan, size_t at)
{
	size_t close;
	if (scan->length - at < 4 || memcmp(scan->text + at, "<!--", 4) != 0) {
		close = find(scan, at, ">");
		return close < scan->length ? close + 1 : close;
	}
	close = find(scan, at + 2, "-->"); /* <!--> and <!---> are closed, too */
	return close < scan->length ? close + 3 : close;
}

/* The text of a script and the like goes on to its own end tag, whatever it looks like. */
static kp_html_token take_raw(kp_html_scan *scan)
{
	kp_html_token token = {
		.kind = KP_HTML_TEXT, .start = scan->at, .line = scan->line, .raw = scan->inside == KP_TAG_RAW
	};
	size_t at = scan->at;
	for (; (at = find(scan, at, "</")) < scan->length; at += 2) {
		size_t end = at + 2 + scan->inside_length, i = 0;
		while (end < scan->length && i < scan->inside_length &&
		       lower(scan->text[at + 2 + i]) == lower(scan->text[scan->inside_name + i]))
			i++;
		if (i == scan->inside_length && (is_space(scan->text[end]) || strchr("/>", scan->text[end])))
			break;
	}
	scan->inside = KP_TAG_OTHER;
	token.end = scan->at = at;
	return token;
}

/* Where markup begins: < with a letter, / or ! or ? behind it; else it is text. */
static bool is_markup(const kp_html_scan *scan, size_t at)
{
	char next = at + 1 < scan->length ? scan->text[at + 1] : '\0';
	return is_letter(next) || next == '!' || next == '?' || (next == '/' && at + 2 < scan->length);
}

static kp_html_token take_text(kp_html_scan *scan)
{
	kp_html_token token = { .kind = KP_HTML_TEXT, .start = scan->at, .line = scan->line };
	size_t at = scan->at + 1;
	while ((at = find(scan, at, "<")) < scan->length && !is_markup(scan, at))
		at++;
	token.end = scan->at = at;
	return token;
}

kp_html_token kp_html_next(kp_html_scan *scan)
{
	while (scan->at < scan->length) {
		kp_html_count_lines(scan, scan->at);
		if (scan->inside)
			return take_raw(scan);
		if (scan->text[scan->at] != '<' || !is_markup(scan, scan->at))
			return take_text(scan);
		char next = scan->text[scan->at + 1];
		bool closes = next == '/' && is_letter(scan->text[scan->at + 2]);
		if (closes || is_letter(next)) {
			scan->at += closes ? 2 : 1;
			return take_tag(scan, closes ? KP_HTML_CLOSE : KP_HTML_OPEN);
		}
		scan->at = behind_comment(scan, scan->at);
	}
	return (kp_html_token){ .kind = KP_HTML_END };
}
