/* A score as a table for spreadsheets, and as JSON. */
#include "io/csv.h"
#include "io/json.h"
#include "score/score.h"

static const char *const states[] = { "", "value", "no-value", "not-applicable", "not-reported" };
static const char *const awards[] = { "", "yes", "undecided", "no-total", "gate", "veto", "grade", "score", "quota" };

static void put_number(kp_buffer *out, kp_decimal value)
{
	char text[KP_DECIMAL_TEXT];
	kp_decimal_write(value, text);
	kp_buffer_text(out, text);
}

/* Nothing where there are no points. */
static void put_points(kp_buffer *out, const kp_result *result, const char *none)
{
	if (result && result->state == KEPU_STATE_VALUE)
		put_number(out, result->points);
	else
		kp_buffer_text(out, none);
}

static void put_rank(kp_buffer *out, const kepu_score *score, size_t row, const char *none)
{
	kp_decimal rank;
	if (kepu_score_rank(score, row, &rank.coefficient, &rank.scale))
		kp_buffer_text(out, none);
	else
		put_number(out, rank);
}

static const kp_scheme_element *element_at(const kepu_score *score, size_t index)
{
	return score->run.scheme->elements[index];
}

/* ---- CSV ---- */

static void put_cell(kp_buffer *out, const char *text, size_t length)
{
	kp_csv_cell(out, text, length);
	kp_buffer_byte(out, ',');
}

static void put_text_cell(kp_buffer *out, kp_str text)
{
	put_cell(out, text, kp_str_len(text));
}

/* The last cell of a line has no comma behind it. */
static void end_line(kp_buffer *out)
{
	if (out->length)
		out->length--;
	kp_buffer_text(out, "\r\n");
}

static bool is_module(const kp_scheme_element *element)
{
	return element->kind == KP_SCHEME_MODULE;
}

static void put_header(kp_buffer *out, const kepu_score *score)
{
	kp_buffer_text(out, "group,rank,unit,name,total,state,grade,provisional,eligible,");
	for (size_t i = 0; i < score->award_count; i++)
		put_text_cell(out, kp_scheme_text(score->awards[i].element, KP_ATTR_ID));
	for (size_t i = 0; i < score->run.scheme->count; i++)
		if (is_module(element_at(score, i)))
			put_text_cell(out, kp_scheme_text(element_at(score, i), KP_ATTR_ID));
	end_line(out);
}

static void put_row(kp_buffer *out, const kepu_score *score, size_t row)
{
	const kp_unit_row *unit = kp_score_row_unit(score, row);
	const kp_result *total = kp_score_result(score, row, 0);
	put_text_cell(out, kp_scheme_text(unit->group, KP_ATTR_ID));
	put_rank(out, score, row, "");
	kp_buffer_byte(out, ',');
	put_text_cell(out, unit->id);
	put_text_cell(out, unit->name);
	put_points(out, total, "");
	kp_buffer_byte(out, ',');
	kp_buffer_text(out, states[total->state]);
	kp_buffer_byte(out, ',');
	put_text_cell(out, kp_scheme_text(score->standings[score->rows[row]].grade, KP_ATTR_ID));
	kp_buffer_text(out, kepu_score_provisional(score, row) ? "true," : "false,");
	kp_buffer_text(out, kepu_score_eligible(score, row) ? "true," : "false,");
	for (size_t i = 0; i < score->award_count; i++) {
		kp_buffer_text(out, awards[score->awards[i].codes[score->rows[row]]]);
		kp_buffer_byte(out, ',');
	}
	for (size_t i = 0; i < score->run.scheme->count; i++) {
		if (!is_module(element_at(score, i)))
			continue;
		put_points(out, kp_score_result(score, row, i), "");
		kp_buffer_byte(out, ',');
	}
	end_line(out);
}

/* ---- JSON ---- */

static void put_key(kp_buffer *out, const char *key)
{
	kp_buffer_text(out, ", \"");
	kp_buffer_text(out, key);
	kp_buffer_text(out, "\": ");
}

static void put_text(kp_buffer *out, const char *key, kp_str text)
{
	put_key(out, key);
	kp_json_text(out, text);
}

static void put_word(kp_buffer *out, const char *key, const char *word)
{
	put_key(out, key);
	if (!word || !*word) {
		kp_buffer_text(out, "null");
		return;
	}
	kp_buffer_byte(out, '"');
	kp_buffer_text(out, word);
	kp_buffer_byte(out, '"');
}

static void put_bool(kp_buffer *out, const char *key, bool value)
{
	put_key(out, key);
	kp_json_bool(out, value);
}

/* State, points, and what a policy did. */
static void put_result(kp_buffer *out, const kp_result *result)
{
	put_word(out, "state", states[result->state]);
	put_key(out, "points");
	put_points(out, result, "null");
	if (result->left_out)
		put_bool(out, "left-out", true);
	if (!result->policy)
		return;
	put_word(out, "policy", kp_word_name((kp_word)result->policy));
	put_word(out, "for", states[result->was]);
}

