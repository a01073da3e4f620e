#include "notice/emit.h"

#include "base/date.h"
#include "base/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RULES 64 /* codes that are kept; one beyond would be looked up each time */

typedef struct kp_emitter {
	const kp_reading *r;
	kepu_builder *b;
	kepu_node **nodes;
	kp_buffer buffer;    /* UTF-8 of what is being made */
	size_t text_line;    /* line that the last stretch of a text stood in */
	size_t piece, line;  /* of the last span: the next one mostly stands there too, or close by */
	kepu_unit **units;   /* of r->named */
	kp_str rules[RULES]; /* names of rules by their codes, as far as they were used */
} kp_emitter;

static void add_utf8(kp_emitter *e, kp_range range)
{
	if (range.end > range.start)
		kp_buffer_chars(&e->buffer, e->r->text.cps + range.start, kp_length(range));
}

static kp_str taken(kp_emitter *e)
{
	kp_str text =
		e->buffer.failed ? NULL : kp_build_text(e->b, e->buffer.bytes ? e->buffer.bytes : "", e->buffer.length);
	e->buffer.length = 0;
	return text;
}

static kp_str text_of(kp_emitter *e, kp_range range)
{
	e->buffer.length = 0;
	add_utf8(e, range);
	return taken(e);
}

static size_t piece_of(kp_emitter *e, size_t at)
{
	const kp_piece *piece = &e->r->text.pieces[e->piece];
	if (at < piece->start || at - piece->start >= piece->length)
		e->piece = kp_text_piece_of(&e->r->text, at);
	return e->piece;
}

static size_t line_of(kp_emitter *e, size_t at)
{
	const kp_text_line *line = &e->r->source.lines[e->line];
	if (at < line->start || at >= line->end)
		e->line = kp_text_line_of(&e->r->source, at);
	return e->line;
}

/* A range may run over several lines of the source: a span for each. */
static bool add_spans(kp_emitter *e, kepu_provenance **proof, kp_range range)
{
	const kp_text *t = &e->r->text, *source = &e->r->source;
	for (size_t i = range.start < range.end ? piece_of(e, range.start) : 0; range.start < range.end; i++) {
		const kp_piece *piece = &t->pieces[i];
		size_t end = piece->start + piece->length < range.end ? piece->start + piece->length : range.end;
		size_t at = piece->source + (range.start - piece->start), line = line_of(e, at);
		if (!kp_build_span(e->b, proof, (uint32_t)line, (uint32_t)(at - source->lines[line].start),
		                   (uint32_t)(end - range.start)))
			return false;
		range.start = end;
	}
	return true;
}

static kp_str rule_text(kp_emitter *e, int32_t rule)
{
	if (rule < RULES && e->rules[rule])
		return e->rules[rule];
	const char *name = kp_rule_code(rule)->name;
	kp_str text = kp_build_text(e->b, name, strlen(name));
	if (rule < RULES)
		e->rules[rule] = text;
	return text;
}

static bool prove(kp_emitter *e, kepu_provenance **proof, kp_range range, int32_t rule)
{
	kp_str text = rule_text(e, rule);
	return text && add_spans(e, proof, range) &&
	       kp_build_read(e->b, proof, text, kp_token_text(KP_TOKENS_CHECK, KEPU_CHECK_UNSEEN));
}

static bool emit_paragraphs(kp_emitter *e)
{
	const kp_text *t = &e->r->source;
	for (size_t i = 0; i < t->line_count; i++) {
		const kp_text_line *line = &t->lines[i];
		const char *bytes = line->bytes;
		size_t length = line->byte_count;
		if (!bytes) {
			e->buffer.length = 0;
			kp_buffer_chars(&e->buffer, t->cps + line->start, line->end - line->start);
			bytes = e->buffer.bytes;
			length = e->buffer.length;
		}
		if (e->buffer.failed || !kp_build_paragraph(e->b, bytes, length, line->source))
			return false;
	}
	return true;
}

