#include "io/html.h"

#include "io/html_content.h"
#include "io/html_page.h"
#include "io/html_scan.h"

#include <string.h>

#define LABEL_REACH 65536 /* a page's head, with the scripts that some have before their <meta> */

static bool is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f';
}

/* What stands behind a name like charset= in a tag or its attribute. */
static bool label_behind(const char *text, size_t start, size_t end, const char *name, char out[KP_LABEL_ROOM])
{
	kp_html_scan view = { .text = text, .length = end };
	size_t length = strlen(name), at = start;
	while (at + length <= end && !kp_html_is_named(&view, at, length, name))
		at++;
	for (at += length; at < end && is_space(text[at]); at++)
		;
	if (at >= end || text[at] != '=')
		return false;
	for (at++; at < end && (is_space(text[at]) || text[at] == '"' || text[at] == '\''); at++)
		;
	size_t n = 0;
	while (at < end && n + 1 < KP_LABEL_ROOM && text[at] > ' ' && text[at] < 0x7f && !strchr("\"';/>?", text[at]))
		out[n++] = text[at++];
	out[n] = '\0';
	return n > 0;
}

static int family_of(const char *label)
{
	static const struct {
		const char *name;
		int family;
	} known[] = {
		{ "utf-8", KP_LABEL_UTF8 },        { "utf8", KP_LABEL_UTF8 },       { "unicode", KP_LABEL_UTF8 },
		{ "gb2312", KP_LABEL_GB },         { "gbk", KP_LABEL_GB },          { "gb18030", KP_LABEL_GB },
		{ "gb_2312-80", KP_LABEL_GB },     { "x-gbk", KP_LABEL_GB },        { "gb2312-80", KP_LABEL_GB },
		{ "cp936", KP_LABEL_GB },          { "ms936", KP_LABEL_GB },        { "euc-cn", KP_LABEL_GB },
		{ "chinese", KP_LABEL_GB },        { "big5", KP_LABEL_OTHER },      { "big5-hkscs", KP_LABEL_OTHER },
		{ "hz-gb-2312", KP_LABEL_OTHER },  { "shift_jis", KP_LABEL_OTHER }, { "euc-jp", KP_LABEL_OTHER },
		{ "iso-2022-jp", KP_LABEL_OTHER }, { "euc-kr", KP_LABEL_OTHER },    { "euc-tw", KP_LABEL_OTHER },
	};
	size_t length = strlen(label);
	kp_html_scan view = { .text = label, .length = length };
	for (size_t i = 0; i < sizeof known / sizeof *known; i++)
		if (kp_html_is_named(&view, 0, length, known[i].name))
			return known[i].family;
	return KP_LABEL_NONE; /* labels of western languages are what servers add without being asked */
}

int kp_html_label(const char *bytes, size_t length, char out[KP_LABEL_ROOM])
{
	kp_html_scan scan;
	if (length > LABEL_REACH)
		length = LABEL_REACH;
	out[0] = '\0';
	if (length > 5 && memcmp(bytes, "<?xml", 5) == 0) {
		const char *end = memchr(bytes, '>', length);
		if (end && label_behind(bytes, 0, (size_t)(end - bytes), "encoding", out))
			return family_of(out);
	}
	kp_html_scan_start(&scan, bytes, length);
	for (kp_html_token token; (token = kp_html_next(&scan)).kind != KP_HTML_END;)
		if (token.kind == KP_HTML_OPEN && token.tag == KP_TAG_META &&
		    label_behind(bytes, token.start, token.end, "charset", out))
			return family_of(out);
	return KP_LABEL_NONE;
}

bool kp_html_paragraphs(const char *text, size_t length, kp_paragraphs *out)
{
	kp_html_page page;
	bool done = kp_html_page_read(text, length, &page) && kp_html_content(&page, out);
	out->dropped += page.dropped;
	kp_html_page_free(&page);
	return done;
}
