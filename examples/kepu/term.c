#include "term.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#define SCREEN_MOST 100
#define SCREEN_LEAST 80

void text_add(text *out, const char *bytes, size_t length)
{
	if (out->failed || !length)
		return;
	if (length > out->capacity - out->length) {
		size_t wanted = out->capacity ? out->capacity : 4096;
		while (wanted - out->length < length && wanted <= SIZE_MAX / 2)
			wanted *= 2;
		char *grown = wanted - out->length < length ? NULL : realloc(out->bytes, wanted);
		if (!grown) {
			out->failed = true;
			return;
		}
		out->bytes = grown;
		out->capacity = wanted;
	}
	memcpy(out->bytes + out->length, bytes, length);
	out->length += length;
}

void text_put(text *out, const char *words)
{
	if (words)
		text_add(out, words, strlen(words));
}

void text_number(text *out, uint64_t number)
{
	char digits[20];
	size_t at = sizeof digits;
	do {
		digits[--at] = (char)('0' + number % 10);
	} while (number /= 10);
	text_add(out, digits + at, sizeof digits - at);
}

void text_fill(text *out, const char *words, const char *first, const char *second)
{
	for (const char *brace; (brace = strchr(words, '{')) != NULL; words = brace + 3) {
		const char *value = brace[1] == '1' ? first : second;
		text_add(out, words, (size_t)(brace - words));
		if (value)
			text_clean(out, value, strlen(value));
	}
	text_put(out, words);
}

void text_free(text *out)
{
	free(out->bytes);
	*out = (text){ 0 };
}

size_t next_char(const char *bytes, size_t length, size_t at, uint32_t *out_char)
{
	unsigned char lead = (unsigned char)bytes[at++];
	int more = lead < 0xc0 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
	uint32_t c = more ? lead & (0x3fu >> more) : lead;
	for (; more && at < length && ((unsigned char)bytes[at] & 0xc0) == 0x80; more--)
		c = c << 6 | ((unsigned char)bytes[at++] & 0x3f);
	*out_char = lead >= 0x80 && lead < 0xc0 ? 0xfffd : c;
	return at;
}

typedef struct range {
	uint32_t first, last;
} range;

static bool in_ranges(const range *list, size_t count, uint32_t c)
{
	for (size_t i = 0; i < count; i++)
		if (c >= list[i].first && c <= list[i].last)
			return true;
	return false;
}

/* What notices hold: ideographs, full-width forms, Chinese punctuation and the marks around them. */
static bool is_wide(uint32_t c)
{
	static const range wide[] = {
		{ 0x1100, 0x115f },   { 0x231a, 0x231b },   { 0x2e80, 0x303e },   { 0x3041, 0xa4cf },   { 0xa960, 0xa97f },
		{ 0xac00, 0xd7a3 },   { 0xf900, 0xfaff },   { 0xfe30, 0xfe6f },   { 0xff01, 0xff60 },   { 0xffe0, 0xffe6 },
		{ 0x1f300, 0x1f64f }, { 0x1f680, 0x1f6ff }, { 0x1f900, 0x1f9ff }, { 0x20000, 0x3fffd },
	};
	return c >= 0x1100 && in_ranges(wide, sizeof wide / sizeof *wide, c);
}

static bool is_nothing(uint32_t c)
{
	static const range none[] = {
		{ 0x0300, 0x036f }, { 0x200b, 0x200f }, { 0x202a, 0x202e }, { 0x2060, 0x206f }, { 0x302a, 0x302d },
		{ 0x3099, 0x309a }, { 0xfe00, 0xfe0f }, { 0xfe20, 0xfe2f }, { 0xfeff, 0xfeff }, { 0xe0100, 0xe01ef },
	};
	return c >= 0x0300 && in_ranges(none, sizeof none / sizeof *none, c);
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static size_t char_width(uint32_t c)
{
	return is_control(c) ? 1 : is_nothing(c) ? 0 : is_wide(c) ? 2 : 1;
}

size_t text_width(const char *bytes, size_t length)
{
	size_t width = 0;
	uint32_t c = 0;
	for (size_t at = 0; at < length;) {
		at = next_char(bytes, length, at, &c);
		width += char_width(c);
	}
	return width;
}

void text_clean(text *out, const char *bytes, size_t length)
{
	uint32_t c = 0;
	for (size_t at = 0, next; at < length; at = next) {
		next = next_char(bytes, length, at, &c);
		if (is_control(c))
			text_add(out, c == '\n' || c == '\t' ? " " : "?", 1);
		else
			text_add(out, bytes + at, next - at);
	}
}

size_t screen_width(void)
{
	struct winsize size;
	if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) || !size.ws_col || size.ws_col > SCREEN_MOST)
		return SCREEN_MOST;
	return size.ws_col < SCREEN_LEAST ? SCREEN_LEAST : size.ws_col;
}

