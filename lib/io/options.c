#include "io/options.h"

#include "base/fail.h"

#include <stdlib.h>
#include <string.h>

#define TAG_LOAD 0x6f64616cu
#define TAG_SAVE 0x6f766173u

static const kp_limits defaults = { 1000000000, 16000000, 256, 64, 100 };

static kepu_status check_load(const kepu_load_options *options, kepu_error **err)
{
	if (!options)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "options", "NULL");
	if (options->tag != TAG_LOAD)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_load_options", NULL);
	return KEPU_OK;
}

kepu_status kp_load_limits(const kepu_load_options *options, kp_limits *out_limits, kepu_error **err)
{
	*out_limits = defaults;
	kepu_status status = options ? check_load(options, err) : KEPU_OK;
	if (!status && options)
		*out_limits = options->limits;
	return status;
}

kepu_status kepu_load_options_new(kepu_load_options **out_options, kepu_error **err)
{
	if (!out_options)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_options", "NULL");
	*out_options = calloc(1, sizeof **out_options);
	if (!*out_options)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	(*out_options)->tag = TAG_LOAD;
	(*out_options)->limits = defaults;
	return KEPU_OK;
}

void kepu_load_options_free(kepu_load_options *options)
{
	if (!options || options->tag != TAG_LOAD)
		return;
	options->tag = 0;
	free(options);
}

kepu_status kepu_load_options_set_limit(kepu_load_options *options, int32_t limit, int64_t value, kepu_error **err)
{
	kepu_status status = check_load(options, err);
	if (status)
		return status;
	kp_limits *limits = &options->limits;
	int64_t *place = NULL, most = INT64_MAX;
	switch (limit) {
	case KEPU_LIMIT_BYTES: place = &limits->bytes; break;
	case KEPU_LIMIT_TEXT:
		place = &limits->text;
		most = INT32_MAX;
		break;
	case KEPU_LIMIT_DEPTH:
		place = &limits->depth;
		most = defaults.depth;
		break;
	case KEPU_LIMIT_LEVELS:
		place = &limits->levels;
		most = defaults.levels;
		break;
	case KEPU_LIMIT_RATIO: place = &limits->ratio; break;
	default: return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "limit", "KEPU_LIMIT_");
	}
	if (value < 1 || value > most)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "value", value < 1 ? "< 1" : "too large");
	*place = value;
	return KEPU_OK;
}

static kepu_status check_save(const kepu_save_options *options, kepu_error **err)
{
	if (!options)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "options", "NULL");
	if (options->tag != TAG_SAVE)
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_save_options", NULL);
	return KEPU_OK;
}

kepu_status kp_check_save_options(const kepu_save_options *options, kepu_error **err)
{
	return options ? check_save(options, err) : KEPU_OK;
}

kepu_status kepu_save_options_new(kepu_save_options **out_options, kepu_error **err)
{
	if (!out_options)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_options", "NULL");
	*out_options = calloc(1, sizeof **out_options);
	if (!*out_options)
		return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
	(*out_options)->tag = TAG_SAVE;
	return KEPU_OK;
}

void kepu_save_options_free(kepu_save_options *options)
{
	if (!options || options->tag != TAG_SAVE)
		return;
	options->tag = 0;
	free(options->expected);
	free(options);
}

kepu_status kepu_save_options_set_format(kepu_save_options *options, int32_t format, kepu_error **err)
{
	kepu_status status = check_save(options, err);
	if (status)
		return status;
	if (format < KEPU_FORMAT_BY_NAME || format > KEPU_FORMAT_JSON_GZ)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "format", "KEPU_FORMAT_");
	options->format = format;
	return KEPU_OK;
}

kepu_status kepu_save_options_set_expected(kepu_save_options *options, const char *digest, kepu_error **err)
{
	char *copy = NULL;
	kepu_status status = check_save(options, err);
	if (status)
		return status;
	if (digest) {
		size_t size = strlen(digest) + 1;
		copy = malloc(size);
		if (!copy)
			return kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
		memcpy(copy, digest, size);
	}
	free(options->expected);
	options->expected = copy;
	return KEPU_OK;
}
