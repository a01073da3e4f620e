/* The makers that loading and importing use, and what finishing makes of their work. */
#include "model/build.h"
#include "random.h"

#include <kepu/plan.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

static kepu_plan *finish(kepu_builder *b)
{
	kepu_plan *plan = NULL;
	assert_int_equal(kp_builder_finish(b, &plan, NULL), KEPU_OK);
	assert_null(b->plan);
	assert_null(plan->strings.slots);
	kepu_builder_free(b);
	return plan;
}

static void test_ids(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	assert_string_equal(kp_build_node(b, NULL, NULL, "n2", 2)->id, "n2");
	assert_string_equal(kp_build_node(b, NULL, NULL, NULL, 0)->id, "n3");
	assert_string_equal(kp_build_unit(b, NULL, 0)->id, "u1");
	assert_string_equal(kp_build_unit(b, "n4", 2)->id, "n4");
	assert_string_equal(kp_build_node(b, NULL, NULL, NULL, 0)->id, "n5");
	assert_string_equal(kp_build_phase(b, NULL, 0)->id, "p1");
	assert_string_equal(kp_build_annex(b, NULL, 0)->id, "x1");
	assert_string_equal(kp_build_indicator(b, NULL, NULL, 0)->id, "i1");
	kepu_node *node = b->plan->first_root;
	assert_string_equal(kp_build_assignment(b, node, b->plan->first_unit, KEPU_ROLE_LEAD, NULL, 0)->id, "a1");

	assert_null(kp_build_unit(b, "n2", 2)); /* ids are unique over all parts */
	assert_int_equal(b->failure, KEPU_ERROR_DUPLICATE_ID);
	assert_int_equal(b->plan->unit_count, 2);

	int32_t part = 0;
	assert_ptr_equal(kp_build_find(b, "n2", 2, &part), node);
	assert_int_equal(part, KEPU_PART_NODE);
	assert_ptr_equal(kp_build_find(b, "n4xx", 2, &part), b->plan->last_unit);
	assert_int_equal(part, KEPU_PART_UNIT);
	assert_non_null(kp_build_find(b, "a1", 2, &part));
	assert_int_equal(part, KEPU_PART_ASSIGNMENT);
	assert_null(kp_build_find(b, "n9", 2, &part));
	assert_int_equal(part, 0);
	kepu_builder_free(b);
}

static void test_levels(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	kepu_node *node = NULL;
	for (int level = 1; level <= 64; level++) {
		node = kp_build_node(b, node, NULL, NULL, 0);
		assert_int_equal(node->level, level);
	}
	assert_null(kp_build_node(b, node, NULL, NULL, 0));
	assert_int_equal(b->failure, KEPU_ERROR_LIMIT);
	kepu_plan *plan = finish(b);
	const kepu_node *deepest = kepu_plan_node_at(plan, 63);
	assert_int_equal(kepu_node_level(deepest), 64);
	assert_string_equal(kepu_node_path(deepest, NULL) + 120, "1.1.1.1");
	kepu_plan_unref(plan);
}

static void test_texts(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	const char *text = "0123456789012345678901234567890123456789";
	assert_ptr_equal(kp_build_text(b, text, 10), kp_build_text(b, text + 10, 10));
	assert_ptr_not_equal(kp_build_text(b, text, 40), kp_build_text(b, text, 40));
	assert_int_equal(kp_str_len(kp_build_text(b, text, 40)), 40);

	kp_token token = { NULL };
	assert_true(kp_build_token(b, &token, KP_TOKENS_ROLE, "lead", 4));
	assert_int_equal(kp_token_number(token), KEPU_ROLE_LEAD);
	assert_true(kp_build_token(b, &token, KP_TOKENS_ROLE, "observer", 8));
	assert_int_equal(kp_token_number(token), KEPU_UNKNOWN);
	assert_string_equal(token.text, "observer");
	assert_true(kp_build_code(b, &token, KP_TOKENS_ROLE, KEPU_ROLE_PARTICIPANT));
	assert_string_equal(token.text, "participant");
	assert_false(kp_build_code(b, &token, KP_TOKENS_ROLE, 77));
	assert_int_equal(b->failure, KEPU_ERROR_ARGUMENT);
	assert_string_equal(token.text, "participant");
	assert_true(kp_build_code(b, &token, KP_TOKENS_ROLE, 0));
	assert_null(token.text);

	kepu_unit *unit = kp_build_unit(b, NULL, 0);
	kepu_node *node = kp_build_node(b, NULL, NULL, NULL, 0);
	assert_null(kp_build_assignment(b, node, unit, 77, NULL, 0));
	assert_null(kp_build_value(b, kp_build_indicator(b, node, NULL, 0), 77));
	assert_null(kp_build_metadata(b, 0, "x", 1));
	assert_null(kp_build_metadata(b, 9, "x", 1));
	assert_int_equal(node->assignment_count + unit->assignment_count, 0);
	kepu_builder_free(b);
}

