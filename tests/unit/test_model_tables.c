/* Look-up of objects, foreign content, tokens, labels: what the model is made of. */
#include "model/foreign.h"
#include "model/input.h"
#include "random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

/* Look-up */

typedef struct thing {
	int number;
	kp_str key;
} thing;

static void test_lookup_empty(void **state)
{
	(void)state;
	kp_lookup table;
	unsigned number = 9;
	kp_lookup_init(&table, offsetof(thing, key));
	assert_null(kp_lookup_find(&table, "a", 1, &number));
	assert_int_equal(number, 0);
	assert_null(kp_lookup_find(&table, "", 0, NULL));
	kp_lookup_free(&table);
	kp_lookup_free(&table);
}

static void test_lookup_many(void **state)
{
	(void)state;
	enum { MANY = 20000 };
	kp_arena arena;
	kp_lookup table;
	kp_arena_init(&arena);
	kp_lookup_init(&table, offsetof(thing, key));
	for (int i = 0; i < MANY; i++) {
		char text[16];
		int length = snprintf(text, sizeof text, "%d", i * 7);
		thing *made = kp_arena_alloc(&arena, sizeof *made);
		made->number = i;
		made->key = kp_str_new(&arena, text, (size_t)length);
		assert_true(kp_lookup_add(&table, made, (unsigned)i & 7));
		assert_true(table.count <= table.capacity / 4 * 3);
	}
	for (int i = 0; i < MANY * 7; i++) {
		char text[16];
		unsigned number;
		int length = snprintf(text, sizeof text, "%d", i);
		const thing *found = kp_lookup_find(&table, text, (size_t)length, &number);
		assert_true(!found == (i % 7 != 0));
		if (found) {
			assert_int_equal(found->number, i / 7);
			assert_int_equal(number, (i / 7) & 7);
		}
	}
	kp_lookup_free(&table);
	kp_arena_free(&arena);
}

/* Ids */

static const thing *add_id(kp_arena *arena, kp_ids *ids, const char *id, unsigned part)
{
	kp_str *made = kp_arena_alloc(arena, sizeof *made);
	*made = kp_str_new(arena, id, strlen(id));
	assert_true(kp_ids_add(ids, made, part));
	return (const thing *)made;
}

/* Adding, finding and removing in any order, against a list. */
static void test_lookup_remove(void **state)
{
	(void)state;
	enum { MANY = 600 };
	kp_arena arena;
	kp_lookup table;
	thing things[MANY] = { 0 };
	bool there[MANY] = { 0 };
	uint64_t random = 20;
	size_t count = 0;
	kp_arena_init(&arena);
	kp_lookup_init(&table, offsetof(thing, key));
	kp_lookup_remove(&table, &things[0]);
	for (int i = 0; i < MANY; i++) {
		char text[16];
		int length = snprintf(text, sizeof text, "key %d", i);
		things[i].key = kp_str_new(&arena, text, (size_t)length);
	}
	for (int step = 0; step < 60000; step++) {
		size_t i = random_below(&random, step / 10000 & 1 ? 20 : MANY);
		if (there[i])
			kp_lookup_remove(&table, &things[i]);
		else
			assert_true(kp_lookup_add(&table, &things[i], i & 7));
		there[i] = !there[i];
		count += there[i] ? 1 : (size_t)-1;
		assert_int_equal(table.count, count);
		for (size_t k = step % 100 ? i : 0; k < (step % 100 ? i + 1 : MANY); k++) {
			unsigned number;
			const thing *found = kp_lookup_find(&table, things[k].key, kp_str_len(things[k].key), &number);
			assert_ptr_equal(found, there[k] ? &things[k] : NULL);
			assert_int_equal(number, there[k] ? k & 7 : 0);
		}
	}
	size_t keys = 0;
	for (size_t i = 0; i < table.capacity; i++)
		keys += kp_lookup_key(&table, i) != NULL;
	assert_int_equal(keys, count);
	kp_lookup_free(&table);
	kp_arena_free(&arena);
}

