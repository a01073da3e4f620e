/* Words that names of units are made of, and the name cut into them: what every rule over names looks at. The words are data:
 * docs/functions.yaml and docs/names.yaml, from which words_table.c is generated. */
#ifndef KP_WORDS_H
#define KP_WORDS_H

#include "notice/functions.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <uchar.h>

enum kp_word_class {
	KP_WORD_OTHER, /* a character that no word explains */
	KP_WORD_FIELD,
	KP_WORD_SHORT,   /* a piece of a short name: 教 in 教科体局 */
	KP_WORD_KIND,    /* at the end: the kind of an institution */
	KP_WORD_ACADEMY, /* a kind that keeps its field */
	KP_WORD_ALWAYS,  /* decides wherever it stands */
	KP_WORD_WEAK,    /* a kind only where there is no field */
	KP_WORD_SILENT,  /* understood, and says nothing */
	KP_WORD_ZONE,
	KP_WORD_LEVEL,
	KP_WORD_PLACE,
	KP_WORD_NATION, /* at the beginning: a body of the nation */
};

enum {
	KP_WORD_PARTY = 1,    /* a department of a party committee */
	KP_WORD_NATIONAL = 2, /* a body of the nation by itself */
	KP_WORD_INNER = 4,    /* counts only behind something else */
	KP_WORD_BRANCH = 8,   /* what a branch is called */
	/* places: what they are */
	KP_PLACE_PROVINCE = 16,
	KP_PLACE_PREFECTURE = 32,
	KP_PLACE_COUNTY = 64,
	KP_PLACE_CITY = 128, /* the prefecture is a city */
	KP_PLACE_CAPITAL = 256,
	KP_PLACE_MUNICIPALITY = 512,
	KP_PLACE_NOT_ALONE = 1024, /* only with 市 behind it */
	KP_PLACE_REGION = 2048,    /* the plan's own place */
};

/* A level word that needs its place to say more: 市. */
#define KP_LEVEL_CITY 7

typedef struct kp_word {
	uint16_t flags;
	uint8_t length, class, first, second; /* first, second: functions */
	uint8_t level;                        /* KEPU_LEVEL_, or KP_LEVEL_CITY */
} kp_word;

typedef struct kp_word_first {
	uint32_t letter;
	uint16_t row, place, part; /* its first word, and where that stands among the letters */
} kp_word_first;

/* words_table.c */
extern const char32_t *const kp_word_letters[];
extern const kp_word kp_words_known[];
extern const kp_word_first kp_words_first[];
#define KP_WORDS_PAGE 64 /* first letters whose code points divided by this are the same stand together */
extern const uint16_t kp_words_page[];
extern const size_t kp_words_pages, kp_words_count;

/* The territory that a plan is for. */
typedef struct kp_region {
	char32_t name[24], stem[24]; /* 黔南州, 黔南 */
	size_t name_length, stem_length;
	int32_t level;   /* KEPU_LEVEL_; KEPU_UNKNOWN: not told */
	int32_t city;    /* what 市 alone means in it; KEPU_UNKNOWN: cannot be told */
	bool is_city;    /* its level word is 市 */
	bool autonomous; /* an autonomous region: 区 alone is it */
} kp_region;

typedef struct kp_name_piece {
	uint16_t flags;
	uint8_t class, start, length, first, second, level;
} kp_name_piece;

/* A name in pieces. What lies in brackets that belong to the name is cut like the rest. */
#define KP_NAME_LONGEST 100
typedef struct kp_unit_name {
	const char32_t *text;
	size_t length, count;
	kp_name_piece pieces[KP_NAME_LONGEST];
	size_t level_end; /* pieces before it are the name's places and level words: 衡阳市雁峰区|教育局 */
} kp_unit_name;

/* Cuts a name (simplified, brackets as ( ) ); one over KP_NAME_LONGEST is left without pieces. region may be NULL. */
void kp_name_cut(const kp_region *region, const char32_t *text, size_t length, kp_unit_name *out);

/* functions.c: the functions of a name without its bracketed alias, the primary one first; none: nothing places it. */
#define KP_FUNCTIONS_MOST 8
size_t kp_name_functions(const kp_unit_name *name, uint8_t out[KP_FUNCTIONS_MOST]);
/* It stands for governments of lower levels, or is one. */
bool kp_name_is_government(const kp_unit_name *name);

/* levels.c: the level of the territory that a body serves; KEPU_UNKNOWN: it has one, but which cannot be told. */
int32_t kp_name_level(const kp_unit_name *name, const kp_region *region, bool group);
/* The level of what a name like 各县(市、区)科协 or 各乡镇人民政府 stands for; KEPU_UNKNOWN: it names no bodies below. */
int32_t kp_name_level_below(const kp_unit_name *name);
/* The last level word in a name that could be missing in the names behind it (省, 市, 州, 县 …); NULL: none. */
const kp_name_piece *kp_name_level_word(const kp_unit_name *name);
/* It stands for the nation: 教育部, 中国科协. */
bool kp_name_is_national(const kp_unit_name *name);
/* A zone or its committee: 高新区, 工业园区管委会 */
bool kp_name_is_zone(const kp_unit_name *name);
/* A place is named in it that is no level word: 合肥海关, 生态环境局雁峰分局. */
bool kp_name_holds_place(const kp_unit_name *name);

/* A character of a name as names are cut: folded, brackets as ( ), but not 乾 as 干 where it is no traditional form. */
char32_t kp_name_letter(char32_t written, char32_t folded);

#endif