static void test_provenance(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	kepu_node *node = kp_build_node(b, NULL, NULL, NULL, 0);
	for (uint32_t i = 0; i < 100; i++)
		assert_true(kp_build_span(b, &node->proof, i, i + 1, i + 2));
	assert_true(kp_build_rule(b, &node->proof, KEPU_RULE_LABEL_CHINESE));
	assert_true(kp_build_finding(b, &node->proof, KEPU_FINDING_REPEATED_PATH));
	assert_true(kp_build_finding_name(b, &node->proof, "from-the-future", 15));
	assert_true(kp_build_read(b, &node->title_proof, kp_build_text(b, "rule-to-come", 12), NULL));
	assert_false(kp_build_rule(b, &node->proof, 9999));
	assert_false(kp_build_finding(b, &node->proof, 9999));
	assert_int_equal(b->failure, KEPU_ERROR_ARGUMENT);
	assert_ptr_equal(kp_build_proof(b, &node->proof), node->proof);

	const kepu_provenance *proof = node->proof;
	assert_int_equal(kepu_provenance_span_count(proof), 100);
	for (size_t i = 0; i < 100; i++) {
		size_t paragraph, offset, length;
		assert_int_equal(kepu_provenance_span(proof, i, &paragraph, &offset, &length), KEPU_OK);
		assert_int_equal(paragraph, i);
		assert_int_equal(offset, i + 1);
		assert_int_equal(length, i + 2);
	}
	assert_int_equal(kepu_provenance_rule(proof), KEPU_RULE_LABEL_CHINESE);
	assert_string_equal(kepu_provenance_rule_token(proof, NULL), "label-chinese");
	assert_int_equal(kepu_provenance_rule(node->title_proof), KEPU_UNKNOWN);
	assert_string_equal(kepu_provenance_rule_token(node->title_proof, NULL), "rule-to-come");
	assert_int_equal(kepu_provenance_finding_count(proof), 2);
	assert_string_equal(kepu_provenance_finding_at(proof, 0, NULL), "repeated-path");
	assert_string_equal(kepu_provenance_finding_at(proof, 1, NULL), "from-the-future");
	assert_null(kepu_provenance_finding_at(proof, 2, NULL));
	assert_int_equal(sizeof *proof, sizeof(void *) == 8 ? 24 : sizeof *proof); /* there are millions of them */
	kepu_builder_free(b);
}

static void test_review(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	kepu_provenance *proof = NULL;
	assert_true(kp_build_reviewer(b, &proof, NULL, NULL)); /* nothing to keep, nothing made */
	assert_null(proof);
	assert_true(kp_build_check(b, &proof, KEPU_CHECK_CORRECTED));
	assert_int_equal(kepu_provenance_check(proof), KEPU_CHECK_CORRECTED);
	assert_true(proof->said->shared);
	kepu_provenance *other = NULL;
	assert_true(kp_build_check(b, &other, KEPU_CHECK_CORRECTED));
	assert_ptr_equal(other->said, proof->said); /* of which the same is said */
	assert_true(kp_build_reviewer(b, &proof, kp_build_text(b, "甲", 3), NULL));
	assert_null(kepu_provenance_by(other, NULL));
	assert_string_equal(kepu_provenance_by(proof, NULL), "甲");
	assert_true(kp_build_reviewer(b, &proof, NULL, kp_build_text(b, "今", 3)));
	assert_null(kepu_provenance_by(proof, NULL));
	assert_string_equal(kepu_provenance_when(proof, NULL), "今");
	assert_true(kp_build_reviewer(b, &proof, NULL, NULL));
	assert_null(kepu_provenance_when(proof, NULL));
	assert_false(kp_build_check(b, &proof, 99));
	assert_true(kp_build_check(b, &proof, 0));
	assert_null(kepu_provenance_check_token(proof, NULL));
	assert_int_equal(kepu_provenance_finding_count(proof), 0);
	kepu_builder_free(b);
}

