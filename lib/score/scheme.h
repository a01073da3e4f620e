/* Schemes as they lie in memory: a tree of elements with attributes, the same for XML, JSON and the builder.
 * lib/score/elements.c has the tables of both; docs/scoring.md says what they mean. */
#ifndef KP_SCHEME_H
#define KP_SCHEME_H

#include "base/fail.h"
#include "model/model.h"

#include <kepu/scheme.h>

#include <stdatomic.h>

typedef enum kp_scheme_kind {
	KP_SCHEME_ROOT,
	KP_SCHEME_GROUP,
	KP_SCHEME_STAGE,
	KP_SCHEME_MODULE,
	KP_SCHEME_CRITERION,
	KP_SCHEME_PART,
	KP_SCHEME_GATE,
	KP_SCHEME_VETO,
	KP_SCHEME_DOWNGRADE,
	KP_SCHEME_GRADE,
	KP_SCHEME_AWARD,
	KP_SCHEME_TIE_BREAKER,
	KP_SCHEME_RULE, /* which one: its row in the table of rules, see rules.h */
	KP_SCHEME_STEP,
	KP_SCHEME_LEVEL,
	KP_SCHEME_ITEM,
	KP_SCHEME_PLACE,
	KP_SCHEME_TARGET,
	KP_SCHEME_KINDS
} kp_scheme_kind;

/* Attributes, in the order in which they are written. */
typedef enum kp_scheme_attribute {
	KP_ATTR_ID,
	KP_ATTR_NAME,
	KP_ATTR_TITLE,
	KP_ATTR_INDICATOR,
	KP_ATTR_TAKE,
	KP_ATTR_EVIDENCE,
	KP_ATTR_BY,
	KP_ATTR_MEASURE,
	KP_ATTR_OF,
	KP_ATTR_ITEM_NAME, /* item */
	KP_ATTR_UNDER,
	KP_ATTR_LAST,
	KP_ATTR_PER,
	KP_ATTR_POPULATION,
	KP_ATTR_FACTOR,
	KP_ATTR_TARGET_VALUE, /* target */
	KP_ATTR_VALUE,
	KP_ATTR_COMPARE,
	KP_ATTR_BETTER,
	KP_ATTR_LOSS,
	KP_ATTR_FROM,
	KP_ATTR_TO,
	KP_ATTR_INCLUDES,
	KP_ATTR_RANK, /* of a place */
	KP_ATTR_POINTS,
	KP_ATTR_SHARE,
	KP_ATTR_WEIGHT,
	KP_ATTR_EACH,
	KP_ATTR_OVER,
	KP_ATTR_SHORT_OF,
	KP_ATTR_LIMIT,
	KP_ATTR_SIDE,
	KP_ATTR_BEGUN,
	KP_ATTR_BAD,
	KP_ATTR_GOOD,
	KP_ATTR_BASE,
	KP_ATTR_SPAN,
	KP_ATTR_LOW,
	KP_ATTR_HIGH,
	KP_ATTR_TRANSFORM,
	KP_ATTR_FIRST,
	KP_ATTR_LESS,
	KP_ATTR_AMONG,
	KP_ATTR_CAP,
	KP_ATTR_LEAST,
	KP_ATTR_MOST,
	KP_ATTR_ACCOUNT,
	KP_ATTR_FLOOR,
	KP_ATTR_CEILING,
	KP_ATTR_AGGREGATE,
	KP_ATTR_DECIMALS,
	KP_ATTR_ROUNDING,
	KP_ATTR_RANK_DECIMALS,
	KP_ATTR_TIES,
	KP_ATTR_MISSING,
	KP_ATTR_NOT_REPORTED,
	KP_ATTR_NOT_APPLICABLE,
	KP_ATTR_GROUPS,
	KP_ATTR_KINDS,
	KP_ATTR_REQUIRED,
	KP_ATTR_COUNT,
	KP_ATTR_GRADE_AT,   /* grade */
	KP_ATTR_STEPS_DOWN, /* steps */
	KP_ATTR_PLACES,
	KP_ATTR_QUOTA,
	KP_ATTR_CLEAN,
	KP_ATTR_REFILL,
	KP_ATTR_GATES,
	KP_ATTR_GRADES,
	KP_ATTR_OUTCOME,
	KP_ATTRIBUTES
} kp_scheme_attribute;

