/* Scoring while each allocation in turn fails: it says so and releases all it took. */
#include "starve.h"
#include "support/scores.h"

/* Parts, policies that ask others of the group, geometric means, points of other elements, all that follows a total. */
static const char scheme[] = "scheme id=x not-reported=mean not-applicable=reweigh missing=value-zero decimals=2\n"
							 " group id=g kinds=县\n"
							 " stage id=s1\n"
							 " stage id=s2 required=yes\n"
							 " module id=m1 aggregate=geometric\n"
							 "  part by=period id=q1 weight=0.5\n"
							 "  part by=period id=q2 weight=0.5\n"
							 "  criterion id=c1 points=10\n"
							 "   rank\n"
							 "  criterion id=c2 points=10 kinds=县\n"
							 "   ratio measure=share target=group-mean\n"
							 " module id=m2\n"
							 "  criterion id=c3 points=10\n"
							 "   rank measure=place of=c1 better=smaller among=9 compare=at-most\n"
							 "  criterion id=c4 points=10\n"
							 "   distance measure=score of=c1 target=10\n"
							 " gate id=k\n"
							 "  reach measure=place of=total target=2 compare=at-most\n"
							 " veto id=v\n"
							 " downgrade id=w\n"
							 " grade id=a from=10 quota=50% clean=yes refill=yes\n"
							 " grade id=b from=5\n"
							 " award id=p quota=1\n"
							 " tie-breaker of=c1\n"
							 " tie-breaker of=item:visitors\n";
static const char units[] = "unit,kind\na,县\nb,县\nc,市\nd,县\n";
static const char figures[] =
	"unit,criterion,item,period,stage,value,reason\na,c1,,q1,,5,\na,c1,,q2,,6,\nb,c1,,q1,,5,\nb,c1,,q2,,7,\nc,c1,,q1,,8,\nc,c1,,q2,,8,\n"
	"a,c2,numerator,q1,,1,\na,c2,denominator,q1,,2,\na,c2,numerator,q2,,1,\na,c2,denominator,q2,,0,\n"
	"b,c2,numerator,q1,,缺,\nb,c2,numerator,q2,,2,\nb,c2,denominator,q1,,5,\nb,c2,denominator,q2,,5,\n"
	"d,c1,,q1,,不适用,\na,,visitors,,,3,\na,v,,,s2,1,通报\nb,w,,,,1,\n";

typedef kepu_status (*writing)(const kepu_score *score, char **out_bytes, kepu_error **err);

static kepu_status as_json(const kepu_score *score, char **out_bytes, kepu_error **err)
{
	return kepu_score_to_json(score, out_bytes, NULL, err);
}

static kepu_status as_csv(const kepu_score *score, char **out_bytes, kepu_error **err)
{
	return kepu_score_to_csv(score, 0, out_bytes, NULL, err);
}

static const writing ways[] = { as_json, as_csv };

/* From the scheme to a text; *out_bytes is the caller's where the status is KEPU_OK. */
static kepu_status run(const void *from, char **out_bytes, kepu_error **err)
{
	const writing *write = from;
	scored s;
	kepu_status status = score_of(&s, scheme, units, figures, NULL, err);
	if (!status)
		status = (*write)(s.score, out_bytes, err);
	drop(&s);
	return status;
}

/* Figures that were closed by a scoring that failed can be scored again. */
static void test_again(void **state)
{
	(void)state;
	scored s;
	char *wanted = NULL;
	assert_int_equal(run(&ways[0], &wanted, NULL), KEPU_OK);
	for (size_t n = 1, done = 0; !done; n++) {
		char *bytes = NULL;
		assert_int_equal(inputs_of(&s, scheme, units, figures, NULL), KEPU_OK);
		wrap_arm(n, false);
		kepu_status status = kepu_score_new(s.inputs, NULL, 0, &s.score, NULL, NULL);
		done = !wrap.failed;
		wrap_disarm();
		if (status)
			assert_int_equal(kepu_score_new(s.inputs, NULL, 0, &s.score, NULL, NULL), KEPU_OK);
		assert_int_equal(as_json(s.score, &bytes, NULL), KEPU_OK);
		assert_string_equal(bytes, wanted);
		kepu_free(bytes);
		drop(&s);
	}
	kepu_free(wanted);
}

static void test_score_without_memory(void **state)
{
	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char *wanted = NULL;
		assert_int_equal(run(&ways[i], &wanted, NULL), KEPU_OK);
		assert_non_null(strstr(wanted, "undecided") ? wanted : strstr(wanted, "yes"));
		starve(&(starving){ .way = run, .from = &ways[i], .wanted = wanted, .least = 100 });
		starve(&(starving){ .way = run, .from = &ways[i], .wanted = wanted, .later = true, .least = 100 });
		kepu_free(wanted);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_score_without_memory), cmocka_unit_test(test_again) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
