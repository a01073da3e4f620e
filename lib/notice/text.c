#include "notice/text.h"

#include "base/number.h"
#include "base/utf8.h"
#include "notice/fold_table.h"

#include <stdlib.h>
#include <string.h>

static bool is_ideograph(char32_t c)
{
	return c >= KP_FOLD_FIRST && c <= KP_FOLD_LAST;
}

static char32_t fold_ideograph(char32_t c)
{
	uint16_t simplified = kp_fold_table[c - KP_FOLD_FIRST];
	return simplified ? simplified : c;
}

static char32_t fold_bracket(char32_t c)
{
	switch (c) {
	case U'〔':
	case U'［':
	case U'【':
	case U'〖':
	case U'„':
	case U'﹝':
	case U'❲': return U'[';
	case U'〕':
	case U'］':
	case U'】':
	case U'〗':
	case U'‟':
	case U'﹞':
	case U'❳': return U']';
	case U'（':
	case U'﹙':
	case U'❨': return U'(';
	case U'）':
	case U'﹚':
	case U'❩': return U')';
	case U'〈':
	case U'﹤':
	case U'‹':
	case U'＜': return U'<';
	case U'〉':
	case U'﹥':
	case U'›':
	case U'＞': return U'>';
	case U'«':
	case U'︽': return U'《';
	case U'»':
	case U'︾': return U'》';
	default: return 0;
	}
}

/* Radicals that copies out of PDF files have in place of the characters themselves. */
static char32_t fold_radical(char32_t c)
{
	static const char32_t kangxi[] = U"一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀"
									 U"寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋"
									 U"比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸"
									 U"缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛"
									 U"辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻"
									 U"黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
	if (c >= 0x2F00)
		return c <= 0x2FD5 ? kangxi[c - 0x2F00] : c;
	switch (c) {
	case U'⺁': return U'厂';
	case U'⺝': return U'月';
	case U'⺟': return U'母';
	case U'⺠': return U'民';
	case U'⺫': return U'目';
	case U'⺮': return U'竹';
	case U'⺿': return U'草';
	case U'⻁': return U'虎';
	case U'⻄': return U'西';
	case U'⻅': return U'见';
	case U'⻆': return U'角';
	case U'⻉': return U'贝';
	case U'⻋': return U'车';
	case U'⻌': return U'辶';
	case U'⻏': return U'阝';
	case U'⻑': return U'長';
	case U'⻒': return U'長';
	case U'⻓': return U'长';
	case U'⻔': return U'门';
	case U'⻘': return U'青';
	case U'⻚': return U'页';
	case U'⻛': return U'风';
	case U'⻜': return U'飞';
	case U'⻝': return U'食';
	case U'⻢': return U'马';
	case U'⻣': return U'骨';
	case U'⻤': return U'鬼';
	case U'⻥': return U'鱼';
	case U'⻦': return U'鸟';
	case U'⻨': return U'麦';
	case U'⻩': return U'黄';
	case U'⻬': return U'齐';
	case U'⻮': return U'齿';
	case U'⻰': return U'龙';
	case U'⻳': return U'龟';
	default: return c;
	}
}

char32_t kp_fold(char32_t c)
{
	if (c < 0x80)
		return c == U'~' ? U'-' : c;
	if (is_ideograph(c))
		return fold_ideograph(c);
	if (c >= 0x2E80 && c < 0x3000)
		return fold_radical(c);
	char32_t bracket = fold_bracket(c);
	if (bracket)
		return bracket;
	switch (c) {
	case U'—':
	case U'–':
	case U'―':
	case U'－':
	case U'−':
	case U'～':
	case U'〜':
	case U'﹣':
	case U'‐':
	case U'‑': return U'-';
	case U'〃': return U'·';
	case U'｡': return U'。';
	case U'､':
	case U'﹑': return U'、';
	case U'︰':
	case U'﹕':
	case U'∶': return U':';
	case U'﹐': return U',';
	case U'﹔': return U';';
	case U'﹪': return U'%';
	default: return c >= 0xFF01 && c <= 0xFF5E ? c - 0xFEE0 : c;
	}
}