/* Words that attributes have for values: one numbering for all, 0 is none. */
typedef enum kp_word {
	KP_WORD_NONE, /* "none" where a limit is lifted, and the policy of that name */
	KP_WORD_YES,
	KP_WORD_NO,
	KP_WORD_ZERO,
	KP_WORD_FULL,
	KP_WORD_VALUE_ZERO,
	KP_WORD_REWEIGH,
	KP_WORD_MEAN, /* the policy and the aggregate */
	KP_WORD_SUM,
	KP_WORD_GEOMETRIC,
	KP_WORD_HALF_UP,
	KP_WORD_HALF_EVEN,
	KP_WORD_DOWN,
	KP_WORD_FLOOR,
	KP_WORD_CEILING,
	KP_WORD_COMPETITION,
	KP_WORD_DENSE,
	KP_WORD_AVERAGE,
	KP_WORD_BONUS,
	KP_WORD_DEDUCTION,
	KP_WORD_PERIOD,
	KP_WORD_SOURCE,
	KP_WORD_VALUE,
	KP_WORD_SHARE,
	KP_WORD_GROWTH,
	KP_WORD_CHANGE,
	KP_WORD_PER,
	KP_WORD_SCORE,
	KP_WORD_PLACE,
	KP_WORD_GROUP_MEAN,
	KP_WORD_AT_LEAST,
	KP_WORD_OVER,
	KP_WORD_AT_MOST,
	KP_WORD_UNDER,
	KP_WORD_LARGER,
	KP_WORD_SMALLER,
	KP_WORD_INVERSE,
	KP_WORD_LINEAR,
	KP_WORD_FROM,
	KP_WORD_TO,
	KP_WORD_BOTH,
	KP_WORD_COMPLETED,
	KP_WORD_BEGUN,
	KP_WORD_LN,
	KP_WORD_LOG10,
	KP_WORD_REQUIRED,
	KP_WORD_ATTAINMENT,
	KP_WORD_ACTUAL,
	KP_WORD_EXPECTED,
	KP_WORD_NEITHER, /* of includes: bounds that nobody holds; "none" would be another word */
	KP_WORDS
} kp_word;

/* What an attribute's text turned out to be. */
typedef enum kp_value_form {
	KP_FORM_TEXT,
	KP_FORM_NUMBER,      /* shares are numbers: 15% is 0.15 */
	KP_FORM_QUOTA_SHARE, /* a share where a count may stand too */
	KP_FORM_WORD,
	KP_FORM_ITEM, /* @name: another input of the unit, whose name `text` is without the mark */
	KP_FORM_LIST
} kp_value_form;

typedef struct kp_scheme_value {
	uint8_t attribute, form;
	uint8_t word;
	kp_decimal number;
	kp_str written;
	kp_str text; /* as written, of an item its name */
	kp_str *list;
	size_t list_count;
} kp_scheme_value;

struct kp_rule; /* rules.h */

typedef struct kp_scheme_element kp_scheme_element;
struct kp_scheme_element {
	kp_scheme_kind kind;
	const struct kp_rule *rule; /* of KP_SCHEME_RULE */
	uint32_t index, depth;      /* in the scheme's order; the root is 0 */
	kp_scheme_element *parent, *first, *last, *next;
	kp_scheme_value *values; /* in the order of their attributes */
	size_t value_count, value_capacity;
	kp_str foreign, foreign_attributes; /* raw XML of what is not ours in it; NULL: none */
	int64_t line, column, offset;       /* 0, 0, -1: it was built */
};

struct kepu_scheme {
	uint32_t tag; /* KP_TAG_SCHEME */
	atomic_int references;
	kp_arena arena;
	kp_intern texts; /* ids and names of inputs: the same text is the same pointer */
	kp_scheme_element **elements;
	size_t count, capacity;
	kp_map by_id;
	const kp_scheme_element **stages; /* as many as KP_SCHEME_STAGES; of a finished scheme */
	size_t stage_count;
};

