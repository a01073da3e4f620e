/* The plan as it lies in its arena. All pointers below point into that arena (or are NULL); nothing is freed singly.
 * Only lib/model writes these; other folders read them, and make them through model/build.h. */
#ifndef KP_MODEL_H
#define KP_MODEL_H

#include "base/date.h"
#include "base/memory.h"
#include "base/number.h"
#include "base/strings.h"
#include "model/ids.h"

#include <kepu/indicator.h>
#include <kepu/node.h>
#include <kepu/phase.h>
#include <kepu/plan.h>
#include <kepu/provenance.h>
#include <kepu/review.h>
#include <kepu/unit.h>

#include <stdatomic.h>

/* A token of an open set, NULL for none: its text, and before that text's length the number that this version knows it as
 * (0: not). Plans hold so many of them that a number beside the pointer would be a tenth of some. */
typedef struct kp_token {
	kp_str text;
} kp_token;

static inline int32_t kp_token_number(kp_token token)
{
	int32_t number = 0;
	if (token.text)
		memcpy(&number, token.text - 2 * sizeof number, sizeof number);
	return number;
}

typedef struct kp_span {
	uint32_t paragraph, offset, length; /* code points */
} kp_span;

/* What is said of a fact: mostly no more than the rule that read it and that nobody has seen it yet, and then all facts of
 * which the same is said share one of these. */
typedef struct kp_said {
	kp_str rule, check; /* tokens; their numbers are looked up when asked for */
	kp_str by, when;
	kp_str *findings; /* names */
	uint32_t finding_count;
	bool shared;
} kp_said;

/* Nearly every fact has one of these, mostly with one span, so each byte counts. */
struct kepu_provenance {
	union {
		struct {
			kp_span one;
			uint32_t span_count;
		};
		kp_span *many; /* where there are more than one */
	};
	kp_said *said; /* NULL: nothing is said */
};

static inline const kp_span *kp_proof_spans(const kepu_provenance *proof)
{
	return proof->span_count > 1 ? proof->many : &proof->one;
}

static inline const kp_said *kp_proof_said(const kepu_provenance *proof) /* of NULL too */
{
	static const kp_said none = { .rule = NULL };
	return proof && proof->said ? proof->said : &none;
}

/* Where an element stood in the file it was loaded from: the place of its `<`. Zero: not loaded from a file. */
typedef struct kp_where {
	uint32_t line, column;
} kp_where;

/* While a builder of the API holds an object, the room of its place in a file, which it does not have, is the link to the
 * one before it in its list: kepu_builder.linked. */

/* One metadata value. `number` is a basis document's number. */
typedef struct kp_entry {
	kp_str text, number;
	kepu_provenance *proof;
	struct kp_entry *next;
} kp_entry;

/* What few assignments have. */
typedef struct kp_term {
	kp_str from, until, leader, contact; /* dates in text form */
} kp_term;

struct kepu_assignment {
	kp_str id;
	kepu_node *node;
	kepu_unit *unit;
	kp_token role;
	kp_term *term; /* NULL: nothing of it */
	kepu_provenance *proof;
	kepu_assignment *next; /* of the node */
	union {
		kp_where where;
		kepu_assignment *previous;
	};
};

static inline const kp_term *kp_assignment_term(const kepu_assignment *assignment)
{
	static const kp_term none = { NULL, NULL, NULL, NULL };
	return assignment->term ? assignment->term : &none;
}

struct kepu_value {
	kepu_indicator *indicator;
	kp_token kind, status;
	kp_str time;
	kp_decimal low, high;
	kp_str low_text, high_text; /* as written; NULL: that end has no value */
	kp_str quote, region, source;
	kepu_provenance *proof;
	kepu_value *next;
	union {
		kp_where where;
		kepu_value *previous;
	};
};