static bool emit_entry(kp_emitter *e, int32_t field, const kp_range *ranges, size_t count, int32_t rule)
{
	e->buffer.length = 0;
	for (size_t i = 0; i < count; i++)
		add_utf8(e, ranges[i]);
	kp_entry *entry = e->buffer.failed ? NULL : kp_build_metadata(e->b, field, e->buffer.bytes, e->buffer.length);
	for (size_t i = 0; entry && i < count; i++)
		if (!add_spans(e, &entry->proof, ranges[i]))
			return false;
	return entry && prove(e, &entry->proof, (kp_range){ 0, 0 }, rule);
}

static bool emit_dates(kp_emitter *e)
{
	const kp_head *head = &e->r->head;
	char text[KP_DATE_TEXT * 2];
	kp_date date;
	kp_entry *entry;
	if (head->issue_year && kp_date_make(head->issue_year, head->issue_month, head->issue_day, &date)) {
		size_t length = kp_date_write(date, text);
		entry = kp_build_metadata(e->b, KEPU_META_ISSUE_DATE, text, length);
		if (!entry || !prove(e, &entry->proof, head->issue_date, KEPU_RULE_META_SIGNATURE))
			return false;
	}
	if (head->first_year) {
		int length = snprintf(text, sizeof text, "%d/%d", (int)head->first_year, (int)head->last_year);
		entry = kp_build_metadata(e->b, KEPU_META_PERIOD, text, (size_t)length);
		if (!entry || !prove(e, &entry->proof, head->period, KEPU_RULE_META_PERIOD))
			return false;
	}
	return true;
}

static bool emit_basis(kp_emitter *e, const kp_basis *basis)
{
	e->buffer.length = 0;
	add_utf8(e, basis->title);
	kp_entry *entry =
		e->buffer.failed ? NULL : kp_build_metadata(e->b, KEPU_META_BASIS, e->buffer.bytes, e->buffer.length);
	if (!entry || !prove(e, &entry->proof, basis->title, KEPU_RULE_META_BASIS))
		return false;
	if (kp_length(basis->number) == 0)
		return true;
	entry->number = text_of(e, basis->number);
	return entry->number && add_spans(e, &entry->proof, basis->number);
}

static bool emit_metadata(kp_emitter *e)
{
	const kp_head *head = &e->r->head;
	if (head->title_count && !emit_entry(e, KEPU_META_TITLE, head->title, head->title_count, KEPU_RULE_META_TITLE))
		return false;
	if (head->notice_title_count && !emit_entry(e, KEPU_META_NOTICE_TITLE, head->notice_title, head->notice_title_count,
	                                            KEPU_RULE_META_NOTICE_TITLE))
		return false;
	if (kp_length(head->number) && !emit_entry(e, KEPU_META_DOCUMENT_NUMBER, &head->number, 1, head->number_rule))
		return false;
	for (size_t i = 0; i < head->issuer_count; i++)
		if (!emit_entry(e, KEPU_META_ISSUER, &head->issuers[i], 1, head->issuer_rule))
			return false;
	for (size_t i = 0; i < head->recipient_count; i++)
		if (!emit_entry(e, KEPU_META_RECIPIENT, &head->recipients[i], 1, KEPU_RULE_META_RECIPIENTS))
			return false;
	for (size_t i = 0; i < e->r->basis_count; i++)
		if (!emit_basis(e, &e->r->bases[i]))
			return false;
	return emit_dates(e);
}

static int32_t label_rule(const kp_item *item)
{
	static const int32_t rules[KP_STYLE_COUNT] = {
		[KP_STYLE_PART] = KEPU_RULE_LABEL_CHAPTER,
		[KP_STYLE_CHAPTER] = KEPU_RULE_LABEL_CHAPTER,
		[KP_STYLE_SECTION] = KEPU_RULE_LABEL_CHAPTER,
		[KP_STYLE_ARTICLE] = KEPU_RULE_LABEL_CHAPTER,
		[KP_STYLE_CHINESE] = KEPU_RULE_LABEL_CHINESE,
		[KP_STYLE_CHINESE_BRACKET] = KEPU_RULE_LABEL_CHINESE_BRACKET,
		[KP_STYLE_ARABIC] = KEPU_RULE_LABEL_ARABIC,
		[KP_STYLE_ARABIC_BRACKET] = KEPU_RULE_LABEL_ARABIC_BRACKET,
		[KP_STYLE_ARABIC_HALF] = KEPU_RULE_LABEL_ARABIC_BRACKET,
		[KP_STYLE_CIRCLED] = KEPU_RULE_LABEL_CIRCLED,
		[KP_STYLE_LETTER] = KEPU_RULE_LABEL_ARABIC_BRACKET,
		[KP_STYLE_DECIMAL] = KEPU_RULE_LABEL_DECIMAL,
		[KP_STYLE_DECIMAL + 1] = KEPU_RULE_LABEL_DECIMAL,
		[KP_STYLE_DECIMAL_LAST] = KEPU_RULE_LABEL_DECIMAL,
	};
	return item->midline ? KEPU_RULE_LABEL_MIDLINE : rules[item->style];
}

