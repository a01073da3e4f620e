#include "cli.h"

#include <stdio.h>
#include <string.h>

#define GAP 2

void put_heading(const cli *c, text *out, message id, size_t count)
{
	if (out->length)
		text_put(out, "\n");
	text_put(out, "== ");
	text_put(out, say(c, id));
	text_put(out, c->lang == KEPU_LANG_ZH ? "（" : " (");
	text_number(out, count);
	text_put(out, c->lang == KEPU_LANG_ZH ? "） ==\n" : ") ==\n");
}

/* One line of the head: what it is, then its value, which may be long. */
static void put_field(const cli *c, text *out, const char *name, const text *value)
{
	if (!value->length)
		return;
	flow at = flow_start(out, screen_width());
	flow_put(&at, name);
	flow_to(&at, c->lang == KEPU_LANG_ZH ? 10 : 14);
	flow_words(&at, value->bytes, value->length);
	flow_end(&at);
}

static void put_metadata(const cli *c, text *out, const kepu_plan *plan, message id, int32_t field)
{
	for (size_t i = 0; i < kepu_plan_metadata_count(plan, field); i++) {
		text value = { 0 };
		bool is_basis = field == KEPU_META_BASIS;
		const char *number = is_basis ? kepu_plan_basis_number(plan, i, NULL) : NULL;
		text_put(&value, is_basis ? "《" : NULL);
		text_put(&value, kepu_plan_metadata(plan, field, i, NULL));
		text_put(&value, is_basis ? "》" : NULL);
		if (number) {
			text_put(&value, "（");
			text_put(&value, number);
			text_put(&value, "）");
		}
		put_field(c, out, i ? NULL : say(c, id), &value);
		text_free(&value);
	}
}

static void put_region(const cli *c, text *out, const kepu_plan *plan)
{
	static const message levels[] = { M_NATION, M_PROVINCE, M_PREFECTURE, M_COUNTY, M_TOWNSHIP, M_VILLAGE };
	int32_t level = kepu_plan_region_level(plan);
	const char *code = kepu_plan_region_code(plan, NULL);
	text value = { 0 };
	text_put(&value, kepu_plan_region_name(plan, NULL));
	if (level >= KEPU_LEVEL_NATION && level <= KEPU_LEVEL_VILLAGE) {
		text_put(&value, value.length ? say(c, M_COMMA) : NULL);
		text_put(&value, say(c, levels[level - KEPU_LEVEL_NATION]));
	}
	if (code) {
		text_put(&value, value.length ? say(c, M_COMMA) : NULL);
		text_put(&value, code);
	}
	put_field(c, out, say(c, M_REGION), &value);
	text_free(&value);
}

static void put_identity(const cli *c, text *out, const kepu_plan *plan)
{
	static const message words[] = { M_DRAFT, M_IN_FORCE, M_SUPERSEDED };
	int32_t status = kepu_plan_status(plan);
	char revision[24];
	text state = { 0 }, uid = { 0 };
	snprintf(revision, sizeof revision, "%lld", (long long)kepu_plan_revision(plan));
	if (status >= KEPU_PLAN_DRAFT && status <= KEPU_PLAN_SUPERSEDED)
		text_put(&state, say(c, words[status - KEPU_PLAN_DRAFT]));
	text_put(&state, state.length ? say(c, M_COMMA) : NULL);
	text_fill(&state, say(c, M_REVISION), revision, NULL);
	text_put(&uid, kepu_plan_uid(plan, NULL));
	put_field(c, out, say(c, M_STATE), &state);
	put_field(c, out, say(c, M_IDENTITY), &uid);
	text_free(&state);
	text_free(&uid);
}

void put_head(const cli *c, text *out, const kepu_plan *plan)
{
	const char *title = kepu_plan_metadata(plan, KEPU_META_TITLE, 0, NULL);
	flow at = flow_start(out, screen_width());
	flow_put(&at, title ? title : say(c, M_NO_TITLE));
	flow_end(&at);
	put_metadata(c, out, plan, M_NOTICE_TITLE, KEPU_META_NOTICE_TITLE);
	put_metadata(c, out, plan, M_DOCUMENT_NUMBER, KEPU_META_DOCUMENT_NUMBER);
	put_metadata(c, out, plan, M_ISSUER, KEPU_META_ISSUER);
	put_metadata(c, out, plan, M_ISSUE_DATE, KEPU_META_ISSUE_DATE);
	text period = { 0 };
	put_period(&period, kepu_plan_period_start(plan, NULL), kepu_plan_period_end(plan, NULL));
	put_field(c, out, say(c, M_PERIOD), &period);
	text_free(&period);
	put_region(c, out, plan);
	put_metadata(c, out, plan, M_RECIPIENT, KEPU_META_RECIPIENT);
	put_metadata(c, out, plan, M_BASIS, KEPU_META_BASIS);
	put_identity(c, out, plan);
}

static size_t count_role(const kepu_node *node, int32_t role)
{
	size_t count = 0;
	for (size_t i = 0; i < kepu_node_assignment_count(node); i++)
		count += kepu_assignment_role(kepu_node_assignment_at(node, i)) == role;
	return count;
}

/* Columns of the outline, from the left: path, heading, and from the right edge on the kind and four counts. */
typedef struct outline_columns {
	size_t heading, kind, count[4], end;
} outline_columns;

