/* Signs of damage inside the text: brackets without their partner, numbers that lost a digit or themselves, letters in
 * numbers, sentences that break off. */
#include "notice/doubts.h"

#include "base/utf8.h"

static bool is_pair(char32_t open, char32_t close)
{
	static const char32_t pairs[] = U"()[]{}<>《》“”「」『』";
	for (size_t i = 0; pairs[i]; i += 2)
		if (pairs[i] == open)
			return pairs[i + 1] == close;
	return false;
}

/* Brackets that are open, over the lines of one item. */
typedef struct kp_brackets {
	size_t open[32];
	size_t depth;
} kp_brackets;

static bool one_bracket(kp_reading *r, size_t at)
{
	return kp_reading_find(r, KEPU_FINDING_UNCLOSED_BRACKET, (kp_range){ at, at + 1 }, NULL, NULL);
}

static bool check_brackets(kp_reading *r, kp_range range)
{
	const kp_text *t = &r->text;
	kp_brackets b = { .depth = 0 };
	size_t told = KP_NONE;
	static const unsigned marks = KP_OPEN | KP_CLOSE | KP_QUOTE_OPEN | KP_QUOTE_CLOSE;
	for (size_t i = range.start; (i = kp_find_class(t, i, range.end, marks)) < range.end; i++) {
		char32_t c = t->fold[i];
		if (t->class[i] & (KP_OPEN | KP_QUOTE_OPEN)) {
			if (b.depth == 32)
				return true; /* was made to be odd */
			b.open[b.depth++] = i;
		} else if (t->class[i] & (KP_CLOSE | KP_QUOTE_CLOSE)) {
			if (b.depth == 0 || !is_pair(t->fold[b.open[b.depth - 1]], c)) {
				if (told + 1 != i && !one_bracket(r, i)) /* two that cross are told of once */
					return false;
				told = i;
				b.depth -= b.depth > 0;
			} else {
				b.depth--;
			}
		}
	}
	while (b.depth > 0)
		if (!one_bracket(r, b.open[--b.depth]))
			return false;
	return true;
}

/* Letters that scanners take digits for. */
static bool is_like_digit(char32_t c)
{
	static const char32_t like[] = U"OoIlZzSsBbgq";
	for (size_t i = 0; like[i]; i++)
		if (like[i] == c)
			return true;
	return false;
}

static bool holds(const char32_t *set, char32_t c)
{
	while (*set && *set != c)
		set++;
	return *set != 0;
}

static const char32_t *const measures[] = { U"%",  U"个百分点", U"人次", U"场次", U"名", U"个", U"场", U"家", U"座",
	                                        U"所", U"支",       U"项",   U"万",   U"亿", U"届", U"期", U"篇", U"次",
	                                        U"户", U"台",       U"套",   U"学时", U"人", U"年", NULL };

/* A letter alone among digits or before a measure word: 1O场, S项. */
static bool letter_for_digit(const kp_text *t, kp_range range, size_t i)
{
	if (!is_like_digit(t->fold[i]) || (i > range.start && kp_is(t, i - 1, KP_LETTER)) ||
	    (i + 1 < range.end && kp_is(t, i + 1, KP_LETTER)))
		return false;
	bool behind = i > range.start && (kp_is(t, i - 1, KP_DIGIT) || t->fold[i - 1] == U'.');
	bool before = i + 1 < range.end && (kp_is(t, i + 1, KP_DIGIT) || t->fold[i + 1] == U'.');
	return behind || before || kp_match_any(t, i + 1, range.end, measures) > 0;
}

/* What no sentence has: 合作.每名 and 每天l次 between two Chinese characters, stars and boxes wherever they stand but at the
 * beginning of a line, where they are bullets. */