/* One stretch of an item's text, line by line; lines are joined by a line feed. */
static bool add_stretch(kp_emitter *e, kepu_node *node, kp_range range)
{
	const kp_text *t = &e->r->text;
	for (size_t line = kp_text_line_of(t, range.start); range.start < range.end; line++) {
		size_t end = t->lines[line].end < range.end ? t->lines[line].end : range.end;
		kp_range piece = { range.start, end };
		range.start = end;
		if (e->r->line_class[line] != KEPU_SEGMENT_NODE_TEXT || kp_length(piece) == 0)
			continue;
		if (e->buffer.length > 0 && e->text_line != line)
			kp_buffer_byte(&e->buffer, '\n');
		e->text_line = line;
		add_utf8(e, piece);
		if (!add_spans(e, &node->text_proof, piece))
			return false;
	}
	return true;
}

/* What stands behind the title and outside the unit lists; *list is the first list of the item or a later one. */
static bool emit_text(kp_emitter *e, size_t index, kepu_node *node, size_t *list)
{
	const kp_reading *r = e->r;
	const kp_item *item = &r->items[index];
	size_t at = item->title.end;
	if (at < item->body.end && r->text.fold[at] == U'。')
		at++;
	e->buffer.length = 0;
	for (; *list < r->list_count && r->lists[*list].range.start < item->body.end; ++*list) {
		if (r->lists[*list].range.start > at && !add_stretch(e, node, (kp_range){ at, r->lists[*list].range.start }))
			return false;
		at = r->lists[*list].range.end;
	}
	if (at < item->body.end && !add_stretch(e, node, (kp_range){ at, item->body.end }))
		return false;
	if (!node->text_proof)
		return true;
	node->text = taken(e);
	return node->text != NULL;
}

static bool emit_nodes(kp_emitter *e)
{
	const kp_reading *r = e->r;
	char ordinal[16];
	for (size_t i = 0, list = 0; i < r->item_count; i++) {
		const kp_item *item = &r->items[i];
		kepu_node *node = kp_build_node(e->b, item->parent >= 0 ? e->nodes[item->parent] : NULL, NULL, NULL, 0);
		if (!node)
			return false;
		e->nodes[i] = node;
		int length = snprintf(ordinal, sizeof ordinal, "%d", (int)item->ordinal);
		node->ordinal = kp_build_text(e->b, ordinal, (size_t)length);
		node->label = text_of(e, item->label);
		node->title = text_of(e, item->title);
		if (!node->ordinal || !node->label || !node->title ||
		    !kp_build_code(e->b, &node->kind, KP_TOKENS_KIND, item->kind) ||
		    !prove(e, &node->proof, item->label, label_rule(item)) ||
		    !prove(e, &node->title_proof, item->title, item->title_rule) || !emit_text(e, i, node, &list))
			return false;
	}
	return true;
}

static bool emit_dues(kp_emitter *e)
{
	for (size_t i = 0; i < e->r->due_count; i++) {
		const kp_due *due = &e->r->dues[i];
		kepu_node *node = e->nodes[due->item];
		node->due = text_of(e, due->words);
		node->ongoing = due->date[0] == '\0';
		if (!node->due || !prove(e, &node->due_proof, due->words, KEPU_RULE_DUE_STATED))
			return false;
		if (due->date[0] && !(node->due_date = kp_build_text(e->b, due->date, strlen(due->date))))
			return false;
	}
	return true;
}