/* Ids that only look like the library's own are others: none may stand for another. */
static void test_ids(void **state)
{
	(void)state;
	static const char *const texts[] = { "n1",  "n2",   "a1",  "n10",  "n01",        "n0",          "n",
		                                 "N1",  "1",    "n1x", "nn1",  "n999999999", "n1000000000", "n-1",
		                                 "n+1", "n1.0", "n 1", "",     "z64",        "z128",        "科1",
		                                 "n１", "a64",  "a65", "a129", "node-17" };
	enum { COUNT = sizeof texts / sizeof *texts };
	kp_arena arena;
	kp_ids ids;
	const thing *made[COUNT];
	kp_arena_init(&arena);
	kp_ids_init(&ids);
	assert_null(kp_ids_find(&ids, "n1", 2, NULL));
	for (size_t i = 0; i < COUNT; i++) {
		assert_null(kp_ids_find(&ids, texts[i], strlen(texts[i]), NULL));
		made[i] = add_id(&arena, &ids, texts[i], (unsigned)i & 7);
		for (size_t k = 0; k < COUNT; k++) {
			unsigned part = 9;
			const thing *found = kp_ids_find(&ids, texts[k], strlen(texts[k]), &part);
			assert_ptr_equal(found, k <= i ? made[k] : NULL);
			assert_int_equal(part, k <= i ? k & 7 : 0);
		}
	}
	kp_ids_free(&ids);
	kp_arena_free(&arena);
}

/* A number may lie beyond twice what the array holds, as far as the rule for sparse ones lets it. */
static void test_ids_far_ahead(void **state)
{
	(void)state;
	kp_arena arena;
	kp_ids ids;
	char id[16];
	kp_arena_init(&arena);
	kp_ids_init(&ids);
	for (int number = 1; number <= 127; number++) {
		snprintf(id, sizeof id, "n%d", number);
		add_id(&arena, &ids, id, 2);
	}
	const thing *ahead = add_id(&arena, &ids, "n300", 2), *far = add_id(&arena, &ids, "n5000", 2);
	assert_int_equal(ids.runs['n' - 'a'].count, 128);
	assert_int_equal(ids.others.count, 1);
	assert_ptr_equal(kp_ids_find(&ids, "n300", 4, NULL), ahead);
	assert_ptr_equal(kp_ids_find(&ids, "n5000", 5, NULL), far);
	assert_null(kp_ids_find(&ids, "n299", 4, NULL));
	kp_ids_free(&ids);
	kp_arena_free(&arena);
}

static uint64_t gone(const kp_ids *ids, char letter)
{
	return ids->runs[letter - 'a'].gone;
}

/* Numbers run on above all that there have been, whatever has been removed. */
static void test_ids_never_again(void **state)
{
	(void)state;
	kp_arena arena;
	kp_ids ids;
	kp_arena_init(&arena);
	kp_ids_init(&ids);
	assert_int_equal(kp_ids_next(&ids, 'n'), 1);
	add_id(&arena, &ids, "n2", 2);
	const thing *five = add_id(&arena, &ids, "n5", 2), *far = add_id(&arena, &ids, "n70000", 2);
	const thing *own = add_id(&arena, &ids, "task-9", 2);
	assert_int_equal(kp_ids_next(&ids, 'n'), 70001);
	assert_int_equal(kp_ids_next(&ids, 'u'), 1);
	kp_ids_remove(&ids, far);
	kp_ids_remove(&ids, own);
	assert_null(kp_ids_find(&ids, "n70000", 6, NULL));
	assert_null(kp_ids_find(&ids, "task-9", 6, NULL));
	assert_ptr_equal(kp_ids_find(&ids, "n5", 2, NULL), five);
	kp_ids_remove(&ids, five);
	assert_null(kp_ids_find(&ids, "n5", 2, NULL));
	assert_int_equal(kp_ids_next(&ids, 'n'), 70001);
	assert_int_equal(kp_ids_next(&ids, 't'), 1);
	kp_ids_settle(&ids);
	assert_int_equal(gone(&ids, 'n'), 70000); /* n2 alone would not show it */
	add_id(&arena, &ids, "n70001", 2);
	kp_ids_settle(&ids);
	assert_int_equal(gone(&ids, 'n'), 0);
	assert_int_equal(kp_ids_next(&ids, 'n'), 70002);
	kp_ids_free(&ids);
	kp_arena_free(&arena);
}

