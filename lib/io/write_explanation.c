/* An explanation as a table for terminals, as JSON, and as a part of a page. */
#include "base/utf8.h"
#include "io/json.h"
#include "io/xml_escape.h"
#include "score/explain.h"

static const char *const states[] = { "", "value", "no-value", "not-applicable", "not-reported" };
static const char *const kinds[] = { "",          "total", "module",     "account",     "criterion", "part",   "rule",
	                                 "item",      "input", "measure",    "target",      "result",    "policy", "limit",
	                                 "rounding",  "mean",  "reweighing", "provisional", "rank",      "gate",   "veto",
	                                 "downgrade", "grade", "award",      "need" };

static const char *say(int32_t lang, const char *zh, const char *en)
{
	return lang == KEPU_LANG_ZH ? zh : en;
}

static kp_str words_of(const kp_line *line, int32_t lang)
{
	return line->text[lang == KEPU_LANG_ZH ? 0 : 1];
}

static void put_number(kp_buffer *out, kp_decimal value)
{
	char text[KP_DECIMAL_TEXT];
	kp_decimal_write(kp_decimal_trim(value), text);
	kp_buffer_text(out, text);
}

/* What a line adds, with its sign; of the total, which adds to nothing, its points. */
static void put_adds(kp_buffer *out, const kp_line *line)
{
	if (line->counts) {
		kp_buffer_text(out, line->adds.coefficient < 0 ? "" : "+");
		put_number(out, line->adds);
	} else if (line->what == KEPU_LINE_TOTAL && line->has_points) {
		put_number(out, line->points);
	}
}

/* ---- a table for a terminal ---- */

enum { ADDS = 15, WORDS = 17, STEP = 2, DEEPEST = 40 };

typedef struct table {
	kp_buffer out;
	size_t width, left, column; /* width 0: lines are not broken */
	bool space;
} table;

static size_t width_of(const char *bytes, size_t length)
{
	size_t width = 0;
	for (size_t at = 0; at < length;)
		width += (size_t)kp_width(kp_utf8_next(bytes, &at));
	return width;
}

static void put_spaces(kp_buffer *out, size_t count)
{
	while (count--)
		kp_buffer_byte(out, ' ');
}

/* Marks that no line begins with. */
static bool clings(uint32_t c)
{
	static const uint32_t marks[] = { 0x3001, 0x3002, 0xff0c, 0xff1a, 0xff1b, 0xff09, 0x300d, 0x300b, 0xff1f, 0xff01 };
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (marks[i] == c)
			return true;
	return false;
}

/* Where the piece at an index ends that one line has to hold. */
static size_t piece_end(const char *bytes, size_t length, size_t at)
{
	uint32_t c = kp_utf8_next(bytes, &at);
	while (at < length && c != ' ') {
		size_t behind = at;
		uint32_t next = kp_utf8_next(bytes, &behind);
		bool opens = c == 0xff08 || c == 0x300c || c == 0x300a;
		if ((kp_is_cjk(c) || kp_is_cjk(next)) && !clings(next) && !opens)
			break;
		c = next;
		at = behind;
	}
	return at;
}

/* A space behind a piece waits for the next one: no line ends with it. */
static void put_piece(table *t, const char *bytes, size_t length)
{
	bool space = length && bytes[length - 1] == ' ';
	size_t width = width_of(bytes, length - space);
	if (t->width && t->column > t->left && t->column + t->space + width > t->width) {
		kp_buffer_byte(&t->out, '\n');
		put_spaces(&t->out, t->left);
		t->column = t->left;
		t->space = false;
	}
	put_spaces(&t->out, t->space);
	for (size_t i = 0; i < length - space; i++) /* a control character could steer the terminal */
		kp_buffer_byte(&t->out, (unsigned char)bytes[i] < ' ' || bytes[i] == 0x7f ? ' ' : bytes[i]);
	t->column += t->space + width;
	t->space = space;
}

static void put_words(table *t, const char *bytes, size_t length)
{
	for (size_t at = 0, end; at < length; at = end) {
		end = piece_end(bytes, length, at);
		put_piece(t, bytes + at, end - at);
	}
}

static void put_row(table *t, const kp_line *line, int32_t lang)
{
	kp_buffer adds = { .bytes = NULL };
	put_adds(&adds, line);
	size_t indent = (size_t)line->depth * STEP;
	put_spaces(&t->out, adds.length < ADDS ? ADDS - adds.length : 0);
	kp_buffer_add(&t->out, adds.bytes ? adds.bytes : "", adds.length);
	t->out.failed = t->out.failed || adds.failed;
	kp_buffer_free(&adds);
	t->left = WORDS + (indent < DEEPEST ? indent : DEEPEST);
	put_spaces(&t->out, t->left - ADDS);
	t->column = t->left;
	t->space = false;
	put_words(t, words_of(line, lang), kp_str_len(words_of(line, lang)));
	kp_buffer_byte(&t->out, '\n');
}

static void put_head(table *t, int32_t lang)
{
	const char *adds = say(lang, "计入", "adds"), *words = say(lang, "说明", "why");
	put_spaces(&t->out, ADDS - width_of(adds, strlen(adds)));
	kp_buffer_text(&t->out, adds);
	put_spaces(&t->out, WORDS - ADDS);
	kp_buffer_text(&t->out, words);
	kp_buffer_byte(&t->out, '\n');
}

/* ---- JSON ---- */

static void put_key(kp_buffer *out, const char *key)
{
	kp_buffer_text(out, ", \"");
	kp_buffer_text(out, key);
	kp_buffer_text(out, "\": ");
}

