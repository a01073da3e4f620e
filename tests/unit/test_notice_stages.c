/* The stages of reading a notice, one by one: what each has made can be looked at before the next one runs. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "notice/reading.h"

#include <stdlib.h>
#include <string.h>

static const char notice[] = "某市人民政府办公室\n"
							 "关于印发方案的通知\n"
							 "各县人民政府：\n"
							 "现印发给你们。\n"
							 "某市人民政府办公室\n"
							 "2022年3月1日\n"
							 "某市科学素质实施方案（2021—2025年）\n"
							 "为落实《科学素质纲要》（某发〔2021〕9号），制定本方案。\n"
							 "一、重点任务\n"
							 "（一）科普行动。到2025年，建成 3 个基地。（市科协牵头，市教育局\n"
							 "）\n"
							 "— 2 —\n"
							 "二、保障措施\n"
							 "1.准备阶段。2022年，做好准备。\n"
							 "附件：任务表\n"
							 "打印 关闭\n";

typedef struct kp_fixture {
	kp_paragraphs paragraphs;
	kp_reading reading;
} kp_fixture;

static kp_fixture fixture;

static int set_up(void **state)
{
	kp_paragraphs *p = &fixture.paragraphs;
	memset(&fixture, 0, sizeof fixture);
	kp_arena_init(&fixture.reading.arena);
	p->text_length = sizeof notice - 1;
	p->text = notice;
	for (size_t start = 0; start < p->text_length;) {
		size_t length = strcspn(notice + start, "\n");
		assert_true(kp_grow((void **)&p->items, &p->capacity, p->count + 1, sizeof *p->items));
		p->items[p->count] = (kp_paragraph){ start, length, (uint32_t)p->count + 1, 0, 0, 0 };
		p->count++;
		start += length + 1;
	}
	*state = &fixture.reading;
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	kp_reading_free(&fixture.reading);
	kp_paragraphs_free(&fixture.paragraphs);
	return 0;
}

static void assert_range(const kp_reading *r, kp_range range, const char *expected)
{
	char words[KP_WORDS];
	assert_string_equal(kp_reading_words(r, range, words), expected);
}

static void first_clean_lines(void **state)
{
	kp_reading *r = *state;
	assert_true(kp_text_make(&fixture.paragraphs, &r->source));
	assert_true(kp_text_join(&r->source, &r->text));
	assert_int_equal(r->source.line_count, 16);
	/* the bracket that was left open is closed on the next line; a page number is left out */
	assert_int_equal(r->text.line_count, 14);
	const kp_text_line *line = &r->text.lines[9];
	assert_range(r, (kp_range){ line->start, line->end },
	             "（一）科普行动。到2025年，建成3个基地。（市科协牵头，市教育局）");
	assert_int_equal(line->source, 10);
	assert_int_equal(r->text.fold[line->start], U'(');
	/* the white space that was dropped does not move what stands behind it away from its source */
	assert_int_equal(kp_text_source_of(&r->text, line->end - 1), r->source.lines[10].start);
}

static void then_layout(void **state)
{
	kp_reading *r = *state;
	static const int32_t expected[] = {
		KEPU_SEGMENT_NOTICE_HEAD, KEPU_SEGMENT_NOTICE_HEAD, KEPU_SEGMENT_RECIPIENTS, KEPU_SEGMENT_LETTER,
		KEPU_SEGMENT_SIGNATURE,   KEPU_SEGMENT_SIGNATURE,   KEPU_SEGMENT_PLAN_TITLE, KEPU_SEGMENT_PREAMBLE,
		KEPU_SEGMENT_NODE_TEXT,   KEPU_SEGMENT_NODE_TEXT,
	};
	assert_true(kp_read_layout(r));
	for (size_t i = 0; i < sizeof expected / sizeof *expected; i++)
		assert_int_equal(r->line_class[i], expected[i]);
	assert_int_equal(r->line_class[r->text.line_count - 2], KEPU_SEGMENT_ANNEX);
	assert_int_equal(r->line_class[r->text.line_count - 1], KEPU_SEGMENT_FURNITURE);
	assert_int_equal(r->first_line, 8);
	assert_int_equal(r->last_line, r->text.line_count - 2);
}

