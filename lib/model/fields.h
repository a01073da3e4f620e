/* Setting fields by name; the values of an indicator have fields, too. */
#ifndef KP_FIELDS_H
#define KP_FIELDS_H

#include "model/input.h"

/* Sets a field of a value. `name` must be there. */
kepu_status kp_value_set(kepu_builder *b, kepu_value *value, kp_text name, const char *text, size_t length,
                         kepu_error **err);

#endif