/* What a file says of ids that are gone. */
static void test_ids_noted(void **state)
{
	(void)state;
	static const char *const none[] = { "", "n", "n0", "n01", "N1", "1", "n1x", "n1234567890123456", "n-1" };
	kp_arena arena;
	kp_ids ids;
	kp_arena_init(&arena);
	kp_ids_init(&ids);
	for (size_t i = 0; i < sizeof none / sizeof *none; i++)
		assert_false(kp_ids_note(&ids, none[i], strlen(none[i])));
	add_id(&arena, &ids, "a7", 4);
	assert_true(kp_ids_note(&ids, "a5", 2));
	assert_true(kp_ids_note(&ids, "u12345678901xx", 12));
	assert_true(kp_ids_note(&ids, "u3", 2));
	assert_int_equal(kp_ids_next(&ids, 'a'), 8);
	assert_int_equal(kp_ids_next(&ids, 'u'), 12345678902);
	kp_ids_settle(&ids);
	assert_int_equal(gone(&ids, 'a'), 0);
	assert_int_equal(gone(&ids, 'u'), 12345678901);
	add_id(&arena, &ids, "u12345678902", 3); /* among the others, being no index */
	assert_int_equal(kp_ids_next(&ids, 'u'), 12345678903);
	kp_ids_settle(&ids);
	assert_int_equal(gone(&ids, 'u'), 0);
	assert_true(kp_ids_note(&ids, "p999999999999999", 16));
	assert_int_equal(kp_ids_next(&ids, 'p'), 0);
	kp_ids_free(&ids);
	kp_arena_free(&arena);
}

/* In any order, ids are found, and the arrays stay in proportion to the number of ids. */
static void test_ids_in_any_order(void **state)
{
	(void)state;
	enum { MANY = 5000 };
	for (int order = 0; order < 3; order++) {
		kp_arena arena;
		kp_ids ids;
		kp_arena_init(&arena);
		kp_ids_init(&ids);
		for (int i = 0; i < MANY; i++) {
			char id[16];
			int number = order == 0 ? i + 1 : order == 1 ? MANY - i : (i * 7919) % MANY + 1;
			snprintf(id, sizeof id, "u%d", number);
			assert_null(kp_ids_find(&ids, id, strlen(id), NULL));
			assert_non_null(add_id(&arena, &ids, id, 3));
			assert_true(ids.runs['u' - 'a'].capacity <= 4 * (ids.runs['u' - 'a'].count + 64));
		}
		for (int number = 1; number <= MANY; number++) {
			char id[16];
			unsigned part;
			snprintf(id, sizeof id, "u%d", number);
			kp_str *found = kp_ids_find(&ids, id, strlen(id), &part);
			assert_string_equal(*found, id);
			assert_int_equal(part, 3);
		}
		kp_ids_free(&ids);
		kp_arena_free(&arena);
	}
}

/* Foreign content */

static void test_foreign_none(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	assert_false(kp_foreign_any(NULL));
	assert_false(kp_foreign_any(b->plan));
	assert_null(kp_foreign_first(b->plan, b, 0, KP_FOREIGN_FIRST));
	kepu_builder_free(b);
}

static void test_foreign_places(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	kepu_node *node = kp_build_node(b, NULL, NULL, NULL, 0);
	assert_true(kp_foreign_add(b->plan, node, 1, KP_FOREIGN_AFTER, "<x:a/>zz", 6));
	assert_true(kp_foreign_add(b->plan, node, 1, KP_FOREIGN_FIRST, "<x:b/>", 6));
	assert_true(kp_foreign_add(b->plan, node, 1, KP_FOREIGN_AFTER, "<x:c/>", 6));
	assert_true(kp_foreign_add(b->plan, node, 2, KP_FOREIGN_AFTER, "", 0));
	assert_true(kp_foreign_any(b->plan));

	const kp_foreign_piece *piece = kp_foreign_first(b->plan, node, 1, KP_FOREIGN_AFTER);
	assert_string_equal(piece->xml, "<x:a/>");
	assert_string_equal(piece->next->xml, "<x:c/>");
	assert_null(piece->next->next);
	assert_string_equal(kp_foreign_first(b->plan, node, 1, KP_FOREIGN_FIRST)->xml, "<x:b/>");
	assert_int_equal(kp_str_len(kp_foreign_first(b->plan, node, 2, KP_FOREIGN_AFTER)->xml), 0);
	assert_null(kp_foreign_first(b->plan, node, 1, KP_FOREIGN_ATTRIBUTES));
	assert_null(kp_foreign_first(b->plan, node, 3, KP_FOREIGN_AFTER));
	assert_null(kp_foreign_first(b->plan, b->plan, 1, KP_FOREIGN_AFTER));
	kepu_builder_free(b);
}

