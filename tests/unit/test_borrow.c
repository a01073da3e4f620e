/* A run on the slots of a score asks for what scoring never asked for: what is made then is its own, and the score's memory stays
 * as it was. Under AddressSanitizer memory that the one would leave to the other is found, too. */
#include "score/score.h"

#include "support/scores.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>

#include <cmocka.h>

/* Nobody asks for c1 of all parts, for its place or for a mean before the test does. */
static const char scheme[] = "scheme\n"
							 " module id=m1\n"
							 "  part by=period id=q1 weight=50%\n"
							 "  part by=period id=q2 weight=50%\n"
							 "  criterion id=c1 points=10\n"
							 "   ratio target=10\n"
							 " criterion id=c2 points=10\n"
							 "  ratio target=group-mean\n";
static const char figures[] =
	"unit,criterion,period,value\nu1,c1,q1,4\nu1,c1,q2,6\nu2,c1,q1,8\nu2,c1,q2,9\nu1,c2,,2\nu2,c2,,4\n";

static scored make(void)
{
	scored s;
	assert_int_equal(score_of(&s, scheme, "unit\nu1\nu2\n", figures, NULL, NULL), KEPU_OK);
	return s;
}

static const kp_scheme_element *element(const scored *s, const char *id)
{
	return s->scheme->elements[kepu_scheme_find(s->scheme, id, Z)];
}

/* What hangs in the slots: nothing may come to it. */
static size_t hanging(const kp_run *run)
{
	size_t count = 0;
	for (size_t i = 0; i < run->scheme->count; i++)
		for (const kp_slot *slot = run->by_element[i]; slot; slot = slot->same) {
			count += 1 + (slot->ranking != NULL);
			for (const kp_taken *taken = slot->taken; taken; taken = taken->next)
				count++;
		}
	return count;
}

static void test_groups(void **state)
{
	(void)state;
	scored s = make();
	kp_run *lender = &s.score->run, run;
	size_t before = hanging(lender);
	assert_true(kp_run_borrow(&run, lender, NULL));
	for (int turn = 0; turn < 2; turn++) {
		kp_slot *slot = lender->by_element[element(&s, "c1")->index];
		kp_question question = { .run = &run,
			                     .rule = kp_scheme_child(slot->element, KP_SCHEME_RULE, NULL),
			                     .criterion = slot->element,
			                     .spot = &slot->spot };
		kp_fraction mean, least, most;
		uint32_t doubled;
		uint8_t what;
		run.now = slot;
		assert_true(kp_group_mean(&question, &mean, &what) && kp_group_range(&question, &least, &most, &what));
		assert_int_equal(what, KEPU_STATE_VALUE);
		assert_int_equal(kp_fraction_compare(mean, kp_fraction_whole(6)), 0); /* of 4 and 8 */
		assert_int_equal(kp_fraction_compare(most, kp_fraction_whole(8)), 0);
		assert_true(kp_group_place(&question, &doubled, &what));
		assert_int_equal(doubled, 4); /* u1 is the second */
	}
	assert_int_equal(hanging(lender), before);
	kp_run_give_back(&run);
	assert_int_equal(hanging(lender), before);
	drop(&s);
}

/* A group that the score has taken: its measures are shared, a place that nobody asked for is not. */
static void test_groups_of_the_score(void **state)
{
	(void)state;
	scored s = make();
	kp_run *lender = &s.score->run, run;
	kp_slot *slot = lender->by_element[element(&s, "c2")->index];
	assert_non_null(slot->taken);
	const kp_group *taken = &slot->taken->groups[0];
	assert_true(kp_run_borrow(&run, lender, NULL));
	kp_question question = { .run = &run,
		                     .rule = kp_scheme_child(slot->element, KP_SCHEME_RULE, NULL),
		                     .criterion = slot->element,
		                     .spot = &slot->spot };
	run.now = slot;
	const kp_group *lent = kp_run_group(&question);
	assert_ptr_not_equal(lent, taken);
	assert_ptr_equal(lent->measures, taken->measures);
	uint32_t doubled;
	uint8_t what;
	assert_true(kp_group_place(&question, &doubled, &what));
	assert_int_equal(doubled, 4);
	assert_null(taken->order);
	assert_non_null(lent->order);
	kp_run_give_back(&run);
	drop(&s);
}

static void test_points_and_places(void **state)
{
	(void)state;
	scored s = make();
	kp_run *lender = &s.score->run, run;
	const kp_scheme_element *c1 = element(&s, "c1");
	kp_slot *slot = lender->by_element[c1->index];
	size_t before = hanging(lender), count = lender->slot_count;
	kp_slot **slots = lender->slots;
	assert_true(kp_run_borrow(&run, lender, NULL));
	kp_question question = { .run = &run, .criterion = c1, .spot = &slot->spot };
	for (int turn = 0; turn < 2; turn++) {
		kp_fraction points, place;
		uint8_t what;
		assert_true(kp_run_points(&question, c1, 0, &points, &what)); /* in q1 */
		assert_int_equal(kp_fraction_compare(points, kp_fraction_whole(4)), 0);
		assert_true(kp_run_place(&question, c1, 0, &place, &what));
		assert_int_equal(kp_fraction_compare(place, kp_fraction_whole(2)), 0);
		assert_true(kp_run_place(&question, c1, 1, &place, &what));
		assert_int_equal(kp_fraction_compare(place, kp_fraction_whole(1)), 0);
	}
	/* a period that no part is: a slot nobody has made */
	assert_non_null(kp_run_shown(&run, c1, kp_scheme_text(c1, KP_ATTR_ID), NULL));
	assert_int_equal(hanging(lender), before);
	assert_int_equal(lender->slot_count, count);
	assert_ptr_equal(lender->slots, slots);
	kp_run_give_back(&run);
	drop(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_groups_of_the_score),
		cmocka_unit_test(test_points_and_places),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
