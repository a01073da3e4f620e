/* Start tags of our elements: the objects they make and the values their attributes give. */
#include "io/xml_reader.h"

static kp_where where(kp_reader *r)
{
	return r->form->where(r, kp_read_frame(r)->place);
}

/* The builder gave nothing: memory is out, the id is taken, or nodes are too deep. */
static bool build_failed(kp_reader *r)
{
	kepu_status failure = r->builder->failure;
	if (failure == KEPU_ERROR_DUPLICATE_ID)
		return kp_read_fail_slice(r, failure, r->values[AT_ID], NULL);
	return failure == KEPU_ERROR_LIMIT ? kp_read_fail_limit(r, "levels", r->limits->levels) : kp_read_memory(r);
}

static bool has_id(kp_reader *r)
{
	return r->values[AT_ID].length || kp_read_fail_slice(r, KEPU_ERROR_BAD_VALUE, r->values[AT_ID], "id");
}

/* A reference to an object that may come later in the file; `to` is the place of the pointer. */
static bool refer(kp_reader *r, kp_attribute attribute, int32_t part, void *to)
{
	kp_slice id = r->values[attribute];
	int32_t found_part;
	if (!kp_read_has(r, attribute))
		return true;
	void *found = kp_build_find(r->builder, id.bytes, id.length, &found_part);
	if (found && found_part == part) {
		memcpy(to, &found, sizeof found);
		return true;
	}
	kp_str kept = kp_read_string(r, id.bytes, id.length);
	if (!kept || !kp_grow((void **)&r->pending, &r->pending_capacity, r->pending_count + 1, sizeof *r->pending))
		return kp_read_memory(r);
	r->pending[r->pending_count++] = (kp_pending){ to, kept, part, kp_read_place(r, id) };
	return true;
}

bool kp_read_finish(kp_reader *r)
{
	for (size_t i = 0; i < r->pending_count; i++) {
		const kp_pending *pending = &r->pending[i];
		int32_t part;
		void *found = kp_build_find(r->builder, pending->id, kp_str_len(pending->id), &part);
		if (!found || part != pending->part)
			return kp_read_fail_at(r, KEPU_ERROR_DANGLING_REFERENCE, pending->place, true, pending->id,
			                       pending->part == KEPU_PART_UNIT ? "unit" : "indicator");
		memcpy(pending->to, &found, sizeof found);
	}
	return true;
}

/* ---- plan, source, metadata ---- */

static bool note_id(kp_reader *r, void *data, kp_slice id)
{
	return kp_ids_note(data, id.bytes, id.length) || kp_read_fail_slice(r, KEPU_ERROR_BAD_VALUE, id, "n1, u1 …");
}

static bool start_plan(kp_reader *r)
{
	int64_t revision = 1;
	kepu_plan *plan = r->plan;
	plan->status = (kp_token){ NULL };
	if (!r->values[AT_UID].length)
		return kp_read_fail_slice(r, KEPU_ERROR_BAD_VALUE, r->values[AT_UID], "uid");
	bool good = kp_read_text(r, AT_UID, &plan->uid) && kp_read_count(r, AT_REVISION, INT64_MAX, &revision) &&
	            kp_read_list(r, AT_LAST_IDS, note_id, &plan->ids) &&
	            kp_read_token(r, AT_STATUS, KP_TOKENS_STATUS, &plan->status) &&
	            kp_read_text(r, AT_SUPERSEDES, &plan->supersedes) && kp_read_text(r, AT_SUPERIOR, &plan->superior);
	plan->revision = revision;
	return good;
}

/* Later elements take their texts from the source, so it comes first. */
static bool start_source(kp_reader *r)
{
	if ((kp_read_frame(r) - 1)->seen != KP_BIT(EL_SOURCE))
		return kp_read_fail(r, KEPU_ERROR_UNEXPECTED_ELEMENT, "source", "plan → source");
	return kp_read_digest(r, AT_DIGEST, &r->plan->digest) && kp_read_text(r, AT_IMPORTER, &r->plan->importer);
}

static bool start_paragraph(kp_reader *r)
{
	int64_t line = 0;
	if (!kp_read_count(r, AT_LINE, UINT32_MAX, &line))
		return false;
	r->paragraph_line = (uint32_t)line;
	kp_read_frame(r)->number = EL_PARAGRAPH | (uint32_t)r->plan->paragraph_count;
	return true;
}