static void test_foreign_many(void **state)
{
	(void)state;
	enum { OWNERS = 500, ELEMENTS = 3 };
	kepu_builder *b = kp_builder_new();
	kepu_node *nodes[OWNERS];
	for (size_t i = 0; i < OWNERS; i++)
		nodes[i] = kp_build_node(b, NULL, NULL, NULL, 0);
	for (int turn = 0; turn < 2; turn++)
		for (size_t i = 0; i < OWNERS; i++)
			for (uint32_t element = 0; element < ELEMENTS; element++) {
				char xml[32];
				int length = snprintf(xml, sizeof xml, "<x a='%zu.%u.%d'/>", i, element, turn);
				assert_true(kp_foreign_add(b->plan, nodes[i], element, KP_FOREIGN_FIRST, xml, (size_t)length));
			}
	for (size_t i = 0; i < OWNERS; i++)
		for (uint32_t element = 0; element < ELEMENTS; element++) {
			const kp_foreign_piece *piece = kp_foreign_first(b->plan, nodes[i], element, KP_FOREIGN_FIRST);
			for (int turn = 0; turn < 2; turn++, piece = piece->next) {
				char xml[32];
				snprintf(xml, sizeof xml, "<x a='%zu.%u.%d'/>", i, element, turn);
				assert_string_equal(piece->xml, xml);
			}
			assert_null(piece);
		}
	kepu_builder_free(b);
}

/* Tokens */

static void test_tokens(void **state)
{
	(void)state;
	static const size_t counts[] = { 8, 3, 3, 7, 6, 6, 3, 6, 2, 3, 3, 4, 4, 7, 8 };
	for (kp_token_set set = KP_TOKENS_KIND; set <= KP_TOKENS_META; set++) {
		assert_null(kp_token_text(set, 0));
		assert_null(kp_token_text(set, -1));
		assert_null(kp_token_text(set, (int32_t)counts[set] + 1));
		for (int32_t code = 1; code <= (int32_t)counts[set]; code++) {
			const char *text = kp_token_text(set, code);
			assert_int_equal(kp_str_len(text), strlen(text));
			assert_int_equal(kp_token_code(set, text, strlen(text)), code);
			assert_int_equal(kp_token_code(set, text, strlen(text) - 1 ? strlen(text) - 1 : 9),
			                 strcmp(text, ">=") == 0   ? KEPU_COMPARISON_MORE
			                 : strcmp(text, "<=") == 0 ? KEPU_COMPARISON_LESS
			                                           : 0);
		}
	}
	assert_int_equal(kp_token_code(KP_TOKENS_ROLE, "lead", 4), KEPU_ROLE_LEAD);
	assert_int_equal(kp_token_code(KP_TOKENS_KIND, "safeguard", 9), KEPU_KIND_SAFEGUARD);
	assert_int_equal(kp_token_code(KP_TOKENS_COMPARISON, "~", 1), KEPU_COMPARISON_ABOUT);
	assert_int_equal(kp_token_code(KP_TOKENS_LEVEL, "none", 4), KEPU_LEVEL_NONE);
	assert_int_equal(kp_token_code(KP_TOKENS_META, "basis", 5), KEPU_META_BASIS);
	assert_int_equal(kp_token_code(KP_TOKENS_ROLE, "Lead", 4), KEPU_UNKNOWN);
}