static bool emit_functions(kp_emitter *e, kepu_unit *unit, const kp_named *named)
{
	for (size_t i = 0; i < named->function_count; i++) {
		const char *token = kp_function_token(named->functions[i]);
		if (!kp_build_function(e->b, unit, token, strlen(token)))
			return false;
	}
	if (named->function_count > 0)
		return true;
	return kp_build_function(e->b, unit, "unknown", 7) &&
	       kp_build_finding(e->b, &unit->proof, KEPU_FINDING_UNIT_UNKNOWN);
}

static kepu_unit *emit_unit(kp_emitter *e, const kp_named *named)
{
	const kp_duty *duty = &e->r->duties[named->duty];
	kepu_unit *unit = kp_build_unit(e->b, NULL, 0);
	if (!unit || !prove(e, &unit->proof, duty->unit, duty->rule))
		return NULL;
	unit->name = kp_build_text(e->b, named->written, kp_str_len(named->written));
	unit->canonical = kp_build_text(e->b, named->canonical, kp_str_len(named->canonical));
	unit->group = named->group;
	for (size_t i = 0; i < named->alias_count; i++)
		if (!kp_build_alias(e->b, unit, named->aliases[i], kp_str_len(named->aliases[i])))
			return NULL;
	if (!unit->name || !unit->canonical || !kp_build_code(e->b, &unit->level, KP_TOKENS_LEVEL, named->level) ||
	    !emit_functions(e, unit, named))
		return NULL;
	return !named->level_unsure || kp_build_finding(e->b, &unit->proof, KEPU_FINDING_LEVEL_UNSURE) ? unit : NULL;
}

static bool emit_units(kp_emitter *e)
{
	for (size_t i = 0; i < e->r->named_count; i++)
		if (!(e->units[i] = emit_unit(e, &e->r->named[i])))
			return false;
	return true;
}

/* The plan's place, as its title names it. */
static bool emit_region(kp_emitter *e)
{
	const kp_region *region = &e->r->region;
	if (region->name_length == 0)
		return true;
	e->buffer.length = 0;
	kp_buffer_chars(&e->buffer, region->name, region->name_length);
	e->b->plan->region_name = taken(e);
	return e->b->plan->region_name && (region->level == KEPU_UNKNOWN ||
	                                   kp_build_code(e->b, &e->b->plan->region_level, KP_TOKENS_LEVEL, region->level));
}

static bool emit_duties(kp_emitter *e)
{
	for (size_t i = 0; i < e->r->duty_count; i++) {
		const kp_duty *duty = &e->r->duties[i];
		kepu_unit *unit = e->units[e->r->duty_named[i]];
		kepu_assignment *assignment =
			kp_build_assignment(e->b, e->nodes[e->r->lists[duty->list].node], unit, duty->role, NULL, 0);
		if (!assignment || !prove(e, &assignment->proof, duty->unit, duty->rule))
			return false;
		if (!duty->sure && !kp_build_finding(e->b, &assignment->proof, KEPU_FINDING_UNIT_UNSURE))
			return false;
	}
	return true;
}

static kp_str figure_name(kp_emitter *e, const kp_figure *figure)
{
	e->buffer.length = 0;
	add_utf8(e, figure->name[0]);
	add_utf8(e, figure->name[1]);
	if (e->buffer.length == 0)
		add_utf8(e, e->r->items[figure->item].title);
	return taken(e);
}

/* A measure is no quotation: people who look for 人 find it, too, where a PDF copy has the radical. */
static kp_str measure_of(kp_emitter *e, kp_range range)
{
	const kp_text *t = &e->r->text;
	e->buffer.length = 0;
	for (size_t i = range.start; i < range.end; i++) {
		bool radical = t->cps[i] >= 0x2E80 && t->cps[i] < 0x2FE0;
		kp_buffer_chars(&e->buffer, radical ? t->fold + i : t->cps + i, 1);
	}
	return taken(e);
}

static kp_str figure_unit(kp_emitter *e, const kp_figure *figure)
{
	/* 百分之十五, 三成 and 一半 are percentages like 15% */
	char32_t first = e->r->text.fold[figure->unit.start];
	if (first == U'百' || first == U'%' || first == U'成' || first == U'半')
		return kp_build_text(e->b, "%", 1);
	return measure_of(e, figure->unit);
}

