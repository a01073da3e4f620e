#include "io/html_tags.h"

#include <string.h>

typedef struct named {
	const char *name;
	kp_html_tag tag;
} named;

/* By name, for a binary search. */
static const named known[] = {
	{ "a", KP_TAG_A },
	{ "address", KP_TAG_BLOCK },
	{ "area", KP_TAG_VOID },
	{ "article", KP_TAG_BLOCK },
	{ "aside", KP_TAG_ASIDE },
	{ "base", KP_TAG_VOID },
	{ "blockquote", KP_TAG_BLOCK },
	{ "body", KP_TAG_BODY },
	{ "br", KP_TAG_BR },
	{ "button", KP_TAG_SKIP },
	{ "canvas", KP_TAG_SKIP },
	{ "caption", KP_TAG_BLOCK },
	{ "center", KP_TAG_BLOCK },
	{ "col", KP_TAG_VOID },
	{ "dd", KP_TAG_DEFINITION },
	{ "dir", KP_TAG_UL },
	{ "div", KP_TAG_BLOCK },
	{ "dl", KP_TAG_BLOCK },
	{ "dt", KP_TAG_DEFINITION },
	{ "embed", KP_TAG_VOID },
	{ "fieldset", KP_TAG_BLOCK },
	{ "figcaption", KP_TAG_BLOCK },
	{ "figure", KP_TAG_BLOCK },
	{ "footer", KP_TAG_ASIDE },
	{ "form", KP_TAG_BLOCK },
	{ "frame", KP_TAG_VOID },
	{ "h1", KP_TAG_HEADING },
	{ "h2", KP_TAG_HEADING },
	{ "h3", KP_TAG_HEADING },
	{ "h4", KP_TAG_HEADING },
	{ "h5", KP_TAG_HEADING },
	{ "h6", KP_TAG_HEADING },
	{ "header", KP_TAG_BLOCK },
	{ "hr", KP_TAG_LINE },
	{ "html", KP_TAG_HTML },
	{ "iframe", KP_TAG_RAW },
	{ "img", KP_TAG_VOID },
	{ "input", KP_TAG_VOID },
	{ "legend", KP_TAG_BLOCK },
	{ "li", KP_TAG_LI },
	{ "link", KP_TAG_VOID },
	{ "main", KP_TAG_BLOCK },
	{ "marquee", KP_TAG_ASIDE },
	{ "math", KP_TAG_SKIP },
	{ "menu", KP_TAG_UL },
	{ "meta", KP_TAG_META },
	{ "nav", KP_TAG_ASIDE },
	{ "noembed", KP_TAG_RAW },
	{ "noframes", KP_TAG_RAW },
	{ "noscript", KP_TAG_SKIP },
	{ "object", KP_TAG_SKIP },
	{ "ol", KP_TAG_OL },
	{ "p", KP_TAG_P },
	{ "param", KP_TAG_VOID },
	{ "pre", KP_TAG_PRE },
	{ "script", KP_TAG_RAW },
	{ "section", KP_TAG_BLOCK },
	{ "select", KP_TAG_SKIP },
	{ "source", KP_TAG_VOID },
	{ "style", KP_TAG_RAW },
	{ "svg", KP_TAG_SKIP },
	{ "table", KP_TAG_TABLE },
	{ "tbody", KP_TAG_BLOCK },
	{ "td", KP_TAG_CELL },
	{ "template", KP_TAG_SKIP },
	{ "textarea", KP_TAG_RAW },
	{ "tfoot", KP_TAG_BLOCK },
	{ "th", KP_TAG_CELL },
	{ "thead", KP_TAG_BLOCK },
	{ "title", KP_TAG_TITLE },
	{ "tr", KP_TAG_ROW },
	{ "track", KP_TAG_VOID },
	{ "ul", KP_TAG_UL },
	{ "wbr", KP_TAG_VOID },
	{ "xml", KP_TAG_SKIP },
};

#define LONGEST 10

kp_html_tag kp_html_tag_of(const char *name, size_t length)
{
	char lower[LONGEST + 1];
	if (length > LONGEST)
		return KP_TAG_OTHER;
	for (size_t i = 0; i < length; i++)
		lower[i] = name[i] >= 'A' && name[i] <= 'Z' ? (char)(name[i] - 'A' + 'a') : name[i];
	lower[length] = '\0';
	size_t low = 0, high = sizeof known / sizeof *known;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(lower, known[middle].name);
		if (order == 0)
			return known[middle].tag;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return KP_TAG_OTHER;
}
