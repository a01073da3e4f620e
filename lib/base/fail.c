#include "base/fail.h"

#include "base/number.h"
#include "base/utf8.h"

#include <stdlib.h>

#define TAG_ERROR 0x6b657272u
#define VALUE_MOST 120
#define VALUE_BYTES ((VALUE_MOST + 2) * 4)

struct kepu_error {
	uint32_t tag;
	kepu_status code;
	char *zh, *en, *file, *path;
	int64_t line, column, offset;
};

static const char memory_zh[] = "内存不足";
static const char memory_en[] = "out of memory";
static const kepu_error memory_error = {
	TAG_ERROR, KEPU_ERROR_MEMORY, (char *)memory_zh, (char *)memory_en, NULL, NULL, 0, 0, -1
};

static bool is_error(const kepu_error *error)
{
	return error && error->tag == TAG_ERROR;
}

static bool is_control(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029;
}

/* One character of text that may be anything; *at moves on by at least one byte. */
static uint32_t next_loose(const char *bytes, size_t length, size_t *at)
{
	unsigned char lead = (unsigned char)bytes[*at];
	size_t n = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
	if (n > length - *at || kp_utf8_check(bytes + *at, n) != KP_UTF8_OK) {
		*at += 1;
		return 0xfffd;
	}
	uint32_t c = kp_utf8_next(bytes, at);
	if (is_control(c))
		return ' ';
	return kp_xml_char(c) ? c : 0xfffd;
}

/* Whether a text stands in a message as it is, as nearly all do. */
static bool is_plain(const char *value, size_t length)
{
	if (kp_utf8_check_xml(value, length) != KP_UTF8_OK)
		return false;
	size_t characters = 0;
	for (size_t at = 0; at < length; characters++)
		if (is_control(kp_utf8_next(value, &at)))
			return false;
	return characters <= VALUE_MOST;
}

static void put_value(kp_buffer *buffer, const char *value)
{
	size_t length = 0, at = 0;
	if (!value)
		return;
	while (length < VALUE_BYTES && value[length])
		length++;
	if (is_plain(value, length)) {
		kp_buffer_add(buffer, value, length);
		return;
	}
	for (int characters = 0; at < length; characters++) {
		if (characters == VALUE_MOST) {
			kp_buffer_text(buffer, "…");
			return;
		}
		char encoded[4];
		size_t n = kp_utf8_put(next_loose(value, length, &at), encoded);
		kp_buffer_add(buffer, encoded, n);
	}
}

/* What messages speak of, in Chinese. NULL: it is a name and stays as it is. */
static const char *in_chinese(const char *english)
{
	static const char *const words[][2] = {
		{ "unit", "单位" },
		{ "group", "组别" },
		{ "gate", "参评条件（gate）" },
		{ "grade", "等次（grade）" },
		{ "node", "条目" },
		{ "part", "部分" },
		{ "parent", "上级条目" },
		{ "sibling", "同级条目" },
		{ "module or criterion", "module 或 criterion" },
		{ "string", "字符串" },
		{ "array", "数组" },
		{ "object", "对象" },
		{ "number", "数" },
		{ "levels", "层级" },
		{ "parts", "部分的个数" },
		{ "stages", "阶段的个数" },
		{ "depth", "嵌套层数" },
		{ "text", "一段文字的字节数" },
		{ "name", "名称的字节数" },
		{ "bytes", "字节数" },
		{ "the document ends before its elements do", "文件到此中断，还有元素没有闭合" },
		{ "Document is empty", "这里没有 XML 元素" },
		{ "Start tag expected, '<' not found", "这里没有 XML 元素" },
		{ "Extra content at the end of the document", "根元素之后还有内容" },
		{ "no row of the score", "得分表里没有这一行" },
		{ "only one", "只能有一个" },
		{ "only one rule", "只能有一条规则" },
		{ "only two rules", "只能有两条规则" },
		{ "a rule (yes-no, reach, ratio …)", "规则（yes-no、reach、ratio 等）" },
		{ "points or share", "points 或 share" },
		{ "points or share, not both", "points、share 二者之一" },
		{ "an element above has parts by the same", "上级已按同一个 by 分了部分" },
		{ "all parts of an element have the same by", "同一元素的 part 要用同一个 by" },
		{ "measure of beyond: value, share, growth, change, score, place",
		  "beyond 的 measure：value、share、growth、change、score、place" },
		{ "in an account: none, zero, value-zero, reweigh, mean",
		  "加分、扣分中的政策：none、zero、value-zero、reweigh、mean" },
		{ "too large", "太大" },
		{ "the scheme has no such stage", "评分方案里没有这个阶段" },
		{ "no figure can be added once a score was made of them", "已用它们计过分，不能再加数据" },
	};
	for (size_t i = 0; english && i < sizeof words / sizeof *words; i++)
		if (strcmp(words[i][0], english) == 0)
			return words[i][1];
	return NULL;
}

/* Latin words stand apart from Chinese ones, but not behind a mark. */
static void put_word(kp_buffer *buffer, const char *value)
{
	static const char *const marks[] = { "：", "（", "“" };
	const char *chinese = in_chinese(value);
	bool apart = value && (unsigned char)(chinese ? chinese : value)[0] < 0x80 && !buffer->failed &&
	             buffer->length >= 3 && (unsigned char)buffer->bytes[buffer->length - 1] >= 0x80;
	for (size_t i = 0; apart && i < sizeof marks / sizeof *marks; i++)
		apart = memcmp(buffer->bytes + buffer->length - 3, marks[i], 3) != 0;
	if (apart)
		kp_buffer_byte(buffer, ' ');
	put_value(buffer, chinese ? chinese : value);
}

