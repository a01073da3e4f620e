#include "model/review.h"

#include <stdlib.h>

/* Each of these first looks at all it was given, then makes the strings, then the object, then only assigns: so a failure
 * leaves the plan as it was. */

kepu_status kepu_builder_new(kepu_builder **out_builder, kepu_error **err)
{
	if (!out_builder)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_builder", "NULL");
	*out_builder = kp_builder_new();
	if (!*out_builder)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	(*out_builder)->linked = true;
	return KEPU_OK;
}

void kepu_builder_free(kepu_builder *builder)
{
	if (!builder || builder->tag != KP_TAG_BUILDER)
		return;
	builder->tag = 0;
	kepu_plan_unref(builder->plan);
	free(builder);
}

static kepu_status begin(const kepu_builder *builder, const char **out_id, kepu_error **err)
{
	if (out_id)
		*out_id = NULL;
	return kp_input_builder(builder, err);
}

static kepu_status known(kp_token_set set, int32_t code, const char *argument, kepu_error **err)
{
	return kp_token_text(set, code) ? KEPU_OK : kp_input_fail_number(err, argument, code);
}

static kepu_status made(kepu_builder *b, const char **out_id, kp_str id)
{
	b->added = id;
	if (out_id)
		*out_id = id;
	return KEPU_OK;
}

static kepu_node *add_node(kepu_builder *b, void *parent, bool in_annex, int32_t kind, kp_text label, kp_text title)
{
	char digits[KP_ORDINAL_TEXT];
	kp_text number = { digits, label.bytes ? kp_label_ordinal(label.bytes, label.length, digits) : 0 };
	if (!number.length)
		number.bytes = NULL;
	kp_str label_text, title_text, ordinal;
	kepu_provenance *proof, *title_proof;
	if (!kp_input_keep(b, label, &label_text) || !kp_input_keep(b, title, &title_text) ||
	    !kp_input_keep(b, number, &ordinal) || !kp_record_entered(b, &proof) || !kp_record_entered(b, &title_proof))
		return NULL;
	kepu_node *node = kp_build_node(b, in_annex ? NULL : parent, in_annex ? parent : NULL, NULL, 0);
	if (!node)
		return NULL;
	kp_build_code(b, &node->kind, KP_TOKENS_KIND, kind);
	node->label = label_text;
	node->title = title_text;
	node->ordinal = ordinal;
	node->proof = proof;
	node->title_proof = title.bytes ? title_proof : NULL;
	return node;
}

kepu_status kepu_builder_add_node(kepu_builder *builder, const char *parent, size_t parent_len, int32_t kind,
                                  const char *label, size_t label_len, const char *title, size_t title_len,
                                  const char **out_id, kepu_error **err)
{
	void *under = NULL;
	kp_text label_text, title_text;
	kepu_status status = begin(builder, out_id, err);
	if (!status && parent)
		status = kp_input_part(builder, parent, parent_len, KEPU_PART_NODE, KEPU_PART_ANNEX, "parent", &under, err);
	const char *id = under ? *(kp_str *)under : NULL;
	if (!status)
		status = known(KP_TOKENS_KIND, kind, "kind", err);
	if (!status)
		status = kp_input_text(label, label_len, "label", id, &label_text, err);
	if (!status)
		status = kp_input_text(title, title_len, "title", id, &title_text, err);
	if (status)
		return status;
	int32_t part = 0;
	if (under)
		kp_build_find(builder, id, kp_str_len(id), &part);
	kepu_node *node = add_node(builder, under, part == KEPU_PART_ANNEX, kind, label_text, title_text);
	return node ? made(builder, out_id, node->id) : kp_input_failed(builder, id, err);
}

kepu_status kepu_builder_add_unit(kepu_builder *builder, const char *name, size_t name_len, int32_t group,
                                  const char **out_id, kepu_error **err)
{
	kp_text text;
	kp_str kept;
	kepu_status status = begin(builder, out_id, err);
	if (!status && (group < 0 || group > 1))
		status = kp_input_fail_number(err, "group", group);
	if (!status)
		status = kp_input_needed(name, name_len, "name", NULL, &text, err);
	if (status)
		return status;
	kepu_unit *unit = NULL;
	kepu_provenance *proof;
	if (kp_input_keep(builder, text, &kept) && kp_record_entered(builder, &proof))
		unit = kp_build_unit(builder, NULL, 0);
	if (!unit)
		return kp_input_failed(builder, NULL, err);
	unit->proof = proof;
	unit->name = kept;
	unit->group = group;
	return made(builder, out_id, unit->id);
}