/* The texts stand in the comments of the public headers: that is where callers read them. */
static void test_tokens_as_documented(void **state)
{
	(void)state;
	static const struct source {
		const char *header, *prefix;
		kp_token_set set;
	} sources[] = {
		{ "node.h", "#define KEPU_KIND_", KP_TOKENS_KIND },
		{ "node.h", "#define KEPU_ROLE_", KP_TOKENS_ROLE },
		{ "plan.h", "#define KEPU_PLAN_", KP_TOKENS_STATUS },
		{ "plan.h", "#define KEPU_META_", KP_TOKENS_META },
		{ "unit.h", "#define KEPU_LEVEL_", KP_TOKENS_LEVEL },
		{ "indicator.h", "#define KEPU_COMPARISON_", KP_TOKENS_COMPARISON },
		{ "indicator.h", "#define KEPU_EVERY_", KP_TOKENS_EVERY },
		{ "indicator.h", "#define KEPU_COUNTING_", KP_TOKENS_COUNTING },
		{ "indicator.h", "#define KEPU_ROLLUP_", KP_TOKENS_ROLLUP },
		{ "indicator.h", "#define KEPU_NATURE_", KP_TOKENS_NATURE },
		{ "provenance.h", "#define KEPU_CHECK_", KP_TOKENS_CHECK },
		{ "review.h", "#define KEPU_CHANGE_", KP_TOKENS_ACTION },
	};
	size_t seen = 0;
	for (size_t i = 0; i < sizeof sources / sizeof *sources; i++) {
		char path[1024], line[512], text[64];
		snprintf(path, sizeof path, "%s/include/kepu/%s", KEPU_SOURCE_DIR, sources[i].header);
		FILE *file = fopen(path, "r");
		assert_non_null(file);
		while (fgets(line, sizeof line, file)) {
			int number;
			const char *colon = strstr(line, ": ");
			if (strncmp(line, sources[i].prefix, strlen(sources[i].prefix)) != 0 || !colon)
				continue;
			assert_int_equal(sscanf(line, "%*s %*s %d", &number), 1);
			assert_int_equal(sscanf(colon, ": %63s", text), 1);
			assert_string_equal(kp_token_text(sources[i].set, number), text);
			seen++;
		}
		fclose(file);
	}
	assert_int_equal(seen, 8 + 3 + 3 + 8 + 7 + 6 + 6 + 3 + 6 + 2 + 4 + 4);
}

/* Labels */

static void test_labels(void **state)
{
	(void)state;
	static const struct {
		const char *label, *ordinal;
	} cases[] = {
		{ "一、", "1" },
		{ "（一）", "1" },
		{ "(十二)", "12" },
		{ "第三章", "3" },
		{ "第二十一条", "21" },
		{ "1.", "1" },
		{ "12．", "12" },
		{ "（3）", "3" },
		{ "①", "1" },
		{ "⑳", "20" },
		{ "㉑", "21" },
		{ "㊿", "50" },
		{ "㈠", "1" },
		{ "㈩", "10" },
		{ "⑴", "1" },
		{ "⒛", "20" },
		{ "❿", "10" },
		{ "⓫", "11" },
		{ "Ⅳ", "4" },
		{ "ⅻ", "12" },
		{ "２．", "2" },
		{ "2.3", "3" },
		{ "1.2.13 ", "13" },
		{ "【七】", "7" },
		{ "5", "5" },
		{ " 八 、", "8" },
		{ "第一节", "1" },
		{ "⓪", "0" },
		{ "", "" },
		{ "、", "" },
		{ "附件", "" },
		{ "总则", "" },
		{ "第章", "" },
		{ "a)", "" },
		{ "99999999999", "" },
		{ "一一一一一一一一一一一一一一一一一一一一一一一一一一一一一一一一一", "" },
	};
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		char out[KP_ORDINAL_TEXT] = "";
		size_t length = kp_label_ordinal(cases[i].label, strlen(cases[i].label), out);
		if (length != strlen(cases[i].ordinal) || memcmp(out, cases[i].ordinal, length) != 0)
			fail_msg("%s gives %.*s, not %s", cases[i].label, (int)length, out, cases[i].ordinal);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lookup_empty),
		cmocka_unit_test(test_lookup_many),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_lookup_remove),
		cmocka_unit_test(test_ids_never_again),
		cmocka_unit_test(test_ids_noted),
		cmocka_unit_test(test_ids_far_ahead),
		cmocka_unit_test(test_ids_in_any_order),
		cmocka_unit_test(test_foreign_none),
		cmocka_unit_test(test_foreign_places),
		cmocka_unit_test(test_foreign_many),
		cmocka_unit_test(test_tokens),
		cmocka_unit_test(test_tokens_as_documented),
		cmocka_unit_test(test_labels),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
