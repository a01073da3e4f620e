/* Figures from CSV. */
#ifndef KP_READ_DATA_H
#define KP_READ_DATA_H

#include "work/data.h"

/* Adds the rows of a table; `name` is for errors, NULL: none. What kp_table_open and kp_table_next fail with. */
kepu_status kp_data_read(kepu_data *data, const void *bytes, size_t length, const char *name, kepu_findings *findings,
                         kepu_error **err);

#endif
