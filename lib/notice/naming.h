/* Names of units, as naming.c uses them: a written name taken apart (names.c), and what a list says before it. */
#ifndef KP_NAMING_H
#define KP_NAMING_H

#include "notice/reading.h"

#define KP_ALIASES_MOST 6

/* What the name lacks that its list says once before it. */
enum kp_lack { KP_LACKS_NOTHING, KP_LACKS_LEVEL, KP_LACKS_COMMITTEE };

/* The level that the names behind take: of 市委组织部 it is 市, and 市委 for departments of the party. */
typedef struct kp_prefix {
	char32_t word[4];
	size_t length;  /* 0: none said yet */
	bool committee; /* a body of the party said it */
} kp_prefix;

typedef struct kp_letters {
	char32_t *text; /* simplified, brackets as ( ), no white space */
	size_t length;
} kp_letters;

/* A written name, the same wherever it is written. */
typedef struct kp_written {
	kp_str name;
	kp_letters main, aliases[KP_ALIASES_MOST];
	size_t alias_count;
	kp_prefix prefix; /* that it says for the names behind it */
	enum kp_lack lacks, alias_lacks[KP_ALIASES_MOST];
	bool office;  /* 办公室: of the group before it */
	bool members; /* …成员单位: an 办公室 behind it is its office */
} kp_written;

/* Takes a name apart. False: memory is out. */
bool kp_written_make(kp_arena *arena, const kp_region *region, const kp_text *t, kp_range range,
                     kp_written *out); /* but its name */
/* The prefix that a name says, and what it lacks itself. */
void kp_prefix_read(const kp_region *region, const char32_t *text, size_t length, kp_prefix *out, enum kp_lack *lacks);
/* Writes what stands before a name that lacks something; its length, at most 5. */
size_t kp_prefix_put(const kp_prefix *prefix, enum kp_lack lacks, char32_t out[6]);

#endif
