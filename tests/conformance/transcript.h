/* What the runner in C needs of the cases: reading them, words, printing, comparing, writing the results. */
#ifndef CONFORMANCE_TRANSCRIPT_H
#define CONFORMANCE_TRANSCRIPT_H

#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define CASES_MOST 400
#define WORDS_MOST 16

struct transcript {
	char *text;
	size_t length, room;
};

static void *must(void *made)
{
	if (!made) {
		fprintf(stderr, "no memory\n");
		exit(1);
	}
	return made;
}

static void put(struct transcript *out, const char *bytes, size_t length)
{
	if (out->length + length + 1 > out->room) {
		out->room = (out->length + length + 1) * 2;
		out->text = must(realloc(out->text, out->room));
	}
	memcpy(out->text + out->length, bytes, length);
	out->length += length;
	out->text[out->length] = 0;
}

static void say(struct transcript *out, const char *format, ...)
{
	char line[512];
	va_list arguments;
	va_start(arguments, format);
	int length = vsnprintf(line, sizeof line, format, arguments);
	va_end(arguments);
	if (length < 0 || (size_t)length >= sizeof line) {
		fprintf(stderr, "a line is too long\n");
		exit(1);
	}
	put(out, line, (size_t)length);
}

/* Text with what cannot be seen written as an escape. */
static void say_escaped(struct transcript *out, const char *text, size_t length, int quotes)
{
	for (size_t i = 0; i < length; i++) {
		const char *escape = text[i] == '\\' ? "\\\\" : text[i] == '\n' ? "\\n" : text[i] == '\r' ? "\\r" : NULL;
		if (text[i] == '\t')
			escape = "\\t";
		if (text[i] == '"' && quotes)
			escape = "\\\"";
		if (length - i >= 3 && memcmp(text + i, "\xef\xbb\xbf", 3) == 0) {
			escape = "\\ufeff";
			i += 2;
		}
		put(out, escape ? escape : text + i, escape ? strlen(escape) : 1);
	}
}

static void say_quoted(struct transcript *out, const char *text)
{
	put(out, "\"", 1);
	say_escaped(out, text, strlen(text), 1);
	put(out, "\"", 1);
}

/* ---- words ---- */

static char *quoted_word(char **at)
{
	char *word = ++*at, *to = word;
	for (; **at && **at != '"'; ++*at) {
		char letter = **at;
		if (letter == '\\') {
			letter = *++*at;
			letter = letter == 'n' ? '\n' : letter == 'r' ? '\r' : letter == 't' ? '\t' : letter;
		}
		*to++ = letter;
	}
	if (**at)
		++*at;
	*to = 0;
	return word;
}

/* Parts the line in place; NULL for a word - which means none. Gives how many there are. */
static size_t words_of(char *line, char **words)
{
	size_t count = 0;
	memset(words, 0, WORDS_MOST * sizeof *words);
	for (char *at = line; count < WORDS_MOST;) {
		at += strspn(at, " ");
		if (!*at)
			break;
		if (*at == '"') {
			words[count++] = quoted_word(&at);
			continue;
		}
		words[count] = at;
		at += strcspn(at, " ");
		if (*at)
			*at++ = 0;
		if (strcmp(words[count], "-") == 0)
			words[count] = NULL;
		count++;
	}
	return count;
}

/* ---- files ---- */

static char *read_file(const char *path, size_t *out_length)
{
	FILE *file = fopen(path, "rb");
	if (!file) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		exit(1);
	}
	struct transcript text = { must(calloc(1, 1)), 0, 1 };
	char part[65536];
	for (size_t got; (got = fread(part, 1, sizeof part, file)) > 0;)
		put(&text, part, got);
	fclose(file);
	if (out_length)
		*out_length = text.length;
	return text.text;
}

static int is_case(const struct dirent *entry)
{
	size_t length = strlen(entry->d_name);
	return length > 5 && strcmp(entry->d_name + length - 5, ".case") == 0;
}

/* ---- outcomes ---- */

/* Where two texts part, by lines. */
static void show_difference(const char *name, const char *expected, const char *given)
{
	size_t line = 1;
	while (*expected && strcspn(expected, "\n") == strcspn(given, "\n") &&
	       memcmp(expected, given, strcspn(expected, "\n")) == 0 && expected[strcspn(expected, "\n")] &&
	       given[strcspn(given, "\n")]) {
		expected += strcspn(expected, "\n") + 1;
		given += strcspn(given, "\n") + 1;
		line++;
	}
	printf("%s:%zu: expected\n%.*s\nbut was given\n%.*s\n", name, line, (int)strcspn(expected, "\n"), expected,
	       (int)strcspn(given, "\n"), given);
}

/* The feature that a case is about, as its first line says. */
static void feature_of(const char *text, char feature[128])
{
	static const char head[] = "# feature: ";
	snprintf(feature, 128, "%.*s", (int)strcspn(text + sizeof head - 1, "\n"), text + sizeof head - 1);
}

/* The results as a file that is there whole or not at all. */
static void write_results(const char *language, const struct transcript *results)
{
	char path[512], fresh[544];
	mkdir(KEPU_BUILD_DIR "/conformance", 0777);
	snprintf(path, sizeof path, "%s/conformance/%s.tsv", KEPU_BUILD_DIR, language);
	snprintf(fresh, sizeof fresh, "%s.%ld", path, (long)getpid());
	FILE *file = must(fopen(fresh, "w"));
	fwrite(results->text, 1, results->length, file);
	if (fclose(file) || rename(fresh, path)) {
		fprintf(stderr, "%s: %s\n", path, strerror(errno));
		exit(1);
	}
}

#endif
