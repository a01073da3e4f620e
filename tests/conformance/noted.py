"""The interface with a layer in between that says what was called and can break it: a header, to be included before all else.

KEPU_BROKEN=FUNCTION   this one answers nothing
KEPU_CALLED=FILE       names of those that were called are added here at the end
"""

NO_VALUE = 3
HEAD = """/* Made by tests/conformance/noted.py. */
#include <kepu/kepu.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#if defined(__cplusplus)
#define NOTED_NULL nullptr
#else
#define NOTED_NULL NULL
#endif

static const char *const noted_names[] = {{ {names} }};
static unsigned char noted_calls[sizeof noted_names / sizeof *noted_names];

/* Notes a call; whether the function is broken. */
__attribute__((unused)) static int noted(size_t index)
{{
	const char *broken = getenv("KEPU_BROKEN");
	noted_calls[index] = 1;
	return broken && strcmp(broken, noted_names[index]) == 0;
}}

__attribute__((destructor)) static void noted_end(void)
{{
	const char *path = getenv("KEPU_CALLED");
	FILE *file = path ? fopen(path, "a") : NOTED_NULL;
	for (size_t i = 0; file && i < sizeof noted_calls; i++)
		if (noted_calls[i])
			fprintf(file, "%s\\n", noted_names[i]);
	if (file)
		fclose(file);
}}

"""


def wrapper(index, function):
    """One function of the layer, and its name taken over."""
    name, declaration = function["name"], function["declaration"]
    result, parameters = declaration.split(name, 1)
    arguments = [part.replace("*", " ").split()[-1] for part in parameters.strip("() ").split(",") if part.strip() not in ("", "void")]
    call = f"{name}({', '.join(arguments)})"
    if result.strip() == "void":
        body = f"if (!noted({index})) {call};"
    else:
        nothing = NO_VALUE if function["returns"]["kind"] == "status" else "NOTED_NULL" if "*" in result else 0
        body = f"return noted({index}) ? {nothing} : {call};"
    return f"__attribute__((unused)) static {result}noted_{name}{parameters} {{ {body} }}\n"


def header(functions):
    names = ", ".join(f'"{function["name"]}"' for function in functions)
    wrappers = "".join(wrapper(index, function) for index, function in enumerate(functions))
    defines = "".join(f"#define {function['name']} noted_{function['name']}\n" for function in functions)
    return HEAD.format(names=names) + wrappers + "\n" + defines