struct kepu_indicator {
	kp_str id;
	kepu_plan *plan;
	kepu_node *node; /* NULL: of the plan as a whole */
	kp_str name, unit, per, numerator, denominator;
	kp_token comparison, every, counting, rollup, nature;
	kp_decimal factor;
	kp_str factor_text; /* NULL: none */
	kepu_indicator *weight;
	kepu_value *first_value, *last_value;
	kepu_value **values; /* made by finish */
	uint32_t value_count;
	union {                  /* the first while a linked builder holds it, the second after finish */
		uint32_t references; /* of indicators whose weight it is */
		uint32_t index;      /* position among all */
	};
	kepu_provenance *proof;
	kepu_indicator *next; /* of the node, or of the plan */
	union {
		kp_where where;
		kepu_indicator *previous;
	};
};

struct kepu_node {
	kp_str id;
	kepu_plan *plan;
	kepu_annex *annex; /* NULL: of the plan itself */
	kepu_node *parent, *first_child, *next, *previous;
	kp_token kind;
	kp_str label, ordinal, path, title, text; /* path: made by finish */
	kp_str due, due_date, deliverable;
	kepu_provenance *proof, *title_proof, *text_proof, *due_proof;
	kepu_assignment *first_assignment;
	kepu_indicator *first_indicator;
	union { /* of this and the next two: the first while the node is made, the second after finish */
		kepu_node *last_child;
		kepu_node **children;
	};
	union {
		kepu_assignment *last_assignment;
		kepu_assignment **assignments;
	};
	union {
		kepu_indicator *last_indicator;
		kepu_indicator **indicators;
	};
	uint32_t child_count, assignment_count, indicator_count;
	kp_where where;
	uint32_t index; /* made by finish: position among all nodes, those of annexes after the plan's own */
	uint16_t level;
	bool ongoing;
	bool in_step; /* made by finish: the path leads to it, see model/paths.c */
};

typedef struct kp_name {
	kp_str text;
	struct kp_name *next;
} kp_name;

typedef struct kp_member {
	kepu_unit *unit;
	struct kp_member *next;
} kp_member;

struct kepu_unit {
	kp_str id;
	kepu_plan *plan;
	kp_str name, canonical;
	kp_name *first_alias, *last_alias;
	kp_name *first_function, *last_function; /* tokens */
	kp_member *first_member, *last_member;
	kp_token level;
	kp_str from, until, code, role, liaison;
	kepu_unit *successor;
	kepu_provenance *proof;
	kepu_unit *next;
	kp_str *aliases, *functions; /* this and the next two: made by finish */
	kepu_unit **members;
	kepu_assignment **assignments;
	uint32_t alias_count, function_count, member_count, assignment_count;
	union {                  /* as in an indicator */
		uint32_t references; /* of groups it is a member of, and of units it is the successor of */
		uint32_t index;
	};
	union {
		kp_where where;
		kepu_unit *previous;
	};
	bool group;
};

struct kepu_phase {
	kp_str id;
	kepu_plan *plan;
	kp_str label, start, end, text;
	kepu_provenance *proof;
	kepu_phase *next;
	union {
		kp_where where;
		kepu_phase *previous;
	};
};

struct kepu_annex {
	kp_str id;
	kepu_plan *plan;
	kp_str label, title, text;
	kepu_provenance *proof;
	kepu_node *first_root, *last_root;
	kepu_node **roots;           /* made by finish */
	uint32_t root_count, number; /* number: from 1, for the paths A1:… */
	kepu_annex *next;
	union {
		kp_where where;
		kepu_annex *previous;
	};
};

/* What somebody changed who looked the plan over. */
struct kepu_change {
	kp_str id;             /* of the part, which may be gone; NULL: the plan */
	kp_token action, part; /* part: what the id stands for */
	kp_str parent;         /* id of what a removed part stood in; NULL: nothing */
	kp_str field, was, now, by, when;
	kepu_change *next;
};

typedef struct kp_source_paragraph {
	kp_str text;
	uint32_t line;
} kp_source_paragraph;

