/* What a scheme is made of: the kinds of elements, their attributes, and the words that these have for values. Which rules
 * there are, and what is theirs, is in rules.c. */
#include "score/scheme.h"

#define BIT(kind) (1u << KP_SCHEME_##kind)
#define LIST(...) ((const uint8_t[]){ __VA_ARGS__, KP_ATTRIBUTES })
#define NOTHING ((const uint8_t[]){ KP_ATTRIBUTES })

#define LIMITS KP_ATTR_FLOOR, KP_ATTR_CEILING
#define ROUNDING KP_ATTR_DECIMALS, KP_ATTR_ROUNDING
#define POLICIES KP_ATTR_MISSING, KP_ATTR_NOT_REPORTED, KP_ATTR_NOT_APPLICABLE
#define CARD KP_ATTR_GROUPS, KP_ATTR_KINDS
#define ITEM_OF_CARD KP_ATTR_ID, KP_ATTR_NAME, KP_ATTR_POINTS, KP_ATTR_WEIGHT, KP_ATTR_ACCOUNT, CARD

static const kp_scheme_kind_row kinds[KP_SCHEME_KINDS] = {
	[KP_SCHEME_ROOT] = { "scheme", 0,
	                     LIST(KP_ATTR_ID, KP_ATTR_TITLE, KP_ATTR_POINTS, LIMITS, KP_ATTR_AGGREGATE, ROUNDING,
	                          KP_ATTR_RANK_DECIMALS, KP_ATTR_TIES, POLICIES) },
	[KP_SCHEME_GROUP] = { "group", BIT(ROOT), LIST(KP_ATTR_ID, KP_ATTR_NAME, KP_ATTR_KINDS) },
	[KP_SCHEME_STAGE] = { "stage", BIT(ROOT), LIST(KP_ATTR_ID, KP_ATTR_NAME, KP_ATTR_REQUIRED) },
	[KP_SCHEME_MODULE] = { "module", BIT(ROOT) | BIT(MODULE),
	                       LIST(ITEM_OF_CARD, LIMITS, KP_ATTR_AGGREGATE, ROUNDING, POLICIES) },
	[KP_SCHEME_CRITERION] = { "criterion", BIT(ROOT) | BIT(MODULE),
	                          LIST(ITEM_OF_CARD, LIMITS, ROUNDING, POLICIES, KP_ATTR_INDICATOR, KP_ATTR_TAKE,
	                               KP_ATTR_EVIDENCE) },
	[KP_SCHEME_PART] = { "part", BIT(ROOT) | BIT(MODULE) | BIT(CRITERION),
	                     LIST(KP_ATTR_BY, KP_ATTR_ID, KP_ATTR_NAME, KP_ATTR_WEIGHT) },
	[KP_SCHEME_GATE] = { "gate", BIT(ROOT), LIST(KP_ATTR_ID, KP_ATTR_NAME, KP_ATTR_GROUPS, KP_ATTR_GRADE_AT) },
	[KP_SCHEME_VETO] = { "veto", BIT(ROOT), LIST(KP_ATTR_ID, KP_ATTR_NAME, KP_ATTR_COUNT, KP_ATTR_GRADE_AT) },
	[KP_SCHEME_DOWNGRADE] = { "downgrade", BIT(ROOT),
	                          LIST(KP_ATTR_ID, KP_ATTR_NAME, KP_ATTR_COUNT, KP_ATTR_GRADE_AT, KP_ATTR_STEPS_DOWN) },
	[KP_SCHEME_GRADE] = { "grade", BIT(ROOT),
	                      LIST(KP_ATTR_ID, KP_ATTR_NAME, KP_ATTR_FROM, KP_ATTR_TO, KP_ATTR_INCLUDES, KP_ATTR_PLACES,
	                           KP_ATTR_QUOTA, KP_ATTR_CLEAN, KP_ATTR_REFILL, KP_ATTR_OUTCOME) },
	[KP_SCHEME_AWARD] = { "award", BIT(ROOT),
	                      LIST(KP_ATTR_ID, KP_ATTR_NAME, KP_ATTR_GROUPS, KP_ATTR_QUOTA, KP_ATTR_GATES, KP_ATTR_GRADES,
	                           KP_ATTR_FROM) },
	[KP_SCHEME_TIE_BREAKER] = { "tie-breaker", BIT(ROOT), LIST(KP_ATTR_OF, KP_ATTR_BETTER) },
	[KP_SCHEME_RULE] = { "rule", BIT(CRITERION) | BIT(GATE) | BIT(RULE), NOTHING },
	[KP_SCHEME_STEP] = { "step", BIT(RULE),
	                     LIST(KP_ATTR_FROM, KP_ATTR_TO, KP_ATTR_INCLUDES, KP_ATTR_POINTS, KP_ATTR_SHARE) },
	[KP_SCHEME_LEVEL] = { "level", BIT(RULE),
	                      LIST(KP_ATTR_ID, KP_ATTR_NAME, KP_ATTR_POINTS, KP_ATTR_LEAST, KP_ATTR_MOST) },
	[KP_SCHEME_ITEM] = { "item", BIT(RULE), LIST(KP_ATTR_ID, KP_ATTR_NAME, KP_ATTR_EACH, KP_ATTR_MOST) },
	[KP_SCHEME_PLACE] = { "place", BIT(RULE), LIST(KP_ATTR_RANK, KP_ATTR_POINTS) },
	[KP_SCHEME_TARGET] = { "target", BIT(RULE), LIST(KP_ATTR_VALUE, CARD) },
};

