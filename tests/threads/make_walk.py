#!/usr/bin/env python3
"""Write walk.h: C code that calls every reader of the interface, and all that makes something of an object that many may
read, from the description of the interface, so that a new function is not forgotten.

usage: make_walk.py OUTPUT      the build runs it

A reader is a function of an object that several threads may read at once (its documentation says so). walk_TYPE() walks from
an object to all that can be reached from it: lists are read to one beyond their end, a text to look for is one that is there.
make_of_TYPE() makes what functions make of an object: texts, matrices, findings. What is read goes into a digest, so that
threads can tell whether they read the same.
"""
import json
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARED = ("Any", "Many readers")  # how the documentation of what several threads may call begins
ALONE = ("The builder's", "The options'", "As the error", "One at a time")
DEPTH = 2    # from a plan to its nodes to what hangs on them
SOME = 5     # flags, formats and languages tried where something is made
BEYOND = 9   # numbers tried where no function says how many there are, more than any set has
INDENT = "\t"

HEAD = """/* Reads all that there is to read. Made by tests/threads/make_walk.py from bindings/abi/kepu-abi.json; do not edit. */
#ifndef TEST_WALK_H
#define TEST_WALK_H

#include <kepu/kepu.h>

#include <string.h>

/* The first object of each type that was met is what look-ups look for. */
struct walk {
	uint64_t digest, calls;
%s};

static inline void walk_number(struct walk *w, uint64_t number)
{
	w->digest = (w->digest ^ number) * UINT64_C(0x100000001b3);
	w->calls++;
}

static inline void walk_text(struct walk *w, const char *text, size_t length)
{
	for (size_t i = 0; text && i < length; i++)
		w->digest = (w->digest ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
	walk_number(w, text ? length : UINT64_MAX);
}

"""


def described():
    return json.loads((ROOT / "bindings" / "abi" / "kepu-abi.json").read_text(encoding="utf-8"))["functions"]


def shared(function):
    if function["threads"].startswith(SHARED):
        return True
    if function["threads"].startswith(ALONE):
        return False
    sys.exit(f"{function['name']}: make_walk.py does not know what threads may do that is described as: {function['threads']}")


def is_reader(function):
    """Whether it only looks at an object and makes nothing that has to be released."""
    parameters = function["parameters"]
    return (shared(function) and bool(parameters) and parameters[0]["kind"] == "handle" and parameters[0]["direction"] == "in"
            and f"(const {parameters[0]['type']} *" in function["declaration"]
            and not any(p.get("ownership") == "owned" for p in [*parameters, function["returns"]])
            and all(p["kind"] in ("handle", "handles", "number", "numbers", "text", "length", "capacity") for p in parameters)
            and not any(p["kind"] in ("handles", "numbers") and p["direction"] == "in" for p in parameters))


def is_maker(function):
    """Whether it makes something of an object, and takes nothing but objects, numbers and texts that are at hand."""
    parameters = function["parameters"]
    given, made = ([p for p in parameters if p["direction"] == way] for way in ("in", "out"))
    return (shared(function) and bool(given) and given[0]["kind"] == "handle" and function["returns"]["kind"] == "status"
            and all(p["kind"] in ("handle", "number", "text", "length") for p in given)
            and all(p["kind"] in ("handle", "buffer", "length", "number", "error") for p in made)
            and any(p.get("ownership") == "owned" and p["kind"] != "error" for p in made))


