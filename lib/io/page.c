/* A plan's source text on a page, its facts marked in it, with a list beside it that leads to each. The page needs nothing
 * but itself: no scripts, no other files. */
#include "io/page.h"

#include "base/fail.h"
#include "io/xml_escape.h"

#include <kepu/io.h>

#include <stdlib.h>

typedef struct page {
	const kepu_plan *plan;
	const kepu_findings *findings;
	bool zh;
	kp_fact *facts;
	kp_marked *marked;
	kp_mark *marks;
	size_t fact_count, marked_count, mark_count, mark_room;
	kp_buffer out;
} page;

typedef struct word {
	const char *zh, *en;
} word;

static const char *say(const page *p, word w)
{
	return p->zh ? w.zh : w.en;
}

static const word kinds[KP_MARK_COUNT] = {
	{ "基本信息", "about the notice" },
	{ "序号", "label" },
	{ "标题", "title" },
	{ "期限", "due" },
	{ "牵头", "lead" },
	{ "责任", "responsible" },
	{ "配合", "participant" },
	{ "指标", "indicator" },
	{ "阶段", "phase" },
	{ "再看一眼", "look again" },
};

static const word fields[KP_META_COUNT] = {
	{ "方案标题", "plan title" }, { "通知标题", "notice title" }, { "发文字号", "document number" },
	{ "发文单位", "issuer" },     { "发文日期", "issue date" },   { "起止年份", "period" },
	{ "主送机关", "recipient" },  { "依据文件", "basis" },
};

static const word severities[] = { { "", "" }, { "提示", "note" }, { "警告", "warning" }, { "错误", "error" } };

static void put(page *p, const char *text)
{
	kp_buffer_text(&p->out, text);
}

static void put_escaped(page *p, const char *text, size_t length)
{
	kp_xml_add_text(&p->out, text ? text : "", text ? length : 0);
}

/* ---- what is marked ---- */

static bool add_mark(page *p, kp_mark mark)
{
	if (!kp_grow((void **)&p->marks, &p->mark_room, p->mark_count + 1, sizeof *p->marks))
		return false;
	p->marks[p->mark_count++] = mark;
	return true;
}

static bool mark_proof(page *p, uint32_t of, const kepu_provenance *proof)
{
	const kp_span *spans = proof ? kp_proof_spans(proof) : NULL;
	bool first = true;
	for (uint32_t i = 0; proof && i < proof->span_count; i++) {
		kp_mark mark = { spans[i].paragraph, spans[i].offset, spans[i].offset + spans[i].length, of, first };
		if (!spans[i].length)
			continue;
		first = false;
		if (!add_mark(p, mark))
			return false;
	}
	return true;
}

static bool is_shown(const kp_fact *fact)
{
	if (fact->kind == KP_FACT_TEXT || fact->part == KEPU_PART_UNIT || fact->part == KEPU_PART_ANNEX)
		return false;
	/* an indicator is where its numbers are */
	if (fact->part == KEPU_PART_INDICATOR && fact->kind == KP_FACT_PART)
		return !((const kepu_indicator *)fact->object)->first_value;
	return true;
}

static kp_mark_kind mark_kind(const kp_fact *fact)
{
	switch (fact->part) {
	case KEPU_PART_PLAN: return KP_MARK_META;
	case KEPU_PART_INDICATOR: return KP_MARK_INDICATOR;
	case KEPU_PART_PHASE: return KP_MARK_PHASE;
	case KEPU_PART_ASSIGNMENT:
		switch (kp_token_number(((const kepu_assignment *)fact->object)->role)) {
		case KEPU_ROLE_LEAD: return KP_MARK_LEAD;
		case KEPU_ROLE_PARTICIPANT: return KP_MARK_PARTICIPANT;
		default: return KP_MARK_RESPONSIBLE;
		}
	default:
		return fact->kind == KP_FACT_TITLE ? KP_MARK_TITLE : fact->kind == KP_FACT_DUE ? KP_MARK_DUE : KP_MARK_LABEL;
	}
}