static void test_metadata(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	assert_non_null(kp_build_metadata(b, KEPU_META_TITLE, "old", 3));
	assert_non_null(kp_build_metadata(b, KEPU_META_TITLE, "new", 3));
	assert_non_null(kp_build_metadata(b, KEPU_META_ISSUER, "one", 3));
	assert_non_null(kp_build_metadata(b, KEPU_META_ISSUER, "two", 3));
	assert_non_null(kp_build_metadata(b, KEPU_META_PERIOD, "2021/2025", 9));
	assert_string_equal(b->plan->period_start, "2021");
	assert_string_equal(b->plan->period_end, "2025");
	assert_non_null(kp_build_metadata(b, KEPU_META_PERIOD, "/2030", 5));
	assert_null(b->plan->period_start);
	assert_string_equal(b->plan->period_end, "2030");
	assert_non_null(kp_build_metadata(b, KEPU_META_PERIOD, "2031/", 5));
	assert_non_null(kp_build_metadata(b, KEPU_META_PERIOD, "", 0));
	assert_null(b->plan->period_start);
	assert_null(b->plan->period_end);
	kepu_plan *plan = finish(b);
	assert_int_equal(kepu_plan_metadata_count(plan, KEPU_META_TITLE), 1);
	assert_string_equal(kepu_plan_metadata(plan, KEPU_META_TITLE, 0, NULL), "new");
	assert_int_equal(kepu_plan_metadata_count(plan, KEPU_META_ISSUER), 2);
	assert_string_equal(kepu_plan_metadata(plan, KEPU_META_ISSUER, 1, NULL), "two");
	assert_int_equal(kepu_plan_metadata_count(plan, KEPU_META_BASIS), 0);
	kepu_plan_unref(plan);
}

/* Paths */

static kepu_node *numbered(kepu_builder *b, kepu_node *parent, kepu_annex *annex, const char *ordinal)
{
	kepu_node *node = kp_build_node(b, parent, annex, NULL, 0);
	if (ordinal)
		node->ordinal = kp_build_text(b, ordinal, strlen(ordinal));
	return node;
}

static void expect_nodes(const kepu_plan *plan, const char *path, const char *ids)
{
	const kepu_node *found[8];
	char got[128] = "";
	size_t count = kepu_plan_nodes_by_path(plan, path, KEPU_NUL_TERMINATED, found, 8);
	for (size_t i = 0; i < count && i < 8; i++) {
		strcat(got, i ? " " : "");
		strcat(got, kepu_node_id(found[i], NULL));
	}
	if (strcmp(got, ids) != 0)
		fail_msg("path %s finds \"%s\", not \"%s\"", path, got, ids);
	assert_int_equal(kepu_plan_nodes_by_path(plan, path, strlen(path), NULL, 0), count);
}

