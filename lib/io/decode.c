#include "io/decode.h"

#include "base/fail.h"
#include "base/sha256.h"
#include "base/strings.h"
#include "base/utf8.h"
#include "io/html.h"
#include "io/posix.h"
#include "io/sniff.h"

#include <stdlib.h>

#define REPLACEMENT "\xef\xbf\xbd"
#define SOUND 8 /* characters that read as UTF-8 in a page that says gb2312: so many do not by chance */

typedef struct decoder {
	const char *bytes;
	size_t length;
	const char *chars; /* UTF-8, before it is cut into lines: the bytes themselves, or NULL where the text has them */
	size_t count;      /* bytes of it */
	bool allowed;      /* XML forbids none of them; that is seen by the way where they are the bytes */
	kp_buffer text;
	size_t bad;
} decoder;

/* ---- UTF-16 ---- */

static uint32_t unit_at(const decoder *d, size_t at, bool big)
{
	const unsigned char *p = (const unsigned char *)d->bytes + at;
	return big ? (uint32_t)p[0] << 8 | p[1] : (uint32_t)p[1] << 8 | p[0];
}

static bool is_high(uint32_t unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool is_low(uint32_t unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

static void decode_utf16(decoder *d, size_t at, bool big)
{
	for (; d->length - at >= 2; at += 2) {
		uint32_t c = unit_at(d, at, big);
		if (is_high(c) && d->length - at >= 4 && is_low(unit_at(d, at + 2, big))) {
			c = 0x10000 + ((c - 0xd800) << 10) + (unit_at(d, at + 2, big) - 0xdc00);
			at += 2;
		} else if (is_high(c) || is_low(c)) {
			c = 0xfffd;
			d->bad++;
		}
		char encoded[4];
		size_t n = kp_utf8_put(c, encoded);
		kp_buffer_add(&d->text, encoded, n);
	}
	if (at < d->length) {
		kp_buffer_text(&d->text, REPLACEMENT);
		d->bad++;
	}
}

/* What a Chinese text is made of; a wrong byte order or another encoding gives few of these. */
static bool common(uint32_t c)
{
	return (c >= 0x20 && c < 0x7f) || c == '\n' || c == '\r' || c == '\t' || (c >= 0x2000 && c < 0x2070) ||
	       (c >= 0x3000 && c < 0x3040) || (c >= 0x4e00 && c < 0xa000) || (c >= 0xff00 && c < 0xfff0);
}

/* Without a BOM: only text that has NUL bytes, as spaces, digits and line ends have in UTF-16, and reads well so. */
static bool looks_utf16(const decoder *d, bool big)
{
	size_t good = 0, units = d->length / 2;
	bool zero = false;
	if (d->length % 2 || units < 2)
		return false;
	for (size_t i = 0; i < units; i++) {
		uint32_t c = unit_at(d, 2 * i, big);
		if (c == 0)
			return false;
		good += common(c);
		zero = zero || c < 0x100;
	}
	return zero && good >= units - units / 10;
}

/* ---- UTF-8 ---- */

/* What is sound stays where it is; else it is copied with each faulty byte replaced. */
static void decode_utf8(decoder *d, size_t at)
{
	d->allowed = kp_utf8_check_xml(d->bytes + at, d->length - at) == KP_UTF8_OK;
	size_t fault = d->allowed ? KP_UTF8_OK : kp_utf8_check(d->bytes + at, d->length - at);
	if (fault == KP_UTF8_OK) {
		d->chars = d->bytes + at;
		d->count = d->length - at;
		return;
	}
	while (at < d->length) {
		size_t run = fault == KP_UTF8_OK ? d->length - at : fault;
		kp_buffer_add(&d->text, d->bytes + at, run);
		at += run;
		if (fault == KP_UTF8_OK)
			break;
		kp_buffer_text(&d->text, REPLACEMENT);
		d->bad++;
		/* the rest of a sequence that broke off belongs to the same fault */
		for (at++; at < d->length && ((unsigned char)d->bytes[at] & 0xc0) == 0x80; at++)
			;
		fault = kp_utf8_check(d->bytes + at, d->length - at);
	}
}

/* How many characters of several bytes were sound; the replacements are not. */
static size_t count_sound(const decoder *d)
{
	const char *chars = d->chars ? d->chars : d->text.bytes;
	size_t sound = 0, count = d->chars ? d->count : d->text.length;
	for (size_t i = 0; i < count; i++)
		sound += (unsigned char)chars[i] >= 0xc0;
	return sound > d->bad ? sound - d->bad : 0;
}

/* Text may hold a stray NUL, but not many. */
static bool binary(const decoder *d)
{
	size_t zeros = 0;
	for (size_t i = 0; i < d->length; i++)
		zeros += !d->bytes[i];
	return zeros > d->length / 16;
}

static bool begins(const decoder *d, const char *bytes, size_t length)
{
	return d->length >= length && memcmp(d->bytes, bytes, length) == 0;
}

/* What a page says of its encoding counts less than its bytes: many say gb2312 and are UTF-8, or the other way round. */
static kepu_status decode_bytes(decoder *d, const kp_place *place, kepu_error **err)
{
	char label[KP_LABEL_ROOM] = "";
	bool bom = begins(d, "\xef\xbb\xbf", 3), page = kp_sniff_markup(d->bytes, d->length) == kp_markup_html;
	int family = page && !bom ? kp_html_label(d->bytes, d->length, label) : KP_LABEL_NONE;
	decode_utf8(d, bom ? 3 : 0);
	size_t sound = d->bad > 0 || family == KP_LABEL_GB ? count_sound(d) : 0;
	/* by chance alone GB18030 rarely reads as UTF-8: a text that mostly does is UTF-8 with some damage */
	bool other = family == KP_LABEL_GB ? d->bad > 0 || sound < SOUND : d->bad > 0 && sound / 8 < d->bad;
	if (!other || bom)
		return KEPU_OK;
	if (family == KP_LABEL_OTHER)
		return kp_fail(err, KEPU_ERROR_ENCODING, place, label, "UTF-8, GB18030");
	d->chars = NULL;
	d->text.length = d->bad = 0;
	if (!kp_posix_gb18030(d->bytes, d->length, &d->text, &d->bad) && !d->text.failed)
		return kp_fail(err, KEPU_ERROR_ENCODING, place, "GB18030", "UTF-8");
	return KEPU_OK;
}

static kepu_status decode(decoder *d, const kp_place *place, kepu_error **err)
{
	kepu_status status = KEPU_OK;
	bool bom8 = begins(d, "\xef\xbb\xbf", 3);
	if (begins(d, "\xff\xfe", 2) || begins(d, "\xfe\xff", 2))
		decode_utf16(d, 2, d->bytes[0] == '\xfe');
	else if (!bom8 && memchr(d->bytes, 0, d->length) && (looks_utf16(d, false) || looks_utf16(d, true)))
		decode_utf16(d, 0, looks_utf16(d, true));
	else if (binary(d))
		status = kp_fail(err, KEPU_ERROR_UNKNOWN_TYPE, place, kp_sniff_name(place->file), NULL);
	else
		status = decode_bytes(d, place, err);
	return status ? status : d->text.failed ? kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL) : KEPU_OK;
}

/* ---- lines ---- */

static bool add_paragraph(kp_paragraphs *list, size_t start, uint32_t line)
{
	if (!kp_grow((void **)&list->items, &list->capacity, list->count + 1, sizeof *list->items))
		return false;
	list->items[list->count++] = (kp_paragraph){ start, list->text_length - start, line, 0, 0, 0 };
	return true;
}

/* LF, CR and CRLF end a line as an editor counts them; the other marks end a paragraph within it. */
static bool ends_line(uint32_t c)
{
	return c == '\n' || c == '\r';
}

static bool ends_paragraph(uint32_t c)
{
	return ends_line(c) || c == '\v' || c == '\f' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/* The length of a character that neither ends a paragraph nor is forbidden in XML, as its first byte tells of nearly all
 * in a line; 0: it must be looked at. */
static size_t plain(unsigned char byte)
{
	return byte >= 0xe3 && byte <= 0xee ? 3 : byte >= 0x20 && byte < 0x80;
}

typedef struct cutter {
	kp_paragraphs *list;
	size_t length, at;
	size_t start; /* of the paragraph */
	uint32_t line;
} cutter;

/* Characters behind the text that is kept already; where nothing was dropped they stand there. */
static void keep(kp_paragraphs *list, size_t at, size_t length)
{
	if (at != list->text_length)
		memmove(list->own + list->text_length, list->own + at, length);
	list->text_length += length;
}

/* Before something is dropped, the text must be ours. */
static bool own_text(kp_paragraphs *list, size_t length)
{
	if (list->own)
		return true;
	list->own = kp_array(length, 1);
	if (!list->own)
		return false;
	list->text = memcpy(list->own, list->text, length);
	return true;
}

static bool cut_character(cutter *c)
{
	kp_paragraphs *list = c->list;
	size_t begin = c->at;
	uint32_t character = kp_utf8_next(list->text, &c->at);
	if (ends_paragraph(character)) {
		if (character == '\r' && c->at < c->length && list->text[c->at] == '\n')
			c->at++;
		if (!add_paragraph(list, c->start, c->line))
			return false;
		c->start = list->text_length = c->at;
		c->line += ends_line(character);
	} else if (!kp_xml_char(character)) {
		if (!own_text(list, c->length))
			return false;
		list->dropped++;
	} else {
		keep(list, begin, c->at - begin);
	}
	return true;
}

/* The text is cut in place: what stays of a paragraph is never longer than what was there. */
static bool cut(kp_paragraphs *list, size_t length)
{
	cutter c = { .list = list, .length = length, .line = 1 };
	while (c.at < length) {
		size_t begin = c.at;
		for (size_t n; c.at < length && (n = plain((unsigned char)list->text[c.at])) > 0;)
			c.at += n;
		if (c.at > begin)
			keep(list, begin, c.at - begin);
		else if (!cut_character(&c))
			return false;
	}
	return list->text_length == c.start || add_paragraph(list, c.start, c.line);
}

/* Whether these bytes stand somewhere, the last of them one of two. */
static bool holds(const char *text, size_t length, const char *bytes, char other)
{
	size_t count = strlen(bytes);
	for (const char *at = text, *end = text + length; (at = memchr(at, bytes[0], (size_t)(end - at))); at++) {
		if ((size_t)(end - at) < count)
			return false;
		if (memcmp(at, bytes, count - 1) == 0 && (at[count - 1] == bytes[count - 1] || at[count - 1] == other))
			return true;
	}
	return false;
}

/* No paragraph ends inside a line, and no line with CR alone, as in nearly all texts. */
static bool is_simple(const char *text, size_t length)
{
	if (holds(text, length, "\xc2\x85", '\x85') || holds(text, length, "\xe2\x80\xa8", '\xa9'))
		return false;
	for (const char *at = text, *end = text + length; (at = memchr(at, '\r', (size_t)(end - at))); at++)
		if (at + 1 == end || at[1] != '\n')
			return false;
	return true;
}

/* The same as cut() for a simple text of which nothing is dropped. */
static bool cut_simple(kp_paragraphs *list, size_t length)
{
	uint32_t line = 1;
	for (size_t start = 0, end; start < length; start = end + 1) {
		const char *feed = memchr(list->text + start, '\n', length - start);
		end = feed ? (size_t)(feed - list->text) : length;
		list->text_length = feed && end > start && feed[-1] == '\r' ? end - 1 : end;
		if (!add_paragraph(list, start, line++))
			return false;
	}
	list->text_length = length;
	return true;
}

/* The characters as a text of our own: a page is read from it. */
static bool copy_chars(decoder *d)
{
	if (d->chars)
		kp_buffer_add(&d->text, d->chars, d->count);
	d->chars = NULL;
	return !d->text.failed;
}

static bool cut_chars(decoder *d, kp_paragraphs *out)
{
	size_t length = d->count;
	if (!d->chars)
		out->own = kp_buffer_take(&d->text, &length);
	out->text = d->chars ? d->chars : out->own;
	if (!out->text)
		return false;
	return d->chars && d->allowed && is_simple(out->text, length) ? cut_simple(out, length) : cut(out, length);
}

static kepu_status finish(decoder *d, const kp_place *place, kp_paragraphs *out, kepu_error **err)
{
	size_t length = d->chars ? d->count : d->text.length;
	const char *type = kp_sniff_markup(d->chars ? d->chars : d->text.bytes, length);
	bool page = type == kp_markup_html;
	if (type && !page)
		return kp_fail(err, KEPU_ERROR_UNKNOWN_TYPE, place, type, NULL);
	if (!length)
		return kp_fail(err, KEPU_ERROR_EMPTY_FILE, place, NULL, NULL);
	out->dropped = d->bad;
	kp_sha256_of(d->bytes, d->length, out->sha256);
	bool done = page ? copy_chars(d) && kp_html_paragraphs(d->text.bytes, length, out) : cut_chars(d, out);
	if (done)
		return KEPU_OK;
	kp_paragraphs_free(out);
	return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

kepu_status kp_decode_text(const void *bytes, size_t length, const char *name, kp_paragraphs *out, kepu_error **err)
{
	kp_place place = KP_NOWHERE;
	decoder d = { .bytes = bytes, .length = length };
	memset(out, 0, sizeof *out);
	place.file = name;
	if (!length)
		return kp_fail(err, KEPU_ERROR_EMPTY_FILE, &place, NULL, NULL);
	kepu_status status;
	const char *type = kp_sniff_type(bytes, length, &status);
	if (type)
		return kp_fail(err, status, &place, type, NULL);
	status = decode(&d, &place, err);
	if (!status)
		status = finish(&d, &place, out, err);
	kp_buffer_free(&d.text);
	return status;
}
