/* Simplified forms of traditional characters; 0 for one that has none of its own and no class in text.h either. For matching
 * only: what is cut out of a notice stays as it is written. */
#ifndef KP_NOTICE_FOLD_TABLE_H
#define KP_NOTICE_FOLD_TABLE_H

#include <stdint.h>

#define KP_FOLD_FIRST 0x4E00
#define KP_FOLD_LAST 0x9FFF
extern const uint16_t kp_fold_table[KP_FOLD_LAST - KP_FOLD_FIRST + 1];

#endif
