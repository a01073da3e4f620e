#include "model/model.h"

/* As a kp_token is: plans point at the texts. */
typedef struct token {
	int32_t number;
	uint32_t length;
	char text[20];
} token;

#define T(number, text)               \
	{                                 \
		number, sizeof text - 1, text \
	}

static const token kinds[] = { T(1, "overview"), T(2, "goal"), T(3, "part"),      T(4, "action"),
	                           T(5, "project"),  T(6, "task"), T(7, "safeguard"), T(8, "other") };
static const token roles[] = { T(1, "lead"), T(2, "responsible"), T(3, "participant") };
static const token statuses[] = { T(1, "draft"), T(2, "in-force"), T(3, "superseded") };
static const token levels[] = { T(1, "nation"),   T(2, "province"), T(3, "prefecture"), T(4, "county"),
	                            T(5, "township"), T(6, "village"),  T(7, "none") };
static const token comparisons[] = { T(1, ">="), T(2, ">"), T(3, "<="), T(4, "<"), T(5, "~"), T(6, "=") };
static const token everies[] = { T(1, "once"), T(2, "annual"),  T(3, "biennial"),
	                             T(4, "half"), T(5, "quarter"), T(6, "month") };
static const token countings[] = { T(1, "level"), T(2, "total"), T(3, "flow") };
static const token rollups[] = {
	T(1, "sum"), T(2, "mean"), T(3, "ratio"), T(4, "minimum"), T(5, "last"), T(6, "reach")
};
static const token natures[] = { T(1, "binding"), T(2, "expected") };
static const token values[] = { T(1, "target"), T(2, "baseline"), T(3, "observation") };
static const token value_statuses[] = { T(1, "reported"), T(2, "verified"), T(3, "estimated") };
static const token checks[] = { T(1, "unseen"), T(2, "confirmed"), T(3, "corrected"), T(4, "entered") };
static const token actions[] = { T(1, "set"), T(2, "remove"), T(3, "move"), T(4, "check") };
static const token parts[] = { T(1, "plan"),      T(2, "node"),  T(3, "unit"), T(4, "assignment"),
	                           T(5, "indicator"), T(6, "phase"), T(7, "annex") };
static const token metas[] = { T(1, "title"),      T(2, "notice-title"), T(3, "document-number"), T(4, "issuer"),
	                           T(5, "issue-date"), T(6, "period"),       T(7, "recipient"),       T(8, "basis") };

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
	SET(KP_TOKENS_ACTION, actions),
	SET(KP_TOKENS_PART, parts),
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

kp_token kp_token_of(kp_token_set set, int32_t code)
{
	if (code < 1 || (size_t)code > sets[set].count)
		return (kp_token){ NULL };
	return (kp_token){ sets[set].items[code - 1].text };
}

kp_token kp_token_unknown(kp_arena *arena, const char *text, size_t length)
{
	int32_t number = KEPU_UNKNOWN;
	kp_str made = kp_str_behind(arena, &number, sizeof number, text, length);
	return (kp_token){ made };
}