static bool start_period(kp_reader *r)
{
	kp_str start = NULL, end = NULL;
	if (!kp_read_date(r, AT_START, &start) || !kp_read_date(r, AT_END, &end))
		return false;
	kp_buffer text = { 0 };
	kp_buffer_add(&text, start, kp_str_len(start));
	if (end) {
		kp_buffer_byte(&text, '/');
		kp_buffer_add(&text, end, kp_str_len(end));
	}
	kp_entry *entry = text.failed ? NULL : kp_build_metadata(r->builder, KEPU_META_PERIOD, text.bytes, text.length);
	kp_buffer_free(&text);
	if (!entry)
		return kp_read_memory(r);
	kp_read_frame(r)->owner = entry;
	return kp_read_proof(r, &entry->proof);
}

static bool start_region(kp_reader *r)
{
	kepu_plan *plan = r->plan;
	return kp_read_token(r, AT_LEVEL, KP_TOKENS_LEVEL, &plan->region_level) &&
	       kp_read_text(r, AT_CODE, &plan->region_code) && kp_read_text(r, AT_SCHEME, &plan->region_scheme) &&
	       kp_read_year(r, AT_YEAR, &plan->region_year) && kp_read_content(r);
}

/* ---- units ---- */

/* Assignments name units, so the units come first. */
static bool start_units(kp_reader *r)
{
	uint64_t seen = (kp_read_frame(r) - 1)->seen;
	if (seen & KP_BIT(EL_NODES))
		return kp_read_fail(r, KEPU_ERROR_UNEXPECTED_ELEMENT, "units", "units → nodes");
	if (seen & KP_BIT(EL_ANNEXES))
		return kp_read_fail(r, KEPU_ERROR_UNEXPECTED_ELEMENT, "units", "units → annexes");
	return true;
}

static bool add_function(kp_reader *r, void *data, kp_slice token)
{
	return kp_build_function(r->builder, data, token.bytes, token.length) || kp_read_memory(r);
}

static bool start_unit(kp_reader *r)
{
	kp_slice id = r->values[AT_ID];
	if (!has_id(r))
		return false;
	kepu_unit *unit = kp_build_unit(r->builder, id.bytes, id.length);
	if (!unit)
		return build_failed(r);
	unit->where = where(r);
	kp_read_frame(r)->owner = unit;
	return kp_read_token(r, AT_LEVEL, KP_TOKENS_LEVEL, &unit->level) &&
	       kp_read_list(r, AT_FUNCTIONS, add_function, unit) && kp_read_boolean(r, AT_GROUP, &unit->group) &&
	       kp_read_date(r, AT_FROM, &unit->from) && kp_read_date(r, AT_UNTIL, &unit->until) &&
	       refer(r, AT_SUCCESSOR, KEPU_PART_UNIT, &unit->successor) && kp_read_text(r, AT_CODE, &unit->code) &&
	       kp_read_text(r, AT_ROLE, &unit->role) && kp_read_proof(r, &unit->proof);
}

static bool start_member(kp_reader *r)
{
	kepu_unit *group = (kp_read_frame(r) - 1)->owner;
	if (!group->group)
		return kp_read_fail(r, KEPU_ERROR_UNEXPECTED_ELEMENT, "member", "group=\"true\"");
	if (!kp_build_member(r->builder, group, NULL))
		return kp_read_memory(r);
	kp_read_frame(r)->owner = group->last_member;
	return refer(r, AT_REF, KEPU_PART_UNIT, &group->last_member->unit);
}

/* ---- nodes ---- */

static bool start_node(kp_reader *r)
{
	kp_frame *frame = kp_read_frame(r), *above = frame - 1;
	kepu_node *parent = above->element == EL_NODE ? above->owner : NULL;
	kepu_annex *annex = above->element == EL_ANNEX ? above->owner : NULL;
	kp_slice id = r->values[AT_ID];
	if (!has_id(r))
		return false;
	if (parent && parent->level >= r->limits->levels)
		return kp_read_fail_limit(r, "levels", r->limits->levels);
	kepu_node *node = kp_build_node(r->builder, parent, annex, id.bytes, id.length);
	if (!node)
		return build_failed(r);
	node->where = where(r);
	frame->owner = node;
	return kp_read_token(r, AT_KIND, KP_TOKENS_KIND, &node->kind) && kp_read_text(r, AT_ORDINAL, &node->ordinal) &&
	       kp_read_proof(r, &node->proof);
}