static bool mark_facts(page *p)
{
	for (size_t i = 0; i < p->fact_count; i++) {
		const kp_fact *fact = &p->facts[i];
		if (!is_shown(fact))
			continue;
		p->marked[p->marked_count] = (kp_marked){ fact, 0, mark_kind(fact), false };
		if (!mark_proof(p, (uint32_t)p->marked_count++, fact->proof))
			return false;
	}
	return true;
}

static bool mark_findings(page *p)
{
	for (size_t i = 0; i < kepu_findings_count(p->findings); i++) {
		size_t paragraph, offset, length;
		uint32_t of = (uint32_t)p->marked_count;
		p->marked[p->marked_count++] = (kp_marked){ NULL, i, KP_MARK_FINDING, false };
		if (kepu_findings_span(p->findings, i, &paragraph, &offset, &length) || paragraph >= p->plan->paragraph_count ||
		    offset > UINT32_MAX || length > UINT32_MAX - offset)
			continue;
		if (!add_mark(p, (kp_mark){ (uint32_t)paragraph, (uint32_t)offset, (uint32_t)(offset + length), of, true }))
			return false;
	}
	return true;
}

static bool collect(page *p)
{
	p->facts = kp_facts_list(p->plan, &p->fact_count);
	if (!p->facts)
		return false;
	p->marked = kp_calloc(p->fact_count + kepu_findings_count(p->findings) + 1, sizeof *p->marked);
	/* one, so that there is an array to sort */
	return p->marked && kp_grow((void **)&p->marks, &p->mark_room, 1, sizeof *p->marks) && mark_facts(p) &&
	       mark_findings(p);
}

/* ---- the list ---- */

static void put_kind(page *p, kp_mark_kind kind, const char *name)
{
	put(p, "<span class=\"kind ");
	put(p, kp_mark_classes[kind]);
	put(p, "\">");
	put(p, name);
	put(p, "</span>");
}

static void put_comparison(page *p, const kp_token *comparison)
{
	static const char *const signs[] = { "≥", "&gt;", "≤", "&lt;", "≈", "=" };
	if (kp_token_number(*comparison) >= KEPU_COMPARISON_AT_LEAST &&
	    kp_token_number(*comparison) <= KEPU_COMPARISON_EQUAL)
		put(p, signs[kp_token_number(*comparison) - KEPU_COMPARISON_AT_LEAST]);
	else
		put_escaped(p, comparison->text, kp_str_len(comparison->text));
	put(p, " ");
}

/* What the list calls a fact: what is said, not the words that say it. */
static void put_value(page *p, const kepu_indicator *indicator, const kepu_value *value)
{
	put_escaped(p, indicator->name, kp_str_len(indicator->name));
	if (!value)
		return;
	put(p, "：");
	if (kp_token_number(value->kind) != KEPU_VALUE_TARGET) {
		put(p, say(p, kp_token_number(value->kind) == KEPU_VALUE_BASELINE ? (word){ "基期 ", "baseline " }
		                                                                  : (word){ "实际 ", "observed " }));
	} else {
		put_comparison(p, &indicator->comparison);
	}
	put_escaped(p, value->low_text, kp_str_len(value->low_text));
	if (value->high_text) {
		put(p, value->low_text ? "–" : "");
		put_escaped(p, value->high_text, kp_str_len(value->high_text));
	}
	put(p, " ");
	put_escaped(p, indicator->unit, kp_str_len(indicator->unit));
	if (value->time) {
		put(p, say(p, (word){ "，", ", " }));
		put_escaped(p, value->time, kp_str_len(value->time));
	}
}

static void put_phase(page *p, const kepu_phase *phase)
{
	put_escaped(p, phase->start, kp_str_len(phase->start));
	if (phase->end && !kp_str_is(phase->end, phase->start ? phase->start : "", kp_str_len(phase->start))) {
		put(p, "—");
		put_escaped(p, phase->end, kp_str_len(phase->end));
	}
	put(p, " ");
	put_escaped(p, phase->label, kp_str_len(phase->label));
}

