/* What the kinds of rules give; docs/scoring.md says what it is, rules.c which element asks for it. */
#ifndef KP_RULE_KINDS_H
#define KP_RULE_KINDS_H

#include "score/run.h"

#include <kepu/data.h>

bool kp_evaluate_yes_no(const kp_question *question, kp_outcome *out);
bool kp_evaluate_reach(const kp_question *question, kp_outcome *out);
bool kp_evaluate_ratio(const kp_question *question, kp_outcome *out);
bool kp_evaluate_points(const kp_question *question, kp_outcome *out);
bool kp_evaluate_steps(const kp_question *question, kp_outcome *out);
bool kp_evaluate_level(const kp_question *question, kp_outcome *out);
bool kp_evaluate_coefficient(const kp_question *question, kp_outcome *out);
bool kp_evaluate_goalposts(const kp_question *question, kp_outcome *out);
bool kp_evaluate_distance(const kp_question *question, kp_outcome *out);
bool kp_evaluate_rank(const kp_question *question, kp_outcome *out);
bool kp_evaluate_count(const kp_question *question, kp_outcome *out);
bool kp_evaluate_deduct(const kp_question *question, kp_outcome *out);
bool kp_evaluate_tiers(const kp_question *question, kp_outcome *out);
bool kp_evaluate_beyond(const kp_question *question, kp_outcome *out);
bool kp_evaluate_best(const kp_question *question, kp_outcome *out);
bool kp_evaluate_sum(const kp_question *question, kp_outcome *out);
bool kp_evaluate_all(const kp_question *question, kp_outcome *out);
bool kp_evaluate_any(const kp_question *question, kp_outcome *out);
bool kp_evaluate_when(const kp_question *question, kp_outcome *out);

#endif
