#!/usr/bin/env python3
"""The cases notice when the interface is broken: each function of the library is made to answer nothing, one after the other, and a
case has to fail. So a case that is about a fact fails where that fact is not read.

In Python functions are exchanged while it runs; in C and C++ there is a layer in between (noted.py). Java, which would take minutes,
has to call each function at least.
"""
import contextlib
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import noted
import test_python as runner
import transcripts

from kepu._library import raw

ROOT = transcripts.HERE.parents[1]
ABI = ROOT / "bindings" / "abi" / "kepu-abi.json"
FOLDER = transcripts.RESULTS / "sensitive"
RACES = ("703", "714")  # left out: threads add nothing here

# What no case would miss: what only releases is watched by the tests of leaks.
EXCUSED = {"kepu_version_number", "kepu_plan_ref", "kepu_free"}


def to_be_missed(functions):
    return [name for name, function in functions.items()
            if name not in EXCUSED and not name.endswith(("_free", "_unref"))]


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


def noticing(name, kind, cases):
    """The first case that fails without the function; None where none does."""
    kept = getattr(raw, name)
    answer = {"status": noted.NO_VALUE, "text": None, "handle": None, "bytes": None}.get(kind, 0)
    setattr(raw, name, lambda *arguments: answer)
    try:
        return next((case for case in cases if play(case) == "fail"), None)
    finally:
        setattr(raw, name, kept)


def in_python(functions, cases):
    """Of each function the case that notices first; and what is wrong."""
    excused = json.loads((ABI.parent / "coverage.json").read_text(encoding="utf-8"))["python"]
    names = [name for name in to_be_missed(functions) if name not in excused]
    found = callers(cases, names)
    noticed = {name: noticing(name, functions[name]["returns"]["kind"], found[name]) for name in names}
    return noticed, [f"Python: {name}() is {'broken, and no case notices' if found[name] else 'called by no case'}"
                     for name in names if noticed[name] is None]


def compiled(compiler, flags, source, program):
    """The runner with the layer in between."""
    library = Path(os.environ["KEPU_LIBRARY"])
    command = [compiler, *flags, "-O1", "-D_POSIX_C_SOURCE=200809L", f'-DKEPU_SOURCE_DIR="{ROOT}"', f'-DKEPU_BUILD_DIR="{FOLDER}"',
               f"-I{ROOT / 'include'}", f"-I{transcripts.HERE}", "-include", FOLDER / "noted.h", transcripts.HERE / source, library,
               f"-Wl,-rpath,{library.parent}", "-pthread", "-o", FOLDER / program]
    ran = subprocess.run([str(part) for part in command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if ran.returncode:
        sys.exit(f"{source}:\n{ran.stdout}")
    return FOLDER / program


def fails(program, numbers, broken):
    ran = subprocess.run([program, *numbers], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                         env=dict(os.environ, KEPU_BROKEN=broken))
    return ran.returncode != 0


def in_program(language, program, functions, noticed, cases):
    """Functions that the program can do without; asked is the case that Python missed them in, then all."""
    everything = [case.number for case in cases]
    if fails(program, everything, "none"):
        sys.exit(f"{language}: fails as it is")
    faults = []
    for name in to_be_missed(functions):
        first = [noticed[name].number] if noticed.get(name) else everything
        if not fails(program, first, name) and not fails(program, everything, name):
            faults.append(f"{language}: {name}() is broken, and no case notices")
    return faults


def in_java(functions):
    """Functions that the cases do not call."""
    if not shutil.which("javac"):
        print("without a JDK Java is left out")
        return []
    called = FOLDER / "called"
    called.unlink(missing_ok=True)
    ran = subprocess.run([sys.executable, transcripts.HERE / "test_java.py", "--noted", FOLDER / "noted.h"], stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, env=dict(os.environ, KEPU_CALLED=str(called)))
    if ran.returncode or not called.exists():
        sys.exit(f"Java: {ran.stdout}")
    names = set(called.read_text(encoding="utf-8").split())
    excused = json.loads((ABI.parent / "coverage.json").read_text(encoding="utf-8"))["java"]
    return [f"Java: {name}() is called by no case" for name in to_be_missed(functions) if name not in names and name not in excused]


def main():
    os.chdir(ROOT)
    functions = {each["name"]: each for each in json.loads(ABI.read_text(encoding="utf-8"))["functions"]}
    cases = [case for case in transcripts.cases() if case.number not in RACES]
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / "noted.h").write_text(noted.header(list(functions.values())), encoding="utf-8")
    noticed, faults = in_python(functions, cases)
    for language, compiler, flags, source in (("C", os.environ.get("KEPU_CC", "cc"), ["-std=c11"], "test_c.c"),
                                              ("C++", os.environ.get("KEPU_CXX", "c++"), ["-std=c++17"], "test_cpp.cpp")):
        program = compiled(compiler, flags, source, source.replace(".", "_"))
        faults += in_program(language, program, functions, noticed, cases)
    faults += in_java(functions)
    if faults:
        sys.exit("\n".join(faults))
    print(f"{len(to_be_missed(functions))} functions, each missed by a case where it is broken")


main()