static void put_said(page *p, const kp_fact *fact)
{
	const kepu_node *node = fact->node;
	switch (fact->part) {
	case KEPU_PART_PLAN:
		put_escaped(p, ((const kp_entry *)fact->object)->text, kp_str_len(((const kp_entry *)fact->object)->text));
		break;
	case KEPU_PART_ASSIGNMENT: {
		const kepu_unit *unit = ((const kepu_assignment *)fact->object)->unit;
		put_escaped(p, unit->name, kp_str_len(unit->name));
		break;
	}
	case KEPU_PART_INDICATOR:
		if (fact->kind == KP_FACT_VALUE)
			put_value(p, ((const kepu_value *)fact->object)->indicator, fact->object);
		else
			put_value(p, fact->object, NULL);
		break;
	case KEPU_PART_PHASE: put_phase(p, fact->object); break;
	default:
		if (fact->kind == KP_FACT_DUE) {
			put_escaped(p, node->due, kp_str_len(node->due));
		} else if (fact->kind == KP_FACT_TITLE) {
			put_escaped(p, node->title, kp_str_len(node->title));
		} else {
			put_escaped(p, node->path, kp_str_len(node->path));
			put(p, " ");
			put_escaped(p, node->label, kp_str_len(node->label));
		}
	}
}

/* A link to the mark where there is one. */
static void put_link(page *p, size_t index, bool open)
{
	bool shown = p->marked[index].shown;
	if (!open) {
		put(p, shown ? "</a>" : "</span>");
	} else if (shown) {
		put(p, "<a href=\"#");
		kp_page_name(&p->out, p->marked, index);
		put(p, "\">");
	} else {
		put(p, "<span class=\"none\">");
	}
}

static void put_rule(page *p, const kepu_provenance *proof)
{
	static const word checks[] = { { "", "" },
		                           { "未核对", "unseen" },
		                           { "已确认", "confirmed" },
		                           { "已更正", "corrected" },
		                           { "人工录入", "entered" } };
	const kp_code *rule = kp_rule_code(kepu_provenance_rule(proof));
	int32_t check = kepu_provenance_check(proof);
	put(p, " <span class=\"more\">");
	if (!proof || !proof->span_count)
		put(p, say(p, (word){ "没有出处", "no place is known" }));
	else if (rule)
		put_escaped(p, p->zh ? rule->zh : rule->en, strlen(p->zh ? rule->zh : rule->en));
	if (check > KEPU_CHECK_UNSEEN && check <= KEPU_CHECK_ENTERED) {
		put(p, say(p, (word){ "，", ", " }));
		put(p, say(p, checks[check]));
	}
	put(p, "</span>");
}

static void put_fact(page *p, size_t index)
{
	const kp_fact *fact = p->marked[index].fact;
	kp_mark_kind kind = p->marked[index].kind;
	put(p, "<li>");
	put_link(p, index, true);
	put_kind(p, kind, say(p, fact->part == KEPU_PART_PLAN ? fields[fact->field - 1] : kinds[kind]));
	put_said(p, fact);
	put_link(p, index, false);
	put_rule(p, fact->proof);
}

static void put_group(page *p, word name, bool *open)
{
	if (*open)
		put(p, "</ul>\n");
	*open = true;
	put(p, "<h2>");
	put(p, say(p, name));
	put(p, "</h2>\n<ul>\n");
}

/* Which group of the list a fact stands in. */
static int group_of(const kp_fact *fact)
{
	return fact->part == KEPU_PART_PLAN ? 0 : fact->part == KEPU_PART_PHASE ? 2 : 1;
}

/* A node's other facts stand in a list of its own, behind its label. */
static void put_facts(page *p)
{
	static const word names[] = { { "基本信息", "About the notice" },
		                          { "条目、分工和指标", "Nodes, assignments and indicators" },
		                          { "进度安排", "Timetable" } };
	const kepu_node *inside = NULL;
	bool open = false;
	int group = -1;
	for (size_t i = 0; i < p->marked_count && p->marked[i].fact; i++) {
		const kp_fact *fact = p->marked[i].fact;
		if (inside && fact->node != inside) {
			put(p, "</ul></li>\n");
			inside = NULL;
		}
		if (group_of(fact) != group) {
			group = group_of(fact);
			put_group(p, names[group], &open);
		}
		put_fact(p, i);
		if (fact->part == KEPU_PART_NODE && fact->kind == KP_FACT_PART) {
			put(p, "\n<ul>\n");
			inside = fact->node;
			continue;
		}
		put(p, "</li>\n");
	}
	put(p, inside ? "</ul></li>\n" : "");
	put(p, open ? "</ul>\n" : "");
}

