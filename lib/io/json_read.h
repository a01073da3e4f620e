/* A plan from JSON, see docs/json-format.md. */
#ifndef KP_JSON_READ_H
#define KP_JSON_READ_H

#include "io/source.h"
#include "model/model.h"

/* Whether the source begins as JSON does, with a brace behind a byte order mark and white space, if any. The source is
 * at its start again. */
bool kp_json_begins(kp_source *source);

kepu_status kp_json_read(kp_source *source, kepu_plan **out_plan, kepu_findings **out_findings, kepu_error **err);

#endif
