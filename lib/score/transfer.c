#include "score/transfer.h"

#include "work/figure_text.h"

#define VALUE_TEXT (KP_DECIMAL_TEXT + 8)

/* Shares are written with %, where the criterion takes any. */
static bool as_percent(const kepu_inputs *inputs, const kp_transfer *from)
{
	kp_use use;
	bool share = from->attained || kp_unit_whole(from->measure ? from->measure : "", kp_str_len(from->measure)) == 100;
	return share && kp_intake_use(&inputs->intake, from->criterion, "value", 5, &use) && use.percent;
}

/* What a table would have in its cell. */
static void write_value(const kepu_inputs *inputs, const kp_transfer *from, char out[VALUE_TEXT])
{
	static const char *const states[] = { "", "", "", "n/a", "未报" };
	const kp_decimal hundred = { 100, 0 };
	kp_decimal number = kp_decimal_trim(from->number);
	bool percent = as_percent(inputs, from);
	if (from->state != KEPU_STATE_VALUE) {
		strcpy(out, states[from->state]);
		return;
	}
	if (percent && from->attained)
		percent = kp_decimal_multiply(number, hundred, &number);
	kp_decimal_write(kp_decimal_trim(number), out);
	if (percent)
		strcat(out, "%");
}

static kp_cell cell_of(const char *text, size_t length)
{
	return (kp_cell){ text ? text : "", length, 0, 0 };
}

bool kp_inputs_transfer(kepu_inputs *inputs, const kp_transfer *from, kepu_findings *findings)
{
	kp_cell cells[KP_INPUT_COLUMNS];
	char value[VALUE_TEXT];
	kp_str unit = inputs->units[from->unit].id, criterion = kp_scheme_text(from->criterion, KP_ATTR_ID);
	for (size_t i = 0; i < KP_INPUT_COLUMNS; i++)
		cells[i] = cell_of(NULL, 0);
	write_value(inputs, from, value);
	cells[KP_INPUT_UNIT] = cell_of(unit, kp_str_len(unit));
	cells[KP_INPUT_CRITERION] = cell_of(criterion, kp_str_len(criterion));
	cells[KP_INPUT_VALUE] = cell_of(value, strlen(value));
	cells[KP_INPUT_EVIDENCE] = cell_of(from->evidence, from->evidence_length);
	return kp_inputs_take(inputs, cells, from->origin, findings);
}
