/* A plan from JSON, see docs/json-format.md. */
#ifndef KP_JSON_READ_H
#define KP_JSON_READ_H

#include "io/source.h"
#include "model/model.h"

kepu_status kp_json_read(kp_source *source, kepu_plan **out_plan, kepu_findings **out_findings, kepu_error **err);

#endif
