/* Places in files larger than a piece that is read at once: each part of the plan has the line and column of its `<`, and
 * so has a fault, wherever the pieces end. The files are made of all that moves lines, columns and tags about. */
#include <kepu/kepu.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define NODES 12000
#define ROOM 8000000

typedef struct place {
	size_t offset;
	long line, column;
} place;

static struct {
	char *bytes;
	size_t length, line_start;
	long line, tails; /* tails: bytes of the line that begin no character */
	place nodes[NODES];
	uint32_t seed;
} file;

static uint32_t chance(uint32_t of)
{
	file.seed = file.seed * 1664525u + 1013904223u;
	return (file.seed >> 8) % of;
}

static void add(const char *text)
{
	for (; *text; text++) {
		file.bytes[file.length++] = *text;
		if (((unsigned char)*text & 0xc0) == 0x80)
			file.tails++;
		if (*text == '\n') {
			file.line++;
			file.line_start = file.length;
			file.tails = 0;
		}
	}
}

static place here(void)
{
	return (place){ file.length, file.line, (long)(file.length - file.line_start) - file.tails + 1 };
}

/* White space, comments, foreign elements: anything that may stand between two nodes. */
static void add_filler(void)
{
	static const char *const fillers[] = { "",
		                                   "\n",
		                                   " ",
		                                   "\r\n\t",
		                                   "\n\n  ",
		                                   "<!-- 甲 < 乙\n -->",
		                                   "<?pi < 数据?>",
		                                   "<f:x a=\"科普\n&lt;\"/>",
		                                   "<f:x>文<![CDATA[<<\n]]>字</f:x>" };
	add(fillers[chance(sizeof fillers / sizeof *fillers)]);
}

static void add_text(uint32_t most)
{
	static const char *const words[] = { "科普", "讲座", "a", " ", "\n", "&amp;", "&#31185;", "𠮷", "<!--x-->" };
	for (uint32_t left = chance(most); left; left--)
		add(words[chance(sizeof words / sizeof *words)]);
}

/* `fault` is the node whose id is taken already; NODES: none. *out_fault is its place. */
static void make(uint32_t seed, size_t fault, place *out_fault)
{
	char id[32];
	file.length = file.line_start = 0;
	file.line = 1;
	file.tails = 0;
	file.seed = seed;
	add("<plan xmlns=\"urn:kepu:plan:1\" xmlns:f=\"urn:f\" version=\"0.1\" uid=\"u\">\n<nodes>");
	for (size_t i = 0; i < NODES; i++) {
		add_filler();
		file.nodes[i] = here();
		if (i == fault)
			*out_fault = here();
		snprintf(id, sizeof id, "id=\"n%zu\"", i == fault ? 0 : i);
		add(chance(4) ? "<node " : "<node\n  ");
		add(id);
		if (!chance(3))
			add(" ordinal=\"一 > 二\"");
		if (!chance(1000)) { /* a tag longer than a piece */
			add(" f:long=\"");
			for (int k = 0; k < 20000; k++)
				add("科普长\n");
			add("\"");
		}
		add(">");
		if (chance(2)) {
			add("<title>");
			add_text(20);
			add("</title >");
		}
		if (!chance(2000)) { /* a text longer than a piece */
			add("<text>");
			for (int k = 0; k < 50000; k++)
				add(k % 100 ? "长文" : "\n");
			add("</text>");
		}
		add("</node>");
	}
	add("</nodes>\n</plan>\n");
	assert_true(file.length < ROOM);
}

static void check_nodes(const kepu_plan *plan)
{
	assert_int_equal(kepu_plan_node_count(plan), NODES);
	for (size_t i = 0; i < NODES; i++) {
		const kepu_node *node = kepu_plan_node_at(plan, i);
		if (kepu_node_line(node) != file.nodes[i].line || kepu_node_column(node) != file.nodes[i].column)
			fail_msg("seed %u, node %zu: %lld:%lld, not %ld:%ld", (unsigned)file.seed, i,
			         (long long)kepu_node_line(node), (long long)kepu_node_column(node), file.nodes[i].line,
			         file.nodes[i].column);
	}
}

/* valgrind takes its time: there one file of each kind will do. */
static uint32_t step(void)
{
	return getenv("KEPU_UNDER_VALGRIND") ? 6 : 1;
}

static void test_parts(void **state)
{
	place unused;
	(void)state;
	for (uint32_t seed = 1; seed <= 6; seed += step()) {
		kepu_plan *plan;
		kepu_error *err = NULL;
		make(seed, NODES, &unused);
		if (kepu_plan_load_bytes(file.bytes, file.length, NULL, NULL, &plan, NULL, &err))
			fail_msg("%s at %lld", kepu_error_message(err, KEPU_LANG_EN, NULL), (long long)kepu_error_offset(err));
		check_nodes(plan);
		kepu_plan_unref(plan);
	}
}

static void test_faults(void **state)
{
	(void)state;
	for (uint32_t seed = 7; seed <= 12; seed += step()) {
		place fault = { 0 };
		kepu_plan *plan;
		kepu_error *err = NULL;
		char path[80];
		size_t node = NODES * (seed - 6) / 7;
		make(seed, node, &fault);
		assert_int_equal(kepu_plan_load_bytes(file.bytes, file.length, NULL, NULL, &plan, NULL, &err),
		                 KEPU_ERROR_DUPLICATE_ID);
		assert_int_equal(kepu_error_line(err), fault.line);
		assert_int_equal(kepu_error_column(err), fault.column);
		assert_int_equal(kepu_error_offset(err), fault.offset);
		snprintf(path, sizeof path, "/plan/nodes/node[%zu]", node + 1);
		assert_string_equal(kepu_error_path(err, NULL), path);
		kepu_error_free(err);
	}
}

/* A faulty byte in the text of a comment, element or attribute is found to the byte. */
static void test_bytes(void **state)
{
	(void)state;
	for (uint32_t seed = 13; seed <= 18; seed += step()) {
		place unused;
		kepu_plan *plan;
		kepu_error *err = NULL;
		long line = 1, column = 1;
		make(seed, NODES, &unused);
		size_t at = file.length / 7 * (seed - 12);
		while (((unsigned char)file.bytes[at] & 0xc0) != 0x80)
			at++;
		while (((unsigned char)file.bytes[at] & 0xc0) == 0x80)
			at--; /* the first byte of a character of several */
		file.bytes[at] = '\xff';
		for (size_t i = 0; i < at; i++) {
			column += ((unsigned char)file.bytes[i] & 0xc0) != 0x80;
			if (file.bytes[i] == '\n') {
				line++;
				column = 1;
			}
		}
		assert_int_equal(kepu_plan_load_bytes(file.bytes, file.length, NULL, NULL, &plan, NULL, &err),
		                 KEPU_ERROR_BAD_UTF8);
		assert_int_equal(kepu_error_offset(err), at);
		assert_int_equal(kepu_error_line(err), line);
		assert_int_equal(kepu_error_column(err), column);
		kepu_error_free(err);
	}
}

static int setup(void **state)
{
	(void)state;
	file.bytes = malloc(ROOM);
	return file.bytes ? 0 : 1;
}

static int teardown(void **state)
{
	(void)state;
	free(file.bytes);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(test_parts), cmocka_unit_test(test_faults),
		                                cmocka_unit_test(test_bytes) };
	return cmocka_run_group_tests(tests, setup, teardown);
}
