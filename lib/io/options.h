/* How plans are loaded and saved, as the options of the API hold it. */
#ifndef KP_OPTIONS_H
#define KP_OPTIONS_H

#include <kepu/io.h>

typedef struct kp_limits {
	int64_t bytes, text, depth, levels, ratio;
} kp_limits;

#define KP_RATIO_FREE 1000000 /* unpacked bytes from which on the ratio counts */

struct kepu_load_options {
	uint32_t tag;
	kp_limits limits;
};

struct kepu_save_options {
	uint32_t tag;
	int32_t format;
	char *expected; /* NULL: none */
};

/* Those of the options, the defaults for NULL. KEPU_ERROR_BAD_HANDLE. */
kepu_status kp_load_limits(const kepu_load_options *options, kp_limits *out_limits, kepu_error **err);
kepu_status kp_check_save_options(const kepu_save_options *options, kepu_error **err);

#endif
