/* A plan as XML, in a layout that never varies: the same plan gives the same bytes. */
#ifndef KP_XML_WRITE_H
#define KP_XML_WRITE_H

#include "io/sink.h"
#include "model/model.h"

/* The sink must be open; it keeps the first failure. */
void kp_xml_write(const kepu_plan *plan, kp_sink *sink);

#endif
