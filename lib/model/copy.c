#include "model/change.h"
#include "model/freeze.h"
#include "model/input.h"

#include <stdlib.h>

/* A plan copied into a new builder: with all that it holds save places in a file, which the copy does not come from. */

typedef struct copier {
	kepu_builder *b;
	const kepu_plan *from;
	kepu_unit **units; /* own memory; by their index in the plan, as are the next */
	kepu_indicator **indicators;
	kp_foreign_copier foreign;
} copier;

static bool copy_text(copier *c, kp_str from, kp_str *to)
{
	*to = from ? kp_build_text(c->b, from, kp_str_len(from)) : NULL;
	return *to || !from;
}

/* Texts of an object at the same offsets in both. */
static bool copy_texts(copier *c, const void *from, void *to, const size_t *offsets, size_t count)
{
	bool good = true;
	for (size_t i = 0; i < count && good; i++) {
		kp_str text, copy;
		memcpy(&text, (const char *)from + offsets[i], sizeof text);
		good = copy_text(c, text, &copy);
		memcpy((char *)to + offsets[i], &copy, sizeof copy);
	}
	return good;
}

#define TEXTS(c, from, to, offsets) copy_texts(c, from, to, offsets, sizeof offsets / sizeof *offsets)

/* A text that is a whole paragraph of the source is one string with it. */
static bool copy_source_text(copier *c, kp_str from, const kepu_provenance *proof, kp_str *to)
{
	if (from && proof && proof->span_count == 1 && proof->one.paragraph < c->from->paragraph_count &&
	    c->from->paragraphs[proof->one.paragraph].text == from) {
		*to = c->b->plan->paragraphs[proof->one.paragraph].text;
		return true;
	}
	return copy_text(c, from, to);
}

static bool copy_token(copier *c, kp_token_set set, const kp_token *from, kp_token *to)
{
	return !from->text || kp_build_token(c->b, to, set, from->text, kp_str_len(from->text));
}

static bool copy_said(copier *c, const kp_said *from, kepu_provenance **to)
{
	kp_str rule, by, when;
	kp_token check = { NULL };
	bool good = copy_text(c, from->rule, &rule) && copy_token(c, KP_TOKENS_CHECK, &(kp_token){ from->check }, &check) &&
	            copy_text(c, from->by, &by) && copy_text(c, from->when, &when) &&
	            kp_build_read(c->b, to, rule, check.text) && kp_build_reviewer(c->b, to, by, when);
	for (uint32_t i = 0; i < from->finding_count && good; i++)
		good = kp_build_finding_name(c->b, to, from->findings[i], kp_str_len(from->findings[i]));
	return good;
}

static bool copy_proof(copier *c, const kepu_provenance *from, kepu_provenance **to)
{
	if (!from)
		return true;
	if (!kp_build_proof(c->b, to))
		return false;
	const kp_span *spans = kp_proof_spans(from);
	for (uint32_t i = 0; i < from->span_count; i++)
		if (!kp_build_span(c->b, to, spans[i].paragraph, spans[i].offset, spans[i].length))
			return false;
	return !from->said || copy_said(c, from->said, to);
}

/* The plan itself */

static bool copy_source(copier *c)
{
	for (size_t i = 0; i < c->from->paragraph_count; i++) {
		const kp_source_paragraph *p = &c->from->paragraphs[i];
		if (!kp_build_paragraph(c->b, p->text, kp_str_len(p->text), p->line))
			return false;
	}
	return true;
}

static bool copy_metadata(copier *c)
{
	for (int32_t field = 1; field <= KP_META_COUNT; field++)
		for (const kp_entry *e = c->from->metadata[field - 1]; e; e = e->next) {
			kp_entry *made = kp_build_metadata(c->b, field, e->text, kp_str_len(e->text));
			if (!made || !copy_text(c, e->number, &made->number) || !copy_proof(c, e->proof, &made->proof))
				return false;
			kp_foreign_copy_met(&c->foreign, e, made);
		}
	return true;
}