/* A misprint gives two nodes 3 under 2; a node's ordinal may itself have a dot, and so meet another's path. */
static void test_paths(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	numbered(b, NULL, NULL, "1");                    /* n1 */
	kepu_node *two = numbered(b, NULL, NULL, "2");   /* n2 */
	kepu_node *first = numbered(b, two, NULL, "3");  /* n3 2.3 */
	numbered(b, first, NULL, "1");                   /* n4 2.3.1 */
	kepu_node *second = numbered(b, two, NULL, "3"); /* n5 2.3#2 */
	numbered(b, second, NULL, "1");                  /* n6 2.3#2.1 */
	numbered(b, second, NULL, "1");                  /* n7 2.3#2.1#2 */
	numbered(b, second, NULL, "2");                  /* n8 2.3#2.2 */
	numbered(b, two, NULL, "3");                     /* n9 2.3#3 */
	numbered(b, NULL, NULL, NULL);                   /* n10 3 */
	numbered(b, NULL, NULL, "2.3");                  /* n11 2.3#4 */
	numbered(b, NULL, NULL, "2.3.2");                /* n12 2.3.2, later than 2.3#2.2 */
	kepu_annex *annex = kp_build_annex(b, NULL, 0);
	numbered(b, numbered(b, NULL, annex, "2"), NULL, "3"); /* n13 A1:2, n14 A1:2.3 */
	annex = kp_build_annex(b, NULL, 0);
	numbered(b, NULL, annex, "1#2");               /* n15 A2:1, as what has a # is no ordinal */
	numbered(b, NULL, annex, "a:b");               /* n16 A2:2 */
	numbered(b, NULL, annex, "");                  /* n17 A2:3 */
	numbered(b, NULL, annex, "12345678901234567"); /* n18 A2:4 */
	numbered(b, NULL, annex, "1 2");               /* n19 A2:5 */
	kepu_plan *plan = finish(b);

	static const char *const paths[] = { "1",       "2",     "2.3",  "2.3.1", "2.3#2", "2.3#2.1", "2.3#2.1#2",
		                                 "2.3#2.2", "2.3#3", "3",    "2.3#4", "2.3.2", "A1:2",    "A1:2.3",
		                                 "A2:1",    "A2:2",  "A2:3", "A2:4",  "A2:5" };
	for (size_t i = 0; i < sizeof paths / sizeof *paths; i++)
		assert_string_equal(plan->nodes[i]->path, paths[i]);
	assert_int_equal(plan->node_count, 12);
	assert_int_equal(plan->all_node_count, 19);

	expect_nodes(plan, "1", "n1");
	expect_nodes(plan, "2.3", "n3 n5 n9 n11");
	expect_nodes(plan, "2.3#2", "n5");
	expect_nodes(plan, "2.3#4", "n11");
	expect_nodes(plan, "2.3#5", "");
	expect_nodes(plan, "2.3.1", "n4 n6 n7");
	expect_nodes(plan, "2.3#2.1", "n6 n7");
	expect_nodes(plan, "2.3.1#2", "n7");
	expect_nodes(plan, "2.3#2.1#2", "n7");
	expect_nodes(plan, "2.3.2", "n8 n12");
	expect_nodes(plan, "A1:2.3", "n14");
	expect_nodes(plan, "A3:1", "");
	expect_nodes(plan, "", "");
	expect_nodes(plan, "#2", "");
	expect_nodes(plan, "2.", "");
	const kepu_node *one[1] = { NULL };
	assert_int_equal(kepu_plan_nodes_by_path(plan, "2.3xx", 3, one, 1), 4);
	assert_string_equal(kepu_node_id(one[0], NULL), "n3");
	char *longest = malloc(5000);
	memset(longest, '1', 5000);
	assert_int_equal(kepu_plan_nodes_by_path(plan, longest, 5000, NULL, 0), 0);
	free(longest);
	kepu_plan_unref(plan);
}

/* The longest paths there can be fit the buffer they are made in. */
static void test_longest_path(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	kepu_annex *annex = kp_build_annex(b, NULL, 0);
	annex->number = UINT32_MAX;
	kepu_node *node = NULL;
	for (int level = 1; level <= 64; level++) {
		numbered(b, node, annex, "1234567890123456");
		node = numbered(b, node, annex, "1234567890123456");
	}
	kepu_plan *plan = finish(b);
	size_t length;
	kepu_node_path(node, &length);
	assert_int_equal(length, strlen("A4294967295:") + 64 * strlen("1234567890123456#2.") - 1);
	kepu_plan_unref(plan);
}