static const char *const words[KP_WORDS] = {
	[KP_WORD_NONE] = "none",
	[KP_WORD_YES] = "yes",
	[KP_WORD_NO] = "no",
	[KP_WORD_ZERO] = "zero",
	[KP_WORD_FULL] = "full",
	[KP_WORD_VALUE_ZERO] = "value-zero",
	[KP_WORD_REWEIGH] = "reweigh",
	[KP_WORD_MEAN] = "mean",
	[KP_WORD_SUM] = "sum",
	[KP_WORD_GEOMETRIC] = "geometric",
	[KP_WORD_HALF_UP] = "half-up",
	[KP_WORD_HALF_EVEN] = "half-even",
	[KP_WORD_DOWN] = "down",
	[KP_WORD_FLOOR] = "floor",
	[KP_WORD_CEILING] = "ceiling",
	[KP_WORD_COMPETITION] = "competition",
	[KP_WORD_DENSE] = "dense",
	[KP_WORD_AVERAGE] = "average",
	[KP_WORD_BONUS] = "bonus",
	[KP_WORD_DEDUCTION] = "deduction",
	[KP_WORD_PERIOD] = "period",
	[KP_WORD_SOURCE] = "source",
	[KP_WORD_VALUE] = "value",
	[KP_WORD_SHARE] = "share",
	[KP_WORD_GROWTH] = "growth",
	[KP_WORD_CHANGE] = "change",
	[KP_WORD_PER] = "per",
	[KP_WORD_SCORE] = "score",
	[KP_WORD_PLACE] = "place",
	[KP_WORD_GROUP_MEAN] = "group-mean",
	[KP_WORD_AT_LEAST] = "at-least",
	[KP_WORD_OVER] = "over",
	[KP_WORD_AT_MOST] = "at-most",
	[KP_WORD_UNDER] = "under",
	[KP_WORD_LARGER] = "larger",
	[KP_WORD_SMALLER] = "smaller",
	[KP_WORD_INVERSE] = "inverse",
	[KP_WORD_LINEAR] = "linear",
	[KP_WORD_FROM] = "from",
	[KP_WORD_TO] = "to",
	[KP_WORD_BOTH] = "both",
	[KP_WORD_COMPLETED] = "completed",
	[KP_WORD_BEGUN] = "begun",
	[KP_WORD_LN] = "ln",
	[KP_WORD_LOG10] = "log10",
	[KP_WORD_REQUIRED] = "required",
	[KP_WORD_ATTAINMENT] = "attainment",
	[KP_WORD_ACTUAL] = "actual",
	[KP_WORD_EXPECTED] = "expected",
	[KP_WORD_NEITHER] = "neither",
};

/* ---- attributes ---- */

#define WORDS(...) ((const uint8_t[]){ __VA_ARGS__, KP_WORDS })

static const uint8_t yes_no[] = { KP_WORD_YES, KP_WORD_NO, KP_WORDS };
static const uint8_t aims[] = { KP_WORD_GROUP_MEAN, KP_WORDS };
static const uint8_t lifted[] = { KP_WORD_NONE, KP_WORDS };
static const uint8_t policies[] = { KP_WORD_NONE,    KP_WORD_ZERO, KP_WORD_FULL, KP_WORD_VALUE_ZERO,
	                                KP_WORD_REWEIGH, KP_WORD_MEAN, KP_WORDS };

