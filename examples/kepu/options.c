#include "cli.h"

#include <string.h>

int usage_error(const cli *c, message id, const char *first, const char *second)
{
	text line = { 0 }, name = { 0 };
	text_put(&name, "kepu");
	if (c->command) {
		text_put(&name, " ");
		text_put(&name, c->command);
	}
	text_add(&name, "", 1);
	text_fill(&line, say(c, id), first, second);
	text_put(&line, c->lang == KEPU_LANG_ZH ? "；" : "; ");
	text_fill(&line, say(c, M_SEE_HELP), name.bytes ? name.bytes : "kepu", NULL);
	text_add(&line, "", 1);
	complain(name.bytes ? name.bytes : "kepu", line.failed ? say(c, M_NO_MEMORY) : line.bytes);
	text_free(&line);
	text_free(&name);
	return STATUS_USAGE;
}

bool ends_in(const char *name, const char *ending)
{
	size_t length = strlen(name), wanted = strlen(ending);
	return length > wanted && !strcmp(name + length - wanted, ending);
}

bool is_one_of_words(const char *word, const char *const *list)
{
	while (*list)
		if (!strcmp(word, *list++))
			return true;
	return false;
}

/* The option that an argument names, and its value where it stands in the same argument: --to=csv, -oOUT. */
static const option *find(const option *options, size_t count, const char *argument, const char **out_value)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(options[i].name);
		bool is_short = options[i].name[1] != '-';
		*out_value = NULL;
		if (strncmp(argument, options[i].name, length))
			continue;
		if (!argument[length])
			return &options[i];
		if (is_short || argument[length] == '=') {
			*out_value = argument + length + (is_short ? 0 : 1);
			return &options[i];
		}
	}
	return NULL;
}

size_t take_many(const char *name, int *argc, char **argv, const char **out)
{
	size_t count = 0, length = strlen(name);
	int kept = 0;
	for (int i = 0; i < *argc; i++) {
		if (!strcmp(argv[i], "--")) {
			while (i < *argc)
				argv[kept++] = argv[i++];
		} else if (!strcmp(argv[i], name) && i + 1 < *argc) {
			out[count++] = argv[++i];
		} else if (!strncmp(argv[i], name, length) && argv[i][length] == '=') {
			out[count++] = argv[i] + length + 1;
		} else {
			argv[kept++] = argv[i];
		}
	}
	*argc = kept;
	return count;
}

static bool stop(int *out_status, int status)
{
	*out_status = status;
	return false;
}

bool parse(const cli *c, const option *options, size_t option_count, int *argc, char **argv, int *out_status)
{
	int kept = 0;
	bool only_operands = false;
	for (int i = 0; i < *argc; i++) {
		const char *argument = argv[i], *value = NULL;
		if (only_operands || argument[0] != '-' || !argument[1]) {
			argv[kept++] = argv[i];
			continue;
		}
		if (!strcmp(argument, "--")) {
			only_operands = true;
			continue;
		}
		if (!strcmp(argument, "--help") || !strcmp(argument, "-h")) {
			const char *words = help_text(c, c->command);
			return stop(out_status, emit_bytes(c, words, strlen(words), NULL));
		}
		const option *found = find(options, option_count, argument, &value);
		if (!found)
			return stop(out_status, usage_error(c, M_UNKNOWN_OPTION, argument, NULL));
		if (found->flag && value)
			return stop(out_status, usage_error(c, M_OPTION_TAKES_NONE, found->name, NULL));
		if (found->flag) {
			*found->flag = true;
			continue;
		}
		if (!value && i + 1 < *argc)
			value = argv[++i];
		if (!value || !*value)
			return stop(out_status, usage_error(c, M_OPTION_NEEDS_VALUE, found->name, NULL));
		*found->value = value;
	}
	*argc = kept;
	return true;
}