static void then_outline(void **state)
{
	kp_reading *r = *state;
	assert_true(kp_read_outline(r));
	assert_int_equal(r->item_count, 4);
	assert_range(r, r->items[1].label, "（一）");
	assert_int_equal(r->items[1].parent, 0);
	assert_int_equal(r->items[1].level, 2);
	assert_int_equal(r->items[1].style, KP_STYLE_CHINESE_BRACKET);
	assert_int_equal(r->items[3].ordinal, 1);
	assert_int_equal(r->items[3].parent, 2);
}

static void then_lists(void **state)
{
	kp_reading *r = *state;
	assert_true(kp_read_lists(r));
	assert_int_equal(r->list_count, 1);
	assert_range(r, r->lists[0].range, "（市科协牵头，市教育局）");
	assert_int_equal(r->lists[0].node, 1);
	assert_int_equal(r->lists[0].rule, KEPU_RULE_LIST_CLAUSE);
}

static void then_titles_and_kinds(void **state)
{
	kp_reading *r = *state;
	assert_true(kp_read_titles(r));
	assert_range(r, r->items[1].title, "科普行动");
	assert_int_equal(r->items[1].title_rule, KEPU_RULE_TITLE_SENTENCE);
	assert_int_equal(r->items[0].title_rule, KEPU_RULE_TITLE_LINE);
	assert_true(kp_read_kinds(r));
	assert_int_equal(r->items[0].kind, KEPU_KIND_PART);
	assert_int_equal(r->items[1].kind, KEPU_KIND_ACTION);
	assert_int_equal(r->items[2].kind, KEPU_KIND_SAFEGUARD);
}

static void then_duties(void **state)
{
	kp_reading *r = *state;
	assert_true(kp_read_duties(r));
	assert_int_equal(r->duty_count, 2);
	assert_range(r, r->duties[0].unit, "市科协");
	assert_int_equal(r->duties[0].role, KEPU_ROLE_LEAD);
	assert_range(r, r->duties[1].unit, "市教育局");
	assert_int_equal(r->duties[1].role, KEPU_ROLE_RESPONSIBLE);
}

static void then_metadata(void **state)
{
	kp_reading *r = *state;
	assert_true(kp_read_metadata(r));
	assert_range(r, r->head.issuers[0], "某市人民政府办公室");
	assert_int_equal(r->head.issue_month, 3);
	assert_int_equal(r->head.first_year, 2021);
	assert_int_equal(r->head.last_year, 2025);
	assert_int_equal(r->basis_count, 1);
	assert_range(r, r->bases[0].title, "科学素质纲要");
	assert_range(r, r->bases[0].number, "某发〔2021〕9号");
}

static void then_names(void **state)
{
	kp_reading *r = *state;
	assert_true(kp_read_names(r));
	assert_int_equal(r->named_count, 2);
	assert_string_equal(r->named[r->duty_named[1]].canonical, "市教育局");
}

static void then_figures(void **state)
{
	kp_reading *r = *state;
	assert_true(kp_read_figures(r));
	assert_int_equal(r->figure_count, 1);
	assert_range(r, r->figures[0].quote, "到2025年，建成3个基地");
	assert_int_equal(r->figures[0].value.coefficient, 3);
	assert_int_equal(r->figures[0].year, 2025);
}

static void then_timetable(void **state)
{
	kp_reading *r = *state;
	assert_true(kp_read_timetable(r));
	assert_int_equal(r->step_count, 1);
	assert_range(r, r->steps[0].label, "准备阶段");
	assert_range(r, r->steps[0].text, "2022年，做好准备");
	assert_int_equal(r->steps[0].first, 2022);
}

static void then_doubts(void **state)
{
	kp_reading *r = *state;
	assert_true(kp_read_doubts(r, 2));
	assert_int_equal(r->doubt_count, 2); /* in the order of the text: first those of the whole */
	assert_int_equal(r->doubts[0].code, KEPU_FINDING_DROPPED_CHARACTERS);
	assert_string_equal(r->doubts[0].first, "2");
	assert_int_equal(r->doubts[1].code, KEPU_FINDING_NO_DOCUMENT_NUMBER);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_clean_lines),     cmocka_unit_test(then_layout),
		cmocka_unit_test(then_outline),          cmocka_unit_test(then_lists),
		cmocka_unit_test(then_titles_and_kinds), cmocka_unit_test(then_duties),
		cmocka_unit_test(then_metadata),         cmocka_unit_test(then_names),
		cmocka_unit_test(then_figures),          cmocka_unit_test(then_timetable),
		cmocka_unit_test(then_doubts),
	};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