static const kp_scheme_attribute_row attributes[KP_ATTRIBUTES] = {
	[KP_ATTR_ID] = { "id", KP_TYPE_ID, NULL },
	[KP_ATTR_NAME] = { "name", KP_TYPE_TEXT, NULL },
	[KP_ATTR_TITLE] = { "title", KP_TYPE_TEXT, NULL },
	[KP_ATTR_INDICATOR] = { "indicator", KP_TYPE_TEXT, NULL },
	[KP_ATTR_TAKE] = { "take", KP_TYPE_WORD, WORDS(KP_WORD_ATTAINMENT, KP_WORD_ACTUAL, KP_WORD_EXPECTED) },
	[KP_ATTR_EVIDENCE] = { "evidence", KP_TYPE_WORD, WORDS(KP_WORD_REQUIRED) },
	[KP_ATTR_BY] = { "by", KP_TYPE_WORD, WORDS(KP_WORD_PERIOD, KP_WORD_SOURCE) },
	[KP_ATTR_OF] = { "of", KP_TYPE_ID, NULL },
	[KP_ATTR_MEASURE] = { "measure", KP_TYPE_WORD,
	                      WORDS(KP_WORD_VALUE, KP_WORD_SHARE, KP_WORD_GROWTH, KP_WORD_CHANGE, KP_WORD_PER,
	                            KP_WORD_SCORE, KP_WORD_PLACE) },
	[KP_ATTR_ITEM_NAME] = { "item", KP_TYPE_ID, NULL },
	[KP_ATTR_UNDER] = { "under", KP_TYPE_ID, NULL },
	[KP_ATTR_LAST] = { "last", KP_TYPE_ID, NULL },
	[KP_ATTR_PER] = { "per", KP_TYPE_PORTION, NULL },
	[KP_ATTR_POPULATION] = { "population", KP_TYPE_ID, NULL },
	[KP_ATTR_FACTOR] = { "factor", KP_TYPE_NUMBER, NULL },
	[KP_ATTR_TARGET_VALUE] = { "target", KP_TYPE_AIM, aims },
	[KP_ATTR_VALUE] = { "value", KP_TYPE_AIM, aims },
	[KP_ATTR_COMPARE] = { "compare", KP_TYPE_WORD,
	                      WORDS(KP_WORD_AT_LEAST, KP_WORD_OVER, KP_WORD_AT_MOST, KP_WORD_UNDER) },
	[KP_ATTR_BETTER] = { "better", KP_TYPE_WORD, WORDS(KP_WORD_LARGER, KP_WORD_SMALLER) },
	[KP_ATTR_LOSS] = { "loss", KP_TYPE_WORD, WORDS(KP_WORD_INVERSE, KP_WORD_LINEAR) },
	[KP_ATTR_FROM] = { "from", KP_TYPE_SHARE, NULL },
	[KP_ATTR_TO] = { "to", KP_TYPE_SHARE, NULL },
	[KP_ATTR_INCLUDES] = { "includes", KP_TYPE_WORD, WORDS(KP_WORD_FROM, KP_WORD_TO, KP_WORD_BOTH, KP_WORD_NEITHER) },
	[KP_ATTR_POINTS] = { "points", KP_TYPE_NUMBER, NULL },
	[KP_ATTR_SHARE] = { "share", KP_TYPE_SHARE, NULL },
	[KP_ATTR_WEIGHT] = { "weight", KP_TYPE_WEIGHT, NULL },
	[KP_ATTR_EACH] = { "each", KP_TYPE_NUMBER, NULL },
	[KP_ATTR_OVER] = { "over", KP_TYPE_SHARE, NULL },
	[KP_ATTR_SHORT_OF] = { "short-of", KP_TYPE_SHARE, NULL },
	[KP_ATTR_LIMIT] = { "limit", KP_TYPE_AIM, aims },
	[KP_ATTR_SIDE] = { "side", KP_TYPE_WORD, WORDS(KP_WORD_OVER, KP_WORD_UNDER) },
	[KP_ATTR_BEGUN] = { "begun", KP_TYPE_WORD, WORDS(KP_WORD_COMPLETED, KP_WORD_BEGUN, KP_WORD_SHARE) },
	[KP_ATTR_BAD] = { "bad", KP_TYPE_AIM, aims },
	[KP_ATTR_GOOD] = { "good", KP_TYPE_AIM, aims },
	[KP_ATTR_BASE] = { "base", KP_TYPE_NUMBER, NULL },
	[KP_ATTR_SPAN] = { "span", KP_TYPE_NUMBER, NULL },
	[KP_ATTR_LOW] = { "low", KP_TYPE_AIM, aims },
	[KP_ATTR_HIGH] = { "high", KP_TYPE_AIM, aims },
	[KP_ATTR_TRANSFORM] = { "transform", KP_TYPE_WORD, WORDS(KP_WORD_LN, KP_WORD_LOG10) },
	[KP_ATTR_FIRST] = { "first", KP_TYPE_SHARE, NULL },
	[KP_ATTR_LESS] = { "less", KP_TYPE_SHARE, NULL },
	[KP_ATTR_AMONG] = { "among", KP_TYPE_AIM, aims },
	[KP_ATTR_RANK] = { "rank", KP_TYPE_COUNT, NULL },
	[KP_ATTR_CAP] = { "cap", KP_TYPE_SHARE, lifted },
	[KP_ATTR_LEAST] = { "least", KP_TYPE_SHARE, NULL },
	[KP_ATTR_MOST] = { "most", KP_TYPE_NUMBER, NULL },
	[KP_ATTR_ACCOUNT] = { "account", KP_TYPE_WORD, WORDS(KP_WORD_BONUS, KP_WORD_DEDUCTION) },
	[KP_ATTR_FLOOR] = { "floor", KP_TYPE_NUMBER, lifted },
	[KP_ATTR_CEILING] = { "ceiling", KP_TYPE_NUMBER, lifted },
	[KP_ATTR_AGGREGATE] = { "aggregate", KP_TYPE_WORD, WORDS(KP_WORD_SUM, KP_WORD_MEAN, KP_WORD_GEOMETRIC) },
	[KP_ATTR_DECIMALS] = { "decimals", KP_TYPE_DIGITS, NULL },
	[KP_ATTR_ROUNDING] = { "rounding", KP_TYPE_WORD,
	                       WORDS(KP_WORD_HALF_UP, KP_WORD_HALF_EVEN, KP_WORD_DOWN, KP_WORD_FLOOR, KP_WORD_CEILING) },
	[KP_ATTR_RANK_DECIMALS] = { "rank-decimals", KP_TYPE_DIGITS, NULL },
	[KP_ATTR_TIES] = { "ties", KP_TYPE_WORD, WORDS(KP_WORD_COMPETITION, KP_WORD_DENSE, KP_WORD_AVERAGE) },
	[KP_ATTR_MISSING] = { "missing", KP_TYPE_WORD, policies },
	[KP_ATTR_NOT_REPORTED] = { "not-reported", KP_TYPE_WORD, policies },
	[KP_ATTR_NOT_APPLICABLE] = { "not-applicable", KP_TYPE_WORD, policies },
	[KP_ATTR_GROUPS] = { "groups", KP_TYPE_LIST, NULL },
	[KP_ATTR_KINDS] = { "kinds", KP_TYPE_LIST, NULL },
	[KP_ATTR_REQUIRED] = { "required", KP_TYPE_WORD, yes_no },
	[KP_ATTR_COUNT] = { "count", KP_TYPE_COUNT, NULL },
	[KP_ATTR_GRADE_AT] = { "grade", KP_TYPE_ID, NULL },
	[KP_ATTR_STEPS_DOWN] = { "steps", KP_TYPE_COUNT, NULL },
	[KP_ATTR_PLACES] = { "places", KP_TYPE_COUNT, NULL },
	[KP_ATTR_QUOTA] = { "quota", KP_TYPE_QUOTA, NULL },
	[KP_ATTR_CLEAN] = { "clean", KP_TYPE_WORD, yes_no },
	[KP_ATTR_REFILL] = { "refill", KP_TYPE_WORD, yes_no },
	[KP_ATTR_GATES] = { "gates", KP_TYPE_LIST, NULL },
	[KP_ATTR_GRADES] = { "grades", KP_TYPE_LIST, NULL },
	[KP_ATTR_OUTCOME] = { "outcome", KP_TYPE_TEXT, NULL },
};

const kp_scheme_kind_row *kp_scheme_kind_at(kp_scheme_kind kind)
{
	return &kinds[kind];
}

const kp_scheme_attribute_row *kp_scheme_attribute_at(kp_scheme_attribute attribute)
{
	return &attributes[attribute];
}

const char *kp_scheme_attribute_name(kp_scheme_attribute attribute)
{
	return attributes[attribute].name;
}

kp_scheme_attribute kp_scheme_attribute_of(const char *name, size_t length)
{
	size_t at = 0;
	while (at < KP_ATTRIBUTES &&
	       (strlen(attributes[at].name) != length || memcmp(attributes[at].name, name, length) != 0))
		at++;
	return (kp_scheme_attribute)at;
}

const char *kp_word_name(kp_word word)
{
	return words[word];
}
