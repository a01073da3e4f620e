/* What the stages make of a notice, one after the other; each fills its part and changes no earlier one. All places are
 * offsets in `text`. A test can run the stages one by one and look at what each has made. */
#ifndef KP_NOTICE_READING_H
#define KP_NOTICE_READING_H

#include "base/fail.h"
#include "base/strings.h"
#include "notice/scan.h"
#include "notice/words.h"

#include <kepu/import.h>
#include <kepu/indicator.h>
#include <kepu/node.h>
#include <kepu/unit.h>

enum kp_style {
	KP_STYLE_NONE,
	KP_STYLE_PART,            /* 第一部分, 第一编 */
	KP_STYLE_CHAPTER,         /* 第一章 */
	KP_STYLE_SECTION,         /* 第一节 */
	KP_STYLE_ARTICLE,         /* 第一条 */
	KP_STYLE_CHINESE,         /* 一、 */
	KP_STYLE_CHINESE_BRACKET, /* （一） */
	KP_STYLE_ARABIC,          /* 1. */
	KP_STYLE_ARABIC_BRACKET,  /* （1） */
	KP_STYLE_ARABIC_HALF,     /* 1） */
	KP_STYLE_CIRCLED,         /* ① */
	KP_STYLE_LETTER,          /* a） */
	KP_STYLE_DECIMAL,         /* 1.1, and behind it one for each further part: 1.1.1, 1.1.1.1 */
	KP_STYLE_DECIMAL_LAST = KP_STYLE_DECIMAL + 2,
	KP_STYLE_COUNT
};

typedef struct kp_item {
	kp_range label, title, body; /* body: from behind the label to the next item's label */
	int32_t ordinal, parent;     /* parent: index, -1 at the top */
	int32_t kind;                /* KEPU_KIND_ */
	int32_t title_rule;          /* KEPU_RULE_TITLE_ */
	uint32_t children, lists;    /* how many of its own */
	uint8_t style, level;
	bool midline, own_line; /* own_line: the heading is a line of its own */
	bool of_bodies;         /* the heading names those whose duties stand below it */
	bool row;               /* it is a row of a table */
	uint32_t row_behind;    /* the first line of the row that repeats it behind the plan; 0: none does */
} kp_item;

typedef struct kp_list {
	kp_range range; /* with its brackets */
	size_t item;    /* whose text it stands in */
	size_t node;    /* whom it belongs to: the item, or the section that it closes */
	int32_t rule;   /* KEPU_RULE_LIST_ */
	int32_t role;   /* KEPU_ROLE_ that the heading of its column says; or unknown */
	bool own_line;  /* a paragraph of its own */
	bool unclosed;
} kp_list;

typedef struct kp_duty {
	kp_range unit;
	size_t list;  /* index */
	int32_t role; /* KEPU_ROLE_ */
	int32_t rule;
	bool group, sure;
} kp_duty;

typedef struct kp_figure {
	kp_range quote;   /* clause, with a time phrase set off before it */
	kp_range number;  /* as written, without unit */
	kp_range unit;    /* as written */
	kp_range name[2]; /* parts of the name; empty: the item's heading */
	kp_range per;
	kp_decimal value;
	size_t item;
	int32_t comparison, every, year; /* year 0: none */
	int32_t rule;
	bool baseline, sure;
} kp_figure;

typedef struct kp_step {
	kp_range label, text; /* label may be empty */
	size_t item;
	int32_t first, last;
} kp_step;

typedef struct kp_due {
	kp_range words;
	size_t item;
	char date[16]; /* "" : ongoing */
} kp_due;

typedef struct kp_basis {
	kp_range title, number; /* number may be empty */
} kp_basis;

/* A unit: a written name with what it stands for. The same written name may stand for several. */
typedef struct kp_named {
	kp_str written, canonical;
	kp_str *aliases;
	size_t alias_count, function_count, duty; /* duty: the first that names it */
	uint8_t functions[2 * KP_FUNCTIONS_MOST]; /* none: nothing places the name */
	int32_t level;                            /* KEPU_LEVEL_ */
	bool group, level_unsure;
} kp_named;

/* Something to look at again; made a finding when the plan is made, as only then the node has an id. */
typedef struct kp_doubt {
	kp_range place;
	kp_str first, second;
	int32_t code;
} kp_doubt;

typedef struct kp_head {
	kp_range title[4], notice_title[4]; /* lines; empty ones at the end */
	kp_range number, issuers[4], issue_date, recipients[64], period;
	size_t issuer_count, recipient_count, title_count, notice_title_count;
	int32_t first_year, last_year, issue_year, issue_month, issue_day;
	int32_t number_rule, issuer_rule;
	bool is_letter; /* there is a covering letter */
} kp_head;

typedef struct kp_reading {
	kp_text source;               /* the plan's paragraphs */
	kp_text text;                 /* what the stages read; all places are in it */
	uint8_t *line_class;          /* KEPU_SEGMENT_ of each line; node text for those of the plan */
	size_t first_line, last_line; /* lines of the plan's own text: [first, last) */
	kp_head head;
	kp_item *items;
	kp_list *lists;
	kp_duty *duties;
	kp_figure *figures;
	kp_step *steps;
	kp_due *dues;
	kp_basis *bases;
	kp_doubt *doubts;
	kp_region region;
	kp_named *named;    /* in order of first appearance in the duties */
	size_t *duty_named; /* of each duty, its unit's index in named */
	size_t named_count, named_room;
	size_t item_count, list_count, duty_count, figure_count, step_count, due_count, basis_count, doubt_count;
	size_t item_room, list_room, duty_room, figure_room, step_room, due_room, basis_room, doubt_room;
	kp_arena arena; /* words of doubts and names */
} kp_reading;