#define KP_SCHEME_STAGES 100

#define KP_TAG_SCHEME 0x656d6873u

/* ---- tables (elements.c) ---- */

const char *kp_scheme_name(const kp_scheme_element *element); /* its kind, as it is written */

typedef struct kp_scheme_kind_row {
	const char *name;
	uint32_t parents;          /* bits of the kinds that may hold it; a rule's table says more */
	const uint8_t *attributes; /* kp_scheme_attribute, ended by KP_ATTRIBUTES */
} kp_scheme_kind_row;

/* What may stand in an attribute. Decimals have up to nine digits after the point, and up to 18 in all. */
typedef enum kp_scheme_type {
	KP_TYPE_TEXT,
	KP_TYPE_ID,     /* 1 to 64 characters without white space */
	KP_TYPE_NUMBER, /* a decimal */
	KP_TYPE_POSITIVE,
	KP_TYPE_SHARE,   /* a decimal, or percent: 15% */
	KP_TYPE_PORTION, /* the same, over zero */
	KP_TYPE_WEIGHT,  /* the same, not below zero */
	KP_TYPE_AIM,     /* the same, or @ and the name of an item */
	KP_TYPE_COUNT,   /* a whole number from 1 */
	KP_TYPE_DIGITS,  /* 0 to 9 */
	KP_TYPE_QUOTA,   /* a whole number from 0, or a share from 0 to 1 */
	KP_TYPE_WORD,
	KP_TYPE_LIST /* ids with blanks between them */
} kp_scheme_type;

typedef struct kp_scheme_attribute_row {
	const char *name;
	kp_scheme_type type;
	const uint8_t *words; /* kp_word, ended by KP_WORDS, that it may be as well; NULL: none */
} kp_scheme_attribute_row;

const kp_scheme_kind_row *kp_scheme_kind_at(kp_scheme_kind kind);
const kp_scheme_attribute_row *kp_scheme_attribute_at(kp_scheme_attribute attribute);
const char *kp_scheme_attribute_name(kp_scheme_attribute attribute);
kp_scheme_attribute kp_scheme_attribute_of(const char *name, size_t length); /* KP_ATTRIBUTES: none */
const char *kp_word_name(kp_word word);

/* ---- reading (scheme.c); all of these take NULL for an element, which has nothing ---- */

const kp_scheme_value *kp_scheme_get(const kp_scheme_element *element, kp_scheme_attribute attribute); /* NULL: none */
kp_str kp_scheme_text(const kp_scheme_element *element, kp_scheme_attribute attribute);                /* NULL: none */
kp_decimal kp_scheme_number(const kp_scheme_element *element, kp_scheme_attribute attribute, kp_decimal otherwise);
kp_word kp_scheme_word(const kp_scheme_element *element, kp_scheme_attribute attribute, kp_word otherwise);
/* The nearest element from this one upwards that has the attribute says it. */
const kp_scheme_value *kp_scheme_inherited(const kp_scheme_element *element, kp_scheme_attribute attribute);
const kp_scheme_element *kp_scheme_find(const kepu_scheme *scheme, const char *id, size_t length); /* NULL: none */
/* The next of a kind among the children of `parent` behind `before` (NULL: from the first); NULL: no more. */
const kp_scheme_element *kp_scheme_child(const kp_scheme_element *parent, kp_scheme_kind kind,
                                         const kp_scheme_element *before);
/* Whether a list has a text, be it of the scheme's texts or another's; no list and NULL have none. */
bool kp_scheme_lists(const kp_scheme_element *element, kp_scheme_attribute attribute, kp_str text);
/* Whether units of a group and a kind (NULL: none) are in one of those that an element names, or it names none. */
bool kp_scheme_fits_card(const kp_scheme_element *element, kp_str group, kp_str kind);
const kp_scheme_element *kp_scheme_stage(const kepu_scheme *scheme, size_t number); /* from 0; NULL: there is none */
bool kp_scheme_is_item(const kp_scheme_element *element); /* a module or criterion that is no account */

kepu_scheme *kp_scheme_ref(kepu_scheme *scheme); /* kepu_scheme_free gives it back */

#endif
