/* What the file of a kind of rule includes: see "Kinds of scoring rules" in CONTRIBUTING.md. */
#ifndef KP_RULE_KIND_H
#define KP_RULE_KIND_H

#include "score/explain.h"

#include <kepu/data.h>

#define KP_LIST(...) ((const uint8_t[]){ __VA_ARGS__, KP_ATTRIBUTES })
#define KP_NOTHING ((const uint8_t[]){ KP_ATTRIBUTES })
#define KP_HOLDS(kind) (1u << KP_SCHEME_##kind)
/* How a sentence is chosen, and the sentences; NULL: there is one. */
#define KP_WORDS(...) (&(const kp_rule_words){ __VA_ARGS__ })

#endif