/* Several objects under one key of a map, in document order. */
typedef struct kp_chain {
	const void *object;
	struct kp_chain *next, *last; /* last: of the first only */
} kp_chain;

#define KP_META_COUNT 8 /* KEPU_META_TITLE is entry 0 */

struct kepu_plan {
	uint32_t tag; /* KP_TAG_PLAN */
	atomic_int references;
	kp_arena arena;
	kp_intern strings; /* slots freed by finish */
	kp_ids ids;        /* every object by its id */
	kp_lookup paths;   /* made by finish, as are the next two: nodes by their paths, save those in step, */
	kp_map repeated;   /* of nodes with a # in their path: the path without any #, to a kp_chain of nodes, */
	kp_map names;      /* and names, canonical names and aliases, to a kp_chain of units */

	kp_str uid, supersedes, superior, digest, importer, file_version;
	int64_t revision;
	kp_token status;
	kp_source_paragraph *paragraphs;
	size_t paragraph_count, paragraph_capacity; /* own memory, not the arena's */

	kp_entry *metadata[KP_META_COUNT], *metadata_last[KP_META_COUNT];
	kp_entry **entries[KP_META_COUNT]; /* made by finish */
	size_t entry_count[KP_META_COUNT];
	kp_str period_start, period_end; /* kp_build_metadata makes them of the period */
	kp_str region_name, region_code, region_scheme, region_year;
	kp_token region_level;

	kepu_node *first_root, *last_root;
	kepu_unit *first_unit, *last_unit;
	kepu_indicator *first_indicator, *last_indicator; /* those of no node */
	kepu_phase *first_phase, *last_phase;
	kepu_annex *first_annex, *last_annex;
	kepu_change *first_change, *last_change;
	/* made by finish, document order */
	kepu_node **nodes, **roots; /* nodes: all_node_count, those of annexes after the plan's own */
	kepu_unit **units;
	kepu_assignment **assignments;
	kepu_indicator **indicators;
	kepu_phase **phases;
	kepu_annex **annexes;
	kepu_change **changes;
	size_t change_count;
	size_t node_count, root_count, unit_count, assignment_count, indicator_count, phase_count, annex_count;
	size_t all_node_count;

	struct kp_foreign *foreign; /* what a file held that is not ours, see model/foreign.h; NULL: nothing */
};

#define KP_TAG_PLAN 0x6e6c706bu
#define KP_TAG_BUILDER 0x646c626bu
#define KP_TAG_MATRIX 0x7874616du
#define KP_TAG_IMPORT 0x706d696bu

/* Whether the node is what somebody has to do: of kind task, action or project, with no node of these kinds below it. */
bool kp_node_is_task(const kepu_node *node);

/* Sets of tokens: number of a token's text, text of a number. lib/model/tokens.c; the numbers are those of the API. */
typedef enum kp_token_set {
	KP_TOKENS_KIND,
	KP_TOKENS_ROLE,
	KP_TOKENS_STATUS,
	KP_TOKENS_LEVEL,
	KP_TOKENS_COMPARISON,
	KP_TOKENS_EVERY,
	KP_TOKENS_COUNTING,
	KP_TOKENS_ROLLUP,
	KP_TOKENS_NATURE,
	KP_TOKENS_VALUE,
	KP_TOKENS_VALUE_STATUS,
	KP_TOKENS_CHECK,
	KP_TOKENS_ACTION,
	KP_TOKENS_PART,
	KP_TOKENS_META
} kp_token_set;
int32_t kp_token_code(kp_token_set set, const char *text, size_t length); /* 0: not known */
kp_token kp_token_of(kp_token_set set, int32_t code);                     /* static; none for a number out of the set */
kp_token kp_token_unknown(kp_arena *arena, const char *text, size_t length); /* of number 0; none: memory is out */
static inline const char *kp_token_text(kp_token_set set, int32_t code)
{
	return kp_token_of(set, code).text;
}

#endif