static uint8_t class_of_mark(char32_t c)
{
	if (c >= U'0' && c <= U'9')
		return KP_DIGIT;
	switch (c) {
	case U'(':
	case U'[':
	case U'{':
	case U'<': return KP_OPEN;
	case U')':
	case U']':
	case U'}':
	case U'>': return KP_CLOSE;
	case U'“':
	case U'‘':
	case U'《':
	case U'「':
	case U'『': return KP_QUOTE_OPEN;
	case U'”':
	case U'’':
	case U'》':
	case U'」':
	case U'』': return KP_QUOTE_CLOSE;
	case U'。':
	case U'!':
	case U'?': return KP_STOP;
	case U',':
	case U';':
	case U':':
	case U'、': return KP_PAUSE;
	default: return c >= 0x2E80 && kp_is_chinese_digit(c) ? KP_NUMERAL : 0;
	}
}

static uint8_t class_of(char32_t c)
{
	if (is_ideograph(c)) /* no mark is one */
		return kp_is_chinese_digit(c) ? KP_NUMERAL : 0;
	return class_of_mark(c);
}

static void widen(kp_text_line *line, char32_t c)
{
	if (line->width < 60000)
		line->width += (uint16_t)(kp_is_cjk(c) ? 2 : kp_width(c)); /* “ and — are wide in Chinese type */
}

/* The ideographs that stand from *at on: most of a notice. They need none of the questions that other characters do. */
static size_t take_ideographs(const char *bytes, size_t length, size_t *at, char32_t *out, kp_text_line *line)
{
	size_t count = 0;
	while (length - *at >= 3 && (unsigned char)bytes[*at] >= 0xe4 && (unsigned char)bytes[*at] <= 0xe9) {
		size_t next = *at;
		char32_t c = kp_utf8_next(bytes, &next);
		if (!is_ideograph(c))
			break;
		out[count++] = c;
		*at = next;
	}
	size_t all = line->count + count, width = line->width + 2 * count;
	line->count = (uint16_t)(all < 60000 ? all : 60000);
	line->width = (uint16_t)(width < 60000 ? width : 60000);
	return count;
}

/* One to three digits, with white space behind them. */
static bool is_number_apart(const char32_t *out, size_t count, size_t pending)
{
	if (pending == 0 || count == 0 || count > 3)
		return false;
	for (size_t i = 0; i < count; i++)
		if (class_of(kp_fold(out[i])) != KP_DIGIT)
			return false;
	return true;
}

/* One line without the white space at its ends and beside Chinese characters; returns how many code points it gave. */
static size_t clean_line(const char *bytes, size_t length, char32_t *out, kp_text_line *line)
{
	size_t count = 0, at = 0, pending = 0; /* pending: white space kept back until its right neighbour is seen */
	while (at < length) {
		size_t taken = take_ideographs(bytes, length, &at, out + count, line);
		if (taken > 0) {
			line->number_apart = line->number_apart || is_number_apart(out, count, pending);
			count += taken;
			pending = 0;
			continue;
		}
		char32_t c = kp_utf8_next(bytes, &at);
		if (line->count < 60000)
			line->count++;
		if (kp_is_white(c)) {
			if (count > 0)
				out[count + pending++] = c;
			else if (line->indent < 200)
				line->indent += (uint16_t)kp_width(c);
			continue;
		}
		if (pending > 0 && !kp_is_cjk(out[count - 1]) && !kp_is_cjk(c)) {
			for (; pending > 0; pending--)
				widen(line, out[count++]);
		}
		pending = 0;
		widen(line, c);
		out[count++] = c;
	}
	return count;
}

