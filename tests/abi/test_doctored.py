#!/usr/bin/env python3
"""The comparison of interfaces is put to the test: small libraries, each with one thing done to it, and what it says of them."""
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import interface

sys.dont_write_bytecode = True
BASELINE = Path(__file__).resolve().with_name("test_baseline.py")
CC = os.environ.get("KEPU_CC", "cc")

ENDINGS = {0: "passes", 1: "fails", 77: "is skipped"}
HEADER = """
#include <stddef.h>
#include <stdint.h>
#define KEPU_API __attribute__((visibility("default")))
typedef struct kepu_plan kepu_plan; /**< @brief A plan. @since 0.1.0 */
#define KEPU_VERSION_MAJOR 0 /**< @brief Major. @since 0.1.0 */
#define KEPU_VERSION_MINOR 1 /**< @brief Minor. @since 0.1.0 */
#define KEPU_VERSION_PATCH 0 /**< @brief Patch. @since 0.1.0 */
#define KEPU_KIND_TASK 6 /**< @brief A task. @since 0.1.0 */
"""
FUNCTION = """/**
 * @brief It.
 * @param plan a plan
 * @param index from 0
 * @return a number
 * @par Threads
 * Any.
 * @since {since}
 */
KEPU_API {result} {name}(const kepu_plan *plan, {index} index);
"""
PLAN = "struct kepu_plan { int revision; };\n"
CHANGES = "# Changes\n\n## 0.1.0{state}\n\n- Plans.\n"
MAP = "KEPU_0.1 { global: kepu_*; local: *; };\n"


def function(name, index="size_t", result="int32_t", since="0.1.0"):
    return FUNCTION.format(name=name, index=index, result=result, since=since)


HEADERS = HEADER + function("kepu_count") + function("kepu_size")


class Sample:
    """A small project with its library in a folder of its own."""

    def __init__(self, folder, headers=HEADERS, changes=CHANGES.format(state=" (not released yet)"), plan=PLAN, flags=("-g",)):
        self.root = Path(folder)
        for part in ("include/kepu", "tests/abi"):
            (self.root / part).mkdir(parents=True, exist_ok=True)
        self.change(headers, changes, plan, flags)

    def change(self, headers=HEADERS, changes=None, plan=PLAN, flags=("-g",), soname=None, compiler=CC, alias=None):
        (self.root / "include/kepu/base.h").write_text("/**\n * @file base.h\n * @brief It.\n */" + headers, encoding="utf-8")
        if changes:
            (self.root / "CHANGELOG.md").write_text(changes, encoding="utf-8")
        code = '#include "kepu/base.h"\n' + plan
        for number, declared in enumerate(headers.split("KEPU_API ")[2:]):
            code += declared.split(";")[0] + f" {{ return plan ? plan->revision : {number}; }}\n"
        if alias:
            head, _, last = code.rpartition("int32_t ")
            code = head + f"extern __typeof__({alias}) {last.partition('(')[0]} __attribute__((alias(\"{alias}\")));\n"
        (self.root / "kepu.c").write_text(code, encoding="utf-8")
        (self.root / "kepu.map").write_text(MAP, encoding="utf-8")
        self.library = self.root / "libkepu.so"
        minor = headers.split("VERSION_MINOR ")[1].split(" ")[0]
        soname = soname or f"libkepu.so.0.{minor}"
        subprocess.run([compiler, *flags, "-shared", "-fPIC", "-fvisibility=hidden", f"-Wl,-soname,{soname}",
                        "-Wl,--version-script=kepu.map", "-Iinclude", "kepu.c", "-o", self.library], cwd=self.root, check=True)

    def run(self, *arguments, ci=False):
        environment = {key: text for key, text in os.environ.items() if key != "CI"} | ({"CI": "true"} if ci else {})
        ran = subprocess.run([sys.executable, BASELINE, "--root", self.root, *arguments], capture_output=True, text=True,
                             env={**environment, "KEPU_LIBRARY": str(self.library)})
        return ran.returncode, ran.stdout + ran.stderr

    def stored(self):
        return "".join((self.root / "tests/abi" / name).read_text(encoding="utf-8") for name in ("kepu.abi", "constants.txt"))

    def expect(self, what, code, *words, arguments=(), ci=False, stored=None):
        """That the comparison ends so and says so, and whether it changed what is stored."""
        before = self.stored()
        got, said = self.run(*arguments, ci=ci)
        if got != code or not all(word in said for word in words):
            sys.exit(f"{what}: status {got} instead of {code}, or without {', '.join(words)}, in\n{said}")
        if stored is not None and stored != (self.stored() != before):
            sys.exit(f"{what}: what is stored was {'not ' if stored else ''}changed\n{said}")
        print(f"{what}: {ENDINGS[code]}")


def sampled(test):
    with tempfile.TemporaryDirectory() as folder:
        sample = Sample(folder)
        sample.run()
        sample.expect("nothing changed", 0, "2 functions and 1 constants", stored=False)
        test(sample)


def additions(sample):
    more = HEADERS + function("kepu_more") + "#define KEPU_KIND_GOAL 2 /**< @brief A goal. @since 0.1.0 */\n"
    sample.change(more)
    sample.expect("added, in continuous integration", 0, "new: KEPU_KIND_GOAL, kepu_more", ci=True, stored=False)
    sample.expect("added", 0, "to be committed: KEPU_KIND_GOAL, kepu_more", stored=True)
    sample.expect("added and stored", 0, "3 functions and 2 constants", stored=False)
    sample.change(more + function("kepu_late", since="0.0.9"))
    sample.expect("added with the version of another", 1, "kepu_late is new and says @since 0.0.9, expected 0.1.0", stored=False)