static void put_json_number(kp_buffer *out, const char *key, bool has, kp_decimal value)
{
	put_key(out, key);
	if (has)
		put_number(out, value);
	else
		kp_buffer_text(out, "null");
}

static void put_json_line(kp_buffer *out, const kepu_explanation *explanation, const kp_line *line)
{
	kp_buffer_text(out, "{\"depth\": ");
	kp_buffer_int(out, line->depth);
	kp_buffer_text(out, ", \"what\": \"");
	kp_buffer_text(out, kinds[line->what]);
	kp_buffer_text(out, "\", \"element\": ");
	kp_buffer_int(out, line->element);
	put_key(out, "id");
	kp_json_text(out, explanation->ids[line->element]);
	kp_buffer_text(out, ", \"state\": \"");
	kp_buffer_text(out, states[line->state]);
	kp_buffer_text(out, "\"");
	put_json_number(out, "points", line->has_points, line->points);
	put_json_number(out, "adds", line->counts, line->adds);
	put_key(out, "zh");
	kp_json_text(out, line->text[0]);
	put_key(out, "en");
	kp_json_text(out, line->text[1]);
	kp_buffer_byte(out, '}');
}

/* ---- a part of a page ---- */

static void put_html_line(kp_buffer *out, const kp_line *line, int32_t lang)
{
	if (line->counts || (line->what == KEPU_LINE_TOTAL && line->has_points)) {
		kp_buffer_text(out, "<b class=\"kepu-adds\">");
		put_adds(out, line);
		kp_buffer_text(out, "</b> ");
	}
	kp_buffer_text(out, "<span>");
	kp_xml_add_text(out, words_of(line, lang), kp_str_len(words_of(line, lang)));
	kp_buffer_text(out, "</span>");
}

/* The lists that a line ends, from the depth it had down to one. */
static void close_lists(kp_buffer *out, size_t from, size_t to)
{
	while (from-- > to)
		kp_buffer_text(out, "</ul></details></li>\n");
}

static void put_html(kp_buffer *out, const kepu_explanation *explanation, int32_t lang)
{
	size_t depth = 0;
	kp_buffer_text(out, lang == KEPU_LANG_ZH ? "<section class=\"kepu-score\" lang=\"zh-CN\">\n"
	                                         : "<section class=\"kepu-score\" lang=\"en\">\n");
	kp_buffer_text(out, "<ul>\n");
	for (size_t i = 0; i < explanation->count && !out->failed; i++) {
		const kp_line *line = &explanation->lines[i];
		bool holds = i + 1 < explanation->count && line[1].depth > line->depth;
		close_lists(out, depth, line->depth);
		depth = line->depth + holds;
		kp_buffer_text(out, "<li class=\"kepu-");
		kp_buffer_text(out, kinds[line->what]);
		kp_buffer_text(out, line->state == KEPU_STATE_VALUE ? "\">" : " kepu-none\">");
		if (holds)
			kp_buffer_text(out, line->depth < 2 ? "<details open><summary>" : "<details><summary>");
		put_html_line(out, line, lang);
		kp_buffer_text(out, holds ? "</summary><ul>\n" : "</li>\n");
	}
	close_lists(out, depth, 0);
	kp_buffer_text(out, "</ul>\n</section>\n");
}

/* ---- for callers ---- */

static kepu_status check(const kepu_explanation *explanation, char **out_bytes, size_t *out_len, kepu_error **err)
{
	if (out_len)
		*out_len = 0;
	if (!out_bytes)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_bytes", "NULL");
	*out_bytes = NULL;
	if (!explanation)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "explanation", "NULL");
	return explanation->tag == KP_TAG_EXPLANATION ? KEPU_OK
	                                              : kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_explanation", NULL);
}

static kepu_status give(kp_buffer *out, char **out_bytes, size_t *out_len, kepu_error **err)
{
	*out_bytes = kp_buffer_take(out, out_len);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

kepu_status kepu_explanation_to_text(const kepu_explanation *explanation, int32_t lang, size_t width, char **out_bytes,
                                     size_t *out_len, kepu_error **err)
{
	table t = { .width = width };
	kepu_status status = check(explanation, out_bytes, out_len, err);
	if (status)
		return status;
	put_head(&t, lang);
	for (size_t i = 0; i < explanation->count && !t.out.failed; i++)
		put_row(&t, &explanation->lines[i], lang);
	return give(&t.out, out_bytes, out_len, err);
}

kepu_status kepu_explanation_to_json(const kepu_explanation *explanation, char **out_bytes, size_t *out_len,
                                     kepu_error **err)
{
	kp_buffer out = { .bytes = NULL };
	kepu_status status = check(explanation, out_bytes, out_len, err);
	if (status)
		return status;
	kp_buffer_text(&out, "{\"unit\": ");
	kp_json_text(&out, explanation->unit);
	put_key(&out, "name");
	kp_json_text(&out, explanation->name);
	put_key(&out, "lines");
	kp_buffer_byte(&out, '[');
	for (size_t i = 0; i < explanation->count && !out.failed; i++) {
		kp_buffer_text(&out, i ? ",\n  " : "\n  ");
		put_json_line(&out, explanation, &explanation->lines[i]);
	}
	kp_buffer_text(&out, "]}\n");
	return give(&out, out_bytes, out_len, err);
}

kepu_status kepu_explanation_to_html(const kepu_explanation *explanation, int32_t lang, char **out_bytes,
                                     size_t *out_len, kepu_error **err)
{
	kp_buffer out = { .bytes = NULL };
	kepu_status status = check(explanation, out_bytes, out_len, err);
	if (status)
		return status;
	put_html(&out, explanation, lang);
	return give(&out, out_bytes, out_len, err);
}
