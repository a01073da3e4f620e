/* Plan XML to a plan. */
#ifndef KP_XML_READ_H
#define KP_XML_READ_H

#include "base/fail.h"
#include "io/source.h"

/* *out_findings is NULL where out_findings is NULL, or on a failure. */
kepu_status kp_xml_read(kp_source *source, kepu_plan **out_plan, kepu_findings **out_findings, kepu_error **err);
/* No more than the metadata and the indicators, which then are in no node and have no provenance. The rest is not looked
 * at, but for being well-formed. */
kepu_status kp_xml_read_figures(kp_source *source, kepu_plan **out_plan, kepu_error **err);

#endif