kepu_status kepu_builder_add_assignment(kepu_builder *builder, const char *node, size_t node_len, const char *unit,
                                        size_t unit_len, int32_t role, const char **out_id, kepu_error **err)
{
	void *of, *who;
	kepu_status status = begin(builder, out_id, err);
	if (!status)
		status = kp_input_part(builder, node, node_len, KEPU_PART_NODE, 0, "node", &of, err);
	if (!status)
		status = kp_input_part(builder, unit, unit_len, KEPU_PART_UNIT, 0, "unit", &who, err);
	if (!status)
		status = known(KP_TOKENS_ROLE, role, "role", err);
	if (status)
		return status;
	kepu_provenance *proof;
	kepu_assignment *assignment = NULL;
	if (kp_record_entered(builder, &proof))
		assignment = kp_build_assignment(builder, of, who, role, NULL, 0);
	if (!assignment)
		return kp_input_failed(builder, NULL, err);
	assignment->proof = proof;
	return made(builder, out_id, assignment->id);
}

kepu_status kepu_builder_add_indicator(kepu_builder *builder, const char *node, size_t node_len, const char *name,
                                       size_t name_len, const char *unit, size_t unit_len, int32_t comparison,
                                       const char **out_id, kepu_error **err)
{
	void *of = NULL;
	kp_text name_text, unit_text;
	kp_str name_kept, unit_kept;
	kepu_status status = begin(builder, out_id, err);
	if (!status && node)
		status = kp_input_part(builder, node, node_len, KEPU_PART_NODE, 0, "node", &of, err);
	const char *id = of ? ((kepu_node *)of)->id : NULL;
	if (!status)
		status = kp_input_needed(name, name_len, "name", id, &name_text, err);
	if (!status)
		status = kp_input_text(unit, unit_len, "unit", id, &unit_text, err);
	if (!status)
		status = known(KP_TOKENS_COMPARISON, comparison, "comparison", err);
	if (status)
		return status;
	kepu_indicator *indicator = NULL;
	kepu_provenance *proof;
	if (kp_input_keep(builder, name_text, &name_kept) && kp_input_keep(builder, unit_text, &unit_kept) &&
	    kp_record_entered(builder, &proof))
		indicator = kp_build_indicator(builder, of, NULL, 0);
	if (!indicator)
		return kp_input_failed(builder, id, err);
	indicator->proof = proof;
	indicator->name = name_kept;
	indicator->unit = unit_kept;
	kp_build_code(builder, &indicator->comparison, KP_TOKENS_COMPARISON, comparison);
	return made(builder, out_id, indicator->id);
}

/* A value's texts and numbers, checked. */
typedef struct value_input {
	kp_text time, low, high;
	kp_decimal low_number, high_number;
} value_input;

static kepu_status add_value(kepu_builder *b, kepu_indicator *indicator, int32_t kind, const value_input *input,
                             kepu_error **err)
{
	kp_str time, low, high;
	kepu_value *value = NULL;
	kepu_provenance *proof;
	if (kp_input_keep(b, input->time, &time) && kp_input_keep(b, input->low, &low) &&
	    kp_input_keep(b, input->high, &high) && kp_record_entered(b, &proof))
		value = kp_build_value(b, indicator, kind);
	if (!value)
		return kp_input_failed(b, indicator->id, err);
	value->proof = proof;
	value->time = time;
	value->low_text = low;
	value->low = input->low_number;
	value->high_text = high;
	value->high = input->high_number;
	return KEPU_OK;
}