static bool copy_plan(copier *c)
{
	static const size_t texts[] = {
		offsetof(kepu_plan, uid),         offsetof(kepu_plan, supersedes),  offsetof(kepu_plan, superior),
		offsetof(kepu_plan, digest),      offsetof(kepu_plan, importer),    offsetof(kepu_plan, file_version),
		offsetof(kepu_plan, region_name), offsetof(kepu_plan, region_code), offsetof(kepu_plan, region_scheme),
		offsetof(kepu_plan, region_year),
	};
	kepu_plan *to = c->b->plan;
	to->revision = c->from->revision + 1;
	to->status = (kp_token){ NULL };
	kp_ids_copy_gone(&to->ids, &c->from->ids);
	kp_foreign_copy_met(&c->foreign, c->from, to);
	return TEXTS(c, c->from, to, texts) && copy_token(c, KP_TOKENS_STATUS, &c->from->status, &to->status) &&
	       copy_token(c, KP_TOKENS_LEVEL, &c->from->region_level, &to->region_level) && copy_source(c) &&
	       copy_metadata(c);
}

/* Units: first all, then what they say of each other */

static bool copy_unit(copier *c, const kepu_unit *from)
{
	static const size_t texts[] = {
		offsetof(kepu_unit, name),    offsetof(kepu_unit, canonical), offsetof(kepu_unit, from),
		offsetof(kepu_unit, until),   offsetof(kepu_unit, code),      offsetof(kepu_unit, role),
		offsetof(kepu_unit, liaison),
	};
	kepu_unit *to = kp_build_unit(c->b, from->id, kp_str_len(from->id));
	if (!to || !TEXTS(c, from, to, texts) || !copy_token(c, KP_TOKENS_LEVEL, &from->level, &to->level) ||
	    !copy_proof(c, from->proof, &to->proof))
		return false;
	to->group = from->group;
	c->units[from->index] = to;
	kp_foreign_copy_met(&c->foreign, from, to);
	for (const kp_name *n = from->first_alias; n; n = n->next) {
		if (!kp_build_alias(c->b, to, n->text, kp_str_len(n->text)))
			return false;
		kp_foreign_copy_met(&c->foreign, n, to->last_alias);
	}
	for (const kp_name *n = from->first_function; n; n = n->next)
		if (!kp_build_function(c->b, to, n->text, kp_str_len(n->text)))
			return false;
	return true;
}

static bool copy_units(copier *c)
{
	for (const kepu_unit *u = c->from->first_unit; u; u = u->next)
		if (!copy_unit(c, u))
			return false;
	for (const kepu_unit *u = c->from->first_unit; u; u = u->next) {
		kepu_unit *to = c->units[u->index];
		if (u->successor) {
			to->successor = c->units[u->successor->index];
			to->successor->references++;
		}
		for (const kp_member *m = u->first_member; m; m = m->next) {
			if (!kp_build_member(c->b, to, c->units[m->unit->index]))
				return false;
			kp_foreign_copy_met(&c->foreign, m, to->last_member);
		}
	}
	return true;
}

/* Indicators: what they weigh by when all are there */

static bool copy_value(copier *c, const kepu_value *from, kepu_indicator *indicator)
{
	static const size_t texts[] = {
		offsetof(kepu_value, time),   offsetof(kepu_value, low_text), offsetof(kepu_value, high_text),
		offsetof(kepu_value, region), offsetof(kepu_value, source),
	};
	kepu_value *to = kp_build_value(c->b, indicator, kp_token_number(from->kind));
	if (!to || !TEXTS(c, from, to, texts) || !copy_source_text(c, from->quote, from->proof, &to->quote) ||
	    !copy_token(c, KP_TOKENS_VALUE_STATUS, &from->status, &to->status) || !copy_proof(c, from->proof, &to->proof))
		return false;
	to->low = from->low;
	to->high = from->high;
	kp_foreign_copy_met(&c->foreign, from, to);
	return true;
}