class Walker:
    def __init__(self, functions):
        self.functions = {function["name"]: function for function in functions}
        self.readers = [function for function in functions if is_reader(function)]
        self.makers = [function for function in functions if is_maker(function)]
        self.types = sorted({function["parameters"][0]["type"] for function in self.readers})

    def text(self):
        members = "".join(f"\tconst {name} *{name};\n" for name in self.types)
        out = [HEAD % members]
        out += [f"static inline void walk_{name}(struct walk *w, const {name} *it, int depth);\n" for name in self.types]
        for name in self.types:
            out += [f"\nstatic inline void walk_{name}(struct walk *w, const {name} *it, int depth)\n{{\n"
                    f"\tif (!w->{name})\n\t\tw->{name} = it;\n\t(void)depth;\n"]
            out += [self.call(function) for function in self.readers if function["parameters"][0]["type"] == name]
            out.append("}\n")
        for name in sorted({function["parameters"][0]["type"] for function in self.makers}):
            out += [f"\nstatic inline void make_of_{name}(struct walk *w, const {name} *it)\n{{\n"]
            out += [self.make(function) for function in self.makers if function["parameters"][0]["type"] == name]
            out.append("}\n")
        return "".join(out) + "\n#endif\n"

    def make(self, function):
        """A block that calls one maker, reads what it made and releases it."""
        before, after, loops, arguments = [], [], [], [f"({function['parameters'][0]['type']} *)it"]
        for parameter in function["parameters"][1:]:
            name, kind, base, out = parameter["name"], parameter["kind"], parameter["type"], parameter["direction"] == "out"
            if out:
                before.append(f"{base} {'*' if kind in ('handle', 'buffer', 'error') else ''}{name} = 0;")
                arguments.append(f"&{name}")
            elif kind == "number":
                loops.append(f"for ({base} {name} = 0; {name} < {SOME}; {name}++)")
                arguments.append(name)
            elif kind == "handle":
                arguments.append(f"w->{base}" if base in self.types else "NULL")
            elif kind == "text":
                arguments += [self.sample(function, name), "KEPU_NUL_TERMINATED"]
            if kind == "buffer":
                after.append(f"walk_text(w, {name}, {parameter.get('length') or f'{name} ? strlen({name}) : 0'});")
            elif out and kind == "handle" and base in self.types:
                after += [f"struct walk of_{name} = *w;", f"if ({name})", f"\twalk_{base}(&of_{name}, {name}, 1);",
                          f"w->digest = of_{name}.digest;", f"w->calls = of_{name}.calls;"]
            if parameter.get("ownership") == "owned":
                after.append(f"{parameter['release']}({name});")
        return self.block(loops, [*before, f"walk_number(w, (uint64_t){function['name']}({', '.join(arguments)}));", *after])

    def call(self, function):
        """A block that calls one reader with everything it can be asked for."""
        lines, loops, arguments, outputs = [], [], ["it"], []
        for parameter in function["parameters"][1:]:
            name, kind, out = parameter["name"], parameter["kind"], parameter["direction"] == "out"
            if out and kind in ("number", "length"):
                lines.append(f"{parameter['type']} {name} = 0;")
                arguments.append(f"&{name}")
                outputs.append(f"walk_number(w, (uint64_t){name});")
            elif out and kind == "handles":
                lines.append(f"const {parameter['type']} *{name}[{BEYOND}];")
                arguments += [name, str(BEYOND)]
            elif kind == "number":
                loops.append(f"for ({parameter['type']} {name} = 0; {name} < {self.limit(function, parameter, loops)}; {name}++)")
                arguments.append(name)
            elif kind == "handle":
                arguments.append(f"w->{parameter['type']}")
            elif kind == "text":
                arguments += [self.sample(function, name), "KEPU_NUL_TERMINATED"]
        called = f"{function['name']}({', '.join(arguments)})"
        return self.block(loops, [*lines, *self.result(function, called), *outputs])

    @staticmethod
    def block(loops, lines):
        head = [INDENT * (depth + 1) + loop + (" {" if depth == len(loops) - 1 else "") for depth, loop in enumerate(loops)] or ["\t{"]
        inner = INDENT * (max(len(loops), 1) + 1)
        return "\n".join([*head, *(inner + line for line in lines), inner[1:] + "}"]) + "\n"

    def result(self, function, called):
        returns = function["returns"]
        if returns["kind"] == "text":
            length = next((p["name"] for p in function["parameters"] if p.get("of") == "return"), None)
            return [f"const char *text = {called};", f"walk_text(w, text, {length or 'text ? strlen(text) : 0'});"]
        if returns["kind"] == "handle":
            found = f"const {returns['type']} *found = {called};"
            if returns["type"] not in self.types or returns["type"] == "kepu_plan":  # where the walk came from
                return [found, "walk_number(w, found != NULL);"]
            return [found, "walk_number(w, found != NULL);", f"if (found && depth > 0)\n\t\t\twalk_{returns['type']}(w, found, depth - 1);"]
        if returns["type"] == "double":  # its bytes, for not every double is a whole number
            return [f"double number = {called};", "walk_text(w, (const char *)&number, sizeof number);"]
        return [f"walk_number(w, (uint64_t){called});"]

    def limit(self, function, parameter, loops):
        """One more than there are, where a function tells: of the same name, of the same list, of that sort of number."""
        name, stem = function["name"], function["parameters"][0]["type"]
        names = [name.replace("_at", "") + "_count", f"{stem}_{parameter['name']}_count", name.rpartition("_")[0] + "_count"]
        for count in names:
            outer = [loop.split(" ")[2] for loop in loops]
            takes = len(self.functions[count]["parameters"]) if count in self.functions else 0
            if takes in (1, len(outer) + 1):
                return f"({parameter['type']}){count}({', '.join(['it', *outer][:takes])}) + 1"
        return str(BEYOND)

    def sample(self, function, name):
        """What a look-up looks for: that property of the first object of the type it finds."""
        found = [p["type"] for p in [function["returns"], *function["parameters"]] if p["kind"] in ("handle", "handles")]
        for kind in (function["returns"]["type"], *found[::-1]):
            reader = self.functions.get(f"{kind}_{name}")
            if reader and reader["returns"]["kind"] == "text" and [p["kind"] for p in reader["parameters"]] == ["handle", "length"]:
                return f"{kind}_{name}(w->{kind}, NULL)"
        return '"1"'


def main():
    walker = Walker(described())
    Path(sys.argv[1]).write_text(walker.text(), encoding="utf-8")


if __name__ == "__main__":
    main()
