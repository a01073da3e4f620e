#include "io/sniff.h"

#include "io/html_tags.h"

#include <stdbool.h>
#include <string.h>

#define ZIP_LOOK 65536 /* names of a zip's first entries lie near its start */

typedef struct signature {
	const char *bytes;
	size_t length;
	const char *type;
	kepu_status code; /* which tells what to do about it; 0: KEPU_ERROR_UNKNOWN_TYPE */
} signature;

#define OF(bytes, type, code)               \
	{                                       \
		bytes, sizeof bytes - 1, type, code \
	}
#define SIGNATURE(bytes, type) OF(bytes, type, KEPU_ERROR_UNKNOWN_TYPE)

static const signature signatures[] = {
	SIGNATURE("%PDF-", "PDF"),
	SIGNATURE("\xef\xbb\xbf%PDF-", "PDF"),
	SIGNATURE("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "DOC / WPS / XLS (OLE2)"),
	SIGNATURE("{\\rtf", "RTF"),
	SIGNATURE("FounderCEB", "CEB"),
	SIGNATURE("MIME-Version:", "MHTML"),
	SIGNATURE("From: <", "MHTML"),
	OF("\x1f\x8b", "gzip", KEPU_ERROR_ARCHIVE),
	OF("7z\xbc\xaf\x27\x1c", "7-Zip", KEPU_ERROR_ARCHIVE),
	OF("Rar!\x1a\x07", "RAR", KEPU_ERROR_ARCHIVE),
	OF("\x89PNG\r\n\x1a\n", "PNG", KEPU_ERROR_PICTURE),
	OF("\xff\xd8\xff", "JPEG", KEPU_ERROR_PICTURE),
	OF("GIF8", "GIF", KEPU_ERROR_PICTURE),
	OF("II*\0", "TIFF", KEPU_ERROR_PICTURE),
	OF("MM\0*", "TIFF", KEPU_ERROR_PICTURE),
	SIGNATURE("\x7f"
	          "ELF",
	          "ELF"),
};

static const signature zip_entries[] = {
	SIGNATURE("word/", "DOCX"),
	SIGNATURE("OFD.xml", "OFD"),
	SIGNATURE("xl/", "XLSX"),
	SIGNATURE("ppt/", "PPTX"),
	SIGNATURE("application/vnd.oasis.opendocument.text", "ODT"),
};

static bool contains(const char *bytes, size_t length, const signature *s)
{
	for (size_t at = 0; at + s->length <= length; at++)
		if (bytes[at] == s->bytes[0] && memcmp(bytes + at, s->bytes, s->length) == 0)
			return true;
	return false;
}

static const char *zip_type(const char *bytes, size_t length, kepu_status *out_code)
{
	for (size_t i = 0; i < sizeof zip_entries / sizeof *zip_entries; i++)
		if (contains(bytes, length < ZIP_LOOK ? length : ZIP_LOOK, &zip_entries[i]))
			return zip_entries[i].type;
	*out_code = KEPU_ERROR_ARCHIVE;
	return "ZIP";
}

const char *kp_sniff_type(const void *bytes, size_t length, kepu_status *out_code)
{
	*out_code = KEPU_ERROR_UNKNOWN_TYPE;
	for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
		if (length >= signatures[i].length && memcmp(bytes, signatures[i].bytes, signatures[i].length) == 0) {
			*out_code = signatures[i].code;
			return signatures[i].type;
		}
	}
	return length >= 4 && memcmp(bytes, "PK\3\4", 4) == 0 ? zip_type(bytes, length, out_code) : NULL;
}

static bool starts_with(const char *text, size_t length, const char *word)
{
	for (size_t i = 0; word[i]; i++) {
		char c = i < length ? text[i] : '\0';
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		if (c != word[i])
			return false;
	}
	return true;
}

const char kp_markup_html[] = "HTML";

/* Behind white space and comments, as some portals write them before the page. */
static size_t skip_comments(const char *text, size_t length)
{
	size_t at = 0;
	for (;;) {
		while (at < length && (text[at] == ' ' || (text[at] >= '\t' && text[at] <= '\r')))
			at++;
		if (!starts_with(text + at, length - at, "<!--"))
			return at;
		size_t end = at + 4;
		while (end + 3 <= length && memcmp(text + end, "-->", 3) != 0)
			end++;
		if (end + 3 > length)
			return at;
		at = end + 3;
	}
}

/* A fragment of a page, as editors of portals give it. */
static bool begins_element(const char *text, size_t length)
{
	static const char *const inner[] = { "span", "font", "b", "strong", "u", "i" };
	size_t end = 1;
	while (end < length &&
	       ((text[end] | 0x20) >= 'a' ? (text[end] | 0x20) <= 'z' : text[end] >= '1' && text[end] <= '6'))
		end++;
	if (length < 2 || text[0] != '<' || end == length || !strchr("> \t\r\n/", text[end]))
		return false;
	for (size_t i = 0; i < sizeof inner / sizeof *inner; i++)
		if (end - 1 == strlen(inner[i]) && starts_with(text + 1, end - 1, inner[i]))
			return true;
	return kp_html_tag_of(text + 1, end - 1) != KP_TAG_OTHER;
}

const char *kp_sniff_markup(const char *text, size_t length)
{
	if (!length)
		return NULL;
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		text += 3;
		length -= 3;
	}
	size_t at = skip_comments(text, length);
	text += at;
	length -= at;
	if (starts_with(text, length, "<!doctype html") || starts_with(text, length, "<html") ||
	    starts_with(text, length, "<head") || starts_with(text, length, "<body") || starts_with(text, length, "<!--") ||
	    begins_element(text, length))
		return kp_markup_html;
	if (!starts_with(text, length, "<?xml") && !starts_with(text, length, "<plan"))
		return NULL;
	static const signature html = SIGNATURE("<html", "HTML");
	return contains(text, length < 2048 ? length : 2048, &html) ? kp_markup_html : "XML";
}

const char *kp_sniff_name(const char *name)
{
	static const struct {
		const char *ending, *type;
	} known[] = {
		{ ".gd", "GD" },   { ".gw", "GW" },   { ".sep", "SEP" }, { ".ceb", "CEB" }, { ".cebx", "CEB" },
		{ ".doc", "DOC" }, { ".wps", "WPS" }, { ".wpt", "WPS" }, { ".uot", "UOT" }, { ".ofd", "OFD" },
	};
	size_t length = name ? strlen(name) : 0;
	for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
		size_t n = strlen(known[i].ending);
		if (length > n && starts_with(name + length - n, n, known[i].ending))
			return known[i].type;
	}
	return "binary";
}
