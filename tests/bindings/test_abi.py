#!/usr/bin/env python3
"""The description of the interface and the raw layers made from it are what the headers say, and each binding covers every
function or says why not. The check itself is put to the test on copies of the project that were tampered with.
"""
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GENERATE = ROOT / "bindings" / "abi" / "generate.py"
FUNCTION = """
/**
 * @brief Something new.
 * @param plan the plan
 * @param {name} {what}
 * @return the count
 * @par Threads
 * Any.
 * @since 0.1.0
 */
KEPU_API size_t kepu_plan_novelty(const kepu_plan *plan, {type} {name});
"""


def check(root):
    ran = subprocess.run([sys.executable, GENERATE, "--check", "--root", root], capture_output=True, text=True, encoding="utf-8")
    return ran.returncode, ran.stdout + ran.stderr


def tampered(path, change):
    """What the check says of a copy in which one file was changed."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for part in ("include", "bindings"):
            shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__", "target", "tests"))
        file = copy / path
        before = file.read_text(encoding="utf-8")
        after = change(before)
        if after == before:
            sys.exit(f"{path}: nothing was changed, the test itself is broken")
        file.write_text(after, encoding="utf-8")
        return check(copy)


def expect(what, path, change, *words):
    code, output = tampered(path, change)
    if code == 0 or not all(word in output for word in words):
        sys.exit(f"{what}: status {code}, without {', '.join(words)} in\n{output}")


def added(name, kind, what="how many"):
    return lambda text: text.replace("#ifdef __cplusplus\n}", FUNCTION.format(name=name, type=kind, what=what) + "\n#ifdef __cplusplus\n}", 1)


def without_excuse(text):
    excuses = json.loads(text)
    del excuses["python"]["kepu_node_plan"]
    return json.dumps(excuses)


def main():
    code, output = check(ROOT)
    print(output.strip())
    if code:
        sys.exit(code)
    headers, package = "include/kepu/", "bindings/python/src/kepu/"
    expect("a new function", headers + "plan.h", added("kind", "int32_t"), "kepu-abi.json", "_abi.py", "kepu_plan_novelty")
    expect("a constant changed", headers + "node.h", lambda text: text.replace("KIND_TASK 6", "KIND_TASK 66"), "enums.py")
    expect("a type changed", headers + "plan.h",
           lambda text: text.replace("int64_t kepu_plan_revision", "int32_t kepu_plan_revision"), "_abi.py")
    expect("an unknown type", headers + "plan.h", added("kind", "long"), "plan.h:", "kind")
    expect("a pointer to nobody knows what", headers + "plan.h", added("list", "const int32_t *"), "not understood: list")
    expect("an output that nothing releases", headers + "plan.h", added("out_matrix", "kepu_matrix **", "the matrix"), "releases")
    expect("a generated file edited", package + "_abi.py", lambda text: text + "\n", "_abi.py is not what the headers say")
    expect("a use removed", package + "plan.py", lambda text: text.replace("raw.kepu_plan_uid", "raw.kepu_plan_superior"),
           "kepu_plan_uid() is neither used nor excused")
    java = "bindings/java/src/main/"
    expect("a type changed, for Java", headers + "plan.h",
           lambda text: text.replace("int64_t kepu_plan_revision", "int32_t kepu_plan_revision"), "Raw.java", "Jni.java", "functions.c")
    expect("a generated file of Java edited", java + "c/functions.c", lambda text: text + "\n", "functions.c is not what the headers say")
    expect("a use removed from Java", java + "java/kepu/Node.java",
           lambda text: text.replace("Raw::kepu_node_deliverable", "Raw::kepu_node_text"),
           "java: kepu_node_deliverable() is neither used nor excused")
    expect("an excuse removed", "bindings/abi/coverage.json", without_excuse, "kepu_node_plan() is neither used nor excused")
    expect("an excuse for what is used", "bindings/abi/coverage.json",
           lambda text: text.replace('"kepu_node_plan"', '"kepu_node_path"'), "kepu_node_path() is excused, but used")


main()
