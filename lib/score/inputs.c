#include "score/inputs.h"

#include "model/input.h"

#include <stdlib.h>

const char *const kp_input_columns[KP_INPUT_COLUMNS][2] = {
	{ "unit", "单位" },   { "value", "数值" },    { "criterion", "指标项" }, { "item", "要素" },
	{ "object", "对象" }, { "period", "时间" },   { "source", "评价方" },    { "stage", "阶段" },
	{ "reason", "理由" }, { "evidence", "佐证" }, { "origin", "来源" },
};

kepu_status kepu_inputs_new(kepu_scheme *scheme, kepu_inputs **out_inputs, kepu_error **err)
{
	if (!out_inputs)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_inputs", "NULL");
	*out_inputs = NULL;
	if (!scheme)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "scheme", "NULL");
	if (scheme->tag != KP_TAG_SCHEME)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_scheme", NULL);
	kepu_inputs *inputs = kp_calloc(1, sizeof *inputs);
	if (!inputs)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	inputs->tag = KP_TAG_INPUTS;
	atomic_init(&inputs->references, 1);
	inputs->scheme = kp_scheme_ref(scheme);
	kp_arena_init(&inputs->arena);
	kp_arena_init(&inputs->key_arena);
	kp_intern_init(&inputs->keys, &inputs->key_arena);
	if (!kp_intake_make(&inputs->intake, scheme, &inputs->arena)) {
		kepu_inputs_free(inputs);
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	*out_inputs = inputs;
	return KEPU_OK;
}

kepu_inputs *kp_inputs_ref(kepu_inputs *inputs)
{
	if (inputs)
		atomic_fetch_add(&inputs->references, 1);
	return inputs;
}

void kepu_inputs_free(kepu_inputs *inputs)
{
	if (!inputs || inputs->tag != KP_TAG_INPUTS || atomic_fetch_sub(&inputs->references, 1) > 1)
		return;
	inputs->tag = 0;
	kp_intake_free(&inputs->intake);
	kp_names_free(&inputs->unit_names);
	kp_intern_free(&inputs->keys);
	kp_arena_free(&inputs->key_arena);
	kp_arena_free(&inputs->arena);
	for (size_t i = 0; i < KP_INPUT_COLUMNS; i++)
		kp_buffer_free(&inputs->row[i]);
	free(inputs->units);
	free(inputs->items);
	free(inputs->moved);
	free(inputs->columns);
	free(inputs->starts);
	kepu_scheme_free(inputs->scheme);
	free(inputs);
}

size_t kepu_inputs_unit_count(const kepu_inputs *inputs)
{
	return inputs && inputs->tag == KP_TAG_INPUTS ? inputs->unit_count : 0;
}

size_t kepu_inputs_count(const kepu_inputs *inputs)
{
	return inputs && inputs->tag == KP_TAG_INPUTS ? inputs->count : 0;
}

kepu_status kp_inputs_open(const kepu_inputs *inputs, kepu_error **err)
{
	if (!inputs)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "inputs", "NULL");
	if (inputs->tag != KP_TAG_INPUTS)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_inputs", NULL);
	return inputs->settled
	           ? kp_fail(err, KEPU_ERROR_STATE, NULL, "no figure can be added once a score was made of them", NULL)
	           : KEPU_OK;
}

/* ---- a row in the making ---- */

static size_t column_of(kp_text name)
{
	size_t at = 0;
	for (; at < KP_INPUT_COLUMNS; at++)
		for (size_t i = 0; i < 2; i++)
			if (strlen(kp_input_columns[at][i]) == name.length &&
			    !memcmp(kp_input_columns[at][i], name.bytes, name.length))
				return at;
	return at;
}

kepu_status kepu_inputs_set(kepu_inputs *inputs, const char *column, size_t column_len, const char *value,
                            size_t value_len, kepu_error **err)
{
	kp_text name, text;
	bool empty = !value || !value_len || (value_len == KEPU_NUL_TERMINATED && !*value);
	kepu_status status = kp_inputs_open(inputs, err);
	if (!status)
		status = kp_input_needed(column, column_len, "column", NULL, &name, err);
	if (!status)
		status = kp_input_text(empty ? NULL : value, empty ? 0 : value_len, "value", NULL, &text, err);
	if (status)
		return status;
	size_t at = column_of(name);
	if (at == KP_INPUT_COLUMNS)
		return kp_input_fail_text(err, KEPU_ERROR_UNKNOWN_KEY, NULL, name, "CSV");
	kp_buffer *cell = &inputs->row[at];
	cell->length = 0;
	kp_buffer_add(cell, text.bytes ? text.bytes : "", text.length);
	kp_buffer_byte(cell, '\0');
	if (!cell->failed)
		return KEPU_OK;
	kp_buffer_free(cell);
	*cell = (kp_buffer){ .bytes = NULL };
	return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}

static void empty_row(kepu_inputs *inputs)
{
	for (size_t i = 0; i < KP_INPUT_COLUMNS; i++)
		inputs->row[i].length = 0;
}

kepu_status kepu_inputs_add(kepu_inputs *inputs, kepu_findings **out_findings, kepu_error **err)
{
	kp_cell cells[KP_INPUT_COLUMNS];
	if (out_findings)
		*out_findings = NULL;
	kepu_status status = kp_inputs_open(inputs, err);
	if (status)
		return status;
	for (size_t i = 0; i < KP_INPUT_COLUMNS; i++) {
		const kp_buffer *cell = &inputs->row[i];
		cells[i] = cell->length ? (kp_cell){ cell->bytes, cell->length - 1, 0, 0 } : (kp_cell){ "", 0, 0, 0 };
	}
	kepu_findings *findings = out_findings ? kp_findings_new() : NULL;
	bool sound = (findings || !out_findings) && kp_inputs_take(inputs, cells, KEPU_ORIGIN_HAND, findings);
	empty_row(inputs);
	if (!sound) {
		kepu_findings_free(findings);
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	if (out_findings)
		*out_findings = findings;
	return KEPU_OK;
}