static bool reserve(kp_text *text, size_t bytes, size_t lines)
{
	/* a code point takes at least one byte, so the sizes cannot be outgrown */
	text->cps = kp_array(bytes + 1, sizeof *text->cps);
	text->lines = kp_calloc(lines + 1, sizeof *text->lines);
	return text->cps && text->lines;
}

void kp_text_end(kp_text *text)
{
	text->cps[text->length] = text->fold[text->length] = 0;
	text->class[text->length] = 0;
}

static bool fold(kp_text *text)
{
	text->fold = kp_array(text->length + 1, sizeof *text->fold);
	text->class = kp_array(text->length + 1, sizeof *text->class);
	text->filters = kp_filters_new();
	if (!text->fold || !text->class || !text->filters)
		return false;
	/* the same few marks stand everywhere: what was found of each is kept, by its last eight bits */
	struct known {
		char32_t c, fold;
		uint8_t class;
	} marks[256] = { { 0, 0, 0 } };
	for (size_t i = 0; i < text->length; i++) {
		char32_t c = text->cps[i];
		if (is_ideograph(c)) {
			text->fold[i] = fold_ideograph(c);
			text->class[i] = kp_is_chinese_digit(text->fold[i]) ? KP_NUMERAL : 0;
			continue;
		}
		struct known *mark = &marks[c & 255];
		if (mark->c != c) {
			char32_t folded = kp_fold(c);
			*mark = (struct known){ c, folded, class_of(folded) };
		}
		text->fold[i] = mark->fold;
		text->class[i] = mark->class;
	}
	kp_text_end(text);
	return true;
}

bool kp_text_make(const kp_paragraphs *paragraphs, kp_text *out)
{
	memset(out, 0, sizeof *out);
	if (!reserve(out, paragraphs->text_length, paragraphs->count)) {
		kp_text_free(out);
		return false;
	}
	bool blank = false;
	for (size_t i = 0; i < paragraphs->count; i++) {
		const kp_paragraph *p = &paragraphs->items[i];
		kp_text_line *line = &out->lines[out->line_count];
		*line = (kp_text_line){ .source = p->line, .blank_before = blank };
		size_t count = 0;
		if (p->length > 0) /* there may be no text at all */
			count = clean_line(paragraphs->text + p->start, p->length, out->cps + out->length, line);
		blank = count == 0;
		if (blank)
			continue;
		out->line_count++;
		line->start = out->length;
		line->end = out->length += count;
	}
	char32_t *fitted = realloc(out->cps, (out->length + 1) * sizeof *out->cps);
	if (fitted)
		out->cps = fitted;
	if (!fold(out)) {
		kp_text_free(out);
		return false;
	}
	kp_find_numbering(out);
	return true;
}

void kp_text_free(kp_text *text)
{
	if (!text->of || text->cps != text->of->cps) {
		free(text->cps);
		free(text->fold);
		free(text->class);
	}
	if (!text->of)
		free(text->filters);
	free(text->lines);
	free(text->pieces);
	memset(text, 0, sizeof *text);
}

size_t kp_text_line_of(const kp_text *text, size_t at)
{
	size_t low = 0;
	for (size_t count = text->line_count, half; count > 1; count -= half) {
		half = count / 2;
		low += text->lines[low + half].start <= at
		           ? half
		           : 0; /* no branch, which would be guessed wrongly half of the times */
	}
	return low;
}

size_t kp_text_piece_of(const kp_text *text, size_t at)
{
	size_t low = 0;
	for (size_t count = text->piece_count, half; count > 1; count -= half) {
		half = count / 2;
		low += text->pieces[low + half].start <= at
		           ? half
		           : 0; /* no branch, which would be guessed wrongly half of the times */
	}
	return low;
}

size_t kp_text_source_of(const kp_text *text, size_t at)
{
	if (text->piece_count == 0)
		return 0;
	const kp_piece *piece = &text->pieces[kp_text_piece_of(text, at)];
	return piece->source + (at - piece->start);
}
