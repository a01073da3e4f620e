#!/usr/bin/env python3
"""The cases notice when the interface is broken: each function of the library that the cases call is made to answer nothing, one
after the other, and a case has to fail. So a case that reads a fact fails where that fact is not read.

Done in the Python package, whose functions can be exchanged while it runs; the cases are the same for all languages.
"""
import contextlib
import io
import json
import os
import sys

import test_python as runner
import transcripts

from kepu._library import raw

NO_VALUE = 3
ABI = transcripts.HERE.parents[1] / "bindings" / "abi" / "kepu-abi.json"

# What a case does not call, and why; what only releases would be missed by the tests of leaks.
EXCUSED = {
    "kepu_version_number": "called when the package is imported",
    "kepu_plan_ref": "counts",
    "kepu_findings_free": "releases", "kepu_error_free": "releases", "kepu_free": "releases", "kepu_plan_unref": "releases",
    "kepu_builder_free": "releases", "kepu_matrix_free": "releases", "kepu_import_free": "releases",
    "kepu_load_options_free": "releases", "kepu_save_options_free": "releases", "kepu_import_options_free": "releases",
}


def play(case):
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
        return transcripts.outcome(case, runner.play, False)[0]


def callers(cases, names):
    """Of each function the cases that call it, the shortest first."""
    found = {name: [] for name in names}
    for case in sorted(cases, key=lambda each: len(each.text)):
        called = set()
        kept = {name: getattr(raw, name) for name in names}
        for name, function in kept.items():
            setattr(raw, name, lambda *arguments, name=name, function=function: (called.add(name), function(*arguments))[1])
        try:
            if play(case) == "fail":
                sys.exit(f"{case.number} fails as it is")
        finally:
            for name, function in kept.items():
                setattr(raw, name, function)
        for name in called:
            found[name].append(case)
    return found


def broken(kind):
    """A function that answers nothing: no value, no text, no part, 0."""
    answer = {"status": NO_VALUE, "text": None, "handle": None, "bytes": None}.get(kind, 0)
    return lambda *arguments: answer


def noticed(name, kind, cases):
    kept = getattr(raw, name)
    setattr(raw, name, broken(kind))
    try:
        return any(play(case) == "fail" for case in cases)
    finally:
        setattr(raw, name, kept)


def main():
    os.chdir(runner.ROOT)
    functions = {each["name"]: each for each in json.loads(ABI.read_text(encoding="utf-8"))["functions"]}
    coverage = json.loads((ABI.parent / "coverage.json").read_text(encoding="utf-8"))["python"]
    names = [name for name in functions if name not in coverage and name not in EXCUSED]
    cases = [case for case in transcripts.cases() if case.number not in ("703", "714")]
    found = callers(cases, names)
    faults = [f"{name}() is called by no case" for name in names if not found[name]]
    faults += [f"{name}() can be broken, and no case notices" for name in names
               if found[name] and not noticed(name, functions[name]["returns"]["kind"], found[name])]
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(names)} functions, each missed by a case when it is broken")


main()
