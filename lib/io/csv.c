/* The matrix as a table that spreadsheets open (RFC 4180). */
#include "io/csv.h"

#include "base/fail.h"
#include "model/model.h"

#include <kepu/io.h>
#include <kepu/matrix.h>

/* Spreadsheets run a cell that begins so as a formula, also behind the quotes of the format. */
static bool runs(char c)
{
	return c == '=' || c == '+' || c == '-' || c == '@' || c == '\t' || c == '\r';
}

void kp_csv_cell(kp_buffer *out, const char *text, size_t length)
{
	bool quoted = false;
	for (size_t i = 0; i < length && !quoted; i++)
		quoted = text[i] == ',' || text[i] == '"' || text[i] == '\n' || text[i] == '\r';
	if (quoted)
		kp_buffer_byte(out, '"');
	if (length && runs(text[0]))
		kp_buffer_byte(out, '\'');
	for (size_t i = 0; i < length; i++) {
		if (text[i] == '"')
			kp_buffer_byte(out, '"');
		kp_buffer_byte(out, text[i]);
	}
	if (quoted)
		kp_buffer_byte(out, '"');
}

static void put_row(kp_buffer *out, const kepu_node *node, const kepu_assignment *assignment, bool inherited)
{
	const kp_str cells[] = { node->path, node->id, node->title, assignment->role.text, assignment->unit->name };
	for (size_t i = 0; i < sizeof cells / sizeof *cells; i++) {
		kp_csv_cell(out, cells[i], kp_str_len(cells[i]));
		kp_buffer_byte(out, ',');
	}
	kp_buffer_text(out, assignment->unit->group ? "true," : "false,");
	kp_buffer_text(out, inherited ? "true\r\n" : "false\r\n");
}

kepu_status kepu_matrix_to_csv(const kepu_matrix *matrix, int32_t bom, char **out_bytes, size_t *out_len,
                               kepu_error **err)
{
	kp_buffer out = { 0 };
	if (out_len)
		*out_len = 0;
	if (!out_bytes)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "out_bytes", "NULL");
	*out_bytes = NULL;
	if (!matrix)
		return kp_fail(err, KEPU_ERROR_ARGUMENT, NULL, "matrix", "NULL");
	if (!kepu_matrix_plan(matrix))
		return kp_fail(err, KEPU_ERROR_BAD_HANDLE, NULL, "kepu_matrix", NULL);
	if (bom)
		kp_buffer_text(&out, "\xef\xbb\xbf");
	kp_buffer_text(&out, "path,node,title,role,unit,group,inherited\r\n");
	for (size_t i = 0; i < kepu_matrix_entry_count(matrix); i++) {
		size_t row, column;
		int32_t inherited;
		kepu_matrix_entry(matrix, i, &row, &column, &inherited);
		put_row(&out, kepu_matrix_row_node(matrix, row), kepu_matrix_entry_assignment(matrix, i), inherited);
	}
	*out_bytes = kp_buffer_take(&out, out_len);
	return *out_bytes ? KEPU_OK : kp_fail(err, KEPU_ERROR_MEMORY, NULL, NULL, NULL);
}