static bool emit_value(kp_emitter *e, kepu_indicator *indicator, const kp_figure *figure)
{
	bool upper = figure->comparison == KEPU_COMPARISON_AT_MOST || figure->comparison == KEPU_COMPARISON_LESS;
	kepu_value *value = kp_build_value(e->b, indicator, figure->baseline ? KEPU_VALUE_BASELINE : KEPU_VALUE_TARGET);
	char year[16];
	if (!value)
		return false;
	kp_str written = text_of(e, figure->number);
	*(upper ? &value->high : &value->low) = figure->value;
	*(upper ? &value->high_text : &value->low_text) = written;
	value->quote = text_of(e, figure->quote);
	if (figure->year > 0) {
		int length = snprintf(year, sizeof year, "%04d", (int)figure->year);
		value->time = kp_build_text(e->b, year, (size_t)length);
	}
	return written && value->quote && (value->time || figure->year <= 0) &&
	       prove(e, &value->proof, figure->quote, figure->rule);
}

static bool emit_figures(kp_emitter *e)
{
	for (size_t i = 0; i < e->r->figure_count; i++) {
		const kp_figure *figure = &e->r->figures[i];
		kepu_indicator *indicator = kp_build_indicator(e->b, e->nodes[figure->item], NULL, 0);
		if (!indicator)
			return false;
		indicator->name = figure_name(e, figure);
		indicator->unit = figure_unit(e, figure);
		if (kp_length(figure->per) > 0 && !(indicator->per = measure_of(e, figure->per)))
			return false;
		if (!indicator->name || !indicator->unit || !prove(e, &indicator->proof, figure->quote, figure->rule) ||
		    !kp_build_code(e->b, &indicator->comparison, KP_TOKENS_COMPARISON, figure->comparison) ||
		    !kp_build_code(e->b, &indicator->every, KP_TOKENS_EVERY, figure->every) ||
		    !emit_value(e, indicator, figure))
			return false;
		bool undated = figure->year == 0 && e->r->head.first_year == 0;
		if ((!figure->sure || undated) && !kp_build_finding(e->b, &indicator->proof, KEPU_FINDING_INDICATOR_UNSURE))
			return false;
	}
	return true;
}

static bool emit_steps(kp_emitter *e)
{
	char year[16];
	for (size_t i = 0; i < e->r->step_count; i++) {
		const kp_step *step = &e->r->steps[i];
		kepu_phase *phase = kp_build_phase(e->b, NULL, 0);
		if (!phase)
			return false;
		snprintf(year, sizeof year, "%04d", (int)step->first);
		phase->start = kp_build_text(e->b, year, 4);
		snprintf(year, sizeof year, "%04d", (int)step->last);
		phase->end = kp_build_text(e->b, year, 4);
		phase->text = text_of(e, step->text);
		if (kp_length(step->label) > 0 && !(phase->label = text_of(e, step->label)))
			return false;
		if (!phase->start || !phase->end || !phase->text || !prove(e, &phase->proof, step->text, KEPU_RULE_PHASE_STEP))
			return false;
	}
	return true;
}

/* What follows the plan is one annex as long as nothing is read out of it. */
static bool emit_annex(kp_emitter *e)
{
	const kp_reading *r = e->r;
	kepu_annex *annex = NULL;
	e->buffer.length = 0;
	for (size_t i = r->last_line; i < r->text.line_count; i++) {
		kp_range line = { r->text.lines[i].start, r->text.lines[i].end };
		if (r->line_class[i] != KEPU_SEGMENT_ANNEX)
			continue;
		if (!annex && !(annex = kp_build_annex(e->b, NULL, 0)))
			return false;
		if (e->buffer.length > 0)
			kp_buffer_byte(&e->buffer, '\n');
		add_utf8(e, line);
		if (!add_spans(e, &annex->proof, line))
			return false;
	}
	if (!annex)
		return true;
	annex->text = taken(e);
	return annex->text && kp_build_check(e->b, &annex->proof, KEPU_CHECK_UNSEEN);
}