/* Against the rule as a person would state it, over random trees. */
static void naive_path(const kepu_plan *plan, const kepu_node *node, char *out)
{
	size_t before = 0;
	char base[480] = "";
	size_t position = 1;
	for (const kepu_node *n = node->previous; n; n = n->previous)
		position++;
	if (node->parent)
		snprintf(base, sizeof base, "%s.", node->parent->path);
	if (node->ordinal)
		strcat(base, node->ordinal);
	else
		snprintf(base + strlen(base), 16, "%zu", position);
	strcpy(out, base);
	for (size_t number = 2;; number++) {
		for (before = 0; plan->nodes[before] != node && strcmp(plan->nodes[before]->path, out) != 0;)
			before++;
		if (plan->nodes[before] == node)
			return;
		snprintf(out, 512, "%s#%zu", base, number);
	}
}

static void test_random_paths(void **state)
{
	(void)state;
	uint64_t seed = 7;
	for (int round = 0; round < 60; round++) {
		static const char *const ordinals[] = { "1", "2", "3", "1.1", "2.1", NULL, NULL };
		kepu_builder *b = kp_builder_new();
		kepu_node *made[60];
		size_t count = 1 + random_below(&seed, 59);
		for (size_t i = 0; i < count; i++) {
			size_t parent = random_below(&seed, i + 1); /* i: the top */
			const char *ordinal = ordinals[random_below(&seed, 7)];
			char run_on[16];
			snprintf(run_on, sizeof run_on, "%zu", 5 + (parent == i ? b->plan->root_count : made[parent]->child_count));
			if (round % 3 == 0 && random_below(&seed, 9)) /* numbers that run on through the document, mostly */
				ordinal = run_on;
			made[i] = numbered(b, parent == i ? NULL : made[parent], NULL, ordinal);
		}
		kepu_plan *plan = finish(b);
		assert_int_equal(plan->node_count, count);
		for (size_t i = 0; i < count; i++) {
			char path[512];
			naive_path(plan, plan->nodes[i], path);
			assert_string_equal(plan->nodes[i]->path, path);
			assert_int_equal(plan->nodes[i]->index, i);
			const kepu_node *found[60];
			size_t hits = kepu_plan_nodes_by_path(plan, path, KEPU_NUL_TERMINATED, found, 60);
			bool there = false;
			for (size_t k = 0; k < hits; k++) {
				there = there || found[k] == plan->nodes[i];
				assert_true(k == 0 || found[k - 1]->index < found[k]->index);
			}
			assert_true(there);
		}
		kepu_plan_unref(plan);
	}
}

/* Arrays */

static void check_siblings(kepu_node *const *list, uint32_t count, const kepu_node *first, const kepu_node *parent)
{
	const kepu_node *previous = NULL;
	for (uint32_t i = 0; i < count; i++) {
		assert_ptr_equal(list[i], first);
		assert_ptr_equal(first->parent, parent);
		assert_ptr_equal(first->previous, previous);
		previous = first;
		first = first->next;
	}
	assert_null(first);
}