def breaks(sample):
    """Each of them fails, and more so once something was released."""
    cases = {
        "function removed": (HEADER + function("kepu_count"), "kepu_size was removed"),
        "parameter changed": (HEADER + function("kepu_count", "int32_t") + function("kepu_size"), "kepu_count was changed"),
        "result changed": (HEADER + function("kepu_count", result="int64_t") + function("kepu_size"), "kepu_count was changed"),
        "constant changed": (HEADERS.replace("TASK 6", "TASK 7"), "KEPU_KIND_TASK was changed from 6 to 7"),
        "constant removed": (HEADERS.replace("KEPU_KIND_TASK", "KEPU_KIND_DUTY"), "KEPU_KIND_TASK was removed"),
    }
    for what, (headers, words) in cases.items():
        sample.change(headers, CHANGES.format(state=" (not released yet)"))
        sample.expect(what, 1, words, "CHANGELOG.md", arguments=["--write"], stored=False)
        sample.change(headers, CHANGES.format(state=" (2026-11-30)"))
        sample.expect(f"{what} after a release", 1, words, "0.1.0 was released, so this needs the next series",
                      arguments=["--write"], stored=False)


def next_series(sample):
    second = HEADERS.replace("MINOR 1", "MINOR 2").replace("kepu_size", "kepu_extent")
    released = CHANGES.format(state=" (2026-11-30)").partition("\n\n")[2]
    head = "# Changes\n\n## 0.2.0 (not released yet)\n\n"
    sample.change(second, f"{head}- Faster.\n\n{released}")
    sample.expect("the next 0.x without a note", 1, "kepu_size was removed: CHANGELOG.md has to name it under ## 0.2.0", stored=False)
    sample.change(second, f"{head}- `kepu_size_of()` is new.\n\n{released}- kepu_size() too.\n")
    sample.expect("a note of something else", 1, "kepu_size was removed: CHANGELOG.md", stored=False)
    second = HEADERS.replace("MINOR 1", "MINOR 2").replace("KEPU_KIND_TASK 6", "KEPU_KIND_TASK 7")
    second = second.replace(function("kepu_size"), function("kepu_extent", since="0.2.0"))
    noted = f"{head}- `kepu_size()` is `kepu_extent()` now, and `KEPU_KIND_TASK` is 7.\n\n{released}"
    sample.change(second, noted)
    sample.expect("the next 0.x with a note", 1, "--write and commit", stored=False)
    sample.change(second, noted, soname="libkepu.so.0.1")
    sample.expect("under the old SONAME", 1, "libkepu.so.0.1, expected libkepu.so.0.2", arguments=["--write"], stored=False)
    sample.change(second, noted)
    sample.expect("the next 0.x, to be stored", 0, "to be committed", arguments=["--write"], stored=True)
    sample.expect("the next 0.x, stored", 0, "2 functions and 1 constants", stored=False)


def private_things(sample):
    """What callers do not see may change, and so may compiler and flags."""
    grown = PLAN.replace("int revision;", "double weight; int revision;")
    sample.change(plan=grown)
    sample.expect("a member of an opaque type", 0, stored=False)
    sample.change(HEADERS.replace("index);", "position);").replace("param index", "param position"))
    sample.expect("another name of a parameter", 0, stored=False)
    for compiler, flags in (("gcc", "-O0"), ("gcc", "-O2"), ("clang", "-O2")):
        if shutil.which(compiler):
            sample.change(flags=("-g", flags), compiler=compiler)
            sample.expect(f"{compiler} {flags}", 0, stored=False)
    sample.change(alias="kepu_count")
    sample.expect("two functions made one", 77, "one function of several: kepu_count", stored=False)
    sample.change(flags=())
    sample.expect("without debug information", 77, "no debug information", stored=False)
    sample.change()
    (sample.root / "tests/abi/kepu.abi").write_text("<<<<<<< HEAD\n", encoding="utf-8")
    sample.expect("in the middle of a merge", 1, "take either side", stored=False)


def public_layouts():
    """Structs and enumerations in headers, should there ever be any, are callers' business."""
    header = "struct kepu_pair { int first; int second; };\nenum kepu_kind { KEPU_TASK = 6 };\n" \
             '__attribute__((visibility("default"))) int kepu_sum(const struct kepu_pair *pair, enum kepu_kind kind);\n'
    cases = {"a member changed": header.replace("int second", "double second"),
             "a member added": header.replace("int second;", "int second; int third;"),
             "an enumerator changed": header.replace("TASK = 6", "TASK = 7"),
             "an enumerator removed": header.replace("KEPU_TASK = 6", "KEPU_DUTY = 6")}
    with tempfile.TemporaryDirectory() as folder:
        def dumped(text):
            (Path(folder) / "kepu.h").write_text(text, encoding="utf-8")
            (Path(folder) / "kepu.c").write_text('#include "kepu.h"\nint kepu_sum(const struct kepu_pair *pair, enum kepu_kind kind)'
                                                 "{ return pair->first + (int)kind; }\n", encoding="utf-8")
            subprocess.run([CC, "-g", "-shared", "-fPIC", "kepu.c", "-o", "kepu.so"], cwd=folder, check=True)
            return interface.of_library(f"{folder}/kepu.so", folder)
        before = dumped(header)
        for what, changed in cases.items():
            said, names = interface.differences(before, dumped(changed))
            if names != {"kepu_sum"}:
                sys.exit(f"{what}: told of {names or 'nothing'}\n{said}")
            print(f"{what}: seen")


def main():
    if not shutil.which("abidw") or not shutil.which("abidiff"):
        print("abidw and abidiff are not installed (Debian: abigail-tools)")
        sys.exit(77)
    for test in (additions, breaks, next_series, private_things):
        sampled(test)
    public_layouts()


main()