static bool is_odd_sign(const kp_text *t, kp_range range, size_t i)
{
	static const char32_t between[] = U".&=@$#";
	bool inside = i > range.start && i + 1 < range.end && t->fold[i - 1] >= 0x3400 && t->fold[i + 1] >= 0x3400;
	if (kp_is(t, i, KP_LETTER))
		return inside && is_like_digit(t->fold[i]);
	return kp_is(t, i, KP_ODD) && i > range.start && (inside || !holds(between, t->fold[i]));
}

/* Told of once, with all that follow it. */
static bool odd_sign(kp_reading *r, kp_range range, size_t *i)
{
	size_t start = *i - 1;
	while (*i + 1 < range.end && r->text.fold[*i + 1] == r->text.fold[*i])
		++*i;
	return kp_doubt_range(r, KEPU_FINDING_SIGN_ODD, (kp_range){ start, *i + 1 < range.end ? *i + 2 : *i + 1 });
}

static bool check_numbers(kp_reading *r, kp_range range)
{
	const kp_text *t = &r->text;
	static const unsigned looked_at = KP_LETTER | KP_DIGIT | KP_ODD;
	for (size_t i = range.start; (i = kp_find_class(t, i, range.end, looked_at)) < range.end; i++) {
		if (kp_is(t, i, KP_LETTER) && letter_for_digit(t, range, i)) {
			size_t low = i > range.start + 4 ? i - 4 : range.start, high = i + 5 < range.end ? i + 5 : range.end;
			if (!kp_doubt_range(r, KEPU_FINDING_LETTER_FOR_DIGIT, (kp_range){ low, high }))
				return false;
		}
		if (is_odd_sign(t, range, i) && !odd_sign(r, range, &i))
			return false;
		if (!kp_is(t, i, KP_DIGIT))
			continue;
		size_t end = i, behind = i;
		while (end < range.end && kp_is(t, end, KP_DIGIT))
			end++;
		if (kp_year_odd(t, (kp_range){ i, end }, range.end) &&
		    !kp_doubt_range(r, KEPU_FINDING_NUMBER_LOST, (kp_range){ i, end }))
			return false;
		if (!kp_doubt_number(r, range, &behind))
			return false;
		i = (behind > end ? behind : end) - 1;
	}
	return true;
}

/* ---- numbers that are gone ---- */

static const char32_t *const compares[] = { U"达到",   U"不低于", U"不少于", U"不超过", U"提高到",
	                                        U"提升到", U"提高至", U"提升至", U"稳定在", U"保持在",
	                                        U"超过",   U"至少",   U"控制在", U"达",     NULL };

/* What is done to things that are counted. */
static const char32_t *const acts[] = { U"建成", U"新建", U"建设", U"新增", U"举办", U"开展", U"培训", U"培育",
	                                    U"覆盖", U"组织", U"每年", U"推出", U"创建", U"打造", U"召开", U"遴选",
	                                    U"招聘", U"选树", U"安排", U"配备", U"建有", U"认定", NULL };

/* A measure word, what may stand before it where it counts nothing (每个, 市场), and what it may begin (个人, 场馆). */
typedef struct kp_measure {
	const char32_t *word, *before, *behind;
	bool acted; /* only behind a word of doing or comparing */
} kp_measure;

static const kp_measure counted[] = {
	{ U"人次", U"余多几", U"", false },
	{ U"场次", U"余多几每各", U"", false },
	{ U"个", U"每各这那几多整逐哪两半单某余数首头", U"人体性案别股", false },
	{ U"名", U"报署知著姓实冠更命排提域书题联签第每多几余两各", U"单录师家校称义誉额优", false },
	{ U"场", U"市农现广立林会职赛入气战操球剧商牧渔登退机考盐每各多几余两首专晒圩墟", U"馆所地景次", false },
	{ U"家", U"国专学业作农画居人回商店厂皇管独全大之每各多几余两", U"庭长风校电政乡园", false },
	{ U"座", U"讲就满每各多几余两一", U"谈右", false },
	{ U"所", U"场究厕院站每各多几余两", U"有需在属谓以", false },
	{ U"支", U"分收列开干每各多几余两", U"部持撑农教出付", false },
	{ U"次", U"层人场班批户台件站条期趟档其再初首历多依逐频每年本此上下第名位梯主轮课队几余两", U"数日年生", false },
	{ U"期", U"", U"间刊末初限", true },
	{ U"项", U"", U"目", true },
	{ U"人", U"", U"员才口民均物类力社", true },
	{ U"套", U"配成全每各多几余两", U"餐用", false },
	{ U"篇", U"每各多几余两", U"章幅", false },
};