static void test_random_arrays(void **state)
{
	(void)state;
	uint64_t seed = 11;
	for (int round = 0; round < 40; round++) {
		kepu_builder *b = kp_builder_new();
		kepu_node *nodes[50];
		kepu_unit *units[5];
		kepu_annex *annexes[3] = { NULL, kp_build_annex(b, NULL, 0), kp_build_annex(b, NULL, 0) };
		size_t count = 1 + random_below(&seed, 49), assigned = 0, measured = 0;
		for (size_t i = 0; i < 5; i++)
			units[i] = kp_build_unit(b, NULL, 0);
		for (size_t i = 0; i < count; i++) {
			size_t parent = random_below(&seed, i + 1);
			kepu_annex *annex = annexes[random_below(&seed, 3)];
			nodes[i] = kp_build_node(b, parent == i ? NULL : nodes[parent], annex, NULL, 0);
			for (size_t k = random_below(&seed, 4); k > 0; k--, assigned++)
				kp_build_assignment(b, nodes[i], units[random_below(&seed, 5)], KEPU_ROLE_LEAD, NULL, 0);
			for (size_t k = random_below(&seed, 3); k > 0; k--, measured++)
				kp_build_value(b, kp_build_indicator(b, k == 2 ? NULL : nodes[i], NULL, 0), KEPU_VALUE_TARGET);
		}
		kepu_plan *plan = finish(b);
		assert_int_equal(plan->all_node_count, count);
		assert_int_equal(plan->assignment_count, assigned);
		assert_int_equal(plan->indicator_count, measured);
		check_siblings(plan->roots, (uint32_t)plan->root_count, plan->first_root, NULL);
		for (size_t i = 0; i < plan->annex_count; i++)
			check_siblings(plan->annexes[i]->roots, plan->annexes[i]->root_count, plan->annexes[i]->first_root, NULL);
		size_t of_nodes = 0, of_units = 0, measured_of_nodes = 0;
		for (size_t i = 0; i < count; i++) {
			const kepu_node *n = plan->nodes[i];
			assert_int_equal(!n->annex, i < plan->node_count);
			check_siblings(n->children, n->child_count, n->first_child, n);
			for (uint32_t k = 0; k < n->assignment_count; k++, of_nodes++) {
				assert_ptr_equal(n->assignments[k], plan->assignments[of_nodes]);
				assert_ptr_equal(n->assignments[k]->node, n);
			}
			for (uint32_t k = 0; k < n->indicator_count; k++, measured_of_nodes++) {
				assert_ptr_equal(n->indicators[k]->node, n);
				assert_ptr_equal(plan->indicators[n->indicators[k]->index], n->indicators[k]);
				assert_int_equal(n->indicators[k]->value_count, 1);
				assert_ptr_equal(n->indicators[k]->values[0]->indicator, n->indicators[k]);
			}
		}
		for (size_t i = 0; i < 5; i++) {
			assert_int_equal(plan->units[i]->index, i);
			for (uint32_t k = 0; k < units[i]->assignment_count; k++, of_units++)
				assert_ptr_equal(units[i]->assignments[k]->unit, units[i]);
		}
		assert_int_equal(of_nodes, assigned);
		assert_int_equal(of_units, assigned);
		assert_true(measured_of_nodes <= measured);
		kepu_plan_unref(plan);
	}
}

/* Cycles */

static void expect_cycle(kepu_builder *b, const char *id, int64_t line)
{
	kepu_plan *plan = (kepu_plan *)b;
	kepu_error *err = NULL;
	assert_int_equal(kp_builder_finish(b, &plan, &err), KEPU_ERROR_CYCLE);
	assert_null(plan);
	assert_non_null(strstr(kepu_error_message(err, KEPU_LANG_EN, NULL), id));
	assert_int_equal(kepu_error_line(err), line);
	kepu_error_free(err);
	err = NULL;
	assert_int_equal(kp_builder_finish(b, &plan, &err), KEPU_ERROR_CYCLE); /* the builder is as it was */
	kepu_error_free(err);
	kepu_builder_free(b);
}

static void test_member_cycles(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	kepu_unit *u[4];
	for (size_t i = 0; i < 4; i++)
		u[i] = kp_build_unit(b, NULL, 0);
	kp_build_member(b, u[0], u[1]); /* u3 is reached by two ways, which is no cycle */
	kp_build_member(b, u[0], u[2]);
	kp_build_member(b, u[1], u[2]);
	kp_build_member(b, u[2], u[3]);
	kp_build_member(b, u[3], u[1]);
	u[1]->where = (kp_where){ 17, 3 };
	expect_cycle(b, "\"u2\"", 17);

	b = kp_builder_new();
	u[0] = kp_build_unit(b, "self", 4);
	kp_build_member(b, u[0], u[0]);
	expect_cycle(b, "\"self\"", 0);
}

static void test_no_cycle(void **state)
{
	(void)state;
	enum { DEEP = 100000 }; /* deeper than any stack of calls would bear */
	kepu_builder *b = kp_builder_new();
	kepu_unit *previous = NULL, *last = NULL;
	for (int i = 0; i < DEEP; i++) {
		kepu_unit *unit = kp_build_unit(b, NULL, 0);
		if (previous) {
			kp_build_member(b, previous, unit);
			unit->successor = previous;
		}
		previous = last = unit;
	}
	kepu_plan *plan = finish(b);
	assert_ptr_equal(plan->units[DEEP - 2]->members[0], last);
	kepu_plan_unref(plan);
}

