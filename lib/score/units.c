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
	const void *found = kp_names_get(&inputs->unit_names, text, length, NULL);
	if (!found)
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

static verdict judge_id(const kepu_inputs *inputs, kp_text id)
{
	verdict v = { 0, NULL, NULL };
	if (!is_id(id))
		v.finding = id.length ? KEPU_FINDING_UNIT_ID : KEPU_FINDING_UNIT_MISSING;
	else if (kp_map_get(&inputs->unit_names.by_id, id.bytes, id.length))
		v.finding = KEPU_FINDING_UNIT_TWICE;
	return v;
}

static verdict judge_kind(const kepu_inputs *inputs, kp_text kind)
{
	const kp_map *kinds = &inputs->intake.kinds;
	const void *found = kp_map_get(kinds, kind.bytes, kind.length);
	if (found != kinds)
		return (verdict){ 0, found, NULL };
	verdict v = { KEPU_FINDING_GROUPS_TWO, NULL, NULL };
	const kp_scheme_element *group = NULL, *root = inputs->scheme->elements[0];
	kp_str text = kp_intern_find(&inputs->scheme->texts, kind.bytes, kind.length);
	while (!v.other && (group = kp_scheme_child(root, KP_SCHEME_GROUP, group)))
		if (kp_scheme_lists(group, KP_ATTR_KINDS, text))
			*(v.group ? &v.other : &v.group) = group;
	return v;
}

static verdict judge(const kepu_inputs *inputs, const kp_text *texts)
{
	kp_text group = texts[KP_UNIT_GROUP];
	verdict v = judge_id(inputs, texts[KP_UNIT_ID]);
	if (v.finding || (!group.length && !texts[KP_UNIT_KIND].length))
		return v;
	if (!group.length)
		return judge_kind(inputs, texts[KP_UNIT_KIND]);
	v.group = kp_names_get(&inputs->intake.groups, group.bytes, group.length, NULL);
	v.finding = v.group ? 0 : KEPU_FINDING_GROUP_UNKNOWN;
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
	if (!kp_names_put(&inputs->unit_names, made.id, made.name, (void *)number))
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

static void put_both(kp_buffer *out, const verdict *v, const char *mark)
{
	kp_buffer_text(out, kp_scheme_label(v->group));
	kp_buffer_text(out, mark);
	kp_buffer_text(out, kp_scheme_label(v->other));
	kp_buffer_byte(out, '\0');
}

/* False: memory is out. */
static bool refuse(kepu_findings *findings, const kp_cell *cells, const verdict *v)
{
	const kp_cell *cell = &cells[column_of(v->finding)];
	kp_wording second = { NULL, NULL };
	kp_place place = KP_NOWHERE;
	kp_buffer zh = { .bytes = NULL }, en = { .bytes = NULL };
	place.line = cell->line;
	place.column = cell->column;
	if (v->finding == KEPU_FINDING_GROUPS_TWO) {
		put_both(&zh, v, "、");
		put_both(&en, v, ", ");
		second = (kp_wording){ zh.bytes, en.bytes };
	}
	bool sound =
		!zh.failed && !en.failed &&
		(!findings || kp_findings_add_worded(findings, v->finding, NULL, &place, KP_WORDED(cell->bytes), second));
	kp_buffer_free(&zh);
	kp_buffer_free(&en);
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

static kepu_status fail_id(kp_text id, kepu_error **err)
{
	static const kp_wording expected = { "1 至 64 个字，不含空白", "1 to 64 characters without white space" };
	kp_buffer shown = { .bytes = NULL };
	kp_buffer_add(&shown, id.bytes, id.length);
	kp_buffer_byte(&shown, '\0');
	kepu_status status = shown.failed
	                         ? kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL)
	                         : kp_fail_worded(err, KEPU_ERROR_BAD_VALUE, NULL, KP_WORDED(shown.bytes), expected);
	kp_buffer_free(&shown);
	return status;
}

static kepu_status fail_kind(const verdict *v, kepu_error **err)
{
	kp_buffer zh = { .bytes = NULL }, en = { .bytes = NULL };
	kp_buffer_text(&zh, "它同时属于几个组别，请写明 group：");
	kp_buffer_text(&en, "it belongs to several groups, say which: ");
	put_both(&zh, v, "、");
	put_both(&en, v, ", ");
	kepu_status status = zh.failed || en.failed ? kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL)
	                                            : kp_fail_worded(err, KEPU_ERROR_ARGUMENT, NULL, KP_WORDED("kind"),
	                                                             (kp_wording){ zh.bytes, en.bytes });
	kp_buffer_free(&zh);
	kp_buffer_free(&en);
	return status;
}

static kepu_status fail(const kp_text *texts, const verdict *v, kepu_error **err)
{
	switch (v->finding) {
	case KEPU_FINDING_UNIT_TWICE:
		return kp_input_fail_text(err, KEPU_ERROR_DUPLICATE_ID, NULL, texts[KP_UNIT_ID], NULL);
	case KEPU_FINDING_GROUP_UNKNOWN:
		return kp_input_fail_text(err, KEPU_ERROR_UNKNOWN_ID, NULL, texts[KP_UNIT_GROUP], "group");
	case KEPU_FINDING_GROUPS_TWO: return fail_kind(v, err);
	default: return fail_id(texts[KP_UNIT_ID], err);
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
