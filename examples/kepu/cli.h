/* What the subcommands share. The command holds no logic: it parses arguments, calls the library and prints. */
#ifndef CLI_H
#define CLI_H

#include "messages.h"
#include "term.h"

#include <kepu/kepu.h>

#define STATUS_OK 0       /* also with warnings */
#define STATUS_FINDINGS 1 /* valid, with findings that are errors */
#define STATUS_USAGE 2
#define STATUS_FAILED 3 /* could not read or write, or no valid plan */

typedef struct cli {
	int32_t lang;        /* KEPU_LANG_ */
	const char *command; /* the subcommand, for messages */
} cli;

/* An option of a subcommand: one that takes a value fills it in, one that takes none sets the flag. */
typedef struct option {
	const char *name; /* "--to", "-o" */
	const char **value;
	bool *flag;
} option;

/* options.c. Moves the operands to the front of argv. False: nothing more is to be done, after a message or because help
 * was asked for and printed; *out_status then has the exit status. */
bool parse(const cli *c, const option *options, size_t option_count, int *argc, char **argv, int *out_status);
size_t take_many(const char *name, int *argc, char **argv,
                 const char **out); /* an option that may be there many times */
int usage_error(const cli *c, message id, const char *first, const char *second);
bool ends_in(const char *name, const char *ending);              /* and is more than that */
bool is_one_of_words(const char *word, const char *const *list); /* list ends with NULL */

/* output.c */
const char *say(const cli *c, message id);
void complain(const char *place, const char *words);       /* "PLACE: words" on standard error */
int fail(const cli *c, kepu_error *err, const char *file); /* prints and releases err; STATUS_FAILED */
int emit(const cli *c, text *out, const char *path);       /* to a file, or NULL: standard output; releases the text */
int emit_bytes(const cli *c, const char *bytes, size_t length, const char *path);
int print_findings(const cli *c, const kepu_findings *findings, const char *file, int32_t least);
kepu_plan *load(const cli *c, const char *path); /* with what was found on standard error; NULL after a message */

/* indicators.c: reads tables of actual values; what was refused goes to standard error. A status. */
int read_data(const cli *c, kepu_data *data, const char *const *tables, size_t count);

/* figures.c: units, tables and plans that a scheme scores. */
typedef struct figures {
	const char **units, **tables, **plans,
		**actuals; /* names of files; actuals: tables of what the plans' indicators came to */
	size_t unit_count, table_count, plan_count, actual_count;
	const char *date; /* that plans are judged for; NULL: the last of their period */
} figures;
bool figures_new(const cli *c, int argc, figures *out); /* figures_free must follow */
void figures_take(figures *f, int *argc, char **argv);  /* out of the arguments: --units, --data, --indicators */
void figures_add(figures *f, const char *path); /* an operand: a table where the name ends in .csv, else a plan */
void figures_free(figures *f);
/* Reads them all; what was refused goes to standard error. NULL after a message; *out_status STATUS_OK or STATUS_FINDINGS. */
kepu_inputs *figures_read(const cli *c, kepu_scheme *scheme, const figures *f, int *out_status);
kepu_scheme *load_scheme(const cli *c, const char *path); /* NULL after a message */

/* check.c: "FILE: 2 errors…" on standard output; what was found is on standard error. */
int print_counts(const cli *c, const kepu_findings *findings, const char *path);

/* words.c: what a number of the library is called. NULL for what has no name here. */
const char *role_word(const cli *c, int32_t role);
const char *kind_word(const cli *c, const kepu_node *node);
const char *severity_word(const cli *c, int32_t severity);
void put_value(text *out, const kepu_indicator *indicator, const kepu_value *value);
void put_period(text *out, const char *start, const char *end);
void put_label(flow *at, const kepu_node *node); /* with a space where a title could not stand close */
size_t path_width(const kepu_plan *plan);

/* show.c */
void put_head(const cli *c, text *out, const kepu_plan *plan);
void put_outline(const cli *c, text *out, const kepu_plan *plan);
void put_heading(const cli *c, text *out, message id, size_t count);

/* numbers.c */
void put_indicators(const cli *c, text *out, const kepu_plan *plan);
void put_phases(const cli *c, text *out, const kepu_plan *plan);

/* matrix_table.c, matrix_grid.c */
void put_blocks(const cli *c, text *out, const kepu_matrix *matrix);
void put_unit_tasks(const cli *c, text *out, const kepu_matrix *matrix, size_t column);
void put_unit_head(const cli *c, text *out, const kepu_unit *unit, size_t tasks);
void put_summary(const cli *c, text *out, const kepu_matrix *matrix);
void put_grid(const cli *c, text *out, const kepu_matrix *matrix);

/* explain.c */
void put_explained(const cli *c, text *out, const kepu_plan *plan);

int run_import(const cli *c, int argc, char **argv);
int run_show(const cli *c, int argc, char **argv);
int run_check(const cli *c, int argc, char **argv);
int run_matrix(const cli *c, int argc, char **argv);
int run_review(const cli *c, int argc, char **argv);
int run_indicators(const cli *c, int argc, char **argv);
int run_rollup(const cli *c, int argc, char **argv);
int run_score(const cli *c, int argc, char **argv);
int run_scheme(const cli *c, int argc, char **argv);
int run_convert(const cli *c, int argc, char **argv);
int run_version(const cli *c, int argc, char **argv);
const char *help_text(const cli *c, const char *command); /* help.c; NULL: no such subcommand. command NULL: of all */

#endif