static void test_successor_cycles(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	kepu_unit *u[3];
	for (size_t i = 0; i < 3; i++)
		u[i] = kp_build_unit(b, NULL, 0);
	u[0]->successor = u[1];
	u[1]->successor = u[2];
	u[2]->successor = u[1];
	expect_cycle(b, "\"u2\"", 0);
}

static void test_weight_cycles(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	kepu_indicator *i[3];
	for (size_t k = 0; k < 3; k++)
		i[k] = kp_build_indicator(b, NULL, NULL, 0);
	i[0]->weight = i[2];
	i[1]->weight = i[0];
	i[2]->weight = i[2];
	expect_cycle(b, "\"i3\"", 0);
}

/* Names: each unit once under each of its names, however often it has it. */
static void test_names(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	kepu_unit *first = kp_build_unit(b, NULL, 0), *second = kp_build_unit(b, NULL, 0);
	first->name = kp_build_text(b, "科协", 6);
	first->canonical = first->name;
	kp_build_alias(b, first, "科协", 6);
	kp_build_alias(b, first, "科学技术协会", 18);
	second->name = kp_build_text(b, "县科协", 9);
	kp_build_alias(b, second, "科协", 6);
	kp_build_unit(b, NULL, 0);
	kepu_plan *plan = finish(b);
	const kepu_unit *found[3] = { NULL, NULL, NULL };
	assert_int_equal(kepu_plan_units_by_name(plan, "科协", KEPU_NUL_TERMINATED, found, 3), 2);
	assert_ptr_equal(found[0], first);
	assert_ptr_equal(found[1], second);
	assert_null(found[2]);
	assert_int_equal(kepu_plan_units_by_name(plan, "科协", 6, NULL, 0), 2);
	assert_int_equal(kepu_plan_units_by_name(plan, "科学技术协会", 18, found, 0), 1);
	assert_int_equal(kepu_plan_units_by_name(plan, "县", 3, found, 3), 0);
	kepu_plan_unref(plan);
}

/* A finding's place is that of the element in the file. */
static void test_places(void **state)
{
	(void)state;
	kepu_builder *b = kp_builder_new();
	kepu_findings *findings = NULL;
	kepu_unit *unit = kp_build_unit(b, NULL, 0);
	kepu_node *node = numbered(b, NULL, NULL, "1"), *again = numbered(b, NULL, NULL, "1");
	kp_build_assignment(b, node, unit, KEPU_ROLE_LEAD, NULL, 0);
	kp_build_assignment(b, node, unit, KEPU_ROLE_LEAD, NULL, 0)->where = (kp_where){ 7, 70 };
	kepu_value *value = kp_build_value(b, kp_build_indicator(b, node, NULL, 0), KEPU_VALUE_TARGET);
	value->low_text = kp_build_text(b, "2", 1);
	value->low.coefficient = 2;
	value->high_text = kp_build_text(b, "1", 1);
	value->high.coefficient = 1;
	value->where = (kp_where){ 8, 80 };
	again->where = (kp_where){ 9, 90 };
	kepu_plan *plan = finish(b);
	assert_int_equal(kepu_plan_check(plan, &findings, NULL), KEPU_OK);
	assert_int_equal(kepu_findings_count(findings), 3);
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(kepu_findings_line(findings, i), 7 + i);
		assert_int_equal(kepu_findings_column(findings, i), 70 + 10 * i);
	}
	assert_int_equal(kepu_node_line(again), 9);
	assert_int_equal(kepu_node_column(again), 90);
	kepu_findings_free(findings);
	kepu_plan_unref(plan);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_levels),
		cmocka_unit_test(test_texts),
		cmocka_unit_test(test_provenance),
		cmocka_unit_test(test_review),
		cmocka_unit_test(test_metadata),
		cmocka_unit_test(test_paths),
		cmocka_unit_test(test_longest_path),
		cmocka_unit_test(test_random_paths),
		cmocka_unit_test(test_random_arrays),
		cmocka_unit_test(test_member_cycles),
		cmocka_unit_test(test_no_cycle),
		cmocka_unit_test(test_successor_cycles),
		cmocka_unit_test(test_weight_cycles),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_places),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