/* It is a number, or stands for one. */
static bool is_number(const kp_text *t, size_t at)
{
	if (t->fold[at] == U'上') /* 上百 counts, 以上 does not */
		return at == 0 || t->fold[at - 1] != U'以';
	return kp_is(t, at, KP_DIGIT | KP_NUMERAL | KP_LETTER) || holds(U"万亿千百十%余多几数每()", t->fold[at]);
}

/* Behind it the clause ends, or says that the number was a bound. */
static bool bounds(const kp_text *t, size_t at, size_t end)
{
	static const char32_t *const words[] = { U"以上", U"左右", U"以内", U"以下", NULL };
	return at >= end || (t->class[at] & (KP_PAUSE | KP_STOP | KP_OPEN | KP_CLOSE)) ||
	       kp_match_any(t, at, end, words) > 0;
}

/* 新建驿站个， 培训名以上, 建成个基地, 万人次: the number before the measure word is gone; the length, or 0. */
static size_t counts_nothing(const kp_text *t, size_t i, kp_range line)
{
	static const char32_t *const large[] = { U"万人次", U"万人",     U"万名",     U"万户", U"万套",
		                                     U"万册",   U"万平方米", U"个百分点", NULL };
	if (i == line.start || is_number(t, i - 1))
		return 0;
	if (t->fold[i] == U'%')
		return 1;
	size_t n = t->fold[i] == U'万' || t->fold[i] == U'个' ? kp_match_any(t, i, line.end, large) : 0;
	for (size_t k = 0; n == 0 && k < sizeof counted / sizeof *counted; k++) {
		size_t word = kp_match(t, i, line.end, counted[k].word);
		if (word == 0 || holds(counted[k].before, t->fold[i - 1]))
			continue;
		bool acted = kp_ends_any(t, line.start, i, acts) > 0 || kp_ends_any(t, line.start, i, compares) > 0;
		bool closing = bounds(t, i + word, line.end);
		if ((closing && (acted || !counted[k].acted)) ||
		    (acted && !counted[k].acted && !holds(counted[k].behind, t->fold[i + word])))
			n = word;
	}
	return n;
}

/* 优先投向个边境县: 个 is hardly ever without a number where it is no part of a word. */
static bool lone_piece(const kp_text *t, size_t i, kp_range line)
{
	return t->fold[i] == U'个' && i > line.start && i + 1 < line.end && !is_number(t, i - 1) &&
	       !holds(U"每各这那几多整逐哪两半单某余数首头一", t->fold[i - 1]) && !holds(U"人体性案别股", t->fold[i + 1]);
}

/* 达到25， : a number that something is compared with, and no measure behind it; the number's length, or 0. */
static size_t measures_nothing(const kp_text *t, size_t i, kp_range line)
{
	static const char32_t *const shares[] = { U"率",     U"率为", U"比例", U"比例为", U"比重",
		                                      U"比重为", U"突破", U"为",   NULL };
	static const char32_t *const bound[] = { U"以上", U"左右", U"以内", U"以下", NULL };
	kp_decimal value;
	size_t number = kp_number(t, i, line.end, &value), end = i + number;
	if (number == 0 || !bounds(t, end, line.end))
		return 0;
	bool listed = i > line.start + 1 && t->fold[i - 1] == U'、' && t->fold[i - 2] == U'%'; /* 9%、10、11% */
	bool said = kp_ends_any(t, line.start, i, compares) > 0 || kp_ends_any(t, line.start, i, shares) > 0 ||
	            kp_match_any(t, end, line.end, bound) > 0;
	return listed || said ? number : 0;
}

