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
	case U'ニ': return U'二'; /* as scans read it */
	case U'ハ': return U'八';
	case U'ミ': return U'三';
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

/* All of them stand in the fold table. */
static uint16_t class_of_ideograph(char32_t c)
{
	static const char32_t counters[] = U"万个名人场家座所支次套篇项期";
	uint16_t class = kp_is_chinese_digit(c) ? KP_NUMERAL : 0;
	for (size_t i = 0; counters[i]; i++)
		if (counters[i] == c)
			return class | KP_COUNTER;
	return class;
}

static uint16_t class_of(char32_t c)
{
	if ((c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z'))
		return KP_LETTER;
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
	case U'、': return KP_PAUSE;
	case U':': return KP_PAUSE | KP_COLON;
	case U'%': return KP_COUNTER;
	case U'.':
	case U'&':
	case U'=':
	case U'_':
	case U'^':
	case U'|':
	case U'\\':
	case U'$':
	case U'#':
	case U'@':
	case U'*':
	case U'`':
	case 0xFFFD: return KP_ODD;
	default:
		if (c >= 0x25A0 && c <= 0x25C9) /* □, ■ and the like, where a font or a scanner had nothing better */
			return KP_ODD;
		return class_of_ideograph(c); /* a radical's, or 〇 or ○ */
	}
}

/* What is known of a character that is no ideograph. The same few stand everywhere, so it is found out once. */
typedef struct kp_known {
	char32_t c, fold;
	uint16_t class;
	uint8_t width; /* columns */
	bool white, cjk;
} kp_known;

typedef struct kp_cleaner {
	kp_text *text; /* its lines so far */
	kp_text_line *line;
	size_t count; /* characters of the line */
	kp_known known[256];
} kp_cleaner;

static const kp_known *known(kp_cleaner *cleaner, char32_t c)
{
	kp_known *found = &cleaner->known[c & 255];
	if (found->c != c) {
		char32_t folded = kp_fold(c);
		bool cjk = kp_is_cjk(c); /* “ and — are wide in Chinese type */
		*found = (kp_known){ c, folded, class_of(folded), (uint8_t)(cjk ? 2 : kp_width(c)), kp_is_white(c), cjk };
	}
	return found;
}

static void put(kp_cleaner *cleaner, const kp_known *letter)
{
	size_t at = cleaner->text->length + cleaner->count++;
	cleaner->text->cps[at] = letter->c;
	cleaner->text->fold[at] = letter->fold;
	cleaner->text->class[at] = letter->class;
	if (cleaner->line->width < 60000)
		cleaner->line->width += letter->width;
}

/* What the marks of three bytes add to the character that they say. */
#define THREE_BYTES ((0xe0u << 12) + (0x80u << 6) + 0x80u)

/* The ideographs at a place: most of a notice. They need none of the questions that other characters do. Returns how many
 * bytes they are. */
static size_t put_ideographs(kp_cleaner *cleaner, const char *bytes, size_t length)
{
	kp_text_line *line = cleaner->line;
	size_t start = cleaner->text->length + cleaner->count, count = 0;
	char32_t *cps = cleaner->text->cps + start, *folded = cleaner->text->fold + start;
	uint16_t *class = cleaner->text->class + start;
	const unsigned char *p = (const unsigned char *)bytes, *end = p + length;
	for (; end - p >= 3; p += 3) {
		/* as the text is sound UTF-8, no other bytes come out between the first ideograph and the last */
		char32_t c = ((char32_t)p[0] << 12) + ((char32_t)p[1] << 6) + p[2] - THREE_BYTES;
		if (!is_ideograph(c))
			break;
		char32_t simplified = kp_fold_table[c - KP_FOLD_FIRST];
		cps[count] = c;
		folded[count] = simplified ? simplified : c;
		class[count++] = simplified ? class_of_ideograph(simplified) : 0;
	}
	size_t all = line->count + count, width = line->width + 2 * count;
	line->count = (uint16_t)(all < 60000 ? all : 60000);
	line->width = (uint16_t)(width < 60000 ? width : 60000);
	cleaner->count += count;
	return 3 * count;
}

/* The line has one to three digits so far, and white space behind them. */
static bool is_number_apart(const kp_cleaner *cleaner, size_t pending)
{
	if (pending == 0 || cleaner->count == 0 || cleaner->count > 3)
		return false;
	for (size_t i = 0; i < cleaner->count; i++)
		if (cleaner->text->class[cleaner->text->length + i] != KP_DIGIT)
			return false;
	return true;
}

/* One line without the white space at its ends and beside Chinese characters. */
static void clean_line(kp_cleaner *cleaner, const char *bytes, size_t length, kp_text_line *line)
{
	char32_t *cps = cleaner->text->cps + cleaner->text->length;
	size_t pending = 0;         /* characters of white space that are kept back until their right neighbour is seen */
	size_t first = 0, last = 0; /* bytes from the first character that is no white space to behind the last */
	bool cjk = false, whole = true; /* the last character is Chinese; nothing was left out between */
	cleaner->line = line;
	cleaner->count = 0;
	for (size_t at = 0; at < length;) {
		bool apart = is_number_apart(cleaner, pending);
		size_t taken = put_ideographs(cleaner, bytes + at, length - at);
		if (taken > 0) {
			line->number_apart = line->number_apart || apart;
			last = at += taken;
			whole = whole && pending == 0;
			pending = 0;
			cjk = true;
			continue;
		}
		kp_known letter = *known(cleaner, kp_utf8_next(bytes, &at));
		if (line->count < 60000)
			line->count++;
		if (letter.white) {
			if (cleaner->count > 0) {
				cps[cleaner->count + pending++] = letter.c;
				continue;
			}
			if (line->indent < 200)
				line->indent += letter.width;
			first = at;
			continue;
		}
		for (; pending > 0 && !cjk && !letter.cjk; pending--) {
			put(cleaner, known(cleaner, cps[cleaner->count]));
			line->spaced = true;
		}
		whole = whole && pending == 0;
		pending = 0;
		cjk = letter.cjk;
		put(cleaner, &letter);
		last = at;
	}
	line->bytes = whole ? bytes + first : NULL;
	line->byte_count = last - first;
}

static bool reserve(kp_text *text, const kp_paragraphs *paragraphs)
{
	size_t most = paragraphs->text_length > 0 ? kp_utf8_count(paragraphs->text, paragraphs->text_length) : 0;
	text->cps = kp_array(most + KP_TEXT_PAD, sizeof *text->cps);
	text->fold = kp_array(most + KP_TEXT_PAD, sizeof *text->fold);
	text->class = kp_array(most + KP_TEXT_PAD, sizeof *text->class);
	text->lines = kp_calloc(paragraphs->count + 1, sizeof *text->lines);
	text->filters = kp_filters_new();
	return text->cps && text->fold && text->class && text->lines && text->filters;
}

void kp_text_end(kp_text *text)
{
	memset(text->cps + text->length, 0, KP_TEXT_PAD * sizeof *text->cps);
	memset(text->fold + text->length, 0, KP_TEXT_PAD * sizeof *text->fold);
	memset(text->class + text->length, 0, KP_TEXT_PAD * sizeof *text->class);
}

static void make_lines(kp_cleaner *cleaner, const kp_paragraphs *paragraphs)
{
	kp_text *text = cleaner->text;
	bool blank = false;
	for (size_t i = 0; i < paragraphs->count; i++) {
		const kp_paragraph *p = &paragraphs->items[i];
		kp_text_line *line = &text->lines[text->line_count];
		*line = (kp_text_line){ .start = text->length,
			                    .source = p->line,
			                    .blank_before = blank,
			                    .row = p->row,
			                    .column = p->column,
			                    .rows = p->rows };
		text->table_row = p->row > text->table_row ? p->row : text->table_row;
		cleaner->count = 0;
		if (p->length > 0) /* there may be no text at all */
			clean_line(cleaner, paragraphs->text + p->start, p->length, line);
		blank = cleaner->count == 0;
		text->line_count += !blank;
		line->end = text->length += cleaner->count;
	}
}

bool kp_text_make(const kp_paragraphs *paragraphs, kp_text *out)
{
	kp_cleaner cleaner = { .text = out };
	memset(out, 0, sizeof *out);
	if (!reserve(out, paragraphs)) {
		kp_text_free(out);
		return false;
	}
	cleaner.known[0].c = 1; /* all others are no character of their place already */
	make_lines(&cleaner, paragraphs);
	kp_text_end(out);
	if (!kp_text_mark_lines(out)) {
		kp_text_free(out);
		return false;
	}
	kp_find_numbering(out);
	kp_find_tables(out);
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
	free(text->line_marks);
	free(text->pieces);
	memset(text, 0, sizeof *text);
}

/* Rules ask for lines of places all over a long text, where a search would wait for memory at each of its steps. So the
 * line is noted that each stretch of so many characters begins in; from there it is a few lines at most. */
enum { MARKED = 64 };

bool kp_text_mark_lines(kp_text *text)
{
	size_t count = text->length / MARKED + 1, line = 0;
	text->line_marks = kp_array(count, sizeof *text->line_marks);
	for (size_t i = 0; text->line_marks && i < count; i++) {
		while (line + 1 < text->line_count && text->lines[line + 1].start <= i * MARKED)
			line++;
		text->line_marks[i] = (uint32_t)line;
	}
	return text->line_marks != NULL;
}

size_t kp_text_line_of(const kp_text *text, size_t at)
{
	size_t line = text->line_marks[at / MARKED];
	while (line + 1 < text->line_count && text->lines[line + 1].start <= at)
		line++;
	return line;
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