static bool copy_indicator(copier *c, const kepu_indicator *from, kepu_node *node)
{
	static const size_t texts[] = {
		offsetof(kepu_indicator, name),      offsetof(kepu_indicator, unit),
		offsetof(kepu_indicator, per),       offsetof(kepu_indicator, denominator),
		offsetof(kepu_indicator, numerator), offsetof(kepu_indicator, factor_text),
	};
	kepu_indicator *to = kp_build_indicator(c->b, node, from->id, kp_str_len(from->id));
	if (!to || !TEXTS(c, from, to, texts) || !copy_proof(c, from->proof, &to->proof) ||
	    !copy_token(c, KP_TOKENS_COMPARISON, &from->comparison, &to->comparison) ||
	    !copy_token(c, KP_TOKENS_EVERY, &from->every, &to->every) ||
	    !copy_token(c, KP_TOKENS_COUNTING, &from->counting, &to->counting) ||
	    !copy_token(c, KP_TOKENS_ROLLUP, &from->rollup, &to->rollup) ||
	    !copy_token(c, KP_TOKENS_NATURE, &from->nature, &to->nature))
		return false;
	to->factor = from->factor;
	c->indicators[from->index] = to;
	kp_foreign_copy_met(&c->foreign, from, to);
	for (const kepu_value *v = from->first_value; v; v = v->next)
		if (!copy_value(c, v, to))
			return false;
	return true;
}

static bool copy_indicators(copier *c, const kepu_indicator *first, kepu_node *node)
{
	for (; first; first = first->next)
		if (!copy_indicator(c, first, node))
			return false;
	return true;
}

static void copy_weights(copier *c)
{
	for (size_t i = 0; i < c->from->indicator_count; i++) {
		const kepu_indicator *weight = c->from->indicators[i]->weight;
		if (!weight)
			continue;
		c->indicators[i]->weight = c->indicators[weight->index];
		c->indicators[i]->weight->references++;
	}
}

/* Nodes */

static bool copy_assignment(copier *c, const kepu_assignment *from, kepu_node *node)
{
	static const size_t texts[] = { offsetof(kp_term, from), offsetof(kp_term, until), offsetof(kp_term, leader),
		                            offsetof(kp_term, contact) };
	kepu_unit *unit = c->units[from->unit->index];
	kepu_assignment *to = kp_build_assignment(c->b, node, unit, KEPU_UNKNOWN, from->id, kp_str_len(from->id));
	if (!to || !copy_token(c, KP_TOKENS_ROLE, &from->role, &to->role) || !copy_proof(c, from->proof, &to->proof))
		return false;
	kp_foreign_copy_met(&c->foreign, from, to);
	return !from->term || (kp_build_term(c->b, to) && TEXTS(c, from->term, to->term, texts));
}

static bool copy_node(copier *c, const kepu_node *from, kepu_node *to)
{
	static const size_t texts[] = {
		offsetof(kepu_node, label), offsetof(kepu_node, ordinal),  offsetof(kepu_node, title),
		offsetof(kepu_node, due),   offsetof(kepu_node, due_date), offsetof(kepu_node, deliverable),
	};
	if (!TEXTS(c, from, to, texts) || !copy_source_text(c, from->text, from->text_proof, &to->text) ||
	    !copy_token(c, KP_TOKENS_KIND, &from->kind, &to->kind) || !copy_proof(c, from->proof, &to->proof) ||
	    !copy_proof(c, from->title_proof, &to->title_proof) || !copy_proof(c, from->text_proof, &to->text_proof) ||
	    !copy_proof(c, from->due_proof, &to->due_proof))
		return false;
	to->ongoing = from->ongoing;
	kp_foreign_copy_met(&c->foreign, from, to);
	for (const kepu_assignment *a = from->first_assignment; a; a = a->next)
		if (!copy_assignment(c, a, to))
			return false;
	return copy_indicators(c, from->first_indicator, to);
}