static outline_columns outline_layout(const cli *c, const kepu_plan *plan)
{
	outline_columns at = { path_width(plan) + GAP, 0, { 0 }, screen_width() };
	static const message names[] = { M_LEAD, M_RESPONSIBLE, M_PARTICIPANT, M_INDICATORS_SHORT };
	size_t edge = at.end;
	for (size_t i = 4; i-- > 0;) {
		size_t width = text_width(say(c, names[i]), strlen(say(c, names[i])));
		at.count[i] = edge;
		edge -= (width > 4 ? width : 4) + 1;
	}
	at.kind = edge - (c->lang == KEPU_LANG_ZH ? 4 : 9) - 1;
	return at;
}

static void put_outline_head(const cli *c, text *out, const outline_columns *columns)
{
	static const message names[] = { M_LEAD, M_RESPONSIBLE, M_PARTICIPANT, M_INDICATORS_SHORT };
	flow at = flow_start(out, columns->end);
	flow_put(&at, say(c, M_PATH));
	flow_to(&at, columns->heading);
	flow_put(&at, say(c, M_HEADING));
	flow_to(&at, columns->kind);
	flow_put(&at, say(c, M_KIND));
	for (size_t i = 0; i < 4; i++)
		flow_right(&at, columns->count[i], say(c, names[i]));
	flow_end(&at);
}

/* Kind and counts as they stand at the right of a node's first line. */
static void put_side(const cli *c, text *side, const kepu_node *node, const outline_columns *columns)
{
	size_t counts[] = { count_role(node, KEPU_ROLE_LEAD), count_role(node, KEPU_ROLE_RESPONSIBLE),
		                count_role(node, KEPU_ROLE_PARTICIPANT), kepu_node_indicator_count(node) };
	flow at = flow_start(side, columns->end - columns->kind);
	flow_put(&at, kind_word(c, node));
	for (size_t i = 0; i < 4; i++) {
		char number[24];
		snprintf(number, sizeof number, "%zu", counts[i]);
		if (counts[i])
			flow_right(&at, columns->count[i] - columns->kind, number);
	}
	text_add(side, "", 1);
}

static void put_due(const cli *c, flow *at, const kepu_node *node)
{
	const char *due = kepu_node_due(node, NULL), *date = kepu_node_due_date(node, NULL);
	if (!due && !date && !kepu_node_due_ongoing(node))
		return;
	flow_to(at, at->left);
	flow_put(at, say(c, M_DUE));
	flow_put(at, say(c, M_COLON));
	flow_put(at, due ? due : date ? date : say(c, M_ONGOING));
	if (due && date) {
		flow_put(at, say(c, M_LEFT_PARENTHESIS));
		flow_put(at, date);
		flow_put(at, say(c, M_RIGHT_PARENTHESIS));
	}
	flow_end(at);
}

static void put_node(const cli *c, text *out, const kepu_node *node, const outline_columns *columns)
{
	text side = { 0 };
	put_side(c, &side, node, columns);
	flow at = flow_start(out, columns->kind - GAP);
	at.side = side.failed ? NULL : side.bytes;
	at.side_at = columns->kind;
	flow_put(&at, kepu_node_path(node, NULL));
	flow_to(&at, columns->heading + 2 * (size_t)(kepu_node_level(node) - 1));
	put_label(&at, node);
	at.left = at.column;
	flow_put(&at, kepu_node_title(node, NULL));
	flow_end(&at);
	put_due(c, &at, node);
	text_free(&side);
}

static void put_tree(const cli *c, text *out, const kepu_node *node, const outline_columns *columns)
{
	put_node(c, out, node, columns);
	for (size_t i = 0; i < kepu_node_child_count(node); i++)
		put_tree(c, out, kepu_node_child_at(node, i), columns);
}

void put_outline(const cli *c, text *out, const kepu_plan *plan)
{
	outline_columns columns = outline_layout(c, plan);
	put_heading(c, out, M_OUTLINE, kepu_plan_node_count(plan));
	if (kepu_plan_node_count(plan))
		put_outline_head(c, out, &columns);
	for (size_t i = 0; i < kepu_plan_root_count(plan); i++)
		put_tree(c, out, kepu_plan_root_at(plan, i), &columns);
	for (size_t i = 0; i < kepu_plan_annex_count(plan); i++) {
		const kepu_annex *annex = kepu_plan_annex_at(plan, i);
		const char *label = kepu_annex_label(annex, NULL);
		flow at = flow_start(out, columns.end);
		flow_put(&at, label ? label : say(c, M_ANNEX));
		flow_to(&at, columns.heading > at.column + GAP ? columns.heading : at.column + GAP);
		flow_put(&at, kepu_annex_title(annex, NULL));
		flow_end(&at);
		for (size_t k = 0; k < kepu_annex_root_count(annex); k++)
			put_tree(c, out, kepu_annex_root_at(annex, k), &columns);
	}
}

static int show(const cli *c, const char *path)
{
	kepu_plan *plan = load(c, path);
	if (!plan)
		return STATUS_FAILED;
	text out = { 0 };
	put_head(c, &out, plan);
	put_outline(c, &out, plan);
	put_indicators(c, &out, plan);
	put_phases(c, &out, plan);
	kepu_plan_unref(plan);
	return emit(c, &out, NULL);
}

int run_show(const cli *c, int argc, char **argv)
{
	int status = STATUS_OK;
	if (!parse(c, NULL, 0, &argc, argv, &status))
		return status;
	if (argc != 1)
		return usage_error(c, argc ? M_TOO_MANY : M_TOO_FEW, argc ? argv[1] : "PLAN", NULL);
	return show(c, argv[0]);
}
