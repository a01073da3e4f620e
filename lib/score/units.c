/* Units: taken from a table or by hand, and found again by id and name. */
#include "base/utf8.h"
#include "model/input.h"
#include "score/inputs.h"

#define ID_MOST 64 /* characters */

const char *const kp_unit_columns[KP_UNIT_COLUMNS][2] = {
	{ "unit", "单位" },
	{ "name", "名称" },
	{ "kind", "类型" },
	{ "group", "组别" },
};

bool kp_inputs_unit(const kepu_inputs *inputs, const char *text, size_t length, uint32_t *out)
{
	const void *found = kp_map_get(&inputs->units_by_id, text, length);
	if (!found)
		found = kp_map_get(&inputs->units_by_name, text, length);
	if (!found || found == &inputs->units_by_name)
		return false;
	*out = (uint32_t)((uintptr_t)found - 1);
	if (inputs->moved)
		*out = inputs->moved[*out];
	return true;
}

static bool is_id(kp_text text)
{
	size_t characters = 0;
	for (size_t at = 0; at < text.length; characters++)
		if (kp_is_white(kp_utf8_next(text.bytes, &at)))
			return false;
	return characters && characters <= ID_MOST;
}

/* Why a unit is refused; 0: it is not. */
typedef struct verdict {
	int32_t finding;
	const kp_scheme_element *group, *other; /* other: of two groups that its kind is in */
} verdict;

static bool has_kind(const kp_scheme_element *group, kp_text kind)
{
	const kp_scheme_value *kinds = kp_scheme_get(group, KP_ATTR_KINDS);
	for (size_t i = 0; kinds && i < kinds->list_count; i++)
		if (kp_str_is(kinds->list[i], kind.bytes, kind.length))
			return true;
	return false;
}

static verdict judge(const kepu_inputs *inputs, const kp_text *texts)
{
	const kp_intake *intake = &inputs->intake;
	kp_text id = texts[KP_UNIT_ID], kind = texts[KP_UNIT_KIND], group = texts[KP_UNIT_GROUP];
	verdict v = { 0, NULL, NULL };
	if (!is_id(id))
		v.finding = KEPU_FINDING_BAD_TOKEN;
	else if (kp_map_get(&inputs->units_by_id, id.bytes, id.length))
		v.finding = KEPU_FINDING_UNIT_TWICE;
	if (v.finding)
		return v;
	if (group.length) {
		size_t at = kp_intake_among(intake->groups, intake->group_count, group.bytes, group.length);
		v.finding = at < intake->group_count ? 0 : KEPU_FINDING_GROUP_UNKNOWN;
		v.group = v.finding ? NULL : intake->groups[at];
		return v;
	}
	for (size_t i = 0; kind.length && i < intake->group_count; i++) {
		if (!has_kind(intake->groups[i], kind))
			continue;
		if (v.group) {
			v.finding = KEPU_FINDING_GROUPS_TWO;
			v.other = intake->groups[i];
			return v;
		}
		v.group = intake->groups[i];
	}
	return v;
}

static bool keep(kepu_inputs *inputs, kp_text text, kp_str *out)
{
	*out = text.length ? kp_str_new(&inputs->arena, text.bytes, text.length) : NULL;
	return *out || !text.length;
}

/* False: memory is out. */
static bool add(kepu_inputs *inputs, const kp_text *texts, const kp_scheme_element *group)
{
	kp_unit_row made = { .group = group };
	if (inputs->unit_count >= UINT32_MAX - 1 || !keep(inputs, texts[KP_UNIT_ID], &made.id) ||
	    !keep(inputs, texts[texts[KP_UNIT_NAME].length ? KP_UNIT_NAME : KP_UNIT_ID], &made.name) ||
	    !keep(inputs, texts[KP_UNIT_KIND], &made.kind) ||
	    !kp_grow((void **)&inputs->units, &inputs->unit_capacity, inputs->unit_count + 1, sizeof *inputs->units))
		return false;
	uintptr_t number = inputs->unit_count + 1;
	bool several = kp_map_get(&inputs->units_by_name, made.name, kp_str_len(made.name));
	if (!kp_map_put(&inputs->units_by_name, made.name, several ? (void *)&inputs->units_by_name : (void *)number) ||
	    !kp_map_put(&inputs->units_by_id, made.id, (void *)number))
		return false;
	inputs->units[inputs->unit_count++] = made;
	return true;
}

