#include "model/model.h"

const char *kepu_unit_id(const kepu_unit *unit, size_t *out_len)
{
	return kp_str_out(unit ? unit->id : NULL, out_len);
}

const kepu_plan *kepu_unit_plan(const kepu_unit *unit)
{
	return unit ? unit->plan : NULL;
}

int64_t kepu_unit_line(const kepu_unit *unit)
{
	return unit ? unit->where.line : 0;
}

int64_t kepu_unit_column(const kepu_unit *unit)
{
	return unit ? unit->where.column : 0;
}

const kepu_provenance *kepu_unit_provenance(const kepu_unit *unit)
{
	return unit ? unit->proof : NULL;
}

const char *kepu_unit_name(const kepu_unit *unit, size_t *out_len)
{
	return kp_str_out(unit ? unit->name : NULL, out_len);
}

const char *kepu_unit_canonical(const kepu_unit *unit, size_t *out_len)
{
	return kp_str_out(unit ? unit->canonical : NULL, out_len);
}

size_t kepu_unit_alias_count(const kepu_unit *unit)
{
	return unit ? unit->alias_count : 0;
}

const char *kepu_unit_alias_at(const kepu_unit *unit, size_t index, size_t *out_len)
{
	return kp_str_out(unit && index < unit->alias_count ? unit->aliases[index] : NULL, out_len);
}

int32_t kepu_unit_level(const kepu_unit *unit)
{
	return unit ? kp_token_number(unit->level) : KEPU_UNKNOWN;
}

const char *kepu_unit_level_token(const kepu_unit *unit, size_t *out_len)
{
	return kp_str_out(unit ? unit->level.text : NULL, out_len);
}

size_t kepu_unit_function_count(const kepu_unit *unit)
{
	return unit ? unit->function_count : 0;
}

const char *kepu_unit_function_at(const kepu_unit *unit, size_t index, size_t *out_len)
{
	return kp_str_out(unit && index < unit->function_count ? unit->functions[index] : NULL, out_len);
}

int32_t kepu_unit_is_group(const kepu_unit *unit)
{
	return unit ? unit->group : 0;
}

size_t kepu_unit_member_count(const kepu_unit *unit)
{
	return unit ? unit->member_count : 0;
}

const kepu_unit *kepu_unit_member_at(const kepu_unit *unit, size_t index)
{
	return unit && index < unit->member_count ? unit->members[index] : NULL;
}

const char *kepu_unit_from(const kepu_unit *unit, size_t *out_len)
{
	return kp_str_out(unit ? unit->from : NULL, out_len);
}

const char *kepu_unit_until(const kepu_unit *unit, size_t *out_len)
{
	return kp_str_out(unit ? unit->until : NULL, out_len);
}

const kepu_unit *kepu_unit_successor(const kepu_unit *unit)
{
	return unit ? unit->successor : NULL;
}

const char *kepu_unit_code(const kepu_unit *unit, size_t *out_len)
{
	return kp_str_out(unit ? unit->code : NULL, out_len);
}

const char *kepu_unit_role(const kepu_unit *unit, size_t *out_len)
{
	return kp_str_out(unit ? unit->role : NULL, out_len);
}

const char *kepu_unit_liaison(const kepu_unit *unit, size_t *out_len)
{
	return kp_str_out(unit ? unit->liaison : NULL, out_len);
}

size_t kepu_unit_assignment_count(const kepu_unit *unit)
{
	return unit ? unit->assignment_count : 0;
}

const kepu_assignment *kepu_unit_assignment_at(const kepu_unit *unit, size_t index)
{
	return unit && index < unit->assignment_count ? unit->assignments[index] : NULL;
}
