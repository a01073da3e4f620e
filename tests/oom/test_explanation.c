/* Explaining while an allocation fails: it says so and releases all it took, and the score is as it was. */
#include "starve.h"
#include "support/scores.h"

/* Lines of every kind; the grade goes by places, so that what it would take for it asks the whole group. */
static const char scheme[] = "scheme id=x not-reported=mean decimals=1 ceiling=60\n"
							 " stage id=s1\n"
							 " stage id=s2 required=yes\n"
							 " module id=m1 aggregate=mean\n"
							 "  criterion id=c1 points=10 ceiling=none\n"
							 "   part by=period id=q1 weight=0.5\n"
							 "   part by=period id=q2 weight=0.5\n"
							 "   ratio target=@aim cap=none\n"
							 "  criterion id=c2 points=10 not-reported=value-zero\n"
							 "   sum most=9\n"
							 "    deduct\n"
							 "     item id=late each=20\n"
							 "    best\n"
							 "     rank measure=share\n"
							 "     points\n"
							 " criterion id=c3 points=10 account=bonus\n"
							 "  tiers each=1\n"
							 "   item id=city each=2\n"
							 " gate id=k\n"
							 "  yes-no\n"
							 " veto id=v\n"
							 " downgrade id=w\n"
							 " grade id=a places=1\n"
							 " grade id=b from=0\n"
							 " award id=p quota=1\n";
static const char units[] = "unit\na\nb\n";
static const char figures[] =
	"unit,criterion,item,object,period,value,evidence\na,c1,,,q1,5,\na,c1,,,q2,6,minutes\na,c1,aim,,q1,8,\na,c1,aim,,q2,7,\n"
	"b,c1,,,q1,8,\nb,c1,,,q2,9,\nb,c1,aim,,q1,8,\nb,c1,aim,,q2,8,\nb,c2,late,,,1,\nb,c2,value,,,3,\na,c3,city,east,,1,\n"
	"b,c3,city,west,,1,\na,k,,,,1,\na,v,,,,1,\nb,w,,,,1,\n";

typedef enum shape { TEXT, JSON, HTML } shape;

typedef struct explained {
	const kepu_score *score;
	shape form;
} explained;

/* *out_bytes is the caller's where the status is KEPU_OK. */
static kepu_status run(const void *from, char **out_bytes, kepu_error **err)
{
	const explained *what = from;
	shape form = what->form;
	kepu_explanation *explanation;
	kepu_status status = kepu_explanation_new(what->score, 1, &explanation, err);
	if (!status)
		status = form == TEXT   ? kepu_explanation_to_text(explanation, KEPU_LANG_ZH, 60, out_bytes, NULL, err)
		         : form == JSON ? kepu_explanation_to_json(explanation, out_bytes, NULL, err)
		                        : kepu_explanation_to_html(explanation, KEPU_LANG_EN, out_bytes, NULL, err);
	kepu_explanation_free(explanation);
	return status;
}

/* The steps of a search all allocate the same: of those behind the first ones some are enough. */
static size_t next(size_t n)
{
	return n < 400 ? n + 1 : n + n / 16;
}

static void test_explanation_without_memory(void **state)
{
	(void)state;
	scored s;
	assert_int_equal(score_of(&s, scheme, units, figures, NULL, NULL), KEPU_OK);
	for (int form = TEXT; form <= HTML; form++) {
		char *wanted = NULL;
		explained what = { s.score, (shape)form };
		assert_int_equal(run(&what, &wanted, NULL), KEPU_OK);
		starve(&(starving){ .way = run, .from = &what, .wanted = wanted, .least = 100, .next = next });
		if (form == TEXT)
			starve(
				&(starving){ .way = run, .from = &what, .wanted = wanted, .later = true, .least = 100, .next = next });
		kepu_free(wanted);
	}
	drop(&s);
}

static void test_need_without_memory(void **state)
{
	(void)state;
	scored s;
	int64_t wanted, found;
	bool failed = true;
	assert_int_equal(score_of(&s, scheme, units, figures, NULL, NULL), KEPU_OK);
	size_t live = wrap.live, element = kepu_scheme_find(s.scheme, "c1", Z);
	assert_int_equal(kepu_score_need(s.score, 1, element, KEPU_NEED_RANK, &wanted, NULL, NULL), KEPU_OK);
	for (size_t n = 1; failed; n = next(n)) {
		wrap_arm(n, false);
		kepu_status status = kepu_score_need(s.score, 1, element, KEPU_NEED_RANK, &found, NULL, NULL);
		failed = wrap.failed;
		wrap_disarm();
		assert_int_equal(status, failed ? KEPU_ERROR_MEMORY : KEPU_OK);
		assert_int_equal(found, failed ? 0 : wanted);
	}
	assert_int_equal(wrap.live, live);
	drop(&s);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_explanation_without_memory),
		                                cmocka_unit_test(test_need_without_memory) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
