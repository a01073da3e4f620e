/* Regions as they lie in memory, in the order of the tree. */
#ifndef KP_REGIONS_H
#define KP_REGIONS_H

#include "work/data.h"

#include <kepu/regions.h>

#include <stdatomic.h>

#define KP_NO_REGION ((size_t)-1)

typedef struct kp_region {
	kp_str code, name, scheme, year, parent_code; /* NULL: none */
	kp_token level;
	size_t parent;                        /* KP_NO_REGION: none */
	size_t end;                           /* behind the last one below it */
	size_t row;                           /* in the table, where its populations stand */
	int64_t line, column;                 /* of the parent's cell, in the table */
	size_t first_child, last_child, next; /* while the tree is made */
	int32_t refused;                      /* finding; 0: not */
	bool reached;                         /* its line up to a root is known to be sound or not */
} kp_region;

struct kepu_regions {
	uint32_t tag; /* KP_TAG_REGIONS */
	atomic_int references;
	kp_arena arena;
	kp_region *items;
	size_t count, capacity;
	int32_t *years;
	size_t year_count;
	int64_t *populations; /* row by row, a number for each year; -1: none */
	size_t population_count, population_capacity;
	kp_map by_code, by_name; /* to kp_region; by_name: NULL for several */
};

#define KP_TAG_REGIONS 0x6e676572u

kepu_regions *kp_regions_new(const int32_t *years, size_t year_count); /* NULL: memory is out */
kepu_regions *kp_regions_ref(kepu_regions *regions);                   /* kepu_regions_free gives it back */
bool kp_is_level(const char *level, size_t length);                    /* a level's token, or a depth */

typedef enum kp_region_column {
	KP_REGION_CODE,
	KP_REGION_NAME,
	KP_REGION_PARENT,
	KP_REGION_LEVEL,
	KP_REGION_SCHEME,
	KP_REGION_YEAR,
	KP_REGION_COLUMNS
} kp_region_column;

/* Takes a row, the populations behind its other cells, or adds a finding. False: memory is out. */
bool kp_regions_add(kepu_regions *regions, const kp_cell *cells, kepu_findings *findings);

/* Makes the tree of the rows; what lies under itself or under nothing is refused. False: memory is out. */
bool kp_regions_finish(kepu_regions *regions, kepu_findings *findings);

#endif
