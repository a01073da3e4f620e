#include "model/model.h"

const char *kepu_indicator_id(const kepu_indicator *indicator, size_t *out_len)
{
	return kp_str_out(indicator ? indicator->id : NULL, out_len);
}

const kepu_plan *kepu_indicator_plan(const kepu_indicator *indicator)
{
	return indicator ? indicator->plan : NULL;
}

int64_t kepu_indicator_line(const kepu_indicator *indicator)
{
	return indicator ? indicator->where.line : 0;
}

int64_t kepu_indicator_column(const kepu_indicator *indicator)
{
	return indicator ? indicator->where.column : 0;
}

const kepu_provenance *kepu_indicator_provenance(const kepu_indicator *indicator)
{
	return indicator ? indicator->proof : NULL;
}

const kepu_node *kepu_indicator_node(const kepu_indicator *indicator)
{
	return indicator ? indicator->node : NULL;
}

const char *kepu_indicator_name(const kepu_indicator *indicator, size_t *out_len)
{
	return kp_str_out(indicator ? indicator->name : NULL, out_len);
}

const char *kepu_indicator_unit(const kepu_indicator *indicator, size_t *out_len)
{
	return kp_str_out(indicator ? indicator->unit : NULL, out_len);
}

int32_t kepu_indicator_comparison(const kepu_indicator *indicator)
{
	return indicator ? kp_token_number(indicator->comparison) : KEPU_UNKNOWN;
}

const char *kepu_indicator_comparison_token(const kepu_indicator *indicator, size_t *out_len)
{
	return kp_str_out(indicator ? indicator->comparison.text : NULL, out_len);
}

int32_t kepu_indicator_every(const kepu_indicator *indicator)
{
	return indicator ? kp_token_number(indicator->every) : KEPU_UNKNOWN;
}

const char *kepu_indicator_every_token(const kepu_indicator *indicator, size_t *out_len)
{
	return kp_str_out(indicator ? indicator->every.text : NULL, out_len);
}

const char *kepu_indicator_per(const kepu_indicator *indicator, size_t *out_len)
{
	return kp_str_out(indicator ? indicator->per : NULL, out_len);
}

int32_t kepu_indicator_counting(const kepu_indicator *indicator)
{
	return indicator ? kp_token_number(indicator->counting) : KEPU_UNKNOWN;
}

const char *kepu_indicator_counting_token(const kepu_indicator *indicator, size_t *out_len)
{
	return kp_str_out(indicator ? indicator->counting.text : NULL, out_len);
}

const char *kepu_indicator_numerator(const kepu_indicator *indicator, size_t *out_len)
{
	return kp_str_out(indicator ? indicator->numerator : NULL, out_len);
}

const char *kepu_indicator_denominator(const kepu_indicator *indicator, size_t *out_len)
{
	return kp_str_out(indicator ? indicator->denominator : NULL, out_len);
}

kepu_status kepu_indicator_factor(const kepu_indicator *indicator, int64_t *out_coefficient, int32_t *out_scale)
{
	return kp_decimal_out(indicator && indicator->factor_text ? &indicator->factor : NULL, out_coefficient, out_scale);
}

const kepu_indicator *kepu_indicator_weight(const kepu_indicator *indicator)
{
	return indicator ? indicator->weight : NULL;
}

int32_t kepu_indicator_rollup(const kepu_indicator *indicator)
{
	return indicator ? kp_token_number(indicator->rollup) : KEPU_UNKNOWN;
}

const char *kepu_indicator_rollup_token(const kepu_indicator *indicator, size_t *out_len)
{
	return kp_str_out(indicator ? indicator->rollup.text : NULL, out_len);
}

int32_t kepu_indicator_nature(const kepu_indicator *indicator)
{
	return indicator ? kp_token_number(indicator->nature) : KEPU_UNKNOWN;
}

const char *kepu_indicator_nature_token(const kepu_indicator *indicator, size_t *out_len)
{
	return kp_str_out(indicator ? indicator->nature.text : NULL, out_len);
}

size_t kepu_indicator_value_count(const kepu_indicator *indicator)
{
	return indicator ? indicator->value_count : 0;
}

const kepu_value *kepu_indicator_value_at(const kepu_indicator *indicator, size_t index)
{
	return indicator && index < indicator->value_count ? indicator->values[index] : NULL;
}

int32_t kepu_value_kind(const kepu_value *value)
{
	return value ? kp_token_number(value->kind) : KEPU_UNKNOWN;
}

const char *kepu_value_kind_token(const kepu_value *value, size_t *out_len)
{
	return kp_str_out(value ? value->kind.text : NULL, out_len);
}

const char *kepu_value_time(const kepu_value *value, size_t *out_len)
{
	return kp_str_out(value ? value->time : NULL, out_len);
}

kepu_status kepu_value_low(const kepu_value *value, int64_t *out_coefficient, int32_t *out_scale)
{
	return kp_decimal_out(value && value->low_text ? &value->low : NULL, out_coefficient, out_scale);
}

kepu_status kepu_value_high(const kepu_value *value, int64_t *out_coefficient, int32_t *out_scale)
{
	return kp_decimal_out(value && value->high_text ? &value->high : NULL, out_coefficient, out_scale);
}

const char *kepu_value_low_text(const kepu_value *value, size_t *out_len)
{
	return kp_str_out(value ? value->low_text : NULL, out_len);
}

const char *kepu_value_high_text(const kepu_value *value, size_t *out_len)
{
	return kp_str_out(value ? value->high_text : NULL, out_len);
}

const char *kepu_value_quote(const kepu_value *value, size_t *out_len)
{
	return kp_str_out(value ? value->quote : NULL, out_len);
}

const char *kepu_value_region(const kepu_value *value, size_t *out_len)
{
	return kp_str_out(value ? value->region : NULL, out_len);
}

int32_t kepu_value_status(const kepu_value *value)
{
	return value ? kp_token_number(value->status) : KEPU_UNKNOWN;
}

const char *kepu_value_status_token(const kepu_value *value, size_t *out_len)
{
	return kp_str_out(value ? value->status.text : NULL, out_len);
}

const char *kepu_value_source(const kepu_value *value, size_t *out_len)
{
	return kp_str_out(value ? value->source : NULL, out_len);
}

const kepu_indicator *kepu_value_indicator(const kepu_value *value)
{
	return value ? value->indicator : NULL;
}

const kepu_provenance *kepu_value_provenance(const kepu_value *value)
{
	return value ? value->proof : NULL;
}
