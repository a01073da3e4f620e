#include "model/model.h"

const char *kepu_phase_id(const kepu_phase *phase, size_t *out_len)
{
	return kp_str_out(phase ? phase->id : NULL, out_len);
}

const kepu_plan *kepu_phase_plan(const kepu_phase *phase)
{
	return phase ? phase->plan : NULL;
}

int64_t kepu_phase_line(const kepu_phase *phase)
{
	return phase ? phase->where.line : 0;
}

int64_t kepu_phase_column(const kepu_phase *phase)
{
	return phase ? phase->where.column : 0;
}

const kepu_provenance *kepu_phase_provenance(const kepu_phase *phase)
{
	return phase ? phase->proof : NULL;
}

const char *kepu_phase_label(const kepu_phase *phase, size_t *out_len)
{
	return kp_str_out(phase ? phase->label : NULL, out_len);
}

const char *kepu_phase_start(const kepu_phase *phase, size_t *out_len)
{
	return kp_str_out(phase ? phase->start : NULL, out_len);
}

const char *kepu_phase_end(const kepu_phase *phase, size_t *out_len)
{
	return kp_str_out(phase ? phase->end : NULL, out_len);
}

const char *kepu_phase_text(const kepu_phase *phase, size_t *out_len)
{
	return kp_str_out(phase ? phase->text : NULL, out_len);
}

const char *kepu_annex_id(const kepu_annex *annex, size_t *out_len)
{
	return kp_str_out(annex ? annex->id : NULL, out_len);
}

const kepu_plan *kepu_annex_plan(const kepu_annex *annex)
{
	return annex ? annex->plan : NULL;
}

int64_t kepu_annex_line(const kepu_annex *annex)
{
	return annex ? annex->where.line : 0;
}

int64_t kepu_annex_column(const kepu_annex *annex)
{
	return annex ? annex->where.column : 0;
}

const kepu_provenance *kepu_annex_provenance(const kepu_annex *annex)
{
	return annex ? annex->proof : NULL;
}

const char *kepu_annex_label(const kepu_annex *annex, size_t *out_len)
{
	return kp_str_out(annex ? annex->label : NULL, out_len);
}

const char *kepu_annex_title(const kepu_annex *annex, size_t *out_len)
{
	return kp_str_out(annex ? annex->title : NULL, out_len);
}

const char *kepu_annex_text(const kepu_annex *annex, size_t *out_len)
{
	return kp_str_out(annex ? annex->text : NULL, out_len);
}

size_t kepu_annex_root_count(const kepu_annex *annex)
{
	return annex ? annex->root_count : 0;
}

const kepu_node *kepu_annex_root_at(const kepu_annex *annex, size_t index)
{
	return annex && index < annex->root_count ? annex->roots[index] : NULL;
}
