#include "base/strings.h"
#include "random.h"

#include <stdio.h>
#include <stdlib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

static void a_string_knows_its_length(void **state)
{
	(void)state;
	kp_arena arena;
	kp_arena_init(&arena);
	kp_str s = kp_str_new(&arena, "科协, and more", 6);
	assert_string_equal(s, "科协");
	assert_int_equal(kp_str_len(s), 6);
	assert_true(kp_str_is(s, "科协", 6));
	assert_false(kp_str_is(s, "科", 3));
	size_t length;
	assert_ptr_equal(kp_str_out(s, &length), s);
	assert_int_equal(length, 6);
	kp_str empty = kp_str_new(&arena, NULL, 0);
	assert_string_equal(empty, "");
	assert_int_equal(kp_str_len(NULL), 0);
	assert_null(kp_str_out(NULL, &length));
	assert_int_equal(length, 0);
	assert_null(kp_str_new(&arena, "x", (size_t)INT32_MAX + 1));
	assert_null(kp_str_new(&arena, "x", SIZE_MAX));
	kp_arena_free(&arena);
}

static void the_same_text_is_stored_once(void **state)
{
	(void)state;
	kp_arena arena;
	kp_intern set;
	kp_arena_init(&arena);
	kp_intern_init(&set, &arena);
	assert_null(kp_intern_find(&set, "教育局", 9));
	kp_str first = kp_intern_get(&set, "教育局", 9);
	char copy[] = "教育局和别的";
	assert_ptr_equal(kp_intern_get(&set, copy, 9), first);
	assert_ptr_equal(kp_intern_find(&set, copy, 9), first);
	assert_ptr_not_equal(kp_intern_get(&set, copy, 6), first);
	assert_ptr_equal(kp_intern_get(&set, NULL, 0), kp_intern_get(&set, "x", 0));
	assert_int_equal(set.count, 3);
	kp_intern_free(&set);
	assert_string_equal(first, "教育局"); /* the strings are the arena's */
	assert_null(kp_intern_find(&set, "教育局", 9));
	kp_arena_free(&arena);
}

static void a_set_holds_many(void **state)
{
	(void)state;
	enum { many = 20000 };
	static kp_str made[many];
	kp_arena arena;
	kp_intern set;
	char text[32];
	kp_arena_init(&arena);
	kp_intern_init(&set, &arena);
	for (int round = 0; round < 2; round++)
		for (int i = 0; i < many; i++) {
			size_t length = (size_t)snprintf(text, sizeof text, "n%d", i);
			kp_str s = kp_intern_get(&set, text, length);
			if (round == 0)
				made[i] = s;
			assert_ptr_equal(made[i], s);
		}
	assert_int_equal(set.count, many);
	kp_intern_free(&set);
	kp_arena_free(&arena);
}

static void a_map_finds_by_content(void **state)
{
	(void)state;
	enum { many = 5000 };
	static int values[many];
	kp_arena arena;
	kp_map map = { 0 };
	char text[32];
	kp_arena_init(&arena);
	assert_null(kp_map_get(&map, "a", 1));
	assert_false(kp_map_put(&map, NULL, values));
	for (int i = 0; i < many; i++) {
		size_t length = (size_t)snprintf(text, sizeof text, "节点-%d", i * 7);
		assert_true(kp_map_put(&map, kp_str_new(&arena, text, length), &values[i]));
	}
	assert_int_equal(map.count, many);
	for (int i = 0; i < many * 7; i++) {
		size_t length = (size_t)snprintf(text, sizeof text, "节点-%d", i);
		assert_ptr_equal(kp_map_get(&map, text, length), i % 7 ? NULL : &values[i / 7]);
	}
	assert_true(kp_map_put(&map, kp_str_new(&arena, "节点-0", 8), &values[1]));
	assert_ptr_equal(kp_map_get(&map, "节点-0", 8), &values[1]);
	assert_int_equal(map.count, many);
	kp_map_free(&map);
	assert_null(kp_map_get(&map, "节点-0", 8));
	kp_arena_free(&arena);
}

/* Each single bit of a text changes about half of the hash, at every length that has a path of its own. */
static void every_bit_counts_in_the_hash(void **state)
{
	(void)state;
	uint64_t seed = 2;
	unsigned char text[48];
	for (size_t length = 1; length <= sizeof text; length++) {
		int changed = 0, flips = 0;
		for (int round = 0; round < 8; round++) {
			for (size_t i = 0; i < length; i++)
				text[i] = (unsigned char)random_next(&seed);
			uint64_t before = kp_hash(text, length);
			assert_true(kp_hash(text, length - 1) != before);
			for (size_t bit = 0; bit < length * 8; bit++, flips++) {
				text[bit / 8] ^= (unsigned char)(1 << bit % 8);
				uint64_t difference = before ^ kp_hash(text, length);
				text[bit / 8] ^= (unsigned char)(1 << bit % 8);
				assert_true(difference != 0);
				for (; difference; difference &= difference - 1)
					changed++;
			}
		}
		assert_in_range(changed / flips, 28, 36);
	}
}

static void a_buffer_grows(void **state)
{
	(void)state;
	kp_buffer buffer = { 0 };
	kp_buffer_text(&buffer, "共");
	kp_buffer_int(&buffer, INT64_MIN);
	kp_buffer_byte(&buffer, ' ');
	kp_buffer_int(&buffer, 0);
	kp_buffer_add(&buffer, "\0x", 2);
	size_t length;
	char *text = kp_buffer_take(&buffer, &length);
	assert_int_equal(length, 3 + 20 + 1 + 1 + 2);
	assert_memory_equal(text, "共-9223372036854775808 0\0x", length + 1);
	free(text);
	assert_null(buffer.bytes);

	for (int i = 0; i < 10000; i++)
		kp_buffer_byte(&buffer, (char)('a' + i % 26));
	assert_int_equal(strlen(buffer.bytes), 10000);
	kp_buffer_free(&buffer);
	text = kp_buffer_take(&buffer, NULL); /* nothing written is an empty text, not a failure */
	assert_string_equal(text, "");
	free(text);
}

static void failure_of_a_buffer_sticks(void **state)
{
	(void)state;
	kp_buffer buffer = { 0 };
	size_t length = 1;
	kp_buffer_text(&buffer, "lost");
	kp_buffer_add(&buffer, "", SIZE_MAX - 2);
	assert_true(buffer.failed);
	kp_buffer_text(&buffer, "more");
	assert_int_equal(buffer.length, 4);
	assert_null(kp_buffer_take(&buffer, &length));
	assert_int_equal(length, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_string_knows_its_length),
		cmocka_unit_test(the_same_text_is_stored_once),
		cmocka_unit_test(a_set_holds_many),
		cmocka_unit_test(a_map_finds_by_content),
		cmocka_unit_test(every_bit_counts_in_the_hash),
		cmocka_unit_test(a_buffer_grows),
		cmocka_unit_test(failure_of_a_buffer_sticks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
