#include "cli.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

/* What the environment says: the first of these that is set and not empty decides. */
static int32_t environment_language(void)
{
	static const char *const names[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		const char *value = getenv(names[i]);
		if (value && *value)
			return strncmp(value, "zh", 2) ? KEPU_LANG_EN : KEPU_LANG_ZH;
	}
	return KEPU_LANG_EN;
}

/* Takes --lang out of the arguments, wherever it stands: every other message depends on it. */
static bool take_language(cli *c, int *argc, char **argv)
{
	int kept = 1;
	for (int i = 1; i < *argc; i++) {
		if (!strcmp(argv[i], "--")) {
			while (i < *argc)
				argv[kept++] = argv[i++];
			break;
		}
		const char *value = NULL;
		if (!strcmp(argv[i], "--lang"))
			value = i + 1 < *argc ? argv[++i] : "";
		else if (!strncmp(argv[i], "--lang=", 7))
			value = argv[i] + 7;
		if (!value) {
			argv[kept++] = argv[i];
			continue;
		}
		if (strcmp(value, "zh") && strcmp(value, "en")) {
			usage_error(c, *value ? M_BAD_VALUE : M_OPTION_NEEDS_VALUE, "--lang", value);
			return false;
		}
		c->lang = *value == 'z' ? KEPU_LANG_ZH : KEPU_LANG_EN;
	}
	*argc = kept;
	argv[kept] = NULL;
	return true;
}

int run_version(const cli *c, int argc, char **argv)
{
	int status = STATUS_OK;
	if (!parse(c, NULL, 0, &argc, argv, &status))
		return status;
	if (argc)
		return usage_error(c, M_TOO_MANY, argv[0], NULL);
	text out = { 0 };
	text_put(&out, "kepu ");
	text_put(&out, kepu_version(NULL));
	text_put(&out, "\n");
	for (size_t i = 0; i < kepu_component_count(); i++) {
		const char *version = kepu_component_version(i, NULL);
		text_put(&out, "  ");
		text_put(&out, kepu_component_name(i, NULL));
		text_put(&out, " ");
		text_put(&out, version ? version : say(c, M_GOES_WITHOUT));
		text_put(&out, "\n");
	}
	return emit(c, &out, NULL);
}

static int print_help(const cli *c, const char *command)
{
	const char *words = help_text(c, command);
	if (!words)
		return usage_error(c, M_UNKNOWN_COMMAND, command, NULL);
	return emit_bytes(c, words, strlen(words), NULL);
}

int main(int argc, char **argv)
{
	static const struct {
		const char *name;
		int (*run)(const cli *c, int argc, char **argv);
	} commands[] = {
		{ "import", run_import },         { "show", run_show },
		{ "check", run_check },           { "matrix", run_matrix },
		{ "indicators", run_indicators }, { "rollup", run_rollup },
		{ "review", run_review },         { "convert", run_convert },
		{ "score", run_score },           { "scheme", run_scheme },
		{ "version", run_version },
	};
	cli c = { environment_language(), NULL };
	signal(SIGPIPE, SIG_IGN); /* so that a broken pipe is a write that fails, and is reported */
	if (argc < 1)
		return STATUS_USAGE;
	if (!take_language(&c, &argc, argv))
		return STATUS_USAGE;
	if (argc < 2)
		return usage_error(&c, M_NO_COMMAND, NULL, NULL);
	if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h"))
		return print_help(&c, NULL);
	if (!strcmp(argv[1], "help"))
		return argc > 3 ? usage_error(&c, M_TOO_MANY, argv[3], NULL) : print_help(&c, argc == 3 ? argv[2] : NULL);
	const char *name = strcmp(argv[1], "--version") ? argv[1] : "version";
	for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
		if (!strcmp(name, commands[i].name)) {
			c.command = commands[i].name;
			return commands[i].run(&c, argc - 2, argv + 2);
		}
	}
	return usage_error(&c, *argv[1] == '-' ? M_UNKNOWN_OPTION : M_UNKNOWN_COMMAND, argv[1], NULL);
}