void kp_message(kp_buffer *buffer, const char *text, const char *first, const char *second)
{
	for (const char *brace; (brace = strchr(text, '{')) != NULL;) {
		bool word = brace[1] && brace[2] == '=';
		bool place = (brace[1] == '1' || brace[1] == '2') && brace[2 + word] == '}';
		size_t plain = (size_t)(brace - text) + (place ? 0 : 1);
		const char *value = brace[1] == '1' ? first : second;
		kp_buffer_add(buffer, text, plain);
		if (place && word)
			put_word(buffer, value);
		else if (place)
			put_value(buffer, value);
		text = place ? brace + 3 + word : brace + 1;
	}
	kp_buffer_text(buffer, text);
}

static char *message(const char *text, const char *first, const char *second)
{
	kp_buffer buffer = { 0 };
	kp_message(&buffer, text, first, second);
	return kp_buffer_take(&buffer, NULL);
}

static char *copy(const char *text)
{
	size_t size = strlen(text) + 1;
	char *made = malloc(size);
	if (made)
		memcpy(made, text, size);
	return made;
}

kepu_status kp_fail_worded(kepu_error **err, kepu_status code, const kp_place *place, kp_wording first,
                           kp_wording second)
{
	if (!err || *err)
		return code;
	*err = (kepu_error *)&memory_error; /* never written: each writer looks for its address */
	if (code == KEPU_ERROR_MEMORY)
		return code;
	const kp_code *row = kp_error_code(code);
	kepu_error *error = calloc(1, sizeof *error);
	if (!error)
		return code;
	error->tag = TAG_ERROR;
	error->code = code;
	error->offset = -1;
	error->zh = message(row ? row->zh : "", first.zh, second.zh);
	error->en = message(row ? row->en : "", first.en, second.en);
	if (!error->zh || !error->en) {
		kepu_error_free(error);
		return code;
	}
	*err = error;
	kp_error_locate(error, place);
	return code;
}

kepu_status kp_fail(kepu_error **err, kepu_status code, const kp_place *place, const char *first, const char *second)
{
	return kp_fail_worded(err, code, place, KP_WORDED(first), KP_WORDED(second));
}

kepu_status kp_fail_int(kepu_error **err, kepu_status code, const kp_place *place, int64_t first, int64_t second)
{
	char a[KP_DECIMAL_TEXT], b[KP_DECIMAL_TEXT];
	kp_decimal_write((kp_decimal){ first, 0 }, a);
	kp_decimal_write((kp_decimal){ second, 0 }, b);
	return kp_fail(err, code, place, a, b);
}

kepu_status kp_fail_text(kepu_error **err, kepu_status code, const kp_place *place, const char *first, size_t length)
{
	char value[VALUE_BYTES + 1];
	if (length > VALUE_BYTES)
		length = VALUE_BYTES;
	for (size_t i = 0; i < length; i++)
		value[i] = first[i] ? first[i] : '\1'; /* shown as a space, like other controls */
	value[length] = '\0';
	return kp_fail(err, code, place, value, NULL);
}

void kp_error_locate(kepu_error *error, const kp_place *place)
{
	if (!is_error(error) || error == &memory_error || !place)
		return;
	/* an error without its file is better than none: memory that is out is no fault here */
	if (!error->file && place->file)
		error->file = copy(place->file);
	if (!error->path && place->path)
		error->path = copy(place->path);
	if (!error->line) { /* line and column belong together */
		error->line = place->line;
		error->column = place->column;
	}
	if (error->offset < 0)
		error->offset = place->offset;
}

void kepu_error_free(kepu_error *error)
{
	if (!is_error(error) || error == &memory_error)
		return;
	free(error->zh);
	free(error->en);
	free(error->file);
	free(error->path);
	error->tag = 0;
	free(error);
}

kepu_status kepu_error_code(const kepu_error *error)
{
	return is_error(error) ? error->code : KEPU_OK;
}

static const char *text_out(const char *text, size_t *out_len)
{
	if (out_len)
		*out_len = text ? strlen(text) : 0;
	return text;
}

const char *kepu_error_message(const kepu_error *error, int32_t lang, size_t *out_len)
{
	return text_out(!is_error(error) ? NULL : lang == KEPU_LANG_ZH ? error->zh : error->en, out_len);
}

const char *kepu_error_file(const kepu_error *error, size_t *out_len)
{
	return text_out(is_error(error) ? error->file : NULL, out_len);
}

const char *kepu_error_path(const kepu_error *error, size_t *out_len)
{
	return text_out(is_error(error) ? error->path : NULL, out_len);
}

int64_t kepu_error_line(const kepu_error *error)
{
	return is_error(error) ? error->line : 0;
}

int64_t kepu_error_column(const kepu_error *error)
{
	return is_error(error) ? error->column : 0;
}

int64_t kepu_error_offset(const kepu_error *error)
{
	return is_error(error) ? error->offset : -1;
}

const char *kepu_status_name(kepu_status code, size_t *out_len)
{
	const kp_code *row = kp_error_code(code);
	return text_out(row ? row->name : NULL, out_len);
}
