/* Schemes in few lines, and what units come to by them. A line is an element, deeper by one blank more, with attributes
 * NAME=VALUE (in '' where there are blanks):
 *
 *   scheme points=100
 *    criterion id=c1 points=20
 *     ratio target=4
 */
#ifndef TEST_SUPPORT_SCORES_H
#define TEST_SUPPORT_SCORES_H

#include <kepu/kepu.h>

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#define Z KEPU_NUL_TERMINATED

typedef struct scored {
	kepu_scheme *scheme;
	kepu_inputs *inputs;
	kepu_score *score;
	kepu_findings *findings;
} scored;

static inline const char *skip_blanks(const char *at)
{
	while (*at == ' ')
		at++;
	return at;
}

static inline kepu_status set_attributes(kepu_scheme_builder *b, size_t element, const char *at, const char *end,
                                         kepu_error **err)
{
	kepu_status status = KEPU_OK;
	while (!status && (at = skip_blanks(at)) < end) {
		const char *equals = memchr(at, '=', (size_t)(end - at));
		if (!equals) /* a test that is written wrong */
			return KEPU_ERROR_STATE;
		bool quoted = equals[1] == '\'';
		const char *from = equals + 1 + quoted, *to = from;
		while (to < end && *to != (quoted ? '\'' : ' '))
			to++;
		status = kepu_scheme_builder_set(b, element, at, (size_t)(equals - at), from, (size_t)(to - from), err);
		at = to + quoted;
	}
	return status;
}

static inline kepu_status add_element(kepu_scheme_builder *b, size_t parents[64], const char *line, const char *end,
                                      kepu_error **err)
{
	const char *kind = skip_blanks(line), *behind = kind;
	size_t depth = (size_t)(kind - line), element;
	while (behind < end && *behind != ' ')
		behind++;
	kepu_status status = kepu_scheme_builder_add(b, depth ? parents[depth - 1] : (size_t)-1, kind,
	                                             (size_t)(behind - kind), &element, err);
	parents[depth] = element;
	return status ? status : set_attributes(b, element, behind, end, err);
}

static inline kepu_status scheme_of(const char *text, kepu_scheme **out, kepu_error **err)
{
	kepu_scheme_builder *b = NULL;
	size_t parents[64];
	*out = NULL;
	kepu_status status = kepu_scheme_builder_new(&b, err);
	while (!status && *text) {
		const char *end = strchr(text, '\n');
		if (!end)
			end = text + strlen(text);
		status = add_element(b, parents, text, end, err);
		text = end + (*end == '\n');
	}
	if (!status)
		status = kepu_scheme_builder_finish(b, out, err);
	kepu_scheme_builder_free(b);
	return status;
}

/* Units and figures are tables. */
static inline kepu_status inputs_of(scored *s, const char *scheme, const char *units, const char *figures,
                                    kepu_error **err)
{
	memset(s, 0, sizeof *s);
	kepu_status status = scheme_of(scheme, &s->scheme, err);
	if (!status)
		status = kepu_inputs_new(s->scheme, &s->inputs, err);
	if (!status)
		status = kepu_inputs_add_units_csv(s->inputs, units, strlen(units), NULL, err);
	if (!status)
		status = kepu_inputs_add_csv(s->inputs, figures, strlen(figures), NULL, err);
	return status;
}

static inline kepu_status score_of(scored *s, const char *scheme, const char *units, const char *figures,
                                   const char *stage, kepu_error **err)
{
	kepu_status status = inputs_of(s, scheme, units, figures, err);
	return status ? status : kepu_score_new(s->inputs, stage, Z, &s->score, &s->findings, err);
}

static inline void drop(scored *s)
{
	kepu_score_free(s->score);
	kepu_findings_free(s->findings);
	kepu_inputs_free(s->inputs);
	kepu_scheme_free(s->scheme);
	memset(s, 0, sizeof *s);
}

/* ---- what came out, as text; the last few stay readable ---- */

static inline char *room(void)
{
	static char rooms[16][48];
	static size_t next;
	return rooms[next++ % 16];
}

static inline const char *decimal_text(int64_t coefficient, int32_t scale)
{
	char digits[40], *out = room();
	bool negative = coefficient < 0;
	uint64_t size = negative ? 0 - (uint64_t)coefficient : (uint64_t)coefficient;
	int length = snprintf(digits, sizeof digits, "%0*llu", scale + 1, (unsigned long long)size);
	snprintf(out, 48, "%s%.*s%s%s", negative ? "-" : "", length - scale, digits, scale ? "." : "",
	         digits + length - scale);
	return out;
}

static inline size_t row_of(const scored *s, const char *unit)
{
	return kepu_score_find(s->score, unit, Z);
}

static inline const char *points(const scored *s, const char *unit, const char *element)
{
	static const char *const states[] = { "none", "value", "no-value", "not-applicable", "not-reported" };
	int64_t coefficient;
	int32_t scale;
	size_t index = kepu_scheme_find(s->scheme, element, Z), row = row_of(s, unit);
	if (kepu_score_points(s->score, row, index, &coefficient, &scale))
		return states[kepu_score_state(s->score, row, index)];
	return decimal_text(coefficient, scale);
}

static inline const char *total(const scored *s, const char *unit)
{
	static const char *const states[] = { "none", "value", "no-value", "not-applicable", "not-reported" };
	int64_t coefficient;
	int32_t scale;
	if (kepu_score_total(s->score, row_of(s, unit), &coefficient, &scale))
		return states[kepu_score_state(s->score, row_of(s, unit), 0)];
	return decimal_text(coefficient, scale);
}

static inline const char *rank(const scored *s, const char *unit)
{
	int64_t coefficient;
	int32_t scale;
	if (kepu_score_rank(s->score, row_of(s, unit), &coefficient, &scale))
		return "none";
	return decimal_text(coefficient, scale);
}

static inline const char *grade(const scored *s, const char *unit)
{
	const char *text = kepu_score_grade(s->score, row_of(s, unit), NULL);
	return text ? text : "none";
}

static inline const char *award(const scored *s, const char *unit, const char *element)
{
	static const char *const words[] = { "none", "yes",   "undecided", "no-total", "gate",
		                                 "veto", "grade", "score",     "quota" };
	return words[kepu_score_award(s->score, row_of(s, unit), kepu_scheme_find(s->scheme, element, Z))];
}

#endif
