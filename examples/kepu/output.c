#include "cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

const char *say(const cli *c, message id)
{
	return message_text(id, c->lang);
}

/* One line to standard error, in one piece. Where that fails there is nobody left to tell. */
static void tell(text *line)
{
	text_put(line, "\n");
	if (!line->failed)
		fwrite(line->bytes, 1, line->length, stderr);
	text_free(line);
}

void complain(const char *place, const char *words)
{
	text line = { 0 };
	text_clean(&line, place, strlen(place));
	text_put(&line, ": ");
	text_put(&line, words);
	tell(&line);
}

/* "FILE:LINE:COLUMN: ", without what is not known. */
static void put_place(text *out, const char *file, int64_t line, int64_t column)
{
	text_clean(out, file, strlen(file));
	if (line > 0) {
		text_put(out, ":");
		text_number(out, (uint64_t)line);
		if (column > 0) {
			text_put(out, ":");
			text_number(out, (uint64_t)column);
		}
	}
	text_put(out, ": ");
}

int fail(const cli *c, kepu_error *err, const char *file)
{
	const char *named = kepu_error_file(err, NULL);
	text line = { 0 };
	put_place(&line, named ? named : file, kepu_error_line(err), kepu_error_column(err));
	text_put(&line, err ? kepu_error_message(err, c->lang, NULL) : say(c, M_NO_MEMORY));
	tell(&line);
	kepu_error_free(err);
	return STATUS_FAILED;
}

int emit_bytes(const cli *c, const char *bytes, size_t length, const char *path)
{
	if (path) {
		kepu_error *err = NULL;
		return kepu_file_save(path, bytes, length, &err) ? fail(c, err, path) : STATUS_OK;
	}
	errno = 0;
	bool written = fwrite(bytes, 1, length, stdout) == length;
	if (fflush(stdout) || !written) {
		message why = errno == EPIPE ? M_BROKEN_PIPE : errno == ENOSPC ? M_DISK_FULL : M_WRITE_FAILED;
		complain(say(c, M_STANDARD_OUTPUT), say(c, why));
		return STATUS_FAILED;
	}
	return STATUS_OK;
}

int emit(const cli *c, text *out, const char *path)
{
	int status = STATUS_FAILED;
	if (out->failed)
		complain("kepu", say(c, M_NO_MEMORY));
	else
		status = emit_bytes(c, out->bytes, out->length, path);
	text_free(out);
	return status;
}

int print_findings(const cli *c, const kepu_findings *findings, const char *file, int32_t least)
{
	for (size_t i = 0; i < kepu_findings_count(findings); i++) {
		if (kepu_findings_severity(findings, i) < least)
			continue;
		text line = { 0 };
		put_place(&line, file, kepu_findings_line(findings, i), kepu_findings_column(findings, i));
		text_put(&line, severity_word(c, kepu_findings_severity(findings, i)));
		text_put(&line, say(c, M_COLON));
		text_put(&line, kepu_findings_message(findings, i, c->lang, NULL));
		text_put(&line, " [");
		text_put(&line, kepu_finding_name(kepu_findings_code(findings, i), NULL));
		text_put(&line, "]");
		tell(&line);
	}
	return kepu_findings_count_severity(findings, KEPU_SEVERITY_ERROR) ? STATUS_FINDINGS : STATUS_OK;
}

kepu_plan *load(const cli *c, const char *path)
{
	kepu_plan *plan = NULL;
	kepu_findings *findings = NULL;
	kepu_error *err = NULL;
	if (kepu_plan_load_file(path, NULL, &plan, &findings, &err))
		fail(c, err, path);
	else
		print_findings(c, findings, path, KEPU_SEVERITY_NOTE);
	kepu_findings_free(findings);
	return plan;
}