/* The stages, in order. Each gives false when memory is out. */
bool kp_read_layout(kp_reading *r);    /* layout.c: which lines are what */
bool kp_read_outline(kp_reading *r);   /* outline.c: labels, levels, parents */
bool kp_read_form(kp_reading *r);      /* form.c: what is no plan has no items */
bool kp_read_lists(kp_reading *r);     /* lists.c: where the unit lists are, and whose they are */
bool kp_read_titles(kp_reading *r);    /* titles.c */
bool kp_read_kinds(kp_reading *r);     /* kinds.c */
bool kp_read_duties(kp_reading *r);    /* duties.c: units and roles in the lists */
bool kp_read_metadata(kp_reading *r);  /* metadata.c */
bool kp_read_names(kp_reading *r);     /* naming.c: what each unit is called in full, its level and functions */
bool kp_read_figures(kp_reading *r);   /* figures.c: the numbers that bind */
bool kp_read_timetable(kp_reading *r); /* timetable.c: phases, due dates */
bool kp_read_doubts(kp_reading *r, size_t dropped); /* doubts.c: what seems to be missing */
void kp_reading_free(kp_reading *r);

/* Notes a doubt about a place in the text; its words as in kp_findings_add. */
bool kp_reading_find(kp_reading *r, int32_t code, kp_range place, const char *first, const char *second);
/* UTF-8 of a range as written, cut at 40 characters, for messages. */
#define KP_WORDS 200
const char *kp_reading_words(const kp_reading *r, kp_range range, char out[KP_WORDS]);

typedef struct kp_label {
	int32_t ordinal;
	uint8_t style;
} kp_label;
size_t kp_label_read(const kp_text *t, size_t at, size_t end, kp_label *out);   /* its length, or 0 */
size_t kp_number_label(const kp_text *t, size_t at, size_t end, kp_label *out); /* numbering.c: 1.1, or 1 and no mark */

/* units.c: what a name looks like. */
bool kp_unit_like(const kp_text *t, kp_range name);   /* it could be a unit */
bool kp_unit_strong(const kp_text *t, kp_range name); /* hardly anything else ends so */
bool kp_unit_group(const kp_text *t, kp_range name);
bool kp_units_only(const kp_text *t,
                   kp_range list); /* names that could be units, one behind the other, and no other words */
bool kp_body_like(const kp_text *t, kp_range line); /* a line that names an issuing body */
/* The next name in a list: from *at up to a separator outside brackets; moves *at past it. False at the end. */
bool kp_unit_next(const kp_text *t, size_t *at, size_t end, kp_range *out);

bool kp_read_deadline(kp_reading *r, size_t item); /* deadlines.c: when an item is due, where its text says so */

/* layout.c: what a line looks like. */
bool kp_page_line(const kp_text *t, kp_range line);       /* begins as lines do that a portal or a printer adds */
bool kp_date_line(const kp_text *t, kp_range line);       /* a day and nothing else */
bool kp_plan_title_line(const kp_text *t, kp_range line); /* ends as titles of plans do */
bool kp_title_line(const kp_text *t, kp_range line);      /* could be the title of a plan or of a notice */
bool kp_recipients_line(const kp_text *t, kp_range line); /* could be whom a notice is sent to */

/* region.c: the plan's place, from title, issuer and recipients. */
void kp_read_region(kp_reading *r);

/* lists.c: a mark like 责任单位: with its colon; its length and role, or 0. */
size_t kp_list_mark(const kp_text *t, size_t at, size_t end, int32_t *role);
/* The longest word that could be such a mark, with or without its colon; its length, or 0. */
size_t kp_list_mark_word(const kp_text *t, size_t at, size_t end);
/* A mark in brackets of its own, with them: 【牵头单位】; its length and role, or 0. */
size_t kp_list_mark_bracket(const kp_text *t, size_t at, size_t end, int32_t *role);
/* A mark that names bodies and has lost its colon, 责任单位; its length and role, or 0. */
size_t kp_list_mark_bare(const kp_text *t, size_t at, size_t end, int32_t *role);
/* The first mark of a deadline in a range: 完成时限: with its colon; KP_NONE: there is none. */
size_t kp_due_mark(const kp_text *t, size_t start, size_t end, size_t *out_length);
/* 11月底前完成, 长期坚持: when, not who. */
bool kp_deadline_like(const kp_text *t, kp_range name);
/* Behind the deadlines that open a list: （完成时限：2023年底前；责任单位：…）. */
size_t kp_skip_deadlines(const kp_text *t, size_t start, size_t end);
/* 以上3项, 上述两项工作均由: its length and how many, or 0. */
size_t kp_several(const kp_text *t, size_t at, size_t end, size_t *count);
/* 等, 等相关部门, 等市直单位 at the end of a range: its length, or 0. */
size_t kp_others(const kp_text *t, size_t start, size_t end);
/* The same for a mark whose colon is known: the mark's length. */
size_t kp_list_mark_before(const kp_text *t, size_t start, size_t colon, int32_t *role);

#endif
