/* Cells of tables that spreadsheets open (RFC 4180). */
#ifndef KP_CSV_H
#define KP_CSV_H

#include "base/strings.h"

/* Quoted where it has to be; one that a spreadsheet would run as a formula is neutralised by an apostrophe. */
void kp_csv_cell(kp_buffer *out, const char *text, size_t length);

#endif
