/* The place that another total would have is looked up; it is the one that sorting all of them with it gives. */
#include "score/score.h"

#include "support/scores.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>

#include <cmocka.h>

/* Two groups; equal totals, some parted by a figure of the units' own; u5 has none. Compared without the digit behind the point. */
static const char scheme[] = "scheme ties=%s rank-decimals=0\n"
							 " group id=g0\n"
							 " group id=g1\n"
							 " criterion id=c points=9\n"
							 "  count each=1\n"
							 " tie-breaker of=item:area\n";
static const char units[] = "unit,group\nu1,g0\nu2,g0\nu3,g0\nu4,g0\nu5,g0\nu6,g0\nu7,g0\nu8,g1\nu9,g1\n";
static const char figures[] =
	"unit,criterion,item,value\nu1,c,,3\nu2,c,,3.4\nu3,c,,2.6\nu4,c,,5\nu6,c,,1\nu7,c,,1.2\nu8,c,,3\n"
	"u9,c,,3\nu1,,area,7\nu2,,area,7\nu3,,area,8\nu6,,area,2\nu8,,area,1\n";

static void is_as_sorted(kp_ranking *ranking, uint32_t unit, kp_decimal points)
{
	kp_decimal *its = &ranking->slot->results[unit].points, was = *its;
	uint32_t place;
	assert_true(kp_ranking_place(ranking, unit, points, &place));
	*its = points;
	assert_true(kp_ranking_sort(ranking, NULL));
	assert_int_equal(place, ranking->places[unit]);
	*its = was;
	assert_true(kp_ranking_sort(ranking, NULL));
}

static void test_places(void **state)
{
	static const char *const ways[] = { "competition", "dense", "average" };
	(void)state;
	for (size_t way = 0; way < 3; way++) {
		char text[300];
		scored s;
		snprintf(text, sizeof text, scheme, ways[way]);
		assert_int_equal(score_of(&s, text, units, figures, NULL, NULL), KEPU_OK);
		kp_ranking *ranking = &s.score->ranking;
		assert_int_equal(ranking->counts[0], 6);
		for (uint32_t unit = 0; unit < 9; unit++)
			for (int64_t tenths = 0; tenths <= 60 && ranking->places[unit]; tenths++)
				is_as_sorted(ranking, unit, (kp_decimal){ tenths, 1 });
		drop(&s);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_places),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
