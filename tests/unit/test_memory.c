#include "base/memory.h"
#include "random.h"

#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void calloc_checks_the_product(void **state)
{
	(void)state;
	assert_null(kp_calloc(SIZE_MAX / 2, 3));
	char *zeroed = kp_calloc(3, 5);
	for (int i = 0; i < 15; i++)
		assert_int_equal(zeroed[i], 0);
	free(zeroed);
	void *nothing = kp_calloc(0, 0);
	assert_non_null(nothing);
	free(nothing);
}

static void an_array_grows_by_one(void **state)
{
	(void)state;
	int *items = NULL;
	size_t count = 0, capacity = 0;
	for (int i = 0; i < 1000; i++) {
		assert_true(kp_grow((void **)&items, &capacity, count + 1, sizeof *items));
		items[count++] = i;
	}
	for (int i = 0; i < 1000; i++)
		assert_int_equal(items[i], i);
	assert_true(capacity >= 1000 && capacity <= 2048);
	free(items);
}

static void growth_refuses_what_cannot_be(void **state)
{
	(void)state;
	int64_t *items = NULL;
	size_t capacity = 0;
	assert_false(kp_grow((void **)&items, &capacity, SIZE_MAX / 8, sizeof *items));
	assert_false(kp_grow((void **)&items, &capacity, SIZE_MAX, sizeof *items));
	assert_null(items);
	assert_int_equal(capacity, 0);
}

static void arena_gives_zeroed_aligned_room(void **state)
{
	(void)state;
	kp_arena arena;
	kp_arena_init(&arena);
	assert_int_equal(arena.total, 0);
	for (size_t size = 0; size < 3000; size++) {
		char *room = kp_arena_alloc(&arena, size);
		assert_non_null(room);
		assert_int_equal((uintptr_t)room % 8, 0);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(room[i], 0);
		memset(room, 0xff, size);
	}
	assert_true(arena.total > 3000 * 2999 / 2);
	kp_arena_free(&arena);
	assert_int_equal(arena.total, 0);
	assert_null(arena.chunks);
}

static void a_small_arena_is_small(void **state)
{
	(void)state;
	kp_arena arena;
	kp_arena_init(&arena);
	assert_non_null(kp_arena_alloc(&arena, 1));
	assert_int_equal(arena.total, 4096);
	kp_arena_free(&arena);
}

static void what_is_expected_is_taken_at_once(void **state)
{
	(void)state;
	kp_arena arena;
	kp_arena_init(&arena);
	kp_arena_expect(&arena, 100000);
	for (size_t taken = 0; taken < 99000; taken += 1000)
		assert_non_null(kp_arena_alloc(&arena, 1000));
	assert_int_equal(arena.total, 100000);
	assert_non_null(kp_arena_alloc(&arena, 1000)); /* more than was expected: as without */
	assert_int_equal(arena.total, 200000);
	kp_arena_free(&arena);
	kp_arena_expect(&arena, SIZE_MAX);
	assert_non_null(kp_arena_alloc(&arena, 1));
	assert_true(arena.total <= 1 << 20); /* however much is expected, no more than this */
	kp_arena_free(&arena);
}

static void a_big_request_leaves_the_free_room_in_use(void **state)
{
	(void)state;
	kp_arena arena;
	kp_arena_init(&arena);
	char *before = kp_arena_alloc(&arena, 16);
	char *big = kp_arena_alloc(&arena, 5 << 20);
	char *after = kp_arena_alloc(&arena, 16);
	assert_non_null(big);
	memset(big, 1, 5 << 20);
	assert_ptr_equal(after, before + 16);
	kp_arena_free(&arena);

	assert_non_null(kp_arena_alloc(&arena, 5 << 20)); /* also as the first of all */
	assert_non_null(kp_arena_alloc(&arena, 8));
	kp_arena_free(&arena);
}

static void arena_refuses_what_cannot_be(void **state)
{
	(void)state;
	kp_arena arena;
	kp_arena_init(&arena);
	assert_null(kp_arena_array(&arena, SIZE_MAX / 4, 5));
	assert_null(kp_arena_alloc(&arena, SIZE_MAX));
	assert_null(kp_arena_alloc(&arena, SIZE_MAX - 100));
	assert_non_null(kp_arena_array(&arena, 0, 8));
	assert_non_null(kp_arena_array(&arena, 8, 0));
	kp_arena_free(&arena);
}

/* Whatever is asked for, nothing overlaps: each block keeps the byte it was filled with. */
static void blocks_never_overlap(void **state)
{
	(void)state;
	enum { blocks = 2000 };
	static unsigned char *room[blocks];
	static size_t sizes[blocks];
	uint64_t seed = 1;
	kp_arena arena;
	kp_arena_init(&arena);
	for (int i = 0; i < blocks; i++) {
		sizes[i] = (size_t)random_below(&seed, random_below(&seed, 50) ? 200 : 100000);
		room[i] = kp_arena_alloc(&arena, sizes[i]);
		assert_non_null(room[i]);
		memset(room[i], i & 0xff, sizes[i]);
	}
	for (int i = 0; i < blocks; i++)
		for (size_t k = 0; k < sizes[i]; k++)
			if (room[i][k] != (i & 0xff))
				fail_msg("block %d was written over", i);
	kp_arena_free(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(calloc_checks_the_product),
		cmocka_unit_test(an_array_grows_by_one),
		cmocka_unit_test(growth_refuses_what_cannot_be),
		cmocka_unit_test(arena_gives_zeroed_aligned_room),
		cmocka_unit_test(a_small_arena_is_small),
		cmocka_unit_test(what_is_expected_is_taken_at_once),
		cmocka_unit_test(a_big_request_leaves_the_free_room_in_use),
		cmocka_unit_test(arena_refuses_what_cannot_be),
		cmocka_unit_test(blocks_never_overlap),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