/* What an element has within parts; nothing where there are none. */
static void put_parts(kp_buffer *out, const kp_slot *slot, uint32_t unit)
{
	bool any = false;
	for (; slot; slot = slot->same) {
		if (slot->combined || (!slot->spot.period && !slot->spot.source))
			continue;
		if (!any)
			put_key(out, "parts");
		kp_buffer_text(out, any ? ", {\"period\": " : "[{\"period\": ");
		kp_json_text(out, slot->spot.period);
		put_text(out, "source", slot->spot.source);
		put_result(out, &slot->results[unit]);
		kp_buffer_byte(out, '}');
		any = true;
	}
	kp_buffer_text(out, any ? "]" : "");
}

static void put_elements(kp_buffer *out, const kepu_score *score, size_t row)
{
	bool any = false;
	put_key(out, "elements");
	kp_buffer_byte(out, '[');
	for (size_t i = 0; i < score->run.scheme->count; i++) {
		const kp_result *result = kp_score_result(score, row, i);
		if (!result || !result->state)
			continue;
		kp_buffer_text(out, any ? ",\n   {\"element\": " : "\n   {\"element\": ");
		kp_buffer_int(out, (int64_t)i);
		put_word(out, "kind", kp_scheme_name(element_at(score, i)));
		put_text(out, "id", kp_scheme_text(element_at(score, i), KP_ATTR_ID));
		put_result(out, result);
		put_parts(out, score->run.by_element[i], score->rows[row]);
		kp_buffer_byte(out, '}');
		any = true;
	}
	kp_buffer_byte(out, ']');
}

static void put_awards(kp_buffer *out, const kepu_score *score, size_t row)
{
	put_key(out, "awards");
	kp_buffer_byte(out, '{');
	for (size_t i = 0; i < score->award_count; i++) {
		const char *word = awards[score->awards[i].codes[score->rows[row]]];
		kp_buffer_text(out, i ? ", " : "");
		kp_json_text(out, kp_scheme_text(score->awards[i].element, KP_ATTR_ID));
		kp_buffer_text(out, *word ? ": \"" : ": null");
		kp_buffer_text(out, word);
		kp_buffer_text(out, *word ? "\"" : "");
	}
	kp_buffer_byte(out, '}');
}

static void put_unit(kp_buffer *out, const kepu_score *score, size_t row)
{
	const kp_unit_row *unit = kp_score_row_unit(score, row);
	const kp_standing *standing = &score->standings[score->rows[row]];
	kp_buffer_text(out, "{\"unit\": ");
	kp_json_text(out, unit->id);
	put_text(out, "name", unit->name);
	put_text(out, "kind", unit->kind);
	put_text(out, "group", kp_scheme_text(unit->group, KP_ATTR_ID));
	put_key(out, "total");
	put_points(out, kp_score_result(score, row, 0), "null");
	put_word(out, "state", states[kp_score_result(score, row, 0)->state]);
	put_key(out, "rank");
	put_rank(out, score, row, "null");
	put_text(out, "grade", kp_scheme_text(standing->grade, KP_ATTR_ID));
	put_text(out, "outcome", kp_scheme_text(standing->grade, KP_ATTR_OUTCOME));
	put_bool(out, "provisional", standing->provisional);
	put_bool(out, "eligible", standing->eligible);
	put_awards(out, score, row);
	put_elements(out, score, row);
	kp_buffer_byte(out, '}');
}

static void put_score(kp_buffer *out, const kepu_score *score)
{
	kp_buffer_text(out, "{\"scheme\": ");
	kp_json_text(out, kp_scheme_text(element_at(score, 0), KP_ATTR_ID));
	put_text(out, "title", kp_scheme_text(element_at(score, 0), KP_ATTR_TITLE));
	put_text(out, "stage", kp_scheme_text(score->stage, KP_ATTR_ID));
	put_key(out, "rank-decimals");
	kp_buffer_int(out, score->rank_decimals);
	put_key(out, "units");
	kp_buffer_byte(out, '[');
	for (size_t row = 0; row < kepu_score_count(score) && !out->failed; row++) {
		kp_buffer_text(out, row ? ",\n  " : "\n  ");
		put_unit(out, score, row);
	}
	kp_buffer_text(out, "]}\n");
}

/* ---- for callers ---- */

static kepu_status check(const kepu_score *score, char **out_bytes, size_t *out_len, kepu_error **err)
{
	if (out_len)
		*out_len = 0;
	if (!out_bytes)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_bytes", "NULL");
	*out_bytes = NULL;
	if (!score)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "score", "NULL");
	return score->tag == KP_TAG_SCORE ? KEPU_OK : kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_score", NULL);
}

kepu_status kepu_score_to_csv(const kepu_score *score, int32_t bom, char **out_bytes, size_t *out_len, kepu_error **err)
{
	kp_buffer out = { 0 };
	kepu_status status = check(score, out_bytes, out_len, err);
	if (status)
		return status;
	kp_buffer_text(&out, bom ? "\xef\xbb\xbf" : "");
	put_header(&out, score);
	for (size_t row = 0; row < kepu_score_count(score) && !out.failed; row++)
		put_row(&out, score, row);
	*out_bytes = kp_buffer_take(&out, out_len);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

kepu_status kepu_score_to_json(const kepu_score *score, char **out_bytes, size_t *out_len, kepu_error **err)
{
	kp_buffer out = { 0 };
	kepu_status status = check(score, out_bytes, out_len, err);
	if (status)
		return status;
	put_score(&out, score);
	*out_bytes = kp_buffer_take(&out, out_len);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}
