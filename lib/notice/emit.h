/* Last stage: the reading becomes a plan. */
#ifndef KP_NOTICE_EMIT_H
#define KP_NOTICE_EMIT_H

#include "model/build.h"
#include "notice/segments.h"

/* Builds the plan's parts; nodes[i] is the node of item i (the caller's array of r->item_count). False: memory is out. */
bool kp_emit(const kp_reading *r, kepu_builder *b, kepu_node **nodes);
/* The doubts as findings, each about the node it lies in; the plan that is built keeps them, too. */
bool kp_emit_findings(const kp_reading *r, kepu_builder *b, kepu_node *const *nodes, kepu_findings *findings);

#endif