static bool start_due(kp_reader *r)
{
	kepu_node *node = (kp_read_frame(r) - 1)->owner;
	return kp_read_date(r, AT_DATE, &node->due_date) && kp_read_boolean(r, AT_ONGOING, &node->ongoing) &&
	       kp_read_proof(r, &node->due_proof) && kp_read_content(r);
}

static bool start_assignment(kp_reader *r)
{
	kp_frame *frame = kp_read_frame(r);
	kp_slice id = r->values[AT_ID], ref = r->values[AT_UNIT];
	int32_t part;
	if (!has_id(r))
		return false;
	kepu_unit *unit = kp_build_find(r->builder, ref.bytes, ref.length, &part);
	if (!unit || part != KEPU_PART_UNIT)
		return kp_read_fail_slice(r, KEPU_ERROR_DANGLING_REFERENCE, ref, "unit");
	kepu_assignment *assignment =
		kp_build_assignment(r->builder, (frame - 1)->owner, unit, KEPU_UNKNOWN, id.bytes, id.length);
	if (!assignment)
		return build_failed(r);
	assignment->where = where(r);
	frame->owner = assignment;
	if (kp_read_has(r, AT_FROM) || kp_read_has(r, AT_UNTIL)) {
		kp_term *term = kp_build_term(r->builder, assignment);
		if (!term)
			return kp_read_memory(r);
		if (!kp_read_date(r, AT_FROM, &term->from) || !kp_read_date(r, AT_UNTIL, &term->until))
			return false;
	}
	return kp_read_token(r, AT_ROLE, KP_TOKENS_ROLE, &assignment->role) && kp_read_proof(r, &assignment->proof);
}

/* ---- indicators ---- */

static bool start_indicator(kp_reader *r)
{
	kp_frame *frame = kp_read_frame(r), *above = frame - 1;
	kp_slice id = r->values[AT_ID];
	if (!has_id(r))
		return false;
	kepu_indicator *made =
		kp_build_indicator(r->builder, above->element == EL_NODE ? above->owner : NULL, id.bytes, id.length);
	if (!made)
		return build_failed(r);
	made->where = where(r);
	frame->owner = made;
	return kp_read_text(r, AT_NAME, &made->name) && kp_read_text(r, AT_UNIT, &made->unit) &&
	       kp_read_token(r, AT_COMPARISON, KP_TOKENS_COMPARISON, &made->comparison) &&
	       kp_read_token(r, AT_EVERY, KP_TOKENS_EVERY, &made->every) && kp_read_text(r, AT_PER, &made->per) &&
	       kp_read_token(r, AT_COUNTING, KP_TOKENS_COUNTING, &made->counting) &&
	       kp_read_text(r, AT_NUMERATOR, &made->numerator) && kp_read_text(r, AT_DENOMINATOR, &made->denominator) &&
	       kp_read_decimal(r, AT_FACTOR, &made->factor, &made->factor_text) &&
	       refer(r, AT_WEIGHT, KEPU_PART_INDICATOR, &made->weight) &&
	       kp_read_token(r, AT_ROLLUP, KP_TOKENS_ROLLUP, &made->rollup) &&
	       kp_read_token(r, AT_NATURE, KP_TOKENS_NATURE, &made->nature) && kp_read_proof(r, &made->proof);
}

/* The number, and where they differ from it the words it was written in. */
static bool read_end(kp_reader *r, kp_attribute number, kp_attribute words, kp_decimal *out, kp_str *out_text)
{
	if (kp_read_has(r, words) && !kp_read_has(r, number))
		return kp_read_fail(r, r->json ? KEPU_ERROR_MISSING_KEY : KEPU_ERROR_MISSING_ATTRIBUTE,
		                    kp_elements[kp_read_frame(r)->element].name, kp_attributes[number]);
	return kp_read_decimal(r, number, out, out_text) && kp_read_text(r, words, out_text);
}

