/* A whole plan as JSON, see docs/json-format.md. */
#ifndef KP_JSON_WRITE_H
#define KP_JSON_WRITE_H

#include "io/sink.h"
#include "model/model.h"

void kp_json_write(const kepu_plan *plan, kp_sink *sink);

#endif