/* ---- of a table ---- */

static kp_unit_column column_of(int32_t finding)
{
	return finding == KEPU_FINDING_GROUP_UNKNOWN ? KP_UNIT_GROUP
	       : finding == KEPU_FINDING_GROUPS_TWO  ? KP_UNIT_KIND
	                                             : KP_UNIT_ID;
}

/* False: memory is out. */
static bool refuse(kepu_findings *findings, const kp_cell *cells, const verdict *v)
{
	const kp_cell *cell = &cells[column_of(v->finding)];
	const char *second = "unit";
	kp_place place = KP_NOWHERE;
	kp_buffer both = { .bytes = NULL };
	place.line = cell->line;
	place.column = cell->column;
	if (v->finding == KEPU_FINDING_GROUPS_TWO) {
		kp_buffer_text(&both, kp_scheme_label(v->group));
		kp_buffer_text(&both, ", ");
		kp_buffer_text(&both, kp_scheme_label(v->other));
		kp_buffer_byte(&both, '\0');
		second = both.bytes;
	}
	bool sound =
		!both.failed && (!findings || kp_findings_add(findings, v->finding, NULL, &place, cell->bytes, second));
	kp_buffer_free(&both);
	return sound;
}

bool kp_inputs_take_unit(kepu_inputs *inputs, const kp_cell cells[KP_UNIT_COLUMNS], kepu_findings *findings)
{
	kp_text texts[KP_UNIT_COLUMNS];
	for (size_t i = 0; i < KP_UNIT_COLUMNS; i++)
		texts[i] = (kp_text){ cells[i].bytes, cells[i].length };
	verdict v = judge(inputs, texts);
	return v.finding ? refuse(findings, cells, &v) : add(inputs, texts, v.group);
}

/* ---- by hand ---- */

static kepu_status fail(const kp_text *texts, const verdict *v, kepu_error **err)
{
	switch (v->finding) {
	case KEPU_FINDING_UNIT_TWICE:
		return kp_input_fail_text(err, KEPU_ERROR_DUPLICATE_ID, NULL, texts[KP_UNIT_ID], NULL);
	case KEPU_FINDING_GROUP_UNKNOWN:
		return kp_input_fail_text(err, KEPU_ERROR_UNKNOWN_ID, NULL, texts[KP_UNIT_GROUP], "group");
	case KEPU_FINDING_GROUPS_TWO: return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "kind", kp_scheme_label(v->other));
	default: return kp_input_fail_text(err, KEPU_ERROR_BAD_VALUE, NULL, texts[KP_UNIT_ID], "id");
	}
}

static kepu_status optional(const char *bytes, size_t length, const char *argument, kp_text *out, kepu_error **err)
{
	bool empty = !bytes || !length || (length == KEPU_NUL_TERMINATED && !*bytes);
	return kp_input_text(empty ? NULL : bytes, empty ? 0 : length, argument, NULL, out, err);
}

kepu_status kepu_inputs_add_unit(kepu_inputs *inputs, const char *id, size_t id_len, const char *name, size_t name_len,
                                 const char *kind, size_t kind_len, const char *group, size_t group_len,
                                 kepu_error **err)
{
	kp_text texts[KP_UNIT_COLUMNS];
	kepu_status status = kp_inputs_open(inputs, err);
	if (!status)
		status = kp_input_needed(id, id_len, "id", NULL, &texts[KP_UNIT_ID], err);
	if (!status)
		status = optional(name, name_len, "name", &texts[KP_UNIT_NAME], err);
	if (!status)
		status = optional(kind, kind_len, "kind", &texts[KP_UNIT_KIND], err);
	if (!status)
		status = optional(group, group_len, "group", &texts[KP_UNIT_GROUP], err);
	if (status)
		return status;
	verdict v = judge(inputs, texts);
	if (v.finding)
		return fail(texts, &v, err);
	return add(inputs, texts, v.group) ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}
