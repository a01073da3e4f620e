#include "model/facts.h"
#include "model/review.h"

#include <stdlib.h>

/* What to look at in a plan: the findings about facts that nobody has looked at, what kepu_plan_onto() found about those
 * that somebody has, and each part about which there is no more to say than that nobody has looked at it. */

typedef struct lister {
	const kepu_plan *plan;
	kepu_findings *findings;
	kp_spans spans;
	kp_buffer words;
} lister;

static bool is_unseen(const kp_fact *fact)
{
	return kepu_provenance_check(fact->proof) <= KEPU_CHECK_UNSEEN;
}

/* Findings that name a number, which the plan does not keep: the words of the part are none. */
static bool names_number(int32_t code)
{
	return code == KEPU_FINDING_ITEM_MISSING || code == KEPU_FINDING_GAP_IN_ORDINALS ||
	       code == KEPU_FINDING_REPEATED_PATH;
}

static bool add_finding(lister *l, const kp_fact *fact, int32_t code)
{
	const kp_span *span = fact->proof && fact->proof->span_count ? kp_proof_spans(fact->proof) : NULL;
	kp_place place = KP_NOWHERE;
	kp_buffer subject = { 0 };
	if (span && span->paragraph >= l->plan->paragraph_count)
		span = NULL;
	if (span) {
		place.line = l->plan->paragraphs[span->paragraph].line;
		place.column = place.line ? (int64_t)span->offset + 1 : 0;
	}
	l->words.length = 0;
	bool whole = fact->kind == KP_FACT_PART;
	kp_str said = kp_fact_said(fact);
	/* what the plan says, and what the text under it says now */
	bool changed = code == KEPU_FINDING_TEXT_CHANGED;
	bool good = whole && !changed ? kp_part_words(&l->spans, fact->part, fact->object, &l->words)
	                              : kp_fact_words(&l->spans, fact, &l->words);
	kp_buffer_add(&l->words, "", 1);
	good = good && !l->words.failed && kp_fact_subject(fact, &subject) &&
	       kp_findings_add(l->findings, code, subject.bytes, &place,
	                       changed              ? said
	                       : names_number(code) ? "…"
	                                            : l->words.bytes,
	                       changed ? l->words.bytes : "…");
	kp_buffer_free(&subject);
	if (good && span)
		kp_findings_span(l->findings, span->paragraph, span->offset, span->length);
	return good;
}

/* All of a part's facts; those of metadata are each for itself. */
static bool add_part(lister *l, const kp_fact *facts, size_t count)
{
	const kp_fact *unseen = NULL;
	bool told = false;
	for (size_t i = 0; i < count; i++) {
		const kp_said *said = kp_proof_said(facts[i].proof);
		if (is_unseen(&facts[i]) && !unseen)
			unseen = &facts[i];
		for (uint32_t k = 0; k < said->finding_count; k++) {
			int32_t code = kp_finding_by_name(said->findings[k], kp_str_len(said->findings[k]));
			if (!code || (!is_unseen(&facts[i]) && !kp_finding_of_onto(said->findings[k])))
				continue;
			told = true;
			if (!add_finding(l, &facts[i], code))
				return false;
		}
	}
	return told || !unseen || add_finding(l, unseen, KEPU_FINDING_UNCHECKED);
}

static bool add_all(lister *l, const kp_fact *facts, size_t count)
{
	for (size_t first = 0, end; first < count; first = end) {
		end = first + 1;
		while (facts[first].id && end < count && facts[end].id == facts[first].id)
			end++;
		if (!add_part(l, facts + first, end - first))
			return false;
	}
	return true;
}

kepu_status kepu_plan_doubts(const kepu_plan *plan, kepu_findings **out_findings, kepu_error **err)
{
	if (!out_findings)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_findings", "NULL");
	*out_findings = NULL;
	if (!plan)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "plan", "NULL");
	if (plan->tag != KP_TAG_PLAN)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_plan", NULL);
	size_t count;
	lister l = { .plan = plan, .findings = kp_findings_new() };
	kp_fact *facts = kp_facts_list(plan, &count);
	kp_spans_init(&l.spans, plan);
	bool good = facts && l.findings && add_all(&l, facts, count);
	kp_spans_free(&l.spans);
	kp_buffer_free(&l.words);
	free(facts);
	if (!good) {
		kepu_findings_free(l.findings);
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	}
	*out_findings = l.findings;
	return KEPU_OK;
}
