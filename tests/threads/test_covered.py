#!/usr/bin/env python3
"""The test of threads calls every function that several threads may call: readers, and what makes something of an object, in the
code that is made for it, all others by name in test_readers.c. Descriptions that were tampered with show that this check and the walk notice what is new."""
import re
import sys
from pathlib import Path

import make_walk

sys.dont_write_bytecode = True
TEST = Path(__file__).resolve().with_name("test_readers.c")


def uncovered(functions, test):
    walked = {function["name"] for function in functions if make_walk.is_reader(function) or make_walk.is_maker(function)}
    called = set(re.findall(r"\b(kepu_\w+)\(", re.sub(r"/\*.*?\*/", " ", test, flags=re.S)))
    return [function["name"] for function in functions if make_walk.shared(function) and function["name"] not in walked | called]


def renamed(functions, name, new):
    return [{**f, "name": new, "declaration": f["declaration"].replace(name, new)} if f["name"] == name else f for f in functions]


def main():
    functions, test = make_walk.described(), TEST.read_text(encoding="utf-8")
    faults = [f"{name}() may be called by several threads, but {TEST.name} does not" for name in uncovered(functions, test)]
    if faults:
        sys.exit("\n".join(faults))
    if uncovered(renamed(functions, "kepu_file_digest", "kepu_file_novelty"), test) != ["kepu_file_novelty"]:
        sys.exit("a new function that is called nowhere is not noticed")
    for old, new in (("kepu_node_title", "kepu_node_novelty"), ("kepu_plan_to_facts", "kepu_plan_to_novelty")):
        if f" {new}(" not in make_walk.Walker(renamed(functions, old, new)).text().replace("(uint64_t)", " "):
            sys.exit(f"{old}() under another name is not called")
    readers = [function for function in functions if make_walk.is_reader(function)]
    makers = [function for function in functions if make_walk.is_maker(function)]
    alone = [function["name"] for function in functions if not make_walk.shared(function)]
    print(f"{len(functions)} functions: {len(readers)} readers, {len(makers)} makers, {len(alone)} for one thread at a time, the rest called by name")


main()
