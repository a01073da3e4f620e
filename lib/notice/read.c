#include "notice/emit.h"
#include "notice/notice.h"

#include "base/sha256.h"

#include <stdlib.h>
#include <string.h>

#define PLAN_SHARE 5 /* bytes of a plan for each byte of its notice, about: what it takes then is one piece of memory */

struct kepu_import {
	uint32_t tag;
	kepu_plan *plan;
	kepu_findings *findings;
	kp_segment *segments;
	size_t segment_count;
	kepu_node **nodes; /* of the items, in order */
};

static bool run_stages(kp_reading *r, const kp_paragraphs *paragraphs)
{
	return kp_text_make(paragraphs, &r->source) && kp_text_join(&r->source, &r->text) && kp_read_layout(r) &&
	       kp_read_outline(r) && kp_read_form(r) && kp_read_lists(r) && kp_read_titles(r) && kp_read_kinds(r) &&
	       kp_read_duties(r) && kp_read_metadata(r) && kp_read_names(r) && kp_read_figures(r) && kp_read_timetable(r) &&
	       kp_read_doubts(r, paragraphs->dropped);
}

static bool set_identity(kepu_builder *b, const kp_paragraphs *paragraphs, const char *uid, size_t uid_length)
{
	char digest[7 + KP_SHA256_HEX];
	memcpy(digest, "sha256:", 7);
	kp_sha256_hex(paragraphs->sha256, digest + 7);
	b->plan->digest = kp_build_text(b, digest, strlen(digest));
	b->plan->uid = uid ? kp_build_text(b, uid, uid_length) : b->plan->digest;
	size_t length;
	const char *version = kepu_version(&length);
	char importer[64] = "libkepu ";
	if (length < sizeof importer - 8)
		memcpy(importer + 8, version, length + 1);
	b->plan->importer = kp_build_text(b, importer, strlen(importer));
	return b->plan->digest && b->plan->uid && b->plan->importer;
}

static bool fill(kepu_import *import, kp_reading *r, const kp_paragraphs *paragraphs, kepu_builder *b)
{
	import->findings = kp_findings_new();
	if (!import->findings || !run_stages(r, paragraphs))
		return false;
	import->nodes = kp_calloc(r->item_count + 1, sizeof *import->nodes);
	return import->nodes && kp_emit(r, b, import->nodes) && kp_emit_findings(r, b, import->nodes, import->findings) &&
	       kp_segments_make(r, &import->segments, &import->segment_count);
}

kepu_status kp_notice_read(const kp_paragraphs *paragraphs, const char *uid, size_t uid_length,
                           kepu_import **out_import, kepu_error **err)
{
	kp_reading r;
	memset(&r, 0, sizeof r);
	kp_arena_init(&r.arena);
	*out_import = NULL;
	kepu_import *import = kp_calloc(1, sizeof *import);
	kepu_builder *b = kp_builder_new();
	if (b)
		kp_arena_expect(&b->plan->arena, PLAN_SHARE * paragraphs->text_length);
	bool filled = import && b && set_identity(b, paragraphs, uid, uid_length) && fill(import, &r, paragraphs, b);
	kp_reading_free(&r);
	kepu_status status =
		filled ? kp_builder_finish(b, &import->plan, err) : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	kepu_builder_free(b);
	if (status != KEPU_OK) {
		kepu_import_free(import);
		return status;
	}
	import->tag = KP_TAG_IMPORT;
	*out_import = import;
	return KEPU_OK;
}

void kepu_import_free(kepu_import *import)
{
	if (!import)
		return;
	import->tag = 0;
	kepu_plan_unref(import->plan);
	kepu_findings_free(import->findings);
	free(import->segments);
	free(import->nodes);
	free(import);
}

kepu_plan *kepu_import_plan(const kepu_import *import)
{
	return import && import->tag == KP_TAG_IMPORT ? import->plan : NULL;
}

const kepu_findings *kepu_import_findings(const kepu_import *import)
{
	return import && import->tag == KP_TAG_IMPORT ? import->findings : NULL;
}

size_t kepu_import_segment_count(const kepu_import *import)
{
	return import && import->tag == KP_TAG_IMPORT ? import->segment_count : 0;
}

kepu_status kepu_import_segment(const kepu_import *import, size_t index, int32_t *out_class, size_t *out_paragraph,
                                size_t *out_offset, size_t *out_length)
{
	static const kp_segment none;
	bool inside = index < kepu_import_segment_count(import);
	const kp_segment *segment = inside ? &import->segments[index] : &none;
	if (out_class)
		*out_class = segment->class;
	if (out_paragraph)
		*out_paragraph = segment->paragraph;
	if (out_offset)
		*out_offset = segment->offset;
	if (out_length)
		*out_length = segment->length;
	return inside ? KEPU_OK : KEPU_NO_VALUE;
}

const kepu_node *kepu_import_segment_node(const kepu_import *import, size_t index)
{
	if (index >= kepu_import_segment_count(import) || import->segments[index].item == 0)
		return NULL;
	return import->nodes[import->segments[index].item - 1];
}