/* The last node made says where the next one hangs: as many levels up as the next one of the plan is above its last one. */
static bool copy_nodes(copier *c, const kepu_node *first, kepu_annex *annex)
{
	kepu_node *last = NULL;
	for (const kepu_node *n = first; n; n = kp_node_after(n)) {
		while (last && last->level >= n->level)
			last = last->parent;
		last = kp_build_node(c->b, last, annex, n->id, kp_str_len(n->id));
		if (!last || !copy_node(c, n, last))
			return false;
	}
	return true;
}

/* The rest */

static bool copy_phases(copier *c)
{
	static const size_t texts[] = { offsetof(kepu_phase, label), offsetof(kepu_phase, start),
		                            offsetof(kepu_phase, end) };
	for (const kepu_phase *p = c->from->first_phase; p; p = p->next) {
		kepu_phase *to = kp_build_phase(c->b, p->id, kp_str_len(p->id));
		if (!to || !TEXTS(c, p, to, texts) || !copy_source_text(c, p->text, p->proof, &to->text) ||
		    !copy_proof(c, p->proof, &to->proof))
			return false;
		kp_foreign_copy_met(&c->foreign, p, to);
	}
	return true;
}

static bool copy_annexes(copier *c)
{
	static const size_t texts[] = { offsetof(kepu_annex, label), offsetof(kepu_annex, title) };
	for (const kepu_annex *a = c->from->first_annex; a; a = a->next) {
		kepu_annex *to = kp_build_annex(c->b, a->id, kp_str_len(a->id));
		if (!to || !TEXTS(c, a, to, texts) || !copy_source_text(c, a->text, a->proof, &to->text) ||
		    !copy_proof(c, a->proof, &to->proof) || !copy_nodes(c, a->first_root, to))
			return false;
		kp_foreign_copy_met(&c->foreign, a, to);
	}
	return true;
}

static bool copy_changes(copier *c)
{
	static const size_t texts[] = { offsetof(kepu_change, id),    offsetof(kepu_change, parent),
		                            offsetof(kepu_change, field), offsetof(kepu_change, was),
		                            offsetof(kepu_change, now),   offsetof(kepu_change, by),
		                            offsetof(kepu_change, when) };
	for (const kepu_change *from = c->from->first_change; from; from = from->next) {
		kepu_change *to = kp_build_change(c->b);
		if (!to || !TEXTS(c, from, to, texts) || !copy_token(c, KP_TOKENS_ACTION, &from->action, &to->action) ||
		    !copy_token(c, KP_TOKENS_PART, &from->part, &to->part))
			return false;
		kp_foreign_copy_met(&c->foreign, from, to);
	}
	return true;
}

static bool copy_all(copier *c)
{
	c->units = kp_calloc(c->from->unit_count, sizeof *c->units);
	c->indicators = kp_calloc(c->from->indicator_count, sizeof *c->indicators);
	if (!c->units || !c->indicators || !kp_foreign_copy_begin(&c->foreign, c->from) || !copy_plan(c) ||
	    !copy_units(c) || !copy_indicators(c, c->from->first_indicator, NULL) ||
	    !copy_nodes(c, c->from->first_root, NULL) || !copy_phases(c) || !copy_annexes(c) || !copy_changes(c))
		return false;
	copy_weights(c);
	return kp_foreign_copy_end(&c->foreign, c->b->plan);
}

kepu_status kepu_builder_from_plan(const kepu_plan *plan, kepu_builder **out_builder, kepu_error **err)
{
	if (!out_builder)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_builder", "NULL");
	*out_builder = NULL;
	if (!plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "plan", "NULL");
	if (plan->tag != KP_TAG_PLAN)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
	if (plan->revision == INT64_MAX)
		return kp_fail(err, KEPU_ERROR_OVERFLOW, NULL, "revision", NULL);
	copier c = { .b = kp_builder_new(), .from = plan };
	if (c.b)
		c.b->linked = true;
	bool copied = c.b && copy_all(&c);
	free(c.units);
	free(c.indicators);
	kp_foreign_copy_free(&c.foreign);
	if (!copied) {
		kepu_builder_free(c.b);
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	*out_builder = c.b;
	return KEPU_OK;
}
