#include "model/model.h"

/* Each text has its length before it, as every kp_str has, so that plans can point at it instead of holding copies. */
typedef struct token {
	uint32_t length;
	char text[20];
} token;

#define T(text)               \
	{                         \
		sizeof text - 1, text \
	}

static const token kinds[] = { T("overview"), T("goal"), T("part"),      T("action"),
	                           T("project"),  T("task"), T("safeguard"), T("other") };
static const token roles[] = { T("lead"), T("responsible"), T("participant") };
static const token statuses[] = { T("draft"), T("in-force"), T("superseded") };
static const token levels[] = { T("nation"),   T("province"), T("prefecture"), T("county"),
	                            T("township"), T("village"),  T("none") };
static const token comparisons[] = { T(">="), T(">"), T("<="), T("<"), T("~"), T("=") };
static const token everies[] = { T("once"), T("annual"), T("biennial"), T("half"), T("quarter"), T("month") };
static const token countings[] = { T("level"), T("total"), T("flow") };
static const token rollups[] = { T("sum"), T("mean"), T("ratio"), T("minimum"), T("last"), T("reach") };
static const token natures[] = { T("binding"), T("expected") };
static const token values[] = { T("target"), T("baseline"), T("observation") };
static const token value_statuses[] = { T("reported"), T("verified"), T("estimated") };
static const token checks[] = { T("unseen"), T("confirmed"), T("corrected"), T("entered") };
static const token metas[] = { T("title"),      T("notice-title"), T("document-number"), T("issuer"),
	                           T("issue-date"), T("period"),       T("recipient"),       T("basis") };

#define SET(name, items) [name] = { items, sizeof items / sizeof *items }

static const struct token_set {
	const token *items;
	size_t count;
} sets[] = {
	SET(KP_TOKENS_KIND, kinds),
	SET(KP_TOKENS_ROLE, roles),
	SET(KP_TOKENS_STATUS, statuses),
	SET(KP_TOKENS_LEVEL, levels),
	SET(KP_TOKENS_COMPARISON, comparisons),
	SET(KP_TOKENS_EVERY, everies),
	SET(KP_TOKENS_COUNTING, countings),
	SET(KP_TOKENS_ROLLUP, rollups),
	SET(KP_TOKENS_NATURE, natures),
	SET(KP_TOKENS_VALUE, values),
	SET(KP_TOKENS_VALUE_STATUS, value_statuses),
	SET(KP_TOKENS_CHECK, checks),
	SET(KP_TOKENS_META, metas),
};

int32_t kp_token_code(kp_token_set set, const char *text, size_t length)
{
	const struct token_set *tokens = &sets[set];
	for (size_t i = 0; i < tokens->count; i++)
		if (tokens->items[i].length == length && memcmp(tokens->items[i].text, text, length) == 0)
			return (int32_t)i + 1;
	return KEPU_UNKNOWN;
}

const char *kp_token_text(kp_token_set set, int32_t code)
{
	if (code < 1 || (size_t)code > sets[set].count)
		return NULL;
	return sets[set].items[code - 1].text;
}