static void put_findings(page *p)
{
	size_t count = kepu_findings_count(p->findings);
	bool open = false;
	if (!count)
		return;
	put_group(p, (word){ "需要再看一眼", "To look at again" }, &open);
	for (size_t i = p->marked_count - count; i < p->marked_count; i++) {
		size_t at = p->marked[i].finding, length;
		int32_t severity = kepu_findings_severity(p->findings, at);
		const char *message = kepu_findings_message(p->findings, at, p->zh ? KEPU_LANG_ZH : KEPU_LANG_EN, &length);
		put(p, "<li>");
		put_link(p, i, true);
		put_kind(p, KP_MARK_FINDING,
		         say(p, severities[severity > 0 && severity <= KEPU_SEVERITY_ERROR ? severity : 0]));
		put_escaped(p, message, length);
		put_link(p, i, false);
		put(p, "</li>\n");
	}
	put(p, "</ul>\n");
}

/* ---- the page ---- */

static void put_title(page *p)
{
	const kp_entry *title = p->plan->metadata[KEPU_META_TITLE - 1];
	if (!title)
		title = p->plan->metadata[KEPU_META_NOTICE_TITLE - 1];
	if (title)
		put_escaped(p, title->text, kp_str_len(title->text));
	else
		put(p, say(p, (word){ "方案", "Plan" }));
}

static void put_legend(page *p)
{
	put(p, "<p>");
	for (int kind = 0; kind < KP_MARK_COUNT; kind++) {
		put(p, kind ? " " : "");
		put_kind(p, (kp_mark_kind)kind, say(p, kinds[kind]));
	}
	put(p, "</p>\n");
}

static bool put_page(page *p)
{
	put(p, p->zh ? "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n" : "<!DOCTYPE html>\n<html lang=\"en\">\n");
	put(p,
	    "<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>");
	put_title(p);
	put(p, say(p, (word){ " — 读出的内容", " — what was read" }));
	put(p, "</title>\n<style>\n");
	put(p, kp_page_style);
	put(p, "</style>\n</head>\n<body>\n<header>\n<h1 lang=\"zh-CN\">");
	put_title(p);
	put(p, "</h1>\n<p>");
	put(p, say(p, (word){ "原文和从中读出的内容。每一项都可以点到原文中的出处。",
	                      "The text and what was read out of it. Each item leads to its words in the text." }));
	put(p, "</p>\n");
	put_legend(p);
	put(p, "<a class=\"skip\" href=\"#list\">");
	put(p, say(p, (word){ "到清单", "To the list" }));
	put(p, "</a>\n</header>\n<main>\n<article lang=\"zh-CN\" aria-label=\"");
	put(p, say(p, (word){ "原文", "text" }));
	put(p, "\">\n");
	if (!kp_page_text(p->plan, p->marked, p->marks, p->mark_count, &p->out))
		return false;
	put(p, "</article>\n<nav id=\"list\" aria-label=\"");
	put(p, say(p, (word){ "读出的内容", "what was read" }));
	put(p, "\">\n");
	put_findings(p);
	put_facts(p);
	put(p, "</nav>\n</main>\n</body>\n</html>\n");
	return !p->out.failed;
}

kepu_status kepu_plan_to_html(const kepu_plan *plan, const kepu_findings *findings, int32_t lang, char **out_bytes,
                              size_t *out_len, kepu_error **err)
{
	if (out_len)
		*out_len = 0;
	if (!out_bytes)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_bytes", "NULL");
	*out_bytes = NULL;
	if (!plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "plan", "NULL");
	if (plan->tag != KP_TAG_PLAN)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
	page p = { .plan = plan, .findings = findings, .zh = lang == KEPU_LANG_ZH };
	if (collect(&p) && put_page(&p))
		*out_bytes = kp_buffer_take(&p.out, out_len);
	kp_buffer_free(&p.out);
	free(p.facts);
	free(p.marked);
	free(p.marks);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}