kepu_status kepu_builder_add_value(kepu_builder *builder, const char *indicator, size_t indicator_len, int32_t kind,
                                   const char *time, size_t time_len, const char *low, size_t low_len, const char *high,
                                   size_t high_len, kepu_error **err)
{
	void *of = NULL;
	value_input in;
	kepu_status status = kp_input_builder(builder, err);
	if (!status)
		status = kp_input_part(builder, indicator, indicator_len, KEPU_PART_INDICATOR, 0, "indicator", &of, err);
	const char *id = of ? ((kepu_indicator *)of)->id : NULL;
	if (!status)
		status = known(KP_TOKENS_VALUE, kind, "kind", err);
	if (!status)
		status = kp_input_date(time, time_len, "time", id, &in.time, err);
	if (!status)
		status = kp_input_decimal(low, low_len, "low", id, &in.low, &in.low_number, err);
	if (!status)
		status = kp_input_decimal(high, high_len, "high", id, &in.high, &in.high_number, err);
	return status ? status : add_value(builder, of, kind, &in, err);
}

kepu_status kepu_builder_add_phase(kepu_builder *builder, const char *label, size_t label_len, const char *start,
                                   size_t start_len, const char *end, size_t end_len, const char *text, size_t text_len,
                                   const char **out_id, kepu_error **err)
{
	kp_text in[4];
	kp_str kept[4];
	kepu_status status = begin(builder, out_id, err);
	if (!status)
		status = kp_input_text(label, label_len, "label", NULL, &in[0], err);
	if (!status)
		status = kp_input_date(start, start_len, "start", NULL, &in[1], err);
	if (!status)
		status = kp_input_date(end, end_len, "end", NULL, &in[2], err);
	if (!status)
		status = kp_input_text(text, text_len, "text", NULL, &in[3], err);
	if (status)
		return status;
	for (size_t i = 0; i < 4; i++)
		if (!kp_input_keep(builder, in[i], &kept[i]))
			return kp_input_failed(builder, NULL, err);
	kepu_provenance *proof;
	kepu_phase *phase = kp_record_entered(builder, &proof) ? kp_build_phase(builder, NULL, 0) : NULL;
	if (!phase)
		return kp_input_failed(builder, NULL, err);
	phase->proof = proof;
	phase->label = kept[0];
	phase->start = kept[1];
	phase->end = kept[2];
	phase->text = kept[3];
	return made(builder, out_id, phase->id);
}

kepu_status kepu_builder_add_annex(kepu_builder *builder, const char *label, size_t label_len, const char *title,
                                   size_t title_len, const char **out_id, kepu_error **err)
{
	kp_text label_text, title_text;
	kp_str label_kept, title_kept;
	kepu_status status = begin(builder, out_id, err);
	if (!status)
		status = kp_input_text(label, label_len, "label", NULL, &label_text, err);
	if (!status)
		status = kp_input_text(title, title_len, "title", NULL, &title_text, err);
	if (status)
		return status;
	kepu_annex *annex = NULL;
	kepu_provenance *proof;
	if (kp_input_keep(builder, label_text, &label_kept) && kp_input_keep(builder, title_text, &title_kept) &&
	    kp_record_entered(builder, &proof))
		annex = kp_build_annex(builder, NULL, 0);
	if (!annex)
		return kp_input_failed(builder, NULL, err);
	annex->proof = proof;
	annex->label = label_kept;
	annex->title = title_kept;
	return made(builder, out_id, annex->id);
}

kepu_status kepu_builder_add_paragraph(kepu_builder *builder, const char *text, size_t len, int64_t line,
                                       kepu_error **err)
{
	kp_text in = { "", 0 };
	kepu_status status = kp_input_builder(builder, err);
	if (!status && (line < 0 || line > UINT32_MAX))
		status = kp_input_fail_number(err, "line", line);
	bool blank = text && (len == 0 || (len == KEPU_NUL_TERMINATED && !*text)); /* the one text that may be empty */
	if (!status && !blank)
		status = kp_input_needed(text, len, "text", NULL, &in, err);
	if (status)
		return status;
	if (!kp_build_paragraph(builder, in.bytes, in.length, (uint32_t)line))
		return kp_input_failed(builder, NULL, err);
	return KEPU_OK;
}

kepu_status kepu_builder_finish(kepu_builder *builder, kepu_plan **out_plan, kepu_error **err)
{
	if (!out_plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_plan", "NULL");
	*out_plan = NULL;
	kepu_status status = kp_input_builder(builder, err);
	return status ? status : kp_builder_finish(builder, out_plan, err);
}
