#include "base/utf8.h"
#include "model/input.h"

#define LABEL_MOST 32 /* code points; what is longer is no label */

/* Runs of single characters that are numbers: circled, bracketed, with a stop, Roman. */
static const struct run {
	uint32_t first, last;
	int32_t number; /* of the first */
} runs[] = {
	{ 0x2160, 0x216b, 1 },  { 0x2170, 0x217b, 1 }, { 0x2460, 0x2473, 1 },  { 0x2474, 0x2487, 1 },
	{ 0x2488, 0x249b, 1 },  { 0x24ea, 0x24ea, 0 }, { 0x24eb, 0x24f4, 11 }, { 0x24f5, 0x24fe, 1 },
	{ 0x2776, 0x277f, 1 },  { 0x2780, 0x2789, 1 }, { 0x278a, 0x2793, 1 },  { 0x3220, 0x3229, 1 },
	{ 0x3251, 0x325f, 21 }, { 0x3280, 0x3289, 1 }, { 0x32b1, 0x32bf, 36 },
};

static int32_t single(uint32_t c)
{
	for (size_t i = 0; i < sizeof runs / sizeof *runs; i++)
		if (c >= runs[i].first && c <= runs[i].last)
			return runs[i].number + (int32_t)(c - runs[i].first);
	return -1;
}

static bool is_one_of(uint32_t c, const char *set)
{
	for (size_t at = 0; set[at];)
		if (kp_utf8_next(set, &at) == c)
			return true;
	return false;
}

/* What stands around a number and is none of it. */
static bool is_around(uint32_t c)
{
	return kp_is_white(c) || is_one_of(c, "()（）[]［］〔〕【】〈〉{}.．。,，、:：;；·-—第章节条项款篇编");
}

size_t kp_label_ordinal(const char *label, size_t length, char out[KP_ORDINAL_TEXT])
{
	uint32_t cps[LABEL_MOST];
	size_t count = 0, start = 0;
	for (size_t at = 0; at < length; count++) {
		if (count == LABEL_MOST)
			return 0;
		cps[count] = kp_utf8_next(label, &at);
	}
	while (count && is_around(cps[count - 1]))
		count--;
	for (size_t i = count; i > start; i--)
		if (is_around(cps[i - 1]))
			start = i;
	if (start == count)
		return 0;
	int32_t number = count - start == 1 ? single(cps[start]) : -1;
	if (number < 0)
		number = kp_ordinal_read(cps + start, count - start);
	return number < 0 ? 0 : kp_decimal_write((kp_decimal){ number, 0 }, out);
}