static bool is_one_of(uint32_t c, const char *set)
{
	size_t length = strlen(set);
	uint32_t other = 0;
	for (size_t at = 0; at < length;) {
		at = next_char(set, length, at, &other);
		if (other == c)
			return true;
	}
	return false;
}

/* Whether a line may end between two characters: beside a wide one, but not before what closes or separates, nor after
 * what opens, nor between a number and what it counts. */
static bool may_break(uint32_t before, uint32_t after)
{
	if (is_one_of(after, "、，。；：！？）》」』】〕］”’…—·～,.;:!?)]}%％‰") ||
	    is_one_of(before, "（《「『【〔［“‘([{—"))
		return false;
	if (before == ' ')
		return true;
	if (after == ' ' || (before >= '0' && before <= '9'))
		return false;
	return is_wide(before) || is_wide(after);
}

flow flow_start(text *out, size_t width)
{
	return (flow){ .out = out, .width = width };
}

static void spaces(flow *at, size_t column)
{
	for (; at->column < column; at->column++)
		text_add(at->out, " ", 1);
}

/* Spaces that nothing follows any more. */
static void trim(text *out)
{
	while (out->length && out->bytes[out->length - 1] == ' ')
		out->length--;
}

/* Ends a line, with the next line of what stands beside it. */
static void end_line(flow *at)
{
	if (at->side) {
		const char *end = strchr(at->side, '\n');
		spaces(at, at->side_at);
		text_add(at->out, at->side, end ? (size_t)(end - at->side) : strlen(at->side));
		at->side = end ? end + 1 : NULL;
	}
	trim(at->out);
	text_add(at->out, "\n", 1);
	at->column = 0;
}

void flow_end(flow *at)
{
	do {
		end_line(at);
	} while (at->side);
}

static void go_on_below(flow *at)
{
	size_t length = at->out->length;
	trim(at->out);
	at->column -= length - at->out->length;
	end_line(at);
	spaces(at, at->left);
}

void flow_to(flow *at, size_t column)
{
	at->left = column;
	if (at->column > column)
		go_on_below(at);
	spaces(at, column);
}

void flow_right(flow *at, size_t column, const char *words)
{
	size_t width = text_width(words, strlen(words));
	bool close = at->column > at->left && at->column + width >= column; /* to what is before it */
	spaces(at, close ? at->column + 1 : column > width ? column - width : 0);
	text_clean(at->out, words, strlen(words));
	at->column += width;
}

/* What must not be broken: a word, or a character with the marks that cling to it. Longer than a line it is cut. */
static void flow_cluster(flow *at, const char *bytes, size_t length)
{
	size_t width = text_width(bytes, length);
	if (at->column + width > at->width && at->column > at->left)
		go_on_below(at);
	if (at->column == at->left && at->left && length == 1 && *bytes == ' ')
		return;
	uint32_t c = 0;
	for (size_t here = 0, next; here < length; here = next) {
		next = next_char(bytes, length, here, &c);
		if (at->column + char_width(c) > at->width && at->column > at->left)
			go_on_below(at);
		text_clean(at->out, bytes + here, next - here);
		at->column += char_width(c);
	}
}

void flow_words(flow *at, const char *bytes, size_t length)
{
	uint32_t c = 0, following = 0;
	for (size_t start = 0; start < length;) {
		size_t end = next_char(bytes, length, start, &c);
		while (end < length) {
			size_t next = next_char(bytes, length, end, &following);
			if (may_break(c, following))
				break;
			c = following;
			end = next;
		}
		flow_cluster(at, bytes + start, end - start);
		start = end;
	}
}

void flow_put(flow *at, const char *words)
{
	if (words)
		flow_words(at, words, strlen(words));
}

void flow_whole(flow *at, const char *bytes, size_t length)
{
	size_t width = text_width(bytes, length);
	if (at->column + width > at->width && at->column > at->left)
		go_on_below(at);
	flow_words(at, bytes, length);
}
