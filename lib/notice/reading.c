#include "notice/reading.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_LIMIT 40

const char *kp_reading_words(const kp_reading *r, kp_range range, char out[KP_WORDS])
{
	size_t length = 0;
	for (size_t i = range.start; i < range.end && i < range.start + WORDS_LIMIT; i++)
		length += kp_utf8_put(r->text.cps[i], out + length);
	if (kp_length(range) > WORDS_LIMIT)
		length += kp_utf8_put(U'…', out + length);
	out[length] = '\0';
	return out;
}

static bool keep(kp_reading *r, const char *words, kp_str *out)
{
	*out = words ? kp_str_new(&r->arena, words, strlen(words)) : NULL;
	return !words || *out;
}

bool kp_reading_find(kp_reading *r, int32_t code, kp_range place, const char *first, const char *second)
{
	if (!kp_grow((void **)&r->doubts, &r->doubt_room, r->doubt_count + 1, sizeof *r->doubts))
		return false;
	kp_doubt *doubt = &r->doubts[r->doubt_count];
	doubt->code = code;
	doubt->place = place;
	if (!keep(r, first, &doubt->first) || !keep(r, second, &doubt->second))
		return false;
	r->doubt_count++;
	return true;
}

void kp_reading_free(kp_reading *r)
{
	kp_text_free(&r->text);
	kp_text_free(&r->source);
	free(r->line_class);
	free(r->items);
	free(r->lists);
	free(r->duties);
	free(r->figures);
	free(r->steps);
	free(r->dues);
	free(r->bases);
	free(r->doubts);
	free(r->named);
	free(r->duty_named);
	kp_arena_free(&r->arena);
}