static bool start_value(kp_reader *r, int32_t kind)
{
	kp_frame *frame = kp_read_frame(r);
	kepu_value *value = kp_build_value(r->builder, (frame - 1)->owner, kind);
	if (!value)
		return kp_read_memory(r);
	value->where = where(r);
	frame->owner = value;
	return kp_read_date(r, AT_TIME, &value->time) && read_end(r, AT_LOW, AT_LOW_TEXT, &value->low, &value->low_text) &&
	       read_end(r, AT_HIGH, AT_HIGH_TEXT, &value->high, &value->high_text) &&
	       kp_read_text(r, AT_REGION, &value->region) &&
	       kp_read_token(r, AT_STATUS, KP_TOKENS_VALUE_STATUS, &value->status) &&
	       kp_read_text(r, AT_SOURCE, &value->source) && kp_read_proof(r, &value->proof) && kp_read_content(r);
}

/* ---- phases and annexes ---- */

static bool start_phase(kp_reader *r)
{
	kp_slice id = r->values[AT_ID];
	if (!has_id(r))
		return false;
	kepu_phase *phase = kp_build_phase(r->builder, id.bytes, id.length);
	if (!phase)
		return build_failed(r);
	phase->where = where(r);
	kp_read_frame(r)->owner = phase;
	return kp_read_date(r, AT_START, &phase->start) && kp_read_date(r, AT_END, &phase->end) &&
	       kp_read_proof(r, &phase->proof);
}

static bool start_annex(kp_reader *r)
{
	kp_slice id = r->values[AT_ID];
	if (!has_id(r))
		return false;
	kepu_annex *annex = kp_build_annex(r->builder, id.bytes, id.length);
	if (!annex)
		return build_failed(r);
	annex->where = where(r);
	kp_read_frame(r)->owner = annex;
	return kp_read_proof(r, &annex->proof);
}

/* ---- changes ---- */

static bool start_change(kp_reader *r)
{
	kepu_change *made = kp_build_change(r->builder);
	if (!made)
		return kp_read_memory(r);
	kp_read_frame(r)->owner = made;
	return kp_read_token(r, AT_ACTION, KP_TOKENS_ACTION, &made->action) &&
	       kp_read_token(r, AT_KIND, KP_TOKENS_PART, &made->part) && kp_read_text(r, AT_REF, &made->id) &&
	       kp_read_text(r, AT_PARENT, &made->parent) && kp_read_text(r, AT_FIELD, &made->field) &&
	       kp_read_text(r, AT_WAS, &made->was) && kp_read_text(r, AT_NOW, &made->now) &&
	       kp_read_text(r, AT_BY, &made->by) && kp_read_text(r, AT_WHEN, &made->when);
}

/* A text whose provenance goes to an object that is made at its end. */
static bool start_text(kp_reader *r)
{
	return kp_read_proof(r, &r->proof) && kp_read_text(r, AT_NUMBER, &r->entry_number) && kp_read_content(r);
}

bool kp_read_start(kp_reader *r, kp_element element)
{
	r->proof = NULL;
	r->entry_number = NULL;
	switch (element) {
	case EL_PLAN: return start_plan(r);
	case EL_SOURCE: return start_source(r);
	case EL_P: return start_paragraph(r);
	case EL_PERIOD: return start_period(r);
	case EL_REGION: return start_region(r);
	case EL_UNITS: return start_units(r);
	case EL_UNIT: return start_unit(r);
	case EL_MEMBER: return start_member(r);
	case EL_NODE: return start_node(r);
	case EL_DUE: return start_due(r);
	case EL_ASSIGNMENT: return start_assignment(r);
	case EL_INDICATOR: return start_indicator(r);
	case EL_TARGET: return start_value(r, KEPU_VALUE_TARGET);
	case EL_BASELINE: return start_value(r, KEPU_VALUE_BASELINE);
	case EL_OBSERVATION: return start_value(r, KEPU_VALUE_OBSERVATION);
	case EL_PHASE: return start_phase(r);
	case EL_ANNEX: return start_annex(r);
	case EL_CHANGE: return start_change(r);
	default: return kp_elements[element].text ? start_text(r) : true;
	}
}
