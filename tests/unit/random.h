/* A seeded generator for tests: the same values on every machine and in every run. */
#ifndef TEST_RANDOM_H
#define TEST_RANDOM_H

#include <stdint.h>

static inline uint64_t random_next(uint64_t *state)
{
	uint64_t x = *state += 0x9e3779b97f4a7c15u;
	x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
	x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
	return x ^ (x >> 31);
}

static inline uint64_t random_below(uint64_t *state, uint64_t limit)
{
	return random_next(state) % limit;
}

/* Numbers of every size, not just large ones. */
static inline int64_t random_number(uint64_t *state)
{
	int bits = (int)random_below(state, 64);
	uint64_t value = random_next(state) >> (63 - bits);
	return (int64_t)(random_next(state) & 1 ? value : 0 - value);
}

#endif