bool kp_emit(const kp_reading *r, kepu_builder *b, kepu_node **nodes)
{
	kp_emitter e = { .r = r, .b = b, .nodes = nodes };
	e.units = kp_calloc(r->named_count + 1, sizeof *e.units);
	bool done = e.units && emit_paragraphs(&e);
	if (done && r->item_count > 0)
		done = emit_metadata(&e) && emit_region(&e) && emit_nodes(&e) && emit_dues(&e) && emit_units(&e) &&
		       emit_duties(&e) && emit_figures(&e) && emit_steps(&e) && emit_annex(&e);
	kp_buffer_free(&e.buffer);
	free(e.units);
	return done;
}

static size_t item_at(const kp_reading *r, size_t at)
{
	size_t low = 0, high = r->item_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (r->items[middle].label.start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low == 0 ? KP_NONE : low - 1;
}

/* The item that a place belongs to: what stands in a section's list is about the section. */
static size_t subject_at(const kp_reading *r, size_t at)
{
	size_t low = 0, high = r->list_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		if (r->lists[middle].range.start <= at)
			low = middle + 1;
		else
			high = middle;
	}
	return low > 0 && at < r->lists[low - 1].range.end ? r->lists[low - 1].node : item_at(r, at);
}

/* The entry of the metadata that was read there, else the title; NULL: there is no entry at all. */
static kp_entry *entry_at(const kepu_plan *plan, bool placed, size_t line, size_t offset)
{
	static const size_t titles[] = { 0, KEPU_META_NOTICE_TITLE - KEPU_META_TITLE };
	for (size_t field = 0; placed && field < KP_META_COUNT; field++)
		for (kp_entry *entry = plan->metadata[field]; entry; entry = entry->next)
			for (uint32_t i = 0; entry->proof && i < entry->proof->span_count; i++) {
				const kp_span *span = &kp_proof_spans(entry->proof)[i];
				if (span->paragraph == line && offset >= span->offset && offset - span->offset < span->length)
					return entry;
			}
	for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
		if (plan->metadata[titles[i]])
			return plan->metadata[titles[i]];
	return NULL;
}

/* The plan keeps what was found: with the node, else with an entry of the metadata, each finding once. */
static bool save_finding(kepu_builder *b, kepu_provenance **proof, int32_t code)
{
	const kp_said *said = kp_proof_said(*proof);
	for (uint32_t i = 0; i < said->finding_count; i++)
		if (kp_finding_by_name(said->findings[i], kp_str_len(said->findings[i])) == code)
			return true;
	return kp_build_finding(b, proof, code);
}

bool kp_emit_findings(const kp_reading *r, kepu_builder *b, kepu_node *const *nodes, kepu_findings *findings)
{
	for (size_t i = 0; i < r->doubt_count; i++) {
		const kp_doubt *doubt = &r->doubts[i];
		bool placed = r->text.line_count > 0 && kp_length(doubt->place) > 0;
		size_t at = placed ? kp_text_source_of(&r->text, doubt->place.start) : 0;
		size_t line = kp_text_line_of(&r->source, at), item = placed ? subject_at(r, doubt->place.start) : KP_NONE;
		kp_place place = KP_NOWHERE;
		size_t offset = placed ? at - r->source.lines[line].start : 0;
		if (placed) {
			place.line = r->source.lines[line].source;
			place.column = (int64_t)offset + 1;
		}
		if (!kp_findings_add(findings, doubt->code, item == KP_NONE ? NULL : nodes[item]->id, &place, doubt->first,
		                     doubt->second))
			return false;
		size_t rest = placed ? r->source.lines[line].end - at : 0, length = kp_length(doubt->place);
		if (placed)
			kp_findings_span(findings, line, offset, length < rest ? length : rest);
		kp_entry *entry = item == KP_NONE ? entry_at(b->plan, placed, line, offset) : NULL;
		kepu_provenance **proof = item != KP_NONE ? &nodes[item]->proof : entry ? &entry->proof : NULL;
		bool of_fact = doubt->code == KEPU_FINDING_INDICATOR_UNSURE; /* the indicator has it */
		if (proof && !of_fact && !save_finding(b, proof, doubt->code))
			return false;
	}
	return true;
}