static bool check_lost_numbers(kp_reading *r, kp_range line)
{
	const kp_text *t = &r->text;
	for (size_t i = line.start; (i = kp_find_class(t, i, line.end, KP_COUNTER | KP_DIGIT)) < line.end; i++) {
		size_t length = 0;
		if (kp_is(t, i, KP_COUNTER)) {
			length = counts_nothing(t, i, line);
			if (length == 0 && lone_piece(t, i, line))
				length = 1;
		} else if (kp_is(t, i, KP_DIGIT) && i > line.start && !kp_is(t, i - 1, KP_DIGIT)) {
			length = measures_nothing(t, i, line);
		}
		if (length == 0)
			continue;
		if (!kp_doubt_range(r, KEPU_FINDING_NUMBER_LOST, (kp_range){ i, i + length }))
			return false;
		i += length - 1;
	}
	return true;
}

/* A line of sentences that ends without a mark. */
static bool breaks_off(const kp_text *t, kp_range line)
{
	if (kp_length(line) < 8 || (t->class[line.end - 1] & (KP_STOP | KP_PAUSE | KP_CLOSE | KP_QUOTE_CLOSE)))
		return false;
	return kp_find_outside(t, line.start, line.end, U'。') != KP_NONE;
}

/* Lists have no stop behind them. */
static bool ends_in_list(const kp_reading *r, size_t end)
{
	size_t low = 0, high = r->list_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (r->lists[middle].range.end < end)
			low = middle + 1;
		else
			high = middle;
	}
	return low < r->list_count && r->lists[low].range.end == end;
}

/* own: where the text of the last item begins that stands in the line. */
static bool check_line(kp_reading *r, size_t index, size_t own)
{
	const kp_text *t = &r->text;
	kp_range line = { t->lines[index].start, t->lines[index].end };
	kp_range last = { own > line.start ? own : line.start, line.end };
	kp_range end = { line.end - (kp_length(line) < 4 ? kp_length(line) : 4), line.end };
	if (!check_lost_numbers(r, line))
		return false;
	return ends_in_list(r, line.end) || !breaks_off(t, last) || kp_doubt_range(r, KEPU_FINDING_TEXT_BROKEN_OFF, end);
}

static bool check_lines(kp_reading *r)
{
	size_t next = 0; /* item */
	for (size_t i = 0; i < r->last_line; i++) {
		kp_range line = { r->text.lines[i].start, r->text.lines[i].end };
		while (next < r->item_count && r->items[next].label.start < line.end)
			next++;
		if (r->line_class[i] == KEPU_SEGMENT_FURNITURE || r->line_class[i] == KEPU_SEGMENT_ANNEX)
			continue;
		if (!check_numbers(r, line))
			return false;
		if (r->line_class[i] == KEPU_SEGMENT_NODE_TEXT && next > 0 && !check_line(r, i, r->items[next - 1].body.start))
			return false;
	}
	return true;
}

/* What stands before the items: each run of lines of one kind by itself, as a citation may be broken over lines. */
static bool check_letter_brackets(kp_reading *r)
{
	const kp_text *t = &r->text;
	for (size_t i = 0, end; i < r->first_line; i = end) {
		for (end = i + 1; end < r->first_line && r->line_class[end] == r->line_class[i]; end++)
			;
		if (r->line_class[i] != KEPU_SEGMENT_FURNITURE &&
		    !check_brackets(r, (kp_range){ t->lines[i].start, t->lines[end - 1].end }))
			return false;
	}
	return true;
}

bool kp_doubt_text(kp_reading *r)
{
	for (size_t i = 0; i < r->item_count; i++)
		if (!check_brackets(r, r->items[i].body))
			return false;
	return check_letter_brackets(r) && check_lines(r);
}
